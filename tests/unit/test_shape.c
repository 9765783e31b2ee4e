/* Verdicts on runs whose shape is known. */
#include "engine/activity/activity.h"
#include "fault.h"
#include "make_activity.h"
#include "near.h"
#include "onward/shape.h"
#include "table.h"

#include "unit/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct ow_shape *shape_of(const struct ow_activity *activity)
{
    struct ow_trace *trace = NULL;
    struct ow_shape *shape = NULL;

    if (ow_trace_new(activity, &trace, NULL) != OW_OK) {
        trace = NULL;
    }
    assert_int_equal(ow_shape_find(activity, trace, &shape, NULL), OW_OK);
    ow_trace_free(trace);
    return shape;
}

/* ---------------------------------------------------------------- stages */

#define MOST_STAGES 24
#define MOST_EVEN_S 3000

struct staged {
    const char *name;
    struct make_stage stages[MOST_STAGES];
    enum ow_shape_verdict verdict;
    enum ow_shape_rise rise;
};

static const struct staged staged[] = {
    {"steady", {{3600, 3.0}}, OW_SHAPE_STEADY, OW_RISE_NONE},
    {"steady after a warm-up",
     {{600, 2.8}, {3000, 3.1}},
     OW_SHAPE_STEADY,
     OW_RISE_NONE},
    {"steady and a walk home",
     {{3000, 3.0}, {540, 1.4}},
     OW_SHAPE_STEADY,
     OW_RISE_NONE},
    {"six levels of 5 %",
     {{480, 2.60},
      {480, 2.73},
      {480, 2.87},
      {480, 3.01},
      {480, 3.16},
      {480, 3.32}},
     OW_SHAPE_PROGRESSION,
     OW_RISE_SEGMENTED},
    {"levels after a long warm-up",
     {{1200, 2.6}, {480, 2.8}, {480, 3.0}, {480, 3.2}},
     OW_SHAPE_PROGRESSION,
     OW_RISE_SEGMENTED},
    {"three levels",
     {{1200, 2.8}, {1200, 3.0}, {1200, 3.25}},
     OW_SHAPE_PROGRESSION,
     OW_RISE_SEGMENTED},
    {"four levels and a cool-down",
     {{600, 2.7}, {600, 2.9}, {600, 3.1}, {600, 3.3}, {600, 2.6}},
     OW_SHAPE_PROGRESSION,
     OW_RISE_SEGMENTED},
    {"fast finish",
     {{2700, 3.0}, {900, 3.5}},
     OW_SHAPE_PROGRESSION,
     OW_RISE_FAST_FINISH},
    {"tempo",
     {{900, 2.9}, {1500, 3.5}, {600, 2.8}},
     OW_SHAPE_VARIED,
     OW_RISE_NONE},
    {"intervals",
     {{600, 2.9},
      {180, 4.2},
      {120, 2.4},
      {180, 4.2},
      {120, 2.4},
      {180, 4.2},
      {120, 2.4},
      {180, 4.2},
      {120, 2.4},
      {600, 2.8}},
     OW_SHAPE_VARIED,
     OW_RISE_NONE},
    {"fade", {{1800, 3.4}, {1800, 3.0}}, OW_SHAPE_FADE, OW_RISE_NONE},
    {"faster second half",
     {{1800, 3.0}, {1740, 3.13}},
     OW_SHAPE_NEGATIVE_SPLIT,
     OW_RISE_NONE},
    {"short", {{800, 3.0}}, OW_SHAPE_UNSUITABLE, OW_RISE_NONE},
    {"of a few metres", {{200, 3.0}}, OW_SHAPE_UNSUITABLE, OW_RISE_NONE},
    {"a walk", {{3600, 1.5}}, OW_SHAPE_UNSUITABLE, OW_RISE_NONE},
    {"a ride", {{3600, 8.0}}, OW_SHAPE_UNSUITABLE, OW_RISE_NONE},
};

