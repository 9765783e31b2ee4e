/*
 * Why a session is where it is: the plan is made once as it is and once with
 * what is asked, and the two placements and the two plans are laid beside each
 * other.
 */
#include "onward/why.h"

#include "base/buf.h"
#include "base/error.h"
#include "engine/plan/ask.h"
#include "onward/change.h"

#include <string.h>

#define MOST_NAMED 3

/* What each item of a placement's cost stands for. */
static const struct {
    enum ow_rule rule;
    const char *words;
} items[ITEM_COUNT] = {
    [ITEM_LONG_DAY] = {OW_RULE_LONG_RUN_DAY, "the long run off its day"},
    [ITEM_LONG_NARROW] = {OW_RULE_LONG_RUN_DAY,
                          "the long run on a day with less time"},
    [ITEM_LIKED_DAY] = {OW_RULE_LONG_RUN_DAY,
                        "no run on the day liked for the long one"},
    [ITEM_MINUTES] = {OW_RULE_DAY_MINUTES, "running that has no time"},
    [ITEM_HARD_TOO_SOON] = {OW_RULE_PROGRESSION_AFTER,
                            "hard running on a day that should be easy"},
    [ITEM_LONG_AFTER_HARD] = {OW_RULE_HARD_SPACING,
                              "a hard day before the long run"},
    [ITEM_HARD_AFTER_LONG] = {OW_RULE_HARD_SPACING,
                              "a hard day after the long run"},
    [ITEM_RUN_ROW] = {OW_RULE_REST_WEEKLY, "runs on days in a row"},
    [ITEM_RUN_AFTER_LONG] = {OW_RULE_REST_WEEKLY,
                             "running on the day after the long run"},
    [ITEM_NO_REST] = {OW_RULE_REST_WEEKLY, "no day free of training"},
    [ITEM_RACE_EVE] = {OW_RULE_TAPER_HARD, "a run on the eve of a race"},
    [ITEM_STRENGTH_EVE] = {OW_RULE_STRENGTH_PLACE,
                           "strength before a hard or long day"},
    [ITEM_STRENGTH_LONG] = {OW_RULE_STRENGTH_PLACE,
                            "strength on the long run's day or after it"},
    [ITEM_STRENGTH_ROW] = {OW_RULE_STRENGTH_PLACE, "strength on days in a row"},
    [ITEM_STRENGTH_EASY] = {OW_RULE_STRENGTH_PLACE,
                            "strength beside an easy run"},
    [ITEM_CROSS] = {OW_RULE_CROSS_TRAINING,
                    "cross-training beside something else"},
    [ITEM_DOUBLE] = {OW_RULE_DAY_DOUBLES, "two runs where one is better"},
    [ITEM_MOVED] = {OW_RULE_ADAPT, "sessions off their published days"},
};

const char *ow_why_not_verdict_name(enum ow_why_not_verdict verdict)
{
    static const char *const names[] = {"forbidden", "costs", "possible"};

    return names[verdict];
}

/* The item that weighs most of those not yet named; ITEM_COUNT: none does. */
static int heaviest(const int costs[ITEM_COUNT], const bool named[ITEM_COUNT])
{
    int found = ITEM_COUNT;

    for (int i = 0; i < ITEM_COUNT; i++) {
        if (costs[i] > 0 && !named[i] &&
            (found == ITEM_COUNT || costs[i] > costs[found])) {
            found = i;
        }
    }
    return found;
}

static enum ow_rule heaviest_rule(const int costs[ITEM_COUNT])
{
    const bool named[ITEM_COUNT] = {false};
    int item = heaviest(costs, named);

    return item == ITEM_COUNT ? OW_RULE_COUNT : items[item].rule;
}

/* "strength before a hard or long day (45), less what it saves (8)" */
static void put_items(struct buf *text, const int costs[ITEM_COUNT])
{
    bool named[ITEM_COUNT] = {false};
    int item = heaviest(costs, named);
    int left = 0;

    for (int i = 0; i < ITEM_COUNT; i++) {
        left += costs[i];
    }
    for (int i = 0; i < MOST_NAMED && item != ITEM_COUNT; i++) {
        buf_append_format(text, "%s%s (%d)", i == 0 ? "" : ", ",
                          items[item].words, costs[item]);
        named[item] = true;
        left -= costs[item];
        item = heaviest(costs, named);
    }
    if (left > 0) {
        buf_append_format(text, ", other things (%d)", left);
    } else if (left < 0) {
        buf_append_format(text, ", less what it saves (%d)", -left);
    }
}

static enum ow_status take_text(struct buf *text, char reason[],
                                struct ow_error *err)
{
    enum ow_status status = buf_status(text, err);

    if (status == OW_OK) {
        (void)memcpy(reason, text->data, text->length);
        reason[text->length] = '\0';
    }
    buf_dispose(text);
    return status;
}

static bool is_made(enum ow_status status)
{
    return status == OW_OK || status == OW_E_CONFLICT;
}

