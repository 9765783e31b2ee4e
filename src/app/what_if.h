/*
 * What if: the plan there would be if something were otherwise, beside the one
 * there is. Nothing is kept.
 */
#ifndef APP_WHAT_IF_H
#define APP_WHAT_IF_H

#include "onward/change.h"
#include "onward/plan.h"
#include "store/store.h"

/** The sentences that can be said, "race ID dropped" …; ends in NULL. */
extern const char *const app_what_if_forms[];

/**
 * A scenario with something otherwise.
 *
 * @param today    what relative dates and "sick N days" stand on
 * @param text     one of the forms
 * @param[out] other  the caller's, ow_scenario_free(); untouched on failure
 * @return OW_OK; OW_E_ARGUMENT for a sentence not known, naming those that
 *         are; OW_E_NOT_FOUND for an id or a rule that there is not; what the
 *         scenario's decoder says of a value; OW_E_RANGE, OW_E_SYNTAX,
 *         OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
app_what_if_change(const struct ow_scenario *scenario, struct ow_date today,
                   const char *text, struct ow_scenario **other,
                   struct ow_error *err);

/** The answer; give it back with app_what_if_dispose(). */
struct app_what_if {
    struct ow_scenario *scenario; /* with all of it otherwise */
    struct ow_plan *before;
    struct ow_plan *after;
    struct ow_findings *findings; /* of the check of `after` */
    struct ow_plan_difference *difference;
    bool is_kept; /* `before` is the plan in effect, not one made now */
};

/**
 * Answers. The plan it is compared with is the kept one as long as it covers
 * today, else that of the scenario as it stands.
 *
 * @param store     may be NULL
 * @param texts     `count` of them, one after the other
 * @param[out] answer  the caller's; on OW_OK and OW_E_CONFLICT only
 * @return OW_OK; OW_E_CONFLICT when rules and wishes could then not all hold;
 *         else as app_what_if_change() and ow_plan_make()
 */
OW_MUST_CHECK enum ow_status
app_what_if(struct store *store, const struct ow_scenario *scenario,
            struct ow_date today, const char *const *texts, size_t count,
            struct app_what_if *answer, struct ow_error *err);

void app_what_if_dispose(struct app_what_if *answer);

#endif
