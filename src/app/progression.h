/* A workout to look at, and as an entry of a calendar. */
#ifndef APP_PROGRESSION_H
#define APP_PROGRESSION_H

#include "base/arena.h"
#include "onward/codec.h"
#include "onward/date.h"
#include "onward/quantity.h"

/** A stretch of a picture: from where to where, how fast at both ends. */
struct app_workout_bar {
    double from; /* of 1, the whole workout */
    double to;
    double low; /* of 1, the hardest stretch */
    double high;
    enum ow_role role;
};

/** A line of a list; texts live with the view. */
struct app_workout_row {
    size_t depth;       /* of the repeats around it */
    uint32_t times;     /* above 0: the head of a repeat */
    const char *length; /* "10:00" */
    const char *role;
    const char *target; /* "" for none */
    const char *cue;    /* "" for none */
};

/** A workout made ready to be shown. */
struct app_workout_view {
    struct arena arena;
    struct app_workout_bar *bars; /* repeats written out */
    size_t bar_count;
    struct app_workout_row *rows;
    size_t row_count;
    bool by_distance; /* what the bars are as wide as */
};

/**
 * Reads a workout into bars and rows. Where steps end by the lap button or by
 * heart rate, or by time and distance by turns, widths are estimates.
 *
 * @param[out] view  the caller's, app_workout_view_dispose(); untouched on
 *                   failure
 * @return OW_OK, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
app_workout_view_make(const struct ow_workout *workout, enum ow_units units,
                      struct app_workout_view *view, struct ow_error *err);
void app_workout_view_dispose(struct app_workout_view *view);

/**
 * A workout on a day as a calendar of one all-day entry, its steps in the
 * description.
 *
 * @param[out] bytes  the caller's, ow_bytes_free(); untouched on failure
 */
OW_MUST_CHECK enum ow_status
app_workout_ics(const struct ow_workout *workout, struct ow_date date,
                int64_t now_ms, enum ow_units units, uint8_t **bytes,
                size_t *length, struct ow_error *err);

#endif
