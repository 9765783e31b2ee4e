/* What the runner works on reaches the plan and says why. */
#include "cmocka_all.h"
#include "near.h"
#include "plan_fixture.h"

#include <string.h>

/* A runner on the way to a half-marathon, after weeks of base. */
static void half_marathoner(struct plan_fixture *f)
{
    plan_setup(f);
    f->scenario.weeks = 20;
    add_even_history(f, 50, 12);
    add_best(f, "2026-09-06", 10000, 2700);
    add_race(f, "r1", "2027-03-14", 21097.5, OW_PRIORITY_A);
}

static bool names(const struct ow_session *session, enum ow_rule rule)
{
    for (size_t i = 0; i < session->rules.count; i++) {
        if (session->rules.rules[i] == rule) {
            return true;
        }
    }
    return false;
}

/* Sessions of a type that name a rule; the first of them into *first. */
static int count_named(const struct ow_plan *plan, enum ow_session_type type,
                       enum ow_rule rule, const struct ow_session **first)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);
    int named = 0;

    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < days[i].session_count; k++) {
            const struct ow_session *session = &days[i].sessions[k];

            if (session->type == type && names(session, rule)) {
                *first = named == 0 ? session : *first;
                named++;
            }
        }
    }
    return named;
}

static int count_type(const struct ow_plan *plan, enum ow_session_type type)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);
    int found = 0;

    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < days[i].session_count; k++) {
            found += days[i].sessions[k].type == type;
        }
    }
    return found;
}

static void expect_no_findings(const struct plan_fixture *f,
                               const struct ow_plan *plan)
{
    struct ow_findings *findings = NULL;
    size_t count = 0;
    const struct ow_finding *list = NULL;

    assert_int_equal(ow_plan_check(plan, &f->scenario, &findings, NULL), OW_OK);
    list = ow_findings_list(findings, &count);
    for (size_t i = 0; i < count; i++) {
        assert_int_not_equal(list[i].rule, OW_RULE_FOCUS_OWN_WORDS);
        assert_int_not_equal(list[i].rule, OW_RULE_FOCUS_EVIDENCE);
        assert_int_not_equal(list[i].severity, OW_MUST);
    }
    ow_findings_free(findings);
}

static const struct {
    enum ow_focus focus;
    enum ow_session_type type;
    const char *words; /* of its reason */
} ways[] = {
    {OW_FOCUS_SPEED, OW_SESSION_INTERVALS, "Works on speed"},
    {OW_FOCUS_SPEED, OW_SESSION_FARTLEK, "Works on speed"},
    {OW_FOCUS_PACING, OW_SESSION_PROGRESSION, "Works on pacing"},
    {OW_FOCUS_PACING, OW_SESSION_LONG, "Works on pacing: hold back early"},
    {OW_FOCUS_DURABILITY, OW_SESSION_PROGRESSION, "Works on durability"},
    {OW_FOCUS_DURABILITY, OW_SESSION_LONG, "Works on durability: no less"},
    {OW_FOCUS_FORM, OW_SESSION_STRIDES, "Works on form"},
    {OW_FOCUS_FUELLING, OW_SESSION_LONG, "Works on fuelling: eat and drink"},
    {OW_FOCUS_HILLS, OW_SESSION_HILLS, "Works on hills"},
    {OW_FOCUS_HILLS, OW_SESSION_LONG, "Works on hills: by hilly ways"},
    {OW_FOCUS_STRENGTH, OW_SESSION_STRENGTH, "Works on strength"},
    {OW_FOCUS_STRENGTH, OW_SESSION_HILLS, "Works on strength"},
};

static void own_words_reach_the_sessions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct plan_fixture f;
        struct ow_plan *plan = NULL;
        const struct ow_session *first = NULL;

        half_marathoner(&f);
        add_weak_spot(&f, ways[i].focus, true, "the last 8 km");
        plan = make_plan(&f);
        if (count_named(plan, ways[i].type, OW_RULE_FOCUS_OWN_WORDS, &first) ==
            0) {
            fail_msg("%s: %s", ow_focus_name(ways[i].focus), ways[i].words);
        }
        assert_non_null(strstr(first->reason, ways[i].words));
        assert_non_null(strstr(first->reason, ", as you wished"));
        assert_non_null(strstr(first->reason, ": the last 8 km"));
        expect_no_findings(&f, plan);
        ow_plan_free(plan);
    }
}

