/* Days of kept plans as JSON, in the shape they have in a plan. */
#ifndef APP_DAY_JSON_H
#define APP_DAY_JSON_H

#include "app/plans.h"
#include "base/buf.h"

/**
 * Appends one object: schema, from, to, and the days from one to another that
 * were planned, each by the plan that rules it.
 *
 * @param schema  "onward/today/1", "onward/week/1"
 * @return OW_OK, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status app_days_json(const struct app_plans *plans,
                                           const char *schema,
                                           struct ow_date from,
                                           struct ow_date to, struct buf *out,
                                           struct ow_error *err);

#endif
