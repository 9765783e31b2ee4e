/*
 * What the runner says: check-ins, races, goals, settings. Each is tried on the
 * whole scenario before it is kept, so that nothing is kept that no plan can
 * use.
 */
#ifndef APP_DIARY_H
#define APP_DIARY_H

#include "app/ledger.h"
#include "onward/plan.h"

/** Where and when something is said. */
struct diary {
    struct store *store;
    int64_t now_ms;       /* Unix milliseconds */
    struct ow_date today; /* of the runner */
    bool is_preview;      /* try it, keep nothing */
};

/**
 * How the runner feels on a day; what is said twice of a day, the later holds.
 *
 * @return OW_OK; OW_E_RANGE with value and bounds, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status app_check_in(const struct diary *diary,
                                          const struct ow_check_in *check_in,
                                          struct ow_error *err);

/** A race as the runner gives it; what is missing, none or NULL stays. */
struct app_race {
    const char *id; /* NULL: a new race, its id is made */
    const char *name;
    struct ow_date date;
    double distance_m;
    const char *priority; /* "A", "B" or "C" */
    double time_s;
    double effort;
    double goal_s;
    double net_drop_m;
    double fade;
    double descent_m;
};

/** Size of a race's id that was made here, with its final zero. */
#define APP_RACE_ID_SIZE 64

/**
 * Adds a race or changes one.
 *
 * @param[out] id  the race's
 * @return OW_OK; OW_E_ARGUMENT where a new one lacks day or distance,
 *         OW_E_NOT_FOUND where there is none of that id, OW_E_RANGE,
 *         OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status app_race_put(const struct diary *diary,
                                          const struct app_race *race,
                                          char id[APP_RACE_ID_SIZE],
                                          struct ow_error *err);

/**
 * Lays a race over a ledger that was read, keeping nothing: over the race of
 * the same day and, within 5 %, distance, else as a new one.
 *
 * @param[out] id  the race's
 * @return false without memory
 */
OW_MUST_CHECK bool diary_lay_race(struct ledger *ledger,
                                  const struct app_race *race,
                                  char id[APP_RACE_ID_SIZE]);

/** A goal as the runner gives it; what is missing, none or NULL stays. */
struct app_goal {
    const char *id;   /* NULL: a new goal, its id is made */
    const char *kind; /* "race-time", …: of a new one */
    struct ow_date deadline;
    const char *horizon; /* "year", …; NULL: by the deadline */
    double distance_m;
    double time_s;
    double weekly_m;
    const char *standard;
    int per_week; /* -1: stays */
    const char *focus;
    const char *parent; /* "": it serves none any more */
};

/** Size of a goal's id that was made here, with its final zero. */
#define APP_GOAL_ID_SIZE 64

/**
 * Sets a goal or changes one. A new one without a deadline is due at the end of
 * its horizon, a year where that is not said either.
 *
 * @param[out] id  the goal's: g1, g2, …
 * @return OW_OK; OW_E_ARGUMENT where it lacks what its kind needs or would
 *         serve itself, OW_E_NOT_FOUND where it or its parent is not there,
 *         OW_E_RANGE with value and bounds, also for a deadline that is not
 *         ahead; OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status app_goal_put(const struct diary *diary,
                                          const struct app_goal *goal,
                                          char id[APP_GOAL_ID_SIZE],
                                          struct ow_error *err);

/** Drops a goal; OW_E_NOT_FOUND where there is none of that id. Goals that
 * served it stand alone. */
OW_MUST_CHECK enum ow_status
app_goal_drop(const struct diary *diary, const char *id, struct ow_error *err);

/** Drops a race; OW_E_NOT_FOUND where there is none of that id. */
OW_MUST_CHECK enum ow_status
app_race_drop(const struct diary *diary, const char *id, struct ow_error *err);

/**
 * Sets what is known of the runner.
 *
 * @param key    as in a scenario: "sex", "days.tue", "long_run_day",
 *               "rules.down-week.cut", "preset", …; cross_training is a list
 *               parted by commas
 * @param value  empty: no longer known
 * @return OW_OK; OW_E_NOT_FOUND for an unknown key, what the scenario's decoder
 *         says of the value, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status app_athlete_set(const struct diary *diary,
                                             const char *key, const char *value,
                                             struct ow_error *err);

/**
 * Blocks days, both included, or frees them again.
 *
 * @param reason  of a block, may be NULL
 */
OW_MUST_CHECK enum ow_status
app_days_block(const struct diary *diary, struct ow_date from,
               struct ow_date to, const char *reason, struct ow_error *err);
OW_MUST_CHECK enum ow_status app_days_free(const struct diary *diary,
                                           struct ow_date from,
                                           struct ow_date to,
                                           struct ow_error *err);

#endif
