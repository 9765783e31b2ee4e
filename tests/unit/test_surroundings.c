/* Where the sun stands, and what a run says of place, light and heat. */
#include "engine/activity/sun.h"
#include "make_activity.h"
#include "onward/analysis.h"
#include "onward/date.h"

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

static int64_t time_of(const char *text)
{
    int64_t time_ms = 0;

    assert_int_equal(ow_time_parse(text, strlen(text), &time_ms, NULL), OW_OK);
    return time_ms;
}

/* Rise or set to the minute, UTC; the sun is up on one side of it only. */
struct crossing {
    double latitude_deg;
    double longitude_deg;
    const char *time;
    bool is_rise;
    int doubt_min;
};

/*
 * US Naval Observatory, rise and set for the sun in 2019, tables for N60 E0,
 * N29 W81, S60 W150 and N80 E0, to the minute. For 2015 timeanddate.com, of
 * Kiritimati and Nikolski near the date line, to two.
 */
static const struct crossing crossings[] = {
    {60, 0, "2019-01-01T09:02:00Z", true, 1},
    {60, 0, "2019-01-01T15:05:00Z", false, 1},
    {60, 0, "2019-03-20T06:03:00Z", true, 1},
    {60, 0, "2019-03-20T18:14:00Z", false, 1},
    {60, 0, "2019-06-21T02:36:00Z", true, 1},
    {60, 0, "2019-06-21T21:28:00Z", false, 1},
    {60, 0, "2019-09-23T05:46:00Z", true, 1},
    {60, 0, "2019-09-23T17:58:00Z", false, 1},
    {60, 0, "2019-12-21T09:02:00Z", true, 1},
    {60, 0, "2019-12-21T14:54:00Z", false, 1},
    {29, -81, "2019-02-14T12:04:00Z", true, 1},
    {29, -81, "2019-02-14T23:13:00Z", false, 1},
    {29, -81, "2019-06-21T10:26:00Z", true, 1},
    {29, -81, "2019-06-22T00:26:00Z", false, 1},
    {29, -81, "2019-11-03T11:38:00Z", true, 1},
    {29, -81, "2019-11-03T22:37:00Z", false, 1},
    {-60, -150, "2019-01-15T13:12:00Z", true, 1},
    {-60, -150, "2019-01-15T07:07:00Z", false, 1},
    {-60, -150, "2019-06-21T19:06:00Z", true, 1},
    {-60, -150, "2019-06-21T00:58:00Z", false, 1},
    {-60, -150, "2019-10-27T14:04:00Z", true, 1},
    {-60, -150, "2019-10-27T05:23:00Z", false, 1},
    {80, 0, "2019-03-01T09:02:00Z", true, 1},
    {80, 0, "2019-03-01T15:25:00Z", false, 1},
    {80, 0, "2019-09-20T05:07:00Z", true, 1},
    {80, 0, "2019-09-20T18:35:00Z", false, 1},
    {1.928797, -157.494678, "2015-07-01T16:28:00Z", true, 2},
    {1.928797, -157.494678, "2015-07-02T04:41:00Z", false, 2},
    {52.93328, -168.864102, "2015-12-25T19:29:00Z", true, 2},
    {52.93328, -168.864102, "2015-12-26T03:04:00Z", false, 2},
};

static double altitude(const struct crossing *at, int64_t after_ms)
{
    return sun_altitude_deg(time_of(at->time) + after_ms, at->latitude_deg,
                            at->longitude_deg);
}

static void sun_rises_and_sets_to_the_minute(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof crossings / sizeof crossings[0]; i++) {
        const struct crossing *at = &crossings[i];
        int64_t doubt_ms = 60000 * at->doubt_min;
        double before_deg = altitude(at, -doubt_ms);
        double after_deg = altitude(at, doubt_ms);

        if ((before_deg < SUN_HORIZON_DEG) != at->is_rise ||
            (after_deg > SUN_HORIZON_DEG) != at->is_rise) {
            print_error("%s at %g, %g: %g then %g\n", at->time,
                        at->latitude_deg, at->longitude_deg, before_deg,
                        after_deg);
            fail();
        }
    }
}

