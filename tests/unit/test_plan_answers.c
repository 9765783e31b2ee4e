/* What a plan answers to goals, to bad input and to races in the way. */
#include "cmocka_all.h"
#include "fault.h"
#include "plan_fixture.h"

#include <string.h>

static void beginner(struct plan_fixture *f)
{
    memcpy(f->scenario.athlete.day_minutes, (int[7]){0, 40, 0, 40, 0, 60, 0},
           7 * sizeof(int));
    f->scenario.athlete.level = OW_LEVEL_BEGINNER;
    f->scenario.history.week_count = 0;
}

/* ---------------------------------------------------------------- goals */

static enum ow_verdict verdict_of(const struct plan_fixture *f)
{
    struct ow_plan *plan = make_plan(f);
    size_t count = 0;
    const struct ow_goal_answer *answers = ow_plan_goals(plan, &count);
    enum ow_verdict verdict = answers[0].verdict;

    assert_int_equal(count, 1);
    assert_non_null(answers[0].needed);
    assert_true(ow_is_missing(answers[0].probability) ==
                (verdict == OW_VERDICT_NOT_ENOUGH_DATA));
    ow_plan_free(plan);
    return verdict;
}

static void test_time_goals_get_an_honest_answer(void **state)
{
    static const struct {
        double time_s;
        const char *deadline;
        enum ow_verdict verdict;
    } cases[] = {
        {14340, "2027-10-10", OW_VERDICT_LIKELY},        /* 3:59 in a year */
        {13700, "2027-10-10", OW_VERDICT_AMBITIOUS},     /* 5 % in a year */
        {10800, "2029-10-10", OW_VERDICT_VERY_UNLIKELY}, /* 3:00 in three */
        {13440, "2029-10-10", OW_VERDICT_LIKELY},        /* 3:44 in three */
        {13440, "2026-10-10", OW_VERDICT_VERY_UNLIKELY}, /* in the past */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plan_fixture f;
        struct ow_goal *goal = NULL;

        plan_setup(&f);
        add_even_history(&f, 45, 12);
        add_race(&f, "r", "2026-11-01", OW_MARATHON_M, OW_PRIORITY_A)->time_s =
            14400;
        goal = add_goal(&f, "g", OW_GOAL_RACE_TIME, cases[i].deadline);
        goal->distance_m = OW_MARATHON_M;
        goal->time_s = cases[i].time_s;
        assert_int_equal(verdict_of(&f), cases[i].verdict);
    }
}

/* A woman of 52 with 4:00 and two years: 56 on the day of Boston 2030, 4:00
 * less the cut-off of 6:51. */
static void test_boston_standard_goes_by_age(void **state)
{
    struct plan_fixture f;
    struct ow_goal *goal = NULL;
    struct ow_plan *plan = NULL;
    const struct ow_goal_answer *answers = NULL;
    size_t count = 0;

    (void)state;
    plan_setup(&f);
    f.scenario.athlete.birth_date = date_of("1974-03-02");
    add_even_history(&f, 45, 12);
    add_race(&f, "r", "2026-11-01", OW_MARATHON_M, OW_PRIORITY_A)->time_s =
        14400;
    goal = add_goal(&f, "g", OW_GOAL_STANDARD, "2028-10-10");
    goal->standard = "boston";
    plan = make_plan(&f);
    answers = ow_plan_goals(plan, &count);
    assert_int_equal(answers[0].verdict, OW_VERDICT_LIKELY);
    assert_float_equal(
        answers[0].milestones[answers[0].milestone_count - 1].value, 13989, 0);
    ow_plan_free(plan);
    f.scenario.athlete.birth_date = ow_date_none();
    assert_int_equal(verdict_of(&f), OW_VERDICT_NOT_ENOUGH_DATA);
}

