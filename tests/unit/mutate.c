/* Copies of plans that tests may spoil. */
#include "mutate.h"

#include "cmocka_all.h"

#include <string.h>

#define EASY_S_PER_M 0.36

struct ow_date mutant_date(const struct mutant *m, int day)
{
    return ow_date_add_days(m->plan.today, day);
}

struct ow_date mutant_monday(const struct mutant *m, int week)
{
    return ow_date_add_days(ow_date_monday(m->plan.today), 7 * week);
}

int mutant_first_day(const struct mutant *m, int week)
{
    int day = ow_date_days_between(m->plan.today, mutant_monday(m, week));

    return day < 0 ? 0 : day;
}

static void take_scenario(struct mutant *m, const struct ow_scenario *scenario)
{
    assert_true(scenario->race_count < MUTANT_ENTRIES);
    assert_true(scenario->goal_count < MUTANT_ENTRIES);
    m->scenario = *scenario;
    if (scenario->race_count > 0) {
        memcpy(m->races, scenario->races,
               scenario->race_count * sizeof m->races[0]);
    }
    if (scenario->goal_count > 0) {
        memcpy(m->goals, scenario->goals,
               scenario->goal_count * sizeof m->goals[0]);
    }
    m->scenario.races = m->races;
    m->scenario.goals = m->goals;
    m->scenario.check_ins = m->check_ins;
    m->scenario.check_in_count = 0;
    m->scenario.blocked = m->blocked;
    m->scenario.blocked_count = 0;
}

void mutant_take(struct mutant *m, const struct ow_plan *plan,
                 const struct ow_scenario *scenario)
{
    assert_true(plan->day_count <= MUTANT_DAYS);
    assert_true(plan->goal_count < MUTANT_ENTRIES);
    memset(m->check_ins, 0, sizeof m->check_ins);
    m->plan = *plan;
    for (size_t i = 0; i < plan->day_count; i++) {
        const struct ow_plan_day *day = &plan->days[i];

        assert_true(day->session_count < MUTANT_SLOTS);
        memcpy(m->sessions[i], day->sessions,
               day->session_count * sizeof m->sessions[i][0]);
        m->days[i] = *day;
        m->days[i].sessions = m->sessions[i];
        m->forecast[i] = plan->forecast[i];
    }
    memcpy(m->weeks, plan->weeks, plan->week_count * sizeof m->weeks[0]);
    memcpy(m->phases, plan->phases, plan->phase_count * sizeof m->phases[0]);
    if (plan->goal_count > 0) {
        memcpy(m->answers, plan->goals,
               plan->goal_count * sizeof m->answers[0]);
    }
    m->plan.days = m->days;
    m->plan.weeks = m->weeks;
    m->plan.phases = m->phases;
    m->plan.forecast = m->forecast;
    m->plan.goals = m->answers;
    take_scenario(m, scenario);
}

static void sum_session(struct ow_plan_week *week,
                        const struct ow_session *session)
{
    week->strength += session->type == OW_SESSION_STRENGTH ? 1 : 0;
    week->cross += session->type == OW_SESSION_CROSS ? 1 : 0;
    week->hard_s += session->hard_s;
    if (ow_session_type_is_run(session->type)) {
        week->run_m += session->distance_m;
        week->run_s += session->duration_s;
    }
    if (ow_session_type_is_run(session->type) &&
        session->type != OW_SESSION_RACE) {
        week->longest_m = fmax(week->longest_m, session->distance_m);
    }
}

void mutant_sum_weeks(struct mutant *m)
{
    for (size_t w = 0; w < m->plan.week_count; w++) {
        struct ow_plan_week *week = &m->weeks[w];

        week->run_m = week->run_s = week->longest_m = week->hard_s = 0;
        week->strength = week->cross = 0;
    }
    for (size_t d = 0; d < m->plan.day_count; d++) {
        int week =
            ow_date_days_between(mutant_monday(m, 0), m->days[d].date) / 7;

        for (size_t k = 0; k < m->days[d].session_count; k++) {
            sum_session(&m->weeks[week], &m->sessions[d][k]);
        }
    }
}

struct ow_session mutant_session(enum ow_session_type type, double run_m,
                                 double hard_s)
{
    bool is_run = ow_session_type_is_run(type);

    return (struct ow_session){.id = "",
                               .type = type,
                               .distance_m = is_run ? run_m : OW_MISSING,
                               .duration_s =
                                   is_run ? run_m * EASY_S_PER_M : 1800,
                               .hard_s = hard_s,
                               .reason = ""};
}

