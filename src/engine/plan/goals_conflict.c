/*
 * Goals that cannot all be had: two races too near, sessions for which there
 * is no day, distance for which there is no time, a goal that asks for more
 * than the one it serves. Each is named with what to give up.
 */
#include "engine/plan/goals.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

#define MOST_CONFLICTS 6
#define TEXT_LIMIT 300
#define SAME_DISTANCE 0.03
/* Runs of a week that are each longer than that leave no easy day (design
 * choice). */
#define LONG_MEAN_S 5400
#define USUAL_RUN_S 1800

struct pair {
    const struct goal_view *view;
    struct ow_goal_answer *answers;
    size_t one;
    size_t other;
};

static const struct ow_goal *goal_of(const struct pair *pair, size_t index)
{
    return &pair->view->scenario->goals[index];
}

/* Adds a conflict to an answer; a full list takes no more. */
static enum ow_status add(const struct goal_view *view,
                          struct ow_goal_answer *out, const char *with,
                          const char *give_up, struct buf *message,
                          struct ow_error *err)
{
    struct ow_goal_conflict *more = NULL;
    enum ow_status status = buf_status(message, err);

    if (status == OW_OK && out->conflict_count < MOST_CONFLICTS) {
        more = arena_calloc(view->arena, out->conflict_count + 1, sizeof *more);
        status = more == NULL ? error_nomem(err) : OW_OK;
    }
    if (more != NULL) {
        for (size_t i = 0; i < out->conflict_count; i++) {
            more[i] = out->conflicts[i];
        }
        more[out->conflict_count] = (struct ow_goal_conflict){
            with,
            arena_copy_text(view->arena, buf_text(message), message->length),
            give_up};
        status = more[out->conflict_count].message == NULL ? error_nomem(err)
                                                           : OW_OK;
        out->conflicts = more;
        out->conflict_count++;
    }
    buf_dispose(message);
    return status;
}

static enum ow_status add_pair(const struct pair *pair, const char *give_up,
                               struct buf *message, struct ow_error *err)
{
    return add(pair->view, &pair->answers[pair->one],
               pair->answers[pair->other].id, give_up, message, err);
}

static bool is_timed(const struct ow_goal *goal)
{
    return goal->kind == OW_GOAL_RACE_TIME || goal->kind == OW_GOAL_STANDARD;
}

static bool is_raced(const struct ow_goal *goal)
{
    return is_timed(goal) || goal->kind == OW_GOAL_FINISH;
}

/* The race ahead in which a goal is to be reached: the last of its distance by
 * its day; NULL. */
static const struct ow_race *race_of(const struct pair *pair, size_t index)
{
    const struct ow_scenario *scenario = pair->view->scenario;
    const struct ow_goal *goal = goal_of(pair, index);
    double distance_m = goal_distance_m(goal);
    const struct ow_race *found = NULL;

    for (size_t i = 0; is_raced(goal) && i < scenario->race_count; i++) {
        const struct ow_race *race = &scenario->races[i];

        if (race->date.days >= pair->view->today.days &&
            race->date.days <= pair->answers[index].due.days &&
            fabs(race->distance_m / distance_m - 1) < SAME_DISTANCE) {
            found = race;
        }
    }
    return found;
}

/* Days that a race needs before another is raced in earnest: until hard
 * running is due again, and the taper of the other. */
static int days_between_races(const struct goal_view *view,
                              const struct ow_race *before,
                              const struct ow_race *after)
{
    return goal_recovery(view, before).easy_until_day +
           (int)ow_rule_value(&view->scenario->rules, OW_RULE_TAPER_LENGTH,
                              race_class(after->distance_m));
}

static enum ow_status judge_races(const struct pair *pair, struct ow_error *err)
{
    const struct ow_race *one = race_of(pair, pair->one);
    const struct ow_race *other = race_of(pair, pair->other);
    int gap = 0;
    int need = 0;
    struct buf message;

    if (one == NULL || other == NULL || one->date.days >= other->date.days) {
        return OW_OK;
    }
    gap = ow_date_days_between(one->date, other->date);
    need = days_between_races(pair->view, one, other);
    if (gap >= need) {
        return OW_OK;
    }
    buf_init(&message, TEXT_LIMIT);
    buf_append_format(&message,
                      "race %.40s is %d days after race %.40s; recovery and "
                      "taper take %d",
                      other->id, gap, one->id, need);
    return add_pair(pair, "run one of the two as training, or move it",
                    &message, err);
}

