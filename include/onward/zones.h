/*
 * Zones: bands of heart rate or speed that a runner trains by, from one figure
 * of the runner's own, each set with the name of whoever drew its bounds.
 */
#ifndef ONWARD_ZONES_H
#define ONWARD_ZONES_H

#include "onward/load.h"

#ifdef __cplusplus
extern "C" {
#endif

#define OW_ZONES_MOST 5

/** A set of zones, numbered from 1; texts live for ever. */
struct ow_zones {
    const char *basis;  /**< "maximum", "reserve", "threshold",
                             "critical-speed" */
    const char *source; /**< of the bounds */
    size_t count;
    double from[OW_ZONES_MOST]; /**< where zone i + 1 begins, bpm or m/s; 0
                                     where nothing lies below */
    double to[OW_ZONES_MOST];   /**< where the next begins; missing: open */
};

/**
 * Five heart-rate zones by the maximum: 50, 60, 70, 80 and 90 % of it.
 *
 * @param hr_max_bpm  80 to 240
 * @param[out] zones  untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Edwards 1993, The Heart Rate Monitor Book.
 */
OW_API OW_MUST_CHECK enum ow_status ow_zones_by_maximum(double hr_max_bpm,
                                                        struct ow_zones *zones,
                                                        struct ow_error *err);

/**
 * Five heart-rate zones by the reserve: rest and 50, 60, 70, 80 and 90 % of
 * the way from there to the maximum.
 *
 * @param hr_rest_bpm  25 to 110
 * @param hr_max_bpm   at least 20 above rest, at most 240
 * @param[out] zones   untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Karvonen 1957 for the reserve, Ann Med Exp Biol Fenn 35:307-315; in
 * the tenths that watches use.
 */
OW_API OW_MUST_CHECK enum ow_status ow_zones_by_reserve(double hr_rest_bpm,
                                                        double hr_max_bpm,
                                                        struct ow_zones *zones,
                                                        struct ow_error *err);

/**
 * Five heart-rate zones by the threshold: up to 85 % of it, then from 85, 90,
 * 95 and 100 %. The parts of the fifth (from 103 and 106 %) are one here.
 *
 * @param threshold_bpm  heart rate held for about an hour, 80 to 230
 * @param[out] zones     untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Friel, The Triathlete's Training Bible, zones of running.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_zones_by_threshold(double threshold_bpm, struct ow_zones *zones,
                      struct ow_error *err);

/**
 * The set of heart-rate zones that the limits allow: by threshold, else by
 * reserve, else by maximum.
 *
 * @param[out] zones  untouched on failure
 * @return OW_OK; OW_E_NOT_FOUND where neither a threshold nor a maximum is
 *         known; OW_E_RANGE
 */
OW_API OW_MUST_CHECK enum ow_status
ow_zones_choose(const struct ow_load_limits *limits, struct ow_zones *zones,
                struct ow_error *err);

/**
 * Three zones of speed on the flat: up to 82.3 % of critical speed, up to it,
 * above it.
 *
 * @param critical_m_per_s  1 to 8
 * @param[out] zones        untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Muniz-Pumares 2025, Sports Med 55:1023-1035.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_zones_by_critical_speed(double critical_m_per_s, struct ow_zones *zones,
                           struct ow_error *err);

/** Number of the zone a value lies in; 0 below the first or where missing. */
OW_API size_t ow_zone_of(const struct ow_zones *zones, double value);

/**
 * Seconds of an exertion in each heart-rate zone.
 *
 * @param[out] time_s  by number of the zone; [0] holds what lies below the
 *                     first
 */
OW_API void ow_zones_time(const struct ow_zones *zones,
                          const struct ow_exertion *exertion,
                          double time_s[OW_ZONES_MOST + 1]);

#ifdef __cplusplus
}
#endif

#endif
