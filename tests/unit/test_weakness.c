/* Weak spots of made seasons: one planted in each, or none. */
#include "fault.h"
#include "make_activity.h"
#include "near.h"
#include "onward/conditions.h"
#include "onward/weakness.h"

#include "unit/cmocka_all.h"

#include <string.h>

#define WEEKS 26
#define RUNS_A_WEEK 4
#define RUNS (WEEKS * RUNS_A_WEEK)
#define HALF_M 21097.5

/* 26 weeks of four runs, the last of each long; two races beside them. */
struct made {
    struct ow_season season;
    struct ow_season_run runs[RUNS];
    struct ow_history_effort efforts[2];
    struct ow_history_sum weeks[WEEKS];
    bool excused[WEEKS];
};

static struct ow_date monday(void)
{
    struct ow_date date = ow_date_none();

    assert_int_equal(ow_date_from_ymd(2026, 3, 2, &date, NULL), OW_OK);
    return date;
}

/* -1 to 1, the same for ever, with a mean near 0 over any few. */
static double wobble(size_t i)
{
    return ((double)(i * 37 % 11) - 5) / 5;
}

static void make_race(struct ow_history_effort *effort, double distance_m,
                      double time_s)
{
    *effort = (struct ow_history_effort){.date = monday(),
                                         .kind = OW_EFFORT_RACE,
                                         .distance_m = distance_m,
                                         .time_s = time_s,
                                         .effective_vo2max = 45};
}

/* Two races whose times grow with the distance to the power of k. */
static void make_races(struct made *made, double k)
{
    make_race(&made->efforts[0], 5000, 1200);
    make_race(&made->efforts[1], HALF_M, 1200 * pow(HALF_M / 5000, k));
}

/* A season as most are, weak and strong in nothing but habit. */
static void make_season(struct made *made)
{
    memset(made, 0, sizeof *made);
    for (size_t i = 0; i < RUNS; i++) {
        bool is_long = i % RUNS_A_WEEK == RUNS_A_WEEK - 1;
        int32_t day = (int32_t)(i / RUNS_A_WEEK * 7 + i % RUNS_A_WEEK * 2);

        made->runs[i] = (struct ow_season_run){
            .date = ow_date_add_days(monday(), day),
            .moving_s = is_long ? 6000 : 3000,
            .race_m = OW_MISSING,
            .shape = OW_SHAPE_STEADY,
            .figures = {.second_half = 0.02 + 0.01 * wobble(i),
                        .late_loss =
                            is_long ? 0.037 + 0.02 * wobble(i) : OW_MISSING,
                        .climb = i % 7 == 0 ? 0.03 * wobble(i / 7) : OW_MISSING,
                        .cadence_change = -0.013 + 0.01 * wobble(i)}};
    }
    for (size_t i = 0; i < WEEKS; i++) {
        made->weeks[i].from = ow_date_add_days(monday(), (int32_t)i * 7);
        made->weeks[i].runs = RUNS_A_WEEK;
    }
    make_races(made, 1.07);
    made->season = (struct ow_season){
        made->runs, RUNS, made->efforts, 2, made->weeks, made->excused, WEEKS};
}

static void find(const struct made *made,
                 struct ow_weakness found[OW_WEAKNESS_AREA_COUNT])
{
    assert_int_equal(ow_weakness_find(&made->season, found, NULL), OW_OK);
}

/* Takes the runs of whole weeks away. */
static void skip_weeks(struct made *made, size_t from, size_t count)
{
    size_t kept = 0;

    for (size_t i = from; i < from + count; i++) {
        made->weeks[i].runs = 0;
    }
    for (size_t i = 0; i < made->season.run_count; i++) {
        size_t week =
            (size_t)ow_date_days_between(monday(), made->runs[i].date) / 7;

        if (week < from || week >= from + count) {
            made->runs[kept++] = made->runs[i];
        }
    }
    made->season.run_count = kept;
}

/* Plants so much of a weakness; 0 leaves the season as it is. */
static void plant(struct made *made, enum ow_weakness_area area, double amount)
{
    for (size_t i = 0; i < RUNS; i++) {
        made->runs[i].figures.second_half +=
            area == OW_WEAKNESS_PACING ? amount : 0;
        made->runs[i].figures.late_loss +=
            area == OW_WEAKNESS_DURABILITY ? amount : 0;
        made->runs[i].figures.climb -= area == OW_WEAKNESS_HILLS ? amount : 0;
        made->runs[i].figures.cadence_change -=
            area == OW_WEAKNESS_FORM ? amount : 0;
    }
    if (area == OW_WEAKNESS_SPEED_ENDURANCE) {
        make_races(made, 1.07 + amount);
    }
    for (double gone = 0.025; area == OW_WEAKNESS_CONSISTENCY && gone < amount;
         gone += 0.01) {
        skip_weeks(made, (size_t)(gone * 170), 1);
    }
}

