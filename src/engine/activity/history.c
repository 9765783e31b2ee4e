/* Weeks, months and years of what was run, and how steadily it was. */
#include "onward/history.h"

#include <math.h>

/* A shorter walk is no session (the seed text: 20 to 30 minutes). */
#define SHORTEST_WALK_S 1200.0
#define MONTHS_PER_QUARTER 3
#define MONTHS_PER_YEAR 12
#define DAYS_PER_WEEK 7
/* A fall that makes a week a down week, see the header; 23 km after 25 km is
 * one, whatever the last digit says. */
#define DOWN_FALL (0.08 - 1e-9)
/* Weeks of taper, the race's own included, and the least race that has one. */
#define TAPER_WEEKS 3
#define TAPERED_M 15000

enum ow_history_kind ow_history_kind_of(int sport)
{
    /* Numbers of the FIT profile: cycling, fitness equipment, swimming,
     * cross-country skiing, rowing, mountaineering, hiking, paddling, e-biking,
     * inline skating, ice skating, snowshoeing, kayaking. */
    static const int cross[] = {2,  4,  5,  12, 15, 16, 17,
                                19, 21, 30, 33, 35, 41};

    if (sport == OW_SPORT_RUNNING) {
        return OW_HISTORY_RUN;
    }
    if (sport == OW_SPORT_TRAINING) {
        return OW_HISTORY_STRENGTH;
    }
    if (sport == OW_SPORT_WALKING) {
        return OW_HISTORY_WALK;
    }
    for (size_t i = 0; i < sizeof cross / sizeof cross[0]; i++) {
        if (sport == cross[i]) {
            return OW_HISTORY_CROSS;
        }
    }
    return OW_HISTORY_OTHER;
}

static struct ow_date day_of(int32_t year, int32_t month)
{
    struct ow_date date = ow_date_none();
    enum ow_status status = ow_date_from_ymd(year, month, 1, &date, NULL);

    (void)status; /* out of the calendar it stays none */
    return date;
}

/* The first month of a period that is made of months. */
static int32_t first_month(enum ow_history_period period, int32_t month)
{
    if (period == OW_HISTORY_YEAR) {
        return 1;
    }
    return period == OW_HISTORY_QUARTER
               ? month - (month - 1) % MONTHS_PER_QUARTER
               : month;
}

struct ow_date ow_history_period_start(enum ow_history_period period,
                                       struct ow_date date)
{
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;

    if (period == OW_HISTORY_WEEK) {
        return ow_date_monday(date);
    }
    ow_date_to_ymd(date, &year, &month, &day);
    return day_of(year, first_month(period, month));
}

struct ow_date ow_history_period_next(enum ow_history_period period,
                                      struct ow_date date)
{
    int32_t months = period == OW_HISTORY_YEAR      ? MONTHS_PER_YEAR
                     : period == OW_HISTORY_QUARTER ? MONTHS_PER_QUARTER
                                                    : 1;
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;

    if (period == OW_HISTORY_WEEK) {
        return ow_date_add_days(ow_date_monday(date), DAYS_PER_WEEK);
    }
    ow_date_to_ymd(date, &year, &month, &day);
    month = first_month(period, month) + months;
    return month > MONTHS_PER_YEAR ? day_of(year + 1, month - MONTHS_PER_YEAR)
                                   : day_of(year, month);
}

static void add(double *sum, double value)
{
    if (!ow_is_missing(value)) {
        *sum += value;
    }
}

static void take(struct ow_history_sum *sum,
                 const struct ow_history_activity *activity)
{
    add(&sum->load, activity->load);
    sum->strength += activity->kind == OW_HISTORY_STRENGTH;
    sum->cross += activity->kind == OW_HISTORY_CROSS;
    sum->walks += activity->kind == OW_HISTORY_WALK &&
                  activity->duration_s >= SHORTEST_WALK_S;
    if (activity->kind != OW_HISTORY_RUN) {
        return;
    }
    sum->runs++;
    add(&sum->run_m, activity->distance_m);
    add(&sum->run_s, activity->duration_s);
    add(&sum->ascent_m, activity->ascent_m);
    if (activity->distance_m > sum->longest_m) {
        sum->longest_m = activity->distance_m;
    }
    if (activity->race_m > sum->raced_m) {
        sum->raced_m = activity->race_m;
    }
}

