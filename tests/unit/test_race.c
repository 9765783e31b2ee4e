/* Traces, bests and splits, and what the file of a race says. */
#include "fault.h"
#include "make_activity.h"
#include "onward/conditions.h"
#include "onward/load.h"
#include "onward/quantity.h"
#include "onward/race.h"

#include "unit/cmocka_all.h"

#include <string.h>

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

/* A run by the device's distance: a sample every second at these speeds. */
static struct ow_activity *run_of(const double *speeds_m_per_s, size_t seconds)
{
    struct ow_activity *activity = make_activity(seconds + 1);
    double distance_m = 0;

    for (size_t i = 0; i <= seconds; i++) {
        make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M, distance_m);
        distance_m += i < seconds ? speeds_m_per_s[i] : 0;
    }
    return activity;
}

/* The same at two speeds, one after the other. */
static struct ow_activity *run_at(double first_m_per_s, size_t first_s,
                                  double then_m_per_s, size_t then_s)
{
    static double speeds[30000];

    assert_true(first_s + then_s < COUNT(speeds));
    for (size_t i = 0; i < first_s + then_s; i++) {
        speeds[i] = i < first_s ? first_m_per_s : then_m_per_s;
    }
    return run_of(speeds, first_s + then_s);
}

static struct ow_trace *trace_of(const struct ow_activity *activity)
{
    struct ow_trace *trace = NULL;

    assert_int_equal(ow_trace_new(activity, &trace, NULL), OW_OK);
    return trace;
}

static void bests_of_two_speeds(void **state)
{
    struct ow_activity *activity = run_at(3, 1000, 4, 500);
    struct ow_trace *trace = trace_of(activity);
    struct ow_trace_best best = {0};

    (void)state;
    assert_near(ow_trace_distance_m(trace), 5000, 1e-9);
    assert_true(ow_trace_best(trace, 1000, &best));
    assert_near(best.time_s, 250, 1e-9);
    assert_true(best.start_s >= 1000);
    assert_true(ow_trace_best(trace, 2300, &best));
    assert_near(best.time_s, 600, 1e-9);
    assert_near(best.start_s, 900, 1e-9);
    assert_true(ow_trace_best(trace, 5000, &best));
    assert_near(best.time_s, 1500, 1e-9);
    assert_false(ow_trace_best(trace, 5000.1, &best));
    assert_false(ow_trace_best(trace, 0, &best));
    assert_near(best.distance_m, 5000, 0);
    ow_trace_free(trace);
    ow_activity_free(activity);
}

/* Fastest stretch by trying every point as an end, for comparison. */
static double slow_best_s(const struct ow_activity *activity, double distance_m)
{
    const double *t = ow_activity_channel(activity, OW_CHANNEL_TIME_S);
    const double *d = ow_activity_channel(activity, OW_CHANNEL_DISTANCE_M);
    size_t n = ow_activity_sample_count(activity);
    double best_s = (double)INFINITY;

    for (size_t i = 0; i < n; i++) {
        for (size_t j = 1; j < n; j++) {
            double from_m = d[i] - distance_m;
            double to_m = d[i] + distance_m;
            double speed = (t[j] - t[j - 1]) / (d[j] - d[j - 1]);

            if (d[j - 1] <= from_m && d[j] > from_m) {
                best_s =
                    fmin(best_s, t[i] - t[j - 1] - (from_m - d[j - 1]) * speed);
            }
            if (d[j - 1] < to_m && d[j] >= to_m) {
                best_s =
                    fmin(best_s, t[j - 1] + (to_m - d[j - 1]) * speed - t[i]);
            }
        }
    }
    return best_s;
}

