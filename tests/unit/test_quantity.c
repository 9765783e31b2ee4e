/* Durations, distances and paces as people write them. */
#include "onward/quantity.h"

#include "unit/cmocka_all.h"

static void durations(void **state)
{
    static const struct {
        const char *text;
        double seconds;
        const char *again;
    } cases[] = {
        {"4:05:30", 14730, "4:05:30"},  {"50:00", 3000, "50:00"},
        {"3:40.5", 220.5, "3:41"},      {"1h30m", 5400, "1:30:00"},
        {"90min", 5400, "1:30:00"},     {"45s", 45, "0:45"},
        {"1h 30m 5s", 5405, "1:30:05"}, {"120:00", 7200, "2:00:00"},
    };
    static const char *const bad[] = {"",           "50",   "4:5:30", "1:60:00",
                                      "1:2",        "abc",  "1m1h",   "-5:00",
                                      "1:00:00:00", "5:00x"};
    double seconds = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[OW_QUANTITY_TEXT_SIZE];

        assert_int_equal(ow_duration_parse(cases[i].text, &seconds, NULL),
                         OW_OK);
        assert_true(fabs(seconds - cases[i].seconds) < 1e-9);
        ow_duration_format(seconds, text);
        assert_string_equal(text, cases[i].again);
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_int_equal(ow_duration_parse(bad[i], &seconds, NULL),
                         OW_E_SYNTAX);
    }
    assert_int_equal(ow_duration_parse("9999h", &seconds, NULL), OW_E_RANGE);
}

static void distances(void **state)
{
    static const struct {
        const char *text;
        double metres;
    } cases[] = {
        {"10km", 10000},    {"5k", 5000},      {"10 mi", 16093.44},
        {"1200m", 1200},    {"half", 21097.5}, {"Marathon", 42195},
        {"mile", 1609.344}, {"12.5km", 12500},
    };
    static const char *const bad[] = {"", "10", "km", "10 parsecs", "ten km"};
    double metres = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(ow_distance_parse(cases[i].text, &metres, NULL),
                         OW_OK);
        assert_true(fabs(metres - cases[i].metres) < 1e-6);
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_int_equal(ow_distance_parse(bad[i], &metres, NULL), OW_E_SYNTAX);
    }
    assert_int_equal(ow_distance_parse("-5km", &metres, NULL), OW_E_RANGE);
    assert_int_equal(ow_distance_parse("1001km", &metres, NULL), OW_E_RANGE);
}

static void paces(void **state)
{
    char text[OW_QUANTITY_TEXT_SIZE];
    double pace_s_per_km = 0;

    (void)state;
    assert_int_equal(
        ow_pace_parse("5:12/km", OW_UNITS_MI, &pace_s_per_km, NULL), OW_OK);
    assert_true(fabs(pace_s_per_km - 312) < 1e-9);
    assert_int_equal(
        ow_pace_parse("8:20/mi", OW_UNITS_KM, &pace_s_per_km, NULL), OW_OK);
    assert_true(fabs(pace_s_per_km - 500 / 1.609344) < 1e-9);
    ow_pace_format(pace_s_per_km, OW_UNITS_MI, text);
    assert_string_equal(text, "8:20/mi");
    ow_pace_format(OW_MISSING, OW_UNITS_KM, text);
    assert_string_equal(text, "-");
    assert_int_equal(ow_pace_parse("8:20", OW_UNITS_MI, &pace_s_per_km, NULL),
                     OW_OK);
    assert_true(fabs(pace_s_per_km - 500 / 1.609344) < 1e-9);
    assert_int_equal(ow_pace_parse("8:20/m", OW_UNITS_MI, &pace_s_per_km, NULL),
                     OW_E_SYNTAX);
    assert_int_equal(
        ow_pace_parse("0:20/km", OW_UNITS_MI, &pace_s_per_km, NULL),
        OW_E_RANGE);
    ow_distance_format(42195, OW_UNITS_MI, text);
    assert_string_equal(text, "26.2 mi");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(durations),
        cmocka_unit_test(distances),
        cmocka_unit_test(paces),
    };

    return cmocka_run_group_tests_name("quantity", tests, NULL, NULL);
}
