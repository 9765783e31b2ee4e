/* The distances that races are held over. */
#include "onward/quantity.h"
#include "onward/race.h"

#include <math.h>

/* A watch that is right to 3 % either way, on average half a per cent long:
 * a runner never runs the shortest line. Expert estimate. */
#define SNAP_SHARE 0.03
#define USUAL_EXCESS 1.005

static const struct ow_race_distance distances[] = {
    {"1500 m", 1500},
    {"mile", OW_MILE_M},
    {"3 km", 3000},
    {"5 km", 5000},
    {"8 km", 8000},
    {"10 km", 10000},
    {"15 km", 15000},
    {"10 miles", 10 * OW_MILE_M},
    {"20 km", 20000},
    {"half-marathon", OW_HALF_MARATHON_M},
    {"25 km", 25000},
    {"30 km", 30000},
    {"marathon", OW_MARATHON_M},
    {"50 km", 50000},
    {"50 miles", 50 * OW_MILE_M},
    {"100 km", 100000},
    {"100 miles", 100 * OW_MILE_M},
};

#define DISTANCE_COUNT (sizeof distances / sizeof distances[0])

const struct ow_race_distance *ow_race_distances(size_t *count)
{
    *count = DISTANCE_COUNT;
    return distances;
}

const struct ow_race_distance *ow_race_snap(double recorded_m)
{
    const struct ow_race_distance *nearest = NULL;
    double least = (double)INFINITY;

    for (size_t i = 0; i < DISTANCE_COUNT; i++) {
        double ratio = recorded_m / distances[i].distance_m;
        double off = fabs(log(ratio / USUAL_EXCESS));

        if (fabs(ratio - 1) <= SNAP_SHARE && off < least) {
            least = off;
            nearest = &distances[i];
        }
    }
    return nearest;
}