static void bests_are_exact(void **state)
{
    uint32_t seed = 7;

    (void)state;
    for (int round = 0; round < 20; round++) {
        double speeds[400];
        struct ow_activity *activity = NULL;
        struct ow_trace *trace = NULL;
        double before_s = 0;

        for (size_t i = 0; i < COUNT(speeds); i++) {
            seed = seed * 1664525U + 1013904223U;
            speeds[i] = seed >> 29 == 0 ? 0 : (double)(seed >> 20) / 700;
        }
        activity = run_of(speeds, COUNT(speeds));
        trace = trace_of(activity);
        for (double distance_m = 50; distance_m < 900; distance_m += 77) {
            struct ow_trace_best best = {0};

            if (ow_trace_best(trace, distance_m, &best)) {
                assert_near(best.time_s, slow_best_s(activity, distance_m),
                            1e-9);
                assert_true(best.time_s >= before_s);
                before_s = best.time_s;
            }
        }
        ow_trace_free(trace);
        ow_activity_free(activity);
    }
}

static void splits_and_remainder(void **state)
{
    struct ow_activity *activity = run_at(3, 1000, 4, 500);
    struct ow_trace *trace = trace_of(activity);
    struct ow_stretch whole = {0, 1500, 5050};
    struct ow_split splits[8];
    double sum_s = 0;

    (void)state;
    /* Recorded 5,000 m, officially 5,050: every mark moves by a part in 101. */
    assert_int_equal(ow_trace_splits(trace, &whole, 1000, splits, 8), 6);
    assert_near(splits[0].time_s, 1000.0 / 1.01 / 3, 1e-9);
    assert_near(splits[5].from_m, 5000, 0);
    assert_near(splits[5].to_m, 5050, 0);
    for (size_t i = 0; i < 6; i++) {
        sum_s += splits[i].time_s;
        assert_near(splits[i].cumulative_s, sum_s, 1e-9);
    }
    assert_near(sum_s, 1500, 1e-9);
    assert_int_equal(ow_trace_splits(trace, &whole, 1000, splits, 2), 6);
    whole.distance_m = 5000;
    assert_int_equal(ow_trace_splits(trace, &whole, 1000, splits, 8), 5);
    whole.start_s = 1500;
    assert_int_equal(ow_trace_splits(trace, &whole, 1000, splits, 8), 0);
    ow_trace_free(trace);
    ow_activity_free(activity);
}

static void trace_cleans(void **state)
{
    /* time, distance: steady, a step back, a jump, a stand and its catching
     * up, a repeated time, no distance. */
    static const double points[][2] = {
        {0, 100},  {1, 103},  {2, 101},  {3, 106}, {4, 306},  {5, 309},
        {35, 309}, {36, 399}, {36, 500}, {37, -1}, {38, 405},
    };
    struct ow_activity *activity = make_activity(COUNT(points));
    struct ow_trace *trace = NULL;

    (void)state;
    for (size_t i = 0; i < COUNT(points); i++) {
        make_sample(activity, points[i][0], OW_CHANNEL_DISTANCE_M,
                    points[i][1] < 0 ? OW_MISSING : points[i][1]);
    }
    trace = trace_of(activity);
    /* 3 + 0 + 5 + the pace before the jump + 3 + 0 + 90 + 6 */
    assert_near(ow_trace_distance_m(trace), 107 + 8.0 / 3, 1e-9);
    ow_trace_free(trace);
    ow_activity_free(activity);
}

static void trace_by_positions(void **state)
{
    struct ow_activity *activity = make_activity(200);
    struct ow_pause pause = {99.5, 30};
    struct ow_trace *trace = NULL;

    (void)state;
    for (size_t i = 0; i < 200; i++) {
        /* About 3.34 m north a second; moved on by 15 m during the pause. */
        double late = i < 100 ? 0 : 1;
        size_t at = make_sample(activity, (double)i + 30 * late,
                                OW_CHANNEL_LATITUDE_DEG,
                                50 + 3e-5 * (double)i + 1.35e-4 * late);

        make_value(activity, at, OW_CHANNEL_LONGITUDE_DEG, 8);
        make_value(activity, at, OW_CHANNEL_ELEVATION_M,
                   i % 2 == 0 ? 100 : OW_MISSING);
    }
    activity->pauses = &pause;
    activity->pause_count = 1;
    trace = trace_of(activity);
    assert_near(ow_trace_distance_m(trace), 198 * 3.3367, 0.5);
    ow_trace_free(trace);
    ow_activity_free(activity);
}

