/* Load of sessions: against published values, and of activities made here. */
#include "onward/load.h"

#include "fault.h"
#include "make_activity.h"
#include "onward/conditions.h"
#include "table.h"

#include "unit/cmocka_all.h"

#include <string.h>

/* Our own values are kept to this many parts; libm may differ in the last. */
#define OWN_SHARE 1e-12

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

static void assert_own(double value, double expected)
{
    assert_near(value, expected, fabs(expected) * OWN_SHARE);
}

static void loads(void **state)
{
    struct table table;
    double trimp = 7;

    (void)state;
    assert_own(ow_load_of_pace(3600, 3.5, 3.5), 100);
    assert_own(ow_load_of_effort(3600, 7), 100);
    assert_own(ow_load_of_effort(1800, 3.5), 25);
    assert_int_equal(ow_trimp(2400, 200, 50, 190, 'm', &trimp, NULL),
                     OW_E_RANGE);
    assert_int_equal(ow_trimp(2400, 150, 20, 190, 'm', &trimp, NULL),
                     OW_E_RANGE);
    assert_int_equal(ow_trimp(2400, 150, 50, 250, 'm', &trimp, NULL),
                     OW_E_RANGE);
    assert_int_equal(ow_trimp(-1, 150, 50, 190, 'm', &trimp, NULL), OW_E_RANGE);
    assert_own(trimp, 7);
    if (!table_open(&table, "rtss_examples.csv", 3)) {
        skip();
    }
    while (table_next(&table)) {
        assert_near(ow_load_of_pace(table_number(&table, 0),
                                    table_number(&table, 1),
                                    table_number(&table, 2)),
                    table_number(&table, 4), 0.05);
    }
    assert_int_equal(table.rows, 3);
}

static void trimp_table(void **state)
{
    struct table table;

    (void)state;
    if (!table_open(&table, "trimp_examples.csv", 3)) {
        skip();
    }
    while (table_next(&table)) {
        char sex = table_text(&table, 1)[0] == 'F' ? 'f' : 'm';
        double trimp = 0;

        assert_int_equal(ow_trimp(table_number(&table, 2) * 60,
                                  table_number(&table, 3),
                                  table_number(&table, 4),
                                  table_number(&table, 5), sex, &trimp, NULL),
                         OW_OK);
        assert_near(trimp, table_number(&table, 8), 0.00051);
    }
    assert_int_equal(table.rows, 3);
}

static struct ow_load load_of(const struct ow_activity *activity,
                              const struct ow_load_limits *limits)
{
    struct ow_load load = {-1, OW_LOAD_DURATION};

    assert_int_equal(ow_activity_load(activity, limits, &load, NULL), OW_OK);
    return load;
}

/* A run of so many seconds, its speed 4 m/s and 2 m/s by turns of a period. */
static struct ow_activity *run_by_turns(size_t seconds, size_t period_s,
                                        double grade)
{
    struct ow_activity *activity = make_activity(seconds + 1);
    double distance_m = 0;

    for (size_t i = 0; i <= seconds; i++) {
        size_t at =
            make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M, distance_m);

        make_value(activity, at, OW_CHANNEL_ELEVATION_M, grade * distance_m);
        distance_m += i / period_s % 2 == 0 ? 4 : 2;
    }
    return activity;
}

