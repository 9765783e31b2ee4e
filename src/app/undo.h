/* The last thing that was kept, taken back. */
#ifndef APP_UNDO_H
#define APP_UNDO_H

#include "store/store.h"

/** What was taken back. */
struct app_undone {
    int64_t id; /* of the entry */
    enum store_kind kind;
    int64_t time_ms; /* when it had been kept */
};

/**
 * Takes the newest entry in effect back; again, the one before.
 *
 * @param[out] undone  untouched on failure
 * @return OW_OK; OW_E_NOT_FOUND when there is nothing to take back;
 *         OW_E_STORE
 */
OW_MUST_CHECK enum ow_status app_undo(struct store *store, int64_t now_ms,
                                      struct app_undone *undone,
                                      struct ow_error *err);

#endif
