/* Bands of heart rate and speed; the header names who drew the bounds. */
#include "onward/zones.h"

#include "base/error.h"
#include "engine/body/range.h"

/* Where zones begin, as shares of what they are of. */
struct scheme {
    const char *basis;
    const char *source;
    size_t count;
    double shares[OW_ZONES_MOST];
    bool is_closed; /* the last zone ends at the whole */
};

static const struct scheme by_maximum = {
    "maximum", "Edwards 1993", 5, {0.5, 0.6, 0.7, 0.8, 0.9}, true};
static const struct scheme by_reserve = {
    "reserve", "Karvonen 1957", 5, {0.5, 0.6, 0.7, 0.8, 0.9}, true};
static const struct scheme by_threshold = {
    "threshold", "Friel", 5, {0, 0.85, 0.9, 0.95, 1}, false};
static const struct scheme by_critical_speed = {
    "critical-speed", "Muniz-Pumares 2025", 3, {0, 0.823, 1}, false};

/* The bounds between `base` and `whole`. */
static void lay_out(const struct scheme *scheme, double base, double whole,
                    struct ow_zones *zones)
{
    *zones = (struct ow_zones){.basis = scheme->basis,
                               .source = scheme->source,
                               .count = scheme->count};
    for (size_t i = 0; i < scheme->count; i++) {
        zones->from[i] = base + (whole - base) * scheme->shares[i];
        if (i > 0) {
            zones->to[i - 1] = zones->from[i];
        }
    }
    zones->to[scheme->count - 1] = scheme->is_closed ? whole : OW_MISSING;
}

enum ow_status ow_zones_by_maximum(double hr_max_bpm, struct ow_zones *zones,
                                   struct ow_error *err)
{
    enum ow_status status =
        range_check_of("maximum heart rate", hr_max_bpm, "bpm", 80, 240,
                       by_maximum.source, err);

    if (status == OW_OK) {
        lay_out(&by_maximum, 0, hr_max_bpm, zones);
    }
    return status;
}

enum ow_status ow_zones_by_reserve(double hr_rest_bpm, double hr_max_bpm,
                                   struct ow_zones *zones, struct ow_error *err)
{
    enum ow_status status =
        range_check_of("resting heart rate", hr_rest_bpm, "bpm", 25, 110,
                       by_reserve.source, err);

    if (status == OW_OK) {
        status = range_check_of("maximum heart rate", hr_max_bpm, "bpm",
                                hr_rest_bpm + 20, 240, by_reserve.source, err);
    }
    if (status == OW_OK) {
        lay_out(&by_reserve, hr_rest_bpm, hr_max_bpm, zones);
    }
    return status;
}

enum ow_status ow_zones_by_threshold(double threshold_bpm,
                                     struct ow_zones *zones,
                                     struct ow_error *err)
{
    enum ow_status status =
        range_check_of("threshold heart rate", threshold_bpm, "bpm", 80, 230,
                       by_threshold.source, err);

    if (status == OW_OK) {
        lay_out(&by_threshold, 0, threshold_bpm, zones);
    }
    return status;
}

enum ow_status ow_zones_choose(const struct ow_load_limits *limits,
                               struct ow_zones *zones, struct ow_error *err)
{
    if (limits->hr_threshold_bpm > 0) {
        return ow_zones_by_threshold(limits->hr_threshold_bpm, zones, err);
    }
    if (!(limits->hr_max_bpm > 0)) {
        return error_set(err, OW_E_NOT_FOUND,
                         "neither a threshold nor a maximum heart rate is "
                         "known");
    }
    return limits->hr_rest_bpm > 0
               ? ow_zones_by_reserve(limits->hr_rest_bpm, limits->hr_max_bpm,
                                     zones, err)
               : ow_zones_by_maximum(limits->hr_max_bpm, zones, err);
}

enum ow_status ow_zones_by_critical_speed(double critical_m_per_s,
                                          struct ow_zones *zones,
                                          struct ow_error *err)
{
    enum ow_status status =
        range_check_of("critical speed", critical_m_per_s, "m/s", 1, 8,
                       by_critical_speed.source, err);

    if (status == OW_OK) {
        lay_out(&by_critical_speed, 0, critical_m_per_s, zones);
    }
    return status;
}

size_t ow_zone_of(const struct ow_zones *zones, double value)
{
    size_t zone = 0;

    while (zone < zones->count && value >= zones->from[zone]) {
        zone++;
    }
    return zone;
}

void ow_zones_time(const struct ow_zones *zones,
                   const struct ow_exertion *exertion,
                   double time_s[OW_ZONES_MOST + 1])
{
    for (size_t zone = 0; zone <= OW_ZONES_MOST; zone++) {
        time_s[zone] = 0;
    }
    for (size_t i = 0; i < OW_EXERTION_HR_COUNT; i++) {
        double hr_bpm = (double)(OW_EXERTION_HR_LOWEST_BPM + i);

        time_s[ow_zone_of(zones, hr_bpm)] += exertion->hr_s[i];
    }
}
