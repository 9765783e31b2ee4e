/*
 * A run laid on a grid of seconds, and the best mean over every duration. The
 * search itself is curve_scan.c.
 */
#include "engine/activity/curve.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/num.h"
#include "engine/activity/trace.h"

#include <math.h>

/* Longer runs than a day have durations by the minute from here on. */
#define FINE_OF_LONG_S 3600
/* Values further apart leave a gap: the recording stood, or the strap lost. */
#define LONGEST_HOLD_S 15.0
/* A second is known when no more of it is missing than rounding makes. */
#define KNOWN_SECOND (1 - 1e-6)

/* What a curve is made from: metres up to each point, or values at them. */
struct source {
    const double *metres;
    const double *values; /* NULL where no sensor was */
    const char *what;
};

static struct source source_of(const struct ow_trace *trace,
                               enum ow_curve_quantity quantity)
{
    switch (quantity) {
    case OW_CURVE_SPEED_M_PER_S:
        return (struct source){trace->distance_m, NULL, "speed"};
    case OW_CURVE_FLAT_M_PER_S:
        return (struct source){trace->flat_m, NULL, "speed"};
    case OW_CURVE_HR_BPM:
        return (struct source){NULL, trace->hr_bpm, "heart rate"};
    case OW_CURVE_POWER_W:
        break;
    }
    return (struct source){NULL, trace->power_w, "power"};
}

/* Sums at each second since `start_s`, straight between `count` points. */
static void lay_on_grid(const double *time_s, const double *sums, size_t count,
                        double start_s, size_t seconds, double *grid)
{
    size_t i = 0;
    size_t next = 0; /* the first point not before the second */

    /* Most devices record each second: the points are the grid. */
    for (; i <= seconds && i < count && time_s[i] >= start_s + (double)i &&
           time_s[i] <= start_s + (double)i;
         i++) {
        grid[i] = sums[i];
    }
    for (next = i; i <= seconds; i++) {
        double now_s = start_s + (double)i;

        while (next < count && time_s[next] < now_s) {
            next++;
        }
        if (next == count) {
            grid[i] = sums[count - 1];
        } else if (next == 0 || time_s[next] <= now_s) {
            grid[i] = sums[next];
        } else {
            size_t at = next - 1;
            double more = (sums[next] - sums[at]) * (now_s - time_s[at]) /
                          (time_s[next] - time_s[at]);

            grid[i] = fmin(sums[at] + more, sums[next]);
        }
    }
}

/* Points that have a value; each array has room for all of the trace. */
struct readings {
    double *time_s;
    double *sums;    /* of the values over time */
    double *known_s; /* seconds that lie in no gap */
    size_t count;
};

/* Each value holds since the one before, unless that is too long ago. */
static void add_reading(struct readings *readings, double time_s, double value)
{
    size_t n = readings->count++;
    double gap_s = n == 0 ? 0 : time_s - readings->time_s[n - 1];

    readings->time_s[n] = time_s;
    if (n == 0) {
        readings->sums[n] = 0;
        readings->known_s[n] = 0;
        return;
    }
    gap_s = gap_s <= LONGEST_HOLD_S ? gap_s : 0;
    readings->sums[n] = readings->sums[n - 1] + value * gap_s;
    readings->known_s[n] = readings->known_s[n - 1] + gap_s;
}

/* Differences that are compared side by side. */
#define LANES 4

/* The most that any stretch of `span` seconds adds; -1 where none is so long.
 */
static double most_over(const struct curve_stretch *stretch, size_t span)
{
    const double *sums = stretch->sums;
    double most[LANES] = {-1, -1, -1, -1};
    size_t i = 0;

    for (; i + LANES - 1 + span <= stretch->seconds; i += LANES) {
        for (size_t lane = 0; lane < LANES; lane++) {
            double sum = sums[i + lane + span] - sums[i + lane];

            most[lane] = sum > most[lane] ? sum : most[lane];
        }
    }
    for (; i + span <= stretch->seconds; i++) {
        double sum = sums[i + span] - sums[i];

        most[0] = sum > most[0] ? sum : most[0];
    }
    return fmax(fmax(most[0], most[1]), fmax(most[2], most[3]));
}

/* Raises the entries of the few durations that are wanted. */
static void scan_spans(const struct ow_curve *curve,
                       const struct curve_stretch *stretch)
{
    for (size_t k = 0; k < curve->span_count; k++) {
        curve->most.sums[k] = fmax(
            curve->most.sums[k], most_over(stretch, (size_t)curve->spans_s[k]));
    }
}