static void stages(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(staged); i++) {
        size_t count = 0;
        struct ow_activity *activity = NULL;
        struct ow_shape *shape = NULL;

        while (count < MOST_STAGES && staged[i].stages[count].time_s > 0) {
            count++;
        }
        activity = make_run(staged[i].stages, count);
        shape = shape_of(activity);
        if (shape->verdict != staged[i].verdict ||
            shape->rise != staged[i].rise) {
            print_error("%s: %s, %s\n", staged[i].name,
                        ow_shape_verdict_name(shape->verdict), shape->reason);
            fail();
        }
        assert_true(strlen(shape->reason) > 0);
        assert_true((shape->segment_count == 0) ==
                    (shape->verdict == OW_SHAPE_UNSUITABLE));
        ow_shape_free(shape);
        ow_activity_free(activity);
    }
}

static void segments(void **state)
{
    static const enum ow_role roles[] = {OW_ROLE_WARM_UP, OW_ROLE_BUILD,
                                         OW_ROLE_PEAK, OW_ROLE_COOL_DOWN};
    static const double speeds[] = {2.8, 3.0, 3.25, 2.6};
    const struct make_stage run[] = {
        {1000, 2.8}, {1000, 3.0}, {1000, 3.25}, {500, 2.6}};
    struct ow_activity *activity = make_run(run, COUNT(run));
    struct ow_shape *shape = shape_of(activity);

    (void)state;
    assert_int_equal(shape->segment_count, COUNT(roles));
    for (size_t i = 0; i < COUNT(roles); i++) {
        assert_int_equal(shape->segments[i].role, roles[i]);
        assert_near(shape->segments[i].start_s, 1000.0 * (double)i, 20);
        assert_near(shape->segments[i].speed_m_per_s, speeds[i], 0.02);
        assert_near(shape->segments[i].flat_m_per_s,
                    shape->segments[i].speed_m_per_s, 1e-3);
    }
    assert_near(shape->gain, 3.25 / 2.8 - 1, 0.002);
    assert_true(shape->confidence > 0.95 && shape->confidence <= 1);
    assert_true(shape->noise < 0.01);
    assert_non_null(strstr(shape->reason, "a cool-down is left out"));
    assert_non_null(strstr(shape->reason, "without elevation"));
    ow_shape_free(shape);
    ow_activity_free(activity);
}

static void turns(void **state)
{
    const struct make_stage run[] = {
        {600, 2.9}, {120, 4.2}, {90, 2.4}, {120, 4.2}, {90, 2.4}, {120, 4.2},
        {90, 2.4},  {120, 4.2}, {90, 2.4}, {120, 4.2}, {600, 2.8}};
    struct ow_activity *activity = make_run(run, COUNT(run));
    struct ow_shape *shape = shape_of(activity);
    size_t work = 0;

    (void)state;
    assert_int_equal(shape->verdict, OW_SHAPE_VARIED);
    for (size_t i = 0; i < shape->segment_count; i++) {
        work += shape->segments[i].role == OW_ROLE_WORK;
    }
    assert_int_equal(work, 5);
    assert_int_equal(shape->segments[0].role, OW_ROLE_WARM_UP);
    assert_int_equal(shape->segments[shape->segment_count - 1].role,
                     OW_ROLE_COOL_DOWN);
    ow_shape_free(shape);
    ow_activity_free(activity);
}

/* --------------------------------------------------------- what is no run */

static void no_run(void **state)
{
    const struct make_stage run[] = {{3600, 3.0}};
    struct ow_activity *activity = make_run(run, 1);
    struct ow_shape *shape = NULL;

    (void)state;
    activity->summary.sport = OW_SPORT_CYCLING;
    shape = shape_of(activity);
    assert_int_equal(shape->verdict, OW_SHAPE_UNSUITABLE);
    assert_string_equal(shape->reason, "this was no run");
    assert_true(ow_is_missing(shape->gain));
    ow_shape_free(shape);
    activity->summary.sport = OW_SPORT_UNKNOWN;
    shape = shape_of(activity);
    assert_int_equal(shape->verdict, OW_SHAPE_STEADY);
    ow_shape_free(shape);
    assert_int_equal(ow_shape_find(activity, NULL, &shape, NULL), OW_OK);
    assert_int_equal(shape->verdict, OW_SHAPE_UNSUITABLE);
    ow_shape_free(shape);
    ow_activity_free(activity);
}

/* ------------------------------------------------------- hills and stands */