static void test_other_goals(void **state)
{
    struct plan_fixture f;

    (void)state;
    plan_setup(&f);
    beginner(&f);
    add_goal(&f, "g", OW_GOAL_SESSIONS_PER_WEEK, "2027-10-10")->per_week = 2;
    assert_int_equal(verdict_of(&f), OW_VERDICT_LIKELY);
    f.goals[0].per_week = 6;
    assert_int_equal(verdict_of(&f), OW_VERDICT_VERY_UNLIKELY);
    f.goals[0].kind = OW_GOAL_FINISH;
    f.goals[0].distance_m = 5000;
    assert_int_equal(verdict_of(&f), OW_VERDICT_LIKELY);
    f.goals[0].distance_m = OW_MARATHON_M;
    f.goals[0].deadline = date_of("2026-12-20");
    assert_int_equal(verdict_of(&f), OW_VERDICT_VERY_UNLIKELY);
    f.goals[0].kind = OW_GOAL_RACE_TIME;
    assert_int_equal(verdict_of(&f), OW_VERDICT_NOT_ENOUGH_DATA);
    f.goals[0].kind = OW_GOAL_FOCUS;
    assert_int_equal(verdict_of(&f), OW_VERDICT_NOT_ENOUGH_DATA);
    f.goals[0].kind = OW_GOAL_BALANCE;
    f.goals[0].per_week = 1;
    assert_int_equal(verdict_of(&f), OW_VERDICT_LIKELY);
}

/* ------------------------------------------------------------ bad input */

static enum ow_status status_of(const struct plan_fixture *f)
{
    struct ow_plan *plan = NULL;
    struct ow_error err = {.message = ""};
    enum ow_status status = ow_plan_make(&f->scenario, f->today, &plan, &err);

    assert_true(status == OW_OK || err.message[0] != '\0');
    assert_true((plan != NULL) == (status == OW_OK || status == OW_E_CONFLICT));
    ow_plan_free(plan);
    return status;
}

static void test_faults_of_a_scenario(void **state)
{
    struct plan_fixture f;

    (void)state;
    plan_setup(&f);
    memset(f.scenario.athlete.day_minutes, 0,
           sizeof f.scenario.athlete.day_minutes);
    assert_int_equal(status_of(&f), OW_E_ARGUMENT);
    f.scenario.athlete.day_minutes[0] = 1441;
    assert_int_equal(status_of(&f), OW_E_RANGE);
    plan_setup(&f);
    f.scenario.athlete.birth_date = date_of("2021-01-01");
    assert_int_equal(status_of(&f), OW_E_RANGE);
    plan_setup(&f);
    f.scenario.athlete.strength_per_week = 8;
    assert_int_equal(status_of(&f), OW_E_RANGE);
    plan_setup(&f);
    f.scenario.weeks = 0;
    assert_int_equal(status_of(&f), OW_E_RANGE);
    f.scenario.weeks = 161;
    assert_int_equal(status_of(&f), OW_E_RANGE);
    plan_setup(&f);
    add_even_history(&f, 40, 3);
    f.weeks[1].run_m = -1;
    assert_int_equal(status_of(&f), OW_E_RANGE);
    plan_setup(&f);
    f.scenario.history.longest_run_30d_m = 2e6;
    assert_int_equal(status_of(&f), OW_E_RANGE);
    plan_setup(&f);
    add_race(&f, "short", "2026-12-06", 400, OW_PRIORITY_A);
    assert_int_equal(status_of(&f), OW_E_RANGE);
    f.races[0].distance_m = 5000;
    add_race(&f, "same", "2026-12-06", 5000, OW_PRIORITY_A);
    assert_int_equal(status_of(&f), OW_E_ARGUMENT);
    f.races[1].date = date_of("2026-12-05");
    assert_int_equal(status_of(&f), OW_E_ARGUMENT);
}

static void test_two_marathons_in_eight_days(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 60, 12);
    add_race(&f, "a", "2026-12-06", OW_MARATHON_M, OW_PRIORITY_A);
    add_race(&f, "b", "2026-12-14", OW_MARATHON_M, OW_PRIORITY_A);
    assert_int_equal(ow_plan_make(&f.scenario, f.today, &plan, NULL),
                     OW_E_CONFLICT);
    assert_non_null(plan);
    assert_true(has_finding(plan, OW_RULE_RACE_SPACING, OW_MUST));
    assert_true(
        has_type(day_after(plan, date_of("2026-12-14"), 0), OW_SESSION_RACE));
    ow_plan_free(plan);
}

