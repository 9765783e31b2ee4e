/* Scenarios for the tests of plans, and questions to their plans. */
#include "plan_fixture.h"

#include "cmocka_all.h"

#include <string.h>

struct ow_date date_of(const char *text)
{
    struct ow_date date;

    assert_int_equal(ow_date_parse(text, &date, NULL), OW_OK);
    return date;
}

void plan_setup(struct plan_fixture *f)
{
    static const int minutes[7] = {60, 60, 0, 60, 0, 90, 180};
    struct ow_scenario *s = &f->scenario;

    memset(f, 0, sizeof *f);
    f->today = date_of("2026-11-02");
    s->athlete.sex = 'f';
    s->athlete.birth_date = date_of("1990-03-02");
    s->athlete.level = OW_LEVEL_INTERMEDIATE;
    s->athlete.hr_max_bpm = OW_MISSING;
    s->athlete.hr_rest_bpm = OW_MISSING;
    memcpy(s->athlete.day_minutes, minutes, sizeof minutes);
    s->athlete.long_run_day = OW_SUNDAY;
    s->history.weeks = f->weeks;
    s->history.bests = f->bests;
    s->history.longest_run_30d_m = OW_MISSING;
    s->history.longest_run_date = ow_date_none();
    s->history.fitness = OW_MISSING;
    s->history.fatigue = OW_MISSING;
    s->races = f->races;
    s->goals = f->goals;
    s->check_ins = f->check_ins;
    s->blocked = f->blocked;
    s->weak_spots = f->weak_spots;
    s->weeks = 12;
    ow_rule_values_init(&s->rules, OW_PRESET_CLASSIC);
}

void add_history(struct plan_fixture *f, const double *km, size_t count)
{
    struct ow_date monday = ow_date_monday(f->today);

    for (size_t i = 0; i < count; i++) {
        f->weeks[i] = (struct ow_history_week){
            .monday = ow_date_add_days(monday, -7 * (int32_t)(count - i)),
            .run_m = km[i] * 1000,
            .runs = 4};
    }
    f->scenario.history.week_count = count;
}

void add_even_history(struct plan_fixture *f, double km, size_t count)
{
    double weeks[MOST_WEEKS];

    for (size_t i = 0; i < count; i++) {
        weeks[i] = km;
    }
    add_history(f, weeks, count);
    f->scenario.history.longest_run_30d_m = km * 350;
    f->scenario.history.longest_run_date = ow_date_add_days(f->today, -8);
}

void add_best(struct plan_fixture *f, const char *date, double distance_m,
              double time_s)
{
    f->bests[f->scenario.history.best_count++] =
        (struct ow_best){date_of(date), distance_m, time_s};
}

struct ow_race *add_race(struct plan_fixture *f, const char *id,
                         const char *date, double distance_m,
                         enum ow_priority priority)
{
    struct ow_race *race = &f->races[f->scenario.race_count++];

    *race = (struct ow_race){.id = id,
                             .date = date_of(date),
                             .distance_m = distance_m,
                             .priority = priority,
                             .time_s = OW_MISSING,
                             .effort = OW_MISSING,
                             .goal_s = OW_MISSING,
                             .fade = OW_MISSING,
                             .descent_m = OW_MISSING,
                             .temperature_c = OW_MISSING};
    return race;
}

struct ow_goal *add_goal(struct plan_fixture *f, const char *id,
                         enum ow_goal_kind kind, const char *deadline)
{
    struct ow_goal *goal = &f->goals[f->scenario.goal_count++];

    *goal = (struct ow_goal){.id = id,
                             .horizon = OW_HORIZON_YEAR,
                             .kind = kind,
                             .deadline = date_of(deadline),
                             .distance_m = OW_MISSING,
                             .time_s = OW_MISSING,
                             .weekly_m = OW_MISSING,
                             .per_week = -1,
                             .since = ow_date_none()};
    return goal;
}

void add_weak_spot(struct plan_fixture *f, enum ow_focus focus, bool is_said,
                   const char *evidence)
{
    f->weak_spots[f->scenario.weak_spot_count++] =
        (struct ow_weak_spot){focus, is_said, evidence};
}

struct ow_goals *judge(const struct plan_fixture *f)
{
    struct ow_goals *goals = NULL;
    struct ow_error err = {.message = ""};

    if (ow_goals_judge(&f->scenario, f->today, &goals, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    return goals;
}

const struct ow_goal_answer *answer(const struct ow_goals *goals,
                                    const char *id)
{
    size_t count = 0;
    const struct ow_goal_answer *answers = ow_goals_list(goals, &count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(answers[i].id, id) == 0) {
            return &answers[i];
        }
    }
    fail_msg("no answer for %s", id);
    return NULL;
}

struct ow_goal *add_time(struct plan_fixture *f, const char *id,
                         const char *deadline, double distance_m, double time_s)
{
    struct ow_goal *goal = add_goal(f, id, OW_GOAL_RACE_TIME, deadline);

    goal->distance_m = distance_m;
    goal->time_s = time_s;
    return goal;
}

struct ow_goal *add_boston(struct plan_fixture *f, const char *id,
                           const char *deadline)
{
    struct ow_goal *goal = add_goal(f, id, OW_GOAL_STANDARD, deadline);

    goal->standard = "boston";
    goal->horizon = OW_HORIZON_3_YEARS;
    return goal;
}

struct ow_plan *make_plan(const struct plan_fixture *f)
{
    struct ow_plan *plan = NULL;
    struct ow_error err = {.message = ""};

    if (ow_plan_make(&f->scenario, f->today, &plan, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    return plan;
}

const struct ow_plan_day *day_after(const struct ow_plan *plan,
                                    struct ow_date date, int n)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);
    int32_t at = ow_date_days_between(days[0].date, date) + n;

    assert_true(at >= 0 && (size_t)at < count);
    return &days[at];
}

bool has_type(const struct ow_plan_day *day, enum ow_session_type type)
{
    for (size_t i = 0; i < day->session_count; i++) {
        if (day->sessions[i].type == type) {
            return true;
        }
    }
    return false;
}

bool has_run(const struct ow_plan_day *day)
{
    for (size_t i = 0; i < day->session_count; i++) {
        if (ow_session_type_is_run(day->sessions[i].type)) {
            return true;
        }
    }
    return false;
}

bool has_finding(const struct ow_plan *plan, enum ow_rule rule,
                 enum ow_severity severity)
{
    size_t count = 0;
    const struct ow_finding *findings = ow_plan_findings(plan, &count);

    for (size_t i = 0; i < count; i++) {
        if (findings[i].rule == rule && findings[i].severity == severity) {
            return true;
        }
    }
    return false;
}
