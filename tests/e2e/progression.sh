#!/bin/sh
# A progression run from wish to watch, and workouts from format to format.
. "$SOURCE_ROOT/tests/e2e/steps.sh"

race='--race 10km=45:00'

# designed ARG...: the run for programs.
designed()
{
    # shellcheck disable=SC2086  # several words
    run 0 progression $race "$@" --format json
    holds '.[0].schema == "onward/workout/1"'
}

# refused PATTERN ARG...: exit 2 and one line that says so.
refused()
{
    pattern=$1
    shift
    run 2 progression "$@"
    complains "$pattern"
}

# notes PATTERN: a line beside the answer.
notes()
{
    grep -q -e "$1" err || fail "no '$1' in: $(cat err)"
}

# By time the ends sum to the second, whatever the kind and level.
for kind in continuous segmented fast-finish; do
    for level in beginner intermediate advanced; do
        designed --kind "$kind" --level "$level" --time 50:00
        holds '.[0] | .total_s == 3000 and .total_m == null and
               ([.steps[].end | select(.type == "time").value] | add) == 3000'
        holds '.[0].steps | .[0].role == "warm-up" and
               .[-1].role == "cool-down" and any(.role == "peak")'
        holds '.[0] as $w | .[0].steps[1:-1] |
               all(.target.low >= .target.high and
                   .target.high >= ($w.limit_s_per_km - 0.1))'
    done
done
# By distance to the metre; ten minutes become metres at their own pace.
designed --distance 12km --warm-up 10:00
holds '.[0] | .total_m == 12000 and .total_s == null and
       ([.steps[].end.value] | add) == 12000 and
       (.steps[0].end.value | . > 1500 and . < 2000)'
designed --distance half
holds '.[0].total_m == 21097.5'

# A ramp stays a ramp; the watch gets steps whose bands overlap.
designed --time 50:00
holds '.[0].steps | length == 4 and .[1].ramp.from > .[1].ramp.to'
holds '.[0].loss[0] | .format == "fit" and (.message | test("cut into"))'
# shellcheck disable=SC2086
run 0 progression $race --time 50:00 --format fit --output run.fit
notes 'fit: no ramps here: 1 cut into 15 steps'
run 0 inspect --format json run.fit
holds '.[0].kind == "workout" and (.[0].steps | length) == 18'
holds '[.[0].steps[1:-1] | range(length - 1) as $i |
        .[$i + 1].target.low >= .[$i].target.high] | all'
# shellcheck disable=SC2086
run 0 progression $race --time 50:00 --steps 8 --format fit --output run.fit
run 0 inspect --format json run.fit
holds '.[0].steps | length == 8'

# A peak over the limit is lowered, and says so.
designed --level beginner --time 30:00 --peak 5km
notes 'peak lowered from .* to .*, the limit of the level beginner'
holds '.[0].warnings | any(test("lowered"))'

# Heart rate and effort.
designed --time 50:00 --by hr --hr-max 188 --hr-rest 50
holds '.[0].steps | all(.target.type == "hr" and .target.unit == "bpm")'
holds '.[0].steps[1:-1] | all(.target.low <= .target.high)'
designed --time 50:00 --by effort
holds '.[0].steps | all(.target.type == "effort")'
designed --time 50:00 --soften heat
holds '.[0].steps | all(.target.type == "effort")'

# Pictures and other formats.
# shellcheck disable=SC2086
run 0 progression $race --time 50:00
says 'Progression run: 50:00, about 9'
says '10:00 .*warm-up .*not faster than'
[ "$(wc -L <out)" -le 80 ] || fail "the text is too wide"
for format in svg zwo icu tcx md ics; do
    # shellcheck disable=SC2086
    run 0 progression $race --time 50:00 --format "$format"
    [ -s out ] || fail "no $format"
    cp out "run.$format"
done
grep -q '<svg' run.svg || fail "no picture"
grep -q '^DESCRIPTION:10:00 warm-up' run.ics || fail "no steps in the calendar"
grep -q 'ramp' run.icu || fail "no ramp in the text"

# What cannot be.
# shellcheck disable=SC2086
{
refused '180 s is outside' $race --time 3:00 --steps 12
refused '2 steps are fewer than the 4' $race --time 50:00 --steps 2
refused 'is not 2 % faster' $race --time 50:00 --start 5:00/km --peak 5:30/km
refused '--hr-max' $race --time 50:00 --by hr
refused 'give one' $race --time 50:00 --distance 10km
refused 'missing' $race
refused 'tells the paces' --time 50:00
refused 'not DISTANCE=TIME' --time 50:00 --race 45:00
refused 'left between' $race --time 30:00 --warm-up 15:00 --cool-down 15:00
refused 'is not known' $race --time 50:00 --kind steep
refused 'is not known' $race --time 50:00 --peak fast
refused 'neither a time nor a distance' $race --time 50:00 --warm-up long
refused 'no length' $race --time 0:00
}

# Every format into every other; what is lost is said.
for from in fit zwo icu tcx; do
    [ "$from" = fit ] || cp "run.$from" in
    [ "$from" != fit ] || cp run.fit in
    for to in fit zwo icu tcx json md; do
        run 0 convert in --to "$to" --output "out.$to" --format json
        holds ".[0] | .schema == \"onward/convert/1\" and .from == \"$from\"
               and .to == \"$to\" and (.loss | type) == \"array\""
        [ -s "out.$to" ] || fail "no $to of $from"
    done
    run 0 convert in --to json
    holds '.[0].schema == "onward/workout/1" and .[0].total_s == 3000'
done
run 0 convert out.json --to json
holds '.[0].loss == []'
run 0 convert out.json --to fit --device old --output old.fit
run 0 convert out.json --to icu --hr-max 188 --output other.icu
run 0 convert out.json --to zwo --race 10km=45:00 --output other.zwo
grep -q 'onward:270' other.zwo || fail "another reference"

# 400m could be minutes or metres: refused, never guessed.
printf 'Laps\n\n4x\n- 400m 4:00/km Pace\n- 1m easy\n' >laps.txt
run 3 convert laps.txt --to json
complains 'laps.txt: line 4: 400m is minutes here; write mtr for metres'
sed -i 's/400m /400mtr /' laps.txt
run 0 convert laps.txt --to json
holds '.[0].name == "Laps" and .[0].steps[0].repeat == 4 and
       .[0].steps[0].steps[0].end == {"type": "distance", "value": 400}'

run 2 convert laps.txt
complains '--to FORMAT is missing'
run 2 convert laps.txt --to gpx
complains '--to gpx is none of'
run 2 convert laps.txt --to fit --format json
complains 'give --output FILE'
run 2 convert laps.txt --to fit --device sundial --output x
complains 'neither common nor old'
run 2 convert laps.txt --to zwo --race 10km=1:00
complains '--race:'
run 3 convert nowhere.fit --to json
complains 'nowhere.fit'
printf 'time_s,distance_m\n0,0\n60,200\n' >run.csv
run 3 convert run.csv --to json
complains 'run.csv: no workout is in the file'
finish
