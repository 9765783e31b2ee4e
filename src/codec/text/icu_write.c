/*
 * A workout as the text that intervals.icu reads; its grammar stands in icu.c.
 * The sections "Warmup" and "Cooldown" are known there; other roles stand
 * before the cue. Repeats do not nest, a step has no open bound, and heart
 * rates are shares of the maximum.
 */
#include "base/num.h"
#include "codec/text/icu.h"
#include "codec/workout_out.h"
#include "onward/quantity.h"

#include <stdio.h>
#include <string.h>

#define OPEN_SHARE 0.8 /* a bound that is open stands a fifth off the other */
#define PERCENT 100.0
#define TARGET_SIZE (2 * OW_QUANTITY_TEXT_SIZE + 16)

/* 1h, 10m, 1m30s, 21m0.5s: what seconds come to. */
static void append_time(struct buf *buf, double time_s)
{
    double hours = floor(time_s / 3600);
    double minutes = floor((time_s - hours * 3600) / 60);
    double seconds = time_s - hours * 3600 - minutes * 60;

    if (hours > 0) {
        buf_append_number(buf, hours, 0);
        buf_append_char(buf, 'h');
    }
    if (minutes > 0) {
        buf_append_number(buf, minutes, 0);
        buf_append_char(buf, 'm');
    }
    if (seconds > 0) {
        buf_append_number(buf, seconds, 3);
        buf_append_char(buf, 's');
    }
}

static void append_end(struct workout_out *out, const struct ow_step *step,
                       size_t number)
{
    struct buf *buf = &out->buf;

    switch (step->end_type) {
    case OW_END_TIME_S:
        append_time(buf, step->end_value);
        return;
    case OW_END_DISTANCE_M:
        if (fabs(step->end_value - round(step->end_value)) < 1e-9) {
            buf_append_number(buf, step->end_value, 0);
            buf_append_text(buf, "mtr");
        } else {
            buf_append_number(buf, step->end_value / 1000, 6);
            buf_append_text(buf, "km");
        }
        return;
    case OW_END_HR_ABOVE_BPM:
    case OW_END_HR_BELOW_BPM:
        workout_out_lose(out,
                         "step %zu: no end by heart rate here; the lap button "
                         "ends it",
                         number);
        break;
    case OW_END_LAP:
    case OW_END_COUNT:
        break;
    }
    buf_append_text(buf, ICU_PRESS_LAP " 1m");
}

/* Whether a word of a cue would be read as something else. */
static bool is_plain(struct str word)
{
    return !icu_is_end(word) && !icu_is_keyword(word);
}

/* A cue without the words that would be read as lengths. */
static void append_cue(struct workout_out *out, const char *cue, size_t number)
{
    struct str rest = str_trim(str_of(cue));
    bool is_whole = rest.length == strlen(cue);

    while (rest.data != NULL && rest.length > 0) {
        struct str word = str_split(&rest, ' ');

        if (word.length == 0 || !is_plain(word)) {
            is_whole = false;
            continue;
        }
        for (size_t i = 0; i < word.length; i++) {
            bool is_control = (unsigned char)word.data[i] < ' ';

            is_whole = is_whole && !is_control;
            buf_append_char(&out->buf, is_control ? '_' : word.data[i]);
        }
        buf_append_char(&out->buf, ' ');
    }
    if (!is_whole) {
        workout_out_lose(out,
                         "step %zu: words of the cue that read as lengths or "
                         "breaks are changed",
                         number);
    }
}

/* Both bounds, one of them made up where it is open. */
static void close_band(struct workout_out *out, const struct ow_step *step,
                       size_t number, double bounds[2])
{
    bool is_pace = step->target.type == OW_TARGET_PACE_S_PER_KM;

    bounds[0] = step->target.low;
    bounds[1] = step->target.high;
    if (!ow_is_missing(step->ramp_from)) {
        bounds[0] = step->ramp_from;
        bounds[1] = step->ramp_to;
        workout_out_lose(out, "step %zu: the band around the ramp is left out",
                         number);
        return;
    }
    if (ow_is_missing(bounds[0])) {
        bounds[0] = is_pace ? fmin(3600, round(bounds[1] / OPEN_SHARE))
                            : round(bounds[1] * OPEN_SHARE);
    } else if (ow_is_missing(bounds[1])) {
        bounds[1] = is_pace ? fmax(60, round(bounds[0] * OPEN_SHARE))
                            : fmin(240, round(bounds[0] / OPEN_SHARE));
    } else {
        return;
    }
    workout_out_lose(out,
                     "step %zu: no open bounds here; a fifth off the other "
                     "bound stands in its place",
                     number);
}

/* " 5:40-5:20/km Pace" */
static void append_paces(struct workout_out *out, const double bounds[2],
                         size_t number)
{
    char low[OW_QUANTITY_TEXT_SIZE];
    char high[OW_QUANTITY_TEXT_SIZE];

    if (fabs(bounds[0] - round(bounds[0])) > 1e-9 ||
        fabs(bounds[1] - round(bounds[1])) > 1e-9) {
        workout_out_lose(out, "step %zu: paces are in whole seconds here",
                         number);
    }
    ow_duration_format(bounds[0], low);
    ow_duration_format(bounds[1], high);
    if (strcmp(low, high) == 0) {
        buf_append_format(&out->buf, " %s/km Pace", low);
    } else {
        buf_append_format(&out->buf, " %s-%s/km Pace", low, high);
    }
}

