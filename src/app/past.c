/* All that was run, from the store; see the header. */
#include "app/past.h"

#include "app/clock.h"
#include "base/error.h"
#include "base/mem.h"
#include "onward/body.h"

#include <math.h>
#include <string.h>

/* A run that is this near to a race's distance on its day was that race. */
#define SAME_RACE_SHARE 0.05
/* More likely a race than not, by the file alone. */
#define LIKELY_RACE 0.5
#define M_PER_KM 1000

struct reading {
    struct past *past;
    struct ow_date before;
    json_t *races;                 /* borrowed */
    struct ow_exertion *exertions; /* one for each activity, until judged */
    size_t exertion_capacity;
};

struct ow_date past_day_of(const struct ow_activity_summary *summary)
{
    int32_t offset_s = summary->has_utc_offset
                           ? summary->utc_offset_s
                           : clock_utc_offset_s(summary->start_time_ms);

    return ow_date_from_time(summary->start_time_ms, offset_s);
}

static bool make_room(struct reading *reading)
{
    struct past *past = reading->past;
    size_t capacity = past->capacity * 2 + 64;
    struct ow_history_activity *activities = NULL;
    struct past_note *notes = NULL;
    struct ow_exertion *exertions = NULL;

    if (past->count < past->capacity) {
        return true;
    }
    activities = mem_resize(past->activities, capacity, sizeof *activities);
    past->activities = activities != NULL ? activities : past->activities;
    notes = mem_resize(past->notes, capacity, sizeof *notes);
    past->notes = notes != NULL ? notes : past->notes;
    exertions = mem_resize(reading->exertions, capacity, sizeof *exertions);
    reading->exertions = exertions != NULL ? exertions : reading->exertions;
    if (activities == NULL || notes == NULL || exertions == NULL) {
        return false;
    }
    past->capacity = capacity;
    return true;
}

/* The race that the runner says was run that day over that distance. */
static const json_t *confirmed_race(const struct reading *reading,
                                    struct ow_date date, double distance_m)
{
    char text[OW_DATE_TEXT_SIZE];
    size_t i = 0;
    json_t *race = NULL;

    ow_date_format(date, text);
    json_array_foreach(reading->races, i, race)
    {
        const char *its = json_string_value(json_object_get(race, "date"));
        double race_m = json_number_value(json_object_get(race, "distance_m"));

        if (its != NULL && strcmp(its, text) == 0 &&
            fabs(distance_m - race_m) <= SAME_RACE_SHARE * race_m) {
            return race;
        }
    }
    return NULL;
}

static void set_race(const struct reading *reading,
                     const struct measures *measures,
                     struct ow_history_activity *made, struct past_note *note)
{
    const json_t *race = confirmed_race(reading, made->date, made->distance_m);
    const json_t *time = json_object_get(race, "time_s");

    made->race_m = OW_MISSING;
    made->race_s = OW_MISSING;
    if (race != NULL) {
        note->is_confirmed = true;
        made->race_m = json_number_value(json_object_get(race, "distance_m"));
        made->race_s = json_is_number(time) ? json_number_value(time)
                       : measures != NULL   ? measures->race_s
                                            : OW_MISSING;
    } else if (measures != NULL && measures->race_confidence >= LIKELY_RACE) {
        made->race_m = measures->race_m;
        made->race_s = measures->race_s;
    }
    note->digest.race_m = made->race_m;
    note->digest.race_s = made->race_s;
}

static double duration_of(const struct ow_activity_summary *summary)
{
    if (!ow_is_missing(summary->moving_s)) {
        return summary->moving_s;
    }
    return ow_is_missing(summary->timer_s) ? summary->elapsed_s
                                           : summary->timer_s;
}

/* What can be said without measures. */
static void guess_exertion(const struct ow_activity_summary *summary,
                           struct ow_exertion *exertion)
{
    memset(exertion, 0, sizeof *exertion);
    exertion->sport = summary->sport;
    exertion->duration_s = duration_of(summary);
    exertion->speed_m_per_s = OW_MISSING;
    exertion->power_w = OW_MISSING;
    exertion->effort_rpe = OW_MISSING;
}

