/*
 * The figures of a TCX activity. Its laps state them, and laps are wrong often
 * enough to be held against the samples: clocks that were never set, laps of
 * 0 s, distances counted anew at every point.
 */
#include "codec/tcx/inside.h"

#include <stdlib.h>

#define MS_PER_S 1000.0
#define DAY_MS ((int64_t)86400000)
/* Before this a device counts from power-on, not from an epoch: the FIT
   date 0x10000000 (formats of the FIT SDK), 1998-07-03. */
#define CLOCK_SET_MS INT64_C(899501056000)
/* Laps that state less than this share of what the samples cover are wrong. */
#define LEAST_LAP_SHARE 0.5
/* Samples this close together belong to running time, not to a pause. */
#define SAMPLING_GAP_S 10.0
/* A count that falls at more than this share of its steps is no total. */
#define MOST_FALLING_SHARE 0.1

static void move_laps(struct recording *recording, int64_t later_ms)
{
    for (size_t i = 0; i < recording->lap_count; i++) {
        recording->laps[i].start_time_ms += later_ms;
    }
}

/* Id and samples that lie days apart: one of the clocks was not set. */
static void settle_start(struct tcx *tcx)
{
    struct recording *recording = &tcx->recording;
    int64_t first_ms = 0;

    if (!tcx->has_id_time ||
        (!recording->has_first && recording->lap_count == 0)) {
        return;
    }
    first_ms = recording->has_first ? recording->first_ms
                                    : recording->laps[0].start_time_ms;
    if (first_ms - tcx->id_time_ms <= DAY_MS &&
        tcx->id_time_ms - first_ms <= DAY_MS) {
        return;
    }
    recording_shift(recording, first_ms);
    if (first_ms < CLOCK_SET_MS && tcx->id_time_ms >= CLOCK_SET_MS) {
        move_laps(recording, tcx->id_time_ms - first_ms);
        recording->activity->summary.start_time_ms = tcx->id_time_ms;
        document_warn(tcx->document, "tcx-clock", OW_NO_OFFSET,
                      "the points' clock was not set; they are counted from "
                      "the activity's Id");
    } else {
        document_warn(tcx->document, "tcx-clock", OW_NO_OFFSET,
                      "the Id lies over a day from the points; they are "
                      "believed");
    }
}

static void measure_laps(struct recording *recording)
{
    for (size_t i = 0; i < recording->lap_count; i++) {
        struct ow_lap *lap = &recording->laps[i];
        int64_t end_ms = i + 1 < recording->lap_count ? lap[1].start_time_ms
                                                      : recording->last_ms;

        if ((i + 1 < recording->lap_count || recording->has_last) &&
            end_ms >= lap->start_time_ms) {
            lap->elapsed_s = (double)(end_ms - lap->start_time_ms) / MS_PER_S;
        }
    }
}

/* Seconds between samples that follow each other closely. */
static double covered_s(const struct ow_activity *activity)
{
    const double *time_s = activity->channels[OW_CHANNEL_TIME_S];
    double sum_s = 0;

    for (size_t i = 1; time_s != NULL && i < activity->sample_count; i++) {
        double gap_s = time_s[i] - time_s[i - 1];

        if (gap_s > 0 && gap_s <= SAMPLING_GAP_S) {
            sum_s += gap_s;
        }
    }
    return sum_s;
}

static void settle_time(struct tcx *tcx, double laps_s)
{
    struct recording *recording = &tcx->recording;
    struct ow_activity_summary *summary = &recording->activity->summary;

    if (recording->has_first) {
        summary->elapsed_s =
            (double)(recording->last_ms - recording->first_ms) / MS_PER_S;
    } else if (recording->lap_count > 0) {
        const struct ow_lap *last = &recording->laps[recording->lap_count - 1];

        summary->elapsed_s =
            (double)(last->start_time_ms - recording->laps[0].start_time_ms) /
                MS_PER_S +
            last->timer_s;
    }
    if (!(laps_s > 0)) {
        return;
    }
    if (laps_s < LEAST_LAP_SHARE * covered_s(recording->activity)) {
        document_warn(tcx->document, "tcx-lap-time", OW_NO_OFFSET,
                      "the laps' time is less than half of the points'; the "
                      "points are believed");
        return;
    }
    summary->timer_s = laps_s;
}

/* Drops a count that is no total; what is left of it, or missing. */
static double counted_m(struct tcx *tcx)
{
    struct ow_activity *activity = tcx->recording.activity;
    const double *distance_m = activity->channels[OW_CHANNEL_DISTANCE_M];
    double last_m = OW_MISSING;
    double most_m = 0;
    size_t steps = 0;
    size_t falling = 0;

    for (size_t i = 0; distance_m != NULL && i < activity->sample_count; i++) {
        if (!ow_is_missing(distance_m[i])) {
            falling += distance_m[i] < last_m;
            steps++;
            last_m = distance_m[i];
            most_m = fmax(most_m, last_m);
        }
    }
    if (most_m > 0 && (double)falling <= MOST_FALLING_SHARE * (double)steps) {
        return most_m;
    }
    if (most_m > 0) {
        document_warn(tcx->document, "tcx-distance", OW_NO_OFFSET,
                      "the points' distance is no running total; it is "
                      "measured along their positions");
    }
    activity_drop_channel(activity, OW_CHANNEL_DISTANCE_M);
    return OW_MISSING;
}

static void settle_distance(struct tcx *tcx, double laps_m)
{
    struct ow_activity *activity = tcx->recording.activity;
    double points_m = counted_m(tcx);

    if (laps_m > 0 && !(laps_m < LEAST_LAP_SHARE * points_m)) {
        activity->summary.distance_m = laps_m;
    } else if (laps_m > 0) {
        document_warn(tcx->document, "tcx-lap-distance", OW_NO_OFFSET,
                      "the laps' distance is less than half of the points'; "
                      "the points are believed");
    } else if (ow_is_missing(points_m) &&
               activity->channels[OW_CHANNEL_LATITUDE_DEG] == NULL) {
        activity->summary.distance_m = laps_m;
    }
}

/* Those of one lap were found by their length. */
static int by_start(const void *a, const void *b)
{
    const struct ow_pause *first = a;
    const struct ow_pause *second = b;

    return (first->start_s > second->start_s) -
           (first->start_s < second->start_s);
}

bool tcx_close_item(struct tcx *tcx)
{
    struct recording *recording = &tcx->recording;
    struct ow_activity *activity = recording->activity;
    double laps_s = recording->lap_count == 0 ? OW_MISSING : 0;
    double laps_m = laps_s;

    for (size_t i = 0; i < recording->lap_count; i++) {
        laps_s += fmax(recording->laps[i].timer_s, 0);
        laps_m += fmax(recording->laps[i].distance_m, 0);
    }
    tcx_find_pauses(tcx, 0, INT64_MIN);
    settle_start(tcx);
    measure_laps(recording);
    settle_time(tcx, laps_s);
    settle_distance(tcx, laps_m);
    if (sport_is_on_foot(activity->summary.sport)) {
        recording_count_both_feet(recording);
    }
    if (recording->pause_count > 0) {
        qsort(recording->pauses, recording->pause_count,
              sizeof *recording->pauses, by_start);
    }
    activity = recording_close(recording);
    if (activity == NULL ||
        !document_add(tcx->document, tcx->kind, activity, NULL)) {
        recording->status = OW_E_NOMEM;
        ow_activity_free(activity);
        return false;
    }
    return true;
}
