/*
 * The weeks after a race, by three clocks that answer three questions: how
 * long not to run, how long only easily, and when the volume is back.
 */
#ifndef ONWARD_RECOVERY_H
#define ONWARD_RECOVERY_H

#include "onward/rules.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The race as it was run, and who ran it. Quantities may be missing. */
struct ow_raced {
    double distance_m; /**< 1,000 or more */
    double time_s;     /**< missing where unknown */
    double effort;     /**< share of what was possible, 0 to 1.1 */
    double fade;       /**< last quarter slower than the second by this share */
    double net_drop_m; /**< start higher than finish by this */
    double descent_m;  /**< metres downhill in all */
    double temperature_c; /**< air */
    int age_years;        /**< -1 where unknown */
    bool is_first;        /**< first race at this distance */
    double weekly_m;      /**< mean weekly distance of the weeks before */
};

/** Why a clock is as long as it is: a share added or taken, and its words. */
struct ow_recovery_reason {
    double factor;       /**< 1.25 lengthens by a quarter */
    const char *because; /**< "first race at this distance" */
};

#define OW_RECOVERY_MOST_REASONS 8
#define OW_RECOVERY_MOST_WEEKS 8

/** Days are counted from the race: day n is n days after it. */
struct ow_recovery {
    int off_days;       /**< days 1..off_days without running: planned */
    int off_must_days;  /**< of these, never to be broken */
    int easy_until_day; /**< nothing hard through this day: planned */
    int easy_must_day;  /**< nothing hard through this day: never broken */
    int back_day;       /**< from this day no share holds the volume back */
    double weekly_m;    /**< the pre-race volume: as raced; may be missing */
    size_t week_count;  /**< weeks with a volume share */
    /** Of the pre-race volume; entry i is of days 7i+1 to 7i+7. */
    double week_share[OW_RECOVERY_MOST_WEEKS];
    struct ow_recovery_reason reasons[OW_RECOVERY_MOST_REASONS];
    size_t reason_count;
};

/**
 * The three clocks of a race.
 *
 * @param raced   the race and the runner
 * @param values  rule parameters, with the preset in them
 * @param[out] recovery  untouched on failure
 * @return OW_OK, or OW_E_RANGE for a distance or an effort out of bounds
 *
 * Source: the seed text for the classic preset; Martinez-Navarro 2021 and
 * Takayama 2017 for the active return; modifiers are expert opinion.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_recovery_compute(const struct ow_raced *raced,
                    const struct ow_rule_values *values, enum ow_preset preset,
                    struct ow_recovery *recovery, struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
