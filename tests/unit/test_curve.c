/* Curves: every path the same bits, against trying everything, and gaps. */
#include "engine/activity/curve.h"
#include "fault.h"
#include "made_trace.h"

#include "unit/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#define STREAMS 3000
#define LONGEST_STREAM 700
/* What the header promises, of the whole sum. */
#define ROUNDING 1e-11

static struct made_trace made;

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

static struct ow_curve *curve_of(enum ow_curve_quantity quantity)
{
    struct ow_curve *curve = NULL;

    assert_int_equal(ow_curve_new(&made.trace, quantity, &curve, NULL), OW_OK);
    return curve;
}

static void assert_point(const struct ow_curve *curve, double duration_s,
                         double mean, double start_s)
{
    struct ow_curve_point point = {0};

    assert_true(ow_curve_at(curve, duration_s, &point));
    assert_near(point.duration_s, duration_s, 0);
    assert_near(point.mean, mean, 1e-9);
    assert_near(point.start_s, start_s, 0);
}

/* ------------------------------------------------------------- searching */

struct found {
    double sums[LONGEST_STREAM];
    uint32_t starts[LONGEST_STREAM];
};

static void found_init(struct found *found)
{
    memset(found, 0, sizeof *found);
    for (size_t k = 0; k < LONGEST_STREAM; k++) {
        found->sums[k] = -1;
    }
}

static void search(enum curve_path path, const struct curve_stretch *stretch,
                   struct found *found)
{
    static double scratch[8192];
    const struct curve_most most = {found->sums, found->starts};

    assert_true(curve_scratch_count(stretch->seconds) <= COUNT(scratch));
    curve_scan(path, stretch, scratch, &most);
}

static double slow_most(const struct curve_stretch *stretch, size_t length)
{
    double most = -1;

    for (size_t i = 0; i + length <= stretch->seconds; i++) {
        most = fmax(most, stretch->sums[i + length] - stretch->sums[i]);
    }
    return most;
}

/* One stretch, or two with a gap between them. */
static void assert_found(const struct curve_stretch stretches[2],
                         const struct found *found)
{
    double whole = 0;

    for (size_t i = 0; i < 2; i++) {
        whole = fmax(whole, stretches[i].sums[stretches[i].seconds] -
                                stretches[i].sums[0]);
    }
    for (size_t k = 0; k < LONGEST_STREAM; k++) {
        size_t length = curve_length(stretches->fine, k);
        double most = fmax(slow_most(&stretches[0], length),
                           slow_most(&stretches[1], length));
        bool is_second = most >= 0 && found->starts[k] >= stretches[1].first;
        const struct curve_stretch *where = &stretches[is_second];
        size_t start = found->starts[k] - where->first;

        assert_near(found->sums[k], most, ROUNDING * whole);
        if (most >= 0) {
            assert_true(start + length <= where->seconds);
            assert_near(found->sums[k],
                        where->sums[start + length] - where->sums[start], 0);
        }
    }
}

/* Cuts the drawn run in two and takes some of the second part's speed. */
static void draw_stretches(struct curve_stretch stretches[2], size_t s,
                           uint64_t *seed)
{
    size_t seconds =
        2 + (size_t)(made_trace_random(seed) * (LONGEST_STREAM - 2));
    size_t cut =
        s % 3 == 0
            ? seconds
            : 1 + (size_t)(made_trace_random(seed) * (double)(seconds - 1));
    double slower = made_trace_random(seed);
    size_t fine = s % 4 == 0 ? 1 + seconds / 3 : LONGEST_STREAM;

    made_trace_draw(&made, (enum made_trace_kind)(s % MADE_TRACE_KINDS),
                    seconds, seed);
    for (size_t i = cut + 1; i <= seconds; i++) {
        made.distance_m[i] =
            made.distance_m[cut] +
            slower * (made.distance_m[i] - made.distance_m[cut]);
    }
    stretches[0] = (struct curve_stretch){made.distance_m, cut, s % 100, fine};
    stretches[1] = (struct curve_stretch){made.distance_m + cut, seconds - cut,
                                          s % 100 + cut, fine};
}

