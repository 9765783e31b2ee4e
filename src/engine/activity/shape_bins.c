/*
 * A trace as bins of even distance. Bins rather than seconds, since hills and
 * a device's steps lie on the way; few enough that what follows costs the same
 * for a day as for an hour.
 */
#include "engine/activity/shape.h"
#include "onward/conditions.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define LEAST_BIN_M 50.0
#define FEWEST_BINS 20

/* Slower than this, and much slower than most of the run, is walking. */
#define WALK_M_PER_S 2.0
#define WALK_SHARE 0.72
/* A walk break, and a walk home; longer walking belongs to the run. */
#define LONGEST_BREAK_S 150.0
#define LONGEST_WALK_HOME_S (15 * 60.0)
/* Who walks more than this share of the time, or often and more than a little,
 * runs and walks by turns. */
#define MOST_WALKED 0.12
#define OFTEN_WALKED 0.04
#define MOST_BREAKS 5

/* The slope under the feet goes over so much of the way before and after. */
#define NEAR_M 12.0
#define STEEPEST 0.30

/* A bin being filled; the slope is summed over its metres. */
struct open_bin {
    double start_s;
    double moving_s;
    double distance_m;
    struct shape_slope slope;
};

/* Points about the place whose slope is read; they only go on. */
struct reach {
    size_t from;
    size_t to;
};

static void add_slope(struct shape_slope *sum, const struct shape_slope *slope,
                      double weight)
{
    sum->grade += weight * slope->grade;
    sum->near += weight * slope->near;
    sum->near_square += weight * slope->near_square;
    sum->near_climb += weight * slope->near_climb;
}

/* The slope of the step before point i. */
static struct shape_slope slope_at(const struct ow_trace *trace, size_t i,
                                   struct reach *reach)
{
    const double *d = trace->distance_m;
    double middle_m = (d[i] + d[i - 1]) / 2;
    double run_m = 0;
    double near = trace->grade[i];

    while (d[reach->from + 1] < middle_m - NEAR_M) {
        reach->from++;
    }
    while (reach->to + 1 < trace->count && d[reach->to] < middle_m + NEAR_M) {
        reach->to++;
    }
    run_m = d[reach->to] - d[reach->from];
    if (run_m >= NEAR_M) {
        near =
            (trace->elevation_m[reach->to] - trace->elevation_m[reach->from]) /
            run_m;
    }
    near = fmax(-STEEPEST, fmin(near, STEEPEST));
    return (struct shape_slope){trace->grade[i], near, near * near,
                                fmax(near, 0)};
}

static void close_bin(struct shape_bins *bins, struct open_bin *open,
                      double end_s)
{
    size_t n = bins->count;

    if (open->distance_m > bins->bin_m / 2 && open->moving_s > 0 &&
        n < SHAPE_MOST_BINS) {
        bins->start_s[n] = open->start_s;
        bins->end_s[n] = end_s;
        bins->moving_s[n] = open->moving_s;
        bins->distance_m[n] = open->distance_m;
        bins->slope[n] = (struct shape_slope){0};
        add_slope(&bins->slope[n], &open->slope, 1 / open->distance_m);
        bins->log_speed[n] = log(open->distance_m / open->moving_s);
        bins->count++;
    }
    *open = (struct open_bin){.start_s = end_s};
}

static void add_step(struct shape_bins *bins, struct open_bin *open,
                     const struct ow_trace *trace, size_t i,
                     const struct shape_slope *slope)
{
    double distance_m = trace->distance_m[i] - trace->distance_m[i - 1];
    double moving_s = trace->moving_s[i] - trace->moving_s[i - 1];
    double step_s = trace->time_s[i] - trace->time_s[i - 1];
    double done_m = 0;

    while (open->distance_m + distance_m - done_m >= bins->bin_m) {
        double part_m = bins->bin_m - open->distance_m;

        done_m += part_m;
        open->distance_m = bins->bin_m;
        open->moving_s += moving_s * part_m / distance_m;
        add_slope(&open->slope, slope, part_m);
        close_bin(bins, open,
                  trace->time_s[i - 1] + step_s * done_m / distance_m);
    }
    open->distance_m += distance_m - done_m;
    open->moving_s +=
        distance_m > 0 ? moving_s * (1 - done_m / distance_m) : moving_s;
    add_slope(&open->slope, slope, distance_m - done_m);
}

static void move_bin(struct shape_bins *bins, size_t to, size_t from)
{
    bins->start_s[to] = bins->start_s[from];
    bins->end_s[to] = bins->end_s[from];
    bins->moving_s[to] = bins->moving_s[from];
    bins->distance_m[to] = bins->distance_m[from];
    bins->slope[to] = bins->slope[from];
    bins->log_speed[to] = bins->log_speed[from];
}

/* Marks the walk breaks; sums up what was walked within the run. On a climb a
 * slow step is no walk: speed as on the flat counts. */
