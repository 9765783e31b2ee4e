/* The store: what goes in comes out, what is kept stays, what is not ours is
 * left alone. */
#include "store/store.h"

#include "base/mem.h"
#include "engine/activity/activity.h"
#include "store/schema.h"
#include "store/sql.h"
#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SAMPLES 600

struct fixture {
    char folder[64];
    char path[96];
    struct store *store;
    struct packer *packer;
};

static const struct store_options writing = {.access = STORE_WRITE};

static void expect_ok(enum ow_status status, const struct ow_error *err)
{
    if (status != OW_OK) {
        fail_msg("%s: %s", ow_status_code(status), err->message);
    }
}

static struct store *open_store(const char *path)
{
    struct store *store = NULL;
    struct ow_error err;

    expect_ok(store_open(path, &writing, &store, &err), &err);
    return store;
}

static int set_up(void **state)
{
    struct fixture *f = mem_calloc(1, sizeof *f);

    *state = f;
    (void)snprintf(f->folder, sizeof f->folder, "/tmp/onward-store-XXXXXX");
    if (mkdtemp(f->folder) == NULL) {
        return -1;
    }
    (void)snprintf(f->path, sizeof f->path, "%s/s.db", f->folder);
    f->store = open_store(f->path);
    f->packer = packer_new();
    return f->packer == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    static const char *const leftovers[] = {"s.db", "s.db-wal", "s.db-shm",
                                            "b.db", "t.db"};
    struct fixture *f = *state;
    char path[128];

    store_close(f->store);
    packer_free(f->packer);
    for (size_t i = 0; i < COUNT(leftovers); i++) {
        (void)snprintf(path, sizeof path, "%s/%s", f->folder, leftovers[i]);
        (void)unlink(path);
    }
    (void)rmdir(f->folder);
    mem_free(f);
    return 0;
}

static struct ow_activity *make_run(int64_t start_ms, double elapsed_s)
{
    static struct ow_lap lap = {
        .start_time_ms = 1, .timer_s = 2, .step_index = -1, .trigger = 7};
    static struct ow_pause pause = {.start_s = 10, .duration_s = 20};
    struct ow_activity *run = activity_new();
    double *time = NULL;
    double *hr = NULL;

    assert_non_null(run);
    assert_true(activity_reserve(run, SAMPLES));
    time = activity_add_channel(run, OW_CHANNEL_TIME_S);
    hr = activity_add_channel(run, OW_CHANNEL_HR_BPM);
    for (size_t i = 0; i < SAMPLES; i++) {
        time[i] = (double)i;
        hr[i] = i % 50 == 3 ? OW_MISSING : 120 + (double)(i % 60);
    }
    run->sample_count = SAMPLES;
    lap.distance_m = OW_MISSING;
    run->laps = &lap;
    run->lap_count = 1;
    run->pauses = &pause;
    run->pause_count = 1;
    run->summary.sport = OW_SPORT_RUNNING;
    run->summary.has_start_time = true;
    run->summary.start_time_ms = start_ms;
    run->summary.elapsed_s = elapsed_s;
    run->summary.distance_m = 1234.5;
    run->summary.hr_bpm.max = 179;
    run->summary.name = "Früh";
    return run;
}

/* A packed file of one run whose content is `text`. */
static void pack_run(struct fixture *f, struct packed_file *file,
                     const char *text, int64_t start_ms, double elapsed_s)
{
    struct ow_activity *run = make_run(start_ms, elapsed_s);
    const uint8_t *bytes = (const uint8_t *)text;
    struct ow_error err;

    packed_file_init(file);
    file->format = "fit";
    pack_hash(f->packer, file, bytes, strlen(text));
    expect_ok(pack_original(f->packer, file, bytes, strlen(text), &err), &err);
    expect_ok(pack_activity(f->packer, file, run, &err), &err);
    ow_activity_free(run);
}

static bool add_run(struct fixture *f, const char *text, int64_t start_ms,
                    double elapsed_s)
{
    struct packed_file file;
    struct ow_error err;
    bool known = false;

    pack_run(f, &file, text, start_ms, elapsed_s);
    expect_ok(store_add(f->store, &file, text, &known, &err), &err);
    packed_file_dispose(&file);
    return known;
}

struct list {
    struct store_activity rows[8];
    size_t count;
};

static enum ow_status list_row(void *context,
                               const struct store_activity *activity,
                               struct ow_error *err)
{
    struct list *list = context;

