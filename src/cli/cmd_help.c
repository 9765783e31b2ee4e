/* onward help: commands, one command, completions. */
#include "cli/help.h"

#include <string.h>

static const char *const usage[] = {"[COMMAND [NAME]]", "--completion bash",
                                    NULL};
static const char *const examples[] = {
    "onward help",
    "onward help plan",
    "onward help calc race",
    "onward help --completion bash",
    NULL,
};
static const struct command_option options[] = {
    {"completion", "SHELL", "print a completion script; bash is known"},
    {NULL, NULL, NULL},
};

static int run(struct cli *cli)
{
    const char *shell = cli_value(cli, "completion");
    const struct command *command = NULL;
    int code = cli_count_args(cli, 0, 2, "a command");

    if (code != EXIT_DONE) {
        return code;
    }
    if (shell != NULL && strcmp(shell, "bash") != 0) {
        return cli_misuse(cli, "--completion %.40s: only bash is known", shell);
    }
    if (shell != NULL) {
        help_completion_bash(&cli->out);
        return EXIT_DONE;
    }
    if (cli->arg_count == 0) {
        help_list(cli, &cli->out);
        return EXIT_DONE;
    }
    command = command_find(cli->args[0]);
    if (command == NULL) {
        return cli_misuse(cli, "no command '%.40s'; 'onward help' lists them",
                          cli->args[0]);
    }
    if (cli->arg_count > 1) {
        command = command_member(command, cli->args[1]);
    }
    if (command == NULL) {
        return cli_misuse(cli, "no '%.40s' in '%s'", cli->args[1],
                          cli->args[0]);
    }
    help_command(cli, command, &cli->out);
    return EXIT_DONE;
}

const struct command cmd_help = {
    .name = "help",
    .group = "The program",
    .summary = "List the commands, or say more about one",
    .usage = usage,
    .options = options,
    .examples = examples,
    .run = run,
};
