/* Durability: what speed a heart rate still gives late in a long run. */
#include "engine/activity/analysis.h"

#include <math.h>

#define WARM_UP_S 600.0
#define HOUR_S 3600.0
#define HALF_HOUR_S 1800.0
/* Of running with a heart rate after a mark, and in the first hour. */
#define LEAST_AFTER_S 900.0
#define LEAST_FIRST_S 1800.0
#define LEAST_HEART 0.8
#define MOST_WALKING 0.2
#define MOST_VARIATION 0.15
/* Heart rate and speed that move so far the same way are another effort, and
 * way per heartbeat changes with the effort. */
#define LIKE_HEART 0.05
#define LIKE_SPEED 0.02

static const char too_short[] =
    "not enough data: less than 75 minutes of moving";
static const char not_so_long[] =
    "not enough data: less than 15 minutes of running with heart rate after it";
static const char heart_gaps[] =
    "not enough data: less than half an hour of running with heart rate in "
    "the first hour";
static const char other_effort[] =
    "unsuitable: another effort, heart rate and speed both up or both down";

static const char *refuse(const struct run *run)
{
    const struct ow_trace *trace = run->trace;

    if (run->why_not != NULL) {
        return run->why_not;
    }
    if (trace->hr_bpm == NULL) {
        return analysis_no_heart_rate;
    }
    if (trace->moving_s[trace->count - 1] < HOUR_S + LEAST_AFTER_S) {
        return too_short;
    }
    if (run->walking_s > MOST_WALKING * (run->walking_s + run->running_s)) {
        return analysis_walked;
    }
    return pieces_variation(run, 0, run->piece_count) > MOST_VARIATION
               ? analysis_varied
               : NULL;
}

static bool is_other_effort(const struct ow_run_durability *part,
                            const struct pace_and_heart *after)
{
    double hr = after->hr_bpm / part->hr_bpm - 1;
    double speed = after->flat_m_per_s / part->flat_m_per_s - 1;

    return (hr > LIKE_HEART && speed > LIKE_SPEED) ||
           (hr < -LIKE_HEART && speed < -LIKE_SPEED);
}

static void read_mark(const struct run *run,
                      const struct ow_run_durability *part,
                      struct ow_durability_mark *mark)
{
    struct pace_and_heart after =
        pieces_sum(run, pieces_after(run, mark->after_s),
                   pieces_after(run, mark->after_s + HALF_HOUR_S));

    if (after.running_s < LEAST_AFTER_S || after.known < LEAST_HEART) {
        mark->why_not = not_so_long;
        return;
    }
    if (is_other_effort(part, &after)) {
        mark->why_not = other_effort;
        return;
    }
    mark->hr_bpm = after.hr_bpm;
    mark->flat_m_per_s = after.flat_m_per_s / after.hr_bpm * part->hr_bpm;
    mark->loss = 1 - mark->flat_m_per_s / part->flat_m_per_s;
}

void durability_read(const struct run *run, struct ow_run_durability *part)
{
    struct pace_and_heart first = {0, OW_MISSING, OW_MISSING, 0};

    *part = (struct ow_run_durability){.why_not = refuse(run),
                                       .hr_bpm = OW_MISSING,
                                       .flat_m_per_s = OW_MISSING};
    if (part->why_not == NULL) {
        first = pieces_sum(run, pieces_after(run, WARM_UP_S),
                           pieces_after(run, HOUR_S));
        if (first.running_s * first.known < LEAST_FIRST_S) {
            part->why_not = heart_gaps;
        } else {
            part->hr_bpm = first.hr_bpm;
            part->flat_m_per_s = first.flat_m_per_s;
        }
    }
    for (size_t m = 0; m < OW_DURABILITY_MARKS; m++) {
        part->marks[m] = (struct ow_durability_mark){
            part->why_not, HOUR_S + (double)m * HALF_HOUR_S, OW_MISSING,
            OW_MISSING, OW_MISSING};
        if (part->why_not == NULL) {
            read_mark(run, part, &part->marks[m]);
        }
    }
}
