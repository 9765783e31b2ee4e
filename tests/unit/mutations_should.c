/* What should not be: each way breaks a rule that should hold. */
#include "mutate.h"

#include <math.h>

static bool should(struct expected *expected, enum ow_rule rule,
                   struct ow_date date)
{
    *expected = (struct expected){rule, OW_SHOULD, date};
    return true;
}

static bool is_race(const struct mutant *m, int day)
{
    return mutant_has(m, day, OW_SESSION_RACE);
}

static bool is_apart(const struct mutant *m, int day)
{
    return mutant_in_phase(m, day, OW_PHASE_RECOVERY_OFF) ||
           mutant_in_phase(m, day, OW_PHASE_RECOVERY_EASY) ||
           mutant_in_phase(m, day, OW_PHASE_TAPER) ||
           mutant_in_phase(m, day, OW_PHASE_RACE);
}

/* Whether all days of a week are planned. */
static bool is_whole(const struct mutant *m, int week)
{
    return mutant_date(m, 0).days <= mutant_monday(m, week).days;
}

/* Whether a week is whole and has nothing of recovery, taper or race. */
static bool is_plain(const struct mutant *m, int week)
{
    int first = mutant_first_day(m, week);

    if (!is_whole(m, week)) {
        return false;
    }
    for (int i = 0; i < 7; i++) {
        if (is_apart(m, first + i) || is_race(m, first + i)) {
            return false;
        }
    }
    return true;
}

/* A day of a week with an easy run and nothing hard on it or beside it; -1
 * without one. */
static int easy_day_of(const struct mutant *m, int week)
{
    int first = mutant_first_day(m, week);

    for (int day = first; day < first + 7; day++) {
        if (mutant_has(m, day, OW_SESSION_EASY) && !mutant_is_hard(m, day) &&
            !mutant_is_hard(m, day - 1) && !mutant_is_hard(m, day + 1) &&
            !is_race(m, day - 1) && !is_race(m, day + 1) && !is_race(m, day)) {
            return day;
        }
    }
    return -1;
}

static bool down_week_filled_up(struct mutant *m, int week, struct expected *e)
{
    double before_m = mutant_week_m(m, week - 1);
    int day = mutant_first_day(m, week);

    if (!m->weeks[week].is_down || is_race(m, day)) {
        return false;
    }
    mutant_add(m, day,
               mutant_session(OW_SESSION_EASY,
                              fmax(before_m - mutant_week_m(m, week), 500), 0));
    return should(e, OW_RULE_DOWN_WEEK_CUT, mutant_monday(m, week));
}

static bool down_week_as_hard(struct mutant *m, int week, struct expected *e)
{
    int day = easy_day_of(m, week);

    if (week == 0 || !m->weeks[week].is_down || day < 0) {
        return false;
    }
    mutant_put(m, day,
               mutant_session(OW_SESSION_TEMPO, 20000,
                              m->weeks[week - 1].hard_s + 60));
    return should(e, OW_RULE_DOWN_WEEK_HARD, mutant_monday(m, week));
}

/* All weeks up to one as far as the furthest, none called a down week. */
static bool no_down_week(struct mutant *m, int last, struct expected *e)
{
    double most_m = mutant_best_week_m(m, last + 1);

    for (int week = last - 3; week <= last; week++) {
        int day = mutant_first_day(m, week);

        if (week < 1 || !is_plain(m, week)) {
            return false;
        }
        mutant_add(m, day,
                   mutant_session(OW_SESSION_EASY,
                                  most_m + 100 - mutant_week_m(m, week), 0));
        m->weeks[week].is_down = false;
    }
    return should(e, OW_RULE_DOWN_WEEK_EVERY, ow_date_none());
}

static bool long_run_on_another_day(struct mutant *m, int day,
                                    struct expected *e)
{
    if (m->scenario.athlete.long_run_day < 0 || is_race(m, day) ||
        (int)ow_date_weekday(mutant_date(m, day)) ==
            m->scenario.athlete.long_run_day ||
        mutant_is_hard(m, day)) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_LONG, 7000, 0));
    return should(e, OW_RULE_LONG_RUN_DAY, mutant_date(m, day));
}

static bool run_of_more_than_three_hours(struct mutant *m, int day,
                                         struct expected *e)
{
    if (!mutant_has(m, day, OW_SESSION_LONG)) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_LONG, 34000, 0));
    return should(e, OW_RULE_LONG_TIME, mutant_date(m, day));
}