    (void)err;
    assert_true(list->count < COUNT(list->rows));
    list->rows[list->count++] = *activity;
    return OW_OK;
}

static void list_all(struct fixture *f, struct list *list)
{
    struct ow_error err;

    list->count = 0;
    expect_ok(store_activity_walk(f->store, NULL, list_row, list, &err), &err);
}

static void a_run_comes_back_whole(void **state)
{
    struct fixture *f = *state;
    struct ow_activity *before = make_run(1000000, 600);
    struct ow_activity *run = NULL;
    struct list list;
    struct ow_error err;
    uint8_t *bytes = NULL;
    size_t length = 0;
    size_t count = 0;

    assert_false(add_run(f, "one", 1000000, 600));
    list_all(f, &list);
    assert_int_equal(list.count, 1);
    assert_true(strncmp(list.rows[0].id, "7692c3ad3540-1", 15) == 0);
    assert_string_equal(list.rows[0].duplicate_of, "");
    expect_ok(store_activity_load(f->store, "7692", &run, &err), &err);
    assert_int_equal(ow_activity_sample_count(run), SAMPLES);
    for (int c = 0; c < OW_CHANNEL_COUNT; c++) {
        const double *was = ow_activity_channel(before, (enum ow_channel)c);
        const double *is = ow_activity_channel(run, (enum ow_channel)c);

        assert_int_equal(was == NULL, is == NULL);
        for (size_t i = 0; was != NULL && i < SAMPLES; i++) {
            assert_true((ow_is_missing(was[i]) && ow_is_missing(is[i])) ||
                        !(was[i] < is[i] || was[i] > is[i]));
        }
    }
    assert_int_equal(ow_activity_summary(run)->start_time_ms, 1000000);
    assert_string_equal(ow_activity_summary(run)->name, "Früh");
    assert_true(ow_is_missing(ow_activity_summary(run)->ascent_m));
    assert_true(ow_activity_summary(run)->hr_bpm.max > 178);
    assert_int_equal(ow_activity_laps(run, &count)[0].trigger, 7);
    assert_int_equal(count, 1);
    assert_true(ow_is_missing(ow_activity_laps(run, &count)[0].distance_m));
    assert_true(ow_activity_pauses(run, &count)[0].duration_s > 19);
    expect_ok(store_original_read(f->store, list.rows[0].original, &bytes,
                                  &length, &err),
              &err);
    assert_int_equal(length, 3);
    assert_memory_equal(bytes, "one", 3);
    mem_free(bytes);
    ow_activity_free(run);
    ow_activity_free(before);
}

static void one_content_is_kept_once(void **state)
{
    struct fixture *f = *state;
    struct list list;
    uint8_t(*hashes)[SHA256_SIZE] = NULL;
    size_t count = 0;
    struct ow_error err;

    assert_false(add_run(f, "one", 0, 600));
    assert_true(add_run(f, "one", 0, 600));
    list_all(f, &list);
    assert_int_equal(list.count, 1);
    expect_ok(store_hashes(f->store, &hashes, &count, &err), &err);
    assert_int_equal(count, 1);
    list.count = 0;
    expect_ok(store_file_walk(f->store, hashes[0], list_row, &list, &err),
              &err);
    assert_int_equal(list.count, 1);
    mem_free(hashes);
}

static void the_same_time_twice_is_a_duplicate(void **state)
{
    static const struct {
        const char *content;
        int64_t start_s;
        double elapsed_s;
        bool is_duplicate;
    } cases[] = {
        {"same time", 10002, 600, true},
        {"a little later", 10100, 600, true},
        {"just below 80 %", 10121, 600, false},
        {"half as long", 10000, 300, false},
        {"much longer", 9500, 2000, false},
        {"another day", 96400, 600, false},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fixture *f = NULL;
        struct list list;
        size_t duplicates = 0;

        assert_int_equal(set_up((void **)&f), 0);
        (void)add_run(f, "first", 10000000, 600);
        (void)add_run(f, cases[i].content, cases[i].start_s * 1000,
                      cases[i].elapsed_s);
        list_all(f, &list);
        assert_int_equal(list.count, 2);
        for (size_t n = 0; n < list.count; n++) {
            duplicates += list.rows[n].duplicate_of[0] != '\0';
        }
        if (duplicates != (cases[i].is_duplicate ? 1 : 0)) {
            fail_msg("%s: %zu duplicates", cases[i].content, duplicates);
        }
        (void)tear_down((void **)&f);
    }
    (void)state;
}

