/* Plans made, tried by the check, kept and found again. */
#ifndef APP_PLANS_H
#define APP_PLANS_H

#include "onward/plan.h"
#include "store/store.h"

/**
 * Makes the plan of a scenario and lets the check judge it.
 *
 * @param published  the plan whose days are kept as far as can be; may be NULL
 * @param[out] plan      the caller's, ow_plan_free(); also on OW_E_CONFLICT
 * @param[out] findings  of the check, the caller's, ow_findings_free(); as plan
 * @return OW_OK; OW_E_CONFLICT when planner or check find a must-rule broken;
 *         else as ow_plan_adapt()
 */
OW_MUST_CHECK enum ow_status
app_plan_make(const struct ow_scenario *scenario, struct ow_date today,
              const struct ow_plan *published, struct ow_plan **plan,
              struct ow_findings **findings, struct ow_error *err);

/** Appends a plan to the ledger. */
OW_MUST_CHECK enum ow_status app_plan_keep(struct store *store, int64_t now_ms,
                                           const struct ow_plan *plan,
                                           struct ow_error *err);

/**
 * The plan in effect.
 *
 * @param[out] plan  the caller's, ow_plan_free()
 * @return OW_OK; OW_E_NOT_FOUND when none is kept, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
app_plan_kept(struct store *store, struct ow_plan **plan, struct ow_error *err);

/** Plans in effect, oldest first: a later one rules from its first day on. */
struct app_plans {
    struct ow_plan **plans;
    size_t count;
    size_t capacity;
};

/** All plans in effect; OW_E_NOT_FOUND when none is kept. */
OW_MUST_CHECK enum ow_status app_plans_read(struct store *store,
                                            struct app_plans *plans,
                                            struct ow_error *err);

void app_plans_dispose(struct app_plans *plans);

/** What was planned for a day by the plan that rules it; NULL. */
const struct ow_plan_day *app_plans_day(const struct app_plans *plans,
                                        struct ow_date date);

/** The day of a plan; NULL outside it. */
const struct ow_plan_day *app_plan_day(const struct ow_plan *plan,
                                       struct ow_date date);

/** The week a date lies in; NULL outside the plan. */
const struct ow_plan_week *app_plan_week(const struct ow_plan *plan,
                                         struct ow_date date);

/** A session by its id and the day it lies on; NULL. */
const struct ow_session *app_plan_session(const struct ow_plan *plan,
                                          const char *id, struct ow_date *date);

#endif