/* A runner whom hills cost half as much again as the curve says. */
static double cost_of(double grade)
{
    return exp(4.5 * grade + 12 * grade * grade);
}

static double grade_at(size_t second)
{
    return 0.05 * sin((double)second / 60) + 0.03 * sin((double)second / 143);
}

static struct make_second climbing_progression(size_t second)
{
    double flat = 2.8 + 0.6 * (double)second / 3600;

    return (struct make_second){flat / cost_of(grade_at(second)),
                                grade_at(second), OW_MISSING, OW_MISSING};
}

static struct make_second climbing_steady(size_t second)
{
    return (struct make_second){3.0 / cost_of(grade_at(second)),
                                grade_at(second), OW_MISSING, OW_MISSING};
}

static void hills(void **state)
{
    struct ow_activity *activity = make_run_of(3600, climbing_progression);
    struct ow_shape *shape = shape_of(activity);

    (void)state;
    assert_int_equal(shape->verdict, OW_SHAPE_PROGRESSION);
    assert_int_equal(shape->rise, OW_RISE_CONTINUOUS);
    assert_near(shape->gain, 0.17, 0.03);
    ow_shape_free(shape);
    ow_activity_free(activity);
    activity = make_run_of(3600, climbing_steady);
    shape = shape_of(activity);
    assert_int_equal(shape->verdict, OW_SHAPE_STEADY);
    assert_near(shape->gain, 0, 0.03);
    ow_shape_free(shape);
    ow_activity_free(activity);
}

/* Stands of a minute and a walk break in a progression. */
static struct make_second broken(size_t second)
{
    double speed = second % 900 > 840     ? 0
                   : second % 1700 > 1640 ? 1.4
                                          : 2.8 + 0.6 * (double)second / 3600;

    return (struct make_second){speed, OW_MISSING, OW_MISSING, OW_MISSING};
}

/* A line that rises without a step, told as one. */
static void evenly(void **state)
{
    struct ow_activity *activity = make_activity(MOST_EVEN_S);
    struct ow_shape *shape = NULL;
    double distance_m = 0;

    (void)state;
    for (size_t s = 0; s < MOST_EVEN_S; s++) {
        make_sample(activity, (double)s, OW_CHANNEL_DISTANCE_M, distance_m);
        distance_m += 2.6 + 0.6 * (double)s / MOST_EVEN_S;
    }
    shape = shape_of(activity);
    assert_int_equal(shape->verdict, OW_SHAPE_PROGRESSION);
    assert_int_equal(shape->rise, OW_RISE_CONTINUOUS);
    ow_shape_free(shape);
    ow_activity_free(activity);
}

static void stands(void **state)
{
    struct ow_activity *activity = make_run_of(3600, broken);
    struct ow_shape *shape = shape_of(activity);

    (void)state;
    assert_int_equal(shape->verdict, OW_SHAPE_PROGRESSION);
    assert_non_null(strstr(shape->reason, "walk break"));
    ow_shape_free(shape);
    ow_activity_free(activity);
}

/* ---------------------------------------------------------- planned steps */

static void planned(void **state)
{
    const struct make_stage run[] = {
        {900, 2.8}, {900, 2.95}, {900, 3.1}, {300, 2.6}};
    static struct ow_lap laps[COUNT(run)];
    struct ow_activity *activity = make_run(run, COUNT(run));
    struct ow_shape *shape = NULL;
    int64_t at_s = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(run); i++) {
        laps[i] = (struct ow_lap){.start_time_ms = 1000 * at_s,
                                  .timer_s = (double)run[i].time_s,
                                  .elapsed_s = (double)run[i].time_s,
                                  .step_index = (int)i};
        at_s += (int64_t)run[i].time_s;
    }
    activity->laps = laps;
    activity->lap_count = COUNT(run);
    shape = shape_of(activity);
    assert_int_equal(shape->rise, OW_RISE_SEGMENTED);
    assert_int_equal(shape->segment_count, COUNT(run));
    for (size_t i = 0; i < COUNT(run); i++) {
        assert_near(shape->segments[i].start_s, 900.0 * (double)i, 20);
    }
    ow_shape_free(shape);
    ow_activity_free(activity);
}

/* ------------------------------------------------- somebody else's streams */

#define MOST_STREAM 2000

