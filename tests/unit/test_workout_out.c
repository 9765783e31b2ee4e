/* Workouts written in every format: what it holds, what it loses and says. */
#include "codec/text/markdown.h"
#include "onward/activity.h"
#include "onward/codec.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"
#include "unit/near.h"

#include <string.h>

static const struct ow_workout_writing plain = {.time_ms = 1631065600000};

static struct ow_workout *new_workout(const char *name)
{
    struct ow_workout *workout = NULL;

    assert_int_equal(ow_workout_new(name, OW_SPORT_RUNNING, &workout, NULL),
                     OW_OK);
    return workout;
}

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

static void add(struct ow_workout *workout, struct ow_step step)
{
    assert_int_equal(ow_workout_add_step(workout, &step, NULL), OW_OK);
}

static const struct ow_target none = {OW_TARGET_OPEN, (double)NAN, (double)NAN};
static const struct ow_target pace = {OW_TARGET_PACE_S_PER_KM, 310, 290};
static const struct ow_target ceiling = {OW_TARGET_PACE_S_PER_KM, (double)NAN,
                                         330};
static const struct ow_target floor_only = {OW_TARGET_PACE_S_PER_KM, 300,
                                            (double)NAN};
static const struct ow_target hr = {OW_TARGET_HR_BPM, 140, 150};
static const struct ow_target hr_floor = {OW_TARGET_HR_BPM, 140, (double)NAN};
static const struct ow_target effort = {OW_TARGET_EFFORT_RPE, 6, 7};

/* One of everything: ends, targets, a repeat, one in another. */
static struct ow_workout *rich(void)
{
    struct ow_workout *workout = new_workout("Fast & <easy>");
    struct ow_step ramp =
        step_of(OW_ROLE_BUILD, OW_END_TIME_S, 600, pace, "up\n");

    ramp.ramp_from = 305;
    ramp.ramp_to = 295;
    add(workout, step_of(OW_ROLE_WARM_UP, OW_END_TIME_S, 600, ceiling, "easy"));
    add(workout, ramp);
    assert_int_equal(ow_workout_begin_repeat(workout, 3, NULL), OW_OK);
    add(workout, step_of(OW_ROLE_WORK, OW_END_TIME_S, 60, floor_only, NULL));
    add(workout, step_of(OW_ROLE_RECOVER, OW_END_TIME_S, 60, ceiling, NULL));
    assert_int_equal(ow_workout_end_repeat(workout, NULL), OW_OK);
    assert_int_equal(ow_workout_begin_repeat(workout, 2, NULL), OW_OK);
    add(workout, step_of(OW_ROLE_STRIDES, OW_END_DISTANCE_M, 400, none, "go"));
    assert_int_equal(ow_workout_begin_repeat(workout, 1, NULL), OW_OK);
    add(workout, step_of(OW_ROLE_RECOVER, OW_END_LAP, OW_MISSING, none, NULL));
    assert_int_equal(ow_workout_end_repeat(workout, NULL), OW_OK);
    assert_int_equal(ow_workout_end_repeat(workout, NULL), OW_OK);
    add(workout, step_of(OW_ROLE_STEADY, OW_END_HR_ABOVE_BPM, 150, hr, NULL));
    add(workout,
        step_of(OW_ROLE_STEADY, OW_END_HR_BELOW_BPM, 120, hr_floor, NULL));
    add(workout,
        step_of(OW_ROLE_PEAK, OW_END_TIME_S, 90.5, effort, "10m Main"));
    add(workout, step_of(OW_ROLE_COOL_DOWN, OW_END_TIME_S, 300, none, NULL));
    return workout;
}

/* The text of a format; the caller's, ow_bytes_free(). */
static char *encode(const struct ow_workout *workout,
                    enum ow_workout_format format,
                    const struct ow_workout_writing *writing,
                    struct ow_losses *losses)
{
    struct ow_error err;
    uint8_t *bytes = NULL;
    size_t length = 0;

