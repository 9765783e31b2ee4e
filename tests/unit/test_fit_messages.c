/* Sessions, laps, pauses, beats and workouts out of FIT messages. */
#include "codec/fit/profile.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"
#include "unit/fit_bytes.h"

#include <string.h>

static struct fit_file *begin_file(unsigned type)
{
    struct fit_file *file = fit_file_new();

    fit_begin(file, 14);
    fit_add_file_id(file, type);
    return file;
}

static void add_lap(struct fit_file *file, uint32_t start, uint32_t timer_ms,
                    unsigned step)
{
    FIT_DEFINE(file, 3, FIT_LAP, 2, 4, 0x86, 8, 4, 0x86, 9, 4, 0x86, 15, 1,
               0x02, 71, 2, 0x84, 24, 1, 0x00);
    fit_put(file, 3, 1);
    fit_put(file, start, 4);
    fit_put(file, timer_ms, 4);
    fit_put(file, UINT32_MAX, 4);
    fit_put(file, 0, 1);
    fit_put(file, step, 2);
    fit_put(file, 1, 1);
}

/* Three legs whose sessions come before their records, not in order. */
static void legs_are_told_apart_by_time(void **state)
{
    static const unsigned sports[] = {OW_SPORT_SWIMMING, OW_SPORT_TRANSITION,
                                      OW_SPORT_RUNNING};
    static const size_t samples[] = {10, 5, 16};
    struct fit_file *file = begin_file(FIT_FILE_ACTIVITY);
    struct ow_document *document = NULL;
    size_t count = 0;

    (void)state;
    fit_define_sessions(file);
    fit_add_session(file, FIT_START + 15, OW_SPORT_RUNNING, 15000, 5000);
    fit_add_session(file, FIT_START, OW_SPORT_SWIMMING, 10000, 1000);
    fit_add_session(file, FIT_START + 10, OW_SPORT_TRANSITION, 5000, 100);
    add_lap(file, FIT_START + 20, 5000, 1);
    add_lap(file, FIT_START + 15, 5000, 0xFFFF);
    add_lap(file, FIT_START, 10000, 0);
    fit_define_records(file);
    for (uint32_t i = 0; i <= 30; i++) {
        fit_add_record(file, FIT_START + i, 100 + i, i * 100);
    }
    fit_end(file);
    document = fit_read(file);
    assert_int_equal(fit_item_count(document), 3);
    for (size_t i = 0; i < 3; i++) {
        const struct ow_activity *leg = fit_activity(document, i);

        assert_int_equal(ow_activity_summary(leg)->sport, sports[i]);
        assert_int_equal(ow_activity_sample_count(leg), samples[i]);
        fit_near(fit_at(leg, OW_CHANNEL_TIME_S, 0), 0);
    }
    assert_int_equal(
        ow_activity_laps(fit_activity(document, 2), &count)[0].step_index, -1);
    assert_int_equal(count, 2);
    (void)ow_activity_laps(fit_activity(document, 1), &count);
    assert_int_equal(count, 0);
    fit_near(ow_activity_summary(fit_activity(document, 2))->hr_bpm.min, 115);
    ow_document_free(document);
}

static void laps_are_as_stored(void **state)
{
    struct fit_file *file = begin_file(FIT_FILE_ACTIVITY);
    struct ow_document *document = NULL;
    const struct ow_lap *laps = NULL;
    size_t count = 0;

    (void)state;
    add_lap(file, FIT_START + 60, 30500, 2);
    add_lap(file, FIT_START, 60000, 0xFFFF);
    fit_define_sessions(file);
    fit_add_session(file, FIT_START, OW_SPORT_RUNNING, 90500, UINT32_MAX);
    fit_end(file);
    document = fit_read(file);
    laps = ow_activity_laps(fit_activity(document, 0), &count);
    assert_int_equal(count, 2);
    assert_true(laps[0].start_time_ms == FIT_START_MS);
    assert_int_equal(laps[0].step_index, -1);
    fit_near(laps[1].timer_s, 30.5);
    fit_near(laps[1].distance_m, OW_MISSING);
    fit_near(laps[1].hr_avg_bpm, OW_MISSING);
    assert_int_equal(laps[1].step_index, 2);
    assert_int_equal(laps[1].trigger, 1);
    fit_near(ow_activity_summary(fit_activity(document, 0))->distance_m,
             OW_MISSING);
    ow_document_free(document);
}