static void test_races_that_stand_in_the_way(void **state)
{
    static const struct {
        const char *second;
        double distance_m;
        enum ow_rule rule;
        enum ow_severity severity;
    } cases[] = {
        {"2026-12-07", 5000, OW_RULE_HARD_SPACING, OW_MUST},
        {"2026-12-09", 5000, OW_RULE_RECOVERY_OFF, OW_MUST},
        {"2026-12-16", 5000, OW_RULE_RECOVERY_EASY, OW_SHOULD},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plan_fixture f;
        struct ow_plan *plan = NULL;
        enum ow_status status = OW_OK;

        plan_setup(&f);
        add_even_history(&f, 60, 12);
        add_race(&f, "a", "2026-12-06", OW_HALF_MARATHON_M, OW_PRIORITY_A);
        add_race(&f, "b", cases[i].second, cases[i].distance_m, OW_PRIORITY_C);
        status = ow_plan_make(&f.scenario, f.today, &plan, NULL);
        assert_int_equal(status,
                         cases[i].severity == OW_MUST ? OW_E_CONFLICT : OW_OK);
        assert_true(has_finding(plan, cases[i].rule, cases[i].severity));
        ow_plan_free(plan);
    }
}

static void test_race_on_a_blocked_day(void **state)
{
    struct plan_fixture f;

    (void)state;
    plan_setup(&f);
    add_race(&f, "a", "2026-12-25", 5000, OW_PRIORITY_B);
    f.blocked[0] = (struct ow_blocked){date_of("2026-12-21"),
                                       date_of("2027-01-03"), "travel"};
    f.scenario.blocked_count = 1;
    assert_int_equal(status_of(&f), OW_E_CONFLICT);
}

static void test_recovery_is_the_plans_own(void **state)
{
    struct plan_fixture f;
    struct ow_recovery recovery = {.off_days = -1};

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 60, 12);
    add_race(&f, "a", "2026-11-01", OW_MARATHON_M, OW_PRIORITY_A);
    assert_int_equal(
        ow_plan_recovery(&f.scenario, f.today, "b", &recovery, NULL),
        OW_E_NOT_FOUND);
    assert_int_equal(recovery.off_days, -1);
    assert_int_equal(
        ow_plan_recovery(&f.scenario, f.today, "a", &recovery, NULL), OW_OK);
    assert_in_range(recovery.off_days, 7, 14);
}

static void test_recovery_goes_by_the_weeks_before_the_race(void **state)
{
    static const double weeks_km[] = {60, 60, 60, 60, 60, 102, 5, 5};
    struct plan_fixture f;
    struct ow_recovery recovery;

    (void)state;
    plan_setup(&f);
    add_history(&f, weeks_km, COUNT(weeks_km));
    add_race(&f, "a", "2026-10-18", OW_MARATHON_M, OW_PRIORITY_A);
    assert_int_equal(
        ow_plan_recovery(&f.scenario, f.today, "a", &recovery, NULL), OW_OK);
    assert_true(fabs(recovery.weekly_m - 60000) < 0.5);
}

