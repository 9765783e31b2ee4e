/*
 * The inside of an activity, for those who fill one (codecs, store, the
 * generator). Everything small lives in its arena; the channels are blocks of
 * their own so that they can grow.
 */
#ifndef ENGINE_ACTIVITY_ACTIVITY_H
#define ENGINE_ACTIVITY_ACTIVITY_H

#include "base/arena.h"
#include "onward/activity.h"

struct ow_activity {
    struct ow_activity_summary summary;
    struct arena arena;
    double *channels[OW_CHANNEL_COUNT]; /* NULL until the first value */
    size_t sample_count;
    size_t sample_capacity; /* of every channel that is there */
    struct ow_lap *laps;    /* in the arena */
    size_t lap_count;
    struct ow_pause *pauses; /* in the arena */
    size_t pause_count;
    const char **developer_fields; /* in the arena */
    size_t developer_field_count;
};

/** An activity with nothing in it, quantities missing; NULL without memory. */
struct ow_activity *activity_new(void);

/**
 * Makes room for `capacity` samples in the channels that are there and in all
 * added later; what is new reads as missing.
 */
bool activity_reserve(struct ow_activity *activity, size_t capacity);

/**
 * The channel's values for writing, made on first use and filled with
 * OW_MISSING up to the capacity; NULL without memory.
 */
double *activity_add_channel(struct ow_activity *activity,
                             enum ow_channel channel);

/** Gives back a channel that turned out to hold nothing but missing values. */
void activity_drop_channel(struct ow_activity *activity,
                           enum ow_channel channel);

/**
 * Fills the figures of the summary that are still missing from the samples:
 * start and elapsed time, distance (last count, else along the positions
 * without crossing pauses), heart rate, cadence and power spreads, elevation
 * range, ascent and descent, moving time. What the device said stays.
 */
void activity_summarise(struct ow_activity *activity);

#endif
