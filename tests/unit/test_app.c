/* What the use cases do on a store of their own. */
#include "app/calendar.h"
#include "app/diary.h"
#include "app/dip.h"
#include "app/history.h"
#include "app/now_what.h"
#include "app/plans.h"
#include "app/scenario.h"
#include "app/undo.h"
#include "onward/codec.h"
#include "onward/json.h"
#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NOW_MS INT64_C(1795368600000)

struct world {
    char folder[64];
    char path[96];
    struct store *store;
    struct diary diary;
};

static struct ow_date day(const char *text)
{
    struct ow_date date = ow_date_none();

    assert_int_equal(ow_date_parse(text, &date, NULL), OW_OK);
    return date;
}

static int open_world(void **state)
{
    struct world *world = test_calloc(1, sizeof *world);
    struct store_options options = {.access = STORE_WRITE};

    (void)snprintf(world->folder, sizeof world->folder, "/tmp/onward-app-%s",
                   "XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    (void)snprintf(world->path, sizeof world->path, "%s/s.db", world->folder);
    assert_int_equal(store_open(world->path, &options, &world->store, NULL),
                     OW_OK);
    world->diary =
        (struct diary){world->store, NOW_MS, day("2026-11-23"), false};
    *state = world;
    return 0;
}

static int close_world(void **state)
{
    struct world *world = *state;

    store_close(world->store);
    (void)unlink(world->path);
    (void)rmdir(world->folder);
    test_free(world);
    return 0;
}

static struct app_race race_on(const char *date, double distance_m,
                               double time_s)
{
    struct app_race race = {
        .date = day(date),
        .distance_m = distance_m,
        .time_s = time_s,
        .effort = OW_MISSING,
        .goal_s = OW_MISSING,
        .net_drop_m = OW_MISSING,
        .fade = OW_MISSING,
        .descent_m = OW_MISSING,
    };

    return race;
}

static struct ow_scenario *scenario_of(const struct world *world)
{
    struct ow_scenario *scenario = NULL;

    assert_int_equal(
        scenario_read(world->store, world->diary.today, 16, &scenario, NULL),
        OW_OK);
    return scenario;
}

static void patches_merge_as_rfc_7386_says(void **state)
{
    static const struct {
        const char *object;
        const char *patch;
        const char *after;
    } cases[] = {
        {"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
        {"{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}"},
        {"{\"a\":[1]}", "{\"a\":[2,3]}", "{\"a\":[2,3]}"},
        {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}",
         "{\"a\":{\"b\":\"d\"}}"},
        {"{\"a\":\"b\"}", "{\"a\":{\"c\":1}}", "{\"a\":{\"c\":1}}"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        json_t *object = json_loads(cases[i].object, 0, NULL);
        json_t *patch = json_loads(cases[i].patch, 0, NULL);
        json_t *after = json_loads(cases[i].after, 0, NULL);

        assert_true(ledger_patch(object, patch));
        assert_true(json_equal(object, after));
        json_decref(object);
        json_decref(patch);
        json_decref(after);
    }
}

static void nobody_said_anything(void **state)
{
    struct ow_scenario *scenario = scenario_of(*state);

    assert_int_equal(scenario->athlete.day_minutes[OW_MONDAY], 60);
    assert_int_equal(scenario->athlete.day_minutes[OW_SUNDAY], 180);
    assert_int_equal(scenario->athlete.long_run_day, OW_SUNDAY);
    assert_int_equal(scenario->race_count, 0);
    assert_int_equal(scenario->history.week_count, 0);
    assert_int_equal(scenario->weeks, 16);
    ow_scenario_free(scenario);
}

static void settings_lie_over_one_another(void **state)
{
    static const struct {
        const char *key;
        const char *value;
        enum ow_status status;
    } cases[] = {
        {"sex", "f", OW_OK},
        {"sex", "q", OW_E_NOT_FOUND},
        {"days.mon", "0", OW_OK},
        {"days.tue", "2000", OW_E_RANGE},
        {"birth_date", "1986-03-02", OW_OK},
        {"birth_date", "1986-03-32", OW_E_RANGE},
        {"cross_training", "bike, swim", OW_OK},
        {"cross_training", "chess", OW_E_NOT_FOUND},
        {"rules.down-week.cut", "0.3", OW_OK},
        {"rules.down-week.cut", "0.9", OW_E_RANGE},
        {"rules.none", "1", OW_E_NOT_FOUND},
        {"preset", "active-return", OW_OK},
        {"shoes", "red", OW_E_NOT_FOUND},
        {"hr_max_bpm", "188", OW_OK},
        {"hr_max_bpm", "", OW_OK},
    };
    struct world *world = *state;
    struct ow_scenario *scenario = NULL;

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_error err = {0};

        assert_int_equal(
            app_athlete_set(&world->diary, cases[i].key, cases[i].value, &err),
            cases[i].status);
    }
    scenario = scenario_of(world);
    assert_int_equal(scenario->athlete.sex, 'f');
    assert_int_equal(scenario->athlete.day_minutes[OW_MONDAY], 0);
    assert_int_equal(scenario->athlete.day_minutes[OW_TUESDAY], 60);
    assert_int_equal(scenario->athlete.cross_training,
                     OW_CROSS_BIKE | OW_CROSS_SWIM);
    assert_true(ow_is_missing(scenario->athlete.hr_max_bpm));
    assert_int_equal(scenario->preset, OW_PRESET_ACTIVE_RETURN);
    assert_true(
        fabs(ow_rule_value(&scenario->rules, OW_RULE_DOWN_WEEK_CUT, "cut") -
             0.3) < 1e-9);
    ow_scenario_free(scenario);
}

static void a_preview_keeps_nothing(void **state)
{
    struct world *world = *state;
    struct ow_check_in check_in = {.date = day("2026-11-23"),
                                   .soreness = 4,
                                   .stairs_pain = -1,
                                   .sleep = -1,
                                   .motivation = -1};
    struct ow_scenario *scenario = NULL;

    world->diary.is_preview = true;
    assert_int_equal(app_check_in(&world->diary, &check_in, NULL), OW_OK);
    scenario = scenario_of(world);
    assert_int_equal(scenario->check_in_count, 0);
    ow_scenario_free(scenario);
    world->diary.is_preview = false;
    assert_int_equal(app_check_in(&world->diary, &check_in, NULL), OW_OK);
    check_in.soreness = 2;
    assert_int_equal(app_check_in(&world->diary, &check_in, NULL), OW_OK);
    check_in.soreness = 12;
    assert_int_equal(app_check_in(&world->diary, &check_in, NULL), OW_E_RANGE);
    scenario = scenario_of(world);
    assert_int_equal(scenario->check_in_count, 1);
    assert_int_equal(scenario->check_ins[0].soreness, 2);
    ow_scenario_free(scenario);
}

static void races_come_and_go(void **state)
{
    struct world *world = *state;
    struct app_race race =
        race_on("2027-03-14", OW_HALF_MARATHON_M, OW_MISSING);
    char id[APP_RACE_ID_SIZE];
    char second[APP_RACE_ID_SIZE];
    struct app_undone undone;
    struct ow_scenario *scenario = NULL;

    assert_int_equal(app_race_put(&world->diary, &race, id, NULL), OW_OK);
    assert_string_equal(id, "2027-03-14");
    race = race_on("2026-11-22", OW_MARATHON_M, 14000);
    assert_int_equal(app_race_put(&world->diary, &race, second, NULL), OW_OK);
    race.id = id;
    race.date = ow_date_none();
    race.distance_m = OW_MISSING;
    race.time_s = OW_MISSING;
    race.priority = "A";
    assert_int_equal(app_race_put(&world->diary, &race, second, NULL), OW_OK);
    race.id = NULL;
    assert_int_equal(app_race_put(&world->diary, &race, second, NULL),
                     OW_E_ARGUMENT);
    race.id = "none";
    assert_int_equal(app_race_put(&world->diary, &race, second, NULL),
                     OW_E_NOT_FOUND);
    scenario = scenario_of(world);
    assert_int_equal(scenario->race_count, 2);
    assert_int_equal(scenario->races[1].priority, OW_PRIORITY_A);
    /* A race run in a known time is a best. */
    assert_int_equal(scenario->history.best_count, 1);
    ow_scenario_free(scenario);
    assert_int_equal(app_race_drop(&world->diary, id, NULL), OW_OK);
    assert_int_equal(app_race_drop(&world->diary, id, NULL), OW_E_NOT_FOUND);
    assert_int_equal(app_undo(world->store, NOW_MS, &undone, NULL), OW_OK);
    assert_int_equal(undone.kind, STORE_RACE);
    scenario = scenario_of(world);
    assert_int_equal(scenario->race_count, 2);
    ow_scenario_free(scenario);
}

static void days_are_blocked_and_free_again(void **state)
{
    struct world *world = *state;
    struct ow_scenario *scenario = NULL;

    assert_int_equal(app_days_block(&world->diary, day("2026-12-24"),
                                    day("2026-12-26"), "travel", NULL),
                     OW_OK);
    assert_int_equal(app_days_block(&world->diary, day("2026-12-26"),
                                    day("2026-12-24"), NULL, NULL),
                     OW_E_RANGE);
    scenario = scenario_of(world);
    assert_int_equal(scenario->blocked_count, 1);
    assert_string_equal(scenario->blocked[0].reason, "travel");
    ow_scenario_free(scenario);
    assert_int_equal(app_days_free(&world->diary, day("2026-12-24"),
                                   day("2026-12-25"), NULL),
                     OW_E_NOT_FOUND);
    assert_int_equal(app_days_free(&world->diary, day("2026-12-24"),
                                   day("2026-12-26"), NULL),
                     OW_OK);
}

static struct app_now_what ask_of(struct world *world,
                                  const struct app_race *race, int age_years)
{
    struct app_now_what_options options = {
        .today = world->diary.today,
        .is_today_given = true,
        .weeks = 16,
        .weekly_m = OW_MISSING,
        .distance_m = OW_MISSING,
        .effort = OW_MISSING,
        .age_years = age_years,
    };
    struct app_now_what answer;
    char id[APP_RACE_ID_SIZE];

    assert_int_equal(app_race_put(&world->diary, race, id, NULL), OW_OK);
    assert_int_equal(app_now_what(world->store, &options, &answer, NULL),
                     OW_OK);
    return answer;
}

static struct app_now_what ask(struct world *world)
{
    struct app_race race = race_on("2026-11-22", OW_MARATHON_M, 14000);

    return ask_of(world, &race, -1);
}

static void after_a_marathon(void **state)
{
    struct app_now_what answer = ask(*state);
    struct app_dip dip;

    assert_in_range(answer.recovery.off_days, 7, 14);
    assert_int_equal(answer.today.days, day("2026-11-23").days);
    assert_false(answer.is_today_moved);
    assert_true((answer.assumed & APP_ASSUMED_WEEKLY) != 0);
    assert_true(answer.recovery.weekly_m > 40000 &&
                answer.recovery.weekly_m < 45000);
    assert_true(app_dip_find(answer.plan, &dip));
    assert_true(dip.lowest < dip.fitness);
    app_now_what_dispose(&answer);
}

/* The last day of a phase; the day before the plan where it has none. */
static struct ow_date end_of(const struct ow_plan *plan, enum ow_phase phase)
{
    struct ow_date end = ow_date_add_days(ow_plan_today(plan), -1);
    size_t count = 0;
    const struct ow_phase_span *spans = ow_plan_phases(plan, &count);

    for (size_t i = 0; i < count; i++) {
        end = spans[i].phase == phase ? spans[i].to : end;
    }
    return end;
}

/* Races and runners drawn from a seed: what is told of the days without
 * running and without hard work is what the plan holds. */
static void the_clocks_told_are_the_plans(void **state)
{
    static const char *const priorities[] = {"A", "B", "C"};
    static const double distances_m[] = {10000, OW_HALF_MARATHON_M,
                                         OW_MARATHON_M};
    struct world *world = *state;
    uint32_t seed = 7;

    for (int i = 0; i < 24; i++) {
        struct app_race race = race_on("2026-11-22", 0, 0);
        struct app_now_what answer;
        struct app_undone undone;

        seed = seed * 1664525U + 1013904223U;
        race.distance_m = distances_m[(seed >> 28) % 3];
        race.time_s = race.distance_m * (0.24 + 0.03 * ((seed >> 24) % 8));
        race.priority = priorities[(seed >> 20) % 3];
        race.effort = (seed >> 16) % 2 == 0 ? 0.85 : OW_MISSING;
        race.fade = (seed >> 14) % 2 == 0 ? 0.15 : OW_MISSING;
        answer = ask_of(world, &race, (seed >> 12) % 2 == 0 ? 58 : -1);
        assert_int_equal(end_of(answer.plan, OW_PHASE_RECOVERY_OFF).days,
                         race.date.days + answer.recovery.off_days);
        if (answer.recovery.easy_until_day > answer.recovery.off_days) {
            assert_int_equal(end_of(answer.plan, OW_PHASE_RECOVERY_EASY).days,
                             race.date.days + answer.recovery.easy_until_day);
        }
        app_now_what_dispose(&answer);
        assert_int_equal(app_undo(world->store, NOW_MS, &undone, NULL), OW_OK);
    }
}

static size_t count_of(const char *text, const char *word)
{
    size_t count = 0;

    for (text = strstr(text, word); text != NULL;
         text = strstr(text + 1, word)) {
        count++;
    }
    return count;
}

static char *calendar_of(struct world *world)
{
    uint8_t *bytes = NULL;
    size_t length = 0;
    char *text = NULL;

    assert_int_equal(app_calendar_encode(world->store, world->diary.today,
                                         NOW_MS, OW_UNITS_KM, &bytes, &length,
                                         NULL, NULL),
                     OW_OK);
    text = test_malloc(length + 1);
    memcpy(text, bytes, length);
    text[length] = '\0';
    ow_bytes_free(bytes);
    return text;
}

static void a_calendar_cancels_what_undo_takes_back(void **state)
{
    struct world *world = *state;
    struct app_now_what answer = ask(world);
    struct ow_plan *kept = NULL;
    struct app_undone undone;
    uint8_t *bytes = NULL;
    size_t length = 0;
    char *text = NULL;

    assert_int_equal(app_plan_kept(world->store, &kept, NULL), OW_E_NOT_FOUND);
    assert_int_equal(app_calendar_encode(world->store, world->diary.today,
                                         NOW_MS, OW_UNITS_KM, &bytes, &length,
                                         NULL, NULL),
                     OW_E_NOT_FOUND);
    assert_int_equal(app_plan_keep(world->store, NOW_MS, answer.plan, NULL),
                     OW_OK);
    assert_int_equal(app_plan_kept(world->store, &kept, NULL), OW_OK);
    assert_int_equal(ow_plan_today(kept).days, answer.today.days);
    ow_plan_free(kept);
    text = calendar_of(world);
    assert_true(count_of(text, "SEQUENCE:0\r\n") > 20);
    assert_int_equal(count_of(text, "CANCELLED"), 0);
    test_free(text);
    assert_int_equal(app_undo(world->store, NOW_MS, &undone, NULL), OW_OK);
    assert_int_equal(undone.kind, STORE_PLAN);
    text = calendar_of(world);
    assert_int_equal(count_of(text, "CONFIRMED"), 0);
    assert_int_equal(count_of(text, "SEQUENCE:0\r\n"), 0);
    assert_true(count_of(text, "SEQUENCE:1\r\n") > 20);
    test_free(text);
    app_now_what_dispose(&answer);
}

struct sweep {
    struct world *world;
    struct ow_plan *plan;
};

static bool answer_once(void *context)
{
    struct sweep *sweep = context;
    struct app_now_what_options options = {
        .today = sweep->world->diary.today,
        .is_today_given = true,
        .weeks = 2,
        .weekly_m = OW_MISSING,
        .distance_m = OW_MISSING,
        .effort = OW_MISSING,
        .age_years = 44,
    };
    struct app_now_what answer;
    enum ow_status status =
        app_now_what(sweep->world->store, &options, &answer, NULL);

    if (status == OW_OK) {
        app_now_what_dispose(&answer);
    }
    return status == OW_OK;
}

static bool write_calendar_once(void *context)
{
    struct sweep *sweep = context;
    uint8_t *bytes = NULL;
    size_t length = 0;
    enum ow_status status =
        app_calendar_encode(sweep->world->store, sweep->world->diary.today,
                            NOW_MS, OW_UNITS_KM, &bytes, &length, NULL, NULL);

    assert_true(status == OW_OK || bytes == NULL);
    ow_bytes_free(bytes);
    return status == OW_OK;
}

static void every_allocation_may_fail(void **state)
{
    struct app_now_what answer = ask(*state);
    struct sweep sweep = {*state, answer.plan};

    assert_int_equal(
        app_plan_keep(sweep.world->store, NOW_MS, answer.plan, NULL), OW_OK);
    assert_true(fault_sweep(answer_once, &sweep) > 10);
    assert_true(fault_sweep(write_calendar_once, &sweep) > 10);
    app_now_what_dispose(&answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patches_merge_as_rfc_7386_says),
        cmocka_unit_test_setup_teardown(nobody_said_anything, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(settings_lie_over_one_another,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(a_preview_keeps_nothing, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(races_come_and_go, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(days_are_blocked_and_free_again,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(the_clocks_told_are_the_plans,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(after_a_marathon, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(a_calendar_cancels_what_undo_takes_back,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(every_allocation_may_fail, open_world,
                                        close_world),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
