/* What would be otherwise: the sentences, and the plan beside the plan. */
#include "app/plans.h"
#include "app/what_if.h"
#include "cmocka_all.h"
#include "fault.h"
#include "onward/json.h"
#include "plan_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NOW_MS INT64_C(1795368600000)

/* Two races ahead, two goals of which one serves the other. */
static void setup(struct plan_fixture *f)
{
    plan_setup(f);
    add_even_history(f, 40, 12);
    add_best(f, "2026-05-10", 10000, 2700);
    add_race(f, "r1", "2026-12-13", 10000, OW_PRIORITY_B);
    add_race(f, "r2", "2027-01-17", 21097.5, OW_PRIORITY_A);
    add_goal(f, "g1", OW_GOAL_RACE_TIME, "2027-06-01")->distance_m = 10000;
    f->goals[0].time_s = 2600;
    add_goal(f, "g2", OW_GOAL_SESSIONS_PER_WEEK, "2027-05-01")->per_week = 3;
    f->goals[1].parent = "g1";
}

static struct ow_scenario *change(const struct plan_fixture *f,
                                  const char *text)
{
    struct ow_scenario *other = NULL;
    struct ow_error err = {.message = ""};

    if (app_what_if_change(&f->scenario, f->today, text, &other, &err) !=
        OW_OK) {
        fail_msg("%s: %s", text, err.message);
    }
    return other;
}

static void test_races(void **state)
{
    struct plan_fixture f;
    struct ow_scenario *other = NULL;

    (void)state;
    setup(&f);
    other = change(&f, "race r1 dropped");
    assert_int_equal(other->race_count, 1);
    assert_string_equal(other->races[0].id, "r2");
    ow_scenario_free(other);
    other = change(&f, " Race  r1 moved +12w ");
    assert_int_equal(other->race_count, 2);
    assert_string_equal(other->races[1].id, "r1");
    assert_int_equal(other->races[1].date.days, date_of("2027-01-25").days);
    ow_scenario_free(other);
    other = change(&f, "race added 2026-11-29 5km C");
    assert_int_equal(other->race_count, 3);
    assert_string_equal(other->races[0].id, "what-if-2026-11-29");
    assert_int_equal(other->races[0].priority, OW_PRIORITY_C);
    assert_float_equal(other->races[0].distance_m, 5000, 0);
    ow_scenario_free(other);
    other = change(&f, "race added sun half");
    assert_int_equal(other->races[0].date.days, date_of("2026-11-08").days);
    assert_int_equal(other->races[0].priority, OW_PRIORITY_B);
    ow_scenario_free(other);
}

static void test_days(void **state)
{
    struct plan_fixture f;
    struct ow_scenario *other = NULL;

    (void)state;
    setup(&f);
    other = change(&f, "TUE blocked");
    assert_int_equal(other->athlete.day_minutes[OW_TUESDAY], 0);
    assert_int_equal(other->athlete.day_minutes[OW_MONDAY], 60);
    ow_scenario_free(other);
    other = change(&f, "2026-11-10..2026-11-14 blocked a trip to see friends");
    assert_int_equal(other->blocked_count, 1);
    assert_int_equal(other->blocked[0].from.days, date_of("2026-11-10").days);
    assert_int_equal(other->blocked[0].to.days, date_of("2026-11-14").days);
    assert_string_equal(other->blocked[0].reason, "a trip to see friends");
    ow_scenario_free(other);
    other = change(&f, "tomorrow blocked");
    assert_int_equal(other->blocked[0].from.days, date_of("2026-11-03").days);
    assert_int_equal(other->blocked[0].to.days, date_of("2026-11-03").days);
    ow_scenario_free(other);
    other = change(&f, "sick 3 days");
    assert_int_equal(other->check_in_count, 3);
    assert_true(other->check_ins[2].ill);
    assert_int_equal(other->check_ins[2].date.days, date_of("2026-11-04").days);
    ow_scenario_free(other);
    other = change(&f, "sick 1 day");
    assert_int_equal(other->check_in_count, 1);
    ow_scenario_free(other);
}

