/* A run at 80 columns: the report as a whole; see the header. */
#include "cli/show_run.h"

#include "base/mem.h"
#include "base/num.h"
#include "cli/figure.h"
#include "cli/plot.h"
#include "cli/show_race.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_TEXT ((size_t)4096)
#define PLOT_CELLS 144 /* two dots a column */
#define PLOT_ROWS 6
/* Walking and stopping would press the running flat. */
#define SLOWEST_SHOWN 1.8
#define FASTEST_SHOWN 0.5
#define MOST_SPLITS 50
/* A chart of less says nothing. */
#define LEAST_PLOT_M 400.0
#define S_PER_HOUR 3600
#define S_PER_MINUTE 60

void show_run_row(struct buf *out, const char *what, const char *text)
{
    buf_append_text(out, "  ");
    text_pad(out, what, SHOW_RUN_COLUMN - 2);
    text_wrap(out, SHOW_RUN_COLUMN, SHOW_RUN_COLUMN, text);
}

/* A row from a buffer, which is emptied for the next. */
static void end_row(struct buf *out, const char *what, struct buf *line)
{
    show_run_row(out, what, buf_text(line));
    line->length = 0;
}

/* A maker and a model; a model that is but a number says nothing. */
static void append_device(struct buf *line,
                          const struct ow_activity_summary *summary)
{
    const char *maker = summary->manufacturer;
    const char *model = summary->product;
    int64_t number = 0;

    if (maker != NULL && strcmp(maker, "development") == 0) {
        maker = NULL;
    }
    if (model != NULL && num_parse_int(str_of(model), &number)) {
        model = NULL;
    }
    if (maker != NULL) {
        buf_append_char(line, char_upper(maker[0]));
        buf_append_text(line, maker[0] != '\0' ? maker + 1 : "");
    }
    if (model != NULL) {
        buf_append_format(line, "%s%s", maker != NULL ? " " : "", model);
    }
    if (maker != NULL || model != NULL) {
        buf_append_text(line, ", ");
    }
}

/* "strength_training" as words. */
static void append_sport(struct buf *out,
                         const struct ow_activity_summary *summary)
{
    const char *sub = ow_sub_sport_name(summary->sub_sport);
    const char *sport = ow_sport_name(summary->sport);
    const char *word = sub != NULL && strcmp(sub, "generic") != 0 ? sub : sport;

    for (word = word != NULL ? word : "sport not known"; *word != '\0';
         word++) {
        buf_append_char(out, *word == '_' ? ' ' : *word);
    }
}

static bool may_be_run(int sport)
{
    return sport == OW_SPORT_RUNNING || sport == OW_SPORT_UNKNOWN ||
           sport == OW_SPORT_GENERIC;
}

void show_run_name(const struct app_run *run, char name[SHOW_RUN_NAME_SIZE])
{
    const struct ow_activity_summary *summary =
        ow_activity_summary(run->activity);
    struct buf text;

    buf_init(&text, MOST_TEXT);
    if (summary->name != NULL) {
        buf_append_text(&text, summary->name);
    } else if (run->is_race && run->race.distance_name != NULL) {
        buf_append_text(&text, run->race.distance_name);
    } else if (may_be_run(summary->sport)) {
        buf_append_text(&text, "run");
    } else {
        append_sport(&text, summary);
    }
    (void)snprintf(name, SHOW_RUN_NAME_SIZE, "%s", buf_text(&text));
    if (summary->name == NULL) {
        name[0] = char_upper(name[0]);
    }
    buf_dispose(&text);
}

void show_run_head(const struct cli *cli, struct buf *out,
                   const struct app_run *run)
{
    const struct ow_activity_summary *summary =
        ow_activity_summary(run->activity);
    char name[SHOW_RUN_NAME_SIZE];
    char day[TEXT_DAY_SIZE];
    struct buf line;

    buf_init(&line, MOST_TEXT);
    show_run_name(run, name);
    text_styled(cli, out, TEXT_BOLD, name);
    buf_append_char(out, '\n');
    if (ow_date_is_known(run->date)) {
        text_day(cli, run->date, day);
        buf_append_format(&line, "%s at %d:%02d, ", day,
                          (int)(run->start_of_day_s / S_PER_HOUR),
                          (int)(run->start_of_day_s / S_PER_MINUTE % 60));
    }
    append_device(&line, summary);
    append_sport(&line, summary);
    if (run->id[0] != '\0') {
        buf_append_format(&line, ", %s", run->id);
    }
    if (run->duplicate_of[0] != '\0') {
        buf_append_format(&line, ", the same as %s", run->duplicate_of);
    }
    if (run->in_file > 1) {
        buf_append_format(&line, ", of %zu in the file", run->in_file);
    }
    text_wrap(out, 0, 0, buf_text(&line));
    buf_dispose(&line);
}

static void show_time(struct buf *out, const struct app_run *run,
                      struct buf *line)
{
    const struct ow_activity_summary *summary =
        ow_activity_summary(run->activity);
    const struct ow_run_means *means = &run->analysis.means;
    double moving_s =
        means->why_not == NULL ? means->moving_s : summary->moving_s;

