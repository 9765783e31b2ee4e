/*
 * The difference of two plans: what stays, moves, changes, goes and comes, day
 * by day, with what was found about each and what becomes of the goals.
 */
#ifndef ONWARD_CHANGE_H
#define ONWARD_CHANGE_H

#include "onward/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

enum ow_change_kind {
    OW_CHANGE_KEPT = 0, /**< the same day, sort and, within 5 %, size */
    OW_CHANGE_MOVED,    /**< to another day of its week; a race: to any day */
    OW_CHANGE_CHANGED,  /**< on its day, of another size or kind */
    OW_CHANGE_DROPPED,
    OW_CHANGE_ADDED,
    OW_CHANGE_KIND_COUNT
};

/** "kept", "moved", "changed", "dropped", "added". */
OW_API const char *ow_change_kind_name(enum ow_change_kind kind);

/** What becomes of a session; why is in the rules and reason of `after`. */
struct ow_change {
    enum ow_change_kind kind;
    struct ow_date from;             /**< its day before; none: it was added */
    struct ow_date to;               /**< its day now; none: it was dropped */
    const struct ow_session *before; /**< NULL where added */
    const struct ow_session *after;  /**< NULL where dropped */
};

/** A finding that only one of the two plans has. */
struct ow_finding_change {
    bool is_new; /**< else it is gone */
    const struct ow_finding *finding;
};

/** A goal whose verdict is another, or that only one of the plans has. */
struct ow_goal_change {
    const struct ow_goal_answer *before; /**< NULL: it is new */
    const struct ow_goal_answer *after;  /**< NULL: it is gone */
};

/** A difference; opaque, one owner. It borrows from both plans. */
struct ow_plan_difference;

/**
 * Compares two plans on the days that both hold, from the later of their first
 * days on; rest is not counted as a session. A session is the one of the other
 * plan that has its sort and its day, else its sort in the same week on the
 * nearest day, else a run of another sort on its day. Easy and recovery runs
 * are of one sort; a race is the race of that distance on whatever day, and no
 * other run stands for it.
 *
 * @param before  outlives the difference
 * @param after   outlives the difference
 * @param[out] difference  the caller's, ow_plan_difference_free(); untouched
 *                         on failure
 * @return OW_OK; OW_E_ARGUMENT where they have no day in common; OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_plan_difference(const struct ow_plan *before, const struct ow_plan *after,
                   struct ow_plan_difference **difference,
                   struct ow_error *err);

/** Gives a difference back; NULL is fine. */
OW_API void ow_plan_difference_free(struct ow_plan_difference *difference);

/** First and last of the days that were compared. */
OW_API struct ow_date
ow_plan_difference_from(const struct ow_plan_difference *difference);
OW_API struct ow_date
ow_plan_difference_to(const struct ow_plan_difference *difference);

/**
 * What a difference holds, borrowed from it; `count` may come out as 0. Changes
 * are in the order of their days, those of a moved session being the new ones.
 */
OW_API const struct ow_change *
ow_plan_difference_changes(const struct ow_plan_difference *difference,
                           size_t *count);
OW_API const struct ow_finding_change *
ow_plan_difference_findings(const struct ow_plan_difference *difference,
                            size_t *count);
OW_API const struct ow_goal_change *
ow_plan_difference_goals(const struct ow_plan_difference *difference,
                         size_t *count);

/** How many changes are of a kind. */
OW_API size_t ow_plan_difference_count(
    const struct ow_plan_difference *difference, enum ow_change_kind kind);

#ifdef __cplusplus
}
#endif

#endif