/* The next stream of the table: its samples are added to an activity. The row
 * that begins the one after stays in the table. */
static struct ow_activity *next_stream(struct table *table, char *label)
{
    struct ow_activity *activity = make_activity(MOST_STREAM);

    (void)snprintf(label, 16, "%s", table_text(table, 0));
    do {
        size_t sample =
            make_sample(activity, table_number(table, 1), OW_CHANNEL_DISTANCE_M,
                        table_number(table, 2));

        make_value(activity, sample, OW_CHANNEL_ELEVATION_M,
                   table_number(table, 3));
    } while (table_next(table) && strcmp(table_text(table, 0), label) == 0);
    return activity;
}

static void assert_as_labelled(const struct ow_shape *shape,
                               const struct table *labels)
{
    static const struct {
        const char *label;
        enum ow_shape_verdict verdict;
        enum ow_shape_rise rise;
    } meant[] = {
        {"continuous", OW_SHAPE_PROGRESSION, OW_RISE_CONTINUOUS},
        {"segmented", OW_SHAPE_PROGRESSION, OW_RISE_SEGMENTED},
        {"finish_fast", OW_SHAPE_PROGRESSION, OW_RISE_FAST_FINISH},
        {"fade", OW_SHAPE_FADE, OW_RISE_NONE},
        {"steady", OW_SHAPE_STEADY, OW_RISE_NONE},
        {"tempo", OW_SHAPE_VARIED, OW_RISE_NONE},
        {"intervals", OW_SHAPE_VARIED, OW_RISE_NONE},
        {"fartlek", OW_SHAPE_VARIED, OW_RISE_NONE},
    };
    size_t i = 0;

    while (strcmp(meant[i].label, table_text(labels, 1)) != 0) {
        i++;
        assert_true(i < COUNT(meant));
    }
    if (shape->verdict != meant[i].verdict || shape->rise != meant[i].rise) {
        print_error("run %s, %s: %s, %s\n", table_text(labels, 0),
                    table_text(labels, 1),
                    ow_shape_verdict_name(shape->verdict), shape->reason);
        fail();
    }
}

static void streams(void **state)
{
    struct table table = {0};
    struct table labels = {0};
    size_t runs = 0;

    (void)state;
    if (!table_open(&table, "progression_streams.csv", 32) ||
        !table_open(&labels, "progression_streams_labels.csv", 32)) {
        skip();
    }
    assert_true(table_next(&table));
    while (table_next(&labels)) {
        char label[16];
        struct ow_activity *activity = next_stream(&table, label);
        struct ow_shape *shape = shape_of(activity);

        assert_string_equal(label, table_text(&labels, 0));
        assert_as_labelled(shape, &labels);
        ow_shape_free(shape);
        ow_activity_free(activity);
        runs++;
    }
    assert_int_equal(runs, 32);
}

/* -------------------------------------------------------------- the memory */

struct faulty {
    const struct ow_activity *activity;
    const struct ow_trace *trace;
};

static bool find_shape(void *context)
{
    const struct faulty *faulty = context;
    struct ow_shape *shape = NULL;
    enum ow_status status =
        ow_shape_find(faulty->activity, faulty->trace, &shape, NULL);

    assert_true((shape == NULL) == (status != OW_OK));
    ow_shape_free(shape);
    return status == OW_OK;
}

static void faults(void **state)
{
    const struct make_stage run[] = {{2700, 3.0}, {900, 3.5}};
    struct ow_activity *activity = make_run(run, COUNT(run));
    struct ow_trace *trace = NULL;
    struct faulty faulty = {activity, NULL};

    (void)state;
    assert_int_equal(ow_trace_new(activity, &trace, NULL), OW_OK);
    faulty.trace = trace;
    assert_true(fault_sweep(find_shape, &faulty) >= 3);
    ow_trace_free(trace);
    ow_activity_free(activity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stages),  cmocka_unit_test(segments),
        cmocka_unit_test(turns),   cmocka_unit_test(no_run),
        cmocka_unit_test(hills),   cmocka_unit_test(stands),
        cmocka_unit_test(planned), cmocka_unit_test(streams),
        cmocka_unit_test(faults),  cmocka_unit_test(evenly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
