/* Cleaning an activity to points of time and distance. */
#include "engine/activity/trace.h"

#include "base/error.h"
#include "base/mem.h"
#include "engine/activity/activity.h"
#include "engine/activity/distance.h"
#include "engine/activity/elevation.h"

#include <math.h>
#include <stddef.h>

/* Thirty years: times beyond are a device's nonsense. */
#define LONGEST_S 1e9

/* Whether a sample's time goes before a later sample's, though it should not:
 * a clock that leapt, or points out of order. */
static bool is_leap(const double *time_s, size_t count, size_t i, double last_s)
{
    return i + 1 < count && time_s[i + 1] < time_s[i] && time_s[i + 1] > last_s;
}

/*
 * Chooses the samples that make points, those whose times grow, and writes
 * their times. `samples` gets one entry more than there are points.
 */
static void choose_points(struct ow_trace *trace,
                          const struct ow_activity *activity,
                          bool begins_before, size_t *samples)
{
    const double *time_s = activity->channels[OW_CHANNEL_TIME_S];
    size_t count = activity->sample_count;
    double last_s = -LONGEST_S;
    size_t n = 0;

    if (begins_before) {
        trace->time_s[0] = 0;
        samples[0] = 0;
        last_s = 0;
        n = 1;
    }
    for (size_t i = 0; i < count; i++) {
        if (!(fabs(time_s[i]) <= LONGEST_S)) {
            trace->mends.without_time++;
        } else if (!(time_s[i] > last_s) || is_leap(time_s, count, i, last_s)) {
            trace->mends.repeated_times++;
        } else {
            last_s = time_s[i];
            trace->time_s[n] = last_s;
            samples[n++] = i;
        }
    }
    samples[n] = count;
    trace->count = n;
}

/*
 * Seconds on the move. A stop is a stretch of slow steps that lasts: a watch
 * that counts its metres every few seconds stands only in between.
 */
static void fill_moving(struct ow_trace *trace)
{
    const double *time_s = trace->time_s;
    const double *distance_m = trace->distance_m;
    size_t from = 0; /* where the steps began to be slow */

    trace->moving_s[0] = 0;
    for (size_t i = 1; i < trace->count; i++) {
        double step_s = time_s[i] - time_s[i - 1];
        bool is_slow =
            distance_m[i] - distance_m[i - 1] < TRACE_STILL_M_PER_S * step_s;

        trace->moving_s[i] = trace->moving_s[i - 1] + step_s;
        from = is_slow ? from : i;
        if (is_slow &&
            (i + 1 == trace->count ||
             distance_m[i + 1] - distance_m[i] >=
                 TRACE_STILL_M_PER_S * (time_s[i + 1] - time_s[i])) &&
            time_s[i] - time_s[from] >= TRACE_STOP_S) {
            trace->mends.stops++;
            trace->mends.stopped_s += time_s[i] - time_s[from];
            for (size_t j = from + 1; j <= i; j++) {
                trace->moving_s[j] = trace->moving_s[from];
            }
        }
    }
}

/* A channel that points carry along, and what of it can be true. */
struct carried {
    enum ow_channel channel;
    size_t column; /* offset in struct ow_trace */
    double lowest;
    double highest;
};

/* Elevation is judged where it is used. */
static const struct carried carried[] = {
    {OW_CHANNEL_ELEVATION_M, offsetof(struct ow_trace, elevation_m), -1e9, 1e9},
    {OW_CHANNEL_HR_BPM, offsetof(struct ow_trace, hr_bpm), 20, 250},
    {OW_CHANNEL_CADENCE_SPM, offsetof(struct ow_trace, cadence_spm), 1, 400},
    {OW_CHANNEL_POWER_W, offsetof(struct ow_trace, power_w), 0, 5000},
    {OW_CHANNEL_TEMPERATURE_C, offsetof(struct ow_trace, temperature_c), -60,
     80},
    {OW_CHANNEL_VERTICAL_OSCILLATION_MM,
     offsetof(struct ow_trace, vertical_oscillation_mm), 1, 500},
    {OW_CHANNEL_STANCE_TIME_MS, offsetof(struct ow_trace, stance_time_ms), 1,
     2000},
    {OW_CHANNEL_STEP_LENGTH_MM, offsetof(struct ow_trace, step_length_mm), 1,
     5000},
};

#define CARRIED (sizeof carried / sizeof carried[0])

static double **column_of(struct ow_trace *trace, const struct carried *what)
{
    return (double **)(void *)((char *)trace + what->column);
}

static bool is_true(const struct carried *what, double value)
{
    return value >= what->lowest && value <= what->highest;
}

/* The first true value among the later samples of a point's time. */
static double look_further(const struct carried *what, const double *values,
                           const double *time_s, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end && !(time_s[i] < time_s[first]) &&
                               !(time_s[i] > time_s[first]);
         i++) {
        if (is_true(what, values[i])) {
            return values[i];
        }
    }
    return OW_MISSING;
}

