/* The score of a progression run, part by part. */
#include "engine/activity/score.h"

#include <math.h>
#include <string.h>

/* Full within so much of a speed, nothing from so much on. */
#define FULL_WITHIN 0.02
#define NOTHING_FROM 0.06
/* In order unless slower by more than this. */
#define ORDER_TOLERANCE 0.01
#define MINUTE_S 60.0
#define MOST_MINUTES 240
#define MOST_STOPPED 0.1
#define SHORTEST_END_S 300.0
#define SHORTEST_NOVICE_END_S 180.0
/* Warm-up and cool-down are slower than the peak by so much and more. */
#define EASIER_BY 0.03
/* The last part of a ramp is its peak. */
#define PEAK_OF_RAMP 0.25
/* Less of a step was not run. */
#define LEAST_OF_STEP 0.5
#define LEAST_HEART 0.8
#define SHORTEST_THIRD_S 300.0

static const double weights[OW_SCORE_KIND_COUNT] = {30, 25, 20, 15, 10};

/* 1 where nothing is off, 0 where too much is. */
static double share_of_points(double off)
{
    return fmax(0,
                fmin(1, (NOTHING_FROM - off) / (NOTHING_FROM - FULL_WITHIN)));
}

static void give(struct ow_score *score, enum ow_score_kind kind, double share,
                 double value)
{
    score->parts[kind].most = weights[kind];
    score->parts[kind].points = weights[kind] * share;
    score->parts[kind].value = value;
}

static double end_of_core(const struct score_work *work)
{
    return work->steps[work->end - 1].to_s;
}

static bool was_run(const struct score_step *step)
{
    return step->to_s - step->from_s >= LEAST_OF_STEP * step->wanted_s &&
           step->to_s > step->from_s;
}

static bool is_ramp(const struct score_step *step)
{
    return step->last_m_per_s > step->first_m_per_s;
}

/* ------------------------------------------------------------------- order */

/* Stages to compare; fewer than two are compared minute by minute. */
static size_t count_stages(const struct score_work *work)
{
    size_t stages = 0;

    for (size_t i = work->first; i < work->end; i++) {
        if (is_ramp(&work->steps[i])) {
            return 0;
        }
        stages += work->steps[i].is_judged;
    }
    return stages;
}

static bool is_in_order(double before_m_per_s, double after_m_per_s)
{
    return after_m_per_s >= before_m_per_s * (1 - ORDER_TOLERANCE);
}

/* A stage that was not run is out of order. */
static double order_of_stages(const struct score_work *work)
{
    const struct score_step *before = NULL;
    size_t pairs = 0;
    size_t ordered = 0;

    for (size_t i = work->first; i < work->end; i++) {
        const struct score_step *step = &work->steps[i];

        if (!step->is_judged) {
            continue;
        }
        if (before != NULL) {
            pairs++;
            ordered +=
                was_run(before) && was_run(step) &&
                is_in_order(score_speed(work, before->from_s, before->to_s),
                            score_speed(work, step->from_s, step->to_s));
        }
        before = step;
    }
    return (double)ordered / (double)pairs;
}

/* Neighbouring minutes of an even rise differ by less than what is forgiven, so
 * that each is held against all before it. */
static double order_of_minutes(const struct score_work *work)
{
    double speeds[MOST_MINUTES];
    double from_s = work->steps[work->first].from_s;
    double whole_s = end_of_core(work) - from_s;
    size_t count =
        (size_t)fmax(2, fmin(MOST_MINUTES, floor(whole_s / MINUTE_S)));
    double minute_s = whole_s / (double)count;
    size_t pairs = 0;
    size_t ordered = 0;

    for (size_t i = 0; i < count; i++) {
        double at_s = from_s + minute_s * (double)i;

        speeds[i] = score_speed(work, at_s, at_s + minute_s);
        for (size_t k = 0; k < i; k++) {
            if (!ow_is_missing(speeds[i]) && !ow_is_missing(speeds[k])) {
                pairs++;
                ordered += is_in_order(speeds[k], speeds[i]);
            }
        }
    }
    return pairs > 0 ? (double)ordered / (double)pairs : 0;
}

