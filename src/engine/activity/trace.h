/* The inside of a trace, for those who read points from it. */
#ifndef ENGINE_ACTIVITY_TRACE_H
#define ENGINE_ACTIVITY_TRACE_H

#include "onward/trace.h"

/* Slower than this is standing still, as a watch's auto-pause sees it. */
#define TRACE_STILL_M_PER_S 0.8
/* A shorter stand is how the device counts, or a shoe being tied. */
#define TRACE_STOP_S 5.0

/*
 * A run in columns, one entry a point. Columns that the activity has nothing
 * for are NULL; within a column a missing value is OW_MISSING.
 */
struct ow_trace {
    size_t count;        /* points, at least 2 */
    double *time_s;      /* strictly growing, since the activity's start */
    double *distance_m;  /* never falling, from 0 */
    double *moving_s;    /* since the first point, without stops */
    double *flat_m;      /* metres as on the flat; distance_m itself without
                          * elevation, and equal to it on the flat */
    double *elevation_m; /* smoothed over distance, known at every point */
    double *grade;       /* rise over run, over the 100 m around; 0 in a run of
                          * less than 50 m. With elevation_m */
    double *ascent_m;    /* climbed since the first point. With elevation_m */
    double *descent_m;   /* come down since the first point, 0 or more */
    double *hr_bpm;
    double *cadence_spm; /* missing where the feet stood */
    double *power_w;
    double *temperature_c;
    double *vertical_oscillation_mm;
    double *stance_time_ms;
    double *step_length_mm;
    struct ow_trace_mends mends;
    double *block; /* where the columns lie */
};

/** Metres at a time, even speed between points; clamped to the ends. */
double trace_distance_at(const struct ow_trace *trace, double time_s);

/** Whether the runner stood between point i - 1 and point i; i from 1. */
static inline bool trace_is_stop(const struct ow_trace *trace, size_t i)
{
    return !(trace->moving_s[i] > trace->moving_s[i - 1]);
}

#endif
