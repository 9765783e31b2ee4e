/*
 * What the file of a race says: how far, how long, how evenly, how hard, and
 * whether it was a race at all.
 */
#ifndef ONWARD_RACE_H
#define ONWARD_RACE_H

#include "onward/trace.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A distance that races are held over. */
struct ow_race_distance {
    const char *name; /**< "half-marathon" */
    double distance_m;
};

/** Every race distance known here, ascending. */
OW_API const struct ow_race_distance *ow_race_distances(size_t *count);

/**
 * The race distance that a recorded one stands for: the nearest within 3 %,
 * allowing for watches to measure a little long.
 *
 * @return an entry of ow_race_distances(), or NULL
 */
OW_API const struct ow_race_distance *ow_race_snap(double recorded_m);

/** An answer that may be missing. */
enum ow_answer { OW_NOT_ENOUGH_DATA = 0, OW_NO, OW_YES };

/** What is known beside the file; a zero or missing figure is not known. */
struct ow_race_options {
    double best_m; /**< a race of this shape to measure the effort by */
    double best_s;
    double weekly_m;   /**< mean weekly distance before the race */
    double hr_max_bpm; /**< the runner's maximum */
    const char *name;  /**< of the activity; NULL: its own */
    double distance_m; /**< official distance; 0: by ow_race_snap() */
};

#define OW_RACE_MOST_SPLITS 24
#define OW_RACE_MOST_REASONS 8

/** A race as it was run. Figures may be missing. */
struct ow_race_reading {
    double recorded_m;         /**< as the device measured it, cleaned */
    double distance_m;         /**< official where known, else as recorded */
    const char *distance_name; /**< of ow_race_distances(); NULL */
    struct ow_stretch stretch; /**< without standing before and after */
    double time_s;             /**< elapsed */
    struct ow_split splits[OW_RACE_MOST_SPLITS]; /**< every 5 km */
    size_t split_count;
    double first_half_s;
    double second_half_s;
    double fade;  /**< last quarter slower than the second by this share */
    double slump; /**< slowest 5 km after 20 km slower than 5-20 km */
    enum ow_answer collapsed; /**< a slump of 25 % or more */
    enum ow_answer faded;     /**< uneven 5-km splits, see the source */
    double net_drop_m;        /**< start higher than finish by this */
    double descent_m;
    double hr_share;    /**< mean heart rate over the runner's maximum */
    double predicted_s; /**< by the race in the options */
    double effort;      /**< predicted over run time, at most 1.1 */
    double confidence;  /**< that it was a race, 0 to 1 */
    const char *reasons[OW_RACE_MOST_REASONS]; /**< for the confidence */
    size_t reason_count;
};

/**
 * Reads an activity as a race.
 *
 * @param options       may be NULL
 * @param[out] reading  untouched on failure; its texts live for ever
 * @return OW_OK; OW_E_NOT_FOUND where neither samples nor summary tell a
 *         distance and a time; OW_E_NOMEM
 *
 * Source: collapse: Smyth 2021, PLoS ONE 16:e0251513; fade of 5-km splits:
 * J Athl Train 2020, 55:494. The confidence is an expert estimate.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_race_read(const struct ow_activity *activity,
             const struct ow_race_options *options,
             struct ow_race_reading *reading, struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
