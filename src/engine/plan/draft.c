/*
 * What the steps of the planner ask of a plan in the making: its days, what was
 * run and is planned, the races behind and ahead, and what a session measures.
 */
#include "engine/plan/draft.h"

#include "base/error.h"

#include <string.h>

int planner_day(const struct planner *planner, struct ow_date date)
{
    return (int)ow_date_days_between(planner->monday, date);
}

int32_t round_down(int32_t value, int32_t step)
{
    return value - value % step;
}

int32_t share_of(int32_t value, int32_t permille)
{
    return (int32_t)((int64_t)value * permille / PERMILLE);
}

enum ow_status planner_find(struct planner *planner, enum ow_rule rule,
                            enum ow_severity severity, struct ow_date date,
                            const char *message, struct ow_error *err)
{
    struct ow_plan *plan = planner->plan;
    struct ow_finding *finding = NULL;

    if (plan->finding_count == planner->finding_room) {
        size_t room = 2 * planner->finding_room + 16;
        struct ow_finding *more =
            arena_calloc(&plan->arena, room, sizeof *more);

        if (more == NULL) {
            return error_nomem(err);
        }
        if (plan->finding_count > 0) {
            memcpy(more, plan->findings, plan->finding_count * sizeof *more);
        }
        plan->findings = more;
        planner->finding_room = room;
    }
    finding = &plan->findings[plan->finding_count];
    *finding = (struct ow_finding){
        .rule = rule,
        .severity = severity,
        .date = date,
        .message = arena_copy_text(&plan->arena, message, strlen(message))};
    if (finding->message == NULL) {
        return error_nomem(err);
    }
    plan->finding_count++;
    planner->has_conflict = planner->has_conflict || severity == OW_MUST;
    return OW_OK;
}

int32_t ladder_run_m(const struct planner *planner, int week)
{
    if (week >= (int)planner->week_count) {
        return 0;
    }
    if (week >= 0) {
        return planner->weeks[week].run_m + planner->weeks[week].before_m;
    }
    return week < -DRAFT_HISTORY_WEEKS ? 0 : planner->runner.past_m[-week - 1];
}

int32_t ladder_most_m(const struct planner *planner, int week, int count)
{
    int32_t most = 0;

    for (int i = 1; i <= count; i++) {
        int32_t run_m = ladder_run_m(planner, week - i);

        most = run_m > most ? run_m : most;
    }
    return most;
}

const struct draft_race *race_next(const struct planner *planner, int day)
{
    for (size_t i = 0; i < planner->race_count; i++) {
        if (planner->races[i].day >= day) {
            return &planner->races[i];
        }
    }
    return NULL;
}

const struct draft_race *race_ahead(const struct planner *planner, int day)
{
    const struct draft_race *second = NULL;

    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];

        if (race->day < day || race->race->date.days < planner->today.days) {
            continue;
        }
        if (race->race->priority == OW_PRIORITY_A) {
            return race;
        }
        if (race->race->priority == OW_PRIORITY_B && second == NULL) {
            second = race;
        }
    }
    return second;
}

int32_t run_between(const struct planner *planner, int from, int to)
{
    int32_t sum = 0;

    for (int w = (from > 0 ? from : 0) / WEEK_DAYS;
         w <= to / WEEK_DAYS && w < (int)planner->week_count; w++) {
        const struct draft_week *week = &planner->weeks[w];

        for (size_t i = 0; i < week->session_count; i++) {
            int day = w * WEEK_DAYS + week->sessions[i].day;

            if (day >= from && day <= to && week->sessions[i].race == NULL &&
                ow_session_type_is_run(week->sessions[i].type)) {
                sum += week->sessions[i].distance_m;
            }
        }
    }
    return sum;
}

static bool is_hard_type(enum ow_session_type type)
{
    return type == OW_SESSION_RACE || type == OW_SESSION_PROGRESSION ||
           type == OW_SESSION_TEMPO || type == OW_SESSION_INTERVALS ||
           type == OW_SESSION_FARTLEK || type == OW_SESSION_HILLS;
}

bool session_is_hard(const struct draft_session *session)
{
    return session->hard_s > 0 || is_hard_type(session->type);
}

void session_add_rule(struct draft_session *session, enum ow_rule rule)
{
    for (size_t i = 0; i < session->rule_count; i++) {
        if (session->rules[i] == rule) {
            return;
        }
    }
    if (session->rule_count < DRAFT_MOST_RULES) {
        session->rules[session->rule_count++] = rule;
    }
}

void week_add_rule(struct draft_week *week, enum ow_rule rule)
{
    for (size_t i = 0; i < week->rule_count; i++) {
        if (week->rules[i] == rule) {
            return;
        }
    }
    if (week->rule_count < DRAFT_MOST_RULES) {
        week->rules[week->rule_count++] = rule;
    }
}

struct library_order session_order(const struct planner *planner,
                                   const struct draft_session *session)
{
    return (struct library_order){.kind = session->kind,
                                  .distance_m = session->distance_m,
                                  .duration_s = session->duration_s,
                                  .work_s = session->work_s,
                                  .run_s = session->run_s,
                                  .walk_s = session->walk_s,
                                  .goal_m = session->goal_m,
                                  .level = planner->runner.level,
                                  .soften = session->soften,
                                  .pattern = session->pattern};
}

/* Seconds of a race: its goal, else what the runner's best speaks for. */
static int32_t race_seconds(const struct planner *planner,
                            const struct ow_race *race)
{
    const struct runner *runner = &planner->runner;
    struct ow_prediction prediction = {.time_s = OW_MISSING};
    struct ow_error ignored;

    if (!ow_is_missing(race->goal_s)) {
        return (int32_t)(race->goal_s + 0.5);
    }
    if (ow_is_missing(runner->effective_vo2max) ||
        ow_race_predict(runner->best_m, runner->best_s,
                        runner->mean_m > 0 ? runner->mean_m : OW_MISSING,
                        race->distance_m, &prediction, &ignored) != OW_OK) {
        prediction.time_s =
            race->distance_m / 1000 * runner->pace.s_per_km[ZONE_STEADY];
    }
    return (int32_t)(prediction.time_s + 0.5);
}

void session_measure(const struct planner *planner,
                     struct draft_session *session)
{
    struct library_order order = session_order(planner, session);
    struct library_measure measure;

    if (session->race != NULL) {
        int64_t threshold = planner->runner.pace.s_per_km[ZONE_THRESHOLD];
        int64_t pace = 0;

        session->duration_s = race_seconds(planner, session->race);
        pace = session->duration_s * 1000LL / session->distance_m + 1;
        session->threshold_s = (int32_t)(session->duration_s * threshold *
                                         threshold / (pace * pace));
        return;
    }
    measure = library_measure(&order, &planner->runner.pace);
    session->distance_m = measure.distance_m;
    session->duration_s = measure.duration_s;
    session->hard_s = measure.hard_s;
    session->threshold_s = measure.threshold_s;
}

unsigned draft_sort(enum ow_session_type type)
{
    return 1U << (type == OW_SESSION_RECOVERY ? OW_SESSION_EASY : type);
}

unsigned draft_add_sort(unsigned sorts, enum ow_session_type type)
{
    unsigned sort = draft_sort(type);
    bool is_second = sort == draft_sort(OW_SESSION_EASY) && (sorts & sort) != 0;

    return sorts | (is_second ? DRAFT_SORT_SECOND : sort);
}
