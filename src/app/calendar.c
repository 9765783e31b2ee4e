/* The kept plans as a calendar; see the header. */
#include "app/calendar.h"

#include "app/words.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "onward/ics.h"
#include "onward/json.h"
#include "onward/plan.h"

#include <string.h>

#define UID_DOMAIN "@onward"
#define MOST_TEXT ((size_t)16384)

/* A plan of the ledger, in effect or taken back. */
struct kept {
    int64_t id;
    struct ow_plan *plan;
    bool is_undone;
};

struct calendar {
    struct arena arena; /* the texts of the events */
    enum ow_units units;
    struct kept *plans;
    size_t plan_count;
    size_t plan_capacity;
    struct ow_ics_event *events;
    bool *is_live; /* whether the latest publication holds the event */
    size_t event_count;
    size_t event_capacity;
};

static const char *copy_buf(struct calendar *calendar, struct buf *text)
{
    const char *copy = NULL;

    if (text->status == OW_OK) {
        copy = arena_copy_text(&calendar->arena, buf_text(text), text->length);
    }
    buf_dispose(text);
    return copy;
}

/* "Progression run 9.0 km, 52 min" */
static const char *make_summary(struct calendar *calendar,
                                const struct ow_session *session)
{
    struct buf text;

    buf_init(&text, MOST_TEXT);
    buf_append_text(&text, words_session(session));
    words_figures(session, calendar->units, &text);
    return copy_buf(calendar, &text);
}

static const char *make_description(struct calendar *calendar,
                                    const struct ow_session *session)
{
    struct buf text;

    buf_init(&text, MOST_TEXT);
    buf_append_text(&text, session->reason != NULL ? session->reason : "");
    if (session->easier_option != NULL) {
        buf_append_format(&text, "\nEasier: %s", session->easier_option);
    }
    return copy_buf(calendar, &text);
}

static struct ow_ics_event *find_event(struct calendar *calendar,
                                       const char *uid)
{
    for (size_t i = 0; i < calendar->event_count; i++) {
        if (strcmp(calendar->events[i].uid, uid) == 0) {
            return &calendar->events[i];
        }
    }
    return NULL;
}

/* One more event and its mark; NULL without memory. */
static struct ow_ics_event *add_event(struct calendar *calendar)
{
    size_t capacity = 2 * calendar->event_capacity + 64;
    struct ow_ics_event *events = NULL;
    bool *is_live = NULL;

    if (calendar->event_count < calendar->event_capacity) {
        return &calendar->events[calendar->event_count++];
    }
    events = mem_resize(calendar->events, capacity, sizeof *events);
    if (events == NULL) {
        return NULL;
    }
    calendar->events = events;
    is_live = mem_resize(calendar->is_live, capacity, sizeof *is_live);
    if (is_live == NULL) {
        return NULL;
    }
    calendar->is_live = is_live;
    calendar->event_capacity = capacity;
    return &calendar->events[calendar->event_count++];
}

static bool is_same(const struct ow_ics_event *a, const struct ow_ics_event *b)
{
    return !a->is_cancelled && a->date.days == b->date.days &&
           strcmp(a->summary, b->summary) == 0 &&
           strcmp(a->description, b->description) == 0;
}

static bool publish_session(struct calendar *calendar, struct ow_date date,
                            const struct ow_session *session)
{
    struct ow_ics_event made = {.date = date, .start_minute = -1};
    struct ow_ics_event *event = NULL;
    struct buf uid;

    buf_init(&uid, MOST_TEXT);
    buf_append_format(&uid, "%s" UID_DOMAIN, session->id);
    made.uid = copy_buf(calendar, &uid);
    made.summary = make_summary(calendar, session);
    made.description = make_description(calendar, session);
    made.duration_s = OW_MISSING;
    if (made.uid == NULL || made.summary == NULL || made.description == NULL) {
        return false;
    }
    event = find_event(calendar, made.uid);
    if (event == NULL) {
        event = add_event(calendar);
    } else if (is_same(event, &made)) {
        made.sequence = event->sequence;
    } else {
        made.sequence = event->sequence + 1;
    }
    if (event == NULL) {
        return false;
    }
    *event = made;
    calendar->is_live[event - calendar->events] = true;
    return true;
}

