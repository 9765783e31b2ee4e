/* The inside of a curve, for the bests that are read from it. */
#ifndef ENGINE_ACTIVITY_CURVE_H
#define ENGINE_ACTIVITY_CURVE_H

#include "engine/activity/curve_scan.h"
#include "onward/curve.h"

struct ow_curve {
    const struct ow_trace *trace;
    enum ow_curve_quantity quantity;
    size_t seconds;        /* from the first point to the last, rounded up */
    size_t fine;           /* up to here each second is a duration */
    size_t count;          /* durations that have a figure */
    double *grid;          /* sum up to each second, `seconds` + 1 of them */
    const double *spans_s; /* the only durations wanted; NULL: all of them */
    size_t span_count;
    struct curve_most most;
};

/** The same as ow_curve_new(), by a stated path, for tests and benchmarks. */
enum ow_status curve_new_by(enum curve_path path, const struct ow_trace *trace,
                            enum ow_curve_quantity quantity,
                            struct ow_curve **curve, struct ow_error *err);

/** The grid of a run's metres alone, no duration searched; OW_E_RANGE and
 * OW_E_NOMEM as ow_curve_new(). */
enum ow_status curve_new_grid(const struct ow_trace *trace,
                              struct ow_curve **curve, struct ow_error *err);

#endif
