/* A run cut by distance, by laps or by the steps of its workout. */
#include "engine/activity/activity.h"
#include "engine/activity/trace.h"

#include <math.h>

/* Of a metre each around the equator, and more than anyone asks for. */
#define MOST_SPLITS 1e8
/* What a sensor said holds for the step before it, but not for longer. */
#define LONGEST_STEP_S 30.0

/* A mean over time of what is known. */
struct mean {
    double sum;
    double time_s;
};

/* A walk through a trace that only goes forward. */
struct walk {
    const struct ow_trace *trace;
    size_t after; /* first point behind the time reached, 1 to count - 1 */
};

static void walk_to(struct walk *walk, double time_s)
{
    while (walk->after + 1 < walk->trace->count &&
           walk->trace->time_s[walk->after] <= time_s) {
        walk->after++;
    }
}

/* A column at the time reached, even between points, as at the ends beyond. */
static double value_at(const struct walk *walk, const double *column,
                       double time_s)
{
    const double *t = walk->trace->time_s + walk->after - 1;
    double share = (time_s - t[0]) / (t[1] - t[0]);

    column += walk->after - 1;
    return column[0] + (column[1] - column[0]) * fmax(0, fmin(1, share));
}

static void mean_add(struct mean *mean, const double *column, size_t point,
                     double time_s)
{
    if (column != NULL && !ow_is_missing(column[point])) {
        mean->sum += column[point] * time_s;
        mean->time_s += time_s;
    }
}

static double mean_value(const struct mean *mean)
{
    return mean->time_s > 0 ? mean->sum / mean->time_s : OW_MISSING;
}

/* What is known of the time from `start_s`, where the walk is, to `end_s`. */
static void measure(struct walk *walk, double start_s, double end_s,
                    struct ow_split *split)
{
    const struct ow_trace *trace = walk->trace;
    const double *time_s = trace->time_s;
    struct walk begin = *walk;
    struct mean hr = {0, 0};
    struct mean cadence = {0, 0};

    walk_to(walk, end_s);
    for (size_t i = begin.after; i <= walk->after; i++) {
        double step_s = fmin(time_s[i], end_s) - fmax(time_s[i - 1], start_s);

        if (step_s > 0 && time_s[i] - time_s[i - 1] <= LONGEST_STEP_S) {
            mean_add(&hr, trace->hr_bpm, i, step_s);
            mean_add(&cadence, trace->cadence_spm, i, step_s);
        }
    }
    split->time_s = end_s - start_s;
    split->moving_s = value_at(walk, trace->moving_s, end_s) -
                      value_at(&begin, trace->moving_s, start_s);
    split->ascent_m = OW_MISSING;
    split->descent_m = OW_MISSING;
    if (trace->elevation_m != NULL) {
        split->ascent_m = value_at(walk, trace->ascent_m, end_s) -
                          value_at(&begin, trace->ascent_m, start_s);
        split->descent_m = value_at(walk, trace->descent_m, end_s) -
                           value_at(&begin, trace->descent_m, start_s);
    }
    split->hr_bpm = mean_value(&hr);
    split->cadence_spm = mean_value(&cadence);
    split->step_index = -1;
}

/* What the hills add to a split's metres: nothing, on the flat, to the last
 * digit. */
static double extra_m(const struct walk *begin, double start_s,
                      const struct walk *end, double end_s)
{
    const struct ow_trace *trace = end->trace;

    return value_at(end, trace->flat_m, end_s) -
           value_at(end, trace->distance_m, end_s) -
           (value_at(begin, trace->flat_m, start_s) -
            value_at(begin, trace->distance_m, start_s));
}

/* The time at which a distance is reached, from the walk's place on. */
static double time_at(const struct walk *walk, double distance_m)
{
    const double *d = walk->trace->distance_m;
    const double *t = walk->trace->time_s;
    size_t after = walk->after;

    while (after + 1 < walk->trace->count && d[after] < distance_m) {
        after++;
    }
    return t[after - 1] + (t[after] - t[after - 1]) *
                              (distance_m - d[after - 1]) /
                              (d[after] - d[after - 1]);
}

