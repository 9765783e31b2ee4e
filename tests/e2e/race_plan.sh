#!/bin/sh
# A race to come: splits that sum to the goal, on the flat and over hills, as
# every format; warnings that change no exit code; what is refused.
. "$SOURCE_ROOT/tests/e2e/steps.sh"

export ONWARD_STORE="$PWD/none.db"

# A course of two segments without times: 2 km up, a gap, 3 km down.
{
    echo '<gpx version="1.1" creator="t"><trk><name>Hill</name><trkseg>'
    for i in $(seq 0 20); do
        echo "<trkpt lat=\"0.$(printf %04d $((i * 9)))\" lon=\"0\"><ele>$((100 + i * 4))</ele></trkpt>"
    done
    echo '</trkseg><trkseg>'
    for i in $(seq 0 30); do
        echo "<trkpt lat=\"0.$((5000 + i * 9))\" lon=\"0\"><ele>$((180 - i * 3))</ele></trkpt>"
    done
    echo '</trkseg></trk></gpx>'
} >hill.gpx
sed 's/<ele>[^<]*<.ele>//' hill.gpx >level.gpx

sums='([.[0].splits[].time_s] | add) == .[0].goal_s
      and .[0].splits[-1].cumulative_s == .[0].goal_s
      and ([.[0].splits[] | .time_s == (.time_s | floor)] | all)'

# A flat distance.
run 0 race plan --distance half --goal-time 1:45:00 --strategy negative --format json
holds "$sums"
holds '.[0] | .schema == "onward/race-plan/1" and .goal_s == 6300
       and .warnings == [] and (.splits | length) == 22
       and .splits[21].to_m == 21097.5 and .splits[0].grade == 0
       and (.splits[2].pace_s_per_km / .splits[20].pace_s_per_km - 1.01 | fabs) < 0.0001'
run 0 race plan --distance 10km --goal-time 45:00 --strategy progression --negative 0.04 --split 1mi --format json
holds "$sums"
holds '.[0].splits | length == 7 and .[0].to_m == 1609.344
       and .[0].pace_s_per_km > .[3].pace_s_per_km + 3'
run 0 race plan --distance marathon --goal-time 3:30:00 --strategy own \
    --leg 5km=-0.01 --leg 32km=0 --leg finish=0.005 --split 5km --format json
holds "$sums"
run 0 race plan --distance half --goal-time 1:45:00 --units mi
says '^Half-marathon in 1:45:00$'
says '^ *13.11 .*1:45:00'
[ "$(LC_ALL=C.UTF-8 wc -L <out)" -le 80 ] || fail 'wider than a terminal'

# Over a hill; the gap of its middle is no part of it.
run 0 race plan --course hill.gpx --goal-time 25:00 --format json
holds "$sums"
holds '.[0] | .course.has_elevation and .warnings == []
       and (.course.distance_m | . > 4960 and . < 5040)
       and .splits[-1].to_m == .course.distance_m
       and (.splits[1].grade - 0.04 | fabs) < 0.006
       and .splits[1].pace_s_per_km > 1.12 * .splits[3].pace_s_per_km'
run 0 race plan --course hill.gpx --goal-time 25:00
says 'Height, m over km'
[ "$(LC_ALL=C.UTF-8 wc -L <out)" -le 80 ] || fail 'wider than a terminal'
run 0 race plan --course level.gpx --goal-time 25:00 --format json
holds "$sums"
holds '.[0].warnings | map(.code) == ["race-no-elevation"]'

# Warnings.
run 0 race plan --distance marathon --goal-time 1:30:00 --format json
holds '.[0].warnings | map(.code) == ["race-goal"]'
run 0 race plan --distance half --goal-time 1:45:00 --temperature 40C --dew-point 30C --format json
holds '.[0] | (.warnings | map(.code) == ["race-too-hot"]) and .heat_slowdown_low == null'
run 0 race plan --distance half --goal-time 1:30:00 --race 10km=45:00 --format json
holds '.[0] | (.warnings | map(.code) == ["race-second-half"]) and .predicted_s > 5900'
run 0 race plan --distance half --goal-time 1:50:00 --race 10km=45:00 --temperature 20C
says '^You  *1:3.* predicted on the flat'
says '^Weather  *.* % slower by heat'

