/* Writes the draft into the plan: phases, weeks, days, workouts and words. */
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/num.h"
#include "engine/plan/draft.h"
#include "onward/load.h"

#include <string.h>

#define ID_LIMIT 40
/* Perceived effort of what is not run, for its load (estimates). */
#define STRENGTH_RPE 4
#define CROSS_RPE 3
#define WALK_RPE 1

static enum ow_rule *copy_rules(struct planner *planner,
                                const enum ow_rule *rules, size_t count)
{
    enum ow_rule *copy =
        arena_calloc(&planner->plan->arena, count, sizeof *copy);

    if (copy != NULL && count > 0) {
        memcpy(copy, rules, count * sizeof *copy);
    }
    return copy;
}

/* The rules that make a phase; OW_RULE_COUNT ends them. */
static const enum ow_rule phase_rules[OW_PHASE_COUNT][4] = {
    [OW_PHASE_RECOVERY_OFF] = {OW_RULE_RECOVERY_OFF, OW_RULE_RECOVERY_STRETCH,
                               OW_RULE_RECOVERY_WALK, OW_RULE_COUNT},
    [OW_PHASE_RECOVERY_EASY] = {OW_RULE_RECOVERY_EASY, OW_RULE_RECOVERY_VOLUME,
                                OW_RULE_RECOVERY_LONG_RUN, OW_RULE_COUNT},
    [OW_PHASE_BASE] = {OW_RULE_HARD_BASE, OW_RULE_PROGRESSION_WEEKLY,
                       OW_RULE_DOWN_WEEK_EVERY, OW_RULE_COUNT},
    [OW_PHASE_BUILD] = {OW_RULE_PHASE_BUILD, OW_RULE_HARD_SHARE,
                        OW_RULE_DOWN_WEEK_EVERY, OW_RULE_COUNT},
    [OW_PHASE_PEAK] = {OW_RULE_PHASE_BUILD, OW_RULE_HARD_SHARE, OW_RULE_COUNT},
    [OW_PHASE_TAPER] = {OW_RULE_TAPER_LENGTH, OW_RULE_TAPER_VOLUME,
                        OW_RULE_TAPER_HARD, OW_RULE_COUNT},
    [OW_PHASE_RACE] = {OW_RULE_PHASE_BUILD, OW_RULE_COUNT},
    [OW_PHASE_MAINTAIN] = {OW_RULE_CONSISTENCY, OW_RULE_VARIETY, OW_RULE_COUNT},
};

static enum ow_status close_phase(struct planner *planner,
                                  struct ow_phase_span *span, struct ow_date to,
                                  struct ow_error *err)
{
    const enum ow_rule *rules = phase_rules[span->phase];
    size_t count = 0;

    while (rules[count] != OW_RULE_COUNT) {
        count++;
    }
    span->to = to;
    span->rules.rules = copy_rules(planner, rules, count);
    span->rules.count = count;
    return span->rules.rules == NULL ? error_nomem(err) : OW_OK;
}

enum ow_status compile_phases(struct planner *planner, struct ow_error *err)
{
    size_t count = planner->week_count * WEEK_DAYS;
    size_t today = (size_t)planner_day(planner, planner->today);
    struct ow_plan *plan = planner->plan;
    enum ow_status status = OW_OK;

    plan->phases =
        arena_calloc(&plan->arena, count - today, sizeof *plan->phases);
    if (plan->phases == NULL) {
        return error_nomem(err);
    }
    for (size_t day = today; day < count && status == OW_OK; day++) {
        const struct draft_day *d = &planner->days[day];
        bool is_last =
            day + 1 == count || planner->days[day + 1].phase != d->phase;

        if (day == today || planner->days[day - 1].phase != d->phase) {
            plan->phases[plan->phase_count++] =
                (struct ow_phase_span){.phase = d->phase, .from = d->date};
        }
        if (is_last) {
            status = close_phase(planner, &plan->phases[plan->phase_count - 1],
                                 d->date, err);
        }
    }
    return status;
}

/* "2026-11-23-long-1": the week, the type, its number in the week. */
static const char *write_id(struct planner *planner, struct ow_date monday,
                            enum ow_session_type type, int number)
{
    char date[OW_DATE_TEXT_SIZE];
    struct buf text;
    const char *id = NULL;

