/*
 * An activity as a file of type 4: file_id, device_info, the timer's start,
 * records with the timer's stops and starts among them, laps, session,
 * activity. Source: FIT profile 21.217; the order is that of watches.
 */
#include "base/error.h"
#include "base/num.h"
#include "codec/fit/sport.h"
#include "codec/fit/write.h"

#include <stdio.h>
#include <string.h>

#define SEMICIRCLES_PER_DEG (2147483648.0 / 180) /* 2^31 in half a turn */
#define MS_PER_S 1000.0
#define PRODUCT_NAME_SIZE 20
#define WHAT_SIZE 40

/* Local types: bound once, or anew for each message of that kind. */
enum { LOCAL_ONCE = 0, LOCAL_RECORD = 1, LOCAL_EVENT = 2, LOCAL_LAP = 3 };

/* How a channel is written; the scales are those of records.c, inverted. */
static const struct fit_out channel_fields[OW_CHANNEL_COUNT] = {
    [OW_CHANNEL_TIME_S] = {.number = FIT_TIMESTAMP, .base = FIT_UINT32},
    [OW_CHANNEL_LATITUDE_DEG] = {FIT_RECORD_LATITUDE, FIT_SINT32,
                                 .scale = SEMICIRCLES_PER_DEG},
    [OW_CHANNEL_LONGITUDE_DEG] = {FIT_RECORD_LONGITUDE, FIT_SINT32,
                                  .scale = SEMICIRCLES_PER_DEG},
    [OW_CHANNEL_ELEVATION_M] = {FIT_RECORD_ENHANCED_ALTITUDE, FIT_UINT32,
                                .scale = 5, .offset = 500},
    [OW_CHANNEL_DISTANCE_M] = {FIT_RECORD_DISTANCE, FIT_UINT32, .scale = 100},
    [OW_CHANNEL_SPEED_M_PER_S] = {FIT_RECORD_ENHANCED_SPEED, FIT_UINT32,
                                  .scale = 1000},
    [OW_CHANNEL_HR_BPM] = {.number = FIT_RECORD_HR, .base = FIT_UINT8},
    [OW_CHANNEL_CADENCE_SPM] = {.number = FIT_RECORD_CADENCE,
                                .base = FIT_UINT8},
    [OW_CHANNEL_POWER_W] = {.number = FIT_RECORD_POWER, .base = FIT_UINT16},
    [OW_CHANNEL_TEMPERATURE_C] = {.number = FIT_RECORD_TEMPERATURE,
                                  .base = FIT_SINT8},
    [OW_CHANNEL_VERTICAL_OSCILLATION_MM] = {FIT_RECORD_VERTICAL_OSCILLATION,
                                            FIT_UINT16, .scale = 10},
    [OW_CHANNEL_STANCE_TIME_MS] = {FIT_RECORD_STANCE_TIME, FIT_UINT16,
                                   .scale = 10},
    [OW_CHANNEL_STEP_LENGTH_MM] = {FIT_RECORD_STEP_LENGTH, FIT_UINT16,
                                   .scale = 10},
};

/* An activity on its way into bytes. */
struct writing {
    struct buf buf;
    const struct ow_activity *activity;
    const struct ow_activity_summary *summary;
    double start; /* date_time, whole seconds */
    double end;
    double steps_per_turn; /* 2 on foot, where a cadence counts one */
    size_t next_event;     /* of the pauses' stops and starts */
    struct ow_error *err;
};

static enum ow_status write_event(struct writing *writing, double time,
                                  unsigned type)
{
    const struct fit_out fields[] = {
        {FIT_TIMESTAMP, FIT_UINT32, .value = time},
        {FIT_EVENT_EVENT, FIT_ENUM, .value = FIT_EVENT_TIMER},
        {FIT_EVENT_TYPE, FIT_ENUM, .value = type},
    };

    return fit_write_message(&writing->buf, LOCAL_EVENT, FIT_EVENT, fields,
                             sizeof fields / sizeof fields[0], "event",
                             writing->err);
}

/* The stops and starts of pauses that are due by a time. */
static enum ow_status write_events_until(struct writing *writing, double time)
{
    size_t count = 0;
    const struct ow_pause *pauses =
        ow_activity_pauses(writing->activity, &count);
    enum ow_status status = OW_OK;

