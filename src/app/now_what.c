/* The question after a race; see the header. */
#include "app/now_what.h"

#include "app/history.h"
#include "app/inspect.h"
#include "app/plans.h"
#include "app/scenario.h"
#include "app/weak_spots.h"
#include "base/error.h"
#include "onward/body.h"
#include "onward/json.h"

#include <stdio.h>
#include <string.h>

#define DAYS_PER_WEEK 7
#define MS_PER_DAY INT64_C(86400000)
/* A race older than this is taken as just run, unless --today says when. */
#define RECENT_DAYS 42
/* Without an argument: how far back a run may be that looks like a race. */
#define LOOK_BACK_DAYS 21
#define LIKELY_RACE 0.5
#define LEAST_RACE_M 1000.0
#define MOST_RECENT 128
/* A weekly distance to stand in where none is known: as long as the race,
 * within bounds. Expert estimate, near the first weeks of published plans. */
#define LEAST_ASSUMED_M 20000.0
#define MOST_ASSUMED_M 45000.0
#define ASSUMED_WEEKS 8
#define ASSUMED_RUNS 4
/* Slower than capacity and slowing down is no race run within oneself. */
#define LIGHT_EFFORT 0.9
#define EVEN_FADE 0.03

/* What is gathered on the way to an answer. */
struct question {
    struct store *store; /* may be NULL */
    const struct app_now_what_options *options;
    struct app_now_what *answer;
    struct ledger ledger;
    struct ow_race_options known; /* what effort is measured by */
    struct ow_date day;           /* of the race */
    bool is_found;
    struct ow_error failure; /* the first of a file or member */
};

static double number_of(const json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);

    return json_is_number(value) ? json_number_value(value) : OW_MISSING;
}

static struct ow_date date_of(const json_t *race)
{
    const char *text = json_string_value(json_object_get(race, "date"));
    struct ow_date date = ow_date_none();

    return ow_date_parse(text != NULL ? text : "", &date, NULL) == OW_OK
               ? date
               : ow_date_none();
}

/* The race that shows most: what the effort of another is measured by. */
static void find_best(struct question *question)
{
    double most = 0;
    size_t i = 0;
    json_t *race = NULL;

    json_array_foreach(question->ledger.races, i, race)
    {
        double vo2max = 0;
        double distance_m = number_of(race, "distance_m");
        double time_s = number_of(race, "time_s");

        if (!ow_is_missing(distance_m) && !ow_is_missing(time_s) &&
            ow_vo2max_from_race(distance_m, time_s, &vo2max, NULL) == OW_OK &&
            vo2max > most) {
            most = vo2max;
            question->known.best_m = distance_m;
            question->known.best_s = time_s;
        }
    }
}

/* What the ledger knows of the runner that a race is read by. */
static void find_runner(struct question *question)
{
    json_t *athlete = json_object_get(question->ledger.settings, "athlete");
    const char *sex = json_string_value(json_object_get(athlete, "sex"));
    double hr_max_bpm = number_of(athlete, "hr_max_bpm");

    question->known.sex = sex != NULL ? sex[0] : '\0';
    question->known.hr_max_bpm = ow_is_missing(hr_max_bpm) ? 0 : hr_max_bpm;
}

/* Reads an activity as the race, if it is a longer one than what was found. */
static enum ow_status take_activity(struct question *question,
                                    const struct ow_activity *activity,
                                    struct ow_error *err)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    struct ow_race_reading reading;
    enum ow_status status = OW_OK;

    if ((summary->sport != OW_SPORT_RUNNING &&
         summary->sport != OW_SPORT_UNKNOWN &&
         summary->sport != OW_SPORT_GENERIC) ||
        !summary->has_start_time) {
        return OW_OK;
    }
    status = ow_race_read(activity, &question->known, &reading, err);
    if (status == OW_E_NOT_FOUND) {
        return OW_OK;
    }
    if (status == OW_OK &&
        (!question->is_found ||
         reading.distance_m > question->answer->reading.distance_m)) {
        question->is_found = true;
        question->answer->has_reading = true;
        question->answer->reading = reading;
        question->day = past_day_of(summary);
    }
    return status;
}

