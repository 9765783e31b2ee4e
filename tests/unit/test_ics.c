/* The iCalendar writer, with libical as referee where it is there. */
#include "onward/ics.h"

#include "base/buf.h"
#include "base/str.h"
#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <stdio.h>
#include <string.h>

#ifdef HAVE_ICAL
#include <libical/ical.h>
#endif

/* 2026-11-22T17:30:00Z */
#define WRITTEN_MS INT64_C(1795368600000)

static struct ow_date day(const char *text)
{
    struct ow_date date = ow_date_none();

    assert_int_equal(ow_date_parse(text, &date, NULL), OW_OK);
    return date;
}

static struct ow_ics_event event(const char *uid, const char *date,
                                 const char *summary)
{
    struct ow_ics_event made = {
        .uid = uid,
        .date = day(date),
        .start_minute = -1,
        .duration_s = OW_MISSING,
        .summary = summary,
    };

    return made;
}

/* The calendar of some events as text; test_free() it. */
static char *encode(const struct ow_ics_event *events, size_t count)
{
    struct ow_ics_calendar calendar = {"Training", WRITTEN_MS, events, count};
    uint8_t *bytes = NULL;
    size_t length = 0;
    char *text = NULL;

    assert_int_equal(ow_ics_encode(&calendar, &bytes, &length, NULL), OW_OK);
    text = test_malloc(length + 1);
    memcpy(text, bytes, length);
    text[length] = '\0';
    ow_bytes_free(bytes);
    return text;
}

static void an_all_day_event(void **state)
{
    struct ow_ics_event one =
        event("2026-11-23-long-1@onward", "2026-12-31", "Long run 14 km");
    char *text = NULL;

    (void)state;
    one.sequence = 3;
    text = encode(&one, 1);
    assert_string_equal(text, "BEGIN:VCALENDAR\r\n"
                              "VERSION:2.0\r\n"
                              "PRODID:-//onward//onward//EN\r\n"
                              "CALSCALE:GREGORIAN\r\n"
                              "METHOD:PUBLISH\r\n"
                              "NAME:Training\r\n"
                              "X-WR-CALNAME:Training\r\n"
                              "BEGIN:VEVENT\r\n"
                              "UID:2026-11-23-long-1@onward\r\n"
                              "DTSTAMP:20261122T173000Z\r\n"
                              "LAST-MODIFIED:20261122T173000Z\r\n"
                              "SEQUENCE:3\r\n"
                              "DTSTART;VALUE=DATE:20261231\r\n"
                              "DTEND;VALUE=DATE:20270101\r\n"
                              "SUMMARY:Long run 14 km\r\n"
                              "STATUS:CONFIRMED\r\n"
                              "TRANSP:TRANSPARENT\r\n"
                              "END:VEVENT\r\n"
                              "END:VCALENDAR\r\n");
    test_free(text);
}

static void a_start_is_floating_time(void **state)
{
    struct ow_ics_event one = event("a@onward", "2026-12-01", "Tempo");
    char *text = NULL;

    (void)state;
    one.start_minute = 18 * 60 + 5;
    one.duration_s = 2700;
    text = encode(&one, 1);
    assert_non_null(strstr(text, "\r\nDTSTART:20261201T180500\r\n"
                                 "DURATION:PT2700S\r\n"));
    test_free(text);
    one.duration_s = OW_MISSING;
    text = encode(&one, 1);
    assert_null(strstr(text, "DURATION"));
    test_free(text);
}

static void what_was_dropped_is_cancelled(void **state)
{
    struct ow_ics_event one = event("a@onward", "2026-12-01", "Tempo");
    char *text = NULL;

    (void)state;
    one.is_cancelled = true;
    text = encode(&one, 1);
    assert_non_null(strstr(text, "\r\nSTATUS:CANCELLED\r\n"));
    assert_null(strstr(text, "CONFIRMED"));
    test_free(text);
}

static void text_is_escaped(void **state)
{
    struct ow_ics_event one =
        event("a@onward", "2026-12-01", "5:00, easy; a\\b\r\x01");
    char *text = NULL;

    (void)state;
    one.description = "one\ntwo\tthree";
    text = encode(&one, 1);
    assert_non_null(strstr(text, "SUMMARY:5:00\\, easy\\; a\\\\b\r\n"));
    assert_non_null(strstr(text, "DESCRIPTION:one\\ntwo\tthree\r\n"));
    test_free(text);
}

