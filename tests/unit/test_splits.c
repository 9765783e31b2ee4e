/* A run cut by distance, by laps and by the steps of its workout. */
#include "engine/activity/trace.h"
#include "make_activity.h"
#include "onward/conditions.h"
#include "onward/quantity.h"

#include "unit/cmocka_all.h"

#include <math.h>

#define START_MS INT64_C(1600000000000)

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

/*
 * Half an hour: 1000 s at 3 m/s and 140 bpm up at 5 %, 100 s of standing at
 * 120 bpm, 700 s at 4 m/s and 160 bpm on the level. A lap at every change.
 */
static struct ow_activity *run(void)
{
    static struct ow_lap laps[] = {
        {START_MS, 0, 600, 0, 0, 0, -1},
        {START_MS + 600000, 0, 400, 0, 0, 0, -1},
        {START_MS + 1000000, 0, 100, 0, 0, 1, -1},
        {START_MS + 1100000, 0, OW_MISSING, 0, 0, 0, -1},
    };
    struct ow_activity *activity = make_activity(1801);
    double distance_m = 0;

    for (size_t i = 0; i <= 1800; i++) {
        bool is_first = i <= 1000;
        bool is_stop = !is_first && i <= 1100;
        size_t at = 0;

        distance_m += i == 0 ? 0 : is_first ? 3 : is_stop ? 0 : 4;
        at =
            make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M, distance_m);
        make_value(activity, at, OW_CHANNEL_HR_BPM,
                   is_first  ? 140
                   : is_stop ? 120
                             : 160);
        make_value(activity, at, OW_CHANNEL_CADENCE_SPM,
                   is_first  ? 160
                   : is_stop ? 0
                             : 180);
        make_value(activity, at, OW_CHANNEL_ELEVATION_M,
                   100 + 0.05 * fmin(3000, distance_m));
    }
    activity->summary.has_start_time = true;
    activity->summary.start_time_ms = START_MS;
    activity->laps = laps;
    activity->lap_count = 4;
    return activity;
}

static struct ow_trace *trace_of(const struct ow_activity *activity)
{
    struct ow_trace *trace = NULL;

    assert_int_equal(ow_trace_new(activity, &trace, NULL), OW_OK);
    return trace;
}

static void by_distance(void **state)
{
    struct ow_activity *activity = run();
    struct ow_trace *trace = trace_of(activity);
    struct ow_stretch whole = {0, 1800, 5800};
    struct ow_split splits[8];
    double flat_m = 0;
    double ascent_m = 0;
    double moving_s = 0;

    (void)state;
    assert_int_equal(ow_trace_splits(trace, &whole, 1000, splits, 8), 6);
    assert_near(splits[1].time_s, 1000.0 / 3, 1e-9);
    assert_near(splits[1].moving_s, 1000.0 / 3, 1e-9);
    assert_near(splits[1].flat_m, 1000 * ow_grade_effort(0.05), 1e-6);
    assert_near(splits[1].ascent_m, 50, 1e-6);
    assert_near(splits[1].descent_m, 0, 0);
    assert_near(splits[1].hr_bpm, 140, 1e-9);
    assert_near(splits[1].cadence_spm, 160, 1e-9);
    assert_int_equal(splits[1].step_index, -1);
    /* The stop lies behind the third mark. */
    assert_near(splits[3].time_s, 350, 1e-9);
    assert_near(splits[3].moving_s, 250, 1e-9);
    assert_near(splits[3].hr_bpm, (100 * 120 + 250 * 160) / 350.0, 1e-9);
    assert_near(splits[3].cadence_spm, 180, 1e-9);
    assert_near(splits[4].flat_m, 1000, 1e-6);
    assert_near(splits[5].to_m, 5800, 0);
    for (size_t i = 0; i < 6; i++) {
        flat_m += splits[i].flat_m;
        ascent_m += splits[i].ascent_m;
        moving_s += splits[i].moving_s;
    }
    assert_near(flat_m, trace->flat_m[trace->count - 1], 1e-6);
    assert_near(ascent_m, trace->ascent_m[trace->count - 1], 1e-6);
    assert_near(moving_s, 1700, 1e-9);
    ow_trace_free(trace);
    ow_activity_free(activity);
}

