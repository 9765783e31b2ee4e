/*
 * Properties of race plans over seeded courses and strategies. Prints TAP.
 *
 * ONWARD_SEED sets the first seed, ONWARD_RUNS how many plans are drawn.
 */
#include "app/synth_random.h"
#include "engine/activity/activity.h"
#include "onward/quantity.h"
#include "onward/strategy.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define DEFAULT_PLANS 10000
#define MOST_PRINTED 10
#define MOST_STEPS 50
#define STEEPEST 0.25
#define HELD 1.03

static long failures;

static void note(bool is_so, const char *what, uint64_t seed)
{
    if (!is_so && ++failures <= MOST_PRINTED) {
        printf("# seed %llu: %s\n", (unsigned long long)seed, what);
    }
}

static double unit(struct synth_random *random)
{
    return synth_random_even(random, 0, 1);
}

/* Rolling hills of random slopes, points 1 to 80 m apart; with or without
 * heights. */
static struct ow_activity *draw_activity(struct synth_random *random,
                                         double length_m)
{
    struct ow_activity *activity = activity_new();
    double apart_m = 1 + 79 * unit(random);
    bool has_heights = unit(random) < 0.9;
    double steepest = STEEPEST * unit(random);
    double grade = 0;
    double height_m = 500;
    size_t capacity = (size_t)(length_m / apart_m) + 2;

    if (activity == NULL || !activity_reserve(activity, capacity)) {
        exit(1);
    }
    for (double at_m = 0; at_m < length_m; at_m += apart_m) {
        size_t i = activity->sample_count++;

        activity_add_channel(activity, OW_CHANNEL_DISTANCE_M)[i] = at_m;
        if (has_heights) {
            activity_add_channel(activity, OW_CHANNEL_ELEVATION_M)[i] =
                height_m;
        }
        if (unit(random) < apart_m / 400) {
            grade = steepest * (2 * unit(random) - 1);
        }
        height_m += grade * apart_m;
    }
    return activity;
}

static struct ow_race_course *draw_course(struct synth_random *random)
{
    double length_m = 1000 * exp(4 * unit(random));
    struct ow_race_course *course = NULL;
    struct ow_activity *activity = NULL;
    enum ow_status status = OW_OK;

    if (unit(random) < 0.3) {
        status = ow_course_flat(length_m, &course, NULL);
    } else {
        activity = draw_activity(random, length_m);
        status = ow_course_new(activity, &course, NULL);
        ow_activity_free(activity);
    }
    if (status != OW_OK) {
        exit(1);
    }
    return course;
}

static struct ow_strategy draw_strategy(struct synth_random *random,
                                        double length_m,
                                        struct ow_pacing_leg legs[3])
{
    struct ow_strategy strategy = {
        .pacing = (enum ow_pacing)(unit(random) * OW_PACING_COUNT),
        .goal_s = round(length_m / 1000 * (180 + 420 * unit(random))),
        .negative = 0.2 * unit(random),
        .uphill = 0.2 * unit(random),
        .legs = legs,
        .leg_count = 3,
        .split_m = 100 * exp(4 * unit(random)),
        .temperature_c = 40 * unit(random),
        .dew_point_c = OW_MISSING,
        .altitude_m = OW_MISSING,
        .predicted_s = OW_MISSING,
    };

    for (size_t i = 0; i < 3; i++) {
        legs[i] = (struct ow_pacing_leg){length_m * (double)(i + 1) / 3,
                                         0.6 * unit(random) - 0.3};
    }
    return strategy;
}

