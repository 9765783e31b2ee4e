/* One run with everything known of it: of a file, of a store. */
#include "app/run.h"

#include "app/files.h"
#include "app/import.h"
#include "base/buf.h"
#include "base/mem.h"
#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define M_PER_KM 1000.0
#define MOST_FILES 16
#define STEP_S 10

struct fixture {
    char folder[64];
    char names[MOST_FILES][96]; /* of files made, to remove them */
    size_t name_count;
    struct store *store;
};

static const struct app_run_options nothing = {
    .today = {20600},
    .hr_max_bpm = OW_MISSING,
    .hr_rest_bpm = OW_MISSING,
    .hr_threshold_bpm = OW_MISSING,
    .critical_m_per_s = OW_MISSING,
};

static void expect_ok(enum ow_status status, const struct ow_error *err)
{
    if (status != OW_OK) {
        fail_msg("%s: %s", ow_status_code(status), err->message);
    }
}

static const char *put(struct fixture *f, const char *name, const char *text)
{
    char path[sizeof f->names[0]];
    struct ow_error err;

    assert_true(f->name_count < MOST_FILES);
    (void)snprintf(path, sizeof path, "%s/%.30s", f->folder, name);
    expect_ok(files_write(path, text, strlen(text), &err), &err);
    memcpy(f->names[f->name_count], path, sizeof path);
    return f->names[f->name_count++];
}

/* Laps of so many metres each, a point every ten seconds, with a heart rate. */
struct made_run {
    const char *sport;
    int day; /* of May 2026, from 6:00 UTC */
    double speed_m_per_s;
    int lap_m;
    int laps;
};

static void append_lap(struct buf *text, const struct made_run *made, int lap)
{
    int lap_s = (int)(made->lap_m / made->speed_m_per_s);

    buf_append_format(text,
                      "<Lap StartTime=\"2026-05-%02dT%02d:%02d:%02dZ\">"
                      "<TotalTimeSeconds>%d</TotalTimeSeconds>"
                      "<DistanceMeters>%d</DistanceMeters><Track>",
                      made->day, 6 + lap * lap_s / 3600, lap * lap_s / 60 % 60,
                      lap * lap_s % 60, lap_s, made->lap_m);
    for (int t = 0; t < lap_s; t += STEP_S) {
        int at_s = lap * lap_s + t;

        buf_append_format(text,
                          "<Trackpoint><Time>2026-05-%02dT%02d:%02d:%02dZ"
                          "</Time><DistanceMeters>",
                          made->day, 6 + at_s / 3600, at_s / 60 % 60,
                          at_s % 60);
        buf_append_number(text, at_s * made->speed_m_per_s, 3);
        buf_append_text(text, "</DistanceMeters><HeartRateBpm><Value>150"
                              "</Value></HeartRateBpm></Trackpoint>");
    }
    buf_append_text(text, "</Track></Lap>");
}

static void append_activity(struct buf *text, const struct made_run *made)
{
    buf_append_format(text,
                      "<Activity Sport=\"%s\"><Id>2026-05-%02dT06:00:00Z</Id>",
                      made->sport, made->day);
    for (int i = 0; i < made->laps; i++) {
        append_lap(text, made, i);
    }
    buf_append_text(text, "</Activity>");
}

static const char *put_runs(struct fixture *f, const char *name,
                            const struct made_run *runs, size_t count)
{
    const char *path = NULL;
    struct buf text;

    buf_init(&text, 1 << 22);
    buf_append_text(&text, "<TrainingCenterDatabase><Activities>");
    for (size_t i = 0; i < count; i++) {
        append_activity(&text, &runs[i]);
    }
    buf_append_text(&text, "</Activities></TrainingCenterDatabase>");
    path = put(f, name, buf_text(&text));
    buf_dispose(&text);
    return path;
}

static const struct made_run easy = {"Running", 3, 2.5, 700, 8};
static const struct made_run race = {"Running", 17, 4.0, 1000, 10};

static int set_up(void **state)
{
    static const struct store_options writing = {.access = STORE_WRITE};
    struct fixture *f = mem_calloc(1, sizeof *f);
    struct ow_error err;
    char path[96];

    *state = f;
    memcpy(f->folder, "/tmp/onward-run-XXXXXX", 23);
    if (mkdtemp(f->folder) == NULL) {
        return -1;
    }
    (void)snprintf(path, sizeof path, "%s/store.db", f->folder);
    return store_open(path, &writing, &f->store, &err) == OW_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    char path[96];

    store_close(f->store);
    for (size_t i = 0; i < f->name_count; i++) {
        (void)unlink(f->names[i]);
    }
    (void)snprintf(path, sizeof path, "%s/store.db", f->folder);
    (void)unlink(path);
    (void)rmdir(f->folder);
    mem_free(f);
    return 0;
}

