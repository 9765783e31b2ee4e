/*
 * Plans of the runners that the seed texts tell of, and of those who live at
 * the edges: few days, no past, much volume, races close together.
 */
#include "cmocka_all.h"
#include "fault.h"

#include "onward/json.h"
#include "onward/plan.h"

#include <string.h>

#define MOST_WEEKS 30

/* A scenario with room for what the tests put into it. */
struct fixture {
    struct ow_scenario scenario;
    struct ow_history_week weeks[MOST_WEEKS];
    struct ow_best bests[2];
    struct ow_race races[3];
    struct ow_goal goals[3];
    struct ow_check_in check_ins[1];
    struct ow_blocked blocked[1];
    struct ow_date today;
};

static struct ow_date date_of(const char *text)
{
    struct ow_date date;

    assert_int_equal(ow_date_parse(text, &date, NULL), OW_OK);
    return date;
}

/* An intermediate runner of five days a week on Monday 2 November 2026. */
static void setup(struct fixture *f)
{
    static const int minutes[7] = {60, 60, 0, 60, 0, 90, 180};
    struct ow_scenario *s = &f->scenario;

    memset(f, 0, sizeof *f);
    f->today = date_of("2026-11-02");
    s->athlete.sex = 'f';
    s->athlete.birth_date = date_of("1990-03-02");
    s->athlete.level = OW_LEVEL_INTERMEDIATE;
    s->athlete.hr_max_bpm = OW_MISSING;
    s->athlete.hr_rest_bpm = OW_MISSING;
    memcpy(s->athlete.day_minutes, minutes, sizeof minutes);
    s->athlete.long_run_day = OW_SUNDAY;
    s->history.weeks = f->weeks;
    s->history.bests = f->bests;
    s->history.longest_run_30d_m = OW_MISSING;
    s->history.longest_run_date = ow_date_none();
    s->history.fitness = OW_MISSING;
    s->history.fatigue = OW_MISSING;
    s->races = f->races;
    s->goals = f->goals;
    s->check_ins = f->check_ins;
    s->blocked = f->blocked;
    s->weeks = 12;
    ow_rule_values_init(&s->rules, OW_PRESET_CLASSIC);
}

/* The last weeks in kilometres, the latest last; 0 ends them. */
static void add_history(struct fixture *f, const double *km, size_t count)
{
    struct ow_date monday = ow_date_monday(f->today);

    for (size_t i = 0; i < count; i++) {
        f->weeks[i] = (struct ow_history_week){
            ow_date_add_days(monday, -7 * (int32_t)(count - i)), km[i] * 1000,
            4, 0};
    }
    f->scenario.history.week_count = count;
}

static void add_even_history(struct fixture *f, double km, size_t count)
{
    double weeks[MOST_WEEKS];

    for (size_t i = 0; i < count; i++) {
        weeks[i] = km;
    }
    add_history(f, weeks, count);
    f->scenario.history.longest_run_30d_m = km * 350;
    f->scenario.history.longest_run_date = ow_date_add_days(f->today, -8);
}

static void add_best(struct fixture *f, const char *date, double distance_m,
                     double time_s)
{
    f->bests[f->scenario.history.best_count++] =
        (struct ow_best){date_of(date), distance_m, time_s};
}

static struct ow_race *add_race(struct fixture *f, const char *id,
                                const char *date, double distance_m,
                                enum ow_priority priority)
{
    struct ow_race *race = &f->races[f->scenario.race_count++];

    *race = (struct ow_race){.id = id,
                             .date = date_of(date),
                             .distance_m = distance_m,
                             .priority = priority,
                             .time_s = OW_MISSING,
                             .effort = OW_MISSING,
                             .goal_s = OW_MISSING,
                             .fade = OW_MISSING,
                             .descent_m = OW_MISSING,
                             .temperature_c = OW_MISSING};
    return race;
}

static struct ow_goal *add_goal(struct fixture *f, const char *id,
                                enum ow_goal_kind kind, const char *deadline)
{
    struct ow_goal *goal = &f->goals[f->scenario.goal_count++];

