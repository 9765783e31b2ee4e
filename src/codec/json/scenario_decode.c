/* Scenarios from JSON: every value within its bounds, lists by date. */
#include "codec/json/json_reader.h"
#include "codec/json/scenario_json.h"

#include "base/error.h"
#include "base/mem.h"
#include "onward/json.h"

#include <assert.h>
#include <string.h>

#define MOST_ENTRIES ((size_t)5000)
/* Goals one above the other: five horizons, and some. */
#define MOST_DEPTH 16
#define DEFAULT_WEEKS 16
#define MOST_WEEKS 160
/* Slower than a walk and faster than any record from 1,000 m on. */
#define SLOWEST_M_PER_S 0.4
#define FASTEST_M_PER_S 8.0
#define LONGEST_RACE_M 400000.0

const char *const scenario_weekdays[7] = {"mon", "tue", "wed", "thu",
                                          "fri", "sat", "sun"};
const char *const scenario_cross_kinds[SCENARIO_CROSS_KINDS] = {
    "bike", "swim", "row", "elliptical", "hike", "ski", "other"};
const char *const scenario_units[2] = {"km", "mi"};

struct held_scenario {
    struct ow_scenario scenario; /* first: the caller holds this */
    struct arena arena;
};

/* A function that reads one of an enum's words. */
#define DEFINE_READ_WORD(function, name_of, type, count)                       \
    static int function(struct json_reader *reader, const json_t *object,      \
                        const char *key, int absent)                           \
    {                                                                          \
        const char *words[count];                                              \
                                                                               \
        for (int i = 0; i < (count); i++) {                                    \
            words[i] = name_of((type)i);                                       \
        }                                                                      \
        return reader_word(reader, object, key, words, count, absent);         \
    }

DEFINE_READ_WORD(read_level, ow_level_name, enum ow_level,
                 OW_LEVEL_ADVANCED + 1)
DEFINE_READ_WORD(read_priority, ow_priority_name, enum ow_priority,
                 OW_PRIORITY_C + 1)
DEFINE_READ_WORD(read_horizon, ow_horizon_name, enum ow_horizon,
                 OW_HORIZON_CAREER + 1)
DEFINE_READ_WORD(read_goal_kind, ow_goal_kind_name, enum ow_goal_kind,
                 OW_GOAL_FOCUS + 1)
DEFINE_READ_WORD(read_focus, ow_focus_name, enum ow_focus,
                 OW_FOCUS_STRENGTH + 1)
DEFINE_READ_WORD(read_preset, ow_preset_name, enum ow_preset,
                 OW_PRESET_ACTIVE_RETURN + 1)

static void check_object(struct json_reader *reader, const json_t *value)
{
    if (!json_is_object(value)) {
        reader_fail(reader, OW_E_FORMAT, "", "an object is meant");
    }
}

static void read_days(struct json_reader *reader, const json_t *object,
                      int minutes[7])
{
    const json_t *days = NULL;
    size_t before = 0;

    reader_require(reader, object, "days");
    days = reader_object(reader, object, "days");
    before = reader_enter(reader, "days");
    for (int i = 0; i < 7; i++) {
        minutes[i] =
            reader_integer(reader, days, scenario_weekdays[i], 0, 1440, 0);
    }
    reader_leave(reader, before);
}

static unsigned read_cross_training(struct json_reader *reader,
                                    const json_t *object)
{
    size_t count = 0;
    const json_t *kinds =
        reader_array(reader, object, "cross_training", MOST_ENTRIES, &count);
    size_t before = reader_enter(reader, "cross_training");
    unsigned bits = 0;

    for (size_t i = 0; i < count && reader->status == OW_OK; i++) {
        int kind = reader_element_word(reader, kinds, i, scenario_cross_kinds,
                                       SCENARIO_CROSS_KINDS);

        bits |= kind < 0 ? 0 : 1U << kind;
    }
    reader_leave(reader, before);
    return bits;
}

