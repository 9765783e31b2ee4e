/* SHA-256 (FIPS 180-4): the name of a content. */
#ifndef STORE_SHA256_H
#define STORE_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_SIZE 32

/** The digest of `length` bytes. */
void sha256(const uint8_t *bytes, size_t length, uint8_t digest[SHA256_SIZE]);

/** The same by plain C alone, whatever the processor can do. */
void sha256_plain(const uint8_t *bytes, size_t length,
                  uint8_t digest[SHA256_SIZE]);

#endif
