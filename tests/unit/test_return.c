/*
 * The way back after days without running: illness of a day, a few days, a
 * week, three; weeks that were missed, months, a year.
 */
#include "cmocka_all.h"
#include "plan_fixture.h"

#include <string.h>

#define MOST_SAID 30

/* Twelve weeks of 40 km; a plan from Monday 2 November 2026 on. */
static void setup(struct plan_fixture *f)
{
    plan_setup(f);
    add_even_history(f, 40, 12);
    f->scenario.weeks = 8;
}

/* Kilometres of a plan's weeks. */
static void read_weeks(const struct plan_fixture *f, double *km, size_t most)
{
    struct ow_plan *plan = make_plan(f);
    size_t count = 0;
    const struct ow_plan_week *weeks = ow_plan_weeks(plan, &count);

    assert_true(count >= most);
    for (size_t i = 0; i < most; i++) {
        km[i] = weeks[i].run_m / 1000;
    }
    ow_plan_free(plan);
}

/* Days of the plan before the first that is hard; races are none. */
static int easy_days(const struct plan_fixture *f)
{
    struct ow_plan *plan = make_plan(f);
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);
    int easy = -1;

    for (size_t i = 0; i < count && easy < 0; i++) {
        for (size_t j = 0; j < days[i].session_count; j++) {
            easy = days[i].sessions[j].hard_s > 0 ? (int)i : easy;
        }
    }
    ow_plan_free(plan);
    return easy;
}

/* Illness said of each of so many days up to one. */
static void say_ill(struct plan_fixture *f, struct ow_check_in *said, int days,
                    struct ow_date last)
{
    assert_true(days <= MOST_SAID);
    for (int i = 0; i < days; i++) {
        said[i] = (struct ow_check_in){
            .date = ow_date_add_days(last, i + 1 - days),
            .soreness = -1,
            .stairs_pain = -1,
            .sleep = -1,
            .motivation = -1,
            .ill = true,
        };
    }
    f->scenario.check_ins = said;
    f->scenario.check_in_count = (size_t)days;
}

static void assert_share(const char *what, double km, double low, double high)
{
    if (km < low * 40 || km > high * 40) {
        fail_msg("%s: %.1f km of 40 is not between %.2f and %.2f", what, km,
                 low, high);
    }
}

/* Ill up to yesterday: what the first weeks have beside the usual 40 km, and
 * how long nothing is hard. The day after the last said one rests, too. */
static void test_illness(void **state)
{
    static const struct {
        const char *name;
        int days;
        double low[3];
        double high[3];
        int easy; /* at least so many days */
    } cases[] = {
        {"a day", 1, {0.7, 0.7, 0.7}, {1.15, 1.25, 1.3}, 3},
        {"four days", 4, {0.45, 0.7, 0.75}, {0.63, 1.01, 1.15}, 6},
        {"a week", 7, {0.3, 0.6, 0.7}, {0.51, 1, 1.1}, 9},
        {"three weeks", 21, {0.2, 0.25, 0.4}, {0.5, 0.55, 0.9}, 15},
    };
    static struct ow_check_in said[MOST_SAID];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plan_fixture f;
        double km[3];

        setup(&f);
        for (int back = 0; back < cases[i].days / 7; back++) {
            f.weeks[f.scenario.history.week_count - 1 - (size_t)back].run_m = 0;
            f.weeks[f.scenario.history.week_count - 1 - (size_t)back].runs = 0;
        }
        say_ill(&f, said, cases[i].days, ow_date_add_days(f.today, -1));
        read_weeks(&f, km, 3);
        for (int w = 0; w < 3; w++) {
            assert_share(cases[i].name, km[w], cases[i].low[w],
                         cases[i].high[w]);
        }
        if (easy_days(&f) < cases[i].easy) {
            fail_msg("%s: hard on day %d", cases[i].name, easy_days(&f));
        }
    }
}

