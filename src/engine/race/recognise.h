/* Whether a run was a race. */
#ifndef ENGINE_RACE_RECOGNISE_H
#define ENGINE_RACE_RECOGNISE_H

#include "onward/race.h"

/**
 * Fills the confidence that it was a race, with its reasons, from what the
 * reading holds already.
 */
void race_recognise(struct ow_race_reading *reading,
                    const struct ow_race_options *options,
                    const struct ow_activity *activity);

#endif
