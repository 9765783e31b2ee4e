/* onward calc: one figure at a time, from the line alone. */
#include "cli/calc.h"
#include "cli/help.h"

static const char *const usage[] = {"NAME [OPTION...]", NULL};
static const struct command *const members[] = {
    &calc_race,      &calc_paces,   &calc_critical_speed, &calc_time_off,
    &calc_trimp,     &calc_session, &calc_load,           &calc_spike,
    &calc_zones,     &calc_grade,   &calc_heat,           &calc_altitude,
    &calc_age_grade, &calc_boston,  &calc_points,         NULL,
};

static int run(struct cli *cli)
{
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE) {
        help_command(cli, cli->command, &cli->out);
    }
    return code;
}

const struct command cmd_calc = {
    .name = "calc",
    .group = "Plan",
    .summary = "Work out one figure: times, paces, heat, load, standards",
    .usage = usage,
    .about = "Each figure names its source, and refuses what that source says "
             "nothing about. 'onward calc NAME --help' says more.",
    .members = members,
    .run = run,
};
