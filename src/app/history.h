/* What was run, week by week, as the history of a scenario in JSON. */
#ifndef APP_HISTORY_H
#define APP_HISTORY_H

#include "app/past.h"

/**
 * The weeks before today from the kept runs, duplicates left out; the longest
 * run of the last 30 days that was no race; races and efforts like races as
 * bests; fitness and fatigue from the load of every activity.
 *
 * @param ledger  races and the runner's limits
 * @param[out] history  the caller's, json_decref()
 * @return OW_OK, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status history_read(struct store *store,
                                          struct ow_date today,
                                          const struct ledger *ledger,
                                          json_t **history,
                                          struct ow_error *err);

/** The same of a past that was read up to today; as history_read(). */
OW_MUST_CHECK enum ow_status
history_of(struct store *store, const struct past *past, struct ow_date today,
           const struct ledger *ledger, json_t **history, struct ow_error *err);

#endif
