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

# race
figure race --distance 10km --time 45:00
near .effective_vo2max 45.263 0.001
holds '[.[0].equivalents[].distance_m] ==
       [1500, 1609.344, 3000, 5000, 10000, 15000, 21097.5, 42195]'
holds '.[0].equivalents | all(.low_s < .time_s and .time_s < .high_s)'
holds '.[0].equivalents | map(.time_s) | . == sort'
holds '.[0].equivalents[:7] | all(.model == "daniels-gilbert")'
holds '.[0].equivalents[7].model == "recreational-marathon"'
holds '.[0].equivalents[4].time_s == 2700'
figure race --distance half --time 1:30:00 --weekly 40mi
holds '.[0].equivalents[7].model == "vickers-vertosick-one-race"'
near '.equivalents[7].time_s' 12024.3 0.06
holds '.[0].equivalents[7].others | map(.model) ==
       ["daniels-gilbert", "recreational-marathon", "riegel", "cameron"]'
for races in '5km --time 20:00 --race2 half=1:32:30' \
             'half --time 1:32:30 --race2 5km=20:00'; do
    # shellcheck disable=SC2086  # several words
    figure race --weekly 45mi --distance $races
    holds '.[0].equivalents[7].model == "vickers-vertosick-two-race"'
    near '.equivalents[7].time_s' 12184.4 0.06
done
figure race --distance 10km --time 45:00 --course difficult
near .effective_vo2max 45.60 0.05
run 0 calc race --distance 1mi --time 6:00 --models
says 'Daniels and Gilbert 1979'
says 'riegel'
refused 'effective VO2max of the race 884.41 is outside 10 to 95 (Daniels' \
    race --distance marathon --time 20:00
refused 'race distance 400 m is outside 800 to 100000 m (Daniels' \
    race --distance 400m --time 5:00
refused 'weekly distance 400 km is outside 0 to 300 km (Vickers' \
    race --distance 10km --time 45:00 --weekly 400km
refused '-time is missing' race --distance 10km
refused '-distance is missing' race --time 45:00
refused 'distance "10" is not' race --distance 10 --time 45:00
refused 'duration "fast" is not' race --distance 10km --time fast
refused '-race2 is of use with --weekly alone' \
    race --distance 10km --time 45:00 --race2 half=1:53:00
refused '-race2 1:53:00 is not DISTANCE=TIME' \
    race --distance 10km --time 45:00 --weekly 50km --race2 1:53:00
refused 'longer race 10000 m is outside 12000 to' \
    race --distance 10km --time 45:00 --weekly 50km --race2 10km=44:00
refused '-course flat is neither' \
    race --distance 10km --time 45:00 --course flat
refused 'a course is known for' \
    race --distance 15km --time 65:00 --course fast
refused 'unknown option --wekly; did you mean --weekly' \
    race --distance 10km --time 45:00 --wekly 50km

# paces
figure paces --effective-vo2max 50
near .threshold_s_per_km 255.20 0.01
near .marathon_s_per_km 271.12 0.01
holds '.[0] | .easy.slow_s_per_km > .easy.fast_s_per_km
       and .easy.fast_s_per_km > .marathon_s_per_km
       and .marathon_s_per_km > .threshold_s_per_km
       and .threshold_s_per_km > .interval_s_per_km
       and .interval_s_per_km > .repetition_s_per_km'
figure paces --distance half --time 1:30:00 --weekly 40mi
near .marathon_s_per_km 284.97 0.01
figure paces --distance 5km --time 45:00
holds '.[0] | .threshold_s_per_km == null and .easy.slow_s_per_km > 400
       and (.message | test("by effort"))'
run 0 calc paces --distance 5km --time 45:00
says 'by effort, and run-walk'
run 0 calc paces --effective-vo2max 50 --units mi
says 'threshold  *6:51/mi'
refused 'effective VO2max 9 is outside 10 to 95' paces --effective-vo2max 9
refused '-distance is missing' paces
refused 'in the place of --distance' \
    paces --effective-vo2max 50 --distance 10km --time 45:00

# critical-speed
figure critical-speed --effort 1200m=3:40 --effort 5km=17:10
near .critical_speed_m_per_s 4.691358 0.000001
near .d_prime_m 167.901 0.001
holds '.[0].equivalents | map(.distance_m) == [1500, 1609.344, 3000, 5000]'
figure critical-speed --effort 1km=3:20 --effort 1800m=6:40 --effort 2600m=10:00
holds '.[0] | .critical_speed_m_per_s == 4 and .d_prime_m == 200'
figure critical-speed --effort 800m=5:00 --effort 1500m=10:00
holds '.[0].marathon == null'
run 0 calc critical-speed --effort 1200m=3:40 --effort 5km=17:10
says 'critical speed  *4.691 m/s'
refused '1 effort is fewer' critical-speed --effort 1200m=3:40
refused '-effort is missing' critical-speed
refused 'effort 2700 s is outside 120 to 1200 s' \
    critical-speed --effort 1200m=3:40 --effort 10km=45:00
