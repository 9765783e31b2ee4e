/*
 * Reading fields out of parsed JSON with their bounds. A reader knows where it
 * is, copies texts into an arena and remembers its first error: read freely,
 * check once.
 */
#ifndef CODEC_JSON_JSON_READER_H
#define CODEC_JSON_JSON_READER_H

#include "base/arena.h"
#include "onward/date.h"

#include <jansson.h>

#define JSON_PATH_SIZE 128

struct json_reader {
    struct arena *arena; /* of the texts and arrays; borrowed */
    struct ow_error *err;
    enum ow_status status;     /* the first error, OW_OK before it */
    char path[JSON_PATH_SIZE]; /* "races[2]" */
    size_t path_length;
};

/** A reader at the root, which takes its memory from `arena`. */
void reader_init(struct json_reader *reader, struct arena *arena,
                 struct ow_error *err);

/**
 * Parses a text and checks that it is an object of a schema.
 *
 * @param[out] root  the caller's, json_decref(); NULL on failure
 * @return the reader's status
 */
enum ow_status reader_load(struct json_reader *reader, const char *text,
                           size_t length, const char *schema, json_t **root);

/** Steps into a member or an element; the answer is for reader_leave(). */
size_t reader_enter(struct json_reader *reader, const char *key);
size_t reader_enter_index(struct json_reader *reader, size_t index);
void reader_leave(struct json_reader *reader, size_t before);

/** Fails at a member: "path.key: message"; only the first failure counts. */
void reader_fail(struct json_reader *reader, enum ow_status status,
                 const char *key, const char *format, ...) OW_PRINTF(4, 5);

/** `count` zeroed items; NULL (and failed) without memory, NULL for none. */
void *reader_room(struct json_reader *reader, size_t count, size_t size);

/**
 * Members of an object. Absent or null gives OW_MISSING, the value of
 * `absent`, NULL or no date; a value of the wrong type or outside its bounds
 * fails and gives the same.
 */
const json_t *reader_object(struct json_reader *reader, const json_t *object,
                            const char *key);
const json_t *reader_array(struct json_reader *reader, const json_t *object,
                           const char *key, size_t most, size_t *count);
double reader_number(struct json_reader *reader, const json_t *object,
                     const char *key, double min, double max);
int reader_integer(struct json_reader *reader, const json_t *object,
                   const char *key, int min, int max, int absent);
bool reader_bool(struct json_reader *reader, const json_t *object,
                 const char *key);
const char *reader_text(struct json_reader *reader, const json_t *object,
                        const char *key);
struct ow_date reader_date(struct json_reader *reader, const json_t *object,
                           const char *key);

/**
 * Which of `count` words a text is; entries of `words` may be NULL and match
 * nothing. OW_E_NOT_FOUND for another word.
 */
int reader_word(struct json_reader *reader, const json_t *object,
                const char *key, const char *const *words, int count,
                int absent);

/** The same of an element of an array of texts. */
int reader_element_word(struct json_reader *reader, const json_t *array,
                        size_t index, const char *const *words, int count);

/** An element of an array of texts, copied into the arena; NULL on failure. */
const char *reader_element_text(struct json_reader *reader, const json_t *array,
                                size_t index);

/** Fails where a member is absent or null. */
void reader_require(struct json_reader *reader, const json_t *object,
                    const char *key);

#endif
