/*
 * A week's sessions on its days, as the search (days.c) sets them and the
 * costs (days_weigh.c) see them.
 */
#ifndef ENGINE_PLAN_DAYS_H
#define ENGINE_PLAN_DAYS_H

#include "engine/plan/costs.h"
#include "engine/plan/draft.h"

#define MOST_KINDS 8
#define NO_RUN (-1)

/** Runs of one sort: they are alike, only their number counts. */
struct kind {
    enum ow_session_type type;
    bool is_hard;
    bool is_long;
    bool is_elastic;        /**< an easy run that gives up metres */
    int easy_days;          /**< that should follow without hard running */
    int32_t least_s;        /**< without this much time it cannot be */
    int32_t wanted_s;       /**< with less it is cut */
    int left;               /**< not yet placed */
    int session[WEEK_DAYS]; /**< indices of the sessions of this sort */
    int session_count;
};

/** What can stand beside a run; those of one sort are alike. */
enum extra { EXTRA_STRENGTH = 0, EXTRA_CROSS, EXTRA_SECOND, EXTRA_COUNT };

struct placement {
    int run[WEEK_DAYS]; /**< index of a kind or NO_RUN */
    bool has[EXTRA_COUNT][WEEK_DAYS];
};

/** The Sunday before the week, as far as it matters. */
struct eve {
    bool is_hard;
    bool is_long;
    bool is_run;
    bool is_double;
    bool has_strength;
    int owed; /**< days from Monday on that should be easy */
};

/** The week that is placed. */
struct placing {
    const struct planner *planner;
    const struct draft_day *days;
    struct kind kinds[MOST_KINDS];
    int kind_count;
    int run_count;
    bool has_long;
    int extra_count[EXTRA_COUNT];
    int32_t extra_least_s[EXTRA_COUNT];
    int32_t extra_wanted_s[EXTRA_COUNT];
    int32_t taken_s[WEEK_DAYS]; /**< by what has its day already */
    int most_minutes;           /**< of a day without a race */
    int run_row_cost;
    const unsigned *published; /**< sorts of each day; NULL: none */
    int moved_cost;
    struct eve eve;
    struct placement at;
};

/** Reads the sessions of a week; none of them has a day yet. */
void placing_open(struct placing *placing, const struct planner *planner,
                  size_t week);

/** Whether a session has its day before the search. */
bool placing_is_fixed(const struct draft_session *session);

/** Which extra a session is; EXTRA_COUNT for a run of its own. */
enum extra placing_extra(const struct draft_session *session);

/** The run of a day; NULL without one. */
const struct kind *placing_run(const struct placing *placing, int day);

/** Whether the hard rules let a day be as it is set, seen from those before
 * it. */
bool placing_allows(const struct placing *placing, int day);

/** Days from one on that should be easy after what lies before it. */
int placing_owed(const struct placing *placing, int day);

/** Whether a day is free of all training. */
bool placing_is_rest(const struct placing *placing, int day);

/** The sorts that a placement has on a day. */
unsigned placing_sorts(const struct placing *placing,
                       const struct placement *at, int day);

/**
 * Soft costs of a day, seen from what lies before it.
 *
 * @param[in,out] items  each cost is added to its item; may be NULL
 */
int placing_day_cost(const struct placing *placing, int day, int *items);

/** What a week costs that has a day of rest or not; as above. */
int placing_rest_cost(bool has_rest, int *items);

#endif