static void by_miles_of_an_official_distance(void **state)
{
    struct ow_activity *activity = run();
    struct ow_trace *trace = trace_of(activity);
    struct ow_stretch measured = {0, 1800, 5858};
    struct ow_split splits[4];

    (void)state;
    assert_int_equal(ow_trace_splits(trace, &measured, OW_MILE_M, splits, 4),
                     4);
    assert_near(splits[0].time_s, OW_MILE_M / 1.01 / 3, 1e-9);
    assert_near(splits[0].flat_m, OW_MILE_M * ow_grade_effort(0.05), 1e-6);
    assert_near(splits[0].ascent_m, OW_MILE_M / 1.01 * 0.05, 1e-6);
    ow_trace_free(trace);
    ow_activity_free(activity);
}

static void by_laps(void **state)
{
    struct ow_activity *activity = run();
    struct ow_trace *trace = trace_of(activity);
    struct ow_split splits[4];

    (void)state;
    assert_int_equal(ow_trace_lap_splits(trace, activity, splits, 4), 4);
    assert_near(splits[0].to_m, 1800, 1e-9);
    assert_near(splits[1].from_m, 1800, 1e-9);
    assert_near(splits[1].to_m, 3000, 1e-9);
    assert_near(splits[1].cumulative_s, 1000, 1e-9);
    assert_near(splits[2].moving_s, 0, 1e-9);
    assert_near(splits[2].hr_bpm, 120, 1e-9);
    assert_true(ow_is_missing(splits[2].cadence_spm));
    /* The last lap does not say how long it took. */
    assert_near(splits[3].time_s, 700, 1e-9);
    assert_near(splits[3].to_m, 5800, 1e-9);
    assert_int_equal(splits[2].step_index, 1);
    assert_int_equal(ow_trace_lap_splits(trace, activity, splits, 1), 4);
    activity->lap_count = 0;
    assert_int_equal(ow_trace_lap_splits(trace, activity, splits, 4), 0);
    ow_trace_free(trace);
    ow_activity_free(activity);
}

static void by_steps(void **state)
{
    struct ow_activity *activity = run();
    struct ow_trace *trace = trace_of(activity);
    struct ow_split splits[4];

    (void)state;
    assert_int_equal(ow_trace_step_splits(trace, activity, splits, 4), 3);
    assert_near(splits[0].to_m, 3000, 1e-9);
    assert_near(splits[0].time_s, 1000, 1e-9);
    assert_int_equal(splits[0].step_index, 0);
    assert_int_equal(splits[1].step_index, 1);
    assert_int_equal(splits[2].step_index, 0);
    for (size_t i = 0; i < 4; i++) {
        activity->laps[i].step_index = -1;
    }
    assert_int_equal(ow_trace_step_splits(trace, activity, splits, 4), 0);
    ow_trace_free(trace);
    ow_activity_free(activity);
}

static void without_sensors(void **state)
{
    struct ow_activity *activity = make_activity(101);
    struct ow_trace *trace = NULL;
    struct ow_stretch whole;
    struct ow_split split;

    (void)state;
    for (size_t i = 0; i <= 100; i++) {
        make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M, 3 * (double)i);
    }
    trace = trace_of(activity);
    whole = ow_trace_whole(trace);
    assert_near(whole.end_s, 100, 0);
    assert_near(whole.distance_m, 300, 0);
    assert_int_equal(ow_trace_splits(trace, &whole, 300, &split, 1), 1);
    assert_near(split.flat_m, 300, 0);
    assert_true(ow_is_missing(split.ascent_m));
    assert_true(ow_is_missing(split.descent_m));
    assert_true(ow_is_missing(split.hr_bpm));
    ow_trace_free(trace);
    ow_activity_free(activity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_distance),
        cmocka_unit_test(by_miles_of_an_official_distance),
        cmocka_unit_test(by_laps),
        cmocka_unit_test(by_steps),
        cmocka_unit_test(without_sensors),
    };

    return cmocka_run_group_tests_name("splits", tests, NULL, NULL);
}
