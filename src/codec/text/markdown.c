/* A workout as Markdown, for people to read and print. */
#include "codec/workout_out.h"
#include "onward/quantity.h"

#include <string.h>

/* Text with what Markdown would take for its own escaped; one line. */
static void append_escaped(struct buf *buf, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("\\`*_[]<>#|", *text) != NULL) {
            buf_append_char(buf, '\\');
        }
        buf_append_char(buf, (unsigned char)*text < ' ' ? ' ' : *text);
    }
}

static void append_end(struct workout_out *out, const struct ow_step *step)
{
    enum ow_units units = out->writing->in_miles ? OW_UNITS_MI : OW_UNITS_KM;
    char text[OW_QUANTITY_TEXT_SIZE];

    switch (step->end_type) {
    case OW_END_TIME_S:
        ow_duration_format(step->end_value, text);
        buf_append_text(&out->buf, text);
        break;
    case OW_END_DISTANCE_M:
        if (step->end_value < 1000) {
            buf_append_number(&out->buf, step->end_value, 1);
            buf_append_text(&out->buf, " m");
        } else {
            ow_distance_format(step->end_value, units, text);
            buf_append_text(&out->buf, text);
        }
        break;
    case OW_END_LAP:
    case OW_END_COUNT:
        buf_append_text(&out->buf, "until the lap button");
        break;
    case OW_END_HR_ABOVE_BPM:
    case OW_END_HR_BELOW_BPM:
        buf_append_text(&out->buf, step->end_type == OW_END_HR_ABOVE_BPM
                                       ? "until the heart rate is over "
                                       : "until the heart rate is under ");
        buf_append_number(&out->buf, step->end_value, 0);
        break;
    }
}

static void append_value(struct workout_out *out, enum ow_target_type type,
                         double value)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    if (type == OW_TARGET_PACE_S_PER_KM) {
        ow_pace_format(
            value, out->writing->in_miles ? OW_UNITS_MI : OW_UNITS_KM, text);
        buf_append_text(&out->buf, text);
    } else {
        buf_append_number(&out->buf, value, 1);
    }
}

static void append_target(struct workout_out *out, const struct ow_step *step)
{
    const struct ow_target *target = &step->target;
    bool has_low = !ow_is_missing(target->low);
    bool has_high = !ow_is_missing(target->high);
    bool is_pace = target->type == OW_TARGET_PACE_S_PER_KM;

    if (target->type == OW_TARGET_OPEN || (!has_low && !has_high)) {
        return;
    }
    buf_append_text(&out->buf, ", ");
    buf_append_text(&out->buf, target->type == OW_TARGET_HR_BPM ? "heart rate "
                               : is_pace                        ? ""
                                                                : "effort ");
    if (!ow_is_missing(step->ramp_from)) {
        append_value(out, target->type, step->ramp_from);
        buf_append_text(&out->buf, " building to ");
        append_value(out, target->type, step->ramp_to);
        return;
    }
    if (!has_low || !has_high) {
        buf_append_text(&out->buf,
                        has_high  ? (is_pace ? "not faster than " : "at most ")
                        : is_pace ? "not slower than "
                                  : "at least ");
        append_value(out, target->type, has_high ? target->high : target->low);
        return;
    }
    append_value(out, target->type, target->low);
    buf_append_text(&out->buf, " to ");
    append_value(out, target->type, target->high);
}

static void append_indent(struct buf *buf, size_t depth)
{
    for (size_t i = 0; i < depth; i++) {
        buf_append_text(buf, "    ");
    }
}

/* Recursion ends: repeats nest at most eight deep. */
static void append_block(struct workout_out *out, const struct ow_step *steps,
                         size_t count, size_t depth)
{
    size_t number = 1;

    for (size_t i = 0; i < count; i++, number++) {
        const struct ow_step *step = &steps[i];

        append_indent(&out->buf, depth);
        buf_append_format(&out->buf, "%zu. ", number);
        if (step->is_repeat) {
            buf_append_format(&out->buf, "%lu times:\n",
                              (unsigned long)step->repeat_times);
            append_block(out, step + 1, step->block_count, depth + 1);
            i += step->block_count;
            continue;
        }
        buf_append_format(&out->buf, "**%s** ", ow_role_name(step->role));
        append_end(out, step);
        append_target(out, step);
        if (step->cue != NULL && step->cue[0] != '\0') {
            buf_append_text(&out->buf, ": ");
            append_escaped(&out->buf, step->cue);
        }
        buf_append_char(&out->buf, '\n');
    }
}

enum ow_status markdown_encode(struct workout_out *out)
{
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(out->workout, &count);
    const char *name = ow_workout_name(out->workout);
    double total_s = ow_workout_total_s(out->workout);
    double total_m = ow_workout_total_m(out->workout);
    char text[OW_QUANTITY_TEXT_SIZE];

    buf_append_text(&out->buf, "# ");
    append_escaped(&out->buf, name[0] != '\0' ? name : "Workout");
    buf_append_text(&out->buf, "\n\n");
    if (!ow_is_missing(total_s)) {
        ow_duration_format(total_s, text);
        buf_append_format(&out->buf, "%s in all.\n\n", text);
    } else if (!ow_is_missing(total_m)) {
        ow_distance_format(
            total_m, out->writing->in_miles ? OW_UNITS_MI : OW_UNITS_KM, text);
        buf_append_format(&out->buf, "%s in all.\n\n", text);
    }
    append_block(out, steps, count, 0);
    return OW_OK;
}
