/* Ramps into flat steps for devices that have none; see progression.h. */
#include "onward/progression.h"

#include "base/error.h"
#include "base/mem.h"

#include <string.h>

/* A step that is shorter asks for attention more than for running. */
#define SHORTEST_PIECE_S 120.0
#define SHORTEST_PIECE_M 400.0
#define PIECE_GRAIN 10.0 /* seconds or metres; the last takes what is over */

/* Targets closer than this are the same to a runner, by enum ow_target_type. */
static const double least_change[OW_TARGET_COUNT] = {1, 2, 2, 0.5};

const struct ow_device *ow_devices(size_t *count)
{
    /* Fifty is what makers' services and many projects state; twenty is the
     * most step ids that TCX of the Training Center era has. */
    static const struct ow_device devices[] = {
        {"common", "watches of today", 50, false},
        {"old", "watches of the years of TCX", 20, false},
        {"ramps", "software that holds ramps", 1000, true},
    };

    *count = sizeof devices / sizeof devices[0];
    return devices;
}

const struct ow_device *ow_device_find(const char *name)
{
    size_t count = 0;
    const struct ow_device *devices = ow_devices(&count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(devices[i].name, name) == 0) {
            return &devices[i];
        }
    }
    return NULL;
}

static bool is_ramp(const struct ow_step *step)
{
    return !step->is_repeat && !ow_is_missing(step->ramp_from) &&
           !ow_is_missing(step->ramp_to);
}

/* Pieces that a ramp is best told in. */
static size_t pieces_wanted(const struct ow_step *step)
{
    double shortest =
        step->end_type == OW_END_TIME_S ? SHORTEST_PIECE_S : SHORTEST_PIECE_M;
    double by_length = floor(step->end_value / shortest);
    double by_change = floor(fabs(step->ramp_to - step->ramp_from) /
                             least_change[step->target.type]);
    double wanted = fmin(by_length, by_change);

    if (step->end_type != OW_END_TIME_S &&
        step->end_type != OW_END_DISTANCE_M) {
        return 1;
    }
    return wanted > 1 ? (size_t)wanted : 1;
}

/* A device being filled. */
struct fitting {
    size_t wanted; /* pieces of all ramps */
    size_t room;   /* steps that are left for them */
    struct ow_device_fit sum;
};

static struct fitting measure(const struct ow_step *steps, size_t count,
                              const struct ow_device *device)
{
    struct fitting fitting = {0};

    for (size_t i = 0; i < count; i++) {
        if (is_ramp(&steps[i])) {
            fitting.sum.ramps++;
            fitting.wanted += pieces_wanted(&steps[i]);
        }
    }
    count -= fitting.sum.ramps;
    fitting.room = device->most_steps > count ? device->most_steps - count : 0;
    fitting.sum.steps = count;
    return fitting;
}

/* The share of the room that a ramp gets, at least one step. */
static size_t pieces_of(const struct fitting *fitting,
                        const struct ow_step *step)
{
    size_t wanted = pieces_wanted(step);

    if (fitting->wanted > fitting->room &&
        fitting->wanted > fitting->sum.ramps) {
        /* Each ramp keeps one; the rest is parted by what is wanted. */
        size_t ramps = fitting->sum.ramps;
        size_t spare = fitting->room > ramps ? fitting->room - ramps : 0;

        wanted = 1 + (wanted - 1) * spare / (fitting->wanted - ramps);
    }
    return wanted;
}

/* How far a piece's band reaches to each side: 2 % of a pace, 3 bpm, half a
 * point of effort. */
static double margin_of(const struct ow_step *step, double value)
{
    switch (step->target.type) {
    case OW_TARGET_HR_BPM:
        return 3;
    case OW_TARGET_EFFORT_RPE:
        return 0.5;
    case OW_TARGET_PACE_S_PER_KM:
    case OW_TARGET_OPEN:
    case OW_TARGET_COUNT:
        break;
    }
    return 0.02 * value;
}

