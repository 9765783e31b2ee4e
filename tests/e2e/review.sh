#!/bin/sh
# A season looked back on: what the runs show, what was hard, and what the plan
# makes of it.
. "$SOURCE_ROOT/tests/e2e/steps.sh"
monday=2026-11-23
ONWARD_STORE=s.db
export ONWARD_STORE
run 4 review
complains 'no store'
run 0 demo --weeks 30 --seed 7 --keep made --today $monday
run 0 import made/runs

# review CODE ARG...: onward review on that Monday.
review()
{
    wanted_code=$1
    shift
    run "$wanted_code" review "$@" --today $monday
}

review 0
says '^Your season since Mon 25 May'
says 'marathon  *[34]:'
says '^  pacing '
says 'no file tells what you ate'
says 'What did you find hard'
[ "$(LC_ALL=C.UTF-8 wc -L <out)" -le 80 ] || fail 'lines too wide'
review 0 --format json
holds '.[0] | .schema == "onward/review/1" and .from == "2026-05-25"
       and .to == "2026-11-23" and .said == null and .runs > 60
       and .run_m > 500000 and .longest.date == "2026-11-22"'
holds '.[0].races | length >= 2 and (.[-1].distance_m == 42195)'
holds '.[0].areas | length == 7 and all(.verdict == "weak" or .focus == null)'
holds '.[0].areas[] | select(.area == "durability")
       | .count >= 4 and .low <= .value and .value <= .high'
holds '.[0].areas[] | select(.area == "fuelling")
       | .verdict == "not-enough-data" and .value == null'

# What is no weak spot, and what wants more words.
review 2 --hard luck
complains "'luck' is not speed"
review 2 --note 'the last 8 km'
complains 'wants --hard'
review 2 --hard hills --note "$(printf '\377')"
complains 'not UTF-8'
review 2 now
review 0 --hard hills --preview
says 'Not kept'

# Own words reach the plan, and undo takes them back.
review 0 --hard hills,fuelling --hard hills --note 'the last 8 km'
says '^Kept: what was hard'
review 0
says 'hard was fuelling, hills; the last 8 km'
review 0 --format json
holds '.[0].said | .hard == ["fuelling", "hills"] and .date == "2026-11-23"
       and .note == "the last 8 km"'
run 0 plan --format json --today $monday
holds '[.[0].days[].sessions[] | select(.rules | index("focus.own-words"))]
       | (map(.type) | unique) == ["hills", "long"]
       and all(.reason | test("the last 8 km"))'
review 0 --hard none
run 0 plan --format json --today $monday
holds '[.[0].days[].sessions[].rules[] | select(. == "focus.own-words")] == []'
run 0 undo
run 0 undo
review 0 --format json
holds '.[0].said == null'

# A year later they are history.
review 0 --hard form
run 0 review --today 2028-01-10 --format json
holds '.[0].said == null and .[0].runs == 0'

# Two fortnights without a run: a weak spot that the plan works on.
rm made/runs/2026-07-0* made/runs/2026-07-1[0-4]* made/runs/2026-08-1* \
    made/runs/2026-08-2[0-3]*
run 0 import made/runs --store gaps.db
run 0 review --store gaps.db --today $monday --format json
holds '.[0].areas[] | select(.area == "consistency")
       | .verdict == "weak" and .focus == "consistency"
         and (.sentence | test("with 2 gaps of a week"))'
run 0 plan --store gaps.db --format json --today $monday
holds '[.[0].weeks[] | select(.rules | index("focus.evidence"))] != []'
run 0 review --store gaps.db --hard consistency --today $monday
run 0 plan --store gaps.db --format json --today $monday
holds '[.[0].weeks[] | select(.rules | index("focus.own-words"))] != []'
