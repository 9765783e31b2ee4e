/* What gave way in a plan, and the rules that made it. */
#include "cli/plan_page.h"
#include "cli/text.h"
#include "codec/text/markdown.h"

/* ----------------------------------------------------------------- findings */

static bool is_alike(const struct ow_finding *a, const struct ow_finding *b)
{
    return a->rule == b->rule && a->severity == b->severity;
}

/* Those of the same rule after the first: their days alone. */
static void append_others(const struct plan_page *page,
                          const struct ow_finding *findings, size_t count,
                          size_t first)
{
    const char *joint = ". Also on ";
    char day[TEXT_DAY_SIZE];

    for (size_t i = first + 1; i < count; i++) {
        if (is_alike(&findings[i], &findings[first])) {
            text_day_full(findings[i].date, day);
            buf_append_format(page->out, "%s%s", joint, day);
            joint = ", ";
        }
    }
}

static void append_finding(const struct plan_page *page,
                           const struct ow_finding *findings, size_t count,
                           size_t index)
{
    const struct ow_finding *finding = &findings[index];
    char day[TEXT_DAY_SIZE];

    for (size_t i = 0; i < index; i++) {
        if (is_alike(&findings[i], finding)) {
            return; /* told with the first */
        }
    }
    text_day_full(finding->date, day);
    buf_append_format(page->out,
                      "- `%s` (%s), %s: ", ow_rule_info(finding->rule)->id,
                      ow_severity_name(finding->severity), day);
    markdown_text(page->out, finding->message);
    append_others(page, findings, count, index);
    buf_append_char(page->out, '\n');
}

void plan_page_findings(const struct plan_page *page)
{
    size_t count = 0;
    const struct ow_finding *findings = ow_plan_findings(page->plan, &count);

    if (count == 0) {
        return;
    }
    plan_page_heading(page, "What gave way, and what is worth knowing");
    buf_append_text(page->out,
                    "Each rule once, by its first day; the wishes and customs "
                    "that could not all be had\nare marked *should*.\n\n");
    for (size_t i = 0; i < count; i++) {
        append_finding(page, findings, count, i);
    }
}

/* -------------------------------------------------------------------- rules */

struct rules_seen {
    bool seen[OW_RULE_COUNT];
};

static void see(struct rules_seen *seen, const struct ow_rule_list *rules)
{
    for (size_t i = 0; i < rules->count; i++) {
        seen->seen[rules->rules[i]] = true;
    }
}

/* The rules that acted: named by a phase, a week, a session or a finding. */
static void see_all(struct rules_seen *seen, const struct ow_plan *plan)
{
    size_t count = 0;
    const struct ow_phase_span *phases = ow_plan_phases(plan, &count);
    const struct ow_plan_week *weeks = NULL;
    const struct ow_plan_day *days = NULL;
    const struct ow_finding *findings = NULL;

    for (size_t i = 0; i < count; i++) {
        see(seen, &phases[i].rules);
    }
    weeks = ow_plan_weeks(plan, &count);
    for (size_t i = 0; i < count; i++) {
        see(seen, &weeks[i].rules);
    }
    days = ow_plan_days(plan, &count);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < days[i].session_count; j++) {
            see(seen, &days[i].sessions[j].rules);
        }
    }
    findings = ow_plan_findings(plan, &count);
    for (size_t i = 0; i < count; i++) {
        seen->seen[findings[i].rule] = true;
    }
}

static void append_rule(const struct plan_page *page,
                        const struct ow_rule_info *info)
{
    buf_append_format(page->out, "| `%s` | ", info->id);
    markdown_text(page->out, info->statement);
    buf_append_format(page->out, " | %s | ", ow_severity_name(info->severity));
    markdown_text(page->out, info->source);
    buf_append_format(page->out, " | %s |\n", ow_evidence_name(info->evidence));
}

/* The runner's own numbers beside the usual ones. */
static void append_overrides(const struct plan_page *page)
{
    const struct ow_rule_values *values = &page->scenario->rules;

    for (int rule = 0; rule < OW_RULE_COUNT; rule++) {
        const struct ow_rule_info *info = ow_rule_info((enum ow_rule)rule);

        for (size_t i = 0; i < ow_rule_parameter_count((enum ow_rule)rule);
             i++) {
            if (!values->overridden[rule][i]) {
                continue;
            }
            buf_append_format(page->out, "- Your own number: `%s`, %s ",
                              info->id, info->parameters[i].name);
            buf_append_number(page->out, values->value[rule][i], 3);
            buf_append_text(page->out, ", where ");
            buf_append_number(page->out, info->parameters[i].default_value, 3);
            buf_append_text(page->out, " is usual\n");
        }
    }
}

void plan_page_rules(const struct plan_page *page)
{
    struct rules_seen seen = {{false}};

    see_all(&seen, page->plan);
    plan_page_heading(page, "The rules at work");
    buf_append_text(
        page->out, "What *must* hold is never broken; what *should* hold may "
                   "give way and is then told\nabove. The evidence is how well "
                   "a rule is founded: strong, moderate, weak, or what\n"
                   "experienced coaches do.\n\n");
    buf_append_format(page->out, "- After a race the preset is %s\n",
                      ow_preset_name(page->scenario->preset));
    append_overrides(page);
    buf_append_text(page->out, "\n| Rule | What it says | Holds | Source | "
                               "Evidence |\n| --- | --- | --- | --- | --- |\n");
    for (int rule = 0; rule < OW_RULE_COUNT; rule++) {
        if (seen.seen[rule]) {
            append_rule(page, ow_rule_info((enum ow_rule)rule));
        }
    }
    buf_append_text(page->out, "\nMade by onward. `onward why DATE` says more "
                               "about a day, `onward why-not DATE TYPE` why\n"
                               "it is nothing else, `onward rules` what may be "
                               "changed.\n");
}
