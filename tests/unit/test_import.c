/* Files into the store and derived rows anew. */
#include "app/import.h"

#include "app/files.h"
#include "app/rebuild.h"
#include "base/buf.h"
#include "base/mem.h"
#include "store/sql.h"
#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_FILES 64

struct fixture {
    char folder[64];
    char names[MOST_FILES][96]; /* of files made, to remove them */
    size_t name_count;
    struct store *store;
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

/* A run on a day of May 2026, one point a minute. */
static const char *put_run(struct fixture *f, const char *name, int day,
                           int minutes)
{
    struct buf text;
    const char *path = NULL;

    buf_init(&text, 1 << 20);
    buf_append_format(&text,
                      "<TrainingCenterDatabase><Activities><Activity "
                      "Sport=\"Running\"><Id>2026-05-%02dT06:00:00Z</Id>"
                      "<Lap StartTime=\"2026-05-%02dT06:00:00Z\">"
                      "<TotalTimeSeconds>%d</TotalTimeSeconds><Track>",
                      day, day, minutes * 60);
    for (int i = 0; i <= minutes; i++) {
        buf_append_format(&text,
                          "<Trackpoint><Time>2026-05-%02dT%02d:%02d:00Z</Time>"
                          "<DistanceMeters>%d</DistanceMeters></Trackpoint>",
                          day, 6 + i / 60, i % 60, i * 180);
    }
    buf_append_text(&text, "</Track></Lap></Activity></Activities>"
                           "</TrainingCenterDatabase>");
    path = put(f, name, buf_text(&text));
    buf_dispose(&text);
    return path;
}

static int set_up(void **state)
{
    static const struct store_options writing = {.access = STORE_WRITE};
    struct fixture *f = mem_calloc(1, sizeof *f);
    struct ow_error err;
    char path[96];

    *state = f;
    (void)snprintf(f->folder, sizeof f->folder, "/tmp/onward-import-XXXXXX");
    if (mkdtemp(f->folder) == NULL) {
        return -1;
    }
    (void)snprintf(path, sizeof path, "%s/.s.db", f->folder);
    expect_ok(store_open(path, &writing, &f->store, &err), &err);
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    char path[96];

    store_close(f->store);
    for (size_t i = 0; i < f->name_count; i++) {
        (void)unlink(f->names[i]);
    }
    (void)snprintf(path, sizeof path, "%s/.s.db", f->folder);
    (void)unlink(path);
    (void)rmdir(f->folder);
    mem_free(f);
    return 0;
}

static void import_folder(struct fixture *f, unsigned threads,
                          struct app_import_report *report)
{
    const char *path = f->folder;
    struct app_import_options options = {.threads = threads};
    struct ow_error err;

