/* The shape of a run as JSON; see the header. */
#include "codec/json/shape_json.h"

static void write_segments(struct json_writer *json,
                           const struct ow_shape *shape)
{
    json_key(json, "segments");
    json_begin_array(json);
    for (size_t i = 0; i < shape->segment_count; i++) {
        const struct ow_shape_segment *segment = &shape->segments[i];

        json_begin_object(json);
        json_number_field(json, "start_s", segment->start_s, 1);
        json_number_field(json, "duration_s", segment->duration_s, 1);
        json_number_field(json, "speed_m_per_s", segment->speed_m_per_s, 3);
        json_number_field(json, "grade_adjusted_m_per_s", segment->flat_m_per_s,
                          3);
        json_text_field(json, "role", ow_role_name(segment->role));
        json_end_object(json);
    }
    json_end_array(json);
}

void shape_json_members(struct json_writer *json, const struct ow_shape *shape)
{
    json_text_field(json, "shape", ow_shape_verdict_name(shape->verdict));
    json_text_field(json, "progression", ow_shape_rise_name(shape->rise));
    json_number_field(json, "gain", shape->gain, 4);
    json_number_field(json, "confidence", shape->confidence, 3);
    json_number_field(json, "noise", shape->noise, 4);
    write_segments(json, shape);
    json_text_field(json, "reason", shape->reason);
}

void shape_json(struct json_writer *json, const struct ow_shape *shape)
{
    if (shape == NULL) {
        json_none(json);
        return;
    }
    json_begin_object(json);
    shape_json_members(json, shape);
    json_end_object(json);
}

void shape_json_line(struct buf *lines, const char *file, const char *run,
                     const struct ow_shape *shape)
{
    struct json_writer json;

    json_init(&json, lines);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/shape/1");
    json_text_field(&json, "file", file);
    json_text_field(&json, "run", run);
    shape_json_members(&json, shape);
    json_end_object(&json);
    buf_append_char(lines, '\n');
}
