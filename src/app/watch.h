/* The coming runs as workout files for the watch. */
#ifndef APP_WATCH_H
#define APP_WATCH_H

#include "onward/codec.h"
#include "onward/date.h"
#include "store/store.h"

/** A file that was written, for the length of a call. */
struct app_watch_file {
    const char *path;
    const char *session; /* its id */
    struct ow_date date;
    const struct ow_losses *losses; /* what FIT could not hold */
};

/**
 * Writes the workouts of the plan in effect from a day on, one FIT file each,
 * named by date and type, into a folder that is made if it is missing.
 *
 * @param days    how many, the first included
 * @param now_ms  when they are made, Unix milliseconds
 * @param visit   told of each file; anything but OW_OK ends it
 * @return OW_OK; OW_E_NOT_FOUND when no plan is kept, OW_E_IO with path and
 *         cause, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status app_watch_write(
    struct store *store, struct ow_date from, int days, const char *folder,
    int64_t now_ms,
    enum ow_status (*visit)(void *context, const struct app_watch_file *file),
    void *context, struct ow_error *err);

#endif