static void take_digest(const struct measures *measures,
                        const struct ow_history_activity *made,
                        struct ow_run_digest *digest)
{
    digest->date = made->date;
    digest->duration_s = made->duration_s;
    digest->hr_locked_s = measures->exertion.hr_locked_s;
    for (size_t i = 0; i < OW_EXERTION_HR_COUNT; i++) {
        digest->hr_s += measures->exertion.hr_s[i];
    }
    memcpy(digest->hr_bpm, measures->hr_bpm, sizeof digest->hr_bpm);
    memcpy(digest->speed_m_per_s, measures->flat_m_per_s,
           sizeof digest->speed_m_per_s);
}

static enum ow_status copy_measures(struct past *past,
                                    const struct measures *measures,
                                    struct ow_history_activity *made,
                                    struct past_note *note,
                                    struct ow_error *err)
{
    size_t size = measures->best_count * sizeof *made->bests;
    struct ow_trace_best *bests =
        arena_calloc(&past->arena, measures->best_count, sizeof *made->bests);

    if (bests == NULL) {
        return error_nomem(err);
    }
    memcpy(bests, measures->bests, size);
    take_digest(measures, made, &note->digest);
    note->is_measured = true;
    note->is_assumed = measures->assumed_sport != OW_SPORT_UNKNOWN;
    note->shape = measures->has_shape ? measures->shape : OW_SHAPE_UNSUITABLE;
    note->rise = measures->rise;
    note->gain = measures->gain;
    note->season = measures->season;
    made->bests = bests;
    made->best_count = measures->best_count;
    made->hr_20min_bpm = measures->hr_bpm[OW_LEARN_20_MIN];
    made->ascent_m =
        ow_is_missing(measures->ascent_m) ? made->ascent_m : measures->ascent_m;
    past->assumed += note->is_assumed;
    past->unmeasured +=
        measures->exertion.sport == OW_SPORT_RUNNING && !measures->has_shape;
    return OW_OK;
}

static enum ow_status take(void *context, const struct store_activity *activity,
                           const struct measures *measures,
                           struct ow_error *err)
{
    struct reading *reading = context;
    struct past *past = reading->past;
    const struct ow_activity_summary *summary = &activity->summary;
    struct ow_history_activity made = {
        .date = past_day_of(summary),
        .distance_m = summary->distance_m,
        .duration_s = duration_of(summary),
        .ascent_m = summary->ascent_m,
        .load = OW_MISSING,
        .hr_20min_bpm = OW_MISSING,
    };
    struct past_note note = {.basis = OW_LOAD_DURATION,
                             .gain = OW_MISSING,
                             .season = ow_season_figures_none()};
    struct ow_exertion *exertion = NULL;
    enum ow_status status = OW_OK;

    /* A watch that lost its clock dates runs before there were any. */
    if (!summary->has_start_time || made.date.days < 0) {
        past->undated++;
        return OW_OK;
    }
    if (made.date.days >= reading->before.days ||
        activity->duplicate_of[0] != '\0') {
        return OW_OK;
    }
    if (!make_room(reading)) {
        return error_nomem(err);
    }
    memcpy(note.id, activity->id, sizeof note.id);
    exertion = &reading->exertions[past->count];
    if (measures != NULL) {
        *exertion = measures->exertion;
        status = copy_measures(past, measures, &made, &note, err);
    } else {
        guess_exertion(summary, exertion);
        past->unmeasured++;
    }
    set_race(reading, measures, &made, &note);
    made.kind = ow_history_kind_of(exertion->sport);
    past->activities[past->count] = made;
    past->notes[past->count] = note;
    past->count += status == OW_OK;
    return status;
}

bool past_paces_on(const struct past *past, struct ow_date date,
                   struct ow_paces *paces)
{
    double vo2max =
        ow_history_vo2max_on(past->efforts, past->effort_count, date);

    return !ow_is_missing(vo2max) &&
           ow_paces_compute(vo2max, OW_MISSING, paces, NULL) == OW_OK;
}

