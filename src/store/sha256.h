/* SHA-256 (FIPS 180-4): the name of a content. */
#ifndef STORE_SHA256_H
#define STORE_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_SIZE 32

/** Ways to the same digest. */
enum sha256_path {
    SHA256_PLAIN = 0, /* C alone */
    SHA256_X86        /* the SHA extensions of x86 */
};

/**
 * The fastest way this processor has. Asking costs microseconds on a virtual
 * machine: ask once and keep the answer.
 */
enum sha256_path sha256_best_path(void);

/** The digest of `length` bytes by a way the processor has. */
void sha256(enum sha256_path path, const uint8_t *bytes, size_t length,
            uint8_t digest[SHA256_SIZE]);

#endif