    if (ow_workout_encode(workout, format, writing, &bytes, &length, losses,
                          &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    return (char *)bytes;
}

static void says(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("no \"%s\" in %s", part, text);
    }
}

static void loses(const struct ow_losses *losses, const char *part)
{
    for (size_t i = 0; i < losses->count; i++) {
        if (strstr(losses->messages[i], part) != NULL) {
            return;
        }
    }
    fail_msg("no loss says \"%s\"", part);
}

/* Reads a text back; the caller's, ow_document_free(). */
static struct ow_document *decode(const char *text, const char *format)
{
    struct ow_document *document = NULL;
    struct ow_error err;

    if (ow_decode((const uint8_t *)text, strlen(text), NULL, &document, &err) !=
        OW_OK) {
        fail_msg("%s", err.message);
    }
    assert_string_equal(ow_document_format(document), format);
    return document;
}

static const struct ow_step *steps_of(const struct ow_document *document,
                                      size_t *count)
{
    return ow_workout_steps(ow_document_items(document, count)[0].workout,
                            count);
}

static void zwo_holds_shares_of_a_pace(void **state)
{
    struct ow_workout *workout = rich();
    struct ow_losses losses = {0};
    struct ow_workout_writing writing = {.s_per_km_of_10km = 270};
    char *text = encode(workout, OW_WORKOUT_ZWO, &writing, &losses);
    struct ow_document *document = decode(text, "zwo");
    size_t count = 0;
    const struct ow_step *steps = steps_of(document, &count);

    (void)state;
    says(text, "<name>Fast &amp; &lt;easy&gt;</name>");
    says(text, "<sportType>run</sportType>");
    says(text, "<IntervalsT Repeat=\"3\" OnDuration=\"60\"");
    says(text, "PowerLow=\"0.885246\" PowerHigh=\"0.915254\"");
    loses(&losses, "step 6: the repeat is written out");
    loses(&losses, "step 7: all steps end by time here");
    loses(&losses, "no bands here");
    loses(&losses, "step 10: only paces are targets here");
    assert_int_equal(count, 13);
    assert_string_equal(steps[0].cue, "easy");
    assert_near(steps[0].target.high, 330, 0.01);
    assert_true(ow_is_missing(steps[0].target.low));
    assert_near(steps[1].ramp_from, 305, 0.01);
    assert_int_equal(steps[2].repeat_times, 3);
    assert_int_equal(steps[5].role, OW_ROLE_STRIDES);
    assert_string_equal(steps[11].cue, "10m Main, RPE 6.5");
    assert_int_equal(steps[11].role, OW_ROLE_PEAK);
    ow_losses_dispose(&losses);
    ow_document_free(document);
    ow_bytes_free((uint8_t *)text);
    text = encode(workout, OW_WORKOUT_ZWO, &plain, &losses);
    says(text, "onward:300");
    loses(&losses, "shares of a 10 km pace that was not given");
    ow_losses_dispose(&losses);
    ow_bytes_free((uint8_t *)text);
    ow_workout_free(workout);
}

static void zwo_by_distance_and_without_paces(void **state)
{
    struct ow_workout *workout = NULL;
    struct ow_losses losses = {0};
    char *text = NULL;

    (void)state;
    assert_int_equal(ow_workout_new("", OW_SPORT_CYCLING, &workout, NULL),
                     OW_OK);
    add(workout, step_of(OW_ROLE_STEADY, OW_END_DISTANCE_M, 1000, none, "x"));
    add(workout, step_of(OW_ROLE_STEADY, OW_END_DISTANCE_M, 1000, hr, NULL));
    add(workout, step_of(OW_ROLE_STEADY, OW_END_TIME_S, 360, none, NULL));
    add(workout, step_of(OW_ROLE_STEADY, OW_END_LAP, OW_MISSING, none, NULL));
    text = encode(workout, OW_WORKOUT_ZWO, &plain, &losses);
    says(text, "<durationType>distance</durationType>");
    says(text, "distoffset=\"0\" message=\"x\"");
    says(text, "message=\"bpm 145\"");
    says(text, "<FreeRide Duration=\"1000\"></FreeRide>");
    says(text, "onward:300");
    loses(&losses, "written as a run");
    ow_losses_dispose(&losses);
    ow_bytes_free((uint8_t *)text);
    ow_workout_free(workout);
}

static void icu_has_words_for_most(void **state)
{
    struct ow_workout *workout = rich();
    struct ow_losses losses = {0};
    struct ow_workout_writing writing = {.hr_max_bpm = 200};
    char *text = encode(workout, OW_WORKOUT_ICU, &writing, &losses);
    struct ow_document *document = decode(text, "icu");
    size_t count = 0;
    const struct ow_step *steps = steps_of(document, &count);

    (void)state;
    says(text, "Fast & <easy>\n\nWarmup\n- easy 10m 6:53-5:30/km Pace\n");
    says(text, "- Build: up 10m ramp 5:05-4:55/km Pace\n");
    says(text, "\n3x\n- Work: 1m 5:00-4:00/km Pace\n");
    says(text, "- Steady: Press lap 1m 70-75% HR\n");
    says(text, "- Peak: Main RPE 6 to 7 1m30.5s\n");
    loses(&losses, "step 1: no open bounds here");
    loses(&losses, "step 2: the band around the ramp");
    loses(&losses, "step 2: words of the cue");
    loses(&losses, "repeats do not nest");
    loses(&losses, "no end by heart rate here");
    loses(&losses, "heart rates are shares of the maximum");
    loses(&losses, "step 12: effort is no target here");
    loses(&losses, "step 12: words of the cue");
    assert_int_equal(count, 12);
    assert_int_equal(steps[3].role, OW_ROLE_WORK);
    assert_int_equal(steps[4].role, OW_ROLE_RECOVER);
    assert_int_equal(steps[10].role, OW_ROLE_PEAK);
    assert_near(steps[10].end_value, 90.5, 0);
    assert_int_equal(steps[11].role, OW_ROLE_COOL_DOWN);
    ow_losses_dispose(&losses);
    ow_document_free(document);
    ow_bytes_free((uint8_t *)text);
    /* Without a maximum heart rates are words. */
    text = encode(workout, OW_WORKOUT_ICU, &plain, &losses);
    says(text, "- Steady: bpm 140 to 150 Press lap 1m\n");
    says(text, "- Steady: bpm 140+ Press lap 1m\n");
    loses(&losses, "a maximum that was not given");
    ow_losses_dispose(&losses);
    ow_bytes_free((uint8_t *)text);
    ow_workout_free(workout);
}

static void icu_names_and_odd_lengths(void **state)
{
    static const struct {
        const char *name;
        bool is_kept;
    } names[] = {{"Intervals", true}, {"- 10m", false},  {"6x", false},
                 {"Set 6x", false},   {"Warm", false},   {"Main", false},
                 {"Max", true},       {"a\tb", false},   {" a", false},
                 {"cooling", false},  {"Set of x", true}};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct ow_workout *workout = new_workout(names[i].name);
        struct ow_losses losses = {0};
        struct ow_target wide = {OW_TARGET_PACE_S_PER_KM, 300.5, 300.5};
        char *text = NULL;

        add(workout, step_of(OW_ROLE_STEADY, OW_END_TIME_S, 3661, wide, NULL));
        add(workout,
            step_of(OW_ROLE_STEADY, OW_END_DISTANCE_M, 97.5, none, NULL));
        text = encode(workout, OW_WORKOUT_ICU, &plain, &losses);
        says(text, "1h1m1s 5:01/km Pace");
        says(text, "0.0975km");
        loses(&losses, "whole seconds");
        if ((strncmp(text, names[i].name, strlen(names[i].name)) == 0 &&
             text[strlen(names[i].name)] == '\n' && losses.count == 1) !=
            names[i].is_kept) {
            fail_msg("%s: %s", names[i].name, text);
        }
        ow_losses_dispose(&losses);
        ow_bytes_free((uint8_t *)text);
        ow_workout_free(workout);
    }
}

