/* Reading a race from its file: distance, time, splits, fade, effort. */
#include "engine/race/read.h"

#include "engine/race/explain.h"
#include "engine/race/finish.h"
#include "engine/race/recognise.h"
#include "engine/race/wall.h"

#include "base/error.h"
#include "engine/activity/trace.h"
#include "onward/body.h"
#include "onward/quantity.h"
#include "onward/race.h"

#include <math.h>

/* Standing longer than this before the gun or after the line is cut off. */
#define STANDING_S 15.0
/* Less than this is standing: a watch at rest drifts. */
#define STANDING_M 3.0
#define SPLIT_M 5000.0
#define KM_M 1000.0
/* Up to here a race is cut by the kilometre: 20 km, with what a watch adds. */
#define LONGEST_BY_KM_M 20500.0
/* Enough for splits of 1 km of every race known here. */
#define MOST_KM 162
/* Equal parts of a race by which its unevenness is told. */
#define PARTS 40
#define MOST_EFFORT 1.1
/* Samples of less than this much of the device's own distance are a rest of
 * the file, and only its summary tells of the race. */
#define LEAST_COVERED 0.9

/* The points of a trace from the gun to the line. */
struct span {
    size_t first;
    size_t last;   /* the last that moves on */
    double line_m; /* distance at the line */
};

static void forget(struct ow_race_reading *reading)
{
    double *const figures[] = {
        &reading->recorded_m,    &reading->distance_m,
        &reading->time_s,        &reading->stopped_s,
        &reading->split_m,       &reading->after_s,
        &reading->first_half_s,  &reading->second_half_s,
        &reading->unevenness,    &reading->fade,
        &reading->slump,         &reading->wall_from_m,
        &reading->wall_length_m, &reading->net_drop_m,
        &reading->ascent_m,      &reading->descent_m,
        &reading->hills_s,       &reading->temperature_c,
        &reading->heat_low_s,    &reading->heat_high_s,
        &reading->hr_share,      &reading->predicted_s,
        &reading->effort,        &reading->flat_effort,
        &reading->projected_s,
    };

    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        *figures[i] = OW_MISSING;
    }
    reading->stretch = (struct ow_stretch){OW_MISSING, OW_MISSING, OW_MISSING};
}

/* From the gun to the line, but for standing before and what came after. */
static struct span find_span(const struct ow_trace *trace, double official_m)
{
    const double *distance_m = trace->distance_m;
    size_t line = finish_find(trace, official_m);
    struct span span = {0, line, distance_m[line]};

    while (span.first < span.last && distance_m[span.first + 1] < STANDING_M) {
        span.first++;
    }
    while (span.last > span.first &&
           span.line_m - distance_m[span.last - 1] < STANDING_M) {
        span.last--;
    }
    return span;
}

/* The same in time: a device that began before its first point is believed. */
static void read_stretch(struct ow_race_reading *reading,
                         const struct ow_trace *trace, struct span span,
                         double elapsed_s)
{
    struct ow_stretch *stretch = &reading->stretch;
    double end_s = fmax(elapsed_s, trace->time_s[trace->count - 1]);

    stretch->start_s = fmin(0, trace->time_s[0]);
    stretch->end_s = end_s;
    if (trace->time_s[span.first] - stretch->start_s > STANDING_S) {
        stretch->start_s = trace->time_s[span.first];
    }
    if (stretch->end_s - trace->time_s[span.last] > STANDING_S) {
        stretch->end_s = trace->time_s[span.last];
    }
    reading->recorded_m = span.line_m;
    reading->time_s = stretch->end_s - stretch->start_s;
    reading->after_s = end_s - stretch->end_s;
    reading->stopped_s =
        trace->time_s[span.last] - trace->time_s[span.first] -
        (trace->moving_s[span.last] - trace->moving_s[span.first]);
}

/*
 * Standard deviation of the paces of the first half's parts over their mean,
 * by metres as on the flat; missing where a part has no points.
 */
static double unevenness_of(const struct ow_trace *trace, struct span span)
{
    double part_s[PARTS / 2] = {0};
    double part_m[PARTS / 2] = {0};
    double start_m = trace->distance_m[span.first];
    double per_m = PARTS / (trace->distance_m[span.last] - start_m);
    double sum = 0;
    double squares = 0;
    double n = (double)PARTS / 2;

    for (size_t i = span.first + 1; i <= span.last; i++) {
        double part = (trace->distance_m[i] - start_m) * per_m;

        if (!(part < n)) {
            break;
        }
        part_s[(size_t)part] += trace->time_s[i] - trace->time_s[i - 1];
        part_m[(size_t)part] += trace->flat_m[i] - trace->flat_m[i - 1];
    }
    for (size_t i = 0; i < PARTS / 2; i++) {
        double pace = part_m[i] > 0 ? part_s[i] / part_m[i] : OW_MISSING;

        sum += pace;
        squares += pace * pace;
    }
    return sqrt(fmax(0, squares * n - sum * sum)) / sum;
}

static void read_halves(struct ow_race_reading *reading,
                        const struct ow_trace *trace)
{
    const struct ow_stretch *stretch = &reading->stretch;
    struct ow_split parts[4];

    if (ow_trace_splits(trace, stretch, stretch->distance_m / 4, parts, 4) !=
        4) {
        return;
    }
    reading->first_half_s = parts[1].cumulative_s;
    reading->second_half_s = reading->time_s - parts[1].cumulative_s;
    reading->fade = parts[3].time_s / parts[1].time_s - 1;
}

