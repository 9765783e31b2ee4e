/* What makes a season one: its phases in order, tapers as long as their races
 * ask for, growth within what was held, lighter winters, first steps by turns,
 * and clocks that age stretches. */
#include "engine/plan/check.h"

#include "base/num.h"

/* A beginner's first weeks, in which running and walking take turns. */
#define FIRST_WEEKS 2
/* Weeks of the history that tell how much a beginner runs. */
#define HABIT_WEEKS 8
/* A race within so many days keeps the winter from trading distance. */
#define NEAR_RACE_DAYS 84
/* Weeks of which the furthest is the level that winter takes from. */
#define LEVEL_WEEKS 16
/* Weeks are planned in whole runs: so much over is not worth a word. */
#define WINTER_SLACK 1.1
/* Weeks of the history of which the largest was held. */
#define HELD_WEEKS 53
#define THURSDAY 3

static bool is_building(enum ow_phase phase)
{
    return phase == OW_PHASE_BASE || phase == OW_PHASE_BUILD ||
           phase == OW_PHASE_PEAK;
}

/* Days right before a race that are still base, build or peak. */
static void check_taper_length(struct check *check,
                               const struct check_race *race)
{
    int due =
        race->priority == OW_PRIORITY_B
            ? (int)ow_rule_value(&check->rules, OW_RULE_TAPER_LENGTH, "b_race")
            : (int)check_class_value(check, OW_RULE_TAPER_LENGTH,
                                     race->distance_m, CHECK_PLANNED);

    for (int n = 1; n <= due; n++) {
        const struct check_day *day =
            check_day_of(check, ow_date_add_days(race->date, -n));

        if (day != NULL && day->has_phase && is_building(day->phase)) {
            findings_add(check->findings, OW_RULE_TAPER_LENGTH, OW_SHOULD,
                         race->date, "the taper has %d days, %d are due", n - 1,
                         due);
            return;
        }
    }
}

/* Base, build and peak follow each other until the next race. */
static void check_phase_order(struct check *check)
{
    enum ow_phase furthest = OW_PHASE_BASE;

    for (int i = 0; i < check->day_count; i++) {
        const struct check_day *day = &check->days[i];

        if (!day->has_phase || !is_building(day->phase)) {
            furthest = day->has_phase && day->phase != OW_PHASE_TAPER
                           ? OW_PHASE_BASE
                           : furthest;
        } else if (day->phase < furthest) {
            findings_add(check->findings, OW_RULE_PHASE_BUILD, OW_NOTE,
                         check_date(check, i), "%s after %s without a race",
                         ow_phase_name(day->phase), ow_phase_name(furthest));
            furthest = day->phase;
        } else {
            furthest = day->phase;
        }
    }
}

static bool has_race_near(const struct check *check, struct ow_date monday)
{
    for (size_t i = 0; i < check->race_count; i++) {
        int days = ow_date_days_between(monday, check->races[i].date);

        if (days >= 0 && days < NEAR_RACE_DAYS) {
            return true;
        }
    }
    return false;
}

/* December to February; on the other half of the earth June to August. */
static bool is_cold(const struct check *check, struct ow_date date)
{
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;

    ow_date_to_ymd(date, &year, &month, &day);
    return check->scenario->athlete.is_southern ? month >= 6 && month <= 8
                                                : month == 12 || month <= 2;
}

static void check_winter(struct check *check, int week)
{
    const struct ow_rule_values *rules = &check->rules;
    double cut = ow_rule_value(rules, OW_RULE_WINTER, "emphasis") *
                 ow_rule_value(rules, OW_RULE_WINTER, "max_cut");
    struct ow_date thursday =
        ow_date_add_days(check_monday(check, week), THURSDAY);
    const struct check_day *day = check_day_of(check, thursday);
    double level_m = 0;
    double run_m = check_week_m(check, week);

    for (int i = 1; i <= LEVEL_WEEKS; i++) {
        level_m = fmax(level_m, check_week_m(check, week - i));
    }
    if (!(cut > 0) || !is_cold(check, thursday) || day == NULL ||
        !day->has_phase ||
        !(is_building(day->phase) || day->phase == OW_PHASE_MAINTAIN) ||
        has_race_near(check, check_monday(check, week))) {
        return;
    }
    if (level_m > 0 && check_planned_m(check, week) > 0 &&
        run_m > WINTER_SLACK * (1 - cut) * level_m + CHECK_SLACK) {
        char text[NUM_TEXT_SIZE];
        char level[NUM_TEXT_SIZE];

        num_format(run_m, 0, text);
        num_format((1 - cut) * level_m, 0, level);
        findings_add(check->findings, OW_RULE_WINTER, OW_SHOULD,
                     check_monday(check, week),
                     "a winter week of %s m, %s m are chosen", text, level);
    }
}

