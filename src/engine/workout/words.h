/* A step in words: how long it is and what is to be run. */
#ifndef ENGINE_WORKOUT_WORDS_H
#define ENGINE_WORKOUT_WORDS_H

#include "base/buf.h"
#include "onward/quantity.h"
#include "onward/workout.h"

/** "10:00", "400 m", "2.5 km", "until the lap button". */
void words_end(struct buf *buf, const struct ow_step *step,
               enum ow_units units);

/**
 * "5:40/km to 5:20/km", "not faster than 6:10/km", "5:50/km building to
 * 4:40/km", "effort 3 to 4 of 10"; nothing for an open step.
 */
void words_target(struct buf *buf, const struct ow_step *step,
                  enum ow_units units);

#endif
