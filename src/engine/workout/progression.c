/*
 * From what is wanted of a progression to its start, its peak and its limit.
 * Doses and limits follow the table of prescriptions that coaches' published
 * structures come down to: new runners 20 to 30 min to an effort of 5 or 6 of
 * 10; for 5 to 10 km 30 to 50 min to threshold; for the half 45 to 75 min; for
 * the marathon 75 to 150 min to marathon pace; advanced 60 to 120 min.
 */
#include "engine/workout/progression.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/num.h"
#include "engine/body/range.h"
#include "onward/quantity.h"

#include <string.h>

#define MINUTE 60.0
#define SHORTEST_S (12 * MINUTE)
#define LONGEST_S (240 * MINUTE)
#define SHORTEST_M 3000.0
#define LONGEST_M 50000.0
#define HALF_FROM_M 16000.0     /* goals that are trained for like a half */
#define MARATHON_FROM_M 30000.0 /* … and like a marathon */
#define LONG_RUN_S (75 * MINUTE)
/* Least rise of a progression that is one: 2 % of pace where both ends are
 * said; a start that is not said leaves room for 8 %. */
#define LEAST_RISE 1.02
#define USUAL_RISE 1.08
#define BEGINNER_SHARE 0.80 /* marathon effort, 5 to 6 of 10 */
#define ADVANCED_MARATHON 0.97

const char *ow_progression_kind_name(enum ow_progression_kind kind)
{
    static const char *const names[OW_PROGRESSION_KIND_COUNT] = {
        "continuous", "segmented", "fast-finish"};

    return names[kind];
}

const char *ow_progression_curve_name(enum ow_progression_curve curve)
{
    static const char *const names[OW_CURVE_COUNT] = {"pace", "speed", "effort",
                                                      "late"};

    return names[curve];
}

const char *ow_pace_name_text(enum ow_pace_name name)
{
    static const char *const names[OW_PACE_COUNT] = {
        NULL,        "easy", "steady", "marathon", "half",
        "threshold", "10km", "5km",    "interval"};

    return names[name];
}

const char *ow_soften_name(enum ow_soften soften)
{
    static const char *const names[OW_SOFTEN_COUNT] = {
        NULL, "down-week", "after-race", "soreness", "heat"};

    return names[soften];
}

/* Adds a warning, formatted. */
static OW_PRINTF(2, 3) void warn(struct progression_design *design,
                                 const char *format, ...)
{
    struct ow_progression_notes *notes = &design->notes;
    const char *words = NULL;
    struct buf text;
    va_list arguments;

    if (notes->warning_count == OW_PROGRESSION_MOST_WARNINGS) {
        return;
    }
    buf_init(&text, OW_PROGRESSION_WARNING_SIZE - 1);
    va_start(arguments, format);
    buf_append_vformat(&text, format, arguments);
    va_end(arguments);
    words = buf_text(&text);
    if (text.status == OW_OK) {
        memcpy(notes->warnings[notes->warning_count++], words, text.length + 1);
    }
    design->is_short = design->is_short || text.status == OW_E_NOMEM;
    buf_dispose(&text);
}

static enum ow_level level_of(const struct ow_progression *progression)
{
    return progression->level == OW_LEVEL_UNKNOWN ? OW_LEVEL_INTERMEDIATE
                                                  : progression->level;
}

/* The fastest pace of a level, slower still where it is to be softened. */
static double limit_of(const struct progression_design *design)
{
    static const double softened_share[OW_SOFTEN_COUNT] = {
        [OW_SOFTEN_NOT] = 1,           [OW_SOFTEN_DOWN_WEEK] = BEGINNER_SHARE,
        [OW_SOFTEN_AFTER_RACE] = 0.78, [OW_SOFTEN_SORENESS] = 0.76,
        [OW_SOFTEN_HEAT] = 0.88,
    };
    const struct progression_scale *scale = &design->scale;
    const struct ow_progression *wanted = design->wanted;
    double softened =
        progression_pace_at(scale, softened_share[wanted->soften]);
    /* A slow runner's marathon can be slower than easy running. */
    double gentle =
        fmin(scale->s_per_km[OW_PACE_MARATHON], scale->easy_fast_s_per_km);
    double limit = 0;

    switch (level_of(wanted)) {
    case OW_LEVEL_BEGINNER:
        limit = fmin(scale->s_per_km[OW_PACE_MARATHON],
                     progression_pace_at(scale, BEGINNER_SHARE));
        break;
    case OW_LEVEL_ADVANCED:
        limit = scale->s_per_km[OW_PACE_INTERVAL];
        break;
    case OW_LEVEL_UNKNOWN:
    case OW_LEVEL_INTERMEDIATE:
        limit = scale->s_per_km[OW_PACE_THRESHOLD];
        break;
    }
    return wanted->soften == OW_SOFTEN_NOT || wanted->soften == OW_SOFTEN_HEAT
               ? fmax(limit, softened)
               : fmax(fmax(limit, softened), gentle);
}

