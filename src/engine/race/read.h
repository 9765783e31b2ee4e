/* Reading a race from a trace that is there already. */
#ifndef ENGINE_RACE_READ_H
#define ENGINE_RACE_READ_H

#include "onward/race.h"

/**
 * As ow_race_read(), over the activity's own trace; without one, NULL, its
 * summary tells what can be said.
 */
OW_MUST_CHECK enum ow_status
race_read_trace(const struct ow_activity *activity,
                const struct ow_trace *trace,
                const struct ow_race_options *options,
                struct ow_race_reading *reading, struct ow_error *err);

#endif