static void an_id_must_mean_one_activity(void **state)
{
    struct fixture *f = *state;
    struct ow_activity *run = NULL;
    struct ow_error err;

    (void)add_run(f, "one", 0, 600);
    (void)add_run(f, "two", 9000000, 600);
    assert_int_equal(store_activity_load(f->store, "", &run, &err),
                     OW_E_CONFLICT);
    assert_int_equal(store_activity_load(f->store, "zz", &run, &err),
                     OW_E_NOT_FOUND);
    assert_string_equal(err.message, "no activity has the id zz");
}

struct loading {
    struct store *store;
    size_t count;
};

static enum ow_status load_row(void *context,
                               const struct store_activity *activity,
                               struct ow_error *err)
{
    struct loading *loading = context;
    struct ow_activity *run = NULL;

    assert_true(++loading->count <= 3);
    expect_ok(store_activity_load(loading->store, activity->id, &run, err),
              err);
    ow_activity_free(run);
    return OW_OK;
}

/* Loading what a walk has met neither ends the walk nor begins it again. */
static void a_walk_may_load(void **state)
{
    struct fixture *f = *state;
    struct loading loading = {f->store, 0};
    struct ow_error err;

    (void)add_run(f, "a", 4, 1);
    (void)add_run(f, "b", 5, 1);
    (void)add_run(f, "c", 20, 1);
    expect_ok(store_activity_walk(f->store, NULL, load_row, &loading, &err),
              &err);
    assert_int_equal(loading.count, 3);
}

struct walking {
    struct store *store;
    size_t outer;
    size_t inner;
    size_t entries;
};

static enum ow_status count_inner(void *context,
                                  const struct store_activity *activity,
                                  struct ow_error *err)
{
    struct walking *walking = context;
    uint8_t *bytes = NULL;
    size_t length = 0;

    assert_true(++walking->inner <= 9);
    expect_ok(store_original_read(walking->store, activity->original, &bytes,
                                  &length, err),
              err);
    mem_free(bytes);
    return OW_OK;
}

static enum ow_status count_entry(void *context,
                                  const struct store_entry *entry,
                                  struct ow_error *err)
{
    struct walking *walking = context;
    char *newest = NULL;
    int64_t id = 0;

    assert_true(++walking->entries <= 6);
    expect_ok(store_newest(walking->store, STORE_DECISION, &newest, &id, err),
              err);
    assert_true(id >= entry->id);
    mem_free(newest);
    return OW_OK;
}

static enum ow_status walk_from_within(void *context,
                                       const struct store_activity *activity,
                                       struct ow_error *err)
{
    struct walking *walking = context;
    char id[STORE_ID_SIZE];

    assert_true(++walking->outer <= 3);
    memcpy(id, activity->id, sizeof id);
    expect_ok(
        store_activity_walk(walking->store, NULL, count_inner, walking, err),
        err);
    expect_ok(store_append(walking->store, 10, STORE_DECISION, "{}", NULL, err),
              err);
    expect_ok(store_ledger_walk(walking->store, count_entry, walking, err),
              err);
    assert_string_equal(activity->id, id);
    assert_string_equal(activity->format, "fit");
    return OW_OK;
}

/* A walk within a walk, and what is kept meanwhile, disturb neither. */
static void a_walk_may_walk(void **state)
{
    struct fixture *f = *state;
    struct walking walking = {.store = f->store};
    struct ow_error err;

    (void)add_run(f, "a", 4, 1);
    (void)add_run(f, "b", 5, 1);
    (void)add_run(f, "c", 20, 1);
    expect_ok(
        store_activity_walk(f->store, NULL, walk_from_within, &walking, &err),
        &err);
    assert_int_equal(walking.outer, 3);
    assert_int_equal(walking.inner, 9);
    assert_int_equal(walking.entries, 1 + 2 + 3);
}

static void a_filter_takes_a_span_of_time(void **state)
{
    struct fixture *f = *state;
    struct store_filter filter = {
        .has_from = true, .from_ms = 5, .has_before = true, .before_ms = 20};
    struct list list = {.count = 0};
    struct ow_error err;

    (void)add_run(f, "a", 4, 1);
    (void)add_run(f, "b", 5, 1);
    (void)add_run(f, "c", 20, 1);
    expect_ok(store_activity_walk(f->store, &filter, list_row, &list, &err),
              &err);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.rows[0].summary.start_time_ms, 5);
}

