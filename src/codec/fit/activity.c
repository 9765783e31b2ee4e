/* A part's sessions, records, laps and timer events into activities. */
#include "codec/fit/part.h"

#include "base/mem.h"
#include "codec/fit/sport.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MS_PER_S 1000
#define LARGEST_UTC_OFFSET_S (14 * 3600)
#define UTC_OFFSET_STEP_S (15 * 60)
#define MOST_NUMBER_TEXT 24

static int64_t unix_ms(uint32_t time)
{
    return ((int64_t)time + FIT_EPOCH_S) * MS_PER_S;
}

static uint32_t first_record_time(const struct fit_records *records)
{
    for (size_t i = 0; i < records->count; i++) {
        if (records->times[i] != FIT_NO_TIME) {
            return records->times[i];
        }
    }
    return FIT_NO_TIME;
}

static int by_start(const void *a, const void *b)
{
    uint32_t first = ((const struct fit_session *)a)->start;
    uint32_t second = ((const struct fit_session *)b)->start;

    return (first > second) - (first < second);
}

/* Where no session is: one of which only the sport may be known. */
static bool ensure_session(struct fit_part *part)
{
    struct fit_session *session = NULL;

    if (part->sessions.count > 0) {
        return true;
    }
    session = fit_list_add(&part->sessions, sizeof *session);
    if (session == NULL) {
        return false;
    }
    *session = (struct fit_session){
        .start = FIT_NO_TIME,
        .end = FIT_NO_TIME,
        .sport = part->sport,
        .sub_sport = part->sub_sport,
        .elapsed_s = OW_MISSING,
        .timer_s = OW_MISSING,
        .moving_s = OW_MISSING,
        .distance_m = OW_MISSING,
        .hr_bpm = {OW_MISSING, OW_MISSING, OW_MISSING},
        .cadence_per_min = {OW_MISSING, OW_MISSING, OW_MISSING},
        .power_w = {OW_MISSING, OW_MISSING, OW_MISSING},
        .ascent_m = OW_MISSING,
        .descent_m = OW_MISSING,
        .elevation_min_m = OW_MISSING,
        .elevation_max_m = OW_MISSING};
    return true;
}

/* Gives every session a start where one can be had, and sorts them by it. */
static void order_sessions(struct fit_part *part)
{
    struct fit_session *sessions = part->sessions.items;
    size_t count = part->sessions.count;

    for (size_t i = 0; i < count; i++) {
        struct fit_session *session = &sessions[i];

        if (session->start == FIT_NO_TIME && session->end != FIT_NO_TIME &&
            session->elapsed_s <= session->end) {
            session->start = session->end - (uint32_t)session->elapsed_s;
        }
        if (session->start == FIT_NO_TIME) {
            session->start = first_record_time(&part->records);
        }
    }
    if (count > 1) {
        qsort(sessions, count, sizeof *sessions, by_start);
    }
}

/*
 * The session an instant belongs to: the last that has begun by then, the
 * first where none has. `near` is where to begin to look.
 */
static size_t session_at(const struct fit_part *part, uint32_t time,
                         size_t near)
{
    const struct fit_session *sessions = part->sessions.items;

    while (near > 0 && sessions[near].start > time) {
        near--;
    }
    while (near + 1 < part->sessions.count &&
           sessions[near + 1].start <= time) {
        near++;
    }
    return near;
}

/* The columns of the only session: handed over as they are. */
static void move_columns(struct ow_activity *activity,
                         struct fit_records *records)
{
    for (size_t i = 0; i < OW_CHANNEL_COUNT; i++) {
        activity->channels[i] = records->columns[i];
        records->columns[i] = NULL;
    }
}

/* The columns' values in the rows of one of several sessions. */
static bool copy_columns(struct ow_activity *activity,
                         const struct fit_records *records, const size_t *rows,
                         size_t count)
{
    for (size_t i = 0; i < OW_CHANNEL_COUNT; i++) {
        double *values = NULL;

        if (records->columns[i] == NULL || count == 0) {
            continue;
        }
        values = mem_resize(NULL, count, sizeof *values);
        if (values == NULL) {
            return false;
        }
        for (size_t k = 0; k < count; k++) {
            values[k] = records->columns[i][rows[k]];
        }
        activity->channels[i] = values;
    }
    return true;
}

