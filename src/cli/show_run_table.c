/* The tables of a run: splits and zones, with bars. */
#include "cli/figure.h"
#include "cli/show_run.h"

#include <math.h>
#include <string.h>

#define NUMBER_WIDTH 6
#define TIME_WIDTH 10
#define PACE_WIDTH 8
#define HEART_WIDTH 6
#define CLIMB_WIDTH 8
#define SPLIT_BAR_WIDTH 30
/* Of bars: the slowest is so long, and differences of pace count as at least
 * this share of the fastest. */
#define SHORTEST_BAR 0.25
#define LEAST_SPAN 0.10
/* What is left over at the end is no measure for the others. */
#define LEAST_BAR_M 50.0
#define ZONE_WIDTH 5
#define BOUNDS_WIDTH 19
#define SHARE_WIDTH 7
#define ZONE_BAR_WIDTH 34
#define MOST_TEXT ((size_t)512)

/* A cell, its text against the right edge and two blanks after it. */
static void cell(struct buf *out, struct buf *text, size_t width)
{
    size_t length = text_width(buf_text(text));

    for (size_t i = length + 2; i < width; i++) {
        buf_append_char(out, ' ');
    }
    buf_append_text(out, buf_text(text));
    buf_append_text(out, "  ");
    text->length = 0;
}

static void head_cell(struct buf *out, struct buf *text, const char *word,
                      size_t width)
{
    buf_append_text(text, word);
    cell(out, text, width);
}

/* Which columns any split has something for. */
struct columns {
    bool has_flat;
    bool has_heart;
    bool has_climb;
    double slowest;
    double fastest;
    size_t bar_width;
};

/* What a line leaves for the bar. */
static size_t bar_width_of(enum app_split_by by, const struct columns *columns)
{
    size_t used = NUMBER_WIDTH + 2 + TIME_WIDTH + PACE_WIDTH;
    size_t left = 0;

    used += by == APP_SPLIT_DISTANCE ? 0 : TIME_WIDTH + 2;
    used += columns->has_flat ? PACE_WIDTH : 0;
    used += columns->has_heart ? HEART_WIDTH : 0;
    used += columns->has_climb ? CLIMB_WIDTH : 0;
    left = used < TEXT_COLUMNS ? TEXT_COLUMNS - used : 0;
    return left < SPLIT_BAR_WIDTH ? left : SPLIT_BAR_WIDTH;
}

static struct columns columns_of(enum app_split_by by,
                                 const struct ow_split *splits, size_t count)
{
    struct columns columns = {.slowest = OW_MISSING, .fastest = OW_MISSING};

    for (size_t i = 0; i < count; i++) {
        double speed = splits[i].to_m - splits[i].from_m >= LEAST_BAR_M
                           ? app_split_speed(&splits[i])
                           : OW_MISSING;

        columns.slowest = fmin(speed, columns.slowest);
        columns.fastest = fmax(speed, columns.fastest);
        columns.has_flat |= !ow_is_missing(splits[i].ascent_m);
        columns.has_climb |= !ow_is_missing(splits[i].ascent_m);
        columns.has_heart |= !ow_is_missing(splits[i].hr_bpm);
    }
    columns.bar_width = bar_width_of(by, &columns);
    return columns;
}

static void splits_head(const struct cli *cli, struct buf *out,
                        struct buf *text, enum app_split_by by,
                        const struct columns *columns)
{
    head_cell(out, text,
              by == APP_SPLIT_DISTANCE ? figure_long_unit(cli)
              : by == APP_SPLIT_LAP    ? "lap"
                                       : "step",
              NUMBER_WIDTH + 2);
    if (by != APP_SPLIT_DISTANCE) {
        head_cell(out, text, "far", TIME_WIDTH + 2);
    }
    head_cell(out, text, "time", TIME_WIDTH);
    head_cell(out, text, "pace", PACE_WIDTH);
    if (columns->has_flat) {
        head_cell(out, text, "flat", PACE_WIDTH);
    }
    if (columns->has_heart) {
        head_cell(out, text, "bpm", HEART_WIDTH);
    }
    if (columns->has_climb) {
        head_cell(out, text, "climb", CLIMB_WIDTH);
    }
    text_end_line(out);
}

