/*
 * The inside of a plan, for those who fill one: the planner, and the decoder
 * of plans that others wrote. Everything lives in the arena but the workouts.
 */
#ifndef ENGINE_PLAN_PLAN_H
#define ENGINE_PLAN_PLAN_H

#include "base/arena.h"
#include "onward/plan.h"

struct ow_plan {
    struct arena arena;
    struct ow_date today;
    struct ow_phase_span *phases;
    size_t phase_count;
    struct ow_plan_week *weeks;
    size_t week_count;
    struct ow_plan_day *days;
    size_t day_count;
    struct ow_goal_answer *goals;
    size_t goal_count;
    struct ow_forecast_day *forecast;
    size_t forecast_count;
    struct ow_finding *findings;
    size_t finding_count;
    struct ow_workout **workouts; /* owned; sessions borrow them */
    size_t workout_count;
};

/** An empty plan; NULL without memory. */
struct ow_plan *plan_new(void);

#endif
