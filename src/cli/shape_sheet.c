/* Shapes of runs as small panels; see the header. */
#include "cli/shape_sheet.h"

#include "picture/canvas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS ((size_t)3)
#define PANEL_WIDTH 240.0
#define PANEL_HEIGHT 132.0
#define HEAD_HEIGHT 40.0
#define EDGE 10.0
#define TITLE_HEIGHT 30.0
#define AXIS_WIDTH 28.0
#define FOOT_HEIGHT 14.0
#define TITLE_CHARS 36
#define LABEL_SIZE 96
/* Ranks of the speeds that an axis spans. */
#define LOW_SHARE 0.03
#define HIGH_SHARE 0.98
#define AIR 0.04

/* Where a panel's speeds and seconds go to. */
struct panel {
    struct canvas *canvas;
    double left;
    double top;
    double width;
    double height;
    double low; /* log of speed, at the bottom */
    double high;
    double start_s;
    double end_s;
};

static double x_of(const struct panel *panel, double time_s)
{
    return panel->left + panel->width * (time_s - panel->start_s) /
                             (panel->end_s - panel->start_s);
}

static double y_of(const struct panel *panel, double speed_m_per_s)
{
    double share =
        (log(speed_m_per_s) - panel->low) / (panel->high - panel->low);

    return panel->top + panel->height * (1 - fmax(0, fmin(share, 1)));
}

static int by_size(const void *a, const void *b)
{
    const double *left = a;
    const double *right = b;

    return (*left > *right) - (*left < *right);
}

/* The axis spans most speeds, not the strays. */
static void span_speeds(struct panel *panel, const struct ow_shape *shape)
{
    double speeds[OW_SHAPE_MOST_POINTS];
    double last = (double)(shape->point_count - 1);

    for (size_t i = 0; i < shape->point_count; i++) {
        speeds[i] = shape->points[i].flat_m_per_s;
    }
    qsort(speeds, shape->point_count, sizeof *speeds, by_size);
    panel->low = log(speeds[(size_t)(LOW_SHARE * last)]) - AIR;
    panel->high = log(speeds[(size_t)(HIGH_SHARE * last)]) + AIR;
}

static void draw_speeds(const struct panel *panel, const struct ow_shape *shape,
                        bool is_flat)
{
    struct canvas_point points[OW_SHAPE_MOST_POINTS];

    for (size_t i = 0; i < shape->point_count; i++) {
        const struct ow_shape_point *point = &shape->points[i];

        points[i].x = x_of(panel, (point->start_s + point->end_s) / 2);
        points[i].y =
            y_of(panel, is_flat ? point->flat_m_per_s : point->speed_m_per_s);
    }
    canvas_line(panel->canvas, points, shape->point_count,
                is_flat ? CANVAS_BLUE : CANVAS_GREY, is_flat ? 0.9 : 0.4);
}

static enum canvas_ink ink_of(enum ow_role role)
{
    switch (role) {
    case OW_ROLE_PEAK:
    case OW_ROLE_WORK:
        return CANVAS_RED;
    case OW_ROLE_BUILD:
        return CANVAS_AMBER;
    case OW_ROLE_WARM_UP:
    case OW_ROLE_COOL_DOWN:
    case OW_ROLE_RECOVER:
        return CANVAS_GREEN;
    case OW_ROLE_STEADY:
    case OW_ROLE_STRIDES:
    case OW_ROLE_COUNT:
        break;
    }
    return CANVAS_BLACK;
}

static void draw_segments(const struct panel *panel,
                          const struct ow_shape *shape)
{
    for (size_t i = 0; i < shape->segment_count; i++) {
        const struct ow_shape_segment *segment = &shape->segments[i];
        double y = y_of(panel, segment->flat_m_per_s);
        struct canvas_point ends[2] = {
            {x_of(panel, segment->start_s), y},
            {x_of(panel, segment->start_s + segment->duration_s), y}};

        canvas_line(panel->canvas, ends, 2, ink_of(segment->role), 2.4);
    }
}

static void draw_axes(const struct cli *cli, const struct panel *panel)
{
    const struct canvas_font font = {6, false, CANVAS_GREY, CANVAS_RIGHT};
    double unit_m = cli->units == OW_UNITS_MI ? 1609.344 : 1000;
    char text[OW_QUANTITY_TEXT_SIZE];

    canvas_box(panel->canvas, panel->left, panel->top, panel->width,
               panel->height, CANVAS_PALE, 0.35);
    ow_duration_format(round(unit_m / exp(panel->high)), text);
    canvas_text(panel->canvas, panel->left - 3, panel->top + 4, &font, text);
    ow_duration_format(round(unit_m / exp(panel->low)), text);
    canvas_text(panel->canvas, panel->left - 3, panel->top + panel->height - 4,
                &font, text);
    ow_duration_format(round(panel->end_s - panel->start_s), text);
    canvas_text(panel->canvas, panel->left + panel->width,
                panel->top + panel->height + 6, &font, text);
}

