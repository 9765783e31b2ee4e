/* Limits that the runner's own runs propose, and keeping them. */
#ifndef APP_LEARN_H
#define APP_LEARN_H

#include "app/diary.h"
#include "app/past.h"
#include "base/buf.h"

/** What each proposal is of, in the order they are told. */
enum learn_limit {
    LEARN_HR_MAX = 0,
    LEARN_HR_REST,
    LEARN_HR_THRESHOLD,
    LEARN_THRESHOLD_SPEED,
    LEARN_LIMIT_COUNT
};

struct learn_report {
    struct past past;
    struct ow_run_digest *runs; /* those that were measured */
    size_t *indices;            /* of each in the past */
    size_t run_count;
    struct ow_learned learned;
    double said[LEARN_LIMIT_COUNT];    /* what the runner said; else missing */
    bool is_better[LEARN_LIMIT_COUNT]; /* worth keeping: the runner said
                                          nothing, or less than was run at */
    bool is_kept[LEARN_LIMIT_COUNT];   /* by app_learn_keep() */
};

/** The proposal of a limit. */
const struct ow_proposal *learn_proposal(const struct learn_report *report,
                                         enum learn_limit limit);

/** "hr_max_bpm", "hr_rest_bpm", "hr_threshold_bpm", "threshold_m_per_s". */
const char *learn_limit_name(enum learn_limit limit);

/**
 * Learns from what was run up to today.
 *
 * @param[out] report  the caller's, learn_report_dispose(); filled on OW_OK
 * @return OW_OK, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status app_learn(struct store *store,
                                       struct ow_date today,
                                       struct learn_report *report,
                                       struct ow_error *err);

/**
 * Keeps the proposals that are settings and better than what was said.
 *
 * @return as app_athlete_set()
 */
OW_MUST_CHECK enum ow_status app_learn_keep(const struct diary *diary,
                                            struct learn_report *report,
                                            struct ow_error *err);

/** Gives it back; an empty one is fine. */
void learn_report_dispose(struct learn_report *report);

/** The report as one object, onward/learn/1. */
void learn_report_json(const struct learn_report *report, struct buf *out);

#endif
