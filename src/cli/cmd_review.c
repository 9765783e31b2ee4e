/* onward review: a season looked back on, and what was hard in it. */
#include "base/str.h"
#include "cli/keep.h"
#include "cli/show_review.h"

#include <string.h>

#define MOST_NOTE ((size_t)400)

static const char *const usage[] = {
    "",
    "--hard WORD [--hard WORD] [--note TEXT]",
    NULL,
};
static const char *const examples[] = {
    "onward review",
    "onward review --hard durability --note 'the last 8 km of the marathon'",
    "onward review --hard hills,fuelling",
    "onward review --hard none",
    NULL,
};
static const struct command_option options[] = {
    {"hard", "WORD",
     "speed, pacing, durability, hills, form, fuelling, consistency or "
     "strength; several with commas or again; none: nothing was"},
    {"note", "TEXT", "in your own words, to 400 bytes"},
    {"apply", NULL, "keep it; so it is without --preview too"},
    {"preview", NULL, "try it, keep nothing"},
    {NULL, NULL, NULL},
};

/* The focus of a word; OW_FOCUS_NONE where it is none. */
static enum ow_focus focus_of(struct str word)
{
    for (int i = OW_FOCUS_SPEED; i <= OW_FOCUS_STRENGTH; i++) {
        if (str_equal(word, ow_focus_name((enum ow_focus)i))) {
            return (enum ow_focus)i;
        }
    }
    return OW_FOCUS_NONE;
}

/* All words of all --hard as bits. */
static int read_hard(struct cli *cli, unsigned *focuses)
{
    const char *value = NULL;

    for (size_t i = 0; (value = cli_value_at(cli, "hard", i)) != NULL; i++) {
        struct str rest = str_of(value);

        while (rest.data != NULL) {
            struct str word = str_trim(str_split(&rest, ','));
            enum ow_focus focus = focus_of(word);

            if (focus == OW_FOCUS_NONE && !str_equal(word, "none")) {
                return cli_misuse(cli,
                                  "--hard '%.*s' is not speed, pacing, "
                                  "durability, hills, form, fuelling, "
                                  "consistency, strength or none",
                                  (int)(word.length < 40 ? word.length : 40),
                                  word.data);
            }
            *focuses |= focus == OW_FOCUS_NONE ? 0 : 1U << focus;
        }
    }
    return EXIT_DONE;
}

static int read_note(struct cli *cli, const char **note)
{
    *note = cli_value(cli, "note");
    if (*note != NULL && strlen(*note) > MOST_NOTE) {
        return cli_misuse(cli, "--note has %zu bytes, over %zu", strlen(*note),
                          MOST_NOTE);
    }
    if (*note != NULL && !utf8_is_valid(*note, strlen(*note))) {
        return cli_misuse(cli, "--note is not UTF-8");
    }
    return EXIT_DONE;
}

static int keep_words(struct cli *cli, struct store *store, unsigned focuses,
                      const char *note)
{
    struct diary diary = keep_diary(cli, store);
    struct ow_error err;

    if (review_keep(&diary, focuses, note, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    keep_told(cli, &diary, "what was hard this season");
    return EXIT_DONE;
}

static int look_back(struct cli *cli, struct store *store)
{
    struct review review = {.weeks = 0};
    struct ow_error err;

    if (review_read(store, cli->today, &review, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        review_json(&review, &cli->out);
    } else {
        show_review(cli, &cli->out, &review);
    }
    review_dispose(&review);
    return EXIT_DONE;
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    const char *note = NULL;
    unsigned focuses = 0;
    bool is_said = cli_has(cli, "hard");
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE && cli_has(cli, "note") && !is_said) {
        return cli_misuse(cli, "--note wants --hard: what is it about?");
    }
    if (code == EXIT_DONE) {
        code = read_hard(cli, &focuses);
    }
    if (code == EXIT_DONE) {
        code = read_note(cli, &note);
    }
    if (code == EXIT_DONE) {
        code = keep_open(cli, is_said ? STORE_WRITE : STORE_READ, &store);
    }
    if (code == EXIT_DONE) {
        code = is_said ? keep_words(cli, store, focuses, note)
                       : look_back(cli, store);
    }
    store_close(store);
    return code;
}

const struct command cmd_review = {
    .name = "review",
    .group = "You",
    .summary = "Look back on the season, and say what was hard",
    .usage = usage,
    .about =
        "What 26 weeks came to: distance, races, goals, and weak spots as the "
        "runs show them, each with how many runs it stands on, the band within "
        "which it lies with 80 %, and the bar it is held against; where too "
        "little was run, that is said. What you found hard, and what the runs "
        "show, choose sessions of the plan, and each of these says so.",
    .takes = TAKES_STORE | TAKES_FORMAT | TAKES_TODAY | TAKES_UNITS,
    .options = options,
    .examples = examples,
    .run = run,
};
