/* A run cut into pieces and laid along its distance. */
#include "app/run.h"

#include "base/error.h"
#include "base/mem.h"
#include "engine/activity/trace.h"

#include <math.h>

#define MS_PER_S 1000.0
/* A heart rate holds no longer than so. */
#define LONGEST_STEP_S 30.0
/* A cell is shown at its pace where the runner moved for so much of a second a
 * metre at least; 1 km/h. */
#define SLOWEST_M_PER_S 0.28

/* All sums of a trace up to a moment. */
struct sums {
    double distance_m;
    double moving_s;
    double flat_m;
    double ascent_m;
    double descent_m;
    double hr_s;
    double beats;
};

/* A way through a trace, to be asked for later and later moments. */
struct cursor {
    const struct ow_trace *trace;
    size_t at; /* the point that was passed last */
    double hr_s;
    double beats;
};

static double heart_step_s(const struct ow_trace *trace, size_t i)
{
    double step_s = trace->time_s[i] - trace->time_s[i - 1];

    return trace->hr_bpm != NULL && !ow_is_missing(trace->hr_bpm[i]) &&
                   step_s <= LONGEST_STEP_S
               ? step_s
               : 0;
}

static double between(const double *column, size_t i, double share)
{
    if (column == NULL) {
        return OW_MISSING;
    }
    return share > 0 ? column[i] + share * (column[i + 1] - column[i])
                     : column[i];
}

static struct sums sums_at(struct cursor *cursor, double time_s)
{
    const struct ow_trace *trace = cursor->trace;
    double share = 0;
    struct sums sums;
    size_t i = 0;

    while (cursor->at + 1 < trace->count &&
           trace->time_s[cursor->at + 1] <= time_s) {
        double step_s = heart_step_s(trace, ++cursor->at);

        cursor->hr_s += step_s;
        cursor->beats += step_s > 0 ? step_s * trace->hr_bpm[cursor->at] : 0;
    }
    i = cursor->at;
    if (i + 1 < trace->count) {
        share = fmax(0, (time_s - trace->time_s[i]) /
                            (trace->time_s[i + 1] - trace->time_s[i]));
    }
    sums = (struct sums){between(trace->distance_m, i, share),
                         between(trace->moving_s, i, share),
                         between(trace->flat_m, i, share),
                         between(trace->ascent_m, i, share),
                         between(trace->descent_m, i, share),
                         cursor->hr_s,
                         cursor->beats};
    if (share > 0) {
        double part_s = share * heart_step_s(trace, i + 1);

        sums.hr_s += part_s;
        sums.beats += part_s > 0 ? part_s * trace->hr_bpm[i + 1] : 0;
    }
    return sums;
}

static struct app_split split_between(struct cursor *cursor, double start_s,
                                      double end_s)
{
    struct sums first;
    struct sums last;
    double hr_s = 0;

    if (start_s < cursor->trace->time_s[cursor->at]) {
        *cursor = (struct cursor){.trace = cursor->trace};
    }
    first = sums_at(cursor, start_s);
    last = sums_at(cursor, end_s);
    hr_s = last.hr_s - first.hr_s;
    return (struct app_split){
        .start_s = start_s,
        .from_m = first.distance_m,
        .to_m = last.distance_m,
        .time_s = end_s - start_s,
        .moving_s = last.moving_s - first.moving_s,
        .flat_m = last.flat_m - first.flat_m,
        .hr_bpm = hr_s > 0 ? (last.beats - first.beats) / hr_s : OW_MISSING,
        .ascent_m = last.ascent_m - first.ascent_m,
        .descent_m = last.descent_m - first.descent_m,
        .step_index = -1,
    };
}