static enum ow_status take_document(void *context, const char *file,
                                    const struct ow_document *document)
{
    struct question *question = context;
    size_t count = 0;
    const struct ow_item *items = ow_document_items(document, &count);
    enum ow_status status = OW_OK;

    (void)file;
    for (size_t i = 0; i < count && status == OW_OK; i++) {
        if (items[i].kind == OW_ITEM_ACTIVITY) {
            status = take_activity(question, items[i].activity, NULL);
        }
    }
    return status;
}

static enum ow_status take_failure(void *context, const char *file,
                                   const struct ow_error *error)
{
    struct question *question = context;

    (void)file;
    if (question->failure.status == OW_OK) {
        question->failure = *error;
    }
    return OW_OK;
}

static enum ow_status read_file(struct question *question, struct ow_error *err)
{
    struct app_inspect_visitor visitor = {question, take_document,
                                          take_failure};
    struct app_inspect_counts counts;
    enum ow_status status =
        app_inspect(&question->options->path, 1, &visitor, &counts, err);

    if (status != OW_OK || question->is_found) {
        return status;
    }
    if (question->failure.status != OW_OK) {
        return error_set(err, question->failure.status, "%.60s: %.130s",
                         question->options->path, question->failure.message);
    }
    return error_set(err, OW_E_ARGUMENT,
                     "%.100s holds no run with a start, a distance and a time",
                     question->options->path);
}

static bool is_before(const struct ow_date a, const struct ow_date b)
{
    return a.days < b.days;
}

/* A race of the ledger, which must have been run. */
static enum ow_status take_ledger_race(struct question *question,
                                       const json_t *race, struct ow_error *err)
{
    struct ow_race_reading *reading = &question->answer->reading;
    struct ow_date date = date_of(race);
    const char *id = json_string_value(json_object_get(race, "id"));

    if (is_before(question->options->today, date)) {
        return error_set(
            err, OW_E_ARGUMENT,
            "race %.60s is still %d days ahead; now-what is for "
            "one that was run",
            id, (int)ow_date_days_between(question->options->today, date));
    }
    question->is_found = true;
    question->day = date;
    reading->distance_m = number_of(race, "distance_m");
    reading->time_s = number_of(race, "time_s");
    reading->effort = number_of(race, "effort");
    reading->fade = number_of(race, "fade");
    reading->net_drop_m = number_of(race, "net_drop_m");
    reading->descent_m = number_of(race, "descent_m");
    return OW_OK;
}

static json_t *newest_race(const struct question *question)
{
    size_t i = json_array_size(question->ledger.races);

    while (i > 0) {
        json_t *race = json_array_get(question->ledger.races, --i);

        if (!is_before(question->options->today, date_of(race))) {
            return race;
        }
    }
    return NULL;
}

/* Runs of the last days, noted first: the newest one is looked at first. */
struct recent {
    char ids[MOST_RECENT][STORE_ID_SIZE];
    size_t count;
};

static enum ow_status note_run(void *context,
                               const struct store_activity *activity,
                               struct ow_error *err)
{
    struct recent *recent = context;

    (void)err;
    if (activity->summary.sport == OW_SPORT_RUNNING &&
        activity->summary.distance_m >= LEAST_RACE_M &&
        activity->duplicate_of[0] == '\0' && recent->count < MOST_RECENT) {
        memcpy(recent->ids[recent->count++], activity->id, STORE_ID_SIZE);
    }
    return OW_OK;
}

/* Whether a kept run looks like a race. */
static enum ow_status look_at(const struct question *question, const char *id,
                              bool *is_race, struct ow_error *err)
{
    struct ow_activity *activity = NULL;
    struct ow_race_reading reading;
    enum ow_status status =
        store_activity_load(question->store, id, &activity, err);

    *is_race = false;
    if (status == OW_OK) {
        status = ow_race_read(activity, &question->known, &reading, err);
        *is_race = status == OW_OK && reading.confidence >= LIKELY_RACE;
        status = status == OW_E_NOT_FOUND ? OW_OK : status;
    }
    ow_activity_free(activity);
    return status;
}

static enum ow_status take_kept_activity(struct question *question,
                                         const char *id, struct ow_error *err)
{
    struct ow_activity *activity = NULL;
    enum ow_status status =
        store_activity_load(question->store, id, &activity, err);

    if (status == OW_OK) {
        status = take_activity(question, activity, err);
    }
    ow_activity_free(activity);
    if (status == OW_OK && !question->is_found) {
        status = error_set(err, OW_E_ARGUMENT,
                           "activity %.40s is no run with a distance and a "
                           "time",
                           id);
    }
    return status;
}

