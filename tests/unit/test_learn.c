/* Limits proposed from runs: who is believed, and who is not. */
#include "onward/body.h"
#include "onward/learn.h"

#include "unit/cmocka_all.h"

#include <string.h>

#define TODAY 20000
#define MOST_RUNS 12

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

/* The runs of one runner, made one after the other. */
struct diary {
    struct ow_run_digest runs[MOST_RUNS];
    size_t count;
};

/* An hour's run some days ago; its mean heart rates fall from the peak. */
static struct ow_run_digest *add_run(struct diary *diary, int32_t days_ago,
                                     double peak_bpm, double speed_m_per_s)
{
    struct ow_run_digest *run = &diary->runs[diary->count++];

    assert_true(diary->count <= MOST_RUNS);
    *run = (struct ow_run_digest){
        .date = {TODAY - days_ago},
        .duration_s = 3600,
        .hr_s = 3600,
        .hr_bpm = {peak_bpm, peak_bpm - 2, peak_bpm - 6, peak_bpm - 14,
                   peak_bpm - 18},
        .speed_m_per_s = {OW_MISSING, OW_MISSING, OW_MISSING,
                          speed_m_per_s * 1.03, speed_m_per_s},
        .race_m = OW_MISSING,
        .race_s = OW_MISSING,
    };
    return run;
}

static struct ow_learned learn(const struct diary *diary)
{
    struct ow_learned learned;

    ow_learn_limits(diary->runs, diary->count, (struct ow_date){TODAY},
                    &learned);
    return learned;
}

static void nothing_to_go_by(void **state)
{
    struct diary diary = {.count = 0};
    struct ow_learned learned = learn(&diary);

    (void)state;
    assert_true(ow_is_missing(learned.hr_max_bpm.value));
    assert_int_equal(learned.hr_max_bpm.confidence, OW_LEARN_NOT_ENOUGH_DATA);
    assert_string_equal(ow_learn_confidence_name(learned.hr_max_bpm.confidence),
                        "not enough data");
    assert_true(ow_is_missing(learned.hr_rest_bpm.value));
    assert_true(ow_is_missing(learned.hr_threshold_bpm.value));
    assert_true(ow_is_missing(learned.threshold_m_per_s.value));
    assert_non_null(strstr(learned.hr_max_bpm.reason, "not enough data"));
    assert_non_null(strstr(learned.hr_rest_bpm.reason, "not known from runs"));
    /* Two runs that agree may both be easy ones. */
    add_run(&diary, 3, 160, 2.8);
    add_run(&diary, 5, 161, 2.8);
    learned = learn(&diary);
    assert_true(ow_is_missing(learned.hr_max_bpm.value));
    assert_int_equal(learned.hr_max_bpm.considered, 2);
    assert_int_equal(learned.hr_max_bpm.evidence_count, 0);
}

static void maximum_of_trained_runs(void **state)
{
    struct diary diary = {.count = 0};
    struct ow_proposal maximum;

    (void)state;
    add_run(&diary, 100, 186, 3);
    add_run(&diary, 90, 175, 3);
    add_run(&diary, 80, 187, 3);
    maximum = learn(&diary).hr_max_bpm;
    assert_near(maximum.value, 187, 0);
    assert_int_equal(maximum.confidence, OW_LEARN_LOW);
    assert_int_equal(maximum.considered, 3);
    assert_int_equal(maximum.refused, 0);
    assert_int_equal(maximum.evidence_count, 2);
    assert_int_equal(maximum.evidence[0], 2);
    assert_int_equal(maximum.evidence[1], 0);
    assert_non_null(strstr(maximum.reason, "may lie above"));
    add_run(&diary, 70, 185, 3);
    assert_int_equal(learn(&diary).hr_max_bpm.confidence, OW_LEARN_MODERATE);
}