static void read_athlete(struct json_reader *reader, const json_t *root,
                         struct ow_athlete *athlete)
{
    static const char *const sexes[] = {"m", "f", "x"};
    static const char *const hemispheres[] = {"north", "south"};
    const json_t *object = NULL;
    size_t before = 0;
    int sex = -1;

    reader_require(reader, root, "athlete");
    object = reader_object(reader, root, "athlete");
    before = reader_enter(reader, "athlete");
    sex = reader_word(reader, object, "sex", sexes, 3, -1);
    athlete->sex = sex < 0 ? '\0' : sexes[sex][0];
    athlete->birth_date = reader_date(reader, object, "birth_date");
    athlete->level = (enum ow_level)read_level(reader, object, "level", 0);
    athlete->units = (enum ow_units)reader_word(reader, object, "units",
                                                scenario_units, 2, 0);
    athlete->hr_max_bpm = reader_number(reader, object, "hr_max_bpm", 100, 240);
    athlete->hr_rest_bpm =
        reader_number(reader, object, "hr_rest_bpm", 25, 120);
    read_days(reader, object, athlete->day_minutes);
    athlete->long_run_day =
        reader_word(reader, object, "long_run_day", scenario_weekdays, 7, -1);
    athlete->strength_per_week =
        reader_integer(reader, object, "strength_per_week", 0, 7, 0);
    athlete->sessions_per_day =
        reader_integer(reader, object, "sessions_per_day", 1, 2, 0);
    athlete->cross_training = read_cross_training(reader, object);
    athlete->is_southern =
        reader_word(reader, object, "hemisphere", hemispheres, 2, 0) == 1;
    reader_leave(reader, before);
}

static void read_history_week(struct json_reader *reader, const json_t *object,
                              struct ow_history_week *week)
{
    check_object(reader, object);
    reader_require(reader, object, "monday");
    week->monday = reader_date(reader, object, "monday");
    if (reader->status == OW_OK && ow_date_weekday(week->monday) != OW_MONDAY) {
        reader_fail(reader, OW_E_ARGUMENT, "monday", "%s is no Monday",
                    json_string_value(json_object_get(object, "monday")));
    }
    reader_require(reader, object, "run_m");
    week->run_m = reader_number(reader, object, "run_m", 0, 700000);
    week->runs = reader_integer(reader, object, "runs", 0, 50, 0);
    week->strength = reader_integer(reader, object, "strength", 0, 50, 0);
    week->walks = reader_integer(reader, object, "walks", 0, 50, 0);
    week->is_excused = reader_bool(reader, object, "excused");
}

/* A time for a distance at which people move. */
static double read_time(struct json_reader *reader, const json_t *object,
                        const char *key, double distance_m)
{
    if (ow_is_missing(distance_m)) {
        return reader_number(reader, object, key, 1, 1e7);
    }
    return reader_number(reader, object, key, distance_m / FASTEST_M_PER_S,
                         distance_m / SLOWEST_M_PER_S);
}

static void read_best(struct json_reader *reader, const json_t *object,
                      struct ow_best *best)
{
    check_object(reader, object);
    reader_require(reader, object, "distance_m");
    reader_require(reader, object, "time_s");
    best->date = reader_date(reader, object, "date");
    best->distance_m =
        reader_number(reader, object, "distance_m", 400, LONGEST_RACE_M);
    best->time_s = read_time(reader, object, "time_s", best->distance_m);
}

/* Makes room for an array's entries and enters it. */
static void *enter_array(struct json_reader *reader, const json_t *object,
                         const char *key, size_t size, const json_t **array,
                         size_t *count, size_t *before)
{
    void *room = NULL;

    *array = reader_array(reader, object, key, MOST_ENTRIES, count);
    room = reader_room(reader, *count, size);
    *count = room == NULL ? 0 : *count;
    *before = reader_enter(reader, key);
    return room;
}

/* Orders entries by the date each begins with at `offset`; equal dates keep
 * their order. Few enough for insertion, and mostly in order already. */
