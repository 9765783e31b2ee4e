/*
 * What hills did to this run's speed. The curve of ow_grade_effort() is a mean
 * of many runners; how one of them takes a hill differs by more than what tells
 * a progression. So the curve is bent by what is left of speed against grade,
 * both without their slow drift: the shape of the run is in the drift.
 */
#include "engine/activity/shape.h"
#include "onward/conditions.h"

#include <math.h>
#include <string.h>

#define FEATURES 8
#define PASSES 4
/* Half of the way over which drift is taken out. */
#define DRIFT_M 750.0
/* Steeper grades are mostly noise of a hundred metres' elevation. */
#define STEEPEST 0.30
/* Errors of neighbouring bins go together: so many bins tell as much as one. */
#define BINS_AS_ONE 2.0
/* How far runners are from the curve: a tenth at a grade of 5 %, in each of the
 * terms (design choice; Minetti's curve lies about half so far off). */
static const double prior_sd[FEATURES] = {4, 24, 4, 4, 12, 2, 2, 2};
/* No more than so much of the curve's own effect is bent, and a little. */
#define MOST_BENT 2.0
#define FREELY_BENT 0.3
/* Residuals beyond this many times their middle size count less and less. */
#define TAIL 2.5

/* A value that is this much off its neighbours' middle is a spike. */
#define SPIKE_SD 3.0
#define LEAST_SPIKE 0.06
#define NEIGHBOURS 2

/* The slope near and far: a runner meets the one and the elevation is only
 * sure of the other. Bins before and after, since legs are late and elevations
 * are smooth. */
static void features_of(const struct shape_bins *bins, size_t i,
                        double x[FEATURES])
{
    const struct shape_slope *slope = &bins->slope[i];
    double grade = fmax(-STEEPEST, fmin(slope->grade, STEEPEST));

    x[0] = slope->near;
    x[1] = slope->near_square;
    x[2] = slope->near_climb;
    x[3] = grade;
    x[4] = grade * grade;
    x[5] = fmax(grade, 0);
    x[6] = bins->slope[i > 0 ? i - 1 : i].near;
    x[7] = bins->slope[i + 1 < bins->count ? i + 1 : i].near;
}

/* Takes the running mean out of a column. */
static void take_drift_out(const double *values, size_t count, size_t reach,
                           double *left)
{
    double sum = 0;
    size_t from = 0;
    size_t to = 0;

    for (size_t i = 0; i < count; i++) {
        while (to < count && to <= i + reach) {
            sum += values[to++];
        }
        while (from + reach < i) {
            sum -= values[from++];
        }
        left[i] = values[i] - sum / (double)(to - from);
    }
}

/* Solves a x = b for a symmetric a with a weight on its diagonal. */
static void solve(double a[FEATURES][FEATURES], double b[FEATURES])
{
    for (size_t i = 0; i < FEATURES; i++) {
        for (size_t j = i + 1; j < FEATURES; j++) {
            double part = a[j][i] / a[i][i];

            for (size_t k = i; k < FEATURES; k++) {
                a[j][k] -= part * a[i][k];
            }
            b[j] -= part * b[i];
        }
    }
    for (size_t i = FEATURES; i-- > 0;) {
        for (size_t k = i + 1; k < FEATURES; k++) {
            b[i] -= a[i][k] * b[k];
        }
        b[i] /= a[i][i];
    }
}

static double residual(double columns[FEATURES + 1][SHAPE_MOST_BINS],
                       const double bend[FEATURES], size_t i)
{
    double left = columns[FEATURES][i];

    for (size_t f = 0; f < FEATURES; f++) {
        left -= bend[f] * columns[f][i];
    }
    return left;
}

/* One pass: least squares with weights from the residuals so far, drawn to the
 * curve as it is. */
static void fit_pass(double columns[FEATURES + 1][SHAPE_MOST_BINS],
                     size_t count, double bend[FEATURES])
{
    double a[FEATURES][FEATURES] = {{0}};
    double b[FEATURES] = {0};
    double sizes[SHAPE_MOST_BINS];
    double scale = 0;

    for (size_t i = 0; i < count; i++) {
        sizes[i] = fabs(residual(columns, bend, i));
    }
    scale = 1.4826 * shape_median(sizes, count) + 0.002;
    for (size_t i = 0; i < count; i++) {
        double off = residual(columns, bend, i) / (TAIL * scale);
        double weight = 1 / ((1 + off * off) * (1 + off * off)) /
                        (BINS_AS_ONE * scale * scale);

        for (size_t f = 0; f < FEATURES; f++) {
            for (size_t g = 0; g < FEATURES; g++) {
                a[f][g] += weight * columns[f][i] * columns[g][i];
            }
            b[f] += weight * columns[f][i] * columns[FEATURES][i];
        }
    }
    for (size_t f = 0; f < FEATURES; f++) {
        a[f][f] += 1 / (prior_sd[f] * prior_sd[f]);
    }
    solve(a, b);
    memcpy(bend, b, sizeof b);
}

static void fit_bend(const struct shape_bins *bins, double bend[FEATURES])
{
    double columns[FEATURES + 1][SHAPE_MOST_BINS];
    double raw[SHAPE_MOST_BINS];
    size_t reach = (size_t)fmax(5, DRIFT_M / bins->bin_m);

    for (size_t f = 0; f <= FEATURES; f++) {
        for (size_t i = 0; i < bins->count; i++) {
            double x[FEATURES];

            features_of(bins, i, x);
            raw[i] = f < FEATURES ? x[f] : bins->log_flat[i];
        }
        take_drift_out(raw, bins->count, reach, columns[f]);
    }
    for (int pass = 0; pass < PASSES; pass++) {
        fit_pass(columns, bins->count, bend);
    }
}

/* Passes a value that its neighbours disown through their middle. */
static void take_spikes_out(struct shape_bins *bins)
{
    for (size_t i = 0; i < bins->count; i++) {
        size_t from = i > NEIGHBOURS ? i - NEIGHBOURS : 0;
        size_t to = i + NEIGHBOURS + 1;
        double near[2 * NEIGHBOURS + 1];
        double middle = 0;
        double spread = 0;

        to = to < bins->count ? to : bins->count;
        memcpy(near, &bins->log_flat[from], (to - from) * sizeof *near);
        middle = shape_median(near, to - from);
        for (size_t j = from; j < to; j++) {
            near[j - from] = fabs(bins->log_flat[j] - middle);
        }
        spread = 1.4826 * shape_median(near, to - from);
        bins->smooth[i] = fabs(bins->log_flat[i] - middle) >
                                  fmax(LEAST_SPIKE, SPIKE_SD * spread)
                              ? middle
                              : bins->log_flat[i];
    }
}

void shape_grade_adjust(struct shape_bins *bins)
{
    double bend[FEATURES] = {0};

    for (size_t i = 0; i < bins->count; i++) {
        bins->log_flat[i] =
            bins->log_speed[i] +
            (bins->has_grade ? log(ow_grade_effort(bins->slope[i].grade)) : 0);
    }
    if (bins->has_grade) {
        fit_bend(bins, bend);
    }
    for (size_t i = 0; bins->has_grade && i < bins->count; i++) {
        double curve = bins->log_flat[i] - bins->log_speed[i];
        double most = MOST_BENT * fabs(curve) + FREELY_BENT;
        double x[FEATURES];
        double bent = 0;

        features_of(bins, i, x);
        for (size_t f = 0; f < FEATURES; f++) {
            bent += bend[f] * x[f];
        }
        bins->log_flat[i] -= fmax(-most, fmin(bent, most));
    }
    take_spikes_out(bins);
}
