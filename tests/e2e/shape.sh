#!/bin/sh
# What runs were: several runs in one table, text, JSON and a sheet, and what
# holds no run.
. "$SOURCE_ROOT/tests/e2e/steps.sh"

# Three runs of an hour: level, by three levels, and by turns.
awk 'BEGIN {
    print "run,time_s,distance_m,elevation_m"
    for (run = 1; run <= 3; run++) {
        metres = 0
        for (t = 0; t <= 3600; t += 5) {
            printf "%d,%d,%.1f,100\n", run, t, metres
            speed = 3
            if (run == 2) speed = 2.8 + 0.25 * int(t / 1200)
            if (run == 3 && t > 900 && t % 300 < 150) speed = 4.2
            metres += 5 * speed
        }
    }
}' >runs.csv

run 0 shape runs.csv --format json
[ "$(wc -l <out)" -eq 3 ] || fail "not three lines: $(wc -l <out)"
holds '[.[].schema] | unique == ["onward/shape/1"]'
holds '[.[].run] == ["1", "2", "3"]'
holds '[.[].shape] == ["steady", "progression", "varied"]'
holds '[.[].progression] == [null, "segmented", null]'
holds '.[1].segments | map(.role) == ["warm-up", "build", "peak"]'
holds '.[1].gain > 0.15 and .[1].gain < 0.2 and .[1].confidence > 0.9'
holds '[.[] | .segments[] | .grade_adjusted_m_per_s] | all(. > 2.5)'
holds '[.[].reason | length] | all(. > 10)'

run 0 shape runs.csv
says '^  progression   segmented, gain 1'
says '^  peak '
run 0 shape runs.csv --units mi
says '/mi$'

# One table looked into has the same shapes.
run 0 inspect runs.csv --format json
holds '[.[].shape.shape] == ["steady", "progression", "varied"]'
holds '.[1].shape.segments | length == 3'

# Too short: no figure, and a reason.
head -n 60 runs.csv >short.csv
run 0 shape short.csv --format json
holds '.[0].shape == "unsuitable" and .[0].gain == null'
holds '.[0].segments == [] and (.[0].reason | startswith("too short"))'

# A clock that goes back is told; the run is judged by the rest.
awk 'BEGIN {
    print "time_s,distance_m,elevation_m"
    for (i = 0; i < 2400; i++)
        printf "%d,%d,10\n", (i >= 1200 && i < 1210) ? i - 30 : i, 3 * i
}' >back.csv
run 0 shape back.csv --format json
holds '.[0].shape == "steady"'
grep -q 'time goes backwards: 10 of 2400 points' err || fail "$(cat err)"

# A sheet.
if "$ONWARD" shape runs.csv --format svg >sheet.svg 2>err; then
    grep -q '<svg' sheet.svg || fail "no picture"
    run 0 shape runs.csv --format pdf --output sheet.pdf
    head -c 5 sheet.pdf | grep -q '%PDF-' || fail "no PDF"
    run 3 shape short.csv --format svg
    complains 'no run that can be drawn'
else
    grep -q 'picture' err || fail "no picture: $(cat err)"
fi

# What is none, and what is no file: the rest is done.
printf 'no run at all\n' >note.txt
run 3 shape note.txt missing.fit runs.csv --format json
holds '[.[] | select(.schema == "onward/shape/1")] | length == 3'
holds '[.[] | select(.schema == "onward/error/1")] | length == 2'
run 2 shape
complains 'needs a file or folder'
finish
