/*
 * A race to come: the course, how the effort is spread over it, and splits in
 * whole seconds that sum up to the goal.
 */
#ifndef ONWARD_STRATEGY_H
#define ONWARD_STRATEGY_H

#include "onward/activity.h"
#include "onward/conditions.h"
#include "onward/quantity.h"
#include "onward/trace.h"
#include "onward/workout.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A way to be raced; opaque, one owner. */
struct ow_race_course;

/** A course as a whole; heights are missing without elevation. */
struct ow_course_facts {
    double length_m;
    bool has_elevation;
    double flat_m; /**< as many metres on the flat are the same effort */
    double ascent_m;
    double descent_m;
    double net_drop_m; /**< start higher than finish by this */
    double lowest_m;
    double highest_m;
};

/**
 * A flat course.
 *
 * @param length_m     100 to 1,000,000
 * @param[out] course  the caller's, ow_course_free(); untouched on failure
 * @return OW_OK, OW_E_RANGE, OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_course_flat(double length_m, struct ow_race_course **course,
               struct ow_error *err);

/**
 * The course along the samples of a route or of a recording. It is as long as
 * the device counted, else as its positions are apart, gaps between segments
 * and pauses left out. Whoever recorded it may have walked, stood or ridden a
 * bicycle: times play no part. Elevation is cleaned as that of a run is.
 *
 * @param[out] course  the caller's, ow_course_free(); untouched on failure
 * @return OW_OK; OW_E_NOT_FOUND, "not enough data: ...", where nothing says
 *         how far; OW_E_RANGE outside 100 m to 1,000 km; OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_course_new(const struct ow_activity *activity,
              struct ow_race_course **course, struct ow_error *err);

/** Gives a course back; NULL is fine. */
OW_API void ow_course_free(struct ow_race_course *course);

/** Length and hills; borrowed. */
OW_API const struct ow_course_facts *
ow_course_facts(const struct ow_race_course *course);

/** Smoothed height at a distance, clamped to the ends; missing without. */
OW_API double ow_course_elevation_m(const struct ow_race_course *course,
                                    double at_m);

/** How the effort is spread; speeds are those as on the flat. */
enum ow_pacing {
    OW_PACING_EVEN = 0,
    OW_PACING_NEGATIVE,    /**< one step up, at half the distance */
    OW_PACING_PROGRESSION, /**< the pace falls in a straight line */
    OW_PACING_OWN,         /**< by the runner's legs */
    OW_PACING_COUNT
};

/** "even", "negative", "progression", "own". */
OW_API const char *ow_pacing_name(enum ow_pacing pacing);

/** A part of the runner's own profile, from where the one before ends. */
struct ow_pacing_leg {
    double to_m;   /**< the last one goes to the finish, whatever it says */
    double faster; /**< than the whole, a share of the speed: -0.3 to 0.3 */
};

#define OW_PACING_MOST_LEGS 16

/** Share of the speed by which the second half is faster, if not said. */
#define OW_PACING_NEGATIVE_SHARE 0.01
/** How much slower than at even effort a climb is planned, if not said. */
#define OW_PACING_UPHILL_SHARE 0.05

/** What is asked for; a quantity that is not known is missing. */
struct ow_strategy {
    enum ow_pacing pacing;
    double goal_s;   /**< whole seconds; 20 to 3,600 s/km over the course */
    double negative; /**< of NEGATIVE and PROGRESSION: the second half's speed
                      * is above the first's by this share, 0 to 0.2; missing:
                      * OW_PACING_NEGATIVE_SHARE */
    double uphill;   /**< restraint on climbs of 5 % and steeper, in proportion
                      * below, 0 to 0.2; missing: OW_PACING_UPHILL_SHARE */
    const struct ow_pacing_leg *legs; /**< of OWN, ascending */
    size_t leg_count;                 /**< 1 to OW_PACING_MOST_LEGS */
    double split_m;                   /**< 100 and more, at most 5,000 splits */
    double temperature_c;             /**< as of ow_heat_slowdown() */
    double dew_point_c; /**< missing: 8 C below, some 60 % humidity */
    double altitude_m;  /**< as of ow_altitude_slowdown() */
    double predicted_s; /**< what the runner can do over as many metres on the
                         * flat, in the cool, at the sea */
};

