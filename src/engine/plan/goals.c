/*
 * An honest answer to each goal: how likely, what it needs, and what lies on
 * the way. Bands of improvement are expert opinion (up to 3 % of the time a
 * year is likely, up to 7 % ambitious); the probabilities follow from them.
 */
#include "base/buf.h"
#include "base/error.h"
#include "base/num.h"
#include "engine/plan/draft.h"
#include "onward/standards.h"

#include <math.h>
#include <string.h>

#define LIKELY_A_YEAR 0.03
#define AMBITIOUS_A_YEAR 0.07
#define DAYS_A_YEAR 365.25
#define TWO_YEARS_DAYS 730
#define MILESTONES 4
#define NEEDED_LIMIT 500
/* A long run grows by so much a week, down weeks counted in. */
#define LONG_GROWTH_A_WEEK 1.06
#define LONG_FLOOR_M 8000.0

struct answer {
    struct planner *planner;
    const struct ow_goal *goal;
    struct ow_goal_answer *out;
    struct buf needed;
    int days; /* to the deadline */
};

static int horizon_days(enum ow_horizon horizon)
{
    static const int days[] = {30, 120, 365, 3 * 365, 10 * 365};

    return days[horizon];
}

static void set_verdict(struct ow_goal_answer *out, double probability)
{
    out->probability = num_round(probability, 2);
    out->verdict = probability >= 0.6   ? OW_VERDICT_LIKELY
                   : probability >= 0.2 ? OW_VERDICT_AMBITIOUS
                                        : OW_VERDICT_VERY_UNLIKELY;
}

static void set_unknown(struct answer *answer, const char *needed)
{
    answer->out->verdict = OW_VERDICT_NOT_ENOUGH_DATA;
    answer->out->probability = OW_MISSING;
    buf_append_text(&answer->needed, needed);
}

/* Probability of an improvement a year; straight between the bands. */
static double probability_of(double a_year)
{
    static const double points[][2] = {{-0.02, 0.95},
                                       {0, 0.85},
                                       {LIKELY_A_YEAR, 0.60},
                                       {AMBITIOUS_A_YEAR, 0.20},
                                       {0.12, 0.02}};
    size_t i = 0;

    if (a_year <= points[0][0]) {
        return points[0][1];
    }
    while (i < 4 && a_year > points[i + 1][0]) {
        i++;
    }
    if (i == 4) {
        return points[4][1];
    }
    return points[i][1] + (points[i + 1][1] - points[i][1]) *
                              (a_year - points[i][0]) /
                              (points[i + 1][0] - points[i][0]);
}

/* Steps from what is to what is wished, the same share each time. */
static enum ow_status add_milestones(struct answer *answer, const char *what,
                                     const char *unit, double from, double to,
                                     struct ow_error *err)
{
    struct ow_milestone *milestones = arena_calloc(
        &answer->planner->plan->arena, MILESTONES, sizeof *milestones);

    if (milestones == NULL) {
        return error_nomem(err);
    }
    for (int i = 0; i < MILESTONES; i++) {
        milestones[i] = (struct ow_milestone){
            .date = ow_date_add_days(answer->planner->today,
                                     answer->days * (i + 1) / MILESTONES),
            .what = what,
            .value = num_round(from + (to - from) * (i + 1) / MILESTONES, 0),
            .unit = unit,
        };
    }
    answer->out->milestones = milestones;
    answer->out->milestone_count = MILESTONES;
    return OW_OK;
}

/* Takes a time run over about this distance if it is the best so far. */
static void take_time(const struct answer *answer, double distance_m,
                      struct ow_date date, double run_m, double run_s,
                      double *best_s)
{
    int32_t ago = ow_date_is_known(date)
                      ? ow_date_days_between(date, answer->planner->today)
                      : 0;
    double scaled_s = run_s * distance_m / run_m;

    if (ago > 0 && ago <= TWO_YEARS_DAYS && !ow_is_missing(run_s) &&
        fabs(run_m / distance_m - 1) < 0.03 &&
        (ow_is_missing(*best_s) || scaled_s < *best_s)) {
        *best_s = scaled_s;
    }
}

/*
 * What the runner would run today: the best time over about this distance of
 * the last two years, else what another race speaks for.
 */
static bool time_now(const struct answer *answer, double distance_m,
                     struct ow_prediction *now)
{
    const struct planner *planner = answer->planner;
    const struct ow_scenario *scenario = planner->scenario;
    const struct runner *runner = &planner->runner;
    double best_s = OW_MISSING;
    struct ow_error ignored;