static void append_shares(struct workout_out *out, const double bounds[2],
                          size_t number)
{
    double hr_max_bpm = out->writing->hr_max_bpm;

    workout_out_lose(
        out, "step %zu: heart rates are shares of the maximum here", number);
    buf_append_char(&out->buf, ' ');
    buf_append_number(&out->buf, bounds[0] / hr_max_bpm * PERCENT, 0);
    buf_append_char(&out->buf, '-');
    buf_append_number(&out->buf, bounds[1] / hr_max_bpm * PERCENT, 0);
    buf_append_text(&out->buf, "% HR");
}

/* Whether a target has a place of its own in the text. */
static bool is_told(const struct workout_out *out, const struct ow_step *step)
{
    if (ow_is_missing(step->target.low) && ow_is_missing(step->target.high)) {
        return false;
    }
    return step->target.type == OW_TARGET_PACE_S_PER_KM ||
           (step->target.type == OW_TARGET_HR_BPM &&
            out->writing->hr_max_bpm > 0);
}

/* "RPE 6 to 7" in the cue, for a target that the text has no word for. */
static void append_untold(struct workout_out *out, const struct ow_step *step,
                          size_t number)
{
    const struct ow_target *target = &step->target;
    bool is_effort = target->type == OW_TARGET_EFFORT_RPE;

    if (target->type == OW_TARGET_OPEN || is_told(out, step) ||
        (ow_is_missing(target->low) && ow_is_missing(target->high))) {
        return;
    }
    buf_append_text(&out->buf, is_effort ? "RPE " : "bpm ");
    if (!ow_is_missing(target->low)) {
        buf_append_number(&out->buf, target->low, 1);
        buf_append_text(&out->buf, ow_is_missing(target->high) ? "+ " : " to ");
    } else {
        buf_append_text(&out->buf, "to ");
    }
    if (!ow_is_missing(target->high)) {
        buf_append_number(&out->buf, target->high, 1);
        buf_append_char(&out->buf, ' ');
    }
    workout_out_lose(out, "step %zu: %s; the cue names it", number,
                     is_effort ? "effort is no target here"
                               : "heart rates are shares of a maximum that "
                                 "was not given");
}

static void append_step(struct workout_out *out, const struct ow_step *step,
                        size_t number, bool has_section)
{
    double bounds[2];

    buf_append_text(&out->buf, "- ");
    if (!has_section) {
        buf_append_format(&out->buf, "%s: ", icu_role_word(step->role));
    }
    if (step->cue != NULL) {
        append_cue(out, step->cue, number);
    }
    append_untold(out, step, number);
    append_end(out, step, number);
    if (!is_told(out, step)) {
        buf_append_char(&out->buf, '\n');
        return;
    }
    if (!ow_is_missing(step->ramp_from)) {
        buf_append_text(&out->buf, " ramp");
    }
    close_band(out, step, number, bounds);
    if (step->target.type == OW_TARGET_PACE_S_PER_KM) {
        append_paces(out, bounds, number);
    } else {
        append_shares(out, bounds, number);
    }
    buf_append_char(&out->buf, '\n');
}

static bool is_section(enum ow_role role)
{
    return role == OW_ROLE_WARM_UP || role == OW_ROLE_COOL_DOWN;
}

/* The steps of a repeat; a repeat in it is written out. */
static void append_inside(struct workout_out *out, const struct ow_step *steps,
                          size_t count, size_t first)
{
    for (size_t i = 0; i < count; i++) {
        if (!steps[i].is_repeat) {
            append_step(out, &steps[i], first + i, false);
            continue;
        }
        workout_out_lose(out, "step %zu: repeats do not nest; written out",
                         first + i);
        for (uint32_t j = 0; j < steps[i].repeat_times; j++) {
            append_inside(out, steps + i + 1, steps[i].block_count,
                          first + i + 1);
        }
        i += steps[i].block_count;
    }
}

/* The name, unless its first word would be read as something else. */
static void append_name(struct workout_out *out)
{
    const char *name = ow_workout_name(out->workout);

    if (name[0] == '\0') {
        return;
    }
    if (icu_is_name(str_of(name))) {
        buf_append_format(&out->buf, "%s\n\n", name);
    } else {
        workout_out_lose(out, "the name would be read as a step or section");
    }
}

enum ow_status icu_encode(struct workout_out *out)
{
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(out->workout, &count);
    const char *section = NULL;
    enum ow_status status = OW_OK;

    append_name(out);
    for (size_t i = 0; i < count; i++) {
        const struct ow_step *step = &steps[i];
        const char *word = ICU_MAIN;

        if (step->is_repeat) {
            status = workout_out_check(out, step + 1, step->block_count);
            if (status != OW_OK) {
                return status;
            }
            buf_append_format(&out->buf, "%s%lux\n", i > 0 ? "\n" : "",
                              (unsigned long)step->repeat_times);
            append_inside(out, step + 1, step->block_count, i + 2);
            i += step->block_count;
            section = NULL;
            continue;
        }
        if (is_section(step->role)) {
            word = icu_role_word(step->role);
        }
        if (section == NULL || strcmp(section, word) != 0) {
            buf_append_format(&out->buf, "%s%s\n", i > 0 ? "\n" : "", word);
        }
        section = word;
        append_step(out, step, i + 1, is_section(step->role));
    }
    return status;
}
