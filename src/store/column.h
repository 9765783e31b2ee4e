/* One channel of samples as few bytes, and back. */
#ifndef STORE_COLUMN_H
#define STORE_COLUMN_H

#include "onward/activity.h"

/** Scratch and compressor of a thread that encodes columns. */
struct column_encoder;

/** Ways to the same bytes. */
enum column_path { COLUMN_PLAIN, COLUMN_AVX2 };

/** The fastest that the processor has. */
enum column_path column_best_path(void);

/** NULL without memory. */
struct column_encoder *column_encoder_new(enum column_path path);
void column_encoder_free(struct column_encoder *encoder);

/**
 * Encodes a channel. Values come back to within half the channel's finest
 * step (1 ms, 1e-8 degree, 1 mm, 0.001 of other units), and as they were where
 * they are whole steps of 1, 1/5, 1/10, 1/64, 1/100, 1/1000 or a semicircle.
 *
 * @param values       `count` of them, missing ones OW_MISSING; what is not
 *                     finite or beyond 2^53 steps counts as missing
 * @param[out] bytes   borrowed from the encoder until its next use
 * @return OW_OK, OW_E_NOMEM, OW_E_LIMIT over 2^32 - 1 values
 */
OW_MUST_CHECK enum ow_status
column_encode(struct column_encoder *encoder, enum ow_channel channel,
              const double *values, size_t count, const uint8_t **bytes,
              size_t *length, struct ow_error *err);

/** What decoding needs again and again; used by one thread at a time. */
struct column_decoder;

/** NULL without memory. */
struct column_decoder *column_decoder_new(void);
void column_decoder_free(struct column_decoder *decoder);

/**
 * Decodes a channel.
 *
 * @param[out] values  the caller's, mem_free(); untouched on failure
 * @return OW_OK; OW_E_FORMAT for bytes that are no column; OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status column_decode(struct column_decoder *decoder,
                                           const uint8_t *bytes, size_t length,
                                           double **values, size_t *count,
                                           struct ow_error *err);

#endif
