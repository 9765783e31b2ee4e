/*
 * The checker bites: good plans of several runners are spoiled in every way of
 * the tables in mutations_*.c, at places spread over each plan, and each time
 * the rule's finding must appear that was not there before.
 */
#include "cmocka_all.h"
#include "mutate.h"
#include "plan_fixture.h"

#include <stdlib.h>

/* Places tried for one way in one plan. */
#define MOST_PLACES 10
/* What is asked of the whole. */
#define LEAST_MUTATIONS 200

/* A runner whose plan is good. */
static void after_a_marathon(struct plan_fixture *f)
{
    add_even_history(f, 45, 12);
    f->scenario.weeks = 16;
    add_race(f, "r1", "2026-11-01", 42195, OW_PRIORITY_A);
    add_race(f, "r2", "2027-02-07", 21097.5, OW_PRIORITY_A);
    f->scenario.athlete.strength_per_week = 2;
}

static void a_beginner_toward_5k(struct plan_fixture *f)
{
    f->scenario.athlete.level = OW_LEVEL_BEGINNER;
    f->scenario.weeks = 20;
    add_even_history(f, 8, 10);
    add_race(f, "r1", "2027-03-07", 5000, OW_PRIORITY_A);
    f->scenario.athlete.strength_per_week = 1;
}

static void long_weeks_toward_a_marathon(struct plan_fixture *f)
{
    f->scenario.athlete.level = OW_LEVEL_ADVANCED;
    for (int i = 0; i < 7; i++) {
        f->scenario.athlete.day_minutes[i] = i == OW_SUNDAY ? 240 : 150;
    }
    f->scenario.weeks = 26;
    add_even_history(f, 120, 16);
    add_best(f, "2026-05-10", 10000, 2040);
    add_race(f, "r1", "2027-04-18", 42195, OW_PRIORITY_A);
}

static void three_days_toward_10k(struct plan_fixture *f)
{
    static const int minutes[7] = {0, 60, 0, 75, 0, 0, 120};

    f->today = date_of("2026-05-06");
    for (int i = 0; i < 7; i++) {
        f->scenario.athlete.day_minutes[i] = minutes[i];
    }
    f->scenario.weeks = 18;
    add_even_history(f, 25, 12);
    add_race(f, "r1", "2026-07-12", 10000, OW_PRIORITY_B);
    add_race(f, "r2", "2026-08-23", 10000, OW_PRIORITY_A);
}

static void no_race_in_a_southern_winter(struct plan_fixture *f)
{
    f->today = date_of("2026-05-04");
    f->scenario.athlete.is_southern = true;
    f->scenario.athlete.strength_per_week = 2;
    f->scenario.athlete.cross_training = OW_CROSS_BIKE;
    f->scenario.weeks = 20;
    add_even_history(f, 40, 12);
    assert_int_equal(
        ow_rule_values_set(&f->scenario.rules, "winter.emphasis", 0.8, NULL),
        OW_OK);
}

static void a_season_of_two_races(struct plan_fixture *f)
{
    for (int i = 0; i < 7; i++) {
        f->scenario.athlete.day_minutes[i] = i == OW_SUNDAY ? 200 : 100;
    }
    f->scenario.athlete.strength_per_week = 1;
    f->scenario.weeks = 38;
    add_even_history(f, 55, 12);
    add_race(f, "r1", "2027-02-28", 21097.5, OW_PRIORITY_A);
    add_race(f, "r2", "2027-03-28", 10000, OW_PRIORITY_C);
    add_race(f, "r3", "2027-07-04", 42195, OW_PRIORITY_A);
}

static void fifty_kilometres(struct plan_fixture *f)
{
    f->today = date_of("2026-07-01");
    f->scenario.athlete.day_minutes[OW_SUNDAY] = 240;
    f->scenario.weeks = 22;
    add_even_history(f, 50, 14);
    add_race(f, "r1", "2026-06-28", 10000, OW_PRIORITY_A);
    add_race(f, "r2", "2026-10-25", 50000, OW_PRIORITY_A);
    add_goal(f, "g1", OW_GOAL_FINISH, "2026-10-25")->distance_m = 50000;
}

static void a_return_from_a_gap(struct plan_fixture *f)
{
    static const double km[12] = {38, 40, 42, 44, 33, 45, 47, 0, 0, 0, 0, 12};

    f->scenario.weeks = 14;
    add_history(f, km, 12);
    add_best(f, "2026-06-07", 21097.5, 6600);
    add_goal(f, "g1", OW_GOAL_SESSIONS_PER_WEEK, "2027-06-01")->per_week = 3;
}

