/* What must never be: each way breaks a rule that must hold. */
#include "mutate.h"

#define TEMPO_M 5000

static struct ow_session tempo(void)
{
    return mutant_session(OW_SESSION_TEMPO, TEMPO_M, 600);
}

static bool must(struct expected *expected, enum ow_rule rule,
                 struct ow_date date)
{
    *expected = (struct expected){rule, OW_MUST, date};
    return true;
}

static bool is_race(const struct mutant *m, int day)
{
    return mutant_has(m, day, OW_SESSION_RACE);
}

static bool is_beyond(const struct mutant *m, int day)
{
    return day < 0 || (size_t)day >= m->plan.day_count;
}

static bool hard_after_hard(struct mutant *m, int day, struct expected *e)
{
    if (!mutant_is_hard(m, day - 1) || mutant_is_hard(m, day) ||
        is_race(m, day)) {
        return false;
    }
    mutant_put(m, day, tempo());
    return must(e, OW_RULE_HARD_SPACING, mutant_date(m, day));
}

static bool hard_before_hard(struct mutant *m, int day, struct expected *e)
{
    if (!mutant_is_hard(m, day + 1) || mutant_is_hard(m, day) ||
        is_race(m, day)) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_HILLS, TEMPO_M, 0));
    return must(e, OW_RULE_HARD_SPACING, mutant_date(m, day + 1));
}

static bool hard_before_race(struct mutant *m, int day, struct expected *e)
{
    if (!is_race(m, day + 1) || is_race(m, day)) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_FARTLEK, TEMPO_M, 300));
    return must(e, OW_RULE_HARD_SPACING, mutant_date(m, day + 1));
}

static bool hard_seconds_beside_hard(struct mutant *m, int day,
                                     struct expected *e)
{
    if (day == 0 || is_race(m, day - 1) ||
        !ow_session_type_is_run(m->sessions[day - 1][0].type) ||
        !mutant_has(m, day, OW_SESSION_LONG)) {
        return false;
    }
    m->sessions[day - 1][0].hard_s = 60;
    m->sessions[day][0].hard_s = 60;
    return must(e, OW_RULE_HARD_SPACING, mutant_date(m, day));
}

static bool hard_day_moved(struct mutant *m, int day, struct expected *e)
{
    size_t k = 0;

    if (!mutant_is_hard(m, day) || !mutant_is_hard(m, day + 2) ||
        is_race(m, day + 1)) {
        return false;
    }
    while (m->sessions[day][k].hard_s <= 0 && k + 1 < MUTANT_SLOTS) {
        k++;
    }
    mutant_put(m, day + 1, m->sessions[day][k]);
    mutant_put(m, day, mutant_session(OW_SESSION_REST, 0, 0));
    m->sessions[day][0].id = "new-0";
    return must(e, OW_RULE_HARD_SPACING, mutant_date(m, day + 2));
}

static bool week_thrice(struct mutant *m, int week, struct expected *e)
{
    int day = mutant_first_day(m, week);

    if (is_race(m, day)) {
        return false;
    }
    mutant_add(m, day,
               mutant_session(OW_SESSION_EASY,
                              3 * mutant_best_week_m(m, week) + 16000, 0));
    return must(e, OW_RULE_WEEK_RAMP, mutant_monday(m, week));
}

static bool week_beyond_the_ramp(struct mutant *m, int week, struct expected *e)
{
    int day = mutant_first_day(m, week);
    double most_m = 1.37 * mutant_best_week_m(m, week);

    if (is_race(m, day) || most_m < 15500 ||
        most_m < mutant_week_m(m, week) + 500) {
        return false;
    }
    mutant_add(
        m, day,
        mutant_session(OW_SESSION_EASY, most_m - mutant_week_m(m, week), 0));
    return must(e, OW_RULE_WEEK_RAMP, mutant_monday(m, week));
}

static bool longest_beyond_all(struct mutant *m, int day, struct expected *e)
{
    if (is_race(m, day)) {
        return false;
    }
    mutant_put(m, day,
               mutant_session(OW_SESSION_LONG,
                              1.32 * mutant_longest_m(m, day) + 8100, 0));
    return must(e, OW_RULE_LONGEST_SPIKE, mutant_date(m, day));
}

static bool long_run_doubled(struct mutant *m, int day, struct expected *e)
{
    double run_m = 2 * mutant_run_m(m, day);

    if (!mutant_has(m, day, OW_SESSION_LONG) || run_m < 8100 ||
        run_m < 1.31 * mutant_longest_m(m, day)) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_LONG, run_m, 0));
    return must(e, OW_RULE_LONGEST_SPIKE, mutant_date(m, day));
}

static bool day_is_blocked(struct mutant *m, int day, struct expected *e)
{
    if (mutant_has(m, day, OW_SESSION_REST)) {
        return false;
    }
    m->blocked[0] =
        (struct ow_blocked){mutant_date(m, day), mutant_date(m, day), NULL};
    m->scenario.blocked_count = 1;
    return must(e, OW_RULE_DAY_BLOCKED, mutant_date(m, day));
}

