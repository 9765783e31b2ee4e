/*
 * Properties of bests and curves over seeded runs. Prints TAP.
 *
 * ONWARD_SEED sets the first seed, ONWARD_RUNS how many are drawn.
 */
#include "onward/curve.h"

#include "unit/made_trace.h"

#include <stdio.h>
#include <stdlib.h>

#define DEFAULT_RUNS 600
#define MOST_PRINTED 20
#define LONGEST_RUN_S 6000
#define DRAWS 12
/* Of a time or a sum: what rounding may make. */
#define ROUNDING 1e-9

/*
 * Where a watch notes a point only every few seconds, a stretch may begin up to
 * so many seconds early and end as many late; on a steady run it comes to less.
 */
#define STEADY_CHANGE 0.001
#define STEADY_SHORTEST_M 1000.0

enum property {
    NO_LONGER_IS_QUICKER,
    NO_LONGER_IS_FASTER_THAN_ITS_PARTS,
    TIME_SCALES,
    NO_PART_IS_BETTER,
    FEWER_POINTS_CHANGE_LITTLE,
    METRES_NEVER_FALL,
    NO_MEAN_BEATS_ITS_PARTS,
    CURVE_AND_BESTS_AGREE,
    PROPERTY_COUNT
};

static const char *const names[PROPERTY_COUNT] = {
    "a longer distance never takes less time",
    "a longer distance is never faster than the two it is made of",
    "a run slowed by k has bests slower by k",
    "a part of a run has no better best than the whole",
    "a point every 2 to 5 s moves a best by 2 steps at most, 0.1 % if steady",
    "metres never fall as the duration grows",
    "a longer mean is never above both of the two it is made of",
    "the best over a curve's metres takes the curve's duration",
};

struct trial {
    uint64_t seed;
    uint64_t state; /* of the draws */
    struct made_trace run;
    struct made_trace other; /* what is made of it */
    struct ow_curve *curve;
    long failed[PROPERTY_COUNT];
    long printed;
};

static void expect(struct trial *trial, enum property property, bool holds,
                   double value, double bound)
{
    if (holds) {
        return;
    }
    trial->failed[property]++;
    if (trial->printed++ < MOST_PRINTED) {
        printf("# seed %llu: %s: %.12g against %.12g\n",
               (unsigned long long)trial->seed, names[property], value, bound);
    }
}

static double draw(struct trial *trial, double from, double to)
{
    return from + (to - from) * made_trace_random(&trial->state);
}

static double last_m(const struct made_trace *made)
{
    return made->distance_m[made->trace.count - 1];
}

static struct ow_curve *curve_of(const struct made_trace *made)
{
    struct ow_curve *curve = NULL;

    if (ow_curve_new(&made->trace, OW_CURVE_SPEED_M_PER_S, &curve, NULL) !=
        OW_OK) {
        (void)fprintf(stderr, "no curve\n");
        exit(EXIT_FAILURE);
    }
    return curve;
}

/* Infinite where the run is not that long. */
static double best_s(const struct ow_curve *curve, double distance_m)
{
    struct ow_trace_best best = {.time_s = (double)INFINITY};

    return ow_curve_best(curve, distance_m, &best) ? best.time_s
                                                   : (double)INFINITY;
}

static double most_m(const struct ow_curve *curve, double duration_s)
{
    struct ow_curve_point point = {0};

    (void)ow_curve_at(curve, duration_s, &point);
    return point.mean * point.duration_s;
}

static void try_distances(struct trial *trial)
{
    double whole_m = last_m(&trial->run);

    for (int i = 0; i < DRAWS; i++) {
        double long_m = draw(trial, 10, whole_m);
        double short_m = draw(trial, 5, long_m);
        double long_s = best_s(trial->curve, long_m);
        double short_s = best_s(trial->curve, short_m);
        double rest_s = best_s(trial->curve, long_m - short_m);

        expect(trial, NO_LONGER_IS_QUICKER, long_s >= short_s, long_s, short_s);
        expect(trial, NO_LONGER_IS_FASTER_THAN_ITS_PARTS,
               long_s >= (short_s + rest_s) * (1 - ROUNDING), long_s,
               short_s + rest_s);
    }
}

static void try_slower(struct trial *trial)
{
    double k = draw(trial, 0.5, 3);
    struct ow_curve *slowed = NULL;

    made_trace_init(&trial->other);
    for (size_t i = 0; i < trial->run.trace.count; i++) {
        made_trace_add(&trial->other, k * trial->run.time_s[i],
                       trial->run.distance_m[i], OW_MISSING);
    }
    slowed = curve_of(&trial->other);
    for (int i = 0; i < DRAWS; i++) {
        double distance_m = draw(trial, 10, last_m(&trial->run));
        double expected_s = k * best_s(trial->curve, distance_m);
        double time_s = best_s(slowed, distance_m);

        expect(trial, TIME_SCALES,
               fabs(time_s - expected_s) <= ROUNDING * expected_s, time_s,
               expected_s);
    }
    ow_curve_free(slowed);
}

