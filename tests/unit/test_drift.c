/*
 * Decoupling and durability: figures of runs whose drift is known, and the
 * refusal of all that are no steady runs.
 */
#include "make_activity.h"
#include "onward/analysis.h"
#include "table.h"

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

static struct ow_analysis analyse(struct ow_activity *activity)
{
    struct ow_analysis analysis;
    struct ow_trace *trace = NULL;

    assert_int_equal(ow_trace_new(activity, &trace, NULL), OW_OK);
    assert_int_equal(ow_analysis_run(activity, trace, NULL, &analysis, NULL),
                     OW_OK);
    ow_trace_free(trace);
    ow_activity_free(activity);
    return analysis;
}

static struct ow_run_decoupling
decoupling_of(size_t seconds, struct make_second (*each)(size_t second))
{
    return analyse(make_run_of(seconds, each)).decoupling;
}

static void assert_refused(const char *why_not, const char *words)
{
    if (why_not == NULL || strstr(why_not, words) == NULL) {
        print_error("\"%s\" does not say \"%s\"\n",
                    why_not == NULL ? "-" : why_not, words);
        fail();
    }
}

/* Watches of all makes: from one second to the next a little off. */
static double jitter(size_t second)
{
    return (double)((second * 7919 + second % 13 * 104729) % 201) / 100 - 1;
}

static struct make_second second_of(size_t second, double speed_m_per_s,
                                    double hr_bpm)
{
    return (struct make_second){speed_m_per_s * (1 + 0.05 * jitter(second)), 0,
                                round(hr_bpm + jitter(second + 7)),
                                172 + 2 * jitter(second + 3)};
}

static double ramp(size_t second, double from_s, double to_s)
{
    return fmax(0, fmin(1, ((double)second - from_s) / (to_s - from_s)));
}

/* An hour at one speed; after ten minutes the heart climbs by a tenth. */
static struct make_second drifting(size_t second)
{
    return second_of(second, 3,
                     100 + 40 * ramp(second, 0, 300) +
                         14 * ramp(second, 600, 3600));
}

/* From 140 to 154: the halves' means are 143.5 and 150.5. */
static void drift_is_measured(void **state)
{
    struct ow_run_decoupling part = decoupling_of(3600, drifting);

    (void)state;
    assert_null(part.why_not);
    assert_near(part.warm_up_s, 600, 30);
    assert_near(part.start_s, 600, 30);
    assert_near(part.end_s, 3600, 30);
    assert_near(part.running_s, 3000, 30);
    assert_near(part.first_hr_bpm, 143.5, 0.2);
    assert_near(part.second_hr_bpm, 150.5, 0.2);
    assert_near(part.first_flat_m_per_s, 3, 0.01);
    assert_near(part.share, 1 - 143.5 / 150.5, 0.003);
}

static struct make_second level(size_t second)
{
    return second_of(second, 3, 140);
}

/* The pace falls by 6 %, the heart stays: decoupling, not easing. */
static struct make_second fading(size_t second)
{
    return second_of(second, second < 2100 ? 3 : 2.82, 150);
}

static void a_level_heart_is_coupled_and_a_fade_is_not(void **state)
{
    struct ow_run_decoupling part = decoupling_of(3600, level);

    (void)state;
    assert_null(part.why_not);
    assert_near(part.share, 0, 0.002);
    part = decoupling_of(3600, fading);
    assert_null(part.why_not);
    assert_near(part.share, 0.06, 0.003);
}

/* Ten minutes of jogging home with a falling heart. */
static struct make_second cooling_down(size_t second)
{
    return second < 3000 ? second_of(second, 3, 145)
                         : second_of(second, 2.4, 118);
}

static void cool_down_is_left_out(void **state)
{
    struct ow_run_decoupling part = decoupling_of(3600, cooling_down);

    (void)state;
    assert_null(part.why_not);
    assert_near(part.end_s, 3000, 31);
    assert_near(part.share, 0, 0.005);
}

