/*
 * Writing FIT files: workouts for the watch, and recorded activities.
 */
#ifndef ONWARD_FIT_H
#define ONWARD_FIT_H

#include "onward/activity.h"
#include "onward/codec.h"
#include "onward/workout.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Who made a file. The type, manufacturer, product, serial number and time
 * together tell one file from another on a device (Garmin FIT SDK, file_id).
 */
struct ow_fit_identity {
    uint16_t manufacturer; /**< FIT number; 0: 255, development */
    uint16_t product;
    uint32_t serial;         /**< 0: none */
    int64_t time_created_ms; /**< Unix, UTC; 1998-07-05 to 2126-01-01 */
};

/** Steps that many watches hold at most, repeats counted. */
#define OW_FIT_COMMON_STEPS 50

/**
 * Writes a workout file (type 5): the watch takes it from GARMIN/NewFiles.
 * A step's name is its role, its notes are the cue. Ramps are cut into steps
 * for a common watch (ow_workout_fit_device() does so for others). What the
 * format cannot hold (effort, long names, more steps than OW_FIT_COMMON_STEPS)
 * is written as near as may be and said in `losses`.
 *
 * @param losses  the caller's, ow_losses_dispose(); added to, may be NULL
 * @param[out] bytes  the caller's, ow_bytes_free(); untouched on failure
 * @return OW_OK; OW_E_ARGUMENT for a workout without a step, OW_E_RANGE for a
 *         time of making or a sport that cannot be written, OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_fit_encode_workout(const struct ow_workout *workout,
                      const struct ow_fit_identity *identity, uint8_t **bytes,
                      size_t *length, struct ow_losses *losses,
                      struct ow_error *err);

/**
 * Writes an activity file (type 4): device, timer events with the pauses,
 * records, laps, one session, and the local time where it is known. Times are
 * written in whole seconds, cadence on foot as strides.
 *
 * @param activity  with a start time, and a time for each sample, in order
 * @param[out] bytes  the caller's, ow_bytes_free(); untouched on failure
 * @return OW_OK; OW_E_ARGUMENT for missing times, OW_E_RANGE for a value that
 *         its field cannot hold, named in the message, OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_fit_encode_activity(const struct ow_activity *activity,
                       const struct ow_fit_identity *identity, uint8_t **bytes,
                       size_t *length, struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
