/*
 * Plans of the runners that the seed texts tell of, and of those who live at
 * the edges: few days, no past, much volume, races close together.
 */
#include "cmocka_all.h"
#include "plan_fixture.h"

#include "onward/json.h"

#include <string.h>

/* First day after a date with running, and with hard running. */
static int first_run_after(const struct ow_plan *plan, struct ow_date date)
{
    int n = 1;

    while (!has_run(day_after(plan, date, n))) {
        n++;
    }
    return n;
}

static int first_hard_after(const struct ow_plan *plan, struct ow_date date)
{
    int n = 1;

    while (!has_type(day_after(plan, date, n), OW_SESSION_PROGRESSION)) {
        n++;
    }
    return n;
}

/* ------------------------------------------------------ the seed's cases */

static void test_days_off_after_a_race(void **state)
{
    static const struct {
        double distance_m;
        int least_off;
        int most_off;
        int easy_until;
    } cases[] = {{42195, 7, 14, 21},
                 {21097.5, 5, 7, 13},
                 {10000, 2, 4, 6},
                 {5000, 1, 3, 3}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plan_fixture f;
        struct ow_plan *plan = NULL;
        struct ow_date race;

        plan_setup(&f);
        memcpy(f.scenario.athlete.day_minutes,
               (int[7]){90, 90, 90, 90, 90, 90, 90}, 7 * sizeof(int));
        add_even_history(&f, 50, 12);
        add_best(&f, "2026-05-10", 10000, 2700);
        race =
            add_race(&f, "r", "2026-11-01", cases[i].distance_m, OW_PRIORITY_A)
                ->date;
        plan = make_plan(&f);
        assert_in_range(first_run_after(plan, race), cases[i].least_off + 1,
                        cases[i].most_off + 4);
        assert_true(first_hard_after(plan, race) > cases[i].easy_until);
        /* The progression run comes back with the first free week. */
        assert_true(first_hard_after(plan, race) <= cases[i].easy_until + 14);
        ow_plan_free(plan);
    }
}

static void test_walking_is_offered(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    int walks = 0;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 50, 12);
    add_race(&f, "r", "2026-11-01", OW_MARATHON_M, OW_PRIORITY_A);
    plan = make_plan(&f);
    for (int n = 1; n <= 7; n++) {
        const struct ow_plan_day *day =
            day_after(plan, date_of("2026-11-01"), n);

        walks += has_type(day, OW_SESSION_WALK);
        if (has_type(day, OW_SESSION_WALK)) {
            assert_in_range((long)day->sessions[0].duration_s, 1200, 1800);
        }
    }
    assert_true(walks >= 2);
    ow_plan_free(plan);
}

static void test_down_week_after_15_18_23_miles(void **state)
{
    static const double km[] = {24.140, 28.968, 37.015};
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_week *weeks = NULL;
    size_t count = 0;

    (void)state;
    plan_setup(&f);
    add_history(&f, km, 3);
    f.scenario.history.longest_run_30d_m = 13000;
    plan = make_plan(&f);
    weeks = ow_plan_weeks(plan, &count);
    assert_true(weeks[0].is_down);
    assert_true(weeks[0].run_m >= 16 * OW_MILE_M);
    assert_true(weeks[0].run_m <= 18 * OW_MILE_M);
    assert_false(weeks[1].is_down);
    assert_true(weeks[1].run_m >= 23 * OW_MILE_M * 0.99);
    assert_true(weeks[1].run_m <= 23 * OW_MILE_M * 1.35);
    ow_plan_free(plan);
}

/* The same runner with the weeks before, and their own down week. */
static void test_down_week_after_a_longer_past(void **state)
{
    static const double km[] = {30, 33, 36, 22, 24.140, 28.968, 37.015};
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_week *weeks = NULL;
    size_t count = 0;

    (void)state;
    plan_setup(&f);
    add_history(&f, km, sizeof km / sizeof km[0]);
    f.scenario.history.longest_run_30d_m = 13000;
    plan = make_plan(&f);
    weeks = ow_plan_weeks(plan, &count);
    assert_true(weeks[0].is_down);
    assert_true(weeks[0].run_m >= 16 * OW_MILE_M);
    assert_true(weeks[0].run_m <= 18 * OW_MILE_M);
    ow_plan_free(plan);
}

