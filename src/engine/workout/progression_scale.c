/* Paces, efforts and heart rates of a runner beside each other. */
#include "engine/workout/progression.h"

#include "engine/body/capacity.h"
#include "engine/body/range.h"

#include <string.h>

#define STEADY_SHARE 0.76
#define MARATHON_SHARE 0.80
#define THRESHOLD_SHARE 0.88
#define INTERVAL_SHARE 0.975
/* Zones that follow each other differ at least by this (design choice). */
#define STEP_S_PER_KM 5.0
#define LOWEST_VO2MAX 25.0 /* below, ow_paces_compute() gives no fast paces */
#define RESTING_VO2 3.5    /* ml/kg/min, one metabolic equivalent */

/*
 * Effort and heart rate by share of the effective VO2max. Heart rate: Daniels'
 * Running Formula, easy 65 to 79 % of the maximum, threshold 88 to 90 %,
 * interval up to all of it; a straight line between. Effort: easy running is 3
 * to 4 of 10, threshold 6 to 7, as the session library has it.
 */
static const struct {
    double share;
    double effort;
    double of_hr_max;
} knots[PROGRESSION_KNOTS] = {
    {0.40, 1.5, 0.50},  {0.62, 2.5, 0.65}, {0.72, 4.0, 0.79},
    {0.80, 5.25, 0.84}, {0.88, 6.5, 0.89}, {0.975, 8.0, 0.98},
    {1.10, 9.0, 1.00},
};

double progression_pace_at(const struct progression_scale *scale, double share)
{
    return 60000 / capacity_speed_m_per_min(scale->vo2max * share);
}

/* y at x on the line through ascending points, level beyond its ends. */
static double interpolate(const double *xs, const double *ys, double x)
{
    size_t i = 1;

    if (x <= xs[0]) {
        return ys[0];
    }
    while (i < PROGRESSION_KNOTS - 1 && x > xs[i]) {
        i++;
    }
    return ys[i - 1] +
           (ys[i] - ys[i - 1]) * fmin(1, (x - xs[i - 1]) / (xs[i] - xs[i - 1]));
}

static void efforts(double values[PROGRESSION_KNOTS])
{
    for (size_t i = 0; i < PROGRESSION_KNOTS; i++) {
        values[i] = knots[i].effort;
    }
}

double progression_value(const struct progression_scale *scale,
                         enum ow_target_type type, double s_per_km)
{
    double effort[PROGRESSION_KNOTS];
    double speed_m_per_min = 60000 / s_per_km;

    if (type == OW_TARGET_HR_BPM) {
        return interpolate(scale->speed_m_per_min, scale->hr_bpm,
                           speed_m_per_min);
    }
    if (type == OW_TARGET_EFFORT_RPE) {
        efforts(effort);
        return interpolate(scale->speed_m_per_min, effort, speed_m_per_min);
    }
    return s_per_km;
}

double progression_pace_of_effort(const struct progression_scale *scale,
                                  double rpe)
{
    double effort[PROGRESSION_KNOTS];

    efforts(effort);
    return 60000 / interpolate(effort, scale->speed_m_per_min, rpe);
}

/*
 * With the resting rate known, the share of the reserve is that of the VO2
 * reserve. Source: Swain and Leutholtz 1997, Med Sci Sports Exerc 29:410-414.
 */
static enum ow_status set_heart_rates(const struct ow_progression *progression,
                                      struct progression_scale *scale,
                                      struct ow_error *err)
{
    double most = progression->hr_max_bpm;
    double rest = progression->hr_rest_bpm;
    enum ow_status status =
        range_check("maximum heart rate", most, "bpm", 100, 230, err);

    if (status == OW_OK && rest > 0) {
        status = range_check("resting heart rate", rest, "bpm", 25,
                             fmin(110, most - 20), err);
    }
    for (size_t i = 0; i < PROGRESSION_KNOTS && status == OW_OK; i++) {
        double reserve = (knots[i].share * scale->vo2max - RESTING_VO2) /
                         (scale->vo2max - RESTING_VO2);

        scale->hr_bpm[i] = rest > 0 ? rest + fmin(1, reserve) * (most - rest)
                                    : most * knots[i].of_hr_max;
    }
    return status;
}

