/* What is written as FIT comes back as it was. */
#include "engine/activity/activity.h"
#include "onward/codec.h"
#include "onward/fit.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <stdio.h>
#include <string.h>

#define START_MS ((int64_t)1631065600000) /* 2021-09-08T01:46:40Z */
#define RUN_SAMPLES 400

static const struct ow_fit_identity identity = {
    .serial = 7, .product = 3, .time_created_ms = START_MS};

static void near(double value, double expected)
{
    if (ow_is_missing(expected) ? !ow_is_missing(value)
                                : !(fabs(value - expected) < 1e-9)) {
        fail_msg("%d thousandths instead of %d", (int)(value * 1000),
                 (int)(expected * 1000));
    }
}

static void check(enum ow_status status, const struct ow_error *err)
{
    if (status != OW_OK) {
        fail_msg("%s", err->message);
    }
}

static struct ow_document *read_bytes(const uint8_t *bytes, size_t length)
{
    struct ow_document *document = NULL;
    struct ow_error err = {0};
    size_t warnings = 0;

    check(ow_decode(bytes, length, NULL, &document, &err), &err);
    assert_int_equal(ow_document_integrity(document).crc, OW_CRC_OK);
    (void)ow_document_warnings(document, &warnings);
    assert_int_equal(warnings, 0);
    return document;
}

/* ---------------------------------------------------------------- workouts */

static struct ow_step step_of(enum ow_role role, enum ow_end_type end,
                              double value, struct ow_target target,
                              const char *cue)
{
    return (struct ow_step){.role = role,
                            .end_type = end,
                            .end_value = value,
                            .target = target,
                            .ramp_from = OW_MISSING,
                            .ramp_to = OW_MISSING,
                            .cue = cue};
}

static const struct ow_target open_target = {OW_TARGET_OPEN, OW_MISSING,
                                             OW_MISSING};

/* Every end, every target that FIT has, every role, nested repeats. */
static struct ow_workout *build_workout(void)
{
    struct ow_workout *workout = NULL;
    struct ow_error err = {0};
    const struct ow_step steps[] = {
        step_of(OW_ROLE_WARM_UP, OW_END_TIME_S, 600.5, open_target, NULL),
        step_of(OW_ROLE_WORK, OW_END_DISTANCE_M, 804.67,
                (struct ow_target){OW_TARGET_PACE_S_PER_KM, 247, 240}, "fast"),
        step_of(OW_ROLE_RECOVER, OW_END_HR_BELOW_BPM, 120,
                (struct ow_target){OW_TARGET_PACE_S_PER_KM, OW_MISSING, 400},
                NULL),
        step_of(OW_ROLE_STRIDES, OW_END_LAP, OW_MISSING, open_target,
                "fl\xC3\xBC"
                "ssig"),
        step_of(OW_ROLE_BUILD, OW_END_HR_ABOVE_BPM, 170,
                (struct ow_target){OW_TARGET_HR_BPM, 150, OW_MISSING}, NULL),
        step_of(OW_ROLE_PEAK, OW_END_TIME_S, 300,
                (struct ow_target){OW_TARGET_HR_BPM, 160, 175}, NULL),
        step_of(OW_ROLE_STEADY, OW_END_TIME_S, 60,
                (struct ow_target){OW_TARGET_PACE_S_PER_KM, 361, OW_MISSING},
                NULL),
        step_of(OW_ROLE_COOL_DOWN, OW_END_DISTANCE_M, 1000, open_target, NULL),
    };

    check(ow_workout_new("6 x (800 + 3 x Sprint) \xC3\xBC", OW_SPORT_RUNNING,
                         &workout, &err),
          &err);
    for (size_t i = 0; i < COUNT(steps); i++) {
        if (i == 1 || i == 3) {
            check(ow_workout_begin_repeat(workout, i == 1 ? 6 : 3, &err), &err);
        }
        check(ow_workout_add_step(workout, &steps[i], &err), &err);
        if (i == 3 || i == 4) {
            check(ow_workout_end_repeat(workout, &err), &err);
        }
    }
    return workout;
}

static void assert_same_text(const char *a, const char *b)
{
    assert_string_equal(a == NULL ? "(none)" : a, b == NULL ? "(none)" : b);
}