/* The newest run of the last days that looks like a race. */
static enum ow_status find_recent(struct question *question,
                                  struct ow_date from, struct ow_error *err)
{
    struct recent recent = {.count = 0};
    struct store_filter filter = {.has_from = true,
                                  .from_ms = from.days * MS_PER_DAY};
    enum ow_status status =
        store_activity_walk(question->store, &filter, note_run, &recent, err);

    for (size_t i = recent.count; i > 0 && status == OW_OK; i--) {
        bool is_race = false;

        status = look_at(question, recent.ids[i - 1], &is_race, err);
        if (status == OW_OK && is_race) {
            return take_kept_activity(question, recent.ids[i - 1], err);
        }
    }
    return status;
}

/* The newest race of the ledger, or a newer run that looks like one. */
static enum ow_status find_newest(struct question *question,
                                  struct ow_error *err)
{
    json_t *race = newest_race(question);
    struct ow_date from =
        ow_date_add_days(question->options->today, -LOOK_BACK_DAYS);
    enum ow_status status = OW_OK;

    if (race != NULL && !is_before(date_of(race), from)) {
        return take_ledger_race(question, race, err);
    }
    status = find_recent(question, from, err);
    if (status != OW_OK || question->is_found) {
        return status;
    }
    return race != NULL
               ? take_ledger_race(question, race, err)
               : error_set(err, OW_E_NOT_FOUND,
                           "no race is known; name its file, or 'onward race "
                           "add' it with its time");
}

static enum ow_status find_race(struct question *question, struct ow_error *err)
{
    const char *id = question->options->race_id;
    json_t *race = NULL;

    if (question->options->path != NULL) {
        return read_file(question, err);
    }
    if (question->store == NULL) {
        return error_set(err, OW_E_NOT_FOUND,
                         "no race is known; name its file");
    }
    if (id == NULL) {
        return find_newest(question, err);
    }
    race = ledger_race(&question->ledger, id);
    return race != NULL ? take_ledger_race(question, race, err)
                        : take_kept_activity(question, id, err);
}

static double effort_of(const struct question *question)
{
    const struct ow_race_reading *reading = &question->answer->reading;

    if (!ow_is_missing(question->options->effort)) {
        return question->options->effort;
    }
    if (!question->answer->has_reading) {
        return reading->effort;
    }
    /* Hills make a race slower, not lighter. */
    if (reading->flat_effort < LIGHT_EFFORT && !(reading->fade < EVEN_FADE)) {
        return OW_MISSING;
    }
    return reading->flat_effort;
}

static struct app_race race_of(const struct question *question)
{
    const struct ow_race_reading *reading = &question->answer->reading;
    struct app_race race = {
        .date = question->day,
        .distance_m = reading->distance_m,
        .time_s = reading->time_s,
        .effort = effort_of(question),
        .goal_s = OW_MISSING,
        .net_drop_m = reading->net_drop_m,
        .fade = reading->fade,
        .descent_m = reading->descent_m,
    };

    return race;
}

/* The day the plan begins: after the race, and not long after it. */
static void set_today(struct question *question)
{
    struct app_now_what *answer = question->answer;
    struct ow_date next = ow_date_add_days(question->day, 1);
    int32_t days =
        ow_date_days_between(question->day, question->options->today);

    answer->today = question->options->today;
    if (days < 1 ||
        (days > RECENT_DAYS && !question->options->is_today_given)) {
        answer->today = next;
        answer->is_today_moved = days != 0;
    }
}

static json_t *assumed_weeks(const struct question *question, double weekly_m)
{
    struct ow_date monday = ow_date_monday(question->day);
    json_t *weeks = json_array();

    for (int i = ASSUMED_WEEKS; i >= 0; i--) {
        char date[OW_DATE_TEXT_SIZE];
        double run_m = i > 0 ? weekly_m : question->answer->reading.distance_m;

        ow_date_format(ow_date_add_days(monday, -i * DAYS_PER_WEEK), date);
        if (json_array_append_new(weeks, json_pack("{s:s, s:f, s:i}", "monday",
                                                   date, "run_m", run_m, "runs",
                                                   i > 0 ? ASSUMED_RUNS : 1)) !=
            0) {
            json_decref(weeks);
            return NULL;
        }
    }
    return weeks;
}

