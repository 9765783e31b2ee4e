/* Goals as the ledger keeps them and the report tells them. */
#include "app/diary.h"
#include "app/goals.h"
#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct world {
    char folder[64];
    char path[96];
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
    struct store *store = NULL;

    (void)snprintf(world->folder, sizeof world->folder,
                   "/tmp/onward-goals-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    (void)snprintf(world->path, sizeof world->path, "%s/s.db", world->folder);
    assert_int_equal(store_open(world->path, &options, &store, NULL), OW_OK);
    world->diary = (struct diary){store, 1, day("2026-11-23"), false};
    *state = world;
    return 0;
}

static int close_world(void **state)
{
    struct world *world = *state;

    store_close(world->diary.store);
    (void)unlink(world->path);
    (void)rmdir(world->folder);
    test_free(world);
    return 0;
}

static struct app_goal goal_of(const char *kind)
{
    struct app_goal goal = {
        .kind = kind,
        .deadline = ow_date_none(),
        .distance_m = OW_MISSING,
        .time_s = OW_MISSING,
        .weekly_m = OW_MISSING,
        .per_week = -1,
    };

    return goal;
}

static void put(const struct world *world, const struct app_goal *goal,
                const char *id)
{
    char made[APP_GOAL_ID_SIZE];
    struct ow_error err = {.message = ""};

    if (app_goal_put(&world->diary, goal, made, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    assert_string_equal(made, id);
}

static void refuse(const struct world *world, const struct app_goal *goal,
                   enum ow_status status, const char *message)
{
    char made[APP_GOAL_ID_SIZE];
    struct ow_error err = {.message = ""};

    assert_int_equal(app_goal_put(&world->diary, goal, made, &err), status);
    if (strstr(err.message, message) == NULL) {
        fail_msg("%s", err.message);
    }
}

static struct goals_report report_of(const struct world *world)
{
    struct goals_report report = {.count = 0};

    assert_int_equal(goals_report_read(world->diary.store, world->diary.today,
                                       &report, NULL),
                     OW_OK);
    return report;
}

/* A habit, a distance below it, and a change of each. */
static void fill(const struct world *world)
{
    struct app_goal goal = goal_of("sessions-per-week");

    goal.per_week = 3;
    put(world, &goal, "g1");
    goal = goal_of("finish");
    goal.distance_m = 5000;
    goal.horizon = "season";
    goal.parent = "g1";
    put(world, &goal, "g2");
}

static void goals_are_kept_and_changed(void **state)
{
    const struct world *world = *state;
    struct goals_report report;
    struct app_goal goal;

    fill(world);
    report = report_of(world);
    assert_int_equal(report.count, 2);
    assert_int_equal(report.scenario->goals[0].horizon, OW_HORIZON_YEAR);
    assert_int_equal(report.scenario->goals[0].deadline.days,
                     day("2027-11-23").days);
    assert_int_equal(report.scenario->goals[0].since.days,
                     world->diary.today.days);
    assert_int_equal(report.scenario->goals[1].deadline.days,
                     day("2027-03-23").days);
    assert_string_equal(report.scenario->goals[1].parent, "g1");
    assert_int_equal(report.answers[0].steps, 1);
    assert_int_equal(goals_report_find(&report, "g2"), 1);
    assert_int_equal(goals_report_find(&report, "g3"), 2);
    goals_report_dispose(&report);

    goal = goal_of(NULL);
    goal.id = "g2";
    goal.deadline = day("2026-12-20");
    goal.parent = "";
    put(world, &goal, "g2");
    assert_int_equal(app_goal_drop(&world->diary, "g1", NULL), OW_OK);
    report = report_of(world);
    assert_int_equal(report.count, 1);
    assert_int_equal(report.scenario->goals[0].horizon, OW_HORIZON_MONTH);
    assert_null(report.scenario->goals[0].parent);
    assert_float_equal(report.scenario->goals[0].distance_m, 5000, 0);
    goals_report_dispose(&report);
    goal = goal_of("focus");
    goal.focus = "hills";
    put(world, &goal, "g1"); /* the id is free again */
}

static void bad_goals_are_refused(void **state)
{
    const struct world *world = *state;
    struct app_goal goal = goal_of("race-time");
    struct goals_report report;

    refuse(world, &goal, OW_E_ARGUMENT, "needs a distance");
    goal.distance_m = 5000;
    goal.time_s = 1500;
    goal.deadline = world->diary.today;
    refuse(world, &goal, OW_E_RANGE,
           "deadline 2026-11-23 is outside 2026-11-24 to 2087-01-07");
    goal.deadline = day("2099-01-01");
    refuse(world, &goal, OW_E_RANGE, "deadline 2099-01-01");
    goal.deadline = day("2027-01-01");
    goal.parent = "g7";
    refuse(world, &goal, OW_E_NOT_FOUND, "g7");
    goal.parent = NULL;
    goal.id = "g7";
    refuse(world, &goal, OW_E_NOT_FOUND, "no goal 'g7'");
    assert_int_equal(app_goal_drop(&world->diary, "g7", NULL), OW_E_NOT_FOUND);
    goal = goal_of("dance");
    refuse(world, &goal, OW_E_NOT_FOUND, "dance");
    report = report_of(world);
    assert_int_equal(report.count, 0);
    goals_report_dispose(&report);
}

static void a_preview_keeps_nothing(void **state)
{
    struct world *world = *state;
    struct app_goal goal = goal_of("volume");
    struct goals_report report;

    goal.weekly_m = 40000;
    world->diary.is_preview = true;
    put(world, &goal, "g1");
    report = report_of(world);
    assert_int_equal(report.count, 0);
    goals_report_dispose(&report);
}

static void a_path_goes_to_the_goal(void **state)
{
    const struct world *world = *state;
    struct goals_report report;
    struct goal_path path;
    struct app_goal goal = goal_of("focus");
    struct buf out;

    fill(world);
    goal.focus = "form";
    put(world, &goal, "g3");
    report = report_of(world);
    assert_int_equal(goals_report_path(&report, 1, &path, NULL), OW_OK);
    assert_int_equal(path.measure, GOAL_LONG_RUN_M);
    assert_int_equal(path.seen, 0);
    assert_float_equal(path.ahead_y[path.ahead - 1], 3750, 0);
    assert_float_equal(path.ahead_x[0], report.today.days, 0);
    buf_init(&out, 100000);
    goal_json(&report, 1, &path, &out);
    assert_non_null(strstr(buf_text(&out), "\"measure\":\"longest_run_m\""));
    goal_path_dispose(&path);
    assert_int_equal(goals_report_path(&report, 2, &path, NULL), OW_OK);
    assert_int_equal(path.measure, GOAL_NOT_DRAWN);
    assert_int_equal(path.ahead, 0);
    goal_path_dispose(&path);
    out.length = 0;
    goals_report_json(&report, &out);
    assert_non_null(strstr(buf_text(&out), "\"id\":\"g3\""));
    buf_dispose(&out);
    goals_report_dispose(&report);
}

static bool read_once(void *context)
{
    const struct world *world = context;
    struct goals_report report = {.count = 0};
    enum ow_status status = goals_report_read(
        world->diary.store, world->diary.today, &report, NULL);

    assert_true(status == OW_OK || report.scenario == NULL);
    goals_report_dispose(&report);
    return status == OW_OK;
}

static bool put_once(void *context)
{
    const struct world *world = context;
    struct app_goal goal = goal_of("balance");
    char id[APP_GOAL_ID_SIZE];

    goal.per_week = 2;
    return app_goal_put(&world->diary, &goal, id, NULL) == OW_OK;
}

static void no_memory_leaves_nothing(void **state)
{
    fill(*state);
    assert_true(fault_sweep(read_once, *state) > 10);
    assert_true(fault_sweep(put_once, *state) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(goals_are_kept_and_changed, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(bad_goals_are_refused, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(a_preview_keeps_nothing, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(a_path_goes_to_the_goal, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(no_memory_leaves_nothing, open_world,
                                        close_world),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