static void assert_same_workout(const struct ow_workout *a,
                                const struct ow_workout *b)
{
    size_t count = 0;
    size_t other_count = 0;
    const struct ow_step *steps = ow_workout_steps(a, &count);
    const struct ow_step *others = ow_workout_steps(b, &other_count);

    assert_string_equal(ow_workout_name(a), ow_workout_name(b));
    assert_int_equal(ow_workout_sport(a), ow_workout_sport(b));
    assert_int_equal(count, other_count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(steps[i].is_repeat, others[i].is_repeat);
        assert_int_equal(steps[i].repeat_times, others[i].repeat_times);
        assert_int_equal(steps[i].block_count, others[i].block_count);
        assert_int_equal(steps[i].role, others[i].role);
        assert_int_equal(steps[i].end_type, others[i].end_type);
        near(steps[i].end_value, others[i].end_value);
        assert_int_equal(steps[i].target.type, others[i].target.type);
        near(steps[i].target.low, others[i].target.low);
        near(steps[i].target.high, others[i].target.high);
        assert_same_text(steps[i].cue, others[i].cue);
    }
}

static void a_workout_comes_back(void **state)
{
    struct ow_workout *workout = build_workout();
    struct ow_losses losses = {0};
    struct ow_error err = {0};
    struct ow_document *document = NULL;
    uint8_t *bytes = NULL;
    size_t length = 0;
    size_t count = 0;
    const struct ow_item *items = NULL;

    (void)state;
    check(ow_fit_encode_workout(workout, &identity, &bytes, &length, &losses,
                                &err),
          &err);
    assert_int_equal(losses.count, 0);
    document = read_bytes(bytes, length);
    items = ow_document_items(document, &count);
    assert_int_equal(count, 1);
    assert_int_equal(items[0].kind, OW_ITEM_WORKOUT);
    assert_same_workout(workout, items[0].workout);
    ow_document_free(document);
    ow_bytes_free(bytes);
    ow_workout_free(workout);
}

static void every_pace_comes_back(void **state)
{
    (void)state;
    for (double pace = 61; pace < 1000; pace++) {
        struct ow_workout *workout = NULL;
        struct ow_error err = {0};
        struct ow_document *document = NULL;
        uint8_t *bytes = NULL;
        size_t length = 0;
        struct ow_step step = step_of(
            OW_ROLE_STEADY, OW_END_LAP, OW_MISSING,
            (struct ow_target){OW_TARGET_PACE_S_PER_KM, pace + 1, pace}, NULL);

        check(ow_workout_new("", OW_SPORT_RUNNING, &workout, &err), &err);
        check(ow_workout_add_step(workout, &step, &err), &err);
        check(ow_fit_encode_workout(workout, &identity, &bytes, &length, NULL,
                                    &err),
              &err);
        document = read_bytes(bytes, length);
        assert_same_workout(workout,
                            ow_document_items(document, &length)[0].workout);
        ow_document_free(document);
        ow_bytes_free(bytes);
        ow_workout_free(workout);
    }
}

/* A workout that FIT cannot hold: ramp, effort, long texts, 60 steps. */
static struct ow_workout *build_too_rich(void)
{
    struct ow_workout *workout = NULL;
    struct ow_error err = {0};
    char name[101];
    char cue[301];
    struct ow_step step = step_of(
        OW_ROLE_BUILD, OW_END_TIME_S, 60,
        (struct ow_target){OW_TARGET_EFFORT_RPE, 6, 7.5}, "breathe out");

    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    for (size_t i = 0; i + 2 < sizeof cue; i += 2) {
        memcpy(cue + i, "\xC3\xBC", 2);
    }
    cue[sizeof cue - 1] = '\0';
    check(ow_workout_new(name, OW_SPORT_RUNNING, &workout, &err), &err);
    check(ow_workout_add_step(workout, &step, &err), &err);
    step.target = (struct ow_target){OW_TARGET_PACE_S_PER_KM, 340, 300};
    step.ramp_from = 340;
    step.ramp_to = 300;
    step.cue = cue;
    for (size_t i = 0; i < 59; i++) {
        check(ow_workout_add_step(workout, &step, &err), &err);
        step.cue = NULL;
    }
    return workout;
}

