/* What the files of the session library share beside its header. */
#ifndef ENGINE_WORKOUT_LIBRARY_DESIGN_H
#define ENGINE_WORKOUT_LIBRARY_DESIGN_H

#include "engine/workout/library.h"
#include "engine/workout/progression.h"

/** Whether a kind is a long run, and ends by distance. */
bool library_is_long(enum library_kind kind);

/** The scale of the progression model with a plan's own paces in it. */
void library_scale(const struct library_paces *paces,
                   struct progression_scale *scale);

/** A stretch at one pace, or evenly from one to another, some times over. */
struct library_stretch {
    int32_t length_s; /* 0 where it ends by distance */
    int32_t length_m;
    int32_t from_s_per_km;
    int32_t to_s_per_km;
    int32_t times;
};

/** Adds what a stretch comes to. */
void library_measure_stretch(const struct library_stretch *stretch,
                             const struct library_paces *paces,
                             struct library_measure *sum);

/** library_measure() of a progression run, or of a long run that is one. */
struct library_measure
library_measure_progression(const struct library_order *order,
                            const struct library_paces *paces);

/** library_build() of such a run. */
enum ow_status library_build_progression(const struct library_order *order,
                                         const struct library_paces *paces,
                                         struct ow_workout **workout,
                                         struct ow_error *err);

#endif
