/*
 * An honest answer to each goal: how likely, what it needs, what lies on the
 * way, and how far the runner has come. The kinds have files of their own.
 */
#include "engine/plan/goals.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/num.h"

#include <math.h>
#include <string.h>

#define NEEDED_LIMIT 1000
#define LIKELY_FROM 0.6
#define AMBITIOUS_FROM 0.2
/* A milestone within a tenth of the way of the goal's day says nothing. */
#define MILESTONE_ROOM 0.9
#define MONTH_DAYS 30
#define SEASON_DAYS 120
#define YEAR_DAYS 365
#define THREE_YEARS_DAYS 1096
#define CAREER_DAYS 3653

struct ow_goals {
    struct arena arena;
    struct ow_goal_answer *answers;
    size_t count;
};

static const int32_t horizon_days[] = {MONTH_DAYS, SEASON_DAYS, YEAR_DAYS,
                                       THREE_YEARS_DAYS, CAREER_DAYS};

int32_t ow_horizon_days(enum ow_horizon horizon)
{
    return horizon_days[horizon];
}

enum ow_horizon ow_horizon_of(int32_t days)
{
    static const int32_t most[] = {45, 200, 400, 1200};
    int horizon = OW_HORIZON_MONTH;

    while (horizon < OW_HORIZON_CAREER && days > most[horizon]) {
        horizon++;
    }
    return (enum ow_horizon)horizon;
}

void goal_set_probability(struct ow_goal_answer *out, double probability)
{
    out->probability = num_round(probability, 2);
    out->verdict = out->probability >= LIKELY_FROM ? OW_VERDICT_LIKELY
                   : out->probability >= AMBITIOUS_FROM
                       ? OW_VERDICT_AMBITIOUS
                       : OW_VERDICT_VERY_UNLIKELY;
}

void goal_set_unknown(struct goal_case *one, const char *needed)
{
    one->out->verdict = OW_VERDICT_NOT_ENOUGH_DATA;
    one->out->probability = OW_MISSING;
    buf_append_text(&one->needed, needed);
}

bool goal_counts_on(const struct goal_case *one, struct ow_date day)
{
    struct ow_date since = one->goal->since;

    return ow_date_is_known(since) && ow_date_is_known(day) &&
           day.days >= since.days && day.days <= one->out->due.days &&
           day.days < one->view->today.days;
}

void goal_set_reached(struct goal_case *one, struct ow_date day)
{
    one->reached = day;
    one->out->is_reached = ow_date_is_known(day);
}

/* Twice the time leaves room for what comes between; half of it asks for
 * growth that the rules of ramp and long run refuse (design choice). */
double goal_probability_in_weeks(double weeks, double needed)
{
    static const double points[][2] = {
        {0, 0.02}, {0.25, 0.05}, {0.5, 0.2}, {1, 0.7}, {2, 0.9}};
    double share = needed > 0 ? weeks / needed : 2;
    size_t i = 0;

    if (share >= 2) {
        return points[4][1];
    }
    while (share > points[i + 1][0]) {
        i++;
    }
    return points[i][1] + (points[i + 1][1] - points[i][1]) *
                              (share - points[i][0]) /
                              (points[i + 1][0] - points[i][0]);
}

/* Whether a race is so near before a day that nothing is gained yet: its easy
 * days, and as many again (design choice). */
static bool is_soon_after_race(const struct goal_view *view, struct ow_date day)
{
    const struct ow_scenario *scenario = view->scenario;

    for (size_t i = 0; i < scenario->race_count; i++) {
        const struct ow_race *race = &scenario->races[i];
        int32_t since = ow_date_days_between(race->date, day);

        if (since >= 0 &&
            since <= 2 * goal_recovery(view, race).easy_until_day) {
            return true;
        }
    }
    return false;
}

enum ow_status
goal_add_milestones(struct goal_case *one, int way_days, double from, double to,
                    const char *(*what)(struct goal_case *one, double value),
                    struct ow_error *err)
{
    struct ow_milestone *milestones = arena_calloc(
        one->view->arena, OW_HORIZON_CAREER + 1, sizeof *milestones);
    size_t count = 0;