static void a_title_names_the_activities(void **state)
{
    struct fixture *f = *state;
    struct packed_file file;
    struct ow_activity *run = NULL;
    struct ow_error err;

    (void)add_run(f, "one", 0, 600);
    pack_run(f, &file, "one", 0, 600);
    expect_ok(store_describe(f->store, file.sha256, "Hill day", OW_SPORT_HIKING,
                             &err),
              &err);
    packed_file_dispose(&file);
    expect_ok(store_activity_load(f->store, "7692", &run, &err), &err);
    assert_string_equal(ow_activity_summary(run)->name, "Hill day");
    /* What the file says of its sport itself stands. */
    assert_int_equal(ow_activity_summary(run)->sport, OW_SPORT_RUNNING);
    ow_activity_free(run);
}

struct entries {
    struct store_entry entries[8];
    size_t count;
};

static enum ow_status note_entry(void *context, const struct store_entry *entry,
                                 struct ow_error *err)
{
    struct entries *all = context;

    (void)err;
    all->entries[all->count++] = *entry;
    return OW_OK;
}

static void the_ledger_takes_back_and_keeps(void **state)
{
    struct fixture *f = *state;
    struct entries all = {.count = 0};
    struct ow_error err;
    int64_t plan = 0;
    int64_t undone = 0;
    char *payload = NULL;

    expect_ok(store_append(f->store, 10, STORE_RACE, "{\"r\":1}", NULL, &err),
              &err);
    expect_ok(store_append(f->store, 11, STORE_PLAN, "{\"p\":1}", &plan, &err),
              &err);
    expect_ok(store_newest(f->store, STORE_PLAN, &payload, NULL, &err), &err);
    assert_string_equal(payload, "{\"p\":1}");
    mem_free(payload);
    expect_ok(store_undo(f->store, 12, &undone, &err), &err);
    assert_int_equal(undone, plan);
    expect_ok(store_newest(f->store, STORE_PLAN, &payload, NULL, &err), &err);
    assert_null(payload);
    expect_ok(store_undo(f->store, 13, NULL, &err), &err);
    assert_int_equal(store_undo(f->store, 14, NULL, &err), OW_E_NOT_FOUND);
    expect_ok(store_ledger_walk(f->store, note_entry, &all, &err), &err);
    assert_int_equal(all.count, 4);
    assert_true(all.entries[0].undone && all.entries[1].undone);
    assert_int_equal(all.entries[2].kind, STORE_UNDO);
    assert_int_equal(all.entries[2].undoes, plan);
    assert_int_equal(
        store_append(f->store, 15, STORE_GOAL, "not JSON", NULL, &err),
        OW_E_ARGUMENT);
}

static void the_ledger_refuses_change(void **state)
{
    static const char *const attempts[] = {
        "UPDATE ledger SET payload = '{}'", "DELETE FROM ledger",
        ("INSERT INTO ledger(athlete_id, time_ms, kind, payload, undoes) "
         "VALUES (1, 0, 'goal', '{}', 1)")};
    struct fixture *f = *state;
    struct ow_error err;

    expect_ok(store_append(f->store, 1, STORE_GOAL, "{}", NULL, &err), &err);
    for (size_t i = 0; i < COUNT(attempts); i++) {
        assert_int_not_equal(
            sqlite3_exec(f->store->database, attempts[i], NULL, NULL, NULL),
            SQLITE_OK);
    }
}

static void a_rollback_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    struct list list;
    struct ow_error err;

    expect_ok(store_begin(f->store, &err), &err);
    (void)add_run(f, "one", 0, 600);
    store_rollback(f->store);
    list_all(f, &list);
    assert_int_equal(list.count, 0);
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fputs(text, file) >= 0, 1);
    assert_int_equal(fclose(file), 0);
}

static void expect_refused(const char *path, const char *part)
{
    struct store *store = NULL;
    struct ow_error err;
    enum ow_status status = store_open(path, &writing, &store, &err);

    assert_int_equal(status, OW_E_STORE);
    assert_null(store);
    if (strstr(err.message, part) == NULL ||
        strstr(err.message, path) == NULL) {
        fail_msg("\"%s\" names not %s", err.message, part);
    }
}

