/* Bests: the two ways of finding them against two plain sweeps. */
#include "fault.h"
#include "made_trace.h"
#include "onward/curve.h"
#include "onward/quantity.h"

#include "unit/cmocka_all.h"

#define RUNS 400

static struct made_trace made;

/* ---------------------------------------------------- the oracle: two sweeps
 */

static double oracle_between(size_t at, double distance_m)
{
    const double *d = made.distance_m + at - 1;
    const double *t = made.time_s + at - 1;

    return t[0] + (t[1] - t[0]) * (distance_m - d[0]) / (d[1] - d[0]);
}

static void oracle_keep(struct ow_trace_best *best, double start_s,
                        double end_s)
{
    if (end_s - start_s < best->time_s) {
        best->time_s = end_s - start_s;
        best->start_s = start_s;
    }
}

static struct ow_trace_best oracle(double distance_m)
{
    struct ow_trace_best best = {distance_m, (double)INFINITY, 0};
    size_t count = made.trace.count;
    size_t after = 1;

    for (size_t end = 1; end < count; end++) {
        double from_m = made.distance_m[end] - distance_m;

        if (from_m < 0) {
            continue;
        }
        while (made.distance_m[after] <= from_m) {
            after++;
        }
        oracle_keep(&best, oracle_between(after, from_m), made.time_s[end]);
    }
    after = 1;
    for (size_t start = 0; start + 1 < count; start++) {
        double to_m = made.distance_m[start] + distance_m;

        while (after < count && made.distance_m[after] < to_m) {
            after++;
        }
        if (after == count) {
            break;
        }
        oracle_keep(&best, made.time_s[start], oracle_between(after, to_m));
    }
    return best;
}

static void assert_same(const struct ow_trace_best *best,
                        const struct ow_trace_best *expected)
{
    if (!(fabs(best->distance_m - expected->distance_m) <= 0 &&
          fabs(best->time_s - expected->time_s) <= 0 &&
          fabs(best->start_s - expected->start_s) <= 0)) {
        print_error("%.9g m: %.17g s from %.17g, not %.17g from %.17g\n",
                    expected->distance_m, best->time_s, best->start_s,
                    expected->time_s, expected->start_s);
        fail();
    }
}

static void check(double distance_m, const struct ow_curve *curve)
{
    struct ow_trace_best expected = oracle(distance_m);
    struct ow_trace_best best = {0};

    assert_true(ow_trace_best(&made.trace, distance_m, &best));
    assert_same(&best, &expected);
    best = (struct ow_trace_best){0};
    assert_true(ow_curve_best(curve, distance_m, &best));
    assert_same(&best, &expected);
}

static void check_all(uint64_t *seed)
{
    struct ow_curve *curve = NULL;
    double whole_m = made.distance_m[made.trace.count - 1];
    struct ow_trace_best bests[32];
    size_t found = 0;
    size_t at = 0;
    size_t count = 0;
    const double *distances_m = ow_trace_best_distances(&count);

    assert_int_equal(
        ow_curve_new(&made.trace, OW_CURVE_SPEED_M_PER_S, &curve, NULL), OW_OK);
    assert_int_equal(
        ow_trace_bests(&made.trace, bests, COUNT(bests), &found, NULL), OW_OK);
    for (size_t i = 0; i < count && distances_m[i] <= whole_m; i++) {
        struct ow_trace_best expected = oracle(distances_m[i]);

        check(distances_m[i], curve);
        assert_true(i < found);
        assert_same(&bests[i], &expected);
        at = i + 1;
    }
    assert_int_equal(found, at);
    for (size_t i = 0; i < 10; i++) {
        check(whole_m * fmax(1e-6, made_trace_random(seed)), curve);
    }
    check(whole_m, curve);
    ow_curve_free(curve);
}

static void bests_of_drawn_runs(void **state)
{
    uint64_t seed = 3;

    (void)state;
    print_message("seed %llu\n", (unsigned long long)seed);
    for (size_t run = 0; run < RUNS; run++) {
        enum made_trace_kind kind =
            (enum made_trace_kind)(run % MADE_TRACE_KINDS);
        size_t points = 2 + (size_t)(made_trace_random(&seed) * 2500);

        switch (run / MADE_TRACE_KINDS % 4) {
        case 0:
            made_trace_draw(&made, kind, points, &seed);
            break;
        case 1:
            made_trace_draw_uneven(&made, kind, points, 0.02, 1.5, &seed);
            break;
        case 2:
            made_trace_draw_uneven(&made, kind, points, 1, 9, &seed);
            break;
        default:
            made_trace_draw_uneven(&made, kind, 2 + points / 40, 0.5, 2000,
                                   &seed);
            break;
        }
        if (made.distance_m[made.trace.count - 1] > 0) {
            check_all(&seed);
        }
    }
}

static void a_run_of_two_days(void **state)
{
    uint64_t seed = 5;

    (void)state;
    made_trace_draw_uneven(&made, MADE_STEADY, 4000, 10, 80, &seed);
    assert_true(made.time_s[made.trace.count - 1] > OW_CURVE_EXACT_S);
    check_all(&seed);
}

static void not_of_that_length(void **state)
{
    struct ow_trace_best best = {-1, -1, -1};
    struct ow_curve *curve = NULL;
    uint64_t seed = 7;

    (void)state;
    made_trace_draw(&made, MADE_EVEN, 100, &seed);
    assert_int_equal(
        ow_curve_new(&made.trace, OW_CURVE_SPEED_M_PER_S, &curve, NULL), OW_OK);
    assert_false(ow_curve_best(curve, 0, &best));
    assert_false(ow_curve_best(curve, 400, &best));
    assert_false(ow_curve_best(curve, OW_MISSING, &best));
    ow_curve_free(curve);
    assert_int_equal(
        ow_curve_new(&made.trace, OW_CURVE_FLAT_M_PER_S, &curve, NULL), OW_OK);
    assert_false(ow_curve_best(curve, 100, &best));
    assert_true(best.time_s < 0);
    ow_curve_free(curve);
}

static void a_run_too_long_for_a_curve(void **state)
{
    struct ow_trace_best bests[32];
    struct ow_trace_best expected;
    struct ow_error err = {.message = "as before"};
    size_t found = 0;

    (void)state;
    made_trace_init(&made);
    made_trace_add(&made, 0, 0, OW_MISSING);
    made_trace_add(&made, 1000000, 1000, OW_MISSING);
    made_trace_add(&made, 1000300, 2000, OW_MISSING);
    assert_int_equal(
        ow_trace_bests(&made.trace, bests, COUNT(bests), &found, &err), OW_OK);
    assert_int_equal(found, 6);
    expected = oracle(1000);
    assert_same(&bests[2], &expected);
    assert_string_equal(err.message, "as before");
}

static bool make_bests(void *context)
{
    struct ow_trace_best bests[32];

    return ow_trace_bests(&made.trace, bests, COUNT(bests), context, NULL) ==
           OW_OK;
}

static void faults(void **state)
{
    uint64_t seed = 9;
    size_t found = 0;

    (void)state;
    made_trace_draw(&made, MADE_STEADY, 1000, &seed);
    assert_int_equal(fault_sweep(make_bests, &found), 4);
    assert_true(found > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bests_of_drawn_runs),
        cmocka_unit_test(a_run_of_two_days),
        cmocka_unit_test(not_of_that_length),
        cmocka_unit_test(a_run_too_long_for_a_curve),
        cmocka_unit_test(faults),
    };

    return cmocka_run_group_tests_name("best", tests, NULL, NULL);
}
