/*
 * How well a progression run was run: against its plan, or without one against
 * its own kind. Each part has its points and its words.
 */
#ifndef ONWARD_SCORE_H
#define ONWARD_SCORE_H

#include "onward/quantity.h"
#include "onward/shape.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is judged. */
enum ow_score_kind {
    OW_SCORE_ORDER = 0,  /**< 30: each stage no slower than those before */
    OW_SCORE_PEAK,       /**< 25: the end as fast as it should be */
    OW_SCORE_START,      /**< 20: no faster than easy at first */
    OW_SCORE_SMOOTHNESS, /**< 15: near the plan all the way */
    OW_SCORE_ENDS,       /**< 10: warm-up and cool-down */
    OW_SCORE_KIND_COUNT
};

/** What the first third was held against. */
enum ow_score_start {
    OW_START_NEXT = 0, /**< the third after it */
    OW_START_EASY,     /**< the runner's fastest easy speed */
    OW_START_PLAN
};

/** One part of a score. */
struct ow_score_part {
    double points; /**< 0 to `most` */
    double most;   /**< 0 where there is nothing to judge it by; the others then
                    * stand for the whole */
    /** Order: the share that was in order. Peak, start: faster than wanted by
     * this share, below 0 slower; missing where there was no peak. Smoothness:
     * root mean square of the error as a share; missing where the plan names no
     * speeds. Ends: the share of both. */
    double value;
    double speed_m_per_s;  /**< grade-adjusted, of peak and start */
    double wanted_m_per_s; /**< of peak and start */
};

/** The score of a run. */
struct ow_score {
    char why_not[200]; /**< one sentence; "" where it was scored */
    bool is_planned;   /**< against a plan, else against its own kind */
    double points;     /**< 0 to 100, missing where it was not scored */
    struct ow_score_part parts[OW_SCORE_KIND_COUNT];
    enum ow_score_start start_against;
    bool is_peak_planned; /**< else against the run's fastest stretch */
    double warm_up_s;
    double cool_down_s;
    /** Speed of the second half over the first less 1, the cool-down left out;
     * grade-adjusted. This and what follows is missing where not scored. */
    double negative_split;
    double peak_m_per_s; /**< grade-adjusted */
    double peak_hr_bpm;  /**< mean over the peak; missing without */
    /** How much less way a heartbeat made in the second half of the middle
     * third, as a share; missing without heart rate. */
    double decoupling;
};

/** What a run is held against; all zero: itself. */
struct ow_score_options {
    const struct ow_workout *plan; /**< a progression; NULL: its own kind */
    double easy_m_per_s; /**< fastest easy speed; 0 or missing: not known */
    bool is_novice;      /**< 3 minutes of warm-up and cool-down will do */
};

/**
 * Scores a progression run on grade-adjusted speed. The steps of a plan are
 * matched by the laps' own steps where they fit, else along the run by time and
 * distance.
 *
 * Order: share of consecutive stages no more than 1 % slower than the one
 * before; where speed rises evenly, share of the pairs of minutes. Peak: full
 * within 2 % of the target, nothing at 6 %, either way; without a plan the
 * target is the fastest stretch of its length. Start: the first third no more
 * than 2 % faster than easy, or than planned; nothing at 6 %; where easy is not
 * known, than the third after it. Smoothness: falls with the root mean square
 * of the error to nothing at 6 %. Ends: 5 minutes each.
 *
 * Not scored: a run whose shape cannot be told, one with stops of a tenth of
 * the time, one that was neither planned nor a progression, steps under a
 * minute measured by positions alone.
 *
 * @param trace       made of the activity; NULL: not scored
 * @param shape       found in it
 * @param options     NULL: none
 * @param[out] score  filled in any case
 *
 * Source: the weights and bounds are a design choice of this project
 * (doc/score.md); no published scale of progression runs is known.
 */
OW_API void ow_score_run(const struct ow_activity *activity,
                         const struct ow_trace *trace,
                         const struct ow_shape *shape,
                         const struct ow_score_options *options,
                         struct ow_score *score);

/** "order", "peak", "start", "smoothness", "ends": the word in JSON. */
OW_API const char *ow_score_kind_name(enum ow_score_kind kind);

#define OW_SCORE_WORDS_SIZE 160

/**
 * A part in words, without a full stop: "the first third was 8 s/km faster than
 * easy".
 *
 * @param score  one that was scored
 */
OW_API void ow_score_words(const struct ow_score *score,
                           enum ow_score_kind kind, enum ow_units units,
                           char words[OW_SCORE_WORDS_SIZE]);

#ifdef __cplusplus
}
#endif

#endif
