/* Two ways to say that a runner hit the wall, from splits of even length. */
#ifndef ENGINE_RACE_WALL_H
#define ENGINE_RACE_WALL_H

#include "onward/race.h"

/** Splits that do not reach so far tell nothing of a wall. */
#define WALL_REACH_M 30000.0

/** The late splits of a long race against its settled part; may be missing. */
struct wall {
    double slump;    /**< the slowest full one after 20 km over 5 to 20 km */
    double from_m;   /**< start of the first that was slower by a quarter */
    double length_m; /**< of all that were */
    double slowdown; /**< mean of these over 5 to 20 km */
};

/**
 * Measures splits of 5 km after 20 km by the pace from 5 to 20 km. All is
 * missing where they do not reach 30 km, all but the slump where no full split
 * was slower by a quarter.
 *
 * Source: Smyth 2021, PLoS ONE 16:e0251513, who calls that hitting the wall.
 */
struct wall wall_measure(const struct ow_split *splits, size_t count);

/** Whether a slump is the wall; not enough data where it is missing. */
enum ow_answer wall_collapsed(const struct wall *wall);

/**
 * Whether the full splits were uneven. Of 5 km: one 7.3 % slower than the mean
 * of the others, or a standard deviation above 3.46 % of their mean; of 1 km:
 * 11 % and 5.32 %. Not enough data where they do not reach 30 km.
 *
 * Source: J Athl Train 2020, 55:494 (83 runners of a marathon).
 */
enum ow_answer wall_faded(const struct ow_split *splits, size_t count);

#endif
