/*
 * The sun's height by Meeus 1998, Astronomical Algorithms: chapter 12 for
 * sidereal time, 25 for the sun in low accuracy.
 */
#include "engine/activity/sun.h"

#include <math.h>

#define RADIANS (3.14159265358979323846 / 180)
#define DAY_MS 86400000.0
#define DAYS_A_CENTURY 36525.0
/* 2000-01-01 12:00 UTC in days since 1970. */
#define J2000_DAYS 10957.5

/* Apparent place of the sun, in radians. */
struct place {
    double right_ascension;
    double declination;
};

static double degrees_sin(double degrees)
{
    return sin(degrees * RADIANS);
}

static struct place place_of_sun(double centuries)
{
    double t = centuries;
    double anomaly = 357.52911 + t * (35999.05029 - 0.0001537 * t);
    double centre =
        degrees_sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t)) +
        degrees_sin(2 * anomaly) * (0.019993 - 0.000101 * t) +
        degrees_sin(3 * anomaly) * 0.000289;
    double node = 125.04 - 1934.136 * t;
    double longitude = 280.46646 + t * (36000.76983 + 0.0003032 * t) + centre -
                       0.00569 - 0.00478 * degrees_sin(node);
    double obliquity =
        (23.4392911 - 0.0130042 * t + 0.00256 * cos(node * RADIANS)) * RADIANS;

    longitude *= RADIANS;
    return (struct place){
        atan2(cos(obliquity) * sin(longitude), cos(longitude)),
        asin(sin(obliquity) * sin(longitude))};
}

double sun_altitude_deg(int64_t time_ms, double latitude_deg,
                        double longitude_deg)
{
    double days = (double)time_ms / DAY_MS - J2000_DAYS;
    struct place sun = place_of_sun(days / DAYS_A_CENTURY);
    double sidereal_deg = 280.46061837 + 360.98564736629 * days;
    double hour_angle =
        (sidereal_deg + longitude_deg) * RADIANS - sun.right_ascension;
    double latitude = latitude_deg * RADIANS;
    double sine = sin(latitude) * sin(sun.declination) +
                  cos(latitude) * cos(sun.declination) * cos(hour_angle);

    return asin(fmax(-1, fmin(1, sine))) / RADIANS;
}