    expect_ok(app_import(f->store, &path, 1, &options, report, &err), &err);
}

static const struct app_import_file *entry_of(const struct app_import_report *r,
                                              const char *name)
{
    for (size_t i = 0; i < r->file_count; i++) {
        if (strstr(r->files[i].file, name) != NULL) {
            return &r->files[i];
        }
    }
    fail_msg("no entry of %s", name);
    return NULL;
}

static void every_file_gets_its_result(void **state)
{
    static const struct {
        const char *name;
        enum app_import_result result;
    } cases[] = {
        {"a.tcx", APP_IMPORT_ADDED},
        {"b.tcx", APP_IMPORT_ADDED},
        {"copy of a.tcx", APP_IMPORT_KNOWN},
        {"empty.fit", APP_IMPORT_FAILED},
        {"hollow.tcx", APP_IMPORT_FAILED},
        {"page.fit", APP_IMPORT_FAILED},
        {"photo.jpg", APP_IMPORT_NOT_AN_ACTIVITY},
        {"route.gpx", APP_IMPORT_NOT_AN_ACTIVITY},
        {"shoes.csv", APP_IMPORT_NOT_AN_ACTIVITY},
    };
    struct fixture *f = *state;
    struct app_import_report report;

    (void)put_run(f, "a.tcx", 1, 30);
    (void)put_run(f, "b.tcx", 2, 30);
    (void)put_run(f, "copy of a.tcx", 1, 30);
    (void)put(f, "empty.fit", "");
    (void)put(f, "hollow.tcx",
              "<TrainingCenterDatabase><Activities><Activity "
              "Sport=\"Running\"><Id>2026-05-01T06:00:00Z</Id>");
    (void)put(f, "page.fit", "<!DOCTYPE html><html></html>");
    (void)put(f, "photo.jpg", "\xff\xd8\xff");
    (void)put(f, "route.gpx",
              "<gpx><rte><rtept lat=\"1\" lon=\"2\"/></rte></gpx>");
    (void)put(f, "shoes.csv", "Shoe,Brand\n1,2\n");
    for (unsigned threads = 1; threads <= 3; threads++) {
        import_folder(f, threads, &report);
        assert_int_equal(report.file_count, COUNT(cases));
        for (size_t i = 0; i < COUNT(cases); i++) {
            const struct app_import_file *entry = &report.files[i];
            enum app_import_result result =
                threads > 1 && cases[i].result == APP_IMPORT_ADDED
                    ? APP_IMPORT_KNOWN
                    : cases[i].result;

            assert_non_null(strstr(entry->file, cases[i].name));
            assert_string_equal(app_import_result_name(entry->result),
                                app_import_result_name(result));
            assert_int_equal(entry->error != NULL, result == APP_IMPORT_FAILED);
            assert_int_equal(entry->id != NULL, result <= APP_IMPORT_KNOWN);
        }
        assert_int_equal(report.added, threads == 1 ? 2 : 0);
        assert_int_equal(report.known, threads == 1 ? 1 : 3);
        assert_int_equal(report.failed, 3);
        app_import_report_dispose(&report);
    }
}

static void what_a_person_names_must_be_an_activity(void **state)
{
    struct fixture *f = *state;
    const char *paths[2] = {put(f, "photo.jpg", "\xff\xd8\xff"), "/none.fit"};
    struct app_import_report report;
    struct ow_error err;

    expect_ok(app_import(f->store, paths, 2, NULL, &report, &err), &err);
    assert_int_equal(report.failed, 2);
    assert_int_equal(report.files[0].error->status, OW_E_FORMAT);
    assert_int_equal(report.files[1].error->status, OW_E_IO);
    app_import_report_dispose(&report);
}

static void the_same_run_from_another_watch_is_offered(void **state)
{
    struct fixture *f = *state;
    struct app_import_report report;

    (void)put_run(f, "a.tcx", 1, 60);
    (void)put_run(f, "b.tcx", 1, 61);
    (void)put_run(f, "c.tcx", 2, 60);
    import_folder(f, 2, &report);
    assert_int_equal(report.added, 3);
    assert_string_equal(entry_of(&report, "b.tcx")->duplicate_of,
                        entry_of(&report, "a.tcx")->id);
    assert_null(entry_of(&report, "c.tcx")->duplicate_of);
    app_import_report_dispose(&report);
}

struct counting {
    size_t calls;
    struct app_import_progress first;
    struct app_import_progress last;
};

static void count_progress(void *context,
                           const struct app_import_progress *progress)
{
    struct counting *counting = context;

    if (counting->calls++ == 0) {
        counting->first = *progress;
    }
    counting->last = *progress;
}

static void progress_counts_every_file(void **state)
{
    struct fixture *f = *state;
    struct counting counting = {.calls = 0};
    struct app_import_options options = {.progress = count_progress,
                                         .progress_context = &counting};
    const char *path = f->folder;
    struct app_import_report report;
    struct ow_error err;
    char name[16];

    for (int day = 1; day <= 28; day++) {
        (void)snprintf(name, sizeof name, "%02d.tcx", day);
        (void)put_run(f, name, day, 10);
    }
    expect_ok(app_import(f->store, &path, 1, &options, &report, &err), &err);
    assert_int_equal(counting.calls, 28);
    assert_int_equal(counting.first.done, 1);
    assert_int_equal(counting.first.found, 28);
    assert_int_equal(counting.first.archives, 0);
    assert_int_equal(counting.last.done, 28);
    assert_int_equal(counting.last.found, 28);
    assert_int_equal(counting.last.added, 28);
    app_import_report_dispose(&report);
}

/* What an archive holds is known once it is read; here nothing but a fault. */
static void progress_waits_for_archives(void **state)
{
    struct fixture *f = *state;
    struct counting counting = {.calls = 0};
    struct app_import_options options = {.progress = count_progress,
                                         .progress_context = &counting};
    const char *paths[] = {put(f, "1.zip", "PK\003\004 and no more"),
                           put_run(f, "2.tcx", 2, 10)};
    struct app_import_report report;
    struct ow_error err;

    expect_ok(app_import(f->store, paths, 2, &options, &report, &err), &err);
    assert_int_equal(counting.calls, 2);
    assert_int_equal(counting.last.done, 2);
    assert_int_equal(counting.last.found, 2);
    assert_int_equal(counting.last.archives, 0);
    assert_int_equal(report.failed, 1);
    app_import_report_dispose(&report);
}

/* As Strava writes it: the run's name, and a run without a file. */
static const char list[] =
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,"
    "Distance,Filename,Elapsed Time,Moving Time,Distance\n"
    "11,\"May 1, 2026, 6:00:00 AM\",Dawn,Run,600,1.8,untyped.gpx,600,600,"
    "1800\n"
    "12,\"May 3, 2026, 6:00:00 PM\",\"Belt, \"\"easy\"\"\",Run,1800,5,,"
    "1800.5,1700,5000\n"
    "13,\"May 4, 2026, 6:00:00 PM\",Lost,Run,1800,5,gone.fit,1800,1700,5000\n";

struct seen_rows {
    struct store_activity rows[4];
    char names[4][32];
    size_t count;
};

static enum ow_status see_row(void *context,
                              const struct store_activity *activity,
                              struct ow_error *err)
{
    struct seen_rows *seen = context;

