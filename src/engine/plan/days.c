/*
 * The sessions of a week on its days: every placement that keeps the hard
 * rules is weighed, and the one of least cost taken. Of equal ones the first
 * wins, days taken from Monday on and for each day first a day without a run,
 * then the runs in the order of the week's list; with each of these nothing
 * beside, strength, cross-training, both, a second run, in this order.
 */
#include "engine/plan/days.h"

#include "base/arena.h"

#include <limits.h>

/* The two least costs at which a state of the search was reached. */
struct reached {
    unsigned search; /* in which they are valid */
    uint64_t state;
    int first;
    int second;
};

/* States that are remembered; what finds no room is searched again. */
#define MEMO_BITS 13
#define MEMO_STATES (1U << MEMO_BITS)
#define MEMO_PROBES 8

struct days_memo {
    unsigned search;
    struct reached states[MEMO_STATES];
};

struct days_memo *days_memo_new(struct arena *arena)
{
    return arena_calloc(arena, 1, sizeof(struct days_memo));
}

struct search {
    struct placing placing;
    struct days_memo *memo;
    const struct days_ask *ask; /* NULL: any placement will do */
    int runs_left;
    int extras_left[EXTRA_COUNT];
    int run_days[WEEK_DAYS + 1];   /* days from one on that can take a run */
    int extra_days[WEEK_DAYS + 1]; /* and strength or cross-training */
    int rest_days;                 /* so far */
    struct placement best;
    int best_cost;
    int second_cost;
};

/* Counts the days that are left for runs and for the rest, from the end. */
static void count_days_left(struct search *search)
{
    const struct placing *placing = &search->placing;
    int32_t extra_s = INT32_MAX;
    int32_t run_s = INT32_MAX;

    for (int extra = EXTRA_STRENGTH; extra <= EXTRA_CROSS; extra++) {
        if (placing->extra_count[extra] > 0 &&
            placing->extra_least_s[extra] < extra_s) {
            extra_s = placing->extra_least_s[extra];
        }
    }
    for (int i = 0; i < placing->kind_count; i++) {
        int32_t least_s = placing->kinds[i].is_elastic
                              ? library_shortest_s(LIBRARY_EASY)
                              : placing->kinds[i].least_s;

        run_s = least_s < run_s ? least_s : run_s;
    }
    for (int day = WEEK_DAYS - 1; day >= 0; day--) {
        const struct draft_day *d = &placing->days[day];
        int32_t room_s = d->minutes * 60 - placing->taken_s[day];
        bool is_open = (d->bars & (BAR_PAST | BAR_BLOCKED | BAR_RUN)) == 0 &&
                       d->race == NULL;

        search->run_days[day] =
            search->run_days[day + 1] + (is_open && room_s >= run_s);
        search->extra_days[day] =
            search->extra_days[day + 1] + (is_open && room_s >= extra_s);
    }
}

static void open_search(struct search *search, const struct planner *planner,
                        size_t week, const struct days_ask *ask)
{
    *search = (struct search){.memo = planner->memo, .ask = ask};
    placing_open(&search->placing, planner, week);
    search->runs_left = search->placing.run_count;
    for (int extra = 0; extra < EXTRA_COUNT; extra++) {
        search->extras_left[extra] = search->placing.extra_count[extra];
    }
    count_days_left(search);
}

static bool is_all_placed(const struct search *search)
{
    int left = search->runs_left;

    for (int extra = 0; extra < EXTRA_COUNT; extra++) {
        left += search->extras_left[extra];
    }
    return left == 0;
}

static void keep(struct search *search, int cost)
{
    if (!is_all_placed(search)) {
        return;
    }
    cost += placing_rest_cost(search->rest_days > 0, NULL);
    if (cost < search->best_cost) {
        search->second_cost = search->best_cost;
        search->best_cost = cost;
        search->best = search->placing.at;
    } else if (cost < search->second_cost) {
        search->second_cost = cost;
    }
}

static void place_day(struct search *search, int day, int cost);

/* Whether a day is as it was asked for. */
static bool keeps_ask(const struct search *search, int day)
{
    const struct days_ask *ask = search->ask;
    unsigned sorts = 0;

    if (ask == NULL || ask->day != day) {
        return true;
    }
    sorts = placing_sorts(&search->placing, &search->placing.at, day);
    return ((sorts & ask->sort) != 0) != ask->is_elsewhere;
}

