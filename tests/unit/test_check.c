/* The checker: what it says of a good plan, and of one in which something was
 * changed. */
#include "unit/cmocka_all.h"
#include "unit/fault.h"
#include "unit/good_plan.h"

#include <string.h>

static struct ow_findings *check(const struct good_plan *b, bool with_scenario)
{
    struct ow_findings *findings = NULL;

    assert_int_equal(ow_plan_check(&b->plan,
                                   with_scenario ? &b->scenario : NULL,
                                   &findings, NULL),
                     OW_OK);
    return findings;
}

static bool has(const struct ow_findings *findings, enum ow_rule rule,
                enum ow_severity severity, struct ow_date date)
{
    size_t count = 0;
    const struct ow_finding *list = ow_findings_list(findings, &count);

    for (size_t i = 0; i < count; i++) {
        if (list[i].rule == rule && list[i].severity == severity &&
            list[i].date.days == date.days) {
            return true;
        }
    }
    return false;
}

static void print(const struct ow_findings *findings)
{
    size_t count = 0;
    const struct ow_finding *list = ow_findings_list(findings, &count);

    for (size_t i = 0; i < count; i++) {
        print_message("%s %s day %d: %s\n", ow_severity_name(list[i].severity),
                      ow_rule_info(list[i].rule)->id,
                      list[i].date.days - GOOD_TODAY_DAYS, list[i].message);
    }
}

static void a_good_plan_has_no_findings(void **state)
{
    static struct good_plan b;

    (void)state;
    good_fill(&b);
    for (int i = 0; i < 2; i++) {
        struct ow_findings *findings = check(&b, i == 0);
        size_t count = 0;

        (void)ow_findings_list(findings, &count);
        print(findings);
        assert_int_equal(count, 0);
        assert_false(ow_findings_has_must(findings));
        ow_findings_free(findings);
    }
}

/* A session put on a day (sums made to agree), and what is found about it. */
struct change {
    const char *name;
    int day; /* where it is put */
    enum ow_session_type type;
    double km;
    double hard_s;
    enum ow_rule rule; /* what is found */
    enum ow_severity severity;
    int found_on; /* its day */
};

