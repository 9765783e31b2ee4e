/* Calendar days, ISO weeks and dates as people write them. */
#include "onward/date.h"

#include "unit/cmocka_all.h"

#include <string.h>

static struct ow_date day(const char *text)
{
    struct ow_date date = ow_date_none();
    struct ow_error err;

    if (ow_date_parse(text, &date, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    return date;
}

static void every_day_goes_there_and_back(void **state)
{
    struct ow_date last = day("1899-12-31");

    (void)state;
    for (int32_t i = 1; i < 150000; i++) {
        struct ow_date date = ow_date_add_days(day("1899-12-31"), i);
        struct ow_date back = ow_date_none();
        char text[OW_DATE_TEXT_SIZE];

        ow_date_format(date, text);
        assert_int_equal(ow_date_parse(text, &back, NULL), OW_OK);
        assert_int_equal(back.days, date.days);
        assert_int_equal(ow_date_weekday(date),
                         (ow_date_weekday(last) + 1) % 7);
        last = date;
    }
}

static void known_days(void **state)
{
    static const struct {
        const char *text;
        int32_t days;
        enum ow_weekday weekday;
        int32_t iso_year;
        int32_t iso_week;
    } cases[] = {
        {"1970-01-01", 0, OW_THURSDAY, 1970, 1},
        {"2000-02-29", 11016, OW_TUESDAY, 2000, 9},
        {"2026-11-22", 20779, OW_SUNDAY, 2026, 47},
        {"2020-12-31", 18627, OW_THURSDAY, 2020, 53},
        {"2021-01-03", 18630, OW_SUNDAY, 2020, 53},
        {"2018-12-31", 17896, OW_MONDAY, 2019, 1},
        {"1969-12-31", -1, OW_WEDNESDAY, 1970, 1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_date date = day(cases[i].text);
        int32_t iso_year = 0;
        int32_t iso_week = 0;

        ow_date_iso_week(date, &iso_year, &iso_week);
        assert_int_equal(date.days, cases[i].days);
        assert_int_equal(ow_date_weekday(date), cases[i].weekday);
        assert_int_equal(iso_year, cases[i].iso_year);
        assert_int_equal(iso_week, cases[i].iso_week);
    }
}

static void bad_dates_name_value_and_bound(void **state)
{
    static const struct {
        const char *text;
        enum ow_status status;
        const char *part;
    } cases[] = {
        {"2026-02-29", OW_E_RANGE, "day 29 is outside 1 to 28 in 2026-02"},
        {"2026-13-01", OW_E_RANGE, "month 13 is outside 1 to 12"},
        {"0000-01-01", OW_E_RANGE, "year 0 is outside 1 to 9999"},
        {"2026-1-1", OW_E_SYNTAX, "\"2026-1-1\" is not YYYY-MM-DD"},
        {"2026-01-01x", OW_E_SYNTAX, "is not YYYY-MM-DD"},
        {"", OW_E_SYNTAX, "is not YYYY-MM-DD"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_date date = {7};
        struct ow_error err;

        assert_int_equal(ow_date_parse(cases[i].text, &date, &err),
                         cases[i].status);
        assert_non_null(strstr(err.message, cases[i].part));
        assert_int_equal(date.days, 7);
    }
}

static void people_write_dates(void **state)
{
    static const struct {
        const char *text;
        const char *expected;
    } cases[] = {
        {"today", "2026-11-22"},     {"Tomorrow", "2026-11-23"},
        {"yesterday", "2026-11-21"}, {"sun", "2026-11-22"},
        {"mon", "2026-11-23"},       {"saturday", "2026-11-28"},
        {"+3w", "2026-12-13"},       {"-2d", "2026-11-20"},
        {"+1y", "2027-11-22"},       {"+3Y", "2029-11-22"},
        {"+3m", "2027-02-22"},       {"-12m", "2025-11-22"},
        {"race", "2027-03-07"},      {"race-10d", "2027-02-25"},
        {"race+1w", "2027-03-14"},   {"2028-02-29", "2028-02-29"},
    };
    static const char *const bad[] = {"someday",
                                      "+w",
                                      "3w",
                                      "race-10",
                                      "+99999999999d",
                                      "+9223372036854775807w"};
    struct ow_date date = ow_date_none();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(ow_date_parse_relative(cases[i].text,
                                                day("2026-11-22"),
                                                day("2027-03-07"), &date, NULL),
                         OW_OK);
        assert_int_equal(date.days, day(cases[i].expected).days);
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_int_equal(ow_date_parse_relative(bad[i], day("2026-11-22"),
                                                day("2027-03-07"), &date, NULL),
                         OW_E_SYNTAX);
    }
    assert_int_equal(ow_date_parse_relative("race-1w", day("2026-11-22"),
                                            ow_date_none(), &date, NULL),
                     OW_E_NOT_FOUND);
}

static void months_end_with_their_last_day(void **state)
{
    static const struct {
        const char *today;
        const char *text;
        const char *expected;
    } cases[] = {
        {"2026-01-31", "+1m", "2026-02-28"},
        {"2028-01-31", "+1m", "2028-02-29"},
        {"2028-02-29", "+1y", "2029-02-28"},
        {"2028-02-29", "+4y", "2032-02-29"},
        {"2026-03-31", "-1m", "2026-02-28"},
        {"2026-12-15", "+1m", "2027-01-15"},
        {"2026-01-15", "-1m", "2025-12-15"},
        {"2026-01-15", "race+1m", "2026-07-01"},
    };
    struct ow_date date = ow_date_none();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(ow_date_parse_relative(cases[i].text,
                                                day(cases[i].today),
                                                day("2026-06-01"), &date, NULL),
                         OW_OK);
        assert_int_equal(date.days, day(cases[i].expected).days);
    }
    assert_int_equal(ow_date_parse_relative("+100y", day("2026-01-01"),
                                            ow_date_none(), &date, NULL),
                     OW_E_SYNTAX);
    assert_int_equal(ow_date_parse_relative("-2m", day("0001-01-31"),
                                            ow_date_none(), &date, NULL),
                     OW_E_SYNTAX);
    assert_int_equal(ow_date_parse_relative("+99y", day("9999-01-01"),
                                            ow_date_none(), &date, NULL),
                     OW_E_SYNTAX);
}

static void age_turns_on_the_birthday(void **state)
{
    (void)state;
    assert_int_equal(ow_date_age_years(day("1986-03-02"), day("2026-03-01")),
                     39);
    assert_int_equal(ow_date_age_years(day("1986-03-02"), day("2026-03-02")),
                     40);
    assert_int_equal(ow_date_age_years(day("2000-02-29"), day("2025-02-28")),
                     24);
    assert_int_equal(ow_date_age_years(day("2000-02-29"), day("2025-03-01")),
                     25);
}

static void instants_go_there_and_back(void **state)
{
    static const struct {
        const char *text;
        int64_t time_ms;
        const char *again;
    } cases[] = {
        {"2021-05-01T06:30:12Z", 1619850612000, "2021-05-01T06:30:12Z"},
        {"2021-05-01T08:30:12+02:00", 1619850612000, "2021-05-01T06:30:12Z"},
        {"2021-05-01 06:30:12.25", 1619850612250, "2021-05-01T06:30:12.250Z"},
        {"1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z"},
    };
    static const char *const bad[] = {"2021-05-01", "2021-05-01T25:00:00Z",
                                      "2021-05-01T06:30:12Q", "x"};
    int64_t time_ms = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[OW_TIME_TEXT_SIZE];

        assert_int_equal(
            ow_time_parse(cases[i].text, strlen(cases[i].text), &time_ms, NULL),
            OW_OK);
        assert_int_equal(time_ms, cases[i].time_ms);
        ow_time_format(time_ms, text);
        assert_string_equal(text, cases[i].again);
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_int_not_equal(
            ow_time_parse(bad[i], strlen(bad[i]), &time_ms, NULL), OW_OK);
    }
    assert_int_equal(ow_date_from_time(-1, 0).days, -1);
    assert_int_equal(ow_date_from_time(-1, 3600).days, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_goes_there_and_back),
        cmocka_unit_test(known_days),
        cmocka_unit_test(bad_dates_name_value_and_bound),
        cmocka_unit_test(people_write_dates),
        cmocka_unit_test(months_end_with_their_last_day),
        cmocka_unit_test(age_turns_on_the_birthday),
        cmocka_unit_test(instants_go_there_and_back),
    };

    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
