/*
 * Properties of traces, splits and load over seeded runs. Prints TAP.
 *
 * ONWARD_SEED sets the first seed, ONWARD_RUNS how many are drawn.
 */
#include "engine/activity/activity.h"
#include "engine/activity/trace.h"
#include "onward/load.h"

#include "unit/made_trace.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define DEFAULT_RUNS 300
#define MOST_PRINTED 20
#define SHORTEST_RUN_S 600
#define LONGEST_RUN_S 7200
#define MOST_SPLITS 64
#define WAVES 3
#define STEEPEST 0.15
#define ROUNDING 1e-9

/* What a point every 2 to 5 s instead of every second may change. */
#define FEWER_FLAT 0.002
#define FEWER_SPLIT_S 4.0
#define FEWER_CLIMB_M 12.0 /* four turns that just miss being any */
#define FEWER_CLIMB 0.05
#define FEWER_LOAD 0.02
/* A run k times slower, threshold too, has a load k times as large. */
#define SLOWER_LOAD 0.02
/* Load of two halves against that of the whole, of a steady, level run. */
#define HALVES_LOAD 0.02

enum property {
    FLAT_IS_FLAT,
    SPLITS_MAKE_THE_WHOLE,
    TIME_SCALES,
    HALVES_MAKE_THE_WHOLE,
    FEWER_POINTS_CHANGE_LITTLE,
    NOTHING_FALLS,
    PROPERTY_COUNT
};

static const char *const names[PROPERTY_COUNT] = {
    "on the flat grade-adjusted metres are the metres, to the last digit",
    "splits of any length make up the whole",
    "a run slowed by k has splits slower by k, and k times the load",
    "two halves have the metres of the whole; if steady and level, its load",
    "a point every 2 to 5 s changes metres, splits, climbs and load little",
    "time, metres and climbs never fall",
};

/* How a drawn run is recorded. */
struct recording {
    size_t from; /* seconds of the run */
    size_t to;
    size_t step; /* seconds between points */
    double slowed;
    bool is_level;
};

struct wave {
    double height_m;
    double length_m;
};

struct trial {
    uint64_t seed;
    uint64_t state; /* of the draws */
    enum made_trace_kind kind;
    struct made_trace run;
    struct wave waves[WAVES];
    double noise_m[MADE_TRACE_MOST];
    long failed[PROPERTY_COUNT];
    long printed;
};

static void expect(struct trial *trial, enum property property, double value,
                   double expected, double bound)
{
    if (fabs(value - expected) <= bound) {
        return;
    }
    trial->failed[property]++;
    if (trial->printed++ < MOST_PRINTED) {
        printf("# seed %llu: %s: %.12g is not %.12g within %g\n",
               (unsigned long long)trial->seed, names[property], value,
               expected, bound);
    }
}

static double draw(struct trial *trial, double from, double to)
{
    return from + (to - from) * made_trace_random(&trial->state);
}

static double elevation_m(const struct trial *trial, size_t second)
{
    double sum_m = 100 + trial->noise_m[second];

    for (size_t i = 0; i < WAVES; i++) {
        sum_m += trial->waves[i].height_m *
                 sin(trial->run.distance_m[second] / trial->waves[i].length_m);
    }
    return sum_m;
}

static struct ow_activity *record(const struct trial *trial,
                                  const struct recording *how)
{
    struct ow_activity *activity = activity_new();
    size_t last = how->to - how->from;
    double *columns[3];

    if (activity == NULL || !activity_reserve(activity, last + 2)) {
        abort();
    }
    columns[0] = activity_add_channel(activity, OW_CHANNEL_TIME_S);
    columns[1] = activity_add_channel(activity, OW_CHANNEL_DISTANCE_M);
    columns[2] = activity_add_channel(activity, OW_CHANNEL_ELEVATION_M);
    for (size_t i = 0; i <= last; i++) {
        size_t second = how->from + i;
        size_t n = activity->sample_count;

        if (i % how->step == 0 || i == last) {
            columns[0][n] = how->slowed * (double)i;
            columns[1][n] = trial->run.distance_m[second] -
                            trial->run.distance_m[how->from];
            columns[2][n] = how->is_level ? 77.7 : elevation_m(trial, second);
            activity->sample_count++;
        }
    }
    activity->summary.sport = OW_SPORT_RUNNING;
    return activity;
}

static struct ow_trace *trace_of(const struct ow_activity *activity)
{
    struct ow_trace *trace = NULL;

    if (ow_trace_new(activity, &trace, NULL) != OW_OK) {
        abort();
    }
    return trace;
}

static double load_of(const struct ow_activity *activity,
                      double threshold_m_per_s)
{
    struct ow_load_limits limits = {.threshold_m_per_s = threshold_m_per_s};
    struct ow_load load;

    return ow_activity_load(activity, &limits, &load, NULL) == OW_OK
               ? load.load
               : OW_MISSING;
}

