/*
 * What a run was as a whole: a progression, a fade, steady, varied, and when it
 * cannot be said. Read from speed as on the flat, so that hills do not count;
 * stops and short walk breaks are left out.
 */
#ifndef ONWARD_SHAPE_H
#define ONWARD_SHAPE_H

#include "onward/trace.h"
#include "onward/workout.h"

#ifdef __cplusplus
extern "C" {
#endif

enum ow_shape_verdict {
    OW_SHAPE_UNSUITABLE = 0, /**< cannot be said; the reason says why */
    OW_SHAPE_PROGRESSION,
    OW_SHAPE_FADE,
    OW_SHAPE_STEADY,
    OW_SHAPE_VARIED, /**< intervals, fartlek, a fast block in the middle */
    OW_SHAPE_NEGATIVE_SPLIT,
    OW_SHAPE_VERDICT_COUNT
};

/** How a progression went up. */
enum ow_shape_rise {
    OW_RISE_NONE = 0, /**< no progression */
    OW_RISE_CONTINUOUS,
    OW_RISE_SEGMENTED,
    OW_RISE_FAST_FINISH,
    OW_RISE_COUNT
};

/** A part of the run at about one speed. */
struct ow_shape_segment {
    double start_s;       /**< since the activity's start */
    double duration_s;    /**< elapsed, until the next one begins */
    double speed_m_per_s; /**< while moving */
    double flat_m_per_s;  /**< the same, grade-adjusted */
    enum ow_role role;
};

/** Speed over a short way, what the verdict was read from. */
struct ow_shape_point {
    double start_s; /**< since the activity's start */
    double end_s;
    double speed_m_per_s; /**< while moving */
    double flat_m_per_s;  /**< by the grade response fitted to this run */
};

#define OW_SHAPE_MOST_SEGMENTS 64
#define OW_SHAPE_MOST_POINTS 480

/** The shape of a run; one owner. Shares of grade-adjusted speed. */
struct ow_shape {
    enum ow_shape_verdict verdict;
    enum ow_shape_rise rise; /**< of a progression */
    double gain;       /**< last eighth over first fifth less 1, the cool-down
                          left out; missing where unsuitable */
    double noise;      /**< spread about the segments; missing as above */
    double confidence; /**< 0 to 1; missing as above */
    struct ow_shape_segment segments[OW_SHAPE_MOST_SEGMENTS];
    size_t segment_count; /**< 0 where unsuitable */
    struct ow_shape_point points[OW_SHAPE_MOST_POINTS];
    size_t point_count;
    char reason[200]; /**< one sentence without a full stop */
};

/**
 * Tells the shape of a run.
 *
 * Hills are taken out by the effort of a grade (ow_grade_effort()), bent to how
 * this runner took this run's hills where there are enough of them. The steps
 * of a workout that was followed stand as segments.
 *
 * @param activity    the run
 * @param trace       made of it; NULL where none could be made, which is
 *                    unsuitable
 * @param[out] shape  the caller's, ow_shape_free(); untouched on failure
 * @return OW_OK, OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_shape_find(const struct ow_activity *activity, const struct ow_trace *trace,
              struct ow_shape **shape, struct ow_error *err);

/** Gives a shape back; NULL is fine. */
OW_API void ow_shape_free(struct ow_shape *shape);

/** "progression", "fade", …: the word in JSON. */
OW_API const char *ow_shape_verdict_name(enum ow_shape_verdict verdict);

/** "continuous", "segmented", "fast-finish"; NULL for none. */
OW_API const char *ow_shape_rise_name(enum ow_shape_rise rise);

#ifdef __cplusplus
}
#endif

#endif