    (void)err;
    assert_true(seen->count < COUNT(seen->rows));
    (void)snprintf(seen->names[seen->count], sizeof seen->names[0], "%s",
                   activity->summary.name);
    seen->rows[seen->count++] = *activity;
    return OW_OK;
}

static void expect_listed_rows(struct fixture *f)
{
    struct seen_rows seen = {.count = 0};
    struct ow_error err;

    expect_ok(store_activity_walk(f->store, NULL, see_row, &seen, &err), &err);
    assert_int_equal(seen.count, 2);
    assert_string_equal(seen.names[0], "Dawn");
    assert_int_equal(seen.rows[0].summary.sport, OW_SPORT_RUNNING);
    assert_string_equal(seen.names[1], "Belt, \"easy\"");
    assert_int_equal(seen.rows[1].summary.start_time_ms, 1777831200000);
    assert_int_equal((int)seen.rows[1].summary.distance_m, 5000);
    assert_int_equal((int)(seen.rows[1].summary.elapsed_s * 10), 18005);
    assert_int_equal((int)seen.rows[1].summary.timer_s, 1700);
}

static void a_list_names_files_and_adds_rows_without_one(void **state)
{
    struct fixture *f = *state;
    struct app_import_report report;
    struct app_rebuild_report rebuilt;
    struct ow_error err;

    (void)put(f, "activities.csv", list);
    (void)put(f, "untyped.gpx",
              "<gpx><trk><trkseg>"
              "<trkpt lat=\"1\" lon=\"2\"><time>2026-05-01T06:00:00Z</time>"
              "</trkpt><trkpt lat=\"1.01\" lon=\"2\">"
              "<time>2026-05-01T06:10:00Z</time></trkpt></trkseg></trk></gpx>");
    import_folder(f, 0, &report);
    assert_int_equal(report.added, 2);
    assert_int_equal(report.failed, 0);
    assert_int_equal(entry_of(&report, "activities.csv")->result,
                     APP_IMPORT_ADDED);
    app_import_report_dispose(&report);
    expect_listed_rows(f);
    import_folder(f, 0, &report);
    assert_int_equal(report.added, 0);
    assert_int_equal(report.known, 2);
    app_import_report_dispose(&report);
    expect_ok(app_rebuild(f->store, NULL, &rebuilt, &err), &err);
    assert_int_equal(rebuilt.activities, 2);
    expect_listed_rows(f);
}

/* Every derived row as text, streams as their bytes. */
static char *dump(struct store *store)
{
    static const char sql[] =
        "SELECT hex(s.bytes) || a.key || a.start_time_ms || a.elapsed_s || "
        "a.distance_m || coalesce(a.duplicate_of, '-') || l.timer_s || "
        "m.duration_s || (SELECT group_concat(b.distance_m || '=' || b.time_s) "
        "FROM best b WHERE b.activity_id = a.id) "
        "FROM activity a JOIN stream s ON s.activity_id = a.id "
        "JOIN measure m ON m.activity_id = a.id "
        "JOIN lap l ON l.activity_id = a.id ORDER BY a.key, s.channel";
    sqlite3_stmt *statement = NULL;
    struct buf text;

    buf_init(&text, 1 << 24);
    assert_int_equal(
        sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL),
        SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        buf_append_text(&text, (const char *)sqlite3_column_text(statement, 0));
    }
    (void)sqlite3_finalize(statement);
    return buf_steal(&text, NULL);
}

/* Counts the calls; each is one file on. */
static void count_file(void *context, size_t done, size_t found)
{
    size_t *calls = context;

    ++*calls;
    assert_int_equal(done, *calls);
    assert_int_equal(found, 20);
}

