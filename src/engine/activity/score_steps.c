/* What a run is held against: the steps of its plan, or its own segments. */
#include "engine/activity/score.h"

#include <math.h>

#define M_PER_KM 1000.0
/* A step by positions alone is not told well below this. */
#define SHORTEST_BY_POSITIONS_S 60.0
/* So much of a stretch its whole points have to be. */
#define LEAST_WHOLE 0.5
/* Less of a plan is another run. */
#define LEAST_OF_PLAN 0.5

/* Time on the move at a time; `at` walks along with times that grow. */
static double moving_at(const struct ow_trace *trace, double time_s, size_t *at)
{
    double share = 0;

    while (*at + 2 < trace->count && trace->time_s[*at + 1] <= time_s) {
        (*at)++;
    }
    share = (time_s - trace->time_s[*at]) /
            (trace->time_s[*at + 1] - trace->time_s[*at]);
    share = fmax(0, fmin(share, 1));
    return trace->moving_s[*at] +
           share * (trace->moving_s[*at + 1] - trace->moving_s[*at]);
}

void score_work_fill(struct score_work *work, const struct ow_trace *trace,
                     const struct ow_shape *shape)
{
    size_t at = 0;

    work->trace = trace;
    work->shape = shape;
    work->count = shape->point_count;
    for (size_t i = 0; i < work->count; i++) {
        work->from_s[i] = moving_at(trace, shape->points[i].start_s, &at);
        work->to_s[i] = moving_at(trace, shape->points[i].end_s, &at);
    }
}

/* By points that lie wholly within, or by their shares. */
static double speed_of_points(const struct score_work *work, double from_s,
                              double to_s, bool is_whole, double *time_s)
{
    double flat_m = 0;

    *time_s = 0;
    for (size_t i = 0; i < work->count && work->from_s[i] < to_s; i++) {
        double part_s =
            fmin(work->to_s[i], to_s) - fmax(work->from_s[i], from_s);

        if (part_s > 0 && (!is_whole || (work->from_s[i] >= from_s &&
                                         work->to_s[i] <= to_s))) {
            flat_m += part_s * work->shape->points[i].flat_m_per_s;
            *time_s += part_s;
        }
    }
    return *time_s > 0 ? flat_m / *time_s : OW_MISSING;
}

/* Points across an edge hold some of what lies beyond it. */
double score_speed(const struct score_work *work, double from_s, double to_s)
{
    double time_s = 0;
    double speed = speed_of_points(work, from_s, to_s, true, &time_s);

    return time_s >= LEAST_WHOLE * (to_s - from_s)
               ? speed
               : speed_of_points(work, from_s, to_s, false, &time_s);
}

double score_wanted(const struct score_step *step, double at_s)
{
    double share = step->to_s > step->from_s
                       ? (at_s - step->from_s) / (step->to_s - step->from_s)
                       : 0;

    return step->first_m_per_s *
           pow(step->last_m_per_s / step->first_m_per_s, share);
}

static double speed_of_pace(double s_per_km)
{
    return s_per_km > 0 ? M_PER_KM / s_per_km : OW_MISSING;
}

/* A band is meant by its middle, one with one bound by that. */
static void want(const struct ow_step *planned, struct score_step *step)
{
    const struct ow_target *target = &planned->target;
    bool has_low = !ow_is_missing(target->low);
    bool has_high = !ow_is_missing(target->high);

    step->first_m_per_s = OW_MISSING;
    step->last_m_per_s = OW_MISSING;
    step->most_m_per_s = OW_MISSING;
    if (target->type != OW_TARGET_PACE_S_PER_KM) {
        return;
    }
    if (has_high) {
        step->most_m_per_s = speed_of_pace(target->high);
    }
    if (!ow_is_missing(planned->ramp_from) &&
        !ow_is_missing(planned->ramp_to)) {
        step->first_m_per_s = speed_of_pace(planned->ramp_from);
        step->last_m_per_s = speed_of_pace(planned->ramp_to);
    } else if (has_low && (has_high || planned->role == OW_ROLE_PEAK)) {
        step->first_m_per_s = speed_of_pace(
            has_high ? (target->low + target->high) / 2 : target->low);
        step->last_m_per_s = step->first_m_per_s;
    }
}

