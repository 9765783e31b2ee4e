#!/bin/sh
# The plan on the watch and in the calendar: names that stay, sequences that
# rise, sessions that are cancelled.
. "$SOURCE_ROOT/tests/e2e/steps.sh"
ONWARD_STORE=s.db
export ONWARD_STORE
monday=2026-11-23
run 0 demo --weeks 12 --keep made --today $monday
mv made/onward.db s.db

# One file a run, each a workout that is read back.
run 0 export fit --output watch --today 2026-12-07 --format json
holds '.[0].schema == "onward/export/1" and (.[0].files | length) > 3'
for file in $(jq -r '.files[].file' out); do
    [ -s "$file" ] || fail "$file is not there"
done
run 0 inspect watch --format json
holds 'all(.kind == "workout" and .format == "fit")'
holds '[.[].steps | length] | min >= 1'
run 0 export fit --output watch --days 3 --today $monday
says 'No run is planned'
: >file
run 3 export fit --output file/below --today 2026-12-07
complains 'file/below'
run 2 export fit --days 0
complains '--days 0'
run 2 export ics --days 3
complains '--days'

# events FILE: uid, sequence, status and day of each event, sorted.
events()
{
    tr -d '\r' <"$1" | awk -F: '
        /^ / { next }
        /^UID:/ { uid = $2 }
        /^SEQUENCE:/ { sequence = $2 }
        /^STATUS:/ { status = $2 }
        /^DTSTART/ { day = $2 }
        /^END:VEVENT/ { print uid, sequence, status, day }' | sort
}

run 0 export ics --output plan.ics --today $monday
complains_nothing=$(cat out)
[ -z "$complains_nothing" ] || fail 'an answer beside the file'
grep -q "$(printf '\r')" plan.ics || fail 'no CRLF'
events plan.ics >first
[ "$(wc -l <first)" -gt 50 ] || fail 'few events'
grep -qv ' 0 CONFIRMED ' first && fail 'the first export is not all new'
[ "$(cut -d' ' -f1 first | uniq -d | wc -l)" -eq 0 ] || fail 'a UID twice'

# Again: nothing changed, the same but for the stamp.
run 0 export ics --today $monday
events out | cmp -s - first || fail 'the same plan makes other events'

# Another plan: what moved keeps its UID and rises, what went is cancelled.
run 0 athlete set days.sun=0 long_run_day=sat days.sat=180
run 0 plan --apply --today $monday
run 0 export ics --today $monday
events out >second
cut -d' ' -f1 first >uids
cut -d' ' -f1 second >uids_now
[ -z "$(comm -23 uids uids_now)" ] || fail 'a UID was lost'
grep -q ' 1 CONFIRMED ' second || fail 'nothing rose'
awk '$3 == "CANCELLED" && $2 < 1 { exit 1 }' second ||
    fail 'cancelled without a higher sequence'
sort -k1,1 first >a
sort -k1,1 second >b
join a b | awk '$4 != $7 && $5 <= $2 { exit 1 }' ||
    fail 'a session moved without a higher sequence'

# Undo: back where they were, at a higher sequence still.
run 0 undo
run 0 undo
run 0 export ics --today $monday
events out >third
grep ' CONFIRMED ' third | cut -d' ' -f1,4 >live
cut -d' ' -f1,4 first | cmp -s - live || fail 'undo does not bring all back'
sort -k1,1 third >c
join b c | awk '$5 < $2 { exit 1 }' || fail 'a sequence fell'

# Again in mid-week: what was before that day stays, and no UID of it goes to
# another session.
run 0 plan --apply --today 2026-12-14
run 0 export ics --today 2026-12-14
events out | grep '^2026-12-14-' >monday
run 0 plan --apply --today 2026-12-17
run 0 export ics --today 2026-12-17
events out | grep '^2026-12-14-' >thursday
awk '$4 < 20261217' monday >past
[ "$(wc -l <past)" -ge 2 ] || fail 'nothing was before the Thursday'
awk '$4 < 20261217' thursday | cmp -s - past || fail 'what is past moved'
grep -q ' CONFIRMED 202612\(1[789]\|20\)$' thursday || fail 'no session is left'
[ "$(cut -d' ' -f1 thursday | uniq -d | wc -l)" -eq 0 ] || fail 'a UID twice'
run 0 plan --today 2026-12-17 --format json
jq -r '.days[].sessions[].id' out | sort >ids
sed 's/@.*//' past | sort | comm -12 - ids | grep . && fail 'a past id again'
finish
