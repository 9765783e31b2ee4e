/*
 * A heart rate noted now and then: some devices write it to every third sample
 * only, and a heart changes little in so long.
 */
#ifndef ENGINE_ACTIVITY_HEART_H
#define ENGINE_ACTIVITY_HEART_H

#include "onward/error.h"

#define HEART_FRESH_S 15.0

/** The heart rate last known, and when; at first both are missing. */
struct held_heart {
    double hr_bpm;
    double time_s;
};

/** The heart rate itself, or the last known one while it is fresh. */
static inline double heart_hold(struct held_heart *held, double hr_bpm,
                                double time_s)
{
    if (!ow_is_missing(hr_bpm)) {
        *held = (struct held_heart){hr_bpm, time_s};
    }
    return time_s - held->time_s <= HEART_FRESH_S ? held->hr_bpm : OW_MISSING;
}

#endif
