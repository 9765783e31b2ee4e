/* What days allow and what a placement on them costs; see days.h. */
#include "engine/plan/days.h"

#include <limits.h>

bool placing_is_fixed(const struct draft_session *session)
{
    return session->type == OW_SESSION_RACE || session->type == OW_SESSION_WALK;
}

enum extra placing_extra(const struct draft_session *session)
{
    return session->type == OW_SESSION_STRENGTH ? EXTRA_STRENGTH
           : session->type == OW_SESSION_CROSS  ? EXTRA_CROSS
           : session->is_second                 ? EXTRA_SECOND
                                                : EXTRA_COUNT;
}

/* An easy run gives up metres where its day is short of time. */
static bool is_elastic(const struct draft_session *session)
{
    return session->type == OW_SESSION_EASY && session->kind == LIBRARY_EASY;
}

static int32_t least_s(const struct draft_session *session)
{
    return is_elastic(session) && session->duration_s > LEAST_EASY_S
               ? LEAST_EASY_S
               : session->duration_s;
}

/* A sort for each run, alike ones together. */
static void add_run(struct placing *placing,
                    const struct draft_session *session, int index)
{
    bool is_easy = session->type == OW_SESSION_EASY;
    struct kind *kind = NULL;

    for (int i = 0; i < placing->kind_count && is_easy; i++) {
        if (!placing->kinds[i].is_hard && !placing->kinds[i].is_long) {
            kind = &placing->kinds[i];
        }
    }
    if (kind == NULL) {
        kind = &placing->kinds[placing->kind_count++];
        *kind = (struct kind){
            .type = session->type,
            .is_hard = session_is_hard(session),
            .is_long = session->type == OW_SESSION_LONG,
            .easy_days = session->easy_days_after,
            .is_elastic = is_elastic(session),
            .least_s = least_s(session),
            .wanted_s = session->duration_s,
        };
    }
    placing->has_long = placing->has_long || kind->is_long;
    kind->session[kind->session_count++] = index;
    kind->left++;
    placing->run_count++;
}

static void add_session(struct placing *placing,
                        const struct draft_session *session, int index)
{
    enum extra extra = placing_extra(session);

    if (placing_is_fixed(session)) {
        placing->taken_s[session->day] += session->duration_s;
    } else if (extra == EXTRA_COUNT) {
        add_run(placing, session, index);
    } else {
        placing->extra_count[extra]++;
        placing->extra_least_s[extra] = least_s(session);
        placing->extra_wanted_s[extra] = session->duration_s;
    }
}

/* What the week before leaves behind. */
static void look_back(struct placing *placing, size_t week)
{
    const struct draft_week *before = NULL;
    struct eve *eve = &placing->eve;

    if (week == 0) {
        return;
    }
    before = &placing->planner->weeks[week - 1];
    for (size_t i = 0; i < before->session_count; i++) {
        const struct draft_session *session = &before->sessions[i];
        int owed = session->day + session->easy_days_after - (WEEK_DAYS - 1);

        eve->owed = owed > eve->owed ? owed : eve->owed;
        if (session->day != WEEK_DAYS - 1) {
            continue;
        }
        eve->is_hard = eve->is_hard || session_is_hard(session);
        eve->is_long = eve->is_long || session->type == OW_SESSION_LONG;
        eve->is_run = eve->is_run || ow_session_type_is_run(session->type);
        eve->is_double = eve->is_double || session->is_second;
        eve->has_strength =
            eve->has_strength || session->type == OW_SESSION_STRENGTH;
    }
}

void placing_open(struct placing *placing, const struct planner *planner,
                  size_t week)
{
    const struct draft_week *draft = &planner->weeks[week];

    *placing = (struct placing){.planner = planner,
                                .days = &planner->days[week * WEEK_DAYS]};
    for (size_t i = 0; i < draft->session_count; i++) {
        add_session(placing, &draft->sessions[i], (int)i);
    }
    if (planner->published_sorts != NULL) {
        placing->published = &planner->published_sorts[week * WEEK_DAYS];
        placing->moved_cost = planner->moved_cost;
    }
    placing->run_row_cost =
        placing->run_count <= FEW_RUNS ? COST_RUN_ROW : COST_RUN_ROW_MANY;
    for (int day = 0; day < WEEK_DAYS; day++) {
        const struct draft_day *d = &placing->days[day];

        placing->at.run[day] = NO_RUN;
        if (d->race == NULL && (d->bars & (BAR_PAST | BAR_BLOCKED)) == 0 &&
            d->minutes > placing->most_minutes) {
            placing->most_minutes = d->minutes;
        }
    }
    look_back(placing, week);
}

