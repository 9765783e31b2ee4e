/* All derived tables of a store made anew from the originals. */
#ifndef APP_REBUILD_H
#define APP_REBUILD_H

#include "store/store.h"

/** What a rebuild came to. */
struct app_rebuild_report {
    size_t files;
    size_t activities;
};

struct app_rebuild_options {
    unsigned threads; /* that decode; 0: one a core */
    /* Called on the caller's thread after every file; NULL: not wanted. */
    void (*progress)(void *context, size_t done, size_t found);
    void *progress_context;
};

/**
 * Decodes every original again and replaces all derived rows in one
 * transaction: after a failure the store is as before.
 *
 * @param options  may be NULL
 * @param[out] report  untouched on failure
 * @return OW_OK; OW_E_STORE, OW_E_NOMEM, or what a kept file fails with
 */
OW_MUST_CHECK enum ow_status
app_rebuild(struct store *store, const struct app_rebuild_options *options,
            struct app_rebuild_report *report, struct ow_error *err);

#endif
