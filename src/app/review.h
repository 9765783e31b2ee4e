/*
 * A season looked back on: what was run, races, weeks kept, goals, weak spots
 * with their evidence, and what the runner found hard.
 */
#ifndef APP_REVIEW_H
#define APP_REVIEW_H

#include "app/diary.h"
#include "app/goals.h"
#include "app/weak_spots.h"

struct review {
    struct ow_date from; /* a Monday */
    struct ow_date today;
    struct ledger ledger;
    struct goals_report goals; /* with all that was run */
    struct ow_history_sum sum; /* of the season */
    size_t weeks;              /* begun in it, this one included */
    size_t weeks_run;          /* of them with a run */
    size_t longest;            /* index into the past; its count: none */
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];
    const json_t *said; /* of the ledger; NULL where nothing was */
};

/**
 * Looks back on the season up to a day.
 *
 * @param[out] review  the caller's, review_dispose(); filled on OW_OK
 * @return OW_OK; what goals_report_read() says; OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status review_read(struct store *store,
                                         struct ow_date today,
                                         struct review *review,
                                         struct ow_error *err);

/** Gives it back; an empty one is fine. */
void review_dispose(struct review *review);

/** Whether an activity is a race of the season. */
bool review_is_race(const struct review *review, size_t activity);

/** The review as one object, onward/review/1. */
void review_json(const struct review *review, struct buf *out);

/**
 * Keeps what the runner found hard; it stands until it is said anew, or for a
 * year.
 *
 * @param focuses  bits by enum ow_focus; 0: nothing was hard
 * @param note     in the runner's words, or NULL
 * @return OW_OK, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status review_keep(const struct diary *diary,
                                         unsigned focuses, const char *note,
                                         struct ow_error *err);

#endif