static void trace_refuses(void **state)
{
    struct ow_activity *activity = make_activity(4);
    struct ow_trace *trace = NULL;
    struct ow_race_reading reading = {.time_s = 7};
    struct ow_error err = {OW_OK, 0, ""};

    (void)state;
    assert_int_equal(ow_trace_new(activity, &trace, &err), OW_E_NOT_FOUND);
    assert_string_equal(err.message,
                        "not enough data: no times with distances");
    make_sample(activity, 0, OW_CHANNEL_DISTANCE_M, 0);
    make_sample(activity, 0, OW_CHANNEL_DISTANCE_M, 5);
    assert_int_equal(ow_trace_new(activity, &trace, &err), OW_E_NOT_FOUND);
    assert_null(trace);
    assert_int_equal(ow_race_read(activity, NULL, &reading, &err),
                     OW_E_NOT_FOUND);
    assert_string_equal(err.message, "the activity tells no distance and time");
    assert_near(reading.time_s, 7, 0);
    ow_trace_free(NULL);
    ow_activity_free(activity);
}

static void snaps(void **state)
{
    static const struct {
        double recorded_m;
        const char *name;
    } cases[] = {
        {42600, "marathon"},
        {41800, "marathon"},
        {42195, "marathon"},
        {21300, "half-marathon"},
        {20100, "20 km"},
        {10090, "10 km"},
        {9750, "10 km"},
        {9650, NULL},
        {5020, "5 km"},
        {1609, "mile"},
        {16150, "10 miles"},
        {7000, NULL},
        {100, NULL},
        {50300, "50 km"},
        {OW_MARATHON_M * 1.04, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct ow_race_distance *snapped =
            ow_race_snap(cases[i].recorded_m);

        if (cases[i].name == NULL) {
            assert_null(snapped);
        } else {
            assert_non_null(snapped);
            assert_string_equal(snapped->name, cases[i].name);
        }
    }
    assert_null(ow_race_snap(OW_MISSING));
}

static struct ow_race_reading read_race(const struct ow_activity *activity,
                                        const struct ow_race_options *options)
{
    struct ow_race_reading reading = {0};

    assert_int_equal(ow_race_read(activity, options, &reading, NULL), OW_OK);
    return reading;
}

/* 42.5 km on the watch: 30 km at 3 m/s, the rest at 2; then 5 min standing. */
static struct ow_activity *hard_marathon(void)
{
    static double speeds[10000 + 6250 + 300];

    for (size_t i = 0; i < COUNT(speeds); i++) {
        speeds[i] = i < 10000 ? 3 : i < 16250 ? 2 : 0;
    }
    return run_of(speeds, COUNT(speeds));
}

static void marathon_with_a_wall(void **state)
{
    struct ow_activity *activity = hard_marathon();
    struct ow_race_reading reading;
    size_t count = ow_activity_sample_count(activity);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        make_value(activity, i, OW_CHANNEL_ELEVATION_M,
                   200 - 180 * (double)i / (double)count);
    }
    activity_summarise(activity);
    reading = read_race(activity, NULL);
    assert_near(reading.recorded_m, 42500, 1e-6);
    assert_near(reading.distance_m, OW_MARATHON_M, 0);
    assert_string_equal(reading.distance_name, "marathon");
    assert_near(reading.time_s, 16250, 2);
    assert_int_equal(reading.split_count, 9);
    assert_near(reading.splits[0].time_s, 5000 * 42500 / OW_MARATHON_M / 3,
                0.2);
    assert_near(reading.splits[8].to_m, OW_MARATHON_M, 0);
    assert_near(reading.splits[8].cumulative_s, reading.time_s, 1e-6);
    assert_near(reading.first_half_s, 42500 / 2.0 / 3, 0.5);
    assert_near(reading.second_half_s, reading.time_s - reading.first_half_s,
                1e-9);
    assert_near(reading.fade, 0.5, 0.001);
    assert_near(reading.slump, 0.5, 1e-3);
    assert_near(reading.wall_from_m, 30000, 0);
    assert_near(reading.wall_length_m, OW_MARATHON_M - 30000, 1e-6);
    assert_int_equal(reading.faded_1km, OW_YES);
    assert_near(reading.after_s, 300, 2);
    /* An even first half, so nothing of the wall was foretold. */
    assert_true(reading.projected_s > 2 * reading.first_half_s &&
                reading.projected_s < 2.2 * reading.first_half_s);
    assert_int_equal(reading.collapsed, OW_YES);
    assert_int_equal(reading.faded, OW_YES);
    assert_near(reading.net_drop_m, 180 * 16250 / 16551.0, 1);
    assert_true(ow_is_missing(reading.effort));
    assert_true(ow_is_missing(reading.hr_share));
    assert_true(reading.confidence > 0.5);
    ow_activity_free(activity);
}

