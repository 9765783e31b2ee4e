/* Race plans: sums, pacing, hills, the start, warnings, the workout. */
#include "fault.h"
#include "make_activity.h"
#include "near.h"
#include "onward/fit.h"
#include "onward/quantity.h"
#include "onward/strategy.h"

#include "unit/cmocka_all.h"

#include <string.h>

static struct ow_strategy asked(enum ow_pacing pacing, double goal_s,
                                double split_m)
{
    return (struct ow_strategy){
        .pacing = pacing,
        .goal_s = goal_s,
        .negative = OW_MISSING,
        .uphill = OW_MISSING,
        .split_m = split_m,
        .temperature_c = OW_MISSING,
        .dew_point_c = OW_MISSING,
        .altitude_m = OW_MISSING,
        .predicted_s = OW_MISSING,
    };
}

static struct ow_race_course *flat(double length_m)
{
    struct ow_race_course *course = NULL;

    assert_int_equal(ow_course_flat(length_m, &course, NULL), OW_OK);
    return course;
}

/* A course of a point every 10 m; the grade as `each` has it at a metre. */
static struct ow_race_course *hilly(size_t length_m,
                                    double (*each)(double at_m))
{
    struct ow_activity *activity = make_activity(length_m / 10 + 1);
    struct ow_race_course *course = NULL;
    double height_m = 200;

    for (size_t at = 0; at <= length_m; at += 10) {
        size_t sample = make_sample(activity, (double)at, OW_CHANNEL_DISTANCE_M,
                                    (double)at);

        make_value(activity, sample, OW_CHANNEL_ELEVATION_M, height_m);
        height_m += 10 * each((double)at + 5);
    }
    assert_int_equal(ow_course_new(activity, &course, NULL), OW_OK);
    ow_activity_free(activity);
    return course;
}

/* Up at 5 % from 4 to 6 km. */
static double one_hill(double at_m)
{
    return at_m > 4000 && at_m < 6000 ? 0.05 : 0;
}

/* Down at 4 % at the start for 2 km, else flat. */
static double falling_start(double at_m)
{
    return at_m < 2000 ? -0.04 : 0;
}

/* The plan, its sums checked; the course is given back. */
static struct ow_race_plan plan_of(struct ow_race_course *course,
                                   const struct ow_strategy *strategy)
{
    struct ow_race_plan plan = {.splits = NULL};
    int64_t sum_s = 0;

    assert_int_equal(ow_race_plan_make(course, strategy, &plan, NULL), OW_OK);
    for (size_t i = 0; i < plan.split_count; i++) {
        const struct ow_race_split *split = &plan.splits[i];

        assert_near(split->from_m, i == 0 ? 0 : split[-1].to_m, 0);
        assert_true(split->to_m > split->from_m);
        sum_s += split->time_s;
        assert_int_equal(split->cumulative_s, sum_s);
        assert_near((double)split->time_s,
                    split->pace_s_per_km * (split->to_m - split->from_m) / 1000,
                    1);
    }
    assert_near((double)sum_s, strategy->goal_s, 0);
    assert_near(plan.splits[plan.split_count - 1].to_m,
                ow_course_facts(course)->length_m, 0);
    ow_course_free(course);
    return plan;
}

static void even_on_the_flat_is_one_pace(void **state)
{
    struct ow_strategy strategy = asked(OW_PACING_EVEN, 6300, 1000);
    struct ow_race_plan plan = plan_of(flat(OW_HALF_MARATHON_M), &strategy);

    (void)state;
    assert_int_equal(plan.split_count, 22);
    for (size_t i = 0; i < plan.split_count; i++) {
        assert_near(plan.splits[i].pace_s_per_km, 6300 / 21.0975, 1e-6);
        assert_near(plan.splits[i].flat_pace_s_per_km, 6300 / 21.0975, 1e-6);
        assert_near(plan.splits[i].grade, 0, 0);
    }
    assert_int_equal(plan.splits[0].time_s, 299);
    assert_int_equal(plan.splits[21].time_s, 29);
    assert_near(plan.first_half_s, 3150, 1e-6);
    assert_near(plan.worth_s, 6300, 1e-9);
    assert_int_equal(plan.warning_count, 0);
    ow_race_plan_dispose(&plan);
}

