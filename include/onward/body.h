/*
 * What a body can do: capacity from a race, equivalent times, critical speed,
 * training paces, time off.
 */
#ifndef ONWARD_BODY_H
#define ONWARD_BODY_H

#include "onward/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Effective VO2max of a race: the oxygen uptake, in ml/kg/min, that a runner
 * of average economy needs for it.
 *
 * @param distance_m   800 to 100,000
 * @param duration_s   3.5 minutes to 10 hours
 * @param[out] effective_vo2max  untouched on failure
 * @return OW_OK, or OW_E_RANGE (also where the speed is not a human's)
 *
 * Source: Daniels and Gilbert 1979, Oxygen Power.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_vo2max_from_race(double distance_m, double duration_s,
                    double *effective_vo2max, struct ow_error *err);

/**
 * Equivalent time over another distance at the same effective VO2max, by the
 * equations alone.
 *
 * @param effective_vo2max  10 to 95
 * @param distance_m        800 to 100,000
 * @return OW_OK or OW_E_RANGE
 */
OW_API OW_MUST_CHECK enum ow_status ow_race_equivalent(double effective_vo2max,
                                                       double distance_m,
                                                       double *duration_s,
                                                       struct ow_error *err);

/** A predicted time with an 80 % band and the name of its model. */
struct ow_prediction {
    double distance_m;
    double time_s;
    double low_s;
    double high_s;
    const char *model; /**< "daniels-gilbert", "recreational-marathon", … */
};

/**
 * Predicted time from one race: the equations up to the half-marathon; beyond
 * it the correction that recreational runners need, set by weekly distance.
 *
 * The band is 4 % from half to marathon and 7 % from 10 km with the weekly
 * distance known, two points more without it. Over 5 km, 10 km and half that is
 * about what the survey behind the model says of its own error, 15 minutes root
 * mean square.
 *
 * @param race_m, race_s  the race known
 * @param weekly_m        mean weekly distance, missing where unknown
 * @param distance_m      the race asked about
 *
 * From a race longer than a half-marathon the equations serve all that is not
 * longer still. Beyond it, and where the weekly distance is missing, a power
 * law with the recreational exponent takes the place of the model.
 *
 * @return OW_OK, or OW_E_RANGE as ow_vo2max_from_race() and
 *         ow_race_equivalent(), or for a weekly distance outside 0 to 300 km
 *
 * Source: Daniels and Gilbert 1979; Vickers and Vertosick 2016, BMC Sports Sci
 * Med Rehabil 8:26, one-race model.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_race_predict(double race_m, double race_s, double weekly_m,
                double distance_m, struct ow_prediction *prediction,
                struct ow_error *err);

/** Most models that ow_race_compare() knows. */
#define OW_RACE_MODELS 5

/**
 * The same question put to every model that was made for it: first the answer
 * of ow_race_predict(), then the others, each with its own band. A model known
 * to have marathons too fast reaches farther to the slow side.
 *
 * @param[out] predictions  the first `count` of OW_RACE_MODELS
 * @param[out] count        1 and more; untouched on failure
 * @return as ow_race_predict()
 *
 * Source: as there; Riegel 1981, Am Scientist 69, exponent 1.06, for 3.5 to
 * 230 minutes; Cameron's formula, to the marathon.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_race_compare(double race_m, double race_s, double weekly_m,
                double distance_m,
                struct ow_prediction predictions[OW_RACE_MODELS], size_t *count,
                struct ow_error *err);

/**
 * Marathon time from two shorter races and the weekly distance: how much the
 * runner slows from one to the other says how much more by the marathon.
 *
 * @param short_m, short_s  the shorter race
 * @param long_m, long_s    the longer, at least 1.2 times as far, to 42,195 m
 * @param weekly_m          mean weekly distance, 0 to 300,000
 * @param[out] prediction   untouched on failure
 * @return OW_OK, or OW_E_RANGE, also where the races do not go together: a
 *         power law between them has an exponent outside 0.9 to 1.4
 *
 * Source: Vickers and Vertosick 2016, additional file 1, two-race model.
 */
OW_API OW_MUST_CHECK enum ow_status ow_marathon_from_two_races(
    double short_m, double short_s, double long_m, double long_s,
    double weekly_m, struct ow_prediction *prediction, struct ow_error *err);

/** What a runner says of a race's course and its weather. */
enum ow_course { OW_COURSE_FAIR = 0, OW_COURSE_FAST, OW_COURSE_DIFFICULT };

/**
 * Time of a race as on a fair course in fair weather.
 *
 * @param race_m       5 km, 5 mi, 10 km, 10 mi or half, within 1 %
 * @param race_s       as of ow_vo2max_from_race()
 * @param[out] fair_s  untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: the survey of Vickers and Vertosick 2016, as their public calculator
 * has it.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_race_on_fair_course(double race_m, double race_s, enum ow_course course,
                       double *fair_s, struct ow_error *err);

/** An all-out effort. */
struct ow_effort {
    double distance_m;
    double duration_s;
};

/** The line distance = speed x time + D' through all-out efforts. */
struct ow_critical_speed {
    double speed_m_per_s; /**< 1 to 7 */
    double d_prime_m;     /**< 0 to 1,000 */
    double worst_m;       /**< how far the worst effort is from the line */
    double shortest_m;    /**< the efforts' distances, from … */
    double longest_m;     /**< … to */
};

/**
 * Critical speed and D' by least squares.
 *
 * @param efforts   of 2 to 20 minutes each, the longest at least 1.5 times the
 *                  shortest
 * @param count     2 and more
 * @param[out] fit  untouched on failure
 * @return OW_OK, or OW_E_RANGE, also where no runner has such a line
 *
 * Source: Jones and Vanhatalo 2017, Sports Med 47:65-78.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_critical_speed_fit(const struct ow_effort *efforts, size_t count,
                      struct ow_critical_speed *fit, struct ow_error *err);

/**
 * Time over a distance by the line, within 2 to 20 minutes. The band is that
 * of a race as far from the nearest effort.
 *
 * @param[out] prediction  untouched on failure
 * @return OW_OK or OW_E_RANGE
 */
OW_API OW_MUST_CHECK enum ow_status
ow_critical_speed_predict(const struct ow_critical_speed *fit,
                          double distance_m, struct ow_prediction *prediction,
                          struct ow_error *err);

/**
 * Marathon time of runners with such a critical speed: they hold 93.0 % of it
 * for 2:30 and 78.9 % for 6:00; between them a straight line.
 *
 * @param speed_m_per_s    2.48 to 5.04, for 6:00 and 2:30
 * @param[out] prediction  its band from the model's error of 7.7 %; untouched
 *                         on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Smyth and Muniz-Pumares 2020, over 25,000 runners.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_marathon_from_critical_speed(double speed_m_per_s,
                                struct ow_prediction *prediction,
                                struct ow_error *err);

/** Training paces in s/km; missing where effort should be used instead. */
struct ow_paces {
    double effective_vo2max;
    double easy_slow_s_per_km;
    double easy_fast_s_per_km;
    double marathon_s_per_km;
    double threshold_s_per_km;
    double interval_s_per_km;
    double repetition_s_per_km;
};

/**
 * Training paces of an effective VO2max of 10 to 95. Below 25 the paces faster
 * than easy are missing: such runners train by effort and run-walk.
 *
 * @param marathon_s  predicted marathon time (6,600 to 86,400 s), or missing:
 *                    then by the equations
 * @param[out] paces  untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Daniels and Gilbert 1979 for the speeds; shares of the effective
 * VO2max from Daniels' Running Formula, 3rd ed., and the V.O2 calculator.
 */
OW_API OW_MUST_CHECK enum ow_status ow_paces_compute(double effective_vo2max,
                                                     double marathon_s,
                                                     struct ow_paces *paces,
                                                     struct ow_error *err);

/**
 * Share of the effective VO2max that is left after days without running.
 *
 * @param days_off  0 or more
 * @param cross_training  whether other endurance training went on
 * @return 0.80 (0.90 with cross-training) to 1
 *
 * Source: V.O2 time-off rule, 2018.
 */
OW_API double ow_time_off_factor(double days_off, bool cross_training);

#ifdef __cplusplus
}
#endif

#endif
