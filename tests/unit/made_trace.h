/* Traces made for a test, point by point, without an activity. */
#ifndef TESTS_MADE_TRACE_H
#define TESTS_MADE_TRACE_H

#include "engine/activity/trace.h"

#include <stdint.h>

#define MADE_TRACE_MOST 8192

/** A trace and where its columns lie. */
struct made_trace {
    struct ow_trace trace;
    double time_s[MADE_TRACE_MOST];
    double distance_m[MADE_TRACE_MOST];
    double hr_bpm[MADE_TRACE_MOST];
};

/** What a drawn run is like. */
enum made_trace_kind {
    MADE_STEADY = 0,
    MADE_INTERVALS,
    MADE_NOISE,
    MADE_CENTIMETRES, /**< one speed, counted in whole centimetres */
    MADE_EVEN,        /**< one speed */
    MADE_STOPS,
    MADE_TRACE_KINDS
};

/** Empties it; no heart rate. */
void made_trace_init(struct made_trace *made);

/** Adds a point; a missing heart rate too, in a trace that has any. */
void made_trace_add(struct made_trace *made, double time_s, double distance_m,
                    double hr_bpm);

/** From 0 up to 1; advances the seed. */
double made_trace_random(uint64_t *seed);

/** The speed over the second `i` of a run of a kind, after that before. */
double made_trace_speed(enum made_trace_kind kind, size_t i,
                        double before_m_per_s, uint64_t *seed);

/** A run of so many seconds, with a point at each of them. */
void made_trace_draw(struct made_trace *made, enum made_trace_kind kind,
                     size_t seconds, uint64_t *seed);

/** A point every `least_s` to `most_s` seconds instead, whole or not. */
void made_trace_draw_uneven(struct made_trace *made, enum made_trace_kind kind,
                            size_t points, double least_s, double most_s,
                            uint64_t *seed);

#endif