static const struct {
    const char *name;
    void (*fill)(struct plan_fixture *f);
} runners[] = {
    {"after a marathon", after_a_marathon},
    {"a beginner toward 5 km", a_beginner_toward_5k},
    {"120 km weeks toward a marathon", long_weeks_toward_a_marathon},
    {"three days toward 10 km", three_days_toward_10k},
    {"no race in a southern winter", no_race_in_a_southern_winter},
    {"a season of two races", a_season_of_two_races},
    {"fifty kilometres", fifty_kilometres},
    {"a return from a gap", a_return_from_a_gap},
};

struct bench {
    struct mutant mutant;
    struct plan_fixture fixture;
    struct ow_plan *plan;
    struct ow_findings *before;
    int tried;
    int missed;
};

static bool has(const struct ow_findings *findings, const struct expected *e)
{
    size_t count = 0;
    const struct ow_finding *list = ow_findings_list(findings, &count);

    for (size_t i = 0; i < count; i++) {
        if (list[i].rule == e->rule && list[i].severity == e->severity &&
            (!ow_date_is_known(e->date) || list[i].date.days == e->date.days)) {
            return true;
        }
    }
    return false;
}

static struct ow_findings *check(const struct mutant *m)
{
    struct ow_findings *findings = NULL;

    assert_int_equal(ow_plan_check(&m->plan, &m->scenario, &findings, NULL),
                     OW_OK);
    return findings;
}

/* Spoils the plan at one place; false where that means nothing. */
static bool try_at(struct bench *b, const struct mutation *mutation, int at,
                   const char *runner)
{
    struct expected expected = {OW_RULE_COUNT, OW_MUST, ow_date_none()};
    struct ow_findings *findings = NULL;

    mutant_take(&b->mutant, b->plan, &b->fixture.scenario);
    if (!mutation->apply(&b->mutant, at, &expected) ||
        has(b->before, &expected)) {
        return false;
    }
    if (mutation->keeps_sums) {
        mutant_sum_weeks(&b->mutant);
    }
    findings = check(&b->mutant);
    b->tried++;
    if (!has(findings, &expected) ||
        (expected.severity == OW_MUST && !ow_findings_has_must(findings))) {
        char date[OW_DATE_TEXT_SIZE] = "any day";

        if (ow_date_is_known(expected.date)) {
            ow_date_format(expected.date, date);
        }
        print_message("%s, %s at %d: no %s of %s\n", runner, mutation->name, at,
                      ow_rule_info(expected.rule)->id, date);
        b->missed++;
    }
    ow_findings_free(findings);
    return true;
}

/* How often a way was tried: at places spread over the plan, the step having
 * no divisor in common with their number. */
static int try_everywhere(struct bench *b, const struct mutation *mutation,
                          const char *runner)
{
    int places = mutation->scope == ONCE         ? 1
                 : mutation->scope == EVERY_WEEK ? (int)b->plan->week_count
                                                 : (int)b->plan->day_count;
    int step = places % 13 == 0 ? 11 : 13;
    int tried = 0;

    for (int i = 0; i < places && tried < MOST_PLACES; i++) {
        tried += try_at(b, mutation, i * step % places, runner) ? 1 : 0;
    }
    return tried;
}

static void try_table(const struct mutation *mutations, size_t count)
{
    static struct bench b;
    int *tried = calloc(count, sizeof *tried);

    assert_non_null(tried);
    b.tried = b.missed = 0;
    for (size_t r = 0; r < sizeof runners / sizeof runners[0]; r++) {
        plan_setup(&b.fixture);
        runners[r].fill(&b.fixture);
        b.plan = make_plan(&b.fixture);
        mutant_take(&b.mutant, b.plan, &b.fixture.scenario);
        b.before = check(&b.mutant);
        assert_false(ow_findings_has_must(b.before));
        for (size_t i = 0; i < count; i++) {
            tried[i] += try_everywhere(&b, &mutations[i], runners[r].name);
        }
        ow_findings_free(b.before);
        ow_plan_free(b.plan);
    }
    for (size_t i = 0; i < count; i++) {
        if (tried[i] == 0) {
            print_message("%s: nowhere\n", mutations[i].name);
            b.missed++;
        }
    }
    free(tried);
    print_message("%zu ways, %d mutations\n", count, b.tried);
    assert_int_equal(b.missed, 0);
    assert_true(b.tried >= LEAST_MUTATIONS);
}

static void musts_are_found(void **state)
{
    (void)state;
    try_table(must_mutations, must_mutation_count);
}

static void shoulds_are_found(void **state)
{
    (void)state;
    try_table(should_mutations, should_mutation_count);
}

static void season_faults_are_found(void **state)
{
    (void)state;
    try_table(season_mutations, season_mutation_count);
}

static void disagreements_are_found(void **state)
{
    (void)state;
    try_table(form_mutations, form_mutation_count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(musts_are_found),
        cmocka_unit_test(shoulds_are_found),
        cmocka_unit_test(season_faults_are_found),
        cmocka_unit_test(disagreements_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
