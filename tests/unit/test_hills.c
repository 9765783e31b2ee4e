/* Climbs and descents found on roads whose hills are known. */
#include "make_activity.h"
#include "onward/analysis.h"
#include "onward/conditions.h"

#include "unit/cmocka_all.h"

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

/* Of an activity that is given back. */
static struct ow_run_hills analyse(struct ow_activity *activity)
{
    struct ow_analysis analysis;
    struct ow_trace *trace = NULL;

    assert_int_equal(ow_trace_new(activity, &trace, NULL), OW_OK);
    assert_int_equal(ow_analysis_run(activity, trace, NULL, &analysis, NULL),
                     OW_OK);
    ow_trace_free(trace);
    ow_activity_free(activity);
    return analysis.hills;
}

static struct ow_run_hills hills_of(size_t seconds,
                                    struct make_second (*each)(size_t second))
{
    return analyse(make_run_of(seconds, each));
}

static struct make_second at_grade(double speed_m_per_s, double grade)
{
    return (struct make_second){speed_m_per_s, grade, OW_MISSING, OW_MISSING};
}

/* A kilometre flat, 1 km up at 5 %, 1 km flat, 500 m down at 8 %, flat. */
static struct make_second up_and_down(size_t second)
{
    if (second <= 333) {
        return at_grade(3, 0);
    }
    if (second <= 733) {
        return at_grade(2.5, 0.05);
    }
    if (second <= 1066) {
        return at_grade(3, 0);
    }
    return second <= 1191 ? at_grade(4, -0.08) : at_grade(3, 0);
}

static void hills_are_found_where_they_are(void **state)
{
    struct ow_run_hills part = hills_of(1500, up_and_down);
    const struct ow_hill *climb = &part.hills[0];
    const struct ow_hill *descent = &part.hills[1];

    (void)state;
    assert_null(part.why_not);
    assert_int_equal(part.hill_count, 2);
    assert_int_equal(part.climb_count, 1);
    assert_int_equal(part.descent_count, 1);
    assert_near(climb->start_m, 999, 40);
    assert_near(climb->start_s, 333, 15);
    assert_near(climb->length_m, 1000, 60);
    assert_near(climb->rise_m, 50, 1.5);
    assert_near(climb->moving_s, 400, 25);
    assert_near(climb->flat_m_per_s, 2.5 * ow_grade_effort(0.05), 0.06);
    assert_near(descent->start_m, 2998, 40);
    assert_near(descent->length_m, 500, 60);
    assert_near(descent->rise_m, -40, 1.5);
    assert_near(descent->flat_m_per_s, 4 * ow_grade_effort(-0.08), 0.1);
    assert_near(part.climb_share, 1000 / 4425.0, 0.015);
    assert_near(part.descent_share, 500 / 4425.0, 0.015);
    assert_near(part.climb_m_per_s, 0.125, 0.006);
}

/* A climb of 4 % with a level step of 60 m in it is one; of 300 m, two. */
static struct make_second with_a_short_step(size_t second)
{
    return at_grade(3, second > 300 && second <= 320 ? 0 : 0.04);
}

static struct make_second with_a_long_step(size_t second)
{
    return at_grade(3, second > 300 && second <= 400 ? 0 : 0.04);
}

static void a_long_level_step_parts_a_climb(void **state)
{
    (void)state;
    assert_int_equal(hills_of(700, with_a_short_step).climb_count, 1);
    assert_int_equal(hills_of(700, with_a_long_step).climb_count, 2);
}

/* 1.5 % for ever, and waves of 6 m. */
static struct make_second gentle(size_t second)
{
    (void)second;
    return at_grade(3, 0.015);
}

static struct make_second rolling(size_t second)
{
    return at_grade(3, second % 100 < 50 ? 0.04 : -0.04);
}

static void gentle_and_rolling_roads_have_none(void **state)
{
    struct ow_run_hills part = hills_of(3600, gentle);

    (void)state;
    assert_null(part.why_not);
    assert_int_equal(part.climb_count + part.descent_count, 0);
    assert_near(part.climb_share, 0, 0);
    assert_true(ow_is_missing(part.climb_m_per_s));
    part = hills_of(3600, rolling);
    assert_int_equal(part.climb_count + part.descent_count, 0);
}