/* Some watches note the heart at every third point only. */
static struct make_second heart_now_and_then(size_t second)
{
    struct make_second made = drifting(second);

    made.hr_bpm = second % 9 == 0 ? made.hr_bpm : OW_MISSING;
    return made;
}

static void a_sparse_heart_rate_is_held(void **state)
{
    struct ow_run_decoupling part = decoupling_of(3600, heart_now_and_then);

    (void)state;
    assert_null(part.why_not);
    assert_near(part.share, 1 - 143.5 / 150.5, 0.004);
}

/* A hundred seconds at a gate, in which the heart comes to rest. */
static struct make_second at_a_gate(size_t second)
{
    if (second > 2010 && second <= 2110) {
        return (struct make_second){0, 0, 100, OW_MISSING};
    }
    return second_of(
        second, 3, 145 - 48 * (second > 2110) * (1 - ramp(second, 2110, 2200)));
}

static void a_short_stop_does_no_harm(void **state)
{
    struct ow_run_decoupling part = decoupling_of(3600, at_a_gate);

    (void)state;
    assert_null(part.why_not);
    assert_near(part.share, 0, 0.01);
}

static struct make_second no_heart(size_t second)
{
    return (struct make_second){3, 0, OW_MISSING, 170 + jitter(second)};
}

static struct make_second heart_lost(size_t second)
{
    struct make_second made = drifting(second);

    made.hr_bpm = second % 300 < 200 ? made.hr_bpm : OW_MISSING;
    return made;
}

static struct make_second intervals(size_t second)
{
    bool is_fast = second > 700 && second % 360 < 180;

    return second_of(second, is_fast ? 4 : 2.6, is_fast ? 165 : 140);
}

static struct make_second progression(size_t second)
{
    return second_of(second, 2.8 + 0.4 * ramp(second, 600, 3600),
                     140 + 20 * ramp(second, 600, 3600));
}

static struct make_second easing(size_t second)
{
    return second_of(second, second < 2100 ? 3 : 2.7,
                     second < 2100 ? 155 : 140);
}

static struct make_second traffic_light(size_t second)
{
    return second > 2000 && second <= 2150
               ? (struct make_second){0, 0, 110, OW_MISSING}
               : second_of(second, 3, 145);
}

static struct make_second walking_breaks(size_t second)
{
    struct make_second made = second_of(second, 3, 145);

    if (second % 600 > 540) {
        made.speed_m_per_s = 1.5;
        made.cadence_spm = 115;
    }
    return made;
}

static struct make_second walked_intervals(size_t second)
{
    struct make_second made = intervals(second);

    if (second > 700 && second % 360 >= 300) {
        made.speed_m_per_s = 1.5;
        made.cadence_spm = 115;
    }
    return made;
}

/* The sensor takes the steps for beats for a third of the run. */
static struct make_second locked(size_t second)
{
    struct make_second made = second_of(second, 3, 145);

    if (second > 1200 && second < 2400) {
        made.hr_bpm = made.cadence_spm;
    }
    return made;
}

/* Half of the run jogged home: more than a cool-down. */
static struct make_second jogging_home(size_t second)
{
    return second < 2000 ? second_of(second, 3.2, 150)
                         : second_of(second, 2.4, 120);
}

static struct make_second leaping(size_t second)
{
    return second_of(second, 3, second < 1500 ? 135 : 170);
}

