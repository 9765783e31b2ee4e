/* One gzip file to its bytes. */
#ifndef CODEC_ARCHIVE_GZIP_H
#define CODEC_ARCHIVE_GZIP_H

#include "onward/error.h"

/** Whether the bytes begin like gzip. */
bool is_gzip(const uint8_t *bytes, size_t length);

/**
 * Unpacks all members of a gzip file; bytes after them are left alone. Of a
 * damaged one what came out before the damage is given.
 *
 * @param most  largest result
 * @param[out] unpacked  the caller's, mem_free(); untouched on failure
 * @return OW_OK, OW_E_LIMIT beyond `most`, OW_E_FORMAT when nothing comes
 *         out, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status gzip_unpack(const uint8_t *bytes, size_t length,
                                         size_t most, uint8_t **unpacked,
                                         size_t *unpacked_length,
                                         struct ow_error *err);

#endif
