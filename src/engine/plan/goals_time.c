/*
 * Times over a distance, and standards: what the runner's races speak for, what
 * a year brings, and the chance that it is enough.
 */
#include "engine/plan/goals.h"

#include "base/num.h"
#include "onward/race.h"
#include "onward/standards.h"

#include <math.h>
#include <string.h>

/* A time speaks for so long. */
#define TIME_DAYS 730
#define SAME_DISTANCE 0.03
/* A race over the distance itself is uncertain by its day alone; as the band
 * of 80 % (Hopkins and Hewson 2001: a runner's times vary by 1.2 to 4.2 %). */
#define OWN_RACE_BAND 0.02
/* Standard deviations on each side of an 80 % band. */
#define BAND_80 1.2816
/* Gains are counted for so many years: of later ones nothing is known, and age
 * begins to take what training gives (design choice). */
#define MOST_GAIN_YEARS 3.0
#define BEGINNER_YEARS 2.0
/* Registration closes about the middle of September; a marathon from then on
 * counts for the Boston Marathon of the year after next (B.A.A.). */
#define WINDOW_MONTH 9
#define WINDOW_DAY 15
#define CUT_OFF_YEARS 3
/* Faster than that nobody has run (our count over world records: 85.6). */
#define MOST_VO2MAX 86.0
#define SHORT_TEST_M 10000.0
#define LONG_GOAL_M 15000.0
#define NEEDED_TEXT 120
/* What a year takes from runners of the ages that the bands are thought for,
 * thirty to forty-five (the tables' own slope there, rounded up). */
#define AGE_IN_BANDS 0.005
/* Less is within what a day brings. */
#define ALREADY_GAIN 0.005
/* Nothing that people do is certain, either way. */
#define LEAST_PROBABILITY 0.01
#define MOST_PROBABILITY 0.97
/* So many spreads below the mean is what comes about with 0.6. */
#define LIKELY_SPREADS 0.2533

/*
 * What a year of training takes off a finish time, as shares. Expert opinion,
 * no study of rates of improvement stands behind it: for experienced runners
 * up to 3 % a year is likely (probability 0.6), up to 7 % ambitious (0.2), more
 * for those in their first two years; there 7 and 12 % are taken. A normal
 * distribution goes through both points; its spread at one year holds that of a
 * race over the distance, which `own_spread` is without.
 */
struct gains {
    double mean;
    double own_spread;
};
static const struct gains experienced = {0.0393, 0.0330};
static const struct gains beginning = {0.0816, 0.0429};

static double normal_below(double spreads)
{
    return 0.5 * erfc(-spreads / sqrt(2));
}

/* A time run before a day, if it speaks for that day. */
static bool speaks(struct ow_date run, struct ow_date day, double time_s)
{
    int32_t ago = ow_date_is_known(run) ? ow_date_days_between(run, day) : 0;

    return ago > 0 && ago <= TIME_DAYS && !ow_is_missing(time_s);
}

/* What the runner had shown before a day. */
struct shown {
    double own_s; /* best time over the distance */
    double vo2max;
    double race_m; /* the race of most capacity */
    double race_s;
};

static void take_time(struct shown *shown, double distance_m, double race_m,
                      double race_s)
{
    double vo2max = 0;

    if (fabs(race_m / distance_m - 1) < SAME_DISTANCE) {
        shown->own_s = fmin(shown->own_s, race_s * distance_m / race_m);
    }
    if (ow_vo2max_from_race(race_m, race_s, &vo2max, NULL) == OW_OK &&
        !(vo2max <= shown->vo2max)) {
        shown->vo2max = vo2max;
        shown->race_m = race_m;
        shown->race_s = race_s;
    }
}

/*
 * What the runner would run on a day: the best time over the distance of the
 * two years before, else what the best other race speaks for.
 */
