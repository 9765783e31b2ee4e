/* The caller's error record and the names of the statuses. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

OW_PRINTF(4, 0)
static void fill(struct ow_error *err, enum ow_status status, uint64_t offset,
                 const char *format, va_list arguments)
{
    if (err == NULL) {
        return;
    }
    err->status = status;
    err->offset = offset;
    (void)vsnprintf(err->message, sizeof err->message, format, arguments);
}

enum ow_status error_set(struct ow_error *err, enum ow_status status,
                         const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fill(err, status, OW_NO_OFFSET, format, arguments);
    va_end(arguments);
    return status;
}

enum ow_status error_set_at(struct ow_error *err, enum ow_status status,
                            uint64_t offset, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fill(err, status, offset, format, arguments);
    va_end(arguments);
    return status;
}

enum ow_status error_nomem(struct ow_error *err)
{
    return error_set(err, OW_E_NOMEM, "out of memory");
}

const char *ow_status_code(enum ow_status status)
{
    switch (status) {
    case OW_OK:
        return "ok";
    case OW_E_NOMEM:
        return "no-memory";
    case OW_E_RANGE:
        return "range";
    case OW_E_ARGUMENT:
        return "argument";
    case OW_E_SYNTAX:
        return "syntax";
    case OW_E_FORMAT:
        return "format";
    case OW_E_TRUNCATED:
        return "truncated";
    case OW_E_UNSUPPORTED:
        return "unsupported";
    case OW_E_LIMIT:
        return "limit";
    case OW_E_NOT_FOUND:
        return "not-found";
    case OW_E_CONFLICT:
        return "conflict";
    case OW_E_IO:
        return "io";
    case OW_E_STORE:
        return "store";
    }
    return "unknown";
}