static bool has_repeat(const struct ow_workout *workout)
{
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);

    for (size_t i = 0; i < count; i++) {
        if (steps[i].is_repeat) {
            return true;
        }
    }
    return false;
}

static bool is_a_start(const struct check *check)
{
    double below_m =
        ow_rule_value(&check->rules, OW_RULE_RUN_WALK, "below_weekly_m");
    double most_m = 0;

    for (int week = -HABIT_WEEKS; week < 0; week++) {
        most_m = fmax(most_m, check_week_m(check, week));
    }
    return check->scenario->athlete.level == OW_LEVEL_BEGINNER &&
           most_m < below_m;
}

/* A beginner's first runs take turns with walking; what has no workout says
 * nothing of it. */
static void check_first_runs(struct check *check)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(check->plan, &count);

    for (size_t i = 0;
         i < count && is_a_start(check) &&
         days[i].date.days < check_monday(check, FIRST_WEEKS).days;
         i++) {
        for (size_t k = 0; k < days[i].session_count; k++) {
            const struct ow_session *session = &days[i].sessions[k];

            if (ow_session_type_is_run(session->type) &&
                session->type != OW_SESSION_RACE && session->workout != NULL &&
                !has_repeat(session->workout)) {
                findings_add(check->findings, OW_RULE_RUN_WALK, OW_SHOULD,
                             days[i].date,
                             "a beginner's first runs without walking between");
            }
        }
    }
}

static double age_factor(const struct check *check)
{
    const struct ow_athlete *athlete = &check->scenario->athlete;
    int age = ow_date_is_known(athlete->birth_date)
                  ? ow_date_age_years(athlete->birth_date, check->first)
                  : 0;
    const char *parameter = age >= 60   ? "age_60"
                            : age >= 50 ? "age_50"
                            : age >= 40 ? "age_40"
                                        : NULL;

    return parameter == NULL
               ? 1
               : ow_rule_value(&check->rules, OW_RULE_RECOVERY_STRETCH,
                               parameter);
}

/* Hard running on days that a runner's age keeps easy after a race. Other
 * things stretch the clocks too; age is the one that is always known. */
static void check_stretch(struct check *check, const struct check_race *race)
{
    const struct ow_rule_values *rules = &check->rules;
    double planned = check_class_value(check, OW_RULE_RECOVERY_EASY,
                                       race->distance_m, CHECK_PLANNED);
    double most =
        ow_rule_value(rules, OW_RULE_RECOVERY_STRETCH, "max_easy_days");
    int until =
        (int)fmin(floor(planned * age_factor(check)), fmax(planned, most));
    int must = (int)check_class_value(check, OW_RULE_RECOVERY_EASY,
                                      race->distance_m, CHECK_MUST);

    for (int n = must + 1; n <= until; n++) {
        struct ow_date date = ow_date_add_days(race->date, n);
        const struct check_day *day = check_day_of(check, date);

        if (day != NULL && day->is_hard) {
            findings_add(check->findings, OW_RULE_RECOVERY_STRETCH, OW_SHOULD,
                         date,
                         "hard running on day %d after a race, easy until day "
                         "%d at this age",
                         n, until);
        }
    }
}

/* A walk that is more than one on days without running. */
static void check_walks(struct check *check)
{
    double most_s =
        60 * ow_rule_value(&check->rules, OW_RULE_RECOVERY_WALK, "max_minutes");
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(check->plan, &count);

    for (size_t i = 0; i < count; i++) {
        const struct check_day *day = check_day_of(check, days[i].date);
        bool is_off = day != NULL && day->has_phase &&
                      day->phase == OW_PHASE_RECOVERY_OFF;

        for (size_t k = 0; k < days[i].session_count && is_off; k++) {
            if (days[i].sessions[k].type == OW_SESSION_WALK &&
                days[i].sessions[k].duration_s > most_s + CHECK_SLACK) {
                findings_add(check->findings, OW_RULE_RECOVERY_WALK, OW_NOTE,
                             days[i].date,
                             "a long walk on a day that rests from a race");
            }
        }
    }
}

/* A week after a down week that stays below it, with nothing to rest for. */
static void check_resume(struct check *check, int week)
{
    struct ow_date monday = check_monday(check, week);
    bool is_plain = check_is_down(check, week - 1) &&
                    !check_is_down(check, week) &&
                    check_week_m(check, week) < check_week_m(check, week - 1);

    for (int i = 0; i < 7 && is_plain; i++) {
        const struct check_day *day =
            check_day_of(check, ow_date_add_days(monday, i));

        is_plain = day != NULL && day->has_phase && is_building(day->phase) &&
                   day->races == 0;
    }
    if (is_plain) {
        findings_add(check->findings, OW_RULE_DOWN_WEEK_RESUME, OW_NOTE, monday,
                     "less than in the down week before it");
    }
}

