/* How an activity is cleaned, and what its trace knows at each point. */
#include "engine/activity/trace.h"
#include "fault.h"
#include "make_activity.h"
#include "onward/conditions.h"

#include "unit/cmocka_all.h"

#include <math.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
/* A degree of latitude at 50 north. */
#define M_PER_DEG 111229.0
#define PI 3.14159265358979323846

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

/* The trace of an activity, which goes. */
static struct ow_trace *trace_of(struct ow_activity *activity)
{
    struct ow_trace *trace = NULL;

    assert_int_equal(ow_trace_new(activity, &trace, NULL), OW_OK);
    ow_activity_free(activity);
    return trace;
}

/* So many points a second apart at 3 m/s, at an elevation over distance. */
static struct ow_activity *run_over(size_t count,
                                    double (*elevation)(double distance_m))
{
    struct ow_activity *activity = make_activity(count);

    for (size_t i = 0; i < count; i++) {
        double distance_m = 3 * (double)i;
        size_t at =
            make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M, distance_m);

        make_value(activity, at, OW_CHANNEL_ELEVATION_M, elevation(distance_m));
    }
    return activity;
}

/* A sample at a place, in metres north and east of 50 N, 8 E. */
static void add_fix(struct ow_activity *activity, double time_s, double north_m)
{
    size_t at = make_sample(activity, time_s, OW_CHANNEL_LATITUDE_DEG,
                            50 + north_m / M_PER_DEG);

    make_value(activity, at, OW_CHANNEL_LONGITUDE_DEG, 8);
}

static double last_of(const struct ow_trace *trace, const double *column)
{
    return column[trace->count - 1];
}

static void sensors_go_along(void **state)
{
    struct ow_activity *activity = make_activity(5);
    struct ow_trace *trace = NULL;
    static const double hr_bpm[] = {140, 0, 255, 150, 160};

    (void)state;
    for (size_t i = 0; i < 5; i++) {
        make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M, 3 * (double)i);
        make_value(activity, i, OW_CHANNEL_HR_BPM, hr_bpm[i]);
        make_value(activity, i, OW_CHANNEL_CADENCE_SPM, i == 2 ? 0 : 170);
        make_value(activity, i, OW_CHANNEL_POWER_W, OW_MISSING);
    }
    trace = trace_of(activity);
    assert_int_equal(trace->count, 5);
    assert_near(trace->hr_bpm[0], 140, 0);
    assert_true(ow_is_missing(trace->hr_bpm[1]));
    assert_true(ow_is_missing(trace->hr_bpm[2]));
    assert_near(trace->hr_bpm[4], 160, 0);
    assert_true(ow_is_missing(trace->cadence_spm[2]));
    assert_null(trace->power_w);
    assert_null(trace->temperature_c);
    assert_null(trace->elevation_m);
    assert_null(trace->grade);
    assert_ptr_equal(trace->flat_m, trace->distance_m);
    ow_trace_free(trace);
}

/* Two samples for one time, each with half of what there is. */
static void halves_of_a_point_join(void **state)
{
    struct ow_activity *activity = make_activity(8);
    struct ow_trace *trace = NULL;

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        make_sample(activity, (double)i, OW_CHANNEL_HR_BPM, 140 + (double)i);
        make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M, 3 * (double)i);
    }
    trace = trace_of(activity);
    assert_int_equal(trace->count, 4);
    assert_int_equal(ow_trace_mends(trace)->repeated_times, 4);
    assert_near(last_of(trace, trace->distance_m), 9, 0);
    assert_near(last_of(trace, trace->hr_bpm), 143, 0);
    ow_trace_free(trace);
}

static void times_are_put_right(void **state)
{
    /* A clock that leaps ahead once, points out of order, no time at all. */
    static const double times_s[] = {0, 1, 1e8, 2, 4, 3, OW_MISSING, 5, 5, 6};
    struct ow_activity *activity = make_activity(COUNT(times_s));
    struct ow_trace *trace = NULL;

    (void)state;
    for (size_t i = 0; i < COUNT(times_s); i++) {
        make_sample(activity, times_s[i], OW_CHANNEL_DISTANCE_M, 3 * (double)i);
    }
    trace = trace_of(activity);
    assert_int_equal(trace->count, 6);
    assert_int_equal(ow_trace_mends(trace)->repeated_times, 3);
    assert_int_equal(ow_trace_mends(trace)->without_time, 1);
    assert_near(last_of(trace, trace->time_s), 6, 0);
    ow_trace_free(trace);
}