/** One split as planned. */
struct ow_race_split {
    double from_m;
    double to_m;
    double grade;              /**< net rise over length; 0 without elevation */
    double pace_s_per_km;      /**< before rounding to seconds */
    double flat_pace_s_per_km; /**< the same effort on the flat */
    int64_t time_s;
    int64_t cumulative_s;
};

/** Something the runner should know; codes are listed in doc/messages.md. */
struct ow_race_warning {
    const char *code; /**< "race-no-elevation", … */
    char message[200];
};

#define OW_RACE_PLAN_MOST_WARNINGS 8

/** A race as planned. Figures may be missing. */
struct ow_race_plan {
    enum ow_pacing pacing;
    double goal_s;
    double length_m;
    struct ow_race_split *splits;
    size_t split_count;
    double first_half_s;        /**< at half the distance, not rounded */
    struct ow_slowdown heat;    /**< of the weather; missing above 180 F */
    double altitude_slowdown;   /**< missing where there is no figure */
    double worth_s;             /**< the goal on the flat, in the cool, at the
                                 * sea: the same effort */
    double second_half_worth_s; /**< such a race all run as the second half */
    double best_s;              /**< of the open class, about a world best */
    struct ow_race_warning warnings[OW_RACE_PLAN_MOST_WARNINGS];
    size_t warning_count;
};

/**
 * Plans a race. Effort is even over the hills but for a little less on climbs;
 * speeds as on the flat follow the pacing; the whole takes the goal to the
 * second. Splits are differences of cumulative times rounded to seconds.
 *
 * In the first tenth no metre is faster than the goal's mean pace, whatever the
 * hills say; what that costs is made up evenly, by half the distance with
 * OW_PACING_NEGATIVE, else over all the rest. On a course whose hills make the
 * mean pace a slow one, 3 % slower than the goal as on the flat is held back
 * enough. The runner's own profile is not held back, only warned of.
 *
 * @param[out] plan  the caller's, ow_race_plan_dispose(); untouched on failure
 * @return OW_OK; OW_E_RANGE with value and bound; OW_E_NOMEM
 *
 * Source: hills as ow_grade_effort(); restraint uphill from Townshend et al.
 * 2010 and Johnson 2022, its size an expert estimate; the start and the
 * negative split from the pacing of best races (doc/race-plans.md); open class
 * as ow_age_grade_compute().
 */
OW_API OW_MUST_CHECK enum ow_status
ow_race_plan_make(const struct ow_race_course *course,
                  const struct ow_strategy *strategy, struct ow_race_plan *plan,
                  struct ow_error *err);

/** Gives the splits back and leaves an empty plan; all zero is one. */
OW_API void ow_race_plan_dispose(struct ow_race_plan *plan);

/**
 * The plan as a workout: a step for each split, or for as many neighbours in a
 * row as the budget asks for; the pace as a band of 2 % to both sides; the time
 * on the clock at its end as its cue.
 *
 * @param name         of the workout
 * @param units        of the distances in the cues
 * @param most_steps   1 and more
 * @param[out] workout the caller's, ow_workout_free(); untouched on failure
 * @return OW_OK; OW_E_RANGE for a pace that no workout holds; OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_race_plan_workout(const struct ow_race_plan *plan, const char *name,
                     enum ow_units units, size_t most_steps,
                     struct ow_workout **workout, struct ow_error *err);

/** A split of the plan as it was run. */
struct ow_raced_split {
    double time_s;
    double cumulative_s;
    double behind_s; /**< later on the clock than planned; negative: ahead */
};

/** Size of the words of ow_race_plan_lay() with their zero. */
#define OW_RACED_WORDS_SIZE 200

/**
 * Lays a race beside its plan: when each split was reached, and in one sentence
 * how it ended, how it began, and from where on time was lost.
 *
 * @param trace    of the race
 * @param stretch  from the gun to the line, see struct ow_race_reading; its
 *                 metres are scaled to the course, so that what a watch
 *                 measures too long is spread over all of it
 * @param units    of the distances in the words
 * @param[out] splits  plan->split_count of them, the caller's
 * @param[out] words   one sentence without a full stop
 * @return OW_OK; OW_E_NOT_FOUND for a stretch without metres; OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_race_plan_lay(const struct ow_race_plan *plan, const struct ow_trace *trace,
                 const struct ow_stretch *stretch, enum ow_units units,
                 struct ow_raced_split *splits, char words[OW_RACED_WORDS_SIZE],
                 struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