static enum ow_status open_ask(struct planner_ask *ask,
                               const struct ow_scenario *scenario,
                               struct ow_date today, struct ow_date date,
                               enum ow_session_type type, struct ow_error *err)
{
    int day = ow_date_days_between(ow_date_monday(today), date);
    char text[OW_DATE_TEXT_SIZE];

    if ((!ow_session_type_is_run(type) && type != OW_SESSION_STRENGTH &&
         type != OW_SESSION_CROSS) ||
        type == OW_SESSION_RACE) {
        return error_set(err, OW_E_ARGUMENT,
                         "%s is nothing that finds its day in a week",
                         ow_session_type_name(type));
    }
    if (date.days < today.days || day >= scenario->weeks * WEEK_DAYS) {
        ow_date_format(date, text);
        return error_set(err, OW_E_RANGE, "%s is outside the plan", text);
    }
    *ask = (struct planner_ask){
        .week = (size_t)(day / WEEK_DAYS),
        .type = type,
        .days = {.sort = draft_sort(type), .day = day % WEEK_DAYS},
        .day = -1};
    return OW_OK;
}

/* What else of the week has another day then. */
static enum ow_status put_moved(struct buf *text, const struct ow_plan *base,
                                const struct ow_plan *other,
                                const struct planner_ask *ask,
                                struct ow_date date, struct ow_error *err)
{
    struct ow_plan_difference *difference = NULL;
    size_t count = 0;
    const struct ow_change *list = NULL;
    int named = 0;
    enum ow_status status = ow_plan_difference(base, other, &difference, err);

    if (status != OW_OK) {
        return status;
    }
    list = ow_plan_difference_changes(difference, &count);
    for (size_t i = 0; i < count && named < MOST_NAMED; i++) {
        char to[OW_DATE_TEXT_SIZE];
        bool is_asked = list[i].to.days == date.days &&
                        draft_sort(list[i].after->type) == ask->days.sort;

        if (list[i].kind != OW_CHANGE_MOVED || is_asked ||
            ow_date_monday(list[i].to).days != ow_date_monday(date).days) {
            continue;
        }
        ow_date_format(list[i].to, to);
        buf_append_format(text, "%s%s to %s",
                          named == 0 ? "; with it go " : ", ",
                          ow_session_type_name(list[i].after->type), to);
        named++;
    }
    ow_plan_difference_free(difference);
    return OW_OK;
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

/* The gravest of what only the other plan breaks; NULL where nothing is. */
static const struct ow_finding *gravest(const struct ow_findings *before,
                                        const struct ow_findings *after,
                                        int *shoulds)
{
    size_t count = 0;
    const struct ow_finding *list = ow_findings_list(after, &count);
    const struct ow_finding *found = NULL;

    *shoulds = 0;
    for (size_t i = 0; i < count; i++) {
        if (list[i].severity == OW_NOTE || holds(before, &list[i])) {
            continue;
        }
        *shoulds += list[i].severity == OW_SHOULD;
        if (found == NULL || list[i].severity < found->severity) {
            found = &list[i];
        }
    }
    return found;
}

static void forbid(struct ow_why_not *answer, enum ow_rule rule)
{
    answer->verdict = OW_WHY_NOT_FORBIDDEN;
    answer->rule = rule;
    answer->cost = OW_MISSING;
}

/* No placement has it: the rule's own words. */
static enum ow_status say_forbidden(const struct planner_ask *ask,
                                    struct ow_why_not *answer,
                                    struct ow_error *err)
{
    struct buf text;

    forbid(answer, ask->forbidding);
    buf_init(&text, OW_WHY_REASON_SIZE - 1);
    buf_append_text(&text, "Not on that day: ");
    buf_append_text(&text,
                    ask->forbidding == OW_RULE_DAY_SESSIONS
                        ? "the other sessions of the week would find no day"
                        : adapt_cause(ask->forbidding));
    return take_text(&text, answer->reason, err);
}

/* The verdict from both placements and both checks. */
static enum ow_status say_cost(const struct planner_ask *ask,
                               const struct ow_plan *base,
                               const struct ow_plan *other,
                               const struct ow_finding *found, int shoulds,
                               struct ow_date date, struct ow_why_not *answer,
                               struct ow_error *err)
{
    enum ow_status status = OW_OK;
    struct buf text;

    answer->cost = ask->cost > 0 ? ask->cost : shoulds;
    answer->verdict = answer->cost > 0 ? OW_WHY_NOT_COSTS : OW_WHY_NOT_POSSIBLE;
    answer->rule = ask->cost > 0   ? heaviest_rule(ask->items)
                   : found != NULL ? found->rule
                                   : OW_RULE_COUNT;
    buf_init(&text, OW_WHY_REASON_SIZE - 1);
    if (ask->has_session) {
        buf_append_text(&text, "It is planned for that day already");
    } else if (ask->cost > 0) {
        buf_append_format(&text, "It costs %d: ", ask->cost);
        put_items(&text, ask->items);
    } else if (found != NULL) {
        buf_append_text(&text, found->message);
    } else {
        buf_append_text(&text, "Nothing stands against it");
    }
    if (!ask->has_session) {
        status = put_moved(&text, base, other, ask, date, err);
    }
    if (status != OW_OK) {
        buf_dispose(&text);
        return status;
    }
    return take_text(&text, answer->reason, err);
}

/* Both plans, checked. */
struct both {
    struct ow_plan *base;
    struct ow_plan *other;
    struct ow_findings *before;
    struct ow_findings *after;
};

static void dispose(struct both *both)
{
    ow_findings_free(both->before);
    ow_findings_free(both->after);
    ow_plan_free(both->base);
    ow_plan_free(both->other);
}

static enum ow_status make_both(const struct ow_scenario *scenario,
                                struct ow_date today,
                                const struct ow_plan *published,
                                struct planner_ask *ask, struct both *both,
                                struct ow_error *err)
{
    enum ow_status status = plan_make(scenario, today, published,
                                      COST_MOVED_MOST, NULL, &both->base, err);