static void sort_by_date(void *items, size_t count, size_t size, size_t offset)
{
    char *bytes = items;
    char held[256];

    assert(size <= sizeof held);
    for (size_t i = 1; i < count; i++) {
        size_t at = i;
        struct ow_date date;

        memcpy(held, bytes + i * size, size);
        memcpy(&date, held + offset, sizeof date);
        for (; at > 0; at--) {
            struct ow_date other;

            memcpy(&other, bytes + (at - 1) * size + offset, sizeof other);
            if (other.days <= date.days) {
                break;
            }
            memcpy(bytes + at * size, bytes + (at - 1) * size, size);
        }
        memcpy(bytes + at * size, held, size);
    }
}

static void check_weeks_differ(struct json_reader *reader,
                               const struct ow_history *history)
{
    for (size_t i = 1; i < history->week_count; i++) {
        if (history->weeks[i].monday.days ==
            history->weeks[i - 1].monday.days) {
            char text[OW_DATE_TEXT_SIZE];

            ow_date_format(history->weeks[i].monday, text);
            reader_fail(reader, OW_E_ARGUMENT, "weeks", "%s is there twice",
                        text);
        }
    }
}

static void read_weeks(struct json_reader *reader, const json_t *object,
                       struct ow_history *history)
{
    const json_t *array = NULL;
    size_t before = 0;
    struct ow_history_week *weeks =
        enter_array(reader, object, "weeks", sizeof *weeks, &array,
                    &history->week_count, &before);

    for (size_t i = 0; i < history->week_count; i++) {
        size_t outer = reader_enter_index(reader, i);

        read_history_week(reader, json_array_get(array, i), &weeks[i]);
        reader_leave(reader, outer);
    }
    reader_leave(reader, before);
    sort_by_date(weeks, history->week_count, sizeof *weeks,
                 offsetof(struct ow_history_week, monday));
    history->weeks = weeks;
    check_weeks_differ(reader, history);
}

static void read_bests(struct json_reader *reader, const json_t *object,
                       struct ow_history *history)
{
    const json_t *array = NULL;
    size_t before = 0;
    struct ow_best *bests = enter_array(reader, object, "bests", sizeof *bests,
                                        &array, &history->best_count, &before);

    for (size_t i = 0; i < history->best_count; i++) {
        size_t outer = reader_enter_index(reader, i);

        read_best(reader, json_array_get(array, i), &bests[i]);
        reader_leave(reader, outer);
    }
    history->bests = bests;
    reader_leave(reader, before);
}

static void read_history(struct json_reader *reader, const json_t *root,
                         struct ow_history *history)
{
    const json_t *object = reader_object(reader, root, "history");
    size_t before = reader_enter(reader, "history");

    read_weeks(reader, object, history);
    history->longest_run_30d_m =
        reader_number(reader, object, "longest_run_30d_m", 0, LONGEST_RACE_M);
    history->longest_run_date = reader_date(reader, object, "longest_run_date");
    read_bests(reader, object, history);
    history->fitness = reader_number(reader, object, "fitness", 0, 500);
    history->fatigue = reader_number(reader, object, "fatigue", 0, 500);
    reader_leave(reader, before);
}

static void read_race(struct json_reader *reader, const json_t *object,
                      struct ow_race *race)
{
    check_object(reader, object);
    reader_require(reader, object, "id");
    reader_require(reader, object, "date");
    reader_require(reader, object, "distance_m");
    race->id = reader_text(reader, object, "id");
    race->name = reader_text(reader, object, "name");
    race->date = reader_date(reader, object, "date");
    race->distance_m =
        reader_number(reader, object, "distance_m", 1000, LONGEST_RACE_M);
    race->priority = (enum ow_priority)read_priority(reader, object, "priority",
                                                     OW_PRIORITY_B);
    race->time_s = read_time(reader, object, "time_s", race->distance_m);
    race->effort = reader_number(reader, object, "effort", 0, 1.1);
    race->goal_s = read_time(reader, object, "goal_s", race->distance_m);
    race->net_drop_m = reader_number(reader, object, "net_drop_m", -5000, 5000);
    if (ow_is_missing(race->net_drop_m)) {
        race->net_drop_m = 0;
    }
    race->fade = reader_number(reader, object, "fade", -1, 5);
    race->descent_m = reader_number(reader, object, "descent_m", 0, 50000);
    race->temperature_c =
        reader_number(reader, object, "temperature_c", -50, 60);
}

