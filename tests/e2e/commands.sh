#!/bin/sh
# The program around its commands: help, exit codes, streams, colour.
. "$SOURCE_ROOT/tests/e2e/steps.sh"

# Bare onward and help.
run 0
says 'onward now-what race.fit'
run 0 help
for command in $(sed -n 's/^  \([a-z-]*\)  .*/\1/p' out); do
    run 0 "$command" --help
    says "^usage: onward $command"
    says '^Examples'
    [ "$(wc -L <out)" -le 80 ] || fail "$command --help is too wide"
    run 0 help "$command"
done
run 0 help calc time-off
says '^usage: onward calc time-off'
run 2 help calc time-of
complains "no 'time-of' in 'calc'"
run 2 help plan time-off
complains "no 'time-off' in 'plan'"
run 0 --version
says '^onward [0-9]'
run 0 help --completion bash
bash -n out 2>err || fail "the completions are no bash: $(cat err)"

# Misuse is one line that names the value, and exit 2.
run 2 now-wat
complains "did you mean 'now-what'"
run 2 frobnicate
complains "'frobnicate'"
run 2 plan --aply
complains 'did you mean --apply'
run 2 plan --weeks
complains '--weeks needs a value'
run 2 plan --apply=yes
complains '--apply takes no value'
run 2 plan --weeks 0
complains '--weeks 0 is not a whole number from 1 to 160'
run 2 plan --weeks twelve
complains 'twelve'
run 2 today --today 2026-02-30
complains 'day 30 is outside 1 to 28'
run 2 today --today tomorow
complains 'tomorow'
run 2 today --units furlong
complains 'furlong'
run 2 today --format yaml
complains 'yaml'
run 2 today --color blue
complains 'blue'
run 2 today here
complains "'here' is one argument too many"
run 2 race frob
complains "'frob'"
run 2 export
complains 'see'
run 2 import
complains 'a file or folder is missing'
run 2 why-not 2026-12-01 tempoo --scenario nothing.json
complains 'did you mean tempo'
run 2 race add 2027-04-18 1000000km --store s.db
complains '1000000km'
run 2 race add soon half --store s.db
complains 'soon'
run 2 log --soreness 11 --store s.db
complains '--soreness 11 is not a whole number from 0 to 10'
run 2 now-what --effort 2
complains '--effort 2 is outside 0 to 1.1'

# What needs a store and finds none, and says how to get one.
for command in today week plan 'activity list' 'export ics' 'race list'; do
    # shellcheck disable=SC2086  # two words
    run 4 $command --store none.db
    complains "no store at none.db yet; 'onward import PATH' makes one"
done
[ ! -e none.db ] || fail 'a store was made by reading'

# A reader that goes away, and a full disk behind standard output.
"$ONWARD" rules 2>err | head -n 1 >out
[ ! -s err ] || fail "a reader that went away: $(cat err)"
if [ -e /dev/full ]; then
    "$ONWARD" rules >/dev/full 2>err
    [ $? -eq 3 ] || fail 'a full disk is no failure'
    grep -q 'No space left' err || fail "a full disk: $(cat err)"
fi

# Colour only where it is wanted; JSON never has any.
run 0 rules --color always
grep -q "$(printf '\033')" out || fail 'no colour'
run 0 rules
grep -q "$(printf '\033')" out && fail 'colour into a file'
run 0 rules --format json --color always
holds '.[0].schema == "onward/rules/1" and (.[0].rules | length) > 30'
holds '[.[0].rules[] | .id, .statement, .severity, .source, .evidence]
       | all(. != null)'
run 0 rules recovery
says 'recovery.off'
run 2 rules nonsense
complains "no rule 'nonsense'"
finish
