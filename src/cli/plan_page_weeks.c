/* The weeks of a plan: its phases, a table of all, and single ones by the day.
 */
#include "cli/figure.h"
#include "cli/plan_page.h"
#include "cli/show.h"
#include "cli/text.h"
#include "codec/text/markdown.h"
#include "engine/workout/words.h"

#include <string.h>

#define BAR_COLUMNS 12
#define S_PER_MINUTE 60
#define DAYS_PER_WEEK 7

/* ------------------------------------------------------------------- phases */

static void append_why(const struct plan_page *page,
                       const struct ow_phase_span *spans, size_t index)
{
    const struct ow_rule_list *rules = &spans[index].rules;

    for (size_t i = 0; i < index; i++) {
        if (spans[i].phase == spans[index].phase) {
            buf_append_text(page->out, "as before");
            return;
        }
    }
    for (size_t i = 0; i < rules->count; i++) {
        buf_append_text(page->out, i > 0 ? ". " : "");
        markdown_text(page->out, ow_rule_info(rules->rules[i])->statement);
    }
}

static void append_phases(const struct plan_page *page)
{
    size_t count = 0;
    const struct ow_phase_span *spans = ow_plan_phases(page->plan, &count);
    char from[TEXT_DAY_SIZE];
    char to[TEXT_DAY_SIZE];

    plan_page_heading(page, "The way there");
    buf_append_text(page->out, "| From | To | Phase | Why |\n"
                               "| --- | --- | --- | --- |\n");
    for (size_t i = 0; i < count; i++) {
        text_day_full(spans[i].from, from);
        text_day_full(spans[i].to, to);
        buf_append_format(page->out, "| %s | %s | %s | ", from, to,
                          show_phase_name(spans[i].phase));
        append_why(page, spans, i);
        buf_append_text(page->out, " |\n");
    }
}

/* -------------------------------------------------------------------- table */

/* The race of a day that the plan runs; NULL. */
static const struct ow_race *race_on(const struct plan_page *page,
                                     struct ow_date date)
{
    for (size_t i = 0; i < page->scenario->race_count; i++) {
        if (page->scenario->races[i].date.days == date.days) {
            return &page->scenario->races[i];
        }
    }
    return NULL;
}

/* What a race is called, else what it is run over. */
static void append_race_name(const struct plan_page *page,
                             const struct ow_race *race, double distance_m)
{
    if (race != NULL && race->name != NULL) {
        markdown_text(page->out, race->name);
    } else {
        figure_best_name(page->cli, page->out, distance_m);
    }
}

static bool is_key(enum ow_session_type type)
{
    return type >= OW_SESSION_PROGRESSION && type <= OW_SESSION_STRIDES;
}

/* The sessions that make the week what it is: "tempo, progression". */
static void append_keys(const struct plan_page *page,
                        const struct ow_plan_week *week)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(page->plan, &count);
    const char *joint = "";

    for (size_t i = 0; i < count; i++) {
        const struct ow_plan_day *day = &days[i];
        const struct ow_race *race = race_on(page, day->date);

        for (size_t j = 0; j < day->session_count &&
                           ow_date_monday(day->date).days == week->monday.days;
             j++) {
            enum ow_session_type type = day->sessions[j].type;

            if (type == OW_SESSION_RACE) {
                buf_append_format(page->out, "%s**race** ", joint);
                append_race_name(page, race, day->sessions[j].distance_m);
            } else if (is_key(type)) {
                buf_append_format(page->out, "%s%s", joint,
                                  ow_session_type_name(type));
            } else {
                continue;
            }
            joint = ", ";
        }
    }
}

static void append_row(const struct plan_page *page,
                       const struct ow_plan_week *week, double most_m)
{
    struct buf *out = page->out;
    bool is_down = week->is_down && week->phase != OW_PHASE_RECOVERY_OFF;
    char day[TEXT_DAY_SIZE];

    text_day_full(week->monday, day);
    buf_append_format(out, "| %s | %s%s | ", day + strcspn(day, " ") + 1,
                      show_phase_name(week->phase), is_down ? ", down" : "");
    buf_append_fixed(out, figure_long(page->cli, week->run_m), 1);
    buf_append_text(out, " | ");
    text_bar(page->cli, out, TEXT_PLAIN, week->run_m, most_m, BAR_COLUMNS);
    buf_append_text(out, " | ");
    buf_append_fixed(out, figure_long(page->cli, week->longest_m), 1);
    buf_append_format(out, " | %lld | %d | ",
                      (long long)(week->hard_s / S_PER_MINUTE + 0.5),
                      week->strength);
    append_keys(page, week);
    buf_append_text(out, " |\n");
}

void plan_page_weeks(const struct plan_page *page)
{
    size_t count = 0;
    const struct ow_plan_week *weeks = ow_plan_weeks(page->plan, &count);
    const char *unit = figure_long_unit(page->cli);
    double most_m = 0;

    append_phases(page);
    plan_page_heading(page, "The weeks");
    buf_append_format(page->out,
                      "By their Mondays; distances in %s, what is fast in "
                      "minutes, strength in sessions.\n\n"
                      "| Week of | Phase | %s | | Longest | Fast | Strength | "
                      "Key sessions |\n"
                      "| --- | --- | ---: | --- | ---: | ---: | ---: | --- |\n",
                      unit, unit);
    for (size_t i = 0; i < count; i++) {
        most_m = weeks[i].run_m > most_m ? weeks[i].run_m : most_m;
    }
    for (size_t i = 0; i < count; i++) {
        append_row(page, &weeks[i], most_m);
    }
}

/* --------------------------------------------------------------------- days */

