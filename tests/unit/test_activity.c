/* Activities: their storage, their figures from samples, and geodesy. */
#include "engine/activity/activity.h"
#include "engine/activity/geodesy.h"
#include "fault.h"
#include "make_activity.h"

#include "unit/cmocka_all.h"

#define RAD_PER_DEG 0.017453292519943295

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

/* Vincenty 1975, inverse on WGS 84: iterated, right to a millimetre. */
static double geodesic_m(double latitude_1, double longitude_1,
                         double latitude_2, double longitude_2)
{
    const double a = 6378137;
    const double f = 1 / 298.257223563;
    const double b = a * (1 - f);
    double u1 = atan((1 - f) * tan(latitude_1 * RAD_PER_DEG));
    double u2 = atan((1 - f) * tan(latitude_2 * RAD_PER_DEG));
    double l = remainder(longitude_2 - longitude_1, 360) * RAD_PER_DEG;
    double lambda = l;
    double sigma = 0;
    double sin_sigma = 0;
    double cos_sigma = 1;
    double cos2_alpha = 1;
    double cos_middle = 0;

    for (int i = 0; i < 60; i++) {
        double east = cos(u2) * sin(lambda);
        double north = cos(u1) * sin(u2) - sin(u1) * cos(u2) * cos(lambda);
        double sin_alpha = 0;
        double c = 0;

        sin_sigma = hypot(east, north);
        if (sin_sigma <= 0) {
            return 0;
        }
        cos_sigma = sin(u1) * sin(u2) + cos(u1) * cos(u2) * cos(lambda);
        sigma = atan2(sin_sigma, cos_sigma);
        sin_alpha = cos(u1) * cos(u2) * sin(lambda) / sin_sigma;
        cos2_alpha = 1 - sin_alpha * sin_alpha;
        cos_middle = cos2_alpha > 1e-15
                         ? cos_sigma - 2 * sin(u1) * sin(u2) / cos2_alpha
                         : 0;
        c = f / 16 * cos2_alpha * (4 + f * (4 - 3 * cos2_alpha));
        lambda = l + (1 - c) * f * sin_alpha *
                         (sigma + c * sin_sigma *
                                      (cos_middle +
                                       c * cos_sigma *
                                           (2 * cos_middle * cos_middle - 1)));
    }
    {
        double u = cos2_alpha * (a * a - b * b) / (b * b);
        double big_a =
            1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)));
        double big_b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)));
        double step = big_b * sin_sigma *
                      (cos_middle + big_b / 4 * cos_sigma *
                                        (2 * cos_middle * cos_middle - 1));

        return b * big_a * (sigma - step);
    }
}

/* Points a runner meets: to 50 km apart, between the polar circles. */
static void near_points(void **state)
{
    uint32_t seed = 3;
    double worst = 0;

    (void)state;
    for (int i = 0; i < 5000; i++) {
        double draw[5];
        double expected_m = 0;
        double reach_deg = 0;

        for (size_t k = 0; k < COUNT(draw); k++) {
            seed = seed * 1664525U + 1013904223U;
            draw[k] = (double)(seed >> 8) / (1 << 24);
        }
        draw[0] = -66 + 132 * draw[0];
        draw[1] = -180 + 360 * draw[1];
        reach_deg = 0.4 * pow(10, -4 * draw[4]);
        draw[2] = draw[0] + reach_deg * (draw[2] - 0.5);
        draw[3] = draw[1] + reach_deg * (draw[3] - 0.5);
        expected_m = geodesic_m(draw[0], draw[1], draw[2], draw[3]);
        if (expected_m > 0.5) {
            double metres =
                geodesy_distance_m(draw[0], draw[1], draw[2], draw[3]);

            worst = fmax(worst, fabs(metres / expected_m - 1));
            assert_near(geodesy_distance_m(draw[2], draw[3], draw[0], draw[1]),
                        metres, 1e-9 * metres);
        }
    }
    assert_true(worst < 1e-5);
}