/* Lays the steps along the run; false where one ends by what only laps tell. */
static bool lay_along(struct score_work *work, const struct ow_step *planned)
{
    const struct ow_trace *trace = work->trace;
    double whole_s = trace->moving_s[trace->count - 1];
    double at_s = 0;
    double at_m = 0;
    size_t point = 0;

    for (size_t i = 0; i < work->step_count; i++) {
        struct score_step *step = &work->steps[i];
        double value = planned[i].end_value;

        step->from_s = at_s;
        if (planned[i].end_type == OW_END_TIME_S) {
            step->wanted_s = value;
            step->to_s = fmin(at_s + value, whole_s);
        } else if (planned[i].end_type == OW_END_DISTANCE_M) {
            size_t end = point;

            while (end + 1 < trace->count &&
                   trace->distance_m[end] < at_m + value) {
                end++;
            }
            step->to_s = trace->moving_s[end];
            step->wanted_s = (step->to_s - at_s) * value /
                             fmax(trace->distance_m[end] - at_m, 1);
        } else {
            return false;
        }
        at_s = step->to_s;
        while (point + 1 < trace->count && trace->moving_s[point] < at_s) {
            point++;
        }
        at_m = trace->distance_m[point];
    }
    return true;
}

/* By the steps that the laps name, where these are the plan's. */
static bool lay_by_laps(struct score_work *work,
                        const struct ow_activity *activity,
                        const struct ow_step *planned)
{
    const struct ow_trace *trace = work->trace;
    struct ow_split splits[SCORE_MOST_STEPS];
    size_t count =
        ow_trace_step_splits(trace, activity, splits, SCORE_MOST_STEPS);
    size_t found = 0;
    size_t at = 0;

    count = count < SCORE_MOST_STEPS ? count : SCORE_MOST_STEPS;
    for (size_t i = 0; i < count; i++) {
        double end_s = trace->time_s[0] + splits[i].cumulative_s;
        double from_s = moving_at(trace, end_s - splits[i].time_s, &at);
        double to_s = moving_at(trace, end_s, &at);
        struct score_step *step = NULL;

        if (splits[i].step_index < 0) {
            continue;
        }
        if (splits[i].step_index >= (int)work->step_count) {
            return false;
        }
        step = &work->steps[splits[i].step_index];
        found += step->to_s <= step->from_s;
        step->from_s = from_s;
        step->to_s = to_s;
    }
    for (size_t i = 0; i < work->step_count; i++) {
        work->steps[i].wanted_s =
            planned[i].end_type == OW_END_TIME_S
                ? planned[i].end_value
                : work->steps[i].to_s - work->steps[i].from_s;
    }
    return found == work->step_count;
}

static void find_core(struct score_work *work)
{
    work->first = 0;
    work->end = work->step_count;
    while (work->first < work->end &&
           work->steps[work->first].role == OW_ROLE_WARM_UP) {
        work->first++;
    }
    while (work->end > work->first &&
           work->steps[work->end - 1].role == OW_ROLE_COOL_DOWN) {
        work->end--;
    }
}

