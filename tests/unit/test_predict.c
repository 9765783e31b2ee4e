/*
 * Race times from races and efforts against published values where they are at
 * hand, against what must hold of any of them, and against our own last value.
 */
#include "near.h"
#include "onward/body.h"
#include "onward/quantity.h"
#include "table.h"

#include "unit/cmocka_all.h"

#include <string.h>

static void vickers_table(void **state)
{
    struct table table;

    (void)state;
    if (!table_open(&table, "vickers_vertosick_worked.csv", 7)) {
        skip();
    }
    while (table_next(&table)) {
        struct ow_prediction prediction = {0};
        double weekly_m = table_number(&table, 5) * OW_MILE_M;

        if (strcmp(table_text(&table, 0), "one_race") == 0) {
            assert_int_equal(ow_race_predict(table_number(&table, 1),
                                             table_number(&table, 2), weekly_m,
                                             OW_MARATHON_M, &prediction, NULL),
                             OW_OK);
            assert_string_equal(prediction.model, "vickers-vertosick-one-race");
        } else {
            assert_int_equal(
                ow_marathon_from_two_races(
                    table_number(&table, 1), table_number(&table, 2),
                    table_number(&table, 3), table_number(&table, 4), weekly_m,
                    &prediction, NULL),
                OW_OK);
            assert_string_equal(prediction.model, "vickers-vertosick-two-race");
        }
        assert_near(prediction.time_s, table_number(&table, 6), 0.05001);
    }
    assert_int_equal(table.rows, 7);
}

static struct ow_prediction predict(double race_m, double race_s,
                                    double weekly_m, double distance_m)
{
    struct ow_prediction prediction = {0};

    assert_int_equal(ow_race_predict(race_m, race_s, weekly_m, distance_m,
                                     &prediction, NULL),
                     OW_OK);
    assert_true(prediction.low_s < prediction.time_s);
    assert_true(prediction.time_s < prediction.high_s);
    return prediction;
}

static void predictions(void **state)
{
    const double half_m = OW_HALF_MARATHON_M;
    struct ow_prediction p;

    (void)state;
    p = predict(10000, 2700, OW_MISSING, 5000);
    assert_string_equal(p.model, "daniels-gilbert");
    assert_near(p.time_s, 1300, 5);
    p = predict(half_m, 5400, 40 * OW_MILE_M, OW_MARATHON_M);
    assert_own(p.time_s, 12024.2606258796);
    assert_near(p.high_s / p.time_s, 1.04, 0.001);
    p = predict(half_m, 9000, 200000, OW_MARATHON_M);
    assert_near(p.time_s, 18000, 1e-6);
    /* Without a weekly distance: the median exponent, and less certain. */
    p = predict(half_m, 5400, OW_MISSING, OW_MARATHON_M);
    assert_string_equal(p.model, "recreational-marathon");
    assert_near(p.time_s / 5400, 2.18, 0.02);
    assert_near(p.high_s / p.time_s, 1.06, 0.001);
    p = predict(10000, 2700, 50000, OW_MARATHON_M);
    assert_near(p.high_s / p.time_s, 1.07, 0.001);
    /* A marathon predicts itself, and shorter races by the equations. */
    p = predict(OW_MARATHON_M, 14400, 50000, OW_MARATHON_M);
    assert_near(p.time_s, 14400, 1e-6);
    p = predict(OW_MARATHON_M, 14400, 50000, half_m);
    assert_string_equal(p.model, "daniels-gilbert");
    p = predict(OW_MARATHON_M, 14400, OW_MISSING, 50000);
    assert_near(p.time_s, 14400 * pow(50000 / OW_MARATHON_M, 1.152), 60);
    p = predict(half_m, 3500, OW_MISSING, OW_MARATHON_M);
    assert_near(p.time_s, 3500 * pow(2, 1.07732), 1e-3);
    p = predict(half_m, 9000, OW_MISSING, OW_MARATHON_M);
    assert_near(p.time_s, 9000 * pow(2, 1.156), 1e-3);
    assert_int_equal(
        ow_race_predict(half_m, 5400, 400000, OW_MARATHON_M, &p, NULL),
        OW_E_RANGE);
    assert_int_equal(
        ow_race_predict(half_m, 540, 40000, OW_MARATHON_M, &p, NULL),
        OW_E_RANGE);
}