/* After a week without running the next goes back only part of the way. */
static void test_gap_costs_some_of_the_level(void **state)
{
    static const double km[] = {40, 42, 44, 46, 0};
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_week *weeks = NULL;
    size_t count = 0;

    (void)state;
    plan_setup(&f);
    add_history(&f, km, sizeof km / sizeof km[0]);
    f.scenario.history.longest_run_30d_m = 14000;
    plan = make_plan(&f);
    weeks = ow_plan_weeks(plan, &count);
    assert_true(weeks[0].run_m > 0.6 * 46000);
    assert_true(weeks[0].run_m < 0.95 * 46000);
    assert_true(weeks[2].run_m >= 0.97 * 46000);
    ow_plan_free(plan);
}

static void test_down_week_rhythm_is_the_runners(void **state)
{
    struct plan_fixture f;

    (void)state;
    for (int every = 3; every <= 5; every++) {
        struct ow_plan *plan = NULL;
        const struct ow_plan_week *weeks = NULL;
        size_t count = 0;
        int last = -1;

        plan_setup(&f);
        add_even_history(&f, 40, 2);
        f.scenario.weeks = 24;
        assert_int_equal(ow_rule_values_set(&f.scenario.rules,
                                            "down-week.every_weeks", every,
                                            NULL),
                         OW_OK);
        plan = make_plan(&f);
        weeks = ow_plan_weeks(plan, &count);
        for (int i = 0; i < (int)count; i++) {
            if (weeks[i].is_down && i > 0) {
                assert_true(last < 0 || i - last == every);
                assert_true(weeks[i].run_m <= 0.8 * weeks[i - 1].run_m);
                assert_true(weeks[i].hard_s <= 0.5 * weeks[i - 1].hard_s);
                last = i;
            }
        }
        assert_true(last > 12);
        ow_plan_free(plan);
    }
}

static void test_dip_and_the_day_it_is_regained(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_forecast_day *days = NULL;
    size_t count = 0;
    double lowest = 100;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 50, 12);
    add_best(&f, "2026-05-10", 10000, 2700);
    add_race(&f, "r", "2026-11-01", OW_MARATHON_M, OW_PRIORITY_A);
    plan = make_plan(&f);
    days = ow_plan_forecast(plan, &count);
    assert_int_equal(count, 12 * 7);
    for (size_t i = 0; i < count; i++) {
        lowest = fmin(lowest, days[i].effective_vo2max);
    }
    assert_true(lowest < days[0].effective_vo2max * 0.99);
    assert_true(lowest > days[0].effective_vo2max * 0.95);
    assert_float_equal(days[count - 1].effective_vo2max,
                       days[0].effective_vo2max, 0.01);
    assert_true(has_finding(plan, OW_RULE_RECOVERY_OFF, OW_NOTE));
    ow_plan_free(plan);
}

/* One hard run a week: mostly the progression run, now and then quick minutes,
 * hills or strides in its place. */
static void test_one_progression_a_week(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_day *days = NULL;
    size_t count = 0;
    int in_week[12] = {0};
    int others[12] = {0};
    int progressions = 0;
    int last = 0;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 40, 6);
    plan = make_plan(&f);
    days = ow_plan_days(plan, &count);
    for (size_t i = 0; i < count; i++) {
        in_week[i / 7] += has_type(&days[i], OW_SESSION_PROGRESSION);
        others[i / 7] += has_type(&days[i], OW_SESSION_FARTLEK) ||
                         has_type(&days[i], OW_SESSION_HILLS) ||
                         has_type(&days[i], OW_SESSION_STRIDES);
    }
    /* The plan opens with a down week, and that easy. */
    assert_int_equal(in_week[0] + others[0], 0);
    for (int w = 1; w < 12; w++) {
        assert_int_equal(in_week[w] + others[w], 1);
        progressions += in_week[w];
        /* Never two weeks in a row without one. */
        assert_true(in_week[w] > 0 || last == w - 1);
        last = in_week[w] > 0 ? w : last;
    }
    assert_true(progressions >= 6);
    ow_plan_free(plan);
}

