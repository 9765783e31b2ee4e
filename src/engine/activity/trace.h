/* The inside of a trace, for those who read points from it. */
#ifndef ENGINE_ACTIVITY_TRACE_H
#define ENGINE_ACTIVITY_TRACE_H

#include "onward/trace.h"

struct ow_trace {
    size_t count;        /* points, at least 2 */
    double *time_s;      /* strictly growing, since the activity's start */
    double *distance_m;  /* never falling, from 0 */
    double *elevation_m; /* of each point, the last known; NULL without */
};

/** Metres at a time, even speed between points; clamped to the ends. */
double trace_distance_at(const struct ow_trace *trace, double time_s);

#endif
