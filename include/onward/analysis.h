/*
 * What a run was, beyond how far and how long: how even, how the heart went
 * with the pace, hills, walk breaks, stride, dark and heat. Each part carries
 * its figures, or says in plain words why it has none.
 */
#ifndef ONWARD_ANALYSIS_H
#define ONWARD_ANALYSIS_H

#include "onward/zones.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is known of the runner; a zero or missing figure is not. */
struct ow_analysis_limits {
    struct ow_load_limits load; /**< heart-rate zones stand on these */
    double critical_m_per_s;    /**< critical speed, for zones of speed */
};

/** Speed as on the flat and the heart with it, over the whole run. */
struct ow_run_means {
    const char *why_not;  /**< NULL where the figures stand */
    double moving_s;      /**< without stops */
    double running_s;     /**< without stops and walking */
    double speed_m_per_s; /**< while moving */
    double flat_m_per_s;  /**< the same, grade-adjusted */
    double hr_bpm;        /**< while moving; missing without */
    /** Standard deviation of the grade-adjusted speed of 30-s pieces of
     * running over its mean; missing under five minutes of running. */
    double variation;
};

/** Time in zones. */
struct ow_run_zones {
    const char *why_not;
    struct ow_zones zones;
    double time_s[OW_ZONES_MOST + 1]; /**< by number; [0] below the first */
};

/**
 * Heart rate against grade-adjusted speed, the second half of the steady part
 * against the first. The first 10 minutes of moving are warm-up (cardiovascular
 * drift begins after about so long: Coyle and Gonzalez-Alonso 2001, Exerc Sport
 * Sci Rev 29:88-92), and slower running at the end with a calmer heart is
 * cool-down. Under 5 % is the rule of thumb for a steady aerobic run (Friel,
 * Aerobic endurance and decoupling).
 *
 * Refused: less than 20 minutes; heart rate missing for more than a fifth; a
 * stop of more than 2 minutes, or stops of a tenth of the time; walking of more
 * than a twentieth; half minutes that vary by more than 10 % (intervals do by
 * 14 % and more, steady runs by 4 to 9 %); a heart rate on the cadence for a
 * fifth of the time or moving by a fifth from one half minute to the next; a
 * second half of another effort. The bounds are our own, held against labelled
 * and real runs.
 */
struct ow_run_decoupling {
    const char *why_not;
    double start_s; /**< of the steady part, since the activity's start */
    double end_s;
    double running_s; /**< in it; 20 minutes at least, better 40 */
    double warm_up_s; /**< of moving before it, left out */
    double first_hr_bpm;
    double second_hr_bpm;
    double first_flat_m_per_s;
    double second_flat_m_per_s;
    /** How much less way a heartbeat made in the second half, as a share; below
     * 0 where it made more. */
    double share;
};

#define OW_DURABILITY_MARKS 3

/** The half hour of moving after a mark. */
struct ow_durability_mark {
    const char *why_not;
    double after_s; /**< 60, 90 or 120 minutes of moving */
    double hr_bpm;
    double flat_m_per_s; /**< at the heart rate of the first hour */
    double loss;         /**< slower than in the first hour by this share */
};

/**
 * What grade-adjusted speed the heart rate of the first hour still gave after
 * 60, 90 and 120 minutes. Speed at a heart rate is way per heartbeat times that
 * heart rate, the ratio of Smyth et al. 2022, Sports Med 52:2283-2295 (82,303
 * marathons: a loss of 2.5 % is its onset; 35 to 40 km against 5 to 10 km took
 * 16 % more heart rate for the speed in the mean). The ratio changes with the
 * effort: where heart rate moved by more than 5 % and the speed by more than 2
 * % the same way, no loss is told; by less, it may be off by some 3 %.
 */
struct ow_run_durability {
    const char *why_not;
    double hr_bpm;       /**< minutes 10 to 60 of moving */
    double flat_m_per_s; /**< in them */
    struct ow_durability_mark marks[OW_DURABILITY_MARKS];
};

/** One figure of the stride. */
struct ow_stride_figure {
    double mean; /**< missing where nothing tells it */
    /** Last third against the first at like speed, as a share; missing where
     * the two thirds share less than three minutes of like speed each. */
    double change;
};

/** How the runner stepped; walking and stops are left out. */
struct ow_run_stride {
    const char *why_not;
    struct ow_stride_figure cadence_spm;
    struct ow_stride_figure step_length_m; /**< speed over cadence where the
                                              device gives none */
    struct ow_stride_figure stance_time_ms;
    struct ow_stride_figure vertical_oscillation_mm;
};

