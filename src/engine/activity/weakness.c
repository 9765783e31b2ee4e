/*
 * Weak spots: each area's figure from the season, its interval, and where both
 * lie against the bars. The header says what each bar stands on.
 */
#include "engine/activity/weakness.h"

#include <math.h>
#include <string.h>

/* The normal quantile that 80 % of a distribution lie within. */
#define DEVIATIONS_80 1.2815515655446004
#define LEAST_PACED_RACE_M 4900.0
#define LEAST_PACED_S 4500.0
#define LEAST_FORM_S 2700.0
#define SHORTEST_RACE_M 1490.0
#define LONGEST_RACE_M 21200.0
/* Races this near in distance are of one: the fastest speaks. */
#define SAME_DISTANCE 0.05
#define LEAST_RATIO 1.8
/* From race to race (Hopkins and Hewson 2001, Med Sci Sports Exerc 33:1588). */
#define RACE_VARIATION 0.025
#define GAP_DAYS 7
#define WEAK_GAPS 2
#define MOST_RACES 16
#define MOST_RUNS 14 /* of a week that is told apart from fuller ones */

/* Bars of an area: weak beyond the one, strong beyond the other. Where the
 * weak bar is the higher one, more is worse. */
static const struct {
    double weak;
    double strong;
    const char *unit;
    enum ow_focus focus;
    const char *source;
} areas[OW_WEAKNESS_AREA_COUNT] = {
    [OW_WEAKNESS_PACING] = {0.03, 0.01, "share", OW_FOCUS_PACING,
                            "ours; best marathons are most often run to halves "
                            "within 1 % (fellrnr, "
                            "876,703 finishes)"},
    [OW_WEAKNESS_DURABILITY] =
        {0.05, 0.025, "share", OW_FOCUS_DURABILITY,
         "Friel, rule of thumb for drift; Smyth et al. 2022, onset of a loss"},
    [OW_WEAKNESS_SPEED_ENDURANCE] =
        {1.08, 1.06, "exponent", OW_FOCUS_NONE,
         "Riegel 1981; error of a race by Hopkins and Hewson 2001"},
    [OW_WEAKNESS_HILLS] =
        {-0.05, 0.05, "share", OW_FOCUS_HILLS,
         "ours, against the curve of equal heart rate (Robb 2017)"},
    [OW_WEAKNESS_FORM] = {-0.03, -0.005, "share", OW_FOCUS_FORM,
                          "ours: in a tenth of 25 real runs it fell by more"},
    [OW_WEAKNESS_CONSISTENCY] =
        {0.8, 0.9, "share", OW_FOCUS_CONSISTENCY,
         "ours; what gaps cost: Feely 2023, 300,000 marathoners"},
    [OW_WEAKNESS_FUELLING] = {OW_MISSING, OW_MISSING, "share",
                              OW_FOCUS_FUELLING, "none"},
};

const char *ow_weakness_area_name(enum ow_weakness_area area)
{
    static const char *const names[] = {
        "pacing", "durability",  "speed-endurance", "hills",
        "form",   "consistency", "fuelling"};

    return names[area];
}

const char *ow_weakness_verdict_name(enum ow_weakness_verdict verdict)
{
    static const char *const names[] = {"not-enough-data", "weak",
                                        "as-expected", "strong"};

    return names[verdict];
}

size_t weakness_fewest(enum ow_weakness_area area)
{
    return area == OW_WEAKNESS_SPEED_ENDURANCE ? 2
           : area == OW_WEAKNESS_CONSISTENCY   ? 6
                                               : 4;
}

/* Student's quantile for 80 %, by its expansion about the normal one
 * (Abramowitz and Stegun 1964, 26.7.5); from 3 degrees of freedom on within
 * 0.002 of the table. */
static double student_80(size_t freedom)
{
    double z = DEVIATIONS_80;
    double v = (double)freedom;
    double z3 = z * z * z;
    double z5 = z3 * z * z;

    return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v) +
           (3 * z5 * z * z + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v);
}

/* What a run tells of an area; missing where nothing. */
static double figure_of(const struct ow_season_run *run,
                        enum ow_weakness_area area)
{
    bool is_race = run->race_m >= LEAST_PACED_RACE_M;
    bool is_long =
        ow_is_missing(run->race_m) && run->moving_s >= LEAST_PACED_S &&
        run->shape != OW_SHAPE_VARIED && run->shape != OW_SHAPE_UNSUITABLE;

    switch (area) {
    case OW_WEAKNESS_PACING:
        return is_race || is_long ? run->figures.second_half : OW_MISSING;
    case OW_WEAKNESS_DURABILITY:
        return run->figures.late_loss;
    case OW_WEAKNESS_HILLS:
        return run->figures.climb;
    case OW_WEAKNESS_FORM:
        return run->moving_s >= LEAST_FORM_S ? run->figures.cadence_change
                                             : OW_MISSING;
    case OW_WEAKNESS_SPEED_ENDURANCE:
    case OW_WEAKNESS_CONSISTENCY:
    case OW_WEAKNESS_FUELLING:
    case OW_WEAKNESS_AREA_COUNT:
        break;
    }
    return OW_MISSING;
}

