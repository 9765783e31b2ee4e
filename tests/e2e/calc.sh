#!/bin/sh
# Each figure of `onward calc`: its answer for programs, its text, and what it
# refuses. A section a name.
. "$SOURCE_ROOT/tests/e2e/steps.sh"

# figure NAME ARG...: the answer for programs, with the schema of the name.
figure()
{
    run 0 calc "$@" --format json
    holds ".[0].schema == \"onward/calc-$1/1\""
}

# refused PATTERN ARG...: exit 2 and one line that says so.
refused()
{
    pattern=$1
    shift
    run 2 calc "$@"
    complains "$pattern"
}

# The names, with an example each.
run 0 calc
for name in $(sed -n '/^Names/,/^$/s/^  \([a-z-]*\)  .*/\1/p' out); do
    grep -q "^  onward calc $name " out || fail "no example of $name"
    run 0 calc "$name" --help
    says "^usage: onward calc $name"
    [ "$(wc -L <out)" -le 80 ] || fail "calc $name --help is too wide"
    run 0 calc
done
refused "no 'time-of'; did you mean 'time-off'" time-of
refused "no 'fortune'" fortune
refused "'race' is one argument too many" --format json race

# time-off
figure time-off --days 21
holds '.[0].factor == 0.952'
figure time-off --days 21 --cross-training
holds '.[0].factor == 0.976'
run 0 calc time-off --days 0
says '100 %'
refused '-days is missing' time-off
refused '-days -1 is outside 0 to 3650' time-off --days -1
refused '-days soon is not a number' time-off --days soon
refused "'21' is one argument too many" time-off 21

finish
