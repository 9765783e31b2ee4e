/* Laying a chart out on a canvas. */
#include "picture/chart.h"

#include "base/error.h"
#include "base/mem.h"

#include <math.h>

#define MARGIN 16.0
#define LEFT 62.0 /* room for the labels of the y axes */
#define RIGHT 20.0
#define TITLE_HEIGHT 24.0
#define SUBTITLE_HEIGHT 18.0
#define PANEL_TITLE_HEIGHT 22.0
#define PANEL_AIR 10.0
#define X_AXIS_HEIGHT 40.0
#define NOTE_HEIGHT 20.0
#define TITLE_SIZE 15.0
#define TEXT_SIZE 10.0
#define LABEL_SIZE 9.0
#define Y_TICK_POINTS 26.0 /* about so far apart */
#define X_TICKS 10
#define FEWEST_TICKS 4 /* asked for; round steps give fewer */
#define RANGE_AIR 0.06
#define LEGEND_GAP 16.0
#define LEGEND_MARK 14.0
#define MARK_WIDTH 14.0 /* of the word at a mark */

/* Where a panel's values come to lie. */
struct frame {
    double left;
    double right;
    double top;
    double bottom;
    double x_low;
    double x_high;
    double y_low;
    double y_high;
    bool is_reversed;
};

static double x_of(const struct frame *frame, double value)
{
    return frame->left + (value - frame->x_low) /
                             (frame->x_high - frame->x_low) *
                             (frame->right - frame->left);
}

static double y_of(const struct frame *frame, double value)
{
    double share = (value - frame->y_low) / (frame->y_high - frame->y_low);

    share = fmax(0, fmin(1, share));
    return frame->is_reversed
               ? frame->top + share * (frame->bottom - frame->top)
               : frame->bottom - share * (frame->bottom - frame->top);
}

static void widen(double value, double *low, double *high)
{
    if (isfinite(value)) {
        *low = ow_is_missing(*low) ? value : fmin(*low, value);
        *high = ow_is_missing(*high) ? value : fmax(*high, value);
    }
}

/* Ends that are not given come from the data, with a little air. */
static void settle(double *low, double *high, double found_low,
                   double found_high, double air)
{
    double span = found_high - found_low;

    if (ow_is_missing(found_low)) {
        found_low = 0;
        found_high = 1;
        span = 0;
    }
    if (!(span > 0)) {
        span = 1;
        found_high = found_low + 1;
    }
    if (ow_is_missing(*low)) {
        *low = found_low - air * span;
    }
    if (ow_is_missing(*high)) {
        *high = found_high + air * span;
    }
    if (!(*high > *low)) {
        *high = *low + 1;
    }
}

static void find_x_range(const struct chart *chart, struct frame *frame)
{
    double low = OW_MISSING;
    double high = OW_MISSING;

    for (size_t p = 0; p < chart->panel_count; p++) {
        const struct chart_panel *panel = &chart->panels[p];

        for (size_t s = 0; s < panel->series_count; s++) {
            const struct chart_series *series = &panel->series[s];

            for (size_t i = 0; i < series->count; i++) {
                widen(series->x[i], &low, &high);
                if (series->shape == CHART_BARS) {
                    widen(series->x[i] + chart->bar_width, &low, &high);
                }
            }
        }
    }
    frame->x_low = chart->x.low;
    frame->x_high = chart->x.high;
    settle(&frame->x_low, &frame->x_high, low, high, 0);
}

static void find_y_range(const struct chart_panel *panel, struct frame *frame)
{
    double low = OW_MISSING;
    double high = OW_MISSING;

    for (size_t s = 0; s < panel->series_count; s++) {
        for (size_t i = 0; i < panel->series[s].count; i++) {
            widen(panel->series[s].y[i], &low, &high);
        }
        if (panel->series[s].shape == CHART_BARS) {
            widen(0, &low, &high);
        }
    }
    frame->y_low = panel->y.low;
    frame->y_high = panel->y.high;
    frame->is_reversed = panel->y.is_reversed;
    settle(&frame->y_low, &frame->y_high, low, high, RANGE_AIR);
    if (ow_is_missing(panel->y.low) && low >= 0) {
        frame->y_low = fmax(frame->y_low, 0);
    }
}

static void draw_y_axis(struct canvas *canvas, const struct chart_panel *panel,
                        const struct frame *frame)
{
    const struct canvas_font font = {LABEL_SIZE, false, CANVAS_GREY,
                                     CANVAS_RIGHT};
    double room = (frame->bottom - frame->top) / Y_TICK_POINTS;
    struct scale_ticks ticks;

    scale_ticks(panel->y.kind, frame->y_low, frame->y_high,
                (size_t)fmax(FEWEST_TICKS, fmin(SCALE_MOST_TICKS, room)),
                &ticks);
    for (size_t i = 0; i < ticks.count; i++) {
        double y = y_of(frame, ticks.values[i]);
        struct canvas_point ends[] = {{frame->left, y}, {frame->right, y}};
        char label[SCALE_LABEL_SIZE];

        scale_label(&ticks, i, label);
        canvas_line(canvas, ends, 2, CANVAS_PALE, 0.6);
        canvas_text(canvas, frame->left - 6, y, &font, label);
    }
}

