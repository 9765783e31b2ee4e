/*
 * How well shapes are told, in Markdown: made runs over the hills of real ones,
 * then every real run of the corpus longer than 20 minutes.
 *
 * usage: shape_study FIRST COUNT [SHARED]
 */
#include "each_activity.h"
#include "engine/activity/trace.h"
#include "property/shape_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_PROFILES 64
#define MOST_HEIGHTS 4000
#define STEP_M 10.0
#define SHORTEST_PROFILE_M 4000.0
/* Climbed and come down, of the way: less is flat, more is a device's fault. */
#define LEAST_HILLS 0.012
#define MOST_HILLS 0.08
#define SHORTEST_RUN_S 1200.0
#define MOST_LINE 4096

struct study {
    struct made_profile profiles[MOST_PROFILES];
    size_t profile_count;
    char *lines; /* of the table of real runs */
    size_t length;
    size_t capacity;
    size_t verdicts[OW_SHAPE_VERDICT_COUNT];
};

/* Ends the program where there is none left. */
static void *room_for(void *old, size_t count, size_t size)
{
    void *room = realloc(old, count * size);

    if (room == NULL) {
        (void)fprintf(stderr, "no memory\n");
        exit(EXIT_FAILURE);
    }
    return room;
}

/* Elevation every 10 m of a real run that goes up and down. */
static void take_profile(struct study *study, const struct ow_trace *trace)
{
    double whole_m = ow_trace_distance_m(trace);
    double hills_m = 0;
    double *heights = NULL;
    size_t count = 0;
    size_t i = 1;

    if (trace->elevation_m == NULL || whole_m < SHORTEST_PROFILE_M ||
        study->profile_count == MOST_PROFILES) {
        return;
    }
    hills_m =
        trace->ascent_m[trace->count - 1] + trace->descent_m[trace->count - 1];
    if (hills_m < LEAST_HILLS * whole_m || hills_m > MOST_HILLS * whole_m) {
        return;
    }
    heights = room_for(NULL, MOST_HEIGHTS, sizeof *heights);
    for (; count < MOST_HEIGHTS && (double)count * STEP_M < whole_m; count++) {
        while (trace->distance_m[i] < (double)count * STEP_M) {
            i++;
        }
        heights[count] = trace->elevation_m[i];
    }
    study->profiles[study->profile_count++] =
        (struct made_profile){heights, count};
}

static void take_line(struct study *study, const char *file,
                      const struct ow_shape *shape)
{
    const char *name = strstr(file, "corpus/");
    int written = 0;

    if (study->capacity - study->length < MOST_LINE) {
        study->capacity += 16 * MOST_LINE;
        study->lines = room_for(study->lines, study->capacity, 1);
    }
    written = snprintf(
        study->lines + study->length, MOST_LINE, "| %s | %s%s%s | %s |\n",
        name != NULL ? name + strlen("corpus/") : file,
        ow_shape_verdict_name(shape->verdict),
        shape->rise != OW_RISE_NONE ? ", " : "",
        shape->rise != OW_RISE_NONE ? ow_shape_rise_name(shape->rise) : "",
        shape->reason);
    study->length += written > 0 && written < MOST_LINE ? (size_t)written : 0;
    study->verdicts[shape->verdict]++;
}

static void take(void *context, const char *file,
                 const struct ow_activity *activity)
{
    struct study *study = context;
    struct ow_trace *trace = NULL;
    struct ow_shape *shape = NULL;

    if (ow_activity_summary(activity)->sport != OW_SPORT_RUNNING ||
        ow_trace_new(activity, &trace, NULL) != OW_OK) {
        return;
    }
    if (trace->moving_s[trace->count - 1] > SHORTEST_RUN_S &&
        ow_shape_find(activity, trace, &shape, NULL) == OW_OK) {
        take_profile(study, trace);
        take_line(study, file, shape);
    }
    ow_shape_free(shape);
    ow_trace_free(trace);
}

static void print_made(const struct study *study, uint64_t first,
                       uint64_t count)
{
    static struct shape_table all;
    static struct shape_table hilly;

    for (uint64_t seed = first; seed < first + count; seed++) {
        struct made_run run =
            made_run(seed, study->profiles, study->profile_count);
        struct ow_shape *shape = shape_of_made(&run);

        all.cells[run.kind][shape_said(shape)]++;
        if (run.is_hilly) {
            hilly.cells[run.kind][shape_said(shape)]++;
        }
        ow_shape_free(shape);
        ow_activity_free(run.activity);
    }
    printf("### %llu runs, seeds from %llu, %zu real profiles\n\n",
           (unsigned long long)count, (unsigned long long)first,
           study->profile_count);
    shape_table_print(&all);
    printf("\n### Those of them over hills\n\n");
    shape_table_print(&hilly);
}

static void print_real(const struct study *study)
{
    printf("\n### Real runs longer than 20 minutes\n\n");
    for (int v = 0; v < OW_SHAPE_VERDICT_COUNT; v++) {
        printf("%s%s %zu", v > 0 ? ", " : "",
               ow_shape_verdict_name((enum ow_shape_verdict)v),
               study->verdicts[v]);
    }
    printf(".\n\n| run | verdict | why |\n| --- | --- | --- |\n%.*s",
           (int)study->length, study->lines);
}

int main(int argc, char **argv)
{
    static struct study study;
    uint64_t first = argc > 2 ? strtoull(argv[1], NULL, 10) : 1;
    uint64_t count = argc > 2 ? strtoull(argv[2], NULL, 10) : 1000;
    int code = each_activity(argc - 2, argv + 2, 80, take, &study);

    if (code == EXIT_SUCCESS) {
        print_made(&study, first, count);
        print_real(&study);
    }
    for (size_t i = 0; i < study.profile_count; i++) {
        free((void *)(uintptr_t)study.profiles[i].elevation_m);
    }
    free(study.lines);
    return code;
}
