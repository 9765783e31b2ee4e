/* A race plan as a band to cut out. */
#include "base/mem.h"
#include "cli/figure.h"
#include "cli/race_plan.h"
#include "picture/band.h"

#define HEIGHTS 240
#define SUBTITLE_SIZE 160

static void subtitle(const struct cli *cli, const struct race_plan_view *view,
                     struct buf *text)
{
    const struct ow_race_plan *plan = view->plan;

    buf_init(text, SUBTITLE_SIZE);
    figure_pace(cli, text, plan->length_m / plan->goal_s);
    buf_append_format(text, ", %s; halves ",
                      race_plan_pacing_words(plan->pacing));
    figure_time(text, plan->first_half_s);
    buf_append_text(text, " and ");
    figure_time(text, plan->goal_s - plan->first_half_s);
}

static enum ow_status draw(struct cli *cli, const struct race_plan_view *view,
                           struct race_plan_row *words, struct band_row *rows,
                           struct ow_error *err)
{
    static const enum canvas_format formats[CLI_FORMAT_COUNT] = {
        [CLI_SVG] = CANVAS_SVG, [CLI_PDF] = CANVAS_PDF, [CLI_PNG] = CANVAS_PNG};
    double heights_m[HEIGHTS];
    char title[RACE_PLAN_TITLE_SIZE];
    struct buf text;
    struct band band = {
        .title = title,
        .unit = figure_long_unit(cli),
        .rows = rows,
        .row_count = view->plan->split_count,
        .height_count = HEIGHTS,
    };
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < band.row_count; i++) {
        race_plan_row(cli, view, i, &words[i]);
        rows[i] =
            (struct band_row){words[i].at, words[i].split, words[i].clock};
    }
    for (size_t i = 0; i < HEIGHTS; i++) {
        heights_m[i] = ow_course_elevation_m(view->course,
                                             view->plan->length_m * (double)i /
                                                 (double)(HEIGHTS - 1));
    }
    if (ow_course_facts(view->course)->has_elevation) {
        band.heights_m = heights_m;
    }
    race_plan_title(cli, view, title);
    subtitle(cli, view, &text);
    band.subtitle = buf_text(&text);
    status = band_draw(&band, formats[cli->format], &cli->out, err);
    buf_dispose(&text);
    return status;
}

int race_plan_band(struct cli *cli, const struct race_plan_view *view)
{
    size_t count = view->plan->split_count;
    struct race_plan_row *words = mem_calloc(count, sizeof *words);
    struct band_row *rows = mem_calloc(count, sizeof *rows);
    struct ow_error err;
    int code = EXIT_DONE;

    if (words == NULL || rows == NULL) {
        cli_note(cli, "out of memory");
        code = EXIT_INPUT;
    } else if (draw(cli, view, words, rows, &err) != OW_OK) {
        code = cli_fail(cli, &err);
    }
    mem_free(rows);
    mem_free(words);
    return code;
}