static void negative_is_faster_by_its_share(void **state)
{
    struct ow_strategy strategy = asked(OW_PACING_NEGATIVE, 2700, 5000);
    struct ow_race_plan plan = plan_of(flat(10000), &strategy);

    (void)state;
    assert_near(plan.splits[0].pace_s_per_km / plan.splits[1].pace_s_per_km,
                1.01, 1e-9);
    ow_race_plan_dispose(&plan);
    strategy.negative = 0.03;
    plan = plan_of(flat(10000), &strategy);
    assert_near(plan.splits[0].pace_s_per_km / plan.splits[1].pace_s_per_km,
                1.03, 1e-9);
    assert_near(plan.first_half_s, 2700 * 1.03 / 2.03, 1e-6);
    ow_race_plan_dispose(&plan);
}

static void a_progression_gets_faster_all_the_way(void **state)
{
    struct ow_strategy strategy = asked(OW_PACING_PROGRESSION, 2700, 1000);
    struct ow_race_plan plan;

    (void)state;
    strategy.negative = 0.04;
    plan = plan_of(flat(10000), &strategy);
    for (size_t i = 1; i < plan.split_count; i++) {
        assert_near(plan.splits[i - 1].pace_s_per_km -
                        plan.splits[i].pace_s_per_km,
                    2 * 270 * (0.04 * 2 / 2.04) / 10, 1e-3);
    }
    assert_near(plan.first_half_s / (2700 - plan.first_half_s), 1.04, 1e-6);
    ow_race_plan_dispose(&plan);
}

static void effort_is_even_over_a_hill_but_for_some_restraint(void **state)
{
    struct ow_strategy strategy = asked(OW_PACING_EVEN, 3000, 1000);
    struct ow_race_plan plan;
    double flat_s = 0;

    (void)state;
    strategy.uphill = 0;
    plan = plan_of(hilly(10000, one_hill), &strategy);
    flat_s = plan.splits[8].pace_s_per_km;
    assert_near(plan.splits[4].grade, 0.05, 0.001);
    assert_near(plan.splits[4].pace_s_per_km / flat_s, ow_grade_effort(0.05),
                0.005);
    assert_near(plan.splits[4].flat_pace_s_per_km, flat_s, 0.2);
    /* The start is held to 3 % slower, a tenth of the way. */
    assert_near(plan.splits[0].pace_s_per_km, 1.03 * plan.worth_s / 10, 0.01);
    assert_near(plan.worth_s, flat_s * 10, 15);
    ow_race_plan_dispose(&plan);
    strategy.uphill = 0.06;
    plan = plan_of(hilly(10000, one_hill), &strategy);
    assert_near(plan.splits[4].pace_s_per_km / plan.splits[8].pace_s_per_km,
                1.06 * ow_grade_effort(0.05), 0.006);
    ow_race_plan_dispose(&plan);
}

static void the_start_is_no_faster_than_the_goal(void **state)
{
    static const enum ow_pacing pacings[] = {OW_PACING_EVEN, OW_PACING_NEGATIVE,
                                             OW_PACING_PROGRESSION};
    struct ow_strategy strategy = asked(OW_PACING_EVEN, 6000, 100);

    (void)state;
    for (size_t p = 0; p < 3; p++) {
        struct ow_race_plan plan;

        strategy.pacing = pacings[p];
        plan = plan_of(hilly(20000, falling_start), &strategy);
        for (size_t i = 0; i < 20; i++) {
            assert_true(plan.splits[i].pace_s_per_km > 300 - 1e-6);
        }
        assert_int_equal(plan.warning_count, 0);
        /* What the start cost is not made up by a jump. */
        assert_true(plan.splits[30].pace_s_per_km > 0.98 * 300);
        ow_race_plan_dispose(&plan);
    }
}

