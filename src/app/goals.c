/* Goals as they stand; see the header. */
#include "app/goals.h"

#include "app/excuse.h"
#include "app/history.h"
#include "app/scenario.h"
#include "base/error.h"
#include "base/mem.h"
#include "codec/json/goal_json.h"
#include "onward/body.h"
#include "onward/json.h"

#include <string.h>

/* How many weeks of a plan does not matter to goals. */
#define ANY_WEEKS 1
#define WEEKS_SHOWN 53
#define DAYS_PER_WEEK 7
/* What was shown over so long a time belongs to a path. */
#define DAYS_SHOWN 1096
#define DECIMALS 3

static bool is_habit(const struct ow_goal *goal)
{
    return goal->kind == OW_GOAL_SESSIONS_PER_WEEK ||
           goal->kind == OW_GOAL_BALANCE;
}

/* Sessions of a week that a goal counts. */
static int sessions_of(const struct ow_goal *goal,
                       const struct ow_history_sum *week)
{
    return goal->kind == OW_GOAL_BALANCE ? week->strength
                                         : week->runs + week->walks;
}

/* Weeks in a row over all that was ever done; the sums hold the sessions that
 * the goal counts in the place of runs. */
static enum ow_status count_weeks(struct store *store,
                                  const struct ledger *ledger,
                                  const struct goals_report *report,
                                  size_t index, struct ow_error *err)
{
    const struct past *past = &report->past;
    const struct ow_goal *goal = &report->scenario->goals[index];
    struct ow_history_sum *weeks = NULL;
    size_t count = 0;
    enum ow_status status = OW_OK;

    if (!is_habit(goal) || past->count == 0) {
        return OW_OK;
    }
    count = ow_history_sum(past->activities, 0, OW_HISTORY_WEEK,
                           past->activities[0].date, report->today, NULL, 0);
    weeks = mem_calloc(count, sizeof *weeks);
    if (weeks == NULL) {
        return error_nomem(err);
    }
    (void)ow_history_sum(past->activities, past->count, OW_HISTORY_WEEK,
                         past->activities[0].date, report->today, weeks, count);
    for (size_t i = 0; i < count; i++) {
        weeks[i].runs = sessions_of(goal, &weeks[i]);
    }
    status = excuse_keep_count(store, ledger, past, weeks, count,
                               goal->per_week, &report->kept[index], err);
    mem_free(weeks);
    return status;
}

static enum ow_status read_scenario(struct store *store,
                                    const struct ledger *ledger,
                                    struct goals_report *report,
                                    struct ow_error *err)
{
    json_t *history = NULL;
    enum ow_status status =
        history_read(store, report->today, ledger, &history, err);

    if (status == OW_OK) {
        status = scenario_compose(ledger, history, NULL, NULL, ANY_WEEKS,
                                  &report->scenario, err);
    }
    json_decref(history);
    return status;
}

static enum ow_status make(struct store *store, const struct ledger *ledger,
                           struct goals_report *report, struct ow_error *err)
{
    enum ow_status status = read_scenario(store, ledger, report, err);

    if (status == OW_OK) {
        status = ow_goals_judge(report->scenario, report->today,
                                &report->judged, err);
    }
    if (status == OW_OK) {
        report->answers = ow_goals_list(report->judged, &report->count);
        report->kept = mem_calloc(report->count + 1, sizeof *report->kept);
        status =
            report->kept == NULL
                ? error_nomem(err)
                : past_read(store, ledger, ow_date_add_days(report->today, 1),
                            &report->past, err);
    }
    for (size_t i = 0; i < report->count && status == OW_OK; i++) {
        status = count_weeks(store, ledger, report, i, err);
    }
    return status;
}

enum ow_status goals_report_read(struct store *store, struct ow_date today,
                                 struct goals_report *report,
                                 struct ow_error *err)
{
    struct ledger ledger = {0};
    struct goals_report made = {.today = today};
    enum ow_status status = ledger_read(store, &ledger, err);

    if (status == OW_OK) {
        status = make(store, &ledger, &made, err);
    }
    ledger_dispose(&ledger);
    if (status != OW_OK) {
        goals_report_dispose(&made);
        return status;
    }
    *report = made;
    return OW_OK;
}

