/*
 * The sessions of a week on its days: every placement that keeps the hard
 * rules is weighed, and the one of least cost taken. Of equal ones the first
 * wins, days taken from Monday on and for each day first a day without a run,
 * then the runs in the order of the week's list, without strength and
 * cross-training before with them.
 */
#include "base/arena.h"
#include "engine/plan/costs.h"
#include "engine/plan/draft.h"

#include <limits.h>

#define MOST_KINDS 8
#define NO_RUN (-1)

/* Runs of one sort: they are alike, only their number counts. */
struct kind {
    unsigned sort; /* see draft_sort() */
    bool is_hard;
    bool is_long;
    int32_t least_s;  /* without this much time it cannot be */
    int32_t wanted_s; /* with less it is cut */
    int left;
    int session[WEEK_DAYS]; /* indices of the sessions of this sort */
    int session_count;
};

struct placement {
    int run[WEEK_DAYS]; /* index of a kind or NO_RUN */
    bool strength[WEEK_DAYS];
    bool cross[WEEK_DAYS];
};

/* The two least costs at which a state of the search was reached. */
struct reached {
    unsigned search; /* in which they are valid */
    int first;
    int second;
};

/* States of a day: what is left to place, and what the day before was. */
#define MEMO_STATES 8192

struct days_memo {
    unsigned search;
    struct reached states[WEEK_DAYS][MEMO_STATES];
};

struct days_memo *days_memo_new(struct arena *arena)
{
    return arena_calloc(arena, 1, sizeof(struct days_memo));
}

struct search {
    const struct planner *planner;
    struct days_memo *memo; /* NULL where the states are too many */
    const struct draft_day *days;
    struct kind kinds[MOST_KINDS];
    int kind_count;
    int runs_left;
    int strength_left;
    int cross_left;
    int strength_count;
    int cross_count;
    int32_t strength_s;
    int32_t cross_s;
    int32_t taken_s[WEEK_DAYS];    /* by what has its day already */
    int run_days[WEEK_DAYS + 1];   /* days from one on that can take a run */
    int extra_days[WEEK_DAYS + 1]; /* and strength or cross-training */
    int run_row_cost;
    const unsigned *published; /* sorts of each day; NULL: none */
    int moved_cost;
    bool was_hard; /* the day before Monday */
    bool was_long;
    bool was_run;
    bool was_strength;
    struct placement at;
    struct placement best;
    int best_cost;
    int second_cost;
};

static bool is_hard_type(enum ow_session_type type)
{
    return type == OW_SESSION_RACE || type == OW_SESSION_PROGRESSION ||
           type == OW_SESSION_TEMPO || type == OW_SESSION_INTERVALS ||
           type == OW_SESSION_FARTLEK || type == OW_SESSION_HILLS;
}

bool session_is_hard(const struct draft_session *session)
{
    return session->hard_s > 0 || is_hard_type(session->type);
}

/* A sort for each session, alike ones together. */
static void add_run(struct search *search, const struct draft_session *session,
                    int index)
{
    bool is_easy = session->type == OW_SESSION_EASY;
    struct kind *kind = NULL;

    for (int i = 0; i < search->kind_count && is_easy; i++) {
        if (!search->kinds[i].is_hard && !search->kinds[i].is_long) {
            kind = &search->kinds[i];
        }
    }
    if (kind == NULL) {
        kind = &search->kinds[search->kind_count++];
        *kind = (struct kind){
            .sort = draft_sort(session->type),
            .is_hard = session_is_hard(session),
            .is_long = session->type == OW_SESSION_LONG,
            .least_s = is_easy && session->kind == LIBRARY_EASY
                           ? library_shortest_s(LIBRARY_EASY)
                           : session->duration_s,
            .wanted_s = session->duration_s,
        };
    }
    kind->session[kind->session_count++] = index;
    kind->left++;
    search->runs_left++;
}

static bool is_placed(const struct draft_session *session)
{
    return session->type == OW_SESSION_RACE || session->type == OW_SESSION_WALK;
}