static void a_usual_season_has_no_weak_spot(void **state)
{
    struct made made;
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];

    (void)state;
    make_season(&made);
    find(&made, found);
    for (int i = 0; i < OW_WEAKNESS_AREA_COUNT; i++) {
        enum ow_weakness_verdict expected =
            i == OW_WEAKNESS_FUELLING      ? OW_WEAKNESS_NOT_ENOUGH_DATA
            : i == OW_WEAKNESS_CONSISTENCY ? OW_WEAKNESS_STRONG
                                           : OW_WEAKNESS_AS_EXPECTED;

        assert_int_equal(found[i].area, i);
        assert_int_equal(found[i].verdict, expected);
        assert_int_equal(found[i].focus, OW_FOCUS_NONE);
        assert_true(found[i].sentence[0] != '\0');
    }
    assert_int_equal(found[OW_WEAKNESS_PACING].count, WEEKS);
    assert_int_equal(found[OW_WEAKNESS_HILLS].count, (RUNS + 6) / 7);
    assert_int_equal(found[OW_WEAKNESS_FORM].count, RUNS);
    assert_near(found[OW_WEAKNESS_SPEED_ENDURANCE].value, 1.07, 1e-9);
}

static void what_was_planted_is_found_and_nothing_else(void **state)
{
    static const struct {
        enum ow_weakness_area area;
        double amount;
        enum ow_focus focus;
    } cases[] = {
        {OW_WEAKNESS_PACING, 0.03, OW_FOCUS_PACING},
        {OW_WEAKNESS_DURABILITY, 0.03, OW_FOCUS_DURABILITY},
        {OW_WEAKNESS_SPEED_ENDURANCE, 0.08, OW_FOCUS_DURABILITY},
        {OW_WEAKNESS_SPEED_ENDURANCE, -0.08, OW_FOCUS_SPEED},
        {OW_WEAKNESS_HILLS, 0.1, OW_FOCUS_HILLS},
        {OW_WEAKNESS_FORM, 0.03, OW_FOCUS_FORM},
        {OW_WEAKNESS_CONSISTENCY, 0.1, OW_FOCUS_CONSISTENCY},
    };

    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct made made;
        struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];

        make_season(&made);
        plant(&made, cases[c].area, cases[c].amount);
        find(&made, found);
        for (int i = 0; i < OW_WEAKNESS_AREA_COUNT; i++) {
            if (i == (int)cases[c].area) {
                assert_int_equal(found[i].verdict, OW_WEAKNESS_WEAK);
                assert_int_equal(found[i].focus, cases[c].focus);
            } else {
                assert_int_not_equal(found[i].verdict, OW_WEAKNESS_WEAK);
            }
        }
    }
}

/* More of it never looks better. */
static void a_verdict_only_worsens_with_what_is_planted(void **state)
{
    (void)state;
    for (int area = 0; area < OW_WEAKNESS_FUELLING; area++) {
        enum ow_weakness_verdict last = OW_WEAKNESS_STRONG;

        for (double amount = area == OW_WEAKNESS_SPEED_ENDURANCE ? 0 : -0.15;
             amount < 0.15; amount += 0.0025) {
            struct made made;
            struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];

            make_season(&made);
            plant(&made, (enum ow_weakness_area)area, amount);
            find(&made, found);
            assert_true(found[area].verdict <= last);
            assert_true(found[area].verdict != OW_WEAKNESS_NOT_ENOUGH_DATA);
            last = found[area].verdict;
        }
        assert_int_equal(last, OW_WEAKNESS_WEAK);
    }
}

static void strengths_are_told_too(void **state)
{
    struct made made;
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];

    (void)state;
    make_season(&made);
    plant(&made, OW_WEAKNESS_PACING, -0.03);
    plant(&made, OW_WEAKNESS_DURABILITY, -0.03);
    plant(&made, OW_WEAKNESS_HILLS, -0.1);
    plant(&made, OW_WEAKNESS_FORM, -0.03);
    find(&made, found);
    assert_int_equal(found[OW_WEAKNESS_PACING].verdict, OW_WEAKNESS_STRONG);
    assert_int_equal(found[OW_WEAKNESS_DURABILITY].verdict, OW_WEAKNESS_STRONG);
    assert_int_equal(found[OW_WEAKNESS_HILLS].verdict, OW_WEAKNESS_STRONG);
    assert_int_equal(found[OW_WEAKNESS_FORM].verdict, OW_WEAKNESS_STRONG);
    assert_string_equal(
        found[OW_WEAKNESS_PACING].sentence,
        "in 26 races and long runs, the second half was 1.1 % (0.9 to 1.2 %) "
        "faster than the first; weak above 3 %, strong below 1 %");
}

