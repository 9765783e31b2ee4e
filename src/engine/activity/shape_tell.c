/* A verdict in segments, a confidence and a sentence. */
#include "base/buf.h"
#include "engine/activity/shape.h"

#include <math.h>
#include <string.h>

/* Work and recovery are told apart down to this. */
#define SHORTEST_TURN_S 25.0
/* Two bins that are off by half a swing pay for a turn. */
#define TURN_BINS 2.0
#define SHORTEST_WARM_UP_S 180.0
/* The last share of an even rise is its peak. */
#define PEAK_SHARE 0.25
#define MOST_REASON 1024

static double normal_share(double sd)
{
    return 0.5 * erfc(-sd / sqrt(2));
}

/* Standard error of the gain. */
static double error_of_gain(const struct shape_reading *reading)
{
    double first = (double)(reading->first.to - reading->first.from);
    double last = (double)(reading->last.to - reading->last.from);

    return reading->noise * sqrt((1 + reading->memory) / (1 - reading->memory) *
                                 (1 / first + 1 / last)) +
           1e-4;
}

/* How far the verdict is from its next neighbour, in errors of what tells the
 * two apart. */
static double tell_confidence(const struct shape_reading *reading,
                              enum ow_shape_verdict verdict)
{
    double error = error_of_gain(reading);
    double gain = reading->gain;

    switch (verdict) {
    case OW_SHAPE_PROGRESSION:
        return normal_share((gain - SHAPE_PROGRESSION_GAIN) / error);
    case OW_SHAPE_FADE:
        return normal_share((SHAPE_FADE_GAIN - gain) / error);
    case OW_SHAPE_STEADY:
        return normal_share(
            fmin(SHAPE_PROGRESSION_GAIN - gain, gain - SHAPE_FADE_GAIN) /
            error);
    case OW_SHAPE_NEGATIVE_SPLIT:
        return normal_share((reading->halves - SHAPE_NEGATIVE_SPLIT / 2) /
                            error);
    case OW_SHAPE_VARIED:
        return reading->swings >= SHAPE_FEWEST_SWINGS
                   ? 1 - 0.5 * exp(-(double)(reading->swings -
                                             SHAPE_FEWEST_SWINGS) /
                                   4)
                   : normal_share(fabs(gain) / error / 4);
    case OW_SHAPE_UNSUITABLE:
    case OW_SHAPE_VERDICT_COUNT:
        break;
    }
    return OW_MISSING;
}

static void add_segment(const struct shape_reading *reading,
                        struct shape_span span, enum ow_role role,
                        struct ow_shape *shape)
{
    const struct shape_bins *bins = &reading->bins;
    struct ow_shape_segment *segment = &shape->segments[shape->segment_count];
    double distance_m = 0;
    double flat_m = 0;
    double moving_s = 0;
    double next_s = 0;

    if (span.to <= span.from ||
        shape->segment_count == OW_SHAPE_MOST_SEGMENTS) {
        return;
    }
    for (size_t i = span.from; i < span.to; i++) {
        distance_m += bins->distance_m[i];
        moving_s += bins->moving_s[i];
        flat_m += bins->moving_s[i] * exp(bins->log_flat[i]);
    }
    next_s = span.to < bins->count ? bins->start_s[span.to]
                                   : bins->end_s[span.to - 1];
    segment->start_s = bins->start_s[span.from];
    segment->duration_s = next_s - segment->start_s;
    segment->speed_m_per_s = distance_m / moving_s;
    segment->flat_m_per_s = flat_m / moving_s;
    segment->role = role;
    shape->segment_count++;
}

static void tell_line(const struct shape_reading *reading,
                      struct ow_shape *shape)
{
    size_t knot = reading->fit.knot;
    size_t to = reading->core.to;
    size_t peak = 0;

    if (shape_moving_s(&reading->bins, (struct shape_span){0, knot}) <
        SHORTEST_WARM_UP_S) {
        knot = 0;
    }
    peak = to - (size_t)((double)(to - knot) * PEAK_SHARE);
    add_segment(reading, (struct shape_span){0, knot},
                shape->rise == OW_RISE_FAST_FINISH ? OW_ROLE_STEADY
                                                   : OW_ROLE_WARM_UP,
                shape);
    add_segment(reading, (struct shape_span){knot, peak}, OW_ROLE_BUILD, shape);
    add_segment(reading, (struct shape_span){peak, to}, OW_ROLE_PEAK, shape);
}

