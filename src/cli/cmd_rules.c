/* onward rules: the table of rules, with numbers, bounds and sources. */
#include "cli/show.h"
#include "onward/json.h"

#include <string.h>

static const char *const usage[] = {"[RULE]", NULL};
static const char *const examples[] = {
    "onward rules",
    "onward rules recovery",
    "onward rules --format json",
    NULL,
};

static void show_rule(struct cli *cli, enum ow_rule rule)
{
    const struct ow_rule_info *info = ow_rule_info(rule);
    struct buf *out = &cli->out;

    buf_append_char(out, '\n');
    text_styled(cli, out, TEXT_BOLD, info->id);
    buf_append_format(out, "  %s\n", ow_severity_name(info->severity));
    text_wrap(out, 0, 2, info->statement);
    for (size_t i = 0; i < ow_rule_parameter_count(rule); i++) {
        const struct ow_rule_parameter *parameter = &info->parameters[i];
        bool is_fixed = !(parameter->max > parameter->min);

        buf_append_format(out, "    %s ", parameter->name);
        buf_append_number(out, parameter->default_value, 3);
        if (!is_fixed) {
            buf_append_text(out, "  (");
            buf_append_number(out, parameter->min, 3);
            buf_append_text(out, " to ");
            buf_append_number(out, parameter->max, 3);
            buf_append_char(out, ')');
        }
        buf_append_char(out, '\n');
    }
    buf_append_text(out, "  ");
    text_styled(cli, out, TEXT_DIM, ow_evidence_name(info->evidence));
    buf_append_text(out, " evidence: ");
    text_wrap(out, 14 + strlen(ow_evidence_name(info->evidence)), 4,
              info->source);
}

/* The whole table: programs choose for themselves. */
static int print_json(struct cli *cli)
{
    struct ow_error err;
    char *text = NULL;

    if (ow_rules_encode(NULL, &text, NULL, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    buf_append_format(&cli->out, "%s\n", text);
    ow_text_free(text);
    return EXIT_DONE;
}

static int run(struct cli *cli)
{
    const char *wanted = "";
    size_t shown = 0;
    int code = cli_count_args(cli, 0, 1, "a rule");

    if (code != EXIT_DONE) {
        return code;
    }
    if (cli->format == CLI_JSON) {
        return print_json(cli);
    }
    wanted = cli->arg_count > 0 ? cli->args[0] : "";
    for (size_t i = 0; i < OW_RULE_COUNT; i++) {
        if (str_starts_with(str_of(ow_rule_info((enum ow_rule)i)->id),
                            wanted)) {
            show_rule(cli, (enum ow_rule)i);
            shown++;
        }
    }
    if (shown == 0) {
        return cli_misuse(cli, "no rule '%.60s'; 'onward rules' lists them",
                          wanted);
    }
    return EXIT_DONE;
}

const struct command cmd_rules = {
    .name = "rules",
    .group = "Plan",
    .summary = "Show the rules behind every plan, with bounds and sources",
    .usage = usage,
    .takes = TAKES_FORMAT,
    .examples = examples,
    .run = run,
};