static void predictions_grow(void **state)
{
    (void)state;
    for (double race_s = 900; race_s < 2600; race_s += 50) {
        double before_s = 0;

        for (double distance_m = 1000; distance_m < 60000; distance_m += 500) {
            double time_s =
                predict(5000, race_s, OW_MISSING, distance_m).time_s;

            assert_true(time_s > before_s);
            before_s = time_s;
        }
    }
}

/* No race asked about comes out faster a kilometre than a shorter one, whatever
 * is known. */
static void longer_is_never_faster(void **state)
{
    static const double known_m[] = {
        800, 5000, 15000, OW_HALF_MARATHON_M, 30000, OW_MARATHON_M, 100000};
    static const double paces[] = {200, 260, 324};
    static const double weekly_m[] = {OW_MISSING, 0, 50000, 300000};

    (void)state;
    for (size_t i = 0; i < COUNT(known_m) * COUNT(paces) * COUNT(weekly_m);
         i++) {
        double race_m = known_m[i % COUNT(known_m)];
        double race_s = race_m / 1000 *
                        (paces[i / COUNT(known_m) % COUNT(paces)] +
                         (race_m < 1000 ? 65 : 0));
        double before = 0;

        for (double asked_m = 1000; asked_m <= 100000; asked_m += 500) {
            struct ow_prediction p =
                predict(race_m, race_s,
                        weekly_m[i / COUNT(known_m) / COUNT(paces)], asked_m);

            assert_true(p.time_s / asked_m >= before * (1 - 1e-12));
            before = p.time_s / asked_m;
        }
    }
}

/* A race foretells itself, with and without weekly distance; a faster race, a
 * faster time. */
static void round_trips(void **state)
{
    static const double distances_m[] = {
        1500, 5000, 10000, OW_HALF_MARATHON_M, 30000, OW_MARATHON_M};

    (void)state;
    for (size_t i = 0; i < COUNT(distances_m); i++) {
        double race_m = distances_m[i];
        double before_s = 0;

        for (double pace = 200; pace <= 480; pace += 20) {
            double race_s = pace * race_m / 1000;
            double weekly_m = pace < 340 ? 50000 : OW_MISSING;
            double asked_s =
                predict(race_m, race_s, OW_MISSING, OW_MARATHON_M).time_s;

            assert_near(predict(race_m, race_s, weekly_m, race_m).time_s,
                        race_s, 1e-6 * race_s);
            assert_true(asked_s > before_s);
            before_s = asked_s;
        }
    }
}

static void two_races(void **state)
{
    struct ow_prediction p = {.time_s = 7};
    struct ow_error err = {OW_OK, 0, ""};

    (void)state;
    assert_int_equal(ow_marathon_from_two_races(10000, 2700, OW_HALF_MARATHON_M,
                                                6780, 50000, &p, &err),
                     OW_OK);
    assert_near(p.high_s / p.time_s, 1.04, 0.001);
    assert_near(p.low_s / p.time_s, 0.96, 0.001);
    assert_own(p.distance_m, OW_MARATHON_M);
    /* Far outside the survey: not faster a kilometre than the half. */
    assert_int_equal(ow_marathon_from_two_races(5000, 780, OW_HALF_MARATHON_M,
                                                3600, 300000, &p, &err),
                     OW_OK);
    assert_near(p.time_s, 7200, 1e-9);
}

