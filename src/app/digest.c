/* Hash, decode, pack. */
#include "app/digest.h"

#include "app/list_row.h"
#include "app/measure.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

void *digester_new(void *pattern)
{
    const struct digester *from = pattern;
    struct digester *digester = mem_calloc(1, sizeof *digester);

    if (digester == NULL) {
        return NULL;
    }
    *digester = *from;
    digester->packer = packer_new();
    if (digester->packer == NULL) {
        mem_free(digester);
        return NULL;
    }
    return digester;
}

void digester_free(void *digester)
{
    struct digester *own = digester;

    packer_free(own->packer);
    mem_free(own);
}

void digest_dispose(struct digest *digest)
{
    packed_file_dispose(&digest->file);
    mem_free(digest->name);
    mem_free(digest->list);
    memset(digest, 0, sizeof *digest);
}

static void begin(struct digest *digest, const char *name)
{
    memset(digest, 0, sizeof *digest);
    packed_file_init(&digest->file);
    digest->name = name == NULL ? NULL : mem_copy_text(name);
}

void digest_failure(const char *name, const struct ow_error *error,
                    struct digest *digest)
{
    begin(digest, name);
    digest->state = DIGEST_FAILED;
    digest->error = *error;
    if (digest->name == NULL) {
        (void)error_nomem(&digest->error);
    }
}

static int compare_hashes(const void *a, const void *b)
{
    return memcmp(a, b, SHA256_SIZE);
}

static bool is_known(const struct digester *digester,
                     const uint8_t sha256[SHA256_SIZE])
{
    return digester->known_count > 0 &&
           bsearch(sha256, digester->known, digester->known_count, SHA256_SIZE,
                   compare_hashes) != NULL;
}

static bool is_list(const char *name, const uint8_t *bytes, size_t length)
{
    struct csv_reader reader;

    if (!str_ends_with_ignore_case(str_of(name), ".csv")) {
        return false;
    }
    csv_init(&reader, str_from((const char *)bytes, length));
    return csv_next(&reader) && strava_is_header(&reader);
}

/* What is left of a recording whose file ends before its first sample. */
static bool is_hollow(const struct ow_activity *activity)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);

    return ow_activity_sample_count(activity) == 0 &&
           ow_is_missing(summary->distance_m) &&
           ow_is_missing(summary->timer_s);
}

static enum ow_status pack_items(const struct digester *digester,
                                 const struct ow_document *document,
                                 struct digest *digest)
{
    size_t count = 0;
    const struct ow_item *items = ow_document_items(document, &count);
    bool has_hollow = false;
    enum ow_status status = OW_OK;

    digest->file.format = ow_document_format(document);
    for (size_t i = 0; status == OW_OK && i < count; i++) {
        if (items[i].kind == OW_ITEM_ACTIVITY && is_hollow(items[i].activity)) {
            has_hollow = true;
        } else if (items[i].kind == OW_ITEM_ACTIVITY) {
            status = measure_and_pack(digester->packer, &digest->file,
                                      items[i].activity, &digest->error);
        }
    }
    if (status == OW_OK && has_hollow && digest->file.activity_count == 0) {
        status =
            error_set(&digest->error,
                      ow_document_integrity(document).truncated ? OW_E_TRUNCATED
                                                                : OW_E_FORMAT,
                      "no sample, distance or time of the run is in it");
    }
    return status;
}

static enum ow_status keep_list(const uint8_t *bytes, size_t length,
                                struct digest *digest)
{
    digest->list = mem_alloc(length);
    if (digest->list == NULL) {
        return error_nomem(&digest->error);
    }
    memcpy(digest->list, bytes, length);
    digest->list_length = length;
    digest->state = DIGEST_LIST;
    return OW_OK;
}

static enum ow_status decode_and_pack(const struct digester *digester,
                                      const uint8_t *bytes, size_t length,
                                      struct digest *digest)
{
    struct ow_document *document = NULL;
    enum ow_status status =
        ow_decode(bytes, length, NULL, &document, &digest->error);

    if (status == OW_OK) {
        status = pack_items(digester, document, digest);
    }
    ow_document_free(document);
    if (status == OW_OK && digest->file.activity_count == 0) {
        digest->state = DIGEST_NOTHING;
        return OW_OK;
    }
    if (status == OW_OK && digester->keeps_original) {
        status = pack_original(digester->packer, &digest->file, bytes, length,
                               &digest->error);
    }
    return status;
}

void digest_bytes(const struct digester *digester, const char *name,
                  const uint8_t *bytes, size_t length, struct digest *digest)
{
    enum ow_status status = OW_OK;

    begin(digest, name);
    pack_hash(digester->packer, &digest->file, bytes, length);
    if (is_list(name, bytes, length)) {
        status = keep_list(bytes, length, digest);
    } else if (is_known(digester, digest->file.sha256)) {
        digest->state = DIGEST_KNOWN;
    } else {
        status = decode_and_pack(digester, bytes, length, digest);
    }
    if (digest->name == NULL) {
        status = error_nomem(&digest->error);
    }
    if (status != OW_OK) {
        digest->state = DIGEST_FAILED;
    }
}

void digest_original(const struct digester *digester, const char *format,
                     const uint8_t *bytes, size_t length, struct digest *digest)
{
    enum ow_status status = OW_OK;

    begin(digest, NULL);
    if (strcmp(format, LIST_ROW_FORMAT) == 0) {
        status = list_row_unpack(digester->packer, bytes, length, &digest->file,
                                 &digest->error);
    } else {
        status = decode_and_pack(digester, bytes, length, digest);
    }
    if (status != OW_OK) {
        digest->state = DIGEST_FAILED;
    }
}