/* `rows` is NULL where the activity has them all. */
static bool fill_times(struct ow_activity *activity,
                       const struct fit_records *records, const size_t *rows,
                       uint32_t start)
{
    double *time_s = NULL;

    if (activity->sample_count == 0 || start == FIT_NO_TIME) {
        return true;
    }
    time_s = mem_resize(NULL, activity->sample_count, sizeof *time_s);
    if (time_s == NULL) {
        return false;
    }
    for (size_t i = 0; i < activity->sample_count; i++) {
        uint32_t time = records->times[rows == NULL ? i : rows[i]];

        time_s[i] =
            time == FIT_NO_TIME ? OW_MISSING : (double)time - (double)start;
    }
    activity->channels[OW_CHANNEL_TIME_S] = time_s;
    return true;
}

/* Turns or strides a minute, with their fraction, into the channel's unit. */
static void finish_cadence(struct ow_activity *activity,
                           const struct fit_records *records,
                           const size_t *rows)
{
    double *cadence = activity->channels[OW_CHANNEL_CADENCE_SPM];
    const double *fraction = records->columns[FIT_COLUMN_CADENCE_FRACTION];
    double factor = fit_is_on_foot(activity->summary.sport) ? 2 : 1;

    for (size_t i = 0; cadence != NULL && i < activity->sample_count; i++) {
        double part =
            fraction == NULL ? 0 : fraction[rows == NULL ? i : rows[i]];

        cadence[i] = factor * (cadence[i] + (ow_is_missing(part) ? 0 : part));
    }
}

static void drop_empty_channels(struct ow_activity *activity)
{
    for (size_t i = 0; i < OW_CHANNEL_COUNT; i++) {
        const double *values = activity->channels[i];
        size_t k = 0;

        if (values == NULL) {
            continue;
        }
        while (k < activity->sample_count && ow_is_missing(values[k])) {
            k++;
        }
        if (k == activity->sample_count) {
            activity_drop_channel(activity, (enum ow_channel)i);
        }
    }
}

static int by_lap_start(const void *a, const void *b)
{
    int64_t first = ((const struct ow_lap *)a)->start_time_ms;
    int64_t second = ((const struct ow_lap *)b)->start_time_ms;

    return (first > second) - (first < second);
}

static bool add_laps(struct ow_activity *activity, const struct fit_part *part,
                     size_t session)
{
    const struct fit_session *sessions = part->sessions.items;
    const struct fit_lap *laps = part->laps.items;
    size_t near = 0;

    if (part->laps.count == 0) {
        return true;
    }
    activity->laps =
        arena_calloc(&activity->arena, part->laps.count, sizeof(struct ow_lap));
    if (activity->laps == NULL) {
        return false;
    }
    for (size_t i = 0; i < part->laps.count; i++) {
        struct ow_lap *lap = &activity->laps[activity->lap_count];
        uint32_t start = laps[i].start;

        if (start != FIT_NO_TIME) {
            near = session_at(part, start, near);
        } else {
            start = sessions[near].start;
        }
        if (near == session) {
            *lap = laps[i].lap;
            lap->start_time_ms = unix_ms(start);
            activity->lap_count++;
        }
    }
    qsort(activity->laps, activity->lap_count, sizeof(struct ow_lap),
          by_lap_start);
    return true;
}

