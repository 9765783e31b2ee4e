#!/bin/sh
# Plans of the scenarios in plan/, as text to be read, against what they were.
# Usage: plan.sh ONWARD [update]. A scenario holds its own day in "today".
# Prints TAP; exit 77 without jq.
set -u
onward=$1
verb=${2:-compare}
here=$(dirname "$0")
command -v jq >/dev/null || exit 77
made=$(mktemp -d) || exit 1
trap 'rm -rf "$made"' EXIT

count=0
failed=0
for scenario in "$here"/plan/*.json; do
  name=$(basename "$scenario" .json)
  count=$((count + 1))
  "$onward" plan --scenario "$scenario" --today "$(jq -r .today "$scenario")" \
    --format json >"$made/plan.json"
  status=$?
  {
    echo "exit $status"
    jq -r -f "$here/plan.jq" "$made/plan.json"
  } >"$made/$name.txt"
  if [ "$verb" = update ]; then
    cp "$made/$name.txt" "$here/plan/$name.txt"
    echo "wrote $name.txt"
  elif diff -u "$here/plan/$name.txt" "$made/$name.txt" >"$made/diff"; then
    echo "ok $count - $name"
  else
    sed 's/^/# /' "$made/diff"
    echo "not ok $count - $name"
    failed=1
  fi
done
[ "$verb" = update ] || echo "1..$count"
exit $failed
