#!/bin/sh
# Wishes that cannot be had and bad input: each gets an answer in words and the
# exit code it deserves, and none changes what is kept.
. "$SOURCE_ROOT/tests/e2e/steps.sh"
cp "$SOURCE_ROOT/examples/runner.json" .
export ONWARD_STORE=none.db
monday='--today 2026-11-02'

# plan_of FILTER CODE ARG...: the plan of the scenario as jq changes it.
plan_of()
{
    filter=$1
    wanted_code=$2
    shift 2
    jq "$filter" runner.json >changed.json
    # shellcheck disable=SC2086  # several words, here and below
    run "$wanted_code" plan --scenario changed.json $monday "$@"
}

marathons='.races = [
    {"id": "m1", "date": "2027-02-14", "distance_m": 42195, "priority": "A"},
    {"id": "m2", "date": "2027-02-21", "distance_m": 42195, "priority": "A"}]'
plan_of "$marathons" 1 --format json
holds '.[0].schema == "onward/findings/1"'
holds '.[0].findings | any(.severity == "must")'
holds '[.[0].conflicts[].wishes[].id] == ["m1", "m2"]'
holds '.[0].conflicts[0].wishes[1] | .kind == "race" and .spared == true
       and .from == "2027-02-21" and .to == .from'
holds '.[0].conflicts[0].wishes | all(.give_up | test("leave it out"))'
holds '.[0].conflicts[0].findings | any(.rule == "race.spacing")'
plan_of "$marathons" 1
says 'These cannot all be had'
says 'race m1, 42.2 km on 2027-02-14'
says 'move it to 2027-03-07 or later'
says 'With this given up the rest can be planned: race m2'
plan_of "$marathons"' | .races |= .[:1]' 0

# A race on blocked days; all days blocked is no conflict, but a rest.
plan_of '.races[1].date = "2026-12-25"' 1 --format json
holds '[.[0].conflicts[].wishes[].kind] == ["race", "blocked"]'
holds '.[0].conflicts[0].wishes[1] | .id == null and .from == "2026-12-24"'
plan_of '.blocked = [{"from": "2026-11-16", "to": "2026-12-06"}]' 0 \
    --format json
holds '[.[0].days[] | select(.date >= "2026-11-16" and .date <= "2026-12-06")
        | .sessions[].type] | all(. == "rest")'

# The runner's own number stands against two races.
plan_of '.rules = {"race.spacing.half": 20} | .races = [
    {"id": "h1", "date": "2027-01-10", "distance_m": 21097.5, "priority": "A"},
    {"id": "h2", "date": "2027-01-28", "distance_m": 21097.5, "priority": "A"}
    ]' 1
says 'race.spacing.half set to 20'
says 'take it back to the usual 6'

# A race tomorrow; a goal that is past; days that are few, short or none.
plan_of '.races = [{"id": "t", "date": "2026-11-03", "distance_m": 10000,
    "priority": "A"}]' 0 --format json
holds '.[0].days[1].sessions[0].type == "race"'
holds '[.[0].days[0].sessions[] | .hard_s] | all(. == 0 or . == null)'
plan_of '.goals[0].deadline = "2020-01-01"' 0
says 'A new deadline: this one is not ahead'
plan_of '.athlete.days = {}' 2
complains 'no day of the week has minutes'
plan_of '.athlete.days = {"wed": 15} | .races = []' 0 --format json
holds '[.[0].days[].sessions[].duration_s | select(. != null)] | max <= 900'
holds '[.[0].weeks[].run_m] | max > 0'
plan_of '.' 0 --weeks 1 --today 2026-11-08 --format json
holds '(.[0].days | length) == 1'
plan_of '.' 0 --weeks 1 --today 2028-02-29 --format json
holds '[.[0].days[].date] | index("2028-02-29") == 0 and length == 6'
# The clocks of Europe and America change on these Sundays.
for sunday in 2026-03-29 2026-10-25 2026-11-01; do
    plan_of '.races = []' 0 --weeks 2 --today $sunday --format json
    holds '(.[0].days | length) == 8 and (.[0].days | unique_by(.date)
           | length) == 8'
done

# Ages and days that cannot be.
plan_of '.athlete.birth_date = "2021-05-01"' 2
complains 'age 5 is under 10'
plan_of '.athlete.birth_date = "2031-05-01"' 2
complains 'birth date 2031-05-01 is after today'
run 2 plan --scenario runner.json --today 2026-02-30
complains '2026-02'
plan_of '.races += [.races[1] | .id = "again"]' 2
complains 'on the same day'
plan_of '.races += [.races[0] | .id = "again"]' 0

# A plan of somebody else with a session that nobody knows.
# shellcheck disable=SC2086
run 0 plan --scenario runner.json $monday --format json
jq '.days[20].sessions[0].type = "yoga"' out >odd.json
run 3 check odd.json
complains 'days\[20\].sessions\[0\].type: "yoga" is not known'

# The same by the commands of the store; nothing that is refused is kept.
export ONWARD_STORE=s.db
set -- --today 2026-11-02
run 2 athlete set birth_date=2031-05-01 "$@"
complains 'birth_date 2031-05-01 is after today, 2026-11-02'
run 0 race add 2027-02-14 marathon --priority A "$@"
run 0 race add 2027-02-21 marathon --priority A "$@"
run 2 race add 2027-02-30 10km "$@"
run 2 race add 2027-03-07 0km "$@"
run 1 plan --apply --weeks 18 "$@"
says 'the race of 42.2 km on 2027-02-21'
run 2 today "$@"
complains 'no plan is kept yet'
run 1 plan --what-if '2027-02-14 blocked' --weeks 18 "$@"
says 'no training on 2027-02-14'
run 0 race drop 2027-02-21
run 0 plan --apply --weeks 18 "$@"
run 0 athlete block 2027-02-12 2027-02-15 wedding
run 1 plan --apply --weeks 18 "$@"
says 'no training from 2027-02-12 to 2027-02-15 (wedding)'
run 0 undo
run 0 athlete set birth_date=2021-05-01 "$@"
run 2 plan --apply "$@"
complains 'age 5 is under 10'
run 0 undo
run 0 athlete set days.mon=0 days.tue=0 days.wed=0 days.thu=0 days.fri=0 \
    days.sat=0 days.sun=0
run 2 plan --apply "$@"
complains 'no day of the week has minutes'
run 0 today "$@"
run 0 undo
run 2 goal add race-time 10km 40:00 --by 2026-01-01 "$@"
complains 'deadline 2026-01-01 is outside 2026-11-03'
finish
