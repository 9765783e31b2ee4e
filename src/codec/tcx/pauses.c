/*
 * Pauses inside of a lap. Programs that do not begin a new Track after a pause
 * still leave it in the lap's time: what the points last longer than that was
 * spent standing, and the longest gaps between points are where.
 */
#include "codec/tcx/inside.h"

#define MS_PER_S 1000.0
/* Shorter ones cannot be told from the spacing of points. */
#define SHORTEST_PAUSE_S 10.0
#define MOST_PAUSES 20 /* of one lap */
/* A lap's time below this share of what its points cover is wrong. */
#define LEAST_LAP_SHARE 0.5

/* A lap by its points and ends; seconds since the activity's start. */
struct span {
    const double *time_s;
    size_t from;
    size_t to;
    double start_s;
    double end_s; /* of the lap, missing where not known */
};

struct gap {
    double start_s;
    double length_s;
};

/* The instant behind the gap `i`: a point, or the end of the lap. */
static double end_of_gap(const struct span *span, size_t i)
{
    return i < span->to ? span->time_s[i] : span->end_s;
}

/* The longest gap between points that is shorter than `below_s`. */
static struct gap longest_gap(const struct span *span, double below_s)
{
    struct gap longest = {span->start_s, 0};
    double before_s = span->start_s;

    for (size_t i = span->from; i <= span->to; i++) {
        double length_s = end_of_gap(span, i) - before_s;

        if (length_s > longest.length_s && length_s < below_s) {
            longest.start_s = before_s;
            longest.length_s = length_s;
        }
        if (length_s > 0) {
            before_s += length_s;
        }
    }
    return longest;
}

/* Seconds from the start to the end, and those without long gaps. */
static void measure(const struct span *span, double *all_s, double *covered_s)
{
    double before_s = span->start_s;

    *covered_s = 0;
    for (size_t i = span->from; i <= span->to; i++) {
        double length_s = end_of_gap(span, i) - before_s;

        if (length_s > 0) {
            *covered_s += length_s <= SHORTEST_PAUSE_S ? length_s : 0;
            before_s += length_s;
        }
    }
    *all_s = before_s - span->start_s;
}

static double seconds_into(const struct ow_activity *activity, int64_t time_ms)
{
    return (double)(time_ms - activity->summary.start_time_ms) / MS_PER_S;
}

static void find_in_span(struct recording *recording, const struct span *span,
                         double timer_s)
{
    double standing_s = 0;
    double covered_s = 0;
    double below_s = (double)INFINITY;

    measure(span, &standing_s, &covered_s);
    standing_s -= timer_s;
    if (!(timer_s > 0) || timer_s < LEAST_LAP_SHARE * covered_s) {
        return;
    }
    for (int i = 0; i < MOST_PAUSES && standing_s >= SHORTEST_PAUSE_S; i++) {
        struct gap gap = longest_gap(span, below_s);

        if (gap.length_s < SHORTEST_PAUSE_S) {
            return;
        }
        recording_add_pause(recording, gap.start_s,
                            fmin(gap.length_s, standing_s));
        standing_s -= gap.length_s;
        below_s = gap.length_s;
    }
}

void tcx_find_pauses(struct tcx *tcx, size_t later, int64_t end_ms)
{
    struct recording *recording = &tcx->recording;
    const struct ow_activity *activity = recording->activity;
    struct span span = {activity->channels[OW_CHANNEL_TIME_S], tcx->lap_sample,
                        activity->sample_count, 0, OW_MISSING};
    const struct ow_lap *lap = NULL;

    if (recording->lap_count <= later || tcx->track_count > 1 ||
        !tcx->is_lap_started || span.time_s == NULL) {
        return;
    }
    lap = &recording->laps[recording->lap_count - 1 - later];
    span.start_s = seconds_into(activity, lap->start_time_ms);
    if (end_ms != INT64_MIN) {
        span.end_s = seconds_into(activity, end_ms);
    }
    find_in_span(recording, &span, lap->timer_s);
}
