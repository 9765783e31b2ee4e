/* A pace band; see the header. */
#include "picture/band.h"

#include "base/error.h"

#include <math.h>

#define MOST_ROWS 200
#define ROWS_ALONE 8 /* in one column, before there are two */
#define ROWS_DOWN 22 /* in two and more, before another is begun */
#define MARGIN 14.0  /* around the cut line */
#define AIR 10.0     /* within it */
#define COLUMN 132.0
#define ROW 13.0
#define GROUP 5 /* every so many rows a stripe */
#define LEAST_WIDTH (2 * COLUMN)
#define TITLE_Y 12.0
#define SUBTITLE_Y 27.0
#define HEAD 40.0 /* title and subtitle */
#define PROFILE 34.0
#define PROFILE_AIR 8.0
#define COLUMN_HEAD 14.0
#define DASH 4.0
#define LEAST_CLIMB_M 30.0 /* a flat course is not drawn as mountains */
#define MOST_POINTS 512

/* Right edges within a column. */
#define AT_X 32.0
#define SPLIT_X 72.0
#define CLOCK_X 124.0

struct sheet {
    struct canvas *canvas;
    const struct band *band;
    size_t columns;
    size_t rows; /* in the longest column */
    double width;
    double height;
};

static void dashes(struct canvas *canvas, double x, double y, double to_x,
                   double to_y)
{
    double length = hypot(to_x - x, to_y - y);

    size_t count = (size_t)ceil(length / (2 * DASH));

    for (size_t i = 0; i < count; i++) {
        double at = 2 * DASH * (double)i;
        double until = fmin(at + DASH, length);
        struct canvas_point points[] = {
            {x + (to_x - x) * at / length, y + (to_y - y) * at / length},
            {x + (to_x - x) * until / length, y + (to_y - y) * until / length},
        };

        canvas_line(canvas, points, 2, CANVAS_GREY, 0.7);
    }
}

static void cut_line(const struct sheet *sheet)
{
    double right = sheet->width - MARGIN;
    double bottom = sheet->height - MARGIN;

    dashes(sheet->canvas, MARGIN, MARGIN, right, MARGIN);
    dashes(sheet->canvas, right, MARGIN, right, bottom);
    dashes(sheet->canvas, right, bottom, MARGIN, bottom);
    dashes(sheet->canvas, MARGIN, bottom, MARGIN, MARGIN);
}

static void head(const struct sheet *sheet)
{
    const struct canvas_font title = {13, true, CANVAS_BLACK, CANVAS_LEFT};
    const struct canvas_font small = {8.5, false, CANVAS_GREY, CANVAS_LEFT};
    double x = MARGIN + AIR;
    double y = MARGIN + AIR;

    canvas_text(sheet->canvas, x, y + TITLE_Y - AIR / 2, &title,
                sheet->band->title);
    canvas_text(sheet->canvas, x, y + SUBTITLE_Y - AIR / 2, &small,
                sheet->band->subtitle);
}

/* The heights as an area across the band. */
static void profile(const struct sheet *sheet, double y)
{
    const double *heights_m = sheet->band->heights_m;
    size_t count = sheet->band->height_count < MOST_POINTS
                       ? sheet->band->height_count
                       : MOST_POINTS;
    struct canvas_point points[MOST_POINTS + 2];
    double across = sheet->width - 2 * (MARGIN + AIR);
    double lowest_m = heights_m[0];
    double highest_m = heights_m[0];

    for (size_t i = 1; i < count; i++) {
        lowest_m = fmin(lowest_m, heights_m[i]);
        highest_m = fmax(highest_m, heights_m[i]);
    }
    highest_m = fmax(highest_m, lowest_m + LEAST_CLIMB_M);
    for (size_t i = 0; i < count; i++) {
        double share = (heights_m[i] - lowest_m) / (highest_m - lowest_m);

        points[i] = (struct canvas_point){
            MARGIN + AIR + across * (double)i / (double)(count - 1),
            y + PROFILE - 3 - (PROFILE - 3) * share};
    }
    points[count] = (struct canvas_point){MARGIN + AIR + across, y + PROFILE};
    points[count + 1] = (struct canvas_point){MARGIN + AIR, y + PROFILE};
    canvas_fill(sheet->canvas, points, count + 2, CANVAS_GREEN, 0.25);
    canvas_line(sheet->canvas, points, count, CANVAS_GREEN, 1);
}

