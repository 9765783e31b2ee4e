/* Whether a run was a race: what speaks for it and against it. */
#include "make_activity.h"
#include "onward/quantity.h"
#include "onward/race.h"

#include "unit/cmocka_all.h"

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

static struct ow_race_reading read_race(const struct ow_activity *activity,
                                        const struct ow_race_options *options)
{
    struct ow_race_reading reading = {0};

    assert_int_equal(ow_race_read(activity, options, &reading, NULL), OW_OK);
    return reading;
}

static void training_is_no_race(void **state)
{
    static const struct make_stage jog[] = {{4500, 2.6}};
    struct ow_activity *activity = make_run(jog, 1);
    struct ow_race_options options = {
        .best_m = 10000, .best_s = 2700, .hr_max_bpm = 185};
    struct ow_race_reading reading;

    (void)state;
    for (size_t i = 0; i < ow_activity_sample_count(activity); i++) {
        make_value(activity, i, OW_CHANNEL_HR_BPM, 138);
    }
    activity_summarise(activity);
    reading = read_race(activity, &options);
    assert_near(reading.distance_m, 11700, 1e-6);
    assert_null(reading.distance_name);
    assert_true(reading.confidence < 0.02);
    options.name = "Frankfurt Marathon relay";
    assert_true(read_race(activity, &options).confidence > reading.confidence);
    activity->summary.sub_sport = 58; /* FIT profile: virtual activity */
    assert_true(read_race(activity, &options).confidence < 0.01);
    activity->summary.sub_sport = 1; /* treadmill */
    assert_true(read_race(activity, &options).confidence < 0.01);
    activity->summary.sport = OW_SPORT_CYCLING;
    reading = read_race(activity, &options);
    assert_near(reading.confidence, 0, 0);
    assert_string_equal(reading.reasons[0], "it was not a run");
    ow_activity_free(activity);
}

