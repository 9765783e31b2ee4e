/*
 * Load of what was done, on one scale: an hour at threshold is 100, whatever
 * it was read from. Measuring and judging are apart: an exertion is what an
 * activity was, whoever did it, and can be kept; its load needs the runner's
 * limits, which change over the years.
 */
#ifndef ONWARD_LOAD_H
#define ONWARD_LOAD_H

#include "onward/activity.h"
#include "onward/trace.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Heart rates an exertion tells apart, a bin each; others are a sensor's. */
#define OW_EXERTION_HR_LOWEST_BPM 30
#define OW_EXERTION_HR_COUNT 210

/** What an activity asked, whoever did it. */
struct ow_exertion {
    int sport;            /**< enum ow_sport or another profile number */
    double duration_s;    /**< moving, else timer, else elapsed; or missing */
    double running_s;     /**< time with a speed, without standing */
    double speed_m_per_s; /**< fourth-power mean of 30-s means of the speed as
                               on the flat; missing where running_s is 0 */
    double power_s;       /**< time with a power */
    double power_w;       /**< the same mean of power; missing without */
    /** Seconds at each heart rate, the first at OW_EXERTION_HR_LOWEST_BPM. */
    double hr_s[OW_EXERTION_HR_COUNT];
    double hr_none_s;   /**< recorded seconds without a heart rate */
    double hr_locked_s; /**< seconds in which a heart rate equalled the cadence
                             for half a minute or more: likely steps, not
                             beats */
    double effort_rpe;  /**< the runner's own word, 0 to 10; else missing */
};

/**
 * Measures an activity. Speed and power leave out what the trace knows as a
 * stop, steps longer than a minute, and those above 12.5 m/s, in which a watch
 * catches up, or 2500 W; the first 30 s after one count with their own mean.
 * Heart rate, and the lack of it, counts through steps of up to 30 s, standing
 * too; where a sample has none, the last one stands for 15 s.
 *
 * @param trace  of this activity; NULL where it has none
 * @param[out] exertion  all of it is written; effort_rpe is missing
 *
 * Source: fourth-power mean of 30-s means as in Coggan's normalised power
 * (Allen and Coggan 2010), on grade-adjusted speed.
 */
OW_API void ow_exertion_measure(const struct ow_activity *activity,
                                const struct ow_trace *trace,
                                struct ow_exertion *exertion);

/** What a load was read from, in the order of preference. */
enum ow_load_basis {
    OW_LOAD_PACE = 0,   /**< grade-adjusted speed of a run */
    OW_LOAD_POWER,      /**< power of a run */
    OW_LOAD_HEART_RATE, /**< heart rate, second by second */
    OW_LOAD_EFFORT,     /**< the runner's rating of the whole session */
    OW_LOAD_DURATION    /**< the time, at the effort usual for the sport */
};

/** "pace", "power", "heart-rate", "effort", "duration". */
OW_API const char *ow_load_basis_name(enum ow_load_basis basis);

/** Resting heart rate to go by where the runner's own is not known. */
#define OW_LOAD_USUAL_REST_BPM 60.0

/** What is known of the runner; a zero or missing figure is not. */
struct ow_load_limits {
    double threshold_m_per_s; /**< speed held for about an hour, 1 to 7 */
    double critical_power_w;  /**< of running, as the runner gives it, 50 to
                                   700 */
    double hr_max_bpm;        /**< as ow_trimp() */
    double hr_rest_bpm; /**< unknown: as above; ten beats off move a load by
                             about 7 % */
    double hr_threshold_bpm; /**< unknown: 89 % of the maximum */
    char sex;                /**< 'f', else the men's weight */
};

struct ow_load {
    double load;
    enum ow_load_basis basis;
};

/**
 * Load of an exertion by the best basis that exertion and limits share. Only
 * runs are read from speed or power, where these cover a quarter of the time.
 * Heart rate has to cover half of the recorded time; what it leaves out counts
 * as the rest. Beats above the maximum count as the maximum, below rest as
 * rest.
 *
 * @param[out] load  untouched on failure
 * @return OW_OK; OW_E_NOT_FOUND where not even a time is known; OW_E_RANGE for
 *         limits that nobody has, or an effort beyond 0 to 10
 *
 * Source: intensity squared by hours, as in rTSS, for speed and power;
 * Banister 1991 for heart rate, over an hour at threshold heart rate (Daniels:
 * 88 to 90 % of the maximum); Foster 2001 for effort.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_load_compute(const struct ow_exertion *exertion,
                const struct ow_load_limits *limits, struct ow_load *load,
                struct ow_error *err);

/**
 * Load of an activity: measured, then computed.
 *
 * @param[out] load  untouched on failure
 * @return as ow_load_compute(), or OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_activity_load(const struct ow_activity *activity,
                 const struct ow_load_limits *limits, struct ow_load *load,
                 struct ow_error *err);

/**
 * Load of a steady session: hours times intensity squared times 100, with the
 * intensity as speed over threshold speed.
 *
 * @param duration_s         0 or more
 * @param speed_m_per_s      of the session
 * @param threshold_m_per_s  speed held for about an hour
 */
OW_API double ow_load_of_pace(double duration_s, double speed_m_per_s,
                              double threshold_m_per_s);

/**
 * Load of a session by its rating of perceived exertion: an hour at threshold,
 * effort 7, is 100.
 *
 * @param duration_s  0 or more
 * @param effort_rpe  0 to 10
 *
 * Source: Foster 2001, session RPE: rating by minutes, 420 for that hour.
 */
OW_API double ow_load_of_effort(double duration_s, double effort_rpe);

/**
 * Training impulse of a time at one heart rate. Sum it over samples: of a mean
 * heart rate it comes out too small.
 *
 * @param duration_s  0 to a week
 * @param hr_bpm      rest_bpm to max_bpm
 * @param rest_bpm    25 to 110
 * @param max_bpm     at least 20 above rest, at most 240
 * @param sex         'f', else the men's weight
 * @param[out] trimp  untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Banister 1991, weights 0.64 e^(1.92 x) men, 0.86 e^(1.67 x) women.
 */
OW_API OW_MUST_CHECK enum ow_status ow_trimp(double duration_s, double hr_bpm,
                                             double rest_bpm, double max_bpm,
                                             char sex, double *trimp,
                                             struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