static bool time_on(const struct goal_view *view, struct ow_date day,
                    double distance_m, struct ow_prediction *now)
{
    const struct ow_scenario *scenario = view->scenario;
    int32_t weekly_m = view->runner->mean_m;
    struct shown shown = {OW_MISSING, OW_MISSING, 0, 0};

    for (size_t i = 0; i < scenario->race_count; i++) {
        const struct ow_race *race = &scenario->races[i];

        if (speaks(race->date, day, race->time_s)) {
            take_time(&shown, distance_m, race->distance_m, race->time_s);
        }
    }
    for (size_t i = 0; i < scenario->history.best_count; i++) {
        const struct ow_best *best = &scenario->history.bests[i];

        if (speaks(best->date, day, best->time_s)) {
            take_time(&shown, distance_m, best->distance_m, best->time_s);
        }
    }
    if (!ow_is_missing(shown.own_s)) {
        *now =
            (struct ow_prediction){.time_s = shown.own_s,
                                   .low_s = shown.own_s * (1 - OWN_RACE_BAND),
                                   .high_s = shown.own_s * (1 + OWN_RACE_BAND)};
        return true;
    }
    return !ow_is_missing(shown.vo2max) &&
           ow_race_predict(shown.race_m, shown.race_s,
                           weekly_m > 0 ? weekly_m : OW_MISSING, distance_m,
                           now, NULL) == OW_OK;
}

/* The year of the Boston Marathon that a marathon of a day counts for. */
static int32_t boston_year(struct ow_date day)
{
    int32_t year = 0;
    int32_t month = 0;
    int32_t of_month = 0;
    bool is_late = false;

    ow_date_to_ymd(day, &year, &month, &of_month);
    is_late = month > WINDOW_MONTH ||
              (month == WINDOW_MONTH && of_month >= WINDOW_DAY);
    return year + 1 + is_late;
}

/* The third Monday of April. */
static struct ow_date boston_day(int32_t year)
{
    struct ow_date first = ow_date_none();

    if (ow_date_from_ymd(year, 4, 1, &first, NULL) != OW_OK) {
        return first;
    }
    return ow_date_add_days(ow_date_monday(ow_date_add_days(first, 6)), 14);
}

/* The largest cut-off of the last years: what has always been enough. */
static double boston_buffer_s(void)
{
    size_t count = 0;
    const struct ow_boston_cut_off *cut_offs = ow_boston_cut_offs(&count);
    double most_s = 0;

    for (size_t i = count > CUT_OFF_YEARS ? count - CUT_OFF_YEARS : 0;
         i < count; i++) {
        most_s = fmax(most_s, cut_offs[i].cut_off_s);
    }
    return most_s;
}

/* Standard by the newest table and the age on the day of the Boston Marathon;
 * missing where age or sex are not known or no standard is theirs. */
static double boston_standard_s(const struct goal_view *view,
                                struct ow_date due, int32_t *age_years)
{
    const struct ow_athlete *athlete = &view->scenario->athlete;
    struct ow_date day = boston_day(boston_year(due));
    double standard_s = OW_MISSING;

    if (!ow_date_is_known(athlete->birth_date) || !ow_date_is_known(day)) {
        return OW_MISSING;
    }
    *age_years = ow_date_age_years(athlete->birth_date, day);
    return ow_boston_standard(athlete->sex, *age_years, 0, &standard_s, NULL) ==
                   OW_OK
               ? standard_s
               : OW_MISSING;
}

static bool is_boston(const struct ow_goal *goal)
{
    return goal->kind == OW_GOAL_STANDARD && goal->standard != NULL &&
           strcmp(goal->standard, "boston") == 0;
}

double goal_target_s(const struct goal_view *view, const struct ow_goal *goal,
                     struct ow_date due)
{
    int32_t age_years = 0;

    return ow_is_missing(goal->time_s) && is_boston(goal)
               ? boston_standard_s(view, due, &age_years) - boston_buffer_s()
               : goal->time_s;
}

static void put_duration(struct buf *out, const char *before, double time_s)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    ow_duration_format(time_s, text);
    buf_append_format(out, "%s%s", before, text);
}

static void put_percent(struct buf *out, const char *before, double share)
{
    buf_append_text(out, before);
    buf_append_number(out, share * 100, 1);
    buf_append_text(out, " %");
}

/* Where the time that a standard asks for comes from. */
static void put_standard(struct goal_case *one)
{
    struct buf *out = &one->needed;
    int32_t age_years = 0;
    double standard_s = OW_MISSING;

    if (!ow_is_missing(one->goal->time_s) || !is_boston(one->goal)) {
        return;
    }
    standard_s = boston_standard_s(one->view, one->out->due, &age_years);
    put_duration(out, "The standard is ", standard_s);
    buf_append_format(out, " at the age of %d, on the day of Boston %d;",
                      (int)age_years, (int)boston_year(one->out->due));
    put_duration(out, " ", boston_buffer_s());
    put_duration(out, ", the largest cut-off of three years, makes it ",
                 one->out->target);
    buf_append_text(out, ". ");
}