size_t ow_trace_splits(const struct ow_trace *trace,
                       const struct ow_stretch *stretch, double every_m,
                       struct ow_split *splits, size_t capacity)
{
    double from_m = trace_distance_at(trace, stretch->start_s);
    double recorded_m = trace_distance_at(trace, stretch->end_s) - from_m;
    double scale = recorded_m / stretch->distance_m;
    double pieces = ceil(stretch->distance_m / every_m - 1e-9);
    double before_s = stretch->start_s;
    struct walk walk = {trace, 1};
    size_t count = 0;

    if (!(recorded_m > 0 && pieces >= 1 && pieces < MOST_SPLITS)) {
        return 0;
    }
    count = (size_t)pieces;
    walk_to(&walk, before_s);
    for (size_t i = 0; i < count && i < capacity; i++) {
        double to_m = fmin(stretch->distance_m, every_m * (double)(i + 1));
        double end_s = i + 1 < count ? time_at(&walk, from_m + to_m * scale)
                                     : stretch->end_s;

        struct walk begin = walk;

        measure(&walk, before_s, end_s, &splits[i]);
        splits[i].from_m = every_m * (double)i;
        splits[i].to_m = to_m;
        splits[i].flat_m = to_m - splits[i].from_m +
                           extra_m(&begin, before_s, &walk, end_s) / scale;
        splits[i].cumulative_s = end_s - stretch->start_s;
        before_s = end_s;
    }
    return count;
}

/* Seconds from the activity's start to a lap's. */
static double start_of(const struct ow_activity *activity, size_t lap)
{
    return (double)(activity->laps[lap].start_time_ms -
                    activity->summary.start_time_ms) /
           1000;
}

/* A lap ends where the next begins, unless it says that it ended before. */
static double end_of(const struct ow_activity *activity, size_t lap,
                     const struct ow_trace *trace)
{
    double end_s = lap + 1 < activity->lap_count
                       ? start_of(activity, lap + 1)
                       : trace->time_s[trace->count - 1];
    double own_s = start_of(activity, lap) + activity->laps[lap].elapsed_s;

    return own_s < end_s ? own_s : end_s;
}

/* The last of the laps in a row that belong together, from one on. */
static size_t last_together(const struct ow_activity *activity, size_t lap,
                            bool by_step)
{
    int step = activity->laps[lap].step_index;

    while (by_step && step >= 0 && lap + 1 < activity->lap_count &&
           activity->laps[lap + 1].step_index == step) {
        lap++;
    }
    return lap;
}

static size_t split_by_laps(const struct ow_trace *trace,
                            const struct ow_activity *activity, bool by_step,
                            struct ow_split *splits, size_t capacity)
{
    struct walk walk = {trace, 1};
    size_t count = 0;

    for (size_t lap = 0; lap < activity->lap_count; lap++) {
        size_t last = last_together(activity, lap, by_step);
        double start_s = start_of(activity, lap);
        double end_s = end_of(activity, last, trace);

        if (end_s > start_s && count++ < capacity) {
            struct ow_split *split = &splits[count - 1];
            struct walk begin;

            walk_to(&walk, start_s);
            begin = walk;
            measure(&walk, start_s, end_s, split);
            split->from_m = trace_distance_at(trace, start_s);
            split->to_m = trace_distance_at(trace, end_s);
            split->flat_m = split->to_m - split->from_m +
                            extra_m(&begin, start_s, &walk, end_s);
            split->cumulative_s = end_s - trace->time_s[0];
            split->step_index = activity->laps[lap].step_index;
        }
        lap = last;
    }
    return count;
}

size_t ow_trace_lap_splits(const struct ow_trace *trace,
                           const struct ow_activity *activity,
                           struct ow_split *splits, size_t capacity)
{
    return split_by_laps(trace, activity, false, splits, capacity);
}

size_t ow_trace_step_splits(const struct ow_trace *trace,
                            const struct ow_activity *activity,
                            struct ow_split *splits, size_t capacity)
{
    bool has_steps = false;

    for (size_t i = 0; i < activity->lap_count; i++) {
        has_steps = has_steps || activity->laps[i].step_index >= 0;
    }
    return has_steps ? split_by_laps(trace, activity, true, splits, capacity)
                     : 0;
}
