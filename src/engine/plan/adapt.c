/*
 * A plan made again: the days of the published one are kept where they can be,
 * and what moves says why.
 */
#include "base/buf.h"
#include "base/error.h"
#include "engine/plan/draft.h"
#include "onward/change.h"

/* Published sessions of so many days from today, and to the Sunday of the
 * last, are kept on their days. */
#define KEPT_DAYS 14
/* A session off its published day: less than strength on the eve of a hard day
 * (30, see days.c), more than what is merely better. */
#define COST_MOVED 28
/* Weeks of a plan that tell what it moves in the kept ones, and those after
 * them on which these lean. */
#define NEAR_WEEKS 6
/* Less of the published distance than this was missed, not shortened. */
#define MISSED_PERMILLE 900
#define MESSAGE_LIMIT 200

static int last_kept_day(const struct planner *planner)
{
    int last = planner_day(planner, planner->today) + KEPT_DAYS - 1;
    int count = (int)planner->week_count * WEEK_DAYS;

    last += WEEK_DAYS - 1 - last % WEEK_DAYS;
    return last < count ? last : count - 1;
}

/* What a published day is to the week that has begun, and to its own. */
static void read_day(struct planner *planner, const struct ow_plan_day *day,
                     int32_t *before_m)
{
    int today = planner_day(planner, planner->today);
    int at = planner_day(planner, day->date);

    if (at < 0 || at > last_kept_day(planner)) {
        return;
    }
    for (size_t i = 0; i < day->session_count; i++) {
        const struct ow_session *session = &day->sessions[i];
        bool is_run = ow_session_type_is_run(session->type) &&
                      !ow_is_missing(session->distance_m);

        if (at >= today && session->type != OW_SESSION_REST) {
            planner->published_sorts[at] =
                draft_add_sort(planner->published_sorts[at], session->type);
        }
        if (is_run && at < today) {
            *before_m += (int32_t)session->distance_m;
        } else if (is_run && at < WEEK_DAYS &&
                   session->type != OW_SESSION_RACE) {
            planner->published_runs++;
            planner->published_m += (int32_t)session->distance_m;
        }
    }
}

enum ow_status adapt_read(struct planner *planner, struct arena *scratch,
                          struct ow_error *err)
{
    size_t count = 0;
    const struct ow_plan_day *days = NULL;
    int32_t before_m = 0;

    if (planner->published == NULL) {
        return OW_OK;
    }
    planner->published_sorts =
        arena_calloc(scratch, planner->week_count * WEEK_DAYS,
                     sizeof *planner->published_sorts);
    if (planner->published_sorts == NULL) {
        return error_nomem(err);
    }
    days = ow_plan_days(planner->published, &count);
    for (size_t i = 0; i < count; i++) {
        read_day(planner, &days[i], &before_m);
    }
    planner->has_missed =
        planner->runner.this_week_m < share_of(before_m, MISSED_PERMILLE);
    return OW_OK;
}

static bool is_hard_day(const struct draft_week *week, int day)
{
    for (size_t i = 0; i < week->session_count; i++) {
        if (week->sessions[i].day == day &&
            session_is_hard(&week->sessions[i])) {
            return true;
        }
    }
    return false;
}

enum ow_rule adapt_find_cause(const struct planner *planner, size_t index,
                              const struct draft_session *session, int from)
{
    const struct draft_week *week = &planner->weeks[index];
    const struct draft_day *day =
        &planner->days[index * WEEK_DAYS + (size_t)from];
    bool is_hard = session_is_hard(session);

    if ((day->bars & BAR_BLOCKED) != 0) {
        return OW_RULE_DAY_BLOCKED;
    }
    if (day->race != NULL) {
        return OW_RULE_PHASE_BUILD;
    }
    if ((day->bars & BAR_RUN) != 0) {
        return day->run_rule;
    }
    if (day->minutes * 60 < session->duration_s) {
        return OW_RULE_DAY_MINUTES;
    }
    if (is_hard && (day->bars & BAR_HARD) != 0) {
        return day->hard_rule;
    }
    if (is_hard &&
        (is_hard_day(week, from - 1) || is_hard_day(week, from + 1))) {
        return OW_RULE_HARD_SPACING;
    }
    if (session->type == OW_SESSION_LONG &&
        session->day == planner->scenario->athlete.long_run_day) {
        return OW_RULE_LONG_RUN_DAY;
    }
    return session->type == OW_SESSION_STRENGTH ? OW_RULE_STRENGTH_PLACE
                                                : OW_RULE_ADAPT;
}

