/* What becomes of the sessions, findings and goals of a plan in another. */
#include "cmocka_all.h"
#include "engine/plan/plan.h"
#include "fault.h"
#include "onward/change.h"
#include "plan_fixture.h"

#include <string.h>

#define MOST_DAYS 14

/* A plan made by hand: a session or two a day, from a Monday on. */
struct hand {
    struct ow_plan plan;
    struct ow_plan_day days[MOST_DAYS];
    struct ow_session sessions[MOST_DAYS][2];
    struct ow_finding findings[2];
    struct ow_goal_answer goals[2];
};

static void put(struct hand *hand, int day, enum ow_session_type type,
                double km)
{
    struct ow_plan_day *at = &hand->days[day];
    size_t slot = at->sessions[0].type == OW_SESSION_REST ? 0 : 1;

    hand->sessions[day][slot] =
        (struct ow_session){.id = "x",
                            .type = type,
                            .distance_m = km > 0 ? km * 1000 : OW_MISSING,
                            .duration_s = km > 0 ? km * 360 : 1800};
    at->session_count = slot + 1;
}

static void open_hand(struct hand *hand, const char *first, int days)
{
    memset(hand, 0, sizeof *hand);
    hand->plan.today = date_of(first);
    hand->plan.days = hand->days;
    hand->plan.day_count = (size_t)days;
    hand->plan.findings = hand->findings;
    hand->plan.goals = hand->goals;
    for (int i = 0; i < days; i++) {
        hand->days[i].date = ow_date_add_days(hand->plan.today, i);
        hand->days[i].sessions = hand->sessions[i];
        hand->days[i].session_count = 1;
    }
}

static struct ow_plan_difference *compare(const struct hand *before,
                                          const struct hand *after)
{
    struct ow_plan_difference *difference = NULL;

    assert_int_equal(
        ow_plan_difference(&before->plan, &after->plan, &difference, NULL),
        OW_OK);
    return difference;
}

/* What becomes of one session: where it lies in the one and in the other. */
static const struct {
    const char *name;
    int before; /* day of two weeks, -1: not there */
    enum ow_session_type old;
    double old_km;
    int after;
    enum ow_session_type new;
    double new_km;
    enum ow_change_kind kind;
    size_t count;
} cases[] = {
    {"as it was", 1, OW_SESSION_TEMPO, 9, 1, OW_SESSION_TEMPO, 9,
     OW_CHANGE_KEPT, 1},
    {"4 % more", 1, OW_SESSION_LONG, 20, 1, OW_SESSION_LONG, 20.8,
     OW_CHANGE_KEPT, 1},
    {"10 % less", 1, OW_SESSION_LONG, 20, 1, OW_SESSION_LONG, 18,
     OW_CHANGE_CHANGED, 1},
    {"easy, named recovery", 1, OW_SESSION_EASY, 8, 1, OW_SESSION_RECOVERY, 8,
     OW_CHANGE_KEPT, 1},
    {"another kind", 1, OW_SESSION_TEMPO, 9, 1, OW_SESSION_EASY, 9,
     OW_CHANGE_CHANGED, 1},
    {"another day", 1, OW_SESSION_TEMPO, 9, 3, OW_SESSION_TEMPO, 9,
     OW_CHANGE_MOVED, 1},
    {"strength too", 0, OW_SESSION_STRENGTH, 0, 6, OW_SESSION_STRENGTH, 0,
     OW_CHANGE_MOVED, 1},
    {"Sunday to Monday is another week", 6, OW_SESSION_LONG, 20, 7,
     OW_SESSION_LONG, 20, OW_CHANGE_DROPPED, 2},
    {"but a race is the same race", 6, OW_SESSION_RACE, 10, 13, OW_SESSION_RACE,
     10, OW_CHANGE_MOVED, 1},
    {"no easy run stands for a race", 6, OW_SESSION_RACE, 10, 6,
     OW_SESSION_EASY, 10, OW_CHANGE_DROPPED, 2},
    {"a run is no strength", 2, OW_SESSION_EASY, 8, 2, OW_SESSION_STRENGTH, 0,
     OW_CHANGE_DROPPED, 2},
    {"gone", 4, OW_SESSION_HILLS, 8, -1, OW_SESSION_REST, 0, OW_CHANGE_DROPPED,
     1},
    {"come", -1, OW_SESSION_REST, 0, 4, OW_SESSION_HILLS, 8, OW_CHANGE_ADDED,
     1},
};