static void evidence_reaches_them_too(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct plan_fixture f;
        struct ow_plan *plan = NULL;
        const struct ow_session *first = NULL;

        half_marathoner(&f);
        add_weak_spot(&f, ways[i].focus, false, "in 9 runs");
        plan = make_plan(&f);
        assert_true(count_named(plan, ways[i].type, OW_RULE_FOCUS_EVIDENCE,
                                &first) > 0);
        assert_non_null(strstr(first->reason, ", as your runs show: in 9"));
        assert_int_equal(
            count_named(plan, ways[i].type, OW_RULE_FOCUS_OWN_WORDS, &first),
            0);
        expect_no_findings(&f, plan);
        ow_plan_free(plan);
    }
}

static void a_goal_is_own_words(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_session *first = NULL;

    (void)state;
    half_marathoner(&f);
    add_goal(&f, "g1", OW_GOAL_FOCUS, "2027-06-01")->focus = OW_FOCUS_HILLS;
    plan = make_plan(&f);
    assert_true(count_named(plan, OW_SESSION_HILLS, OW_RULE_FOCUS_OWN_WORDS,
                            &first) >= 4);
    assert_non_null(strstr(first->reason, "Works on hills, as you wished"));
    ow_plan_free(plan);
}

static void a_goal_of_the_past_is_none(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_session *first = NULL;

    (void)state;
    half_marathoner(&f);
    add_goal(&f, "g1", OW_GOAL_FOCUS, "2026-11-01")->focus = OW_FOCUS_HILLS;
    plan = make_plan(&f);
    assert_int_equal(
        count_named(plan, OW_SESSION_HILLS, OW_RULE_FOCUS_OWN_WORDS, &first),
        0);
    expect_no_findings(&f, plan);
    ow_plan_free(plan);
}

/* Two that are named and one that runs show have their turns. */
static void several_take_turns(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_session *first = NULL;
    int hills = 0;
    int strides = 0;
    int fast = 0;

    (void)state;
    half_marathoner(&f);
    add_weak_spot(&f, OW_FOCUS_FORM, false, "in 9 runs");
    add_weak_spot(&f, OW_FOCUS_HILLS, true, NULL);
    add_weak_spot(&f, OW_FOCUS_SPEED, true, NULL);
    /* Said and shown counts as said. */
    add_weak_spot(&f, OW_FOCUS_HILLS, false, "in 9 runs");
    plan = make_plan(&f);
    hills =
        count_named(plan, OW_SESSION_HILLS, OW_RULE_FOCUS_OWN_WORDS, &first);
    fast =
        count_named(plan, OW_SESSION_INTERVALS, OW_RULE_FOCUS_OWN_WORDS,
                    &first) +
        count_named(plan, OW_SESSION_FARTLEK, OW_RULE_FOCUS_OWN_WORDS, &first);
    strides =
        count_named(plan, OW_SESSION_STRIDES, OW_RULE_FOCUS_EVIDENCE, &first);
    assert_in_range(hills, 1, 4);
    assert_in_range(fast, 1, 4);
    assert_in_range(strides, 1, 4);
    assert_int_equal(
        count_named(plan, OW_SESSION_HILLS, OW_RULE_FOCUS_EVIDENCE, &first), 0);
    expect_no_findings(&f, plan);
    ow_plan_free(plan);
}

static void strength_is_one_session_more(void **state)
{
    (void)state;
    for (int wish = 0; wish <= 4; wish++) {
        struct plan_fixture f;
        struct ow_plan *plan = NULL;
        int without = 0;
        int with = 0;

        half_marathoner(&f);
        f.scenario.weeks = 6;
        f.scenario.athlete.strength_per_week = wish;
        plan = make_plan(&f);
        without = count_type(plan, OW_SESSION_STRENGTH);
        ow_plan_free(plan);
        add_weak_spot(&f, OW_FOCUS_STRENGTH, true, NULL);
        plan = make_plan(&f);
        with = count_type(plan, OW_SESSION_STRENGTH);
        ow_plan_free(plan);
        assert_int_equal(with, wish < 3 ? without + 6 : without);
    }
}

