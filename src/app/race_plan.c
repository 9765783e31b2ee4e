/* What a race plan is made from; see the header. */
#include "app/race_plan.h"

#include "app/inspect.h"
#include "app/scenario.h"
#include "base/error.h"
#include "onward/fit.h"
#include "onward/json.h"

#define DAYS_PER_YEAR 365
#define USUAL_WEEKS 8

/* A file being looked through for its longest course. */
struct search {
    struct ow_race_course *course;
    size_t count;
    struct ow_error failure; /* the first; OW_OK: none */
};

static enum ow_status look_at(struct search *search,
                              const struct ow_activity *activity,
                              struct ow_error *err)
{
    struct ow_race_course *course = NULL;
    enum ow_status status = ow_course_new(activity, &course, err);
    struct ow_race_course *other = course;

    if (status != OW_OK) {
        return status;
    }
    search->count++;
    if (search->course == NULL ||
        ow_course_facts(course)->length_m >
            ow_course_facts(search->course)->length_m) {
        other = search->course;
        search->course = course;
    }
    ow_course_free(other);
    return OW_OK;
}

static void note(struct search *search, const struct ow_error *error)
{
    if (search->failure.status == OW_OK) {
        search->failure = *error;
    }
}

static enum ow_status take_document(void *context, const char *file,
                                    const struct ow_document *document)
{
    struct search *search = context;
    size_t count = 0;
    const struct ow_item *items = ow_document_items(document, &count);
    struct ow_error error;

    (void)file;
    for (size_t i = 0; i < count; i++) {
        enum ow_status status = OW_OK;

        if (items[i].activity == NULL) {
            continue;
        }
        status = look_at(search, items[i].activity, &error);
        if (status == OW_E_NOMEM) {
            search->failure = error;
            return status;
        }
        if (status != OW_OK) {
            note(search, &error);
        }
    }
    return OW_OK;
}

static enum ow_status take_failure(void *context, const char *file,
                                   const struct ow_error *error)
{
    (void)file;
    note(context, error);
    return OW_OK;
}

enum ow_status app_course_read(const char *path, struct ow_race_course **course,
                               size_t *in_file, struct ow_error *err)
{
    struct search search = {.failure = {.status = OW_OK}};
    struct app_inspect_visitor visitor = {&search, take_document, take_failure};
    struct app_inspect_counts counts;
    enum ow_status status = app_inspect(&path, 1, &visitor, &counts, err);

    if (status != OW_OK) {
        ow_course_free(search.course);
        return search.failure.status == status
                   ? error_set(err, status, "%s", search.failure.message)
                   : status;
    }
    if (search.course != NULL) {
        *course = search.course;
        *in_file = search.count;
        return OW_OK;
    }
    if (search.failure.status == OW_E_IO) {
        return error_set(err, OW_E_IO, "%s", search.failure.message);
    }
    return search.failure.status != OW_OK
               ? error_set(err, OW_E_FORMAT, "%.60s: %.130s", path,
                           search.failure.message)
               : error_set(err, OW_E_FORMAT, "%.150s holds no course", path);
}

/* Of the bests, the one that shows most; NULL. */
static const struct ow_best *best_of(const struct ow_history *history,
                                     struct ow_date today)
{
    const struct ow_best *best = NULL;
    double most = 0;

    for (size_t i = 0; i < history->best_count; i++) {
        const struct ow_best *one = &history->bests[i];
        double vo2max = 0;

        if (today.days - one->date.days <= DAYS_PER_YEAR &&
            ow_vo2max_from_race(one->distance_m, one->time_s, &vo2max, NULL) ==
                OW_OK &&
            vo2max > most) {
            most = vo2max;
            best = one;
        }
    }
    return best;
}

/* Metres of a usual week; missing where no week is known. */
static double weekly_m(const struct ow_history *history)
{
    size_t count =
        history->week_count < USUAL_WEEKS ? history->week_count : USUAL_WEEKS;
    double sum_m = 0;

    for (size_t i = history->week_count - count; i < history->week_count; i++) {
        sum_m += history->weeks[i].run_m;
    }
    return count > 0 ? sum_m / (double)count : OW_MISSING;
}

enum ow_status app_race_predict(struct store *store, struct ow_date today,
                                double distance_m,
                                struct ow_prediction *prediction,
                                bool *is_known, struct ow_error *err)
{
    struct ow_scenario *scenario = NULL;
    const struct ow_best *best = NULL;
    enum ow_status status = scenario_read(store, today, 1, &scenario, err);

    if (status != OW_OK) {
        return status;
    }
    best = best_of(&scenario->history, today);
    *is_known =
        best != NULL && ow_race_predict(best->distance_m, best->time_s,
                                        weekly_m(&scenario->history),
                                        distance_m, prediction, NULL) == OW_OK;
    ow_scenario_free(scenario);
    return OW_OK;
}

enum ow_status app_race_plan_fit(const struct ow_race_plan *plan,
                                 const char *name, enum ow_units units,
                                 size_t most_steps, int64_t now_ms,
                                 uint8_t **bytes, size_t *length,
                                 struct ow_losses *losses, struct ow_error *err)
{
    struct ow_fit_identity identity = {.serial = 1, .time_created_ms = now_ms};
    struct ow_workout *workout = NULL;
    enum ow_status status =
        ow_race_plan_workout(plan, name, units, most_steps, &workout, err);

    if (status == OW_OK) {
        status = ow_fit_encode_workout(workout, &identity, bytes, length,
                                       losses, err);
    }
    ow_workout_free(workout);
    return status;
}