static bool has_loss(const struct ow_losses *losses, const char *part)
{
    for (size_t i = 0; i < losses->count; i++) {
        if (strstr(losses->messages[i], part) != NULL) {
            return true;
        }
    }
    return false;
}

static void what_is_lost_is_said(void **state)
{
    struct ow_workout *workout = build_too_rich();
    struct ow_losses losses = {0};
    struct ow_error err = {0};
    struct ow_document *document = NULL;
    const struct ow_workout *back = NULL;
    uint8_t *bytes = NULL;
    size_t length = 0;
    size_t count = 0;

    (void)state;
    check(ow_fit_encode_workout(workout, &identity, &bytes, &length, &losses,
                                &err),
          &err);
    assert_true(has_loss(&losses, "workout name cut to 49 bytes"));
    assert_true(has_loss(&losses, "60 steps; many watches hold 50"));
    assert_true(has_loss(&losses, "step 1: effort is no target"));
    assert_true(has_loss(&losses, "step 2: cue cut to 198 bytes"));
    assert_true(has_loss(&losses, "no ramps here: 59 cut into 59 steps"));
    document = read_bytes(bytes, length);
    back = ow_document_items(document, &count)[0].workout;
    assert_int_equal(strlen(ow_workout_name(back)), 49);
    assert_string_equal(ow_workout_steps(back, &count)[0].cue,
                        "RPE 6-7.5, breathe out");
    assert_int_equal(count, 60);
    assert_int_equal(strlen(ow_workout_steps(back, &count)[1].cue), 198);
    near(ow_workout_steps(back, &count)[59].target.low, 340);
    ow_losses_dispose(&losses);
    ow_document_free(document);
    ow_bytes_free(bytes);
    ow_workout_free(workout);
}

static void bad_workouts_are_refused(void **state)
{
    struct ow_fit_identity early = {.time_created_ms = 0};
    struct ow_workout *empty = NULL;
    struct ow_workout *odd = NULL;
    struct ow_step step =
        step_of(OW_ROLE_STEADY, OW_END_LAP, OW_MISSING, open_target, NULL);
    uint8_t *bytes = NULL;
    size_t length = 0;
    struct ow_error err = {0};

    (void)state;
    check(ow_workout_new("", OW_SPORT_RUNNING, &empty, &err), &err);
    check(ow_workout_new("", 255, &odd, &err), &err);
    check(ow_workout_add_step(odd, &step, &err), &err);
    assert_int_equal(
        ow_fit_encode_workout(empty, &identity, &bytes, &length, NULL, &err),
        OW_E_ARGUMENT);
    assert_int_equal(
        ow_fit_encode_workout(odd, &identity, &bytes, &length, NULL, &err),
        OW_E_RANGE);
    assert_int_equal(
        ow_fit_encode_workout(odd, &early, &bytes, &length, NULL, &err),
        OW_E_RANGE);
    assert_null(bytes);
    ow_workout_free(empty);
    ow_workout_free(odd);
}

static bool encode_workout_without_memory(void *context)
{
    struct ow_losses losses = {0};
    uint8_t *bytes = NULL;
    size_t length = 0;
    enum ow_status status = ow_fit_encode_workout(context, &identity, &bytes,
                                                  &length, &losses, NULL);

    assert_int_equal(status == OW_OK, bytes != NULL);
    ow_losses_dispose(&losses);
    ow_bytes_free(bytes);
    return status == OW_OK;
}

/* -------------------------------------------------------------- activities */

