/*
 * Fitness, fatigue and form from the load of each day.
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
 * @param loads     `count` daily loads, 0 or more
 * @param fitness0  before the first day, 0 where unknown
 * @param fatigue0  before the first day
 * @param[out] days `count` entries, the caller's
 */
OW_API void ow_form_series(const double *loads, size_t count, double fitness0,
                           double fatigue0, struct ow_form_day *days);

#ifdef __cplusplus
}
#endif

#endif
