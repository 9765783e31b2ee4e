/*
 * What a runner's own runs say of the limits that loads, zones and paces are
 * set by. Nothing is proposed without the runs that speak for it.
 */
#ifndef ONWARD_LEARN_H
#define ONWARD_LEARN_H

#include "onward/date.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Times for which the most that was held is asked. */
enum ow_learn_span {
    OW_LEARN_10_S = 0,
    OW_LEARN_1_MIN,
    OW_LEARN_5_MIN,
    OW_LEARN_20_MIN,
    OW_LEARN_60_MIN,
    OW_LEARN_SPAN_COUNT
};

/** A run as it is learnt from. Quantities may be missing. */
struct ow_run_digest {
    struct ow_date date;
    double duration_s;  /**< moving */
    double hr_s;        /**< seconds with a heart rate */
    double hr_locked_s; /**< of those, as struct ow_exertion has them */
    /** Highest mean heart rate over each span. */
    double hr_bpm[OW_LEARN_SPAN_COUNT];
    /** Highest mean speed as on the flat over each span. */
    double speed_m_per_s[OW_LEARN_SPAN_COUNT];
    double race_m; /**< official distance of a race; missing: it was none */
    double race_s; /**< its time */
};

enum ow_learn_confidence {
    OW_LEARN_NOT_ENOUGH_DATA = 0,
    OW_LEARN_LOW,
    OW_LEARN_MODERATE,
    OW_LEARN_HIGH
};

/** "not enough data", "low", "moderate", "high". */
OW_API const char *
ow_learn_confidence_name(enum ow_learn_confidence confidence);

#define OW_LEARN_MOST_EVIDENCE 5

/** A limit with what speaks for it. */
struct ow_proposal {
    double value; /**< missing where there is not enough data */
    enum ow_learn_confidence confidence;
    size_t considered; /**< runs that could have told */
    size_t refused;    /**< of those, not believed: lone peaks, a heart rate
                            that went with the steps, speeds nobody runs */
    size_t evidence_count;
    size_t evidence[OW_LEARN_MOST_EVIDENCE]; /**< indices of runs, the strongest
                                                  first */
    const char *reason; /**< how it was read, or what is lacking; lives for
                             ever */
};

/** What the runs say. */
struct ow_learned {
    struct ow_proposal hr_max_bpm;
    struct ow_proposal hr_rest_bpm; /**< never known from runs; says so */
    struct ow_proposal hr_threshold_bpm;
    struct ow_proposal threshold_m_per_s; /**< speed held for about an hour */
};

/**
 * Proposes limits from runs: the maximum heart rate from two years, threshold
 * heart rate and speed from half a year. A figure is a lower bound where no
 * race or hard effort is among the runs; the confidence says so.
 *
 * @param runs   running only, in any order
 * @param today  later runs are passed over
 * @param[out] learned  all of it is written
 *
 * Source: threshold heart rate as the mean of the last 20 minutes of an effort
 * of half an hour (Friel); threshold speed at 88 % of the effective VO2max
 * (Daniels); how near runs must lie to confirm each other is ours.
 */
OW_API void ow_learn_limits(const struct ow_run_digest *runs, size_t count,
                            struct ow_date today, struct ow_learned *learned);

#ifdef __cplusplus
}
#endif

#endif