static void try_splits(const struct ow_race_plan *plan, uint64_t seed)
{
    int64_t sum_s = 0;
    double to_m = 0;

    for (size_t i = 0; i < plan->split_count; i++) {
        const struct ow_race_split *split = &plan->splits[i];
        double length_m = split->to_m - split->from_m;

        sum_s += split->time_s;
        note(fabs(split->from_m - to_m) < 1e-9 && length_m >= 1,
             "splits follow each other", seed);
        note(split->cumulative_s == sum_s, "clock is the sum", seed);
        note(fabs((double)split->time_s -
                  split->pace_s_per_km * length_m / 1000) <= 1,
             "a split is within a second of its pace", seed);
        to_m = split->to_m;
    }
    note(fabs((double)sum_s - plan->goal_s) < 0.5, "the sum is the goal", seed);
    note(fabs(to_m - plan->length_m) < 1e-9, "the last split ends the course",
         seed);
}

/* Splits within the first tenth are no faster than the goal. */
static void try_start(const struct ow_race_plan *plan, double flat_m,
                      uint64_t seed)
{
    double held_s_per_km = 1000 * fmin(plan->goal_s / plan->length_m,
                                       HELD * plan->goal_s / flat_m);

    for (size_t i = 0;
         i < plan->split_count && plan->splits[i].to_m < plan->length_m / 10;
         i++) {
        note(plan->splits[i].pace_s_per_km > held_s_per_km - 0.01,
             "the start is no faster than the goal", seed);
    }
}

static void try_halves(const struct ow_race_plan *plan,
                       const struct ow_strategy *strategy, bool is_flat,
                       uint64_t seed)
{
    double halves = plan->first_half_s / (plan->goal_s - plan->first_half_s);

    if (is_flat && plan->pacing == OW_PACING_EVEN) {
        note(fabs(halves - 1) < 1e-6, "even halves on the flat", seed);
    }
    if (is_flat && (plan->pacing == OW_PACING_NEGATIVE ||
                    plan->pacing == OW_PACING_PROGRESSION)) {
        note(fabs(halves - 1 - strategy->negative) < 1e-4,
             "the second half is faster by its share", seed);
    }
}

static void try_workout(const struct ow_race_plan *plan, uint64_t seed)
{
    struct ow_workout *workout = NULL;
    size_t count = 0;

    if (ow_race_plan_workout(plan, "Race", OW_UNITS_KM, MOST_STEPS, &workout,
                             NULL) != OW_OK) {
        note(false, "a workout", seed);
        return;
    }
    (void)ow_workout_steps(workout, &count);
    note(count <= MOST_STEPS, "the budget of steps is kept", seed);
    note(fabs(ow_workout_total_m(workout) - plan->length_m) < 0.01,
         "the workout is as long as the course", seed);
    ow_workout_free(workout);
}

static void try_plan(uint64_t seed)
{
    struct synth_random random = synth_random_of(seed, 0);
    struct ow_race_course *course = draw_course(&random);
    const struct ow_course_facts *facts = ow_course_facts(course);
    struct ow_pacing_leg legs[3];
    struct ow_strategy strategy = draw_strategy(&random, facts->length_m, legs);
    struct ow_race_plan plan;
    struct ow_error err;

    if (ow_race_plan_make(course, &strategy, &plan, &err) != OW_OK) {
        printf("# %s\n", err.message);
        note(false, "a plan", seed);
    } else {
        try_splits(&plan, seed);
        if (strategy.pacing != OW_PACING_OWN) {
            try_start(&plan, facts->flat_m, seed);
        }
        try_halves(&plan, &strategy, !facts->has_elevation, seed);
        try_workout(&plan, seed);
        ow_race_plan_dispose(&plan);
    }
    ow_course_free(course);
}

static uint64_t number_of(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);

    return text != NULL ? strtoull(text, NULL, 10) : otherwise;
}

int main(void)
{
    uint64_t first = number_of("ONWARD_SEED", 1);
    uint64_t count = number_of("ONWARD_RUNS", DEFAULT_PLANS);

    for (uint64_t i = 0; i < count; i++) {
        try_plan(first + i);
    }
    printf("1..1\n%sok 1 - %llu plans from seed %llu: sums, starts, halves, "
           "workouts\n",
           failures > 0 ? "not " : "", (unsigned long long)count,
           (unsigned long long)first);
    return failures > 0;
}
