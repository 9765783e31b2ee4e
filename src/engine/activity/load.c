/* What an activity asked, from its samples; the header says by what rules. */
#include "onward/load.h"

#include "engine/activity/heart.h"
#include "engine/activity/trace.h"

#include <math.h>

#define ROLLING_S 30.0
/* Nobody knows what was done in a longer step. */
#define LONGEST_STEP_S 60.0
#define LONGEST_HR_STEP_S 30.0
/* A faster step catches up with what a watch had not counted: when that was
 * run nobody knows. The fastest stretch of the 100-m world record is 12.4. */
#define FASTEST_M_PER_S 12.5
#define MOST_POWER_W 2500.0
/* A heart rate so near the cadence, for so long, is likely the cadence. */
#define LOCK_WITHIN_BPM 1.0
#define LOCK_LEAST_S 30.0

/* A quantity to be averaged: what it had come to at each point, or its rate. */
struct column {
    const double *time_s;
    const double *total;
    const double *rate; /* where `total` is NULL */
    double highest;     /* a step with more a second is no part of it */
};

/* Sum of the fourth powers of rolling means, and the time they hold for. */
struct fourth_powers {
    double sum;
    double time_s;
};

static double step_of(const struct column *of, size_t i)
{
    return of->total != NULL
               ? of->total[i] - of->total[i - 1]
               : of->rate[i] * (of->time_s[i] - of->time_s[i - 1]);
}

static void add_mean(struct fourth_powers *powers, double mean, double time_s)
{
    double square = mean * mean;

    powers->sum += square * square * time_s;
    powers->time_s += time_s;
}

/* Points from first to last, without a stop between them. */
static void add_stretch(const struct column *of, size_t first, size_t last,
                        struct fourth_powers *powers)
{
    const double *time_s = of->time_s;
    double counted_s = time_s[first];
    double sum = 0;
    size_t from = first;

    for (size_t i = first + 1; i <= last; i++) {
        double begin_s = time_s[i] - ROLLING_S;
        double before = 0;

        sum += step_of(of, i);
        if (begin_s < time_s[first]) {
            continue;
        }
        while (time_s[from + 1] <= begin_s) {
            from++;
            sum -= step_of(of, from);
        }
        if (begin_s > time_s[from]) {
            before = step_of(of, from + 1) * (begin_s - time_s[from]) /
                     (time_s[from + 1] - time_s[from]);
        }
        add_mean(powers, (sum - before) / ROLLING_S, time_s[i] - counted_s);
        counted_s = time_s[i];
    }
    if (last > first && time_s[last] - ROLLING_S < time_s[first]) {
        add_mean(powers, sum / (time_s[last] - time_s[first]),
                 time_s[last] - time_s[first]);
    }
}

/* Whether what happened between point i - 1 and point i is not known. */
static bool is_break(const struct ow_trace *trace, const struct column *of,
                     size_t i)
{
    double step_s = trace->time_s[i] - trace->time_s[i - 1];

    return trace_is_stop(trace, i) || step_s > LONGEST_STEP_S ||
           !(step_of(of, i) <= of->highest * step_s);
}

/* The fourth-power mean of a column's rolling means; missing without any. */
static double fourth_power_mean(const struct ow_trace *trace,
                                const struct column *of, double *time_s)
{
    struct fourth_powers powers = {0, 0};
    size_t first = 0;

    for (size_t i = 1; i < trace->count; i++) {
        if (is_break(trace, of, i)) {
            add_stretch(of, first, i - 1, &powers);
            first = i;
        }
    }
    add_stretch(of, first, trace->count - 1, &powers);
    *time_s = powers.time_s;
    return powers.time_s > 0 ? sqrt(sqrt(powers.sum / powers.time_s))
                             : OW_MISSING;
}

static void measure_run(const struct ow_trace *trace,
                        struct ow_exertion *exertion)
{
    struct column speed = {trace->time_s, trace->flat_m, NULL, FASTEST_M_PER_S};
    struct column power = {trace->time_s, NULL, trace->power_w, MOST_POWER_W};

