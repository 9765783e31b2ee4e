/* What the runner says; see the header. */
#include "app/diary.h"

#include "app/history.h"
#include "app/scenario.h"
#include "base/error.h"
#include "base/num.h"
#include "onward/goals.h"
#include "onward/json.h"

#include <stdio.h>
#include <string.h>

/* How far a value is tried: the weeks of a plan do not matter to it. */
#define TRIED_WEEKS 1
#define MOST_VALUE ((size_t)4096)
/* A running life. */
#define MOST_DAYS_AHEAD (60 * 366)
/* The same race, by two measures of its distance. */
#define SAME_RACE_SHARE 0.05

static bool set_text(json_t *object, const char *key, const char *text)
{
    return text == NULL ||
           json_object_set_new(object, key, json_string(text)) == 0;
}

static bool set_number(json_t *object, const char *key, double value)
{
    return ow_is_missing(value) ||
           json_object_set_new(object, key, json_real(value)) == 0;
}

static bool set_score(json_t *object, const char *key, int value)
{
    return value < 0 ||
           json_object_set_new(object, key, json_integer(value)) == 0;
}

static bool set_date(json_t *object, const char *key, struct ow_date date)
{
    char text[OW_DATE_TEXT_SIZE];

    ow_date_format(date, text);
    return !ow_date_is_known(date) || set_text(object, key, text);
}

/* Lays an entry over the ledger as it was read, as ledger_read() would. */
static bool lay(struct ledger *ledger, enum store_kind kind, json_t *payload)
{
    json_t *array = ledger->check_ins;
    const char *key = "date";
    size_t i = 0;
    json_t *entry = NULL;

    if (kind == STORE_SETTING) {
        return ledger_patch(ledger->settings, payload);
    }
    if (kind == STORE_RACE || kind == STORE_GOAL) {
        array = kind == STORE_RACE ? ledger->races : ledger->goals;
        key = "id";
    }
    json_array_foreach(array, i, entry)
    {
        if (json_equal(json_object_get(entry, key),
                       json_object_get(payload, key)) == 1) {
            return ledger_patch(entry, payload);
        }
    }
    return json_array_append_new(array, json_deep_copy(payload)) == 0;
}

/* Whether the goal that was laid says what its kind needs. */
static enum ow_status check_goal(const struct ow_scenario *scenario,
                                 const json_t *payload, struct ow_error *err)
{
    const char *id = json_string_value(json_object_get(payload, "id"));

    for (size_t i = 0; i < scenario->goal_count; i++) {
        if (strcmp(scenario->goals[i].id, id) == 0) {
            return ow_goal_check(&scenario->goals[i], err);
        }
    }
    return OW_OK;
}

/* Tries an entry on the scenario and keeps it; takes the payload over. */
static enum ow_status keep(const struct diary *diary, struct ledger *ledger,
                           enum store_kind kind, json_t *payload,
                           struct ow_error *err)
{
    struct ow_scenario *scenario = NULL;
    json_t *history = NULL;
    enum ow_status status = OW_OK;

    if (payload == NULL || !lay(ledger, kind, payload)) {
        json_decref(payload);
        return error_nomem(err);
    }
    status = history_read(diary->store, diary->today, ledger, &history, err);
    if (status == OW_OK) {
        status = scenario_compose(ledger, history, NULL, NULL, TRIED_WEEKS,
                                  &scenario, err);
    }
    json_decref(history);
    if (status == OW_OK && kind == STORE_GOAL) {
        status = check_goal(scenario, payload, err);
    }
    if (status == OW_OK && !diary->is_preview) {
        status = ledger_append(diary->store, diary->now_ms, kind, payload, err);
    }
    ow_scenario_free(scenario);
    json_decref(payload);
    return status;
}

static json_t *check_in_json(const struct ow_check_in *check_in)
{
    json_t *object = json_object();

    if (object == NULL || !set_date(object, "date", check_in->date) ||
        !set_score(object, "soreness", check_in->soreness) ||
        !set_score(object, "stairs_pain", check_in->stairs_pain) ||
        !set_score(object, "sleep", check_in->sleep) ||
        !set_score(object, "motivation", check_in->motivation) ||
        json_object_set_new(object, "ill", json_boolean(check_in->ill)) != 0 ||
        json_object_set_new(object, "injured",
                            json_boolean(check_in->injured)) != 0 ||
        !set_text(object, "note", check_in->note)) {
        json_decref(object);
        return NULL;
    }
    return object;
}