static void draw_x_grid(struct canvas *canvas, const struct frame *frame,
                        const struct scale_ticks *ticks)
{
    for (size_t i = 0; i < ticks->count; i++) {
        double x = x_of(frame, ticks->values[i]);
        struct canvas_point ends[] = {{x, frame->top}, {x, frame->bottom}};

        canvas_line(canvas, ends, 2, CANVAS_PALE, 0.6);
    }
}

static void draw_run(struct canvas *canvas, const struct chart_series *series,
                     const struct frame *frame, struct canvas_point *points,
                     size_t count)
{
    if (series->shape == CHART_LINE) {
        canvas_line(canvas, points, count, series->ink, 1.4);
        return;
    }
    points[count] = (struct canvas_point){points[count - 1].x, frame->bottom};
    points[count + 1] = (struct canvas_point){points[0].x, frame->bottom};
    canvas_fill(canvas, points, count + 2, series->ink, 0.35);
}

/* Lines and areas, piece by piece between the gaps. */
static enum ow_status draw_pieces(struct canvas *canvas,
                                  const struct chart_series *series,
                                  const struct frame *frame,
                                  struct ow_error *err)
{
    struct canvas_point *points =
        mem_resize(NULL, series->count + 2, sizeof *points);
    size_t count = 0;

    if (points == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i <= series->count; i++) {
        if (i < series->count && isfinite(series->y[i])) {
            points[count].x = x_of(frame, series->x[i]);
            points[count++].y = y_of(frame, series->y[i]);
        } else if (count > 0) {
            draw_run(canvas, series, frame, points, count);
            count = 0;
        }
    }
    mem_free(points);
    return OW_OK;
}

static void draw_bars(struct canvas *canvas, const struct chart_series *series,
                      const struct frame *frame, double bar_width)
{
    double zero = y_of(frame, fmax(0, frame->y_low));

    for (size_t i = 0; i < series->count; i++) {
        double left = x_of(frame, series->x[i]);
        double right =
            fmin(frame->right, x_of(frame, series->x[i] + bar_width));
        double y = y_of(frame, series->y[i]);
        double air = fmin(1.5, (right - left) * 0.1);

        if (isfinite(series->y[i])) {
            canvas_box(canvas, left + air, fmin(y, zero),
                       fmax(0.5, right - left - 2 * air), fabs(zero - y),
                       series->ink, 0.85);
        }
    }
}

static enum ow_status draw_series(struct canvas *canvas,
                                  const struct chart_series *series,
                                  const struct frame *frame, double bar_width,
                                  struct ow_error *err)
{
    switch (series->shape) {
    case CHART_BARS:
        draw_bars(canvas, series, frame, bar_width);
        return OW_OK;
    case CHART_DOTS:
        for (size_t i = 0; i < series->count; i++) {
            if (isfinite(series->y[i])) {
                canvas_dot(canvas, x_of(frame, series->x[i]),
                           y_of(frame, series->y[i]), 2.5, series->ink);
            }
        }
        return OW_OK;
    case CHART_LINE:
    case CHART_AREA:
        break;
    }
    return draw_pieces(canvas, series, frame, err);
}

/* The names of the series, from the right of the panel's title line. */
static void draw_legend(struct canvas *canvas, const struct chart_panel *panel,
                        double right, double y)
{
    const struct canvas_font font = {LABEL_SIZE, false, CANVAS_BLACK,
                                     CANVAS_LEFT};

    for (size_t i = panel->series_count; i-- > 0;) {
        const struct chart_series *series = &panel->series[i];

        if (series->name == NULL) {
            continue;
        }
        right -= canvas_text_width(canvas, &font, series->name);
        canvas_text(canvas, right, y, &font, series->name);
        right -= LEGEND_MARK;
        canvas_box(canvas, right, y - 3, LEGEND_MARK - 5, 6, series->ink,
                   series->shape == CHART_AREA ? 0.35 : 1);
        right -= LEGEND_GAP;
    }
}

static enum ow_status
draw_panel(struct canvas *canvas, const struct chart *chart,
           const struct chart_panel *panel, struct frame *frame,
           const struct scale_ticks *x_ticks, struct ow_error *err)
{
    const struct canvas_font font = {TEXT_SIZE, true, CANVAS_BLACK,
                                     CANVAS_LEFT};
    struct canvas_point floor_line[] = {{frame->left, frame->bottom},
                                        {frame->right, frame->bottom}};
    double title_y = frame->top - PANEL_TITLE_HEIGHT / 2;

    find_y_range(panel, frame);
    canvas_text(canvas, frame->left, title_y, &font, panel->title);
    draw_legend(canvas, panel, frame->right, title_y);
    draw_x_grid(canvas, frame, x_ticks);
    draw_y_axis(canvas, panel, frame);
    for (size_t i = 0; i < panel->series_count; i++) {
        enum ow_status status = draw_series(canvas, &panel->series[i], frame,
                                            chart->bar_width, err);

        if (status != OW_OK) {
            return status;
        }
    }
    canvas_line(canvas, floor_line, 2, CANVAS_GREY, 0.8);
    return OW_OK;
}