/* Weeks in which nothing was run, and nothing was said. The longer the gap, the
 * lower the first week, and the more weeks until the old level. */
static void test_gaps(void **state)
{
    static const struct {
        const char *name;
        size_t weeks;
        double low;
        double high;
        int back_low; /* week of 93 % of the old level, the first being 1 */
        int back_high;
    } cases[] = {
        {"a week", 1, 0.7, 1.0, 1, 3},
        {"three weeks", 3, 0.4, 0.65, 3, 5},
        {"six weeks", 6, 0.35, 0.5, 5, 8},
        {"three months", 12, 0.25, 0.4, 9, 14},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plan_fixture f;
        double km[20];
        int back = 1;

        plan_setup(&f);
        add_even_history(&f, 40, 26);
        f.scenario.weeks = 20;
        for (size_t w = 26 - cases[i].weeks; w < 26; w++) {
            f.weeks[w].run_m = 0;
            f.weeks[w].runs = 0;
        }
        f.scenario.history.longest_run_30d_m = cases[i].weeks < 4 ? 14000 : 0;
        read_weeks(&f, km, 20);
        assert_share(cases[i].name, km[0], cases[i].low, cases[i].high);
        while (back < 20 && km[back - 1] < 0.93 * 40) {
            back++;
        }
        if (back < cases[i].back_low || back > cases[i].back_high) {
            fail_msg("%s: back in week %d", cases[i].name, back);
        }
    }
}

/* A finding of a rule on a day whose words hold a text. */
static bool says(const struct ow_plan *plan, enum ow_rule rule,
                 struct ow_date date, const char *text)
{
    size_t count = 0;
    const struct ow_finding *list = ow_plan_findings(plan, &count);

    for (size_t i = 0; i < count; i++) {
        if (list[i].rule == rule && list[i].date.days == date.days &&
            strstr(list[i].message, text) != NULL) {
            return true;
        }
    }
    return false;
}

/* A main race soon after weeks off is spoken of, a C race or a late one not. */
static void test_a_race_after_a_gap(void **state)
{
    static const struct {
        size_t weeks;
        const char *date;
        enum ow_priority priority;
        const char *words; /* NULL: none */
    } cases[] = {
        {3, "2026-11-22", OW_PRIORITY_A,
         "21 days after 21 without running, which take about 5 %"},
        {3, "2026-11-22", OW_PRIORITY_C, NULL},
        {3, "2027-01-10", OW_PRIORITY_A, NULL},
        {0, "2026-11-22", OW_PRIORITY_A, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plan_fixture f;
        struct ow_plan *plan = NULL;
        struct ow_race *race = NULL;

        plan_setup(&f);
        add_even_history(&f, 40, 20);
        for (size_t w = 20 - cases[i].weeks; w < 20; w++) {
            f.weeks[w].run_m = 0;
            f.weeks[w].runs = 0;
        }
        race = add_race(&f, "h", cases[i].date, 21097.5, cases[i].priority);
        plan = make_plan(&f);
        assert_int_equal(
            says(plan, OW_RULE_CONSISTENCY, race->date,
                 cases[i].words != NULL ? cases[i].words : "without running"),
            cases[i].words != NULL);
        ow_plan_free(plan);
    }
}

/* A week of illness before a marathon. */
static void test_a_race_after_illness(void **state)
{
    static struct ow_check_in said[MOST_SAID];
    struct plan_fixture f;
    struct ow_plan *plan = NULL;
    struct ow_race *race = NULL;

    (void)state;
    setup(&f);
    say_ill(&f, said, 7, ow_date_add_days(f.today, -1));
    race = add_race(&f, "m", "2026-11-15", OW_MARATHON_M, OW_PRIORITY_A);
    plan = make_plan(&f);
    assert_true(says(plan, OW_RULE_CONSISTENCY, race->date,
                     "13 days after 8 without running"));
    ow_plan_free(plan);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_illness),
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_a_race_after_a_gap),
        cmocka_unit_test(test_a_race_after_illness),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