static const struct change changes[] = {
    {"a run on day 2 after a marathon", 1, OW_SESSION_EASY, 5, 0,
     OW_RULE_RECOVERY_OFF, OW_MUST, 1},
    {"a run on day 7", 6, OW_SESSION_EASY, 5, 0, OW_RULE_RECOVERY_OFF, OW_MUST,
     6},
    {"a run on day 8, ten days off being planned", 7, OW_SESSION_EASY, 5, 0,
     OW_RULE_RECOVERY_OFF, OW_SHOULD, 7},
    {"intervals on day 14", 13, OW_SESSION_INTERVALS, 6, 600,
     OW_RULE_RECOVERY_EASY, OW_MUST, 13},
    {"a progression run on day 21", 20, OW_SESSION_PROGRESSION, 8, 0,
     OW_RULE_RECOVERY_EASY, OW_MUST, 20},
    {"hard seconds in a long run on day 21", 20, OW_SESSION_LONG, 8, 60,
     OW_RULE_RECOVERY_EASY, OW_MUST, 20},
    {"a race on day 5", 4, OW_SESSION_RACE, 5, 0, OW_RULE_RECOVERY_OFF, OW_MUST,
     4},
    {"a race on day 18", 17, OW_SESSION_RACE, 5, 0, OW_RULE_RECOVERY_EASY,
     OW_SHOULD, 17},
    {"a race that is not the runner's", 40, OW_SESSION_RACE, 5, 0,
     OW_RULE_PLAN_STRUCTURE, OW_SHOULD, 40},
    {"a long run of 17 km on day 21", 20, OW_SESSION_LONG, 17, 0,
     OW_RULE_RECOVERY_LONG_RUN, OW_MUST, 20},
    {"a long run of 17 km, longest of 30 days 12", 20, OW_SESSION_LONG, 17, 0,
     OW_RULE_LONGEST_SPIKE, OW_MUST, 20},
    {"a long run doubled", 41, OW_SESSION_LONG, 19, 0, OW_RULE_LONGEST_SPIKE,
     OW_MUST, 41},
    {"a long run of a quarter more", 55, OW_SESSION_LONG, 13.3, 0,
     OW_RULE_LONGEST_STEP, OW_SHOULD, 55},
    {"a tempo run the day after a progression run", 31, OW_SESSION_TEMPO, 6,
     600, OW_RULE_HARD_SPACING, OW_MUST, 31},
    {"hills the day before a progression run", 29, OW_SESSION_HILLS, 6, 0,
     OW_RULE_HARD_SPACING, OW_MUST, 30},
    {"a fartlek the day after a progression run", 38, OW_SESSION_FARTLEK, 6, 0,
     OW_RULE_HARD_SPACING, OW_MUST, 38},
    {"hard seconds in an easy run", 31, OW_SESSION_EASY, 6, 300,
     OW_RULE_HARD_SPACING, OW_MUST, 31},
    {"a race the day after a progression run", 31, OW_SESSION_RACE, 5, 0,
     OW_RULE_HARD_SPACING, OW_MUST, 31},
    {"a hard day over the border of weeks", 48, OW_SESSION_TEMPO, 10, 600,
     OW_RULE_DOWN_WEEK_HARD, OW_SHOULD, 42},
    {"intervals two days before the race", 81, OW_SESSION_INTERVALS, 4, 300,
     OW_RULE_TAPER_HARD, OW_MUST, 83},
    {"strides with hard seconds on the eve of the race", 82, OW_SESSION_STRIDES,
     3, 60, OW_RULE_TAPER_HARD, OW_MUST, 83},
    {"no taper", 81, OW_SESSION_EASY, 13, 0, OW_RULE_TAPER_VOLUME, OW_MUST, 83},
    {"more minutes than the day has", 55, OW_SESSION_LONG, 20.1, 0,
     OW_RULE_DAY_MINUTES, OW_MUST, 55},
    {"a week of twice the distance", 60, OW_SESSION_EASY, 30, 0,
     OW_RULE_WEEK_RAMP, OW_MUST, 56},
    {"a down week filled up", 46, OW_SESSION_EASY, 12, 0, OW_RULE_DOWN_WEEK_CUT,
     OW_SHOULD, 42},
    {"the long run on a Saturday", 54, OW_SESSION_LONG, 6, 0,
     OW_RULE_LONG_RUN_DAY, OW_SHOULD, 54},
    {"a run of more than three hours", 76, OW_SESSION_EASY, 34, 0,
     OW_RULE_LONG_TIME, OW_SHOULD, 76},
    {"strength on the eve of the long run", 54, OW_SESSION_STRENGTH, 0, 0,
     OW_RULE_STRENGTH_PLACE, OW_SHOULD, 54},
    {"no strength on a Monday", 28, OW_SESSION_REST, 0, 0, OW_RULE_STRENGTH,
     OW_SHOULD, 28},
    {"two progression runs in a week", 61, OW_SESSION_PROGRESSION, 6, 100,
     OW_RULE_PROGRESSION_WEEKLY, OW_SHOULD, 56},
    {"two hard days in a base week", 33, OW_SESSION_FARTLEK, 6, 200,
     OW_RULE_HARD_BASE, OW_SHOULD, 28},
    {"a long progression run with a hard day after next", 53,
     OW_SESSION_INTERVALS, 6, 0, OW_RULE_PROGRESSION_AFTER, OW_SHOULD, 53},
    {"most of the week hard", 51, OW_SESSION_TEMPO, 13, 4600,
     OW_RULE_HARD_SHARE, OW_SHOULD, 49},
    {"the long run is most of its week", 34, OW_SESSION_LONG, 21, 0,
     OW_RULE_LONG_SHARE, OW_SHOULD, 28},
    {"a third week at once as long as before", 15, OW_SESSION_EASY, 8, 0,
     OW_RULE_RECOVERY_VOLUME, OW_SHOULD, 14},
    {"a run without distance", 60, OW_SESSION_EASY, 0, 0,
     OW_RULE_PLAN_STRUCTURE, OW_MUST, 60},
};

static void expect(const struct good_plan *b, bool with_scenario,
                   const char *name, enum ow_rule rule,
                   enum ow_severity severity, int day)
{
    struct ow_findings *findings = check(b, with_scenario);

