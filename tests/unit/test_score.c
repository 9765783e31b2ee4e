/* Scores of runs whose worth is known. */
#include "make_activity.h"
#include "near.h"
#include "onward/score.h"

#include "unit/cmocka_all.h"

#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ------------------------------------------------------------------ making */

static struct ow_step step_of(enum ow_role role, double seconds, double slow,
                              double fast)
{
    return (struct ow_step){
        .role = role,
        .end_type = OW_END_TIME_S,
        .end_value = seconds,
        .target = {OW_TARGET_PACE_S_PER_KM, slow, fast},
        .ramp_from = OW_MISSING,
        .ramp_to = OW_MISSING,
    };
}

static struct ow_workout *plan_of(const struct ow_step *steps, size_t count)
{
    struct ow_workout *plan = NULL;

    assert_int_equal(ow_workout_new("plan", OW_SPORT_RUNNING, &plan, NULL),
                     OW_OK);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(ow_workout_add_step(plan, &steps[i], NULL), OW_OK);
    }
    return plan;
}

/* Ten minutes easy, three stages of ten minutes, ten minutes easy: 2.7, 3.0,
 * 3.2, 3.4, 2.6 metres a second. */
static struct ow_workout *staged_plan(void)
{
    const struct ow_step steps[] = {
        step_of(OW_ROLE_WARM_UP, 600, OW_MISSING, 1000 / 2.75),
        step_of(OW_ROLE_BUILD, 600, 1000 / 3.0 + 5, 1000 / 3.0 - 5),
        step_of(OW_ROLE_BUILD, 600, 1000 / 3.2 + 5, 1000 / 3.2 - 5),
        step_of(OW_ROLE_PEAK, 600, 1000 / 3.4 + 5, 1000 / 3.4 - 5),
        step_of(OW_ROLE_COOL_DOWN, 600, OW_MISSING, 1000 / 2.7),
    };

    return plan_of(steps, COUNT(steps));
}

static const struct make_stage as_planned[] = {
    {600, 2.7}, {600, 3.0}, {600, 3.2}, {600, 3.4}, {600, 2.6}};

static void score_activity(const struct ow_activity *activity,
                           const struct ow_score_options *options,
                           struct ow_score *score)
{
    struct ow_trace *trace = NULL;
    struct ow_shape *shape = NULL;

    if (ow_trace_new(activity, &trace, NULL) != OW_OK) {
        trace = NULL;
    }
    assert_int_equal(ow_shape_find(activity, trace, &shape, NULL), OW_OK);
    ow_score_run(activity, trace, shape, options, score);
    ow_shape_free(shape);
    ow_trace_free(trace);
}

static void score_stages(const struct make_stage *stages, size_t count,
                         const struct ow_score_options *options,
                         struct ow_score *score)
{
    struct ow_activity *activity = make_run(stages, count);

    score_activity(activity, options, score);
    ow_activity_free(activity);
}

static double points_of(const struct ow_score *score, enum ow_score_kind kind)
{
    return score->parts[kind].points;
}

/* -------------------------------------------------------- against the plan */

static void planned_and_run(void **state)
{
    struct ow_workout *plan = staged_plan();
    struct ow_score_options options = {.plan = plan};
    struct ow_score score;

    (void)state;
    score_stages(as_planned, COUNT(as_planned), &options, &score);
    assert_string_equal(score.why_not, "");
    assert_true(score.is_planned);
    assert_true(score.is_peak_planned);
    assert_int_equal(score.start_against, OW_START_PLAN);
    assert_true(score.points >= 95 && score.points <= 100);
    assert_near(score.warm_up_s, 600, 1);
    assert_near(score.cool_down_s, 600, 1);
    assert_near(score.peak_m_per_s, 3.4, 0.02);
    /* 3.2, 3.4 and half of 3.0 to 3.2 against the rest. */
    assert_near(score.negative_split, 3.3 / 2.85 - 1, 0.01);
    assert_true(ow_is_missing(score.decoupling));
    ow_workout_free(plan);
}

static void planned_and_reversed(void **state)
{
    const struct make_stage run[] = {
        {600, 2.6}, {600, 3.4}, {600, 3.2}, {600, 3.0}, {600, 2.7}};
    struct ow_workout *plan = staged_plan();
    struct ow_score_options options = {.plan = plan};
    struct ow_score score;

    (void)state;
    score_stages(run, COUNT(run), &options, &score);
    assert_string_equal(score.why_not, "");
    assert_true(score.points < 40);
    assert_near(points_of(&score, OW_SCORE_ORDER), 0, 1e-9);
    assert_near(points_of(&score, OW_SCORE_PEAK), 0, 1e-9);
    ow_workout_free(plan);
}

