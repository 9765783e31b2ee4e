#!/bin/sh
# A runner's years: summed up, drawn, learnt from.
. "$SOURCE_ROOT/tests/e2e/steps.sh"
monday=2026-11-23
ONWARD_STORE=s.db
export ONWARD_STORE
run 4 history
complains 'no store'
run 0 race add 2026-11-15 10km
run 2 history --today $monday
complains 'nothing that was run is kept yet'

run 0 demo --weeks 120 --seed 5 --keep made --today $monday
run 0 import made/runs
run 0 history --today $monday
says '^By the week$'
says '^ *23 Nov  *0.0 km'
says 'in a row now'
says 'half-marathon .*race'
says 'Fitness over this time'
[ "$(LC_ALL=C.UTF-8 wc -L <out)" -le 80 ] || fail 'lines too wide'
run 0 history --today $monday --units mi --weeks 2
says ' mi  '
run 0 history --today $monday --format json
holds '.[0].schema == "onward/history/1" and (.[0].weeks | length) == 16'
holds '.[0] | .unmeasured == 0 and .undated == 0 and .activities > 300'
holds '.[0].weeks[-1].monday == "'$monday'" and .[0].weeks[-1].runs == 0'
holds '.[0].period == "week" and .[0].periods[3].run_m == .[0].weeks[3].run_m'
holds '[.[0].weeks[] | select(.down) | .fall] | all(. >= 0.08 and . < 1)'
holds '.[0].longest_run.distance_m > 42000'
holds '.[0].bests | (map(.distance_m) == (map(.distance_m) | sort))
       and all(.time_s > 0 and .date >= "2024-01-01")'
holds '[.[0].bests | .[1:] as $far | .[:-1] as $near | range($far | length)
       | $near[.].distance_m / $near[.].time_s
       - $far[.].distance_m / $far[.].time_s] | map(select(. < -0.05)) == []'
holds '.[0].capacity | .low < .effective_vo2max and .effective_vo2max < .high'
holds '.[0].efforts | length > 1 and any(.kind == "race")'
holds '.[0].form | .fitness > 20 and .fatigue > 0 and .load_7d > 100'
holds '.[0].spikes | length > 0 and all(.increase > 0.1)'

# Longer spans by the month and the year; the sums agree.
run 0 history --today $monday --years 3
says '^By the month$'
run 0 history --today $monday --years 3 --format json
holds '.[0].period == "month" and ((([.[0].weeks[].run_m] | add)
       - ([.[0].periods[].run_m] | add)) | fabs < 1)'
run 0 history --today 2032-01-01 --years 9
says '^By the year$'
run 0 history --today $monday --from 2026-06-01 --format csv
says '^from,run_m,'
says '^2026-06-01,'
[ "$(wc -l <out)" -eq 27 ] || fail "$(wc -l <out) lines of 27"
run 2 history --years 2 --weeks 3
complains 'only one of'
run 2 history --weeks 0
complains '1 to 2080'
run 2 history --from 2030-01-01 --today $monday
complains 'after today'

# A picture, where the program has them.
if "$ONWARD" history --today $monday --format svg >history.svg 2>err; then
    grep -q '</svg>' history.svg || fail 'no end of the picture'
else
    grep -q 'without pictures' err || fail "no picture: $(cat err)"
fi

# Weeks of rest on purpose are no gaps.
run 0 history --today 2026-12-14 --format json
holds '.[0].consistency.now == 0'
run 0 athlete block 2026-11-30 2026-12-13 travel
run 0 history --today 2026-12-14 --format json
holds '.[0].consistency.now > 3'
run 0 undo

# Limits learnt from runs: shown, kept when asked, taken back.
run 0 athlete learn --today $monday
says '^Maximum heart rate$'
says 'runs: '
says 'Not kept: '
says 'not known from runs'
run 0 athlete --format json
holds '.[0].athlete.hr_max_bpm == null'
run 0 athlete learn --apply --preview --today $monday --format json
holds '.[0].schema == "onward/learn/1" and .[0].limits[0].kept == false'
run 0 athlete learn --apply --today $monday --format json
holds '.[0].limits | map(.limit) == ["hr_max_bpm", "hr_rest_bpm",
       "hr_threshold_bpm", "threshold_m_per_s"]'
