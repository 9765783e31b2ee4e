/* onward activity show: a run with everything known of it. */
#include "cli/activity.h"
#include "cli/run_chart.h"
#include "cli/run_csv.h"
#include "cli/run_json.h"
#include "cli/run_source.h"
#include "cli/show_run.h"

static const char *const usage[] = {"RUN", NULL};
static const char *const examples[] = {
    "onward activity show race.fit",
    "onward activity show race.fit --hr-max 188 --hr-rest 50",
    "onward activity show race.fit --format svg --output race.svg",
    "onward activity show race.fit --format csv --output race.csv",
    NULL,
};
static const struct command_option options[] = {
    RUN_OPTIONS,
    {NULL, NULL, NULL},
};

static int answer(struct cli *cli, const struct app_run *run)
{
    if (cli_wants_picture(cli)) {
        return run_chart(cli, run);
    }
    if (cli->format == CLI_JSON) {
        return run_json(cli, run);
    }
    return cli->format == CLI_CSV ? run_csv(cli, run) : show_run(cli, run);
}

static int run(struct cli *cli)
{
    struct app_run shown = {.in_file = 0};
    int code = run_source(cli, &shown);

    if (code == EXIT_DONE) {
        code = answer(cli, &shown);
    }
    app_run_dispose(&shown);
    return code;
}

const struct command activity_show = {
    .name = "activity show",
    .summary = "Show a run with everything known of it",
    .usage = usage,
    .about = "CSV is the cleaned samples; SVG, PDF and PNG are pace, heart "
             "rate and elevation over distance. What your heart rates mean is "
             "taken from the options, else from your settings, else learnt "
             "from your runs.",
    .takes =
        TAKES_STORE | TAKES_FORMAT | TAKES_OUTPUT | TAKES_TODAY | TAKES_UNITS,
    .formats = "text|json|csv|svg|pdf|png",
    .options = options,
    .examples = examples,
    .run = run,
};