/* A history to stand in: even weeks, a long run of a usual share of them. */
static enum ow_status assume_history(struct question *question,
                                     json_t **history, struct ow_error *err)
{
    struct app_now_what *answer = question->answer;
    double weekly_m = question->options->weekly_m;
    struct ow_rule_values values;
    json_t *made = NULL;

    if (ow_is_missing(weekly_m)) {
        answer->assumed |= APP_ASSUMED_WEEKLY;
        weekly_m = fmin(fmax(answer->reading.distance_m, LEAST_ASSUMED_M),
                        MOST_ASSUMED_M);
    }
    ow_rule_values_init(&values, OW_PRESET_CLASSIC);
    made = json_pack("{s:o, s:f}", "weeks", assumed_weeks(question, weekly_m),
                     "longest_run_30d_m",
                     weekly_m *
                         ow_rule_value(&values, OW_RULE_LONG_SHARE, "share"));
    if (made == NULL) {
        return error_nomem(err);
    }
    *history = made;
    return OW_OK;
}

/* A race that was not imported counts in its week all the same; the fitness
 * known without it is then left to be told from the weeks. */
static bool count_race(const struct question *question, json_t *history)
{
    double race_m = question->answer->reading.distance_m;
    char monday[OW_DATE_TEXT_SIZE];
    size_t i = 0;
    json_t *week = NULL;

    ow_date_format(ow_date_monday(question->day), monday);
    json_array_foreach(json_object_get(history, "weeks"), i, week)
    {
        const char *its = json_string_value(json_object_get(week, "monday"));
        double run_m = number_of(week, "run_m");

        if (strcmp(its, monday) == 0 && run_m < race_m) {
            (void)json_object_del(history, "fitness");
            (void)json_object_del(history, "fatigue");
            return json_object_set_new(week, "run_m",
                                       json_real(run_m + race_m)) == 0;
        }
    }
    return true;
}

/* What was not said of the runner, and --age as a birth date. */
static bool set_athlete(struct question *question)
{
    json_t *athlete = json_object_get(question->ledger.settings, "athlete");
    char born[OW_DATE_TEXT_SIZE + 8];
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;
    json_t *patch = NULL;
    bool is_done = true;

    if (json_object_get(athlete, "days") == NULL) {
        question->answer->assumed |= APP_ASSUMED_DAYS;
    }
    if (question->options->age_years < 0) {
        if (json_object_get(athlete, "birth_date") == NULL) {
            question->answer->assumed |= APP_ASSUMED_AGE;
        }
        return true;
    }
    /* Born on a first of January: that old on the plan's first day. */
    ow_date_to_ymd(question->answer->today, &year, &month, &day);
    (void)snprintf(born, sizeof born, "%04d-01-01",
                   (int)(year - question->options->age_years));
    patch = json_pack("{s:{s:s}}", "athlete", "birth_date", born);
    is_done = patch != NULL && ledger_patch(question->ledger.settings, patch);
    json_decref(patch);
    return is_done;
}

/* The scenario with this history, and the clocks that its plan gives. */
static enum ow_status compose(struct question *question, json_t *history,
                              struct ow_error *err)
{
    struct app_now_what *answer = question->answer;
    struct ow_scenario *scenario = NULL;
    json_t *used_ids = NULL;
    json_t *spots = NULL;
    enum ow_status status =
        question->store == NULL
            ? OW_OK
            : scenario_used_ids(question->store, answer->today, &used_ids, err);

    if (status == OW_OK && question->store != NULL) {
        status = weak_spots_read(question->store, &question->ledger,
                                 answer->today, &spots, err);
    }
    if (status == OW_OK) {
        status = scenario_compose(&question->ledger, history, used_ids, spots,
                                  question->options->weeks, &scenario, err);
    }
    json_decref(spots);
    json_decref(used_ids);
    if (status == OW_OK) {
        ow_scenario_free(answer->scenario);
        answer->scenario = scenario;
        status = ow_plan_recovery(scenario, answer->today, answer->race_id,
                                  &answer->recovery, err);
    }
    return status;
}

/* With what the store knows; the clocks say whether that is enough. */
static enum ow_status compose_known(struct question *question,
                                    struct ow_error *err)
{
    json_t *history = NULL;
    enum ow_status status =
        history_read(question->store, question->answer->today,
                     &question->ledger, &history, err);