/* Each of these would have raised the maximum. */
static void who_is_not_believed(void **state)
{
    struct diary diary = {.count = 0};
    struct ow_run_digest *needle = NULL;
    struct ow_run_digest *locked = NULL;
    struct ow_proposal maximum;

    (void)state;
    add_run(&diary, 100, 186, 3);
    /* A minute of chance among an hour is no lock. */
    add_run(&diary, 90, 187, 3)->hr_locked_s = 70;
    add_run(&diary, 80, 185, 3);
    needle = add_run(&diary, 70, 205, 3);
    needle->hr_bpm[OW_LEARN_1_MIN] = 180;
    locked = add_run(&diary, 60, 190, 3);
    locked->hr_locked_s = 600;
    add_run(&diary, 50, 240, 3);
    add_run(&diary, 40, 198, 3);
    maximum = learn(&diary).hr_max_bpm;
    assert_near(maximum.value, 187, 0);
    assert_int_equal(maximum.considered, 7);
    assert_int_equal(maximum.refused, 4);
    /* Out of date, or not yet run. */
    diary.count = 3;
    add_run(&diary, 800, 199, 3);
    add_run(&diary, 801, 199, 3);
    add_run(&diary, -1, 199, 3);
    add_run(&diary, -2, 199, 3);
    assert_near(learn(&diary).hr_max_bpm.value, 187, 0);
    assert_int_equal(learn(&diary).hr_max_bpm.considered, 3);
}

static struct ow_run_digest *add_race(struct diary *diary, double peak_bpm,
                                      double race_m, double race_s)
{
    struct ow_run_digest *race =
        add_run(diary, 30, peak_bpm, race_m / race_s / 1.05);

    race->race_m = race_m;
    race->race_s = race_s;
    race->duration_s = race_s;
    return race;
}

/* A race alone is believed where a run alone is not. */
static void a_race_speaks_for_itself(void **state)
{
    struct diary diary = {.count = 0};
    struct ow_learned learned;
    struct ow_paces paces;
    double vo2max = 0;

    (void)state;
    add_run(&diary, 100, 176, 3);
    add_run(&diary, 90, 177, 3);
    add_race(&diary, 190, 10000, 2700);
    learned = learn(&diary);
    assert_near(learned.hr_max_bpm.value, 190, 0);
    assert_int_equal(learned.hr_max_bpm.confidence, OW_LEARN_MODERATE);
    assert_int_equal(learned.hr_max_bpm.evidence_count, 1);
    assert_int_equal(learned.hr_max_bpm.evidence[0], 2);
    /* Its last 20 minutes, Friel's measure. */
    assert_near(learned.hr_threshold_bpm.value, 176, 0);
    assert_int_equal(learned.hr_threshold_bpm.evidence[0], 2);
    /* And its capacity, as the paces have it. */
    assert_int_equal(ow_vo2max_from_race(10000, 2700, &vo2max, NULL), OW_OK);
    assert_int_equal(ow_paces_compute(vo2max, OW_MISSING, &paces, NULL), OW_OK);
    assert_near(learned.threshold_m_per_s.value,
                1000 / paces.threshold_s_per_km, 1e-12);
    assert_int_equal(learned.threshold_m_per_s.evidence[0], 2);
}

/* What is held for twenty minutes in a race of them is no threshold. */
static void short_races_are_above_threshold(void **state)
{
    struct diary diary = {.count = 0};
    struct ow_run_digest *race = NULL;

    (void)state;
    race = add_race(&diary, 190, 5000, 1260);
    race->hr_bpm[OW_LEARN_20_MIN] = 182;
    assert_near(learn(&diary).hr_max_bpm.value, 190, 0);
    assert_true(ow_is_missing(learn(&diary).hr_threshold_bpm.value));
    assert_int_equal(learn(&diary).hr_threshold_bpm.considered, 0);
    /* Nor where the race was not seen as one. */
    race->duration_s = 3000;
    race->race_m = OW_MISSING;
    add_run(&diary, 20, 189, 3)->hr_bpm[OW_LEARN_20_MIN] = 150;
    add_run(&diary, 20, 189, 3)->hr_bpm[OW_LEARN_20_MIN] = 150;
    assert_true(ow_is_missing(learn(&diary).hr_threshold_bpm.value));
}