static void known_geodesics(void **state)
{
    static const struct {
        double from[2];
        double to[2];
        double metres;
        double share;
    } cases[] = {
        /* A hundredth of a degree: along the equator, a 2 pi / 36000; along
         * the meridian there, a (1 - e^2) 2 pi / 36000. */
        {{0, 0}, {0, 0.01}, 1113.19490793274, 1e-9},
        {{0, 0}, {0.01, 0}, 1105.742767, 1e-7},
        {{10, 179.999}, {10, -179.999}, 219.2779, 1e-5},
        {{50, 8}, {50, 8}, 0, 0},
        /* Far apart: on the sphere, to half a per cent. */
        {{48.8566, 2.3522}, {52.52, 13.405}, 879700, 0.005},
        {{0, 0}, {0, 180}, 20015000, 0.005},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_near(geodesy_distance_m(cases[i].from[0], cases[i].from[1],
                                       cases[i].to[0], cases[i].to[1]),
                    cases[i].metres, cases[i].metres * cases[i].share);
    }
}

static void nothing_known(void **state)
{
    struct ow_activity *activity = activity_new();
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    size_t count = 7;

    (void)state;
    activity_summarise(activity);
    assert_true(ow_is_missing(summary->distance_m));
    assert_true(ow_is_missing(summary->elapsed_s));
    assert_true(ow_is_missing(summary->timer_s));
    assert_true(ow_is_missing(summary->moving_s));
    assert_true(ow_is_missing(summary->ascent_m));
    assert_true(ow_is_missing(summary->hr_bpm.avg));
    assert_int_equal(summary->sport, OW_SPORT_UNKNOWN);
    assert_int_equal(ow_activity_sample_count(activity), 0);
    assert_null(ow_activity_channel(activity, OW_CHANNEL_HR_BPM));
    assert_null(ow_activity_laps(activity, &count));
    assert_int_equal(count, 0);
    assert_null(ow_activity_pauses(activity, &count));
    assert_null(ow_activity_developer_fields(activity, &count));
    ow_activity_free(activity);
    ow_activity_free(NULL);
}

/* Ten minutes: five at 3 m/s, two standing with the watch on, three at 4. */
static struct ow_activity *ten_minutes(void)
{
    struct ow_activity *activity = make_activity(601);
    double distance_m = 0;

    for (int i = 0; i <= 600; i++) {
        size_t at = make_sample(activity, i, OW_CHANNEL_DISTANCE_M, distance_m);

        distance_m += i < 300 ? 3 : i < 420 ? 0 : 4;
        make_value(activity, at, OW_CHANNEL_HR_BPM,
                   i == 0    ? 0
                   : i == 1  ? 255
                   : i == 2  ? OW_MISSING
                   : i < 300 ? 140
                             : 160);
        make_value(activity, at, OW_CHANNEL_CADENCE_SPM,
                   i >= 300 && i < 420 ? 0 : 170);
        make_value(activity, at, OW_CHANNEL_ELEVATION_M,
                   100 + 20 * sin(i * 3.14159265358979 / 150) +
                       (i % 2 == 0 ? 1 : -1));
    }
    return activity;
}

static void figures_from_samples(void **state)
{
    struct ow_activity *activity = ten_minutes();
    const struct ow_activity_summary *summary = ow_activity_summary(activity);

    (void)state;
    activity_summarise(activity);
    assert_near(summary->distance_m, 900 + 720, 1e-9);
    assert_near(summary->elapsed_s, 600, 0);
    assert_near(summary->timer_s, 600, 0);
    assert_near(summary->moving_s, 480, 0);
    /* 0 and 255 are no heart beats. */
    assert_near(summary->hr_bpm.min, 140, 0);
    assert_near(summary->hr_bpm.max, 160, 0);
    assert_near(summary->hr_bpm.avg, (297 * 140 + 301 * 160) / 598.0, 1e-9);
    /* Standing is no cadence. */
    assert_near(summary->cadence_spm.avg, 170, 1e-9);
    assert_true(ow_is_missing(summary->power_w.avg));
    /* Two hills of 40 m, the noise of a metre left out. */
    assert_near(summary->ascent_m, 80, 8);
    assert_near(summary->descent_m, 80, 8);
    assert_near(summary->elevation_max_m, 121, 1);
    assert_near(summary->elevation_min_m, 79, 1);
    ow_activity_free(activity);
}

