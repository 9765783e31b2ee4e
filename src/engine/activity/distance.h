/*
 * How far the runner was at each point of a trace: as the device counted, else
 * along the positions, else from the speed.
 */
#ifndef ENGINE_ACTIVITY_DISTANCE_H
#define ENGINE_ACTIVITY_DISTANCE_H

#include "engine/activity/trace.h"

/** What the distance of an activity is best read from; OW_DISTANCE_NONE where
 * no channel says how far. */
enum ow_distance_source distance_source(const struct ow_activity *activity);

/**
 * Whether the device had counted metres by its first sample, at a time at
 * which it can have: the run then began before, at time 0.
 */
bool distance_begins_before(const struct ow_activity *activity,
                            enum ow_distance_source source);

/**
 * Fills distance_m of a trace whose time_s is there, from 0 and never falling,
 * and tells in its mends what was mended.
 *
 * @param samples  sample of each point, count + 1 of them: those of a point
 *                 with the same time end before the next
 * @return OW_OK; OW_E_NOT_FOUND when fewer than two points say how far;
 *         OW_E_NOMEM
 */
enum ow_status distance_fill(struct ow_trace *trace,
                             const struct ow_activity *activity,
                             const size_t *samples, struct ow_error *err);

#endif