/*
 * A bound of a piece: the ramp's value there and a margin, never beyond the
 * ramp's own bound.
 *
 * @param side  -1 for the low bound, 1 for the high one
 */
static double edge(const struct ow_step *step, double share, double side)
{
    bool is_pace = step->target.type == OW_TARGET_PACE_S_PER_KM;
    double grain = step->target.type == OW_TARGET_EFFORT_RPE ? 2 : 1;
    double bound = side < 0 ? step->target.low : step->target.high;
    double value = step->ramp_from + share * (step->ramp_to - step->ramp_from);
    /* The low bound is the slow one: of paces the larger number. */
    double sign = is_pace ? -side : side;

    value += sign * margin_of(step, value);
    value = sign > 0 ? ceil(value * grain - 1e-9) / grain
                     : floor(value * grain + 1e-9) / grain;
    return sign > 0 ? fmin(value, bound) : fmax(value, bound);
}

static enum ow_status add_pieces(const struct ow_step *step, size_t count,
                                 struct ow_workout *fitted,
                                 struct ow_error *err)
{
    struct ow_step piece = *step;
    double used = 0;
    enum ow_status status = OW_OK;

    piece.ramp_from = OW_MISSING;
    piece.ramp_to = OW_MISSING;
    for (size_t i = 0; i < count && status == OW_OK; i++) {
        double from = (double)i / (double)count;
        double to = (double)(i + 1) / (double)count;

        if (i + 1 < count) {
            piece.end_value =
                round(step->end_value * to / PIECE_GRAIN) * PIECE_GRAIN - used;
        } else if (count > 1) {
            piece.end_value = step->end_value - used;
        }
        used += piece.end_value;
        if (i > 0 && !ow_is_missing(step->target.low)) {
            piece.target.low = edge(step, from, -1);
        }
        piece.target.high = i + 1 == count || ow_is_missing(step->target.high)
                                ? step->target.high
                                : edge(step, to, 1);
        status = ow_workout_add_step(fitted, &piece, err);
    }
    return status;
}

/* Recursion ends: repeats nest at most eight deep. */
static enum ow_status add_block(const struct ow_step *steps, size_t count,
                                const struct ow_device *device,
                                struct fitting *fitting,
                                struct ow_workout *fitted, struct ow_error *err)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < count && status == OW_OK; i++) {
        const struct ow_step *step = &steps[i];

        if (step->is_repeat) {
            status = ow_workout_begin_repeat(fitted, step->repeat_times, err);
            if (status == OW_OK) {
                status = add_block(step + 1, step->block_count, device, fitting,
                                   fitted, err);
            }
            if (status == OW_OK) {
                status = ow_workout_end_repeat(fitted, err);
            }
            i += step->block_count;
        } else if (is_ramp(step) && !device->has_ramps) {
            size_t pieces = pieces_of(fitting, step);

            fitting->sum.pieces += pieces;
            status = add_pieces(step, pieces, fitted, err);
        } else {
            status = ow_workout_add_step(fitted, step, err);
        }
    }
    return status;
}

enum ow_status ow_workout_fit_device(const struct ow_workout *workout,
                                     const struct ow_device *device,
                                     struct ow_workout **fitted,
                                     struct ow_device_fit *fit,
                                     struct ow_error *err)
{
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);
    struct fitting fitting = measure(steps, count, device);
    struct ow_workout *made = NULL;
    enum ow_status status = ow_workout_new(
        ow_workout_name(workout), ow_workout_sport(workout), &made, err);

    if (status == OW_OK) {
        status = add_block(steps, count, device, &fitting, made, err);
    }
    if (status != OW_OK) {
        ow_workout_free(made);
        return status;
    }
    if (device->has_ramps) {
        fitting.sum.ramps = 0;
    }
    (void)ow_workout_steps(made, &fitting.sum.steps);
    *fitted = made;
    *fit = fitting.sum;
    return OW_OK;
}
