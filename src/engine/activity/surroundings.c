/* Where a run was, in what light and at what temperature. */
#include "engine/activity/activity.h"
#include "engine/activity/analysis.h"
#include "engine/activity/sun.h"

#include <math.h>

/* Sub-sports by their numbers in the FIT profile. */
#define SUB_SPORT_TREADMILL 1
#define SUB_SPORT_INDOOR_RUNNING 45
#define SUB_SPORT_VIRTUAL_ACTIVITY 58
/* A device that rises so far is not on a treadmill. */
#define LEVEL_M 5.0
/* How often the sun is asked for, and the longest time one answer stands. */
#define SUN_STEP_S 60.0
#define SUN_REACH_S 900.0
/* Thirty years: times beyond are a device's nonsense. */
#define LONGEST_S 1e9
/* What the device needs to forget the room it came from. */
#define SETTLE_S 600.0
#define LONG_ENOUGH_S 1200.0

static const double *latitudes(const struct ow_activity *activity)
{
    return activity->channels[OW_CHANNEL_LONGITUDE_DEG] == NULL
               ? NULL
               : activity->channels[OW_CHANNEL_LATITUDE_DEG];
}

static bool has_place(const struct ow_activity *activity, size_t i)
{
    const double *latitude = activity->channels[OW_CHANNEL_LATITUDE_DEG];
    const double *longitude = activity->channels[OW_CHANNEL_LONGITUDE_DEG];

    return fabs(latitude[i]) <= 90 && fabs(longitude[i]) <= 180;
}

static bool is_placed(const struct ow_activity *activity)
{
    size_t i = 0;

    if (latitudes(activity) == NULL) {
        return false;
    }
    while (i < activity->sample_count && !has_place(activity, i)) {
        i++;
    }
    return i < activity->sample_count;
}

enum ow_place place_read(const struct ow_activity *activity)
{
    const struct ow_activity_summary *summary = &activity->summary;
    double range_m = summary->elevation_max_m - summary->elevation_min_m;

    switch (summary->sub_sport) {
    case SUB_SPORT_TREADMILL:
        return OW_PLACE_TREADMILL;
    case SUB_SPORT_INDOOR_RUNNING:
    case SUB_SPORT_VIRTUAL_ACTIVITY:
        return OW_PLACE_INDOORS;
    default:
        break;
    }
    if (is_placed(activity)) {
        return OW_PLACE_OUTDOORS;
    }
    return summary->sport == OW_SPORT_RUNNING && summary->distance_m > 0 &&
                   !(range_m > LEVEL_M)
               ? OW_PLACE_TREADMILL
               : OW_PLACE_UNKNOWN;
}

/* How long the last answer stood. */
static void add_light(struct ow_run_night *part, double altitude_deg,
                      double time_s)
{
    part->known_s += time_s;
    if (altitude_deg < SUN_HORIZON_DEG) {
        part->night_s += time_s;
    }
    if (altitude_deg < SUN_DARK_DEG) {
        part->dark_s += time_s;
    }
}

static void follow_sun(const struct ow_activity *activity,
                       struct ow_run_night *part)
{
    const double *time_s = activity->channels[OW_CHANNEL_TIME_S];
    const double *latitude = activity->channels[OW_CHANNEL_LATITUDE_DEG];
    const double *longitude = activity->channels[OW_CHANNEL_LONGITUDE_DEG];
    double asked_s = OW_MISSING;
    double altitude_deg = OW_MISSING;

    for (size_t i = 0; i < activity->sample_count; i++) {
        double since_s = time_s[i] - asked_s;

        if (since_s < SUN_STEP_S || !(fabs(time_s[i]) < LONGEST_S) ||
            !has_place(activity, i)) {
            continue;
        }
        if (since_s <= SUN_REACH_S) {
            add_light(part, altitude_deg, since_s);
        }
        asked_s = time_s[i];
        altitude_deg = sun_altitude_deg(activity->summary.start_time_ms +
                                            (int64_t)(1000 * time_s[i]),
                                        latitude[i], longitude[i]);
    }
}

static const char *refuse_night(const struct ow_activity *activity,
                                enum ow_place place)
{
    if (place == OW_PLACE_TREADMILL || place == OW_PLACE_INDOORS) {
        return "unsuitable: a run indoors";
    }
    if (!is_placed(activity)) {
        return "not enough data: no positions";
    }
    return !activity->summary.has_start_time ||
                   activity->channels[OW_CHANNEL_TIME_S] == NULL
               ? "not enough data: no time of day"
               : NULL;
}

void night_read(const struct ow_activity *activity, enum ow_place place,
                struct ow_run_night *part)
{
    *part = (struct ow_run_night){.why_not = refuse_night(activity, place)};
    if (part->why_not != NULL) {
        return;
    }
    follow_sun(activity, part);
    if (!(part->known_s > 0)) {
        part->why_not = "not enough data: less than a minute with a place";
    }
}

/* The first point from which on the device can be believed. */
static size_t first_settled(const struct ow_trace *trace)
{
    double first_s = trace->time_s[0];
    size_t i = 1;

    if (trace->time_s[trace->count - 1] - first_s <= LONG_ENOUGH_S) {
        return i;
    }
    while (trace->time_s[i] < first_s + SETTLE_S) {
        i++;
    }
    return i;
}

void temperature_read(const struct ow_trace *trace,
                      struct ow_run_temperature *part)
{
    double sum = 0;
    double weight_s = 0;

    *part = (struct ow_run_temperature){
        "not enough data: no temperature", OW_MISSING, OW_MISSING, OW_MISSING,
        "measured by the device: a wrist warms it by some degrees"};
    if (trace == NULL || trace->temperature_c == NULL) {
        return;
    }
    for (size_t i = first_settled(trace); i < trace->count; i++) {
        double value_c = trace->temperature_c[i];
        double step_s = trace->time_s[i] - trace->time_s[i - 1];

        if (ow_is_missing(value_c)) {
            continue;
        }
        sum += step_s * value_c;
        weight_s += step_s;
        part->min_c = value_c > part->min_c ? part->min_c : value_c;
        part->max_c = value_c < part->max_c ? part->max_c : value_c;
    }
    if (weight_s > 0) {
        part->why_not = NULL;
        part->mean_c = sum / weight_s;
    }
}
