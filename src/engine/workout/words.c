/* A step in words; see the header. */
#include "engine/workout/words.h"

#define SHORT_M 1000.0 /* below, distances are in metres */

void words_end(struct buf *buf, const struct ow_step *step, enum ow_units units)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    switch (step->end_type) {
    case OW_END_TIME_S:
        ow_duration_format(step->end_value, text);
        buf_append_text(buf, text);
        break;
    case OW_END_DISTANCE_M:
        if (step->end_value < SHORT_M) {
            buf_append_number(buf, step->end_value, 0);
            buf_append_text(buf, " m");
        } else {
            buf_append_number(
                buf,
                step->end_value / (units == OW_UNITS_MI ? OW_MILE_M : 1000), 2);
            buf_append_text(buf, units == OW_UNITS_MI ? " mi" : " km");
        }
        break;
    case OW_END_LAP:
    case OW_END_COUNT:
        buf_append_text(buf, "until the lap button");
        break;
    case OW_END_HR_ABOVE_BPM:
    case OW_END_HR_BELOW_BPM:
        buf_append_text(buf, step->end_type == OW_END_HR_ABOVE_BPM
                                 ? "until the heart rate is over "
                                 : "until the heart rate is under ");
        buf_append_number(buf, step->end_value, 0);
        break;
    }
}

static void append_value(struct buf *buf, const struct ow_step *step,
                         double value, enum ow_units units)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    if (step->target.type == OW_TARGET_PACE_S_PER_KM) {
        ow_pace_format(value, units, text);
        buf_append_text(buf, text);
    } else {
        buf_append_number(buf, value, 1);
    }
}

/* The two bounds, or the one there is. */
static void append_bounds(struct buf *buf, const struct ow_step *step,
                          enum ow_units units)
{
    const struct ow_target *target = &step->target;
    bool is_pace = target->type == OW_TARGET_PACE_S_PER_KM;

    if (ow_is_missing(target->low)) {
        buf_append_text(buf, is_pace ? "not faster than " : "at most ");
        append_value(buf, step, target->high, units);
    } else if (ow_is_missing(target->high)) {
        buf_append_text(buf, is_pace ? "not slower than " : "at least ");
        append_value(buf, step, target->low, units);
    } else {
        append_value(buf, step, target->low, units);
        buf_append_text(buf, " to ");
        append_value(buf, step, target->high, units);
    }
}

void words_target(struct buf *buf, const struct ow_step *step,
                  enum ow_units units)
{
    const struct ow_target *target = &step->target;

    if (target->type == OW_TARGET_OPEN ||
        (ow_is_missing(target->low) && ow_is_missing(target->high))) {
        return;
    }
    buf_append_text(buf, target->type == OW_TARGET_HR_BPM       ? "heart rate "
                         : target->type == OW_TARGET_EFFORT_RPE ? "effort "
                                                                : "");
    if (ow_is_missing(step->ramp_from)) {
        append_bounds(buf, step, units);
    } else {
        append_value(buf, step, step->ramp_from, units);
        buf_append_text(buf, " building to ");
        append_value(buf, step, step->ramp_to, units);
    }
    if (target->type == OW_TARGET_EFFORT_RPE) {
        buf_append_text(buf, " of 10");
    }
}
