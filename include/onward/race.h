/*
 * What the file of a race says: how far, how long, how evenly, how hard, and
 * whether it was a race at all.
 */
#ifndef ONWARD_RACE_H
#define ONWARD_RACE_H

#include "onward/body.h"
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
    char sex;          /**< 'm', 'f', else not known */
    const char *name;  /**< of the activity; NULL: its own */
    double distance_m; /**< official distance; 0: by ow_race_snap() */
};

#define OW_RACE_MOST_SPLITS 24
#define OW_RACE_MOST_REASONS 10

/** A race as it was run. Figures may be missing. */
struct ow_race_reading {
    double recorded_m;         /**< as the device measured it, cleaned */
    double distance_m;         /**< official where known, else as recorded */
    const char *distance_name; /**< of ow_race_distances(); NULL */
    struct ow_stretch stretch; /**< from the gun to the line */
    double time_s;             /**< elapsed */
    double stopped_s;          /**< of it standing or with the watch stopped */
    double after_s;            /**< walked or stood after it, not counted */
    double split_m;            /**< 1,000 in races up to 20 km, else 5,000 */
    struct ow_split splits[OW_RACE_MOST_SPLITS];
    size_t split_count;
    double first_half_s;
    double second_half_s;
    double unevenness; /**< of the first half: standard deviation of the paces
                        * of its twentieths, as on the flat, over their mean */
    double fade;       /**< last quarter slower than the second by this share */

    /* The wall in races of 30 km and more, by the pace from 5 to 20 km. */
    double slump;             /**< of the slowest 5 km after 20 km, a share */
    enum ow_answer collapsed; /**< a slump of 25 % or more */
    double wall_from_m;       /**< where the first such split began */
    double wall_length_m;     /**< of all splits that slow */
    enum ow_answer faded;     /**< uneven splits of 5 km, see the source */
    enum ow_answer faded_1km; /**< the same of 1 km */

    /* What hills and heat explain. */
    double net_drop_m; /**< start higher than finish by this */
    double ascent_m;
    double descent_m;
    double hills_s;       /**< slower than on the flat at the same effort */
    double temperature_c; /**< mean, as the watch felt it */
    double heat_low_s;    /**< slower than in the cool by at least this, */
    double heat_high_s;   /**< and at most; see ow_race_read() */

    double hr_share;    /**< mean heart rate over the runner's maximum */
    double predicted_s; /**< by the race in the options */
    double effort;      /**< predicted over run time, at most 1.1 */
    double flat_effort; /**< the same, had the race been flat */
    double projected_s; /**< of a marathon: what its first half foretold */
    double confidence;  /**< that it was a race, 0 to 1 */
    const char *reasons[OW_RACE_MOST_REASONS]; /**< for the confidence */
    size_t reason_count;
};

/**
 * Reads an activity as a race. Standing before the start and after the finish
 * is left out, and walking after the finish too: once the race distance is on
 * the watch, and to the end of the file.
 *
 * Heat: files know the temperature at best, on a wrist that warms the watch.
 * The dew point is taken as 8 C below it, an air of about 60 % humidity.
 *
 * @param options       may be NULL
 * @param[out] reading  untouched on failure; its texts live for ever
 * @return OW_OK; OW_E_NOT_FOUND where neither samples nor summary tell a
 *         distance and a time; OW_E_NOMEM
 *
 * Source: collapse: Smyth 2021, PLoS ONE 16:e0251513; fade of splits: J Athl
 * Train 2020, 55:494; hills: ow_grade_effort(). The confidence is an expert
 * estimate.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_race_read(const struct ow_activity *activity,
             const struct ow_race_options *options,
             struct ow_race_reading *reading, struct ow_error *err);

/**
 * Marathon time foretold by its own first half: how fast, and how much slower
 * from 10 km to the half than before. A half-marathon of its own is run faster
 * than the half of a marathon; ow_race_predict() is for that.
 *
 * @param ten_km_s   at 10 km, 1,500 to 10,800
 * @param half_s     at the half, 3,450 to 21,600, later than ten_km_s
 * @param sex        'm', 'f', else not known
 * @param[out] prediction  with the band that held 80 % of the runners it was
 *                         fitted on; untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: least squares over 46,000 runners of Berlin 2005 and Boston 2013,
 * tried on Berlin 2014, Boston 2014 and Honolulu 2019: doc/race-study.md.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_race_project(double ten_km_s, double half_s, char sex,
                struct ow_prediction *prediction, struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