static void load_by_pace(void **state)
{
    struct ow_load_limits limits = {.threshold_m_per_s = 4};
    struct ow_activity *steady = run_by_turns(3600, 4000, 0);
    struct ow_activity *hilly = run_by_turns(3600, 4000, 0.05);
    struct ow_activity *turns = run_by_turns(3600, 300, 0);
    struct ow_activity *quick = run_by_turns(3600, 2, 0);
    struct ow_load load = load_of(steady, &limits);

    (void)state;
    assert_int_equal(load.basis, OW_LOAD_PACE);
    assert_string_equal(ow_load_basis_name(load.basis), "pace");
    assert_near(load.load, 100, 1e-9);
    /* Uphill at the same speed is as much more as the slope's effort. */
    assert_near(load_of(hilly, &limits).load,
                100 * pow(ow_grade_effort(0.05), 2), 0.01);
    /* By turns of five minutes: the fourth-power mean, (4^4 + 2^4) / 2. */
    assert_near(load_of(turns, &limits).load, 100 * sqrt(136) / 16, 2);
    /* By turns of two seconds nobody feels but the mean of 3 m/s. */
    assert_near(load_of(quick, &limits).load, 100 * 9.0 / 16, 0.5);
    ow_activity_free(steady);
    ow_activity_free(hilly);
    ow_activity_free(turns);
    ow_activity_free(quick);
}

/* A stop of ten minutes with the clock running on adds nothing. */
static void load_through_a_stop(void **state)
{
    struct ow_load_limits limits = {.threshold_m_per_s = 4};
    struct ow_activity *activity = make_activity(3602);

    (void)state;
    for (size_t i = 0; i <= 3600; i++) {
        double late_s = i < 1800 ? 0 : 600;

        make_sample(activity, (double)i + late_s, OW_CHANNEL_DISTANCE_M,
                    4 * (double)i);
    }
    assert_near(load_of(activity, &limits).load, 100, 0.1);
    ow_activity_free(activity);
}

static void load_by_heart(void **state)
{
    struct ow_load_limits limits = {
        .hr_max_bpm = 200, .hr_rest_bpm = 50, .sex = 'm'};
    struct ow_activity *activity = make_activity(3601);
    struct ow_load load;

    (void)state;
    for (size_t i = 0; i <= 3600; i++) {
        make_sample(activity, (double)i, OW_CHANNEL_HR_BPM, 178);
    }
    load = load_of(activity, &limits);
    assert_int_equal(load.basis, OW_LOAD_HEART_RATE);
    assert_near(load.load, 100, 1e-6);
    /* A lost strap counts as the rest, a beat above the maximum as it. */
    for (size_t i = 0; i < 1800; i++) {
        make_value(activity, i, OW_CHANNEL_HR_BPM,
                   i < 600    ? 0
                   : i < 1200 ? 255
                              : OW_MISSING);
    }
    assert_near(load_of(activity, &limits).load, 100, 0.1);
    make_value(activity, 3600, OW_CHANNEL_HR_BPM, 230);
    assert_near(load_of(activity, &limits).load, 100, 0.1);
    /* Without limits the time has to do. */
    limits.hr_max_bpm = 0;
    activity_summarise(activity);
    load = load_of(activity, &limits);
    assert_int_equal(load.basis, OW_LOAD_DURATION);
    assert_near(load.load, 400.0 / 7, 1e-9);
    activity->summary.sport = OW_SPORT_TRAINING;
    assert_near(load_of(activity, &limits).load, 400.0 / 7, 1e-9);
    activity->summary.sport = OW_SPORT_CYCLING;
    assert_near(load_of(activity, &limits).load, 300.0 / 7, 1e-9);
    ow_activity_free(activity);
}

static void load_of_nothing(void **state)
{
    struct ow_load_limits limits = {.threshold_m_per_s = 4};
    struct ow_activity *activity = make_activity(0);
    struct ow_load load = {-1, OW_LOAD_PACE};
    struct ow_error err = {OW_OK, 0, ""};

    (void)state;
    assert_int_equal(ow_activity_load(activity, &limits, &load, &err),
                     OW_E_NOT_FOUND);
    assert_string_equal(err.message, "the activity tells no time");
    assert_near(load.load, -1, 0);
    activity->summary.elapsed_s = 1800;
    assert_near(load_of(activity, &limits).load, 200.0 / 7, 1e-9);
    activity->summary.timer_s = 900;
    assert_near(load_of(activity, &limits).load, 100.0 / 7, 1e-9);
    ow_activity_free(activity);
}

