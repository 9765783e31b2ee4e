#!/bin/sh
# Goals from the wish to the answer: set, judged, drawn, changed, taken back.
. "$SOURCE_ROOT/tests/e2e/steps.sh"
monday=2026-11-23
ONWARD_STORE=s.db
export ONWARD_STORE
run 4 goal list
complains 'no store'

# goal CODE ARG...: onward goal on that Monday.
goal()
{
    wanted_code=$1
    shift
    run "$wanted_code" goal "$@" --today $monday
}

# A marathon of 4:00 yesterday and a year of runs before it.
run 0 demo --weeks 60 --seed 3 --keep made --today $monday
run 0 import made/runs
goal 0 list
says 'No goals yet'
run 0 athlete set sex=f birth_date=1974-03-02
goal 0 add standard boston --by +3y
says '^Kept: goal g1'
says '^It is likely'
goal 0 add race-time marathon 3:50:00 --by +1y --parent g1
says 'goal g2'
goal 0 add sessions-per-week 4 --by +3m --parent g2
goal 0 add balance 2 --horizon season
goal 0 add focus hills --by +2m --parent g2 --preview
says 'Not kept'
goal 0 list
says '^g1  the Boston standard, 3:53:09 '
says '^  g2  marathon in 3:50:00 '
says '^    g3  run or walk 4 times a week '
says 'weeks\{0,1\} in a row'
[ "$(LC_ALL=C.UTF-8 wc -L <out)" -le 80 ] || fail 'lines too wide'

# In each other's way: the nearer goal asks for more than the later one.
says "In each other's way"
says 'g2 and g1: it asks for 3:50:00'
goal 0 edit g2 --time 3:56:00
goal 0 list --format json
holds '.[0].schema == "onward/goals/1" and (.[0].goals | length) == 4'
holds '[.[0].goals[].conflicts[]] == []'
holds '.[0].goals[0] | .kind == "standard" and .target == 13989
       and .steps == 2 and .horizon == "3-years" and .since == "'$monday'"'
holds '.[0].goals[1] | .parent == "g1" and .deadline == "2027-11-23"
       and .horizon == "year" and .verdict == "likely" and .probability < 1'
holds '.[0].goals[2] | .consistency.weeks > 50 and .unit == "count"
       and .consistency.kept > 20'
holds '.[0].goals[3] | .deadline == "2027-03-23" and .horizon == "season"'
holds '.[0].goals | all(.milestones | length > 0)
       and all((.milestones | map(.date)) == (.milestones | map(.date) | sort))'

# One goal in full, and its path as text, JSON and pictures.
goal 0 show g2
says '^g2: marathon in 3:56:00, by Tue 23 Nov 2027'
says 'On the way'
says 'it serves g1'
says 'Effective VO2max'
[ "$(LC_ALL=C.UTF-8 wc -L <out)" -le 80 ] || fail 'lines too wide'
goal 0 show g3 --units mi
says 'Sessions a week'
goal 0 show g2 --format json
holds '.[0].schema == "onward/goal/1" and .[0].path.measure ==
       "effective_vo2max" and (.[0].path.seen | length) > 0
       and (.[0].path.ahead | length) > 2'
goal 0 show g2 --format svg --output path.svg
grep -q '<svg' path.svg || fail 'no picture'
goal 0 show g3 --format png --output path.png
goal 2 list --format svg
complains 'has a picture'

# The plan answers as the list does.
run 0 plan --today $monday --format json
holds '[.[0].goals[] | .verdict] | length == 4 and .[0] == "likely"'

# A week of travel is no gap: three weeks later the row goes on.
run 0 goal list --today 2026-12-14 --format json
holds '.[0].goals[2].consistency.now == 0'
run 0 athlete block 2026-11-16 2026-12-13 travel
run 0 goal list --today 2026-12-14 --format json
holds '.[0].goals[2].consistency.now > 2'
run 0 undo

# What cannot be kept is told with its bounds, and nothing is kept.
goal 2 add race-time marathon 3:00:00 --by 2020-01-01
complains 'deadline 2020-01-01 is outside 2026-11-24 to'
goal 2 add race-time marathon 3:00:00 --by $monday
complains 'is outside'
goal 2 add race-time marathon
complains 'a race-time goal needs a time'
goal 2 add race-time marathon 1:00:00
complains 'time_s: 3600 is outside'
goal 2 add fly 3
complains 'race-time, finish'
goal 2 add sessions-per-week 0
complains '1 to 21'
goal 2 add finish 5km 6km
complains 'one value too many'
goal 2 add standard moon
complains 'boston'
goal 2 add focus nose
complains 'hills'
goal 2 add volume 50km --horizon life
complains 'career'
goal 2 add finish 5km --parent g99
complains 'no goal is called "g99"'
goal 2 edit g1 --parent g2
complains 'serves itself'
goal 2 edit g99 --by +1y
complains "no goal 'g99'"
goal 2 show g99
complains "no goal 'g99'"
goal 2 drop g99
complains "no goal 'g99'"
goal 0 list --format json
holds '.[0].goals | length == 4'

# A dropped goal leaves those that served it standing; undo binds them again.
goal 0 drop g2
goal 0 list --format json
holds '.[0].goals | map(.id) == ["g1", "g3", "g4"] and .[1].parent == null'
run 0 undo
says 'goal'
goal 0 list --format json
holds '.[0].goals | map(.parent) == [null, "g1", "g2", null]'
goal 0 edit g3 --parent none
goal 0 edit g4 --per-week 1 --by 2027-06-01
goal 0 list --format json
holds '.[0].goals[2].parent == null and .[0].goals[3].per_week == 1
       and .[0].goals[3].deadline == "2027-06-01"'

# A race fast enough reaches it, and the goal it serves hears of it.
run 0 race add 2027-04-18 marathon --time 3:55:00
run 0 goal list --today 2027-04-20 --format json
holds '.[0].goals[1].reached and .[0].goals[0].steps_reached == 1'
run 0 goal list --today 2027-04-20
says 'reached'
finish