enum ow_status app_check_in(const struct diary *diary,
                            const struct ow_check_in *check_in,
                            struct ow_error *err)
{
    struct ledger ledger = {0};
    enum ow_status status = ledger_read(diary->store, &ledger, err);

    if (status == OW_OK) {
        status =
            keep(diary, &ledger, STORE_CHECK_IN, check_in_json(check_in), err);
    }
    ledger_dispose(&ledger);
    return status;
}

/* An id no race has: the date and, for a second race of the day, a number. */
static void make_race_id(const struct ledger *ledger, struct ow_date date,
                         char id[APP_RACE_ID_SIZE])
{
    char day[OW_DATE_TEXT_SIZE];

    ow_date_format(date, day);
    (void)snprintf(id, APP_RACE_ID_SIZE, "%s", day);
    for (unsigned n = 2; ledger_race(ledger, id) != NULL; n++) {
        (void)snprintf(id, APP_RACE_ID_SIZE, "%s-%u", day, n);
    }
}

static json_t *race_json(const struct app_race *race, const char *id)
{
    json_t *object = json_object();

    if (object == NULL || !set_text(object, "id", id) ||
        !set_text(object, "name", race->name) ||
        !set_date(object, "date", race->date) ||
        !set_number(object, "distance_m", race->distance_m) ||
        !set_text(object, "priority", race->priority) ||
        !set_number(object, "time_s", race->time_s) ||
        !set_number(object, "effort", race->effort) ||
        !set_number(object, "goal_s", race->goal_s) ||
        !set_number(object, "net_drop_m", race->net_drop_m) ||
        !set_number(object, "fade", race->fade) ||
        !set_number(object, "descent_m", race->descent_m)) {
        json_decref(object);
        return NULL;
    }
    return object;
}

/* The race of a day and about a distance, borrowed; NULL. */
static const char *find_race(const struct ledger *ledger, struct ow_date date,
                             double distance_m)
{
    char day[OW_DATE_TEXT_SIZE];
    size_t i = 0;
    json_t *race = NULL;

    ow_date_format(date, day);
    json_array_foreach(ledger->races, i, race)
    {
        const char *its = json_string_value(json_object_get(race, "date"));
        double its_m = json_number_value(json_object_get(race, "distance_m"));

        if (its != NULL && strcmp(its, day) == 0 &&
            fabs(its_m - distance_m) <= SAME_RACE_SHARE * distance_m) {
            return json_string_value(json_object_get(race, "id"));
        }
    }
    return NULL;
}

bool diary_lay_race(struct ledger *ledger, const struct app_race *race,
                    char id[APP_RACE_ID_SIZE])
{
    const char *found = find_race(ledger, race->date, race->distance_m);
    json_t *payload = NULL;
    bool is_laid = false;

    if (found != NULL) {
        (void)snprintf(id, APP_RACE_ID_SIZE, "%s", found);
    } else {
        make_race_id(ledger, race->date, id);
    }
    payload = race_json(race, id);
    is_laid = payload != NULL && lay(ledger, STORE_RACE, payload);
    json_decref(payload);
    return is_laid;
}

enum ow_status app_race_put(const struct diary *diary,
                            const struct app_race *race,
                            char id[APP_RACE_ID_SIZE], struct ow_error *err)
{
    struct ledger ledger = {0};
    enum ow_status status = ledger_read(diary->store, &ledger, err);

    if (status == OW_OK && race->id == NULL) {
        if (!ow_date_is_known(race->date) || ow_is_missing(race->distance_m)) {
            status = error_set(err, OW_E_ARGUMENT,
                               "a race needs a day and a distance");
        } else {
            make_race_id(&ledger, race->date, id);
        }
    } else if (status == OW_OK) {
        if (ledger_race(&ledger, race->id) == NULL) {
            status = error_set(err, OW_E_NOT_FOUND, "there is no race '%.60s'",
                               race->id);
        } else {
            (void)snprintf(id, APP_RACE_ID_SIZE, "%s", race->id);
        }
    }
    if (status == OW_OK) {
        status = keep(diary, &ledger, STORE_RACE, race_json(race, id), err);
    }
    ledger_dispose(&ledger);
    return status;
}

