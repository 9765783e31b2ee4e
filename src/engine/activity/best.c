/*
 * Fastest stretches. The fastest stretch of a distance begins or
 * ends at a point of the trace, since time is straight between points: two
 * sweeps, one for each, meet every candidate once.
 */
#include "base/error.h"
#include "engine/activity/curve.h"
#include "engine/activity/trace.h"

#include "onward/quantity.h"

#include <math.h>

/* Starts that are passed over together when none of them can be the best. */
#define BLOCK_S 15
/* Starts that are tried for a first bound. */
#define GUESSES 64
/* A grid may have so much less of a distance by rounding. */
#define ROUNDING_M 0.001

const double *ow_trace_best_distances(size_t *count)
{
    static const double distances_m[] = {400,
                                         800,
                                         1000,
                                         1500,
                                         OW_MILE_M,
                                         2000,
                                         3000,
                                         2 * OW_MILE_M,
                                         5000,
                                         8000,
                                         10000,
                                         15000,
                                         10 * OW_MILE_M,
                                         20000,
                                         OW_HALF_MARATHON_M,
                                         25000,
                                         30000,
                                         OW_MARATHON_M,
                                         50000,
                                         100000,
                                         100 * OW_MILE_M};

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

/* The first point that, less a distance, lies at `from_m` or beyond. */
static size_t point_from(const struct ow_trace *trace, double less_m,
                         double from_m)
{
    size_t low = 0;
    size_t high = trace->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (trace->distance_m[middle] - less_m < from_m) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/*
 * Stretches that end at a point and begin between points `first` and `last`:
 * as late as the distance allows.
 */
static void sweep_ends(const struct ow_trace *trace, size_t first, size_t last,
                       struct ow_trace_best *best)
{
    size_t after = first + 1;
    size_t end = point_from(trace, best->distance_m, trace->distance_m[first]);

    for (; end < trace->count; end++) {
        double from_m = trace->distance_m[end] - best->distance_m;

        if (from_m > trace->distance_m[last]) {
            return;
        }
        while (trace->distance_m[after] <= from_m) {
            after++;
        }
        keep_faster(best, time_between(trace, after, from_m),
                    trace->time_s[end]);
    }
}

/*
 * Stretches that begin at a point from `first` to `last`: they end as soon as
 * the distance is there.
 */
static void sweep_starts(const struct ow_trace *trace, size_t first,
                         size_t last, struct ow_trace_best *best)
{
    size_t after =
        point_from(trace, 0, trace->distance_m[first] + best->distance_m);

    for (size_t start = first; start <= last; start++) {
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
    sweep_ends(trace, 0, trace->count - 1, &made);
    sweep_starts(trace, 0, trace->count - 1, &made);
    *best = made;
    return true;
}

/* Starts, in seconds of a curve's grid, of stretches that may be the best. */
struct starts {
    size_t from;
    size_t to; /* the second after the last */
};

/*
 * The next starts from `from` on; none where `from` and `to` are equal. The
 * best takes at most `most_s`, so in one second more from the full second
 * before it the grid must have its metres.
 */
static struct starts next_starts(const struct ow_curve *curve, size_t from,
                                 size_t most_s, double distance_m)
{
    const double *grid = curve->grid;
    size_t end = curve->seconds;
    size_t reach = most_s + 1;
    struct starts starts = {end, end};

    for (size_t i = from; i < end; i++) {
        size_t skip = i + BLOCK_S + reach;

        if (grid[skip < end ? skip : end] - grid[i] < distance_m) {
            i += BLOCK_S;
        } else if (grid[i + reach < end ? i + reach : end] - grid[i] >=
                   distance_m) {
            starts.from = i;
            break;
        }
    }
    for (starts.to = starts.from; starts.to < end; starts.to++) {
        size_t reached = starts.to + reach;

        if (grid[reached < end ? reached : end] - grid[starts.to] <
            distance_m) {
            break;
        }
    }
    return starts;
}

/* The last point not after a second of the grid, and the first not before. */
static size_t point_before(const struct ow_trace *trace, size_t second)
{
    double time_s = trace->time_s[0] + (double)second;
    size_t low = 0;
    size_t high = trace->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (trace->time_s[middle] <= time_s) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The shortest duration of the curve in which a distance was covered. */
static size_t enough_s(const struct ow_curve *curve, double distance_m)
{
    size_t low = 0;
    size_t high = curve->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (curve->most.sums[middle] < distance_m) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < curve->count ? curve_length(curve->fine, low) : curve->seconds;
}

/* Looks where the best, which takes at most `most_s`, may begin. */
static void search(const struct ow_curve *curve, size_t most_s,
                   struct ow_trace_best *best)
{
    const struct ow_trace *trace = curve->trace;
    struct ow_trace_best at_end = {best->distance_m, (double)INFINITY, 0};
    struct ow_trace_best at_start = at_end;
    struct starts starts = {0, 0};

    for (;;) {
        size_t first = 0;
        size_t last = 0;

        starts = next_starts(curve, starts.to, most_s,
                             best->distance_m - ROUNDING_M);
        if (starts.from == starts.to) {
            break;
        }
        first = point_before(trace, starts.from);
        last = point_before(trace, starts.to) + 1;
        last = last < trace->count ? last : trace->count - 1;
        sweep_ends(trace, first, last, &at_end);
        sweep_starts(trace, first, last, &at_start);
    }
    *best = at_start.time_s < at_end.time_s ? at_start : at_end;
}

bool ow_curve_best(const struct ow_curve *curve, double distance_m,
                   struct ow_trace_best *best)
{
    if (curve->quantity != OW_CURVE_SPEED_M_PER_S ||
        !(distance_m > 0 && distance_m <= ow_trace_distance_m(curve->trace))) {
        return false;
    }
    best->distance_m = distance_m;
    search(curve, enough_s(curve, distance_m), best);
    return true;
}

/* The second by which a distance is run from a start, looked for around
 * `near`; the last one where it is not reached. */
static size_t reached_by(const struct ow_curve *curve, size_t start,
                         double distance_m, size_t near)
{
    const double *grid = curve->grid;
    double to_m = grid[start] + distance_m;
    size_t at = near < curve->seconds ? near : curve->seconds;

    while (at > start && grid[at - 1] >= to_m) {
        at--;
    }
    while (at < curve->seconds && grid[at] < to_m) {
        at++;
    }
    return at;
}

/* No more than a bound: the least of some starts, and of those around it. */
static size_t guess_s(const struct ow_curve *curve, double distance_m)
{
    size_t step = curve->seconds / GUESSES + 1;
    size_t best_start = 0;
    size_t end = reached_by(curve, 0, distance_m, 0);
    size_t least_s = curve->seconds;

    for (size_t start = 0; start < curve->seconds && end < curve->seconds;
         start += step) {
        end = reached_by(curve, start, distance_m, end + step);
        if (end < curve->seconds && end - start < least_s) {
            least_s = end - start;
            best_start = start;
        }
    }
    for (; step > 1; step = (step + 1) / 2) {
        size_t sides[2] = {best_start > step ? best_start - step : 0,
                           best_start + step};

        for (size_t i = 0; i < 2 && sides[i] < curve->seconds; i++) {
            end = reached_by(curve, sides[i], distance_m, sides[i] + least_s);
            if (end < curve->seconds && end - sides[i] < least_s) {
                least_s = end - sides[i];
                best_start = sides[i];
            }
        }
    }
    return least_s;
}

enum ow_status ow_trace_bests(const struct ow_trace *trace,
                              struct ow_trace_best *bests, size_t capacity,
                              size_t *count, struct ow_error *err)
{
    size_t distance_count = 0;
    const double *distances_m = ow_trace_best_distances(&distance_count);
    double all_m = ow_trace_distance_m(trace);
    struct ow_curve *grid = NULL;
    size_t found = 0;

    /* Too long for a grid is no failure here: all points are looked at. */
    if (curve_new_grid(trace, &grid, NULL) == OW_E_NOMEM) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < distance_count && found < capacity; i++) {
        struct ow_trace_best *best = &bests[found];

        if (grid != NULL && distances_m[i] <= all_m) {
            best->distance_m = distances_m[i];
            search(grid, guess_s(grid, distances_m[i]), best);
            found++;
        } else if (grid == NULL) {
            found += ow_trace_best(trace, distances_m[i], best);
        }
    }
    ow_curve_free(grid);
    *count = found;
    return OW_OK;
}
