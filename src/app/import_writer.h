/*
 * The one that writes during an import: digests in, rows and the report out.
 * Files are committed some at a time, each wholly or not at all.
 */
#ifndef APP_IMPORT_WRITER_H
#define APP_IMPORT_WRITER_H

#include "app/digest.h"
#include "app/import.h"

/** An export's list of activities, to be read after all files. */
struct import_list {
    const char *name; /* in the report's arena */
    uint8_t *bytes;
    size_t length;
};

/** A file that was met, for the lists that name it. */
struct import_seen {
    const char *name; /* in the report's arena */
    uint8_t sha256[SHA256_SIZE];
};

struct import_writer {
    struct store *store;
    struct app_import_report *report;
    struct packer *packer; /* for rows of lists; made with the first list */
    bool in_batch;
    size_t batch_files;
    size_t batch_bytes;
    size_t batch_first; /* the report's first entry that is not committed */
    struct import_list *lists;
    size_t list_count;
    struct import_seen *seen;
    size_t seen_count;
    size_t seen_capacity;
};

/** Whether a name promises something that was run, or an archive of such. */
bool import_promises_activities(const char *name);

void import_writer_init(struct import_writer *writer, struct store *store,
                        struct app_import_report *report);
void import_writer_dispose(struct import_writer *writer);

/**
 * Keeps what was digested and notes it in the report.
 *
 * @param named  whether a person gave this very file
 * @return OW_OK though the file may have failed; OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status import_write(struct import_writer *writer,
                                          struct digest *digest, bool named,
                                          struct ow_error *err);

/** Reads the lists that came by, then commits what is left. */
OW_MUST_CHECK enum ow_status import_finish(struct import_writer *writer,
                                           struct ow_error *err);

/** Takes back what was not committed; the report says so. */
void import_abandon(struct import_writer *writer, const struct ow_error *error);

#endif