static void a_profile_of_ones_own_is_kept(void **state)
{
    static const struct ow_pacing_leg legs[] = {
        {5000, -0.01}, {32000, 0}, {1, 0.005}};
    static const struct ow_pacing_leg fast[] = {{5000, 0.05}, {0, 0}};
    struct ow_strategy strategy = asked(OW_PACING_OWN, 12600, 1000);
    struct ow_race_plan plan;

    (void)state;
    strategy.legs = legs;
    strategy.leg_count = 3;
    plan = plan_of(flat(OW_MARATHON_M), &strategy);
    assert_near(plan.splits[10].pace_s_per_km / plan.splits[0].pace_s_per_km,
                0.99, 1e-9);
    assert_near(plan.splits[10].pace_s_per_km / plan.splits[41].pace_s_per_km,
                1.005, 1e-9);
    assert_int_equal(plan.warning_count, 0);
    ow_race_plan_dispose(&plan);
    strategy.legs = fast;
    strategy.leg_count = 2;
    plan = plan_of(flat(OW_MARATHON_M), &strategy);
    assert_int_equal(plan.warning_count, 1);
    assert_string_equal(plan.warnings[0].code, "race-fast-start");
    ow_race_plan_dispose(&plan);
}

static void a_short_rest_belongs_to_the_last_split(void **state)
{
    struct ow_strategy strategy = asked(OW_PACING_EVEN, 3000, 1000);
    struct ow_race_plan plan = plan_of(flat(10000.7), &strategy);

    (void)state;
    assert_int_equal(plan.split_count, 10);
    ow_race_plan_dispose(&plan);
    plan = plan_of(flat(10001.5), &strategy);
    assert_int_equal(plan.split_count, 11);
    ow_race_plan_dispose(&plan);
    strategy.split_m = 50000;
    plan = plan_of(flat(10000), &strategy);
    assert_int_equal(plan.split_count, 1);
    ow_race_plan_dispose(&plan);
}