    if (ow_is_missing(moving_s)) {
        figure_time(line, summary->elapsed_s);
    } else {
        figure_time(line, moving_s);
        buf_append_text(line, " moving");
        if (summary->elapsed_s >= moving_s + 1) {
            buf_append_text(line, ", ");
            figure_time(line, summary->elapsed_s);
            buf_append_text(line, " in all");
        }
    }
    end_row(out, "Time", line);
}

static void show_pace(const struct cli *cli, struct buf *out,
                      const struct app_run *run, struct buf *line)
{
    const struct ow_run_means *means = &run->analysis.means;

    if (means->why_not != NULL) {
        return;
    }
    figure_pace(cli, line, means->speed_m_per_s);
    if (!run->analysis.hills.why_not) {
        buf_append_text(line, "; ");
        figure_pace(cli, line, means->flat_m_per_s);
        buf_append_text(line, " as on the flat");
    }
    if (!ow_is_missing(means->variation)) {
        buf_append_text(line, "; it varied by ");
        figure_percent(line, means->variation, 0);
    }
    end_row(out, "Pace", line);
}

static void show_heart(struct buf *out,
                       const struct ow_activity_summary *summary,
                       const struct app_run *run, struct buf *line)
{
    const struct ow_run_means *means = &run->analysis.means;
    double hr_bpm = means->why_not == NULL && !ow_is_missing(means->hr_bpm)
                        ? means->hr_bpm
                        : summary->hr_bpm.avg;

    if (!ow_is_missing(hr_bpm)) {
        figure_number(line, hr_bpm, 0, " bpm");
        buf_append_text(line, ", at most ");
        figure_number(line, summary->hr_bpm.max, 0, "");
        end_row(out, "Heart rate", line);
    }
    if (!ow_is_missing(summary->power_w.avg)) {
        figure_number(line, summary->power_w.avg, 0, " W");
        buf_append_text(line, ", at most ");
        figure_number(line, summary->power_w.max, 0, "");
        end_row(out, "Power", line);
    }
}

void show_run_source(struct buf *line, enum app_limit_source source)
{
    static const char *const words[] = {
        [APP_LIMIT_UNKNOWN] = "",
        [APP_LIMIT_GIVEN] = "as you gave it",
        [APP_LIMIT_SAID] = "your setting",
        [APP_LIMIT_LEARNT] = "learnt from your runs",
        [APP_LIMIT_SHOWN] = "shown by your races",
        [APP_LIMIT_BESTS] = "from your bests of 16 weeks",
        [APP_LIMIT_THIS_RACE] = "shown by this race",
    };

    buf_append_text(line, words[source]);
}

static void show_load(const struct cli *cli, struct buf *out,
                      const struct app_run *run, struct buf *line)
{
    const struct app_run_limits *limits = &run->limits;

    if (!run->has_load) {
        return;
    }
    figure_number(line, run->load.load, 0, "");
    buf_append_format(line, " from %s",
                      run->load.basis == OW_LOAD_HEART_RATE
                          ? "heart rate"
                          : ow_load_basis_name(run->load.basis));
    if (run->load.basis == OW_LOAD_PACE) {
        buf_append_text(line, ", against a threshold of ");
        figure_pace(cli, line, limits->threshold_m_per_s.value);
        buf_append_text(line, " (");
        show_run_source(line, limits->threshold_m_per_s.source);
        buf_append_char(line, ')');
    } else if (run->load.basis == OW_LOAD_HEART_RATE) {
        buf_append_text(line, ", against a maximum of ");
        figure_number(line, limits->hr_max_bpm.value, 0, " bpm (");
        show_run_source(line, limits->hr_max_bpm.source);
        buf_append_char(line, ')');
    } else if (run->load.basis == OW_LOAD_DURATION) {
        buf_append_text(line, " alone, at an effort usual for the sport");
    }
    end_row(out, "Load", line);
}

