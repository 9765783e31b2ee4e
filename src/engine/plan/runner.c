/* What is known of the runner today: level, paces, habits, recent weeks. */
#include "engine/plan/draft.h"

#include <string.h>

/* A race speaks for a runner's capacity for about a year (design choice). */
#define CAPACITY_DAYS 365
/* Weeks over which habits are read. */
#define HABIT_WEEKS 8
/* A longest run without a date is taken to be last week's. */
#define UNDATED_LONGEST_DAYS 7
/* A week of so much more begins a stage of run-walk later. */
#define STAGE_M 3000
/* Who raced so far, faster than walking and running by turns is, runs (design
 * choice): 8 min/km. */
#define RUN_THROUGH_M 4900
#define RUN_THROUGH_S_PER_M 0.48
/* The capacity of people whose races are unknown, by level: 10 km in about an
 * hour, 52 and 43 minutes (estimate; such runners train by effort). */
static const double guessed_vo2max[] = {32, 32, 39, 48};

struct best {
    double vo2max;
    struct ow_date date;
    double distance_m;
    double time_s;
};

/* A performance without a day speaks for no time near today. */
static bool is_near(struct ow_date date, struct ow_date today)
{
    return ow_date_is_known(date) &&
           ow_date_days_between(date, today) <= CAPACITY_DAYS;
}

/* Takes a performance if it says more than the one at hand. */
static void consider(struct best *best, struct ow_date today,
                     const struct best *other)
{
    struct best candidate = *other;
    struct ow_error ignored;
    bool is_recent = is_near(other->date, today);
    bool has_recent =
        !ow_is_missing(best->vo2max) && is_near(best->date, today);

    if (ow_is_missing(other->time_s) || other->date.days > today.days ||
        ow_vo2max_from_race(other->distance_m, other->time_s, &candidate.vo2max,
                            &ignored) != OW_OK) {
        return;
    }
    if (ow_is_missing(best->vo2max) || (is_recent && !has_recent) ||
        (is_recent && candidate.vo2max > best->vo2max) ||
        (!is_recent && !has_recent && best->date.days < other->date.days)) {
        *best = candidate;
    }
}

static struct best best_of(const struct planner *planner)
{
    const struct ow_scenario *scenario = planner->scenario;
    struct best best = {OW_MISSING, {0}, 0, 0};

    for (size_t i = 0; i < scenario->history.best_count; i++) {
        const struct ow_best *b = &scenario->history.bests[i];

        consider(&best, planner->today,
                 &(struct best){0, b->date, b->distance_m, b->time_s});
    }
    for (size_t i = 0; i < scenario->race_count; i++) {
        const struct ow_race *r = &scenario->races[i];

        if (r->date.days < planner->today.days) {
            consider(&best, planner->today,
                     &(struct best){0, r->date, r->distance_m, r->time_s});
        }
    }
    return best;
}

/* What was raced says nothing about what the runner trains. */
static void leave_out_races(struct planner *planner)
{
    const struct ow_scenario *scenario = planner->scenario;

    for (size_t i = 0; i < scenario->race_count; i++) {
        const struct ow_race *race = &scenario->races[i];
        int32_t back =
            ow_date_days_between(ow_date_monday(race->date), planner->monday) /
            WEEK_DAYS;
        int32_t *past_m = NULL;

        if (back < 1 || back > DRAFT_HISTORY_WEEKS) {
            continue;
        }
        /* A week far shorter than its race was told without it. */
        past_m = &planner->runner.past_m[back - 1];
        if (*past_m >= 0.9 * race->distance_m) {
            *past_m = *past_m > (int32_t)race->distance_m
                          ? *past_m - (int32_t)race->distance_m
                          : 0;
        }
    }
}

/* History into weeks before the first Monday, and this week's own. */
static void read_weeks(struct planner *planner)
{
    const struct ow_history *history = &planner->scenario->history;
    struct runner *runner = &planner->runner;
    int32_t oldest = INT32_MAX;

    for (size_t i = 0; i < history->week_count; i++) {
        const struct ow_history_week *week = &history->weeks[i];
        int32_t back =
            ow_date_days_between(week->monday, planner->monday) / WEEK_DAYS;
        int32_t run_m = (int32_t)week->run_m;

        if (back == 0) {
            runner->this_week_m += run_m;
            runner->this_week_runs += week->runs;
        } else if (back > 0 && back <= DRAFT_HISTORY_WEEKS) {
            runner->past_m[back - 1] += run_m;
        }
        oldest = oldest == INT32_MAX || back > oldest ? back : oldest;
    }
    for (int i = 0; i < DRAFT_HISTORY_WEEKS; i++) {
        runner->past_known[i] = oldest != INT32_MAX && i < oldest;
    }
    leave_out_races(planner);
}

static void read_habits(struct planner *planner)
{
    const struct ow_history *history = &planner->scenario->history;
    struct runner *runner = &planner->runner;
    int32_t sum = 0;
    int32_t weeks = 0;
    int runs = 0;
    int run_weeks = 0;

    for (int i = 0; i < HABIT_WEEKS; i++) {
        sum += runner->past_m[i];
        weeks += runner->past_m[i] > 0;
        if (runner->past_m[i] > runner->held_m) {
            runner->held_m = runner->past_m[i];
        }
    }
    runner->mean_m = weeks > 0 ? sum / weeks : 0;
    for (size_t i = 0; i < history->week_count; i++) {
        int32_t back =
            ow_date_days_between(history->weeks[i].monday, planner->monday) /
            WEEK_DAYS;

        if (back > 0 && back <= HABIT_WEEKS && history->weeks[i].runs > 0) {
            runs += history->weeks[i].runs;
            run_weeks++;
        }
    }
    runner->runs_per_week =
        run_weeks > 0 ? (2 * runs + run_weeks) / (2 * run_weeks) : 0;
}

