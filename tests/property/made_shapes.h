/*
 * Runs of a known shape, made from a seed: what the runner meant, what the
 * hills did to it and what a watch made of that. Nothing here is taken from
 * the detector: speeds err with heavy tails and memory, each runner takes
 * hills in his own way, distances wander, stick and leap.
 */
#ifndef TESTS_MADE_SHAPES_H
#define TESTS_MADE_SHAPES_H

#include "onward/activity.h"

#include <stdint.h>

enum made_kind {
    MADE_CONTINUOUS = 0,
    MADE_SEGMENTED,
    MADE_FAST_FINISH,
    MADE_TEMPO,
    MADE_INTERVALS,
    MADE_FARTLEK,
    MADE_STEADY,
    MADE_FADE,
    MADE_NEGATIVE_SPLIT,
    MADE_KIND_COUNT
};

/** Elevation over a real way, a value every 10 m; borrowed. */
struct made_profile {
    const double *elevation_m;
    size_t count;
};

struct made_run {
    enum made_kind kind;
    bool is_hilly;
    bool has_real_hills;
    struct ow_activity *activity; /* the caller's */
};

const char *made_kind_name(enum made_kind kind);

/** The run of a seed; hills of a profile where there are any. */
struct made_run made_run(uint64_t seed, const struct made_profile *profiles,
                         size_t profile_count);

#endif