    ow_date_format(monday, date);
    buf_init(&text, ID_LIMIT);
    buf_append_format(&text, "%s-%s-%d", date, ow_session_type_name(type),
                      number);
    if (buf_status(&text, NULL) == OW_OK) {
        id = arena_copy_text(&planner->plan->arena, text.data, text.length);
    }
    buf_dispose(&text);
    return id;
}

static bool is_used(const struct planner *planner, const char *id)
{
    const struct ow_scenario *scenario = planner->scenario;

    for (size_t i = 0; i < scenario->used_id_count; i++) {
        if (strcmp(scenario->used_ids[i], id) == 0) {
            return true;
        }
    }
    return false;
}

/* The next id of a type in a week that no session before today has. */
static const char *next_id(struct planner *planner, struct ow_date monday,
                           enum ow_session_type type, int *number)
{
    const char *id = NULL;

    do {
        id = write_id(planner, monday, type, ++*number);
    } while (id != NULL && is_used(planner, id));
    return id;
}

/* Load to one decimal. */
static double load_of(const struct draft_session *session)
{
    double load = 0;

    switch (session->type) {
    case OW_SESSION_STRENGTH:
        load = ow_load_of_effort(session->duration_s, STRENGTH_RPE);
        break;
    case OW_SESSION_CROSS:
        load = ow_load_of_effort(session->duration_s, CROSS_RPE);
        break;
    case OW_SESSION_WALK:
        load = ow_load_of_effort(session->duration_s, WALK_RPE);
        break;
    case OW_SESSION_REST:
    case OW_SESSION_EASY:
    case OW_SESSION_RECOVERY:
    case OW_SESSION_LONG:
    case OW_SESSION_PROGRESSION:
    case OW_SESSION_TEMPO:
    case OW_SESSION_INTERVALS:
    case OW_SESSION_FARTLEK:
    case OW_SESSION_HILLS:
    case OW_SESSION_STRIDES:
    case OW_SESSION_RACE:
    case OW_SESSION_COUNT:
        load = ow_load_of_pace(session->threshold_s, 1, 1);
        break;
    }
    return num_round(load, 1);
}

static enum ow_status add_workout(struct planner *planner,
                                  const struct draft_session *draft,
                                  struct ow_session *session,
                                  struct ow_error *err)
{
    struct ow_plan *plan = planner->plan;
    struct library_order order = session_order(planner, draft);
    struct ow_workout *workout = NULL;
    enum ow_status status =
        library_build(&order, &planner->runner.pace, &workout, err);

    if (status == OW_OK) {
        plan->workouts[plan->workout_count++] = workout;
        session->workout = workout;
    }
    return status;
}

static enum ow_status write_session(struct planner *planner, size_t week,
                                    const struct draft_session *draft,
                                    int *number, struct ow_session *session,
                                    struct ow_error *err)
{
    bool is_run = ow_session_type_is_run(draft->type);
    struct ow_date monday = planner->days[week * WEEK_DAYS].date;

    *session = (struct ow_session){
        .id = next_id(planner, monday, draft->type, number),
        .type = draft->type,
        .distance_m = draft->race != NULL ? draft->race->distance_m
                      : is_run            ? draft->distance_m
                                          : OW_MISSING,
        .duration_s = draft->duration_s,
        .hard_s = draft->hard_s,
        .load = load_of(draft),
        .rules = {copy_rules(planner, draft->rules, draft->rule_count),
                  draft->rule_count},
        .reason = reason_of(planner, week, draft),
    };
    if (session->id == NULL || session->rules.rules == NULL ||
        session->reason == NULL) {
        return error_nomem(err);
    }
    if ((session_is_hard(draft) || library_is_progression(draft->kind)) &&
        draft->race == NULL) {
        session->easier_option = easier_than(planner, draft);
        if (session->easier_option == NULL) {
            return error_nomem(err);
        }
    }
    return is_run && draft->race == NULL
               ? add_workout(planner, draft, session, err)
               : OW_OK;
}

static enum ow_status write_rest(struct planner *planner, size_t day,
                                 int *number, struct ow_session *session,
                                 struct ow_error *err)
{
    struct ow_date monday = ow_date_monday(planner->days[day].date);
    enum ow_rule rule = OW_RULE_REST_WEEKLY;

