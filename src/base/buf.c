/* Growing bytes; see the header. */
#include "base/buf.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/num.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define SMALLEST_CAPACITY ((size_t)64)

void buf_init(struct buf *buf, size_t limit)
{
    memset(buf, 0, sizeof *buf);
    buf->limit = limit;
}

void buf_dispose(struct buf *buf)
{
    mem_free(buf->data);
    buf_init(buf, buf->limit);
}

/* Makes room for `length` bytes and a final zero after what is there. */
static bool reserve(struct buf *buf, size_t length)
{
    size_t needed = 0;
    size_t capacity = buf->capacity;
    char *data = NULL;

    if (buf->status != OW_OK) {
        return false;
    }
    if (length > buf->limit - buf->length) {
        buf->status = OW_E_LIMIT;
        return false;
    }
    needed = buf->length + length + 1;
    if (needed <= capacity) {
        return true;
    }
    capacity = capacity < SMALLEST_CAPACITY ? SMALLEST_CAPACITY : capacity;
    while (capacity < needed) {
        capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
    }
    data = mem_resize(buf->data, capacity, 1);
    if (data == NULL) {
        buf->status = OW_E_NOMEM;
        return false;
    }
    buf->data = data;
    buf->capacity = capacity;
    return true;
}

char *buf_extend(struct buf *buf, size_t length)
{
    char *room = NULL;

    if (reserve(buf, length)) {
        room = buf->data + buf->length;
        buf->length += length;
    }
    return room;
}

void buf_append(struct buf *buf, const void *bytes, size_t length)
{
    char *room = length == 0 ? NULL : buf_extend(buf, length);

    if (room != NULL) {
        memcpy(room, bytes, length);
    }
}

void buf_append_text(struct buf *buf, const char *text)
{
    buf_append(buf, text, strlen(text));
}

void buf_append_str(struct buf *buf, struct str text)
{
    buf_append(buf, text.data, text.length);
}

void buf_append_char(struct buf *buf, char c)
{
    buf_append(buf, &c, 1);
}

void buf_append_vformat(struct buf *buf, const char *format, va_list arguments)
{
    va_list again;
    int length = 0;

    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, arguments);
    if (length > 0 && reserve(buf, (size_t)length)) {
        (void)vsnprintf(buf->data + buf->length, (size_t)length + 1, format,
                        again);
        buf->length += (size_t)length;
    }
    va_end(again);
}

void buf_append_format(struct buf *buf, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    buf_append_vformat(buf, format, arguments);
    va_end(arguments);
}

void buf_append_number(struct buf *buf, double value, int decimals)
{
    char text[NUM_TEXT_SIZE];

    num_format(value, decimals, text);
    buf_append_text(buf, text);
}

void buf_append_fixed(struct buf *buf, double value, int decimals)
{
    char text[NUM_TEXT_SIZE];

    num_format_fixed(value, decimals, text);
    buf_append_text(buf, text);
}

enum ow_status buf_status(const struct buf *buf, struct ow_error *err)
{
    if (buf->status == OW_OK) {
        return OW_OK;
    }
    if (buf->status == OW_E_LIMIT) {
        return error_set(err, OW_E_LIMIT, "output over its limit of %zu bytes",
                         buf->limit);
    }
    return error_nomem(err);
}

const char *buf_text(struct buf *buf)
{
    if (!reserve(buf, 0)) {
        return "";
    }
    buf->data[buf->length] = '\0';
    return buf->data;
}

char *buf_steal(struct buf *buf, size_t *length)
{
    char *data = NULL;

    if (reserve(buf, 0)) {
        data = buf->data;
        data[buf->length] = '\0';
        if (length != NULL) {
            *length = buf->length;
        }
        buf->data = NULL;
    }
    buf_dispose(buf);
    return data;
}
