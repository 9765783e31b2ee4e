/*
 * What was measured of an activity: figures that are the same whoever ran it,
 * so that they can be kept while limits and best times change.
 */
#ifndef STORE_MEASURES_H
#define STORE_MEASURES_H

#include "onward/load.h"
#include "onward/trace.h"

/** Times over which the highest mean heart rate is kept. */
enum measures_peak {
    MEASURES_10_S = 0,
    MEASURES_1_MIN,
    MEASURES_5_MIN,
    MEASURES_20_MIN,
    MEASURES_60_MIN,
    MEASURES_PEAK_COUNT
};

/** Room for the bests of one activity. */
#define MEASURES_MOST_BESTS 32

/** Quantities may be missing. */
struct measures {
    int assumed_sport; /* enum ow_sport, where the file says none; else
                          OW_SPORT_UNKNOWN */
    struct ow_exertion exertion; /* its sport is the activity's, else the
                                    assumed one */
    double flat_m;               /* as on the flat */
    double ascent_m;
    double descent_m;
    double hr_bpm[MEASURES_PEAK_COUNT];
    double race_m; /* official distance that it
                      may have been a race of */
    double race_s;
    double race_confidence; /* 0 to 1, by the file alone */
    struct ow_trace_best bests[MEASURES_MOST_BESTS];
    size_t best_count;
};

#endif
