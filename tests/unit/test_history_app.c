/* What the store's runs come to: measured, judged by their day, summed up. */
#include "app/diary.h"
#include "app/excuse.h"
#include "app/history.h"
#include "app/history_report.h"
#include "app/learn.h"
#include "app/measure.h"
#include "onward/race.h"
#include "unit/cmocka_all.h"
#include "unit/fault.h"
#include "unit/make_activity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NOW_MS INT64_C(1795368600000)
#define MS_PER_DAY INT64_C(86400000)
#define NOON_MS (MS_PER_DAY / 2)
#define STEP_S 10

struct world {
    char folder[64];
    char path[96];
    struct store *store;
    struct packer *packer;
    struct diary diary;
    int files;
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

    (void)snprintf(world->folder, sizeof world->folder,
                   "/tmp/onward-history-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    (void)snprintf(world->path, sizeof world->path, "%s/s.db", world->folder);
    assert_int_equal(store_open(world->path, &options, &world->store, NULL),
                     OW_OK);
    world->packer = packer_new();
    assert_non_null(world->packer);
    world->diary =
        (struct diary){world->store, NOW_MS, day("2026-11-23"), false};
    *state = world;
    return 0;
}

static int close_world(void **state)
{
    struct world *world = *state;

    packer_free(world->packer);
    store_close(world->store);
    (void)unlink(world->path);
    (void)rmdir(world->folder);
    test_free(world);
    return 0;
}

/* An even run at noon with a heart rate, a sample every ten seconds. */
static struct ow_activity *even_run(const char *date, double distance_m,
                                    double time_s, double hr_bpm)
{
    size_t steps = (size_t)time_s / STEP_S;
    struct ow_activity *run = make_activity(steps + 1);
    struct ow_activity_summary *summary = &run->summary;

    for (size_t i = 0; i <= steps; i++) {
        size_t sample =
            make_sample(run, (double)(i * STEP_S), OW_CHANNEL_DISTANCE_M,
                        distance_m * (double)i / (double)steps);

        make_value(run, sample, OW_CHANNEL_HR_BPM, hr_bpm);
    }
    summary->has_start_time = true;
    summary->start_time_ms = day(date).days * MS_PER_DAY + NOON_MS;
    summary->has_utc_offset = true;
    summary->distance_m = distance_m;
    summary->timer_s = time_s;
    summary->elapsed_s = time_s;
    summary->moving_s = time_s;
    return run;
}

/* Keeps a run and gives it back; where asked it is measured. */
static void keep(struct world *world, struct ow_activity *run, bool is_measured)
{
    char text[32];
    struct packed_file file;
    bool known = false;
    int length = snprintf(text, sizeof text, "file %d", world->files++);

    packed_file_init(&file);
    file.format = "fit";
    pack_hash(world->packer, &file, (const uint8_t *)text, (size_t)length);
    assert_int_equal(pack_original(world->packer, &file, (const uint8_t *)text,
                                   (size_t)length, NULL),
                     OW_OK);
    assert_int_equal(is_measured
                         ? measure_and_pack(world->packer, &file, run, NULL)
                         : pack_activity(world->packer, &file, run, NULL),
                     OW_OK);
    assert_int_equal(store_add(world->store, &file, text, &known, NULL), OW_OK);
    packed_file_dispose(&file);
    ow_activity_free(run);
}

static void tell_race(struct world *world, const char *date, double distance_m,
                      double time_s)
{
    const struct app_race race = {
        .date = day(date),
        .distance_m = distance_m,
        .time_s = time_s,
        .effort = OW_MISSING,
        .goal_s = OW_MISSING,
        .net_drop_m = OW_MISSING,
        .fade = OW_MISSING,
        .descent_m = OW_MISSING,
    };
    char id[APP_RACE_ID_SIZE];

    assert_int_equal(app_race_put(&world->diary, &race, id, NULL), OW_OK);
}

/* Three weeks before today: easy runs, a race, one that is not measured. */
static void fill(struct world *world)
{
    static const char *const easy[] = {"2026-11-03", "2026-11-05",
                                       "2026-11-10", "2026-11-12",
                                       "2026-11-17", "2026-11-19"};

    for (size_t i = 0; i < COUNT(easy); i++) {
        keep(world, even_run(easy[i], 8000, 2900, 140), true);
    }
    keep(world, even_run("2026-11-08", 10050, 2700, 172), true);
    keep(world, even_run("2026-11-22", 15400, 6000, 145), false);
    tell_race(world, "2026-11-08", 10000, 2690);
}

static struct past read_past(struct world *world)
{
    struct ledger ledger = {0};
    struct past past = {0};
    struct ow_error err;

