/* How a progression's length is parted: warm-up, build, peak, cool-down. */
#include "engine/workout/progression.h"

#include "base/error.h"
#include "base/num.h"
#include "onward/quantity.h"

#define MINUTE 60.0
#define LEAST_CORE_S (4 * MINUTE) /* between warm-up and cool-down */
#define LEAST_CORE_M 800.0
#define LEAST_END_S 60.0 /* of a warm-up or cool-down */
#define LEAST_END_M 100.0
#define LEAST_STAGE_S (2 * MINUTE)
#define MOST_STAGES 5
#define MOST_RAMP 3  /* of a bounded peak, the ramp that leads to it */
#define MOST_RAMPS 4 /* that stand for a curve which is no straight line */

static bool is_by_time(const struct progression_design *design)
{
    return design->wanted->total.s > 0;
}

/* Seconds of running at a pace as a length of the run's own kind. */
static double length_of(const struct progression_design *design, double time_s,
                        double s_per_km)
{
    return is_by_time(design) ? time_s : time_s * 1000 / s_per_km;
}

/* Down to whole minutes or hundreds of metres, to halves of them below five. */
static double rounded(const struct progression_design *design, double length)
{
    double grain = is_by_time(design) ? MINUTE : 100;

    if (length < 5 * grain) {
        grain /= 2;
    }
    return fmax(grain, floor(length / grain + 1e-9) * grain);
}

/* A length that was said, in the run's own kind and whole units. */
static double said(const struct progression_design *design,
                   const struct ow_progression_length *length)
{
    double pace = design->easy_s_per_km;

    if (is_by_time(design)) {
        return round(length->s > 0 ? length->s : length->m * pace / 1000);
    }
    return round(length->m > 0 ? length->m : length->s * 1000 / pace);
}

/* The whole session, about, in seconds. */
static double about_s(const struct progression_design *design)
{
    double mean = (design->start_s_per_km + design->peak_s_per_km +
                   design->easy_s_per_km) /
                  3;

    return is_by_time(design) ? design->wanted->total.s
                              : design->wanted->total.m * mean / 1000;
}

/* A fifth of the run, 5 to 15 minutes; at most 8 for beginners. */
static double warm_up(const struct progression_design *design)
{
    const struct ow_progression *wanted = design->wanted;
    double most = wanted->level == OW_LEVEL_BEGINNER ? 8 : 15;
    double time_s = MINUTE * fmin(most, fmax(5, about_s(design) / 5 / MINUTE));

    if (wanted->warm_up.s > 0 || wanted->warm_up.m > 0) {
        return said(design, &wanted->warm_up);
    }
    return rounded(design, length_of(design, time_s, design->easy_s_per_km));
}

/* A tenth, 5 to 10 minutes; from 3 for beginners and short runs. */
static double cool_down(const struct progression_design *design)
{
    const struct ow_progression *wanted = design->wanted;
    bool is_short =
        wanted->level == OW_LEVEL_BEGINNER || about_s(design) < 30 * MINUTE;
    double time_s = MINUTE * fmin(10, fmax(is_short ? 3 : 5,
                                           about_s(design) / 10 / MINUTE));

    if (wanted->cool_down.s > 0 || wanted->cool_down.m > 0) {
        return said(design, &wanted->cool_down);
    }
    return rounded(design, length_of(design, time_s, design->easy_s_per_km));
}

static void add_ramp(struct progression_design *design, enum ow_role role,
                     double length, double from, double to, const char *cue)
{
    if (length > 0) {
        design->parts[design->count++] =
            (struct progression_part){role, length, from, to, cue};
    }
}

static void add(struct progression_design *design, enum ow_role role,
                double length, double s_per_km, const char *cue)
{
    add_ramp(design, role, length, s_per_km, s_per_km, cue);
}

/* The pace at a share of the way from start to peak. */
static double along(const struct progression_design *design, double share)
{
    double start = design->start_s_per_km;
    double peak = design->peak_s_per_km;
    double first = 0;
    double last = 0;

    switch (design->wanted->curve) {
    case OW_CURVE_SPEED:
        return 1 / (1 / start + share * (1 / peak - 1 / start));
    case OW_CURVE_EFFORT:
        first = progression_value(&design->scale, OW_TARGET_EFFORT_RPE, start);
        last = progression_value(&design->scale, OW_TARGET_EFFORT_RPE, peak);
        if (share <= 0 || share >= 1 || last <= first) {
            break;
        }
        return fmin(start, fmax(peak, progression_pace_of_effort(
                                          &design->scale,
                                          first + share * (last - first))));
    case OW_CURVE_LATE:
        share *= share;
        break;
    case OW_CURVE_PACE:
    case OW_CURVE_COUNT:
        break;
    }
    return start + share * (peak - start);
}

