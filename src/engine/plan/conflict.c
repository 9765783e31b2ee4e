/*
 * Wishes that cannot all be had. A deletion filter: each wish in turn is left
 * out, and stays out where the rest still breaks a must-rule.
 */
#include "engine/plan/conflict.h"

#include "base/error.h"
#include "base/mem.h"

#include <string.h>

#define DAYS_PER_WEEK 7
/* As a plan has at most. */
#define MOST_WEEKS 160

const char *ow_wish_kind_name(enum ow_wish_kind kind)
{
    static const char *const names[] = {"race", "blocked", "rule"};

    return names[kind];
}

void ow_conflicts_free(struct ow_conflicts *conflicts)
{
    if (conflicts != NULL) {
        arena_dispose(&conflicts->arena);
        mem_free(conflicts);
    }
}

const struct ow_conflict *
ow_conflicts_list(const struct ow_conflicts *conflicts, size_t *count)
{
    *count = conflicts->count;
    return conflicts->list;
}

/* ------------------------------------------------------ the tried scenario */

static bool is_left_out(const struct conflict_search *search,
                        enum ow_wish_kind kind, size_t index)
{
    for (size_t i = 0; i < search->wish_count; i++) {
        const struct wish *wish = &search->wishes[i];

        if (wish->kind == kind && wish->index == index) {
            return !wish->is_kept;
        }
    }
    return false;
}

/* Puts a race among those tried, by date. */
static void put_race(struct conflict_search *search, struct ow_race race)
{
    struct ow_scenario *tried = &search->tried;
    size_t at = tried->race_count++;

    for (; at > 0 && search->races[at - 1].date.days > race.date.days; at--) {
        search->races[at] = search->races[at - 1];
    }
    search->races[at] = race;
}

static void try_races(struct conflict_search *search,
                      const struct other_race *other)
{
    const struct ow_scenario *scenario = search->scenario;

    search->tried.races = search->races;
    search->tried.race_count = 0;
    for (size_t i = 0; i < scenario->race_count; i++) {
        struct ow_race race = scenario->races[i];

        if (is_left_out(search, OW_WISH_RACE, i)) {
            continue;
        }
        if (other != NULL && other->index == i && other->is_easier) {
            race.priority = OW_PRIORITY_C;
            race.effort = OW_MISSING;
        } else if (other != NULL && other->index == i) {
            race.date = other->date;
        }
        put_race(search, race);
    }
}

static void try_blocked(struct conflict_search *search)
{
    const struct ow_scenario *scenario = search->scenario;

    search->tried.blocked = search->blocked;
    search->tried.blocked_count = 0;
    for (size_t i = 0; i < scenario->blocked_count; i++) {
        if (!is_left_out(search, OW_WISH_BLOCKED, i)) {
            search->blocked[search->tried.blocked_count++] =
                scenario->blocked[i];
        }
    }
}

static void try_rules(struct conflict_search *search)
{
    struct ow_rule_values usual;

    search->tried.rules = search->scenario->rules;
    ow_rule_values_init(&usual, search->scenario->preset);
    for (size_t i = 0; i < search->wish_count; i++) {
        const struct wish *wish = &search->wishes[i];

        if (wish->kind == OW_WISH_RULE && !wish->is_kept) {
            search->tried.rules.value[wish->index][wish->parameter] =
                usual.value[wish->index][wish->parameter];
            search->tried.rules.overridden[wish->index][wish->parameter] =
                false;
        }
    }
}

/* A plan that reaches a race on another day is long enough to judge it. */
static void try_weeks(struct conflict_search *search,
                      const struct other_race *other)
{
    int32_t days = 0;

    search->tried.weeks = search->scenario->weeks;
    if (other == NULL || other->is_easier) {
        return;
    }
    days = ow_date_days_between(ow_date_monday(search->today), other->date);
    if (days / DAYS_PER_WEEK + 1 > search->tried.weeks &&
        days / DAYS_PER_WEEK + 1 <= MOST_WEEKS) {
        search->tried.weeks = days / DAYS_PER_WEEK + 1;
    }
}

enum ow_status conflict_try(struct conflict_search *search,
                            const struct other_race *other,
                            struct ow_plan **plan, bool *is_possible,
                            struct ow_error *err)
{
    struct ow_plan *made = NULL;
    enum ow_status status = OW_OK;

    try_races(search, other);
    try_blocked(search);
    try_rules(search);
    try_weeks(search, other);
    status = ow_plan_make(&search->tried, search->today, &made, err);
    *is_possible = status == OW_OK;
    status = status == OW_E_CONFLICT ? OW_OK : status;
    if (status == OW_OK && plan != NULL) {
        *plan = made;
    } else {
        ow_plan_free(made);
    }
    return status;
}