/* An altimeter that finds its height, a hill of 40.5 m, and down by 10. */
static void climbs_from_samples(void **state)
{
    static const double settling_m[] = {1000, 1600, 1700, 1750, 1760};
    struct ow_activity *activity = make_activity(600);
    const struct ow_activity_summary *summary = ow_activity_summary(activity);

    (void)state;
    for (size_t i = 0; i < 600; i++) {
        double height_m = i < 100   ? 0
                          : i < 505 ? 0.1 * (double)(i - 100)
                                    : 40.5 - fmin(10, 0.2 * (double)(i - 505));
        size_t at = make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M,
                                3 * (double)i);

        make_value(activity, at, OW_CHANNEL_ELEVATION_M,
                   i < 5     ? settling_m[i]
                   : i == 50 ? OW_MISSING
                             : 1760 + height_m);
    }
    activity_summarise(activity);
    assert_near(summary->ascent_m, 40.5, 1e-6);
    assert_near(summary->descent_m, 10, 1e-6);
    assert_near(summary->elevation_min_m, 1000, 0);
    ow_activity_free(activity);
    /* A rise that never turns, without times or metres. */
    activity = make_activity(3);
    for (size_t i = 0; i < 3; i++) {
        activity_add_channel(activity, OW_CHANNEL_ELEVATION_M)[i] =
            500 - 2 * (double)i;
    }
    activity->sample_count = 3;
    activity_summarise(activity);
    assert_near(activity->summary.ascent_m, 0, 0);
    assert_near(activity->summary.descent_m, 4, 0);
    ow_activity_free(activity);
}

/* Heart rate every second, metres every tenth; a stop, and a short one. */
static void moving_between_counts(void **state)
{
    struct ow_activity *activity = make_activity(301);
    double distance_m = 0;

    (void)state;
    for (size_t i = 0; i <= 300; i++) {
        size_t at = make_sample(activity, (double)i, OW_CHANNEL_HR_BPM, 120);

        if (i > 0 && i % 10 == 0) {
            make_value(activity, at, OW_CHANNEL_DISTANCE_M, distance_m);
            distance_m += i < 100 || i >= 160 ? 30 : 0;
        }
    }
    activity_summarise(activity);
    assert_near(activity->summary.moving_s, 290 - 60, 0);
    ow_activity_free(activity);
    /* A count of every third second does not stand in between. */
    activity = make_activity(301);
    for (size_t i = 0; i <= 300; i++) {
        make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M,
                    9 * (double)(i / 3));
    }
    activity_summarise(activity);
    assert_near(activity->summary.moving_s, 300, 0);
    ow_activity_free(activity);
}

static void device_figures_stand(void **state)
{
    struct ow_activity *activity = ten_minutes();
    struct ow_activity_summary *summary = &activity->summary;

    (void)state;
    summary->distance_m = 1600;
    summary->elapsed_s = 610;
    summary->timer_s = 590;
    summary->moving_s = 500;
    summary->ascent_m = 33;
    summary->descent_m = 34;
    summary->hr_bpm.avg = 120;
    activity_summarise(activity);
    assert_near(summary->distance_m, 1600, 0);
    assert_near(summary->elapsed_s, 610, 0);
    assert_near(summary->timer_s, 590, 0);
    assert_near(summary->moving_s, 500, 0);
    assert_near(summary->ascent_m, 33, 0);
    assert_near(summary->descent_m, 34, 0);
    /* But heart rate is unweighted over the samples that have one. */
    assert_true(summary->hr_bpm.avg > 140);
    activity_drop_channel(activity, OW_CHANNEL_HR_BPM);
    summary->hr_bpm.avg = 120;
    activity_summarise(activity);
    assert_near(summary->hr_bpm.avg, 120, 0);
    ow_activity_free(activity);
}

