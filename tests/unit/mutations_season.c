/* What makes a season less of one: tapers, winters, first steps, notes. */
#include "mutate.h"

static bool expect(struct expected *expected, enum ow_rule rule,
                   enum ow_severity severity, struct ow_date date)
{
    *expected = (struct expected){rule, severity, date};
    return true;
}

static bool is_race(const struct mutant *m, int day)
{
    return mutant_has(m, day, OW_SESSION_RACE);
}

/* The taper before a race of first or second rank becomes something else. */
static bool taper_becomes(struct mutant *m, int day, enum ow_phase phase,
                          struct expected *e)
{
    bool is_done = false;

    for (size_t i = 1; i < m->plan.phase_count && is_race(m, day); i++) {
        if (m->phases[i].from.days == mutant_date(m, day).days &&
            m->phases[i - 1].phase == OW_PHASE_TAPER) {
            m->phases[i - 1].phase = phase;
            is_done = true;
        }
    }
    return is_done &&
           expect(e, OW_RULE_TAPER_LENGTH, OW_SHOULD, mutant_date(m, day));
}

static bool taper_is_peak(struct mutant *m, int day, struct expected *e)
{
    return taper_becomes(m, day, OW_PHASE_PEAK, e);
}

static bool taper_is_base(struct mutant *m, int day, struct expected *e)
{
    return taper_becomes(m, day, OW_PHASE_BASE, e);
}

static bool taper_begins_late(struct mutant *m, int at, struct expected *e)
{
    size_t i = (size_t)at + 1;
    struct ow_phase_span *taper = &m->phases[i];

    if (i + 1 >= m->plan.phase_count || taper->phase != OW_PHASE_TAPER ||
        taper->to.days - taper->from.days < 4 ||
        m->phases[i - 1].phase != OW_PHASE_PEAK) {
        return false;
    }
    taper->from = ow_date_add_days(taper->from, 2);
    m->phases[i - 1].to = ow_date_add_days(taper->from, -1);
    return expect(e, OW_RULE_TAPER_LENGTH, OW_SHOULD, m->phases[i + 1].from);
}

static bool winter_week_as_far_as_any(struct mutant *m, int week,
                                      struct expected *e)
{
    struct ow_date thursday = ow_date_add_days(mutant_monday(m, week), 3);
    int day = mutant_first_day(m, week);
    int32_t year = 0;
    int32_t month = 0;
    int32_t date = 0;

    ow_date_to_ymd(thursday, &year, &month, &date);
    if (!m->scenario.athlete.is_southern || month < 6 || month > 8 ||
        m->scenario.race_count > 0) {
        return false;
    }
    mutant_add(m, day,
               mutant_session(OW_SESSION_EASY,
                              mutant_best_week_m(m, week) -
                                  mutant_week_m(m, week) + 500,
                              0));
    return expect(e, OW_RULE_WINTER, OW_SHOULD, mutant_monday(m, week));
}

/* A workout of the plan in which nothing is repeated; NULL without one. */
static const struct ow_workout *plain_workout(const struct mutant *m)
{
    for (size_t day = 0; day < m->plan.day_count; day++) {
        const struct ow_workout *workout = m->sessions[day][0].workout;
        size_t count = 0;

        if (workout == NULL) {
            continue;
        }
        (void)ow_workout_steps(workout, &count);
        if (count == 1) {
            return workout;
        }
    }
    return NULL;
}

static bool beginner_runs_at_once(struct mutant *m, int day, struct expected *e)
{
    if (day > 6 || m->scenario.athlete.level != OW_LEVEL_BEGINNER ||
        !mutant_has(m, day, OW_SESSION_EASY) || plain_workout(m) == NULL) {
        return false;
    }
    m->sessions[day][0].workout = plain_workout(m);
    return expect(e, OW_RULE_RUN_WALK, OW_SHOULD, mutant_date(m, day));
}