static void scan(enum curve_path path, const struct ow_curve *curve,
                 const struct curve_stretch *stretch, double *scratch)
{
    if (curve->spans_s != NULL) {
        scan_spans(curve, stretch);
    } else {
        curve_scan(path, stretch, scratch, &curve->most);
    }
}

/* Searches each stretch of seconds without a gap. */
static void scan_between_gaps(enum curve_path path, struct ow_curve *curve,
                              const double *known_s, double *scratch)
{
    size_t end = 0;

    for (size_t from = 0; from < curve->seconds; from = end + 1) {
        end = from;
        while (end < curve->seconds &&
               known_s[end + 1] - known_s[end] >= KNOWN_SECOND) {
            end++;
        }
        if (end > from) {
            const struct curve_stretch stretch = {
                curve->grid + from, end - from, from, curve->fine};

            scan(path, curve, &stretch, scratch);
        }
    }
}

static void scan_values(enum curve_path path, struct ow_curve *curve,
                        const double *values, double *scratch)
{
    const struct ow_trace *trace = curve->trace;
    double *known_s = scratch + curve_scratch_count(curve->seconds);
    double *room = known_s + curve->seconds + 1;
    struct readings readings = {room, room + trace->count,
                                room + 2 * trace->count, 0};

    for (size_t i = 0; i < trace->count; i++) {
        if (!ow_is_missing(values[i])) {
            add_reading(&readings, trace->time_s[i], values[i]);
        }
    }
    if (readings.count > 0) {
        lay_on_grid(readings.time_s, readings.sums, readings.count,
                    trace->time_s[0], curve->seconds, curve->grid);
        lay_on_grid(readings.time_s, readings.known_s, readings.count,
                    trace->time_s[0], curve->seconds, known_s);
        scan_between_gaps(path, curve, known_s, scratch);
    }
}

static void scan_metres(enum curve_path path, struct ow_curve *curve,
                        const double *metres, double *scratch)
{
    const struct ow_trace *trace = curve->trace;
    const struct curve_stretch all = {curve->grid, curve->seconds, 0,
                                      curve->fine};

    lay_on_grid(trace->time_s, metres, trace->count, trace->time_s[0],
                curve->seconds, curve->grid);
    scan(path, curve, &all, scratch);
}

/* Fills in the figures and counts them: the shorter ones are all there. */
static enum ow_status fill(enum curve_path path, struct ow_curve *curve,
                           const struct source *source, size_t lengths,
                           struct ow_error *err)
{
    size_t room = curve_scratch_count(curve->seconds) + curve->seconds + 1 +
                  3 * curve->trace->count;
    double *scratch = mem_resize(NULL, room, sizeof *scratch);

    if (scratch == NULL) {
        return error_nomem(err);
    }
    for (size_t k = 0; k < lengths; k++) {
        curve->most.sums[k] = -1;
    }
    if (source->metres != NULL) {
        scan_metres(path, curve, source->metres, scratch);
    } else {
        scan_values(path, curve, source->values, scratch);
    }
    mem_free(scratch);
    while (curve->count < lengths && curve->most.sums[curve->count] >= 0) {
        curve->count++;
    }
    return curve->count > 0
               ? OW_OK
               : error_set(err, OW_E_NOT_FOUND,
                           "not enough data: no second of %s", source->what);
}

static struct ow_curve *curve_of(const struct ow_trace *trace, size_t seconds,
                                 size_t fine, size_t lengths)
{
    struct ow_curve *curve = mem_calloc(1, sizeof *curve);

    if (curve == NULL) {
        return NULL;
    }
    curve->trace = trace;
    curve->seconds = seconds;
    curve->fine = fine;
    curve->grid = mem_resize(NULL, seconds + 1, sizeof(double));
    curve->most.sums = mem_resize(NULL, lengths, sizeof(double));
    curve->most.starts = mem_resize(NULL, lengths, sizeof(uint32_t));
    if (curve->grid == NULL || curve->most.sums == NULL ||
        curve->most.starts == NULL) {
        ow_curve_free(curve);
        return NULL;
    }
    return curve;
}

static enum ow_status check_span(double span_s, struct ow_error *err)
{
    char span[NUM_TEXT_SIZE];