static bool run_a_fifth_longer(struct mutant *m, int day, struct expected *e)
{
    double longest_m = 0;

    for (int i = day - 30; i < day; i++) {
        longest_m = fmax(longest_m, mutant_run_m(m, i));
    }
    if (!mutant_has(m, day, OW_SESSION_LONG) || longest_m < 8000 || day < 30) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_LONG, 1.2 * longest_m, 0));
    return should(e, OW_RULE_LONGEST_STEP, mutant_date(m, day));
}

static bool strength_on_the_eve(struct mutant *m, int day, struct expected *e)
{
    if (is_race(m, day) ||
        !(mutant_is_hard(m, day + 1) ||
          mutant_has(m, day + 1, OW_SESSION_LONG) || is_race(m, day + 1))) {
        return false;
    }
    mutant_add(m, day, mutant_session(OW_SESSION_STRENGTH, 0, 0));
    return should(e, OW_RULE_STRENGTH_PLACE, mutant_date(m, day));
}

static bool strength_on_the_long_run_day(struct mutant *m, int day,
                                         struct expected *e)
{
    if (!mutant_has(m, day, OW_SESSION_LONG)) {
        return false;
    }
    mutant_add(m, day, mutant_session(OW_SESSION_STRENGTH, 0, 0));
    return should(e, OW_RULE_STRENGTH_PLACE, mutant_date(m, day));
}

static bool no_strength(struct mutant *m, int week, struct expected *e)
{
    int first = mutant_first_day(m, week);

    if (m->scenario.athlete.strength_per_week == 0 || !is_plain(m, week)) {
        return false;
    }
    for (int day = first; day < first + 7; day++) {
        if (mutant_has(m, day, OW_SESSION_STRENGTH)) {
            mutant_put(m, day, mutant_session(OW_SESSION_CROSS, 0, 0));
        }
    }
    return should(e, OW_RULE_STRENGTH, mutant_monday(m, week));
}

static bool two_progressions_in_a_week(struct mutant *m, int week,
                                       struct expected *e)
{
    int first = mutant_first_day(m, week);
    int put = 0;

    if (!is_whole(m, week)) {
        return false;
    }
    for (int day = first + 6; day >= first && put < 2; day -= 3) {
        if (is_race(m, day)) {
            return false;
        }
        mutant_put(m, day, mutant_session(OW_SESSION_PROGRESSION, 6000, 60));
        put++;
    }
    return put == 2 &&
           should(e, OW_RULE_PROGRESSION_WEEKLY, mutant_monday(m, week));
}

static bool progression_too_long(struct mutant *m, int day, struct expected *e)
{
    if (!mutant_has(m, day, OW_SESSION_PROGRESSION)) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_PROGRESSION, 21000, 600));
    return should(e, OW_RULE_PROGRESSION_DOSE, mutant_date(m, day));
}

static bool hard_soon_after_a_long_progression(struct mutant *m, int day,
                                               struct expected *e)
{
    if (!mutant_has(m, day, OW_SESSION_PROGRESSION) || is_race(m, day + 2) ||
        day + 2 >= (int)m->plan.day_count) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_PROGRESSION, 14000, 600));
    mutant_put(m, day + 2, mutant_session(OW_SESSION_HILLS, 5000, 0));
    return should(e, OW_RULE_PROGRESSION_AFTER, mutant_date(m, day + 2));
}

static bool progression_hard_in_a_down_week(struct mutant *m, int day,
                                            struct expected *e)
{
    int monday = ow_date_days_between(m->plan.today, mutant_monday(m, 0));
    int week = (day - monday) / 7;

    if (!mutant_has(m, day, OW_SESSION_PROGRESSION) ||
        !m->weeks[week].is_down) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_PROGRESSION, 7000, 300));
    return should(e, OW_RULE_PROGRESSION_SOFTEN, mutant_date(m, day));
}

static bool progression_hard_after_soreness(struct mutant *m, int day,
                                            struct expected *e)
{
    if (!mutant_has(m, day, OW_SESSION_PROGRESSION)) {
        return false;
    }
    m->check_ins[0] = (struct ow_check_in){
        .date = mutant_date(m, day - 2), .soreness = 4, .stairs_pain = -1};
    m->scenario.check_in_count = 1;
    mutant_put(m, day, mutant_session(OW_SESSION_PROGRESSION, 7000, 300));
    return should(e, OW_RULE_PROGRESSION_SOFTEN, mutant_date(m, day));
}

