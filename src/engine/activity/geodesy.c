/* A local ellipsoid: flat near the middle point, exact enough for a run. */
#include "engine/activity/geodesy.h"

#include <math.h>

#define SEMI_MAJOR_M 6378137.0                   /* WGS 84 */
#define ECCENTRICITY_SQUARED 6.69437999014131e-3 /* WGS 84 */
#define MEAN_RADIUS_M 6371008.8                  /* (2a + b) / 3 */
#define RAD_PER_DEG 0.017453292519943295
#define LOCAL_DEG 0.5

static double great_circle_m(double latitude_1, double latitude_2,
                             double longitude_step)
{
    double half_latitude = sin((latitude_2 - latitude_1) / 2);
    double half_longitude = sin(longitude_step / 2);
    double h =
        half_latitude * half_latitude +
        cos(latitude_1) * cos(latitude_2) * half_longitude * half_longitude;

    return 2 * MEAN_RADIUS_M * asin(fmin(1.0, sqrt(h)));
}

double geodesy_distance_m(double latitude_1_deg, double longitude_1_deg,
                          double latitude_2_deg, double longitude_2_deg)
{
    double longitude_step_deg = longitude_2_deg - longitude_1_deg;
    double latitude_step_deg = latitude_2_deg - latitude_1_deg;
    double middle = (latitude_1_deg + latitude_2_deg) / 2 * RAD_PER_DEG;
    double sine = sin(middle);
    double shrink = 1 - ECCENTRICITY_SQUARED * sine * sine;
    double prime_vertical_m = SEMI_MAJOR_M / sqrt(shrink);
    double meridian_m = prime_vertical_m * (1 - ECCENTRICITY_SQUARED) / shrink;
    double east_m = 0;
    double north_m = 0;

    if (fabs(longitude_step_deg) > 180.0) {
        longitude_step_deg = remainder(longitude_step_deg, 360.0);
    }
    if (fabs(latitude_step_deg) > LOCAL_DEG ||
        fabs(longitude_step_deg) > LOCAL_DEG) {
        return great_circle_m(latitude_1_deg * RAD_PER_DEG,
                              latitude_2_deg * RAD_PER_DEG,
                              longitude_step_deg * RAD_PER_DEG);
    }
    east_m = longitude_step_deg * RAD_PER_DEG * prime_vertical_m * cos(middle);
    north_m = latitude_step_deg * RAD_PER_DEG * meridian_m;
    return sqrt(east_m * east_m + north_m * north_m);
}
