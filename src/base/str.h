/* Views of text owned by someone else, and what parsers do with them. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

/** `length` bytes of UTF-8 that need not end in zero. */
struct str {
    const char *data;
    size_t length;
};

struct str str_of(const char *text);
struct str str_from(const char *data, size_t length);

bool str_equal(struct str a, const char *b);
/** Equal when ASCII letters are taken without case. */
bool str_equal_ignore_case(struct str a, const char *b);
bool str_starts_with(struct str text, const char *prefix);
bool str_ends_with_ignore_case(struct str text, const char *suffix);

/** Without leading and trailing ASCII white space. */
struct str str_trim(struct str text);

/** The view from byte `from` on; empty past the end. */
struct str str_skip(struct str text, size_t from);

/**
 * Cuts the view at the first `separator`: the part before is returned and
 * `rest` becomes what follows; without a separator all is returned and `rest`
 * becomes empty with a NULL pointer.
 */
struct str str_split(struct str *rest, char separator);

/** ASCII tests and case, whatever the locale. */
bool char_is_digit(char c);
bool char_is_space(char c);
char char_lower(char c);
char char_upper(char c);

/**
 * The longest cut of at most `limit` bytes that does not split a UTF-8
 * sequence.
 */
size_t utf8_cut(const char *text, size_t length, size_t limit);

/**
 * Bytes of the UTF-8 sequence at the start of `left` (1 or more) bytes, 0 when
 * it is not well formed.
 */
size_t utf8_sequence_length(const char *text, size_t left);

/**
 * Whether the bytes are well-formed UTF-8 (no overlong forms, surrogates or
 * values above U+10FFFF).
 */
bool utf8_is_valid(const char *text, size_t length);

#endif
