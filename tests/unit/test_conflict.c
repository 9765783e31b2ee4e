/*
 * Wishes that cannot all be had, held against all ways to leave some out: what
 * is told as a conflict is one, needs each of its wishes, and what is spared is
 * enough and no more.
 */
#include "cmocka_all.h"
#include "fault.h"
#include "onward/conflict.h"
#include "onward/json.h"
#include "plan_fixture.h"

#include <string.h>

#define MOST_WISHES 12

/* A wish by what it stands on; races before today are none. */
struct wish {
    enum ow_wish_kind kind;
    size_t index; /* of race, blocked days, or the place below */
};

static const struct {
    enum ow_rule rule;
    const char *key;
} overridable[] = {{OW_RULE_RACE_SPACING, "race.spacing.marathon"},
                   {OW_RULE_DOWN_WEEK_CUT, "down-week.cut"}};

static void block(struct plan_fixture *f, const char *from, const char *to)
{
    f->scenario.blocked = f->blocked;
    f->blocked[f->scenario.blocked_count++] =
        (struct ow_blocked){date_of(from), date_of(to), NULL};
}

static void override(struct plan_fixture *f, const char *key, double value)
{
    assert_int_equal(ow_rule_values_set(&f->scenario.rules, key, value, NULL),
                     OW_OK);
}

static bool is_overridden(const struct plan_fixture *f, size_t place)
{
    enum ow_rule rule = overridable[place].rule;

    for (size_t i = 0; i < ow_rule_parameter_count(rule); i++) {
        if (f->scenario.rules.overridden[rule][i]) {
            return true;
        }
    }
    return false;
}

/* ------------------------------------------------------------- the cases */

static void two_marathons(struct plan_fixture *f)
{
    add_race(f, "b", "2027-01-10", 21097.5, OW_PRIORITY_B);
    add_race(f, "m1", "2027-02-14", OW_MARATHON_M, OW_PRIORITY_A);
    add_race(f, "m2", "2027-02-21", OW_MARATHON_M, OW_PRIORITY_A);
    block(f, "2026-12-24", "2026-12-26");
}

static void blocked_race(struct plan_fixture *f)
{
    add_race(f, "h", "2027-01-10", 21097.5, OW_PRIORITY_A);
    block(f, "2026-11-20", "2026-11-22");
    block(f, "2027-01-08", "2027-01-12");
}

/* Blocked twice: neither span alone must go, both must or the race. */
static void twice_blocked_race(struct plan_fixture *f)
{
    add_race(f, "h", "2027-01-10", 21097.5, OW_PRIORITY_A);
    block(f, "2027-01-08", "2027-01-10");
    block(f, "2027-01-10", "2027-01-14");
}

static void chain(struct plan_fixture *f)
{
    add_race(f, "c1", "2027-01-10", OW_MARATHON_M, OW_PRIORITY_B);
    add_race(f, "c2", "2027-01-16", OW_MARATHON_M, OW_PRIORITY_A);
    add_race(f, "c3", "2027-01-23", OW_MARATHON_M, OW_PRIORITY_B);
}

static void own_number(struct plan_fixture *f)
{
    override(f, "down-week.cut", 0.2);
    override(f, "race.spacing.marathon", 40);
    add_race(f, "m1", "2026-12-06", OW_MARATHON_M, OW_PRIORITY_A);
    add_race(f, "t", "2027-01-03", 10000, OW_PRIORITY_A);
}

static void after_a_race(struct plan_fixture *f)
{
    add_race(f, "past", "2026-11-01", OW_MARATHON_M, OW_PRIORITY_A)->time_s =
        14400;
    add_race(f, "next", "2026-11-06", 10000, OW_PRIORITY_C);
    add_race(f, "far", "2027-01-10", 10000, OW_PRIORITY_A);
}

static void two_conflicts(struct plan_fixture *f)
{
    chain(f);
    f->scenario.race_count--;
    add_race(f, "e", "2027-02-20", 10000, OW_PRIORITY_C);
    add_race(f, "d", "2027-02-21", 10000, OW_PRIORITY_B);
    block(f, "2027-02-21", "2027-02-21");
}

static void no_conflict(struct plan_fixture *f)
{
    add_race(f, "h", "2027-01-10", 21097.5, OW_PRIORITY_A);
}