    *goal = (struct ow_goal){.id = id,
                             .horizon = OW_HORIZON_YEAR,
                             .kind = kind,
                             .deadline = date_of(deadline),
                             .distance_m = OW_MISSING,
                             .time_s = OW_MISSING,
                             .weekly_m = OW_MISSING,
                             .per_week = -1};
    return goal;
}

static struct ow_plan *make(const struct fixture *f)
{
    struct ow_plan *plan = NULL;
    struct ow_error err = {.message = ""};

    if (ow_plan_make(&f->scenario, f->today, &plan, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    return plan;
}

/* The day n days after a date; it must be in the plan. */
static const struct ow_plan_day *day_after(const struct ow_plan *plan,
                                           struct ow_date date, int n)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);
    int32_t at = ow_date_days_between(days[0].date, date) + n;

    assert_true(at >= 0 && (size_t)at < count);
    return &days[at];
}

static bool has_type(const struct ow_plan_day *day, enum ow_session_type type)
{
    for (size_t i = 0; i < day->session_count; i++) {
        if (day->sessions[i].type == type) {
            return true;
        }
    }
    return false;
}

static bool has_run(const struct ow_plan_day *day)
{
    for (size_t i = 0; i < day->session_count; i++) {
        if (ow_session_type_is_run(day->sessions[i].type)) {
            return true;
        }
    }
    return false;
}

static bool has_finding(const struct ow_plan *plan, enum ow_rule rule,
                        enum ow_severity severity)
{
    size_t count = 0;
    const struct ow_finding *findings = ow_plan_findings(plan, &count);

    for (size_t i = 0; i < count; i++) {
        if (findings[i].rule == rule && findings[i].severity == severity) {
            return true;
        }
    }
    return false;
}

/* First day after a date with running, and with hard running. */
static int first_run_after(const struct ow_plan *plan, struct ow_date date)
{
    int n = 1;

    while (!has_run(day_after(plan, date, n))) {
        n++;
    }
    return n;
}

static int first_hard_after(const struct ow_plan *plan, struct ow_date date)
{
    int n = 1;

    while (!has_type(day_after(plan, date, n), OW_SESSION_PROGRESSION)) {
        n++;
    }
    return n;
}

/* ------------------------------------------------------ the seed's cases */

static void test_days_off_after_a_race(void **state)
{
    static const struct {
        double distance_m;
        int least_off;
        int most_off;
        int easy_until;
    } cases[] = {{42195, 7, 14, 21},
                 {21097.5, 5, 7, 13},
                 {10000, 2, 4, 6},
                 {5000, 1, 3, 3}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture f;
        struct ow_plan *plan = NULL;
        struct ow_date race;

        setup(&f);
        memcpy(f.scenario.athlete.day_minutes,
               (int[7]){90, 90, 90, 90, 90, 90, 90}, 7 * sizeof(int));
        add_even_history(&f, 50, 12);
        add_best(&f, "2026-05-10", 10000, 2700);
        race =
            add_race(&f, "r", "2026-11-01", cases[i].distance_m, OW_PRIORITY_A)
                ->date;
        plan = make(&f);
        assert_in_range(first_run_after(plan, race), cases[i].least_off + 1,
                        cases[i].most_off + 4);
        assert_true(first_hard_after(plan, race) > cases[i].easy_until);
        /* The progression run comes back with the first free week. */
        assert_true(first_hard_after(plan, race) <= cases[i].easy_until + 14);
        ow_plan_free(plan);
    }
}

static void test_walking_is_offered(void **state)
{
    struct fixture f;
    struct ow_plan *plan = NULL;
    int walks = 0;

    (void)state;
    setup(&f);
    add_even_history(&f, 50, 12);
    add_race(&f, "r", "2026-11-01", OW_MARATHON_M, OW_PRIORITY_A);
    plan = make(&f);
    for (int n = 1; n <= 7; n++) {
        const struct ow_plan_day *day =
            day_after(plan, date_of("2026-11-01"), n);

        walks += has_type(day, OW_SESSION_WALK);
        if (has_type(day, OW_SESSION_WALK)) {
            assert_in_range((long)day->sessions[0].duration_s, 1200, 1800);
        }
    }
    assert_true(walks >= 2);
    ow_plan_free(plan);
}

