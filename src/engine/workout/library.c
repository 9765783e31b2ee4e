/*
 * Sessions as recipes: a few segments in zones of pace, each with a length.
 * Structures follow the sources named at each; a session by time sums to its
 * duration exactly, what the fast part does not use is easy running.
 */
#include "engine/workout/library.h"

#include "onward/activity.h"

#define MOST_SEGMENTS 12
#define MINUTE 60

/* A stretch, or with `times` above 0 the head of a repeat of `block`. */
struct segment {
    enum ow_role role;
    enum library_zone from;
    enum library_zone to; /* other than `from`: a ramp */
    int32_t length_s;     /* 0 where it ends by distance */
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
                enum library_zone from, enum library_zone to, int32_t length_s)
{
    if (length_s > 0) {
        recipe->segments[recipe->count++] = (struct segment){
            .role = role, .from = from, .to = to, .length_s = length_s};
    }
}

static void flat(struct recipe *recipe, enum ow_role role,
                 enum library_zone zone, int32_t length_s)
{
    add(recipe, role, zone, zone, length_s);
}

/* `times` of fast and slow: the head of the repeat and its two segments. */
static void alternate(struct recipe *recipe, int times, enum ow_role role,
                      enum library_zone zone, int32_t fast_s, int32_t slow_s)
{
    recipe->segments[recipe->count++] =
        (struct segment){.times = times, .block = 2};
    flat(recipe, role, zone, fast_s);
    flat(recipe, OW_ROLE_RECOVER, ZONE_EASY, slow_s);
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
    flat(recipe, OW_ROLE_STEADY, ZONE_EASY, 1);
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
    flat(recipe, OW_ROLE_WARM_UP, ZONE_WALK, walk);
    recipe->segments[recipe->count++] =
        (struct segment){.times = times, .block = 2};
    flat(recipe, OW_ROLE_STEADY, ZONE_EASY, order->run_s);
    flat(recipe, OW_ROLE_RECOVER, ZONE_WALK, order->walk_s);
    flat(recipe, OW_ROLE_COOL_DOWN, ZONE_WALK,
         order->duration_s - walk - times * cycle);
}

/*
 * Thirds from easy to strong, a ramp, or an easy run with a fast finish
 * (McMillan's thirds and fast finishes; the new runner's ends "a bit
 * quicker", never at race effort).
 */
static void progression(struct recipe *recipe,
                        const struct library_order *order)
{
    int32_t warm = warm_up_s(order->duration_s);
    int32_t cool = cool_down_s(order->duration_s);
    int32_t build = order->duration_s - warm - cool;
    enum library_zone peak = order->is_gentle ? ZONE_MARATHON : ZONE_THRESHOLD;
    enum library_zone middle = order->is_gentle ? ZONE_STEADY : ZONE_MARATHON;
    int32_t last = clamp(build / 3 / MINUTE * MINUTE, MINUTE,
                         order->work_s > MINUTE ? order->work_s : MINUTE);

    flat(recipe, OW_ROLE_WARM_UP, ZONE_EASY, warm);
    if (order->kind == LIBRARY_PROGRESSION_SEGMENTED) {
        int32_t first = (build - last) / 2 / MINUTE * MINUTE;

        recipe->name = "Progression run in thirds";
        flat(recipe, OW_ROLE_BUILD, ZONE_STEADY, first);
        flat(recipe, OW_ROLE_BUILD, middle, build - last - first);
        flat(recipe, OW_ROLE_PEAK, peak, last);
    } else if (order->kind == LIBRARY_PROGRESSION_CONTINUOUS) {
        /* Of a ramp from easy to the peak about half is fast. */
        int32_t ramp = clamp(2 * last, MINUTE, build);

        recipe->name = "Continuous progression run";
        flat(recipe, OW_ROLE_STEADY, ZONE_EASY, build - ramp);
        add(recipe, OW_ROLE_BUILD, ZONE_EASY, peak, ramp);
    } else {
        recipe->name = "Progression run with a fast finish";
        last = clamp(last, MINUTE, build / 5 + MINUTE);
        flat(recipe, OW_ROLE_STEADY, ZONE_EASY, build - last);
        flat(recipe, OW_ROLE_PEAK, peak, last);
    }
    flat(recipe, OW_ROLE_COOL_DOWN, ZONE_EASY, cool);
}