/* N80: below the horizon to 20 February, above it from 14 April 2019. */
static void sun_stays_down_or_up_by_the_pole(void **state)
{
    int64_t winter_ms = time_of("2019-02-20T00:00:00Z");
    int64_t summer_ms = time_of("2019-04-14T00:00:00Z");

    (void)state;
    for (int64_t minute = 0; minute < 24 * 60; minute++) {
        assert_true(sun_altitude_deg(winter_ms + minute * 60000, 80, 0) <
                    SUN_HORIZON_DEG);
        assert_true(sun_altitude_deg(summer_ms + minute * 60000, 80, 0) >
                    SUN_HORIZON_DEG);
    }
}

static void sun_does_not_see_the_date_line(void **state)
{
    int64_t time_ms = time_of("2024-05-01T18:00:00Z");

    (void)state;
    assert_near(sun_altitude_deg(time_ms, -17, 180),
                sun_altitude_deg(time_ms, -17, -180), 1e-9);
    assert_near(sun_altitude_deg(time_ms, -17, 179.999),
                sun_altitude_deg(time_ms, -17, -179.999), 0.003);
}

/* Meeus, example 25.a: declination -7.78507 degrees on 1992-10-13 at 0h of
 * dynamical time, which was 59 s ahead; from the pole it is the altitude. */
static void sun_has_the_declination_of_the_book(void **state)
{
    (void)state;
    assert_near(sun_altitude_deg(time_of("1992-10-12T23:59:01Z"), 90, 0),
                -7.78507, 5e-4);
    assert_near(sun_altitude_deg(time_of("1992-10-12T23:59:01Z"), -90, 77),
                7.78507, 5e-4);
}

/* An hour from a time on at one place, a sample every ten seconds. */
static struct ow_activity *hour_at(const char *start, double latitude_deg,
                                   double longitude_deg)
{
    struct ow_activity *activity = make_activity(361);

    activity->summary.has_start_time = true;
    activity->summary.start_time_ms = time_of(start);
    for (size_t i = 0; i <= 360; i++) {
        size_t sample = make_sample(activity, 10.0 * (double)i,
                                    OW_CHANNEL_DISTANCE_M, 30.0 * (double)i);

        make_value(activity, sample, OW_CHANNEL_LATITUDE_DEG, latitude_deg);
        make_value(activity, sample, OW_CHANNEL_LONGITUDE_DEG, longitude_deg);
    }
    activity->summary.distance_m = 10800;
    return activity;
}

static struct ow_analysis analyse(const struct ow_activity *activity)
{
    struct ow_analysis analysis;
    struct ow_trace *trace = NULL;

    if (ow_trace_new(activity, &trace, NULL) != OW_OK) {
        trace = NULL;
    }
    assert_int_equal(ow_analysis_run(activity, trace, NULL, &analysis, NULL),
                     OW_OK);
    ow_trace_free(trace);
    return analysis;
}

/* Sunset was at 18:14, the end of civil twilight some forty minutes later. */
static void night_begins_at_sunset(void **state)
{
    struct ow_activity *activity = hour_at("2019-03-20T18:00:00Z", 60, 0);
    struct ow_analysis analysis = analyse(activity);

    (void)state;
    assert_int_equal(analysis.place, OW_PLACE_OUTDOORS);
    assert_null(analysis.night.why_not);
    assert_near(analysis.night.known_s, 3600, 0);
    assert_near(analysis.night.night_s, 46 * 60, 60);
    assert_near(analysis.night.dark_s, 5 * 60, 180);
    ow_activity_free(activity);

    activity = hour_at("2019-06-21T12:00:00Z", 60, 0);
    assert_near(analyse(activity).night.night_s, 0, 0);
    ow_activity_free(activity);
}

static void night_needs_a_place_and_a_time(void **state)
{
    struct ow_activity *activity = hour_at("2019-03-20T18:00:00Z", 60, 0);

    (void)state;
    activity->summary.has_start_time = false;
    assert_string_equal(analyse(activity).night.why_not,
                        "not enough data: no time of day");
    activity->summary.has_start_time = true;
    activity->summary.sub_sport = 1;
    assert_string_equal(analyse(activity).night.why_not,
                        "unsuitable: a run indoors");
    activity->summary.sub_sport = -1;
    for (size_t i = 0; i < activity->sample_count; i++) {
        make_value(activity, i, OW_CHANNEL_LONGITUDE_DEG, OW_MISSING);
    }
    assert_string_equal(analyse(activity).night.why_not,
                        "unsuitable: a run indoors");
    activity->summary.sport = OW_SPORT_CYCLING;
    assert_string_equal(analyse(activity).night.why_not,
                        "not enough data: no positions");
    ow_activity_free(activity);
}

