/*
 * Time over a course: the effort that each metre costs, and how the goal is
 * spread over it.
 */
#ifndef ENGINE_RACE_PACING_H
#define ENGINE_RACE_PACING_H

#include "engine/race/course.h"

/* A stretch of even effort: up to where, as shares of effort and of time. */
struct pacing_leg {
    double to_effort;
    double to_time;
};

struct pacing {
    const struct ow_race_course *course;
    double goal_s;
    double *effort_m; /* up to each point of the course; damped uphill */
    double *held_s;   /* time up to each point, as far as the start is held */
    double bend;      /* of a straight fall of the pace; else 0 */
    struct pacing_leg legs[OW_PACING_MOST_LEGS];
    size_t leg_count;
    double held_to_m;  /* up to here no faster than the goal; 0: not held */
    double made_up_m;  /* up to here what that cost is made up */
    double held_end_s; /* time at held_to_m */
    double made_up_by; /* share of the time as spread, from there on */
};

/**
 * Spreads the goal over the course.
 *
 * @param pacing  all zero; pacing_dispose() whatever is returned
 * @return OW_OK, OW_E_RANGE, OW_E_NOMEM
 */
enum ow_status pacing_init(struct pacing *pacing,
                           const struct ow_race_course *course,
                           const struct ow_strategy *strategy,
                           struct ow_error *err);

void pacing_dispose(struct pacing *pacing);

/** Seconds from the start to a distance, 0 to the length of the course. */
double pacing_time_s(const struct pacing *pacing, double at_m);

#endif
