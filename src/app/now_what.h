/*
 * The question after a race: how long to rest, and what follows. The race
 * comes from a file or from the ledger; what is not known of the runner is
 * assumed, and said to be.
 */
#ifndef APP_NOW_WHAT_H
#define APP_NOW_WHAT_H

#include "app/diary.h"
#include "onward/race.h"
#include "store/store.h"

struct app_now_what_options {
    const char *path;     /* a file or archive; or NULL */
    const char *race_id;  /* of the ledger; or NULL: the newest one run */
    struct ow_date today; /* of the runner */
    bool is_today_given;  /* else a race of long ago is taken as just run */
    int weeks;            /* Mondays to plan */
    double weekly_m;      /* before the race; missing: from the store */
    double distance_m;    /* of the race; missing: as the file says */
    double effort;        /* of the race; missing: as the file says */
    int age_years;        /* -1: as the runner's birth date says */
};

/** What was assumed because nobody said it; bits. */
enum app_assumed {
    APP_ASSUMED_WEEKLY = 1, /* about the race's own distance a week */
    APP_ASSUMED_DAYS = 2,   /* an hour on weekdays, more at the weekend */
    APP_ASSUMED_AGE = 4,    /* no allowance for age */
    APP_ASSUMED_EFFORT = 8  /* as hard as possible */
};

/** The answer; give it back with app_now_what_dispose(). */
struct app_now_what {
    bool has_reading; /* the race was read from a file */
    struct ow_race_reading reading;
    char race_id[APP_RACE_ID_SIZE];
    const struct ow_race *race;  /* in the scenario */
    struct ow_recovery recovery; /* as the plan has it */
    struct ow_date today;        /* the plan's first day */
    bool is_today_moved;         /* it is not the runner's today */
    unsigned assumed;            /* bits of enum app_assumed */
    struct ow_scenario *scenario;
    struct ow_plan *plan;
};

/**
 * Answers.
 *
 * @param store  for what was run before, may be NULL
 * @param[out] answer  the caller's; on OW_OK and OW_E_CONFLICT only
 * @return OW_OK; OW_E_NOT_FOUND without a race, OW_E_ARGUMENT for a race that
 *         is still ahead or a file without a run, what reading the file came
 *         to, OW_E_CONFLICT when rules and wishes cannot all hold, OW_E_RANGE,
 *         OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
app_now_what(struct store *store, const struct app_now_what_options *options,
             struct app_now_what *answer, struct ow_error *err);

void app_now_what_dispose(struct app_now_what *answer);

/** Keeps the race of an answer in the ledger, over the same one if it is
 * there; as app_race_put(). */
OW_MUST_CHECK enum ow_status
app_now_what_keep(const struct diary *diary, const struct app_now_what *answer,
                  struct ow_error *err);

#endif
