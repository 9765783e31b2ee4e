/*
 * An activity cleaned to what bests, splits and races are read from: how far
 * the runner was at what time. Gaps stay, jumps and steps back go.
 */
#ifndef ONWARD_TRACE_H
#define ONWARD_TRACE_H

#include "onward/activity.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A cleaned activity; opaque, one owner. */
struct ow_trace;

/**
 * Cleans an activity: points whose time grows and whose distance never falls.
 * The distance is the device's own; else it goes along the positions, without
 * pauses and without what they wander while the runner stands; else it comes
 * from the speed. A step faster than anyone runs counts as the pace before it,
 * unless the count had stood still and only catches up; a position out of
 * reach is passed over. Elevation is smoothed over distance.
 *
 * @param[out] trace  the caller's, ow_trace_free(); untouched on failure
 * @return OW_OK; OW_E_NOT_FOUND, "not enough data: ...", when fewer than two
 *         points say how far; OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_trace_new(const struct ow_activity *activity, struct ow_trace **trace,
             struct ow_error *err);

/** Gives a trace back; NULL is fine. */
OW_API void ow_trace_free(struct ow_trace *trace);

/** What the metres of a trace were read from. */
enum ow_distance_source {
    OW_DISTANCE_NONE = 0,
    OW_DISTANCE_DEVICE,    /**< as the device counted them */
    OW_DISTANCE_POSITIONS, /**< along the positions */
    OW_DISTANCE_SPEED      /**< from the speed, which is all there was */
};

/** What had to be mended or left out to make a trace. */
struct ow_trace_mends {
    enum ow_distance_source distance_from;
    size_t without_time;      /**< samples left out */
    size_t repeated_times;    /**< samples left out: not after the one before */
    size_t without_distance;  /**< points: metres from those around them */
    size_t without_elevation; /**< points, in an activity that has elevation */
    size_t jumps;             /**< points no runner could have come to */
    double wander_m;          /**< of positions while the runner stood */
    size_t elevation_steps;   /**< moves of the sensor, taken out */
    size_t stops;             /**< of 5 s or longer, slower than 0.8 m/s */
    double stopped_s;         /**< all stops together */
};

/** What was mended; borrowed from the trace. */
OW_API const struct ow_trace_mends *
ow_trace_mends(const struct ow_trace *trace);

/** Metres from its first point to its last. */
OW_API double ow_trace_distance_m(const struct ow_trace *trace);

/** The fastest stretch of a distance within an activity. */
struct ow_trace_best {
    double distance_m;
    double time_s;  /**< elapsed, pauses included */
    double start_s; /**< since the activity's start */
};

/** The distances whose bests are kept, 400 m to 100 miles, ascending. */
OW_API const double *ow_trace_best_distances(size_t *count);

/**
 * The exact fastest stretch over a distance, with speed taken as even between
 * points. Time grows with the points, not with the distance.
 *
 * @param distance_m  above 0
 * @param[out] best   untouched when false is returned
 * @return whether the trace is that long
 */
OW_API bool ow_trace_best(const struct ow_trace *trace, double distance_m,
                          struct ow_trace_best *best);

/**
 * The exact fastest stretch over each of ow_trace_best_distances() that the run
 * is long enough for: ow_trace_best()'s own answers, in a fraction of its time.
 *
 * @param[out] bests  up to `capacity`, ascending by distance, the caller's
 * @param[out] count  of them
 * @return OW_OK or OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_trace_bests(const struct ow_trace *trace, struct ow_trace_best *bests,
               size_t capacity, size_t *count, struct ow_error *err);

/** The part of a trace that counts, and how long it really was. */
struct ow_stretch {
    double start_s; /**< since the activity's start */
    double end_s;
    double distance_m; /**< official; the recorded metres are scaled to it */
};

/** The whole of it: from its first point to its last, as far as recorded. */
OW_API struct ow_stretch ow_trace_whole(const struct ow_trace *trace);

/** One stretch of a run that was cut. */
struct ow_split {
    double from_m;
    double to_m;
    double time_s; /**< elapsed, pauses included */
    double cumulative_s;
    double moving_s;    /**< without stops */
    double flat_m;      /**< grade-adjusted: moving_s over it is the pace that
                         * was run as on the flat. to_m - from_m on the flat */
    double ascent_m;    /**< missing without elevation */
    double descent_m;   /**< 0 or more; missing without elevation */
    double hr_bpm;      /**< mean over time; missing without */
    double cadence_spm; /**< mean over time, standing left out */
    int step_index;     /**< of the workout, where cut by laps; else -1 */
};

/**
 * Cuts a stretch into splits of equal distance; what is left over makes a last
 * shorter one.
 *
 * @param every_m      length of a split, above 0
 * @param[out] splits  up to `capacity`, the caller's
 * @return splits there are, 0 where the stretch has no metres; only `capacity`
 *         of them are written
 */
OW_API size_t ow_trace_splits(const struct ow_trace *trace,
                              const struct ow_stretch *stretch, double every_m,
                              struct ow_split *splits, size_t capacity);

/**
 * Cuts a trace at the device's laps. Metres are those of the trace.
 *
 * @param activity     the one the trace was made of
 * @param[out] splits  up to `capacity`, the caller's
 * @return laps that took any time; only `capacity` of them are written
 */
OW_API size_t ow_trace_lap_splits(const struct ow_trace *trace,
                                  const struct ow_activity *activity,
                                  struct ow_split *splits, size_t capacity);

/**
 * Cuts a trace at the steps of the workout that was followed: laps in a row of
 * one step are one split, what was run outside of a step stands by itself.
 *
 * @param activity     the one the trace was made of
 * @param[out] splits  up to `capacity`, the caller's
 * @return steps that were run, 0 where no workout was followed; only
 *         `capacity` of them are written
 */
OW_API size_t ow_trace_step_splits(const struct ow_trace *trace,
                                   const struct ow_activity *activity,
                                   struct ow_split *splits, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif
