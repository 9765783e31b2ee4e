/* Weak spots of the store's season; see the header. */
#include "app/weak_spots.h"

#include "app/excuse.h"
#include "base/error.h"
#include "base/mem.h"
#include "onward/analysis.h"
#include "onward/trace.h"

#include <string.h>

/* Shorter runs tell nothing that an area asks for. */
#define LEAST_LOOKED_AT_S 2400.0
#define YEAR_DAYS 365
/* Whether a plan was kept to excuses a week for any number of runs. */
#define ANY_RUNS 99

/* A season on its way to the engine. */
struct reading {
    struct ow_season_run *runs;
    struct ow_history_effort *efforts;
    struct ow_history_sum weeks[WEAK_SPOTS_WEEKS];
    bool excused[WEAK_SPOTS_WEEKS];
    struct ow_season season;
};

struct ow_date weak_spots_from(struct ow_date today)
{
    return ow_date_add_days(ow_date_monday(today),
                            -WEAK_SPOTS_WEEKS * WEAK_SPOTS_DAYS_PER_WEEK);
}

static bool is_worth_a_look(const struct ow_history_activity *activity,
                            const struct past_note *note)
{
    return note->is_measured &&
           (activity->duration_s >= LEAST_LOOKED_AT_S || activity->race_m > 0);
}

/* What the samples of a run tell. */
static enum ow_status look_at(struct store *store, const struct past_note *note,
                              struct ow_season_run *run, struct ow_error *err)
{
    struct ow_activity *activity = NULL;
    struct ow_trace *trace = NULL;
    struct ow_analysis analysis;
    enum ow_status status =
        store_activity_load(store, note->id, &activity, err);

    if (status == OW_OK) {
        status = ow_trace_new(activity, &trace, err);
        status = status == OW_E_NOT_FOUND ? OW_OK : status;
    }
    if (status == OW_OK) {
        status = ow_analysis_run(activity, trace, NULL, &analysis, err);
    }
    if (status == OW_OK) {
        ow_season_run_read(trace, &analysis, note->shape, run);
    }
    ow_trace_free(trace);
    ow_activity_free(activity);
    return status;
}

static enum ow_status read_runs(struct store *store, const struct past *past,
                                struct ow_date from, struct reading *reading,
                                struct ow_error *err)
{
    static const struct ow_analysis nothing = {
        .means = {.why_not = "not read"}};
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < past->count && status == OW_OK; i++) {
        const struct ow_history_activity *activity = &past->activities[i];
        struct ow_season_run *run = &reading->runs[reading->season.run_count];

        if (activity->kind != OW_HISTORY_RUN ||
            activity->date.days < from.days) {
            continue;
        }
        ow_season_run_read(NULL, &nothing, OW_SHAPE_UNSUITABLE, run);
        if (is_worth_a_look(activity, &past->notes[i])) {
            status = look_at(store, &past->notes[i], run, err);
        }
        run->date = activity->date;
        run->race_m = activity->race_m;
        reading->season.run_count++;
    }
    return status;
}

static void take_efforts(const struct past *past, struct ow_date today,
                         struct reading *reading)
{
    for (size_t i = 0; i < past->effort_count; i++) {
        if (ow_date_days_between(past->efforts[i].date, today) <= YEAR_DAYS) {
            reading->efforts[reading->season.effort_count++] = past->efforts[i];
        }
    }
}

/* Whole weeks from the first in which anything was run. */
static enum ow_status read_weeks(struct store *store,
                                 const struct ledger *ledger,
                                 const struct past *past, struct ow_date from,
                                 struct reading *reading, struct ow_error *err)
{
    struct ow_season *season = &reading->season;
    size_t first = 0;
    enum ow_status status = OW_OK;

    (void)ow_history_sum(
        past->activities, past->count, OW_HISTORY_WEEK, from,
        ow_date_add_days(from, WEAK_SPOTS_WEEKS * WEAK_SPOTS_DAYS_PER_WEEK - 1),
        reading->weeks, WEAK_SPOTS_WEEKS);
    status = excuse_weeks(store, ledger, past, reading->weeks, WEAK_SPOTS_WEEKS,
                          ANY_RUNS, reading->excused, err);
    while (first < WEAK_SPOTS_WEEKS && reading->weeks[first].runs == 0 &&
           past->count > 0 &&
           past->activities[0].date.days > reading->weeks[first].from.days) {
        first++;
    }
    season->weeks = reading->weeks + first;
    season->excused = reading->excused + first;
    season->week_count = WEAK_SPOTS_WEEKS - first;
    return status;
}