static void test_down_week_after_15_18_23_miles(void **state)
{
    static const double km[] = {24.140, 28.968, 37.015};
    struct fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_week *weeks = NULL;
    size_t count = 0;

    (void)state;
    setup(&f);
    add_history(&f, km, 3);
    f.scenario.history.longest_run_30d_m = 13000;
    plan = make(&f);
    weeks = ow_plan_weeks(plan, &count);
    assert_true(weeks[0].is_down);
    assert_true(weeks[0].run_m >= 16 * OW_MILE_M);
    assert_true(weeks[0].run_m <= 18 * OW_MILE_M);
    assert_false(weeks[1].is_down);
    assert_true(weeks[1].run_m >= 23 * OW_MILE_M * 0.99);
    assert_true(weeks[1].run_m <= 23 * OW_MILE_M * 1.35);
    ow_plan_free(plan);
}

static void test_down_week_rhythm_is_the_runners(void **state)
{
    struct fixture f;

    (void)state;
    for (int every = 3; every <= 5; every++) {
        struct ow_plan *plan = NULL;
        const struct ow_plan_week *weeks = NULL;
        size_t count = 0;
        int last = -1;

        setup(&f);
        add_even_history(&f, 40, 2);
        f.scenario.weeks = 24;
        assert_int_equal(ow_rule_values_set(&f.scenario.rules,
                                            "down-week.every_weeks", every,
                                            NULL),
                         OW_OK);
        plan = make(&f);
        weeks = ow_plan_weeks(plan, &count);
        for (int i = 0; i < (int)count; i++) {
            if (weeks[i].is_down && i > 0) {
                assert_true(last < 0 || i - last == every);
                assert_true(weeks[i].run_m <= 0.8 * weeks[i - 1].run_m);
                assert_true(weeks[i].hard_s <= 0.5 * weeks[i - 1].hard_s);
                last = i;
            }
        }
        assert_true(last > 12);
        ow_plan_free(plan);
    }
}

static void test_dip_and_the_day_it_is_regained(void **state)
{
    struct fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_forecast_day *days = NULL;
    size_t count = 0;
    double lowest = 100;

    (void)state;
    setup(&f);
    add_even_history(&f, 50, 12);
    add_best(&f, "2026-05-10", 10000, 2700);
    add_race(&f, "r", "2026-11-01", OW_MARATHON_M, OW_PRIORITY_A);
    plan = make(&f);
    days = ow_plan_forecast(plan, &count);
    assert_int_equal(count, 12 * 7);
    for (size_t i = 0; i < count; i++) {
        lowest = fmin(lowest, days[i].effective_vo2max);
    }
    assert_true(lowest < days[0].effective_vo2max * 0.99);
    assert_true(lowest > days[0].effective_vo2max * 0.95);
    assert_float_equal(days[count - 1].effective_vo2max,
                       days[0].effective_vo2max, 0.01);
    assert_true(has_finding(plan, OW_RULE_RECOVERY_OFF, OW_NOTE));
    ow_plan_free(plan);
}

static void test_one_progression_a_week(void **state)
{
    struct fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_day *days = NULL;
    size_t count = 0;
    int in_week[12] = {0};

    (void)state;
    setup(&f);
    add_even_history(&f, 40, 6);
    plan = make(&f);
    days = ow_plan_days(plan, &count);
    for (size_t i = 0; i < count; i++) {
        in_week[i / 7] += has_type(&days[i], OW_SESSION_PROGRESSION);
    }
    for (int w = 0; w < 12; w++) {
        assert_int_equal(in_week[w], 1);
    }
    ow_plan_free(plan);
}

/* ------------------------------------------------------------- the edges */

static void none(struct fixture *f)
{
    (void)f;
}

static void beginner(struct fixture *f)
{
    memcpy(f->scenario.athlete.day_minutes, (int[7]){0, 40, 0, 40, 0, 60, 0},
           7 * sizeof(int));
    f->scenario.athlete.level = OW_LEVEL_BEGINNER;
    f->scenario.history.week_count = 0;
}

