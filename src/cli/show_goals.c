/* Goals as text; see the header. */
#include "cli/show_goals.h"

#include "base/mem.h"
#include "cli/figure.h"
#include "cli/plot.h"
#include "cli/show.h"
#include "onward/race.h"

#include <string.h>

#define TITLE_COLUMN 38
#define DAY_COLUMN 17
#define LINE_LIMIT 400
#define INDENT 2
#define MOST_DEPTH 16
#define VALUE_COLUMN 11
#define PATH_ROWS 7

void show_goal_verdict(const struct cli *cli, struct buf *out,
                       const struct ow_goal_answer *answer)
{
    text_styled(cli, out, TEXT_BOLD,
                answer->is_reached ? "reached" : show_verdict(answer->verdict));
    if (!answer->is_reached && !ow_is_missing(answer->probability)) {
        buf_append_text(out, ", about ");
        figure_percent(out, answer->probability, 0);
    }
}

static void append_distance_name(const struct cli *cli, struct buf *out,
                                 double distance_m)
{
    const struct ow_race_distance *known = ow_race_snap(distance_m);

    if (known != NULL) {
        buf_append_text(out, known->name);
    } else {
        figure_distance(cli, out, distance_m);
    }
}

void show_goal_title(const struct cli *cli, struct buf *out,
                     const struct ow_goal *goal,
                     const struct ow_goal_answer *answer)
{
    switch (goal->kind) {
    case OW_GOAL_RACE_TIME:
        append_distance_name(cli, out, goal->distance_m);
        buf_append_text(out, " in ");
        figure_time(out, goal->time_s);
        break;
    case OW_GOAL_STANDARD:
        buf_append_text(out, "the Boston standard");
        if (!ow_is_missing(answer->target)) {
            buf_append_text(out, ", ");
            figure_time(out, answer->target);
        }
        break;
    case OW_GOAL_FINISH:
        buf_append_text(out, "finish the ");
        append_distance_name(cli, out, goal->distance_m);
        break;
    case OW_GOAL_SESSIONS_PER_WEEK:
        buf_append_format(out, "run or walk %d time%s a week", goal->per_week,
                          goal->per_week == 1 ? "" : "s");
        break;
    case OW_GOAL_VOLUME:
        figure_distance(cli, out, goal->weekly_m);
        buf_append_text(out, " a week");
        break;
    case OW_GOAL_BALANCE:
        buf_append_format(out, "strength %d time%s a week", goal->per_week,
                          goal->per_week == 1 ? "" : "s");
        break;
    case OW_GOAL_FOCUS:
        buf_append_format(out, "work on %s", ow_focus_name(goal->focus));
        break;
    }
}

/* "40 % of the way; with 2 goals that serve it 55 %; 6 weeks in a row" */
static void append_progress(struct buf *out,
                            const struct ow_goal_answer *answer,
                            const struct ow_history_consistency *kept)
{
    size_t before = out->length;

    if (!answer->is_reached && !ow_is_missing(answer->progress)) {
        figure_percent(out, answer->progress, 0);
        buf_append_text(out, " of the way");
    }
    if (answer->steps > 0) {
        buf_append_format(out, "%s%d of %d goals that serve it reached",
                          out->length > before ? "; " : "",
                          answer->steps_reached, answer->steps);
        if (!ow_is_missing(answer->rolled_up)) {
            buf_append_text(out, ", together ");
            figure_percent(out, answer->rolled_up, 0);
        }
    }
    if (kept->weeks > 0) {
        buf_append_format(out, "%s%zu week%s in a row, %zu of %zu in all",
                          out->length > before ? "; " : "", kept->now,
                          kept->now == 1 ? "" : "s", kept->kept, kept->weeks);
    }
}

static void show_line(const struct cli *cli, struct buf *out,
                      const struct goals_report *report, size_t index,
                      size_t indent)
{
    const struct ow_goal *goal = &report->scenario->goals[index];
    const struct ow_goal_answer *answer = &report->answers[index];
    struct buf line;
    char day[TEXT_DAY_SIZE];

    buf_init(&line, LINE_LIMIT);
    for (size_t i = 0; i < indent; i++) {
        buf_append_char(&line, ' ');
    }
    buf_append_format(&line, "%s  ", goal->id);
    show_goal_title(cli, &line, goal, answer);
    text_pad(out, buf_text(&line), TITLE_COLUMN);
    text_day(cli, answer->due, day);
    text_pad(out, day, DAY_COLUMN);
    show_goal_verdict(cli, out, answer);
    text_end_line(out);
    line.length = 0;
    append_progress(&line, answer, &report->kept[index]);
    if (line.length > 0) {
        text_wrap(out, 0, indent + 2 * INDENT, buf_text(&line));
    }
    buf_dispose(&line);
}

/* A goal and, below it, those that serve it. */
static void show_tree(const struct cli *cli, struct buf *out,
                      const struct goals_report *report, size_t index,
                      size_t depth)
{
    const struct ow_goal *goals = report->scenario->goals;

    show_line(cli, out, report, index, depth * INDENT);
    for (size_t i = 0; i < report->count && depth < MOST_DEPTH; i++) {
        if (goals[i].parent != NULL &&
            strcmp(goals[i].parent, goals[index].id) == 0) {
            show_tree(cli, out, report, i, depth + 1);
        }
    }
}

void show_goal_conflicts(struct buf *out, const struct ow_goal_answer *answer)
{
    for (size_t i = 0; i < answer->conflict_count; i++) {
        const struct ow_goal_conflict *conflict = &answer->conflicts[i];
        struct buf line;

        buf_init(&line, LINE_LIMIT);
        buf_append_format(&line, "%s%s%s: %s. To solve it: %s.", answer->id,
                          conflict->with != NULL ? " and " : "",
                          conflict->with != NULL ? conflict->with : "",
                          conflict->message, conflict->give_up);
        text_wrap(out, 0, INDENT, buf_text(&line));
        buf_dispose(&line);
    }
}

