/* Years of running as text; see the header. */
#include "cli/show_history.h"

#include "base/mem.h"
#include "cli/plot.h"
#include "onward/quantity.h"
#include "onward/race.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define PERIOD_COLUMN 10
#define DISTANCE_COLUMN 10
#define BAR_COLUMNS 20
#define BEST_COLUMN 14
#define TIME_COLUMN 9
#define WHEN_COLUMN 26
#define QUARTER_COLUMN 15
#define FORM_ROWS 5
/* Quarters that fit beside the rest; a longer past is told by its years. */
#define MOST_QUARTERS 12
#define MONTHS_PER_QUARTER 3
#define LABEL_SIZE 24
#define SMALL_BAR 0.001

static const char *month_name(int32_t month)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr",
                                        "May", "Jun", "Jul", "Aug",
                                        "Sep", "Oct", "Nov", "Dec"};

    return names[month - 1];
}

static void period_label(enum ow_history_period period, struct ow_date from,
                         char label[LABEL_SIZE])
{
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;

    ow_date_to_ymd(from, &year, &month, &day);
    if (period == OW_HISTORY_YEAR) {
        (void)snprintf(label, LABEL_SIZE, "%d", (int)year);
    } else if (period == OW_HISTORY_MONTH) {
        (void)snprintf(label, LABEL_SIZE, "%s %d", month_name(month),
                       (int)year);
    } else if (period == OW_HISTORY_QUARTER) {
        (void)snprintf(label, LABEL_SIZE, "%s-%s %d", month_name(month),
                       month_name(month + MONTHS_PER_QUARTER - 1), (int)year);
    } else {
        char text[TEXT_DAY_SIZE];

        /* Weeks begin on Mondays: the weekday need not be said. */
        text_day_short(from, text);
        (void)snprintf(label, LABEL_SIZE, "%s", text + strcspn(text, " ") + 1);
    }
}

static void append_right(struct buf *out, const char *text, size_t width)
{
    for (size_t i = text_width(text); i < width; i++) {
        buf_append_char(out, ' ');
    }
    buf_append_text(out, text);
}

static void append_others(struct buf *out, const struct ow_history_sum *sum)
{
    if (sum->strength > 0) {
        buf_append_format(out, ", %d strength", sum->strength);
    }
    if (sum->cross > 0) {
        buf_append_format(out, ", %d cross", sum->cross);
    }
}

static void show_sum(const struct cli *cli, struct buf *out,
                     const struct history_report *report, size_t i,
                     double most_m)
{
    const struct ow_history_sum *sum = &report->sums[i];
    bool is_down =
        report->period == OW_HISTORY_WEEK && !ow_is_missing(report->falls[i]);
    char distance[OW_QUANTITY_TEXT_SIZE];
    char longest[OW_QUANTITY_TEXT_SIZE];
    char label[LABEL_SIZE];

    period_label(report->period, sum->from, label);
    buf_append_text(out, "  ");
    text_pad(out, label, PERIOD_COLUMN);
    ow_distance_format(sum->run_m, cli->units, distance);
    append_right(out, distance, DISTANCE_COLUMN);
    buf_append_text(out, "  ");
    text_bar(cli, out, is_down ? TEXT_GREEN : TEXT_PLAIN, sum->run_m, most_m,
             BAR_COLUMNS);
    if (sum->runs > 0) {
        ow_distance_format(sum->longest_m, cli->units, longest);
        buf_append_format(out, "  %d run%s, long %s", sum->runs,
                          sum->runs == 1 ? "" : "s", longest);
    } else if (sum->strength + sum->cross > 0) {
        buf_append_text(out, "  no run");
    }
    append_others(out, sum);
    buf_append_text(out, is_down ? ", down" : "");
    text_end_line(out);
}

static void show_sums(const struct cli *cli, struct buf *out,
                      const struct history_report *report)
{
    static const char *const headings[] = {"By the week", "By the month",
                                           "By the quarter", "By the year"};
    double most_m = SMALL_BAR;

    for (size_t i = 0; i < report->sum_count; i++) {
        most_m = fmax(most_m, report->sums[i].run_m);
    }
    text_heading(cli, out, headings[report->period]);
    for (size_t i = 0; i < report->sum_count; i++) {
        show_sum(cli, out, report, i, most_m);
    }
}

static void append_run(const struct cli *cli, struct buf *out,
                       const struct history_report *report, size_t index)
{
    const struct ow_history_activity *run = &report->past.activities[index];
    char distance[OW_QUANTITY_TEXT_SIZE];
    char day[TEXT_DAY_SIZE];

    ow_distance_format(run->distance_m, cli->units, distance);
    text_day(cli, run->date, day);
    buf_append_format(out, "%s on %s", distance, day);
}

