/* The synthetic runner: repeatable, believable, and readable as real. */
#include "app/files.h"
#include "app/synth.h"
#include "app/synth_course.h"
#include "app/synth_random.h"
#include "base/mem.h"
#include "fault.h"
#include "onward/codec.h"
#include "onward/quantity.h"
#include "onward/race.h"

#include "unit/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a walk through the years adds up. */
struct years {
    struct app_synth_options options;
    size_t count;
    size_t runs;
    size_t races;
    uint64_t mixed; /* every sample, stirred */
    struct ow_race_reading last;
    char last_name[40];
};

static struct years years_of(uint64_t seed, int weeks, const char *race_day)
{
    struct years years = {.options = {.seed = seed, .weeks = weeks}};

    assert_int_equal(ow_date_parse(race_day, &years.options.race_day, NULL),
                     OW_OK);
    return years;
}

static void stir(uint64_t *mixed, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < length; i++) {
        *mixed = (*mixed ^ at[i]) * UINT64_C(1099511628211);
    }
}

static void check_laps(const struct ow_activity *activity)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    size_t count = 0;
    const struct ow_lap *laps = ow_activity_laps(activity, &count);
    double timer_s = 0;
    double distance_m = 0;

    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        timer_s += laps[i].timer_s;
        distance_m += laps[i].distance_m;
    }
    assert_true(fabs(timer_s - summary->timer_s) < 1e-6);
    assert_true(fabs(distance_m - summary->distance_m) < 1e-3);
}

static void check_run(const struct ow_activity *activity)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    const double *time_s = ow_activity_channel(activity, OW_CHANNEL_TIME_S);
    const double *distance_m =
        ow_activity_channel(activity, OW_CHANNEL_DISTANCE_M);
    size_t count = ow_activity_sample_count(activity);
    double pace_s_per_km = summary->timer_s / summary->distance_m * 1000;

    for (size_t i = 1; i < count; i++) {
        assert_true(time_s[i] > time_s[i - 1]);
        assert_true(distance_m[i] >= distance_m[i - 1]);
    }
    assert_true(pace_s_per_km > 240 && pace_s_per_km < 460);
    assert_true(summary->distance_m > 3500);
    assert_true(summary->elapsed_s >= summary->timer_s);
    if (!ow_is_missing(summary->hr_bpm.avg)) {
        assert_true(summary->hr_bpm.avg > 125 && summary->hr_bpm.max < 187);
    }
    check_laps(activity);
}

static enum ow_status look(void *context, const struct app_synth_made *made,
                           struct ow_error *err)
{
    struct years *years = context;
    const struct ow_activity_summary *summary =
        ow_activity_summary(made->activity);
    bool is_race = strstr(made->name, "marathon") != NULL ||
                   strstr(made->name, "10k") != NULL;

    assert_int_equal(made->index, years->count);
    years->count++;
    for (int i = 0; i < OW_CHANNEL_COUNT; i++) {
        const double *values =
            ow_activity_channel(made->activity, (enum ow_channel)i);

        if (values != NULL) {
            stir(&years->mixed, values,
                 ow_activity_sample_count(made->activity) * sizeof *values);
        }
    }
    if (summary->sport == OW_SPORT_RUNNING) {
        years->runs++;
        check_run(made->activity);
    }
    if (is_race) {
        struct ow_race_options known = {.hr_max_bpm = 186};

        years->races++;
        assert_int_equal(
            ow_race_read(made->activity, &known, &years->last, err), OW_OK);
    }
    assert_true(strlen(made->name) < sizeof years->last_name);
    memcpy(years->last_name, made->name, strlen(made->name) + 1);
    return OW_OK;
}

static void walk(struct years *years)
{
    assert_int_equal(app_synth_each(&years->options, look, years, NULL), OW_OK);
}

static void two_years(void **state)
{
    struct years years = years_of(1, 104, "2026-11-22");

    (void)state;
    walk(&years);
    assert_in_range(years.count, 350, 450);
    assert_true(years.runs > years.count * 8 / 10 && years.runs < years.count);
    assert_int_equal(years.races, 7);
    assert_string_equal(years.last_name, "2026-11-22-marathon");
    assert_string_equal(years.last.distance_name, "marathon");
    assert_true(years.last.time_s > 3 * 3600 && years.last.time_s < 5 * 3600);
    assert_true(years.last.fade > 0.08 && years.last.fade < 0.25);
    assert_int_equal(years.last.faded, OW_YES);
    assert_true(years.last.confidence > 0.7);
}

static void same_seed_same_runs(void **state)
{
    struct years first = years_of(42, 20, "2024-03-03");
    struct years again = years_of(42, 20, "2024-03-03");
    struct years other = years_of(43, 20, "2024-03-03");

    (void)state;
    walk(&first);
    walk(&again);
    walk(&other);
    assert_int_equal(first.count, again.count);
    assert_true(first.mixed == again.mixed);
    assert_true(first.mixed != other.mixed);
}

/* Any weekday may be race day, and any count of weeks will do. */
static void odd_wishes(void **state)
{
    static const char *const days[] = {"2026-11-16", "2026-11-17", "2026-11-18",
                                       "2026-11-21", "2024-02-29"};
    struct ow_error err = {OW_OK, 0, ""};
    struct years years;

    (void)state;
    for (size_t i = 0; i < COUNT(days); i++) {
        years = years_of(i, 4 + (int)i, days[i]);
        walk(&years);
        assert_memory_equal(years.last_name, days[i], 10);
        assert_string_equal(years.last.distance_name, "marathon");
    }
    years.options.weeks = 3;
    assert_int_equal(app_synth_each(&years.options, look, &years, &err),
                     OW_E_RANGE);
    assert_string_equal(err.message, "weeks 3 is outside 4 to 1040");
}