/* -------------------------------------------------------------- the search */

static void add_wish(struct conflict_search *search, enum ow_wish_kind kind,
                     size_t index, size_t parameter)
{
    search->wishes[search->wish_count++] =
        (struct wish){.kind = kind, .index = index, .parameter = parameter};
}

static size_t count_overridden(const struct ow_rule_values *rules)
{
    size_t count = 0;

    for (size_t rule = 0; rule < OW_RULE_COUNT; rule++) {
        for (size_t i = 0; i < OW_RULE_MOST_PARAMETERS; i++) {
            count += rules->overridden[rule][i];
        }
    }
    return count;
}

static enum ow_status open_search(struct conflict_search *search,
                                  struct arena *scratch, struct ow_error *err)
{
    const struct ow_scenario *scenario = search->scenario;
    size_t room = scenario->race_count + scenario->blocked_count +
                  count_overridden(&scenario->rules);

    search->tried = *scenario;
    search->sets = arena_calloc(scratch, room + 1, sizeof *search->sets);
    search->found->list = arena_calloc(&search->found->arena, room + 1,
                                       sizeof(struct ow_conflict));
    search->wishes = arena_calloc(scratch, room + 1, sizeof *search->wishes);
    search->races =
        arena_calloc(scratch, scenario->race_count + 1, sizeof *search->races);
    search->blocked = arena_calloc(scratch, scenario->blocked_count + 1,
                                   sizeof *search->blocked);
    if (search->sets == NULL || search->found->list == NULL ||
        search->wishes == NULL || search->races == NULL ||
        search->blocked == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < scenario->race_count; i++) {
        if (scenario->races[i].date.days >= search->today.days) {
            add_wish(search, OW_WISH_RACE, i, 0);
        }
    }
    for (size_t i = 0; i < scenario->blocked_count; i++) {
        if (scenario->blocked[i].to.days >= search->today.days) {
            add_wish(search, OW_WISH_BLOCKED, i, 0);
        }
    }
    for (size_t rule = 0; rule < OW_RULE_COUNT; rule++) {
        for (size_t i = 0; i < OW_RULE_MOST_PARAMETERS; i++) {
            if (scenario->rules.overridden[rule][i]) {
                add_wish(search, OW_WISH_RULE, rule, i);
            }
        }
    }
    return OW_OK;
}

static void keep_unspared(struct conflict_search *search)
{
    for (size_t i = 0; i < search->wish_count; i++) {
        search->wishes[i].is_kept = !search->wishes[i].is_spared;
    }
}

/* Leaves out what the conflict does not need, the last wishes first; once more
 * while anything went, since a plan may need a wish that another one eased. */
static enum ow_status shrink(struct conflict_search *search,
                             struct ow_error *err)
{
    enum ow_status status = OW_OK;
    bool has_gone = true;

    while (has_gone && status == OW_OK) {
        has_gone = false;
        for (size_t i = search->wish_count; i-- > 0 && status == OW_OK;) {
            bool is_possible = true;

            if (!search->wishes[i].is_kept) {
                continue;
            }
            search->wishes[i].is_kept = false;
            status = conflict_try(search, NULL, NULL, &is_possible, err);
            search->wishes[i].is_kept = is_possible;
            has_gone = has_gone || !is_possible;
        }
    }
    return status;
}

/* What a runner misses least: a number, a race of lower rank, blocked days, a
 * main race. */
static int rank_of(const struct conflict_search *search,
                   const struct wish *wish)
{
    static const int of_race[] = {
        [OW_PRIORITY_A] = 4, [OW_PRIORITY_B] = 2, [OW_PRIORITY_C] = 1};

    switch (wish->kind) {
    case OW_WISH_RACE:
        return of_race[search->scenario->races[wish->index].priority];
    case OW_WISH_BLOCKED:
        return 3;
    case OW_WISH_RULE:
        break;
    }
    return 0;
}

/* Spares of the wishes kept the one that is missed least, the later of two. */
static void spare_one(struct conflict_search *search)
{
    struct wish *least = NULL;

    for (size_t i = 0; i < search->wish_count; i++) {
        struct wish *wish = &search->wishes[i];

        if (wish->is_kept && (least == NULL || rank_of(search, wish) <=
                                                   rank_of(search, least))) {
            least = wish;
        }
    }
    if (least != NULL) {
        least->is_spared = true;
    }
}

/* Copies what is broken by a plan of just the wishes kept. */
static enum ow_status take_because(struct conflict_search *search,
                                   struct ow_conflict *conflict,
                                   struct ow_error *err)
{
    struct arena *arena = &search->found->arena;
    struct ow_plan *plan = NULL;
    const struct ow_finding *list = NULL;
    struct ow_finding *because = NULL;
    size_t count = 0;
    bool ignored = false;
    enum ow_status status = conflict_try(search, NULL, &plan, &ignored, err);

