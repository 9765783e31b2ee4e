/* Plans from JSON, whoever wrote them. */
#include "codec/json/plan_json.h"

#include "base/error.h"
#include "engine/plan/plan.h"
#include "onward/json.h"

#define MOST_DAYS ((size_t)4000)
#define MOST_SESSIONS ((size_t)50)
#define MOST_RULES ((size_t)100)
#define MOST_FINDINGS ((size_t)20000)
#define MOST_M 1e6
#define MOST_S 1e7

/* Enters the array of a member and gives room for its entries. */
static void *enter_list(struct json_reader *reader, const json_t *object,
                        const char *key, size_t most, size_t size,
                        const json_t **array, size_t *count)
{
    void *room = NULL;

    *array = reader_array(reader, object, key, most, count);
    room = reader_room(reader, *count, size);
    *count = room == NULL ? 0 : *count;
    (void)reader_enter(reader, key);
    return room;
}

static struct ow_rule_list read_rules(struct json_reader *reader,
                                      const json_t *object)
{
    struct ow_rule_list list = {NULL, 0};
    size_t before = reader->path_length;
    const json_t *array = NULL;
    size_t count = 0;
    enum ow_rule *rules = enter_list(reader, object, "rules", MOST_RULES,
                                     sizeof *rules, &array, &count);

    for (size_t i = 0; i < count; i++) {
        const char *id = json_string_value(json_array_get(array, i));

        if (id != NULL && ow_rule_find(id, &rules[list.count], NULL) == OW_OK) {
            list.count++;
        }
    }
    list.rules = rules;
    reader_leave(reader, before);
    return list;
}

static double read_or_zero(struct json_reader *reader, const json_t *object,
                           const char *key, double max)
{
    double value = reader_number(reader, object, key, 0, max);

    return ow_is_missing(value) ? 0 : value;
}

static enum ow_phase read_phase_word(struct json_reader *reader,
                                     const json_t *object, const char *key)
{
    const char *words[OW_PHASE_COUNT];

    for (int i = 0; i < OW_PHASE_COUNT; i++) {
        words[i] = ow_phase_name((enum ow_phase)i);
    }
    reader_require(reader, object, key);
    return (enum ow_phase)reader_word(reader, object, key, words,
                                      OW_PHASE_COUNT, OW_PHASE_BASE);
}

static void read_phase(struct json_reader *reader, const json_t *object,
                       struct ow_phase_span *phase)
{
    phase->phase = read_phase_word(reader, object, "name");
    reader_require(reader, object, "from");
    reader_require(reader, object, "to");
    phase->from = reader_date(reader, object, "from");
    phase->to = reader_date(reader, object, "to");
    phase->rules = read_rules(reader, object);
}

static void read_phases(struct json_reader *reader, const json_t *root,
                        struct ow_plan *plan)
{
    const json_t *array = NULL;

    plan->phases = enter_list(reader, root, "phases", MOST_DAYS,
                              sizeof *plan->phases, &array, &plan->phase_count);
    for (size_t i = 0; i < plan->phase_count; i++) {
        size_t outer = reader_enter_index(reader, i);

        read_phase(reader, json_array_get(array, i), &plan->phases[i]);
        reader_leave(reader, outer);
    }
    reader_leave(reader, 0);
}

static void read_week(struct json_reader *reader, const json_t *object,
                      struct ow_plan_week *week)
{
    reader_require(reader, object, "monday");
    week->monday = reader_date(reader, object, "monday");
    week->phase = read_phase_word(reader, object, "phase");
    week->run_m = read_or_zero(reader, object, "run_m", MOST_M);
    week->run_s = read_or_zero(reader, object, "run_s", MOST_S);
    week->longest_m = read_or_zero(reader, object, "longest_m", MOST_M);
    week->hard_s = read_or_zero(reader, object, "hard_s", MOST_S);
    week->is_down = reader_bool(reader, object, "down");
    week->strength = reader_integer(reader, object, "strength", 0, 1000, 0);
    week->cross = reader_integer(reader, object, "cross", 0, 1000, 0);
    week->rules = read_rules(reader, object);
}

static void read_weeks(struct json_reader *reader, const json_t *root,
                       struct ow_plan *plan)
{
    const json_t *array = NULL;

    plan->weeks = enter_list(reader, root, "weeks", MOST_DAYS,
                             sizeof *plan->weeks, &array, &plan->week_count);
    for (size_t i = 0; i < plan->week_count; i++) {
        size_t outer = reader_enter_index(reader, i);

        read_week(reader, json_array_get(array, i), &plan->weeks[i]);
        reader_leave(reader, outer);
    }
    reader_leave(reader, 0);
}

static void read_workout(struct json_reader *reader, const json_t *object,
                         struct ow_plan *plan, struct ow_session *session)
{
    const json_t *workout = reader_object(reader, object, "workout");
    size_t before = reader_enter(reader, "workout");

    if (workout != NULL) {
        session->workout = plan->workouts[plan->workout_count] =
            workout_json_read(reader, workout);
        plan->workout_count += session->workout == NULL ? 0 : 1;
    }
    reader_leave(reader, before);
}

