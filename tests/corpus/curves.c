/*
 * Curves and bests of every activity of the corpus: a best off the curve, alone
 * or together with the others, is that of all points, each path of the search
 * gives the same curve, and no mean beats the two it is made of.
 *
 * Usage: curves SHARED
 * The corpus is SHARED/corpus; ONWARD_SHARED in the environment goes before
 * SHARED.
 */
#include "each_activity.h"
#include "engine/activity/curve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* With times and distances, by the last count; only told where they are not. */
#define ACTIVITIES 385
#define MOST_BESTS 32

struct tally {
    const char *file;
    size_t traces;
    size_t bests;
    size_t hearts;
    size_t beyond; /* too long for a curve */
    size_t findings;
};

static void find_fault(struct tally *tally, const char *what, double value)
{
    printf("%s: %s: %.12g\n", tally->file, what, value);
    tally->findings++;
}

static bool is_same(const struct ow_trace_best *a,
                    const struct ow_trace_best *b)
{
    return fabs(a->distance_m - b->distance_m) <= 0 &&
           fabs(a->time_s - b->time_s) <= 0 &&
           fabs(a->start_s - b->start_s) <= 0;
}

static void check_bests(struct tally *tally, const struct ow_trace *trace,
                        const struct ow_curve *curve)
{
    size_t count = 0;
    const double *distances_m = ow_trace_best_distances(&count);
    struct ow_trace_best together[MOST_BESTS] = {{0}};
    size_t found = 0;
    size_t at = 0;

    if (ow_trace_bests(trace, together, MOST_BESTS, &found, NULL) != OW_OK) {
        find_fault(tally, "no bests", 0);
    }
    for (size_t i = 0; i < count; i++) {
        struct ow_trace_best all = {0};
        struct ow_trace_best read = {0};
        bool is_there = ow_trace_best(trace, distances_m[i], &all);

        if (ow_curve_best(curve, distances_m[i], &read) != is_there ||
            (is_there && !(is_same(&read, &all) && at < found &&
                           is_same(&together[at], &all)))) {
            find_fault(tally, "another best", distances_m[i]);
        }
        at += is_there;
    }
    tally->bests += at;
}

static void check_means(struct tally *tally, const struct ow_curve *curve)
{
    size_t half_s = (size_t)ow_curve_longest_s(curve) / 2;

    for (size_t s = 1; s <= half_s && 2 * s <= OW_CURVE_EXACT_S; s++) {
        struct ow_curve_point once = {0};
        struct ow_curve_point twice = {0};

        if (!ow_curve_at(curve, (double)s, &once) ||
            !ow_curve_at(curve, 2 * (double)s, &twice) ||
            (twice.duration_s >= 2 * (double)s &&
             twice.mean > once.mean * (1 + 1e-9))) {
            find_fault(tally, "a mean above that of its halves", (double)s);
        }
    }
}

static void check_paths(struct tally *tally, const struct ow_trace *trace,
                        enum ow_curve_quantity quantity,
                        const struct ow_curve *curve)
{
    for (int path = 0; path < (int)curve_best_path(); path++) {
        struct ow_curve *other = NULL;

        if (curve_new_by((enum curve_path)path, trace, quantity, &other,
                         NULL) != OW_OK ||
            other->count != curve->count ||
            memcmp(other->most.sums, curve->most.sums,
                   curve->count * sizeof *curve->most.sums) != 0 ||
            memcmp(other->most.starts, curve->most.starts,
                   curve->count * sizeof *curve->most.starts) != 0) {
            find_fault(tally, "another curve by path", path);
        }
        ow_curve_free(other);
    }
}

static void check_activity(void *context, const char *file,
                           const struct ow_activity *activity)
{
    struct tally *tally = context;
    struct ow_trace *trace = NULL;
    struct ow_curve *speed = NULL;
    struct ow_curve *heart = NULL;
    enum ow_status status = OW_OK;

    tally->file = file;
    if (ow_trace_new(activity, &trace, NULL) != OW_OK) {
        return;
    }
    tally->traces++;
    status = ow_curve_new(trace, OW_CURVE_SPEED_M_PER_S, &speed, NULL);
    tally->beyond += status == OW_E_RANGE;
    if (speed != NULL) {
        check_bests(tally, trace, speed);
        check_means(tally, speed);
        check_paths(tally, trace, OW_CURVE_SPEED_M_PER_S, speed);
    } else if (status != OW_E_RANGE) {
        find_fault(tally, "no curve, status", status);
    }
    if (ow_curve_new(trace, OW_CURVE_HR_BPM, &heart, NULL) == OW_OK) {
        check_means(tally, heart);
        check_paths(tally, trace, OW_CURVE_HR_BPM, heart);
        tally->hearts++;
    }
    ow_curve_free(heart);
    ow_curve_free(speed);
    ow_trace_free(trace);
}

int main(int argc, char **argv)
{
    static struct tally tally;
    int code = each_activity(argc, argv, ACTIVITIES, check_activity, &tally);

    if (code != EXIT_SUCCESS) {
        return code;
    }
    printf("%zu activities, %zu with heart rate, %zu bests, %zu too long for "
           "a curve; %zu findings\n",
           tally.traces, tally.hearts, tally.bests, tally.beyond,
           tally.findings);
    return tally.findings == 0 && tally.traces > 0 ? EXIT_SUCCESS
                                                   : EXIT_FAILURE;
}
