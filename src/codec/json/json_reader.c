/* Fields with bounds; the first error is kept with its path. */
#include "codec/json/json_reader.h"

#include "base/error.h"
#include "base/num.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MOST_BYTES ((size_t)64 * 1024 * 1024)
#define LONGEST_TEXT_BYTES ((size_t)4000)
/* Finer than anything that is meant, so that what was read is written again
 * without loss. */
#define DECIMALS 6
/* Far enough from the ends of the calendar that sums of days stay in it. */
#define FIRST_DAY (-25567) /* 1900-01-01 */
#define LAST_DAY 120529    /* 2299-12-31 */

void reader_init(struct json_reader *reader, struct arena *arena,
                 struct ow_error *err)
{
    memset(reader, 0, sizeof *reader);
    reader->arena = arena;
    reader->err = err;
}

void reader_fail(struct json_reader *reader, enum ow_status status,
                 const char *key, const char *format, ...)
{
    va_list arguments;
    char message[160];
    bool has_both = reader->path_length > 0 && key[0] != '\0';

    if (reader->status != OW_OK) {
        return;
    }
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    reader->status = error_set(reader->err, status, "%s%s%s: %s", reader->path,
                               has_both ? "." : "", key, message);
}

enum ow_status reader_load(struct json_reader *reader, const char *text,
                           size_t length, const char *schema, json_t **root)
{
    json_error_t fault;
    const json_t *found = NULL;

    *root = NULL;
    if (length > MOST_BYTES) {
        return reader->status =
                   error_set(reader->err, OW_E_LIMIT,
                             "JSON of %zu bytes is over the limit of %zu",
                             length, MOST_BYTES);
    }
    *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &fault);
    if (*root == NULL) {
        uint64_t offset = fault.position < 0 ? 0 : (uint64_t)fault.position;

        return reader->status =
                   error_set_at(reader->err, OW_E_SYNTAX, offset, "line %d: %s",
                                fault.line, fault.text);
    }
    found = json_object_get(*root, "schema");
    if (!json_is_string(found) ||
        strcmp(json_string_value(found), schema) != 0) {
        reader_fail(reader, OW_E_FORMAT, "schema", "%s is meant", schema);
        json_decref(*root);
        *root = NULL;
    }
    return reader->status;
}

size_t reader_enter(struct json_reader *reader, const char *key)
{
    size_t before = reader->path_length;
    int added = snprintf(reader->path + before, JSON_PATH_SIZE - before, "%s%s",
                         before > 0 ? "." : "", key);

    reader->path_length = before + (added > 0 ? (size_t)added : 0);
    if (reader->path_length >= JSON_PATH_SIZE) {
        reader->path_length = JSON_PATH_SIZE - 1;
    }
    return before;
}

size_t reader_enter_index(struct json_reader *reader, size_t index)
{
    size_t before = reader->path_length;
    int added = snprintf(reader->path + before, JSON_PATH_SIZE - before,
                         "[%zu]", index);

    reader->path_length = before + (added > 0 ? (size_t)added : 0);
    if (reader->path_length >= JSON_PATH_SIZE) {
        reader->path_length = JSON_PATH_SIZE - 1;
    }
    return before;
}

void reader_leave(struct json_reader *reader, size_t before)
{
    reader->path_length = before;
    reader->path[before] = '\0';
}

void *reader_room(struct json_reader *reader, size_t count, size_t size)
{
    void *room = NULL;

    if (reader->status != OW_OK || count == 0) {
        return NULL;
    }
    room = arena_calloc(reader->arena, count, size);
    if (room == NULL) {
        reader->status = error_nomem(reader->err);
    }
    return room;
}

/* A member that is there and not null, NULL otherwise or after an error. */
static const json_t *member(const struct json_reader *reader,
                            const json_t *object, const char *key)
{
    const json_t *value = NULL;

    if (reader->status == OW_OK) {
        value = json_object_get(object, key);
    }
    return json_is_null(value) ? NULL : value;
}

void reader_require(struct json_reader *reader, const json_t *object,
                    const char *key)
{
    if (member(reader, object, key) == NULL) {
        reader_fail(reader, OW_E_FORMAT, key, "is missing");
    }
}

const json_t *reader_object(struct json_reader *reader, const json_t *object,
                            const char *key)
{
    const json_t *value = member(reader, object, key);

    if (value != NULL && !json_is_object(value)) {
        reader_fail(reader, OW_E_FORMAT, key, "an object is meant");
        return NULL;
    }
    return value;
}

const json_t *reader_array(struct json_reader *reader, const json_t *object,
                           const char *key, size_t most, size_t *count)
{
    const json_t *value = member(reader, object, key);

    *count = 0;
    if (value == NULL) {
        return NULL;
    }
    if (!json_is_array(value)) {
        reader_fail(reader, OW_E_FORMAT, key, "an array is meant");
        return NULL;
    }
    if (json_array_size(value) > most) {
        reader_fail(reader, OW_E_LIMIT, key, "%zu entries are over %zu",
                    json_array_size(value), most);
        return NULL;
    }
    *count = json_array_size(value);
    return value;
}

