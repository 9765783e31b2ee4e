/* Zones: the bounds as their sources draw them, and time within them. */
#include "onward/zones.h"

#include "unit/cmocka_all.h"

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

/* Bounds from the lowest; the last is where the highest zone ends. */
static void assert_bounds(const struct ow_zones *zones, const double *bounds)
{
    for (size_t i = 0; i < zones->count; i++) {
        assert_near(zones->from[i], bounds[i], 1e-9);
        if (i + 1 < zones->count) {
            assert_near(zones->to[i], bounds[i + 1], 1e-9);
        }
    }
    if (ow_is_missing(bounds[zones->count])) {
        assert_true(ow_is_missing(zones->to[zones->count - 1]));
    } else {
        assert_near(zones->to[zones->count - 1], bounds[zones->count], 1e-9);
    }
}

static void bounds(void **state)
{
    static const double maximum[] = {100, 120, 140, 160, 180, 200};
    static const double reserve[] = {120, 134, 148, 162, 176, 190};
    static const double threshold[] = {0, 144.5, 153, 161.5, 170, OW_MISSING};
    static const double speed[] = {0, 3.292, 4, OW_MISSING};
    struct ow_zones zones;

    (void)state;
    assert_int_equal(ow_zones_by_maximum(200, &zones, NULL), OW_OK);
    assert_string_equal(zones.basis, "maximum");
    assert_int_equal(zones.count, 5);
    assert_bounds(&zones, maximum);
    assert_int_equal(ow_zones_by_reserve(50, 190, &zones, NULL), OW_OK);
    assert_string_equal(zones.basis, "reserve");
    assert_bounds(&zones, reserve);
    assert_int_equal(ow_zones_by_threshold(170, &zones, NULL), OW_OK);
    assert_string_equal(zones.basis, "threshold");
    assert_bounds(&zones, threshold);
    assert_int_equal(ow_zones_by_critical_speed(4, &zones, NULL), OW_OK);
    assert_string_equal(zones.basis, "critical-speed");
    assert_int_equal(zones.count, 3);
    assert_bounds(&zones, speed);
}

static void numbers(void **state)
{
    struct ow_zones zones;

    (void)state;
    assert_int_equal(ow_zones_by_maximum(200, &zones, NULL), OW_OK);
    assert_int_equal(ow_zone_of(&zones, 99.9), 0);
    assert_int_equal(ow_zone_of(&zones, 100), 1);
    assert_int_equal(ow_zone_of(&zones, 119.9), 1);
    assert_int_equal(ow_zone_of(&zones, 120), 2);
    assert_int_equal(ow_zone_of(&zones, 199), 5);
    /* A beat above the maximum is still of the highest. */
    assert_int_equal(ow_zone_of(&zones, 205), 5);
    assert_int_equal(ow_zone_of(&zones, OW_MISSING), 0);
}

static void refused(void **state)
{
    struct ow_zones zones = {.count = 7};
    struct ow_error err = {OW_OK, 0, ""};

    (void)state;
    assert_int_equal(ow_zones_by_maximum(79, &zones, &err), OW_E_RANGE);
    assert_int_equal(ow_zones_by_maximum(OW_MISSING, &zones, &err), OW_E_RANGE);
    assert_int_equal(ow_zones_by_reserve(20, 190, &zones, &err), OW_E_RANGE);
    assert_int_equal(ow_zones_by_reserve(100, 110, &zones, &err), OW_E_RANGE);
    assert_int_equal(ow_zones_by_threshold(240, &zones, &err), OW_E_RANGE);
    assert_int_equal(ow_zones_by_critical_speed(0.9, &zones, &err), OW_E_RANGE);
    assert_int_equal(zones.count, 7);
}

static void chosen(void **state)
{
    struct ow_load_limits limits = {.hr_max_bpm = 190, .hr_rest_bpm = 50};
    struct ow_zones zones;
    struct ow_error err = {OW_OK, 0, ""};

    (void)state;
    assert_int_equal(ow_zones_choose(&limits, &zones, NULL), OW_OK);
    assert_string_equal(zones.basis, "reserve");
    limits.hr_threshold_bpm = 170;
    assert_int_equal(ow_zones_choose(&limits, &zones, NULL), OW_OK);
    assert_string_equal(zones.basis, "threshold");
    limits.hr_threshold_bpm = OW_MISSING;
    limits.hr_rest_bpm = 0;
    assert_int_equal(ow_zones_choose(&limits, &zones, NULL), OW_OK);
    assert_string_equal(zones.basis, "maximum");
    limits.hr_max_bpm = 0;
    assert_int_equal(ow_zones_choose(&limits, &zones, &err), OW_E_NOT_FOUND);
    assert_string_equal(
        err.message, "neither a threshold nor a maximum heart rate is known");
}

static void time_within(void **state)
{
    struct ow_exertion exertion = {.sport = OW_SPORT_RUNNING};
    struct ow_zones zones;
    double time_s[OW_ZONES_MOST + 1];

    (void)state;
    assert_int_equal(ow_zones_by_maximum(200, &zones, NULL), OW_OK);
    exertion.hr_s[99 - OW_EXERTION_HR_LOWEST_BPM] = 60;
    exertion.hr_s[100 - OW_EXERTION_HR_LOWEST_BPM] = 30;
    exertion.hr_s[119 - OW_EXERTION_HR_LOWEST_BPM] = 3;
    exertion.hr_s[120 - OW_EXERTION_HR_LOWEST_BPM] = 7;
    exertion.hr_s[OW_EXERTION_HR_COUNT - 1] = 11;
    exertion.hr_none_s = 500;
    ow_zones_time(&zones, &exertion, time_s);
    assert_near(time_s[0], 60, 0);
    assert_near(time_s[1], 33, 0);
    assert_near(time_s[2], 7, 0);
    assert_near(time_s[3] + time_s[4], 0, 0);
    assert_near(time_s[5], 11, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds),      cmocka_unit_test(numbers),
        cmocka_unit_test(refused),     cmocka_unit_test(chosen),
        cmocka_unit_test(time_within),
    };

    return cmocka_run_group_tests_name("zones", tests, NULL, NULL);
}