    while (status == OW_OK && writing->next_event < 2 * count) {
        const struct ow_pause *pause = &pauses[writing->next_event / 2];
        bool is_start = writing->next_event % 2 != 0;
        double at = writing->start + pause->start_s +
                    (is_start ? pause->duration_s : 0);

        if (at > time) {
            break;
        }
        status = write_event(writing, at,
                             is_start ? FIT_TYPE_START : FIT_TYPE_STOP_ALL);
        writing->next_event++;
    }
    return status;
}

/* The channels there are as fields; the fraction of the cadence comes last. */
static size_t choose_fields(const struct writing *writing,
                            struct fit_out fields[OW_CHANNEL_COUNT + 1],
                            const double *values[OW_CHANNEL_COUNT + 1])
{
    size_t count = 0;

    for (int i = 0; i < OW_CHANNEL_COUNT; i++) {
        const double *channel =
            ow_activity_channel(writing->activity, (enum ow_channel)i);

        if (channel != NULL) {
            fields[count] = channel_fields[i];
            values[count++] = channel;
        }
    }
    values[count] =
        ow_activity_channel(writing->activity, OW_CHANNEL_CADENCE_SPM);
    if (values[count] != NULL) {
        fields[count++] = (struct fit_out){FIT_RECORD_FRACTIONAL_CADENCE,
                                           FIT_UINT8, .scale = 128};
    }
    return count;
}

/* A value in the unit of its field. */
static double wire_value(const struct writing *writing,
                         const struct fit_out *field, double value)
{
    double turns = value / writing->steps_per_turn;

    switch (field->number) {
    case FIT_TIMESTAMP:
        return writing->start + round(value);
    case FIT_RECORD_CADENCE:
        return floor(turns);
    case FIT_RECORD_FRACTIONAL_CADENCE:
        return turns - floor(turns);
    default:
        return value;
    }
}

static enum ow_status write_record(struct writing *writing, size_t row,
                                   struct fit_out *fields,
                                   const double *const *values, size_t count)
{
    char what[WHAT_SIZE];
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < count; i++) {
        fields[i].value = wire_value(writing, &fields[i], values[i][row]);
    }
    if (ow_is_missing(fields[0].value) || fields[0].value < writing->end) {
        return error_set(writing->err, OW_E_ARGUMENT,
                         "sample %zu has no time after the one before it", row);
    }
    writing->end = fields[0].value;
    status = write_events_until(writing, fields[0].value);
    if (status == OW_OK) {
        (void)snprintf(what, sizeof what, "sample %zu", row);
        status = fit_write_data(&writing->buf, LOCAL_RECORD, fields, count,
                                what, writing->err);
    }
    return status;
}

static enum ow_status write_records(struct writing *writing)
{
    struct fit_out fields[OW_CHANNEL_COUNT + 1];
    const double *values[OW_CHANNEL_COUNT + 1];
    size_t count = choose_fields(writing, fields, values);
    size_t rows = ow_activity_sample_count(writing->activity);
    enum ow_status status =
        write_event(writing, writing->start, FIT_TYPE_START);

    if (rows > 0 &&
        ow_activity_channel(writing->activity, OW_CHANNEL_TIME_S) == NULL) {
        return error_set(writing->err, OW_E_ARGUMENT, "samples have no times");
    }
    fit_write_definition(&writing->buf, LOCAL_RECORD, FIT_RECORD, fields,
                         count);
    for (size_t i = 0; i < rows && status == OW_OK; i++) {
        status = write_record(writing, i, fields, values, count);
    }
    if (!ow_is_missing(writing->summary->elapsed_s)) {
        writing->end = fmax(
            writing->end, writing->start + round(writing->summary->elapsed_s));
    }
    if (status == OW_OK) {
        status = write_events_until(writing, writing->end);
    }
    return status == OW_OK
               ? write_event(writing, writing->end, FIT_TYPE_STOP_ALL)
               : status;
}

