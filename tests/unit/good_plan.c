/* The good plan. */
#include "unit/good_plan.h"

#include <stdio.h>
#include <string.h>

#define EASY_S_PER_KM 360.0

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

struct ow_date good_date(int day)
{
    struct ow_date date = {GOOD_TODAY_DAYS + day};

    return date;
}

struct ow_session good_session(enum ow_session_type type, double km,
                               double hard_s)
{
    struct ow_session session;

    memset(&session, 0, sizeof session);
    session.type = type;
    session.distance_m = ow_session_type_is_run(type) ? 1000 * km : OW_MISSING;
    session.duration_s = type == OW_SESSION_REST        ? OW_MISSING
                         : ow_session_type_is_run(type) ? EASY_S_PER_KM * km
                                                        : 1800;
    session.hard_s = hard_s;
    session.reason = "test";
    return session;
}

void good_put(struct good_plan *b, int day, struct ow_session session)
{
    session.id = b->ids[day][0];
    b->sessions[day][0] = session;
    b->days[day].session_count = 1;
}

void good_put_beside(struct good_plan *b, int day, struct ow_session session)
{
    size_t slot = b->sessions[day][0].type == OW_SESSION_REST ? 0 : 1;

    session.id = b->ids[day][slot];
    b->sessions[day][slot] = session;
    b->days[day].session_count = slot + 1;
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

void good_sum_weeks(struct good_plan *b)
{
    for (int w = 0; w < GOOD_WEEKS; w++) {
        struct ow_plan_week sum = {.monday = b->weeks[w].monday,
                                   .phase = b->weeks[w].phase,
                                   .is_down = b->weeks[w].is_down};

        for (int d = 7 * w; d < 7 * w + 7; d++) {
            for (size_t k = 0; k < b->days[d].session_count; k++) {
                sum_session(&sum, &b->sessions[d][k]);
            }
        }
        b->weeks[w] = sum;
    }
}

static void fill_days(struct good_plan *b)
{
    /* Kilometres: Tuesday, Wednesday, Thursday, Saturday, Sunday. */
    static const double km[GOOD_WEEKS][5] = {
        {0, 0, 0, 0, 0},    {0, 0, 0, 5, 6},    {4, 0, 5, 5, 8},
        {5, 0, 6, 6, 8.8},  {5, 7, 6, 5, 9.6},  {7, 8, 7, 6, 10.5},
        {6, 6, 5, 5, 8.5},  {7, 9, 7, 6, 11.5}, {8, 9, 7, 6, 12.6},
        {8, 9, 8, 6, 13.8}, {6, 7, 5, 5, 11},   {5, 6, 4, 0, 0}};
    static const int weekday[5] = {1, 2, 3, 5, 6};

    for (int d = 0; d < GOOD_DAYS; d++) {
        b->days[d].date = good_date(d);
        b->days[d].sessions = b->sessions[d];
        b->forecast[d].date = good_date(d);
        for (int k = 0; k < GOOD_SLOTS; k++) {
            (void)snprintf(b->ids[d][k], GOOD_ID_SIZE, "%d-%d", d, k);
        }
        good_put(b, d, good_session(OW_SESSION_REST, 0, 0));
    }
    for (int w = 0; w < GOOD_WEEKS; w++) {
        for (int i = 0; i < 5; i++) {
            enum ow_session_type type = i == 1   ? OW_SESSION_PROGRESSION
                                        : i == 4 ? OW_SESSION_LONG
                                                 : OW_SESSION_EASY;

            if (km[w][i] > 0) {
                double hard_s = i == 1 ? 60 * km[w][i] : 0;

                /* Gentle so soon after the marathon and in the down week. */
                hard_s = w <= 4 || w == 6 ? 0 : w >= 10 ? hard_s / 3 : hard_s;
                good_put(b, 7 * w + weekday[i],
                         good_session(type, km[w][i], hard_s));
            }
        }
        if (w >= 2) {
            good_put_beside(b, 7 * w, good_session(OW_SESSION_STRENGTH, 0, 0));
            good_put_beside(b, 7 * w + 3,
                            good_session(OW_SESSION_STRENGTH, 0, 0));
        }
    }
    good_put(b, 2, good_session(OW_SESSION_WALK, 0, 0));
    good_put(b, 83, good_session(OW_SESSION_RACE, 21.0975, 0));
}

static void fill_phases(struct good_plan *b)
{
    static const struct {
        enum ow_phase phase;
        int from;
        int to;
    } spans[] = {
        {OW_PHASE_RECOVERY_OFF, 0, 9}, {OW_PHASE_RECOVERY_EASY, 10, 20},
        {OW_PHASE_BASE, 21, 48},       {OW_PHASE_BUILD, 49, 70},
        {OW_PHASE_TAPER, 71, 82},      {OW_PHASE_RACE, 83, 83}};
    static const enum ow_phase weeks[GOOD_WEEKS] = {
        OW_PHASE_RECOVERY_OFF, OW_PHASE_RECOVERY_EASY, OW_PHASE_RECOVERY_EASY,
        OW_PHASE_BASE,         OW_PHASE_BASE,          OW_PHASE_BASE,
        OW_PHASE_BASE,         OW_PHASE_BUILD,         OW_PHASE_BUILD,
        OW_PHASE_BUILD,        OW_PHASE_TAPER,         OW_PHASE_TAPER};

    for (size_t i = 0; i < COUNT_OF(spans); i++) {
        b->phases[i].phase = spans[i].phase;
        b->phases[i].from = good_date(spans[i].from);
        b->phases[i].to = good_date(spans[i].to);
    }
    for (int w = 0; w < GOOD_WEEKS; w++) {
        b->weeks[w].monday = good_date(7 * w);
        b->weeks[w].phase = weeks[w];
        b->weeks[w].is_down = w == 6;
    }
}

static void fill_scenario(struct good_plan *b)
{
    static const struct ow_race marathon = {.id = "r1",
                                            .distance_m = 42195,
                                            .priority = OW_PRIORITY_A,
                                            .time_s = OW_MISSING,
                                            .effort = OW_MISSING,
                                            .goal_s = OW_MISSING};
    struct ow_scenario *s = &b->scenario;

    for (int i = 0; i < 7; i++) {
        s->athlete.day_minutes[i] = 120;
    }
    s->athlete.level = OW_LEVEL_INTERMEDIATE;
    s->athlete.long_run_day = OW_SUNDAY;
    s->athlete.strength_per_week = 2;
    for (int i = 0; i < 10; i++) {
        b->history[i].monday = good_date(7 * (i - 10));
        b->history[i].run_m = 50000;
    }
    s->history.weeks = b->history;
    s->history.week_count = COUNT_OF(b->history);
    s->history.longest_run_30d_m = 12000;
    s->history.longest_run_date = good_date(-8);
    b->races[0] = marathon;
    b->races[0].date = good_date(-1);
    b->races[1] = marathon;
    b->races[1].id = "r2";
    b->races[1].date = good_date(83);
    b->races[1].distance_m = 21097.5;
    s->races = b->races;
    s->race_count = 2;
    b->goals[0].id = "g1";
    b->answers[0].id = "g1";
    s->goals = b->goals;
    s->goal_count = 1;
    s->check_ins = b->check_ins;
    s->blocked = b->blocked;
    s->weeks = GOOD_WEEKS;
    ow_rule_values_init(&s->rules, OW_PRESET_CLASSIC);
}

void good_fill(struct good_plan *b)
{
    memset(b, 0, sizeof *b);
    b->plan.today = good_date(0);
    b->plan.days = b->days;
    b->plan.day_count = GOOD_DAYS;
    b->plan.weeks = b->weeks;
    b->plan.week_count = GOOD_WEEKS;
    b->plan.phases = b->phases;
    b->plan.phase_count = COUNT_OF(b->phases);
    b->plan.forecast = b->forecast;
    b->plan.forecast_count = GOOD_DAYS;
    b->plan.goals = b->answers;
    b->plan.goal_count = 1;
    fill_days(b);
    fill_phases(b);
    fill_scenario(b);
    good_sum_weeks(b);
}