static void set_interval(struct ow_weakness *found, double value, double half)
{
    found->value = value;
    found->low = value - half;
    found->high = value + half;
}

/* The mean of what the runs tell. */
static void read_runs(const struct ow_season *season, struct ow_weakness *found,
                      struct weakness_counts *counts)
{
    double sum = 0;
    double squares = 0;
    double n = 0;
    double mean = 0;

    for (size_t i = 0; i < season->run_count; i++) {
        double figure = figure_of(&season->runs[i], found->area);

        if (!ow_is_missing(figure)) {
            found->count++;
            sum += figure;
            counts->faded += found->area == OW_WEAKNESS_PACING &&
                             season->runs[i].shape == OW_SHAPE_FADE;
        }
    }
    n = (double)found->count;
    mean = sum / n;
    if (found->count < weakness_fewest(found->area)) {
        return;
    }
    for (size_t i = 0; i < season->run_count; i++) {
        double off = figure_of(&season->runs[i], found->area) - mean;

        squares += ow_is_missing(off) ? 0 : off * off;
    }
    set_interval(found, mean,
                 student_80(found->count - 1) * sqrt(squares / (n - 1) / n));
}

/* Keeps the fastest race of each distance; returns how many are kept. */
static size_t take_race(const struct ow_history_effort *race,
                        struct ow_history_effort *races, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (fabs(races[i].distance_m / race->distance_m - 1) < SAME_DISTANCE) {
            if (race->effective_vo2max > races[i].effective_vo2max) {
                races[i] = *race;
            }
            return count;
        }
    }
    if (count < MOST_RACES) {
        races[count++] = *race;
    }
    return count;
}

/* The line through the logarithms of distance and time. */
static void fit_exponent(const struct ow_history_effort *races,
                         struct ow_weakness *found)
{
    double n = (double)found->count;
    double mean_x = 0;
    double mean_y = 0;
    double xx = 0;
    double xy = 0;
    double least = 0; /* about the mean: one is below it, one above */
    double most = 0;

    for (size_t i = 0; i < found->count; i++) {
        mean_x += log(races[i].distance_m) / n;
        mean_y += log(races[i].time_s) / n;
    }
    for (size_t i = 0; i < found->count; i++) {
        double x = log(races[i].distance_m) - mean_x;

        xx += x * x;
        xy += x * (log(races[i].time_s) - mean_y);
        least = fmin(least, x);
        most = fmax(most, x);
    }
    if (most - least >= log(LEAST_RATIO)) {
        set_interval(found, xy / xx, DEVIATIONS_80 * RACE_VARIATION / sqrt(xx));
    }
}

static void read_races(const struct ow_season *season,
                       struct ow_weakness *found)
{
    struct ow_history_effort races[MOST_RACES];

    memset(races, 0, sizeof races);
    for (size_t i = 0; i < season->effort_count; i++) {
        const struct ow_history_effort *effort = &season->efforts[i];

        if (effort->kind == OW_EFFORT_RACE &&
            effort->distance_m >= SHORTEST_RACE_M &&
            effort->distance_m <= LONGEST_RACE_M) {
            found->count = take_race(effort, races, found->count);
        }
    }
    if (found->count >= weakness_fewest(found->area)) {
        fit_exponent(races, found);
    }
}

static bool is_excused(const struct ow_season *season, size_t week)
{
    return season->excused != NULL && season->excused[week];
}

/* Runs of half of the weeks or fewer; a week without runs is not counted. 0
 * without any. */
static int usual_runs(const struct ow_season *season)
{
    size_t weeks_of[MOST_RUNS + 1] = {0};
    size_t all = 0;
    size_t below = 0;
    int usual = 0;

    for (size_t i = 0; i < season->week_count; i++) {
        int runs = season->weeks[i].runs;

        if (runs > 0) {
            weeks_of[runs < MOST_RUNS ? runs : MOST_RUNS]++;
            all++;
        }
    }
    while (usual < MOST_RUNS && 2 * below < all) {
        usual++;
        below += weeks_of[usual];
    }
    return usual;
}

/* Whether one of the days lies in an excused week. */
static bool touches_excused(const struct ow_season *season, struct ow_date from,
                            struct ow_date to)
{
    for (size_t i = 0; i < season->week_count; i++) {
        struct ow_date monday = season->weeks[i].from;

        if (is_excused(season, i) && monday.days <= to.days &&
            monday.days + GAP_DAYS > from.days) {
            return true;
        }
    }
    return false;
}