    exertion->speed_m_per_s =
        fourth_power_mean(trace, &speed, &exertion->running_s);
    if (power.rate != NULL) {
        exertion->power_w =
            fourth_power_mean(trace, &power, &exertion->power_s);
    }
}

/* Seconds in which the heart rate went with the steps, once long enough. */
struct lock {
    double open_s;
    double counted_s;
};

static void lock_add(struct lock *lock, double hr_bpm, double cadence_spm,
                     double step_s)
{
    if (fabs(hr_bpm - cadence_spm) <= LOCK_WITHIN_BPM) {
        lock->open_s += step_s;
        return;
    }
    if (lock->open_s >= LOCK_LEAST_S) {
        lock->counted_s += lock->open_s;
    }
    lock->open_s = 0;
}

/* What a heart can be; else missing. */
static double true_hr_bpm(double hr_bpm)
{
    double bin = hr_bpm + 0.5 - OW_EXERTION_HR_LOWEST_BPM;

    return bin >= 0 && bin < OW_EXERTION_HR_COUNT ? hr_bpm : OW_MISSING;
}

static void measure_heart(const struct ow_activity *activity,
                          struct ow_exertion *exertion)
{
    const double *time_s = ow_activity_channel(activity, OW_CHANNEL_TIME_S);
    const double *hr_bpm = ow_activity_channel(activity, OW_CHANNEL_HR_BPM);
    const double *cadence_spm =
        ow_activity_channel(activity, OW_CHANNEL_CADENCE_SPM);
    size_t count = time_s == NULL ? 0 : ow_activity_sample_count(activity);
    struct held_heart held = {OW_MISSING, OW_MISSING};
    struct lock lock = {0, 0};
    double last_s = OW_MISSING;

    for (size_t i = 0; i < count; i++) {
        double step_s = time_s[i] - last_s;
        double hr = OW_MISSING;

        if (ow_is_missing(time_s[i]) || step_s <= 0) {
            continue;
        }
        last_s = time_s[i];
        if (hr_bpm != NULL) {
            hr = heart_hold(&held, true_hr_bpm(hr_bpm[i]), time_s[i]);
        }
        /* The first has none. */
        if (!(step_s <= LONGEST_HR_STEP_S)) {
            continue;
        }
        if (ow_is_missing(hr)) {
            exertion->hr_none_s += step_s;
        } else {
            exertion->hr_s[(size_t)(hr + 0.5 - OW_EXERTION_HR_LOWEST_BPM)] +=
                step_s;
            lock_add(&lock, hr,
                     cadence_spm == NULL ? OW_MISSING : cadence_spm[i], step_s);
        }
    }
    lock_add(&lock, OW_MISSING, OW_MISSING, 0);
    exertion->hr_locked_s = lock.counted_s;
}

static double duration_of(const struct ow_activity_summary *summary)
{
    if (!ow_is_missing(summary->moving_s)) {
        return summary->moving_s;
    }
    return ow_is_missing(summary->timer_s) ? summary->elapsed_s
                                           : summary->timer_s;
}

void ow_exertion_measure(const struct ow_activity *activity,
                         const struct ow_trace *trace,
                         struct ow_exertion *exertion)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);

    *exertion = (struct ow_exertion){
        .sport = summary->sport,
        .duration_s = duration_of(summary),
        .speed_m_per_s = OW_MISSING,
        .power_w = OW_MISSING,
        .effort_rpe = OW_MISSING,
    };
    if (trace != NULL) {
        measure_run(trace, exertion);
    }
    measure_heart(activity, exertion);
}

enum ow_status ow_activity_load(const struct ow_activity *activity,
                                const struct ow_load_limits *limits,
                                struct ow_load *load, struct ow_error *err)
{
    struct ow_trace *trace = NULL;
    struct ow_exertion exertion;
    enum ow_status status = ow_trace_new(activity, &trace, err);

    if (status != OW_OK && status != OW_E_NOT_FOUND) {
        return status;
    }
    ow_exertion_measure(activity, trace, &exertion);
    ow_trace_free(trace);
    return ow_load_compute(&exertion, limits, load, err);
}
