/* Scenarios for the tests of plans, and questions to their plans. */
#ifndef TESTS_PLAN_FIXTURE_H
#define TESTS_PLAN_FIXTURE_H

#include "onward/goals.h"

#define MOST_WEEKS 30

/* A scenario with room for what the tests put into it. */
struct plan_fixture {
    struct ow_scenario scenario;
    struct ow_history_week weeks[MOST_WEEKS];
    struct ow_best bests[2];
    struct ow_race races[6];
    struct ow_goal goals[3];
    struct ow_check_in check_ins[1];
    struct ow_blocked blocked[3];
    struct ow_weak_spot weak_spots[4];
    struct ow_date today;
};

/** The day of a text like 2026-11-02. */
struct ow_date date_of(const char *text);

/** An intermediate runner of five days a week on Monday 2 November 2026. */
void plan_setup(struct plan_fixture *f);

/** The last weeks in kilometres, the latest last. */
void add_history(struct plan_fixture *f, const double *km, size_t count);

/** As many weeks of the same distance, with a long run of a third of it. */
void add_even_history(struct plan_fixture *f, double km, size_t count);

void add_best(struct plan_fixture *f, const char *date, double distance_m,
              double time_s);

struct ow_race *add_race(struct plan_fixture *f, const char *id,
                         const char *date, double distance_m,
                         enum ow_priority priority);

struct ow_goal *add_goal(struct plan_fixture *f, const char *id,
                         enum ow_goal_kind kind, const char *deadline);

/** What the runner named, or what runs show by an evidence. */
void add_weak_spot(struct plan_fixture *f, enum ow_focus focus, bool is_said,
                   const char *evidence);

/** A time over a distance; the qualifying standard of Boston. */
struct ow_goal *add_time(struct plan_fixture *f, const char *id,
                         const char *deadline, double distance_m,
                         double time_s);
struct ow_goal *add_boston(struct plan_fixture *f, const char *id,
                           const char *deadline);

/** The answers to the goals, which must have some. */
struct ow_goals *judge(const struct plan_fixture *f);

/** The answer to the goal of an id. */
const struct ow_goal_answer *answer(const struct ow_goals *goals,
                                    const char *id);

/** The plan of the scenario, which must have one without a conflict. */
struct ow_plan *make_plan(const struct plan_fixture *f);

/** The day n days after a date; it must be in the plan. */
const struct ow_plan_day *day_after(const struct ow_plan *plan,
                                    struct ow_date date, int n);

bool has_type(const struct ow_plan_day *day, enum ow_session_type type);
bool has_run(const struct ow_plan_day *day);
bool has_finding(const struct ow_plan *plan, enum ow_rule rule,
                 enum ow_severity severity);

#endif
