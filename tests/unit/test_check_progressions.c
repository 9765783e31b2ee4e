/* The checker on progression runs, on long runs that end fast, and on the last
 * days before a long race: good plans with one thing spoiled. */
#include "onward/activity.h"

#include "unit/cmocka_all.h"
#include "unit/good_plan.h"

static struct ow_workout *fast_end;

static void end_fast(struct good_plan *b, int day)
{
    b->sessions[day][0].workout = fast_end;
}

static void put(struct good_plan *b, int day, enum ow_session_type type,
                double km, double hard_s)
{
    good_put(b, day, good_session(type, km, hard_s));
    good_sum_weeks(b);
}

static void hard_soon_after_the_marathon(struct good_plan *b)
{
    put(b, 30, OW_SESSION_PROGRESSION, 7, 300);
}

static void hard_in_the_down_week(struct good_plan *b)
{
    put(b, 44, OW_SESSION_PROGRESSION, 6, 60);
}

static void sore_two_days_before(struct good_plan *b)
{
    b->check_ins[0].date = good_date(35);
    b->check_ins[0].soreness = 4;
    b->check_ins[0].stairs_pain = -1;
    b->scenario.check_in_count = 1;
}

static void fast_in_base(struct good_plan *b)
{
    end_fast(b, 34);
}

static void fast_in_two_weeks_in_a_row(struct good_plan *b)
{
    end_fast(b, 55);
    end_fast(b, 62);
}

static void fast_before_the_race(struct good_plan *b)
{
    end_fast(b, 76);
}

static void fast_of_a_beginner(struct good_plan *b)
{
    b->scenario.athlete.level = OW_LEVEL_BEGINNER;
    end_fast(b, 55);
}

static void fast_after_160_minutes(struct good_plan *b)
{
    end_fast(b, 55);
    b->sessions[55][0].duration_s = 160 * 60;
}

static void hard_two_days_after_a_fast_end(struct good_plan *b)
{
    end_fast(b, 55);
    put(b, 57, OW_SESSION_HILLS, 6, 0);
}

static void fast_beside_a_progression_run(struct good_plan *b)
{
    end_fast(b, 55);
}

static void hard_three_days_before_the_race(struct good_plan *b)
{
    put(b, 80, OW_SESSION_INTERVALS, 4, 300);
}

static const struct {
    const char *name;
    void (*change)(struct good_plan *b);
    enum ow_rule rule;
    int found_on;
} cases[] = {
    {"after the marathon", hard_soon_after_the_marathon,
     OW_RULE_PROGRESSION_SOFTEN, 30},
    {"down week", hard_in_the_down_week, OW_RULE_PROGRESSION_SOFTEN, 44},
    {"sore", sore_two_days_before, OW_RULE_PROGRESSION_SOFTEN, 37},
    {"base", fast_in_base, OW_RULE_LONG_FINISH, 34},
    {"in a row", fast_in_two_weeks_in_a_row, OW_RULE_LONG_FINISH, 62},
    {"before the race", fast_before_the_race, OW_RULE_LONG_FINISH, 76},
    {"beginner", fast_of_a_beginner, OW_RULE_LONG_FINISH, 55},
    {"too long", fast_after_160_minutes, OW_RULE_LONG_FINISH, 55},
    {"after it", hard_two_days_after_a_fast_end, OW_RULE_PROGRESSION_AFTER, 57},
    {"two in a week", fast_beside_a_progression_run, OW_RULE_PROGRESSION_WEEKLY,
     49},
    {"last days", hard_three_days_before_the_race, OW_RULE_TAPER_HARD, 83},
};

static bool has(const struct ow_findings *findings, enum ow_rule rule, int day)
{
    size_t count = 0;
    const struct ow_finding *list = ow_findings_list(findings, &count);

    for (size_t i = 0; i < count; i++) {
        if (list[i].rule == rule && list[i].severity == OW_SHOULD &&
            list[i].date.days == good_date(day).days) {
            return true;
        }
    }
    return false;
}

/* What is spoiled is found, and was not there before. */
static void faults_are_found(void **state)
{
    static struct good_plan b;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int is_spoiled = 0; is_spoiled < 2; is_spoiled++) {
            struct ow_findings *findings = NULL;

            good_fill(&b);
            if (is_spoiled) {
                cases[i].change(&b);
            }
            assert_int_equal(
                ow_plan_check(&b.plan, &b.scenario, &findings, NULL), OW_OK);
            if (has(findings, cases[i].rule, cases[i].found_on) !=
                (is_spoiled == 1)) {
                fail_msg("%s", cases[i].name);
            }
            ow_findings_free(findings);
        }
    }
}

static int set_up(void **state)
{
    const struct ow_step step = {
        .role = OW_ROLE_PEAK,
        .end_type = OW_END_DISTANCE_M,
        .end_value = 10000,
        .target = {OW_TARGET_OPEN, OW_MISSING, OW_MISSING},
        .ramp_from = OW_MISSING,
        .ramp_to = OW_MISSING};

    (void)state;
    return ow_workout_new("test", OW_SPORT_RUNNING, &fast_end, NULL) == OW_OK &&
                   ow_workout_add_step(fast_end, &step, NULL) == OW_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    ow_workout_free(fast_end);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_found),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