/* The workout of a long run that ends fast; NULL where the plan has none. */
static const struct ow_workout *fast_end(const struct mutant *m)
{
    for (size_t day = 0; day < m->plan.day_count; day++) {
        const struct ow_session *session = &m->sessions[day][0];

        for (size_t k = 0; k < session->rules.count; k++) {
            if (session->rules.rules[k] == OW_RULE_LONG_FINISH) {
                return session->workout;
            }
        }
    }
    return NULL;
}

/* The long run of a week that should end easy ends fast. */
static bool fast_end_out_of_turn(struct mutant *m, int day, struct expected *e)
{
    struct ow_session session = mutant_session(OW_SESSION_LONG, 9000, 0);

    session.workout = fast_end(m);
    if (session.workout == NULL || is_race(m, day) ||
        mutant_in_phase(m, day, OW_PHASE_BUILD) ||
        mutant_in_phase(m, day, OW_PHASE_PEAK)) {
        return false;
    }
    mutant_put(m, day, session);
    return should(e, OW_RULE_LONG_FINISH, mutant_date(m, day));
}

static bool most_of_a_week_is_hard(struct mutant *m, int week,
                                   struct expected *e)
{
    int day = mutant_first_day(m, week) + 3;
    double run_s = 0.36 * fmax(m->weeks[week].run_m, 8000);

    if (!is_whole(m, week)) {
        return false;
    }
    for (int i = 0; i < 7; i++) {
        if (is_race(m, day - 3 + i)) {
            return false;
        }
    }
    mutant_put(m, day, mutant_session(OW_SESSION_TEMPO, run_s / 0.36, run_s));
    return should(e, OW_RULE_HARD_SHARE, mutant_monday(m, week));
}

static bool two_hard_days_in_base(struct mutant *m, int week,
                                  struct expected *e)
{
    int first = mutant_first_day(m, week);

    if (!is_whole(m, week)) {
        return false;
    }
    for (int i = 0; i < 7; i++) {
        if (!mutant_in_phase(m, first + i, OW_PHASE_BASE)) {
            return false;
        }
    }
    mutant_put(m, first + 1, mutant_session(OW_SESSION_TEMPO, 5000, 300));
    mutant_put(m, first + 4, mutant_session(OW_SESSION_HILLS, 5000, 300));
    return should(e, OW_RULE_HARD_BASE, mutant_monday(m, week));
}

static bool long_run_is_most_of_its_week(struct mutant *m, int week,
                                         struct expected *e)
{
    int first = mutant_first_day(m, week);
    int long_day = -1;
    int runs = 0;

    for (int day = first; day < first + 7; day++) {
        long_day = mutant_has(m, day, OW_SESSION_LONG) ? day : long_day;
        runs += mutant_has_run(m, day) ? 1 : 0;
    }
    if (!is_whole(m, week) || long_day < 0 || runs < 3) {
        return false;
    }
    mutant_put(m, long_day,
               mutant_session(OW_SESSION_LONG,
                              2.5 * mutant_week_m(m, week) + 9000, 0));
    return should(e, OW_RULE_LONG_SHARE, mutant_monday(m, week));
}

static bool very_long_runs_week_after_week(struct mutant *m, int week,
                                           struct expected *e)
{
    int first = mutant_first_day(m, week);

    if (!is_whole(m, week) || week == 0) {
        return false;
    }
    mutant_put(m, first - 1, mutant_session(OW_SESSION_LONG, 31000, 0));
    mutant_put(m, first + 6, mutant_session(OW_SESSION_LONG, 31000, 0));
    return should(e, OW_RULE_LONG_ALTERNATE, mutant_monday(m, week));
}

static bool running_on_all_days(struct mutant *m, int week, struct expected *e)
{
    int first = mutant_first_day(m, week);

    if (!is_whole(m, week)) {
        return false;
    }
    for (int day = first; day < first + 7; day++) {
        if (!mutant_has_run(m, day) && !is_race(m, day)) {
            mutant_add(m, day, mutant_session(OW_SESSION_EASY, 3000, 0));
        }
    }
    for (int i = 0; i < 7; i++) {
        m->sessions[first + i][m->days[first + i].session_count - 1].id =
            (const char *[]){
                "mon", "tue", "wed", "thu", "fri", "sat", "sun"}[i];
    }
    return should(e, OW_RULE_REST_WEEKLY, mutant_monday(m, week));
}

