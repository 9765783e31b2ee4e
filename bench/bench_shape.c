/*
 * Time to tell the shape of a run, from its trace and from its samples: two
 * hours at a point a second over hills, and a day of the same.
 */
#include "bench.h"

#include "onward/codec.h"
#include "onward/shape.h"

#include <math.h>
#include <stdlib.h>

#define ROUNDS 50
#define TWO_HOURS_S 7200
#define DAY_S 86400
#define LINE_BYTES 48

struct bench_run {
    struct ow_document *document;
    const struct ow_activity *activity;
    struct ow_trace *trace;
};

/* A run that gets faster, in steps of a half hour, over hills, with a pace that
 * is never the same. */
static struct bench_run make_run(size_t seconds)
{
    struct bench_run run = {0};
    struct ow_error err;
    char *text = malloc(seconds * LINE_BYTES + LINE_BYTES);
    size_t length = 0;
    size_t count = 0;
    double distance_m = 0;

    if (text == NULL) {
        exit(EXIT_FAILURE);
    }
    length =
        (size_t)snprintf(text, LINE_BYTES, "time_s,distance_m,elevation_m\n");
    for (size_t i = 0; i <= seconds; i++) {
        double wave = sin((double)i / 190) + 0.6 * sin((double)i / 67);
        size_t quarter = i * 4 / seconds;
        double speed = 2.7 + 0.2 * (double)quarter - 0.2 * wave +
                       0.1 * sin((double)(i * i % 9973));

        length += (size_t)snprintf(text + length, LINE_BYTES, "%zu,%.1f,%.1f\n",
                                   i, distance_m, 100 - 20 * wave);
        distance_m += speed;
    }
    if (ow_decode((const uint8_t *)text, length, NULL, &run.document, &err) !=
        OW_OK) {
        (void)fprintf(stderr, "bench: %s\n", err.message);
        exit(EXIT_FAILURE);
    }
    free(text);
    run.activity = ow_document_items(run.document, &count)->activity;
    if (ow_trace_new(run.activity, &run.trace, NULL) != OW_OK) {
        exit(EXIT_FAILURE);
    }
    return run;
}

static void tell(void *context)
{
    const struct bench_run *run = context;
    struct ow_shape *shape = NULL;

    if (ow_shape_find(run->activity, run->trace, &shape, NULL) != OW_OK) {
        exit(EXIT_FAILURE);
    }
    ow_shape_free(shape);
}

static void trace_and_tell(void *context)
{
    struct bench_run run = *(const struct bench_run *)context;

    if (ow_trace_new(run.activity, &run.trace, NULL) != OW_OK) {
        exit(EXIT_FAILURE);
    }
    tell(&run);
    ow_trace_free(run.trace);
}

static void dispose(struct bench_run *run)
{
    ow_trace_free(run->trace);
    ow_document_free(run->document);
}

int main(void)
{
    struct bench_run run = make_run(TWO_HOURS_S);
    struct bench_run day = make_run(DAY_S);
    double tell_s = bench_best_s(tell, &run, ROUNDS);
    double both_s = bench_best_s(trace_and_tell, &run, ROUNDS);
    double day_s = bench_best_s(tell, &day, ROUNDS);

    bench_aim("shape of two hours", tell_s * 1e3, "ms", 1, "<= 2 ms",
              tell_s <= 0.002);
    bench_aim("trace and shape", 1 / both_s, "runs/s", both_s / tell_s,
              ">= 500 runs/s", both_s <= 0.002);
    bench_line("shape of a day", day_s * 1e3, "ms", day_s / tell_s,
               "linear is 12");
    dispose(&run);
    dispose(&day);
    return 0;
}
