/* Two ways to say that a runner hit the wall, from splits of 5 km. */
#ifndef ENGINE_RACE_WALL_H
#define ENGINE_RACE_WALL_H

#include "onward/race.h"

/**
 * How much slower the slowest full 5 km after 20 km was than 5 to 20 km, as a
 * share; missing where the splits do not reach 30 km.
 *
 * Source: Smyth 2021, PLoS ONE 16:e0251513, who calls 0.25 hitting the wall.
 */
double wall_slump(const struct ow_split *splits, size_t count);

/**
 * Whether the full 5-km splits were uneven: one 7.3 % slower than the mean of
 * the others, or a standard deviation above 3.46 % of their mean. Not enough
 * data where they do not reach 30 km.
 *
 * Source: J Athl Train 2020, 55:494 (83 runners of a marathon).
 */
enum ow_answer wall_faded(const struct ow_split *splits, size_t count);

#endif
