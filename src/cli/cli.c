/* Options, output and errors of one run; see the header. */
#include "cli/cli.h"

#include "app/files.h"
#include "base/num.h"
#include "cli/help.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_LONG_OPTIONS (COMMAND_MOST_OPTIONS + 16)
#define MOST_WORD 64
#define NEAREST_EDITS 2
#define CLI_MOST_MEMBERS 64

int cli_misuse(const struct cli *cli, const char *format, ...)
{
    va_list arguments;

    (void)fprintf(stderr, "onward %s: ", cli->command->name);
    va_start(arguments, format);
    (void)vfprintf(stderr, format, arguments);
    va_end(arguments);
    (void)fputc('\n', stderr);
    return EXIT_MISUSED;
}

void cli_note(const struct cli *cli, const char *format, ...)
{
    va_list arguments;

    (void)fprintf(stderr, "onward %s: ", cli->command->name);
    va_start(arguments, format);
    (void)vfprintf(stderr, format, arguments);
    va_end(arguments);
    (void)fputc('\n', stderr);
}

static int exit_code_of(enum ow_status status)
{
    switch (status) {
    case OW_OK:
        return EXIT_DONE;
    case OW_E_CONFLICT:
        return EXIT_FINDINGS;
    case OW_E_RANGE:
    case OW_E_ARGUMENT:
    case OW_E_SYNTAX:
    case OW_E_NOT_FOUND:
        return EXIT_MISUSED;
    case OW_E_STORE:
        return EXIT_STORE;
    case OW_E_NOMEM:
    case OW_E_FORMAT:
    case OW_E_TRUNCATED:
    case OW_E_UNSUPPORTED:
    case OW_E_LIMIT:
    case OW_E_IO:
        break;
    }
    return EXIT_INPUT;
}

int cli_fail(const struct cli *cli, const struct ow_error *err)
{
    cli_note(cli, "%s", err->message);
    return exit_code_of(err->status);
}

int cli_flush(struct cli *cli)
{
    struct ow_error err;
    enum ow_status status = buf_status(&cli->out, &err);
    size_t length = cli->out.length;

    if (status != OW_OK) {
        buf_dispose(&cli->out);
        return cli_fail(cli, &err);
    }
    if (cli->output_path != NULL && length > 0) {
        status = files_write(cli->output_path, cli->out.data, length, &err);
        buf_dispose(&cli->out);
        return status == OW_OK ? EXIT_DONE : cli_fail(cli, &err);
    }
    errno = 0;
    if (fwrite(buf_text(&cli->out), 1, length, stdout) != length ||
        fflush(stdout) != 0) {
        buf_dispose(&cli->out);
        if (errno == EPIPE) {
            return EXIT_DONE;
        }
        cli_note(cli, "standard output: %s", strerror(errno));
        return EXIT_INPUT;
    }
    buf_dispose(&cli->out);
    return EXIT_DONE;
}

/* Edits (insert, delete, replace) from one word to another. */
static size_t edits(const char *a, const char *b)
{
    size_t row[MOST_WORD + 1];
    size_t b_length = strlen(b);

    if (b_length > MOST_WORD || strlen(a) > MOST_WORD) {
        return MOST_WORD;
    }
    for (size_t j = 0; j <= b_length; j++) {
        row[j] = j;
    }
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);

            diagonal = row[j];
            best = row[j] + 1 < best ? row[j] + 1 : best;
            row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
        }
    }
    return row[b_length];
}

const char *cli_nearest(const char *word, const char *const *words,
                        size_t count)
{
    const char *nearest = NULL;
    size_t fewest = NEAREST_EDITS + 1;

    for (size_t i = 0; i < count; i++) {
        size_t n = edits(word, words[i]);

        if (n < fewest && n < strlen(words[i])) {
            fewest = n;
            nearest = words[i];
        }
    }
    return nearest;
}

static size_t count_options(const struct command *command)
{
    size_t count = 0;

    while (command->options != NULL && command->options[count].name != NULL) {
        count++;
    }
    return count;
}