static void what_is_no_store_is_left_alone(void **state)
{
    struct fixture *f = *state;
    char path[128];
    struct stat before;
    struct stat after;
    sqlite3 *other = NULL;

    (void)snprintf(path, sizeof path, "%s/t.db", f->folder);
    write_text(path, "dear diary");
    expect_refused(path, "not a store");
    (void)unlink(path);

    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "CREATE TABLE t(x)", NULL, NULL, NULL),
                     SQLITE_OK);
    (void)sqlite3_close(other);
    assert_int_equal(stat(path, &before), 0);
    expect_refused(path, "another program");
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
    expect_refused(f->folder, "not a file");
}

static void a_read_only_store_is_refused(void **state)
{
    struct fixture *f = *state;
    struct store *store = NULL;
    struct ow_error err;

    store_close(f->store);
    f->store = NULL;
    assert_int_equal(chmod(f->path, S_IRUSR), 0);
    expect_refused(f->path, "read-only");
    expect_ok(store_open(f->path, NULL, &store, &err), &err);
    assert_int_equal(store_append(store, 0, STORE_GOAL, "{}", NULL, &err),
                     OW_E_STORE);
    assert_non_null(strstr(err.message, "read-only"));
    store_close(store);
}

static void reading_makes_no_store(void **state)
{
    struct fixture *f = *state;
    struct store *store = NULL;
    struct ow_error err;
    char path[128];

    (void)snprintf(path, sizeof path, "%s/t.db", f->folder);
    assert_int_equal(store_open(path, NULL, &store, &err), OW_E_NOT_FOUND);
    assert_int_equal(access(path, F_OK), -1);
    write_text(path, "");
    assert_int_equal(store_open(path, NULL, &store, &err), OW_E_NOT_FOUND);
}

static void a_newer_store_is_refused_with_both_versions(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(sqlite3_exec(f->store->database,
                                  "PRAGMA user_version = 99", NULL, NULL, NULL),
                     SQLITE_OK);
    store_close(f->store);
    f->store = NULL;
    expect_refused(f->path, "version 99, this program knows versions up to 4");
}

