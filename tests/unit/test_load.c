/* Load of sessions: against published values, and of activities made here. */
#include "onward/load.h"

#include "fault.h"
#include "make_activity.h"
#include "onward/conditions.h"
#include "table.h"

#include "unit/cmocka_all.h"

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

static void loads(void **state)
{
    struct table table;
    double trimp = 7;

    (void)state;
    assert_own(ow_load_of_pace(3600, 3.5, 3.5), 100);
    assert_own(ow_load_of_effort(3600, 7), 100);
    assert_own(ow_load_of_effort(1800, 3.5), 25);
    assert_int_equal(ow_trimp(2400, 200, 50, 190, 'm', &trimp, NULL),
                     OW_E_RANGE);
    assert_int_equal(ow_trimp(2400, 150, 20, 190, 'm', &trimp, NULL),
                     OW_E_RANGE);
    assert_int_equal(ow_trimp(2400, 150, 50, 250, 'm', &trimp, NULL),
                     OW_E_RANGE);
    assert_int_equal(ow_trimp(-1, 150, 50, 190, 'm', &trimp, NULL), OW_E_RANGE);
    assert_own(trimp, 7);
    if (!table_open(&table, "rtss_examples.csv", 3)) {
        skip();
    }
    while (table_next(&table)) {
        assert_near(ow_load_of_pace(table_number(&table, 0),
                                    table_number(&table, 1),
                                    table_number(&table, 2)),
                    table_number(&table, 4), 0.05);
    }
    assert_int_equal(table.rows, 3);
}

static void trimp_table(void **state)
{
    struct table table;

    (void)state;
    if (!table_open(&table, "trimp_examples.csv", 3)) {
        skip();
    }
    while (table_next(&table)) {
        char sex = table_text(&table, 1)[0] == 'F' ? 'f' : 'm';
        double trimp = 0;

        assert_int_equal(ow_trimp(table_number(&table, 2) * 60,
                                  table_number(&table, 3),
                                  table_number(&table, 4),
                                  table_number(&table, 5), sex, &trimp, NULL),
                         OW_OK);
        assert_near(trimp, table_number(&table, 8), 0.00051);
    }
    assert_int_equal(table.rows, 3);
}

static struct ow_load load_of(const struct ow_activity *activity,
                              const struct ow_load_limits *limits)
{
    struct ow_load load = {-1, OW_LOAD_DURATION};

    assert_int_equal(ow_activity_load(activity, limits, &load, NULL), OW_OK);
    return load;
}

/* A run of so many seconds, its speed 4 m/s and 2 m/s by turns of a period. */
static struct ow_activity *run_by_turns(size_t seconds, size_t period_s,
                                        double grade)
{
    struct ow_activity *activity = make_activity(seconds + 1);
    double distance_m = 0;

    for (size_t i = 0; i <= seconds; i++) {
        size_t at =
            make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M, distance_m);

        make_value(activity, at, OW_CHANNEL_ELEVATION_M, grade * distance_m);
        distance_m += i / period_s % 2 == 0 ? 4 : 2;
    }
    return activity;
}

static void load_by_pace(void **state)
{
    struct ow_load_limits limits = {.threshold_m_per_s = 4};
    struct ow_activity *steady = run_by_turns(3600, 4000, 0);
    struct ow_activity *hilly = run_by_turns(3600, 4000, 0.05);
    struct ow_activity *turns = run_by_turns(3600, 300, 0);
    struct ow_activity *quick = run_by_turns(3600, 2, 0);
    struct ow_load load = load_of(steady, &limits);

    (void)state;
    assert_int_equal(load.basis, OW_LOAD_PACE);
    assert_string_equal(ow_load_basis_name(load.basis), "pace");
    assert_near(load.load, 100, 1e-9);
    /* Uphill at the same speed is as much more as the slope's effort. */
    assert_near(load_of(hilly, &limits).load,
                100 * pow(ow_grade_effort(0.05), 2), 0.01);
    /* By turns of five minutes: the fourth-power mean, (4^4 + 2^4) / 2. */
    assert_near(load_of(turns, &limits).load, 100 * sqrt(136) / 16, 2);
    /* By turns of two seconds nobody feels but the mean of 3 m/s. */
    assert_near(load_of(quick, &limits).load, 100 * 9.0 / 16, 0.5);
    ow_activity_free(steady);
    ow_activity_free(hilly);
    ow_activity_free(turns);
    ow_activity_free(quick);
}

