/* Where the sun stands: what makes a run one in the dark. */
#ifndef ENGINE_ACTIVITY_SUN_H
#define ENGINE_ACTIVITY_SUN_H

#include <stdint.h>

/*
 * Of the sun's centre at sunrise and sunset: 34' of refraction and 16' of its
 * own radius (US Naval Observatory, definitions of rise and set).
 */
#define SUN_HORIZON_DEG (-50.0 / 60.0)
/* Civil twilight ends here; beyond it a lamp is needed. */
#define SUN_DARK_DEG (-6.0)

/**
 * Height of the sun's centre over the true horizon, without refraction, within
 * 0.02 degrees for the years 1950 to 2050 (Meeus, low accuracy, 0.01; the time
 * taken for dynamical time, 0.001).
 *
 * @param time_ms        Unix, UTC
 * @param latitude_deg   -90 to 90
 * @param longitude_deg  east is positive; any turn
 * @return -90 to 90
 */
double sun_altitude_deg(int64_t time_ms, double latitude_deg,
                        double longitude_deg);

#endif