void show_goals(const struct cli *cli, struct buf *out,
                const struct goals_report *report)
{
    bool has_conflict = false;

    if (report->count == 0) {
        buf_append_text(out, "No goals yet; 'onward goal add KIND VALUE' sets "
                             "one, 'onward goal --help' tells the kinds.\n");
    }
    for (size_t i = 0; i < report->count; i++) {
        if (report->scenario->goals[i].parent == NULL) {
            show_tree(cli, out, report, i, 0);
        }
        has_conflict = has_conflict || report->answers[i].conflict_count > 0;
    }
    if (has_conflict) {
        text_heading(cli, out, "In each other's way");
    }
    for (size_t i = 0; i < report->count; i++) {
        show_goal_conflicts(out, &report->answers[i]);
    }
}

void show_milestone_value(const struct cli *cli, struct buf *out,
                          const struct ow_milestone *milestone)
{
    if (milestone->unit != NULL && strcmp(milestone->unit, "s") == 0) {
        figure_time(out, milestone->value);
    } else if (milestone->unit != NULL && strcmp(milestone->unit, "m") == 0) {
        figure_distance(cli, out, milestone->value);
    } else {
        buf_append_number(out, milestone->value, 0);
    }
}

static void append_value(const struct cli *cli, struct buf *out,
                         const struct ow_milestone *milestone)
{
    struct buf text;

    buf_init(&text, LINE_LIMIT);
    show_milestone_value(cli, &text, milestone);
    text_pad(out, buf_text(&text), VALUE_COLUMN);
    buf_dispose(&text);
}

static void show_milestones(const struct cli *cli, struct buf *out,
                            const struct ow_goal_answer *answer)
{
    if (answer->milestone_count == 0) {
        return;
    }
    text_heading(cli, out, "On the way");
    for (size_t i = 0; i < answer->milestone_count; i++) {
        const struct ow_milestone *milestone = &answer->milestones[i];
        char day[TEXT_DAY_SIZE];

        text_day(cli, milestone->date, day);
        buf_append_text(out, "  ");
        text_pad(out, day, DAY_COLUMN);
        append_value(cli, out, milestone);
        buf_append_format(out, "%s\n",
                          milestone->what != NULL ? milestone->what : "");
    }
}

/* What was and what is ahead in one plot; left out without memory. */
static void plot_path(const struct cli *cli, struct buf *out,
                      const struct goal_path *path)
{
    static const char *const titles[] = {
        NULL,
        "Effective VO2max: what was shown, and from today the way",
        "Longest run of the week: what was run, and from today the way",
        "Distance a week: what was run, and from today the way",
        "Sessions a week: what was done, and from today the goal",
    };
    size_t gap = path->seen > 0;
    size_t count = path->seen + gap + path->ahead;
    bool is_long =
        path->measure == GOAL_LONG_RUN_M || path->measure == GOAL_WEEKLY_M;
    double *room = mem_calloc(2 * count, sizeof *room);
    double *y = NULL;
    struct plot plot = {.title = titles[path->measure],
                        .x = room,
                        .count = count,
                        .x_kind = SCALE_DATE,
                        .rows = PATH_ROWS,
                        .style = TEXT_BLUE};

    if (room == NULL) {
        return;
    }
    y = room + count;
    plot.y = y;
    memcpy(room, path->seen_x, path->seen * sizeof *room);
    memcpy(y, path->seen_y, path->seen * sizeof *y);
    memcpy(room + path->seen + gap, path->ahead_x, path->ahead * sizeof *room);
    memcpy(y + path->seen + gap, path->ahead_y, path->ahead * sizeof *y);
    if (gap > 0) { /* what other races showed is not where the way begins */
        room[path->seen] = (room[path->seen - 1] + path->ahead_x[0]) / 2;
        y[path->seen] = OW_MISSING;
    }
    for (size_t i = 0; i < count && is_long; i++) {
        y[i] = figure_long(cli, y[i]);
    }
    buf_append_char(out, '\n');
    plot_line(cli, out, &plot);
    mem_free(room);
}

void show_goal(const struct cli *cli, struct buf *out,
               const struct goals_report *report, size_t index,
               const struct goal_path *path)
{
    const struct ow_goal *goal = &report->scenario->goals[index];
    const struct ow_goal_answer *answer = &report->answers[index];
    struct buf line;
    char day[TEXT_DAY_SIZE];

    buf_init(&line, LINE_LIMIT);
    buf_append_format(&line, "%s: ", goal->id);
    show_goal_title(cli, &line, goal, answer);
    text_day(cli, answer->due, day);
    buf_append_format(&line, ", by %s", day);
    text_styled(cli, out, TEXT_BOLD, buf_text(&line));
    buf_append_text(out, "\n  ");
    show_goal_verdict(cli, out, answer);
    buf_append_char(out, '\n');
    text_wrap(out, 0, INDENT, answer->needed);
    line.length = 0;
    append_progress(&line, answer, &report->kept[index]);
    if (goal->parent != NULL) {
        buf_append_format(&line, "%sit serves %s", line.length > 0 ? "; " : "",
                          goal->parent);
    }
    if (line.length > 0) {
        text_heading(cli, out, "So far");
        text_wrap(out, 0, INDENT, buf_text(&line));
    }
    buf_dispose(&line);
    show_milestones(cli, out, answer);
    if (path->measure != GOAL_NOT_DRAWN) {
        plot_path(cli, out, path);
    }
    if (answer->conflict_count > 0) {
        text_heading(cli, out, "In its way");
        show_goal_conflicts(out, answer);
    }
}