/* Mean of the weeks of the last half year that had running. */
static int32_t half_year_mean_m(const struct runner *runner)
{
    int64_t sum = 0;
    int weeks = 0;

    for (int i = 0; i < DRAFT_HISTORY_WEEKS; i++) {
        sum += runner->past_m[i];
        weeks += runner->past_m[i] > 0;
    }
    return weeks > 0 ? (int32_t)(sum / weeks) : 0;
}

/* Where nobody said: by the distance of a usual week (design choice); after two
 * months off by that of the weeks before them. */
static enum ow_level guess_level(const struct runner *runner)
{
    int32_t usual_m =
        runner->mean_m > 0 ? runner->mean_m : half_year_mean_m(runner);

    if (usual_m < 20000) {
        return OW_LEVEL_BEGINNER;
    }
    return usual_m < 65000 ? OW_LEVEL_INTERMEDIATE : OW_LEVEL_ADVANCED;
}

/* Runs a week: what the runner is used to, and what was wished for. */
static void set_runs_per_week(struct planner *planner)
{
    static const int usual[] = {3, 3, 4, 5};
    const struct ow_scenario *scenario = planner->scenario;
    struct runner *runner = &planner->runner;
    int days = 0;

    if (runner->runs_per_week == 0) {
        runner->runs_per_week = usual[runner->level];
    }
    if (runner->runs_per_week < planner->limits.least_runs) {
        runner->runs_per_week = planner->limits.least_runs;
    }
    for (size_t i = 0; i < scenario->goal_count; i++) {
        if (scenario->goals[i].kind == OW_GOAL_SESSIONS_PER_WEEK &&
            scenario->goals[i].per_week > 0) {
            runner->runs_per_week = scenario->goals[i].per_week;
        }
    }
    for (int i = 0; i < WEEK_DAYS; i++) {
        days += scenario->athlete.day_minutes[i] * 60 >=
                library_shortest_s(LIBRARY_EASY);
    }
    if (runner->runs_per_week > days) {
        runner->doubles_per_week = scenario->athlete.sessions_per_day == 2
                                       ? runner->runs_per_week - days
                                       : 0;
        runner->runs_per_week = days;
    }
}

/* Seconds over a distance; missing where a prediction is out of its range. */
static double predicted_s(const struct runner *runner, double distance_m)
{
    struct ow_prediction prediction = {.time_s = OW_MISSING};
    struct ow_error ignored;

    if (ow_race_predict(runner->best_m, runner->best_s,
                        runner->mean_m > 0 ? runner->mean_m : OW_MISSING,
                        distance_m, &prediction, &ignored) != OW_OK) {
        return OW_MISSING;
    }
    return prediction.time_s;
}

static enum ow_status read_paces(struct planner *planner, struct ow_error *err)
{
    struct runner *runner = &planner->runner;
    struct best best = best_of(planner);
    enum ow_status status = OW_OK;

    runner->effective_vo2max = best.vo2max;
    if (ow_is_missing(best.vo2max)) {
        status = library_paces_make(guessed_vo2max[runner->level], OW_MISSING,
                                    OW_MISSING, &runner->pace, err);
        runner->pace.by_effort = true;
        return status;
    }
    runner->best_m = best.distance_m;
    runner->best_s = best.time_s;
    return library_paces_make(best.vo2max, predicted_s(runner, OW_MARATHON_M),
                              predicted_s(runner, OW_HALF_MARATHON_M),
                              &runner->pace, err);
}

static void read_longest(struct planner *planner)
{
    const struct ow_history *history = &planner->scenario->history;
    struct runner *runner = &planner->runner;

    if (ow_is_missing(history->longest_run_30d_m)) {
        return;
    }
    runner->longest_m = (int32_t)history->longest_run_30d_m;
    runner->longest_day =
        ow_date_is_known(history->longest_run_date)
            ? planner_day(planner, history->longest_run_date)
            : planner_day(planner, planner->today) - UNDATED_LONGEST_DAYS;
}

/* At which stage of run-walk a runner begins; RUN_WALK_STAGES: none. Where
 * nobody said how much was run, a race that was run through says enough. */
static int first_stage(const struct planner *planner)
{
    const struct ow_scenario *scenario = planner->scenario;
    const struct runner *runner = &planner->runner;
    bool has_raced = scenario->history.week_count == 0 &&
                     scenario->athlete.level == OW_LEVEL_UNKNOWN &&
                     runner->best_m >= RUN_THROUGH_M &&
                     runner->best_s < RUN_THROUGH_S_PER_M * runner->best_m;

    return runner->level != OW_LEVEL_BEGINNER || has_raced ||
                   runner->held_m >= planner->limits.run_walk_below_m
               ? RUN_WALK_STAGES
               : runner->held_m / STAGE_M;
}

enum ow_status runner_read(struct planner *planner, struct ow_error *err)
{
    const struct ow_athlete *athlete = &planner->scenario->athlete;
    struct runner *runner = &planner->runner;
    enum ow_status status = OW_OK;

    memset(runner, 0, sizeof *runner);
    read_weeks(planner);
    read_habits(planner);
    read_longest(planner);
    runner->level = athlete->level == OW_LEVEL_UNKNOWN ? guess_level(runner)
                                                       : athlete->level;
    runner->age_years =
        ow_date_is_known(athlete->birth_date)
            ? ow_date_age_years(athlete->birth_date, planner->today)
            : -1;
    set_runs_per_week(planner);
    status = read_paces(planner, err);
    runner->first_stage = first_stage(planner);
    return status;
}
