/* Races and efforts in options: DISTANCE=TIME. */
#ifndef CLI_EFFORT_H
#define CLI_EFFORT_H

#include "cli/cli.h"
#include "onward/body.h"

/**
 * Reads 10km=45:00.
 *
 * @param option       its name, for what is said
 * @param[out] effort  may be touched on failure
 * @return EXIT_DONE, or EXIT_MISUSED after saying why
 */
int effort_parse(const struct cli *cli, const char *option, const char *text,
                 struct ow_effort *effort);

#endif
