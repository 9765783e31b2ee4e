/* Plans that do not agree with themselves or with what was asked for. */
#include "mutate.h"

#include <string.h>

static bool broken(struct expected *expected, struct ow_date date)
{
    *expected = (struct expected){OW_RULE_PLAN_STRUCTURE, OW_MUST, date};
    return true;
}

static bool run_m_off(struct mutant *m, int week, struct expected *e)
{
    m->weeks[week].run_m += 1;
    return broken(e, mutant_monday(m, week));
}

static bool run_s_off(struct mutant *m, int week, struct expected *e)
{
    m->weeks[week].run_s -= 60;
    return broken(e, mutant_monday(m, week));
}

static bool longest_m_off(struct mutant *m, int week, struct expected *e)
{
    m->weeks[week].longest_m += 500;
    return broken(e, mutant_monday(m, week));
}

static bool hard_s_off(struct mutant *m, int week, struct expected *e)
{
    m->weeks[week].hard_s += 30;
    return broken(e, mutant_monday(m, week));
}

static bool strength_off(struct mutant *m, int week, struct expected *e)
{
    m->weeks[week].strength++;
    return broken(e, mutant_monday(m, week));
}

static bool cross_off(struct mutant *m, int week, struct expected *e)
{
    m->weeks[week].cross--;
    return broken(e, mutant_monday(m, week));
}

static bool run_m_missing(struct mutant *m, int week, struct expected *e)
{
    m->weeks[week].run_m = OW_MISSING;
    return broken(e, mutant_monday(m, week));
}

static bool phase_of_no_day(struct mutant *m, int week, struct expected *e)
{
    int first = mutant_first_day(m, week);
    bool is_there[OW_PHASE_COUNT] = {false};

    for (int day = first; day < first + 7; day++) {
        for (int phase = 0; phase < OW_PHASE_COUNT; phase++) {
            is_there[phase] = is_there[phase] ||
                              mutant_in_phase(m, day, (enum ow_phase)phase);
        }
    }
    for (int phase = 0; phase < OW_PHASE_COUNT; phase++) {
        if (!is_there[phase]) {
            m->weeks[week].phase = (enum ow_phase)phase;
        }
    }
    return broken(e, mutant_monday(m, week));
}

static bool monday_off(struct mutant *m, int week, struct expected *e)
{
    m->weeks[week].monday = ow_date_add_days(m->weeks[week].monday, 1);
    return broken(e, m->weeks[week].monday);
}

static bool id_twice(struct mutant *m, int day, struct expected *e)
{
    if (day == 0) {
        return false;
    }
    m->sessions[day][0].id = m->sessions[day - 1][0].id;
    return broken(e, mutant_date(m, day));
}

static bool id_empty(struct mutant *m, int day, struct expected *e)
{
    m->sessions[day][0].id = "";
    return broken(e, mutant_date(m, day));
}

static bool day_twice(struct mutant *m, int day, struct expected *e)
{
    if (day == 0) {
        return false;
    }
    m->days[day].date = mutant_date(m, day - 1);
    return broken(e, mutant_date(m, day - 1));
}

static bool day_skipped(struct mutant *m, int day, struct expected *e)
{
    if (day + 1 >= (int)m->plan.day_count) {
        return false;
    }
    m->days[day].date = mutant_date(m, day + 1);
    return broken(e, mutant_date(m, day + 1));
}

static bool day_holds_nothing(struct mutant *m, int day, struct expected *e)
{
    m->days[day].session_count = 0;
    return broken(e, mutant_date(m, day));
}

static bool rest_beside_a_session(struct mutant *m, int day, struct expected *e)
{
    struct ow_session rest = mutant_session(OW_SESSION_REST, 0, 0);

    if (mutant_has(m, day, OW_SESSION_REST)) {
        return false;
    }
    rest.id = "new-rest";
    m->sessions[day][m->days[day].session_count++] = rest;
    return broken(e, mutant_date(m, day));
}

/* The first run of a day; NULL without one. */
static struct ow_session *run_of(struct mutant *m, int day)
{
    for (size_t k = 0; k < m->days[day].session_count; k++) {
        if (ow_session_type_is_run(m->sessions[day][k].type)) {
            return &m->sessions[day][k];
        }
    }
    return NULL;
}

static bool run_as_fast_as_a_car(struct mutant *m, int day, struct expected *e)
{
    struct ow_session *run = run_of(m, day);

    if (run == NULL) {
        return false;
    }
    run->duration_s /= 6;
    return broken(e, mutant_date(m, day));
}

static bool run_slower_than_a_walk(struct mutant *m, int day,
                                   struct expected *e)
{
    struct ow_session *run = run_of(m, day);

