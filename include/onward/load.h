/*
 * Load of what was done, on one scale: an hour at threshold is 100, whether it
 * was read from pace, from heart rate or from the time alone.
 */
#ifndef ONWARD_LOAD_H
#define ONWARD_LOAD_H

#include "onward/activity.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a load was read from, the best first. */
enum ow_load_basis {
    OW_LOAD_PACE = 0,   /**< grade-adjusted speed, sample by sample */
    OW_LOAD_HEART_RATE, /**< heart rate, sample by sample */
    OW_LOAD_DURATION    /**< the time, at the effort usual for the sport */
};

/** "pace", "heart-rate", "duration". */
OW_API const char *ow_load_basis_name(enum ow_load_basis basis);

/** What is known of the runner; a zero or missing figure is not. */
struct ow_load_limits {
    double threshold_m_per_s; /**< speed held for about an hour */
    double hr_max_bpm;
    double hr_rest_bpm;
    char sex; /**< 'f', else the men's weight */
};

struct ow_load {
    double load;
    enum ow_load_basis basis;
};

/**
 * Load of an activity. Of a run with distances it is read from its speed as on
 * the flat, in means of 30 seconds to the fourth power, so that intervals and
 * progressions count for what they are; else from heart rate, weighed as
 * training impulse; else from its time.
 *
 * @param[out] load  untouched on failure
 * @return OW_OK; OW_E_NOT_FOUND for an activity without any time; OW_E_NOMEM
 *
 * Source: intensity squared by time as in rTSS, with the fourth-power mean of
 * Coggan's normalised power on grade-adjusted speed; Banister 1991 for heart
 * rate, scaled by an hour at 89 % of the maximum (Daniels: threshold at 88 to
 * 90 %).
 */
OW_API OW_MUST_CHECK enum ow_status
ow_activity_load(const struct ow_activity *activity,
                 const struct ow_load_limits *limits, struct ow_load *load,
                 struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
