/* The recipes of sessions: against their workouts, by hand, and that of each
 * kind and season there are three structures. */
#include "engine/workout/library_design.h"
#include "onward/activity.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <string.h>

/* A runner of 45:00 over 10 km, about. */
static struct library_paces paces(bool by_effort)
{
    return (struct library_paces){
        .s_per_km = {660, 344, 328, 320, 293, 285, 262, 247},
        .easy_fast_s_per_km = 332,
        .vo2max_milli = 45000,
        .by_effort = by_effort};
}

static const struct library_order orders[] = {
    {.kind = LIBRARY_EASY, .distance_m = 8000},
    {.kind = LIBRARY_LONG, .distance_m = 21500},
    {.kind = LIBRARY_RUN_WALK, .duration_s = 1800, .run_s = 60, .walk_s = 60},
    {.kind = LIBRARY_PROGRESSION_SEGMENTED, .duration_s = 3000, .work_s = 900},
    {.kind = LIBRARY_PROGRESSION_FINISH,
     .duration_s = 1200,
     .work_s = 0,
     .soften = OW_SOFTEN_DOWN_WEEK},
    {.kind = LIBRARY_PROGRESSION_CONTINUOUS, .duration_s = 3600, .work_s = 900},
    {.kind = LIBRARY_PROGRESSION_FINISH, .duration_s = 2700, .work_s = 600},
    {.kind = LIBRARY_TEMPO, .duration_s = 3300, .work_s = 1500},
    {.kind = LIBRARY_INTERVALS, .duration_s = 3600, .work_s = 1080},
    {.kind = LIBRARY_FARTLEK, .duration_s = 2400, .work_s = 600},
    {.kind = LIBRARY_HILLS, .duration_s = 3000, .work_s = 480},
    {.kind = LIBRARY_STRIDES, .duration_s = 2400, .work_s = 120},
    {.kind = LIBRARY_LONG_FINISH,
     .distance_m = 18000,
     .work_s = 1200,
     .goal_m = 21098},
    {.kind = LIBRARY_LONG_STAGES,
     .distance_m = 25000,
     .work_s = 2700,
     .goal_m = 42195},
    {.kind = LIBRARY_LONG_FINISH, .distance_m = 6000, .work_s = 1200},
};

#define ORDER_COUNT (sizeof orders / sizeof orders[0])

static struct library_measure measure(size_t order)
{
    struct library_paces pace = paces(false);

    return library_measure(&orders[order], &pace);
}

static void recipes_agree_with_workouts(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2 * ORDER_COUNT; i++) {
        const struct library_order *order = &orders[i / 2];
        struct library_paces pace = paces(i % 2 == 1);
        struct library_measure sum = library_measure(order, &pace);
        struct ow_workout *workout = NULL;

        assert_int_equal(library_build(order, &pace, &workout, NULL), OW_OK);
        if (order->distance_m > 0) {
            assert_int_equal(sum.distance_m, order->distance_m);
            assert_float_equal(ow_workout_total_m(workout), order->distance_m,
                               0);
        } else {
            assert_int_equal(sum.duration_s, order->duration_s);
            assert_float_equal(ow_workout_total_s(workout), order->duration_s,
                               0);
        }
        assert_true(sum.threshold_s > 0);
        assert_true(sum.threshold_s < sum.duration_s);
        ow_workout_free(workout);
    }
}

static void hard_seconds_by_hand(void **state)
{
    (void)state;
    /* Tempo: five of five minutes. Intervals: six of three minutes. */
    assert_int_equal(measure(7).hard_s, 1500);
    assert_int_equal(measure(7).times, 5);
    assert_int_equal(measure(8).hard_s, 1080);
    assert_int_equal(measure(8).times, 6);
    /* Strides: six of 20 s. */
    assert_int_equal(measure(11).hard_s, 120);
    /* Easy and long runs and a gentle progression have none. */
    assert_int_equal(measure(0).hard_s, 0);
    assert_int_equal(measure(1).hard_s, 0);
    assert_int_equal(measure(4).hard_s, 0);
    /* Of 3,600 s 720 warm up and 360 cool down; of 2,520 an eighth, 300 in
     * whole minutes, is the peak at 285; the ramp of 2,220 s from 344 to there
     * is past 320 s/km for 35/59 of it. */
    assert_int_equal(measure(5).hard_s, 300 + 2220 * 35 / 59);
    assert_int_equal(measure(5).peak_s, 300);
    /* At marathon pace nothing is hard, though its end is a peak. */
    assert_int_equal(measure(13).hard_s, 0);
    assert_true(measure(13).peak_s > 600);
    /* Toward a half-marathon the end is: its peak and some of the ramp. */
    assert_true(measure(12).hard_s >= measure(12).peak_s);
    assert_true(measure(12).hard_s <= 1200);
    /* Too short for a fast end. */
    assert_int_equal(measure(14).peak_s, 0);
}

