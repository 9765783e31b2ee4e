/*
 * Parts into steps. Every bound is reckoned as a number that grows with the
 * effort, of a pace its negative, so that low and high mean the same for all
 * targets.
 */
#include "engine/workout/progression.h"

#include "base/num.h"
#include "onward/activity.h"

/* Half a band's width: a share of a pace, beats a minute, points of effort. */
#define PACE_SHARE 0.02
#define HR_BPM 3.0
#define EFFORT_POINTS 0.5

static double signed_by(const struct progression_design *design, double value)
{
    return design->target == OW_TARGET_PACE_S_PER_KM ? -value : value;
}

/* A pace as a number that grows with the effort. */
static double effort_of(const struct progression_design *design,
                        double s_per_km)
{
    return signed_by(
        design, progression_value(&design->scale, design->target, s_per_km));
}

static double half_width(const struct progression_design *design, double value)
{
    switch (design->target) {
    case OW_TARGET_HR_BPM:
        return HR_BPM;
    case OW_TARGET_EFFORT_RPE:
        return EFFORT_POINTS;
    case OW_TARGET_PACE_S_PER_KM:
    case OW_TARGET_OPEN:
    case OW_TARGET_COUNT:
        break;
    }
    return fabs(value) * PACE_SHARE;
}

/* Down or up to whole seconds or beats, half points of effort. */
static double grain_of(const struct progression_design *design)
{
    return design->target == OW_TARGET_EFFORT_RPE ? 2 : 1;
}

static double round_down(const struct progression_design *design, double value)
{
    double grain = grain_of(design);

    return floor(value * grain + 1e-9) / grain;
}

static double round_up(const struct progression_design *design, double value)
{
    return -round_down(design, -value);
}

static double clamp(double value, double low, double high)
{
    return fmax(low, fmin(high, value));
}

static struct ow_step step_of(const struct progression_design *design,
                              const struct progression_part *part)
{
    bool by_time = design->wanted->total.s > 0;

    return (struct ow_step){.role = part->role,
                            .end_type =
                                by_time ? OW_END_TIME_S : OW_END_DISTANCE_M,
                            .end_value = part->length,
                            .target = {design->target, OW_MISSING, OW_MISSING},
                            .ramp_from = OW_MISSING,
                            .ramp_to = OW_MISSING,
                            .cue = part->cue};
}

/* Where easy running ends; an easy start does not go beyond it. */
static double ceiling_of(const struct progression_design *design)
{
    return round_down(design,
                      effort_of(design, design->scale.easy_fast_s_per_km));
}

/*
 * The band of a part between its two paces and a margin on both sides. It
 * reaches below where the one before ended, so that no step begins with an
 * alarm, and never over the limit.
 *
 * @param before  upper bound of the step before
 */
static void set_band(const struct progression_design *design,
                     const struct progression_part *part, double before,
                     struct ow_step *step)
{
    double from = effort_of(design, part->from_s_per_km);
    double to = effort_of(design, part->to_s_per_km);
    double limit =
        round_down(design, effort_of(design, design->limit_s_per_km));
    double low = round_down(design, from - half_width(design, from));
    double high = round_up(design, to + half_width(design, to));

    high = fmin(high, limit);
    low = fmin(low, fmin(before, high) - 1 / grain_of(design));
    step->target.low = fabs(low);
    step->target.high = fabs(high);
    from = clamp(round_up(design, from), low, high);
    to = clamp(round_up(design, to), low, high);
    if (from < to) {
        step->ramp_from = fabs(from);
        step->ramp_to = fabs(to);
    }
}

static bool is_end(const struct progression_part *part)
{
    return part->role == OW_ROLE_WARM_UP || part->role == OW_ROLE_COOL_DOWN;
}

static enum ow_status add_steps(const struct progression_design *design,
                                struct ow_workout *workout,
                                struct ow_error *err)
{
    double before = ceiling_of(design);
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < design->count && status == OW_OK; i++) {
        const struct progression_part *part = &design->parts[i];
        struct ow_step step = step_of(design, part);

        if (is_end(part)) {
            step.target.high = fabs(ceiling_of(design));
        } else {
            set_band(design, part, before, &step);
            before = signed_by(design, step.target.high);
        }
        status = ow_workout_add_step(workout, &step, err);
    }
    return status;
}

enum ow_status progression_compile(const struct progression_design *design,
                                   struct ow_workout **workout,
                                   struct ow_error *err)
{
    static const char *const names[OW_PROGRESSION_KIND_COUNT] = {
        "Progression run", "Progression run in stages",
        "Progression run, fast finish"};
    struct ow_workout *made = NULL;
    const char *name =
        design->name != NULL ? design->name : names[design->wanted->kind];
    enum ow_status status = ow_workout_new(name, OW_SPORT_RUNNING, &made, err);

    if (status == OW_OK) {
        status = add_steps(design, made, err);
    }
    if (status != OW_OK) {
        ow_workout_free(made);
        return status;
    }
    *workout = made;
    return OW_OK;
}
