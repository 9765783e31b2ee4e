/* The past as a scenario wants it; see the header. */
#include "app/history.h"

#include "app/excuse.h"
#include "base/error.h"
#include "base/mem.h"

#include <math.h>
#include <string.h>

/* Half a year: what the ramp of the weeks stands on. */
#define WEEKS 26
#define DAYS_PER_WEEK 7
#define LONGEST_RUN_DAYS 30

/* Whether a plan was kept to excuses a week for any goal. */
#define ANY_GOAL 99

struct making {
    struct store *store;
    const struct past *past;
    const struct ledger *ledger;
    struct ow_date today;
};

static bool set_date(json_t *object, const char *key, struct ow_date date)
{
    char text[OW_DATE_TEXT_SIZE];

    ow_date_format(date, text);
    return json_object_set_new(object, key, json_string(text)) == 0;
}

/* Only goals ask for it, and plans that were kept have to be read for it. */
static enum ow_status excuse(const struct making *making,
                             const struct ow_history_sum weeks[WEEKS],
                             bool excused[WEEKS], struct ow_error *err)
{
    memset(excused, 0, WEEKS * sizeof *excused);
    return json_array_size(making->ledger->goals) == 0
               ? OW_OK
               : excuse_weeks(making->store, making->ledger, making->past,
                              weeks, WEEKS, ANY_GOAL, excused, err);
}

static json_t *week_json(const struct ow_history_sum *week, bool is_excused)
{
    json_t *entry = json_pack("{s:f, s:i, s:i, s:i}", "run_m",
                              (double)llround(week->run_m), "runs", week->runs,
                              "strength", week->strength, "walks", week->walks);

    if (entry == NULL || !set_date(entry, "monday", week->from) ||
        (is_excused &&
         json_object_set_new(entry, "excused", json_true()) != 0)) {
        json_decref(entry);
        return NULL;
    }
    return entry;
}

/* From the first week in which anything was done. */
static enum ow_status append_weeks(const struct making *making, json_t *history,
                                   struct ow_error *err)
{
    struct ow_history_sum weeks[WEEKS];
    bool excused[WEEKS];
    json_t *array = json_array();
    bool has_begun = false;
    enum ow_status status = OW_OK;

    (void)ow_history_sum(
        making->past->activities, making->past->count, OW_HISTORY_WEEK,
        ow_date_add_days(making->today, -(WEEKS - 1) * DAYS_PER_WEEK),
        making->today, weeks, WEEKS);
    status = excuse(making, weeks, excused, err);
    for (size_t i = 0; i < WEEKS && status == OW_OK; i++) {
        has_begun = has_begun || weeks[i].runs > 0 || weeks[i].strength > 0 ||
                    weeks[i].walks > 0;
        if (has_begun && json_array_append_new(
                             array, week_json(&weeks[i], excused[i])) != 0) {
            status = error_nomem(err);
        }
    }
    if (status != OW_OK) {
        json_decref(array);
        return status;
    }
    return json_object_set_new(history, "weeks", array) == 0 ? OW_OK
                                                             : error_nomem(err);
}

static bool append_best(json_t *bests, struct ow_date date, double distance_m,
                        double time_s)
{
    json_t *entry =
        json_pack("{s:f, s:f}", "distance_m", distance_m, "time_s", time_s);

    if (entry == NULL || !set_date(entry, "date", date)) {
        json_decref(entry);
        return false;
    }
    return json_array_append_new(bests, entry) == 0;
}

/* Races run in a known time are what a runner has shown, those without a kept
 * file and those recognised too; and of the runs those that speak for capacity.
 * Easy ones would only say that the runner can do that much at least. */
static bool append_bests(const struct making *making, json_t *history)
{
    const struct past *past = making->past;
    json_t *bests = json_array();
    size_t i = 0;
    json_t *race = NULL;
    bool is_done = bests != NULL;

    json_array_foreach(making->ledger->races, i, race)
    {
        struct ow_date date = ow_date_none();
        json_t *time = json_object_get(race, "time_s");
        enum ow_status status = ow_date_parse(
            json_string_value(json_object_get(race, "date")), &date, NULL);

        if (is_done && status == OW_OK && json_is_number(time)) {
            is_done = append_best(
                bests, date,
                json_number_value(json_object_get(race, "distance_m")),
                json_number_value(time));
        }
    }
    for (i = 0; is_done && i < past->count; i++) {
        const struct ow_history_activity *run = &past->activities[i];

        if (run->race_s > 0 && !past->notes[i].is_confirmed) {
            is_done = append_best(bests, run->date, run->race_m, run->race_s);
        }
    }
    for (i = 0; is_done && i < past->effort_count; i++) {
        const struct ow_history_effort *effort = &past->efforts[i];

        if (effort->kind != OW_EFFORT_RACE) {
            is_done = append_best(bests, effort->date, effort->distance_m,
                                  effort->time_s);
        }
    }
    if (!is_done) {
        json_decref(bests);
        return false;
    }
    return json_object_set_new(history, "bests", bests) == 0;
}

static bool set_longest(const struct making *making, json_t *history)
{
    const struct past *past = making->past;
    size_t longest =
        ow_history_longest(past->activities, past->count,
                           ow_date_add_days(making->today, -LONGEST_RUN_DAYS),
                           making->today, false);

    return longest == past->count ||
           (json_object_set_new(
                history, "longest_run_30d_m",
                json_real(past->activities[longest].distance_m)) == 0 &&
            set_date(history, "longest_run_date",
                     past->activities[longest].date));
}

static enum ow_status set_form(const struct making *making, json_t *history,
                               struct ow_error *err)
{
    struct ow_form_day *days = NULL;
    struct ow_date from = ow_date_none();
    size_t count = 0;
    bool is_done = true;
    enum ow_status status = OW_OK;

    if (making->past->count == 0) {
        return OW_OK;
    }
    status = past_form(making->past, ow_date_add_days(making->today, -1), &days,
                       &count, &from, err);
    if (status != OW_OK) {
        return status;
    }
    is_done = json_object_set_new(history, "fitness",
                                  json_real(days[count - 1].fitness)) == 0 &&
              json_object_set_new(history, "fatigue",
                                  json_real(days[count - 1].fatigue)) == 0;
    mem_free(days);
    return is_done ? OW_OK : error_nomem(err);
}

enum ow_status history_of(struct store *store, const struct past *past,
                          struct ow_date today, const struct ledger *ledger,
                          json_t **history, struct ow_error *err)
{
    struct making making = {store, past, ledger, today};
    json_t *made = json_object();
    enum ow_status status =
        made == NULL ? error_nomem(err) : append_weeks(&making, made, err);

    if (status == OW_OK &&
        !(append_bests(&making, made) && set_longest(&making, made))) {
        status = error_nomem(err);
    }
    if (status == OW_OK) {
        status = set_form(&making, made, err);
    }
    if (status != OW_OK) {
        json_decref(made);
        return status;
    }
    *history = made;
    return OW_OK;
}

enum ow_status history_read(struct store *store, struct ow_date today,
                            const struct ledger *ledger, json_t **history,
                            struct ow_error *err)
{
    struct past past = {0};
    enum ow_status status = past_read(store, ledger, today, &past, err);

    if (status == OW_OK) {
        status = history_of(store, &past, today, ledger, history, err);
    }
    past_dispose(&past);
    return status;
}
