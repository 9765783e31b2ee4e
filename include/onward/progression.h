/*
 * The progression run: one object that says how it begins, builds, peaks and
 * ends, and becomes a workout. Fitting a workout to what a device can hold.
 */
#ifndef ONWARD_PROGRESSION_H
#define ONWARD_PROGRESSION_H

#include "onward/body.h"
#include "onward/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How it gets faster. */
enum ow_progression_kind {
    OW_PROGRESSION_CONTINUOUS = 0, /**< little by little all the way */
    OW_PROGRESSION_SEGMENTED,      /**< in three to five stages */
    OW_PROGRESSION_FAST_FINISH,    /**< easy, and fast at the end */
    OW_PROGRESSION_KIND_COUNT
};

/** What rises evenly along the build. */
enum ow_progression_curve {
    OW_CURVE_PACE = 0, /**< seconds a kilometre */
    OW_CURVE_SPEED,
    OW_CURVE_EFFORT, /**< perceived effort */
    OW_CURVE_LATE,   /**< three quarters of the gain in the second half */
    OW_CURVE_COUNT
};

/** Paces that have a name. */
enum ow_pace_name {
    OW_PACE_UNSAID = 0,
    OW_PACE_EASY,
    OW_PACE_STEADY,
    OW_PACE_MARATHON,
    OW_PACE_HALF,
    OW_PACE_THRESHOLD,
    OW_PACE_10KM,
    OW_PACE_5KM,
    OW_PACE_INTERVAL,
    OW_PACE_COUNT
};

/** Why a progression should not be run as it stands. */
enum ow_soften {
    OW_SOFTEN_NOT = 0,
    OW_SOFTEN_DOWN_WEEK,
    OW_SOFTEN_AFTER_RACE,
    OW_SOFTEN_SORENESS,
    OW_SOFTEN_HEAT, /**< temperature and dew point over 150 F together */
    OW_SOFTEN_COUNT
};

/** "continuous", "pace", "threshold", "down-week", …; NULL for OW_PACE_UNSAID
 *  and OW_SOFTEN_NOT. */
OW_API const char *ow_progression_kind_name(enum ow_progression_kind kind);
OW_API const char *ow_progression_curve_name(enum ow_progression_curve curve);
OW_API const char *ow_pace_name_text(enum ow_pace_name name);
OW_API const char *ow_soften_name(enum ow_soften soften);

/** A pace by its name, or by itself; all zero: not said. */
struct ow_progression_pace {
    enum ow_pace_name name;
    double s_per_km; /**< above 0: this, whatever the name */
};

/** A length by time or by distance; all zero: not said. */
struct ow_progression_length {
    double s;
    double m;
};

/** What is wanted. All zero but a total and the race is a good default. */
struct ow_progression {
    enum ow_progression_kind kind;
    enum ow_progression_curve curve; /**< of a segmented one its stages' */
    enum ow_level level;             /**< unknown: intermediate */
    enum ow_target_type target;      /**< open: pace */
    /** The whole session, one of both: 12 minutes to 4 hours in whole seconds,
     *  3 to 50 km. */
    struct ow_progression_length total;
    struct ow_progression_length warm_up;   /**< not said: by the total */
    struct ow_progression_length cool_down; /**< not said: by the total */
    struct ow_effort race;                  /**< known of the runner */
    double goal_m; /**< race trained for; 0: of the distance known */
    struct ow_progression_pace start; /**< not said: by kind and level */
    struct ow_progression_pace peak;  /**< not said: by level and goal */
    size_t most_steps;  /**< of the workout, repeats counted; 0: 50 */
    double hr_max_bpm;  /**< 100 to 230, where the target is heart rate */
    double hr_rest_bpm; /**< 25 to 110; 0: not known */
    enum ow_soften soften;
};

/** Fewest steps a progression can be told in. */
#define OW_PROGRESSION_FEWEST_STEPS 4
#define OW_PROGRESSION_MOST_WARNINGS 8
#define OW_PROGRESSION_WARNING_SIZE 160

/** What was made of it. */
struct ow_progression_notes {
    double start_s_per_km;
    double peak_s_per_km;
    double limit_s_per_km; /**< nothing in it is faster than this */
    double duration_s;     /**< about, of one by distance */
    double distance_m;     /**< about, of one by time */
    int easy_days_low;     /**< that it needs afterwards, from … */
    int easy_days_high;    /**< … to */
    const char *how_often; /**< for this level and goal */
    size_t warning_count;
    char warnings[OW_PROGRESSION_MOST_WARNINGS][OW_PROGRESSION_WARNING_SIZE];
};

/**
 * The workout of a progression run: warm-up, build, peak, cool-down. Ends sum
 * to the total exactly. Warm-up and cool-down have a ceiling only; the others
 * are bands that overlap those before them. A continuous build is kept as
 * ramps. A peak faster than the level allows is lowered, which a warning
 * tells.
 *
 * @param[out] workout  the caller's, ow_workout_free()
 * @param[out] notes    both untouched on failure
 * @return OW_OK; OW_E_ARGUMENT for a total both by time and distance or by
 *         none, a peak that is not faster than the start, heart rate without a
 *         maximum; OW_E_RANGE with value and bound; OW_E_NOMEM
 *
 * Source: structures and doses as coaches publish them (McMillan, Pfitzinger,
 * Fitzgerald, the Boston Athletic Association); no trial of progression runs
 * is known. Limits by level are a design choice: marathon effort for
 * beginners, threshold for intermediate, interval pace for advanced runners.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_progression_build(const struct ow_progression *progression,
                     struct ow_workout **workout,
                     struct ow_progression_notes *notes, struct ow_error *err);

/** What a watch can hold. */
struct ow_device {
    const char *name;
    const char *summary;
    size_t most_steps; /**< of a workout, repeats counted */
    bool has_ramps;
};

/** The devices known, the common one first; they live for ever. */
OW_API const struct ow_device *ow_devices(size_t *count);

/** The device of a name; NULL. */
OW_API const struct ow_device *ow_device_find(const char *name);

/** What fitting came to. */
struct ow_device_fit {
    size_t ramps;  /**< that were cut … */
    size_t pieces; /**< … into so many steps together */
    size_t steps;  /**< of the workout now, repeats counted; more than the
                        device holds where there is nothing to cut down */
};

/**
 * A workout without ramps where the device has none: each becomes flat steps
 * that sum to it exactly and whose bands overlap, as many as the device has
 * room for and no shorter than two minutes or 400 m unless the ramp is. No
 * step is ever dropped.
 *
 * @param[out] fitted  the caller's, ow_workout_free()
 * @param[out] fit     both untouched on failure
 * @return OW_OK, OW_E_LIMIT over 1000 entries, OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_workout_fit_device(const struct ow_workout *workout,
                      const struct ow_device *device,
                      struct ow_workout **fitted, struct ow_device_fit *fit,
                      struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
