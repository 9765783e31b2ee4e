/* The scenario of a runner, from what the store keeps. */
#ifndef APP_SCENARIO_H
#define APP_SCENARIO_H

#include "app/ledger.h"
#include "onward/plan.h"

/**
 * Puts ledger and history together as a scenario in JSON and lets the decoder
 * of scenarios judge it. What the runner has not said is an hour on weekdays,
 * more at the weekend.
 *
 * @param history  as in a scenario, borrowed
 * @param used_ids as in a scenario, borrowed; NULL: none
 * @param spots    weak_spots as in a scenario, borrowed; NULL: none
 * @param weeks    Mondays to plan
 * @param[out] scenario  the caller's, ow_scenario_free(); untouched on failure
 * @return OW_OK; what ow_scenario_decode() says of a value out of bounds;
 *         OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status scenario_compose(const struct ledger *ledger,
                                              json_t *history, json_t *used_ids,
                                              json_t *spots, int weeks,
                                              struct ow_scenario **scenario,
                                              struct ow_error *err);

/**
 * The ids of the sessions that this week held before today, as kept plans
 * have them.
 *
 * @param[out] ids  an array of texts, the caller's; NULL where no plan is kept
 * @return OW_OK; OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status scenario_used_ids(struct store *store,
                                               struct ow_date today,
                                               json_t **ids,
                                               struct ow_error *err);

/**
 * The scenario of a store as it stands.
 *
 * @param today  the history ends the day before
 */
OW_MUST_CHECK enum ow_status scenario_read(struct store *store,
                                           struct ow_date today, int weeks,
                                           struct ow_scenario **scenario,
                                           struct ow_error *err);

#endif