static void tcx_holds_what_old_watches_do(void **state)
{
    struct ow_workout *workout = rich();
    struct ow_losses losses = {0};
    char *text = encode(workout, OW_WORKOUT_TCX, &plain, &losses);
    struct ow_document *document = decode(text, "tcx");
    size_t count = 0;
    const struct ow_step *steps = steps_of(document, &count);

    (void)state;
    says(text, "<Name>Fast &amp; &lt;easy&gt;</Name>");
    says(text, "<Repetitions>3</Repetitions>");
    says(text, "HeartRateBelow_t");
    says(text, "UserInitiated_t");
    says(text, "<Intensity>Resting</Intensity>");
    says(text, "<Notes>1: easy; 2: up ; ");
    loses(&losses, "no ramps here: 1 cut into 5 steps");
    loses(&losses, "a repeat of one is none here");
    loses(&losses, "effort is no target here");
    loses(&losses, "Seconds are whole here");
    loses(&losses, "cues stand in the notes");
    assert_int_equal(count, 16);
    assert_near(steps[0].target.high, 330, 0);
    assert_true(ow_is_missing(steps[0].target.low));
    assert_near(steps[1].target.low, 310, 0);
    assert_int_equal(steps[6].repeat_times, 3);
    assert_near(steps[7].target.low, 300, 0);
    assert_true(ow_is_missing(steps[7].target.high));
    assert_int_equal(steps[12].end_type, OW_END_HR_ABOVE_BPM);
    assert_near(steps[12].target.high, 150, 0);
    assert_true(ow_is_missing(steps[13].target.high));
    assert_int_equal(steps[14].role, OW_ROLE_PEAK);
    ow_losses_dispose(&losses);
    ow_document_free(document);
    ow_bytes_free((uint8_t *)text);
    ow_workout_free(workout);
}