void mutant_put(struct mutant *m, int day, struct ow_session session)
{
    session.id = "new-1";
    m->sessions[day][0] = session;
    m->days[day].session_count = 1;
}

void mutant_add(struct mutant *m, int day, struct ow_session session)
{
    size_t slot =
        mutant_has(m, day, OW_SESSION_REST) ? 0 : m->days[day].session_count;

    session.id = "new-2";
    m->sessions[day][slot] = session;
    m->days[day].session_count = slot + 1;
}

static bool is_inside(const struct mutant *m, int day)
{
    return day >= 0 && (size_t)day < m->plan.day_count;
}

bool mutant_has(const struct mutant *m, int day, enum ow_session_type type)
{
    for (size_t k = 0; is_inside(m, day) && k < m->days[day].session_count;
         k++) {
        if (m->sessions[day][k].type == type) {
            return true;
        }
    }
    return false;
}

bool mutant_has_run(const struct mutant *m, int day)
{
    return mutant_run_m(m, day) > 0;
}

bool mutant_is_hard(const struct mutant *m, int day)
{
    for (size_t k = 0; is_inside(m, day) && k < m->days[day].session_count;
         k++) {
        if (m->sessions[day][k].hard_s > 0) {
            return true;
        }
    }
    return mutant_has(m, day, OW_SESSION_PROGRESSION) ||
           mutant_has(m, day, OW_SESSION_TEMPO) ||
           mutant_has(m, day, OW_SESSION_INTERVALS) ||
           mutant_has(m, day, OW_SESSION_FARTLEK) ||
           mutant_has(m, day, OW_SESSION_HILLS);
}

double mutant_run_m(const struct mutant *m, int day)
{
    double sum_m = 0;

    for (size_t k = 0; is_inside(m, day) && k < m->days[day].session_count;
         k++) {
        const struct ow_session *session = &m->sessions[day][k];

        if (ow_session_type_is_run(session->type) &&
            session->type != OW_SESSION_RACE) {
            sum_m += session->distance_m;
        }
    }
    return sum_m;
}

bool mutant_in_phase(const struct mutant *m, int day, enum ow_phase phase)
{
    struct ow_date date = mutant_date(m, day);

    for (size_t i = 0; is_inside(m, day) && i < m->plan.phase_count; i++) {
        if (m->phases[i].from.days <= date.days &&
            m->phases[i].to.days >= date.days) {
            return m->phases[i].phase == phase;
        }
    }
    return false;
}

double mutant_week_m(const struct mutant *m, int week)
{
    const struct ow_history *history = &m->scenario.history;
    struct ow_date monday = mutant_monday(m, week);
    double sum_m = 0;

    for (size_t i = 0; i < history->week_count && week <= 0; i++) {
        if (history->weeks[i].monday.days == monday.days) {
            sum_m += history->weeks[i].run_m;
        }
    }
    for (int i = 0; i < 7 && week >= 0; i++) {
        sum_m +=
            mutant_run_m(m, ow_date_days_between(m->plan.today, monday) + i);
    }
    return sum_m;
}

double mutant_best_week_m(const struct mutant *m, int week)
{
    double best_m = 0;

    for (int i = week - 1; i >= -60; i--) {
        best_m = fmax(best_m, mutant_week_m(m, i));
    }
    return best_m;
}

double mutant_longest_m(const struct mutant *m, int day)
{
    double longest_m = m->scenario.history.longest_run_30d_m;

    longest_m = ow_is_missing(longest_m) ? 0 : longest_m;
    for (int i = 0; i < day; i++) {
        longest_m = fmax(longest_m, mutant_run_m(m, i));
    }
    return longest_m;
}

const struct ow_race *mutant_race_before(const struct mutant *m, int day,
                                         int *n)
{
    const struct ow_race *found = NULL;

    for (size_t i = 0; i < m->scenario.race_count; i++) {
        int after = ow_date_days_between(m->races[i].date, mutant_date(m, day));

        if (after >= 1 && (found == NULL || after < *n)) {
            found = &m->races[i];
            *n = after;
        }
    }
    return found;
}

int mutant_race_class(const struct ow_race *race)
{
    return race->distance_m >= 30000   ? 3
           : race->distance_m >= 15000 ? 2
           : race->distance_m >= 7500  ? 1
                                       : 0;
}

bool mutant_is_raced(const struct ow_race *race)
{
    return ow_is_missing(race->effort) && race->priority != OW_PRIORITY_C;
}