static void read_session(struct json_reader *reader, const json_t *object,
                         struct ow_plan *plan, struct ow_session *session)
{
    const char *types[OW_SESSION_COUNT];

    for (int i = 0; i < OW_SESSION_COUNT; i++) {
        types[i] = ow_session_type_name((enum ow_session_type)i);
    }
    reader_require(reader, object, "id");
    reader_require(reader, object, "type");
    session->id = reader_text(reader, object, "id");
    session->type = (enum ow_session_type)reader_word(
        reader, object, "type", types, OW_SESSION_COUNT, OW_SESSION_REST);
    session->distance_m =
        reader_number(reader, object, "distance_m", 0, MOST_M);
    session->duration_s =
        reader_number(reader, object, "duration_s", 0, MOST_S);
    session->hard_s = read_or_zero(reader, object, "hard_s", MOST_S);
    session->load = reader_number(reader, object, "load", 0, 1e5);
    read_workout(reader, object, plan, session);
    session->rules = read_rules(reader, object);
    session->reason = reader_text(reader, object, "reason");
    session->easier_option = reader_text(reader, object, "easier_option");
}

static void read_day(struct json_reader *reader, const json_t *object,
                     struct ow_plan *plan, struct ow_plan_day *day)
{
    const json_t *array = NULL;
    size_t before = reader->path_length;
    struct ow_session *sessions = NULL;

    reader_require(reader, object, "date");
    day->date = reader_date(reader, object, "date");
    sessions = enter_list(reader, object, "sessions", MOST_SESSIONS,
                          sizeof *sessions, &array, &day->session_count);
    for (size_t i = 0; i < day->session_count; i++) {
        size_t outer = reader_enter_index(reader, i);

        read_session(reader, json_array_get(array, i), plan, &sessions[i]);
        reader_leave(reader, outer);
    }
    day->sessions = sessions;
    reader_leave(reader, before);
}

/* Sessions of all days, for which there may be as many workouts. */
static size_t count_sessions(const json_t *days)
{
    size_t count = 0;

    for (size_t i = 0; i < json_array_size(days); i++) {
        count += json_array_size(
            json_object_get(json_array_get(days, i), "sessions"));
    }
    return count;
}

static void read_days(struct json_reader *reader, const json_t *root,
                      struct ow_plan *plan)
{
    const json_t *array = NULL;

    reader_require(reader, root, "days");
    plan->days = enter_list(reader, root, "days", MOST_DAYS, sizeof *plan->days,
                            &array, &plan->day_count);
    plan->workouts =
        reader_room(reader, count_sessions(array), sizeof(struct ow_workout *));
    for (size_t i = 0; i < plan->day_count && reader->status == OW_OK; i++) {
        size_t outer = reader_enter_index(reader, i);

        read_day(reader, json_array_get(array, i), plan, &plan->days[i]);
        reader_leave(reader, outer);
    }
    reader_leave(reader, 0);
}

static void read_milestones(struct json_reader *reader, const json_t *object,
                            struct ow_goal_answer *goal)
{
    size_t before = reader->path_length;
    const json_t *array = NULL;
    struct ow_milestone *milestones =
        enter_list(reader, object, "milestones", MOST_DAYS, sizeof *milestones,
                   &array, &goal->milestone_count);

    for (size_t i = 0; i < goal->milestone_count; i++) {
        const json_t *entry = json_array_get(array, i);

        milestones[i].date = reader_date(reader, entry, "date");
        milestones[i].what = reader_text(reader, entry, "what");
        milestones[i].value = reader_number(reader, entry, "value", -1e9, 1e9);
        milestones[i].unit = reader_text(reader, entry, "unit");
    }
    goal->milestones = milestones;
    reader_leave(reader, before);
}

static void read_conflicts(struct json_reader *reader, const json_t *object,
                           struct ow_goal_answer *goal)
{
    size_t before = reader->path_length;
    const json_t *array = NULL;
    struct ow_goal_conflict *conflicts =
        enter_list(reader, object, "conflicts", MOST_DAYS, sizeof *conflicts,
                   &array, &goal->conflict_count);

    for (size_t i = 0; i < goal->conflict_count; i++) {
        const json_t *entry = json_array_get(array, i);

        conflicts[i].with = reader_text(reader, entry, "with");
        conflicts[i].message = reader_text(reader, entry, "message");
        conflicts[i].give_up = reader_text(reader, entry, "give_up");
    }
    goal->conflicts = conflicts;
    reader_leave(reader, before);
}

static void read_way(struct json_reader *reader, const json_t *object,
                     struct ow_goal_answer *goal)
{
    goal->due = reader_date(reader, object, "due");
    goal->unit = reader_text(reader, object, "unit");
    goal->now = reader_number(reader, object, "now", -1e9, 1e9);
    goal->target = reader_number(reader, object, "target", -1e9, 1e9);
    goal->low = reader_number(reader, object, "low", -1e9, 1e9);
    goal->high = reader_number(reader, object, "high", -1e9, 1e9);
    goal->progress = reader_number(reader, object, "progress", 0, 1);
    goal->rolled_up = reader_number(reader, object, "rolled_up", 0, 1);
    goal->is_reached = reader_bool(reader, object, "reached");
    goal->steps = reader_integer(reader, object, "steps", 0, MOST_DAYS, 0);
    goal->steps_reached =
        reader_integer(reader, object, "steps_reached", 0, MOST_DAYS, 0);
}

