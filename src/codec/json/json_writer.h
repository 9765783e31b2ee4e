/*
 * JSON, written as it comes into a growing buffer: nothing is built in memory
 * first. Text is escaped, bytes that are not UTF-8 become U+FFFD, a missing
 * number becomes null.
 */
#ifndef CODEC_JSON_JSON_WRITER_H
#define CODEC_JSON_JSON_WRITER_H

#include "base/buf.h"
#include "onward/date.h"

#include <stdint.h>

#define JSON_DEEPEST 32

struct json_writer {
    struct buf *buf; /* borrowed; its status tells how it went */
    unsigned depth;
    bool has_member[JSON_DEEPEST]; /* a comma is due before the next */
    bool after_key;
};

/** A writer at the top level of `buf`. */
void json_init(struct json_writer *json, struct buf *buf);

void json_begin_object(struct json_writer *json);
void json_end_object(struct json_writer *json);
void json_begin_array(struct json_writer *json);
void json_end_array(struct json_writer *json);

/** The name of the next value in an object. */
void json_key(struct json_writer *json, const char *key);

/** A string; NULL is null. */
void json_text(struct json_writer *json, const char *text);
/** A number with at most `decimals` decimals; missing is null. */
void json_number(struct json_writer *json, double value, int decimals);
void json_int(struct json_writer *json, int64_t value);
void json_bool(struct json_writer *json, bool value);
void json_none(struct json_writer *json);
/** YYYY-MM-DD; no date is null. */
void json_date(struct json_writer *json, struct ow_date date);

/** A key and its value in one. */
void json_text_field(struct json_writer *json, const char *key,
                     const char *text);
void json_number_field(struct json_writer *json, const char *key, double value,
                       int decimals);
void json_integer_field(struct json_writer *json, const char *key,
                        int64_t value);
void json_bool_field(struct json_writer *json, const char *key, bool value);
void json_date_field(struct json_writer *json, const char *key,
                     struct ow_date date);

#endif
