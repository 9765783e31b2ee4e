/*
 * Runners and their wishes, drawn from a seed: every level, 1 to 7 days, no
 * history to 130 km a week, gaps, races close together, illness, travel.
 */
#ifndef TESTS_PROPERTY_RUNNER_H
#define TESTS_PROPERTY_RUNNER_H

#include "onward/plan.h"

enum {
    RUNNER_MOST_WEEKS = 32,
    RUNNER_MOST_ENTRIES = 4,
    RUNNER_MOST_SPOTS = 3,
    RUNNER_ID_SIZE = 8
};

struct runner {
    struct ow_scenario scenario; /* its lists are the arrays below */
    struct ow_date today;
    struct ow_history_week weeks[RUNNER_MOST_WEEKS];
    struct ow_best bests[RUNNER_MOST_ENTRIES];
    struct ow_race races[RUNNER_MOST_ENTRIES];
    struct ow_goal goals[RUNNER_MOST_ENTRIES];
    struct ow_check_in check_ins[RUNNER_MOST_ENTRIES];
    struct ow_blocked blocked[RUNNER_MOST_ENTRIES];
    struct ow_weak_spot weak_spots[RUNNER_MOST_SPOTS];
    char race_ids[RUNNER_MOST_ENTRIES][RUNNER_ID_SIZE];
    char goal_ids[RUNNER_MOST_ENTRIES][RUNNER_ID_SIZE];
};

/** The runner of a seed; the same on every platform. */
void runner_draw(struct runner *runner, uint64_t seed);

#endif
