/*
 * What the runner should work on: weak spots that the kept runs of a season
 * show, and what the runner named in the review of it.
 */
#ifndef APP_WEAK_SPOTS_H
#define APP_WEAK_SPOTS_H

#include "app/past.h"
#include "onward/weakness.h"

/** Whole weeks of a season, beside the one that is not over. */
#define WEAK_SPOTS_WEEKS 26
#define WEAK_SPOTS_DAYS_PER_WEEK 7

/** The first day of the season that a day lies in: a Monday. */
struct ow_date weak_spots_from(struct ow_date today);

/**
 * Finds the weak spots of a season from the measures of its runs; the races of
 * a year stand for speed against endurance.
 *
 * @param past        of the store, up to today
 * @param[out] found  an entry for each area; untouched on failure
 * @return OW_OK, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
weak_spots_find(struct store *store, const struct ledger *ledger,
                const struct past *past, struct ow_date today,
                struct ow_weakness found[OW_WEAKNESS_AREA_COUNT],
                struct ow_error *err);

/**
 * What the runner named in the last review, borrowed; NULL where nothing was
 * said in a year before a day.
 */
const json_t *weak_spots_review(const struct ledger *ledger,
                                struct ow_date today);

/**
 * The weak spots of a scenario: own words first, then what runs show.
 *
 * @param[out] spots  an array, the caller's
 * @return OW_OK, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
weak_spots_read(struct store *store, const struct ledger *ledger,
                struct ow_date today, json_t **spots, struct ow_error *err);

/** The same of a past that was read up to today; as weak_spots_read(). */
OW_MUST_CHECK enum ow_status weak_spots_of(struct store *store,
                                           const struct ledger *ledger,
                                           const struct past *past,
                                           struct ow_date today, json_t **spots,
                                           struct ow_error *err);

#endif