static void read_wall(struct ow_race_reading *reading,
                      const struct ow_trace *trace)
{
    struct ow_split km[MOST_KM];
    struct wall wall = wall_measure(reading->splits, reading->split_count);
    size_t count = 0;

    reading->slump = wall.slump;
    reading->collapsed = wall_collapsed(&wall);
    reading->wall_from_m = wall.from_m;
    reading->wall_length_m = wall.length_m;
    reading->faded = wall_faded(reading->splits, reading->split_count);
    if (reading->distance_m >= WALL_REACH_M) {
        count = ow_trace_splits(trace, &reading->stretch, KM_M, km, MOST_KM);
    }
    if (count <= MOST_KM) {
        reading->faded_1km = wall_faded(km, count);
    }
}

/* What a marathon's first half foretold of the whole. */
static void read_projection(struct ow_race_reading *reading, char sex)
{
    struct ow_prediction projection;

    /* A half that no runner passes foretells nothing. */
    if (reading->distance_m >= OW_MARATHON_M &&
        reading->distance_m <= OW_MARATHON_M && reading->split_count > 2 &&
        ow_race_project(reading->splits[1].cumulative_s, reading->first_half_s,
                        sex, &projection, NULL) == OW_OK) {
        reading->projected_s = projection.time_s;
    }
}

static void read_trace(struct ow_race_reading *reading,
                       const struct ow_race_options *options,
                       const struct ow_trace *trace, struct span span)
{
    read_halves(reading, trace);
    reading->split_m = reading->distance_m <= LONGEST_BY_KM_M ? KM_M : SPLIT_M;
    reading->split_count =
        ow_trace_splits(trace, &reading->stretch, reading->split_m,
                        reading->splits, OW_RACE_MOST_SPLITS);
    if (reading->split_count > OW_RACE_MOST_SPLITS) {
        reading->split_count = OW_RACE_MOST_SPLITS;
    }
    reading->unevenness = unevenness_of(trace, span);
    read_wall(reading, trace);
    read_projection(reading, options->sex);
    race_explain(reading, trace, span.first, span.last);
    if (options->hr_max_bpm > 0) {
        reading->hr_share =
            race_mean(trace, trace->hr_bpm, span.first, span.last) /
            options->hr_max_bpm;
    }
}

/* The official distance: given, else a standard one, else as recorded. */
static void settle_distance(struct ow_race_reading *reading,
                            const struct ow_race_options *options)
{
    bool is_given = options->distance_m > 0;
    const struct ow_race_distance *standard =
        ow_race_snap(is_given ? options->distance_m : reading->recorded_m);

    reading->distance_m = reading->recorded_m;
    if (standard != NULL) {
        reading->distance_m = standard->distance_m;
        reading->distance_name = standard->name;
    }
    if (is_given) {
        reading->distance_m = options->distance_m;
    }
    reading->stretch.distance_m = reading->distance_m;
}

static void read_effort(struct ow_race_reading *reading,
                        const struct ow_race_options *options)
{
    struct ow_prediction prediction;
    double weekly_m = options->weekly_m > 0 ? options->weekly_m : OW_MISSING;
    double hills_s = ow_is_missing(reading->hills_s) ? 0 : reading->hills_s;

    /* Without a best, or beyond the formula's range, nothing is said. */
    if (options->best_m > 0 &&
        ow_race_predict(options->best_m, options->best_s, weekly_m,
                        reading->distance_m, &prediction, NULL) == OW_OK) {
        reading->predicted_s = prediction.time_s;
        reading->effort =
            fmin(MOST_EFFORT, prediction.time_s / reading->time_s);
        reading->flat_effort =
            fmin(MOST_EFFORT, prediction.time_s / (reading->time_s - hills_s));
    }
}

/* What the summary alone tells; samples may better it. */
static void read_summary(struct ow_race_reading *reading,
                         const struct ow_race_options *options,
                         const struct ow_activity_summary *summary)
{
    reading->recorded_m = summary->distance_m;
    reading->time_s = summary->elapsed_s;
    reading->stopped_s = summary->elapsed_s - summary->timer_s;
    reading->ascent_m = summary->ascent_m;
    reading->descent_m = summary->descent_m;
    if (options->hr_max_bpm > 0) {
        reading->hr_share = summary->hr_bpm.avg / options->hr_max_bpm;
    }
}

enum ow_status race_read_trace(const struct ow_activity *activity,
                               const struct ow_trace *trace,
                               const struct ow_race_options *options,
                               struct ow_race_reading *reading,
                               struct ow_error *err)
{
    static const struct ow_race_options nothing_known = {0};
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    struct ow_race_reading made = {0};
    struct span span = {0, 0, 0};

    options = options == NULL ? &nothing_known : options;
    forget(&made);
    read_summary(&made, options, summary);
    if (trace != NULL &&
        ow_trace_distance_m(trace) < LEAST_COVERED * summary->distance_m) {
        trace = NULL;
    }
    if (trace != NULL) {
        span = find_span(trace, options->distance_m);
        read_stretch(&made, trace, span, summary->elapsed_s);
    }
    if (!(made.recorded_m > 0 && made.time_s > 0)) {
        return error_set(err, OW_E_NOT_FOUND,
                         "the activity tells no distance and time");
    }
    settle_distance(&made, options);
    if (trace != NULL) {
        read_trace(&made, options, trace, span);
    }
    read_effort(&made, options);
    race_recognise(&made, options, activity);
    *reading = made;
    return OW_OK;
}

enum ow_status ow_race_read(const struct ow_activity *activity,
                            const struct ow_race_options *options,
                            struct ow_race_reading *reading,
                            struct ow_error *err)
{
    struct ow_trace *trace = NULL;
    enum ow_status status = ow_trace_new(activity, &trace, err);

    if (status == OW_OK || status == OW_E_NOT_FOUND) {
        status = race_read_trace(activity, trace, options, reading, err);
    }
    ow_trace_free(trace);
    return status;
}
