/* GPX: tracks, routes, waypoints, and what is odd about real files. */
#include "codec/gpx/gpx.h"

#include "codec/document.h"
#include "codec/recording.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct ow_document *decode_bytes(const void *bytes, size_t length)
{
    struct ow_document *document = NULL;
    struct ow_error err;

    assert_true(gpx_format.sniff(bytes, length));
    if (ow_decode(bytes, length, NULL, &document, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    assert_string_equal(ow_document_format(document), "gpx");
    return document;
}

static struct ow_document *decode(const char *text)
{
    return decode_bytes(text, strlen(text));
}

static const struct ow_activity *activity(const struct ow_document *document,
                                          size_t i)
{
    assert_true(i < document->item_count);
    return document->items[i].activity;
}

static const struct ow_activity_summary *
summary(const struct ow_document *document, size_t i)
{
    return ow_activity_summary(activity(document, i));
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

static double value(const struct ow_document *document, enum ow_channel channel,
                    size_t i)
{
    const double *values = ow_activity_channel(activity(document, 0), channel);

    return values == NULL ? OW_MISSING : values[i];
}

static void close_to(double is, double should)
{
    if (!(fabs(is - should) < 1e-3)) {
        fail_msg("%f is not %f", is, should);
    }
}

/* A ten-thousandth of a degree of latitude at the equator on WGS 84. */
#define STEP_M 11.0574

static const char two_segments[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
    "<gpx creator=\"Somewatch\"><metadata><name>no</name><time>2001-01-01T"
    "00:00:00Z</time></metadata><wpt lat=\"1\" lon=\"1\"><name>W</name></wpt>"
    "<rte><rtept lat=\"0\" lon=\"0\"/></rte>"
    "<trk><name>Lunch &amp; run</name><type>9</type><trkseg>"
    "<trkpt lat=\"0\" lon=\"0\"><ele>10.5</ele><time>2024-02-29T06:30:00Z"
    "</time><extensions><gpxtpx:TrackPointExtension><gpxtpx:atemp>21"
    "</gpxtpx:atemp><gpxtpx:hr>150</gpxtpx:hr><gpxtpx:cad>86</gpxtpx:cad>"
    "</gpxtpx:TrackPointExtension><heartrate>99</heartrate><power>240</power>"
    "<speed>2.5</speed></extensions></trkpt>"
    "<trkpt lon=\"0\" lat=\"0.0001\"><time>2024-02-29T06:30:05.5Z</time>"
    "<extensions><hr>0</hr></extensions></trkpt></trkseg><trkseg>"
    "<trkpt lat=\"1\" lon=\"0\"><time>2024-02-29T06:40:05.5Z</time></trkpt>"
    "<trkpt lat=\"1.0001\" lon=\"0\"><time>2024-02-29T06:40:10Z</time>"
    "<extensions><hr>160</hr></extensions></trkpt>"
    "</trkseg></trk></gpx>";

static void segments_are_parted_by_pauses(void **state)
{
    struct ow_document *document = decode(two_segments);
    const struct ow_activity_summary *figures = summary(document, 0);
    size_t count = 0;
    const struct ow_pause *pauses =
        ow_activity_pauses(activity(document, 0), &count);

    (void)state;
    assert_int_equal(document->item_count, 1);
    assert_int_equal(document->items[0].kind, OW_ITEM_ACTIVITY);
    assert_true(has_warning(document, "gpx-routes"));
    assert_string_equal(figures->name, "Lunch & run");
    assert_string_equal(figures->product, "Somewatch");
    assert_int_equal(figures->sport, OW_SPORT_RUNNING);
    assert_int_equal(figures->start_time_ms, 1709188200000);
    close_to(figures->elapsed_s, 610);
    close_to(figures->timer_s, 10);
    assert_true(fabs(figures->distance_m - 2 * STEP_M) < 0.01);
    close_to(figures->hr_bpm.min, 150);
    close_to(figures->hr_bpm.max, 160);
    close_to(value(document, OW_CHANNEL_CADENCE_SPM, 0), 172);
    close_to(value(document, OW_CHANNEL_TEMPERATURE_C, 0), 21);
    close_to(value(document, OW_CHANNEL_POWER_W, 0), 240);
    close_to(value(document, OW_CHANNEL_SPEED_M_PER_S, 0), 2.5);
    close_to(value(document, OW_CHANNEL_ELEVATION_M, 0), 10.5);
    close_to(value(document, OW_CHANNEL_TIME_S, 1), 5.5);
    assert_int_equal(count, 1);
    close_to(pauses[0].start_s, 5.5);
    close_to(pauses[0].duration_s, 600);
    ow_document_free(document);
}

static void distance_needs_no_time(void **state)
{
    struct ow_document *document =
        decode("<gpx><trk><trkseg><trkpt lat=\"0\" lon=\"0\"/><trkpt lat=\"\" "
               "lon=\"0\"/><trkpt lat=\"x\" lon=\"0\"/><trkpt "
               "lon=\"1\"/><trkpt lat=\"0.0001\" lon=\"0\"/>"
               "</trkseg><trkseg><trkpt lat=\"50\" lon=\"0\"/></trkseg></trk>"
               "<trk/></gpx>");

    (void)state;
    assert_int_equal(document->item_count, 2);
    assert_int_equal(ow_activity_sample_count(activity(document, 0)), 6);
    assert_true(has_warning(document, "xml-number"));
    assert_true(fabs(summary(document, 0)->distance_m - STEP_M) < 0.01);
    assert_false(summary(document, 0)->has_start_time);
    assert_true(ow_is_missing(summary(document, 0)->elapsed_s));
    assert_int_equal(ow_activity_sample_count(activity(document, 1)), 0);
    ow_document_free(document);
}

static void marks_of_a_pause_break_the_line(void **state)
{
    struct ow_document *document =
        decode("<gpx><trk><trkseg><trkpt lat=\"0\" lon=\"0\"/>"
               "<trkpt lat=\"0.0001\" lon=\"0\"/><trkpt lat=\"100\" lon=\"0\"/>"
               "<trkpt lat=\"200\" lon=\"0\"/><trkpt lat=\"1\" lon=\"0\"/>"
               "</trkseg></trk></gpx>");

    (void)state;
    assert_true(fabs(summary(document, 0)->distance_m - STEP_M) < 0.01);
    ow_document_free(document);
}

#define TIMED(lat, second)                                                     \
    "<trkpt lat=\"" lat "\" lon=\"0\"><time>2021-01-07T21:51:" second          \
    "Z</time></trkpt>"

/* What a course is made from: pauses where there are times, else metres. */
static void gaps_are_known_with_and_without_times(void **state)
{
    struct ow_document *timed =
        decode("<gpx><trk><trkseg>" TIMED("0", "00") TIMED("0.0001", "03")
                   TIMED("100", "04") TIMED("200", "10") TIMED("1", "12")
                       TIMED("1.0001", "15") "</trkseg></trk></gpx>");
    struct ow_document *untimed =
        decode("<gpx><trk><trkseg><trkpt lat=\"0\" lon=\"0\"/>"
               "<trkpt lat=\"0.0001\" lon=\"0\"/></trkseg>"
               "<trkseg><trkpt lat=\"1\" lon=\"0\"/>"
               "<trkpt lat=\"1.0001\" lon=\"0\"/></trkseg></trk></gpx>");
    const struct ow_activity *activity =
        ow_document_items(timed, &(size_t){0})[0].activity;
    const double *along_m = NULL;
    size_t count = 0;

    (void)state;
    assert_null(ow_activity_channel(activity, OW_CHANNEL_DISTANCE_M));
    assert_true(ow_activity_pauses(activity, &count)[0].start_s >= 3);
    assert_true(count >= 1);
    activity = ow_document_items(untimed, &count)[0].activity;
    along_m = ow_activity_channel(activity, OW_CHANNEL_DISTANCE_M);
    assert_non_null(along_m);
    assert_true(fabs(along_m[1] - STEP_M) < 0.01);
    assert_true(fabs(along_m[2] - STEP_M) < 0.01);
    assert_true(fabs(along_m[3] - 2 * STEP_M) < 0.01);
    ow_document_free(timed);
    ow_document_free(untimed);
}

static void types_are_sports(void **state)
{
    static const struct {
        const char *type;
        int sport;
        int sub_sport;
    } cases[] = {
        {"running", OW_SPORT_RUNNING, -1},
        {"Run", OW_SPORT_RUNNING, -1},
        {"9", OW_SPORT_RUNNING, -1},
        {"trail", OW_SPORT_RUNNING, 3},
        {"1", OW_SPORT_CYCLING, -1},
        {"road_biking", OW_SPORT_CYCLING, 7},
        {"16", OW_SPORT_SWIMMING, -1},
        {"generic", OW_SPORT_GENERIC, -1},
        {"jkljkl", OW_SPORT_UNKNOWN, -1},
        {"a type far longer than any type of sport has ever been",
         OW_SPORT_UNKNOWN, -1},
        {"", OW_SPORT_UNKNOWN, -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[200];
        struct ow_document *document = NULL;

        (void)snprintf(text, sizeof text,
                       "<gpx><trk><link><type>run</type></link><type> %s "
                       "</type></trk></gpx>",
                       cases[i].type);
        document = decode(text);
        assert_int_equal(summary(document, 0)->sport, cases[i].sport);
        assert_int_equal(summary(document, 0)->sub_sport, cases[i].sub_sport);
        ow_document_free(document);
    }
}

static void routes_are_courses_and_waypoints_other(void **state)
{
    struct ow_document *document =
        decode("<gpx><wpt lat=\"0\" lon=\"0\"/><rte><name>Loop</name>"
               "<rtept lat=\"0\" lon=\"0\"/><rtept lat=\"0.0001\" lon=\"0\"/>"
               "</rte><rte/></gpx>");

    (void)state;
    assert_int_equal(document->item_count, 2);
    assert_int_equal(document->items[0].kind, OW_ITEM_COURSE);
    assert_string_equal(summary(document, 0)->name, "Loop");
    assert_true(fabs(summary(document, 0)->distance_m - STEP_M) < 0.01);
    ow_document_free(document);

    document = decode("<gpx><wpt lat=\"0\" lon=\"0\"/></gpx>");
    assert_int_equal(document->item_count, 1);
    assert_int_equal(document->items[0].kind, OW_ITEM_OTHER);
    ow_document_free(document);
}

static void many_encodings_are_read(void **state)
{
    static const char text[] = "<gpx><trk><name>x</name></trk></gpx>";
    char marked[sizeof text + 3] = "\xEF\xBB\xBF";
    uint8_t wide[2 * sizeof text];
    struct ow_document *document = NULL;

    (void)state;
    memcpy(marked + 3, text, sizeof text);
    document = decode(marked);
    assert_string_equal(summary(document, 0)->name, "x");
    ow_document_free(document);

    for (int big = 0; big < 2; big++) {
        wide[0] = big != 0 ? 0xFE : 0xFF;
        wide[1] = big != 0 ? 0xFF : 0xFE;
        for (size_t i = 0; i < sizeof text - 1; i++) {
            wide[2 + 2 * i + (big != 0)] = (uint8_t)text[i];
            wide[2 + 2 * i + (big == 0)] = 0;
        }
        document = decode_bytes(wide, sizeof wide);
        assert_string_equal(summary(document, 0)->name, "x");
        ow_document_free(document);
    }
    document = decode(" \r\n  <?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
                      "<gpx><trk><name>caf\xE9</name></trk></gpx>");
    assert_string_equal(summary(document, 0)->name, "caf\xC3\xA9");
    ow_document_free(document);
}

static void tracks_in_points_do_no_harm(void **state)
{
    struct ow_document *document =
        decode("<gpx><trk><trkseg><trkpt lat=\"0\" lon=\"0\"><trk/></trkpt>"
               "<trk><time>2024-02-29T06:30:00Z</time></trk></trkseg></trk>"
               "</gpx>");

    (void)state;
    assert_int_equal(document->item_count, 2);
    assert_int_equal(ow_activity_sample_count(activity(document, 1)), 0);
    ow_document_free(document);
}

static void time_may_run_backwards(void **state)
{
    struct ow_document *document =
        decode("<gpx><trk><trkseg>"
               "<trkpt lat=\"0\" lon=\"0\"><time>2024-03-01T00:00:10Z</time>"
               "</trkpt><trkpt lat=\"0\" lon=\"0\"><time>2024-02-29T23:59:50"
               "+00:00</time></trkpt><trkpt lat=\"0\" lon=\"0\"><time>2024-02-"
               "30T00:00:00Z</time></trkpt></trkseg></trk></gpx>");

    (void)state;
    close_to(value(document, OW_CHANNEL_TIME_S, 1), -20);
    assert_true(has_warning(document, "xml-time"));
    ow_document_free(document);
}

static void damage_keeps_what_was_read(void **state)
{
    (void)state;
    for (size_t length = 1; length < sizeof two_segments - 1; length++) {
        struct ow_document *document = NULL;
        struct ow_error err = {0};
        enum ow_status status = gpx_format.decode(
            (const uint8_t *)two_segments, length, NULL, &document, &err);

        if (status == OW_OK) {
            assert_true(document->integrity.truncated);
            assert_true(document->item_count > 0);
        } else {
            assert_int_equal(status, OW_E_TRUNCATED);
            assert_true(length < 200);
        }
        ow_document_free(document);
    }
}

static void samples_have_a_limit(void **state)
{
    struct ow_decode_options options = {.most_samples = 3};
    struct ow_document *document = NULL;

    (void)state;
    assert_int_equal(gpx_format.decode((const uint8_t *)two_segments,
                                       sizeof two_segments - 1, &options,
                                       &document, NULL),
                     OW_OK);
    /* The route's point was one of the three. */
    assert_int_equal(ow_activity_sample_count(activity(document, 0)), 2);
    assert_true(has_warning(document, "xml-damaged"));
    ow_document_free(document);
}

static void tracks_have_a_limit(void **state)
{
    size_t length = 5 + 6 * (RECORDING_MOST_ACTIVITIES + 1);
    char *text = malloc(length);
    struct ow_document *document = NULL;

    (void)state;
    assert_non_null(text);
    memcpy(text, "<gpx>", 5);
    for (size_t i = 0; i <= RECORDING_MOST_ACTIVITIES; i++) {
        memcpy(text + 5 + 6 * i, "<trk/>", 6);
    }
    document = decode_bytes(text, length);
    assert_int_equal(document->item_count, RECORDING_MOST_ACTIVITIES);
    assert_true(has_warning(document, "xml-damaged"));
    ow_document_free(document);
    free(text);
}

static bool decode_text(void *context)
{
    struct ow_document *document = NULL;
    const char *text = context;
    enum ow_status status = gpx_format.decode(
        (const uint8_t *)text, strlen(text), NULL, &document, NULL);

    ow_document_free(document);
    return status == OW_OK;
}

static void every_allocation_may_fail(void **state)
{
    static char text[] =
        "<gpx creator=\"Somewatch\"><trk><name>n</name><type>run</type><trkseg>"
        "<trkpt lat=\"0\" lon=\"0\"><time>2024-02-29T06:30:00Z</time>"
        "<extensions><cad>80</cad></extensions></trkpt></trkseg><trkseg>"
        "<trkpt lat=\"0\" lon=\"0\"><time>2024-02-29T06:31:00Z</time></trkpt>"
        "</trkseg></trk></gpx>";

    (void)state;
    assert_true(fault_sweep(decode_text, text) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(segments_are_parted_by_pauses),
        cmocka_unit_test(distance_needs_no_time),
        cmocka_unit_test(marks_of_a_pause_break_the_line),
        cmocka_unit_test(gaps_are_known_with_and_without_times),
        cmocka_unit_test(types_are_sports),
        cmocka_unit_test(routes_are_courses_and_waypoints_other),
        cmocka_unit_test(many_encodings_are_read),
        cmocka_unit_test(tracks_in_points_do_no_harm),
        cmocka_unit_test(time_may_run_backwards),
        cmocka_unit_test(damage_keeps_what_was_read),
        cmocka_unit_test(samples_have_a_limit),
        cmocka_unit_test(tracks_have_a_limit),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("gpx", tests, NULL, NULL);
}