/* One choice of what lies beside the run set for a day; bits of extras. */
static void try_extras(struct search *search, int day, int cost,
                       unsigned extras)
{
    struct placing *placing = &search->placing;

    for (int extra = 0; extra < EXTRA_COUNT; extra++) {
        if ((extras & (1U << extra)) != 0 && search->extras_left[extra] == 0) {
            return;
        }
    }
    for (int extra = 0; extra < EXTRA_COUNT; extra++) {
        placing->at.has[extra][day] = (extras & (1U << extra)) != 0;
        search->extras_left[extra] -= placing->at.has[extra][day];
    }
    if (placing_allows(placing, day) && keeps_ask(search, day)) {
        int rest = placing_is_rest(placing, day);

        search->rest_days += rest;
        place_day(search, day + 1, cost + placing_day_cost(placing, day, NULL));
        search->rest_days -= rest;
    }
    for (int extra = 0; extra < EXTRA_COUNT; extra++) {
        search->extras_left[extra] += placing->at.has[extra][day];
        placing->at.has[extra][day] = false;
    }
}

static void try_run(struct search *search, int day, int cost, int run)
{
    const unsigned both = 1U << EXTRA_STRENGTH | 1U << EXTRA_CROSS;
    const unsigned second = 1U << EXTRA_SECOND;
    const unsigned choices[] = {0, 1U << EXTRA_STRENGTH, 1U << EXTRA_CROSS,
                                both, second};
    struct placing *placing = &search->placing;

    placing->at.run[day] = run;
    if (run != NO_RUN) {
        placing->kinds[run].left--;
        search->runs_left--;
    }
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
        /* No day has three sessions, nor a second run without a first. */
        if (choices[i] != (run != NO_RUN ? both : second)) {
            try_extras(search, day, cost, choices[i]);
        }
    }
    if (run != NO_RUN) {
        placing->kinds[run].left++;
        search->runs_left++;
    }
    placing->at.run[day] = NO_RUN;
}

/* What matters to the days from one on: the day before, easy days still owed,
 * whether there was rest, and what is left to place. */
static uint64_t state_of(const struct search *search, int day)
{
    const struct placing *placing = &search->placing;
    const struct kind *run = day > 0 ? placing_run(placing, day - 1) : NULL;
    uint64_t state = (uint64_t)day;

    state = state * 2 + (search->rest_days > 0);
    state = state * (WEEK_DAYS + 1) + (uint64_t)placing_owed(placing, day);
    state = state * 2 + (run != NULL);
    state = state * 2 + (run != NULL && run->is_hard);
    state = state * 2 + (run != NULL && run->is_long);
    state = state * 2 + (day > 0 && placing->at.has[EXTRA_STRENGTH][day - 1]);
    state = state * 2 + (day > 0 && placing->at.has[EXTRA_SECOND][day - 1]);
    for (int i = 0; i < placing->kind_count; i++) {
        state = state * (WEEK_DAYS + 1) + (uint64_t)placing->kinds[i].left;
    }
    for (int extra = 0; extra < EXTRA_COUNT; extra++) {
        state = state * (WEEK_DAYS + 1) + (uint64_t)search->extras_left[extra];
    }
    return state;
}

/* Where a state is remembered, or could be; NULL where there is no room. */
static struct reached *recall(struct days_memo *memo, uint64_t state)
{
    /* Multiplicative hashing; Knuth 1998, volume 3, 6.4. */
    uint64_t hash = state * UINT64_C(0x9e3779b97f4a7c15) >> (64 - MEMO_BITS);

    for (uint64_t i = 0; i < MEMO_PROBES; i++) {
        struct reached *reached = &memo->states[(hash + i) % MEMO_STATES];

        if (reached->search != memo->search) {
            *reached = (struct reached){memo->search, state, INT_MAX, INT_MAX};
        }
        if (reached->state == state) {
            return reached;
        }
    }
    return NULL;
}

/* Whether a state was reached twice before at no more than this cost. What
 * follows from a state does not depend on how it was reached, so that only
 * the two cheapest ways can be part of the two best placements. */
static bool is_beaten(struct search *search, int day, int cost)
{
    struct reached *reached =
        day < WEEK_DAYS ? recall(search->memo, state_of(search, day)) : NULL;

    if (reached == NULL) {
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
        search->extras_left[EXTRA_SECOND] > search->run_days[day] ||
        search->extras_left[EXTRA_STRENGTH] > search->extra_days[day] ||
        search->extras_left[EXTRA_CROSS] > search->extra_days[day] ||
        is_beaten(search, day, cost)) {
        return;
    }
    if (day == WEEK_DAYS) {
        keep(search, cost);
        return;
    }
    try_run(search, day, cost, NO_RUN);
    for (int i = 0; i < search->placing.kind_count; i++) {
        if (search->placing.kinds[i].left > 0) {
            try_run(search, day, cost, i);
        }
    }
}