holds '.[0].limits[0] | .kept and .value > 150 and (.evidence | length) > 1'
holds '.[0].limits[1].value == null'
run 0 athlete --format json
holds '.[0].athlete.hr_max_bpm > 150'
run 0 athlete learn --apply --today $monday
says 'nothing to keep'
run 0 history --today $monday --years 3 --format json
holds '.[0].efforts | any(.kind == "heart-rate")'
run 0 undo
run 0 athlete --format json
holds '.[0].athlete.hr_max_bpm == null'

# A file without a sport: a run by its speeds.
python3 - <<'END'
points = "".join(
    f'<trkpt lat="{50 + 0.00027 * i}" lon="8"><time>2026-11-21T06:'
    f'{i // 6:02d}:{i % 6 * 10:02d}Z</time></trkpt>' for i in range(180))
with open("nameless.gpx", "w") as file:
    file.write('<gpx version="1.1"><trk><trkseg>' + points +
               "</trkseg></trk></gpx>")
END
run 0 import nameless.gpx
says '1 of unknown sport count as runs'
run 0 history --today $monday --format json
holds '.[0].assumed_runs == 1 and .[0].weeks[-2].runs == 4'
run 0 activity list --from 2026-11-21 --before 2026-11-22 --format json
holds '.[0].sport == null'

# Progression runs over the weeks.
rising() {
    awk -v date="$1" 'BEGIN {
        print "<TrainingCenterDatabase><Activities>" \
            "<Activity Sport=\"Running\"><Lap><Track>"
        for (t = 0; t <= 3000; t++) {
            if (t % 5 == 0)
                printf "<Trackpoint><Time>%sT%02d:%02d:%02dZ</Time>" \
                    "<DistanceMeters>%.1f</DistanceMeters><HeartRateBpm>" \
                    "<Value>%d</Value></HeartRateBpm></Trackpoint>\n",
                    date, 8 + t / 3600, t / 60 % 60, t % 60, d, 130 + t / 60
            d += 2.6 + (t < 2400) * int(t / 600) * 0.25
        }
        print "</Track></Lap></Activity></Activities>" \
            "</TrainingCenterDatabase>" }' >"rise-$1.tcx"
    run 0 import "rise-$1.tcx" --store rise.db
}
rising 2026-09-01
rising 2026-09-08
rising 2026-09-15
run 0 history --today $monday --store rise.db
says '^Progression runs$'
says 'faster second half: not enough data'
rising 2026-09-22
run 0 history --today $monday --store rise.db
says 'faster second half: your pacing is ready, 4 of 4'
run 0 history --today $monday --store rise.db --format json
holds '.[0].progressions | .negative_split_race == "ready" and .held == 4
       and (.runs | length) == 4 and .runs[0].date == "2026-09-01"
       and all(.runs[]; .progression == "segmented" and .points >= 90
               and .peak_hr_bpm > 150 and .gain > 0.15)'
run 0 history --today 2027-12-01 --store rise.db --format json
holds '.[0].progressions | .negative_split_race == "not-enough-data"
       and .runs == []'

# What a store of the second version measured says nothing of shapes.
python3 - <<'END'
import sqlite3
store = sqlite3.connect("rise.db")
columns = [row[1] for row in store.execute("PRAGMA table_info(measure)")]
for column in columns[columns.index("shape"):]:
    store.execute("ALTER TABLE measure DROP COLUMN " + column)
store.execute("PRAGMA user_version = 2")
store.commit()
END
run 0 activity list --store rise.db --format json
holds 'length == 4 and all(.[]; .shape == null)'
run 0 history --today $monday --store rise.db
says '4 activities are not measured yet'
run 0 history --today $monday --store rise.db --format json
holds '.[0].unmeasured == 4 and .[0].progressions.runs == []'
run 0 rebuild --store rise.db
run 0 activity list --store rise.db --format json
holds 'length == 4 and all(.[]; .shape.shape == "progression"
       and .shape.progression == "segmented" and .shape.gain > 0.15
       and .shape.confidence > 0.5)'
run 0 activity list --store rise.db
says ' progression '
run 0 history --today $monday --store rise.db --format json
holds '.[0].unmeasured == 0 and (.[0].progressions.runs | length) == 4'

# An older store is measured by a rebuild, and says so before.
python3 - <<'END'
import sqlite3
store = sqlite3.connect("s.db")
store.execute("DELETE FROM measure")
store.execute("DELETE FROM best")
store.commit()
END
run 0 history --today $monday
says 'not measured yet'
run 0 rebuild
run 0 history --today $monday --format json
holds '.[0].unmeasured == 0 and (.[0].bests | length) > 10'
finish