static void draw_curves(const struct cli *cli, struct panel *panel,
                        const struct ow_shape *shape)
{
    span_speeds(panel, shape);
    panel->start_s = shape->points[0].start_s;
    panel->end_s = shape->points[shape->point_count - 1].end_s;
    draw_axes(cli, panel);
    draw_speeds(panel, shape, false);
    draw_speeds(panel, shape, true);
    draw_segments(panel, shape);
}

/* "progression, continuous  +8 %, noise 2.1 %". */
static void write_verdict(const struct ow_shape *shape, struct buf *text)
{
    buf_append_text(text, ow_shape_verdict_name(shape->verdict));
    if (shape->rise != OW_RISE_NONE) {
        buf_append_format(text, ", %s", ow_shape_rise_name(shape->rise));
    }
    if (!ow_is_missing(shape->gain)) {
        buf_append_text(text, shape->gain < 0 ? "  " : "  +");
        buf_append_number(text, 100 * shape->gain, 0);
        buf_append_text(text, " %");
    }
    buf_append_text(text, ", noise ");
    buf_append_number(text, 100 * shape->noise, 1);
    buf_append_text(text, " %");
}

static void draw_panel(const struct cli *cli, struct canvas *canvas,
                       const struct shape_sheet_run *run, size_t place)
{
    size_t row = place / COLUMNS;
    double left = EDGE + PANEL_WIDTH * (double)(place % COLUMNS);
    double top = HEAD_HEIGHT + PANEL_HEIGHT * (double)row;
    const struct canvas_font title = {7.5, true, CANVAS_BLACK, CANVAS_LEFT};
    const struct canvas_font verdict = {
        7, false,
        run->shape->verdict == OW_SHAPE_PROGRESSION ? CANVAS_RED : CANVAS_GREY,
        CANVAS_LEFT};
    struct panel panel = {.canvas = canvas,
                          .left = left + AXIS_WIDTH,
                          .top = top + TITLE_HEIGHT,
                          .width = PANEL_WIDTH - AXIS_WIDTH - 2 * EDGE,
                          .height = PANEL_HEIGHT - TITLE_HEIGHT - FOOT_HEIGHT};
    struct buf text;
    size_t length = strlen(run->title);

    buf_init(&text, LABEL_SIZE);
    canvas_text(canvas, left, top + 8, &title,
                run->title + (length > TITLE_CHARS ? length - TITLE_CHARS : 0));
    write_verdict(run->shape, &text);
    canvas_text(canvas, left, top + 20, &verdict, buf_text(&text));
    buf_dispose(&text);
    if (run->shape->point_count >= 2) {
        draw_curves(cli, &panel, run->shape);
    }
}

enum ow_status shape_sheet_draw(const struct cli *cli,
                                const struct shape_sheet_run *runs,
                                size_t count, struct buf *out,
                                struct ow_error *err)
{
    static const enum canvas_format formats[CLI_FORMAT_COUNT] = {
        [CLI_SVG] = CANVAS_SVG, [CLI_PDF] = CANVAS_PDF, [CLI_PNG] = CANVAS_PNG};
    const struct canvas_font head = {13, true, CANVAS_BLACK, CANVAS_LEFT};
    const struct canvas_font note = {7, false, CANVAS_GREY, CANVAS_LEFT};
    size_t rows = (count + COLUMNS - 1) / COLUMNS;
    struct canvas *canvas = NULL;
    enum ow_status status = canvas_new(
        formats[cli->format], PANEL_WIDTH * (double)COLUMNS + EDGE,
        HEAD_HEIGHT + PANEL_HEIGHT * (double)rows + EDGE, out, &canvas, err);

    if (status != OW_OK) {
        return status;
    }
    canvas_text(canvas, EDGE, 16, &head, "What the runs were");
    canvas_text(canvas, EDGE, 31, &note,
                "Pace over time: grey as run, blue as on the flat. Bars are "
                "the parts: green easy, amber building, red fast, black even");
    for (size_t i = 0; i < count; i++) {
        draw_panel(cli, canvas, &runs[i], i);
    }
    return canvas_finish(canvas, err);
}
