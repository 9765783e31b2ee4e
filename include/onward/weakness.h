/*
 * Weak spots of a season, each from the runner's own runs: what was found, over
 * how many of them, how sure that is and what it was held against. Where too
 * little was run or recorded, that is the answer.
 */
#ifndef ONWARD_WEAKNESS_H
#define ONWARD_WEAKNESS_H

#include "onward/analysis.h"
#include "onward/history.h"
#include "onward/plan.h"
#include "onward/shape.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What can be a weak spot. */
enum ow_weakness_area {
    OW_WEAKNESS_PACING = 0,
    OW_WEAKNESS_DURABILITY,
    OW_WEAKNESS_SPEED_ENDURANCE, /**< how fast pace falls with distance */
    OW_WEAKNESS_HILLS,
    OW_WEAKNESS_FORM,
    OW_WEAKNESS_CONSISTENCY,
    OW_WEAKNESS_FUELLING, /**< no file tells: never more than no data */
    OW_WEAKNESS_AREA_COUNT
};

enum ow_weakness_verdict {
    OW_WEAKNESS_NOT_ENOUGH_DATA = 0,
    OW_WEAKNESS_WEAK,
    OW_WEAKNESS_AS_EXPECTED, /**< or too uncertain to call it either way */
    OW_WEAKNESS_STRONG
};

/** What the samples of one run tell, the same whoever ran; what they do not
 * tell is missing. */
struct ow_season_figures {
    /** Second half of the way slower than the first by this share, on
     * grade-adjusted speed while moving; below 0 where it was faster. */
    double second_half;
    /** Slower at the same heart rate late in the run, by this share: the last
     * mark of ow_run_durability, else ow_run_decoupling of 40 minutes. */
    double late_loss;
    /** Grade-adjusted way per heartbeat on climbs over that on the level, less
     * 1; missing where the heart went more than 10 % harder or easier uphill.
     */
    double climb;
    double cadence_change; /**< of struct ow_run_stride */
};

/** Figures of which all are missing. */
OW_API struct ow_season_figures ow_season_figures_none(void);

/**
 * Reads the figures of a run.
 *
 * @param trace         of this activity; NULL where it has none
 * @param[out] figures  all missing where it is no run; untouched on failure
 * @return OW_OK or OW_E_NOMEM
 *
 * The climbs count from 30 seconds after their foot, 3 minutes together, the
 * level ground from 10 minutes into the run and 60 seconds behind a hill, 10
 * minutes together: a heart follows the effort late. Design choices.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_season_figures_read(const struct ow_activity *activity,
                       const struct ow_trace *trace,
                       struct ow_season_figures *figures, struct ow_error *err);

/** A run of a season. */
struct ow_season_run {
    struct ow_date date;
    double moving_s;             /**< may be missing */
    double race_m;               /**< official distance; missing: no race */
    enum ow_shape_verdict shape; /**< unsuitable too where it is not known */
    struct ow_season_figures figures;
};

/** What a season was, as its weak spots are read from it; all borrowed. */
struct ow_season {
    const struct ow_season_run *runs; /**< every run, by date */
    size_t run_count;
    const struct ow_history_effort *efforts; /**< of these days, in any order */
    size_t effort_count;
    const struct ow_history_sum *weeks; /**< whole ones, without a gap */
    const bool *excused; /**< of each week, see ow_history_keep_count(); NULL */
    size_t week_count;
};

/** One area and what is known of it. */
struct ow_weakness {
    enum ow_weakness_area area;
    enum ow_weakness_verdict verdict;
    /** What to work on: of a weak spot, else OW_FOCUS_NONE. */
    enum ow_focus focus;
    double value;       /**< missing where not enough is known */
    double low;         /**< between these with 80 %; missing as `value` */
    double high;        /**< as low */
    const char *unit;   /**< "share" or "exponent"; lives for ever */
    size_t count;       /**< runs, races or weeks it stands on */
    double weak_bar;    /**< beyond it lies a weak spot; missing: never */
    double strong_bar;  /**< beyond it lies a strength; missing: never */
    const char *source; /**< of the bars; lives for ever */
    char sentence[320]; /**< without a full stop */
};

/**
 * Finds weak spots and strengths, one entry for each area in their order.
 *
 * An area is weak where the whole of its 80 % interval lies beyond the bar,
 * strong where all of it lies on the far side of the other; between them it is
 * as expected, or too uncertain to say more. Means stand with Student's t. Less
 * than 4 runs, 2 races or 6 weeks with a run say nothing.
 *
 * - pacing: halves of races from 5 km and of runs from 75 minutes that were not
 *   varied on purpose; weak above 0.03, strong below 0.01 (ours)
 * - durability: weak above 0.05 (Friel's rule of thumb), strong below 0.025
 *   (Smyth et al. 2022, where a loss begins)
 * - speed against endurance: the exponent k of t2 = t1 (d2/d1)^k through the
 *   fastest races of each distance, 1500 m to the half-marathon, the longest
 *   1.8 times the shortest; 1.06 to 1.08 (Riegel 1981: 1.06 in common use, men
 *   1.077, women 1.083). Above, endurance is the weaker side, below, speed. The
 *   same runner's times vary by 2.5 % (Hopkins and Hewson 2001)
 * - hills: weak below -0.05, strong above 0.05 (ours), against the curve of
 *   equal heart rate (Robb 2017)
 * - form: cadence at like speed, last third against first, of runs from 45
 *   minutes; weak below -0.03, strong above -0.005 (ours)
 * - consistency: weeks with at least half of the runner's usual runs; weak
 *   below 0.8 (ours) or with two gaps that nothing excuses, 7 days or, of a
 *   runner of one run a week, 14 (a gap of 7 costs 5 to 8 % of a marathon's
 *   time: Feely 2023), strong above 0.9 without any. The interval is Wilson's
 *
 * @param[out] found  OW_WEAKNESS_AREA_COUNT entries; untouched on failure
 * @return OW_OK or OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_weakness_find(const struct ow_season *season,
                 struct ow_weakness found[OW_WEAKNESS_AREA_COUNT],
                 struct ow_error *err);

/** "pacing", "speed-endurance", …: the words in JSON. */
OW_API const char *ow_weakness_area_name(enum ow_weakness_area area);
/** "weak", "as-expected", "strong", "not-enough-data". */
OW_API const char *ow_weakness_verdict_name(enum ow_weakness_verdict verdict);

#ifdef __cplusplus
}
#endif

#endif
