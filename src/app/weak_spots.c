/* Weak spots of the store's season; see the header. */
#include "app/weak_spots.h"

#include "app/excuse.h"
#include "base/error.h"
#include "base/mem.h"

#include <string.h>

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

static void take_runs(const struct past *past, struct ow_date from,
                      struct reading *reading)
{
    for (size_t i = 0; i < past->count; i++) {
        const struct ow_history_activity *activity = &past->activities[i];

        if (activity->kind == OW_HISTORY_RUN &&
            activity->date.days >= from.days) {
            reading->runs[reading->season.run_count++] =
                (struct ow_season_run){.date = activity->date,
                                       .moving_s = activity->duration_s,
                                       .race_m = activity->race_m,
                                       .shape = past->notes[i].shape,
                                       .figures = past->notes[i].season};
        }
    }
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
    reading.season.runs = reading.runs;
    reading.season.efforts = reading.efforts;
    if (reading.runs == NULL || reading.efforts == NULL) {
        status = error_nomem(err);
    } else {
        take_runs(past, from, &reading);
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

/* Adds a weak spot; of `length` bytes of evidence, NULL: none. */
static bool append(json_t *spots, const char *focus, bool is_said,
                   const char *evidence, size_t length)
{
    json_t *text = evidence == NULL ? NULL : json_stringn(evidence, length);

    return json_array_append_new(
               spots, json_pack("{s:s, s:b, s:o?}", "focus", focus, "said",
                                is_said ? 1 : 0, "evidence", text)) == 0;
}

/* What was seen, without the bars that the sentence ends with. */
static bool append_seen(json_t *spots, const char *focus, bool is_said,
                        const struct ow_weakness *weak)
{
    return append(spots, focus, is_said, weak->sentence,
                  strcspn(weak->sentence, ";"));
}

static bool append_word(json_t *spots, const char *focus, const char *note,
                        const struct ow_weakness *found)
{
    const struct ow_weakness *weak = weak_in(found, focus);

    if (note == NULL && weak != NULL) {
        return append_seen(spots, focus, true, weak);
    }
    return append(spots, focus, true, note, note == NULL ? 0 : strlen(note));
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

        if (focus != NULL && !append_word(spots, focus, note, found)) {
            return false;
        }
    }
    return true;
}

static bool append_shown(json_t *spots, const struct ow_weakness *found)
{
    for (size_t i = 0; i < OW_WEAKNESS_AREA_COUNT; i++) {
        if (found[i].focus != OW_FOCUS_NONE &&
            !append_seen(spots, ow_focus_name(found[i].focus), false,
                         &found[i])) {
            return false;
        }
    }
    return true;
}

enum ow_status weak_spots_of(struct store *store, const struct ledger *ledger,
                             const struct past *past, struct ow_date today,
                             json_t **spots, struct ow_error *err)
{
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];
    enum ow_status status =
        weak_spots_find(store, ledger, past, today, found, err);
    json_t *made = NULL;

    if (status != OW_OK) {
        return status;
    }
    made = json_array();
    if (made == NULL ||
        !append_said(made, weak_spots_review(ledger, today), found) ||
        !append_shown(made, found)) {
        json_decref(made);
        return error_nomem(err);
    }
    *spots = made;
    return OW_OK;
}

enum ow_status weak_spots_read(struct store *store, const struct ledger *ledger,
                               struct ow_date today, json_t **spots,
                               struct ow_error *err)
{
    struct past past = {0};
    enum ow_status status = past_read(store, ledger, today, &past, err);

    if (status == OW_OK) {
        status = weak_spots_of(store, ledger, &past, today, spots, err);
    }
    past_dispose(&past);
    return status;
}
