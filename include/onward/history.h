/*
 * Years of running, from one row for each activity: what weeks, months and
 * years came to, how steadily was run, the bests and what they say of capacity.
 * Rows in, figures out: nothing here opens a file or knows today.
 */
#ifndef ONWARD_HISTORY_H
#define ONWARD_HISTORY_H

#include "onward/date.h"
#include "onward/trace.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What an activity counts as. */
enum ow_history_kind {
    OW_HISTORY_OTHER = 0, /**< transitions, what no sport is known of */
    OW_HISTORY_RUN,
    OW_HISTORY_STRENGTH,
    OW_HISTORY_CROSS, /**< other endurance sport */
    OW_HISTORY_WALK
};

/** What a sport, enum ow_sport or another profile number, counts as. */
OW_API enum ow_history_kind ow_history_kind_of(int sport);

/** An activity as history sees it. Quantities may be missing. */
struct ow_history_activity {
    struct ow_date date; /**< where it was run; must be known */
    enum ow_history_kind kind;
    double distance_m;
    double duration_s; /**< moving, else by the watch */
    double ascent_m;
    double load;
    double race_m; /**< official distance of a race; missing: it was none */
    double race_s; /**< its time */
    double hr_20min_bpm; /**< highest mean heart rate over 20 minutes */
    const struct ow_trace_best *bests; /**< ascending by distance; borrowed */
    size_t best_count;
};

/** Stretches of the calendar. */
enum ow_history_period {
    OW_HISTORY_WEEK = 0, /**< from Monday */
    OW_HISTORY_MONTH,
    OW_HISTORY_QUARTER,
    OW_HISTORY_YEAR
};

/** The first day of the period that a known date lies in. */
OW_API struct ow_date ow_history_period_start(enum ow_history_period period,
                                              struct ow_date date);

/** The first day of the period after the one that a date lies in. */
OW_API struct ow_date ow_history_period_next(enum ow_history_period period,
                                             struct ow_date date);

/** What a period came to. Missing quantities of activities add nothing. */
struct ow_history_sum {
    struct ow_date from; /**< its first day */
    double run_m;        /**< races included */
    double run_s;
    double longest_m; /**< longest run, races included */
    double raced_m;   /**< longest race, 0 without one */
    double ascent_m;  /**< of the runs */
    double load;      /**< of everything */
    int runs;
    int strength;
    int cross;
    int walks; /**< of 20 minutes and more */
};

/**
 * Sums of the periods from the one of `from` to the one of `to`, both
 * included; empty ones too.
 *
 * @param activities  in any order; those outside are passed over
 * @param[out] sums   up to `capacity`, the caller's
 * @return periods there are; only `capacity` of them are written
 */
OW_API size_t ow_history_sum(const struct ow_history_activity *activities,
                             size_t count, enum ow_history_period period,
                             struct ow_date from, struct ow_date to,
                             struct ow_history_sum *sums, size_t capacity);

/**
 * The longest run from one day to another, both included.
 *
 * @param with_races  whether a race may be it
 * @return its index, `count` where there is none with a distance
 */
OW_API size_t ow_history_longest(const struct ow_history_activity *activities,
                                 size_t count, struct ow_date from,
                                 struct ow_date to, bool with_races);

/**
 * Finds the down weeks: at least 8 % below the week before, which itself had
 * held or grown. The race week of 15 km and more and the two weeks before it
 * are taper; a week without a run, and one after such a week, is a break.
 *
 * @param weeks       whole weeks, one after the other
 * @param[out] falls  for each week the share by which it fell, missing where
 *                    it was no down week; `count`, the caller's
 * @return down weeks found
 *
 * Source: ours, chosen so that over the weekly totals of 58 published plans
 * the falls have the median and the quartiles that a count of them had found
 * before: 14.8 %, 11.8 and 21.9. It measures, it proves nothing.
 */
OW_API size_t ow_history_down_weeks(const struct ow_history_sum *weeks,
                                    size_t count, double *falls);

/** Days on which not running was right: blocked, ill, resting for a race. The
 * array is the caller's, all false to begin with. */
struct ow_history_rest {
    struct ow_date from; /**< of days[0] */
    bool *days;
    size_t count;
};

/** Marks the days from one to another, both included; what lies outside of the
 * array is passed over. */
OW_API void ow_history_rest_mark(struct ow_history_rest *rest,
                                 struct ow_date from, struct ow_date to);

/** Marks a day of illness or injury: it stands for the two after it, too. */
OW_API void ow_history_rest_mark_ill(struct ow_history_rest *rest,
                                     struct ow_date day);

/** Marks the days off after a race and, of 15 km and more, its last week. */
OW_API void ow_history_rest_mark_race(struct ow_history_rest *rest,
                                      struct ow_date day, double distance_m,
                                      int off_days);

/** Whether the week of a Monday is excused: three of its days are marked
 * (design choice). */
OW_API bool ow_history_rest_excuses(const struct ow_history_rest *rest,
                                    struct ow_date monday);

