/*
 * Standards: age grade, Boston, World Athletics points. Each published table is
 * met to its last printed digit; the figures here are our own last values.
 */
#include "onward/quantity.h"
#include "onward/standards.h"
#include "table.h"

#include "unit/cmocka_all.h"

#include <string.h>

#define M_PER_FOOT 0.3048

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

/* Exact but for the last bit that a decimal number leaves. */
static void assert_exact(double value, double expected)
{
    assert_near(value, expected, 1e-12);
}

static char sex_of(const char *text)
{
    return text[0] == 'M' || text[0] == 'm' ? 'm' : 'f';
}

/* Metres of the events that the tables give in short. */
static double metres_of(const char *event, double distance_km)
{
    static const struct {
        const char *event;
        double metres;
    } exact[] = {
        {"1 Mile", OW_MILE_M},         {"4 Mile", 4 * OW_MILE_M},
        {"5 Mile", 5 * OW_MILE_M},     {"7 Mile", 7 * OW_MILE_M},
        {"10 Mile", 10 * OW_MILE_M},   {"50 Mile", 50 * OW_MILE_M},
        {"100 Mile", 100 * OW_MILE_M}, {"H. Mar", OW_HALF_MARATHON_M},
        {"Marathon", OW_MARATHON_M},
    };

    for (size_t i = 0; i < COUNT(exact); i++) {
        if (strcmp(event, exact[i].event) == 0) {
            return exact[i].metres;
        }
    }
    return distance_km * 1000;
}

static struct ow_age_grade grade_of(char sex, int age, double distance_m,
                                    double time_s, int year)
{
    struct ow_age_grade grade = {0};
    struct ow_error err = {OW_OK, 0, ""};

    if (ow_age_grade_compute(sex, age, distance_m, time_s, year, &grade,
                             &err) != OW_OK) {
        print_error("%s\n", err.message);
        fail();
    }
    return grade;
}

/* Factor and open class stand in these columns; a time of twice the open class
 * has no say in either. */
static void meet_row(const struct table *table, int year, const char *sex,
                     double distance_m, size_t open_column, size_t age_column)
{
    double open_s = table_number(table, open_column);
    double factor = table_number(table, age_column + 1);
    struct ow_age_grade grade =
        grade_of(sex_of(sex), (int)table_number(table, age_column), distance_m,
                 2 * open_s, year);

    assert_int_equal(grade.table_year, year);
    assert_exact(grade.factor, factor);
    assert_exact(grade.open_standard_s, open_s);
    assert_near(grade.age_standard_s, table_number(table, age_column + 3),
                0.05 + 1e-9);
    assert_exact(grade.age_grade, 0.5 / factor);
    assert_false(grade.is_between_ages);
    assert_false(grade.is_between_distances);
}

static void age_table_2025(void **state)
{
    struct table table;

    (void)state;
    if (!table_open(&table, "agegrade_road_2025.csv", 4224)) {
        skip();
    }
    while (table_next(&table)) {
        meet_row(&table, 2025, table_text(&table, 0),
                 metres_of(table_text(&table, 1), table_number(&table, 2)), 3,
                 4);
    }
    assert_int_equal(table.rows, 4224);
}

static void age_table_2020(void **state)
{
    struct table table;

    (void)state;
    if (!table_open(&table, "agegrade_road_2020_even_ages.csv", 312)) {
        skip();
    }
    while (table_next(&table)) {
        meet_row(&table, 2020, table_text(&table, 1),
                 metres_of(table_text(&table, 2), table_number(&table, 3)), 4,
                 5);
    }
    assert_int_equal(table.rows, 312);
}

static void age_worked(void **state)
{
    struct table table;

    (void)state;
    if (!table_open(&table, "agegrade_worked_2025.csv", 5)) {
        skip();
    }
    while (table_next(&table)) {
        double distance_m =
            metres_of(table_text(&table, 2),
                      strcmp(table_text(&table, 2), "5 km") == 0 ? 5 : 10);
        struct ow_age_grade grade = grade_of(
            sex_of(table_text(&table, 0)), (int)table_number(&table, 1),
            distance_m, table_number(&table, 3), 0);

        assert_exact(grade.open_standard_s, table_number(&table, 4));
        assert_exact(grade.factor, table_number(&table, 5));
        assert_near(grade.age_standard_s, table_number(&table, 6), 0.005);
        assert_near(100 * grade.age_grade, table_number(&table, 7), 0.005);
        assert_near(grade.age_graded_time_s, table_number(&table, 8), 0.05);
    }
    assert_int_equal(table.rows, 5);
}

