/* The three clocks after a race. */
#include "onward/quantity.h"
#include "onward/recovery.h"

#include "unit/cmocka_all.h"

/* A race run all out by a runner of 35 with enough volume. */
static struct ow_raced raced(double distance_m)
{
    struct ow_raced made = {.distance_m = distance_m,
                            .time_s = OW_MISSING,
                            .effort = 1,
                            .fade = OW_MISSING,
                            .net_drop_m = 0,
                            .descent_m = OW_MISSING,
                            .temperature_c = OW_MISSING,
                            .age_years = 35,
                            .weekly_m = 60000};

    return made;
}

static struct ow_recovery compute(const struct ow_raced *race,
                                  enum ow_preset preset)
{
    struct ow_rule_values values;
    struct ow_recovery recovery = {0};

    ow_rule_values_init(&values, preset);
    assert_int_equal(
        ow_recovery_compute(race, &values, preset, &recovery, NULL), OW_OK);
    return recovery;
}

struct clocks {
    int off;
    int off_must;
    int easy;
    int easy_must;
    int back;
};

static void assert_clocks(const struct ow_recovery *recovery,
                          struct clocks expected)
{
    assert_int_equal(recovery->off_days, expected.off);
    assert_int_equal(recovery->off_must_days, expected.off_must);
    assert_int_equal(recovery->easy_until_day, expected.easy);
    assert_int_equal(recovery->easy_must_day, expected.easy_must);
    assert_int_equal(recovery->back_day, expected.back);
}