/* The period a day lies in; they are ascending. */
static struct ow_history_sum *find(struct ow_history_sum *sums, size_t count,
                                   struct ow_date date)
{
    size_t low = 0;
    size_t high = count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (sums[middle].from.days <= date.days) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &sums[low];
}

size_t ow_history_sum(const struct ow_history_activity *activities,
                      size_t count, enum ow_history_period period,
                      struct ow_date from, struct ow_date to,
                      struct ow_history_sum *sums, size_t capacity)
{
    struct ow_date start = ow_history_period_start(period, from);
    struct ow_date end = start;
    size_t periods = 0;
    size_t written = 0;

    for (; start.days <= to.days;
         start = ow_history_period_next(period, start)) {
        if (periods < capacity) {
            sums[periods] = (struct ow_history_sum){.from = start};
            end = ow_history_period_next(period, start);
        }
        periods++;
    }
    written = periods < capacity ? periods : capacity;
    for (size_t i = 0; written > 0 && i < count; i++) {
        struct ow_date date = activities[i].date;

        if (date.days >= sums[0].from.days && date.days < end.days) {
            take(find(sums, written, date), &activities[i]);
        }
    }
    return periods;
}

size_t ow_history_longest(const struct ow_history_activity *activities,
                          size_t count, struct ow_date from, struct ow_date to,
                          bool with_races)
{
    size_t longest = count;
    double most_m = 0;

    for (size_t i = 0; i < count; i++) {
        const struct ow_history_activity *activity = &activities[i];

        if (activity->kind == OW_HISTORY_RUN &&
            activity->date.days >= from.days &&
            activity->date.days <= to.days &&
            (with_races || ow_is_missing(activity->race_m)) &&
            activity->distance_m > most_m) {
            most_m = activity->distance_m;
            longest = i;
        }
    }
    return longest;
}

static bool is_taper(const struct ow_history_sum *weeks, size_t count,
                     size_t week)
{
    for (size_t i = week; i < count && i < week + TAPER_WEEKS; i++) {
        if (weeks[i].raced_m >= TAPERED_M) {
            return true;
        }
    }
    return false;
}

size_t ow_history_down_weeks(const struct ow_history_sum *weeks, size_t count,
                             double *falls)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        double fall = 0;

        falls[i] = OW_MISSING;
        if (i < 2 || !(weeks[i].run_m > 0 && weeks[i - 2].run_m > 0) ||
            weeks[i - 1].run_m < weeks[i - 2].run_m ||
            is_taper(weeks, count, i)) {
            continue;
        }
        fall = 1 - weeks[i].run_m / weeks[i - 1].run_m;
        if (fall >= DOWN_FALL) {
            falls[i] = fall;
            found++;
        }
    }
    return found;
}

void ow_history_keep_count(const struct ow_history_sum *weeks,
                           const bool *excused, size_t count, bool is_open,
                           int least_runs,
                           struct ow_history_consistency *consistency)
{
    struct ow_history_consistency made = {.longest_from = ow_date_none()};
    struct ow_date begun = ow_date_none();

    for (size_t i = 0; i < count; i++) {
        bool is_last = is_open && i + 1 == count;
        bool is_excused = excused != NULL && excused[i];

        if (weeks[i].runs >= least_runs) {
            begun = made.now == 0 ? weeks[i].from : begun;
            made.now++;
            made.kept++;
            made.weeks++;
        } else if (is_excused && !is_last) {
            made.kept++;
            made.weeks++;
        } else if (!is_last) {
            made.now = 0;
            made.weeks++;
        }
        if (made.now > made.longest) {
            made.longest = made.now;
            made.longest_from = begun;
        }
    }
    *consistency = made;
}