/* Numbers that come again with the same seed. */
static double draw(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (double)(*seed >> 8) / (double)(1U << 24);
}

#define WALK_POINTS 2401

/*
 * Metres of a run that wanders between 2 and 5 m/s, and now and then stands for
 * a minute.
 */
static void wander(uint32_t *seed, double distance_m[WALK_POINTS])
{
    double speed_m_per_s = 3;
    size_t standing_until = 0;

    distance_m[0] = 0;
    for (size_t i = 1; i < WALK_POINTS; i++) {
        speed_m_per_s += (draw(seed) - 0.5) * 0.4;
        speed_m_per_s = fmax(2, fmin(5, speed_m_per_s));
        if (draw(seed) < 0.001) {
            standing_until = i + 60;
        }
        distance_m[i] =
            distance_m[i - 1] + (i < standing_until ? 0 : speed_m_per_s);
    }
}

/* The points from one second to another, every so many; times scaled. */
static struct ow_activity *run_of(const double *distance_m, size_t from,
                                  size_t to, size_t every, double scale)
{
    struct ow_activity *activity = make_activity(to - from + 1);

    for (size_t i = from; i <= to; i += every) {
        make_sample(activity, (double)(i - from) * scale, OW_CHANNEL_DISTANCE_M,
                    distance_m[i] - distance_m[from]);
    }
    return activity;
}

static double pace_load(const double *distance_m, size_t from, size_t to,
                        size_t every, double scale)
{
    struct ow_load_limits limits = {.threshold_m_per_s = 4};
    struct ow_activity *activity = run_of(distance_m, from, to, every, scale);
    struct ow_load load = load_of(activity, &limits);

    assert_int_equal(load.basis, OW_LOAD_PACE);
    ow_activity_free(activity);
    return load.load;
}

/*
 * What does not depend on how a run was recorded: fewer samples move its load
 * by no more than 1 %, a cut in two takes from it and hardly adds, and half the
 * time for each metre doubles it within 3 %: half the hours at twice the speed.
 */
static void load_whatever_the_recording(void **state)
{
    uint32_t first_seed = 20251;
    double most_change = 0;
    double most_scaled = 0;

    (void)state;
    for (uint32_t round = 0; round < 60; round++) {
        uint32_t seed = first_seed + round;
        double distance_m[WALK_POINTS];
        double whole = 0;
        size_t cut = 0;

        wander(&seed, distance_m);
        whole = pace_load(distance_m, 0, WALK_POINTS - 1, 1, 1);
        for (size_t every = 2; every <= 5; every++) {
            double load = pace_load(distance_m, 0, WALK_POINTS - 1, every, 1);

            most_change = fmax(most_change, fabs(load / whole - 1));
        }
        most_scaled = fmax(
            most_scaled,
            fabs(pace_load(distance_m, 0, WALK_POINTS - 1, 1, 0.5) / whole / 2 -
                 1));
        cut = 300 + (size_t)(draw(&seed) * 1800);
        assert_true(pace_load(distance_m, 0, cut, 1, 1) +
                        pace_load(distance_m, cut, WALK_POINTS - 1, 1, 1) <
                    whole * 1.005);
    }
    print_message("seeds from %u: sparser samples move the load by %.2f %%, "
                  "scaled time by %.2f %%\n",
                  (unsigned)first_seed, 100 * most_change, 100 * most_scaled);
    assert_true(most_change < 0.01);
    assert_true(most_scaled < 0.03);
}