    if (run == NULL) {
        return false;
    }
    run->distance_m /= 10;
    return broken(e, mutant_date(m, day));
}

static bool run_without_distance(struct mutant *m, int day, struct expected *e)
{
    struct ow_session *run = run_of(m, day);

    if (run == NULL) {
        return false;
    }
    run->distance_m = OW_MISSING;
    return broken(e, mutant_date(m, day));
}

static bool run_without_duration(struct mutant *m, int day, struct expected *e)
{
    struct ow_session *run = run_of(m, day);

    if (run == NULL) {
        return false;
    }
    run->duration_s = 0;
    return broken(e, mutant_date(m, day));
}

static bool other_without_duration(struct mutant *m, int day,
                                   struct expected *e)
{
    if (!mutant_has(m, day, OW_SESSION_STRENGTH) &&
        !mutant_has(m, day, OW_SESSION_WALK)) {
        return false;
    }
    for (size_t k = 0; k < m->days[day].session_count; k++) {
        if (!ow_session_type_is_run(m->sessions[day][k].type)) {
            m->sessions[day][k].duration_s = OW_MISSING;
        }
    }
    return broken(e, mutant_date(m, day));
}

static bool easy_run_with_hard_seconds(struct mutant *m, int day,
                                       struct expected *e)
{
    struct ow_session *run = run_of(m, day);

    if (run == NULL ||
        (run->type != OW_SESSION_EASY && run->type != OW_SESSION_RECOVERY &&
         run->type != OW_SESSION_RACE)) {
        return false;
    }
    run->hard_s = 60;
    return broken(e, mutant_date(m, day));
}

static bool more_hard_seconds_than_seconds(struct mutant *m, int day,
                                           struct expected *e)
{
    struct ow_session *run = run_of(m, day);

    if (run == NULL || !mutant_is_hard(m, day)) {
        return false;
    }
    run->hard_s = run->duration_s + 60;
    return broken(e, mutant_date(m, day));
}

static bool workout_of_another_length(struct mutant *m, int day,
                                      struct expected *e)
{
    struct ow_session *run = run_of(m, day);

    if (run == NULL || run->workout == NULL) {
        return false;
    }
    if (ow_is_missing(ow_workout_total_m(run->workout))) {
        run->duration_s += 30;
    } else {
        run->distance_m += 100;
    }
    return broken(e, mutant_date(m, day));
}

static struct ow_session *race_of(struct mutant *m, int day)
{
    return mutant_has(m, day, OW_SESSION_RACE) ? run_of(m, day) : NULL;
}

static bool race_dropped(struct mutant *m, int day, struct expected *e)
{
    if (!mutant_has(m, day, OW_SESSION_RACE)) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_EASY, 5000, 0));
    return broken(e, mutant_date(m, day));
}

static bool race_moved(struct mutant *m, int day, struct expected *e)
{
    struct ow_session *race = race_of(m, day);

    if (race == NULL || day + 1 >= (int)m->plan.day_count) {
        return false;
    }
    m->sessions[day + 1][0] = *race;
    m->days[day + 1].session_count = 1;
    mutant_put(m, day, mutant_session(OW_SESSION_REST, 0, 0));
    return broken(e, mutant_date(m, day));
}

static bool race_shortened(struct mutant *m, int day, struct expected *e)
{
    struct ow_session *race = race_of(m, day);

    if (race == NULL) {
        return false;
    }
    race->distance_m -= 100;
    return broken(e, mutant_date(m, day));
}

static bool phase_begins_early(struct mutant *m, int at, struct expected *e)
{
    size_t i = (size_t)at + 1;

    if (i >= m->plan.phase_count) {
        return false;
    }
    m->phases[i].from = ow_date_add_days(m->phases[i].from, -1);
    return broken(e, m->phases[i].from);
}

static bool phase_ends_early(struct mutant *m, int at, struct expected *e)
{
    size_t i = (size_t)at + 1;

    if (i >= m->plan.phase_count) {
        return false;
    }
    m->phases[i - 1].to = ow_date_add_days(m->phases[i - 1].to, -1);
    return broken(e, m->phases[i].from.days == m->phases[i - 1].from.days + 1
                         ? ow_date_none()
                         : m->phases[i].from);
}

static bool phases_end(struct mutant *m, int at, struct expected *e)
{
    (void)at;
    m->plan.phase_count--;
    return broken(e, m->phases[m->plan.phase_count].from);
}

static bool forecast_short(struct mutant *m, int at, struct expected *e)
{
    (void)at;
    m->plan.forecast_count--;
    return broken(e, m->plan.today);
}

