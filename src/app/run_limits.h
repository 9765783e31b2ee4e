/* What the store and the question say of the runner on the day of a run. */
#ifndef APP_RUN_LIMITS_H
#define APP_RUN_LIMITS_H

#include "app/run.h"

/** What else the store knows that a run is read by. */
struct run_known {
    /* The best race beside this one; distance_m where the runner named this
     * run as a race, else 0. */
    struct ow_race_options race;
    bool is_novice; /* a beginner by their own word */
};

/**
 * Fills run->limits: what was given, else said, else learnt from the runs up
 * to the day.
 *
 * @param store       may be NULL: nothing is known but what was given
 * @param run         its day, id and activity stand
 * @param[out] known  all of it is written on OW_OK
 */
OW_MUST_CHECK enum ow_status
run_limits_read(struct store *store, const struct app_run_options *options,
                struct app_run *run, struct run_known *known,
                struct ow_error *err);

/** A race tells a threshold speed where nothing else does. */
void run_limits_of_race(struct app_run *run);

#endif