static void long_lines_are_folded_between_characters(void **state)
{
    struct ow_ics_event one = event("a@onward", "2026-12-01", "x");
    char summary[400];

    (void)state;
    /* Every alignment of two-, three- and four-byte characters. */
    for (size_t lead = 0; lead < 12; lead++) {
        size_t used = lead;
        char *text = NULL;
        struct str rest;

        memset(summary, 'x', lead);
        while (used + 9 < sizeof summary) {
            memcpy(summary + used, "é€😀", 9);
            used += 9;
        }
        summary[used] = '\0';
        one.summary = summary;
        text = encode(&one, 1);
        rest = str_of(text);
        while (rest.length > 0) {
            struct str line = str_split(&rest, '\n');

            assert_int_equal(line.data[line.length - 1], '\r');
            assert_in_range(line.length, 2, 76);
            assert_true(utf8_is_valid(line.data, line.length));
        }
        test_free(text);
    }
}

static void bad_events_are_refused(void **state)
{
    static const char not_utf8[] = "\xc3(";
    struct ow_ics_calendar calendar = {"Training", WRITTEN_MS, NULL, 1};
    struct ow_ics_event cases[7];
    uint8_t *bytes = NULL;
    size_t length = 7;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        cases[i] = event("a@onward", "2026-12-01", "Tempo");
    }
    cases[0].uid = NULL;
    cases[1].summary = "";
    cases[2].summary = not_utf8;
    cases[3].description = not_utf8;
    cases[4].date = ow_date_none();
    cases[5].start_minute = 1440;
    cases[6].start_minute = -2;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_error err = {0};

        calendar.events = &cases[i];
        assert_int_equal(ow_ics_encode(&calendar, &bytes, &length, &err),
                         i < 5 ? OW_E_ARGUMENT : OW_E_RANGE);
        assert_null(bytes);
        assert_int_equal(length, 7);
        assert_true(err.message[0] != '\0');
    }
    calendar.name = not_utf8;
    calendar.event_count = 0;
    assert_int_equal(ow_ics_encode(&calendar, &bytes, &length, NULL),
                     OW_E_ARGUMENT);
}

static bool encode_once(void *context)
{
    struct ow_ics_calendar *calendar = context;
    uint8_t *bytes = NULL;
    size_t length = 0;
    enum ow_status status = ow_ics_encode(calendar, &bytes, &length, NULL);

    assert_true(status == OW_OK || (status == OW_E_NOMEM && bytes == NULL));
    ow_bytes_free(bytes);
    return status == OW_OK;
}

static void every_allocation_may_fail(void **state)
{
    struct ow_ics_event one = event("a@onward", "2026-12-01", "Tempo");
    struct ow_ics_calendar calendar = {"Training", WRITTEN_MS, &one, 1};

    (void)state;
    assert_true(fault_sweep(encode_once, &calendar) > 3);
}

#ifdef HAVE_ICAL

static void libical_reads_it_back(void **state)
{
    static const char wanted[] =
        "Fartlek: 8 × 1 min schnell, Tempo 4:10–4:20/km; Pause 2 min "
        "(locker)\\ Treffpunkt: Brücke, Nordseite";
    struct ow_ics_event events[2];
    char *text = NULL;
    icalcomponent *calendar = NULL;
    icalcomponent *found = NULL;
    struct icaltimetype start;

    (void)state;
    events[0] = event("2026-11-23-fartlek-1@onward", "2026-11-25", wanted);
    events[0].sequence = 2;
    events[0].description = "warm up\nrun, then walk";
    events[1] = event("b@onward", "2026-11-26", "Dropped");
    events[1].is_cancelled = true;
    text = encode(events, 2);
    calendar = icalparser_parse_string(text);
    assert_non_null(calendar);
    assert_int_equal(icalcomponent_count_errors(calendar), 0);
    found = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    assert_string_equal(icalcomponent_get_summary(found), wanted);
    assert_string_equal(icalcomponent_get_uid(found), events[0].uid);
    assert_string_equal(icalcomponent_get_description(found),
                        events[0].description);
    assert_int_equal(icalcomponent_get_sequence(found), 2);
    start = icalcomponent_get_dtstart(found);
    assert_true(start.is_date);
    assert_int_equal(start.year * 10000 + start.month * 100 + start.day,
                     20261125);
    assert_int_equal(icalcomponent_get_dtend(found).day, 26);
    found = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT);
    assert_int_equal(icalcomponent_get_status(found), ICAL_STATUS_CANCELLED);
    icalcomponent_free(calendar);
    test_free(text);
}

#else

static void libical_reads_it_back(void **state)
{
    (void)state;
    (void)printf("1 case left out: libical is not there\n");
    skip();
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_all_day_event),
        cmocka_unit_test(a_start_is_floating_time),
        cmocka_unit_test(what_was_dropped_is_cancelled),
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(long_lines_are_folded_between_characters),
        cmocka_unit_test(bad_events_are_refused),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(libical_reads_it_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