/* How often a run went far beyond those before it, and the last time. */
static void show_spikes(const struct cli *cli, struct buf *out,
                        const struct history_report *report)
{
    const struct history_spike *last = NULL;
    char day[TEXT_DAY_SIZE];
    char line[200];

    if (report->spike_count == 0) {
        return;
    }
    last = &report->spikes[report->spike_count - 1];
    text_day(cli, report->past.activities[last->activity].date, day);
    (void)snprintf(line, sizeof line,
                   "%zu run%s more than a tenth longer than the longest of the "
                   "30 days before, the last on %s, by %lld %%",
                   report->spike_count,
                   report->spike_count == 1 ? " was" : "s were", day,
                   (long long)(last->reading.increase * 100 + 0.5));
    buf_append_text(out, "  ");
    text_wrap(out, 2, 2, line);
}

static void show_longest(const struct cli *cli, struct buf *out,
                         const struct history_report *report)
{
    size_t none = report->past.count;

    if (report->longest == none) {
        return;
    }
    text_heading(cli, out, "Longest run");
    buf_append_text(out, "  ");
    append_run(cli, out, report, report->longest);
    if (report->longest_30d == none) {
        buf_append_text(out, "; none in the last 30 days");
    } else if (report->longest_30d != report->longest) {
        buf_append_text(out, "; in the last 30 days ");
        append_run(cli, out, report, report->longest_30d);
    }
    buf_append_char(out, '\n');
    show_spikes(cli, out, report);
}

static void show_consistency(const struct cli *cli, struct buf *out,
                             const struct history_report *report)
{
    const struct ow_history_consistency *kept = &report->consistency;
    char day[TEXT_DAY_SIZE];
    char line[160];

    text_heading(cli, out, "Consistency");
    (void)snprintf(line, sizeof line,
                   "%zu of %zu weeks kept with %d run%s or more; rest that was "
                   "planned, travel and illness are no gaps.",
                   kept->kept, kept->weeks, report->least_runs,
                   report->least_runs == 1 ? "" : "s");
    buf_append_text(out, "  ");
    text_wrap(out, 2, 2, line);
    buf_append_format(out, "  %zu in a row now", kept->now);
    if (kept->longest > 0) {
        text_day(cli, kept->longest_from, day);
        buf_append_format(out, "; the most were %zu, from %s", kept->longest,
                          day);
    }
    buf_append_char(out, '\n');
}

static void append_best(const struct cli *cli, struct buf *out,
                        const struct history_report *report,
                        const struct ow_history_best *best)
{
    struct ow_date date = report->past.activities[best->activity].date;
    char time[OW_QUANTITY_TEXT_SIZE];
    char day[TEXT_DAY_SIZE];
    char when[WHEN_COLUMN + 8];

    ow_duration_format(best->time_s, time);
    append_right(out, time, TIME_COLUMN);
    text_day(cli, date, day);
    (void)snprintf(when, sizeof when, "  %s%s", day,
                   best->is_race ? ", race" : "");
    text_pad(out, when, WHEN_COLUMN);
}

/* The best of the last year over the same distance; NULL. */
static const struct ow_history_best *
recent_over(const struct history_report *report, double distance_m)
{
    for (size_t i = 0; i < report->recent_count; i++) {
        if (!(report->recent[i].distance_m < distance_m ||
              report->recent[i].distance_m > distance_m)) {
            return &report->recent[i];
        }
    }
    return NULL;
}

/* "half-marathon", "5 km"; of what is raced in metres alone "400 m". */
static void name_distance(double distance_m, char name[OW_QUANTITY_TEXT_SIZE])
{
    size_t count = 0;
    const struct ow_race_distance *known = ow_race_distances(&count);

    for (size_t i = 0; i < count; i++) {
        if (fabs(known[i].distance_m - distance_m) < 1) {
            (void)snprintf(name, OW_QUANTITY_TEXT_SIZE, "%s", known[i].name);
            return;
        }
    }
    if (fabs(distance_m - 2 * OW_MILE_M) < 1) {
        (void)snprintf(name, OW_QUANTITY_TEXT_SIZE, "2 miles");
        return;
    }
    (void)snprintf(name, OW_QUANTITY_TEXT_SIZE, "%lld m",
                   (long long)(distance_m + 0.5));
}

static void show_bests(const struct cli *cli, struct buf *out,
                       const struct history_report *report)
{
    if (report->best_count == 0) {
        return;
    }
    text_heading(cli, out, "Bests, also from inside longer runs");
    for (size_t i = 0; i < report->best_count; i++) {
        const struct ow_history_best *best = &report->bests[i];
        const struct ow_history_best *recent =
            recent_over(report, best->distance_m);
        char name[OW_QUANTITY_TEXT_SIZE];

        name_distance(best->distance_m, name);
        buf_append_text(out, "  ");
        text_pad(out, name, BEST_COLUMN);
        append_best(cli, out, report, best);
        if (recent != NULL && recent->activity != best->activity) {
            buf_append_text(out, "in a year ");
            ow_duration_format(recent->time_s, name);
            buf_append_text(out, name);
        }
        text_end_line(out);
    }
}

static void append_capacity(struct buf *out,
                            const struct ow_history_capacity *capacity)
{
    buf_append_fixed(out, capacity->effective_vo2max, 1);
    buf_append_text(out, "  (");
    buf_append_fixed(out, capacity->low, 1);
    buf_append_text(out, " to ");
    buf_append_fixed(out, capacity->high, 1);
    buf_append_format(out, ")  %zu effort%s", capacity->efforts,
                      capacity->efforts == 1 ? "" : "s");
    if (capacity->efforts > 1) {
        buf_append_text(out, ", the least ");
        buf_append_fixed(out, capacity->least, 1);
    }
    buf_append_char(out, '\n');
}

