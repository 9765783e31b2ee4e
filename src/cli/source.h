/* Where a command's scenario and plan come from: a file, or the store. */
#ifndef CLI_SOURCE_H
#define CLI_SOURCE_H

#include "cli/keep.h"
#include "onward/plan.h"

/** The option that names a scenario; for the tables of commands. */
#define SOURCE_OPTION                                                          \
    {                                                                          \
        "scenario", "FILE", "plan this scenario (onward-plan(5)), no store"    \
    }

/**
 * Reads a whole JSON file.
 *
 * @param[out] text  the caller's, mem_free()
 * @return EXIT_DONE, or EXIT_INPUT after saying why
 */
int source_read(struct cli *cli, const char *path, char **text, size_t *length);

/**
 * Reads the scenario of a file.
 *
 * @return EXIT_DONE; EXIT_MISUSED or EXIT_INPUT after saying why
 */
int source_file_scenario(struct cli *cli, const char *path,
                         struct ow_scenario **scenario);

/**
 * The scenario of --scenario, else of the store.
 *
 * @param weeks   Mondays to plan; 0: as the scenario says, 16 for the store
 * @param access  how the store is opened
 * @param[out] store  open, the caller's; NULL with --scenario
 */
int source_scenario(struct cli *cli, int weeks, enum store_access access,
                    struct ow_scenario **scenario, struct store **store);

/**
 * The plan of --scenario on today, else the one kept in the store; and its
 * scenario.
 */
int source_plan(struct cli *cli, struct ow_scenario **scenario,
                struct ow_plan **plan);

#endif
