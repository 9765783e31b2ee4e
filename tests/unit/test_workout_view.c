/* A workout made ready to be seen, put in a calendar, read from a file. */
#include "app/convert.h"
#include "app/progression.h"
#include "onward/activity.h"
#include "picture/card.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"
#include "unit/near.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct ow_target none = {OW_TARGET_OPEN, (double)NAN, (double)NAN};
static const struct ow_target easy = {OW_TARGET_PACE_S_PER_KM, (double)NAN,
                                      330};
static const struct ow_target fast = {OW_TARGET_PACE_S_PER_KM, 280, 270};
static const struct ow_target not_slower = {OW_TARGET_PACE_S_PER_KM, 300,
                                            (double)NAN};

static void add(struct ow_workout *workout, enum ow_role role,
                enum ow_end_type end, double value, struct ow_target target)
{
    const struct ow_step step = {.role = role,
                                 .end_type = end,
                                 .end_value = value,
                                 .target = target,
                                 .ramp_from = OW_MISSING,
                                 .ramp_to = OW_MISSING,
                                 .cue = role == OW_ROLE_PEAK ? "go" : NULL};

    assert_int_equal(ow_workout_add_step(workout, &step, NULL), OW_OK);
}

/* 10 minutes easy, 3 times fast and by hand, 1 km, then 5 minutes. */
static struct ow_workout *mixed(void)
{
    struct ow_workout *workout = NULL;

    assert_int_equal(ow_workout_new("Mixed", OW_SPORT_RUNNING, &workout, NULL),
                     OW_OK);
    add(workout, OW_ROLE_WARM_UP, OW_END_TIME_S, 600, easy);
    assert_int_equal(ow_workout_begin_repeat(workout, 3, NULL), OW_OK);
    add(workout, OW_ROLE_PEAK, OW_END_TIME_S, 60, fast);
    add(workout, OW_ROLE_RECOVER, OW_END_LAP, OW_MISSING, none);
    assert_int_equal(ow_workout_end_repeat(workout, NULL), OW_OK);
    add(workout, OW_ROLE_WORK, OW_END_DISTANCE_M, 1000, not_slower);
    add(workout, OW_ROLE_COOL_DOWN, OW_END_TIME_S, 300, easy);
    return workout;
}

static void bars_and_rows(void **state)
{
    struct ow_workout *workout = mixed();
    struct app_workout_view view;

    (void)state;
    assert_int_equal(app_workout_view_make(workout, OW_UNITS_KM, &view, NULL),
                     OW_OK);
    assert_false(view.by_distance);
    assert_int_equal(view.bar_count, 9);
    assert_near(view.bars[0].from, 0, 0);
    assert_near(view.bars[8].to, 1, 1e-12);
    /* 600 + 3 x (60 + 300 by hand) + 300 for the kilometre + 300 */
    assert_near(view.bars[0].to, 600 / 2280.0, 1e-9);
    assert_near(view.bars[1].high, 1, 1e-9);
    assert_near(view.bars[0].low, 0.15, 1e-9);
    assert_near(view.bars[2].low, 0.3, 1e-9);
    assert_int_equal(view.row_count, 6);
    assert_string_equal(view.rows[0].length, "10:00");
    assert_string_equal(view.rows[0].target, "not faster than 5:30/km");
    assert_int_equal(view.rows[1].times, 3);
    assert_int_equal(view.rows[2].depth, 1);
    assert_string_equal(view.rows[2].cue, "go");
    assert_string_equal(view.rows[3].length, "until the lap button");
    assert_string_equal(view.rows[3].target, "");
    assert_string_equal(view.rows[4].length, "1 km");
    app_workout_view_dispose(&view);
    ow_workout_free(workout);
}

static void widths_by_distance_and_too_many_bars(void **state)
{
    struct ow_workout *workout = NULL;
    struct app_workout_view view;

    (void)state;
    assert_int_equal(ow_workout_new("Far", OW_SPORT_RUNNING, &workout, NULL),
                     OW_OK);
    add(workout, OW_ROLE_STEADY, OW_END_DISTANCE_M, 1000, none);
    assert_int_equal(ow_workout_begin_repeat(workout, 999, NULL), OW_OK);
    add(workout, OW_ROLE_STEADY, OW_END_DISTANCE_M, 100, easy);
    add(workout, OW_ROLE_STEADY, OW_END_DISTANCE_M, 100, easy);
    assert_int_equal(ow_workout_end_repeat(workout, NULL), OW_OK);
    assert_int_equal(app_workout_view_make(workout, OW_UNITS_MI, &view, NULL),
                     OW_OK);
    assert_true(view.by_distance);
    assert_int_equal(view.bar_count, 1000);
    assert_near(view.bars[999].to, 1, 1e-12);
    app_workout_view_dispose(&view);
    ow_workout_free(workout);
}

