/* The program: the table of commands and dispatch by it. */
#include "app/clock.h"
#include "cli/cli.h"
#include "cli/help.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Most bytes of one answer on standard output. */
#define MOST_OUTPUT ((size_t)1 << 30)
#define MOST_COMMANDS 64

const struct command *const commands[] = {
    &cmd_now_what, &cmd_demo,    &cmd_plan,    &cmd_today,  &cmd_week,
    &cmd_why,      &cmd_why_not, &cmd_check,   &cmd_rules,  &cmd_progression,
    &cmd_convert,  &cmd_export,  &cmd_calc,    &cmd_log,    &cmd_review,
    &cmd_race,     &cmd_goal,    &cmd_athlete, &cmd_import, &cmd_history,
    &cmd_activity, &cmd_inspect, &cmd_shape,   &cmd_undo,   &cmd_backup,
    &cmd_rebuild,  &cmd_next,    &cmd_help,
};
const size_t command_count = sizeof commands / sizeof commands[0];

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < command_count; i++) {
        if (strcmp(commands[i]->name, name) == 0) {
            return commands[i];
        }
    }
    return NULL;
}

const char *command_member_word(const struct command *member)
{
    const char *blank = strchr(member->name, ' ');

    return blank != NULL ? blank + 1 : member->name;
}

const struct command *command_member(const struct command *command,
                                     const char *word)
{
    const struct command *const *member = command->members;

    while (member != NULL && *member != NULL &&
           strcmp(command_member_word(*member), word) != 0) {
        member++;
    }
    return member != NULL ? *member : NULL;
}

const char *command_formats(const struct command *command)
{
    return command->formats != NULL ? command->formats : "text|json";
}

static bool has_word(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0';
}

/* Whether text of the user's locale is UTF-8, as its name says. */
static bool is_utf8_locale(void)
{
    const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);

        if (value != NULL && value[0] != '\0') {
            return strstr(value, "UTF-8") != NULL ||
                   strstr(value, "utf8") != NULL;
        }
    }
    return false;
}

static int unknown_command(const char *name)
{
    const char *names[MOST_COMMANDS];
    const char *nearest = NULL;

    for (size_t i = 0; i < command_count; i++) {
        names[i] = commands[i]->name;
    }
    nearest = cli_nearest(name, names, command_count);
    if (nearest != NULL) {
        (void)fprintf(stderr,
                      "onward: no command '%.40s'; did you mean '%s'?\n", name,
                      nearest);
    } else {
        (void)fprintf(stderr,
                      "onward: no command '%.40s'; 'onward help' lists them\n",
                      name);
    }
    return EXIT_MISUSED;
}

int main(int argc, char **argv)
{
    struct cli cli = {0};
    const char *name = argc > 1 ? argv[1] : "next";

    /* A reader that goes away shows as EPIPE, which is no error here. */
    (void)signal(SIGPIPE, SIG_IGN);
    if (strcmp(name, "--version") == 0) {
        return puts("onward " ONWARD_VERSION) < 0 ? EXIT_INPUT : EXIT_DONE;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        name = "help";
        argc = 1;
    }
    cli.command = command_find(name[0] == '-' ? "next" : name);
    if (cli.command == NULL) {
        return unknown_command(name);
    }
    if (argc > 1 && name[0] != '-') {
        argc--;
        argv++;
    }
    cli.now_ms = clock_now_ms();
    cli.today = clock_today();
    cli.has_color = isatty(STDOUT_FILENO) == 1 && !has_word("NO_COLOR");
    cli.has_glyphs = is_utf8_locale();
    buf_init(&cli.out, MOST_OUTPUT);
    return cli_run(&cli, argc, argv);
}