static const struct {
    const char *name;
    void (*set)(struct plan_fixture *f);
    size_t conflicts;
} cases[] = {
    {"two marathons in eight days", two_marathons, 1},
    {"a race on a blocked day", blocked_race, 1},
    {"a race on a day that is blocked twice", twice_blocked_race, 2},
    {"three marathons in a row", chain, 2},
    {"a number of the runner's own", own_number, 1},
    {"a race too soon after one that was run", after_a_race, 1},
    {"two conflicts", two_conflicts, 3},
    {"none", no_conflict, 0},
};

static void setup(struct plan_fixture *f, size_t at)
{
    plan_setup(f);
    add_even_history(f, 40, 12);
    f->scenario.weeks = 18;
    cases[at].set(f);
}

/* --------------------------------------------------------- by brute force */

static size_t list_wishes(const struct plan_fixture *f,
                          struct wish wishes[MOST_WISHES])
{
    size_t count = 0;

    for (size_t i = 0; i < f->scenario.race_count; i++) {
        if (f->races[i].date.days >= f->today.days) {
            wishes[count++] = (struct wish){OW_WISH_RACE, i};
        }
    }
    for (size_t i = 0; i < f->scenario.blocked_count; i++) {
        wishes[count++] = (struct wish){OW_WISH_BLOCKED, i};
    }
    for (size_t i = 0; i < sizeof overridable / sizeof overridable[0]; i++) {
        if (is_overridden(f, i)) {
            wishes[count++] = (struct wish){OW_WISH_RULE, i};
        }
    }
    return count;
}

/* Whether there is a plan with just the wishes of a set, as bits. */
static bool is_possible(const struct plan_fixture *f, unsigned set)
{
    struct plan_fixture other = *f;
    struct wish wishes[MOST_WISHES];
    size_t count = list_wishes(f, wishes);
    struct ow_plan *plan = NULL;
    enum ow_status status = OW_OK;
    size_t races = 0;
    size_t blocked = 0;

    for (size_t i = 0; i < f->scenario.race_count; i++) {
        if (f->races[i].date.days < f->today.days) {
            other.races[races++] = f->races[i];
        }
    }
    ow_rule_values_init(&other.scenario.rules, f->scenario.preset);
    for (size_t i = 0; i < count; i++) {
        enum ow_rule rule = overridable[wishes[i].index % 2].rule;

        if ((set & 1U << i) == 0) {
            continue;
        }
        if (wishes[i].kind == OW_WISH_RACE) {
            other.races[races++] = f->races[wishes[i].index];
        } else if (wishes[i].kind == OW_WISH_BLOCKED) {
            other.blocked[blocked++] = f->blocked[wishes[i].index];
        } else {
            memcpy(other.scenario.rules.value[rule],
                   f->scenario.rules.value[rule],
                   sizeof other.scenario.rules.value[rule]);
        }
    }
    other.scenario.races = other.races;
    other.scenario.race_count = races;
    other.scenario.blocked = other.blocked;
    other.scenario.blocked_count = blocked;
    status = ow_plan_make(&other.scenario, f->today, &plan, NULL);
    ow_plan_free(plan);
    assert_true(status == OW_OK || status == OW_E_CONFLICT);
    return status == OW_OK;
}

/* The bit of a told wish. */
static unsigned bit_of(const struct plan_fixture *f, const struct ow_wish *told)
{
    struct wish wishes[MOST_WISHES];
    size_t count = list_wishes(f, wishes);

    for (size_t i = 0; i < count; i++) {
        size_t at = wishes[i].index;

        if (wishes[i].kind == told->kind &&
            ((told->kind == OW_WISH_RACE &&
              strcmp(f->races[at].id, told->id) == 0) ||
             (told->kind == OW_WISH_BLOCKED &&
              f->blocked[at].from.days == told->from.days &&
              f->blocked[at].to.days == told->to.days) ||
             (told->kind == OW_WISH_RULE &&
              strcmp(overridable[at].key, told->id) == 0))) {
            return 1U << i;
        }
    }
    fail_msg("a wish that was not made: %s", told->words);
    return 0;
}

