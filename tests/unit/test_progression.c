/* Progression runs: what becomes of a wish, and what a watch gets of it. */
#include "onward/activity.h"
#include "onward/progression.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"
#include "unit/near.h"

#include <string.h>

/* A runner of 45:00 over 10 km: threshold 4:37, easy from 5:31. */
static struct ow_progression usual(void)
{
    return (struct ow_progression){.level = OW_LEVEL_INTERMEDIATE,
                                   .total = {.s = 3000},
                                   .race = {10000, 2700}};
}

static struct ow_workout *build(const struct ow_progression *wanted,
                                struct ow_progression_notes *notes)
{
    struct ow_workout *workout = NULL;
    struct ow_error err;

    if (ow_progression_build(wanted, &workout, notes, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    return workout;
}

static void refuses(const struct ow_progression *wanted, enum ow_status status,
                    const char *words)
{
    struct ow_workout *workout = NULL;
    struct ow_progression_notes notes = {.easy_days_low = 77};
    struct ow_error err = {0};

    assert_int_equal(ow_progression_build(wanted, &workout, &notes, &err),
                     status);
    if (strstr(err.message, words) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", err.message, words);
    }
    assert_null(workout);
    assert_int_equal(notes.easy_days_low, 77);
}

static void a_continuous_run_is_a_ramp(void **state)
{
    struct ow_progression wanted = usual();
    struct ow_progression_notes notes;
    struct ow_workout *workout = build(&wanted, &notes);
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);

    (void)state;
    assert_string_equal(ow_workout_name(workout), "Progression run");
    assert_int_equal(ow_workout_sport(workout), OW_SPORT_RUNNING);
    assert_int_equal(count, 4);
    assert_near(ow_workout_total_s(workout), 3000, 0);
    assert_int_equal(steps[0].role, OW_ROLE_WARM_UP);
    assert_near(steps[0].end_value, 600, 0);
    assert_true(ow_is_missing(steps[0].target.low));
    assert_int_equal(steps[1].role, OW_ROLE_BUILD);
    assert_true(steps[1].ramp_from > steps[1].ramp_to);
    assert_int_equal(steps[2].role, OW_ROLE_PEAK);
    assert_true(ow_is_missing(steps[2].ramp_from));
    assert_true(steps[2].target.low > steps[2].target.high);
    assert_int_equal(steps[3].role, OW_ROLE_COOL_DOWN);
    assert_near(steps[3].end_value, 300, 0);
    for (size_t i = 0; i < count; i++) {
        assert_non_null(steps[i].cue);
    }
    /* Threshold is the limit of the level and the usual peak. */
    assert_near(notes.peak_s_per_km, notes.limit_s_per_km, 1e-9);
    assert_near(notes.peak_s_per_km, 276.6, 0.1);
    assert_near(notes.duration_s, 3000, 0);
    assert_true(notes.distance_m > 8500 && notes.distance_m < 10500);
    assert_int_equal(notes.warning_count, 0);
    assert_int_equal(notes.easy_days_low, 1);
    ow_workout_free(workout);
}

static void stages_follow_the_curve(void **state)
{
    struct ow_progression wanted = usual();
    struct ow_progression_notes notes;
    double middle[OW_CURVE_COUNT] = {0};

    (void)state;
    wanted.kind = OW_PROGRESSION_SEGMENTED;
    wanted.start.s_per_km = 360;
    wanted.peak.s_per_km = 290;
    for (int i = 0; i < OW_CURVE_COUNT; i++) {
        struct ow_workout *workout = NULL;
        size_t count = 0;
        const struct ow_step *steps = NULL;

        wanted.curve = (enum ow_progression_curve)i;
        workout = build(&wanted, &notes);
        steps = ow_workout_steps(workout, &count);
        assert_int_equal(count, 5);
        assert_near(ow_workout_total_s(workout), 3000, 0);
        middle[i] = steps[2].target.high;
        ow_workout_free(workout);
    }
    assert_near(middle[OW_CURVE_PACE], 318, 0);  /* 325 less 2 % */
    assert_near(middle[OW_CURVE_SPEED], 314, 0); /* 321.2 */
    assert_near(middle[OW_CURVE_LATE], 335, 0);  /* 342.5 */
    assert_true(middle[OW_CURVE_EFFORT] < 330 && middle[OW_CURVE_EFFORT] > 300);
}

static void curves_of_a_continuous_run_are_several_ramps(void **state)
{
    struct ow_progression wanted = usual();
    struct ow_progression_notes notes;
    struct ow_workout *workout = NULL;
    size_t count = 0;
    const struct ow_step *steps = NULL;

    (void)state;
    wanted.curve = OW_CURVE_LATE;
    workout = build(&wanted, &notes);
    steps = ow_workout_steps(workout, &count);
    assert_int_equal(count, 7);
    assert_true(steps[1].ramp_from - steps[1].ramp_to <
                steps[4].ramp_from - steps[4].ramp_to);
    ow_workout_free(workout);
    wanted.most_steps = 5;
    workout = build(&wanted, &notes);
    (void)ow_workout_steps(workout, &count);
    assert_int_equal(count, 5);
    ow_workout_free(workout);
}

static void a_fast_finish_is_fast_at_the_end(void **state)
{
    struct ow_progression wanted = usual();
    struct ow_progression_notes notes;
    struct ow_workout *workout = NULL;
    size_t count = 0;
    const struct ow_step *steps = NULL;

    (void)state;
    wanted.kind = OW_PROGRESSION_FAST_FINISH;
    workout = build(&wanted, &notes);
    steps = ow_workout_steps(workout, &count);
    assert_int_equal(count, 5);
    assert_int_equal(steps[1].role, OW_ROLE_STEADY);
    assert_near(steps[2].end_value + steps[3].end_value, 600, 0);
    ow_workout_free(workout);
    wanted.most_steps = 4;
    workout = build(&wanted, &notes);
    steps = ow_workout_steps(workout, &count);
    assert_int_equal(count, 4);
    assert_true(steps[2].target.low >= steps[1].target.high);
    ow_workout_free(workout);
}

static void distance_sums_to_the_metre(void **state)
{
    static const double wholes_m[] = {12000, 21097.5, 8046.72, 3000, 42195};
    struct ow_progression wanted = usual();
    struct ow_progression_notes notes;

    (void)state;
    wanted.total.s = 0;
    for (size_t i = 0; i < sizeof wholes_m / sizeof wholes_m[0]; i++) {
        for (int kind = 0; kind < OW_PROGRESSION_KIND_COUNT; kind++) {
            struct ow_workout *workout = NULL;

            wanted.total.m = wholes_m[i];
            wanted.kind = (enum ow_progression_kind)kind;
            workout = build(&wanted, &notes);
            assert_near(ow_workout_total_m(workout), wholes_m[i], 1e-9);
            assert_true(ow_is_missing(ow_workout_total_s(workout)));
            ow_workout_free(workout);
        }
    }
    /* Ten minutes become metres at the pace of the warm-up, 6:00/km easy. */
    wanted.total.m = 12000;
    wanted.warm_up.s = 600;
    struct ow_workout *workout = build(&wanted, &notes);
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);

