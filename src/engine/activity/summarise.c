/*
 * The figures of an activity that its file did not state, from its samples.
 */
#include "engine/activity/activity.h"
#include "engine/activity/elevation.h"
#include "engine/activity/geodesy.h"
#include "engine/activity/trace.h"

#include <string.h>

/* Over so many metres may a runner climb where nobody counted them. */
#define FASTEST_M_PER_S 12.5
#define HR_NONE_BPM 255.0

static struct ow_spread spread_of(const double *values, size_t count,
                                  double lowest, double below)
{
    struct ow_spread spread = {OW_MISSING, OW_MISSING, OW_MISSING};
    double sum = 0;
    size_t known = 0;

    for (size_t i = 0; values != NULL && i < count; i++) {
        double value = values[i];

        if (!(value >= lowest && value < below)) {
            continue;
        }
        if (known == 0 || value < spread.min) {
            spread.min = value;
        }
        if (known == 0 || value > spread.max) {
            spread.max = value;
        }
        sum += value;
        known++;
    }
    if (known > 0) {
        spread.avg = sum / (double)known;
    }
    return spread;
}

static double last_known(const double *values, size_t count)
{
    while (values != NULL && count > 0) {
        if (!ow_is_missing(values[--count])) {
            return values[count];
        }
    }
    return OW_MISSING;
}

/* Whether a pause lies between two instants; `next` is the first pause that
   did not begin before, and only moves forward. */
static bool paused_between(const struct ow_activity *activity, size_t *next,
                           double from_s, double to_s)
{
    const struct ow_pause *pauses = activity->pauses;

    while (*next < activity->pause_count && pauses[*next].start_s < from_s) {
        (*next)++;
    }
    return *next < activity->pause_count &&
           pauses[*next].start_s + pauses[*next].duration_s <= to_s;
}

static double distance_along_positions(const struct ow_activity *activity)
{
    const double *latitude = activity->channels[OW_CHANNEL_LATITUDE_DEG];
    const double *longitude = activity->channels[OW_CHANNEL_LONGITUDE_DEG];
    const double *time_s = activity->channels[OW_CHANNEL_TIME_S];
    double sum_m = 0;
    size_t next_pause = 0;
    size_t last = SIZE_MAX;

    if (latitude == NULL || longitude == NULL) {
        return OW_MISSING;
    }
    for (size_t i = 0; i < activity->sample_count; i++) {
        if (ow_is_missing(latitude[i]) || ow_is_missing(longitude[i])) {
            continue;
        }
        if (last != SIZE_MAX &&
            (time_s == NULL ||
             !paused_between(activity, &next_pause, time_s[last], time_s[i]))) {
            sum_m += geodesy_distance_m(latitude[last], longitude[last],
                                        latitude[i], longitude[i]);
        }
        last = i;
    }
    return last == SIZE_MAX ? OW_MISSING : sum_m;
}

static void summarise_distance(struct ow_activity *activity)
{
    struct ow_activity_summary *summary = &activity->summary;

    if (ow_is_missing(summary->distance_m)) {
        summary->distance_m = last_known(
            activity->channels[OW_CHANNEL_DISTANCE_M], activity->sample_count);
    }
    if (ow_is_missing(summary->distance_m)) {
        summary->distance_m = distance_along_positions(activity);
    }
}

static void summarise_time(struct ow_activity *activity)
{
    struct ow_activity_summary *summary = &activity->summary;

    if (ow_is_missing(summary->elapsed_s)) {
        summary->elapsed_s = last_known(activity->channels[OW_CHANNEL_TIME_S],
                                        activity->sample_count);
    }
    if (ow_is_missing(summary->timer_s)) {
        double paused_s = 0;

        for (size_t i = 0; i < activity->pause_count; i++) {
            paused_s += activity->pauses[i].duration_s;
        }
        summary->timer_s = summary->elapsed_s - paused_s;
    }
}

/* Ups and downs between turning points, from one elevation to the next. */
struct climb {
    double turn_m; /* elevation of the last turning point */
    double high_m; /* since then */
    double low_m;
    bool may_be_high; /* the next turning point */
    bool may_be_low;
    double ascent_m;
    double descent_m;
};

static void climb_to(struct climb *climb, double elevation_m)
{
    climb->high_m = fmax(climb->high_m, elevation_m);
    climb->low_m = fmin(climb->low_m, elevation_m);
    if (climb->may_be_high && climb->high_m - elevation_m >= ELEVATION_TURN_M) {
        climb->ascent_m += climb->high_m - climb->turn_m;
        climb->turn_m = climb->high_m;
        climb->low_m = elevation_m;
        climb->may_be_high = false;
        climb->may_be_low = true;
    } else if (climb->may_be_low &&
               elevation_m - climb->low_m >= ELEVATION_TURN_M) {
        climb->descent_m += climb->turn_m - climb->low_m;
        climb->turn_m = climb->low_m;
        climb->high_m = elevation_m;
        climb->may_be_high = true;
        climb->may_be_low = false;
    }
}

/* The last turning point is where it ends. */
static void climb_end(struct climb *climb, double elevation_m)
{
    if (climb->may_be_high && climb->may_be_low) {
        climb->ascent_m = fmax(0, elevation_m - climb->turn_m);
        climb->descent_m = fmax(0, climb->turn_m - elevation_m);
    } else if (climb->may_be_high) {
        climb->ascent_m += climb->high_m - climb->turn_m;
    } else {
        climb->descent_m += climb->turn_m - climb->low_m;
    }
}

