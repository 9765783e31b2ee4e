/* Documents, their warnings, and the lines that inspect prints of them. */
#include "codec/document.h"
#include "codec/json/document_json.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <string.h>

static struct ow_activity *three_samples(void)
{
    struct ow_activity *activity = activity_new();
    double *time_s = NULL;
    double *hr_bpm = NULL;
    double *distance_m = NULL;

    if (activity == NULL) {
        return NULL;
    }
    if (!activity_reserve(activity, 2) ||
        (time_s = activity_add_channel(activity, OW_CHANNEL_TIME_S)) == NULL ||
        !activity_reserve(activity, 3) ||
        (time_s = activity_add_channel(activity, OW_CHANNEL_TIME_S)) == NULL ||
        (hr_bpm = activity_add_channel(activity, OW_CHANNEL_HR_BPM)) == NULL ||
        (distance_m = activity_add_channel(activity, OW_CHANNEL_DISTANCE_M)) ==
            NULL) {
        ow_activity_free(activity);
        return NULL;
    }
    activity->sample_count = 3;
    for (size_t i = 0; i < 3; i++) {
        time_s[i] = (double)i;
        distance_m[i] = 3.0 * (double)i;
    }
    hr_bpm[0] = 0;
    hr_bpm[1] = 120;
    hr_bpm[2] = 140;
    activity->summary.sport = OW_SPORT_RUNNING;
    activity_summarise(activity);
    return activity;
}

static struct ow_workout *one_step(void)
{
    struct ow_workout *workout = NULL;
    struct ow_step step = {.role = OW_ROLE_STEADY,
                           .end_type = OW_END_DISTANCE_M,
                           .end_value = 5000,
                           .target = {OW_TARGET_EFFORT_RPE, OW_MISSING, 4},
                           .ramp_from = OW_MISSING,
                           .ramp_to = OW_MISSING};

    if (ow_workout_new("5 easy", OW_SPORT_RUNNING, &workout, NULL) != OW_OK ||
        ow_workout_begin_repeat(workout, 2, NULL) != OW_OK ||
        ow_workout_add_step(workout, &step, NULL) != OW_OK ||
        ow_workout_end_repeat(workout, NULL) != OW_OK) {
        ow_workout_free(workout);
        return NULL;
    }
    return workout;
}

static struct ow_document *two_items(void)
{
    struct ow_document *document = document_new("fit");
    struct ow_activity *activity = three_samples();
    struct ow_workout *workout = one_step();
    bool complete = document != NULL && activity != NULL && workout != NULL;

    if (complete && document_add(document, OW_ITEM_ACTIVITY, activity, NULL)) {
        activity = NULL;
    }
    if (complete && document_add(document, OW_ITEM_WORKOUT, NULL, workout)) {
        workout = NULL;
    }
    complete = complete && activity == NULL && workout == NULL;
    ow_activity_free(activity);
    ow_workout_free(workout);
    if (!complete) {
        ow_document_free(document);
        document = NULL;
    }
    return document;
}

static void every_item_is_a_line(void **state)
{
    static const char expected[] =
        "{\"schema\":\"onward/activity/1\",\"file\":\"a.fit\",\"format\":"
        "\"fit\",\"kind\":\"activity\",\"name\":null,\"sport\":\"running\","
        "\"sub_sport\":null,\"start_time\":null,\"utc_offset_s\":null,"
        "\"distance_m\":6,\"timer_s\":2,\"elapsed_s\":2,\"moving_s\":2,"
        "\"samples\":3,\"laps\":[],\"pauses\":[],\"hr_bpm\":{\"min\":120,"
        "\"avg\":130,\"max\":140},\"cadence_spm\":{\"avg\":null,\"max\":null},"
        "\"power_w\":{\"avg\":null,\"max\":null},\"elevation\":{\"ascent_m\":"
        "null,\"descent_m\":null,\"min_m\":null,\"max_m\":null},\"device\":{"
        "\"manufacturer\":null,\"product\":null},\"developer_fields\":[],"
        "\"shape\":{\"shape\":\"unsuitable\",\"progression\":null,"
        "\"gain\":null,\"confidence\":null,\"noise\":null,\"segments\":[],"
        "\"reason\":\"too short: less than 1 km\"},"
        "\"best\":[],\"integrity\":{\"crc\":\"bad\","
        "\"truncated\":false,\"parts\":1},\"warnings\":[{\"code\":\"fit-crc\","
        "\"offset\":12,\"message\":\"sum is 1\"}],\"warnings_dropped\":0}\n";
    struct ow_document *document = two_items();
    struct buf lines;
    const char *second = NULL;

    (void)state;
    assert_non_null(document);
    document->integrity.crc = OW_CRC_BAD;
    document_warn(document, "fit-crc", 12, "sum is %d", 1);
    buf_init(&lines, 100000);
    document_json_lines(&lines, "a.fit", document);
    second = strchr(buf_text(&lines), '\n') + 1;
    assert_memory_equal(buf_text(&lines), expected, sizeof expected - 1);
    assert_non_null(strstr(
        second, "\"steps\":[{\"repeat\":2,\"steps\":[{\"role\":\"steady\","
                "\"end\":{\"type\":\"distance\",\"value\":5000},\"target\":{"
                "\"type\":\"effort\",\"low\":null,\"high\":4,\"unit\":\"rpe\"},"
                "\"ramp\":null,\"cue\":null}]}]"));
    assert_non_null(strstr(second, "\"kind\":\"workout\",\"name\":\"5 easy\""));
    assert_non_null(strstr(second, "\"start_time\":null"));
    buf_dispose(&lines);
    ow_document_free(document);
}

static void errors_are_lines_too(void **state)
{
    const struct ow_error placed = {OW_E_FORMAT, 3, "not a file"};
    const struct ow_error unplaced = {OW_E_IO, OW_NO_OFFSET, "gone"};
    struct buf lines;

    (void)state;
    buf_init(&lines, 1000);
    error_json_line(&lines, "x", &placed);
    error_json_line(&lines, "y", &unplaced);
    assert_string_equal(
        buf_text(&lines),
        "{\"schema\":\"onward/error/1\",\"file\":\"x\",\"error\":{\"code\":"
        "\"format\",\"offset\":3,\"message\":\"not a file\"}}\n"
        "{\"schema\":\"onward/error/1\",\"file\":\"y\",\"error\":{\"code\":"
        "\"io\",\"offset\":null,\"message\":\"gone\"}}\n");
    buf_dispose(&lines);
}

static void warnings_are_kept_up_to_a_bound(void **state)
{
    struct ow_document *document = document_new("gpx");
    size_t count = 0;

    (void)state;
    for (int i = 0; i < DOCUMENT_MOST_WARNINGS + 5; i++) {
        document_warn(document, "gpx-time", OW_NO_OFFSET, "point %d", i);
    }
    (void)ow_document_warnings(document, &count);
    assert_int_equal(count, DOCUMENT_MOST_WARNINGS);
    assert_int_equal(ow_document_warnings_dropped(document), 5);
    assert_string_equal(ow_document_format(document), "gpx");
    ow_document_free(document);
    ow_document_free(NULL);
}

static bool make(void *context)
{
    struct ow_document *document = two_items();

    (void)context;
    ow_document_free(document);
    return document != NULL;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(fault_sweep(make, NULL) >= 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_is_a_line),
        cmocka_unit_test(errors_are_lines_too),
        cmocka_unit_test(warnings_are_kept_up_to_a_bound),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