static void three_days(struct fixture *f)
{
    memcpy(f->scenario.athlete.day_minutes, (int[7]){0, 60, 0, 60, 0, 0, 120},
           7 * sizeof(int));
    add_even_history(f, 25, 8);
}

static void one_day(struct fixture *f)
{
    memcpy(f->scenario.athlete.day_minutes, (int[7]){0, 0, 0, 0, 0, 0, 90},
           7 * sizeof(int));
    f->scenario.athlete.strength_per_week = 2;
}

static void big_weeks(struct fixture *f)
{
    memcpy(f->scenario.athlete.day_minutes,
           (int[7]){75, 90, 75, 90, 60, 120, 200}, 7 * sizeof(int));
    f->scenario.athlete.level = OW_LEVEL_ADVANCED;
    add_even_history(f, 120, 12);
    f->bests[0].time_s = 2000;
    add_race(f, "m", "2027-01-17", OW_MARATHON_M, OW_PRIORITY_A);
}

static void three_weeks_apart(struct fixture *f)
{
    add_race(f, "a", "2026-12-06", OW_HALF_MARATHON_M, OW_PRIORITY_A);
    add_race(f, "b", "2026-12-27", 10000, OW_PRIORITY_A);
}

static void blocked_fortnight(struct fixture *f)
{
    f->blocked[0] = (struct ow_blocked){date_of("2026-12-21"),
                                        date_of("2027-01-03"), "travel"};
    f->scenario.blocked_count = 1;
}

static void leap_day(struct fixture *f)
{
    f->today = date_of("2028-02-16");
    add_even_history(f, 40, 8);
    add_race(f, "leap", "2028-02-29", 10000, OW_PRIORITY_A);
}

static void race_today(struct fixture *f)
{
    add_race(f, "now", "2026-11-02", OW_HALF_MARATHON_M, OW_PRIORITY_A);
}

static void midweek_and_ill(struct fixture *f)
{
    f->today = date_of("2026-11-05");
    f->weeks[8] = (struct ow_history_week){date_of("2026-11-02"), 15000, 2, 0};
    f->scenario.history.week_count = 9;
    f->check_ins[0] = (struct ow_check_in){.date = f->today,
                                           .soreness = 2,
                                           .stairs_pain = 4,
                                           .sleep = -1,
                                           .motivation = -1,
                                           .ill = true};
    f->scenario.check_in_count = 1;
}

static void crowded_wishes(struct fixture *f)
{
    memcpy(f->scenario.athlete.day_minutes, (int[7]){30, 30, 0, 30, 0, 0, 45},
           7 * sizeof(int));
    f->scenario.athlete.strength_per_week = 5;
    f->scenario.athlete.cross_training = OW_CROSS_BIKE;
}

static void winter(struct fixture *f)
{
    assert_int_equal(
        ow_rule_values_set(&f->scenario.rules, "winter.emphasis", 1, NULL),
        OW_OK);
}

static void active_return(struct fixture *f)
{
    f->scenario.preset = OW_PRESET_ACTIVE_RETURN;
    ow_rule_values_init(&f->scenario.rules, OW_PRESET_ACTIVE_RETURN);
    add_race(f, "m", "2026-11-01", OW_MARATHON_M, OW_PRIORITY_A);
}

typedef void alter_function(struct fixture *f);

static const struct {
    const char *name;
    alter_function *alter;
} edges[] = {{"ordinary", none},
             {"beginner", beginner},
             {"three days", three_days},
             {"one day", one_day},
             {"120 km", big_weeks},
             {"three weeks apart", three_weeks_apart},
             {"blocked fortnight", blocked_fortnight},
             {"leap day", leap_day},
             {"race today", race_today},
             {"midweek and ill", midweek_and_ill},
             {"crowded wishes", crowded_wishes},
             {"winter", winter},
             {"active return", active_return}};

static void setup_edge(struct fixture *f, size_t i)
{
    setup(f);
    add_even_history(f, 40, 8);
    add_best(f, "2026-05-10", 10000, 2700);
    edges[i].alter(f);
}

