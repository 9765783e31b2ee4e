#!/bin/sh
# What if: a plan beside the plan, from a scenario and from a store.
. "$SOURCE_ROOT/tests/e2e/steps.sh"
cp "$SOURCE_ROOT/examples/runner.json" .
export ONWARD_STORE=none.db
at='--scenario runner.json --today 2026-11-20'

# shellcheck disable=SC2086  # several words, here and below
run 0 plan $at --what-if 'race r2 dropped' --format json
holds '.[0].schema == "onward/plan-difference/1" and .[0].from == "2026-11-20"'
holds '[.[0].changes[] | select(.change == "dropped" and
        .before.type == "race")] | length == 1'
holds '.[0].weeks | length == 16'
holds '.[0] | ([.weeks[] | .kept + .moved + .changed + .dropped + .added] | add)
       == (.changes | length)'
holds '[.[0].changes[] | select(.after != null)
        | (.rules | length) > 0 and (.reason | length) > 0] | all'
holds '.[0].findings | all(.change == "new" or .change == "gone")'

# That weekday from now on holds nothing.
run 0 plan $at --what-if 'sat blocked' --format json
holds '[.[0].changes[].to | select(. != null)
        | strptime("%Y-%m-%d") | mktime | gmtime | .[6] == 6] | any | not'
run 0 plan $at --what-if 'sat blocked' --what-if 'sick 5 days'
says 'What if: sat blocked, and sick 5 days'
says 'Beside the plan as things are. Nothing is kept.'
says 'Weeks that differ'
says 'Later weeks'
run 0 plan $at --what-if 'goal g1 dropped'
says 'g1: no goal, before: '
run 0 plan $at --what-if 'down-week.cut=0.25'
says '^Sessions: [0-9]* kept$'
[ ! -e none.db ] || fail 'what if made a store'

# What cannot be had, and what cannot be said.
run 1 plan $at --what-if 'race added 2027-02-27 marathon A'
says 'These cannot all be had'
run 2 plan $at --what-if 'race r9 dropped'
complains 'no race is called r9; there are r1, r2'
run 2 plan $at --what-if 'race r2 forgotten'
complains 'race ID moved DATE'
run 2 plan $at --what-if 'down-week.cut=0.9'
complains '0.9 is outside 0.2 to 0.3'
run 2 plan $at --what-if 'sick 0 days'
complains '1 to 90'
run 2 plan --apply --what-if 'sick 2 days'
complains 'keeps nothing'

# A store: beside the plan that is kept, which stays as it is.
export ONWARD_STORE=s.db
run 0 demo
run 0 plan --apply --weeks 12
run 0 plan --what-if '+2d..+12d blocked a trip' --format json
holds '[.[0].changes[] | select(.change == "dropped")] | length > 0'
run 0 plan --what-if 'sick 3 days'
says 'Beside the plan you keep'
run 0 log --format json
cp out before
run 0 plan --what-if 'sick 3 days'
run 0 log --format json
cmp -s out before || fail 'what if kept something'

run 0 plan --weeks 12
grep -q 'Beside the plan' out && fail 'a plan differs from itself'

# A plan made again keeps its days where it can, and says why what moved did.
run 0 plan --format json
cp out plan.json
day=$(jq -r '[.days[1:14][] | select(.sessions | any(.type == "easy"))
    | .date][0]' plan.json)
run 0 athlete block "$day"
run 0 plan --weeks 12
says 'Beside the plan you kept'
says 'Moved from'
run 0 plan --apply --weeks 12 --format json
holds '[.[0].days[].sessions[].reason | select(test("Moved from"))] | length > 0'
id=$(jq -r '[.days[].sessions[] | select(.reason | test("Moved from"))
    | .id][0]' out)
run 0 why "$id"
says 'Moved from'
says 'adapt.most_moved'
run 0 undo
run 0 why "$id" --format json
holds '.[0].reason | test("Moved from") | not'
finish
