/*
 * What was measured of an activity: figures that are the same whoever ran it,
 * so that they can be kept while limits and best times change.
 */
#ifndef STORE_MEASURES_H
#define STORE_MEASURES_H

#include "onward/learn.h"
#include "onward/load.h"
#include "onward/shape.h"
#include "onward/trace.h"
#include "onward/weakness.h"

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
    double hr_bpm[OW_LEARN_SPAN_COUNT];       /* highest means */
    double flat_m_per_s[OW_LEARN_SPAN_COUNT]; /* fastest, as on the flat */
    double race_m;                            /* official distance that it
                                                 may have been a race of */
    double race_s;
    double race_confidence; /* 0 to 1, by the file alone */
    bool has_shape;         /* it was a run, and its shape was looked for */
    enum ow_shape_verdict shape;
    enum ow_shape_rise rise;
    double gain; /* as in struct ow_shape */
    double shape_confidence;
    struct ow_season_figures season; /* of runs of 40 minutes and of races */
    struct ow_trace_best bests[MEASURES_MOST_BESTS];
    size_t best_count;
};

#endif
