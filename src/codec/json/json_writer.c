/* Streaming JSON; the grammar is RFC 8259. */
#include "codec/json/json_writer.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

void json_init(struct json_writer *json, struct buf *buf)
{
    memset(json, 0, sizeof *json);
    json->buf = buf;
}

/* The comma before a value or key, where one is due. */
static void separate(struct json_writer *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->depth > 0 && json->has_member[json->depth]) {
        buf_append_char(json->buf, ',');
    }
    json->has_member[json->depth] = true;
}

static void open_level(struct json_writer *json, char bracket)
{
    separate(json);
    buf_append_char(json->buf, bracket);
    assert(json->depth + 1 < JSON_DEEPEST);
    json->depth++;
    json->has_member[json->depth] = false;
}

static void close_level(struct json_writer *json, char bracket)
{
    assert(json->depth > 0);
    json->depth--;
    buf_append_char(json->buf, bracket);
}

void json_begin_object(struct json_writer *json)
{
    open_level(json, '{');
}

void json_end_object(struct json_writer *json)
{
    close_level(json, '}');
}

void json_begin_array(struct json_writer *json)
{
    open_level(json, '[');
}

void json_end_array(struct json_writer *json)
{
    close_level(json, ']');
}

static void write_escaped(struct buf *buf, char c)
{
    static const char plain[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *found = strchr(plain, c);

    if (found != NULL) {
        buf_append_char(buf, '\\');
        buf_append_char(buf, letters[found - plain]);
    } else {
        buf_append_format(buf, "\\u%04x", (unsigned)(unsigned char)c);
    }
}

static bool needs_escape(char c)
{
    return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

static void write_string(struct buf *buf, const char *text)
{
    size_t left = strlen(text);

    buf_append_char(buf, '"');
    while (left > 0) {
        size_t length = utf8_sequence_length(text, left);

        if (length == 0) {
            buf_append_text(buf, "\xEF\xBF\xBD");
            length = 1;
        } else if (needs_escape(*text)) {
            write_escaped(buf, *text);
        } else {
            buf_append(buf, text, length);
        }
        text += length;
        left -= length;
    }
    buf_append_char(buf, '"');
}

void json_key(struct json_writer *json, const char *key)
{
    separate(json);
    write_string(json->buf, key);
    buf_append_char(json->buf, ':');
    json->after_key = true;
}

void json_text(struct json_writer *json, const char *text)
{
    if (text == NULL) {
        json_none(json);
        return;
    }
    separate(json);
    write_string(json->buf, text);
}

void json_number(struct json_writer *json, double value, int decimals)
{
    if (!isfinite(value)) {
        json_none(json);
        return;
    }
    separate(json);
    buf_append_number(json->buf, value, decimals);
}

void json_int(struct json_writer *json, int64_t value)
{
    separate(json);
    buf_append_format(json->buf, "%" PRId64, value);
}

void json_bool(struct json_writer *json, bool value)
{
    separate(json);
    buf_append_text(json->buf, value ? "true" : "false");
}

void json_none(struct json_writer *json)
{
    separate(json);
    buf_append_text(json->buf, "null");
}

void json_date(struct json_writer *json, struct ow_date date)
{
    char text[OW_DATE_TEXT_SIZE];

    ow_date_format(date, text);
    json_text(json, ow_date_is_known(date) ? text : NULL);
}

void json_text_field(struct json_writer *json, const char *key,
                     const char *text)
{
    json_key(json, key);
    json_text(json, text);
}

void json_number_field(struct json_writer *json, const char *key, double value,
                       int decimals)
{
    json_key(json, key);
    json_number(json, value, decimals);
}

void json_integer_field(struct json_writer *json, const char *key,
                        int64_t value)
{
    json_key(json, key);
    json_int(json, value);
}

void json_bool_field(struct json_writer *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}

void json_date_field(struct json_writer *json, const char *key,
                     struct ow_date date)
{
    json_key(json, key);
    json_date(json, date);
}