enum ow_status weak_spots_find(struct store *store, const struct ledger *ledger,
                               const struct past *past, struct ow_date today,
                               struct ow_weakness found[OW_WEAKNESS_AREA_COUNT],
                               struct ow_error *err)
{
    struct ow_date from = weak_spots_from(today);
    struct reading reading;
    enum ow_status status = OW_OK;

    memset(&reading, 0, sizeof reading);
    reading.runs = mem_calloc(past->count + 1, sizeof *reading.runs);
    reading.efforts =
        mem_calloc(past->effort_count + 1, sizeof *reading.efforts);
    if (reading.runs == NULL || reading.efforts == NULL) {
        status = error_nomem(err);
    }
    reading.season.runs = reading.runs;
    reading.season.efforts = reading.efforts;
    if (status == OW_OK) {
        status = read_runs(store, past, from, &reading, err);
    }
    if (status == OW_OK) {
        take_efforts(past, today, &reading);
        status = read_weeks(store, ledger, past, from, &reading, err);
    }
    if (status == OW_OK) {
        status = ow_weakness_find(&reading.season, found, err);
    }
    mem_free(reading.runs);
    mem_free(reading.efforts);
    return status;
}

const json_t *weak_spots_review(const struct ledger *ledger,
                                struct ow_date today)
{
    const char *text =
        json_string_value(json_object_get(ledger->review, "date"));
    struct ow_date date = ow_date_none();

    return text != NULL && ow_date_parse(text, &date, NULL) == OW_OK &&
                   ow_date_days_between(date, today) <= YEAR_DAYS
               ? ledger->review
               : NULL;
}

/* The weak area that leads to a focus; NULL. */
static const struct ow_weakness *weak_in(const struct ow_weakness *found,
                                         const char *focus)
{
    for (size_t i = 0; i < OW_WEAKNESS_AREA_COUNT; i++) {
        if (found[i].focus != OW_FOCUS_NONE &&
            strcmp(ow_focus_name(found[i].focus), focus) == 0) {
            return &found[i];
        }
    }
    return NULL;
}

static bool append(json_t *spots, const char *focus, bool is_said,
                   const char *evidence)
{
    return json_array_append_new(
               spots, json_pack("{s:s, s:b, s:s?}", "focus", focus, "said",
                                is_said ? 1 : 0, "evidence", evidence)) == 0;
}

/* The runner's note stands for what was named, else what the runs show of it.
 */
static bool append_said(json_t *spots, const json_t *review,
                        const struct ow_weakness *found)
{
    const char *note = json_string_value(json_object_get(review, "note"));
    const json_t *hard = json_object_get(review, "hard");
    size_t i = 0;
    json_t *word = NULL;

    json_array_foreach(hard, i, word)
    {
        const char *focus = json_string_value(word);
        const struct ow_weakness *weak =
            focus != NULL ? weak_in(found, focus) : NULL;
        const char *evidence =
            note == NULL && weak != NULL ? weak->sentence : note;

        if (focus != NULL && !append(spots, focus, true, evidence)) {
            return false;
        }
    }
    return true;
}

static bool append_shown(json_t *spots, const struct ow_weakness *found)
{
    for (size_t i = 0; i < OW_WEAKNESS_AREA_COUNT; i++) {
        if (found[i].focus != OW_FOCUS_NONE &&
            !append(spots, ow_focus_name(found[i].focus), false,
                    found[i].sentence)) {
            return false;
        }
    }
    return true;
}

enum ow_status weak_spots_read(struct store *store, const struct ledger *ledger,
                               struct ow_date today, json_t **spots,
                               struct ow_error *err)
{
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];
    struct past past = {0};
    json_t *made = json_array();
    enum ow_status status = made == NULL
                                ? error_nomem(err)
                                : past_read(store, ledger, today, &past, err);

    if (status == OW_OK) {
        status = weak_spots_find(store, ledger, &past, today, found, err);
    }
    past_dispose(&past);
    if (status == OW_OK &&
        !(append_said(made, weak_spots_review(ledger, today), found) &&
          append_shown(made, found))) {
        status = error_nomem(err);
    }
    if (status != OW_OK) {
        json_decref(made);
        return status;
    }
    *spots = made;
    return OW_OK;
}