static bool day_is_short(struct mutant *m, int day, struct expected *e)
{
    double all_s = 0;

    if (mutant_has(m, day, OW_SESSION_REST) || is_race(m, day)) {
        return false;
    }
    for (size_t k = 0; k < m->days[day].session_count; k++) {
        all_s += m->sessions[day][k].duration_s;
    }
    m->scenario.athlete.day_minutes[ow_date_weekday(mutant_date(m, day))] =
        (int)ceil(all_s / 60) - 1;
    return must(e, OW_RULE_DAY_MINUTES, mutant_date(m, day));
}

static bool day_is_long(struct mutant *m, int day, struct expected *e)
{
    int minutes =
        m->scenario.athlete.day_minutes[ow_date_weekday(mutant_date(m, day))];

    if (mutant_has(m, day, OW_SESSION_REST) || is_race(m, day)) {
        return false;
    }
    mutant_add(m, day, mutant_session(OW_SESSION_STRENGTH, 0, 0));
    m->sessions[day][m->days[day].session_count - 1].duration_s =
        60.0 * minutes + 60;
    return must(e, OW_RULE_DAY_MINUTES, mutant_date(m, day));
}

static bool walk_on_a_day_without_time(struct mutant *m, int day,
                                       struct expected *e)
{
    int minutes =
        m->scenario.athlete.day_minutes[ow_date_weekday(mutant_date(m, day))];

    if (minutes > 0 || is_race(m, day)) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_WALK, 0, 0));
    return must(e, OW_RULE_DAY_MINUTES, mutant_date(m, day));
}

/* The contract's own numbers for 5 km, 10 km, half and marathon. */
static const int off_days[4] = {1, 2, 5, 7};
static const int easy_days[4] = {3, 6, 13, 21};

static bool run_on_a_day_off(struct mutant *m, int day, struct expected *e)
{
    int n = 0;
    const struct ow_race *race = mutant_race_before(m, day, &n);

    if (race == NULL || !mutant_is_raced(race) || is_race(m, day) ||
        n > off_days[mutant_race_class(race)]) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_EASY, 3000, 0));
    return must(e, OW_RULE_RECOVERY_OFF, mutant_date(m, day));
}

static bool hard_on_an_easy_day(struct mutant *m, int day, struct expected *e)
{
    int n = 0;
    const struct ow_race *race = mutant_race_before(m, day, &n);

    if (race == NULL || !mutant_is_raced(race) || is_race(m, day) ||
        n > easy_days[mutant_race_class(race)]) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_PROGRESSION, 5000, 0));
    return must(e, OW_RULE_RECOVERY_EASY, mutant_date(m, day));
}

static bool long_run_after_a_marathon(struct mutant *m, int day,
                                      struct expected *e)
{
    int n = 0;
    const struct ow_race *race = mutant_race_before(m, day, &n);

    if (race == NULL || mutant_race_class(race) != 3 || n > 21 ||
        is_race(m, day)) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_LONG, 16500, 0));
    return must(e, OW_RULE_RECOVERY_LONG_RUN, mutant_date(m, day));
}

/* Another race of the runner's own on a day. */
static void race_on(struct mutant *m, int day, double distance_m)
{
    size_t last = m->scenario.race_count++;

    m->races[last] = (struct ow_race){.id = "new",
                                      .date = mutant_date(m, day),
                                      .distance_m = distance_m,
                                      .priority = OW_PRIORITY_B,
                                      .time_s = OW_MISSING,
                                      .effort = OW_MISSING,
                                      .goal_s = OW_MISSING};
    mutant_put(m, day, mutant_session(OW_SESSION_RACE, distance_m, 0));
}

static bool race_too_soon(struct mutant *m, int day, struct expected *e)
{
    static const int wait[4] = {1, 2, 6, 13};
    int n = 0;
    const struct ow_race *race = mutant_race_before(m, day, &n);

    if (race == NULL || !mutant_is_raced(race) || is_race(m, day) ||
        n > wait[mutant_race_class(race)]) {
        return false;
    }
    race_on(m, day, 5000);
    return must(e, OW_RULE_RACE_SPACING, mutant_date(m, day));
}

static bool race_on_a_day_off(struct mutant *m, int day, struct expected *e)
{
    int n = 0;
    const struct ow_race *race = mutant_race_before(m, day, &n);

    if (race == NULL || !mutant_is_raced(race) || is_race(m, day) ||
        n > off_days[mutant_race_class(race)]) {
        return false;
    }
    race_on(m, day, 10000);
    return must(e, OW_RULE_RECOVERY_OFF, mutant_date(m, day));
}

/* The main race that is n days after a day. */
static const struct ow_race *main_race_after(const struct mutant *m, int day,
                                             int n)
{
    for (size_t i = 0; i < m->scenario.race_count; i++) {
        if (m->races[i].priority == OW_PRIORITY_A && !is_beyond(m, day + n) &&
            m->races[i].date.days == mutant_date(m, day + n).days) {
            return &m->races[i];
        }
    }
    return NULL;
}

