/*
 * Sessions as recipes: a few segments in zones of pace, each with a length.
 * Structures follow the sources named at each; a session by time sums to its
 * duration exactly, what the fast part does not use is easy running.
 */
#include "engine/workout/library_design.h"

#include "onward/activity.h"

#define MOST_SEGMENTS 12
#define MINUTE 60
#define LEAST_FAST_END_M 8000
/* Daniels' Running Formula: a tempo run's block is about 20 minutes. */
#define MOST_BLOCK_MIN 20

/* A stretch, or with `times` above 0 the head of a repeat of `block`. */
struct segment {
    enum ow_role role;
    enum library_zone zone;
    int32_t length_s; /* 0 where it ends by distance */
    int32_t length_m;
    int times;
    int block;
    bool by_effort; /* uphill: a pace says nothing */
    const char *cue;
};

struct recipe {
    const char *name;
    struct segment segments[MOST_SEGMENTS];
    int count;
};

static void add(struct recipe *recipe, enum ow_role role,
                enum library_zone zone, int32_t length_s)
{
    if (length_s > 0) {
        recipe->segments[recipe->count++] =
            (struct segment){.role = role, .zone = zone, .length_s = length_s};
    }
}

/* `times` of fast and slow: the head of the repeat and its two segments. */
static void alternate(struct recipe *recipe, int times, enum ow_role role,
                      enum library_zone zone, int32_t fast_s, int32_t slow_s)
{
    recipe->segments[recipe->count++] =
        (struct segment){.times = times, .block = 2};
    add(recipe, role, zone, fast_s);
    add(recipe, OW_ROLE_RECOVER, ZONE_EASY, slow_s);
}

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static int32_t seconds_for(int32_t distance_m, int32_t s_per_km)
{
    return (int32_t)((int64_t)distance_m * s_per_km / 1000);
}

static int32_t clamp(int32_t value, int32_t low, int32_t high)
{
    if (value < low) {
        return low;
    }
    return value > high ? high : value;
}

/* Easy minutes before fast running: a fifth, 5 to 15 minutes. */
static int32_t warm_up_s(int32_t duration_s)
{
    return clamp(duration_s / 5 / MINUTE * MINUTE, 5 * MINUTE, 15 * MINUTE);
}

/* Easy minutes after it: a tenth, 3 to 10 minutes. */
static int32_t cool_down_s(int32_t duration_s)
{
    return clamp(duration_s / 10 / MINUTE * MINUTE, 3 * MINUTE, 10 * MINUTE);
}

static void by_distance(struct recipe *recipe, const char *name,
                        int32_t distance_m)
{
    recipe->name = name;
    add(recipe, OW_ROLE_STEADY, ZONE_EASY, 1);
    recipe->segments[0].length_s = 0;
    recipe->segments[0].length_m = distance_m;
}

/* Running and walking by turns, between two walks (as Couch to 5K does). */
static void run_walk(struct recipe *recipe, const struct library_order *order)
{
    int32_t walk = 5 * MINUTE;
    int32_t cycle = order->run_s + order->walk_s;
    int32_t times = clamp((order->duration_s - 2 * walk) / cycle, 1, 99);

    recipe->name = "Run and walk";
    add(recipe, OW_ROLE_WARM_UP, ZONE_WALK, walk);
    recipe->segments[recipe->count++] =
        (struct segment){.times = times, .block = 2};
    add(recipe, OW_ROLE_STEADY, ZONE_EASY, order->run_s);
    add(recipe, OW_ROLE_RECOVER, ZONE_WALK, order->walk_s);
    add(recipe, OW_ROLE_COOL_DOWN, ZONE_WALK,
        order->duration_s - walk - times * cycle);
}

/* A warm-up, one steady block at threshold, a cool-down. */
static void tempo(struct recipe *recipe, const struct library_order *order)
{
    int32_t cool = cool_down_s(order->duration_s);
    int32_t work = order->duration_s - warm_up_s(order->duration_s) - cool;

    work = clamp(work, MINUTE,
                 clamp(order->work_s, MINUTE, MOST_BLOCK_MIN * MINUTE));
    recipe->name = "Tempo run";
    add(recipe, OW_ROLE_WARM_UP, ZONE_EASY, order->duration_s - work - cool);
    add(recipe, OW_ROLE_WORK, ZONE_THRESHOLD, work);
    add(recipe, OW_ROLE_COOL_DOWN, ZONE_EASY, cool);
}

