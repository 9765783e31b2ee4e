/* Progression runs found again in what is kept; see the header. */
#include "app/progressions.h"

#include "onward/trace.h"

#include <string.h>

#define YEAR_DAYS 365
#define MOST_READ 150
#define M_PER_KM 1000
#define SHORTEST_S (15 * 60.0)
/* The fastest kilometre of a progression comes no earlier, even where a third
 * of the run was cool-down. */
#define EARLIEST_PEAK 0.35
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

/* By the measures alone; what is not measured has to be read. */
static bool may_be(const struct ow_history_activity *run)
{
    if (run->kind != OW_HISTORY_RUN || run->duration_s < SHORTEST_S ||
        run->race_m > 0) {
        return false;
    }
    for (size_t i = 0; i < run->best_count; i++) {
        if (run->bests[i].distance_m >= M_PER_KM) {
            return run->bests[i].start_s >= EARLIEST_PEAK * run->duration_s;
        }
    }
    return true;
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
        run->rise = shape->rise;
        run->gain = shape->gain;
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
    size_t read = 0;

    for (size_t i = past->count;
         status == OW_OK && i > 0 && found.count < PROGRESSIONS_MOST &&
         read < MOST_READ;
         i--) {
        const struct ow_history_activity *activity = &past->activities[i - 1];
        struct progressions_run *run = &found.runs[found.count];

        if (activity->date.days > today.days ||
            activity->date.days < from.days || !may_be(activity)) {
            continue;
        }
        read++;
        run->activity = i - 1;
        status = look_at(store, past, run, err);
        found.count += status == OW_OK && run->rise != OW_RISE_NONE;
    }
    if (status == OW_OK) {
        turn_around(&found);
        conclude(&found);
        *progressions = found;
    }
    return status;
}
