/*
 * The verdict on a run. First what would make any verdict idle is ruled out,
 * then ups and downs; what is left is judged by where it began, where it ended
 * and how it went from one to the other.
 *
 * The order of these steps is that of a prototype measured on made runs. The
 * bounds were set on made runs, other ones judge them, and all real runs at
 * hand were looked at: doc/shape-detection.md.
 */
#include "engine/activity/shape.h"

#include <math.h>

/* So uneven a run tells nothing of its shape. */
#define MOST_NOISE 0.10

/* What only rising explains of the spread, and more than only falling does. */
#define LEAST_ORDER 0.30
#define ORDER_MARGIN 0.1
/* A staircase that rises less is a faster second half, and a line whose run
 * gains less. */
#define LEAST_RISE 0.080
#define LEAST_LINE_GAIN 0.092

/* A fast finish: such a share of the rise in one step, so late. */
#define ONE_STEP_SHARE 0.70
#define FAST_FINISH_SHARE 0.37
/* What is shorter is a kick at the end. */
#define SHORTEST_FINISH_S 180.0
#define SHORTEST_RISE_S 360.0
/* A fast block: such a step, and little more after it. */
#define MOST_OF_STEPS 0.5
#define BLOCK_STEP 0.10
#define BLOCK_DRIFT 0.07
/* Who is on top for longer only warmed up before. */
#define MOST_TOP_SHARE 0.60
#define NEGATIVE_SPLIT_STEP 0.12

/* Steps of a workout that were smaller were not run as steps. */
#define PLANNED_STEP 0.033

#define SURE_SD 2.0

static double share_of(const struct shape_reading *reading,
                       struct shape_span span)
{
    return shape_moving_s(&reading->bins, span) /
           shape_moving_s(&reading->bins, reading->core);
}

/* The largest of a staircase's steps: the level it leads to. */
static size_t largest_step(const struct shape_parts *steps)
{
    size_t largest = 1;

    for (size_t s = 2; s < steps->count; s++) {
        if (steps->level[s] - steps->level[s - 1] >
            steps->level[largest] - steps->level[largest - 1]) {
            largest = s;
        }
    }
    return largest;
}

/* A run that went up by one step that lasted: a block or a faster half. */
static enum ow_shape_verdict judge_block(const struct shape_reading *reading,
                                         double fast_share, double step)
{
    if (reading->has_cool_down) {
        return OW_SHAPE_VARIED;
    }
    if (fast_share > MOST_TOP_SHARE) {
        return OW_SHAPE_STEADY;
    }
    return step < NEGATIVE_SPLIT_STEP ? OW_SHAPE_NEGATIVE_SPLIT
                                      : OW_SHAPE_VARIED;
}

static enum ow_shape_verdict judge_steps(const struct shape_reading *reading,
                                         enum ow_shape_rise *rise)
{
    const struct shape_parts *steps = &reading->fit.steps;
    size_t last = steps->count - 1;
    size_t largest = largest_step(steps);
    double step = steps->level[largest] - steps->level[largest - 1];
    double whole = steps->level[last] - steps->level[0];
    struct shape_span fast = {steps->spans[largest].from, reading->core.to};
    double fast_share = share_of(reading, fast);
    double top_share = share_of(reading, steps->spans[last]);

    if (step > ONE_STEP_SHARE * whole) {
        *rise = OW_RISE_FAST_FINISH;
        if (shape_moving_s(&reading->bins, fast) < SHORTEST_FINISH_S) {
            return OW_SHAPE_STEADY;
        }
        return fast_share <= FAST_FINISH_SHARE
                   ? OW_SHAPE_PROGRESSION
                   : judge_block(reading, fast_share, step);
    }
    *rise = OW_RISE_SEGMENTED;
    if (whole < LEAST_RISE) {
        return OW_SHAPE_NEGATIVE_SPLIT;
    }
    if (step > MOST_OF_STEPS * whole && step > BLOCK_STEP &&
        steps->level[last] - steps->level[largest] < BLOCK_DRIFT &&
        fast_share > FAST_FINISH_SHARE) {
        return judge_block(reading, fast_share, step);
    }
    return top_share <= MOST_TOP_SHARE ? OW_SHAPE_PROGRESSION
                                       : judge_block(reading, top_share, step);
}

bool shape_is_stepped(const struct shape_reading *reading)
{
    const struct shape_fit *fit = &reading->fit;
    size_t last = fit->steps.count - 1;

    if (fit->steps.count < 2) {
        return false;
    }
    return reading->is_planned_rise
               ? (fit->steps.level[last] - fit->steps.level[0]) / (double)last >
                     PLANNED_STEP
               : fit->odds > 0;
}

static enum ow_shape_verdict judge_rise(const struct shape_reading *reading,
                                        enum ow_shape_rise *rise)
{
    const struct shape_fit *fit = &reading->fit;
    struct shape_span line = {fit->knot, reading->core.to};

    if (shape_is_stepped(reading)) {
        return judge_steps(reading, rise);
    }
    *rise = share_of(reading, line) <= FAST_FINISH_SHARE ? OW_RISE_FAST_FINISH
                                                         : OW_RISE_CONTINUOUS;
    if (fit->line_jump > fit->line_rise) {
        return judge_block(reading, share_of(reading, line), fit->line_jump);
    }
    if (shape_moving_s(&reading->bins, line) < SHORTEST_RISE_S) {
        return OW_SHAPE_STEADY;
    }
    return reading->gain >= LEAST_LINE_GAIN ? OW_SHAPE_PROGRESSION
                                            : OW_SHAPE_NEGATIVE_SPLIT;
}

/* Standard error of one half of the core against the other. */
static double error_of_halves(const struct shape_reading *reading)
{
    double count = (double)(reading->core.to - reading->core.from);

    return 2 * reading->noise *
           sqrt((1 + reading->memory) / (1 - reading->memory) / count);
}

bool shape_rises(const struct shape_reading *reading)
{
    return reading->swings < SHAPE_FEWEST_SWINGS &&
           reading->noise <= MOST_NOISE &&
           reading->gain >= SHAPE_PROGRESSION_GAIN &&
           reading->order_up >= LEAST_ORDER &&
           reading->order_up > reading->order_down + ORDER_MARGIN;
}

enum ow_shape_verdict shape_judge(const struct shape_reading *reading,
                                  enum ow_shape_rise *rise)
{
    double up = reading->order_up;
    double down = reading->order_down;

    if (reading->swings >= SHAPE_FEWEST_SWINGS) {
        return OW_SHAPE_VARIED;
    }
    if (reading->noise > MOST_NOISE) {
        return reading->bins.is_run_walk ? OW_SHAPE_VARIED
                                         : OW_SHAPE_UNSUITABLE;
    }
    if (shape_rises(reading)) {
        return judge_rise(reading, rise);
    }
    if (reading->gain <= SHAPE_FADE_GAIN && down > up) {
        return OW_SHAPE_FADE;
    }
    if (reading->halves >=
            fmax(SHAPE_NEGATIVE_SPLIT, SURE_SD * error_of_halves(reading)) &&
        up > down) {
        return OW_SHAPE_NEGATIVE_SPLIT;
    }
    return OW_SHAPE_STEADY;
}