/* What is spared of it as bits. */
static unsigned judge_conflict(const struct plan_fixture *f,
                               const struct ow_conflict *conflict,
                               const char *name)
{
    unsigned set = 0;
    unsigned spared = 0;

    assert_true(conflict->because_count > 0);
    for (size_t i = 0; i < conflict->wish_count; i++) {
        unsigned bit = bit_of(f, &conflict->wishes[i]);

        assert_true(conflict->wishes[i].words[0] != '\0');
        assert_true(conflict->wishes[i].give_up[0] != '\0');
        set |= bit;
        spared |= conflict->wishes[i].is_spared ? bit : 0;
    }
    if (is_possible(f, set)) {
        fail_msg("%s: its wishes can all be had", name);
    }
    for (unsigned bit = 1; bit <= set; bit <<= 1) {
        if ((set & bit) != 0 && !is_possible(f, set & ~bit)) {
            fail_msg("%s: a wish is not needed", name);
        }
    }
    return spared;
}

static void judge_case(size_t at)
{
    struct plan_fixture f;
    struct ow_conflicts *conflicts = NULL;
    const struct ow_conflict *list = NULL;
    struct wish wishes[MOST_WISHES];
    size_t count = 0;
    unsigned all = 0;
    unsigned spared = 0;

    setup(&f, at);
    all = (1U << list_wishes(&f, wishes)) - 1;
    assert_int_equal(ow_conflicts_find(&f.scenario, f.today, &conflicts, NULL),
                     OW_OK);
    list = ow_conflicts_list(conflicts, &count);
    assert_int_equal(count > 0, !is_possible(&f, all));
    if (count != cases[at].conflicts) {
        fail_msg("%s: %zu conflicts", cases[at].name, count);
    }
    for (size_t i = 0; i < count; i++) {
        spared |= judge_conflict(&f, &list[i], cases[at].name);
    }
    assert_true(is_possible(&f, all & ~spared));
    for (unsigned bit = 1; bit <= spared; bit <<= 1) {
        if ((spared & bit) != 0) {
            assert_false(is_possible(&f, (all & ~spared) | bit));
        }
    }
    ow_conflicts_free(conflicts);
}

static void test_conflicts_are_minimal_and_sufficient(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        judge_case(i);
    }
}

/* --------------------------------------------------------------- in words */

static const struct ow_conflict *first_of(const struct plan_fixture *f,
                                          struct ow_conflicts **conflicts)
{
    size_t count = 0;

    assert_int_equal(ow_conflicts_find(&f->scenario, f->today, conflicts, NULL),
                     OW_OK);
    return ow_conflicts_list(*conflicts, &count);
}

static void test_what_to_give_up(void **state)
{
    static const struct {
        void (*set)(struct plan_fixture *f);
        const char *words;
        const char *give_up; /* of the first wish */
    } told[] = {
        {two_marathons, "race m1, 42.2 km on 2027-02-14",
         "move it to 2027-03-07 or later, run it within yourself, priority C, "
         "or leave "
         "it out"},
        {blocked_race, "race h, 21.1 km on 2027-01-10",
         "move it to 2027-01-13 or later, or leave it out"},
        {after_a_race, "race next, 10.0 km on 2026-11-06",
         "move it to 2026-11-09 or later, or leave it out"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        struct plan_fixture f;
        struct ow_conflicts *conflicts = NULL;
        const struct ow_conflict *first = NULL;

        plan_setup(&f);
        add_even_history(&f, 40, 12);
        f.scenario.weeks = 18;
        told[i].set(&f);
        first = first_of(&f, &conflicts);
        assert_string_equal(first->wishes[0].words, told[i].words);
        assert_string_equal(first->wishes[0].give_up, told[i].give_up);
        ow_conflicts_free(conflicts);
    }
}

static bool find_under_fault(void *context)
{
    struct plan_fixture *f = context;
    struct ow_conflicts *conflicts = NULL;
    bool is_found =
        ow_conflicts_find(&f->scenario, f->today, &conflicts, NULL) == OW_OK;

    assert_int_equal(is_found, conflicts != NULL);
    ow_conflicts_free(conflicts);
    return is_found;
}

static void test_faults(void **state)
{
    struct plan_fixture f;

    (void)state;
    plan_setup(&f);
    f.scenario.weeks = 1;
    add_race(&f, "r", "2026-11-06", 5000, OW_PRIORITY_C);
    block(&f, "2026-11-06", "2026-11-30");
    assert_true(fault_sweep(find_under_fault, &f) > 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conflicts_are_minimal_and_sufficient),
        cmocka_unit_test(test_what_to_give_up),
        cmocka_unit_test(test_faults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
