/* onward why: the rules and the reason behind a session or a day. */
#include "app/plans.h"
#include "cli/show.h"
#include "cli/source.h"
#include "codec/json/json_writer.h"
#include "onward/json.h"
#include "onward/why.h"

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

/* Where the session would be else; NULL where it has no such day. */
static void print_other(struct json_writer *json,
                        const struct ow_runner_up *other)
{
    json_key(json, "runner_up");
    if (other == NULL || !other->is_possible) {
        json_none(json);
        return;
    }
    json_begin_object(json);
    json_date_field(json, "date", other->date);
    json_integer_field(json, "cost", other->cost);
    json_text_field(json, "rule",
                    other->rule < OW_RULE_COUNT ? ow_rule_info(other->rule)->id
                                                : NULL);
    json_text_field(json, "reason", other->reason);
    json_end_object(json);
}

static void print_json(struct buf *out, const struct ow_session *session,
                       const struct ow_runner_up *other)
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
    print_other(&json, other);
    json_end_object(&json);
    buf_append_char(out, '\n');
}

/* What is asked, and of what. */
struct asked {
    struct cli *cli;
    const struct ow_scenario *scenario;
    const struct ow_plan *plan;
};

/* What has no day of its own to lose has no next best one. */
static int print(const struct asked *asked, struct ow_date date,
                 const struct ow_session *session)
{
    struct cli *cli = asked->cli;
    struct ow_runner_up other;
    struct ow_error err;
    enum ow_status status =
        ow_plan_runner_up(asked->scenario, cli->today, asked->plan, date,
                          session->type, &other, &err);

    if (status != OW_OK && status != OW_E_NOT_FOUND) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        print_json(&cli->out, session, status == OW_OK ? &other : NULL);
        return EXIT_DONE;
    }
    show_session(cli, &cli->out, session);
    if (status == OW_OK) {
        text_heading(cli, &cli->out, "Another day");
        text_wrap(&cli->out, 0, 2, other.reason);
    }
    if (session->rules.count > 0) {
        text_heading(cli, &cli->out, "Rules behind it");
        show_rules(cli, &cli->out, &session->rules);
    }
    return EXIT_DONE;
}

/* A session by its id, or all of a day by its date. */
static int find(const struct asked *asked, const char *what)
{
    struct cli *cli = asked->cli;
    struct ow_date date = ow_date_none();
    const struct ow_session *session =
        app_plan_session(asked->plan, what, &date);
    const struct ow_plan_day *day = NULL;
    int code = EXIT_DONE;
    struct ow_error err;

    if (session != NULL) {
        return print(asked, date, session);
    }
    if (ow_date_parse_relative(what, cli->today, ow_date_none(), &date, &err) !=
        OW_OK) {
        return cli_misuse(cli, "'%.60s' is no session of the plan and no date",
                          what);
    }
    day = app_plan_day(asked->plan, date);
    if (day == NULL) {
        return cli_misuse(cli, "%.40s is outside the plan", what);
    }
    for (size_t i = 0; i < day->session_count && code == EXIT_DONE; i++) {
        code = print(asked, date, &day->sessions[i]);
    }
    return code;
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
        code = find(&(struct asked){cli, scenario, plan}, cli->args[0]);
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
