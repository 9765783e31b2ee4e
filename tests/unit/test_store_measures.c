/* What was measured of activities, kept and read; stores of older versions. */
#include "base/mem.h"
#include "engine/activity/activity.h"
#include "store/schema.h"
#include "store/sql.h"
#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    char folder[64];
    char path[96];
};

static const struct store_options writing = {.access = STORE_WRITE};

static void expect_ok(enum ow_status status, const struct ow_error *err)
{
    if (status != OW_OK) {
        fail_msg("%s: %s", ow_status_code(status), err->message);
    }
}

static int set_up(void **state)
{
    struct fixture *f = mem_calloc(1, sizeof *f);

    *state = f;
    (void)snprintf(f->folder, sizeof f->folder, "/tmp/onward-measures-XXXXXX");
    if (mkdtemp(f->folder) == NULL) {
        return -1;
    }
    (void)snprintf(f->path, sizeof f->path, "%s/s.db", f->folder);
    return 0;
}

static int tear_down(void **state)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    struct fixture *f = *state;
    char path[128];

    for (size_t i = 0; i < COUNT(ends); i++) {
        (void)snprintf(path, sizeof path, "%s%s", f->path, ends[i]);
        (void)unlink(path);
    }
    (void)rmdir(f->folder);
    mem_free(f);
    return 0;
}

static struct measures some_measures(void)
{
    struct measures made = {
        .assumed_sport = OW_SPORT_RUNNING,
        .exertion = {.sport = OW_SPORT_RUNNING,
                     .duration_s = 3000,
                     .running_s = 2990.5,
                     .speed_m_per_s = 3.21,
                     .power_s = 0,
                     .power_w = OW_MISSING,
                     .hr_none_s = 12,
                     .hr_locked_s = 0,
                     .effort_rpe = OW_MISSING},
        .flat_m = 10100,
        .ascent_m = 80,
        .descent_m = 79.5,
        .race_m = 10000,
        .race_s = 2990,
        .race_confidence = 0.27,
        .has_shape = true,
        .shape = OW_SHAPE_PROGRESSION,
        .rise = OW_RISE_FAST_FINISH,
        .gain = 0.081,
        .shape_confidence = 0.93,
        .season = {0.021, 0.043, OW_MISSING, -0.012},
        .bests = {{1000, 250, 100}, {5000, 1400, 60}},
        .best_count = 2,
    };

    made.exertion.hr_s[0] = 0.1;
    made.exertion.hr_s[90] = 12.8;
    made.exertion.hr_s[91] = 12.7;
    made.exertion.hr_s[OW_EXERTION_HR_COUNT - 1] = 100000;
    for (int i = 0; i < OW_LEARN_SPAN_COUNT; i++) {
        made.hr_bpm[i] = 180 - 5 * i;
        made.flat_m_per_s[i] = 5 - 0.3 * i;
    }
    made.hr_bpm[OW_LEARN_60_MIN] = OW_MISSING;
    return made;
}

/* A file of two runs, the first of them measured. */
static bool pack(struct packer *packer, struct packed_file *file)
{
    static const uint8_t bytes[] = "two runs";
    struct measures measures = some_measures();
    struct ow_activity *run = activity_new();
    bool is_done = false;

    packed_file_init(file);
    file->format = "fit";
    if (run == NULL) {
        return false;
    }
    run->summary.has_start_time = true;
    pack_hash(packer, file, bytes, sizeof bytes);
    is_done = pack_original(packer, file, bytes, sizeof bytes, NULL) == OW_OK &&
              pack_activity(packer, file, run, NULL) == OW_OK &&
              pack_measures(file, &measures, NULL) == OW_OK;
    run->summary.start_time_ms = 1000;
    is_done = is_done && pack_activity(packer, file, run, NULL) == OW_OK;
    ow_activity_free(run);
    return is_done;
}

struct seen {
    size_t count;
    size_t measured;
    struct measures last;
};

static enum ow_status see(void *context, const struct store_activity *activity,
                          const struct measures *measures, struct ow_error *err)
{
    struct seen *seen = context;

    (void)err;
    assert_true(activity->id[0] != '\0');
    seen->count++;
    if (measures != NULL) {
        seen->measured++;
        seen->last = *measures;
    }
    return OW_OK;
}

static bool is_same(double a, double b)
{
    return (ow_is_missing(a) && ow_is_missing(b)) || fabs(a - b) < 1e-9;
}