static void even_half(void **state)
{
    struct ow_activity *activity = run_at(3.5, 6028, 3.5, 0);
    struct ow_race_options options = {
        .best_m = 10000, .best_s = 2700, .weekly_m = 50000, .hr_max_bpm = 185};
    struct ow_race_reading reading;

    (void)state;
    for (size_t i = 0; i < ow_activity_sample_count(activity); i++) {
        make_value(activity, i, OW_CHANNEL_HR_BPM, 165);
    }
    activity_summarise(activity);
    reading = read_race(activity, &options);
    assert_string_equal(reading.distance_name, "half-marathon");
    assert_near(reading.time_s, 6028, 1e-9);
    assert_near(reading.fade, 0, 1e-3);
    assert_near(reading.hr_share, 165.0 / 185, 1e-12);
    assert_near(reading.effort, reading.predicted_s / 6028, 1e-12);
    assert_true(reading.effort > 0.97 && reading.effort < 1);
    assert_true(reading.confidence > 0.95);
    assert_true(reading.reason_count >= 3);
    /* Too short for the wall, and no elevation. */
    assert_int_equal(reading.collapsed, OW_NOT_ENOUGH_DATA);
    assert_int_equal(reading.faded, OW_NOT_ENOUGH_DATA);
    assert_true(ow_is_missing(reading.slump));
    assert_true(ow_is_missing(reading.net_drop_m));
    /* The organiser's distance stands above the watch's. */
    options.distance_m = 21500;
    reading = read_race(activity, &options);
    assert_near(reading.distance_m, 21500, 0);
    /* A best that no formula takes tells nothing. */
    options.best_s = 1;
    reading = read_race(activity, &options);
    assert_true(ow_is_missing(reading.effort));
    ow_activity_free(activity);
}

/* A hundred miles: of its splits there is no room for all. */
static void ultra(void **state)
{
    struct ow_activity *activity = make_activity(2000);
    struct ow_race_reading reading;
    double hundred_miles_m = 100 * OW_MILE_M;

    (void)state;
    for (size_t i = 0; i < 2000; i++) {
        make_sample(activity, 36 * (double)i, OW_CHANNEL_DISTANCE_M,
                    hundred_miles_m * (double)i / 1999);
        make_value(activity, i, OW_CHANNEL_TEMPERATURE_C,
                   i % 2 == 0 ? 12 : OW_MISSING);
    }
    activity_summarise(activity);
    reading = read_race(activity, NULL);
    assert_near(reading.distance_m, hundred_miles_m, 1);
    assert_string_equal(reading.distance_name, "100 miles");
    assert_int_equal(reading.split_count, OW_RACE_MOST_SPLITS);
    assert_int_equal(reading.faded, OW_NO);
    assert_int_equal(reading.faded_1km, OW_NO);
    assert_true(ow_is_missing(reading.projected_s));
    assert_near(reading.temperature_c, 12, 0);
    ow_activity_free(activity);
}

