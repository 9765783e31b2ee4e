/*
 * Goals as a coach would answer them: the three runners of the seed text, every
 * kind with its number, what serves what, what stands in the way.
 */
#include "fault.h"
#include "onward/body.h"
#include "plan_fixture.h"

#include "cmocka_all.h"

#include <string.h>

static const struct ow_milestone *last(const struct ow_goal_answer *one)
{
    assert_true(one->milestone_count > 0);
    return &one->milestones[one->milestone_count - 1];
}

/* Milestones go by date from today to the goal and never turn back. */
static void assert_path(const struct plan_fixture *f,
                        const struct ow_goal_answer *one)
{
    double way = last(one)->value - one->milestones[0].value;

    for (size_t i = 0; i < one->milestone_count; i++) {
        assert_non_null(one->milestones[i].what);
        assert_string_equal(one->milestones[i].unit, one->unit);
        assert_true(one->milestones[i].date.days > f->today.days);
        if (i > 0) {
            double step =
                one->milestones[i].value - one->milestones[i - 1].value;

            assert_true(one->milestones[i].date.days >
                        one->milestones[i - 1].date.days);
            assert_true(step * way >= 0);
        }
    }
    /* The longest run comes before the taper; all else on the day itself. */
    if (strcmp(last(one)->what, "long run") == 0) {
        assert_true(last(one)->date.days < one->due.days);
    } else {
        assert_int_equal(last(one)->date.days, one->due.days);
    }
}

/* ------------------------------------------------------ the seed's runners */

/* Ran 4:00 yesterday; wants less than 4:00 next year and Boston within three
 * years. The standards are those of 2026 and 2027, the cut-off to beat is
 * 6:51, of 2025. */
static void marathoner(struct plan_fixture *f, char sex, const char *birth)
{
    plan_setup(f);
    f->scenario.athlete.sex = sex;
    f->scenario.athlete.birth_date = date_of(birth);
    add_even_history(f, 45, 12);
    add_race(f, "r", "2026-11-01", OW_MARATHON_M, OW_PRIORITY_A)->time_s =
        14400;
    add_boston(f, "bq", "2029-10-10");
    add_time(f, "sub4", "2027-10-10", OW_MARATHON_M, 14399)->parent = "bq";
}

static void the_marathoner_and_boston(void **state)
{
    static const struct {
        char sex;
        const char *birth;
        double target_s;
        double least; /* probability */
        double most;
        enum ow_verdict verdict;
    } cases[] = {
        /* A man of 37: 41 in April 2031, 3:05 less 6:51; a quarter faster. */
        {'m', "1989-10-02", 11100 - 411, 0.02, 0.15, OW_VERDICT_VERY_UNLIKELY},
        /* A woman of 52: 57 by then, 4:00 less 6:51; 3 % in three years. */
        {'f', "1974-03-02", 14400 - 411, 0.70, 0.90, OW_VERDICT_LIKELY},
        /* A woman of 45: 50 by then, 3:50 less 6:51; 7 % in three years. */
        {'f', "1981-03-02", 13800 - 411, 0.55, 0.75, OW_VERDICT_LIKELY},
        /* A woman of 36: 41 by then, 3:35 less 6:51; 13 % in three years. */
        {'f', "1990-03-02", 12900 - 411, 0.35, 0.55, OW_VERDICT_AMBITIOUS},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plan_fixture f;
        struct ow_goals *goals = NULL;
        const struct ow_goal_answer *bq = NULL;
        const struct ow_goal_answer *sub4 = NULL;

        marathoner(&f, cases[i].sex, cases[i].birth);
        goals = judge(&f);
        bq = answer(goals, "bq");
        sub4 = answer(goals, "sub4");
        assert_int_equal(bq->verdict, cases[i].verdict);
        assert_float_equal(bq->target, cases[i].target_s, 0);
        assert_true(bq->probability >= cases[i].least);
        assert_true(bq->probability <= cases[i].most);
        assert_float_equal(last(bq)->value, cases[i].target_s, 0);
        assert_int_equal(bq->milestone_count, 3); /* season to three years */
        assert_non_null(strstr(bq->needed, "6:51"));
        assert_path(&f, bq);
        assert_int_equal(bq->steps, 1);
        assert_true(bq->low < bq->high && bq->high <= 1.05 * 14400);

        assert_int_equal(sub4->verdict, OW_VERDICT_LIKELY);
        assert_true(sub4->probability >= 0.8 && sub4->probability < 0.95);
        assert_float_equal(sub4->now, 14400, 0);
        assert_path(&f, sub4);
        assert_int_equal(sub4->conflict_count, 0);
        ow_goals_free(goals);
    }
}