/* A warm-up, one steady block at threshold, a cool-down. */
static void tempo(struct recipe *recipe, const struct library_order *order)
{
    int32_t cool = cool_down_s(order->duration_s);
    int32_t work = order->duration_s - warm_up_s(order->duration_s) - cool;

    work = clamp(work, MINUTE, order->work_s > MINUTE ? order->work_s : MINUTE);
    recipe->name = "Tempo run";
    flat(recipe, OW_ROLE_WARM_UP, ZONE_EASY, order->duration_s - work - cool);
    flat(recipe, OW_ROLE_WORK, ZONE_THRESHOLD, work);
    flat(recipe, OW_ROLE_COOL_DOWN, ZONE_EASY, cool);
}

/* What repeats are like in each kind. */
struct repeats {
    const char *name;
    enum ow_role role;
    enum library_zone zone;
    int32_t fast_s;
    int32_t slow_s;
    const char *cue;
    bool by_effort;
};

static const struct repeats *repeats_of(enum library_kind kind)
{
    static const struct repeats intervals = {
        "Intervals", OW_ROLE_WORK, ZONE_INTERVAL, 180, 120, NULL, false};
    static const struct repeats fartlek = {
        "Fartlek", OW_ROLE_WORK, ZONE_INTERVAL, 60, 60, "quick, by feel", true};
    static const struct repeats hills = {
        "Hill repeats", OW_ROLE_WORK, ZONE_INTERVAL, 60, 90, "uphill", true};
    static const struct repeats strides = {"Easy run with strides",
                                           OW_ROLE_STRIDES,
                                           ZONE_REPETITION,
                                           20,
                                           60,
                                           "fast and relaxed",
                                           true};

    if (kind == LIBRARY_INTERVALS) {
        return &intervals;
    }
    if (kind == LIBRARY_FARTLEK) {
        return &fartlek;
    }
    return kind == LIBRARY_HILLS ? &hills : &strides;
}

static void repeats(struct recipe *recipe, const struct library_order *order)
{
    const struct repeats *kind = repeats_of(order->kind);
    int32_t cool = cool_down_s(order->duration_s);
    int32_t cycle = kind->fast_s + kind->slow_s;
    int32_t room = order->duration_s - warm_up_s(order->duration_s) - cool;
    int32_t times = room / cycle;

    if (times > order->work_s / kind->fast_s) {
        times = order->work_s / kind->fast_s;
    }
    times = clamp(times, 1, 30);
    recipe->name = kind->name;
    flat(recipe, OW_ROLE_WARM_UP, ZONE_EASY,
         order->duration_s - times * cycle - cool);
    alternate(recipe, times, kind->role, kind->zone, kind->fast_s,
              kind->slow_s);
    recipe->segments[recipe->count - 2].cue = kind->cue;
    recipe->segments[recipe->count - 2].by_effort = kind->by_effort;
    flat(recipe, OW_ROLE_COOL_DOWN, ZONE_EASY, cool);
}

static void write_recipe(struct recipe *recipe,
                         const struct library_order *order)
{
    *recipe = (struct recipe){.count = 0};
    switch (order->kind) {
    case LIBRARY_EASY:
        by_distance(recipe, "Easy run", order->distance_m);
        break;
    case LIBRARY_LONG:
        by_distance(recipe, "Long run", order->distance_m);
        break;
    case LIBRARY_RUN_WALK:
        run_walk(recipe, order);
        break;
    case LIBRARY_TEMPO:
        tempo(recipe, order);
        break;
    case LIBRARY_PROGRESSION_SEGMENTED:
    case LIBRARY_PROGRESSION_CONTINUOUS:
    case LIBRARY_PROGRESSION_FINISH:
        progression(recipe, order);
        break;
    case LIBRARY_INTERVALS:
    case LIBRARY_FARTLEK:
    case LIBRARY_HILLS:
    case LIBRARY_STRIDES:
    case LIBRARY_KIND_COUNT:
        repeats(recipe, order);
        break;
    }
}