static void try_parts(struct trial *trial)
{
    size_t count = trial->run.trace.count;
    size_t cut = 1 + (size_t)draw(trial, 0, (double)(count - 2));
    const size_t ends[3] = {0, cut, count - 1};

    for (int part = 0; part < 2; part++) {
        struct ow_curve *curve = NULL;

        made_trace_init(&trial->other);
        for (size_t i = ends[part]; i <= ends[part + 1]; i++) {
            made_trace_add(&trial->other, trial->run.time_s[i],
                           trial->run.distance_m[i] -
                               trial->run.distance_m[ends[part]],
                           OW_MISSING);
        }
        curve = curve_of(&trial->other);
        for (int i = 0; i < DRAWS; i++) {
            double distance_m = draw(trial, 5, last_m(&trial->run));
            double part_s = best_s(curve, distance_m);
            double whole_s = best_s(trial->curve, distance_m);

            expect(trial, NO_PART_IS_BETTER, part_s >= whole_s * (1 - ROUNDING),
                   part_s, whole_s);
        }
        ow_curve_free(curve);
    }
}

static void try_fewer_points(struct trial *trial, enum made_trace_kind kind)
{
    size_t step = 2 + (size_t)draw(trial, 0, 4);
    size_t count = trial->run.trace.count;
    struct ow_curve *curve = NULL;

    made_trace_init(&trial->other);
    for (size_t i = 0; i < count; i++) {
        if (i % step == 0 || i + 1 == count) {
            made_trace_add(&trial->other, trial->run.time_s[i],
                           trial->run.distance_m[i], OW_MISSING);
        }
    }
    curve = curve_of(&trial->other);
    for (int i = 0; i < DRAWS; i++) {
        double distance_m = draw(trial, 5, last_m(&trial->run));
        double time_s = best_s(trial->curve, distance_m);
        double fewer_s = best_s(curve, distance_m);
        double bound_s = 2 * (double)step;

        if (kind == MADE_STEADY && distance_m >= STEADY_SHORTEST_M) {
            bound_s = STEADY_CHANGE * time_s;
        }
        expect(trial, FEWER_POINTS_CHANGE_LITTLE,
               fabs(fewer_s - time_s) <= bound_s, fewer_s, time_s);
    }
    ow_curve_free(curve);
}

static void try_durations(struct trial *trial)
{
    size_t longest_s = (size_t)ow_curve_longest_s(trial->curve);
    double slack_m = ROUNDING * last_m(&trial->run);
    double before_m = 0;

    for (size_t s = 1; s <= longest_s; s++) {
        double metres = most_m(trial->curve, (double)s);

        expect(trial, METRES_NEVER_FALL, metres >= before_m - slack_m, metres,
               before_m);
        before_m = metres;
    }
    for (int i = 0; i < DRAWS; i++) {
        double long_s = floor(draw(trial, 2, (double)longest_s));
        double short_s = floor(draw(trial, 1, long_s));
        double metres = most_m(trial->curve, long_s);
        double parts_m = most_m(trial->curve, short_s) +
                         most_m(trial->curve, long_s - short_s);
        double time_s = best_s(trial->curve, metres - slack_m);

        expect(trial, NO_MEAN_BEATS_ITS_PARTS, metres <= parts_m + slack_m,
               metres, parts_m);
        /* Where the runner stood, the same metres take less. */
        expect(trial, CURVE_AND_BESTS_AGREE,
               metres <= 0 ||
                   (time_s <= long_s * (1 + ROUNDING) &&
                    most_m(trial->curve, ceil(time_s) + 1) >= metres - slack_m),
               time_s, long_s);
    }
}

static void try_run(struct trial *trial, uint64_t seed)
{
    enum made_trace_kind kind = (enum made_trace_kind)(seed % MADE_TRACE_KINDS);

    trial->seed = seed;
    trial->state = seed * 0x9E3779B97F4A7C15u + 1;
    made_trace_draw(&trial->run, kind, (size_t)draw(trial, 100, LONGEST_RUN_S),
                    &trial->state);
    trial->curve = curve_of(&trial->run);
    try_distances(trial);
    try_slower(trial);
    try_parts(trial);
    try_fewer_points(trial, kind);
    try_durations(trial);
    ow_curve_free(trial->curve);
}

static uint64_t number_from(const char *variable, uint64_t otherwise)
{
    const char *text = getenv(variable);

    return text == NULL ? otherwise : strtoull(text, NULL, 10);
}

int main(void)
{
    static struct trial trial;
    uint64_t first = number_from("ONWARD_SEED", 1);
    uint64_t count = number_from("ONWARD_RUNS", DEFAULT_RUNS);
    long failed = 0;

    for (uint64_t i = 0; i < count; i++) {
        try_run(&trial, first + i);
    }
    printf("# %llu runs from seed %llu\n1..%d\n", (unsigned long long)count,
           (unsigned long long)first, PROPERTY_COUNT);
    for (int i = 0; i < PROPERTY_COUNT; i++) {
        printf("%s %d - %s\n", trial.failed[i] == 0 ? "ok" : "not ok", i + 1,
               names[i]);
        failed += trial.failed[i];
    }
    return failed == 0 ? 0 : 1;
}