    assert_near(steps[0].end_value * notes.start_s_per_km / 1000, 600, 0.2);
    ow_workout_free(workout);
}

static void a_peak_over_the_limit_is_lowered(void **state)
{
    struct ow_progression wanted = usual();
    struct ow_progression_notes notes;
    double last = 0;

    (void)state;
    wanted.peak.s_per_km = 200;
    for (int level = OW_LEVEL_ADVANCED; level >= OW_LEVEL_BEGINNER; level--) {
        struct ow_workout *workout = NULL;
        size_t count = 0;
        const struct ow_step *steps = NULL;

        wanted.level = (enum ow_level)level;
        workout = build(&wanted, &notes);
        steps = ow_workout_steps(workout, &count);
        assert_true(notes.warning_count >= 1);
        assert_non_null(strstr(notes.warnings[0], "peak lowered from 3:20/km"));
        assert_true(steps[count - 2].target.high >= notes.limit_s_per_km);
        assert_true(notes.peak_s_per_km > last);
        last = notes.peak_s_per_km;
        ow_workout_free(workout);
    }
}

static void softened_it_is_slower(void **state)
{
    struct ow_progression wanted = usual();
    struct ow_progression_notes notes;
    struct ow_workout *workout = build(&wanted, &notes);
    double whole_s_per_km = notes.peak_s_per_km;
    size_t count = 0;

    (void)state;
    ow_workout_free(workout);
    for (int soften = OW_SOFTEN_DOWN_WEEK; soften < OW_SOFTEN_HEAT; soften++) {
        wanted.soften = (enum ow_soften)soften;
        workout = build(&wanted, &notes);
        assert_true(notes.peak_s_per_km > whole_s_per_km + 10);
        assert_int_equal(notes.warning_count, 1);
        ow_workout_free(workout);
    }
    wanted.soften = OW_SOFTEN_HEAT;
    workout = build(&wanted, &notes);
    assert_int_equal(ow_workout_steps(workout, &count)[1].target.type,
                     OW_TARGET_EFFORT_RPE);
    ow_workout_free(workout);
}

