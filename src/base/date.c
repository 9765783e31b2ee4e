/*
 * Calendar days. Year, month and day are turned into a day count through years
 * that start in March, so that the leap day comes last (the usual civil-date
 * arithmetic; E. G. Richards, in Explanatory Supplement to the Astronomical
 * Almanac, 3rd ed., 2013, section 15.11).
 */
#include "onward/date.h"

#include "base/error.h"
#include "base/num.h"
#include "base/str.h"

#include <stdio.h>
#include <string.h>

#define MOST_SHIFT_DAYS 36500
#define MOST_SHIFT_MONTHS 1188
#define DAYS_PER_ERA 146097 /* 400 years */
#define EPOCH_SHIFT 719468  /* 0000-03-01 to 1970-01-01 */
#define MS_PER_S 1000
#define S_PER_DAY 86400

static const int32_t month_lengths[12] = {31, 28, 31, 30, 31, 30,
                                          31, 31, 30, 31, 30, 31};

struct ow_date ow_date_none(void)
{
    struct ow_date none = {OW_DATE_NONE_DAYS};

    return none;
}

bool ow_date_is_known(struct ow_date date)
{
    return date.days != OW_DATE_NONE_DAYS;
}

bool ow_year_is_leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int32_t month_length(int32_t year, int32_t month)
{
    return month_lengths[month - 1] + (month == 2 && ow_year_is_leap(year));
}

static int32_t floor_divide(int32_t a, int32_t b)
{
    return a / b - (a % b < 0);
}

enum ow_status ow_date_from_ymd(int32_t year, int32_t month, int32_t day,
                                struct ow_date *date, struct ow_error *err)
{
    int32_t shifted_year = month <= 2 ? year - 1 : year;
    int32_t era = 0;
    int32_t year_of_era = 0;
    int32_t day_of_year = 0;

    if (year < 1 || year > 9999) {
        return error_set(err, OW_E_RANGE, "year %d is outside 1 to 9999",
                         (int)year);
    }
    if (month < 1 || month > 12) {
        return error_set(err, OW_E_RANGE, "month %d is outside 1 to 12",
                         (int)month);
    }
    if (day < 1 || day > month_length(year, month)) {
        return error_set(err, OW_E_RANGE,
                         "day %d is outside 1 to %d in %04d-%02d", (int)day,
                         (int)month_length(year, month), (int)year, (int)month);
    }
    era = floor_divide(shifted_year, 400);
    year_of_era = shifted_year - era * 400;
    day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    date->days = era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 -
                 year_of_era / 100 + day_of_year - EPOCH_SHIFT;
    return OW_OK;
}

void ow_date_to_ymd(struct ow_date date, int32_t *year, int32_t *month,
                    int32_t *day)
{
    int32_t shifted = date.days + EPOCH_SHIFT;
    int32_t era = floor_divide(shifted, DAYS_PER_ERA);
    int32_t day_of_era = shifted - era * DAYS_PER_ERA;
    int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                           day_of_era / 146096) /
                          365;
    int32_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t shifted_month = (5 * day_of_year + 2) / 153;

    *day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    *month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

enum ow_weekday ow_date_weekday(struct ow_date date)
{
    /* 1970-01-01 was a Thursday. */
    int32_t shifted = date.days + OW_THURSDAY;

    return (enum ow_weekday)(shifted - 7 * floor_divide(shifted, 7));
}

struct ow_date ow_date_add_days(struct ow_date date, int32_t days)
{
    date.days += days;
    return date;
}

struct ow_date ow_date_monday(struct ow_date date)
{
    return ow_date_add_days(date, -(int32_t)ow_date_weekday(date));
}

int32_t ow_date_days_between(struct ow_date from, struct ow_date to)
{
    return to.days - from.days;
}

void ow_date_iso_week(struct ow_date date, int32_t *iso_year, int32_t *iso_week)
{
    /* A week belongs to the year of its Thursday (ISO 8601). */
    struct ow_date thursday = ow_date_add_days(ow_date_monday(date), 3);
    struct ow_date new_year = {0};
    int32_t month = 0;
    int32_t day = 0;

    ow_date_to_ymd(thursday, iso_year, &month, &day);
    if (ow_date_from_ymd(*iso_year, 1, 1, &new_year, NULL) != OW_OK) {
        new_year = thursday;
    }
    *iso_week = ow_date_days_between(new_year, thursday) / 7 + 1;
}

int32_t ow_date_age_years(struct ow_date birth, struct ow_date on)
{
    int32_t born[3];
    int32_t now[3];
    bool before_birthday = false;

    ow_date_to_ymd(birth, &born[0], &born[1], &born[2]);
    ow_date_to_ymd(on, &now[0], &now[1], &now[2]);
    before_birthday =
        now[1] < born[1] || (now[1] == born[1] && now[2] < born[2]);
    return now[0] - born[0] - before_birthday;
}

struct ow_date ow_date_from_time(int64_t time_ms, int32_t utc_offset_s)
{
    int64_t shifted_ms = time_ms + (int64_t)utc_offset_s * MS_PER_S;
    int64_t day_ms = (int64_t)S_PER_DAY * MS_PER_S;
    struct ow_date date = {0};

