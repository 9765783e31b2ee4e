/*
 * A workout of TCX, for the watches of the Training Center years. A step's name
 * is its role; cues stand in the notes. Source: TrainingCenterDatabasev2.xsd,
 * Workout_t: names of 1 to 15 characters, step ids of 1 to 20, 2 to 99
 * repetitions, whole seconds and metres up to 65,535.
 */
#include "base/error.h"
#include "base/num.h"
#include "codec/workout_out.h"
#include "onward/activity.h"
#include "onward/progression.h"

#include <string.h>

#define LONGEST_NAME 15
#define MOST_STEPS ((size_t)20)
#define MOST_REPETITIONS 99
#define MOST_LENGTH 65535.0
#define SLOWEST_S_PER_KM 3600.0 /* stands for no slow bound */
#define FASTEST_S_PER_KM 60.0   /* stands for no fast bound */
#define LOWEST_HR_BPM 30.0      /* stands for no lower bound */
#define HIGHEST_HR_BPM 240.0    /* stands for no upper bound */

struct tcx_out {
    struct workout_out *out;
    size_t id; /* of the next step */
};

static const char head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<TrainingCenterDatabase xmlns=\"http://www.garmin.com/xmlschemas/"
    "TrainingCenterDatabase/v2\" xmlns:xsi=\"http://www.w3.org/2001/"
    "XMLSchema-instance\">\n  <Workouts>\n";

/* An element of a number. */
static void number(struct workout_out *out, const char *name, double value,
                   int decimals)
{
    buf_append_format(&out->buf, "<%s>", name);
    buf_append_number(&out->buf, value, decimals);
    buf_append_format(&out->buf, "</%s>", name);
}

static enum ow_status append_length(struct tcx_out *tcx, const char *type,
                                    const char *name, double value)
{
    double whole = round(value);

    if (whole < 1 || whole > MOST_LENGTH) {
        return error_set(tcx->out->err, OW_E_RANGE,
                         "step %zu: a length outside 1 to 65535 %s cannot be "
                         "written as TCX",
                         tcx->id, name);
    }
    if (fabs(whole - value) > 1e-9) {
        workout_out_lose(tcx->out, "step %zu: %s are whole here", tcx->id,
                         name);
    }
    buf_append_format(&tcx->out->buf, "<Duration xsi:type=\"%s\">", type);
    number(tcx->out, name, whole, 0);
    buf_append_text(&tcx->out->buf, "</Duration>");
    return OW_OK;
}

static enum ow_status append_end(struct tcx_out *tcx,
                                 const struct ow_step *step)
{
    struct workout_out *out = tcx->out;

    switch (step->end_type) {
    case OW_END_TIME_S:
        return append_length(tcx, "Time_t", "Seconds", step->end_value);
    case OW_END_DISTANCE_M:
        return append_length(tcx, "Distance_t", "Meters", step->end_value);
    case OW_END_HR_ABOVE_BPM:
    case OW_END_HR_BELOW_BPM:
        buf_append_format(&out->buf,
                          "<Duration xsi:type=\"HeartRate%s_t\">"
                          "<HeartRate xsi:type=\""
                          "HeartRateInBeatsPerMinute_t\">",
                          step->end_type == OW_END_HR_ABOVE_BPM ? "Above"
                                                                : "Below");
        number(out, "Value", step->end_value, 0);
        buf_append_text(&out->buf, "</HeartRate></Duration>");
        return OW_OK;
    case OW_END_LAP:
    case OW_END_COUNT:
        break;
    }
    buf_append_text(&out->buf, "<Duration xsi:type=\"UserInitiated_t\"/>");
    return OW_OK;
}

static double or_else(double value, double otherwise)
{
    return ow_is_missing(value) ? otherwise : value;
}