/* Searches all placements for the two of least cost. */
static void seek(struct search *search)
{
    search->best_cost = INT_MAX;
    search->second_cost = INT_MAX;
    search->memo->search++;
    place_day(search, 0, 0);
}

/* Sessions of a sort on a day; easy runs may be two. */
static int count_sort(unsigned sorts, unsigned sort)
{
    return ((sorts & sort) != 0) + (sort == draft_sort(OW_SESSION_EASY) &&
                                    (sorts & DRAFT_SORT_SECOND) != 0);
}

/* Sessions of the best placement that lie on another day than published. */
static int count_moved(const struct search *search)
{
    const struct placing *placing = &search->placing;
    int moved = 0;

    for (int type = OW_SESSION_EASY; type < OW_SESSION_COUNT; type++) {
        unsigned sort = 1U << type;
        int had = 0;
        int has = 0;
        int met = 0;

        for (int day = 0; day < WEEK_DAYS; day++) {
            int was = count_sort(placing->published[day], sort);
            int is =
                count_sort(placing_sorts(placing, &search->best, day), sort);

            had += was;
            has += is;
            met += was < is ? was : is;
        }
        moved += (had < has ? had : has) - met;
    }
    return moved;
}

/* The next day of the best placement with an extra, from one on. */
static int next_day(const struct search *search, enum extra extra, int day)
{
    while (!search->best.has[extra][day]) {
        day++;
    }
    return day;
}

/* Writes the days of the best placement into the sessions. */
static void write_days(struct search *search, struct draft_week *week)
{
    int next[EXTRA_COUNT] = {0};

    for (int day = 0; day < WEEK_DAYS; day++) {
        int run = search->best.run[day];

        if (run != NO_RUN) {
            struct kind *kind = &search->placing.kinds[run];

            week->sessions[kind->session[--kind->session_count]].day = day;
        }
    }
    for (size_t i = 0; i < week->session_count; i++) {
        struct draft_session *session = &week->sessions[i];
        enum extra extra = placing_extra(session);

        if (extra != EXTRA_COUNT && !placing_is_fixed(session)) {
            session->day = next_day(search, extra, next[extra]);
            next[extra] = session->day + 1;
        }
    }
}

bool days_place(const struct planner *planner, size_t week,
                const struct days_ask *ask)
{
    struct draft_week *draft = &planner->weeks[week];
    struct search search;

    open_search(&search, planner, week, ask);
    seek(&search);
    if (search.placing.moved_cost > 0 && search.best_cost != INT_MAX &&
        count_moved(&search) > planner->limits.most_moved) {
        search.placing.moved_cost = COST_MOVED_MOST;
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
static int kind_of(const struct placing *placing, int session)
{
    for (int i = 0; i < placing->kind_count; i++) {
        for (int k = 0; k < placing->kinds[i].session_count; k++) {
            if (placing->kinds[i].session[k] == session) {
                return i;
            }
        }
    }
    return NO_RUN;
}

/* Takes over the days that the sessions have; false when two runs of their own
 * or two of the same share one. */
static bool read_days(struct placing *placing, const struct draft_week *week)
{
    for (size_t i = 0; i < week->session_count; i++) {
        const struct draft_session *session = &week->sessions[i];
        enum extra extra = placing_extra(session);
        int day = session->day;

        if (placing_is_fixed(session)) {
            continue;
        }
        if (extra == EXTRA_COUNT && placing->at.run[day] == NO_RUN) {
            placing->at.run[day] = kind_of(placing, (int)i);
        } else if (extra != EXTRA_COUNT && !placing->at.has[extra][day]) {
            placing->at.has[extra][day] = true;
        } else {
            return false;
        }
    }
    return true;
}

int days_cost(const struct planner *planner, size_t week, int *items)
{
    struct placing placing;
    bool has_rest = false;
    int cost = 0;

    placing_open(&placing, planner, week);
    if (!read_days(&placing, &planner->weeks[week])) {
        return -1;
    }
    for (int day = 0; day < WEEK_DAYS; day++) {
        if (!placing_allows(&placing, day)) {
            return -1;
        }
        has_rest = has_rest || placing_is_rest(&placing, day);
        cost += placing_day_cost(&placing, day, items);
    }
    return cost + placing_rest_cost(has_rest, items);
}
