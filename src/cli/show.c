/* Plans as a runner reads them; see the header. */
#include "cli/show.h"

#include "app/dip.h"
#include "app/words.h"
#include "base/num.h"

#include <stdio.h>
#include <string.h>

#define WEEK_DAY_COLUMN 7
#define WEEK_PHASE_COLUMN 15
#define WEEK_DISTANCE_COLUMN 9
#define WEEK_BAR_COLUMNS 18
#define DAY_COLUMN 13
#define STEP_COLUMN 11
#define S_PER_MINUTE 60
#define DEEPEST_REPEAT 8

const char *show_phase_name(enum ow_phase phase)
{
    switch (phase) {
    case OW_PHASE_RECOVERY_OFF:
        return "rest";
    case OW_PHASE_RECOVERY_EASY:
        return "easy return";
    case OW_PHASE_BASE:
    case OW_PHASE_BUILD:
    case OW_PHASE_PEAK:
    case OW_PHASE_TAPER:
    case OW_PHASE_RACE:
    case OW_PHASE_MAINTAIN:
    case OW_PHASE_COUNT:
        break;
    }
    return ow_phase_name(phase);
}

static enum text_style style_of(const struct ow_session *session)
{
    if (session->type == OW_SESSION_RACE) {
        return TEXT_BLUE;
    }
    if (!ow_is_missing(session->hard_s) && session->hard_s > 0) {
        return TEXT_RED;
    }
    return session->type == OW_SESSION_REST ? TEXT_DIM : TEXT_PLAIN;
}

void show_session_title(const struct cli *cli, struct buf *out,
                        const struct ow_session *session)
{
    text_styled(cli, out, style_of(session), words_session(session));
    words_figures(session, cli->units, out);
}

/* The metres of a week's races, 0 without any. */
static double race_m_of(const struct ow_plan *plan,
                        const struct ow_plan_week *week)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);
    double race_m = 0;

    for (size_t i = 0; i < count; i++) {
        if (ow_date_monday(days[i].date).days != week->monday.days) {
            continue;
        }
        for (size_t j = 0; j < days[i].session_count; j++) {
            if (days[i].sessions[j].type == OW_SESSION_RACE) {
                race_m += days[i].sessions[j].distance_m;
            }
        }
    }
    return race_m;
}

/* "  long 14.0 km, hard 12 min", or the race that stands above both. */
static void append_week_remarks(const struct cli *cli, struct buf *out,
                                const struct ow_plan *plan,
                                const struct ow_plan_week *week)
{
    double race_m = race_m_of(plan, week);
    char distance[OW_QUANTITY_TEXT_SIZE];

    if (race_m > 0) {
        ow_distance_format(race_m, cli->units, distance);
        buf_append_text(out, "  ");
        text_styled(cli, out, TEXT_BLUE, "race ");
        buf_append_text(out, distance);
        return;
    }
    if (week->longest_m > 0) {
        ow_distance_format(week->longest_m, cli->units, distance);
        buf_append_format(out, "  long %s", distance);
    }
    if (week->hard_s > 0) {
        buf_append_format(out, ", hard %lld min",
                          (long long)(week->hard_s / S_PER_MINUTE + 0.5));
    }
}

static enum text_style week_style(const struct ow_plan_week *week)
{
    if (week->is_down || week->phase == OW_PHASE_RECOVERY_OFF ||
        week->phase == OW_PHASE_RECOVERY_EASY) {
        return TEXT_GREEN;
    }
    return week->hard_s > 0 ? TEXT_AMBER : TEXT_PLAIN;
}

static void show_week(const struct cli *cli, struct buf *out,
                      const struct ow_plan *plan,
                      const struct ow_plan_week *week, double most_m)
{
    char day[TEXT_DAY_SIZE];
    char phase[WEEK_PHASE_COLUMN];
    bool is_down = week->is_down && week->phase != OW_PHASE_RECOVERY_OFF;
    char distance[OW_QUANTITY_TEXT_SIZE];

    text_day_short(week->monday, day);
    (void)snprintf(phase, sizeof phase, "%s%s", show_phase_name(week->phase),
                   is_down ? ", down" : "");
    /* Weeks begin on Mondays: the weekday need not be said. */
    buf_append_text(out, "  ");
    text_pad(out, day + strcspn(day, " ") + 1, WEEK_DAY_COLUMN);
    text_pad(out, phase, WEEK_PHASE_COLUMN);
    ow_distance_format(week->run_m, cli->units, distance);
    for (size_t i = text_width(distance); i < WEEK_DISTANCE_COLUMN; i++) {
        buf_append_char(out, ' ');
    }
    buf_append_format(out, "%s  ", distance);
    text_bar(cli, out, week_style(week), week->run_m, most_m, WEEK_BAR_COLUMNS);
    append_week_remarks(cli, out, plan, week);
    text_end_line(out);
}