static void test_each_kind_of_change(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct hand before;
        struct hand after;
        struct ow_plan_difference *difference = NULL;
        const struct ow_change *changes = NULL;
        size_t count = 0;

        open_hand(&before, "2026-11-02", MOST_DAYS);
        open_hand(&after, "2026-11-02", MOST_DAYS);
        if (cases[i].before >= 0) {
            put(&before, cases[i].before, cases[i].old, cases[i].old_km);
        }
        if (cases[i].after >= 0) {
            put(&after, cases[i].after, cases[i].new, cases[i].new_km);
        }
        difference = compare(&before, &after);
        changes = ow_plan_difference_changes(difference, &count);
        if (count != cases[i].count || changes[0].kind != cases[i].kind) {
            fail_msg("%s: %zu changes, the first %s", cases[i].name, count,
                     ow_change_kind_name(changes[0].kind));
        }
        assert_int_equal(ow_plan_difference_count(difference, cases[i].kind),
                         1);
        assert_true((changes[0].before == NULL) ==
                    !ow_date_is_known(changes[0].from));
        assert_true((changes[0].after == NULL) ==
                    !ow_date_is_known(changes[0].to));
        ow_plan_difference_free(difference);
    }
}

/* Of two easy runs the one that can stay stays; the nearest is the moved. */
static void test_pairs_are_the_nearest(void **state)
{
    struct hand before;
    struct hand after;
    struct ow_plan_difference *difference = NULL;
    const struct ow_change *changes = NULL;
    size_t count = 0;

    (void)state;
    open_hand(&before, "2026-11-02", MOST_DAYS);
    open_hand(&after, "2026-11-02", MOST_DAYS);
    put(&before, 1, OW_SESSION_EASY, 8);
    put(&before, 3, OW_SESSION_EASY, 8);
    put(&after, 3, OW_SESSION_EASY, 8);
    put(&after, 0, OW_SESSION_EASY, 8);
    put(&after, 5, OW_SESSION_EASY, 8);
    difference = compare(&before, &after);
    changes = ow_plan_difference_changes(difference, &count);
    assert_int_equal(count, 3);
    assert_int_equal(changes[0].kind, OW_CHANGE_MOVED);
    assert_int_equal(ow_date_days_between(changes[0].from, changes[0].to), -1);
    assert_int_equal(changes[1].kind, OW_CHANGE_KEPT);
    assert_int_equal(changes[2].kind, OW_CHANGE_ADDED);
    ow_plan_difference_free(difference);
}

static void test_only_common_days_are_compared(void **state)
{
    struct hand before;
    struct hand after;
    struct ow_plan_difference *difference = NULL;
    struct ow_error err;
    size_t count = 0;

    (void)state;
    open_hand(&before, "2026-11-02", 10);
    open_hand(&after, "2026-11-05", MOST_DAYS);
    put(&before, 1, OW_SESSION_EASY, 8); /* the past stays */
    put(&after, 12, OW_SESSION_EASY, 8); /* not planned before */
    difference = compare(&before, &after);
    (void)ow_plan_difference_changes(difference, &count);
    assert_int_equal(count, 0);
    assert_int_equal(ow_plan_difference_from(difference).days,
                     date_of("2026-11-05").days);
    assert_int_equal(ow_plan_difference_to(difference).days,
                     date_of("2026-11-11").days);
    ow_plan_difference_free(difference);
    difference = NULL;
    open_hand(&after, "2027-01-04", MOST_DAYS);
    assert_int_equal(
        ow_plan_difference(&before.plan, &after.plan, &difference, &err),
        OW_E_ARGUMENT);
    assert_null(difference);
    open_hand(&after, "2026-11-02", 0);
    assert_int_equal(
        ow_plan_difference(&before.plan, &after.plan, &difference, &err),
        OW_E_ARGUMENT);
}

