/* The two curves that capacity and paces are both read from. */
#ifndef ENGINE_BODY_CAPACITY_H
#define ENGINE_BODY_CAPACITY_H

/* Effective VO2max that the formulas here are used for, ml/kg/min. */
#define CAPACITY_LOWEST 10.0
#define CAPACITY_HIGHEST 95.0

/**
 * Metres a minute at which a runner of average economy takes up so much
 * oxygen.
 *
 * @param vo2_ml_per_kg_min  0 to 120
 *
 * Source: Daniels and Gilbert 1979, Oxygen Power, the cost curve solved for
 * speed.
 */
double capacity_speed_m_per_min(double vo2_ml_per_kg_min);

/**
 * Seconds over a distance at an effective VO2max, ow_race_equivalent() without
 * its bounds.
 */
double capacity_equivalent_s(double vo2max, double distance_m);

#endif
