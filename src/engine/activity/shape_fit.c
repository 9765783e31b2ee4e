/*
 * Lines and steps through a stretch of a run. Which of two tells it better is
 * judged by the likelihood of errors that follow each other (an autoregression
 * of order 1): a drifting pace looks like steps to errors taken as independent.
 */
#include "engine/activity/shape.h"

#include <math.h>
#include <string.h>

/* Steps are sought among so many pools at most, lines at so many knots. */
#define MOST_POOLS 160
#define KNOTS 40
#define LAST_KNOT 0.85
#define MOST_STEPS 6
/* A smaller step is no step, a shorter one neither. */
#define LEAST_STEP 0.018
#define SHORTEST_STEP_S 150.0
/* Pace hangs on to what it was for minutes at most. */
#define MOST_MEMORY 0.92
/* An error of more than this many sizes is one of the device. */
#define TAIL 3.5

/* How much of an error goes on into the next bin. */
static double memory_of(const double *left, size_t count)
{
    double products = 0;
    double squares = 0;

    for (size_t i = 1; i < count; i++) {
        products += left[i] * left[i - 1];
        squares += left[i - 1] * left[i - 1];
    }
    return squares > 0 ? fmax(0, fmin(products / squares, MOST_MEMORY)) : 0;
}

static double bic(const double *left, size_t count, double memory,
                  size_t parameters)
{
    double sum = 0;

    for (size_t i = 1; i < count; i++) {
        double error = left[i] - memory * left[i - 1];

        sum += error * error;
    }
    return (double)count * log(sum / (double)count + 1e-8) +
           (double)parameters * log((double)count);
}

/* Level up to a knot and a line from there on; the squares left. */
static double lay_line(const double *y, size_t count, size_t knot,
                       double *level, double *slope)
{
    double n = (double)count;
    double sx = 0;
    double sxx = 0;
    double sy = 0;
    double sxy = 0;
    double squares = 0;

    for (size_t i = 0; i < count; i++) {
        double x = i > knot ? (double)(i - knot) : 0;

        sx += x;
        sxx += x * x;
        sy += y[i];
        sxy += x * y[i];
    }
    *slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
    *level = (sy - *slope * sx) / n;
    for (size_t i = 0; i < count; i++) {
        double x = i > knot ? (double)(i - knot) : 0;
        double left = y[i] - *level - *slope * x;

        squares += left * left;
    }
    return squares;
}

/* What is left of the best line is left in `left`. */
static void fit_line(const double *y, size_t count, struct shape_fit *fit,
                     double *left)
{
    double least = (double)INFINITY;
    double level = 0;
    double slope = 0;

    for (size_t k = 0; k < KNOTS; k++) {
        size_t knot = (size_t)((double)(count * k) * LAST_KNOT / KNOTS);
        double squares = lay_line(y, count, knot, &level, &slope);

        if (squares < least) {
            least = squares;
            fit->knot = knot;
        }
    }
    (void)lay_line(y, count, fit->knot, &level, &slope);
    for (size_t i = 0; i < count; i++) {
        double x = i > fit->knot ? (double)(i - fit->knot) : 0;

        left[i] = y[i] - level - slope * x;
    }
    fit->line_rise = slope * (double)(count - fit->knot);
}

/*
 * The best staircases of 1, 2, … levels that only rise. Their edges are among
 * those of the isotonic fit (Haiminen, Gionis and Laasonen 2008), so the pools
 * of that fit are what is cut.
 */
struct staircase {
    size_t pools;
    size_t edge[MOST_POOLS + 1]; /* bin each pool begins at */
    double time_s[MOST_POOLS + 1];
    double value[MOST_POOLS + 1];
    double best[MOST_STEPS + 1][MOST_POOLS + 1];
    size_t cut[MOST_STEPS + 1][MOST_POOLS + 1];
};

/* Pool adjacent violators; what lies beyond the last pool joins it. */
static void fill_pools(struct staircase *stairs, const struct shape_bins *bins,
                       struct shape_span span)
{
    double sum[SHAPE_MOST_BINS];
    size_t size[SHAPE_MOST_BINS];
    size_t pools = 0;
    size_t bin = 0;

    for (size_t i = span.from; i < span.to; i++) {
        sum[pools] = bins->smooth[i];
        size[pools++] = 1;
        while (pools > 1 && sum[pools - 2] * (double)size[pools - 1] >=
                                sum[pools - 1] * (double)size[pools - 2]) {
            sum[pools - 2] += sum[pools - 1];
            size[pools - 2] += size[pools - 1];
            pools--;
        }
    }
    stairs->pools = pools < MOST_POOLS ? pools : MOST_POOLS;
    stairs->time_s[0] = 0;
    stairs->value[0] = 0;
    for (size_t p = 0; p < stairs->pools; p++) {
        size_t end =
            p + 1 < stairs->pools ? bin + size[p] : span.to - span.from;

        stairs->edge[p] = bin;
        stairs->time_s[p + 1] = stairs->time_s[p];
        stairs->value[p + 1] = stairs->value[p];
        for (; bin < end; bin++) {
            stairs->time_s[p + 1] += bins->moving_s[span.from + bin];
            stairs->value[p + 1] += bins->smooth[span.from + bin];
        }
    }
    stairs->edge[stairs->pools] = bin;
}

