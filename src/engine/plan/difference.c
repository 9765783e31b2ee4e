/*
 * The difference of two plans; see the header. Sessions of both are listed and
 * paired in rounds, the surest likeness first.
 */
#include "onward/change.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/mem.h"

#include <math.h>
#include <string.h>

/* Below this share of its size a session has not changed. */
#define SAME_SHARE 0.05
/* Further apart than any two days of one week. */
#define NO_PARTNER 7

struct ow_plan_difference {
    struct arena arena;
    struct ow_date from;
    struct ow_date to;
    struct ow_change *changes;
    size_t change_count;
    struct ow_finding_change *findings;
    size_t finding_count;
    struct ow_goal_change *goals;
    size_t goal_count;
};

/* A session with its day, and whether its like was found. */
struct entry {
    const struct ow_session *session;
    struct ow_date date;
    bool is_paired;
};

struct entries {
    struct entry *list;
    size_t count;
};

const char *ow_change_kind_name(enum ow_change_kind kind)
{
    static const char *const names[OW_CHANGE_KIND_COUNT] = {
        "kept", "moved", "changed", "dropped", "added"};

    return names[kind];
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static bool set_span(struct ow_plan_difference *difference,
                     const struct ow_plan *before, const struct ow_plan *after)
{
    size_t old_count = 0;
    size_t new_count = 0;
    const struct ow_plan_day *old_days = ow_plan_days(before, &old_count);
    const struct ow_plan_day *new_days = ow_plan_days(after, &new_count);

    if (old_count == 0 || new_count == 0) {
        return false;
    }
    difference->from.days = later(old_days[0].date.days, new_days[0].date.days);
    difference->to.days = -later(-old_days[old_count - 1].date.days,
                                 -new_days[new_count - 1].date.days);
    return difference->from.days <= difference->to.days;
}

/* The sessions of a plan on the days compared. */
static enum ow_status list_sessions(struct ow_plan_difference *difference,
                                    const struct ow_plan *plan,
                                    struct entries *entries,
                                    struct ow_error *err)
{
    size_t days = 0;
    const struct ow_plan_day *day = ow_plan_days(plan, &days);
    size_t room = 0;

    for (size_t i = 0; i < days; i++) {
        room += day[i].session_count;
    }
    entries->count = 0;
    entries->list =
        arena_calloc(&difference->arena, room + 1, sizeof *entries->list);
    if (entries->list == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < days; i++) {
        for (size_t j = 0; j < day[i].session_count; j++) {
            const struct ow_session *session = &day[i].sessions[j];

            if (session->type != OW_SESSION_REST &&
                day[i].date.days >= difference->from.days &&
                day[i].date.days <= difference->to.days) {
                entries->list[entries->count++] =
                    (struct entry){session, day[i].date, false};
            }
        }
    }
    return OW_OK;
}

static enum ow_session_type sort_of(const struct ow_session *session)
{
    return session->type == OW_SESSION_RECOVERY ? OW_SESSION_EASY
                                                : session->type;
}

static bool is_near(double a, double b)
{
    if (ow_is_missing(a) || ow_is_missing(b)) {
        return ow_is_missing(a) && ow_is_missing(b);
    }
    return fabs(a - b) <= SAME_SHARE * fmax(fabs(a), fabs(b));
}

static bool is_same_size(const struct ow_session *a, const struct ow_session *b)
{
    return is_near(a->distance_m, b->distance_m) &&
           is_near(a->duration_s, b->duration_s) &&
           is_near(a->hard_s, b->hard_s);
}

static void add_change(struct ow_plan_difference *difference,
                       struct entry *before, struct entry *after)
{
    struct ow_change *change = &difference->changes[difference->change_count++];

    *change = (struct ow_change){
        .kind = before == NULL ? OW_CHANGE_ADDED : OW_CHANGE_DROPPED,
        .from = before == NULL ? ow_date_none() : before->date,
        .to = after == NULL ? ow_date_none() : after->date,
        .before = before == NULL ? NULL : before->session,
        .after = after == NULL ? NULL : after->session};
    if (before == NULL || after == NULL) {
        return;
    }
    before->is_paired = true;
    after->is_paired = true;
    if (before->date.days != after->date.days) {
        change->kind = OW_CHANGE_MOVED;
    } else {
        change->kind = sort_of(before->session) == sort_of(after->session) &&
                               is_same_size(before->session, after->session)
                           ? OW_CHANGE_KEPT
                           : OW_CHANGE_CHANGED;
    }
}

/* What a round may pair: days between two entries, NO_PARTNER where it may
 * not. */
static int32_t same_day(const struct entry *a, const struct entry *b)
{
    return a->date.days == b->date.days &&
                   sort_of(a->session) == sort_of(b->session)
               ? 0
               : NO_PARTNER;
}

static int32_t same_race(const struct entry *a, const struct entry *b)
{
    return a->session->type == OW_SESSION_RACE &&
                   b->session->type == OW_SESSION_RACE &&
                   is_near(a->session->distance_m, b->session->distance_m)
               ? 0
               : NO_PARTNER;
}

static int32_t same_week(const struct entry *a, const struct entry *b)
{
    int32_t apart = ow_date_days_between(a->date, b->date);

    if (sort_of(a->session) != sort_of(b->session) ||
        ow_date_monday(a->date).days != ow_date_monday(b->date).days) {
        return NO_PARTNER;
    }
    return apart < 0 ? -apart : apart;
}

/* No run stands for a race. */
static bool is_plain_run(const struct ow_session *session)
{
    return ow_session_type_is_run(session->type) &&
           session->type != OW_SESSION_RACE;
}

static int32_t other_run(const struct entry *a, const struct entry *b)
{
    return a->date.days == b->date.days && is_plain_run(a->session) &&
                   is_plain_run(b->session)
               ? 0
               : NO_PARTNER;
}

/* Pairs what is left of both by one likeness, each with its nearest. */
static void pair(struct ow_plan_difference *difference, struct entries *before,
                 struct entries *after,
                 int32_t (*distance)(const struct entry *,
                                     const struct entry *))
{
    for (size_t i = 0; i < before->count; i++) {
        struct entry *found = NULL;
        int32_t nearest = NO_PARTNER;

        if (before->list[i].is_paired) {
            continue;
        }
        for (size_t j = 0; j < after->count && nearest > 0; j++) {
            int32_t apart = after->list[j].is_paired
                                ? NO_PARTNER
                                : distance(&before->list[i], &after->list[j]);

            if (apart < nearest) {
                nearest = apart;
                found = &after->list[j];
            }
        }
        if (found != NULL) {
            add_change(difference, &before->list[i], found);
        }
    }
}

static int32_t day_of(const struct ow_change *change)
{
    return ow_date_is_known(change->to) ? change->to.days : change->from.days;
}

static void sort_changes(struct ow_plan_difference *difference)
{
    for (size_t i = 1; i < difference->change_count; i++) {
        struct ow_change change = difference->changes[i];
        size_t at = i;

        while (at > 0 &&
               day_of(&difference->changes[at - 1]) > day_of(&change)) {
            difference->changes[at] = difference->changes[at - 1];
            at--;
        }
        difference->changes[at] = change;
    }
}

static enum ow_status compare_sessions(struct ow_plan_difference *difference,
                                       const struct ow_plan *before,
                                       const struct ow_plan *after,
                                       struct ow_error *err)
{
    static int32_t (*const rounds[])(
        const struct entry *, const struct entry *) = {same_day, same_race,
                                                       same_week, other_run};
    struct entries old = {NULL, 0};
    struct entries new = {NULL, 0};
    enum ow_status status = list_sessions(difference, before, &old, err);

    if (status == OW_OK) {
        status = list_sessions(difference, after, &new, err);
    }
    if (status != OW_OK) {
        return status;
    }
    difference->changes =
        arena_calloc(&difference->arena, old.count + new.count + 1,
                     sizeof *difference->changes);
    if (difference->changes == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < sizeof rounds / sizeof rounds[0]; i++) {
        pair(difference, &old, &new, rounds[i]);
    }
    for (size_t i = 0; i < old.count; i++) {
        if (!old.list[i].is_paired) {
            add_change(difference, &old.list[i], NULL);
        }
    }
    for (size_t i = 0; i < new.count; i++) {
        if (!new.list[i].is_paired) {
            add_change(difference, NULL, &new.list[i]);
        }
    }
    sort_changes(difference);
    return OW_OK;
}

/* Whether a plan says the same of the same day. */
static bool says(const struct ow_plan *plan, const struct ow_finding *finding)
{
    size_t count = 0;
    const struct ow_finding *list = ow_plan_findings(plan, &count);

    for (size_t i = 0; i < count; i++) {
        if (list[i].rule == finding->rule &&
            list[i].date.days == finding->date.days) {
            return true;
        }
    }
    return false;
}

static void add_findings(struct ow_plan_difference *difference,
                         const struct ow_plan *of, const struct ow_plan *other,
                         bool is_new)
{
    size_t count = 0;
    const struct ow_finding *list = ow_plan_findings(of, &count);

    for (size_t i = 0; i < count; i++) {
        if (list[i].date.days >= difference->from.days &&
            list[i].date.days <= difference->to.days &&
            !says(other, &list[i])) {
            difference->findings[difference->finding_count++] =
                (struct ow_finding_change){is_new, &list[i]};
        }
    }
}

static enum ow_status compare_findings(struct ow_plan_difference *difference,
                                       const struct ow_plan *before,
                                       const struct ow_plan *after,
                                       struct ow_error *err)
{
    size_t old_count = 0;
    size_t new_count = 0;

    (void)ow_plan_findings(before, &old_count);
    (void)ow_plan_findings(after, &new_count);
    difference->findings =
        arena_calloc(&difference->arena, old_count + new_count + 1,
                     sizeof *difference->findings);
    if (difference->findings == NULL) {
        return error_nomem(err);
    }
    add_findings(difference, after, before, true);
    add_findings(difference, before, after, false);
    return OW_OK;
}

static const struct ow_goal_answer *find_goal(const struct ow_plan *plan,
                                              const char *id)
{
    size_t count = 0;
    const struct ow_goal_answer *list = ow_plan_goals(plan, &count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].id, id) == 0) {
            return &list[i];
        }
    }
    return NULL;
}

