/* Bests over years, and the efforts among them that speak for capacity. */
#include "onward/history.h"

#include "engine/activity/trace.h"
#include "onward/body.h"
#include "onward/quantity.h"

#include <math.h>
#include <string.h>

/* Least of a stretch within a run that may speak; see the header. */
#define LEAST_EFFORT_M 3000
#define LEAST_EFFORT_S 600
/* Heart rate of a race, and the time it is read over. */
#define RACE_HR_SHARE 0.92
#define HEART_S 1200
/* What shows less than this share of the best of half a year around it was not
 * run in earnest. */
#define EARNEST_SHARE 0.9
#define EARNEST_DAYS 183
/* A run is as a race from this share of the races around it; one above the
 * other share is a fault of the device. */
#define AS_RACE_SHARE 0.98
#define FAULT_SHARE 1.1
#define YEAR_DAYS 365
/* 80 % of a normal distribution lies within so many deviations. */
#define BAND_DEVIATIONS 1.2816
#define RACE_VARIATION 0.025
/* A race's own distance and a standard one are the same within this. */
#define SAME_DISTANCE_M 1.0
/* Nobody has shown more; see the header. */
#define MOST_VO2MAX 86
/* Slower than this nothing is beyond belief, and much out of the formula. */
#define FAST_M_PER_S 5
/* What a run's minutes look like. */
#define MINUTE_S 60.0
#define SLOWEST_RUN_M_PER_S 2.0
#define FASTEST_RUN_M_PER_S 6.0
#define LEAST_RUN_SHARE 0.75
#define MOST_RUN_VARIATION 0.25
#define LEAST_RUN_MINUTES 5
#define MOST_RUN_MINUTES 14400 /* ten days */

const char *ow_history_effort_name(enum ow_history_effort_kind kind)
{
    static const char *const names[] = {"race", "heart-rate", "as-race"};

    return names[kind];
}

/* The activity's time over a distance; its own where it was a race of it. */
static bool time_over(const struct ow_history_activity *activity,
                      double distance_m, struct ow_history_best *best)
{
    if (fabs(activity->race_m - distance_m) <= SAME_DISTANCE_M &&
        activity->race_s > 0) {
        best->time_s = activity->race_s;
        best->start_s = 0;
        best->is_race = true;
        return true;
    }
    for (size_t i = 0; i < activity->best_count; i++) {
        if (fabs(activity->bests[i].distance_m - distance_m) <=
            SAME_DISTANCE_M) {
            best->time_s = activity->bests[i].time_s;
            best->start_s = activity->bests[i].start_s;
            best->is_race = false;
            return true;
        }
    }
    return false;
}

static bool is_superhuman(const struct ow_trace_best *best)
{
    double vo2max = 0;

    return best->distance_m >= OW_MILE_M && best->distance_m <= OW_MARATHON_M &&
           best->distance_m > FAST_M_PER_S * best->time_s &&
           (ow_vo2max_from_race(best->distance_m, best->time_s, &vo2max,
                                NULL) != OW_OK ||
            vo2max > MOST_VO2MAX);
}

size_t ow_history_believe(struct ow_trace_best *bests, size_t count)
{
    size_t first = count;

    while (first > 0 && !is_superhuman(&bests[first - 1])) {
        first--;
    }
    memmove(bests, bests + first, (count - first) * sizeof *bests);
    return count - first;
}

static bool fastest(const struct ow_history_activity *activities, size_t count,
                    struct ow_date since, struct ow_history_best *best)
{
    bool is_found = false;

    for (size_t i = 0; i < count; i++) {
        const struct ow_history_activity *activity = &activities[i];
        struct ow_history_best other = {.distance_m = best->distance_m,
                                        .activity = i};

        if (activity->kind == OW_HISTORY_RUN &&
            (!ow_date_is_known(since) || activity->date.days >= since.days) &&
            time_over(activity, best->distance_m, &other) &&
            (!is_found || other.time_s < best->time_s)) {
            *best = other;
            is_found = true;
        }
    }
    return is_found;
}

size_t ow_history_bests(const struct ow_history_activity *activities,
                        size_t count, struct ow_date since,
                        struct ow_history_best *bests, size_t capacity)
{
    size_t distance_count = 0;
    const double *distances_m = ow_trace_best_distances(&distance_count);
    size_t found = 0;

