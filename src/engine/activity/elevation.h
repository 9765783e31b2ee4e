/*
 * Elevation of a run made fit for use: steps that nobody climbed taken out,
 * smoothed, and turned into grade, metres as on the flat, ascent and descent.
 */
#ifndef ENGINE_ACTIVITY_ELEVATION_H
#define ENGINE_ACTIVITY_ELEVATION_H

#include "engine/activity/trace.h"

/* Rises and falls smaller than this between turning points are noise. */
#define ELEVATION_TURN_M 3.0

/** What a device says of its elevation, one value after the other. */
struct elevation_sensor {
    double offset_m; /* what it has moved by so far */
    double last_m;   /* as the device said */
    double last_distance_m;
    double restless_until_s; /* it has just moved, and comes to rest */
    size_t moves;
};

struct elevation_sensor elevation_sensor_new(void);

/**
 * Elevation with the moves of the sensor taken out: steps that nobody climbs
 * over the metres run since the value before.
 */
double elevation_sensor_read(struct elevation_sensor *sensor, double time_s,
                             double distance_m, double elevation_m);

/** Whether the values say anything: one that can be true and is not 0. */
bool elevation_is_told(const double *elevation_m, size_t count);

/**
 * Fills elevation_m (which holds the raw values), grade, flat_m, ascent_m and
 * descent_m of a trace whose other columns are there; false without memory.
 */
bool elevation_fill(struct ow_trace *trace);

#endif