static enum ow_status write_laps(struct writing *writing)
{
    size_t count = 0;
    const struct ow_lap *laps = ow_activity_laps(writing->activity, &count);
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < count && status == OW_OK; i++) {
        const struct ow_lap *lap = &laps[i];
        double start = fit_write_time((double)lap->start_time_ms);
        double elapsed_s =
            ow_is_missing(lap->elapsed_s) ? 0 : round(lap->elapsed_s);
        const struct fit_out fields[] = {
            {FIT_TIMESTAMP, FIT_UINT32, .value = start + elapsed_s},
            {FIT_MESSAGE_INDEX, FIT_UINT16, .value = (double)i},
            {FIT_LAP_EVENT, FIT_ENUM, .value = FIT_EVENT_LAP},
            {FIT_LAP_EVENT_TYPE, FIT_ENUM, .value = FIT_TYPE_STOP},
            {FIT_LAP_START_TIME, FIT_UINT32, .value = start},
            {FIT_LAP_ELAPSED, FIT_UINT32, .value = lap->elapsed_s,
             .scale = 1000},
            {FIT_LAP_TIMER, FIT_UINT32, .value = lap->timer_s, .scale = 1000},
            {FIT_LAP_DISTANCE, FIT_UINT32, .value = lap->distance_m,
             .scale = 100},
            {FIT_LAP_HR_AVG, FIT_UINT8, .value = lap->hr_avg_bpm},
            {FIT_LAP_TRIGGER, FIT_ENUM,
             .value = lap->trigger < 0 ? OW_MISSING : lap->trigger},
            {FIT_LAP_STEP_INDEX, FIT_UINT16,
             .value = lap->step_index < 0 ? OW_MISSING : lap->step_index},
        };

        status =
            i == 0 ? fit_write_message(&writing->buf, LOCAL_LAP, FIT_LAP,
                                       fields, sizeof fields / sizeof fields[0],
                                       "lap", writing->err)
                   : fit_write_data(&writing->buf, LOCAL_LAP, fields,
                                    sizeof fields / sizeof fields[0], "lap",
                                    writing->err);
    }
    return status;
}

/* An average or largest cadence in whole strides or turns. */
static double turns(const struct writing *writing, double cadence_spm)
{
    return round(cadence_spm / writing->steps_per_turn);
}

static double lap_count(const struct writing *writing)
{
    size_t count = 0;

    (void)ow_activity_laps(writing->activity, &count);
    return (double)count;
}

static enum ow_status write_session(struct writing *writing)
{
    const struct ow_activity_summary *summary = writing->summary;
    const struct fit_out fields[] = {
        {FIT_TIMESTAMP, FIT_UINT32, .value = writing->end},
        {FIT_MESSAGE_INDEX, FIT_UINT16, .value = 0},
        {FIT_SESSION_EVENT, FIT_ENUM, .value = FIT_EVENT_SESSION},
        {FIT_SESSION_EVENT_TYPE, FIT_ENUM, .value = FIT_TYPE_STOP},
        {FIT_SESSION_START_TIME, FIT_UINT32, .value = writing->start},
        {FIT_SESSION_SPORT, FIT_ENUM,
         .value = summary->sport < 0 ? OW_MISSING : summary->sport},
        {FIT_SESSION_SUB_SPORT, FIT_ENUM,
         .value = summary->sub_sport < 0 ? OW_MISSING : summary->sub_sport},
        {FIT_SESSION_ELAPSED, FIT_UINT32, .value = summary->elapsed_s,
         .scale = 1000},
        {FIT_SESSION_TIMER, FIT_UINT32, .value = summary->timer_s,
         .scale = 1000},
        {FIT_SESSION_MOVING, FIT_UINT32, .value = summary->moving_s,
         .scale = 1000},
        {FIT_SESSION_DISTANCE, FIT_UINT32, .value = summary->distance_m,
         .scale = 100},
        {FIT_SESSION_HR_MIN, FIT_UINT8, .value = summary->hr_bpm.min},
        {FIT_SESSION_HR_AVG, FIT_UINT8, .value = summary->hr_bpm.avg},
        {FIT_SESSION_HR_MAX, FIT_UINT8, .value = summary->hr_bpm.max},
        {FIT_SESSION_CADENCE_AVG, FIT_UINT8,
         .value = turns(writing, summary->cadence_spm.avg)},
        {FIT_SESSION_CADENCE_MAX, FIT_UINT8,
         .value = turns(writing, summary->cadence_spm.max)},
        {FIT_SESSION_POWER_AVG, FIT_UINT16, .value = summary->power_w.avg},
        {FIT_SESSION_POWER_MAX, FIT_UINT16, .value = summary->power_w.max},
        {FIT_SESSION_ASCENT, FIT_UINT16, .value = summary->ascent_m},
        {FIT_SESSION_DESCENT, FIT_UINT16, .value = summary->descent_m},
        {FIT_SESSION_ENHANCED_ALTITUDE_MIN, FIT_UINT32,
         .value = summary->elevation_min_m, .scale = 5, .offset = 500},
        {FIT_SESSION_ENHANCED_ALTITUDE_MAX, FIT_UINT32,
         .value = summary->elevation_max_m, .scale = 5, .offset = 500},
        {FIT_SESSION_FIRST_LAP, FIT_UINT16, .value = 0},
        {FIT_SESSION_LAPS, FIT_UINT16, .value = lap_count(writing)},
    };