static void look_back(struct search *search, size_t week)
{
    const struct draft_week *before = NULL;

    if (week == 0) {
        return;
    }
    before = &search->planner->weeks[week - 1];
    for (size_t i = 0; i < before->session_count; i++) {
        const struct draft_session *session = &before->sessions[i];

        if (session->day != WEEK_DAYS - 1) {
            continue;
        }
        search->was_hard = search->was_hard || session_is_hard(session);
        search->was_long = search->was_long || session->type == OW_SESSION_LONG;
        search->was_run =
            search->was_run || ow_session_type_is_run(session->type);
        search->was_strength =
            search->was_strength || session->type == OW_SESSION_STRENGTH;
    }
}

static void open_search(struct search *search, const struct planner *planner,
                        size_t week)
{
    const struct draft_week *draft = &planner->weeks[week];

    *search = (struct search){.planner = planner,
                              .days = &planner->days[week * WEEK_DAYS],
                              .best_cost = INT_MAX,
                              .second_cost = INT_MAX};
    for (size_t i = 0; i < draft->session_count; i++) {
        const struct draft_session *session = &draft->sessions[i];

        if (is_placed(session)) {
            search->taken_s[session->day] += session->duration_s;
        } else if (session->type == OW_SESSION_STRENGTH) {
            search->strength_left++;
            search->strength_s = session->duration_s;
        } else if (session->type == OW_SESSION_CROSS) {
            search->cross_left++;
            search->cross_s = session->duration_s;
        } else {
            add_run(search, session, (int)i);
        }
    }
    if (planner->published_sorts != NULL) {
        search->published = &planner->published_sorts[week * WEEK_DAYS];
        search->moved_cost = planner->moved_cost;
    }
    search->strength_count = search->strength_left;
    search->cross_count = search->cross_left;
    search->run_row_cost =
        search->runs_left <= FEW_RUNS ? COST_RUN_ROW : COST_RUN_ROW_MANY;
    for (int day = 0; day < WEEK_DAYS; day++) {
        search->at.run[day] = NO_RUN;
    }
    look_back(search, week);
}

static const struct kind *run_at(const struct search *search, int day)
{
    return search->at.run[day] == NO_RUN ? NULL
                                         : &search->kinds[search->at.run[day]];
}

/* What a day was; before Monday it is the last week's Sunday. */
static bool hard_at(const struct search *search, int day)
{
    if (day < 0) {
        return search->was_hard;
    }
    return search->days[day].race != NULL ||
           (run_at(search, day) != NULL && run_at(search, day)->is_hard);
}

static bool long_at(const struct search *search, int day)
{
    if (day < 0) {
        return search->was_long;
    }
    return run_at(search, day) != NULL && run_at(search, day)->is_long;
}

static bool any_at(const struct search *search, int day)
{
    return day < 0 ? search->was_run : run_at(search, day) != NULL;
}

static bool strength_at(const struct search *search, int day)
{
    return day < 0 ? search->was_strength : search->at.strength[day];
}

/* Whether the hard rules let a day be as it is now set. */
static bool is_allowed(const struct search *search, int day)
{
    const struct draft_day *d = &search->days[day];
    const struct kind *run = run_at(search, day);
    bool strength = search->at.strength[day];
    bool cross = search->at.cross[day];
    int32_t needed_s = search->taken_s[day];

    if (run == NULL && !strength && !cross) {
        return true;
    }
    if ((d->bars & (BAR_PAST | BAR_BLOCKED)) != 0 || d->race != NULL) {
        return false;
    }
    if (run != NULL && ((d->bars & BAR_RUN) != 0 ||
                        (run->is_hard && ((d->bars & BAR_HARD) != 0 ||
                                          hard_at(search, day - 1))))) {
        return false;
    }
    /* Days off after a race, and ill ones, are free of other work too. */
    if ((strength || cross) &&
        ((d->bars & BAR_RUN) != 0 ||
         (d->phase == OW_PHASE_TAPER && (d->bars & BAR_HARD) != 0))) {
        return false;
    }
    needed_s += run != NULL ? run->least_s : 0;
    needed_s += strength ? search->strength_s : 0;
    needed_s += cross ? search->cross_s : 0;
    return needed_s <= d->minutes * 60;
}