static bool a_goal_wants_more_sessions(struct mutant *m, int week,
                                       struct expected *e)
{
    int first = mutant_first_day(m, week);
    int outings = 0;

    for (int day = first; day < first + 7; day++) {
        outings += mutant_has_run(m, day) + mutant_has(m, day, OW_SESSION_WALK);
    }
    if (!is_plain(m, week) || outings >= 7) {
        return false;
    }
    m->goals[m->scenario.goal_count++] =
        (struct ow_goal){.id = "more",
                         .kind = OW_GOAL_SESSIONS_PER_WEEK,
                         .deadline = ow_date_none(),
                         .per_week = outings + 1};
    return should(e, OW_RULE_CONSISTENCY, mutant_monday(m, week));
}

static bool nothing_but_easy_runs(struct mutant *m, int at, struct expected *e)
{
    (void)at;
    for (size_t day = 0; day < m->plan.day_count; day++) {
        if (!is_race(m, (int)day)) {
            bool has_run = mutant_has_run(m, (int)day);

            mutant_put(
                m, (int)day,
                mutant_session(has_run ? OW_SESSION_EASY : OW_SESSION_REST,
                               3000, 0));
        }
    }
    return m->plan.week_count >= 10 &&
           should(e, OW_RULE_VARIETY, ow_date_none());
}

/* Has every session of a day name the runner's own words. */
static void name_focus(struct mutant *m, int day)
{
    static const enum ow_rule own_words[] = {OW_RULE_FOCUS_OWN_WORDS};

    for (size_t i = 0; i < m->days[day].session_count; i++) {
        m->sessions[day][i].rules = (struct ow_rule_list){own_words, 1};
    }
}

static void wish_for(struct mutant *m, enum ow_focus focus)
{
    m->goals[m->scenario.goal_count++] =
        (struct ow_goal){.id = "focus",
                         .kind = OW_GOAL_FOCUS,
                         .deadline = ow_date_none(),
                         .focus = focus};
}

static bool work_that_nobody_named(struct mutant *m, int day,
                                   struct expected *e)
{
    if (!mutant_has(m, day, OW_SESSION_LONG)) {
        return false;
    }
    name_focus(m, day);
    return should(e, OW_RULE_FOCUS_OWN_WORDS, mutant_date(m, day));
}

/* Long runs do not make the form. */
static bool work_that_does_not_serve(struct mutant *m, int day,
                                     struct expected *e)
{
    wish_for(m, OW_FOCUS_FORM);
    return work_that_nobody_named(m, day, e);
}

static bool a_focus_two_weeks_running(struct mutant *m, int week,
                                      struct expected *e)
{
    int first = mutant_first_day(m, week);
    int named = 0;

    for (int day = first - 7; week > 0 && day < first + 7; day++) {
        if (mutant_has(m, day, OW_SESSION_PROGRESSION)) {
            name_focus(m, day);
            named |= day < first ? 1 : 2;
        }
    }
    wish_for(m, OW_FOCUS_PACING);
    return named == 3 &&
           should(e, OW_RULE_FOCUS_OWN_WORDS, mutant_monday(m, week));
}

static bool a_focus_forgotten(struct mutant *m, int at, struct expected *e)
{
    int weeks = 0;

    (void)at;
    for (size_t week = 0; week < m->plan.week_count; week++) {
        int first = mutant_first_day(m, (int)week);
        bool has_progression = false;

        for (int day = first; day < first + 7; day++) {
            has_progression =
                has_progression || mutant_has(m, day, OW_SESSION_PROGRESSION);
        }
        weeks += has_progression;
    }
    wish_for(m, OW_FOCUS_SPEED);
    return weeks >= 8 &&
           should(e, OW_RULE_FOCUS_OWN_WORDS, mutant_monday(m, 0));
}

static bool check_in(struct mutant *m, int day)
{
    m->check_ins[0] = (struct ow_check_in){.date = mutant_date(m, day),
                                           .soreness = -1,
                                           .stairs_pain = -1,
                                           .sleep = -1,
                                           .motivation = -1};
    m->scenario.check_in_count = 1;
    return true;
}

