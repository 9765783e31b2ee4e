/* Round steps: 1, 2, 5 of numbers, 15 and 30 of times, months of dates. */
#include "picture/scale.h"

#include "base/num.h"
#include "onward/date.h"
#include "onward/quantity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define DAYS_PER_MONTH 30.0
#define DAYS_PER_YEAR 365.0
#define MONTHS_PER_YEAR 12

static const double duration_steps_s[] = {
    1,   2,   5,    10,   15,   30,    60,    120,   300,
    600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400};
static const int month_steps[] = {1, 2, 3, 6, 12, 24, 60, 120};

static double decimal_step(double least)
{
    double power = pow(10, floor(log10(least)));
    double share = least / power;

    return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

static double duration_step(double least_s)
{
    size_t count = sizeof duration_steps_s / sizeof duration_steps_s[0];

    for (size_t i = 0; i < count; i++) {
        if (duration_steps_s[i] >= least_s) {
            return duration_steps_s[i];
        }
    }
    return decimal_step(least_s / 86400) * 86400;
}

static void even_ticks(double low, double high, struct scale_ticks *ticks)
{
    double first = ceil(low / ticks->step - 1e-9);

    for (size_t i = 0; ticks->count < SCALE_MOST_TICKS; i++) {
        double value = (first + (double)i) * ticks->step;

        if (value > high + ticks->step * 1e-9) {
            return;
        }
        ticks->values[ticks->count++] = value;
    }
}

/* The first of a month counted from year 0; infinite beyond the calendar. */
static double month_day(int month)
{
    struct ow_date date;

    if (ow_date_from_ymd(month / MONTHS_PER_YEAR, month % MONTHS_PER_YEAR + 1,
                         1, &date, NULL) != OW_OK) {
        return (double)INFINITY;
    }
    return date.days;
}

static void month_ticks(double low, double high, size_t most,
                        struct scale_ticks *ticks)
{
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;
    size_t at = 0;
    int step = 0;
    int first = 0;

    while (at + 1 < sizeof month_steps / sizeof month_steps[0] &&
           (high - low) / DAYS_PER_MONTH / month_steps[at] > (double)most) {
        at++;
    }
    step = month_steps[at];
    ow_date_to_ymd((struct ow_date){(int32_t)low}, &year, &month, &day);
    first = (year * MONTHS_PER_YEAR + month - 1) / step * step;
    ticks->step = step * DAYS_PER_MONTH;
    for (int i = first; month_day(i) <= high; i += step) {
        if (month_day(i) >= low && ticks->count < SCALE_MOST_TICKS) {
            ticks->values[ticks->count++] = month_day(i);
        }
    }
}

static void date_ticks(double low, double high, size_t most,
                       struct scale_ticks *ticks)
{
    double weeks = (high - low) / 7;

    if (weeks > (double)most * 2) {
        month_ticks(low, high, most, ticks);
        return;
    }
    /* Days from one Monday to the next, or every few days. */
    ticks->step = high - low <= (double)most ? 1
                  : weeks > (double)most     ? 14
                                             : 7;
    low = ticks->step > 1
              ? ow_date_monday((struct ow_date){(int32_t)low + 6}).days
              : ceil(low);
    for (size_t i = 0; ticks->count < SCALE_MOST_TICKS; i++) {
        double at = low + (double)i * ticks->step;

        if (at > high) {
            return;
        }
        ticks->values[ticks->count++] = at;
    }
}

/* The round durations of a logarithmic axis, no nearer than a share of it. */
static void log_ticks(double low, double high, size_t most,
                      struct scale_ticks *ticks)
{
    static const double round_s[] = {1,    2,     5,     10,    30,     60,
                                     120,  300,   600,   1200,  1800,   3600,
                                     7200, 18000, 36000, 86400, 172800, 432000};
    double last = low - (high - low);

    for (size_t i = 0; i < sizeof round_s / sizeof round_s[0]; i++) {
        double at = log10(round_s[i]);

        if (at >= low - 1e-9 && at <= high + 1e-9 &&
            at - last >= (high - low) / (double)(most + 2) &&
            ticks->count < SCALE_MOST_TICKS) {
            ticks->values[ticks->count++] = at;
            last = at;
        }
    }
}

void scale_ticks(enum scale_kind kind, double low, double high, size_t most,
                 struct scale_ticks *ticks)
{
    memset(ticks, 0, sizeof *ticks);
    ticks->kind = kind;
    if (!(isfinite(low) && isfinite(high) && low < high)) {
        return;
    }
    switch (kind) {
    case SCALE_NUMBER:
        ticks->step = decimal_step((high - low) / (double)most);
        even_ticks(low, high, ticks);
        break;
    case SCALE_DURATION:
        ticks->step = duration_step((high - low) / (double)most);
        even_ticks(low, high, ticks);
        break;
    case SCALE_DATE:
        date_ticks(low, high, most, ticks);
        break;
    case SCALE_LOG_DURATION:
        log_ticks(low, high, most, ticks);
        break;
    }
}

static void date_label(double value, double step, char label[SCALE_LABEL_SIZE])
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr",
                                         "May", "Jun", "Jul", "Aug",
                                         "Sep", "Oct", "Nov", "Dec"};
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;

    ow_date_to_ymd((struct ow_date){(int32_t)value}, &year, &month, &day);
    if (step >= DAYS_PER_MONTH && month == 1) {
        (void)snprintf(label, SCALE_LABEL_SIZE, "%d", (int)year);
    } else if (step >= DAYS_PER_MONTH) {
        (void)snprintf(label, SCALE_LABEL_SIZE, "%s", months[month - 1]);
    } else {
        (void)snprintf(label, SCALE_LABEL_SIZE, "%d %s", (int)day,
                       months[month - 1]);
    }
}

void scale_label(const struct scale_ticks *ticks, size_t i,
                 char label[SCALE_LABEL_SIZE])
{
    char text[NUM_TEXT_SIZE];
    char time[OW_QUANTITY_TEXT_SIZE];

    switch (ticks->kind) {
    case SCALE_LOG_DURATION:
        ow_duration_format(round(pow(10, ticks->values[i])), time);
        (void)snprintf(label, SCALE_LABEL_SIZE, "%.23s", time);
        break;
    case SCALE_NUMBER:
        num_format(ticks->values[i], 6, text);
        (void)snprintf(label, SCALE_LABEL_SIZE, "%.23s", text);
        break;
    case SCALE_DURATION:
        ow_duration_format(ticks->values[i], time);
        (void)snprintf(label, SCALE_LABEL_SIZE, "%.23s", time);
        break;
    case SCALE_DATE:
        date_label(ticks->values[i], ticks->step, label);
        break;
    }
}