/* ------------------------------------------------------------- the edges */

static void none(struct plan_fixture *f)
{
    (void)f;
}

static void beginner(struct plan_fixture *f)
{
    memcpy(f->scenario.athlete.day_minutes, (int[7]){0, 40, 0, 40, 0, 60, 0},
           7 * sizeof(int));
    f->scenario.athlete.level = OW_LEVEL_BEGINNER;
    f->scenario.history.week_count = 0;
}

static void three_days(struct plan_fixture *f)
{
    memcpy(f->scenario.athlete.day_minutes, (int[7]){0, 60, 0, 60, 0, 0, 120},
           7 * sizeof(int));
    add_even_history(f, 25, 8);
}

static void one_day(struct plan_fixture *f)
{
    memcpy(f->scenario.athlete.day_minutes, (int[7]){0, 0, 0, 0, 0, 0, 90},
           7 * sizeof(int));
    f->scenario.athlete.strength_per_week = 2;
}

static void big_weeks(struct plan_fixture *f)
{
    memcpy(f->scenario.athlete.day_minutes,
           (int[7]){75, 90, 75, 90, 60, 120, 200}, 7 * sizeof(int));
    f->scenario.athlete.level = OW_LEVEL_ADVANCED;
    add_even_history(f, 120, 12);
    f->bests[0].time_s = 2000;
    add_race(f, "m", "2027-01-17", OW_MARATHON_M, OW_PRIORITY_A);
}

static void three_weeks_apart(struct plan_fixture *f)
{
    add_race(f, "a", "2026-12-06", OW_HALF_MARATHON_M, OW_PRIORITY_A);
    add_race(f, "b", "2026-12-27", 10000, OW_PRIORITY_A);
}

static void blocked_fortnight(struct plan_fixture *f)
{
    f->blocked[0] = (struct ow_blocked){date_of("2026-12-21"),
                                        date_of("2027-01-03"), "travel"};
    f->scenario.blocked_count = 1;
}

static void leap_day(struct plan_fixture *f)
{
    f->today = date_of("2028-02-16");
    add_even_history(f, 40, 8);
    add_race(f, "leap", "2028-02-29", 10000, OW_PRIORITY_A);
}

static void race_today(struct plan_fixture *f)
{
    add_race(f, "now", "2026-11-02", OW_HALF_MARATHON_M, OW_PRIORITY_A);
}

static void midweek_and_ill(struct plan_fixture *f)
{
    f->today = date_of("2026-11-05");
    f->weeks[8] = (struct ow_history_week){
        .monday = date_of("2026-11-02"), .run_m = 15000, .runs = 2};
    f->scenario.history.week_count = 9;
    f->check_ins[0] = (struct ow_check_in){.date = f->today,
                                           .soreness = 2,
                                           .stairs_pain = 4,
                                           .sleep = -1,
                                           .motivation = -1,
                                           .ill = true};
    f->scenario.check_in_count = 1;
}

static void crowded_wishes(struct plan_fixture *f)
{
    memcpy(f->scenario.athlete.day_minutes, (int[7]){30, 30, 0, 30, 0, 0, 45},
           7 * sizeof(int));
    f->scenario.athlete.strength_per_week = 5;
    f->scenario.athlete.cross_training = OW_CROSS_BIKE;
}

static void winter(struct plan_fixture *f)
{
    assert_int_equal(
        ow_rule_values_set(&f->scenario.rules, "winter.emphasis", 1, NULL),
        OW_OK);
}

