/* The compressor of originals and columns. */
#ifndef STORE_COMPRESSOR_H
#define STORE_COMPRESSOR_H

#include <stddef.h>
#include <stdint.h>
/* For ZSTD_c_literalCompressionMode; see compressor.c. */
#define ZSTD_STATIC_LINKING_ONLY
#include <zstd.h>

/** Used by one thread at a time; ZSTD_freeCCtx(). NULL without memory. */
ZSTD_CCtx *compressor_new(void);

#endif