/* Three weeks of running and walking, four days with time. */
static void the_beginner(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;
    const struct ow_goal_answer *often = NULL;
    const struct ow_goal_answer *first = NULL;

    (void)state;
    plan_setup(&f);
    memcpy(f.scenario.athlete.day_minutes, (int[7]){0, 40, 0, 40, 0, 60, 60},
           7 * sizeof(int));
    f.scenario.athlete.level = OW_LEVEL_BEGINNER;
    add_history(&f, (double[]){4, 3, 5}, 3);
    for (size_t i = 0; i < 3; i++) {
        f.weeks[i].runs = 1;
        f.weeks[i].walks = i == 0 ? 1 : 2;
    }
    f.scenario.history.longest_run_30d_m = 2500;
    add_goal(&f, "often", OW_GOAL_SESSIONS_PER_WEEK, "2027-02-28")->per_week =
        3;
    add_goal(&f, "first", OW_GOAL_FINISH, "2027-06-30")->distance_m = 5000;
    goals = judge(&f);
    often = answer(goals, "often");
    first = answer(goals, "first");
    /* Two of three weeks, and a day to spare: better than even. */
    assert_int_equal(often->verdict, OW_VERDICT_LIKELY);
    assert_true(often->probability >= 0.6 && often->probability <= 0.7);
    assert_float_equal(last(often)->value, 13, 0); /* of 16 weeks and more */
    assert_path(&f, often);
    /* A 5K in eight months: as good as sure, 3.75 km the longest before. */
    assert_int_equal(first->verdict, OW_VERDICT_LIKELY);
    assert_float_equal(first->probability, 0.9, 0);
    assert_float_equal(last(first)->value, 3750, 0);
    assert_path(&f, first);
    ow_goals_free(goals);

    /* Without a day to spare it is ambitious, without a day very unlikely. */
    f.scenario.athlete.day_minutes[6] = 0;
    f.scenario.history.week_count = 0;
    goals = judge(&f);
    assert_int_equal(answer(goals, "often")->verdict, OW_VERDICT_AMBITIOUS);
    ow_goals_free(goals);
    f.scenario.athlete.day_minutes[5] = 0;
    goals = judge(&f);
    often = answer(goals, "often");
    assert_int_equal(often->verdict, OW_VERDICT_VERY_UNLIKELY);
    assert_int_equal(often->conflict_count, 1);
    assert_null(often->conflicts[0].with);
    assert_non_null(strstr(often->conflicts[0].message, "2 days"));
    ow_goals_free(goals);
}

/* New to strength, two sessions a week beside four runs; a half-marathon best,
 * 1:55 to 1:52, next year. */
static void the_runner_new_to_strength(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;
    const struct ow_goal_answer *balance = NULL;
    const struct ow_goal_answer *best = NULL;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 32, 12);
    add_best(&f, "2026-05-10", OW_HALF_MARATHON_M, 6900);
    for (size_t i = 8; i < 12; i++) {
        f.weeks[i].strength = 1 + (i > 10);
    }
    add_goal(&f, "balance", OW_GOAL_BALANCE, "2027-05-01")->per_week = 2;
    add_time(&f, "best", "2027-10-10", OW_HALF_MARATHON_M, 6720);
    goals = judge(&f);
    balance = answer(goals, "balance");
    best = answer(goals, "best");
    /* One week of twelve: a habit not shown yet. */
    assert_int_equal(balance->verdict, OW_VERDICT_AMBITIOUS);
    assert_true(balance->probability >= 0.2 && balance->probability <= 0.4);
    assert_non_null(strstr(balance->needed, "1 of the last 12 weeks"));
    assert_path(&f, balance);
    assert_int_equal(balance->conflict_count, 0);
    /* 2.6 % in a year. */
    assert_int_equal(best->verdict, OW_VERDICT_LIKELY);
    assert_true(best->probability >= 0.6 && best->probability <= 0.7);
    assert_float_equal(best->now, 6900, 0);
    ow_goals_free(goals);

    /* After a winter with two sessions a week it is likely. */
    for (size_t i = 0; i < 12; i++) {
        f.weeks[i].strength = 2;
    }
    goals = judge(&f);
    assert_int_equal(answer(goals, "balance")->verdict, OW_VERDICT_LIKELY);
    ow_goals_free(goals);
}

