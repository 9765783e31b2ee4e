/* A run as a picture; see the header. */
#include "cli/run_chart.h"

#include "base/mem.h"
#include "cli/figure.h"
#include "cli/show_run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define CELLS 240
#define PACE_HEIGHT 190.0
#define OTHER_HEIGHT 140.0
#define MOST_MARKS 40
/* Ranks of the paces that an axis spans, of all of them. */
#define LOW_RANK 0.01
#define HIGH_RANK 0.97
#define AIR_SHARE 0.12
/* A flat run is not drawn as mountains. */
#define LEAST_CLIMB_M 30.0
#define LAP_LABEL_SIZE 24

int run_chart_draw(struct cli *cli, const struct chart *chart)
{
    static const enum canvas_format formats[CLI_FORMAT_COUNT] = {
        [CLI_SVG] = CANVAS_SVG, [CLI_PDF] = CANVAS_PDF, [CLI_PNG] = CANVAS_PNG};
    struct ow_error err;
    enum ow_status status =
        chart_draw(chart, formats[cli->format], &cli->out, &err);

    return status == OW_OK ? EXIT_DONE : cli_fail(cli, &err);
}

void run_chart_subtitle(const struct cli *cli, const struct app_run *run,
                        char subtitle[RUN_CHART_SUBTITLE_SIZE])
{
    const struct ow_activity_summary *summary =
        ow_activity_summary(run->activity);
    const struct ow_run_means *means = &run->analysis.means;
    char day[TEXT_DAY_SIZE];
    struct buf text;

    buf_init(&text, RUN_CHART_SUBTITLE_SIZE);
    if (ow_date_is_known(run->date)) {
        text_day(cli, run->date, day);
        buf_append_format(&text, "%s, ", day);
    }
    figure_distance(cli, &text,
                    run->trace != NULL ? ow_trace_distance_m(run->trace)
                                       : summary->distance_m);
    if (means->why_not == NULL) {
        buf_append_text(&text, " in ");
        figure_time(&text, means->moving_s);
        buf_append_text(&text, ", ");
        figure_pace(cli, &text, means->speed_m_per_s);
    }
    (void)snprintf(subtitle, RUN_CHART_SUBTITLE_SIZE, "%s", buf_text(&text));
    buf_dispose(&text);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

/* An axis of all but the outermost values, which touch its edge: walks and the
 * first beats would press the running flat. */
static void set_ends(const double *values, size_t count, double low_rank,
                     double high_rank, double least_air,
                     struct chart_axis *axis)
{
    double sorted[CELLS];
    size_t known = 0;
    double air = 0;

    axis->low = OW_MISSING;
    axis->high = OW_MISSING;
    for (size_t i = 0; i < count; i++) {
        if (!ow_is_missing(values[i])) {
            sorted[known++] = values[i];
        }
    }
    if (known == 0) {
        return;
    }
    qsort(sorted, known, sizeof *sorted, compare);
    axis->low = sorted[(size_t)((double)(known - 1) * low_rank)];
    axis->high = sorted[(size_t)((double)(known - 1) * high_rank)];
    air = fmax(least_air, AIR_SHARE * (axis->high - axis->low));
    axis->low = fmax(0, axis->low - air);
    axis->high += air;
}

static bool has_any(const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!ow_is_missing(values[i])) {
            return true;
        }
    }
    return false;
}

/* What a picture of a run is made of. */
struct sheet {
    double x[CELLS];
    double pace_s[CELLS];
    double flat_pace_s[CELLS];
    struct chart_series pace[2];
    struct chart_series heart;
    struct chart_series height;
    struct chart_panel panels[3];
    struct chart_mark marks[MOST_MARKS];
    char labels[MOST_MARKS][LAP_LABEL_SIZE];
    struct chart chart;
};