static void repeats_by_distance(void **state)
{
    const struct library_pattern *quarters =
        library_pattern_of(LIBRARY_INTERVALS, LIBRARY_SHORT_EARLY, 2);
    struct library_order order = {.kind = LIBRARY_INTERVALS,
                                  .duration_s = 3000,
                                  .work_s = 900,
                                  .pattern = quarters};
    struct library_paces pace = paces(false);
    struct library_measure sum = library_measure(&order, &pace);
    struct ow_workout *workout = NULL;
    size_t count = 0;

    (void)state;
    assert_int_equal(quarters->fast_m, 400);
    /* 400 m at 262 s/km are 104 s: eight in 900 s. */
    assert_int_equal(sum.times, 8);
    assert_int_equal(sum.hard_s, 8 * 104);
    assert_int_equal(sum.duration_s, 3000);
    assert_int_equal(library_build(&order, &pace, &workout, NULL), OW_OK);
    assert_float_equal(ow_workout_steps(workout, &count)[2].end_value, 400, 0);
    ow_workout_free(workout);
}

static void a_block_where_two_do_not_fit(void **state)
{
    struct library_order order = {
        .kind = LIBRARY_TEMPO, .duration_s = 2700, .work_s = 500};
    struct library_paces pace = paces(false);

    (void)state;
    assert_int_equal(library_measure(&order, &pace).times, 0);
    assert_int_equal(library_measure(&order, &pace).hard_s, 500);
}

static void three_structures_a_season(void **state)
{
    static const enum library_kind kinds[] = {LIBRARY_INTERVALS, LIBRARY_TEMPO,
                                              LIBRARY_FARTLEK, LIBRARY_HILLS};

    (void)state;
    assert_null(library_pattern_of(LIBRARY_EASY, LIBRARY_SHORT_EARLY, 0));
    for (size_t k = 0; k < 4; k++) {
        for (unsigned when = 1; when <= LIBRARY_LONG_LATE; when *= 2) {
            const struct library_pattern *seen[3] = {NULL};

            for (int i = 0; i < 3; i++) {
                seen[i] = library_pattern_of(kinds[k], (enum library_when)when,
                                             2 * i);
                assert_non_null(seen[i]);
                assert_int_equal(seen[i]->kind, kinds[k]);
            }
            /* Every second week and every fourth they turn. */
            assert_ptr_not_equal(seen[0], seen[1]);
            assert_ptr_not_equal(seen[1], seen[2]);
            assert_ptr_not_equal(seen[0], seen[2]);
            assert_ptr_equal(
                seen[0],
                library_pattern_of(kinds[k], (enum library_when)when, 6));
        }
    }
}

static void easy_steps_have_a_ceiling_only(void **state)
{
    struct library_order order = {
        .kind = LIBRARY_TEMPO, .duration_s = 2700, .work_s = 500};
    struct library_paces pace = paces(false);
    struct ow_workout *workout = NULL;
    const struct ow_step *steps = NULL;
    size_t count = 0;

    (void)state;
    assert_int_equal(library_build(&order, &pace, &workout, NULL), OW_OK);
    steps = ow_workout_steps(workout, &count);
    assert_int_equal(count, 3);
    assert_true(ow_is_missing(steps[0].target.low));
    assert_float_equal(steps[0].target.high, 332, 0);
    assert_float_equal(steps[1].target.low, 289, 0);
    assert_float_equal(steps[1].target.high, 281, 0);
    ow_workout_free(workout);
}

/* A plan's progression run is the one that the designer makes of the same
 * race, but for the rounding of its paces. */
static void plans_and_designer_agree(void **state)
{
    static const enum library_kind kinds[] = {LIBRARY_PROGRESSION_CONTINUOUS,
                                              LIBRARY_PROGRESSION_SEGMENTED,
                                              LIBRARY_PROGRESSION_FINISH};
    struct ow_prediction marathon;
    struct library_paces pace;
    double vo2max = 0;

    (void)state;
    assert_int_equal(ow_vo2max_from_race(10000, 2700, &vo2max, NULL), OW_OK);
    assert_int_equal(
        ow_race_predict(10000, 2700, OW_MISSING, 42195, &marathon, NULL),
        OW_OK);
    assert_int_equal(
        library_paces_make(vo2max, marathon.time_s, OW_MISSING, &pace, NULL),
        OW_OK);
    for (int kind = 0; kind < OW_PROGRESSION_KIND_COUNT; kind++) {
        struct ow_progression wanted = {.kind = (enum ow_progression_kind)kind,
                                        .level = OW_LEVEL_INTERMEDIATE,
                                        .total = {.s = 3000},
                                        .race = {10000, 2700}};
        struct library_order order = {.kind = kinds[kind],
                                      .level = OW_LEVEL_INTERMEDIATE,
                                      .duration_s = 3000,
                                      .work_s = 3000,
                                      .goal_m = 10000};
        struct ow_progression_notes notes;
        struct ow_workout *designed = NULL;
        struct ow_workout *planned = NULL;
        const struct ow_step *first = NULL;
        const struct ow_step *second = NULL;
        size_t counts[2] = {0, 0};

        assert_int_equal(ow_progression_build(&wanted, &designed, &notes, NULL),
                         OW_OK);
        assert_int_equal(library_build(&order, &pace, &planned, NULL), OW_OK);
        first = ow_workout_steps(designed, &counts[0]);
        second = ow_workout_steps(planned, &counts[1]);
        assert_int_equal(counts[0], counts[1]);
        for (size_t i = 0; i < counts[0]; i++) {
            assert_int_equal(first[i].role, second[i].role);
            assert_float_equal(first[i].end_value, second[i].end_value, 0);
            assert_float_equal(first[i].target.high, second[i].target.high, 1);
        }
        ow_workout_free(designed);
        ow_workout_free(planned);
    }
}