static void heart_rate_and_effort(void **state)
{
    struct ow_progression wanted = usual();
    struct ow_progression_notes notes;
    struct ow_workout *workout = NULL;
    size_t count = 0;
    const struct ow_step *steps = NULL;

    (void)state;
    wanted.target = OW_TARGET_HR_BPM;
    wanted.hr_max_bpm = 188;
    workout = build(&wanted, &notes);
    steps = ow_workout_steps(workout, &count);
    assert_int_equal(steps[0].target.type, OW_TARGET_HR_BPM);
    assert_near(steps[0].target.high, 148, 0); /* 79 % of the maximum */
    assert_near(steps[2].target.high, 167, 0); /* 89 % at threshold */
    assert_true(steps[2].target.low < steps[2].target.high);
    ow_workout_free(workout);
    wanted.hr_rest_bpm = 50;
    workout = build(&wanted, &notes);
    steps = ow_workout_steps(workout, &count);
    assert_near(steps[2].target.high, 169, 1);
    ow_workout_free(workout);
    wanted.target = OW_TARGET_EFFORT_RPE;
    workout = build(&wanted, &notes);
    steps = ow_workout_steps(workout, &count);
    assert_near(steps[0].target.high, 4, 0);
    assert_near(steps[2].target.high, 6.5, 0);
    ow_workout_free(workout);
    /* 50 minutes for 5 km: paces would be slower than walking. */
    wanted = usual();
    wanted.race = (struct ow_effort){5000, 3000};
    workout = build(&wanted, &notes);
    steps = ow_workout_steps(workout, &count);
    assert_int_equal(steps[0].target.type, OW_TARGET_EFFORT_RPE);
    assert_true(notes.warning_count >= 1);
    ow_workout_free(workout);
}

static void goals_and_levels_have_their_doses(void **state)
{
    struct ow_progression wanted = usual();
    struct ow_progression_notes notes;
    double threshold = 0;

    (void)state;
    ow_workout_free(build(&wanted, &notes));
    threshold = notes.peak_s_per_km;
    wanted.goal_m = 21097.5;
    ow_workout_free(build(&wanted, &notes));
    assert_true(notes.peak_s_per_km > threshold);
    assert_int_equal(notes.easy_days_high, 2);
    wanted.goal_m = 42195;
    wanted.total.s = 6000;
    wanted.kind = OW_PROGRESSION_FAST_FINISH;
    ow_workout_free(build(&wanted, &notes));
    assert_true(notes.peak_s_per_km > threshold + 10);
    assert_int_equal(notes.easy_days_high, 3);
    wanted.level = OW_LEVEL_BEGINNER;
    ow_workout_free(build(&wanted, &notes));
    assert_non_null(strstr(notes.warnings[0], "longer than the 20 to 30"));
}

