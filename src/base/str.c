/* Text views. */
#include "base/str.h"

#include <stdint.h>
#include <string.h>

struct str str_of(const char *text)
{
    return str_from(text, strlen(text));
}

struct str str_from(const char *data, size_t length)
{
    struct str view = {data, length};

    return view;
}

bool char_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool char_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

char char_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

char char_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

bool str_equal(struct str a, const char *b)
{
    size_t length = strlen(b);

    return a.length == length &&
           (length == 0 || memcmp(a.data, b, length) == 0);
}

bool str_equal_ignore_case(struct str a, const char *b)
{
    size_t length = strlen(b);

    if (a.length != length) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (char_lower(a.data[i]) != char_lower(b[i])) {
            return false;
        }
    }
    return true;
}

bool str_starts_with(struct str text, const char *prefix)
{
    size_t length = strlen(prefix);

    return text.length >= length &&
           (length == 0 || memcmp(text.data, prefix, length) == 0);
}

bool str_ends_with_ignore_case(struct str text, const char *suffix)
{
    size_t length = strlen(suffix);

    return text.length >= length &&
           str_equal_ignore_case(str_skip(text, text.length - length), suffix);
}

struct str str_trim(struct str text)
{
    while (text.length > 0 && char_is_space(text.data[0])) {
        text.data++;
        text.length--;
    }
    while (text.length > 0 && char_is_space(text.data[text.length - 1])) {
        text.length--;
    }
    return text;
}

struct str str_skip(struct str text, size_t from)
{
    if (from > text.length) {
        from = text.length;
    }
    if (from > 0) {
        text.data += from;
        text.length -= from;
    }
    return text;
}

struct str str_split(struct str *rest, char separator)
{
    struct str head = *rest;
    const char *found =
        head.length == 0 ? NULL : memchr(head.data, separator, head.length);

    if (found == NULL) {
        rest->data = NULL;
        rest->length = 0;
        return head;
    }
    head.length = (size_t)(found - head.data);
    *rest = str_skip(*rest, head.length + 1);
    return head;
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0U) == 0x80U;
}

size_t utf8_cut(const char *text, size_t length, size_t limit)
{
    if (length <= limit) {
        return length;
    }
    while (limit > 0 && is_continuation(text[limit])) {
        limit--;
    }
    return limit;
}

size_t utf8_sequence_length(const char *text, size_t left)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char)text[0];
    size_t length = first < 0x80   ? 1
                    : first < 0xC0 ? 0
                    : first < 0xE0 ? 2
                    : first < 0xF0 ? 3
                    : first < 0xF8 ? 4
                                   : 0;
    uint32_t value = 0;

    if (length < 2) {
        return length;
    }
    if (length > left) {
        return 0;
    }
    value = first & (0x7FU >> length);
    for (size_t i = 1; i < length; i++) {
        if (!is_continuation(text[i])) {
            return 0;
        }
        value = value << 6 | ((unsigned char)text[i] & 0x3FU);
    }
    if (value < smallest[length] || value > 0x10FFFF ||
        (value >= 0xD800 && value <= 0xDFFF)) {
        return 0;
    }
    return length;
}

bool utf8_is_valid(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        size_t step = utf8_sequence_length(text + at, length - at);

        if (step == 0) {
            return false;
        }
        at += step;
    }
    return true;
}
