/*
 * The FIT reader, fed with anything; what it makes of it is written again and
 * must then be readable without a warning.
 */
#include "codec/fit/fit.h"
#include "onward/fit.h"

#include "decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct ow_fit_identity identity = {
    .serial = 1, .time_created_ms = 1700000000000};

/* What we have written ourselves is whole. */
static void read_back(uint8_t *bytes, size_t length)
{
    struct ow_document *document = NULL;
    size_t warnings = 0;

    if (fit_format.decode(bytes, length, NULL, &document, NULL) != OW_OK) {
        abort();
    }
    (void)ow_document_warnings(document, &warnings);
    if (ow_document_integrity(document).crc != OW_CRC_OK || warnings != 0) {
        abort();
    }
    ow_document_free(document);
    ow_bytes_free(bytes);
}

static void write_item(const struct ow_item *item)
{
    uint8_t *bytes = NULL;
    size_t length = 0;

    if (item->workout != NULL &&
        ow_fit_encode_workout(item->workout, &identity, &bytes, &length, NULL,
                              NULL) == OW_OK) {
        read_back(bytes, length);
    }
    bytes = NULL;
    if (item->activity != NULL &&
        ow_fit_encode_activity(item->activity, &identity, &bytes, &length,
                               NULL) == OW_OK) {
        read_back(bytes, length);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ow_decode_options options = {.most_samples = FUZZ_MOST_SAMPLES};
    struct ow_document *document = NULL;
    size_t count = 0;

    (void)fuzz_decode(&fit_format, data, size);
    if (fit_format.decode(data, size, &options, &document, NULL) == OW_OK) {
        const struct ow_item *items = ow_document_items(document, &count);

        for (size_t i = 0; i < count; i++) {
            write_item(&items[i]);
        }
        ow_document_free(document);
    }
    return 0;
}