/* ------------------------------------------------------------ the numbers */

/* The bands themselves: 3 % a year is likely, 7 % the end of ambitious; of a
 * beginner 7 and 12 %. */
static void improvement_a_year_decides(void **state)
{
    static const struct {
        enum ow_level level;
        double gain;
        const char *deadline;
        double probability;
    } cases[] = {
        {OW_LEVEL_INTERMEDIATE, 0.03, "2027-11-02", 0.60},
        {OW_LEVEL_INTERMEDIATE, 0.07, "2027-11-02", 0.20},
        {OW_LEVEL_INTERMEDIATE, 0.09, "2029-11-02", 0.61},
        {OW_LEVEL_INTERMEDIATE, 0.09, "2046-11-02", 0.61}, /* no more to come */
        {OW_LEVEL_BEGINNER, 0.07, "2027-11-02", 0.60},
        {OW_LEVEL_BEGINNER, 0.12, "2027-11-02", 0.20},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plan_fixture f;
        struct ow_goals *goals = NULL;

        plan_setup(&f);
        f.scenario.athlete.birth_date = ow_date_none(); /* age takes its own */
        f.scenario.athlete.level = cases[i].level;
        add_best(&f, "2026-10-04", 10000, 3000);
        add_time(&f, "g", cases[i].deadline, 10000, 3000 * (1 - cases[i].gain));
        goals = judge(&f);
        assert_float_equal(answer(goals, "g")->probability,
                           cases[i].probability, 0.011);
        ow_goals_free(goals);
    }
}

/* Without a race over the distance another one speaks, as predictions do. */
static void another_race_speaks(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;
    struct ow_prediction expected;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 50, 12);
    add_best(&f, "2026-10-04", 10000, 2700);
    add_time(&f, "m", "2027-10-10", OW_MARATHON_M, 13000);
    assert_int_equal(
        ow_race_predict(10000, 2700, 50000, OW_MARATHON_M, &expected, NULL),
        OW_OK);
    goals = judge(&f);
    assert_float_equal(answer(goals, "m")->now, expected.time_s, 0.51);
    assert_path(&f, answer(goals, "m"));
    ow_goals_free(goals);
    /* What is older than two years says nothing. */
    f.bests[0].date = date_of("2024-10-04");
    goals = judge(&f);
    assert_int_equal(answer(goals, "m")->verdict, OW_VERDICT_NOT_ENOUGH_DATA);
    assert_non_null(strstr(answer(goals, "m")->needed, "A race or a best"));
    ow_goals_free(goals);
}

/* A marathon from the middle of September counts for the Boston Marathon of
 * the year after next; she is 55 on the third Monday of April 2031. */
static void the_day_of_boston_decides(void **state)
{
    static const struct {
        const char *deadline;
        double standard_s;
    } cases[] = {
        {"2029-09-14", 13800}, {"2029-09-15", 14400}, {"2030-03-01", 14400}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plan_fixture f;
        struct ow_goals *goals = NULL;

        plan_setup(&f);
        f.scenario.athlete.birth_date = date_of("1976-04-21");
        add_boston(&f, "bq", cases[i].deadline);
        goals = judge(&f);
        assert_float_equal(answer(goals, "bq")->target,
                           cases[i].standard_s - 411, 0);
        ow_goals_free(goals);
        f.scenario.athlete.birth_date = date_of("1976-04-22"); /* 54 still */
        goals = judge(&f);
        assert_float_equal(answer(goals, "bq")->target, 13800 - 411, 0);
        ow_goals_free(goals);
    }
}

