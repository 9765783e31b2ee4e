/* A season's review as text. */
#ifndef CLI_SHOW_REVIEW_H
#define CLI_SHOW_REVIEW_H

#include "app/review.h"
#include "cli/cli.h"

/** What was run, weak spots with their evidence, the runner's own words. */
void show_review(const struct cli *cli, struct buf *out,
                 const struct review *review);

#endif