static void import(struct fixture *f, const char *path)
{
    struct app_import_report report = {0};
    struct ow_error err;

    expect_ok(app_import(f->store, &path, 1, NULL, &report, &err), &err);
    assert_int_equal(report.added, 1);
    app_import_report_dispose(&report);
}

static void say(struct fixture *f, enum store_kind kind, const char *payload)
{
    struct ow_error err;

    expect_ok(store_append(f->store, 1, kind, payload, NULL, &err), &err);
}

static struct app_run read_path(struct store *store, const char *path)
{
    struct app_run_options options = nothing;
    struct app_run run;
    struct ow_error err;

    options.path = path;
    expect_ok(app_run_read(store, &options, &run, &err), &err);
    return run;
}

static enum ow_status read_id(struct store *store, const char *id,
                              struct app_run *run, struct ow_error *err)
{
    struct app_run_options options = nothing;

    options.id = id;
    return app_run_read(store, &options, run, err);
}

static void expect_limit(const struct app_limit *limit, double value,
                         enum app_limit_source source)
{
    assert_int_equal(limit->source, source);
    if (ow_is_missing(value)) {
        assert_true(ow_is_missing(limit->value));
    } else {
        assert_true(fabs(limit->value - value) < 1e-9);
    }
}

static void test_a_file_alone_knows_what_it_says(void **state)
{
    struct fixture *f = *state;
    const char *path = put_runs(f, "easy.tcx", &easy, 1);
    struct app_run run = read_path(NULL, path);

    assert_string_equal(run.id, "");
    assert_string_equal(run.file, path);
    assert_int_equal(run.in_file, 1);
    assert_false(run.is_race);
    expect_limit(&run.limits.hr_max_bpm, OW_MISSING, APP_LIMIT_UNKNOWN);
    expect_limit(&run.limits.threshold_m_per_s, OW_MISSING, APP_LIMIT_UNKNOWN);
    assert_non_null(run.analysis.hr_zones.why_not);
    assert_true(run.has_load);
    assert_int_equal(run.load.basis, OW_LOAD_DURATION);
    assert_true(run.best_count > 3);
    app_run_dispose(&run);
    app_run_dispose(&run);
}

static void test_what_is_given_comes_before_what_was_said(void **state)
{
    struct fixture *f = *state;
    const char *path = put_runs(f, "easy.tcx", &easy, 1);
    struct app_run_options options = nothing;
    struct app_run run;
    struct ow_error err;

    say(f, STORE_SETTING,
        "{\"athlete\":{\"hr_max_bpm\":188,\"hr_rest_bpm\":48,\"sex\":\"f\"}}");
    options.path = path;
    options.hr_max_bpm = 180;
    expect_ok(app_run_read(f->store, &options, &run, &err), &err);
    expect_limit(&run.limits.hr_max_bpm, 180, APP_LIMIT_GIVEN);
    expect_limit(&run.limits.hr_rest_bpm, 48, APP_LIMIT_SAID);
    assert_int_equal(run.limits.sex, 'f');
    assert_null(run.analysis.hr_zones.why_not);
    assert_string_equal(run.analysis.hr_zones.zones.basis, "reserve");
    assert_int_equal(run.load.basis, OW_LOAD_HEART_RATE);
    app_run_dispose(&run);

    options.hr_max_bpm = 60;
    assert_int_equal(app_run_read(f->store, &options, &run, &err), OW_E_RANGE);
}

static void test_a_race_shows_the_threshold(void **state)
{
    struct fixture *f = *state;
    struct app_run_options options = nothing;
    struct app_run run;
    struct ow_error err;

    /* A heart at 94 % of its maximum is a race's. */
    options.hr_max_bpm = 160;
    options.path = put_runs(f, "race.tcx", &race, 1);
    expect_ok(app_run_read(NULL, &options, &run, &err), &err);
    assert_true(run.is_race);
    assert_false(run.is_confirmed);
    assert_int_equal(run.limits.threshold_m_per_s.source, APP_LIMIT_THIS_RACE);
    app_run_dispose(&run);

    import(f, f->names[0]);
    say(f, STORE_RACE,
        "{\"id\":\"r1\",\"date\":\"2026-05-17\",\"distance_m\":10000,"
        "\"time_s\":2500,\"priority\":\"A\"}");
    import(f, put_runs(f, "easy.tcx", &easy, 1));
    assert_int_equal(read_id(f->store, "", &run, NULL), OW_E_CONFLICT);
    run = read_path(f->store, f->names[0]);
    assert_int_equal(run.limits.threshold_m_per_s.source, APP_LIMIT_SHOWN);
    assert_true(run.load.basis == OW_LOAD_PACE);
    app_run_dispose(&run);
}

