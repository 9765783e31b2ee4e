#!/bin/sh
# A plan as a document to hand on: of a scenario, and of the store.
. "$SOURCE_ROOT/tests/e2e/steps.sh"
cp "$SOURCE_ROOT/examples/runner.json" .
export ONWARD_STORE=none.db
at='--scenario runner.json --today 2026-11-02 --format md'

# Sixteen weeks are told day by day from end to end.
# shellcheck disable=SC2086  # several words, here and below
run 0 plan $at
cp out page.md
says '^# Running plan, Mon 2 Nov 2026 to Sun 21 Feb 2027$'
says '^- \*\*Who:\*\* a man of 40, intermediate$'
says '^- \*\*Raced:\*\* Sun 1 Nov 2026, marathon in 4:00:00$'
says '\*\*Pain wins over the plan\*\*'
says '^### Next year: marathon in 3:59:00$'
says '^| Mon 2 Nov 2026 | .* | rest | After a race come days without running'
says '^| 9 Nov 2026 | rest |'
says '^  - How: warm-up '
says '^| `recovery.off` | After a race .* | must | .* |$'
says '^- Your own number: `down-week.every_weeks`, every_weeks 4'
[ "$(grep -c '^### Week of ' out)" -eq 16 ] || fail 'not every week by the day'
[ "$(grep -c '^- \*\*[MTWFS][a-z][a-z] [0-9]' out)" -ge 112 ] ||
    fail 'a day is missing'
grep -q 'all-days' out && fail 'nothing was left out, yet it says so'

# The same wherever it is made; into a file; in miles.
LC_ALL=C run 0 plan $at --color always
cmp -s out page.md || fail 'another page in another terminal'
run 0 plan $at --output file.md
cmp -s file.md page.md || fail 'another page in the file'
run 0 plan $at --units mi
says '^| Week of | Phase | mi |'
sed '/^## The rules/,$d' out | grep -v '10 km in' | grep ' km' &&
    fail 'kilometres among the miles'

# Of a long plan, the next weeks and those before a race that matters.
run 0 plan $at --weeks 30
[ "$(grep -c '^### Week of ' out)" -eq 11 ] || fail 'not the 8 next and 3 before'
says '^### Week of Mon 1 Mar 2027: taper'
says '^- \*\*Sun 7 Mar\*\* Race: half-marathon, 21.1 km, goal 1:45:00$'
says 'all-days'
run 0 plan $at --weeks 30 --all-days
[ "$(grep -c '^### Week of ' out)" -eq 30 ] || fail 'not all weeks by the day'

# What people wrote marks nothing.
jq '.races[0].name = "A|B *c* <d>\n# e" | .blocked[0].reason = "[x](y)"' \
    runner.json >marked.json
run 0 plan --scenario marked.json --today 2026-11-02 --format md
says '^- \*\*Raced:\*\* Sun 1 Nov 2026, A\\|B \\\*c\\\* \\<d\\> \\# e, marathon in'
says ': \\\[x\\\](y)$'
grep -q '^# e' out && fail 'a name became a heading'

# Little is known of a runner who has just begun.
echo '{"schema": "onward/scenario/1", "athlete": {"days": {"tue": 30}},
       "weeks": 2}' >new.json
run 0 plan --scenario new.json --today 2026-11-02 --format md
says '^- \*\*Who:\*\* a runner$'
says '^- \*\*Time:\*\* Tue 30 min$'

# What says nothing together is refused; what cannot be had is told.
run 2 plan $at --what-if 'wed blocked'
complains 'format md is a plan'
run 2 plan --scenario runner.json --today 2026-11-02 --all-days
complains 'all-days is of --format md'
jq '.races[1].date = "2026-11-04" | .races[1].priority = "A"' runner.json \
    >close.json
run 1 plan --scenario close.json --today 2026-11-02 --format md
says 'cannot be had'

# Of the store, as a preview and kept.
export ONWARD_STORE=s.db
run 0 demo --weeks 30 --seed 3 --keep made --today 2026-11-23
run 0 import made/runs
run 0 athlete set sex=f birth_date=1974-03-02
run 0 now-what --apply --today 2026-11-23
run 0 goal add race-time marathon 3:50:00 --by +1y --today 2026-11-23
run 0 plan --format md --today 2026-11-23
says '^- \*\*Who:\*\* a woman of 52'
says '^- \*\*Raced:\*\* Sun 22 Nov 2026, .*marathon in 4:'
says '^### Next year: marathon in 3:50:00$'
cp out preview.md
run 0 plan --apply --format md --today 2026-11-23
cmp -s out preview.md || fail 'another page once it is kept'
run 0 today --today 2026-11-24
finish
