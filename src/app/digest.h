/*
 * The part of an import that every core can do: from a file's bytes to what
 * the store keeps of it.
 */
#ifndef APP_DIGEST_H
#define APP_DIGEST_H

#include "onward/codec.h"
#include "store/pack.h"

enum digest_state {
    DIGEST_ACTIVITIES = 0, /* packed, one or more */
    DIGEST_KNOWN,          /* its content is among the known hashes */
    DIGEST_LIST,           /* an export's list of activities: raw bytes */
    DIGEST_NOTHING,        /* readable, but nothing that was run */
    DIGEST_FAILED
};

/** What became of a file or a member of an archive. */
struct digest {
    enum digest_state state;
    char *name;
    struct packed_file file; /* its hash, unless the file could not be had */
    uint8_t *list;           /* of DIGEST_LIST */
    size_t list_length;
    struct ow_error error; /* of DIGEST_FAILED */
};

/** What a thread digests with. */
struct digester {
    struct packer *packer;
    const uint8_t (*known)[SHA256_SIZE]; /* sorted; borrowed */
    size_t known_count;
    bool keeps_original; /* whether the bytes themselves are packed too */
};

/** A copy of a pattern with a packer of its own; NULL without memory. */
void *digester_new(void *pattern);
void digester_free(void *digester);

void digest_dispose(struct digest *digest);

/**
 * Digests one file that is no archive. What goes wrong is the digest's state.
 *
 * @param[out] digest  the caller's, digest_dispose()
 */
void digest_bytes(const struct digester *digester, const char *name,
                  const uint8_t *bytes, size_t length, struct digest *digest);

/** Digests a file that is in the store; its name and hash are known there. */
void digest_original(const struct digester *digester, const char *format,
                     const uint8_t *bytes, size_t length,
                     struct digest *digest);

/** A digest of a file that could not be had. */
void digest_failure(const char *name, const struct ow_error *error,
                    struct digest *digest);

#endif