static void expect_same(const struct measures *is, const struct measures *was)
{
    const struct ow_exertion *a = &is->exertion;
    const struct ow_exertion *b = &was->exertion;

    assert_int_equal(is->assumed_sport, was->assumed_sport);
    assert_int_equal(a->sport, b->sport);
    assert_true(is_same(a->duration_s, b->duration_s));
    assert_true(is_same(a->running_s, b->running_s));
    assert_true(is_same(a->speed_m_per_s, b->speed_m_per_s));
    assert_true(is_same(a->power_s, b->power_s));
    assert_true(is_same(a->power_w, b->power_w));
    assert_true(is_same(a->hr_none_s, b->hr_none_s));
    assert_true(is_same(a->hr_locked_s, b->hr_locked_s));
    assert_true(is_same(a->effort_rpe, b->effort_rpe));
    for (size_t i = 0; i < OW_EXERTION_HR_COUNT; i++) {
        assert_true(is_same(a->hr_s[i], b->hr_s[i]));
    }
    assert_true(is_same(is->flat_m, was->flat_m));
    assert_true(is_same(is->ascent_m, was->ascent_m));
    assert_true(is_same(is->descent_m, was->descent_m));
    for (int i = 0; i < OW_LEARN_SPAN_COUNT; i++) {
        assert_true(is_same(is->hr_bpm[i], was->hr_bpm[i]));
        assert_true(is_same(is->flat_m_per_s[i], was->flat_m_per_s[i]));
    }
    assert_true(is_same(is->race_m, was->race_m));
    assert_true(is_same(is->race_s, was->race_s));
    assert_true(is_same(is->race_confidence, was->race_confidence));
    assert_int_equal(is->has_shape, was->has_shape);
    assert_int_equal(is->shape, was->shape);
    assert_int_equal(is->rise, was->rise);
    assert_true(is_same(is->gain, was->gain));
    assert_true(is_same(is->shape_confidence, was->shape_confidence));
    assert_true(is_same(is->season.second_half, was->season.second_half));
    assert_true(is_same(is->season.late_loss, was->season.late_loss));
    assert_true(is_same(is->season.climb, was->season.climb));
    assert_true(is_same(is->season.cadence_change, was->season.cadence_change));
    assert_int_equal(is->best_count, was->best_count);
    for (size_t i = 0; i < was->best_count; i++) {
        assert_true(is_same(is->bests[i].distance_m, was->bests[i].distance_m));
        assert_true(is_same(is->bests[i].time_s, was->bests[i].time_s));
        assert_true(is_same(is->bests[i].start_s, was->bests[i].start_s));
    }
}

