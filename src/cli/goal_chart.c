/* The path of a goal as a picture: what was, the way, what is to be expected.
 */
#include "cli/figure.h"
#include "cli/run_chart.h"
#include "cli/show.h"
#include "cli/show_goals.h"

#include "base/mem.h"

#include <math.h>

#define TALL 300.0
#define MOST_MARKS 5
#define TITLE_LIMIT 200
#define DAYS_PER_WEEK 7.0
#define AIR 1.0
/* A mark's label takes so much of the width. */
#define LABEL_SHARE 0.07

static const char *panel_title(const struct cli *cli, enum goal_measure measure)
{
    bool is_miles = cli->units == OW_UNITS_MI;

    switch (measure) {
    case GOAL_CAPACITY:
        return "Effective VO2max";
    case GOAL_LONG_RUN_M:
        return is_miles ? "Longest run of the week, miles"
                        : "Longest run of the week, kilometres";
    case GOAL_WEEKLY_M:
        return is_miles ? "Miles a week" : "Kilometres a week";
    case GOAL_SESSIONS:
    case GOAL_NOT_DRAWN:
        break;
    }
    return "Sessions a week";
}

/* Values in the units of the chart; the caller's, NULL without memory. */
static double *values_of(const struct cli *cli, const struct goal_path *path)
{
    bool is_long =
        path->measure == GOAL_LONG_RUN_M || path->measure == GOAL_WEEKLY_M;
    double *y = mem_calloc(path->seen + path->ahead, sizeof *y);

    for (size_t i = 0; y != NULL && i < path->seen + path->ahead; i++) {
        double value =
            i < path->seen ? path->seen_y[i] : path->ahead_y[i - path->seen];

        y[i] = is_long ? figure_long(cli, value) : value;
    }
    return y;
}

/* Capacity between whole numbers around all that is drawn; the rest from 0. */
static struct chart_axis axis_of(const struct goal_path *path, const double *y)
{
    struct chart_axis axis = {NULL, SCALE_NUMBER, 0, OW_MISSING, false};

    if (path->measure != GOAL_CAPACITY) {
        return axis;
    }
    axis.low = fmin(path->low, path->high); /* both pass missing over */
    axis.high = fmax(path->low, path->high);
    for (size_t i = 0; i < path->seen + path->ahead; i++) {
        axis.low = fmin(axis.low, y[i]);
        axis.high = fmax(axis.high, y[i]);
    }
    axis.low = floor(axis.low - AIR);
    axis.high = ceil(axis.high + AIR);
    return axis;
}

/* What stands at a milestone's mark. */
static void label(const struct cli *cli, enum goal_measure measure,
                  const struct ow_milestone *milestone,
                  char text[OW_QUANTITY_TEXT_SIZE])
{
    if (measure == GOAL_CAPACITY) {
        ow_duration_format(milestone->value, text);
    } else if (measure == GOAL_SESSIONS) {
        text[0] = '\0'; /* weeks kept are none of its units */
    } else {
        ow_distance_format(milestone->value, cli->units, text);
    }
}

static int draw(struct cli *cli, const struct goals_report *report,
                size_t index, const struct goal_path *path, const double *y,
                const char *title, const char *subtitle)
{
    double end = path->ahead_x[path->ahead - 1];
    double band_x[] = {report->today.days, end};
    double low_y[] = {y[path->seen], path->low};
    double high_y[] = {y[path->seen], path->high};
    bool has_band = !ow_is_missing(path->low) && !ow_is_missing(path->high);
    const struct chart_series series[] = {
        {path->measure == GOAL_CAPACITY ? "shown" : "run",
         path->measure == GOAL_CAPACITY ? CHART_DOTS : CHART_BARS, CANVAS_BLUE,
         path->seen_x, y, path->seen},
        {"way to the goal", CHART_LINE, CANVAS_GREEN, path->ahead_x,
         y + path->seen, path->ahead},
        {"with 80 % between", CHART_LINE, CANVAS_GREY, band_x, low_y, 2},
        {NULL, CHART_LINE, CANVAS_GREY, band_x, high_y, 2},
    };
    const struct chart_panel panel = {panel_title(cli, path->measure),
                                      axis_of(path, y), series,
                                      has_band ? 4 : 2, TALL};
    const struct ow_goal_answer *answer = &report->answers[index];
    struct chart_mark marks[MOST_MARKS] = {{report->today.days, "today"}};
    char labels[MOST_MARKS][OW_QUANTITY_TEXT_SIZE];
    size_t count = 1;
    double first = path->seen > 0 ? fmin(path->seen_x[0], report->today.days)
                                  : report->today.days;
    double span = end - first;
    struct chart chart = {
        .title = title,
        .subtitle = subtitle,
        .x = {NULL, SCALE_DATE, first, end + LABEL_SHARE * span, false},
        .bar_width = DAYS_PER_WEEK,
        .panels = &panel,
        .panel_count = 1,
        .marks = marks,
    };

    for (; count < path->ahead && count < MOST_MARKS; count++) {
        const struct ow_milestone *milestone = &answer->milestones[count - 1];

        label(cli, path->measure, milestone, labels[count]);
        if (milestone->date.days - marks[count - 1].x < LABEL_SHARE * span) {
            labels[count][0] = '\0'; /* it would run into the one before */
        }
        marks[count] = (struct chart_mark){milestone->date.days, labels[count]};
    }
    chart.mark_count = count;
    return run_chart_draw(cli, &chart);
}

int goal_chart(struct cli *cli, const struct goals_report *report, size_t index,
               const struct goal_path *path)
{
    const struct ow_goal_answer *answer = &report->answers[index];
    char day[TEXT_DAY_SIZE];
    struct buf title;
    struct buf subtitle;
    double *y = NULL;
    int code = EXIT_DONE;

    if (path->measure == GOAL_NOT_DRAWN) {
        return cli_misuse(cli, "goal %s has no path to draw: %s", answer->id,
                          answer->needed);
    }
    y = values_of(cli, path);
    buf_init(&title, TITLE_LIMIT);
    buf_init(&subtitle, TITLE_LIMIT);
    show_goal_title(cli, &title, &report->scenario->goals[index], answer);
    text_day(cli, answer->due, day);
    buf_append_format(&subtitle, "By %s: %s", day,
                      show_verdict(answer->verdict));
    if (!ow_is_missing(answer->probability)) {
        buf_append_text(&subtitle, ", about ");
        figure_percent(&subtitle, answer->probability, 0);
    }
    if (y == NULL || buf_status(&title, NULL) != OW_OK ||
        buf_status(&subtitle, NULL) != OW_OK) {
        struct ow_error err = {.status = OW_E_NOMEM, .message = "no memory"};

        code = cli_fail(cli, &err);
    } else {
        code = draw(cli, report, index, path, y, buf_text(&title),
                    buf_text(&subtitle));
    }
    buf_dispose(&subtitle);
    buf_dispose(&title);
    mem_free(y);
    return code;
}
