/*
 * A session to be run: steps, repeats, targets and roles. The union of what
 * the formats know; what a format cannot hold is reported when it is written.
 */
#ifndef ONWARD_WORKOUT_H
#define ONWARD_WORKOUT_H

#include "onward/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a step is for. */
enum ow_role {
    OW_ROLE_WARM_UP = 0,
    OW_ROLE_BUILD,
    OW_ROLE_PEAK,
    OW_ROLE_WORK,
    OW_ROLE_RECOVER,
    OW_ROLE_COOL_DOWN,
    OW_ROLE_STEADY,
    OW_ROLE_STRIDES,
    OW_ROLE_COUNT
};

/** "warm-up", "build", …: the word in JSON. */
OW_API const char *ow_role_name(enum ow_role role);

/** What ends a step; `value` of struct ow_step_end is in the unit named. */
enum ow_end_type {
    OW_END_TIME_S = 0,
    OW_END_DISTANCE_M,
    OW_END_LAP,          /**< the lap button; no value */
    OW_END_HR_ABOVE_BPM, /**< until the heart rate is above */
    OW_END_HR_BELOW_BPM,
    OW_END_COUNT
};

enum ow_target_type {
    OW_TARGET_OPEN = 0,
    OW_TARGET_PACE_S_PER_KM, /**< low is the slow bound: low >= high */
    OW_TARGET_HR_BPM,        /**< low <= high */
    OW_TARGET_EFFORT_RPE,    /**< 0 to 10, low <= high */
    OW_TARGET_COUNT
};

/** A band to stay in; a missing bound is no bound on that side. */
struct ow_target {
    enum ow_target_type type;
    double low;
    double high;
};

/**
 * One entry of a workout: a step, or the head of a repeat whose block is the
 * `block_count` entries that follow it (heads of nested repeats and their
 * blocks counted).
 */
struct ow_step {
    bool is_repeat;
    uint32_t repeat_times; /**< of a repeat: 1 or more */
    size_t block_count;    /**< of a repeat */
    enum ow_role role;
    enum ow_end_type end_type;
    double end_value; /**< missing for OW_END_LAP */
    struct ow_target target;
    double ramp_from; /**< in the target's unit; missing: no ramp */
    double ramp_to;   /**< in the target's unit; missing: no ramp */
    const char *cue;  /**< a short word to the runner, may be NULL */
};

/** A workout; opaque, one owner. */
struct ow_workout;

/**
 * An empty workout.
 *
 * @param name   UTF-8, copied
 * @param sport  enum ow_sport
 * @param[out] workout  the caller's, ow_workout_free()
 * @return OW_OK, OW_E_ARGUMENT for a name that is not UTF-8, OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status ow_workout_new(const char *name, int sport,
                                                   struct ow_workout **workout,
                                                   struct ow_error *err);

/** Gives a workout back; NULL is fine. */
OW_API void ow_workout_free(struct ow_workout *workout);

/**
 * Appends a step to the workout or to the repeat that is open; the cue is
 * copied. is_repeat, repeat_times and block_count are ignored.
 *
 * @return OW_OK, OW_E_RANGE for a value outside its bound (time 1 s to 24 h,
 *         distance 1 m to 1000 km, heart rate 30 to 240, pace 60 to 3600
 *         s/km, effort 0 to 10, bounds in order), OW_E_LIMIT over 1000
 *         entries, OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_workout_add_step(struct ow_workout *workout, const struct ow_step *step,
                    struct ow_error *err);

/** Opens a repeat of 1 to 999 times; nests up to 8 deep. */
OW_API OW_MUST_CHECK enum ow_status
ow_workout_begin_repeat(struct ow_workout *workout, uint32_t times,
                        struct ow_error *err);

/** Closes the innermost open repeat; OW_E_ARGUMENT when none, or empty. */
OW_API OW_MUST_CHECK enum ow_status
ow_workout_end_repeat(struct ow_workout *workout, struct ow_error *err);

/** What ow_workout_new() was given; the name is borrowed. */
OW_API const char *ow_workout_name(const struct ow_workout *workout);
OW_API int ow_workout_sport(const struct ow_workout *workout);

/** All entries in order; borrowed. */
OW_API const struct ow_step *ow_workout_steps(const struct ow_workout *workout,
                                              size_t *count);

/** Seconds, repeats unrolled; missing unless every step ends by time. */
OW_API double ow_workout_total_s(const struct ow_workout *workout);

/** Metres, repeats unrolled; missing unless every step ends by distance. */
OW_API double ow_workout_total_m(const struct ow_workout *workout);

#ifdef __cplusplus
}
#endif

#endif