static void split_name(const struct cli *cli, struct buf *out, struct buf *text,
                       enum app_split_by by, const struct ow_split *split,
                       size_t number)
{
    double to = figure_long(cli, split->to_m);

    if (by == APP_SPLIT_DISTANCE) {
        bool is_round = fabs(to - round(to)) < 0.005;

        buf_append_fixed(text, to, is_round ? 0 : 2);
        cell(out, text, NUMBER_WIDTH + 2);
        return;
    }
    buf_append_format(text, "%zu",
                      by == APP_SPLIT_STEP && split->step_index >= 0
                          ? (size_t)split->step_index + 1
                          : number);
    cell(out, text, NUMBER_WIDTH + 2);
    buf_append_fixed(text, figure_long(cli, split->to_m - split->from_m), 2);
    buf_append_format(text, " %s", figure_long_unit(cli));
    cell(out, text, TIME_WIDTH + 2);
}

static void split_bar(const struct cli *cli, struct buf *out, double speed,
                      const struct columns *columns)
{
    double span = fmax(columns->fastest - columns->slowest,
                       LEAST_SPAN * columns->fastest);
    double base = columns->fastest - span * (1 + SHORTEST_BAR);

    text_bar(cli, out, TEXT_BLUE, ow_is_missing(speed) ? 0 : speed - base,
             span * (1 + SHORTEST_BAR), columns->bar_width);
}

void show_run_splits(const struct cli *cli, struct buf *out,
                     enum app_split_by by, const struct ow_split *splits,
                     size_t count)
{
    struct columns columns = columns_of(by, splits, count);
    struct buf text;

    buf_init(&text, MOST_TEXT);
    splits_head(cli, out, &text, by, &columns);
    for (size_t i = 0; i < count; i++) {
        const struct ow_split *split = &splits[i];

        split_name(cli, out, &text, by, split, i + 1);
        figure_time(&text, split->time_s);
        cell(out, &text, TIME_WIDTH);
        figure_pace_bare(cli, &text, app_split_speed(split));
        cell(out, &text, PACE_WIDTH);
        if (columns.has_flat) {
            figure_pace_bare(cli, &text, app_split_flat_speed(split));
            cell(out, &text, PACE_WIDTH);
        }
        if (columns.has_heart) {
            figure_number(&text, split->hr_bpm, 0, "");
            cell(out, &text, HEART_WIDTH);
        }
        if (columns.has_climb) {
            figure_height(cli, &text, split->ascent_m);
            cell(out, &text, CLIMB_WIDTH);
        }
        split_bar(cli, out, app_split_speed(split), &columns);
        text_end_line(out);
    }
    buf_dispose(&text);
}

static void append_bound(const struct cli *cli, struct buf *text, double bound,
                         bool is_pace)
{
    if (is_pace) {
        figure_pace_bare(cli, text, bound);
    } else {
        buf_append_fixed(text, bound, 0);
    }
}

/* "132 to 150", "under 94", "169 and over"; of paces likewise. */
static void append_bounds(const struct cli *cli, struct buf *text,
                          const struct ow_zones *zones, size_t number,
                          bool is_pace)
{
    double from = number == 0 ? 0 : zones->from[number - 1];
    double to = number == 0 ? zones->from[0] : zones->to[number - 1];

    if (from <= 0) {
        buf_append_text(text, is_pace ? "slower than " : "under ");
        append_bound(cli, text, to, is_pace);
    } else if (ow_is_missing(to)) {
        append_bound(cli, text, from, is_pace);
        buf_append_text(text, is_pace ? " and faster" : " and over");
    } else {
        append_bound(cli, text, from, is_pace);
        buf_append_text(text, " to ");
        append_bound(cli, text, to, is_pace);
    }
}

