/*
 * Grade, heat and altitude against published values where they are at hand,
 * and against our own last value exactly.
 */
#include "near.h"
#include "onward/conditions.h"
#include "onward/quantity.h"
#include "table.h"

#include "unit/cmocka_all.h"

#include <string.h>

static double celsius(double fahrenheit)
{
    return (fahrenheit - 32) / 1.8;
}

static void grade_effort(void **state)
{
    struct table table;

    (void)state;
    assert_true(ow_grade_effort(0) >= 1 && ow_grade_effort(0) <= 1);
    assert_own(ow_grade_effort(0.1), 1.48777526);
    assert_own(ow_grade_effort(0.3), 3.1807801);
    assert_own(ow_grade_effort(0.45), 3.908222650928);
    assert_own(ow_grade_effort(2), ow_grade_effort(0.45));
    assert_own(ow_grade_effort(-2), ow_grade_effort(-0.45));
    if (!table_open(&table, "strava_gap_curve.csv", 13)) {
        skip();
    }
    while (table_next(&table)) {
        double grade = table_number(&table, 0) / 100;

        /* Printed to four decimals; three readings agree to 3 %. */
        assert_near(ow_grade_effort(grade), table_number(&table, 2),
                    0.00005001);
        assert_near(ow_grade_effort(grade) / table_number(&table, 1), 1, 0.032);
    }
    assert_int_equal(table.rows, 13);
}

/* One least value, rising from it to both sides, and nowhere a kink: the slope
 * left and right of a point is the same, at the curve's ends too. */
static void grade_effort_is_smooth(void **state)
{
    const double step = 1e-4;
    double least_at = 0;

    (void)state;
    for (double grade = -0.5; grade < 0.5; grade += step) {
        double here = ow_grade_effort(grade);
        double left = (here - ow_grade_effort(grade - step)) / step;
        double right = (ow_grade_effort(grade + step) - here) / step;

        /* The curve bends by 0.4 to 70 in slope per unit of grade. */
        assert_near(right - left, 0, 80 * step);
        if (here < ow_grade_effort(least_at)) {
            least_at = grade;
        }
        assert_true(grade < -0.08 || grade > 0.449 || right > 0);
        assert_true(grade > -0.10 || grade < -0.449 || right < 0);
    }
    assert_near(least_at, -0.09, 0.01);
    assert_near(ow_grade_effort(least_at), 0.875, 0.005);
}

static void grade_cost(void **state)
{
    struct ow_error err = {OW_OK, 0, ""};
    struct table table;
    double cost = 7;

    (void)state;
    assert_int_equal(ow_grade_cost(2, &cost, &err), OW_E_RANGE);
    assert_string_equal(err.message,
                        "grade 2 is outside -0.45 to 0.45 (Minetti 2002)");
    assert_int_equal(ow_grade_cost(OW_MISSING, &cost, NULL), OW_E_RANGE);
    assert_own(cost, 7);
    assert_int_equal(ow_grade_cost(0, &cost, NULL), OW_OK);
    assert_own(cost, 3.6);
    if (!table_open(&table, "minetti2002_running_cost.csv", 7)) {
        skip();
    }
    while (table_next(&table)) {
        assert_int_equal(ow_grade_cost(table_number(&table, 0), &cost, NULL),
                         OW_OK);
        assert_near(cost, table_number(&table, 4), 0.00005001);
        /* The fit lies above all means, by up to 12 %. */
        assert_true(cost > table_number(&table, 1));
        assert_true(cost < table_number(&table, 1) * 1.12);
    }
    assert_int_equal(table.rows, 7);
}

static struct ow_slowdown heat_of(double temperature_c, double dew_point_c)
{
    struct ow_slowdown slowdown = {7, 7};

    assert_int_equal(
        ow_heat_slowdown(temperature_c, dew_point_c, &slowdown, NULL), OW_OK);
    return slowdown;
}