/* What a year gives at 30 it gives less of at 60: the same wish, older. */
static void age_takes_its_share(void **state)
{
    static const char *const births[] = {"1996-03-02", "1976-03-02",
                                         "1961-03-02", "1946-03-02"};
    double before = 1;

    (void)state;
    for (size_t i = 0; i < sizeof births / sizeof births[0]; i++) {
        struct plan_fixture f;
        struct ow_goals *goals = NULL;
        double probability = 0;

        plan_setup(&f);
        f.scenario.athlete.birth_date = date_of(births[i]);
        add_best(&f, "2026-10-04", 10000, 3600);
        add_time(&f, "g", "2036-10-04", 10000, 3500);
        goals = judge(&f);
        probability = answer(goals, "g")->probability;
        assert_true(probability < before);
        before = probability;
        ow_goals_free(goals);
    }
    assert_true(before < 0.2);
}

/* A goal that nobody can reach, and one whose standard nobody can tell. */
static void what_cannot_be_answered(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;

    (void)state;
    plan_setup(&f);
    add_best(&f, "2026-10-04", 10000, 3000);
    add_time(&f, "fast", "2036-10-10", 10000, 1500);
    add_boston(&f, "bq", "2029-10-10");
    add_goal(&f, "blank", OW_GOAL_VOLUME, "2027-10-10");
    f.scenario.athlete.birth_date = ow_date_none();
    goals = judge(&f);
    assert_float_equal(answer(goals, "fast")->probability, 0, 0);
    assert_int_equal(answer(goals, "bq")->verdict, OW_VERDICT_NOT_ENOUGH_DATA);
    assert_int_equal(answer(goals, "blank")->verdict,
                     OW_VERDICT_NOT_ENOUGH_DATA);
    assert_string_equal(answer(goals, "blank")->needed,
                        "a volume goal needs a weekly distance");
    ow_goals_free(goals);
}

static void volume_takes_weeks_and_time(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;
    struct ow_goal *goal = NULL;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 40, 12);
    goal = add_goal(&f, "v", OW_GOAL_VOLUME, "2027-10-10");
    goal->weekly_m = 50000;
    goals = judge(&f);
    assert_int_equal(answer(goals, "v")->verdict, OW_VERDICT_LIKELY);
    assert_float_equal(answer(goals, "v")->now, 40000, 0);
    ow_goals_free(goals);
    goal->deadline = date_of("2026-11-20"); /* 9 weeks would be enough */
    goals = judge(&f);
    assert_int_equal(answer(goals, "v")->verdict, OW_VERDICT_VERY_UNLIKELY);
    ow_goals_free(goals);
    goal->deadline = date_of("2028-10-10");
    goal->weekly_m = 120000; /* seven and a half hours have room for 69 km */
    goals = judge(&f);
    assert_int_equal(answer(goals, "v")->verdict, OW_VERDICT_VERY_UNLIKELY);
    assert_int_equal(answer(goals, "v")->conflict_count, 1);
    ow_goals_free(goals);
}

/* --------------------------------------------------- progress and horizons */

static void progress_rolls_up(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;
    const struct ow_goal_answer *year = NULL;
    struct ow_goal *goal = NULL;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 45, 12);
    add_best(&f, "2026-01-10", 10000, 3000);
    add_best(&f, "2026-10-04", 10000, 2940);
    goal = add_time(&f, "year", "2027-10-10", 10000, 2880);
    goal->since = date_of("2026-06-01"); /* then 50:00, now 49:00, of 48:00 */
    goal = add_time(&f, "season", "2027-03-01", 10000, 2910);
    goal->since = date_of("2026-06-01");
    goal->parent = "year";
    goal = add_goal(&f, "month", OW_GOAL_VOLUME, "2026-12-01");
    goal->weekly_m = 45000;
    goal->since = date_of("2026-10-05");
    goal->parent = "season";
    goals = judge(&f);
    assert_float_equal(answer(goals, "month")->progress, 1, 0);
    assert_true(answer(goals, "month")->is_reached);
    assert_float_equal(answer(goals, "season")->progress, 0.667, 0.001);
    assert_float_equal(answer(goals, "season")->rolled_up, 0.833, 0.001);
    year = answer(goals, "year");
    assert_float_equal(year->progress, 0.5, 0);
    assert_float_equal(year->rolled_up, 0.667, 0.001);
    assert_int_equal(year->steps, 2);
    assert_int_equal(year->steps_reached, 1);
    ow_goals_free(goals);
}