static void test_findings_and_goals(void **state)
{
    struct hand before;
    struct hand after;
    struct ow_plan_difference *difference = NULL;
    const struct ow_finding_change *findings = NULL;
    const struct ow_goal_change *goals = NULL;
    size_t count = 0;

    (void)state;
    open_hand(&before, "2026-11-02", MOST_DAYS);
    open_hand(&after, "2026-11-02", MOST_DAYS);
    for (int i = 0; i < 2; i++) {
        before.findings[i] =
            (struct ow_finding){i == 0 ? OW_RULE_VARIETY : OW_RULE_WINTER,
                                OW_NOTE, date_of("2026-11-03"), "so"};
        after.findings[i] =
            (struct ow_finding){i == 0 ? OW_RULE_VARIETY : OW_RULE_STRENGTH,
                                OW_SHOULD, date_of("2026-11-03"), "and so"};
    }
    before.plan.finding_count = 2;
    after.plan.finding_count = 2;
    before.goals[0] =
        (struct ow_goal_answer){.id = "a", .verdict = OW_VERDICT_LIKELY};
    before.goals[1] = (struct ow_goal_answer){.id = "b"};
    after.goals[0] =
        (struct ow_goal_answer){.id = "a", .verdict = OW_VERDICT_AMBITIOUS};
    after.goals[1] = (struct ow_goal_answer){.id = "c"};
    before.plan.goal_count = 2;
    after.plan.goal_count = 2;
    difference = compare(&before, &after);
    findings = ow_plan_difference_findings(difference, &count);
    assert_int_equal(count, 2);
    assert_true(findings[0].is_new);
    assert_int_equal(findings[0].finding->rule, OW_RULE_STRENGTH);
    assert_false(findings[1].is_new);
    assert_int_equal(findings[1].finding->rule, OW_RULE_WINTER);
    goals = ow_plan_difference_goals(difference, &count);
    assert_int_equal(count, 3);
    assert_int_equal(goals[0].after->verdict, OW_VERDICT_AMBITIOUS);
    assert_string_equal(goals[1].before->id, "b");
    assert_null(goals[1].after);
    assert_string_equal(goals[2].after->id, "c");
    assert_null(goals[2].before);
    ow_plan_difference_free(difference);
}

/* A plan against itself, as the planner makes them. */
static void test_a_plan_is_no_change_of_itself(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    struct ow_plan_difference *difference = NULL;
    size_t count = 0;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 40, 12);
    plan = make_plan(&f);
    assert_int_equal(ow_plan_difference(plan, plan, &difference, NULL), OW_OK);
    (void)ow_plan_difference_changes(difference, &count);
    assert_true(count > 40);
    assert_int_equal(ow_plan_difference_count(difference, OW_CHANGE_KEPT),
                     count);
    (void)ow_plan_difference_findings(difference, &count);
    assert_int_equal(count, 0);
    (void)ow_plan_difference_goals(difference, &count);
    assert_int_equal(count, 0);
    ow_plan_difference_free(difference);
    ow_plan_free(plan);
}

static bool compare_once(void *context)
{
    struct hand *hands = context;
    struct ow_plan_difference *difference = NULL;
    struct ow_error err;
    enum ow_status status =
        ow_plan_difference(&hands[0].plan, &hands[1].plan, &difference, &err);

    assert_true(status == OW_OK || status == OW_E_NOMEM);
    assert_true((difference != NULL) == (status == OW_OK));
    ow_plan_difference_free(difference);
    return status == OW_OK;
}

static void test_without_memory(void **state)
{
    struct hand hands[2];

    (void)state;
    open_hand(&hands[0], "2026-11-02", MOST_DAYS);
    open_hand(&hands[1], "2026-11-02", MOST_DAYS);
    put(&hands[0], 1, OW_SESSION_EASY, 8);
    assert_true(fault_sweep(compare_once, hands) > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_kind_of_change),
        cmocka_unit_test(test_pairs_are_the_nearest),
        cmocka_unit_test(test_only_common_days_are_compared),
        cmocka_unit_test(test_findings_and_goals),
        cmocka_unit_test(test_a_plan_is_no_change_of_itself),
        cmocka_unit_test(test_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
