/* Activities made for a test. */
#include "make_activity.h"

#include <assert.h>

struct ow_activity *make_activity(size_t capacity)
{
    struct ow_activity *activity = activity_new();
    bool is_reserved = activity != NULL && activity_reserve(activity, capacity);

    assert(is_reserved);
    (void)is_reserved;
    activity->summary.sport = OW_SPORT_RUNNING;
    return activity;
}

void make_value(struct ow_activity *activity, size_t sample,
                enum ow_channel channel, double value)
{
    double *values = activity_add_channel(activity, channel);

    assert(values != NULL && sample < activity->sample_capacity);
    values[sample] = value;
}

size_t make_sample(struct ow_activity *activity, double time_s,
                   enum ow_channel channel, double value)
{
    size_t sample = activity->sample_count++;

    make_value(activity, sample, OW_CHANNEL_TIME_S, time_s);
    make_value(activity, sample, channel, value);
    return sample;
}

struct ow_activity *make_run(const struct make_stage *stages, size_t count)
{
    struct ow_activity *activity = NULL;
    size_t whole_s = 0;
    double distance_m = 0;
    double time_s = 0;

    for (size_t i = 0; i < count; i++) {
        whole_s += stages[i].time_s;
    }
    activity = make_activity(whole_s + 1);
    make_sample(activity, 0, OW_CHANNEL_DISTANCE_M, 0);
    for (size_t i = 0; i < count; i++) {
        for (size_t s = 0; s < stages[i].time_s; s++) {
            distance_m += stages[i].speed_m_per_s;
            make_sample(activity, ++time_s, OW_CHANNEL_DISTANCE_M, distance_m);
        }
    }
    return activity;
}

/* A value, where there is one. */
static void make_known(struct ow_activity *activity, size_t sample,
                       enum ow_channel channel, double value)
{
    if (!ow_is_missing(value)) {
        make_value(activity, sample, channel, value);
    }
}

struct ow_activity *make_run_of(size_t seconds,
                                struct make_second (*each)(size_t second))
{
    struct ow_activity *activity = make_activity(seconds + 1);
    double distance_m = 0;
    double elevation_m = 100;

    for (size_t i = 0; i <= seconds; i++) {
        struct make_second second = each(i);
        size_t sample = 0;

        if (i > 0) {
            distance_m += second.speed_m_per_s;
            elevation_m += second.speed_m_per_s * second.grade;
        }
        sample =
            make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M, distance_m);
        make_known(activity, sample, OW_CHANNEL_ELEVATION_M, elevation_m);
        make_known(activity, sample, OW_CHANNEL_HR_BPM, second.hr_bpm);
        make_known(activity, sample, OW_CHANNEL_CADENCE_SPM,
                   second.cadence_spm);
    }
    return activity;
}