double past_threshold_on(const struct past *past, struct ow_date date)
{
    struct ow_paces paces;

    return past_paces_on(past, date, &paces)
               ? M_PER_KM / paces.threshold_s_per_km
               : OW_MISSING;
}

/* By the threshold of its day; a load that cannot be told stays missing. */
static void judge(struct reading *reading)
{
    struct past *past = reading->past;

    for (size_t i = 0; i < past->count; i++) {
        struct ow_load_limits limits = past->limits;
        struct ow_load load;

        limits.threshold_m_per_s =
            past_threshold_on(past, past->activities[i].date);
        if (ow_load_compute(&reading->exertions[i], &limits, &load, NULL) ==
            OW_OK) {
            past->activities[i].load = load.load;
            past->notes[i].basis = load.basis;
        }
    }
}

/* A setting's number; missing where nothing was said. */
static double said(const struct ledger *ledger, const char *key)
{
    const json_t *value =
        json_object_get(json_object_get(ledger->settings, "athlete"), key);

    return json_is_number(value) ? json_number_value(value) : OW_MISSING;
}

static struct ow_load_limits limits_of(const struct ledger *ledger)
{
    const char *sex = json_string_value(
        json_object_get(json_object_get(ledger->settings, "athlete"), "sex"));
    struct ow_load_limits limits = {
        .threshold_m_per_s = OW_MISSING,
        .critical_power_w = OW_MISSING,
        .hr_max_bpm = said(ledger, "hr_max_bpm"),
        .hr_rest_bpm = said(ledger, "hr_rest_bpm"),
        .hr_threshold_bpm = OW_MISSING,
        .sex = sex != NULL ? sex[0] : 'm',
    };

    return limits;
}

static enum ow_status find_efforts(struct past *past, struct ow_error *err)
{
    past->efforts = mem_calloc(past->count + 1, sizeof *past->efforts);
    if (past->efforts == NULL) {
        return error_nomem(err);
    }
    past->effort_count = ow_history_efforts(
        past->activities, past->count, past->limits.hr_max_bpm, past->efforts);
    return OW_OK;
}

enum ow_status past_read(struct store *store, const struct ledger *ledger,
                         struct ow_date before, struct past *past,
                         struct ow_error *err)
{
    struct past made = {.limits = limits_of(ledger)};
    struct reading reading = {
        .past = &made, .before = before, .races = ledger->races};
    enum ow_status status =
        store_measures_walk(store, NULL, take, &reading, err);

    if (status == OW_OK) {
        status = find_efforts(&made, err);
    }
    if (status == OW_OK) {
        judge(&reading);
        *past = made;
    } else {
        past_dispose(&made);
    }
    mem_free(reading.exertions);
    return status;
}

void past_dispose(struct past *past)
{
    arena_dispose(&past->arena);
    mem_free(past->activities);
    mem_free(past->notes);
    mem_free(past->efforts);
    memset(past, 0, sizeof *past);
}

enum ow_status past_form(const struct past *past, struct ow_date to,
                         struct ow_form_day **days, size_t *count,
                         struct ow_date *from, struct ow_error *err)
{
    struct ow_date first = to;
    struct ow_form_day *made = NULL;
    double *loads = NULL;
    size_t length = 0;
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < past->count; i++) {
        struct ow_date date = past->activities[i].date;

        first = date.days < first.days ? date : first;
    }
    length = (size_t)ow_date_days_between(first, to) + 1;
    loads = mem_calloc(length, sizeof *loads);
    made = mem_calloc(length, sizeof *made);
    if (loads == NULL || made == NULL) {
        mem_free(loads);
        mem_free(made);
        return error_nomem(err);
    }
    for (size_t i = 0; i < past->count; i++) {
        const struct ow_history_activity *activity = &past->activities[i];

        if (activity->date.days <= to.days && !ow_is_missing(activity->load)) {
            loads[ow_date_days_between(first, activity->date)] +=
                activity->load;
        }
    }
    status = ow_form_series(loads, length, 0, 0, made, err);
    mem_free(loads);
    if (status != OW_OK) {
        mem_free(made);
        return status;
    }
    *days = made;
    *count = length;
    *from = first;
    return OW_OK;
}
