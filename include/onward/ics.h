/* Sessions for a calendar: iCalendar, RFC 5545. */
#ifndef ONWARD_ICS_H
#define ONWARD_ICS_H

#include "onward/codec.h"
#include "onward/date.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One entry of a calendar. */
struct ow_ics_event {
    const char *uid;     /**< stays with the event for ever */
    uint32_t sequence;   /**< raised with every change of it */
    bool is_cancelled;   /**< was in an earlier calendar, is no more */
    struct ow_date date; /**< the day, wherever the reader is */
    int start_minute;    /**< of the day, 0 to 1439; -1: all day */
    double duration_s;   /**< of one with a start; may be missing */
    const char *summary;
    const char *description; /**< lines part at '\n'; may be NULL */
};

/** A calendar to be written. */
struct ow_ics_calendar {
    const char *name;
    int64_t time_ms; /**< when it is written, Unix milliseconds */
    const struct ow_ics_event *events;
    size_t event_count;
};

/**
 * Writes a calendar. Events are all-day ones that do not block the day, or
 * with a start in floating time: the wall clock where the reader is.
 *
 * @param[out] bytes   UTF-8 with CRLF, ow_bytes_free(); untouched on failure
 * @param[out] length  of the bytes
 * @return OW_OK; OW_E_ARGUMENT for text that is not UTF-8 or an event without
 *         uid, day or summary; OW_E_RANGE for a start outside the day;
 *         OW_E_NOMEM
 *
 * Source: RFC 5545, sections 3.1 (folding), 3.3.11 (escapes), 3.6.1, 3.8.7.4
 * (sequence); RFC 7986, section 5.1 (name).
 */
OW_API OW_MUST_CHECK enum ow_status
ow_ics_encode(const struct ow_ics_calendar *calendar, uint8_t **bytes,
              size_t *length, struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
