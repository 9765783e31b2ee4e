/*
 * The inside of the shape detector: a run as bins of even distance, its grade
 * response, its parts, and how well lines and steps fit it.
 */
#ifndef ENGINE_ACTIVITY_SHAPE_H
#define ENGINE_ACTIVITY_SHAPE_H

#include "engine/activity/trace.h"
#include "onward/shape.h"

#define SHAPE_MOST_BINS OW_SHAPE_MOST_POINTS
#define SHAPE_MOST_PARTS OW_SHAPE_MOST_SEGMENTS

/* Bounds of the verdicts: gain of a progression and of a fade, faster second
 * half, ups and downs of a varied run (design choices, doc/shape-detection.md).
 */
#define SHAPE_PROGRESSION_GAIN 0.055
#define SHAPE_FADE_GAIN (-0.05)
#define SHAPE_NEGATIVE_SPLIT 0.022
#define SHAPE_FEWEST_SWINGS 5

/* A stretch of bins, from the first up to but not with the last. */
struct shape_span {
    size_t from;
    size_t to;
};

/* The slope of a bin, means over its metres; 0 without elevation. */
struct shape_slope {
    double grade;       /* as the trace has it, over 100 m */
    double near;        /* under the feet */
    double near_square; /* of its squares */
    double near_climb;  /* of what goes up */
};

/* A run in bins of even distance, stops and short walk breaks left out. */
struct shape_bins {
    size_t count;
    bool has_grade;
    double bin_m;
    size_t walks;                    /* how many they were */
    bool is_run_walk;                /* walking was so much that it was kept */
    double start_s[SHAPE_MOST_BINS]; /* since the activity's start */
    double end_s[SHAPE_MOST_BINS];
    double moving_s[SHAPE_MOST_BINS];
    double distance_m[SHAPE_MOST_BINS];
    struct shape_slope slope[SHAPE_MOST_BINS];
    double log_speed[SHAPE_MOST_BINS];
    double log_flat[SHAPE_MOST_BINS]; /* grade-adjusted */
    double smooth[SHAPE_MOST_BINS];   /* the same without spikes */
};

/* Parts at about one level each. */
struct shape_parts {
    struct shape_span spans[SHAPE_MOST_PARTS];
    double level[SHAPE_MOST_PARTS]; /* mean of `smooth` */
    size_t count;
};

/* How log speed rises over a stretch, as a line and in steps. */
struct shape_fit {
    size_t knot;      /* bin the line begins to rise at */
    double line_rise; /* from there to its end */
    double line_jump; /* from the level before, where that is a warm-up */
    struct shape_parts steps; /* 0 where there is no room for two */
    double odds; /* log of how much more probable steps are than a line */
};

/* What the verdict is read from. */
struct shape_reading {
    struct shape_bins bins;
    struct shape_parts parts;
    bool is_planned;        /* the parts are steps of a workout */
    bool is_planned_rise;   /* and those of the core only rise: fit.steps */
    struct shape_span core; /* without the cool-down */
    bool has_cool_down;
    struct shape_span first; /* fifth of the core, */
    struct shape_span last;  /* and eighth */
    struct shape_fit fit;    /* through the core, where it rises */
    double noise;            /* spread about the parts */
    double memory;           /* of the errors, from bin to bin */
    double gain;
    double order_up;   /* share of the spread that only rising explains */
    double order_down; /* and only falling */
    double halves;     /* second half over first, less 1 */
    double swing;      /* ups and downs count from this size on */
    size_t swings;
};

/* Cuts a trace into bins; false where it is shorter than a few of them. */
bool shape_bins_fill(struct shape_bins *bins, const struct ow_trace *trace);

/* Fills log_flat and smooth by the grade response fitted to the run. */
void shape_grade_adjust(struct shape_bins *bins);

/* The middle of `count` values, which are left in another order. */
double shape_median(double *values, size_t count);

/* The standard deviation that errors of these sizes have, were they normal: by
 * their seventh tenth, since sizes that a device rounds have no fine middle.
 */
double shape_spread(double *sizes, size_t count);

/* Mean of `smooth` over a stretch, by time. */
double shape_mean(const struct shape_bins *bins, struct shape_span span);

/* Seconds on the move within a stretch. */
double shape_moving_s(const struct shape_bins *bins, struct shape_span span);

/*
 * Cuts a stretch where that pays most: the least sum of squares and price of
 * parts, exactly. A part lasts `least_s` or longer.
 */
void shape_parts_find(const struct shape_bins *bins, struct shape_span span,
                      double least_s, double price, struct shape_parts *parts);

/* Lays lines and steps through a stretch. */
void shape_fit(const struct shape_bins *bins, struct shape_span span,
               struct shape_fit *fit);

/* Fills all but the bins, which are filled and adjusted before. */
void shape_read(struct shape_reading *reading, const struct ow_trace *trace,
                const struct ow_activity *activity);

/* The verdict on a run that can be judged; `rise` is set for a progression. */
enum ow_shape_verdict shape_judge(const struct shape_reading *reading,
                                  enum ow_shape_rise *rise);

/* Whether the core as a whole gets faster, so that how it does is asked. */
bool shape_rises(const struct shape_reading *reading);

/* Whether steps tell the rise of the core better than a line. */
bool shape_is_stepped(const struct shape_reading *reading);

/* Sets the reason, cut to its room. */
void shape_say(struct ow_shape *shape, const char *reason);

/* Fills what is told of a verdict: segments, points, confidence, reason; false
 * without memory. */
bool shape_tell(const struct shape_reading *reading, struct ow_shape *shape);

#endif