static void sort_days(const struct draft_week *week, unsigned sorts[WEEK_DAYS])
{
    for (int day = 0; day < WEEK_DAYS; day++) {
        sorts[day] = 0;
    }
    for (size_t i = 0; i < week->session_count; i++) {
        unsigned *own = &sorts[week->sessions[i].day];

        *own = draft_add_sort(*own, week->sessions[i].type);
    }
}

/* The sort of a session among those of its day. */
static unsigned sort_within(const struct draft_week *week, size_t session)
{
    int day = week->sessions[session].day;
    unsigned before = 0;

    for (size_t i = 0; i < session; i++) {
        if (week->sessions[i].day == day) {
            before = draft_add_sort(before, week->sessions[i].type);
        }
    }
    return draft_add_sort(before, week->sessions[session].type) & ~before;
}

/* An easy run may stand for another, be it a day's first or second. */
static unsigned alike(unsigned sort)
{
    unsigned easy = draft_sort(OW_SESSION_EASY) | DRAFT_SORT_SECOND;

    return (sort & easy) != 0 ? easy : sort;
}

/* The nearest session of a sort on a day that had none, not yet named as
 * moved; of two the earlier. The same pairs as those of ow_plan_difference().
 * NULL without one. */
static struct draft_session *find_moved(struct draft_week *week,
                                        const unsigned *published,
                                        unsigned sort, int from)
{
    struct draft_session *found = NULL;
    int least = WEEK_DAYS;

    for (size_t i = 0; i < week->session_count; i++) {
        struct draft_session *session = &week->sessions[i];
        unsigned own = sort_within(week, i);
        int apart =
            session->day < from ? from - session->day : session->day - from;

        if ((own & alike(sort)) != 0 && !session->is_moved &&
            (published[session->day] & own) == 0 &&
            (apart < least ||
             (apart == least && found != NULL && session->day < found->day))) {
            least = apart;
            found = session;
        }
    }
    return found;
}

static void mark(const struct planner *planner, size_t index,
                 struct draft_session *session, int from)
{
    session->is_moved = true;
    session->published_day = from;
    session->mover = adapt_find_cause(planner, index, session, from);
    session_add_rule(session, session->mover);
    session_add_rule(session, OW_RULE_ADAPT);
}

static int mark_moved(struct planner *planner, size_t index)
{
    const unsigned *published = &planner->published_sorts[index * WEEK_DAYS];
    struct draft_week *week = &planner->weeks[index];
    unsigned sorts[WEEK_DAYS];
    int moved = 0;

    sort_days(week, sorts);
    for (int from = 0; from < WEEK_DAYS; from++) {
        /* The last is a second easy run. */
        for (int type = OW_SESSION_WALK; type <= OW_SESSION_COUNT; type++) {
            unsigned sort = 1U << type;
            bool is_gone = type != OW_SESSION_RACE &&
                           (published[from] & ~sorts[from] & sort) != 0;
            struct draft_session *session =
                is_gone ? find_moved(week, published, sort, from) : NULL;

            if (session != NULL) {
                mark(planner, index, session, from);
                moved++;
            }
        }
    }
    return moved;
}

enum ow_status adapt_explain(struct planner *planner, size_t index,
                             struct ow_error *err)
{
    struct ow_date date = planner->days[index * WEEK_DAYS].date;
    int moved = 0;
    struct buf text;
    enum ow_status status = OW_OK;

    if (planner->published_sorts == NULL) {
        return OW_OK;
    }
    moved = mark_moved(planner, index);
    if (moved <= planner->limits.most_moved) {
        return OW_OK;
    }
    if (date.days < planner->today.days) {
        date = planner->today;
    }
    buf_init(&text, MESSAGE_LIMIT);
    buf_append_format(&text,
                      "%d sessions of the week move, more than the %d you "
                      "want: their days cannot hold them any more",
                      moved, (int)planner->limits.most_moved);
    status = buf_status(&text, err);
    if (status == OW_OK) {
        status = planner_find(planner, OW_RULE_ADAPT, OW_SHOULD, date,
                              buf_text(&text), err);
    }
    buf_dispose(&text);
    return status;
}