/* Without a count of metres: along the positions, not through a pause. */
static void distance_along_positions(void **state)
{
    struct ow_activity *activity = make_activity(100);
    struct ow_pause pause = {49.5, 20};
    double step_m = geodesy_distance_m(50, 8, 50.00003, 8);

    (void)state;
    for (size_t i = 0; i < 100; i++) {
        double late_s = i < 50 ? 0 : 20;
        size_t at =
            make_sample(activity, (double)i + late_s, OW_CHANNEL_LATITUDE_DEG,
                        50 + 3e-5 * (double)i + late_s * 1e-4);

        make_value(activity, at, OW_CHANNEL_LONGITUDE_DEG, 8);
    }
    make_value(activity, 10, OW_CHANNEL_LATITUDE_DEG, OW_MISSING);
    activity->pauses = &pause;
    activity->pause_count = 1;
    activity_summarise(activity);
    assert_near(activity->summary.distance_m, 98 * step_m, 0.01);
    assert_near(activity->summary.elapsed_s, 119, 0);
    assert_near(activity->summary.timer_s, 99, 0);
    ow_activity_free(activity);
}

static void channels_grow(void **state)
{
    struct ow_activity *activity = activity_new();
    const double *elevation_m = NULL;

    (void)state;
    assert_true(activity_reserve(activity, 4));
    for (size_t i = 0; i < 4; i++) {
        make_sample(activity, (double)i, OW_CHANNEL_HR_BPM, 100);
    }
    assert_true(activity_reserve(activity, 100));
    assert_true(activity_reserve(activity, 10));
    make_sample(activity, 4, OW_CHANNEL_ELEVATION_M, 7);
    elevation_m = ow_activity_channel(activity, OW_CHANNEL_ELEVATION_M);
    assert_true(ow_is_missing(elevation_m[0]));
    assert_near(elevation_m[4], 7, 0);
    assert_true(
        ow_is_missing(ow_activity_channel(activity, OW_CHANNEL_HR_BPM)[4]));
    activity_drop_channel(activity, OW_CHANNEL_ELEVATION_M);
    assert_null(ow_activity_channel(activity, OW_CHANNEL_ELEVATION_M));
    ow_activity_free(activity);
}

static void sports(void **state)
{
    (void)state;
    assert_string_equal(ow_sport_name(OW_SPORT_RUNNING), "running");
    assert_string_equal(ow_sport_name(OW_SPORT_TRAINING), "training");
    assert_null(ow_sport_name(OW_SPORT_UNKNOWN));
    assert_null(ow_sport_name(100000));
    assert_string_equal(ow_sub_sport_name(1), "treadmill");
    assert_null(ow_sub_sport_name(-1));
    assert_int_equal(ow_sport_from_name("Running"), OW_SPORT_RUNNING);
    assert_int_equal(ow_sport_from_name("golfing on the moon"),
                     OW_SPORT_UNKNOWN);
}

static bool make_one(void *context)
{
    struct ow_activity *activity = activity_new();
    bool made = activity != NULL && activity_reserve(activity, 10) &&
                activity_add_channel(activity, OW_CHANNEL_TIME_S) != NULL &&
                activity_add_channel(activity, OW_CHANNEL_HR_BPM) != NULL &&
                activity_reserve(activity, 20);

    (void)context;
    ow_activity_free(activity);
    return made;
}

static void faults(void **state)
{
    (void)state;
    assert_int_equal(fault_sweep(make_one, NULL), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(near_points),
        cmocka_unit_test(known_geodesics),
        cmocka_unit_test(nothing_known),
        cmocka_unit_test(figures_from_samples),
        cmocka_unit_test(climbs_from_samples),
        cmocka_unit_test(moving_between_counts),
        cmocka_unit_test(device_figures_stand),
        cmocka_unit_test(distance_along_positions),
        cmocka_unit_test(channels_grow),
        cmocka_unit_test(sports),
        cmocka_unit_test(faults),
    };

    return cmocka_run_group_tests_name("activity", tests, NULL, NULL);
}
