/* The goals of a plan over the five horizons: answers, needs, milestones. */
#include "cli/plan_page.h"
#include "cli/show_goals.h"
#include "cli/text.h"
#include "codec/text/markdown.h"

#include <string.h>

static const char *horizon_words(enum ow_horizon horizon)
{
    static const char *const words[] = {
        [OW_HORIZON_MONTH] = "Next month",
        [OW_HORIZON_SEASON] = "Next season",
        [OW_HORIZON_YEAR] = "Next year",
        [OW_HORIZON_3_YEARS] = "Next three years",
        [OW_HORIZON_CAREER] = "A running life",
    };

    return words[horizon];
}

/* The goal a goal serves; NULL. */
static const struct ow_goal *parent_of(const struct plan_page *page,
                                       const struct ow_goal *goal,
                                       size_t *index)
{
    const struct ow_scenario *scenario = page->scenario;

    for (*index = 0; goal->parent != NULL && *index < scenario->goal_count;
         (*index)++) {
        if (strcmp(scenario->goals[*index].id, goal->parent) == 0) {
            return &scenario->goals[*index];
        }
    }
    return NULL;
}

static void append_milestones(const struct plan_page *page,
                              const struct ow_goal_answer *answer)
{
    char day[TEXT_DAY_SIZE];

    for (size_t i = 0; i < answer->milestone_count; i++) {
        const struct ow_milestone *milestone = &answer->milestones[i];

        text_day_full(milestone->date, day);
        buf_append_format(page->out, "%s- %s: ", i == 0 ? "\n" : "", day);
        show_milestone_value(page->cli, page->out, milestone);
        if (milestone->what != NULL) {
            buf_append_char(page->out, ' ');
            markdown_text(page->out, milestone->what);
        }
        buf_append_char(page->out, '\n');
    }
}

/* A paragraph after an empty line. */
static void append_paragraph(const struct plan_page *page, const char *head,
                             const char *text)
{
    buf_append_format(page->out, "\n%s", head);
    markdown_text(page->out, text);
    buf_append_text(page->out, ".\n");
}

static void append_goal(const struct plan_page *page, size_t index,
                        const struct ow_goal_answer *answers)
{
    const struct ow_goal *goal = &page->scenario->goals[index];
    const struct ow_goal_answer *answer = &answers[index];
    struct buf *out = page->out;
    size_t served = 0;
    const struct ow_goal *parent = parent_of(page, goal, &served);
    char day[TEXT_DAY_SIZE];

    buf_append_format(out, "\n### %s: ", horizon_words(goal->horizon));
    show_goal_title(page->cli, out, goal, answer);
    text_day_full(answer->due, day);
    buf_append_format(out, "\n\nBy %s. **The answer: ", day);
    show_goal_verdict(page->cli, out, answer);
    buf_append_text(out, ".**");
    if (parent != NULL) {
        buf_append_text(out, " It serves a wider goal: ");
        show_goal_title(page->cli, out, parent, &answers[served]);
        buf_append_char(out, '.');
    }
    buf_append_char(out, '\n');
    if (answer->needed != NULL && answer->needed[0] != '\0') {
        append_paragraph(page, "", answer->needed);
    }
    for (size_t i = 0; i < answer->conflict_count; i++) {
        append_paragraph(page, "In its way: ", answer->conflicts[i].message);
        append_paragraph(page, "To solve it: ", answer->conflicts[i].give_up);
    }
    append_milestones(page, answer);
}

void plan_page_goals(const struct plan_page *page)
{
    const struct ow_scenario *scenario = page->scenario;
    size_t count = 0;
    const struct ow_goal_answer *answers = ow_plan_goals(page->plan, &count);

    if (count == 0 || count != scenario->goal_count) {
        return;
    }
    plan_page_heading(page, "Goals");
    buf_append_text(
        page->out,
        "An answer is what races and weeks so far speak for: likely, "
        "ambitious or very\nunlikely, with its chance. It is no "
        "verdict on you, and it moves as you do.\n");
    for (int horizon = OW_HORIZON_MONTH; horizon <= OW_HORIZON_CAREER;
         horizon++) {
        for (size_t i = 0; i < count; i++) {
            if ((int)scenario->goals[i].horizon == horizon) {
                append_goal(page, i, answers);
            }
        }
    }
}
