/* The evidence of staircases and lines; see the header. */
#include "engine/activity/shape_odds.h"

#include <math.h>
#include <string.h>

/* What runners mean by steps: heights in log speed, and levels that last as
 * long as each other, give or take so much of it. One step alone is a fast
 * finish, a block or a faster half, of any height at any time. Design choices.
 */
#define STEP 0.06
#define STEP_SD 0.02
#define ONE_STEP 0.12
#define ONE_STEP_SD 0.06
#define UNEVEN 0.08

/* And by a line: its rise, the jump from a warm-up, where it may begin. */
#define RISE 0.20
#define RISE_SD 0.07
#define JUMP 0.04
#define JUMP_SD 0.04
#define LONGEST_WARM_UP_S (18 * 60.0)
#define LATEST_KNOT 0.85
#define KNOTS 20
#define BENT 0.5

/* Errors of 1.4 % to begin with, a tenth of a percent at least. */
#define FIRST_PRECISION 5e3
#define LEAST_VARIANCE 1e-6
#define MOST_PASSES 6
#define LINE_PASSES 3
#define LINE_TERMS 4.0
/* What is less than the best by more counts for nothing. */
#define FAR_BELOW 20.0

void odds_whiten(struct odds_series *s, double memory)
{
    double after = 0;

    s->memory = memory;
    s->square = 0;
    for (size_t i = s->count; i-- > 0;) {
        double own = i > 0 ? 1 : sqrt(1 - memory * memory);

        s->white[i] = i > 0 ? s->y[i] - memory * s->y[i - 1] : own * s->y[0];
        s->product[i] = own * s->white[i] + (1 - memory) * after;
        s->square += s->white[i] * s->white[i];
        after += s->white[i];
    }
}

/* Product of a step at one place with a step at another, both whitened. */
static double step_product(const struct odds_series *s, size_t one,
                           size_t other)
{
    size_t late = one > other ? one : other;
    double keep = 1 - s->memory;
    double at = late == 0 ? 1 - s->memory * s->memory : one == other ? 1 : keep;

    return at + (double)(s->count - 1 - late) * keep * keep;
}

/* Columns whose heights are normal about a mean; the first is the level, of
 * which nothing is known beforehand. */
struct heights {
    size_t count;
    double mean[ODDS_MOST_LEVELS];
    double sd[ODDS_MOST_LEVELS];
    double products[ODDS_MOST_LEVELS][ODDS_MOST_LEVELS];
    double with_y[ODDS_MOST_LEVELS];
    /* Of these: */
    double inverse[ODDS_MOST_LEVELS][ODDS_MOST_LEVELS];
    double found[ODDS_MOST_LEVELS];
    double log_evidence; /* but for the size of the errors */
};

/* Inverts a positive definite matrix in place; the log of its determinant. */
static double invert(double a[ODDS_MOST_LEVELS][ODDS_MOST_LEVELS], size_t count)
{
    double determinant = 0;

    for (size_t p = 0; p < count; p++) {
        double pivot = a[p][p];

        determinant += log(pivot);
        a[p][p] = 1;
        for (size_t k = 0; k < count; k++) {
            a[p][k] /= pivot;
        }
        for (size_t i = 0; i < count; i++) {
            double part = i == p ? 0 : a[i][p];

            a[i][p] = i == p ? a[i][p] : 0;
            for (size_t k = 0; k < count; k++) {
                a[i][k] -= part * a[p][k];
            }
        }
    }
    return determinant;
}

static void solve(const struct odds_series *s, struct heights *h)
{
    double with_y[ODDS_MOST_LEVELS];
    double left = s->precision * s->square;

    h->log_evidence = 0;
    for (size_t i = 0; i < h->count; i++) {
        double prior = i > 0 ? 1 / (h->sd[i] * h->sd[i]) : 0;

        with_y[i] = s->precision * h->with_y[i] + prior * h->mean[i];
        for (size_t j = 0; j < h->count; j++) {
            h->inverse[i][j] = s->precision * h->products[i][j];
        }
        h->inverse[i][i] += prior;
        left += prior * h->mean[i] * h->mean[i];
        h->log_evidence -= i > 0 ? log(h->sd[i]) : 0;
    }
    h->log_evidence -= invert(h->inverse, h->count) / 2;
    for (size_t i = 0; i < h->count; i++) {
        h->found[i] = 0;
        for (size_t j = 0; j < h->count; j++) {
            h->found[i] += h->inverse[i][j] * with_y[j];
        }
        left -= h->found[i] * with_y[i];
    }
    h->log_evidence -= left / 2;
}

/* Squares that the heights found leave. */
static double squares_left(const struct odds_series *s, const struct heights *h)
{
    double left = s->square;

    for (size_t i = 0; i < h->count; i++) {
        left -= 2 * h->found[i] * h->with_y[i];
        for (size_t j = 0; j < h->count; j++) {
            left += h->found[i] * h->products[i][j] * h->found[j];
        }
    }
    return fmax(left, 0) + LEAST_VARIANCE * (double)s->count;
}

