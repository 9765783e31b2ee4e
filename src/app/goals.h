/*
 * Goals as they stand: what was asked for, the engine's answers, weeks kept in
 * a row, and the path that a picture shows.
 */
#ifndef APP_GOALS_H
#define APP_GOALS_H

#include "app/past.h"
#include "base/buf.h"
#include "onward/goals.h"

struct goals_report {
    struct ow_date today;
    struct ow_scenario *scenario; /* its goals, as they were set */
    struct ow_goals *judged;
    const struct ow_goal_answer *answers; /* one a goal, borrowed */
    size_t count;
    struct ow_history_consistency *kept; /* one a goal; of habits alone */
    struct past past;
};

/**
 * Reads all goals and judges them by what was run before today.
 *
 * @param[out] report  the caller's, goals_report_dispose(); filled on OW_OK
 * @return OW_OK, also without a goal; what ow_goals_judge() says; OW_E_STORE,
 *         OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status goals_report_read(struct store *store,
                                               struct ow_date today,
                                               struct goals_report *report,
                                               struct ow_error *err);

/** Gives it back; an empty one is fine. */
void goals_report_dispose(struct goals_report *report);

/** Index of the goal of an id; `count` where there is none. */
size_t goals_report_find(const struct goals_report *report, const char *id);

/** What a path is drawn in. */
enum goal_measure {
    GOAL_NOT_DRAWN = 0, /* a focus, and goals without a measure of today */
    GOAL_CAPACITY,      /* effective VO2max: of times */
    GOAL_LONG_RUN_M,    /* longest run by the week: of a finish */
    GOAL_WEEKLY_M,      /* distance by the week */
    GOAL_SESSIONS       /* sessions by the week */
};

/** What was, and the way to the goal; by date. */
struct goal_path {
    enum goal_measure measure;
    double *seen_x; /* days of struct ow_date */
    double *seen_y;
    size_t seen;
    double *ahead_x; /* today, the milestones, the goal */
    double *ahead_y;
    size_t ahead;
    double low; /* at the goal's day, with 80 %; may be missing */
    double high;
};

/**
 * The path of a goal.
 *
 * @param[out] path  the caller's, goal_path_dispose()
 * @return OW_OK, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
goals_report_path(const struct goals_report *report, size_t index,
                  struct goal_path *path, struct ow_error *err);

/** Gives it back; an empty one is fine. */
void goal_path_dispose(struct goal_path *path);

/** All goals as one object, onward/goals/1. */
void goals_report_json(const struct goals_report *report, struct buf *out);

/** One goal with its path, onward/goal/1. */
void goal_json(const struct goals_report *report, size_t index,
               const struct goal_path *path, struct buf *out);

#endif