/* Drops what `find` finds; `what` is for the message. */
static enum ow_status drop(const struct diary *diary, enum store_kind kind,
                           const char *what, const char *id,
                           json_t *(*find)(const struct ledger *ledger,
                                           const char *id),
                           struct ow_error *err)
{
    struct ledger ledger = {0};
    json_t *payload = NULL;
    enum ow_status status = ledger_read(diary->store, &ledger, err);

    if (status == OW_OK && find(&ledger, id) == NULL) {
        status =
            error_set(err, OW_E_NOT_FOUND, "there is no %s '%.60s'", what, id);
    }
    if (status == OW_OK && !diary->is_preview) {
        payload = json_pack("{s:s, s:b}", "id", id, "dropped", 1);
        status = payload == NULL ? error_nomem(err)
                                 : ledger_append(diary->store, diary->now_ms,
                                                 kind, payload, err);
    }
    json_decref(payload);
    ledger_dispose(&ledger);
    return status;
}

enum ow_status app_race_drop(const struct diary *diary, const char *id,
                             struct ow_error *err)
{
    return drop(diary, STORE_RACE, "race", id, ledger_race, err);
}

/* When a goal is due, and over which horizon: what is not said by the other. */
static enum ow_status set_due(const struct diary *diary,
                              const struct app_goal *goal, json_t *object,
                              struct ow_error *err)
{
    struct ow_date due = goal->deadline;
    const char *horizon = goal->horizon;
    char text[OW_DATE_TEXT_SIZE];
    char first[OW_DATE_TEXT_SIZE];
    char last[OW_DATE_TEXT_SIZE];
    int32_t days = 0;

    if (goal->id != NULL && !ow_date_is_known(due)) {
        return set_text(object, "horizon", horizon) ? OW_OK : error_nomem(err);
    }
    if (!ow_date_is_known(due)) {
        enum ow_horizon meant = OW_HORIZON_YEAR;

        for (int i = 0; horizon != NULL && i <= OW_HORIZON_CAREER; i++) {
            meant = strcmp(ow_horizon_name((enum ow_horizon)i), horizon) == 0
                        ? (enum ow_horizon)i
                        : meant;
        }
        due = ow_date_add_days(diary->today, ow_horizon_days(meant));
    }
    days = ow_date_days_between(diary->today, due);
    ow_date_format(due, text);
    if (days < 1 || days > MOST_DAYS_AHEAD) {
        ow_date_format(ow_date_add_days(diary->today, 1), first);
        ow_date_format(ow_date_add_days(diary->today, MOST_DAYS_AHEAD), last);
        return error_set(err, OW_E_RANGE, "deadline %s is outside %s to %s",
                         text, first, last);
    }
    horizon = horizon != NULL ? horizon : ow_horizon_name(ow_horizon_of(days));
    return set_text(object, "deadline", text) &&
                   set_text(object, "horizon", horizon)
               ? OW_OK
               : error_nomem(err);
}

/* Its parent by id; an empty one is taken off. */
static bool set_parent(json_t *object, const char *parent)
{
    return parent == NULL || parent[0] != '\0'
               ? set_text(object, "parent", parent)
               : json_object_set_new(object, "parent", json_null()) == 0;
}

static enum ow_status goal_json(const struct diary *diary,
                                const struct app_goal *goal, const char *id,
                                json_t **made, struct ow_error *err)
{
    json_t *object = json_object();
    enum ow_status status = OW_OK;

    if (object == NULL || !set_text(object, "id", id) ||
        !set_text(object, "kind", goal->kind) ||
        !set_number(object, "distance_m", goal->distance_m) ||
        !set_number(object, "time_s", goal->time_s) ||
        !set_number(object, "weekly_m", goal->weekly_m) ||
        !set_text(object, "standard", goal->standard) ||
        !set_score(object, "per_week", goal->per_week) ||
        !set_text(object, "focus", goal->focus) ||
        !set_parent(object, goal->parent) ||
        (goal->id == NULL && !set_date(object, "since", diary->today))) {
        status = error_nomem(err);
    }
    if (status == OW_OK) {
        status = set_due(diary, goal, object, err);
    }
    if (status != OW_OK) {
        json_decref(object);
        return status;
    }
    *made = object;
    return OW_OK;
}