/* Stops said twice, a start without a stop, a last stop without a start. */
static void pauses_lie_between_stop_and_start(void **state)
{
    struct fit_file *file = begin_file(FIT_FILE_ACTIVITY);
    struct ow_document *document = NULL;
    const struct ow_pause *pauses = NULL;
    size_t count = 0;

    (void)state;
    fit_add_timer(file, FIT_START, FIT_TYPE_START);
    fit_add_timer(file, FIT_START + 20, FIT_TYPE_STOP_ALL);
    fit_add_timer(file, FIT_START + 21, FIT_TYPE_STOP);
    fit_add_timer(file, FIT_START + 50, FIT_TYPE_START);
    fit_add_timer(file, FIT_START + 60, FIT_TYPE_START);
    fit_add_timer(file, FIT_START + 70, FIT_TYPE_STOP_DISABLE);
    fit_add_timer(file, FIT_START + 70, FIT_TYPE_START);
    fit_add_timer(file, FIT_START + 80, FIT_TYPE_STOP_DISABLE_ALL);
    fit_define_records(file);
    fit_add_record(file, FIT_START, 90, 0);
    fit_add_record(file, FIT_START + 80, 90, 0);
    fit_end(file);
    document = fit_read(file);
    pauses = ow_activity_pauses(fit_activity(document, 0), &count);
    assert_int_equal(count, 1);
    fit_near(pauses[0].start_s, 20);
    fit_near(pauses[0].duration_s, 30);
    fit_near(ow_activity_summary(fit_activity(document, 0))->timer_s, 50);
    ow_document_free(document);
}

