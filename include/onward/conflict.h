/*
 * Wishes that cannot all be had: which of them stand in each other's way, what
 * is broken if all are kept, and what may be given up instead.
 */
#ifndef ONWARD_CONFLICT_H
#define ONWARD_CONFLICT_H

#include "onward/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What of a scenario is wished for and can stand against a must-rule. */
enum ow_wish_kind {
    OW_WISH_RACE = 0, /**< a race from today on */
    OW_WISH_BLOCKED,  /**< blocked days that are not over */
    OW_WISH_RULE      /**< a rule's parameter that was overridden */
};

/** The word in JSON: "race", "blocked", "rule". */
OW_API const char *ow_wish_kind_name(enum ow_wish_kind kind);

struct ow_wish {
    enum ow_wish_kind kind;
    const char *id;      /**< of the race; "race.spacing.marathon"; or NULL */
    struct ow_date from; /**< the race's day, the first blocked; or none */
    struct ow_date to;   /**< included; or none */
    const char *words;   /**< "race a, 42.2 km on 2026-11-08" */
    const char *give_up; /**< "move it to 2026-11-23 or leave it out" */
    /** Without all wishes so marked, of all conflicts, a plan can be made;
     * none of them could stay. */
    bool is_spared;
};

/** Wishes of which no plan has all; without any one of them the others can be
 * had. */
struct ow_conflict {
    const struct ow_wish *wishes; /**< races first, then days, then rules */
    size_t wish_count;
    const struct ow_finding *because; /**< what is broken if all are kept */
    size_t because_count;
};

/** Conflicts of a scenario; opaque, one owner. */
struct ow_conflicts;

/** Gives conflicts back; NULL is fine. */
OW_API void ow_conflicts_free(struct ow_conflicts *conflicts);

/** All conflicts, borrowed; `count` may come out as 0. */
OW_API const struct ow_conflict *
ow_conflicts_list(const struct ow_conflicts *conflicts, size_t *count);

/**
 * Finds the conflicts of a scenario for which ow_plan_make() has no plan. What
 * was raced and felt before today is no wish: it stays. Plans are made with
 * fewer and fewer wishes until every one that is left is needed for the
 * conflict; then one of them is spared, and what is left is looked at again.
 *
 * @param[out] conflicts  the caller's, ow_conflicts_free(); without any where
 *                        there is a plan; untouched on failure
 * @return OW_OK; OW_E_RANGE or OW_E_ARGUMENT with the scenario's fault;
 *         OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_conflicts_find(const struct ow_scenario *scenario, struct ow_date today,
                  struct ow_conflicts **conflicts, struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