static void a_race_reaches_a_goal(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;
    struct ow_goal *goal = NULL;

    (void)state;
    plan_setup(&f);
    add_race(&f, "r", "2026-10-25", 10000, OW_PRIORITY_B)->time_s = 2999;
    goal = add_time(&f, "time", "2027-10-10", 10000, 3000);
    goal->since = date_of("2026-10-01");
    goal = add_goal(&f, "finish", OW_GOAL_FINISH, "2027-10-10");
    goal->distance_m = 10000;
    goal->since = date_of("2026-10-26"); /* the race was before it was set */
    goals = judge(&f);
    assert_true(answer(goals, "time")->is_reached);
    assert_float_equal(answer(goals, "time")->progress, 1, 0);
    assert_false(answer(goals, "finish")->is_reached);
    ow_goals_free(goals);
    goal->since = date_of("2026-10-01");
    goals = judge(&f);
    assert_true(answer(goals, "finish")->is_reached);
    ow_goals_free(goals);

    /* A best is as good as a race. */
    add_best(&f, "2026-10-11", 10000, 2950);
    goals = judge(&f);
    assert_string_equal(answer(goals, "time")->needed, "Reached on 2026-10-11");
    ow_goals_free(goals);
    f.scenario.history.best_count = 0;

    /* Reached stays reached when its day is over; not reached is over. */
    f.goals[0].deadline = date_of("2026-10-30");
    goal->deadline = date_of("2026-10-20");
    goals = judge(&f);
    assert_true(answer(goals, "time")->is_reached);
    assert_string_equal(answer(goals, "time")->needed, "Reached on 2026-10-25");
    assert_float_equal(answer(goals, "time")->probability, 1, 0);
    assert_int_equal(answer(goals, "time")->milestone_count, 0);
    assert_false(answer(goals, "finish")->is_reached);
    assert_float_equal(answer(goals, "finish")->probability, 0, 0);
    ow_goals_free(goals);
}

/* From 30 to 40 of 50 km a week. */
static void distance_comes_by_weeks(void **state)
{
    static const double km[] = {30, 30, 30, 30, 40, 40, 40, 40};
    struct plan_fixture f;
    struct ow_goals *goals = NULL;
    struct ow_goal *goal = NULL;

    (void)state;
    plan_setup(&f);
    add_history(&f, km, sizeof km / sizeof km[0]);
    goal = add_goal(&f, "v", OW_GOAL_VOLUME, "2027-03-01");
    goal->weekly_m = 50000;
    goal->since = date_of("2026-10-05");
    goals = judge(&f);
    assert_float_equal(answer(goals, "v")->progress, 0.5, 0);
    ow_goals_free(goals);
    goal->since = date_of("2026-08-01"); /* before anything is known */
    goals = judge(&f);
    assert_true(ow_is_missing(answer(goals, "v")->progress));
    ow_goals_free(goals);
}

/* Half of its time over, every week but one kept: half of the way. */
static void habits_come_with_time(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;
    struct ow_goal *goal = NULL;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 30, 20);
    f.weeks[15].runs = 1;
    goal = add_goal(&f, "s", OW_GOAL_SESSIONS_PER_WEEK, "2027-01-11");
    goal->per_week = 3;
    goal->since = date_of("2026-08-24"); /* ten weeks ago, ten to go */
    goals = judge(&f);
    assert_float_equal(answer(goals, "s")->progress, 0.5, 0);
    ow_goals_free(goals);
    for (size_t i = 10; i < 16; i++) {
        f.weeks[i].runs = 1;
    }
    goals = judge(&f); /* four of ten kept: half of what is wanted */
    assert_float_equal(answer(goals, "s")->progress, 0.25, 0.001);
    ow_goals_free(goals);
    goal->deadline = date_of("2026-11-01");
    goal->per_week = 1;
    goals = judge(&f);
    assert_true(answer(goals, "s")->is_reached);
    ow_goals_free(goals);
}