/* 4 % off the peak: half of its points, whichever way. */
static void peak_off(void **state)
{
    struct ow_workout *plan = staged_plan();
    struct ow_score_options options = {.plan = plan};
    double points[2];

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        double speed = 3.4 * (i == 0 ? 0.96 : 1.04);
        const struct make_stage run[] = {
            {600, 2.7}, {600, 3.0}, {600, 3.2}, {600, speed}, {600, 2.6}};
        struct ow_score score;

        score_stages(run, COUNT(run), &options, &score);
        points[i] = points_of(&score, OW_SCORE_PEAK);
        assert_near(points[i], 12.5, 1.5);
        assert_near(score.parts[OW_SCORE_PEAK].value, i == 0 ? -0.04 : 0.04,
                    0.004);
    }
    assert_near(points[0], points[1], 1.5);
    ow_workout_free(plan);
}

static void planned_and_broken_off(void **state)
{
    struct ow_workout *plan = staged_plan();
    struct ow_score_options options = {.plan = plan};
    struct ow_score score;
    char words[OW_SCORE_WORDS_SIZE];

    (void)state;
    score_stages(as_planned, 3, &options, &score);
    assert_string_equal(score.why_not, "");
    assert_near(points_of(&score, OW_SCORE_PEAK), 0, 1e-9);
    assert_true(ow_is_missing(score.peak_m_per_s));
    ow_score_words(&score, OW_SCORE_PEAK, OW_UNITS_KM, words);
    assert_string_equal(words, "the peak was not reached");
    score_stages(as_planned, 2, &options, &score);
    assert_non_null(strstr(score.why_not, "less than half of the plan"));
    assert_true(ow_is_missing(score.points));
    ow_workout_free(plan);
}

/* A ramp from 2.8 to 3.4 for 40 minutes. */
static struct ow_workout *ramp_plan(void)
{
    struct ow_step ramp = step_of(OW_ROLE_BUILD, 2400, 1000 / 2.8, 1000 / 3.4);

    ramp.ramp_from = 1000 / 2.8;
    ramp.ramp_to = 1000 / 3.4;
    return plan_of(&ramp, 1);
}

static struct make_second rising(size_t second)
{
    return (struct make_second){2.8 * pow(3.4 / 2.8, (double)second / 2400), 0,
                                120 + (double)second / 60, OW_MISSING};
}

static struct make_second falling(size_t second)
{
    return (struct make_second){3.4 * pow(2.8 / 3.4, (double)second / 2400), 0,
                                OW_MISSING, OW_MISSING};
}

static void ramp(void **state)
{
    struct ow_workout *plan = ramp_plan();
    struct ow_score_options options = {.plan = plan};
    struct ow_activity *activity = make_run_of(2400, rising);
    struct ow_score score;

    (void)state;
    score_activity(activity, &options, &score);
    assert_string_equal(score.why_not, "");
    /* The plan asks for no warm-up and no cool-down. */
    assert_true(score.points >= 95);
    assert_near(points_of(&score, OW_SCORE_ENDS), 10, 1e-9);
    /* From minute 30 to 40: 150 to 160 beats. */
    assert_near(score.peak_hr_bpm, 155, 1);
    assert_false(ow_is_missing(score.decoupling));
    ow_activity_free(activity);
    activity = make_run_of(2400, falling);
    score_activity(activity, &options, &score);
    assert_true(score.points < 40);
    ow_activity_free(activity);
    ow_workout_free(plan);
}

static void by_distance(void **state)
{
    struct ow_step steps[] = {
        step_of(OW_ROLE_WARM_UP, 1620, OW_MISSING, 1000 / 2.75),
        step_of(OW_ROLE_BUILD, 1800, 1000 / 3.0 + 5, 1000 / 3.0 - 5),
        step_of(OW_ROLE_BUILD, 1920, 1000 / 3.2 + 5, 1000 / 3.2 - 5),
        step_of(OW_ROLE_PEAK, 2040, 1000 / 3.4 + 5, 1000 / 3.4 - 5),
        step_of(OW_ROLE_COOL_DOWN, 1560, OW_MISSING, 1000 / 2.7),
    };
    struct ow_workout *plan = NULL;
    struct ow_score_options options = {.plan = NULL};
    struct ow_score score;

    (void)state;
    for (size_t i = 0; i < COUNT(steps); i++) {
        steps[i].end_type = OW_END_DISTANCE_M;
    }
    plan = plan_of(steps, COUNT(steps));
    options.plan = plan;
    score_stages(as_planned, COUNT(as_planned), &options, &score);
    assert_true(score.points >= 95);
    assert_near(score.warm_up_s, 600, 3);
    ow_workout_free(plan);
}