/* What repeats are like in each kind, whatever their structure. */
struct repeats {
    enum ow_role role;
    enum library_zone zone;
    const char *cue;
    bool by_effort;
};

static const struct repeats repeats_of_kind[LIBRARY_KIND_COUNT] = {
    [LIBRARY_TEMPO] = {OW_ROLE_WORK, ZONE_THRESHOLD, NULL, false},
    [LIBRARY_INTERVALS] = {OW_ROLE_WORK, ZONE_INTERVAL, NULL, false},
    [LIBRARY_FARTLEK] = {OW_ROLE_WORK, ZONE_INTERVAL, "quick, by feel", true},
    [LIBRARY_HILLS] = {OW_ROLE_WORK, ZONE_INTERVAL, "uphill", true},
    [LIBRARY_STRIDES] = {OW_ROLE_STRIDES, ZONE_REPETITION, "fast and relaxed",
                         true},
};

static const struct library_pattern *
pattern_of(const struct library_order *order)
{
    return order->pattern != NULL
               ? order->pattern
               : library_pattern_of(order->kind, LIBRARY_SHORT_EARLY, 0);
}

static enum library_zone zone_of(const struct library_pattern *pattern)
{
    return pattern->zone != ZONE_WALK ? pattern->zone
                                      : repeats_of_kind[pattern->kind].zone;
}

/* Seconds of one fast stretch. */
static int32_t fast_s_of(const struct library_pattern *pattern,
                         const struct library_paces *paces)
{
    return pattern->fast_m > 0
               ? seconds_for(pattern->fast_m, paces->s_per_km[zone_of(pattern)])
               : pattern->fast_s;
}

static void repeats(struct recipe *recipe, const struct library_order *order,
                    const struct library_paces *paces)
{
    const struct library_pattern *pattern = pattern_of(order);
    const struct repeats *kind = &repeats_of_kind[order->kind];
    int32_t cool = cool_down_s(order->duration_s);
    int32_t fast_s = fast_s_of(pattern, paces);
    int32_t cycle = fast_s + pattern->slow_s;
    int32_t room = order->duration_s - warm_up_s(order->duration_s) - cool;
    int32_t times = smaller(room / cycle, order->work_s / fast_s);
    struct segment *fast = NULL;

    times = clamp(times, 1, 30);
    recipe->name = pattern->name;
    add(recipe, OW_ROLE_WARM_UP, ZONE_EASY,
        order->duration_s - times * cycle - cool);
    alternate(recipe, times, kind->role, zone_of(pattern), fast_s,
              pattern->slow_s);
    fast = &recipe->segments[recipe->count - 2];
    fast->cue = kind->cue;
    fast->by_effort = kind->by_effort;
    if (pattern->fast_m > 0) {
        fast->length_s = 0;
        fast->length_m = pattern->fast_m;
    }
    add(recipe, OW_ROLE_COOL_DOWN, ZONE_EASY, cool);
}

/* In one block where the structure is one, or too long for two of it. */
static void threshold(struct recipe *recipe, const struct library_order *order,
                      const struct library_paces *paces)
{
    int32_t fast_s = pattern_of(order)->fast_s;

    if (fast_s == 0 || order->work_s < 2 * fast_s) {
        tempo(recipe, order);
    } else {
        repeats(recipe, order, paces);
    }
}

