/* A program built without pictures: there is never a sheet to draw on. */
#include "picture/canvas.h"

#include "base/error.h"

enum ow_status canvas_new(enum canvas_format format, double width,
                          double height, struct buf *out,
                          struct canvas **canvas, struct ow_error *err)
{
    (void)format;
    (void)width;
    (void)height;
    (void)out;
    (void)canvas;
    return error_set(err, OW_E_UNSUPPORTED,
                     "this onward was built without pictures (cairo)");
}

void canvas_line(struct canvas *canvas, const struct canvas_point *points,
                 size_t count, enum canvas_ink ink, double width)
{
    (void)canvas;
    (void)points;
    (void)count;
    (void)ink;
    (void)width;
}

void canvas_fill(struct canvas *canvas, const struct canvas_point *points,
                 size_t count, enum canvas_ink ink, double opacity)
{
    (void)canvas;
    (void)points;
    (void)count;
    (void)ink;
    (void)opacity;
}

void canvas_box(struct canvas *canvas, double x, double y, double width,
                double height, enum canvas_ink ink, double opacity)
{
    (void)canvas;
    (void)x;
    (void)y;
    (void)width;
    (void)height;
    (void)ink;
    (void)opacity;
}

void canvas_dot(struct canvas *canvas, double x, double y, double radius,
                enum canvas_ink ink)
{
    (void)canvas;
    (void)x;
    (void)y;
    (void)radius;
    (void)ink;
}

void canvas_text(struct canvas *canvas, double x, double y,
                 const struct canvas_font *font, const char *text)
{
    (void)canvas;
    (void)x;
    (void)y;
    (void)font;
    (void)text;
}

double canvas_text_width(struct canvas *canvas, const struct canvas_font *font,
                         const char *text)
{
    (void)canvas;
    (void)font;
    (void)text;
    return 0;
}

enum ow_status canvas_finish(struct canvas *canvas, struct ow_error *err)
{
    (void)canvas;
    return error_set(err, OW_E_UNSUPPORTED,
                     "this onward was built without pictures (cairo)");
}