/** One climb or descent. */
struct ow_hill {
    double start_s; /**< since the activity's start */
    double start_m;
    double length_m;
    double rise_m;       /**< below 0 for a descent */
    double moving_s;     /**< without stops */
    double flat_m_per_s; /**< grade-adjusted, while moving */
};

/** Hills of a run that are told one by one: those of the greatest rise. */
#define OW_MOST_HILLS 24

/**
 * Climbs and descents of 10 m and more at a mean of 2 % and more; a dip of 3 m
 * against a slope of 2 % ends one.
 */
struct ow_run_hills {
    const char *why_not;
    struct ow_hill hills[OW_MOST_HILLS]; /**< in order */
    size_t hill_count;                   /**< told in `hills` */
    size_t climb_count;                  /**< all there were */
    size_t descent_count;
    double climb_share; /**< of the distance */
    double descent_share;
    double climb_m_per_s; /**< rise a second on the climbs, rests included */
};

/**
 * Walk breaks within a run: by cadence where it is known (walking turns to
 * running at 135 to 140 steps a minute: Hum Mov Sci 2023, 90:103117), breaks of
 * 10 seconds and more; else by speed (1.9 to 2.1 m/s, same source), of 20
 * seconds and more, which takes steep slow climbing for walking.
 */
struct ow_run_walking {
    const char *why_not;
    bool is_by_cadence;
    size_t count;
    double total_s;
    double typical_s; /**< the median, to the second; missing without any */
    double share;     /**< of the moving time */
    /** Five breaks or more, a twentieth of the time or more, and for half of
     * the run the same time from one to the next: walking by plan. */
    bool is_run_walk;
};

/** Standing: slower than 0.8 m/s for 5 seconds and more. */
struct ow_run_stops {
    const char *why_not;
    size_t count;
    double total_s;
    double longest_s;
    double longest_at_s; /**< since the activity's start; missing without any */
};

/** Where a run was. */
enum ow_place {
    OW_PLACE_UNKNOWN = 0,
    OW_PLACE_OUTDOORS,
    OW_PLACE_TREADMILL, /**< the file says so, or it has distance and no place
                         */
    OW_PLACE_INDOORS    /**< on an indoor track, or in a virtual world */
};

/**
 * How much of the time the sun was down at the place, to a minute (Meeus 1998,
 * Astronomical Algorithms, ch. 25, low accuracy; the horizon is flat).
 */
struct ow_run_night {
    const char *why_not;
    double known_s; /**< with place and time */
    double night_s; /**< from sunset to sunrise */
    double dark_s;  /**< without civil twilight: the sun 6 degrees down */
};

/**
 * Temperature as the device felt it. Where the run is longer than 20 minutes
 * the first 10 are left out: the device comes from a room.
 */
struct ow_run_temperature {
    const char *why_not;
    double mean_c;
    double min_c;
    double max_c;
    const char *caution; /**< a wrist warms it; lives for ever */
};

/** A run in all its parts. */
struct ow_analysis {
    struct ow_exertion exertion; /**< for ow_load_compute() */
    struct ow_run_means means;
    struct ow_run_zones hr_zones;   /**< as ow_zones_choose(), stops included */
    struct ow_run_zones pace_zones; /**< by grade-adjusted half minutes */
    struct ow_run_decoupling decoupling;
    struct ow_run_durability durability;
    struct ow_run_stride stride;
    struct ow_run_hills hills;
    struct ow_run_walking walking;
    struct ow_run_stops stops;
    enum ow_place place;
    struct ow_run_night night;
    struct ow_run_temperature temperature;
};

/**
 * Analyses a run. What the file does not tell is said in the part's `why_not`,
 * a text without end of life: "not enough data: …" where something is missing,
 * "unsuitable: …" where a figure would mislead. Where it is not NULL, the
 * part's figures are missing or 0.
 *
 * @param trace   of this activity; NULL where it has none
 * @param limits  of the runner; NULL where nothing is known
 * @param[out] analysis  untouched on failure
 * @return OW_OK, OW_E_NOMEM, or OW_E_RANGE for limits that nobody has
 */
OW_API OW_MUST_CHECK enum ow_status
ow_analysis_run(const struct ow_activity *activity,
                const struct ow_trace *trace,
                const struct ow_analysis_limits *limits,
                struct ow_analysis *analysis, struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