/*
 * How long a peak may last: 20 minutes at threshold, 6 at interval pace, as a
 * tempo run and a fast finish at most do; at marathon effort a third of the
 * run. Between them a straight line over the speed.
 */
static double longest_peak(const struct progression_design *design)
{
    double threshold = 1 / design->scale.s_per_km[OW_PACE_THRESHOLD];
    double interval = 1 / design->scale.s_per_km[OW_PACE_INTERVAL];
    double share =
        (1 / design->peak_s_per_km - threshold) / (interval - threshold);
    double fast_s = (20 - 14 * fmax(0, fmin(1, share))) * MINUTE;
    double quick = progression_pace_at(&design->scale, 0.82);

    if (design->peak_s_per_km >= quick) {
        fast_s = fmax(fast_s, about_s(design) / 3);
    }
    if (design->most_peak_s > 0) {
        fast_s = fmin(fast_s, design->most_peak_s);
    }
    return length_of(design, fast_s, design->peak_s_per_km);
}

/* Where the peak is bounded, so is the ramp to it. */
static double longest_ramp(const struct progression_design *design)
{
    return design->most_peak_s > 0
               ? length_of(design, MOST_RAMP * design->most_peak_s,
                           design->peak_s_per_km)
               : HUGE_VAL;
}

static size_t steps_left(const struct progression_design *design)
{
    size_t most = design->wanted->most_steps;

    return (most == 0 ? 50 : most) - 2; /* but warm-up and cool-down */
}

/* Ramps along the curve, then a peak that is held. */
static void lay_continuous(struct progression_design *design, double core)
{
    double peak = rounded(design, fmin(core / 8, longest_peak(design)));
    double build = core - peak;
    bool is_straight = design->wanted->curve == OW_CURVE_PACE ||
                       (design->wanted->curve == OW_CURVE_EFFORT &&
                        design->target == OW_TARGET_EFFORT_RPE);
    size_t ramps = is_straight ? 1 : MOST_RAMPS;
    double used = 0;
    double easy = 0;

    if (build > longest_ramp(design)) {
        easy = rounded(design, build - longest_ramp(design));
        build -= easy;
    }
    if (easy > 0) {
        add(design, OW_ROLE_STEADY, easy, design->start_s_per_km,
            "easy, save it for the ramp");
    }

    if (ramps > steps_left(design) - 1) {
        ramps = steps_left(design) - 1;
    }
    for (size_t i = 0; i < ramps; i++) {
        double share = (double)(i + 1) / (double)ramps;
        double to = i + 1 < ramps ? floor(build * share) : build;

        add_ramp(design, OW_ROLE_BUILD, to - used,
                 along(design, (double)i / (double)ramps), along(design, share),
                 i == 0 ? "start held back, a little faster all the time"
                        : "a little faster all the time");
        used = to;
    }
    add(design, OW_ROLE_PEAK, peak, design->peak_s_per_km,
        "strong and relaxed, not all out");
}

/* Three stages, of long runs up to five; the first takes what is over. None
 * is longer than a peak that is bounded. */
static void lay_segmented(struct progression_design *design, double core)
{
    double core_s =
        core * (is_by_time(design)
                    ? 1
                    : (design->start_s_per_km + design->peak_s_per_km) / 2000);
    size_t stages = core_s < 45 * MINUTE ? 3 : core_s < 75 * MINUTE ? 4 : 5;
    double peak = 0;
    double stage = 0;

    if (core_s < 3 * LEAST_STAGE_S) {
        stages = 2;
    }
    if (stages > steps_left(design)) {
        stages = steps_left(design);
    }
    peak = rounded(design, fmin(core / (double)stages, longest_peak(design)));
    stage = rounded(design, (core - peak) / (double)(stages - 1));
    if (design->most_peak_s > 0) {
        stage = fmin(stage, rounded(design, longest_ramp(design) / MOST_RAMP));
    }
    for (size_t i = 0; i + 1 < stages; i++) {
        double length = stage;

        if (i == 0) {
            length = core - peak - stage * (double)(stages - 2);
        }
        add(design, OW_ROLE_BUILD, length,
            along(design, (double)i / (double)(stages - 1)),
            i == 0 ? "held back, talking is easy" : "a notch up, still smooth");
    }
    add(design, OW_ROLE_PEAK, peak, design->peak_s_per_km,
        "strong and relaxed, not all out");
}