/* Forty hills of 12 m each way; the ninth climb and its descent have 30. */
static struct make_second many(size_t second)
{
    double grade = second / 200 == 8 ? 0.1 : 0.04;

    return at_grade(3, second % 200 < 100 ? grade : -grade);
}

static void the_greatest_are_told_in_order(void **state)
{
    struct ow_run_hills part = hills_of(8000, many);
    size_t great = 0;

    (void)state;
    assert_int_equal(part.climb_count, 40);
    assert_int_equal(part.descent_count, 40);
    assert_int_equal(part.hill_count, OW_MOST_HILLS);
    for (size_t h = 0; h < part.hill_count; h++) {
        great += fabs(part.hills[h].rise_m) > 20;
        assert_true(h == 0 ||
                    part.hills[h - 1].start_m < part.hills[h].start_m);
    }
    assert_int_equal(great, 2);
}

/* Ten minutes of running, then crawling, which is standing to a watch: on the
 * flat and up a wall, or at once up the wall. */
static struct make_second crawling(size_t second)
{
    return second <= 600 ? at_grade(3, 0)
                         : at_grade(0.5, second <= 800 ? 0 : 0.3);
}

static struct make_second crawling_at_once(size_t second)
{
    return second <= 600 ? at_grade(3, 0) : at_grade(0.5, 0.3);
}

static void crawling_is_no_speed(void **state)
{
    struct ow_run_hills part = hills_of(1000, crawling);

    (void)state;
    assert_null(part.why_not);
    assert_int_equal(part.climb_count, 0);
    part = hills_of(700, crawling_at_once);
    assert_null(part.why_not);
    assert_int_equal(part.climb_count, 1);
    assert_true(part.hills[0].flat_m_per_s < 5);
}

static struct make_second up_with_a_rest(size_t second)
{
    return second > 300 && second <= 420 ? at_grade(0, 0) : at_grade(2, 0.06);
}

static void a_rest_on_a_climb_is_no_time_of_it(void **state)
{
    struct ow_run_hills part = hills_of(720, up_with_a_rest);

    (void)state;
    assert_int_equal(part.climb_count, 1);
    assert_near(part.hills[0].moving_s, 600, 10);
    assert_near(part.climb_m_per_s, 0.1, 0.003);
}

/* A phone that climbs a house on the beach. */
static struct make_second by_phone(size_t second)
{
    return at_grade(3.5, second % 400 > 360 ? 0.32 : 0);
}

static void elevation_of_noise_is_refused(void **state)
{
    struct ow_run_hills part = hills_of(1200, by_phone);

    (void)state;
    assert_string_equal(part.why_not,
                        "unsuitable: an elevation that nobody climbs so fast");
    assert_int_equal(part.hill_count, 0);
    assert_int_equal(part.climb_count, 0);
    assert_true(ow_is_missing(part.climb_share));
}

static void hills_need_elevation(void **state)
{
    struct ow_activity *activity = make_run_of(1200, gentle);
    struct ow_run_hills part;

    (void)state;
    activity_drop_channel(activity, OW_CHANNEL_ELEVATION_M);
    part = analyse(activity);
    assert_string_equal(part.why_not, "not enough data: no elevation");
    assert_int_equal(part.hill_count, 0);
    assert_true(ow_is_missing(part.climb_share));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hills_are_found_where_they_are),
        cmocka_unit_test(a_long_level_step_parts_a_climb),
        cmocka_unit_test(gentle_and_rolling_roads_have_none),
        cmocka_unit_test(the_greatest_are_told_in_order),
        cmocka_unit_test(a_rest_on_a_climb_is_no_time_of_it),
        cmocka_unit_test(crawling_is_no_speed),
        cmocka_unit_test(elevation_of_noise_is_refused),
        cmocka_unit_test(hills_need_elevation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