static void refuses(const struct ow_workout *workout,
                    enum ow_workout_format format, enum ow_status status,
                    const char *words)
{
    struct ow_error err = {0};
    uint8_t *bytes = NULL;
    size_t length = 0;

    assert_int_equal(
        ow_workout_encode(workout, format, &plain, &bytes, &length, NULL, &err),
        status);
    says(err.message, words);
    assert_null(bytes);
}

static void what_cannot_be_written_is_refused(void **state)
{
    struct ow_workout *workout = new_workout("none");

    (void)state;
    for (int i = 0; i < OW_WORKOUT_FORMAT_COUNT; i++) {
        refuses(workout, (enum ow_workout_format)i, OW_E_ARGUMENT,
                "workout has no step");
    }
    add(workout, step_of(OW_ROLE_STEADY, OW_END_DISTANCE_M, 70000, none, NULL));
    refuses(workout, OW_WORKOUT_TCX, OW_E_RANGE, "outside 1 to 65535 Meters");
    ow_workout_free(workout);
    workout = new_workout("many");
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ow_workout_begin_repeat(workout, 999, NULL), OW_OK);
    }
    add(workout, step_of(OW_ROLE_STEADY, OW_END_TIME_S, 10, none, NULL));
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ow_workout_end_repeat(workout, NULL), OW_OK);
    }
    refuses(workout, OW_WORKOUT_ZWO, OW_E_LIMIT, "more than 1000 steps");
    refuses(workout, OW_WORKOUT_ICU, OW_E_LIMIT, "more than 1000 steps");
    refuses(workout, OW_WORKOUT_TCX, OW_E_RANGE, "a repeat of 999");
    ow_workout_free(workout);
}

static void long_names_and_many_steps(void **state)
{
    struct ow_workout *workout =
        new_workout("L\xC3\xA4ufe mit Steigerung am See");
    struct ow_losses losses = {0};
    struct ow_workout_writing writing = {.time_ms = 1631065600000,
                                         .most_steps = 10};
    char *text = NULL;

    (void)state;
    for (int i = 0; i < 21; i++) {
        add(workout, step_of(OW_ROLE_STEADY, OW_END_TIME_S, 60, pace, NULL));
    }
    text = encode(workout, OW_WORKOUT_TCX, &plain, &losses);
    says(text, "<Name>L\xC3\xA4ufe mit Steig</Name>");
    loses(&losses, "the name is cut to 15 characters");
    loses(&losses, "21 steps; TCX numbers 20");
    ow_losses_dispose(&losses);
    ow_bytes_free((uint8_t *)text);
    text = encode(workout, OW_WORKOUT_FIT, &writing, &losses);
    loses(&losses, "21 steps; the watch holds 10");
    ow_losses_dispose(&losses);
    ow_bytes_free((uint8_t *)text);
    ow_workout_free(workout);
}

