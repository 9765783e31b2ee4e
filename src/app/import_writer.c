/* Rows, report entries, batches. */
#include "app/import_writer.h"

#include "app/list_row.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"

#include <string.h>

/* A commit waits for the disk; a crash costs at most this much work. */
#define BATCH_FILES 64
#define BATCH_BYTES ((size_t)16 << 20)

void import_writer_init(struct import_writer *writer, struct store *store,
                        struct app_import_report *report)
{
    memset(writer, 0, sizeof *writer);
    writer->store = store;
    writer->report = report;
}

void import_writer_dispose(struct import_writer *writer)
{
    for (size_t i = 0; i < writer->list_count; i++) {
        mem_free(writer->lists[i].bytes);
    }
    packer_free(writer->packer);
    mem_free(writer->lists);
    mem_free(writer->seen);
}

static const char *keep_text(struct app_import_report *report, const char *text)
{
    return arena_copy_text(&report->arena, text, strlen(text));
}

/* A new entry of the report, counted; NULL without memory. */
static struct app_import_file *add_entry(struct app_import_report *report,
                                         const char *file,
                                         enum app_import_result result)
{
    struct app_import_file *entry = NULL;

    if (report->file_count == report->file_capacity) {
        size_t capacity = report->file_capacity * 2 + 64;
        struct app_import_file *grown =
            mem_resize(report->files, capacity, sizeof *grown);

        if (grown == NULL) {
            return NULL;
        }
        report->files = grown;
        report->file_capacity = capacity;
    }
    entry = &report->files[report->file_count];
    memset(entry, 0, sizeof *entry);
    entry->file = keep_text(report, file);
    entry->result = result;
    if (entry->file == NULL) {
        return NULL;
    }
    report->file_count++;
    report->added += result == APP_IMPORT_ADDED;
    report->known += result == APP_IMPORT_KNOWN;
    report->failed += result == APP_IMPORT_FAILED;
    return entry;
}

static const struct ow_error *keep_error(struct app_import_report *report,
                                         const struct ow_error *error)
{
    struct ow_error *copy = arena_calloc(&report->arena, 1, sizeof *copy);

    if (copy != NULL) {
        *copy = *error;
    }
    return copy;
}

bool import_promises_activities(const char *name)
{
    static const char *const endings[] = {".fit", ".tcx", ".gpx",
                                          ".zip", ".7z",  ".tar"};
    struct str text = str_of(name);

    if (str_ends_with_ignore_case(text, ".gz")) {
        text.length -= strlen(".gz");
    }
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (str_ends_with_ignore_case(text, endings[i])) {
            return true;
        }
    }
    return false;
}

/* Pictures and lists in folders and exports are not expected to be runs. */
static bool is_passed_over(const struct digest *digest, bool named)
{
    enum ow_status status = digest->error.status;

    return !named && !import_promises_activities(digest->name) &&
           (status == OW_E_FORMAT || status == OW_E_UNSUPPORTED ||
            status == OW_E_LIMIT);
}

static enum ow_status note_failure(struct import_writer *writer,
                                   const struct digest *digest, bool named,
                                   struct ow_error *err)
{
    struct app_import_report *report = writer->report;
    struct app_import_file *entry = NULL;

    if (digest->error.status == OW_E_NOMEM) {
        return error_nomem(err);
    }
    entry = add_entry(report, digest->name,
                      is_passed_over(digest, named) ? APP_IMPORT_NOT_AN_ACTIVITY
                                                    : APP_IMPORT_FAILED);
    if (entry == NULL) {
        return error_nomem(err);
    }
    if (entry->result == APP_IMPORT_FAILED) {
        entry->error = keep_error(report, &digest->error);
    }
    return OW_OK;
}

/* The entry of a file that is in the store, from its activities. */
struct noting {
    struct app_import_report *report;
    struct app_import_file *entry;
};

static enum ow_status note_activity(void *context,
                                    const struct store_activity *activity,
                                    struct ow_error *err)
{
    const struct noting *noting = context;
    struct app_import_file *entry = noting->entry;

    entry->activity_count++;
    if (entry->id == NULL) {
        entry->id = keep_text(noting->report, activity->id);
        if (entry->id == NULL) {
            return error_nomem(err);
        }
    }
    if (entry->duplicate_of == NULL && activity->duplicate_of[0] != '\0') {
        entry->duplicate_of = keep_text(noting->report, activity->duplicate_of);
        if (entry->duplicate_of == NULL) {
            return error_nomem(err);
        }
    }
    return OW_OK;
}

