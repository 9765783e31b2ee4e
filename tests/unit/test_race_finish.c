/* Where the line was when the watch ran on. */
#include "engine/activity/trace.h"
#include "engine/race/finish.h"
#include "make_activity.h"
#include "onward/quantity.h"
#include "onward/race.h"

#include "unit/cmocka_all.h"

#define MOST_STAGES 6

static double finish_s(const struct make_stage *stages, double official_m)
{
    struct ow_activity *activity = NULL;
    struct ow_trace *trace = NULL;
    size_t count = 0;
    double time_s = 0;

    while (count < MOST_STAGES && stages[count].time_s > 0) {
        count++;
    }
    activity = make_run(stages, count);
    assert_int_equal(ow_trace_new(activity, &trace, NULL), OW_OK);
    time_s = trace->time_s[finish_find(trace, official_m)];
    ow_trace_free(trace);
    ow_activity_free(activity);
    return time_s;
}

static const struct {
    const char *name;
    struct make_stage stages[MOST_STAGES];
    double official_m;
    double finish_s;
} cases[] = {
    {"nothing after a 10 km", {{2870, 3.5}}, 0, 2870},
    {"a button pressed late", {{2870, 3.5}, {12, 1.2}}, 0, 2882},
    {"5 km, then a kilometre to the car", {{1260, 4}, {800, 1.25}}, 0, 1260},
    {"5 km, then standing about", {{1260, 4}, {1200, 0.1}}, 0, 1260},
    {"a marathon, then a medal and a walk",
     {{14160, 3}, {90, 0}, {600, 1.2}},
     0,
     14160},
    {"a slow marathon, then a walk", {{21150, 2}, {900, 1.1}}, 0, 21150},
    {"a short walk that leaves the distance a race's",
     {{2870, 3.5}, {120, 1.2}},
     0,
     2870},
    {"a watch that measured 5 km short, then a walk",
     {{1233, 4}, {900, 1.3}},
     0,
     1233},
    {"a walk over the last 300 m up to the line",
     {{13965, 3}, {300, 1}},
     0,
     14265},
    {"a walk break on the way",
     {{1500, 3.5}, {180, 1.2}, {1340, 3.5}},
     0,
     3020},
    {"a coffee at 5 km of a longer run",
     {{1260, 4}, {1800, 0}, {2000, 3}, {60, 1}},
     0,
     5120},
    {"5 km, and a jog home", {{1260, 4}, {1000, 2.6}}, 0, 2260},
    {"5 km, a walk, and a jog", {{1260, 4}, {300, 1.2}, {400, 2.6}}, 0, 1960},
    {"5 km, a rest, and a jog that ends at a walk",
     {{1260, 4}, {1200, 0.1}, {300, 2.6}, {60, 1}},
     0,
     2820},
    {"half a minute to the line, and then a walk",
     {{1260, 4}, {40, 1.2}},
     0,
     1260},
    {"a collapse: walked from 30 km", {{10000, 3}, {9500, 1.3}}, 0, 19500},
    {"a distance of no race, then a walk", {{2000, 3.5}, {600, 1.2}}, 0, 2600},
    {"the same, with the organiser's distance",
     {{2000, 3.5}, {600, 1.2}},
     6900,
     2000},
    {"shorter than the organiser says", {{2000, 3.5}}, 9000, 2000},
    {"too short for anything", {{1, 3}}, 0, 1},
};

static void lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        double time_s = finish_s(cases[i].stages, cases[i].official_m);

        if (!(fabs(time_s - cases[i].finish_s) <= 2)) {
            print_error("%s: %g s, not %g\n", cases[i].name, time_s,
                        cases[i].finish_s);
            fail();
        }
    }
}

/* The walk counts for nothing in the reading. */
static void reading_ends_at_the_line(void **state)
{
    static const struct make_stage stages[] = {{1260, 4}, {60, 0}, {800, 1.25}};
    struct ow_activity *activity = make_run(stages, COUNT(stages));
    struct ow_race_options known = {.hr_max_bpm = 200};
    struct ow_race_reading reading;

    (void)state;
    for (size_t i = 0; i < ow_activity_sample_count(activity); i++) {
        make_value(activity, i, OW_CHANNEL_HR_BPM, i <= 1260 ? 180 : 110);
    }
    activity_summarise(activity);
    assert_int_equal(ow_race_read(activity, &known, &reading, NULL), OW_OK);
    assert_string_equal(reading.distance_name, "5 km");
    assert_true(fabs(reading.time_s - 1260) <= 1);
    assert_true(fabs(reading.after_s - 860) <= 1);
    assert_true(fabs(reading.recorded_m - 5040) <= 4);
    assert_true(fabs(reading.hr_share - 0.9) < 1e-9);
    assert_true(fabs(reading.fade) < 0.005);
    assert_true(fabs(reading.stopped_s) <= 1);
    ow_activity_free(activity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines),
        cmocka_unit_test(reading_ends_at_the_line),
    };

    return cmocka_run_group_tests_name("race_finish", tests, NULL, NULL);
}