static size_t find_option(const struct cli *cli, const char *option)
{
    size_t count = count_options(cli->command);
    size_t i = 0;

    while (i < count && strcmp(cli->command->options[i].name, option) != 0) {
        i++;
    }
    return i;
}

const char *cli_value(const struct cli *cli, const char *option)
{
    size_t wanted = find_option(cli, option);

    for (size_t i = cli->given_count; i > 0; i--) {
        if (cli->given[i - 1].option == wanted) {
            return cli->given[i - 1].value;
        }
    }
    return NULL;
}

const char *cli_value_at(const struct cli *cli, const char *option,
                         size_t index)
{
    size_t wanted = find_option(cli, option);

    for (size_t i = 0; i < cli->given_count; i++) {
        if (cli->given[i].option == wanted && index-- == 0) {
            return cli->given[i].value;
        }
    }
    return NULL;
}

bool cli_has(const struct cli *cli, const char *option)
{
    return cli_value(cli, option) != NULL;
}

int cli_integer(struct cli *cli, const char *option, int64_t min, int64_t max,
                int64_t *value)
{
    const char *text = cli_value(cli, option);
    int64_t number = 0;

    if (text == NULL) {
        return EXIT_DONE;
    }
    if (!num_parse_int(str_of(text), &number) || number < min || number > max) {
        return cli_misuse(cli,
                          "--%s %.40s is not a whole number from %lld to %lld",
                          option, text, (long long)min, (long long)max);
    }
    *value = number;
    return EXIT_DONE;
}

bool cli_wants_picture(const struct cli *cli)
{
    return cli->format == CLI_SVG || cli->format == CLI_PDF ||
           cli->format == CLI_PNG;
}

int cli_quantity(const struct cli *cli, const char *what, const char *text,
                 enum ow_status (*parse)(const char *, double *,
                                         struct ow_error *),
                 double *value)
{
    struct ow_error err;

    if (text != NULL && parse(text, value, &err) != OW_OK) {
        return cli_misuse(cli, "%s: %s", what, err.message);
    }
    return EXIT_DONE;
}

int cli_count_args(struct cli *cli, size_t fewest, size_t most,
                   const char *what)
{
    if (cli->arg_count < fewest) {
        return cli_misuse(cli, "%s is missing; see 'onward %s --help'", what,
                          cli->command->name);
    }
    if (cli->arg_count > most) {
        return cli_misuse(cli, "'%.60s' is one argument too many",
                          cli->args[most]);
    }
    return EXIT_DONE;
}

/* The options of getopt_long: the command's, then the common ones. */
static void long_options(const struct command *command,
                         struct option options[MOST_LONG_OPTIONS])
{
    size_t count = count_options(command);

    memset(options, 0, MOST_LONG_OPTIONS * sizeof *options);
    for (size_t i = 0; i < count; i++) {
        options[i].name = command->options[i].name;
        options[i].has_arg = command->options[i].value != NULL;
    }
    for (size_t i = 0; i < common_option_count; i++) {
        const struct common_option *common = &common_options[i];

        /* The others do no harm where they mean nothing; this one would. */
        if (common->takes != TAKES_OUTPUT ||
            (command->takes & TAKES_OUTPUT) != 0) {
            options[count].name = common->option.name;
            options[count++].has_arg = common->option.value != NULL;
        }
    }
}

static int unknown_option(const struct cli *cli, const char *text)
{
    struct option options[MOST_LONG_OPTIONS];
    const char *names[MOST_LONG_OPTIONS];
    char word[MOST_WORD];
    size_t count = 0;
    const char *nearest = NULL;

    long_options(cli->command, options);
    while (options[count].name != NULL) {
        names[count] = options[count].name;
        count++;
    }
    (void)snprintf(word, sizeof word, "%.*s", (int)strcspn(text, "="), text);
    nearest = cli_nearest(word + strspn(word, "-"), names, count);
    if (nearest != NULL && strcmp(nearest, word + strspn(word, "-")) == 0) {
        return cli_misuse(cli, "%s takes no value", word);
    }
    if (nearest != NULL) {
        return cli_misuse(cli, "unknown option %s; did you mean --%s?", word,
                          nearest);
    }
    return cli_misuse(cli, "unknown option %s; see 'onward %s --help'", word,
                      cli->command->name);
}

