/* A question to the placement of one week, answered while a plan is made. */
#ifndef ENGINE_PLAN_ASK_H
#define ENGINE_PLAN_ASK_H

#include "engine/plan/costs.h"
#include "engine/plan/draft.h"

struct planner_ask {
    size_t week;
    enum ow_session_type type;
    struct days_ask days;
    /* What came of it. */
    bool has_session; /**< the chosen placement has one on that day */
    bool is_met;
    enum ow_rule forbidding; /**< where it is not met */
    int items[ITEM_COUNT];   /**< costs beyond the chosen placement's … */
    int cost;                /**< … and their sum */
    int day; /**< of a session of the sort that the chosen one has not; -1 */
};

/**
 * Places a week as its planner's question asks, what was published aside;
 * where that cannot be the week stays as it was chosen.
 */
void ask_place(const struct planner *planner, size_t week);

#endif
