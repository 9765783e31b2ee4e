#!/bin/sh
# Files that are not what they should be: one line each, the rest done.
. "$SOURCE_ROOT/tests/e2e/steps.sh"
ONWARD_STORE=s.db
export ONWARD_STORE
run 0 demo --weeks 4 --keep made --today 2026-11-23
race=made/runs/2026-11-22-marathon.fit
: >empty.fit
echo '<!DOCTYPE html><html><body>Sign in</body></html>' >page.fit
head -c 30000 "$race" >cut.fit
/usr/bin/python3 - <<'PYTHON'
import zipfile
with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
    bomb.writestr("bomb.fit", bytes(600 << 20))
PYTHON

for file in empty.fit page.fit missing.fit; do
    run 3 now-what $file
    complains $file
    run 3 import $file
done
[ ! -e s.db ] || [ "$("$ONWARD" activity list | wc -l)" -eq 0 ] ||
    fail 'bad files left something in the store'
run 3 inspect empty.fit --format json
holds '.[0] | .schema == "onward/error/1" and .file == "empty.fit"
       and (.error.code | length) > 0 and (.error.message | length) > 0'
run 3 inspect bomb.zip
run 3 import bomb.zip "$race" --format json
holds '.[0] | .failed >= 1 and .added == 1'
run 3 now-what bomb.zip

# What a damaged file holds is read, with a warning.
run 0 inspect cut.fit --format json
holds '.[0] | .samples > 100 and .integrity.truncated
       and (.warnings | length) > 0'
run 0 import cut.fit --format json
holds '.[0].added == 1'

# A workout is no race, and a folder without a run neither.
run 0 now-what "$race" --apply --today 2026-11-23
run 0 export fit --output watch --today 2026-12-07
run 2 now-what "$(find watch -name '*.fit' | head -n 1)"
complains 'holds no run'
run 2 now-what no-such-race
complains 'no-such-race'

# A race ahead has no now-what, whatever is known of it.
run 0 race add 2027-04-18 marathon
run 2 now-what 2027-04-18 --today 2026-11-23
complains 'race 2027-04-18 is still 146 days ahead'

# Stores that are none (more of them in import.sh).
echo 'dear diary' >text.db
for command in today plan 'log --ill' 'race list' undo rebuild now-what; do
    # shellcheck disable=SC2086  # two words
    run 4 $command --store text.db
    complains 'text.db'
done
[ "$(cat text.db)" = 'dear diary' ] || fail 'another file was changed'
run 2 import "$race" --stoer s.db
complains 'did you mean --store'
finish
