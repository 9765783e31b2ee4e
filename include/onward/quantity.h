/*
 * Durations, paces and distances as runners write and read them, whatever the
 * locale.
 */
#ifndef ONWARD_QUANTITY_H
#define ONWARD_QUANTITY_H

#include "onward/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Metres in an international mile. */
#define OW_MILE_M 1609.344
/** Metres of a half-marathon (World Athletics, Technical Rules). */
#define OW_HALF_MARATHON_M 21097.5
/** Metres of a marathon (World Athletics, Technical Rules). */
#define OW_MARATHON_M 42195.0
/** A race beyond this is longer than a marathon, however it was measured. */
#define OW_ULTRA_M 45000.0

/** Units of text for people; data always stays in metres and seconds. */
enum ow_units { OW_UNITS_KM = 0, OW_UNITS_MI };

/**
 * Reads a duration: h:mm:ss, m:ss, with an optional fraction of a second, or
 * 1h30m, 90min, 45s.
 *
 * @param[out] duration_s  seconds, 0 to 31 days
 * @return OW_OK, or OW_E_SYNTAX, OW_E_RANGE with the text in the message
 */
OW_API OW_MUST_CHECK enum ow_status
ow_duration_parse(const char *text, double *duration_s, struct ow_error *err);

/**
 * Reads a distance: 10km, 5k, 5mi, 1200m, mile, half, marathon.
 *
 * @param[out] distance_m  metres, above 0 and at most 1,000 km
 * @return OW_OK, or OW_E_SYNTAX, OW_E_RANGE
 */
OW_API OW_MUST_CHECK enum ow_status
ow_distance_parse(const char *text, double *distance_m, struct ow_error *err);

/**
 * Reads a pace: 5:12/km, 8:20/mi; without a unit, that of `units`.
 *
 * @param[out] pace_s_per_km  seconds a kilometre, 60 to 3600
 * @return OW_OK, or OW_E_SYNTAX, OW_E_RANGE
 */
OW_API OW_MUST_CHECK enum ow_status ow_pace_parse(const char *text,
                                                  enum ow_units units,
                                                  double *pace_s_per_km,
                                                  struct ow_error *err);

/** Size of any formatted quantity with its final zero. */
#define OW_QUANTITY_TEXT_SIZE 32

/** Writes h:mm:ss, or m:ss below an hour, rounded to a second; "-" if missing.
 */
OW_API void ow_duration_format(double duration_s,
                               char text[OW_QUANTITY_TEXT_SIZE]);

/** Writes 5:12/km or 8:22/mi; "-" if missing. */
OW_API void ow_pace_format(double pace_s_per_km, enum ow_units units,
                           char text[OW_QUANTITY_TEXT_SIZE]);

/** Writes 10.0 km or 6.2 mi; "-" if missing. */
OW_API void ow_distance_format(double distance_m, enum ow_units units,
                               char text[OW_QUANTITY_TEXT_SIZE]);

#ifdef __cplusplus
}
#endif

#endif
