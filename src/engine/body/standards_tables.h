/*
 * The tables of data/ as data/to_c.py turns them into C. Only the standards_*.c
 * beside this file read them.
 */
#ifndef ENGINE_BODY_STANDARDS_TABLES_H
#define ENGINE_BODY_STANDARDS_TABLES_H

#include "onward/standards.h"

#define STANDARDS_FACTOR_SCALE 1e4
#define STANDARDS_BOSTON_GROUPS 11

/** Age grading of one year. Distances rise; ages go in even steps. */
struct standards_ages {
    int year;
    const char *name; /**< as a refusal gives it for its source */
    int first_age;
    int last_age;
    int age_step;
    size_t distance_count;
    const double *distances_m;
    const uint32_t *open_s;  /**< by sex (men first), distance */
    const uint16_t *factors; /**< by sex, age, distance; times the scale */
};

/** Boston standards of one sex over some years, by age group. */
struct standards_boston {
    int first_year;
    int last_year;
    char sex;
    uint16_t seconds[STANDARDS_BOSTON_GROUPS];
};

/** What is added from a drop on, from a year on; missing where refused. */
struct standards_downhill {
    int first_year;
    double net_drop_ft;
    double added_s;
};

/** points = factor (time - limit)^2 */
struct standards_points {
    char sex;
    double distance_m;
    uint32_t limit_cs;  /**< hundredths of a second, where points end */
    uint32_t factor_e9; /**< billionths of a point by a second squared */
};

extern const struct standards_ages standards_ages[]; /**< newest first */
extern const size_t standards_ages_count;
extern const uint8_t standards_boston_ages[]; /**< where each group begins */
extern const struct standards_boston standards_boston[]; /**< by year */
extern const size_t standards_boston_count;
extern const struct ow_boston_cut_off standards_cut_offs[]; /**< by year */
extern const size_t standards_cut_offs_count;
extern const struct standards_downhill
    standards_downhill[]; /**< by year, drop */
extern const size_t standards_downhill_count;
extern const struct standards_points standards_points[];
extern const size_t standards_points_count;

#endif