static void tell_steps(const struct shape_reading *reading,
                       struct ow_shape *shape)
{
    const struct shape_parts *steps = &reading->fit.steps;

    for (size_t s = 0; s < steps->count; s++) {
        enum ow_role role = s + 1 == steps->count ? OW_ROLE_PEAK
                            : s > 0               ? OW_ROLE_BUILD
                            : shape->rise == OW_RISE_FAST_FINISH
                                ? OW_ROLE_STEADY
                                : OW_ROLE_WARM_UP;

        add_segment(reading, steps->spans[s], role, shape);
    }
}

/* Speed as it is told, spikes included: the first bins often are some. */
static double told_level(const struct shape_bins *bins, struct shape_span span)
{
    double flat_m = 0;

    for (size_t i = span.from; i < span.to; i++) {
        flat_m += bins->moving_s[i] * exp(bins->log_flat[i]);
    }
    return log(flat_m / shape_moving_s(bins, span));
}

/* Slow running is warm-up or cool-down where it is long and at an end. */
static enum ow_role role_of_slow(const struct shape_reading *reading,
                                 struct shape_span span)
{
    bool is_long = shape_moving_s(&reading->bins, span) >= SHORTEST_WARM_UP_S;

    return is_long && span.from == 0                   ? OW_ROLE_WARM_UP
           : is_long && span.to == reading->bins.count ? OW_ROLE_COOL_DOWN
                                                       : OW_ROLE_RECOVER;
}

/* What lies above the middle of the fastest and slowest is work. */
static void tell_turns(const struct shape_reading *reading,
                       struct ow_shape *shape)
{
    struct shape_parts turns = reading->parts;
    double low = 0;
    double high = 0;

    if (!reading->is_planned) {
        shape_parts_find(
            &reading->bins, (struct shape_span){0, reading->bins.count},
            SHORTEST_TURN_S, TURN_BINS * reading->swing * reading->swing / 4,
            &turns);
    }
    for (size_t t = 0; t < turns.count; t++) {
        turns.level[t] = told_level(&reading->bins, turns.spans[t]);
    }
    low = high = turns.level[0];
    for (size_t t = 1; t < turns.count; t++) {
        low = fmin(low, turns.level[t]);
        high = fmax(high, turns.level[t]);
    }
    for (size_t t = 0; t < turns.count;) {
        struct shape_span span = turns.spans[t];
        bool is_work = turns.level[t] > (low + high) / 2;

        while (++t < turns.count &&
               (turns.level[t] > (low + high) / 2) == is_work) {
            span.to = turns.spans[t].to;
        }
        add_segment(reading, span,
                    is_work ? OW_ROLE_WORK : role_of_slow(reading, span),
                    shape);
    }
}

static void tell_segments(const struct shape_reading *reading,
                          struct ow_shape *shape)
{
    struct shape_span rest = {reading->core.to, reading->bins.count};

    if (shape->verdict == OW_SHAPE_VARIED) {
        tell_turns(reading, shape);
        return;
    }
    if (shape->verdict == OW_SHAPE_PROGRESSION) {
        if (shape_is_stepped(reading)) {
            tell_steps(reading, shape);
        } else {
            tell_line(reading, shape);
        }
    } else {
        for (size_t p = 0; p < reading->parts.count; p++) {
            if (reading->parts.spans[p].to <= reading->core.to) {
                add_segment(reading, reading->parts.spans[p], OW_ROLE_STEADY,
                            shape);
            }
        }
    }
    add_segment(reading, rest, OW_ROLE_COOL_DOWN, shape);
}

static void tell_points(const struct shape_reading *reading,
                        struct ow_shape *shape)
{
    const struct shape_bins *bins = &reading->bins;

    shape->point_count = bins->count;
    for (size_t i = 0; i < bins->count; i++) {
        shape->points[i] = (struct ow_shape_point){
            bins->start_s[i], bins->end_s[i], exp(bins->log_speed[i]),
            exp(bins->log_flat[i])};
    }
}

static void percent(struct buf *text, double share)
{
    buf_append_number(text, 100 * fabs(share), 0);
    buf_append_text(text, " %");
}

static void minutes(struct buf *text, double seconds)
{
    buf_append_number(text, seconds / 60, 0);
    buf_append_text(text, " min");
}

static double minutes_of(const struct ow_shape *shape, size_t from, size_t to)
{
    return shape->segments[to - 1].start_s +
           shape->segments[to - 1].duration_s - shape->segments[from].start_s;
}