    if (span_s <= OW_CURVE_LONGEST_S) {
        return OW_OK;
    }
    num_format(span_s, 0, span);
    return error_set(err, OW_E_RANGE, "the run spans %s s, a curve at most %d",
                     span, OW_CURVE_LONGEST_S);
}

enum ow_status curve_new_grid(const struct ow_trace *trace,
                              struct ow_curve **curve, struct ow_error *err)
{
    double span_s = trace->time_s[trace->count - 1] - trace->time_s[0];
    struct ow_curve *made = NULL;
    enum ow_status status = check_span(span_s, err);

    if (status != OW_OK) {
        return status;
    }
    made = curve_of(trace, (size_t)ceil(span_s), 0, 1);
    if (made == NULL) {
        return error_nomem(err);
    }
    lay_on_grid(trace->time_s, trace->distance_m, trace->count,
                trace->time_s[0], made->seconds, made->grid);
    *curve = made;
    return OW_OK;
}

/* A curve of every duration, or of some alone. */
static enum ow_status make(enum curve_path path, const struct ow_trace *trace,
                           enum ow_curve_quantity quantity,
                           const double *spans_s, size_t span_count,
                           struct ow_curve **curve, struct ow_error *err)
{
    const struct source source = source_of(trace, quantity);
    double span_s = trace->time_s[trace->count - 1] - trace->time_s[0];
    size_t seconds = 0;
    size_t fine = 0;
    size_t lengths = 0;
    struct ow_curve *made = NULL;
    enum ow_status status = OW_OK;

    if (source.metres == NULL && source.values == NULL) {
        return error_set(err, OW_E_NOT_FOUND, "not enough data: no %s",
                         source.what);
    }
    status = check_span(span_s, err);
    if (status != OW_OK) {
        return status;
    }
    seconds = (size_t)ceil(span_s);
    fine = seconds <= OW_CURVE_EXACT_S ? OW_CURVE_EXACT_S : FINE_OF_LONG_S;
    lengths = spans_s != NULL ? span_count : curve_length_count(fine, seconds);
    made = curve_of(trace, seconds, fine, lengths);
    if (made == NULL) {
        return error_nomem(err);
    }
    made->quantity = quantity;
    made->spans_s = spans_s;
    made->span_count = span_count;
    status = fill(path, made, &source, lengths, err);
    if (status != OW_OK) {
        ow_curve_free(made);
        return status;
    }
    *curve = made;
    return OW_OK;
}

enum ow_status curve_new_by(enum curve_path path, const struct ow_trace *trace,
                            enum ow_curve_quantity quantity,
                            struct ow_curve **curve, struct ow_error *err)
{
    return make(path, trace, quantity, NULL, 0, curve, err);
}

enum ow_status ow_curve_new(const struct ow_trace *trace,
                            enum ow_curve_quantity quantity,
                            struct ow_curve **curve, struct ow_error *err)
{
    return curve_new_by(curve_best_path(), trace, quantity, curve, err);
}

enum ow_status ow_curve_peaks(const struct ow_trace *trace,
                              enum ow_curve_quantity quantity,
                              const double *spans_s, size_t count,
                              double *means, struct ow_error *err)
{
    struct ow_curve *curve = NULL;
    enum ow_status status =
        make(CURVE_PLAIN, trace, quantity, spans_s, count, &curve, err);

    if (curve == NULL) {
        return status;
    }
    for (size_t k = 0; k < count; k++) {
        means[k] =
            k < curve->count ? curve->most.sums[k] / spans_s[k] : OW_MISSING;
    }
    ow_curve_free(curve);
    return OW_OK;
}

void ow_curve_free(struct ow_curve *curve)
{
    if (curve == NULL) {
        return;
    }
    mem_free(curve->grid);
    mem_free(curve->most.sums);
    mem_free(curve->most.starts);
    mem_free(curve);
}

double ow_curve_longest_s(const struct ow_curve *curve)
{
    return (double)curve_length(curve->fine, curve->count - 1);
}

bool ow_curve_at(const struct ow_curve *curve, double duration_s,
                 struct ow_curve_point *point)
{
    size_t entry = 0;

    if (!(duration_s >= 1 && duration_s <= ow_curve_longest_s(curve))) {
        return false;
    }
    entry = curve_length_count(curve->fine, (size_t)duration_s) - 1;
    point->duration_s = (double)curve_length(curve->fine, entry);
    point->mean = curve->most.sums[entry] / point->duration_s;
    point->start_s =
        curve->trace->time_s[0] + (double)curve->most.starts[entry];
    return true;
}