static void zone_row(const struct cli *cli, struct buf *out,
                     const struct ow_run_zones *part, size_t number,
                     double total_s, bool is_pace)
{
    static const enum text_style of_heart[OW_ZONES_MOST + 1] = {
        TEXT_DIM, TEXT_PLAIN, TEXT_GREEN, TEXT_GREEN, TEXT_AMBER, TEXT_RED};
    static const enum text_style of_pace[OW_ZONES_MOST + 1] = {
        TEXT_DIM, TEXT_GREEN, TEXT_AMBER, TEXT_RED, TEXT_RED, TEXT_RED};
    enum text_style style = is_pace ? of_pace[number] : of_heart[number];
    struct buf text;

    buf_init(&text, MOST_TEXT);
    buf_append_text(&text, number == 0 ? "below" : "");
    if (number > 0) {
        buf_append_format(&text, "%zu", number);
    }
    buf_append_text(out, "  ");
    text_pad(out, buf_text(&text), ZONE_WIDTH + 1);
    text.length = 0;
    append_bounds(cli, &text, &part->zones, number, is_pace);
    text_pad(out, buf_text(&text), BOUNDS_WIDTH);
    text.length = 0;
    figure_time(&text, part->time_s[number]);
    cell(out, &text, TIME_WIDTH);
    figure_percent(&text, part->time_s[number] / total_s, 0);
    cell(out, &text, SHARE_WIDTH);
    text_bar(cli, out, style, part->time_s[number], total_s, ZONE_BAR_WIDTH);
    text_end_line(out);
    buf_dispose(&text);
}

static void show_zones(const struct cli *cli, struct buf *out,
                       const char *title, const struct ow_run_zones *part,
                       bool is_pace)
{
    double total_s = 0;

    for (size_t i = 0; i <= part->zones.count; i++) {
        total_s += part->time_s[i];
    }
    text_styled(cli, out, TEXT_BOLD, title);
    buf_append_char(out, '\n');
    for (size_t i = part->time_s[0] > 0 ? 0 : 1;
         total_s > 0 && i <= part->zones.count; i++) {
        zone_row(cli, out, part, i, total_s, is_pace);
    }
}

/* The figure that the bounds stand on: "172 bpm, learnt from your runs". */
static void append_basis(struct buf *title, const struct app_run *run)
{
    const struct app_run_limits *limits = &run->limits;
    const char *basis = run->analysis.hr_zones.zones.basis;
    bool is_threshold = strcmp(basis, "threshold") == 0;
    const struct app_limit *limit =
        is_threshold ? &limits->hr_threshold_bpm : &limits->hr_max_bpm;

    buf_append_format(title, "\nHeart rate by %s (%s): ", basis,
                      run->analysis.hr_zones.zones.source);
    if (strcmp(basis, "reserve") == 0) {
        figure_number(title, limits->hr_rest_bpm.value, 0, " to ");
    }
    figure_number(title, limit->value, 0, " bpm, ");
    show_run_source(title, limit->source);
}

void show_run_zones(const struct cli *cli, struct buf *out,
                    const struct app_run *run)
{
    const struct ow_run_zones *heart = &run->analysis.hr_zones;
    const struct ow_run_zones *pace = &run->analysis.pace_zones;
    struct buf title;

    buf_init(&title, MOST_TEXT);
    if (heart->why_not == NULL) {
        append_basis(&title, run);
        show_zones(cli, out, buf_text(&title), heart, false);
    }
    title.length = 0;
    if (pace->why_not == NULL) {
        buf_append_format(&title,
                          "\nPace as on the flat (%s): ", pace->zones.source);
        figure_pace(cli, &title, run->limits.critical_m_per_s.value);
        buf_append_text(&title, ", ");
        show_run_source(&title, run->limits.critical_m_per_s.source);
        show_zones(cli, out, buf_text(&title), pace, true);
    }
    buf_dispose(&title);
}