/* The first step was ended late by the lap button; the laps tell. */
static void by_laps(void **state)
{
    const struct make_stage run[] = {
        {900, 2.7}, {600, 3.0}, {600, 3.2}, {600, 3.4}, {600, 2.6}};
    struct ow_workout *plan = staged_plan();
    struct ow_score_options options = {.plan = plan};
    struct ow_activity *activity = make_run(run, COUNT(run));
    static struct ow_lap laps[COUNT(run)];
    int64_t at_s = 0;
    struct ow_score score;

    (void)state;
    score_activity(activity, &options, &score);
    assert_true(score.points < 90);
    for (size_t i = 0; i < COUNT(run); i++) {
        laps[i] = (struct ow_lap){.start_time_ms = 1000 * at_s,
                                  .timer_s = (double)run[i].time_s,
                                  .elapsed_s = (double)run[i].time_s,
                                  .step_index = (int)i};
        at_s += (int64_t)run[i].time_s;
    }
    activity->laps = laps;
    activity->lap_count = COUNT(run);
    score_activity(activity, &options, &score);
    assert_true(score.points >= 95);
    assert_near(score.warm_up_s, 900, 3);
    ow_activity_free(activity);
    ow_workout_free(plan);
}

static void plans_that_cannot_be_held(void **state)
{
    const struct make_stage even[] = {{3000, 3.0}};
    struct ow_step lap = step_of(OW_ROLE_BUILD, 600, 330, 320);
    const struct ow_step warm_up =
        step_of(OW_ROLE_WARM_UP, 2400, OW_MISSING, 340);
    struct ow_workout *plan = NULL;
    struct ow_score_options options = {.plan = NULL};
    struct ow_score score;

    (void)state;
    lap.end_type = OW_END_LAP;
    lap.end_value = OW_MISSING;
    plan = plan_of(&lap, 1);
    options.plan = plan;
    score_stages(as_planned, COUNT(as_planned), &options, &score);
    assert_non_null(strstr(score.why_not, "lap button"));
    ow_workout_free(plan);
    lap = step_of(OW_ROLE_BUILD, 2400, 5, 7);
    lap.target.type = OW_TARGET_EFFORT_RPE;
    plan = plan_of(&lap, 1);
    options.plan = plan;
    score_stages(even, COUNT(even), &options, &score);
    assert_non_null(strstr(score.why_not, "names no speeds"));
    score_stages(as_planned, COUNT(as_planned), &options, &score);
    assert_string_equal(score.why_not, "");
    assert_false(score.is_peak_planned);
    assert_near(score.parts[OW_SCORE_SMOOTHNESS].most, 0, 1e-9);
    assert_true(score.points > 40 && score.points <= 100);
    ow_workout_free(plan);
    plan = plan_of(&warm_up, 1);
    options.plan = plan;
    score_stages(as_planned, COUNT(as_planned), &options, &score);
    assert_non_null(strstr(score.why_not, "nothing between"));
    ow_workout_free(plan);
    plan = plan_of(NULL, 0);
    options.plan = plan;
    score_stages(as_planned, COUNT(as_planned), &options, &score);
    assert_non_null(strstr(score.why_not, "no steps"));
    assert_int_equal(ow_workout_begin_repeat(plan, 3, NULL), OW_OK);
    lap = step_of(OW_ROLE_BUILD, 600, 330, 320);
    assert_int_equal(ow_workout_add_step(plan, &lap, NULL), OW_OK);
    assert_int_equal(ow_workout_end_repeat(plan, NULL), OW_OK);
    score_stages(as_planned, COUNT(as_planned), &options, &score);
    assert_non_null(strstr(score.why_not, "repeats"));
    ow_workout_free(plan);
}

/* ------------------------------------------------------ against its own kind
 */

static void own_kind(void **state)
{
    struct ow_score score;
    struct ow_activity *activity = NULL;

    (void)state;
    score_stages(as_planned, COUNT(as_planned), NULL, &score);
    assert_string_equal(score.why_not, "");
    assert_false(score.is_planned);
    assert_int_equal(score.start_against, OW_START_NEXT);
    assert_true(score.points >= 95);
    /* Even, but without warm-up and cool-down. */
    activity = make_run_of(2400, rising);
    score_activity(activity, NULL, &score);
    assert_string_equal(score.why_not, "");
    assert_near(score.points, 90, 2);
    ow_activity_free(activity);
}

