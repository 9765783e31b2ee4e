/* Runs of a known shape; see the header. */
#include "made_shapes.h"

#include "unit/make_activity.h"

#include <math.h>
#include <stdlib.h>

#define MOST_LEGS 64
#define PROFILE_STEP_M 10.0
#define PI 3.14159265358979323846

/* A leg at flat speeds from one to another. */
struct leg {
    double seconds;
    double from_m_per_s;
    double to_m_per_s;
    double bend; /* 1: even; 2: late */
};

struct intent {
    struct leg legs[MOST_LEGS];
    size_t count;
};

static double uniform(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15U);

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return (double)((z ^ z >> 31) >> 11) / 9007199254740992.0;
}

static double between(uint64_t *state, double low, double high)
{
    return low + (high - low) * uniform(state);
}

static size_t pick(uint64_t *state, size_t count)
{
    return (size_t)(uniform(state) * (double)count);
}

static double normal(uint64_t *state)
{
    double radius = sqrt(-2 * log(1 - uniform(state)));
    double angle = 2 * PI * uniform(state);

    return radius * cos(angle);
}

/* Student's t of 4 degrees, of variance 1: one in a hundred is large. */
static double heavy(uint64_t *state)
{
    double sum = 0;

    for (int i = 0; i < 4; i++) {
        double z = normal(state);

        sum += z * z;
    }
    return normal(state) / sqrt(sum / 4) / sqrt(2);
}

static void add(struct intent *intent, double minutes, double from, double to,
                double bend)
{
    if (intent->count < MOST_LEGS && minutes > 0) {
        intent->legs[intent->count++] =
            (struct leg){60 * minutes, from, to, bend};
    }
}

/* Each draw stands in a statement of its own: the order of arguments is the
 * compiler's to choose. */
static void warm_up(struct intent *intent, uint64_t *s, double easy)
{
    double minutes = between(s, 5, 15);
    double low = easy * between(s, 0.90, 0.98);
    double rise = between(s, 1, 1.03);

    if (uniform(s) < 0.6) {
        add(intent, minutes, low, low * rise, 1);
    }
}

static void cool_down(struct intent *intent, uint64_t *s, double easy)
{
    double minutes = between(s, 4, 12);
    double low = easy * between(s, 0.86, 0.97);

    if (uniform(s) < 0.5) {
        add(intent, minutes, low, low, 1);
    }
}

static void mean_continuous(struct intent *intent, uint64_t *s, double easy)
{
    double minutes = between(s, 22, 80);
    double rise = between(s, 1.13, 1.32);
    double bend = between(s, 0.4, 1.7);

    warm_up(intent, s, easy);
    add(intent, minutes, easy, easy * rise, fmax(1, bend));
    cool_down(intent, s, easy);
}

static void mean_segmented(struct intent *intent, uint64_t *s, double easy)
{
    size_t steps = 3 + pick(s, 4);
    double each = fmin(between(s, 5, 20), 90 / (double)steps);
    double speed = easy * between(s, 0.92, 1);

    for (size_t i = 0; i < steps; i++) {
        add(intent, each * between(s, 0.85, 1.15), speed, speed, 1);
        speed *= between(s, 1.045, 1.09);
    }
    cool_down(intent, s, easy);
}

static void mean_fast_finish(struct intent *intent, uint64_t *s, double easy)
{
    double total = between(s, 35, 120);
    double share = fmax(between(s, 0.10, 0.31), 5 / total);
    double fast = easy * between(s, 1.09, 1.27);
    double drift = between(s, 0.99, 1.015);
    double push = between(s, 0.995, 1.03);

    add(intent, total * (1 - share), easy, easy * drift, 1);
    add(intent, total * share, fast, fast * push, 1);
}

static void mean_tempo(struct intent *intent, uint64_t *s, double easy)
{
    double fast = easy * between(s, 1.12, 1.28);
    double before = between(s, 10, 20);
    double start = easy * between(s, 0.94, 1);
    double minutes = between(s, 15, 40);
    double drift = between(s, 0.985, 1.015);
    double after = between(s, 5, 15);
    double low = easy * between(s, 0.88, 0.98);

    add(intent, before, start, easy, 1);
    add(intent, minutes, fast, fast * drift, 1);
    add(intent, after, low, easy * 0.93, 1);
}

static void mean_intervals(struct intent *intent, uint64_t *s, double easy)
{
    size_t reps = 4 + pick(s, 9);
    double work = between(s, 1, 5);
    double rest = work * between(s, 0.4, 1);
    double fast = easy * between(s, 1.2, 1.5);
    double slow = easy * between(s, 0.7, 0.92);

    add(intent, between(s, 8, 18), easy * 0.96, easy, 1);
    for (size_t i = 0; i < reps; i++) {
        double speed = fast * between(s, 0.98, 1.02);

        add(intent, work, speed, speed, 1);
        add(intent, rest, slow, slow, 1);
    }
    add(intent, between(s, 5, 12), easy * 0.93, easy * 0.9, 1);
}

