/*
 * What the makers of a week's sessions share: the shape of the week, and how
 * a session is added.
 */
#ifndef ENGINE_PLAN_WEEK_H
#define ENGINE_PLAN_WEEK_H

#include "engine/plan/draft.h"

#define MINUTE 60

static inline int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static inline int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/** Metres of easy running in a time. */
static inline int32_t metres_in(const struct planner *planner, int32_t seconds)
{
    return (int32_t)((int64_t)seconds * 1000 /
                     planner->runner.pace.s_per_km[ZONE_EASY]);
}

/** Whether a day can take a run. */
static inline bool week_takes_run(const struct draft_day *day)
{
    return (day->bars & (BAR_PAST | BAR_BLOCKED | BAR_RUN)) == 0 &&
           day->race == NULL &&
           day->minutes * MINUTE >= library_shortest_s(LIBRARY_EASY);
}

/** What is decided for a week before its sessions are made. */
struct week_shape {
    int runs;            /**< with the long and the hard ones, races left out */
    int hard;            /**< of these */
    int doubles;         /**< second runs beside them */
    int most_runs;       /**< that the days could take */
    int32_t run_m;       /**< to be run from today on, races left out */
    int32_t most_m;      /**< of one run: what should hold */
    int32_t must_m;      /**< of one run: what must hold */
    int32_t most_s;      /**< longest time on any day */
    int32_t hard_most_s; /**< on a usual day, for a hard run */
    int32_t hard_day_s;  /**< on days enough for the hard runs to choose */
    int32_t long_most_s; /**< for the long run */
    bool has_long;
    bool is_race_week; /**< with a race of first or second rank */
};

/** What was missed this week is not made up for: no more runs than were
 * published for what is left of it. */
int week_keep_published(const struct planner *planner, size_t index, int runs);

/** The stage of run-walk in a week; RUN_WALK_STAGES: none. */
int week_walk_stage(const struct planner *planner, size_t index);

/** Whether running without walks is still to come, or came a few weeks ago:
 * nothing is fast yet. */
bool week_is_new_to_running(const struct planner *planner, size_t index);

/** Adds runs with walks, as often as the week has room for. */
void week_add_run_walks(struct planner *planner, size_t index,
                        const struct week_shape *shape);

/** Number of a week, counted for ever, so that a plan made next week turns the
 * same. */
int week_turn(const struct planner *planner, size_t index);

/** Adds a session to a week; it is the week's. */
struct draft_session *week_add(struct draft_week *week,
                               enum ow_session_type type,
                               enum library_kind kind);

/**
 * Adds the long run, where the week has one.
 *
 * @return its metres
 */
int32_t week_add_long(struct planner *planner, size_t index,
                      const struct week_shape *shape);

/**
 * Adds the hard runs: one progression run a week (a beginner's every second,
 * strides between), and toward a race what it asks for. Some long runs end
 * fast; such a one is the week's progression run.
 *
 * @param rest_m  left of the week's metres for these and the easy runs
 * @return metres of what was added
 */
int32_t week_add_hard_runs(struct planner *planner, size_t index,
                           const struct week_shape *shape, int32_t rest_m);

#endif
