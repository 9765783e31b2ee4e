/*
 * The analysis of a run as a whole: means, zones, gait, walk breaks and stops,
 * and what it says where the file says nothing. Drift, hills, stride and the
 * surroundings have tests of their own.
 */
#include "fault.h"
#include "make_activity.h"
#include "onward/analysis.h"

#include "unit/cmocka_all.h"

#include <string.h>

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

static struct ow_analysis analyse(const struct ow_activity *activity,
                                  const struct ow_analysis_limits *limits)
{
    struct ow_analysis analysis;
    struct ow_trace *trace = NULL;

    if (ow_trace_new(activity, &trace, NULL) != OW_OK) {
        trace = NULL;
    }
    assert_int_equal(ow_analysis_run(activity, trace, limits, &analysis, NULL),
                     OW_OK);
    ow_trace_free(trace);
    return analysis;
}

/* The same, of a made run that is given back. */
static struct ow_analysis analyse_made(size_t seconds,
                                       struct make_second (*each)(size_t))
{
    struct ow_activity *activity = make_run_of(seconds, each);
    struct ow_analysis analysis = analyse(activity, NULL);

    ow_activity_free(activity);
    return analysis;
}

static struct make_second steady(size_t second)
{
    (void)second;
    return (struct make_second){3, 0, 150, 170};
}

/* Ten minutes, a minute and a half of standing, ten minutes faster. */
static struct make_second with_a_stop(size_t second)
{
    if (second > 600 && second <= 690) {
        return (struct make_second){0, 0, 110, OW_MISSING};
    }
    return (struct make_second){second <= 600 ? 3 : 4, 0,
                                second <= 600 ? 140 : 160, 170};
}

static void means_leave_out_stops(void **state)
{
    struct ow_analysis analysis = analyse_made(1290, with_a_stop);

    (void)state;
    assert_null(analysis.means.why_not);
    assert_near(analysis.means.moving_s, 1200, 0);
    assert_near(analysis.means.running_s, 1200, 0);
    assert_near(analysis.means.speed_m_per_s, 3.5, 1e-9);
    assert_near(analysis.means.flat_m_per_s, 3.5, 1e-9);
    assert_near(analysis.means.hr_bpm, 150, 1e-9);
    assert_near(analysis.means.variation, 1 / 7.0, 0.01);
    assert_int_equal(analysis.stops.count, 1);
    assert_near(analysis.stops.total_s, 90, 0);
    assert_near(analysis.stops.longest_s, 90, 0);
    assert_near(analysis.stops.longest_at_s, 600, 0);
}

static void zones_hold_all_the_time(void **state)
{
    struct ow_activity *activity = make_run_of(1290, with_a_stop);
    struct ow_analysis_limits limits = {.load = {.hr_max_bpm = 200},
                                        .critical_m_per_s = 3.7};
    struct ow_analysis analysis = analyse(activity, &limits);
    double expected_hr_s[] = {0, 90, 0, 600, 600, 0};

    (void)state;
    assert_null(analysis.hr_zones.why_not);
    for (size_t z = 0; z <= OW_ZONES_MOST; z++) {
        assert_near(analysis.hr_zones.time_s[z], expected_hr_s[z], 1);
    }
    assert_null(analysis.pace_zones.why_not);
    assert_near(analysis.pace_zones.time_s[1], 600, 30);
    assert_near(analysis.pace_zones.time_s[2], 0, 30);
    assert_near(analysis.pace_zones.time_s[3], 600, 30);

    limits = (struct ow_analysis_limits){.load = {.hr_max_bpm = 200}};
    analysis = analyse(activity, &limits);
    assert_null(analysis.hr_zones.why_not);
    assert_non_null(analysis.pace_zones.why_not);
    analysis = analyse(activity, NULL);
    assert_string_equal(analysis.hr_zones.why_not,
                        "not enough data: the runner's maximum or threshold "
                        "heart rate is not known");
    assert_string_equal(analysis.pace_zones.why_not,
                        "not enough data: the runner's critical speed is not "
                        "known");
    ow_activity_free(activity);
}

static void limits_that_nobody_has_are_refused(void **state)
{
    struct ow_activity *activity = make_run_of(600, steady);
    struct ow_analysis_limits slow = {.critical_m_per_s = 0.2};
    struct ow_analysis_limits dead = {.load = {.hr_max_bpm = 20}};
    struct ow_analysis analysis;
    struct ow_trace *trace = NULL;

    (void)state;
    memset(&analysis, 7, sizeof analysis);
    assert_int_equal(ow_trace_new(activity, &trace, NULL), OW_OK);
    assert_int_equal(ow_analysis_run(activity, trace, &slow, &analysis, NULL),
                     OW_E_RANGE);
    assert_int_equal(ow_analysis_run(activity, trace, &dead, &analysis, NULL),
                     OW_E_RANGE);
    assert_int_equal(((unsigned char *)&analysis)[sizeof analysis / 2], 7);
    ow_trace_free(trace);
    ow_activity_free(activity);
}