/* The mean of two ages, the line between two distances, and the flags. */
static void age_between(void **state)
{
    struct ow_age_grade low = grade_of('f', 44, 10000, 3000, 2020);
    struct ow_age_grade high = grade_of('f', 46, 10000, 3000, 2020);
    struct ow_age_grade odd = grade_of('f', 45, 10000, 3000, 2020);
    struct ow_age_grade half = grade_of('m', 60, OW_HALF_MARATHON_M, 6300, 0);
    struct ow_age_grade far = grade_of('m', 60, 25000, 7500, 0);
    struct ow_age_grade mid = grade_of('m', 60, 23000, 7000, 0);

    (void)state;
    assert_exact(odd.factor, (low.factor + high.factor) / 2);
    assert_exact(odd.open_standard_s, 1783);
    assert_true(odd.is_between_ages);
    assert_false(odd.is_between_distances);

    assert_false(mid.is_between_ages);
    assert_true(mid.is_between_distances);
    assert_true(mid.factor > half.factor && mid.factor < far.factor);
    assert_exact(mid.factor, 0.8089630716830136);
    assert_near(mid.open_standard_s, 3771.841313281609, 1e-9);
}

static double factor_2025(char sex, int age, double distance_m)
{
    return grade_of(sex, age, distance_m, 9e5, 2025).factor;
}

/* From 5 km up the tables lie on lines, to four decimals of the factor. */
static void age_lines(void **state)
{
    static const double from_m[] = {10000, OW_HALF_MARATHON_M};
    static const double to_m[] = {OW_HALF_MARATHON_M, OW_MARATHON_M};
    static const double between_m[] = {15000, 30000};

    (void)state;
    for (size_t i = 0; i < COUNT(between_m); i++) {
        for (int age = 5; age <= 100; age++) {
            double low = factor_2025('f', age, from_m[i]);
            double high = factor_2025('f', age, to_m[i]);
            double along =
                log(between_m[i] / from_m[i]) / log(to_m[i] / from_m[i]);

            assert_near(factor_2025('f', age, between_m[i]),
                        low + along * (high - low), 5.01e-5);
        }
    }
}

/* What the header says of an age between two, tried on ages that are known. */
static void age_means(void **state)
{
    static const double distances_m[] = {5000, 10000, OW_HALF_MARATHON_M,
                                         OW_MARATHON_M};

    (void)state;
    for (size_t i = 0; i < COUNT(distances_m); i++) {
        for (int age = 19; age <= 93; age += 2) {
            for (const char *sex = "mf"; *sex != '\0'; sex++) {
                double mean = (factor_2025(*sex, age - 1, distances_m[i]) +
                               factor_2025(*sex, age + 1, distances_m[i])) /
                              2;

                assert_near(mean, factor_2025(*sex, age, distances_m[i]),
                            (age >= 41 ? 0.0005 : 0.0025) + 1e-12);
            }
        }
    }
}

/* And of an open class between two distances: each left out in its turn. */
static void age_open_class(void **state)
{
    static const double distances_m[] = {
        5000,  6000,  8000,  10000,          15000,  20000,  21097.5, 25000,
        30000, 42195, 50000, 50 * OW_MILE_M, 100000, 150000, 200000};

    (void)state;
    for (size_t i = 1; i + 1 < COUNT(distances_m); i++) {
        const double *at_m = &distances_m[i];
        double along = log(at_m[0] / at_m[-1]) / log(at_m[1] / at_m[-1]);

        for (const char *sex = "mf"; *sex != '\0'; sex++) {
            double speed[3];

            for (int j = -1; j <= 1; j++) {
                speed[j + 1] =
                    at_m[j] /
                    grade_of(*sex, 30, at_m[j], 9e5, 0).open_standard_s;
            }
            assert_near((speed[0] + along * (speed[2] - speed[0])) / speed[1],
                        1, at_m[0] <= OW_MARATHON_M ? 0.01 : 0.04);
        }
    }
}