    if (!has(findings, rule, severity, good_date(day))) {
        print(findings);
        fail_msg("not found: %s", name);
    }
    assert_int_equal(ow_findings_has_must(findings) || severity != OW_MUST,
                     true);
    ow_findings_free(findings);
}

static void changed_days_are_found(void **state)
{
    static struct good_plan b;

    (void)state;
    for (size_t i = 0; i < COUNT(changes); i++) {
        const struct change *c = &changes[i];

        good_fill(&b);
        if (c->rule == OW_RULE_PROGRESSION_AFTER) {
            b.sessions[51][0].duration_s = 80 * 60;
        }
        good_put(&b, c->day, good_session(c->type, c->km, c->hard_s));
        good_sum_weeks(&b);
        expect(&b, true, c->name, c->rule, c->severity, c->found_on);
    }
}

static void run_m_is_off(struct good_plan *b)
{
    b->weeks[3].run_m += 1;
}

static void run_s_is_off(struct good_plan *b)
{
    b->weeks[3].run_s -= 60;
}

static void longest_is_off(struct good_plan *b)
{
    b->weeks[3].longest_m = 12345;
}

static void hard_s_is_off(struct good_plan *b)
{
    b->weeks[5].hard_s = 0;
}

static void strength_is_off(struct good_plan *b)
{
    b->weeks[5].strength = 3;
}

static void cross_is_off(struct good_plan *b)
{
    b->weeks[5].cross = 1;
}

static void week_phase_is_off(struct good_plan *b)
{
    b->weeks[5].phase = OW_PHASE_PEAK;
}

static void monday_is_off(struct good_plan *b)
{
    b->weeks[5].monday = good_date(36);
}

static void a_week_is_missing(struct good_plan *b)
{
    b->plan.week_count--;
}

static void a_day_is_missing(struct good_plan *b)
{
    memmove(&b->days[40], &b->days[41], (GOOD_DAYS - 41) * sizeof b->days[0]);
    b->plan.day_count--;
}

static void a_day_is_there_twice(struct good_plan *b)
{
    b->days[40].date = good_date(39);
}

static void the_last_day_is_missing(struct good_plan *b)
{
    b->plan.day_count--;
    b->plan.forecast_count--;
}

static void a_day_holds_nothing(struct good_plan *b)
{
    b->days[53].session_count = 0;
}

static void a_rest_beside_a_run(struct good_plan *b)
{
    struct ow_session rest = good_session(OW_SESSION_REST, 0, 0);

    rest.id = b->ids[29][1];
    b->sessions[29][1] = rest;
    b->days[29].session_count = 2;
}

static void an_id_is_there_twice(struct good_plan *b)
{
    b->sessions[60][0].id = b->ids[50][0];
}

static void an_id_is_empty(struct good_plan *b)
{
    b->sessions[60][0].id = "";
}

static void phases_overlap(struct good_plan *b)
{
    b->phases[3].from = good_date(48);
}

static void phases_leave_a_gap(struct good_plan *b)
{
    b->phases[2].to = good_date(47);
}

static void phases_end_early(struct good_plan *b)
{
    b->plan.phase_count--;
}

static void the_forecast_is_short(struct good_plan *b)
{
    b->plan.forecast_count = 70;
}

static void the_forecast_jumps(struct good_plan *b)
{
    b->forecast[30].date = good_date(31);
}

static void the_forecast_is_gone(struct good_plan *b)
{
    b->plan.forecast_count = 0;
}

static void there_are_no_days(struct good_plan *b)
{
    b->plan.day_count = 0;
}

static void a_run_at_the_speed_of_a_car(struct good_plan *b)
{
    b->sessions[29][0].duration_s = 200;
    good_sum_weeks(b);
}

static void a_run_slower_than_a_walk(struct good_plan *b)
{
    b->sessions[1 + 7 * 7][0].distance_m = 500;
    good_sum_weeks(b);
}

/* A workout of one step; the test gives it back. */
static struct ow_workout *step_workout;