/** Weeks in which enough was run, and how many of them in a row. */
struct ow_history_consistency {
    size_t weeks;                /**< that were judged */
    size_t kept;                 /**< with runs enough, or lawfully without */
    size_t now;                  /**< in a row up to the last week */
    size_t longest;              /**< in a row, ever */
    struct ow_date longest_from; /**< its first Monday; none without one */
};

/**
 * Counts weeks in a row, not days: a week is kept by `least_runs` runs, or
 * excused. An excused week neither breaks a row nor begins one.
 *
 * @param excused   for each week whether rest was planned, or illness or
 *                  travel asked for it; NULL: none
 * @param is_open   the last week is not over: it counts once it is kept
 * @param least_runs  1 or more
 */
OW_API void ow_history_keep_count(const struct ow_history_sum *weeks,
                                  const bool *excused, size_t count,
                                  bool is_open, int least_runs,
                                  struct ow_history_consistency *consistency);

/** The fastest time over a distance. */
struct ow_history_best {
    double distance_m;
    double time_s;
    size_t activity; /**< index of the one it was run in */
    double start_s;  /**< since the activity's start; 0 of a race */
    bool is_race;    /**< a race's own time over its official distance */
};

/**
 * Leaves out bests that nobody has run: with one over a mile or more goes
 * every shorter one of the same run, which holds the same fault.
 *
 * @param bests  of one run, ascending by distance
 * @return how many are left, at the beginning of `bests`
 *
 * Source: the men's world records from the mile to the marathon show an
 * effective VO2max of 83 to 85.6 (our count by Daniels and Gilbert).
 */
OW_API size_t ow_history_believe(struct ow_trace_best *bests, size_t count);

/**
 * Fastest times over the standard distances (ow_trace_best_distances()), also
 * from inside longer runs; a race over such a distance counts with its own
 * time, not with what the watch made of it.
 *
 * @param since       only runs of this day and later; none: all
 * @param[out] bests  up to `capacity`, ascending by distance, the caller's
 * @return bests written
 */
OW_API size_t ow_history_bests(const struct ow_history_activity *activities,
                               size_t count, struct ow_date since,
                               struct ow_history_best *bests, size_t capacity);

/** Why an activity speaks for the capacity of its runner. */
enum ow_history_effort_kind {
    OW_EFFORT_RACE = 0,
    OW_EFFORT_HEART,  /**< 20 minutes with a heart rate as in a race */
    OW_EFFORT_AS_RACE /**< as fast as races within a year around it */
};

/** "race", "heart-rate", "as-race". */
OW_API const char *ow_history_effort_name(enum ow_history_effort_kind kind);

/** An effort near what the runner could. */
struct ow_history_effort {
    size_t activity; /**< index */
    struct ow_date date;
    enum ow_history_effort_kind kind;
    double distance_m;
    double time_s;
    double effective_vo2max;
};

/**
 * The activities that say something of capacity: races, and of other runs
 * those whose heart rate or speed was a race's. An easy run says nothing, nor
 * does an effort that shows a tenth less than another within half a year.
 *
 * @param hr_max_bpm    the runner's maximum; missing: heart rate says nothing
 * @param[out] efforts  room for `count`, the caller's; the races first, each
 *                      part in the order of the activities
 * @return efforts written
 *
 * Source: 92 % of the maximum, above the 88 to 90 % of threshold (Daniels'
 * Running Formula); only stretches of 3 km and 10 minutes or more, so that no
 * short descent or fault of positions makes one (design choice).
 */
OW_API size_t ow_history_efforts(const struct ow_history_activity *activities,
                                 size_t count, double hr_max_bpm,
                                 struct ow_history_effort *efforts);

/** Effective VO2max over a time. */
struct ow_history_capacity {
    size_t efforts; /**< that it stands on; without any the rest is missing */
    double effective_vo2max; /**< the highest shown */
    double low;              /**< 80 % band of that effort: races vary */
    double high;
    double least;        /**< lowest of the efforts: their spread */
    double spread;       /**< sample standard deviation; from 2 efforts on */
    struct ow_date date; /**< of the highest */
};

/**
 * What the efforts from one day to another, both included, show. An effort is
 * a lower bound of capacity, so the highest speaks.
 *
 * Source of the band: the same runner's times vary by 2.5 % from race to race
 * (Hopkins and Hewson 2001, Med Sci Sports Exerc 33:1588-1592: 1.2 to 4.2 %).
 */
OW_API void ow_history_capacity(const struct ow_history_effort *efforts,
                                size_t count, struct ow_date from,
                                struct ow_date to,
                                struct ow_history_capacity *capacity);

/**
 * Effective VO2max that a day is judged by: the highest shown in the year up
 * to it, else the nearest shown before, else the first shown after.
 *
 * @return missing without efforts
 */
OW_API double ow_history_vo2max_on(const struct ow_history_effort *efforts,
                                   size_t count, struct ow_date date);

/**
 * Whether a trace without a known sport can only be a run's: its speed mostly
 * between 2 and 6 m/s, and changing as a runner's does.
 */
OW_API bool ow_history_is_run(const struct ow_trace *trace);

#ifdef __cplusplus
}
#endif

#endif
