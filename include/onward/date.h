/*
 * Calendar days: a type that cannot be mixed up with a count, ISO weeks, and
 * dates as people write them. No clock: today is always an argument.
 */
#ifndef ONWARD_DATE_H
#define ONWARD_DATE_H

#include "onward/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A day of the proleptic Gregorian calendar. */
struct ow_date {
    int32_t days; /**< days since 1970-01-01 */
};

/** The mark of a date that is not known. */
#define OW_DATE_NONE_DAYS INT32_MIN

enum ow_weekday {
    OW_MONDAY = 0,
    OW_TUESDAY,
    OW_WEDNESDAY,
    OW_THURSDAY,
    OW_FRIDAY,
    OW_SATURDAY,
    OW_SUNDAY
};

/** No date. */
OW_API struct ow_date ow_date_none(void);

/** Whether the date is a day rather than ow_date_none(). */
OW_API bool ow_date_is_known(struct ow_date date);

/** Whether a Gregorian year has 366 days. */
OW_API bool ow_year_is_leap(int32_t year);

/**
 * The day of a year, month and day of month.
 *
 * @param year   1 to 9999
 * @param month  1 to 12
 * @param day    1 to the length of the month
 * @param[out] date  untouched on failure
 * @return OW_OK, or OW_E_RANGE
 */
OW_API OW_MUST_CHECK enum ow_status ow_date_from_ymd(int32_t year,
                                                     int32_t month, int32_t day,
                                                     struct ow_date *date,
                                                     struct ow_error *err);

/** Year, month (1-12) and day of month (1-31) of a known date. */
OW_API void ow_date_to_ymd(struct ow_date date, int32_t *year, int32_t *month,
                           int32_t *day);

/** The day of the week of a known date. */
OW_API enum ow_weekday ow_date_weekday(struct ow_date date);

/** The Monday on or before a date. */
OW_API struct ow_date ow_date_monday(struct ow_date date);

/** ISO 8601 year and week (1-53) a date belongs to. */
OW_API void ow_date_iso_week(struct ow_date date, int32_t *iso_year,
                             int32_t *iso_week);

/** The date so many days later, or earlier when negative. */
OW_API struct ow_date ow_date_add_days(struct ow_date date, int32_t days);

/** Days from the first date to the second; negative when it lies before. */
OW_API int32_t ow_date_days_between(struct ow_date from, struct ow_date to);

/** Whole years from birth to a day: the age in races. */
OW_API int32_t ow_date_age_years(struct ow_date birth, struct ow_date on);

/** The UTC day of an instant in Unix milliseconds, shifted by an offset. */
OW_API struct ow_date ow_date_from_time(int64_t time_ms, int32_t utc_offset_s);

/**
 * Reads YYYY-MM-DD, nothing before or after it.
 *
 * @return OW_OK, or OW_E_SYNTAX, OW_E_RANGE with the value in the message
 */
OW_API OW_MUST_CHECK enum ow_status
ow_date_parse(const char *text, struct ow_date *date, struct ow_error *err);

/**
 * Reads a date as people write it: YYYY-MM-DD, today, tomorrow, yesterday,
 * sun (this day or the next such), +3w, -2d, race-10d, race+1w; +6m and +1y
 * are the same day of another month, or its last.
 *
 * @param today  the day that relative words stand on
 * @param race   the day of the next race, ow_date_none() when there is none
 * @return OW_OK, or OW_E_SYNTAX, OW_E_RANGE; OW_E_NOT_FOUND for race-…
 *         without a race
 */
OW_API OW_MUST_CHECK enum ow_status
ow_date_parse_relative(const char *text, struct ow_date today,
                       struct ow_date race, struct ow_date *date,
                       struct ow_error *err);

/** Size of a formatted date with its final zero. */
#define OW_DATE_TEXT_SIZE 12

/** Writes YYYY-MM-DD, or "-" for no date. */
OW_API void ow_date_format(struct ow_date date, char text[OW_DATE_TEXT_SIZE]);

/** Size of a formatted instant with its final zero. */
#define OW_TIME_TEXT_SIZE 32

/**
 * Writes an instant as YYYY-MM-DDTHH:MM:SSZ, with milliseconds only where
 * there are any.
 */
OW_API void ow_time_format(int64_t time_ms, char text[OW_TIME_TEXT_SIZE]);

/**
 * Reads an ISO 8601 instant: date, T or blank, hh:mm:ss, a fraction, Z or
 * +hh:mm; without a zone UTC is meant.
 *
 * @param text         need not end in zero
 * @param length       bytes of text
 * @param[out] time_ms Unix milliseconds
 * @return OW_OK or OW_E_SYNTAX, OW_E_RANGE
 */
OW_API OW_MUST_CHECK enum ow_status ow_time_parse(const char *text,
                                                  size_t length,
                                                  int64_t *time_ms,
                                                  struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