/* An earlier goal over the same distance that asks for as much as a later one
 * or more leaves the later one without sense. */
static enum ow_status judge_times(const struct pair *pair, struct ow_error *err)
{
    const struct ow_goal *one = goal_of(pair, pair->one);
    const struct ow_goal *other = goal_of(pair, pair->other);
    const struct ow_goal_answer *early = &pair->answers[pair->one];
    const struct ow_goal_answer *late = &pair->answers[pair->other];
    char early_text[OW_QUANTITY_TEXT_SIZE];
    char late_text[OW_QUANTITY_TEXT_SIZE];
    struct buf message;

    if (!is_timed(one) || !is_timed(other) ||
        early->due.days >= late->due.days ||
        !(fabs(goal_distance_m(one) / goal_distance_m(other) - 1) <
          SAME_DISTANCE) ||
        !(early->target <= late->target)) {
        return OW_OK;
    }
    ow_duration_format(early->target, early_text);
    ow_duration_format(late->target, late_text);
    buf_init(&message, TEXT_LIMIT);
    buf_append_format(&message, "it asks for %s, the later goal %.40s for %s",
                      early_text, late->id, late_text);
    return add_pair(pair, "ask for less now, or for more later", &message, err);
}

static bool serves(const struct ow_goal *child, const struct ow_goal *parent)
{
    return child->parent != NULL && strcmp(child->parent, parent->id) == 0;
}

static enum ow_status judge_parent(const struct pair *pair,
                                   struct ow_error *err)
{
    const struct ow_goal *child = goal_of(pair, pair->one);
    const struct ow_goal_answer *parent = &pair->answers[pair->other];
    char day[OW_DATE_TEXT_SIZE];
    struct buf message;

    if (!serves(child, goal_of(pair, pair->other)) ||
        pair->answers[pair->one].due.days <= parent->due.days) {
        return OW_OK;
    }
    ow_date_format(parent->due, day);
    buf_init(&message, TEXT_LIMIT);
    buf_append_format(&message,
                      "it is due after the goal it serves, %.40s on %s",
                      parent->id, day);
    return add_pair(pair, "set an earlier day, or let it serve another goal",
                    &message, err);
}

/* Two numbers of sessions for the same day; a smaller one that is due earlier
 * or serves the other is a step toward it. */
static enum ow_status judge_sessions(const struct pair *pair,
                                     struct ow_error *err)
{
    const struct ow_goal *one = goal_of(pair, pair->one);
    const struct ow_goal *other = goal_of(pair, pair->other);
    struct buf message;

    if (pair->one > pair->other || one->kind != OW_GOAL_SESSIONS_PER_WEEK ||
        other->kind != OW_GOAL_SESSIONS_PER_WEEK ||
        one->per_week == other->per_week || serves(one, other) ||
        serves(other, one) ||
        pair->answers[pair->one].due.days !=
            pair->answers[pair->other].due.days) {
        return OW_OK;
    }
    buf_init(&message, TEXT_LIMIT);
    buf_append_format(&message,
                      "it asks for %d sessions a week, goal %.40s for %d",
                      one->per_week, other->id, other->per_week);
    return add_pair(pair, "keep one of the two numbers", &message, err);
}

/* Distance a week against the sessions or the strength of another goal. */
static enum ow_status judge_volume(const struct pair *pair,
                                   struct ow_error *err)
{
    const struct goal_view *view = pair->view;
    const struct ow_goal *one = goal_of(pair, pair->one);
    const struct ow_goal *other = goal_of(pair, pair->other);
    char text[OW_QUANTITY_TEXT_SIZE];
    struct buf message;

    if (one->kind != OW_GOAL_VOLUME || ow_is_missing(one->weekly_m) ||
        other->kind != OW_GOAL_SESSIONS_PER_WEEK || other->per_week < 1 ||
        goal_easy_s(view, one->weekly_m) <=
            (double)LONG_MEAN_S * other->per_week) {
        return OW_OK;
    }
    ow_distance_format(one->weekly_m / other->per_week,
                       view->scenario->athlete.units, text);
    buf_init(&message, TEXT_LIMIT);
    buf_append_format(&message,
                      "in the %d sessions a week of goal %.40s each would be "
                      "%s, over an hour and a half",
                      other->per_week, other->id, text);
    return add_pair(pair, "run more often, or ask for less distance", &message,
                    err);
}

