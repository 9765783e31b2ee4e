/*
 * A search for wishes that cannot all be had. All plans of it are made from one
 * scenario with some of its wishes left out and, to see what would help, with
 * one race moved or run within oneself.
 */
#ifndef ENGINE_PLAN_CONFLICT_H
#define ENGINE_PLAN_CONFLICT_H

#include "base/arena.h"
#include "onward/conflict.h"

struct ow_conflicts {
    struct arena arena; /* holds all of it */
    struct ow_conflict *list;
    size_t count;
};

/** A wish by its place in the scenario. */
struct wish {
    enum ow_wish_kind kind;
    size_t index;     /* of the race, the blocked days or the rule */
    size_t parameter; /* of the rule */
    bool is_kept;     /* in the plan that is made next */
    bool is_spared;   /* given up for all that comes after */
};

struct conflict_search {
    const struct ow_scenario *scenario;
    struct ow_date today;
    struct ow_conflicts *found;
    struct wish *wishes;
    size_t wish_count;
    size_t **sets; /* of each conflict found: places of its wishes */
    /* The scenario that is tried, and room for what it lists. */
    struct ow_scenario tried;
    struct ow_race *races;
    struct ow_blocked *blocked;
};

/** A race as it might be otherwise. */
struct other_race {
    size_t index;        /* of the scenario's races */
    struct ow_date date; /* on this day … */
    bool is_easier;      /* … or run as a race of priority C */
};

/**
 * Makes the plan of the wishes that are kept.
 *
 * @param other  NULL: every race as it is
 * @param[out] plan  the caller's; NULL: not wanted
 * @param[out] is_possible  whether no must-rule is broken
 */
enum ow_status conflict_try(struct conflict_search *search,
                            const struct other_race *other,
                            struct ow_plan **plan, bool *is_possible,
                            struct ow_error *err);

/** Writes what a wish is and what may be given up of it; `wish` is kept, and
 * so are the others of its conflict. */
enum ow_status conflict_tell(struct conflict_search *search,
                             const struct wish *wish, struct ow_wish *told,
                             struct ow_error *err);

#endif
