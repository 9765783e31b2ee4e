/* Strokes by cairo, text by pango. */
#include "picture/canvas.h"

#include "base/error.h"
#include "base/mem.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <pango/pangocairo.h>

#include <math.h>
#include <string.h>

#define FAMILY "DejaVu Sans"
#define PNG_PIXELS_PER_POINT 2.0
/* Points: text is laid out at 72 dots an inch, so that its size is in them. */
#define DOTS_PER_INCH 72.0

struct canvas {
    enum canvas_format format;
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoFontMap *fonts;
    PangoContext *context;
    struct buf *out;
};

static cairo_status_t write_bytes(void *closure, const unsigned char *bytes,
                                  unsigned length)
{
    struct buf *out = closure;

    buf_append(out, bytes, length);
    return out->status == OW_OK ? CAIRO_STATUS_SUCCESS
                                : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_surface_t *surface_new(enum canvas_format format, double width,
                                    double height, struct buf *out)
{
    cairo_surface_t *surface = NULL;

    switch (format) {
    case CANVAS_SVG:
        return cairo_svg_surface_create_for_stream(write_bytes, out, width,
                                                   height);
    case CANVAS_PDF:
        surface = cairo_pdf_surface_create_for_stream(write_bytes, out, width,
                                                      height);
        /* A fixed day, so that the same picture is the same file. */
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                       "2000-01-01T00:00:00Z");
        return surface;
    case CANVAS_PNG:
        break;
    }
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                      (int)ceil(width * PNG_PIXELS_PER_POINT),
                                      (int)ceil(height * PNG_PIXELS_PER_POINT));
}

static void canvas_free(struct canvas *canvas)
{
    if (canvas->context != NULL) {
        g_object_unref(canvas->context);
    }
    if (canvas->fonts != NULL) {
        g_object_unref(canvas->fonts);
    }
    cairo_destroy(canvas->cairo);
    cairo_surface_destroy(canvas->surface);
    mem_free(canvas);
}

enum ow_status canvas_new(enum canvas_format format, double width,
                          double height, struct buf *out,
                          struct canvas **canvas, struct ow_error *err)
{
    struct canvas *made = mem_calloc(1, sizeof *made);