/* Of the same length and distance, the uneven run asks more. */
static void intervals_ask_more(void **state)
{
    uint32_t first_seed = 977;

    (void)state;
    for (uint32_t round = 0; round < 60; round++) {
        uint32_t seed = first_seed + round;
        size_t period_s = 60 + (size_t)(draw(&seed) * 300);
        double spread = 0.5 + draw(&seed);
        double steady_m[WALK_POINTS];
        double uneven_m[WALK_POINTS];
        double rising_m[WALK_POINTS];
        size_t end = (WALK_POINTS - 1) / (2 * period_s) * 2 * period_s;
        double steady = 0;

        steady_m[0] = uneven_m[0] = rising_m[0] = 0;
        for (size_t i = 1; i <= end; i++) {
            bool is_fast = (i - 1) / period_s % 2 == 1;
            double along = ((double)i - 0.5) / (double)end * 2 - 1;

            steady_m[i] = steady_m[i - 1] + 3;
            uneven_m[i] = uneven_m[i - 1] + 3 + (is_fast ? spread : -spread);
            rising_m[i] = rising_m[i - 1] + 3 + along * spread;
        }
        assert_near(uneven_m[end], steady_m[end], 1e-6);
        assert_near(rising_m[end], steady_m[end], 1e-6);
        steady = pace_load(steady_m, 0, end, 1, 1);
        if (!(pace_load(uneven_m, 0, end, 1, 1) > steady * 1.02) ||
            !(pace_load(rising_m, 0, end, 1, 1) > steady * 1.02)) {
            print_error("seed %u\n", (unsigned)(first_seed + round));
            fail();
        }
    }
}

static struct ow_exertion exertion_of(int sport)
{
    struct ow_exertion exertion = {
        .sport = sport,
        .duration_s = 3600,
        .running_s = 3600,
        .speed_m_per_s = 4,
        .power_s = 3600,
        .power_w = 280,
        .effort_rpe = 5,
    };

    exertion.hr_s[178 - OW_EXERTION_HR_LOWEST_BPM] = 3600;
    return exertion;
}

/* Each basis gives way to the next as what is known goes. */
static void bases(void **state)
{
    struct ow_exertion exertion = exertion_of(OW_SPORT_RUNNING);
    struct ow_load_limits limits = {.threshold_m_per_s = 4,
                                    .critical_power_w = 280,
                                    .hr_max_bpm = 200,
                                    .hr_rest_bpm = 50};
    struct ow_load load;

    (void)state;
    assert_int_equal(ow_load_compute(&exertion, &limits, &load, NULL), OW_OK);
    assert_string_equal(ow_load_basis_name(load.basis), "pace");
    assert_own(load.load, 100);
    exertion.running_s = 899;
    assert_int_equal(ow_load_compute(&exertion, &limits, &load, NULL), OW_OK);
    assert_string_equal(ow_load_basis_name(load.basis), "power");
    assert_own(load.load, 100);
    exertion.power_s = 0;
    assert_int_equal(ow_load_compute(&exertion, &limits, &load, NULL), OW_OK);
    assert_string_equal(ow_load_basis_name(load.basis), "heart-rate");
    assert_own(load.load, 100);
    exertion.hr_none_s = 3601;
    assert_int_equal(ow_load_compute(&exertion, &limits, &load, NULL), OW_OK);
    assert_string_equal(ow_load_basis_name(load.basis), "effort");
    assert_own(load.load, 500.0 / 7);
    exertion.effort_rpe = OW_MISSING;
    assert_int_equal(ow_load_compute(&exertion, &limits, &load, NULL), OW_OK);
    assert_string_equal(ow_load_basis_name(load.basis), "duration");
    assert_own(load.load, 400.0 / 7);
    /* Without a heart rate there is none to go by. */
    exertion.hr_none_s = 0;
    exertion.hr_s[178 - OW_EXERTION_HR_LOWEST_BPM] = 0;
    exertion.power_s = 899;
    assert_int_equal(ow_load_compute(&exertion, &limits, &load, NULL), OW_OK);
    assert_string_equal(ow_load_basis_name(load.basis), "duration");
    /* Others than runs know neither speed nor power. */
    exertion = exertion_of(OW_SPORT_CYCLING);
    assert_int_equal(ow_load_compute(&exertion, &limits, &load, NULL), OW_OK);
    assert_string_equal(ow_load_basis_name(load.basis), "heart-rate");
}

