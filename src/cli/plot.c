/* Dots of braille, eighths of blocks. */
#include "cli/plot.h"

#include <math.h>
#include <string.h>

#define LABEL_WIDTH 7 /* of the y axis, with its blank */
#define WIDTH (TEXT_COLUMNS - LABEL_WIDTH - 1)
#define MOST_ROWS 12
#define DOTS_ACROSS 2 /* of a braille cell */
#define DOTS_DOWN 4
#define EIGHTHS 8
#define RANGE_AIR 0.04

struct range {
    double low;
    double high;
};

static struct range range_of(const double *values, size_t count)
{
    struct range range = {OW_MISSING, OW_MISSING};

    for (size_t i = 0; i < count; i++) {
        if (isfinite(values[i])) {
            range.low = fmin(values[i], range.low);
            range.high = fmax(values[i], range.high);
        }
    }
    return range;
}

static void heading(const struct cli *cli, struct buf *out, const char *title)
{
    text_styled(cli, out, TEXT_BOLD, title);
    buf_append_char(out, '\n');
}

/* A tick's words right-aligned before the axis. */
static void y_label(struct buf *out, const char *label)
{
    size_t width = text_width(label);

    for (size_t i = width; i + 1 < LABEL_WIDTH; i++) {
        buf_append_char(out, ' ');
    }
    buf_append_text(out, label);
    buf_append_char(out, ' ');
}

/* The row, from the top, in which a share of the range lies. */
static size_t row_of(double share, size_t rows)
{
    double row = floor((1 - share) * (double)rows);

    return (size_t)fmax(0, fmin((double)rows - 1, row));
}

static void label_rows(const struct plot *plot, struct range y,
                       char labels[MOST_ROWS][SCALE_LABEL_SIZE])
{
    struct scale_ticks ticks;

    memset(labels, 0, MOST_ROWS * sizeof labels[0]);
    scale_ticks(plot->y_kind, y.low, y.high, plot->rows > 4 ? 4 : 2, &ticks);
    for (size_t i = 0; i < ticks.count; i++) {
        double share = (ticks.values[i] - y.low) / (y.high - y.low);

        scale_label(
            &ticks, i,
            labels[row_of(plot->is_reversed ? 1 - share : share, plot->rows)]);
    }
}

#define COLUMNS (WIDTH * DOTS_ACROSS) /* of dots */

/* Columns that no point fell into lie on the line between their neighbours. */
static void bridge(double bins[COLUMNS], const bool is_gap[COLUMNS])
{
    size_t last = COLUMNS; /* the last known one; none yet */

    for (size_t i = 0; i < COLUMNS; i++) {
        if (is_gap[i]) {
            last = COLUMNS;
        }
        if (ow_is_missing(bins[i])) {
            continue;
        }
        for (size_t j = last + 1; last < COLUMNS && j < i; j++) {
            bins[j] = bins[last] + (bins[i] - bins[last]) * (double)(j - last) /
                                       (double)(i - last);
        }
        last = i;
    }
}

/* Mean of the points in each dot column; missing where the line has a gap. */
static void bin(const struct plot *plot, struct range x, double bins[COLUMNS])
{
    double sums[COLUMNS] = {0};
    size_t counts[COLUMNS] = {0};
    bool is_gap[COLUMNS] = {false};

    for (size_t i = 0; i < plot->count; i++) {
        double share = (plot->x[i] - x.low) / (x.high - x.low);
        size_t column =
            (size_t)fmin(COLUMNS - 1, fmax(0, share * (double)COLUMNS));

        if (isfinite(plot->y[i])) {
            sums[column] += plot->y[i];
            counts[column]++;
        }
        is_gap[column] = counts[column] == 0;
    }
    for (size_t i = 0; i < COLUMNS; i++) {
        bins[i] = counts[i] > 0 ? sums[i] / (double)counts[i] : OW_MISSING;
    }
    bridge(bins, is_gap);
}

