/* Another session on a day, and another day for a session. */
#include "cmocka_all.h"
#include "fault.h"
#include "plan_fixture.h"

#include "onward/why.h"

#include <string.h>

/* Eight weeks of 45 km, two quality runs a week toward a half in January. */
static void setup(struct plan_fixture *f)
{
    plan_setup(f);
    add_even_history(f, 45, 12);
    add_best(f, "2026-05-10", 10000, 2700);
    (void)add_race(f, "half", "2027-01-17", 21097.5, OW_PRIORITY_A);
    f->scenario.athlete.strength_per_week = 1;
    f->scenario.athlete.day_minutes[OW_WEDNESDAY] = 60;
    f->scenario.athlete.day_minutes[OW_SATURDAY] = 180;
}

static struct ow_why_not ask(const struct plan_fixture *f, const char *date,
                             enum ow_session_type type)
{
    struct ow_why_not answer;
    struct ow_error err;

    if (ow_plan_why_not(&f->scenario, f->today, NULL, date_of(date), type,
                        &answer, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    return answer;
}

static void test_what_is_there_costs_nothing(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    size_t count = 0;
    const struct ow_plan_day *days = NULL;

    (void)state;
    setup(&f);
    plan = make_plan(&f);
    days = ow_plan_days(plan, &count);
    for (size_t i = 0; i < 28; i++) {
        for (size_t k = 0; k < days[i].session_count; k++) {
            enum ow_session_type type = days[i].sessions[k].type;
            struct ow_why_not answer;

            if (type == OW_SESSION_REST || type == OW_SESSION_WALK) {
                continue;
            }
            assert_int_equal(ow_plan_why_not(&f.scenario, f.today, plan,
                                             days[i].date, type, &answer, NULL),
                             OW_OK);
            assert_int_equal(answer.verdict, OW_WHY_NOT_POSSIBLE);
            assert_float_equal(answer.cost, 0, 0);
            assert_int_equal(answer.rule, OW_RULE_COUNT);
        }
    }
    ow_plan_free(plan);
}

/* The next best day of a session that its week has once is the cheapest of
 * all its other days. */
static void compare_days(const struct plan_fixture *f, struct ow_date date,
                         enum ow_session_type type)
{
    struct ow_runner_up other;
    double least = HUGE_VAL;

    if (ow_plan_runner_up(&f->scenario, f->today, NULL, date, type, &other,
                          NULL) != OW_OK) {
        return;
    }
    for (int i = 0; i < 7; i++) {
        struct ow_date day = ow_date_add_days(ow_date_monday(date), i);
        struct ow_why_not answer;

        if (day.days == date.days || day.days < f->today.days) {
            continue;
        }
        assert_int_equal(ow_plan_why_not(&f->scenario, f->today, NULL, day,
                                         type, &answer, NULL),
                         OW_OK);
        if (answer.verdict != OW_WHY_NOT_FORBIDDEN && answer.cost < least) {
            least = answer.cost;
        }
    }
    if (other.is_possible && isfinite(least)) {
        assert_float_equal(other.cost, least, 0);
        assert_int_equal(ow_date_monday(other.date).days,
                         ow_date_monday(date).days);
    }
}

static void test_runner_up_is_the_cheapest(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    size_t count = 0;
    const struct ow_plan_day *days = NULL;

    (void)state;
    setup(&f);
    plan = make_plan(&f);
    days = ow_plan_days(plan, &count);
    for (size_t i = 0; i < 56; i++) {
        for (size_t k = 0; k < days[i].session_count; k++) {
            enum ow_session_type type = days[i].sessions[k].type;

            if (type == OW_SESSION_LONG || type == OW_SESSION_STRENGTH) {
                compare_days(&f, days[i].date, type);
            }
        }
    }
    ow_plan_free(plan);
}

static void test_verdicts(void **state)
{
    struct plan_fixture f;
    struct ow_why_not answer;

    (void)state;
    setup(&f);
    f.scenario.blocked = f.blocked;
    f.scenario.blocked_count = 1;
    f.blocked[0].from = f.blocked[0].to = date_of("2026-11-17");
    answer = ask(&f, "2026-11-17", OW_SESSION_EASY);
    assert_int_equal(answer.verdict, OW_WHY_NOT_FORBIDDEN);
    assert_int_equal(answer.rule, OW_RULE_DAY_BLOCKED);
    assert_true(ow_is_missing(answer.cost));
    assert_string_equal(answer.reason, "Not on that day: that day is blocked");
    answer = ask(&f, "2026-11-13", OW_SESSION_LONG);
    assert_int_equal(answer.rule, OW_RULE_DAY_MINUTES);
    answer = ask(&f, "2027-01-16", OW_SESSION_TEMPO);
    assert_int_equal(answer.verdict, OW_WHY_NOT_FORBIDDEN);
    assert_int_equal(answer.rule, OW_RULE_HARD_SPACING);
    /* The long run off its day. */
    answer = ask(&f, "2026-11-14", OW_SESSION_LONG);
    assert_int_equal(answer.verdict, OW_WHY_NOT_COSTS);
    assert_int_equal(answer.rule, OW_RULE_LONG_RUN_DAY);
    assert_true(answer.cost > 200);
    assert_non_null(strstr(answer.reason, "the long run off its day (201)"));
}

/* A week without intervals has them in the place of its hard run. */
static void test_another_kind_of_hard_run(void **state)
{
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    struct ow_why_not answer;
    const struct ow_plan_day *day = NULL;

    (void)state;
    setup(&f);
    plan = make_plan(&f);
    for (int i = 7; i < 14; i++) {
        char date[OW_DATE_TEXT_SIZE];

        day = day_after(plan, f.today, i);
        ow_date_format(day->date, date);
        answer = ask(&f, date, OW_SESSION_INTERVALS);
        if (has_type(day, OW_SESSION_LONG)) {
            assert_int_not_equal(answer.verdict, OW_WHY_NOT_POSSIBLE);
        }
        assert_int_equal(answer.verdict == OW_WHY_NOT_FORBIDDEN,
                         ow_is_missing(answer.cost));
        assert_true(answer.reason[0] != '\0');
    }
    ow_plan_free(plan);
}

static void test_refusals(void **state)
{
    struct plan_fixture f;
    struct ow_why_not answer = {.cost = 7};
    struct ow_runner_up other = {.cost = 7};

    (void)state;
    setup(&f);
    assert_int_equal(ow_plan_why_not(&f.scenario, f.today, NULL,
                                     date_of("2026-11-01"), OW_SESSION_EASY,
                                     &answer, NULL),
                     OW_E_RANGE);
    assert_int_equal(ow_plan_why_not(&f.scenario, f.today, NULL,
                                     date_of("2027-01-25"), OW_SESSION_EASY,
                                     &answer, NULL),
                     OW_E_RANGE);
    assert_int_equal(ow_plan_why_not(&f.scenario, f.today, NULL, f.today,
                                     OW_SESSION_RACE, &answer, NULL),
                     OW_E_ARGUMENT);
    assert_float_equal(answer.cost, 7, 0);
    assert_int_equal(ow_plan_runner_up(&f.scenario, f.today, NULL, f.today,
                                       OW_SESSION_REST, &other, NULL),
                     OW_E_NOT_FOUND);
    assert_int_equal(ow_plan_runner_up(&f.scenario, f.today, NULL,
                                       date_of("2026-11-13"), OW_SESSION_EASY,
                                       &other, NULL),
                     OW_E_NOT_FOUND);
    assert_int_equal(other.cost, 7);
}

static bool ask_once(void *context)
{
    const struct plan_fixture *f = context;
    struct ow_why_not answer = {.cost = 7};
    enum ow_status status =
        ow_plan_why_not(&f->scenario, f->today, NULL, date_of("2026-11-14"),
                        OW_SESSION_LONG, &answer, NULL);

    assert_true(status == OW_OK || (int)answer.cost == 7);
    return status == OW_OK;
}

static bool seek_once(void *context)
{
    const struct plan_fixture *f = context;
    struct ow_runner_up other;

    return ow_plan_runner_up(&f->scenario, f->today, NULL,
                             date_of("2026-11-15"), OW_SESSION_LONG, &other,
                             NULL) == OW_OK;
}

static void test_allocations_may_fail(void **state)
{
    struct plan_fixture f;

    (void)state;
    setup(&f);
    f.scenario.weeks = 3;
    assert_true(fault_sweep(ask_once, &f) > 10);
    assert_true(fault_sweep(seek_once, &f) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_there_costs_nothing),
        cmocka_unit_test(test_runner_up_is_the_cheapest),
        cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_another_kind_of_hard_run),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_allocations_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