/* Half of the positions lost, some far off the earth, one time missing. */
static void night_lives_with_gaps(void **state)
{
    struct ow_activity *activity = hour_at("2019-03-20T20:00:00Z", 60, 0);
    struct ow_run_night night;

    (void)state;
    for (size_t i = 100; i < 280; i++) {
        make_value(activity, i, OW_CHANNEL_LATITUDE_DEG, OW_MISSING);
    }
    make_value(activity, 30, OW_CHANNEL_LATITUDE_DEG, 91);
    make_value(activity, 36, OW_CHANNEL_LONGITUDE_DEG, -181);
    make_value(activity, 48, OW_CHANNEL_TIME_S, OW_MISSING);
    night = analyse(activity).night;
    assert_null(night.why_not);
    assert_near(night.known_s, 1800, 70);
    assert_near(night.dark_s, night.known_s, 0);

    for (size_t i = 3; i < activity->sample_count; i++) {
        make_value(activity, i, OW_CHANNEL_LATITUDE_DEG, OW_MISSING);
    }
    assert_string_equal(analyse(activity).night.why_not,
                        "not enough data: less than a minute with a place");
    activity_drop_channel(activity, OW_CHANNEL_TIME_S);
    assert_string_equal(analyse(activity).night.why_not,
                        "not enough data: no time of day");
    ow_activity_free(activity);
}

static void place_is_told_by_the_file(void **state)
{
    struct ow_activity *activity = hour_at("2019-03-20T18:00:00Z", 60, 0);

    (void)state;
    activity->summary.sub_sport = 1;
    assert_int_equal(analyse(activity).place, OW_PLACE_TREADMILL);
    activity->summary.sub_sport = 45;
    assert_int_equal(analyse(activity).place, OW_PLACE_INDOORS);
    activity->summary.sub_sport = 58;
    assert_int_equal(analyse(activity).place, OW_PLACE_INDOORS);
    activity->summary.sub_sport = 3;
    assert_int_equal(analyse(activity).place, OW_PLACE_OUTDOORS);
    activity_drop_channel(activity, OW_CHANNEL_LATITUDE_DEG);
    assert_int_equal(analyse(activity).place, OW_PLACE_TREADMILL);
    activity->summary.elevation_min_m = 100;
    activity->summary.elevation_max_m = 120;
    assert_int_equal(analyse(activity).place, OW_PLACE_UNKNOWN);
    ow_activity_free(activity);
}

/* From a room of 22 degrees into 5. */
static void temperature_forgets_the_room(void **state)
{
    struct ow_activity *activity = hour_at("2019-03-20T18:00:00Z", 60, 0);
    struct ow_analysis analysis = analyse(activity);

    (void)state;
    assert_string_equal(analysis.temperature.why_not,
                        "not enough data: no temperature");
    assert_true(ow_is_missing(analysis.temperature.mean_c));
    for (size_t i = 0; i < activity->sample_count; i++) {
        make_value(activity, i, OW_CHANNEL_TEMPERATURE_C, i < 50 ? 22 : 5);
    }
    make_value(activity, 200, OW_CHANNEL_TEMPERATURE_C, 7);
    analysis = analyse(activity);
    assert_null(analysis.temperature.why_not);
    assert_near(analysis.temperature.mean_c, 5 + 2 / 301.0, 1e-9);
    assert_near(analysis.temperature.min_c, 5, 0);
    assert_near(analysis.temperature.max_c, 7, 0);
    assert_non_null(analysis.temperature.caution);

    make_value(activity, 200, OW_CHANNEL_TEMPERATURE_C, OW_MISSING);
    assert_near(analyse(activity).temperature.mean_c, 5, 1e-9);
    for (size_t i = 50; i < activity->sample_count; i++) {
        make_value(activity, i, OW_CHANNEL_TEMPERATURE_C, OW_MISSING);
    }
    assert_non_null(analyse(activity).temperature.why_not);
    ow_activity_free(activity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sun_rises_and_sets_to_the_minute),
        cmocka_unit_test(sun_stays_down_or_up_by_the_pole),
        cmocka_unit_test(sun_does_not_see_the_date_line),
        cmocka_unit_test(sun_has_the_declination_of_the_book),
        cmocka_unit_test(night_begins_at_sunset),
        cmocka_unit_test(night_needs_a_place_and_a_time),
        cmocka_unit_test(night_lives_with_gaps),
        cmocka_unit_test(place_is_told_by_the_file),
        cmocka_unit_test(temperature_forgets_the_room),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
