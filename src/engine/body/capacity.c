/*
 * Capacity: the effective VO2max a race speaks for, and the times over other
 * distances that go with it.
 */
#include "engine/body/capacity.h"

#include "engine/body/range.h"
#include "onward/body.h"
#include "onward/quantity.h"

#include <math.h>

#define SOURCE "Daniels and Gilbert 1979"
#define S_PER_MIN 60.0
#define SHORTEST_M 800.0
#define LONGEST_M 100000.0
#define SHORTEST_S (3.5 * S_PER_MIN)
#define LONGEST_S (600.0 * S_PER_MIN)

/* Daniels and Gilbert 1979: oxygen cost of a speed in m/min. */
#define COST_BASE (-4.60)
#define COST_SLOPE 0.182258
#define COST_CURVE 0.000104

static double oxygen_cost(double speed_m_per_min)
{
    return COST_BASE +
           speed_m_per_min * (COST_SLOPE + COST_CURVE * speed_m_per_min);
}

/* Daniels and Gilbert 1979: share of VO2max that can be held for a time. */
static double sustainable_share(double duration_min)
{
    return 0.8 + 0.1894393 * exp(-0.012778 * duration_min) +
           0.2989558 * exp(-0.1932605 * duration_min);
}

static double demand(double distance_m, double duration_min)
{
    return oxygen_cost(distance_m / duration_min) /
           sustainable_share(duration_min);
}

double capacity_speed_m_per_min(double vo2_ml_per_kg_min)
{
    double root = sqrt(COST_SLOPE * COST_SLOPE +
                       4 * COST_CURVE * (vo2_ml_per_kg_min - COST_BASE));

    return (root - COST_SLOPE) / (2 * COST_CURVE);
}

enum ow_status ow_vo2max_from_race(double distance_m, double duration_s,
                                   double *vo2max, struct ow_error *err)
{
    double value = demand(distance_m, duration_s / S_PER_MIN);
    enum ow_status status = range_check_of("race distance", distance_m, "m",
                                           SHORTEST_M, LONGEST_M, SOURCE, err);

    if (status == OW_OK) {
        status = range_check_of("race time", duration_s, "s", SHORTEST_S,
                                LONGEST_S, SOURCE, err);
    }
    if (status == OW_OK) {
        status = range_check_of("effective VO2max of the race", value, "",
                                CAPACITY_LOWEST, CAPACITY_HIGHEST, SOURCE, err);
    }
    if (status == OW_OK) {
        *vo2max = value;
    }
    return status;
}

/*
 * Bisection: the needed VO2max falls as the time grows, from below a minute
 * (nobody) to 60 hours (anybody), and 60 halvings leave no microsecond.
 */
double capacity_equivalent_s(double vo2max, double distance_m)
{
    double fast_min = 0.5;
    double slow_min = 3600;

    for (int i = 0; i < 60; i++) {
        double middle_min = (fast_min + slow_min) / 2;

        if (demand(distance_m, middle_min) > vo2max) {
            fast_min = middle_min;
        } else {
            slow_min = middle_min;
        }
    }
    return (fast_min + slow_min) / 2 * S_PER_MIN;
}

enum ow_status ow_race_equivalent(double vo2max, double distance_m,
                                  double *duration_s, struct ow_error *err)
{
    enum ow_status status =
        range_check_of("effective VO2max", vo2max, "", CAPACITY_LOWEST,
                       CAPACITY_HIGHEST, SOURCE, err);

    if (status == OW_OK) {
        status = range_check_of("distance", distance_m, "m", SHORTEST_M,
                                LONGEST_M, SOURCE, err);
    }
    if (status == OW_OK) {
        *duration_s = capacity_equivalent_s(vo2max, distance_m);
    }
    return status;
}