static void fill_channels(struct ow_activity *activity)
{
    static const struct {
        enum ow_channel channel;
        double first;
        double step;
    } channels[] = {
        {OW_CHANNEL_TIME_S, 0, 1},
        {OW_CHANNEL_ELEVATION_M, -10.2, 0.2},
        {OW_CHANNEL_DISTANCE_M, 0, 3.01},
        {OW_CHANNEL_SPEED_M_PER_S, 2.5, 0.001},
        {OW_CHANNEL_HR_BPM, 60, 0.25},
        {OW_CHANNEL_CADENCE_SPM, 160, 0.25},
        {OW_CHANNEL_POWER_W, 200, 1},
        {OW_CHANNEL_TEMPERATURE_C, -20, 0.125},
        {OW_CHANNEL_VERTICAL_OSCILLATION_MM, 80, 0.1},
        {OW_CHANNEL_STANCE_TIME_MS, 230, 0.1},
        {OW_CHANNEL_STEP_LENGTH_MM, 1000, 0.1},
    };

    for (size_t i = 0; i < COUNT(channels); i++) {
        double *values = activity_add_channel(activity, channels[i].channel);

        assert_non_null(values);
        for (size_t k = 0; k < RUN_SAMPLES; k++) {
            double value = channels[i].first + channels[i].step * (double)k;

            values[k] = round(value * 1000) / 1000;
            if (channels[i].channel == OW_CHANNEL_HR_BPM ||
                channels[i].channel == OW_CHANNEL_TEMPERATURE_C) {
                values[k] = floor(value);
            }
        }
    }
    /* A stop of the watch after 100 s, for 40 s; a gap in the heart rate. */
    for (size_t k = 101; k < RUN_SAMPLES; k++) {
        activity->channels[OW_CHANNEL_TIME_S][k] += 40;
    }
    activity->channels[OW_CHANNEL_HR_BPM][17] = OW_MISSING;
}

static void fill_positions(struct ow_activity *activity)
{
    double *latitude = activity_add_channel(activity, OW_CHANNEL_LATITUDE_DEG);
    double *longitude =
        activity_add_channel(activity, OW_CHANNEL_LONGITUDE_DEG);

    assert_non_null(latitude);
    assert_non_null(longitude);
    for (size_t k = 0; k < RUN_SAMPLES; k++) {
        latitude[k] = -33.8 + 1e-5 * (double)k;
        longitude[k] = 151.2 - 1e-5 * (double)k;
    }
}

static struct ow_activity *build_run(void)
{
    struct ow_activity *activity = activity_new();

    assert_non_null(activity);
    assert_true(activity_reserve(activity, RUN_SAMPLES));
    activity->sample_count = RUN_SAMPLES;
    fill_channels(activity);
    fill_positions(activity);
    activity->summary.sport = OW_SPORT_RUNNING;
    activity->summary.sub_sport = 3;
    activity->summary.has_start_time = true;
    activity->summary.start_time_ms = START_MS;
    activity->summary.has_utc_offset = true;
    activity->summary.utc_offset_s = -12600;
    activity->summary.product = "synth";
    activity->pauses =
        arena_calloc(&activity->arena, 1, sizeof(struct ow_pause));
    activity->laps = arena_calloc(&activity->arena, 2, sizeof(struct ow_lap));
    assert_non_null(activity->pauses);
    assert_non_null(activity->laps);
    activity->pauses[0] = (struct ow_pause){100, 40};
    activity->pause_count = 1;
    activity->laps[0] = (struct ow_lap){START_MS, 100, 140, 301.5, 70, 0, 0};
    activity->laps[1] = (struct ow_lap){
        START_MS + 140000, 299.25, 299.25, OW_MISSING, OW_MISSING, -1, -1};
    activity->lap_count = 2;
    activity_summarise(activity);
    activity->summary.ascent_m = round(activity->summary.ascent_m);
    activity->summary.descent_m = round(activity->summary.descent_m);
    return activity;
}

static void assert_same_channels(const struct ow_activity *a,
                                 const struct ow_activity *b)
{
    assert_int_equal(a->sample_count, b->sample_count);
    for (size_t i = 0; i < OW_CHANNEL_COUNT; i++) {
        /* Semicircles are coarser than the decimals of degrees. */
        bool is_angle =
            i == OW_CHANNEL_LATITUDE_DEG || i == OW_CHANNEL_LONGITUDE_DEG;

        for (size_t k = 0; k < a->sample_count; k++) {
            double difference = a->channels[i][k] - b->channels[i][k];

            if (is_angle) {
                assert_true(fabs(difference) < 5e-8);
            } else {
                near(b->channels[i][k], a->channels[i][k]);
            }
        }
    }
}

