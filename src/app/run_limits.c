/* Limits on the day of a run; see the header. */
#include "app/run_limits.h"

#include "app/past.h"
#include "base/error.h"
#include "base/mem.h"
#include "onward/body.h"

#include <string.h>

/* Best times of so long make a critical speed, as in Smyth and Muniz-Pumares
 * 2020, Med Sci Sports Exerc 52:2637-2645, who took the training before a
 * marathon. */
#define BESTS_DAYS 112
#define MOST_BESTS 32
/* What critical speed is read from: Jones and Vanhatalo 2017. */
#define SHORTEST_BEST_S 120.0
#define LONGEST_BEST_S 1200.0
#define M_PER_KM 1000

const char *app_limit_source_name(enum app_limit_source source)
{
    switch (source) {
    case APP_LIMIT_GIVEN:
        return "given";
    case APP_LIMIT_SAID:
        return "setting";
    case APP_LIMIT_LEARNT:
        return "learnt";
    case APP_LIMIT_SHOWN:
        return "races";
    case APP_LIMIT_BESTS:
        return "bests";
    case APP_LIMIT_THIS_RACE:
        return "this-race";
    case APP_LIMIT_UNKNOWN:
        break;
    }
    return NULL;
}

/* Of what is known already, the first stands. */
static void take(struct app_limit *limit, double value,
                 enum app_limit_source source)
{
    if (ow_is_missing(limit->value) && !ow_is_missing(value)) {
        *limit = (struct app_limit){value, source};
    }
}

static void take_given(const struct app_run_options *options,
                       struct app_run_limits *limits)
{
    const struct app_limit none = {OW_MISSING, APP_LIMIT_UNKNOWN};

    *limits = (struct app_run_limits){none, none, none, none, none, none, 0};
    take(&limits->hr_max_bpm, options->hr_max_bpm, APP_LIMIT_GIVEN);
    take(&limits->hr_rest_bpm, options->hr_rest_bpm, APP_LIMIT_GIVEN);
    take(&limits->hr_threshold_bpm, options->hr_threshold_bpm, APP_LIMIT_GIVEN);
    take(&limits->critical_m_per_s, options->critical_m_per_s, APP_LIMIT_GIVEN);
}

static double sure(const struct ow_proposal *proposal)
{
    return proposal->confidence >= OW_LEARN_MODERATE ? proposal->value
                                                     : OW_MISSING;
}

/* A threshold heart rate that was only learnt gives way to a maximum that the
 * runner has named: zones are then by what was named. */
static enum ow_status take_learnt(const struct past *past, struct ow_date date,
                                  struct app_run_limits *limits,
                                  struct ow_error *err)
{
    bool is_named = !ow_is_missing(limits->hr_max_bpm.value);
    struct ow_run_digest *runs = mem_calloc(past->count + 1, sizeof *runs);
    struct ow_learned learned;
    size_t count = 0;

    if (runs == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < past->count; i++) {
        if (past->notes[i].is_measured &&
            past->activities[i].kind == OW_HISTORY_RUN) {
            runs[count++] = past->notes[i].digest;
        }
    }
    ow_learn_limits(runs, count, date, &learned);
    mem_free(runs);
    take(&limits->hr_max_bpm, sure(&learned.hr_max_bpm), APP_LIMIT_LEARNT);
    if (!is_named) {
        take(&limits->hr_threshold_bpm, sure(&learned.hr_threshold_bpm),
             APP_LIMIT_LEARNT);
    }
    return OW_OK;
}

/* Runs that were not hard make a line too slow to be the critical speed, which
 * lies above the speed of an hour. */
static void take_critical(const struct past *past, struct ow_date date,
                          struct app_run_limits *limits)
{
    struct ow_history_best bests[MOST_BESTS];
    struct ow_effort efforts[MOST_BESTS];
    struct ow_critical_speed fit;
    size_t used = 0;
    size_t count = ow_history_bests(past->activities, past->count,
                                    ow_date_add_days(date, -BESTS_DAYS), bests,
                                    MOST_BESTS);

