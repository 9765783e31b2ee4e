/* Years of running, read and summed up; see the header. */
#include "app/history_report.h"

#include "app/excuse.h"
#include "base/error.h"
#include "base/mem.h"
#include "onward/plan.h"

#include <string.h>

#define YEAR_DAYS 365
/* Fewer runs than three a week are seldom a plan (design choice). */
#define DEFAULT_RUNS 3
#define LONGEST_RUN_DAYS 30
/* So long a time is still told by the week, or by the month. */
#define MOST_WEEK_DAYS (60 * 7)
#define MOST_MONTH_DAYS (5 * 366)
/* A life of quarters, weeks and years is less. */
#define MOST_PERIODS 8192

const char *history_period_name(enum ow_history_period period)
{
    static const char *const names[] = {"week", "month", "quarter", "year"};

    return names[period];
}

/* The sums of a period from a day to today; the caller's. */
static enum ow_status sum(const struct history_report *report,
                          enum ow_history_period period, struct ow_date from,
                          struct ow_history_sum **sums, size_t *count,
                          struct ow_error *err)
{
    const struct past *past = &report->past;
    size_t periods = ow_history_sum(past->activities, 0, period, from,
                                    report->today, NULL, 0);
    struct ow_history_sum *made = NULL;

    periods = periods < MOST_PERIODS ? periods : MOST_PERIODS;
    made = mem_calloc(periods, sizeof *made);
    if (made == NULL) {
        return error_nomem(err);
    }
    (void)ow_history_sum(past->activities, past->count, period, from,
                         report->today, made, periods);
    *sums = made;
    *count = periods;
    return OW_OK;
}

static enum ow_status sum_up(struct history_report *report,
                             struct ow_error *err)
{
    int32_t days = ow_date_days_between(report->from, report->today);
    enum ow_status status = OW_OK;

    report->period = days <= MOST_WEEK_DAYS    ? OW_HISTORY_WEEK
                     : days <= MOST_MONTH_DAYS ? OW_HISTORY_MONTH
                                               : OW_HISTORY_YEAR;
    status = sum(report, report->period, report->from, &report->sums,
                 &report->sum_count, err);
    if (status == OW_OK) {
        status = sum(report, OW_HISTORY_WEEK, report->from, &report->weeks,
                     &report->week_count, err);
    }
    if (status != OW_OK) {
        return status;
    }
    report->falls = mem_calloc(report->week_count + 1, sizeof(double));
    if (report->falls == NULL) {
        return error_nomem(err);
    }
    /* This week is not over: it cannot be a down week yet. */
    (void)ow_history_down_weeks(report->weeks, report->week_count - 1,
                                report->falls);
    report->falls[report->week_count - 1] = OW_MISSING;
    return OW_OK;
}

/* Over all weeks there are, not only those that are shown. */
static enum ow_status keep_count(struct store *store,
                                 const struct ledger *ledger,
                                 struct history_report *report,
                                 struct ow_error *err)
{
    struct ow_history_sum *weeks = NULL;
    size_t count = 0;
    enum ow_status status =
        sum(report, OW_HISTORY_WEEK, report->first_day, &weeks, &count, err);

    if (status == OW_OK) {
        status =
            excuse_keep_count(store, ledger, &report->past, weeks, count,
                              report->least_runs, &report->consistency, err);
    }
    mem_free(weeks);
    return status;
}

/* The quarters in which something was shown. */
static enum ow_status show_capacity(struct history_report *report,
                                    struct ow_error *err)
{
    const struct past *past = &report->past;
    struct ow_history_sum *quarters = NULL;
    size_t count = 0;
    enum ow_status status =
        sum(report, OW_HISTORY_QUARTER, report->from, &quarters, &count, err);

    if (status != OW_OK) {
        return status;
    }
    report->seasons = mem_calloc(count, sizeof *report->seasons);
    for (size_t i = 0; report->seasons != NULL && i < count; i++) {
        struct history_season season = {.from = quarters[i].from};
        struct ow_date next =
            ow_history_period_next(OW_HISTORY_QUARTER, season.from);

        ow_history_capacity(past->efforts, past->effort_count, season.from,
                            ow_date_add_days(next, -1), &season.capacity);
        if (season.capacity.efforts > 0) {
            report->seasons[report->season_count++] = season;
        }
    }
    mem_free(quarters);
    ow_history_capacity(past->efforts, past->effort_count,
                        ow_date_add_days(report->today, -YEAR_DAYS),
                        report->today, &report->now);
    return report->seasons == NULL ? error_nomem(err) : OW_OK;
}

/* The longest run is looked for before each run: a year of them at most. */
static enum ow_status find_spikes(struct history_report *report,
                                  struct ow_error *err)
{
    const struct past *past = &report->past;
    struct ow_date from = ow_date_add_days(report->today, -MOST_WEEK_DAYS);