static int take_units(struct cli *cli, const char *text)
{
    cli->has_units = true;
    if (strcmp(text, "km") == 0) {
        cli->units = OW_UNITS_KM;
    } else if (strcmp(text, "mi") == 0) {
        cli->units = OW_UNITS_MI;
    } else {
        return cli_misuse(cli, "--units %.40s is neither km nor mi", text);
    }
    return EXIT_DONE;
}

static int take_color(struct cli *cli, const char *text)
{
    if (strcmp(text, "always") == 0) {
        cli->has_color = true;
    } else if (strcmp(text, "never") == 0) {
        cli->has_color = false;
    } else if (strcmp(text, "auto") != 0) {
        return cli_misuse(cli, "--color %.40s is not auto, always or never",
                          text);
    }
    return EXIT_DONE;
}

static int take_format(struct cli *cli, const char *text)
{
    static const char *const names[CLI_FORMAT_COUNT] = {
        [CLI_TEXT] = "text", [CLI_JSON] = "json", [CLI_CSV] = "csv",
        [CLI_SVG] = "svg",   [CLI_PDF] = "pdf",   [CLI_PNG] = "png",
        [CLI_MD] = "md",     [CLI_HTML] = "html", [CLI_FIT] = "fit",
        [CLI_TCX] = "tcx",   [CLI_ZWO] = "zwo",   [CLI_ICU] = "icu",
        [CLI_ICS] = "ics",
    };
    const char *known = command_formats(cli->command);

    for (size_t i = 0; i < CLI_FORMAT_COUNT; i++) {
        if (strcmp(text, names[i]) == 0 && strstr(known, text) != NULL) {
            cli->format = (enum cli_format)i;
            return EXIT_DONE;
        }
    }
    return cli_misuse(cli, "--format %.40s is none of %s", text, known);
}

/* Bytes that no terminal should be handed. */
static int refuse_terminal(const struct cli *cli)
{
    bool is_binary = cli->format == CLI_PDF || cli->format == CLI_PNG ||
                     cli->format == CLI_FIT;

    if (is_binary && cli->output_path == NULL && isatty(STDOUT_FILENO) == 1) {
        return cli_misuse(cli, "a PDF, PNG or FIT file would only garble the "
                               "terminal; give --output FILE");
    }
    return EXIT_DONE;
}

static int take_common(struct cli *cli, const char *name, const char *text)
{
    struct ow_error err;

    if (strcmp(name, "today") == 0) {
        if (ow_date_parse(text, &cli->today, &err) != OW_OK) {
            return cli_misuse(cli, "--today: %s", err.message);
        }
        cli->has_today = true;
        return EXIT_DONE;
    }
    if (strcmp(name, "units") == 0) {
        return take_units(cli, text);
    }
    if (strcmp(name, "color") == 0) {
        return take_color(cli, text);
    }
    if (strcmp(name, "store") == 0) {
        cli->store_path = text;
        return EXIT_DONE;
    }
    if (strcmp(name, "output") == 0) {
        cli->output_path = text;
        return EXIT_DONE;
    }
    return take_format(cli, text);
}