/* Weeks of illness or travel neither help nor harm; walks count as outings. */
static void excused_weeks_do_no_harm(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;
    double before = 0;

    (void)state;
    plan_setup(&f);
    add_even_history(&f, 30, 8);
    f.weeks[3].runs = 0;
    f.weeks[4].runs = 1;
    f.weeks[4].walks = 2;
    add_goal(&f, "s", OW_GOAL_SESSIONS_PER_WEEK, "2027-10-10")->per_week = 3;
    goals = judge(&f);
    before = answer(goals, "s")->probability;
    assert_non_null(strstr(answer(goals, "s")->needed, "7 of the last 8"));
    ow_goals_free(goals);
    f.blocked[0] =
        (struct ow_blocked){.from = f.weeks[3].monday, .to = f.weeks[3].monday};
    f.scenario.blocked_count = 1; /* a day is no excuse, three are */
    goals = judge(&f);
    assert_non_null(strstr(answer(goals, "s")->needed, "7 of the last 8"));
    ow_goals_free(goals);
    f.blocked[0].to = ow_date_add_days(f.blocked[0].from, 2);
    goals = judge(&f);
    assert_non_null(strstr(answer(goals, "s")->needed, "7 of the last 7"));
    ow_goals_free(goals);
    f.scenario.blocked_count = 0;
    f.check_ins[0] = (struct ow_check_in){
        .date = ow_date_add_days(f.weeks[3].monday, 1), .ill = true};
    f.scenario.check_in_count = 1;
    goals = judge(&f);
    assert_non_null(strstr(answer(goals, "s")->needed, "7 of the last 7"));
    ow_goals_free(goals);
    f.scenario.check_in_count = 0;
    /* A half-marathon: its week's taper and the days after it. */
    add_race(&f, "r", "2026-10-04", OW_HALF_MARATHON_M, OW_PRIORITY_A);
    goals = judge(&f);
    assert_non_null(strstr(answer(goals, "s")->needed, "7 of the last 7"));
    ow_goals_free(goals);
    f.scenario.race_count = 0;
    f.weeks[3].is_excused = true;
    goals = judge(&f);
    assert_true(answer(goals, "s")->probability > before);
    assert_non_null(strstr(answer(goals, "s")->needed, "7 of the last 7"));
    ow_goals_free(goals);
}

static void horizons_have_days(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;

    (void)state;
    assert_int_equal(ow_horizon_of(1), OW_HORIZON_MONTH);
    assert_int_equal(ow_horizon_of(45), OW_HORIZON_MONTH);
    assert_int_equal(ow_horizon_of(46), OW_HORIZON_SEASON);
    assert_int_equal(ow_horizon_of(365), OW_HORIZON_YEAR);
    assert_int_equal(ow_horizon_of(1096), OW_HORIZON_3_YEARS);
    assert_int_equal(ow_horizon_of(20000), OW_HORIZON_CAREER);
    for (int h = OW_HORIZON_MONTH; h <= OW_HORIZON_CAREER; h++) {
        assert_int_equal(ow_horizon_of(ow_horizon_days((enum ow_horizon)h)), h);
    }
    plan_setup(&f);
    add_goal(&f, "g", OW_GOAL_SESSIONS_PER_WEEK, "2027-01-01")->per_week = 3;
    f.goals[0].deadline = ow_date_none();
    f.goals[0].horizon = OW_HORIZON_MONTH;
    goals = judge(&f);
    assert_int_equal(answer(goals, "g")->due.days, f.today.days + 30);
    ow_goals_free(goals);
}

/* ------------------------------------------------------------- the others */

