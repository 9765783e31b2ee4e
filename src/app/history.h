/* What was run, week by week, as the history of a scenario in JSON. */
#ifndef APP_HISTORY_H
#define APP_HISTORY_H

#include "onward/date.h"
#include "store/store.h"

#include <jansson.h>

/** The day an activity began, where it was run; its zone, else ours. */
struct ow_date history_day_of(const struct ow_activity_summary *summary);

/**
 * The weeks before today from the kept runs, duplicates left out; the longest
 * run of the last 30 days that was no race; and the races run as bests.
 *
 * @param races  array of races as in a scenario
 * @param[out] history  the caller's, json_decref()
 * @return OW_OK, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status history_read(struct store *store,
                                          struct ow_date today, json_t *races,
                                          json_t **history,
                                          struct ow_error *err);

#endif