const struct kind *placing_run(const struct placing *placing, int day)
{
    int run = placing->at.run[day];

    return run == NO_RUN ? NULL : &placing->kinds[run];
}

static bool has(const struct placing *placing, enum extra extra, int day)
{
    return placing->at.has[extra][day];
}

/* What a day was; before Monday it is the last week's Sunday. */
static bool hard_at(const struct placing *placing, int day)
{
    const struct kind *run = NULL;

    if (day < 0) {
        return placing->eve.is_hard;
    }
    run = placing_run(placing, day);
    return placing->days[day].race != NULL || (run != NULL && run->is_hard);
}

static bool long_at(const struct placing *placing, int day)
{
    const struct kind *run = NULL;

    if (day < 0) {
        return placing->eve.is_long;
    }
    run = placing_run(placing, day);
    return run != NULL && run->is_long;
}

static bool run_at(const struct placing *placing, int day)
{
    return day < 0 ? placing->eve.is_run : placing_run(placing, day) != NULL;
}

static bool double_at(const struct placing *placing, int day)
{
    return day < 0 ? placing->eve.is_double : has(placing, EXTRA_SECOND, day);
}

static bool strength_at(const struct placing *placing, int day)
{
    return day < 0 ? placing->eve.has_strength
                   : has(placing, EXTRA_STRENGTH, day);
}

int placing_owed(const struct placing *placing, int day)
{
    int owed = placing->eve.owed - day;

    for (int before = 0; before < day; before++) {
        const struct kind *run = placing_run(placing, before);
        int left = run == NULL ? 0 : before + run->easy_days - day + 1;

        owed = left > owed ? left : owed;
    }
    return owed > 0 ? owed : 0;
}

bool placing_is_rest(const struct placing *placing, int day)
{
    return placing_run(placing, day) == NULL &&
           placing->days[day].race == NULL &&
           !has(placing, EXTRA_STRENGTH, day) &&
           !has(placing, EXTRA_CROSS, day);
}

/* Whether the runner's wishes allow so many sessions on a day. */
static bool allows_count(const struct placing *placing, int day)
{
    const struct ow_athlete *athlete = &placing->planner->scenario->athlete;
    int count = placing_run(placing, day) != NULL;

    for (int extra = 0; extra < EXTRA_COUNT; extra++) {
        count += placing->at.has[extra][day];
    }
    return count <= (athlete->sessions_per_day == 1 ? 1 : 2);
}

/* Least time of a run on a day: a narrow day is all there is. */
static int32_t least_on(const struct placing *placing, int day,
                        const struct kind *run)
{
    int32_t room_s = placing->days[day].minutes * 60;
    bool is_narrow = run->is_elastic && room_s < run->least_s &&
                     room_s >= library_shortest_s(LIBRARY_EASY);

    return is_narrow ? room_s : run->least_s;
}

/* Whether a day's time holds what is set, cut as far as it can be. */
static bool allows_time(const struct placing *placing, int day)
{
    const struct kind *run = placing_run(placing, day);
    int32_t needed_s =
        placing->taken_s[day] + (run != NULL ? least_on(placing, day, run) : 0);

    for (int extra = 0; extra < EXTRA_COUNT; extra++) {
        needed_s +=
            placing->at.has[extra][day] ? placing->extra_least_s[extra] : 0;
    }
    return needed_s <= placing->days[day].minutes * 60;
}

/* A second run is beside another, and not beside the long one. */
static bool allows_second(const struct placing *placing, int day)
{
    const struct kind *run = placing_run(placing, day);

    return !has(placing, EXTRA_SECOND, day) || (run != NULL && !run->is_long);
}

