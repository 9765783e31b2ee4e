/*
 * The sessions that plans are made of, as recipes: what a session of a kind
 * and a length consists of, what it comes to in metres and seconds, and the
 * workout. Numbers are integers so that plans are the same everywhere.
 * Progression runs are laid out by the progression model.
 */
#ifndef ENGINE_WORKOUT_LIBRARY_H
#define ENGINE_WORKOUT_LIBRARY_H

#include "onward/progression.h"
#include "onward/workout.h"

enum library_kind {
    LIBRARY_EASY = 0,
    LIBRARY_RUN_WALK,
    LIBRARY_LONG,
    LIBRARY_LONG_STAGES, /**< in stages up to its fast end */
    LIBRARY_LONG_FINISH, /**< easy with a fast finish */
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
    ZONE_HALF, /* between its neighbours, or as one of them */
    ZONE_THRESHOLD,
    ZONE_INTERVAL,
    ZONE_REPETITION,
    ZONE_COUNT
};

/** Paces in whole seconds a kilometre; by effort they are estimates only. */
struct library_paces {
    int32_t s_per_km[ZONE_COUNT];
    int32_t easy_fast_s_per_km; /**< the ceiling of easy running */
    int32_t vo2max_milli;       /**< effective VO2max in thousandths */
    bool by_effort;
};

/** Seasons of fast work: bits of struct library_pattern. */
enum library_when {
    LIBRARY_SHORT_EARLY = 1, /**< toward races below 15 km, or none */
    LIBRARY_SHORT_LATE = 2,  /**< … in the last weeks of their build */
    LIBRARY_LONG_EARLY = 4,  /**< toward longer races */
    LIBRARY_LONG_LATE = 8
};

/** A structure of repeats. */
struct library_pattern {
    enum library_kind kind;
    const char *name;
    int32_t fast_s; /**< one of both; both 0: one block of all the work */
    int32_t fast_m;
    int32_t slow_s;
    unsigned when;          /**< bits of enum library_when */
    enum library_zone zone; /**< ZONE_WALK: that of its kind */
};

/** What is asked for. */
struct library_order {
    enum library_kind kind;
    int32_t distance_m;  /**< of easy and long runs */
    int32_t duration_s;  /**< of all others: the whole session */
    int32_t work_s;      /**< most seconds of fast running wanted */
    int32_t run_s;       /**< of the run-walk, each time */
    int32_t walk_s;      /**< of the run-walk, each time */
    int32_t goal_m;      /**< of a progression: the race trained for; 0: none */
    enum ow_level level; /**< of a progression */
    enum ow_soften soften;                 /**< of a progression */
    const struct library_pattern *pattern; /**< NULL: the first of its kind */
};

/** What it comes to. */
struct library_measure {
    int32_t distance_m;
    int32_t duration_s;
    int32_t hard_s; /**< faster than marathon pace, or effort 6 and above */
    int32_t threshold_s; /**< seconds at threshold that load the body alike */
    int32_t peak_s;      /**< of a progression's fast end */
    int32_t times;       /**< of the repeats; 0: none */
};

/**
 * The paces of a runner in whole seconds, from the scale of the progression
 * model: here the numbers of a plan are rounded.
 *
 * @param vo2max      effective VO2max, 10 to 95
 * @param marathon_s  predicted for the runner; missing: what goes with vo2max
 * @param half_s      as marathon_s, of a half-marathon
 * @param[out] paces  untouched on failure; by_effort where the fast ones
 *                    would be slower than most people run
 * @return OW_OK, OW_E_RANGE
 */
enum ow_status library_paces_make(double vo2max, double marathon_s,
                                  double half_s, struct library_paces *paces,
                                  struct ow_error *err);

/** Whether a kind is laid out by the progression model. */
bool library_is_progression(enum library_kind kind);

/**
 * The structure that is due: those of a kind and season turn.
 *
 * @param when  one of the bits
 * @param turn  the week's number
 * @return lives for ever; NULL for a kind without repeats
 */
const struct library_pattern *
library_pattern_of(enum library_kind kind, enum library_when when, int turn);

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