/* Which dots of a braille cell are set, by row and column of the dot. */
static const unsigned char braille[DOTS_DOWN][DOTS_ACROSS] = {
    {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

static void append_cell(const struct cli *cli, struct buf *out,
                        unsigned char dots)
{
    if (dots == 0) {
        buf_append_char(out, ' ');
    } else if (!cli->has_glyphs) {
        buf_append_char(out, '*');
    } else { /* U+2800 and the dots */
        buf_append_char(out, (char)0xE2);
        buf_append_char(out, (char)(0xA0 | dots >> 6));
        buf_append_char(out, (char)(0x80 | (dots & 0x3F)));
    }
}

/* A dot in each column, and on the way there from the dot before,
 * so that a steep line is still a line. */
static void set_dots(const struct plot *plot, struct range y,
                     const double bins[COLUMNS],
                     unsigned char cells[MOST_ROWS][WIDTH])
{
    size_t before = SIZE_MAX;

    memset(cells, 0, MOST_ROWS * sizeof cells[0]);
    for (size_t i = 0; i < COLUMNS; i++) {
        double share = (bins[i] - y.low) / (y.high - y.low);
        size_t row = 0;
        size_t from = 0;

        if (ow_is_missing(bins[i])) {
            before = SIZE_MAX;
            continue;
        }
        row = row_of(plot->is_reversed ? 1 - share : share,
                     plot->rows * DOTS_DOWN);
        from = before == SIZE_MAX || before == row ? row
               : before < row                      ? before + 1
                                                   : before - 1;
        for (size_t at = from;; at += at < row ? 1 : SIZE_MAX) {
            cells[at / DOTS_DOWN][i / DOTS_ACROSS] |=
                braille[at % DOTS_DOWN][i % DOTS_ACROSS];
            if (at == row) {
                break;
            }
        }
        before = row;
    }
}

/* Tick labels under the plot, where they do not run into each other. */
static void x_labels(struct buf *out, const struct plot *plot, struct range x)
{
    struct scale_ticks ticks;
    size_t column = 0;

    scale_ticks(plot->x_kind, x.low, x.high, 8, &ticks);
    for (size_t i = 0; i < ticks.count; i++) {
        char label[SCALE_LABEL_SIZE];
        double share = (ticks.values[i] - x.low) / (x.high - x.low);
        double at = LABEL_WIDTH + share * (WIDTH - 1);
        size_t width = 0;
        size_t from = 0;

        scale_label(&ticks, i, label);
        width = text_width(label);
        from = (size_t)fmax(LABEL_WIDTH, round(at - (double)width / 2));
        if (from + width > TEXT_COLUMNS || (column > 0 && from <= column)) {
            continue;
        }
        for (; column < from; column++) {
            buf_append_char(out, ' ');
        }
        buf_append_text(out, label);
        column += width;
    }
    buf_append_char(out, '\n');
}

void plot_line(const struct cli *cli, struct buf *out, const struct plot *plot)
{
    struct range x = range_of(plot->x, plot->count);
    struct range y = {OW_MISSING, OW_MISSING};
    char labels[MOST_ROWS][SCALE_LABEL_SIZE];
    unsigned char cells[MOST_ROWS][WIDTH];
    double bins[COLUMNS];
    double air = 0;

    if (!(x.high > x.low)) {
        return;
    }
    bin(plot, x, bins);
    y = range_of(bins, COLUMNS);
    if (ow_is_missing(y.low)) {
        return;
    }
    air = y.high > y.low ? (y.high - y.low) * RANGE_AIR : 1;
    y.low -= air;
    y.high += air;
    heading(cli, out, plot->title);
    label_rows(plot, y, labels);
    set_dots(plot, y, bins, cells);
    for (size_t row = 0; row < plot->rows; row++) {
        struct buf line;

        buf_init(&line, WIDTH * 4);
        for (size_t i = 0; i < WIDTH; i++) {
            append_cell(cli, &line, cells[row][i]);
        }
        y_label(out, labels[row]);
        text_styled(cli, out, plot->style, buf_text(&line));
        buf_dispose(&line);
        text_end_line(out);
    }
    x_labels(out, plot, x);
}

static void append_eighths(const struct cli *cli, struct buf *out, long eighths,
                           size_t width)
{
    static const char *const parts[EIGHTHS + 1] = {" ", "▁", "▂", "▃", "▄",
                                                   "▅", "▆", "▇", "█"};
    long part = eighths < 0 ? 0 : eighths > EIGHTHS ? EIGHTHS : eighths;

    for (size_t i = 0; i < width; i++) {
        bool is_air = width > 1 && i + 1 == width;

        if (is_air || part == 0) {
            buf_append_char(out, ' ');
        } else {
            buf_append_text(out, cli->has_glyphs       ? parts[part]
                                 : part * 2 >= EIGHTHS ? "#"
                                                       : " ");
        }
    }
}

static void column_row(const struct cli *cli, struct buf *out,
                       const struct plot *plot, size_t row, double most,
                       size_t width)
{
    double unit = most / (double)(plot->rows * EIGHTHS);
    long below = (long)((plot->rows - 1 - row) * EIGHTHS);
    size_t count = plot->count < WIDTH ? plot->count : WIDTH;
    const double *values = plot->y + (plot->count - count);
    struct buf line;

    buf_init(&line, WIDTH * 4);
    for (size_t i = 0; i < count; i++) {
        long eighths =
            isfinite(values[i]) && values[i] > 0 ? lround(values[i] / unit) : 0;

        if (eighths == 0 && isfinite(values[i]) && values[i] > 0) {
            eighths = 1;
        }
        append_eighths(cli, &line, eighths - below, width);
    }
    text_styled(cli, out, plot->style, buf_text(&line));
    buf_dispose(&line);
    text_end_line(out);
}

void plot_columns(const struct cli *cli, struct buf *out,
                  const struct plot *plot, const char *first_label,
                  const char *last_label)
{
    struct range y = {0, range_of(plot->y, plot->count).high};
    size_t width = plot->count > 0 ? WIDTH / plot->count : 0;
    char labels[MOST_ROWS][SCALE_LABEL_SIZE];
    size_t span = 0;

    if (!(y.high > 0)) {
        return;
    }
    width = width < 1 ? 1 : width > 4 ? 4 : width;
    heading(cli, out, plot->title);
    label_rows(plot, y, labels);
    for (size_t row = 0; row < plot->rows; row++) {
        y_label(out, labels[row]);
        column_row(cli, out, plot, row, y.high, width);
    }
    if (first_label == NULL || last_label == NULL) {
        return;
    }
    span = (plot->count < WIDTH ? plot->count : WIDTH) * width;
    y_label(out, "");
    text_pad(out, first_label,
             span > text_width(last_label) ? span - text_width(last_label)
                                           : text_width(first_label));
    buf_append_format(out, "%s\n", last_label);
}
