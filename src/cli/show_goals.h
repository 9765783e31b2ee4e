/* Goals and their answers as a runner reads and sees them. */
#ifndef CLI_SHOW_GOALS_H
#define CLI_SHOW_GOALS_H

#include "app/goals.h"
#include "cli/text.h"

/** "likely, about 86 %" */
void show_goal_verdict(const struct cli *cli, struct buf *out,
                       const struct ow_goal_answer *answer);

/** All goals, those that serve another below it; conflicts last. */
void show_goals(const struct cli *cli, struct buf *out,
                const struct goals_report *report);

/** One goal: answer, progress, milestones, path, what stands in its way. */
void show_goal(const struct cli *cli, struct buf *out,
               const struct goals_report *report, size_t index,
               const struct goal_path *path);

/** What stands in the way of a goal, a paragraph each. */
void show_goal_conflicts(struct buf *out, const struct ow_goal_answer *answer);

/** What a milestone comes to: "3:59:59", "12.0 km", "4" */
void show_milestone_value(const struct cli *cli, struct buf *out,
                          const struct ow_milestone *milestone);

/** "marathon in 3:59:59" */
void show_goal_title(const struct cli *cli, struct buf *out,
                     const struct ow_goal *goal,
                     const struct ow_goal_answer *answer);

/** The path as a picture in the format of `cli`; the exit code. */
int goal_chart(struct cli *cli, const struct goals_report *report, size_t index,
               const struct goal_path *path);

#endif