static enum ow_status split_by_distance(const struct app_run *run,
                                        double every_m,
                                        struct app_split **splits,
                                        size_t *count, struct ow_error *err)
{
    const struct ow_trace *trace = run->trace;
    struct ow_stretch whole = {trace->time_s[0],
                               trace->time_s[trace->count - 1],
                               ow_trace_distance_m(trace)};
    size_t cuts = ow_trace_splits(trace, &whole, every_m, NULL, 0);
    struct ow_split *cut = mem_calloc(cuts + 1, sizeof *cut);
    struct app_split *made = mem_calloc(cuts + 1, sizeof *made);
    struct cursor cursor = {.trace = trace};

    if (cut == NULL || made == NULL) {
        mem_free(cut);
        mem_free(made);
        return error_nomem(err);
    }
    (void)ow_trace_splits(trace, &whole, every_m, cut, cuts);
    for (size_t i = 0; i < cuts; i++) {
        double end_s = whole.start_s + cut[i].cumulative_s;

        made[i] = split_between(&cursor, end_s - cut[i].time_s, end_s);
        made[i].from_m = cut[i].from_m;
        made[i].to_m = cut[i].to_m;
    }
    mem_free(cut);
    *splits = made;
    *count = cuts;
    return OW_OK;
}

/* Of a lap whose length the device does not tell, up to the next one. */
static double lap_length_s(const struct ow_lap *laps, size_t count, size_t i,
                           double end_s, double start_s)
{
    if (!ow_is_missing(laps[i].elapsed_s)) {
        return laps[i].elapsed_s;
    }
    if (i + 1 < count) {
        return (double)(laps[i + 1].start_time_ms - laps[i].start_time_ms) /
               MS_PER_S;
    }
    return fmax(0, end_s - start_s);
}

/* Without a trace a lap is what the device says of it. */
static struct app_split told_lap(const struct ow_lap *lap, double start_s,
                                 double time_s)
{
    return (struct app_split){
        .start_s = start_s,
        .from_m = 0,
        .to_m = lap->distance_m,
        .time_s = time_s,
        .moving_s = ow_is_missing(lap->timer_s) ? time_s : lap->timer_s,
        .flat_m = OW_MISSING,
        .hr_bpm = lap->hr_avg_bpm,
        .ascent_m = OW_MISSING,
        .descent_m = OW_MISSING,
        .step_index = -1,
    };
}

static void add_split(struct app_split *into, const struct app_split *more)
{
    double known_s = ow_is_missing(into->hr_bpm) ? 0 : into->time_s;
    double more_s = ow_is_missing(more->hr_bpm) ? 0 : more->time_s;

    if (more_s > 0) {
        into->hr_bpm = ((known_s > 0 ? known_s * into->hr_bpm : 0) +
                        more_s * more->hr_bpm) /
                       (known_s + more_s);
    }
    into->to_m += more->to_m - more->from_m;
    into->time_s += more->time_s;
    into->moving_s += more->moving_s;
    into->flat_m += more->flat_m;
    into->ascent_m += more->ascent_m;
    into->descent_m += more->descent_m;
}

static size_t cut_laps(const struct app_run *run, bool by_step,
                       struct app_split *splits)
{
    const struct ow_activity_summary *summary =
        ow_activity_summary(run->activity);
    struct cursor cursor = {.trace = run->trace};
    size_t lap_count = 0;
    size_t made = 0;
    const struct ow_lap *laps = ow_activity_laps(run->activity, &lap_count);

    for (size_t i = 0; i < lap_count; i++) {
        double start_s =
            (double)(laps[i].start_time_ms - summary->start_time_ms) / MS_PER_S;
        double time_s =
            lap_length_s(laps, lap_count, i, summary->elapsed_s, start_s);
        struct app_split split =
            run->trace != NULL
                ? split_between(&cursor, start_s, start_s + time_s)
                : told_lap(&laps[i], start_s, time_s);

        split.step_index = laps[i].step_index;
        if (by_step && made > 0 && split.step_index >= 0 &&
            splits[made - 1].step_index == split.step_index) {
            add_split(&splits[made - 1], &split);
        } else {
            splits[made++] = split;
        }
    }
    return made;
}

static enum ow_status split_by_lap(const struct app_run *run, bool by_step,
                                   struct app_split **splits, size_t *count,
                                   struct ow_error *err)
{
    size_t lap_count = 0;
    const struct ow_lap *laps = ow_activity_laps(run->activity, &lap_count);
    bool has_step = false;
    struct app_split *made = NULL;