/* Refuses an id that an entry before has. */
static void check_id(struct json_reader *reader, const char *id,
                     const char *other)
{
    if (reader->status == OW_OK && strcmp(id, other) == 0) {
        reader_fail(reader, OW_E_ARGUMENT, "id", "\"%.40s\" is there twice",
                    id);
    }
}

static void read_races(struct json_reader *reader, const json_t *root,
                       struct ow_scenario *scenario)
{
    const json_t *array = NULL;
    size_t before = 0;
    struct ow_race *races = enter_array(reader, root, "races", sizeof *races,
                                        &array, &scenario->race_count, &before);

    for (size_t i = 0; i < scenario->race_count; i++) {
        size_t outer = reader_enter_index(reader, i);

        read_race(reader, json_array_get(array, i), &races[i]);
        for (size_t k = 0; k < i; k++) {
            check_id(reader, races[i].id, races[k].id);
        }
        reader_leave(reader, outer);
    }
    reader_leave(reader, before);
    sort_by_date(races, scenario->race_count, sizeof *races,
                 offsetof(struct ow_race, date));
    scenario->races = races;
}

static void read_goal(struct json_reader *reader, const json_t *object,
                      struct ow_goal *goal)
{
    check_object(reader, object);
    reader_require(reader, object, "id");
    reader_require(reader, object, "kind");
    goal->id = reader_text(reader, object, "id");
    goal->horizon = (enum ow_horizon)read_horizon(reader, object, "horizon",
                                                  OW_HORIZON_SEASON);
    goal->kind = (enum ow_goal_kind)read_goal_kind(reader, object, "kind", 0);
    goal->deadline = reader_date(reader, object, "deadline");
    goal->distance_m =
        reader_number(reader, object, "distance_m", 400, LONGEST_RACE_M);
    goal->time_s = read_time(reader, object, "time_s", goal->distance_m);
    goal->weekly_m = reader_number(reader, object, "weekly_m", 0, 700000);
    goal->standard = reader_text(reader, object, "standard");
    goal->per_week = reader_integer(reader, object, "per_week", 0, 21, -1);
    goal->focus = (enum ow_focus)read_focus(reader, object, "focus", 0);
    goal->parent = reader_text(reader, object, "parent");
    goal->since = reader_date(reader, object, "since");
}

/* The goal that one serves; NULL. */
static const struct ow_goal *parent_of(const struct ow_goal *goals,
                                       size_t count, const struct ow_goal *goal)
{
    for (size_t i = 0; i < count && goal->parent != NULL; i++) {
        if (strcmp(goals[i].id, goal->parent) == 0) {
            return &goals[i];
        }
    }
    return NULL;
}

/* A goal serves one that is there, and none serves itself in the end. */
static void check_parents(struct json_reader *reader,
                          const struct ow_goal *goals, size_t count)
{
    for (size_t i = 0; i < count && reader->status == OW_OK; i++) {
        const struct ow_goal *above = parent_of(goals, count, &goals[i]);
        size_t steps = 0;

        if (goals[i].parent != NULL && above == NULL) {
            reader_fail(reader, OW_E_NOT_FOUND, "",
                        "no goal is called \"%.40s\"", goals[i].parent);
        }
        while (above != NULL && above != &goals[i] && steps++ < MOST_DEPTH) {
            above = parent_of(goals, count, above);
        }
        if (above != NULL) {
            reader_fail(reader, OW_E_ARGUMENT, "",
                        "\"%.40s\" serves itself, or stands more than %d "
                        "goals below the first",
                        goals[i].id, MOST_DEPTH);
        }
    }
}

