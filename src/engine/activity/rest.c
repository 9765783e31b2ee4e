/* Days on which not running was right, and the weeks that they excuse. */
#include "onward/history.h"

#define DAYS_PER_WEEK 7
/* The least race with a taper, as ow_history_down_weeks() has it. */
#define TAPERED_M 15000
/* So many days of a week excuse it, and so many one day of illness stands for
 * (design choices). */
#define EXCUSING_DAYS 3
#define ILL_DAYS 3

void ow_history_rest_mark(struct ow_history_rest *rest, struct ow_date from,
                          struct ow_date to)
{
    struct ow_date end = ow_date_add_days(rest->from, (int32_t)rest->count - 1);
    struct ow_date day = from.days > rest->from.days ? from : rest->from;

    for (; day.days <= to.days && day.days <= end.days; day.days++) {
        rest->days[ow_date_days_between(rest->from, day)] = true;
    }
}

void ow_history_rest_mark_ill(struct ow_history_rest *rest, struct ow_date day)
{
    ow_history_rest_mark(rest, day, ow_date_add_days(day, ILL_DAYS - 1));
}

void ow_history_rest_mark_race(struct ow_history_rest *rest, struct ow_date day,
                               double distance_m, int off_days)
{
    if (distance_m >= TAPERED_M) {
        ow_history_rest_mark(rest, ow_date_add_days(day, 1 - DAYS_PER_WEEK),
                             day);
    }
    ow_history_rest_mark(rest, ow_date_add_days(day, 1),
                         ow_date_add_days(day, off_days));
}

bool ow_history_rest_excuses(const struct ow_history_rest *rest,
                             struct ow_date monday)
{
    size_t first = (size_t)ow_date_days_between(rest->from, monday);
    int days = 0;

    for (size_t i = first; i < first + DAYS_PER_WEEK && i < rest->count; i++) {
        days += rest->days[i];
    }
    return days >= EXCUSING_DAYS;
}
