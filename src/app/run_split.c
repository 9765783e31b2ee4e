/* A run cut into pieces and laid along its distance. */
#include "app/run.h"

#include "base/error.h"
#include "base/mem.h"
#include "engine/activity/trace.h"

#include <math.h>

/* Slower than 1 km/h is shown as a gap. */
#define SLOWEST_M_PER_S 0.28
#define COLUMNS 5
/* Laps that a watch closes by distance are so near to it. */
#define WHOLE_UNIT 0.02

/* All of a trace, as a stretch to be cut. */
static struct ow_stretch whole_of(const struct ow_trace *trace)
{
    return (struct ow_stretch){trace->time_s[0],
                               trace->time_s[trace->count - 1],
                               ow_trace_distance_m(trace)};
}

/* The cuts there are; they are written where there is room for them. */
static size_t cut(const struct app_run *run, enum app_split_by by,
                  double every_m, struct ow_split *splits, size_t capacity)
{
    struct ow_stretch whole = whole_of(run->trace);

    switch (by) {
    case APP_SPLIT_LAP:
        return ow_trace_lap_splits(run->trace, run->activity, splits, capacity);
    case APP_SPLIT_STEP:
        return ow_trace_step_splits(run->trace, run->activity, splits,
                                    capacity);
    case APP_SPLIT_DISTANCE:
        break;
    }
    return ow_trace_splits(run->trace, &whole, every_m, splits, capacity);
}

/* Without a trace a lap is what the device says of it. */
static size_t told_laps(const struct app_run *run, struct ow_split *splits,
                        size_t capacity)
{
    size_t count = 0;
    const struct ow_lap *laps = ow_activity_laps(run->activity, &count);
    double at_m = 0;
    double at_s = 0;

    for (size_t i = 0; i < count && i < capacity; i++) {
        const struct ow_lap *lap = &laps[i];
        double time_s =
            ow_is_missing(lap->elapsed_s) ? lap->timer_s : lap->elapsed_s;

        at_s += time_s;
        splits[i] = (struct ow_split){
            .from_m = at_m,
            .to_m = at_m + lap->distance_m,
            .time_s = time_s,
            .cumulative_s = at_s,
            .moving_s = ow_is_missing(lap->timer_s) ? time_s : lap->timer_s,
            .flat_m = OW_MISSING,
            .ascent_m = OW_MISSING,
            .descent_m = OW_MISSING,
            .hr_bpm = lap->hr_avg_bpm,
            .cadence_spm = OW_MISSING,
            .step_index = lap->step_index,
        };
        at_m += lap->distance_m;
    }
    return count;
}

static const char *nothing_to_cut(enum app_split_by by)
{
    switch (by) {
    case APP_SPLIT_LAP:
        return "not enough data: no laps";
    case APP_SPLIT_STEP:
        return "not enough data: no lap tells its workout step";
    case APP_SPLIT_DISTANCE:
        break;
    }
    return "not enough data: no metres";
}

enum ow_status app_run_split(const struct app_run *run, enum app_split_by by,
                             double every_m, struct ow_split **splits,
                             size_t *count, struct ow_error *err)
{
    bool is_told = run->trace == NULL && by == APP_SPLIT_LAP;
    struct ow_split *made = NULL;
    size_t found = 0;

    if (run->trace == NULL && !is_told) {
        return error_set(err, OW_E_NOT_FOUND, "%.150s", run->trace_why);
    }
    found = is_told ? told_laps(run, NULL, 0) : cut(run, by, every_m, NULL, 0);
    if (found == 0) {
        return error_set(err, OW_E_NOT_FOUND, "%s", nothing_to_cut(by));
    }
    made = mem_calloc(found, sizeof *made);
    if (made == NULL) {
        return error_nomem(err);
    }
    if (is_told) {
        (void)told_laps(run, made, found);
    } else {
        (void)cut(run, by, every_m, made, found);
    }
    *splits = made;
    *count = found;
    return OW_OK;
}

bool app_laps_are_own(const struct ow_split *laps, size_t count, double unit_m)
{
    for (size_t i = 0; i + 1 < count; i++) {
        double units = (laps[i].to_m - laps[i].from_m) / unit_m;

        if (!(units > 0.5 && fabs(units - round(units)) <= WHOLE_UNIT)) {
            return true;
        }
    }
    return false;
}

static double speed(double distance_m, double time_s)
{
    return time_s > 0 && distance_m > 0 ? distance_m / time_s : OW_MISSING;
}

double app_split_speed(const struct ow_split *split)
{
    return speed(split->to_m - split->from_m, split->moving_s);
}

double app_split_flat_speed(const struct ow_split *split)
{
    return speed(split->flat_m, split->moving_s);
}

static void fill_profile(const struct ow_trace *trace,
                         const struct ow_split *cells,
                         struct app_run_profile *profile)
{
    size_t point = 0;

    for (size_t i = 0; i < profile->count; i++) {
        const struct ow_split *cell = &cells[i];
        double mps = app_split_speed(cell);
        bool is_moving = mps >= SLOWEST_M_PER_S;
        double middle_s =
            trace->time_s[0] + cell->cumulative_s - cell->time_s / 2;

        while (point + 1 < trace->count && trace->time_s[point] < middle_s) {
            point++;
        }
        profile->distance_m[i] = (cell->from_m + cell->to_m) / 2;
        profile->speed_m_per_s[i] = is_moving ? mps : OW_MISSING;
        profile->flat_m_per_s[i] =
            is_moving ? app_split_flat_speed(cell) : OW_MISSING;
        profile->hr_bpm[i] = cell->hr_bpm;
        profile->elevation_m[i] =
            trace->elevation_m != NULL ? trace->elevation_m[point] : OW_MISSING;
    }
}

enum ow_status app_run_profile(const struct app_run *run, size_t cells,
                               struct app_run_profile *profile,
                               struct ow_error *err)
{
    double distance_m =
        run->trace != NULL ? ow_trace_distance_m(run->trace) : 0;
    struct app_run_profile made = {.count = 0};
    struct ow_split *splits = NULL;
    enum ow_status status =
        app_run_split(run, APP_SPLIT_DISTANCE, distance_m / (double)cells,
                      &splits, &made.count, err);

    if (status != OW_OK) {
        return status;
    }
    made.count = made.count < cells ? made.count : cells;
    made.block = mem_calloc(made.count * COLUMNS, sizeof *made.block);
    if (made.block == NULL) {
        mem_free(splits);
        return error_nomem(err);
    }
    made.distance_m = made.block;
    made.speed_m_per_s = made.distance_m + made.count;
    made.flat_m_per_s = made.speed_m_per_s + made.count;
    made.hr_bpm = made.flat_m_per_s + made.count;
    made.elevation_m = made.hr_bpm + made.count;
    fill_profile(run->trace, splits, &made);
    mem_free(splits);
    *profile = made;
    return OW_OK;
}

void app_run_profile_dispose(struct app_run_profile *profile)
{
    mem_free(profile->block);
    *profile = (struct app_run_profile){.block = NULL};
}
