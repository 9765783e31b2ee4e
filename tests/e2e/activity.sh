#!/bin/sh
# A run looked at: from a file without a store, from the store by its name and
# its beginning; as text, JSON, CSV and pictures; and what is refused.
. "$SOURCE_ROOT/tests/e2e/steps.sh"

today=2026-11-23
"$ONWARD" demo --weeks 16 --today $today --keep made >/dev/null || fail demo
cp made/runs/2026-11-22-marathon.fit race.fit
export ONWARD_STORE="$PWD/none.db"

# narrow: no line of the answer is wider than a terminal.
narrow()
{
    [ "$(LC_ALL=C.UTF-8 wc -L <out)" -le 80 ] ||
        fail "wider than 80 columns: $(LC_ALL=C.UTF-8 grep -E '.{81}' out)"
}

# A file alone.
run 0 activity show race.fit --today $today
narrow
says '^Marathon$'
says 'Distance  *42\.. km'
says 'Load .* from pace, against a threshold of .* (shown by this'
says '^As a race$'
says 'Taken for a race with '
says '^Splits$'
says 'Heart-rate zones: not enough data'
[ ! -e none.db ] || fail 'looking at a file made a store'
run 0 activity show race.fit --today $today --units mi
narrow
says '/mi;'
run 0 activity show race.fit --hr-max 188 --hr-rest 50
says '^Heart rate by reserve (Karvonen 1957): 50 to 188 bpm, as you gave it$'
run 0 activity show race.fit --hr-max 188 --threshold 168
says '^Heart rate by threshold (Friel): 168 bpm'

# Figures for programs.
run 0 activity show race.fit --format json --hr-max 188
holds '.[0] | .schema == "onward/run/1" and .id == null and .file == "race.fit"
       and .distance_m > 42000 and .load_basis == "pace"
       and .limits.hr_max_bpm == {value: 188, from: "given"}
       and .limits.hr_rest_bpm == {value: null, from: null}
       and .limits.threshold_m_per_s.from == "this-race"
       and .race.is_race and .race.distance_name == "marathon"
       and .hr_zones.basis == "maximum" and (.hr_zones.zones | length) == 5
       and .pace_zones.why_not != null and .pace_zones.below_s == null
       and (.splits | length) == 43'
holds '.[0] | (.splits | map(.moving_s) | add) - .means.moving_s | fabs < 0.6'
run 0 activity show race.fit --format csv
head -n 1 out | grep -qx 'time_s,distance_m,elevation_m,grade,flat_m,hr_bpm,cadence_spm,power_w' ||
    fail 'the head of the samples'
awk -F, 'NF != 8 { exit 1 }' out || fail 'samples of other than eight fields'
if locale -a 2>/dev/null | grep -qi '^de_DE.utf-\?8$'; then
    LC_ALL=de_DE.UTF-8 "$ONWARD" activity show race.fit --format csv |
        cmp -s - out || fail 'samples differ in another locale'
fi

# Pieces.
run 0 activity splits race.fit --today $today
narrow
run 0 activity splits race.fit --format json
holds '.[0] | .schema == "onward/run-splits/1" and .by == "km"
       and .splits[0].from_m == 0 and .splits[41].to_m == 42000'
run 0 activity splits race.fit --by mile --format json
holds '.[0] | .by == "mile" and .splits[0].to_m == 1609.3'
run 0 activity splits race.fit --by lap --format csv
says '^from_m,to_m,time_s,'
run 3 activity splits race.fit --by step
complains 'not enough data: no lap tells its workout step'
run 2 activity splits race.fit --by furlong
complains 'furlong is none of km, mile, lap, step'

# Bests and what was held.
run 0 activity best race.fit --today $today
narrow
says '^  half-marathon '
says '^  1:00:00 '
run 0 activity best race.fit --format json
holds '.[0] | .schema == "onward/run-best/1"
       and (.bests | map(.time_s) | . == sort)
       and (.held | map(.duration_s) | . == sort)
       and (.held[0].speed_m_per_s >= .held[-1].speed_m_per_s)'
run 0 activity best race.fit --format csv
awk -F, 'NF != 7 { exit 1 }' out || fail 'bests of other than seven fields'

# Zones.
run 0 activity zones race.fit --hr-max 188 --hr-rest 50 --critical-speed 4:40/km
narrow
says '^Pace as on the flat (Muniz-Pumares 2025): 4:40/km, as you gave it$'
run 0 activity zones race.fit --hr-max 188 --format json
holds '.[0] | .schema == "onward/run-zones/1" and .hr_zones.zones[0].from == 94'
run 0 activity zones race.fit --hr-max 188 --format csv
says '^hr_bpm,maximum,5,'
run 0 activity zones race.fit
says 'not enough data'
run 2 activity zones race.fit --hr-max 90
complains 'hr-max 90 is not a whole number from 100 to 240'
run 2 activity zones race.fit --hr-max 120 --hr-rest 110
complains 'heart rate 120 bpm is outside 130 to 240'
run 2 activity zones race.fit --critical-speed fast
complains 'critical-speed'
run 2 activity zones race.fit --format svg
complains 'none of text|json|csv'