    if (milestones == NULL) {
        return error_nomem(err);
    }
    for (int i = 0; i <= OW_HORIZON_CAREER; i++) {
        bool is_last = i == OW_HORIZON_CAREER;
        int days = is_last ? way_days : horizon_days[i];
        double value = from + (to - from) * days / way_days;
        struct ow_date date = ow_date_add_days(one->view->today, days);

        if (!is_last && (days > MILESTONE_ROOM * way_days ||
                         (one->goal->kind != OW_GOAL_SESSIONS_PER_WEEK &&
                          one->goal->kind != OW_GOAL_BALANCE &&
                          is_soon_after_race(one->view, date)))) {
            continue;
        }
        value = num_round(value, 0);
        milestones[count] = (struct ow_milestone){
            .date = date,
            .what = what(one, value),
            .value = value,
            .unit = one->out->unit,
        };
        if (milestones[count++].what == NULL) {
            return error_nomem(err);
        }
    }
    one->out->milestones = milestones;
    one->out->milestone_count = count;
    return OW_OK;
}

double goal_distance_m(const struct ow_goal *goal)
{
    return goal->kind == OW_GOAL_STANDARD && ow_is_missing(goal->distance_m)
               ? OW_MARATHON_M
               : goal->distance_m;
}

struct ow_date goal_due(const struct goal_view *view,
                        const struct ow_goal *goal)
{
    return ow_date_is_known(goal->deadline)
               ? goal->deadline
               : ow_date_add_days(view->today, horizon_days[goal->horizon]);
}

int goal_days_a_week(const struct ow_athlete *athlete)
{
    int days = 0;

    for (int i = 0; i < WEEK_DAYS; i++) {
        days +=
            athlete->day_minutes[i] * 60 >= library_shortest_s(LIBRARY_EASY);
    }
    return days;
}

int32_t goal_seconds_a_week(const struct ow_athlete *athlete)
{
    int32_t seconds = 0;

    for (int i = 0; i < WEEK_DAYS; i++) {
        seconds += athlete->day_minutes[i] * 60;
    }
    return seconds;
}

struct ow_recovery goal_recovery(const struct goal_view *view,
                                 const struct ow_race *race)
{
    struct ow_raced raced = {
        .distance_m = race->distance_m,
        .time_s = OW_MISSING,
        .effort = ow_is_missing(race->effort) ? 1 : race->effort,
        .fade = OW_MISSING,
        .net_drop_m = OW_MISSING,
        .descent_m = OW_MISSING,
        .temperature_c = OW_MISSING,
        .age_years = view->runner->age_years,
        .weekly_m = OW_MISSING,
    };
    struct ow_recovery recovery = {.off_days = 0};

    return ow_recovery_compute(&raced, &view->scenario->rules,
                               view->scenario->preset, &recovery, NULL) == OW_OK
               ? recovery
               : (struct ow_recovery){.off_days = 0};
}

int32_t goal_longest_day_s(const struct ow_athlete *athlete)
{
    int minutes = 0;

    for (int i = 0; i < WEEK_DAYS; i++) {
        minutes = athlete->day_minutes[i] > minutes ? athlete->day_minutes[i]
                                                    : minutes;
    }
    return minutes * 60;
}

double goal_easy_s(const struct goal_view *view, double distance_m)
{
    return distance_m / 1000 * view->runner->pace.s_per_km[ZONE_EASY];
}

enum ow_status ow_goal_check(const struct ow_goal *goal, struct ow_error *err)
{
    bool has_distance = !ow_is_missing(goal->distance_m);
    const char *missing = NULL;

    switch (goal->kind) {
    case OW_GOAL_RACE_TIME:
        missing = !has_distance                 ? "a distance"
                  : ow_is_missing(goal->time_s) ? "a time"
                                                : NULL;
        break;
    case OW_GOAL_FINISH:
        missing = has_distance ? NULL : "a distance";
        break;
    case OW_GOAL_STANDARD:
        missing =
            goal->standard != NULL && strcmp(goal->standard, "boston") == 0
                ? NULL
                : "the standard's name: boston";
        break;
    case OW_GOAL_SESSIONS_PER_WEEK:
    case OW_GOAL_BALANCE:
        missing = goal->per_week > 0 ? NULL : "a number of sessions a week";
        break;
    case OW_GOAL_VOLUME:
        missing = goal->weekly_m > 0 ? NULL : "a weekly distance";
        break;
    case OW_GOAL_FOCUS:
        missing = goal->focus != OW_FOCUS_NONE ? NULL : "what it is on";
        break;
    }
    return missing == NULL ? OW_OK
                           : error_set(err, OW_E_ARGUMENT, "a %s goal needs %s",
                                       ow_goal_kind_name(goal->kind), missing);
}