static bool forecast_jumps(struct mutant *m, int day, struct expected *e)
{
    m->forecast[day].date = mutant_date(m, day + 2);
    return broken(e, mutant_date(m, day + 2));
}

static bool week_missing(struct mutant *m, int at, struct expected *e)
{
    (void)at;
    m->plan.week_count--;
    return broken(e, m->plan.today);
}

static bool horizon_longer(struct mutant *m, int at, struct expected *e)
{
    (void)at;
    m->scenario.weeks++;
    return broken(e, m->plan.today);
}

static bool horizon_shorter(struct mutant *m, int at, struct expected *e)
{
    (void)at;
    m->scenario.weeks--;
    return broken(e, m->plan.today);
}

static bool last_day_missing(struct mutant *m, int at, struct expected *e)
{
    (void)at;
    m->plan.day_count--;
    m->plan.forecast_count--;
    return broken(e, mutant_date(m, (int)m->plan.day_count - 1));
}

static bool no_days(struct mutant *m, int at, struct expected *e)
{
    (void)at;
    m->plan.day_count = 0;
    return broken(e, m->plan.today);
}

static bool goal_nobody_has(struct mutant *m, int at, struct expected *e)
{
    (void)at;
    m->answers[m->plan.goal_count] = (struct ow_goal_answer){.id = "nobody's"};
    m->plan.goal_count++;
    return broken(e, m->plan.today);
}

static bool goal_unanswered(struct mutant *m, int at, struct expected *e)
{
    (void)at;
    m->goals[m->scenario.goal_count++] =
        (struct ow_goal){.id = "unanswered", .deadline = ow_date_none()};
    (void)broken(e, m->plan.today);
    e->severity = OW_SHOULD;
    return true;
}

const struct mutation form_mutations[] = {
    {"run_m a metre off", EVERY_WEEK, false, run_m_off},
    {"run_s a minute off", EVERY_WEEK, false, run_s_off},
    {"longest_m off", EVERY_WEEK, false, longest_m_off},
    {"hard_s off", EVERY_WEEK, false, hard_s_off},
    {"one strength too many", EVERY_WEEK, false, strength_off},
    {"one cross-training too few", EVERY_WEEK, false, cross_off},
    {"run_m missing", EVERY_WEEK, false, run_m_missing},
    {"a week's phase is that of no day", EVERY_WEEK, false, phase_of_no_day},
    {"a week that begins on a Tuesday", EVERY_WEEK, false, monday_off},
    {"an id there twice", EVERY_DAY, false, id_twice},
    {"an id empty", EVERY_DAY, false, id_empty},
    {"a day there twice", EVERY_DAY, false, day_twice},
    {"a day skipped", EVERY_DAY, false, day_skipped},
    {"a day without a session", EVERY_DAY, false, day_holds_nothing},
    {"a rest beside a session", EVERY_DAY, false, rest_beside_a_session},
    {"a run as fast as a car", EVERY_DAY, true, run_as_fast_as_a_car},
    {"a run slower than a walk", EVERY_DAY, true, run_slower_than_a_walk},
    {"a run without distance", EVERY_DAY, false, run_without_distance},
    {"a run without duration", EVERY_DAY, true, run_without_duration},
    {"strength or a walk without duration", EVERY_DAY, true,
     other_without_duration},
    {"an easy run or a race with hard seconds", EVERY_DAY, true,
     easy_run_with_hard_seconds},
    {"more hard seconds than seconds", EVERY_DAY, true,
     more_hard_seconds_than_seconds},
    {"a workout of another length", EVERY_DAY, true, workout_of_another_length},
    {"a race dropped", EVERY_DAY, true, race_dropped},
    {"a race moved by a day", EVERY_DAY, true, race_moved},
    {"a race shortened", EVERY_DAY, true, race_shortened},
    {"phases overlap", EVERY_WEEK, false, phase_begins_early},
    {"phases leave a gap", EVERY_WEEK, false, phase_ends_early},
    {"phases end early", ONCE, false, phases_end},
    {"a forecast a day short", ONCE, false, forecast_short},
    {"a forecast that jumps", EVERY_DAY, false, forecast_jumps},
    {"a week missing", ONCE, false, week_missing},
    {"a week fewer than asked for", ONCE, false, horizon_longer},
    {"a week more than asked for", ONCE, false, horizon_shorter},
    {"the last Sunday missing", ONCE, false, last_day_missing},
    {"no days at all", ONCE, false, no_days},
    {"an answer to nobody's goal", ONCE, false, goal_nobody_has},
    {"a goal unanswered", ONCE, false, goal_unanswered},
};
const size_t form_mutation_count =
    sizeof form_mutations / sizeof form_mutations[0];