static struct climb climb_over(const struct ow_activity *activity)
{
    const double *elevation_m = activity->channels[OW_CHANNEL_ELEVATION_M];
    const double *time_s = activity->channels[OW_CHANNEL_TIME_S];
    const double *distance_m = activity->channels[OW_CHANNEL_DISTANCE_M];
    struct elevation_sensor sensor = elevation_sensor_new();
    struct climb climb = {.turn_m = OW_MISSING};
    double last_m = 0;

    for (size_t i = 0; i < activity->sample_count; i++) {
        double second = time_s == NULL ? (double)i : time_s[i];
        double metre =
            distance_m == NULL ? FASTEST_M_PER_S * second : distance_m[i];

        if (ow_is_missing(elevation_m[i])) {
            continue;
        }
        last_m = elevation_sensor_read(&sensor, second, metre, elevation_m[i]);
        if (ow_is_missing(climb.turn_m)) {
            climb = (struct climb){last_m, last_m, last_m, true, true, 0, 0};
        }
        climb_to(&climb, last_m);
    }
    climb_end(&climb, last_m);
    return climb;
}

static void summarise_climb(struct ow_activity *activity)
{
    struct ow_activity_summary *summary = &activity->summary;
    struct ow_spread range =
        spread_of(activity->channels[OW_CHANNEL_ELEVATION_M],
                  activity->sample_count, -1000.0, 20000.0);

    summary->elevation_min_m = range.min;
    summary->elevation_max_m = range.max;
    if (!ow_is_missing(range.min) && (ow_is_missing(summary->ascent_m) ||
                                      ow_is_missing(summary->descent_m))) {
        struct climb climb = climb_over(activity);

        if (ow_is_missing(summary->ascent_m)) {
            summary->ascent_m = climb.ascent_m;
        }
        if (ow_is_missing(summary->descent_m)) {
            summary->descent_m = climb.descent_m;
        }
    }
}

/* Metres covered from one sample to another; missing where unknown. */
static double metres_between(const struct ow_activity *activity, size_t from,
                             size_t to)
{
    const double *distance_m = activity->channels[OW_CHANNEL_DISTANCE_M];
    const double *latitude = activity->channels[OW_CHANNEL_LATITUDE_DEG];
    const double *longitude = activity->channels[OW_CHANNEL_LONGITUDE_DEG];

    if (distance_m != NULL) {
        return distance_m[to] - distance_m[from];
    }
    if (latitude != NULL && longitude != NULL) {
        return geodesy_distance_m(latitude[from], longitude[from], latitude[to],
                                  longitude[to]);
    }
    return OW_MISSING;
}

/* As in a trace: a stop is a stretch of slow steps that lasts. */
static void summarise_moving(struct ow_activity *activity)
{
    struct ow_activity_summary *summary = &activity->summary;
    const double *time_s = activity->channels[OW_CHANNEL_TIME_S];
    double moving_s = 0;
    double slow_s = 0; /* how long the steps have been slow */
    size_t last = 0;
    bool any = false;

    if (!ow_is_missing(summary->moving_s) || time_s == NULL) {
        return;
    }
    for (size_t i = 1; i < activity->sample_count; i++) {
        double step_s = time_s[i] - time_s[last];
        double step_m = metres_between(activity, last, i);

        if (ow_is_missing(step_m) &&
            ow_is_missing(metres_between(activity, last, last))) {
            last = i; /* from nowhere there is no way */
        }
        if (!(step_s > 0) || ow_is_missing(step_m)) {
            continue;
        }
        any = true;
        last = i;
        if (step_m < TRACE_STILL_M_PER_S * step_s) {
            slow_s += step_s;
            continue;
        }
        moving_s += step_s + (slow_s < TRACE_STOP_S ? slow_s : 0);
        slow_s = 0;
    }
    if (any) {
        summary->moving_s = moving_s + (slow_s < TRACE_STOP_S ? slow_s : 0);
    }
}

static void summarise_spreads(struct ow_activity *activity)
{
    struct ow_activity_summary *summary = &activity->summary;
    size_t count = activity->sample_count;
    struct ow_spread hr = spread_of(activity->channels[OW_CHANNEL_HR_BPM],
                                    count, 1.0, HR_NONE_BPM);
    struct ow_spread cadence = spread_of(
        activity->channels[OW_CHANNEL_CADENCE_SPM], count, 1.0, 1000.0);
    struct ow_spread power =
        spread_of(activity->channels[OW_CHANNEL_POWER_W], count, 0.0, 1e4);

    /* The device's own figures stand only where no sample has one. */
    if (!ow_is_missing(hr.avg)) {
        summary->hr_bpm = hr;
    }
    if (!ow_is_missing(cadence.avg)) {
        summary->cadence_spm = cadence;
    }
    if (!ow_is_missing(power.avg)) {
        summary->power_w = power;
    }
}

void activity_summarise(struct ow_activity *activity)
{
    summarise_distance(activity);
    summarise_time(activity);
    summarise_climb(activity);
    summarise_moving(activity);
    summarise_spreads(activity);
}
