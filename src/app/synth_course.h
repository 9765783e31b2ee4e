/* Closed courses around a home: bends, hills, and where a runner is on them. */
#ifndef APP_SYNTH_COURSE_H
#define APP_SYNTH_COURSE_H

#include "app/synth_random.h"

#define SYNTH_COURSE_POINTS 512
#define SYNTH_COURSE_WAVES 4

/** A loop that begins and ends at home. */
struct synth_course {
    double length_m;
    double net_drop_m; /* from the first metre to the last, for races */
    double east_m[SYNTH_COURSE_POINTS + 1];
    double north_m[SYNTH_COURSE_POINTS + 1];
    double along_m[SYNTH_COURSE_POINTS + 1];
    double wave_m[SYNTH_COURSE_WAVES];
    double phase[SYNTH_COURSE_WAVES];
};

/** A place on a course. */
struct synth_place {
    double latitude_deg;
    double longitude_deg;
    double elevation_m;
    double grade; /* rise over run */
};

/**
 * Draws a course.
 *
 * @param length_m   400 or more
 * @param hilliness  0 is flat, 1 rolling, 3 steep
 */
void synth_course_init(struct synth_course *course, struct synth_random *random,
                       double length_m, double hilliness);

/** The place after so many metres; beyond the length it goes round again. */
struct synth_place synth_course_at(const struct synth_course *course,
                                   double distance_m);

#endif