static void unsuitable_runs_are_refused(void **state)
{
    static const struct {
        size_t seconds;
        struct make_second (*each)(size_t second);
        const char *words;
    } cases[] = {
        {3600, no_heart, "no heart rate"},
        {3600, heart_lost, "no heart rate for more than a fifth"},
        {1700, level, "less than 20 minutes"},
        {3600, intervals, "the pace varied"},
        {3600, progression, "more than 5 % faster"},
        {3600, easing, "run easier"},
        {3600, traffic_light, "a stop of more than 2 minutes"},
        {3600, walking_breaks, "walk breaks"},
        {3600, walked_intervals, "the pace varied"},
        {3600, jogging_home, "the pace varied"},
        {3600, locked, "follows the steps"},
        {3600, leaping, "leaps"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_run_decoupling part =
            decoupling_of(cases[i].seconds, cases[i].each);

        assert_refused(part.why_not, cases[i].words);
        assert_true(ow_is_missing(part.share));
    }
}

/* Runs of the table with a level heart: what each is must decide. */
#define STREAMS 32
#define STREAM_ROWS 22711

static size_t read_labels(char labels[STREAMS + 1][24])
{
    struct table table;
    size_t count = 0;

    if (!table_open(&table, "progression_streams_labels.csv", STREAMS)) {
        return 0;
    }
    while (table_next(&table)) {
        size_t run = (size_t)table_number(&table, 0);

        assert_true(run <= STREAMS);
        (void)snprintf(labels[run], sizeof labels[run], "%s",
                       table_text(&table, 1));
        count++;
    }
    return count;
}

static void judge_stream(struct ow_activity *activity, const char *label)
{
    struct ow_run_decoupling part = analyse(activity).decoupling;

    if (strcmp(label, "steady") == 0) {
        assert_null(part.why_not);
        assert_near(part.share, 0, 0.03);
    } else if (strcmp(label, "intervals") == 0 ||
               strcmp(label, "fartlek") == 0 || strcmp(label, "tempo") == 0) {
        assert_non_null(part.why_not);
    }
}

static void labelled_runs_are_told_apart(void **state)
{
    char labels[STREAMS + 1][24] = {""};
    struct table table;
    struct ow_activity *activity = NULL;
    size_t last = 0;

    (void)state;
    if (read_labels(labels) == 0 ||
        !table_open(&table, "progression_streams.csv", STREAM_ROWS)) {
        return;
    }
    while (table_next(&table)) {
        size_t run = (size_t)table_number(&table, 0);
        size_t sample = 0;

        if (run != last && activity != NULL) {
            judge_stream(activity, labels[last]);
        }
        activity = run != last ? make_activity(4000) : activity;
        last = run;
        sample = make_sample(activity, table_number(&table, 1),
                             OW_CHANNEL_DISTANCE_M, table_number(&table, 2));
        make_value(activity, sample, OW_CHANNEL_ELEVATION_M,
                   table_number(&table, 3));
        make_value(activity, sample, OW_CHANNEL_HR_BPM, 150);
    }
    judge_stream(activity, labels[last]);
}

/* Two and a half hours; from the first on the heart climbs by 6 in the hour. */
static struct make_second long_run(size_t second)
{
    return second_of(second, 2.8, 140 + 9 * ramp(second, 3600, 9000));
}

static void durability_is_measured(void **state)
{
    struct ow_run_durability part =
        analyse(make_run_of(9000, long_run)).durability;
    double expected_hr_bpm[] = {141.5, 144.5, 147.5};

    (void)state;
    assert_null(part.why_not);
    assert_near(part.hr_bpm, 140, 0.1);
    assert_near(part.flat_m_per_s, 2.8, 0.01);
    for (size_t m = 0; m < OW_DURABILITY_MARKS; m++) {
        const struct ow_durability_mark *mark = &part.marks[m];

        assert_null(mark->why_not);
        assert_near(mark->after_s, 3600 + 1800 * (double)m, 0);
        assert_near(mark->hr_bpm, expected_hr_bpm[m], 0.1);
        assert_near(mark->loss, 1 - 140 / expected_hr_bpm[m], 0.003);
        assert_near(mark->flat_m_per_s, 2.8 * (1 - mark->loss), 0.01);
    }
}

static struct make_second long_run_eased(size_t second)
{
    return second_of(second, second < 5400 ? 2.8 : 2.4,
                     second < 5400 ? 145 : 125);
}

static struct make_second long_run_hastened(size_t second)
{
    return second_of(second, second < 5400 ? 2.8 : 3.1,
                     second < 5400 ? 140 : 155);
}

/* The pace is held, whatever it costs: 16 % more heart rate. */
static struct make_second long_run_held(size_t second)
{
    return second_of(second, 2.8, 140 + 22 * ramp(second, 3600, 5400));
}

static void a_pace_held_at_all_costs_is_a_loss(void **state)
{
    struct ow_run_durability part =
        analyse(make_run_of(9000, long_run_held)).durability;

    (void)state;
    assert_null(part.marks[1].why_not);
    assert_near(part.marks[1].loss, 1 - 140 / 162.0, 0.003);
    assert_near(part.marks[2].loss, 1 - 140 / 162.0, 0.003);
}

static struct make_second long_run_heart_lost(size_t second)
{
    struct make_second made = long_run(second);

    made.hr_bpm =
        second < 5400 || second % 300 < 200 ? made.hr_bpm : OW_MISSING;
    return made;
}

static struct make_second long_intervals(size_t second)
{
    bool is_fast = second % 360 < 180;

    return second_of(second, is_fast ? 4 : 2.6, 150);
}

static void durability_needs_a_long_even_run(void **state)
{
    struct ow_run_durability part =
        analyse(make_run_of(6000, long_run)).durability;

    (void)state;
    assert_null(part.why_not);
    assert_null(part.marks[0].why_not);
    assert_refused(part.marks[1].why_not, "less than 15 minutes");
    assert_true(ow_is_missing(part.marks[1].loss));

    part = analyse(make_run_of(9000, long_run_eased)).durability;
    assert_null(part.marks[0].why_not);
    assert_refused(part.marks[1].why_not, "another effort");

    part = analyse(make_run_of(9000, long_run_hastened)).durability;
    assert_null(part.marks[0].why_not);
    assert_refused(part.marks[1].why_not, "another effort");

    part = analyse(make_run_of(9000, long_run_heart_lost)).durability;
    assert_null(part.marks[0].why_not);
    assert_refused(part.marks[1].why_not, "less than 15 minutes");

    part = analyse(make_run_of(4000, long_run)).durability;
    assert_refused(part.why_not, "less than 75 minutes");
    assert_refused(part.marks[0].why_not, "less than 75 minutes");
    part = analyse(make_run_of(9000, no_heart)).durability;
    assert_refused(part.why_not, "no heart rate");
    part = analyse(make_run_of(9000, long_intervals)).durability;
    assert_refused(part.why_not, "the pace varied");
}

static struct make_second heart_from_40_minutes(size_t second)
{
    struct make_second made = long_run(second);

    made.hr_bpm = second > 2400 ? made.hr_bpm : OW_MISSING;
    return made;
}

static struct make_second long_walk_breaks(size_t second)
{
    struct make_second made = long_run(second);

    if (second % 600 > 420) {
        made.speed_m_per_s = 1.5;
        made.cadence_spm = 115;
    }
    return made;
}

static void durability_needs_a_first_hour(void **state)
{
    struct ow_run_durability part =
        analyse(make_run_of(9000, heart_from_40_minutes)).durability;

    (void)state;
    assert_refused(part.why_not, "in the first hour");
    assert_refused(part.marks[2].why_not, "in the first hour");
    part = analyse(make_run_of(9000, long_walk_breaks)).durability;
    assert_refused(part.why_not, "walk breaks");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drift_is_measured),
        cmocka_unit_test(a_level_heart_is_coupled_and_a_fade_is_not),
        cmocka_unit_test(cool_down_is_left_out),
        cmocka_unit_test(a_sparse_heart_rate_is_held),
        cmocka_unit_test(a_short_stop_does_no_harm),
        cmocka_unit_test(unsuitable_runs_are_refused),
        cmocka_unit_test(labelled_runs_are_told_apart),
        cmocka_unit_test(durability_is_measured),
        cmocka_unit_test(a_pace_held_at_all_costs_is_a_loss),
        cmocka_unit_test(durability_needs_a_long_even_run),
        cmocka_unit_test(durability_needs_a_first_hour),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
