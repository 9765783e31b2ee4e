#!/bin/sh
# Plans from a scenario, without a store: made, checked, explained.
. "$SOURCE_ROOT/tests/e2e/steps.sh"
cp "$SOURCE_ROOT/examples/runner.json" .
export ONWARD_STORE=none.db
at='--scenario runner.json --today 2026-11-02'

# shellcheck disable=SC2086  # several words, here and below
run 0 plan $at --format json
cp out plan.json
holds '.[0].schema == "onward/plan/1" and .[0].today == "2026-11-02"'
holds '.[0].weeks | length == 16'
holds '(.[0].days | length) == 16 * 7'
holds '(.[0].forecast | length) == (.[0].days | length)'
holds '.[0].findings | all(.severity != "must")'
holds '[.[0].days[].sessions | length] | min >= 1'
holds '[.[0].days[].sessions[] | select(.type == "race")] | length == 0'
holds '[.[0].days[:7][].sessions[]
        | select(.type == "rest" or .type == "walk" or .type == "strength"
                 | not)] | length == 0'
[ ! -e none.db ] || fail 'a plan from a scenario made a store'

# The same twice, and in its own text.
run 0 plan $at --format json
cmp -s out plan.json || fail 'the same scenario made another plan'
run 0 plan $at
says 'The coming weeks'
says 'No running yet\|Rest\|Walk'
run 0 plan $at --units mi
says ' mi '
run 0 plan $at --weeks 2 --format json
holds '.[0].weeks | length == 2'

# The check agrees, and finds what is broken by hand.
run 0 check plan.json --scenario runner.json --format json
holds '.[0].schema == "onward/findings/1"'
jq '.days[2].sessions = [{"id": "x", "type": "intervals", "distance_m": 9000,
    "duration_s": 3000, "hard_s": 1200, "load": 60, "workout": null,
    "rules": [], "reason": "", "easier_option": null}]' plan.json >bad.json
run 1 check bad.json --scenario runner.json --format json
holds '[.[0].findings[] | select(.severity == "must") | .rule]
       | index("recovery.off") != null'
run 1 check bad.json --scenario runner.json
says 'A rule that must hold is broken'

# Why, and why not.
id=$(jq -r '[.days[].sessions[] | select(.type == "progression")][0].id' \
    plan.json)
run 0 why "$id" $at --format json
holds ".[0].schema == \"onward/why/1\" and .[0].id == \"$id\""
holds '(.[0].rules | length) > 0 and (.[0].reason | length) > 0'
run 0 why 2026-11-03 $at
says 'recovery.off'
run 2 why 2028-01-01 $at
complains 'outside the plan'
run 2 why nonsense $at
complains 'nonsense'
run 0 why-not 2026-11-05 intervals $at --format json
holds '.[0].schema == "onward/why-not/1" and .[0].verdict == "forbidden"'
holds '.[0].rule == "recovery.off" and .[0].cost == null'
run 0 why-not 2026-11-05 easy $at
says 'forbidden'
day=$(jq -r '[.days[] | select(.sessions[0].type == "easy")][-1].date' plan.json)
run 0 why-not "$day" recovery $at --format json
holds '.[0].verdict == "possible" or .[0].verdict == "costs"'

# Scenarios that cannot be had or read.
jq '.rules = {"down-week.cut": 0.9}' runner.json >bad.json
run 2 plan --scenario bad.json
complains 'down-week.cut: 0.9 is outside 0.2 to 0.3'
jq '.rules = {"no.such": 1}' runner.json >bad.json
run 2 plan --scenario bad.json
complains 'no.such'
jq '.athlete.days.mon = 2000' runner.json >bad.json
run 2 plan --scenario bad.json
complains 'athlete.days.mon: 2000 is outside 0 to 1440'
jq '.races[0].date = "2026-13-01"' runner.json >bad.json
run 2 plan --scenario bad.json
complains 'races\[0\].date'
echo '{' >bad.json
run 2 plan --scenario bad.json
complains 'bad.json'
run 3 plan --scenario missing.json
complains 'missing.json'
run 2 plan $at --apply
complains '--scenario'
jq 'del(.history.bests[0].date)' runner.json >undated.json
run 0 plan --scenario undated.json --today 2026-11-02 --format json
[ ! -s err ] || fail "a best without a day: $(head -n 1 err)"
jq '.races += [{"id": "a", "date": "2026-11-08", "distance_m": 42195,
    "priority": "A"}]' runner.json >both.json
run 1 plan --scenario both.json --today 2026-11-02 --format json
holds '.[0].schema == "onward/findings/1"'
holds '.[0].findings | any(.severity == "must")'
run 1 plan --scenario both.json --today 2026-11-02
says 'This cannot be had'
finish
