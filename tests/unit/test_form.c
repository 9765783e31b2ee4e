/* Fitness, fatigue and form: against published values and our own. */
#include "onward/form.h"
#include "table.h"

#include "unit/cmocka_all.h"

#include <string.h>

/* Our own values are kept to this many parts; libm may differ in the last. */
#define OWN_SHARE 1e-12

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

static void assert_own(double value, double expected)
{
    assert_near(value, expected, fabs(expected) * OWN_SHARE);
}

static void form_table(void **state)
{
    static const double week[] = {0, 62, 40, 85, 0, 55, 140};
    struct ow_form_day days[42];
    double loads[42];
    struct table table;
    size_t used = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(loads); i++) {
        loads[i] = week[i % COUNT(week)];
    }
    ow_form_series(loads, COUNT(loads), 0, 0, days);
    assert_own(days[41].fitness, 35.2886429404176);
    assert_own(days[41].fatigue, 62.1800085886176);
    if (!table_open(&table, "pmc_examples.csv", 5)) {
        skip();
    }
    while (table_next(&table)) {
        const struct ow_form_day *day = NULL;

        if (strcmp(table_text(&table, 0), "1_minus_exp") != 0) {
            continue;
        }
        /* Printed to four decimals. */
        day = &days[(size_t)table_number(&table, 1) - 1];
        assert_near(day->fitness, table_number(&table, 2), 0.5e-4 + 1e-6);
        assert_near(day->fatigue, table_number(&table, 3), 0.5e-4 + 1e-6);
        assert_near(day->form, table_number(&table, 4), 0.5e-4 + 1e-6);
        used++;
    }
    assert_int_equal(used, 5);
}

static void form_starts(void **state)
{
    double loads[3] = {50, 50, 50};
    struct ow_form_day days[3];

    (void)state;
    ow_form_series(loads, 3, 50, 50, days);
    for (size_t i = 0; i < 3; i++) {
        assert_own(days[i].fitness, 50);
        assert_own(days[i].fatigue, 50);
        assert_near(days[i].form, 0, 1e-12);
    }
    ow_form_series(loads, 1, 48, 55, days);
    assert_own(days[0].form, -7);
    ow_form_series(loads, 0, 0, 0, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(form_table),
        cmocka_unit_test(form_starts),
    };

    return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