static int run_cost(const struct search *search, int day,
                    const struct kind *run)
{
    const struct draft_day *d = &search->days[day];
    int wished = search->planner->scenario->athlete.long_run_day;
    int32_t room_s = d->minutes * 60 - search->taken_s[day];
    int cost = 0;

    room_s -= search->at.strength[day] ? search->strength_s : 0;
    room_s -= search->at.cross[day] ? search->cross_s : 0;
    if (run->wanted_s > room_s) {
        cost += (run->wanted_s - room_s) / 60 * COST_MINUTE_SHORT;
    }
    if (run->is_long && wished >= 0 && day != wished) {
        cost += COST_LONG_DAY + (day < wished ? wished - day : day - wished);
    }
    cost += run->is_hard && long_at(search, day - 1) ? COST_HARD_AFTER_LONG : 0;
    cost += run->is_long && hard_at(search, day - 1) ? COST_LONG_AFTER_HARD : 0;
    cost += any_at(search, day - 1) ? search->run_row_cost : 0;
    if (strength_at(search, day - 1) && (run->is_hard || run->is_long)) {
        cost += COST_STRENGTH_EVE;
    }
    if (day + 1 < WEEK_DAYS && search->days[day + 1].race != NULL) {
        cost += COST_RACE_EVE;
    }
    return cost;
}

/* Counts the days that are left for runs and for the rest, from the end. */
static void count_days_left(struct search *search)
{
    int32_t extra_s =
        search->strength_left > 0 ? search->strength_s : search->cross_s;
    int32_t run_s = INT32_MAX;

    if (search->cross_left > 0 && search->cross_s < extra_s) {
        extra_s = search->cross_s;
    }
    for (int i = 0; i < search->kind_count; i++) {
        run_s =
            search->kinds[i].least_s < run_s ? search->kinds[i].least_s : run_s;
    }
    for (int day = WEEK_DAYS - 1; day >= 0; day--) {
        const struct draft_day *d = &search->days[day];
        int32_t room_s = d->minutes * 60 - search->taken_s[day];
        bool is_open = (d->bars & (BAR_PAST | BAR_BLOCKED | BAR_RUN)) == 0 &&
                       d->race == NULL;

        search->run_days[day] =
            search->run_days[day + 1] + (is_open && room_s >= run_s);
        search->extra_days[day] =
            search->extra_days[day + 1] + (is_open && room_s >= extra_s);
    }
}

/* The sorts that a placement has on a day. */
static unsigned sorts_on(const struct search *search,
                         const struct placement *at, int day)
{
    unsigned sorts = 0;

    if (at->run[day] != NO_RUN) {
        sorts |= search->kinds[at->run[day]].sort;
    }
    sorts |= at->strength[day] ? draft_sort(OW_SESSION_STRENGTH) : 0;
    sorts |= at->cross[day] ? draft_sort(OW_SESSION_CROSS) : 0;
    return sorts;
}

/* Published sessions that a day has not; what is not searched has its day. */
static int missing_on(const struct search *search, int day)
{
    unsigned fixed = draft_sort(OW_SESSION_RACE) | draft_sort(OW_SESSION_WALK);
    unsigned left = 0;
    int count = 0;

    if (search->published == NULL) {
        return 0;
    }
    left =
        search->published[day] & ~fixed & ~sorts_on(search, &search->at, day);
    for (; left != 0; left &= left - 1) {
        count++;
    }
    return count;
}

/* Sessions of the best placement that lie on another day than published. */
static int count_moved(const struct search *search)
{
    int moved = 0;

    for (int type = OW_SESSION_EASY; type < OW_SESSION_COUNT; type++) {
        unsigned sort = 1U << type;
        int had = 0;
        int has = 0;
        int met = 0;

        for (int day = 0; day < WEEK_DAYS; day++) {
            bool was = (search->published[day] & sort) != 0;
            bool is = (sorts_on(search, &search->best, day) & sort) != 0;

            had += was;
            has += is;
            met += was && is;
        }
        moved += (had < has ? had : has) - met;
    }
    return moved;
}