static const char *judge_steps(struct score_work *work)
{
    bool is_by_positions =
        work->trace->mends.distance_from == OW_DISTANCE_POSITIONS;
    double wanted_s = 0;
    double run_s = 0;
    size_t judged = 0;
    bool has_speeds = false;

    find_core(work);
    if (work->first == work->end) {
        return "its plan has nothing between warm-up and cool-down";
    }
    for (size_t i = 0; i < work->step_count; i++) {
        struct score_step *step = &work->steps[i];

        step->is_judged =
            step->role != OW_ROLE_RECOVER && step->role != OW_ROLE_STRIDES &&
            (!is_by_positions || step->wanted_s >= SHORTEST_BY_POSITIONS_S);
        judged += step->is_judged && i >= work->first && i < work->end;
        has_speeds = has_speeds || !ow_is_missing(step->first_m_per_s);
        wanted_s += step->wanted_s;
        run_s += step->to_s - step->from_s;
    }
    if (!has_speeds && work->shape->verdict != OW_SHAPE_PROGRESSION) {
        return "its plan names no speeds, and it was no progression";
    }
    if (!(run_s >= LEAST_OF_PLAN * wanted_s)) {
        return "less than half of the plan was run";
    }
    return judged == 0 ? "its steps are under a minute, and their speed is "
                         "known from positions alone"
                       : NULL;
}

const char *score_take_plan(struct score_work *work,
                            const struct ow_activity *activity,
                            const struct ow_workout *plan)
{
    size_t count = 0;
    const struct ow_step *planned = ow_workout_steps(plan, &count);

    work->is_planned = true;
    if (count == 0 || count > SCORE_MOST_STEPS) {
        return "its plan has no steps that can be held against it";
    }
    for (size_t i = 0; i < count; i++) {
        if (planned[i].is_repeat) {
            return "its plan has repeats, which no progression has";
        }
        work->steps[i] = (struct score_step){.role = planned[i].role};
        want(&planned[i], &work->steps[i]);
    }
    work->step_count = count;
    if (!lay_by_laps(work, activity, planned) && !lay_along(work, planned)) {
        return "its steps end by the lap button, and its laps name none";
    }
    return judge_steps(work);
}

/* The line of least squares through the logarithm of speed. */
static void lay_line(struct score_work *work, size_t from, size_t to)
{
    double from_s = work->steps[from].from_s;
    double to_s = work->steps[to - 1].to_s;
    double sums[5] = {0};
    double slope = 0;
    double level = 0;

    for (size_t i = 0; i < work->count; i++) {
        double x = (work->from_s[i] + work->to_s[i]) / 2;
        double y = log(work->shape->points[i].flat_m_per_s);
        double weight =
            x >= from_s && x < to_s ? work->to_s[i] - work->from_s[i] : 0;

        sums[0] += weight;
        sums[1] += weight * x;
        sums[2] += weight * x * x;
        sums[3] += weight * y;
        sums[4] += weight * x * y;
    }
    slope = (sums[0] * sums[4] - sums[1] * sums[3]) /
            (sums[0] * sums[2] - sums[1] * sums[1]);
    level = (sums[3] - slope * sums[1]) / sums[0];
    for (size_t s = from; s < to; s++) {
        work->steps[s].first_m_per_s =
            exp(level + slope * work->steps[s].from_s);
        work->steps[s].last_m_per_s = exp(level + slope * work->steps[s].to_s);
    }
}

void score_take_segments(struct score_work *work)
{
    const struct ow_shape *shape = work->shape;
    size_t at = 0;

    work->step_count = shape->segment_count;
    for (size_t i = 0; i < shape->segment_count; i++) {
        const struct ow_shape_segment *segment = &shape->segments[i];
        double from_s = moving_at(work->trace, segment->start_s, &at);
        double to_s =
            moving_at(work->trace, segment->start_s + segment->duration_s, &at);

        work->steps[i] = (struct score_step){
            .from_s = from_s,
            .to_s = to_s,
            .wanted_s = to_s - from_s,
            .first_m_per_s = segment->flat_m_per_s,
            .last_m_per_s = segment->flat_m_per_s,
            .most_m_per_s = OW_MISSING,
            .role = segment->role,
            .is_judged = true,
        };
    }
    find_core(work);
    /* Levels begin with the warm-up, and so does their order. */
    if (shape->rise == OW_RISE_SEGMENTED) {
        work->first = 0;
    } else {
        size_t rise = work->first;

        while (rise < work->end && work->steps[rise].role != OW_ROLE_BUILD) {
            rise++;
        }
        if (rise < work->end) {
            lay_line(work, rise, work->end);
        }
    }
}