/* A stop of ten minutes with the clock running on adds nothing. */
static void load_through_a_stop(void **state)
{
    struct ow_load_limits limits = {.threshold_m_per_s = 4};
    struct ow_activity *activity = make_activity(3602);

    (void)state;
    for (size_t i = 0; i <= 3600; i++) {
        double late_s = i < 1800 ? 0 : 600;

        make_sample(activity, (double)i + late_s, OW_CHANNEL_DISTANCE_M,
                    4 * (double)i);
    }
    assert_near(load_of(activity, &limits).load, 100, 0.1);
    ow_activity_free(activity);
}

static void load_by_heart(void **state)
{
    struct ow_load_limits limits = {
        .hr_max_bpm = 200, .hr_rest_bpm = 50, .sex = 'm'};
    struct ow_activity *activity = make_activity(3601);
    struct ow_load load;

    (void)state;
    for (size_t i = 0; i <= 3600; i++) {
        make_sample(activity, (double)i, OW_CHANNEL_HR_BPM, 178);
    }
    load = load_of(activity, &limits);
    assert_int_equal(load.basis, OW_LOAD_HEART_RATE);
    assert_near(load.load, 100, 1e-6);
    /* A lost strap counts as the rest, a beat above the maximum as it. */
    for (size_t i = 0; i < 1800; i++) {
        make_value(activity, i, OW_CHANNEL_HR_BPM,
                   i < 600    ? 0
                   : i < 1200 ? 255
                              : OW_MISSING);
    }
    assert_near(load_of(activity, &limits).load, 100, 0.1);
    make_value(activity, 3600, OW_CHANNEL_HR_BPM, 230);
    assert_near(load_of(activity, &limits).load, 100, 0.1);
    /* Without limits the time has to do. */
    limits.hr_max_bpm = 0;
    activity_summarise(activity);
    load = load_of(activity, &limits);
    assert_int_equal(load.basis, OW_LOAD_DURATION);
    assert_near(load.load, 400.0 / 7, 1e-9);
    activity->summary.sport = OW_SPORT_TRAINING;
    assert_near(load_of(activity, &limits).load, 400.0 / 7, 1e-9);
    activity->summary.sport = OW_SPORT_CYCLING;
    assert_near(load_of(activity, &limits).load, 300.0 / 7, 1e-9);
    ow_activity_free(activity);
}

static void load_of_nothing(void **state)
{
    struct ow_load_limits limits = {.threshold_m_per_s = 4};
    struct ow_activity *activity = make_activity(0);
    struct ow_load load = {-1, OW_LOAD_PACE};
    struct ow_error err = {OW_OK, 0, ""};

    (void)state;
    assert_int_equal(ow_activity_load(activity, &limits, &load, &err),
                     OW_E_NOT_FOUND);
    assert_string_equal(err.message, "the activity tells no time");
    assert_near(load.load, -1, 0);
    activity->summary.elapsed_s = 1800;
    assert_near(load_of(activity, &limits).load, 200.0 / 7, 1e-9);
    activity->summary.timer_s = 900;
    assert_near(load_of(activity, &limits).load, 100.0 / 7, 1e-9);
    ow_activity_free(activity);
}

static bool weigh(void *context)
{
    static const struct ow_load_limits limits = {.threshold_m_per_s = 4};
    struct ow_load load;

    return ow_activity_load(context, &limits, &load, NULL) == OW_OK;
}

static void faults(void **state)
{
    struct ow_activity *activity = run_by_turns(60, 20, 0.02);

    (void)state;
    assert_true(fault_sweep(weigh, activity) > 0);
    ow_activity_free(activity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loads),         cmocka_unit_test(trimp_table),
        cmocka_unit_test(load_by_pace),  cmocka_unit_test(load_through_a_stop),
        cmocka_unit_test(load_by_heart), cmocka_unit_test(load_of_nothing),
        cmocka_unit_test(faults),
    };

    return cmocka_run_group_tests_name("load", tests, NULL, NULL);
}
