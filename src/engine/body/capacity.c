/*
 * Capacity: the effective VO2max a race speaks for, and the times over other
 * distances that go with it. Marathons of recreational runners are slower than
 * the equations say, so they have models of their own.
 */
#include "engine/body/capacity.h"

#include "engine/body/range.h"
#include "onward/body.h"
#include "onward/quantity.h"

#include <math.h>

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
    enum ow_status status = range_check("race distance", distance_m, "m",
                                        SHORTEST_M, LONGEST_M, err);

    if (status == OW_OK) {
        status = range_check("race time", duration_s, "s", SHORTEST_S,
                             LONGEST_S, err);
    }
    if (status == OW_OK) {
        status = range_check("effective VO2max of the race", value, "",
                             CAPACITY_LOWEST, CAPACITY_HIGHEST, err);
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
static double equivalent_s(double vo2max, double distance_m)
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
    enum ow_status status = range_check("effective VO2max", vo2max, "",
                                        CAPACITY_LOWEST, CAPACITY_HIGHEST, err);

    if (status == OW_OK) {
        status = range_check("distance", distance_m, "m", SHORTEST_M, LONGEST_M,
                             err);
    }
    if (status == OW_OK) {
        *duration_s = equivalent_s(vo2max, distance_m);
    }
    return status;
}

/*
 * Vickers and Vertosick 2016, additional file 1. The weight of ten miles a
 * week is 0.06423826 (copies with 0.6423826 are in circulation), the exponent
 * 1.07.
 */
static double vickers_one_race_s(double race_m, double race_s, double weekly_m)
{
    double tens_of_miles = weekly_m / (10 * OW_MILE_M);
    double riegel_s = race_s * pow(OW_MARATHON_M / race_m, 1.07);
    double speed_m_per_s = 0.16018617 +
                           0.83076202 * (OW_MARATHON_M / riegel_s) +
                           0.06423826 * tens_of_miles;

    return OW_MARATHON_M / speed_m_per_s;
}

enum ow_status ow_marathon_from_two_races(double short_m, double short_s,
                                          double long_m, double long_s,
                                          double weekly_m, double *duration_s,
                                          struct ow_error *err)
{
    double tens_of_miles = weekly_m / (10 * OW_MILE_M);
    double exponent = 0;
    double vo2max = 0;
    enum ow_status status = ow_vo2max_from_race(short_m, short_s, &vo2max, err);

    if (status == OW_OK) {
        status = ow_vo2max_from_race(long_m, long_s, &vo2max, err);
    }
    if (status == OW_OK) {
        status = range_check("longer race", long_m, "m", short_m * 1.2,
                             OW_MARATHON_M, err);
    }
    if (status == OW_OK) {
        status =
            range_check("weekly distance", weekly_m / 1000, "km", 0, 300, err);
    }
    if (status != OW_OK) {
        return status;
    }
    /* Vickers and Vertosick 2016, additional file 1, two-race model. */
    exponent = 1.4510756 -
               0.23797948 * log(long_s / short_s) / log(long_m / short_m) -
               0.01410023 * tens_of_miles;
    *duration_s = long_s * pow(OW_MARATHON_M / long_m, exponent);
    return OW_OK;
}

/*
 * How much slower a marathon is than twice the half, as the exponent of a
 * power law, by half-marathon time. Medians over the bests of 1,318 runners
 * (Athlinks 2015, computed for this project) at the middle of each group;
 * below an hour Riegel's exponent for trained men (1981, Am Scientist 69).
 */
static double marathon_exponent(double half_s)
{
    static const struct {
        double half_s;
        double exponent;
    } points[] = {{3600, 1.07732},
                  {5100, 1.122},
                  {5850, 1.138},
                  {6750, 1.152},
                  {7800, 1.156}};
    size_t last = sizeof points / sizeof points[0] - 1;

    if (half_s <= points[0].half_s) {
        return points[0].exponent;
    }
    for (size_t i = 1; i <= last; i++) {
        double along = (half_s - points[i - 1].half_s) /
                       (points[i].half_s - points[i - 1].half_s);

        if (along <= 1) {
            return points[i - 1].exponent +
                   along * (points[i].exponent - points[i - 1].exponent);
        }
    }
    return points[last].exponent;
}

/* Beyond the half-marathon, from a race that is no longer than it. */
static void predict_long(double race_m, double race_s, double weekly_m,
                         double half_s, struct ow_prediction *prediction)
{
    double exponent = marathon_exponent(half_s);

    prediction->model = "recreational-marathon";
    if (!ow_is_missing(weekly_m)) {
        double marathon_s = vickers_one_race_s(race_m, race_s, weekly_m);

        /* Far outside the survey (200 km a week at 2:30 for the half) the
         * model would have the marathon run faster than the half. */
        exponent = fmax(1, log(marathon_s / half_s) /
                               log(OW_MARATHON_M / OW_HALF_MARATHON_M));
        prediction->model = "vickers-vertosick-one-race";
    }
    prediction->time_s =
        half_s * pow(prediction->distance_m / OW_HALF_MARATHON_M, exponent);
}

/*
 * Half-width of the 80 % band as a share: 4 % from half to marathon and 7 %
 * from 10 km to marathon, on a line over the logarithm of the ratio; two
 * points more for a marathon where the weekly distance is not known. Expert
 * estimate from the errors of the same 1,318 runners.
 */
static double band(double race_m, double distance_m, bool is_blind)
{
    return 0.012 + 0.040 * fabs(log(distance_m / race_m)) +
           (is_blind ? 0.02 : 0);
}

enum ow_status ow_race_predict(double race_m, double race_s, double weekly_m,
                               double distance_m,
                               struct ow_prediction *prediction,
                               struct ow_error *err)
{
    struct ow_prediction made = {.distance_m = distance_m,
                                 .model = "daniels-gilbert"};
    double vo2max = 0;
    double half_s = 0;
    double share = 0;
    bool is_long = distance_m > OW_HALF_MARATHON_M;
    enum ow_status status = ow_vo2max_from_race(race_m, race_s, &vo2max, err);

    if (status == OW_OK) {
        status = ow_race_equivalent(vo2max, distance_m, &made.time_s, err);
    }
    if (status == OW_OK && !ow_is_missing(weekly_m)) {
        status =
            range_check("weekly distance", weekly_m / 1000, "km", 0, 300, err);
    }
    if (status != OW_OK) {
        return status;
    }
    half_s = equivalent_s(vo2max, OW_HALF_MARATHON_M);
    if (is_long && race_m <= OW_HALF_MARATHON_M) {
        predict_long(race_m, race_s, weekly_m, half_s, &made);
    } else if (is_long) {
        made.model = "recreational-marathon";
        made.time_s =
            race_s * pow(distance_m / race_m, marathon_exponent(half_s));
    }
    share = band(race_m, distance_m,
                 is_long && race_m <= OW_HALF_MARATHON_M &&
                     ow_is_missing(weekly_m));
    made.low_s = made.time_s * (1 - share);
    made.high_s = made.time_s * (1 + share);
    *prediction = made;
    return OW_OK;
}