static int read_options(struct cli *cli, int argc, char **argv,
                        bool *wants_help)
{
    struct option options[MOST_LONG_OPTIONS];
    size_t own = count_options(cli->command);
    int index = 0;
    int code = EXIT_DONE;
    int found = 0;

    long_options(cli->command, options);
    opterr = 0;
    optind = 1;
    while ((found = getopt_long(argc, argv, ":h", options, &index)) != -1) {
        if (found == ':') {
            return cli_misuse(cli, "%s needs a value", argv[optind - 1]);
        }
        if (found == '?') {
            return unknown_option(cli, argv[optind - 1]);
        }
        const char *name = found == 'h' ? "help" : options[index].name;
        const char *value = optarg != NULL ? optarg : "";

        assert(name != NULL); /* getopt_long found one of ours */
        if (strcmp(name, "help") == 0) {
            *wants_help = true;
            return EXIT_DONE;
        }
        if ((size_t)index < own && cli->given_count == CLI_MOST_GIVEN) {
            return cli_misuse(cli, "--%s is one option over %d", name,
                              CLI_MOST_GIVEN);
        }
        if ((size_t)index < own) {
            cli->given[cli->given_count].option = (size_t)index;
            cli->given[cli->given_count++].value = value;
            continue;
        }
        code = take_common(cli, name, value);
        if (code != EXIT_DONE) {
            return code;
        }
    }
    cli->args = argv + optind;
    cli->arg_count = (size_t)(argc - optind);
    return refuse_terminal(cli);
}

/* The second word of commands that have several things to do. */
static int read_verb(struct cli *cli)
{
    const char *const *verbs = cli->command->verbs;
    const char *nearest = NULL;
    size_t count = 0;

    if (verbs == NULL) {
        return EXIT_DONE;
    }
    if (cli->arg_count == 0) {
        return cli->command->verb_needed
                   ? cli_misuse(cli, "what? see 'onward %s --help'",
                                cli->command->name)
                   : EXIT_DONE;
    }
    while (verbs[count] != NULL) {
        count++;
    }
    for (cli->verb = 0; cli->verb < count; cli->verb++) {
        if (strcmp(verbs[cli->verb], cli->args[0]) == 0) {
            cli->args++;
            cli->arg_count--;
            return EXIT_DONE;
        }
    }
    nearest = cli_nearest(cli->args[0], verbs, count);
    return cli_misuse(cli, "cannot '%.40s'%s%s%s; see 'onward %s --help'",
                      cli->args[0], nearest != NULL ? "; did you mean '" : "",
                      nearest != NULL ? nearest : "",
                      nearest != NULL ? "'?" : "", cli->command->name);
}

static int unknown_member(const struct cli *cli, const char *word)
{
    const struct command *const *members = cli->command->members;
    const char *words[CLI_MOST_MEMBERS];
    const char *nearest = NULL;
    size_t count = 0;

    for (; members[count] != NULL; count++) {
        words[count] = command_member_word(members[count]);
    }
    nearest = cli_nearest(word, words, count);
    if (nearest != NULL) {
        return cli_misuse(cli, "no '%.40s'; did you mean '%s'?", word, nearest);
    }
    return cli_misuse(cli, "no '%.40s'; 'onward %s' lists what there is", word,
                      cli->command->name);
}

static int read_all(struct cli *cli, int argc, char **argv, bool *wants_help)
{
    int code = EXIT_DONE;

    if (cli->command->members != NULL && argc > 1 && argv[1][0] != '-') {
        const struct command *member = command_member(cli->command, argv[1]);

        /* A member takes the place of the command it belongs to. */
        if (member != NULL) {
            cli->command = member;
            argc--;
            argv++;
        } else if (cli->command->verbs == NULL) {
            return unknown_member(cli, argv[1]);
        }
    }
    code = read_options(cli, argc, argv, wants_help);
    return code != EXIT_DONE || *wants_help ? code : read_verb(cli);
}

int cli_run(struct cli *cli, int argc, char **argv)
{
    bool wants_help = false;
    int code = read_all(cli, argc, argv, &wants_help);
    int flushed = EXIT_DONE;

    if (code == EXIT_DONE && wants_help) {
        help_command(cli, cli->command, &cli->out);
    } else if (code == EXIT_DONE) {
        code = cli->command->run(cli);
    }
    flushed = cli_flush(cli);
    return code != EXIT_DONE ? code : flushed;
}
