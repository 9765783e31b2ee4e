/* A marathon's end from its beginning. */
#include "onward/quantity.h"
#include "onward/race.h"

#include "unit/cmocka_all.h"

static double projected_s(double ten_km_s, double half_s, char sex)
{
    struct ow_prediction made = {0};

    assert_int_equal(ow_race_project(ten_km_s, half_s, sex, &made, NULL),
                     OW_OK);
    assert_true(made.low_s < made.time_s && made.time_s < made.high_s);
    assert_string_equal(made.model, "marathon-by-its-half");
    return made.time_s;
}

static double even_ten_km_s(double half_s)
{
    return half_s * 10000 / OW_HALF_MARATHON_M;
}

static void projects(void **state)
{
    double even_s = even_ten_km_s(7200);

    (void)state;
    /* Our own last value: an even half in two hours by a man. */
    assert_true(fabs(projected_s(even_s, 7200, 'm') - 15178.9165) < 1e-4);
    assert_true(projected_s(even_s, 7200, 'f') <
                projected_s(even_s, 7200, 'x'));
    assert_true(projected_s(even_s, 7200, 'x') <
                projected_s(even_s, 7200, 'm'));
    /* Who was fast to 10 km comes in later. */
    assert_true(projected_s(even_s - 100, 7200, 'm') >
                projected_s(even_s, 7200, 'm') + 300);
    for (double half_s = 3600; half_s < 14000; half_s += 100) {
        assert_true(
            projected_s(even_ten_km_s(half_s), half_s, 'm') <
            projected_s(even_ten_km_s(half_s + 100), half_s + 100, 'm'));
    }
}

static void refuses(void **state)
{
    static const struct {
        double ten_km_s;
        double half_s;
    } cases[] = {
        {1499, 3600},  {10801, 22000},     {2700, 3400},       {2700, 4199},
        {2700, 21601}, {OW_MISSING, 6000}, {2700, OW_MISSING},
    };
    struct ow_prediction made = {.time_s = 7};
    struct ow_error err = {OW_OK, 0, ""};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(ow_race_project(cases[i].ten_km_s, cases[i].half_s,
                                         'm', &made, &err),
                         OW_E_RANGE);
    }
    assert_true(made.time_s >= 7 && made.time_s <= 7);
}

/* However uneven the first half, no negative split beyond reason. */
static void stays_within_reason(void **state)
{
    (void)state;
    assert_true(projected_s(3000, 4600, 'm') >= 2 * 4600 * 0.95);
    assert_true(projected_s(2700, 12000, 'm') <= 3 * 12000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(projects),
        cmocka_unit_test(refuses),
        cmocka_unit_test(stays_within_reason),
    };

    return cmocka_run_group_tests_name("race_project", tests, NULL, NULL);
}