static void efforts_of_sports(void **state)
{
    static const struct {
        int sport;
        double effort_rpe;
    } sports[] = {{OW_SPORT_RUNNING, 4}, {OW_SPORT_TRAINING, 4},
                  {OW_SPORT_WALKING, 1}, {OW_SPORT_HIKING, 2},
                  {OW_SPORT_CYCLING, 3}, {OW_SPORT_UNKNOWN, 3}};
    struct ow_load_limits limits = {.sex = 'f'};

    (void)state;
    for (size_t i = 0; i < COUNT(sports); i++) {
        struct ow_exertion exertion = exertion_of(sports[i].sport);
        struct ow_load load;

        exertion.effort_rpe = OW_MISSING;
        assert_int_equal(ow_load_compute(&exertion, &limits, &load, NULL),
                         OW_OK);
        assert_int_equal(load.basis, OW_LOAD_DURATION);
        assert_own(load.load, sports[i].effort_rpe / 7 * 100);
    }
}

/* A threshold of one's own, the weight of women, an unknown rest. */
static void hearts(void **state)
{
    struct ow_exertion exertion = exertion_of(OW_SPORT_ROWING);
    struct ow_load_limits limits = {
        .hr_max_bpm = 200, .hr_rest_bpm = 60, .hr_threshold_bpm = 178};
    struct ow_load load;
    double men = 0;

    (void)state;
    assert_int_equal(ow_load_compute(&exertion, &limits, &load, NULL), OW_OK);
    assert_own(load.load, 100);
    limits.hr_threshold_bpm = 170;
    assert_int_equal(ow_load_compute(&exertion, &limits, &load, NULL), OW_OK);
    assert_true(load.load > 110);
    men = load.load;
    limits.hr_rest_bpm = 0;
    assert_int_equal(ow_load_compute(&exertion, &limits, &load, NULL), OW_OK);
    assert_own(load.load, men);
    limits.sex = 'f';
    assert_int_equal(ow_load_compute(&exertion, &limits, &load, NULL), OW_OK);
    assert_true(load.load < men);
    /* Below rest is rest, and no load. */
    exertion = (struct ow_exertion){.sport = OW_SPORT_ROWING};
    exertion.hr_s[0] = 3600;
    assert_int_equal(ow_load_compute(&exertion, &limits, &load, NULL), OW_OK);
    assert_int_equal(load.basis, OW_LOAD_HEART_RATE);
    assert_near(load.load, 0, 0);
}

static void limits_nobody_has(void **state)
{
    static const struct {
        struct ow_load_limits limits;
        const char *message;
    } cases[] = {
        {{.threshold_m_per_s = 9}, "threshold speed 9 m/s is outside 1 to 7"},
        {{.threshold_m_per_s = -1}, "threshold speed -1 m/s"},
        {{.critical_power_w = 900}, "critical power 900 W is outside 50 to"},
        {{.hr_max_bpm = 250}, "maximum heart rate 250 bpm is outside"},
        {{.hr_max_bpm = 190, .hr_rest_bpm = 180}, "resting heart rate 180 bpm"},
        {{.hr_max_bpm = 190, .hr_threshold_bpm = 195},
         "threshold heart rate 195 bpm is outside 125 to 190"},
    };
    struct ow_exertion exertion = exertion_of(OW_SPORT_RUNNING);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_load load = {-1, OW_LOAD_EFFORT};
        struct ow_error err = {OW_OK, 0, ""};

        assert_int_equal(
            ow_load_compute(&exertion, &cases[i].limits, &load, &err),
            OW_E_RANGE);
        if (strstr(err.message, cases[i].message) == NULL) {
            print_error("'%s' does not say '%s'\n", err.message,
                        cases[i].message);
            fail();
        }
        assert_near(load.load, -1, 0);
    }
    exertion = (struct ow_exertion){.duration_s = 60, .effort_rpe = 11};
    assert_int_equal(ow_load_compute(&exertion,
                                     &(struct ow_load_limits){.sex = 'm'},
                                     &(struct ow_load){0, OW_LOAD_PACE}, NULL),
                     OW_E_RANGE);
}