static void tell_progression(const struct shape_reading *reading,
                             const struct ow_shape *shape, struct buf *text)
{
    size_t core = shape->segment_count - reading->has_cool_down;
    size_t first = shape->segments[0].role == OW_ROLE_BUILD ? 0 : 1;
    double from = shape->segments[0].flat_m_per_s;

    if (shape->rise == OW_RISE_SEGMENTED) {
        buf_append_format(text, "%zu levels, each faster than the one before, ",
                          core);
        percent(text, shape->segments[core - 1].flat_m_per_s / from - 1);
        buf_append_text(text, " from the first to the last");
        return;
    }
    buf_append_text(text, shape->rise == OW_RISE_FAST_FINISH
                              ? "the last "
                              : "speed rose evenly over ");
    minutes(text, minutes_of(shape, first, core));
    buf_append_text(text, shape->rise == OW_RISE_FAST_FINISH
                              ? " were faster than all before: "
                              : ": ");
    percent(text, reading->gain);
    buf_append_text(text, " from the first fifth to the last eighth");
}

static void tell_varied(const struct shape_reading *reading, struct buf *text)
{
    if (reading->swings >= SHAPE_FEWEST_SWINGS) {
        buf_append_format(text, "speed turned %zu times by more than ",
                          reading->swings);
        percent(text, reading->swing);
        buf_append_text(
            text, reading->bins.is_run_walk ? ", with walking in between" : "");
    } else {
        buf_append_text(text, reading->bins.is_run_walk
                                  ? "running and walking by turns"
                                  : "a fast block after slower running");
    }
}

static void tell_verdict(const struct shape_reading *reading,
                         const struct ow_shape *shape, struct buf *text)
{
    switch (shape->verdict) {
    case OW_SHAPE_PROGRESSION:
        tell_progression(reading, shape, text);
        break;
    case OW_SHAPE_FADE:
        buf_append_text(text, "slowed by ");
        percent(text, reading->gain);
        buf_append_text(text, " from the first fifth to the last eighth");
        break;
    case OW_SHAPE_STEADY:
        percent(text, reading->gain);
        buf_append_text(text, reading->gain < 0 ? " slower" : " faster");
        buf_append_text(text, " at the end than at the start, which is within "
                              "what a steady run does");
        break;
    case OW_SHAPE_VARIED:
        tell_varied(reading, text);
        break;
    case OW_SHAPE_NEGATIVE_SPLIT:
        buf_append_text(text, "the second half was ");
        percent(text, reading->halves);
        buf_append_text(text, " faster than the first");
        break;
    case OW_SHAPE_UNSUITABLE:
        buf_append_text(text, "pace too uneven to tell: ");
        percent(text, reading->noise);
        buf_append_text(text, " of spread from one moment to the next");
        break;
    case OW_SHAPE_VERDICT_COUNT:
        break;
    }
}

static bool tell_reason(const struct shape_reading *reading,
                        struct ow_shape *shape)
{
    struct buf text;
    bool is_told = false;

    buf_init(&text, MOST_REASON);
    tell_verdict(reading, shape, &text);
    if (shape->verdict != OW_SHAPE_VARIED && reading->has_cool_down) {
        buf_append_text(&text, "; a cool-down is left out");
    }
    if (reading->bins.walks > 0 && !reading->bins.is_run_walk) {
        buf_append_format(&text, "; %zu walk break%s left out",
                          reading->bins.walks,
                          reading->bins.walks == 1 ? " is" : "s are");
    }
    if (!reading->bins.has_grade) {
        buf_append_text(&text, "; without elevation, hills stay in it");
    }
    shape_say(shape, buf_text(&text));
    is_told = buf_status(&text, NULL) == OW_OK;
    buf_dispose(&text);
    return is_told;
}

void shape_say(struct ow_shape *shape, const char *reason)
{
    size_t length = strlen(reason);

    length = length < sizeof shape->reason ? length : sizeof shape->reason - 1;
    memcpy(shape->reason, reason, length);
    shape->reason[length] = '\0';
}

bool shape_tell(const struct shape_reading *reading, struct ow_shape *shape)
{
    shape->gain = reading->gain;
    shape->noise = reading->noise;
    if (shape->verdict == OW_SHAPE_UNSUITABLE) {
        shape->gain = OW_MISSING;
    } else {
        tell_segments(reading, shape);
    }
    shape->confidence = tell_confidence(reading, shape->verdict);
    tell_points(reading, shape);
    return tell_reason(reading, shape);
}
