/*
 * Bests, curves and the whole analysis of a run, against two pointers a
 * distance over the same points. One run is made here, an hour with a point
 * each second, and of a day; the others are those of the shared corpus with
 * heart rate and a point nearly each second that take about an hour.
 *
 * With a file of doubles, metres at each second: only the time for the curve of
 * it, in seconds; the script of the peers asks so.
 */
#include "app/files.h"
#include "bench.h"
#include "engine/activity/activity.h"
#include "engine/activity/curve.h"
#include "engine/activity/trace.h"
#include "onward/analysis.h"
#include "onward/codec.h"

#include <stdlib.h>
#include <string.h>

#define SHORTEST_S 3000
#define LONGEST_S 4500
#define DISTANCES 21
#define SHORTEST_M 400.0
#define LONGEST_M 10000.0
#define HOUR_S 3600
#define DAY_S 86400
/* Samples a second: watches that note less do not count as 1 Hz. */
#define FEWEST_SAMPLES 0.9
#define ROUNDS 40
#define DAY_ROUNDS 20
#define MOST_METRES 1000000

/* One run, and what the rounds make of it. */
struct subject {
    const struct ow_activity *activity;
    struct ow_trace *trace;
    struct ow_curve *curve;
    enum curve_path path;
    double sum; /* so that no round is left out as unused */
};

/* Seconds by what was done, summed over runs. */
struct times {
    size_t runs;
    double samples;
    double paths_s[CURVE_PATH_COUNT];
    double pointers_s;
    double bests_s;
    double trace_s;
    double flat_s;
    double heart_s;
    double analysis_s;
    double whole_s;
};

static void require(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "bench: no %s\n", what);
        exit(EXIT_FAILURE);
    }
}

static void run_curve(void *context)
{
    struct subject *subject = context;

    ow_curve_free(subject->curve);
    subject->curve = NULL;
    require(curve_new_by(subject->path, subject->trace, OW_CURVE_SPEED_M_PER_S,
                         &subject->curve, NULL) == OW_OK,
            "curve");
}

static void run_other_curve(const struct subject *subject,
                            enum ow_curve_quantity quantity)
{
    struct ow_curve *curve = NULL;

    require(ow_curve_new(subject->trace, quantity, &curve, NULL) == OW_OK,
            "other curve");
    ow_curve_free(curve);
}

static void run_flat(void *context)
{
    run_other_curve(context, OW_CURVE_FLAT_M_PER_S);
}

static void run_heart(void *context)
{
    run_other_curve(context, OW_CURVE_HR_BPM);
}

/* The n-th of the distances, from 400 m to 10 km or the whole run. */
static double distance_m(const struct subject *subject, int n)
{
    double longest_m = ow_trace_distance_m(subject->trace);

    longest_m = longest_m < LONGEST_M ? longest_m : LONGEST_M;
    return SHORTEST_M + (longest_m - SHORTEST_M) * n / (DISTANCES - 1);
}

static void run_bests(void *context)
{
    struct subject *subject = context;
    struct ow_trace_best best = {0};

    for (int n = 0; n < DISTANCES; n++) {
        if (ow_curve_best(subject->curve, distance_m(subject, n), &best)) {
            subject->sum += best.time_s;
        }
    }
}

static void run_pointers(void *context)
{
    struct subject *subject = context;
    struct ow_trace_best best = {0};

    for (int n = 0; n < DISTANCES; n++) {
        if (ow_trace_best(subject->trace, distance_m(subject, n), &best)) {
            subject->sum += best.time_s;
        }
    }
}

static void run_trace(void *context)
{
    struct subject *subject = context;

    ow_trace_free(subject->trace);
    subject->trace = NULL;
    require(ow_trace_new(subject->activity, &subject->trace, NULL) == OW_OK,
            "trace");
}

static void run_analysis(void *context)
{
    struct subject *subject = context;
    static const struct ow_analysis_limits limits = {
        {.threshold_m_per_s = 3.6, .hr_max_bpm = 188, .hr_rest_bpm = 50},
        .critical_m_per_s = 3.7};
    static struct ow_analysis analysis;

    require(ow_analysis_run(subject->activity, subject->trace, &limits,
                            &analysis, NULL) == OW_OK,
            "analysis");
    subject->sum += analysis.means.moving_s;
}

/* Cleaning, curves of speed and heart rate, bests, every part. */
static void run_whole(void *context)
{
    run_trace(context);
    run_curve(context);
    run_heart(context);
    run_bests(context);
    run_analysis(context);
}

