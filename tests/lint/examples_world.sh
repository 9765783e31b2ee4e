#!/bin/sh
# What the examples of the papers find when they run: a folder (the current one,
# empty) with the files they speak of. Made once, copied for each page.
set -e
[ ! -d "$SOURCE_ROOT/examples" ] || cp -r "$SOURCE_ROOT/examples/." .
# A made-up runner's marathon of yesterday, and the runs before it.
onward demo --weeks 16 --keep made >/dev/null
mv made/runs runs
rm -r made
cp "$(find runs -name "*-marathon.fit" | sort | tail -n 1)" race.fit
/usr/bin/python3 -m zipfile -c export.zip runs
onward import runs >/dev/null
onward now-what race.fit --apply >/dev/null
onward progression --time 50:00 --race 10km=45:00 --format json >workout.json
onward progression --time 50:00 --race 10km=45:00 --format zwo \
    --output tempo.zwo 2>/dev/null
onward plan --scenario runner.json --today 2026-11-02 --format json >plan.json