static void an_upgrade_takes_the_missing_steps_or_none(void **state)
{
    struct fixture *f = *state;
    size_t count = 0;
    const char *const *now = schema_steps(&count);
    const char *later[8] = {0};
    struct ow_error err;

    assert_true(count + 2 <= COUNT(later));
    memcpy(later, now, count * sizeof now[0]);
    later[count] = "CREATE TABLE shoe(id INTEGER PRIMARY KEY) STRICT";
    later[count + 1] = "CREATE TABLE shoe(id INTEGER)";
    (void)add_run(f, "one", 0, 600);
    assert_int_equal(store_upgrade(f->store, later, count + 2, &err),
                     OW_E_STORE);
    assert_int_not_equal(sqlite3_exec(f->store->database, "SELECT * FROM shoe",
                                      NULL, NULL, NULL),
                         SQLITE_OK);
    expect_ok(store_upgrade(f->store, later, count + 1, &err), &err);
    assert_int_equal(sqlite3_exec(f->store->database, "SELECT * FROM shoe",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
}

static void the_file_is_its_owners(void **state)
{
    struct fixture *f = *state;
    struct stat state_of_file;

    assert_int_equal(stat(f->path, &state_of_file), 0);
    assert_int_equal(state_of_file.st_mode & 0777, 0600);
}

static void a_full_disk_changes_nothing(void **state)
{
    struct fixture *f = *state;
    struct list list;
    struct ow_error err;
    char *noise = mem_calloc(200000, 1);
    struct packed_file file;
    bool known = false;
    unsigned random = 1;

    for (size_t i = 0; i < 199999; i++) {
        random = random * 1103515245U + 12345U;
        noise[i] = (char)(' ' + (random >> 16) % 90);
    }
    (void)add_run(f, "one", 0, 600);
    assert_int_equal(sqlite3_exec(f->store->database,
                                  "PRAGMA max_page_count = 1", NULL, NULL,
                                  NULL),
                     SQLITE_OK);
    pack_run(f, &file, noise, 9000000, 600);
    assert_int_equal(store_add(f->store, &file, "noise", &known, &err),
                     OW_E_STORE);
    assert_non_null(strstr(err.message, "no room left"));
    packed_file_dispose(&file);
    mem_free(noise);
    list_all(f, &list);
    assert_int_equal(list.count, 1);
    expect_ok(store_verify(f->store, &err), &err);
}

static void a_backup_is_a_store(void **state)
{
    struct fixture *f = *state;
    struct store *copy = NULL;
    struct list list;
    struct ow_error err;
    struct stat state_of_file;
    char path[128];

    (void)snprintf(path, sizeof path, "%s/b.db", f->folder);
    (void)add_run(f, "one", 0, 600);
    expect_ok(store_backup(f->store, path, false, &err), &err);
    assert_int_equal(stat(path, &state_of_file), 0);
    assert_int_equal(state_of_file.st_mode & 0777, 0600);
    assert_int_equal(store_backup(f->store, path, false, &err), OW_E_CONFLICT);
    assert_int_equal(store_backup(f->store, f->path, true, &err),
                     OW_E_CONFLICT);
    (void)add_run(f, "two", 9000000, 600);
    expect_ok(store_backup(f->store, path, true, &err), &err);
    copy = open_store(path);
    store_close(f->store);
    f->store = copy;
    list_all(f, &list);
    assert_int_equal(list.count, 2);
    expect_ok(store_verify(f->store, &err), &err);
}

static void athletes_do_not_see_each_other(void **state)
{
    struct fixture *f = *state;
    struct store_options second = {.access = STORE_WRITE, .athlete_id = 2};
    struct list list;
    struct ow_error err;

    (void)add_run(f, "one", 0, 600);
    store_close(f->store);
    f->store = NULL;
    expect_ok(store_open(f->path, &second, &f->store, &err), &err);
    assert_false(add_run(f, "one", 0, 600));
    assert_int_equal(store_undo(f->store, 0, NULL, &err), OW_E_NOT_FOUND);
    list_all(f, &list);
    assert_int_equal(list.count, 1);
}

/* Packs, adds and reads back; false when memory ran out on the way. */
static bool round_trip(void *context)
{
    struct fixture *f = context;
    struct store *store = NULL;
    struct packed_file file;
    struct packer *packer = NULL;
    struct ow_activity *run = NULL;
    uint8_t *bytes = NULL;
    size_t length = 0;
    bool known = false;
    bool done = false;

    packed_file_init(&file);
    file.format = "fit";
    packer = packer_new();
    done =
        packer != NULL &&
        store_open(f->path, &writing, &store, NULL) == OW_OK &&
        store_activity_load(store, "7692", &run, NULL) == OW_OK &&
        pack_original(packer, &file, (const uint8_t *)"x", 1, NULL) == OW_OK &&
        pack_activity(packer, &file, run, NULL) == OW_OK &&
        store_begin(store, NULL) == OW_OK &&
        store_add(store, &file, "x", &known, NULL) == OW_OK &&
        store_original_read(store, 1, &bytes, &length, NULL) == OW_OK;
    mem_free(bytes);
    ow_activity_free(run);
    packed_file_dispose(&file);
    packer_free(packer);
    store_close(store);
    return done;
}

static void no_memory_is_survived(void **state)
{
    struct fixture *f = *state;
    struct list list;
    struct ow_error err;

    (void)add_run(f, "one", 0, 600);
    assert_true(fault_sweep(round_trip, f) > 10);
    list_all(f, &list);
    assert_int_equal(list.count, 1);
    expect_ok(store_verify(f->store, &err), &err);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_run_comes_back_whole),
        TEST(one_content_is_kept_once),
        cmocka_unit_test(the_same_time_twice_is_a_duplicate),
        TEST(an_id_must_mean_one_activity),
        TEST(a_walk_may_load),
        TEST(a_walk_may_walk),
        TEST(a_filter_takes_a_span_of_time),
        TEST(a_title_names_the_activities),
        TEST(the_ledger_takes_back_and_keeps),
        TEST(the_ledger_refuses_change),
        TEST(a_rollback_leaves_nothing),
        TEST(what_is_no_store_is_left_alone),
        TEST(a_read_only_store_is_refused),
        TEST(reading_makes_no_store),
        TEST(a_newer_store_is_refused_with_both_versions),
        TEST(an_upgrade_takes_the_missing_steps_or_none),
        TEST(the_file_is_its_owners),
        TEST(a_full_disk_changes_nothing),
        TEST(a_backup_is_a_store),
        TEST(athletes_do_not_see_each_other),
        TEST(no_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