static void markdown_marks_of_texts_are_told_as_they_are(void **state)
{
    struct buf out;

    (void)state;
    buf_init(&out, 200);
    markdown_text(&out, "a|b\n# *c* _d_ ~e~ `f` [g](h) <i> &amp; j\\");
    assert_string_equal(buf_text(&out),
                        "a\\|b \\# \\*c\\* \\_d\\_ \\~e\\~ \\`f\\` "
                        "\\[g\\](h) \\<i\\> \\&amp; j\\\\");
    buf_dispose(&out);
}

static void markdown_is_for_people(void **state)
{
    struct ow_workout *workout = rich();
    struct ow_workout_writing miles = {.in_miles = true};
    char *text = encode(workout, OW_WORKOUT_MD, &plain, NULL);

    (void)state;
    says(text, "# Fast \\& \\<easy\\>\n\n1. **warm-up** 10:00, not faster than "
               "5:30/km: easy\n");
    says(text, "2. **build** 10:00, 5:05/km building to 4:55/km: up \n");
    says(text, "3. 3 times:\n    1. **work** 1:00, not slower than 5:00/km\n");
    says(text, "    1. **strides** 400 m: go\n    2. 1 times:\n"
               "        1. **recover** until the lap button\n");
    says(text, "until the heart rate is over 150, heart rate 140 to 150\n");
    says(text, "until the heart rate is under 120, heart rate at least 140\n");
    says(text, "effort 6 to 7 of 10: 10m Main\n");
    ow_bytes_free((uint8_t *)text);
    ow_workout_free(workout);
    workout = new_workout("");
    add(workout, step_of(OW_ROLE_STEADY, OW_END_DISTANCE_M, 5000, pace, NULL));
    text = encode(workout, OW_WORKOUT_MD, &miles, NULL);
    says(text, "# Workout\n\n3.1 mi in all.\n\n1. **steady** 3.11 mi, "
               "8:19/mi to 7:47/mi\n");
    ow_bytes_free((uint8_t *)text);
    text = encode(workout, OW_WORKOUT_TCX, &plain, NULL);
    says(text, "<Name>Workout</Name>");
    ow_bytes_free((uint8_t *)text);
    ow_workout_free(workout);
}

struct case_of_fault {
    const struct ow_workout *workout;
    enum ow_workout_format format;
};

static bool encode_it(void *context)
{
    const struct case_of_fault *it = context;
    struct ow_losses losses = {0};
    uint8_t *bytes = NULL;
    size_t length = 0;
    bool is_done = ow_workout_encode(it->workout, it->format, &plain, &bytes,
                                     &length, &losses, NULL) == OW_OK;

    ow_bytes_free(bytes);
    ow_losses_dispose(&losses);
    return is_done;
}

static void without_memory_nothing_leaks(void **state)
{
    struct ow_workout *workout = rich();

    (void)state;
    for (int i = 0; i < OW_WORKOUT_FORMAT_COUNT; i++) {
        struct case_of_fault it = {workout, (enum ow_workout_format)i};

        assert_true(fault_sweep(encode_it, &it) > 0);
    }
    ow_workout_free(workout);
}

static void formats_have_words(void **state)
{
    (void)state;
    assert_string_equal(ow_workout_format_name(OW_WORKOUT_FIT), "fit");
    assert_string_equal(ow_workout_format_name(OW_WORKOUT_MD), "md");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zwo_holds_shares_of_a_pace),
        cmocka_unit_test(zwo_by_distance_and_without_paces),
        cmocka_unit_test(icu_has_words_for_most),
        cmocka_unit_test(icu_names_and_odd_lengths),
        cmocka_unit_test(tcx_holds_what_old_watches_do),
        cmocka_unit_test(what_cannot_be_written_is_refused),
        cmocka_unit_test(long_names_and_many_steps),
        cmocka_unit_test(markdown_is_for_people),
        cmocka_unit_test(markdown_marks_of_texts_are_told_as_they_are),
        cmocka_unit_test(without_memory_nothing_leaks),
        cmocka_unit_test(formats_have_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