static void every_path_the_same(void **state)
{
    static struct found plain;
    static struct found other;
    uint64_t seed = 20261122;

    (void)state;
    print_message("seed %llu, widest path %s\n", (unsigned long long)seed,
                  curve_path_name(curve_best_path()));
    for (size_t s = 0; s < STREAMS; s++) {
        struct curve_stretch stretches[2];

        draw_stretches(stretches, s, &seed);
        for (int path = 0; path <= (int)curve_best_path(); path++) {
            struct found *found = path == 0 ? &plain : &other;

            found_init(found);
            for (size_t i = 0; i < 2; i++) {
                if (stretches[i].seconds > 0) {
                    search((enum curve_path)path, &stretches[i], found);
                }
            }
            assert_memory_equal(&plain, found, sizeof plain);
        }
        if (s % 5 == 0) {
            assert_found(stretches, &plain);
        }
    }
}

static void a_second_stretch_adds_what_is_more(void **state)
{
    static const double slow[] = {0, 1, 2, 3, 4};
    static const double fast[] = {0, 2, 2, 5};
    struct curve_stretch stretch = {slow, 4, 0, 10};
    double scratch[4096];
    double sums[4] = {-1, -1, -1, -1};
    uint32_t starts[4] = {0};
    const struct curve_most most = {sums, starts};

    (void)state;
    assert_true(curve_scratch_count(4) <= COUNT(scratch));
    curve_scan(curve_best_path(), &stretch, scratch, &most);
    stretch = (struct curve_stretch){fast, 3, 10, 10};
    curve_scan(curve_best_path(), &stretch, scratch, &most);
    assert_near(sums[0], 3, 0);
    assert_int_equal(starts[0], 12);
    assert_near(sums[1], 3, 0);
    assert_int_equal(starts[1], 11);
    assert_near(sums[2], 5, 0);
    assert_int_equal(starts[2], 10);
    assert_near(sums[3], 4, 0);
    assert_int_equal(starts[3], 0);
}

/* ---------------------------------------------------------------- curves */

static void speeds_of_a_run(void **state)
{
    struct ow_curve *curve = NULL;
    struct ow_curve_point point = {-1, -1, -1};

    (void)state;
    made_trace_init(&made);
    made_trace_add(&made, 10, 0, OW_MISSING);
    made_trace_add(&made, 12, 6, OW_MISSING);
    made_trace_add(&made, 13, 7, OW_MISSING);
    made_trace_add(&made, 15.5, 17, OW_MISSING);
    curve = curve_of(OW_CURVE_SPEED_M_PER_S);
    assert_near(ow_curve_longest_s(curve), 6, 0);
    assert_point(curve, 1, 4, 13);
    assert_point(curve, 2, 4, 13);
    assert_point(curve, 3, 10.0 / 3, 13);
    assert_point(curve, 6, 17.0 / 6, 10);
    assert_true(ow_curve_at(curve, 2.9, &point));
    assert_near(point.duration_s, 2, 0);
    point.mean = -1;
    assert_false(ow_curve_at(curve, 0.9, &point));
    assert_false(ow_curve_at(curve, 6.1, &point));
    assert_false(ow_curve_at(curve, OW_MISSING, &point));
    assert_near(point.mean, -1, 0);
    ow_curve_free(curve);
    ow_curve_free(NULL);
}

static void a_mean_may_rise(void **state)
{
    struct ow_curve *curve = NULL;

    (void)state;
    made_trace_init(&made);
    made_trace_add(&made, 0, 0, OW_MISSING);
    made_trace_add(&made, 1, 3, OW_MISSING);
    made_trace_add(&made, 2, 4, OW_MISSING);
    made_trace_add(&made, 3, 7, OW_MISSING);
    curve = curve_of(OW_CURVE_SPEED_M_PER_S);
    assert_point(curve, 2, 2, 0);
    assert_point(curve, 3, 7.0 / 3, 0);
    ow_curve_free(curve);
}

