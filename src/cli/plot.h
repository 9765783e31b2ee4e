/*
 * Small charts of characters, for a terminal of 80 columns: a line of dots over
 * a few rows, or columns beside each other.
 */
#ifndef CLI_PLOT_H
#define CLI_PLOT_H

#include "cli/text.h"
#include "picture/scale.h"

struct plot {
    const char *title;
    const double *x; /* ascending; of columns not read */
    const double *y; /* a missing one leaves a gap */
    size_t count;
    enum scale_kind x_kind;
    enum scale_kind y_kind;
    bool is_reversed; /* the least on top: paces */
    size_t rows;      /* 2 to 12 */
    enum text_style style;
};

/**
 * A line over x: braille dots where the terminal has them, stars where not.
 * Prints nothing where fewer than two points are known.
 */
void plot_line(const struct cli *cli, struct buf *out, const struct plot *plot);

/**
 * A column a value from 0 up, as wide as the line allows, at most 72 of them
 * (the last ones).
 *
 * @param label  under the first and the last; may be NULL
 */
void plot_columns(const struct cli *cli, struct buf *out,
                  const struct plot *plot, const char *first_label,
                  const char *last_label);

#endif
