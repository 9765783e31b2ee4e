/* Reading a race from its file: distance, time, splits, fade, effort. */
#include "engine/race/recognise.h"
#include "engine/race/wall.h"

#include "base/error.h"
#include "engine/activity/trace.h"
#include "onward/body.h"
#include "onward/race.h"

#include <math.h>

/* Standing longer than this before the gun or after the line is cut off. */
#define STANDING_S 15.0
/* Less than this is standing: a watch at rest drifts. */
#define STANDING_M 3.0
#define SPLIT_M 5000.0
#define COLLAPSE 0.25
#define MOST_EFFORT 1.1
/* Samples of less than this much of the device's own distance are a rest of
 * the file, and only its summary tells of the race. */
#define LEAST_COVERED 0.9
/* Elevation of the start and the finish is a mean over this many seconds. */
#define ELEVATION_S 30.0

static void forget(struct ow_race_reading *reading)
{
    reading->recorded_m = OW_MISSING;
    reading->distance_m = OW_MISSING;
    reading->stretch = (struct ow_stretch){OW_MISSING, OW_MISSING, OW_MISSING};
    reading->time_s = OW_MISSING;
    reading->first_half_s = OW_MISSING;
    reading->second_half_s = OW_MISSING;
    reading->fade = OW_MISSING;
    reading->slump = OW_MISSING;
    reading->net_drop_m = OW_MISSING;
    reading->descent_m = OW_MISSING;
    reading->hr_share = OW_MISSING;
    reading->predicted_s = OW_MISSING;
    reading->effort = OW_MISSING;
}

/*
 * From the gun to the line: the whole activity, but for longer standing before
 * and after.
 */
static struct ow_stretch find_stretch(const struct ow_trace *trace,
                                      double elapsed_s)
{
    size_t first = 0;
    size_t last = trace->count - 1;
    double whole_m = ow_trace_distance_m(trace);
    struct ow_stretch stretch = {fmin(0, trace->time_s[0]),
                                 fmax(elapsed_s, trace->time_s[last]), whole_m};

    while (first < last && trace->distance_m[first + 1] < STANDING_M) {
        first++;
    }
    while (last > first && whole_m - trace->distance_m[last - 1] < STANDING_M) {
        last--;
    }
    if (trace->time_s[first] - stretch.start_s > STANDING_S) {
        stretch.start_s = trace->time_s[first];
    }
    if (stretch.end_s - trace->time_s[last] > STANDING_S) {
        stretch.end_s = trace->time_s[last];
    }
    return stretch;
}

static double mean_elevation_m(const struct ow_trace *trace, double from_s,
                               double to_s)
{
    double sum_m = 0;
    double n = 0;

    for (size_t i = 0; i < trace->count; i++) {
        if (trace->time_s[i] >= from_s && trace->time_s[i] <= to_s &&
            !ow_is_missing(trace->elevation_m[i])) {
            sum_m += trace->elevation_m[i];
            n++;
        }
    }
    return n > 0 ? sum_m / n : OW_MISSING;
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

static void read_trace(struct ow_race_reading *reading,
                       const struct ow_trace *trace)
{
    const struct ow_stretch *stretch = &reading->stretch;

    reading->time_s = stretch->end_s - stretch->start_s;
    read_halves(reading, trace);
    reading->split_count = ow_trace_splits(
        trace, stretch, SPLIT_M, reading->splits, OW_RACE_MOST_SPLITS);
    if (reading->split_count > OW_RACE_MOST_SPLITS) {
        reading->split_count = OW_RACE_MOST_SPLITS;
    }
    reading->slump = wall_slump(reading->splits, reading->split_count);
    reading->faded = wall_faded(reading->splits, reading->split_count);
    if (!ow_is_missing(reading->slump)) {
        reading->collapsed = reading->slump >= COLLAPSE ? OW_YES : OW_NO;
    }
    if (trace->elevation_m != NULL) {
        reading->net_drop_m =
            mean_elevation_m(trace, stretch->start_s,
                             stretch->start_s + ELEVATION_S) -
            mean_elevation_m(trace, stretch->end_s - ELEVATION_S,
                             stretch->end_s);
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
                        const struct ow_race_options *options,
                        const struct ow_activity_summary *summary)
{
    struct ow_prediction prediction;
    double weekly_m = options->weekly_m > 0 ? options->weekly_m : OW_MISSING;

    if (options->hr_max_bpm > 0) {
        reading->hr_share = summary->hr_bpm.avg / options->hr_max_bpm;
    }
    /* Without a best, or beyond the formula's range, nothing is said. */
    if (options->best_m > 0 &&
        ow_race_predict(options->best_m, options->best_s, weekly_m,
                        reading->distance_m, &prediction, NULL) == OW_OK) {
        reading->predicted_s = prediction.time_s;
        reading->effort =
            fmin(MOST_EFFORT, prediction.time_s / reading->time_s);
    }
}

enum ow_status ow_race_read(const struct ow_activity *activity,
                            const struct ow_race_options *options,
                            struct ow_race_reading *reading,
                            struct ow_error *err)
{
    static const struct ow_race_options nothing_known = {0};
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    struct ow_race_reading made = {0};
    struct ow_trace *trace = NULL;
    enum ow_status status = ow_trace_new(activity, &trace, err);

    if (status != OW_OK && status != OW_E_NOT_FOUND) {
        return status;
    }
    options = options == NULL ? &nothing_known : options;
    forget(&made);
    made.recorded_m = summary->distance_m;
    made.time_s = summary->elapsed_s;
    made.descent_m = summary->descent_m;
    if (trace != NULL &&
        ow_trace_distance_m(trace) < LEAST_COVERED * summary->distance_m) {
        ow_trace_free(trace);
        trace = NULL;
    }
    if (trace != NULL) {
        made.stretch = find_stretch(trace, made.time_s);
        made.recorded_m = made.stretch.distance_m;
    }
    if (!(made.recorded_m > 0 && made.time_s > 0)) {
        ow_trace_free(trace);
        return error_set(err, OW_E_NOT_FOUND,
                         "the activity tells no distance and time");
    }
    settle_distance(&made, options);
    if (trace != NULL) {
        read_trace(&made, trace);
        ow_trace_free(trace);
    }
    read_effort(&made, options, summary);
    race_recognise(&made, options, summary);
    *reading = made;
    return OW_OK;
}