static void flat_speeds(void **state)
{
    double flat_m[] = {0, 4, 6};
    struct ow_curve *curve = NULL;

    (void)state;
    made_trace_init(&made);
    made_trace_add(&made, 0, 0, OW_MISSING);
    made_trace_add(&made, 1, 2, OW_MISSING);
    made_trace_add(&made, 2, 5, OW_MISSING);
    made.trace.flat_m = flat_m;
    curve = curve_of(OW_CURVE_FLAT_M_PER_S);
    assert_point(curve, 1, 4, 0);
    assert_point(curve, 2, 3, 0);
    ow_curve_free(curve);
}

/* A value each second but from `lost` to `found`. */
static void draw_hearts(size_t seconds, size_t lost, size_t found)
{
    made_trace_init(&made);
    for (size_t i = 0; i <= seconds; i++) {
        made_trace_add(&made, (double)i, 3.0 * (double)i,
                       i > lost && i < found ? OW_MISSING
                                             : 120 + (double)(i % 10));
    }
}

static void hearts_hold_for_15_s(void **state)
{
    struct ow_curve *curve = NULL;

    (void)state;
    draw_hearts(60, 20, 35);
    curve = curve_of(OW_CURVE_HR_BPM);
    assert_near(ow_curve_longest_s(curve), 60, 0);
    assert_point(curve, 1, 129, 8);
    ow_curve_free(curve);

    draw_hearts(60, 20, 36);
    curve = curve_of(OW_CURVE_HR_BPM);
    assert_near(ow_curve_longest_s(curve), 24, 0);
    ow_curve_free(curve);
}

static void no_stretch_reaches_across_a_gap(void **state)
{
    struct ow_curve *curve = NULL;

    (void)state;
    made_trace_init(&made);
    made_trace_add(&made, 0, 0, OW_MISSING);
    made_trace_add(&made, 1, 3, 100);
    made_trace_add(&made, 3, 9, 190);
    made_trace_add(&made, 23, 70, 180);
    made_trace_add(&made, 24, 73, 170);
    made_trace_add(&made, 25, 76, 180);
    made_trace_add(&made, 25.5, 77, OW_MISSING);
    curve = curve_of(OW_CURVE_HR_BPM);
    assert_near(ow_curve_longest_s(curve), 2, 0);
    assert_point(curve, 1, 190, 1);
    assert_point(curve, 2, 190, 1);
    ow_curve_free(curve);
}

static void long_runs_by_the_minute(void **state)
{
    struct ow_curve *curve = NULL;
    struct ow_curve_point point = {0};

    (void)state;
    made_trace_init(&made);
    made_trace_add(&made, 0, 0, OW_MISSING);
    made_trace_add(&made, 40000, 80000, OW_MISSING);
    made_trace_add(&made, 50000, 110000, OW_MISSING);
    made_trace_add(&made, 100000, 210000, OW_MISSING);
    curve = curve_of(OW_CURVE_SPEED_M_PER_S);
    assert_near(ow_curve_longest_s(curve), 99960, 0);
    assert_true(ow_curve_at(curve, 3599, &point));
    assert_near(point.duration_s, 3599, 0);
    assert_near(point.mean, 3, 1e-9);
    assert_true(ow_curve_at(curve, 3719, &point));
    assert_near(point.duration_s, 3660, 0);
    assert_true(ow_curve_at(curve, 3720, &point));
    assert_near(point.duration_s, 3720, 0);
    assert_true(ow_curve_at(curve, 20040, &point));
    assert_near(point.mean, (30000 + 2 * 10040) / 20040.0, 1e-9);
    ow_curve_free(curve);
}

