/*
 * What onward computes from the samples of each activity beside what the
 * device said of it, one JSON object a line, for check_trace.py.
 *
 * usage: trace_facts PATH...
 */
#include "app/inspect.h"
#include "engine/activity/trace.h"
#include "onward/load.h"

#include <stdio.h>
#include <stdlib.h>

/* One runner for all, so that loads can be compared. */
static const struct ow_load_limits limits = {
    .threshold_m_per_s = 4, .hr_max_bpm = 190, .hr_rest_bpm = 50, .sex = 'm'};

static void print_number(const char *name, double value)
{
    if (ow_is_missing(value)) {
        printf(",\"%s\":null", name);
    } else {
        printf(",\"%s\":%.3f", name, value);
    }
}

/* Mean cadence with standing as 0, as some devices have it. */
static double cadence_with_stands(const struct ow_trace *trace)
{
    double steps = 0;

    for (size_t i = 1; trace->cadence_spm != NULL && i < trace->count; i++) {
        if (!ow_is_missing(trace->cadence_spm[i])) {
            steps += trace->cadence_spm[i] *
                     (trace->time_s[i] - trace->time_s[i - 1]);
        }
    }
    return steps / (trace->time_s[trace->count - 1] - trace->time_s[0]);
}

static void print_mends(const struct ow_trace_mends *mends)
{
    printf(",\"distance_from\":%d,\"mends\":[%zu,%zu,%zu,%zu,%zu,%.1f,%zu,%zu,"
           "%.1f]",
           (int)mends->distance_from, mends->without_time,
           mends->repeated_times, mends->without_distance,
           mends->without_elevation, mends->jumps, mends->wander_m,
           mends->elevation_steps, mends->stops, mends->stopped_s);
}

static void print_bests(const struct ow_trace *trace)
{
    size_t count = 0;
    const double *distances_m = ow_trace_best_distances(&count);
    struct ow_trace_best best;

    printf(",\"bests\":{");
    for (size_t i = 0; i < count; i++) {
        if (ow_trace_best(trace, distances_m[i], &best)) {
            printf("%s\"%.0f\":%.2f", i > 0 ? "," : "", best.distance_m,
                   best.time_s);
        }
    }
    printf("}");
}

/* A sport that a format cannot tell is taken for a run, as in its pair. */
static void print_load(const struct ow_activity *activity,
                       const struct ow_trace *trace)
{
    struct ow_exertion exertion;
    struct ow_load load;

    ow_exertion_measure(activity, trace, &exertion);
    if (exertion.sport == OW_SPORT_UNKNOWN) {
        exertion.sport = OW_SPORT_RUNNING;
    }
    if (ow_load_compute(&exertion, &limits, &load, NULL) == OW_OK) {
        printf(",\"load\":%.3f,\"load_basis\":\"%s\"", load.load,
               ow_load_basis_name(load.basis));
    }
}

static void print_trace(const struct ow_activity *activity)
{
    struct ow_trace *trace = NULL;
    struct ow_error err;
    struct ow_stretch whole = {0, 0, 0};
    struct ow_split split;
    size_t last = 0;

    if (ow_trace_new(activity, &trace, &err) != OW_OK) {
        printf(",\"trace\":null,\"why\":\"%s\"", err.message);
        return;
    }
    print_load(activity, trace);
    last = trace->count - 1;
    whole = ow_trace_whole(trace);
    printf(",\"trace\":{\"points\":%zu", trace->count);
    print_number("distance_m", trace->distance_m[last]);
    print_number("elapsed_s", trace->time_s[last] - trace->time_s[0]);
    print_number("moving_s", trace->moving_s[last]);
    print_number("flat_m", trace->flat_m[last]);
    if (trace->elevation_m != NULL) {
        print_number("ascent_m", trace->ascent_m[last]);
        print_number("descent_m", trace->descent_m[last]);
    }
    if (ow_trace_splits(trace, &whole, whole.distance_m, &split, 1) == 1) {
        print_number("hr_bpm", split.hr_bpm);
        print_number("cadence_spm", split.cadence_spm);
        print_number("cadence_with_stands_spm", cadence_with_stands(trace));
    }
    print_mends(&trace->mends);
    print_bests(trace);
    printf("}");
    ow_trace_free(trace);
}

static enum ow_status print_document(void *context, const char *file,
                                     const struct ow_document *document)
{
    size_t count = 0;
    const struct ow_item *items = ow_document_items(document, &count);

    (void)context;
    for (size_t i = 0; i < count; i++) {
        const struct ow_activity_summary *summary = NULL;
        const char *sport = NULL;

        if (items[i].kind != OW_ITEM_ACTIVITY) {
            continue;
        }
        summary = ow_activity_summary(items[i].activity);
        sport = ow_sport_name(summary->sport);
        printf("{\"file\":\"%s\",\"item\":%zu,\"sport\":\"%s\"", file, i,
               sport == NULL ? "" : sport);
        printf(",\"sub_sport\":%d,\"samples\":%zu", summary->sub_sport,
               ow_activity_sample_count(items[i].activity));
        print_number("distance_m", summary->distance_m);
        print_number("timer_s", summary->timer_s);
        print_number("elapsed_s", summary->elapsed_s);
        print_number("moving_s", summary->moving_s);
        print_number("ascent_m", summary->ascent_m);
        print_number("descent_m", summary->descent_m);
        print_number("hr_bpm", summary->hr_bpm.avg);
        print_number("cadence_spm", summary->cadence_spm.avg);
        print_trace(items[i].activity);
        puts("}");
    }
    return OW_OK;
}

static enum ow_status print_failed(void *context, const char *file,
                                   const struct ow_error *error)
{
    (void)context;
    fprintf(stderr, "%s: %s\n", file, error->message);
    return OW_OK;
}

int main(int argc, char **argv)
{
    const struct app_inspect_visitor visitor = {NULL, print_document,
                                                print_failed};
    struct app_inspect_counts counts;
    struct ow_error err;

    return app_inspect((const char *const *)argv + 1, (size_t)argc - 1,
                       &visitor, &counts, &err) == OW_OK
               ? EXIT_SUCCESS
               : EXIT_FAILURE;
}