static void a_rebuild_gives_the_same_rows(void **state)
{
    struct fixture *f = *state;
    size_t calls = 0;
    const struct app_rebuild_options told = {.progress = count_file,
                                             .progress_context = &calls};
    struct app_import_report report;
    struct app_rebuild_report rebuilt;
    struct ow_error err;
    char *before = NULL;
    char *after = NULL;
    char name[16];

    for (int day = 1; day <= 20; day++) {
        (void)snprintf(name, sizeof name, "%02d.tcx", day);
        (void)put_run(f, name, day / 2 + 1, 10 + day % 2);
    }
    import_folder(f, 0, &report);
    app_import_report_dispose(&report);
    before = dump(f->store);
    expect_ok(app_rebuild(f->store, &told, &rebuilt, &err), &err);
    assert_int_equal(rebuilt.files, 20);
    assert_int_equal(rebuilt.activities, 20);
    assert_int_equal(calls, 20);
    after = dump(f->store);
    assert_true(strlen(before) > 100);
    assert_string_equal(before, after);
    mem_free(before);
    mem_free(after);
}

static void a_damaged_original_leaves_all_as_it_was(void **state)
{
    struct fixture *f = *state;
    struct app_import_report report;
    struct app_rebuild_report rebuilt;
    struct ow_error err;
    char *before = NULL;
    char *after = NULL;

    (void)put_run(f, "a.tcx", 1, 10);
    (void)put_run(f, "b.tcx", 2, 10);
    import_folder(f, 0, &report);
    app_import_report_dispose(&report);
    before = dump(f->store);
    assert_int_equal(
        sqlite3_exec(f->store->database,
                     "UPDATE content SET bytes = x'00' WHERE original_id = 2",
                     NULL, NULL, NULL),
        SQLITE_OK);
    assert_int_equal(app_rebuild(f->store, NULL, &rebuilt, &err), OW_E_FORMAT);
    assert_non_null(strstr(err.message, "b.tcx"));
    after = dump(f->store);
    assert_string_equal(before, after);
    mem_free(before);
    mem_free(after);
}

static void a_full_disk_takes_back_what_is_not_whole(void **state)
{
    struct fixture *f = *state;
    const char *path = NULL;
    struct app_import_report report;
    struct ow_error err;

    (void)put_run(f, "a.tcx", 1, 10);
    import_folder(f, 0, &report);
    app_import_report_dispose(&report);
    assert_int_equal(sqlite3_exec(f->store->database,
                                  "PRAGMA max_page_count = 1", NULL, NULL,
                                  NULL),
                     SQLITE_OK);
    for (int i = 0; i < 40; i++) { /* more than what is free in the pages */
        char name[16];

        (void)snprintf(name, sizeof name, "b%02d.tcx", i);
        (void)put_run(f, name, 2, 300 + i);
    }
    path = f->folder;
    assert_int_equal(app_import(f->store, &path, 1, NULL, &report, &err),
                     OW_E_STORE);
    assert_non_null(strstr(err.message, "no room left"));
    assert_int_equal(report.added, 0);
    assert_true(report.failed > 0);
    app_import_report_dispose(&report);
    expect_ok(store_verify(f->store, &err), &err);
    assert_int_equal(sqlite3_exec(f->store->database,
                                  "PRAGMA max_page_count = 100000", NULL, NULL,
                                  NULL),
                     SQLITE_OK);
    import_folder(f, 0, &report);
    assert_int_equal(report.added, 40);
    assert_int_equal(report.known, 1);
    app_import_report_dispose(&report);
}

/* With one thread, so that the fault always meets the same request. */
static bool import_and_rebuild(void *context)
{
    struct fixture *f = context;
    const char *path = f->folder;
    const struct app_import_options options = {.threads = 1};
    const struct app_rebuild_options one_thread = {.threads = 1};
    struct app_import_report report;
    struct app_rebuild_report rebuilt;
    struct ow_error err;
    bool done =
        app_import(f->store, &path, 1, &options, &report, &err) == OW_OK &&
        report.failed == 0 &&
        app_rebuild(f->store, &one_thread, &rebuilt, &err) == OW_OK;

    app_import_report_dispose(&report);
    (void)sqlite3_exec(f->store->database, "DELETE FROM original", NULL, NULL,
                       NULL);
    return done;
}

static void no_memory_is_survived(void **state)
{
    struct fixture *f = *state;
    struct ow_error err;

    (void)put_run(f, "a.tcx", 1, 10);
    (void)put_run(f, "b.tcx", 2, 10);
    (void)put(f, "activities.csv", list);
    (void)put(f, "empty.fit.txt", "");
    assert_true(fault_sweep(import_and_rebuild, f) > 50);
    expect_ok(store_verify(f->store, &err), &err);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_file_gets_its_result),
        TEST(what_a_person_names_must_be_an_activity),
        TEST(the_same_run_from_another_watch_is_offered),
        TEST(progress_counts_every_file),
        TEST(progress_waits_for_archives),
        TEST(a_list_names_files_and_adds_rows_without_one),
        TEST(a_rebuild_gives_the_same_rows),
        TEST(a_damaged_original_leaves_all_as_it_was),
        TEST(a_full_disk_takes_back_what_is_not_whole),
        TEST(no_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
