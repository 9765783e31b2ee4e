/*
 * A good plan for tests to spoil: twelve weeks from the day after a marathon
 * to an A race over the half, and the scenario it is good for.
 */
#ifndef TESTS_GOOD_PLAN_H
#define TESTS_GOOD_PLAN_H

#include "engine/plan/plan.h"

enum {
    GOOD_WEEKS = 12,
    GOOD_DAYS = 7 * GOOD_WEEKS,
    GOOD_SLOTS = 2,
    GOOD_ID_SIZE = 16
};

/* Monday, the day after the marathon. */
#define GOOD_TODAY_DAYS 20703
struct good_plan {
    struct ow_plan plan;
    struct ow_plan_day days[GOOD_DAYS];
    struct ow_session sessions[GOOD_DAYS][GOOD_SLOTS];
    char ids[GOOD_DAYS][GOOD_SLOTS][GOOD_ID_SIZE];
    struct ow_plan_week weeks[GOOD_WEEKS];
    struct ow_phase_span phases[6];
    struct ow_forecast_day forecast[GOOD_DAYS];
    struct ow_goal_answer answers[1];
    struct ow_scenario scenario;
    struct ow_history_week history[10];
    struct ow_race races[4];
    struct ow_goal goals[1];
    struct ow_check_in check_ins[1];
    struct ow_blocked blocked[1];
};

/** The date of a day, 0 being today. */
struct ow_date good_date(int day);

/** A session at an easy pace; strength, walks and the like take 30 minutes. */
struct ow_session good_session(enum ow_session_type type, double km,
                               double hard_s);

/** Makes a session the only one of its day; puts it beside what is there. */
void good_put(struct good_plan *b, int day, struct ow_session session);
void good_put_beside(struct good_plan *b, int day, struct ow_session session);

/** Makes the weeks say what their days hold. */
void good_sum_weeks(struct good_plan *b);

/** Fills the plan and its scenario; all within the struct, nothing to free. */
void good_fill(struct good_plan *b);

#endif
