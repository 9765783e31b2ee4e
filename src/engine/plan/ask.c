/* A question to the placement of one week; see ask.h. */
#include "engine/plan/ask.h"

/* A run of which the week has no like. */
#define USUAL_S 1800
/* Of such a run, what is fast. */
#define WORK_SHARE_PERMILLE 250

static enum library_kind kind_of(enum ow_session_type type)
{
    static const enum library_kind kinds[OW_SESSION_COUNT] = {
        [OW_SESSION_LONG] = LIBRARY_LONG,
        [OW_SESSION_PROGRESSION] = LIBRARY_PROGRESSION_SEGMENTED,
        [OW_SESSION_TEMPO] = LIBRARY_TEMPO,
        [OW_SESSION_INTERVALS] = LIBRARY_INTERVALS,
        [OW_SESSION_FARTLEK] = LIBRARY_FARTLEK,
        [OW_SESSION_HILLS] = LIBRARY_HILLS,
        [OW_SESSION_STRIDES] = LIBRARY_STRIDES};

    return kinds[type];
}

static unsigned sorts_of_day(const struct draft_week *week, int day)
{
    unsigned sorts = 0;

    for (size_t i = 0; i < week->session_count; i++) {
        if (week->sessions[i].day == day) {
            sorts |= draft_sort(week->sessions[i].type);
        }
    }
    return sorts;
}

static bool has_sort(const struct draft_week *week, unsigned sort)
{
    unsigned sorts = 0;

    for (int day = 0; day < WEEK_DAYS; day++) {
        sorts |= sorts_of_day(week, day);
    }
    return (sorts & sort) != 0;
}

/* The session that one of a type would take the place of: a hard run for a
 * hard one, else an easy run, the last of them; NULL: it would be one more. */
static struct draft_session *find_alike(struct draft_week *week,
                                        enum ow_session_type type)
{
    bool is_hard = type != OW_SESSION_EASY && type != OW_SESSION_RECOVERY &&
                   type != OW_SESSION_LONG;
    struct draft_session *alike = NULL;

    if (!ow_session_type_is_run(type)) {
        return NULL;
    }
    for (size_t i = 0; i < week->session_count; i++) {
        struct draft_session *session = &week->sessions[i];

        if (session->race != NULL || session->is_second ||
            !ow_session_type_is_run(session->type) ||
            session->type == OW_SESSION_LONG) {
            continue;
        }
        if (alike == NULL || session_is_hard(session) == is_hard ||
            session_is_hard(alike) != is_hard) {
            alike = session;
        }
    }
    return alike;
}

/* A session of the type in the place of its most alike, or beside the rest. */
static void swap_in(const struct planner *planner, struct draft_week *week,
                    enum ow_session_type type)
{
    struct draft_session *session = find_alike(week, type);
    struct draft_session made = {.duration_s = USUAL_S};

    if (session == NULL && week->session_count == DRAFT_MOST_SESSIONS) {
        return;
    }
    made = session != NULL ? *session : made;
    session =
        session != NULL ? session : &week->sessions[week->session_count++];
    *session = (struct draft_session){
        .type = type == OW_SESSION_RECOVERY ? OW_SESSION_EASY : type,
        .kind = kind_of(type),
        .distance_m = made.distance_m,
        .duration_s = type == OW_SESSION_STRENGTH ? planner->limits.strength_s
                      : type == OW_SESSION_CROSS  ? planner->limits.cross_s
                                                  : made.duration_s,
        .work_s = made.work_s > 0
                      ? made.work_s
                      : share_of(made.duration_s, WORK_SHARE_PERMILLE),
        .pattern = library_pattern_of(kind_of(type), LIBRARY_SHORT_EARLY, 0),
        .goal_m = made.goal_m,
        .soften = made.soften};
    if (session->kind == LIBRARY_EASY && session->distance_m == 0) {
        session->distance_m =
            (int32_t)(made.duration_s * 1000LL /
                      planner->runner.pace.s_per_km[ZONE_EASY]);
    }
    if (ow_session_type_is_run(type)) {
        session_measure(planner, session);
    }
}

/* Why no placement has the session on its day. */
static enum ow_rule forbidding(const struct planner *planner, size_t index,
                               const struct planner_ask *ask)
{
    const struct draft_week *week = &planner->weeks[index];
    enum ow_rule rule = OW_RULE_DAY_SESSIONS;

    for (size_t i = 0; i < week->session_count; i++) {
        if ((draft_sort(week->sessions[i].type) & ask->days.sort) != 0) {
            rule = adapt_find_cause(planner, index, &week->sessions[i],
                                    ask->days.day);
        }
    }
    return rule == OW_RULE_ADAPT || rule == OW_RULE_STRENGTH_PLACE ||
                   rule == OW_RULE_LONG_RUN_DAY
               ? OW_RULE_DAY_SESSIONS
               : rule;
}

/* The first day that has the sort in a week and not in another; -1. */
static int new_day(const struct draft_week *week,
                   const struct draft_week *before, unsigned sort)
{
    for (int day = 0; day < WEEK_DAYS; day++) {
        if ((sorts_of_day(week, day) & ~sorts_of_day(before, day) & sort) !=
            0) {
            return day;
        }
    }
    return -1;
}

void ask_place(const struct planner *planner, size_t index)
{
    struct planner_ask *ask = planner->ask;
    struct draft_week *week = &planner->weeks[index];
    struct draft_week before = *week;
    struct planner unbound = *planner;
    int chosen[ITEM_COUNT] = {0};
    int cost = 0;

    unbound.published_sorts = NULL;
    cost = days_cost(&unbound, index, chosen);
    ask->has_session =
        (sorts_of_day(week, ask->days.day) & ask->days.sort) != 0;
    if (!has_sort(week, ask->days.sort)) {
        swap_in(planner, week, ask->type);
    }
    ask->is_met = days_place(&unbound, index, &ask->days);
    if (!ask->is_met) {
        ask->forbidding = forbidding(planner, index, ask);
        *week = before;
        return;
    }
    ask->cost = days_cost(&unbound, index, ask->items) - cost;
    for (int i = 0; i < ITEM_COUNT; i++) {
        ask->items[i] -= chosen[i];
    }
    ask->day = new_day(week, &before, ask->days.sort);
}
