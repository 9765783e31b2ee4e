/* What stands against another session on a day, or what it would cost. */
#ifndef APP_WHY_NOT_H
#define APP_WHY_NOT_H

#include "onward/plan.h"

enum app_why_not_verdict {
    APP_FORBIDDEN = 0, /* a rule that must hold would be broken */
    APP_COSTS,         /* rules that should hold would give way */
    APP_POSSIBLE
};

/** "forbidden", "costs", "possible": the word in JSON. */
const char *app_why_not_name(enum app_why_not_verdict verdict);

struct app_why_not {
    enum app_why_not_verdict verdict;
    const struct ow_rule_info *rule; /* the first that stands against it */
    double cost; /* rules that should hold and would not; missing: forbidden */
    char reason[400];
};

/**
 * Puts a session of a type in the place of a day's runs, the distance of its
 * like in the plan, and lets the check judge what changed.
 *
 * @param scenario  whose plan it is
 * @param[out] answer  untouched on failure
 * @return OW_OK; OW_E_ARGUMENT for a type that is not a run's, OW_E_RANGE for a
 *         day outside the plan, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
app_why_not(const struct ow_plan *plan, const struct ow_scenario *scenario,
            struct ow_date date, enum ow_session_type type,
            struct app_why_not *answer, struct ow_error *err);

#endif
