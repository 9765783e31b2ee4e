/* onward next, and bare onward: what to do next. */
#include "cli/text.h"

static const char *const usage[] = {"", NULL};
static const char *const examples[] = {"onward", "onward next", NULL};

static int run(struct cli *cli)
{
    int code = cli_count_args(cli, 0, 0, "");

    if (code != EXIT_DONE) {
        return code;
    }
    buf_append_text(
        &cli->out,
        "Just finished a race? Give onward the file from your watch:\n\n"
        "  onward now-what race.fit      how long to rest, and what follows\n"
        "  onward import FOLDER          keep your runs: better answers\n"
        "  onward demo                   see it all on a made-up runner\n"
        "  onward help                   everything else\n");
    return EXIT_DONE;
}

const struct command cmd_next = {
    .name = "next",
    .group = "The program",
    .summary = "Say what to do next; the same as onward alone",
    .usage = usage,
    .takes = TAKES_STORE | TAKES_TODAY | TAKES_UNITS,
    .examples = examples,
    .run = run,
};
