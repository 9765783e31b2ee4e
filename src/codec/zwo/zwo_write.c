/*
 * A run for Zwift. Every step is one share of a reference speed, or a ramp
 * between two; the reference is the runner's 10 km pace, which a tag of the
 * file names, for Zwift has its own and readers have none.
 *
 *   workout_file > author, name, description, sportType run, durationType,
 *                  tags > tag @name, workout
 */
#include "base/error.h"
#include "base/num.h"
#include "codec/workout_out.h"
#include "codec/zwo/zwo.h"
#include "onward/activity.h"

#include <string.h>

#define REFERENCE_10KM                                                         \
    2                /* pace: 0 mile, 1 5 km, 2 10 km, 3 half, 4 marathon      \
                      */
#define OPEN_S 300.0 /* stands for a step that ends by hand */
#define USUAL_S_PER_KM 360.0 /* of steps whose pace nobody said */
#define USUAL_REFERENCE 300.0

struct zwo_out {
    struct workout_out *out;
    bool by_distance;
    double reference_s_per_km;
};

static bool is_pace(const struct ow_step *step)
{
    return step->target.type == OW_TARGET_PACE_S_PER_KM &&
           !(ow_is_missing(step->target.low) &&
             ow_is_missing(step->target.high));
}

static bool is_ramp(const struct ow_step *step)
{
    return is_pace(step) && !ow_is_missing(step->ramp_from);
}

/* Steps that end by a type, and the fastest pace of all. */
static size_t count_ends(const struct ow_step *steps, size_t count,
                         enum ow_end_type type)
{
    size_t ends = 0;

    for (size_t i = 0; i < count; i++) {
        ends += !steps[i].is_repeat && steps[i].end_type == type;
    }
    return ends;
}

static double fastest(const struct ow_step *steps, size_t count)
{
    double fastest_pace = OW_MISSING;

    for (size_t i = 0; i < count; i++) {
        double pace = workout_out_middle(&steps[i].target);

        if (!steps[i].is_repeat && is_pace(&steps[i]) &&
            !(pace >= fastest_pace)) {
            fastest_pace = pace;
        }
    }
    return fastest_pace;
}

/* The step's length in the file's own unit. */
static double length_of(const struct zwo_out *zwo, const struct ow_step *step,
                        size_t number)
{
    double s_per_km =
        is_pace(step) ? workout_out_middle(&step->target) : USUAL_S_PER_KM;
    double time_s = step->end_value;

    if (step->end_type ==
        (zwo->by_distance ? OW_END_DISTANCE_M : OW_END_TIME_S)) {
        return step->end_value;
    }
    if (step->end_type == OW_END_DISTANCE_M) {
        time_s = step->end_value * s_per_km / 1000;
    } else if (step->end_type != OW_END_TIME_S) {
        time_s = OPEN_S;
    }
    workout_out_lose(zwo->out,
                     "step %zu: all steps end by %s here; about as long stands "
                     "in its place",
                     number, zwo->by_distance ? "distance" : "time");
    return round(zwo->by_distance ? time_s * 1000 / s_per_km : time_s);
}

static void attribute(struct workout_out *out, const char *name, double value,
                      int decimals)
{
    buf_append_format(&out->buf, " %s=\"", name);
    buf_append_number(&out->buf, value, decimals);
    buf_append_char(&out->buf, '"');
}

static double share_of(const struct zwo_out *zwo, double s_per_km)
{
    return zwo->reference_s_per_km / s_per_km;
}

static void append_powers(const struct zwo_out *zwo, const struct ow_step *step)
{
    struct workout_out *out = zwo->out;
    bool is_end =
        step->role == OW_ROLE_WARM_UP || step->role == OW_ROLE_COOL_DOWN;
    double pace = workout_out_middle(&step->target);

    if (is_ramp(step) || is_end) {
        attribute(out, "PowerLow",
                  share_of(zwo, is_ramp(step) ? step->ramp_from : pace), 6);
        attribute(out, "PowerHigh",
                  share_of(zwo, is_ramp(step) ? step->ramp_to : pace), 6);
    } else {
        attribute(out, "Power", share_of(zwo, pace), 6);
    }
    attribute(out, "pace", REFERENCE_10KM, 0);
    if (!ow_is_missing(step->target.low) && !ow_is_missing(step->target.high)) {
        workout_out_lose(out, "no bands here: the middle of each stands");
    }
}

/* The element's name and the role it reads back as. */
static const char *element_of(const struct ow_step *step, enum ow_role *role)
{
    *role = step->role;
    if (!is_pace(step)) {
        *role = OW_ROLE_STEADY;
        return "FreeRide";
    }
    if (step->role == OW_ROLE_WARM_UP) {
        return "Warmup";
    }
    if (step->role == OW_ROLE_COOL_DOWN) {
        return "Cooldown";
    }
    *role = is_ramp(step) ? OW_ROLE_BUILD : OW_ROLE_STEADY;
    return is_ramp(step) ? "Ramp" : "SteadyState";
}