static void test_rules_and_goals(void **state)
{
    struct plan_fixture f;
    struct ow_scenario *other = NULL;

    (void)state;
    setup(&f);
    other = change(&f, "down-week.cut=0.3");
    assert_float_equal(
        ow_rule_value(&other->rules, OW_RULE_DOWN_WEEK_CUT, "cut"), 0.3, 0);
    ow_scenario_free(other);
    other = change(&f, "goal g1 dropped");
    assert_int_equal(other->goal_count, 1);
    assert_string_equal(other->goals[0].id, "g2");
    assert_null(other->goals[0].parent);
    ow_scenario_free(other);
}

/* What cannot be said is told with what can. */
static void test_refusals(void **state)
{
    static const struct {
        const char *text;
        enum ow_status status;
        const char *words;
    } cases[] = {
        {"", OW_E_ARGUMENT, "WEEKDAY blocked"},
        {"more beer", OW_E_ARGUMENT, "RULE=VALUE"},
        {"race r1", OW_E_ARGUMENT, "race ID moved DATE"},
        {"race r1 moved", OW_E_ARGUMENT, "race ID moved DATE"},
        {"sick a while", OW_E_ARGUMENT, "sick N days"},
        {"a b c d e f g h i", OW_E_ARGUMENT, "race ID dropped"},
        {"sick 0 days", OW_E_RANGE, "1 to 90"},
        {"sick many days", OW_E_RANGE, "'many'"},
        {"race r9 dropped", OW_E_NOT_FOUND, "there are r1, r2"},
        {"race r9 moved sun", OW_E_NOT_FOUND, "r9"},
        {"goal g9 dropped", OW_E_NOT_FOUND, "there are g1, g2"},
        {"race r1 moved 2026-10-01", OW_E_RANGE, "2026-11-02"},
        {"race r1 moved soon", OW_E_SYNTAX, "soon"},
        {"race added 2026-13-01 10km", OW_E_RANGE, "month 13"},
        {"race added sun 10furlongs", OW_E_SYNTAX, "10furlongs"},
        {"race added sun 10km D", OW_E_NOT_FOUND, "D"},
        {"yesterday blocked", OW_E_RANGE, "past"},
        {"2026-11-10..2026-11-03 blocked", OW_E_RANGE, "blocked"},
        {"down-week.cut=0.9", OW_E_RANGE, "0.2 to 0.3"},
        {"down-week.cut=much", OW_E_SYNTAX, "much"},
        {"no.such=1", OW_E_NOT_FOUND, "no.such"},
        {"=", OW_E_SYNTAX, "no number"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plan_fixture f;
        struct ow_scenario *other = NULL;
        struct ow_error err = {.message = ""};
        enum ow_status status = OW_OK;

        setup(&f);
        status = app_what_if_change(&f.scenario, f.today, cases[i].text, &other,
                                    &err);
        if (status != cases[i].status ||
            strstr(err.message, cases[i].words) == NULL || other != NULL) {
            fail_msg("'%s': %d, %s", cases[i].text, (int)status, err.message);
        }
    }
}

/* A word too long for any id is refused and named in part. */
static void test_a_long_word(void **state)
{
    struct plan_fixture f;
    struct ow_scenario *other = NULL;
    struct ow_error err = {.message = ""};
    char text[200];

    (void)state;
    setup(&f);
    (void)snprintf(text, sizeof text, "race %0120d dropped", 1);
    assert_int_equal(
        app_what_if_change(&f.scenario, f.today, text, &other, &err),
        OW_E_ARGUMENT);
    assert_null(other);
}

static void test_the_plan_beside_the_plan(void **state)
{
    static const char *const texts[] = {"race r1 dropped", "thu blocked"};
    struct plan_fixture f;
    struct app_what_if answer;
    const struct ow_change *changes = NULL;
    size_t count = 0;
    size_t races = 0;

    (void)state;
    setup(&f);
    assert_int_equal(
        app_what_if(NULL, &f.scenario, f.today, texts, 2, &answer, NULL),
        OW_OK);
    assert_false(answer.is_kept);
    changes = ow_plan_difference_changes(answer.difference, &count);
    for (size_t i = 0; i < count; i++) {
        races += changes[i].kind == OW_CHANGE_DROPPED &&
                 changes[i].before->type == OW_SESSION_RACE;
        assert_true(changes[i].after == NULL ||
                    ow_date_weekday(changes[i].to) != OW_THURSDAY);
    }
    assert_int_equal(races, 1);
    app_what_if_dispose(&answer);
}

/* A goal that is given up has no verdict any more. */
static void test_a_goal_given_up(void **state)
{
    static const char *const texts[] = {"goal g1 dropped"};
    struct plan_fixture f;
    struct app_what_if answer;
    const struct ow_goal_change *goals = NULL;
    size_t count = 0;

    (void)state;
    setup(&f);
    assert_int_equal(
        app_what_if(NULL, &f.scenario, f.today, texts, 1, &answer, NULL),
        OW_OK);
    goals = ow_plan_difference_goals(answer.difference, &count);
    assert_int_equal(count, 1);
    assert_string_equal(goals[0].before->id, "g1");
    assert_null(goals[0].after);
    app_what_if_dispose(&answer);
}

static void test_what_cannot_all_be_had(void **state)
{
    static const char *const clash[] = {"race added 2027-01-10 marathon A"};
    static const char *const no_days[] = {"mon blocked", "tue blocked",
                                          "thu blocked", "sat blocked",
                                          "sun blocked"};
    struct plan_fixture f;
    struct app_what_if answer;
    struct ow_error err;

    (void)state;
    setup(&f);
    assert_int_equal(
        app_what_if(NULL, &f.scenario, f.today, clash, 1, &answer, &err),
        OW_E_CONFLICT);
    assert_true(ow_findings_has_must(answer.findings));
    app_what_if_dispose(&answer);
    assert_int_equal(
        app_what_if(NULL, &f.scenario, f.today, no_days, 5, &answer, &err),
        OW_E_ARGUMENT);
    assert_non_null(strstr(err.message, "no day of the week"));
}

/* With a store it stands beside the plan that was kept, until that one ends. */
static void test_beside_the_kept_plan(void **state)
{
    static const char *const texts[] = {"down-week.cut=0.3"};
    char folder[] = "/tmp/onward-what-if-XXXXXX";
    char path[64];
    struct store_options options = {.access = STORE_WRITE};
    struct store *store = NULL;
    struct plan_fixture f;
    struct app_what_if answer;
    struct ow_plan *plan = NULL;

    (void)state;
    setup(&f);
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/s.db", folder);
    assert_int_equal(store_open(path, &options, &store, NULL), OW_OK);
    f.scenario.weeks = 8;
    plan = make_plan(&f);
    assert_int_equal(app_plan_keep(store, NOW_MS, plan, NULL), OW_OK);
    ow_plan_free(plan);
    f.scenario.weeks = 12;
    assert_int_equal(
        app_what_if(store, &f.scenario, f.today, texts, 1, &answer, NULL),
        OW_OK);
    assert_true(answer.is_kept);
    assert_int_equal(ow_plan_difference_to(answer.difference).days,
                     f.today.days + 8 * 7 - 1);
    app_what_if_dispose(&answer);
    f.today = ow_date_add_days(f.today, 8 * 7);
    assert_int_equal(
        app_what_if(store, &f.scenario, f.today, texts, 1, &answer, NULL),
        OW_OK);
    assert_false(answer.is_kept);
    app_what_if_dispose(&answer);
    store_close(store);
    (void)unlink(path);
    (void)rmdir(folder);
}

/* jansson says of a list it could not make that it is absent, so that only
 * outcome and outputs are looked at. */
static void test_without_memory(void **state)
{
    static const char *const texts[] = {"race r1 moved +14d", "sick 2 days"};
    struct plan_fixture f;
    bool is_met = true;

    (void)state;
    setup(&f);
    f.scenario.weeks = 2;
    for (long n = 1; is_met; n += n < 200 ? 1 : 37) {
        struct app_what_if answer = {0};
        struct ow_error err;
        enum ow_status status = OW_OK;

        fault_arm(n);
        status =
            app_what_if(NULL, &f.scenario, f.today, texts, 2, &answer, &err);
        is_met = fault_disarm();
        assert_true((answer.after != NULL) == (status == OW_OK));
        assert_true(is_met || status == OW_OK);
        app_what_if_dispose(&answer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_races),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_rules_and_goals),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_a_long_word),
        cmocka_unit_test(test_the_plan_beside_the_plan),
        cmocka_unit_test(test_a_goal_given_up),
        cmocka_unit_test(test_what_cannot_all_be_had),
        cmocka_unit_test(test_beside_the_kept_plan),
        cmocka_unit_test(test_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