int32_t library_shortest_s(enum library_kind kind)
{
    static const int32_t shortest_min[LIBRARY_KIND_COUNT] = {
        [LIBRARY_EASY] = 10,
        [LIBRARY_RUN_WALK] = 15,
        [LIBRARY_LONG] = 15,
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

/* Seconds of a segment that are fast; of a ramp, its end beyond marathon. */
static int32_t hard_seconds(const struct segment *segment,
                            const struct library_paces *paces)
{
    int64_t from = paces->s_per_km[segment->from];
    int64_t to = paces->s_per_km[segment->to];
    int64_t marathon = paces->s_per_km[ZONE_MARATHON];

    if (segment->to <= ZONE_MARATHON) {
        return 0;
    }
    if (segment->from == segment->to || from == to) {
        return segment->length_s;
    }
    return (int32_t)(segment->length_s * (marathon - to) / (from - to));
}

static void measure_segment(const struct segment *segment, int32_t times,
                            const struct library_paces *paces,
                            struct library_measure *sum)
{
    int64_t pace_sum =
        (int64_t)paces->s_per_km[segment->from] + paces->s_per_km[segment->to];
    int64_t threshold = 2LL * paces->s_per_km[ZONE_THRESHOLD];
    int64_t length_s = segment->length_s;

    if (length_s > 0) {
        sum->distance_m += (int32_t)(times * length_s * 2000 / pace_sum);
    } else {
        sum->distance_m += segment->length_m;
        length_s = segment->length_m * pace_sum / 2000;
    }
    sum->duration_s += (int32_t)(times * length_s);
    sum->hard_s += times * hard_seconds(segment, paces);
    /* Load goes with the square of the speed (body.h). */
    sum->threshold_s += (int32_t)(times * length_s * threshold * threshold /
                                  (pace_sum * pace_sum));
}

struct library_measure library_measure(const struct library_order *order,
                                       const struct library_paces *paces)
{
    struct library_measure sum = {0, 0, 0, 0};
    struct recipe recipe;
    int left = 0;
    int times = 1;

    write_recipe(&recipe, order);
    for (int i = 0; i < recipe.count; i++) {
        const struct segment *segment = &recipe.segments[i];

        if (segment->times > 0) {
            times = segment->times;
            left = segment->block;
            continue;
        }
        times = left-- > 0 ? times : 1;
        measure_segment(segment, times, paces, &sum);
    }
    return sum;
}

/* Effort by zone, 0 to 10; easy zones have a ceiling only. */
static struct ow_target effort_target(enum library_zone from,
                                      enum library_zone to)
{
    static const double low[ZONE_COUNT] = {1, 2, 4, 5, 6, 7, 8};
    static const double high[ZONE_COUNT] = {2, 4, 5, 5.5, 7, 8.5, 9};

    return (struct ow_target){OW_TARGET_EFFORT_RPE,
                              to <= ZONE_EASY ? OW_MISSING : low[from],
                              high[to]};
}

/*
 * A band about the zone's pace; easy running, warm-up, recovery and cool-down
 * have only a ceiling: slower is never wrong there.
 */
static struct ow_target pace_target(enum library_zone from,
                                    enum library_zone to,
                                    const struct library_paces *paces)
{
    static const double half_width[ZONE_COUNT] = {0,     0,    0.03, 0.02,
                                                  0.015, 0.02, 0.03};
    double slow = paces->s_per_km[from];
    double fast = paces->s_per_km[to];

    if (to <= ZONE_EASY) {
        return (struct ow_target){OW_TARGET_PACE_S_PER_KM, OW_MISSING,
                                  paces->easy_fast_s_per_km};
    }
    slow = (double)(int32_t)(slow * (1 + half_width[from]) + 0.5);
    fast = (double)(int32_t)(fast * (1 - half_width[to]) + 0.5);
    return (struct ow_target){OW_TARGET_PACE_S_PER_KM, slow, fast};
}

static struct ow_target target_of(const struct segment *segment,
                                  const struct library_paces *paces)
{
    if (segment->to == ZONE_WALK) {
        return (struct ow_target){OW_TARGET_OPEN, OW_MISSING, OW_MISSING};
    }
    if (paces->by_effort || segment->by_effort) {
        return effort_target(segment->from, segment->to);
    }
    return pace_target(segment->from, segment->to, paces);
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

    if (segment->to == ZONE_WALK) {
        step.cue = "walk";
    }
    if (segment->from != segment->to && !paces->by_effort) {
        step.ramp_from = paces->s_per_km[segment->from];
        step.ramp_to = paces->s_per_km[segment->to];
    } else if (segment->from != segment->to) {
        step.ramp_from = step.target.low;
        step.ramp_to = step.target.high;
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

    write_recipe(&recipe, order);
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