static void give_workout(struct good_plan *b, enum ow_end_type type,
                         double value)
{
    const struct ow_step step = {
        .end_type = type,
        .end_value = value,
        .target = {OW_TARGET_OPEN, OW_MISSING, OW_MISSING},
        .ramp_from = OW_MISSING,
        .ramp_to = OW_MISSING};

    ow_workout_free(step_workout);
    assert_int_equal(ow_workout_new("test", 1, &step_workout, NULL), OW_OK);
    assert_int_equal(ow_workout_add_step(step_workout, &step, NULL), OW_OK);
    b->sessions[29][0].workout = step_workout;
}

static void a_workout_of_another_time(struct good_plan *b)
{
    give_workout(b, OW_END_TIME_S, b->sessions[29][0].duration_s + 60);
}

static void a_workout_of_another_distance(struct good_plan *b)
{
    give_workout(b, OW_END_DISTANCE_M, b->sessions[29][0].distance_m - 100);
}

static void a_goal_without_an_answer(struct good_plan *b)
{
    b->plan.goal_count = 0;
}

static void the_race_is_dropped(struct good_plan *b)
{
    good_put(b, 83, good_session(OW_SESSION_REST, 0, 0));
    good_sum_weeks(b);
}

static void the_race_is_shorter(struct good_plan *b)
{
    good_put(b, 83, good_session(OW_SESSION_RACE, 10, 0));
    good_sum_weeks(b);
}

static void a_goal_nobody_has(struct good_plan *b)
{
    b->answers[0].id = "g9";
}

static void a_walk_without_duration(struct good_plan *b)
{
    b->sessions[2][0].duration_s = OW_MISSING;
}

static void more_hard_seconds_than_seconds(struct good_plan *b)
{
    b->sessions[30][0].hard_s = 1e5;
    good_sum_weeks(b);
}

static void a_race_with_hard_seconds(struct good_plan *b)
{
    b->sessions[83][0].hard_s = 100;
    good_sum_weeks(b);
}

static void other_weeks_than_asked_for(struct good_plan *b)
{
    b->scenario.weeks = GOOD_WEEKS + 1;
}

static void the_day_is_blocked(struct good_plan *b)
{
    b->blocked[0].from = good_date(29);
    b->blocked[0].to = good_date(30);
    b->scenario.blocked_count = 1;
}

static void the_race_is_on_a_blocked_day(struct good_plan *b)
{
    b->blocked[0].from = good_date(83);
    b->blocked[0].to = good_date(83);
    b->scenario.blocked_count = 1;
}

static void check_in(struct good_plan *b, int day)
{
    b->check_ins[0].date = good_date(day);
    b->check_ins[0].soreness = -1;
    b->check_ins[0].stairs_pain = -1;
    b->scenario.check_in_count = 1;
}

static void ill_three_days_before(struct good_plan *b)
{
    check_in(b, 27);
    b->check_ins[0].ill = true;
}

static void injured_that_day(struct good_plan *b)
{
    check_in(b, 30);
    b->check_ins[0].injured = true;
}

static void pain_on_stairs_the_day_before(struct good_plan *b)
{
    check_in(b, 29);
    b->check_ins[0].stairs_pain = 3;
}

static void sore_the_day_before(struct good_plan *b)
{
    check_in(b, 29);
    b->check_ins[0].soreness = 6;
}

static void injured_and_running(struct good_plan *b)
{
    check_in(b, 28);
    b->check_ins[0].injured = true;
}

static void ill_before_the_race(struct good_plan *b)
{
    check_in(b, 82);
    b->check_ins[0].ill = true;
}

/* Another race of the runner's on a day of the plan. */
static void add_race(struct good_plan *b, int day, double distance_m,
                     enum ow_priority priority)
{
    b->races[2] = b->races[1];
    b->races[2].id = "r3";
    b->races[2].date = good_date(day);
    b->races[2].distance_m = distance_m;
    b->races[2].priority = priority;
    b->scenario.race_count = 3;
    good_put(b, day, good_session(OW_SESSION_RACE, distance_m / 1000, 0));
    good_sum_weeks(b);
}

static void two_marathons_in_eight_days(struct good_plan *b)
{
    add_race(b, 7, 42195, OW_PRIORITY_A);
}

static void no_days_off_after_a_10k(struct good_plan *b)
{
    add_race(b, 60, 10000, OW_PRIORITY_B);
}

