/* CSV streams, their rows, and the list of a Strava export. */
#include "codec/csv/csv.h"

#include "codec/csv/row.h"
#include "codec/csv/strava.h"
#include "codec/document.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <string.h>

static void close_to(double is, double should)
{
    if (!(fabs(is - should) < 1e-9)) {
        fail_msg("%f is not %f", is, should);
    }
}

static enum ow_status decode(const char *text, struct ow_document **document,
                             struct ow_error *err)
{
    return ow_decode((const uint8_t *)text, strlen(text), NULL, document, err);
}

static struct ow_document *decoded(const char *text)
{
    struct ow_document *document = NULL;
    struct ow_error err;

    if (decode(text, &document, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    assert_string_equal(ow_document_format(document), "csv");
    return document;
}

static void rows_are_cut(void **state)
{
    struct csv_reader reader;
    struct arena arena = {NULL};

    (void)state;
    csv_init(&reader,
             str_of("\xEF\xBB\xBF"
                    "a, b ,\"c,\"\"d\"\"\"\r\n\r\n\"x\ny\"z,\r2\n\"q"));
    assert_true(csv_next(&reader));
    assert_int_equal(reader.cell_count, 3);
    assert_int_equal(reader.row_offset, 3);
    assert_true(str_equal(csv_text(&reader, 1), "b"));
    assert_string_equal(csv_copy(&arena, &reader, 2), "c,\"d\"");
    assert_true(csv_next(&reader));
    assert_int_equal(reader.row_line, 3);
    assert_true(str_equal(csv_text(&reader, 0), "x\ny"));
    assert_true(str_equal(csv_text(&reader, 1), ""));
    assert_true(str_equal(csv_text(&reader, 9), ""));
    assert_string_equal(csv_copy(&arena, &reader, 9), "");
    assert_true(csv_next(&reader));
    assert_int_equal(reader.row_line, 5);
    assert_true(str_equal(csv_text(&reader, 0), "2"));
    assert_true(csv_next(&reader));
    assert_true(str_equal(csv_text(&reader, 0), "q"));
    assert_false(csv_next(&reader));
    arena_dispose(&arena);
}

static void a_stream_is_an_activity(void **state)
{
    struct ow_document *document =
        decoded("time_s,distance_m,elevation_m,hr_bpm,cadence_spm\r\n"
                "0,0,100,120,170\n1,3.5,,0,\n\"2\",7,101,124,172");
    const struct ow_activity *activity = document->items[0].activity;
    const struct ow_activity_summary *figures = ow_activity_summary(activity);

    (void)state;
    assert_int_equal(document->item_count, 1);
    assert_null(document->items[0].run);
    assert_int_equal(document->warning_count, 0);
    assert_int_equal(ow_activity_sample_count(activity), 3);
    assert_int_equal(figures->sport, OW_SPORT_UNKNOWN);
    assert_false(figures->has_start_time);
    close_to(figures->elapsed_s, 2);
    close_to(figures->distance_m, 7);
    close_to(figures->hr_bpm.avg, 122);
    close_to(figures->cadence_spm.max, 172);
    close_to(ow_activity_channel(activity, OW_CHANNEL_DISTANCE_M)[1], 3.5);
    ow_document_free(document);
}

static void a_new_label_is_a_new_run(void **state)
{
    static const char *const labels[] = {"a", "b \"2\"", ""};
    struct ow_document *document =
        decoded("run,elevation_m,distance_m,time_s\n"
                "a,1,0,0\na,1,3,1\n\"b \"\"2\"\"\",1,5,10\n\"b \"\"2\"\"\",1,9,"
                "12\n,1,0,0\n");

    (void)state;
    assert_int_equal(document->item_count, COUNT(labels));
    for (size_t i = 0; i < COUNT(labels); i++) {
        assert_string_equal(document->items[i].run, labels[i]);
    }
    assert_int_equal(ow_activity_sample_count(document->items[1].activity), 2);
    close_to(ow_activity_summary(document->items[1].activity)->elapsed_s, 2);
    ow_document_free(document);
}

static void bad_rows_are_left_out(void **state)
{
    struct ow_document *document = decoded("time_s,distance_m,hr_bpm\n"
                                           "0,0,120\n1,x,120\n,3,120\n"
                                           "3,-1,120\n4,8,1e9\n5,10,120\n");

    (void)state;
    assert_int_equal(ow_activity_sample_count(document->items[0].activity), 2);
    assert_int_equal(document->warning_count, 4);
    assert_string_equal(document->warnings[0].code, "csv-row");
    assert_int_equal(document->warnings[0].offset, 33);
    assert_non_null(strstr(document->warnings[0].message, "line 3"));
    ow_document_free(document);
}

static void what_is_no_stream_is_refused(void **state)
{
    static const struct {
        const char *text;
        enum ow_status status;
    } cases[] = {
        {"time_s,distance_m\n", OW_E_FORMAT},
        {"time_s,distance_m\nx,y\n", OW_E_FORMAT},
        {"time,distance\n0,0\n", OW_E_FORMAT},
        {"Activity ID,Activity Date,Filename\n1,x,\n", OW_E_UNSUPPORTED},
        {"Shoe Name,Shoe Brand\nBlue,Brand\n", OW_E_FORMAT},
        {"", OW_E_FORMAT},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_document *document = NULL;
        struct ow_error err = {0};

        assert_int_equal(decode(cases[i].text, &document, &err),
                         cases[i].status);
        assert_int_equal(err.status, cases[i].status);
        assert_null(document);
    }
}

static void samples_have_a_limit(void **state)
{
    static const char text[] = "time_s,distance_m\n0,0\n1,1\n2,2\n3,3\n";
    struct ow_decode_options options = {.most_samples = 3};
    struct ow_document *document = NULL;

    (void)state;
    assert_int_equal(csv_format.decode((const uint8_t *)text, strlen(text),
                                       &options, &document, NULL),
                     OW_OK);
    assert_int_equal(ow_activity_sample_count(document->items[0].activity), 3);
    assert_string_equal(document->warnings[0].code, "csv-limit");
    ow_document_free(document);
}

static const char export_list[] =
    "Activity ID,Activity Date,Activity Name,<span class=\"x\">Activity "
    "Type</span>,Elapsed Time,Distance,Filename,Elapsed Time,translation "
    "missing: en-US.lib.horton_values.moving_time,Distance,Average Heart Rate\n"
    "90000001118,\"Sep 14, 2019, 3:22:05\xE2\x80\xAFPM\",Evening,Run,3164,5.84,"
    "activities/1.fit.gz,3164.6,3160,5839.8,130\n"
    "2,\"15 Nov 2025, 13:31:49\",\"Say \"\"hi\"\"\",Trail Run,60,0.1,,60.5,,,"
    "\n"
    "3,\"Jan 1, 2024, 12:05:00 AM\",\"two\nlines\",Kitesurf,,,,,,,\n"
    "total,,,,,,,,,,\n"
    "4,\"Smarch 13, 2024, 1:00:00 AM\",,,,,,,,,\n";

static void the_list_of_an_export(void **state)
{
    struct strava_list list;

    (void)state;
    assert_int_equal(strava_list_decode((const uint8_t *)export_list,
                                        strlen(export_list), &list, NULL),
                     OW_OK);
    assert_int_equal(list.count, 4);
    assert_int_equal(list.skipped, 1);
    assert_int_equal(list.activities[0].id, 90000001118);
    assert_string_equal(list.activities[0].filename, "activities/1.fit.gz");
    assert_int_equal(list.activities[0].sport, OW_SPORT_RUNNING);
    assert_int_equal(list.activities[0].start_time_ms, 1568474525000);
    close_to(list.activities[0].elapsed_s, 3164.6);
    close_to(list.activities[0].moving_s, 3160);
    close_to(list.activities[0].distance_m, 5839.8);
    close_to(list.activities[0].hr_avg_bpm, 130);
    assert_string_equal(list.activities[1].name, "Say \"hi\"");
    assert_int_equal(list.activities[1].sub_sport, 3);
    assert_int_equal(list.activities[1].start_time_ms, 1763213509000);
    assert_true(ow_is_missing(list.activities[1].distance_m));
    assert_string_equal(list.activities[1].filename, "");
    assert_string_equal(list.activities[2].name, "two\nlines");
    assert_int_equal(list.activities[2].sport, OW_SPORT_UNKNOWN);
    assert_int_equal(list.activities[2].start_time_ms, 1704067500000);
    assert_false(list.activities[3].has_start_time);
    strava_list_dispose(&list);
}

static void a_german_list(void **state)
{
    static const char text[] =
        "Aktivit\xC3\xA4ts-ID,Aktivit\xC3\xA4tsdatum,Name der Aktivit\xC3\xA4t,"
        "Aktivit\xC3\xA4tsart,Verstrichene Zeit,Distanz,Dateiname,Verstrichene "
        "Zeit,Bewegungszeit,Distanz\n"
        "7,\"27.01.2021, 13:57:47\",Runde,Lauf,60,\"0,2\",,60.0,59,200.5\n";
    struct strava_list list;

    (void)state;
    assert_int_equal(
        strava_list_decode((const uint8_t *)text, strlen(text), &list, NULL),
        OW_OK);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.activities[0].sport, OW_SPORT_RUNNING);
    assert_int_equal(list.activities[0].start_time_ms, 1611755867000);
    close_to(list.activities[0].moving_s, 59);
    close_to(list.activities[0].distance_m, 200.5);
    strava_list_dispose(&list);
    assert_int_equal(
        strava_list_decode((const uint8_t *)"a,b\n", 4, &list, NULL),
        OW_E_FORMAT);
}

static bool decode_stream(void *context)
{
    struct ow_document *document = NULL;
    enum ow_status status = decode(context, &document, NULL);

    ow_document_free(document);
    return status == OW_OK;
}

static bool decode_list(void *context)
{
    struct strava_list list = {{NULL}, NULL, 0, 0};
    const char *text = context;
    enum ow_status status =
        strava_list_decode((const uint8_t *)text, strlen(text), &list, NULL);

    strava_list_dispose(&list);
    return status == OW_OK;
}

static void every_allocation_may_fail(void **state)
{
    static char stream[] = "run,time_s,distance_m,hr_bpm\n1,0,0,120\n1,1,3,\n"
                           "2,0,0,120\n";
    static char list[sizeof export_list];

    (void)state;
    memcpy(list, export_list, sizeof export_list);
    assert_true(fault_sweep(decode_stream, stream) > 8);
    assert_true(fault_sweep(decode_list, list) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_cut),
        cmocka_unit_test(a_stream_is_an_activity),
        cmocka_unit_test(a_new_label_is_a_new_run),
        cmocka_unit_test(bad_rows_are_left_out),
        cmocka_unit_test(what_is_no_stream_is_refused),
        cmocka_unit_test(samples_have_a_limit),
        cmocka_unit_test(the_list_of_an_export),
        cmocka_unit_test(a_german_list),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