static bool sore_before_a_hard_day(struct mutant *m, int day,
                                   struct expected *e)
{
    if (!mutant_is_hard(m, day)) {
        return false;
    }
    check_in(m, day - 1);
    m->check_ins[0].soreness = 6;
    return should(e, OW_RULE_SORENESS_EASY, mutant_date(m, day));
}

static bool ill_and_running(struct mutant *m, int day, struct expected *e)
{
    if (!mutant_has_run(m, day)) {
        return false;
    }
    check_in(m, day);
    m->check_ins[0].ill = true;
    return should(e, OW_RULE_SYMPTOM_REST, mutant_date(m, day));
}

static bool injured_and_running(struct mutant *m, int day, struct expected *e)
{
    if (!mutant_has_run(m, day)) {
        return false;
    }
    check_in(m, day - 2);
    m->check_ins[0].injured = true;
    return should(e, OW_RULE_SYMPTOM_REST, mutant_date(m, day));
}

/* Three days of rest, then a run of the week as if there had been none. */
static bool injured_then_hard(struct mutant *m, int day, struct expected *e)
{
    if (!mutant_is_hard(m, day)) {
        return false;
    }
    check_in(m, day - 4);
    m->check_ins[0].injured = true;
    return should(e, OW_RULE_SYMPTOM_RETURN, mutant_date(m, day));
}

static bool injured_on_monday(struct mutant *m, int week, struct expected *e)
{
    double usual_m = 0;

    for (int i = 1; i <= 4; i++) {
        usual_m = fmax(usual_m, mutant_week_m(m, week - i));
    }
    if (mutant_first_day(m, week) % 7 != 0 || usual_m <= 0 ||
        mutant_week_m(m, week) < 0.5 * usual_m) {
        return false;
    }
    check_in(m, mutant_first_day(m, week));
    m->check_ins[0].injured = true;
    return should(e, OW_RULE_SYMPTOM_RETURN, mutant_monday(m, week));
}

static bool ill_and_racing(struct mutant *m, int day, struct expected *e)
{
    if (!is_race(m, day)) {
        return false;
    }
    check_in(m, day - 1);
    m->check_ins[0].ill = true;
    return should(e, OW_RULE_SYMPTOM_HARD, mutant_date(m, day));
}

static bool volume_back_too_soon(struct mutant *m, int day, struct expected *e)
{
    int n = 0;
    const struct ow_race *race = mutant_race_before(m, day, &n);
    int week =
        ow_date_days_between(mutant_monday(m, 0), mutant_date(m, day)) / 7;
    int thursday = 0;

    if (race == NULL || mutant_race_class(race) < 2 || !mutant_is_raced(race) ||
        is_race(m, day)) {
        return false;
    }
    thursday = ow_date_days_between(race->date, mutant_monday(m, week)) + 3;
    /* The second seven days after the race. */
    if (thursday < 8 || thursday > 14) {
        return false;
    }
    mutant_put(m, day,
               mutant_session(OW_SESSION_EASY, mutant_best_week_m(m, week), 0));
    return should(e, OW_RULE_RECOVERY_VOLUME, mutant_monday(m, week));
}

static bool running_while_days_off_are_planned(struct mutant *m, int day,
                                               struct expected *e)
{
    static const int must[4] = {1, 2, 5, 7};
    static const int planned[4] = {2, 3, 6, 10};
    int n = 0;
    const struct ow_race *race = mutant_race_before(m, day, &n);

    if (race == NULL || !mutant_is_raced(race) || is_race(m, day) ||
        n <= must[mutant_race_class(race)] ||
        n > planned[mutant_race_class(race)]) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_EASY, 3000, 0));
    return should(e, OW_RULE_RECOVERY_OFF, mutant_date(m, day));
}

static bool week_a_quarter_up(struct mutant *m, int week, struct expected *e)
{
    double best_m = mutant_best_week_m(m, week);
    int day = mutant_first_day(m, week);

    if (is_race(m, day) || week < 1 || m->weeks[week - 1].is_down ||
        mutant_week_m(m, week - 1) < 0.98 * best_m || best_m < 20000) {
        return false;
    }
    mutant_add(m, day,
               mutant_session(OW_SESSION_EASY,
                              1.25 * best_m - mutant_week_m(m, week), 0));
    return should(e, OW_RULE_WEEK_RISE, mutant_monday(m, week));
}