    for (size_t i = 0; i < scenario->race_count; i++) {
        const struct ow_race *race = &scenario->races[i];

        take_time(answer, distance_m, race->date, race->distance_m,
                  race->time_s, &best_s);
    }
    for (size_t i = 0; i < scenario->history.best_count; i++) {
        const struct ow_best *best = &scenario->history.bests[i];

        take_time(answer, distance_m, best->date, best->distance_m,
                  best->time_s, &best_s);
    }
    if (!ow_is_missing(best_s)) {
        *now = (struct ow_prediction){
            .time_s = best_s, .low_s = best_s * 0.98, .high_s = best_s * 1.02};
        return true;
    }
    return !ow_is_missing(runner->effective_vo2max) &&
           ow_race_predict(runner->best_m, runner->best_s,
                           runner->mean_m > 0 ? runner->mean_m : OW_MISSING,
                           distance_m, now, &ignored) == OW_OK;
}

/*
 * The qualifying standard at the age of the deadline, by the newest table;
 * missing where age or sex are not known.
 */
static double boston_standard_s(const struct answer *answer)
{
    const struct planner *planner = answer->planner;
    const struct ow_athlete *athlete = &planner->scenario->athlete;
    struct ow_date deadline = ow_date_add_days(planner->today, answer->days);
    double standard_s = OW_MISSING;

    if (!ow_date_is_known(athlete->birth_date) ||
        ow_boston_standard(athlete->sex,
                           ow_date_age_years(athlete->birth_date, deadline), 0,
                           &standard_s, NULL) != OW_OK) {
        return OW_MISSING;
    }
    return standard_s;
}

/* The time a goal asks for: its own, else the standard's. */
static double wished_s(const struct answer *answer)
{
    const struct ow_goal *goal = answer->goal;

    if (ow_is_missing(goal->time_s) && goal->kind == OW_GOAL_STANDARD &&
        goal->standard != NULL && strcmp(goal->standard, "boston") == 0) {
        return boston_standard_s(answer);
    }
    return goal->time_s;
}

static enum ow_status answer_time(struct answer *answer, struct ow_error *err)
{
    const struct ow_goal *goal = answer->goal;
    double distance_m =
        goal->kind == OW_GOAL_STANDARD && ow_is_missing(goal->distance_m)
            ? OW_MARATHON_M
            : goal->distance_m;
    struct ow_prediction now = {.time_s = OW_MISSING};
    char text[OW_QUANTITY_TEXT_SIZE];
    double time_s = wished_s(answer);
    double gain = 0;
    double a_year = 0;

    if (ow_is_missing(time_s) || ow_is_missing(distance_m)) {
        set_unknown(answer, "The goal needs a distance and a time");
        return OW_OK;
    }
    if (!time_now(answer, distance_m, &now)) {
        set_unknown(answer, "A race or a best time to measure today by");
        return OW_OK;
    }
    gain = 1 - time_s / now.time_s;
    a_year = gain <= 0 ? gain : gain * DAYS_A_YEAR / answer->days;
    set_verdict(answer->out, probability_of(a_year));
    ow_duration_format(now.time_s, text);
    buf_append_format(&answer->needed, "Today's races speak for %s", text);
    ow_duration_format(now.low_s, text);
    buf_append_format(&answer->needed, " (%s", text);
    ow_duration_format(now.high_s, text);
    buf_append_format(&answer->needed, " to %s); the goal is ", text);
    buf_append_number(&answer->needed, fabs(gain) * 100, 1);
    buf_append_text(&answer->needed, gain > 0 ? " % faster" : " % slower");
    if (gain > 0) {
        buf_append_text(&answer->needed, ", ");
        buf_append_number(&answer->needed, a_year * 100, 1);
        buf_append_text(&answer->needed, " % a year");
    }
    return add_milestones(answer, "race fitness worth", "s", now.time_s, time_s,
                          err);
}

/* Longest run that makes a distance safe to finish: most of a short one, two
 * thirds of a marathon (published beginners' plans). */
static double long_run_for(double distance_m)
{
    return distance_m >= 30000 ? distance_m * 0.66 : distance_m * 0.75;
}

static enum ow_status answer_finish(struct answer *answer, struct ow_error *err)
{
    double longest = fmax(answer->planner->runner.longest_m, LONG_FLOOR_M / 2);
    double wanted = 0;
    double reached = 0;
    char text[OW_QUANTITY_TEXT_SIZE];

    if (ow_is_missing(answer->goal->distance_m)) {
        set_unknown(answer, "The goal needs a distance");
        return OW_OK;
    }
    wanted = long_run_for(answer->goal->distance_m);
    reached = longest * pow(LONG_GROWTH_A_WEEK, answer->days / 7.0);
    set_verdict(answer->out, fmin(0.95, 0.7 * reached / wanted));
    ow_distance_format(wanted, answer->planner->scenario->athlete.units, text);
    buf_append_format(&answer->needed, "A long run of %s before it", text);
    return add_milestones(answer, "long run", "m", longest,
                          fmax(wanted, longest), err);
}

static enum ow_status answer_sessions(struct answer *answer,
                                      struct ow_error *err)
{
    const struct ow_scenario *scenario = answer->planner->scenario;
    int wished = answer->goal->per_week;
    int days = 0;
    int weeks = answer->days / WEEK_DAYS;