/* Soft costs of a day, seen from what lies before it. */
static int day_cost(const struct search *search, int day)
{
    const struct kind *run = run_at(search, day);
    bool strength = search->at.strength[day];
    int cost = run != NULL ? run_cost(search, day, run) : 0;

    cost += search->moved_cost * missing_on(search, day);
    if (strength) {
        cost += strength_at(search, day - 1) ? COST_STRENGTH_ROW : 0;
        cost += run != NULL ? COST_STRENGTH_RUN : 0;
        cost += run != NULL && run->is_long ? COST_STRENGTH_LONG : 0;
    }
    if (search->at.cross[day]) {
        cost += run != NULL ? COST_CROSS_RUN : 0;
        cost += run != NULL && run->is_hard ? COST_CROSS_HARD : 0;
        cost += strength ? COST_CROSS_RUN : 0;
    }
    return cost;
}

static void keep(struct search *search, int cost)
{
    if (search->runs_left + search->strength_left + search->cross_left > 0) {
        return;
    }
    if (cost < search->best_cost) {
        search->second_cost = search->best_cost;
        search->best_cost = cost;
        search->best = search->at;
    } else if (cost < search->second_cost) {
        search->second_cost = cost;
    }
}

static void place_day(struct search *search, int day, int cost);

/* One choice of strength and cross-training beside the run set for a day. */
static void try_extras(struct search *search, int day, int cost, bool strength,
                       bool cross)
{
    if ((strength && search->strength_left == 0) ||
        (cross && search->cross_left == 0)) {
        return;
    }
    search->at.strength[day] = strength;
    search->at.cross[day] = cross;
    if (is_allowed(search, day)) {
        search->strength_left -= strength;
        search->cross_left -= cross;
        place_day(search, day + 1, cost + day_cost(search, day));
        search->strength_left += strength;
        search->cross_left += cross;
    }
    search->at.strength[day] = false;
    search->at.cross[day] = false;
}

static void try_run(struct search *search, int day, int cost, int run)
{
    search->at.run[day] = run;
    if (run != NO_RUN) {
        search->kinds[run].left--;
        search->runs_left--;
    }
    try_extras(search, day, cost, false, false);
    try_extras(search, day, cost, true, false);
    try_extras(search, day, cost, false, true);
    try_extras(search, day, cost, true, true);
    if (run != NO_RUN) {
        search->kinds[run].left++;
        search->runs_left++;
    }
    search->at.run[day] = NO_RUN;
}

/* What the day before was, as far as it matters to the next: 0 to 7. */
static int day_class(const struct search *search, int day)
{
    const struct kind *run = NULL;

    if (day < 0) {
        return 0;
    }
    run = run_at(search, day);
    if (run == NULL) {
        return search->at.strength[day];
    }
    return (run->is_hard ? 4 : run->is_long ? 6 : 2) + search->at.strength[day];
}

/* The number of a state; as many as `states` when there are too many. */
static int state_of(const struct search *search, int day)
{
    int state = day_class(search, day - 1);

    for (int i = 0; i < search->kind_count; i++) {
        state = state * (search->kinds[i].session_count + 1) +
                search->kinds[i].left;
    }
    state = state * (search->strength_count + 1) + search->strength_left;
    return state * (search->cross_count + 1) + search->cross_left;
}

static int count_states(const struct search *search)
{
    int states = 8 * (search->strength_count + 1) * (search->cross_count + 1);

    for (int i = 0; i < search->kind_count; i++) {
        states *= search->kinds[i].session_count + 1;
    }
    return states;
}

/* Whether a state was reached twice before at no more than this cost. What
 * follows from a state does not depend on how it was reached, so that only
 * the two cheapest ways can be part of the two best placements. */
static bool is_beaten(struct search *search, int day, int cost)
{
    struct reached *reached = NULL;

    if (search->memo == NULL || day == WEEK_DAYS) {
        return false;
    }
    reached = &search->memo->states[day][state_of(search, day)];
    if (reached->search != search->memo->search) {
        *reached = (struct reached){search->memo->search, cost, INT_MAX};
        return false;
    }
    if (cost >= reached->second) {
        return true;
    }
    reached->second = cost < reached->first ? reached->first : cost;
    reached->first = cost < reached->first ? cost : reached->first;
    return false;
}