static void check_no_gap(const struct fixture *f, const struct ow_plan *plan)
{
    struct ow_date monday = ow_date_monday(f->today);
    size_t day_count = 0;
    size_t week_count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &day_count);
    const struct ow_plan_week *weeks = ow_plan_weeks(plan, &week_count);

    assert_int_equal(week_count, f->scenario.weeks);
    for (size_t i = 0; i < week_count; i++) {
        assert_int_equal(weeks[i].monday.days, monday.days + 7 * (int)i);
    }
    assert_int_equal(day_count,
                     7 * week_count - (size_t)(f->today.days - monday.days));
    for (size_t i = 0; i < day_count; i++) {
        assert_int_equal(days[i].date.days, f->today.days + (int)i);
        assert_true(days[i].session_count > 0);
    }
}

/* Every run has its numbers, its words and a workout that agrees with it. */
static void check_sessions(const struct ow_plan *plan)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);

    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < days[i].session_count; k++) {
            const struct ow_session *session = &days[i].sessions[k];

            assert_non_null(session->id);
            assert_non_null(session->reason);
            assert_true(session->rules.count > 0);
            if (!ow_session_type_is_run(session->type)) {
                continue;
            }
            assert_true(session->distance_m > 0);
            assert_true(session->duration_s > 0);
            if (session->type != OW_SESSION_RACE) {
                double total_s = ow_workout_total_s(session->workout);
                double total_m = ow_workout_total_m(session->workout);

                assert_true(ow_is_missing(total_m)
                                ? fabs(total_s - session->duration_s) < 0.5
                                : fabs(total_m - session->distance_m) < 0.5);
                assert_true((session->hard_s > 0) <=
                            (session->easier_option != NULL));
            }
        }
    }
}

static void test_edges_break_no_rule(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        struct fixture f;
        struct ow_plan *plan = NULL;
        struct ow_findings *findings = NULL;
        const struct ow_finding *list = NULL;
        size_t count = 0;

        setup_edge(&f, i);
        plan = make(&f);
        check_no_gap(&f, plan);
        check_sessions(plan);
        assert_int_equal(ow_plan_check(plan, &f.scenario, &findings, NULL),
                         OW_OK);
        list = ow_findings_list(findings, &count);
        for (size_t k = 0; k < count; k++) {
            if (list[k].severity == OW_MUST) {
                fail_msg("%s: %s", edges[i].name, list[k].message);
            }
        }
        ow_findings_free(findings);
        ow_plan_free(plan);
    }
}

static void test_same_scenario_same_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        struct fixture f;
        char *text[2] = {NULL, NULL};
        size_t length[2] = {0, 0};

        setup_edge(&f, i);
        for (int k = 0; k < 2; k++) {
            struct ow_plan *plan = make(&f);

            assert_int_equal(ow_plan_encode(plan, &text[k], &length[k], NULL),
                             OW_OK);
            ow_plan_free(plan);
        }
        assert_int_equal(length[0], length[1]);
        assert_memory_equal(text[0], text[1], length[0]);
        ow_text_free(text[0]);
        ow_text_free(text[1]);
    }
}

static void test_beginner_runs_and_walks(void **state)
{
    struct fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_day *days = NULL;
    const struct ow_step *steps = NULL;
    size_t count = 0;

    (void)state;
    setup(&f);
    beginner(&f);
    plan = make(&f);
    days = ow_plan_days(plan, &count);
    assert_true(has_type(&days[1], OW_SESSION_EASY));
    assert_false(has_run(&days[0]));
    assert_false(has_run(&days[2]));
    steps = ow_workout_steps(days[1].sessions[0].workout, &count);
    assert_int_equal(count, 5);
    assert_true(steps[1].is_repeat);
    assert_float_equal(steps[2].end_value, 60, 0.1);
    ow_plan_free(plan);
}

static void test_race_day(void **state)
{
    struct fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_day *day = NULL;

    (void)state;
    setup(&f);
    add_even_history(&f, 40, 8);
    add_race(&f, "spring", "2026-12-20", 10000, OW_PRIORITY_A)->goal_s = 2600;
    plan = make(&f);
    day = day_after(plan, date_of("2026-12-20"), 0);
    assert_int_equal(day->session_count, 1);
    assert_int_equal(day->sessions[0].type, OW_SESSION_RACE);
    assert_float_equal(day->sessions[0].distance_m, 10000, 0.1);
    assert_float_equal(day->sessions[0].duration_s, 2600, 0.1);
    assert_float_equal(day->sessions[0].hard_s, 0, 0);
    ow_plan_free(plan);
}