/* Each row at both its ends, and just above the last. */
static void heat_table(void **state)
{
    struct table table;

    (void)state;
    if (!table_open(&table, "heat_temp_plus_dewpoint.csv", 10)) {
        skip();
    }
    while (table_next(&table)) {
        for (size_t end = 0; end < 2; end++) {
            double sum_f = fmin(200, table_number(&table, end));
            struct ow_slowdown slowdown =
                heat_of(celsius(sum_f * 0.55), celsius(sum_f * 0.45));

            if (ow_is_missing(table_number(&table, 2))) {
                assert_true(ow_is_missing(slowdown.low));
                assert_true(ow_is_missing(slowdown.high));
                continue;
            }
            assert_near(slowdown.low * 100, table_number(&table, 2), 1e-9);
            assert_near(slowdown.high * 100, table_number(&table, 3), 1e-9);
        }
    }
    assert_int_equal(table.rows, 10);
    assert_true(ow_is_missing(heat_of(celsius(100), celsius(80.5)).low));
}

static void heat_grows(void **state)
{
    double before = 0;

    (void)state;
    for (double temperature_c = -20; temperature_c < 33; temperature_c += 0.5) {
        struct ow_slowdown slowdown =
            heat_of(temperature_c, temperature_c / 2 - 10);

        assert_true(slowdown.low <= slowdown.high);
        assert_true(slowdown.high >= before);
        before = slowdown.high;
    }
    assert_own(before, 0.03);
}

static void heat_refuses(void **state)
{
    static const struct {
        double temperature_c;
        double dew_point_c;
        const char *message;
    } cases[] = {
        {61, 10, "temperature 61 C is outside -40 to 60 C (Hadley 2013)"},
        {20, 20.5, "dew point 20.5 C is outside -60 to 20 C (Hadley 2013)"},
        {50, 41, "dew point 41 C is outside -60 to 40 C (Hadley 2013)"},
        {OW_MISSING, 10, "temperature is missing"},
        {20, OW_MISSING, "dew point is missing"},
    };
    double wbgt_c = 7;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_slowdown slowdown = {7, 7};
        struct ow_error err = {OW_OK, 0, ""};

        assert_int_equal(ow_heat_slowdown(cases[i].temperature_c,
                                          cases[i].dew_point_c, &slowdown,
                                          &err),
                         OW_E_RANGE);
        assert_string_equal(err.message, cases[i].message);
        assert_own(slowdown.low, 7);
        assert_int_equal(ow_wbgt(cases[i].temperature_c, cases[i].dew_point_c,
                                 &wbgt_c, NULL),
                         OW_E_RANGE);
    }
    assert_own(wbgt_c, 7);
}

/* 0.3 to 0.4 % a degree outside 7.5 to 15 C. */
static void wbgt_slowdown(void **state)
{
    struct ow_slowdown slowdown = {7, 7};
    struct table table;
    size_t used = 0;

    (void)state;
    assert_int_equal(ow_wbgt_slowdown(31, &slowdown, NULL), OW_E_RANGE);
    assert_int_equal(ow_wbgt_slowdown(-1, &slowdown, NULL), OW_E_RANGE);
    assert_own(slowdown.low, 7);
    for (double wbgt_c = 7.5; wbgt_c <= 15; wbgt_c += 0.5) {
        assert_int_equal(ow_wbgt_slowdown(wbgt_c, &slowdown, NULL), OW_OK);
        assert_own(slowdown.low + slowdown.high, 0);
    }
    if (!table_open(&table, "evidence_effects.csv", 1)) {
        skip();
    }
    while (table_next(&table)) {
        if (strcmp(table_text(&table, 0), "Mantzios 2022") != 0) {
            continue;
        }
        used++;
        for (double degrees = 1; degrees <= 7.5; degrees += 0.5) {
            struct ow_slowdown cold = {7, 7};

            assert_int_equal(ow_wbgt_slowdown(15 + degrees, &slowdown, NULL),
                             OW_OK);
            assert_near(slowdown.low * 100 / degrees, table_number(&table, 4),
                        1e-9);
            assert_near(slowdown.high * 100 / degrees, table_number(&table, 5),
                        1e-9);
            assert_int_equal(ow_wbgt_slowdown(7.5 - degrees, &cold, NULL),
                             OW_OK);
            assert_near(cold.low, slowdown.low, 1e-12);
            assert_near(cold.high, slowdown.high, 1e-12);
        }
    }
    assert_int_equal(used, 1);
}

