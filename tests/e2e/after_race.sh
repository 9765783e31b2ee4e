#!/bin/sh
# A runner's way from the race's file to the next weeks, and through them.
. "$SOURCE_ROOT/tests/e2e/steps.sh"
race_day=2026-11-22
monday=2026-11-23
run 0 demo --weeks 30 --seed 3 --keep made --today $monday
says 'The marathon was yesterday'
says 'How long to rest'
says 'Rules behind it'
says 'forbidden'
race=made/runs/$race_day-marathon.fit
run 3 demo --keep made
complains 'made'

# From the file alone, without a store.
ONWARD_STORE=s.db
export ONWARD_STORE
run 0 now-what "$race" --today $monday
says "^Marathon on Sun 22 Nov: 42.2 km in "
says 'No running .* days, through'
says 'A walk of 20'
says 'Assumed, because nobody said'
says 'about 42.2 km a week'
[ "$(head -n 30 out | wc -L)" -le 80 ] || fail 'lines too wide'
[ ! -e s.db ] || fail 'a preview made a store'
run 0 now-what "$race" --today $monday --format json
cp out alone.json
holds '.[0].schema == "onward/plan/1" and .[0].race.date == "'$race_day'"'
holds '.[0].recovery | .off_days >= 7 and .off_days <= 14'
holds '.[0].recovery | .easy_until_day >= 21 and .off_must_days == 7'
holds '.[0].assumed | sort == ["age", "days", "effort", "weekly_m"]'
holds '.[0].dip | .lowest < .fitness and .back_on > .lowest_on'
holds '[.[0].days[:7][].sessions[].type] | all(. == "rest" or . == "walk"
       or . == "strength")'
holds '[.[0].days[].sessions[].type] | index("walk") != null'
run 0 check alone.json
run 0 now-what "$race" --today $monday --age 62 --weekly 60km --format json
holds '.[0].assumed | sort == ["days", "effort"]'
holds '.[0].recovery.reasons | any(.because | test("60"))'
run 0 now-what "$race" --today $monday --effort 0.8 --format json
holds '.[0].recovery | .off_must_days == 2'
run 0 now-what "$race" --today $race_day --format json
holds '.[0].today == "'$monday'"'
run 0 now-what "$race" --today $monday --units mi
says '26.2 mi in'

# With the runs of before nothing need be assumed of them; --apply keeps.
run 0 import made/runs
says ' added, 0 known already, 0 failed'
run 0 import made/runs --format json
holds '.[0] | .added == 0 and .known > 50 and .failed == 0'
run 2 today --today $monday
complains 'no plan is kept yet'
run 0 now-what --today $monday --format json
holds '.[0].race.date == "'$race_day'"'
holds '.[0].assumed | index("weekly_m") == null'
run 0 now-what "$race" --today $monday --apply
says 'Kept'
run 0 race list --format json
holds '.[0].races | length == 1'
run 0 today --today $monday
says 'Mon 23 Nov'
run 0 today --today $monday --format json
holds '.[0].schema == "onward/today/1" and (.[0].days | length) == 1'
run 0 week --today 2026-12-10 --format json
holds '.[0].schema == "onward/week/1" and (.[0].days | length) == 7'
holds '.[0].week.monday == "2026-12-07"'
run 0 week +2w --today $monday
says 'Week of Mon 7 Dec'
run 0 today --today 2028-01-01
says 'does not reach this day'
run 0 why today --today $monday
says 'recovery.off'
run 0 why-not tomorrow tempo --today $monday
says 'forbidden'

# How the runner feels holds hard running back.
run 0 log --soreness 4 --stairs 5 --today 2026-12-28
run 0 log --format json
holds '.[0].check_ins[0] | .stairs_pain == 5 and .date == "2026-12-28"'
run 2 log --date tomorrow --ill --today $monday
complains 'after today'
run 0 log --ill --preview --today $monday
says 'Not kept'
run 0 plan --today 2026-12-28 --format json
holds '[.[0].days[:4][].sessions[] | .hard_s] | all(. == 0 or . == null)'

# Who the runner is; a bad word changes nothing.
run 0 athlete set sex=f days.mon=0 days.fri=0 strength_per_week=1
run 2 athlete set sex=f days.tue=4000
complains 'athlete.days.tue: 4000 is outside 0 to 1440'
run 2 athlete set shoes=red
complains 'shoes'
run 2 athlete set level
complains 'KEY=VALUE'
run 0 athlete block 2026-12-24 2026-12-26 travel
run 0 plan --today $monday --weeks 8 --format json
holds '[.[0].days[] | select(.date >= "2026-12-24" and .date <= "2026-12-26")
        | .sessions[].type] | all(. == "rest")'
holds '[.[0].days[] | select((.date | strptime("%Y-%m-%d")
        | strftime("%u")) == "1") | .sessions[].type] | all(. == "rest")'
run 0 athlete free 2026-12-24 2026-12-26
run 2 athlete free 2026-12-24 2026-12-26
complains 'not blocked'
run 0 athlete --format json
holds '.[0].athlete.sex == "f" and .[0].blocked == []'

# Races: added, told from one another, changed, dropped.
run 0 race add 2027-03-14 half --goal 1:45:00 --name Spring --apply
run 0 race edit 2027-03-14 --priority A
run 0 race list
says '2027-03-14 .*21.1 km  *A .*goal 1:45:00 .*Spring'
run 2 now-what 2027-03-14 --today $monday
complains 'still 111 days ahead'
run 2 race drop 2027-03-15
complains '2027-03-15'
run 2 race edit 2027-03-14 --priority Z
complains 'priority'
run 0 plan --today $monday --weeks 18 --format json
holds '[.[0].days[].sessions[] | select(.type == "race")] | length == 1'

# A race of which no time is known is answered too.
run 0 race add 2026-11-15 10km --store other.db
run 0 now-what --store other.db --today 2026-11-16
says '^10 *[kK]m on Sun 15 Nov: 10.0 km$\|^10K on Sun 15 Nov: 10.0 km$'

# Undo takes back one thing after the other.
run 0 race drop 2027-03-14
run 0 undo --format json
holds '.[0].kind == "race"'
run 0 race list
says 'Spring'
finish