void show_weeks(const struct cli *cli, struct buf *out,
                const struct ow_plan *plan, size_t most)
{
    size_t count = 0;
    const struct ow_plan_week *weeks = ow_plan_weeks(plan, &count);
    double most_m = 0;

    count = count < most ? count : most;
    for (size_t i = 0; i < count; i++) {
        most_m = weeks[i].run_m > most_m ? weeks[i].run_m : most_m;
    }
    for (size_t i = 0; i < count; i++) {
        show_week(cli, out, plan, &weeks[i], most_m);
    }
}

void show_day(const struct cli *cli, struct buf *out,
              const struct ow_plan_day *day)
{
    char text[TEXT_DAY_SIZE];

    text_day_short(day->date, text);
    for (size_t i = 0; i < day->session_count; i++) {
        buf_append_text(out, "  ");
        text_pad(out, i == 0 ? text : "", DAY_COLUMN);
        show_session_title(cli, out, &day->sessions[i]);
        buf_append_char(out, '\n');
    }
}

void show_days(const struct cli *cli, struct buf *out,
               const struct ow_plan *plan, struct ow_date from,
               struct ow_date to)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);

    for (size_t i = 0; i < count; i++) {
        if (days[i].date.days >= from.days && days[i].date.days <= to.days) {
            show_day(cli, out, &days[i]);
        }
    }
}

static void append_end(const struct cli *cli, struct buf *out,
                       const struct ow_step *step)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    switch (step->end_type) {
    case OW_END_TIME_S:
        ow_duration_format(step->end_value, text);
        text_pad(out, text, STEP_COLUMN);
        return;
    case OW_END_DISTANCE_M:
        if (step->end_value < 1000) {
            (void)snprintf(text, sizeof text, "%lld m",
                           (long long)step->end_value);
        } else {
            ow_distance_format(step->end_value, cli->units, text);
        }
        text_pad(out, text, STEP_COLUMN);
        return;
    case OW_END_LAP:
    case OW_END_HR_ABOVE_BPM:
    case OW_END_HR_BELOW_BPM:
    case OW_END_COUNT:
        break;
    }
    text_pad(out, step->end_type == OW_END_LAP ? "lap button" : "heart rate",
             STEP_COLUMN);
}

static void format_bound(const struct cli *cli, enum ow_target_type type,
                         double value, char text[NUM_TEXT_SIZE])
{
    if (type == OW_TARGET_PACE_S_PER_KM) {
        ow_pace_format(value, cli->units, text);
    } else {
        num_format(value, 1, text);
    }
}

/* "5:40/km to 5:20/km", "not faster than 6:10/km", "effort 3 to 4 of 10" */
static void append_target(const struct cli *cli, struct buf *out,
                          const struct ow_target *target)
{
    char low[NUM_TEXT_SIZE];
    char high[NUM_TEXT_SIZE];
    bool is_pace = target->type == OW_TARGET_PACE_S_PER_KM;
    const char *of = target->type == OW_TARGET_EFFORT_RPE ? " of 10" : "";

    if (target->type == OW_TARGET_OPEN ||
        (ow_is_missing(target->low) && ow_is_missing(target->high))) {
        return;
    }
    buf_append_text(out, target->type == OW_TARGET_EFFORT_RPE ? "effort "
                         : target->type == OW_TARGET_HR_BPM   ? "heart rate "
                                                              : "");
    format_bound(cli, target->type, target->low, low);
    format_bound(cli, target->type, target->high, high);
    if (ow_is_missing(target->low)) {
        buf_append_format(out, "%s %s%s",
                          is_pace ? "not faster than" : "at most", high, of);
    } else if (ow_is_missing(target->high)) {
        buf_append_format(out, "%s %s%s",
                          is_pace ? "not slower than" : "at least", low, of);
    } else {
        buf_append_format(out, "%s to %s%s", low, high, of);
    }
}

void show_workout(const struct cli *cli, struct buf *out,
                  const struct ow_workout *workout, size_t indent)
{
    size_t ends[DEEPEST_REPEAT + 1] = {0};
    size_t depth = 0;
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);

    for (size_t i = 0; i < count; i++) {
        while (depth > 0 && i >= ends[depth]) {
            depth--;
        }
        for (size_t j = 0; j < indent + 2 * depth; j++) {
            buf_append_char(out, ' ');
        }
        if (steps[i].is_repeat) {
            buf_append_format(out, "%lu times\n",
                              (unsigned long)steps[i].repeat_times);
            if (depth < DEEPEST_REPEAT) {
                ends[++depth] = i + 1 + steps[i].block_count;
            }
            continue;
        }
        append_end(cli, out, &steps[i]);
        text_pad(out, ow_role_name(steps[i].role), STEP_COLUMN);
        append_target(cli, out, &steps[i].target);
        buf_append_char(out, '\n');
    }
}