/* A pause lies between a stop of the timer and the next start. */
static bool add_pauses(struct ow_activity *activity,
                       const struct fit_part *part, size_t session)
{
    const struct fit_timer *timers = part->timers.items;
    uint32_t start =
        ((const struct fit_session *)part->sessions.items)[session].start;
    uint32_t stop = FIT_NO_TIME;
    size_t near = 0;

    if (part->timers.count == 0 || start == FIT_NO_TIME) {
        return true;
    }
    activity->pauses = arena_calloc(&activity->arena, part->timers.count,
                                    sizeof(struct ow_pause));
    if (activity->pauses == NULL) {
        return false;
    }
    for (size_t i = 0; i < part->timers.count; i++) {
        if (!timers[i].is_start) {
            stop = stop == FIT_NO_TIME ? timers[i].time : stop;
            continue;
        }
        if (stop != FIT_NO_TIME && timers[i].time > stop && stop >= start) {
            near = session_at(part, stop, near);
            if (near == session &&
                session_at(part, timers[i].time, near) == session) {
                activity->pauses[activity->pause_count++] = (struct ow_pause){
                    (double)(stop - start), (double)(timers[i].time - stop)};
            }
        }
        stop = FIT_NO_TIME;
    }
    return true;
}

static bool add_developer_fields(struct ow_activity *activity,
                                 const struct fit_part *part)
{
    const char *const *names = part->names.items;
    size_t count = part->names.count;

    if (count == 0) {
        return true;
    }
    activity->developer_fields =
        arena_calloc(&activity->arena, count, sizeof(const char *));
    if (activity->developer_fields == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        activity->developer_fields[i] =
            arena_copy_text(&activity->arena, names[i], strlen(names[i]));
        if (activity->developer_fields[i] == NULL) {
            return false;
        }
    }
    activity->developer_field_count = count;
    return true;
}

/* Copies a text that may be NULL; false without memory. */
static bool copy_text(struct arena *arena, const char *text, const char **copy)
{
    if (text == NULL) {
        return true;
    }
    *copy = arena_copy_text(arena, text, strlen(text));
    return *copy != NULL;
}

static bool name_device(struct ow_activity *activity,
                        const struct fit_part *part)
{
    struct ow_activity_summary *summary = &activity->summary;
    char number[MOST_NUMBER_TEXT];

    summary->manufacturer = fit_manufacturer_name(part->manufacturer);
    if (part->product_name != NULL || part->product < 0) {
        return copy_text(&activity->arena, part->product_name,
                         &summary->product);
    }
    (void)snprintf(number, sizeof number, "%lld", (long long)part->product);
    return copy_text(&activity->arena, number, &summary->product);
}

/* The wall clock less UTC, where it is one and not another day's. */
static void set_utc_offset(struct ow_activity_summary *summary,
                           const struct fit_part *part)
{
    int64_t offset_s =
        (int64_t)part->activity_local_time - (int64_t)part->activity_time;
    int64_t half =
        offset_s < 0 ? -UTC_OFFSET_STEP_S / 2 : UTC_OFFSET_STEP_S / 2;

    if (part->activity_time == FIT_NO_TIME ||
        part->activity_local_time == FIT_NO_TIME ||
        offset_s > LARGEST_UTC_OFFSET_S || offset_s < -LARGEST_UTC_OFFSET_S) {
        return;
    }
    summary->has_utc_offset = true;
    summary->utc_offset_s =
        (int32_t)((offset_s + half) / UTC_OFFSET_STEP_S * UTC_OFFSET_STEP_S);
}

static void set_summary(struct ow_activity *activity,
                        const struct fit_part *part,
                        const struct fit_session *session)
{
    struct ow_activity_summary *summary = &activity->summary;
    double factor = fit_is_on_foot(session->sport) ? 2 : 1;

    summary->sport = session->sport;
    summary->sub_sport = session->sub_sport;
    summary->has_start_time = session->start != FIT_NO_TIME;
    summary->start_time_ms =
        summary->has_start_time ? unix_ms(session->start) : 0;
    summary->distance_m = session->distance_m;
    summary->timer_s = session->timer_s;
    summary->elapsed_s = session->elapsed_s;
    summary->moving_s = session->moving_s;
    summary->hr_bpm = session->hr_bpm;
    summary->cadence_spm.avg = session->cadence_per_min.avg * factor;
    summary->cadence_spm.max = session->cadence_per_min.max * factor;
    summary->power_w = session->power_w;
    summary->ascent_m = session->ascent_m;
    summary->descent_m = session->descent_m;
    summary->elevation_min_m = session->elevation_min_m;
    summary->elevation_max_m = session->elevation_max_m;
    set_utc_offset(summary, part);
}