static void refusals(void **state)
{
    static const struct {
        const char *name;
        double span_s;
        enum ow_curve_quantity quantity;
        double hr_bpm;
        enum ow_status status;
        const char *message;
    } cases[] = {
        {"no strap", 10, OW_CURVE_HR_BPM, OW_MISSING, OW_E_NOT_FOUND,
         "not enough data: no heart rate"},
        {"a strap that told one value", 10, OW_CURVE_HR_BPM, 140,
         OW_E_NOT_FOUND, "not enough data: no second of heart rate"},
        {"no power", 10, OW_CURVE_POWER_W, OW_MISSING, OW_E_NOT_FOUND,
         "not enough data: no power"},
        {"eleven days", 950400, OW_CURVE_SPEED_M_PER_S, OW_MISSING, OW_E_RANGE,
         "the run spans 950400 s, a curve at most 864000"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_curve *curve = NULL;
        struct ow_error err = {0};

        print_message("%s\n", cases[i].name);
        made_trace_init(&made);
        made_trace_add(&made, 0, 0, OW_MISSING);
        made_trace_add(&made, cases[i].span_s, 30, cases[i].hr_bpm);
        assert_int_equal(
            ow_curve_new(&made.trace, cases[i].quantity, &curve, &err),
            cases[i].status);
        assert_string_equal(err.message, cases[i].message);
        assert_null(curve);
    }
}

static void a_few_peaks_are_the_curves_own(void **state)
{
    static const enum ow_curve_quantity quantities[] = {OW_CURVE_SPEED_M_PER_S,
                                                        OW_CURVE_HR_BPM};
    static const double spans_s[] = {1, 5, 60, 190, 240};
    double means[COUNT(spans_s)] = {0};
    struct ow_error err;

    (void)state;
    draw_hearts(230, 20, 40);
    for (size_t q = 0; q < COUNT(quantities); q++) {
        struct ow_curve *curve = curve_of(quantities[q]);

        assert_int_equal(ow_curve_peaks(&made.trace, quantities[q], spans_s,
                                        COUNT(spans_s), means, &err),
                         OW_OK);
        for (size_t k = 0; k < COUNT(spans_s); k++) {
            struct ow_curve_point point = {0, OW_MISSING, 0};
            bool is_held = ow_curve_at(curve, spans_s[k], &point);

            assert_int_equal(!ow_is_missing(means[k]), is_held);
            if (is_held) {
                assert_near(means[k], point.mean, 0);
            }
        }
        ow_curve_free(curve);
    }
    assert_false(ow_is_missing(means[3]));
    assert_true(ow_is_missing(means[4]));
    assert_int_equal(
        ow_curve_peaks(&made.trace, OW_CURVE_POWER_W, spans_s, 1, means, &err),
        OW_E_NOT_FOUND);
}

static bool make_curve(void *context)
{
    const enum ow_curve_quantity *quantity = context;
    struct ow_curve *curve = NULL;
    bool is_made = ow_curve_new(&made.trace, *quantity, &curve, NULL) == OW_OK;

    ow_curve_free(curve);
    return is_made;
}

static void faults(void **state)
{
    enum ow_curve_quantity speed = OW_CURVE_SPEED_M_PER_S;
    enum ow_curve_quantity heart = OW_CURVE_HR_BPM;

    (void)state;
    draw_hearts(100, 100, 0);
    assert_int_equal(fault_sweep(make_curve, &speed), 5);
    assert_int_equal(fault_sweep(make_curve, &heart), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_path_the_same),
        cmocka_unit_test(a_second_stretch_adds_what_is_more),
        cmocka_unit_test(speeds_of_a_run),
        cmocka_unit_test(a_mean_may_rise),
        cmocka_unit_test(flat_speeds),
        cmocka_unit_test(hearts_hold_for_15_s),
        cmocka_unit_test(no_stretch_reaches_across_a_gap),
        cmocka_unit_test(long_runs_by_the_minute),
        cmocka_unit_test(a_few_peaks_are_the_curves_own),
        cmocka_unit_test(refusals),
        cmocka_unit_test(faults),
    };

    return cmocka_run_group_tests_name("curve", tests, NULL, NULL);
}