static void two_races_refuse(void **state)
{
    static const struct {
        struct ow_effort near;
        struct ow_effort far;
        double weekly_m;
        const char *message;
    } cases[] = {
        {{10000, 2700},
         {10000, 2700},
         5e4,
         "longer race 10000 m is outside 12000 to 42195 m (Vickers and "
         "Vertosick 2016)"},
        {{100, 27},
         {10000, 2700},
         5e4,
         "race distance 100 m is outside 800 to 100000 m (Daniels and Gilbert "
         "1979)"},
        {{5000, 1300},
         {10000, 2700},
         -1000,
         "weekly distance -1 km is outside 0 to 300 km (Vickers and Vertosick "
         "2016)"},
        {{5000, 1300}, {10000, 2700}, OW_MISSING, "weekly distance is missing"},
        {{5000, 1300},
         {10000, 227},
         5e4,
         "effective VO2max of the race 1070.54 is outside 10 to 95 (Daniels "
         "and "
         "Gilbert 1979)"},
        {{5000, 1800},
         {10000, 2700},
         5e4,
         "exponent between the two races 0.58 is outside 0.9 to 1.4 (such "
         "races do not go together)"},
    };
    struct ow_prediction p = {.time_s = 7};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_error err = {OW_OK, 0, ""};

        assert_int_equal(ow_marathon_from_two_races(
                             cases[i].near.distance_m, cases[i].near.duration_s,
                             cases[i].far.distance_m, cases[i].far.duration_s,
                             cases[i].weekly_m, &p, &err),
                         OW_E_RANGE);
        assert_string_equal(err.message, cases[i].message);
    }
    assert_own(p.time_s, 7);
}

/* Who runs more in a week runs the marathon faster, and never faster than the
 * half; the survey's model has its own band. */
static void weekly_distance_counts(void **state)
{
    static const double halves_s[] = {4200, 5400, 7200, 9600};

    (void)state;
    for (size_t i = 0; i < COUNT(halves_s); i++) {
        double before_s = 1e9;

        for (double weekly_m = 0; weekly_m <= 300000; weekly_m += 10000) {
            struct ow_prediction p = predict(OW_HALF_MARATHON_M, halves_s[i],
                                             weekly_m, OW_MARATHON_M);

            assert_true(p.time_s <= before_s);
            assert_true(p.time_s >= 2 * halves_s[i] - 1e-6);
            assert_near(p.high_s / p.time_s, 1.04, 0.001);
            before_s = p.time_s;
        }
    }
}

/* The mean band of the survey's model over the races it was made from is about
 * what its published error says: 80 % of a normal distribution, for a marathon
 * of four hours. */
static void band_against_survey(void **state)
{
    static const double races_m[] = {5000, 10000, OW_HALF_MARATHON_M};
    struct table table;
    size_t used = 0;

    (void)state;
    if (!table_open(&table, "evidence_effects.csv", 1)) {
        skip();
    }
    while (table_next(&table)) {
        double mean_min = 0;

        if (strcmp(table_text(&table, 1), "one-race model") != 0) {
            continue;
        }
        for (size_t i = 0; i < COUNT(races_m); i++) {
            double race_s = 14400 * pow(races_m[i] / OW_MARATHON_M, 1.1);
            struct ow_prediction p =
                predict(races_m[i], race_s, 45000, OW_MARATHON_M);

            mean_min += (p.high_s / p.time_s - 1) * 240 / COUNT(races_m);
        }
        assert_near(mean_min / (1.2816 * sqrt(table_number(&table, 3))), 1,
                    0.2);
        used++;
    }
    assert_int_equal(used, 1);
}

