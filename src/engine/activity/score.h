/*
 * The inside of the score: a run along its time on the move, and the steps it
 * is held against.
 */
#ifndef ENGINE_ACTIVITY_SCORE_H
#define ENGINE_ACTIVITY_SCORE_H

#include "engine/activity/trace.h"
#include "onward/score.h"

#define SCORE_MOST_STEPS OW_SHAPE_MOST_SEGMENTS

/* A step as it was run and as it was wanted; times on the move. */
struct score_step {
    double from_s;
    double to_s;
    double wanted_s;      /* how long it should have been */
    double first_m_per_s; /* wanted at its start and */
    double last_m_per_s;  /* at its end; missing where nothing is */
    double most_m_per_s;  /* no faster than this; missing as above */
    enum ow_role role;
    bool is_judged; /* long enough for how it was measured */
};

struct score_work {
    const struct ow_trace *trace;
    const struct ow_shape *shape;
    size_t count; /* the shape's points */
    double from_s[OW_SHAPE_MOST_POINTS];
    double to_s[OW_SHAPE_MOST_POINTS];
    struct score_step steps[SCORE_MOST_STEPS];
    size_t step_count;
    bool is_planned;
    size_t first; /* step of the core: without warm-up … */
    size_t end;   /* … and cool-down, which begins here */
};

/* Fills all but the steps. */
void score_work_fill(struct score_work *work, const struct ow_trace *trace,
                     const struct ow_shape *shape);

/* Mean grade-adjusted speed over a stretch; missing where nothing was run. */
double score_speed(const struct score_work *work, double from_s, double to_s);

/* The steps of a plan; NULL, or why they cannot be found in the run. */
const char *score_take_plan(struct score_work *work,
                            const struct ow_activity *activity,
                            const struct ow_workout *plan);

/* The segments of a progression as steps, wanted as evenly as they were. */
void score_take_segments(struct score_work *work);

/* Speed wanted of a step at a time within it. */
double score_wanted(const struct score_step *step, double at_s);

#endif
