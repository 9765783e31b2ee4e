/*
 * Fitness, fatigue and form from the load of each day, how evenly the load is
 * spread, and whether one run stands out above those before it.
 */
#ifndef ONWARD_FORM_H
#define ONWARD_FORM_H

#include "onward/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One day of the fitness curve. */
struct ow_form_day {
    double load;
    double fitness;
    double fatigue;
    double form; /**< yesterday's fitness minus yesterday's fatigue */
};

/**
 * Fitness (42 days) and fatigue (7 days) as exponentially weighted means of
 * daily load, weights 1-e^(-1/42) and 1-e^(-1/7).
 *
 * A series goes on from the fitness and fatigue of another's last day: with the
 * loads planned it is what is to come, with NULL what comes without training.
 *
 * @param loads     `count` daily loads, 0 to a million; NULL: days of rest
 * @param fitness0  before the first day, the same; 0 where unknown
 * @param fatigue0  before the first day, the same
 * @param[out] days `count` entries, the caller's; untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Banister 1975 and its group defaults; the weights as Coggan has them.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_form_series(const double *loads, size_t count, double fitness0,
               double fatigue0, struct ow_form_day *days, struct ow_error *err);

/**
 * Ramp: points of fitness won in the last seven days of a series; missing of a
 * shorter one than eight. Five to eight are called much: opinion, without data
 * on injuries.
 */
OW_API double ow_form_ramp(const struct ow_form_day *days, size_t count);

/** How evenly the load of a week was spread. */
struct ow_form_week {
    double load;     /**< of the seven days */
    double monotony; /**< mean by sample standard deviation; missing where all
                          days are alike */
    double strain;   /**< load times monotony */
};

/**
 * The last seven days of a series of loads, days of rest as 0; all missing of a
 * shorter one.
 *
 * Source: Foster 1998, Med Sci Sports Exerc 30:1164-1168; the sample's standard
 * deviation, which the source leaves open.
 */
OW_API struct ow_form_week ow_form_week(const double *loads, size_t count);

/** How far a run stands out above the longest of the days before it. */
enum ow_spike {
    OW_SPIKE_NO_HISTORY = 0, /**< no run in the days before */
    OW_SPIKE_REFERENCE,      /**< to 10 % longer */
    OW_SPIKE_SMALL,          /**< to 30 % */
    OW_SPIKE_MODERATE,       /**< to 100 % */
    OW_SPIKE_LARGE           /**< beyond */
};

/** "no-history", "reference", "small", "moderate", "large". */
OW_API const char *ow_spike_name(enum ow_spike spike);

/** Days before a run, itself left out, whose longest run it is held against. */
#define OW_SPIKE_DAYS 30

/** A run held against those before it. */
struct ow_spike_reading {
    enum ow_spike spike;
    double increase;     /**< over the longest, a share; missing without one */
    double hazard_ratio; /**< of an injury by overuse, against the reference */
    double hazard_low;   /**< 95 % interval; missing without history */
    double hazard_high;
};

/**
 * Holds a run against the longest of the 30 days before it. An association
 * among runners of whom most were men, not a cause; the second class lies above
 * the third.
 *
 * @param distance_m  of the run
 * @param longest_m   of OW_SPIKE_DAYS before it; 0 or missing where none
 *
 * Source: Frandsen 2025, Br J Sports Med: 5,205 runners, 588,071 sessions.
 */
OW_API struct ow_spike_reading ow_spike_read(double distance_m,
                                             double longest_m);

#ifdef __cplusplus
}
#endif

#endif
