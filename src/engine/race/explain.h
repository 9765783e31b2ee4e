/* What the course and the weather explain of a race's time. */
#ifndef ENGINE_RACE_EXPLAIN_H
#define ENGINE_RACE_EXPLAIN_H

#include "onward/race.h"

/**
 * Fills drop, ascent, descent, hills and heat of a reading from the points
 * `first` to `last` of its trace; what the trace does not know stays.
 */
void race_explain(struct ow_race_reading *reading, const struct ow_trace *trace,
                  size_t first, size_t last);

/**
 * Mean of a column over the points after `first` up to `last`, each weighed by
 * the time since the point before; missing where it has none.
 */
double race_mean(const struct ow_trace *trace, const double *column,
                 size_t first, size_t last);

#endif
