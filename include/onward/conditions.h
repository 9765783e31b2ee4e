/*
 * What the way and the weather cost: grade, heat, altitude.
 */
#ifndef ONWARD_CONDITIONS_H
#define ONWARD_CONDITIONS_H

#include "onward/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Effort of a slope: the speed on the flat that feels like one metre a second
 * up or down it. Exactly 1 on the flat, least near -9 %, growing from there to
 * both sides without a kink.
 *
 * @param grade  rise over run; the curve has data from -0.32 to 0.32, bends to
 *               level beyond, and stays as at -0.45 and 0.45
 *
 * Source: Robb 2017, improved grade-adjusted pace; quartic through it.
 */
OW_API double ow_grade_effort(double grade);

/**
 * Energy cost of running on a grade, whatever the speed.
 *
 * @param grade                 rise over run, -0.45 to 0.45
 * @param[out] cost_j_per_kg_m  joules per kilogram and metre; untouched on
 *                              failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Minetti et al. 2002, J Appl Physiol 93:1039-1046, the fit for Cr.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_grade_cost(double grade, double *cost_j_per_kg_m, struct ow_error *err);

/** How much more time a distance takes, as shares of it: 0.02 is 2 % more. */
struct ow_slowdown {
    double low;
    double high;
};

/**
 * What heat and moist air cost a continuous training run; repeats cost half as
 * much. A coach's rule by the sum of air temperature and dew point: nothing up
 * to 100 F, 8 to 10 % up to 180 F.
 *
 * @param temperature_c     of the air, -40 to 60
 * @param dew_point_c       -60 to 40, not above the temperature
 * @param[out] slowdown     both missing above a sum of 180 F: no hard running;
 *                          untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Hadley 2013, temperature plus dew point for pace adjustment.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_heat_slowdown(double temperature_c, double dew_point_c,
                 struct ow_slowdown *slowdown, struct ow_error *err);

/**
 * Wet-bulb globe temperature, estimated for moderate sun and light wind; under
 * clouds or in wind it is lower than this.
 *
 * @param temperature_c, dew_point_c  as of ow_heat_slowdown()
 * @param[out] wbgt_c                 untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Australian Bureau of Meteorology, approximation of the American
 * College of Sports Medicine (1984); vapour pressure as there, at dew point.
 */
OW_API OW_MUST_CHECK enum ow_status ow_wbgt(double temperature_c,
                                            double dew_point_c, double *wbgt_c,
                                            struct ow_error *err);

/**
 * What weather cost those who won races: 0.3 to 0.4 % for each degree of
 * wet-bulb globe temperature below 7.5 or above 15 C. Most runners lose more
 * in heat (Ely et al. 2007).
 *
 * @param wbgt_c  0 to 30; the races were run at about 5 to 25
 * @param[out] slowdown  untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Mantzios et al. 2022, 1,258 races; its size agrees with Ely et al.
 * 2007.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_wbgt_slowdown(double wbgt_c, struct ow_slowdown *slowdown,
                 struct ow_error *err);

/**
 * What thin air costs a race: 0.73 % for each 1,000 ft over 5 km and 0.85 %
 * over 10 km, between them by the logarithm of the distance.
 *
 * @param altitude_m  0 to 2,500
 * @param distance_m  5,000 to 10,000: longer and shorter races have no figure
 * @param[out] slowdown  a share of the time; untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Milledge, as given by Runner's World; linear to 8,200 ft.
 */
OW_API OW_MUST_CHECK enum ow_status ow_altitude_slowdown(double altitude_m,
                                                         double distance_m,
                                                         double *slowdown,
                                                         struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