static void few_runs_say_nothing(void **state)
{
    struct made made;
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];

    (void)state;
    make_season(&made);
    plant(&made, OW_WEAKNESS_PACING, 0.2);
    made.season.run_count = 3 * RUNS_A_WEEK;
    made.season.week_count = 5;
    made.season.effort_count = 1;
    find(&made, found);
    for (int i = 0; i < OW_WEAKNESS_AREA_COUNT; i++) {
        if (i != OW_WEAKNESS_FORM) {
            assert_int_equal(found[i].verdict, OW_WEAKNESS_NOT_ENOUGH_DATA);
            assert_true(ow_is_missing(found[i].value));
            assert_int_equal(found[i].focus, OW_FOCUS_NONE);
        }
    }
    assert_string_equal(found[OW_WEAKNESS_PACING].sentence,
                        "needs 4 races and long runs, has 3");
    assert_int_equal(found[OW_WEAKNESS_FORM].count, 3 * RUNS_A_WEEK);

    made.season = (struct ow_season){0};
    find(&made, found);
    for (int i = 0; i < OW_WEAKNESS_AREA_COUNT; i++) {
        assert_int_equal(found[i].verdict, OW_WEAKNESS_NOT_ENOUGH_DATA);
    }
}

/* Two races of nearly one distance say nothing of the exponent. */
static void races_must_differ_in_distance(void **state)
{
    struct made made;
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];
    const struct ow_weakness *one = &found[OW_WEAKNESS_SPEED_ENDURANCE];

    (void)state;
    make_season(&made);
    make_race(&made.efforts[1], 8000, 2400);
    find(&made, found);
    assert_int_equal(one->verdict, OW_WEAKNESS_NOT_ENOUGH_DATA);
    assert_string_equal(
        one->sentence,
        "the 2 races of different distances lie too near to each other");
    /* The slower of two over one distance does not speak. */
    make_race(&made.efforts[1], 5010, 3000);
    made.efforts[1].effective_vo2max = 20;
    find(&made, found);
    assert_int_equal(one->count, 1);
    /* A marathon is beyond what the exponent holds for. */
    make_race(&made.efforts[1], 42195, 12000);
    find(&made, found);
    assert_int_equal(one->count, 1);
}

/* t of 3 degrees of freedom is 1.638 in the tables. */
static void the_interval_is_students(void **state)
{
    static const double losses[] = {0.02, 0.04, 0.06, 0.12};
    struct made made;
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];
    const struct ow_weakness *one = &found[OW_WEAKNESS_DURABILITY];
    double error = 0.0432049379893857 / 2;

    (void)state;
    make_season(&made);
    made.season.run_count = 4;
    for (size_t i = 0; i < 4; i++) {
        made.runs[i].figures.late_loss = losses[i];
    }
    find(&made, found);
    assert_near(one->value, 0.06, 1e-12);
    assert_near(one->low, 0.06 - 1.638 * error, 0.002 * error);
    assert_near(one->high, 0.06 + 1.638 * error, 0.002 * error);
    /* Beyond the bar in the mean, but nobody could swear to it. */
    assert_int_equal(one->verdict, OW_WEAKNESS_AS_EXPECTED);
}

static void gaps_count_unless_something_excuses_them(void **state)
{
    struct made made;
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];
    const struct ow_weakness *one = &found[OW_WEAKNESS_CONSISTENCY];

    (void)state;
    make_season(&made);
    skip_weeks(&made, 8, 1);
    find(&made, found);
    assert_int_equal(one->verdict, OW_WEAKNESS_AS_EXPECTED);
    assert_near(one->value, 25.0 / 26, 1e-12);
    /* Wilson's interval of 25 in 26 at 80 %. */
    assert_near(one->low, 0.8798, 5e-4);
    assert_near(one->high, 0.9884, 5e-4);
    skip_weeks(&made, 16, 1);
    find(&made, found);
    assert_int_equal(one->verdict, OW_WEAKNESS_WEAK);
    assert_non_null(strstr(one->sentence, "with 2 gaps of a week and more"));
    made.excused[16] = true;
    find(&made, found);
    assert_int_equal(one->verdict, OW_WEAKNESS_AS_EXPECTED);
    assert_int_equal(one->count, WEEKS - 1);
    made.season.excused = NULL;
    find(&made, found);
    assert_int_equal(one->verdict, OW_WEAKNESS_WEAK);
}