static double last_of(const struct ow_trace *trace, const double *column)
{
    return column[trace->count - 1];
}

static size_t cut(const struct ow_trace *trace, double every_m,
                  struct ow_split *splits)
{
    struct ow_stretch whole = ow_trace_whole(trace);
    size_t count = ow_trace_splits(trace, &whole, every_m, splits, MOST_SPLITS);

    assert(count <= MOST_SPLITS);
    return count;
}

static struct recording every_second(const struct trial *trial)
{
    return (struct recording){0, trial->run.trace.count - 1, 1, 1, false};
}

static void try_level(struct trial *trial)
{
    struct recording how = every_second(trial);
    struct ow_split splits[MOST_SPLITS];
    struct ow_activity *activity = NULL;
    struct ow_trace *trace = NULL;
    size_t count = 0;

    how.is_level = true;
    activity = record(trial, &how);
    trace = trace_of(activity);
    for (size_t i = 0; i < trace->count; i++) {
        expect(trial, FLAT_IS_FLAT, trace->flat_m[i], trace->distance_m[i], 0);
    }
    count = cut(trace, draw(trial, 400, 2000), splits);
    for (size_t i = 0; i < count; i++) {
        expect(trial, FLAT_IS_FLAT, splits[i].flat_m,
               splits[i].to_m - splits[i].from_m, 0);
    }
    ow_trace_free(trace);
    ow_activity_free(activity);
}

static void try_splits(struct trial *trial, const struct ow_trace *trace)
{
    struct ow_split splits[MOST_SPLITS];
    size_t count = cut(trace, draw(trial, 400, 2000), splits);
    struct ow_split sum = {0};

    for (size_t i = 0; i < count; i++) {
        sum.time_s += splits[i].time_s;
        sum.moving_s += splits[i].moving_s;
        sum.flat_m += splits[i].flat_m;
        sum.ascent_m += splits[i].ascent_m;
        sum.descent_m += splits[i].descent_m;
    }
    expect(trial, SPLITS_MAKE_THE_WHOLE, sum.time_s,
           last_of(trace, trace->time_s), ROUNDING * sum.time_s);
    expect(trial, SPLITS_MAKE_THE_WHOLE, sum.moving_s,
           last_of(trace, trace->moving_s), ROUNDING * sum.time_s);
    expect(trial, SPLITS_MAKE_THE_WHOLE, sum.flat_m,
           last_of(trace, trace->flat_m), ROUNDING * sum.flat_m);
    expect(trial, SPLITS_MAKE_THE_WHOLE, sum.ascent_m,
           last_of(trace, trace->ascent_m), ROUNDING * 1e4);
    expect(trial, SPLITS_MAKE_THE_WHOLE, sum.descent_m,
           last_of(trace, trace->descent_m), ROUNDING * 1e4);
}

static void try_slower(struct trial *trial, const struct ow_activity *activity,
                       const struct ow_trace *trace)
{
    struct recording how = every_second(trial);
    struct ow_split splits[MOST_SPLITS];
    struct ow_split slower[MOST_SPLITS];
    size_t count = cut(trace, 1000, splits);
    double k = draw(trial, 0.8, 1.25);
    double load = load_of(activity, 4);
    struct ow_activity *slow = NULL;
    struct ow_trace *slow_trace = NULL;

    how.slowed = k;
    slow = record(trial, &how);
    slow_trace = trace_of(slow);
    (void)cut(slow_trace, 1000, slower);
    for (size_t i = 0; i < count; i++) {
        expect(trial, TIME_SCALES, slower[i].time_s, k * splits[i].time_s,
               ROUNDING * 1e4);
        expect(trial, TIME_SCALES, slower[i].flat_m, splits[i].flat_m,
               ROUNDING * 1e4);
    }
    if (trial->kind != MADE_STOPS && trial->kind != MADE_INTERVALS) {
        expect(trial, TIME_SCALES, load_of(slow, 4 / k), k * load,
               SLOWER_LOAD * k * load);
    }
    ow_trace_free(slow_trace);
    ow_activity_free(slow);
}

static void try_halves(struct trial *trial, const struct ow_trace *trace)
{
    struct recording how = every_second(trial);
    struct recording parts[3];
    double metres[3];
    double load[3];
    size_t middle =
        (size_t)draw(trial, 0.3 * (double)how.to, 0.7 * (double)how.to);

    how.is_level = true;
    for (int i = 0; i < 3; i++) {
        struct ow_activity *part = NULL;
        struct ow_trace *part_trace = NULL;

        parts[i] = how;
        parts[i].to = i == 0 ? middle : how.to;
        parts[i].from = i == 1 ? middle : 0;
        part = record(trial, &parts[i]);
        part_trace = trace_of(part);
        metres[i] = ow_trace_distance_m(part_trace);
        load[i] = load_of(part, 4);
        ow_trace_free(part_trace);
        ow_activity_free(part);
    }
    expect(trial, HALVES_MAKE_THE_WHOLE, metres[0] + metres[1],
           ow_trace_distance_m(trace), ROUNDING * metres[2]);
    if (trial->kind == MADE_STEADY || trial->kind == MADE_EVEN) {
        expect(trial, HALVES_MAKE_THE_WHOLE, load[0] + load[1], load[2],
               HALVES_LOAD * load[2]);
    }
}

