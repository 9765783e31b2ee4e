/* Cleaning an activity to points of time and distance. */
#include "engine/activity/trace.h"

#include "base/error.h"
#include "base/mem.h"
#include "engine/activity/activity.h"
#include "engine/activity/elevation.h"
#include "engine/activity/geodesy.h"

#include <math.h>
#include <stddef.h>

/* Nobody runs faster: the 100-m world record's fastest stretch is 12.4. */
#define FASTEST_RUN_M_PER_S 12.5
/* Other sports roll: no bound that a jump would meet. */
#define FASTEST_OTHER_M_PER_S 50.0
/* Thirty years: times beyond are a device's nonsense. */
#define LONGEST_S 1e9
/* Less than this is standing still. */
#define STILL_M 0.5
/* A shorter stand is how the device counts, or a shoe being tied. */
#define SHORTEST_STOP_S 5.0

/* What a point is made from, one sample at a time. */
struct source {
    const double *time_s;
    const double *distance_m;
    const double *latitude_deg;
    const double *longitude_deg;
    const struct ow_pause *pauses; /* not yet behind the last point */
    size_t pauses_left;
    double fastest_m_per_s;
    size_t last; /* sample of the last point, SIZE_MAX before the first */
    double still_from_s; /* the distance has stood since */
    size_t *kept;        /* sample of each point */
};

static void source_init(struct source *source,
                        const struct ow_activity *activity)
{
    int sport = activity->summary.sport;
    bool on_foot = sport == OW_SPORT_RUNNING || sport == OW_SPORT_WALKING ||
                   sport == OW_SPORT_HIKING;

    source->time_s = activity->channels[OW_CHANNEL_TIME_S];
    source->distance_m = activity->channels[OW_CHANNEL_DISTANCE_M];
    source->latitude_deg = activity->channels[OW_CHANNEL_LATITUDE_DEG];
    source->longitude_deg = activity->channels[OW_CHANNEL_LONGITUDE_DEG];
    source->pauses = activity->pauses;
    source->pauses_left = activity->pause_count;
    source->fastest_m_per_s =
        on_foot ? FASTEST_RUN_M_PER_S : FASTEST_OTHER_M_PER_S;
    source->last = SIZE_MAX;
    source->still_from_s = OW_MISSING;
    source->kept = NULL;
}

static bool source_is_usable(const struct source *source)
{
    return source->time_s != NULL &&
           (source->distance_m != NULL ||
            (source->latitude_deg != NULL && source->longitude_deg != NULL));
}

static bool is_point(const struct source *source, size_t i)
{
    double time_s = source->time_s[i];

    if (!(fabs(time_s) <= LONGEST_S) ||
        (source->last != SIZE_MAX &&
         !(time_s > source->time_s[source->last]))) {
        return false;
    }
    return source->distance_m != NULL ? isfinite(source->distance_m[i])
                                      : isfinite(source->latitude_deg[i]) &&
                                            isfinite(source->longitude_deg[i]);
}

/* Whether the watch stood between the last point and sample i. */
static bool paused_before(struct source *source, size_t i)
{
    while (source->pauses_left > 0 &&
           source->pauses->start_s < source->time_s[source->last]) {
        source->pauses++;
        source->pauses_left--;
    }
    return source->pauses_left > 0 &&
           source->pauses->start_s < source->time_s[i];
}

/* What the device counted, or metres between positions outside pauses. */
static double raw_step_m(struct source *source, size_t i)
{
    size_t last = source->last;

    if (source->distance_m != NULL) {
        return source->distance_m[i] - source->distance_m[last];
    }
    if (paused_before(source, i)) {
        return 0;
    }
    return geodesy_distance_m(
        source->latitude_deg[last], source->longitude_deg[last],
        source->latitude_deg[i], source->longitude_deg[i]);
}

/* Metres from the last point to sample i, cleaned. */
static double clean_step_m(struct source *source, size_t i,
                           struct ow_trace_mends *mends)
{
    double step_m = raw_step_m(source, i);
    double most_m =
        source->fastest_m_per_s * (source->time_s[i] - source->still_from_s);