static void thresholds_of_trained_runs(void **state)
{
    struct diary diary = {.count = 0};
    struct ow_learned learned;
    double vo2max = 0;

    (void)state;
    add_run(&diary, 100, 190, 3.5);
    add_run(&diary, 90, 189, 3.4);
    add_run(&diary, 80, 189, 3.45);
    /* A ride that was recorded as a run, and a GPS gone mad. */
    add_run(&diary, 70, 150, 6);
    add_run(&diary, 70, 150, 9);
    /* A walk. */
    add_run(&diary, 70, 100, 0.9);
    learned = learn(&diary);
    assert_near(learned.hr_threshold_bpm.value, 176, 0);
    assert_int_equal(learned.hr_threshold_bpm.evidence_count, 3);
    assert_int_equal(learned.hr_threshold_bpm.confidence, OW_LEARN_MODERATE);
    assert_int_equal(ow_vo2max_from_race(3.5 * 3600, 3600, &vo2max, NULL),
                     OW_OK);
    assert_true(learned.threshold_m_per_s.value > 3.4);
    assert_true(learned.threshold_m_per_s.value < 3.55);
    assert_int_equal(learned.threshold_m_per_s.evidence[0], 0);
    assert_int_equal(learned.threshold_m_per_s.evidence_count, 3);
    assert_int_equal(learned.threshold_m_per_s.considered, 5);
    assert_int_equal(learned.threshold_m_per_s.refused, 2);
}

/* Without a heart rate, or with one above the maximum, or a runner's walk. */
static void silent_runs(void **state)
{
    struct diary diary = {.count = 0};
    struct ow_learned learned;

    (void)state;
    add_run(&diary, 9, OW_MISSING, OW_MISSING);
    add_run(&diary, 8, 110, 3);
    add_run(&diary, 8, 110, OW_MISSING)->hr_bpm[OW_LEARN_1_MIN] = OW_MISSING;
    diary.runs[2].duration_s = 1500;
    learned = learn(&diary);
    assert_int_equal(learned.hr_max_bpm.considered, 0);
    assert_int_equal(learned.threshold_m_per_s.considered, 1);
    /* A race that was walked in all day, and one too far to speak for an hour.
     */
    diary.count = 0;
    add_race(&diary, 180, 42195, 6 * 3600)->hr_bpm[OW_LEARN_20_MIN] = 160;
    learned = learn(&diary);
    assert_near(learned.hr_max_bpm.value, 180, 0);
    assert_int_equal(learned.hr_threshold_bpm.considered, 0);
    /* The wrist's own threshold above the maximum it was seen with. */
    diary.count = 0;
    add_race(&diary, 180, 10000, 3000);
    add_run(&diary, 7, 180, 3)->hr_bpm[OW_LEARN_20_MIN] = 185;
    learned = learn(&diary);
    assert_int_equal(learned.hr_threshold_bpm.considered, 2);
    assert_int_equal(learned.hr_threshold_bpm.refused, 1);
    assert_near(learned.hr_threshold_bpm.value, 166, 0);
    /* Of an hour's race the whole hour counts. */
    diary.count = 0;
    add_race(&diary, 184, 15000, 4200);
    assert_near(learn(&diary).hr_threshold_bpm.value, 166, 0);
}

static void evidence_is_the_strongest(void **state)
{
    struct diary diary = {.count = 0};
    struct ow_proposal maximum;

    (void)state;
    for (int i = 0; i < 10; i++) {
        add_run(&diary, i, 184 + i % 5 * 0.5, 3);
    }
    maximum = learn(&diary).hr_max_bpm;
    assert_near(maximum.value, 186, 0);
    assert_int_equal(maximum.evidence_count, OW_LEARN_MOST_EVIDENCE);
    for (size_t i = 1; i < maximum.evidence_count; i++) {
        assert_true(diary.runs[maximum.evidence[i - 1]].hr_bpm[0] >=
                    diary.runs[maximum.evidence[i]].hr_bpm[0]);
    }
    assert_near(diary.runs[maximum.evidence[4]].hr_bpm[0], 185, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_to_go_by),
        cmocka_unit_test(maximum_of_trained_runs),
        cmocka_unit_test(who_is_not_believed),
        cmocka_unit_test(a_race_speaks_for_itself),
        cmocka_unit_test(short_races_are_above_threshold),
        cmocka_unit_test(thresholds_of_trained_runs),
        cmocka_unit_test(silent_runs),
        cmocka_unit_test(evidence_is_the_strongest),
    };

    return cmocka_run_group_tests_name("learn", tests, NULL, NULL);
}