    if (status == OW_OK) {
        status = count_race(question, history) ? compose(question, history, err)
                                               : error_nomem(err);
    }
    json_decref(history);
    return status;
}

static enum ow_status compose_assumed(struct question *question,
                                      struct ow_error *err)
{
    json_t *history = NULL;
    enum ow_status status = assume_history(question, &history, err);

    if (status == OW_OK) {
        status = compose(question, history, err);
    }
    json_decref(history);
    return status;
}

/* The plan that 'plan' would make too: a kept one stays where it can. */
static enum ow_status adapt_plan(struct question *question,
                                 struct ow_error *err)
{
    struct app_now_what *answer = question->answer;
    struct ow_plan *published = NULL;
    enum ow_status status =
        question->store == NULL
            ? OW_E_NOT_FOUND
            : app_plan_kept(question->store, &published, err);

    if (status == OW_OK || status == OW_E_NOT_FOUND) {
        status = ow_plan_adapt(answer->scenario, answer->today, published,
                               &answer->plan, err);
    }
    ow_plan_free(published);
    return status;
}

static enum ow_status make_plan(struct question *question, struct ow_error *err)
{
    struct app_now_what *answer = question->answer;
    bool is_known =
        question->store != NULL && ow_is_missing(question->options->weekly_m);
    enum ow_status status = is_known ? compose_known(question, err) : OW_OK;

    if (status == OW_OK &&
        (!is_known || ow_is_missing(answer->recovery.weekly_m))) {
        status = compose_assumed(question, err);
    }
    if (status != OW_OK) {
        return status;
    }
    for (size_t i = 0; i < answer->scenario->race_count; i++) {
        if (strcmp(answer->scenario->races[i].id, answer->race_id) == 0) {
            answer->race = &answer->scenario->races[i];
        }
    }
    if (ow_is_missing(answer->race->effort)) {
        answer->assumed |= APP_ASSUMED_EFFORT;
    }
    return adapt_plan(question, err);
}

static enum ow_status answer_question(struct question *question,
                                      struct ow_error *err)
{
    struct app_race race;
    enum ow_status status = find_race(question, err);

    if (status != OW_OK) {
        return status;
    }
    set_today(question);
    race = race_of(question);
    if (!diary_lay_race(&question->ledger, &race, question->answer->race_id) ||
        !set_athlete(question)) {
        return error_nomem(err);
    }
    return make_plan(question, err);
}

enum ow_status app_now_what(struct store *store,
                            const struct app_now_what_options *options,
                            struct app_now_what *answer, struct ow_error *err)
{
    struct app_now_what made = {0};
    struct question question = {
        .store = store,
        .options = options,
        .answer = &made,
        .known = {.distance_m = ow_is_missing(options->distance_m)
                                    ? 0
                                    : options->distance_m},
    };
    enum ow_status status = store != NULL
                                ? ledger_read(store, &question.ledger, err)
                                : ledger_empty(&question.ledger, err);

    if (status == OW_OK) {
        find_best(&question);
        find_runner(&question);
        status = answer_question(&question, err);
    }
    ledger_dispose(&question.ledger);
    if (status == OW_OK || status == OW_E_CONFLICT) {
        *answer = made;
    } else {
        app_now_what_dispose(&made);
    }
    return status;
}

void app_now_what_dispose(struct app_now_what *answer)
{
    ow_plan_free(answer->plan);
    ow_scenario_free(answer->scenario);
    answer->plan = NULL;
    answer->scenario = NULL;
}

enum ow_status app_now_what_keep(const struct diary *diary,
                                 const struct app_now_what *answer,
                                 struct ow_error *err)
{
    struct ledger ledger = {0};
    const struct ow_race *of = answer->race;
    struct app_race race = {
        .date = of->date,
        .distance_m = of->distance_m,
        .time_s = of->time_s,
        .effort = of->effort,
        .goal_s = OW_MISSING,
        .net_drop_m = of->net_drop_m,
        .fade = of->fade,
        .descent_m = of->descent_m,
    };
    char id[APP_RACE_ID_SIZE];
    enum ow_status status = ledger_read(diary->store, &ledger, err);

    if (status == OW_OK) {
        race.id = ledger_race(&ledger, answer->race_id) != NULL
                      ? answer->race_id
                      : NULL;
        status = app_race_put(diary, &race, id, err);
    }
    ledger_dispose(&ledger);
    return status;
}
