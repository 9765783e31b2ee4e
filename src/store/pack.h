/*
 * Files and activities made small for the store. Pure work on memory, so that
 * every core can pack while one writes.
 */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include "base/arena.h"
#include "onward/activity.h"
#include "store/measures.h"
#include "store/sha256.h"

/** One channel of an activity as bytes. */
struct packed_stream {
    enum ow_channel channel;
    const uint8_t *bytes;
    size_t length;
};

struct packed_activity {
    struct ow_activity_summary summary;
    size_t sample_count;
    struct packed_stream streams[OW_CHANNEL_COUNT];
    size_t stream_count;
    const struct ow_lap *laps;
    size_t lap_count;
    const struct ow_pause *pauses;
    size_t pause_count;
    const struct measures *measures; /* NULL: not measured */
};

/** A file ready to be kept; everything in its arena. */
struct packed_file {
    struct arena arena;
    uint8_t sha256[SHA256_SIZE];
    const char *format;   /* lives for ever */
    const uint8_t *bytes; /* the original, compressed; NULL when not asked */
    size_t packed_length;
    size_t length; /* of the original */
    struct packed_activity *activities;
    size_t activity_count;
    size_t activity_capacity;
};

/** What packing needs again and again; one for each thread. */
struct packer;

/** NULL without memory. */
struct packer *packer_new(void);
void packer_free(struct packer *packer);

/** An empty file; give it back with packed_file_dispose(). */
void packed_file_init(struct packed_file *file);
void packed_file_dispose(struct packed_file *file);

/** Names the file by the hash of its bytes. */
void pack_hash(const struct packer *packer, struct packed_file *file,
               const uint8_t *bytes, size_t length);

/** Compresses the file's bytes. */
OW_MUST_CHECK enum ow_status pack_original(struct packer *packer,
                                           struct packed_file *file,
                                           const uint8_t *bytes, size_t length,
                                           struct ow_error *err);

/** Adds a copy of an activity, its channels compressed. */
OW_MUST_CHECK enum ow_status pack_activity(struct packer *packer,
                                           struct packed_file *file,
                                           const struct ow_activity *activity,
                                           struct ow_error *err);

/** Adds a copy of what was measured of the activity that was packed last. */
OW_MUST_CHECK enum ow_status pack_measures(struct packed_file *file,
                                           const struct measures *measures,
                                           struct ow_error *err);

/**
 * The bytes of an original again.
 *
 * @param length       what the original's length should be
 * @param[out] bytes   the caller's, mem_free()
 * @return OW_OK; OW_E_FORMAT when they do not unpack to `length` bytes
 */
OW_MUST_CHECK enum ow_status unpack_original(const uint8_t *packed,
                                             size_t packed_length,
                                             size_t length, uint8_t **bytes,
                                             struct ow_error *err);

#endif
