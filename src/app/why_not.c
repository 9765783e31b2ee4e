/*
 * Why not another session: the plan is changed in its JSON, read back and
 * checked beside the one it came from. What the check finds in the one and not
 * in the other is the answer, so that no rule is stated twice.
 */
#include "app/why_not.h"

#include "app/plans.h"
#include "base/error.h"
#include "base/mem.h"
#include "onward/json.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* A run of which the plan has no like: half an hour, half of it hard. */
#define USUAL_M 5000.0
#define USUAL_S 1800.0
#define USUAL_HARD_S 900.0

const char *app_why_not_name(enum app_why_not_verdict verdict)
{
    static const char *const names[] = {"forbidden", "costs", "possible"};

    return names[verdict];
}

static bool is_hard(enum ow_session_type type)
{
    return type == OW_SESSION_PROGRESSION || type == OW_SESSION_TEMPO ||
           type == OW_SESSION_INTERVALS || type == OW_SESSION_FARTLEK ||
           type == OW_SESSION_HILLS;
}

/* The session of the plan that is of the type and nearest to the day; NULL. */
static const struct ow_session *find_like(const struct ow_plan *plan,
                                          enum ow_session_type type,
                                          struct ow_date date)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);
    const struct ow_session *like = NULL;
    int32_t nearest = INT32_MAX;

    for (size_t i = 0; i < count; i++) {
        int32_t apart = ow_date_days_between(date, days[i].date);

        apart = apart < 0 ? -apart : apart;
        for (size_t j = 0; j < days[i].session_count; j++) {
            if (days[i].sessions[j].type == type && apart < nearest) {
                nearest = apart;
                like = &days[i].sessions[j];
            }
        }
    }
    return like;
}

/* The run the day has already: the other would be as long. NULL. */
static const struct ow_session *own_run(const struct ow_plan *plan,
                                        struct ow_date date)
{
    const struct ow_plan_day *day = app_plan_day(plan, date);

    for (size_t i = 0; day != NULL && i < day->session_count; i++) {
        const struct ow_session *session = &day->sessions[i];

        if (ow_session_type_is_run(session->type) &&
            !ow_is_missing(session->distance_m) &&
            !ow_is_missing(session->duration_s)) {
            return session;
        }
    }
    return NULL;
}

static json_t *session_json(const struct ow_plan *plan,
                            enum ow_session_type type, struct ow_date date)
{
    const struct ow_session *like = find_like(plan, type, date);
    const struct ow_session *size = own_run(plan, date);
    char monday[OW_DATE_TEXT_SIZE];
    char id[64];
    double duration_s = USUAL_S;
    double hard_s = is_hard(type) ? USUAL_HARD_S : 0;

    /* A long run is not cut to the day's; the others are. */
    size = size == NULL || type == OW_SESSION_LONG ? like : size;
    duration_s = size != NULL ? size->duration_s : USUAL_S;
    hard_s = like != NULL ? like->hard_s : hard_s;
    ow_date_format(ow_date_monday(date), monday);
    (void)snprintf(id, sizeof id, "%s-%s-9", monday,
                   ow_session_type_name(type));
    return json_pack("{s:s, s:s, s:f, s:f, s:f, s:f, s:n, s:[], s:s, s:n}",
                     "id", id, "type", ow_session_type_name(type), "distance_m",
                     size != NULL ? size->distance_m : USUAL_M, "duration_s",
                     duration_s, "hard_s", fmin(hard_s, duration_s / 2), "load",
                     like != NULL ? like->load : 0, "workout", "rules",
                     "reason", "asked for", "easier_option");
}

static bool is_run_json(const json_t *session)
{
    const char *type = json_string_value(json_object_get(session, "type"));

    for (int i = 0; type != NULL && i < OW_SESSION_COUNT; i++) {
        if (strcmp(type, ow_session_type_name((enum ow_session_type)i)) == 0) {
            return ow_session_type_is_run((enum ow_session_type)i) ||
                   i == OW_SESSION_REST || i == OW_SESSION_WALK;
        }
    }
    return false;
}

