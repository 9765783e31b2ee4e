/*
 * Why a session is where it is: what another day for it, or another session on
 * its day, would cost in the plan's own measure of a placement.
 */
#ifndef ONWARD_WHY_H
#define ONWARD_WHY_H

#include "onward/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

#define OW_WHY_REASON_SIZE 600

enum ow_why_not_verdict {
    OW_WHY_NOT_FORBIDDEN = 0, /**< a rule that must hold stands against it */
    OW_WHY_NOT_COSTS,         /**< what should hold, or is better, gives way */
    OW_WHY_NOT_POSSIBLE
};

/** "forbidden", "costs", "possible": the word in JSON. */
OW_API const char *ow_why_not_verdict_name(enum ow_why_not_verdict verdict);

/** What a session on a day would mean. */
struct ow_why_not {
    enum ow_why_not_verdict verdict;
    enum ow_rule rule; /**< that weighs most; OW_RULE_COUNT where none does */
    double cost;       /**< of the best placement with it beyond the chosen
                            one's, 0 and more; missing where forbidden */
    char reason[OW_WHY_REASON_SIZE];
};

/**
 * What stands against a session of a type on a day, or what it costs: the week
 * is placed anew with such a session on that day, its others wherever they are
 * best, and the plan that comes of it is checked beside the one there is. A
 * week without a session of that type has one in the place of its most alike.
 *
 * @param published  the plan whose days stand; NULL: one made afresh
 * @param type       a run other than a race, strength or cross-training
 * @param[out] answer  untouched on failure
 * @return OW_OK; OW_E_ARGUMENT for another type; OW_E_RANGE for a day before
 *         today or beyond the plan; else as ow_plan_make(), a conflict aside
 */
OW_API OW_MUST_CHECK enum ow_status
ow_plan_why_not(const struct ow_scenario *scenario, struct ow_date today,
                const struct ow_plan *published, struct ow_date date,
                enum ow_session_type type, struct ow_why_not *answer,
                struct ow_error *err);

/** The next best day for a session. */
struct ow_runner_up {
    bool is_possible;    /**< false: no placement of the week has another */
    struct ow_date date; /**< none where there is none */
    int cost;            /**< of that placement beyond the chosen one's */
    enum ow_rule rule;   /**< that weighs most; OW_RULE_COUNT where none does */
    char reason[OW_WHY_REASON_SIZE];
};

/**
 * Where a session would be, were its day not to be had: the best placement of
 * its week that has no session of its type on that day.
 *
 * @param published  as for ow_plan_why_not()
 * @param[out] answer  untouched on failure
 * @return OW_OK; OW_E_NOT_FOUND where the plan has no such session to place on
 *         that day, as with races and walks; else as ow_plan_why_not()
 */
OW_API OW_MUST_CHECK enum ow_status
ow_plan_runner_up(const struct ow_scenario *scenario, struct ow_date today,
                  const struct ow_plan *published, struct ow_date date,
                  enum ow_session_type type, struct ow_runner_up *answer,
                  struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
