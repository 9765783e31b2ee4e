/* The last progression runs of the store, and what they say of pacing. */
#ifndef APP_PROGRESSIONS_H
#define APP_PROGRESSIONS_H

#include "app/past.h"
#include "onward/score.h"

/** The last ones that are told. */
#define PROGRESSIONS_MOST 8
/** Fewer of them say nothing. */
#define PROGRESSIONS_FEWEST 4

struct progressions_run {
    size_t activity; /* index in the past */
    enum ow_shape_rise rise;
    double gain;
    struct ow_score score; /* against its own kind, that they compare */
};

/** Whether a race with a faster second half is within reach. */
enum progressions_verdict {
    PROGRESSIONS_NOT_ENOUGH_DATA = 0,
    PROGRESSIONS_NOT_YET,
    PROGRESSIONS_READY
};

struct progressions {
    struct progressions_run runs[PROGRESSIONS_MOST]; /* oldest first */
    size_t count;
    size_t held; /* of them scored 70 and more with a faster second half */
    enum progressions_verdict verdict;
};

/**
 * The newest progressions of the year up to a day, by the shapes that are kept;
 * only what is scored is read again.
 *
 * Ready is who held back and finished fast in three of four of them: 70 points
 * and a second half 1 % faster (a design choice, doc/score.md).
 *
 * @param past               of the store
 * @param[out] progressions  filled on OW_OK only
 * @return OW_OK, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
progressions_read(struct store *store, const struct past *past,
                  struct ow_date today, struct progressions *progressions,
                  struct ow_error *err);

/** "not-enough-data", "not-yet", "ready". */
const char *progressions_verdict_name(enum progressions_verdict verdict);

#endif