/*
 * Easy, then the last fifth fast (10 to 25 % is usual), for a marathon up to
 * the last third; a short ramp leads there where a step is left for it.
 */
static void lay_fast_finish(struct progression_design *design, double core)
{
    bool is_long =
        design->peak_s_per_km >= progression_pace_at(&design->scale, 0.82);
    double whole =
        is_by_time(design) ? design->wanted->total.s : design->wanted->total.m;
    double share = is_long && about_s(design) >= 75 * MINUTE ? 0.3 : 0.2;
    double fast = rounded(
        design, fmin(fmin(whole * share, longest_peak(design)), core / 2));
    double ramp = steps_left(design) > 2 ? rounded(design, fast / 4) : 0;

    add(design, OW_ROLE_STEADY, core - fast, design->start_s_per_km,
        "easy, save it for the end");
    add_ramp(design, OW_ROLE_BUILD, ramp, design->start_s_per_km,
             design->peak_s_per_km, "wind it up");
    add(design, OW_ROLE_PEAK, fast - ramp, design->peak_s_per_km,
        "fast and relaxed to the end");
}

static enum ow_status check_core(const struct progression_design *design,
                                 double warm, double core, double cool,
                                 struct ow_error *err)
{
    bool by_time = is_by_time(design);
    const char *unit = by_time ? "s" : "m";
    double least_end = by_time ? LEAST_END_S : LEAST_END_M;
    double least = by_time ? LEAST_CORE_S : LEAST_CORE_M;
    char first[NUM_TEXT_SIZE];
    char second[NUM_TEXT_SIZE];

    if (warm < least_end || cool < least_end) {
        num_format(fmin(warm, cool), 0, first);
        num_format(least_end, 0, second);
        return error_set(err, OW_E_RANGE,
                         "warm-up or cool-down of %s %s is shorter than %s %s",
                         first, unit, second, unit);
    }
    if (core < least) {
        num_format(fmax(0, core), 0, first);
        num_format(least, 0, second);
        return error_set(err, OW_E_RANGE,
                         "%s %s are left between warm-up and cool-down, a "
                         "progression needs %s",
                         first, unit, second);
    }
    return OW_OK;
}

/* Whichever of time and distance was not said, about. */
static void note_sums(struct progression_design *design)
{
    double other = 0;

    for (size_t i = 0; i < design->count; i++) {
        const struct progression_part *part = &design->parts[i];
        double s_per_m = (part->from_s_per_km + part->to_s_per_km) / 2000;

        other += is_by_time(design) ? part->length / s_per_m
                                    : part->length * s_per_m;
    }
    design->notes.duration_s =
        is_by_time(design) ? design->wanted->total.s : round(other);
    design->notes.distance_m =
        is_by_time(design) ? round(other) : design->wanted->total.m;
}

enum ow_status progression_lay_out(struct progression_design *design,
                                   struct ow_error *err)
{
    const struct ow_progression *wanted = design->wanted;
    double whole = is_by_time(design) ? wanted->total.s : wanted->total.m;
    double warm = warm_up(design);
    double cool = cool_down(design);
    double core = num_round(whole - warm - cool, 3);
    enum ow_status status = check_core(design, warm, core, cool, err);

    if (status != OW_OK) {
        return status;
    }
    add(design, OW_ROLE_WARM_UP, warm, design->easy_s_per_km,
        "easy, let it come by itself");
    switch (wanted->kind) {
    case OW_PROGRESSION_SEGMENTED:
        lay_segmented(design, core);
        break;
    case OW_PROGRESSION_FAST_FINISH:
        lay_fast_finish(design, core);
        break;
    case OW_PROGRESSION_CONTINUOUS:
    case OW_PROGRESSION_KIND_COUNT:
        lay_continuous(design, core);
        break;
    }
    add(design, OW_ROLE_COOL_DOWN, cool, design->easy_s_per_km,
        "easy, breathe out");
    note_sums(design);
    return OW_OK;
}
