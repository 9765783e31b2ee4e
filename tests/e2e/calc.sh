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

# near FIELD VALUE TOLERANCE: a number of the answer.
near()
{
    holds ".[0] | $1 - $2 | fabs <= $3"
}

# grade
figure grade --grade 0
holds '.[0] == {schema: "onward/calc-grade/1", effort_factor: 1,
                energy_cost_j_per_kg_m: 3.6}'
figure grade --grade 0.10
near .effort_factor 1.4878 0.0001
near .energy_cost_j_per_kg_m 5.9682 0.0001
figure grade --grade -0.10
near .effort_factor 0.8784 0.0001
near .energy_cost_j_per_kg_m 2.1517 0.0001
run 0 calc grade --grade 0.05
says 'Minetti'
refused 'grade 2 is outside -0.45 to 0.45 (Minetti 2002)' grade --grade 2.0
refused '-grade is missing' grade
refused '-grade steep is not a number' grade --grade steep
refused '-grade nan is not a number' grade --grade nan

# heat
figure heat --temperature 24C --dew-point 18C
holds '.[0] | .slowdown_low == 0.02 and .slowdown_high == 0.03
       and .message == null'
figure heat --temperature 50F --dew-point 50F
holds '.[0] | .slowdown_low == 0 and .slowdown_high == 0'
figure heat --temperature 100F --dew-point 80F
holds '.[0] | .slowdown_low == 0.08 and .slowdown_high == 0.10'
figure heat --temperature 100F --dew-point 81F
holds '.[0] | .slowdown_low == null and .slowdown_high == null
       and (.message | test("no hard running"))'
run 0 calc heat --temperature 100F --dew-point 81F
says 'no hard running'
run 0 calc heat --temperature 24°C --dew-point 18°C
says '2 to 3 % slower'
refused 'dew point 25 C is outside -60 to 20 C' \
    heat --temperature 20C --dew-point 25C
refused 'temperature 200 C is outside' heat --temperature 200C --dew-point 5C
refused '-temperature 24 is not 24C or 75F' \
    heat --temperature 24 --dew-point 18C
refused '-dew-point is missing' heat --temperature 24C

# altitude
figure altitude --altitude 1000ft --distance 5km
holds '.[0].slowdown == 0.0073'
figure altitude --altitude 2000ft --distance 10km
holds '.[0].slowdown == 0.017'
run 0 calc altitude --altitude 0m --distance 8km
says '0 %'
refused 'altitude 3000 m is outside 0 to 2500 m (Milledge)' \
    altitude --altitude 3000m --distance 10km
refused 'distance 42195 m is outside 5000 to 10000 m (Milledge)' \
    altitude --altitude 1600m --distance marathon
refused '-altitude high is not' altitude --altitude high --distance 5km

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
