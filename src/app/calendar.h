/*
 * The kept plans as a calendar. What was published is what the ledger tells:
 * each plan that took effect, and each undo, is a publication; a session whose
 * day or words changed gets a higher sequence, one that is no more is
 * cancelled.
 */
#ifndef APP_CALENDAR_H
#define APP_CALENDAR_H

#include "onward/date.h"
#include "onward/quantity.h"
#include "store/store.h"

/** What a calendar came to. */
struct app_calendar_counts {
    size_t events;
    size_t cancelled;
};

/**
 * Writes the sessions of the plan in effect, and those of earlier ones from
 * today on that are dropped, as iCalendar. Rest days are no events.
 *
 * @param today  sessions dropped before it are left out
 * @param now_ms when it is written, Unix milliseconds
 * @param units  of the distances in the summaries
 * @param[out] bytes  the caller's, ow_bytes_free()
 * @param[out] counts  may be NULL
 * @return OW_OK; OW_E_NOT_FOUND when no plan is kept, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
app_calendar_encode(struct store *store, struct ow_date today, int64_t now_ms,
                    enum ow_units units, uint8_t **bytes, size_t *length,
                    struct app_calendar_counts *counts, struct ow_error *err);

#endif