void show_rules(const struct cli *cli, struct buf *out,
                const struct ow_rule_list *rules)
{
    for (size_t i = 0; i < rules->count; i++) {
        const struct ow_rule_info *info = ow_rule_info(rules->rules[i]);

        buf_append_text(out, "  ");
        text_styled(cli, out, TEXT_BOLD, info->id);
        buf_append_format(out, "  (%s)\n", ow_severity_name(info->severity));
        text_wrap(out, 0, 4, info->statement);
    }
}

void show_session(const struct cli *cli, struct buf *out,
                  const struct ow_session *session)
{
    buf_append_text(out, "  ");
    show_session_title(cli, out, session);
    buf_append_char(out, '\n');
    if (session->reason != NULL && session->reason[0] != '\0') {
        text_wrap(out, 0, 4, session->reason);
    }
    if (session->workout != NULL) {
        show_workout(cli, out, session->workout, 6);
    }
    if (session->easier_option != NULL) {
        buf_append_text(out, "    ");
        text_styled(cli, out, TEXT_GREEN, "Easier: ");
        text_wrap(out, 12, 4, session->easier_option);
    }
}

/* The finding of the same rule next to one in a direction; none: `count`. */
static size_t next_alike(const struct ow_finding *findings, size_t count,
                         size_t i, size_t step)
{
    enum ow_rule rule = findings[i].rule;
    enum ow_severity severity = findings[i].severity;

    for (i += step; i < count; i += step) {
        if (findings[i].rule == rule && findings[i].severity == severity) {
            return i;
        }
    }
    return count;
}

/* How often a rule speaks again after its first finding, and when last. */
static void show_again(const struct cli *cli, struct buf *out,
                       const struct ow_finding *findings, size_t count,
                       size_t first)
{
    size_t again = 0;
    size_t last = first;
    size_t i = next_alike(findings, count, first, 1);
    char day[TEXT_DAY_SIZE];

    while (i < count) {
        again++;
        last = i;
        i = next_alike(findings, count, i, 1);
    }
    if (again > 0) {
        text_day(cli, findings[last].date, day);
        buf_append_format(out, "    and %zu more, the last on %s\n", again,
                          day);
    }
}

static void show_finding(const struct cli *cli, struct buf *out,
                         const struct ow_finding *finding)
{
    static const enum text_style styles[] = {TEXT_RED, TEXT_AMBER, TEXT_DIM};
    char day[TEXT_DAY_SIZE];

    text_day(cli, finding->date, day);
    buf_append_text(out, "  ");
    text_styled(cli, out, styles[finding->severity],
                ow_severity_name(finding->severity));
    buf_append_format(out, "  %s  %s\n", day,
                      finding->rule < OW_RULE_COUNT
                          ? ow_rule_info(finding->rule)->id
                          : "the plan itself");
    buf_append_text(out, "    ");
    text_wrap(out, 4, 4, finding->message);
}

void show_findings(const struct cli *cli, struct buf *out,
                   const struct ow_finding *findings, size_t count,
                   enum ow_severity least)
{
    for (size_t i = 0; i < count; i++) {
        bool is_must = findings[i].severity == OW_MUST;

        /* What must hold is told each time, the rest once a rule. Going
         * back, the index wraps past 0 beyond every count. */
        if (findings[i].severity > least ||
            (!is_must && next_alike(findings, count, i, SIZE_MAX) < count)) {
            continue;
        }
        show_finding(cli, out, &findings[i]);
        if (!is_must) {
            show_again(cli, out, findings, count, i);
        }
    }
}

void show_forecast(const struct cli *cli, struct buf *out,
                   const struct ow_plan *plan)
{
    struct app_dip dip;
    char day[TEXT_DAY_SIZE];

    if (!app_dip_find(plan, &dip)) {
        return;
    }
    text_day(cli, dip.lowest_on, day);
    text_heading(cli, out, "Fitness will dip, and that is fine");
    buf_append_text(out, "  From ");
    buf_append_fixed(out, dip.fitness, 0);
    buf_append_text(out, " now to ");
    buf_append_fixed(out, dip.lowest, 0);
    buf_append_format(out, " about %s; ", day);
    if (ow_date_is_known(dip.back_on)) {
        text_day(cli, dip.back_on, day);
        buf_append_format(out, "back where it was about %s.\n", day);
    } else {
        buf_append_text(out, "it is regained after the weeks planned here.\n");
    }
}
