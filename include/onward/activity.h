/*
 * What was run: samples in columns, laps, pauses and what the device itself
 * said. Codecs make activities; the engine reads them.
 */
#ifndef ONWARD_ACTIVITY_H
#define ONWARD_ACTIVITY_H

#include "onward/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Sports by the numbers of the FIT profile; -1 where the file says none. */
enum ow_sport {
    OW_SPORT_UNKNOWN = -1,
    OW_SPORT_GENERIC = 0,
    OW_SPORT_RUNNING = 1,
    OW_SPORT_CYCLING = 2,
    OW_SPORT_TRANSITION = 3,
    OW_SPORT_FITNESS_EQUIPMENT = 4,
    OW_SPORT_SWIMMING = 5,
    OW_SPORT_TRAINING = 10,
    OW_SPORT_WALKING = 11,
    OW_SPORT_ROWING = 15,
    OW_SPORT_HIKING = 17
};

/**
 * The profile's name of a sport number: "running"; NULL where the profile has
 * none.
 */
OW_API const char *ow_sport_name(int sport);

/** The profile's name of a sub-sport number: "treadmill"; NULL where none. */
OW_API const char *ow_sub_sport_name(int sub_sport);

/** The sport of a profile name, without case; OW_SPORT_UNKNOWN where none. */
OW_API int ow_sport_from_name(const char *name);

/** One measured quantity over the samples of an activity. */
enum ow_channel {
    OW_CHANNEL_TIME_S = 0, /**< seconds since the activity's start_time_ms */
    OW_CHANNEL_LATITUDE_DEG,
    OW_CHANNEL_LONGITUDE_DEG,
    OW_CHANNEL_ELEVATION_M,
    OW_CHANNEL_DISTANCE_M, /**< from the start, as the device counted it */
    OW_CHANNEL_SPEED_M_PER_S,
    OW_CHANNEL_HR_BPM,
    OW_CHANNEL_CADENCE_SPM, /**< steps a minute on foot, else turns a minute */
    OW_CHANNEL_POWER_W,
    OW_CHANNEL_TEMPERATURE_C,
    OW_CHANNEL_VERTICAL_OSCILLATION_MM,
    OW_CHANNEL_STANCE_TIME_MS,
    OW_CHANNEL_STEP_LENGTH_MM,
    OW_CHANNEL_COUNT
};

/** Smallest, mean and largest of a quantity; all missing where there is none.
 */
struct ow_spread {
    double min;
    double avg;
    double max;
};

/** One lap, as the device closed it. */
struct ow_lap {
    int64_t start_time_ms; /**< Unix, UTC */
    double timer_s;        /**< without pauses; may be missing */
    double elapsed_s;
    double distance_m;
    double hr_avg_bpm;
    int step_index; /**< workout step that was run, -1 where none */
    int trigger;    /**< FIT lap_trigger number, -1 where unknown */
};

/** Time during which the watch stood. */
struct ow_pause {
    double start_s; /**< since the activity's start */
    double duration_s;
};

/**
 * What the file says of the whole activity. Quantities may be missing; texts
 * may be NULL. Figures are the device's own where it gave them, else computed
 * from the samples.
 */
struct ow_activity_summary {
    int sport;             /**< enum ow_sport or another profile number */
    int sub_sport;         /**< profile number, -1 where unknown */
    bool has_start_time;   /**< whether start_time_ms means anything */
    int64_t start_time_ms; /**< Unix, UTC */
    bool has_utc_offset;
    int32_t utc_offset_s; /**< local time minus UTC */
    double distance_m;
    double timer_s;   /**< without pauses */
    double elapsed_s; /**< from start to end */
    double moving_s;
    struct ow_spread hr_bpm; /**< unweighted over samples, 0 and 255 ignored */
    struct ow_spread cadence_spm;
    struct ow_spread power_w;
    double ascent_m;
    double descent_m;
    double elevation_min_m;
    double elevation_max_m;
    const char *name;         /**< given by the runner or the site */
    const char *manufacturer; /**< "garmin"; NULL where unknown */
    const char *product;
};

/** A recorded activity; opaque, one owner, read by one thread at a time. */
struct ow_activity;

/** Gives an activity back; NULL is fine. */
OW_API void ow_activity_free(struct ow_activity *activity);

/** The whole in figures; borrowed from the activity. */
OW_API const struct ow_activity_summary *
ow_activity_summary(const struct ow_activity *activity);

/** Samples in every channel, with or without a time. */
OW_API size_t ow_activity_sample_count(const struct ow_activity *activity);

/**
 * One channel's values, ow_activity_sample_count() of them, missing ones
 * OW_MISSING; NULL where the activity has no such channel. Borrowed.
 */
OW_API const double *ow_activity_channel(const struct ow_activity *activity,
                                         enum ow_channel channel);

/** Laps in order of their start; borrowed, `count` may be 0. */
OW_API const struct ow_lap *ow_activity_laps(const struct ow_activity *activity,
                                             size_t *count);

/** Pauses in order; borrowed, `count` may be 0. */
OW_API const struct ow_pause *
ow_activity_pauses(const struct ow_activity *activity, size_t *count);

/** Names of developer fields described in the file, each once; borrowed. */
OW_API const char *const *
ow_activity_developer_fields(const struct ow_activity *activity, size_t *count);

#ifdef __cplusplus
}
#endif

#endif
