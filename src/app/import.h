/*
 * Files, folders and exports into the store: every core decodes, one writer
 * keeps.
 */
#ifndef APP_IMPORT_H
#define APP_IMPORT_H

#include "base/arena.h"
#include "store/store.h"

enum app_import_result {
    APP_IMPORT_ADDED = 0,
    APP_IMPORT_KNOWN, /* its content was in the store already */
    APP_IMPORT_FAILED,
    APP_IMPORT_NOT_AN_ACTIVITY /* workouts, courses, lists, pictures, … */
};

/** "added", "known", "failed", "not-an-activity": the word in JSON. */
const char *app_import_result_name(enum app_import_result result);

/**
 * What became of a file, or of a row without a file in an export's list of
 * activities.
 */
struct app_import_file {
    const char *file; /* path, "export.zip!activities/1.fit.gz" */
    enum app_import_result result;
    const char *id; /* its first activity's in the store; or NULL */
    size_t activity_count;
    size_t assumed_count;     /* runs that were added of which the file says no
                                 sport: their speeds are a runner's */
    const char *duplicate_of; /* an earlier activity of the same time and
                                 sport; or NULL */
    const struct ow_error *error; /* why it failed; else NULL */
};

struct app_import_report {
    size_t added; /* entries with that result */
    size_t known;
    size_t failed;
    struct app_import_file *files; /* in the order they were met */
    size_t file_count;
    size_t file_capacity;
    struct arena arena; /* holds what the entries point at */
};

/** How far an import is. */
struct app_import_progress {
    size_t done;     /* files finished */
    size_t found;    /* files in all; members of archives as they come */
    size_t archives; /* not read to their ends yet: they may hold more files */
    size_t added;
    const char *file; /* the one just finished */
};

struct app_import_options {
    unsigned threads; /* that decode; 0: one a core */
    /* Called on the caller's thread after every file; NULL: not wanted. */
    void (*progress)(void *context, const struct app_import_progress *progress);
    void *progress_context;
};

/**
 * Imports files, folders (walked in the order of names) and archives. Each
 * file is kept wholly or not at all; what fails does not stop the rest.
 *
 * @param paths    given by a person: what is no activity file among them is a
 *                 failure, while in a folder or archive it is passed over
 * @param options  may be NULL
 * @param[out] report  the caller's, app_import_report_dispose(); filled with
 *                     what was done on failure too
 * @return OW_OK though files may have failed; OW_E_STORE when the store
 *         cannot be written (full disk), OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
app_import(struct store *store, const char *const *paths, size_t path_count,
           const struct app_import_options *options,
           struct app_import_report *report, struct ow_error *err);

void app_import_report_dispose(struct app_import_report *report);

#endif