/* One run a week, now and then eight or nine days after the last. */
static void a_week_between_weekly_runs_is_no_gap(void **state)
{
    struct made made;
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];

    (void)state;
    make_season(&made);
    made.season.run_count = WEEKS;
    for (size_t i = 0; i < WEEKS; i++) {
        made.weeks[i].runs = 1;
        made.runs[i].date =
            ow_date_add_days(monday(), (int32_t)(7 * i + 2 * (i % 2)));
    }
    find(&made, found);
    assert_int_equal(found[OW_WEAKNESS_CONSISTENCY].verdict,
                     OW_WEAKNESS_STRONG);
}

/* Who did not run all season has no habit to judge. */
static void weeks_without_runs_say_nothing(void **state)
{
    struct made made;
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];

    (void)state;
    make_season(&made);
    skip_weeks(&made, 5, WEEKS - 5);
    find(&made, found);
    assert_int_equal(found[OW_WEAKNESS_CONSISTENCY].verdict,
                     OW_WEAKNESS_NOT_ENOUGH_DATA);
    assert_int_equal(found[OW_WEAKNESS_CONSISTENCY].count, 5);
}

/* A runner of two runs a week keeps a week by one, of six by three; beyond
 * fourteen they are not told apart. */
static void a_kept_week_is_the_runners_own(void **state)
{
    struct made made;
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];

    (void)state;
    for (int usual = 2; usual <= 18; usual += 4) {
        make_season(&made);
        for (size_t i = 0; i < WEEKS; i++) {
            made.weeks[i].runs = i % 2 == 0 ? usual : (usual + 1) / 2 - 1;
        }
        made.weeks[1].runs = usual;
        find(&made, found);
        assert_near(found[OW_WEAKNESS_CONSISTENCY].value,
                    usual <= 14 ? 14.0 / 26 : 1, 1e-12);
    }
}

/* Which runs speak for pacing: races, and long ones run evenly on purpose. */
static void varied_runs_do_not_speak_for_pacing(void **state)
{
    struct made made;
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];

    (void)state;
    make_season(&made);
    for (size_t i = 0; i < RUNS; i++) {
        made.runs[i].shape = OW_SHAPE_VARIED;
    }
    find(&made, found);
    assert_int_equal(found[OW_WEAKNESS_PACING].count, 0);
    for (size_t i = 0; i < RUNS; i += 10) {
        made.runs[i].race_m = 10000;
        made.runs[i].shape = OW_SHAPE_FADE;
        made.runs[i].figures.second_half += 0.05;
    }
    find(&made, found);
    assert_int_equal(found[OW_WEAKNESS_PACING].count, 11);
    assert_int_equal(found[OW_WEAKNESS_PACING].verdict, OW_WEAKNESS_WEAK);
    assert_non_null(
        strstr(found[OW_WEAKNESS_PACING].sentence, ", 11 faded; weak above"));
}

static struct ow_season_figures
read_run(size_t seconds, struct make_second (*each)(size_t second))
{
    struct ow_activity *activity = make_run_of(seconds, each);
    struct ow_season_figures figures;
    struct ow_trace *trace = NULL;

    assert_int_equal(ow_trace_new(activity, &trace, NULL), OW_OK);
    assert_int_equal(ow_season_figures_read(activity, trace, &figures, NULL),
                     OW_OK);
    ow_trace_free(trace);
    ow_activity_free(activity);
    return figures;
}

/* Two hours; the second is 4 % slower at the same heart rate, the cadence
 * lower. */
static struct make_second fading(size_t second)
{
    return second <= 3600 ? (struct make_second){3, 0, 140, 172}
                          : (struct make_second){2.88, 0, 140, 168};
}

static void a_run_tells_how_it_ended(void **state)
{
    struct ow_season_figures run = read_run(7200, fading);

    (void)state;
    /* Half of the way lies 72 seconds before half of the time. */
    assert_near(run.second_half, 0.04, 0.002);
    assert_near(run.late_loss, 0.04, 0.002);
    assert_near(run.cadence_change, -4.0 / 172, 0.002);
    assert_true(ow_is_missing(run.climb));
}

/* An hour: level, then by turns 5 minutes up at 5 %, as `slower` as the curve
 * has it, 5 level. */
static struct make_second climbing(size_t second, double slower)
{
    double level_m_per_s = 3;