/* Four minutes of running, one of walking, eight times. */
static struct make_second run_walk(size_t second)
{
    bool is_walk = second % 300 > 240;

    return (struct make_second){is_walk ? 1.5 : 2.6, 0, 140,
                                is_walk ? 112.0 : 160.0};
}

static struct make_second run_walk_without_cadence(size_t second)
{
    struct make_second made = run_walk(second);

    made.cadence_spm = OW_MISSING;
    return made;
}

static void run_walk_is_recognised(void **state)
{
    struct ow_run_walking walking = analyse_made(2400, run_walk).walking;

    (void)state;
    assert_null(walking.why_not);
    assert_true(walking.is_by_cadence);
    assert_int_equal(walking.count, 8);
    assert_near(walking.total_s, 480, 10);
    assert_near(walking.typical_s, 60, 2);
    assert_near(walking.share, 0.2, 0.01);
    assert_true(walking.is_run_walk);

    walking = analyse_made(2400, run_walk_without_cadence).walking;
    assert_false(walking.is_by_cadence);
    assert_int_equal(walking.count, 8);
    assert_near(walking.typical_s, 60, 8);
    assert_true(walking.is_run_walk);
}

/* Walks where the way is steep: here and there, never by the clock. */
static struct make_second walks_at_random(size_t second)
{
    static const size_t starts[] = {200, 300, 640, 900, 1500, 1560, 1950};
    bool is_walk = false;

    for (size_t i = 0; i < COUNT(starts); i++) {
        is_walk = is_walk || (second > starts[i] && second <= starts[i] + 40);
    }
    return (struct make_second){is_walk ? 1.5 : 2.6, 0, 140,
                                is_walk ? 112.0 : 160.0};
}

static void walking_now_and_then_is_no_run_walk(void **state)
{
    struct ow_run_walking walking = analyse_made(2400, walks_at_random).walking;

    (void)state;
    assert_int_equal(walking.count, 7);
    assert_false(walking.is_run_walk);
    walking = analyse_made(2400, steady).walking;
    assert_int_equal(walking.count, 0);
    assert_true(ow_is_missing(walking.typical_s));
    assert_false(walking.is_run_walk);
}

/* Eight seconds at each corner, and once fifteen. */
static struct make_second corners(size_t second)
{
    bool is_walk = second % 240 > 232 || (second > 1000 && second <= 1015);

    return (struct make_second){is_walk ? 1.5 : 2.6, 0, 140,
                                is_walk ? 112.0 : 160.0};
}

/* Twelve seconds in every four minutes: by the clock, but hardly walking. */
static struct make_second sips(size_t second)
{
    bool is_walk = second % 240 > 228;

    return (struct make_second){is_walk ? 1.5 : 2.6, 0, 140,
                                is_walk ? 112.0 : 160.0};
}

static void moments_of_walking_are_no_run_walk(void **state)
{
    struct ow_run_walking walking = analyse_made(2400, corners).walking;

    (void)state;
    assert_int_equal(walking.count, 1);
    assert_near(walking.total_s, 15, 1);
    walking = analyse_made(7200, sips).walking;
    assert_int_equal(walking.count, 30);
    assert_false(walking.is_run_walk);
}

/* Cadence swings over the bound of walking and back up to below running, where
 * the gait stays what it was; then it is lost, and speed decides. */
static struct make_second in_between(size_t second)
{
    double cadence_spm = second <= 300   ? 138
                         : second <= 330 ? 130
                         : second <= 360 ? 138
                         : second <= 600 ? 150
                                         : OW_MISSING;

    return (struct make_second){second <= 600 || second > 660 ? 2.2 : 1.5, 0,
                                140, cadence_spm};
}

static void between_the_bounds_the_gait_stays(void **state)
{
    struct ow_run_walking walking = analyse_made(1200, in_between).walking;

    (void)state;
    assert_int_equal(walking.count, 2);
    assert_near(walking.total_s, 120, 8);
}

/* A low cadence at full speed is a sensor that lost the foot; a jog of eight
 * minutes a kilometre at 150 steps is a run. */
static struct make_second foot_lost(size_t second)
{
    return (struct make_second){3.2, 0, 150, second % 100 < 50 ? 80 : 170};
}

static struct make_second slow_jog(size_t second)
{
    (void)second;
    return (struct make_second){1.8, 0, 150, 152};
}

static void gait_is_not_read_from_cadence_alone(void **state)
{
    (void)state;
    assert_int_equal(analyse_made(1200, foot_lost).walking.count, 0);
    assert_int_equal(analyse_made(1200, slow_jog).walking.count, 0);
}

