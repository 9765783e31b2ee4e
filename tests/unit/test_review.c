/* The review of a season as the ledger keeps it and scenarios take it. */
#include "app/review.h"
#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HILLS (1U << OW_FOCUS_HILLS)
#define FORM (1U << OW_FOCUS_FORM)

struct world {
    char folder[64];
    char path[96];
    struct diary diary;
};

static int open_world(void **state)
{
    struct world *world = test_calloc(1, sizeof *world);
    struct store_options options = {.access = STORE_WRITE};
    struct store *store = NULL;
    struct ow_date today = ow_date_none();

    (void)snprintf(world->folder, sizeof world->folder,
                   "/tmp/onward-review-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    (void)snprintf(world->path, sizeof world->path, "%s/s.db", world->folder);
    assert_int_equal(store_open(world->path, &options, &store, NULL), OW_OK);
    assert_int_equal(ow_date_from_ymd(2026, 11, 25, &today, NULL), OW_OK);
    world->diary = (struct diary){store, 1, today, false};
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

/* What a scenario made so many days later works on, as JSON. */
static void expect_spots(const struct world *world, int32_t days,
                         const char *expected)
{
    struct ow_date today = ow_date_add_days(world->diary.today, days);
    struct ledger ledger = {0};
    json_t *spots = NULL;
    char *text = NULL;

    assert_int_equal(ledger_read(world->diary.store, &ledger, NULL), OW_OK);
    assert_int_equal(
        weak_spots_read(world->diary.store, &ledger, today, &spots, NULL),
        OW_OK);
    text = json_dumps(spots, JSON_COMPACT);
    assert_string_equal(text, expected);
    free(text);
    json_decref(spots);
    ledger_dispose(&ledger);
}

static void keep(const struct world *world, unsigned focuses, const char *note)
{
    assert_int_equal(review_keep(&world->diary, focuses, note, NULL), OW_OK);
}

static void the_last_review_stands(void **state)
{
    const struct world *world = *state;

    expect_spots(world, 0, "[]");
    keep(world, HILLS | FORM, "cadence");
    expect_spots(world, 0,
                 "[{\"focus\":\"form\",\"said\":true,\"evidence\":\"cadence\"},"
                 "{\"focus\":\"hills\",\"said\":true,\"evidence\":\"cadence\"}"
                 "]");
    keep(world, HILLS, NULL);
    expect_spots(world, 0,
                 "[{\"focus\":\"hills\",\"said\":true,\"evidence\":null}]");
    assert_int_equal(store_undo(world->diary.store, 2, NULL, NULL), OW_OK);
    expect_spots(world, 0,
                 "[{\"focus\":\"form\",\"said\":true,\"evidence\":\"cadence\"},"
                 "{\"focus\":\"hills\",\"said\":true,\"evidence\":\"cadence\"}"
                 "]");
    keep(world, 0, NULL);
    expect_spots(world, 0, "[]");
}

static void words_are_good_for_a_year(void **state)
{
    const struct world *world = *state;

    keep(world, FORM, NULL);
    expect_spots(world, 365,
                 "[{\"focus\":\"form\",\"said\":true,\"evidence\":null}]");
    expect_spots(world, 366, "[]");
}

static void a_preview_keeps_nothing(void **state)
{
    struct world world = *(struct world *)*state;

    world.diary.is_preview = true;
    keep(&world, FORM, NULL);
    expect_spots(&world, 0, "[]");
}

static void a_season_without_runs_says_so(void **state)
{
    const struct world *world = *state;
    struct review review = {.weeks = 0};

    keep(world, FORM, "stumbled");
    assert_int_equal(
        review_read(world->diary.store, world->diary.today, &review, NULL),
        OW_OK);
    assert_int_equal(review.weeks, WEAK_SPOTS_WEEKS + 1);
    assert_int_equal(review.weeks_run, 0);
    assert_int_equal(review.sum.runs, 0);
    assert_int_equal(review.longest, review.goals.past.count);
    assert_non_null(review.said);
    assert_int_equal(ow_date_weekday(review.from), OW_MONDAY);
    for (int i = 0; i < OW_WEAKNESS_AREA_COUNT; i++) {
        assert_int_equal(review.found[i].focus, OW_FOCUS_NONE);
    }
    review_dispose(&review);
}

static bool read_once(void *context)
{
    const struct world *world = context;
    struct review review = {.weeks = 0};
    bool is_read = review_read(world->diary.store, world->diary.today, &review,
                               NULL) == OW_OK;

    if (is_read) {
        review_dispose(&review);
    }
    return is_read;
}

static bool compose_once(void *context)
{
    const struct world *world = context;
    struct ledger ledger = {0};
    json_t *spots = NULL;
    bool is_read = ledger_read(world->diary.store, &ledger, NULL) == OW_OK &&
                   weak_spots_read(world->diary.store, &ledger,
                                   world->diary.today, &spots, NULL) == OW_OK;

    json_decref(spots);
    ledger_dispose(&ledger);
    return is_read;
}

static void no_memory_leaves_nothing(void **state)
{
    keep(*state, FORM, "stumbled");
    assert_true(fault_sweep(read_once, *state) > 10);
    assert_true(fault_sweep(compose_once, *state) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_last_review_stands, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(words_are_good_for_a_year, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(a_preview_keeps_nothing, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(a_season_without_runs_says_so,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(no_memory_leaves_nothing, open_world,
                                        close_world),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