static void classic(void **state)
{
    static const struct {
        double distance_m;
        struct clocks clocks;
    } cases[] = {
        {3000, {2, 1, 3, 3, 8}},      {5000, {2, 1, 3, 3, 8}},
        {7499, {2, 1, 3, 3, 8}},      {10000, {3, 2, 6, 6, 8}},
        {15000, {6, 5, 13, 13, 22}},  {OW_HALF_MARATHON_M, {6, 5, 13, 13, 22}},
        {30000, {10, 7, 21, 21, 36}}, {OW_MARATHON_M, {10, 7, 21, 21, 36}},
        {45000, {10, 7, 21, 21, 36}}, {100000, {13, 7, 26, 21, 43}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_raced race = raced(cases[i].distance_m);
        struct ow_recovery recovery = compute(&race, OW_PRESET_CLASSIC);

        assert_clocks(&recovery, cases[i].clocks);
        assert_int_equal(recovery.reason_count, cases[i].distance_m > 45000);
    }
}

static void active_return(void **state)
{
    static const struct {
        double distance_m;
        struct clocks clocks;
    } cases[] = {
        {5000, {1, 0, 1, 1, 8}},
        {10000, {1, 0, 3, 3, 8}},
        {OW_HALF_MARATHON_M, {2, 1, 6, 6, 15}},
        {OW_MARATHON_M, {3, 2, 10, 10, 29}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_raced race = raced(cases[i].distance_m);
        struct ow_recovery recovery = compute(&race, OW_PRESET_ACTIVE_RETURN);

        assert_clocks(&recovery, cases[i].clocks);
    }
}

/* A race within oneself: half the days, the lighter must. */
static void light_effort(void **state)
{
    static const struct {
        double distance_m;
        struct clocks clocks;
    } cases[] = {
        {5000, {1, 0, 2, 1, 8}},
        {10000, {2, 0, 3, 3, 8}},
        {OW_HALF_MARATHON_M, {3, 1, 7, 6, 8}},
        {OW_MARATHON_M, {5, 2, 11, 10, 22}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_raced race = raced(cases[i].distance_m);
        struct ow_recovery recovery;

        race.effort = 0.85;
        recovery = compute(&race, OW_PRESET_CLASSIC);
        assert_clocks(&recovery, cases[i].clocks);
        assert_int_equal(recovery.reason_count, 1);
        race.effort = 0.9;
        recovery = compute(&race, OW_PRESET_CLASSIC);
        assert_int_equal(recovery.reason_count, 0);
    }
}

static void volume_shares(void **state)
{
    static const double usual[] = {0, 0.25, 0.40, 0.50, 0.60};
    static const double longest[] = {0, 0, 0.25, 0.40, 0.50, 0.60};
    struct ow_raced race = raced(OW_MARATHON_M);
    struct ow_recovery recovery = compute(&race, OW_PRESET_CLASSIC);

    (void)state;
    assert_int_equal(recovery.week_count, COUNT(usual));
    assert_memory_equal(recovery.week_share, usual, sizeof usual);
    race.is_first = true;
    race.age_years = 62;
    recovery = compute(&race, OW_PRESET_CLASSIC);
    assert_int_equal(recovery.off_days, 14);
    assert_int_equal(recovery.easy_until_day, 28);
    assert_int_equal(recovery.week_count, COUNT(longest));
    assert_memory_equal(recovery.week_share, longest, sizeof longest);
    race = raced(OW_HALF_MARATHON_M);
    recovery = compute(&race, OW_PRESET_CLASSIC);
    assert_int_equal(recovery.week_count, 3);
    assert_true(fabs(recovery.week_share[0] - 0.5 / 7) < 1e-12);
    assert_true(fabs(recovery.week_share[2] - 0.7) < 1e-12);
    race = raced(10000);
    recovery = compute(&race, OW_PRESET_CLASSIC);
    assert_int_equal(recovery.week_count, 1);
    assert_true(fabs(recovery.week_share[0] - 4.0 / 7) < 1e-12);
    /* Run as training it costs a day; 5 km, no day off, costs none. */
    race.effort = 0.8;
    recovery = compute(&race, OW_PRESET_CLASSIC);
    assert_int_equal(recovery.off_days, 2);
    assert_true(fabs(recovery.week_share[0] - 6.0 / 7) < 1e-12);
    race.distance_m = 5000;
    recovery = compute(&race, OW_PRESET_CLASSIC);
    assert_true(fabs(recovery.week_share[0] - 1) < 1e-12);
}

/* One reason each: its words and what it does to a marathon's clocks. */
static void modifiers(void **state)
{
    static const struct {
        struct ow_raced race;
        const char *because;
        int off;
        int easy;
    } cases[] = {
        {{.is_first = true}, "first race at this distance", 13, 26},
        {{.age_years = 45}, "age of 40 to 49", 11, 23},
        {{.age_years = 50}, "age of 50 to 59", 12, 25},
        {{.age_years = 60}, "age of 60 and above", 13, 27},
        {{.weekly_m = 39999}, "less than 40 km a week before it", 12, 25},
        {{.fade = 0.2}, "a last quarter far slower than the second", 11, 23},
        {{.net_drop_m = 151}, "much downhill", 12, 25},
        {{.descent_m = 900}, "much downhill", 12, 25},
        {{.temperature_c = 25}, "a hot day", 12, 25},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_raced race = cases[i].race;
        struct ow_recovery recovery;

        race.distance_m = OW_MARATHON_M;
        race.effort = 1;
        race.weekly_m = race.weekly_m > 0 ? race.weekly_m : OW_MISSING;
        recovery = compute(&race, OW_PRESET_CLASSIC);
        assert_int_equal(recovery.reason_count, 1);
        assert_string_equal(recovery.reasons[0].because, cases[i].because);
        assert_int_equal(recovery.off_days, cases[i].off);
        assert_int_equal(recovery.easy_until_day, cases[i].easy);
    }
}

/* All reasons at once stay within the seed's fortnight and four weeks. */
static void caps(void **state)
{
    static const double distances_m[] = {5000, 10000, OW_HALF_MARATHON_M,
                                         OW_MARATHON_M};
    static const int most_off[] = {3, 4, 7, 14};

    (void)state;
    for (size_t i = 0; i < COUNT(distances_m); i++) {
        struct ow_raced race = raced(distances_m[i]);
        struct ow_recovery recovery;

        race.is_first = true;
        race.age_years = 70;
        race.weekly_m = 5000;
        race.fade = 0.4;
        race.net_drop_m = 400;
        race.temperature_c = 31;
        recovery = compute(&race, OW_PRESET_CLASSIC);
        assert_int_equal(recovery.off_days, most_off[i]);
        assert_true(recovery.easy_until_day <= 28);
        assert_true(recovery.reason_count <= OW_RECOVERY_MOST_REASONS);
        race.effort = 0.5;
        recovery = compute(&race, OW_PRESET_CLASSIC);
        assert_true(recovery.off_days >= recovery.off_must_days);
    }
}

static void overrides(void **state)
{
    struct ow_raced race = raced(OW_MARATHON_M);
    struct ow_rule_values values;
    struct ow_recovery recovery = {0};

    (void)state;
    ow_rule_values_init(&values, OW_PRESET_CLASSIC);
    assert_int_equal(
        ow_rule_values_set(&values, "recovery.off.marathon", 28, NULL), OW_OK);
    assert_int_equal(
        ow_recovery_compute(&race, &values, OW_PRESET_CLASSIC, &recovery, NULL),
        OW_OK);
    /* The runner's own wish is not capped; nothing is easy before it. */
    assert_int_equal(recovery.off_days, 28);
    assert_int_equal(recovery.easy_until_day, 28);
    assert_int_equal(recovery.week_count, OW_RECOVERY_MOST_WEEKS);
    assert_int_equal(
        ow_rule_values_set(&values, "recovery.off.marathon", 3, NULL), OW_OK);
    assert_int_equal(
        ow_recovery_compute(&race, &values, OW_PRESET_CLASSIC, &recovery, NULL),
        OW_OK);
    assert_int_equal(recovery.off_days, 7);
}

/* Any race of any runner: the clocks follow each other and keep their bounds.
 */
static void clocks_hold(void **state)
{
    uint32_t seed = 5;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        double draw[8];
        struct ow_raced race;
        struct ow_recovery recovery;
        double factor = 1;

        for (size_t i = 0; i < COUNT(draw); i++) {
            seed = seed * 1664525U + 1013904223U;
            draw[i] = (double)(seed >> 8) / (1 << 24);
        }
        race = raced(1000 + 60000 * draw[0]);
        race.effort = draw[1] < 0.1 ? OW_MISSING : 1.1 * draw[1];
        race.fade = draw[2] - 0.2;
        race.net_drop_m = 500 * draw[3] - 250;
        race.descent_m = 2000 * draw[4];
        race.temperature_c = 40 * draw[5] - 5;
        race.age_years = (int)(80 * draw[6]);
        race.weekly_m = 100000 * draw[7];
        race.is_first = round % 2 == 0;
        recovery = compute(&race, round % 3 == 0 ? OW_PRESET_ACTIVE_RETURN
                                                 : OW_PRESET_CLASSIC);
        assert_true(recovery.off_days >= recovery.off_must_days);
        assert_true(recovery.easy_until_day >= recovery.off_days);
        assert_true(recovery.easy_until_day >= recovery.easy_must_day);
        assert_true(recovery.off_days <= 14 && recovery.easy_until_day <= 28);
        assert_true(recovery.back_day > recovery.off_days);
        assert_in_range(recovery.week_count, 1, OW_RECOVERY_MOST_WEEKS);
        for (size_t i = 0; i < recovery.week_count; i++) {
            assert_true(recovery.week_share[i] >= 0);
            assert_true(recovery.week_share[i] <= 1);
            assert_true(i == 0 ||
                        recovery.week_share[i] >= recovery.week_share[i - 1]);
        }
        for (size_t i = 0; i < recovery.reason_count; i++) {
            factor *= recovery.reasons[i].factor;
        }
        assert_true(factor >= 0.5 && factor < 4);
    }
}

static void refusals(void **state)
{
    struct ow_rule_values values;
    struct ow_recovery recovery = {.off_days = 99};
    struct ow_error err = {OW_OK, 0, ""};
    struct ow_raced race = raced(900);

    (void)state;
    ow_rule_values_init(&values, OW_PRESET_CLASSIC);
    assert_int_equal(
        ow_recovery_compute(&race, &values, OW_PRESET_CLASSIC, &recovery, &err),
        OW_E_RANGE);
    assert_string_equal(err.message,
                        "race distance 900 m is outside 1000 to 1000000 m");
    race = raced(OW_MARATHON_M);
    race.effort = 1.2;
    assert_int_equal(
        ow_recovery_compute(&race, &values, OW_PRESET_CLASSIC, &recovery, &err),
        OW_E_RANGE);
    assert_string_equal(err.message, "effort 1.2 is outside 0 to 1.1");
    assert_int_equal(recovery.off_days, 99);
    race.effort = OW_MISSING;
    assert_int_equal(
        ow_recovery_compute(&race, &values, OW_PRESET_CLASSIC, &recovery, &err),
        OW_OK);
    assert_int_equal(recovery.off_days, 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classic),      cmocka_unit_test(active_return),
        cmocka_unit_test(light_effort), cmocka_unit_test(volume_shares),
        cmocka_unit_test(modifiers),    cmocka_unit_test(caps),
        cmocka_unit_test(overrides),    cmocka_unit_test(clocks_hold),
        cmocka_unit_test(refusals),
    };

    return cmocka_run_group_tests_name("recovery", tests, NULL, NULL);
}
