/* onward why: the rules and the reason behind a session or a day. */
#include "app/plans.h"
#include "cli/show.h"
#include "cli/source.h"
#include "codec/json/json_writer.h"
#include "onward/json.h"

static const char *const usage[] = {"ID|DATE [--scenario FILE]", NULL};
static const char *const examples[] = {
    "onward why sun",
    "onward why 2026-11-08 --scenario runner.json --today 2026-11-02",
    NULL,
};
static const struct command_option options[] = {
    SOURCE_OPTION,
    {NULL, NULL, NULL},
};

static void print_json(struct buf *out, const struct ow_session *session)
{
    struct json_writer json;

    json_init(&json, out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/why/1");
    json_text_field(&json, "id", session->id);
    json_key(&json, "rules");
    json_begin_array(&json);
    for (size_t i = 0; i < session->rules.count; i++) {
        json_text(&json, ow_rule_info(session->rules.rules[i])->id);
    }
    json_end_array(&json);
    json_text_field(&json, "reason", session->reason);
    json_end_object(&json);
    buf_append_char(out, '\n');
}

static void print(struct cli *cli, const struct ow_session *session)
{
    if (cli->format == CLI_JSON) {
        print_json(&cli->out, session);
        return;
    }
    show_session(cli, &cli->out, session);
    if (session->rules.count > 0) {
        text_heading(cli, &cli->out, "Rules behind it");
        show_rules(cli, &cli->out, &session->rules);
    }
}

/* A session by its id, or all of a day by its date. */
static int find(struct cli *cli, const struct ow_plan *plan, const char *what)
{
    const struct ow_session *session = app_plan_session(plan, what);
    const struct ow_plan_day *day = NULL;
    struct ow_date date = ow_date_none();
    struct ow_error err;

    if (session != NULL) {
        print(cli, session);
        return EXIT_DONE;
    }
    if (ow_date_parse_relative(what, cli->today, ow_date_none(), &date, &err) !=
        OW_OK) {
        return cli_misuse(cli, "'%.60s' is no session of the plan and no date",
                          what);
    }
    day = app_plan_day(plan, date);
    if (day == NULL) {
        return cli_misuse(cli, "%.40s is outside the plan", what);
    }
    for (size_t i = 0; i < day->session_count; i++) {
        print(cli, &day->sessions[i]);
    }
    return EXIT_DONE;
}

static int run(struct cli *cli)
{
    struct ow_scenario *scenario = NULL;
    struct ow_plan *plan = NULL;
    int code = cli_count_args(cli, 1, 1, "a session or a date");

    if (code == EXIT_DONE) {
        code = source_plan(cli, &scenario, &plan);
    }
    if (code == EXIT_DONE) {
        code = find(cli, plan, cli->args[0]);
    }
    ow_plan_free(plan);
    ow_scenario_free(scenario);
    return code;
}

const struct command cmd_why = {
    .name = "why",
    .group = "Plan",
    .summary = "Say why a session is what it is, and where it is",
    .usage = usage,
    .about = "Works on the plan that is kept, or on a scenario.",
    .takes = TAKES_STORE | TAKES_FORMAT | TAKES_TODAY | TAKES_UNITS,
    .options = options,
    .examples = examples,
    .run = run,
};