    if (step_m >= STILL_M) {
        source->still_from_s = source->time_s[i];
    }
    if (step_m > most_m) {
        mends->jumps++;
        return 0;
    }
    return fmax(0, step_m);
}

/* Counts a sample that makes no point; why not. */
static void count_left_out(struct ow_trace_mends *mends,
                           const struct source *source, size_t i)
{
    double time_s = source->time_s[i];

    if (!(fabs(time_s) <= LONGEST_S)) {
        mends->without_time++;
    } else if (source->last != SIZE_MAX &&
               !(time_s > source->time_s[source->last])) {
        mends->repeated_times++;
    } else {
        mends->without_distance++;
    }
}

static void add_point(struct ow_trace *trace, struct source *source, size_t i)
{
    size_t n = trace->count;

    if (n == 0) {
        trace->distance_m[0] = 0;
        source->still_from_s = source->time_s[i];
    } else {
        trace->distance_m[n] =
            trace->distance_m[n - 1] + clean_step_m(source, i, &trace->mends);
    }
    trace->time_s[n] = source->time_s[i];
    source->last = i;
    source->kept[n] = i;
    trace->count++;
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
            time_s[i] - time_s[from] >= SHORTEST_STOP_S) {
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

/* Copies a channel of the points that were kept; whether any is known. */
static bool carry(const struct carried *what, const double *values,
                  const struct source *source, size_t count, double *column)
{
    size_t known = 0;

    for (size_t i = 0; i < count; i++) {
        double value = values[source->kept[i]];
        bool is_true = value >= what->lowest && value <= what->highest;

        column[i] = is_true ? value : OW_MISSING;
        known += is_true;
    }
    return known > 0;
}

static void fill_carried(struct ow_trace *trace,
                         const struct ow_activity *activity,
                         const struct source *source)
{
    for (size_t c = 0; c < CARRIED; c++) {
        const double *values = activity->channels[carried[c].channel];
        double **column = column_of(trace, &carried[c]);

        if (values != NULL &&
            !carry(&carried[c], values, source, trace->count, *column)) {
            *column = NULL;
        }
    }
}

/* A trace with room for columns of what the activity has. */
static struct ow_trace *trace_for(const struct ow_activity *activity)
{
    struct ow_trace *trace = mem_calloc(1, sizeof *trace);
    bool has_elevation = activity->channels[OW_CHANNEL_ELEVATION_M] != NULL;
    size_t capacity = activity->sample_count;
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
                           struct source *source, struct ow_error *err)
{
    for (size_t i = 0; i < activity->sample_count; i++) {
        if (is_point(source, i)) {
            add_point(trace, source, i);
        } else {
            count_left_out(&trace->mends, source, i);
        }
    }
    if (trace->count < 2) {
        return error_set(err, OW_E_NOT_FOUND,
                         "not enough data: fewer than two times with "
                         "distances");
    }
    fill_moving(trace);
    fill_carried(trace, activity, source);
    return fill_elevation(trace) ? OW_OK : error_nomem(err);
}

enum ow_status ow_trace_new(const struct ow_activity *activity,
                            struct ow_trace **trace, struct ow_error *err)
{
    struct source source;
    struct ow_trace *made = NULL;
    enum ow_status status = OW_E_NOMEM;

    source_init(&source, activity);
    if (activity->sample_count < 2 || !source_is_usable(&source)) {
        return error_set(err, OW_E_NOT_FOUND,
                         "not enough data: no times with distances");
    }
    made = trace_for(activity);
    source.kept = mem_resize(NULL, activity->sample_count, sizeof *source.kept);
    if (made == NULL || source.kept == NULL) {
        status = error_nomem(err);
    } else {
        status = fill(made, activity, &source, err);
    }
    mem_free(source.kept);
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

bool trace_is_stop(const struct ow_trace *trace, size_t i)
{
    return !(trace->moving_s[i] > trace->moving_s[i - 1]);
}

double ow_trace_distance_m(const struct ow_trace *trace)
{
    return trace->distance_m[trace->count - 1];
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