static bool race_nobody_named(struct mutant *m, int day, struct expected *e)
{
    if (is_race(m, day)) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_RACE, 5000, 0));
    return should(e, OW_RULE_PLAN_STRUCTURE, mutant_date(m, day));
}

/* Whether a day has a run and none but it, no race. */
static bool has_one_run(const struct mutant *m, int day)
{
    int runs = 0;

    for (size_t i = 0; i < m->days[day].session_count; i++) {
        runs += ow_session_type_is_run(m->sessions[day][i].type);
    }
    return runs == 1 && !is_race(m, day);
}

static bool second_run_not_wished(struct mutant *m, int day, struct expected *e)
{
    if (!has_one_run(m, day)) {
        return false;
    }
    mutant_add(m, day, mutant_session(OW_SESSION_EASY, 4000, 0));
    return should(e, OW_RULE_DAY_SESSIONS, mutant_date(m, day));
}

static bool three_sessions_on_a_day(struct mutant *m, int day,
                                    struct expected *e)
{
    if (!has_one_run(m, day)) {
        return false;
    }
    mutant_add(m, day, mutant_session(OW_SESSION_STRENGTH, 0, 0));
    mutant_add(m, day, mutant_session(OW_SESSION_CROSS, 0, 0));
    return should(e, OW_RULE_DAY_SESSIONS, mutant_date(m, day));
}

static bool two_sessions_where_one_is_wished(struct mutant *m, int day,
                                             struct expected *e)
{
    if (!has_one_run(m, day)) {
        return false;
    }
    mutant_add(m, day, mutant_session(OW_SESSION_STRENGTH, 0, 0));
    m->scenario.athlete.sessions_per_day = 1;
    return should(e, OW_RULE_DAY_SESSIONS, mutant_date(m, day));
}

static bool second_run_beside_the_long_one(struct mutant *m, int day,
                                           struct expected *e)
{
    if (!mutant_has(m, day, OW_SESSION_LONG)) {
        return false;
    }
    m->scenario.athlete.sessions_per_day = 2;
    mutant_add(m, day, mutant_session(OW_SESSION_EASY, 4000, 0));
    return should(e, OW_RULE_DAY_DOUBLES, mutant_date(m, day));
}

static bool two_hard_runs_on_a_day(struct mutant *m, int day,
                                   struct expected *e)
{
    if (!mutant_is_hard(m, day) || mutant_has(m, day, OW_SESSION_EASY) ||
        !has_one_run(m, day)) {
        return false;
    }
    m->scenario.athlete.sessions_per_day = 2;
    mutant_add(m, day, mutant_session(OW_SESSION_TEMPO, 4000, 300));
    return should(e, OW_RULE_DAY_DOUBLES, mutant_date(m, day));
}

static bool second_run_of_an_hour(struct mutant *m, int day, struct expected *e)
{
    if (!has_one_run(m, day) || mutant_has(m, day, OW_SESSION_LONG)) {
        return false;
    }
    m->scenario.athlete.sessions_per_day = 2;
    mutant_put(m, day, mutant_session(OW_SESSION_EASY, 12000, 0));
    mutant_add(m, day, mutant_session(OW_SESSION_EASY, 12000, 0));
    return should(e, OW_RULE_DAY_DOUBLES, mutant_date(m, day));
}

static bool two_runs_in_a_small_week(struct mutant *m, int week,
                                     struct expected *e)
{
    int day = easy_day_of(m, week);

    if (day < 0 || !has_one_run(m, day) || mutant_week_m(m, week) > 75000) {
        return false;
    }
    m->scenario.athlete.sessions_per_day = 2;
    mutant_add(m, day, mutant_session(OW_SESSION_EASY, 4000, 0));
    return should(e, OW_RULE_DAY_DOUBLES, mutant_monday(m, week));
}

static bool two_runs_on_all_days(struct mutant *m, int week, struct expected *e)
{
    int first = mutant_first_day(m, week);
    int doubles = 0;

    for (int day = first; day < first + 7; day++) {
        if (has_one_run(m, day)) {
            mutant_add(m, day, mutant_session(OW_SESSION_EASY, 15000, 0));
            doubles++;
        }
    }
    m->scenario.athlete.sessions_per_day = 2;
    return doubles > 4 &&
           should(e, OW_RULE_DAY_DOUBLES, mutant_monday(m, week));
}