static void age_same_distance(void **state)
{
    static const struct {
        double distance_m;
        double open_s;
        bool is_between;
    } cases[] = {
        {1609, 227, false},  {21100, 3451, false},   {42200, 7235, false},
        {8000, 1255, false}, {8046, 1264, false},    {5004, 769, false},
        {4996, 769, false},  {200000, 52800, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_age_grade grade =
            grade_of('m', 30, cases[i].distance_m, 99999, 2025);

        assert_exact(grade.open_standard_s, cases[i].open_s);
        assert_int_equal(grade.is_between_distances, cases[i].is_between);
    }
}

static void age_refuses(void **state)
{
    static const struct {
        char sex;
        int age;
        double distance_m;
        double time_s;
        int year;
        const char *message;
    } cases[] = {
        {'m', 3, 5000, 1500, 0,
         "age 3 is outside 5 to 100 (road age-grade table of 2025)"},
        {'m', 101, 5000, 1500, 2025,
         "age 101 is outside 5 to 100 (road age-grade table of 2025)"},
        {'m', 17, 5000, 1500, 2020,
         "age 17 is outside 18 to 94 (road age-grade table of 2020)"},
        {'m', 50, 5000, 1500, 2019,
         "no road age-grade table of 2019: there are those of 2020 and 2025"},
        {'x', 50, 5000, 1500, 2025,
         "the road age-grade table of 2025 is for sex m or f"},
        {'m', 50, 3000, 900, 2025,
         "distance 3000 m is outside 1609 m alone and 5000 to 200000 m "
         "(road age-grade table of 2025)"},
        {'m', 50, 201000, 99999, 2025,
         "distance 201000 m is outside 1609 m alone and 5000 to 200000 m "
         "(road age-grade table of 2025)"},
        {'m', 50, OW_MILE_M, 400, 2020,
         "distance 1609 m is outside 5000 to 42195 m "
         "(road age-grade table of 2020)"},
        {'m', 50, OW_MISSING, 400, 2025, "distance is missing"},
        {'m', 50, OW_MARATHON_M, 1200, 2025,
         "time 1200 s is outside 6511.5 to 2678400 s (road age-grade table of "
         "2025)"},
        {'m', 50, OW_MARATHON_M, OW_MISSING, 2025, "time is missing"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_age_grade grade = {.table_year = 7};
        struct ow_error err = {OW_OK, 0, ""};

        assert_int_equal(ow_age_grade_compute(
                             cases[i].sex, cases[i].age, cases[i].distance_m,
                             cases[i].time_s, cases[i].year, &grade, &err),
                         OW_E_RANGE);
        assert_string_equal(err.message, cases[i].message);
        assert_int_equal(grade.table_year, 7);
    }
}

static double standard_of(char sex, int age, int year)
{
    double standard_s = 0;
    struct ow_error err = {OW_OK, 0, ""};

    if (ow_boston_standard(sex, age, year, &standard_s, &err) != OW_OK) {
        print_error("%s\n", err.message);
        fail();
    }
    return standard_s;
}

/* Both ends of each age group; the women's for x too, from 2026 on. */
static void boston_standards(void **state)
{
    struct table table;

    (void)state;
    if (!table_open(&table, "boston_qualifying_standards.csv", 330)) {
        skip();
    }
    while (table_next(&table)) {
        int year = (int)table_number(&table, 0);
        char sex = sex_of(table_text(&table, 1));
        const char *group = table_text(&table, 2);
        int first_age = (group[0] - '0') * 10 + (group[1] - '0');
        int last_age =
            group[2] == '+' ? 99 : (group[3] - '0') * 10 + (group[4] - '0');
        double standard_s = table_number(&table, 3);

        assert_exact(standard_of(sex, first_age, year), standard_s);
        assert_exact(standard_of(sex, last_age, year), standard_s);
        if (sex == 'f' && year >= 2026) {
            assert_exact(standard_of('x', first_age, year), standard_s);
        }
    }
    assert_int_equal(table.rows, 330);
    assert_exact(standard_of('m', 47, 0), standard_of('m', 47, 2027));
}

static void boston_cut_offs(void **state)
{
    struct table table;
    size_t count = 0;
    const struct ow_boston_cut_off *cut_offs = ow_boston_cut_offs(&count);

    (void)state;
    assert_int_equal(count, 15);
    assert_int_equal(cut_offs[14].race_year, 2026);
    assert_exact(cut_offs[14].cut_off_s, 274);
    if (!table_open(&table, "boston_cutoffs.csv", 15)) {
        skip();
    }
    while (table_next(&table)) {
        assert_int_equal(cut_offs[table.rows - 1].race_year,
                         (int)table_number(&table, 0));
        assert_exact(cut_offs[table.rows - 1].cut_off_s,
                     table_number(&table, 1));
    }
    assert_int_equal(table.rows, count);
}

static struct ow_boston qualify(double time_s, double net_drop_m, int year)
{
    struct ow_boston boston = {0};
    struct ow_error err = {OW_OK, 0, ""};

    if (ow_boston_qualify('m', 47, year, time_s, net_drop_m, &boston, &err) !=
        OW_OK) {
        print_error("%s\n", err.message);
        fail();
    }
    return boston;
}

/* Both ends of each step, in the feet it is stated in. */
static void boston_downhill(void **state)
{
    struct table table;

    (void)state;
    if (!table_open(&table, "boston_downhill_index.csv", 4)) {
        skip();
    }
    while (table_next(&table)) {
        for (size_t column = 0; column < 2; column++) {
            double drop_m =
                fmin(table_number(&table, column), 19000) * M_PER_FOOT;
            struct ow_boston boston = qualify(11000, drop_m, 2027);

            if (strcmp(table_text(&table, 3), "1") == 0) {
                assert_exact(boston.downhill_s, table_number(&table, 2));
                assert_exact(boston.margin_s, 700 - boston.downhill_s);
                assert_int_equal(boston.is_eligible, boston.margin_s >= 0);
            } else {
                assert_true(ow_is_missing(boston.downhill_s));
                assert_true(ow_is_missing(boston.margin_s));
                assert_false(boston.is_eligible);
            }
            assert_exact(qualify(11000, drop_m, 2026).downhill_s, 0);
        }
    }
    assert_int_equal(table.rows, 4);
}

static void boston_margin(void **state)
{
    static const struct {
        double time_s;
        double net_drop_m;
        double margin_s;
        bool is_eligible;
    } cases[] = {
        {11700, 0, 0, true},       {11701, 0, -1, false},
        {12000, 0, -300, false},   {11400, 500, 0, true},
        {11401, 500, -1, false},   {11100, 457.1, 600, true},
        {11100, 457.2, 300, true}, {11100, -300, 600, true},
        {7000, 1000, 4100, true},
    };
    struct ow_boston untimed = qualify(OW_MISSING, 500, 2027);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_boston boston =
            qualify(cases[i].time_s, cases[i].net_drop_m, 2027);

        assert_exact(boston.standard_s, 11700);
        assert_exact(boston.margin_s, cases[i].margin_s);
        assert_int_equal(boston.is_eligible, cases[i].is_eligible);
    }
    assert_exact(untimed.downhill_s, 300);
    assert_true(ow_is_missing(untimed.margin_s));
    assert_false(untimed.is_eligible);
    assert_int_equal(qualify(OW_MISSING, 0, 0).race_year, 2027);
}

static void boston_refuses(void **state)
{
    static const struct {
        char sex;
        int age;
        int year;
        double time_s;
        double net_drop_m;
        const char *message;
    } cases[] = {
        {'m', 17, 2027, 12000, 0,
         "age 17 is outside 18 to 120 (Boston standards)"},
        {'m', 121, 2014, 12000, 0,
         "age 121 is outside 18 to 120 (Boston standards)"},
        {'f', 47, 2028, 12000, 0,
         "race year 2028 is outside 2013 to 2027 (Boston standards)"},
        {'f', 47, 2012, 12000, 0,
         "race year 2012 is outside 2013 to 2027 (Boston standards)"},
        {'x', 47, 2025, 12000, 0,
         "race year 2025 is outside 2026 to 2027 (Boston standards, "
         "non-binary)"},
        {'\0', 47, 2027, 12000, 0,
         "the Boston standards are for sex m, f or x"},
        {'f', 47, 2027, 1200, 0,
         "marathon time 1200 s is outside 6600 to 86400 s"},
        {'f', 47, 2027, 12000, OW_MISSING, "net drop is missing"},
        {'f', 47, 2027, 12000, 6500,
         "net drop 6500 m is outside -6000 to 6000 m"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_boston boston = {.race_year = 7};
        struct ow_error err = {OW_OK, 0, ""};

        assert_int_equal(ow_boston_qualify(cases[i].sex, cases[i].age,
                                           cases[i].year, cases[i].time_s,
                                           cases[i].net_drop_m, &boston, &err),
                         OW_E_RANGE);
        assert_string_equal(err.message, cases[i].message);
        assert_int_equal(boston.race_year, 7);
    }
}

static int points_of(char sex, double distance_m, double time_s)
{
    int points = -1;
    struct ow_error err = {OW_OK, 0, ""};

    if (ow_points_of_race(sex, distance_m, time_s, &points, &err) != OW_OK) {
        print_error("%s\n", err.message);
        fail();
    }
    return points;
}

static double points_distance_m(const char *event)
{
    static const struct {
        const char *event;
        double metres;
    } named[] = {{"1mile", OW_MILE_M},
                 {"2miles", 2 * OW_MILE_M},
                 {"10miles", 10 * OW_MILE_M},
                 {"half_marathon", OW_HALF_MARATHON_M}};
    double distance_m = 0;

    for (size_t i = 0; i < COUNT(named); i++) {
        if (strcmp(event, named[i].event) == 0) {
            return named[i].metres;
        }
    }
    assert_int_equal(ow_distance_parse(event, &distance_m, NULL), OW_OK);
    return distance_m;
}

/* The formula in floating point, at times that are no edge of it: 1 to 1,351
 * points in steps of 50, each half a point up. */
static void points_table(void **state)
{
    struct table table;

    (void)state;
    if (!table_open(&table, "world_athletics_2022_coefficients.csv", 34)) {
        skip();
    }
    while (table_next(&table)) {
        double limit_s = -table_number(&table, 2);
        double factor = table_number(&table, 3);

        for (int points = 1; points <= 1351; points += 50) {
            double time_s = limit_s - sqrt((points + 0.5) / factor);

            assert_int_equal(points_of(sex_of(table_text(&table, 0)),
                                       points_distance_m(table_text(&table, 1)),
                                       time_s),
                             points);
        }
    }
    assert_int_equal(table.rows, 34);
}

static void points_edges(void **state)
{
    static const struct {
        char sex;
        double distance_m;
        double time_s;
        int points;
    } cases[] = {
        /* 0.00815 * 200^2 is 326 exactly. */
        {'m', 3000, 640, 326},
        {'m', 3000, 640.01, 325},
        {'m', 3000, 840, 0},
        {'m', 3000, 839.99, 0},
        {'m', 3000, 9000, 0},
        {'m', OW_MARATHON_M, 7235, 1322},
        {'f', OW_MARATHON_M, 7796, 1339},
        {'f', 1609, 580, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(
            points_of(cases[i].sex, cases[i].distance_m, cases[i].time_s),
            cases[i].points);
    }
}

static void points_refuse(void **state)
{
    static const struct {
        char sex;
        double distance_m;
        double time_s;
        const char *message;
    } cases[] = {
        {'x', 5000, 1200, "World Athletics points of 2022 are for sex m or f"},
        {'m', 8000, 1200,
         "distance 8000 m is none that World Athletics points of 2022 are for: "
         "800, 1500, 3000 m, 1, 2, 10 miles, 5, 10, 15, 20, 25, 30, 100 km, "
         "half, marathon"},
        {'m', OW_MARATHON_M, 1200,
         "time 1200 s is worth more than 1400 points, the most of the World "
         "Athletics tables of 2022"},
        {'m', 5000, OW_MISSING, "race time is missing"},
        {'m', 5000, 0, "race time 0 s is outside 1 to 2678400 s"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_error err = {OW_OK, 0, ""};
        int points = -7;

        assert_int_equal(ow_points_of_race(cases[i].sex, cases[i].distance_m,
                                           cases[i].time_s, &points, &err),
                         OW_E_RANGE);
        assert_string_equal(err.message, cases[i].message);
        assert_int_equal(points, -7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(age_table_2025),  cmocka_unit_test(age_table_2020),
        cmocka_unit_test(age_worked),      cmocka_unit_test(age_between),
        cmocka_unit_test(age_lines),       cmocka_unit_test(age_means),
        cmocka_unit_test(age_open_class),  cmocka_unit_test(age_same_distance),
        cmocka_unit_test(age_refuses),     cmocka_unit_test(boston_standards),
        cmocka_unit_test(boston_cut_offs), cmocka_unit_test(boston_downhill),
        cmocka_unit_test(boston_margin),   cmocka_unit_test(boston_refuses),
        cmocka_unit_test(points_table),    cmocka_unit_test(points_edges),
        cmocka_unit_test(points_refuse),
    };

    return cmocka_run_group_tests_name("standards", tests, NULL, NULL);
}