static void metres_before_the_first_sample(void **state)
{
    struct ow_activity *activity = make_activity(3);
    struct ow_trace *trace = NULL;

    (void)state;
    /* A pool of 25 m: a sample at the end of each length. */
    for (size_t i = 0; i < 3; i++) {
        make_sample(activity, 30 * (double)(i + 1), OW_CHANNEL_DISTANCE_M,
                    25 * (double)(i + 1));
    }
    trace = trace_of(activity);
    assert_int_equal(trace->count, 4);
    assert_near(trace->time_s[0], 0, 0);
    assert_near(ow_trace_distance_m(trace), 75, 0);
    ow_trace_free(trace);
    /* A later sample of a time before the start. */
    activity = make_activity(3);
    make_sample(activity, 30, OW_CHANNEL_DISTANCE_M, 25);
    make_sample(activity, -5, OW_CHANNEL_DISTANCE_M, 25);
    make_sample(activity, 60, OW_CHANNEL_DISTANCE_M, 50);
    trace = trace_of(activity);
    assert_int_equal(trace->count, 3);
    assert_near(trace->time_s[1], 30, 0);
    ow_trace_free(trace);
    /* A count that nobody can have reached yet is where it began. */
    activity = make_activity(2);
    make_sample(activity, 1, OW_CHANNEL_DISTANCE_M, 5000);
    make_sample(activity, 2, OW_CHANNEL_DISTANCE_M, 5003);
    trace = trace_of(activity);
    assert_int_equal(trace->count, 2);
    assert_near(ow_trace_distance_m(trace), 3, 1e-9);
    ow_trace_free(trace);
}

static void metres_between_counts(void **state)
{
    struct ow_activity *activity = make_activity(61);
    struct ow_trace *trace = NULL;

    (void)state;
    /* Heart rate every second, metres every thirty. */
    for (size_t i = 0; i <= 60; i++) {
        make_sample(activity, (double)i, OW_CHANNEL_HR_BPM, 120);
        make_value(activity, i, OW_CHANNEL_DISTANCE_M,
                   i == 30 || i == 60 ? 3 * (double)i : OW_MISSING);
    }
    trace = trace_of(activity);
    assert_int_equal(trace->count, 61);
    assert_int_equal(ow_trace_mends(trace)->without_distance, 59);
    assert_near(trace->distance_m[20], 60, 1e-9);
    assert_near(trace->distance_m[50], 150, 1e-9);
    assert_near(last_of(trace, trace->moving_s), 60, 1e-9);
    ow_trace_free(trace);
}

static void a_stale_fix_between_others(void **state)
{
    struct ow_activity *activity = make_activity(400);
    struct ow_trace *trace = NULL;

    (void)state;
    for (size_t i = 0; i < 200; i++) {
        add_fix(activity, (double)i, 3 * (double)i);
        add_fix(activity, (double)i + 0.5, -50);
    }
    trace = trace_of(activity);
    assert_int_equal(ow_trace_mends(trace)->distance_from,
                     OW_DISTANCE_POSITIONS);
    assert_int_equal(ow_trace_mends(trace)->jumps, 200);
    assert_near(ow_trace_distance_m(trace), 199 * 3, 1);
    ow_trace_free(trace);
}

static void positions_that_move_house(void **state)
{
    struct ow_activity *activity = make_activity(200);
    struct ow_trace *trace = NULL;

    (void)state;
    /* A cold start: the first fixes are a kilometre off. */
    for (size_t i = 0; i < 200; i++) {
        add_fix(activity, (double)i, 3 * (double)i + (i < 5 ? 1000 : 0));
    }
    trace = trace_of(activity);
    assert_near(ow_trace_distance_m(trace), 198 * 3, 4);
    assert_int_equal(ow_trace_mends(trace)->jumps, 3);
    ow_trace_free(trace);
}

static void wander_at_a_stop(void **state)
{
    struct ow_activity *activity = make_activity(700);
    struct ow_trace *trace = NULL;

    (void)state;
    /* Two minutes of standing in the midst, fixes two metres to and fro. */
    for (size_t i = 0; i < 700; i++) {
        double second = (double)i;
        double north_m = i < 300   ? 3 * second
                         : i < 420 ? 900 + (double)(i % 4 / 2) * 2
                                   : 900 + 3 * (second - 420);

        add_fix(activity, second, north_m);
    }
    trace = trace_of(activity);
    assert_near(ow_trace_distance_m(trace), 279 * 3 + 900, 20);
    assert_true(ow_trace_mends(trace)->wander_m > 100);
    assert_int_equal(ow_trace_mends(trace)->stops, 1);
    assert_near(ow_trace_mends(trace)->stopped_s, 120, 20);
    assert_near(last_of(trace, trace->moving_s), 580, 20);
    ow_trace_free(trace);
}