    return second > 1200 && second / 300 % 2 == 1
               ? (struct make_second){level_m_per_s * (1 - slower) /
                                          ow_grade_effort(0.05),
                                      0.05, 145, 170}
               : (struct make_second){level_m_per_s, 0, 145, 170};
}

static struct make_second climbing_as_the_curve(size_t second)
{
    return climbing(second, 0);
}

static struct make_second climbing_slowly(size_t second)
{
    return climbing(second, 0.1);
}

static struct make_second climbing_harder(size_t second)
{
    struct make_second made = climbing(second, 0);

    made.hr_bpm += made.grade > 0 ? 20 : 0;
    return made;
}

static void climbs_are_held_against_the_level(void **state)
{
    (void)state;
    assert_near(read_run(4800, climbing_as_the_curve).climb, 0, 0.02);
    assert_near(read_run(4800, climbing_slowly).climb, -0.1, 0.02);
    assert_true(ow_is_missing(read_run(4800, climbing_harder).climb));
    /* Not enough level ground behind the warm-up. */
    assert_true(ow_is_missing(read_run(1100, climbing_slowly).climb));
}

static void a_run_without_a_trace_tells_nothing(void **state)
{
    struct ow_activity *activity = make_activity(1);
    struct ow_season_figures figures;

    (void)state;
    assert_int_equal(ow_season_figures_read(activity, NULL, &figures, NULL),
                     OW_OK);
    assert_true(ow_is_missing(figures.second_half));
    assert_true(ow_is_missing(figures.late_loss));
    assert_true(ow_is_missing(figures.climb));
    assert_true(ow_is_missing(figures.cadence_change));
    ow_activity_free(activity);
}

struct reading {
    struct ow_activity *activity;
    struct ow_trace *trace;
};

static bool read_once(void *context)
{
    const struct reading *reading = context;
    struct ow_season_figures figures = {.second_half = 7};
    bool is_read = ow_season_figures_read(reading->activity, reading->trace,
                                          &figures, NULL) == OW_OK;

    assert_true(is_read || figures.second_half > 6);
    return is_read;
}

static void without_memory_no_run_is_read(void **state)
{
    struct reading reading = {make_run_of(7200, fading), NULL};

    (void)state;
    assert_int_equal(ow_trace_new(reading.activity, &reading.trace, NULL),
                     OW_OK);
    assert_int_equal(fault_sweep(read_once, &reading), 2);
    ow_trace_free(reading.trace);
    ow_activity_free(reading.activity);
}

static bool find_once(void *context)
{
    struct made *made = context;
    struct ow_weakness found[OW_WEAKNESS_AREA_COUNT];
    struct ow_error err;

    found[0].count = 12345;
    if (ow_weakness_find(&made->season, found, &err) == OW_OK) {
        return true;
    }
    assert_int_equal(err.status, OW_E_NOMEM);
    assert_int_equal(found[0].count, 12345);
    return false;
}

static void without_memory_nothing_is_told(void **state)
{
    struct made made;

    (void)state;
    make_season(&made);
    assert_true(fault_sweep(find_once, &made) > 0);
}

static void names_are_those_of_json(void **state)
{
    (void)state;
    assert_string_equal(ow_weakness_area_name(OW_WEAKNESS_SPEED_ENDURANCE),
                        "speed-endurance");
    assert_string_equal(ow_weakness_area_name(OW_WEAKNESS_FUELLING),
                        "fuelling");
    assert_string_equal(ow_weakness_verdict_name(OW_WEAKNESS_AS_EXPECTED),
                        "as-expected");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_usual_season_has_no_weak_spot),
        cmocka_unit_test(what_was_planted_is_found_and_nothing_else),
        cmocka_unit_test(a_verdict_only_worsens_with_what_is_planted),
        cmocka_unit_test(strengths_are_told_too),
        cmocka_unit_test(few_runs_say_nothing),
        cmocka_unit_test(races_must_differ_in_distance),
        cmocka_unit_test(the_interval_is_students),
        cmocka_unit_test(gaps_count_unless_something_excuses_them),
        cmocka_unit_test(a_week_between_weekly_runs_is_no_gap),
        cmocka_unit_test(weeks_without_runs_say_nothing),
        cmocka_unit_test(a_kept_week_is_the_runners_own),
        cmocka_unit_test(varied_runs_do_not_speak_for_pacing),
        cmocka_unit_test(a_run_tells_how_it_ended),
        cmocka_unit_test(climbs_are_held_against_the_level),
        cmocka_unit_test(a_run_without_a_trace_tells_nothing),
        cmocka_unit_test(without_memory_no_run_is_read),
        cmocka_unit_test(without_memory_nothing_is_told),
        cmocka_unit_test(names_are_those_of_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