static void mean_fartlek(struct intent *intent, uint64_t *s, double easy)
{
    size_t surges = 8 + pick(s, 10);

    add(intent, between(s, 5, 12), easy * 0.95, easy, 1);
    for (size_t i = 0; i < surges; i++) {
        double fast = easy * between(s, 1.14, 1.4);
        double slow = easy * between(s, 0.9, 1.03);

        add(intent, between(s, 0.6, 3), fast, fast, 1);
        add(intent, between(s, 1, 4), easy, slow, 1);
    }
    cool_down(intent, s, easy);
}

static void mean_steady(struct intent *intent, uint64_t *s, double easy)
{
    double first = fmax(0, between(s, -10, 8));
    double minutes = between(s, 22, 120);
    double drift = between(s, 0.98, 1.02);

    add(intent, first, easy * 0.93, easy, 1);
    add(intent, minutes, easy, easy * drift, 1);
}

static void mean_fade(struct intent *intent, uint64_t *s, double easy)
{
    double start = easy * between(s, 1.03, 1.15);
    double total = between(s, 30, 150);
    double held = between(s, 0.2, 0.65);
    double drift = between(s, 0.985, 1.005);
    double end = between(s, 0.72, 0.87);
    double bend = between(s, 1, 1.6);

    add(intent, total * held, start, start * drift, 1);
    add(intent, total * (1 - held), start, start * end, bend);
}

static void mean_negative_split(struct intent *intent, uint64_t *s, double easy)
{
    double half = between(s, 15, 50);
    double second = easy * between(s, 1.035, 1.05);

    add(intent, half, easy, easy, 1);
    add(intent, half * between(s, 0.93, 1), second, second, 1);
}

static void (*const intents[MADE_KIND_COUNT])(struct intent *intent,
                                              uint64_t *s, double easy) = {
    mean_continuous, mean_segmented, mean_fast_finish,
    mean_tempo,      mean_intervals, mean_fartlek,
    mean_steady,     mean_fade,      mean_negative_split};

const char *made_kind_name(enum made_kind kind)
{
    static const char *const names[MADE_KIND_COUNT] = {
        "continuous", "segmented", "fast finish", "tempo",         "intervals",
        "fartlek",    "steady",    "fade",        "negative split"};

    return names[kind];
}

/* Flat speed meant at a time; missing at the end. */
static double meant_at(const struct intent *intent, double time_s)
{
    for (size_t i = 0; i < intent->count; i++) {
        const struct leg *leg = &intent->legs[i];

        if (time_s < leg->seconds) {
            return leg->from_m_per_s +
                   (leg->to_m_per_s - leg->from_m_per_s) *
                       pow(time_s / leg->seconds, leg->bend);
        }
        time_s -= leg->seconds;
    }
    return OW_MISSING;
}

/* The land: sums of waves, or a real profile walked to and fro. */
struct land {
    const struct made_profile *profile;
    double wave_m[4]; /* length */
    double height_m[4];
    double phase[4];
    double offset_m;
};

static double elevation_at(const struct land *land, double distance_m)
{
    double sum = 0;

    if (land->profile != NULL) {
        double at = (distance_m + land->offset_m) / PROFILE_STEP_M;
        double last = (double)(land->profile->count - 1);
        double turned = fmod(at, 2 * last);
        double place = turned < last ? turned : 2 * last - turned;
        size_t i = (size_t)fmin(place, last - 1);

        return land->profile->elevation_m[i] +
               (place - (double)i) * (land->profile->elevation_m[i + 1] -
                                      land->profile->elevation_m[i]);
    }
    for (int w = 0; w < 4; w++) {
        sum += land->height_m[w] *
               sin(2 * PI * distance_m / land->wave_m[w] + land->phase[w]);
    }
    return 100 + sum;
}

static struct land make_land(uint64_t *s, bool is_hilly,
                             const struct made_profile *profiles, size_t count)
{
    struct land land = {0};

    land.offset_m = between(s, 0, 5000);
    if (is_hilly && count > 0 && uniform(s) < 0.6) {
        land.profile = &profiles[pick(s, count)];
    }
    for (int w = 0; w < 4; w++) {
        double grade = is_hilly ? between(s, 0.005, 0.035) : 0.002;

        land.wave_m[w] = 400 * pow(2, w + between(s, 0, 1));
        land.height_m[w] = grade * land.wave_m[w] / (2 * PI);
        land.phase[w] = between(s, 0, 2 * PI);
    }
    return land;
}

/* How a runner takes a grade: energy and effort mixed, each in his measure. */
struct legs_of {
    double up;
    double down;
    double square;
};

static double slowing(const struct legs_of *legs, double grade)
{
    double g = fmax(-0.2, fmin(grade, 0.2));

    return exp((g > 0 ? legs->up : legs->down) * g + legs->square * g * g);
}

/* What a watch does to the metres. */
struct watch {
    double tau_s;     /* memory of the pace's errors */
    double error;     /* size of those */
    double wander;    /* of GPS, relative speed over half a minute */
    double quantum_m; /* distances are told in steps */
    size_t every_s;   /* seconds between samples */
    bool is_smart;    /* or as it pleases */
    double baro_m;    /* wander of the elevation */
    size_t stops;
    size_t jumps;
};

