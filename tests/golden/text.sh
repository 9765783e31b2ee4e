#!/bin/sh
# What the commands say to people, against what they said: on examples/
# runner.json, and on a made-up runner's marathon, alone and after the runs
# before it. Usage: text.sh ONWARD [update]. Prints TAP.
set -u
onward=$(realpath "$1")
verb=${2:-compare}
here=$(cd "$(dirname "$0")" && pwd)
made=$(mktemp -d) || exit 1
trap 'rm -rf "$made"' EXIT
cp "$here/../../examples/runner.json" "$made"
cd "$made" || exit 1
LC_ALL=C.UTF-8
ONWARD_STORE=store.db
export LC_ALL ONWARD_STORE

monday=2026-11-23
count=0
failed=0

# says NAME ARGUMENT...: the answer and its exit code are those of text/NAME.txt.
says() {
  name=$1
  shift
  count=$((count + 1))
  {
    echo "\$ onward $*"
    "$onward" "$@" 2>&1
    echo "exit $?"
  } >"$name.txt"
  if [ "$verb" = update ]; then
    cp "$name.txt" "$here/text/$name.txt"
    echo "wrote text/$name.txt"
  elif diff -u "$here/text/$name.txt" "$name.txt" >diff; then
    echo "ok $count - $name"
  else
    sed 's/^/# /' diff
    echo "not ok $count - $name"
    failed=1
  fi
}

says plan-scenario plan --scenario runner.json --today 2026-11-02
says plan-miles plan --scenario runner.json --today 2026-11-02 --units mi
says why-scenario why 2026-12-13 --scenario runner.json --today 2026-11-02
says why-not-scenario why-not 2026-12-14 intervals --scenario runner.json \
  --today 2026-11-02
says rules rules
says calc-race calc race --distance 10km --time 45:00 --weekly 50km \
  --race2 half=1:42:00 --models
says calc-paces calc paces --distance half --time 1:45:00 --units mi
says calc-paces-slow calc paces --distance 5km --time 45:00
says calc-critical-speed calc critical-speed --effort 1200m=3:40 \
  --effort 5km=17:10
says calc-grade calc grade --grade -0.05
says calc-heat calc heat --temperature 75F --dew-point 64F
says calc-heat-out calc heat --temperature 38C --dew-point 27C

"$onward" demo --weeks 30 --today $monday --keep made >/dev/null || exit 1
cp made/runs/2026-11-22-marathon.fit race.fit
says now-what-file now-what race.fit --today $monday
says now-what-told now-what race.fit --today $monday --weekly 55km --age 62 \
  --effort 0.8 --units mi
says activity-show activity show race.fit --today $monday --hr-max 188
says activity-splits activity splits race.fit --today $monday --by mile
says activity-best activity best race.fit --today $monday
says import import made/runs
says now-what now-what --apply --today $monday
says race race list --today $monday
says log log --stairs 3 --soreness 5 --sleep 3 --motivation 4 --today $monday
says plan plan --apply --today $monday
says today today --today $monday
says week week 2026-12-17 --today $monday
says why why 2026-12-15 --today $monday
says why-not why-not tomorrow intervals --today $monday
says next next --today $monday
says history history --weeks 8 --today $monday
says goal-set goal add standard boston --by +3y --today $monday
says goal-add goal add race-time marathon 3:55:00 --by +1y --parent g1 \
  --today $monday
says goal-habit goal add sessions-per-week 4 --by +3m --parent g2 \
  --today $monday
says goal-list goal list --today $monday
says goal-show goal show g2 --today $monday
[ "$verb" = update ] || echo "1..$count"
exit $failed