static void paces_are_in_order(void **state)
{
    (void)state;
    for (int v = 10; v <= 95; v++) {
        for (int slow = 0; slow < 3; slow++) {
            struct library_paces pace;
            double marathon_s = slow == 0 ? OW_MISSING : 9000 * slow * 2;

            assert_int_equal(
                library_paces_make(v, marathon_s, OW_MISSING, &pace, NULL),
                OW_OK);
            for (int zone = ZONE_STEADY; zone < ZONE_COUNT; zone++) {
                /* Of the half-marathon without a prediction that is all. */
                assert_true(pace.s_per_km[zone] <
                            pace.s_per_km[zone - 1] + (zone == ZONE_THRESHOLD));
            }
            assert_int_equal(pace.by_effort, v < 25);
        }
    }
    assert_int_equal(library_paces_make(9, OW_MISSING, OW_MISSING,
                                        &(struct library_paces){0}, NULL),
                     OW_E_RANGE);
}

/* What the week bears bounds the fast part, of ramps and stages too. */
static void a_bound_holds_for_every_kind(void **state)
{
    static const enum library_kind kinds[] = {LIBRARY_PROGRESSION_CONTINUOUS,
                                              LIBRARY_PROGRESSION_SEGMENTED,
                                              LIBRARY_PROGRESSION_FINISH};
    struct library_paces pace = paces(false);

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct library_order order = {.kind = kinds[i],
                                      .level = OW_LEVEL_INTERMEDIATE,
                                      .duration_s = 4500,
                                      .work_s = 1200,
                                      .goal_m = 21097};
        int32_t wide_s = library_measure(&order, &pace).hard_s;

        order.work_s = 300;
        assert_true(library_measure(&order, &pace).peak_s <= 300);
        assert_true(2 * library_measure(&order, &pace).hard_s < wide_s + 300);
    }
}

/* A softened one ends at marathon pace at most. */
static void softened_is_never_hard(void **state)
{
    struct library_paces pace = paces(false);

    (void)state;
    for (int soften = OW_SOFTEN_DOWN_WEEK; soften <= OW_SOFTEN_SORENESS;
         soften++) {
        for (int kind = LIBRARY_PROGRESSION_SEGMENTED;
             kind <= LIBRARY_PROGRESSION_FINISH; kind++) {
            struct library_order order = {.kind = (enum library_kind)kind,
                                          .level = OW_LEVEL_ADVANCED,
                                          .duration_s = 3600,
                                          .work_s = 1200,
                                          .soften = (enum ow_soften)soften};

            assert_int_equal(library_measure(&order, &pace).hard_s, 0);
        }
    }
}

static bool build_one(void *context)
{
    struct library_paces pace = paces(false);
    struct ow_workout *workout = NULL;
    struct ow_error err;
    bool is_built = library_build(context, &pace, &workout, &err) == OW_OK;

    if (!is_built) {
        assert_null(workout);
        assert_int_equal(err.status, OW_E_NOMEM);
    }
    ow_workout_free(workout);
    return is_built;
}

static void without_memory_nothing_leaks(void **state)
{
    (void)state;
    for (size_t i = 0; i < ORDER_COUNT; i++) {
        struct library_order order = orders[i];

        assert_true(fault_sweep(build_one, &order) > 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recipes_agree_with_workouts),
        cmocka_unit_test(hard_seconds_by_hand),
        cmocka_unit_test(repeats_by_distance),
        cmocka_unit_test(a_block_where_two_do_not_fit),
        cmocka_unit_test(three_structures_a_season),
        cmocka_unit_test(easy_steps_have_a_ceiling_only),
        cmocka_unit_test(plans_and_designer_agree),
        cmocka_unit_test(paces_are_in_order),
        cmocka_unit_test(a_bound_holds_for_every_kind),
        cmocka_unit_test(softened_is_never_hard),
        cmocka_unit_test(without_memory_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
