/* What was run; see the header. */
#include "app/history.h"

#include "app/clock.h"
#include "base/error.h"

#include <string.h>

/* Half a year: what fitness and the ramp of the weeks stand on. */
#define WEEKS 26
#define DAYS_PER_WEEK 7
#define MS_PER_DAY INT64_C(86400000)
#define LONGEST_RUN_DAYS 30
/* A run that is this near to a race's distance on its day was that race. */
#define SAME_RACE_SHARE 0.05

struct week {
    double run_m;
    int runs;
    int strength;
};

struct reading {
    struct ow_date today;
    struct ow_date first_monday;
    struct week weeks[WEEKS];
    json_t *races; /* borrowed */
    double longest_m;
    struct ow_date longest_date;
};

struct ow_date history_day_of(const struct ow_activity_summary *summary)
{
    int32_t offset_s = summary->has_utc_offset
                           ? summary->utc_offset_s
                           : clock_utc_offset_s(summary->start_time_ms);

    return ow_date_from_time(summary->start_time_ms, offset_s);
}

static bool is_race(const struct reading *reading, struct ow_date day,
                    double distance_m)
{
    char date[OW_DATE_TEXT_SIZE];
    size_t i = 0;
    json_t *race = NULL;

    ow_date_format(day, date);
    json_array_foreach(reading->races, i, race)
    {
        const char *its = json_string_value(json_object_get(race, "date"));
        double race_m = json_number_value(json_object_get(race, "distance_m"));

        if (its != NULL && strcmp(its, date) == 0 &&
            fabs(distance_m - race_m) <= SAME_RACE_SHARE * race_m) {
            return true;
        }
    }
    return false;
}

static void take_run(struct reading *reading, struct week *week,
                     struct ow_date day, double distance_m)
{
    week->run_m += distance_m;
    week->runs++;
    if (distance_m > reading->longest_m &&
        ow_date_days_between(day, reading->today) <= LONGEST_RUN_DAYS &&
        !is_race(reading, day, distance_m)) {
        reading->longest_m = distance_m;
        reading->longest_date = day;
    }
}

static enum ow_status take(void *context, const struct store_activity *activity,
                           struct ow_error *err)
{
    struct reading *reading = context;
    const struct ow_activity_summary *summary = &activity->summary;
    struct ow_date day = history_day_of(summary);
    int32_t days = ow_date_days_between(reading->first_monday, day);
    struct week *week = NULL;

    (void)err;
    if (days < 0 || day.days >= reading->today.days ||
        activity->duplicate_of[0] != '\0') {
        return OW_OK;
    }
    week = &reading->weeks[days / DAYS_PER_WEEK];
    if (summary->sport == OW_SPORT_TRAINING) {
        week->strength++;
    } else if (summary->sport == OW_SPORT_RUNNING &&
               !ow_is_missing(summary->distance_m) && summary->distance_m > 0) {
        take_run(reading, week, day, summary->distance_m);
    }
    return OW_OK;
}

static bool set_date(json_t *object, const char *key, struct ow_date date)
{
    char text[OW_DATE_TEXT_SIZE];

    ow_date_format(date, text);
    return json_object_set_new(object, key, json_string(text)) == 0;
}

/* From the first week in which anything was done. */
static bool append_weeks(const struct reading *reading, json_t *weeks)
{
    bool has_begun = false;

    for (int32_t i = 0; i < WEEKS; i++) {
        const struct week *week = &reading->weeks[i];
        struct ow_date monday =
            ow_date_add_days(reading->first_monday, i * DAYS_PER_WEEK);
        json_t *entry = NULL;

        has_begun = has_begun || week->runs > 0 || week->strength > 0;
        if (!has_begun) {
            continue;
        }
        entry =
            json_pack("{s:f, s:i, s:i}", "run_m", (double)llround(week->run_m),
                      "runs", week->runs, "strength", week->strength);
        if (entry == NULL || !set_date(entry, "monday", monday) ||
            json_array_append_new(weeks, entry) != 0) {
            return false;
        }
    }
    return true;
}

/* Races run in a known time are what a runner has shown. */
static bool append_bests(const struct reading *reading, json_t *bests)
{
    size_t i = 0;
    json_t *race = NULL;

    json_array_foreach(reading->races, i, race)
    {
        json_t *time = json_object_get(race, "time_s");
        json_t *entry = NULL;

        if (!json_is_number(time)) {
            continue;
        }
        entry = json_pack("{s:O, s:O, s:O}", "date",
                          json_object_get(race, "date"), "distance_m",
                          json_object_get(race, "distance_m"), "time_s", time);
        if (json_array_append_new(bests, entry) != 0) {
            return false;
        }
    }
    return true;
}

static enum ow_status make(const struct reading *reading, json_t **history,
                           struct ow_error *err)
{
    json_t *weeks = json_array();
    json_t *bests = json_array();
    json_t *made = json_object();
    bool is_whole = weeks != NULL && bests != NULL && made != NULL &&
                    append_weeks(reading, weeks) &&
                    append_bests(reading, bests) &&
                    json_object_set(made, "weeks", weeks) == 0 &&
                    json_object_set(made, "bests", bests) == 0;

    if (is_whole && reading->longest_m > 0) {
        is_whole = json_object_set_new(made, "longest_run_30d_m",
                                       json_real(reading->longest_m)) == 0 &&
                   set_date(made, "longest_run_date", reading->longest_date);
    }
    json_decref(weeks);
    json_decref(bests);
    if (!is_whole) {
        json_decref(made);
        return error_nomem(err);
    }
    *history = made;
    return OW_OK;
}

enum ow_status history_read(struct store *store, struct ow_date today,
                            json_t *races, json_t **history,
                            struct ow_error *err)
{
    struct reading reading = {.today = today, .races = races};
    struct store_filter filter = {.has_from = true};
    enum ow_status status = OW_OK;

    reading.first_monday =
        ow_date_add_days(ow_date_monday(today), -(WEEKS - 1) * DAYS_PER_WEEK);
    /* A day early: where the runner was it may have been tomorrow already. */
    filter.from_ms = (reading.first_monday.days - INT64_C(1)) * MS_PER_DAY;
    status = store_activity_walk(store, &filter, take, &reading, err);
    return status == OW_OK ? make(&reading, history, err) : status;
}