static void consistency_is_more_and_shorter_runs(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_week *weeks = NULL;
    size_t count = 0;
    int easy = 0;
    int intervals = 0;
    double run_m = 0;
    bool is_named = false;

    (void)state;
    half_marathoner(&f);
    f.scenario.athlete.day_minutes[OW_FRIDAY] = 60;
    f.scenario.athlete.day_minutes[OW_WEDNESDAY] = 60;
    plan = make_plan(&f);
    easy = count_type(plan, OW_SESSION_EASY);
    intervals = count_type(plan, OW_SESSION_INTERVALS) +
                count_type(plan, OW_SESSION_TEMPO);
    weeks = ow_plan_weeks(plan, &count);
    run_m = weeks[3].run_m;
    ow_plan_free(plan);
    add_weak_spot(&f, OW_FOCUS_CONSISTENCY, false, "2 gaps");
    plan = make_plan(&f);
    weeks = ow_plan_weeks(plan, &count);
    assert_true(count_type(plan, OW_SESSION_EASY) >= easy + 5);
    assert_true(count_type(plan, OW_SESSION_INTERVALS) +
                    count_type(plan, OW_SESSION_TEMPO) <
                intervals);
    assert_near(weeks[3].run_m, run_m, 1000);
    for (size_t i = 0; i < weeks[3].rules.count; i++) {
        is_named =
            is_named || weeks[3].rules.rules[i] == OW_RULE_FOCUS_EVIDENCE;
    }
    assert_true(is_named);
    ow_plan_free(plan);
}

/* Nothing to choose for a beginner of two runs a week: the plan says so. */
static void what_finds_no_place_is_said(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;

    (void)state;
    plan_setup(&f);
    f.scenario.athlete.level = OW_LEVEL_BEGINNER;
    memcpy(f.scenario.athlete.day_minutes, (int[7]){0, 40, 0, 0, 0, 40, 0},
           7 * sizeof(int));
    add_even_history(&f, 10, 12);
    add_weak_spot(&f, OW_FOCUS_SPEED, true, NULL);
    add_weak_spot(&f, OW_FOCUS_FORM, false, NULL);
    plan = make_plan(&f);
    assert_true(has_finding(plan, OW_RULE_FOCUS_OWN_WORDS, OW_NOTE));
    assert_false(has_finding(plan, OW_RULE_FOCUS_EVIDENCE, OW_NOTE));
    expect_no_findings(&f, plan);
    ow_plan_free(plan);
}

/* A long note does not lose the reason, nor break a letter. */
static void long_words_are_cut(void **state)
{
    static char note[601];
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_session *first = NULL;

    (void)state;
    for (size_t i = 0; i + 1 < sizeof note; i += 2) {
        memcpy(note + i, "\xc3\xa9", 2);
    }
    memcpy(note, "x\xc3\xa9-", 4);
    half_marathoner(&f);
    add_weak_spot(&f, OW_FOCUS_FUELLING, true, note);
    plan = make_plan(&f);
    assert_true(count_named(plan, OW_SESSION_LONG, OW_RULE_FOCUS_OWN_WORDS,
                            &first) > 0);
    assert_in_range(strlen(first->reason), 240, 700);
    assert_int_equal((unsigned char)first->reason[strlen(first->reason) - 2],
                     0xc3);
    ow_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_words_reach_the_sessions),
        cmocka_unit_test(evidence_reaches_them_too),
        cmocka_unit_test(a_goal_is_own_words),
        cmocka_unit_test(a_goal_of_the_past_is_none),
        cmocka_unit_test(several_take_turns),
        cmocka_unit_test(strength_is_one_session_more),
        cmocka_unit_test(consistency_is_more_and_shorter_runs),
        cmocka_unit_test(what_finds_no_place_is_said),
        cmocka_unit_test(long_words_are_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