# As every format.
run 0 race plan --course hill.gpx --goal-time 25:00 --format csv
[ "$(wc -l <out)" -eq 6 ] || [ "$(wc -l <out)" -eq 7 ] || fail 'rows of the table'
run 0 race plan --course hill.gpx --goal-time 25:00 --format md
says '^# hill.gpx in 25:00$'
says '^| 4[.0-9]* .*\*\*25:00\*\* |$'
cp hill.gpx '<b>&"hill.gpx'
run 0 race plan --course '<b>&"hill.gpx' --goal-time 25:00 --format html
says '<h1>&lt;b&gt;&amp;&quot;hill.gpx in 25:00</h1>'
if command -v xmllint >/dev/null; then
    xmllint --html --noout out 2>err || fail "HTML: $(head -n 3 err)"
fi
run 0 race plan --distance marathon --goal-time 3:30:00 --format fit --output race.fit
run 0 inspect race.fit --format json
holds '.[0] | .kind == "workout" and .integrity.crc == "ok" and (.steps | length) == 43
       and ([.steps[].end.value] | add) == 42195'
run 0 race plan --distance marathon --goal-time 3:30:00 --format fit --steps 9 --output race.fit
run 0 inspect race.fit --format json
holds '.[0].steps | length == 9 and ([.[].end.value] | add) == 42195'
if "$ONWARD" race plan --distance 10km --goal-time 45:00 --format svg >band.svg 2>err; then
    grep -q '<svg' band.svg || fail 'no SVG'
    run 0 race plan --course hill.gpx --goal-time 25:00 --format pdf --output band.pdf
    head -c 4 band.pdf | grep -q '%PDF' || fail 'no PDF'
fi
[ ! -e none.db ] || fail 'planning made a store'

# By what the store knows.
"$ONWARD" demo --weeks 16 --today 2026-11-23 --keep made >/dev/null || fail demo
run 0 import made/runs --store kept.db
run 0 race plan --distance 10km --goal-time 30:00 --store kept.db --today 2026-11-23 --format json
holds '.[0] | .predicted_s > 1800 and (.warnings | map(.code) | index("race-second-half")) != null'

# Afterwards, beside the plan.
race=$(find made/runs -name '*-marathon.fit' ! -name '*half*')
run 0 race plan --distance marathon --goal-time 3:40:00 --raced "$race" --split 5km
says '^Raced  *.* behind the plan; the start was'
says '^ *42.2 .* 3:40:00 .*+'
[ "$(LC_ALL=C.UTF-8 wc -L <out)" -le 80 ] || fail 'wider than a terminal'
run 0 race plan --course "$race" --goal-time 3:40:00 --raced "$race" --format json
holds "$sums"
holds '.[0] | (.raced | length) > 20
       and (([.splits[].raced_s] | add) - .goal_s - .splits[-1].behind_s | fabs) < 1'
run 3 race plan --distance half --goal-time 1:40:00 --raced "$race"
complains 'are no race over'
run 2 race plan --distance marathon --goal-time 3:40:00 --raced "$race" --format csv
complains '--raced is for text and json'

# What is refused.
run 2 race plan --distance half
complains 'goal-time is missing'
run 2 race plan --goal-time 1:45:00
complains 'give one of --course and --distance'
run 2 race plan --distance half --course hill.gpx --goal-time 1:45:00
complains 'give one of --course and --distance'
run 2 race plan --distance half --goal-time 1:45:00 --strategy fast
complains 'fast is none of even, negative'
run 2 race plan --distance half --goal-time 1:45:00 --strategy negative --negative 0.5
complains '0.5 is outside 0 to 0.2'
run 2 race plan --distance half --goal-time 1:45:00 --negative 0.02
complains 'is for --strategy negative'
run 2 race plan --distance half --goal-time 1:45:00 --split 1m
complains 'split 1 m is outside 100'
run 2 race plan --distance half --goal-time 0:05:00
complains 'outside 20 to 3600 s/km'
run 2 race plan --distance half --goal-time 1:45:00 --leg 5km=0
complains 'go together'
run 2 race plan --distance half --goal-time 1:45:00 --strategy own --leg 5km
complains 'is not 5km=-0.01'
run 2 race plan --distance half --goal-time 1:45:00 --temperature warm
complains 'warm is not 24C or 75F'
run 2 race plam
complains "cannot 'plam'"
run 3 race plan --course absent.gpx --goal-time 1:45:00
complains 'absent.gpx'
echo 'nothing' >nothing.gpx
run 3 race plan --course nothing.gpx --goal-time 1:45:00
complains 'nothing.gpx'
finish
