/*
 * Grade-adjusted speed on synthetic runs whose speed as on the flat is known
 * segment by segment (progression_streams.csv). Their speed carries noise of
 * its own that holds on for a while, so that a segment is held to a wider bound
 * than a whole run, and a run to a wider one than the mean of all.
 */
#include "base/num.h"
#include "engine/activity/trace.h"
#include "make_activity.h"
#include "table.h"

#include "unit/cmocka_all.h"

#include <math.h>
#include <string.h>

#define RUNS 32
#define STREAM_ROWS 22711
#define MOST_SAMPLES 2000
#define MOST_TEXT 700
/* Shares of the label: of one run, of the mean of all, of one long segment. */
#define RUN_WITHIN 0.01
#define ALL_WITHIN 0.002
#define SEGMENT_WITHIN 0.02
#define LONG_S 300

struct label {
    double run;
    bool is_hilly;
    char segments[MOST_TEXT];
};

/* What the runs came to against their labels. */
struct tally {
    double error; /* sum over runs of the share off */
    double worst_run;
    double worst_segment;
    double unadjusted; /* worst hilly segment by distance alone */
    size_t runs;
};

static double number_of(struct str text)
{
    double value = 0;

    assert_true(num_parse(text, &value));
    return value;
}

/* A column at a time, even between points. */
static double value_at(const struct ow_trace *trace, const double *column,
                       double time_s)
{
    size_t i = 1;
    double share = 0;

    while (i + 1 < trace->count && trace->time_s[i] < time_s) {
        i++;
    }
    share = (time_s - trace->time_s[i - 1]) /
            (trace->time_s[i] - trace->time_s[i - 1]);
    return column[i - 1] + (column[i] - column[i - 1]) * share;
}

static double share_off(const struct ow_trace *trace, const double *column,
                        double from_s, double to_s, double expected_m)
{
    return (value_at(trace, column, to_s) - value_at(trace, column, from_s)) /
               expected_m -
           1;
}

/* One segment of a label: start_s:from>to:duration_s. */
static double compare_segment(const struct ow_trace *trace, struct str text,
                              bool is_hilly, struct tally *tally)
{
    double start_s = number_of(str_split(&text, ':'));
    double from_m_per_s = number_of(str_split(&text, '>'));
    double to_m_per_s = number_of(str_split(&text, ':'));
    double duration_s = number_of(text);
    double expected_m = duration_s * (from_m_per_s + to_m_per_s) / 2;
    /* The first sample is of the fifth second. */
    double from_s = fmax(start_s, trace->time_s[0]);
    double share = duration_s / (start_s + duration_s - from_s);

    if (duration_s >= LONG_S) {
        double end_s = start_s + duration_s;

        tally->worst_segment = fmax(tally->worst_segment,
                                    fabs(share_off(trace, trace->flat_m, from_s,
                                                   end_s, expected_m / share)));
        tally->unadjusted =
            fmax(tally->unadjusted,
                 is_hilly ? fabs(share_off(trace, trace->distance_m, from_s,
                                           end_s, expected_m / share))
                          : 0);
    }
    return expected_m;
}

static void compare_run(struct ow_activity *activity, const struct label *label,
                        struct tally *tally)
{
    struct str rest = str_of(label->segments);
    struct ow_trace *trace = NULL;
    double expected_m = 0;
    double off = 0;
    size_t last = 0;

    assert_int_equal(ow_trace_new(activity, &trace, NULL), OW_OK);
    last = trace->count - 1;
    while (rest.length > 0) {
        expected_m += compare_segment(trace, str_split(&rest, ';'),
                                      label->is_hilly, tally);
    }
    off = trace->flat_m[last] / expected_m - 1;
    printf("run %2.0f%s: %+.3f of the label by grade, %+.3f by distance\n",
           label->run, label->is_hilly ? ", hilly" : "", off,
           trace->distance_m[last] / expected_m - 1);
    tally->worst_run = fmax(tally->worst_run, fabs(off));
    tally->error += off;
    tally->runs++;
    ow_trace_free(trace);
}

static size_t read_labels(struct label *labels)
{
    struct table table;
    size_t count = 0;

    if (!table_open(&table, "progression_streams_labels.csv", RUNS)) {
        return 0;
    }
    while (table_next(&table)) {
        const char *segments = table_text(&table, 5);

        assert_true(count < RUNS && strlen(segments) < MOST_TEXT);
        labels[count].run = table_number(&table, 0);
        labels[count].is_hilly = table_number(&table, 3) > 0;
        memcpy(labels[count++].segments, segments, strlen(segments) + 1);
    }
    return count;
}

static void streams(void **state)
{
    static struct label labels[RUNS];
    struct table table;
    struct tally tally = {0};
    struct ow_activity *activity = make_activity(MOST_SAMPLES);
    size_t count = read_labels(labels);
    size_t at = 0;

    (void)state;
    if (count == 0 ||
        !table_open(&table, "progression_streams.csv", STREAM_ROWS)) {
        ow_activity_free(activity);
        return;
    }
    while (table_next(&table)) {
        size_t sample = 0;

        if (table_number(&table, 0) > labels[at].run) {
            compare_run(activity, &labels[at++], &tally);
            activity->sample_count = 0;
        }
        sample = make_sample(activity, table_number(&table, 1),
                             OW_CHANNEL_DISTANCE_M, table_number(&table, 2));
        make_value(activity, sample, OW_CHANNEL_ELEVATION_M,
                   table_number(&table, 3));
    }
    compare_run(activity, &labels[at++], &tally);
    ow_activity_free(activity);
    assert_int_equal(at, count);
    printf("worst run %.4f, mean %.4f, worst segment %.4f, unadjusted %.4f\n",
           tally.worst_run, tally.error / (double)tally.runs,
           tally.worst_segment, tally.unadjusted);
    assert_true(tally.worst_run <= RUN_WITHIN);
    assert_true(fabs(tally.error) <= ALL_WITHIN * (double)tally.runs);
    assert_true(tally.worst_segment <= SEGMENT_WITHIN);
    /* Which is more than distance alone can say. */
    assert_true(tally.unadjusted > 5 * SEGMENT_WITHIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streams),
    };

    return cmocka_run_group_tests_name("trace_streams", tests, NULL, NULL);
}
