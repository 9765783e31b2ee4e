/* What was meant against what was said; see the header. */
#include "shape_table.h"

#include <stdio.h>
#include <stdlib.h>

enum said shape_said(const struct ow_shape *shape)
{
    switch (shape->verdict) {
    case OW_SHAPE_PROGRESSION:
        return shape->rise == OW_RISE_CONTINUOUS  ? SAID_CONTINUOUS
               : shape->rise == OW_RISE_SEGMENTED ? SAID_SEGMENTED
                                                  : SAID_FAST_FINISH;
    case OW_SHAPE_FADE:
        return SAID_FADE;
    case OW_SHAPE_STEADY:
        return SAID_STEADY;
    case OW_SHAPE_VARIED:
        return SAID_VARIED;
    case OW_SHAPE_NEGATIVE_SPLIT:
        return SAID_NEGATIVE_SPLIT;
    case OW_SHAPE_UNSUITABLE:
    case OW_SHAPE_VERDICT_COUNT:
        break;
    }
    return SAID_UNSUITABLE;
}

struct shape_shares shape_table_shares(const struct shape_table *table)
{
    size_t found = 0;
    size_t exact = 0;
    size_t clean = 0;
    struct shape_shares shares = {0};

    for (int kind = 0; kind < MADE_KIND_COUNT; kind++) {
        for (int said = 0; said < SAID_COUNT; said++) {
            size_t count = table->cells[kind][said];

            if (kind <= MADE_FAST_FINISH) {
                shares.progressions += count;
                found += said <= SAID_FAST_FINISH ? count : 0;
                exact += said == kind ? count : 0;
            } else {
                shares.others += count;
                clean += said > SAID_FAST_FINISH ? count : 0;
            }
        }
    }
    shares.sensitivity = (double)found / (double)shares.progressions;
    shares.specificity = (double)clean / (double)shares.others;
    shares.exact = (double)exact / (double)shares.progressions;
    return shares;
}

void shape_table_print(const struct shape_table *table)
{
    static const char *const heads[SAID_COUNT] = {
        "continuous", "segmented", "fast finish",    "fade",
        "steady",     "varied",    "negative split", "unsuitable"};
    struct shape_shares shares = shape_table_shares(table);

    printf("| meant |");
    for (int said = 0; said < SAID_COUNT; said++) {
        printf(" %s |", heads[said]);
    }
    printf("\n| --- |");
    for (int said = 0; said < SAID_COUNT; said++) {
        printf(" ---: |");
    }
    for (int kind = 0; kind < MADE_KIND_COUNT; kind++) {
        printf("\n| %s |", made_kind_name((enum made_kind)kind));
        for (int said = 0; said < SAID_COUNT; said++) {
            printf(" %zu |", table->cells[kind][said]);
        }
    }
    printf("\n\nOf %zu progressions %.3f were found and %.3f named by their "
           "kind; of %zu other\nruns %.3f were not called progressions.\n",
           shares.progressions, shares.sensitivity, shares.exact, shares.others,
           shares.specificity);
}

struct ow_shape *shape_of_made(const struct made_run *run)
{
    struct ow_trace *trace = NULL;
    struct ow_shape *shape = NULL;

    if (ow_trace_new(run->activity, &trace, NULL) != OW_OK ||
        ow_shape_find(run->activity, trace, &shape, NULL) != OW_OK) {
        (void)fprintf(stderr, "a made run has no shape\n");
        exit(EXIT_FAILURE);
    }
    ow_trace_free(trace);
    return shape;
}
