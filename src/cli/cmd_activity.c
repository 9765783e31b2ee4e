/* onward activity: what is kept, and what a run was. */
#include "cli/activity.h"
#include "cli/help.h"

static const char *const usage[] = {"NAME [RUN] [OPTION...]", NULL};
static const struct command *const members[] = {
    &activity_list, &activity_show,  &activity_splits,
    &activity_best, &activity_zones, NULL,
};

static int run(struct cli *cli)
{
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE) {
        help_command(cli, cli->command, &cli->out);
    }
    return code;
}

const struct command cmd_activity = {
    .name = "activity",
    .group = "Your runs",
    .summary = "Look at a run: report, splits, bests, zones; list the runs",
    .usage = usage,
    .about = "RUN is an activity of 'onward activity list', or the beginning "
             "of its name; or a file that need not be imported.",
    .members = members,
    .run = run,
};
