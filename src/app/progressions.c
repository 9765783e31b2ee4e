/* Progression runs found again in what is kept; see the header. */
#include "app/progressions.h"

#include "onward/trace.h"

#include <string.h>

#define YEAR_DAYS 365
#define M_PER_KM 1000
#define WELL_SCORED 70.0
#define FASTER_HALF 0.01
/* Three of four. */
#define MOST_HELD 4
#define FEWEST_HELD 3

const char *progressions_verdict_name(enum progressions_verdict verdict)
{
    static const char *const names[] = {"not-enough-data", "not-yet", "ready"};

    return names[verdict];
}

static bool is_progression(const struct past *past, size_t i)
{
    return past->activities[i].kind == OW_HISTORY_RUN &&
           past->notes[i].rise != OW_RISE_NONE &&
           !(past->activities[i].race_m > 0);
}

static enum ow_status judge(const struct past *past,
                            const struct ow_activity *activity,
                            struct progressions_run *run, struct ow_error *err)
{
    struct ow_score_options options = {.easy_m_per_s = OW_MISSING};
    struct ow_paces paces;
    struct ow_trace *trace = NULL;
    struct ow_shape *shape = NULL;
    enum ow_status status = ow_trace_new(activity, &trace, err);

    if (status == OW_OK || status == OW_E_NOT_FOUND) {
        status = ow_shape_find(activity, trace, &shape, err);
    }
    if (status == OW_OK) {
        if (past_paces_on(past, past->activities[run->activity].date, &paces)) {
            options.easy_m_per_s = M_PER_KM / paces.easy_fast_s_per_km;
        }
        ow_score_run(activity, trace, shape, &options, &run->score);
    }
    ow_shape_free(shape);
    ow_trace_free(trace);
    return status;
}

static enum ow_status look_at(struct store *store, const struct past *past,
                              struct progressions_run *run,
                              struct ow_error *err)
{
    struct ow_activity *activity = NULL;
    enum ow_status status = store_activity_load(
        store, past->notes[run->activity].id, &activity, err);

    if (status == OW_OK) {
        status = judge(past, activity, run, err);
    }
    ow_activity_free(activity);
    return status;
}

static void conclude(struct progressions *found)
{
    size_t scored = 0;

    for (size_t i = 0; i < found->count; i++) {
        const struct ow_score *score = &found->runs[i].score;

        scored += !ow_is_missing(score->points);
        found->held += score->points >= WELL_SCORED &&
                       score->negative_split >= FASTER_HALF;
    }
    found->verdict = scored < PROGRESSIONS_FEWEST ? PROGRESSIONS_NOT_ENOUGH_DATA
                     : MOST_HELD * found->held >= FEWEST_HELD * scored
                         ? PROGRESSIONS_READY
                         : PROGRESSIONS_NOT_YET;
}

static void turn_around(struct progressions *found)
{
    for (size_t i = 0; i < found->count / 2; i++) {
        struct progressions_run kept = found->runs[i];

        found->runs[i] = found->runs[found->count - 1 - i];
        found->runs[found->count - 1 - i] = kept;
    }
}

enum ow_status progressions_read(struct store *store, const struct past *past,
                                 struct ow_date today,
                                 struct progressions *progressions,
                                 struct ow_error *err)
{
    struct progressions found = {.count = 0};
    struct ow_date from = ow_date_add_days(today, -YEAR_DAYS);
    enum ow_status status = OW_OK;

    for (size_t i = past->count;
         status == OW_OK && i > 0 && found.count < PROGRESSIONS_MOST; i--) {
        struct ow_date date = past->activities[i - 1].date;
        struct progressions_run *run = &found.runs[found.count];

        if (date.days <= today.days && date.days >= from.days &&
            is_progression(past, i - 1)) {
            run->activity = i - 1;
            run->rise = past->notes[i - 1].rise;
            run->gain = past->notes[i - 1].gain;
            status = look_at(store, past, run, err);
            found.count++;
        }
    }
    if (status == OW_OK) {
        turn_around(&found);
        conclude(&found);
        *progressions = found;
    }
    return status;
}
