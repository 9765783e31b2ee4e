/* The last progression runs and what they say; of the history. */
#include "cli/figure.h"
#include "cli/show_history.h"

#define DAY_COLUMN 17
#define KIND_COLUMN 13
#define FIGURE_COLUMN 9
#define PACE_COLUMN 10
#define MOST_TEXT 512

/* A figure in a column, and the buffer emptied for the next. */
static void end_column(struct buf *out, struct buf *text, size_t width)
{
    text_pad(out, buf_text(text), width);
    text->length = 0;
}

static void show_one(const struct cli *cli, struct buf *out,
                     const struct past *past,
                     const struct progressions_run *run)
{
    char day[TEXT_DAY_SIZE];
    struct buf text;

    buf_init(&text, MOST_TEXT);
    text_day(cli, past->activities[run->activity].date, day);
    buf_append_text(out, "  ");
    text_pad(out, day, DAY_COLUMN);
    text_pad(out, ow_shape_rise_name(run->rise), KIND_COLUMN);
    figure_percent(&text, run->gain, 0);
    end_column(out, &text, FIGURE_COLUMN);
    figure_pace(cli, &text, run->score.peak_m_per_s);
    end_column(out, &text, PACE_COLUMN);
    figure_number(&text, run->score.peak_hr_bpm, 0, "");
    end_column(out, &text, FIGURE_COLUMN);
    figure_number(&text, run->score.points, 0, "");
    buf_append_format(out, "%s\n", buf_text(&text));
    buf_dispose(&text);
}

static void show_verdict(struct buf *out, const struct progressions *found)
{
    struct buf text;

    buf_init(&text, MOST_TEXT);
    switch (found->verdict) {
    case PROGRESSIONS_NOT_ENOUGH_DATA:
        buf_append_format(&text,
                          "Racing with a faster second half: not enough data, "
                          "%d scored runs in a year are needed",
                          PROGRESSIONS_FEWEST);
        break;
    case PROGRESSIONS_NOT_YET:
        buf_append_format(&text,
                          "Racing with a faster second half: not yet, %zu of "
                          "%zu were held back and finished fast",
                          found->held, found->count);
        break;
    case PROGRESSIONS_READY:
        buf_append_format(&text,
                          "Racing with a faster second half: your pacing is "
                          "ready, %zu of %zu were held back and finished fast",
                          found->held, found->count);
        break;
    }
    buf_append_text(out, "  ");
    text_wrap(out, 2, 2, buf_text(&text));
    buf_dispose(&text);
}

void show_progressions(const struct cli *cli, struct buf *out,
                       const struct history_report *report)
{
    const struct progressions *found = &report->progressions;

    if (found->count == 0) {
        return;
    }
    text_heading(cli, out, "Progression runs");
    buf_append_text(out, "  ");
    text_pad(out, "day", DAY_COLUMN);
    text_pad(out, "kind", KIND_COLUMN);
    text_pad(out, "gain", FIGURE_COLUMN);
    text_pad(out, "peak", PACE_COLUMN);
    text_pad(out, "bpm", FIGURE_COLUMN);
    buf_append_text(out, "score\n");
    for (size_t i = 0; i < found->count; i++) {
        show_one(cli, out, &report->past, &found->runs[i]);
    }
    show_verdict(out, found);
}