/* Copies a channel of the samples that make points; how many are known. */
static size_t carry(const struct carried *what,
                    const struct ow_activity *activity, const size_t *samples,
                    size_t count, double *column)
{
    const double *values = activity->channels[what->channel];
    const double *time_s = activity->channels[OW_CHANNEL_TIME_S];
    size_t unknown = 0;

    for (size_t i = 0; i < count; i++) {
        double value = values[samples[i]];

        if (!is_true(what, value)) {
            value =
                look_further(what, values, time_s, samples[i], samples[i + 1]);
            unknown += ow_is_missing(value);
        }
        column[i] = value;
    }
    return count - unknown;
}

static void fill_carried(struct ow_trace *trace,
                         const struct ow_activity *activity,
                         const size_t *samples)
{
    for (size_t c = 0; c < CARRIED; c++) {
        double **column = column_of(trace, &carried[c]);

        if (*column != NULL &&
            carry(&carried[c], activity, samples, trace->count, *column) == 0) {
            *column = NULL;
        }
    }
}

/* A trace with room for columns of what the activity has. */
static struct ow_trace *trace_for(const struct ow_activity *activity)
{
    struct ow_trace *trace = mem_calloc(1, sizeof *trace);
    bool has_elevation = activity->channels[OW_CHANNEL_ELEVATION_M] != NULL;
    size_t capacity = activity->sample_count + 1; /* a start before */
    size_t columns = has_elevation ? 7 : 3;
    double *next = NULL;

    if (trace == NULL) {
        return NULL;
    }
    for (size_t c = 0; c < CARRIED; c++) {
        columns += activity->channels[carried[c].channel] != NULL;
    }
    trace->block = mem_resize(NULL, capacity, columns * sizeof(double));
    if (trace->block == NULL) {
        mem_free(trace);
        return NULL;
    }
    next = trace->block;
    trace->time_s = next;
    trace->distance_m = next += capacity;
    trace->moving_s = next += capacity;
    if (has_elevation) {
        trace->flat_m = next += capacity;
        trace->grade = next += capacity;
        trace->ascent_m = next += capacity;
        trace->descent_m = next += capacity;
    }
    for (size_t c = 0; c < CARRIED; c++) {
        if (activity->channels[carried[c].channel] != NULL) {
            *column_of(trace, &carried[c]) = next += capacity;
        }
    }
    return trace;
}

static bool fill_elevation(struct ow_trace *trace)
{
    if (trace->elevation_m != NULL &&
        elevation_is_told(trace->elevation_m, trace->count)) {
        return elevation_fill(trace);
    }
    trace->flat_m = trace->distance_m;
    trace->elevation_m = NULL;
    trace->grade = NULL;
    trace->ascent_m = NULL;
    trace->descent_m = NULL;
    return true;
}

static enum ow_status fill(struct ow_trace *trace,
                           const struct ow_activity *activity,
                           bool begins_before, size_t *samples,
                           struct ow_error *err)
{
    enum ow_status status = OW_OK;

    choose_points(trace, activity, begins_before, samples);
    if (trace->count < 2) {
        return error_set(err, OW_E_NOT_FOUND,
                         "not enough data: fewer than two times");
    }
    status = distance_fill(trace, activity, samples, err);
    if (status != OW_OK) {
        return status;
    }
    fill_moving(trace);
    fill_carried(trace, activity, samples);
    return fill_elevation(trace) ? OW_OK : error_nomem(err);
}

enum ow_status ow_trace_new(const struct ow_activity *activity,
                            struct ow_trace **trace, struct ow_error *err)
{
    enum ow_distance_source source = distance_source(activity);
    struct ow_trace *made = NULL;
    size_t *samples = NULL;
    enum ow_status status = OW_OK;

    if (activity->channels[OW_CHANNEL_TIME_S] == NULL ||
        source == OW_DISTANCE_NONE) {
        return error_set(err, OW_E_NOT_FOUND,
                         "not enough data: no times with distances");
    }
    made = trace_for(activity);
    samples = mem_resize(NULL, activity->sample_count + 2, sizeof *samples);
    if (made == NULL || samples == NULL) {
        status = error_nomem(err);
    } else {
        status = fill(made, activity, distance_begins_before(activity, source),
                      samples, err);
    }
    mem_free(samples);
    if (status != OW_OK) {
        ow_trace_free(made);
        return status;
    }
    *trace = made;
    return OW_OK;
}

void ow_trace_free(struct ow_trace *trace)
{
    if (trace == NULL) {
        return;
    }
    mem_free(trace->block);
    mem_free(trace);
}

const struct ow_trace_mends *ow_trace_mends(const struct ow_trace *trace)
{
    return &trace->mends;
}

double ow_trace_distance_m(const struct ow_trace *trace)
{
    return trace->distance_m[trace->count - 1];
}

struct ow_stretch ow_trace_whole(const struct ow_trace *trace)
{
    return (struct ow_stretch){trace->time_s[0],
                               trace->time_s[trace->count - 1],
                               ow_trace_distance_m(trace)};
}

double trace_distance_at(const struct ow_trace *trace, double time_s)
{
    size_t low = 0;
    size_t high = trace->count - 1;

    if (time_s <= trace->time_s[low]) {
        return trace->distance_m[low];
    }
    if (time_s >= trace->time_s[high]) {
        return trace->distance_m[high];
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (trace->time_s[middle] <= time_s) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return trace->distance_m[low] +
           (trace->distance_m[high] - trace->distance_m[low]) *
               (time_s - trace->time_s[low]) /
               (trace->time_s[high] - trace->time_s[low]);
}