/* The answer first, then the others, each once and in its own band. */
static void models(void **state)
{
    struct ow_prediction p[OW_RACE_MODELS];
    size_t count = 0;

    (void)state;
    assert_int_equal(ow_race_compare(OW_HALF_MARATHON_M, 5400, 64373.76,
                                     OW_MARATHON_M, p, &count, NULL),
                     OW_OK);
    assert_int_equal(count, 5);
    assert_string_equal(p[0].model, "vickers-vertosick-one-race");
    assert_own(p[0].time_s, 12024.2606258796);
    assert_string_equal(p[1].model, "daniels-gilbert");
    assert_string_equal(p[2].model, "recreational-marathon");
    assert_string_equal(p[3].model, "riegel");
    assert_near(p[3].time_s, 5400 * pow(2, 1.06), 1e-6);
    assert_string_equal(p[4].model, "cameron");
    assert_own(p[4].time_s, 11475.128278319833);
    for (size_t i = 0; i < count; i++) {
        /* A half of 1:30 and 40 miles a week: 3:20 is within all bands. */
        assert_true(p[i].low_s < 12024 && p[i].high_s > 12024);
        assert_true(p[i].low_s < p[i].time_s && p[i].time_s < p[i].high_s);
    }
    assert_int_equal(
        ow_race_compare(5000, 1200, OW_MISSING, 10000, p, &count, NULL), OW_OK);
    assert_int_equal(count, 3);
    assert_string_equal(p[0].model, "daniels-gilbert");
    assert_near(p[2].time_s / p[0].time_s, 1, 0.01);
}

/* A model says nothing outside what it was made for. */
static void models_know_their_range(void **state)
{
    struct ow_prediction p[OW_RACE_MODELS];
    struct ow_error err = {OW_OK, 0, ""};
    size_t count = 7;

    (void)state;
    assert_int_equal(ow_race_compare(OW_HALF_MARATHON_M, 7200, OW_MISSING,
                                     OW_MARATHON_M, p, &count, NULL),
                     OW_OK);
    assert_int_equal(count, 3); /* over 230 minutes: no Riegel */
    assert_string_equal(p[2].model, "cameron");
    assert_int_equal(ow_race_compare(OW_MARATHON_M, 12000, OW_MISSING, 50000, p,
                                     &count, NULL),
                     OW_OK);
    assert_int_equal(count, 2);
    assert_int_equal(
        ow_race_compare(OW_MARATHON_M, 1200, OW_MISSING, 5000, p, &count, &err),
        OW_E_RANGE);
    assert_string_equal(err.message,
                        "effective VO2max of the race 884.41 is outside 10 to "
                        "95 (Daniels and Gilbert 1979)");
    assert_int_equal(count, 2);
}

/* From a marathon the equations have a half too slow: the band reaches down. */
static void bands_lean(void **state)
{
    struct ow_prediction down =
        predict(OW_MARATHON_M, 14400, OW_MISSING, OW_HALF_MARATHON_M);
    struct ow_prediction even = predict(10000, 2700, OW_MISSING, 5000);

    (void)state;
    assert_near(1 - down.low_s / down.time_s, 0.051 + 0.0397, 0.0001);
    assert_near(down.high_s / down.time_s - 1, 0.0397, 0.0001);
    assert_near(1 - even.low_s / even.time_s, even.high_s / even.time_s - 1,
                1e-12);
}

static double fair_s(double race_m, double race_s, enum ow_course course)
{
    double time_s = 0;

    assert_int_equal(
        ow_race_on_fair_course(race_m, race_s, course, &time_s, NULL), OW_OK);
    return time_s;
}

static void course_table(void **state)
{
    static const double distances_m[] = {5000, 5 * OW_MILE_M, 10000,
                                         10 * OW_MILE_M, OW_HALF_MARATHON_M};
    struct ow_error err = {OW_OK, 0, ""};
    struct table table;
    double time_s = 7;

    (void)state;
    assert_own(fair_s(10000, 2700, OW_COURSE_FAIR), 2700);
    assert_true(fair_s(10000, 2700, OW_COURSE_FAST) > 2700);
    assert_true(fair_s(10000, 2700, OW_COURSE_DIFFICULT) < 2700);
    assert_int_equal(
        ow_race_on_fair_course(15000, 4200, OW_COURSE_FAST, &time_s, &err),
        OW_E_RANGE);
    assert_string_equal(err.message,
                        "a course is known for 5 km, 5 mi, 10 km, 10 mi and "
                        "half alone (Vickers and Vertosick 2016)");
    assert_own(time_s, 7);
    if (!table_open(&table, "vickers_vertosick_race_condition_adjustment.csv",
                    5)) {
        skip();
    }
    for (size_t i = 0; table_next(&table) && i < COUNT(distances_m); i++) {
        double race_s = distances_m[i] / 3.5;

        assert_near(distances_m[i] /
                        fair_s(distances_m[i], race_s, OW_COURSE_FAST),
                    3.5 + table_number(&table, 1), 1e-12);
        assert_near(distances_m[i] /
                        fair_s(distances_m[i], race_s, OW_COURSE_DIFFICULT),
                    3.5 + table_number(&table, 2), 1e-12);
    }
    assert_int_equal(table.rows, 5);
}