static void an_activity_comes_back(void **state)
{
    struct ow_activity *activity = build_run();
    struct ow_error err = {0};
    struct ow_document *document = NULL;
    const struct ow_activity *back = NULL;
    uint8_t *bytes = NULL;
    size_t length = 0;
    size_t count = 0;

    (void)state;
    check(ow_fit_encode_activity(activity, &identity, &bytes, &length, &err),
          &err);
    document = read_bytes(bytes, length);
    back = ow_document_items(document, &count)[0].activity;
    assert_int_equal(count, 1);
    assert_same_channels(activity, back);
    assert_int_equal(back->summary.sport, OW_SPORT_RUNNING);
    assert_int_equal(back->summary.sub_sport, 3);
    assert_true(back->summary.start_time_ms == START_MS);
    assert_int_equal(back->summary.utc_offset_s, -12600);
    assert_string_equal(back->summary.product, "synth");
    assert_string_equal(back->summary.manufacturer, "development");
    near(back->summary.distance_m, activity->summary.distance_m);
    near(back->summary.timer_s, 399);
    near(back->summary.elapsed_s, 439);
    near(back->summary.hr_bpm.avg, activity->summary.hr_bpm.avg);
    near(back->summary.ascent_m, activity->summary.ascent_m);
    assert_int_equal(back->pause_count, 1);
    near(back->pauses[0].start_s, 100);
    near(back->pauses[0].duration_s, 40);
    assert_int_equal(back->lap_count, 2);
    near(back->laps[0].distance_m, 301.5);
    near(back->laps[0].hr_avg_bpm, 70);
    assert_int_equal(back->laps[0].step_index, 0);
    near(back->laps[1].timer_s, 299.25);
    near(back->laps[1].distance_m, OW_MISSING);
    assert_int_equal(back->laps[1].step_index, -1);
    ow_document_free(document);
    ow_bytes_free(bytes);
    ow_activity_free(activity);
}

static void bad_activities_are_refused(void **state)
{
    static const struct {
        enum ow_channel channel;
        double value;
        enum ow_status status;
    } cases[] = {
        {OW_CHANNEL_TIME_S, OW_MISSING, OW_E_ARGUMENT},
        {OW_CHANNEL_TIME_S, 3, OW_E_ARGUMENT},
        {OW_CHANNEL_HR_BPM, 255, OW_E_RANGE},
        {OW_CHANNEL_POWER_W, -1, OW_E_RANGE},
        {OW_CHANNEL_ELEVATION_M, -501, OW_E_RANGE},
        {OW_CHANNEL_TEMPERATURE_C, -129, OW_E_RANGE},
        {OW_CHANNEL_LATITUDE_DEG, 180, OW_E_RANGE},
    };
    struct ow_error err = {0};
    uint8_t *bytes = NULL;
    size_t length = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_activity *activity = build_run();

        activity->channels[cases[i].channel][300] = cases[i].value;
        assert_int_equal(
            ow_fit_encode_activity(activity, &identity, &bytes, &length, &err),
            cases[i].status);
        assert_non_null(strstr(err.message, "sample 300"));
        activity->summary.start_time_ms = 899501055000; /* 1998-07-03 */
        assert_int_equal(
            ow_fit_encode_activity(activity, &identity, &bytes, &length, &err),
            OW_E_RANGE);
        activity->summary.has_start_time = false;
        assert_int_equal(
            ow_fit_encode_activity(activity, &identity, &bytes, &length, &err),
            OW_E_ARGUMENT);
        assert_null(bytes);
        ow_activity_free(activity);
    }
}

static bool encode_activity_without_memory(void *context)
{
    uint8_t *bytes = NULL;
    size_t length = 0;
    enum ow_status status =
        ow_fit_encode_activity(context, &identity, &bytes, &length, NULL);

    assert_int_equal(status == OW_OK, bytes != NULL);
    ow_bytes_free(bytes);
    return status == OW_OK;
}

static void no_memory_is_survived(void **state)
{
    struct ow_workout *workout = build_too_rich();
    struct ow_activity *activity = build_run();

    (void)state;
    assert_true(fault_sweep(encode_workout_without_memory, workout) > 5);
    assert_true(fault_sweep(encode_activity_without_memory, activity) > 5);
    ow_workout_free(workout);
    ow_activity_free(activity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_workout_comes_back),
        cmocka_unit_test(every_pace_comes_back),
        cmocka_unit_test(what_is_lost_is_said),
        cmocka_unit_test(bad_workouts_are_refused),
        cmocka_unit_test(an_activity_comes_back),
        cmocka_unit_test(bad_activities_are_refused),
        cmocka_unit_test(no_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
