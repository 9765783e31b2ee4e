/*
 * One run of the program: its options read, its output gathered, its errors
 * told in one line.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "cli/command.h"

/** What --format may ask for; which of them a command knows is in its entry. */
enum cli_format {
    CLI_TEXT = 0,
    CLI_JSON,
    CLI_CSV,
    CLI_SVG,
    CLI_PDF,
    CLI_PNG,
    CLI_MD,
    CLI_HTML,
    CLI_FIT,
    CLI_TCX,
    CLI_ZWO,
    CLI_ICU, /* intervals.icu text */
    CLI_ICS,
    CLI_FORMAT_COUNT
};

/** Most options of its own that one run of a command takes. */
#define CLI_MOST_GIVEN 64

/** An option as it was given. */
struct cli_given {
    size_t option; /* index into command->options */
    const char *value;
};

struct cli {
    const struct command *command;
    struct cli_given given[CLI_MOST_GIVEN]; /* in the order of the line */
    size_t given_count;
    size_t verb; /* index into command->verbs */
    char **args; /* what is no option */
    size_t arg_count;
    enum cli_format format;
    const char *output_path; /* of --output where TAKES_OUTPUT; else NULL */
    const char *store_path;  /* of --store; NULL where not given */
    struct ow_date today;
    bool has_today; /* --today was given */
    int64_t now_ms;
    bool has_units; /* --units was given */
    enum ow_units units;
    bool has_color;  /* standard output is to be coloured */
    bool has_glyphs; /* the terminal's text is UTF-8 */
    struct buf out;  /* what goes to standard output */
};

/**
 * Reads the options and arguments, does what they ask and hands the answer to
 * standard output.
 *
 * @param cli   with command, day and defaults set
 * @param argv  argv[0] is the command's name
 * @return the exit code
 */
int cli_run(struct cli *cli, int argc, char **argv);

/** The value of an option of the command, the last; NULL: it was not given. */
const char *cli_value(const struct cli *cli, const char *option);

/** The `index`-th value of an option given more than once; NULL at the end. */
const char *cli_value_at(const struct cli *cli, const char *option,
                         size_t index);

/** Whether a switch or an option was given. */
bool cli_has(const struct cli *cli, const char *option);

/**
 * An option's whole number.
 *
 * @param[out] value  untouched where the option was not given
 * @return EXIT_DONE, or EXIT_MISUSED after naming value and bounds
 */
int cli_integer(struct cli *cli, const char *option, int64_t min, int64_t max,
                int64_t *value);

/** Whether --format asked for SVG, PDF or PNG. */
bool cli_wants_picture(const struct cli *cli);

/**
 * A value read by one of the parsers of quantities, ow_duration_parse() and
 * its like.
 *
 * @param what        what it is, for the message: "--time"
 * @param text        NULL where it was not given
 * @param[out] value  untouched where it was not given
 * @return EXIT_DONE, or EXIT_MISUSED after saying why
 */
int cli_quantity(const struct cli *cli, const char *what, const char *text,
                 enum ow_status (*parse)(const char *, double *,
                                         struct ow_error *),
                 double *value);

/** Refuses more or fewer arguments than wanted, naming the first too many. */
int cli_count_args(struct cli *cli, size_t fewest, size_t most,
                   const char *what);

/** One line about a misuse to standard error; EXIT_MISUSED. */
int cli_misuse(const struct cli *cli, const char *format, ...) OW_PRINTF(2, 3);

/** One line about a failure to standard error; the exit code it deserves. */
int cli_fail(const struct cli *cli, const struct ow_error *err);

/** A line to standard error that changes no exit code. */
void cli_note(const struct cli *cli, const char *format, ...) OW_PRINTF(2, 3);

/**
 * Hands what was gathered to standard output, or to the file of --output, and
 * empties it. A reader that went away is no error.
 *
 * @return EXIT_DONE, or EXIT_INPUT after saying why
 */
int cli_flush(struct cli *cli);

/** The word of a list nearest to one that is not in it; NULL: none is near. */
const char *cli_nearest(const char *word, const char *const *words,
                        size_t count);

#endif
