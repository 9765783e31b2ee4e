/*
 * Properties of the score over seeded plans and made runs of them. Prints TAP.
 *
 * ONWARD_SEED sets the first seed, ONWARD_RUNS how many are drawn.
 */
#include "app/synth_random.h"
#include "onward/score.h"
#include "unit/make_activity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define DEFAULT_RUNS 300
#define MOST_PRINTED 20
#define MOST_STAGES 8
#define M_PER_KM 1000.0
/* Points of the shape lie across the edges of stages. */
#define PEAK_TOLERANCE 1.5
#define SCALED_TOLERANCE 2.0

enum property {
    BOUNDED,
    PERFECT,
    REVERSED,
    EITHER_WAY,
    MONOTONE,
    SCALED,
    PROPERTY_COUNT
};

static const char *const names[PROPERTY_COUNT] = {
    "points are within their bounds and sum to the whole",
    "a run to the plan scores 95 and more",
    "the same run backwards scores under 40",
    "a peak too fast loses like one too slow",
    "a peak further off never scores more",
    "a run of other length scores the same against its own kind",
};

static long failed[PROPERTY_COUNT];

static void note(bool is_fine, enum property property, uint64_t seed,
                 double value)
{
    if (!is_fine && failed[property]++ < MOST_PRINTED) {
        printf("# seed %llu: %s: %g\n", (unsigned long long)seed,
               names[property], value);
    }
}

/* A run in stages at even speeds, the first easy, the last as easy. */
struct made {
    size_t count;
    struct make_stage stages[MOST_STAGES];
};

static struct made draw(struct synth_random *random)
{
    struct made made = {.count = 5 + synth_random_next(random) % 3};
    double speed = synth_random_even(random, 2.3, 3.0);

    for (size_t i = 0; i < made.count; i++) {
        made.stages[i] = (struct make_stage){
            (size_t)synth_random_even(random, 400, 900), speed};
        speed *= 1 + synth_random_even(random, 0.04, 0.09);
    }
    made.stages[made.count - 1] = made.stages[0];
    return made;
}

static struct made backwards(const struct made *made)
{
    struct made turned = *made;

    for (size_t i = 0; i < made->count; i++) {
        turned.stages[i] = made->stages[made->count - 1 - i];
    }
    return turned;
}

static struct made with_peak(const struct made *made, double share)
{
    struct made other = *made;

    other.stages[made->count - 2].speed_m_per_s *= share;
    return other;
}

/* The same stages at the same speeds, longer or shorter. */
static struct made scaled(const struct made *made, double share)
{
    struct made other = *made;

    for (size_t i = 0; i < made->count; i++) {
        other.stages[i].time_s =
            (size_t)(share * (double)made->stages[i].time_s);
    }
    return other;
}

static struct ow_workout *plan_of(const struct made *made)
{
    struct ow_workout *plan = NULL;

    if (ow_workout_new("plan", OW_SPORT_RUNNING, &plan, NULL) != OW_OK) {
        exit(1);
    }
    for (size_t i = 0; i < made->count; i++) {
        bool is_end = i == 0 || i + 1 == made->count;
        double pace = M_PER_KM / made->stages[i].speed_m_per_s;
        struct ow_step step = {
            .role = i == 0                 ? OW_ROLE_WARM_UP
                    : i + 1 == made->count ? OW_ROLE_COOL_DOWN
                    : i + 2 == made->count ? OW_ROLE_PEAK
                                           : OW_ROLE_BUILD,
            .end_type = OW_END_TIME_S,
            .end_value = (double)made->stages[i].time_s,
            .target = {OW_TARGET_PACE_S_PER_KM, is_end ? OW_MISSING : pace + 4,
                       pace - 4},
            .ramp_from = OW_MISSING,
            .ramp_to = OW_MISSING,
        };

        if (ow_workout_add_step(plan, &step, NULL) != OW_OK) {
            exit(1);
        }
    }
    return plan;
}

/* Scored, with its bounds looked at. */
static struct ow_score score_of(const struct made *made,
                                const struct ow_workout *plan, uint64_t seed)
{
    struct ow_activity *activity = make_run(made->stages, made->count);
    struct ow_score_options options = {.plan = plan};
    struct ow_trace *trace = NULL;
    struct ow_shape *shape = NULL;
    struct ow_score score;
    double sum = 0;

    if (ow_trace_new(activity, &trace, NULL) != OW_OK ||
        ow_shape_find(activity, trace, &shape, NULL) != OW_OK) {
        exit(1);
    }
    ow_score_run(activity, trace, shape, &options, &score);
    for (size_t i = 0; i < OW_SCORE_KIND_COUNT; i++) {
        const struct ow_score_part *part = &score.parts[i];

        note(part->points >= 0 && part->points <= part->most, BOUNDED, seed,
             part->points);
        sum += part->points;
    }
    note(score.why_not[0] != '\0' || fabs(sum - score.points) < 1e-9, BOUNDED,
         seed, score.points);
    ow_shape_free(shape);
    ow_trace_free(trace);
    ow_activity_free(activity);
    return score;
}

static void check_peaks(const struct made *made, const struct ow_workout *plan,
                        uint64_t seed)
{
    double before = 100;

    for (int i = 0; i < 5; i++) {
        double off = 0.015 * i;
        struct made slow = with_peak(made, 1 - off);
        struct made fast = with_peak(made, 1 + off);
        double points = score_of(&slow, plan, seed).parts[OW_SCORE_PEAK].points;
        double other = score_of(&fast, plan, seed).parts[OW_SCORE_PEAK].points;

        note(fabs(points - other) <= PEAK_TOLERANCE, EITHER_WAY, seed,
             points - other);
        note(points <= before + 1e-9, MONOTONE, seed, points);
        before = points;
    }
}

static void check_run(uint64_t seed)
{
    struct synth_random random = synth_random_of(seed, 0);
    struct made made = draw(&random);
    struct made turned = backwards(&made);
    struct made longer = scaled(&made, synth_random_even(&random, 1.1, 1.6));
    struct ow_workout *plan = plan_of(&made);
    struct ow_score own = score_of(&made, NULL, seed);
    struct ow_score other = score_of(&longer, NULL, seed);
    double points = score_of(&made, plan, seed).points;

    note(points >= 95, PERFECT, seed, points);
    note(own.points >= 95, PERFECT, seed, own.points);
    points = score_of(&turned, plan, seed).points;
    note(points < 40, REVERSED, seed, points);
    note(fabs(own.points - other.points) <= SCALED_TOLERANCE, SCALED, seed,
         own.points - other.points);
    check_peaks(&made, plan, seed);
    ow_workout_free(plan);
}

static long setting(const char *name, long otherwise)
{
    const char *text = getenv(name);

    return text == NULL ? otherwise : strtol(text, NULL, 10);
}

int main(void)
{
    uint64_t seed = (uint64_t)setting("ONWARD_SEED", 1);
    long runs = setting("ONWARD_RUNS", DEFAULT_RUNS);
    long all = 0;

    printf("# seed %llu, %ld runs\n1..%d\n", (unsigned long long)seed, runs,
           PROPERTY_COUNT);
    for (long i = 0; i < runs; i++) {
        check_run(seed + (uint64_t)i);
    }
    for (int i = 0; i < PROPERTY_COUNT; i++) {
        printf("%s %d - %s\n", failed[i] == 0 ? "ok" : "not ok", i + 1,
               names[i]);
        all += failed[i];
    }
    return all == 0 ? 0 : 1;
}