/* What a level saves: squares of its mean, since those of the bins stay. */
static double gained(const struct staircase *stairs, size_t from, size_t to)
{
    double value = stairs->value[to] - stairs->value[from];

    return value * value / (double)(stairs->edge[to] - stairs->edge[from]);
}

static void climb(struct staircase *stairs)
{
    for (size_t b = 0; b <= stairs->pools; b++) {
        stairs->best[0][b] = b == 0 ? 0 : -(double)INFINITY;
    }
    for (size_t k = 1; k <= MOST_STEPS; k++) {
        for (size_t to = 0; to <= stairs->pools; to++) {
            stairs->best[k][to] = -(double)INFINITY;
            stairs->cut[k][to] = 0;
            for (size_t from = 0;
                 from < to &&
                 stairs->time_s[to] - stairs->time_s[from] >= SHORTEST_STEP_S;
                 from++) {
                double all =
                    stairs->best[k - 1][from] + gained(stairs, from, to);

                if (all > stairs->best[k][to]) {
                    stairs->best[k][to] = all;
                    stairs->cut[k][to] = from;
                }
            }
        }
    }
}

/* The staircase of k levels; false where one of them does not rise. */
static bool read_stairs(const struct staircase *stairs,
                        const struct shape_bins *bins, struct shape_span span,
                        size_t k, struct shape_parts *steps)
{
    size_t at = stairs->pools;

    if (!(stairs->best[k][at] > -(double)INFINITY)) {
        return false;
    }
    steps->count = k;
    for (size_t level = k; level > 0; level--) {
        size_t from = stairs->cut[level][at];
        struct shape_span part = {span.from + stairs->edge[from],
                                  span.from + stairs->edge[at]};

        steps->spans[level - 1] = part;
        steps->level[level - 1] = shape_mean(bins, part);
        at = from;
    }
    for (size_t i = 1; i < k; i++) {
        if (steps->level[i] - steps->level[i - 1] < LEAST_STEP) {
            return false;
        }
    }
    return true;
}

static void lay_steps(const struct shape_bins *bins, struct shape_span span,
                      const struct shape_parts *steps, double *left)
{
    for (size_t s = 0; s < steps->count; s++) {
        for (size_t i = steps->spans[s].from; i < steps->spans[s].to; i++) {
            left[i - span.from] = bins->smooth[i] - steps->level[s];
        }
    }
}

/* The slope that all levels have in common, by what is left of them. */
static double slope_within(const struct shape_parts *steps,
                           struct shape_span span, const double *left)
{
    double products = 0;
    double squares = 0;

    for (size_t s = 0; s < steps->count; s++) {
        double middle =
            (double)(steps->spans[s].from + steps->spans[s].to - 1) / 2;

        for (size_t i = steps->spans[s].from; i < steps->spans[s].to; i++) {
            products += ((double)i - middle) * left[i - span.from];
            squares += ((double)i - middle) * ((double)i - middle);
        }
    }
    return squares > 0 ? products / squares : 0;
}

void shape_fit(const struct shape_bins *bins, struct shape_span span,
               struct shape_fit *fit)
{
    struct staircase stairs;
    struct shape_parts steps[MOST_STEPS];
    double line[SHAPE_MOST_BINS];
    double left[MOST_STEPS][SHAPE_MOST_BINS];
    bool is_told[MOST_STEPS];
    size_t count = span.to - span.from;
    double memory = 1;

    memset(fit, 0, sizeof *fit);
    fit_line(&bins->smooth[span.from], count, fit, line);
    fill_pools(&stairs, bins, span);
    climb(&stairs);
    memory = memory_of(line, count);
    for (size_t k = 0; k < MOST_STEPS; k++) {
        is_told[k] = read_stairs(&stairs, bins, span, k + 1, &steps[k]);
        if (is_told[k]) {
            lay_steps(bins, span, &steps[k], left[k]);
            memory = fmin(memory, memory_of(left[k], count));
        }
    }
    fit->line_bic = bic(line, count, memory, fit->knot > 0 ? 3 : 2);
    fit->steps_bic = (double)INFINITY;
    for (size_t k = 0; k < MOST_STEPS; k++) {
        double value = is_told[k] ? bic(left[k], count, memory, 3 * k + 1)
                                  : (double)INFINITY;

        if (value < fit->steps_bic) {
            fit->steps_bic = value;
            fit->steps = steps[k];
            fit->slope_within = slope_within(&steps[k], span, left[k]);
        }
    }
    fit->slope_within /= fit->line_rise / (double)(count - fit->knot);
    fit->knot += span.from;
}