/* The day's runs, walks and rest go, the session comes; takes it over. */
static bool swap_sessions(json_t *day, json_t *session)
{
    json_t *sessions = json_object_get(day, "sessions");

    for (size_t i = json_array_size(sessions); i > 0; i--) {
        if (is_run_json(json_array_get(sessions, i - 1))) {
            (void)json_array_remove(sessions, i - 1);
        }
    }
    return json_array_append_new(sessions, session) == 0;
}

struct sums {
    double run_m;
    double run_s;
    double longest_m;
    double hard_s;
};

static void add_session(struct sums *sums, const json_t *session)
{
    const char *type = json_string_value(json_object_get(session, "type"));
    double distance_m =
        json_number_value(json_object_get(session, "distance_m"));
    bool is_race = type != NULL && strcmp(type, "race") == 0;

    if (type == NULL || !is_run_json(session) || strcmp(type, "rest") == 0 ||
        strcmp(type, "walk") == 0) {
        return;
    }
    sums->run_m += distance_m;
    sums->run_s += json_number_value(json_object_get(session, "duration_s"));
    sums->hard_s += json_number_value(json_object_get(session, "hard_s"));
    if (!is_race && distance_m > sums->longest_m) {
        sums->longest_m = distance_m;
    }
}

/* The sums of the week a day lies in, anew. */
static bool sum_week(json_t *plan, struct ow_date date)
{
    char monday[OW_DATE_TEXT_SIZE];
    char sunday[OW_DATE_TEXT_SIZE];
    struct sums sums = {0};
    size_t i = 0;
    size_t j = 0;
    json_t *entry = NULL;
    json_t *session = NULL;

    ow_date_format(ow_date_monday(date), monday);
    ow_date_format(ow_date_add_days(ow_date_monday(date), 6), sunday);
    json_array_foreach(json_object_get(plan, "days"), i, entry)
    {
        const char *day = json_string_value(json_object_get(entry, "date"));

        if (strcmp(day, monday) < 0 || strcmp(day, sunday) > 0) {
            continue;
        }
        json_array_foreach(json_object_get(entry, "sessions"), j, session)
        {
            add_session(&sums, session);
        }
    }
    json_array_foreach(json_object_get(plan, "weeks"), i, entry)
    {
        const char *its = json_string_value(json_object_get(entry, "monday"));

        if (strcmp(its, monday) == 0) {
            return json_object_set_new(entry, "run_m", json_real(sums.run_m)) ==
                       0 &&
                   json_object_set_new(entry, "run_s", json_real(sums.run_s)) ==
                       0 &&
                   json_object_set_new(entry, "longest_m",
                                       json_real(sums.longest_m)) == 0 &&
                   json_object_set_new(entry, "hard_s",
                                       json_real(sums.hard_s)) == 0;
        }
    }
    return true;
}

static bool change(json_t *plan, json_t *session, struct ow_date date)
{
    char text[OW_DATE_TEXT_SIZE];
    size_t i = 0;
    json_t *day = NULL;

    ow_date_format(date, text);
    json_array_foreach(json_object_get(plan, "days"), i, day)
    {
        if (strcmp(json_string_value(json_object_get(day, "date")), text) ==
            0) {
            return swap_sessions(day, session) && sum_week(plan, date);
        }
    }
    json_decref(session);
    return false;
}

/* The plan with the session in it. */
static enum ow_status make_other(const struct ow_plan *plan,
                                 enum ow_session_type type, struct ow_date date,
                                 struct ow_plan **other, struct ow_error *err)
{
    char *text = NULL;
    char *changed = NULL;
    json_t *object = NULL;
    json_t *session = session_json(plan, type, date);
    enum ow_status status = ow_plan_encode(plan, &text, NULL, err);