static enum ow_status compare_goals(struct ow_plan_difference *difference,
                                    const struct ow_plan *before,
                                    const struct ow_plan *after,
                                    struct ow_error *err)
{
    size_t old_count = 0;
    size_t new_count = 0;
    const struct ow_goal_answer *old = ow_plan_goals(before, &old_count);
    const struct ow_goal_answer *new = ow_plan_goals(after, &new_count);

    difference->goals =
        arena_calloc(&difference->arena, old_count + new_count + 1,
                     sizeof *difference->goals);
    if (difference->goals == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < old_count; i++) {
        const struct ow_goal_answer *now = find_goal(after, old[i].id);

        if (now == NULL || now->verdict != old[i].verdict) {
            difference->goals[difference->goal_count++] =
                (struct ow_goal_change){&old[i], now};
        }
    }
    for (size_t i = 0; i < new_count; i++) {
        if (find_goal(before, new[i].id) == NULL) {
            difference->goals[difference->goal_count++] =
                (struct ow_goal_change){NULL, &new[i]};
        }
    }
    return OW_OK;
}

enum ow_status ow_plan_difference(const struct ow_plan *before,
                                  const struct ow_plan *after,
                                  struct ow_plan_difference **difference,
                                  struct ow_error *err)
{
    struct ow_plan_difference *made = mem_calloc(1, sizeof *made);
    enum ow_status status = OW_OK;

