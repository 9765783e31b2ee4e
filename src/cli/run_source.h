/* The run that a command is about: of the store, or a file. */
#ifndef CLI_RUN_SOURCE_H
#define CLI_RUN_SOURCE_H

#include "app/run.h"
#include "cli/cli.h"

/** Options of every command about a run, for the tables of commands. */
#define RUN_OPTIONS                                                            \
    {"hr-max", "BPM", "your highest heart rate, 100 to 240"},                  \
        {"hr-rest", "BPM", "your heart rate at rest, 25 to 110"},              \
        {"threshold", "BPM", "heart rate you hold for an hour, 80 to 230"},    \
    {                                                                          \
        "critical-speed", "PACE", "critical speed, as a pace: 4:05/km"         \
    }

/**
 * Reads the run that the only argument names: a file where there is one of
 * that name, else an activity of the store.
 *
 * @param[out] run  the caller's, app_run_dispose(); filled on EXIT_DONE only
 * @return EXIT_DONE, or another code after saying why
 */
int run_source(struct cli *cli, struct app_run *run);

#endif
