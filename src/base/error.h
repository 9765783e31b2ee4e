/* Setting the caller's error record. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "onward/error.h"

/**
 * Fills the caller's record, if there is one, and returns the status, so that
 * a failure is one line: return error_set(err, OW_E_RANGE, "grade %s …", …).
 * Floating-point values are formatted beforehand by base/num.h.
 */
enum ow_status error_set(struct ow_error *err, enum ow_status status,
                         const char *format, ...) OW_PRINTF(3, 4);

/** The same with the byte of the input at which it went wrong. */
enum ow_status error_set_at(struct ow_error *err, enum ow_status status,
                            uint64_t offset, const char *format, ...)
    OW_PRINTF(4, 5);

/** The record for memory that could not be had. */
enum ow_status error_nomem(struct ow_error *err);

#endif