    if (made == NULL) {
        return error_nomem(err);
    }
    if (!set_span(made, before, after)) {
        status = error_set(err, OW_E_ARGUMENT,
                           "the two plans have no day in common");
    }
    if (status == OW_OK) {
        status = compare_sessions(made, before, after, err);
    }
    if (status == OW_OK) {
        status = compare_findings(made, before, after, err);
    }
    if (status == OW_OK) {
        status = compare_goals(made, before, after, err);
    }
    if (status != OW_OK) {
        ow_plan_difference_free(made);
        return status;
    }
    *difference = made;
    return OW_OK;
}

void ow_plan_difference_free(struct ow_plan_difference *difference)
{
    if (difference != NULL) {
        arena_dispose(&difference->arena);
        mem_free(difference);
    }
}

struct ow_date
ow_plan_difference_from(const struct ow_plan_difference *difference)
{
    return difference->from;
}

struct ow_date
ow_plan_difference_to(const struct ow_plan_difference *difference)
{
    return difference->to;
}

const struct ow_change *
ow_plan_difference_changes(const struct ow_plan_difference *difference,
                           size_t *count)
{
    *count = difference->change_count;
    return difference->changes;
}

const struct ow_finding_change *
ow_plan_difference_findings(const struct ow_plan_difference *difference,
                            size_t *count)
{
    *count = difference->finding_count;
    return difference->findings;
}

const struct ow_goal_change *
ow_plan_difference_goals(const struct ow_plan_difference *difference,
                         size_t *count)
{
    *count = difference->goal_count;
    return difference->goals;
}

size_t ow_plan_difference_count(const struct ow_plan_difference *difference,
                                enum ow_change_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < difference->change_count; i++) {
        count += difference->changes[i].kind == kind;
    }
    return count;
}