static void subject_dispose(struct subject *subject)
{
    ow_curve_free(subject->curve);
    ow_trace_free(subject->trace);
}

/* From -0.5 up to 0.5. */
static double noise(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0 - 0.5;
}

static double *channel_of(struct ow_activity *activity, enum ow_channel channel)
{
    double *values = activity_add_channel(activity, channel);

    require(values != NULL, "memory");
    return values;
}

/* Hills, speed that wanders, hard minutes now and then, a heart that follows;
 * in the steps of a watch. */
static struct ow_activity *make_run(size_t seconds)
{
    struct ow_activity *activity = activity_new();
    uint64_t state = 1;
    double wander = 0;
    double metres = 0;
    double hr_bpm = 120;

    require(activity != NULL && activity_reserve(activity, seconds + 1),
            "memory");
    activity->summary.sport = OW_SPORT_RUNNING;
    activity->sample_count = seconds + 1;
    for (size_t i = 0; i <= seconds; i++) {
        double speed = i / 180 % 7 == 5 ? 4.4 : 3.1;

        channel_of(activity, OW_CHANNEL_TIME_S)[i] = (double)i;
        channel_of(activity, OW_CHANNEL_DISTANCE_M)[i] =
            round(metres * 100) / 100;
        channel_of(activity, OW_CHANNEL_ELEVATION_M)[i] =
            round(5 * (400 + 30 * sin(metres / 700) + noise(&state))) / 5;
        channel_of(activity, OW_CHANNEL_HR_BPM)[i] = round(hr_bpm);
        channel_of(activity, OW_CHANNEL_CADENCE_SPM)[i] =
            round(165 + 6 * speed + 4 * noise(&state));
        wander = 0.95 * wander + 0.3 * noise(&state);
        metres += fmax(0, speed + wander);
        hr_bpm += 0.02 * (60 + 26 * speed - hr_bpm) + noise(&state);
    }
    activity_summarise(activity);
    return activity;
}

static void time_run(struct times *times, const struct ow_activity *activity)
{
    struct subject subject = {.activity = activity};

    times->trace_s += bench_best_s(run_trace, &subject, ROUNDS);
    for (int path = 0; path <= (int)curve_best_path(); path++) {
        subject.path = (enum curve_path)path;
        times->paths_s[path] += bench_best_s(run_curve, &subject, ROUNDS);
    }
    times->flat_s += bench_best_s(run_flat, &subject, ROUNDS);
    times->heart_s += bench_best_s(run_heart, &subject, ROUNDS);
    times->bests_s += bench_best_s(run_bests, &subject, ROUNDS);
    times->pointers_s += bench_best_s(run_pointers, &subject, ROUNDS);
    times->analysis_s += bench_best_s(run_analysis, &subject, ROUNDS);
    times->whole_s += bench_best_s(run_whole, &subject, ROUNDS);
    times->samples += (double)ow_activity_sample_count(activity);
    times->runs++;
    subject_dispose(&subject);
}

/* Whether a run takes about an hour and has a point nearly each second. */
static bool is_subject(const struct ow_activity *activity)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    struct ow_trace *trace = NULL;
    bool is_one = summary->sport == OW_SPORT_RUNNING &&
                  !ow_is_missing(summary->hr_bpm.avg) &&
                  summary->elapsed_s >= SHORTEST_S &&
                  summary->elapsed_s <= LONGEST_S &&
                  ow_trace_new(activity, &trace, NULL) == OW_OK &&
                  (double)trace->count >= FEWEST_SAMPLES * summary->elapsed_s;

    ow_trace_free(trace);
    return is_one;
}

static enum ow_status time_file(void *context, const struct files_found *found,
                                struct ow_error *err)
{
    struct files_map map = {0};
    struct ow_document *document = NULL;
    const struct ow_item *items = NULL;
    size_t count = 0;

    if (files_map(found->path, &map, err) != OW_OK) {
        return OW_OK;
    }
    if (ow_decode(map.bytes, map.length, NULL, &document, NULL) == OW_OK) {
        items = ow_document_items(document, &count);
    }
    for (size_t i = 0; i < count; i++) {
        if (items[i].activity != NULL && is_subject(items[i].activity)) {
            time_run(context, items[i].activity);
        }
    }
    ow_document_free(document);
    files_unmap(&map);
    return OW_OK;
}

