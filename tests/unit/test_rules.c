/* The table of rules and what a runner may set in it. */
#include "onward/rules.h"

#include "unit/cmocka_all.h"

#include <stdio.h>
#include <string.h>

static void every_rule_is_whole(void **state)
{
    (void)state;
    for (int rule = 0; rule < OW_RULE_COUNT; rule++) {
        const struct ow_rule_info *info = ow_rule_info((enum ow_rule)rule);
        size_t count = ow_rule_parameter_count((enum ow_rule)rule);
        enum ow_rule found = OW_RULE_COUNT;

        assert_non_null(info->id);
        assert_non_null(strchr(info->id, '.'));
        assert_true(strlen(info->statement) > 20);
        assert_int_not_equal(info->statement[strlen(info->statement) - 1], '.');
        assert_true(strlen(info->source) > 5);
        assert_int_equal(ow_rule_find(info->id, &found, NULL), OW_OK);
        assert_int_equal(found, rule);
        for (size_t i = 0; i < count; i++) {
            const struct ow_rule_parameter *p = &info->parameters[i];

            assert_true(p->min <= p->default_value);
            assert_true(p->default_value <= p->max);
        }
    }
    assert_true(OW_RULE_COUNT >= 40);
}

static void unknown_rule(void **state)
{
    enum ow_rule rule = OW_RULE_STRENGTH;
    struct ow_error err = {0};

    (void)state;
    assert_int_equal(ow_rule_find("down-week.dream", &rule, &err),
                     OW_E_NOT_FOUND);
    assert_int_equal(rule, OW_RULE_STRENGTH);
    assert_string_equal(err.message, "no rule is called down-week.dream");
}

static double classic(enum ow_rule rule, const char *name)
{
    struct ow_rule_values values;

    ow_rule_values_init(&values, OW_PRESET_CLASSIC);
    return ow_rule_value(&values, rule, name);
}

/* The numbers of the contract: they must not drift. */
static void numbers_that_must_hold(void **state)
{
    static const struct {
        const char *distance;
        double off;
        double off_light;
        double easy;
        double easy_light;
    } cases[] = {{"marathon", 7, 2, 21, 10},
                 {"half", 5, 1, 13, 6},
                 {"10k", 2, 0, 6, 3},
                 {"5k", 1, 0, 3, 1}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_rule_values active;
        char must[24];
        char light[24];

        ow_rule_values_init(&active, OW_PRESET_ACTIVE_RETURN);
        (void)snprintf(must, sizeof must, "%s_must", cases[i].distance);
        (void)snprintf(light, sizeof light, "%s_light", cases[i].distance);
        assert_float_equal(classic(OW_RULE_RECOVERY_OFF, must), cases[i].off,
                           1e-12);
        assert_float_equal(classic(OW_RULE_RECOVERY_OFF, light),
                           cases[i].off_light, 1e-12);
        assert_float_equal(classic(OW_RULE_RECOVERY_EASY, must), cases[i].easy,
                           1e-12);
        assert_float_equal(classic(OW_RULE_RECOVERY_EASY, light),
                           cases[i].easy_light, 1e-12);
        assert_float_equal(ow_rule_value(&active, OW_RULE_RECOVERY_OFF, must),
                           cases[i].off_light, 1e-12);
        assert_float_equal(ow_rule_value(&active, OW_RULE_RECOVERY_EASY, must),
                           cases[i].easy_light, 1e-12);
        assert_true(ow_rule_value(&active, OW_RULE_RECOVERY_OFF,
                                  cases[i].distance) >= cases[i].off_light);
    }
    assert_float_equal(classic(OW_RULE_WEEK_RAMP, "factor"), 1.35, 1e-12);
    assert_float_equal(classic(OW_RULE_LONGEST_SPIKE, "factor"), 1.3, 1e-12);
    assert_float_equal(classic(OW_RULE_TAPER_VOLUME, "share"), 0.75, 1e-12);
    assert_float_equal(classic(OW_RULE_DOWN_WEEK_CUT, "cut"), 0.25, 1e-12);
    assert_float_equal(classic(OW_RULE_DOWN_WEEK_EVERY, "every_weeks"), 4,
                       1e-12);
}