static void append_pace(struct workout_out *out, const struct ow_target *target)
{
    buf_append_text(&out->buf,
                    "<Target xsi:type=\"Speed_t\"><SpeedZone "
                    "xsi:type=\"CustomSpeedZone_t\"><ViewAs>Pace</ViewAs>");
    number(out, "LowInMetersPerSecond",
           1000 / or_else(target->low, SLOWEST_S_PER_KM), 7);
    number(out, "HighInMetersPerSecond",
           1000 / or_else(target->high, FASTEST_S_PER_KM), 7);
    buf_append_text(&out->buf, "</SpeedZone></Target>");
}

static void append_hr(struct workout_out *out, const struct ow_target *target)
{
    static const char bound[] = "<%s xsi:type=\"HeartRateInBeatsPerMinute_t\">";

    buf_append_text(&out->buf,
                    "<Target xsi:type=\"HeartRate_t\"><HeartRateZone "
                    "xsi:type=\"CustomHeartRateZone_t\">");
    buf_append_format(&out->buf, bound, "Low");
    number(out, "Value", round(or_else(target->low, LOWEST_HR_BPM)), 0);
    buf_append_text(&out->buf, "</Low>");
    buf_append_format(&out->buf, bound, "High");
    number(out, "Value", round(or_else(target->high, HIGHEST_HR_BPM)), 0);
    buf_append_text(&out->buf, "</High></HeartRateZone></Target>");
}

static void append_target(struct tcx_out *tcx, const struct ow_step *step)
{
    const struct ow_target *target = &step->target;
    bool is_open = ow_is_missing(target->low) && ow_is_missing(target->high);

    if (target->type == OW_TARGET_PACE_S_PER_KM && !is_open) {
        append_pace(tcx->out, target);
        return;
    }
    if (target->type == OW_TARGET_HR_BPM && !is_open) {
        append_hr(tcx->out, target);
        return;
    }
    if (target->type == OW_TARGET_EFFORT_RPE && !is_open) {
        workout_out_lose(tcx->out, "step %zu: effort is no target here",
                         tcx->id);
    }
    buf_append_text(&tcx->out->buf, "<Target xsi:type=\"None_t\"/>");
}

/* Opens a step or a child of one; the id is the next. */
static void open_step(struct tcx_out *tcx, const char *element,
                      const char *type)
{
    buf_append_format(&tcx->out->buf,
                      "      <%s xsi:type=\"%s\"><StepId>%zu</StepId>", element,
                      type, tcx->id);
}

static enum ow_status append_step(struct tcx_out *tcx, const char *element,
                                  const struct ow_step *step)
{
    struct buf *buf = &tcx->out->buf;
    enum ow_status status = OW_OK;

    open_step(tcx, element, "Step_t");
    buf_append_format(buf, "<Name>%s</Name>", ow_role_name(step->role));
    status = append_end(tcx, step);
    buf_append_format(buf, "<Intensity>%s</Intensity>",
                      step->role == OW_ROLE_RECOVER ? "Resting" : "Active");
    append_target(tcx, step);
    buf_append_format(buf, "</%s>\n", element);
    tcx->id++;
    return status;
}

static enum ow_status append_block(struct tcx_out *tcx, const char *element,
                                   const struct ow_step *steps, size_t count);

/* Recursion ends: repeats nest at most eight deep. */
static enum ow_status append_repeat(struct tcx_out *tcx, const char *element,
                                    const struct ow_step *step)
{
    struct buf *buf = &tcx->out->buf;
    enum ow_status status = OW_OK;

    if (step->repeat_times == 1) {
        workout_out_lose(tcx->out, "step %zu: a repeat of one is none here",
                         tcx->id);
        return append_block(tcx, element, step + 1, step->block_count);
    }
    if (step->repeat_times > MOST_REPETITIONS) {
        return error_set(tcx->out->err, OW_E_RANGE,
                         "step %zu: a repeat of %lu is over the %d of TCX",
                         tcx->id, (unsigned long)step->repeat_times,
                         MOST_REPETITIONS);
    }
    open_step(tcx, element, "Repeat_t");
    tcx->id++;
    buf_append_format(buf, "<Repetitions>%lu</Repetitions>\n",
                      (unsigned long)step->repeat_times);
    status = append_block(tcx, "Child", step + 1, step->block_count);
    buf_append_format(buf, "      </%s>\n", element);
    return status;
}

