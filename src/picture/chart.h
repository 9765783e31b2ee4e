/*
 * Charts: panels one above the other over a common axis, each with lines,
 * areas, bars or dots.
 */
#ifndef PICTURE_CHART_H
#define PICTURE_CHART_H

#include "picture/canvas.h"
#include "picture/scale.h"

enum chart_shape { CHART_LINE = 0, CHART_AREA, CHART_BARS, CHART_DOTS };

/** Points of one quantity; a missing y leaves a gap. Arrays are borrowed. */
struct chart_series {
    const char *name; /* in the legend; NULL: not named there */
    enum chart_shape shape;
    enum canvas_ink ink;
    const double *x; /* of bars: their left edge, ascending */
    const double *y;
    size_t count;
};

struct chart_axis {
    const char *title;
    enum scale_kind kind;
    double low; /* both missing: from the data */
    double high;
    bool is_reversed; /* the least on top: paces */
};

struct chart_panel {
    const char *title;
    struct chart_axis y;
    const struct chart_series *series;
    size_t series_count;
    double height; /* points, title and air included */
};

/** A vertical line through all panels with a word at its top. */
struct chart_mark {
    double x;
    const char *label;
};

struct chart {
    const char *title;
    const char *subtitle; /* may be NULL */
    const char *note;     /* below; may be NULL */
    struct chart_axis x;
    double bar_width; /* of bars, in units of x */
    const struct chart_panel *panels;
    size_t panel_count;
    const struct chart_mark *marks;
    size_t mark_count;
};

/** Width of every chart, in points. */
#define CHART_WIDTH 720.0

/**
 * Draws a chart into bytes of a format.
 *
 * @param out  appended to
 * @return OW_OK; OW_E_UNSUPPORTED in a program without pictures, OW_E_LIMIT,
 *         OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status chart_draw(const struct chart *chart,
                                        enum canvas_format format,
                                        struct buf *out, struct ow_error *err);

#endif
