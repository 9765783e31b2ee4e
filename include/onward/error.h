/*
 * Statuses, the caller's error record and missing values: what every other
 * header of the library stands on.
 */
#ifndef ONWARD_ERROR_H
#define ONWARD_ERROR_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define OW_API __attribute__((visibility("default")))
#define OW_MUST_CHECK __attribute__((warn_unused_result))
#define OW_PRINTF(format_index, first_argument)                                \
    __attribute__((format(printf, format_index, first_argument)))
#else
#define OW_API
#define OW_MUST_CHECK
#define OW_PRINTF(format_index, first_argument)
#endif

/** What a call came to. The text of each is ow_status_code(). */
enum ow_status {
    OW_OK = 0,
    OW_E_NOMEM,       /**< memory could not be had */
    OW_E_RANGE,       /**< a value outside the bound the message names */
    OW_E_ARGUMENT,    /**< arguments that do not go together */
    OW_E_SYNTAX,      /**< text that cannot be read as what it should be */
    OW_E_FORMAT,      /**< bytes that are not of the format expected */
    OW_E_TRUNCATED,   /**< the input ends before its own end */
    OW_E_UNSUPPORTED, /**< a known thing that is not handled here */
    OW_E_LIMIT,       /**< a stated limit on size, depth or count */
    OW_E_NOT_FOUND,   /**< no such thing */
    OW_E_CONFLICT,    /**< wishes or rules that cannot all hold */
    OW_E_IO,          /**< the system refused to read or write */
    OW_E_STORE        /**< the store cannot be used */
};

/** Offset of an error that belongs to no byte. */
#define OW_NO_OFFSET UINT64_MAX

/**
 * Why a call failed. The caller owns it; a call sets it once, where the cause
 * is known, and only on failure.
 */
struct ow_error {
    enum ow_status status; /**< the same status that was returned */
    uint64_t offset;       /**< byte in the input, or OW_NO_OFFSET */
    char message[200];     /**< one line, no full stop, value and bound named */
};

/**
 * Stable short code of a status for programs: "range", "format", …
 *
 * @return a string that lives for ever; "unknown" for a value outside the enum
 */
OW_API const char *ow_status_code(enum ow_status status);

/** The mark of a quantity that is not known. Ask with ow_is_missing(). */
#define OW_MISSING ((double)NAN)

/** Whether a quantity is not known. */
static inline bool ow_is_missing(double value)
{
    return isnan(value) != 0;
}

#ifdef __cplusplus
}
#endif

#endif
