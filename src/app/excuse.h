/* Weeks in which not running was right: rest after a race, travel, illness. */
#ifndef APP_EXCUSE_H
#define APP_EXCUSE_H

#include "app/past.h"

/**
 * Says for each week whether it is excused: three days or more of it were
 * blocked, ill, injured, rest after a race or the taper of a long one; or a
 * kept plan wanted no more runs than were run.
 *
 * @param weeks         one after the other, Mondays
 * @param[out] excused  `count`, the caller's
 * @return OW_OK, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
excuse_weeks(struct store *store, const struct ledger *ledger,
             const struct past *past, const struct ow_history_sum *weeks,
             size_t count, int least_runs, bool *excused, struct ow_error *err);

/**
 * Weeks in a row with so many runs, the excused ones left out.
 *
 * @param weeks  one after the other, the last one not over
 * @return as excuse_weeks()
 */
OW_MUST_CHECK enum ow_status
excuse_keep_count(struct store *store, const struct ledger *ledger,
                  const struct past *past, const struct ow_history_sum *weeks,
                  size_t count, int least_runs,
                  struct ow_history_consistency *kept, struct ow_error *err);

#endif