static void metres_from_speed(void **state)
{
    struct ow_activity *activity = make_activity(101);
    struct ow_trace *trace = NULL;

    (void)state;
    for (size_t i = 0; i <= 100; i++) {
        make_sample(activity, (double)i, OW_CHANNEL_SPEED_M_PER_S,
                    i == 50 ? 400 : 3);
        make_value(activity, i, OW_CHANNEL_DISTANCE_M, 0);
    }
    trace = trace_of(activity);
    assert_int_equal(ow_trace_mends(trace)->distance_from, OW_DISTANCE_SPEED);
    assert_int_equal(ow_trace_mends(trace)->jumps, 1);
    assert_near(ow_trace_distance_m(trace), 300, 1e-9);
    ow_trace_free(trace);
}

static void stops_are_told(void **state)
{
    struct ow_activity *activity = make_activity(400);
    struct ow_trace *trace = NULL;
    double distance_m = 0;

    (void)state;
    /* A device that counts every third second, and a stop of a minute. */
    for (size_t i = 0; i < 400; i++) {
        if (i % 3 == 0 && (i < 150 || i > 210)) {
            distance_m += 9;
        }
        make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M, distance_m);
    }
    trace = trace_of(activity);
    assert_int_equal(ow_trace_mends(trace)->stops, 1);
    assert_near(ow_trace_mends(trace)->stopped_s, 65, 0);
    assert_false(trace_is_stop(trace, 100));
    assert_true(trace_is_stop(trace, 180));
    assert_near(last_of(trace, trace->moving_s), 334, 1e-9);
    ow_trace_free(trace);
}

static double level(double distance_m)
{
    (void)distance_m;
    return 123.4;
}

static double zero(double distance_m)
{
    (void)distance_m;
    return 0;
}

static double rise(double distance_m)
{
    return 200 + 0.05 * distance_m;
}

/* Ten hills of 30 m, 600 m each, and a metre of noise. */
static double hills(double distance_m)
{
    double noise_m = fmod(distance_m, 6) < 3 ? 0.5 : -0.5;

    return 300 + 15 * sin(2 * PI * distance_m / 600) + noise_m;
}

/* Level, with two moves of the sensor. */
static double stairs(double distance_m)
{
    return distance_m < 300 ? 100 : distance_m < 2700 ? 130 : 118;
}

static void level_is_level(void **state)
{
    struct ow_trace *trace = trace_of(run_over(1001, level));

    (void)state;
    for (size_t i = 0; i < trace->count; i++) {
        assert_near(trace->flat_m[i], trace->distance_m[i], 0);
        assert_near(trace->grade[i], 0, 0);
        assert_near(trace->elevation_m[i], 123.4, 0);
    }
    assert_near(last_of(trace, trace->ascent_m), 0, 0);
    ow_trace_free(trace);
    /* Nothing but zeros is a device without an altimeter. */
    trace = trace_of(run_over(1001, zero));
    assert_null(trace->elevation_m);
    assert_null(trace->ascent_m);
    ow_trace_free(trace);
}

static void a_rise_has_its_grade(void **state)
{
    struct ow_trace *trace = trace_of(run_over(1001, rise));

    (void)state;
    for (size_t i = 0; i < trace->count; i++) {
        assert_near(trace->grade[i], 0.05, 1e-9);
        assert_near(trace->elevation_m[i], rise(trace->distance_m[i]), 1e-6);
    }
    assert_near(last_of(trace, trace->flat_m), 3000 * ow_grade_effort(0.05),
                1e-6);
    assert_near(last_of(trace, trace->ascent_m), 150, 1e-6);
    assert_near(last_of(trace, trace->descent_m), 0, 0);
    ow_trace_free(trace);
}

static void hills_are_counted_once(void **state)
{
    struct ow_trace *trace = trace_of(run_over(2001, hills));

    (void)state;
    assert_near(last_of(trace, trace->ascent_m), 300, 9);
    assert_near(last_of(trace, trace->descent_m), 300, 9);
    for (size_t i = 1; i < trace->count; i++) {
        double up_m = trace->ascent_m[i] - trace->ascent_m[i - 1];
        double down_m = trace->descent_m[i] - trace->descent_m[i - 1];

        assert_true(up_m >= 0 && down_m >= 0);
        assert_true(trace->flat_m[i] > trace->flat_m[i - 1]);
    }
    ow_trace_free(trace);
}

static void a_sensor_that_moves(void **state)
{
    struct ow_trace *trace = trace_of(run_over(1001, stairs));

    (void)state;
    assert_int_equal(ow_trace_mends(trace)->elevation_steps, 2);
    assert_near(last_of(trace, trace->ascent_m), 0, 1e-6);
    assert_near(last_of(trace, trace->flat_m), 3000, 1e-6);
    /* The elevation keeps the mean that the device saw. */
    assert_near(trace->elevation_m[0],
                (100 * 100 + 800 * 130 + 101 * 118) / 1001.0, 1e-6);
    ow_trace_free(trace);
}