static struct ow_exertion measure(const struct ow_activity *activity)
{
    struct ow_exertion exertion;
    struct ow_trace *trace = NULL;
    enum ow_status status = ow_trace_new(activity, &trace, NULL);

    assert_true(status == OW_OK || status == OW_E_NOT_FOUND);
    ow_exertion_measure(activity, trace, &exertion);
    ow_trace_free(trace);
    return exertion;
}

/* Ten minutes at 3 m/s and 250 W, with what a watch makes of them. */
static struct ow_activity *ten_minutes(void)
{
    struct ow_activity *activity = make_activity(602);

    for (size_t i = 0; i <= 600; i++) {
        size_t at = make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M,
                                3 * (double)i);

        make_value(activity, at, OW_CHANNEL_POWER_W, 250);
        make_value(activity, at, OW_CHANNEL_HR_BPM, i < 300 ? 150 : 160.6);
        make_value(activity, at, OW_CHANNEL_CADENCE_SPM, i < 500 ? 170 : 161);
    }
    return activity;
}

static void measured(void **state)
{
    struct ow_activity *activity = ten_minutes();
    struct ow_exertion exertion = measure(activity);

    (void)state;
    assert_near(exertion.running_s, 600, 1e-9);
    assert_near(exertion.speed_m_per_s, 3, 1e-12);
    assert_near(exertion.power_s, 600, 1e-9);
    assert_near(exertion.power_w, 250, 1e-9);
    assert_near(exertion.hr_s[150 - OW_EXERTION_HR_LOWEST_BPM], 299, 0);
    assert_near(exertion.hr_s[161 - OW_EXERTION_HR_LOWEST_BPM], 301, 0);
    assert_near(exertion.hr_none_s, 0, 0);
    assert_near(exertion.hr_locked_s, 101, 0);
    assert_true(ow_is_missing(exertion.effort_rpe));
    /* The watch had lost the satellites and catches up in a second: when that
     * was run is not known. It would weigh a hundredfold. */
    for (size_t i = 300; i <= 600; i++) {
        make_value(activity, i, OW_CHANNEL_DISTANCE_M, 3 * (double)i + 600);
        make_value(activity, i, OW_CHANNEL_POWER_W, i == 300 ? 9999 : 250);
        make_value(activity, i, OW_CHANNEL_HR_BPM, i < 400 ? 0 : 29.4);
    }
    exertion = measure(activity);
    assert_true(exertion.running_s >= 599 && exertion.running_s <= 600);
    assert_near(exertion.speed_m_per_s, 3, 1e-9);
    assert_near(exertion.power_w, 250, 1e-9);
    assert_near(exertion.power_s, 599, 1e-9);
    /* The last that was one stands for 15 seconds. */
    assert_near(exertion.hr_none_s, 301 - 15, 0);
    ow_activity_free(activity);
}

/* A heart rate at every ninth second is one all the time. */
static void a_heart_rate_now_and_then(void **state)
{
    struct ow_activity *activity = ten_minutes();
    struct ow_exertion exertion;

    (void)state;
    for (size_t i = 0; i <= 600; i++) {
        make_value(activity, i, OW_CHANNEL_HR_BPM,
                   i % 9 == 0 ? 150 : OW_MISSING);
    }
    exertion = measure(activity);
    assert_near(exertion.hr_s[150 - OW_EXERTION_HR_LOWEST_BPM], 600, 0);
    assert_near(exertion.hr_none_s, 0, 0);
    ow_activity_free(activity);
}