/* Five kilometres up 100 m in the heat, evenly. */
static void hills_and_heat(void **state)
{
    struct ow_activity *activity = run_at(4, 1256, 4, 0);
    struct ow_race_options known = {.best_m = 10000, .best_s = 2500};
    struct ow_race_reading reading;
    struct ow_slowdown heat;
    size_t count = ow_activity_sample_count(activity);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        make_value(activity, i, OW_CHANNEL_ELEVATION_M,
                   200 + 100 * (double)i / (double)count);
        make_value(activity, i, OW_CHANNEL_TEMPERATURE_C, 28);
    }
    activity_summarise(activity);
    reading = read_race(activity, &known);
    assert_near(reading.net_drop_m, -100, 3);
    assert_near(reading.ascent_m, 100, 3);
    assert_near(reading.descent_m, 0, 1);
    /* 2 % up: 0.0687 harder by the curve of grades. */
    assert_near(reading.hills_s, 1256 * 0.0687 / 1.0687, 3);
    assert_near(reading.flat_effort,
                reading.predicted_s / (1256 - reading.hills_s), 1e-9);
    assert_near(reading.unevenness, 0, 0.01);
    assert_near(reading.split_m, 1000, 0);
    assert_int_equal(reading.split_count, 5);
    /* An air of about 60 % humidity. */
    assert_int_equal(ow_heat_slowdown(28, 20, &heat, NULL), OW_OK);
    assert_near(reading.temperature_c, 28, 1e-9);
    assert_near(reading.heat_low_s, 1256 * heat.low / (1 + heat.low), 1e-9);
    assert_near(reading.heat_high_s, 1256 * heat.high / (1 + heat.high), 1e-9);
    for (size_t i = 0; i < count; i++) {
        make_value(activity, i, OW_CHANNEL_TEMPERATURE_C, 45);
    }
    reading = read_race(activity, &known);
    assert_near(reading.temperature_c, 45, 1e-9);
    assert_true(ow_is_missing(reading.heat_low_s) &&
                ow_is_missing(reading.heat_high_s));
    ow_activity_free(activity);
}

static void known_distances(void **state)
{
    size_t count = 0;
    size_t best_count = 0;
    const struct ow_race_distance *distances = ow_race_distances(&count);
    const double *bests_m = ow_trace_best_distances(&best_count);

    (void)state;
    assert_true(count > 10 && best_count > 10);
    for (size_t i = 1; i < count; i++) {
        assert_true(distances[i].distance_m > distances[i - 1].distance_m);
        assert_ptr_equal(ow_race_snap(distances[i].distance_m), &distances[i]);
    }
    for (size_t i = 1; i < best_count; i++) {
        assert_true(bests_m[i] > bests_m[i - 1]);
    }
}

static void summary_only(void **state)
{
    struct ow_activity *activity = make_activity(0);
    struct ow_race_reading reading;

    (void)state;
    activity->summary.distance_m = 10050;
    activity->summary.elapsed_s = 2800;
    activity->summary.timer_s = 2700;
    activity->summary.name = "City Race";
    reading = read_race(activity, NULL);
    assert_near(reading.distance_m, 10000, 0);
    assert_near(reading.time_s, 2800, 0);
    assert_int_equal(reading.split_count, 0);
    assert_true(ow_is_missing(reading.fade));
    assert_string_equal(reading.reasons[reading.reason_count - 1],
                        "stops on the way");
    ow_activity_free(activity);
}