/* A runner of one run a week has a week between them. */
static size_t count_gaps(const struct ow_season *season, int usual)
{
    int32_t most_days = usual > 1 ? GAP_DAYS : 2 * GAP_DAYS;
    struct ow_date end =
        ow_date_add_days(season->weeks[season->week_count - 1].from, GAP_DAYS);
    size_t gaps = 0;

    for (size_t i = 0; i < season->run_count; i++) {
        struct ow_date last = season->runs[i].date;
        struct ow_date next =
            i + 1 < season->run_count ? season->runs[i + 1].date : end;

        gaps += ow_date_days_between(last, next) > most_days &&
                !touches_excused(season, ow_date_add_days(last, 1),
                                 ow_date_add_days(next, -1));
    }
    return gaps;
}

/* Kept weeks as a share with Wilson's interval (1927, J Am Stat Assoc 22:209).
 */
static void read_weeks(const struct ow_season *season,
                       struct ow_weakness *found,
                       struct weakness_counts *counts)
{
    double z2 = DEVIATIONS_80 * DEVIATIONS_80;
    int usual = usual_runs(season);
    int least = usual > 1 ? (usual + 1) / 2 : 1;
    size_t run = 0;
    double kept = 0;
    double n = 0;
    double share = 0;
    double half = 0;

    for (size_t i = 0; i < season->week_count; i++) {
        if (!is_excused(season, i)) {
            found->count++;
            run += season->weeks[i].runs > 0;
            kept += season->weeks[i].runs >= least;
        }
    }
    if (run < weakness_fewest(found->area)) {
        found->count = run;
        return;
    }
    n = (double)found->count;
    share = kept / n;
    half = DEVIATIONS_80 * sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    found->value = share;
    found->low = (share + z2 / (2 * n) - half) / (1 + z2 / n);
    found->high = (share + z2 / (2 * n) + half) / (1 + z2 / n);
    counts->gaps = count_gaps(season, usual);
}

/* Where the interval lies against the bars; an exponent is weak on both
 * sides, each of another thing. */
static void judge(struct ow_weakness *found,
                  const struct weakness_counts *counts)
{
    bool is_exponent = found->area == OW_WEAKNESS_SPEED_ENDURANCE;
    bool is_weak_above = found->weak_bar > found->strong_bar;
    bool is_above =
        found->low > (is_weak_above ? found->weak_bar : found->strong_bar);
    bool is_below =
        found->high < (is_weak_above ? found->strong_bar : found->weak_bar);

    found->verdict = OW_WEAKNESS_AS_EXPECTED;
    if (is_exponent) {
        found->focus = is_above ? OW_FOCUS_DURABILITY : OW_FOCUS_SPEED;
        found->verdict =
            is_above || is_below ? OW_WEAKNESS_WEAK : OW_WEAKNESS_AS_EXPECTED;
    } else if (is_above || is_below) {
        found->verdict =
            is_above == is_weak_above ? OW_WEAKNESS_WEAK : OW_WEAKNESS_STRONG;
    }
    if (counts->gaps >= WEAK_GAPS) {
        found->verdict = OW_WEAKNESS_WEAK;
    } else if (counts->gaps > 0 && found->verdict == OW_WEAKNESS_STRONG) {
        found->verdict = OW_WEAKNESS_AS_EXPECTED;
    }
}

static void find_area(const struct ow_season *season,
                      enum ow_weakness_area area, struct ow_weakness *found,
                      struct weakness_counts *counts)
{
    memset(found, 0, sizeof *found);
    found->area = area;
    found->focus = areas[area].focus;
    found->value = OW_MISSING;
    found->low = OW_MISSING;
    found->high = OW_MISSING;
    found->unit = areas[area].unit;
    found->weak_bar = areas[area].weak;
    found->strong_bar = areas[area].strong;
    found->source = areas[area].source;
    if (area == OW_WEAKNESS_SPEED_ENDURANCE) {
        read_races(season, found);
    } else if (area == OW_WEAKNESS_CONSISTENCY) {
        read_weeks(season, found, counts);
    } else {
        read_runs(season, found, counts);
    }
    if (!ow_is_missing(found->value)) {
        judge(found, counts);
    }
    if (found->verdict != OW_WEAKNESS_WEAK) {
        found->focus = OW_FOCUS_NONE;
    }
}

enum ow_status
ow_weakness_find(const struct ow_season *season,
                 struct ow_weakness found[OW_WEAKNESS_AREA_COUNT],
                 struct ow_error *err)
{
    struct ow_weakness made[OW_WEAKNESS_AREA_COUNT];
    enum ow_status status = OW_OK;

    for (int i = 0; i < OW_WEAKNESS_AREA_COUNT && status == OW_OK; i++) {
        struct weakness_counts counts = {0, 0};
        struct buf text;

        find_area(season, (enum ow_weakness_area)i, &made[i], &counts);
        buf_init(&text, sizeof made[i].sentence - 1);
        weakness_tell(&made[i], &counts, &text);
        status = buf_status(&text, err);
        if (status == OW_OK) {
            memcpy(made[i].sentence, text.data, text.length);
        }
        buf_dispose(&text);
    }
    if (status == OW_OK) {
        memcpy(found, made, sizeof made);
    }
    return status;
}