static void test_wishes_that_gave_way_are_told(void **state)
{
    struct fixture f;
    struct ow_plan *plan = NULL;

    (void)state;
    setup(&f);
    add_even_history(&f, 40, 8);
    crowded_wishes(&f);
    plan = make(&f);
    assert_true(has_finding(plan, OW_RULE_STRENGTH, OW_SHOULD));
    ow_plan_free(plan);
}

static void test_volume_goal_bounds_the_week(void **state)
{
    struct fixture f;
    struct ow_plan *plan = NULL;
    const struct ow_plan_week *weeks = NULL;
    size_t count = 0;
    double most_m = 0;

    (void)state;
    setup(&f);
    add_even_history(&f, 30, 8);
    f.scenario.weeks = 30;
    add_goal(&f, "v", OW_GOAL_VOLUME, "2027-10-01")->weekly_m = 38000;
    plan = make(&f);
    weeks = ow_plan_weeks(plan, &count);
    for (size_t i = 0; i < count; i++) {
        most_m = fmax(most_m, weeks[i].run_m);
    }
    assert_true(most_m > 37000 && most_m <= 38000);
    ow_plan_free(plan);
}

/* ---------------------------------------------------------------- goals */

static enum ow_verdict verdict_of(const struct fixture *f)
{
    struct ow_plan *plan = make(f);
    size_t count = 0;
    const struct ow_goal_answer *answers = ow_plan_goals(plan, &count);
    enum ow_verdict verdict = answers[0].verdict;

    assert_int_equal(count, 1);
    assert_non_null(answers[0].needed);
    assert_true(ow_is_missing(answers[0].probability) ==
                (verdict == OW_VERDICT_NOT_ENOUGH_DATA));
    ow_plan_free(plan);
    return verdict;
}

static void test_time_goals_get_an_honest_answer(void **state)
{
    static const struct {
        double time_s;
        const char *deadline;
        enum ow_verdict verdict;
    } cases[] = {
        {14340, "2027-10-10", OW_VERDICT_LIKELY},        /* 3:59 in a year */
        {13700, "2027-10-10", OW_VERDICT_AMBITIOUS},     /* 5 % in a year */
        {10800, "2029-10-10", OW_VERDICT_VERY_UNLIKELY}, /* 3:00 in three */
        {13440, "2029-10-10", OW_VERDICT_LIKELY},        /* 3:44 in three */
        {13440, "2026-10-10", OW_VERDICT_VERY_UNLIKELY}, /* in the past */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture f;
        struct ow_goal *goal = NULL;

        setup(&f);
        add_even_history(&f, 45, 12);
        add_race(&f, "r", "2026-11-01", OW_MARATHON_M, OW_PRIORITY_A)->time_s =
            14400;
        goal = add_goal(&f, "g", OW_GOAL_RACE_TIME, cases[i].deadline);
        goal->distance_m = OW_MARATHON_M;
        goal->time_s = cases[i].time_s;
        assert_int_equal(verdict_of(&f), cases[i].verdict);
    }
}

static void test_other_goals(void **state)
{
    struct fixture f;

    (void)state;
    setup(&f);
    beginner(&f);
    add_goal(&f, "g", OW_GOAL_SESSIONS_PER_WEEK, "2027-10-10")->per_week = 3;
    assert_int_equal(verdict_of(&f), OW_VERDICT_LIKELY);
    f.goals[0].per_week = 6;
    assert_int_equal(verdict_of(&f), OW_VERDICT_VERY_UNLIKELY);
    f.goals[0].kind = OW_GOAL_FINISH;
    f.goals[0].distance_m = 5000;
    assert_int_equal(verdict_of(&f), OW_VERDICT_LIKELY);
    f.goals[0].distance_m = OW_MARATHON_M;
    f.goals[0].deadline = date_of("2026-12-20");
    assert_int_equal(verdict_of(&f), OW_VERDICT_VERY_UNLIKELY);
    f.goals[0].kind = OW_GOAL_RACE_TIME;
    assert_int_equal(verdict_of(&f), OW_VERDICT_NOT_ENOUGH_DATA);
    f.goals[0].kind = OW_GOAL_FOCUS;
    assert_int_equal(verdict_of(&f), OW_VERDICT_NOT_ENOUGH_DATA);
    f.goals[0].kind = OW_GOAL_BALANCE;
    f.goals[0].per_week = 1;
    assert_int_equal(verdict_of(&f), OW_VERDICT_LIKELY);
}