static enum ow_status judge_pair(const struct pair *pair, struct ow_error *err)
{
    enum ow_status status = judge_races(pair, err);

    if (status == OW_OK) {
        status = judge_times(pair, err);
    }
    if (status == OW_OK) {
        status = judge_parent(pair, err);
    }
    if (status == OW_OK) {
        status = judge_sessions(pair, err);
    }
    return status == OW_OK ? judge_volume(pair, err) : status;
}

/* What the goal takes of the week, and what the week has; seconds. */
static double week_needs_s(const struct goal_view *view,
                           const struct ow_goal *goal)
{
    switch (goal->kind) {
    case OW_GOAL_VOLUME:
        return goal_easy_s(view, goal->weekly_m);
    case OW_GOAL_SESSIONS_PER_WEEK:
        return (double)USUAL_RUN_S * goal->per_week;
    case OW_GOAL_BALANCE:
        return (double)view->limits->strength_s * goal->per_week +
               (double)USUAL_RUN_S * view->limits->least_runs;
    case OW_GOAL_RACE_TIME:
    case OW_GOAL_FINISH:
    case OW_GOAL_STANDARD:
    case OW_GOAL_FOCUS:
        break;
    }
    return 0;
}

static void put_time(struct buf *out, const char *before, double time_s)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    ow_duration_format(time_s, text);
    buf_append_format(out, "%s%s", before, text);
}

static enum ow_status judge_week(const struct goal_view *view, size_t index,
                                 struct ow_goal_answer *out,
                                 struct ow_error *err)
{
    const struct ow_goal *goal = &view->scenario->goals[index];
    const struct ow_athlete *athlete = &view->scenario->athlete;
    int days = goal_days_a_week(athlete);
    double needs_s = week_needs_s(view, goal);
    struct buf message;

    if (goal->kind == OW_GOAL_SESSIONS_PER_WEEK && goal->per_week > days) {
        buf_init(&message, TEXT_LIMIT);
        buf_append_format(&message,
                          "%d sessions a week, but time on %d days of it",
                          goal->per_week, days);
        return add(view, out, NULL, "free another day, or ask for fewer",
                   &message, err);
    }
    if (needs_s > goal_seconds_a_week(athlete)) {
        buf_init(&message, TEXT_LIMIT);
        put_time(&message, "it takes about ", needs_s);
        put_time(&message, " a week, the days have ",
                 goal_seconds_a_week(athlete));
        return add(view, out, NULL, "free more time, or ask for less", &message,
                   err);
    }
    return OW_OK;
}

/* The long run that a finish needs against the longest day. */
static enum ow_status judge_long_run(const struct goal_view *view, size_t index,
                                     struct ow_goal_answer *out,
                                     struct ow_error *err)
{
    const struct ow_goal *goal = &view->scenario->goals[index];
    int32_t longest_s = goal_longest_day_s(&view->scenario->athlete);
    double needs_s = 0;
    struct buf message;

    if (goal->kind != OW_GOAL_FINISH || ow_is_missing(goal->distance_m)) {
        return OW_OK;
    }
    needs_s = goal_easy_s(view, goal_long_run_m(goal->distance_m));
    if (needs_s <= longest_s) {
        return OW_OK;
    }
    buf_init(&message, TEXT_LIMIT);
    put_time(&message, "its longest run takes about ", needs_s);
    put_time(&message, ", the longest day has ", longest_s);
    return add(view, out, NULL, "give one day of the week more time", &message,
               err);
}

/* What is reached or over stands in nobody's way. */
static bool is_open(const struct goal_view *view,
                    const struct ow_goal_answer *answer)
{
    return !answer->is_reached && answer->due.days > view->today.days;
}

enum ow_status goals_find_conflicts(const struct goal_view *view,
                                    struct ow_goal_answer *answers,
                                    struct ow_error *err)
{
    size_t count = view->scenario->goal_count;
    struct pair pair = {view, answers, 0, 0};
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < count && status == OW_OK; i++) {
        if (!is_open(view, &answers[i])) {
            continue;
        }
        pair.one = i;
        status = judge_week(view, i, &answers[i], err);
        if (status == OW_OK) {
            status = judge_long_run(view, i, &answers[i], err);
        }
        for (size_t k = 0; k < count && status == OW_OK; k++) {
            pair.other = k;
            if (k != i && is_open(view, &answers[k])) {
                status = judge_pair(&pair, err);
            }
        }
    }
    return status;
}
