/*
 * A sheet to draw on that becomes SVG, PDF or PNG: one set of strokes, three
 * formats. Lengths are points (1/72 inch; of PNG, half a pixel), from the top
 * left.
 */
#ifndef PICTURE_CANVAS_H
#define PICTURE_CANVAS_H

#include "base/buf.h"

enum canvas_format { CANVAS_SVG = 0, CANVAS_PDF, CANVAS_PNG };

enum canvas_align { CANVAS_LEFT = 0, CANVAS_CENTRE, CANVAS_RIGHT };

/** Colours by their role; each is told apart without colour sight too. */
enum canvas_ink {
    CANVAS_BLACK = 0,
    CANVAS_GREY,
    CANVAS_PALE, /* grids and fills behind */
    CANVAS_BLUE,
    CANVAS_RED,
    CANVAS_GREEN,
    CANVAS_AMBER,
    CANVAS_WHITE
};

struct canvas_point {
    double x;
    double y;
};

struct canvas;

/** The format of a word, "svg", "pdf" or "png"; false for any other. */
bool canvas_format_from_name(const char *name, enum canvas_format *format);

/**
 * An empty white sheet.
 *
 * @param width, height  points, 10 to 10,000
 * @param out            where its bytes go; the caller's, longer-lived
 * @param[out] canvas    the caller's, canvas_finish(); untouched on failure
 * @return OW_OK; OW_E_UNSUPPORTED where the program was built without pictures
 */
OW_MUST_CHECK enum ow_status canvas_new(enum canvas_format format, double width,
                                        double height, struct buf *out,
                                        struct canvas **canvas,
                                        struct ow_error *err);

/** A straight line through points; nothing for fewer than two. */
void canvas_line(struct canvas *canvas, const struct canvas_point *points,
                 size_t count, enum canvas_ink ink, double width);

/** The area within points, closed, at an opacity of 0 to 1. */
void canvas_fill(struct canvas *canvas, const struct canvas_point *points,
                 size_t count, enum canvas_ink ink, double opacity);

/** A filled rectangle at an opacity of 0 to 1. */
void canvas_box(struct canvas *canvas, double x, double y, double width,
                double height, enum canvas_ink ink, double opacity);

/** A filled circle. */
void canvas_dot(struct canvas *canvas, double x, double y, double radius,
                enum canvas_ink ink);

struct canvas_font {
    double size; /* points */
    bool is_bold;
    enum canvas_ink ink;
    enum canvas_align align; /* of the text to x */
};

/** One line of text whose middle line is at y. */
void canvas_text(struct canvas *canvas, double x, double y,
                 const struct canvas_font *font, const char *text);

/** How wide a text comes out, in points. */
double canvas_text_width(struct canvas *canvas, const struct canvas_font *font,
                         const char *text);

/**
 * Ends the drawing, hands its bytes to the buffer and frees the canvas,
 * whatever comes of it. The same strokes give the same bytes, but for a number
 * in an SVG that counts the sheets of this run of the program.
 */
OW_MUST_CHECK enum ow_status canvas_finish(struct canvas *canvas,
                                           struct ow_error *err);

#endif
