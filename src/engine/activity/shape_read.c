/*
 * What a verdict is read from: the noise, the parts, the ups and downs, the
 * core without its cool-down, where that began and ended and how it went from
 * one to the other.
 */
#include "engine/activity/shape.h"

#include <math.h>

#define SHORTEST_PART_S 180.0
#define MOST_PLANNED SHAPE_MOST_PARTS
/* Fewer planned steps are found without the plan as well. */
#define FEWEST_PLANNED 3

/* Cutting must pay this much, times the noise in the long run. */
#define PRICE 2.5
#define LEAST_PRICE 0.003
/* Errors are taken to go on no longer than this from bin to bin. */
#define MOST_MEMORY 0.85
#define FIRST_LONG_RUN 15.0

/* Ups and downs of such a size are meant, in noise as well as in quiet. */
#define SWING 0.085
#define SWING_NOISE 7.0
#define SWING_STEP 7.0
#define LARGEST_SWING 0.20
/* No noise is like this, when it comes so often. */
#define HUGE_SWING 0.30
#define HUGE_SWING_EVERY_S 180.0
/* Where single bins err so much, means of more of them are looked at. */
#define ROUGH 0.04
#define VERY_ROUGH 0.06

#define COOL_DOWN_DROP 0.05
#define COOL_DOWN_SHARE 0.40
#define LONGEST_COOL_DOWN_S (25 * 60.0)

#define FIRST_SHARE 0.20
#define LAST_SHARE 0.12

static double square(double value)
{
    return value * value;
}

/* Size of the steps from a pair of bins to the next, as a standard deviation
 * of one bin. Pairs, since watches that count metres in fives are late by
 * turns.
 */
static double local_sd(const struct shape_bins *bins)
{
    double sizes[SHAPE_MOST_BINS];
    const double *y = bins->smooth;
    size_t count = 0;

    for (size_t i = 3; i < bins->count; i++) {
        sizes[count++] = fabs(y[i] + y[i - 1] - y[i - 2] - y[i - 3]) / 2;
    }
    return 1.4826 * shape_median(sizes, count) / sqrt(2);
}

/* How the bins lie about their parts: how far, and for how long. */
static void read_noise(struct shape_reading *reading)
{
    const struct shape_bins *bins = &reading->bins;
    double left[SHAPE_MOST_BINS] = {0};
    double sizes[SHAPE_MOST_BINS] = {0};
    double products = 0;
    double squares = 0;

    for (size_t p = 0; p < reading->parts.count; p++) {
        for (size_t i = reading->parts.spans[p].from;
             i < reading->parts.spans[p].to; i++) {
            left[i] = bins->smooth[i] - reading->parts.level[p];
            sizes[i] = fabs(left[i]);
        }
    }
    reading->noise = shape_spread(sizes, bins->count);
    for (size_t i = 1; i < bins->count; i++) {
        products += left[i] * left[i - 1];
        squares += square(left[i]);
    }
    reading->memory =
        squares > 0 ? fmax(0, fmin(products / squares, MOST_MEMORY)) : 0;
}

static void find_parts(struct shape_reading *reading)
{
    const struct shape_bins *bins = &reading->bins;
    struct shape_span all = {0, bins->count};
    double long_run = FIRST_LONG_RUN * square(local_sd(bins));

    for (int pass = 0; pass < 2; pass++) {
        double price =
            fmax(LEAST_PRICE, PRICE * long_run * log((double)bins->count));

        shape_parts_find(bins, all, SHORTEST_PART_S, price, &reading->parts);
        read_noise(reading);
        long_run = square(reading->noise) * (1 + reading->memory) /
                   (1 - reading->memory);
    }
}

/* Turns of the speed by more than `size`, up and down, of means of 2 reach + 1
 * bins. */
static size_t count_swings(const struct shape_bins *bins, size_t reach,
                           double size)
{
    double low = (double)INFINITY;
    double high = -(double)INFINITY;
    int direction = 0;
    size_t swings = 0;

    for (size_t i = reach; i + reach < bins->count; i++) {
        double y = 0;

        for (size_t j = i - reach; j <= i + reach; j++) {
            y += bins->smooth[j] / (double)(2 * reach + 1);
        }
        low = fmin(low, y);
        high = fmax(high, y);
        if (direction >= 0 && y < high - size) {
            swings += direction > 0;
            direction = -1;
            low = y;
        } else if (direction <= 0 && y > low + size) {
            swings += direction < 0;
            direction = 1;
            high = y;
        }
    }
    return swings;
}

/* Leaves slower parts at the end out, where there was a rise before. */
static void strip_cool_down(struct shape_reading *reading)
{
    const struct shape_parts *parts = &reading->parts;
    double total_s = shape_moving_s(
        &reading->bins, (struct shape_span){0, reading->bins.count});
    size_t best = 0;
    size_t last = parts->count;

    for (size_t p = 1; p < parts->count; p++) {
        best = parts->level[p] > parts->level[best] ? p : best;
    }
    while (last > best + 1 &&
           parts->level[last - 1] < parts->level[best] - COOL_DOWN_DROP) {
        last--;
    }
    reading->core = (struct shape_span){0, reading->bins.count};
    if (last < parts->count && best > 0 &&
        parts->level[best] > parts->level[0] + COOL_DOWN_DROP) {
        struct shape_span tail = {parts->spans[last].from, reading->bins.count};
        double tail_s = shape_moving_s(&reading->bins, tail);

        if (tail_s <= LONGEST_COOL_DOWN_S &&
            tail_s <= COOL_DOWN_SHARE * total_s) {
            reading->core.to = tail.from;
            reading->has_cool_down = true;
        }
    }
}