static void two_races_in_two_days(struct good_plan *b)
{
    add_race(b, 82, 5000, OW_PRIORITY_C);
}

static void a_beginner_progresses_weekly(struct good_plan *b)
{
    b->scenario.athlete.level = OW_LEVEL_BEGINNER;
}

static void no_down_week(struct good_plan *b)
{
    for (int w = 4; w < 10; w++) {
        good_put(b, 7 * w + 6, good_session(OW_SESSION_LONG, 12, 0));
        good_put(b, 7 * w + 5, good_session(OW_SESSION_EASY, 7, 0));
        b->weeks[w].is_down = false;
    }
    good_sum_weeks(b);
}

static void running_every_day(struct good_plan *b)
{
    good_put(b, 56, good_session(OW_SESSION_EASY, 3, 0));
    good_put(b, 60, good_session(OW_SESSION_EASY, 3, 0));
    good_sum_weeks(b);
}

static void five_sessions_are_wished_for(struct good_plan *b)
{
    b->goals[0].kind = OW_GOAL_SESSIONS_PER_WEEK;
    b->goals[0].per_week = 5;
}

static void nothing_but_easy_and_long(struct good_plan *b)
{
    for (int d = 0; d < 83; d++) {
        if (b->sessions[d][0].type == OW_SESSION_STRENGTH ||
            b->sessions[d][0].type == OW_SESSION_PROGRESSION) {
            good_put(b, d, good_session(OW_SESSION_EASY, 3, 0));
        }
        b->days[d].session_count = 1;
    }
    good_sum_weeks(b);
}