static void judge_order(const struct score_work *work, struct ow_score *score)
{
    double share = count_stages(work) >= 2 ? order_of_stages(work)
                                           : order_of_minutes(work);

    give(score, OW_SCORE_ORDER, share, share);
}

/* -------------------------------------------------------------------- peak */

static double fastest_stretch(const struct score_work *work, double length_s)
{
    double fastest = OW_MISSING;

    for (size_t i = 0; i < work->count; i++) {
        double from_s = work->from_s[i];
        double speed = score_speed(work, from_s, from_s + length_s);

        if (from_s + length_s > end_of_core(work)) {
            break;
        }
        fastest = ow_is_missing(fastest) ? speed : fmax(fastest, speed);
    }
    return fastest;
}

/* The stretch that is the peak; false where it was not reached. */
static bool find_peak(const struct score_work *work, struct score_step *peak)
{
    for (size_t i = work->end; i > work->first; i--) {
        *peak = work->steps[i - 1];
        if (!peak->is_judged) {
            continue;
        }
        if (!was_run(peak)) {
            return false;
        }
        if (work->is_planned && is_ramp(peak) && peak->role != OW_ROLE_PEAK) {
            double from_s =
                peak->to_s - PEAK_OF_RAMP * (peak->to_s - peak->from_s);

            peak->first_m_per_s = score_wanted(peak, from_s);
            peak->from_s = from_s;
        }
        return true;
    }
    return false;
}

/* Mean heart rate and speed over a stretch; false where the heart is missing
 * for too much of it. */
static bool read_heart(const struct ow_trace *trace, double from_s, double to_s,
                       double *hr_bpm, double *flat_m_per_s)
{
    double known_s = 0;
    double beats = 0;
    double flat_m = 0;

    for (size_t i = 1; trace->hr_bpm != NULL && i < trace->count; i++) {
        double part_s = trace->moving_s[i] - trace->moving_s[i - 1];

        if (trace->moving_s[i - 1] >= from_s && trace->moving_s[i] <= to_s &&
            !ow_is_missing(trace->hr_bpm[i])) {
            known_s += part_s;
            beats += part_s * trace->hr_bpm[i];
            flat_m += trace->flat_m[i] - trace->flat_m[i - 1];
        }
    }
    if (!(known_s > 0 && known_s >= LEAST_HEART * (to_s - from_s))) {
        return false;
    }
    *hr_bpm = beats / known_s;
    *flat_m_per_s = flat_m / known_s;
    return true;
}

static void judge_peak(const struct score_work *work, struct ow_score *score)
{
    struct ow_score_part *part = &score->parts[OW_SCORE_PEAK];
    struct score_step peak;
    double flat_m_per_s = 0;
    double off = 0;

    give(score, OW_SCORE_PEAK, 0, OW_MISSING);
    if (!find_peak(work, &peak)) {
        return;
    }
    score->is_peak_planned =
        work->is_planned && !ow_is_missing(peak.first_m_per_s);
    part->speed_m_per_s = score_speed(work, peak.from_s, peak.to_s);
    part->wanted_m_per_s =
        score->is_peak_planned
            ? score_wanted(&peak, (peak.from_s + peak.to_s) / 2)
            : fastest_stretch(work, peak.to_s - peak.from_s);
    off = part->speed_m_per_s / part->wanted_m_per_s - 1;
    if (ow_is_missing(off)) {
        return;
    }
    give(score, OW_SCORE_PEAK, share_of_points(fabs(off)), off);
    score->peak_m_per_s = part->speed_m_per_s;
    (void)read_heart(work->trace, peak.from_s, peak.to_s, &score->peak_hr_bpm,
                     &flat_m_per_s);
}

/* ------------------------------------------------------------------- start */

/* Speed that a stretch at the start was not to go over; missing where the plan
 * does not say. */
static double planned_most(const struct score_work *work, double to_s)
{
    double most_m = 0;
    double time_s = 0;

    for (size_t i = 0; i < work->end && work->steps[i].from_s < to_s; i++) {
        const struct score_step *step = &work->steps[i];
        double end_s = fmin(step->to_s, to_s);
        double middle = score_wanted(step, (step->from_s + end_s) / 2);
        double part_s = end_s - step->from_s;

        most_m +=
            part_s * (ow_is_missing(middle) ? step->most_m_per_s : middle);
        time_s += part_s;
    }
    return most_m / time_s;
}

