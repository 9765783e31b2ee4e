/*
 * A pace band to print, cut out and wear: where, how long since the split
 * before, and the time on the clock, in columns beside each other.
 */
#ifndef PICTURE_BAND_H
#define PICTURE_BAND_H

#include "picture/canvas.h"

struct band_row {
    const char *at; /* "5" */
    const char *split;
    const char *clock;
};

/** Texts and arrays are borrowed. */
struct band {
    const char *title;
    const char *subtitle;
    const char *unit; /* of `at` */
    const struct band_row *rows;
    size_t row_count;        /* 1 and more */
    const double *heights_m; /* at even distances, the course from its start;
                              * NULL: flat, nothing is drawn */
    size_t height_count;     /* 2 and more */
};

/**
 * Draws a band, as wide and high as its rows ask for; at most 200 of them.
 *
 * @param out  appended to
 * @return OW_OK; OW_E_LIMIT for more rows, OW_E_UNSUPPORTED in a program
 *         without pictures, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status band_draw(const struct band *band,
                                       enum canvas_format format,
                                       struct buf *out, struct ow_error *err);

#endif
