/*
 * A growing run of bytes with a stated limit. It remembers its first error:
 * append freely, check once with buf_status().
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"
#include "onward/error.h"

#include <stdarg.h>

struct buf {
    char *data; /* not zero-terminated until buf_text() */
    size_t length;
    size_t capacity;
    size_t limit;          /* most bytes it may ever hold */
    enum ow_status status; /* OW_OK, OW_E_NOMEM or OW_E_LIMIT */
};

/** An empty buffer that may grow to `limit` bytes. */
void buf_init(struct buf *buf, size_t limit);

/** Gives the bytes back. */
void buf_dispose(struct buf *buf);

void buf_append(struct buf *buf, const void *bytes, size_t length);
void buf_append_text(struct buf *buf, const char *text);
void buf_append_str(struct buf *buf, struct str text);
void buf_append_char(struct buf *buf, char c);

/** Formatted text; integers and strings only (numbers by base/num.h). */
void buf_append_format(struct buf *buf, const char *format, ...)
    OW_PRINTF(2, 3);
void buf_append_vformat(struct buf *buf, const char *format, va_list arguments)
    OW_PRINTF(2, 0);

/** A number with at most `decimals` decimals, trailing zeros cut off. */
void buf_append_number(struct buf *buf, double value, int decimals);

/** A number with exactly `decimals` decimals. */
void buf_append_fixed(struct buf *buf, double value, int decimals);

/** Room for `length` more bytes to be filled by the caller; NULL on error. */
char *buf_extend(struct buf *buf, size_t length);

/** What the appends came to; err is filled when it is not OW_OK. */
enum ow_status buf_status(const struct buf *buf, struct ow_error *err);

/** The bytes as zero-terminated text, borrowed; "" after an error. */
const char *buf_text(struct buf *buf);

/** Hands the zero-terminated bytes to the caller and empties the buffer. */
char *buf_steal(struct buf *buf, size_t *length);

#endif