static bool no_taper(struct mutant *m, int day, struct expected *e)
{
    const struct ow_race *race = NULL;
    int week =
        (ow_date_days_between(mutant_monday(m, 0), mutant_date(m, day))) / 7;

    for (int n = 1; n <= 7 && race == NULL; n++) {
        race = main_race_after(m, day, n);
    }
    if (race == NULL || is_race(m, day)) {
        return false;
    }
    mutant_put(m, day,
               mutant_session(OW_SESSION_EASY,
                              4 * mutant_best_week_m(m, week + 1), 0));
    return must(e, OW_RULE_TAPER_VOLUME, race->date);
}

static bool hard_on_the_last_days(struct mutant *m, int day, struct expected *e)
{
    const struct ow_race *race = main_race_after(m, day, 1);

    race = race == NULL ? main_race_after(m, day, 2) : race;
    if (race == NULL || is_race(m, day)) {
        return false;
    }
    mutant_put(m, day, mutant_session(OW_SESSION_STRIDES, 3000, 60));
    return must(e, OW_RULE_TAPER_HARD, race->date);
}

static bool symptom(struct mutant *m, int day, int before, struct expected *e)
{
    if (!mutant_is_hard(m, day)) {
        return false;
    }
    m->check_ins[0] = (struct ow_check_in){.date = mutant_date(m, day - before),
                                           .soreness = -1,
                                           .stairs_pain = -1,
                                           .sleep = -1,
                                           .motivation = -1};
    m->scenario.check_in_count = 1;
    return must(e, OW_RULE_SYMPTOM_HARD, mutant_date(m, day));
}

static bool ill_that_day(struct mutant *m, int day, struct expected *e)
{
    bool is_tried = symptom(m, day, 0, e);

    m->check_ins[0].ill = true;
    return is_tried;
}

static bool ill_three_days_before(struct mutant *m, int day, struct expected *e)
{
    bool is_tried = symptom(m, day, 3, e);

    m->check_ins[0].ill = true;
    return is_tried;
}

static bool injured_two_days_before(struct mutant *m, int day,
                                    struct expected *e)
{
    bool is_tried = symptom(m, day, 2, e);

    m->check_ins[0].injured = true;
    return is_tried;
}

static bool pain_on_stairs_the_day_before(struct mutant *m, int day,
                                          struct expected *e)
{
    bool is_tried = symptom(m, day, 1, e);

    m->check_ins[0].stairs_pain = 3;
    return is_tried;
}

const struct mutation must_mutations[] = {
    {"a tempo run the day after a hard one", EVERY_DAY, true, hard_after_hard},
    {"hills the day before a hard one", EVERY_DAY, true, hard_before_hard},
    {"a fartlek on the eve of a race", EVERY_DAY, true, hard_before_race},
    {"a hard minute in a long run beside a hard day", EVERY_DAY, true,
     hard_seconds_beside_hard},
    {"a hard day moved beside another", EVERY_DAY, true, hard_day_moved},
    {"a week three times as far as any", EVERY_WEEK, true, week_thrice},
    {"a week just beyond the ramp", EVERY_WEEK, true, week_beyond_the_ramp},
    {"a run beyond the longest by a third", EVERY_DAY, true,
     longest_beyond_all},
    {"a long run doubled", EVERY_DAY, true, long_run_doubled},
    {"a session on a blocked day", EVERY_DAY, true, day_is_blocked},
    {"a day with a minute too few", EVERY_DAY, true, day_is_short},
    {"a day with sessions for more than its minutes", EVERY_DAY, true,
     day_is_long},
    {"a walk on a day without time", EVERY_DAY, true,
     walk_on_a_day_without_time},
    {"a run on a day off after a race", EVERY_DAY, true, run_on_a_day_off},
    {"a progression run while running is easy", EVERY_DAY, true,
     hard_on_an_easy_day},
    {"a long run soon after a marathon", EVERY_DAY, true,
     long_run_after_a_marathon},
    {"a race too soon after another", EVERY_DAY, true, race_too_soon},
    {"a race on a day off", EVERY_DAY, true, race_on_a_day_off},
    {"a taper removed", EVERY_DAY, true, no_taper},
    {"hard strides in the last two days", EVERY_DAY, true,
     hard_on_the_last_days},
    {"ill on a hard day", EVERY_DAY, true, ill_that_day},
    {"ill three days before a hard one", EVERY_DAY, true,
     ill_three_days_before},
    {"injured two days before a hard one", EVERY_DAY, true,
     injured_two_days_before},
    {"pain on stairs before a hard day", EVERY_DAY, true,
     pain_on_stairs_the_day_before},
};
const size_t must_mutation_count =
    sizeof must_mutations / sizeof must_mutations[0];