/*
 * The size check: winners in each quarter of the weather against the coolest
 * one. Both sexes lose from the second quarter's middle to the last what the
 * formula says, within a percent of the time; the coolest quarter has no
 * record's worth of difference.
 */
static void wbgt_against_ely(void **state)
{
    struct table table;
    double men = 0;
    double women = 0;

    (void)state;
    if (!table_open(&table, "heat_ely2007.csv", 4)) {
        skip();
    }
    while (table_next(&table)) {
        double middle_c =
            (table_number(&table, 0) + table_number(&table, 1)) / 2;
        struct ow_slowdown slowdown = {7, 7};
        double expected = 0;

        if (table.rows == 1) {
            men = table_number(&table, 2);
            women = table_number(&table, 4);
        }
        assert_int_equal(ow_wbgt_slowdown(middle_c, &slowdown, NULL), OW_OK);
        expected = (slowdown.low + slowdown.high) / 2 * 100;
        assert_near(table_number(&table, 2) - men, expected, 1.0);
        assert_near(table_number(&table, 4) - women, expected, 1.0);
    }
    assert_int_equal(table.rows, 4);
}

static void wbgt(void **state)
{
    double wbgt_c = 0;

    (void)state;
    /* Saturated at 30 C: 42.3 hPa; the bureau's formula gives 37.6. */
    assert_int_equal(ow_wbgt(30, 30, &wbgt_c, NULL), OW_OK);
    assert_near(wbgt_c, 37.6, 0.05);
    assert_int_equal(ow_wbgt(24, 18, &wbgt_c, NULL), OW_OK);
    assert_own(wbgt_c, 25.640065301361542);
}

static double altitude(double altitude_m, double distance_m)
{
    double slowdown = 0;

    assert_int_equal(
        ow_altitude_slowdown(altitude_m, distance_m, &slowdown, NULL), OW_OK);
    return slowdown;
}

static void altitudes(void **state)
{
    struct ow_error err = {OW_OK, 0, ""};
    double slowdown = 7;

    (void)state;
    assert_own(altitude(0, 5000), 0);
    assert_near(altitude(304.8, 5000), 0.0073, 1e-12);
    assert_near(altitude(2 * 304.8, 10000), 0.0170, 1e-12);
    assert_true(altitude(1500, 8000) > altitude(1500, 7000));
    assert_true(altitude(1500, 8000) < altitude(1501, 8000));
    assert_int_equal(ow_altitude_slowdown(2600, 5000, &slowdown, &err),
                     OW_E_RANGE);
    assert_string_equal(err.message,
                        "altitude 2600 m is outside 0 to 2500 m (Milledge)");
    assert_int_equal(
        ow_altitude_slowdown(2000, OW_HALF_MARATHON_M, &slowdown, &err),
        OW_E_RANGE);
    assert_string_equal(
        err.message,
        "distance 21097.5 m is outside 5000 to 10000 m (Milledge)");
    assert_own(slowdown, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grade_effort),
        cmocka_unit_test(grade_effort_is_smooth),
        cmocka_unit_test(grade_cost),
        cmocka_unit_test(heat_table),
        cmocka_unit_test(heat_grows),
        cmocka_unit_test(heat_refuses),
        cmocka_unit_test(wbgt_slowdown),
        cmocka_unit_test(wbgt_against_ely),
        cmocka_unit_test(wbgt),
        cmocka_unit_test(altitudes),
    };

    return cmocka_run_group_tests_name("conditions", tests, NULL, NULL);
}
