/* What the sport changes in a file. */
#ifndef CODEC_FIT_SPORT_H
#define CODEC_FIT_SPORT_H

#include "onward/activity.h"

/**
 * Sports whose cadence counts one foot, so that two steps are one turn (FIT
 * profile, record.cadence).
 */
static inline bool fit_is_on_foot(int sport)
{
    enum { MOUNTAINEERING = 16, SNOWSHOEING = 35 };

    return sport == OW_SPORT_RUNNING || sport == OW_SPORT_WALKING ||
           sport == OW_SPORT_HIKING || sport == MOUNTAINEERING ||
           sport == SNOWSHOEING;
}

#endif
