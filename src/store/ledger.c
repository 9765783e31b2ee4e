/* The ledger: entries are added and taken back, never changed. */
#include "store/sql.h"

#include "base/error.h"
#include "base/mem.h"

#include <string.h>

static const char *const kind_names[STORE_KIND_COUNT] = {
    [STORE_PLAN] = "plan",       [STORE_CHECK_IN] = "check-in",
    [STORE_RACE] = "race",       [STORE_GOAL] = "goal",
    [STORE_SETTING] = "setting", [STORE_DECISION] = "decision",
    [STORE_UNDO] = "undo",
};

const char *store_kind_name(enum store_kind kind)
{
    return kind_names[kind];
}

static enum store_kind kind_from_name(const char *name)
{
    int kind = 0;

    while (kind < STORE_UNDO && strcmp(kind_names[kind], name) != 0) {
        kind++;
    }
    return (enum store_kind)kind;
}

enum ow_status store_append(struct store *store, int64_t time_ms,
                            enum store_kind kind, const char *payload,
                            int64_t *id, struct ow_error *err)
{
    struct query query = query_of(store, SQL_ADD_ENTRY);
    enum ow_status status = OW_OK;

    query_bind_number(&query, 2, time_ms);
    query_bind_text(&query, 3, store_kind_name(kind));
    query_bind_text(&query, 4, payload);
    query_bind_null(&query, 5);
    status = query_run(&query, err);
    if (status == OW_OK && sqlite3_changes(store->database) == 0) {
        return error_set(err, OW_E_ARGUMENT, "the entry of kind %s is not JSON",
                         store_kind_name(kind));
    }
    if (status == OW_OK && id != NULL) {
        *id = sqlite3_last_insert_rowid(store->database);
    }
    return status;
}

static enum ow_status last_in_effect(struct store *store, int64_t *id,
                                     struct ow_error *err)
{
    struct query query = query_of(store, SQL_LAST_IN_EFFECT);
    bool has_row = false;
    enum ow_status status = query_next(&query, &has_row, err);

    if (status != OW_OK) {
        return status;
    }
    if (!has_row || query_is_null(&query, 0)) {
        query_end(&query);
        return error_set(err, OW_E_NOT_FOUND, "there is nothing to undo");
    }
    *id = query_number(&query, 0);
    query_end(&query);
    return OW_OK;
}

enum ow_status store_undo(struct store *store, int64_t time_ms, int64_t *undone,
                          struct ow_error *err)
{
    struct query query;
    int64_t id = 0;
    enum ow_status status = last_in_effect(store, &id, err);

    if (status != OW_OK) {
        return status;
    }
    query = query_of(store, SQL_ADD_ENTRY);
    query_bind_number(&query, 2, time_ms);
    query_bind_text(&query, 3, store_kind_name(STORE_UNDO));
    query_bind_text(&query, 4, "{}");
    query_bind_number(&query, 5, id);
    status = query_run(&query, err);
    if (status == OW_OK && undone != NULL) {
        *undone = id;
    }
    return status;
}

enum ow_status store_ledger_walk(
    struct store *store,
    enum ow_status (*visit)(void *context, const struct store_entry *entry,
                            struct ow_error *err),
    void *context, struct ow_error *err)
{
    struct query query = query_of(store, SQL_WALK_LEDGER);
    bool has_row = false;
    enum ow_status status = query_next(&query, &has_row, err);

    while (status == OW_OK && has_row) {
        struct store_entry entry = {
            .id = query_number(&query, 0),
            .time_ms = query_number(&query, 1),
            .kind = kind_from_name(query_text(&query, 2)),
            .payload = query_text(&query, 3),
            .undoes = query_number(&query, 4),
            .undone = query_number(&query, 5) != 0,
        };

        status = visit(context, &entry, err);
        if (status == OW_OK) {
            status = query_next(&query, &has_row, err);
        }
    }
    query_end(&query);
    return status;
}

enum ow_status store_newest(struct store *store, enum store_kind kind,
                            char **payload, int64_t *id, struct ow_error *err)
{
    struct query query = query_of(store, SQL_NEWEST_ENTRY);
    bool has_row = false;
    char *copy = NULL;
    int64_t found = 0;
    enum ow_status status = OW_OK;

    query_bind_text(&query, 2, store_kind_name(kind));
    status = query_next(&query, &has_row, err);
    if (status == OW_OK && has_row) {
        found = query_number(&query, 0);
        copy = mem_copy_text(query_text(&query, 1));
        status = copy == NULL ? error_nomem(err) : OW_OK;
        query_end(&query);
    }
    if (status != OW_OK) {
        return status;
    }
    *payload = copy;
    if (id != NULL) {
        *id = found;
    }
    return OW_OK;
}