    assert_int_equal(ledger_read(world->store, &ledger, &err), OW_OK);
    assert_int_equal(
        past_read(world->store, &ledger, world->diary.today, &past, &err),
        OW_OK);
    ledger_dispose(&ledger);
    return past;
}

static void a_run_is_measured(void **state)
{
    struct ow_activity *run = even_run("2026-11-08", 10000, 2700, 172);
    struct measures measures;
    double speed = 10000.0 / 2700;

    (void)state;
    assert_int_equal(measure_activity(run, &measures, NULL), OW_OK);
    assert_int_equal(measures.assumed_sport, OW_SPORT_UNKNOWN);
    assert_int_equal(measures.exertion.sport, OW_SPORT_RUNNING);
    assert_true(fabs(measures.hr_bpm[OW_LEARN_20_MIN] - 172) < 1e-6);
    assert_true(ow_is_missing(measures.hr_bpm[OW_LEARN_60_MIN]));
    assert_true(fabs(measures.flat_m_per_s[OW_LEARN_5_MIN] - speed) < 1e-6);
    assert_true(measures.best_count > 8);
    assert_true(fabs(measures.bests[0].time_s * speed -
                     measures.bests[0].distance_m) < 1e-6);
    assert_true(fabs(measures.flat_m - 10000) < 1e-6);
    assert_true(ow_is_missing(measures.ascent_m));
    assert_true(fabs(measures.race_m - 10000) < 1e-6);
    assert_true(measures.race_confidence > 0 && measures.race_confidence < 1);
    assert_true(measures.has_shape);
    assert_int_equal(measures.shape, OW_SHAPE_STEADY);
    assert_int_equal(measures.rise, OW_RISE_NONE);
    assert_true(fabs(measures.gain) < 0.01);
    assert_true(measures.shape_confidence > 0.5);
    /* Without a sport in the file its speeds tell. */
    run->summary.sport = OW_SPORT_UNKNOWN;
    assert_int_equal(measure_activity(run, &measures, NULL), OW_OK);
    assert_int_equal(measures.assumed_sport, OW_SPORT_RUNNING);
    assert_true(measures.best_count > 8);
    /* Another sport has a heart rate, but no bests. */
    run->summary.sport = OW_SPORT_CYCLING;
    assert_int_equal(measure_activity(run, &measures, NULL), OW_OK);
    assert_int_equal(measures.best_count, 0);
    assert_true(ow_is_missing(measures.race_m));
    assert_false(measures.has_shape);
    assert_false(ow_is_missing(measures.hr_bpm[OW_LEARN_20_MIN]));
    /* Without samples the time is left. */
    run->summary.sport = OW_SPORT_RUNNING;
    run->sample_count = 0;
    assert_int_equal(measure_activity(run, &measures, NULL), OW_OK);
    assert_true(fabs(measures.exertion.duration_s - 2700) < 1e-6);
    assert_int_equal(measures.best_count, 0);
    assert_true(ow_is_missing(measures.flat_m));
    assert_true(measures.has_shape);
    assert_int_equal(measures.shape, OW_SHAPE_UNSUITABLE);
    ow_activity_free(run);
}

static void a_past_is_judged_by_its_day(void **state)
{
    struct world *world = *state;
    struct ow_activity *again = even_run("2026-11-08", 10050, 2702, 172);
    struct ow_activity *today = even_run("2026-11-23", 5000, 1800, 140);
    struct ow_activity *undated = even_run("2026-11-20", 5000, 1800, 140);
    struct past past;

    fill(world);
    undated->summary.has_start_time = false;
    keep(world, again, true); /* the same run by another watch */
    keep(world, today, true);
    keep(world, undated, true);
    past = read_past(world);
    assert_int_equal(past.count, 8);
    assert_int_equal(past.unmeasured, 1);
    assert_int_equal(past.undated, 1);
    assert_int_equal(past.assumed, 0);
    assert_true(past.notes[2].is_confirmed);
    assert_true(fabs(past.activities[2].race_m - 10000) < 1e-6);
    assert_true(fabs(past.activities[2].race_s - 2690) < 1e-6);
    assert_true(ow_is_missing(past.activities[0].race_m));
    assert_int_equal(past.effort_count, 1);
    assert_true(past_threshold_on(&past, day("2026-11-01")) > 3.4);
    for (size_t i = 0; i < past.count; i++) {
        assert_true(past.activities[i].load > 10);
        assert_int_equal(past.notes[i].basis, past.notes[i].is_measured
                                                  ? OW_LOAD_PACE
                                                  : OW_LOAD_DURATION);
    }
    assert_true(past.activities[2].load > past.activities[0].load);
    past_dispose(&past);
}

static void the_planner_is_told_the_past(void **state)
{
    struct world *world = *state;
    struct ledger ledger = {0};
    json_t *history = NULL;
    json_t *bests = NULL;

    fill(world);
    assert_int_equal(ledger_read(world->store, &ledger, NULL), OW_OK);
    assert_int_equal(
        history_read(world->store, world->diary.today, &ledger, &history, NULL),
        OW_OK);
    bests = json_object_get(history, "bests");
    assert_int_equal(json_array_size(json_object_get(history, "weeks")), 4);
    assert_int_equal(json_array_size(bests), 1);
    assert_true(fabs(json_number_value(
                         json_object_get(json_array_get(bests, 0), "time_s")) -
                     2690) < 1e-6);
    assert_true(
        fabs(json_number_value(json_object_get(history, "longest_run_30d_m")) -
             15400) < 1e-6);
    assert_true(json_number_value(json_object_get(history, "fitness")) > 5);
    assert_true(json_number_value(json_object_get(history, "fatigue")) > 20);
    json_decref(history);
    ledger_dispose(&ledger);
}

static bool report_once(void *context)
{
    struct world *world = context;
    const struct history_options options = {
        .today = world->diary.today, .from = ow_date_none(), .least_runs = 2};
    struct history_report report;
    enum ow_status status =
        history_report_read(world->store, &options, &report, NULL);

    if (status == OW_OK) {
        history_report_dispose(&report);
    }
    return status == OW_OK;
}

static void a_report_sums_it_up(void **state)
{
    struct world *world = *state;
    const struct history_options options = {
        .today = world->diary.today, .from = ow_date_none(), .least_runs = 2};
    struct history_report report;
    struct ow_error err;
    struct buf out;
    json_t *object = NULL;

    assert_int_equal(history_report_read(world->store, &options, &report, &err),
                     OW_E_NOT_FOUND);
    fill(world);
    assert_int_equal(history_report_read(world->store, &options, &report, &err),
                     OW_OK);
    assert_int_equal(report.period, OW_HISTORY_WEEK);
    assert_int_equal(report.sum_count, 4);
    assert_int_equal(report.sums[0].runs, 3);
    assert_int_equal(report.consistency.weeks, 3);
    assert_int_equal(report.consistency.now, 3);
    assert_int_equal(report.past.activities[report.longest].date.days,
                     day("2026-11-22").days);
    assert_int_equal(report.season_count, 1);
    assert_int_equal(report.now.efforts, 1);
    assert_true(report.now.low < report.now.effective_vo2max);
    assert_int_equal(report.day_count, 21);
    buf_init(&out, 1 << 20);
    history_report_json(&report, &out);
    object = json_loads(buf_text(&out), 0, NULL);
    assert_non_null(object);
    assert_string_equal(json_string_value(json_object_get(object, "schema")),
                        "onward/history/1");
    json_decref(object);
    out.length = 0;
    history_report_csv(&report, &out);
    assert_true(strncmp(buf_text(&out), "from,run_m,run_s,", 17) == 0);
    buf_dispose(&out);
    history_report_dispose(&report);
    assert_true(fault_sweep(report_once, world) > 10);
}

/* Seven weeks up to the one of today; which of them are excused. */
static void excuses_of(struct world *world, const char *expected)
{
    struct ow_history_sum weeks[7] = {{.runs = 0}};
    bool excused[COUNT(weeks)] = {false};
    struct past past = read_past(world);
    struct ledger ledger = {0};

    assert_int_equal(ledger_read(world->store, &ledger, NULL), OW_OK);
    for (size_t i = 0; i < COUNT(weeks); i++) {
        weeks[i].from = ow_date_add_days(day("2026-10-12"), 7 * (int32_t)i);
    }
    assert_int_equal(excuse_weeks(world->store, &ledger, &past, weeks,
                                  COUNT(weeks), 3, excused, NULL),
                     OW_OK);
    for (size_t i = 0; i < COUNT(weeks); i++) {
        if (excused[i] != (expected[i] == 'x')) {
            fail_msg("week %zu is %sexcused", i, excused[i] ? "" : "not ");
        }
    }
    ledger_dispose(&ledger);
    past_dispose(&past);
}

static void rest_travel_and_illness_excuse_a_week(void **state)
{
    struct world *world = *state;
    struct ow_check_in ill = {.date = day("2026-10-20"),
                              .soreness = -1,
                              .stairs_pain = -1,
                              .sleep = -1,
                              .motivation = -1,
                              .ill = true};

    excuses_of(world, "       ");
    /* A half-marathon of Sunday the first of November: taper and rest. */
    tell_race(world, "2026-11-01", 21097.5, 6000);
    keep(world, even_run("2026-11-01", 21150, 6000, 170), true);
    excuses_of(world, "  xx   ");
    assert_int_equal(app_check_in(&world->diary, &ill, NULL), OW_OK);
    excuses_of(world, " xxx   ");
    /* Two days of a week are not enough; a third is. */
    assert_int_equal(app_days_block(&world->diary, day("2026-11-14"),
                                    day("2026-11-15"), "travel", NULL),
                     OW_OK);
    excuses_of(world, " xxx   ");
    assert_int_equal(app_days_block(&world->diary, day("2026-11-13"),
                                    day("2026-11-13"), "travel", NULL),
                     OW_OK);
    excuses_of(world, " xxxx  ");
}

static bool learn_once(void *context)
{
    struct world *world = context;
    struct learn_report report;
    enum ow_status status =
        app_learn(world->store, world->diary.today, &report, NULL);

    if (status == OW_OK) {
        learn_report_dispose(&report);
    }
    return status == OW_OK;
}

static void what_was_learnt_is_kept_when_asked(void **state)
{
    struct world *world = *state;
    struct learn_report report;

    fill(world);
    keep(world, even_run("2026-11-15", 9000, 2500, 171), true);
    keep(world, even_run("2026-11-20", 9000, 2500, 173), true);
    assert_int_equal(app_learn(world->store, world->diary.today, &report, NULL),
                     OW_OK);
    assert_int_equal(report.run_count, 9);
    assert_true(fabs(report.learned.hr_max_bpm.value - 173) < 1e-6);
    assert_true(ow_is_missing(report.said[LEARN_HR_MAX]));
    assert_true(report.is_better[LEARN_HR_MAX]);
    world->diary.is_preview = true;
    assert_int_equal(app_learn_keep(&world->diary, &report, NULL), OW_OK);
    assert_false(report.is_kept[LEARN_HR_MAX]);
    world->diary.is_preview = false;
    assert_int_equal(app_learn_keep(&world->diary, &report, NULL), OW_OK);
    assert_true(report.is_kept[LEARN_HR_MAX]);
    learn_report_dispose(&report);
    /* What was said and is no less stays. */
    assert_int_equal(app_learn(world->store, world->diary.today, &report, NULL),
                     OW_OK);
    assert_true(fabs(report.said[LEARN_HR_MAX] - 173) < 1e-6);
    assert_false(report.is_better[LEARN_HR_MAX]);
    learn_report_dispose(&report);
    assert_true(fault_sweep(learn_once, world) > 5);
}

static bool measure_once(void *context)
{
    struct measures measures;

    return measure_activity(context, &measures, NULL) == OW_OK;
}

static void measuring_survives_no_memory(void **state)
{
    struct ow_activity *run = even_run("2026-11-08", 10000, 2700, 172);

    (void)state;
    assert_true(fault_sweep(measure_once, run) > 5);
    ow_activity_free(run);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_is_measured),
        TEST(a_past_is_judged_by_its_day),
        TEST(the_planner_is_told_the_past),
        TEST(a_report_sums_it_up),
        TEST(rest_travel_and_illness_excuse_a_week),
        TEST(what_was_learnt_is_kept_when_asked),
        cmocka_unit_test(measuring_survives_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