static void the_local_time_gives_the_offset(void **state)
{
    static const struct {
        int32_t difference_s;
        bool is_known;
        int32_t offset_s;
    } cases[] = {
        {7200, true, 7200},     {-12600, true, -12600}, {10753, true, 10800},
        {-10753, true, -10800}, {0, true, 0},           {50400, true, 50400},
        {50401, false, 0},      {-50401, false, 0},     {-900000, false, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fit_file *file = begin_file(FIT_FILE_ACTIVITY);
        struct ow_document *document = NULL;
        const struct ow_activity_summary *summary = NULL;

        FIT_DEFINE(file, 0, FIT_ACTIVITY, 253, 4, 0x86, 5, 4, 0x86);
        fit_put(file, 0, 1);
        fit_put(file, FIT_START, 4);
        fit_put(file, FIT_START + (uint32_t)cases[i].difference_s, 4);
        fit_end(file);
        document = fit_read(file);
        summary = ow_activity_summary(fit_activity(document, 0));
        assert_int_equal(summary->has_utc_offset, cases[i].is_known);
        assert_int_equal(summary->utc_offset_s, cases[i].offset_s);
        ow_document_free(document);
    }
}

/* Session figures stand where no record has one; 0 is no heart rate. */
static void a_session_alone_gives_its_figures(void **state)
{
    struct fit_file *file = begin_file(FIT_FILE_ACTIVITY);
    struct ow_document *document = NULL;
    const struct ow_activity_summary *summary = NULL;

    (void)state;
    FIT_DEFINE(file, 0, FIT_SESSION, 253, 4, 0x86, 5, 1, 0x00, 7, 4, 0x86, 16,
               1, 0x02, 17, 1, 0x02, 64, 1, 0x02, 18, 1, 0x02, 92, 1, 0x02, 20,
               2, 0x84, 22, 2, 0x84);
    fit_put(file, 0, 1);
    fit_put(file, FIT_START + 100, 4);
    fit_put(file, OW_SPORT_RUNNING, 1);
    fit_put(file, 100000, 4);
    fit_put(file, 140, 1);
    fit_put(file, 160, 1);
    fit_put(file, 0, 1);
    fit_put(file, 85, 1);
    fit_put(file, 64, 1);
    fit_put(file, 250, 2);
    fit_put(file, 12, 2);
    fit_end(file);
    document = fit_read(file);
    summary = ow_activity_summary(fit_activity(document, 0));
    assert_true(summary->start_time_ms == FIT_START_MS);
    fit_near(summary->hr_bpm.avg, 140);
    fit_near(summary->hr_bpm.max, 160);
    fit_near(summary->hr_bpm.min, OW_MISSING);
    fit_near(summary->cadence_spm.avg, 171);
    fit_near(summary->power_w.avg, 250);
    fit_near(summary->ascent_m, 12);
    ow_document_free(document);
}

static void times_since_power_on_are_said(void **state)
{
    struct fit_file *file = begin_file(FIT_FILE_ACTIVITY);
    struct ow_document *document = NULL;

    (void)state;
    fit_define_records(file);
    fit_add_record(file, 1000, 90, 0);
    fit_end(file);
    document = fit_read(file);
    assert_true(fit_has_warning(document, "fit-system-time"));
    ow_document_free(document);
}

static void a_text_may_fill_its_field(void **state)
{
    struct fit_file *file = fit_file_new();
    struct ow_document *document = NULL;

    (void)state;
    fit_begin(file, 14);
    FIT_DEFINE(file, 0, FIT_FILE_ID, 0, 1, 0x00, 1, 2, 0x84, 2, 2, 0x84);
    fit_put(file, 0, 1);
    fit_put(file, FIT_FILE_ACTIVITY, 1);
    fit_put(file, 60000, 2);
    fit_put(file, 1234, 2);
    FIT_DEFINE(file, 0, FIT_DEVICE_INFO, 0, 1, 0x02, 27, 3, 0x07);
    fit_put(file, 0, 1);
    fit_put(file, 1, 1);
    fit_put_text(file, "pod", 3);
    fit_end(file);
    document = fit_read(file);
    /* The pod did not make the file, and nobody is number 60000. */
    assert_string_equal(ow_activity_summary(fit_activity(document, 0))->product,
                        "1234");
    assert_null(ow_activity_summary(fit_activity(document, 0))->manufacturer);
    ow_document_free(document);
    file->length -= 2;
    fit_put(file, 0, 1);
    fit_put(file, 0, 1);
    fit_put_text(file, "clock", 3);
    fit_end(file);
    document = fit_read(file);
    assert_string_equal(ow_activity_summary(fit_activity(document, 0))->product,
                        "clo");
    ow_document_free(document);
}

/* An anchor at `time`, tick 1000; then eight beats every 1/2 s, packed. */
static void add_beats(struct fit_file *file, uint32_t time, unsigned hr)
{
    uint32_t ticks[8];

    FIT_DEFINE(file, 4, FIT_HR, 253, 4, 0x86, 9, 4, 0x86, 6, 1, 0x02);
    fit_put(file, 4, 1);
    fit_put(file, time, 4);
    fit_put(file, 1000, 4);
    fit_put(file, hr, 1);
    FIT_DEFINE(file, 5, FIT_HR, 6, 8, 0x02, 10, 12, 0x0D);
    for (unsigned message = 0; message < 2; message++) {
        fit_put(file, 5, 1);
        for (unsigned i = 0; i < 8; i++) {
            ticks[i] = (1000 + 512 * (8 * message + i + 1)) & 0xFFF;
            fit_put(file, hr + message * 8 + i + 1, 1);
        }
        for (unsigned i = 0; i < 8; i += 2) {
            fit_put(file, ticks[i] | ticks[i + 1] << 12, 3);
        }
    }
}

static void check_beats(const struct ow_document *document)
{
    const struct ow_activity *activity = fit_activity(document, 0);

    /* Two beats a second, each held for a quarter more: their mean. */
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 0), 100);
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 1), 101);
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 2), 103);
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 7), 113);
    assert_int_equal(fit_item_count(document), 1);
}

static void beats_go_to_the_records(void **state)
{
    (void)state;
    for (int is_chained = 0; is_chained < 2; is_chained++) {
        struct fit_file *file = begin_file(FIT_FILE_ACTIVITY);
        struct ow_document *document = NULL;

        fit_define_records(file);
        for (uint32_t i = 0; i < 10; i++) {
            fit_add_record(file, FIT_START + i, 255, 0);
        }
        if (is_chained != 0) {
            fit_end(file);
            fit_begin(file, 14);
            fit_add_file_id(file, FIT_FILE_ACTIVITY);
        }
        add_beats(file, FIT_START, 100);
        fit_end(file);
        document = fit_read(file);
        check_beats(document);
        ow_document_free(document);
    }
}

