/* The ledger's present state; see the header. */
#include "app/ledger.h"

#include "base/error.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* A reading on its way: races and goals by id, check-ins by date. */
struct reading {
    json_t *settings;
    json_t *races;
    json_t *goals;
    json_t *check_ins;
    json_t *review;
};

bool ledger_patch(json_t *object, json_t *patch)
{
    const char *key = NULL;
    json_t *value = NULL;

    json_object_foreach(patch, key, value)
    {
        json_t *old = json_object_get(object, key);

        if (json_is_null(value)) {
            (void)json_object_del(object, key);
        } else if (json_is_object(value) && json_is_object(old)) {
            if (!ledger_patch(old, value)) {
                return false;
            }
        } else if (json_object_set_new(object, key, json_deep_copy(value)) !=
                   0) {
            return false;
        }
    }
    return true;
}

/* Lays a patch over the member of an object, made where it is absent. */
static bool patch_member(json_t *object, const char *key, json_t *patch)
{
    json_t *member = json_object_get(object, key);

    if (member == NULL) {
        member = json_object();
        if (json_object_set_new(object, key, member) != 0) {
            return false;
        }
    }
    return ledger_patch(member, patch);
}

/* An entry of a race or a goal; `what` is for the message. */
static enum ow_status take_by_id(json_t *members, const char *what,
                                 json_t *payload, struct ow_error *err)
{
    const char *id = json_string_value(json_object_get(payload, "id"));

    if (id == NULL) {
        return error_set(err, OW_E_STORE, "a %s in the ledger has no id", what);
    }
    if (json_is_true(json_object_get(payload, "dropped"))) {
        (void)json_object_del(members, id);
        return OW_OK;
    }
    return patch_member(members, id, payload) ? OW_OK : error_nomem(err);
}

static enum ow_status take_check_in(struct reading *reading, json_t *payload,
                                    struct ow_error *err)
{
    const char *date = json_string_value(json_object_get(payload, "date"));

    if (date == NULL) {
        return error_set(err, OW_E_STORE,
                         "a check-in in the ledger has no date");
    }
    return patch_member(reading->check_ins, date, payload) ? OW_OK
                                                           : error_nomem(err);
}

static bool is_read_here(enum store_kind kind)
{
    return kind == STORE_SETTING || kind == STORE_RACE || kind == STORE_GOAL ||
           kind == STORE_CHECK_IN || kind == STORE_DECISION;
}

/* The last review of a season stands for all before it. */
static void take_decision(struct reading *reading, const json_t *payload)
{
    json_t *review = json_object_get(payload, "review");

    if (json_is_object(review)) {
        json_decref(reading->review);
        reading->review = json_incref(review);
    }
}

static enum ow_status take(void *context, const struct store_entry *entry,
                           struct ow_error *err)
{
    struct reading *reading = context;
    enum ow_status status = OW_OK;
    json_t *payload = NULL;

    if (entry->undone || !is_read_here(entry->kind)) {
        return OW_OK;
    }
    payload = json_loads(entry->payload, 0, NULL);
    if (!json_is_object(payload)) {
        json_decref(payload);
        return error_set(err, OW_E_STORE,
                         "entry %lld of the ledger is no "
                         "JSON object",
                         (long long)entry->id);
    }
    if (entry->kind == STORE_RACE) {
        status = take_by_id(reading->races, "race", payload, err);
    } else if (entry->kind == STORE_GOAL) {
        status = take_by_id(reading->goals, "goal", payload, err);
    } else if (entry->kind == STORE_CHECK_IN) {
        status = take_check_in(reading, payload, err);
    } else if (entry->kind == STORE_DECISION) {
        take_decision(reading, payload);
    } else if (!ledger_patch(reading->settings, payload)) {
        status = error_nomem(err);
    }
    json_decref(payload);
    return status;
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "";
}

/* By date, and by id among races of one day. */
static int by_date(const void *a, const void *b)
{
    const json_t *one = *(json_t *const *)a;
    const json_t *other = *(json_t *const *)b;
    int order = strcmp(text_of(one, "date"), text_of(other, "date"));

    return order != 0 ? order
                      : strcmp(text_of(one, "id"), text_of(other, "id"));
}

