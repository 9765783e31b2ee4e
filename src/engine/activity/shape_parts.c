/* A run cut into parts at about one speed each. */
#include "engine/activity/shape.h"

#include <math.h>

/* Sums over the bins before each, from the first of a stretch. */
struct sums {
    double time_s[SHAPE_MOST_BINS + 1];
    double value[SHAPE_MOST_BINS + 1];
    double square[SHAPE_MOST_BINS + 1];
    double per_count[SHAPE_MOST_BINS + 1]; /* 1 over a number of bins */
};

static void sum_up(const struct shape_bins *bins, struct shape_span span,
                   struct sums *sums)
{
    sums->time_s[0] = 0;
    sums->value[0] = 0;
    sums->square[0] = 0;
    for (size_t i = 0; i < span.to - span.from; i++) {
        double y = bins->smooth[span.from + i];

        sums->per_count[i + 1] = 1 / (double)(i + 1);
        sums->time_s[i + 1] = sums->time_s[i] + bins->moving_s[span.from + i];
        sums->value[i + 1] = sums->value[i] + y;
        sums->square[i + 1] = sums->square[i] + y * y;
    }
}

static double cost_of(const struct sums *sums, size_t from, size_t to)
{
    double value = sums->value[to] - sums->value[from];

    return sums->square[to] - sums->square[from] -
           value * value * sums->per_count[to - from];
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
    double best[SHAPE_MOST_BINS + 1];
    size_t cut[SHAPE_MOST_BINS + 1];
    size_t count = span.to - span.from;

    sum_up(bins, span, &sums);
    best[0] = 0;
    cut[0] = 0;
    for (size_t to = 1; to <= count; to++) {
        best[to] = (double)INFINITY;
        cut[to] = 0;
        for (size_t from = 0;
             from < to && sums.time_s[to] - sums.time_s[from] >= least_s;
             from++) {
            double cost = best[from] + price + cost_of(&sums, from, to);

            if (cost < best[to]) {
                best[to] = cost;
                cut[to] = from;
            }
        }
    }
    read_cuts(bins, span, cut, parts);
}