/* A damaged file whose samples end early: the summary stands. */
static void samples_end_early(void **state)
{
    struct ow_activity *activity = run_at(3, 1000, 3, 0);
    struct ow_race_reading reading;

    (void)state;
    activity->summary.distance_m = 10020;
    activity->summary.elapsed_s = 3300;
    activity_summarise(activity);
    reading = read_race(activity, NULL);
    assert_near(reading.recorded_m, 10020, 0);
    assert_near(reading.time_s, 3300, 0);
    assert_int_equal(reading.split_count, 0);
    assert_true(ow_is_missing(reading.fade));
    ow_activity_free(activity);
}

/* Whatever a file holds, an answer comes back, and it is a number or none. */
static void nonsense(void **state)
{
    static const double odd[] = {0,      -1,  1e300,    -1e300,    1e9,
                                 1e-300, 4e7, HUGE_VAL, -HUGE_VAL, 255};
    static const enum ow_channel channels[] = {
        OW_CHANNEL_DISTANCE_M, OW_CHANNEL_LATITUDE_DEG,
        OW_CHANNEL_LONGITUDE_DEG, OW_CHANNEL_ELEVATION_M, OW_CHANNEL_HR_BPM};
    uint32_t seed = 11;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct ow_activity *activity = make_activity(40);
        struct ow_race_options known = {.best_m = 10000, .best_s = 2700};
        struct ow_load_limits limits = {.threshold_m_per_s = 4};
        struct ow_race_reading reading;
        struct ow_load load;

        for (size_t i = 0; i < 40; i++) {
            for (size_t k = 0; k < COUNT(channels); k++) {
                uint32_t draw = seed = seed * 1664525U + 1013904223U;
                double value = draw >> 28 == 0 ? odd[(draw >> 8) % COUNT(odd)]
                               : draw >> 28 == 1
                                   ? OW_MISSING
                                   : (double)i * (double)(draw >> 24) / 9;

                if (k == 0) {
                    make_sample(activity, draw >> 20 == 0 ? value : (double)i,
                                OW_CHANNEL_POWER_W, value);
                }
                if (round % 3 != 0 || k > 0) {
                    make_value(activity, i, channels[k], value);
                }
            }
        }
        activity_summarise(activity);
        known.distance_m = round % 5 == 0 ? odd[(size_t)round % COUNT(odd)] : 0;
        if (ow_race_read(activity, &known, &reading, NULL) == OW_OK) {
            assert_true(reading.confidence >= 0 && reading.confidence <= 1);
            assert_true(reading.split_count <= OW_RACE_MOST_SPLITS);
            assert_false(reading.effort > 1.1);
        }
        if (ow_activity_load(activity, &limits, &load, NULL) == OW_OK) {
            assert_true(load.load >= 0);
        }
        ow_activity_free(activity);
    }
}

static bool read_it(void *context)
{
    struct ow_race_reading reading;

    return ow_race_read(context, NULL, &reading, NULL) == OW_OK;
}

static void faults(void **state)
{
    struct ow_activity *activity = run_at(3, 3334, 3, 0);

    (void)state;
    make_value(activity, 0, OW_CHANNEL_ELEVATION_M, 10);
    activity_summarise(activity);
    assert_int_equal(fault_sweep(read_it, activity), 4);
    ow_activity_free(activity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bests_of_two_speeds),
        cmocka_unit_test(bests_are_exact),
        cmocka_unit_test(splits_and_remainder),
        cmocka_unit_test(trace_cleans),
        cmocka_unit_test(trace_by_positions),
        cmocka_unit_test(trace_refuses),
        cmocka_unit_test(snaps),
        cmocka_unit_test(marathon_with_a_wall),
        cmocka_unit_test(even_half),
        cmocka_unit_test(ultra),
        cmocka_unit_test(hills_and_heat),
        cmocka_unit_test(known_distances),
        cmocka_unit_test(summary_only),
        cmocka_unit_test(samples_end_early),
        cmocka_unit_test(nonsense),
        cmocka_unit_test(faults),
    };

    return cmocka_run_group_tests_name("race", tests, NULL, NULL);
}