/* Half a minute, 30 samples. */
static void a_try_of_the_watch(void **state)
{
    struct ow_analysis analysis = analyse_made(30, steady);
    const char *why_not = "not enough data: less than a minute of running";

    (void)state;
    assert_null(analysis.means.why_not);
    assert_near(analysis.means.speed_m_per_s, 3, 1e-9);
    assert_true(ow_is_missing(analysis.means.variation));
    assert_string_equal(analysis.decoupling.why_not, why_not);
    assert_string_equal(analysis.durability.why_not, why_not);
    assert_string_equal(analysis.durability.marks[2].why_not, why_not);
    assert_string_equal(analysis.stride.why_not, why_not);
    assert_string_equal(analysis.hills.why_not, why_not);
    assert_string_equal(analysis.walking.why_not, why_not);
    assert_string_equal(analysis.pace_zones.why_not, why_not);
    assert_null(analysis.stops.why_not);
}

static struct make_second standing(size_t second)
{
    (void)second;
    return (struct make_second){0, 0, OW_MISSING, OW_MISSING};
}

static void standing_all_the_time(void **state)
{
    struct ow_analysis analysis = analyse_made(300, standing);

    (void)state;
    assert_string_equal(analysis.means.why_not,
                        "not enough data: nothing but standing");
    assert_near(analysis.stops.total_s, 300, 0);
    assert_string_equal(analysis.hr_zones.why_not,
                        "not enough data: no heart rate");
}

/* Heart rate alone, as of strength: zones it has. */
static void no_distance_at_all(void **state)
{
    struct ow_activity *activity = make_activity(600);
    struct ow_analysis_limits limits = {.load = {.hr_max_bpm = 200}};
    struct ow_analysis analysis;
    const char *why_not = "not enough data: no times with distances";

    (void)state;
    for (size_t i = 0; i < 600; i++) {
        make_sample(activity, (double)i, OW_CHANNEL_HR_BPM, 130);
    }
    analysis = analyse(activity, &limits);
    assert_null(analysis.hr_zones.why_not);
    assert_near(analysis.hr_zones.time_s[2], 599, 1);
    assert_string_equal(analysis.means.why_not, why_not);
    assert_string_equal(analysis.decoupling.why_not, why_not);
    assert_string_equal(analysis.stops.why_not, why_not);
    assert_int_equal(analysis.place, OW_PLACE_UNKNOWN);
    ow_activity_free(activity);
}

static void other_sports_are_no_run(void **state)
{
    struct ow_activity *activity = make_run_of(1200, steady);
    const char *why_not = "unsuitable: not a run";

    (void)state;
    activity->summary.sport = OW_SPORT_CYCLING;
    assert_string_equal(analyse(activity, NULL).walking.why_not, why_not);
    activity->summary.sport = OW_SPORT_UNKNOWN;
    assert_null(analyse(activity, NULL).walking.why_not);
    for (size_t i = 0; i < activity->sample_count; i++) {
        make_value(activity, i, OW_CHANNEL_DISTANCE_M, 7.0 * (double)i);
    }
    assert_string_equal(analyse(activity, NULL).walking.why_not, why_not);
    ow_activity_free(activity);
}

/* Six days, a sample every ten seconds, nights slept through. */
static void six_days(void **state)
{
    struct ow_activity *activity = make_activity(6 * 8640);
    struct ow_analysis analysis;
    double distance_m = 0;

    (void)state;
    for (size_t i = 0; i < 6 * 8640; i++) {
        size_t sample = 0;

        if (i % 8640 >= 3 * 360) {
            distance_m += i % 360 < 300 ? 22 : 14; /* runs, then walks */
        } else if (i % 8640 > 0) {
            continue;
        }
        sample = make_sample(activity, 10.0 * (double)i, OW_CHANNEL_DISTANCE_M,
                             distance_m);
        make_value(activity, sample, OW_CHANNEL_HR_BPM, 120);
    }
    analysis = analyse(activity, NULL);
    assert_null(analysis.means.why_not);
    assert_near(analysis.means.moving_s, 6 * 21 * 3600.0, 600);
    assert_int_equal(analysis.walking.count, 6 * 21);
    assert_near(analysis.walking.typical_s, 600, 20);
    assert_near(analysis.stops.longest_s, 3 * 3600.0, 20);
    assert_non_null(analysis.decoupling.why_not);
    ow_activity_free(activity);
}

/* Ninety minutes over hills with a climbing heart and three walks. */
static struct make_second all_at_once(size_t second)
{
    bool is_walk = second % 1700 > 1600;
    double grade = second % 1200 < 200 ? 0.05 : second % 1200 < 400 ? -0.05 : 0;
    double hr_bpm = 140 + 0.003 * (double)second;

