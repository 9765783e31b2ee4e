/* Work on weak spots: asked for, in its turn, and not forgotten. */
#include "engine/plan/check.h"

/* Weeks with hard running that are enough for one focus to have its turn, and
 * so many more for each. */
#define FEWEST_WEEKS 4
#define WEEKS_EACH 4

/* What a week says of itself. */
struct work {
    bool has_hard_run; /* of those that a focus may choose */
    bool is_chosen;    /* one of them names its focus */
};

static bool names(const struct ow_rule_list *list, enum ow_rule rule)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->rules[i] == rule) {
            return true;
        }
    }
    return false;
}

static bool is_hard_run(enum ow_session_type type)
{
    return type == OW_SESSION_PROGRESSION || type == OW_SESSION_TEMPO ||
           type == OW_SESSION_INTERVALS || type == OW_SESSION_FARTLEK ||
           type == OW_SESSION_HILLS || type == OW_SESSION_STRIDES;
}

/* Whether sessions of a type can be work on something. */
static bool serves(enum ow_session_type type, enum ow_focus focus)
{
    switch (focus) {
    case OW_FOCUS_SPEED:
        return type == OW_SESSION_INTERVALS || type == OW_SESSION_FARTLEK;
    case OW_FOCUS_PACING:
    case OW_FOCUS_DURABILITY:
        return type == OW_SESSION_PROGRESSION || type == OW_SESSION_LONG;
    case OW_FOCUS_FORM:
        return type == OW_SESSION_STRIDES;
    case OW_FOCUS_FUELLING:
        return type == OW_SESSION_LONG;
    case OW_FOCUS_HILLS:
        return type == OW_SESSION_HILLS || type == OW_SESSION_LONG;
    case OW_FOCUS_STRENGTH:
        return type == OW_SESSION_STRENGTH || type == OW_SESSION_HILLS;
    case OW_FOCUS_NONE:
    case OW_FOCUS_CONSISTENCY:
        break;
    }
    return false;
}

/* Bits of what the runner named, or of what runs show. */
static unsigned asked_for(const struct check *check, enum ow_rule rule)
{
    const struct ow_scenario *scenario = check->scenario;
    unsigned focuses = 0;

    for (size_t i = 0; i < scenario->goal_count; i++) {
        const struct ow_goal *goal = &scenario->goals[i];

        if (rule == OW_RULE_FOCUS_OWN_WORDS && goal->kind == OW_GOAL_FOCUS &&
            !(ow_date_is_known(goal->deadline) &&
              goal->deadline.days < check->first.days)) {
            focuses |= 1U << goal->focus;
        }
    }
    for (size_t i = 0; i < scenario->weak_spot_count; i++) {
        if (scenario->weak_spots[i].is_said ==
            (rule == OW_RULE_FOCUS_OWN_WORDS)) {
            focuses |= 1U << scenario->weak_spots[i].focus;
        }
    }
    return focuses & ~(1U << OW_FOCUS_NONE);
}

/* A session that names a focus stands on one that can lead to it. */
static void check_session(struct check *check, struct ow_date date,
                          const struct ow_session *session)
{
    static const enum ow_rule rules[] = {OW_RULE_FOCUS_OWN_WORDS,
                                         OW_RULE_FOCUS_EVIDENCE};

    for (size_t r = 0; r < sizeof rules / sizeof rules[0]; r++) {
        unsigned asked = asked_for(check, rules[r]);
        bool is_founded = !names(&session->rules, rules[r]);

        for (int f = OW_FOCUS_SPEED; f <= OW_FOCUS_STRENGTH; f++) {
            is_founded =
                is_founded || ((asked >> f & 1U) != 0 &&
                               serves(session->type, (enum ow_focus)f));
        }
        if (!is_founded) {
            findings_add(check->findings, rules[r], OW_SHOULD, date,
                         "a session of type %s works on what nobody named",
                         ow_session_type_name(session->type));
        }
    }
}

static struct work work_of(const struct check *check, int week)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(check->plan, &count);
    struct work work = {false, false};

    for (size_t i = 0; i < count; i++) {
        if (ow_date_monday(days[i].date).days !=
            check_monday(check, week).days) {
            continue;
        }
        for (size_t k = 0; k < days[i].session_count; k++) {
            const struct ow_session *session = &days[i].sessions[k];

            if (is_hard_run(session->type)) {
                work.has_hard_run = true;
                work.is_chosen =
                    work.is_chosen ||
                    names(&session->rules, OW_RULE_FOCUS_OWN_WORDS) ||
                    names(&session->rules, OW_RULE_FOCUS_EVIDENCE);
            }
        }
    }
    return work;
}

/* Whether a session of the plan is work on it, by the runner's own words. */
static bool is_worked_on(const struct check *check, enum ow_focus focus)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(check->plan, &count);

    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < days[i].session_count; k++) {
            const struct ow_session *session = &days[i].sessions[k];

            if (serves(session->type, focus) &&
                names(&session->rules, OW_RULE_FOCUS_OWN_WORDS)) {
                return true;
            }
        }
    }
    return false;
}

/* What was named has its turn where the weeks are enough. */
static void check_forgotten(struct check *check, int hard_weeks)
{
    unsigned named = asked_for(check, OW_RULE_FOCUS_OWN_WORDS);
    unsigned all = named | asked_for(check, OW_RULE_FOCUS_EVIDENCE);
    int count = 0;

    for (; all != 0; all &= all - 1) {
        count++;
    }
    if (hard_weeks < FEWEST_WEEKS + WEEKS_EACH * count) {
        return;
    }
    for (int f = OW_FOCUS_SPEED; f <= OW_FOCUS_STRENGTH; f++) {
        if ((named >> f & 1U) != 0 && f != OW_FOCUS_CONSISTENCY &&
            !is_worked_on(check, (enum ow_focus)f)) {
            findings_add(check->findings, OW_RULE_FOCUS_OWN_WORDS, OW_SHOULD,
                         check_monday(check, 0),
                         "nothing in %d weeks with hard running works on %s",
                         hard_weeks, ow_focus_name((enum ow_focus)f));
        }
    }
}

void check_focus(struct check *check)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(check->plan, &count);
    bool was_chosen = false;
    int hard_weeks = 0;

    for (int week = 0; week < check->week_count; week++) {
        struct work work = work_of(check, week);

        if (was_chosen && work.is_chosen) {
            findings_add(check->findings, OW_RULE_FOCUS_OWN_WORDS, OW_SHOULD,
                         check_monday(check, week),
                         "a focus chose hard runs two weeks running");
        }
        was_chosen = work.is_chosen;
        hard_weeks += work.has_hard_run;
    }
    for (size_t i = 0; check->scenario != NULL && i < count; i++) {
        for (size_t k = 0; k < days[i].session_count; k++) {
            check_session(check, days[i].date, &days[i].sessions[k]);
        }
    }
    if (check->scenario != NULL) {
        check_forgotten(check, hard_weeks);
    }
}