static void bad_wishes_are_refused(void **state)
{
    struct ow_progression wanted = usual();

    (void)state;
    wanted.total.m = 10000;
    refuses(&wanted, OW_E_ARGUMENT, "either by time or by distance");
    wanted.total = (struct ow_progression_length){0, 0};
    refuses(&wanted, OW_E_ARGUMENT, "give one of them");
    wanted.total.s = 180;
    refuses(&wanted, OW_E_RANGE, "180 s is outside 720 to 14400");
    wanted.total.s = 1800.5;
    refuses(&wanted, OW_E_RANGE, "whole seconds");
    wanted.total = (struct ow_progression_length){0, 2000};
    refuses(&wanted, OW_E_RANGE, "2000 m is outside 3000 to 50000");
    wanted = usual();
    wanted.most_steps = 2;
    refuses(&wanted, OW_E_RANGE, "2 steps are fewer than the 4");
    wanted = usual();
    wanted.start.s_per_km = 300;
    wanted.peak.s_per_km = 330;
    refuses(&wanted, OW_E_ARGUMENT,
            "peak 5:30/km is not 2 % faster than the "
            "start, 5:00/km");
    wanted.start.s_per_km = 280;
    wanted.peak.s_per_km = 240;
    refuses(&wanted, OW_E_ARGUMENT, "lowered to the limit");
    wanted.start.s_per_km = 90;
    refuses(&wanted, OW_E_RANGE, "90");
    wanted = usual();
    wanted.target = OW_TARGET_HR_BPM;
    refuses(&wanted, OW_E_ARGUMENT, "maximum heart rate");
    wanted.hr_max_bpm = 300;
    refuses(&wanted, OW_E_RANGE, "300 bpm is outside 100 to 230");
    wanted.hr_max_bpm = 180;
    wanted.hr_rest_bpm = 170;
    refuses(&wanted, OW_E_RANGE, "170 bpm");
    wanted = usual();
    wanted.warm_up.s = 2700;
    refuses(&wanted, OW_E_RANGE, "0 s are left");
    wanted.warm_up.s = 30;
    refuses(&wanted, OW_E_RANGE, "shorter than 60 s");
    wanted = usual();
    wanted.race.duration_s = 100;
    refuses(&wanted, OW_E_RANGE, "100");
}

static void a_ramp_is_cut_for_a_watch(void **state)
{
    struct ow_progression wanted = usual();
    struct ow_progression_notes notes;
    struct ow_workout *workout = build(&wanted, &notes);
    struct ow_workout *fitted = NULL;
    struct ow_device_fit fit;
    size_t count = 0;
    struct ow_device tight = {"tight", "", 6, false};
    struct ow_device full = {"full", "", 2, false};

    (void)state;
    assert_int_equal(ow_workout_fit_device(workout, ow_device_find("common"),
                                           &fitted, &fit, NULL),
                     OW_OK);
    assert_int_equal(fit.ramps, 1);
    assert_int_equal(fit.pieces, 15); /* 31 minutes of build */
    assert_int_equal(fit.steps, 18);
    assert_near(ow_workout_total_s(fitted), 3000, 0);
    ow_workout_free(fitted);
    assert_int_equal(
        ow_workout_fit_device(workout, &tight, &fitted, &fit, NULL), OW_OK);
    assert_int_equal(fit.steps, 6);
    ow_workout_free(fitted);
    /* Nothing is dropped where there is no room. */
    assert_int_equal(ow_workout_fit_device(workout, &full, &fitted, &fit, NULL),
                     OW_OK);
    assert_int_equal(fit.steps, 4);
    ow_workout_free(fitted);
    assert_int_equal(ow_workout_fit_device(workout, ow_device_find("ramps"),
                                           &fitted, &fit, NULL),
                     OW_OK);
    assert_int_equal(fit.ramps, 0);
    assert_true(!ow_is_missing(ow_workout_steps(fitted, &count)[1].ramp_from));
    ow_workout_free(fitted);
    ow_workout_free(workout);
    assert_null(ow_device_find("sundial"));
    assert_string_equal(ow_devices(&count)[1].name, "old");
}

