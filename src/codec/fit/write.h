/*
 * Writing FIT messages: fields with their physical values, which are scaled,
 * checked against their type and written little-endian.
 */
#ifndef CODEC_FIT_WRITE_H
#define CODEC_FIT_WRITE_H

#include "base/buf.h"
#include "codec/fit/profile.h"
#include "onward/fit.h"

/** A field of a message to be written. */
struct fit_out {
    uint8_t number;
    enum fit_base base;
    double value; /* OW_MISSING: the type's invalid value */
    double scale; /* raw = (value + offset) * scale; 0 is 1 */
    double offset;
    const char *text; /* of a FIT_STRING, may be NULL */
    uint8_t size;     /* of a FIT_STRING, its final zero counted */
};

/** Begins a file in an empty buffer; fit_write_end() completes it. */
void fit_write_begin(struct buf *buf);

/** The definition of messages with these fields under a local type. */
void fit_write_definition(struct buf *buf, unsigned local, unsigned message,
                          const struct fit_out *fields, size_t count);

/**
 * One message of a local type defined before.
 *
 * @param what  of which message, for the error: "record 17"
 * @return OW_OK, or OW_E_RANGE for a value its field cannot hold
 */
enum ow_status fit_write_data(struct buf *buf, unsigned local,
                              const struct fit_out *fields, size_t count,
                              const char *what, struct ow_error *err);

/** Definition and message in one. */
enum ow_status fit_write_message(struct buf *buf, unsigned local,
                                 unsigned message, const struct fit_out *fields,
                                 size_t count, const char *what,
                                 struct ow_error *err);

/** The file_id message, which every file begins with. */
enum ow_status fit_write_file_id(struct buf *buf, unsigned type,
                                 const struct ow_fit_identity *identity,
                                 const char *product_name,
                                 struct ow_error *err);

/** Fills in the sizes and sums, and hands the bytes over. */
enum ow_status fit_write_end(struct buf *buf, uint8_t **bytes, size_t *length,
                             struct ow_error *err);

/** A Unix time as a date_time in seconds, rounded. */
double fit_write_time(double time_ms);

#endif