void goals_report_dispose(struct goals_report *report)
{
    ow_goals_free(report->judged);
    ow_scenario_free(report->scenario);
    mem_free(report->kept);
    past_dispose(&report->past);
    memset(report, 0, sizeof *report);
}

size_t goals_report_find(const struct goals_report *report, const char *id)
{
    size_t index = 0;

    while (index < report->count &&
           strcmp(report->scenario->goals[index].id, id) != 0) {
        index++;
    }
    return index;
}

static enum goal_measure measure_of(const struct ow_goal *goal,
                                    const struct ow_goal_answer *answer)
{
    if (answer->milestone_count == 0) {
        return GOAL_NOT_DRAWN;
    }
    switch (goal->kind) {
    case OW_GOAL_RACE_TIME:
    case OW_GOAL_STANDARD:
        return GOAL_CAPACITY;
    case OW_GOAL_FINISH:
        return GOAL_LONG_RUN_M;
    case OW_GOAL_VOLUME:
        return GOAL_WEEKLY_M;
    case OW_GOAL_SESSIONS_PER_WEEK:
    case OW_GOAL_BALANCE:
        return GOAL_SESSIONS;
    case OW_GOAL_FOCUS:
        break;
    }
    return GOAL_NOT_DRAWN;
}

/* A value of the goal in what its path is drawn in: a time becomes capacity. */
static double drawn(const struct ow_goal *goal, enum goal_measure measure,
                    double value)
{
    double distance_m =
        ow_is_missing(goal->distance_m) ? OW_MARATHON_M : goal->distance_m;
    double vo2max = OW_MISSING;

    if (measure != GOAL_CAPACITY || ow_is_missing(value)) {
        return value;
    }
    return ow_vo2max_from_race(distance_m, value, &vo2max, NULL) == OW_OK
               ? vo2max
               : OW_MISSING;
}

static void see_efforts(const struct goals_report *report,
                        struct goal_path *path)
{
    const struct past *past = &report->past;

    for (size_t i = 0; i < past->effort_count; i++) {
        const struct ow_history_effort *effort = &past->efforts[i];
        size_t at = path->seen;

        if (ow_date_days_between(effort->date, report->today) > DAYS_SHOWN) {
            continue;
        }
        /* Races stand before other efforts: each finds its place by date. */
        for (; at > 0 && path->seen_x[at - 1] > effort->date.days; at--) {
            path->seen_x[at] = path->seen_x[at - 1];
            path->seen_y[at] = path->seen_y[at - 1];
        }
        path->seen_x[at] = effort->date.days;
        path->seen_y[at] = effort->effective_vo2max;
        path->seen++;
    }
}

static void see_weeks(const struct goals_report *report,
                      const struct ow_goal *goal, struct goal_path *path)
{
    const struct past *past = &report->past;
    struct ow_history_sum weeks[WEEKS_SHOWN];
    bool has_begun = false;

    (void)ow_history_sum(
        past->activities, past->count, OW_HISTORY_WEEK,
        ow_date_add_days(report->today, -(WEEKS_SHOWN - 1) * DAYS_PER_WEEK),
        report->today, weeks, WEEKS_SHOWN);
    for (size_t i = 0; i + 1 < WEEKS_SHOWN; i++) { /* this one is not over */
        int sessions = sessions_of(goal, &weeks[i]);

        has_begun = has_begun || sessions > 0 || weeks[i].run_m > 0;
        if (has_begun) {
            path->seen_x[path->seen] = weeks[i].from.days;
            path->seen_y[path->seen++] =
                path->measure == GOAL_LONG_RUN_M ? weeks[i].longest_m
                : path->measure == GOAL_WEEKLY_M ? weeks[i].run_m
                                                 : sessions;
        }
    }
}

/* From today's value over the milestones; a habit is level. */
static void look_ahead(const struct goals_report *report, size_t index,
                       struct goal_path *path)
{
    const struct ow_goal *goal = &report->scenario->goals[index];
    const struct ow_goal_answer *answer = &report->answers[index];
    bool is_level = path->measure == GOAL_SESSIONS;