static enum ow_status note_id(void *context,
                              const struct store_activity *activity,
                              struct ow_error *err)
{
    (void)err;
    memcpy(context, activity->id, STORE_ID_SIZE);
    return OW_OK;
}

static void test_a_kept_run_is_the_same(void **state)
{
    struct fixture *f = *state;
    const char *path = put_runs(f, "race.tcx", &race, 1);
    struct app_run of_file = read_path(NULL, path);
    struct app_run kept;
    struct ow_error err;
    char id[STORE_ID_SIZE] = "";

    import(f, path);
    say(f, STORE_RACE,
        "{\"id\":\"r1\",\"date\":\"2026-05-17\",\"distance_m\":10000,"
        "\"time_s\":2500,\"priority\":\"A\"}");
    expect_ok(store_activity_walk(f->store, NULL, note_id, id, &err), &err);
    id[6] = '\0';
    expect_ok(read_id(f->store, id, &kept, &err), &err);
    assert_true(kept.is_race);
    assert_true(kept.is_confirmed);
    assert_string_equal(kept.file, path);
    assert_int_equal(strncmp(kept.id, id, 6), 0);
    assert_int_equal(kept.best_count, of_file.best_count);
    assert_true(fabs(kept.bests[0].time_s - of_file.bests[0].time_s) < 1e-6);
    app_run_dispose(&kept);
    app_run_dispose(&of_file);
    assert_int_equal(read_id(f->store, "zz", &kept, &err), OW_E_NOT_FOUND);
}

static enum ow_status note_copy(void *context,
                                const struct store_activity *activity,
                                struct ow_error *err)
{
    return activity->duplicate_of[0] != '\0' ? note_id(context, activity, err)
                                             : OW_OK;
}

static void test_the_same_run_of_another_watch(void **state)
{
    static const struct made_run other = {"Running", 17, 4.0, 1002, 10};
    struct fixture *f = *state;
    struct app_run run;
    struct ow_error err;
    char id[STORE_ID_SIZE] = "";

    import(f, put_runs(f, "race.tcx", &race, 1));
    import(f, put_runs(f, "other.tcx", &other, 1));
    expect_ok(store_activity_walk(f->store, NULL, note_copy, id, &err), &err);
    assert_string_not_equal(id, "");
    expect_ok(read_id(f->store, id, &run, &err), &err);
    assert_string_not_equal(run.duplicate_of, "");
    assert_string_not_equal(run.duplicate_of, run.id);
    app_run_dispose(&run);
}

static void test_the_longest_run_of_a_file(void **state)
{
    static const struct made_run three[] = {
        {"Running", 3, 2.5, 700, 2},
        {"Biking", 4, 8.0, 1000, 9},
        {"Running", 5, 2.5, 700, 4},
    };
    struct fixture *f = *state;
    struct app_run run = read_path(NULL, put_runs(f, "three.tcx", three, 3));

    assert_int_equal(run.in_file, 3);
    assert_int_equal(ow_activity_summary(run.activity)->sport,
                     OW_SPORT_RUNNING);
    assert_true(ow_trace_distance_m(run.trace) > 2000);
    app_run_dispose(&run);
}

static void test_what_is_no_run_is_refused(void **state)
{
    struct fixture *f = *state;
    struct app_run_options options = nothing;
    struct app_run run;
    struct ow_error err;

    options.path = "/nowhere/at-all.fit";
    assert_int_equal(app_run_read(NULL, &options, &run, &err), OW_E_IO);
    options.path = put(f, "notes.txt", "nothing of a run");
    assert_int_equal(app_run_read(NULL, &options, &run, &err), OW_E_FORMAT);
    options.path = put(f, "way.gpx",
                       "<gpx version=\"1.1\"><wpt lat=\"1\" lon=\"2\"/></gpx>");
    assert_int_equal(app_run_read(NULL, &options, &run, &err), OW_E_FORMAT);
}

