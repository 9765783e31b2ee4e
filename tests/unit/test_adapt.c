/* Plans made again: what stays, what moves and why, and what is not made up
 * for. */
#include "cmocka_all.h"
#include "fault.h"
#include "onward/change.h"
#include "onward/json.h"
#include "plan_fixture.h"

#include <string.h>

/* An easy week: Monday, Tuesday, Thursday, Saturday and a long Sunday. */
static void setup(struct plan_fixture *f)
{
    plan_setup(f);
    add_even_history(f, 40, 12);
    add_best(f, "2026-05-10", 10000, 2700);
    f->scenario.athlete.strength_per_week = 2;
}

static struct ow_plan *adapt(const struct plan_fixture *f,
                             const struct ow_plan *published)
{
    struct ow_plan *plan = NULL;
    struct ow_error err = {.message = ""};

    if (ow_plan_adapt(&f->scenario, f->today, published, &plan, &err) !=
        OW_OK) {
        fail_msg("%s", err.message);
    }
    return plan;
}

static bool is_same(const struct ow_plan *a, const struct ow_plan *b)
{
    char *one = NULL;
    char *other = NULL;
    bool same = false;

    assert_int_equal(ow_plan_encode(a, &one, NULL, NULL), OW_OK);
    assert_int_equal(ow_plan_encode(b, &other, NULL, NULL), OW_OK);
    same = strcmp(one, other) == 0;
    ow_text_free(one);
    ow_text_free(other);
    return same;
}

static bool has_rule(const struct ow_session *session, enum ow_rule rule)
{
    for (size_t i = 0; i < session->rules.count; i++) {
        if (session->rules.rules[i] == rule) {
            return true;
        }
    }
    return false;
}

static void test_nothing_happened(void **state)
{
    struct plan_fixture f;
    struct ow_plan *published = NULL;
    struct ow_plan *without = NULL;
    struct ow_plan *again = NULL;

    (void)state;
    setup(&f);
    published = make_plan(&f);
    without = adapt(&f, NULL);
    again = adapt(&f, published);
    assert_true(is_same(published, without));
    assert_true(is_same(published, again));
    ow_plan_free(again);
    ow_plan_free(without);
    ow_plan_free(published);
}

/* A plan of other weeks has no days to keep. */
static void test_a_plan_that_is_over(void **state)
{
    struct plan_fixture f;
    struct ow_plan *published = NULL;
    struct ow_plan *plan = NULL;
    struct ow_plan *afresh = NULL;

    (void)state;
    setup(&f);
    f.scenario.weeks = 2;
    published = make_plan(&f);
    f.today = ow_date_add_days(f.today, 70);
    plan = adapt(&f, published);
    afresh = make_plan(&f);
    assert_true(is_same(plan, afresh));
    ow_plan_free(afresh);
    ow_plan_free(plan);
    ow_plan_free(published);
}

/* What happens to the second week, and the cause that a move then names. */
static void block_tuesday(struct plan_fixture *f)
{
    f->blocked[0] = (struct ow_blocked){.from = date_of("2026-11-10"),
                                        .to = date_of("2026-11-10")};
    f->scenario.blocked_count = 1;
}

static void lose_tuesdays(struct plan_fixture *f)
{
    f->scenario.athlete.day_minutes[OW_TUESDAY] = 0;
}

static void race_on_saturday(struct plan_fixture *f)
{
    add_race(f, "new", "2026-11-14", 5000, OW_PRIORITY_C);
}

static void hurt_on_monday(struct plan_fixture *f)
{
    f->check_ins[0] = (struct ow_check_in){.date = date_of("2026-11-09"),
                                           .soreness = -1,
                                           .stairs_pain = -1,
                                           .sleep = -1,
                                           .motivation = -1,
                                           .injured = true};
    f->scenario.check_in_count = 1;
}

static void test_moves_name_their_cause(void **state)
{
    static const struct {
        void (*happen)(struct plan_fixture *f);
        enum ow_rule rule;
        const char *words;
    } cases[] = {
        {block_tuesday, OW_RULE_DAY_BLOCKED, "that day is blocked"},
        {lose_tuesdays, OW_RULE_DAY_MINUTES, "that day has no time for it"},
        {race_on_saturday, OW_RULE_PHASE_BUILD, "a race is on that day"},
        {hurt_on_monday, OW_RULE_SYMPTOM_REST, "rest until illness"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plan_fixture f;
        struct ow_plan *published = NULL;
        struct ow_plan *plan = NULL;
        struct ow_plan_difference *difference = NULL;
        const struct ow_change *list = NULL;
        size_t count = 0;
        bool is_named = false;

        setup(&f);
        published = make_plan(&f);
        cases[i].happen(&f);
        plan = adapt(&f, published);
        assert_int_equal(ow_plan_difference(published, plan, &difference, NULL),
                         OW_OK);
        list = ow_plan_difference_changes(difference, &count);
        for (size_t j = 0; j < count; j++) {
            is_named = is_named ||
                       (list[j].kind == OW_CHANGE_MOVED &&
                        strstr(list[j].after->reason, cases[i].words) != NULL &&
                        has_rule(list[j].after, cases[i].rule) &&
                        has_rule(list[j].after, OW_RULE_ADAPT));
        }
        if (!is_named) {
            fail_msg("no session says: %s", cases[i].words);
        }
        ow_plan_difference_free(difference);
        ow_plan_free(plan);
        ow_plan_free(published);
    }
}

/* Metres and number of the runs from one day on to a Sunday. */
static double run_m_from(const struct ow_plan *plan, struct ow_date from,
                         int *runs)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);
    double sum_m = 0;

    for (size_t i = 0; i < count; i++) {
        if (days[i].date.days < from.days ||
            days[i].date.days >= ow_date_monday(from).days + 7) {
            continue;
        }
        for (size_t j = 0; j < days[i].session_count; j++) {
            if (ow_session_type_is_run(days[i].sessions[j].type)) {
                sum_m += days[i].sessions[j].distance_m;
                *runs += 1;
            }
        }
    }
    return sum_m;
}