/* The members of an object as an array by their date; NULL without memory. */
static json_t *array_by_date(json_t *object)
{
    size_t count = json_object_size(object);
    json_t **members = mem_calloc(count + 1, sizeof *members);
    json_t *array = json_array();
    const char *key = NULL;
    json_t *value = NULL;
    size_t i = 0;
    bool is_done = members != NULL && array != NULL;

    if (is_done) {
        json_object_foreach(object, key, value)
        {
            members[i++] = value;
        }
        qsort(members, count, sizeof *members, by_date);
    }
    for (i = 0; is_done && i < count; i++) {
        is_done = json_array_append(array, members[i]) == 0;
    }
    mem_free(members);
    if (!is_done) {
        json_decref(array);
        return NULL;
    }
    return array;
}

/* Goals as they were set. What served a goal that was dropped stands alone:
 * taking the drop back binds it again. */
static json_t *array_of_goals(json_t *object)
{
    json_t *array = json_array();
    const char *key = NULL;
    json_t *goal = NULL;

    json_object_foreach(object, key, goal)
    {
        const char *parent = text_of(goal, "parent");

        if (parent[0] != '\0' && json_object_get(object, parent) == NULL) {
            (void)json_object_del(goal, "parent");
        }
        if (array == NULL || json_array_append(array, goal) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

static bool is_whole(const struct ledger *ledger)
{
    return ledger->settings != NULL && ledger->races != NULL &&
           ledger->goals != NULL && ledger->check_ins != NULL;
}

enum ow_status ledger_read(struct store *store, struct ledger *ledger,
                           struct ow_error *err)
{
    struct reading reading = {json_object(), json_object(), json_object(),
                              json_object(), NULL};
    enum ow_status status = OW_OK;

    if (reading.settings == NULL || reading.races == NULL ||
        reading.goals == NULL || reading.check_ins == NULL) {
        status = error_nomem(err);
    } else {
        status = store_ledger_walk(store, take, &reading, err);
    }
    if (status == OW_OK) {
        ledger->settings = json_incref(reading.settings);
        ledger->races = array_by_date(reading.races);
        ledger->goals = array_of_goals(reading.goals);
        ledger->check_ins = array_by_date(reading.check_ins);
        ledger->review = json_incref(reading.review);
        if (!is_whole(ledger)) {
            ledger_dispose(ledger);
            status = error_nomem(err);
        }
    }
    json_decref(reading.settings);
    json_decref(reading.races);
    json_decref(reading.goals);
    json_decref(reading.check_ins);
    json_decref(reading.review);
    return status;
}

enum ow_status ledger_empty(struct ledger *ledger, struct ow_error *err)
{
    ledger->settings = json_object();
    ledger->races = json_array();
    ledger->goals = json_array();
    ledger->check_ins = json_array();
    if (!is_whole(ledger)) {
        ledger_dispose(ledger);
        return error_nomem(err);
    }
    return OW_OK;
}

void ledger_dispose(struct ledger *ledger)
{
    json_decref(ledger->settings);
    json_decref(ledger->races);
    json_decref(ledger->goals);
    json_decref(ledger->check_ins);
    json_decref(ledger->review);
    memset(ledger, 0, sizeof *ledger);
}

enum ow_status ledger_append(struct store *store, int64_t time_ms,
                             enum store_kind kind, const json_t *payload,
                             struct ow_error *err)
{
    char *text = json_dumps(payload, JSON_COMPACT | JSON_REAL_PRECISION(15));
    enum ow_status status = OW_OK;

    if (text == NULL) {
        return error_nomem(err);
    }
    status = store_append(store, time_ms, kind, text, NULL, err);
    mem_free(text);
    return status;
}

static json_t *find(json_t *array, const char *id)
{
    size_t i = 0;
    json_t *entry = NULL;

    json_array_foreach(array, i, entry)
    {
        const char *its = json_string_value(json_object_get(entry, "id"));

        if (its != NULL && strcmp(its, id) == 0) {
            return entry;
        }
    }
    return NULL;
}

json_t *ledger_race(const struct ledger *ledger, const char *id)
{
    return find(ledger->races, id);
}

json_t *ledger_goal(const struct ledger *ledger, const char *id)
{
    return find(ledger->goals, id);
}