/* Every beat with its own time, the later block first; some without a rate. */
static void beats_in_any_order_are_sorted(void **state)
{
    struct fit_file *file = begin_file(FIT_FILE_ACTIVITY);
    struct ow_document *document = NULL;
    const struct ow_activity *activity = NULL;

    (void)state;
    fit_define_records(file);
    for (uint32_t i = 0; i < 10; i++) {
        fit_add_record(file, FIT_START + i, 255, 0);
    }
    fit_add_record(file, FIT_START + 9, 255, 0);
    fit_add_record(file, FIT_START + 8, 77, 0);
    FIT_DEFINE(file, 4, FIT_HR, 253, 4, 0x86, 0, 2, 0x84, 9, 12, 0x86, 6, 3,
               0x02);
    for (unsigned block = 0; block < 2; block++) {
        fit_put(file, 4, 1);
        fit_put(file, FIT_START + (block == 0 ? 5 : 0), 4);
        fit_put(file, 16384, 2); /* half a second */
        for (unsigned i = 0; i < 3; i++) {
            fit_put(file, 5000 + 1024 * i, 4);
        }
        fit_put(file, block == 0 ? 150 : 100, 1);
        fit_put(file, block == 0 ? 0 : 102, 1);
        fit_put(file, block == 0 ? 152 : 255, 1);
    }
    FIT_DEFINE(file, 5, FIT_HR, 253, 4, 0x86, 1, 1, 0x02);
    fit_put(file, 5, 1);
    fit_put(file, FIT_START, 4);
    fit_put(file, 128, 1);
    fit_end(file);
    document = fit_read(file);
    activity = fit_activity(document, 0);
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 0), OW_MISSING);
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 1), 100);
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 2), 102); /* 101.5 */
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 6), 138);
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 7), 150);
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 8), 151);
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 11), 77);
    ow_document_free(document);
}

/* An anchor's fraction in 1/256 s; beats before any anchor are nowhere. */
static void anchors_may_have_a_coarse_fraction(void **state)
{
    struct fit_file *file = begin_file(FIT_FILE_ACTIVITY);
    struct ow_document *document = NULL;

    (void)state;
    fit_define_records(file);
    fit_add_record(file, FIT_START, 255, 0);
    fit_add_record(file, FIT_START + 1, 255, 0);
    FIT_DEFINE(file, 4, FIT_HR, 9, 4, 0x86, 6, 1, 0x02);
    fit_put(file, 4, 1);
    fit_put(file, 5000, 4);
    fit_put(file, 200, 1);
    FIT_DEFINE(file, 4, FIT_HR, 253, 4, 0x86, 1, 1, 0x02, 9, 4, 0x86, 6, 1,
               0x02);
    fit_put(file, 4, 1);
    fit_put(file, FIT_START, 4);
    fit_put(file, 64, 1);
    fit_put(file, 5000, 4);
    fit_put(file, 120, 1);
    fit_end(file);
    document = fit_read(file);
    fit_near(fit_at(fit_activity(document, 0), OW_CHANNEL_HR_BPM, 0),
             OW_MISSING);
    fit_near(fit_at(fit_activity(document, 0), OW_CHANNEL_HR_BPM, 1), 120);
    ow_document_free(document);
}

/* ---------------------------------------------------------------- workouts */

static void define_steps(struct fit_file *file)
{
    FIT_DEFINE(file, 0, FIT_WORKOUT, 4, 1, 0x00, 8, 6, 0x07);
    fit_put(file, 0, 1);
    fit_put(file, OW_SPORT_RUNNING, 1);
    fit_put_text(file, "Hills", 6);
    FIT_DEFINE(file, 1, FIT_WORKOUT_STEP, 254, 2, 0x84, 1, 1, 0x00, 2, 4, 0x86,
               3, 1, 0x00, 4, 4, 0x86, 5, 4, 0x86, 6, 4, 0x86, 7, 1, 0x00, 0, 4,
               0x07);
}

struct raw_step {
    unsigned index;
    unsigned duration_type;
    uint32_t duration;
    unsigned target_type;
    uint32_t target;
    uint32_t low;
    uint32_t high;
    unsigned intensity;
    const char *name;
};

static struct ow_document *read_steps(const struct raw_step *steps,
                                      size_t count)
{
    struct fit_file *file = begin_file(FIT_FILE_WORKOUT);

    define_steps(file);
    for (size_t i = 0; i < count; i++) {
        fit_put(file, 1, 1);
        fit_put(file, steps[i].index, 2);
        fit_put(file, steps[i].duration_type, 1);
        fit_put(file, steps[i].duration, 4);
        fit_put(file, steps[i].target_type, 1);
        fit_put(file, steps[i].target, 4);
        fit_put(file, steps[i].low, 4);
        fit_put(file, steps[i].high, 4);
        fit_put(file, steps[i].intensity, 1);
        fit_put_text(file, steps[i].name, 4);
    }
    fit_end(file);
    return fit_read(file);
}

