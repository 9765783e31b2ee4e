/*
 * A synthetic runner: years of believable training that end in a marathon, the
 * same from the same seed. The demo, the tests and the benchmarks read it.
 */
#ifndef APP_SYNTH_H
#define APP_SYNTH_H

#include "onward/activity.h"
#include "onward/date.h"

#define APP_SYNTH_FEWEST_WEEKS 4
#define APP_SYNTH_MOST_WEEKS 1040

struct app_synth_options {
    uint64_t seed;
    int weeks;               /* that of the race included */
    struct ow_date race_day; /* of the marathon, the last activity */
};

/** One made activity, for the length of a call. */
struct app_synth_made {
    const char *name; /* "2026-11-22-marathon" */
    const struct ow_activity *activity;
    size_t index; /* 0, 1, 2, … by date */
};

/**
 * Makes every activity of the runner, by date, about four a week.
 *
 * @param visit  returns OW_OK to go on; anything else is passed up
 * @return OW_OK; OW_E_RANGE for weeks out of bounds, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status app_synth_each(
    const struct app_synth_options *options,
    enum ow_status (*visit)(void *context, const struct app_synth_made *made,
                            struct ow_error *err),
    void *context, struct ow_error *err);

/**
 * Writes them all as FIT files, named by date and session, into a folder that
 * is made if it is missing.
 *
 * @param[out] files  how many were written, on failure too; may be NULL
 * @return as app_synth_each(), or OW_E_IO with path and cause
 */
OW_MUST_CHECK enum ow_status
app_synth_write(const char *folder, const struct app_synth_options *options,
                size_t *files, struct ow_error *err);

#endif
