/* A plan that is not shown: which wishes cannot all be had, and what to give
 * up. */
#include "cli/show.h"

#include "onward/conflict.h"
#include "onward/json.h"

static void show_conflict(struct cli *cli, const struct ow_conflict *conflict)
{
    struct buf *out = &cli->out;

    text_styled(cli, out, TEXT_BOLD,
                conflict->wish_count == 1 ? "This cannot be had"
                                          : "These cannot all be had");
    buf_append_char(out, '\n');
    for (size_t i = 0; i < conflict->wish_count; i++) {
        buf_append_format(out, "  %s\n    to solve it, ",
                          conflict->wishes[i].words);
        text_wrap(out, 17, 4, conflict->wishes[i].give_up);
    }
    show_findings(cli, out, conflict->because, conflict->because_count,
                  OW_MUST);
    buf_append_char(out, '\n');
}

/* One wish of each conflict, so that the rest can be had. */
static void show_way_out(struct cli *cli, const struct ow_conflict *list,
                         size_t count)
{
    const char *before = "With this given up the rest can be planned: ";
    struct buf text;

    buf_init(&text, cli->out.limit);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < list[i].wish_count; j++) {
            const struct ow_wish *wish = &list[i].wishes[j];

            if (wish->is_spared) {
                buf_append_format(&text, "%s%s", before, wish->words);
                before = "; ";
            }
        }
    }
    text_wrap(&cli->out, 0, 0, buf_text(&text));
    buf_dispose(&text);
}

static void show_text(struct cli *cli, const struct ow_plan *plan,
                      const struct ow_findings *findings,
                      const struct ow_conflicts *conflicts)
{
    size_t count = 0;
    size_t finding_count = 0;
    const struct ow_conflict *list = ow_conflicts_list(conflicts, &count);
    const struct ow_finding *own = ow_plan_findings(plan, &finding_count);

    for (size_t i = 0; i < count; i++) {
        show_conflict(cli, &list[i]);
    }
    if (count > 0) {
        show_way_out(cli, list, count);
        return;
    }
    show_findings(cli, &cli->out, own, finding_count, OW_MUST);
    own = ow_findings_list(findings, &finding_count);
    show_findings(cli, &cli->out, own, finding_count, OW_MUST);
}

static enum ow_status show_json(struct cli *cli,
                                const struct ow_findings *findings,
                                const struct ow_conflicts *conflicts,
                                struct ow_error *err)
{
    char *text = NULL;
    enum ow_status status =
        ow_conflicts_encode(conflicts, findings, &text, NULL, err);

    if (status == OW_OK) {
        buf_append_format(&cli->out, "%s\n", text);
    }
    ow_text_free(text);
    return status;
}

int show_refusal(struct cli *cli, const struct ow_scenario *scenario,
                 const struct ow_plan *plan, const struct ow_error *why)
{
    struct ow_conflicts *conflicts = NULL;
    struct ow_findings *findings = NULL;
    struct ow_error err;
    enum ow_status status = ow_plan_check(plan, scenario, &findings, &err);

    (void)cli_fail(cli, why);
    if (status == OW_OK) {
        status =
            ow_conflicts_find(scenario, ow_plan_today(plan), &conflicts, &err);
    }
    if (status == OW_OK && cli->format == CLI_JSON) {
        status = show_json(cli, findings, conflicts, &err);
    } else if (status == OW_OK) {
        show_text(cli, plan, findings, conflicts);
    }
    ow_conflicts_free(conflicts);
    ow_findings_free(findings);
    return status == OW_OK ? EXIT_FINDINGS : cli_fail(cli, &err);
}