static void ramps_in_repeats_are_cut_too(void **state)
{
    struct ow_workout *workout = NULL;
    struct ow_workout *fitted = NULL;
    struct ow_device_fit fit;
    struct ow_step step = {.role = OW_ROLE_BUILD,
                           .end_type = OW_END_DISTANCE_M,
                           .end_value = 1000,
                           .target = {OW_TARGET_EFFORT_RPE, OW_MISSING, 7},
                           .ramp_from = 3,
                           .ramp_to = 7};
    size_t count = 0;
    const struct ow_step *steps = NULL;

    (void)state;
    assert_int_equal(ow_workout_new("hills", OW_SPORT_RUNNING, &workout, NULL),
                     OW_OK);
    assert_int_equal(ow_workout_begin_repeat(workout, 3, NULL), OW_OK);
    assert_int_equal(ow_workout_add_step(workout, &step, NULL), OW_OK);
    step.end_type = OW_END_LAP; /* of unknown length: kept in one */
    assert_int_equal(ow_workout_add_step(workout, &step, NULL), OW_OK);
    assert_int_equal(ow_workout_end_repeat(workout, NULL), OW_OK);
    assert_int_equal(ow_workout_fit_device(workout, ow_device_find("old"),
                                           &fitted, &fit, NULL),
                     OW_OK);
    steps = ow_workout_steps(fitted, &count);
    assert_int_equal(count, 4);
    assert_int_equal(steps[0].block_count, 3);
    assert_near(steps[1].end_value + steps[2].end_value, 1000, 0);
    assert_true(ow_is_missing(steps[1].target.low));
    assert_near(steps[1].target.high, 5.5, 0);
    assert_near(steps[2].target.high, 7, 0);
    ow_workout_free(fitted);
    ow_workout_free(workout);
}

static bool build_and_fit(void *context)
{
    struct ow_progression_notes notes;
    struct ow_workout *workout = NULL;
    struct ow_workout *fitted = NULL;
    struct ow_device_fit fit;
    bool is_done = false;

    if (ow_progression_build(context, &workout, &notes, NULL) == OW_OK) {
        is_done = ow_workout_fit_device(workout, ow_device_find("common"),
                                        &fitted, &fit, NULL) == OW_OK;
    }
    ow_workout_free(fitted);
    ow_workout_free(workout);
    return is_done;
}

static void without_memory_nothing_leaks(void **state)
{
    struct ow_progression wanted = usual();

    (void)state;
    assert_true(fault_sweep(build_and_fit, &wanted) > 4);
    wanted.peak.s_per_km = 200; /* with a warning */
    wanted.total.s = 9000;      /* with another */
    assert_true(fault_sweep(build_and_fit, &wanted) > 6);
}

static void names_have_words(void **state)
{
    (void)state;
    assert_string_equal(ow_progression_kind_name(OW_PROGRESSION_FAST_FINISH),
                        "fast-finish");
    assert_string_equal(ow_progression_curve_name(OW_CURVE_LATE), "late");
    assert_string_equal(ow_pace_name_text(OW_PACE_10KM), "10km");
    assert_null(ow_pace_name_text(OW_PACE_UNSAID));
    assert_string_equal(ow_soften_name(OW_SOFTEN_HEAT), "heat");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_continuous_run_is_a_ramp),
        cmocka_unit_test(stages_follow_the_curve),
        cmocka_unit_test(curves_of_a_continuous_run_are_several_ramps),
        cmocka_unit_test(a_fast_finish_is_fast_at_the_end),
        cmocka_unit_test(distance_sums_to_the_metre),
        cmocka_unit_test(a_peak_over_the_limit_is_lowered),
        cmocka_unit_test(softened_it_is_slower),
        cmocka_unit_test(heart_rate_and_effort),
        cmocka_unit_test(goals_and_levels_have_their_doses),
        cmocka_unit_test(bad_wishes_are_refused),
        cmocka_unit_test(a_ramp_is_cut_for_a_watch),
        cmocka_unit_test(ramps_in_repeats_are_cut_too),
        cmocka_unit_test(without_memory_nothing_leaks),
        cmocka_unit_test(names_have_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