static void keys(void **state)
{
    static const struct {
        const char *key;
        double value;
        enum ow_status status;
        enum ow_rule rule;
        const char *parameter;
    } cases[] = {
        {"down-week.cut", 0.2, OW_OK, OW_RULE_DOWN_WEEK_CUT, "cut"},
        {"down-week.cut.cut", 0.3, OW_OK, OW_RULE_DOWN_WEEK_CUT, "cut"},
        {"winter.emphasis", 1, OW_OK, OW_RULE_WINTER, "emphasis"},
        {"winter.emphasis.max_cut", 0.2, OW_OK, OW_RULE_WINTER, "max_cut"},
        {"recovery.off.10k", 5, OW_OK, OW_RULE_RECOVERY_OFF, "10k"},
        {"long-run.share", 0.4, OW_OK, OW_RULE_LONG_SHARE, "share"},
        {"down-week.cut", 0.31, OW_E_RANGE, OW_RULE_COUNT, NULL},
        {"down-week.cut", -1, OW_E_RANGE, OW_RULE_COUNT, NULL},
        {"recovery.off.marathon_must", 2, OW_E_RANGE, OW_RULE_COUNT, NULL},
        {"week.ramp.factor", 1.5, OW_E_RANGE, OW_RULE_COUNT, NULL},
        {"week.ramp", 1.2, OW_E_NOT_FOUND, OW_RULE_COUNT, NULL},
        {"down-week.dream", 1, OW_E_NOT_FOUND, OW_RULE_COUNT, NULL},
        {"down-week.cut.dream", 1, OW_E_NOT_FOUND, OW_RULE_COUNT, NULL},
        {"day.minutes", 1, OW_E_NOT_FOUND, OW_RULE_COUNT, NULL},
        {"cut", 0.2, OW_E_NOT_FOUND, OW_RULE_COUNT, NULL},
        {"", 0.2, OW_E_NOT_FOUND, OW_RULE_COUNT, NULL},
        {".", 0.2, OW_E_NOT_FOUND, OW_RULE_COUNT, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_rule_values values;
        struct ow_rule_values before;

        ow_rule_values_init(&values, OW_PRESET_CLASSIC);
        ow_rule_values_init(&before, OW_PRESET_CLASSIC);
        assert_int_equal(
            ow_rule_values_set(&values, cases[i].key, cases[i].value, NULL),
            cases[i].status);
        if (cases[i].status == OW_OK) {
            assert_float_equal(
                ow_rule_value(&values, cases[i].rule, cases[i].parameter),
                cases[i].value, 1e-12);
            assert_memory_not_equal(values.overridden, before.overridden,
                                    sizeof values.overridden);
        } else {
            assert_memory_equal(&values, &before, sizeof values);
        }
    }
}

static void a_refusal_names_value_and_bounds(void **state)
{
    struct ow_rule_values values;
    struct ow_error err = {0};

    (void)state;
    ow_rule_values_init(&values, OW_PRESET_CLASSIC);
    assert_int_equal(ow_rule_values_set(&values, "down-week.cut", 0.5, &err),
                     OW_E_RANGE);
    assert_string_equal(err.message,
                        "down-week.cut: 0.5 is outside 0.2 to 0.3");
    assert_int_equal(
        ow_rule_values_set(&values, "down-week.cut", OW_MISSING, &err),
        OW_E_RANGE);
}

static void words(void **state)
{
    (void)state;
    assert_string_equal(ow_severity_name(OW_MUST), "must");
    assert_string_equal(ow_severity_name(OW_NOTE), "note");
    assert_string_equal(ow_evidence_name(OW_EVIDENCE_EXPERT), "expert");
    assert_string_equal(ow_preset_name(OW_PRESET_ACTIVE_RETURN),
                        "active-return");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_is_whole),
        cmocka_unit_test(unknown_rule),
        cmocka_unit_test(numbers_that_must_hold),
        cmocka_unit_test(keys),
        cmocka_unit_test(a_refusal_names_value_and_bounds),
        cmocka_unit_test(words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
