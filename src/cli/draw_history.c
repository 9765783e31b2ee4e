/* Years of running as a picture: distance, fitness, form, capacity. */
#include "cli/show_history.h"

#include "base/error.h"
#include "base/mem.h"
#include "picture/chart.h"

#include <math.h>

#define PANELS 4
#define TALL 170.0
#define LOW 110.0
#define DAYS_PER_WEEK 7.0
#define DAYS_PER_MONTH 30.0
#define DAYS_PER_YEAR 365.0
#define M_PER_KM 1000.0
#define M_PER_MILE 1609.344

/* A band is a line from its low to its high, then a gap. */
#define BAND_POINTS 3

/* Points of the panels. */
struct drawing {
    double *bar_x;
    double *bar_y;
    double *longest_x; /* the middle of each bar */
    double *longest_y;
    double *day_x;
    double *fitness;
    double *fatigue;
    double *form;
    double *effort_x;
    double *effort_y;
    double *band_x;
    double *band_y;
    size_t bars;
    size_t days;
    size_t efforts;
};

static double bar_width(enum ow_history_period period)
{
    return period == OW_HISTORY_WEEK    ? DAYS_PER_WEEK
           : period == OW_HISTORY_MONTH ? DAYS_PER_MONTH
                                        : DAYS_PER_YEAR;
}

static void fill_bars(struct drawing *drawing,
                      const struct history_report *report, double unit_m)
{
    for (size_t i = 0; i < drawing->bars; i++) {
        const struct ow_history_sum *sum = &report->sums[i];

        drawing->bar_x[i] = sum->from.days;
        drawing->bar_y[i] = sum->run_m / unit_m;
        drawing->longest_x[i] = sum->from.days + bar_width(report->period) / 2;
        drawing->longest_y[i] =
            sum->longest_m > 0 ? sum->longest_m / unit_m : OW_MISSING;
    }
}

static void add_effort(struct drawing *drawing,
                       const struct ow_history_effort *effort)
{
    struct ow_history_capacity capacity;
    double *x = drawing->band_x + BAND_POINTS * drawing->efforts;
    double *y = drawing->band_y + BAND_POINTS * drawing->efforts;

    ow_history_capacity(effort, 1, effort->date, effort->date, &capacity);
    for (int i = 0; i < BAND_POINTS; i++) {
        x[i] = effort->date.days;
    }
    y[0] = capacity.low;
    y[1] = capacity.high;
    y[2] = OW_MISSING;
    drawing->effort_x[drawing->efforts] = effort->date.days;
    drawing->effort_y[drawing->efforts++] = effort->effective_vo2max;
}

static void fill(struct drawing *drawing, const struct history_report *report,
                 double unit_m)
{
    const struct past *past = &report->past;
    size_t first =
        (size_t)ow_date_days_between(report->first_day, report->from);

    fill_bars(drawing, report, unit_m);
    for (size_t i = 0; i < drawing->days; i++) {
        drawing->day_x[i] = (double)report->from.days + (double)i;
        drawing->fitness[i] = report->days[first + i].fitness;
        drawing->fatigue[i] = report->days[first + i].fatigue;
        drawing->form[i] = report->days[first + i].form;
    }
    for (size_t i = 0; i < past->effort_count; i++) {
        if (past->efforts[i].date.days >= report->from.days) {
            add_effort(drawing, &past->efforts[i]);
        }
    }
}

/* Whole numbers around the bands, so that a small change looks small. */
static struct chart_axis axis_of(const double *y, size_t count)
{
    struct chart_axis axis = {NULL, SCALE_NUMBER, OW_MISSING, OW_MISSING,
                              false};

    for (size_t i = 0; i < count; i++) {
        axis.low = fmin(axis.low, floor(y[i])); /* passes missing over */
        axis.high = fmax(axis.high, ceil(y[i]));
    }
    return axis;
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
        {"in all", CHART_BARS, CANVAS_BLUE, d->bar_x, d->bar_y, d->bars},
        {"longest run", CHART_DOTS, CANVAS_AMBER, d->longest_x, d->longest_y,
         d->bars}};
    const struct chart_series load[] = {
        {"fitness", CHART_AREA, CANVAS_BLUE, d->day_x, d->fitness, d->days},
        {"fatigue", CHART_LINE, CANVAS_RED, d->day_x, d->fatigue, d->days}};
    const struct chart_series form[] = {
        {NULL, CHART_LINE, CANVAS_BLUE, d->day_x, d->form, d->days}};
    const struct chart_series capacity[] = {
        {"80 of 100 races lie within", CHART_LINE, CANVAS_GREY, d->band_x,
         d->band_y, BAND_POINTS * d->efforts},
        {"shown", CHART_DOTS, CANVAS_GREEN, d->effort_x, d->effort_y,
         d->efforts}};
    const struct chart_axis measured = {NULL, SCALE_NUMBER, OW_MISSING,
                                        OW_MISSING, false};
    const struct chart_panel panels[PANELS] = {
        {is_miles ? "Miles" : "Kilometres",
         {NULL, SCALE_NUMBER, 0, OW_MISSING, false},
         distance,
         2,
         TALL},
        {"Fitness and fatigue", measured, load, 2, TALL},
        {"Form", measured, form, 1, LOW},
        {"Effective VO2max", axis_of(d->band_y, BAND_POINTS * d->efforts),
         capacity, 2, TALL},
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
    size_t columns = 2 + 2 * BAND_POINTS;
    double *room =
        mem_calloc(4 * d.bars + 4 * d.days + columns * most + 1, sizeof *room);
    enum ow_status status = OW_OK;

    if (room == NULL) {
        return error_nomem(err);
    }
    d.bar_x = room;
    d.bar_y = d.bar_x + d.bars;
    d.longest_x = d.bar_y + d.bars;
    d.longest_y = d.longest_x + d.bars;
    d.day_x = d.longest_y + d.bars;
    d.fitness = d.day_x + d.days;
    d.fatigue = d.fitness + d.days;
    d.form = d.fatigue + d.days;
    d.effort_x = d.form + d.days;
    d.effort_y = d.effort_x + most;
    d.band_x = d.effort_y + most;
    d.band_y = d.band_x + BAND_POINTS * most;
    fill(&d, report, cli->units == OW_UNITS_MI ? M_PER_MILE : M_PER_KM);
    status = draw(cli, report, &d, out, err);
    mem_free(room);
    return status;
}