static const struct ow_step *steps_of(const struct ow_document *document,
                                      size_t *count)
{
    const struct ow_item *items = ow_document_items(document, count);

    assert_int_equal(*count, 1);
    assert_int_equal(items[0].kind, OW_ITEM_WORKOUT);
    assert_string_equal(ow_workout_name(items[0].workout), "Hills");
    return ow_workout_steps(items[0].workout, count);
}

/* Steps out of order; repeats stand after their block. */
static void repeats_are_turned_round(void **state)
{
    static const struct raw_step raw[] = {
        {0, 0, 600000, 2, 0, 0, 0, 2, "easy"},
        {2, 1, 20000, 1, 0, 240, 260, 4, ""},
        {1, 1, 40000, 0, 0, 4000, 4167, 0, "go"},
        {3, 6, 1, 255, 6, 0, 0, 255, ""},
        {4, 6, 0, 255, 2, 0, 0, 255, ""},
        {5, 5, 0, 2, 0, 0, 0, 3, ""},
    };
    struct ow_document *document = read_steps(raw, COUNT(raw));
    size_t count = 0;
    const struct ow_step *steps = steps_of(document, &count);

    (void)state;
    assert_int_equal(count, 6);
    assert_true(steps[0].is_repeat);
    assert_int_equal(steps[0].repeat_times, 2);
    assert_int_equal(steps[0].block_count, 4);
    assert_int_equal(steps[1].role, OW_ROLE_WARM_UP);
    assert_string_equal(steps[1].cue, "easy");
    fit_near(steps[1].end_value, 600);
    assert_int_equal(steps[2].repeat_times, 6);
    assert_int_equal(steps[2].block_count, 2);
    assert_int_equal(steps[3].role, OW_ROLE_WORK);
    fit_near(steps[3].end_value, 400);
    fit_near(steps[3].target.low, 250);
    fit_near(steps[3].target.high, 240);
    assert_int_equal(steps[4].role, OW_ROLE_RECOVER);
    assert_int_equal(steps[4].target.type, OW_TARGET_HR_BPM);
    fit_near(steps[4].target.low, 140);
    fit_near(steps[4].target.high, 160);
    assert_int_equal(steps[5].role, OW_ROLE_COOL_DOWN);
    assert_int_equal(steps[5].end_type, OW_END_LAP);
    ow_document_free(document);
}

