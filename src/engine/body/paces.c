/* Training paces as shares of the effective VO2max, and what time off costs. */
#include "engine/body/capacity.h"
#include "engine/body/range.h"
#include "onward/body.h"
#include "onward/quantity.h"

#define SOURCE "Daniels and Gilbert 1979"

/*
 * Shares of the effective VO2max. Easy: the lower bound of the V.O2 calculator
 * and the upper of the middle between it and Daniels' Running Formula (3rd
 * ed.); threshold and interval: both agree.
 */
#define EASY_SLOW_SHARE 0.62
#define EASY_FAST_SHARE 0.72
#define THRESHOLD_SHARE 0.88
#define INTERVAL_SHARE 0.975

/* Daniels: a repetition is 6 s a lap of 400 m faster than an interval, 8 s for
 * slower runners. */
#define REPETITION_GAIN_S_PER_KM 15.0
#define REPETITION_GAIN_SLOW_S_PER_KM 20.0
#define REPETITION_SLOW_BELOW 50.0

/* Below this, paces are slower than most people run: effort and run-walk. */
#define PACES_FROM 25.0

/* V.O2 time-off rule 2018: a straight loss after five days, to a floor. */
#define FREE_DAYS_OFF 5.0
#define LOSS_PER_DAY 0.003
#define LOSS_PER_DAY_CROSS_TRAINING 0.0015
#define LEAST_LEFT 0.80
#define LEAST_LEFT_CROSS_TRAINING 0.90

static double pace_s_per_km(double vo2max, double share)
{
    return 60000 / capacity_speed_m_per_min(vo2max * share);
}

static enum ow_status marathon_pace(double vo2max, double marathon_s,
                                    double *pace, struct ow_error *err)
{
    double time_s = marathon_s;
    enum ow_status status = OW_OK;

    if (ow_is_missing(marathon_s)) {
        status = ow_race_equivalent(vo2max, OW_MARATHON_M, &time_s, err);
    } else {
        status = range_check_of("marathon time", marathon_s, "s", 6600, 86400,
                                SOURCE, err);
    }
    if (status == OW_OK) {
        *pace = time_s / (OW_MARATHON_M / 1000);
    }
    return status;
}

enum ow_status ow_paces_compute(double vo2max, double marathon_s,
                                struct ow_paces *paces, struct ow_error *err)
{
    struct ow_paces made = {vo2max,     OW_MISSING, OW_MISSING, OW_MISSING,
                            OW_MISSING, OW_MISSING, OW_MISSING};
    double gain_s_per_km = vo2max < REPETITION_SLOW_BELOW
                               ? REPETITION_GAIN_SLOW_S_PER_KM
                               : REPETITION_GAIN_S_PER_KM;
    double marathon_s_per_km = 0;
    enum ow_status status =
        range_check_of("effective VO2max", vo2max, "", CAPACITY_LOWEST,
                       CAPACITY_HIGHEST, SOURCE, err);

    if (status == OW_OK) {
        status = marathon_pace(vo2max, marathon_s, &marathon_s_per_km, err);
    }
    if (status != OW_OK) {
        return status;
    }
    made.easy_slow_s_per_km = pace_s_per_km(vo2max, EASY_SLOW_SHARE);
    made.easy_fast_s_per_km = pace_s_per_km(vo2max, EASY_FAST_SHARE);
    if (vo2max >= PACES_FROM) {
        made.marathon_s_per_km = marathon_s_per_km;
        made.threshold_s_per_km = pace_s_per_km(vo2max, THRESHOLD_SHARE);
        made.interval_s_per_km = pace_s_per_km(vo2max, INTERVAL_SHARE);
        made.repetition_s_per_km = made.interval_s_per_km - gain_s_per_km;
    }
    *paces = made;
    return OW_OK;
}

double ow_time_off_factor(double days_off, bool cross_training)
{
    double loss = cross_training ? LOSS_PER_DAY_CROSS_TRAINING : LOSS_PER_DAY;
    double least = cross_training ? LEAST_LEFT_CROSS_TRAINING : LEAST_LEFT;

    return fmax(least, 1 - loss * fmax(0, days_off - FREE_DAYS_OFF));
}