/* Each thing that speaks for or against a race, by itself. */
static void evidence(void **state)
{
    static const struct {
        const char *name;
        double distance_m;
        double elapsed_s;
        double timer_s;
        double best_s; /* over 10 km; 0: none */
        double hr_bpm;
        const char *reason; /* the last; NULL: none */
    } cases[] = {
        {NULL, 42500, 14400, 14400, 0, 0, "nobody trains over this distance"},
        {NULL, 21200, 7200, 7200, 0, 0, "the distance is a half-marathon"},
        {NULL, 10050, 3000, 3000, 0, 0, "the distance is one of races"},
        {NULL, 10250, 3000, 3000, 0, 0, NULL},
        {NULL, 9900, 3000, 3000, 0, 0, NULL},
        {NULL, 12000, 3600, 3600, 3000, 0,
         "as fast as the best race foretells"},
        {NULL, 12000, 3600, 3600, 2800, 0,
         "nearly as fast as the best race foretells"},
        {NULL, 12000, 3600, 3600, 2670, 0, NULL},
        {NULL, 12000, 3600, 3600, 2300, 0,
         "far slower than the best race foretells"},
        {NULL, 12000, 3600, 3600, 0, 170, "the heart beat as in a race"},
        {NULL, 12000, 3600, 3600, 0, 162, NULL},
        {NULL, 12000, 3600, 3600, 0, 155,
         "the heart beat slower than in a race"},
        {NULL, 12000, 3600, 3600, 0, 145, "the heart beat as in training"},
        /* A marathon's is slower. */
        {NULL, 45000, 14400, 14400, 0, 153, "the heart beat as in a race"},
        {NULL, 45000, 14400, 14400, 0, 144,
         "the heart beat slower than in a race"},
        {"Evening PARKRUN", 12000, 3600, 3600, 0, 0,
         "its name is that of a race"},
        {"Evening Run", 12000, 3600, 3600, 0, 0, NULL},
        {NULL, 12000, 3600, 3500, 0, 0, "stops on the way"},
        {NULL, 12000, 3600, 3400, 0, 0, "long stops on the way"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_activity *activity = make_activity(0);
        struct ow_race_options known = {
            .best_m = 10000, .best_s = cases[i].best_s, .hr_max_bpm = 190};
        struct ow_race_reading reading;

        activity->summary.distance_m = cases[i].distance_m;
        activity->summary.elapsed_s = cases[i].elapsed_s;
        activity->summary.timer_s = cases[i].timer_s;
        activity->summary.name = cases[i].name;
        activity->summary.hr_bpm.avg =
            cases[i].hr_bpm > 0 ? cases[i].hr_bpm : OW_MISSING;
        reading = read_race(activity, &known);
        assert_int_equal(reading.reason_count, cases[i].reason != NULL);
        if (cases[i].reason != NULL) {
            assert_string_equal(reading.reasons[0], cases[i].reason);
        }
        ow_activity_free(activity);
    }
}

static double confidence_named(const char *name)
{
    struct ow_activity *activity = make_activity(0);
    struct ow_race_reading reading;

    activity->summary.distance_m = 12000;
    activity->summary.elapsed_s = 3600;
    activity->summary.timer_s = 3600;
    activity->summary.name = name;
    reading = read_race(activity, NULL);
    ow_activity_free(activity);
    return reading.confidence;
}

/* What a run is called: by its runner, or by a site in some language. */
static void names(void **state)
{
    static const char *const races[] = {"The Great Race",
                                        "race",
                                        "Frankfurt-Marathon 2019",
                                        "S\xc3\xa3o Silvestre",
                                        "Halbmarathon",
                                        "Volkslauf Dorf",
                                        "10k PB!",
                                        "Marat\xc3\xb3n de Sevilla"};
    static const char *const neither[] = {"Corrida Matutina",
                                          "Carrera de tarde",
                                          "Lauf 20 km",
                                          "Terrace loop",
                                          "Brace",
                                          "Cours de danse",
                                          "PBJ run",
                                          ""};
    static const char *const training[] = {
        "Marathon training",    "Marathon pace 10 km",
        "Long run before race", "Interval race pace",
        "Race week shakeout",   "Entra\xc3\xaenement marathon"};
    double nothing = confidence_named(NULL);

    (void)state;
    for (size_t i = 0; i < COUNT(races); i++) {
        assert_true(confidence_named(races[i]) > nothing);
    }
    for (size_t i = 0; i < COUNT(neither); i++) {
        assert_near(confidence_named(neither[i]), nothing, 0);
    }
    for (size_t i = 0; i < COUNT(training); i++) {
        assert_true(confidence_named(training[i]) < nothing);
    }
}

/* When it began, by the file's offset or by the sun. */
static void starts(void **state)
{
    static const struct {
        const char *reason; /* NULL: none */
        int64_t start_s;    /* UTC */
        int32_t utc_offset_s;
        double longitude_deg; /* missing: with the offset */
    } cases[] = {
        /* Sunday, 25 September 2016. */
        {"it began on a weekend morning", 1474790400, 3600, OW_MISSING},
        {NULL, 1474812000, 3600, OW_MISSING},
        {"it began at night", 1474848000, 3600, OW_MISSING},
        {"it began at night", 1474772400 + 1800, 0, OW_MISSING},
        /* 9:00 on the Monday. */
        {NULL, 1474876800, 3600, OW_MISSING},
        /* Saturday, 22:00 UTC, is Sunday morning in Auckland. */
        {"it began on a weekend morning", 1474754400, 0, 174.8},
        {"it began at night", 1474754400, 0, 8.7},
        {NULL, 1474790400, 0, 400},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_activity *activity = make_activity(1);
        struct ow_race_reading reading;

        activity->summary.distance_m = 12000;
        activity->summary.elapsed_s = 3600;
        activity->summary.timer_s = 3600;
        activity->summary.has_start_time = true;
        activity->summary.start_time_ms = cases[i].start_s * 1000;
        activity->summary.has_utc_offset =
            ow_is_missing(cases[i].longitude_deg);
        activity->summary.utc_offset_s = cases[i].utc_offset_s;
        make_sample(activity, 0, OW_CHANNEL_LONGITUDE_DEG,
                    cases[i].longitude_deg);
        reading = read_race(activity, NULL);
        assert_int_equal(reading.reason_count, cases[i].reason != NULL);
        if (cases[i].reason != NULL) {
            assert_string_equal(reading.reasons[0], cases[i].reason);
        }
        ow_activity_free(activity);
    }
}

/* Intervals of two minutes are told from an even run. */
static void unevenness(void **state)
{
    static const struct make_stage even[] = {{3000, 3.34}};
    static const struct make_stage intervals[] = {
        {600, 2.8}, {120, 5},   {120, 1.5}, {120, 5},   {120, 1.5},
        {120, 5},   {120, 1.5}, {120, 5},   {120, 1.5}, {120, 5},
        {120, 1.5}, {120, 5},   {120, 1.5}, {900, 2.8}};
    struct ow_activity *activity = make_run(even, COUNT(even));
    struct ow_race_reading reading = read_race(activity, NULL);

    (void)state;
    assert_near(reading.unevenness, 0, 1e-3);
    assert_string_equal(reading.reasons[reading.reason_count - 1],
                        "the first half was run evenly");
    ow_activity_free(activity);
    activity = make_run(intervals, COUNT(intervals));
    reading = read_race(activity, NULL);
    assert_true(reading.unevenness > 0.3);
    assert_string_equal(reading.reasons[reading.reason_count - 1],
                        "the pace changed as in intervals");
    ow_activity_free(activity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(training_is_no_race),
        cmocka_unit_test(evidence),
        cmocka_unit_test(names),
        cmocka_unit_test(starts),
        cmocka_unit_test(unevenness),
    };

    return cmocka_run_group_tests_name("race_recognise", tests, NULL, NULL);
}
