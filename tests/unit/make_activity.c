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