const struct mutation should_mutations[] = {
    {"work that nobody named", EVERY_DAY, true, work_that_nobody_named},
    {"a long run for the form", EVERY_DAY, true, work_that_does_not_serve},
    {"a focus two weeks running", EVERY_WEEK, true, a_focus_two_weeks_running},
    {"a focus forgotten", ONCE, true, a_focus_forgotten},
    {"a second run that is not wished for", EVERY_DAY, true,
     second_run_not_wished},
    {"three sessions on a day", EVERY_DAY, true, three_sessions_on_a_day},
    {"two sessions where one is wished for", EVERY_DAY, true,
     two_sessions_where_one_is_wished},
    {"a second run beside the long one", EVERY_DAY, true,
     second_run_beside_the_long_one},
    {"two hard runs on a day", EVERY_DAY, true, two_hard_runs_on_a_day},
    {"a second run of more than an hour", EVERY_DAY, true,
     second_run_of_an_hour},
    {"two runs on a day of a small week", EVERY_WEEK, true,
     two_runs_in_a_small_week},
    {"two runs on all days of a week", EVERY_WEEK, true, two_runs_on_all_days},
    {"a down week filled up", EVERY_WEEK, true, down_week_filled_up},
    {"a down week with as much hard work", EVERY_WEEK, true, down_week_as_hard},
    {"no down week", EVERY_WEEK, true, no_down_week},
    {"the long run on another day", EVERY_DAY, true, long_run_on_another_day},
    {"a run of more than three hours", EVERY_DAY, true,
     run_of_more_than_three_hours},
    {"a run a fifth longer than the longest", EVERY_DAY, true,
     run_a_fifth_longer},
    {"strength on the eve of a hard or long day", EVERY_DAY, true,
     strength_on_the_eve},
    {"strength on the day of the long run", EVERY_DAY, true,
     strength_on_the_long_run_day},
    {"a week without strength", EVERY_WEEK, true, no_strength},
    {"two progression runs in a week", EVERY_WEEK, true,
     two_progressions_in_a_week},
    {"a progression run beyond the level", EVERY_DAY, true,
     progression_too_long},
    {"a hard day too soon after a long progression run", EVERY_DAY, true,
     hard_soon_after_a_long_progression},
    {"a hard progression run in a down week", EVERY_DAY, true,
     progression_hard_in_a_down_week},
    {"a hard progression run after soreness", EVERY_DAY, true,
     progression_hard_after_soreness},
    {"a long run that ends fast out of its turn", EVERY_DAY, true,
     fast_end_out_of_turn},
    {"most of a week is hard", EVERY_WEEK, true, most_of_a_week_is_hard},
    {"two hard days in a base week", EVERY_WEEK, true, two_hard_days_in_base},
    {"a long run that is most of its week", EVERY_WEEK, true,
     long_run_is_most_of_its_week},
    {"very long runs in two weeks in a row", EVERY_WEEK, true,
     very_long_runs_week_after_week},
    {"a week with running on all days", EVERY_WEEK, true, running_on_all_days},
    {"fewer sessions than a goal wants", EVERY_WEEK, true,
     a_goal_wants_more_sessions},
    {"nothing but easy runs", ONCE, true, nothing_but_easy_runs},
    {"sore before a hard day", EVERY_DAY, true, sore_before_a_hard_day},
    {"ill and running", EVERY_DAY, true, ill_and_running},
    {"injured and running", EVERY_DAY, true, injured_and_running},
    {"injured, then hard", EVERY_DAY, true, injured_then_hard},
    {"injured on a Monday", EVERY_WEEK, true, injured_on_monday},
    {"ill and racing", EVERY_DAY, true, ill_and_racing},
    {"volume back too soon after a race", EVERY_DAY, true,
     volume_back_too_soon},
    {"a run while days off are planned", EVERY_DAY, true,
     running_while_days_off_are_planned},
    {"a week a quarter up", EVERY_WEEK, true, week_a_quarter_up},
    {"a race that nobody named", EVERY_DAY, true, race_nobody_named},
};
const size_t should_mutation_count =
    sizeof should_mutations / sizeof should_mutations[0];