double reader_number(struct json_reader *reader, const json_t *object,
                     const char *key, double min, double max)
{
    const json_t *value = member(reader, object, key);
    double number = 0;

    if (value == NULL) {
        return OW_MISSING;
    }
    if (!json_is_number(value)) {
        reader_fail(reader, OW_E_FORMAT, key, "a number is meant");
        return OW_MISSING;
    }
    number = num_round(json_number_value(value), DECIMALS);
    if (!(number >= min && number <= max)) {
        char text[NUM_TEXT_SIZE];
        char low[NUM_TEXT_SIZE];
        char high[NUM_TEXT_SIZE];

        num_format(number, 3, text);
        num_format(min, 3, low);
        num_format(max, 3, high);
        reader_fail(reader, OW_E_RANGE, key, "%s is outside %s to %s", text,
                    low, high);
        return OW_MISSING;
    }
    return number;
}

int reader_integer(struct json_reader *reader, const json_t *object,
                   const char *key, int min, int max, int absent)
{
    double number = reader_number(reader, object, key, min, max);

    if (ow_is_missing(number)) {
        return absent;
    }
    if (fabs(number - floor(number)) > 0) {
        reader_fail(reader, OW_E_FORMAT, key, "a whole number is meant");
        return absent;
    }
    return (int)number;
}

bool reader_bool(struct json_reader *reader, const json_t *object,
                 const char *key)
{
    const json_t *value = member(reader, object, key);

    if (value != NULL && !json_is_boolean(value)) {
        reader_fail(reader, OW_E_FORMAT, key, "true or false is meant");
    }
    return json_is_true(value);
}

/* The text of a value, borrowed from it; NULL where there is none. */
static const char *borrow_text(struct json_reader *reader, const json_t *value,
                               const char *key)
{
    if (value == NULL) {
        return NULL;
    }
    if (!json_is_string(value)) {
        reader_fail(reader, OW_E_FORMAT, key, "a text is meant");
        return NULL;
    }
    if (json_string_length(value) > LONGEST_TEXT_BYTES) {
        reader_fail(reader, OW_E_LIMIT, key, "%zu bytes are over %zu",
                    json_string_length(value), LONGEST_TEXT_BYTES);
        return NULL;
    }
    return json_string_value(value);
}

static const char *keep_text(struct json_reader *reader, const char *text)
{
    char *copy = arena_copy_text(reader->arena, text, strlen(text));

    if (copy == NULL) {
        reader->status = error_nomem(reader->err);
    }
    return copy;
}

const char *reader_text(struct json_reader *reader, const json_t *object,
                        const char *key)
{
    const char *text = borrow_text(reader, member(reader, object, key), key);

    return text == NULL ? NULL : keep_text(reader, text);
}

struct ow_date reader_date(struct json_reader *reader, const json_t *object,
                           const char *key)
{
    const char *text = borrow_text(reader, member(reader, object, key), key);
    struct ow_date date = ow_date_none();
    struct ow_error fault;

    if (text == NULL) {
        return date;
    }
    fault.status = ow_date_parse(text, &date, &fault);
    if (fault.status != OW_OK) {
        reader_fail(reader, fault.status, key, "%s", fault.message);
    } else if (date.days < FIRST_DAY || date.days > LAST_DAY) {
        reader_fail(reader, OW_E_RANGE, key,
                    "%s is outside 1900-01-01 to 2299-12-31", text);
        date = ow_date_none();
    }
    return date;
}

static int find_word(struct json_reader *reader, const char *text,
                     const char *key, const char *const *words, int count)
{
    for (int i = 0; i < count; i++) {
        if (words[i] != NULL && strcmp(words[i], text) == 0) {
            return i;
        }
    }
    reader_fail(reader, OW_E_NOT_FOUND, key, "\"%.40s\" is not known here",
                text);
    return -1;
}

int reader_word(struct json_reader *reader, const json_t *object,
                const char *key, const char *const *words, int count,
                int absent)
{
    const char *text = borrow_text(reader, member(reader, object, key), key);
    int found = -1;

    if (text != NULL) {
        found = find_word(reader, text, key, words, count);
    }
    return found < 0 ? absent : found;
}

/* An element of an array of texts, borrowed; NULL (and failed) otherwise. */
static const char *borrow_element(struct json_reader *reader,
                                  const json_t *array, size_t index)
{
    const char *text = borrow_text(reader, json_array_get(array, index), "");

    if (text == NULL) {
        reader_fail(reader, OW_E_FORMAT, "", "a text is meant");
    }
    return text;
}

const char *reader_element_text(struct json_reader *reader, const json_t *array,
                                size_t index)
{
    size_t before = reader_enter_index(reader, index);
    const char *text = borrow_element(reader, array, index);

    text = text == NULL ? NULL : keep_text(reader, text);
    reader_leave(reader, before);
    return text;
}

int reader_element_word(struct json_reader *reader, const json_t *array,
                        size_t index, const char *const *words, int count)
{
    size_t before = reader_enter_index(reader, index);
    const char *text = borrow_element(reader, array, index);
    int found = text == NULL ? -1 : find_word(reader, text, "", words, count);

    reader_leave(reader, before);
    return found;
}
