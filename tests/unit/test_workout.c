/* Building workouts: nesting, sums, bounds, memory. */
#include "onward/workout.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <string.h>

static struct ow_step timed(double seconds)
{
    struct ow_step step = {.role = OW_ROLE_WORK,
                           .end_type = OW_END_TIME_S,
                           .end_value = seconds,
                           .target = {OW_TARGET_PACE_S_PER_KM, 300, 280},
                           .ramp_from = OW_MISSING,
                           .ramp_to = OW_MISSING,
                           .cue = "smooth"};

    return step;
}

/* 10 min, 3 x (60 s, 2 x 30 s), 5 min */
static enum ow_status build(struct ow_workout *workout, struct ow_error *err)
{
    struct ow_step warm_up = timed(600);
    struct ow_step work = timed(60);
    struct ow_step half = timed(30);
    struct ow_step cool_down = timed(300);
    enum ow_status status = ow_workout_add_step(workout, &warm_up, err);

    status =
        status != OW_OK ? status : ow_workout_begin_repeat(workout, 3, err);
    status =
        status != OW_OK ? status : ow_workout_add_step(workout, &work, err);
    status =
        status != OW_OK ? status : ow_workout_begin_repeat(workout, 2, err);
    status =
        status != OW_OK ? status : ow_workout_add_step(workout, &half, err);
    status = status != OW_OK ? status : ow_workout_end_repeat(workout, err);
    status = status != OW_OK ? status : ow_workout_end_repeat(workout, err);
    return status != OW_OK ? status
                           : ow_workout_add_step(workout, &cool_down, err);
}

static void repeats_nest_and_sum(void **state)
{
    struct ow_workout *workout = NULL;
    const struct ow_step *steps = NULL;
    size_t count = 0;
    struct ow_error err;

    (void)state;
    assert_int_equal(ow_workout_new("3 x", 1, &workout, &err), OW_OK);
    assert_true(ow_is_missing(ow_workout_total_s(workout)));
    assert_int_equal(build(workout, &err), OW_OK);
    steps = ow_workout_steps(workout, &count);
    assert_int_equal(count, 6);
    assert_true(steps[1].is_repeat && steps[3].is_repeat);
    assert_int_equal(steps[1].block_count, 3);
    assert_int_equal(steps[3].block_count, 1);
    assert_true(fabs(ow_workout_total_s(workout) - (600 + 3 * 120 + 300)) <
                1e-9);
    assert_true(ow_is_missing(ow_workout_total_m(workout)));
    assert_string_equal(steps[5].cue, "smooth");
    ow_workout_free(workout);
}

static void values_out_of_bounds_are_named(void **state)
{
    struct ow_step steps[6];
    static const char *const messages[] = {
        "step time in s 0 is outside 1 to 86400",
        "pace in s/km 4000 is outside 60 to 3600",
        "pace in s/km has its bounds in the wrong order",
        "heart rate in bpm has its bounds in the wrong order",
        "effort 11 is outside 0 to 10",
        "pace in s/km 30 is outside 60 to 3600",
    };
    struct ow_workout *workout = NULL;
    struct ow_error err;

    (void)state;
    for (size_t i = 0; i < COUNT(steps); i++) {
        steps[i] = timed(60);
    }
    steps[0].end_value = 0;
    steps[1].target.low = 4000;
    steps[2].target.high = 310;
    steps[3].target = (struct ow_target){OW_TARGET_HR_BPM, 150, 140};
    steps[4].target = (struct ow_target){OW_TARGET_EFFORT_RPE, OW_MISSING, 11};
    steps[5].ramp_from = 30;
    assert_int_equal(ow_workout_new("bad", 1, &workout, &err), OW_OK);
    for (size_t i = 0; i < COUNT(steps); i++) {
        size_t count = 0;

        assert_int_equal(ow_workout_add_step(workout, &steps[i], &err),
                         OW_E_RANGE);
        assert_string_equal(err.message, messages[i]);
        (void)ow_workout_steps(workout, &count);
        assert_int_equal(count, 0);
    }
    ow_workout_free(workout);
}

static void misuse_is_refused(void **state)
{
    struct ow_workout *workout = NULL;
    struct ow_step step = timed(60);
    struct ow_error err;

    (void)state;
    assert_int_equal(ow_workout_new("\xFF", 1, &workout, &err), OW_E_ARGUMENT);
    assert_int_equal(ow_workout_new("misuse", 1, &workout, &err), OW_OK);
    assert_int_equal(ow_workout_end_repeat(workout, &err), OW_E_ARGUMENT);
    assert_int_equal(ow_workout_begin_repeat(workout, 0, &err), OW_E_RANGE);
    assert_int_equal(ow_workout_begin_repeat(workout, 1000, &err), OW_E_RANGE);
    for (int i = 0; i < 8; i++) {
        assert_int_equal(ow_workout_begin_repeat(workout, 2, &err), OW_OK);
    }
    assert_int_equal(ow_workout_begin_repeat(workout, 2, &err), OW_E_LIMIT);
    assert_int_equal(ow_workout_end_repeat(workout, &err), OW_E_ARGUMENT);
    for (int i = 0; i < 992; i++) {
        assert_int_equal(ow_workout_add_step(workout, &step, &err), OW_OK);
    }
    assert_int_equal(ow_workout_add_step(workout, &step, &err), OW_E_LIMIT);
    ow_workout_free(workout);
    ow_workout_free(NULL);
}

static bool make(void *context)
{
    struct ow_workout *workout = NULL;
    bool made = ow_workout_new("3 x", 1, &workout, NULL) == OW_OK &&
                build(workout, NULL) == OW_OK;

    (void)context;
    ow_workout_free(workout);
    return made;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(fault_sweep(make, NULL) >= 3);
}

static void roles_have_names(void **state)
{
    (void)state;
    assert_string_equal(ow_role_name(OW_ROLE_WARM_UP), "warm-up");
    assert_string_equal(ow_role_name(OW_ROLE_STRIDES), "strides");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repeats_nest_and_sum),
        cmocka_unit_test(values_out_of_bounds_are_named),
        cmocka_unit_test(misuse_is_refused),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(roles_have_names),
    };

    return cmocka_run_group_tests_name("workout", tests, NULL, NULL);
}
