/*
 * Filling an activity sample by sample, for the formats that come as text:
 * values go straight into the columns.
 */
#ifndef CODEC_RECORDING_H
#define CODEC_RECORDING_H

#include "base/str.h"
#include "engine/activity/activity.h"
#include "onward/date.h"

/** The samples a file may have where the options do not say. */
#define RECORDING_MOST_SAMPLES ((size_t)50000000)

/**
 * Most activities of one file: an empty one takes six bytes of XML and over a
 * thousand of memory.
 */
#define RECORDING_MOST_ACTIVITIES ((size_t)100000)

/** Instants parsed one after the other mostly share their day. */
struct clock_cache {
    char day[10]; /* "2026-11-22", as in the text before */
    bool is_set;
    int64_t day_ms;
};

struct recording {
    struct ow_activity *activity; /* NULL when none is open */
    size_t samples_left;          /* of the file's limit */
    size_t activities_left;
    struct clock_cache clock;
    bool has_first;
    bool has_last;
    int64_t first_ms; /* of the first sample with a time */
    int64_t last_ms;  /* of the newest sample with a time */
    bool is_broken;   /* a gap that is a pause lies before the next sample */
    struct ow_lap *laps;
    size_t lap_count;
    size_t lap_capacity;
    struct ow_pause *pauses;
    size_t pause_count;
    size_t pause_capacity;
    enum ow_status status; /* the first failure: OW_E_NOMEM or OW_E_LIMIT */
};

/** Prepares for files of at most `most_samples`; 0 is the default. */
void recording_init(struct recording *recording, size_t most_samples);

/** Gives back what is open. */
void recording_dispose(struct recording *recording);

/** Opens an activity; false without memory or beyond the file's limit. */
bool recording_open(struct recording *recording);

/** Appends a sample with nothing in it; false when there is no room. */
bool recording_add_sample(struct recording *recording);

/** Sets a value of the newest sample; the first one given stays. */
void recording_set(struct recording *recording, enum ow_channel channel,
                   double value);

/**
 * Sets the instant of the newest sample; the activity's start is the first
 * instant where no other was set before.
 */
void recording_set_time(struct recording *recording, int64_t time_ms);

/** Takes the local time's offset from the text of an instant that has one. */
void recording_set_offset(struct recording *recording, struct str text);

/** Sets the activity's start; later samples count from it. */
void recording_set_start(struct recording *recording, int64_t time_ms);

/** The time to the next sample will be a pause. */
void recording_break(struct recording *recording);

/** Notes a pause; both in seconds, the start since the activity's. */
void recording_add_pause(struct recording *recording, double start_s,
                         double duration_s);

/** A new lap, quantities missing; NULL without memory. Valid until the next. */
struct ow_lap *recording_add_lap(struct recording *recording);

/** A copy in the activity's arena; NULL without memory. */
const char *recording_copy_text(struct recording *recording, struct str text);

/** Moves all samples, laps and pauses to another start. */
void recording_shift(struct recording *recording, int64_t start_time_ms);

/**
 * Puts laps and pauses into the activity, sums it up and hands it to the
 * caller; NULL without memory.
 */
struct ow_activity *recording_close(struct recording *recording);

/**
 * Reads an instant, faster than ow_time_parse() where it is written
 * YYYY-MM-DDThh:mm:ss[.fff]Z.
 */
bool clock_parse(struct clock_cache *clock, struct str text, int64_t *time_ms);

/**
 * Local time minus UTC as an instant states it: "…+02:00".
 *
 * @return false where it states none, and for a zone of 0, which most
 *         programs write for UTC wherever they are
 */
bool clock_offset(struct str text, int32_t *offset_s);

/** Whether cadence of a sport counts steps. */
bool sport_is_on_foot(int sport);

/**
 * Cadence of a sport on foot as steps a minute: watches count one foot, a few
 * programs both, told apart by the mean (above 120 it is both).
 */
void recording_count_both_feet(struct recording *recording);

#endif
