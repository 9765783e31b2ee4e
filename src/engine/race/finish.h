/* Where the finish line of a recorded race was. */
#ifndef ENGINE_RACE_FINISH_H
#define ENGINE_RACE_FINISH_H

#include "onward/trace.h"

/**
 * The point at which the runner, running, crossed the line and went on at a
 * walk, to the end of the trace. Where the whole trace has the length of a
 * race, the walk must begin after the full distance; where it is too long for
 * one, the watch may be 2 % short at the line.
 *
 * @param official_m  0 or missing: any race distance
 * @return its index; the last point where nothing speaks for a walk
 */
size_t finish_find(const struct ow_trace *trace, double official_m);

#endif