/* ------------------------------------------------------------ bad input */

static enum ow_status status_of(const struct fixture *f)
{
    struct ow_plan *plan = NULL;
    struct ow_error err = {.message = ""};
    enum ow_status status = ow_plan_make(&f->scenario, f->today, &plan, &err);

    assert_true(status == OW_OK || err.message[0] != '\0');
    assert_true((plan != NULL) == (status == OW_OK || status == OW_E_CONFLICT));
    ow_plan_free(plan);
    return status;
}

static void test_faults_of_a_scenario(void **state)
{
    struct fixture f;

    (void)state;
    setup(&f);
    memset(f.scenario.athlete.day_minutes, 0,
           sizeof f.scenario.athlete.day_minutes);
    assert_int_equal(status_of(&f), OW_E_ARGUMENT);
    f.scenario.athlete.day_minutes[0] = 1441;
    assert_int_equal(status_of(&f), OW_E_RANGE);
    setup(&f);
    f.scenario.athlete.birth_date = date_of("2021-01-01");
    assert_int_equal(status_of(&f), OW_E_RANGE);
    setup(&f);
    f.scenario.athlete.strength_per_week = 8;
    assert_int_equal(status_of(&f), OW_E_RANGE);
    setup(&f);
    f.scenario.weeks = 0;
    assert_int_equal(status_of(&f), OW_E_RANGE);
    f.scenario.weeks = 161;
    assert_int_equal(status_of(&f), OW_E_RANGE);
    setup(&f);
    add_even_history(&f, 40, 3);
    f.weeks[1].run_m = -1;
    assert_int_equal(status_of(&f), OW_E_RANGE);
    setup(&f);
    f.scenario.history.longest_run_30d_m = 2e6;
    assert_int_equal(status_of(&f), OW_E_RANGE);
    setup(&f);
    add_race(&f, "short", "2026-12-06", 400, OW_PRIORITY_A);
    assert_int_equal(status_of(&f), OW_E_RANGE);
    f.races[0].distance_m = 5000;
    add_race(&f, "same", "2026-12-06", 5000, OW_PRIORITY_A);
    assert_int_equal(status_of(&f), OW_E_ARGUMENT);
    f.races[1].date = date_of("2026-12-05");
    assert_int_equal(status_of(&f), OW_E_ARGUMENT);
}

static void test_two_marathons_in_eight_days(void **state)
{
    struct fixture f;
    struct ow_plan *plan = NULL;

    (void)state;
    setup(&f);
    add_even_history(&f, 60, 12);
    add_race(&f, "a", "2026-12-06", OW_MARATHON_M, OW_PRIORITY_A);
    add_race(&f, "b", "2026-12-14", OW_MARATHON_M, OW_PRIORITY_A);
    assert_int_equal(ow_plan_make(&f.scenario, f.today, &plan, NULL),
                     OW_E_CONFLICT);
    assert_non_null(plan);
    assert_true(has_finding(plan, OW_RULE_RACE_SPACING, OW_MUST));
    assert_true(
        has_type(day_after(plan, date_of("2026-12-14"), 0), OW_SESSION_RACE));
    ow_plan_free(plan);
}

