/*
 * Years of running as a person asks for them: sums, consistency, bests,
 * capacity by quarter, fitness now.
 */
#ifndef APP_HISTORY_REPORT_H
#define APP_HISTORY_REPORT_H

#include "app/past.h"
#include "app/progressions.h"
#include "base/buf.h"

/** Room for bests over all standard distances. */
#define HISTORY_MOST_BESTS MEASURES_MOST_BESTS

struct history_options {
    struct ow_date today; /* counts with what was done so far */
    struct ow_date from;  /* first day asked for; none: the first activity's */
    int least_runs; /* of a week that is kept; 0: as a goal asks, else 3 */
};

/** A quarter in which something was shown. */
struct history_season {
    struct ow_date from;
    struct ow_history_capacity capacity;
};

/** A run far longer than the longest of the 30 days before it. */
struct history_spike {
    size_t activity; /* index */
    struct ow_spike_reading reading;
};

struct history_report {
    struct past past;
    struct ow_date today;
    struct ow_date from;           /* of the first period; not after today */
    enum ow_history_period period; /* fits a screen: weeks, months or years */
    struct ow_history_sum *sums;   /* by it, the current one last */
    size_t sum_count;
    struct ow_history_sum *weeks; /* the same days by the week */
    double *falls;                /* of down weeks, else missing */
    size_t week_count;
    int least_runs;
    struct ow_history_consistency consistency;        /* ever */
    struct ow_history_best bests[HISTORY_MOST_BESTS]; /* ever */
    size_t best_count;
    struct ow_history_best recent[HISTORY_MOST_BESTS]; /* in a year */
    size_t recent_count;
    struct history_season *seasons; /* from `from` on */
    size_t season_count;
    struct ow_history_capacity now; /* of the year up to today */
    size_t longest;                 /* index from `from` on; past.count: none */
    size_t longest_30d;
    struct history_spike *spikes; /* of the last 60 weeks shown, oldest first */
    size_t spike_count;
    struct ow_form_day *days; /* from the first activity to today */
    size_t day_count;
    double ramp;              /* points of fitness won in seven days */
    struct ow_form_week week; /* of the last seven days */
    struct ow_date first_day;
    struct progressions progressions; /* of the year up to today */
};

/**
 * Reads and sums up what was run.
 *
 * @param[out] report  the caller's, history_report_dispose(); filled on OW_OK
 * @return OW_OK; OW_E_NOT_FOUND where nothing dated is kept; OW_E_STORE,
 *         OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
history_report_read(struct store *store, const struct history_options *options,
                    struct history_report *report, struct ow_error *err);

/** Gives it back; an empty one is fine. */
void history_report_dispose(struct history_report *report);

/** "week", "month", "quarter", "year". */
const char *history_period_name(enum ow_history_period period);

/** The report as one object, onward/history/1. */
void history_report_json(const struct history_report *report, struct buf *out);

/** The sums as CSV, one line a period. */
void history_report_csv(const struct history_report *report, struct buf *out);

#endif
