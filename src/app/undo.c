/* Taking back; see the header. */
#include "app/undo.h"

static enum ow_status find(void *context, const struct store_entry *entry,
                           struct ow_error *err)
{
    struct app_undone *undone = context;

    (void)err;
    if (entry->id == undone->id) {
        undone->kind = entry->kind;
        undone->time_ms = entry->time_ms;
    }
    return OW_OK;
}

enum ow_status app_undo(struct store *store, int64_t now_ms,
                        struct app_undone *undone, struct ow_error *err)
{
    struct app_undone found = {0};
    enum ow_status status = store_undo(store, now_ms, &found.id, err);

    if (status == OW_OK) {
        status = store_ledger_walk(store, find, &found, err);
    }
    if (status == OW_OK) {
        *undone = found;
    }
    return status;
}
