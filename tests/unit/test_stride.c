/* Stride: means and their change at like speed. */
#include "make_activity.h"
#include "onward/analysis.h"

#include "unit/cmocka_all.h"

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

static struct ow_run_stride stride_of(const struct ow_activity *activity)
{
    struct ow_analysis analysis;
    struct ow_trace *trace = NULL;

    assert_int_equal(ow_trace_new(activity, &trace, NULL), OW_OK);
    assert_int_equal(ow_analysis_run(activity, trace, NULL, &analysis, NULL),
                     OW_OK);
    ow_trace_free(trace);
    return analysis.stride;
}

static struct make_second tiring(size_t second)
{
    return (struct make_second){3, 0, OW_MISSING, second <= 1800 ? 180 : 171};
}

static void a_shorter_cadence_is_a_longer_step(void **state)
{
    struct ow_activity *activity = make_run_of(3600, tiring);
    struct ow_run_stride part = stride_of(activity);

    (void)state;
    assert_null(part.why_not);
    assert_near(part.cadence_spm.mean, 175.5, 0.01);
    assert_near(part.cadence_spm.change, -0.05, 1e-9);
    assert_near(part.step_length_m.mean, 3 * 60 / 175.5, 1e-4);
    assert_near(part.step_length_m.change, 1 / 0.95 - 1, 1e-9);
    assert_true(ow_is_missing(part.stance_time_ms.mean));
    assert_true(ow_is_missing(part.stance_time_ms.change));
    ow_activity_free(activity);
}

static void the_device_knows_its_step(void **state)
{
    struct ow_activity *activity = make_run_of(3600, tiring);
    struct ow_run_stride part;

    (void)state;
    for (size_t i = 0; i < activity->sample_count; i++) {
        double late = (double)i / 3600;

        make_value(activity, i, OW_CHANNEL_STEP_LENGTH_MM, 1100);
        make_value(activity, i, OW_CHANNEL_STANCE_TIME_MS, 240 + 24 * late);
        make_value(activity, i, OW_CHANNEL_VERTICAL_OSCILLATION_MM, 90);
    }
    part = stride_of(activity);
    assert_near(part.step_length_m.mean, 1.1, 1e-9);
    assert_near(part.step_length_m.change, 0, 1e-9);
    assert_near(part.stance_time_ms.mean, 252, 0.1);
    assert_near(part.stance_time_ms.change, 260 / 244.0 - 1, 1e-3);
    assert_near(part.vertical_oscillation_mm.mean, 90, 1e-9);
    ow_activity_free(activity);
}

/* A slow first third and a fast last one share no speed. */
static struct make_second ever_faster(size_t second)
{
    return (struct make_second){2.5 + (double)(second / 1200) * 0.5, 0,
                                OW_MISSING,
                                160.0 + (double)(second / 1200) * 8};
}

static void other_speeds_are_not_compared(void **state)
{
    struct ow_activity *activity = make_run_of(3599, ever_faster);
    struct ow_run_stride part = stride_of(activity);

    (void)state;
    assert_null(part.why_not);
    assert_near(part.cadence_spm.mean, 168, 0.1);
    assert_true(ow_is_missing(part.cadence_spm.change));
    ow_activity_free(activity);
}

static struct make_second with_walks(size_t second)
{
    bool is_walk = second % 300 > 240;

    return (struct make_second){is_walk ? 1.4 : 3, 0, OW_MISSING,
                                is_walk ? 110 : 174};
}

static void walking_is_left_out(void **state)
{
    struct ow_activity *activity = make_run_of(3600, with_walks);
    struct ow_run_stride part = stride_of(activity);

    (void)state;
    assert_near(part.cadence_spm.mean, 174, 0.01);
    assert_near(part.step_length_m.mean, 3 * 60 / 174.0, 0.01);
    assert_near(part.cadence_spm.change, 0, 1e-9);
    ow_activity_free(activity);
}

/* A file that does not say that it is a run leaves the other foot out. */
static struct make_second one_foot(size_t second)
{
    bool is_walk = second % 300 > 240;

    return (struct make_second){is_walk ? 1.4 : 3, 0, OW_MISSING,
                                is_walk ? 55 : 87};
}

static void one_foot_makes_two(void **state)
{
    struct ow_activity *activity = make_run_of(3600, one_foot);
    struct ow_run_stride part;

    (void)state;
    activity->summary.sport = OW_SPORT_UNKNOWN;
    part = stride_of(activity);
    assert_near(part.cadence_spm.mean, 174, 0.01);
    assert_near(part.step_length_m.mean, 3 * 60 / 174.0, 0.01);
    ow_activity_free(activity);
}

/* A strap alone tells stance time, and at times nothing. */
static void one_figure_is_enough(void **state)
{
    struct ow_activity *activity = make_run_of(3600, tiring);
    struct ow_run_stride part;

    (void)state;
    activity_drop_channel(activity, OW_CHANNEL_CADENCE_SPM);
    for (size_t i = 0; i < activity->sample_count; i++) {
        make_value(activity, i, OW_CHANNEL_STANCE_TIME_MS,
                   i % 7 == 0 ? OW_MISSING : 240);
    }
    part = stride_of(activity);
    assert_null(part.why_not);
    assert_near(part.stance_time_ms.mean, 240, 1e-9);
    assert_true(ow_is_missing(part.cadence_spm.mean));
    assert_true(ow_is_missing(part.step_length_m.mean));
    ow_activity_free(activity);
}

static struct make_second bare(size_t second)
{
    (void)second;
    return (struct make_second){3, 0, 150, OW_MISSING};
}

static void no_sensor_no_stride(void **state)
{
    struct ow_activity *activity = make_run_of(1200, bare);

    (void)state;
    assert_string_equal(stride_of(activity).why_not,
                        "not enough data: no cadence or other form figures");
    ow_activity_free(activity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shorter_cadence_is_a_longer_step),
        cmocka_unit_test(the_device_knows_its_step),
        cmocka_unit_test(other_speeds_are_not_compared),
        cmocka_unit_test(walking_is_left_out),
        cmocka_unit_test(one_foot_makes_two),
        cmocka_unit_test(one_figure_is_enough),
        cmocka_unit_test(no_sensor_no_stride),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
