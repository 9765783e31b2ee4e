/*
 * Strokes by cairo, text by pango. Both come with thirty libraries, so they are
 * opened with the first sheet and not with the program.
 */
#include "picture/canvas.h"

#include "base/error.h"
#include "base/mem.h"
#include "picture/library.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <pango/pangocairo.h>

#include <math.h>
#include <string.h>

#define FAMILY "DejaVu Sans"
#define PNG_PIXELS_PER_POINT 2.0
/* Points: text is laid out at 72 dots an inch, so that its size is in them. */
#define DOTS_PER_INCH 72.0

/* The library that needs all the others, by its name of version 1. */
#define LIBRARY "libpangocairo-1.0.so.0"

#define FUNCTIONS(EACH)                                                        \
    EACH(cairo_arc)                                                            \
    EACH(cairo_create)                                                         \
    EACH(cairo_destroy)                                                        \
    EACH(cairo_fill)                                                           \
    EACH(cairo_image_surface_create)                                           \
    EACH(cairo_line_to)                                                        \
    EACH(cairo_move_to)                                                        \
    EACH(cairo_new_path)                                                       \
    EACH(cairo_pdf_surface_create_for_stream)                                  \
    EACH(cairo_pdf_surface_set_metadata)                                       \
    EACH(cairo_rectangle)                                                      \
    EACH(cairo_scale)                                                          \
    EACH(cairo_set_line_cap)                                                   \
    EACH(cairo_set_line_join)                                                  \
    EACH(cairo_set_line_width)                                                 \
    EACH(cairo_set_source_rgba)                                                \
    EACH(cairo_status)                                                         \
    EACH(cairo_status_to_string)                                               \
    EACH(cairo_stroke)                                                         \
    EACH(cairo_surface_destroy)                                                \
    EACH(cairo_surface_finish)                                                 \
    EACH(cairo_surface_write_to_png_stream)                                    \
    EACH(cairo_svg_surface_create_for_stream)                                  \
    EACH(g_object_unref)                                                       \
    EACH(pango_cairo_context_set_resolution)                                   \
    EACH(pango_cairo_font_map_new)                                             \
    EACH(pango_cairo_show_layout)                                              \
    EACH(pango_font_description_free)                                          \
    EACH(pango_font_description_new)                                           \
    EACH(pango_font_description_set_family)                                    \
    EACH(pango_font_description_set_size)                                      \
    EACH(pango_font_description_set_weight)                                    \
    EACH(pango_font_map_create_context)                                        \
    EACH(pango_layout_get_size)                                                \
    EACH(pango_layout_new)                                                     \
    EACH(pango_layout_set_font_description)                                    \
    EACH(pango_layout_set_single_paragraph_mode)                               \
    EACH(pango_layout_set_text)

struct library {
#define MEMBER(name) __typeof__(name) *(name);
    FUNCTIONS(MEMBER)
#undef MEMBER
};

static const struct library_function functions[] = {
#define ENTRY(name) {#name, offsetof(struct library, name)},
    FUNCTIONS(ENTRY)
#undef ENTRY
};

struct canvas {
    struct library lib;
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

static cairo_surface_t *surface_new(const struct library *lib,
                                    enum canvas_format format, double width,
                                    double height, struct buf *out)
{
    cairo_surface_t *surface = NULL;

    switch (format) {
    case CANVAS_SVG:
        return lib->cairo_svg_surface_create_for_stream(write_bytes, out, width,
                                                        height);
    case CANVAS_PDF:
        surface = lib->cairo_pdf_surface_create_for_stream(write_bytes, out,
                                                           width, height);
        /* A fixed day, so that the same picture is the same file. */
        lib->cairo_pdf_surface_set_metadata(
            surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
        return surface;
    case CANVAS_PNG:
        break;
    }
    return lib->cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)ceil(width * PNG_PIXELS_PER_POINT),
        (int)ceil(height * PNG_PIXELS_PER_POINT));
}

static void canvas_free(struct canvas *canvas)
{
    const struct library *lib = &canvas->lib;
    if (canvas->context != NULL) {
        lib->g_object_unref(canvas->context);
    }
    if (canvas->fonts != NULL) {
        lib->g_object_unref(canvas->fonts);
    }
    lib->cairo_destroy(canvas->cairo);
    lib->cairo_surface_destroy(canvas->surface);
    mem_free(canvas);
}

enum ow_status canvas_new(enum canvas_format format, double width,
                          double height, struct buf *out,
                          struct canvas **canvas, struct ow_error *err)
{
    struct canvas *made = mem_calloc(1, sizeof *made);
    const struct library *lib = NULL;
    enum ow_status status = OW_OK;

    if (made == NULL) {
        return error_nomem(err);
    }
    status =
        library_load(LIBRARY, functions, sizeof functions / sizeof functions[0],
                     &made->lib, err);
    if (status != OW_OK) {
        mem_free(made);
        return status;
    }
    lib = &made->lib;
    made->format = format;
    made->out = out;
    made->surface = surface_new(lib, format, width, height, out);
    made->cairo = lib->cairo_create(made->surface);
    made->fonts = lib->pango_cairo_font_map_new();
    made->context = lib->pango_font_map_create_context(made->fonts);
    lib->pango_cairo_context_set_resolution(made->context, DOTS_PER_INCH);
    if (format == CANVAS_PNG) {
        lib->cairo_scale(made->cairo, PNG_PIXELS_PER_POINT,
                         PNG_PIXELS_PER_POINT);
    }
    lib->cairo_set_line_join(made->cairo, CAIRO_LINE_JOIN_ROUND);
    lib->cairo_set_line_cap(made->cairo, CAIRO_LINE_CAP_ROUND);
    canvas_box(made, 0, 0, width, height, CANVAS_WHITE, 1);
    *canvas = made;
    return OW_OK;
}