    for (size_t i = 0; i < distance_count && found < capacity; i++) {
        bests[found] = (struct ow_history_best){.distance_m = distances_m[i]};
        found += fastest(activities, count, since, &bests[found]);
    }
    return found;
}

/* The stretch of a run that says most; false where none is long enough. */
static bool best_stretch(const struct ow_history_activity *activity,
                         double least_s, struct ow_history_effort *effort)
{
    effort->effective_vo2max = 0;
    for (size_t i = 0; i < activity->best_count; i++) {
        const struct ow_trace_best *best = &activity->bests[i];
        double vo2max = 0;

        if (best->distance_m >= LEAST_EFFORT_M && best->time_s >= least_s &&
            ow_vo2max_from_race(best->distance_m, best->time_s, &vo2max,
                                NULL) == OW_OK &&
            vo2max > effort->effective_vo2max) {
            effort->effective_vo2max = vo2max;
            effort->distance_m = best->distance_m;
            effort->time_s = best->time_s;
        }
    }
    return effort->effective_vo2max > 0;
}

static bool race_of(const struct ow_history_activity *activity,
                    struct ow_history_effort *effort)
{
    effort->kind = OW_EFFORT_RACE;
    effort->distance_m = activity->race_m;
    effort->time_s = activity->race_s;
    return !ow_is_missing(activity->race_m) &&
           ow_vo2max_from_race(activity->race_m, activity->race_s,
                               &effort->effective_vo2max, NULL) == OW_OK;
}

/* The most that efforts within some days of a day show; 0 without one. */
static double best_around(const struct ow_history_effort *efforts, size_t count,
                          struct ow_date date, int32_t days)
{
    double vo2max = 0;

    for (size_t i = 0; i < count; i++) {
        int32_t apart = ow_date_days_between(efforts[i].date, date);

        if (apart >= -days && apart <= days &&
            efforts[i].effective_vo2max > vo2max) {
            vo2max = efforts[i].effective_vo2max;
        }
    }
    return vo2max;
}

/* Leaves out what was run with much in hand; returns how many are left. */
static size_t leave_jogged(struct ow_history_effort *efforts, size_t count)
{
    size_t left = 0;

    for (size_t i = 0; i < count; i++) {
        struct ow_date date = efforts[i].date;
        double before = best_around(efforts, left, date, EARNEST_DAYS);
        double after = best_around(efforts + i, count - i, date, EARNEST_DAYS);

        if (efforts[i].effective_vo2max >=
            EARNEST_SHARE * fmax(before, after)) {
            efforts[left++] = efforts[i];
        }
    }
    return left;
}

/* A run that was no race, judged by heart rate and by the races around it. */
static bool hard_run(const struct ow_history_activity *activity, double race,
                     double hr_max_bpm, struct ow_history_effort *effort)
{
    bool is_hearty = activity->hr_20min_bpm >= RACE_HR_SHARE * hr_max_bpm &&
                     activity->hr_20min_bpm <= hr_max_bpm;

    if (is_hearty && best_stretch(activity, HEART_S, effort) &&
        (race <= 0 || effort->effective_vo2max <= FAULT_SHARE * race)) {
        effort->kind = OW_EFFORT_HEART;
        return true;
    }
    effort->kind = OW_EFFORT_AS_RACE;
    return race > 0 && best_stretch(activity, LEAST_EFFORT_S, effort) &&
           effort->effective_vo2max >= AS_RACE_SHARE * race &&
           effort->effective_vo2max <= FAULT_SHARE * race;
}

size_t ow_history_efforts(const struct ow_history_activity *activities,
                          size_t count, double hr_max_bpm,
                          struct ow_history_effort *efforts)
{
    size_t races = 0;
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        struct ow_history_effort *race = &efforts[races];

        race->activity = i;
        race->date = activities[i].date;
        races += activities[i].kind == OW_HISTORY_RUN &&
                 race_of(&activities[i], race);
    }
    races = leave_jogged(efforts, races);
    found = races;
    for (size_t i = 0; i < count; i++) {
        struct ow_history_effort effort = {.activity = i,
                                           .date = activities[i].date};

        if (activities[i].kind == OW_HISTORY_RUN &&
            ow_is_missing(activities[i].race_m) &&
            hard_run(&activities[i],
                     best_around(efforts, races, effort.date, YEAR_DAYS),
                     hr_max_bpm, &effort)) {
            efforts[found++] = effort;
        }
    }
    return leave_jogged(efforts, found);
}