static void add_pace(const struct cli *cli,
                     const struct app_run_profile *profile, struct sheet *sheet)
{
    size_t count = profile->count;
    bool has_flat = has_any(profile->elevation_m, count);
    struct chart_panel *panel = &sheet->panels[sheet->chart.panel_count++];

    for (size_t i = 0; i < count; i++) {
        sheet->pace_s[i] = figure_pace_s(cli, profile->speed_m_per_s[i]);
        sheet->flat_pace_s[i] = figure_pace_s(cli, profile->flat_m_per_s[i]);
    }
    sheet->pace[0] = (struct chart_series){"as on the flat",   CHART_LINE,
                                           CANVAS_AMBER,       sheet->x,
                                           sheet->flat_pace_s, count};
    sheet->pace[1] = (struct chart_series){"pace",   CHART_LINE,    CANVAS_BLUE,
                                           sheet->x, sheet->pace_s, count};
    *panel = (struct chart_panel){
        .title = cli->units == OW_UNITS_MI ? "Pace, min/mi" : "Pace, min/km",
        .y = {.kind = SCALE_DURATION, .is_reversed = true},
        .series = has_flat ? sheet->pace : sheet->pace + 1,
        .series_count = has_flat ? 2 : 1,
        .height = PACE_HEIGHT,
    };
    set_ends(sheet->pace_s, count, LOW_RANK, HIGH_RANK, 10, &panel->y);
}

static void add_heart(const struct app_run_profile *profile,
                      struct sheet *sheet)
{
    struct chart_panel *panel = &sheet->panels[sheet->chart.panel_count];

    if (!has_any(profile->hr_bpm, profile->count)) {
        return;
    }
    sheet->heart =
        (struct chart_series){NULL,     CHART_LINE,      CANVAS_RED,
                              sheet->x, profile->hr_bpm, profile->count};
    *panel = (struct chart_panel){
        .title = "Heart rate, bpm",
        .y = {.kind = SCALE_NUMBER},
        .series = &sheet->heart,
        .series_count = 1,
        .height = OTHER_HEIGHT,
    };
    set_ends(profile->hr_bpm, profile->count, 1 - HIGH_RANK, 1, 2, &panel->y);
    sheet->chart.panel_count++;
}

static void add_height(const struct app_run_profile *profile,
                       struct sheet *sheet)
{
    double low = OW_MISSING;
    double high = OW_MISSING;

    for (size_t i = 0; i < profile->count; i++) {
        low = fmin(profile->elevation_m[i], low);
        high = fmax(profile->elevation_m[i], high);
    }
    if (ow_is_missing(low)) {
        return;
    }
    if (high - low < LEAST_CLIMB_M) {
        high = low + LEAST_CLIMB_M;
    }
    sheet->height =
        (struct chart_series){NULL,     CHART_AREA,           CANVAS_GREEN,
                              sheet->x, profile->elevation_m, profile->count};
    sheet->panels[sheet->chart.panel_count++] = (struct chart_panel){
        .title = "Elevation, m",
        .y = {.kind = SCALE_NUMBER,
              .low = low - AIR_SHARE * (high - low),
              .high = high + AIR_SHARE * (high - low)},
        .series = &sheet->height,
        .series_count = 1,
        .height = OTHER_HEIGHT,
    };
}

/* Where laps end, but where they are the kilometres of the axis anyway or too
 * many to be told apart. */
static enum ow_status add_marks(const struct cli *cli,
                                const struct app_run *run, struct sheet *sheet,
                                struct ow_error *err)
{
    struct ow_split *laps = NULL;
    size_t count = 0;
    enum ow_status status =
        app_run_split(run, APP_SPLIT_LAP, 0, &laps, &count, err);