    *session = (struct ow_session){
        .id = next_id(planner, monday, OW_SESSION_REST, number),
        .type = OW_SESSION_REST,
        .distance_m = OW_MISSING,
        .duration_s = OW_MISSING,
        .reason = reason_of_rest(planner, day, &rule),
    };
    session->rules.rules = copy_rules(planner, &rule, 1);
    session->rules.count = 1;
    if (session->id == NULL || session->reason == NULL ||
        session->rules.rules == NULL) {
        return error_nomem(err);
    }
    return OW_OK;
}

/* The sessions of a day; numbers count each type through the week. */
static enum ow_status write_day(struct planner *planner, size_t day,
                                int numbers[OW_SESSION_COUNT],
                                struct ow_plan_day *out, struct ow_error *err)
{
    const struct draft_week *week = &planner->weeks[day / WEEK_DAYS];
    struct ow_session *sessions = NULL;
    enum ow_status status = OW_OK;
    size_t count = 0;
    size_t at = 0;

    for (size_t i = 0; i < week->session_count; i++) {
        count += week->sessions[i].day == (int)(day % WEEK_DAYS);
    }
    sessions = arena_calloc(&planner->plan->arena, count > 0 ? count : 1,
                            sizeof *sessions);
    if (sessions == NULL) {
        return error_nomem(err);
    }
    out->date = planner->days[day].date;
    out->sessions = sessions;
    out->session_count = count > 0 ? count : 1;
    if (count == 0) {
        return write_rest(planner, day, &numbers[OW_SESSION_REST], sessions,
                          err);
    }
    for (size_t i = 0; i < week->session_count && status == OW_OK; i++) {
        const struct draft_session *draft = &week->sessions[i];

        if (draft->day == (int)(day % WEEK_DAYS)) {
            status = write_session(planner, day / WEEK_DAYS, draft,
                                   &numbers[draft->type], &sessions[at++], err);
        }
    }
    return status;
}

static void add_sums(struct ow_plan_week *week,
                     const struct ow_session *session)
{
    week->strength += session->type == OW_SESSION_STRENGTH;
    week->cross += session->type == OW_SESSION_CROSS;
    if (!ow_session_type_is_run(session->type)) {
        return;
    }
    week->run_m += session->distance_m;
    week->run_s += session->duration_s;
    week->hard_s += session->hard_s;
    if (session->type != OW_SESSION_RACE &&
        session->distance_m > week->longest_m) {
        week->longest_m = session->distance_m;
    }
}

static enum ow_status write_week(struct planner *planner, size_t index,
                                 struct ow_error *err)
{
    const struct draft_week *draft = &planner->weeks[index];
    size_t today = (size_t)planner_day(planner, planner->today);
    struct ow_plan *plan = planner->plan;
    struct ow_plan_week *week = &plan->weeks[index];
    int numbers[OW_SESSION_COUNT] = {0};
    enum ow_status status = OW_OK;

    *week = (struct ow_plan_week){
        .monday = planner->days[index * WEEK_DAYS].date,
        .phase = draft->phase,
        .is_down = draft->kind == WEEK_DOWN,
        .rules = {copy_rules(planner, draft->rules, draft->rule_count),
                  draft->rule_count},
    };
    if (week->rules.rules == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < WEEK_DAYS && status == OW_OK; i++) {
        size_t day = index * WEEK_DAYS + i;
        struct ow_plan_day *out = NULL;

        if (day < today) {
            continue;
        }
        out = &plan->days[plan->day_count++];
        status = write_day(planner, day, numbers, out, err);
        for (size_t s = 0; status == OW_OK && s < out->session_count; s++) {
            add_sums(week, &out->sessions[s]);
        }
    }
    return status;
}

enum ow_status compile_plan(struct planner *planner, struct ow_error *err)
{
    struct ow_plan *plan = planner->plan;
    size_t days = planner->week_count * WEEK_DAYS;
    enum ow_status status = OW_OK;

    plan->weeks =
        arena_calloc(&plan->arena, planner->week_count, sizeof *plan->weeks);
    plan->days = arena_calloc(&plan->arena, days, sizeof *plan->days);
    /* At most two runs a day. */
    plan->workouts =
        arena_calloc(&plan->arena, 2 * days, sizeof *plan->workouts);
    if (plan->weeks == NULL || plan->days == NULL || plan->workouts == NULL) {
        return error_nomem(err);
    }
    for (size_t w = 0; w < planner->week_count && status == OW_OK; w++) {
        status = write_week(planner, w, err);
        plan->week_count += status == OW_OK;
    }
    return status;
}