    if (wished < 1) {
        set_unknown(answer, "The goal needs a number of sessions a week");
        return OW_OK;
    }
    for (int i = 0; i < WEEK_DAYS; i++) {
        days += scenario->athlete.day_minutes[i] > 0;
    }
    set_verdict(answer->out, days < wished ? 0.05 : days == wished ? 0.6 : 0.8);
    buf_append_format(&answer->needed,
                      "%d sessions in at least four of five weeks; %d days a "
                      "week have time for them",
                      wished, days);
    return add_milestones(answer, "weeks kept", "count", 0, weeks, err);
}

static enum ow_status answer_volume(struct answer *answer, struct ow_error *err)
{
    const struct ow_plan *plan = answer->planner->plan;
    double now = answer->planner->runner.held_m;
    double wished = answer->goal->weekly_m;
    double reached = 0;
    char text[OW_QUANTITY_TEXT_SIZE];

    if (ow_is_missing(wished)) {
        set_unknown(answer, "The goal needs a weekly distance");
        return OW_OK;
    }
    for (size_t i = 0; i < plan->week_count; i++) {
        reached = fmax(reached, plan->weeks[i].run_m);
    }
    set_verdict(answer->out, wished <= 0 || reached >= wished * 0.98
                                 ? 0.8
                                 : fmax(0.05, reached / wished - 0.4));
    ow_distance_format(reached, answer->planner->scenario->athlete.units, text);
    buf_append_format(&answer->needed, "The plan reaches %s a week", text);
    return add_milestones(answer, "weekly distance", "m", fmin(now, wished),
                          wished, err);
}

static enum ow_status answer_balance(struct answer *answer,
                                     struct ow_error *err)
{
    const struct ow_plan *plan = answer->planner->plan;
    int wished = answer->goal->per_week;
    int weeks = 0;

    if (wished < 1) {
        set_unknown(answer, "The goal needs strength sessions a week");
        return OW_OK;
    }
    for (size_t i = 0; i < plan->week_count; i++) {
        weeks += plan->weeks[i].strength >= wished;
    }
    set_verdict(answer->out, 0.1 + 0.8 * weeks / (double)plan->week_count);
    buf_append_format(&answer->needed,
                      "%d of the plan's %d weeks have the wished %d strength "
                      "sessions beside the running",
                      weeks, (int)plan->week_count, wished);
    return add_milestones(answer, "balanced weeks", "count", 0, weeks, err);
}

static enum ow_status answer_kind(struct answer *answer, struct ow_error *err)
{
    switch (answer->goal->kind) {
    case OW_GOAL_RACE_TIME:
    case OW_GOAL_STANDARD:
        return answer_time(answer, err);
    case OW_GOAL_FINISH:
        return answer_finish(answer, err);
    case OW_GOAL_SESSIONS_PER_WEEK:
        return answer_sessions(answer, err);
    case OW_GOAL_VOLUME:
        return answer_volume(answer, err);
    case OW_GOAL_BALANCE:
        return answer_balance(answer, err);
    case OW_GOAL_FOCUS:
        set_unknown(answer, "A focus has no number to reach; its sessions are "
                            "in the plan");
        break;
    }
    return OW_OK;
}

static enum ow_status answer_goal(struct planner *planner,
                                  const struct ow_goal *goal,
                                  struct ow_goal_answer *out,
                                  struct ow_error *err)
{
    struct answer answer = {.planner = planner, .goal = goal, .out = out};
    enum ow_status status = OW_OK;

    answer.days = ow_date_is_known(goal->deadline)
                      ? ow_date_days_between(planner->today, goal->deadline)
                      : horizon_days(goal->horizon);
    buf_init(&answer.needed, NEEDED_LIMIT);
    out->id = arena_copy_text(&planner->plan->arena, goal->id,
                              str_of(goal->id).length);
    if (answer.days < 1) {
        set_verdict(out, 0);
        buf_append_text(&answer.needed,
                        "A new deadline: this one is not ahead");
    } else {
        status = answer_kind(&answer, err);
    }
    if (status == OW_OK) {
        status = buf_status(&answer.needed, err);
    }
    if (status == OW_OK) {
        out->needed = arena_copy_text(&planner->plan->arena, answer.needed.data,
                                      answer.needed.length);
        status =
            out->id == NULL || out->needed == NULL ? error_nomem(err) : OW_OK;
    }
    buf_dispose(&answer.needed);
    return status;
}

enum ow_status goals_answer(struct planner *planner, struct ow_error *err)
{
    const struct ow_scenario *scenario = planner->scenario;
    struct ow_plan *plan = planner->plan;
    enum ow_status status = OW_OK;

    plan->goals =
        arena_calloc(&plan->arena, scenario->goal_count, sizeof *plan->goals);
    if (plan->goals == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < scenario->goal_count && status == OW_OK; i++) {
        status =
            answer_goal(planner, &scenario->goals[i], &plan->goals[i], err);
        plan->goal_count += status == OW_OK;
    }
    return status;
}
