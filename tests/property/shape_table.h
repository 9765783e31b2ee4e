/* What was meant against what was said, counted. */
#ifndef TESTS_SHAPE_TABLE_H
#define TESTS_SHAPE_TABLE_H

#include "made_shapes.h"
#include "onward/shape.h"

/** What may be said of a run; the first three are progressions. */
enum said {
    SAID_CONTINUOUS = 0,
    SAID_SEGMENTED,
    SAID_FAST_FINISH,
    SAID_FADE,
    SAID_STEADY,
    SAID_VARIED,
    SAID_NEGATIVE_SPLIT,
    SAID_UNSUITABLE,
    SAID_COUNT
};

struct shape_table {
    size_t cells[MADE_KIND_COUNT][SAID_COUNT];
};

/** Shares of a table. */
struct shape_shares {
    double sensitivity; /* progressions that were called so */
    double specificity; /* other runs that were not */
    double exact;       /* progressions called by their kind */
    size_t progressions;
    size_t others;
};

enum said shape_said(const struct ow_shape *shape);

struct shape_shares shape_table_shares(const struct shape_table *table);

/** Prints a table in Markdown and its shares below. */
void shape_table_print(const struct shape_table *table);

/** The shape of a made run; ends the program without memory. */
struct ow_shape *shape_of_made(const struct made_run *run);

#endif
