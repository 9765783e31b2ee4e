/* The activity's storage: channels that grow together, the rest in an arena. */
#include "engine/activity/activity.h"

#include "base/mem.h"

#include <string.h>

static void forget_spread(struct ow_spread *spread)
{
    spread->min = OW_MISSING;
    spread->avg = OW_MISSING;
    spread->max = OW_MISSING;
}

struct ow_activity *activity_new(void)
{
    struct ow_activity *activity = mem_calloc(1, sizeof *activity);
    struct ow_activity_summary *summary = NULL;

    if (activity == NULL) {
        return NULL;
    }
    summary = &activity->summary;
    summary->sport = OW_SPORT_UNKNOWN;
    summary->sub_sport = -1;
    summary->distance_m = OW_MISSING;
    summary->timer_s = OW_MISSING;
    summary->elapsed_s = OW_MISSING;
    summary->moving_s = OW_MISSING;
    summary->ascent_m = OW_MISSING;
    summary->descent_m = OW_MISSING;
    summary->elevation_min_m = OW_MISSING;
    summary->elevation_max_m = OW_MISSING;
    forget_spread(&summary->hr_bpm);
    forget_spread(&summary->cadence_spm);
    forget_spread(&summary->power_w);
    return activity;
}

void ow_activity_free(struct ow_activity *activity)
{
    if (activity == NULL) {
        return;
    }
    for (size_t i = 0; i < OW_CHANNEL_COUNT; i++) {
        mem_free(activity->channels[i]);
    }
    arena_dispose(&activity->arena);
    mem_free(activity);
}

static void forget_values(double *values, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        values[i] = OW_MISSING;
    }
}

bool activity_reserve(struct ow_activity *activity, size_t capacity)
{
    if (capacity <= activity->sample_capacity) {
        return true;
    }
    for (size_t i = 0; i < OW_CHANNEL_COUNT; i++) {
        double *grown = NULL;

        if (activity->channels[i] == NULL) {
            continue;
        }
        grown = mem_resize(activity->channels[i], capacity, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        forget_values(grown, activity->sample_capacity, capacity);
        activity->channels[i] = grown;
    }
    activity->sample_capacity = capacity;
    return true;
}

double *activity_add_channel(struct ow_activity *activity,
                             enum ow_channel channel)
{
    double *values = activity->channels[channel];

    if (values == NULL) {
        values = mem_resize(NULL, activity->sample_capacity, sizeof *values);
        if (values != NULL) {
            forget_values(values, 0, activity->sample_capacity);
            activity->channels[channel] = values;
        }
    }
    return values;
}

void activity_drop_channel(struct ow_activity *activity,
                           enum ow_channel channel)
{
    mem_free(activity->channels[channel]);
    activity->channels[channel] = NULL;
}

const struct ow_activity_summary *
ow_activity_summary(const struct ow_activity *activity)
{
    return &activity->summary;
}

size_t ow_activity_sample_count(const struct ow_activity *activity)
{
    return activity->sample_count;
}

const double *ow_activity_channel(const struct ow_activity *activity,
                                  enum ow_channel channel)
{
    return activity->channels[channel];
}

const struct ow_lap *ow_activity_laps(const struct ow_activity *activity,
                                      size_t *count)
{
    *count = activity->lap_count;
    return activity->laps;
}

const struct ow_pause *ow_activity_pauses(const struct ow_activity *activity,
                                          size_t *count)
{
    *count = activity->pause_count;
    return activity->pauses;
}

const char *const *
ow_activity_developer_fields(const struct ow_activity *activity, size_t *count)
{
    *count = activity->developer_field_count;
    return activity->developer_fields;
}
