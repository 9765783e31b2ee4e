/*
 * Goals and an honest answer to each: how likely, what it needs, what lies on
 * the way, how far the runner has come, and which goals stand in each other's
 * way.
 */
#ifndef ONWARD_GOALS_H
#define ONWARD_GOALS_H

#include "onward/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Answers to goals; opaque, one owner. */
struct ow_goals;

/** Gives answers back; NULL is fine. */
OW_API void ow_goals_free(struct ow_goals *goals);

/** The answers in the order of the scenario's goals; borrowed. */
OW_API const struct ow_goal_answer *ow_goals_list(const struct ow_goals *goals,
                                                  size_t *count);

/**
 * Answers the goals of a scenario as ow_plan_make() would, without a plan.
 *
 * @param[out] goals  the caller's, ow_goals_free(); untouched on failure
 * @return OW_OK; OW_E_RANGE or OW_E_ARGUMENT with the scenario's fault;
 *         OW_E_NOMEM
 *
 * Source: see the files of the engine, goals*.c; the bands of improvement are
 * expert opinion, no study of rates of improvement stands behind them.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_goals_judge(const struct ow_scenario *scenario, struct ow_date today,
               struct ow_goals **goals, struct ow_error *err);

/**
 * Whether a goal says what its kind needs: a race time its distance and time,
 * a finish its distance, a standard a known name, the rest their numbers.
 *
 * @return OW_OK; OW_E_ARGUMENT naming what is missing
 */
OW_API OW_MUST_CHECK enum ow_status ow_goal_check(const struct ow_goal *goal,
                                                  struct ow_error *err);

/** The shortest horizon that holds so many days: 45, 200, 400 and 1,200. */
OW_API enum ow_horizon ow_horizon_of(int32_t days);

/** Days that a horizon means where no deadline is set: 30, 120, 365, … */
OW_API int32_t ow_horizon_days(enum ow_horizon horizon);

#ifdef __cplusplus
}
#endif

#endif
