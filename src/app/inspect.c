/* Files to documents, one after the other. */
#include "app/inspect.h"

#include "app/files.h"
#include "base/mem.h"

#include <string.h>

/* Larger than any recording; a month at 1 Hz is some 100 MB. */
#define LARGEST_FILE ((size_t)1 << 30)

struct inspection {
    const struct app_inspect_visitor *visitor;
    struct app_inspect_counts *counts;
};

static enum ow_status tell_failed(struct inspection *inspection,
                                  const char *file,
                                  const struct ow_error *error)
{
    inspection->counts->failed++;
    return inspection->visitor->failed(inspection->visitor->context, file,
                                       error);
}

static enum ow_status visit_member(void *context,
                                   const struct ow_member *member)
{
    struct inspection *inspection = context;
    struct ow_document *document = NULL;
    struct ow_error error;
    enum ow_status status = OW_OK;

    if (member->error != NULL) {
        return tell_failed(inspection, member->name, member->error);
    }
    status = ow_decode(member->bytes, member->length, NULL, &document, &error);
    if (status == OW_E_NOMEM) {
        return status;
    }
    if (status != OW_OK) {
        return tell_failed(inspection, member->name, &error);
    }
    inspection->counts->decoded++;
    status = inspection->visitor->decoded(inspection->visitor->context,
                                          member->name, document);
    ow_document_free(document);
    return status;
}

static enum ow_status visit_file(void *context, const struct files_found *found,
                                 struct ow_error *err)
{
    struct inspection *inspection = context;
    uint8_t *bytes = NULL;
    size_t length = 0;
    struct ow_error error;
    size_t failed_before = inspection->counts->failed;
    enum ow_status status = OW_OK;

    if (found->error != NULL) {
        return tell_failed(inspection, found->path, found->error);
    }
    status = files_read(found->path, LARGEST_FILE, &bytes, &length, &error);
    if (status == OW_OK) {
        status = ow_archive_walk(found->path, bytes, length, NULL, visit_member,
                                 inspection, &error);
    }
    mem_free(bytes);
    if (status == OW_E_NOMEM || status == OW_OK) {
        *err = error;
        return status;
    }
    /* A broken archive, told once: its members may have said so already. */
    if (inspection->counts->failed == failed_before) {
        return tell_failed(inspection, found->path, &error);
    }
    return OW_OK;
}

enum ow_status app_inspect(const char *const *paths, size_t path_count,
                           const struct app_inspect_visitor *visitor,
                           struct app_inspect_counts *counts,
                           struct ow_error *err)
{
    struct inspection inspection = {visitor, counts};

    memset(counts, 0, sizeof *counts);
    for (size_t i = 0; i < path_count; i++) {
        enum ow_status status =
            files_walk(paths[i], visit_file, &inspection, err);

        if (status != OW_OK) {
            return status;
        }
    }
    return OW_OK;
}