static void active_return(struct plan_fixture *f)
{
    f->scenario.preset = OW_PRESET_ACTIVE_RETURN;
    ow_rule_values_init(&f->scenario.rules, OW_PRESET_ACTIVE_RETURN);
    add_race(f, "m", "2026-11-01", OW_MARATHON_M, OW_PRIORITY_A);
}

typedef void alter_function(struct plan_fixture *f);

static const struct {
    const char *name;
    alter_function *alter;
} edges[] = {{"ordinary", none},
             {"beginner", beginner},
             {"three days", three_days},
             {"one day", one_day},
             {"120 km", big_weeks},
             {"three weeks apart", three_weeks_apart},
             {"blocked fortnight", blocked_fortnight},
             {"leap day", leap_day},
             {"race today", race_today},
             {"midweek and ill", midweek_and_ill},
             {"crowded wishes", crowded_wishes},
             {"winter", winter},
             {"active return", active_return}};

static void setup_edge(struct plan_fixture *f, size_t i)
{
    plan_setup(f);
    add_even_history(f, 40, 8);
    add_best(f, "2026-05-10", 10000, 2700);
    edges[i].alter(f);
}

static void check_no_gap(const struct plan_fixture *f,
                         const struct ow_plan *plan)
{
    struct ow_date monday = ow_date_monday(f->today);
    size_t day_count = 0;
    size_t week_count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &day_count);
    const struct ow_plan_week *weeks = ow_plan_weeks(plan, &week_count);

    assert_int_equal(week_count, f->scenario.weeks);
    for (size_t i = 0; i < week_count; i++) {
        assert_int_equal(weeks[i].monday.days, monday.days + 7 * (int)i);
    }
    assert_int_equal(day_count,
                     7 * week_count - (size_t)(f->today.days - monday.days));
    for (size_t i = 0; i < day_count; i++) {
        assert_int_equal(days[i].date.days, f->today.days + (int)i);
        assert_true(days[i].session_count > 0);
    }
}

/* Every run has its numbers, its words and a workout that agrees with it. */
static void check_sessions(const struct ow_plan *plan)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);

    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < days[i].session_count; k++) {
            const struct ow_session *session = &days[i].sessions[k];

            assert_non_null(session->id);
            assert_non_null(session->reason);
            assert_true(session->rules.count > 0);
            if (!ow_session_type_is_run(session->type)) {
                continue;
            }
            assert_true(session->distance_m > 0);
            assert_true(session->duration_s > 0);
            if (session->type != OW_SESSION_RACE) {
                double total_s = ow_workout_total_s(session->workout);
                double total_m = ow_workout_total_m(session->workout);

                assert_true(ow_is_missing(total_m)
                                ? fabs(total_s - session->duration_s) < 0.5
                                : fabs(total_m - session->distance_m) < 0.5);
                assert_true((session->hard_s > 0) <=
                            (session->easier_option != NULL));
            }
        }
    }
}

static void test_edges_break_no_rule(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        struct plan_fixture f;
        struct ow_plan *plan = NULL;
        struct ow_findings *findings = NULL;
        const struct ow_finding *list = NULL;
        size_t count = 0;

        setup_edge(&f, i);
        plan = make_plan(&f);
        check_no_gap(&f, plan);
        check_sessions(plan);
        assert_int_equal(ow_plan_check(plan, &f.scenario, &findings, NULL),
                         OW_OK);
        list = ow_findings_list(findings, &count);
        for (size_t k = 0; k < count; k++) {
            if (list[k].severity == OW_MUST) {
                fail_msg("%s: %s", edges[i].name, list[k].message);
            }
        }
        ow_findings_free(findings);
        ow_plan_free(plan);
    }
}

static void test_same_scenario_same_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        struct plan_fixture f;
        char *text[2] = {NULL, NULL};
        size_t length[2] = {0, 0};

        setup_edge(&f, i);
        for (int k = 0; k < 2; k++) {
            struct ow_plan *plan = make_plan(&f);

            assert_int_equal(ow_plan_encode(plan, &text[k], &length[k], NULL),
                             OW_OK);
            ow_plan_free(plan);
        }
        assert_int_equal(length[0], length[1]);
        assert_memory_equal(text[0], text[1], length[0]);
        ow_text_free(text[0]);
        ow_text_free(text[1]);
    }
}