static void critical_speed_table(void **state)
{
    struct table table;

    (void)state;
    if (!table_open(&table, "critical_speed_5k.csv", 5)) {
        skip();
    }
    while (table_next(&table)) {
        struct ow_critical_speed fit = {
            .speed_m_per_s = table_number(&table, 1),
            .d_prime_m = table_number(&table, 2),
            .shortest_m = 1500,
            .longest_m = 5000,
        };
        struct ow_prediction p = {0};

        assert_int_equal(ow_critical_speed_predict(&fit, 5000, &p, NULL),
                         OW_OK);
        assert_near(p.time_s, table_number(&table, 5), 0.05001);
        assert_near(p.time_s, table_number(&table, 3), 1);
    }
    assert_int_equal(table.rows, 5);
}

static void critical_speed(void **state)
{
    static const struct ow_effort two[] = {{1200, 220}, {5000, 1030}};
    /* On a line of 4 m/s and 200 m, the middle one 6 m off it. */
    static const struct ow_effort three[] = {
        {1000, 200}, {1806, 400}, {2600, 600}};
    struct ow_critical_speed fit = {0};
    struct ow_prediction p = {0};

    (void)state;
    assert_int_equal(ow_critical_speed_fit(two, 2, &fit, NULL), OW_OK);
    assert_own(fit.speed_m_per_s, 3800 / 810.0);
    assert_near(fit.d_prime_m, 1200 - 220 * 3800 / 810.0, 1e-9);
    assert_near(fit.worst_m, 0, 1e-9);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(
            ow_critical_speed_predict(&fit, two[i].distance_m, &p, NULL),
            OW_OK);
        assert_near(p.time_s, two[i].duration_s, 1e-9);
        assert_near(p.high_s / p.time_s, 1.012, 1e-9);
        assert_string_equal(p.model, "critical-speed");
    }
    assert_int_equal(ow_critical_speed_fit(three, 3, &fit, NULL), OW_OK);
    assert_near(fit.speed_m_per_s, 4, 1e-12);
    assert_near(fit.d_prime_m, 202, 1e-9);
    assert_near(fit.worst_m, 4, 1e-9);
    assert_int_equal(ow_critical_speed_predict(&fit, 4000, &p, NULL), OW_OK);
    assert_near(p.high_s / p.time_s, 1.012 + 0.04 * log(4000 / 2600.0), 1e-9);
}

static const struct {
    struct ow_effort efforts[3];
    size_t count;
    const char *message;
} no_lines[] = {
    {{{1200, 220}}, 1, "1 effort is fewer than the 2 a line needs"},
    {{{400, 70}, {1200, 220}},
     2,
     "effort 70 s is outside 120 to 1200 s (the line holds for 2 to 20 "
     "minutes)"},
    {{{1200, 220}, {10000, 2400}},
     2,
     "effort 2400 s is outside 120 to 1200 s (the line holds for 2 to 20 "
     "minutes)"},
    {{{1200, 220}, {1500, 290}},
     2,
     "longest effort 290 s is outside 330 to 1200 s (efforts too much "
     "alike make no line)"},
    {{{1200, 220}, {1200, 220}},
     2,
     "longest effort 220 s is outside 330 to 1200 s (efforts too much "
     "alike make no line)"},
    {{{1200, 120}, {5000, 1000}},
     2,
     "speed of the effort 10 m/s is outside 1 to 9 m/s (nobody has such a "
     "line)"},
    {{{1200, 300}, {3000, 600}},
     2,
     "D' -600 m is outside 0 to 1000 m (nobody has such a line)"},
    {{{1200, 220}, {1250, 1000}},
     2,
     "critical speed 0.06 m/s is outside 1 to 7 m/s (nobody has such a "
     "line)"},
    {{{OW_MISSING, 220}, {1250, 1000}}, 2, "speed of the effort is missing"},
};

