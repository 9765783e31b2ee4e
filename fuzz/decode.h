/* What every target for a format does with its bytes. */
#ifndef FUZZ_DECODE_H
#define FUZZ_DECODE_H

#include "codec/format.h"
#include "codec/json/document_json.h"

#include <stdlib.h>

#define FUZZ_MOST_SAMPLES 200000
#define FUZZ_MOST_JSON ((size_t)64 << 20)

/** Decodes, writes all that came out as JSON, and gives it back. */
static inline int fuzz_decode(const struct format *format, const uint8_t *data,
                              size_t size)
{
    struct ow_decode_options options = {.most_samples = FUZZ_MOST_SAMPLES};
    struct ow_document *document = NULL;
    struct ow_error err = {0};
    struct buf lines;
    enum ow_status status = OW_OK;

    (void)format->sniff(data, size);
    status = format->decode(data, size, &options, &document, &err);
    if ((status == OW_OK) != (document != NULL) || err.status != status) {
        abort();
    }
    buf_init(&lines, FUZZ_MOST_JSON);
    if (document != NULL) {
        document_json_lines(&lines, "fuzz", document);
    }
    buf_dispose(&lines);
    ow_document_free(document);
    return 0;
}

#endif