/* Whether an earlier day of these pages gave the same reason for the same. */
static bool is_told(const struct plan_page *page, struct ow_date before,
                    const struct ow_session *session)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(page->plan, &count);
    struct ow_date first =
        count > 0 ? ow_date_monday(days[0].date) : ow_date_none();

    for (size_t i = 0; i < count && days[i].date.days < before.days; i++) {
        size_t week =
            (size_t)ow_date_days_between(first, days[i].date) / DAYS_PER_WEEK;

        for (size_t j = 0;
             j < days[i].session_count && plan_page_has_days(page, week); j++) {
            const struct ow_session *told = &days[i].sessions[j];

            if (told->type == session->type && told->reason != NULL &&
                strcmp(told->reason, session->reason) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* ", not faster than 6:22/km"; nothing where a step has no target. */
static void append_target(const struct plan_page *page,
                          const struct ow_step *step)
{
    struct buf *out = page->out;
    size_t before = out->length;

    buf_append_text(out, ", ");
    words_target(out, step, page->cli->units);
    if (out->length == before + 2) {
        out->length = before;
    }
}

static void append_step(const struct plan_page *page,
                        const struct ow_step *step)
{
    struct buf *out = page->out;

    buf_append_format(out, "%s ", ow_role_name(step->role));
    words_end(out, step, page->cli->units);
    append_target(page, step);
    if (step->cue != NULL && step->cue[0] != '\0') {
        buf_append_text(out, " (");
        markdown_text(out, step->cue);
        buf_append_char(out, ')');
    }
}

/* "warm-up 10:00, not faster than 6:22/km; 6 times (work …; recover …)". The
 * recursion ends: repeats nest at most eight deep. */
static void append_steps(const struct plan_page *page,
                         const struct ow_step *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_append_text(page->out, i > 0 ? "; " : "");
        if (!steps[i].is_repeat) {
            append_step(page, &steps[i]);
            continue;
        }
        buf_append_format(page->out, "%lu times (",
                          (unsigned long)steps[i].repeat_times);
        append_steps(page, &steps[i + 1], steps[i].block_count);
        buf_append_char(page->out, ')');
        i += steps[i].block_count;
    }
}

/* A run of one step is told by its target, others step by step. */
static void append_workout(const struct plan_page *page,
                           const struct ow_workout *workout)
{
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);

    if (count == 1) {
        append_target(page, &steps[0]);
    }
    buf_append_char(page->out, '\n');
    if (count > 1) {
        buf_append_text(page->out, "  - How: ");
        append_steps(page, steps, count);
        buf_append_char(page->out, '\n');
    }
}

/* "Race: City marathon, 42.2 km, goal 3:59:00" */
static void append_race(const struct plan_page *page, struct ow_date date,
                        const struct ow_session *session)
{
    const struct ow_race *race = race_on(page, date);

    buf_append_text(page->out, "Race: ");
    append_race_name(page, race, session->distance_m);
    buf_append_text(page->out, ", ");
    figure_distance(page->cli, page->out, session->distance_m);
    if (race != NULL && !ow_is_missing(race->goal_s)) {
        buf_append_text(page->out, ", goal ");
        figure_time(page->out, race->goal_s);
    }
}

static void append_session(const struct plan_page *page,
                           const struct ow_plan_day *day, size_t index)
{
    const struct ow_session *session = &day->sessions[index];
    struct buf *out = page->out;
    char text[TEXT_DAY_SIZE];

    text_day_short(day->date, text);
    buf_append_format(out, "- **%s** ", text);
    if (session->type == OW_SESSION_RACE) {
        append_race(page, day->date, session);
    } else {
        show_session_title(page->cli, out, session);
    }
    if (session->workout != NULL) {
        append_workout(page, session->workout);
    } else {
        buf_append_char(out, '\n');
    }
    if (session->reason != NULL && session->reason[0] != '\0' &&
        !is_told(page, day->date, session)) {
        buf_append_text(out, "  - Why: ");
        markdown_text(out, session->reason);
        buf_append_char(out, '\n');
    }
    if (session->easier_option != NULL) {
        buf_append_text(out, "  - Easier: ");
        markdown_text(out, session->easier_option);
        buf_append_char(out, '\n');
    }
}

static void append_week(const struct plan_page *page,
                        const struct ow_plan_week *week)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(page->plan, &count);
    bool is_down = week->is_down && week->phase != OW_PHASE_RECOVERY_OFF;
    char text[TEXT_DAY_SIZE];

    text_day_full(week->monday, text);
    buf_append_format(page->out, "\n### Week of %s: %s%s, ", text,
                      show_phase_name(week->phase), is_down ? ", down" : "");
    if (week->run_m > 0) {
        figure_distance(page->cli, page->out, week->run_m);
    } else {
        buf_append_text(page->out, "no running");
    }
    buf_append_text(page->out, "\n\n");
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0;
             j < days[i].session_count &&
             ow_date_monday(days[i].date).days == week->monday.days;
             j++) {
            append_session(page, &days[i], j);
        }
    }
}

void plan_page_days(const struct plan_page *page)
{
    size_t count = 0;
    const struct ow_plan_week *weeks = ow_plan_weeks(page->plan, &count);
    size_t told = 0;

    for (size_t i = 0; i < count; i++) {
        told += plan_page_has_days(page, i);
    }
    plan_page_heading(page, "Day by day");
    buf_append_text(page->out, "A reason is told once, where it first holds.");
    if (told < count) {
        buf_append_text(page->out,
                        " These are the next weeks and the last\nbefore the "
                        "races that matter most; `--all-days` tells the others "
                        "too.");
    }
    buf_append_char(page->out, '\n');
    for (size_t i = 0; i < count; i++) {
        if (plan_page_has_days(page, i)) {
            append_week(page, &weeks[i]);
        }
    }
}
