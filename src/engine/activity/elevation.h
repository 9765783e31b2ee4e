/*
 * Elevation of a run made fit for use: steps that nobody climbed taken out,
 * smoothed, and turned into grade, metres as on the flat, ascent and descent.
 */
#ifndef ENGINE_ACTIVITY_ELEVATION_H
#define ENGINE_ACTIVITY_ELEVATION_H

#include "engine/activity/trace.h"

/** Whether the values say anything: one that can be true and is not 0. */
bool elevation_is_told(const double *elevation_m, size_t count);

/**
 * Fills elevation_m (which holds the raw values), grade, flat_m, ascent_m and
 * descent_m of a trace whose other columns are there; false without memory.
 */
bool elevation_fill(struct ow_trace *trace);

#endif