    path->ahead_x[0] = report->today.days;
    path->ahead_y[0] =
        is_level ? answer->target : drawn(goal, path->measure, answer->now);
    for (size_t i = 0; i < answer->milestone_count; i++) {
        path->ahead_x[i + 1] = answer->milestones[i].date.days;
        path->ahead_y[i + 1] =
            is_level ? answer->target
                     : drawn(goal, path->measure, answer->milestones[i].value);
    }
    path->ahead = answer->milestone_count + 1;
    path->low = drawn(goal, path->measure, answer->low);
    path->high = drawn(goal, path->measure, answer->high);
}

enum ow_status goals_report_path(const struct goals_report *report,
                                 size_t index, struct goal_path *path,
                                 struct ow_error *err)
{
    const struct ow_goal *goal = &report->scenario->goals[index];
    const struct ow_goal_answer *answer = &report->answers[index];
    size_t most = report->past.effort_count + WEEKS_SHOWN;
    size_t ahead = answer->milestone_count + 1;
    double *room = mem_calloc(2 * (most + ahead), sizeof *room);

    if (room == NULL) {
        return error_nomem(err);
    }
    *path = (struct goal_path){
        .measure = measure_of(goal, answer),
        .seen_x = room,
        .seen_y = room + most,
        .ahead_x = room + 2 * most,
        .ahead_y = room + 2 * most + ahead,
        .low = OW_MISSING,
        .high = OW_MISSING,
    };
    if (path->measure == GOAL_CAPACITY) {
        see_efforts(report, path);
    } else if (path->measure != GOAL_NOT_DRAWN) {
        see_weeks(report, goal, path);
    }
    if (path->measure != GOAL_NOT_DRAWN) {
        look_ahead(report, index, path);
    }
    return OW_OK;
}

void goal_path_dispose(struct goal_path *path)
{
    mem_free(path->seen_x);
    memset(path, 0, sizeof *path);
}

static void write_goal(struct json_writer *json,
                       const struct goals_report *report, size_t index)
{
    const struct ow_history_consistency *kept = &report->kept[index];

    goal_json_write(json, &report->scenario->goals[index]);
    goal_json_write_answer(json, &report->answers[index]);
    json_key(json, "consistency");
    if (kept->weeks == 0) {
        json_none(json);
        return;
    }
    json_begin_object(json);
    json_integer_field(json, "weeks", (int64_t)kept->weeks);
    json_integer_field(json, "kept", (int64_t)kept->kept);
    json_integer_field(json, "now", (int64_t)kept->now);
    json_integer_field(json, "longest", (int64_t)kept->longest);
    json_date_field(json, "longest_from", kept->longest_from);
    json_end_object(json);
}

void goals_report_json(const struct goals_report *report, struct buf *out)
{
    struct json_writer json;

    json_init(&json, out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/goals/1");
    json_date_field(&json, "today", report->today);
    json_key(&json, "goals");
    json_begin_array(&json);
    for (size_t i = 0; i < report->count; i++) {
        json_begin_object(&json);
        write_goal(&json, report, i);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_append_char(out, '\n');
}

static void write_points(struct json_writer *json, const char *key,
                         const double *x, const double *y, size_t count)
{
    json_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        struct ow_date date = {(int32_t)x[i]};

        json_begin_object(json);
        json_date_field(json, "date", date);
        json_number_field(json, "value", y[i], DECIMALS);
        json_end_object(json);
    }
    json_end_array(json);
}

void goal_json(const struct goals_report *report, size_t index,
               const struct goal_path *path, struct buf *out)
{
    static const char *const measures[] = {
        NULL, "effective_vo2max", "longest_run_m", "weekly_m", "sessions"};
    struct json_writer json;

    json_init(&json, out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/goal/1");
    json_date_field(&json, "today", report->today);
    write_goal(&json, report, index);
    json_key(&json, "path");
    json_begin_object(&json);
    json_text_field(&json, "measure", measures[path->measure]);
    write_points(&json, "seen", path->seen_x, path->seen_y, path->seen);
    write_points(&json, "ahead", path->ahead_x, path->ahead_y, path->ahead);
    json_end_object(&json);
    json_end_object(&json);
    buf_append_char(out, '\n');
}
