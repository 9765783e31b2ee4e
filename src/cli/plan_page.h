/*
 * A plan as one document of Markdown, to be handed to a runner, printed and
 * read without the program: who it is for, what comes and why, day by day.
 */
#ifndef CLI_PLAN_PAGE_H
#define CLI_PLAN_PAGE_H

#include "cli/cli.h"
#include "onward/plan.h"

struct plan_page {
    struct cli *cli;
    struct buf *out;
    const struct ow_scenario *scenario;
    const struct ow_plan *plan;
    bool has_all_days; /* else long plans tell their next and race weeks only */
};

/** Appends the document to the output of `cli`. */
void plan_page(struct cli *cli, const struct ow_scenario *scenario,
               const struct ow_plan *plan, bool has_all_days);

/** Its parts, in their order, each under a heading of its own. */
void plan_page_runner(const struct plan_page *page);
void plan_page_goals(const struct plan_page *page);
void plan_page_weeks(const struct plan_page *page);
void plan_page_days(const struct plan_page *page);
void plan_page_findings(const struct plan_page *page);
void plan_page_rules(const struct plan_page *page);

/** "## Text", with empty lines around it. */
void plan_page_heading(const struct plan_page *page, const char *text);

/** Whether a week is told day by day. */
bool plan_page_has_days(const struct plan_page *page, size_t week);

#endif