static void column_head(const struct sheet *sheet, double x, double y)
{
    const struct canvas_font small = {8, false, CANVAS_GREY, CANVAS_RIGHT};

    canvas_text(sheet->canvas, x + AT_X, y + COLUMN_HEAD / 2, &small,
                sheet->band->unit);
    canvas_text(sheet->canvas, x + SPLIT_X, y + COLUMN_HEAD / 2, &small,
                "split");
    canvas_text(sheet->canvas, x + CLOCK_X, y + COLUMN_HEAD / 2, &small,
                "clock");
}

static void row(const struct sheet *sheet, size_t index, double x, double y)
{
    const struct canvas_font at = {9.5, true, CANVAS_BLUE, CANVAS_RIGHT};
    const struct canvas_font split = {9.5, false, CANVAS_BLACK, CANVAS_RIGHT};
    const struct canvas_font clock = {10.5, true, CANVAS_BLACK, CANVAS_RIGHT};
    const struct band_row *words = &sheet->band->rows[index];

    if ((index + 1) % GROUP == 0) {
        canvas_box(sheet->canvas, x, y, COLUMN - 4, ROW, CANVAS_PALE, 0.8);
    }
    canvas_text(sheet->canvas, x + AT_X, y + ROW / 2, &at, words->at);
    canvas_text(sheet->canvas, x + SPLIT_X, y + ROW / 2, &split, words->split);
    canvas_text(sheet->canvas, x + CLOCK_X, y + ROW / 2, &clock, words->clock);
}

static void draw(const struct sheet *sheet)
{
    double y = MARGIN + AIR + HEAD;

    cut_line(sheet);
    head(sheet);
    if (sheet->band->heights_m != NULL) {
        profile(sheet, y);
        y += PROFILE + PROFILE_AIR;
    }
    for (size_t i = 0; i < sheet->band->row_count; i++) {
        size_t column = i / sheet->rows;
        double x = MARGIN + AIR + COLUMN * (double)column;
        double down = (double)(i % sheet->rows);

        if (i % sheet->rows == 0) {
            column_head(sheet, x, y);
        }
        row(sheet, i, x, y + COLUMN_HEAD + ROW * down);
    }
}

enum ow_status band_draw(const struct band *band, enum canvas_format format,
                         struct buf *out, struct ow_error *err)
{
    struct sheet sheet = {.band = band};
    double across = 0;
    enum ow_status status = OW_OK;

    if (band->row_count > MOST_ROWS) {
        return error_set(err, OW_E_LIMIT, "%zu splits are over %d for a band",
                         band->row_count, MOST_ROWS);
    }
    sheet.columns = (band->row_count + ROWS_DOWN - 1) / ROWS_DOWN;
    if (sheet.columns == 1 && band->row_count > ROWS_ALONE) {
        sheet.columns = 2;
    }
    sheet.rows = (band->row_count + sheet.columns - 1) / sheet.columns;
    across = fmax(LEAST_WIDTH, COLUMN * (double)sheet.columns);
    sheet.width = across + 2 * (MARGIN + AIR);
    sheet.height = HEAD + COLUMN_HEAD + ROW * (double)sheet.rows +
                   (band->heights_m != NULL ? PROFILE + PROFILE_AIR : 0) +
                   2 * (MARGIN + AIR);
    status =
        canvas_new(format, sheet.width, sheet.height, out, &sheet.canvas, err);
    if (status != OW_OK) {
        return status;
    }
    draw(&sheet);
    return canvas_finish(sheet.canvas, err);
}
