/* Items of a document in the JSON that programs read. */
#include "codec/json/document_json.h"

#include "codec/json/shape_json.h"
#include "codec/json/workout_json.h"
#include "onward/trace.h"

/* Room for all of ow_trace_best_distances(). */
#define MOST_BESTS 32

static void write_time(struct json_writer *json, const char *key, bool is_known,
                       int64_t time_ms)
{
    char text[OW_TIME_TEXT_SIZE];

    ow_time_format(time_ms, text);
    json_text_field(json, key, is_known ? text : NULL);
}

static void write_offset(struct json_writer *json, uint64_t offset)
{
    json_key(json, "offset");
    if (offset == OW_NO_OFFSET) {
        json_none(json);
    } else {
        json_int(json, (int64_t)offset);
    }
}

static void write_laps(struct json_writer *json,
                       const struct ow_activity *activity)
{
    size_t count = 0;
    const struct ow_lap *laps = ow_activity_laps(activity, &count);

    json_key(json, "laps");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        write_time(json, "start_time", true, laps[i].start_time_ms);
        json_number_field(json, "timer_s", laps[i].timer_s, 3);
        json_number_field(json, "elapsed_s", laps[i].elapsed_s, 3);
        json_number_field(json, "distance_m", laps[i].distance_m, 2);
        json_number_field(json, "hr_avg_bpm", laps[i].hr_avg_bpm, 1);
        json_key(json, "step_index");
        if (laps[i].step_index < 0) {
            json_none(json);
        } else {
            json_int(json, laps[i].step_index);
        }
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_pauses(struct json_writer *json,
                         const struct ow_activity *activity)
{
    size_t count = 0;
    const struct ow_pause *pauses = ow_activity_pauses(activity, &count);

    json_key(json, "pauses");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_number_field(json, "start_s", pauses[i].start_s, 3);
        json_number_field(json, "duration_s", pauses[i].duration_s, 3);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_spread(struct json_writer *json, const char *key,
                         struct ow_spread spread, bool with_min)
{
    json_key(json, key);
    json_begin_object(json);
    if (with_min) {
        json_number_field(json, "min", spread.min, 1);
    }
    json_number_field(json, "avg", spread.avg, 1);
    json_number_field(json, "max", spread.max, 1);
    json_end_object(json);
}

static void write_figures(struct json_writer *json,
                          const struct ow_activity_summary *summary)
{
    write_spread(json, "hr_bpm", summary->hr_bpm, true);
    write_spread(json, "cadence_spm", summary->cadence_spm, false);
    write_spread(json, "power_w", summary->power_w, false);
    json_key(json, "elevation");
    json_begin_object(json);
    json_number_field(json, "ascent_m", summary->ascent_m, 1);
    json_number_field(json, "descent_m", summary->descent_m, 1);
    json_number_field(json, "min_m", summary->elevation_min_m, 1);
    json_number_field(json, "max_m", summary->elevation_max_m, 1);
    json_end_object(json);
    json_key(json, "device");
    json_begin_object(json);
    json_text_field(json, "manufacturer", summary->manufacturer);
    json_text_field(json, "product", summary->product);
    json_end_object(json);
}

static void write_summary(struct json_writer *json,
                          const struct ow_activity_summary *summary,
                          size_t samples)
{
    json_text_field(json, "name", summary->name);
    json_text_field(json, "sport", ow_sport_name(summary->sport));
    json_text_field(json, "sub_sport", ow_sub_sport_name(summary->sub_sport));
    write_time(json, "start_time", summary->has_start_time,
               summary->start_time_ms);
    json_key(json, "utc_offset_s");
    if (summary->has_utc_offset) {
        json_int(json, summary->utc_offset_s);
    } else {
        json_none(json);
    }
    json_number_field(json, "distance_m", summary->distance_m, 2);
    json_number_field(json, "timer_s", summary->timer_s, 3);
    json_number_field(json, "elapsed_s", summary->elapsed_s, 3);
    json_number_field(json, "moving_s", summary->moving_s, 3);
    json_integer_field(json, "samples", (int64_t)samples);
}

static void write_developer_fields(struct json_writer *json,
                                   const struct ow_activity *activity)
{
    size_t count = 0;
    const char *const *names = ow_activity_developer_fields(activity, &count);

    json_key(json, "developer_fields");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_text(json, names[i]);
    }
    json_end_array(json);
}

/* What is said of an item without a recording: that nothing is known. */
static struct ow_activity_summary summary_of_nothing(void)
{
    const struct ow_spread none = {OW_MISSING, OW_MISSING, OW_MISSING};
    const struct ow_activity_summary summary = {.sport = OW_SPORT_UNKNOWN,
                                                .sub_sport = -1,
                                                .distance_m = OW_MISSING,
                                                .timer_s = OW_MISSING,
                                                .elapsed_s = OW_MISSING,
                                                .moving_s = OW_MISSING,
                                                .hr_bpm = none,
                                                .cadence_spm = none,
                                                .power_w = none,
                                                .ascent_m = OW_MISSING,
                                                .descent_m = OW_MISSING,
                                                .elevation_min_m = OW_MISSING,
                                                .elevation_max_m = OW_MISSING};

    return summary;
}

static void write_empty_array(struct json_writer *json, const char *key)
{
    json_key(json, key);
    json_begin_array(json);
    json_end_array(json);
}

/* The fastest stretch over each distance; none without a trace. */
static void write_bests(struct json_writer *json, const struct ow_trace *trace)
{
    struct ow_trace_best bests[MOST_BESTS];
    size_t count = 0;

    json_key(json, "best");
    json_begin_array(json);
    if (trace != NULL &&
        ow_trace_bests(trace, bests, MOST_BESTS, &count, NULL) == OW_OK) {
        for (size_t i = 0; i < count; i++) {
            json_begin_object(json);
            json_number_field(json, "distance_m", bests[i].distance_m, 2);
            json_number_field(json, "time_s", bests[i].time_s, 3);
            json_number_field(json, "start_s", bests[i].start_s, 3);
            json_end_object(json);
        }
    }
    json_end_array(json);
}

/* Shape and bests of an activity; of anything else there is neither. */
static void write_found(struct json_writer *json,
                        const struct ow_activity *activity)
{
    struct ow_trace *trace = NULL;
    struct ow_shape *shape = NULL;

    if (activity != NULL) {
        if (ow_trace_new(activity, &trace, NULL) != OW_OK) {
            trace = NULL;
        }
        if (ow_shape_find(activity, trace, &shape, NULL) != OW_OK) {
            shape = NULL;
        }
    }
    json_key(json, "shape");
    shape_json(json, shape);
    write_bests(json, trace);
    ow_shape_free(shape);
    ow_trace_free(trace);
}

static void write_recording(struct json_writer *json,
                            const struct ow_activity *activity)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);

    write_summary(json, summary, ow_activity_sample_count(activity));
    write_laps(json, activity);
    write_pauses(json, activity);
    write_figures(json, summary);
    write_developer_fields(json, activity);
}