static void test_beginner_runs_and_walks(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_day *days = NULL;
    const struct ow_step *steps = NULL;
    size_t count = 0;

    (void)state;
    plan_setup(&f);
    beginner(&f);
    plan = make_plan(&f);
    days = ow_plan_days(plan, &count);
    assert_true(has_type(&days[1], OW_SESSION_EASY));
    assert_false(has_run(&days[0]));
    assert_false(has_run(&days[2]));
    steps = ow_workout_steps(days[1].sessions[0].workout, &count);
    assert_int_equal(count, 5);
    assert_true(steps[1].is_repeat);
    assert_float_equal(steps[2].end_value, 60, 0.1);
    ow_plan_free(plan);
}

/* Two kilometres a week bear one run; walks keep the wish of four. */
static void test_walks_fill_a_wished_week(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_day *days = NULL;
    size_t count = 0;
    int outings = 0;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 2, 8);
    add_goal(&f, "g", OW_GOAL_SESSIONS_PER_WEEK, "2027-10-10")->per_week = 4;
    plan = make_plan(&f);
    days = ow_plan_days(plan, &count);
    for (int i = 0; i < 7; i++) {
        outings += has_run(&days[i]) || has_type(&days[i], OW_SESSION_WALK);
    }
    assert_int_equal(outings, 4);
    ow_plan_free(plan);
}

static void test_race_day(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_day *day = NULL;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 40, 8);
    add_race(&f, "spring", "2026-12-20", 10000, OW_PRIORITY_A)->goal_s = 2600;
    plan = make_plan(&f);
    day = day_after(plan, date_of("2026-12-20"), 0);
    assert_int_equal(day->session_count, 1);
    assert_int_equal(day->sessions[0].type, OW_SESSION_RACE);
    assert_float_equal(day->sessions[0].distance_m, 10000, 0.1);
    assert_float_equal(day->sessions[0].duration_s, 2600, 0.1);
    assert_float_equal(day->sessions[0].hard_s, 0, 0);
    ow_plan_free(plan);
}

static void test_wishes_that_gave_way_are_told(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 40, 8);
    crowded_wishes(&f);
    plan = make_plan(&f);
    assert_true(has_finding(plan, OW_RULE_STRENGTH, OW_SHOULD));
    ow_plan_free(plan);
}

static void test_volume_goal_bounds_the_week(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_week *weeks = NULL;
    size_t count = 0;
    double most_m = 0;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 30, 8);
    f.scenario.weeks = 30;
    add_goal(&f, "v", OW_GOAL_VOLUME, "2027-10-01")->weekly_m = 38000;
    plan = make_plan(&f);
    weeks = ow_plan_weeks(plan, &count);
    for (size_t i = 0; i < count; i++) {
        most_m = fmax(most_m, weeks[i].run_m);
    }
    assert_true(most_m > 37000 && most_m <= 38000);
    ow_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_off_after_a_race),
        cmocka_unit_test(test_walking_is_offered),
        cmocka_unit_test(test_down_week_after_15_18_23_miles),
        cmocka_unit_test(test_down_week_after_a_longer_past),
        cmocka_unit_test(test_gap_costs_some_of_the_level),
        cmocka_unit_test(test_down_week_rhythm_is_the_runners),
        cmocka_unit_test(test_dip_and_the_day_it_is_regained),
        cmocka_unit_test(test_one_progression_a_week),
        cmocka_unit_test(test_edges_break_no_rule),
        cmocka_unit_test(test_same_scenario_same_bytes),
        cmocka_unit_test(test_beginner_runs_and_walks),
        cmocka_unit_test(test_walks_fill_a_wished_week),
        cmocka_unit_test(test_race_day),
        cmocka_unit_test(test_wishes_that_gave_way_are_told),
        cmocka_unit_test(test_volume_goal_bounds_the_week),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