static void test_races_that_stand_in_the_way(void **state)
{
    static const struct {
        const char *second;
        double distance_m;
        enum ow_rule rule;
        enum ow_severity severity;
    } cases[] = {
        {"2026-12-07", 5000, OW_RULE_HARD_SPACING, OW_MUST},
        {"2026-12-09", 5000, OW_RULE_RECOVERY_OFF, OW_MUST},
        {"2026-12-16", 5000, OW_RULE_RECOVERY_EASY, OW_SHOULD},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture f;
        struct ow_plan *plan = NULL;
        enum ow_status status = OW_OK;

        setup(&f);
        add_even_history(&f, 60, 12);
        add_race(&f, "a", "2026-12-06", OW_HALF_MARATHON_M, OW_PRIORITY_A);
        add_race(&f, "b", cases[i].second, cases[i].distance_m, OW_PRIORITY_C);
        status = ow_plan_make(&f.scenario, f.today, &plan, NULL);
        assert_int_equal(status,
                         cases[i].severity == OW_MUST ? OW_E_CONFLICT : OW_OK);
        assert_true(has_finding(plan, cases[i].rule, cases[i].severity));
        ow_plan_free(plan);
    }
}

static void test_race_on_a_blocked_day(void **state)
{
    struct fixture f;

    (void)state;
    setup(&f);
    add_race(&f, "a", "2026-12-25", 5000, OW_PRIORITY_B);
    blocked_fortnight(&f);
    assert_int_equal(status_of(&f), OW_E_CONFLICT);
}

static void test_recovery_is_the_plans_own(void **state)
{
    struct fixture f;
    struct ow_recovery recovery = {.off_days = -1};

    (void)state;
    setup(&f);
    add_even_history(&f, 60, 12);
    add_race(&f, "a", "2026-11-01", OW_MARATHON_M, OW_PRIORITY_A);
    assert_int_equal(
        ow_plan_recovery(&f.scenario, f.today, "b", &recovery, NULL),
        OW_E_NOT_FOUND);
    assert_int_equal(recovery.off_days, -1);
    assert_int_equal(
        ow_plan_recovery(&f.scenario, f.today, "a", &recovery, NULL), OW_OK);
    assert_in_range(recovery.off_days, 7, 14);
}

static bool make_once(void *context)
{
    const struct fixture *f = context;
    struct ow_plan *plan = NULL;
    enum ow_status status = ow_plan_make(&f->scenario, f->today, &plan, NULL);

    assert_true(status == OW_OK || (status == OW_E_NOMEM && plan == NULL));
    ow_plan_free(plan);
    return status == OW_OK;
}

static void test_no_leak_without_memory(void **state)
{
    struct fixture f;

    (void)state;
    setup(&f);
    add_even_history(&f, 40, 8);
    crowded_wishes(&f);
    add_best(&f, "2026-05-10", 10000, 2700);
    add_race(&f, "r", "2026-11-01", 10000, OW_PRIORITY_A);
    add_goal(&f, "g", OW_GOAL_SESSIONS_PER_WEEK, "2027-10-10")->per_week = 3;
    f.scenario.weeks = 4;
    assert_true(fault_sweep(make_once, &f) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_off_after_a_race),
        cmocka_unit_test(test_walking_is_offered),
        cmocka_unit_test(test_down_week_after_15_18_23_miles),
        cmocka_unit_test(test_down_week_rhythm_is_the_runners),
        cmocka_unit_test(test_dip_and_the_day_it_is_regained),
        cmocka_unit_test(test_one_progression_a_week),
        cmocka_unit_test(test_edges_break_no_rule),
        cmocka_unit_test(test_same_scenario_same_bytes),
        cmocka_unit_test(test_beginner_runs_and_walks),
        cmocka_unit_test(test_race_day),
        cmocka_unit_test(test_wishes_that_gave_way_are_told),
        cmocka_unit_test(test_volume_goal_bounds_the_week),
        cmocka_unit_test(test_time_goals_get_an_honest_answer),
        cmocka_unit_test(test_other_goals),
        cmocka_unit_test(test_faults_of_a_scenario),
        cmocka_unit_test(test_two_marathons_in_eight_days),
        cmocka_unit_test(test_races_that_stand_in_the_way),
        cmocka_unit_test(test_race_on_a_blocked_day),
        cmocka_unit_test(test_recovery_is_the_plans_own),
        cmocka_unit_test(test_no_leak_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