enum ow_status app_goal_put(const struct diary *diary,
                            const struct app_goal *goal,
                            char id[APP_GOAL_ID_SIZE], struct ow_error *err)
{
    struct ledger ledger = {0};
    json_t *payload = NULL;
    enum ow_status status = ledger_read(diary->store, &ledger, err);

    if (status == OW_OK && goal->id != NULL &&
        ledger_goal(&ledger, goal->id) == NULL) {
        status = error_set(err, OW_E_NOT_FOUND, "there is no goal '%.60s'",
                           goal->id);
    } else if (status == OW_OK) {
        (void)snprintf(id, APP_GOAL_ID_SIZE, "%s",
                       goal->id != NULL ? goal->id : "g1");
        for (unsigned n = 2; goal->id == NULL && ledger_goal(&ledger, id);
             n++) {
            (void)snprintf(id, APP_GOAL_ID_SIZE, "g%u", n);
        }
        status = goal_json(diary, goal, id, &payload, err);
    }
    if (status == OW_OK) {
        status = keep(diary, &ledger, STORE_GOAL, payload, err);
    }
    ledger_dispose(&ledger);
    return status;
}

enum ow_status app_goal_drop(const struct diary *diary, const char *id,
                             struct ow_error *err)
{
    return drop(diary, STORE_GOAL, "goal", id, ledger_goal, err);
}

