/*
 * The finish of a race whose watch ran on. Against a slow speed, between that
 * of the race and that of a walk, the runner gains distance up to the line and
 * loses from there on: the line is where the gain is greatest. Only a walk to
 * the end of the file counts; who runs again was not at the finish.
 */
#include "engine/race/finish.h"

#include "engine/activity/trace.h"
#include "onward/race.h"

#include <math.h>

/* Watches measure up to 3 % long (distance.c), and seldom 2 % short. */
#define MOST_LONG 1.03
#define MOST_SHORT 0.98
/* Slower than this share of the race's speed, and slower than a walk goes
 * (8:20 a kilometre), is no racing. Expert estimates. */
#define SLOW_SHARE 0.7
#define WALK_M_PER_S 2.0
/* A walk is told from a run over this long. */
#define WINDOW_S 60.0
/* Less than this after the line is the time to reach for the button. */
#define LEAST_AFTER_S 15.0

static size_t first_at(const struct ow_trace *trace, double distance_m)
{
    size_t low = 0;
    size_t high = trace->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (trace->distance_m[middle] < distance_m) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Of the points from `first` on, the one with the greatest gain. */
static size_t greatest_gain(const struct ow_trace *trace, size_t first,
                            double slow_m_per_s)
{
    size_t best = first;
    double most_m = -(double)INFINITY;

    for (size_t i = first; i < trace->count; i++) {
        double gain_m = trace->distance_m[i] - slow_m_per_s * trace->time_s[i];

        if (gain_m >= most_m) {
            most_m = gain_m;
            best = i;
        }
    }
    return best;
}

/* Whether the runner ran up to a point. */
static bool runs_before(const struct ow_trace *trace, size_t to,
                        double slow_m_per_s)
{
    size_t start = to;

    while (start > 0 && trace->time_s[to] - trace->time_s[start] < WINDOW_S) {
        start--;
    }
    return trace->distance_m[to] - trace->distance_m[start] >
           slow_m_per_s * (trace->time_s[to] - trace->time_s[start]);
}

/* Whether the runner runs once more after a point. */
static bool runs_after(const struct ow_trace *trace, size_t from,
                       double slow_m_per_s)
{
    size_t start = from;

    for (size_t i = from; i < trace->count; i++) {
        double time_s = 0;

        while (trace->time_s[i] - trace->time_s[start + 1] >= WINDOW_S) {
            start++;
        }
        time_s = trace->time_s[i] - trace->time_s[start];
        if (time_s >= WINDOW_S &&
            trace->distance_m[i] - trace->distance_m[start] >
                slow_m_per_s * time_s) {
            return true;
        }
    }
    return false;
}

/* Whether the file ends at a walk. */
static bool ends_at_walk(const struct ow_trace *trace)
{
    size_t last = trace->count - 1;
    size_t start = last;

    while (start > 0 &&
           trace->time_s[last] - trace->time_s[start] < LEAST_AFTER_S) {
        start--;
    }
    return trace->distance_m[last] - trace->distance_m[start] <=
           WALK_M_PER_S * (trace->time_s[last] - trace->time_s[start]);
}

/* The line of a race of this distance; the last point where there is none. */
static size_t line_of(const struct ow_trace *trace, double race_m)
{
    size_t last = trace->count - 1;
    double whole_m = trace->distance_m[last];
    double least_m = whole_m > MOST_LONG * race_m ? MOST_SHORT : 1;
    size_t full = first_at(trace, race_m * least_m);
    double slow_m_per_s = 0;
    size_t line = 0;

    if (full >= last) {
        return last;
    }
    slow_m_per_s =
        fmin(WALK_M_PER_S, SLOW_SHARE * trace->distance_m[full] /
                               (trace->time_s[full] - trace->time_s[0]));
    line = greatest_gain(trace, full, slow_m_per_s);
    if (trace->distance_m[line] > MOST_LONG * race_m ||
        trace->time_s[last] - trace->time_s[line] < LEAST_AFTER_S ||
        !runs_before(trace, line, slow_m_per_s) ||
        runs_after(trace, line, slow_m_per_s)) {
        return last;
    }
    return line;
}

size_t finish_find(const struct ow_trace *trace, double official_m)
{
    size_t last = trace->count - 1;
    double whole_m = trace->distance_m[last];
    const struct ow_race_distance *whole = ow_race_snap(whole_m);
    size_t count = 0;
    const struct ow_race_distance *races = ow_race_distances(&count);
    size_t line = last;

    if (!ends_at_walk(trace)) {
        return last;
    }
    if (official_m > 0) {
        return line_of(trace, official_m);
    }
    if (whole != NULL) {
        return line_of(trace, whole->distance_m);
    }
    for (size_t i = count; i > 0 && line == last; i--) {
        line = line_of(trace, races[i - 1].distance_m);
    }
    return line;
}