static enum ow_status note_activities(struct import_writer *writer,
                                      const char *file,
                                      const uint8_t sha256[SHA256_SIZE],
                                      enum app_import_result result,
                                      struct ow_error *err)
{
    struct noting noting = {writer->report,
                            add_entry(writer->report, file, result)};

    if (noting.entry == NULL) {
        return error_nomem(err);
    }
    return store_file_walk(writer->store, sha256, note_activity, &noting, err);
}

static enum ow_status note_seen(struct import_writer *writer,
                                const struct digest *digest,
                                struct ow_error *err)
{
    struct import_seen *seen = NULL;

    if (writer->seen_count == writer->seen_capacity) {
        size_t capacity = writer->seen_capacity * 2 + 64;

        seen = mem_resize(writer->seen, capacity, sizeof *seen);
        if (seen == NULL) {
            return error_nomem(err);
        }
        writer->seen = seen;
        writer->seen_capacity = capacity;
    }
    seen = &writer->seen[writer->seen_count];
    seen->name = keep_text(writer->report, digest->name);
    if (seen->name == NULL) {
        return error_nomem(err);
    }
    memcpy(seen->sha256, digest->file.sha256, SHA256_SIZE);
    writer->seen_count++;
    return OW_OK;
}

static enum ow_status begin_batch(struct import_writer *writer,
                                  struct ow_error *err)
{
    enum ow_status status = OW_OK;

    if (writer->in_batch) {
        return OW_OK;
    }
    status = store_begin(writer->store, err);
    writer->in_batch = status == OW_OK;
    return status;
}

static enum ow_status end_batch(struct import_writer *writer,
                                struct ow_error *err)
{
    enum ow_status status = OW_OK;

    if (writer->in_batch) {
        status = store_commit(writer->store, err);
    }
    if (status == OW_OK) {
        writer->in_batch = false;
        writer->batch_files = 0;
        writer->batch_bytes = 0;
        writer->batch_first = writer->report->file_count;
    }
    return status;
}

/* On the entry that was noted last. */
static void note_assumed(struct app_import_report *report,
                         const struct packed_file *file)
{
    struct app_import_file *entry = &report->files[report->file_count - 1];

    for (size_t i = 0; i < file->activity_count; i++) {
        const struct measures *measures = file->activities[i].measures;

        entry->assumed_count +=
            measures != NULL && measures->assumed_sport != OW_SPORT_UNKNOWN;
    }
}

static enum ow_status write_file(struct import_writer *writer, const char *name,
                                 const struct packed_file *file,
                                 struct ow_error *err)
{
    bool known = false;
    enum ow_status status = begin_batch(writer, err);

    if (status == OW_OK) {
        status = store_add(writer->store, file, name, &known, err);
    }
    if (status == OW_OK) {
        status =
            note_activities(writer, name, file->sha256,
                            known ? APP_IMPORT_KNOWN : APP_IMPORT_ADDED, err);
    }
    if (status != OW_OK) {
        return status;
    }
    if (!known) {
        note_assumed(writer->report, file);
    }
    writer->batch_files++;
    writer->batch_bytes += file->packed_length;
    if (writer->batch_files >= BATCH_FILES ||
        writer->batch_bytes >= BATCH_BYTES) {
        return end_batch(writer, err);
    }
    return OW_OK;
}

/* Takes the list's bytes over. */
static enum ow_status keep_list(struct import_writer *writer,
                                struct digest *digest, struct ow_error *err)
{
    struct import_list *grown =
        mem_resize(writer->lists, writer->list_count + 1, sizeof *grown);
    struct import_list *list = NULL;

    if (grown == NULL) {
        return error_nomem(err);
    }
    writer->lists = grown;
    list = &writer->lists[writer->list_count];
    list->name = keep_text(writer->report, digest->name);
    if (list->name == NULL) {
        return error_nomem(err);
    }
    list->bytes = digest->list;
    list->length = digest->list_length;
    digest->list = NULL;
    writer->list_count++;
    return OW_OK;
}