static void short_runs(void **state)
{
    struct ow_trace *trace = NULL;
    struct ow_activity *activity = run_over(11, rise);

    (void)state;
    /* Thirty metres are too few for a grade. */
    trace = trace_of(activity);
    assert_near(trace->grade[5], 0, 0);
    assert_near(last_of(trace, trace->flat_m), 30, 0);
    ow_trace_free(trace);
    /* Standing all the time. */
    activity = make_activity(3);
    for (size_t i = 0; i < 3; i++) {
        make_sample(activity, (double)i * 10, OW_CHANNEL_DISTANCE_M, 0);
        make_value(activity, i, OW_CHANNEL_ELEVATION_M,
                   i == 1 ? OW_MISSING : 50 + (double)i);
    }
    trace = trace_of(activity);
    assert_near(ow_trace_distance_m(trace), 0, 0);
    assert_near(trace->elevation_m[1], 51, 1e-9);
    assert_near(last_of(trace, trace->moving_s), 0, 0);
    assert_int_equal(ow_trace_mends(trace)->without_elevation, 1);
    ow_trace_free(trace);
}

/* A point every ten seconds, a night's rest after each day. */
static void six_days(void **state)
{
    const size_t count = 6 * 8640;
    struct ow_activity *activity = make_activity(count);
    struct ow_trace *trace = NULL;
    double distance_m = 0;

    (void)state;
    for (size_t i = 0; i < count; i++) {
        size_t at = make_sample(activity, 10 * (double)i, OW_CHANNEL_DISTANCE_M,
                                distance_m);

        make_value(activity, at, OW_CHANNEL_ELEVATION_M, hills(distance_m));
        distance_m += i % 8640 < 6000 ? 18 : 0;
    }
    trace = trace_of(activity);
    assert_int_equal(trace->count, count);
    assert_int_equal(ow_trace_mends(trace)->stops, 6);
    assert_near(last_of(trace, trace->moving_s), 6 * 60000, 10);
    assert_near(ow_trace_distance_m(trace), 648000, 1e-6);
    assert_near(last_of(trace, trace->ascent_m), 1080 * 30, 0.05 * 1080 * 30);
    ow_trace_free(trace);
}

static void refusals(void **state)
{
    struct ow_activity *activity = make_activity(4);
    struct ow_trace *trace = NULL;
    struct ow_error err = {OW_OK, 0, ""};

    (void)state;
    assert_int_equal(ow_trace_new(activity, &trace, &err), OW_E_NOT_FOUND);
    assert_string_equal(err.message,
                        "not enough data: no times with distances");
    make_sample(activity, 0, OW_CHANNEL_DISTANCE_M, 0);
    assert_int_equal(ow_trace_new(activity, &trace, &err), OW_E_NOT_FOUND);
    assert_string_equal(err.message, "not enough data: fewer than two times");
    make_sample(activity, 5, OW_CHANNEL_HR_BPM, 120);
    assert_int_equal(ow_trace_new(activity, &trace, &err), OW_E_NOT_FOUND);
    assert_string_equal(err.message,
                        "not enough data: fewer than two times with distances");
    assert_null(trace);
    ow_trace_free(NULL);
    ow_activity_free(activity);
}

static bool make_trace(void *context)
{
    struct ow_trace *trace = NULL;
    bool made = ow_trace_new(context, &trace, NULL) == OW_OK;

    ow_trace_free(trace);
    return made;
}

static void faults(void **state)
{
    struct ow_activity *hilly = run_over(100, rise);
    struct ow_activity *fixes = make_activity(20);

    (void)state;
    for (size_t i = 0; i < 20; i++) {
        add_fix(fixes, (double)i, 3 * (double)i);
    }
    /* The trace, its columns, the samples of its points, the profile. */
    assert_int_equal(fault_sweep(make_trace, hilly), 4);
    /* No profile, but where the positions stand. */
    assert_int_equal(fault_sweep(make_trace, fixes), 4);
    ow_activity_free(hilly);
    ow_activity_free(fixes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sensors_go_along),
        cmocka_unit_test(halves_of_a_point_join),
        cmocka_unit_test(times_are_put_right),
        cmocka_unit_test(metres_before_the_first_sample),
        cmocka_unit_test(metres_between_counts),
        cmocka_unit_test(a_stale_fix_between_others),
        cmocka_unit_test(positions_that_move_house),
        cmocka_unit_test(wander_at_a_stop),
        cmocka_unit_test(metres_from_speed),
        cmocka_unit_test(stops_are_told),
        cmocka_unit_test(level_is_level),
        cmocka_unit_test(a_rise_has_its_grade),
        cmocka_unit_test(hills_are_counted_once),
        cmocka_unit_test(a_sensor_that_moves),
        cmocka_unit_test(short_runs),
        cmocka_unit_test(six_days),
        cmocka_unit_test(refusals),
        cmocka_unit_test(faults),
    };

    return cmocka_run_group_tests_name("trace", tests, NULL, NULL);
}
