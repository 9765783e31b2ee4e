/*
 * A card of one workout to print: its name, a picture of its stretches, and a
 * list of its steps.
 */
#ifndef PICTURE_CARD_H
#define PICTURE_CARD_H

#include "picture/canvas.h"

/** A stretch: left and right of 1, the whole; heights at both ends of 1. */
struct card_bar {
    double from;
    double to;
    double low;
    double high;
    enum canvas_ink ink;
};

/** A line of the list. */
struct card_row {
    double indent; /* in steps of the list */
    enum canvas_ink ink;
    const char *length; /* "10:00" */
    const char *what;   /* "warm-up" */
    const char *target;
    const char *cue;
};

struct card {
    const char *title;
    const char *subtitle; /* may be NULL */
    const char *note;     /* below; may be NULL */
    const char *left;     /* under the picture's ends */
    const char *right;
    const struct card_bar *bars;
    size_t bar_count;
    const struct card_row *rows; /* the first 40 are drawn */
    size_t row_count;
};

/**
 * Draws a card into bytes of a format.
 *
 * @param out  appended to
 * @return OW_OK; OW_E_UNSUPPORTED in a program without pictures, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status card_draw(const struct card *card,
                                       enum canvas_format format,
                                       struct buf *out, struct ow_error *err);

#endif