    for (size_t i = 0; i < lap_count; i++) {
        has_step = has_step || laps[i].step_index >= 0;
    }
    if (lap_count == 0) {
        return error_set(err, OW_E_NOT_FOUND, "not enough data: no laps");
    }
    if (by_step && !has_step) {
        return error_set(err, OW_E_NOT_FOUND,
                         "not enough data: no lap tells its workout step");
    }
    made = mem_calloc(lap_count, sizeof *made);
    if (made == NULL) {
        return error_nomem(err);
    }
    *count = cut_laps(run, by_step, made);
    *splits = made;
    return OW_OK;
}

enum ow_status app_run_split(const struct app_run *run, enum app_split_by by,
                             double every_m, struct app_split **splits,
                             size_t *count, struct ow_error *err)
{
    if (by != APP_SPLIT_DISTANCE) {
        return split_by_lap(run, by == APP_SPLIT_STEP, splits, count, err);
    }
    if (run->trace == NULL) {
        return error_set(err, OW_E_NOT_FOUND, "%.150s", run->trace_why);
    }
    return split_by_distance(run, every_m, splits, count, err);
}

static double speed(double distance_m, double time_s)
{
    return time_s > 0 && distance_m > 0 ? distance_m / time_s : OW_MISSING;
}

double app_split_speed(const struct app_split *split)
{
    return speed(split->to_m - split->from_m, split->moving_s);
}

double app_split_flat_speed(const struct app_split *split)
{
    return speed(split->flat_m, split->moving_s);
}

/* Elevation at the point that a cell ends at. */
static double elevation_at(const struct ow_trace *trace, size_t i)
{
    return trace->elevation_m != NULL ? trace->elevation_m[i] : OW_MISSING;
}

static void fill_cell(const struct ow_trace *trace, struct cursor *cursor,
                      const struct ow_split *cut, double start_s, size_t i,
                      struct app_run_profile *profile)
{
    double end_s = start_s + cut->cumulative_s;
    struct app_split split = split_between(cursor, end_s - cut->time_s, end_s);
    double cell_m = cut->to_m - cut->from_m;

    profile->distance_m[i] = (cut->from_m + cut->to_m) / 2;
    profile->speed_m_per_s[i] =
        split.moving_s > 0 && cell_m / split.moving_s > SLOWEST_M_PER_S
            ? cell_m / split.moving_s
            : OW_MISSING;
    profile->flat_m_per_s[i] = ow_is_missing(profile->speed_m_per_s[i])
                                   ? OW_MISSING
                                   : app_split_flat_speed(&split);
    profile->hr_bpm[i] = split.hr_bpm;
    profile->elevation_m[i] = elevation_at(trace, cursor->at);
}

enum ow_status app_run_profile(const struct app_run *run, size_t cells,
                               struct app_run_profile *profile,
                               struct ow_error *err)
{
    const struct ow_trace *trace = run->trace;
    double distance_m = trace != NULL ? ow_trace_distance_m(trace) : 0;
    struct cursor cursor = {.trace = trace};
    struct app_run_profile made = {.count = cells};
    struct ow_split *cuts = NULL;
    struct ow_stretch whole;

    if (!(distance_m > 0)) {
        return error_set(err, OW_E_NOT_FOUND,
                         "not enough data: no times with distances");
    }
    whole = (struct ow_stretch){trace->time_s[0],
                                trace->time_s[trace->count - 1], distance_m};
    cuts = mem_calloc(cells, sizeof *cuts);
    made.block = mem_calloc(cells * 5, sizeof *made.block);
    if (cuts == NULL || made.block == NULL) {
        mem_free(cuts);
        mem_free(made.block);
        return error_nomem(err);
    }
    made.distance_m = made.block;
    made.speed_m_per_s = made.block + cells;
    made.flat_m_per_s = made.block + 2 * cells;
    made.hr_bpm = made.block + 3 * cells;
    made.elevation_m = made.block + 4 * cells;
    made.count =
        ow_trace_splits(trace, &whole, distance_m / (double)cells, cuts, cells);
    made.count = made.count < cells ? made.count : cells;
    for (size_t i = 0; i < made.count; i++) {
        fill_cell(trace, &cursor, &cuts[i], whole.start_s, i, &made);
    }
    mem_free(cuts);
    *profile = made;
    return OW_OK;
}

void app_run_profile_dispose(struct app_run_profile *profile)
{
    mem_free(profile->block);
    *profile = (struct app_run_profile){.block = NULL};
}