/* The part of the evidence that the size of the errors has. */
static double log_scale(const struct odds_series *s)
{
    return ((double)s->count * log(s->precision) +
            log(1 - s->memory * s->memory)) /
           2;
}

static double usual_step(const struct odds_stairs *stairs, double *sd)
{
    *sd = stairs->count > 2 ? STEP_SD : ONE_STEP_SD;
    return stairs->count > 2 ? STEP : ONE_STEP;
}

/* Heights of a staircase without one of its edges, or with all. */
static void hold(const struct odds_series *s, const struct odds_stairs *stairs,
                 size_t but, struct heights *h, size_t *held)
{
    h->count = 0;
    for (size_t k = 0; k < stairs->count; k++) {
        if (k != but) {
            h->mean[h->count] = usual_step(stairs, &h->sd[h->count]);
            held[h->count++] = stairs->edge[k];
        }
    }
    h->mean[0] = 0;
    for (size_t i = 0; i < h->count; i++) {
        h->with_y[i] = s->product[held[i]];
        for (size_t j = 0; j < h->count; j++) {
            h->products[i][j] = step_product(s, held[i], held[j]);
        }
    }
    solve(s, h);
}

/* Log evidence of the heights held and a step at one more place. */
static double with_step(const struct odds_series *s, const struct heights *h,
                        const size_t *held, size_t at, double mean, double sd)
{
    double prior = 1 / (sd * sd);
    double across[ODDS_MOST_LEVELS];
    double spread = s->precision * step_product(s, at, at) + prior;
    double with_y = s->precision * s->product[at] + prior * mean;

    for (size_t i = 0; i < h->count; i++) {
        across[i] = s->precision * step_product(s, at, held[i]);
        with_y -= across[i] * h->found[i];
        spread -= across[i] * h->inverse[i][i] * across[i];
        for (size_t j = 0; j < i; j++) {
            spread -= 2 * across[i] * h->inverse[i][j] * across[j];
        }
    }
    return h->log_evidence - (prior * mean * mean - with_y * with_y / spread +
                              log(spread * sd * sd)) /
                                 2;
}

/* How far a level is from lasting as long as the others, in the terms of
 * Student's t of 3 degrees: one long warm-up does not rule steps out. */
static double unevenness(const struct odds_series *s,
                         const struct odds_stairs *stairs, size_t from,
                         size_t to)
{
    double each_s = s->time_s[s->count] / (double)stairs->count;
    double off = (s->time_s[to] - s->time_s[from]) / each_s - 1;

    return stairs->count > 2 ? 1 + off * off / (3 * UNEVEN * UNEVEN) : 1;
}

/* Log of how probable it is that levels last as they do, an edge a second. */
static double log_prior(const struct odds_series *s,
                        const struct odds_stairs *stairs)
{
    double whole_s = s->time_s[s->count];
    double sum = 0;

    if (stairs->count < 3) {
        return -log(whole_s);
    }
    for (size_t k = 0; k < stairs->count; k++) {
        sum -= 2 *
               log(unevenness(s, stairs, stairs->edge[k], stairs->edge[k + 1]));
    }
    /* 2.72 is the t's own integral. */
    return sum - (double)(stairs->count - 1) *
                     log(2.72 * UNEVEN * whole_s / (double)stairs->count);
}

/* Where an edge may be, and the log evidence there. */
struct edges {
    size_t from;
    size_t to;
    double value[ODDS_MOST_MEANS];
};

/* Puts the edge before level k where it is best; whether it moved. */
static bool move_edge(const struct odds_series *s, struct odds_stairs *stairs,
                      size_t k, struct edges *edges)
{
    struct heights h;
    size_t held[ODDS_MOST_LEVELS];
    size_t before = stairs->edge[k - 1];
    size_t after = stairs->edge[k + 1];
    size_t best = stairs->edge[k];
    double sd = 0;
    double mean = usual_step(stairs, &sd);
    double most = -(double)INFINITY;
    bool is_moved = false;

    hold(s, stairs, k, &h, held);
    *edges = (struct edges){.from = after, .to = before};
    for (size_t i = before + 1; i < after; i++) {
        if (s->time_s[i] - s->time_s[before] < ODDS_SHORTEST_LEVEL_S ||
            s->time_s[after] - s->time_s[i] < ODDS_SHORTEST_LEVEL_S) {
            continue;
        }
        edges->from = i < edges->from ? i : edges->from;
        edges->to = i + 1;
        edges->value[i] = with_step(s, &h, held, i, mean, sd) -
                          2 * log(unevenness(s, stairs, before, i) *
                                  unevenness(s, stairs, i, after));
        if (edges->value[i] > most) {
            most = edges->value[i];
            best = i;
        }
    }
    is_moved = best != stairs->edge[k];
    stairs->edge[k] = best;
    return is_moved;
}

