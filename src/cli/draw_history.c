/* Years of running as a picture: distance, fitness, capacity. */
#include "cli/show_history.h"

#include "base/error.h"
#include "base/mem.h"
#include "picture/chart.h"

#include <math.h>

#define PANELS 3
#define TALL 170.0
#define DAYS_PER_WEEK 7.0
#define DAYS_PER_MONTH 30.0
#define DAYS_PER_YEAR 365.0
#define M_PER_KM 1000.0
#define M_PER_MILE 1609.344

/* Points of the three panels. */
struct drawing {
    double *bar_x;
    double *bar_y;
    double *day_x;
    double *fitness;
    double *fatigue;
    double *effort_x;
    double *effort_y;
    size_t bars;
    size_t days;
    size_t efforts;
};

static void fill(struct drawing *drawing, const struct history_report *report,
                 double unit_m)
{
    const struct past *past = &report->past;
    size_t first =
        (size_t)ow_date_days_between(report->first_day, report->from);

    for (size_t i = 0; i < drawing->bars; i++) {
        drawing->bar_x[i] = report->sums[i].from.days;
        drawing->bar_y[i] = report->sums[i].run_m / unit_m;
    }
    for (size_t i = 0; i < drawing->days; i++) {
        drawing->day_x[i] = (double)report->from.days + (double)i;
        drawing->fitness[i] = report->days[first + i].fitness;
        drawing->fatigue[i] = report->days[first + i].fatigue;
    }
    for (size_t i = 0; i < past->effort_count; i++) {
        if (past->efforts[i].date.days >= report->from.days) {
            drawing->effort_x[drawing->efforts] = past->efforts[i].date.days;
            drawing->effort_y[drawing->efforts++] =
                past->efforts[i].effective_vo2max;
        }
    }
}

/* Whole numbers around the efforts, so that a small change looks small. */
static struct chart_axis axis_of(const double *y, size_t count)
{
    struct chart_axis axis = {NULL, SCALE_NUMBER, OW_MISSING, OW_MISSING,
                              false};

    for (size_t i = 0; i < count; i++) {
        axis.low = fmin(axis.low, floor(y[i] - 1)); /* passes missing over */
        axis.high = fmax(axis.high, ceil(y[i] + 1));
    }
    return axis;
}

static double bar_width(enum ow_history_period period)
{
    return period == OW_HISTORY_WEEK    ? DAYS_PER_WEEK
           : period == OW_HISTORY_MONTH ? DAYS_PER_MONTH
                                        : DAYS_PER_YEAR;
}

static enum ow_status draw(const struct cli *cli,
                           const struct history_report *report,
                           const struct drawing *d, struct buf *out,
                           struct ow_error *err)
{
    static const enum canvas_format formats[CLI_FORMAT_COUNT] = {
        [CLI_SVG] = CANVAS_SVG, [CLI_PDF] = CANVAS_PDF, [CLI_PNG] = CANVAS_PNG};
    bool is_miles = cli->units == OW_UNITS_MI;
    const struct chart_series distance[] = {
        {NULL, CHART_BARS, CANVAS_BLUE, d->bar_x, d->bar_y, d->bars}};
    const struct chart_series form[] = {
        {"fitness", CHART_AREA, CANVAS_BLUE, d->day_x, d->fitness, d->days},
        {"fatigue", CHART_LINE, CANVAS_RED, d->day_x, d->fatigue, d->days}};
    const struct chart_series capacity[] = {
        {NULL, CHART_DOTS, CANVAS_GREEN, d->effort_x, d->effort_y, d->efforts}};
    const struct chart_axis measured = {NULL, SCALE_NUMBER, OW_MISSING,
                                        OW_MISSING, false};
    const struct chart_panel panels[PANELS] = {
        {is_miles ? "Miles" : "Kilometres",
         {NULL, SCALE_NUMBER, 0, OW_MISSING, false},
         distance,
         1,
         TALL},
        {"Fitness and fatigue", measured, form, 2, TALL},
        {"Effective VO2max shown", axis_of(d->effort_y, d->efforts), capacity,
         1, TALL},
    };
    struct chart chart = {
        .title = "What was run",
        .x = {NULL, SCALE_DATE, report->sums[0].from.days,
              report->today.days + 1.0, false},
        .bar_width = bar_width(report->period),
        .panels = panels,
        .panel_count = d->efforts > 0 ? PANELS : PANELS - 1,
    };

    return chart_draw(&chart, formats[cli->format], out, err);
}

enum ow_status draw_history(const struct cli *cli,
                            const struct history_report *report,
                            struct buf *out, struct ow_error *err)
{
    size_t first =
        (size_t)ow_date_days_between(report->first_day, report->from);
    struct drawing d = {.bars = report->sum_count,
                        .days = report->day_count - first};
    size_t most = report->past.effort_count;
    double *room =
        mem_calloc(2 * d.bars + 3 * d.days + 2 * most + 1, sizeof *room);
    enum ow_status status = OW_OK;

    if (room == NULL) {
        return error_nomem(err);
    }
    d.bar_x = room;
    d.bar_y = d.bar_x + d.bars;
    d.day_x = d.bar_y + d.bars;
    d.fitness = d.day_x + d.days;
    d.fatigue = d.fitness + d.days;
    d.effort_x = d.fatigue + d.days;
    d.effort_y = d.effort_x + most;
    fill(&d, report, cli->units == OW_UNITS_MI ? M_PER_MILE : M_PER_KM);
    status = draw(cli, report, &d, out, err);
    mem_free(room);
    return status;
}