static bool hard_as_if_young(struct mutant *m, int day, struct expected *e)
{
    /* Easy days of the rule and, from 60 on, three tenths more. */
    static const int easy[4] = {3, 6, 13, 21};
    static const int older[4] = {3, 7, 16, 27};
    int n = 0;
    const struct ow_race *race = mutant_race_before(m, day, &n);

    if (race == NULL || !mutant_is_raced(race) || is_race(m, day) ||
        n <= easy[mutant_race_class(race)] ||
        n > older[mutant_race_class(race)]) {
        return false;
    }
    m->scenario.athlete.birth_date = ow_date_add_days(m->plan.today, -65 * 366);
    mutant_put(m, day, mutant_session(OW_SESSION_TEMPO, 5000, 300));
    return expect(e, OW_RULE_RECOVERY_STRETCH, OW_SHOULD, mutant_date(m, day));
}

static bool build_becomes_base(struct mutant *m, int at, struct expected *e)
{
    size_t i = (size_t)at + 1;

    if (i >= m->plan.phase_count || m->phases[i].phase != OW_PHASE_PEAK ||
        m->phases[i - 1].phase != OW_PHASE_BUILD) {
        return false;
    }
    m->phases[i].phase = OW_PHASE_BASE;
    return expect(e, OW_RULE_PHASE_BUILD, OW_NOTE, m->phases[i].from);
}

static bool walk_of_three_hours(struct mutant *m, int day, struct expected *e)
{
    if (!mutant_in_phase(m, day, OW_PHASE_RECOVERY_OFF) || is_race(m, day)) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_WALK, 0, 0));
    m->sessions[day][0].duration_s = 3 * 3600;
    return expect(e, OW_RULE_RECOVERY_WALK, OW_NOTE, mutant_date(m, day));
}

static bool nothing_after_a_down_week(struct mutant *m, int week,
                                      struct expected *e)
{
    int first = mutant_first_day(m, week);

    if (week < 1 || !m->weeks[week - 1].is_down || m->weeks[week].is_down) {
        return false;
    }
    for (int day = first; day < first + 7; day++) {
        if (!mutant_in_phase(m, day, m->weeks[week].phase) ||
            (m->weeks[week].phase != OW_PHASE_BASE &&
             m->weeks[week].phase != OW_PHASE_BUILD &&
             m->weeks[week].phase != OW_PHASE_PEAK)) {
            return false;
        }
        mutant_put(m, day, mutant_session(OW_SESSION_EASY, 500, 0));
    }
    return expect(e, OW_RULE_DOWN_WEEK_RESUME, OW_NOTE, mutant_monday(m, week));
}

static bool cross_training_nobody_does(struct mutant *m, int day,
                                       struct expected *e)
{
    if (is_race(m, day)) {
        return false;
    }
    m->scenario.athlete.cross_training = 0;
    mutant_add(m, day, mutant_session(OW_SESSION_CROSS, 0, 0));
    return expect(e, OW_RULE_CROSS_TRAINING, OW_NOTE, mutant_date(m, day));
}

static bool week_beyond_the_season(struct mutant *m, int week,
                                   struct expected *e)
{
    int day = mutant_first_day(m, week);

    for (size_t i = 0; i < m->scenario.goal_count; i++) {
        if (m->goals[i].kind == OW_GOAL_VOLUME) {
            return false;
        }
    }
    mutant_add(m, day,
               mutant_session(OW_SESSION_EASY,
                              1.4 * mutant_best_week_m(m, week) + 40000, 0));
    return expect(e, OW_RULE_SEASON_RISE, OW_SHOULD, mutant_monday(m, week));
}

const struct mutation season_mutations[] = {
    {"a taper called peak", EVERY_DAY, false, taper_is_peak},
    {"a taper called base", EVERY_DAY, false, taper_is_base},
    {"a taper two days late", EVERY_WEEK, false, taper_begins_late},
    {"a week beyond the season", EVERY_WEEK, true, week_beyond_the_season},
    {"a winter week as far as any", EVERY_WEEK, true,
     winter_week_as_far_as_any},
    {"a beginner who runs at once", EVERY_DAY, true, beginner_runs_at_once},
    {"hard running as if young", EVERY_DAY, true, hard_as_if_young},
    {"base after build", EVERY_WEEK, false, build_becomes_base},
    {"a walk of three hours on a day off", EVERY_DAY, true,
     walk_of_three_hours},
    {"next to nothing after a down week", EVERY_WEEK, true,
     nothing_after_a_down_week},
    {"cross-training that nobody does", EVERY_DAY, true,
     cross_training_nobody_does},
};
const size_t season_mutation_count =
    sizeof season_mutations / sizeof season_mutations[0];
