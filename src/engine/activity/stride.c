/* How the runner stepped, and whether that changed towards the end. */
#include "engine/activity/analysis.h"

#include <math.h>

/* Pieces this near to the mean speed are run at like speed. */
#define LIKE_SPEED 0.05
#define LEAST_LIKE_S 180.0
#define METRES_PER_MM 0.001

enum figure { CADENCE = 0, STEP_LENGTH, STANCE_TIME, OSCILLATION, FIGURES };

/* Sums by figure: what a figure came to, and over what. */
struct strides {
    double running_s;
    double sums[FIGURES];
    double weights[FIGURES];
};

static void add(struct strides *strides, enum figure figure,
                const double *column, size_t i, double step_s, double unit)
{
    if (column != NULL && !ow_is_missing(column[i])) {
        strides->sums[figure] += step_s * column[i] * unit;
        strides->weights[figure] += step_s;
    }
}

/* Metres over steps, of every running step with a cadence. */
static void add_length(struct strides *strides, const struct run *run, size_t i,
                       double step_s)
{
    const struct ow_trace *trace = run->trace;

    if (trace->cadence_spm != NULL && !ow_is_missing(trace->cadence_spm[i])) {
        strides->sums[STEP_LENGTH] +=
            trace->distance_m[i] - trace->distance_m[i - 1];
        strides->weights[STEP_LENGTH] +=
            step_s * run->steps_per_count * trace->cadence_spm[i] / 60;
    }
}

/* The running of a piece. */
static struct strides strides_of(const struct run *run,
                                 const struct piece *piece)
{
    const struct ow_trace *trace = run->trace;
    struct strides strides = {piece->running_s, {0}, {0}};

    for (size_t i = piece->from + 1; i <= piece->to; i++) {
        double step_s = trace->time_s[i] - trace->time_s[i - 1];

        if (run->gait[i] != GAIT_RUNNING) {
            continue;
        }
        add(&strides, CADENCE, trace->cadence_spm, i, step_s,
            run->steps_per_count);
        add(&strides, STANCE_TIME, trace->stance_time_ms, i, step_s, 1);
        add(&strides, OSCILLATION, trace->vertical_oscillation_mm, i, step_s,
            1);
        if (trace->step_length_mm != NULL) {
            add(&strides, STEP_LENGTH, trace->step_length_mm, i, step_s,
                METRES_PER_MM);
        } else {
            add_length(&strides, run, i, step_s);
        }
    }
    return strides;
}

static void merge(struct strides *strides, const struct strides *more)
{
    strides->running_s += more->running_s;
    for (size_t f = 0; f < FIGURES; f++) {
        strides->sums[f] += more->sums[f];
        strides->weights[f] += more->weights[f];
    }
}

/* Sums up the run, and its first and last third at like speed. */
static void measure(const struct run *run, double speed_m_per_s,
                    struct strides *all, struct strides *first,
                    struct strides *last)
{
    size_t third = run->piece_count / 3;

    for (size_t k = 0; k < run->piece_count; k++) {
        const struct piece *piece = &run->pieces[k];
        struct strides strides = strides_of(run, piece);
        double speed = piece->distance_m / piece->running_s / speed_m_per_s;

        merge(all, &strides);
        if (fabs(speed - 1) > LIKE_SPEED) {
            continue;
        }
        if (k < third) {
            merge(first, &strides);
        } else if (k >= run->piece_count - third) {
            merge(last, &strides);
        }
    }
}

static double figure_of(const struct strides *strides, enum figure figure)
{
    return strides->weights[figure] > 0
               ? strides->sums[figure] / strides->weights[figure]
               : OW_MISSING;
}

static double mean_speed(const struct run *run)
{
    double distance_m = 0;
    double running_s = 0;

    for (size_t k = 0; k < run->piece_count; k++) {
        distance_m += run->pieces[k].distance_m;
        running_s += run->pieces[k].running_s;
    }
    return distance_m / running_s;
}

void stride_read(const struct run *run, struct ow_run_stride *part)
{
    static const struct strides none = {0};
    struct ow_stride_figure figures[FIGURES];
    struct strides all = none;
    struct strides first = none;
    struct strides last = none;

    if (run->why_not == NULL) {
        measure(run, mean_speed(run), &all, &first, &last);
    }
    if (first.running_s < LEAST_LIKE_S || last.running_s < LEAST_LIKE_S) {
        first = none;
    }
    for (enum figure f = CADENCE; f < FIGURES; f++) {
        figures[f].mean = figure_of(&all, f);
        figures[f].change = figure_of(&last, f) / figure_of(&first, f) - 1;
    }
    *part = (struct ow_run_stride){run->why_not, figures[CADENCE],
                                   figures[STEP_LENGTH], figures[STANCE_TIME],
                                   figures[OSCILLATION]};
    if (part->why_not == NULL && ow_is_missing(part->cadence_spm.mean) &&
        ow_is_missing(part->step_length_m.mean) &&
        ow_is_missing(part->stance_time_ms.mean) &&
        ow_is_missing(part->vertical_oscillation_mm.mean)) {
        part->why_not = "not enough data: no cadence or other form figures";
    }
}