/* A word that would run into the one before it is left out. */
static void draw_marks(struct canvas *canvas, const struct chart *chart,
                       const struct frame *frame, double top)
{
    const struct canvas_font font = {LABEL_SIZE, false, CANVAS_GREY,
                                     CANVAS_LEFT};
    double free_from = frame->left;

    for (size_t i = 0; i < chart->mark_count; i++) {
        double x = x_of(frame, chart->marks[i].x);
        struct canvas_point ends[] = {{x, top}, {x, frame->bottom}};

        canvas_line(canvas, ends, 2, CANVAS_GREY, 0.5);
        if (x >= free_from) {
            canvas_text(canvas, x + 2, top + 5, &font, chart->marks[i].label);
            free_from = x + MARK_WIDTH;
        }
    }
}

static void draw_x_axis(struct canvas *canvas, const struct chart *chart,
                        const struct frame *frame,
                        const struct scale_ticks *ticks)
{
    const struct canvas_font label_font = {LABEL_SIZE, false, CANVAS_GREY,
                                           CANVAS_CENTRE};

    for (size_t i = 0; i < ticks->count; i++) {
        char label[SCALE_LABEL_SIZE];

        scale_label(ticks, i, label);
        canvas_text(canvas, x_of(frame, ticks->values[i]), frame->bottom + 10,
                    &label_font, label);
    }
    if (chart->x.title != NULL) {
        canvas_text(canvas, (frame->left + frame->right) / 2,
                    frame->bottom + 26, &label_font, chart->x.title);
    }
}

static double head_height(const struct chart *chart)
{
    return MARGIN + TITLE_HEIGHT +
           (chart->subtitle != NULL ? SUBTITLE_HEIGHT : 0);
}

static double chart_height(const struct chart *chart)
{
    double height = head_height(chart) + X_AXIS_HEIGHT + MARGIN +
                    (chart->note != NULL ? NOTE_HEIGHT : 0);

    for (size_t i = 0; i < chart->panel_count; i++) {
        height += chart->panels[i].height;
    }
    return height;
}

static void draw_head(struct canvas *canvas, const struct chart *chart)
{
    const struct canvas_font title = {TITLE_SIZE, true, CANVAS_BLACK,
                                      CANVAS_LEFT};
    const struct canvas_font subtitle = {TEXT_SIZE, false, CANVAS_GREY,
                                         CANVAS_LEFT};

    canvas_text(canvas, MARGIN, MARGIN + TITLE_HEIGHT / 2, &title,
                chart->title);
    if (chart->subtitle != NULL) {
        canvas_text(canvas, MARGIN, MARGIN + TITLE_HEIGHT + SUBTITLE_HEIGHT / 2,
                    &subtitle, chart->subtitle);
    }
}

static enum ow_status draw_all(struct canvas *canvas, const struct chart *chart,
                               double height, struct ow_error *err)
{
    const struct canvas_font note = {LABEL_SIZE, false, CANVAS_GREY,
                                     CANVAS_LEFT};
    struct frame frame = {.left = LEFT, .right = CHART_WIDTH - RIGHT};
    struct scale_ticks x_ticks;
    double top = head_height(chart);
    double first_top = top + PANEL_TITLE_HEIGHT;
    enum ow_status status = OW_OK;

    draw_head(canvas, chart);
    find_x_range(chart, &frame);
    scale_ticks(chart->x.kind, frame.x_low, frame.x_high, X_TICKS, &x_ticks);
    for (size_t i = 0; status == OW_OK && i < chart->panel_count; i++) {
        frame.top = top + PANEL_TITLE_HEIGHT;
        top += chart->panels[i].height;
        frame.bottom = top - PANEL_AIR;
        status =
            draw_panel(canvas, chart, &chart->panels[i], &frame, &x_ticks, err);
    }
    draw_x_axis(canvas, chart, &frame, &x_ticks);
    draw_marks(canvas, chart, &frame, first_top);
    if (chart->note != NULL) {
        canvas_text(canvas, MARGIN, height - MARGIN, &note, chart->note);
    }
    return status;
}

enum ow_status chart_draw(const struct chart *chart, enum canvas_format format,
                          struct buf *out, struct ow_error *err)
{
    double height = chart_height(chart);
    struct canvas *canvas = NULL;
    enum ow_status drawn = OW_OK;
    enum ow_status finished = OW_OK;
    enum ow_status status =
        canvas_new(format, CHART_WIDTH, height, out, &canvas, err);

    if (status != OW_OK) {
        return status;
    }
    drawn = draw_all(canvas, chart, height, err);
    finished = canvas_finish(canvas, drawn == OW_OK ? err : NULL);
    return drawn != OW_OK ? drawn : finished;
}