/* What a focus is seen by: no number says when it is reached. */
static void answer_focus(struct goal_case *one)
{
    static const char *const seen_by[] = {
        [OW_FOCUS_NONE] = "The goal needs what it is on",
        [OW_FOCUS_SPEED] = "Intervals and strides; seen by the times over "
                           "1,500 m to 5 km",
        [OW_FOCUS_PACING] = "Progression runs; seen by even halves of races "
                            "and runs that end faster than they began",
        [OW_FOCUS_DURABILITY] = "Long runs, some with a fast end; seen by pace "
                                "and heart rate that stay together late in "
                                "them",
        [OW_FOCUS_FORM] = "Strides and short hills; seen by cadence and ground "
                          "contact at the same pace",
        [OW_FOCUS_FUELLING] = "Long runs with the food and drink of the race; "
                              "seen by the last quarter of races",
        [OW_FOCUS_HILLS] = "Hills; seen by grade-adjusted pace on climbs "
                           "against the flat",
        [OW_FOCUS_CONSISTENCY] = "Weeks kept, one after the other; a goal of "
                                 "sessions a week puts a number to it",
        [OW_FOCUS_STRENGTH] = "Strength beside the running; a goal of balance "
                              "puts a number to it",
    };

    goal_set_unknown(one, seen_by[one->goal->focus]);
    if (one->goal->focus != OW_FOCUS_NONE) {
        buf_append_text(&one->needed,
                        ". A focus has no number that would be its end");
    }
}

static enum ow_status answer_kind(struct goal_case *one, struct ow_error *err)
{
    struct ow_error lack;

    if (one->goal->kind == OW_GOAL_FOCUS) {
        answer_focus(one);
        return OW_OK;
    }
    if ((one->goal->kind != OW_GOAL_STANDARD ||
         ow_is_missing(one->goal->time_s)) &&
        ow_goal_check(one->goal, &lack) != OW_OK) {
        goal_set_unknown(one, lack.message);
        return OW_OK;
    }
    switch (one->goal->kind) {
    case OW_GOAL_RACE_TIME:
    case OW_GOAL_STANDARD:
        return goal_answer_time(one, err);
    case OW_GOAL_FINISH:
        return goal_answer_finish(one, err);
    case OW_GOAL_VOLUME:
        return goal_answer_volume(one, err);
    case OW_GOAL_SESSIONS_PER_WEEK:
    case OW_GOAL_BALANCE:
        return goal_answer_habit(one, err);
    case OW_GOAL_FOCUS:
        break;
    }
    return OW_OK;
}

/* What was reached, and what is over, needs no way any more. */
static void settle(struct goal_case *one, bool is_over)
{
    struct ow_goal_answer *out = one->out;
    char day[OW_DATE_TEXT_SIZE];

    if (!is_over && !ow_date_is_known(one->reached)) {
        return;
    }
    out->milestones = NULL;
    out->milestone_count = 0;
    out->low = OW_MISSING;
    out->high = OW_MISSING;
    one->needed.length = 0;
    if (ow_date_is_known(one->reached)) {
        ow_date_format(one->reached, day);
        goal_set_probability(out, 1);
        buf_append_format(&one->needed, "Reached on %s", day);
        out->progress = 1;
    } else {
        goal_set_probability(out, 0);
        buf_append_text(&one->needed, "A new deadline: this one is not ahead");
    }
}

static enum ow_status answer_goal(const struct goal_view *view,
                                  const struct ow_goal *goal,
                                  struct ow_goal_answer *out,
                                  struct ow_error *err)
{
    struct goal_case one = {
        .view = view, .goal = goal, .out = out, .reached = ow_date_none()};
    bool is_over = false;
    enum ow_status status = OW_OK;