static void check_cross(struct check *check)
{
    for (int i = 0; i < check->day_count; i++) {
        if (check->days[i].cross > 0 &&
            check->scenario->athlete.cross_training == 0) {
            findings_add(check->findings, OW_RULE_CROSS_TRAINING, OW_NOTE,
                         check_date(check, i),
                         "cross-training for a runner who named no sport");
        }
    }
}

/* The next race from a day on of a rank or a higher one; NULL without one. */
static const struct check_race *
race_from(const struct check *check, struct ow_date date, enum ow_priority rank)
{
    const struct check_race *next = NULL;

    for (size_t i = 0; i < check->race_count; i++) {
        const struct check_race *race = &check->races[i];

        if (race->priority <= rank && race->date.days >= date.days &&
            (next == NULL || race->date.days < next->date.days)) {
            next = race;
        }
    }
    return next;
}

/* Whether a race of first or second rank lies in a week or after it, before
 * another. */
static bool has_race_between(const struct check *check, int week, int end)
{
    const struct check_race *race =
        race_from(check, check_monday(check, week), OW_PRIORITY_B);

    return race != NULL && race->date.days < check_monday(check, end).days;
}

/* The largest week of the history, and of the seasons of the plan that ended
 * with a race before a week. */
static double best_before_m(const struct check *check, int week)
{
    double best_m = 0;

    for (int i = -HELD_WEEKS; i < week; i++) {
        if (i < 0 || has_race_between(check, i, week)) {
            best_m = fmax(best_m, check_week_m(check, i));
        }
    }
    return best_m;
}

/* What a season may come to where there is little, by its race. */
static double low_m(const struct check *check, const struct check_race *race,
                    double best_m)
{
    const struct ow_rule_values *rules = &check->rules;
    const enum ow_rule rule = OW_RULE_SEASON_RISE;
    bool is_marathon = race != NULL && race->distance_m >= 30000;
    bool is_half = race != NULL && race->distance_m >= 15000;
    const char *add = race == NULL  ? "base_add_m"
                      : is_marathon ? "marathon_add_m"
                      : is_half     ? "half_add_m"
                                    : "short_add_m";
    const char *most = race == NULL  ? "base_low_m"
                       : is_marathon ? "marathon_low_m"
                       : is_half     ? "half_low_m"
                                     : "short_low_m";

    return fmin(best_m + ow_rule_value(rules, rule, add),
                ow_rule_value(rules, rule, most));
}

static bool wishes_volume(const struct ow_scenario *scenario)
{
    for (size_t i = 0; i < scenario->goal_count; i++) {
        if (scenario->goals[i].kind == OW_GOAL_VOLUME) {
            return true;
        }
    }
    return false;
}

/* A week further beyond what was held than a season goes. */
static void check_rise(struct check *check, int week)
{
    const struct ow_rule_values *rules = &check->rules;
    struct ow_date monday = check_monday(check, week);
    const struct check_race *main_race =
        race_from(check, monday, OW_PRIORITY_A);
    const struct check_race *race =
        main_race != NULL ? main_race : race_from(check, monday, OW_PRIORITY_B);
    double best_m = best_before_m(check, week);
    double share = ow_rule_value(rules, OW_RULE_SEASON_RISE,
                                 race == NULL ? "base_share" : "share");
    double floor_m = ow_rule_value(rules, OW_RULE_WEEK_RAMP, "floor_m");
    double most_m = fmax(fmax(floor_m, (1 + share) * best_m),
                         low_m(check, race, fmax(best_m, floor_m)));
    double run_m = check_week_m(check, week);

    if (check_planned_m(check, week) > 0 && run_m > most_m + CHECK_SLACK) {
        char text[NUM_TEXT_SIZE];
        char most[NUM_TEXT_SIZE];

        num_format(run_m, 0, text);
        num_format(most_m, 0, most);
        findings_add(check->findings, OW_RULE_SEASON_RISE, OW_SHOULD, monday,
                     "a week of %s m, a season goes to %s m", text, most);
    }
}

void check_season(struct check *check)
{
    double light =
        ow_rule_value(&check->rules, OW_RULE_RECOVERY_STRETCH, "light_effort");

    for (size_t i = 0; i < check->race_count; i++) {
        const struct check_race *race = &check->races[i];

        if (race->priority != OW_PRIORITY_C &&
            check_day_of(check, race->date) != NULL) {
            check_taper_length(check, race);
        }
        if (check->scenario != NULL && race->effort >= light) {
            check_stretch(check, race);
        }
    }
    check_phase_order(check);
    check_walks(check);
    for (int week = 0; week < check->week_count; week++) {
        check_resume(check, week);
        if (check->scenario != NULL) {
            check_winter(check, week);
        }
        if (check->scenario != NULL && !wishes_volume(check->scenario)) {
            check_rise(check, week);
        }
    }
    if (check->scenario != NULL) {
        check_first_runs(check);
        check_cross(check);
    }
}