/* What the plan in effect holds; events it does not hold are cancelled. */
static bool publish(struct calendar *calendar, const struct ow_plan *plan)
{
    size_t count = 0;
    const struct ow_plan_day *days =
        plan != NULL ? ow_plan_days(plan, &count) : NULL;

    for (size_t i = 0; i < calendar->event_count; i++) {
        calendar->is_live[i] = false;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < days[i].session_count; j++) {
            const struct ow_session *session = &days[i].sessions[j];

            if (session->type != OW_SESSION_REST && session->id != NULL &&
                !publish_session(calendar, days[i].date, session)) {
                return false;
            }
        }
    }
    for (size_t i = 0; i < calendar->event_count; i++) {
        struct ow_ics_event *event = &calendar->events[i];
        /* What was before this plan's first day is past, not dropped. */
        bool is_past =
            plan != NULL && event->date.days < ow_plan_today(plan).days;

        if (!calendar->is_live[i] && !event->is_cancelled && !is_past) {
            event->is_cancelled = true;
            event->sequence++;
        }
    }
    return true;
}

static const struct ow_plan *newest(const struct calendar *calendar)
{
    for (size_t i = calendar->plan_count; i > 0; i--) {
        if (!calendar->plans[i - 1].is_undone) {
            return calendar->plans[i - 1].plan;
        }
    }
    return NULL;
}

static enum ow_status take_plan(struct calendar *calendar,
                                const struct store_entry *entry,
                                struct ow_error *err)
{
    struct kept *kept = NULL;
    enum ow_status status = OW_OK;

    if (calendar->plan_count == calendar->plan_capacity) {
        size_t capacity = 2 * calendar->plan_capacity + 8;
        struct kept *more = mem_resize(calendar->plans, capacity, sizeof *more);

        if (more == NULL) {
            return error_nomem(err);
        }
        calendar->plans = more;
        calendar->plan_capacity = capacity;
    }
    kept = &calendar->plans[calendar->plan_count];
    *kept = (struct kept){.id = entry->id};
    status = ow_plan_decode(entry->payload, strlen(entry->payload), &kept->plan,
                            err);
    calendar->plan_count += status == OW_OK;
    return status;
}

/* Takes a plan back; false when the entry was something else. */
static bool take_back(struct calendar *calendar, int64_t id)
{
    for (size_t i = 0; i < calendar->plan_count; i++) {
        if (calendar->plans[i].id == id) {
            calendar->plans[i].is_undone = true;
            return true;
        }
    }
    return false;
}

static enum ow_status take(void *context, const struct store_entry *entry,
                           struct ow_error *err)
{
    struct calendar *calendar = context;
    enum ow_status status = OW_OK;

    if (entry->kind == STORE_PLAN) {
        status = take_plan(calendar, entry, err);
    } else if (entry->kind != STORE_UNDO ||
               !take_back(calendar, entry->undoes)) {
        return OW_OK;
    }
    if (status == OW_OK && !publish(calendar, newest(calendar))) {
        status = error_nomem(err);
    }
    return status;
}

/* Dropped before today is of no interest any more. */
static void forget_past(struct calendar *calendar, struct ow_date today,
                        struct app_calendar_counts *counts)
{
    size_t kept = 0;

    for (size_t i = 0; i < calendar->event_count; i++) {
        const struct ow_ics_event *event = &calendar->events[i];

        if (event->is_cancelled && event->date.days < today.days) {
            continue;
        }
        counts->events += !event->is_cancelled;
        counts->cancelled += event->is_cancelled;
        calendar->events[kept++] = *event;
    }
    calendar->event_count = kept;
}

static void dispose(struct calendar *calendar)
{
    for (size_t i = 0; i < calendar->plan_count; i++) {
        ow_plan_free(calendar->plans[i].plan);
    }
    mem_free(calendar->plans);
    mem_free(calendar->events);
    mem_free(calendar->is_live);
    arena_dispose(&calendar->arena);
}

enum ow_status app_calendar_encode(struct store *store, struct ow_date today,
                                   int64_t now_ms, enum ow_units units,
                                   uint8_t **bytes, size_t *length,
                                   struct app_calendar_counts *counts,
                                   struct ow_error *err)
{
    struct calendar calendar = {.units = units};
    struct ow_ics_calendar written = {"Running", now_ms, NULL, 0};
    struct app_calendar_counts told = {0, 0};
    enum ow_status status = store_ledger_walk(store, take, &calendar, err);

    if (status == OW_OK && calendar.plan_count == 0) {
        status = error_set(err, OW_E_NOT_FOUND,
                           "no plan is kept yet; 'onward plan --apply' keeps "
                           "one");
    }
    if (status == OW_OK) {
        forget_past(&calendar, today, &told);
        written.events = calendar.events;
        written.event_count = calendar.event_count;
        status = ow_ics_encode(&written, bytes, length, err);
    }
    if (status == OW_OK && counts != NULL) {
        *counts = told;
    }
    dispose(&calendar);
    return status;
}