/* The peak that goes with the level and the race trained for. */
static double usual_peak(const struct progression_design *design)
{
    const double *paces = design->scale.s_per_km;
    enum ow_level level = level_of(design->wanted);

    if (level == OW_LEVEL_BEGINNER) {
        return design->limit_s_per_km;
    }
    if (design->goal_m >= MARATHON_FROM_M) {
        return level == OW_LEVEL_ADVANCED
                   ? paces[OW_PACE_MARATHON] * ADVANCED_MARATHON
                   : paces[OW_PACE_MARATHON];
    }
    if (design->goal_m >= HALF_FROM_M && level == OW_LEVEL_INTERMEDIATE) {
        return fmax(paces[OW_PACE_HALF], paces[OW_PACE_THRESHOLD]);
    }
    return paces[OW_PACE_THRESHOLD];
}

static double pace_said(const struct progression_design *design,
                        const struct ow_progression_pace *pace, double usual)
{
    if (pace->s_per_km > 0) {
        return pace->s_per_km;
    }
    return pace->name != OW_PACE_UNSAID ? design->scale.s_per_km[pace->name]
                                        : usual;
}

static bool is_said(const struct ow_progression_pace *pace)
{
    return pace->s_per_km > 0 || pace->name != OW_PACE_UNSAID;
}

/* Tells of a peak that came down to the limit. */
static void tell_lowered(struct progression_design *design)
{
    const struct ow_progression *wanted = design->wanted;
    char peak[OW_QUANTITY_TEXT_SIZE];
    char limit[OW_QUANTITY_TEXT_SIZE];
    bool is_soft = wanted->soften != OW_SOFTEN_NOT;

    if (design->wished_s_per_km >= design->limit_s_per_km) {
        return;
    }
    ow_pace_format(design->wished_s_per_km, OW_UNITS_KM, peak);
    ow_pace_format(design->limit_s_per_km, OW_UNITS_KM, limit);
    if (is_soft) {
        warn(design, "peak lowered from %s to %s: softened, %s", peak, limit,
             ow_soften_name(wanted->soften));
    } else {
        warn(design,
             "peak lowered from %s to %s, the limit of the level "
             "%s",
             peak, limit, ow_level_name(level_of(wanted)));
    }
}

static enum ow_status check_rise(const struct progression_design *design,
                                 struct ow_error *err)
{
    char start[OW_QUANTITY_TEXT_SIZE];
    char peak[OW_QUANTITY_TEXT_SIZE];

    if (design->start_s_per_km >= design->peak_s_per_km * LEAST_RISE) {
        return OW_OK;
    }
    ow_pace_format(design->start_s_per_km, OW_UNITS_KM, start);
    ow_pace_format(design->peak_s_per_km, OW_UNITS_KM, peak);
    return error_set(err, OW_E_ARGUMENT,
                     "peak %s is not 2 %% faster than the start, %s%s", peak,
                     start,
                     design->wished_s_per_km < design->limit_s_per_km
                         ? "; the peak was lowered to the limit"
                         : "");
}

void progression_set_paces(struct progression_design *design)
{
    const struct ow_progression *wanted = design->wanted;
    const double *paces = design->scale.s_per_km;
    bool is_steady = wanted->kind == OW_PROGRESSION_SEGMENTED &&
                     level_of(wanted) != OW_LEVEL_BEGINNER;
    double usual_start = paces[is_steady ? OW_PACE_STEADY : OW_PACE_EASY];

    design->limit_s_per_km = limit_of(design);
    design->wished_s_per_km =
        pace_said(design, &wanted->peak, usual_peak(design));
    design->peak_s_per_km =
        fmax(design->wished_s_per_km, design->limit_s_per_km);
    if (is_said(&wanted->start)) {
        design->start_s_per_km = pace_said(design, &wanted->start, usual_start);
    } else {
        design->start_s_per_km =
            fmax(usual_start, design->peak_s_per_km * USUAL_RISE);
    }
    design->easy_s_per_km = fmax(paces[OW_PACE_EASY], design->start_s_per_km);
}

static enum ow_status check_total(const struct ow_progression *wanted,
                                  struct ow_error *err)
{
    double time_s = wanted->total.s;
    double distance_m = wanted->total.m;

    if ((time_s > 0) == (distance_m > 0)) {
        return error_set(err, OW_E_ARGUMENT,
                         "a progression run is so long either by time or by "
                         "distance: give one of them");
    }
    if (time_s > 0 && fabs(time_s - round(time_s)) > 0) {
        return error_set(err, OW_E_RANGE, "the time is not in whole seconds");
    }
    return time_s > 0 ? range_check("progression run of", time_s, "s",
                                    SHORTEST_S, LONGEST_S, err)
                      : range_check("progression run of", distance_m, "m",
                                    SHORTEST_M, LONGEST_M, err);
}

static enum ow_status check_wishes(const struct ow_progression *wanted,
                                   struct ow_error *err)
{
    enum ow_status status = check_total(wanted, err);

