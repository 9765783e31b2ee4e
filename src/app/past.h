/*
 * All that was run, as the engine's history wants it: activities with their
 * measures, races as the runner confirmed them, loads by the threshold of their
 * day. Duplicates are left out.
 */
#ifndef APP_PAST_H
#define APP_PAST_H

#include "app/ledger.h"
#include "base/arena.h"
#include "onward/body.h"
#include "onward/form.h"
#include "onward/history.h"
#include "onward/learn.h"
#include "onward/load.h"
#include "onward/shape.h"
#include "onward/weakness.h"

/** What the store says of an activity beside its figures. */
struct past_note {
    char id[STORE_ID_SIZE];
    bool is_measured;            /* else figures of the samples are missing */
    bool is_assumed;             /* a run by its speeds, of unknown sport */
    bool is_confirmed;           /* a race that the runner named */
    enum ow_shape_verdict shape; /* unsuitable too where it is not known */
    enum ow_shape_rise rise;     /* how it went up, if a progression */
    double gain;                 /* missing where its shape is not known */
    enum ow_load_basis basis;    /* of the load, where it is known */
    struct ow_run_digest digest; /* of a run that was measured */
    struct ow_season_figures season; /* of a run that was measured */
};

struct past {
    struct arena arena;
    struct ow_history_activity *activities; /* by start */
    struct past_note *notes;                /* one each */
    size_t count;
    size_t capacity;
    struct ow_history_effort *efforts;
    size_t effort_count;
    size_t unmeasured;            /* not or in part: a rebuild does it */
    size_t undated;               /* left out: their file tells no time */
    size_t assumed;               /* runs by their speeds alone */
    struct ow_load_limits limits; /* without a threshold speed */
};

/**
 * Reads what was done before a day.
 *
 * @param ledger      races and the runner's limits
 * @param[out] past   the caller's, past_dispose(); filled on OW_OK only
 * @return OW_OK, OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status past_read(struct store *store,
                                       const struct ledger *ledger,
                                       struct ow_date before, struct past *past,
                                       struct ow_error *err);

/** Gives it back; an empty one is fine. */
void past_dispose(struct past *past);

/** The day an activity began, where it was run; its zone, else ours. */
struct ow_date past_day_of(const struct ow_activity_summary *summary);

/** Training paces of a day by the races before it; false where none is shown.
 */
bool past_paces_on(const struct past *past, struct ow_date date,
                   struct ow_paces *paces);

/** Threshold speed that a day is judged by; missing where nothing is shown. */
double past_threshold_on(const struct past *past, struct ow_date date);

/**
 * Fitness, fatigue and form of every day from the first activity to `to`.
 *
 * @param[out] days   the caller's, mem_free(); NULL without activities
 * @param[out] count  of them
 * @param[out] from   the first one's date
 * @return OW_OK or OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
past_form(const struct past *past, struct ow_date to, struct ow_form_day **days,
          size_t *count, struct ow_date *from, struct ow_error *err);

#endif
