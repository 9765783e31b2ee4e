/* What differs between two plans, as a runner reads it and as JSON. */
#include "app/words.h"
#include "cli/show.h"
#include "codec/json/json_writer.h"

#include <math.h>

/* Weeks that differ and are told session by session. */
#define FULL_WEEKS 4
#define DAY_COLUMN 12
#define KIND_COLUMN 9
#define REASON_INDENT 23
#define DECIMALS 3
/* Below half a tenth of a kilometre a week is as long as it was. */
#define SAME_M 50.0

/* What a week comes to in both plans, and how its sessions fare. */
struct week {
    struct ow_date monday;
    double before_m;
    double after_m;
    size_t count[OW_CHANGE_KIND_COUNT];
};

const char *show_verdict(enum ow_verdict verdict)
{
    switch (verdict) {
    case OW_VERDICT_LIKELY:
        return "likely";
    case OW_VERDICT_AMBITIOUS:
        return "ambitious";
    case OW_VERDICT_VERY_UNLIKELY:
        return "very unlikely";
    case OW_VERDICT_NOT_ENOUGH_DATA:
        break;
    }
    return "not enough data to say";
}

static struct ow_date day_of(const struct ow_change *change)
{
    return ow_date_is_known(change->to) ? change->to : change->from;
}

static bool is_in_week(struct ow_date date, struct ow_date monday)
{
    return ow_date_is_known(date) && ow_date_monday(date).days == monday.days;
}

static double run_m_of(const struct ow_session *session)
{
    return ow_session_type_is_run(session->type) &&
                   !ow_is_missing(session->distance_m)
               ? session->distance_m
               : 0;
}

static struct week sum_week(const struct ow_plan_difference *difference,
                            struct ow_date monday)
{
    struct week week = {.monday = monday};
    size_t count = 0;
    const struct ow_change *list =
        ow_plan_difference_changes(difference, &count);

    for (size_t i = 0; i < count; i++) {
        if (is_in_week(list[i].from, monday)) {
            week.before_m += run_m_of(list[i].before);
        }
        if (is_in_week(list[i].to, monday)) {
            week.after_m += run_m_of(list[i].after);
        }
        week.count[list[i].kind] += is_in_week(day_of(&list[i]), monday);
    }
    return week;
}

/* "3 moved, 2 changed"; what stays is said only where `with_kept`. */
static void append_counts(struct buf *out,
                          const size_t count[OW_CHANGE_KIND_COUNT],
                          bool with_kept)
{
    const char *comma = "";

    for (int kind = with_kept ? OW_CHANGE_KEPT : OW_CHANGE_MOVED;
         kind < OW_CHANGE_KIND_COUNT; kind++) {
        if (count[kind] > 0) {
            buf_append_format(out, "%s%zu %s", comma, count[kind],
                              ow_change_kind_name((enum ow_change_kind)kind));
            comma = ", ";
        }
    }
}

static void show_week_line(const struct cli *cli, struct buf *out,
                           const struct week *week)
{
    char day[TEXT_DAY_SIZE];
    char before[OW_QUANTITY_TEXT_SIZE];
    char after[OW_QUANTITY_TEXT_SIZE];

    text_day_short(week->monday, day);
    ow_distance_format(week->before_m, cli->units, before);
    ow_distance_format(week->after_m, cli->units, after);
    buf_append_text(out, "  ");
    text_pad(out, day, DAY_COLUMN);
    if (fabs(week->after_m - week->before_m) < SAME_M) {
        buf_append_format(out, "%s as before: ", after);
    } else {
        buf_append_format(out, "%s, before %s: ", after, before);
    }
    append_counts(out, week->count, false);
    buf_append_char(out, '\n');
}

/* Where a session came from, or what it was. */
static void show_before(const struct cli *cli, struct buf *out,
                        const struct ow_change *change)
{
    char day[TEXT_DAY_SIZE];

    if (change->kind == OW_CHANGE_MOVED) {
        text_day_short(change->from, day);
        buf_append_format(out, ", from %s", day);
    } else if (change->kind == OW_CHANGE_CHANGED) {
        buf_append_text(out, "; before: ");
        show_session_title(cli, out, change->before);
    }
}