static void read_goals(struct json_reader *reader, const json_t *root,
                       struct ow_plan *plan)
{
    const char *verdicts[OW_VERDICT_NOT_ENOUGH_DATA + 1];
    const json_t *array = NULL;

    for (int i = 0; i <= OW_VERDICT_NOT_ENOUGH_DATA; i++) {
        verdicts[i] = ow_verdict_name((enum ow_verdict)i);
    }
    plan->goals = enter_list(reader, root, "goals", MOST_DAYS,
                             sizeof *plan->goals, &array, &plan->goal_count);
    for (size_t i = 0; i < plan->goal_count; i++) {
        const json_t *entry = json_array_get(array, i);
        struct ow_goal_answer *goal = &plan->goals[i];
        size_t outer = reader_enter_index(reader, i);

        reader_require(reader, entry, "id");
        goal->id = reader_text(reader, entry, "id");
        goal->verdict = (enum ow_verdict)reader_word(
            reader, entry, "verdict", verdicts, OW_VERDICT_NOT_ENOUGH_DATA + 1,
            OW_VERDICT_NOT_ENOUGH_DATA);
        goal->probability = reader_number(reader, entry, "probability", 0, 1);
        goal->needed = reader_text(reader, entry, "needed");
        read_way(reader, entry, goal);
        read_milestones(reader, entry, goal);
        read_conflicts(reader, entry, goal);
        reader_leave(reader, outer);
    }
    reader_leave(reader, 0);
}

static void read_forecast(struct json_reader *reader, const json_t *root,
                          struct ow_plan *plan)
{
    const json_t *array = NULL;

    plan->forecast =
        enter_list(reader, root, "forecast", MOST_DAYS, sizeof *plan->forecast,
                   &array, &plan->forecast_count);
    for (size_t i = 0; i < plan->forecast_count; i++) {
        const json_t *entry = json_array_get(array, i);
        struct ow_forecast_day *day = &plan->forecast[i];
        size_t outer = reader_enter_index(reader, i);

        reader_require(reader, entry, "date");
        day->date = reader_date(reader, entry, "date");
        day->fitness = reader_number(reader, entry, "fitness", 0, 1e4);
        day->fatigue = reader_number(reader, entry, "fatigue", 0, 1e4);
        day->form = reader_number(reader, entry, "form", -1e4, 1e4);
        day->effective_vo2max =
            reader_number(reader, entry, "effective_vo2max", 0, 120);
        reader_leave(reader, outer);
    }
    reader_leave(reader, 0);
}

/* Findings of rules that are not known here are passed over. */
static void read_findings(struct json_reader *reader, const json_t *root,
                          struct ow_plan *plan)
{
    static const char *const severities[] = {"must", "should", "note"};
    const json_t *array = NULL;
    size_t count = 0;

    plan->findings = enter_list(reader, root, "findings", MOST_FINDINGS,
                                sizeof *plan->findings, &array, &count);
    for (size_t i = 0; i < count; i++) {
        const json_t *entry = json_array_get(array, i);
        const char *id = json_string_value(json_object_get(entry, "rule"));
        struct ow_finding *finding = &plan->findings[plan->finding_count];
        size_t outer = reader_enter_index(reader, i);

        if (id != NULL && ow_rule_find(id, &finding->rule, NULL) == OW_OK) {
            finding->severity = (enum ow_severity)reader_word(
                reader, entry, "severity", severities, 3, OW_NOTE);
            finding->date = reader_date(reader, entry, "date");
            finding->message = reader_text(reader, entry, "message");
            plan->finding_count++;
        }
        reader_leave(reader, outer);
    }
    reader_leave(reader, 0);
}

enum ow_status ow_plan_decode(const char *text, size_t length,
                              struct ow_plan **plan, struct ow_error *err)
{
    struct ow_plan *made = plan_new();
    struct json_reader reader;
    json_t *root = NULL;

    if (made == NULL) {
        return error_nomem(err);
    }
    reader_init(&reader, &made->arena, err);
    if (reader_load(&reader, text, length, PLAN_SCHEMA, &root) == OW_OK) {
        reader_require(&reader, root, "today");
        made->today = reader_date(&reader, root, "today");
        read_phases(&reader, root, made);
        read_weeks(&reader, root, made);
        read_days(&reader, root, made);
        read_goals(&reader, root, made);
        read_forecast(&reader, root, made);
        read_findings(&reader, root, made);
    }
    json_decref(root);
    if (reader.status != OW_OK) {
        ow_plan_free(made);
        return reader.status;
    }
    *plan = made;
    return OW_OK;
}
