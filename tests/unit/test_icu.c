/* intervals.icu workout text: what is read of it, and what is refused. */
#include "codec/text/icu.h"

#include "codec/document.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"
#include "unit/near.h"

#include <string.h>

static struct ow_document *decode(const char *text)
{
    struct ow_document *document = NULL;
    struct ow_error err;

    if (ow_decode((const uint8_t *)text, strlen(text), NULL, &document, &err) !=
        OW_OK) {
        fail_msg("%s", err.message);
    }
    assert_string_equal(ow_document_format(document), "icu");
    assert_int_equal(document->item_count, 1);
    return document;
}

static bool has_warning(const struct ow_document *document, const char *code)
{
    for (size_t i = 0; i < document->warning_count; i++) {
        if (strcmp(document->warnings[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

static void refuses(const char *text, enum ow_status status, const char *words)
{
    struct ow_document *document = NULL;
    struct ow_error err = {0};

    assert_int_equal(icu_format.decode((const uint8_t *)text, strlen(text),
                                       NULL, &document, &err),
                     status);
    if (strstr(err.message, words) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", err.message, words);
    }
    assert_null(document);
}

static const char guide[] =
    "\xEF\xBB\xBFTuesday track\n\nWarmup\n- easy jog 10m 7:15-7:00/km Pace\n"
    "- Press lap 1m\n\n"
    "Main set 6x\n- fast 500mtr 4:00/km Pace\n- Recovery: jog 1m30\n\n"
    "- 20m ramp 6:00-5:00/km Pace\n- Peak: go 2km 8:00/mi Pace\n"
    "- 3km Z2 Pace\n- freeride 5m freeride\n- 10m 75% 90rpm\n\n"
    "some words\n2x\n- 1h\n- 30s\nCooldown\n- 5'30\" 95% LTHR\n- no length\n";

static void the_guide_is_read(void **state)
{
    static const struct {
        enum ow_role role;
        enum ow_end_type end;
        double value;
        double low;
        const char *cue;
    } expected[] = {
        {OW_ROLE_WARM_UP, OW_END_TIME_S, 600, 435, "easy jog"},
        {OW_ROLE_WARM_UP, OW_END_LAP, OW_MISSING, OW_MISSING, NULL},
        {OW_ROLE_COUNT, OW_END_LAP, 6, OW_MISSING, NULL},
        {OW_ROLE_WORK, OW_END_DISTANCE_M, 500, 240, "fast"},
        {OW_ROLE_RECOVER, OW_END_TIME_S, 90, OW_MISSING, "jog"},
        {OW_ROLE_WARM_UP, OW_END_TIME_S, 1200, 360, NULL},
        {OW_ROLE_PEAK, OW_END_DISTANCE_M, 2000, 298.258, "go"},
        {OW_ROLE_WARM_UP, OW_END_DISTANCE_M, 3000, OW_MISSING, "Z2 Pace"},
        {OW_ROLE_WARM_UP, OW_END_TIME_S, 300, OW_MISSING, "freeride"},
        {OW_ROLE_WARM_UP, OW_END_TIME_S, 600, OW_MISSING, "75% 90rpm"},
        {OW_ROLE_COUNT, OW_END_LAP, 2, OW_MISSING, NULL},
        {OW_ROLE_WORK, OW_END_TIME_S, 3600, OW_MISSING, NULL},
        {OW_ROLE_WORK, OW_END_TIME_S, 30, OW_MISSING, NULL},
        {OW_ROLE_COOL_DOWN, OW_END_TIME_S, 330, OW_MISSING, "95% LTHR"},
    };
    struct ow_document *document = decode(guide);
    const struct ow_workout *workout = document->items[0].workout;
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);

    (void)state;
    assert_string_equal(ow_workout_name(workout), "Tuesday track");
    assert_int_equal(count, sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < count; i++) {
        if (expected[i].role == OW_ROLE_COUNT) {
            assert_true(steps[i].is_repeat);
            assert_near(steps[i].repeat_times, expected[i].value, 0);
            continue;
        }
        assert_int_equal(steps[i].role, expected[i].role);
        assert_int_equal(steps[i].end_type, expected[i].end);
        if (ow_is_missing(expected[i].low)) {
            assert_true(ow_is_missing(steps[i].target.low));
        } else {
            assert_near(steps[i].target.low, expected[i].low, 1e-9);
        }
        if (expected[i].cue == NULL) {
            assert_null(steps[i].cue);
        } else {
            assert_string_equal(steps[i].cue, expected[i].cue);
        }
    }
    assert_near(steps[5].ramp_from, 360, 0);
    assert_near(steps[5].ramp_to, 300, 0);
    assert_near(steps[5].target.high, 300, 0);
    assert_true(has_warning(document, "icu-target"));
    assert_true(has_warning(document, "icu-step"));
    ow_document_free(document);
}

static void lengths_are_told_apart(void **state)
{
    static const struct {
        const char *word;
        enum icu_end end;
        enum ow_end_type type;
        double value;
    } cases[] = {
        {"1h", ICU_END, OW_END_TIME_S, 3600},
        {"10m", ICU_END, OW_END_TIME_S, 600},
        {"30s", ICU_END, OW_END_TIME_S, 30},
        {"1m30", ICU_END, OW_END_TIME_S, 90},
        {"5m30s", ICU_END, OW_END_TIME_S, 330},
        {"1h30", ICU_END, OW_END_TIME_S, 5400},
        {"5'", ICU_END, OW_END_TIME_S, 300},
        {"30\"", ICU_END, OW_END_TIME_S, 30},
        {"1'30\"", ICU_END, OW_END_TIME_S, 90},
        {"99m", ICU_END, OW_END_TIME_S, 5940},
        {"1h40m", ICU_END, OW_END_TIME_S, 6000},
        {"0.5km", ICU_END, OW_END_DISTANCE_M, 500},
        {"500mtr", ICU_END, OW_END_DISTANCE_M, 500},
        {"1MI", ICU_END, OW_END_DISTANCE_M, 1609.344},
        {"400m", ICU_AMBIGUOUS, OW_END_TIME_S, 0},
        {"100m", ICU_AMBIGUOUS, OW_END_TIME_S, 0},
        {"5", ICU_NO_END, OW_END_TIME_S, 0},
        {"m", ICU_NO_END, OW_END_TIME_S, 0},
        {"5x", ICU_NO_END, OW_END_TIME_S, 0},
        {"5m10m", ICU_NO_END, OW_END_TIME_S, 0},
        {"30s5", ICU_NO_END, OW_END_TIME_S, 0},
        {"1.2.3km", ICU_NO_END, OW_END_TIME_S, 0},
        {"75%", ICU_NO_END, OW_END_TIME_S, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        enum ow_end_type type = OW_END_LAP;
        double value = -1;
        enum icu_end end = icu_parse_end(str_of(cases[i].word), &type, &value);

        if (end != cases[i].end) {
            fail_msg("%s", cases[i].word);
        }
        if (end == ICU_END) {
            assert_int_equal(type, cases[i].type);
            assert_near(value, cases[i].value, 1e-9);
        } else {
            assert_int_equal(type, OW_END_LAP);
        }
    }
}

static void paces_of_every_unit(void **state)
{
    static const struct {
        const char *line;
        double low; /* missing: no pace */
    } cases[] = {
        {"- 1km 5:00/km Pace", 300},      {"- 1km 8:03/mi", 300.122},
        {"- 1km 0:30/100m Pace", 300},    {"- 1km 2:00/400m", 300},
        {"- 1km 2:30/500m", 300},         {"- 1km 1:15/250m", 300},
        {"- 1km 0:27/100y", 295.276},     {"- 1km 5:00/furlong", OW_MISSING},
        {"- 1km 5:0/km", OW_MISSING},     {"- 1km 5:00-/km", OW_MISSING},
        {"- 1km :30/km", OW_MISSING},     {"- 1km 1:05:00/km", OW_MISSING},
        {"- 1km 5:00-4:50/km Pace", 300}, {"- 1km 4:50-5:00/km Pace", 300},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ow_document *document = decode(cases[i].line);
        size_t count = 0;
        const struct ow_step *steps =
            ow_workout_steps(document->items[0].workout, &count);

        if (ow_is_missing(cases[i].low)
                ? steps[0].target.type != OW_TARGET_OPEN
                : fabs(steps[0].target.low - cases[i].low) > 1e-9) {
            fail_msg("%s", cases[i].line);
        }
        ow_document_free(document);
    }
}

static void what_could_be_either_is_refused(void **state)
{
    (void)state;
    refuses("Laps\n4x\n- 400m 4:00/km Pace\n", OW_E_SYNTAX,
            "line 3: 400m is minutes here; write mtr for metres");
    refuses("- 100m", OW_E_SYNTAX, "line 1: 100m");
    refuses("words\n", OW_E_FORMAT, "no step with a length");
    refuses("- 5m \xFF", OW_E_FORMAT, "not UTF-8");
    refuses("- 30h", OW_E_RANGE, "line 1: step time in s 108000");
    refuses("- 10m 0:20/km Pace", OW_E_RANGE, "pace in s/km 20");
}

static void only_steps_with_a_length_are_sniffed(void **state)
{
    static const struct {
        const char *text;
        bool is_icu;
    } cases[] = {
        {"", false},
        {"- 10m", true},
        {"words\r\n - easy 400m\r\n", true},
        {"- an item of a list\n- another\n", false},
        {"-10m", false},
        {"{\"a\":\"\n- 10m\n\"}", false},
        {"<a>\n- 10m\n</a>", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(icu_format.sniff((const uint8_t *)cases[i].text,
                                          strlen(cases[i].text)),
                         cases[i].is_icu);
    }
    assert_false(icu_format.sniff((const uint8_t *)"- 10m\0", 7));
}

static void long_and_odd_lines(void **state)
{
    char text[2048] = "- ";
    struct ow_document *document = NULL;
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < 120; i++) {
        strncat(text, "word word ", sizeof text - strlen(text) - 1);
    }
    strncat(text, "10m\n0x\n1000x\n- 5m\n", sizeof text - strlen(text) - 1);
    document = decode(text);
    assert_true(
        strlen(ow_workout_steps(document->items[0].workout, &count)[0].cue) <
        400);
    assert_int_equal(count, 2);
    ow_document_free(document);
    /* A repeat without steps is none. */
    document = decode("6x\n\n- 5m\n- pres 5m\n- press on 5m\n");
    (void)ow_workout_steps(document->items[0].workout, &count);
    assert_int_equal(count, 3);
    ow_document_free(document);
}

static bool decode_it(void *context)
{
    struct ow_document *document = NULL;
    bool is_done = icu_format.decode(context, strlen(context), NULL, &document,
                                     NULL) == OW_OK;

    ow_document_free(document);
    return is_done;
}

static void without_memory_nothing_leaks(void **state)
{
    char text[] = "Name\n\n2x\n- a 10m 5:00/km\n- b 1km\n\n- 5m\n";

    (void)state;
    assert_true(fault_sweep(decode_it, text) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_guide_is_read),
        cmocka_unit_test(lengths_are_told_apart),
        cmocka_unit_test(paces_of_every_unit),
        cmocka_unit_test(what_could_be_either_is_refused),
        cmocka_unit_test(only_steps_with_a_length_are_sniffed),
        cmocka_unit_test(long_and_odd_lines),
        cmocka_unit_test(without_memory_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