static enum ow_status append_block(struct tcx_out *tcx, const char *element,
                                   const struct ow_step *steps, size_t count)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < count && status == OW_OK; i++) {
        if (steps[i].is_repeat) {
            status = append_repeat(tcx, element, &steps[i]);
            i += steps[i].block_count;
        } else {
            status = append_step(tcx, element, &steps[i]);
        }
    }
    return status;
}

/* The name, and the cues as notes. */
static void append_name(struct tcx_out *tcx, const char *name)
{
    size_t length = strlen(name);
    size_t characters = 0;
    size_t cut = 0;
    struct buf copy;

    while (cut < length && characters < LONGEST_NAME) {
        cut += utf8_sequence_length(name + cut, length - cut);
        characters++;
    }
    if (cut < length) {
        workout_out_lose(tcx->out, "the name is cut to %d characters",
                         LONGEST_NAME);
    }
    buf_init(&copy, length + sizeof "Workout");
    buf_append(&copy, cut > 0 ? name : "Workout", cut > 0 ? cut : 7);
    buf_append_text(&tcx->out->buf, "<Name>");
    workout_out_xml(tcx->out, buf_text(&copy));
    buf_append_text(&tcx->out->buf, "</Name>\n");
    if (copy.status != OW_OK && tcx->out->buf.status == OW_OK) {
        tcx->out->buf.status = copy.status;
    }
    buf_dispose(&copy);
}

static void append_notes(struct tcx_out *tcx, const struct ow_step *steps,
                         size_t count)
{
    struct buf *buf = &tcx->out->buf;
    bool has_notes = false;

    for (size_t i = 0; i < count; i++) {
        if (steps[i].is_repeat || steps[i].cue == NULL ||
            steps[i].cue[0] == '\0') {
            continue;
        }
        buf_append_format(buf, "%s%zu: ", has_notes ? "; " : "      <Notes>",
                          i + 1);
        workout_out_xml(tcx->out, steps[i].cue);
        has_notes = true;
    }
    if (has_notes) {
        buf_append_text(buf, "</Notes>\n");
        workout_out_lose(tcx->out, "cues stand in the notes, not at the steps");
    }
}

static const char *sport_of(int sport)
{
    return sport == OW_SPORT_RUNNING   ? "Running"
           : sport == OW_SPORT_CYCLING ? "Biking"
                                       : "Other";
}

static enum ow_status append_workout(struct tcx_out *tcx,
                                     const struct ow_workout *workout)
{
    struct buf *buf = &tcx->out->buf;
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);
    enum ow_status status = OW_OK;

    buf_append_text(buf, head);
    buf_append_format(buf, "    <Workout Sport=\"%s\">",
                      sport_of(ow_workout_sport(workout)));
    append_name(tcx, ow_workout_name(workout));
    status = append_block(tcx, "Step", steps, count);
    append_notes(tcx, steps, count);
    buf_append_text(buf, "    </Workout>\n  </Workouts>\n"
                         "</TrainingCenterDatabase>\n");
    if (tcx->id - 1 > MOST_STEPS) {
        workout_out_lose(tcx->out, "%zu steps; TCX numbers %zu", tcx->id - 1,
                         MOST_STEPS);
    }
    return status;
}

enum ow_status tcx_encode(struct workout_out *out)
{
    struct tcx_out tcx = {out, 1};
    struct ow_device device = *ow_device_find("old");
    struct ow_workout *fitted = NULL;
    struct ow_device_fit fit;
    enum ow_status status = OW_OK;

    if (out->writing->most_steps > 0) {
        device.most_steps = out->writing->most_steps;
    }
    status =
        ow_workout_fit_device(out->workout, &device, &fitted, &fit, out->err);
    if (status != OW_OK) {
        return status;
    }
    if (fit.ramps > 0) {
        workout_out_lose(out, "no ramps here: %zu cut into %zu steps",
                         fit.ramps, fit.pieces);
    }
    status = append_workout(&tcx, fitted);
    ow_workout_free(fitted);
    return status;
}