/* The stretch of the core between two shares of its time. */
static struct shape_span share_of_core(const struct shape_reading *reading,
                                       double from, double to)
{
    double total_s = shape_moving_s(&reading->bins, reading->core);
    double done_s = 0;
    struct shape_span span = {reading->core.from, reading->core.from};

    for (size_t i = reading->core.from; i < reading->core.to; i++) {
        double middle_s = done_s + reading->bins.moving_s[i] / 2;

        span.from += middle_s < from * total_s;
        span.to += middle_s < to * total_s;
        done_s += reading->bins.moving_s[i];
    }
    span.to = span.to > span.from ? span.to : span.from + 1;
    return span;
}

static double mean_of_share(const struct shape_reading *reading, double from,
                            double to)
{
    return shape_mean(&reading->bins, share_of_core(reading, from, to));
}

/* Share of the core's spread that a speed which only rises (sign 1) or only
 * falls (-1) explains: pool adjacent violators. */
static double order_of(const struct shape_reading *reading, double sign)
{
    double level[SHAPE_MOST_BINS];
    double weight[SHAPE_MOST_BINS];
    size_t pools = 0;
    double mean = sign * shape_mean(&reading->bins, reading->core);
    double all = 0;
    double explained = 0;

    for (size_t i = reading->core.from; i < reading->core.to; i++) {
        double y = sign * reading->bins.smooth[i];

        all += reading->bins.moving_s[i] * square(y - mean);
        level[pools] = y;
        weight[pools++] = reading->bins.moving_s[i];
        while (pools > 1 && level[pools - 2] >= level[pools - 1]) {
            double both = weight[pools - 2] + weight[pools - 1];

            level[pools - 2] = (level[pools - 2] * weight[pools - 2] +
                                level[pools - 1] * weight[pools - 1]) /
                               both;
            weight[--pools - 1] = both;
        }
    }
    for (size_t p = 0; p < pools; p++) {
        explained += weight[p] * square(level[p] - mean);
    }
    return all > 0 ? explained / all : 0;
}

/* Cuts the run where the workout that was followed has its steps; false where
 * none was. */
static bool take_planned(struct shape_reading *reading,
                         const struct ow_trace *trace,
                         const struct ow_activity *activity)
{
    const struct shape_bins *bins = &reading->bins;
    struct ow_split splits[MOST_PLANNED];
    struct shape_parts *parts = &reading->parts;
    size_t count = ow_trace_step_splits(trace, activity, splits, MOST_PLANNED);
    size_t bin = 0;

    if (count < 2 || count > MOST_PLANNED) {
        return false;
    }
    parts->count = 0;
    for (size_t i = 0; i < count; i++) {
        double end_s = trace->time_s[0] + splits[i].cumulative_s;
        struct shape_span part = {bin, bin};

        while (part.to < bins->count &&
               (i + 1 == count ||
                (bins->start_s[part.to] + bins->end_s[part.to]) / 2 < end_s)) {
            part.to++;
        }
        if (part.to > part.from) {
            parts->spans[parts->count] = part;
            parts->level[parts->count++] = shape_mean(bins, part);
        }
        bin = part.to;
    }
    return parts->count >= 2;
}

/* Lets planned steps that only rise stand for those that were found. */
static void prefer_planned(struct shape_reading *reading)
{
    const struct shape_parts *parts = &reading->parts;
    struct shape_parts rising = {.count = 0};

    for (size_t p = 0; p < parts->count; p++) {
        if (parts->spans[p].to > reading->core.to) {
            break;
        }
        if (p > 0 && parts->level[p] < parts->level[p - 1]) {
            return;
        }
        rising.spans[rising.count] = parts->spans[p];
        rising.level[rising.count++] = parts->level[p];
    }
    if (rising.count >= FEWEST_PLANNED) {
        reading->fit.steps = rising;
        reading->is_planned_rise = true;
    }
}

static void read_swings(struct shape_reading *reading)
{
    const struct shape_bins *bins = &reading->bins;
    double step = local_sd(bins);
    double moving_s = shape_moving_s(bins, (struct shape_span){0, bins->count});

    reading->swing = HUGE_SWING;
    reading->swings = count_swings(bins, 1, HUGE_SWING);
    if ((double)reading->swings * HUGE_SWING_EVERY_S < moving_s) {
        reading->swing = fmin(
            LARGEST_SWING,
            fmax(SWING, fmax(SWING_NOISE * reading->noise, SWING_STEP * step)));
        reading->swings =
            count_swings(bins, step > ROUGH ? (step > VERY_ROUGH ? 3 : 2) : 1,
                         reading->swing);
    }
}

void shape_read(struct shape_reading *reading, const struct ow_trace *trace,
                const struct ow_activity *activity)
{
    const struct shape_bins *bins = &reading->bins;

    find_parts(reading);
    read_swings(reading);
    reading->is_planned = take_planned(reading, trace, activity);
    strip_cool_down(reading);
    reading->first = share_of_core(reading, 0, FIRST_SHARE);
    reading->last = share_of_core(reading, 1 - LAST_SHARE, 1);
    reading->gain = expm1(shape_mean(bins, reading->last) -
                          shape_mean(bins, reading->first));
    reading->halves =
        expm1(mean_of_share(reading, 0.5, 1) - mean_of_share(reading, 0, 0.5));
    reading->order_up = order_of(reading, 1);
    reading->order_down = order_of(reading, -1);
    if (shape_rises(reading)) {
        shape_fit(bins, reading->core, &reading->fit);
    }
    if (reading->is_planned) {
        prefer_planned(reading);
    }
}