/* Share that age adds to a time by the day of a goal, as the road tables of
 * the age grade have it for the best of each age, beyond what the bands hold
 * already; 0 where the tables do not reach. */
static double age_adds(const struct goal_case *one, double distance_m,
                       double time_s)
{
    const struct ow_athlete *athlete = &one->view->scenario->athlete;
    struct ow_date birth = athlete->birth_date;
    struct ow_age_grade now;
    struct ow_age_grade then;

    if (!ow_date_is_known(birth) ||
        ow_age_grade_compute(athlete->sex,
                             ow_date_age_years(birth, one->view->today),
                             distance_m, time_s, 0, &now, NULL) != OW_OK ||
        ow_age_grade_compute(athlete->sex,
                             ow_date_age_years(birth, one->out->due),
                             distance_m, time_s, 0, &then, NULL) != OW_OK) {
        return 0;
    }
    return fmax(0, now.factor / then.factor - 1 -
                       AGE_IN_BANDS * one->days / GOAL_DAYS_A_YEAR);
}

/* What the years to a goal bring: mean and spread of the gain, as shares. */
static struct gains gains_in(const struct goal_case *one, double now_spread,
                             double by_age)
{
    bool is_new = one->view->scenario->athlete.level == OW_LEVEL_BEGINNER;
    double years = fmin(one->days / GOAL_DAYS_A_YEAR, MOST_GAIN_YEARS);
    double early = is_new ? fmin(years, BEGINNER_YEARS) : 0;
    struct gains gains = {
        beginning.mean * early + experienced.mean * (years - early) - by_age,
        beginning.own_spread * early + experienced.own_spread * (years - early),
    };

    gains.own_spread =
        sqrt(gains.own_spread * gains.own_spread + now_spread * now_spread);
    return gains;
}

/* How far the goal lies beyond today, and what the bands say of that. */
static void put_gain(struct goal_case *one, double gain)
{
    struct buf *text = &one->needed;
    double years = one->days / GOAL_DAYS_A_YEAR;

    if (gain < ALREADY_GAIN) {
        buf_append_text(text, ", about what the goal asks for");
        return;
    }
    put_percent(text, "; the goal is ", gain);
    buf_append_text(text, " faster");
    if (years > 1.25) {
        put_percent(text, ", ", gain / years);
        buf_append_text(text, " a year");
    } else {
        buf_append_format(text, " in %d weeks", one->days / WEEK_DAYS);
    }
    buf_append_text(text, ". Up to 3 % a year is likely, up to 7 % ambitious");
}

static void put_outlook(struct goal_case *one, double gain,
                        const struct ow_prediction *now)
{
    struct buf *text = &one->needed;

    put_duration(text, "Races of the last two years speak for ", now->time_s);
    put_duration(text, " (", now->low_s);
    put_duration(text, " to ", now->high_s);
    buf_append_text(text, ")");
    put_gain(one, gain);
    put_duration(text, ". By then, with 80 %, ", one->out->low);
    put_duration(text, " to ", one->out->high);
}

static const char *name_of_distance(double distance_m)
{
    const struct ow_race_distance *known = ow_race_snap(distance_m);

    return known != NULL ? known->name : "race";
}

/* "marathon fitness; 10 km in 51:40 shows it": where the goal is long, a
 * shorter race that says as much. */
static const char *what_time(struct goal_case *one, double value)
{
    double distance_m = goal_distance_m(one->goal);
    double vo2max = 0;
    double test_s = 0;
    char text[OW_QUANTITY_TEXT_SIZE];
    struct buf out;
    const char *made = NULL;

    buf_init(&out, NEEDED_TEXT);
    buf_append_format(&out, "%s fitness", name_of_distance(distance_m));
    if (distance_m >= LONG_GOAL_M &&
        ow_vo2max_from_race(distance_m, value, &vo2max, NULL) == OW_OK &&
        ow_race_equivalent(vo2max, SHORT_TEST_M, &test_s, NULL) == OW_OK) {
        ow_duration_format(test_s, text);
        buf_append_format(&out, "; 10 km in %s is worth as much", text);
    }
    if (buf_status(&out, NULL) == OW_OK) {
        made = arena_copy_text(one->view->arena, buf_text(&out), out.length);
    }
    buf_dispose(&out);
    return made;
}

