/* A run in all its parts: what is common to them, means and zones. */
#include "engine/activity/analysis.h"

#include "base/error.h"
#include "base/mem.h"
#include "engine/activity/heart.h"

/* Less is a try of the watch. */
#define LEAST_RUNNING_S 60.0
/* A sport that the file does not name is no run when it moves so fast. */
#define FASTEST_RUN_M_PER_S 6.0

const char analysis_no_heart_rate[] = "not enough data: no heart rate";
const char analysis_varied[] = "unsuitable: the pace varied, as in intervals";
const char analysis_walked[] = "unsuitable: walk breaks";

static const char no_trace[] = "not enough data: no times with distances";

static bool is_run(int sport, const struct ow_trace *trace)
{
    size_t last = trace->count - 1;

    if (sport == OW_SPORT_UNKNOWN) {
        return trace->distance_m[last] <=
               FASTEST_RUN_M_PER_S * trace->moving_s[last];
    }
    return sport == OW_SPORT_RUNNING;
}

static const char *refuse_run(int sport, const struct ow_trace *trace)
{
    if (trace == NULL) {
        return no_trace;
    }
    return is_run(sport, trace) ? NULL : "unsuitable: not a run";
}

/* Gait and pieces of a trace; false without memory. */
static bool run_init(struct run *run)
{
    run->gait = mem_alloc(run->trace->count);
    if (run->gait == NULL) {
        return false;
    }
    gait_fill(run);
    run->pieces = mem_calloc(pieces_capacity(run), sizeof *run->pieces);
    if (run->pieces == NULL) {
        return false;
    }
    pieces_fill(run);
    if (run->why_not == NULL && run->running_s < LEAST_RUNNING_S) {
        run->why_not = "not enough data: less than a minute of running";
    }
    return true;
}

bool run_open(struct run *run, const struct ow_activity *activity,
              const struct ow_trace *trace)
{
    int sport = ow_activity_summary(activity)->sport;

    *run = (struct run){.trace = trace,
                        .is_named = sport == OW_SPORT_RUNNING,
                        .why_not = refuse_run(sport, trace)};
    return trace == NULL || run_init(run);
}

void run_close(struct run *run)
{
    mem_free(run->gait);
    mem_free(run->pieces);
}

static double mean_hr_bpm(const struct ow_trace *trace)
{
    struct held_heart held = {OW_MISSING, OW_MISSING};
    double beats = 0;
    double known_s = 0;

    for (size_t i = 1; trace->hr_bpm != NULL && i < trace->count; i++) {
        double moved_s = trace->moving_s[i] - trace->moving_s[i - 1];
        double hr_bpm = heart_hold(&held, trace->hr_bpm[i], trace->time_s[i]);

        if (!ow_is_missing(hr_bpm)) {
            beats += moved_s * hr_bpm;
            known_s += moved_s;
        }
    }
    return known_s > 0 ? beats / known_s : OW_MISSING;
}

static void means_read(const struct run *run, struct ow_run_means *part)
{
    const struct ow_trace *trace = run->trace;
    size_t last = trace == NULL ? 0 : trace->count - 1;

    *part =
        (struct ow_run_means){no_trace,   OW_MISSING, OW_MISSING, OW_MISSING,
                              OW_MISSING, OW_MISSING, OW_MISSING};
    if (trace == NULL) {
        return;
    }
    if (!(trace->moving_s[last] > 0)) {
        part->why_not = "not enough data: nothing but standing";
        return;
    }
    part->why_not = NULL;
    part->moving_s = trace->moving_s[last];
    part->running_s = run->running_s;
    part->speed_m_per_s = trace->distance_m[last] / part->moving_s;
    part->flat_m_per_s = trace->flat_m[last] / part->moving_s;
    part->hr_bpm = mean_hr_bpm(trace);
    part->variation = pieces_variation(run, 0, run->piece_count);
}

static enum ow_status hr_zones_read(const struct ow_exertion *exertion,
                                    const struct ow_analysis_limits *limits,
                                    struct ow_run_zones *part,
                                    struct ow_error *err)
{
    enum ow_status status = OW_E_NOT_FOUND;
    double known_s = 0;

    *part = (struct ow_run_zones){.why_not = analysis_no_heart_rate};
    for (size_t k = 0; k < OW_EXERTION_HR_COUNT; k++) {
        known_s += exertion->hr_s[k];
    }
    if (!(known_s > 0)) {
        return OW_OK;
    }
    if (limits != NULL) {
        status = ow_zones_choose(&limits->load, &part->zones, err);
    }
    if (status == OW_E_NOT_FOUND) {
        part->why_not = "not enough data: the runner's maximum or threshold "
                        "heart rate is not known";
        return OW_OK;
    }
    if (status == OW_OK) {
        part->why_not = NULL;
        ow_zones_time(&part->zones, exertion, part->time_s);
    }
    return status;
}

static enum ow_status pace_zones_read(const struct run *run,
                                      const struct ow_analysis_limits *limits,
                                      struct ow_run_zones *part,
                                      struct ow_error *err)
{
    enum ow_status status = OW_OK;

    *part = (struct ow_run_zones){.why_not = run->why_not};
    if (part->why_not != NULL) {
        return OW_OK;
    }
    if (limits == NULL || !(limits->critical_m_per_s > 0)) {
        part->why_not =
            "not enough data: the runner's critical speed is not known";
        return OW_OK;
    }
    status =
        ow_zones_by_critical_speed(limits->critical_m_per_s, &part->zones, err);
    for (size_t k = 0; status == OW_OK && k < run->piece_count; k++) {
        const struct piece *piece = &run->pieces[k];
        double speed_m_per_s = piece->flat_m / piece->running_s;

        part->time_s[ow_zone_of(&part->zones, speed_m_per_s)] +=
            piece->running_s;
    }
    return status;
}

static enum ow_status read_parts(const struct ow_activity *activity,
                                 const struct run *run,
                                 const struct ow_analysis_limits *limits,
                                 struct ow_analysis *analysis,
                                 struct ow_error *err)
{
    enum ow_status status = OW_OK;

    ow_exertion_measure(activity, run->trace, &analysis->exertion);
    status =
        hr_zones_read(&analysis->exertion, limits, &analysis->hr_zones, err);
    if (status == OW_OK) {
        status = pace_zones_read(run, limits, &analysis->pace_zones, err);
    }
    if (status != OW_OK) {
        return status;
    }
    means_read(run, &analysis->means);
    decoupling_read(run, &analysis->decoupling);
    durability_read(run, &analysis->durability);
    stride_read(run, &analysis->stride);
    hills_read(run, &analysis->hills);
    walking_read(run, &analysis->walking);
    stops_read(run, &analysis->stops);
    analysis->place = place_read(activity);
    night_read(activity, analysis->place, &analysis->night);
    temperature_read(run->trace, &analysis->temperature);
    return OW_OK;
}

enum ow_status ow_analysis_run(const struct ow_activity *activity,
                               const struct ow_trace *trace,
                               const struct ow_analysis_limits *limits,
                               struct ow_analysis *analysis,
                               struct ow_error *err)
{
    struct run run;
    struct ow_analysis made;
    enum ow_status status = OW_OK;

    if (run_open(&run, activity, trace)) {
        status = read_parts(activity, &run, limits, &made, err);
    } else {
        status = error_nomem(err);
    }
    run_close(&run);
    if (status == OW_OK) {
        *analysis = made;
    }
    return status;
}
