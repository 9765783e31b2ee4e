#!/bin/sh
# The documents of doc/examples against what `onward plan --format md` makes of
# the scenarios beside them. Usage: examples.sh ONWARD [update]. Prints TAP.
set -u
onward=$1
verb=${2:-compare}
folder=$(cd "$(dirname "$0")/../../doc/examples" && pwd)
made=$(mktemp -d) || exit 1
trap 'rm -rf "$made"' EXIT

count=0
failed=0
for scenario in "$folder"/*.json; do
  name=$(basename "$scenario" .json)
  today=$(sed -n 's/^  "today": "\(.*\)",$/\1/p' "$scenario")
  count=$((count + 1))
  "$onward" plan --scenario "$scenario" --today "$today" --format md \
    --output "$made/$name.md" || failed=1
  if [ "$verb" = update ]; then
    cp "$made/$name.md" "$folder/$name.md"
    echo "wrote doc/examples/$name.md"
  elif diff -u "$folder/$name.md" "$made/$name.md" >"$made/diff"; then
    echo "ok $count - $name"
  else
    sed 's/^/# /' "$made/diff"
    echo "# tests/golden/update writes doc/examples anew"
    echo "not ok $count - $name"
    failed=1
  fi
done
[ "$verb" = update ] || echo "1..$count"
exit $failed
