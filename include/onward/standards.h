/*
 * What a time is worth beside others': age grade, the Boston qualifying
 * standards, World Athletics points. The figures are tables of data/.
 */
#ifndef ONWARD_STANDARDS_H
#define ONWARD_STANDARDS_H

#include "onward/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A time against the best of the runner's age and sex. */
struct ow_age_grade {
    int table_year;
    double factor;             /**< open standard over the age's, up to 1 */
    double open_standard_s;    /**< open class over the distance, of no age */
    double age_standard_s;     /**< the open standard over the factor */
    double age_grade;          /**< the age's standard over the time */
    double age_graded_time_s;  /**< what the time is worth in the open class */
    bool is_between_ages;      /**< the factor is the mean of two ages' */
    bool is_between_distances; /**< factor and open standard lie between two
                                    distances of the table */
};

/**
 * Age grade of a time on the road.
 *
 * The tables hold factors by age and the open class by distance. A distance
 * within 0.1 % of one in the table is that one. Between two others the factor
 * is linear in the logarithm of the distance, as the tables themselves are
 * from 5 km up, and so is the open class's speed, which is our own reading:
 * left out one by one, the distances of 2025 come back within 1 % to the
 * marathon and 4 % beyond it. The mile stands alone; nothing lies between it
 * and 5 km. An age between two of the table has the mean of their factors: on
 * the ages of 2025 that is within 0.0025, from 41 on within 0.0005.
 *
 * @param sex         'm' or 'f'
 * @param age_years   on the day of the race; 5 to 100 in the table of 2025, 18
 *                    to 94 in that of 2020, of which the even ages are at hand
 * @param distance_m  the mile, or 5 to 200 km; of 2020 only 5 to 42.195 km
 * @param time_s      from 10 % faster than the open class to 31 days
 * @param table_year  2025 or 2020; 0 for the newest
 * @param[out] grade  untouched on failure
 * @return OW_OK, or OW_E_RANGE naming the years, ages or distances there are
 *
 * Source: Alan Jones, road tables of 2025 and 2020 (CC0), factors and open
 * class; data/age-grade-road-*.csv says where the files err.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_age_grade_compute(char sex, int age_years, double distance_m, double time_s,
                     int table_year, struct ow_age_grade *grade,
                     struct ow_error *err);

/**
 * Qualifying standard of the Boston Marathon.
 *
 * @param sex         'm', 'f', or from 2026 on 'x', which has the women's
 * @param age_years   on the day of the Boston Marathon, 18 to 120
 * @param race_year   of the Boston Marathon, 2013 to 2027; 0 for the newest
 * @param[out] standard_s  untouched on failure
 * @return OW_OK, or OW_E_RANGE naming the ages or years there are
 *
 * Source: Boston Athletic Association, data/boston-standards.csv.
 */
OW_API OW_MUST_CHECK enum ow_status ow_boston_standard(char sex, int age_years,
                                                       int race_year,
                                                       double *standard_s,
                                                       struct ow_error *err);

/** A marathon against a standard of the Boston Marathon. */
struct ow_boston {
    int race_year;
    double standard_s;
    double downhill_s; /**< added for the course's drop; missing where times
                            from such a course are refused */
    double margin_s;   /**< standard less time and addition; missing without
                            a time and where the course is refused */
    bool is_eligible;  /**< margin 0 or more: equal to the standard will do */
};

/**
 * Holds a marathon against the standard. To be eligible is not yet to be in:
 * see ow_boston_cut_offs().
 *
 * @param sex, age_years, race_year  as for ow_boston_standard()
 * @param time_s      6,600 to 86,400, or missing
 * @param net_drop_m  start less finish elevation, -6,000 to 6,000; counts from
 *                    the race of 2027 on
 * @param[out] boston untouched on failure
 * @return OW_OK or OW_E_RANGE
 *
 * Source: Boston Athletic Association, announcement of 16 June 2025,
 * data/boston-downhill.csv.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_boston_qualify(char sex, int age_years, int race_year, double time_s,
                  double net_drop_m, struct ow_boston *boston,
                  struct ow_error *err);

/** By how much the standard had to be beaten to get in. */
struct ow_boston_cut_off {
    int race_year;
    double cut_off_s; /**< 0 where all with the standard got in */
};

/**
 * The cut-offs that are known, by year.
 *
 * @param[out] count  how many
 * @return a table that lives for ever
 *
 * Source: data/boston-cut-offs.csv.
 */
OW_API const struct ow_boston_cut_off *ow_boston_cut_offs(size_t *count);

/**
 * World Athletics points of a race on track or road.
 *
 * @param sex         'm' or 'f'
 * @param distance_m  800, 1500, 3000 m; 1, 2, 10 miles; 5, 10, 15, 20, 25, 30,
 *                    100 km; half-marathon, marathon; to a metre
 * @param time_s      taken to the hundredth
 * @param[out] points 0 (also for slower times than the tables have) to 1400;
 *                    untouched on failure
 * @return OW_OK, or OW_E_RANGE, also for times beyond the tables
 *
 * Source: World Athletics scoring tables of 2022,
 * data/world-athletics-2022.csv.
 */
OW_API OW_MUST_CHECK enum ow_status
ow_points_of_race(char sex, double distance_m, double time_s, int *points,
                  struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