bool placing_allows(const struct placing *placing, int day)
{
    const struct draft_day *d = &placing->days[day];
    const struct kind *run = placing_run(placing, day);
    bool is_extra =
        has(placing, EXTRA_STRENGTH, day) || has(placing, EXTRA_CROSS, day);

    if (run == NULL && !is_extra) {
        return !has(placing, EXTRA_SECOND, day);
    }
    if ((d->bars & (BAR_PAST | BAR_BLOCKED)) != 0 || d->race != NULL) {
        return false;
    }
    if (run != NULL && ((d->bars & BAR_RUN) != 0 ||
                        (run->is_hard && ((d->bars & BAR_HARD) != 0 ||
                                          hard_at(placing, day - 1))))) {
        return false;
    }
    /* Days off after a race, and ill ones, are free of other work too. */
    if (is_extra && ((d->bars & BAR_RUN) != 0 || (d->phase == OW_PHASE_TAPER &&
                                                  (d->bars & BAR_HARD) != 0))) {
        return false;
    }
    return allows_second(placing, day) && allows_count(placing, day) &&
           allows_time(placing, day);
}

unsigned placing_sorts(const struct placing *placing,
                       const struct placement *at, int day)
{
    unsigned sorts = 0;

    if (at->run[day] != NO_RUN) {
        sorts = draft_add_sort(sorts, placing->kinds[at->run[day]].type);
    }
    if (at->has[EXTRA_SECOND][day]) {
        sorts = draft_add_sort(sorts, OW_SESSION_EASY);
    }
    if (at->has[EXTRA_STRENGTH][day]) {
        sorts = draft_add_sort(sorts, OW_SESSION_STRENGTH);
    }
    return at->has[EXTRA_CROSS][day] ? draft_add_sort(sorts, OW_SESSION_CROSS)
                                     : sorts;
}

/* Published sessions that a day has not; what is not searched has its day. */
static int missing_on(const struct placing *placing, int day)
{
    unsigned fixed = draft_sort(OW_SESSION_RACE) | draft_sort(OW_SESSION_WALK);
    unsigned left = 0;
    int count = 0;

    if (placing->published == NULL) {
        return 0;
    }
    left = placing->published[day] & ~fixed &
           ~placing_sorts(placing, &placing->at, day);
    for (; left != 0; left &= left - 1) {
        count++;
    }
    return count;
}

/* A cost where something is so, put down under its item. */
static int weigh(int *items, enum place_item item, bool is_so, int cost)
{
    if (!is_so) {
        return 0;
    }
    if (items != NULL) {
        items[item] += cost;
    }
    return cost;
}

/* The long run on its wished day; without a wish where there is most time. */
static int long_cost(const struct placing *placing, int day, int *items)
{
    int wished = placing->planner->scenario->athlete.long_run_day;
    int away = day < wished ? wished - day : day - wished;
    int narrow = (placing->most_minutes - placing->days[day].minutes) /
                 NARROW_MINUTES * COST_LONG_NARROW;
    int cost = weigh(items, ITEM_LONG_DAY, wished >= 0 && away > 0,
                     COST_LONG_DAY + away);

    cost += weigh(items, ITEM_LONG_NARROW, wished < 0, narrow);
    return cost + weigh(items, ITEM_LONG_AFTER_HARD, hard_at(placing, day - 1),
                        COST_LONG_AFTER_HARD);
}

/* Whether the day that is liked for the long run has no run, in a week without
 * a long one. */
static bool is_liked_day_free(const struct placing *placing, int day)
{
    const struct draft_day *d = &placing->days[day];
    bool is_open =
        (d->bars & (BAR_PAST | BAR_BLOCKED | BAR_RUN)) == 0 && d->minutes > 0 &&
        d->race == NULL &&
        (day + 1 == WEEK_DAYS || placing->days[day + 1].race == NULL);

    return day == placing->planner->scenario->athlete.long_run_day &&
           placing->run_count > 0 && !placing->has_long && is_open &&
           placing_run(placing, day) == NULL;
}

/* Minutes that the runs of a day lose to it. */
static int minutes_short(const struct placing *placing, int day,
                         const struct kind *run)
{
    int32_t short_s =
        placing->taken_s[day] + run->wanted_s - placing->days[day].minutes * 60;

    for (int extra = 0; extra < EXTRA_COUNT; extra++) {
        short_s +=
            placing->at.has[extra][day] ? placing->extra_wanted_s[extra] : 0;
    }
    return short_s > 0 ? short_s / 60 : 0;
}