static void what_a_kind_needs(void **state)
{
    static const struct {
        enum ow_goal_kind kind;
        const char *message;
    } cases[] = {
        {OW_GOAL_RACE_TIME, "a race-time goal needs a distance"},
        {OW_GOAL_FINISH, "a finish goal needs a distance"},
        {OW_GOAL_STANDARD, "a standard goal needs the standard's name: boston"},
        {OW_GOAL_SESSIONS_PER_WEEK,
         "a sessions-per-week goal needs a number of sessions a week"},
        {OW_GOAL_VOLUME, "a volume goal needs a weekly distance"},
        {OW_GOAL_BALANCE, "a balance goal needs a number of sessions a week"},
        {OW_GOAL_FOCUS, "a focus goal needs what it is on"},
    };
    struct plan_fixture f;
    struct ow_error err;

    (void)state;
    plan_setup(&f);
    add_goal(&f, "g", OW_GOAL_FOCUS, "2027-10-10");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        f.goals[0].kind = cases[i].kind;
        assert_int_equal(ow_goal_check(&f.goals[0], &err), OW_E_ARGUMENT);
        assert_string_equal(err.message, cases[i].message);
    }
    f.goals[0].kind = OW_GOAL_RACE_TIME;
    f.goals[0].distance_m = 5000;
    assert_int_equal(ow_goal_check(&f.goals[0], &err), OW_E_ARGUMENT);
    assert_string_equal(err.message, "a race-time goal needs a time");
    f.goals[0].time_s = 1500;
    assert_int_equal(ow_goal_check(&f.goals[0], &err), OW_OK);
    f.goals[0].kind = OW_GOAL_FOCUS;
    for (int focus = OW_FOCUS_SPEED; focus <= OW_FOCUS_STRENGTH; focus++) {
        struct ow_goals *goals = NULL;

        f.goals[0].focus = (enum ow_focus)focus;
        goals = judge(&f);
        assert_int_equal(answer(goals, "g")->verdict,
                         OW_VERDICT_NOT_ENOUGH_DATA);
        assert_non_null(strstr(answer(goals, "g")->needed, "no number"));
        ow_goals_free(goals);
    }
}

static void a_bad_scenario_is_refused(void **state)
{
    struct plan_fixture f;
    struct ow_goals *goals = NULL;
    struct ow_error err;

    (void)state;
    plan_setup(&f);
    memset(f.scenario.athlete.day_minutes, 0,
           sizeof f.scenario.athlete.day_minutes);
    assert_int_equal(ow_goals_judge(&f.scenario, f.today, &goals, &err),
                     OW_E_ARGUMENT);
    assert_null(goals);
    ow_goals_free(NULL);
}

static bool judge_once(void *context)
{
    struct plan_fixture *f = context;
    struct ow_goals *goals = NULL;
    enum ow_status status =
        ow_goals_judge(&f->scenario, f->today, &goals, NULL);

    assert_true((goals != NULL) == (status == OW_OK));
    ow_goals_free(goals);
    return status == OW_OK;
}

static void no_memory_leaves_nothing(void **state)
{
    struct plan_fixture f;

    (void)state;
    marathoner(&f, 'f', "1974-03-02");
    add_goal(&f, "v", OW_GOAL_VOLUME, "2027-10-10")->weekly_m = 200000;
    assert_true(fault_sweep(judge_once, &f) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_marathoner_and_boston),
        cmocka_unit_test(the_beginner),
        cmocka_unit_test(the_runner_new_to_strength),
        cmocka_unit_test(improvement_a_year_decides),
        cmocka_unit_test(another_race_speaks),
        cmocka_unit_test(the_day_of_boston_decides),
        cmocka_unit_test(age_takes_its_share),
        cmocka_unit_test(what_cannot_be_answered),
        cmocka_unit_test(volume_takes_weeks_and_time),
        cmocka_unit_test(progress_rolls_up),
        cmocka_unit_test(a_race_reaches_a_goal),
        cmocka_unit_test(distance_comes_by_weeks),
        cmocka_unit_test(habits_come_with_time),
        cmocka_unit_test(excused_weeks_do_no_harm),
        cmocka_unit_test(horizons_have_days),
        cmocka_unit_test(what_a_kind_needs),
        cmocka_unit_test(a_bad_scenario_is_refused),
        cmocka_unit_test(no_memory_leaves_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