static void judge_start(const struct score_work *work,
                        const struct ow_score_options *options,
                        struct ow_score *score)
{
    struct ow_score_part *part = &score->parts[OW_SCORE_START];
    double third_s = end_of_core(work) / 3;
    double planned =
        work->is_planned ? planned_most(work, third_s) : OW_MISSING;
    double off = 0;

    part->speed_m_per_s = score_speed(work, 0, third_s);
    part->wanted_m_per_s = score_speed(work, third_s, 2 * third_s);
    if (options->easy_m_per_s > 0) {
        score->start_against = OW_START_EASY;
        part->wanted_m_per_s = options->easy_m_per_s;
    }
    if (!ow_is_missing(planned) && !(options->easy_m_per_s >= planned)) {
        score->start_against = OW_START_PLAN;
        part->wanted_m_per_s = planned;
    }
    off = part->speed_m_per_s / part->wanted_m_per_s - 1;
    give(score, OW_SCORE_START, ow_is_missing(off) ? 0 : share_of_points(off),
         off);
}

/* -------------------------------------------------------------- smoothness */

static void judge_smoothness(const struct score_work *work,
                             struct ow_score *score)
{
    double squares = 0;
    double whole_s = 0;
    double error = 0;

    for (size_t i = 0; i < work->end; i++) {
        const struct score_step *step = &work->steps[i];
        double step_s = step->to_s - step->from_s;
        size_t count = (size_t)fmax(1, floor(step_s / MINUTE_S));
        double minute_s = step_s / (double)count;

        for (size_t k = 0; step->is_judged && k < count; k++) {
            double from_s = step->from_s + minute_s * (double)k;
            double off = log(score_speed(work, from_s, from_s + minute_s) /
                             score_wanted(step, from_s + minute_s / 2));

            if (!ow_is_missing(off)) {
                squares += minute_s * off * off;
                whole_s += minute_s;
            }
        }
    }
    if (whole_s > 0) {
        error = sqrt(squares / whole_s);
        give(score, OW_SCORE_SMOOTHNESS, fmax(0, 1 - error / NOTHING_FROM),
             error);
    }
}

/* -------------------------------------------------------------------- ends */

/* How long the easy steps of an end were run, slower than the peak. */
static double easy_time(const struct score_work *work, size_t from, size_t to,
                        double peak_m_per_s)
{
    double time_s = 0;

    for (size_t i = from; i < to; i++) {
        const struct score_step *step = &work->steps[i];
        double speed = score_speed(work, step->from_s, step->to_s);

        /* Without a peak there is nothing it would have to be slower than. */
        if (!(speed > (1 - EASIER_BY) * peak_m_per_s)) {
            time_s += step->to_s - step->from_s;
        }
    }
    return time_s;
}

static double wanted_time(const struct score_work *work, size_t from, size_t to,
                          double shortest_s)
{
    double wanted_s = 0;

    for (size_t i = from; i < to; i++) {
        wanted_s += work->steps[i].wanted_s;
    }
    return work->is_planned ? fmin(wanted_s, shortest_s) : shortest_s;
}

static double share_of_time(double time_s, double wanted_s)
{
    return wanted_s > 0 ? fmin(1, time_s / wanted_s) : 1;
}

/* The easy start of a run without a plan is its warm-up. */
static void judge_ends(const struct score_work *work,
                       const struct ow_score_options *options,
                       struct ow_score *score)
{
    double shortest_s =
        options->is_novice ? SHORTEST_NOVICE_END_S : SHORTEST_END_S;
    size_t warm = work->first;
    double share = 0;