static bool make_view(void *context)
{
    struct app_workout_view view = {.bar_count = 0};
    bool is_done =
        app_workout_view_make(context, OW_UNITS_KM, &view, NULL) == OW_OK;

    if (is_done) {
        app_workout_view_dispose(&view);
    }
    return is_done;
}

static bool make_ics(void *context)
{
    struct ow_date date = {20000};
    uint8_t *bytes = NULL;
    size_t length = 0;
    bool is_done = app_workout_ics(context, date, 0, OW_UNITS_KM, &bytes,
                                   &length, NULL) == OW_OK;

    if (is_done) {
        is_done = strstr((const char *)bytes, "SUMMARY:Mixed") != NULL;
    }
    ow_bytes_free(bytes);
    return is_done;
}

static void without_memory_nothing_leaks(void **state)
{
    struct ow_workout *workout = mixed();

    (void)state;
    assert_true(fault_sweep(make_view, workout) > 5);
    assert_true(fault_sweep(make_ics, workout) > 5);
    ow_workout_free(workout);
}

static void save(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static const char two[] =
    "<TrainingCenterDatabase><Workouts><Workout Sport=\"Running\"><Name>a"
    "</Name><Step xsi:type=\"Step_t\"><Duration xsi:type=\"Time_t\"><Seconds>60"
    "</Seconds></Duration></Step></Workout><Workout Sport=\"Running\"><Name>b"
    "</Name><Step xsi:type=\"Step_t\"><Duration xsi:type=\"Time_t\"><Seconds>90"
    "</Seconds></Duration></Step></Workout></Workouts>"
    "</TrainingCenterDatabase>";

static bool read_it(void *context)
{
    struct app_convert_source source;
    bool is_done = app_convert_read(context, &source, NULL) == OW_OK;

    if (is_done) {
        app_convert_dispose(&source);
    }
    return is_done;
}

static void the_first_workout_of_a_file(void **state)
{
    char path[] = "/tmp/onward-view-XXXXXX";
    int file = mkstemp(path);
    struct app_convert_source source;
    struct ow_error err;

    (void)state;
    assert_true(file >= 0);
    assert_int_equal(close(file), 0);
    save(path, two);
    assert_int_equal(app_convert_read(path, &source, &err), OW_OK);
    assert_string_equal(source.format, "tcx");
    assert_int_equal(source.workouts, 2);
    assert_string_equal(ow_workout_name(source.workout), "a");
    app_convert_dispose(&source);
    save(path, "time_s,distance_m\n0,0\n60,200\n");
    assert_int_equal(app_convert_read(path, &source, &err), OW_E_FORMAT);
    save(path, " {\"schema\":\"onward/workout/1\",\"steps\":[{\"role\":"
               "\"steady\",\"end\":{\"type\":\"lap\"}}]}");
    assert_int_equal(app_convert_read(path, &source, &err), OW_OK);
    assert_string_equal(source.format, "json");
    app_convert_dispose(&source);
    save(path, "- jog 10m Z2\n");
    assert_int_equal(app_convert_read(path, &source, &err), OW_OK);
    assert_int_equal(source.losses.count, 1);
    app_convert_dispose(&source);
    save(path, "- jog 10m\n");
    assert_true(fault_sweep(read_it, path) > 3);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(app_convert_read(path, &source, &err), OW_E_IO);
}

static void a_card_of_any_length(void **state)
{
    struct card_row rows[60];
    const struct card_bar bar = {0, 1, 0.2, 1, CANVAS_RED};
    struct card card = {"Title", NULL, NULL, "0", "1 h", &bar, 1, rows, 60};
    struct buf out;
    struct ow_error err;
    enum ow_status status = OW_OK;

    (void)state;
    for (size_t i = 0; i < 60; i++) {
        rows[i] =
            (struct card_row){1, CANVAS_BLUE, "1:00", "steady", "", "easy"};
    }
    buf_init(&out, (size_t)16 << 20);
    status = card_draw(&card, CANVAS_SVG, &out, &err);
    if (status == OW_OK) {
        assert_non_null(strstr(buf_text(&out), "<svg"));
    } else {
        assert_int_equal(status, OW_E_UNSUPPORTED);
    }
    buf_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_and_rows),
        cmocka_unit_test(widths_by_distance_and_too_many_bars),
        cmocka_unit_test(without_memory_nothing_leaks),
        cmocka_unit_test(the_first_workout_of_a_file),
        cmocka_unit_test(a_card_of_any_length),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