static const struct {
    const char *name;
    void (*change)(struct good_plan *b);
    enum ow_rule rule;
    enum ow_severity severity;
    int found_on;
} mutations[] = {
    {"run_m", run_m_is_off, OW_RULE_PLAN_STRUCTURE, OW_MUST, 21},
    {"run_s", run_s_is_off, OW_RULE_PLAN_STRUCTURE, OW_MUST, 21},
    {"longest_m", longest_is_off, OW_RULE_PLAN_STRUCTURE, OW_MUST, 21},
    {"hard_s", hard_s_is_off, OW_RULE_PLAN_STRUCTURE, OW_MUST, 35},
    {"strength", strength_is_off, OW_RULE_PLAN_STRUCTURE, OW_MUST, 35},
    {"cross", cross_is_off, OW_RULE_PLAN_STRUCTURE, OW_MUST, 35},
    {"week phase", week_phase_is_off, OW_RULE_PLAN_STRUCTURE, OW_MUST, 35},
    {"monday", monday_is_off, OW_RULE_PLAN_STRUCTURE, OW_MUST, 36},
    {"week missing", a_week_is_missing, OW_RULE_PLAN_STRUCTURE, OW_MUST, 0},
    {"day missing", a_day_is_missing, OW_RULE_PLAN_STRUCTURE, OW_MUST, 41},
    {"day twice", a_day_is_there_twice, OW_RULE_PLAN_STRUCTURE, OW_MUST, 39},
    {"Sunday", the_last_day_is_missing, OW_RULE_PLAN_STRUCTURE, OW_MUST, 82},
    {"no rest", a_day_holds_nothing, OW_RULE_PLAN_STRUCTURE, OW_MUST, 53},
    {"rest and run", a_rest_beside_a_run, OW_RULE_PLAN_STRUCTURE, OW_MUST, 29},
    {"id twice", an_id_is_there_twice, OW_RULE_PLAN_STRUCTURE, OW_MUST, 60},
    {"no id", an_id_is_empty, OW_RULE_PLAN_STRUCTURE, OW_MUST, 60},
    {"phases overlap", phases_overlap, OW_RULE_PLAN_STRUCTURE, OW_MUST, 48},
    {"phase gap", phases_leave_a_gap, OW_RULE_PLAN_STRUCTURE, OW_MUST, 49},
    {"phases end", phases_end_early, OW_RULE_PLAN_STRUCTURE, OW_MUST, 83},
    {"forecast", the_forecast_is_short, OW_RULE_PLAN_STRUCTURE, OW_MUST, 0},
    {"forecast jump", the_forecast_jumps, OW_RULE_PLAN_STRUCTURE, OW_MUST, 31},
    {"no forecast", the_forecast_is_gone, OW_RULE_PLAN_STRUCTURE, OW_SHOULD, 0},
    {"no days", there_are_no_days, OW_RULE_PLAN_STRUCTURE, OW_MUST, 0},
    {"car", a_run_at_the_speed_of_a_car, OW_RULE_PLAN_STRUCTURE, OW_MUST, 29},
    {"crawl", a_run_slower_than_a_walk, OW_RULE_PLAN_STRUCTURE, OW_MUST, 50},
    {"workout time", a_workout_of_another_time, OW_RULE_PLAN_STRUCTURE, OW_MUST,
     29},
    {"workout distance", a_workout_of_another_distance, OW_RULE_PLAN_STRUCTURE,
     OW_MUST, 29},
    {"goal unanswered", a_goal_without_an_answer, OW_RULE_PLAN_STRUCTURE,
     OW_SHOULD, 0},
    {"race dropped", the_race_is_dropped, OW_RULE_PLAN_STRUCTURE, OW_MUST, 83},
    {"race shorter", the_race_is_shorter, OW_RULE_PLAN_STRUCTURE, OW_MUST, 83},
    {"goal", a_goal_nobody_has, OW_RULE_PLAN_STRUCTURE, OW_MUST, 0},
    {"walk", a_walk_without_duration, OW_RULE_PLAN_STRUCTURE, OW_MUST, 2},
    {"hard seconds", more_hard_seconds_than_seconds, OW_RULE_PLAN_STRUCTURE,
     OW_MUST, 30},
    {"hard race", a_race_with_hard_seconds, OW_RULE_PLAN_STRUCTURE, OW_MUST,
     83},
    {"weeks asked", other_weeks_than_asked_for, OW_RULE_PLAN_STRUCTURE, OW_MUST,
     0},
    {"blocked", the_day_is_blocked, OW_RULE_DAY_BLOCKED, OW_MUST, 30},
    {"blocked race", the_race_is_on_a_blocked_day, OW_RULE_DAY_BLOCKED, OW_MUST,
     83},
    {"ill", ill_three_days_before, OW_RULE_SYMPTOM_HARD, OW_MUST, 30},
    {"injured", injured_that_day, OW_RULE_SYMPTOM_HARD, OW_MUST, 30},
    {"stairs", pain_on_stairs_the_day_before, OW_RULE_SYMPTOM_HARD, OW_MUST,
     30},
    {"sore", sore_the_day_before, OW_RULE_SORENESS_EASY, OW_SHOULD, 30},
    {"no rest when injured", injured_and_running, OW_RULE_SYMPTOM_REST,
     OW_SHOULD, 29},
    {"ill before a race", ill_before_the_race, OW_RULE_SYMPTOM_HARD, OW_SHOULD,
     83},
    {"marathons", two_marathons_in_eight_days, OW_RULE_RACE_SPACING, OW_MUST,
     7},
    {"after a 10K", no_days_off_after_a_10k, OW_RULE_RECOVERY_OFF, OW_MUST, 61},
    {"races", two_races_in_two_days, OW_RULE_HARD_SPACING, OW_MUST, 83},
    {"beginner", a_beginner_progresses_weekly, OW_RULE_PROGRESSION_WEEKLY,
     OW_SHOULD, 35},
    {"dose", a_beginner_progresses_weekly, OW_RULE_PROGRESSION_DOSE, OW_SHOULD,
     30},
    {"no down week", no_down_week, OW_RULE_DOWN_WEEK_EVERY, OW_SHOULD, 42},
    {"sessions a week", five_sessions_are_wished_for, OW_RULE_CONSISTENCY,
     OW_SHOULD, 21},
    {"no variety", nothing_but_easy_and_long, OW_RULE_VARIETY, OW_SHOULD, 42},
    {"every day", running_every_day, OW_RULE_REST_WEEKLY, OW_SHOULD, 56},
};

static void mutations_are_found(void **state)
{
    static struct good_plan b;

    (void)state;
    for (size_t i = 0; i < COUNT(mutations); i++) {
        good_fill(&b);
        mutations[i].change(&b);
        expect(&b, true, mutations[i].name, mutations[i].rule,
               mutations[i].severity, mutations[i].found_on);
    }
    ow_workout_free(step_workout);
    step_workout = NULL;
}

