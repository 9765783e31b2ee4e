/* onward check: a plan, whoever made it, held against the rules. */
#include "base/mem.h"
#include "cli/show.h"
#include "cli/source.h"
#include "onward/json.h"

static const char *const usage[] = {"PLAN.json [--scenario FILE]", NULL};
static const char *const examples[] = {
    "onward check plan.json",
    "onward check plan.json --scenario runner.json --format json",
    NULL,
};
static const struct command_option options[] = {
    {"scenario", "FILE", "whose plan it is; else only what the plan shows"},
    {NULL, NULL, NULL},
};

static int tell(struct cli *cli, const struct ow_findings *findings)
{
    struct ow_error err;
    size_t count = 0;
    const struct ow_finding *list = ow_findings_list(findings, &count);
    char *text = NULL;

    if (cli->format == CLI_JSON) {
        if (ow_findings_encode(findings, &text, NULL, &err) != OW_OK) {
            return cli_fail(cli, &err);
        }
        buf_append_format(&cli->out, "%s\n", text);
        ow_text_free(text);
    } else {
        show_findings(cli, &cli->out, list, count, OW_NOTE);
        buf_append_text(&cli->out, ow_findings_has_must(findings)
                                       ? "\nA rule that must hold is broken.\n"
                                       : "No rule that must hold is broken.\n");
    }
    return ow_findings_has_must(findings) ? EXIT_FINDINGS : EXIT_DONE;
}

static int read_plan(struct cli *cli, struct ow_plan **plan)
{
    struct ow_error err;
    char *text = NULL;
    size_t length = 0;
    int code = source_read(cli, cli->args[0], &text, &length);

    if (code == EXIT_DONE &&
        ow_plan_decode(text, length, plan, &err) != OW_OK) {
        cli_note(cli, "%s: %s", cli->args[0], err.message);
        code = EXIT_INPUT;
    }
    mem_free(text);
    return code;
}

static int run(struct cli *cli)
{
    const char *path = cli_value(cli, "scenario");
    struct ow_scenario *scenario = NULL;
    struct ow_plan *plan = NULL;
    struct ow_findings *findings = NULL;
    struct ow_error err;
    int code = cli_count_args(cli, 1, 1, "a plan in JSON");

    if (code == EXIT_DONE) {
        code = read_plan(cli, &plan);
    }
    if (code == EXIT_DONE && path != NULL) {
        code = source_file_scenario(cli, path, &scenario);
    }
    if (code == EXIT_DONE) {
        code = ow_plan_check(plan, scenario, &findings, &err) == OW_OK
                   ? tell(cli, findings)
                   : cli_fail(cli, &err);
    }
    ow_findings_free(findings);
    ow_scenario_free(scenario);
    ow_plan_free(plan);
    return code;
}

const struct command cmd_check = {
    .name = "check",
    .group = "Plan",
    .summary = "Hold a plan, whoever made it, against the rules",
    .usage = usage,
    .about = "Exit code 1 says that a rule which must hold is broken, or that "
             "the plan's dates, sums, ids or kinds disagree.",
    .takes = TAKES_FORMAT | TAKES_TODAY,
    .options = options,
    .examples = examples,
    .run = run,
};
