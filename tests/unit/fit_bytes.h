/*
 * FIT files for tests, built byte by byte, and short ways to look at what was
 * read of them.
 */
#ifndef TESTS_UNIT_FIT_BYTES_H
#define TESTS_UNIT_FIT_BYTES_H

#include "onward/codec.h"

#define FIT_START 1000000000U                 /* 2021-09-08T01:46:40Z */
#define FIT_START_MS ((int64_t)1631065600000) /* the same in Unix ms */

/** A file on its way; all zero is an empty one. */
struct fit_file {
    uint8_t bytes[16384];
    size_t length;
    size_t start; /* of the part being built */
    bool is_big;  /* how put() and definitions are written */
};

/** An empty file, the same storage each time. */
struct fit_file *fit_file_new(void);

void fit_put(struct fit_file *file, uint64_t value, size_t size);
/** Text in `size` bytes, filled up with zeros; cut without one. */
void fit_put_text(struct fit_file *file, const char *text, size_t size);

/** A header of 12 bytes or more, without a CRC of its own. */
void fit_begin(struct fit_file *file, size_t header_size);
/** Fills in the data size of the part and appends its CRC. */
void fit_end(struct fit_file *file);

/** A definition; `fields` are number, size and base type of each. */
void fit_define(struct fit_file *file, unsigned local, unsigned message,
                const uint8_t *fields, size_t size);

#define FIT_DEFINE(file, local, message, ...)                                  \
    fit_define(file, local, message, (const uint8_t[]){__VA_ARGS__},           \
               sizeof(const uint8_t[]){__VA_ARGS__})

/** file_id of a type, by a Garmin "fr-9"; local type 15. */
void fit_add_file_id(struct fit_file *file, unsigned type);

/** Records of time, heart rate and distance; local type 0. */
void fit_define_records(struct fit_file *file);
void fit_add_record(struct fit_file *file, uint32_t time, unsigned hr,
                    uint32_t distance_cm);

/** Sessions of the usual fields; local type 1. */
void fit_define_sessions(struct fit_file *file);
void fit_add_session(struct fit_file *file, uint32_t start, unsigned sport,
                     uint32_t elapsed_ms, uint32_t distance_cm);

/** A timer event, its definition with it; local type 2. */
void fit_add_timer(struct fit_file *file, uint32_t time, unsigned type);

/** A whole part: `count` records from `start`, a session of a run. */
void fit_add_run(struct fit_file *file, uint32_t start, size_t count);

/** Decodes what is built; fails the test when that fails. */
struct ow_document *fit_read(const struct fit_file *file);

/** The activity of an item; fails the test where there is none. */
const struct ow_activity *fit_activity(const struct ow_document *document,
                                       size_t index);

size_t fit_item_count(const struct ow_document *document);

/** Whether a warning has this code. */
bool fit_has_warning(const struct ow_document *document, const char *code);

/** One value of a channel; fails the test without the channel or sample. */
double fit_at(const struct ow_activity *activity, enum ow_channel channel,
              size_t sample);

/** Fails the test unless both are the same, to a billionth, or missing. */
void fit_near(double value, double expected);

#endif