static void test_a_run_without_metres(void **state)
{
    struct fixture *f = *state;
    struct ow_split *splits = NULL;
    struct app_run_profile profile;
    size_t count = 0;
    struct ow_error err;
    struct app_run run = read_path(
        NULL, put(f, "beats.tcx",
                  "<TrainingCenterDatabase><Activities><Activity "
                  "Sport=\"Running\"><Id>2026-05-03T06:00:00Z</Id>"
                  "<Lap StartTime=\"2026-05-03T06:00:00Z\">"
                  "<TotalTimeSeconds>600</TotalTimeSeconds>"
                  "<DistanceMeters>1500</DistanceMeters>"
                  "<AverageHeartRateBpm><Value>140</Value>"
                  "</AverageHeartRateBpm></Lap>"
                  "<Lap StartTime=\"2026-05-03T06:10:00Z\">"
                  "<TotalTimeSeconds>300</TotalTimeSeconds>"
                  "<DistanceMeters>1000</DistanceMeters></Lap>"
                  "</Activity></Activities></TrainingCenterDatabase>"));

    assert_null(run.trace);
    assert_memory_equal(run.trace_why, "not enough data", 15);
    assert_int_equal(app_run_split(&run, APP_SPLIT_DISTANCE, M_PER_KM, &splits,
                                   &count, &err),
                     OW_E_NOT_FOUND);
    assert_int_equal(app_run_profile(&run, 10, &profile, &err), OW_E_NOT_FOUND);
    expect_ok(app_run_split(&run, APP_SPLIT_LAP, 0, &splits, &count, &err),
              &err);
    assert_int_equal(count, 2);
    assert_true(fabs(splits[1].from_m - 1500) < 1e-9);
    assert_true(fabs(splits[1].to_m - 2500) < 1e-9);
    assert_true(fabs(splits[1].cumulative_s - 900) < 1e-9);
    assert_true(ow_is_missing(app_split_flat_speed(&splits[1])));
    mem_free(splits);
    app_run_dispose(&run);
}

static void test_pieces_make_the_whole(void **state)
{
    struct fixture *f = *state;
    struct app_run run = read_path(NULL, put_runs(f, "easy.tcx", &easy, 1));
    struct ow_split *splits = NULL;
    struct app_run_profile profile;
    size_t count = 0;
    double time_s = 0;
    struct ow_error err;

    expect_ok(app_run_split(&run, APP_SPLIT_DISTANCE, M_PER_KM, &splits, &count,
                            &err),
              &err);
    for (size_t i = 0; i < count; i++) {
        time_s += splits[i].time_s;
        assert_true(fabs(app_split_speed(&splits[i]) - 2.5) < 0.01);
        assert_true(fabs(splits[i].hr_bpm - 150) < 1e-9);
    }
    assert_true(fabs(time_s * 2.5 - ow_trace_distance_m(run.trace)) < 0.1);
    assert_false(app_laps_are_own(splits, count, M_PER_KM));
    mem_free(splits);
    expect_ok(app_run_split(&run, APP_SPLIT_LAP, 0, &splits, &count, &err),
              &err);
    assert_int_equal(count, easy.laps);
    assert_true(app_laps_are_own(splits, count, M_PER_KM));
    mem_free(splits);
    assert_int_equal(
        app_run_split(&run, APP_SPLIT_STEP, 0, &splits, &count, &err),
        OW_E_NOT_FOUND);
    expect_ok(app_run_profile(&run, 40, &profile, &err), &err);
    assert_int_equal(profile.count, 40);
    for (size_t i = 0; i < profile.count; i++) {
        assert_true(fabs(profile.speed_m_per_s[i] - 2.5) < 0.01);
        assert_true(ow_is_missing(profile.elevation_m[i]));
    }
    app_run_profile_dispose(&profile);
    app_run_dispose(&run);
}

struct attempt {
    struct store *store;
    const char *path;
};

static bool read_once(void *context)
{
    const struct attempt *attempt = context;
    struct app_run_options options = nothing;
    struct app_run run = {.in_file = 0};
    struct app_run_profile profile = {.count = 0};
    struct ow_split *splits = NULL;
    size_t count = 0;
    struct ow_error err;
    enum ow_status status = OW_OK;

    options.path = attempt->path;
    status = app_run_read(attempt->store, &options, &run, &err);
    if (status == OW_OK) {
        status = app_run_split(&run, APP_SPLIT_LAP, 0, &splits, &count, &err);
    }
    if (status == OW_OK) {
        status = app_run_profile(&run, 20, &profile, &err);
    }
    app_run_profile_dispose(&profile);
    mem_free(splits);
    app_run_dispose(&run);
    return status == OW_OK;
}

static void test_without_memory_nothing_is_kept(void **state)
{
    static const struct made_run little = {"Running", 3, 2.5, 300, 2};
    struct fixture *f = *state;
    struct attempt attempt = {NULL, put_runs(f, "little.tcx", &little, 1)};

    assert_true(fault_sweep(read_once, &attempt) > 10);
    attempt.store = f->store;
    import(f, put_runs(f, "race.tcx", &race, 1));
    assert_true(fault_sweep(read_once, &attempt) > 10);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(test_a_file_alone_knows_what_it_says),
        CASE(test_what_is_given_comes_before_what_was_said),
        CASE(test_a_race_shows_the_threshold),
        CASE(test_a_kept_run_is_the_same),
        CASE(test_the_same_run_of_another_watch),
        CASE(test_the_longest_run_of_a_file),
        CASE(test_what_is_no_run_is_refused),
        CASE(test_a_run_without_metres),
        CASE(test_pieces_make_the_whole),
        CASE(test_without_memory_nothing_is_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
