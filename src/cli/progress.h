/* A line on a terminal that says how far a long piece of work is. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/text.h"

struct progress {
    const struct cli *cli;
    bool is_terminal; /* else nothing is ever told */
    int64_t began_ms;
    int64_t told_ms;
};

/** Work that begins now. */
struct progress progress_begin(const struct cli *cli);

/**
 * Draws the line anew, at most ten times a second.
 *
 * @param found  files in all; 0, or fewer than are done: not known
 */
void progress_tell(struct progress *progress, size_t done, size_t found);

/** Takes the line away. */
void progress_end(const struct progress *progress);

#endif