static void read_goals(struct json_reader *reader, const json_t *root,
                       struct ow_scenario *scenario)
{
    const json_t *array = NULL;
    size_t before = 0;
    struct ow_goal *goals = enter_array(reader, root, "goals", sizeof *goals,
                                        &array, &scenario->goal_count, &before);

    for (size_t i = 0; i < scenario->goal_count; i++) {
        size_t outer = reader_enter_index(reader, i);

        read_goal(reader, json_array_get(array, i), &goals[i]);
        for (size_t k = 0; k < i; k++) {
            check_id(reader, goals[i].id, goals[k].id);
        }
        reader_leave(reader, outer);
    }
    check_parents(reader, goals, scenario->goal_count);
    reader_leave(reader, before);
    scenario->goals = goals;
}

static void read_check_in(struct json_reader *reader, const json_t *object,
                          struct ow_check_in *check_in)
{
    check_object(reader, object);
    reader_require(reader, object, "date");
    check_in->date = reader_date(reader, object, "date");
    check_in->soreness = reader_integer(reader, object, "soreness", 0, 10, -1);
    check_in->stairs_pain =
        reader_integer(reader, object, "stairs_pain", 0, 10, -1);
    check_in->sleep = reader_integer(reader, object, "sleep", 1, 5, -1);
    check_in->motivation =
        reader_integer(reader, object, "motivation", 1, 5, -1);
    check_in->ill = reader_bool(reader, object, "ill");
    check_in->injured = reader_bool(reader, object, "injured");
    check_in->note = reader_text(reader, object, "note");
}

static void read_check_ins(struct json_reader *reader, const json_t *root,
                           struct ow_scenario *scenario)
{
    const json_t *array = NULL;
    size_t before = 0;
    struct ow_check_in *check_ins =
        enter_array(reader, root, "check_ins", sizeof *check_ins, &array,
                    &scenario->check_in_count, &before);

    for (size_t i = 0; i < scenario->check_in_count; i++) {
        size_t outer = reader_enter_index(reader, i);

        read_check_in(reader, json_array_get(array, i), &check_ins[i]);
        reader_leave(reader, outer);
    }
    reader_leave(reader, before);
    sort_by_date(check_ins, scenario->check_in_count, sizeof *check_ins,
                 offsetof(struct ow_check_in, date));
    scenario->check_ins = check_ins;
}

static void read_blocked_days(struct json_reader *reader, const json_t *object,
                              struct ow_blocked *blocked)
{
    check_object(reader, object);
    reader_require(reader, object, "from");
    blocked->from = reader_date(reader, object, "from");
    blocked->to = reader_date(reader, object, "to");
    if (!ow_date_is_known(blocked->to)) {
        blocked->to = blocked->from;
    }
    if (reader->status == OW_OK && blocked->to.days < blocked->from.days) {
        reader_fail(reader, OW_E_RANGE, "to", "%s is before \"from\", %s",
                    json_string_value(json_object_get(object, "to")),
                    json_string_value(json_object_get(object, "from")));
    }
    blocked->reason = reader_text(reader, object, "reason");
}

static void read_blocked(struct json_reader *reader, const json_t *root,
                         struct ow_scenario *scenario)
{
    const json_t *array = NULL;
    size_t before = 0;
    struct ow_blocked *blocked =
        enter_array(reader, root, "blocked", sizeof *blocked, &array,
                    &scenario->blocked_count, &before);

    for (size_t i = 0; i < scenario->blocked_count; i++) {
        size_t outer = reader_enter_index(reader, i);

        read_blocked_days(reader, json_array_get(array, i), &blocked[i]);
        reader_leave(reader, outer);
    }
    reader_leave(reader, before);
    sort_by_date(blocked, scenario->blocked_count, sizeof *blocked,
                 offsetof(struct ow_blocked, from));
    scenario->blocked = blocked;
}