static bool has_id(const struct ow_plan *plan, const char *id)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < days[i].session_count; j++) {
            if (strcmp(days[i].sessions[j].id, id) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void test_ids_in_use_are_passed_over(void **state)
{
    static const char *const used[] = {"2026-11-02-easy-1",
                                       "2026-11-02-easy-3"};
    struct plan_fixture f;
    struct ow_plan *plan = NULL;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 40, 8);
    plan = make_plan(&f);
    assert_true(has_id(plan, used[0]));
    assert_true(has_id(plan, "2026-11-09-easy-1"));
    ow_plan_free(plan);
    f.scenario.used_ids = used;
    f.scenario.used_id_count = COUNT(used);
    plan = make_plan(&f);
    assert_false(has_id(plan, used[0]));
    assert_false(has_id(plan, used[1]));
    assert_true(has_id(plan, "2026-11-02-easy-2"));
    assert_true(has_id(plan, "2026-11-02-easy-4"));
    assert_true(has_id(plan, "2026-11-09-easy-1"));
    ow_plan_free(plan);
}

static bool make_once(void *context)
{
    const struct plan_fixture *f = context;
    struct ow_plan *plan = NULL;
    enum ow_status status = ow_plan_make(&f->scenario, f->today, &plan, NULL);

    assert_true(status == OW_OK || (status == OW_E_NOMEM && plan == NULL));
    ow_plan_free(plan);
    return status == OW_OK;
}

static void test_no_leak_without_memory(void **state)
{
    struct plan_fixture f;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 40, 8);
    f.scenario.athlete.strength_per_week = 5;
    f.scenario.athlete.cross_training = OW_CROSS_BIKE;
    add_best(&f, "2026-05-10", 10000, 2700);
    add_race(&f, "r", "2026-11-01", 10000, OW_PRIORITY_A);
    add_goal(&f, "g", OW_GOAL_SESSIONS_PER_WEEK, "2027-10-10")->per_week = 3;
    f.scenario.weeks = 4;
    assert_true(fault_sweep(make_once, &f) > 20);
}

/* --------------------------------------------------------------- ultras */

/* Races from 50 km to 100 miles in a plan of a year: a taper, a recovery no
 * shorter than a marathon's, long runs that end, and one word about it. */
static void test_ultras(void **state)
{
    static const double km[] = {50, 80.5, 100, 161};

    (void)state;
    for (size_t i = 0; i < sizeof km / sizeof km[0]; i++) {
        struct plan_fixture f;
        struct ow_recovery recovery;
        struct ow_plan *plan = NULL;
        const struct ow_finding *list = NULL;
        const struct ow_plan_week *weeks = NULL;
        size_t count = 0;
        int words = 0;

        plan_setup(&f);
        add_even_history(&f, 60, 20);
        f.scenario.weeks = 52;
        add_race(&f, "u", "2027-09-05", 1000 * km[i], OW_PRIORITY_A);
        plan = make_plan(&f);
        list = ow_plan_findings(plan, &count);
        for (size_t j = 0; j < count; j++) {
            words += strstr(list[j].message, "near the marathon") != NULL;
        }
        assert_int_equal(words, 1);
        weeks = ow_plan_weeks(plan, &count);
        assert_int_equal(count, 52);
        for (size_t j = 0; j < count; j++) {
            assert_true(weeks[j].longest_m <= 36000);
        }
        assert_int_equal(
            ow_plan_recovery(&f.scenario, f.today, "u", &recovery, NULL),
            OW_OK);
        assert_true(recovery.off_days > 10 && recovery.easy_until_day > 21);
        ow_plan_free(plan);
    }
}

/* A milestone of a time is not told of days on which legs recover. */
static void test_milestones_wait_for_recovery(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_goal_answer *answers = NULL;
    size_t count = 0;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 45, 12);
    add_race(&f, "r", "2026-10-25", OW_MARATHON_M, OW_PRIORITY_A)->time_s =
        14400;
    add_time(&f, "g", "2027-10-10", OW_MARATHON_M, 14000);
    plan = make_plan(&f);
    answers = ow_plan_goals(plan, &count);
    assert_true(answers[0].milestone_count > 1);
    assert_true(answers[0].milestones[0].date.days >
                date_of("2026-12-06").days);
    ow_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_time_goals_get_an_honest_answer),
        cmocka_unit_test(test_boston_standard_goes_by_age),
        cmocka_unit_test(test_other_goals),
        cmocka_unit_test(test_faults_of_a_scenario),
        cmocka_unit_test(test_two_marathons_in_eight_days),
        cmocka_unit_test(test_races_that_stand_in_the_way),
        cmocka_unit_test(test_race_on_a_blocked_day),
        cmocka_unit_test(test_recovery_is_the_plans_own),
        cmocka_unit_test(test_ids_in_use_are_passed_over),
        cmocka_unit_test(test_recovery_goes_by_the_weeks_before_the_race),
        cmocka_unit_test(test_ultras),
        cmocka_unit_test(test_milestones_wait_for_recovery),
        cmocka_unit_test(test_no_leak_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