    *out = (struct ow_goal_answer){.probability = OW_MISSING,
                                   .due = goal_due(view, goal),
                                   .now = OW_MISSING,
                                   .target = OW_MISSING,
                                   .low = OW_MISSING,
                                   .high = OW_MISSING,
                                   .progress = OW_MISSING,
                                   .rolled_up = OW_MISSING};
    one.days = ow_date_days_between(view->today, out->due);
    buf_init(&one.needed, NEEDED_LIMIT);
    out->id = arena_copy_text(view->arena, goal->id, str_of(goal->id).length);
    is_over = one.days < 1;
    one.days = is_over ? 1 : one.days;
    status = answer_kind(&one, err);
    if (status == OW_OK) {
        settle(&one, is_over);
        status = buf_status(&one.needed, err);
    }
    if (status == OW_OK) {
        out->needed = arena_copy_text(view->arena, buf_text(&one.needed),
                                      one.needed.length);
        status =
            out->id == NULL || out->needed == NULL ? error_nomem(err) : OW_OK;
    }
    buf_dispose(&one.needed);
    return status;
}

/* Counts the goals that serve one and takes the mean of how far they are. */
static double roll_up(const struct ow_scenario *scenario,
                      struct ow_goal_answer *answers, size_t index)
{
    struct ow_goal_answer *out = &answers[index];
    double sum = ow_is_missing(out->progress) ? 0 : out->progress;
    int parts = !ow_is_missing(out->progress);

    for (size_t i = 0; i < scenario->goal_count; i++) {
        const char *parent = scenario->goals[i].parent;
        double share = OW_MISSING;

        if (parent == NULL || strcmp(parent, out->id) != 0) {
            continue;
        }
        share = roll_up(scenario, answers, i);
        out->steps += 1 + answers[i].steps;
        out->steps_reached += answers[i].is_reached + answers[i].steps_reached;
        if (!ow_is_missing(share)) {
            sum += share;
            parts++;
        }
    }
    out->rolled_up = parts > 0 ? num_round(sum / parts, 3) : OW_MISSING;
    return out->rolled_up;
}

enum ow_status goals_judge(const struct goal_view *view,
                           struct ow_goal_answer **answers, size_t *count,
                           struct ow_error *err)
{
    const struct ow_scenario *scenario = view->scenario;
    struct ow_goal_answer *made =
        arena_calloc(view->arena, scenario->goal_count + 1, sizeof *made);
    enum ow_status status = OW_OK;

    if (made == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < scenario->goal_count && status == OW_OK; i++) {
        status = answer_goal(view, &scenario->goals[i], &made[i], err);
        if (status == OW_OK) {
            made[i].progress = num_round(made[i].progress, 3);
            made[i].rolled_up = made[i].progress;
        }
    }
    if (status == OW_OK) {
        status = goals_find_conflicts(view, made, err);
    }
    if (status != OW_OK) {
        return status;
    }
    /* From the tops of the trees: a ring of parents is never entered. */
    for (size_t i = 0; i < scenario->goal_count; i++) {
        if (scenario->goals[i].parent == NULL) {
            (void)roll_up(scenario, made, i);
        }
    }
    *answers = made;
    *count = scenario->goal_count;
    return OW_OK;
}

enum ow_status goals_answer(struct planner *planner, struct ow_error *err)
{
    struct goal_view view = {planner->scenario, planner->today,
                             &planner->limits, &planner->runner,
                             &planner->plan->arena};

    return goals_judge(&view, &planner->plan->goals, &planner->plan->goal_count,
                       err);
}

void ow_goals_free(struct ow_goals *goals)
{
    if (goals != NULL) {
        arena_dispose(&goals->arena);
        mem_free(goals);
    }
}

const struct ow_goal_answer *ow_goals_list(const struct ow_goals *goals,
                                           size_t *count)
{
    *count = goals->count;
    return goals->answers;
}

enum ow_status ow_goals_judge(const struct ow_scenario *scenario,
                              struct ow_date today, struct ow_goals **goals,
                              struct ow_error *err)
{
    struct planner planner = {
        .scenario = scenario, .today = today, .monday = ow_date_monday(today)};
    struct ow_goals *made = NULL;
    struct goal_view view = {scenario, today, &planner.limits, &planner.runner,
                             NULL};
    enum ow_status status = scenario_check(scenario, today, err);

    if (status != OW_OK) {
        return status;
    }
    limits_read(&scenario->rules, &planner.limits);
    status = runner_read(&planner, err);
    if (status != OW_OK) {
        return status;
    }
    made = mem_calloc(1, sizeof *made);
    if (made == NULL) {
        return error_nomem(err);
    }
    view.arena = &made->arena;
    status = goals_judge(&view, &made->answers, &made->count, err);
    if (status != OW_OK) {
        ow_goals_free(made);
        return status;
    }
    *goals = made;
    return OW_OK;
}