static void write_no_recording(struct json_writer *json,
                               const struct ow_workout *workout)
{
    struct ow_activity_summary summary = summary_of_nothing();

    if (workout != NULL) {
        summary.name = ow_workout_name(workout);
        summary.sport = ow_workout_sport(workout);
    }
    write_summary(json, &summary, 0);
    write_empty_array(json, "laps");
    write_empty_array(json, "pauses");
    write_figures(json, &summary);
    write_empty_array(json, "developer_fields");
    if (workout != NULL) {
        json_key(json, "steps");
        workout_json_steps(json, workout);
    }
}

static void write_integrity(struct json_writer *json,
                            struct ow_integrity integrity)
{
    static const char *const states[] = {"absent", "ok", "bad"};

    json_key(json, "integrity");
    json_begin_object(json);
    json_text_field(json, "crc", states[integrity.crc]);
    json_bool_field(json, "truncated", integrity.truncated);
    json_integer_field(json, "parts", (int64_t)integrity.parts);
    json_end_object(json);
}

static void write_warnings(struct json_writer *json,
                           const struct ow_document *document)
{
    size_t count = 0;
    const struct ow_warning *warnings = ow_document_warnings(document, &count);

    json_key(json, "warnings");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_text_field(json, "code", warnings[i].code);
        write_offset(json, warnings[i].offset);
        json_text_field(json, "message", warnings[i].message);
        json_end_object(json);
    }
    json_end_array(json);
    json_integer_field(json, "warnings_dropped",
                       (int64_t)ow_document_warnings_dropped(document));
}

void document_json_lines(struct buf *lines, const char *file,
                         const struct ow_document *document)
{
    size_t count = 0;
    const struct ow_item *items = ow_document_items(document, &count);

    for (size_t i = 0; i < count; i++) {
        struct json_writer json;

        json_init(&json, lines);
        json_begin_object(&json);
        json_text_field(&json, "schema", "onward/activity/1");
        json_text_field(&json, "file", file);
        json_text_field(&json, "format", ow_document_format(document));
        json_text_field(&json, "kind", ow_item_kind_name(items[i].kind));
        if (items[i].run != NULL) {
            json_text_field(&json, "run", items[i].run);
        }
        if (items[i].activity != NULL) {
            write_recording(&json, items[i].activity);
        } else {
            write_no_recording(&json, items[i].workout);
        }
        write_found(&json, items[i].kind == OW_ITEM_ACTIVITY ? items[i].activity
                                                             : NULL);
        write_integrity(&json, ow_document_integrity(document));
        write_warnings(&json, document);
        json_end_object(&json);
        buf_append_char(lines, '\n');
    }
}

void error_json_object(struct json_writer *json, const struct ow_error *error)
{
    json_begin_object(json);
    json_text_field(json, "code", ow_status_code(error->status));
    write_offset(json, error->offset);
    json_text_field(json, "message", error->message);
    json_end_object(json);
}

void error_json_line(struct buf *lines, const char *file,
                     const struct ow_error *error)
{
    struct json_writer json;

    json_init(&json, lines);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/error/1");
    json_text_field(&json, "file", file);
    json_key(&json, "error");
    error_json_object(&json, error);
    json_end_object(&json);
    buf_append_char(lines, '\n');
}