static void show_change(const struct cli *cli, struct buf *out,
                        const struct ow_change *change)
{
    static const enum text_style styles[OW_CHANGE_KIND_COUNT] = {
        [OW_CHANGE_MOVED] = TEXT_AMBER,
        [OW_CHANGE_CHANGED] = TEXT_AMBER,
        [OW_CHANGE_DROPPED] = TEXT_DIM,
        [OW_CHANGE_ADDED] = TEXT_GREEN};
    const char *kind = ow_change_kind_name(change->kind);
    char day[TEXT_DAY_SIZE];

    text_day_short(day_of(change), day);
    buf_append_text(out, "  ");
    text_pad(out, day, DAY_COLUMN);
    text_styled(cli, out, styles[change->kind], kind);
    for (size_t i = text_width(kind); i < KIND_COLUMN; i++) {
        buf_append_char(out, ' ');
    }
    show_session_title(cli, out,
                       change->after != NULL ? change->after : change->before);
    show_before(cli, out, change);
    buf_append_char(out, '\n');
    if (change->after != NULL && change->after->reason != NULL) {
        text_wrap(out, 0, REASON_INDENT, change->after->reason);
    }
}

static void show_week(const struct cli *cli, struct buf *out,
                      const struct ow_plan_difference *difference,
                      const struct week *week)
{
    size_t count = 0;
    const struct ow_change *list =
        ow_plan_difference_changes(difference, &count);

    show_week_line(cli, out, week);
    for (size_t i = 0; i < count; i++) {
        if (list[i].kind != OW_CHANGE_KEPT &&
            is_in_week(day_of(&list[i]), week->monday)) {
            show_change(cli, out, &list[i]);
        }
    }
}

static bool is_other(const struct week *week)
{
    return week->count[OW_CHANGE_MOVED] + week->count[OW_CHANGE_CHANGED] +
               week->count[OW_CHANGE_DROPPED] + week->count[OW_CHANGE_ADDED] >
           0;
}

static void show_weeks_that_differ(const struct cli *cli, struct buf *out,
                                   const struct ow_plan_difference *difference)
{
    struct ow_date monday = ow_date_monday(ow_plan_difference_from(difference));
    int told = 0;

    for (; monday.days <= ow_plan_difference_to(difference).days;
         monday = ow_date_add_days(monday, 7)) {
        struct week week = sum_week(difference, monday);

        if (!is_other(&week)) {
            continue;
        }
        if (told == 0) {
            text_heading(cli, out, "Weeks that differ");
        } else if (told == FULL_WEEKS) {
            text_heading(cli, out, "Later weeks");
        }
        if (told < FULL_WEEKS) {
            show_week(cli, out, difference, &week);
        } else {
            show_week_line(cli, out, &week);
        }
        told++;
    }
}

static void show_finding_changes(const struct cli *cli, struct buf *out,
                                 const struct ow_plan_difference *difference,
                                 bool is_new, const char *heading)
{
    size_t count = 0;
    const struct ow_finding_change *list =
        ow_plan_difference_findings(difference, &count);
    bool has_any = false;

    for (size_t i = 0; i < count; i++) {
        if (list[i].is_new != is_new) {
            continue;
        }
        if (!has_any) {
            text_heading(cli, out, heading);
        }
        has_any = true;
        show_findings(cli, out, list[i].finding, 1, OW_NOTE);
    }
}

static const char *verdict_of(const struct ow_goal_answer *answer)
{
    return answer == NULL ? "no goal" : show_verdict(answer->verdict);
}

static void show_goal_changes(const struct cli *cli, struct buf *out,
                              const struct ow_plan_difference *difference)
{
    size_t count = 0;
    const struct ow_goal_change *list =
        ow_plan_difference_goals(difference, &count);

    if (count > 0) {
        text_heading(cli, out, "Goals");
    }
    for (size_t i = 0; i < count; i++) {
        const struct ow_goal_answer *any =
            list[i].after != NULL ? list[i].after : list[i].before;

        buf_append_format(out, "  %s: ", any->id);
        text_styled(cli, out, TEXT_BOLD, verdict_of(list[i].after));
        buf_append_format(out, ", before: %s\n", verdict_of(list[i].before));
    }
}

void show_difference(const struct cli *cli, struct buf *out,
                     const struct ow_plan_difference *difference)
{
    size_t count[OW_CHANGE_KIND_COUNT];
    size_t sessions = 0;

    (void)ow_plan_difference_changes(difference, &sessions);
    for (int kind = 0; kind < OW_CHANGE_KIND_COUNT; kind++) {
        count[kind] =
            ow_plan_difference_count(difference, (enum ow_change_kind)kind);
    }
    buf_append_text(out, "Sessions: ");
    append_counts(out, count, true);
    buf_append_text(out, sessions == 0 ? "none\n" : "\n");
    show_weeks_that_differ(cli, out, difference);
    show_finding_changes(cli, out, difference, true, "Worth knowing then");
    show_finding_changes(cli, out, difference, false, "No longer so");
    show_goal_changes(cli, out, difference);
}