    if (status != OW_OK) {
        return status == OW_E_NOT_FOUND ? OW_OK : status;
    }
    if (count <= MOST_MARKS &&
        app_laps_are_own(laps, count, figure_long_m(cli))) {
        for (size_t i = 0; i + 1 < count; i++) {
            (void)snprintf(sheet->labels[i], LAP_LABEL_SIZE, "%zu", i + 1);
            sheet->marks[i] = (struct chart_mark){
                figure_long(cli, laps[i].to_m), sheet->labels[i]};
        }
        sheet->chart.marks = sheet->marks;
        sheet->chart.mark_count = count - 1;
    }
    mem_free(laps);
    return OW_OK;
}

static int draw_run(struct cli *cli, const struct app_run *run,
                    const struct app_run_profile *profile, struct sheet *sheet)
{
    char title[SHOW_RUN_NAME_SIZE];
    char subtitle[RUN_CHART_SUBTITLE_SIZE];
    struct ow_error err;

    show_run_name(run, title);
    run_chart_subtitle(cli, run, subtitle);
    sheet->chart = (struct chart){
        .title = title,
        .subtitle = subtitle,
        .x = {.title = cli->units == OW_UNITS_MI ? "miles" : "km",
              .kind = SCALE_NUMBER,
              .low = 0,
              .high = figure_long(cli, ow_trace_distance_m(run->trace))},
        .panels = sheet->panels,
    };
    for (size_t i = 0; i < profile->count; i++) {
        sheet->x[i] = figure_long(cli, profile->distance_m[i]);
    }
    add_pace(cli, profile, sheet);
    add_heart(profile, sheet);
    add_height(profile, sheet);
    if (add_marks(cli, run, sheet, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (sheet->chart.mark_count > 0) {
        sheet->chart.note = "Grey lines: where laps ended";
    }
    return run_chart_draw(cli, &sheet->chart);
}

int run_chart(struct cli *cli, const struct app_run *run)
{
    struct app_run_profile profile;
    struct sheet *sheet = NULL;
    struct ow_error err;
    int code = EXIT_DONE;

    if (app_run_profile(run, CELLS, &profile, &err) != OW_OK) {
        cli_note(cli, "%s", err.message);
        return EXIT_INPUT;
    }
    sheet = mem_calloc(1, sizeof *sheet);
    if (sheet == NULL) {
        cli_note(cli, "out of memory");
        code = EXIT_INPUT;
    } else {
        code = draw_run(cli, run, &profile, sheet);
    }
    mem_free(sheet);
    app_run_profile_dispose(&profile);
    return code;
}

int run_chart_splits(struct cli *cli, const struct app_run *run, const char *by,
                     const struct ow_split *splits, size_t count)
{
    char title[SHOW_RUN_NAME_SIZE];
    char subtitle[RUN_CHART_SUBTITLE_SIZE];
    double *x = mem_calloc(count + 1, 2 * sizeof *x);
    double *kmh = x != NULL ? x + count + 1 : NULL;
    struct chart_series series = {NULL, CHART_BARS, CANVAS_BLUE, x, kmh, count};
    bool is_miles = cli->units == OW_UNITS_MI;
    struct chart_panel panel = {
        .title = is_miles ? "Speed, mi/h" : "Speed, km/h",
        .y = {.kind = SCALE_NUMBER, .low = OW_MISSING, .high = OW_MISSING},
        .series = &series,
        .series_count = 1,
        .height = PACE_HEIGHT,
    };
    struct chart chart = {
        .title = title,
        .subtitle = subtitle,
        .x = {.title = by, .low = 0.5, .high = (double)count + 0.5},
        .bar_width = 1,
        .panels = &panel,
        .panel_count = 1,
    };
    int code = EXIT_DONE;

    if (x == NULL) {
        cli_note(cli, "out of memory");
        return EXIT_INPUT;
    }
    for (size_t i = 0; i < count; i++) {
        x[i] = (double)i + 0.5;
        kmh[i] = figure_long(cli, app_split_speed(&splits[i]) * 3600);
    }
    show_run_name(run, title);
    run_chart_subtitle(cli, run, subtitle);
    code = run_chart_draw(cli, &chart);
    mem_free(x);
    return code;
}
