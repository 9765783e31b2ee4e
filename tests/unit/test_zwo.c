/* ZWO workouts: steps, repeats, and what they cannot say. */
#include "codec/zwo/zwo.h"

#include "codec/document.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <string.h>

static struct ow_document *decode(const char *text)
{
    struct ow_document *document = NULL;
    struct ow_error err;

    if (ow_decode((const uint8_t *)text, strlen(text), NULL, &document, &err) !=
        OW_OK) {
        fail_msg("%s", err.message);
    }
    assert_string_equal(ow_document_format(document), "zwo");
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

static void close_to(double is, double should)
{
    assert_true(fabs(is - should) < 1e-9);
}

static const char run[] =
    "<workout_file><author>A</author><name>20/40 &amp; more</name>"
    "<sportType>run</sportType><tags><tag name=\"x\"/></tags><workout>"
    "<Warmup Duration=\"600\" PowerLow=\"0.25224999\" PowerHigh=\"0.75\"/>"
    "<IntervalsT Repeat=\"4\" OnDuration=\"20\" OffDuration=\"40\" "
    "OnPower=\"1.5\" OffPower=\"0.5\"><textevent message=\"go\"/></IntervalsT>"
    "<FreeRide Duration=\"120.00001\"/><SteadyState Power=\"1\" Duration=\""
    "60\"/><MaxEffort Duration=\"0\"/><Cooldown Duration=\"300\" PowerLow=\""
    "0.75\" PowerHigh=\"0.25\"/></workout></workout_file>";

static void a_workout_keeps_its_steps(void **state)
{
    struct ow_document *document = decode(run);
    const struct ow_workout *workout = document->items[0].workout;
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);

    (void)state;
    assert_string_equal(ow_workout_name(workout), "20/40 & more");
    assert_int_equal(ow_workout_sport(workout), OW_SPORT_RUNNING);
    assert_int_equal(count, 8);
    assert_int_equal(steps[0].role, OW_ROLE_WARM_UP);
    assert_string_equal(steps[0].cue, "25-75 %");
    assert_int_equal(steps[1].repeat_times, 4);
    assert_int_equal(steps[1].block_count, 2);
    assert_int_equal(steps[2].role, OW_ROLE_WORK);
    close_to(steps[2].end_value, 20);
    assert_int_equal(steps[3].role, OW_ROLE_RECOVER);
    assert_string_equal(steps[3].cue, "50 %");
    close_to(steps[4].end_value, 120);
    assert_null(steps[4].cue);
    assert_string_equal(steps[5].cue, "100 %");
    assert_int_equal(steps[6].end_type, OW_END_LAP);
    assert_int_equal(steps[7].role, OW_ROLE_COOL_DOWN);
    assert_true(has_warning(document, "zwo-target"));
    assert_true(has_warning(document, "zwo-step"));
    ow_document_free(document);
}

static void metres_and_odd_values(void **state)
{
    struct ow_document *document =
        decode("<workout_file><sportType>ski</sportType><durationType>distance"
               "</durationType><workout><Ramp Duration=\"400\"/><IntervalsT "
               "Repeat=\"0\" OnDuration=\"x\" OffDuration=\"9\"/></workout>");
    size_t count = 0;
    const struct ow_step *steps =
        ow_workout_steps(document->items[0].workout, &count);

    (void)state;
    assert_int_equal(count, 4);
    assert_int_equal(steps[0].end_type, OW_END_DISTANCE_M);
    assert_int_equal(steps[0].role, OW_ROLE_BUILD);
    assert_int_equal(steps[1].repeat_times, 1);
    assert_int_equal(steps[2].end_type, OW_END_LAP);
    assert_true(has_warning(document, "xml-number"));
    assert_true(has_warning(document, "xml-damaged"));
    ow_document_free(document);
}

static void what_cannot_be_had_is_refused(void **state)
{
    static char many[20000] = "<workout_file><workout>";
    struct ow_document *document = NULL;

    (void)state;
    assert_int_equal(zwo_format.decode((const uint8_t *)"<workout_file", 13,
                                       NULL, &document, NULL),
                     OW_E_TRUNCATED);
    for (size_t i = strlen(many); i + 8 < sizeof many; i += 7) {
        memcpy(many + i, "<Ramp/>", 8);
    }
    assert_int_equal(zwo_format.decode((const uint8_t *)many, strlen(many),
                                       NULL, &document, NULL),
                     OW_E_LIMIT);
    assert_null(document);
}

static bool decode_text(void *context)
{
    const char *text = context;
    struct ow_document *document = NULL;
    enum ow_status status = zwo_format.decode(
        (const uint8_t *)text, strlen(text), NULL, &document, NULL);

    ow_document_free(document);
    return status == OW_OK;
}

static void every_allocation_may_fail(void **state)
{
    static char text[sizeof run];

    (void)state;
    memcpy(text, run, sizeof run);
    assert_true(decode_text(text));
    /* A warning without memory is lost, and that is no failure. */
    for (long n = 1; n < 60; n++) {
        fault_arm(n);
        (void)decode_text(text);
        (void)fault_disarm();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_workout_keeps_its_steps),
        cmocka_unit_test(metres_and_odd_values),
        cmocka_unit_test(what_cannot_be_had_is_refused),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("zwo", tests, NULL, NULL);
}