refused '-effort 3:40 is not DISTANCE=TIME' critical-speed --effort 3:40
# shellcheck disable=SC2046  # many words
refused 'one option over 64' \
    critical-speed $(for _ in $(seq 65); do echo --effort 1200m=3:40; done)

# trimp
figure trimp --minutes 40 --hr 150 --rest 50 --max 190 --sex m
near .trimp 72.064 0.0005
figure trimp --minutes 40 --hr 150 --rest 50 --max 190 --sex f
near .trimp 80.999 0.0005
figure trimp --minutes 30 --hr 130 --rest 40 --max 200 --sex m
near .trimp 31.803 0.0005
refused 'heart rate 200 bpm is outside 50 to 190 bpm (Banister 1991)' \
    trimp --minutes 40 --hr 200 --rest 50 --max 190 --sex m
refused 'heart rate 40 bpm is outside 50 to 190 bpm (Banister 1991)' \
    trimp --minutes 40 --hr 40 --rest 50 --max 190 --sex m
refused 'maximum heart rate 250 bpm is outside 70 to 240 bpm' \
    trimp --minutes 40 --hr 150 --rest 50 --max 250 --sex m
refused 'duration -60 s is outside 0 to 604800 s (Banister 1991)' \
    trimp --minutes -1 --hr 150 --rest 50 --max 190 --sex m
refused '-sex is missing' trimp --minutes 40 --hr 150 --rest 50 --max 190
refused '-sex x is not one letter of mf' \
    trimp --minutes 40 --hr 150 --rest 50 --max 190 --sex x

# session
figure session --time 60:00 --pace 4:40/km --threshold 4:40/km
holds '.[0] == {schema: "onward/calc-session/1", load: 100, basis: "pace"}'
figure session --time 60:00 --power 300 --critical-power 300
holds '.[0] | .load == 100 and .basis == "power"'
figure session --time 60:00 --hr 169.1 --max 190 --rest 50
near .load 100 0.5
holds '.[0].basis == "heart-rate"'
figure session --time 30:00 --effort 7
holds '.[0] | .load == 50 and .basis == "effort"'
figure session --time 60:00 --sport cycling
holds '.[0].basis == "duration"'
refused '-pace needs --threshold' session --time 60:00 --pace 4:40/km
refused 'heart rate 200 bpm is outside 60 to 190 bpm' \
    session --time 60:00 --hr 200 --max 190
refused 'effort 12 is outside 0 to 10 (Foster 2001)' \
    session --time 60:00 --effort 12
refused '-sport golfing is not known' session --time 60:00 --sport golfing
refused '-time is missing' session --effort 3

# load
figure load --daily 0,62,40,85,0,55,140
holds '.[0].days | length == 7'
near '.days[6].fitness' 8.5703 0.00005
near '.days[6].fatigue' 39.4029 0.00005
near '.days[6].form' -18.5513 0.00005
holds '.[0] | .days[0].form == 0 and .ramp == null and .planned == []'
figure load --daily 50 --fitness0 48 --fatigue0 55
holds '.[0] | .days[0].form == -7 and .monotony == null and .strain == null'
figure load --daily 420,0,300,540,0,240,720
near .monotony 1.1847 0.00005
near .strain 2630.14 0.005
figure load --daily 30,30,30,30,30,30,30
holds '.[0] | .monotony == null and .strain == null'
figure load --daily 60,0,80,0,60,0,80,40 --planned 50,50
holds '.[0] | .ramp > 0 and (.planned | length) == 2
       and .planned[0].form == .expected[0].form
       and .planned[1].fitness > .expected[1].fitness
       and .expected[1].load == 0'
run 0 calc load --daily 60,0,80 --planned 50
says '^as planned'
refused 'daily load -5 is outside 0 to 1000000 (Banister 1975)' \
    load --daily 40,-5
refused 'fitness -1 is outside' load --daily 40 --fitness0 -1
refused "'' is not a number" load --daily 40,,50
refused "'nan' is not a number" load --daily 40,nan
refused '-daily is missing' load

# spike
figure spike --distance 16km --longest 12km
holds '.[0] | .spike == "moderate" and .hazard_ratio == 1.52
       and .hazard_low == 1.16 and .hazard_high == 2'
figure spike --distance 10km --longest 12km
holds '.[0] | .spike == "reference" and .increase < 0'
refused '-longest: distance "0km" is outside' \
    spike --distance 16km --longest 0km

# zones
figure zones --hr-max 190 --hr-rest 50 --threshold 170 --critical-speed 4
holds '.[0].sets | map(.basis) ==
       ["maximum", "reserve", "threshold", "critical-speed"]'
holds '.[0].sets[1].zones | map(.from_bpm) == [120, 134, 148, 162, 176]
       and .[4].to_bpm == 190'
