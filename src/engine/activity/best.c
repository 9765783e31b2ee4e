/*
 * Fastest stretches and splits. The fastest stretch of a distance begins or
 * ends at a point of the trace, since time is straight between points: two
 * sweeps, one for each, meet every candidate once.
 */
#include "engine/activity/trace.h"

#include "onward/quantity.h"

#include <math.h>

/* Of a metre each around the equator, and more than anyone asks for. */
#define MOST_SPLITS 1e8

const double *ow_trace_best_distances(size_t *count)
{
    static const double distances_m[] = {400,
                                         800,
                                         1000,
                                         OW_MILE_M,
                                         3000,
                                         5000,
                                         10000,
                                         15000,
                                         10 * OW_MILE_M,
                                         20000,
                                         OW_HALF_MARATHON_M,
                                         30000,
                                         OW_MARATHON_M,
                                         50000,
                                         100000};

    *count = sizeof distances_m / sizeof distances_m[0];
    return distances_m;
}

/*
 * Time at which a distance is reached; `at` is the first point that lies
 * beyond it, so the distance grows from the point before.
 */
static double time_between(const struct ow_trace *trace, size_t at,
                           double distance_m)
{
    const double *d = trace->distance_m + at - 1;
    const double *t = trace->time_s + at - 1;

    return t[0] + (t[1] - t[0]) * (distance_m - d[0]) / (d[1] - d[0]);
}

static void keep_faster(struct ow_trace_best *best, double start_s,
                        double end_s)
{
    if (end_s - start_s < best->time_s) {
        best->time_s = end_s - start_s;
        best->start_s = start_s;
    }
}

/* Stretches that end at a point: begin as late as the distance allows. */
static void sweep_ends(const struct ow_trace *trace, struct ow_trace_best *best)
{
    size_t after = 1;

    for (size_t end = 1; end < trace->count; end++) {
        double from_m = trace->distance_m[end] - best->distance_m;

        if (from_m < 0) {
            continue;
        }
        while (trace->distance_m[after] <= from_m) {
            after++;
        }
        keep_faster(best, time_between(trace, after, from_m),
                    trace->time_s[end]);
    }
}

/* Stretches that begin at a point: end as soon as the distance is there. */
static void sweep_starts(const struct ow_trace *trace,
                         struct ow_trace_best *best)
{
    size_t after = 1;

    for (size_t start = 0; start + 1 < trace->count; start++) {
        double to_m = trace->distance_m[start] + best->distance_m;

        while (after < trace->count && trace->distance_m[after] < to_m) {
            after++;
        }
        if (after == trace->count) {
            return;
        }
        keep_faster(best, trace->time_s[start],
                    time_between(trace, after, to_m));
    }
}

bool ow_trace_best(const struct ow_trace *trace, double distance_m,
                   struct ow_trace_best *best)
{
    struct ow_trace_best made = {distance_m, (double)INFINITY, 0};

    if (!(distance_m > 0 && distance_m <= ow_trace_distance_m(trace))) {
        return false;
    }
    sweep_ends(trace, &made);
    sweep_starts(trace, &made);
    *best = made;
    return true;
}

size_t ow_trace_splits(const struct ow_trace *trace,
                       const struct ow_stretch *stretch, double every_m,
                       struct ow_split *splits, size_t capacity)
{
    double from_m = trace_distance_at(trace, stretch->start_s);
    double recorded_m = trace_distance_at(trace, stretch->end_s) - from_m;
    double scale = recorded_m / stretch->distance_m;
    double before_s = stretch->start_s;
    double pieces = ceil(stretch->distance_m / every_m - 1e-9);
    size_t count = 0;
    size_t after = 1;

    if (!(recorded_m > 0 && pieces >= 1 && pieces < MOST_SPLITS)) {
        return 0;
    }
    count = (size_t)pieces;
    for (size_t i = 0; i < count && i < capacity; i++) {
        double to_m = fmin(stretch->distance_m, every_m * (double)(i + 1));
        double mark_m = from_m + to_m * scale;
        double end_s = stretch->end_s;

        while (after + 1 < trace->count && trace->distance_m[after] < mark_m) {
            after++;
        }
        if (i + 1 < count) {
            end_s = time_between(trace, after, mark_m);
        }
        splits[i].from_m = every_m * (double)i;
        splits[i].to_m = to_m;
        splits[i].time_s = end_s - before_s;
        splits[i].cumulative_s = end_s - stretch->start_s;
        before_s = end_s;
    }
    return count;
}