    if (status == OW_OK && wanted->most_steps > 0 &&
        wanted->most_steps < OW_PROGRESSION_FEWEST_STEPS) {
        return error_set(err, OW_E_RANGE,
                         "%zu steps are fewer than the %d that a progression "
                         "run needs: warm-up, build, peak, cool-down",
                         wanted->most_steps, OW_PROGRESSION_FEWEST_STEPS);
    }
    if (status == OW_OK && wanted->target == OW_TARGET_HR_BPM &&
        !(wanted->hr_max_bpm > 0)) {
        return error_set(err, OW_E_ARGUMENT,
                         "heart-rate targets need the maximum heart rate");
    }
    if (status == OW_OK && wanted->start.s_per_km > 0) {
        status = range_check("start in s/km", wanted->start.s_per_km, "", 120,
                             1200, err);
    }
    if (status == OW_OK && wanted->peak.s_per_km > 0) {
        status = range_check("peak in s/km", wanted->peak.s_per_km, "", 120,
                             1200, err);
    }
    return status;
}

/* What levels and goals are used to, and what they need afterwards. */
struct dose {
    double low_s;
    double high_s;
    int easy_low;
    int easy_high;
    const char *how_often;
};

static struct dose dose_of(enum ow_level level, double goal_m,
                           double duration_s)
{
    static const struct dose beginner = {20 * MINUTE, 30 * MINUTE, 1, 1,
                                         "every second week"};
    static const struct dose short_races = {30 * MINUTE, 50 * MINUTE, 1, 1,
                                            "once a week"};
    static const struct dose half = {45 * MINUTE, 75 * MINUTE, 1, 2,
                                     "once a week, or every second long run"};
    static const struct dose marathon = {75 * MINUTE, 150 * MINUTE, 2, 3,
                                         "every second or third long run"};
    static const struct dose advanced = {60 * MINUTE, 120 * MINUTE, 2, 2,
                                         "once a week"};

    if (level == OW_LEVEL_BEGINNER) {
        return beginner;
    }
    if (goal_m >= MARATHON_FROM_M && duration_s >= LONG_RUN_S) {
        return marathon;
    }
    if (level == OW_LEVEL_ADVANCED) {
        return advanced;
    }
    return goal_m >= HALF_FROM_M ? half : short_races;
}

int32_t progression_most_s(enum ow_level level, double goal_m,
                           double duration_s)
{
    return (int32_t)dose_of(level, goal_m, duration_s).high_s;
}

static void note_dose(struct progression_design *design)
{
    struct ow_progression_notes *notes = &design->notes;
    struct dose dose =
        dose_of(level_of(design->wanted), design->goal_m, notes->duration_s);
    char asked[OW_QUANTITY_TEXT_SIZE];

    ow_duration_format(notes->duration_s, asked);
    if (notes->duration_s > dose.high_s * 1.1) {
        warn(design,
             "%s is longer than the %d to %d minutes that are "
             "usual for this level and race",
             asked, (int)(dose.low_s / MINUTE), (int)(dose.high_s / MINUTE));
    }
    notes->easy_days_low = dose.easy_low;
    notes->easy_days_high = dose.easy_high;
    notes->how_often = dose.how_often;
    notes->start_s_per_km = design->start_s_per_km;
    notes->peak_s_per_km = design->peak_s_per_km;
    notes->limit_s_per_km = design->limit_s_per_km;
}

static void choose_target(struct progression_design *design)
{
    design->target = design->wanted->target == OW_TARGET_OPEN
                         ? OW_TARGET_PACE_S_PER_KM
                         : design->wanted->target;
    if (design->target != OW_TARGET_PACE_S_PER_KM) {
        return;
    }
    if (!design->scale.has_paces) {
        design->target = OW_TARGET_EFFORT_RPE;
        warn(design, "by effort: after this race fast paces would "
                     "be slower than most people run");
    } else if (design->wanted->soften == OW_SOFTEN_HEAT) {
        design->target = OW_TARGET_EFFORT_RPE;
        warn(design, "by effort: paces mislead in heat");
    }
}

enum ow_status ow_progression_build(const struct ow_progression *progression,
                                    struct ow_workout **workout,
                                    struct ow_progression_notes *notes,
                                    struct ow_error *err)
{
    struct progression_design design = {.wanted = progression};
    struct ow_workout *made = NULL;
    enum ow_status status = check_wishes(progression, err);

    if (status == OW_OK) {
        status = progression_scale_make(progression, &design.scale, err);
    }
    if (status != OW_OK) {
        return status;
    }
    design.goal_m = progression->goal_m > 0 ? progression->goal_m
                                            : progression->race.distance_m;
    choose_target(&design);
    progression_set_paces(&design);
    tell_lowered(&design);
    status = check_rise(&design, err);
    if (status == OW_OK) {
        status = progression_lay_out(&design, err);
    }
    if (status == OW_OK) {
        status = progression_compile(&design, &made, err);
    }
    if (status != OW_OK) {
        return status;
    }
    note_dose(&design);
    if (design.is_short) {
        ow_workout_free(made);
        return error_nomem(err);
    }
    *workout = made;
    *notes = design.notes;
    return OW_OK;
}