    report->spikes = mem_calloc(past->count, sizeof *report->spikes);
    if (report->spikes == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < past->count; i++) {
        const struct ow_history_activity *run = &past->activities[i];
        struct history_spike *spike = &report->spikes[report->spike_count];
        size_t longest = 0;

        if (run->kind != OW_HISTORY_RUN || run->date.days < from.days ||
            run->date.days < report->from.days) {
            continue;
        }
        longest =
            ow_history_longest(past->activities, past->count,
                               ow_date_add_days(run->date, -OW_SPIKE_DAYS),
                               ow_date_add_days(run->date, -1), true);
        if (longest == past->count) {
            continue;
        }
        spike->activity = i;
        spike->reading = ow_spike_read(run->distance_m,
                                       past->activities[longest].distance_m);
        report->spike_count += spike->reading.spike > OW_SPIKE_REFERENCE;
    }
    return OW_OK;
}

static enum ow_status read_week(struct history_report *report,
                                struct ow_error *err)
{
    double *loads = mem_calloc(report->day_count, sizeof *loads);

    if (loads == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < report->day_count; i++) {
        loads[i] = report->days[i].load;
    }
    report->ramp = ow_form_ramp(report->days, report->day_count);
    report->week = ow_form_week(loads, report->day_count);
    mem_free(loads);
    return OW_OK;
}

static void find_bests(struct history_report *report)
{
    const struct past *past = &report->past;

    report->best_count =
        ow_history_bests(past->activities, past->count, ow_date_none(),
                         report->bests, HISTORY_MOST_BESTS);
    report->recent_count =
        ow_history_bests(past->activities, past->count,
                         ow_date_add_days(report->today, -YEAR_DAYS),
                         report->recent, HISTORY_MOST_BESTS);
    report->longest = ow_history_longest(past->activities, past->count,
                                         report->from, report->today, true);
    report->longest_30d =
        ow_history_longest(past->activities, past->count,
                           ow_date_add_days(report->today, -LONGEST_RUN_DAYS),
                           report->today, true);
}

static enum ow_status make(struct store *store, const struct ledger *ledger,
                           const struct history_options *options,
                           struct history_report *report, struct ow_error *err)
{
    enum ow_status status = past_read(
        store, ledger, ow_date_add_days(options->today, 1), &report->past, err);

    if (status == OW_OK && report->past.count == 0) {
        status =
            error_set(err, OW_E_NOT_FOUND, "nothing that was run is kept yet");
    }
    if (status == OW_OK) {
        status = past_form(&report->past, options->today, &report->days,
                           &report->day_count, &report->first_day, err);
    }
    if (status != OW_OK) {
        return status;
    }
    report->from = ow_date_is_known(options->from) &&
                           options->from.days > report->first_day.days
                       ? options->from
                       : report->first_day;
    status = sum_up(report, err);
    if (status == OW_OK) {
        status = keep_count(store, ledger, report, err);
    }
    if (status == OW_OK) {
        status = show_capacity(report, err);
    }
    if (status == OW_OK) {
        status = find_spikes(report, err);
    }
    if (status == OW_OK) {
        status = read_week(report, err);
    }
    if (status == OW_OK) {
        status = progressions_read(store, &report->past, report->today,
                                   &report->progressions, err);
    }
    find_bests(report);
    return status;
}

/* Runs of a week that is kept: the most that a goal asks for. */
static int runs_of_goals(const struct ledger *ledger)
{
    size_t i = 0;
    json_t *goal = NULL;
    json_int_t most = 0;

    json_array_foreach(ledger->goals, i, goal)
    {
        const char *kind = json_string_value(json_object_get(goal, "kind"));
        json_int_t runs = json_integer_value(json_object_get(goal, "per_week"));

        if (kind != NULL && runs > most &&
            strcmp(kind, ow_goal_kind_name(OW_GOAL_SESSIONS_PER_WEEK)) == 0) {
            most = runs;
        }
    }
    return most > 0 ? (int)most : DEFAULT_RUNS;
}

enum ow_status history_report_read(struct store *store,
                                   const struct history_options *options,
                                   struct history_report *report,
                                   struct ow_error *err)
{
    struct ledger ledger = {0};
    struct history_report made = {.today = options->today,
                                  .least_runs = options->least_runs};
    enum ow_status status = ledger_read(store, &ledger, err);

    if (status == OW_OK) {
        made.least_runs =
            made.least_runs > 0 ? made.least_runs : runs_of_goals(&ledger);
        status = make(store, &ledger, options, &made, err);
    }
    ledger_dispose(&ledger);
    if (status != OW_OK) {
        history_report_dispose(&made);
        return status;
    }
    *report = made;
    return OW_OK;
}

void history_report_dispose(struct history_report *report)
{
    past_dispose(&report->past);
    mem_free(report->sums);
    mem_free(report->weeks);
    mem_free(report->falls);
    mem_free(report->seasons);
    mem_free(report->spikes);
    mem_free(report->days);
    memset(report, 0, sizeof *report);
}