static void test_missed_days_are_not_made_up_for(void **state)
{
    struct plan_fixture f;
    struct ow_plan *published = NULL;
    struct ow_plan *plan = NULL;
    int runs = 0;
    int runs_published = 0;
    double run_m = 0;

    (void)state;
    setup(&f);
    published = make_plan(&f);
    f.today = date_of("2026-11-05"); /* Thursday; nothing was run */
    plan = adapt(&f, published);
    run_m = run_m_from(plan, f.today, &runs);
    assert_true(run_m <= run_m_from(published, f.today, &runs_published));
    assert_true(run_m > 0);
    assert_int_equal(runs, runs_published);
    ow_plan_free(plan);
    ow_plan_free(published);
}

/* Three weeks without a run: back with less than was published, and up in
 * steps towards what was held. */
static void test_three_weeks_without_running(void **state)
{
    struct plan_fixture f;
    struct ow_plan *published = NULL;
    struct ow_plan *plan = NULL;
    struct ow_findings *findings = NULL;
    const struct ow_plan_week *weeks = NULL;
    size_t count = 0;

    (void)state;
    setup(&f);
    published = make_plan(&f);
    f.today = ow_date_add_days(f.today, 21);
    plan = adapt(&f, published);
    weeks = ow_plan_weeks(plan, &count);
    assert_true(weeks[0].run_m > 0 && weeks[0].run_m < 36000);
    assert_true(weeks[1].run_m <= weeks[0].run_m * 1.35);
    assert_int_equal(ow_plan_check(plan, &f.scenario, &findings, NULL), OW_OK);
    assert_false(ow_findings_has_must(findings));
    ow_findings_free(findings);
    ow_plan_free(plan);
    ow_plan_free(published);
}

static size_t moved_of(struct plan_fixture *f, double most, bool *is_told)
{
    struct ow_plan *published = make_plan(f);
    struct ow_plan *plan = NULL;
    struct ow_plan_difference *difference = NULL;
    size_t moved = 0;

    assert_int_equal(
        ow_rule_values_set(&f->scenario.rules, "adapt.most_moved", most, NULL),
        OW_OK);
    f->scenario.athlete.day_minutes[OW_WEDNESDAY] = 90;
    f->scenario.athlete.day_minutes[OW_FRIDAY] = 90;
    f->blocked[0] = (struct ow_blocked){.from = date_of("2026-11-09"),
                                        .to = date_of("2026-11-10")};
    f->scenario.blocked_count = 1;
    plan = adapt(f, published);
    assert_int_equal(ow_plan_difference(published, plan, &difference, NULL),
                     OW_OK);
    moved = ow_plan_difference_count(difference, OW_CHANGE_MOVED);
    *is_told = has_finding(plan, OW_RULE_ADAPT, OW_SHOULD);
    ow_plan_difference_free(difference);
    ow_plan_free(plan);
    ow_plan_free(published);
    return moved;
}

/* The runner's bound holds as far as the days can; beyond it is said. */
static void test_the_bound_is_the_runners(void **state)
{
    struct plan_fixture f;
    bool is_told = false;
    size_t usual = 0;
    size_t least = 0;

    (void)state;
    setup(&f);
    usual = moved_of(&f, 14, &is_told);
    assert_false(is_told);
    setup(&f);
    least = moved_of(&f, 0, &is_told);
    assert_true(is_told);
    assert_true(least > 0 && least <= usual);
}

struct making {
    struct plan_fixture fixture;
    struct ow_plan *published;
};

static bool adapt_once(void *context)
{
    struct making *making = context;
    struct ow_plan *plan = NULL;
    struct ow_error err;
    enum ow_status status =
        ow_plan_adapt(&making->fixture.scenario, making->fixture.today,
                      making->published, &plan, &err);

    assert_true(status == OW_OK || status == OW_E_NOMEM);
    assert_true((plan != NULL) == (status == OW_OK));
    ow_plan_free(plan);
    return status == OW_OK;
}

static void test_without_memory(void **state)
{
    struct making making;

    (void)state;
    setup(&making.fixture);
    making.fixture.scenario.weeks = 2;
    making.published = make_plan(&making.fixture);
    block_tuesday(&making.fixture);
    assert_true(fault_sweep(adapt_once, &making) > 10);
    ow_plan_free(making.published);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_happened),
        cmocka_unit_test(test_a_plan_that_is_over),
        cmocka_unit_test(test_moves_name_their_cause),
        cmocka_unit_test(test_missed_days_are_not_made_up_for),
        cmocka_unit_test(test_three_weeks_without_running),
        cmocka_unit_test(test_the_bound_is_the_runners),
        cmocka_unit_test(test_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