/* How far the effective VO2max of an effort goes when its time is multiplied;
 * its own value where that time is out of the formula's range. */
static double varied(const struct ow_history_effort *effort, double factor)
{
    double vo2max = effort->effective_vo2max;
    enum ow_status status = ow_vo2max_from_race(
        effort->distance_m, effort->time_s * factor, &vo2max, NULL);

    (void)status;
    return vo2max;
}

static void set_capacity(const struct ow_history_effort *best, size_t count,
                         double sum, double squares,
                         struct ow_history_capacity *capacity)
{
    double band = BAND_DEVIATIONS * RACE_VARIATION;
    double n = (double)count;

    capacity->effective_vo2max = best->effective_vo2max;
    capacity->date = best->date;
    capacity->low = varied(best, 1 + band);
    capacity->high = varied(best, 1 - band);
    if (count > 1) {
        capacity->spread = sqrt(fmax(0, squares - sum * sum / n) / (n - 1));
    }
}

void ow_history_capacity(const struct ow_history_effort *efforts, size_t count,
                         struct ow_date from, struct ow_date to,
                         struct ow_history_capacity *capacity)
{
    struct ow_history_capacity made = {
        .effective_vo2max = OW_MISSING,
        .low = OW_MISSING,
        .high = OW_MISSING,
        .least = OW_MISSING,
        .spread = OW_MISSING,
        .date = ow_date_none(),
    };
    const struct ow_history_effort *best = NULL;
    double sum = 0;
    double squares = 0;

    for (size_t i = 0; i < count; i++) {
        double vo2max = efforts[i].effective_vo2max;

        if (efforts[i].date.days < from.days ||
            efforts[i].date.days > to.days) {
            continue;
        }
        made.efforts++;
        sum += vo2max;
        squares += vo2max * vo2max;
        made.least = fmin(made.least, vo2max); /* fmin passes missing over */
        if (best == NULL || vo2max > best->effective_vo2max) {
            best = &efforts[i];
        }
    }
    if (best != NULL) {
        set_capacity(best, made.efforts, sum, squares, &made);
    }
    *capacity = made;
}

double ow_history_vo2max_on(const struct ow_history_effort *efforts,
                            size_t count, struct ow_date date)
{
    double in_year = OW_MISSING;
    double nearest = OW_MISSING;
    int32_t nearest_days = INT32_MAX;

    for (size_t i = 0; i < count; i++) {
        int32_t ago = ow_date_days_between(efforts[i].date, date);
        /* What came before goes before what came after. */
        int32_t distance = ago >= 0 ? ago : INT32_MAX / 2 - ago;

        if (ago >= 0 && ago <= YEAR_DAYS) {
            in_year = fmax(in_year, efforts[i].effective_vo2max);
        }
        if (distance < nearest_days) {
            nearest_days = distance;
            nearest = efforts[i].effective_vo2max;
        }
    }
    return ow_is_missing(in_year) ? nearest : in_year;
}

bool ow_history_is_run(const struct ow_trace *trace)
{
    double span_s = trace->time_s[trace->count - 1] - trace->time_s[0];
    size_t all = (size_t)fmin(span_s / MINUTE_S, MOST_RUN_MINUTES);
    double before_m = 0;
    double sum = 0;
    double squares = 0;
    size_t minutes = 0;
    size_t moving = 0;

    for (size_t i = 1; i <= all; i++) {
        double distance_m =
            trace_distance_at(trace, trace->time_s[0] + (double)i * MINUTE_S);
        double speed_m_per_s = (distance_m - before_m) / MINUTE_S;

        before_m = distance_m;
        moving += speed_m_per_s > SLOWEST_RUN_M_PER_S / 4;
        if (speed_m_per_s >= SLOWEST_RUN_M_PER_S &&
            speed_m_per_s <= FASTEST_RUN_M_PER_S) {
            minutes++;
            sum += speed_m_per_s;
            squares += speed_m_per_s * speed_m_per_s;
        }
    }
    if (minutes < LEAST_RUN_MINUTES ||
        (double)minutes < LEAST_RUN_SHARE * (double)moving) {
        return false;
    }
    sum /= (double)minutes;
    return sqrt(fmax(0, squares / (double)minutes - sum * sum)) <=
           MOST_RUN_VARIATION * sum;
}