holds '.[0].sets[3].zones | .[0].to_m_per_s == 3.292
       and .[2].from_m_per_s == 4 and .[2].to_m_per_s == null'
run 0 calc zones --hr-max 188
says 'zone 5  *170 to 188 bpm'
refused 'maximum heart rate 300 bpm is outside 80 to 240 bpm (Edwards 1993)' \
    zones --hr-max 300
refused 'resting heart rate 120 bpm is outside 25 to 110 bpm' \
    zones --hr-max 190 --hr-rest 120
refused 'one of --hr-max, --threshold and --critical-speed is needed' zones
refused 'one of --hr-max' zones --hr-rest 50

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

# age-grade
figure age-grade --sex m --age 45 --distance marathon --time 3:20:00
holds '.[0] | .factor == 0.9373 and .open_standard_s == 7235
       and .table_year == 2025'
near .age_grade 0.6432 0.00005
near .age_graded_time_s 11247.6 0.05
figure age-grade --sex f --age 60 --distance 10km --time 52:10 --year 2025
near .age_grade 0.7044 0.00005
near .age_graded_time_s 2450.2 0.05
figure age-grade --sex f --age 44 --distance half --time 1:45:00 --year 2020
holds '.[0] | .open_standard_s == 3898 and .table_year == 2020
       and (.between_ages or .between_distances | not)'
figure age-grade --sex f --age 45 --distance 15km --time 1:15:00 --year 2020
holds '.[0] | .between_ages and .between_distances'
run 0 calc age-grade --sex m --age 61 --distance 7km --time 30:00 --year 2020
says 'Road tables of 2020'
says 'mean of the ages beside it'
says 'lie between those beside it'
refused 'age 3 is outside 5 to 100 (road age-grade table of 2025)' \
    age-grade --sex m --age 3 --distance 5km --time 30:00
refused 'no road age-grade table of 2015: there are those of 2020 and 2025' \
    age-grade --sex m --age 50 --distance 5km --time 20:00 --year 2015
refused 'distance 3000 m is outside 1609 m alone and 5000 to 200000 m' \
    age-grade --sex m --age 50 --distance 3km --time 12:00
refused 'time 1200 s is outside 6511.5 to' \
    age-grade --sex m --age 50 --distance marathon --time 20:00
refused '-sex x is not one letter of mf' \
    age-grade --sex x --age 50 --distance 5km --time 20:00
refused '-age 50.5 is not a whole number' \
    age-grade --sex m --age 50.5 --distance 5km --time 20:00
refused '-time is missing' age-grade --sex m --age 50 --distance 5km

# boston
figure boston --sex m --age 47 --race-year 2027
holds '.[0] | .standard_s == 11700 and .margin_s == null and .eligible == null
       and (.cut_offs | length) == 15
       and .cut_offs[-1] == {year: 2026, seconds: 274}'
figure boston --sex m --age 47 --race-year 2027 --time 3:10:00 --net-drop 500m
holds '.[0] | .margin_s == 0 and .eligible and .downhill_s == 300'
figure boston --sex m --age 47 --race-year 2027 --time 3:10:01 --net-drop 3000ft
holds '.[0] | .margin_s == -301 and (.eligible | not)'
figure boston --sex m --age 47 --race-year 2026 --time 3:10:00 --net-drop 500m
holds '.[0] | .margin_s == 300 and .eligible'
figure boston --sex x --age 80 --race-year 2027 --time 5:00:00 --net-drop 6000ft
holds '.[0] | .standard_s == 19200 and .margin_s == null
       and .eligible == false'
run 0 calc boston --sex m --age 47 --race-year 2027 --time 3:10:00
says 'yes, with a margin of 5:00'
says '2026  4:34  this margin would do'
says '2025  6:51  this margin would not do'
run 0 calc boston --sex m --age 47 --race-year 2027 --time 3:20:00
says 'no, 5:00 over the standard'
run 0 calc boston --sex f --age 47 --race-year 2027 --net-drop 2000m
says 'no: the course drops too far to count'
refused 'age 17 is outside 18 to 120 (Boston standards)' \
    boston --sex m --age 17 --race-year 2027
refused 'race year 2028 is outside 2013 to 2027 (Boston standards)' \
    boston --sex m --age 47 --race-year 2028
refused 'marathon time 1200 s is outside 6600 to 86400 s' \
    boston --sex m --age 47 --race-year 2027 --time 20:00
refused '-net-drop far is not' \
    boston --sex m --age 47 --race-year 2027 --net-drop far
refused '-race-year is missing' boston --sex m --age 47

# points
figure points --sex m --distance 3000m --time 10:40
holds '.[0].points == 326'
run 0 calc points --sex f --distance half --time 1:18:30
says '962 of 1400'
refused 'distance 8000 m is none that World Athletics' \
    points --sex m --distance 8km --time 25:00
refused 'more than 1400 points' points --sex m --distance marathon --time 20:00
refused '-sex is missing' points --distance marathon --time 3:00:00

finish
