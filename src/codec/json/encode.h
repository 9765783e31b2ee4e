/* How every encoder of a whole JSON text begins and ends. */
#ifndef CODEC_JSON_ENCODE_H
#define CODEC_JSON_ENCODE_H

#include "codec/json/json_writer.h"

#define ENCODE_MOST_BYTES ((size_t)64 * 1024 * 1024)

/** Opens the top object with its schema in a fresh buffer. */
void encode_begin(struct json_writer *json, struct buf *buf,
                  const char *schema);

/**
 * Closes the top object and hands its text to the caller.
 *
 * @param[out] text    zero-terminated, ow_text_free(); untouched on failure
 * @param[out] length  may be NULL
 * @return OW_OK, OW_E_LIMIT, OW_E_NOMEM
 */
enum ow_status encode_end(struct json_writer *json, char **text, size_t *length,
                          struct ow_error *err);

/** The same for a writer whose top value is already closed. */
enum ow_status encode_take(struct buf *buf, char **text, size_t *length,
                           struct ow_error *err);

#endif
