/*
 * Bytes to documents and back. No call opens a file.
 */
#ifndef ONWARD_CODEC_H
#define ONWARD_CODEC_H

#include "onward/document.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Limits of a decode; all zero are the defaults. */
struct ow_decode_options {
    size_t most_samples; /**< in one file; 0: 50 million */
};

/**
 * Decodes a file of any known format, found by its content. What was read
 * before damage is kept: the document then carries warnings.
 *
 * @param bytes    the whole file, not a compressed one
 * @param options  may be NULL
 * @param[out] document  the caller's, ow_document_free(); untouched on failure
 * @return OW_OK; OW_E_FORMAT with the place for what is of no known format or
 *         holds nothing readable (an empty file, HTML), OW_E_LIMIT, OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_decode(const uint8_t *bytes, size_t length,
          const struct ow_decode_options *options,
          struct ow_document **document, struct ow_error *err);

/** Limits of unpacking; all zero are the defaults. */
struct ow_archive_options {
    size_t most_bytes;        /**< of all members together; 0: 8 GiB */
    size_t most_member_bytes; /**< of one member; 0: 512 MiB */
    size_t most_members;      /**< in all; 0: 200,000 */
    unsigned most_depth;      /**< archives in archives; 0: 3 */
    unsigned most_ratio;      /**< unpacked to packed; 0: 1000 */
};

/** One member of an archive, for the length of a call. */
struct ow_member {
    const char *name;     /**< "export.zip!activities/1.fit" */
    const uint8_t *bytes; /**< unpacked; NULL when it could not be */
    size_t length;
    const struct ow_error *error; /**< why it could not be; else NULL */
};

/**
 * Hands every file in `bytes` to `visit`: the members of a zip, gzip or 7z
 * (nested ones too, `__MACOSX/` and `._*` skipped), or the bytes themselves
 * when they are no archive. A member that cannot be unpacked is visited with
 * its error and the rest goes on.
 *
 * @param name   what to call the bytes: a path
 * @param visit  returns OW_OK to go on; anything else stops and is passed up
 * @return OW_OK; OW_E_LIMIT for a bomb, OW_E_FORMAT for a broken archive,
 *         after what could be read has been visited
 */
OW_API OW_MUST_CHECK enum ow_status ow_archive_walk(
    const char *name, const uint8_t *bytes, size_t length,
    const struct ow_archive_options *options,
    enum ow_status (*visit)(void *context, const struct ow_member *member),
    void *context, struct ow_error *err);

/** Gives back bytes that an encoder made; NULL is fine. */
OW_API void ow_bytes_free(uint8_t *bytes);

/** What a format could not hold of what was written, one text each. */
struct ow_losses {
    char **messages;
    size_t count;
};

/** Gives the texts back and leaves an empty list; all zero is one. */
OW_API void ow_losses_dispose(struct ow_losses *losses);

/** What a workout can be written as. */
enum ow_workout_format {
    OW_WORKOUT_FIT = 0, /**< for watches */
    OW_WORKOUT_ZWO,     /**< for Zwift, a run */
    OW_WORKOUT_ICU,     /**< intervals.icu text */
    OW_WORKOUT_TCX,     /**< for watches of the Training Center years */
    OW_WORKOUT_JSON,    /**< schema onward/workout/1; nothing is lost */
    OW_WORKOUT_MD,      /**< Markdown, for people; not read back */
    OW_WORKOUT_FORMAT_COUNT
};

/** "fit", "zwo", "icu", "tcx", "json", "md". */
OW_API const char *ow_workout_format_name(enum ow_workout_format format);

/** What formats want to know beside the workout; all zero: not known. */
struct ow_workout_writing {
    int64_t time_ms;         /**< FIT: when it is made, Unix, UTC */
    double s_per_km_of_10km; /**< ZWO: the 10 km pace that shares are of */
    double hr_max_bpm;       /**< intervals.icu: heart rates are shares of it */
    size_t most_steps;       /**< FIT and TCX: that the watch holds */
    bool in_miles;           /**< Markdown */
};

/**
 * Writes a workout in a format. What the format cannot hold is written as near
 * as may be and said in `losses`.
 *
 * @param losses  the caller's, ow_losses_dispose(); added to, may be NULL
 * @param[out] bytes  the caller's, ow_bytes_free(); untouched on failure
 * @return OW_OK; OW_E_ARGUMENT for a workout without a step, OW_E_RANGE for a
 *         value that the format cannot hold at all, OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status ow_workout_encode(
    const struct ow_workout *workout, enum ow_workout_format format,
    const struct ow_workout_writing *writing, uint8_t **bytes, size_t *length,
    struct ow_losses *losses, struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