    for (size_t i = 0; i < count; i++) {
        if (bests[i].time_s >= SHORTEST_BEST_S &&
            bests[i].time_s <= LONGEST_BEST_S) {
            efforts[used++] =
                (struct ow_effort){bests[i].distance_m, bests[i].time_s};
        }
    }
    if (used >= 2 &&
        ow_critical_speed_fit(efforts, used, &fit, NULL) == OW_OK &&
        fit.speed_m_per_s > limits->threshold_m_per_s.value) {
        take(&limits->critical_m_per_s, fit.speed_m_per_s, APP_LIMIT_BESTS);
    }
}

/* The race that shows most, beside this run itself; and whether the runner
 * named this run as a race. */
static void take_races(const struct past *past, const struct app_run *run,
                       struct run_known *known)
{
    double most = 0;

    for (size_t i = 0; i < past->effort_count; i++) {
        const struct ow_history_effort *effort = &past->efforts[i];

        if (effort->kind == OW_EFFORT_RACE && effort->effective_vo2max > most &&
            strcmp(past->notes[effort->activity].id, run->id) != 0) {
            most = effort->effective_vo2max;
            known->race.best_m = effort->distance_m;
            known->race.best_s = effort->time_s;
        }
    }
    for (size_t i = 0; i < past->count; i++) {
        if (past->notes[i].is_confirmed &&
            strcmp(past->notes[i].id, run->id) == 0) {
            known->race.distance_m = past->activities[i].race_m;
        }
    }
}

static enum ow_status take_kept(struct store *store, struct ow_date date,
                                struct app_run *run, struct run_known *known,
                                struct ow_error *err)
{
    struct app_run_limits *limits = &run->limits;
    struct ledger ledger = {0};
    struct past past = {0};
    const json_t *athlete = NULL;
    const char *sex = NULL;
    const char *level = NULL;
    struct ow_paces paces;
    enum ow_status status = ledger_read(store, &ledger, err);

    if (status == OW_OK) {
        status =
            past_read(store, &ledger, ow_date_add_days(date, 1), &past, err);
    }
    if (status == OW_OK) {
        athlete = json_object_get(ledger.settings, "athlete");
        sex = json_string_value(json_object_get(athlete, "sex"));
        limits->sex = sex != NULL ? sex[0] : '\0';
        level = json_string_value(json_object_get(athlete, "level"));
        known->is_novice = level != NULL && strcmp(level, "beginner") == 0;
        take(&limits->hr_max_bpm, past.limits.hr_max_bpm, APP_LIMIT_SAID);
        take(&limits->hr_rest_bpm, past.limits.hr_rest_bpm, APP_LIMIT_SAID);
        if (past_paces_on(&past, date, &paces)) {
            take(&limits->threshold_m_per_s,
                 M_PER_KM / paces.threshold_s_per_km, APP_LIMIT_SHOWN);
            take(&limits->easy_m_per_s, M_PER_KM / paces.easy_fast_s_per_km,
                 APP_LIMIT_SHOWN);
        }
        take_critical(&past, date, limits);
        take_races(&past, run, known);
        status = take_learnt(&past, date, limits, err);
    }
    past_dispose(&past);
    ledger_dispose(&ledger);
    return status;
}

enum ow_status run_limits_read(struct store *store,
                               const struct app_run_options *options,
                               struct app_run *run, struct run_known *known,
                               struct ow_error *err)
{
    struct ow_date date =
        ow_date_is_known(run->date) ? run->date : options->today;

    memset(known, 0, sizeof *known);
    take_given(options, &run->limits);
    return store == NULL ? OW_OK : take_kept(store, date, run, known, err);
}

void run_limits_of_race(struct app_run *run)
{
    double vo2max = 0;
    struct ow_paces paces;

    if (run->is_race &&
        ow_vo2max_from_race(run->race.distance_m, run->race.time_s, &vo2max,
                            NULL) == OW_OK &&
        ow_paces_compute(vo2max, OW_MISSING, &paces, NULL) == OW_OK &&
        !ow_is_missing(paces.threshold_s_per_km)) {
        take(&run->limits.threshold_m_per_s,
             M_PER_KM / paces.threshold_s_per_km, APP_LIMIT_THIS_RACE);
    }
}