    return fit_write_message(&writing->buf, LOCAL_ONCE, FIT_SESSION, fields,
                             sizeof fields / sizeof fields[0], "session",
                             writing->err);
}

static enum ow_status write_activity(struct writing *writing)
{
    const struct ow_activity_summary *summary = writing->summary;
    const struct fit_out fields[] = {
        {FIT_TIMESTAMP, FIT_UINT32, .value = writing->end},
        {FIT_ACTIVITY_TIMER, FIT_UINT32, .value = summary->timer_s,
         .scale = 1000},
        {FIT_ACTIVITY_SESSIONS, FIT_UINT16, .value = 1},
        {FIT_ACTIVITY_TYPE, FIT_ENUM, .value = 0},
        {FIT_ACTIVITY_EVENT, FIT_ENUM, .value = FIT_EVENT_ACTIVITY},
        {FIT_ACTIVITY_EVENT_TYPE, FIT_ENUM, .value = FIT_TYPE_STOP},
        {FIT_ACTIVITY_LOCAL_TIMESTAMP, FIT_UINT32,
         .value = summary->has_utc_offset ? writing->end + summary->utc_offset_s
                                          : OW_MISSING},
    };

    return fit_write_message(&writing->buf, LOCAL_ONCE, FIT_ACTIVITY, fields,
                             sizeof fields / sizeof fields[0], "activity",
                             writing->err);
}

static enum ow_status write_device(struct writing *writing,
                                   const struct ow_fit_identity *identity)
{
    const char *product = writing->summary->product;
    const struct fit_out fields[] = {
        {FIT_TIMESTAMP, FIT_UINT32, .value = writing->start},
        {FIT_DEVICE_INDEX, FIT_UINT8, .value = 0},
        {FIT_DEVICE_MANUFACTURER, FIT_UINT16, .value = identity->manufacturer},
        {FIT_DEVICE_SERIAL, FIT_UINT32Z,
         .value = identity->serial == 0 ? OW_MISSING : identity->serial},
        {FIT_DEVICE_PRODUCT, FIT_UINT16, .value = identity->product},
        {FIT_DEVICE_PRODUCT_NAME, FIT_STRING, .text = product,
         .size = PRODUCT_NAME_SIZE},
    };

    return fit_write_message(&writing->buf, LOCAL_ONCE, FIT_DEVICE_INFO, fields,
                             sizeof fields / sizeof fields[0], "device_info",
                             writing->err);
}

enum ow_status ow_fit_encode_activity(const struct ow_activity *activity,
                                      const struct ow_fit_identity *identity,
                                      uint8_t **bytes, size_t *length,
                                      struct ow_error *err)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    double start = fit_write_time((double)summary->start_time_ms);
    struct writing writing = {.activity = activity,
                              .summary = summary,
                              .start = start,
                              .end = start,
                              .steps_per_turn =
                                  fit_is_on_foot(summary->sport) ? 2 : 1,
                              .err = err};
    enum ow_status status = OW_OK;

    if (!summary->has_start_time) {
        return error_set(err, OW_E_ARGUMENT, "activity has no start time");
    }
    if (start < FIT_FIRST_DATE) {
        return error_set(err, OW_E_RANGE,
                         "start time %lld ms is before 1998-07-03T21:24:16Z",
                         (long long)summary->start_time_ms);
    }
    fit_write_begin(&writing.buf);
    status = fit_write_file_id(&writing.buf, FIT_FILE_ACTIVITY, identity,
                               summary->product, err);
    if (status == OW_OK) {
        status = write_device(&writing, identity);
    }
    if (status == OW_OK) {
        status = write_records(&writing);
    }
    if (status == OW_OK) {
        status = write_laps(&writing);
    }
    if (status == OW_OK) {
        status = write_session(&writing);
    }
    if (status == OW_OK) {
        status = write_activity(&writing);
    }
    if (status == OW_OK) {
        status = fit_write_end(&writing.buf, bytes, length, err);
    }
    buf_dispose(&writing.buf);
    return status;
}