/* Half a minute's needle in a short stretch counts with the stretch's mean. */
static void short_stretches(void **state)
{
    struct ow_activity *activity = make_activity(40);
    struct ow_exertion exertion;

    (void)state;
    for (size_t i = 0; i <= 10; i++) {
        make_sample(activity, (double)i, OW_CHANNEL_DISTANCE_M, 4 * (double)i);
    }
    /* Five minutes later, nowhere else. */
    for (size_t i = 0; i <= 20; i++) {
        make_sample(activity, 310 + (double)i, OW_CHANNEL_DISTANCE_M,
                    40 + 2 * (double)i);
    }
    exertion = measure(activity);
    assert_near(exertion.running_s, 30, 1e-9);
    assert_near(exertion.speed_m_per_s, pow((10 * 256.0 + 20 * 16) / 30, 0.25),
                1e-9);
    /* A minute and a half without a word counts for nothing. */
    make_sample(activity, 420, OW_CHANNEL_DISTANCE_M, 80 + 270);
    assert_near(measure(activity).running_s, 30, 1e-9);
    ow_activity_free(activity);
    activity = make_activity(4);
    exertion = measure(activity);
    assert_near(exertion.running_s, 0, 0);
    assert_true(ow_is_missing(exertion.speed_m_per_s));
    assert_true(ow_is_missing(exertion.duration_s));
    ow_activity_free(activity);
}

/* Times missing, repeated and going back: what is between counts once. */
static void times_out_of_order(void **state)
{
    static const double times_s[] = {0, 1, 1, 3, 2, 4, 5, 60, 61};
    struct ow_activity *activity = make_activity(COUNT(times_s) + 2);
    struct ow_load_limits limits = {.hr_max_bpm = 200};
    struct ow_exertion exertion;

    (void)state;
    make_sample(activity, OW_MISSING, OW_CHANNEL_HR_BPM, 150);
    for (size_t i = 0; i < COUNT(times_s); i++) {
        make_sample(activity, times_s[i], OW_CHANNEL_HR_BPM, 150);
    }
    make_sample(activity, OW_MISSING, OW_CHANNEL_HR_BPM, 150);
    exertion = measure(activity);
    /* The longer step is a pause. */
    assert_near(exertion.hr_s[150 - OW_EXERTION_HR_LOWEST_BPM], 6, 0);
    assert_near(exertion.hr_none_s, 0, 0);
    activity->summary.moving_s = 50;
    exertion = measure(activity);
    assert_near(exertion.duration_s, 50, 0);
    assert_int_equal(load_of(activity, &limits).basis, OW_LOAD_HEART_RATE);
    ow_activity_free(activity);
    activity = make_activity(4);
    make_sample(activity, 0, OW_CHANNEL_POWER_W, 200);
    make_sample(activity, 20, OW_CHANNEL_POWER_W, 200);
    exertion = measure(activity);
    assert_near(exertion.hr_none_s, 20, 0);
    ow_activity_free(activity);
}

static bool weigh(void *context)
{
    static const struct ow_load_limits limits = {.threshold_m_per_s = 4};
    struct ow_load load;

    return ow_activity_load(context, &limits, &load, NULL) == OW_OK;
}

static void faults(void **state)
{
    struct ow_activity *activity = run_by_turns(60, 20, 0.02);

    (void)state;
    assert_true(fault_sweep(weigh, activity) > 0);
    ow_activity_free(activity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loads),
        cmocka_unit_test(trimp_table),
        cmocka_unit_test(load_by_pace),
        cmocka_unit_test(load_through_a_stop),
        cmocka_unit_test(load_by_heart),
        cmocka_unit_test(load_of_nothing),
        cmocka_unit_test(load_whatever_the_recording),
        cmocka_unit_test(intervals_ask_more),
        cmocka_unit_test(bases),
        cmocka_unit_test(efforts_of_sports),
        cmocka_unit_test(hearts),
        cmocka_unit_test(limits_nobody_has),
        cmocka_unit_test(measured),
        cmocka_unit_test(a_heart_rate_now_and_then),
        cmocka_unit_test(short_stretches),
        cmocka_unit_test(times_out_of_order),
        cmocka_unit_test(faults),
    };

    return cmocka_run_group_tests_name("load", tests, NULL, NULL);
}
