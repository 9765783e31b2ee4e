/* Goals in each other's way, or in that of the runner's days. */
#include "plan_fixture.h"

#include "cmocka_all.h"

#include <string.h>

static bool conflicts(const struct ow_goals *goals, const char *id,
                      const char *with)
{
    const struct ow_goal_answer *one = answer(goals, id);

    for (size_t i = 0; i < one->conflict_count; i++) {
        const struct ow_goal_conflict *conflict = &one->conflicts[i];

        assert_non_null(conflict->message);
        assert_non_null(conflict->give_up);
        if (with == NULL
                ? conflict->with == NULL
                : conflict->with != NULL && strcmp(conflict->with, with) == 0) {
            return true;
        }
    }
    return false;
}

static void races_too_near(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;

    (void)state;
    plan_setup(&f);
    add_race(&f, "spring", "2027-04-18", OW_MARATHON_M, OW_PRIORITY_A);
    add_race(&f, "half", "2027-05-02", OW_HALF_MARATHON_M, OW_PRIORITY_A);
    add_time(&f, "m", "2027-04-18", OW_MARATHON_M, 14000);
    add_time(&f, "h", "2027-06-01", OW_HALF_MARATHON_M, 6500);
    goals = judge(&f);
    assert_true(conflicts(goals, "m", "h"));
    assert_false(conflicts(goals, "h", "m"));
    ow_goals_free(goals);
    f.races[1].date = date_of("2027-05-30");
    goals = judge(&f);
    assert_false(conflicts(goals, "m", "h"));
    ow_goals_free(goals);
}

static void goals_against_each_other(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;

    (void)state;
    plan_setup(&f);
    add_time(&f, "soon", "2027-10-10", OW_MARATHON_M, 13000);
    add_boston(&f, "bq", "2029-10-10"); /* 3:35 less 6:51 at 41 */
    goals = judge(&f);
    assert_false(conflicts(goals, "soon", "bq"));
    ow_goals_free(goals);
    f.goals[0].time_s = 12000;
    goals = judge(&f);
    assert_true(conflicts(goals, "soon", "bq"));
    ow_goals_free(goals);

    /* A goal due after the one it serves. */
    f.goals[0].time_s = 13000;
    f.goals[0].deadline = date_of("2030-01-01");
    f.goals[0].parent = "bq";
    goals = judge(&f);
    assert_true(conflicts(goals, "soon", "bq"));
    ow_goals_free(goals);
}

static void sessions_and_distance(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;

    (void)state;
    plan_setup(&f);
    add_goal(&f, "s", OW_GOAL_SESSIONS_PER_WEEK, "2027-10-10")->per_week = 3;
    add_goal(&f, "t", OW_GOAL_SESSIONS_PER_WEEK, "2027-10-10")->per_week = 5;
    add_goal(&f, "v", OW_GOAL_VOLUME, "2027-10-10")->weekly_m = 60000;
    goals = judge(&f);
    assert_true(conflicts(goals, "s", "t"));
    assert_false(conflicts(goals, "t", "s")); /* told once */
    assert_true(conflicts(goals, "v", "s"));
    assert_false(conflicts(goals, "v", "t"));
    ow_goals_free(goals);
    f.goals[0].deadline = date_of("2027-05-10"); /* three first, then five */
    goals = judge(&f);
    assert_false(conflicts(goals, "s", "t"));
    ow_goals_free(goals);
    f.goals[2].weekly_m = 110000; /* for which there is no time either */
    goals = judge(&f);
    assert_int_equal(answer(goals, "v")->conflict_count, 3);
    assert_true(conflicts(goals, "v", NULL) && conflicts(goals, "v", "s") &&
                conflicts(goals, "v", "t"));
    ow_goals_free(goals);
    f.goals[2] = f.goals[1];
    f.goals[2].id = "f";
    f.goals[2].kind = OW_GOAL_FINISH;
    f.goals[2].distance_m = 100000;
    goals = judge(&f);
    assert_true(conflicts(goals, "f", NULL)); /* 50 km, the day has 3 hours */
    ow_goals_free(goals);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(races_too_near),
        cmocka_unit_test(goals_against_each_other),
        cmocka_unit_test(sessions_and_distance),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
