/*
 * One run with everything known of it: its samples cleaned, its bests, what it
 * was in all its parts, its load, and how it reads as a race.
 */
#ifndef APP_RUN_H
#define APP_RUN_H

#include "app/ledger.h"
#include "onward/analysis.h"
#include "onward/date.h"
#include "onward/document.h"
#include "onward/race.h"
#include "onward/score.h"

/** Where a limit of the runner came from. */
enum app_limit_source {
    APP_LIMIT_UNKNOWN = 0,
    APP_LIMIT_GIVEN,    /* with the question */
    APP_LIMIT_SAID,     /* a setting of the runner's */
    APP_LIMIT_LEARNT,   /* from the runs up to the day, moderately sure */
    APP_LIMIT_SHOWN,    /* races and efforts like races */
    APP_LIMIT_BESTS,    /* best times of the 16 weeks up to the day */
    APP_LIMIT_THIS_RACE /* this run, which reads like a race */
};

/** "given", "setting", "learnt", "races", "bests", "this-race"; NULL. */
const char *app_limit_source_name(enum app_limit_source source);

struct app_limit {
    double value; /* missing where unknown */
    enum app_limit_source source;
};

/** What is known of the runner on the day of the run. */
struct app_run_limits {
    struct app_limit hr_max_bpm;
    struct app_limit hr_rest_bpm;
    struct app_limit hr_threshold_bpm;
    struct app_limit threshold_m_per_s;
    struct app_limit critical_m_per_s;
    struct app_limit easy_m_per_s; /* fastest easy speed */
    char sex;                      /* 'm', 'f'; 0 where not known */
};

/** Which run, and what was said with the question; missing: nothing. */
struct app_run_options {
    const char *id;   /* of the store, or its beginning; NULL with a path */
    const char *path; /* of a file; NULL with an id */
    struct ow_date today;
    double hr_max_bpm;
    double hr_rest_bpm;
    double hr_threshold_bpm;
    double critical_m_per_s;
};

/** Room for the bests of one run. */
#define APP_RUN_MOST_BESTS 32

struct app_run {
    char id[STORE_ID_SIZE];           /* "" of a file that is not kept */
    char duplicate_of[STORE_ID_SIZE]; /* an earlier one of the same time; "" */
    char *file;                       /* as it was imported, or the path */
    size_t in_file;         /* activities in the file; 0 where not known */
    struct ow_date date;    /* where it was run; none where not known */
    int32_t start_of_day_s; /* local time of day; -1 where not known */
    const struct ow_activity *activity;
    const struct ow_trace *trace; /* NULL, and then trace_why says why */
    char trace_why[200];
    struct ow_trace_best bests[APP_RUN_MOST_BESTS]; /* ascending */
    size_t best_count;
    struct app_run_limits limits;
    struct ow_analysis analysis;
    struct ow_load load;
    bool has_load;
    struct ow_race_reading race;
    bool has_race;          /* race can be read */
    bool is_race;           /* more likely a race than not, or confirmed */
    bool is_confirmed;      /* the runner named it as a race */
    struct ow_shape *shape; /* NULL where it was another sport */
    struct ow_score score;
    bool has_score; /* it was a progression, or planned as one */
    const struct ow_warning *warnings; /* of the file; none from the store */
    size_t warning_count;
    struct ow_activity *own_activity; /* what is given back */
    struct ow_document *own_document;
    struct ow_trace *own_trace;
};

/**
 * Reads a run. Of a file with several activities it is the longest run.
 *
 * @param store     may be NULL with a path: then only what was given is known
 * @param[out] run  the caller's, app_run_dispose(); filled on OW_OK only
 * @return OW_OK; OW_E_NOT_FOUND, OW_E_CONFLICT for an id that fits none or
 *         several; OW_E_ARGUMENT for a file without an activity; OW_E_RANGE for
 *         limits that nobody has; what reading the file or store answers
 */
OW_MUST_CHECK enum ow_status app_run_read(struct store *store,
                                          const struct app_run_options *options,
                                          struct app_run *run,
                                          struct ow_error *err);

/** Gives it back; an empty one is fine. */
void app_run_dispose(struct app_run *run);

/** What a run is cut by. */
enum app_split_by {
    APP_SPLIT_DISTANCE = 0,
    APP_SPLIT_LAP,
    APP_SPLIT_STEP /* laps of one workout step together */
};

/**
 * Cuts a run. Laps of a run without a trace are as the device told them.
 *
 * @param every_m      length of a split by distance, above 0
 * @param[out] splits  the caller's, mem_free()
 * @return OW_OK; OW_E_NOT_FOUND, "not enough data: ...", where there is nothing
 *         to cut by; OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status app_run_split(const struct app_run *run,
                                           enum app_split_by by, double every_m,
                                           struct ow_split **splits,
                                           size_t *count, struct ow_error *err);

/**
 * Whether laps say more than the kilometres or miles do: two and more, not all
 * of whole units.
 *
 * @param unit_m  of a kilometre or mile
 */
bool app_laps_are_own(const struct ow_split *laps, size_t count, double unit_m);

/** Metres a second of a split while moving; missing where it did not move. */
double app_split_speed(const struct ow_split *split);

/** The same as on the flat. */
double app_split_flat_speed(const struct ow_split *split);

/**
 * The run along its distance for a picture, in cells of even length.
 */
struct app_run_profile {
    double *block; /* where the columns lie */
    size_t count;
    double *distance_m; /* middle of each cell, from the start of the run */
    double *speed_m_per_s;
    double *flat_m_per_s;
    double *hr_bpm;
    double *elevation_m;
};

/**
 * @param cells          2 and more
 * @param[out] profile   the caller's, app_run_profile_dispose(); a column
 *                       without any value is missing throughout
 * @return OW_OK; OW_E_NOT_FOUND for a run without metres; OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status app_run_profile(const struct app_run *run,
                                             size_t cells,
                                             struct app_run_profile *profile,
                                             struct ow_error *err);

void app_run_profile_dispose(struct app_run_profile *profile);

#endif