    if (status == OW_OK) {
        object = json_loads(text, 0, NULL);
    }
    if (status != OW_OK || object == NULL || session == NULL) {
        json_decref(session);
    } else if (change(object, session, date)) {
        changed = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(15));
    }
    if (status == OW_OK) {
        status = changed == NULL
                     ? error_nomem(err)
                     : ow_plan_decode(changed, strlen(changed), other, err);
    }
    mem_free(changed);
    json_decref(object);
    ow_text_free(text);
    return status;
}

static bool holds(const struct ow_findings *findings,
                  const struct ow_finding *finding)
{
    size_t count = 0;
    const struct ow_finding *list = ow_findings_list(findings, &count);

    for (size_t i = 0; i < count; i++) {
        if (list[i].rule == finding->rule &&
            list[i].severity == finding->severity &&
            list[i].date.days == finding->date.days) {
            return true;
        }
    }
    return false;
}

/* What stands in the one and not in the other. */
static void judge(const struct ow_findings *before,
                  const struct ow_findings *after, struct app_why_not *answer)
{
    size_t count = 0;
    const struct ow_finding *list = ow_findings_list(after, &count);
    const struct ow_finding *worst = NULL;
    double cost = 0;

    for (size_t i = 0; i < count; i++) {
        if (list[i].rule >= OW_RULE_COUNT || list[i].severity == OW_NOTE ||
            holds(before, &list[i])) {
            continue;
        }
        cost += list[i].severity == OW_SHOULD;
        if (worst == NULL || list[i].severity < worst->severity) {
            worst = &list[i];
        }
    }
    if (worst == NULL) {
        answer->verdict = APP_POSSIBLE;
        answer->cost = 0;
        (void)snprintf(answer->reason, sizeof answer->reason,
                       "No rule stands against it");
        return;
    }
    answer->rule = ow_rule_info(worst->rule);
    answer->verdict = worst->severity == OW_MUST ? APP_FORBIDDEN : APP_COSTS;
    answer->cost = worst->severity == OW_MUST ? OW_MISSING : cost;
    (void)snprintf(answer->reason, sizeof answer->reason, "%s", worst->message);
}

/* What is on that day and would go. */
static void add_what_goes(const struct ow_plan_day *day,
                          struct app_why_not *answer)
{
    for (size_t i = 0; i < day->session_count; i++) {
        enum ow_session_type type = day->sessions[i].type;
        size_t length = strlen(answer->reason);

        if (ow_session_type_is_run(type)) {
            (void)snprintf(answer->reason + length,
                           sizeof answer->reason - length,
                           "; it would take the place of the day's %s run",
                           ow_session_type_name(type));
            return;
        }
    }
}

enum ow_status app_why_not(const struct ow_plan *plan,
                           const struct ow_scenario *scenario,
                           struct ow_date date, enum ow_session_type type,
                           struct app_why_not *answer, struct ow_error *err)
{
    const struct ow_plan_day *day = app_plan_day(plan, date);
    struct ow_plan *other = NULL;
    struct ow_findings *before = NULL;
    struct ow_findings *after = NULL;
    struct app_why_not made = {0};
    enum ow_status status = OW_OK;

    if (!ow_session_type_is_run(type) || type == OW_SESSION_RACE) {
        return error_set(err, OW_E_ARGUMENT,
                         "%s is no kind of run that could be planned",
                         ow_session_type_name(type));
    }
    if (day == NULL) {
        char text[OW_DATE_TEXT_SIZE];

        ow_date_format(date, text);
        return error_set(err, OW_E_RANGE, "%s is outside the plan", text);
    }
    status = make_other(plan, type, date, &other, err);
    if (status == OW_OK) {
        status = ow_plan_check(plan, scenario, &before, err);
    }
    if (status == OW_OK) {
        status = ow_plan_check(other, scenario, &after, err);
    }
    if (status == OW_OK) {
        judge(before, after, &made);
        if (made.verdict != APP_FORBIDDEN) {
            add_what_goes(day, &made);
        }
        *answer = made;
    }
    ow_findings_free(after);
    ow_findings_free(before);
    ow_plan_free(other);
    return status;
}
