/* What the parts of the TCX reader share. */
#ifndef CODEC_TCX_INSIDE_H
#define CODEC_TCX_INSIDE_H

#include "codec/recording.h"
#include "codec/xml/xml.h"

enum tcx_element {
    TCX_ACTIVITY = 1,
    TCX_TRANSITION,
    TCX_COURSE,
    TCX_WORKOUT,
    TCX_ID,
    TCX_LAP,
    TCX_TRACK,
    TCX_TRACKPOINT,
    TCX_CREATOR,
    TCX_NAME,
    TCX_TOTAL_TIME,
    TCX_TRIGGER,
    TCX_AVERAGE_HEART_RATE,
    TCX_VALUE,
    TCX_TIME,
    TCX_LATITUDE,
    TCX_LONGITUDE,
    TCX_ALTITUDE,
    TCX_DISTANCE,
    TCX_CADENCE,
    TCX_RUN_CADENCE,
    TCX_SPEED,
    TCX_WATTS,
    TCX_STEP,
    TCX_CHILD,
    TCX_DURATION,
    TCX_TARGET,
    TCX_STEP_HEART_RATE,
    TCX_INTENSITY,
    TCX_REPETITIONS,
    TCX_SECONDS,
    TCX_METERS,
    TCX_LOW_SPEED,
    TCX_HIGH_SPEED,
    TCX_LOW,
    TCX_HIGH
};

#define TCX_MOST_NESTING 8

/* A workout while it is read. */
struct tcx_workout {
    bool is_open;
    int sport;
    size_t nesting; /* of Step and Child elements that are open */
    struct {
        bool is_repeat;
        bool has_begun;
        uint32_t times;
    } levels[TCX_MOST_NESTING];
    struct ow_step step;
    bool has_unknown; /* an end or target that a workout cannot hold */
    char name[XML_TEXT_SIZE + 1];
    char cue[XML_TEXT_SIZE + 1];
    struct ow_workout *workout; /* NULL until its first step */
};

struct tcx {
    struct ow_document *document;
    struct recording recording;
    enum ow_item_kind kind; /* of what is recorded */
    bool has_id_time;
    bool is_in_lap;
    bool is_lap_started; /* its start is known */
    bool is_in_point;
    int64_t id_time_ms; /* the Id of an activity is its start */
    size_t track_count; /* in the lap, or in the course */
    size_t lap_sample;  /* the lap's first */
    struct tcx_workout workout;
};

/** A number, with a warning where the text is none; empty is missing. */
double tcx_number(struct xml_reader *reader, struct str text);

/** The sport of an attribute Sport, which may be NULL. */
int tcx_sport(const char *name);

/**
 * Finds the pauses of the newest lap but `later`, where its tracks do not show
 * them.
 *
 * @param later   laps that were added after it
 * @param end_ms  when the next lap begins; INT64_MIN where that is not known
 */
void tcx_find_pauses(struct tcx *tcx, size_t later, int64_t end_ms);

/**
 * Closes the activity or course and adds it to the document; false without
 * memory.
 */
bool tcx_close_item(struct tcx *tcx);

void tcx_workout_open(struct xml_reader *reader, const char **attributes);
void tcx_workout_start(struct xml_reader *reader, unsigned id,
                       const char **attributes);
void tcx_workout_end(struct xml_reader *reader, unsigned id, struct str text);

/** Adds what was read of a workout to the document; false without memory. */
bool tcx_workout_close(struct tcx *tcx);

#endif