/* Race paces by the equations, and the marathon as recreational runners do. */
static enum ow_status set_race_paces(const struct ow_effort *race,
                                     struct progression_scale *scale,
                                     struct ow_error *err)
{
    static const struct {
        enum ow_pace_name name;
        double distance_m;
    } races[] = {{OW_PACE_MARATHON, OW_MARATHON_M},
                 {OW_PACE_HALF, OW_HALF_MARATHON_M},
                 {OW_PACE_10KM, 10000},
                 {OW_PACE_5KM, 5000}};
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < 4 && status == OW_OK; i++) {
        struct ow_prediction prediction = {0};

        status = ow_race_predict(race->distance_m, race->duration_s, OW_MISSING,
                                 races[i].distance_m, &prediction, err);
        scale->s_per_km[races[i].name] =
            prediction.time_s / races[i].distance_m * 1000;
    }
    return status;
}

void progression_scale_set_speeds(struct progression_scale *scale)
{
    for (size_t i = 0; i < PROGRESSION_KNOTS; i++) {
        scale->speed_m_per_min[i] =
            capacity_speed_m_per_min(scale->vo2max * knots[i].share);
    }
}

enum ow_status progression_scale_set(double vo2max,
                                     struct progression_scale *scale,
                                     struct ow_error *err)
{
    struct progression_scale made = {.vo2max = vo2max};
    struct ow_paces paces;
    enum ow_status status = ow_paces_compute(vo2max, OW_MISSING, &paces, err);

    if (status != OW_OK) {
        return status;
    }
    made.has_paces = vo2max >= LOWEST_VO2MAX;
    made.easy_fast_s_per_km = paces.easy_fast_s_per_km;
    made.repetition_s_per_km = paces.repetition_s_per_km;
    made.s_per_km[OW_PACE_EASY] =
        (paces.easy_fast_s_per_km + paces.easy_slow_s_per_km) / 2;
    progression_scale_set_speeds(&made);
    *scale = made;
    return OW_OK;
}

void progression_scale_set_races(struct progression_scale *scale,
                                 double marathon_s_per_km, double half_s_per_km)
{
    double *pace = scale->s_per_km;
    double fast = scale->easy_fast_s_per_km;
    double marathon = ow_is_missing(marathon_s_per_km)
                          ? progression_pace_at(scale, MARATHON_SHARE)
                          : marathon_s_per_km;
    double threshold = progression_pace_at(scale, THRESHOLD_SHARE);

    pace[OW_PACE_MARATHON] = fmin(marathon, fast - 2 * STEP_S_PER_KM);
    pace[OW_PACE_STEADY] = fmin(fast - STEP_S_PER_KM,
                                fmax(progression_pace_at(scale, STEADY_SHARE),
                                     pace[OW_PACE_MARATHON] + STEP_S_PER_KM));
    pace[OW_PACE_THRESHOLD] =
        fmin(threshold, pace[OW_PACE_MARATHON] - STEP_S_PER_KM);
    pace[OW_PACE_INTERVAL] = fmin(progression_pace_at(scale, INTERVAL_SHARE),
                                  pace[OW_PACE_THRESHOLD] - STEP_S_PER_KM);
    pace[OW_PACE_HALF] = ow_is_missing(half_s_per_km)
                             ? pace[OW_PACE_THRESHOLD]
                             : fmin(half_s_per_km, pace[OW_PACE_MARATHON]);
}

enum ow_status progression_scale_make(const struct ow_progression *progression,
                                      struct progression_scale *scale,
                                      struct ow_error *err)
{
    struct progression_scale made = {.vo2max = 0};
    double vo2max = 0;
    enum ow_status status =
        ow_vo2max_from_race(progression->race.distance_m,
                            progression->race.duration_s, &vo2max, err);

    if (status == OW_OK) {
        status = progression_scale_set(vo2max, &made, err);
    }
    if (status == OW_OK) {
        status = set_race_paces(&progression->race, &made, err);
    }
    if (status == OW_OK) {
        progression_scale_set_races(&made, made.s_per_km[OW_PACE_MARATHON],
                                    made.s_per_km[OW_PACE_HALF]);
    }
    if (status == OW_OK && progression->target == OW_TARGET_HR_BPM) {
        status = set_heart_rates(progression, &made, err);
    }
    if (status == OW_OK) {
        *scale = made;
    }
    return status;
}
