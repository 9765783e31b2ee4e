/* Load from samples; see the header for what it stands on. */
#include "onward/load.h"

#include "base/error.h"
#include "base/mem.h"
#include "engine/activity/trace.h"
#include "onward/body.h"

#include <math.h>

/* Grade is the slope over so many metres before and behind. */
#define GRADE_REACH_M 50.0
#define ROLLING_S 30.0
/* A longer gap is a stop: neither running nor part of a rolling mean. */
#define LONGEST_GAP_S 15.0
#define LONGEST_HR_GAP_S 30.0
#define HR_NONE_BPM 255.0
#define THRESHOLD_OF_MAX 0.89
/* Efforts to stand in for a session of which only the time is known. */
#define RUN_RPE 4.0
#define OTHER_RPE 3.0

const char *ow_load_basis_name(enum ow_load_basis basis)
{
    static const char *const names[] = {"pace", "heart-rate", "duration"};

    return names[basis];
}

/* Metres as on the flat up to each point; stops add nothing. */
static void flatten(const struct ow_trace *trace, double *flat_m)
{
    const double *distance_m = trace->distance_m;
    const double *elevation_m = trace->elevation_m;
    size_t low = 0;
    size_t high = 0;

    flat_m[0] = 0;
    for (size_t i = 1; i < trace->count; i++) {
        double step_m = distance_m[i] - distance_m[i - 1];
        double grade = 0;

        while (distance_m[i] - distance_m[low] > GRADE_REACH_M) {
            low++;
        }
        while (high + 1 < trace->count &&
               distance_m[high] - distance_m[i] < GRADE_REACH_M) {
            high++;
        }
        if (elevation_m != NULL &&
            distance_m[high] - distance_m[low] >= GRADE_REACH_M) {
            grade = (elevation_m[high] - elevation_m[low]) /
                    (distance_m[high] - distance_m[low]);
        }
        flat_m[i] = flat_m[i - 1] +
                    step_m * ow_grade_effort(ow_is_missing(grade) ? 0 : grade);
    }
}

/*
 * Hours times the square of the fourth-power mean of rolling speed over
 * threshold speed. The mean over a window begins anew after a stop.
 */
static double load_of_speed(const struct ow_trace *trace, const double *flat_m,
                            double threshold_m_per_s)
{
    const double *time_s = trace->time_s;
    double running_s = 0;
    double fourth_powers = 0;
    size_t from = 0;

    for (size_t i = 1; i < trace->count; i++) {
        double gap_s = time_s[i] - time_s[i - 1];
        double speed_m_per_s = 0;

        if (gap_s > LONGEST_GAP_S) {
            from = i;
            continue;
        }
        while (time_s[i] - time_s[from + 1] >= ROLLING_S) {
            from++;
        }
        speed_m_per_s = (flat_m[i] - flat_m[from]) / (time_s[i] - time_s[from]);
        fourth_powers += gap_s * pow(speed_m_per_s, 4);
        running_s += gap_s;
    }
    return running_s > 0 ? ow_load_of_pace(running_s,
                                           pow(fourth_powers / running_s, 0.25),
                                           threshold_m_per_s)
                         : 0;
}

static enum ow_status load_by_pace(const struct ow_activity *activity,
                                   double threshold_m_per_s, double *load,
                                   struct ow_error *err)
{
    struct ow_trace *trace = NULL;
    double *flat_m = NULL;
    enum ow_status status = ow_trace_new(activity, &trace, err);

    if (status != OW_OK) {
        return status;
    }
    flat_m = mem_resize(NULL, trace->count, sizeof *flat_m);
    if (flat_m == NULL) {
        status = error_nomem(err);
    } else {
        flatten(trace, flat_m);
        *load = load_of_speed(trace, flat_m, threshold_m_per_s);
    }
    mem_free(flat_m);
    ow_trace_free(trace);
    return status;
}

/* Impulse over that of an hour at threshold; missing without heart rates. */
static double load_by_heart(const struct ow_activity *activity,
                            const struct ow_load_limits *limits)
{
    const double *time_s = ow_activity_channel(activity, OW_CHANNEL_TIME_S);
    const double *hr_bpm = ow_activity_channel(activity, OW_CHANNEL_HR_BPM);
    size_t count = ow_activity_sample_count(activity);
    double hour = 0;
    double sum = 0;
    bool any = false;

    if (time_s == NULL || hr_bpm == NULL ||
        ow_trimp(3600, THRESHOLD_OF_MAX * limits->hr_max_bpm,
                 limits->hr_rest_bpm, limits->hr_max_bpm, limits->sex, &hour,
                 NULL) != OW_OK) {
        return OW_MISSING;
    }
    for (size_t i = 1; i < count; i++) {
        double gap_s = time_s[i] - time_s[i - 1];
        double hr =
            fmax(limits->hr_rest_bpm, fmin(limits->hr_max_bpm, hr_bpm[i]));
        double impulse = 0;

        if (gap_s <= LONGEST_HR_GAP_S && hr_bpm[i] > 0 &&
            hr_bpm[i] < HR_NONE_BPM &&
            ow_trimp(gap_s, hr, limits->hr_rest_bpm, limits->hr_max_bpm,
                     limits->sex, &impulse, NULL) == OW_OK) {
            sum += impulse;
            any = true;
        }
    }
    return any ? sum / hour * 100 : OW_MISSING;
}

static double duration_s(const struct ow_activity_summary *summary)
{
    if (!ow_is_missing(summary->moving_s)) {
        return summary->moving_s;
    }
    return ow_is_missing(summary->timer_s) ? summary->elapsed_s
                                           : summary->timer_s;
}

enum ow_status ow_activity_load(const struct ow_activity *activity,
                                const struct ow_load_limits *limits,
                                struct ow_load *load, struct ow_error *err)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    bool is_run = summary->sport == OW_SPORT_RUNNING;
    double value = OW_MISSING;

    if (is_run && limits->threshold_m_per_s > 0) {
        enum ow_status status =
            load_by_pace(activity, limits->threshold_m_per_s, &value, err);

        if (status == OW_OK) {
            *load = (struct ow_load){value, OW_LOAD_PACE};
        }
        if (status != OW_E_NOT_FOUND) {
            return status;
        }
    }
    value = load_by_heart(activity, limits);
    if (!ow_is_missing(value)) {
        *load = (struct ow_load){value, OW_LOAD_HEART_RATE};
        return OW_OK;
    }
    if (!(duration_s(summary) >= 0)) {
        return error_set(err, OW_E_NOT_FOUND, "the activity tells no time");
    }
    value =
        ow_load_of_effort(duration_s(summary), is_run ? RUN_RPE : OTHER_RPE);
    *load = (struct ow_load){value, OW_LOAD_DURATION};
    return OW_OK;
}
