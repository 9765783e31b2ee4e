/* What a race plan is made from, and the file that goes on the watch. */
#ifndef APP_RACE_PLAN_H
#define APP_RACE_PLAN_H

#include "onward/body.h"
#include "onward/codec.h"
#include "onward/date.h"
#include "onward/strategy.h"
#include "store/store.h"

/**
 * Reads the course of a file: of its routes and recordings, those in archives
 * included, the longest.
 *
 * @param[out] course   the caller's, ow_course_free(); untouched on failure
 * @param[out] in_file  courses that the file holds
 * @return OW_OK; OW_E_FORMAT for a file without a course, or with none that can
 *         be used; OW_E_IO, OW_E_LIMIT, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status app_course_read(const char *path,
                                             struct ow_race_course **course,
                                             size_t *in_file,
                                             struct ow_error *err);

/**
 * What the runner can do over a distance on the flat, by what the store knows:
 * the race of the last year that shows most, and the distance of the last eight
 * weeks.
 *
 * @param[out] prediction  untouched where false is returned
 * @param[out] is_known    whether there is such a race
 * @return OW_OK, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
app_race_predict(struct store *store, struct ow_date today, double distance_m,
                 struct ow_prediction *prediction, bool *is_known,
                 struct ow_error *err);

/**
 * The plan as a workout file of FIT.
 *
 * @param losses  as ow_fit_encode_workout()
 * @param[out] bytes  the caller's, ow_bytes_free(); untouched on failure
 */
OW_MUST_CHECK enum ow_status
app_race_plan_fit(const struct ow_race_plan *plan, const char *name,
                  enum ow_units units, size_t most_steps, int64_t now_ms,
                  uint8_t **bytes, size_t *length, struct ow_losses *losses,
                  struct ow_error *err);

#endif
