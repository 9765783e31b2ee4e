/* Courses from samples: how long, how high, and what is left out. */
#include "fault.h"
#include "make_activity.h"
#include "near.h"
#include "onward/strategy.h"

#include "unit/cmocka_all.h"

#include <string.h>

#define M_PER_DEG 111195.0

static struct ow_race_course *course_of(struct ow_activity *activity)
{
    struct ow_race_course *course = NULL;

    assert_int_equal(ow_course_new(activity, &course, NULL), OW_OK);
    ow_activity_free(activity);
    return course;
}

/* A route without times: a point every `apart_m` to the north. */
static struct ow_activity *route(size_t points, double apart_m,
                                 double (*height)(double at_m))
{
    struct ow_activity *activity = make_activity(points);

    for (size_t i = 0; i < points; i++) {
        double at_m = apart_m * (double)i;
        size_t sample = activity->sample_count++;

        make_value(activity, sample, OW_CHANNEL_LATITUDE_DEG, at_m / M_PER_DEG);
        make_value(activity, sample, OW_CHANNEL_LONGITUDE_DEG, 0);
        if (height != NULL) {
            make_value(activity, sample, OW_CHANNEL_ELEVATION_M, height(at_m));
        }
    }
    return activity;
}

/* 3 km at sea level, 2 km up at 4 %, 5 km flat at the top. */
static double hill(double at_m)
{
    return 10 + 0.04 * fmin(fmax(at_m - 3000, 0), 2000);
}

static void a_distance_is_flat(void **state)
{
    struct ow_race_course *course = NULL;
    struct ow_error err;

    (void)state;
    assert_int_equal(ow_course_flat(21097.5, &course, NULL), OW_OK);
    assert_near(ow_course_facts(course)->length_m, 21097.5, 0);
    assert_near(ow_course_facts(course)->flat_m, 21097.5, 0);
    assert_false(ow_course_facts(course)->has_elevation);
    assert_true(ow_is_missing(ow_course_elevation_m(course, 100)));
    ow_course_free(course);
    assert_int_equal(ow_course_flat(99, &course, &err), OW_E_RANGE);
    assert_string_equal(err.message, "course 99 m is outside 100 to 1000000 m");
    assert_int_equal(ow_course_flat(OW_MISSING, &course, NULL), OW_E_RANGE);
}

static void hills_of_a_route_are_known_between_far_points(void **state)
{
    struct ow_race_course *course = course_of(route(101, 100, hill));
    const struct ow_course_facts *facts = ow_course_facts(course);

    (void)state;
    assert_near(facts->length_m, 10000, 60); /* the degree is not the same */
    assert_true(facts->has_elevation);
    assert_near(facts->ascent_m, 80, 1);
    assert_near(facts->descent_m, 0, 0.1);
    assert_near(facts->net_drop_m, -80, 1);
    assert_near(facts->lowest_m, 10, 0.5);
    assert_near(facts->highest_m, 90, 0.5);
    assert_near(facts->flat_m - facts->length_m,
                2000 * (ow_grade_effort(0.04) - 1), 15);
    assert_near(ow_course_elevation_m(course, 4000), 50, 1.5);
    assert_near(ow_course_elevation_m(course, -5), 10, 0.5);
    assert_near(ow_course_elevation_m(course, 1e9), 90, 0.5);
    ow_course_free(course);
}

static void without_heights_a_route_is_flat(void **state)
{
    struct ow_race_course *course = course_of(route(11, 100, NULL));

    (void)state;
    assert_false(ow_course_facts(course)->has_elevation);
    assert_near(ow_course_facts(course)->length_m, 1000, 6);
    ow_course_free(course);
}

/* A recording that stood still half way while the runner was carried on. */
static void a_pause_is_no_part_of_the_course(void **state)
{
    struct ow_activity *activity = route(21, 100, NULL);
    double length_m = 0;
    struct ow_race_course *course = NULL;

    (void)state;
    activity->pauses =
        arena_calloc(&activity->arena, 1, sizeof *activity->pauses);
    assert_non_null(activity->pauses);
    for (size_t i = 0; i < 21; i++) {
        make_value(activity, i, OW_CHANNEL_TIME_S, 30 * (double)i);
    }
    assert_int_equal(ow_course_new(activity, &course, NULL), OW_OK);
    length_m = ow_course_facts(course)->length_m;
    ow_course_free(course);
    activity->pauses[0] = (struct ow_pause){300, 30};
    activity->pause_count = 1;
    assert_int_equal(ow_course_new(activity, &course, NULL), OW_OK);
    assert_near(ow_course_facts(course)->length_m, 0.95 * length_m, 0.01);
    ow_course_free(course);
    ow_activity_free(activity);
}

/* The device's count is believed; where it falls it waits. */
static void the_device_counts(void **state)
{
    static const double counted[] = {50, 150, 250, 200, 240, 350, 450};
    struct ow_activity *activity = make_activity(8);
    struct ow_race_course *course = NULL;

    (void)state;
    for (size_t i = 0; i < sizeof counted / sizeof counted[0]; i++) {
        (void)make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M,
                          counted[i]);
    }
    course = course_of(activity);
    assert_near(ow_course_facts(course)->length_m, 400, 1e-9);
    ow_course_free(course);
}

static void too_little_is_refused(void **state)
{
    struct ow_activity *activity = make_activity(4);
    struct ow_race_course *course = NULL;
    struct ow_error err;

    (void)state;
    assert_int_equal(ow_course_new(activity, &course, &err), OW_E_NOT_FOUND);
    assert_string_equal(err.message,
                        "not enough data: 0 points of the course are known");
    (void)make_sample(activity, 0, OW_CHANNEL_DISTANCE_M, 0);
    (void)make_sample(activity, 1, OW_CHANNEL_DISTANCE_M, 60);
    assert_int_equal(ow_course_new(activity, &course, &err), OW_E_RANGE);
    assert_null(course);
    ow_activity_free(activity);
}

static bool make_course(void *context)
{
    struct ow_race_course *course = NULL;
    enum ow_status status = ow_course_new(context, &course, NULL);

    assert_true((course != NULL) == (status == OW_OK));
    ow_course_free(course);
    return status == OW_OK;
}

static bool make_flat_course(void *context)
{
    struct ow_race_course *course = NULL;
    enum ow_status status = ow_course_flat(5000, &course, NULL);

    (void)context;
    assert_true((course != NULL) == (status == OW_OK));
    ow_course_free(course);
    return status == OW_OK;
}

static void without_memory_nothing_is_left(void **state)
{
    struct ow_activity *activity = route(51, 100, hill);

    (void)state;
    assert_true(fault_sweep(make_course, activity) >= 2);
    assert_true(fault_sweep(make_flat_course, NULL) >= 2);
    ow_activity_free(activity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_distance_is_flat),
        cmocka_unit_test(hills_of_a_route_are_known_between_far_points),
        cmocka_unit_test(without_heights_a_route_is_flat),
        cmocka_unit_test(a_pause_is_no_part_of_the_course),
        cmocka_unit_test(the_device_counts),
        cmocka_unit_test(too_little_is_refused),
        cmocka_unit_test(without_memory_nothing_is_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
