/* Words of the workout text of intervals.icu; see icu.c for its grammar. */
#include "codec/text/icu.h"

#include "base/num.h"
#include "onward/quantity.h"

#include <string.h>

#define AMBIGUOUS_MINUTES 100.0

static const char *const role_words[OW_ROLE_COUNT] = {
    "Warmup",   "Build",    "Peak",   "Work",
    "Recovery", "Cooldown", "Steady", "Strides"};

const char *icu_role_word(enum ow_role role)
{
    return role_words[role];
}

static bool unit_s(struct str unit, double *seconds)
{
    static const struct {
        const char *name;
        double seconds;
    } units[] = {{"h", 3600}, {"m", 60}, {"'", 60}, {"s", 1}, {"\"", 1}};

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (str_equal_ignore_case(unit, units[i].name)) {
            *seconds = units[i].seconds;
            return true;
        }
    }
    return false;
}

static bool unit_m(struct str unit, double *metres)
{
    static const struct {
        const char *name;
        double metres;
    } units[] = {{"mtr", 1}, {"km", 1000}, {"mi", OW_MILE_M}};

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (str_equal_ignore_case(unit, units[i].name)) {
            *metres = units[i].metres;
            return true;
        }
    }
    return false;
}

/* Digits and at most one point at the start of a word. */
static size_t read_number(struct str word, double *value)
{
    size_t length = 0;

    while (length < word.length &&
           (char_is_digit(word.data[length]) || word.data[length] == '.')) {
        length++;
    }
    return length > 0 && char_is_digit(word.data[0]) &&
                   num_parse(str_from(word.data, length), value)
               ? length
               : 0;
}

static size_t count_letters(struct str word)
{
    size_t length = 0;

    while (length < word.length && !char_is_digit(word.data[length]) &&
           word.data[length] != '.') {
        length++;
    }
    return length;
}

/* 1h30m, 1m30, 5'30": units that shrink; what follows one without a unit of
 * its own is counted in sixtieths of it. */
static bool read_time(struct str word, double *time_s, bool *is_bare_minutes)
{
    double sum = 0;
    double last_s = 1e9;
    size_t parts = 0;

    while (word.length > 0) {
        double value = 0;
        double seconds = 0;
        size_t length = read_number(word, &value);
        struct str unit = str_skip(word, length);

        unit.length = count_letters(unit);
        if (length == 0) {
            return false;
        }
        if (unit.length == 0 && parts > 0 && last_s > 1) {
            seconds = last_s / 60;
        } else if (!unit_s(unit, &seconds) || seconds >= last_s) {
            return false;
        }
        *is_bare_minutes =
            parts == 0 &&
            char_lower(unit.length > 0 ? unit.data[0] : ' ') == 'm';
        sum += value * seconds;
        last_s = seconds;
        parts++;
        word = str_skip(word, length + unit.length);
    }
    *is_bare_minutes = *is_bare_minutes && parts == 1;
    *time_s = sum;
    return parts > 0;
}

enum icu_end icu_parse_end(struct str word, enum ow_end_type *type,
                           double *value)
{
    double number = 0;
    double unit = 0;
    bool is_bare_minutes = false;
    size_t length = read_number(word, &number);

    if (length > 0 && unit_m(str_skip(word, length), &unit)) {
        *type = OW_END_DISTANCE_M;
        *value = num_round(number * unit, 3);
        return ICU_END;
    }
    if (!read_time(word, &number, &is_bare_minutes)) {
        return ICU_NO_END;
    }
    if (is_bare_minutes && number >= AMBIGUOUS_MINUTES * 60) {
        return ICU_AMBIGUOUS;
    }
    *type = OW_END_TIME_S;
    *value = num_round(number, 3);
    return ICU_END;
}

bool icu_is_end(struct str word)
{
    enum ow_end_type type = OW_END_LAP;
    double value = 0;

    return icu_parse_end(word, &type, &value) != ICU_NO_END;
}

bool icu_is_keyword(struct str word)
{
    if (str_equal_ignore_case(word, "press") ||
        str_equal_ignore_case(word, "lap")) {
        return true;
    }
    for (size_t i = 0; i < OW_ROLE_COUNT; i++) {
        if (word.length == strlen(role_words[i]) + 1 &&
            word.data[word.length - 1] == ':' &&
            str_equal_ignore_case(str_from(word.data, word.length - 1),
                                  role_words[i])) {
            return true;
        }
    }
    return false;
}

bool icu_is_name(struct str line)
{
    struct str first = line;
    size_t last = line.length;

    for (size_t i = 0; i < line.length; i++) {
        if ((unsigned char)line.data[i] < ' ') {
            return false;
        }
    }
    while (last > 0 && line.data[last - 1] != ' ') {
        last--;
    }
    /* "6x" and "Main set 6x" open a repeat. */
    if (line.length - last > 1 &&
        char_lower(line.data[line.length - 1]) == 'x' &&
        char_is_digit(line.data[last])) {
        return false;
    }
    first.length = 4 < line.length ? 4 : line.length;
    return line.length > 0 && line.data[0] != '-' &&
           str_trim(line).length == line.length &&
           !str_equal_ignore_case(first, "warm") &&
           !str_equal_ignore_case(first, "cool") &&
           !str_equal_ignore_case(line, ICU_MAIN);
}
