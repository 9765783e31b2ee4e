/* How hard a pace is for a runner, and what the parts of a progression share.
 */
#ifndef ENGINE_WORKOUT_PROGRESSION_H
#define ENGINE_WORKOUT_PROGRESSION_H

#include "onward/progression.h"

#define PROGRESSION_KNOTS 7

/** A runner's paces, efforts and heart rates beside each other. */
struct progression_scale {
    double s_per_km[OW_PACE_COUNT]; /* by name */
    double easy_fast_s_per_km;      /* the ceiling of easy running */
    double repetition_s_per_km;     /* missing where has_paces is false */
    double vo2max;
    bool has_paces; /* else efforts: such paces are slower than people run */
    double speed_m_per_min[PROGRESSION_KNOTS];
    double hr_bpm[PROGRESSION_KNOTS]; /* where the maximum is known */
};

/**
 * The scale of a capacity; races are left out.
 *
 * @return OW_OK; OW_E_RANGE for an effective VO2max outside 10 to 95
 */
enum ow_status progression_scale_set(double vo2max,
                                     struct progression_scale *scale,
                                     struct ow_error *err);

/**
 * Puts a runner's own race paces in, and the zones in order: a recreational
 * runner's marathon can be slower than easy running, and is then taken for
 * somewhat faster; steady running lies between the two.
 *
 * @param marathon_s_per_km, half_s_per_km  missing: those of the capacity
 */
void progression_scale_set_races(struct progression_scale *scale,
                                 double marathon_s_per_km,
                                 double half_s_per_km);

/** Fills the speeds that efforts are read from, by scale->vo2max. */
void progression_scale_set_speeds(struct progression_scale *scale);

/**
 * The scale of a runner with a race.
 *
 * @return OW_OK; OW_E_RANGE as ow_vo2max_from_race(), or for a heart rate
 */
enum ow_status progression_scale_make(const struct ow_progression *progression,
                                      struct progression_scale *scale,
                                      struct ow_error *err);

/** Pace at a share of the effective VO2max. */
double progression_pace_at(const struct progression_scale *scale, double share);

/** What a pace comes to in the unit of a target. */
double progression_value(const struct progression_scale *scale,
                         enum ow_target_type type, double s_per_km);

/** The pace of a perceived effort, 1.5 to 9. */
double progression_pace_of_effort(const struct progression_scale *scale,
                                  double rpe);

/** A stretch of a progression. */
struct progression_part {
    enum ow_role role;
    double length; /* seconds or metres, as the whole */
    double from_s_per_km;
    double to_s_per_km; /* another: a ramp */
    const char *cue;
};

#define PROGRESSION_MOST_PARTS 12

/** A progression on its way to a workout. */
struct progression_design {
    const struct ow_progression *wanted;
    struct progression_scale scale;
    enum ow_target_type target;
    const char *name; /* of the workout; NULL: by its kind */
    double goal_m;
    double most_peak_s;   /* the peak is held no longer; 0: by its pace */
    double easy_s_per_km; /* of warm-up and cool-down */
    double start_s_per_km;
    double wished_s_per_km; /* the peak before the limit */
    double peak_s_per_km;
    double limit_s_per_km;
    struct progression_part parts[PROGRESSION_MOST_PARTS];
    size_t count;
    struct ow_progression_notes notes;
    bool is_short; /* memory was, for a warning */
};

/**
 * Longest progression run that is usual for a level and a race, in seconds.
 *
 * @param goal_m      race trained for; 0: a short one
 * @param duration_s  about, of the run that is wanted
 */
int32_t progression_most_s(enum ow_level level, double goal_m,
                           double duration_s);

/** Fills easy, start, peak and limit. A start and a peak that are not said
 * always rise. */
void progression_set_paces(struct progression_design *design);

/**
 * Fills the parts. No memory is taken; of a whole that is a whole number of
 * seconds or metres the parts are too, and so are they on every platform:
 * nothing but sums, products and roots is in it.
 *
 * @return OW_OK, OW_E_RANGE
 */
enum ow_status progression_lay_out(struct progression_design *design,
                                   struct ow_error *err);

/** The parts as steps. */
enum ow_status progression_compile(const struct progression_design *design,
                                   struct ow_workout **workout,
                                   struct ow_error *err);

#endif