static bool warns(const struct ow_race_plan *plan, const char *code)
{
    for (size_t i = 0; i < plan->warning_count; i++) {
        if (strcmp(plan->warnings[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

static void weather_and_height_are_weighed(void **state)
{
    struct ow_strategy strategy = asked(OW_PACING_EVEN, 2700, 1000);
    struct ow_race_plan plan;

    (void)state;
    strategy.temperature_c = 25; /* dew point 17: 140 to 150 F */
    plan = plan_of(flat(10000), &strategy);
    assert_near(plan.heat.low, 0.03, 0.012);
    assert_near(plan.worth_s, 2700 / (1 + (plan.heat.low + plan.heat.high) / 2),
                1e-9);
    ow_race_plan_dispose(&plan);
    strategy.altitude_m = 1000 * 0.3048;
    strategy.temperature_c = OW_MISSING;
    plan = plan_of(flat(10000), &strategy);
    assert_near(plan.altitude_slowdown, 0.0085, 1e-9);
    assert_near(plan.worth_s, 2700 / 1.0085, 1e-6);
    ow_race_plan_dispose(&plan);
    strategy.temperature_c = 38;
    strategy.dew_point_c = 30;
    plan = plan_of(flat(11000), &strategy);
    assert_true(warns(&plan, "race-too-hot"));
    assert_true(warns(&plan, "race-altitude"));
    assert_near(plan.worth_s, 2700, 1e-9);
    ow_race_plan_dispose(&plan);
}

static void goals_out_of_reach_are_told(void **state)
{
    struct ow_strategy strategy = asked(OW_PACING_NEGATIVE, 5400, 1000);
    struct ow_race_plan plan = plan_of(flat(OW_MARATHON_M), &strategy);

    (void)state;
    assert_int_equal(plan.warning_count, 1);
    assert_string_equal(plan.warnings[0].code, "race-goal");
    assert_string_equal(plan.warnings[0].message,
                        "no one has run this: 1:30:00 on the flat, where the "
                        "open class stands at 2:00:35");
    ow_race_plan_dispose(&plan);
    strategy.goal_s = 420; /* 3 km */
    plan = plan_of(flat(3000), &strategy);
    assert_true(warns(&plan, "race-goal"));
    ow_race_plan_dispose(&plan);
    strategy.goal_s = 2700;
    strategy.predicted_s = 2700;
    plan = plan_of(flat(10000), &strategy);
    assert_int_equal(plan.warning_count, 1);
    assert_string_equal(plan.warnings[0].code, "race-second-half");
    ow_race_plan_dispose(&plan);
    strategy.predicted_s = 2680;
    plan = plan_of(flat(10000), &strategy);
    assert_int_equal(plan.warning_count, 0);
    ow_race_plan_dispose(&plan);
}

static void a_file_without_heights_is_told(void **state)
{
    struct ow_activity *activity = make_activity(2);
    struct ow_race_course *course = NULL;
    struct ow_strategy strategy = asked(OW_PACING_EVEN, 1500, 1000);
    struct ow_race_plan plan;

    (void)state;
    (void)make_sample(activity, 0, OW_CHANNEL_DISTANCE_M, 0);
    (void)make_sample(activity, 9, OW_CHANNEL_DISTANCE_M, 5000);
    assert_int_equal(ow_course_new(activity, &course, NULL), OW_OK);
    ow_activity_free(activity);
    plan = plan_of(course, &strategy);
    assert_int_equal(plan.warning_count, 1);
    assert_string_equal(plan.warnings[0].code, "race-no-elevation");
    ow_race_plan_dispose(&plan);
}

static void what_cannot_be_is_refused(void **state)
{
    static const struct ow_pacing_leg back[] = {{5000, 0}, {4000, 0}, {0, 0}};
    static const struct {
        const char *what;
        size_t offset;
        double value;
        enum ow_pacing pacing;
        const char *message;
    } cases[] = {
        {"no goal", offsetof(struct ow_strategy, goal_s), 0, OW_PACING_EVEN,
         "goal, as a pace of 0 s/km is outside 20 to 3600 s/km"},
        {"half seconds", offsetof(struct ow_strategy, goal_s), 2700.5,
         OW_PACING_EVEN, "goal 2700.5 s is not in whole seconds"},
        {"small splits", offsetof(struct ow_strategy, split_m), 50,
         OW_PACING_EVEN, "split 50 m is outside 100 to 1000000 m"},
        {"much faster", offsetof(struct ow_strategy, negative), 0.3,
         OW_PACING_NEGATIVE, "second half faster by 0.3 is outside 0 to 0.2"},
        {"slower", offsetof(struct ow_strategy, negative), -0.01,
         OW_PACING_PROGRESSION,
         "second half faster by -0.01 is outside 0 to 0.2"},
        {"restraint", offsetof(struct ow_strategy, uphill), 1, OW_PACING_EVEN,
         "restraint uphill 1 is outside 0 to 0.2"},
    };
    struct ow_strategy strategy;
    struct ow_race_plan plan;
    struct ow_error err;
    struct ow_race_course *course = flat(10000);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        strategy = asked(cases[i].pacing, 2700, 1000);
        *(double *)(void *)((char *)&strategy + cases[i].offset) =
            cases[i].value;
        assert_int_equal(ow_race_plan_make(course, &strategy, &plan, &err),
                         OW_E_RANGE);
        assert_string_equal(err.message, cases[i].message);
    }
    strategy = asked(OW_PACING_OWN, 2700, 1000);
    assert_int_equal(ow_race_plan_make(course, &strategy, &plan, &err),
                     OW_E_RANGE);
    strategy.legs = back;
    strategy.leg_count = 3;
    assert_int_equal(ow_race_plan_make(course, &strategy, &plan, &err),
                     OW_E_RANGE);
    assert_string_equal(err.message,
                        "end of a leg 4000 m is outside 5001 to 10000 m");
    strategy = asked(OW_PACING_EVEN, 2700, 1000);
    strategy.temperature_c = 99;
    assert_int_equal(ow_race_plan_make(course, &strategy, &plan, &err),
                     OW_E_RANGE);
    strategy.temperature_c = OW_MISSING;
    strategy.altitude_m = 9000;
    assert_int_equal(ow_race_plan_make(course, &strategy, &plan, &err),
                     OW_E_RANGE);
    ow_course_free(course);
}

static void the_workout_keeps_to_its_budget(void **state)
{
    struct ow_strategy strategy = asked(OW_PACING_EVEN, 12600, 1000);
    struct ow_race_plan plan = plan_of(flat(OW_MARATHON_M), &strategy);
    struct ow_workout *workout = NULL;
    const struct ow_step *steps = NULL;
    size_t count = 0;

    (void)state;
    assert_int_equal(ow_race_plan_workout(&plan, "Marathon", OW_UNITS_KM, 50,
                                          &workout, NULL),
                     OW_OK);
    steps = ow_workout_steps(workout, &count);
    assert_int_equal(count, 43);
    assert_near(ow_workout_total_m(workout), OW_MARATHON_M, 1e-6);
    assert_string_equal(steps[4].cue, "5.0 km at 24:53");
    assert_near(steps[4].target.low, 298.614 * 1.02, 0.01);
    assert_near(steps[4].target.high, 298.614 * 0.98, 0.01);
    ow_workout_free(workout);
    assert_int_equal(ow_race_plan_workout(&plan, "Marathon", OW_UNITS_MI, 20,
                                          &workout, NULL),
                     OW_OK);
    steps = ow_workout_steps(workout, &count);
    assert_int_equal(count, 15);
    assert_near(steps[0].end_value, 3000, 1e-9);
    assert_near(ow_workout_total_m(workout), OW_MARATHON_M, 1e-6);
    assert_string_equal(steps[14].cue, "26.2 mi at 3:30:00");
    ow_workout_free(workout);
    ow_race_plan_dispose(&plan);
}

static void a_pace_no_workout_holds_is_refused(void **state)
{
    struct ow_strategy strategy = asked(OW_PACING_EVEN, 500, 1000);
    struct ow_race_plan plan = plan_of(flat(10000), &strategy);
    struct ow_workout *workout = NULL;

    (void)state;
    assert_int_equal(
        ow_race_plan_workout(&plan, "Race", OW_UNITS_KM, 50, &workout, NULL),
        OW_E_RANGE);
    assert_null(workout);
    ow_race_plan_dispose(&plan);
}

/* A race of 10 km and some, watch and all; the pace each kilometre. */
static struct ow_trace *raced(const double *s_per_km)
{
    struct ow_activity *activity = make_activity(4000);
    struct ow_trace *trace = NULL;
    double at_m = 0;

    for (size_t i = 0; at_m < 10100; i++) {
        (void)make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M, at_m);
        at_m += 1010 / s_per_km[(size_t)(at_m / 1010)];
    }
    (void)make_sample(activity, (double)activity->sample_count,
                      OW_CHANNEL_DISTANCE_M, 10100);
    assert_int_equal(ow_trace_new(activity, &trace, NULL), OW_OK);
    ow_activity_free(activity);
    return trace;
}

static void lay(const struct ow_race_plan *plan, const double *s_per_km,
                struct ow_raced_split *splits, const char *words)
{
    struct ow_trace *trace = raced(s_per_km);
    struct ow_stretch stretch = ow_trace_whole(trace);
    char said[OW_RACED_WORDS_SIZE];

    assert_int_equal(ow_race_plan_lay(plan, trace, &stretch, OW_UNITS_KM,
                                      splits, said, NULL),
                     OW_OK);
    assert_string_equal(said, words);
    ow_trace_free(trace);
}

static void a_race_is_laid_beside_its_plan(void **state)
{
    static const double even[] = {270, 270, 270, 270, 270, 270,
                                  270, 270, 270, 270, 270};
    static const double fading[] = {250, 255, 260, 270, 270, 275,
                                    290, 290, 290, 280, 270};
    static const double slow[] = {285, 285, 285, 285, 285, 285,
                                  285, 285, 285, 285, 285};
    static const double rising[] = {280, 275, 270, 270, 270, 265,
                                    265, 265, 260, 260, 260};
    struct ow_strategy strategy = asked(OW_PACING_EVEN, 2700, 1000);
    struct ow_race_plan plan = plan_of(flat(10000), &strategy);
    struct ow_raced_split splits[10];

    (void)state;
    lay(&plan, even, splits,
        "the goal to the second; the start was as planned");
    assert_near(splits[4].behind_s, 0, 0.5);
    lay(&plan, fading, splits,
        "0:30 behind the plan; the start was 7.4 % faster than planned, and "
        "from 5.0 km on 1:15 was lost");
    assert_near(splits[0].behind_s, -20, 0.5);
    assert_near(splits[2].behind_s, -45, 0.5);
    assert_near(splits[9].behind_s, 30, 1.5);
    assert_near(splits[6].time_s, 290, 0.5);
    lay(&plan, rising, splits,
        "0:19 ahead of the plan; the start was 3.7 % slower than planned");
    lay(&plan, slow, splits,
        "2:31 behind the plan; the start was 5.6 % slower than planned, and "
        "time was lost all the way");
    ow_race_plan_dispose(&plan);
}

static void a_race_too_short_to_tell_is_refused(void **state)
{
    struct ow_strategy strategy = asked(OW_PACING_EVEN, 2700, 1000);
    struct ow_race_plan plan = plan_of(flat(10000), &strategy);
    static const double even[] = {270, 270, 270, 270, 270, 270,
                                  270, 270, 270, 270, 270};
    struct ow_trace *trace = raced(even);
    struct ow_stretch none = {5, 5, 0};
    struct ow_raced_split splits[10];
    char words[OW_RACED_WORDS_SIZE];

    (void)state;
    assert_int_equal(
        ow_race_plan_lay(&plan, trace, &none, OW_UNITS_KM, splits, words, NULL),
        OW_E_NOT_FOUND);
    ow_trace_free(trace);
    ow_race_plan_dispose(&plan);
}

static void every_pacing_has_a_name(void **state)
{
    (void)state;
    assert_string_equal(ow_pacing_name(OW_PACING_EVEN), "even");
    assert_string_equal(ow_pacing_name(OW_PACING_NEGATIVE), "negative");
    assert_string_equal(ow_pacing_name(OW_PACING_PROGRESSION), "progression");
    assert_string_equal(ow_pacing_name(OW_PACING_OWN), "own");
}

static bool make_all(void *context)
{
    struct ow_strategy strategy = asked(OW_PACING_NEGATIVE, 3000, 1000);
    struct ow_race_plan plan = {.splits = NULL};
    struct ow_workout *workout = NULL;
    enum ow_status status = ow_race_plan_make(context, &strategy, &plan, NULL);

    if (status == OW_OK) {
        status = ow_race_plan_workout(&plan, "Race", OW_UNITS_KM, 50, &workout,
                                      NULL);
    }
    ow_workout_free(workout);
    ow_race_plan_dispose(&plan);
    return status == OW_OK;
}

struct laying {
    struct ow_race_plan plan;
    struct ow_trace *trace;
};

static bool lay_it(void *context)
{
    struct laying *laying = context;
    struct ow_stretch stretch = ow_trace_whole(laying->trace);
    struct ow_raced_split splits[10];
    char words[OW_RACED_WORDS_SIZE];

    return ow_race_plan_lay(&laying->plan, laying->trace, &stretch, OW_UNITS_KM,
                            splits, words, NULL) == OW_OK;
}

static void without_memory_nothing_is_left(void **state)
{
    static const double even[] = {270, 270, 270, 270, 270, 270,
                                  270, 270, 270, 270, 270};
    struct ow_strategy strategy = asked(OW_PACING_EVEN, 2700, 1000);
    struct laying laying = {plan_of(flat(10000), &strategy), raced(even)};
    struct ow_race_course *course = hilly(10000, one_hill);

    (void)state;
    assert_true(fault_sweep(make_all, course) >= 3);
    assert_true(fault_sweep(lay_it, &laying) >= 1);
    ow_course_free(course);
    ow_trace_free(laying.trace);
    ow_race_plan_dispose(&laying.plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(even_on_the_flat_is_one_pace),
        cmocka_unit_test(negative_is_faster_by_its_share),
        cmocka_unit_test(a_progression_gets_faster_all_the_way),
        cmocka_unit_test(effort_is_even_over_a_hill_but_for_some_restraint),
        cmocka_unit_test(the_start_is_no_faster_than_the_goal),
        cmocka_unit_test(a_profile_of_ones_own_is_kept),
        cmocka_unit_test(a_short_rest_belongs_to_the_last_split),
        cmocka_unit_test(weather_and_height_are_weighed),
        cmocka_unit_test(goals_out_of_reach_are_told),
        cmocka_unit_test(a_file_without_heights_is_told),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(the_workout_keeps_to_its_budget),
        cmocka_unit_test(a_pace_no_workout_holds_is_refused),
        cmocka_unit_test(a_race_is_laid_beside_its_plan),
        cmocka_unit_test(a_race_too_short_to_tell_is_refused),
        cmocka_unit_test(every_pacing_has_a_name),
        cmocka_unit_test(without_memory_nothing_is_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