    date.days = (int32_t)(shifted_ms / day_ms - (shifted_ms % day_ms < 0));
    return date;
}

/* Exactly `count` digits at the start of the text. */
static bool read_digits(struct str *text, size_t count, int32_t *value)
{
    int64_t number = 0;

    if (text->length < count || !char_is_digit(text->data[0]) ||
        !num_parse_int(str_from(text->data, count), &number)) {
        return false;
    }
    *value = (int32_t)number;
    *text = str_skip(*text, count);
    return true;
}

static bool read_char(struct str *text, const char *allowed)
{
    if (text->length == 0 || strchr(allowed, text->data[0]) == NULL) {
        return false;
    }
    *text = str_skip(*text, 1);
    return true;
}

static enum ow_status read_date(struct str *text, struct ow_date *date,
                                struct ow_error *err)
{
    struct str whole = *text;
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;

    if (!read_digits(text, 4, &year) || !read_char(text, "-") ||
        !read_digits(text, 2, &month) || !read_char(text, "-") ||
        !read_digits(text, 2, &day)) {
        return error_set(err, OW_E_SYNTAX, "date \"%.*s\" is not YYYY-MM-DD",
                         (int)(whole.length > 60 ? 60 : whole.length),
                         whole.data);
    }
    return ow_date_from_ymd(year, month, day, date, err);
}

enum ow_status ow_date_parse(const char *text, struct ow_date *date,
                             struct ow_error *err)
{
    struct str rest = str_of(text);
    struct ow_date parsed = {0};
    enum ow_status status = read_date(&rest, &parsed, err);

    if (status != OW_OK) {
        return status;
    }
    if (rest.length > 0) {
        return error_set(err, OW_E_SYNTAX, "date \"%.60s\" is not YYYY-MM-DD",
                         text);
    }
    *date = parsed;
    return OW_OK;
}

/* The same day of another month, or the last of it: 31 January and a month
 * are 28 or 29 February. */
static bool shift_months(struct ow_date from, int64_t months,
                         struct ow_date *date)
{
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;
    int64_t count = 0;

    ow_date_to_ymd(from, &year, &month, &day);
    count = (int64_t)year * 12 + month - 1 + months;
    if (count < 12) {
        return false;
    }
    year = (int32_t)(count / 12);
    month = (int32_t)(count % 12) + 1;
    while (day > 28 &&
           ow_date_from_ymd(year, month, day, date, NULL) != OW_OK) {
        day--;
    }
    return ow_date_from_ymd(year, month, day, date, NULL) == OW_OK;
}

/* +3w, -10d, +6m, +1y: a shift of at most 99 years from a day. */
static bool read_shift(struct str text, struct ow_date from,
                       struct ow_date *date)
{
    int64_t count = 0;
    char unit = 0;

    if (text.length < 3 || (text.data[0] != '+' && text.data[0] != '-')) {
        return false;
    }
    unit = char_lower(text.data[text.length - 1]);
    text.length--;
    if (!num_parse_int(text, &count) || count < -MOST_SHIFT_DAYS ||
        count > MOST_SHIFT_DAYS) {
        return false;
    }
    if (unit == 'm' || unit == 'y') {
        count *= unit == 'y' ? 12 : 1;
        return count >= -MOST_SHIFT_MONTHS && count <= MOST_SHIFT_MONTHS &&
               shift_months(from, count, date);
    }
    count *= unit == 'w' ? 7 : 1;
    if ((unit != 'd' && unit != 'w') || count < -MOST_SHIFT_DAYS ||
        count > MOST_SHIFT_DAYS) {
        return false;
    }
    *date = ow_date_add_days(from, (int32_t)count);
    return true;
}

static bool read_weekday(struct str text, struct ow_date today,
                         struct ow_date *date)
{
    static const char *const names[7][2] = {
        {"mon", "monday"},   {"tue", "tuesday"}, {"wed", "wednesday"},
        {"thu", "thursday"}, {"fri", "friday"},  {"sat", "saturday"},
        {"sun", "sunday"}};

    for (int32_t day = 0; day < 7; day++) {
        if (str_equal_ignore_case(text, names[day][0]) ||
            str_equal_ignore_case(text, names[day][1])) {
            int32_t ahead = (day - (int32_t)ow_date_weekday(today) + 7) % 7;

            *date = ow_date_add_days(today, ahead);
            return true;
        }
    }
    return false;
}

static bool read_word(struct str text, struct ow_date today,
                      struct ow_date *date)
{
    static const struct {
        const char *word;
        int32_t days;
    } words[] = {{"today", 0}, {"tomorrow", 1}, {"yesterday", -1}};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (str_equal_ignore_case(text, words[i].word)) {
            *date = ow_date_add_days(today, words[i].days);
            return true;
        }
    }
    return read_weekday(text, today, date);
}

enum ow_status ow_date_parse_relative(const char *text, struct ow_date today,
                                      struct ow_date race, struct ow_date *date,
                                      struct ow_error *err)
{
    struct str view = str_trim(str_of(text));
    bool has_race = ow_date_is_known(race);
    struct ow_date by_race = has_race ? race : today;