/* What is written is read back as what was made. */
static enum ow_status read_back(void *context,
                                const struct app_synth_made *made,
                                struct ow_error *err)
{
    const struct ow_activity_summary *summary =
        ow_activity_summary(made->activity);
    const struct ow_activity_summary *again = NULL;
    struct ow_document *document = NULL;
    uint8_t *bytes = NULL;
    size_t length = 0;
    size_t count = 0;
    char path[256];

    snprintf(path, sizeof path, "%s/%s.fit", (const char *)context, made->name);
    assert_int_equal(files_read(path, 10000000, &bytes, &length, err), OW_OK);
    assert_int_equal(ow_decode(bytes, length, NULL, &document, err), OW_OK);
    again = ow_activity_summary(ow_document_items(document, &count)->activity);
    assert_int_equal(count, 1);
    assert_int_equal(again->sport, summary->sport);
    assert_true(again->start_time_ms == summary->start_time_ms);
    assert_true(fabs(again->timer_s - summary->timer_s) < 1e-3);
    assert_true(fabs(again->elapsed_s - summary->elapsed_s) < 1e-3);
    assert_true(ow_is_missing(again->distance_m) ==
                ow_is_missing(summary->distance_m));
    assert_false(fabs(again->distance_m - summary->distance_m) > 0.011);
    assert_int_equal(
        ow_activity_sample_count(ow_document_items(document, &count)->activity),
        ow_activity_sample_count(made->activity));
    ow_document_free(document);
    mem_free(bytes);
    assert_int_equal(unlink(path), 0);
    return OW_OK;
}

static void files_written(void **state)
{
    struct years years = years_of(5, 5, "2025-01-05");
    char folder[] = "/tmp/onward-synth-XXXXXX";
    struct ow_error err = {OW_OK, 0, ""};
    size_t files = 0;

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(app_synth_write(folder, &years.options, &files, &err),
                     OW_OK);
    assert_in_range(files, 12, 30);
    assert_int_equal(app_synth_each(&years.options, read_back, folder, &err),
                     OW_OK);
    /* Nothing else was left there. */
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(
        app_synth_write("/nowhere/at/all", &years.options, &files, &err),
        OW_E_IO);
    /* The cause is in the words of the system. */
    assert_memory_equal(err.message, "/nowhere/at/all: ", 17);
}

static enum ow_status stop(void *context, const struct app_synth_made *made,
                           struct ow_error *err)
{
    (void)made;
    (void)err;
    ++*(int *)context;
    return OW_E_IO;
}

static void visitor_stops(void **state)
{
    struct years years = years_of(1, 4, "2026-11-22");
    int visits = 0;

    (void)state;
    assert_int_equal(app_synth_each(&years.options, stop, &visits, NULL),
                     OW_E_IO);
    assert_int_equal(visits, 1);
}

static enum ow_status pass(void *context, const struct app_synth_made *made,
                           struct ow_error *err)
{
    (void)context;
    (void)made;
    (void)err;
    return OW_OK;
}

static bool make_all(void *context)
{
    return app_synth_each(context, pass, NULL, NULL) == OW_OK;
}

static void faults(void **state)
{
    struct years years = years_of(1, 4, "2026-11-22");

    (void)state;
    assert_true(fault_sweep(make_all, &years.options) > 20);
}

/* A course closes, is as long as asked and as steep as its hills say. */
static void courses(void **state)
{
    struct synth_course course;

    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct synth_random random = synth_random_of(seed, 1);
        double before_m = 0;

        synth_course_init(&course, &random, 5000, 2);
        for (double at_m = 0; at_m <= 5000; at_m += 10) {
            struct synth_place place = synth_course_at(&course, at_m);

            assert_true(fabs(place.grade) < 0.15);
            if (at_m > 0) {
                assert_true(fabs(place.elevation_m - before_m) < 1.5);
            }
            before_m = place.elevation_m;
        }
        assert_true(fabs(synth_course_at(&course, 0).latitude_deg -
                         synth_course_at(&course, 4999.99).latitude_deg) <
                    1e-5);
        assert_true(fabs(synth_course_at(&course, 0).elevation_m - before_m) <
                    0.01);
    }
}

/* The first numbers that SplitMix64 gives from the state 1234567. */
static void random_numbers(void **state)
{
    static const uint64_t expected[] = {
        UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
        UINT64_C(9817491932198370423), UINT64_C(4593380528125082431),
        UINT64_C(16408922859458223821)};
    struct synth_random random = {1234567};
    double sum = 0;
    double squares = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_true(synth_random_next(&random) == expected[i]);
    }
    for (int i = 0; i < 20000; i++) {
        double value = synth_random_normal(&random);

        sum += value;
        squares += value * value;
    }
    assert_true(fabs(sum / 20000) < 0.03);
    assert_true(fabs(squares / 20000 - 1) < 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_years),      cmocka_unit_test(same_seed_same_runs),
        cmocka_unit_test(odd_wishes),     cmocka_unit_test(visitor_stops),
        cmocka_unit_test(faults),         cmocka_unit_test(courses),
        cmocka_unit_test(random_numbers), cmocka_unit_test(files_written),
    };

    return cmocka_run_group_tests_name("synth", tests, NULL, NULL);
}