/* Whether a time run on a day reaches the goal. */
static bool reaches(const struct goal_case *one, struct ow_date date,
                    double race_m, double race_s)
{
    double distance_m = goal_distance_m(one->goal);

    return goal_counts_on(one, date) &&
           fabs(race_m / distance_m - 1) < SAME_DISTANCE &&
           race_s * distance_m / race_m <= one->out->target;
}

/* The first day since the goal was set on which it was run; none. */
static struct ow_date run_on(const struct goal_case *one)
{
    const struct ow_scenario *scenario = one->view->scenario;
    const struct ow_history *history = &scenario->history;
    struct ow_date first = ow_date_none();

    for (size_t i = 0; i < scenario->race_count; i++) {
        const struct ow_race *race = &scenario->races[i];

        if (reaches(one, race->date, race->distance_m, race->time_s) &&
            (!ow_date_is_known(first) || race->date.days < first.days)) {
            first = race->date;
        }
    }
    for (size_t i = 0; i < history->best_count; i++) {
        const struct ow_best *best = &history->bests[i];

        if (reaches(one, best->date, best->distance_m, best->time_s) &&
            (!ow_date_is_known(first) || best->date.days < first.days)) {
            first = best->date;
        }
    }
    return first;
}

/* From what the runner could when the goal was set. */
static double progress_of(const struct goal_case *one, double distance_m)
{
    const struct ow_goal_answer *out = one->out;
    struct ow_prediction then = {.time_s = OW_MISSING};

    if (out->is_reached) {
        return 1;
    }
    if (!ow_date_is_known(one->goal->since) ||
        !time_on(one->view, one->goal->since, distance_m, &then)) {
        return OW_MISSING;
    }
    if (then.time_s <= out->target) {
        return 0; /* it only has to be run */
    }
    return fmax(
        0, fmin(1, (then.time_s - out->now) / (then.time_s - out->target)));
}

static void judge_time(struct goal_case *one, double distance_m,
                       const struct ow_prediction *now)
{
    struct ow_goal_answer *out = one->out;
    double gain = 1 - out->target / now->time_s;
    double now_spread =
        (now->high_s - now->low_s) / (2 * BAND_80 * now->time_s);
    double by_age = age_adds(one, distance_m, now->time_s);
    struct gains gains = gains_in(one, now_spread, by_age);
    double vo2max = 0;

    out->now = num_round(now->time_s, 0);
    out->low = num_round(
        now->time_s * (1 - gains.mean - BAND_80 * gains.own_spread), 0);
    out->high = num_round(
        now->time_s * (1 - gains.mean + BAND_80 * gains.own_spread), 0);
    goal_set_reached(one, run_on(one));
    out->progress = progress_of(one, distance_m);
    put_standard(one);
    if (ow_vo2max_from_race(distance_m, out->target, &vo2max, NULL) != OW_OK ||
        vo2max > MOST_VO2MAX) {
        goal_set_probability(out, 0);
        buf_append_text(&one->needed,
                        "A slower goal: nobody has run that fast, or the "
                        "formulas do not reach so far");
        return;
    }
    goal_set_probability(
        out, fmax(LEAST_PROBABILITY,
                  fmin(MOST_PROBABILITY,
                       normal_below((gains.mean - gain) / gains.own_spread))));
    put_outlook(one, gain, now);
    if (by_age > ALREADY_GAIN) {
        put_percent(&one->needed, ", age having taken ", by_age);
    }
    if (out->verdict != OW_VERDICT_LIKELY) {
        put_duration(&one->needed, "; a likely goal is ",
                     now->time_s *
                         (1 - gains.mean + LIKELY_SPREADS * gains.own_spread));
    }
}

enum ow_status goal_answer_time(struct goal_case *one, struct ow_error *err)
{
    struct ow_goal_answer *out = one->out;
    double distance_m = goal_distance_m(one->goal);
    double target_s = goal_target_s(one->view, one->goal, out->due);
    struct ow_prediction now = {.time_s = OW_MISSING};

    if (ow_is_missing(target_s)) {
        goal_set_unknown(one, "Birth date and sex, by which the standard goes");
        return OW_OK;
    }
    out->unit = "s";
    out->target = num_round(target_s, 0);
    if (!time_on(one->view, one->view->today, distance_m, &now)) {
        put_standard(one);
        goal_set_unknown(one, "A race or a best time to measure today by");
        return OW_OK;
    }
    judge_time(one, distance_m, &now);
    return goal_add_milestones(one, one->days, out->now, out->target, what_time,
                               err);
}