static void take_ink(struct canvas *canvas, enum canvas_ink ink, double opacity)
{
    const struct library *lib = &canvas->lib;
    /* Okabe and Ito 2008, a palette for every kind of colour sight. */
    static const double inks[][3] = {
        [CANVAS_BLACK] = {0.13, 0.13, 0.13}, [CANVAS_GREY] = {0.42, 0.42, 0.42},
        [CANVAS_PALE] = {0.85, 0.85, 0.85},  [CANVAS_BLUE] = {0, 0.447, 0.698},
        [CANVAS_RED] = {0.835, 0.369, 0},    [CANVAS_GREEN] = {0, 0.62, 0.451},
        [CANVAS_AMBER] = {0.902, 0.624, 0},  [CANVAS_WHITE] = {1, 1, 1},
    };

    lib->cairo_set_source_rgba(canvas->cairo, inks[ink][0], inks[ink][1],
                               inks[ink][2], opacity);
}

static void trace_path(struct canvas *canvas, const struct canvas_point *points,
                       size_t count)
{
    const struct library *lib = &canvas->lib;
    lib->cairo_new_path(canvas->cairo);
    for (size_t i = 0; i < count; i++) {
        lib->cairo_line_to(canvas->cairo, points[i].x, points[i].y);
    }
}

void canvas_line(struct canvas *canvas, const struct canvas_point *points,
                 size_t count, enum canvas_ink ink, double width)
{
    const struct library *lib = &canvas->lib;
    if (count < 2) {
        return;
    }
    take_ink(canvas, ink, 1);
    lib->cairo_set_line_width(canvas->cairo, width);
    trace_path(canvas, points, count);
    lib->cairo_stroke(canvas->cairo);
}

void canvas_fill(struct canvas *canvas, const struct canvas_point *points,
                 size_t count, enum canvas_ink ink, double opacity)
{
    const struct library *lib = &canvas->lib;
    take_ink(canvas, ink, opacity);
    trace_path(canvas, points, count);
    lib->cairo_fill(canvas->cairo);
}

void canvas_box(struct canvas *canvas, double x, double y, double width,
                double height, enum canvas_ink ink, double opacity)
{
    const struct library *lib = &canvas->lib;
    take_ink(canvas, ink, opacity);
    lib->cairo_rectangle(canvas->cairo, x, y, width, height);
    lib->cairo_fill(canvas->cairo);
}

void canvas_dot(struct canvas *canvas, double x, double y, double radius,
                enum canvas_ink ink)
{
    const struct library *lib = &canvas->lib;
    take_ink(canvas, ink, 1);
    lib->cairo_new_path(canvas->cairo);
    lib->cairo_arc(canvas->cairo, x, y, radius, 0, 2 * acos(-1));
    lib->cairo_fill(canvas->cairo);
}

static PangoLayout *layout_new(struct canvas *canvas,
                               const struct canvas_font *font, const char *text)
{
    const struct library *lib = &canvas->lib;
    PangoLayout *layout = lib->pango_layout_new(canvas->context);
    PangoFontDescription *description = lib->pango_font_description_new();

    lib->pango_font_description_set_family(description, FAMILY);
    lib->pango_font_description_set_size(
        description, (gint)lround(font->size * PANGO_SCALE));
    lib->pango_font_description_set_weight(
        description, font->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    lib->pango_layout_set_font_description(layout, description);
    lib->pango_layout_set_single_paragraph_mode(layout, TRUE);
    lib->pango_layout_set_text(layout, text, -1);
    lib->pango_font_description_free(description);
    return layout;
}

static double layout_width(const struct library *lib, PangoLayout *layout)
{
    int width = 0;

    lib->pango_layout_get_size(layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

void canvas_text(struct canvas *canvas, double x, double y,
                 const struct canvas_font *font, const char *text)
{
    const struct library *lib = &canvas->lib;
    PangoLayout *layout = layout_new(canvas, font, text);
    double width = layout_width(lib, layout);
    int height = 0;

    lib->pango_layout_get_size(layout, NULL, &height);
    if (font->align == CANVAS_CENTRE) {
        x -= width / 2;
    } else if (font->align == CANVAS_RIGHT) {
        x -= width;
    }
    take_ink(canvas, font->ink, 1);
    lib->cairo_move_to(canvas->cairo, x, y - (double)height / PANGO_SCALE / 2);
    lib->pango_cairo_show_layout(canvas->cairo, layout);
    lib->g_object_unref(layout);
}

double canvas_text_width(struct canvas *canvas, const struct canvas_font *font,
                         const char *text)
{
    const struct library *lib = &canvas->lib;
    PangoLayout *layout = layout_new(canvas, font, text);
    double width = layout_width(lib, layout);

    lib->g_object_unref(layout);
    return width;
}

enum ow_status canvas_finish(struct canvas *canvas, struct ow_error *err)
{
    const struct library *lib = &canvas->lib;
    struct buf *out = canvas->out;
    cairo_status_t drawn = lib->cairo_status(canvas->cairo);
    const char *why = NULL;

    if (canvas->format == CANVAS_PNG) {
        cairo_status_t written = lib->cairo_surface_write_to_png_stream(
            canvas->surface, write_bytes, out);

        drawn = drawn != CAIRO_STATUS_SUCCESS ? drawn : written;
    }
    lib->cairo_surface_finish(canvas->surface);
    why = lib->cairo_status_to_string(drawn);
    canvas_free(canvas);
    if (buf_status(out, err) != OW_OK) {
        return out->status;
    }
    if (drawn != CAIRO_STATUS_SUCCESS) {
        return error_set(err, OW_E_LIMIT, "the picture could not be drawn: %s",
                         why);
    }
    return OW_OK;
}
