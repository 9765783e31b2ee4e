/* The scenario of a runner; see the header. */
#include "app/scenario.h"

#include "app/history.h"
#include "app/plans.h"
#include "app/weak_spots.h"
#include "base/error.h"
#include "base/mem.h"
#include "onward/json.h"

#include <string.h>

/* Minutes a day of a runner who has not said: an hour, more at the weekend. */
#define DEFAULT_DAYS                                                           \
    "{\"mon\":60,\"tue\":60,\"wed\":60,\"thu\":60,\"fri\":60,\"sat\":90,"      \
    "\"sun\":180}"

/* The member of the settings, or what stands for it where it is absent. */
static json_t *setting(const struct ledger *ledger, const char *key,
                       const char *otherwise)
{
    json_t *value = json_object_get(ledger->settings, key);

    return value != NULL ? json_deep_copy(value)
                         : json_loads(otherwise, JSON_DECODE_ANY, NULL);
}

/* What is said of some days leaves the others as they are by default; the long
 * run is on Sunday, the longest of these. */
static json_t *athlete_of(const struct ledger *ledger)
{
    json_t *athlete = setting(ledger, "athlete", "{}");
    json_t *days = json_loads(DEFAULT_DAYS, 0, NULL);
    json_t *said = json_object_get(athlete, "days");

    if (athlete == NULL || days == NULL ||
        (said != NULL && !ledger_patch(days, said)) ||
        json_object_set(athlete, "days", days) != 0 ||
        (json_object_get(athlete, "long_run_day") == NULL &&
         json_object_set_new(athlete, "long_run_day", json_string("sun")) !=
             0)) {
        json_decref(days);
        json_decref(athlete);
        return NULL;
    }
    json_decref(days);
    return athlete;
}

/* Hands a JSON scenario to the decoder. */
static enum ow_status decode(const json_t *object,
                             struct ow_scenario **scenario,
                             struct ow_error *err)
{
    char *text = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(15));
    enum ow_status status = OW_OK;

    if (text == NULL) {
        return error_nomem(err);
    }
    status = ow_scenario_decode(text, strlen(text), scenario, err);
    mem_free(text);
    return status;
}

enum ow_status scenario_compose(const struct ledger *ledger, json_t *history,
                                json_t *used_ids, json_t *spots, int weeks,
                                struct ow_scenario **scenario,
                                struct ow_error *err)
{
    json_t *object = json_pack(
        "{s:s, s:o, s:O, s:O, s:O, s:O, s:o, s:O?, s:O?, s:o, s:o, s:i}",
        "schema", "onward/scenario/1", "athlete", athlete_of(ledger), "history",
        history, "races", ledger->races, "goals", ledger->goals, "check_ins",
        ledger->check_ins, "blocked", setting(ledger, "blocked", "[]"),
        "used_ids", used_ids, "weak_spots", spots, "rules",
        setting(ledger, "rules", "{}"), "preset",
        setting(ledger, "preset", "\"classic\""), "weeks", weeks);
    enum ow_status status =
        object == NULL ? error_nomem(err) : decode(object, scenario, err);

    json_decref(object);
    return status;
}

static bool add_ids(json_t *ids, const struct ow_plan_day *day)
{
    for (size_t i = 0; day != NULL && i < day->session_count; i++) {
        if (json_array_append_new(ids, json_string(day->sessions[i].id)) != 0) {
            return false;
        }
    }
    return true;
}

enum ow_status scenario_used_ids(struct store *store, struct ow_date today,
                                 json_t **ids, struct ow_error *err)
{
    struct app_plans plans;
    struct ow_date day = ow_date_monday(today);
    json_t *made = NULL;
    bool is_done = true;
    enum ow_status status = app_plans_read(store, &plans, err);

    if (status == OW_E_NOT_FOUND) {
        *ids = NULL;
        return OW_OK;
    }
    if (status != OW_OK) {
        return status;
    }
    made = json_array();
    for (; day.days < today.days && is_done; day = ow_date_add_days(day, 1)) {
        is_done = add_ids(made, app_plans_day(&plans, day));
    }
    app_plans_dispose(&plans);
    if (made == NULL || !is_done) {
        json_decref(made);
        return error_nomem(err);
    }
    *ids = made;
    return OW_OK;
}

enum ow_status scenario_read(struct store *store, struct ow_date today,
                             int weeks, struct ow_scenario **scenario,
                             struct ow_error *err)
{
    struct ledger ledger = {0};
    json_t *history = NULL;
    json_t *used_ids = NULL;
    json_t *spots = NULL;
    struct past past = {0};
    enum ow_status status = ledger_read(store, &ledger, err);

    if (status == OW_OK) {
        status = past_read(store, &ledger, today, &past, err);
    }
    if (status == OW_OK) {
        status = history_of(store, &past, today, &ledger, &history, err);
    }
    if (status == OW_OK) {
        status = scenario_used_ids(store, today, &used_ids, err);
    }
    if (status == OW_OK) {
        status = weak_spots_of(store, &ledger, &past, today, &spots, err);
    }
    if (status == OW_OK) {
        status = scenario_compose(&ledger, history, used_ids, spots, weeks,
                                  scenario, err);
    }
    past_dispose(&past);
    json_decref(spots);
    json_decref(used_ids);
    json_decref(history);
    ledger_dispose(&ledger);
    return status;
}
