/* Whole JSON texts, handed to the caller. */
#include "codec/json/encode.h"

#include "base/mem.h"
#include "onward/json.h"

void ow_text_free(char *text)
{
    mem_free(text);
}

void encode_begin(struct json_writer *json, struct buf *buf, const char *schema)
{
    buf_init(buf, ENCODE_MOST_BYTES);
    json_init(json, buf);
    json_begin_object(json);
    json_text_field(json, "schema", schema);
}

enum ow_status encode_take(struct buf *buf, char **text, size_t *length,
                           struct ow_error *err)
{
    enum ow_status status = OW_OK;

    (void)buf_text(buf); /* room for the zero, so that stealing cannot fail */
    status = buf_status(buf, err);
    if (status == OW_OK) {
        *text = buf_steal(buf, length);
    }
    buf_dispose(buf);
    return status;
}

enum ow_status encode_end(struct json_writer *json, char **text, size_t *length,
                          struct ow_error *err)
{
    json_end_object(json);
    return encode_take(json->buf, text, length, err);
}
