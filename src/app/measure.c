/* Measuring an activity for the store. */
#include "app/measure.h"

#include "engine/activity/trace.h"
#include "engine/race/finish.h"
#include "engine/race/read.h"
#include "onward/curve.h"
#include "onward/history.h"

#include <string.h>

/* Shorter runs tell nothing of weak spots, but for races. */
#define LEAST_SEASON_S 2400.0

static enum ow_status measure_bests(const struct ow_trace *trace,
                                    struct measures *measures,
                                    struct ow_error *err)
{
    enum ow_status status =
        ow_trace_bests(trace, measures->bests, MEASURES_MOST_BESTS,
                       &measures->best_count, err);

    if (status == OW_OK) {
        measures->best_count =
            ow_history_believe(measures->bests, measures->best_count);
    }
    return status;
}

static void measure_way(const struct ow_trace *trace, struct measures *measures)
{
    size_t last = trace->count - 1;

    measures->flat_m = trace->flat_m[last];
    if (trace->elevation_m != NULL) {
        measures->ascent_m = trace->ascent_m[last];
        measures->descent_m = trace->descent_m[last];
    }
}

/* What the run has nothing of, or is too long for, stays missing. */
static enum ow_status measure_peaks(const struct ow_trace *trace,
                                    enum ow_curve_quantity quantity,
                                    double means[OW_LEARN_SPAN_COUNT],
                                    struct ow_error *err)
{
    static const double spans_s[OW_LEARN_SPAN_COUNT] = {10, 60, 300, 1200,
                                                        3600};
    enum ow_status status = ow_curve_peaks(trace, quantity, spans_s,
                                           OW_LEARN_SPAN_COUNT, means, err);

    return status == OW_E_NOMEM ? status : OW_OK;
}

/* Whether it is as long as a race, with or without a walk after the line. */
static bool is_race_long(const struct ow_activity_summary *summary,
                         const struct ow_trace *trace)
{
    return ow_race_snap(summary->distance_m) != NULL ||
           (trace != NULL &&
            ow_race_snap(trace->distance_m[finish_find(trace, 0)]) != NULL);
}

static enum ow_status measure_race(const struct ow_activity *activity,
                                   const struct ow_trace *trace,
                                   struct measures *measures,
                                   struct ow_error *err)
{
    struct ow_race_reading race;
    enum ow_status status = race_read_trace(activity, trace, NULL, &race, err);

    if (status == OW_OK && race.distance_name != NULL) {
        measures->race_m = race.distance_m;
        measures->race_s = race.time_s;
        measures->race_confidence = race.confidence;
    }
    return status == OW_E_NOT_FOUND ? OW_OK : status;
}

static enum ow_status measure_shape(const struct ow_activity *activity,
                                    const struct ow_trace *trace,
                                    struct measures *measures,
                                    struct ow_error *err)
{
    struct ow_shape *shape = NULL;
    enum ow_status status = ow_shape_find(activity, trace, &shape, err);

    if (status == OW_OK) {
        measures->has_shape = true;
        measures->shape = shape->verdict;
        measures->rise = shape->rise;
        measures->gain = shape->gain;
        measures->shape_confidence = shape->confidence;
        ow_shape_free(shape);
    }
    return status;
}

static bool is_run(const struct measures *measures)
{
    return measures->exertion.sport == OW_SPORT_RUNNING;
}

static void forget_all(struct measures *measures)
{
    memset(measures, 0, sizeof *measures);
    measures->assumed_sport = OW_SPORT_UNKNOWN;
    measures->flat_m = OW_MISSING;
    measures->ascent_m = OW_MISSING;
    measures->descent_m = OW_MISSING;
    for (int i = 0; i < OW_LEARN_SPAN_COUNT; i++) {
        measures->hr_bpm[i] = OW_MISSING;
        measures->flat_m_per_s[i] = OW_MISSING;
    }
    measures->race_m = OW_MISSING;
    measures->race_s = OW_MISSING;
    measures->race_confidence = OW_MISSING;
    measures->gain = OW_MISSING;
    measures->shape_confidence = OW_MISSING;
    measures->season = ow_season_figures_none();
}

/* What the samples tell. */
static enum ow_status measure_trace(const struct ow_activity_summary *summary,
                                    const struct ow_trace *trace,
                                    struct measures *measures,
                                    struct ow_error *err)
{
    enum ow_status status =
        measure_peaks(trace, OW_CURVE_HR_BPM, measures->hr_bpm, err);

    if (summary->sport == OW_SPORT_UNKNOWN && ow_history_is_run(trace)) {
        measures->assumed_sport = OW_SPORT_RUNNING;
        measures->exertion.sport = OW_SPORT_RUNNING;
    }
    measure_way(trace, measures);
    if (status != OW_OK || !is_run(measures)) {
        return status;
    }
    status = measure_bests(trace, measures, err);
    return status == OW_OK ? measure_peaks(trace, OW_CURVE_FLAT_M_PER_S,
                                           measures->flat_m_per_s, err)
                           : status;
}

enum ow_status measure_activity(const struct ow_activity *activity,
                                struct measures *measures, struct ow_error *err)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    struct ow_trace *trace = NULL;
    enum ow_status status = ow_trace_new(activity, &trace, err);

    if (status != OW_OK && status != OW_E_NOT_FOUND) {
        return status;
    }
    forget_all(measures);
    ow_exertion_measure(activity, trace, &measures->exertion);
    status =
        trace == NULL ? OW_OK : measure_trace(summary, trace, measures, err);
    if (status == OW_OK && is_run(measures)) {
        status = measure_shape(activity, trace, measures, err);
    }
    if (status == OW_OK && is_run(measures) &&
        (measures->exertion.running_s >= LEAST_SEASON_S ||
         is_race_long(summary, trace))) {
        status =
            ow_season_figures_read(activity, trace, &measures->season, err);
    }
    /* Most runs are of no race's distance and need not be looked at again. */
    if (status == OW_OK && is_run(measures) && is_race_long(summary, trace)) {
        status = measure_race(activity, trace, measures, err);
    }
    ow_trace_free(trace);
    return status;
}

enum ow_status measure_and_pack(struct packer *packer, struct packed_file *file,
                                const struct ow_activity *activity,
                                struct ow_error *err)
{
    struct measures measures;
    enum ow_status status = measure_activity(activity, &measures, err);

    if (status == OW_OK) {
        status = pack_activity(packer, file, activity, err);
    }
    return status == OW_OK ? pack_measures(file, &measures, err) : status;
}