static void write_session(struct json_writer *json, const char *key,
                          const struct ow_session *session)
{
    json_key(json, key);
    if (session == NULL) {
        json_none(json);
        return;
    }
    json_begin_object(json);
    json_text_field(json, "id", session->id);
    json_text_field(json, "type", ow_session_type_name(session->type));
    json_number_field(json, "distance_m", session->distance_m, DECIMALS);
    json_number_field(json, "duration_s", session->duration_s, DECIMALS);
    json_number_field(json, "hard_s", session->hard_s, DECIMALS);
    json_end_object(json);
}

static void write_change(struct json_writer *json,
                         const struct ow_change *change)
{
    const struct ow_session *after = change->after;

    json_begin_object(json);
    json_text_field(json, "change", ow_change_kind_name(change->kind));
    json_date_field(json, "from", change->from);
    json_date_field(json, "to", change->to);
    write_session(json, "before", change->before);
    write_session(json, "after", after);
    json_key(json, "rules");
    json_begin_array(json);
    for (size_t i = 0; after != NULL && i < after->rules.count; i++) {
        json_text(json, ow_rule_info(after->rules.rules[i])->id);
    }
    json_end_array(json);
    json_text_field(json, "reason", after == NULL ? NULL : after->reason);
    json_end_object(json);
}

static void write_weeks(struct json_writer *json,
                        const struct ow_plan_difference *difference)
{
    struct ow_date monday = ow_date_monday(ow_plan_difference_from(difference));

    json_key(json, "weeks");
    json_begin_array(json);
    for (; monday.days <= ow_plan_difference_to(difference).days;
         monday = ow_date_add_days(monday, 7)) {
        struct week week = sum_week(difference, monday);

        json_begin_object(json);
        json_date_field(json, "monday", monday);
        json_number_field(json, "before_m", week.before_m, DECIMALS);
        json_number_field(json, "after_m", week.after_m, DECIMALS);
        for (int kind = 0; kind < OW_CHANGE_KIND_COUNT; kind++) {
            json_integer_field(json,
                               ow_change_kind_name((enum ow_change_kind)kind),
                               (int64_t)week.count[kind]);
        }
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_findings(struct json_writer *json,
                           const struct ow_plan_difference *difference)
{
    size_t count = 0;
    const struct ow_finding_change *list =
        ow_plan_difference_findings(difference, &count);

    json_key(json, "findings");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        const struct ow_finding *finding = list[i].finding;

        json_begin_object(json);
        json_text_field(json, "change", list[i].is_new ? "new" : "gone");
        json_text_field(json, "rule", ow_rule_info(finding->rule)->id);
        json_text_field(json, "severity", ow_severity_name(finding->severity));
        json_date_field(json, "date", finding->date);
        json_text_field(json, "message", finding->message);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_goals(struct json_writer *json,
                        const struct ow_plan_difference *difference)
{
    size_t count = 0;
    const struct ow_goal_change *list =
        ow_plan_difference_goals(difference, &count);

    json_key(json, "goals");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        const struct ow_goal_answer *before = list[i].before;
        const struct ow_goal_answer *after = list[i].after;

        json_begin_object(json);
        json_text_field(json, "id", after != NULL ? after->id : before->id);
        json_text_field(json, "before",
                        before == NULL ? NULL
                                       : ow_verdict_name(before->verdict));
        json_text_field(json, "after",
                        after == NULL ? NULL : ow_verdict_name(after->verdict));
        json_end_object(json);
    }
    json_end_array(json);
}

void show_difference_json(struct buf *out,
                          const struct ow_plan_difference *difference)
{
    struct json_writer json;
    size_t count = 0;
    const struct ow_change *list =
        ow_plan_difference_changes(difference, &count);

    json_init(&json, out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/plan-difference/1");
    json_date_field(&json, "from", ow_plan_difference_from(difference));
    json_date_field(&json, "to", ow_plan_difference_to(difference));
    write_weeks(&json, difference);
    json_key(&json, "changes");
    json_begin_array(&json);
    for (size_t i = 0; i < count; i++) {
        write_change(&json, &list[i]);
    }
    json_end_array(&json);
    write_findings(&json, difference);
    write_goals(&json, difference);
    json_end_object(&json);
    buf_append_char(out, '\n');
}
