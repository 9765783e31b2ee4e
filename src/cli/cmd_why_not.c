/* onward why-not: what stands against another session on a day. */
#include "cli/source.h"
#include "cli/text.h"
#include "codec/json/json_writer.h"
#include "onward/json.h"
#include "onward/why.h"

#include <string.h>

static const char *const usage[] = {"DATE TYPE [--scenario FILE]", NULL};
static const char *const examples[] = {
    "onward why-not tomorrow intervals",
    "onward why-not 2026-11-10 tempo --scenario runner.json "
    "--today 2026-11-02",
    NULL,
};
static const struct command_option options[] = {
    SOURCE_OPTION,
    {NULL, NULL, NULL},
};

static int find_type(struct cli *cli, const char *name,
                     enum ow_session_type *type)
{
    const char *names[OW_SESSION_COUNT];
    const char *nearest = NULL;

    for (int i = 0; i < OW_SESSION_COUNT; i++) {
        names[i] = ow_session_type_name((enum ow_session_type)i);
        if (strcmp(names[i], name) == 0) {
            *type = (enum ow_session_type)i;
            return EXIT_DONE;
        }
    }
    nearest = cli_nearest(name, names, OW_SESSION_COUNT);
    return cli_misuse(cli, "'%.40s' is no type of session; %s%s", name,
                      nearest != NULL ? "did you mean " : "one is ",
                      nearest != NULL ? nearest : "intervals");
}

static void print(struct cli *cli, struct ow_date date,
                  enum ow_session_type type, const struct ow_why_not *answer)
{
    const char *verdict = ow_why_not_verdict_name(answer->verdict);
    const char *rule =
        answer->rule < OW_RULE_COUNT ? ow_rule_info(answer->rule)->id : NULL;
    struct json_writer json;
    char day[TEXT_DAY_SIZE];

    if (cli->format != CLI_JSON) {
        text_day(cli, date, day);
        buf_append_format(&cli->out, "%s on %s: ", ow_session_type_name(type),
                          day);
        text_styled(cli, &cli->out, TEXT_BOLD, verdict);
        if (rule != NULL) {
            buf_append_format(&cli->out, "  (%s)", rule);
        }
        buf_append_char(&cli->out, '\n');
        text_wrap(&cli->out, 0, 2, answer->reason);
        return;
    }
    json_init(&json, &cli->out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/why-not/1");
    json_date_field(&json, "date", date);
    json_text_field(&json, "type", ow_session_type_name(type));
    json_text_field(&json, "verdict", verdict);
    json_text_field(&json, "rule", rule);
    json_number_field(&json, "cost", answer->cost, 3);
    json_text_field(&json, "reason", answer->reason);
    json_end_object(&json);
    buf_append_char(&cli->out, '\n');
}

static int run(struct cli *cli)
{
    struct ow_scenario *scenario = NULL;
    struct ow_plan *plan = NULL;
    struct ow_date date = ow_date_none();
    enum ow_session_type type = OW_SESSION_EASY;
    struct ow_why_not answer;
    struct ow_error err;
    int code = cli_count_args(cli, 2, 2, "DATE or TYPE");

    if (code == EXIT_DONE) {
        code = keep_date_of(cli, "DATE", cli->args[0], &date);
    }
    if (code == EXIT_DONE) {
        code = find_type(cli, cli->args[1], &type);
    }
    if (code == EXIT_DONE) {
        code = source_plan(cli, &scenario, &plan);
    }
    if (code == EXIT_DONE) {
        if (ow_plan_why_not(scenario, cli->today, plan, date, type, &answer,
                            &err) == OW_OK) {
            print(cli, date, type, &answer);
        } else {
            code = cli_fail(cli, &err);
        }
    }
    ow_plan_free(plan);
    ow_scenario_free(scenario);
    return code;
}

const struct command cmd_why_not = {
    .name = "why-not",
    .group = "Plan",
    .summary = "Say what forbids another session on a day, or what it costs",
    .usage = usage,
    .about = "TYPE is easy, recovery, long, progression, tempo, intervals, "
             "fartlek, hills, strides, strength or cross. Its week is placed "
             "anew with such a session on that day; a week without one has it "
             "in the place of its most alike. The answer is forbidden, with "
             "the rule that must hold; costs, with how much worse the week's "
             "days are by the plan's own measure and what makes them so; or "
             "possible.",
    .takes = TAKES_STORE | TAKES_FORMAT | TAKES_TODAY,
    .options = options,
    .examples = examples,
    .run = run,
};
