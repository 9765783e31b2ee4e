/* The wall by both definitions, from splits. */
#include "engine/race/wall.h"
#include "onward/quantity.h"
#include "table.h"

#include "unit/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

/* Even splits of this length and pace. */
static void fill(struct ow_split *splits, size_t count, double every_m,
                 double pace_s_per_m)
{
    for (size_t i = 0; i < count; i++) {
        splits[i].from_m = every_m * (double)i;
        splits[i].to_m = every_m * (double)(i + 1);
        splits[i].time_s = every_m * pace_s_per_m;
    }
}

static void fades_by_5_km(void **state)
{
    struct ow_split splits[8];

    (void)state;
    fill(splits, 8, 5000, 0.3);
    assert_int_equal(wall_faded(splits, 8), OW_NO);
    assert_int_equal(wall_faded(splits, 5), OW_NOT_ENOUGH_DATA);
    assert_int_equal(wall_faded(splits, 0), OW_NOT_ENOUGH_DATA);
    splits[7].time_s = 1500 * 1.072;
    assert_int_equal(wall_faded(splits, 8), OW_NO);
    splits[7].time_s = 1500 * 1.074;
    assert_int_equal(wall_faded(splits, 8), OW_YES);
    for (size_t i = 0; i < COUNT(splits); i++) {
        splits[i].time_s = i % 2 == 0 ? 1500 : 1500 * 1.06;
    }
    assert_int_equal(wall_faded(splits, 8), OW_NO);
    /* No split stands out, yet they are uneven. */
    for (size_t i = 0; i < COUNT(splits); i++) {
        splits[i].time_s = i % 2 == 0 ? 1500 : 1500 * 1.072;
    }
    assert_int_equal(wall_faded(splits, 8), OW_YES);
}

static void fades_by_1_km(void **state)
{
    struct ow_split splits[43];

    (void)state;
    fill(splits, COUNT(splits), 1000, 0.3);
    splits[42].to_m = OW_MARATHON_M;
    /* What is left over at the end is no full split. */
    splits[42].time_s = 200;
    assert_int_equal(wall_faded(splits, 43), OW_NO);
    splits[30].time_s = 300 * 1.109;
    assert_int_equal(wall_faded(splits, 43), OW_NO);
    splits[30].time_s = 300 * 1.111;
    assert_int_equal(wall_faded(splits, 43), OW_YES);
    for (size_t i = 0; i < 42; i++) {
        splits[i].time_s = i % 2 == 0 ? 300 : 300 * 1.107;
    }
    assert_int_equal(wall_faded(splits, 43), OW_NO);
    for (size_t i = 0; i < 42; i++) {
        splits[i].time_s = i % 2 == 0 ? 300 : 300 * 1.1115;
    }
    assert_int_equal(wall_faded(splits, 43), OW_YES);
}

static void measures(void **state)
{
    struct ow_split splits[9];
    struct wall wall;

    (void)state;
    fill(splits, COUNT(splits), 5000, 0.3);
    splits[8].to_m = OW_MARATHON_M;
    splits[8].time_s = 2195 * 0.3;
    wall = wall_measure(splits, 9);
    assert_near(wall.slump, 0, 1e-12);
    assert_int_equal(wall_collapsed(&wall), OW_NO);
    assert_true(ow_is_missing(wall.from_m) && ow_is_missing(wall.length_m) &&
                ow_is_missing(wall.slowdown));
    /* The last part alone is too short to be a wall. */
    splits[8].time_s *= 1.5;
    wall = wall_measure(splits, 9);
    assert_near(wall.slump, 0, 1e-12);
    assert_true(ow_is_missing(wall.from_m));
    /* With a full split it counts. */
    splits[6].time_s *= 1.3;
    wall = wall_measure(splits, 9);
    assert_near(wall.slump, 0.3, 1e-12);
    assert_int_equal(wall_collapsed(&wall), OW_YES);
    assert_near(wall.from_m, 30000, 0);
    assert_near(wall.length_m, 7195, 1e-9);
    assert_near(wall.slowdown, (0.3 * 5000 + 0.5 * 2195) / 7195, 1e-12);
    /* A slow start is none. */
    splits[0].time_s *= 2;
    splits[6].time_s /= 1.3;
    wall = wall_measure(splits, 9);
    assert_int_equal(wall_collapsed(&wall), OW_NO);
    /* Too short, or with nothing to measure by. */
    wall = wall_measure(splits, 5);
    assert_int_equal(wall_collapsed(&wall), OW_NOT_ENOUGH_DATA);
    wall = wall_measure(splits + 4, 5);
    assert_int_equal(wall_collapsed(&wall), OW_NOT_ENOUGH_DATA);
}

