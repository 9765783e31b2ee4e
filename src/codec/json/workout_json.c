/* Workouts in JSON: flat entries become nested repeats. */
#include "codec/json/workout_json.h"

#include "onward/activity.h"

static void write_end(struct json_writer *json, const struct ow_step *step)
{
    static const char *const names[OW_END_COUNT] = {"time", "distance", "lap",
                                                    "hr-above", "hr-below"};

    json_key(json, "end");
    json_begin_object(json);
    json_text_field(json, "type", names[step->end_type]);
    json_number_field(json, "value", step->end_value, 3);
    json_end_object(json);
}

static void write_target(struct json_writer *json, const struct ow_step *step)
{
    static const char *const names[OW_TARGET_COUNT] = {"open", "pace", "hr",
                                                       "effort"};
    static const char *const units[OW_TARGET_COUNT] = {NULL, "s_per_km", "bpm",
                                                       "rpe"};

    json_key(json, "target");
    json_begin_object(json);
    json_text_field(json, "type", names[step->target.type]);
    json_number_field(json, "low", step->target.low, 3);
    json_number_field(json, "high", step->target.high, 3);
    json_text_field(json, "unit", units[step->target.type]);
    json_end_object(json);
    json_key(json, "ramp");
    if (ow_is_missing(step->ramp_from) || ow_is_missing(step->ramp_to)) {
        json_none(json);
        return;
    }
    json_begin_object(json);
    json_number_field(json, "from", step->ramp_from, 3);
    json_number_field(json, "to", step->ramp_to, 3);
    json_end_object(json);
}

static void write_steps(struct json_writer *json, const struct ow_step *steps,
                        size_t count)
{
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        if (steps[i].is_repeat) {
            json_integer_field(json, "repeat", steps[i].repeat_times);
            json_key(json, "steps");
            write_steps(json, steps + i + 1, steps[i].block_count);
            i += steps[i].block_count;
        } else {
            json_text_field(json, "role", ow_role_name(steps[i].role));
            write_end(json, &steps[i]);
            write_target(json, &steps[i]);
            json_text_field(json, "cue", steps[i].cue);
        }
        json_end_object(json);
    }
    json_end_array(json);
}

void workout_json_steps(struct json_writer *json,
                        const struct ow_workout *workout)
{
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);

    write_steps(json, steps, count);
}

void workout_json_members(struct json_writer *json,
                          const struct ow_workout *workout)
{
    json_text_field(json, "schema", "onward/workout/1");
    json_text_field(json, "name", ow_workout_name(workout));
    json_text_field(json, "sport", ow_sport_name(ow_workout_sport(workout)));
    json_number_field(json, "total_s", ow_workout_total_s(workout), 3);
    json_number_field(json, "total_m", ow_workout_total_m(workout), 3);
    json_key(json, "steps");
    workout_json_steps(json, workout);
}

void workout_json_losses(struct json_writer *json, const char *format,
                         const struct ow_losses *losses)
{
    for (size_t i = 0; i < losses->count; i++) {
        json_begin_object(json);
        json_text_field(json, "format", format);
        json_text_field(json, "message", losses->messages[i]);
        json_end_object(json);
    }
}

void workout_json_object(struct json_writer *json,
                         const struct ow_workout *workout)
{
    json_begin_object(json);
    workout_json_members(json, workout);
    json_key(json, "loss");
    json_begin_array(json);
    json_end_array(json);
    json_end_object(json);
}