static void measures_come_back_as_they_were(void **state)
{
    struct fixture *f = *state;
    struct measures was = some_measures();
    struct store_filter later = {.has_from = true, .from_ms = 500};
    struct packer *packer = packer_new();
    struct packed_file file;
    struct store *store = NULL;
    struct seen seen = {0};
    struct ow_error err;
    bool known = false;

    assert_non_null(packer);
    assert_true(pack(packer, &file));
    expect_ok(store_open(f->path, &writing, &store, &err), &err);
    expect_ok(store_add(store, &file, "two", &known, &err), &err);
    expect_ok(store_measures_walk(store, NULL, see, &seen, &err), &err);
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.measured, 1);
    expect_same(&seen.last, &was);
    memset(&seen, 0, sizeof seen);
    expect_ok(store_measures_walk(store, &later, see, &seen, &err), &err);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.measured, 0);
    /* They go with what they were derived from. */
    expect_ok(store_clear_derived(store, &err), &err);
    assert_int_equal(sqlite3_exec(store->database,
                                  "CREATE TEMP TABLE none(n CHECK (n = 0));"
                                  "INSERT INTO none SELECT count(*) FROM best;"
                                  "INSERT INTO none "
                                  "SELECT count(*) FROM measure;",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    packed_file_dispose(&file);
    packer_free(packer);
    store_close(store);
}

/* As an earlier version of the program left it, with one activity; what was
 * measured of it from the second on. */
static void make_version(const char *path, size_t version)
{
    static const char measured[] =
        "INSERT INTO measure(activity_id, flat_m) VALUES (1, 5005)";
    static const char contents[] =
        "INSERT INTO original(athlete_id, sha256, name, format, length) "
        "VALUES (1, zeroblob(32), 'a.fit', 'fit', 3);"
        "INSERT INTO activity(athlete_id, original_id, ordinal, key, sport, "
        "start_time_ms, sample_count, distance_m) "
        "VALUES (1, 1, 1, '000000000000-1', 1, 1000, 0, 5000);"
        "PRAGMA journal_mode = WAL;";
    size_t count = 0;
    const char *const *steps = schema_steps(&count);
    sqlite3 *database = NULL;
    char settings[96];

    assert_true(count > version);
    (void)snprintf(settings, sizeof settings,
                   "PRAGMA application_id = %d; PRAGMA user_version = %zu",
                   SCHEMA_APPLICATION_ID, version);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    for (size_t i = 0; i < version; i++) {
        assert_int_equal(sqlite3_exec(database, steps[i], NULL, NULL, NULL),
                         SQLITE_OK);
    }
    assert_int_equal(sqlite3_exec(database, settings, NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, contents, NULL, NULL, NULL),
                     SQLITE_OK);
    if (version > 1) {
        assert_int_equal(sqlite3_exec(database, measured, NULL, NULL, NULL),
                         SQLITE_OK);
    }
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static void expect_unmeasured(const char *path,
                              const struct store_options *options)
{
    struct store *store = NULL;
    struct seen seen = {0};
    struct ow_error err;

    expect_ok(store_open(path, options, &store, &err), &err);
    expect_ok(store_measures_walk(store, NULL, see, &seen, &err), &err);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.measured, 0);
    store_close(store);
}

static void a_store_of_the_first_version_is_brought_up(void **state)
{
    struct fixture *f = *state;

    make_version(f->path, 1);
    expect_unmeasured(f->path, &writing);
    expect_unmeasured(f->path, &writing); /* and stays so */
    expect_unmeasured(f->path, NULL);
}

static void one_of_the_second_version_has_no_shapes(void **state)
{
    struct fixture *f = *state;
    struct store *store = NULL;
    struct seen seen = {0};
    struct ow_error err;

    make_version(f->path, 2);
    expect_ok(store_open(f->path, NULL, &store, &err), &err);
    expect_ok(store_measures_walk(store, NULL, see, &seen, &err), &err);
    assert_int_equal(seen.measured, 1);
    assert_true(is_same(seen.last.flat_m, 5005));
    assert_false(seen.last.has_shape);
    assert_int_equal(seen.last.rise, OW_RISE_NONE);
    assert_true(ow_is_missing(seen.last.gain));
    assert_true(ow_is_missing(seen.last.shape_confidence));
    store_close(store);
}

static void a_shape_of_no_known_number_is_none(void **state)
{
    static const char *const numbers[] = {
        "shape = 6", "shape = -1", "progression = 4", "progression = -1"};
    struct fixture *f = *state;

    make_version(f->path, 2);
    for (size_t i = 0; i < COUNT(numbers); i++) {
        struct store *store = NULL;
        struct seen seen = {0};
        struct ow_error err;
        char text[96];

        (void)snprintf(text, sizeof text,
                       "UPDATE measure SET shape = 1, progression = 1;"
                       "UPDATE measure SET %s",
                       numbers[i]);
        expect_ok(store_open(f->path, &writing, &store, &err), &err);
        assert_int_equal(sqlite3_exec(store->database, text, NULL, NULL, NULL),
                         SQLITE_OK);
        expect_ok(store_measures_walk(store, NULL, see, &seen, &err), &err);
        assert_false(seen.last.has_shape);
        assert_int_equal(seen.last.rise, OW_RISE_NONE);
        store_close(store);
    }
}

static void reading_brings_it_up_too(void **state)
{
    struct fixture *f = *state;

    make_version(f->path, 1);
    expect_unmeasured(f->path, NULL);
}

static void one_that_cannot_be_written_says_so(void **state)
{
    struct fixture *f = *state;
    struct store *store = NULL;
    struct ow_error err;

    make_version(f->path, 1);
    assert_int_equal(chmod(f->path, S_IRUSR), 0);
    assert_int_equal(store_open(f->path, NULL, &store, &err), OW_E_STORE);
    assert_non_null(strstr(err.message, "is of version 1 and must be"));
}

static bool pack_again(void *context)
{
    struct packer *packer = context;
    struct packed_file file;
    bool is_done = pack(packer, &file);

    packed_file_dispose(&file);
    return is_done;
}

static void no_memory_is_survived(void **state)
{
    struct packer *packer = packer_new();

    (void)state;
    assert_non_null(packer);
    assert_true(fault_sweep(pack_again, packer) > 0);
    packer_free(packer);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(measures_come_back_as_they_were),
        TEST(a_store_of_the_first_version_is_brought_up),
        TEST(one_of_the_second_version_has_no_shapes),
        TEST(a_shape_of_no_known_number_is_none),
        TEST(reading_brings_it_up_too),
        TEST(one_that_cannot_be_written_says_so),
        cmocka_unit_test(no_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