static void read_used_ids(struct json_reader *reader, const json_t *root,
                          struct ow_scenario *scenario)
{
    const json_t *array = NULL;
    size_t before = 0;
    const char **ids = enter_array(reader, root, "used_ids", sizeof *ids,
                                   &array, &scenario->used_id_count, &before);

    for (size_t i = 0; i < scenario->used_id_count; i++) {
        ids[i] = reader_element_text(reader, array, i);
    }
    reader_leave(reader, before);
    scenario->used_ids = ids;
}

static void read_weak_spots(struct json_reader *reader, const json_t *root,
                            struct ow_scenario *scenario)
{
    const json_t *array = NULL;
    size_t before = 0;
    struct ow_weak_spot *spots =
        enter_array(reader, root, "weak_spots", sizeof *spots, &array,
                    &scenario->weak_spot_count, &before);

    for (size_t i = 0; i < scenario->weak_spot_count; i++) {
        size_t outer = reader_enter_index(reader, i);
        const json_t *object = json_array_get(array, i);

        check_object(reader, object);
        reader_require(reader, object, "focus");
        spots[i].focus = (enum ow_focus)read_focus(reader, object, "focus", 0);
        spots[i].is_said = reader_bool(reader, object, "said");
        spots[i].evidence = reader_text(reader, object, "evidence");
        reader_leave(reader, outer);
    }
    reader_leave(reader, before);
    scenario->weak_spots = spots;
}

static void read_rules(struct json_reader *reader, const json_t *root,
                       struct ow_scenario *scenario)
{
    json_t *object = json_object_get(root, "rules");
    void *at = NULL;

    scenario->preset = (enum ow_preset)read_preset(reader, root, "preset", 0);
    ow_rule_values_init(&scenario->rules, scenario->preset);
    if (reader_object(reader, root, "rules") == NULL) {
        return;
    }
    for (at = json_object_iter(object); at != NULL;
         at = json_object_iter_next(object, at)) {
        const json_t *value = json_object_iter_value(at);
        const char *key = json_object_iter_key(at);
        struct ow_error fault;

        if (!json_is_number(value)) {
            reader_fail(reader, OW_E_FORMAT, "rules",
                        "%.60s: a number is meant", key);
            return;
        }
        fault.status = ow_rule_values_set(&scenario->rules, key,
                                          json_number_value(value), &fault);
        if (fault.status != OW_OK) {
            reader_fail(reader, fault.status, "rules", "%s", fault.message);
            return;
        }
    }
}

enum ow_status ow_scenario_decode(const char *text, size_t length,
                                  struct ow_scenario **scenario,
                                  struct ow_error *err)
{
    struct held_scenario *held = mem_calloc(1, sizeof *held);
    struct json_reader reader;
    json_t *root = NULL;

    if (held == NULL) {
        return error_nomem(err);
    }
    reader_init(&reader, &held->arena, err);
    if (reader_load(&reader, text, length, SCENARIO_SCHEMA, &root) == OW_OK) {
        read_athlete(&reader, root, &held->scenario.athlete);
        read_history(&reader, root, &held->scenario.history);
        read_races(&reader, root, &held->scenario);
        read_goals(&reader, root, &held->scenario);
        read_check_ins(&reader, root, &held->scenario);
        read_blocked(&reader, root, &held->scenario);
        read_used_ids(&reader, root, &held->scenario);
        read_weak_spots(&reader, root, &held->scenario);
        read_rules(&reader, root, &held->scenario);
        held->scenario.weeks = reader_integer(&reader, root, "weeks", 1,
                                              MOST_WEEKS, DEFAULT_WEEKS);
    }
    json_decref(root);
    if (reader.status != OW_OK) {
        ow_scenario_free(&held->scenario);
        return reader.status;
    }
    *scenario = &held->scenario;
    return OW_OK;
}

void ow_scenario_free(struct ow_scenario *scenario)
{
    struct held_scenario *held = (struct held_scenario *)scenario;

    if (held != NULL) {
        arena_dispose(&held->arena);
        mem_free(held);
    }
}
