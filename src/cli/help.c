/* Help and completions from the table; see the header. */
#include "cli/help.h"

#include "cli/text.h"

#include <string.h>

#define OPTION_COLUMN 24
#define NAME_COLUMN 14
#define MEMBER_COLUMN 16

const struct common_option common_options[] = {
    {{"format", "FORMAT", "text for people, or another form for programs"},
     TAKES_FORMAT},
    {{"output", "FILE", "write to this file, not to standard output"},
     TAKES_OUTPUT},
    {{"store", "FILE",
      "the store; else $ONWARD_STORE, else onward/onward.db in the XDG data "
      "folder"},
     TAKES_STORE},
    {{"today", "DATE", "take this day (YYYY-MM-DD) for today"}, TAKES_TODAY},
    {{"units", "km|mi", "kilometres or miles in text"}, TAKES_UNITS},
    {{"color", "WHEN", "auto, always or never; auto heeds NO_COLOR"}, 0},
    {{"help", NULL, "this help"}, 0},
};
const size_t common_option_count =
    sizeof common_options / sizeof common_options[0];

void help_list(const struct cli *cli, struct buf *out)
{
    const char *group = NULL;

    buf_append_text(out, "usage: onward COMMAND [ARGUMENT]...\n\n"
                         "After a race, and from then on: how long to rest, "
                         "and the weeks that follow.\n");
    for (size_t i = 0; i < command_count; i++) {
        if (group == NULL || strcmp(group, commands[i]->group) != 0) {
            group = commands[i]->group;
            text_heading(cli, out, group);
        }
        buf_append_text(out, "  ");
        text_pad(out, commands[i]->name, NAME_COLUMN);
        buf_append_format(out, "%s\n", commands[i]->summary);
    }
    buf_append_text(out, "\n'onward COMMAND --help' says more, with examples. "
                         "Nothing leaves this machine.\n");
}

static void append_option(struct buf *out, const struct command_option *option)
{
    size_t column = 2 + 2 + strlen(option->name);

    buf_append_format(out, "  --%s", option->name);
    if (option->value != NULL) {
        buf_append_format(out, " %s", option->value);
        column += 1 + text_width(option->value);
    }
    if (column + 2 > OPTION_COLUMN) {
        buf_append_char(out, '\n');
        column = 0;
    }
    for (; column != 0 && column < OPTION_COLUMN; column++) {
        buf_append_char(out, ' ');
    }
    text_wrap(out, column, OPTION_COLUMN, option->summary);
}

static void append_paragraphs(struct buf *out, const char *about)
{
    struct str rest = str_of(about);

    while (rest.data != NULL) {
        struct str paragraph = str_split(&rest, '\n');
        struct buf text;

        buf_append_char(out, '\n');
        buf_init(&text, paragraph.length);
        buf_append_str(&text, paragraph);
        text_wrap(out, 0, 0, buf_text(&text));
        buf_dispose(&text);
    }
}

static void append_members(const struct cli *cli, struct buf *out,
                           const struct command *command)
{
    text_heading(cli, out, "Names");
    for (size_t i = 0; command->members[i] != NULL; i++) {
        buf_append_text(out, "  ");
        text_pad(out, command_member_word(command->members[i]), MEMBER_COLUMN);
        buf_append_format(out, "%s\n", command->members[i]->summary);
    }
}

void help_command(const struct cli *cli, const struct command *command,
                  struct buf *out)
{
    for (size_t i = 0; command->usage[i] != NULL; i++) {
        buf_append_format(out, "%s onward %s%s%s\n",
                          i == 0 ? "usage:" : "      ", command->name,
                          command->usage[i][0] != '\0' ? " " : "",
                          command->usage[i]);
    }
    buf_append_format(out, "\n%s.\n", command->summary);
    if (command->about != NULL) {
        append_paragraphs(out, command->about);
    }
    if (command->members != NULL) {
        append_members(cli, out, command);
    }
    text_heading(cli, out, "Options");
    for (size_t i = 0;
         command->options != NULL && command->options[i].name != NULL; i++) {
        append_option(out, &command->options[i]);
    }
    for (size_t i = 0; i < common_option_count; i++) {
        unsigned takes = common_options[i].takes;

        struct command_option option = common_options[i].option;

        if (takes == TAKES_FORMAT) {
            option.value = command_formats(command);
        }
        if (takes == 0 || (command->takes & takes) != 0) {
            append_option(out, &option);
        }
    }
    text_heading(cli, out, "Examples");
    for (size_t i = 0;
         command->examples != NULL && command->examples[i] != NULL; i++) {
        buf_append_format(out, "  %s\n", command->examples[i]);
    }
    for (size_t i = 0; command->members != NULL && command->members[i] != NULL;
         i++) {
        buf_append_format(out, "  %s\n", command->members[i]->examples[0]);
    }
}

static void completion_options(struct buf *out, const struct command *command)
{
    for (size_t i = 0;
         command->options != NULL && command->options[i].name != NULL; i++) {
        buf_append_format(out, "--%s ", command->options[i].name);
    }
}

static void completion_words(struct buf *out, const struct command *command)
{
    buf_append_format(out, "    %s) words='", command->name);
    for (size_t i = 0; command->members != NULL && command->members[i] != NULL;
         i++) {
        buf_append_format(out, "%s ", command_member_word(command->members[i]));
        completion_options(out, command->members[i]);
    }
    for (size_t i = 0; command->verbs != NULL && command->verbs[i] != NULL;
         i++) {
        buf_append_format(out, "%s ", command->verbs[i]);
    }
    completion_options(out, command);
    for (size_t i = 0; i < common_option_count; i++) {
        unsigned takes = common_options[i].takes;

        if (takes == 0 || (command->takes & takes) != 0) {
            buf_append_format(out, "--%s ", common_options[i].option.name);
        }
    }
    buf_append_text(out, "' ;;\n");
}

void help_completion_bash(struct buf *out)
{
    buf_append_text(out, "# bash completion for onward: "
                         "eval \"$(onward help --completion bash)\"\n"
                         "_onward() {\n"
                         "  local words\n"
                         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                         "    words='");
    for (size_t i = 0; i < command_count; i++) {
        buf_append_format(out, "%s ", commands[i]->name);
    }
    buf_append_text(out, "'\n"
                         "  else\n"
                         "    case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; i < command_count; i++) {
        completion_words(out, commands[i]);
    }
    buf_append_text(out, "    esac\n"
                         "  fi\n"
                         "  COMPREPLY=($(compgen -o default -W \"$words\" -- "
                         "\"${COMP_WORDS[COMP_CWORD]}\"))\n"
                         "}\n"
                         "complete -o default -F _onward onward\n");
}
