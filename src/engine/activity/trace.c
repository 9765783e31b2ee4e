/* Cleaning an activity to points of time and distance. */
#include "engine/activity/trace.h"

#include "base/error.h"
#include "base/mem.h"
#include "engine/activity/activity.h"
#include "engine/activity/geodesy.h"

#include <math.h>

/* Nobody runs faster: the 100-m world record's fastest stretch is 12.4. */
#define FASTEST_RUN_M_PER_S 12.5
/* Other sports roll: no bound that a jump would meet. */
#define FASTEST_OTHER_M_PER_S 50.0
/* Thirty years: times beyond are a device's nonsense. */
#define LONGEST_S 1e9
/* Less than this is standing still. */
#define STILL_M 0.5

/* What a point is made from, one sample at a time. */
struct source {
    const double *time_s;
    const double *distance_m;
    const double *latitude_deg;
    const double *longitude_deg;
    const double *elevation_m;
    const struct ow_pause *pauses; /* not yet behind the last point */
    size_t pauses_left;
    double fastest_m_per_s;
    size_t last; /* sample of the last point, SIZE_MAX before the first */
    double still_from_s; /* the distance has stood since */
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
    source->elevation_m = activity->channels[OW_CHANNEL_ELEVATION_M];
    source->pauses = activity->pauses;
    source->pauses_left = activity->pause_count;
    source->fastest_m_per_s =
        on_foot ? FASTEST_RUN_M_PER_S : FASTEST_OTHER_M_PER_S;
    source->last = SIZE_MAX;
    source->still_from_s = OW_MISSING;
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
static double clean_step_m(struct source *source, size_t i)
{
    double step_m = raw_step_m(source, i);
    double most_m =
        source->fastest_m_per_s * (source->time_s[i] - source->still_from_s);

    if (step_m >= STILL_M) {
        source->still_from_s = source->time_s[i];
    }
    return step_m > 0 && step_m <= most_m ? step_m : 0;
}

static void add_point(struct ow_trace *trace, struct source *source, size_t i)
{
    size_t n = trace->count;

    if (n == 0) {
        trace->distance_m[0] = 0;
        source->still_from_s = source->time_s[i];
    } else {
        trace->distance_m[n] =
            trace->distance_m[n - 1] + clean_step_m(source, i);
    }
    trace->time_s[n] = source->time_s[i];
    if (source->elevation_m != NULL) {
        trace->elevation_m[n] = source->elevation_m[i];
        if (n > 0 && ow_is_missing(trace->elevation_m[n])) {
            trace->elevation_m[n] = trace->elevation_m[n - 1];
        }
    }
    source->last = i;
    trace->count++;
}

static struct ow_trace *trace_of_capacity(size_t capacity, bool has_elevation)
{
    struct ow_trace *trace = mem_calloc(1, sizeof *trace);

    if (trace == NULL) {
        return NULL;
    }
    trace->time_s = mem_resize(NULL, capacity, sizeof(double));
    trace->distance_m = mem_resize(NULL, capacity, sizeof(double));
    if (has_elevation) {
        trace->elevation_m = mem_resize(NULL, capacity, sizeof(double));
    }
    if (trace->time_s == NULL || trace->distance_m == NULL ||
        (has_elevation && trace->elevation_m == NULL)) {
        ow_trace_free(trace);
        return NULL;
    }
    return trace;
}

enum ow_status ow_trace_new(const struct ow_activity *activity,
                            struct ow_trace **trace, struct ow_error *err)
{
    struct source source;
    struct ow_trace *made = NULL;

    source_init(&source, activity);
    if (activity->sample_count < 2 || !source_is_usable(&source)) {
        return error_set(err, OW_E_NOT_FOUND,
                         "the activity has no times with distances");
    }
    made =
        trace_of_capacity(activity->sample_count, source.elevation_m != NULL);
    if (made == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < activity->sample_count; i++) {
        if (is_point(&source, i)) {
            add_point(made, &source, i);
        }
    }
    if (made->count < 2) {
        ow_trace_free(made);
        return error_set(err, OW_E_NOT_FOUND,
                         "the activity has fewer than two times with "
                         "distances");
    }
    *trace = made;
    return OW_OK;
}

void ow_trace_free(struct ow_trace *trace)
{
    if (trace == NULL) {
        return;
    }
    mem_free(trace->time_s);
    mem_free(trace->distance_m);
    mem_free(trace->elevation_m);
    mem_free(trace);
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
