/* What the answers to goals share; the planner and ow_goals_judge() ask. */
#ifndef ENGINE_PLAN_GOALS_H
#define ENGINE_PLAN_GOALS_H

#include "base/buf.h"
#include "engine/plan/draft.h"
#include "onward/goals.h"

#define GOAL_DAYS_A_YEAR 365.25

/** A runner whose goals are judged. All is borrowed. */
struct goal_view {
    const struct ow_scenario *scenario;
    struct ow_date today;
    const struct limits *limits;
    const struct runner *runner;
    struct arena *arena; /* takes answers and their texts */
};

/** An answer in the making. */
struct goal_case {
    const struct goal_view *view;
    const struct ow_goal *goal;
    struct ow_goal_answer *out;
    struct buf needed;
    int days;               /* to the day it is due; 1 or more */
    struct ow_date reached; /* the day; may be none */
};

/** Probability to two decimals, and the verdict that goes with it. */
void goal_set_probability(struct ow_goal_answer *out, double probability);

/** Whether a day lies between the setting of a goal and its due day, and is
 * over. */
bool goal_counts_on(const struct goal_case *one, struct ow_date day);

/** Marks a goal as reached on a day; none: it is not. */
void goal_set_reached(struct goal_case *one, struct ow_date day);

/** No number: what the runner would have to give. */
void goal_set_unknown(struct goal_case *one, const char *needed);

/** Probability of growing in time: by the weeks there are over those needed. */
double goal_probability_in_weeks(double weeks, double needed);

/**
 * Milestones after a month, a season, a year, three years and on the day
 * last of `way_days`, on the straight line from one value to another.
 *
 * @param what  words for a value, of the arena or static; NULL: no memory
 */
enum ow_status
goal_add_milestones(struct goal_case *one, int way_days, double from, double to,
                    const char *(*what)(struct goal_case *one, double value),
                    struct ow_error *err);

/** The distance a goal is about; missing where it has none. */
double goal_distance_m(const struct ow_goal *goal);

/** Seconds that a time goal asks for: its own, else its standard's; missing. */
double goal_target_s(const struct goal_view *view, const struct ow_goal *goal,
                     struct ow_date due);

/** The day a goal is due: its deadline, else the end of its horizon. */
struct ow_date goal_due(const struct goal_view *view,
                        const struct ow_goal *goal);

/** Days of the week with time for a run. */
int goal_days_a_week(const struct ow_athlete *athlete);

/** Seconds a week that the runner has for training. */
int32_t goal_seconds_a_week(const struct ow_athlete *athlete);

/** The clocks of a race run as hard as it was meant; zeros out of range. */
struct ow_recovery goal_recovery(const struct goal_view *view,
                                 const struct ow_race *race);

/** Seconds of the longest day of the week. */
int32_t goal_longest_day_s(const struct ow_athlete *athlete);

/** Seconds that a distance takes at the middle of the easy paces. */
double goal_easy_s(const struct goal_view *view, double distance_m);

/** Longest run that makes a distance safe to finish. */
double goal_long_run_m(double distance_m);

/** Answers to a race time or a standard. */
enum ow_status goal_answer_time(struct goal_case *one, struct ow_error *err);

/** Answers to distances: a finish, a weekly distance. */
enum ow_status goal_answer_finish(struct goal_case *one, struct ow_error *err);
enum ow_status goal_answer_volume(struct goal_case *one, struct ow_error *err);

/** Answers to habits: sessions a week, balance. */
enum ow_status goal_answer_habit(struct goal_case *one, struct ow_error *err);

/** Names what stands between goals, and between a goal and the days. */
enum ow_status goals_find_conflicts(const struct goal_view *view,
                                    struct ow_goal_answer *answers,
                                    struct ow_error *err);

/** Answers all goals of a view; the array is of its arena. */
enum ow_status goals_judge(const struct goal_view *view,
                           struct ow_goal_answer **answers, size_t *count,
                           struct ow_error *err);

#endif
