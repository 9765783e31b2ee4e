/* A workout out of a file of any format. */
#ifndef APP_CONVERT_H
#define APP_CONVERT_H

#include "onward/codec.h"

/** A workout and what it came out of. */
struct app_convert_source {
    const struct ow_workout *workout; /* borrowed from one of both below */
    const char *format;               /* "fit", "json", … */
    struct ow_losses losses;          /* what could not be read */
    size_t workouts;                  /* in the file */
    struct ow_document *document;
    struct ow_workout *own;
};

/**
 * Reads the first workout of a file: FIT, ZWO, TCX, intervals.icu text, or
 * JSON of schema onward/workout/1.
 *
 * @param[out] source  the caller's, app_convert_dispose(); untouched on failure
 * @return OW_OK; OW_E_FORMAT for a file without a workout, OW_E_IO, what the
 *         readers answer, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status app_convert_read(const char *path,
                                              struct app_convert_source *source,
                                              struct ow_error *err);
void app_convert_dispose(struct app_convert_source *source);

#endif