static void critical_speed_refuses(void **state)
{
    struct ow_critical_speed fit = {.speed_m_per_s = 4,
                                    .d_prime_m = 200,
                                    .shortest_m = 1000,
                                    .longest_m = 4000};
    struct ow_prediction p = {.time_s = 7};

    (void)state;
    for (size_t i = 0; i < COUNT(no_lines); i++) {
        struct ow_error err = {OW_OK, 0, ""};

        assert_int_equal(ow_critical_speed_fit(no_lines[i].efforts,
                                               no_lines[i].count, &fit, &err),
                         OW_E_RANGE);
        assert_string_equal(err.message, no_lines[i].message);
    }
    assert_own(fit.speed_m_per_s, 4);
    assert_int_equal(ow_critical_speed_predict(&fit, 600, &p, NULL),
                     OW_E_RANGE);
    assert_int_equal(ow_critical_speed_predict(&fit, 10000, &p, NULL),
                     OW_E_RANGE);
    assert_own(p.time_s, 7);
}

/* The published shares at their finish times, and the mean of all runners at
 * a finish time of the middle. */
static void marathon_share(void **state)
{
    struct ow_prediction p = {.time_s = 7};
    struct ow_error err = {OW_OK, 0, ""};
    struct table table;
    size_t used = 0;

    (void)state;
    assert_int_equal(ow_marathon_from_critical_speed(2.4, &p, &err),
                     OW_E_RANGE);
    assert_string_equal(err.message,
                        "critical speed 2.4 m/s is outside 2.48 to 5.04 m/s "
                        "(Smyth and Muniz-Pumares 2020)");
    assert_int_equal(ow_marathon_from_critical_speed(5.1, &p, NULL),
                     OW_E_RANGE);
    assert_own(p.time_s, 7);
    if (!table_open(&table, "evidence_effects.csv", 3)) {
        skip();
    }
    while (table_next(&table)) {
        const char *who = table_text(&table, 1);
        double time_s = strstr(who, "150 min") != NULL   ? 9000
                        : strstr(who, "360 min") != NULL ? 21600
                                                         : 16320;

        if (strcmp(table_text(&table, 0), "Smyth & Muniz-Pumares 2020") == 0) {
            double share = table_number(&table, 3) / 100;

            assert_int_equal(ow_marathon_from_critical_speed(
                                 OW_MARATHON_M / time_s / share, &p, NULL),
                             OW_OK);
            assert_near(p.time_s / time_s, 1,
                        time_s < 10000 || time_s > 20000 ? 1e-9 : 0.002);
            assert_near(p.high_s / p.time_s - 1, 1.2816 * 0.077, 1e-12);
            used++;
        }
    }
    assert_int_equal(used, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vickers_table),
        cmocka_unit_test(predictions),
        cmocka_unit_test(predictions_grow),
        cmocka_unit_test(longer_is_never_faster),
        cmocka_unit_test(round_trips),
        cmocka_unit_test(weekly_distance_counts),
        cmocka_unit_test(band_against_survey),
        cmocka_unit_test(two_races),
        cmocka_unit_test(two_races_refuse),
        cmocka_unit_test(models),
        cmocka_unit_test(models_know_their_range),
        cmocka_unit_test(bands_lean),
        cmocka_unit_test(course_table),
        cmocka_unit_test(critical_speed_table),
        cmocka_unit_test(critical_speed),
        cmocka_unit_test(critical_speed_refuses),
        cmocka_unit_test(marathon_share),
    };

    return cmocka_run_group_tests_name("predict", tests, NULL, NULL);
}