    if (made == NULL) {
        return error_nomem(err);
    }
    made->format = format;
    made->out = out;
    made->surface = surface_new(format, width, height, out);
    made->cairo = cairo_create(made->surface);
    made->fonts = pango_cairo_font_map_new();
    made->context = pango_font_map_create_context(made->fonts);
    pango_cairo_context_set_resolution(made->context, DOTS_PER_INCH);
    if (format == CANVAS_PNG) {
        cairo_scale(made->cairo, PNG_PIXELS_PER_POINT, PNG_PIXELS_PER_POINT);
    }
    cairo_set_line_join(made->cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(made->cairo, CAIRO_LINE_CAP_ROUND);
    canvas_box(made, 0, 0, width, height, CANVAS_WHITE, 1);
    *canvas = made;
    return OW_OK;
}

static void take_ink(struct canvas *canvas, enum canvas_ink ink, double opacity)
{
    /* Okabe and Ito 2008, a palette for every kind of colour sight. */
    static const double inks[][3] = {
        [CANVAS_BLACK] = {0.13, 0.13, 0.13}, [CANVAS_GREY] = {0.42, 0.42, 0.42},
        [CANVAS_PALE] = {0.85, 0.85, 0.85},  [CANVAS_BLUE] = {0, 0.447, 0.698},
        [CANVAS_RED] = {0.835, 0.369, 0},    [CANVAS_GREEN] = {0, 0.62, 0.451},
        [CANVAS_AMBER] = {0.902, 0.624, 0},  [CANVAS_WHITE] = {1, 1, 1},
    };

    cairo_set_source_rgba(canvas->cairo, inks[ink][0], inks[ink][1],
                          inks[ink][2], opacity);
}

static void trace_path(struct canvas *canvas, const struct canvas_point *points,
                       size_t count)
{
    cairo_new_path(canvas->cairo);
    for (size_t i = 0; i < count; i++) {
        cairo_line_to(canvas->cairo, points[i].x, points[i].y);
    }
}

void canvas_line(struct canvas *canvas, const struct canvas_point *points,
                 size_t count, enum canvas_ink ink, double width)
{
    if (count < 2) {
        return;
    }
    take_ink(canvas, ink, 1);
    cairo_set_line_width(canvas->cairo, width);
    trace_path(canvas, points, count);
    cairo_stroke(canvas->cairo);
}

void canvas_fill(struct canvas *canvas, const struct canvas_point *points,
                 size_t count, enum canvas_ink ink, double opacity)
{
    take_ink(canvas, ink, opacity);
    trace_path(canvas, points, count);
    cairo_fill(canvas->cairo);
}

void canvas_box(struct canvas *canvas, double x, double y, double width,
                double height, enum canvas_ink ink, double opacity)
{
    take_ink(canvas, ink, opacity);
    cairo_rectangle(canvas->cairo, x, y, width, height);
    cairo_fill(canvas->cairo);
}

void canvas_dot(struct canvas *canvas, double x, double y, double radius,
                enum canvas_ink ink)
{
    take_ink(canvas, ink, 1);
    cairo_new_path(canvas->cairo);
    cairo_arc(canvas->cairo, x, y, radius, 0, 2 * acos(-1));
    cairo_fill(canvas->cairo);
}

static PangoLayout *layout_new(struct canvas *canvas,
                               const struct canvas_font *font, const char *text)
{
    PangoLayout *layout = pango_layout_new(canvas->context);
    PangoFontDescription *description = pango_font_description_new();

    pango_font_description_set_family(description, FAMILY);
    pango_font_description_set_size(description,
                                    (gint)lround(font->size * PANGO_SCALE));
    pango_font_description_set_weight(
        description, font->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, description);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_text(layout, text, -1);
    pango_font_description_free(description);
    return layout;
}

static double layout_width(PangoLayout *layout)
{
    int width = 0;

    pango_layout_get_size(layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

void canvas_text(struct canvas *canvas, double x, double y,
                 const struct canvas_font *font, const char *text)
{
    PangoLayout *layout = layout_new(canvas, font, text);
    double width = layout_width(layout);
    int height = 0;

    pango_layout_get_size(layout, NULL, &height);
    if (font->align == CANVAS_CENTRE) {
        x -= width / 2;
    } else if (font->align == CANVAS_RIGHT) {
        x -= width;
    }
    take_ink(canvas, font->ink, 1);
    cairo_move_to(canvas->cairo, x, y - (double)height / PANGO_SCALE / 2);
    pango_cairo_show_layout(canvas->cairo, layout);
    g_object_unref(layout);
}

double canvas_text_width(struct canvas *canvas, const struct canvas_font *font,
                         const char *text)
{
    PangoLayout *layout = layout_new(canvas, font, text);
    double width = layout_width(layout);

    g_object_unref(layout);
    return width;
}

enum ow_status canvas_finish(struct canvas *canvas, struct ow_error *err)
{
    struct buf *out = canvas->out;
    cairo_status_t drawn = cairo_status(canvas->cairo);
    cairo_status_t written = CAIRO_STATUS_SUCCESS;

    if (canvas->format == CANVAS_PNG) {
        written = cairo_surface_write_to_png_stream(canvas->surface,
                                                    write_bytes, out);
    }
    cairo_surface_finish(canvas->surface);
    canvas_free(canvas);
    if (buf_status(out, err) != OW_OK) {
        return out->status;
    }
    if (drawn != CAIRO_STATUS_SUCCESS || written != CAIRO_STATUS_SUCCESS) {
        return error_set(err, OW_E_LIMIT, "the picture could not be drawn: %s",
                         cairo_status_to_string(
                             drawn != CAIRO_STATUS_SUCCESS ? drawn : written));
    }
    return OW_OK;
}
