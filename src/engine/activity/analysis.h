/*
 * The inside of an analysis: a run told apart into standing, walking and
 * running, and cut into pieces, from which each part reads.
 */
#ifndef ENGINE_ACTIVITY_ANALYSIS_H
#define ENGINE_ACTIVITY_ANALYSIS_H

#include "engine/activity/trace.h"
#include "onward/analysis.h"

/** What the runner did from one point to the next. */
enum gait { GAIT_STANDING = 0, GAIT_WALKING, GAIT_RUNNING };

/** Half a minute of running; walking and standing may lie in between. */
struct piece {
    size_t from; /* point it begins at; its steps end at from + 1 … to */
    size_t to;
    double moving_s; /* before it, since the first point */
    double running_s;
    double distance_m; /* run in it */
    double flat_m;     /* the same as on the flat */
    double hr_s;       /* of running with a heart rate */
    double hr_bpm;     /* mean of those seconds; missing without */
    double locked_s;   /* of running with the heart rate on the cadence */
};

/** What all parts read from. */
struct run {
    const struct ow_trace *trace;
    bool is_named;       /* the file says that it is a run */
    const char *why_not; /* no part can be read but what needs no running */
    uint8_t *gait;       /* enum gait of the step that ends at each point */
    struct piece *pieces;
    size_t piece_count;
    double running_s;
    double walking_s;
    bool is_gait_by_cadence;
    double steps_per_count; /* of the cadence: 2 where one foot was counted */
};

/** A stretch of pieces summed up. */
struct pace_and_heart {
    double running_s;
    double flat_m_per_s;
    double hr_bpm; /* by time; missing without */
    double known;  /* share of the running time with a heart rate */
};

extern const char analysis_no_heart_rate[];
extern const char analysis_varied[];
extern const char analysis_walked[];

/**
 * Tells a run apart, for the parts to read from.
 *
 * @param trace  of the activity; NULL where it has none
 * @return false without memory; run_close() either way
 */
bool run_open(struct run *run, const struct ow_activity *activity,
              const struct ow_trace *trace);
void run_close(struct run *run);

/** Fills gait and what follows the pieces in a run; analysis_gait.c. */
void gait_fill(struct run *run);

/**
 * The longest time stood between two points.
 *
 * @param[out] start  the point it began at; untouched where there is none
 */
double longest_stop_s(const struct ow_trace *trace, size_t first, size_t last,
                      size_t *start);

/** Fills pieces, which have room for all, and piece_count; analysis_piece.c. */
void pieces_fill(struct run *run);

/** Pieces that gait leaves room for, at most. */
size_t pieces_capacity(const struct run *run);

/** The sum of pieces from `from` up to, not with, `to`. */
struct pace_and_heart pieces_sum(const struct run *run, size_t from, size_t to);

/** Standard deviation over mean of their speed; missing for less than 10. */
double pieces_variation(const struct run *run, size_t from, size_t to);

/** Whether the heart rate sits on the cadence, or leaps as no heart does. */
bool pieces_doubt_heart(const struct run *run, size_t from, size_t to);

/** The first piece that begins after so much moving; piece_count if none. */
size_t pieces_after(const struct run *run, double moving_s);

void decoupling_read(const struct run *run, struct ow_run_decoupling *part);
void durability_read(const struct run *run, struct ow_run_durability *part);
void stride_read(const struct run *run, struct ow_run_stride *part);
void hills_read(const struct run *run, struct ow_run_hills *part);
void walking_read(const struct run *run, struct ow_run_walking *part);
void stops_read(const struct run *run, struct ow_run_stops *part);
enum ow_place place_read(const struct ow_activity *activity);
void night_read(const struct ow_activity *activity, enum ow_place place,
                struct ow_run_night *part);
void temperature_read(const struct ow_trace *trace,
                      struct ow_run_temperature *part);

#endif