#define SAMPLE 3000

/* What was counted in the sample before, by name; missing where it was not. */
static double expected(const char *statistic)
{
    struct table table;
    double value = OW_MISSING;

    assert_true(table_open(&table, "boston2014_expected.csv", 1));
    while (table_next(&table)) {
        if (strcmp(table_text(&table, 0), statistic) == 0) {
            value = table_number(&table, 1);
        }
    }
    return value;
}

static int by_size(const void *a, const void *b)
{
    double off = *(const double *)a - *(const double *)b;

    return (off > 0) - (off < 0);
}

static bool has_collapsed(const struct table *table)
{
    static const double marks_m[] = {5000,  10000, 20000, 25000,
                                     30000, 35000, 40000, OW_MARATHON_M};
    static const size_t columns[] = {3, 4, 5, 7, 8, 9, 10, 11};
    struct ow_split splits[COUNT(marks_m)] = {{0}};
    struct wall wall;

    for (size_t i = 0; i < COUNT(marks_m); i++) {
        double at_s = table_number(table, columns[i]);

        splits[i].from_m = i == 0 ? 0 : marks_m[i - 1];
        splits[i].to_m = marks_m[i];
        splits[i].time_s = at_s - (i == 0 ? 0 : splits[i - 1].cumulative_s);
        splits[i].cumulative_s = at_s;
    }
    wall = wall_measure(splits, COUNT(marks_m));
    return wall_collapsed(&wall) == OW_YES;
}

/* To the last digit that was printed. */
static void boston_sample(void **state)
{
    static double slower[SAMPLE]; /* the second half, percent */
    double collapsed[2] = {0, 0};
    double runners[2] = {0, 0};
    double negative = 0;
    double sum = 0;
    struct table table;

    (void)state;
    if (!table_open(&table, "boston2014_splits_sample.csv", SAMPLE)) {
        skip();
    }
    while (table_next(&table)) {
        size_t is_man = table_text(&table, 1)[0] == 'M';
        double half_s = table_number(&table, 6);
        double share = (table_number(&table, 11) - half_s) / half_s - 1;

        assert_true(table.rows <= SAMPLE);
        slower[table.rows - 1] = 100 * share;
        sum += 100 * share;
        negative += share < 0;
        runners[is_man]++;
        collapsed[is_man] += has_collapsed(&table);
    }
    qsort(slower, SAMPLE, sizeof slower[0], by_size);
    assert_near((double)table.rows, expected("n"), 0);
    assert_near(negative / SAMPLE, expected("negative_split_share"), 0.5e-5);
    assert_near((slower[SAMPLE / 2 - 1] + slower[SAMPLE / 2]) / 2,
                expected("median_split_pct"), 0.5e-4);
    assert_near(sum / SAMPLE, expected("mean_split_pct"), 0.5e-4);
    assert_near(runners[1], expected("n_M"), 0);
    assert_near(runners[0], expected("n_F"), 0);
    assert_near(collapsed[1] / runners[1],
                expected("share_any_5k_after_20k_ge_25pct_slower_than_"
                         "5-20k_M"),
                0.5e-5);
    assert_near(collapsed[0] / runners[0],
                expected("share_any_5k_after_20k_ge_25pct_slower_than_"
                         "5-20k_F"),
                0.5e-4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fades_by_5_km),
        cmocka_unit_test(fades_by_1_km),
        cmocka_unit_test(measures),
        cmocka_unit_test(boston_sample),
    };

    return cmocka_run_group_tests_name("race_wall", tests, NULL, NULL);
}