/* A list parted by commas as an array of texts. */
static json_t *list_json(const char *text)
{
    json_t *array = json_array();
    struct str rest = str_of(text);

    while (array != NULL && rest.data != NULL) {
        struct str word = str_trim(str_split(&rest, ','));

        if (word.length > 0 &&
            json_array_append_new(array,
                                  json_stringn(word.data, word.length)) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

/* A value as the kind of JSON its looks and its key say. */
static json_t *value_json(const char *key, const char *text)
{
    int64_t integer = 0;
    double number = 0;

    if (text[0] == '\0') {
        return json_null();
    }
    if (strcmp(key, "cross_training") == 0) {
        return list_json(text);
    }
    if (num_parse_int(str_of(text), &integer)) {
        return json_integer(integer);
    }
    return num_parse(str_of(text), &number) ? json_real(number)
                                            : json_string(text);
}

/* {"athlete":{"days":{"tue":60}}} from days.tue and 60; NULL without memory. */
static json_t *setting_json(const char *key, const char *text)
{
    static const char days[] = "days.";
    static const char rules[] = "rules.";
    json_t *value = value_json(key, text);

    if (strcmp(key, "preset") == 0) {
        return json_pack("{s:o}", key, value);
    }
    if (str_starts_with(str_of(key), rules)) {
        return json_pack("{s:{s:o}}", "rules", key + sizeof rules - 1, value);
    }
    if (str_starts_with(str_of(key), days)) {
        return json_pack("{s:{s:{s:o}}}", "athlete", "days",
                         key + sizeof days - 1, value);
    }
    return json_pack("{s:{s:o}}", "athlete", key, value);
}

static bool is_setting(const char *key)
{
    static const char *const keys[] = {
        "sex",
        "birth_date",
        "level",
        "units",
        "hr_max_bpm",
        "hr_rest_bpm",
        "days.mon",
        "days.tue",
        "days.wed",
        "days.thu",
        "days.fri",
        "days.sat",
        "days.sun",
        "long_run_day",
        "strength_per_week",
        "hemisphere",
        "preset",
        "cross_training",
        "sessions_per_day",
    };

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (strcmp(keys[i], key) == 0) {
            return true;
        }
    }
    return str_starts_with(str_of(key), "rules.");
}

/* Who is not born yet runs nothing; all else the decoder judges. */
static enum ow_status check_birth(const struct diary *diary, const char *key,
                                  const char *value, struct ow_error *err)
{
    struct ow_date born = ow_date_none();
    char today[OW_DATE_TEXT_SIZE];

    if (strcmp(key, "birth_date") != 0 ||
        ow_date_parse(value, &born, NULL) != OW_OK ||
        born.days <= diary->today.days) {
        return OW_OK;
    }
    ow_date_format(diary->today, today);
    return error_set(err, OW_E_RANGE, "birth_date %s is after today, %s", value,
                     today);
}

enum ow_status app_athlete_set(const struct diary *diary, const char *key,
                               const char *value, struct ow_error *err)
{
    struct ledger ledger = {0};
    enum ow_status status = OW_OK;

    if (!is_setting(key)) {
        return error_set(err, OW_E_NOT_FOUND,
                         "'%.60s' is nothing that can be set", key);
    }
    if (strlen(value) > MOST_VALUE) {
        return error_set(err, OW_E_LIMIT, "%s is longer than %zu bytes", key,
                         MOST_VALUE);
    }
    status = check_birth(diary, key, value, err);
    if (status == OW_OK) {
        status = ledger_read(diary->store, &ledger, err);
    }
    if (status == OW_OK) {
        status =
            keep(diary, &ledger, STORE_SETTING, setting_json(key, value), err);
    }
    ledger_dispose(&ledger);
    return status;
}

/* The blocked days of the settings, a copy; NULL without memory. */
static json_t *blocked_of(const struct ledger *ledger)
{
    json_t *blocked = json_object_get(ledger->settings, "blocked");

    return blocked != NULL ? json_deep_copy(blocked) : json_array();
}

enum ow_status app_days_block(const struct diary *diary, struct ow_date from,
                              struct ow_date to, const char *reason,
                              struct ow_error *err)
{
    struct ledger ledger = {0};
    json_t *entry = NULL;
    json_t *blocked = NULL;
    enum ow_status status = ledger_read(diary->store, &ledger, err);

    if (status == OW_OK) {
        entry = json_object();
        blocked = blocked_of(&ledger);
        if (entry == NULL || blocked == NULL ||
            !set_date(entry, "from", from) || !set_date(entry, "to", to) ||
            !set_text(entry, "reason", reason) ||
            json_array_append(blocked, entry) != 0) {
            status = error_nomem(err);
        } else {
            status = keep(diary, &ledger, STORE_SETTING,
                          json_pack("{s:O}", "blocked", blocked), err);
        }
    }
    json_decref(entry);
    json_decref(blocked);
    ledger_dispose(&ledger);
    return status;
}

static bool is_entry_of(const json_t *entry, const char *from, const char *to)
{
    const char *its_from = json_string_value(json_object_get(entry, "from"));
    const char *its_to = json_string_value(json_object_get(entry, "to"));

    return its_from != NULL && its_to != NULL && strcmp(its_from, from) == 0 &&
           strcmp(its_to, to) == 0;
}

enum ow_status app_days_free(const struct diary *diary, struct ow_date from,
                             struct ow_date to, struct ow_error *err)
{
    char first[OW_DATE_TEXT_SIZE];
    char last[OW_DATE_TEXT_SIZE];
    struct ledger ledger = {0};
    json_t *blocked = NULL;
    size_t i = 0;
    enum ow_status status = ledger_read(diary->store, &ledger, err);

    ow_date_format(from, first);
    ow_date_format(to, last);
    if (status == OW_OK) {
        blocked = blocked_of(&ledger);
        while (i < json_array_size(blocked) &&
               !is_entry_of(json_array_get(blocked, i), first, last)) {
            i++;
        }
        if (blocked == NULL) {
            status = error_nomem(err);
        } else if (json_array_remove(blocked, i) != 0) {
            status = error_set(err, OW_E_NOT_FOUND, "%s to %s is not blocked",
                               first, last);
        } else {
            status = keep(diary, &ledger, STORE_SETTING,
                          json_pack("{s:O}", "blocked", blocked), err);
        }
    }
    json_decref(blocked);
    ledger_dispose(&ledger);
    return status;
}