static void start_against_easy(void **state)
{
    /* 2.7 m/s is 6:10/km; easy here ends at 2.645 m/s, 6:18/km. */
    struct ow_score_options options = {.easy_m_per_s = 2.645};
    struct ow_score score;
    char words[OW_SCORE_WORDS_SIZE];

    (void)state;
    score_stages(as_planned, COUNT(as_planned), &options, &score);
    assert_int_equal(score.start_against, OW_START_EASY);
    assert_true(points_of(&score, OW_SCORE_START) < 20);
    ow_score_words(&score, OW_SCORE_START, OW_UNITS_KM, words);
    assert_non_null(strstr(words, "s/km faster than easy"));
    ow_score_words(&score, OW_SCORE_START, OW_UNITS_MI, words);
    assert_non_null(strstr(words, "s/mi faster than easy"));
    options.easy_m_per_s = 2.9;
    score_stages(as_planned, COUNT(as_planned), &options, &score);
    assert_near(points_of(&score, OW_SCORE_START), 20, 1e-9);
}

static void novice_ends(void **state)
{
    const struct make_stage run[] = {
        {600, 2.7}, {600, 3.0}, {600, 3.2}, {600, 3.4}, {190, 2.5}};
    struct ow_score_options options = {.is_novice = false};
    struct ow_score score;

    (void)state;
    score_stages(run, COUNT(run), &options, &score);
    assert_near(points_of(&score, OW_SCORE_ENDS), 5 + 5 * 190 / 300.0, 0.6);
    options.is_novice = true;
    score_stages(run, COUNT(run), &options, &score);
    assert_near(points_of(&score, OW_SCORE_ENDS), 10, 0.1);
}

/* -------------------------------------------------------------- unsuitable */

static struct make_second with_stops(size_t second)
{
    double speed = 2.8 * pow(3.4 / 2.8, (double)second / 3600);

    return (struct make_second){second % 300 > 240 ? 0 : speed, OW_MISSING,
                                OW_MISSING, OW_MISSING};
}

static void unsuitable(void **state)
{
    const struct make_stage steady[] = {{3600, 3.0}};
    const struct make_stage brief[] = {{600, 3.0}};
    struct ow_activity *activity = make_run_of(3600, with_stops);
    struct ow_score score;

    (void)state;
    score_activity(activity, NULL, &score);
    assert_non_null(strstr(score.why_not, "stops"));
    assert_true(ow_is_missing(score.points));
    assert_true(ow_is_missing(score.negative_split));
    ow_activity_free(activity);
    score_stages(steady, COUNT(steady), NULL, &score);
    assert_non_null(strstr(score.why_not, "no progression"));
    score_stages(brief, COUNT(brief), NULL, &score);
    assert_non_null(strstr(score.why_not, "too short"));
    activity = make_activity(1);
    score_activity(activity, NULL, &score);
    assert_non_null(strstr(score.why_not, "not enough data"));
    ow_activity_free(activity);
}

/* ------------------------------------------------------------------- words */

static void words(void **state)
{
    struct ow_workout *plan = staged_plan();
    struct ow_score_options options = {.plan = plan};
    struct ow_score score;
    char text[OW_SCORE_WORDS_SIZE];

    (void)state;
    score_stages(as_planned, COUNT(as_planned), &options, &score);
    ow_score_words(&score, OW_SCORE_ORDER, OW_UNITS_KM, text);
    assert_string_equal(text, "each stage no slower than those before it");
    ow_score_words(&score, OW_SCORE_ENDS, OW_UNITS_KM, text);
    assert_string_equal(text, "10 min of warm-up, 10 min of cool-down");
    for (int kind = 0; kind < OW_SCORE_KIND_COUNT; kind++) {
        ow_score_words(&score, (enum ow_score_kind)kind, OW_UNITS_KM, text);
        assert_true(strlen(text) > 10);
        assert_non_null(ow_score_kind_name((enum ow_score_kind)kind));
    }
    ow_workout_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(planned_and_run),
        cmocka_unit_test(planned_and_reversed),
        cmocka_unit_test(peak_off),
        cmocka_unit_test(planned_and_broken_off),
        cmocka_unit_test(ramp),
        cmocka_unit_test(by_distance),
        cmocka_unit_test(by_laps),
        cmocka_unit_test(plans_that_cannot_be_held),
        cmocka_unit_test(own_kind),
        cmocka_unit_test(start_against_easy),
        cmocka_unit_test(novice_ends),
        cmocka_unit_test(unsuitable),
        cmocka_unit_test(words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