static void show_capacity(const struct cli *cli, struct buf *out,
                          const struct history_report *report)
{
    size_t first = report->season_count > MOST_QUARTERS
                       ? report->season_count - MOST_QUARTERS
                       : 0;

    text_heading(cli, out, "Effective VO2max that was shown");
    if (report->now.efforts == 0 && report->season_count == 0) {
        buf_append_text(out, "  Not enough data: ");
        text_wrap(out, 19, 2,
                  "no race, and no run as hard as one. Easy runs say nothing "
                  "of it. 'onward race add' tells of a race; with "
                  "'onward athlete learn' heart rate speaks too.");
        return;
    }
    for (size_t i = first; i < report->season_count; i++) {
        char label[LABEL_SIZE];

        period_label(OW_HISTORY_QUARTER, report->seasons[i].from, label);
        buf_append_text(out, "  ");
        text_pad(out, label, QUARTER_COLUMN);
        append_capacity(out, &report->seasons[i].capacity);
    }
    if (report->now.efforts > 0) {
        buf_append_text(out, "  ");
        text_pad(out, "the last year", QUARTER_COLUMN);
        append_capacity(out, &report->now);
    }
}

/* Fitness over the days that are shown; left out without memory. */
static void plot_fitness(const struct cli *cli, struct buf *out,
                         const struct history_report *report)
{
    size_t first =
        (size_t)ow_date_days_between(report->first_day, report->from);
    size_t count = report->day_count - first;
    double *room = mem_calloc(2 * count, sizeof *room);
    struct plot plot = {.title = "Fitness over this time",
                        .x = room,
                        .y = room + count,
                        .count = count,
                        .x_kind = SCALE_DATE,
                        .rows = FORM_ROWS,
                        .style = TEXT_BLUE};

    if (room == NULL) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        room[i] = (double)report->from.days + (double)i;
        room[count + i] = report->days[first + i].fitness;
    }
    plot_line(cli, out, &plot);
    mem_free(room);
}

static void show_form(const struct cli *cli, struct buf *out,
                      const struct history_report *report)
{
    const struct ow_form_day *now = &report->days[report->day_count - 1];

    text_heading(cli, out, "Fitness today");
    buf_append_text(out, "  fitness ");
    buf_append_number(out, now->fitness, 0);
    buf_append_text(out, ", fatigue ");
    buf_append_number(out, now->fatigue, 0);
    buf_append_text(out, ", form ");
    buf_append_number(out, now->form, 0);
    buf_append_text(out, " (an hour at threshold is a load of 100)\n");
    if (!ow_is_missing(report->ramp)) {
        buf_append_format(out, "  in seven days a load of %lld, fitness %s",
                          llround(report->week.load),
                          report->ramp < 0 ? "" : "+");
        buf_append_number(out, report->ramp, 1);
        buf_append_char(out, '\n');
    }
    plot_fitness(cli, out, report);
}

static void append_count(struct buf *out, size_t count, const char *one,
                         const char *more)
{
    if (count > 0) {
        buf_append_format(out, "  %zu %s\n", count, count == 1 ? one : more);
    }
}

static void show_notes(const struct cli *cli, struct buf *out,
                       const struct past *past)
{
    if (past->unmeasured + past->assumed + past->undated == 0) {
        return;
    }
    text_heading(cli, out, "Worth knowing");
    append_count(out, past->unmeasured,
                 "activity is not measured yet: 'onward rebuild' does it",
                 "activities are not measured yet: 'onward rebuild' does it");
    append_count(out, past->assumed,
                 "activity of unknown sport counts as a run, by its speeds",
                 "activities of unknown sport count as runs, by their speeds");
    append_count(out, past->undated,
                 "activity is left out: its file tells no time",
                 "activities are left out: their files tell no time");
}

static void show_title(const struct cli *cli, struct buf *out,
                       const struct history_report *report)
{
    double run_m = 0;
    int runs = 0;
    char distance[OW_QUANTITY_TEXT_SIZE];
    char day[TEXT_DAY_SIZE];

    for (size_t i = 0; i < report->sum_count; i++) {
        run_m += report->sums[i].run_m;
        runs += report->sums[i].runs;
    }
    ow_distance_format(run_m, cli->units, distance);
    text_day(cli, report->from, day);
    buf_append_format(out, "%d run%s, %s since %s\n", runs,
                      runs == 1 ? "" : "s", distance, day);
}

void show_history(const struct cli *cli, struct buf *out,
                  const struct history_report *report)
{
    show_title(cli, out, report);
    show_sums(cli, out, report);
    show_longest(cli, out, report);
    show_consistency(cli, out, report);
    show_bests(cli, out, report);
    show_capacity(cli, out, report);
    show_progressions(cli, out, report);
    show_form(cli, out, report);
    show_notes(cli, out, &report->past);
}