const char *adapt_cause(enum ow_rule rule)
{
    switch ((int)rule) {
    case OW_RULE_DAY_BLOCKED:
        return "that day is blocked";
    case OW_RULE_DAY_MINUTES:
        return "that day has no time for it";
    case OW_RULE_PHASE_BUILD:
        return "a race is on that day";
    case OW_RULE_RECOVERY_OFF:
        return "no running so soon after the race";
    case OW_RULE_SYMPTOM_REST:
        return "rest until illness, injury or pain is over";
    case OW_RULE_RECOVERY_EASY:
    case OW_RULE_SYMPTOM_HARD:
    case OW_RULE_SYMPTOM_RETURN:
    case OW_RULE_SORENESS_EASY:
    case OW_RULE_TAPER_HARD:
        return "nothing hard is due on that day";
    case OW_RULE_HARD_SPACING:
        return "it would lie beside another hard day";
    case OW_RULE_LONG_RUN_DAY:
        return "the long run goes to the day you like for it";
    case OW_RULE_STRENGTH_PLACE:
        return "strength keeps away from hard and long days";
    default:
        return "the days around it changed";
    }
}

/* Sessions on other days than published, among those to be kept. */
static enum ow_status count_moved(const struct ow_plan *published,
                                  const struct ow_plan *plan, size_t *moved,
                                  struct ow_error *err)
{
    struct ow_plan_difference *difference = NULL;
    struct ow_date last = ow_date_add_days(ow_plan_today(plan), KEPT_DAYS - 1);
    const struct ow_change *list = NULL;
    size_t count = 0;
    enum ow_status status =
        ow_plan_difference(published, plan, &difference, err);

    *moved = 0;
    if (status == OW_E_ARGUMENT) {
        return OW_OK; /* the published plan is over */
    }
    if (status != OW_OK) {
        return status;
    }
    last = ow_date_add_days(ow_date_monday(last), WEEK_DAYS - 1);
    list = ow_plan_difference_changes(difference, &count);
    for (size_t i = 0; i < count; i++) {
        *moved +=
            list[i].kind == OW_CHANGE_MOVED && list[i].from.days <= last.days;
    }
    ow_plan_difference_free(difference);
    return OW_OK;
}

static bool is_made(enum ow_status status)
{
    return status == OW_OK || status == OW_E_CONFLICT;
}

/* Sessions that a plan of the next weeks moves, made at a cost of moving; at
 * none it is made afresh. */
static enum ow_status try_cost(const struct ow_scenario *near,
                               struct ow_date today,
                               const struct ow_plan *published, int cost,
                               size_t *moved, struct ow_error *err)
{
    struct ow_plan *plan = NULL;
    enum ow_status status = plan_make(near, today, cost > 0 ? published : NULL,
                                      cost, NULL, &plan, err);

    if (is_made(status)) {
        status = count_moved(published, plan, moved, err);
    }
    ow_plan_free(plan);
    return status;
}

/* What moving is to cost. Where a plan made again moves as much as one made
 * afresh, only what must hold stands above staying, if that moves less. The
 * next weeks tell; the year beyond them is made once. */
static enum ow_status choose_cost(const struct ow_scenario *scenario,
                                  struct ow_date today,
                                  const struct ow_plan *published, int *cost,
                                  struct ow_error *err)
{
    struct ow_scenario near = *scenario;
    size_t own = 0;
    size_t afresh = 0;
    size_t least = 0;
    enum ow_status status = OW_OK;

    *cost = COST_MOVED;
    near.weeks = near.weeks < NEAR_WEEKS ? near.weeks : NEAR_WEEKS;
    status = try_cost(&near, today, published, COST_MOVED, &own, err);
    if (status != OW_OK || own == 0) {
        return status;
    }
    status = try_cost(&near, today, published, 0, &afresh, err);
    if (status == OW_OK && own >= afresh) {
        status =
            try_cost(&near, today, published, COST_MOVED_MOST, &least, err);
        *cost = least < own ? COST_MOVED_MOST : COST_MOVED;
    }
    return status;
}

enum ow_status ow_plan_adapt(const struct ow_scenario *scenario,
                             struct ow_date today,
                             const struct ow_plan *published,
                             struct ow_plan **plan, struct ow_error *err)
{
    int cost = COST_MOVED;
    enum ow_status status =
        published == NULL ? OW_OK
                          : choose_cost(scenario, today, published, &cost, err);

    return status == OW_OK
               ? plan_make(scenario, today, published, cost, NULL, plan, err)
               : status;
}
