/*
 * iCalendar, written (RFC 5545). Lines end in CRLF and are folded so that none
 * is longer than 75 octets; a fold never splits a UTF-8 sequence. A day is a
 * DATE, never an instant, so that no daylight saving can move it.
 */
#include "onward/ics.h"

#include "base/buf.h"
#include "base/error.h"

#include <string.h>

/* Octets of a line without its CRLF; RFC 5545, 3.1. */
#define LINE_OCTETS ((size_t)75)
/* Most bytes of one calendar: some hundred thousand events. */
#define MOST_BYTES ((size_t)256 << 20)
#define MINUTES_PER_DAY 1440
#define DATE_SIZE 9
#define TIME_SIZE 17

/* A content line, folded: the blank of a fold counts in the line it opens. */
static void append_line(struct buf *out, const char *line, size_t length)
{
    size_t room = LINE_OCTETS;

    while (length > room) {
        size_t cut = utf8_cut(line, length, room);

        buf_append(out, line, cut);
        buf_append_text(out, "\r\n ");
        line += cut;
        length -= cut;
        room = LINE_OCTETS - 1;
    }
    buf_append(out, line, length);
    buf_append_text(out, "\r\n");
}

/* A text value: backslash, semicolon and comma escaped, line breaks as \n,
 * other control characters left out (3.3.11). */
static void append_escaped(struct buf *line, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\\' || *text == ';' || *text == ',') {
            buf_append_char(line, '\\');
            buf_append_char(line, *text);
        } else if (*text == '\n') {
            buf_append_text(line, "\\n");
        } else if (*text == '\t' || (unsigned char)*text >= ' ') {
            buf_append_char(line, *text);
        }
    }
}

static void text_property(struct buf *out, const char *name, const char *value)
{
    struct buf line;

    buf_init(&line, MOST_BYTES);
    buf_append_text(&line, name);
    buf_append_char(&line, ':');
    append_escaped(&line, value);
    if (line.status == OW_OK) {
        append_line(out, line.data, line.length);
    } else if (out->status == OW_OK) {
        out->status = line.status;
    }
    buf_dispose(&line);
}

static void format_date(struct ow_date date, char text[DATE_SIZE])
{
    char iso[OW_DATE_TEXT_SIZE];

    /* YYYY-MM-DD without its hyphens. */
    ow_date_format(date, iso);
    memcpy(text, iso, 4);
    memcpy(text + 4, iso + 5, 2);
    memcpy(text + 6, iso + 8, 2);
    text[DATE_SIZE - 1] = '\0';
}

/* YYYYMMDDTHHMMSSZ */
static void format_instant(int64_t time_ms, char text[TIME_SIZE])
{
    char iso[OW_TIME_TEXT_SIZE];

    ow_time_format(time_ms - time_ms % 1000, iso);
    format_date(ow_date_from_time(time_ms, 0), text);
    text[8] = 'T';
    memcpy(text + 9, iso + 11, 2);
    memcpy(text + 11, iso + 14, 2);
    memcpy(text + 13, iso + 17, 2);
    text[15] = 'Z';
    text[TIME_SIZE - 1] = '\0';
}

static void append_when(struct buf *out, const struct ow_ics_event *event)
{
    char day[DATE_SIZE];
    char next[DATE_SIZE];

    format_date(event->date, day);
    if (event->start_minute < 0) {
        /* The end of an all-day event is the day after it. */
        format_date(ow_date_add_days(event->date, 1), next);
        buf_append_format(
            out, "DTSTART;VALUE=DATE:%s\r\nDTEND;VALUE=DATE:%s\r\n", day, next);
        return;
    }
    buf_append_format(out, "DTSTART:%sT%02d%02d00\r\n", day,
                      event->start_minute / 60, event->start_minute % 60);
    if (!ow_is_missing(event->duration_s) && event->duration_s >= 1) {
        buf_append_format(out, "DURATION:PT%lldS\r\n",
                          (long long)event->duration_s);
    }
}

static void append_event(struct buf *out, const struct ow_ics_event *event,
                         const char *stamp)
{
    buf_append_text(out, "BEGIN:VEVENT\r\n");
    text_property(out, "UID", event->uid);
    buf_append_format(out, "DTSTAMP:%s\r\nLAST-MODIFIED:%s\r\n", stamp, stamp);
    buf_append_format(out, "SEQUENCE:%lu\r\n", (unsigned long)event->sequence);
    append_when(out, event);
    text_property(out, "SUMMARY", event->summary);
    if (event->description != NULL) {
        text_property(out, "DESCRIPTION", event->description);
    }
    buf_append_format(out, "STATUS:%s\r\nTRANSP:TRANSPARENT\r\n",
                      event->is_cancelled ? "CANCELLED" : "CONFIRMED");
    buf_append_text(out, "END:VEVENT\r\n");
}

static bool is_text(const char *text)
{
    return text != NULL && text[0] != '\0' && utf8_is_valid(text, strlen(text));
}

static enum ow_status check_event(const struct ow_ics_event *event,
                                  size_t index, struct ow_error *err)
{
    if (!is_text(event->uid) || !is_text(event->summary) ||
        (event->description != NULL &&
         !utf8_is_valid(event->description, strlen(event->description)))) {
        return error_set(err, OW_E_ARGUMENT,
                         "event %zu has a text that is empty or not UTF-8",
                         index);
    }
    if (!ow_date_is_known(event->date)) {
        return error_set(err, OW_E_ARGUMENT, "event %zu has no day", index);
    }
    if (event->start_minute < -1 || event->start_minute >= MINUTES_PER_DAY) {
        return error_set(err, OW_E_RANGE,
                         "event %zu starts at minute %d, outside 0 to %d",
                         index, event->start_minute, MINUTES_PER_DAY - 1);
    }
    return OW_OK;
}

static void append_calendar(struct buf *out,
                            const struct ow_ics_calendar *calendar)
{
    char stamp[TIME_SIZE];

    format_instant(calendar->time_ms, stamp);
    buf_append_text(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                         "PRODID:-//onward//onward//EN\r\n"
                         "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
    text_property(out, "NAME", calendar->name);
    text_property(out, "X-WR-CALNAME", calendar->name);
    for (size_t i = 0; i < calendar->event_count; i++) {
        append_event(out, &calendar->events[i], stamp);
    }
    buf_append_text(out, "END:VCALENDAR\r\n");
}

enum ow_status ow_ics_encode(const struct ow_ics_calendar *calendar,
                             uint8_t **bytes, size_t *length,
                             struct ow_error *err)
{
    enum ow_status status = OW_OK;
    struct buf out;

    if (!is_text(calendar->name)) {
        return error_set(err, OW_E_ARGUMENT,
                         "the calendar's name is empty or not UTF-8");
    }
    for (size_t i = 0; i < calendar->event_count; i++) {
        status = check_event(&calendar->events[i], i, err);
        if (status != OW_OK) {
            return status;
        }
    }
    buf_init(&out, MOST_BYTES);
    append_calendar(&out, calendar);
    status = buf_status(&out, err);
    if (status == OW_OK) {
        char *text = buf_steal(&out, length);

        status = text == NULL ? error_nomem(err) : OW_OK;
        *bytes = text == NULL ? *bytes : (uint8_t *)text;
    }
    buf_dispose(&out);
    return status;
}