static void write_recipe(struct recipe *recipe,
                         const struct library_order *order,
                         const struct library_paces *paces)
{
    *recipe = (struct recipe){.count = 0};
    switch (order->kind) {
    case LIBRARY_EASY:
        by_distance(recipe, "Easy run", order->distance_m);
        break;
    case LIBRARY_LONG:
    case LIBRARY_LONG_STAGES:
    case LIBRARY_LONG_FINISH:
        by_distance(recipe, "Long run", order->distance_m);
        break;
    case LIBRARY_RUN_WALK:
        run_walk(recipe, order);
        break;
    case LIBRARY_TEMPO:
        threshold(recipe, order, paces);
        break;
    case LIBRARY_PROGRESSION_SEGMENTED:
    case LIBRARY_PROGRESSION_CONTINUOUS:
    case LIBRARY_PROGRESSION_FINISH:
    case LIBRARY_INTERVALS:
    case LIBRARY_FARTLEK:
    case LIBRARY_HILLS:
    case LIBRARY_STRIDES:
    case LIBRARY_KIND_COUNT:
        repeats(recipe, order, paces);
        break;
    }
}

int32_t library_shortest_s(enum library_kind kind)
{
    static const int32_t shortest_min[LIBRARY_KIND_COUNT] = {
        [LIBRARY_EASY] = 10,
        [LIBRARY_RUN_WALK] = 15,
        [LIBRARY_LONG] = 15,
        [LIBRARY_LONG_STAGES] = 75,
        [LIBRARY_LONG_FINISH] = 75,
        [LIBRARY_PROGRESSION_SEGMENTED] = 20,
        [LIBRARY_PROGRESSION_CONTINUOUS] = 20,
        [LIBRARY_PROGRESSION_FINISH] = 20,
        [LIBRARY_TEMPO] = 25,
        [LIBRARY_INTERVALS] = 25,
        [LIBRARY_FARTLEK] = 20,
        [LIBRARY_HILLS] = 25,
        [LIBRARY_STRIDES] = 20,
    };

    return shortest_min[kind] * MINUTE;
}

/* Of so many seconds those that are faster than marathon pace; of a ramp its
 * end. */
static int32_t hard_seconds(const struct library_stretch *stretch,
                            int64_t length_s, const struct library_paces *paces)
{
    int64_t from = stretch->from_s_per_km;
    int64_t to = stretch->to_s_per_km;
    int64_t marathon = paces->s_per_km[ZONE_MARATHON];

    if (to >= marathon) {
        return 0;
    }
    if (from <= marathon) {
        return (int32_t)length_s;
    }
    return (int32_t)(length_s * (marathon - to) / (from - to));
}

void library_measure_stretch(const struct library_stretch *stretch,
                             const struct library_paces *paces,
                             struct library_measure *sum)
{
    int64_t pace_sum = (int64_t)stretch->from_s_per_km + stretch->to_s_per_km;
    int64_t threshold = 2LL * paces->s_per_km[ZONE_THRESHOLD];
    int64_t length_s = stretch->length_s;
    int64_t length_m = stretch->length_m;

    if (length_s > 0) {
        length_m = stretch->times * length_s * 2000 / pace_sum;
        length_s *= stretch->times;
    } else {
        length_s = stretch->times * (length_m * pace_sum / 2000);
        length_m *= stretch->times;
    }
    sum->distance_m += (int32_t)length_m;
    sum->duration_s += (int32_t)length_s;
    sum->hard_s += hard_seconds(stretch, length_s, paces);
    /* Load goes with the square of the speed (body.h). */
    sum->threshold_s +=
        (int32_t)(length_s * threshold * threshold / (pace_sum * pace_sum));
}

/* A long run too short for a fast end is a long run. */
static bool is_progression(const struct library_order *order)
{
    return library_is_progression(order->kind) &&
           (!library_is_long(order->kind) ||
            order->distance_m >= LEAST_FAST_END_M);
}

struct library_measure library_measure(const struct library_order *order,
                                       const struct library_paces *paces)
{
    struct library_measure sum = {0};
    struct recipe recipe;
    int left = 0;
    int times = 1;

    if (is_progression(order)) {
        return library_measure_progression(order, paces);
    }
    write_recipe(&recipe, order, paces);
    for (int i = 0; i < recipe.count; i++) {
        const struct segment *segment = &recipe.segments[i];

        if (segment->times > 0) {
            times = segment->times;
            left = segment->block;
            sum.times = times;
            continue;
        }
        times = left-- > 0 ? times : 1;
        library_measure_stretch(
            &(struct library_stretch){segment->length_s, segment->length_m,
                                      paces->s_per_km[segment->zone],
                                      paces->s_per_km[segment->zone], times},
            paces, &sum);
    }
    return sum;
}

