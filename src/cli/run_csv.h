/* The cleaned samples of a run as a table for other programs. */
#ifndef CLI_RUN_CSV_H
#define CLI_RUN_CSV_H

#include "app/run.h"
#include "cli/cli.h"

/** The samples; EXIT_INPUT after saying why, where there are none. */
int run_csv(struct cli *cli, const struct app_run *run);

/** One field: its number, or nothing where missing, and what ends it. */
void run_csv_field(struct buf *out, double value, int decimals, char end);

#endif