enum ow_status import_write(struct import_writer *writer, struct digest *digest,
                            bool named, struct ow_error *err)
{
    enum ow_status status = OW_OK;

    switch (digest->state) {
    case DIGEST_FAILED:
        return note_failure(writer, digest, named, err);
    case DIGEST_LIST:
        return keep_list(writer, digest, err);
    case DIGEST_NOTHING:
        return add_entry(writer->report, digest->name,
                         APP_IMPORT_NOT_AN_ACTIVITY) == NULL
                   ? error_nomem(err)
                   : OW_OK;
    case DIGEST_KNOWN:
        status = note_seen(writer, digest, err);
        return status == OW_OK
                   ? note_activities(writer, digest->name, digest->file.sha256,
                                     APP_IMPORT_KNOWN, err)
                   : status;
    case DIGEST_ACTIVITIES:
    default:
        status = note_seen(writer, digest, err);
        return status == OW_OK
                   ? write_file(writer, digest->name, &digest->file, err)
                   : status;
    }
}

/* The hash of the file that a list calls `filename`; NULL when it was not
 * met: it stands beside the list, or in folders below. */
static const uint8_t *find_seen(const struct import_writer *writer,
                                const char *list_name, const char *filename)
{
    const char *base = list_name;

    for (const char *p = list_name; *p != '\0'; p++) {
        base = *p == '/' || *p == '!' ? p + 1 : base;
    }
    for (size_t i = 0; i < writer->seen_count; i++) {
        const char *name = writer->seen[i].name;
        size_t folder_length = (size_t)(base - list_name);

        if (strncmp(name, list_name, folder_length) == 0 &&
            strcmp(name + folder_length, filename) == 0) {
            return writer->seen[i].sha256;
        }
    }
    return NULL;
}

static enum ow_status write_row(struct import_writer *writer,
                                const struct import_list *list,
                                const struct strava_activity *row,
                                struct ow_error *err)
{
    struct packed_file file;
    const uint8_t *sha256 = NULL;
    enum ow_status status = OW_OK;

    if (row->filename[0] == '\0') {
        status = list_row_pack(writer->packer, row, &file, err);
        if (status == OW_OK) {
            status = write_file(writer, list->name, &file, err);
        }
        packed_file_dispose(&file);
        return status;
    }
    sha256 = find_seen(writer, list->name, row->filename);
    if (sha256 == NULL) {
        return OW_OK;
    }
    status = begin_batch(writer, err);
    return status == OW_OK
               ? store_describe(writer->store, sha256,
                                row->name[0] == '\0' ? NULL : row->name,
                                row->sport, err)
               : status;
}

static enum ow_status read_list(struct import_writer *writer,
                                const struct import_list *list,
                                struct ow_error *err)
{
    size_t entries_before = writer->report->file_count;
    struct strava_list rows;
    enum ow_status status =
        strava_list_decode(list->bytes, list->length, &rows, err);

    if (status != OW_OK) {
        return status;
    }
    if (writer->packer == NULL) {
        writer->packer = packer_new();
        status = writer->packer == NULL ? error_nomem(err) : OW_OK;
    }
    for (size_t i = 0; status == OW_OK && i < rows.count; i++) {
        status = write_row(writer, list, &rows.activities[i], err);
    }
    strava_list_dispose(&rows);
    /* A list that holds names alone is no activity. */
    if (status == OW_OK && writer->report->file_count == entries_before &&
        add_entry(writer->report, list->name, APP_IMPORT_NOT_AN_ACTIVITY) ==
            NULL) {
        status = error_nomem(err);
    }
    return status;
}

enum ow_status import_finish(struct import_writer *writer, struct ow_error *err)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; status == OW_OK && i < writer->list_count; i++) {
        status = read_list(writer, &writer->lists[i], err);
    }
    return status == OW_OK ? end_batch(writer, err) : status;
}

void import_abandon(struct import_writer *writer, const struct ow_error *error)
{
    struct app_import_report *report = writer->report;
    const struct ow_error *kept = keep_error(report, error);

    store_rollback(writer->store);
    for (size_t i = writer->batch_first; i < report->file_count; i++) {
        struct app_import_file *entry = &report->files[i];

        if (entry->result == APP_IMPORT_ADDED) {
            entry->result = APP_IMPORT_FAILED;
            entry->id = NULL;
            entry->duplicate_of = NULL;
            entry->activity_count = 0;
            entry->assumed_count = 0;
            entry->error = kept;
            report->added--;
            report->failed++;
        }
    }
}