/* Effort by zone, 0 to 10; easy zones have a ceiling only. */
static struct ow_target effort_target(enum library_zone zone)
{
    static const double low[ZONE_COUNT] = {1, 2, 4, 5, 5.5, 6, 7, 8};
    static const double high[ZONE_COUNT] = {2, 4, 5, 5.5, 6.5, 7, 8.5, 9};

    return (struct ow_target){OW_TARGET_EFFORT_RPE,
                              zone <= ZONE_EASY ? OW_MISSING : low[zone],
                              high[zone]};
}

/*
 * A band about the zone's pace; easy running, warm-up, recovery and cool-down
 * have only a ceiling: slower is never wrong there.
 */
static struct ow_target pace_target(enum library_zone zone,
                                    const struct library_paces *paces)
{
    static const double half_width[ZONE_COUNT] = {0,    0,     0.03, 0.02,
                                                  0.02, 0.015, 0.02, 0.03};
    double pace = paces->s_per_km[zone];
    double slow = (double)(int32_t)(pace * (1 + half_width[zone]) + 0.5);
    double fast = (double)(int32_t)(pace * (1 - half_width[zone]) + 0.5);

    if (zone <= ZONE_EASY) {
        return (struct ow_target){OW_TARGET_PACE_S_PER_KM, OW_MISSING,
                                  paces->easy_fast_s_per_km};
    }
    return (struct ow_target){OW_TARGET_PACE_S_PER_KM, slow, fast};
}

static struct ow_target target_of(const struct segment *segment,
                                  const struct library_paces *paces)
{
    if (segment->zone == ZONE_WALK) {
        return (struct ow_target){OW_TARGET_OPEN, OW_MISSING, OW_MISSING};
    }
    if (paces->by_effort || segment->by_effort) {
        return effort_target(segment->zone);
    }
    return pace_target(segment->zone, paces);
}

static enum ow_status add_segment(const struct segment *segment,
                                  const struct library_paces *paces,
                                  struct ow_workout *workout,
                                  struct ow_error *err)
{
    bool by_time = segment->length_s > 0;
    struct ow_step step = {
        .role = segment->role,
        .end_type = by_time ? OW_END_TIME_S : OW_END_DISTANCE_M,
        .end_value = by_time ? segment->length_s : segment->length_m,
        .target = target_of(segment, paces),
        .ramp_from = OW_MISSING,
        .ramp_to = OW_MISSING,
        .cue = segment->cue,
    };

    if (segment->zone == ZONE_WALK) {
        step.cue = "walk";
    }
    return ow_workout_add_step(workout, &step, err);
}

static enum ow_status add_segments(const struct recipe *recipe,
                                   const struct library_paces *paces,
                                   struct ow_workout *workout,
                                   struct ow_error *err)
{
    enum ow_status status = OW_OK;
    int left = 0;

    for (int i = 0; i < recipe->count && status == OW_OK; i++) {
        const struct segment *segment = &recipe->segments[i];

        if (segment->times > 0) {
            left = segment->block;
            status =
                ow_workout_begin_repeat(workout, (uint32_t)segment->times, err);
            continue;
        }
        status = add_segment(segment, paces, workout, err);
        if (status == OW_OK && left > 0 && --left == 0) {
            status = ow_workout_end_repeat(workout, err);
        }
    }
    return status;
}

enum ow_status library_build(const struct library_order *order,
                             const struct library_paces *paces,
                             struct ow_workout **workout, struct ow_error *err)
{
    struct ow_workout *made = NULL;
    struct recipe recipe;
    enum ow_status status = OW_OK;

    if (is_progression(order)) {
        return library_build_progression(order, paces, workout, err);
    }
    write_recipe(&recipe, order, paces);
    status = ow_workout_new(recipe.name, OW_SPORT_RUNNING, &made, err);
    if (status == OW_OK) {
        status = add_segments(&recipe, paces, made, err);
    }
    if (status != OW_OK) {
        ow_workout_free(made);
        return status;
    }
    *workout = made;
    return OW_OK;
}