static void try_fewer(struct trial *trial, const struct ow_activity *activity,
                      const struct ow_trace *trace)
{
    struct recording how = every_second(trial);
    struct ow_split splits[MOST_SPLITS];
    struct ow_split fewer[MOST_SPLITS];
    size_t count = cut(trace, 1000, splits);
    struct ow_activity *other = NULL;
    struct ow_trace *sparse = NULL;
    double load = load_of(activity, 4);
    double flat_m = last_of(trace, trace->flat_m);
    double ascent_m = last_of(trace, trace->ascent_m);

    how.step = 2 + (size_t)draw(trial, 0, 4);
    other = record(trial, &how);
    sparse = trace_of(other);
    expect(trial, FEWER_POINTS_CHANGE_LITTLE, ow_trace_distance_m(sparse),
           ow_trace_distance_m(trace), 0);
    expect(trial, FEWER_POINTS_CHANGE_LITTLE, last_of(sparse, sparse->flat_m),
           flat_m, FEWER_FLAT * flat_m);
    expect(trial, FEWER_POINTS_CHANGE_LITTLE, last_of(sparse, sparse->ascent_m),
           ascent_m, FEWER_CLIMB_M + FEWER_CLIMB * ascent_m);
    (void)cut(sparse, 1000, fewer);
    for (size_t i = 0; i < count; i++) {
        expect(trial, FEWER_POINTS_CHANGE_LITTLE, fewer[i].cumulative_s,
               splits[i].cumulative_s, FEWER_SPLIT_S);
    }
    expect(trial, FEWER_POINTS_CHANGE_LITTLE, load_of(other, 4), load,
           FEWER_LOAD * load);
    ow_trace_free(sparse);
    ow_activity_free(other);
}

static void try_order(struct trial *trial, const struct ow_trace *trace)
{
    const double *const columns[] = {trace->time_s,   trace->distance_m,
                                     trace->moving_s, trace->flat_m,
                                     trace->ascent_m, trace->descent_m};

    for (size_t c = 0; c < sizeof columns / sizeof columns[0]; c++) {
        for (size_t i = 1; i < trace->count; i++) {
            double step = columns[c][i] - columns[c][i - 1];

            expect(trial, NOTHING_FALLS, fmin(step, 0), 0, 0);
        }
    }
}

static void try_run(struct trial *trial, uint64_t seed)
{
    struct recording how;
    struct ow_activity *activity = NULL;
    struct ow_trace *trace = NULL;

    trial->seed = seed;
    trial->state = seed * 0x9E3779B97F4A7C15u + 1;
    trial->kind = (enum made_trace_kind)(seed % MADE_TRACE_KINDS);
    made_trace_draw(&trial->run, trial->kind,
                    (size_t)draw(trial, SHORTEST_RUN_S, LONGEST_RUN_S),
                    &trial->state);
    for (size_t i = 0; i < WAVES; i++) {
        trial->waves[i].length_m = draw(trial, 60, 600);
        trial->waves[i].height_m =
            trial->waves[i].length_m * draw(trial, 0, STEEPEST / WAVES);
    }
    for (size_t i = 0; i < MADE_TRACE_MOST; i++) {
        trial->noise_m[i] = draw(trial, -0.3, 0.3);
    }
    how = every_second(trial);
    activity = record(trial, &how);
    trace = trace_of(activity);
    try_level(trial);
    try_splits(trial, trace);
    try_slower(trial, activity, trace);
    try_halves(trial, trace);
    try_fewer(trial, activity, trace);
    try_order(trial, trace);
    ow_trace_free(trace);
    ow_activity_free(activity);
}

static uint64_t number_from(const char *variable, uint64_t otherwise)
{
    const char *text = getenv(variable);

    return text == NULL ? otherwise : strtoull(text, NULL, 10);
}

int main(void)
{
    static struct trial trial;
    uint64_t first = number_from("ONWARD_SEED", 1);
    uint64_t count = number_from("ONWARD_RUNS", DEFAULT_RUNS);
    long failed = 0;

    for (uint64_t i = 0; i < count; i++) {
        try_run(&trial, first + i);
    }
    printf("# %llu runs from seed %llu\n1..%d\n", (unsigned long long)count,
           (unsigned long long)first, PROPERTY_COUNT);
    for (int i = 0; i < PROPERTY_COUNT; i++) {
        printf("%s %d - %s\n", trial.failed[i] == 0 ? "ok" : "not ok", i + 1,
               names[i]);
        failed += trial.failed[i];
    }
    return failed == 0 ? 0 : 1;
}