/* Fills one session's activity; `rows` is NULL where it has all records. */
static bool fill_activity(struct ow_activity *activity, struct fit_part *part,
                          size_t index, const size_t *rows, size_t row_count)
{
    const struct fit_session *session =
        (const struct fit_session *)part->sessions.items + index;

    set_summary(activity, part, session);
    activity->sample_count = row_count;
    activity->sample_capacity = row_count;
    if (rows == NULL) {
        move_columns(activity, &part->records);
    } else if (!copy_columns(activity, &part->records, rows, row_count)) {
        return false;
    }
    if (!fill_times(activity, &part->records, rows, session->start) ||
        !add_laps(activity, part, index) ||
        !add_pauses(activity, part, index) ||
        !add_developer_fields(activity, part) || !name_device(activity, part) ||
        !copy_text(&activity->arena, part->name, &activity->summary.name)) {
        return false;
    }
    finish_cadence(activity, &part->records, rows);
    drop_empty_channels(activity);
    activity_summarise(activity);
    return true;
}

static bool add_activity(struct fit_part *part, enum ow_item_kind kind,
                         size_t index, const size_t *rows, size_t row_count,
                         struct ow_document *document)
{
    struct ow_activity *activity = activity_new();

    if (activity == NULL) {
        return false;
    }
    if (!fill_activity(activity, part, index, rows, row_count) ||
        !document_add(document, kind, activity, NULL)) {
        ow_activity_free(activity);
        return false;
    }
    return true;
}

/*
 * Sorts the rows by session: those of session i are at starts[i] up to
 * starts[i + 1]. A record without a time goes with the one before it.
 */
static void share_out(const struct fit_part *part, size_t *owners,
                      size_t *starts, size_t *rows)
{
    size_t sessions = part->sessions.count;
    size_t near = 0;
    size_t sum = 0;

    for (size_t i = 0; i < part->records.count; i++) {
        if (part->records.times[i] != FIT_NO_TIME) {
            near = session_at(part, part->records.times[i], near);
        }
        owners[i] = near;
        starts[near]++;
    }
    for (size_t i = 0; i < sessions; i++) {
        size_t count = starts[i];

        starts[i] = sum;
        sum += count;
    }
    for (size_t i = 0; i < part->records.count; i++) {
        rows[starts[owners[i]]++] = i;
    }
    /* Each start has moved to its end, which is the next one's start. */
    memmove(starts + 1, starts, sessions * sizeof *starts);
    starts[0] = 0;
}

static bool add_several(struct fit_part *part, enum ow_item_kind kind,
                        struct ow_document *document)
{
    size_t sessions = part->sessions.count;
    size_t *owners = mem_calloc(part->records.count, sizeof *owners);
    size_t *rows = mem_calloc(part->records.count, sizeof *rows);
    size_t *starts = mem_calloc(sessions + 1, sizeof *starts);
    bool is_done = owners != NULL && rows != NULL && starts != NULL;

    if (is_done) {
        share_out(part, owners, starts, rows);
    }
    for (size_t i = 0; is_done && i < sessions; i++) {
        is_done = add_activity(part, kind, i, rows + starts[i],
                               starts[i + 1] - starts[i], document);
    }
    mem_free(owners);
    mem_free(rows);
    mem_free(starts);
    return is_done;
}

bool fit_part_add_activities(struct fit_part *part, enum ow_item_kind kind,
                             struct ow_document *document)
{
    if (!ensure_session(part)) {
        return false;
    }
    order_sessions(part);
    if (part->sessions.count == 1) {
        return add_activity(part, kind, 0, NULL, part->records.count, document);
    }
    return add_several(part, kind, document);
}
