/*
 * The sessions a plan is made of, as recipes: what to run for how long at
 * which pace. A recipe is measured in whole seconds and metres before it is
 * made into a workout, so both always agree.
 */
#ifndef ENGINE_WORKOUT_LIBRARY_H
#define ENGINE_WORKOUT_LIBRARY_H

#include "onward/workout.h"

enum library_kind {
    LIBRARY_EASY = 0,
    LIBRARY_RUN_WALK,
    LIBRARY_LONG,
    LIBRARY_PROGRESSION_SEGMENTED,
    LIBRARY_PROGRESSION_CONTINUOUS,
    LIBRARY_PROGRESSION_FINISH,
    LIBRARY_TEMPO,
    LIBRARY_INTERVALS,
    LIBRARY_FARTLEK,
    LIBRARY_HILLS,
    LIBRARY_STRIDES,
    LIBRARY_KIND_COUNT
};

/** How fast: from a walk to the speed of a mile race. */
enum library_zone {
    ZONE_WALK = 0,
    ZONE_EASY,
    ZONE_STEADY,
    ZONE_MARATHON,
    ZONE_THRESHOLD,
    ZONE_INTERVAL,
    ZONE_REPETITION,
    ZONE_COUNT
};

/** Paces in whole seconds a kilometre; by effort they are estimates only. */
struct library_paces {
    int32_t s_per_km[ZONE_COUNT];
    int32_t easy_fast_s_per_km; /**< the ceiling of easy running */
    bool by_effort;
};

/** What is asked for. */
struct library_order {
    enum library_kind kind;
    int32_t distance_m; /**< of easy and long runs */
    int32_t duration_s; /**< of all others: the whole session */
    int32_t work_s;     /**< most seconds of fast running wanted */
    int32_t run_s;      /**< of the run-walk, each time */
    int32_t walk_s;     /**< of the run-walk, each time */
    bool is_gentle;     /**< a beginner's, or of a lighter week */
};

/** What it comes to. */
struct library_measure {
    int32_t distance_m;
    int32_t duration_s;
    int32_t hard_s; /**< faster than marathon pace, or effort 6 and above */
    int32_t threshold_s; /**< seconds at threshold that load the body alike */
};

/** Shortest session of a kind in seconds. */
int32_t library_shortest_s(enum library_kind kind);

/** Seconds and metres of a session; no memory is taken. */
struct library_measure library_measure(const struct library_order *order,
                                       const struct library_paces *paces);

/**
 * The workout of a session.
 *
 * @param[out] workout  the caller's, ow_workout_free()
 * @return OW_OK, OW_E_NOMEM; OW_E_RANGE where a pace is outside what a
 *         workout takes
 */
enum ow_status library_build(const struct library_order *order,
                             const struct library_paces *paces,
                             struct ow_workout **workout, struct ow_error *err);

#endif