/* "Peak: strong, RPE 6 to 7": role, cue, and a target that has no place. */
static void append_message(const struct zwo_out *zwo,
                           const struct ow_step *step, enum ow_role role,
                           size_t number)
{
    struct workout_out *out = zwo->out;
    const char *cue = step->cue != NULL ? step->cue : "";
    bool has_target = step->target.type == OW_TARGET_HR_BPM ||
                      step->target.type == OW_TARGET_EFFORT_RPE;

    if (cue[0] == '\0' && role == step->role && !has_target) {
        return;
    }
    buf_append_format(&out->buf, "<textevent %s=\"0\" message=\"",
                      zwo->by_distance ? "distoffset" : "timeoffset");
    if (role != step->role) {
        buf_append_format(&out->buf, "%s: ", ow_role_name(step->role));
    }
    workout_out_xml(out, cue);
    if (has_target) {
        buf_append_format(&out->buf, "%s%s ", cue[0] != '\0' ? ", " : "",
                          step->target.type == OW_TARGET_HR_BPM ? "bpm"
                                                                : "RPE");
        buf_append_number(&out->buf, workout_out_middle(&step->target), 1);
        workout_out_lose(out,
                         "step %zu: only paces are targets here; the cue "
                         "names it",
                         number);
    }
    buf_append_text(&out->buf, "\"/>");
}

static void append_step(const struct zwo_out *zwo, const struct ow_step *step,
                        size_t number)
{
    struct workout_out *out = zwo->out;
    enum ow_role role = step->role;
    const char *element = element_of(step, &role);

    buf_append_format(&out->buf, "        <%s", element);
    attribute(out, "Duration", length_of(zwo, step, number), 3);
    if (is_pace(step)) {
        append_powers(zwo, step);
    }
    buf_append_char(&out->buf, '>');
    append_message(zwo, step, role, number);
    buf_append_format(&out->buf, "</%s>\n", element);
}

/* Whether a block is fast and slow by turns, as IntervalsT holds it. */
static bool is_intervals(const struct zwo_out *zwo, const struct ow_step *head)
{
    const struct ow_step *on = head + 1;
    const struct ow_step *off = head + 2;
    enum ow_end_type end = zwo->by_distance ? OW_END_DISTANCE_M : OW_END_TIME_S;

    return head->block_count == 2 && !on->is_repeat && is_pace(on) &&
           is_pace(off) && !is_ramp(on) && !is_ramp(off) &&
           on->end_type == end && off->end_type == end &&
           on->role == OW_ROLE_WORK && off->role == OW_ROLE_RECOVER &&
           on->cue == NULL && off->cue == NULL;
}

static void append_intervals(const struct zwo_out *zwo,
                             const struct ow_step *head)
{
    struct workout_out *out = zwo->out;

    buf_append_text(&out->buf, "        <IntervalsT");
    attribute(out, "Repeat", head->repeat_times, 0);
    attribute(out, "OnDuration", head[1].end_value, 3);
    attribute(out, "OffDuration", head[2].end_value, 3);
    attribute(out, "OnPower",
              share_of(zwo, workout_out_middle(&head[1].target)), 6);
    attribute(out, "OffPower",
              share_of(zwo, workout_out_middle(&head[2].target)), 6);
    attribute(out, "pace", REFERENCE_10KM, 0);
    buf_append_text(&out->buf, "/>\n");
    workout_out_lose(out, "no bands here: the middle of each stands");
}

/* Recursion ends: repeats nest at most eight deep. */
static void append_block(const struct zwo_out *zwo, const struct ow_step *steps,
                         size_t count, size_t first)
{
    for (size_t i = 0; i < count; i++) {
        const struct ow_step *step = &steps[i];

        if (!step->is_repeat) {
            append_step(zwo, step, first + i);
        } else if (is_intervals(zwo, step)) {
            append_intervals(zwo, step);
        } else {
            workout_out_lose(zwo->out, "step %zu: the repeat is written out",
                             first + i);
            for (uint32_t j = 0; j < step->repeat_times; j++) {
                append_block(zwo, step + 1, step->block_count, first + i + 1);
            }
        }
        i += step->is_repeat ? step->block_count : 0;
    }
}

static void choose_reference(struct zwo_out *zwo, const struct ow_step *steps,
                             size_t count)
{
    double given = zwo->out->writing->s_per_km_of_10km;
    double pace = fastest(steps, count);

    if (given > 0 || ow_is_missing(pace)) {
        zwo->reference_s_per_km = given > 0 ? given : USUAL_REFERENCE;
        return;
    }
    zwo->reference_s_per_km = num_round(pace, 3);
    workout_out_lose(zwo->out,
                     "paces are shares of a 10 km pace that was not given; the "
                     "fastest pace stands for it");
}

static void append_head(const struct zwo_out *zwo)
{
    struct workout_out *out = zwo->out;

    buf_append_text(&out->buf, "<workout_file>\n    <author>onward</author>\n"
                               "    <name>");
    workout_out_xml(out, ow_workout_name(out->workout));
    buf_append_format(&out->buf,
                      "</name>\n    <description></description>\n"
                      "    <sportType>run</sportType>\n"
                      "    <durationType>%s</durationType>\n"
                      "    <tags><tag name=\"" ZWO_TAG,
                      zwo->by_distance ? "distance" : "time");
    buf_append_number(&out->buf, zwo->reference_s_per_km, 3);
    buf_append_text(&out->buf, "\"/></tags>\n    <workout>\n");
}

enum ow_status zwo_encode(struct workout_out *out)
{
    struct zwo_out zwo = {.out = out};
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(out->workout, &count);
    enum ow_status status = workout_out_check(out, steps, count);

    if (status != OW_OK) {
        return status;
    }
    zwo.by_distance = count_ends(steps, count, OW_END_DISTANCE_M) >
                      count_ends(steps, count, OW_END_TIME_S);
    choose_reference(&zwo, steps, count);
    if (ow_workout_sport(out->workout) != OW_SPORT_RUNNING) {
        workout_out_lose(out, "written as a run, whatever the sport");
    }
    append_head(&zwo);
    append_block(&zwo, steps, count, 1);
    buf_append_text(&out->buf, "    </workout>\n</workout_file>\n");
    return OW_OK;
}