static void print_curves(const struct times *times)
{
    double us = 1e6 / (double)times->runs;

    for (int path = 0; path <= (int)curve_best_path(); path++) {
        char name[40];

        (void)snprintf(name, sizeof name, "curve of speed, %s",
                       curve_path_name((enum curve_path)path));
        bench_line(name, times->paths_s[path] * us, "us",
                   times->paths_s[path] / times->pointers_s, "");
    }
    bench_line("curve of speed as on the flat", times->flat_s * us, "us",
               times->flat_s / times->pointers_s, "");
    bench_line("curve of heart rate", times->heart_s * us, "us",
               times->heart_s / times->pointers_s, "");
}

static void print(const struct times *times)
{
    double us = 1e6 / (double)times->runs;
    double both_s = times->paths_s[curve_best_path()] + times->bests_s;

    bench_line("two pointers, 21 distances", times->pointers_s * us, "us", 1,
               "yardstick");
    bench_aim("curve and 21 bests off it", both_s * us, "us",
              both_s / times->pointers_s, "<= 0.5",
              both_s <= 0.5 * times->pointers_s);
    bench_line("21 bests off the curve alone", times->bests_s * us, "us",
               times->bests_s / times->pointers_s, "");
    print_curves(times);
    bench_line("trace", times->trace_s * us, "us",
               times->trace_s / times->pointers_s, "");
    bench_line("parts of the analysis", times->analysis_s * us, "us",
               times->analysis_s / times->pointers_s, "");
    bench_aim("whole analysis of an hour", times->whole_s * us, "us",
              times->whole_s / times->pointers_s, "< 500 us",
              times->whole_s * us < 500);
}

/* The hour and the day that are made here. */
static void measure_made(void)
{
    struct ow_activity *hour = make_run(HOUR_S);
    struct ow_activity *day = make_run(DAY_S);
    struct subject subject = {.activity = day, .path = curve_best_path()};
    struct times times = {0};
    double curve_s = 0;
    double whole_s = 0;

    time_run(&times, hour);
    (void)printf("curve: a made run of an hour, path %s\n",
                 curve_path_name(curve_best_path()));
    print(&times);
    run_trace(&subject);
    curve_s = bench_best_s(run_curve, &subject, DAY_ROUNDS);
    whole_s = bench_best_s(run_whole, &subject, DAY_ROUNDS);
    (void)printf("curve: a made run of a day; the ratio is of a sample to one "
                 "of the hour\n");
    bench_line("curve of speed", curve_s * 1e3, "ms",
               curve_s / times.paths_s[subject.path] * HOUR_S / DAY_S, "");
    bench_line("whole analysis of a day", whole_s * 1e3, "ms",
               whole_s / times.whole_s * HOUR_S / DAY_S, "");
    subject_dispose(&subject);
    ow_activity_free(day);
    ow_activity_free(hour);
}

static void measure_real(void)
{
    const char *shared = getenv("ONWARD_SHARED");
    struct times times = {0};
    char folder[4096];

    (void)snprintf(folder, sizeof folder, "%s/corpus/fit",
                   shared == NULL ? "../shared" : shared);
    require(files_walk(folder, time_file, &times, NULL) == OW_OK, "walk");
    if (times.runs == 0) {
        (void)printf("curve: no real runs of about an hour\n");
        return;
    }
    (void)printf("curve: %zu real runs of %.0f samples\n", times.runs,
                 times.samples / (double)times.runs);
    print(&times);
}

/* The curve of metres at each second, for the peers. */
static int time_metres(const char *path)
{
    static double time_s[MOST_METRES];
    static double metres[MOST_METRES];
    struct ow_trace trace = {.time_s = time_s, .distance_m = metres};
    struct subject subject = {.trace = &trace, .path = curve_best_path()};
    FILE *file = fopen(path, "rb");

    require(file != NULL, path);
    trace.count = fread(metres, sizeof *metres, MOST_METRES, file);
    (void)fclose(file);
    require(trace.count >= 2, "metres");
    for (size_t i = 0; i < trace.count; i++) {
        time_s[i] = (double)i;
    }
    (void)printf("%.9f %s\n", bench_best_s(run_curve, &subject, ROUNDS),
                 curve_path_name(subject.path));
    ow_curve_free(subject.curve);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        return time_metres(argv[1]);
    }
    measure_made();
    measure_real();
    return 0;
}
