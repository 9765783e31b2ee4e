/* A workout to look at; see the header. */
#include "cli/show_workout.h"

#include "base/mem.h"
#include "picture/card.h"

#include <math.h>
#include <string.h>

#define COLUMNS 72
#define ROWS 6
#define EIGHTHS 8
#define LENGTH_COLUMN 10
#define ROLE_COLUMN 11
#define INDENT 2

static enum text_style style_of(enum ow_role role)
{
    static const enum text_style styles[OW_ROLE_COUNT] = {
        [OW_ROLE_WARM_UP] = TEXT_GREEN, [OW_ROLE_BUILD] = TEXT_AMBER,
        [OW_ROLE_PEAK] = TEXT_RED,      [OW_ROLE_WORK] = TEXT_RED,
        [OW_ROLE_RECOVER] = TEXT_GREEN, [OW_ROLE_COOL_DOWN] = TEXT_GREEN,
        [OW_ROLE_STEADY] = TEXT_PLAIN,  [OW_ROLE_STRIDES] = TEXT_RED,
    };

    return styles[role];
}

static enum canvas_ink ink_of(enum ow_role role)
{
    static const enum canvas_ink inks[OW_ROLE_COUNT] = {
        [OW_ROLE_WARM_UP] = CANVAS_GREEN, [OW_ROLE_BUILD] = CANVAS_AMBER,
        [OW_ROLE_PEAK] = CANVAS_RED,      [OW_ROLE_WORK] = CANVAS_RED,
        [OW_ROLE_RECOVER] = CANVAS_GREEN, [OW_ROLE_COOL_DOWN] = CANVAS_GREEN,
        [OW_ROLE_STEADY] = CANVAS_BLUE,   [OW_ROLE_STRIDES] = CANVAS_RED,
    };

    return inks[role];
}

/* The stretch at a share of the whole. */
static const struct app_workout_bar *bar_at(const struct app_workout_view *view,
                                            double share)
{
    size_t i = 0;

    while (i + 1 < view->bar_count && view->bars[i].to <= share) {
        i++;
    }
    return &view->bars[i];
}

static double height_at(const struct app_workout_bar *bar, double share)
{
    double along =
        bar->to > bar->from ? (share - bar->from) / (bar->to - bar->from) : 0;

    return bar->low + along * (bar->high - bar->low);
}

static void append_cell(const struct cli *cli, struct buf *out,
                        enum text_style style, int eighths)
{
    static const char *const blocks[EIGHTHS + 1] = {" ", "▁", "▂", "▃", "▄",
                                                    "▅", "▆", "▇", "█"};

    if (eighths <= 0) {
        buf_append_char(out, ' ');
    } else if (!cli->has_glyphs) {
        text_styled(cli, out, style, eighths >= EIGHTHS / 2 ? "#" : " ");
    } else {
        text_styled(cli, out, style,
                    blocks[eighths > EIGHTHS ? EIGHTHS : eighths]);
    }
}

void show_workout_picture(const struct cli *cli, struct buf *out,
                          const struct app_workout_view *view,
                          const char *whole)
{
    size_t width = text_width(whole);

    for (int row = ROWS; row-- > 0 && view->bar_count > 0;) {
        buf_append_text(out, "  ");
        for (int column = 0; column < COLUMNS; column++) {
            double share = (column + 0.5) / COLUMNS;
            const struct app_workout_bar *bar = bar_at(view, share);
            double eighths = height_at(bar, share) * ROWS * EIGHTHS;

            append_cell(cli, out, style_of(bar->role),
                        (int)lround(eighths) - row * EIGHTHS);
        }
        text_end_line(out);
    }
    buf_append_text(out, "  ");
    text_pad(out, "0", COLUMNS > width ? COLUMNS - width : 1);
    buf_append_format(out, "%s\n", whole);
}

void show_workout_rows(const struct cli *cli, struct buf *out,
                       const struct app_workout_view *view)
{
    for (size_t i = 0; i < view->row_count; i++) {
        const struct app_workout_row *row = &view->rows[i];
        size_t indent = INDENT * (row->depth + 1);

        text_pad(out, "", indent);
        if (row->times > 0) {
            buf_append_format(out, "%lu times\n", (unsigned long)row->times);
            continue;
        }
        text_pad(out, row->length, LENGTH_COLUMN);
        text_pad(out, row->role, ROLE_COLUMN);
        text_styled(cli, out, TEXT_BOLD, row->target);
        text_end_line(out);
        if (row->cue[0] != '\0') {
            text_wrap(out, 0, indent + LENGTH_COLUMN + ROLE_COLUMN, row->cue);
        }
    }
}

static void fill_rows(const struct app_workout_view *view,
                      struct card_row *rows)
{
    for (size_t i = 0; i < view->row_count; i++) {
        const struct app_workout_row *from = &view->rows[i];
        enum ow_role role = OW_ROLE_STEADY;

        for (int j = 0; j < OW_ROLE_COUNT; j++) {
            if (strcmp(from->role, ow_role_name((enum ow_role)j)) == 0) {
                role = (enum ow_role)j;
            }
        }
        rows[i] = (struct card_row){
            .indent = (double)from->depth,
            .ink = from->times > 0 ? CANVAS_PALE : ink_of(role),
            .length = from->length,
            .what = from->times > 0 ? "several times:" : from->role,
            .target = from->target,
            .cue = from->cue};
    }
}

int show_workout_card(struct cli *cli, const struct app_workout_view *view,
                      const char *title, const char *subtitle, const char *note,
                      const char *whole)
{
    struct card_bar *bars = mem_calloc(view->bar_count + 1, sizeof *bars);
    struct card_row *rows = mem_calloc(view->row_count + 1, sizeof *rows);
    struct card card = {title, subtitle,        note, "start",        whole,
                        bars,  view->bar_count, rows, view->row_count};
    enum canvas_format format = cli->format == CLI_PDF   ? CANVAS_PDF
                                : cli->format == CLI_PNG ? CANVAS_PNG
                                                         : CANVAS_SVG;
    struct ow_error err = {OW_E_NOMEM, OW_NO_OFFSET, "out of memory"};
    enum ow_status status = OW_E_NOMEM;

    if (bars != NULL && rows != NULL) {
        for (size_t i = 0; i < view->bar_count; i++) {
            const struct app_workout_bar *bar = &view->bars[i];

            bars[i] = (struct card_bar){bar->from, bar->to, bar->low, bar->high,
                                        ink_of(bar->role)};
        }
        fill_rows(view, rows);
        status = card_draw(&card, format, &cli->out, &err);
    }
    mem_free(bars);
    mem_free(rows);
    return status == OW_OK ? EXIT_DONE : cli_fail(cli, &err);
}