/* What a plan shows without the scenario it was made for. */
static void without_a_scenario(void **state)
{
    static struct good_plan b;

    (void)state;
    good_fill(&b);
    good_put(&b, 8, good_session(OW_SESSION_EASY, 5, 0));
    good_sum_weeks(&b);
    expect(&b, false, "a run in recovery-off", OW_RULE_RECOVERY_OFF, OW_MUST,
           8);
    good_fill(&b);
    good_put(&b, 15, good_session(OW_SESSION_EASY, 5, 60));
    good_sum_weeks(&b);
    expect(&b, false, "hard in recovery-easy", OW_RULE_RECOVERY_EASY, OW_MUST,
           15);
    good_fill(&b);
    good_put(&b, 76, good_session(OW_SESSION_EASY, 60, 0));
    good_sum_weeks(&b);
    expect(&b, false, "a week of twice the distance", OW_RULE_WEEK_RAMP,
           OW_MUST, 70);
    expect(&b, false, "a spike", OW_RULE_LONGEST_SPIKE, OW_MUST, 76);
}

/* The runner's effort and preset set how long the clocks run. */
static void light_races_ask_for_less(void **state)
{
    static struct good_plan b;

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct ow_findings *findings = NULL;

        good_fill(&b);
        good_put(&b, 3, good_session(OW_SESSION_EASY, 5, 0));
        good_put(&b, 12, good_session(OW_SESSION_TEMPO, 5, 300));
        good_sum_weeks(&b);
        if (i == 0) {
            b.races[0].effort = 0.89;
        } else if (i == 1) {
            b.races[0].priority = OW_PRIORITY_C;
        } else {
            ow_rule_values_init(&b.scenario.rules, OW_PRESET_ACTIVE_RETURN);
        }
        findings = check(&b, true);
        print(findings);
        assert_false(ow_findings_has_must(findings));
        ow_findings_free(findings);
        good_put(&b, 1, good_session(OW_SESSION_EASY, 3, 0));
        good_sum_weeks(&b);
        expect(&b, true, "day 2", OW_RULE_RECOVERY_OFF, OW_MUST, 1);
    }
}

/* A C race run as fast as the best promises is a race run all out. */
static void a_time_tells_the_effort(void **state)
{
    static struct good_plan b;
    static const struct ow_best best = {{GOOD_TODAY_DAYS - 100}, 10000, 2700};
    struct ow_findings *findings = NULL;

    (void)state;
    good_fill(&b);
    b.scenario.history.bests = &best;
    b.scenario.history.best_count = 1;
    b.races[0].priority = OW_PRIORITY_C;
    b.races[0].time_s = 12600;
    good_put(&b, 4, good_session(OW_SESSION_EASY, 3, 0));
    good_sum_weeks(&b);
    expect(&b, true, "day 5", OW_RULE_RECOVERY_OFF, OW_MUST, 4);
    b.races[0].time_s = 18000;
    findings = check(&b, true);
    assert_false(ow_findings_has_must(findings));
    ow_findings_free(findings);
}

static struct good_plan faulted;

static bool check_it(void *context)
{
    struct ow_findings *findings = NULL;
    enum ow_status status =
        ow_plan_check(&faulted.plan, &faulted.scenario, &findings, NULL);

    (void)context;
    if (status == OW_OK) {
        ow_findings_free(findings);
    } else {
        assert_int_equal(status, OW_E_NOMEM);
        assert_null(findings);
    }
    return status == OW_OK;
}

static void without_memory_nothing_leaks(void **state)
{
    (void)state;
    good_fill(&faulted);
    run_m_is_off(&faulted);
    assert_true(fault_sweep(check_it, NULL) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_plan_has_no_findings),
        cmocka_unit_test(changed_days_are_found),
        cmocka_unit_test(mutations_are_found),
        cmocka_unit_test(without_a_scenario),
        cmocka_unit_test(light_races_ask_for_less),
        cmocka_unit_test(a_time_tells_the_effort),
        cmocka_unit_test(without_memory_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