    while (!work->is_planned && warm < work->end &&
           (work->steps[warm].role == OW_ROLE_WARM_UP ||
            work->steps[warm].role == OW_ROLE_STEADY)) {
        warm++;
    }
    score->warm_up_s = easy_time(work, 0, warm, score->peak_m_per_s);
    score->cool_down_s =
        easy_time(work, work->end, work->step_count, score->peak_m_per_s);
    share = (share_of_time(score->warm_up_s,
                           wanted_time(work, 0, warm, shortest_s)) +
             share_of_time(
                 score->cool_down_s,
                 wanted_time(work, work->end, work->step_count, shortest_s))) /
            2;
    give(score, OW_SCORE_ENDS, share, share);
}

/* --------------------------------------------------------------- the whole */

static void read_beside(const struct score_work *work, struct ow_score *score)
{
    double end_s = end_of_core(work);
    double third_s = end_s / 3;
    double hr_bpm[2] = {OW_MISSING, OW_MISSING};
    double flat_m_per_s[2] = {OW_MISSING, OW_MISSING};

    score->negative_split =
        score_speed(work, end_s / 2, end_s) / score_speed(work, 0, end_s / 2) -
        1;
    if (third_s >= SHORTEST_THIRD_S &&
        read_heart(work->trace, third_s, 1.5 * third_s, &hr_bpm[0],
                   &flat_m_per_s[0]) &&
        read_heart(work->trace, 1.5 * third_s, 2 * third_s, &hr_bpm[1],
                   &flat_m_per_s[1])) {
        score->decoupling =
            1 - flat_m_per_s[1] / hr_bpm[1] / (flat_m_per_s[0] / hr_bpm[0]);
    }
}

static void add_up(struct ow_score *score)
{
    double points = 0;
    double most = 0;

    for (size_t i = 0; i < OW_SCORE_KIND_COUNT; i++) {
        points += score->parts[i].points;
        most += score->parts[i].most;
    }
    score->points = 100 * points / most;
}

static const char *why_not(const struct ow_trace *trace,
                           const struct ow_shape *shape,
                           const struct ow_score_options *options)
{
    if (trace == NULL || shape->verdict == OW_SHAPE_UNSUITABLE) {
        return shape->reason;
    }
    if (trace->mends.stopped_s >
        MOST_STOPPED * (trace->time_s[trace->count - 1] - trace->time_s[0])) {
        return "stops of more than a tenth of the time";
    }
    return options->plan == NULL && shape->verdict != OW_SHAPE_PROGRESSION
               ? "it was no progression"
               : NULL;
}

static void forget(struct ow_score *score)
{
    memset(score, 0, sizeof *score);
    score->points = OW_MISSING;
    score->warm_up_s = OW_MISSING;
    score->cool_down_s = OW_MISSING;
    score->negative_split = OW_MISSING;
    score->peak_m_per_s = OW_MISSING;
    score->peak_hr_bpm = OW_MISSING;
    score->decoupling = OW_MISSING;
    for (size_t i = 0; i < OW_SCORE_KIND_COUNT; i++) {
        score->parts[i].value = OW_MISSING;
        score->parts[i].speed_m_per_s = OW_MISSING;
        score->parts[i].wanted_m_per_s = OW_MISSING;
    }
}

void ow_score_run(const struct ow_activity *activity,
                  const struct ow_trace *trace, const struct ow_shape *shape,
                  const struct ow_score_options *options,
                  struct ow_score *score)
{
    static const struct ow_score_options none = {.plan = NULL};
    struct score_work work = {.count = 0};
    const char *reason = NULL;

    options = options != NULL ? options : &none;
    forget(score);
    score->is_planned = options->plan != NULL;
    reason = why_not(trace, shape, options);
    if (reason == NULL) {
        score_work_fill(&work, trace, shape);
        if (score->is_planned) {
            reason = score_take_plan(&work, activity, options->plan);
        } else {
            score_take_segments(&work);
        }
    }
    if (reason != NULL) {
        size_t length = strlen(reason);

        length =
            length < sizeof score->why_not ? length : sizeof score->why_not - 1;
        memcpy(score->why_not, reason, length);
        return;
    }
    judge_order(&work, score);
    judge_peak(&work, score);
    judge_start(&work, options, score);
    judge_smoothness(&work, score);
    judge_ends(&work, options, score);
    read_beside(&work, score);
    add_up(score);
}
