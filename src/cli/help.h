/* Help and completions, made from the table of commands. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/cli.h"

/** An option every command may take. */
struct common_option {
    struct command_option option;
    unsigned takes; /* bit of enum command_takes; 0: every command */
};

extern const struct common_option common_options[];
extern const size_t common_option_count;

/** The list of commands by group. */
void help_list(const struct cli *cli, struct buf *out);

/** Usage, options and examples of a command. */
void help_command(const struct cli *cli, const struct command *command,
                  struct buf *out);

/** A completion script for bash. */
void help_completion_bash(struct buf *out);

#endif
