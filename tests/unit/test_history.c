/* Years of running: sums, down weeks, consistency, bests, capacity. */
#include "onward/history.h"

#include "onward/body.h"
#include "onward/quantity.h"
#include "unit/cmocka_all.h"
#include "unit/make_activity.h"
#include "unit/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_WEEKS 32
#define MOST_FALLS 256
#define PLAN_ROWS 742

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        fail_msg("%.10g is not %.10g within %g", value, expected, tolerance);
    }
}

static struct ow_date day(const char *text)
{
    struct ow_date date = ow_date_none();
    struct ow_error err;

    if (ow_date_parse(text, &date, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    return date;
}

static struct ow_history_activity run_of(const char *date, double distance_m,
                                         double duration_s)
{
    return (struct ow_history_activity){
        .date = day(date),
        .kind = OW_HISTORY_RUN,
        .distance_m = distance_m,
        .duration_s = duration_s,
        .ascent_m = OW_MISSING,
        .load = OW_MISSING,
        .race_m = OW_MISSING,
        .race_s = OW_MISSING,
        .hr_20min_bpm = OW_MISSING,
    };
}

static struct ow_history_activity race_of(const char *date, double distance_m,
                                          double time_s)
{
    struct ow_history_activity race = run_of(date, distance_m, time_s);

    race.race_m = distance_m;
    race.race_s = time_s;
    return race;
}

static void periods_follow_the_calendar(void **state)
{
    static const struct {
        enum ow_history_period period;
        const char *date;
        const char *start;
        const char *next;
    } cases[] = {
        {OW_HISTORY_WEEK, "2026-11-22", "2026-11-16", "2026-11-23"},
        {OW_HISTORY_WEEK, "2026-11-23", "2026-11-23", "2026-11-30"},
        {OW_HISTORY_MONTH, "2024-02-29", "2024-02-01", "2024-03-01"},
        {OW_HISTORY_MONTH, "2026-12-31", "2026-12-01", "2027-01-01"},
        {OW_HISTORY_QUARTER, "2026-03-31", "2026-01-01", "2026-04-01"},
        {OW_HISTORY_QUARTER, "2026-11-22", "2026-10-01", "2027-01-01"},
        {OW_HISTORY_YEAR, "2026-01-01", "2026-01-01", "2027-01-01"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_date date = day(cases[i].date);

        assert_int_equal(ow_history_period_start(cases[i].period, date).days,
                         day(cases[i].start).days);
        assert_int_equal(ow_history_period_next(cases[i].period, date).days,
                         day(cases[i].next).days);
    }
}

static void weeks_hold_what_was_done_in_them(void **state)
{
    struct ow_history_activity done[] = {
        run_of("2026-11-15", 9000, 3000), /* the Sunday before */
        run_of("2026-11-16", 5000, 1500),
        run_of("2026-11-22", 12000, 4000),
        race_of("2026-11-18", 10000, 2700),
        run_of("2026-12-01", 7000, 2500),
        run_of("2026-12-07", 7000, 2500), /* the Monday after */
        run_of("2026-11-17", OW_MISSING, 1800),
        run_of("2026-11-17", 0, 0),
        run_of("2026-11-17", 0, 0),
        run_of("2026-11-17", 2000, 1300), /* a walk */
        run_of("2026-11-17", 900, 600),   /* one that is no session */
    };
    struct ow_history_sum weeks[4];
    size_t count = 0;

    (void)state;
    done[1].load = 30;
    done[7].kind = OW_HISTORY_STRENGTH;
    done[7].load = 20;
    done[8].kind = OW_HISTORY_CROSS;
    done[9].kind = OW_HISTORY_WALK;
    done[10].kind = OW_HISTORY_WALK;
    count =
        ow_history_sum(done, COUNT(done), OW_HISTORY_WEEK, day("2026-11-18"),
                       day("2026-12-02"), weeks, COUNT(weeks));
    assert_int_equal(count, 3);
    assert_int_equal(weeks[0].from.days, day("2026-11-16").days);
    assert_near(weeks[0].run_m, 27000, 0);
    assert_near(weeks[0].run_s, 1500 + 4000 + 2700 + 1800, 0);
    assert_near(weeks[0].longest_m, 12000, 0);
    assert_near(weeks[0].raced_m, 10000, 0);
    assert_near(weeks[0].load, 50, 0);
    assert_int_equal(weeks[0].runs, 4);
    assert_int_equal(weeks[0].strength, 1);
    assert_int_equal(weeks[0].cross, 1);
    assert_int_equal(weeks[0].walks, 1);
    assert_int_equal(weeks[1].runs, 0);
    assert_near(weeks[2].run_m, 7000, 0);
    /* Only what there is room for is written. */
    count = ow_history_sum(done, COUNT(done), OW_HISTORY_WEEK,
                           day("2026-11-18"), day("2026-12-02"), weeks, 1);
    assert_int_equal(count, 3);
    assert_near(weeks[0].run_m, 27000, 0);
    count = ow_history_sum(done, COUNT(done), OW_HISTORY_YEAR,
                           day("2026-11-18"), day("2026-12-02"), weeks, 4);
    assert_int_equal(count, 1);
    assert_int_equal(weeks[0].runs, 7);
}

static void the_longest_run_may_leave_races_out(void **state)
{
    const struct ow_history_activity done[] = {
        run_of("2026-10-01", 30000, 9000), run_of("2026-11-01", 18000, 6000),
        race_of("2026-11-08", 21097.5, 6000),
        run_of("2026-11-09", OW_MISSING, 6000)};
    struct ow_date from = day("2026-10-15");
    struct ow_date to = day("2026-11-22");

    (void)state;
    assert_int_equal(ow_history_longest(done, 4, from, to, false), 1);
    assert_int_equal(ow_history_longest(done, 4, from, to, true), 2);
    assert_int_equal(ow_history_longest(done, 4, to, to, true), 4);
}

static int compare_numbers(const void *a, const void *b)
{
    const double *x = a;
    const double *y = b;

    return (*x > *y) - (*x < *y);
}

/* Between two ranks, as most programs take a quantile. */
static double quantile(const double *sorted, size_t count, double share)
{
    double rank = share * (double)(count - 1);
    size_t below = (size_t)rank;
    size_t above = below + 1 < count ? below + 1 : below;

    return sorted[below] +
           (rank - (double)below) * (sorted[above] - sorted[below]);
}

static size_t take_falls(struct ow_history_sum *weeks, size_t count,
                         double *falls)
{
    double of_weeks[MOST_WEEKS];
    size_t found = 0;

    if (count == 0) {
        return 0;
    }
    weeks[count - 1].raced_m = OW_MARATHON_M;
    (void)ow_history_down_weeks(weeks, count, of_weeks);
    for (size_t i = 0; i < count; i++) {
        if (!ow_is_missing(of_weeks[i])) {
            falls[found++] = of_weeks[i];
        }
    }
    return found;
}

/* science.md 3.3: median -14.8 %, quartiles -11.8 and -21.9. */
static void published_plans_fall_as_was_counted(void **state)
{
    struct table table;
    struct ow_history_sum weeks[MOST_WEEKS] = {{.runs = 0}};
    double falls[MOST_FALLS];
    char plan[80] = "";
    size_t week_count = 0;
    size_t found = 0;

    (void)state;
    if (!table_open(&table, "plan_weekly_volume.csv", PLAN_ROWS)) {
        skip();
    }
    while (table_next(&table)) {
        if (strcmp(plan, table_text(&table, 0)) != 0) {
            found += take_falls(weeks, week_count, falls + found);
            week_count = 0;
            (void)snprintf(plan, sizeof plan, "%s", table_text(&table, 0));
        }
        assert_true(week_count < MOST_WEEKS && found + MOST_WEEKS < MOST_FALLS);
        weeks[week_count++] =
            (struct ow_history_sum){.run_m = table_number(&table, 6)};
    }
    found += take_falls(weeks, week_count, falls + found);
    assert_int_equal(table.rows, PLAN_ROWS);
    qsort(falls, found, sizeof falls[0], compare_numbers);
    assert_int_equal(found, 97);
    assert_near(quantile(falls, found, 0.25), 0.118, 0.0005);
    assert_near(quantile(falls, found, 0.5), 0.148, 0.0005);
    assert_near(quantile(falls, found, 0.75), 0.219, 0.0005);
}

static void a_break_or_a_taper_is_no_down_week(void **state)
{
    static const double km[] = {40, 50, 40, 50, 55, 0, 30, 20, 50, 55, 40, 30};
    static const bool down[] = {false, false, true,  false, false, false,
                                false, false, false, false, false, false};
    struct ow_history_sum weeks[COUNT(km)] = {{.runs = 0}};
    double falls[COUNT(km)];

    (void)state;
    for (size_t i = 0; i < COUNT(km); i++) {
        weeks[i].run_m = km[i] * 1000;
    }
    weeks[11].raced_m = OW_HALF_MARATHON_M;
    assert_int_equal(ow_history_down_weeks(weeks, COUNT(km), falls), 1);
    for (size_t i = 0; i < COUNT(km); i++) {
        assert_int_equal(!ow_is_missing(falls[i]), down[i]);
    }
    assert_near(falls[2], 0.2, 1e-12);
}

static void consistency_is_counted_in_weeks(void **state)
{
    static const struct {
        const char *name;
        const char *runs;    /* a digit a week */
        const char *excused; /* x: excused */
        bool is_open;
        size_t weeks, kept, now, longest;
        int first; /* week the longest row begins with, -1: none */
    } cases[] = {
        {"none yet", "", "", false, 0, 0, 0, 0, -1},
        {"never enough", "1201", "    ", false, 4, 0, 0, 0, -1},
        {"a row", "3454", "    ", false, 4, 4, 4, 4, 0},
        {"broken", "3432334", "       ", false, 7, 6, 3, 3, 0},
        {"planned rest keeps it", "33003", "  xx ", false, 5, 5, 3, 3, 0},
        {"rest does not begin one", "0033", "xx  ", false, 4, 4, 2, 2, 2},
        {"this week is not over", "3331", "    ", true, 3, 3, 3, 3, 0},
        {"this week is kept already", "3333", "    ", true, 4, 4, 4, 4, 0},
        {"this week, excused", "3330", "   x", true, 3, 3, 3, 3, 0},
        {"the longest is behind", "33330330", "        ", false, 8, 6, 0, 4, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_history_consistency made;
        struct ow_history_sum weeks[8] = {{.runs = 0}};
        bool excused[8] = {false};
        size_t count = strlen(cases[i].runs);

        for (size_t w = 0; w < count; w++) {
            weeks[w].from.days = (int32_t)w * 7;
            weeks[w].runs = cases[i].runs[w] - '0';
            excused[w] = cases[i].excused[w] == 'x';
        }
        ow_history_keep_count(weeks, excused, count, cases[i].is_open, 3,
                              &made);
        if (made.weeks != cases[i].weeks || made.kept != cases[i].kept ||
            made.now != cases[i].now || made.longest != cases[i].longest) {
            fail_msg("%s: %zu weeks, %zu kept, %zu now, %zu longest",
                     cases[i].name, made.weeks, made.kept, made.now,
                     made.longest);
        }
        assert_int_equal(ow_date_is_known(made.longest_from),
                         cases[i].first >= 0);
        if (cases[i].first >= 0) {
            assert_int_equal(made.longest_from.days, cases[i].first * 7);
        }
    }
}

/* Three days of a week, whatever they were for; what lies outside of the array
 * is passed over. */
static void days_of_rest_excuse_a_week(void **state)
{
    static const struct {
        const char *name;
        const char *from; /* blocked days; NULL: none */
        const char *to;
        const char *ill;
        const char *race; /* of 21.1 km, with five days off */
        bool first;       /* the week of 2 November is excused */
        bool second;
    } cases[] = {
        {"nothing", NULL, NULL, NULL, NULL, false, false},
        {"two days", "2026-11-02", "2026-11-03", NULL, NULL, false, false},
        {"three days", "2026-11-06", "2026-11-08", NULL, NULL, true, false},
        {"over two weeks", "2026-11-06", "2026-11-11", NULL, NULL, true, true},
        {"from before", "2026-10-20", "2026-11-04", NULL, NULL, true, false},
        {"ill", NULL, NULL, "2026-11-06", NULL, true, false},
        {"ill on Sunday", NULL, NULL, "2026-11-08", NULL, false, false},
        {"ill and away", "2026-11-02", "2026-11-02", "2026-11-07", NULL, true,
         false},
        {"a race", NULL, NULL, NULL, "2026-11-08", true, true},
        {"a race after them", NULL, NULL, NULL, "2026-11-18", false, true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool days[14] = {false};
        struct ow_history_rest rest = {day("2026-11-02"), days, 14};

        if (cases[i].from != NULL) {
            ow_history_rest_mark(&rest, day(cases[i].from), day(cases[i].to));
        }
        if (cases[i].ill != NULL) {
            ow_history_rest_mark_ill(&rest, day(cases[i].ill));
        }
        if (cases[i].race != NULL) {
            ow_history_rest_mark_race(&rest, day(cases[i].race), 21097.5, 5);
        }
        if (ow_history_rest_excuses(&rest, day("2026-11-02")) !=
                cases[i].first ||
            ow_history_rest_excuses(&rest, day("2026-11-09")) !=
                cases[i].second) {
            fail_msg("%s", cases[i].name);
        }
    }
}

static void a_race_counts_with_its_own_time(void **state)
{
    static const struct ow_trace_best in_race[] = {{5000, 1290, 60},
                                                   {10000, 2660, 0}};
    static const struct ow_trace_best in_run[] = {{5000, 1250, 700}};
    struct ow_history_activity done[] = {race_of("2025-05-01", 10000, 2700),
                                         run_of("2026-05-01", 15000, 4500)};
    struct ow_history_best bests[24];

    (void)state;
    done[0].bests = in_race;
    done[0].best_count = 2;
    done[1].bests = in_run;
    done[1].best_count = 1;
    assert_int_equal(ow_history_bests(done, 2, ow_date_none(), bests, 24), 2);
    assert_near(bests[0].time_s, 1250, 0);
    assert_near(bests[0].start_s, 700, 0);
    assert_int_equal(bests[0].activity, 1);
    assert_false(bests[0].is_race);
    assert_near(bests[1].distance_m, 10000, 0);
    assert_near(bests[1].time_s, 2700, 0);
    assert_true(bests[1].is_race);
    assert_int_equal(ow_history_bests(done, 2, day("2026-01-01"), bests, 24),
                     1);
    assert_int_equal(ow_history_bests(done, 2, ow_date_none(), bests, 1), 1);
    done[1].kind = OW_HISTORY_CROSS;
    assert_int_equal(ow_history_bests(done, 2, day("2026-01-01"), bests, 24),
                     0);
}

static void bests_that_nobody_ran_go(void **state)
{
    /* The records of the mile, 5 km and 10 km, and a leap of the watch. */
    struct ow_trace_best records[] = {{800, 100.91, 0},  {OW_MILE_M, 223.13, 0},
                                      {5000, 755.36, 0}, {10000, 1571, 0},
                                      {42195, 7235, 0},  {100000, 40000, 0}};
    struct ow_trace_best leap[] = {{400, 42, 0},
                                   {OW_MILE_M, 208, 0},
                                   {2000, 395, 0},
                                   {5000, 1300, 0},
                                   {10000, 39000, 0}};

    (void)state;
    assert_int_equal(ow_history_believe(records, COUNT(records)),
                     COUNT(records));
    assert_near(records[0].time_s, 100.91, 0);
    assert_int_equal(ow_history_believe(leap, COUNT(leap)), 3);
    assert_near(leap[0].distance_m, 2000, 0);
    assert_near(leap[2].distance_m, 10000, 0);
    assert_int_equal(ow_history_believe(leap, 0), 0);
}

/* Easy, hard by the heart, as fast as the race, and a fault of the watch. */
static void only_efforts_speak_for_capacity(void **state)
{
    static const struct ow_trace_best easy[] = {{5000, 1800, 0},
                                                {10000, 3700, 0}};
    static const struct ow_trace_best hard[] = {{1000, 150, 0}, /* downhill */
                                                {5000, 1330, 0}};
    static const struct ow_trace_best fast[] = {{5000, 1275, 0}};
    static const struct ow_trace_best fault[] = {{5000, 1000, 0}};
    struct ow_history_activity done[] = {
        run_of("2026-03-01", 10000, 3700), run_of("2026-03-05", 8000, 2500),
        run_of("2026-03-09", 8000, 2500), run_of("2026-03-12", 8000, 2500),
        race_of("2026-04-01", 10000, 2650)};
    struct ow_history_effort efforts[COUNT(done)];
    double race = 0;

    (void)state;
    assert_int_equal(ow_vo2max_from_race(10000, 2650, &race, NULL), OW_OK);
    for (size_t i = 0; i < 4; i++) {
        static const struct ow_trace_best *const bests[] = {easy, hard, fast,
                                                            fault};

        done[i].bests = bests[i];
        done[i].best_count = i < 2 ? 2 : 1;
        done[i].hr_20min_bpm = i == 1 ? 176 : 150;
    }
    assert_int_equal(ow_history_efforts(done, COUNT(done), 188, efforts), 3);
    assert_int_equal(efforts[0].kind, OW_EFFORT_RACE);
    assert_int_equal(efforts[0].activity, 4);
    assert_near(efforts[0].effective_vo2max, race, 0);
    assert_int_equal(efforts[1].kind, OW_EFFORT_HEART);
    assert_int_equal(efforts[1].activity, 1);
    assert_near(efforts[1].distance_m, 5000, 0);
    assert_int_equal(efforts[2].kind, OW_EFFORT_AS_RACE);
    assert_int_equal(efforts[2].activity, 2);
    /* Without the maximum the heart says nothing; without a race nothing is
     * as fast as one. */
    assert_int_equal(ow_history_efforts(done, COUNT(done), OW_MISSING, efforts),
                     2);
    assert_int_equal(ow_history_efforts(done, 4, 188, efforts), 1);
    assert_int_equal(ow_history_efforts(done, 4, OW_MISSING, efforts), 0);
    /* A race that was jogged is none. */
    done[0] = race_of("2026-03-01", 21097.5, 8000);
    assert_int_equal(ow_history_efforts(done, COUNT(done), 188, efforts), 3);
    assert_int_equal(efforts[0].activity, 4);
    assert_string_equal(ow_history_effort_name(OW_EFFORT_AS_RACE), "as-race");
}

static void capacity_is_the_highest_shown_with_its_band(void **state)
{
    const struct ow_history_effort efforts[] = {
        {.date = day("2026-01-10"),
         .distance_m = 10000,
         .time_s = 2700,
         .effective_vo2max = 45.26},
        {.date = day("2026-02-10"),
         .distance_m = 5000,
         .time_s = 1260,
         .effective_vo2max = 47.0},
        {.date = day("2026-03-31"),
         .distance_m = 5000,
         .time_s = 1300,
         .effective_vo2max = 45.3},
    };
    struct ow_history_capacity c;

    (void)state;
    ow_history_capacity(efforts, 3, day("2026-01-01"), day("2026-03-31"), &c);
    assert_int_equal(c.efforts, 3);
    assert_near(c.effective_vo2max, 47.0, 0);
    assert_near(c.least, 45.26, 0);
    assert_near(c.spread, 0.99324, 0.00001);
    assert_int_equal(c.date.days, day("2026-02-10").days);
    assert_true(c.low > 45 && c.low < 46.2 && c.high > 48 && c.high < 49.5);
    ow_history_capacity(efforts, 3, day("2026-01-01"), day("2026-01-31"), &c);
    assert_int_equal(c.efforts, 1);
    assert_true(ow_is_missing(c.spread));
    ow_history_capacity(efforts, 3, day("2025-01-01"), day("2025-12-31"), &c);
    assert_int_equal(c.efforts, 0);
    assert_true(ow_is_missing(c.effective_vo2max) && ow_is_missing(c.low));
    assert_false(ow_date_is_known(c.date));
}

static void a_day_is_judged_by_the_year_before_it(void **state)
{
    const struct ow_history_effort efforts[] = {
        {.date = day("2024-06-01"), .effective_vo2max = 50},
        {.date = day("2025-06-01"), .effective_vo2max = 46},
        {.date = day("2025-09-01"), .effective_vo2max = 44},
    };
    static const struct {
        const char *date;
        double vo2max;
    } cases[] = {
        {"2023-01-01", 50}, /* nothing yet: the first shown after */
        {"2024-05-31", 50}, {"2025-05-31", 50}, {"2025-06-02", 46},
        {"2026-08-01", 44}, /* the year has the last alone */
        {"2029-01-01", 44}, /* nothing in the year: the nearest before */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_near(ow_history_vo2max_on(efforts, 3, day(cases[i].date)),
                    cases[i].vo2max, 0);
    }
    assert_true(
        ow_is_missing(ow_history_vo2max_on(efforts, 0, day("2026-01-01"))));
}

static bool looks_like_a_run(double speed_m_per_s, double swing, size_t minutes)
{
    struct ow_activity *activity = make_activity(minutes * 6 + 1);
    struct ow_trace *trace = NULL;
    struct ow_error err;
    double way_m = 0;
    bool is_run = false;

    activity->summary.sport = OW_SPORT_UNKNOWN;
    for (size_t i = 0; i <= minutes * 6; i++) {
        double phase = (double)(i / 12 % 2) * 2 - 1;
        size_t sample =
            make_sample(activity, (double)i * 10, OW_CHANNEL_DISTANCE_M, way_m);

        (void)sample;
        way_m += 10 * speed_m_per_s * (1 + swing * phase);
    }
    assert_int_equal(ow_trace_new(activity, &trace, &err), OW_OK);
    is_run = ow_history_is_run(trace);
    ow_trace_free(trace);
    ow_activity_free(activity);
    return is_run;
}

static void a_sport_can_be_told_from_speeds(void **state)
{
    (void)state;
    assert_true(looks_like_a_run(3, 0.02, 40));
    assert_true(looks_like_a_run(3.5, 0.2, 40));   /* intervals */
    assert_false(looks_like_a_run(1.4, 0.02, 60)); /* a walk */
    assert_false(looks_like_a_run(7.5, 0.1, 60));  /* a ride */
    assert_false(looks_like_a_run(4.2, 0.4, 60));  /* a slow one */
    assert_false(looks_like_a_run(3, 0.02, 4));    /* too short to say */
}

static void sports_count_as_what_they_train(void **state)
{
    (void)state;
    assert_int_equal(ow_history_kind_of(OW_SPORT_RUNNING), OW_HISTORY_RUN);
    assert_int_equal(ow_history_kind_of(OW_SPORT_TRAINING),
                     OW_HISTORY_STRENGTH);
    assert_int_equal(ow_history_kind_of(OW_SPORT_ROWING), OW_HISTORY_CROSS);
    assert_int_equal(ow_history_kind_of(OW_SPORT_WALKING), OW_HISTORY_WALK);
    assert_int_equal(ow_history_kind_of(OW_SPORT_UNKNOWN), OW_HISTORY_OTHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_follow_the_calendar),
        cmocka_unit_test(weeks_hold_what_was_done_in_them),
        cmocka_unit_test(the_longest_run_may_leave_races_out),
        cmocka_unit_test(published_plans_fall_as_was_counted),
        cmocka_unit_test(a_break_or_a_taper_is_no_down_week),
        cmocka_unit_test(consistency_is_counted_in_weeks),
        cmocka_unit_test(days_of_rest_excuse_a_week),
        cmocka_unit_test(a_race_counts_with_its_own_time),
        cmocka_unit_test(bests_that_nobody_ran_go),
        cmocka_unit_test(only_efforts_speak_for_capacity),
        cmocka_unit_test(capacity_is_the_highest_shown_with_its_band),
        cmocka_unit_test(a_day_is_judged_by_the_year_before_it),
        cmocka_unit_test(a_sport_can_be_told_from_speeds),
        cmocka_unit_test(sports_count_as_what_they_train),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
