/* Distances on the ellipsoid. */
#ifndef ENGINE_ACTIVITY_GEODESY_H
#define ENGINE_ACTIVITY_GEODESY_H

/**
 * Metres between two near points on the WGS 84 ellipsoid, by the radii of
 * curvature at their middle latitude. Within a part in 10^5 of the geodesic up
 * to 50 km; points further apart get the great-circle distance on the mean
 * sphere.
 *
 * @param latitude_1_deg, latitude_2_deg    -90 to 90
 * @param longitude_1_deg, longitude_2_deg  -180 to 180
 *
 * Source: radii of curvature in the meridian and the prime vertical, e.g.
 * NGA.STND.0036 (WGS 84), 2014, chapter 4.
 */
double geodesy_distance_m(double latitude_1_deg, double longitude_1_deg,
                          double latitude_2_deg, double longitude_2_deg);

#endif