    if (read_word(view, today, date) || read_shift(view, today, date)) {
        return OW_OK;
    }
    if (str_starts_with(view, "race") &&
        (view.length == 4 ||
         read_shift(str_skip(view, 4), by_race, &by_race))) {
        if (!has_race) {
            return error_set(err, OW_E_NOT_FOUND,
                             "date \"%.60s\" needs a race ahead", text);
        }
        *date = by_race;
        return OW_OK;
    }
    if (view.length > 0 && char_is_digit(view.data[0])) {
        return ow_date_parse(text, date, err);
    }
    return error_set(err, OW_E_SYNTAX,
                     "date \"%.60s\" is not YYYY-MM-DD, today, a weekday, +3w, "
                     "+1y or race-10d",
                     text);
}

void ow_date_format(struct ow_date date, char text[OW_DATE_TEXT_SIZE])
{
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;

    if (!ow_date_is_known(date)) {
        (void)snprintf(text, OW_DATE_TEXT_SIZE, "-");
        return;
    }
    ow_date_to_ymd(date, &year, &month, &day);
    (void)snprintf(text, OW_DATE_TEXT_SIZE, "%04u-%02u-%02u",
                   (unsigned)year % 10000U, (unsigned)month % 100U,
                   (unsigned)day % 100U);
}

void ow_time_format(int64_t time_ms, char text[OW_TIME_TEXT_SIZE])
{
    struct ow_date date = ow_date_from_time(time_ms, 0);
    int64_t in_day_ms =
        time_ms - (int64_t)date.days * S_PER_DAY * (int64_t)MS_PER_S;
    unsigned second = (unsigned)(in_day_ms / MS_PER_S) % 86400U;
    unsigned fraction_ms = (unsigned)(in_day_ms % MS_PER_S) % 1000U;
    char day[OW_DATE_TEXT_SIZE];

    ow_date_format(date, day);
    if (fraction_ms == 0) {
        (void)snprintf(text, OW_TIME_TEXT_SIZE, "%sT%02u:%02u:%02uZ", day,
                       second / 3600, second / 60 % 60, second % 60);
    } else {
        (void)snprintf(text, OW_TIME_TEXT_SIZE, "%sT%02u:%02u:%02u.%03uZ", day,
                       second / 3600, second / 60 % 60, second % 60,
                       fraction_ms);
    }
}

/* Z, +hh:mm, +hhmm, +hh or nothing, as seconds east of UTC. */
static bool read_zone(struct str *text, int32_t *offset_s)
{
    bool west = false;
    int32_t hours = 0;
    int32_t minutes = 0;

    *offset_s = 0;
    if (text->length == 0 || read_char(text, "Zz")) {
        return true;
    }
    west = text->data[0] == '-';
    if (!read_char(text, "+-") || !read_digits(text, 2, &hours)) {
        return false;
    }
    (void)read_char(text, ":");
    if (text->length > 0 && !read_digits(text, 2, &minutes)) {
        return false;
    }
    *offset_s = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
    return hours <= 18 && minutes < 60;
}

static bool read_clock(struct str *text, int64_t *clock_ms)
{
    int32_t hour = 0;
    int32_t minute = 0;
    int32_t second = 0;
    int64_t fraction_ms = 0;
    int64_t weight_ms = 100;

    if (!read_digits(text, 2, &hour) || !read_char(text, ":") ||
        !read_digits(text, 2, &minute) || !read_char(text, ":") ||
        !read_digits(text, 2, &second)) {
        return false;
    }
    if (hour > 24 || minute > 59 || second > 60) {
        return false;
    }
    if (read_char(text, ".,")) {
        while (text->length > 0 && char_is_digit(text->data[0])) {
            fraction_ms += (text->data[0] - '0') * weight_ms;
            weight_ms /= 10;
            *text = str_skip(*text, 1);
        }
    }
    *clock_ms =
        ((int64_t)hour * 3600 + minute * 60 + second) * MS_PER_S + fraction_ms;
    return true;
}

enum ow_status ow_time_parse(const char *text, size_t length, int64_t *time_ms,
                             struct ow_error *err)
{
    struct str rest = str_trim(str_from(text, length));
    struct ow_date date = {0};
    int64_t clock_ms = 0;
    int32_t offset_s = 0;
    enum ow_status status = read_date(&rest, &date, err);

    if (status != OW_OK) {
        return status;
    }
    if (!read_char(&rest, "Tt ") || !read_clock(&rest, &clock_ms) ||
        !read_zone(&rest, &offset_s) || rest.length > 0) {
        return error_set(err, OW_E_SYNTAX,
                         "time \"%.*s\" is not YYYY-MM-DDThh:mm:ssZ",
                         (int)(length > 60 ? 60 : length), text);
    }
    *time_ms = (int64_t)date.days * S_PER_DAY * MS_PER_S + clock_ms -
               (int64_t)offset_s * MS_PER_S;
    return OW_OK;
}
