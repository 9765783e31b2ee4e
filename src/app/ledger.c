/* The ledger's present state; see the header. */
#include "app/ledger.h"

#include "base/error.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* A reading on its way: races by id and check-ins by date. */
struct reading {
    json_t *settings;
    json_t *races;
    json_t *check_ins;
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

static enum ow_status take_race(struct reading *reading, json_t *payload,
                                struct ow_error *err)
{
    const char *id = json_string_value(json_object_get(payload, "id"));

    if (id == NULL) {
        return error_set(err, OW_E_STORE, "a race in the ledger has no id");
    }
    if (json_is_true(json_object_get(payload, "dropped"))) {
        (void)json_object_del(reading->races, id);
        return OW_OK;
    }
    return patch_member(reading->races, id, payload) ? OW_OK : error_nomem(err);
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
    return kind == STORE_SETTING || kind == STORE_RACE ||
           kind == STORE_CHECK_IN;
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
        status = take_race(reading, payload, err);
    } else if (entry->kind == STORE_CHECK_IN) {
        status = take_check_in(reading, payload, err);
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
    bool is_whole = members != NULL && array != NULL;

    if (is_whole) {
        json_object_foreach(object, key, value)
        {
            members[i++] = value;
        }
        qsort(members, count, sizeof *members, by_date);
    }
    for (i = 0; is_whole && i < count; i++) {
        is_whole = json_array_append(array, members[i]) == 0;
    }
    mem_free(members);
    if (!is_whole) {
        json_decref(array);
        return NULL;
    }
    return array;
}

enum ow_status ledger_read(struct store *store, struct ledger *ledger,
                           struct ow_error *err)
{
    struct reading reading = {json_object(), json_object(), json_object()};
    enum ow_status status = OW_OK;

    if (reading.settings == NULL || reading.races == NULL ||
        reading.check_ins == NULL) {
        status = error_nomem(err);
    } else {
        status = store_ledger_walk(store, take, &reading, err);
    }
    if (status == OW_OK) {
        ledger->settings = json_incref(reading.settings);
        ledger->races = array_by_date(reading.races);
        ledger->check_ins = array_by_date(reading.check_ins);
        if (ledger->races == NULL || ledger->check_ins == NULL) {
            ledger_dispose(ledger);
            status = error_nomem(err);
        }
    }
    json_decref(reading.settings);
    json_decref(reading.races);
    json_decref(reading.check_ins);
    return status;
}

enum ow_status ledger_empty(struct ledger *ledger, struct ow_error *err)
{
    ledger->settings = json_object();
    ledger->races = json_array();
    ledger->check_ins = json_array();
    if (ledger->settings == NULL || ledger->races == NULL ||
        ledger->check_ins == NULL) {
        ledger_dispose(ledger);
        return error_nomem(err);
    }
    return OW_OK;
}

void ledger_dispose(struct ledger *ledger)
{
    json_decref(ledger->settings);
    json_decref(ledger->races);
    json_decref(ledger->check_ins);
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

json_t *ledger_race(const struct ledger *ledger, const char *id)
{
    size_t i = 0;
    json_t *race = NULL;

    json_array_foreach(ledger->races, i, race)
    {
        const char *its = json_string_value(json_object_get(race, "id"));

        if (its != NULL && strcmp(its, id) == 0) {
            return race;
        }
    }
    return NULL;
}
