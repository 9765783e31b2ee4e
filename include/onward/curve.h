/*
 * The most a run holds for each duration: the best mean speed, speed as on the
 * flat, heart rate and power over one second, two seconds, … up to all of it.
 *
 * The run is laid on a grid of whole seconds from its first point on, and every
 * stretch that begins on it is compared; none is passed over. Runs of up to a
 * day have each second as a duration, longer ones each second up to an hour and
 * each minute from there on.
 *
 * A mean is that of exactly the duration, so it may rise a little with it: of
 * speeds 3, 1, 3 the best 3 s are faster than the best 2 s. What always holds:
 * metres never fall with duration, and no stretch beats its own best part.
 */
#ifndef ONWARD_CURVE_H
#define ONWARD_CURVE_H

#include "onward/trace.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a curve is made of. */
enum ow_curve_quantity {
    OW_CURVE_SPEED_M_PER_S = 0, /**< elapsed time, pauses included */
    OW_CURVE_FLAT_M_PER_S,      /**< the same, grade-adjusted */
    OW_CURVE_HR_BPM,
    OW_CURVE_POWER_W
};

/** Durations each second up to here; longer runs by the minute from an hour. */
#define OW_CURVE_EXACT_S 86400

/** Ten days: a longer run has no curve. */
#define OW_CURVE_LONGEST_S 864000

/** The most that was held for a duration. */
struct ow_curve_point {
    double duration_s;
    double mean;    /**< in the unit of the quantity */
    double start_s; /**< of the stretch, since the activity's start */
};

/** Best means over every duration; opaque, one owner. */
struct ow_curve;

/**
 * Finds the best mean over every duration.
 *
 * Speed is even between points; less than a second left over at the end counts
 * as a whole one. A heart rate or power holds from the point before to its own.
 * Where it is missing, or points lie more than 15 s apart, there is a gap; no
 * stretch reaches across one.
 *
 * The means are exact but for rounding: to 1e-11 of the whole run's sum.
 *
 * @param trace       must stand as long as the curve does
 * @param[out] curve  the caller's, ow_curve_free(); untouched on failure
 * @return OW_OK; OW_E_NOT_FOUND where the run has none of the quantity for a
 *         whole second; OW_E_RANGE for a run above OW_CURVE_LONGEST_S;
 *         OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_curve_new(const struct ow_trace *trace, enum ow_curve_quantity quantity,
             struct ow_curve **curve, struct ow_error *err);

/**
 * The best means over a few durations, as the curve has them, in a tenth of its
 * time.
 *
 * @param spans_s     `count` whole seconds, at least 1, ascending
 * @param[out] means  `count`, the caller's; missing for spans that are longer
 *                    than the run or its longest part without a gap; untouched
 *                    on failure
 * @return as ow_curve_new()
 */
OW_API OW_MUST_CHECK enum ow_status
ow_curve_peaks(const struct ow_trace *trace, enum ow_curve_quantity quantity,
               const double *spans_s, size_t count, double *means,
               struct ow_error *err);

/** Gives a curve back; NULL is fine. */
OW_API void ow_curve_free(struct ow_curve *curve);

/** The longest duration there is, at least 1. */
OW_API double ow_curve_longest_s(const struct ow_curve *curve);

/**
 * The most that was held for a duration, or for the longest one of the curve
 * that is not above it; `point` says which.
 *
 * @param duration_s  from 1 to ow_curve_longest_s()
 * @param[out] point  untouched when false is returned
 * @return whether the curve has it
 */
OW_API bool ow_curve_at(const struct ow_curve *curve, double duration_s,
                        struct ow_curve_point *point);

/**
 * The exact fastest stretch over a distance: ow_trace_best()'s own answer, in a
 * fraction of its time.
 *
 * @param curve       of OW_CURVE_SPEED_M_PER_S
 * @param distance_m  above 0
 * @param[out] best   untouched when false is returned
 * @return whether the run is that long; false for a curve of anything else
 */
OW_API bool ow_curve_best(const struct ow_curve *curve, double distance_m,
                          struct ow_trace_best *best);

#ifdef __cplusplus
}
#endif

#endif