/* Tries all that a day can be, and all days after it; what cannot be among
 * the two best is left. */
static void place_day(struct search *search, int day, int cost)
{
    if (cost >= search->second_cost ||
        search->runs_left > search->run_days[day] ||
        search->strength_left > search->extra_days[day] ||
        search->cross_left > search->extra_days[day] ||
        is_beaten(search, day, cost)) {
        return;
    }
    if (day == WEEK_DAYS) {
        keep(search, cost);
        return;
    }
    try_run(search, day, cost, NO_RUN);
    for (int i = 0; i < search->kind_count; i++) {
        if (search->kinds[i].left > 0) {
            try_run(search, day, cost, i);
        }
    }
}

/* Writes the days of the best placement into the sessions. */
static void write_days(struct search *search, struct draft_week *week)
{
    int strength = 0;
    int cross = 0;

    for (int day = 0; day < WEEK_DAYS; day++) {
        int run = search->best.run[day];

        if (run != NO_RUN) {
            struct kind *kind = &search->kinds[run];

            week->sessions[kind->session[--kind->session_count]].day = day;
        }
    }
    for (size_t i = 0; i < week->session_count; i++) {
        struct draft_session *session = &week->sessions[i];
        int *next = session->type == OW_SESSION_STRENGTH ? &strength
                    : session->type == OW_SESSION_CROSS  ? &cross
                                                         : NULL;
        const bool *days =
            next == &strength ? search->best.strength : search->best.cross;

        if (next == NULL) {
            continue;
        }
        while (!days[*next]) {
            (*next)++;
        }
        session->day = (*next)++;
    }
}

/* Searches all placements for the two of least cost. */
static void seek(struct search *search)
{
    search->best_cost = INT_MAX;
    search->second_cost = INT_MAX;
    if (count_states(search) <= MEMO_STATES) {
        search->memo = search->planner->memo;
        search->memo->search++;
    }
    place_day(search, 0, 0);
}

bool days_place(const struct planner *planner, size_t week)
{
    struct draft_week *draft = &planner->weeks[week];
    struct search search;

    open_search(&search, planner, week);
    count_days_left(&search);
    seek(&search);
    if (search.moved_cost > 0 && search.best_cost != INT_MAX &&
        count_moved(&search) > planner->limits.most_moved) {
        search.moved_cost = COST_MOVED_MOST;
        seek(&search);
    }
    if (search.best_cost == INT_MAX) {
        return false;
    }
    draft->placement_cost = search.best_cost;
    draft->runner_up_cost =
        search.second_cost == INT_MAX ? -1 : search.second_cost;
    write_days(&search, draft);
    return true;
}

/* The sort of run that a session is one of. */
static int kind_of(const struct search *search, int session)
{
    for (int i = 0; i < search->kind_count; i++) {
        for (int k = 0; k < search->kinds[i].session_count; k++) {
            if (search->kinds[i].session[k] == session) {
                return i;
            }
        }
    }
    return NO_RUN;
}

/* Takes over the days that the sessions have; false when two runs or two of
 * the same share one. */
static bool read_days(struct search *search, const struct draft_week *week)
{
    for (size_t i = 0; i < week->session_count; i++) {
        const struct draft_session *session = &week->sessions[i];
        bool *taken = session->type == OW_SESSION_STRENGTH
                          ? &search->at.strength[session->day]
                      : session->type == OW_SESSION_CROSS
                          ? &search->at.cross[session->day]
                          : NULL;

        if (is_placed(session)) {
            continue;
        }
        if (taken == NULL && search->at.run[session->day] == NO_RUN) {
            search->at.run[session->day] = kind_of(search, (int)i);
        } else if (taken != NULL && !*taken) {
            *taken = true;
        } else {
            return false;
        }
    }
    return true;
}

int days_cost(const struct planner *planner, size_t week)
{
    struct search search;
    int cost = 0;

    open_search(&search, planner, week);
    if (!read_days(&search, &planner->weeks[week])) {
        return -1;
    }
    for (int day = 0; day < WEEK_DAYS; day++) {
        if (!is_allowed(&search, day)) {
            return -1;
        }
        cost += day_cost(&search, day);
    }
    return cost;
}
