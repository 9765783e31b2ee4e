/* The inside of a course, for those who plan on it. */
#ifndef ENGINE_RACE_COURSE_H
#define ENGINE_RACE_COURSE_H

#include "engine/activity/trace.h"
#include "onward/strategy.h"

/*
 * Points along the way, the first at 0 and the last at the finish, in the
 * columns of a trace; its times mean nothing. Without elevation flat_m is
 * distance_m, and grade and elevation_m are NULL.
 */
struct ow_race_course {
    struct ow_trace points;
    struct ow_course_facts facts;
    bool is_standard; /* a distance, flat by its nature */
};

/** A column's value at a distance, straight between points. */
double course_at(const struct ow_race_course *course, const double *column,
                 double at_m);

#endif