    return (struct make_second){is_walk ? 1.4 : 2.9, grade, hr_bpm,
                                is_walk ? 108 : 168};
}

/* What a watch that records now and then keeps of an activity. */
static struct ow_activity *thinned(const struct ow_activity *activity,
                                   size_t every)
{
    struct ow_activity *thin = make_activity(activity->sample_count);

    for (size_t i = 0; i < activity->sample_count; i += every) {
        size_t sample = make_sample(thin, (double)i, OW_CHANNEL_DISTANCE_M, 0);

        for (int c = 0; c < OW_CHANNEL_COUNT; c++) {
            if (activity->channels[c] != NULL) {
                make_value(thin, sample, (enum ow_channel)c,
                           activity->channels[c][i]);
            }
        }
    }
    return thin;
}

static void recording_now_and_then_changes_little(void **state)
{
    struct ow_activity *activity = make_run_of(5400, all_at_once);
    struct ow_analysis whole = analyse(activity, NULL);

    (void)state;
    assert_int_equal(whole.hills.climb_count, 5);
    assert_int_equal(whole.walking.count, 3);
    assert_null(whole.durability.marks[0].why_not);
    for (size_t every = 2; every <= 8; every++) {
        struct ow_activity *thin = thinned(activity, every);
        struct ow_analysis part = analyse(thin, NULL);

        assert_near(part.means.moving_s, whole.means.moving_s, 8);
        assert_near(part.means.flat_m_per_s, whole.means.flat_m_per_s, 0.01);
        assert_near(part.means.hr_bpm, whole.means.hr_bpm, 0.2);
        assert_int_equal(part.hills.climb_count, whole.hills.climb_count);
        assert_int_equal(part.hills.descent_count, whole.hills.descent_count);
        assert_near(part.hills.climb_share, whole.hills.climb_share, 0.01);
        assert_int_equal(part.walking.count, whole.walking.count);
        assert_near(part.walking.total_s, whole.walking.total_s, 3 * 8);
        assert_near(part.durability.marks[0].loss,
                    whole.durability.marks[0].loss, 0.005);
        assert_near(part.stride.cadence_spm.mean, whole.stride.cadence_spm.mean,
                    0.5);
        ow_activity_free(thin);
    }
    ow_activity_free(activity);
}

/* Two samples thirty years apart ask for no thirty years of memory. */
static void a_step_of_thirty_years(void **state)
{
    struct ow_activity *activity = make_activity(2);
    struct ow_analysis analysis;

    (void)state;
    make_sample(activity, 0, OW_CHANNEL_DISTANCE_M, 0);
    make_sample(activity, 9e8, OW_CHANNEL_DISTANCE_M, 2.7e9);
    analysis = analyse(activity, NULL);
    assert_near(analysis.means.moving_s, 9e8, 1);
    assert_non_null(analysis.decoupling.why_not);
    ow_activity_free(activity);
}

struct fault_case {
    const struct ow_activity *activity;
    const struct ow_trace *trace;
};

static bool analyse_once(void *context)
{
    const struct fault_case *of = context;
    struct ow_analysis analysis;
    enum ow_status status = OW_OK;

    memset(&analysis, 7, sizeof analysis);
    status = ow_analysis_run(of->activity, of->trace, NULL, &analysis, NULL);
    if (status != OW_OK) {
        assert_int_equal(status, OW_E_NOMEM);
        assert_int_equal(((unsigned char *)&analysis)[0], 7);
    }
    return status == OW_OK;
}

static void faults_leave_nothing(void **state)
{
    struct ow_activity *activity = make_run_of(1200, steady);
    struct ow_trace *trace = NULL;

    (void)state;
    assert_int_equal(ow_trace_new(activity, &trace, NULL), OW_OK);
    assert_true(
        fault_sweep(analyse_once, &(struct fault_case){activity, trace}) >= 1);
    ow_trace_free(trace);
    ow_activity_free(activity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_leave_out_stops),
        cmocka_unit_test(zones_hold_all_the_time),
        cmocka_unit_test(limits_that_nobody_has_are_refused),
        cmocka_unit_test(run_walk_is_recognised),
        cmocka_unit_test(walking_now_and_then_is_no_run_walk),
        cmocka_unit_test(moments_of_walking_are_no_run_walk),
        cmocka_unit_test(between_the_bounds_the_gait_stays),
        cmocka_unit_test(gait_is_not_read_from_cadence_alone),
        cmocka_unit_test(a_try_of_the_watch),
        cmocka_unit_test(standing_all_the_time),
        cmocka_unit_test(no_distance_at_all),
        cmocka_unit_test(other_sports_are_no_run),
        cmocka_unit_test(six_days),
        cmocka_unit_test(recording_now_and_then_changes_little),
        cmocka_unit_test(a_step_of_thirty_years),
        cmocka_unit_test(faults_leave_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