/* What cannot be held is left open, and said. */
static void odd_steps_are_left_open(void **state)
{
    static const struct {
        struct raw_step raw;
        const char *code;
    } cases[] = {
        {{0, 4, 100, 2, 0, 0, 0, 0, ""}, "fit-workout-end"},
        {{0, 0, 0, 2, 0, 0, 0, 0, ""}, "fit-workout-end"},
        {{0, 2, 80, 2, 0, 0, 0, 9, ""}, "fit-workout-end"},
        {{0, 5, 0, 1, 3, 0, 0, 0, ""}, "fit-workout-target"},
        {{0, 5, 0, 1, 0, 70, 80, 0, ""}, "fit-workout-target"},
        {{0, 5, 0, 0, 0, 5000, 4000, 0, ""}, "fit-workout-target"},
        {{0, 5, 0, 3, 0, 80, 90, 0, ""}, "fit-workout-target"},
        {{0, 5, 0, 4, 0, 1200, 1300, 0, ""}, "fit-workout-target"},
        {{1, 6, 1, 255, 3, 0, 0, 0, ""}, "fit-workout-repeat"},
        {{1, 6, 7, 255, 3, 0, 0, 0, ""}, "fit-workout-repeat"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct raw_step raw[2] = {cases[i].raw, {9, 5, 0, 2, 0, 0, 0, 3, ""}};
        struct ow_document *document = read_steps(raw, 2);
        size_t count = 0;
        const struct ow_step *steps = steps_of(document, &count);

        assert_true(fit_has_warning(document, cases[i].code));
        assert_int_equal(steps[count - 1].role, OW_ROLE_COOL_DOWN);
        assert_int_equal(steps[0].end_type, OW_END_LAP);
        assert_int_equal(steps[0].target.type, OW_TARGET_OPEN);
        ow_document_free(document);
    }
}

/* Blocks that cut into each other, that nest too deep, that never end. */
static void odd_repeats_are_left_out(void **state)
{
    static const struct raw_step crossed[] = {
        {0, 5, 0, 2, 0, 0, 0, 0, ""},   {1, 5, 0, 2, 0, 0, 0, 0, ""},
        {2, 6, 0, 255, 3, 0, 0, 0, ""}, {3, 5, 0, 2, 0, 0, 0, 0, ""},
        {4, 6, 1, 255, 4, 0, 0, 0, ""}, {5, 11, 3, 255, 170, 0, 0, 0, ""},
    };
    struct raw_step deep[13] = {{0, 5, 0, 2, 0, 0, 0, 0, ""}};
    struct ow_document *document = read_steps(crossed, COUNT(crossed));
    size_t count = 0;
    const struct ow_step *steps = steps_of(document, &count);

    (void)state;
    assert_true(fit_has_warning(document, "fit-workout-repeat"));
    assert_int_equal(count, 5);
    assert_int_equal(steps[0].repeat_times, 3);
    assert_int_equal(steps[0].block_count, 2);
    assert_int_equal(steps[3].repeat_times, 1);
    ow_document_free(document);
    for (unsigned i = 1; i < COUNT(deep); i++) {
        deep[i] = (struct raw_step){i, 6, 0, 255, 2, 0, 0, 0, ""};
    }
    document = read_steps(deep, COUNT(deep));
    steps = steps_of(document, &count);
    assert_int_equal(count, 9);
    assert_int_equal(steps[0].block_count, 8);
    assert_false(steps[8].is_repeat);
    ow_document_free(document);
}

/* ------------------------------------------------------------------ memory */

static bool decode_without_memory(void *context)
{
    const struct fit_file *file = context;
    struct ow_document *document = NULL;
    struct ow_error err = {0};
    enum ow_status status =
        ow_decode(file->bytes, file->length, NULL, &document, &err);

    if (status != OW_OK) {
        assert_int_equal(status, OW_E_NOMEM);
        assert_null(document);
        return false;
    }
    ow_document_free(document);
    return true;
}

/* Two sessions, laps, a pause, beats in a part of their own, a name, texts. */
static void no_memory_is_survived(void **state)
{
    struct fit_file *file = begin_file(FIT_FILE_ACTIVITY);

    (void)state;
    FIT_DEFINE(file, 6, FIT_FIELD_DESCRIPTION, 0, 1, 0x02, 1, 1, 0x02, 3, 4,
               0x07);
    fit_put(file, 6, 1);
    fit_put(file, 0, 2);
    fit_put_text(file, "Form", 4);
    fit_add_timer(file, FIT_START + 2, FIT_TYPE_STOP);
    fit_add_timer(file, FIT_START + 4, FIT_TYPE_START);
    fit_define_records(file);
    for (uint32_t i = 0; i < 20; i++) {
        fit_add_record(file, FIT_START + i, 255, i);
    }
    add_lap(file, FIT_START, 1000, 0);
    fit_define_sessions(file);
    fit_add_session(file, FIT_START, OW_SPORT_CYCLING, 10000, 1);
    fit_add_session(file, FIT_START + 10, OW_SPORT_RUNNING, 10000, 1);
    fit_end(file);
    fit_begin(file, 14);
    add_beats(file, FIT_START, 100);
    fit_end(file);
    fit_begin(file, 14);
    fit_add_file_id(file, FIT_FILE_WORKOUT);
    define_steps(file);
    fit_put(file, 1, 1);
    fit_put(file, 0, 2);
    fit_put(file, FIT_DURATION_OPEN, 5);
    fit_put(file, FIT_TARGET_OPEN, 5);
    fit_put(file, 0, 9);
    fit_put_text(file, "easy", 4);
    fit_end(file);
    assert_true(fault_sweep(decode_without_memory, file) > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(legs_are_told_apart_by_time),
        cmocka_unit_test(laps_are_as_stored),
        cmocka_unit_test(pauses_lie_between_stop_and_start),
        cmocka_unit_test(the_local_time_gives_the_offset),
        cmocka_unit_test(a_session_alone_gives_its_figures),
        cmocka_unit_test(times_since_power_on_are_said),
        cmocka_unit_test(a_text_may_fill_its_field),
        cmocka_unit_test(beats_go_to_the_records),
        cmocka_unit_test(beats_in_any_order_are_sorted),
        cmocka_unit_test(anchors_may_have_a_coarse_fraction),
        cmocka_unit_test(repeats_are_turned_round),
        cmocka_unit_test(odd_steps_are_left_open),
        cmocka_unit_test(odd_repeats_are_left_out),
        cmocka_unit_test(no_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
