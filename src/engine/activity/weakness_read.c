/* What one run tells of its runner's weak spots. */
#include "base/error.h"
#include "engine/activity/analysis.h"
#include "engine/activity/heart.h"
#include "onward/weakness.h"

#include <math.h>

/* Steady running that a drift of the heart is read from, where no mark of
 * durability was reached. */
#define LEAST_STEADY_S 2400.0
#define WARM_UP_S 600.0
/* Uphill a heart takes half a minute to follow, and longer to come down. */
#define CLIMB_LAG_S 30.0
#define LEVEL_LAG_S 60.0
#define LEVEL_GRADE 0.02
#define LEAST_CLIMB_S 180.0
#define LEAST_LEVEL_S 600.0
/* Way per heartbeat grows with the effort: so far apart it may be off by some
 * 3 %. */
#define LIKE_HEART 0.1
#define MOST_WALKING 0.2
/* Of the moving time with the heart rate on the cadence. */
#define MOST_LOCKED 0.2

/* Way as on the flat, and heartbeats. */
struct way {
    double flat_m;
    double time_s;
    double beats;
};

static double second_half(const struct ow_trace *trace)
{
    size_t last = trace->count - 1;
    double all_m = trace->distance_m[last];
    double first = 0;
    double second = 0;
    size_t middle = 0;

    while (middle < last && trace->distance_m[middle] < all_m / 2) {
        middle++;
    }
    first = trace->flat_m[middle] / trace->moving_s[middle];
    second = (trace->flat_m[last] - trace->flat_m[middle]) /
             (trace->moving_s[last] - trace->moving_s[middle]);
    return isfinite(first / second) ? first / second - 1 : OW_MISSING;
}

static double late_loss(const struct run *run)
{
    struct ow_run_durability durability;
    struct ow_run_decoupling decoupling;

    durability_read(run, &durability);
    for (size_t m = OW_DURABILITY_MARKS; m > 0; m--) {
        if (durability.marks[m - 1].why_not == NULL) {
            return durability.marks[m - 1].loss;
        }
    }
    decoupling_read(run, &decoupling);
    return decoupling.why_not == NULL && decoupling.running_s >= LEAST_STEADY_S
               ? decoupling.share
               : OW_MISSING;
}

/* What the ground is where a point lies: on a climb (1), level (0), neither
 * (-1). Hills come in order; *next is the first that may lie here. */
static int ground_at(const struct ow_run_hills *hills,
                     const struct ow_trace *trace, size_t i, size_t *next)
{
    double at_m = trace->distance_m[i];
    const struct ow_hill *hill = NULL;

    while (*next < hills->hill_count &&
           at_m > hills->hills[*next].start_m + hills->hills[*next].length_m) {
        ++*next;
    }
    hill = *next < hills->hill_count ? &hills->hills[*next] : NULL;
    if (hill == NULL || at_m < hill->start_m) {
        return fabs(trace->grade[i]) < LEVEL_GRADE ? 0 : -1;
    }
    return hill->rise_m > 0 && trace->time_s[i] >= hill->start_s + CLIMB_LAG_S
               ? 1
               : -1;
}

static void add_way(struct way *way, const struct ow_trace *trace, size_t i,
                    double hr_bpm)
{
    double moved_s = trace->moving_s[i] - trace->moving_s[i - 1];

    way->flat_m += trace->flat_m[i] - trace->flat_m[i - 1];
    way->time_s += moved_s;
    way->beats += moved_s * hr_bpm;
}

static double climb(const struct run *run)
{
    const struct ow_trace *trace = run->trace;
    struct held_heart held = {OW_MISSING, OW_MISSING};
    struct ow_run_hills hills;
    struct way up = {0, 0, 0};
    struct way level = {0, 0, 0};
    double hill_s = 0;
    size_t next = 0;
    double harder = 0;

    if (trace->hr_bpm == NULL ||
        run->walking_s > MOST_WALKING * (run->walking_s + run->running_s)) {
        return OW_MISSING;
    }
    hills_read(run, &hills);
    if (hills.why_not != NULL || hills.climb_count == 0) {
        return OW_MISSING;
    }
    for (size_t i = 1; i < trace->count; i++) {
        double hr_bpm = heart_hold(&held, trace->hr_bpm[i], trace->time_s[i]);
        int ground = ground_at(&hills, trace, i, &next);

        hill_s = ground == 0 ? hill_s : trace->time_s[i];
        if (trace_is_stop(trace, i) || ow_is_missing(hr_bpm)) {
            continue;
        }
        if (ground == 1) {
            add_way(&up, trace, i, hr_bpm);
        } else if (ground == 0 && trace->moving_s[i] > WARM_UP_S &&
                   trace->time_s[i] > hill_s + LEVEL_LAG_S) {
            add_way(&level, trace, i, hr_bpm);
        }
    }
    harder = up.beats / up.time_s / (level.beats / level.time_s) - 1;
    if (up.time_s < LEAST_CLIMB_S || level.time_s < LEAST_LEVEL_S ||
        !(fabs(harder) <= LIKE_HEART)) {
        return OW_MISSING;
    }
    return up.flat_m / up.beats / (level.flat_m / level.beats) - 1;
}

/* Whether a sensor of the wrist counted steps for heartbeats too often. */
static bool is_locked(const struct run *run)
{
    double locked_s = 0;

    for (size_t k = 0; k < run->piece_count; k++) {
        locked_s += run->pieces[k].locked_s;
    }
    return locked_s > MOST_LOCKED * run->running_s;
}

struct ow_season_figures ow_season_figures_none(void)
{
    return (struct ow_season_figures){OW_MISSING, OW_MISSING, OW_MISSING,
                                      OW_MISSING};
}

enum ow_status ow_season_figures_read(const struct ow_activity *activity,
                                      const struct ow_trace *trace,
                                      struct ow_season_figures *figures,
                                      struct ow_error *err)
{
    struct ow_season_figures made = ow_season_figures_none();
    struct ow_run_stride stride;
    struct run run;
    bool is_open = run_open(&run, activity, trace);

    if (is_open && run.why_not == NULL) {
        stride_read(&run, &stride);
        made.second_half = second_half(trace);
        made.cadence_change = stride.cadence_spm.change;
        if (!is_locked(&run)) {
            made.late_loss = late_loss(&run);
            made.climb = climb(&run);
        }
    }
    run_close(&run);
    if (!is_open) {
        return error_nomem(err);
    }
    *figures = made;
    return OW_OK;
}