    if (status != OW_OK) {
        return status;
    }
    list = ow_plan_findings(plan, &count);
    because = arena_calloc(arena, count + 1, sizeof *because);
    conflict->because = because;
    status = because == NULL ? error_nomem(err) : OW_OK;
    for (size_t i = 0; i < count && status == OW_OK; i++) {
        struct ow_finding *copy = &because[conflict->because_count];

        if (list[i].severity == OW_MUST) {
            *copy = list[i];
            copy->message = arena_copy_text(arena, list[i].message,
                                            strlen(list[i].message));
            status = copy->message == NULL ? error_nomem(err) : OW_OK;
            conflict->because_count++;
        }
    }
    ow_plan_free(plan);
    return status;
}

/* Notes the wishes kept as a conflict; none where they are none. */
static enum ow_status note(struct conflict_search *search,
                           struct arena *scratch, struct ow_error *err)
{
    struct ow_conflict *conflict = &search->found->list[search->found->count];
    size_t *set = arena_calloc(scratch, search->wish_count + 1, sizeof *set);

    if (set == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < search->wish_count; i++) {
        if (search->wishes[i].is_kept) {
            set[conflict->wish_count++] = i;
        }
    }
    search->sets[search->found->count] = set;
    if (conflict->wish_count == 0) {
        return OW_OK;
    }
    search->found->count++;
    return take_because(search, conflict, err);
}

/* One conflict after the other, until what is not spared can be had. */
static enum ow_status find_all(struct conflict_search *search,
                               struct arena *scratch, struct ow_error *err)
{
    bool is_possible = false;
    size_t known = 0;
    enum ow_status status = OW_OK;

    do {
        known = search->found->count;
        keep_unspared(search);
        status = conflict_try(search, NULL, NULL, &is_possible, err);
        if (status == OW_OK && !is_possible) {
            status = shrink(search, err);
            if (status == OW_OK) {
                status = note(search, scratch, err);
            }
            spare_one(search);
        }
    } while (status == OW_OK && search->found->count > known);
    return status;
}

/* A wish that was spared for one conflict may stand once another is. */
static enum ow_status restore(struct conflict_search *search,
                              struct ow_error *err)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < search->wish_count && status == OW_OK; i++) {
        bool is_possible = false;

        if (search->wishes[i].is_spared) {
            search->wishes[i].is_spared = false;
            keep_unspared(search);
            status = conflict_try(search, NULL, NULL, &is_possible, err);
            search->wishes[i].is_spared = !is_possible;
        }
    }
    return status;
}

static enum ow_status tell(struct conflict_search *search, size_t index,
                           struct ow_error *err)
{
    struct ow_conflict *conflict = &search->found->list[index];
    struct ow_wish *told =
        arena_calloc(&search->found->arena, conflict->wish_count, sizeof *told);
    enum ow_status status = told == NULL ? error_nomem(err) : OW_OK;

    conflict->wishes = told;
    keep_unspared(search);
    for (size_t i = 0; i < conflict->wish_count; i++) {
        search->wishes[search->sets[index][i]].is_kept = true;
    }
    for (size_t i = 0; i < conflict->wish_count && status == OW_OK; i++) {
        status = conflict_tell(search, &search->wishes[search->sets[index][i]],
                               &told[i], err);
    }
    return status;
}

static enum ow_status search_all(struct conflict_search *search,
                                 struct arena *scratch, struct ow_error *err)
{
    enum ow_status status = open_search(search, scratch, err);

    if (status == OW_OK) {
        status = find_all(search, scratch, err);
    }
    if (status == OW_OK) {
        status = restore(search, err);
    }
    for (size_t i = 0; i < search->found->count && status == OW_OK; i++) {
        status = tell(search, i, err);
    }
    return status;
}

enum ow_status ow_conflicts_find(const struct ow_scenario *scenario,
                                 struct ow_date today,
                                 struct ow_conflicts **conflicts,
                                 struct ow_error *err)
{
    struct conflict_search search = {.scenario = scenario, .today = today};
    struct arena scratch = {0};
    enum ow_status status = OW_OK;

    search.found = mem_calloc(1, sizeof *search.found);
    if (search.found == NULL) {
        return error_nomem(err);
    }
    status = search_all(&search, &scratch, err);
    arena_dispose(&scratch);
    if (status != OW_OK) {
        ow_conflicts_free(search.found);
        return status;
    }
    *conflicts = search.found;
    return OW_OK;
}