static void show_means(const struct cli *cli, struct buf *out,
                       const struct app_run *run)
{
    const struct ow_activity_summary *summary =
        ow_activity_summary(run->activity);
    double distance_m = run->trace != NULL ? ow_trace_distance_m(run->trace)
                                           : summary->distance_m;
    struct buf line;

    buf_init(&line, MOST_TEXT);
    buf_append_char(out, '\n');
    if (!ow_is_missing(distance_m)) {
        figure_distance(cli, &line, distance_m);
        end_row(out, "Distance", &line);
    }
    show_time(out, run, &line);
    show_pace(cli, out, run, &line);
    show_heart(out, summary, run, &line);
    if (!ow_is_missing(summary->ascent_m)) {
        figure_height(cli, &line, summary->ascent_m);
        buf_append_text(&line, " up, ");
        figure_height(cli, &line, summary->descent_m);
        buf_append_text(&line, " down");
        end_row(out, "Climbing", &line);
    }
    show_load(cli, out, run, &line);
    show_run_shape(cli, out, run);
    buf_dispose(&line);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Paces of the cells, those far from the middle one brought nearer. */
static void fill_paces(const struct cli *cli,
                       const struct app_run_profile *profile,
                       double paces_s[PLOT_CELLS])
{
    double sorted[PLOT_CELLS];
    size_t known = 0;

    for (size_t i = 0; i < profile->count; i++) {
        paces_s[i] = figure_pace_s(cli, profile->speed_m_per_s[i]);
        if (!ow_is_missing(paces_s[i])) {
            sorted[known++] = paces_s[i];
        }
    }
    qsort(sorted, known, sizeof *sorted, compare);
    for (size_t i = 0; known > 0 && i < profile->count; i++) {
        if (!ow_is_missing(paces_s[i])) {
            paces_s[i] =
                fmax(FASTEST_SHOWN * sorted[known / 2],
                     fmin(SLOWEST_SHOWN * sorted[known / 2], paces_s[i]));
        }
    }
}

static void show_plots(const struct cli *cli, struct buf *out,
                       const struct app_run_profile *profile)
{
    bool is_miles = cli->units == OW_UNITS_MI;
    double x[PLOT_CELLS];
    double y[PLOT_CELLS];
    struct plot plot = {
        .title = is_miles ? "Pace, min/mi over miles" : "Pace, min/km over km",
        .x = x,
        .y = y,
        .count = profile->count,
        .x_kind = SCALE_NUMBER,
        .y_kind = SCALE_DURATION,
        .is_reversed = true,
        .rows = PLOT_ROWS,
        .style = TEXT_BLUE,
    };

    for (size_t i = 0; i < profile->count; i++) {
        x[i] = figure_long(cli, profile->distance_m[i]);
    }
    fill_paces(cli, profile, y);
    buf_append_char(out, '\n');
    plot_line(cli, out, &plot);
    plot.title =
        is_miles ? "Heart rate, bpm over miles" : "Heart rate, bpm over km";
    plot.y = profile->hr_bpm;
    plot.y_kind = SCALE_NUMBER;
    plot.is_reversed = false;
    plot.style = TEXT_RED;
    plot_line(cli, out, &plot);
}

/* Kilometres, or so many of them that the run takes a screen. */
static double split_length_m(const struct cli *cli, double distance_m)
{
    static const double steps[] = {1, 5, 10, 50, 100};
    double unit_m = figure_long_m(cli);
    size_t i = 0;

    while (i + 1 < sizeof steps / sizeof steps[0] &&
           distance_m > MOST_SPLITS * unit_m * steps[i]) {
        i++;
    }
    return steps[i] * unit_m;
}

static enum ow_status show_charts(struct cli *cli, const struct app_run *run,
                                  struct ow_error *err)
{
    struct app_run_profile profile;
    enum ow_status status = OW_OK;

    if (ow_trace_distance_m(run->trace) < LEAST_PLOT_M) {
        return OW_OK;
    }
    status = app_run_profile(run, PLOT_CELLS, &profile, err);
    if (status == OW_OK) {
        show_plots(cli, &cli->out, &profile);
        app_run_profile_dispose(&profile);
    }
    return status;
}

/* Laps only where they say more than the kilometres. */
static enum ow_status show_pieces(struct cli *cli, const struct app_run *run,
                                  enum app_split_by by, double every_m,
                                  struct ow_error *err)
{
    struct ow_split *splits = NULL;
    size_t count = 0;
    bool is_lap = by == APP_SPLIT_LAP;
    enum ow_status status =
        app_run_split(run, by, every_m, &splits, &count, err);

    if (status == OW_OK &&
        (!is_lap || (count <= MOST_SPLITS &&
                     app_laps_are_own(splits, count, figure_long_m(cli))))) {
        text_heading(cli, &cli->out, is_lap ? "Laps" : "Splits");
        show_run_splits(cli, &cli->out, by, splits, count);
    }
    mem_free(splits);
    return status == OW_E_NOT_FOUND ? OW_OK : status;
}

static int show_along(struct cli *cli, const struct app_run *run)
{
    struct ow_error err;
    enum ow_status status = OW_OK;

    if (run->trace != NULL) {
        status = show_charts(cli, run, &err);
        if (status == OW_OK) {
            status = show_pieces(
                cli, run, APP_SPLIT_DISTANCE,
                split_length_m(cli, ow_trace_distance_m(run->trace)), &err);
        }
    }
    if (status == OW_OK) {
        status = show_pieces(cli, run, APP_SPLIT_LAP, 0, &err);
    }
    return status == OW_OK ? EXIT_DONE : cli_fail(cli, &err);
}

int show_run(struct cli *cli, const struct app_run *run)
{
    struct buf *out = &cli->out;
    int code = EXIT_DONE;

    show_run_head(cli, out, run);
    show_means(cli, out, run);
    if (run->is_race) {
        text_heading(cli, out, "As a race");
        show_race_reading(cli, out, &run->race, run->is_confirmed);
    }
    show_run_score(cli, out, run);
    code = show_along(cli, run);
    show_run_zones(cli, out, run);
    show_run_parts(cli, out, run);
    show_run_mends(cli, out, run);
    show_run_missing(cli, out, run);
    return code;
}
