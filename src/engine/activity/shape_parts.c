/* A run cut into parts at about one speed each. */
#include "engine/activity/shape.h"

#include <math.h>

/* Sums over the bins before each, from the first of a stretch. */
struct sums {
    double time_s[SHAPE_MOST_BINS + 1];
    double value[SHAPE_MOST_BINS + 1];
    double square[SHAPE_MOST_BINS + 1];
    /* 1 over a number of bins, from the most down: read in the order of the
     * bins that a part may begin with. */
    double per_count[SHAPE_MOST_BINS + 1];
};

static void sum_up(const struct shape_bins *bins, struct shape_span span,
                   struct sums *sums)
{
    sums->time_s[0] = 0;
    sums->value[0] = 0;
    sums->square[0] = 0;
    for (size_t i = 0; i < span.to - span.from; i++) {
        double y = bins->smooth[span.from + i];

        sums->per_count[SHAPE_MOST_BINS - 1 - i] = 1 / (double)(i + 1);
        sums->time_s[i + 1] = sums->time_s[i] + bins->moving_s[span.from + i];
        sums->value[i + 1] = sums->value[i] + y;
        sums->square[i + 1] = sums->square[i] + y * y;
    }
}

/* Lanes that are compared side by side. */
#define LANES 4

/* The least of some costs; the first of several. */
static size_t cheapest(const double *costs, size_t count)
{
    double least[LANES] = {(double)INFINITY, (double)INFINITY, (double)INFINITY,
                           (double)INFINITY};
    size_t i = 0;

    for (; i + LANES <= count; i += LANES) {
        for (size_t lane = 0; lane < LANES; lane++) {
            double cost = costs[i + lane];

            least[lane] = cost < least[lane] ? cost : least[lane];
        }
    }
    for (; i < count; i++) {
        least[0] = costs[i] < least[0] ? costs[i] : least[0];
    }
    for (size_t lane = 1; lane < LANES; lane++) {
        least[0] = least[lane] < least[0] ? least[lane] : least[0];
    }
    for (i = 0; costs[i] > least[0];) {
        i++;
    }
    return i;
}

/* Costs of the run up to a bin, by the bin its last part begins with. */
static void sum_costs(const struct sums *sums, const double *before,
                      size_t count, size_t to, double *costs)
{
    const double *per_count = &sums->per_count[SHAPE_MOST_BINS - to];
    double all = sums->value[to];
    double squares = sums->square[to];

    for (size_t from = 0; from < count; from++) {
        double value = all - sums->value[from];

        costs[from] = before[from] + (squares - sums->square[from] -
                                      value * value * per_count[from]);
    }
}

/* Walks back from the end along the best cuts. */
static void read_cuts(const struct shape_bins *bins, struct shape_span span,
                      const size_t *cut, struct shape_parts *parts)
{
    size_t count = 0;
    size_t at = span.to - span.from;

    for (size_t i = at; i > 0; i = cut[i]) {
        count++;
    }
    parts->count = count < SHAPE_MOST_PARTS ? count : SHAPE_MOST_PARTS;
    for (; count > 0; count--) {
        if (count <= SHAPE_MOST_PARTS) {
            struct shape_span *part = &parts->spans[count - 1];

            part->from = span.from + cut[at];
            part->to = count == SHAPE_MOST_PARTS ? span.to : span.from + at;
            parts->level[count - 1] = shape_mean(bins, *part);
        }
        at = cut[at];
    }
}

void shape_parts_find(const struct shape_bins *bins, struct shape_span span,
                      double least_s, double price, struct shape_parts *parts)
{
    struct sums sums;
    double before[SHAPE_MOST_BINS + 1]; /* the least cost, and one more part */
    double costs[SHAPE_MOST_BINS] = {0};
    size_t cut[SHAPE_MOST_BINS + 1];
    size_t count = span.to - span.from;
    size_t begins = 0; /* bins that a part can begin with, from the first */

    sum_up(bins, span, &sums);
    before[0] = price;
    cut[0] = 0;
    for (size_t to = 1; to <= count; to++) {
        before[to] = (double)INFINITY;
        cut[to] = 0;
        while (begins < to &&
               sums.time_s[to] - sums.time_s[begins] >= least_s) {
            begins++;
        }
        sum_costs(&sums, before, begins, to, costs);
        if (begins > 0) {
            cut[to] = cheapest(costs, begins);
            before[to] = costs[cut[to]] + price;
        }
    }
    read_cuts(bins, span, cut, parts);
}
