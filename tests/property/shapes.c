/*
 * Shapes of made runs: what holds of every answer, and how many are right. The
 * table is printed; ONWARD_SEED and ONWARD_RUNS set where the seeds begin and
 * how many there are.
 */
#include "shape_table.h"

#include <stdio.h>
#include <stdlib.h>

#define FIRST_SEED 500000
#define RUNS 1000
/* So many hundreds of runs cannot tell more than a few hundredths. */
#define LEAST_SENSITIVITY 0.96
#define LEAST_SPECIFICITY 0.985
#define LEAST_EXACT 0.88

static uint64_t number_of(const char *name, uint64_t otherwise)
{
    const char *value = getenv(name);

    return value != NULL ? strtoull(value, NULL, 10) : otherwise;
}

/* Segments lie one after the other, and all figures are within their bounds. */
static bool is_sound(const struct ow_shape *shape)
{
    bool is_known = shape->verdict != OW_SHAPE_UNSUITABLE;

    for (size_t i = 0; i < shape->segment_count; i++) {
        const struct ow_shape_segment *segment = &shape->segments[i];
        double gap_s = i == 0 ? 0
                              : segment->start_s - segment[-1].start_s -
                                    segment[-1].duration_s;

        if (!(segment->duration_s > 0 && fabs(gap_s) < 1e-6 &&
              segment->speed_m_per_s > 0 && segment->flat_m_per_s > 0)) {
            return false;
        }
    }
    return is_known == (shape->segment_count > 0) &&
           is_known == (shape->confidence >= 0 && shape->confidence <= 1) &&
           is_known == !ow_is_missing(shape->gain) &&
           (shape->verdict == OW_SHAPE_PROGRESSION) ==
               (shape->rise != OW_RISE_NONE) &&
           shape->reason[0] != '\0';
}

int main(void)
{
    static struct shape_table table;
    uint64_t first = number_of("ONWARD_SEED", FIRST_SEED);
    uint64_t runs = number_of("ONWARD_RUNS", RUNS);
    struct shape_shares shares;

    for (uint64_t seed = first; seed < first + runs; seed++) {
        struct made_run run = made_run(seed, NULL, 0);
        struct ow_shape *shape = shape_of_made(&run);

        if (!is_sound(shape)) {
            printf("seed %llu, %s: %s\n", (unsigned long long)seed,
                   made_kind_name(run.kind), shape->reason);
            return EXIT_FAILURE;
        }
        table.cells[run.kind][shape_said(shape)]++;
        ow_shape_free(shape);
        ow_activity_free(run.activity);
    }
    printf("seeds from %llu\n", (unsigned long long)first);
    shape_table_print(&table);
    shares = shape_table_shares(&table);
    return shares.sensitivity >= LEAST_SENSITIVITY &&
                   shares.specificity >= LEAST_SPECIFICITY &&
                   shares.exact >= LEAST_EXACT
               ? EXIT_SUCCESS
               : EXIT_FAILURE;
}