/* Log of the seconds about an edge that are as good as the best of them. */
static double log_width(const struct odds_series *s, const struct edges *edges,
                        size_t best)
{
    double width_s = 0;

    for (size_t i = edges->from; i < edges->to; i++) {
        double below = edges->value[best] - edges->value[i];

        width_s += below < FAR_BELOW
                       ? exp(-below) * (s->time_s[i + 1] - s->time_s[i])
                       : 0;
    }
    return log(width_s);
}

void odds_climb(struct odds_series *s, struct odds_stairs *stairs)
{
    double free = (double)s->count - 2 * (double)stairs->count + 1;
    struct heights h;
    size_t held[ODDS_MOST_LEVELS];
    struct edges edges;
    double widths = 0;
    bool is_moved = true;

    s->precision = FIRST_PRECISION;
    for (int pass = 0; is_moved && pass < MOST_PASSES; pass++) {
        hold(s, stairs, stairs->count, &h, held);
        s->precision = free / squares_left(s, &h);
        is_moved = pass == 0;
        widths = 0;
        for (size_t k = 1; k < stairs->count; k++) {
            is_moved |= move_edge(s, stairs, k, &edges);
            widths += log_width(s, &edges, stairs->edge[k]);
        }
    }
    hold(s, stairs, stairs->count, &h, held);
    stairs->log_evidence =
        h.log_evidence + log_prior(s, stairs) + widths + log_scale(s);
}

double odds_add(double one, double other)
{
    return fmax(one, other) + log1p(exp(-fabs(one - other)));
}

/* Sums a line up, whitened, with the level, the jump, itself and y. */
static void take_line(const struct odds_series *s, const struct odds_line *line,
                      struct heights *h)
{
    double begin_s = s->time_s[line->knot];
    double whole_s = s->time_s[s->count] - begin_s;
    double keep = 1 - s->memory;
    double before = 0;

    for (size_t i = line->knot; i < s->count; i++) {
        double share =
            ((s->time_s[i] + s->time_s[i + 1]) / 2 - begin_s) / whole_s;
        double x = share * (1 - line->bend + line->bend * share);
        double own = i > 0 ? 1 : sqrt(1 - s->memory * s->memory);
        double white = i > 0 ? x - s->memory * before : own * x;

        h->products[0][1] += white * (i > 0 ? keep : own);
        h->products[1][1] += white * white;
        h->products[1][2] += white * (i > line->knot ? keep : 1);
        h->with_y[1] += white * s->white[i];
        before = x;
    }
    h->products[1][0] = h->products[0][1];
    h->products[2][1] = h->products[1][2];
}

static void lay_line(const struct odds_series *s, struct odds_line *line)
{
    bool has_jump = line->knot > 0 && s->time_s[line->knot] < LONGEST_WARM_UP_S;
    struct heights h = {.count = has_jump ? 3 : 2,
                        .mean = {0, RISE, JUMP},
                        .sd = {1, RISE_SD, JUMP_SD}};

    take_line(s, line, &h);
    h.products[0][0] = step_product(s, 0, 0);
    h.products[0][2] = h.products[2][0] = step_product(s, 0, line->knot);
    h.products[2][2] = step_product(s, line->knot, line->knot);
    h.with_y[0] = s->product[0];
    h.with_y[2] = s->product[line->knot];
    solve(s, &h);
    line->rise = h.found[1];
    line->jump = has_jump ? h.found[2] : 0;
    line->squares = squares_left(s, &h);
    line->log_evidence = h.log_evidence + log_scale(s);
}

static double sum_lines(const struct odds_series *s, struct odds_line *best)
{
    static const double bends[] = {0, BENT};
    double step_s = s->time_s[s->count] * LATEST_KNOT / KNOTS;
    double sum = 0;
    size_t knot = 0;

    for (size_t k = 0; k < KNOTS; k++) {
        while (s->time_s[knot] < step_s * (double)k) {
            knot++;
        }
        for (size_t b = 0; b < 2; b++) {
            struct odds_line line = {.knot = knot, .bend = bends[b]};

            /* Half of all lines begin at once. */
            lay_line(s, &line);
            line.log_evidence += log(k > 0 ? 0.25 / (KNOTS - 1) : 0.25);
            sum = k + b > 0 ? odds_add(sum, line.log_evidence)
                            : line.log_evidence;
            *best = k + b == 0 || line.log_evidence > best->log_evidence
                        ? line
                        : *best;
        }
    }
    return sum;
}

double odds_of_lines(struct odds_series *s, struct odds_line *best)
{
    double sum = 0;

    s->precision = FIRST_PRECISION;
    for (int pass = 0; pass < LINE_PASSES; pass++) {
        sum = sum_lines(s, best);
        s->precision = ((double)s->count - LINE_TERMS) / best->squares;
    }
    return sum;
}