static void find_walks(struct shape_bins *bins, bool *is_walk, double *all_s)
{
    double flat[SHAPE_MOST_BINS];
    double room[SHAPE_MOST_BINS];
    double walk = 0;

    for (size_t i = 0; i < bins->count; i++) {
        flat[i] =
            bins->log_speed[i] + log(ow_grade_effort(bins->slope[i].grade));
    }
    memcpy(room, flat, bins->count * sizeof *room);
    walk = fmin(log(WALK_M_PER_S),
                shape_median(room, bins->count) + log(WALK_SHARE));
    for (size_t i = 0; i < bins->count;) {
        size_t end = i;
        double break_s = 0;
        bool is_left_out = false;

        while (end < bins->count && flat[end] < walk) {
            break_s += bins->moving_s[end++];
        }
        is_left_out = break_s <= (end == bins->count ? LONGEST_WALK_HOME_S
                                                     : LONGEST_BREAK_S);
        *all_s += end == bins->count && is_left_out ? 0 : break_s;
        if (end == i) {
            is_walk[i++] = false;
            continue;
        }
        for (; i < end; i++) {
            is_walk[i] = is_left_out;
        }
        bins->walks += is_left_out;
    }
}

static void leave_out_walks(struct shape_bins *bins)
{
    bool is_walk[SHAPE_MOST_BINS];
    double total_s = shape_moving_s(bins, (struct shape_span){0, bins->count});
    double all_s = 0;
    size_t kept = 0;

    find_walks(bins, is_walk, &all_s);
    bins->is_run_walk =
        all_s > MOST_WALKED * total_s ||
        (all_s > OFTEN_WALKED * total_s && bins->walks > MOST_BREAKS);
    if (bins->is_run_walk) {
        return;
    }
    for (size_t i = 0; i < bins->count; i++) {
        if (!is_walk[i]) {
            move_bin(bins, kept++, i);
        }
    }
    bins->count = kept;
}

bool shape_bins_fill(struct shape_bins *bins, const struct ow_trace *trace)
{
    double whole_m = ow_trace_distance_m(trace);
    struct open_bin open = {.start_s = trace->time_s[0]};
    struct reach reach = {0, 0};

    bins->has_grade = trace->grade != NULL;
    bins->bin_m = fmax(LEAST_BIN_M, whole_m / (SHAPE_MOST_BINS - 1));
    for (size_t i = 1; i < trace->count; i++) {
        if (trace_is_stop(trace, i)) {
            open.start_s =
                open.distance_m > 0 ? open.start_s : trace->time_s[i];
        } else {
            struct shape_slope slope = bins->has_grade
                                           ? slope_at(trace, i, &reach)
                                           : (struct shape_slope){0};

            add_step(bins, &open, trace, i, &slope);
        }
    }
    close_bin(bins, &open, trace->time_s[trace->count - 1]);
    if (bins->count < FEWEST_BINS) {
        return false;
    }
    leave_out_walks(bins);
    return bins->count >= FEWEST_BINS;
}

double shape_moving_s(const struct shape_bins *bins, struct shape_span span)
{
    double moving_s = 0;

    for (size_t i = span.from; i < span.to; i++) {
        moving_s += bins->moving_s[i];
    }
    return moving_s;
}

double shape_mean(const struct shape_bins *bins, struct shape_span span)
{
    double sum = 0;
    double weight = 0;

    for (size_t i = span.from; i < span.to; i++) {
        sum += bins->smooth[i] * bins->moving_s[i];
        weight += bins->moving_s[i];
    }
    return weight > 0 ? sum / weight : 0;
}

/* Hoare's selection: what is wanted ends at its place. */
static double select_at(double *values, size_t count, size_t place)
{
    ptrdiff_t low = 0;
    ptrdiff_t high = (ptrdiff_t)count - 1;
    ptrdiff_t middle = (ptrdiff_t)place;

    while (low < high) {
        double pivot = values[middle];
        ptrdiff_t i = low;
        ptrdiff_t j = high;

        while (i <= j) {
            i += values[i] < pivot;
            j -= values[j] > pivot;
            if (i <= j && !(values[i] < pivot) && !(values[j] > pivot)) {
                double kept = values[i];

                values[i++] = values[j];
                values[j--] = kept;
            }
        }
        low = j < middle ? i : low;
        high = middle < i ? j : high;
    }
    return values[middle];
}

static double lesser(double a, double b)
{
    return a < b ? a : b;
}

static double greater(double a, double b)
{
    return a > b ? a : b;
}

/* Without the least and the most of four, the middle of what is left. */
static double middle_of_five(const double *values)
{
    double low =
        greater(lesser(values[0], values[1]), lesser(values[2], values[3]));
    double high =
        lesser(greater(values[0], values[1]), greater(values[2], values[3]));

    return greater(lesser(low, high), lesser(greater(low, high), values[4]));
}

double shape_median(double *values, size_t count)
{
    if (count == 5) {
        return middle_of_five(values); /* a bin among its neighbours */
    }
    return select_at(values, count, count / 2);
}

double shape_spread(double *sizes, size_t count)
{
    return select_at(sizes, count, count * 7 / 10) / 1.0364;
}
