/* Laying a workout's card out on a canvas; as wide as an A6 sheet on its side
 * is at twice its size. */
#include "picture/card.h"

#define WIDTH 595.0
#define MARGIN 24.0
#define TITLE_Y 36.0
#define SUBTITLE_Y 60.0
#define PICTURE_TOP 80.0
#define PICTURE_HEIGHT 130.0
#define LABEL_HEIGHT 22.0
#define ROW_HEIGHT 30.0
#define NOTE_HEIGHT 30.0
#define MOST_ROWS ((size_t)40)
#define INDENT 18.0
#define LENGTH_X 96.0 /* right edge of lengths */
#define WHAT_X 108.0
#define TARGET_X 188.0
#define GAP 1.0 /* between stretches */

static size_t rows_of(const struct card *card)
{
    return card->row_count < MOST_ROWS ? card->row_count : MOST_ROWS;
}

static double height_of(const struct card *card)
{
    return PICTURE_TOP + PICTURE_HEIGHT + LABEL_HEIGHT +
           ROW_HEIGHT * (double)rows_of(card) + NOTE_HEIGHT;
}

static void text(struct canvas *canvas, double x, double y, double size,
                 bool is_bold, enum canvas_ink ink, enum canvas_align align,
                 const char *words)
{
    const struct canvas_font font = {size, is_bold, ink, align};

    if (words != NULL && words[0] != '\0') {
        canvas_text(canvas, x, y, &font, words);
    }
}

static void draw_bars(struct canvas *canvas, const struct card *card)
{
    double width = WIDTH - 2 * MARGIN;
    double bottom = PICTURE_TOP + PICTURE_HEIGHT;

    for (size_t i = 0; i < card->bar_count; i++) {
        const struct card_bar *bar = &card->bars[i];
        double left = MARGIN + bar->from * width;
        double right = MARGIN + bar->to * width;
        const struct canvas_point points[] = {
            {left, bottom},
            {left, bottom - bar->low * PICTURE_HEIGHT},
            {right > left + 2 * GAP ? right - GAP : right,
             bottom - bar->high * PICTURE_HEIGHT},
            {right > left + 2 * GAP ? right - GAP : right, bottom},
        };

        canvas_fill(canvas, points, sizeof points / sizeof points[0], bar->ink,
                    0.85);
    }
    bottom += LABEL_HEIGHT / 2;
    text(canvas, MARGIN, bottom, 9, false, CANVAS_GREY, CANVAS_LEFT,
         card->left);
    text(canvas, WIDTH - MARGIN, bottom, 9, false, CANVAS_GREY, CANVAS_RIGHT,
         card->right);
}

static void draw_row(struct canvas *canvas, const struct card_row *row,
                     double y)
{
    double indent = row->indent * INDENT;

    canvas_box(canvas, MARGIN, y - ROW_HEIGHT / 2 + 1, 4, ROW_HEIGHT - 2,
               row->ink, 0.85);
    text(canvas, LENGTH_X + indent, y, 13, true, CANVAS_BLACK, CANVAS_RIGHT,
         row->length);
    text(canvas, WHAT_X + indent, y, 12, false, CANVAS_BLACK, CANVAS_LEFT,
         row->what);
    text(canvas, TARGET_X + indent, y - 6, 12, true, CANVAS_BLACK, CANVAS_LEFT,
         row->target);
    text(canvas, TARGET_X + indent, y + 8, 9, false, CANVAS_GREY, CANVAS_LEFT,
         row->cue);
}

enum ow_status card_draw(const struct card *card, enum canvas_format format,
                         struct buf *out, struct ow_error *err)
{
    struct canvas *canvas = NULL;
    double first_y =
        PICTURE_TOP + PICTURE_HEIGHT + LABEL_HEIGHT + ROW_HEIGHT / 2;
    enum ow_status status =
        canvas_new(format, WIDTH, height_of(card), out, &canvas, err);

    if (status != OW_OK) {
        return status;
    }
    text(canvas, MARGIN, TITLE_Y, 22, true, CANVAS_BLACK, CANVAS_LEFT,
         card->title);
    text(canvas, MARGIN, SUBTITLE_Y, 11, false, CANVAS_GREY, CANVAS_LEFT,
         card->subtitle);
    draw_bars(canvas, card);
    for (size_t i = 0; i < rows_of(card); i++) {
        draw_row(canvas, &card->rows[i], first_y + ROW_HEIGHT * (double)i);
    }
    text(canvas, MARGIN, first_y + ROW_HEIGHT * (double)rows_of(card), 9, false,
         CANVAS_GREY, CANVAS_LEFT, card->note);
    return canvas_finish(canvas, err);
}
