/* The shape of a run: what rules a verdict out, and the way to one. */
#include "engine/activity/shape.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "engine/activity/activity.h"

#include <math.h>

#define SHORTEST_S (15 * 60.0)
/* Slower than most of a run can be: a brisk walk. */
#define WALKING_M_PER_S 1.85
/* Nobody runs so fast: the record over 5000 m is 6.6, over a half marathon 6.1.
 */
#define IMPOSSIBLE_M_PER_S 6.7
#define IMPOSSIBLE_LONG_M_PER_S 6.2
#define LONG_S (45 * 60.0)

static const char *why_no_run(const struct ow_activity *activity,
                              const struct ow_trace *trace)
{
    int sport = activity->summary.sport;

    if (sport != OW_SPORT_RUNNING && sport != OW_SPORT_UNKNOWN) {
        return "this was no run";
    }
    return trace == NULL ? "not enough data: no times with distances" : NULL;
}

static const char *why_no_pace(const struct shape_bins *bins)
{
    struct shape_span all = {0, bins->count};
    double moving_s = shape_moving_s(bins, all);
    double speed_m_per_s = 0;

    if (moving_s < SHORTEST_S) {
        return "too short: less than 15 min on the move";
    }
    for (size_t i = 0; i < bins->count; i++) {
        speed_m_per_s += bins->distance_m[i] / moving_s;
    }
    return speed_m_per_s < WALKING_M_PER_S ? "walked rather than run"
           : speed_m_per_s > (moving_s < LONG_S ? IMPOSSIBLE_M_PER_S
                                                : IMPOSSIBLE_LONG_M_PER_S)
               ? "faster than anyone runs"
               : NULL;
}

static bool find(const struct ow_activity *activity,
                 const struct ow_trace *trace, struct shape_reading *reading,
                 struct ow_shape *shape)
{
    const char *why_not = why_no_run(activity, trace);

    shape->gain = OW_MISSING;
    shape->noise = OW_MISSING;
    shape->confidence = OW_MISSING;
    if (why_not == NULL && !shape_bins_fill(&reading->bins, trace)) {
        why_not = "too short: less than 1 km";
    }
    if (why_not == NULL) {
        why_not = why_no_pace(&reading->bins);
    }
    if (why_not != NULL) {
        shape_say(shape, why_not);
        return true;
    }
    shape_grade_adjust(&reading->bins);
    shape_read(reading, trace, activity);
    shape->verdict = shape_judge(reading, &shape->rise);
    if (shape->verdict != OW_SHAPE_PROGRESSION) {
        shape->rise = OW_RISE_NONE;
    }
    return shape_tell(reading, shape);
}

enum ow_status ow_shape_find(const struct ow_activity *activity,
                             const struct ow_trace *trace,
                             struct ow_shape **shape, struct ow_error *err)
{
    struct ow_shape *found = mem_calloc(1, sizeof *found);
    struct shape_reading *reading = mem_calloc(1, sizeof *reading);

    if (found == NULL || reading == NULL ||
        !find(activity, trace, reading, found)) {
        mem_free(found);
        mem_free(reading);
        return error_nomem(err);
    }
    mem_free(reading);
    *shape = found;
    return OW_OK;
}

void ow_shape_free(struct ow_shape *shape)
{
    mem_free(shape);
}

const char *ow_shape_verdict_name(enum ow_shape_verdict verdict)
{
    static const char *const names[OW_SHAPE_VERDICT_COUNT] = {
        "unsuitable", "progression", "fade",
        "steady",     "varied",      "negative-split"};

    return names[verdict];
}

const char *ow_shape_rise_name(enum ow_shape_rise rise)
{
    static const char *const names[] = {NULL, "continuous", "segmented",
                                        "fast-finish"};

    return names[rise];
}
