/* The plan as a document: its order, its title, its words of care. */
#include "cli/plan_page.h"

#include "cli/text.h"

/* Plans so short are told day by day from end to end. */
#define ALL_DAYS_WEEKS 16
/* Of longer ones, the next weeks and those that end in a race of first rank. */
#define NEXT_WEEKS 8
#define RACE_WEEKS 3

#define DAYS_PER_WEEK 7

void plan_page_heading(const struct plan_page *page, const char *text)
{
    buf_append_format(page->out, "\n## %s\n\n", text);
}

bool plan_page_has_days(const struct plan_page *page, size_t week)
{
    size_t count = 0;
    const struct ow_plan_week *weeks = ow_plan_weeks(page->plan, &count);
    const struct ow_scenario *scenario = page->scenario;

    if (page->has_all_days || count <= ALL_DAYS_WEEKS || week < NEXT_WEEKS) {
        return true;
    }
    for (size_t i = 0; i < scenario->race_count; i++) {
        int32_t to_race =
            ow_date_days_between(weeks[week].monday, scenario->races[i].date);

        if (scenario->races[i].priority == OW_PRIORITY_A && to_race >= 0 &&
            to_race < RACE_WEEKS * DAYS_PER_WEEK) {
            return true;
        }
    }
    return false;
}

static void append_title(const struct plan_page *page)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(page->plan, &count);
    char day[TEXT_DAY_SIZE];

    buf_append_text(page->out, "# Running plan");
    if (count > 0) {
        text_day_full(days[0].date, day);
        buf_append_format(page->out, ", %s", day);
        text_day_full(days[count - 1].date, day);
        buf_append_format(page->out, " to %s", day);
    }
    buf_append_text(page->out, "\n\n");
}

/* A plan knows numbers; the body knows better. The figures are those of the
 * rules the plan was made by. */
static void append_care(const struct plan_page *page)
{
    const struct ow_rule_values *rules = &page->scenario->rules;

    plan_page_heading(page, "Before you start");
    buf_append_text(
        page->out,
        "**Pain wins over the plan**, on any day and before any race. Stop a "
        "run when\nsomething hurts more with every minute or changes your "
        "stride, and leave out what\nis fast for ");
    buf_append_number(page->out,
                      ow_rule_value(rules, OW_RULE_SYMPTOM_HARD, "days"), 0);
    buf_append_text(page->out, " days after illness, injury or pain on stairs "
                               "of ");
    buf_append_number(page->out,
                      ow_rule_value(rules, OW_RULE_SYMPTOM_HARD, "stairs_pain"),
                      0);
    buf_append_text(
        page->out,
        " of 10 and more.\nPain that stays, fever, dizziness, a racing heart, "
        "or breath that is short as it\nnever was: do not run, ask a doctor. "
        "These pages come from numbers and are no\nmedical advice.\n\n"
        "Every session may be made shorter, slower or left out; nothing that "
        "was missed is\nto be made up for. What is planned beyond the next "
        "weeks is a sketch: make the plan\nagain when things have changed.\n");
}

void plan_page(struct cli *cli, const struct ow_scenario *scenario,
               const struct ow_plan *plan, bool has_all_days)
{
    struct plan_page page = {.cli = cli,
                             .out = &cli->out,
                             .scenario = scenario,
                             .plan = plan,
                             .has_all_days = has_all_days};

    /* A document is the same wherever it is made. */
    cli->has_color = false;
    cli->has_glyphs = true;
    append_title(&page);
    plan_page_runner(&page);
    append_care(&page);
    plan_page_goals(&page);
    plan_page_weeks(&page);
    plan_page_days(&page);
    plan_page_findings(&page);
    plan_page_rules(&page);
}