    if (is_made(status)) {
        status = plan_make(scenario, today, published, COST_MOVED_MOST, ask,
                           &both->other, err);
    }
    if (is_made(status)) {
        status = ow_plan_check(both->base, scenario, &both->before, err);
    }
    return status == OW_OK
               ? ow_plan_check(both->other, scenario, &both->after, err)
               : status;
}

static enum ow_status judge(const struct planner_ask *ask,
                            const struct both *both, struct ow_date date,
                            struct ow_why_not *answer, struct ow_error *err)
{
    int shoulds = 0;
    const struct ow_finding *found = NULL;
    struct buf text;

    if (!ask->is_met) {
        return say_forbidden(ask, answer, err);
    }
    found = gravest(both->before, both->after, &shoulds);
    if (found == NULL || found->severity != OW_MUST) {
        return say_cost(ask, both->base, both->other, found, shoulds, date,
                        answer, err);
    }
    forbid(answer, found->rule);
    buf_init(&text, OW_WHY_REASON_SIZE - 1);
    buf_append_text(&text, found->message);
    return take_text(&text, answer->reason, err);
}

enum ow_status ow_plan_why_not(const struct ow_scenario *scenario,
                               struct ow_date today,
                               const struct ow_plan *published,
                               struct ow_date date, enum ow_session_type type,
                               struct ow_why_not *answer, struct ow_error *err)
{
    struct planner_ask ask;
    struct both both = {NULL, NULL, NULL, NULL};
    struct ow_why_not made = {.rule = OW_RULE_COUNT};
    enum ow_status status = open_ask(&ask, scenario, today, date, type, err);

    if (status == OW_OK) {
        status = make_both(scenario, today, published, &ask, &both, err);
    }
    if (status == OW_OK) {
        status = judge(&ask, &both, date, &made, err);
    }
    if (status == OW_OK) {
        *answer = made;
    }
    dispose(&both);
    return status;
}

static enum ow_status say_runner_up(const struct planner_ask *ask,
                                    struct ow_date monday,
                                    struct ow_runner_up *answer,
                                    struct ow_error *err)
{
    char date[OW_DATE_TEXT_SIZE];
    struct buf text;

    buf_init(&text, OW_WHY_REASON_SIZE - 1);
    answer->is_possible = ask->is_met && ask->day >= 0;
    if (!answer->is_possible) {
        buf_append_text(&text, "No other day of its week can have it");
        return take_text(&text, answer->reason, err);
    }
    answer->date = ow_date_add_days(monday, ask->day);
    answer->cost = ask->cost > 0 ? ask->cost : 0;
    answer->rule = heaviest_rule(ask->items);
    ow_date_format(answer->date, date);
    buf_append_format(&text, "Next best on %s", date);
    if (ask->cost > 0) {
        buf_append_format(&text, ", which costs %d: ", ask->cost);
        put_items(&text, ask->items);
    } else {
        buf_append_text(&text, ", as good as this day");
    }
    return take_text(&text, answer->reason, err);
}

enum ow_status ow_plan_runner_up(const struct ow_scenario *scenario,
                                 struct ow_date today,
                                 const struct ow_plan *published,
                                 struct ow_date date, enum ow_session_type type,
                                 struct ow_runner_up *answer,
                                 struct ow_error *err)
{
    struct planner_ask ask;
    struct ow_plan *plan = NULL;
    struct ow_runner_up made = {.date = ow_date_none(), .rule = OW_RULE_COUNT};
    enum ow_status status = open_ask(&ask, scenario, today, date, type, err);

    if (status != OW_OK) {
        return error_set(err, OW_E_NOT_FOUND, "the plan places no %s that day",
                         ow_session_type_name(type));
    }
    ask.days.is_elsewhere = true;
    status = plan_make(scenario, today, published, COST_MOVED_MOST, &ask, &plan,
                       err);
    ow_plan_free(plan);
    if (!is_made(status)) {
        return status;
    }
    if (!ask.has_session) {
        return error_set(err, OW_E_NOT_FOUND, "the plan places no %s that day",
                         ow_session_type_name(type));
    }
    status = say_runner_up(&ask, ow_date_monday(date), &made, err);
    if (status == OW_OK) {
        *answer = made;
    }
    return status;
}
