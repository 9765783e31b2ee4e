/* The inside of weak spots: what was found, before it has words. */
#ifndef ENGINE_ACTIVITY_WEAKNESS_H
#define ENGINE_ACTIVITY_WEAKNESS_H

#include "base/buf.h"
#include "onward/weakness.h"

/** What the sentences need beside the figures. */
struct weakness_counts {
    size_t faded; /* of the runs that pacing stands on */
    size_t gaps;  /* of 7 days and more that nothing excuses */
};

/** How many runs, races or weeks an area needs. */
size_t weakness_fewest(enum ow_weakness_area area);

/** Appends the sentence of an area. */
void weakness_tell(const struct ow_weakness *area,
                   const struct weakness_counts *counts, struct buf *text);

#endif
