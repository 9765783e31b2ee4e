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
    double vo2max;
    bool has_paces; /* else efforts: such paces are slower than people run */
    double speed_m_per_min[PROGRESSION_KNOTS];
    double hr_bpm[PROGRESSION_KNOTS]; /* where the maximum is known */
};

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
    double goal_m;
    double easy_s_per_km; /* of warm-up and cool-down */
    double start_s_per_km;
    double peak_s_per_km;
    double limit_s_per_km;
    struct progression_part parts[PROGRESSION_MOST_PARTS];
    size_t count;
    struct ow_progression_notes notes;
    bool is_short; /* memory was, for a warning */
};

/** Adds a warning, formatted. */
void progression_warn(struct progression_design *design, const char *format,
                      ...) OW_PRINTF(2, 3);

/** Fills start, peak and limit. */
enum ow_status progression_set_paces(struct progression_design *design,
                                     struct ow_error *err);

/** Fills the parts. */
enum ow_status progression_lay_out(struct progression_design *design,
                                   struct ow_error *err);

/** The parts as steps. */
enum ow_status progression_compile(const struct progression_design *design,
                                   struct ow_workout **workout,
                                   struct ow_error *err);

#endif