static struct watch make_watch(uint64_t *s)
{
    static const double quanta[] = {0.01, 0.01, 1, 5};
    static const size_t everies[] = {1, 1, 1, 2, 5};
    struct watch watch = {0};

    watch.tau_s = between(s, 10, 90);
    watch.error = between(s, 0.008, 0.030);
    watch.wander = between(s, 0.002, 0.015);
    watch.quantum_m = quanta[pick(s, 4)];
    watch.every_s = everies[pick(s, 5)];
    watch.is_smart = uniform(s) < 0.15;
    watch.baro_m = between(s, 0.1, 1.2);
    watch.stops = uniform(s) < 0.4 ? 1 + pick(s, 4) : 0;
    watch.jumps = uniform(s) < 0.2 ? 1 + pick(s, 2) : 0;
    return watch;
}

struct course {
    struct intent intent;
    struct land land;
    struct legs_of legs;
    struct watch watch;
};

/* Errors that go on from second to second. */
struct errors {
    double pace;
    double gps;
    double drift;
    double elevation_m;
    double grade; /* as the runner feels it, late */
};

static double step_errors(struct errors *e, const struct course *course,
                          uint64_t *s)
{
    const struct watch *watch = &course->watch;
    double keep = exp(-1 / watch->tau_s);
    double keep_gps = exp(-1 / 30.0);
    double keep_drift = exp(-1 / 900.0);

    e->pace = keep * e->pace + watch->error * sqrt(1 - keep * keep) * heavy(s);
    e->gps = keep_gps * e->gps +
             watch->wander * sqrt(1 - keep_gps * keep_gps) * normal(s);
    e->drift = keep_drift * e->drift +
               0.006 * sqrt(1 - keep_drift * keep_drift) * normal(s);
    e->elevation_m +=
        -e->elevation_m / 200 + watch->baro_m * sqrt(2.0 / 200) * normal(s);
    return e->pace + e->drift;
}

static void record(struct ow_activity *activity, const struct course *course,
                   double time_s, double told_m, double elevation_m)
{
    double quantum_m = course->watch.quantum_m;
    size_t sample = make_sample(activity, time_s, OW_CHANNEL_DISTANCE_M,
                                floor(told_m / quantum_m) * quantum_m);

    make_value(activity, sample, OW_CHANNEL_ELEVATION_M,
               floor(elevation_m * 5) / 5);
}

static double total_s(const struct intent *intent)
{
    double seconds = 0;

    for (size_t i = 0; i < intent->count; i++) {
        seconds += intent->legs[i].seconds;
    }
    return seconds;
}

static struct ow_activity *run_course(const struct course *course, uint64_t *s)
{
    double whole_s = total_s(&course->intent);
    struct ow_activity *activity =
        make_activity((size_t)whole_s + 8 * 180 + 10);
    struct errors errors = {0};
    double time_s = 0;
    double true_m = 0;
    double told_m = 0;
    size_t next = 0;

    for (double run_s = 0; run_s < whole_s; run_s += 1, time_s += 1) {
        double here_m = elevation_at(&course->land, true_m);
        double grade = (elevation_at(&course->land, true_m + 10) - here_m) / 10;
        double error = step_errors(&errors, course, s);
        double speed = 0;

        errors.grade += (grade - errors.grade) / 6;
        speed = meant_at(&course->intent, run_s) * exp(error) /
                slowing(&course->legs, errors.grade);
        if (uniform(s) < (double)course->watch.stops / whole_s) {
            time_s += floor(between(s, 12, 100));
        }
        if (uniform(s) < (double)course->watch.jumps / whole_s) {
            told_m += between(s, 40, 150);
        }
        if ((size_t)run_s >= next) {
            record(activity, course, time_s, told_m,
                   here_m + errors.elevation_m);
            next = (size_t)run_s + (course->watch.is_smart
                                        ? 1 + pick(s, 8)
                                        : course->watch.every_s);
        }
        true_m += speed;
        told_m += speed * exp(errors.gps);
    }
    return activity;
}

struct made_run made_run(uint64_t seed, const struct made_profile *profiles,
                         size_t profile_count)
{
    uint64_t state = seed * 0x2545F4914F6CDD1DU + 88172645463325252U;
    struct course course = {0};
    struct made_run run = {0};
    double easy = between(&state, 2.1, 4.2);

    run.kind = (enum made_kind)pick(&state, MADE_KIND_COUNT);
    run.is_hilly = uniform(&state) < 0.4;
    intents[run.kind](&course.intent, &state, easy);
    course.land = make_land(&state, run.is_hilly, profiles, profile_count);
    run.has_real_hills = course.land.profile != NULL;
    course.legs.up = between(&state, 2.2, 4.5);
    course.legs.down = between(&state, 0.6, 3.5);
    course.legs.square = between(&state, 1, 8);
    course.watch = make_watch(&state);
    run.activity = run_course(&course, &state);
    return run;
}