# Pictures, where the program has them.
if "$ONWARD" activity show race.fit --format svg >race.svg 2>err; then
    grep -q '</svg>' race.svg || fail 'no end of the picture'
    run 0 activity show race.fit --format pdf --output race.pdf
    [ "$(head -c 5 race.pdf)" = '%PDF-' ] || fail 'not a PDF'
    run 0 activity best race.fit --format png --output held.png
    run 0 activity splits race.fit --format svg --output splits.svg
    [ -s held.png ] && [ -s splits.svg ] || fail 'pictures without a byte'
else
    grep -q 'without pictures' err || fail "no picture: $(cat err)"
fi

# Of the store, by name and by its beginning.
export ONWARD_STORE="$PWD/made/onward.db"
run 0 activity list --format json
id=$(jq -rs 'map(select(.distance_m > 42000)) | .[-1].id' <out)
run 0 activity show "$id" --today $today
narrow
says "$id"
says "among your races ('onward race list')"
run 0 activity show "$(echo "$id" | cut -c 1-6)" --format json
holds ".[0].id == \"$id\" and .[0].race.is_race"
"$ONWARD" activity show "$id" --format csv >kept.csv
"$ONWARD" activity show race.fit --format csv >file.csv
cmp -s kept.csv file.csv || fail 'a run differs once it is kept'
# The shape of the list is that of the run.
for one in $("$ONWARD" activity list --format json |
        jq -r '.id + "=" + (.shape.shape // "none")' | tail -n 6); do
    [ "$("$ONWARD" activity show "${one%%=*}" --format json |
        jq -r '.shape.shape // "none"')" = "${one#*=}" ] ||
        fail "the list says $one, the run something else"
done
run 2 activity show zzzz
complains 'zzzz'
run 2 activity show ''
complains 'activities have an id that begins with'
run 2 activity show
complains 'RUN, an activity or a file, is missing'
run 3 activity show missing.fit
complains 'missing.fit'
echo 'nothing of a run' >notes.txt
run 3 activity show notes.txt
complains 'notes.txt'

# Runs with little in them.
printf 'time_s,distance_m,elevation_m\n0,0,5\n10,30,5\n20,60,5\n30,90,5\n' \
    >short.csv
run 0 activity show short.csv
says 'less than a minute of running'
says 'no heart rate'
run 0 activity show short.csv --format json
holds '.[0] | .means.hr_bpm == null and .stride.cadence_spm.mean == null
       and .load != null and .race.is_race == false'
run 0 activity zones short.csv --hr-max 188
says 'no heart rate'
run 0 activity best short.csv
printf 'time_s,hr_bpm\n0,120\n10,130\n20,140\n' >beats.csv
"$ONWARD" activity show beats.csv >out 2>err
case $? in 0 | 3) ;; *) fail "beats.csv: $(cat err)" ;; esac

# A progression run alone, against its own kind.
awk 'BEGIN { print "time_s,distance_m,hr_bpm"
    for (t = 0; t <= 3000; t++) {
        print t "," d "," 120 + int(t / 60)
        d += 2.6 + (t < 2400) * (0.1 + int(t / 600) * 0.25) } }' >rising.csv
run 0 activity show rising.csv
narrow
says '^  Shape  *progression (segmented): '
says '^As a progression$'
says '^  Score  *[0-9]* of 100, against its own kind$'
run 0 activity show rising.csv --format json
holds '.[0] | .shape.shape == "progression" and .score.why_not == null
       and .score.against == "own-kind" and .score.points > 90
       and ([.score.parts[].most] | add) == 100'
run 0 activity show race.fit --format json
holds '.[0] | .score == null and .shape.shape != null'

# One that was planned, run as even as can be.
run 0 race add 2026-10-11 10km --time 50:00 --store p.db
run 0 plan --today 2026-11-02 --apply --store p.db --format json
cp out plan.json
date=$(jq -r '[.days[] | select(any(.sessions[];
    .type == "progression"))][0].date' plan.json)
long=$(jq -r '[.days[].sessions[] | select(.type == "progression")][0]
    | .duration_s' plan.json)
[ "$long" -gt 0 ] || fail "no progression run in the plan"
awk -v date="$date" -v long="$((long))" 'BEGIN {
    print "<TrainingCenterDatabase><Activities>" \
        "<Activity Sport=\"Running\"><Lap><Track>"
    for (t = 0; t <= long; t += 5)
        printf "<Trackpoint><Time>%sT%02d:%02d:%02dZ</Time>" \
            "<DistanceMeters>%.1f</DistanceMeters></Trackpoint>\n",
            date, 8 + t / 3600, t / 60 % 60, t % 60, 2.5 * t
    print "</Track></Lap></Activity></Activities>" \
        "</TrainingCenterDatabase>" }' >even.tcx
run 0 import even.tcx --store p.db
id=$("$ONWARD" activity list --store p.db --format json | jq -r .id)
run 0 activity show "$id" --store p.db
narrow
says '^  Shape  *steady: '
says '^  Score  *[0-9]* of 100, against its plan$'
run 0 activity show "$id" --store p.db --format json
holds '.[0] | .score.against == "plan" and .score.points < 80'

# Six days.
awk 'BEGIN { print "time_s,distance_m,elevation_m,hr_bpm"
    for (t = 0; t <= 518400; t += 10) { d += (t % 43200 < 30000) ? 20 : 0
        print t "," d "," 100 + t % 900 / 10 "," 110 + t % 40 } }' >six.csv
run 0 activity show six.csv
narrow
run 0 activity best six.csv
says '^  24:00:00 '

finish