static int run_cost(const struct placing *placing, int day,
                    const struct kind *run, int *items)
{
    bool is_taxing = run->is_hard || run->is_long;
    bool is_race_next =
        day + 1 < WEEK_DAYS && placing->days[day + 1].race != NULL;
    int cost = run->is_long ? long_cost(placing, day, items) : 0;

    cost += weigh(items, ITEM_MINUTES, true,
                  minutes_short(placing, day, run) * COST_MINUTE_SHORT);
    cost += weigh(items, ITEM_HARD_TOO_SOON,
                  run->is_hard && placing_owed(placing, day) > 0,
                  COST_HARD_TOO_SOON);
    cost +=
        weigh(items, ITEM_HARD_AFTER_LONG,
              run->is_hard && long_at(placing, day - 1), COST_HARD_AFTER_LONG);
    cost += weigh(items, ITEM_RUN_ROW, run_at(placing, day - 1),
                  placing->run_row_cost);
    cost += weigh(items, ITEM_RUN_AFTER_LONG, long_at(placing, day - 1),
                  COST_RUN_AFTER_LONG);
    cost +=
        weigh(items, ITEM_STRENGTH_EVE,
              is_taxing && strength_at(placing, day - 1), COST_STRENGTH_EVE);
    cost += weigh(items, ITEM_DOUBLE,
                  run->is_long && double_at(placing, day - 1), COST_DOUBLE_EVE);
    return cost + weigh(items, ITEM_RACE_EVE, is_race_next, COST_RACE_EVE);
}

static int extra_cost(const struct placing *placing, int day,
                      const struct kind *run, int *items)
{
    bool is_hard = run != NULL && run->is_hard;
    bool is_long = run != NULL && run->is_long;
    int cost = 0;

    if (has(placing, EXTRA_STRENGTH, day)) {
        cost += weigh(items, ITEM_STRENGTH_ROW, strength_at(placing, day - 1),
                      COST_STRENGTH_ROW);
        cost += weigh(items, ITEM_STRENGTH_EASY, run != NULL && !is_hard,
                      COST_STRENGTH_EASY);
        cost += weigh(items, ITEM_STRENGTH_LONG, is_long, COST_STRENGTH_LONG);
        cost += weigh(items, ITEM_STRENGTH_LONG, long_at(placing, day - 1),
                      COST_STRENGTH_TIRED);
    }
    if (has(placing, EXTRA_CROSS, day)) {
        cost += weigh(items, ITEM_CROSS, run != NULL, COST_CROSS_RUN);
        cost += weigh(items, ITEM_CROSS, is_hard || is_long, COST_CROSS_HARD);
        cost += weigh(items, ITEM_CROSS, has(placing, EXTRA_STRENGTH, day),
                      COST_CROSS_RUN);
    }
    if (has(placing, EXTRA_SECOND, day)) {
        cost += weigh(items, ITEM_DOUBLE, is_hard, COST_DOUBLE_HARD);
        cost += weigh(items, ITEM_DOUBLE, double_at(placing, day - 1),
                      COST_DOUBLE_ROW);
    }
    return cost;
}

int placing_day_cost(const struct placing *placing, int day, int *items)
{
    const struct kind *run = placing_run(placing, day);
    bool is_race = placing->days[day].race != NULL;
    int cost = run != NULL ? run_cost(placing, day, run, items) : 0;

    cost += weigh(items, ITEM_LIKED_DAY, is_liked_day_free(placing, day),
                  COST_LIKED_DAY);
    cost += weigh(items, ITEM_STRENGTH_EVE,
                  is_race && strength_at(placing, day - 1), COST_STRENGTH_EVE);
    cost += weigh(items, ITEM_MOVED, placing->moved_cost > 0,
                  placing->moved_cost * missing_on(placing, day));
    return cost + extra_cost(placing, day, run, items);
}

int placing_rest_cost(bool has_rest, int *items)
{
    return weigh(items, ITEM_NO_REST, !has_rest, COST_NO_REST);
}
