/*
 * The search for the days of a week against trying every placement there is.
 */
#include "cmocka_all.h"

#include "engine/plan/costs.h"
#include "engine/plan/draft.h"

#include <limits.h>
#include <string.h>

#define CASES 3000
#define MOST_SESSIONS 6

/* Two weeks, of which the second is placed. */
struct fixture {
    struct ow_scenario scenario;
    struct planner planner;
    struct draft_week weeks[2];
    struct draft_day days[2 * WEEK_DAYS];
    struct ow_race race;
    unsigned published[2 * WEEK_DAYS];
    struct arena arena;
    uint64_t seed;
};

/* splitmix64, Steele and others 2014. */
static uint64_t draw(struct fixture *f)
{
    uint64_t z = (f->seed += 0x9e3779b97f4a7c15U);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

static int draw_to(struct fixture *f, int most)
{
    return (int)(draw(f) % (uint64_t)(most + 1));
}

static void add_session(struct fixture *f, enum ow_session_type type,
                        int minutes)
{
    struct draft_week *week = &f->weeks[1];
    bool is_hard = type == OW_SESSION_TEMPO || type == OW_SESSION_PROGRESSION;

    week->sessions[week->session_count++] = (struct draft_session){
        .type = type,
        .kind = type == OW_SESSION_TEMPO ? LIBRARY_TEMPO : LIBRARY_EASY,
        .easy_days_after = is_hard ? draw_to(f, 3) : 0,
        .hard_s = type == OW_SESSION_LONG && draw_to(f, 3) == 0 ? 600 : 0,
        .duration_s = minutes * 60};
}

/* Up to two second runs, now and then. */
static void add_second_runs(struct fixture *f)
{
    struct draft_week *week = &f->weeks[1];
    int count = draw_to(f, 2) == 0 ? 1 + draw_to(f, 1) : 0;

    for (int i = 0; i < count && week->session_count < MOST_SESSIONS; i++) {
        add_session(f, OW_SESSION_EASY, 30);
        week->sessions[week->session_count - 1].is_second = true;
    }
}

/* A race that has its day, in a few weeks. */
static void add_race(struct fixture *f)
{
    int day = draw_to(f, WEEK_DAYS - 1);

    if (draw_to(f, 5) == 0) {
        f->days[WEEK_DAYS + day].race = &f->race;
        add_session(f, OW_SESSION_RACE, 60);
        f->weeks[1].sessions[f->weeks[1].session_count - 1].day = day;
    }
}

static void draw_days(struct fixture *f)
{
    static const int minutes[] = {0, 30, 45, 60, 90, 120};

    for (int day = 0; day < 2 * WEEK_DAYS; day++) {
        f->days[day] = (struct draft_day){
            .date = {20000 + day},
            .phase = draw_to(f, 4) == 0 ? OW_PHASE_TAPER : OW_PHASE_BASE,
            .minutes = minutes[draw_to(f, 5)],
            .bars = draw_to(f, 5) == 0   ? (unsigned)BAR_HARD
                    : draw_to(f, 9) == 0 ? (unsigned)BAR_RUN
                                         : 0};
    }
}

/* Every second week was published before, as it comes. */
static void draw_published(struct fixture *f, uint64_t seed)
{
    static const enum ow_session_type types[] = {
        OW_SESSION_EASY, OW_SESSION_LONG,     OW_SESSION_TEMPO,
        OW_SESSION_REST, OW_SESSION_STRENGTH, OW_SESSION_CROSS};

    if (seed % 2 == 0) {
        return;
    }
    for (int day = WEEK_DAYS; day < 2 * WEEK_DAYS; day++) {
        f->published[day] = draft_sort(types[draw_to(f, 3)]) |
                            draft_sort(types[3 + draw_to(f, 2)]);
        f->published[day] &= ~draft_sort(OW_SESSION_REST);
    }
    f->planner.published_sorts = f->published;
    f->planner.moved_cost = 28;
    f->planner.limits.most_moved = 2 * MOST_SESSIONS;
}

static void setup(struct fixture *f, uint64_t seed)
{
    static const enum ow_session_type types[] = {
        OW_SESSION_EASY,  OW_SESSION_EASY,        OW_SESSION_LONG,
        OW_SESSION_TEMPO, OW_SESSION_PROGRESSION, OW_SESSION_STRENGTH,
        OW_SESSION_CROSS};
    int count = 0;

    memset(f, 0, sizeof *f);
    f->seed = seed;
    f->scenario.athlete.long_run_day = draw_to(f, 7) - 1;
    f->scenario.athlete.sessions_per_day = draw_to(f, 2);
    f->planner.scenario = &f->scenario;
    f->planner.weeks = f->weeks;
    f->planner.week_count = 2;
    f->planner.days = f->days;
    f->planner.memo = days_memo_new(&f->arena);
    assert_non_null(f->planner.memo);
    draw_days(f);
    f->weeks[0].sessions[0] =
        (struct draft_session){.type = types[draw_to(f, 5)],
                               .day = WEEK_DAYS - 1 - draw_to(f, 1),
                               .easy_days_after = draw_to(f, 3)};
    f->weeks[0].session_count = 1;
    add_race(f);
    count = 1 + draw_to(f, MOST_SESSIONS - 2);
    for (int i = 0; i < count; i++) {
        enum ow_session_type type = types[draw_to(f, 6)];

        /* All strength sessions of a plan are alike, as is cross-training. */
        add_session(f, type,
                    type == OW_SESSION_STRENGTH ? 30
                    : type == OW_SESSION_CROSS  ? 40
                    : type == OW_SESSION_EASY   ? 40
                                                : 30 + 15 * draw_to(f, 3));
    }
    add_second_runs(f);
    draw_published(f, seed);
}

/* The least and the second least cost of all placements; alike sessions on
 * each other's days are one placement. */
struct least {
    int first;
    int second;
};

static bool is_swapped(const struct draft_week *week, size_t last)
{
    for (size_t i = 0; i < last; i++) {
        if (week->sessions[i].type == week->sessions[last].type &&
            (week->sessions[i].type == OW_SESSION_STRENGTH ||
             week->sessions[i].type == OW_SESSION_CROSS ||
             week->sessions[i].type == OW_SESSION_EASY) &&
            week->sessions[i].is_second == week->sessions[last].is_second &&
            week->sessions[i].day > week->sessions[last].day) {
            return true;
        }
    }
    return false;
}

/* Whether the sessions lie as they were asked to. */
static bool is_as_asked(const struct draft_week *week,
                        const struct days_ask *ask)
{
    unsigned sorts = 0;

    for (size_t i = 0; i < week->session_count; i++) {
        if (ask != NULL && week->sessions[i].day == ask->day) {
            sorts |= draft_sort(week->sessions[i].type);
        }
    }
    return ask == NULL || ((sorts & ask->sort) != 0) != ask->is_elsewhere;
}

static void try_all(struct fixture *f, size_t at, const struct days_ask *ask,
                    struct least *least)
{
    struct draft_week *week = &f->weeks[1];
    int cost = 0;

    if (at < week->session_count &&
        week->sessions[at].type == OW_SESSION_RACE) {
        try_all(f, at + 1, ask, least);
        return;
    }
    if (at < week->session_count) {
        for (int day = 0; day < WEEK_DAYS; day++) {
            week->sessions[at].day = day;
            if (!is_swapped(week, at)) {
                try_all(f, at + 1, ask, least);
            }
        }
        return;
    }
    cost = is_as_asked(week, ask) ? days_cost(&f->planner, 1, NULL) : -1;
    if (cost >= 0 && cost < least->first) {
        least->second = least->first;
        least->first = cost;
    } else if (cost >= 0 && cost < least->second) {
        least->second = cost;
    }
}

/* Whether search and trial agree on a drawn week; tells if it can be. */
static bool agree(struct fixture *f, const struct days_ask *ask)
{
    struct least least = {INT_MAX, INT_MAX};
    bool found = false;

    try_all(f, 0, ask, &least);
    found = days_place(&f->planner, 1, ask);
    assert_int_equal(found, least.first != INT_MAX);
    if (found) {
        assert_int_equal(f->weeks[1].placement_cost, least.first);
        assert_int_equal(f->weeks[1].runner_up_cost,
                         least.second == INT_MAX ? -1 : least.second);
        assert_int_equal(days_cost(&f->planner, 1, NULL), least.first);
        assert_true(is_as_asked(&f->weeks[1], ask));
    }
    return found;
}

static void test_search_is_exact(void **state)
{
    int feasible = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        struct fixture f;

        setup(&f, seed);
        feasible += agree(&f, NULL);
        arena_dispose(&f.arena);
    }
    assert_true(feasible > CASES / 4);
}

static void test_asked_search_is_exact(void **state)
{
    int feasible = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= CASES / 3; seed++) {
        struct fixture f;
        struct days_ask ask = {0};
        size_t asked = 0;

        setup(&f, seed);
        asked = (size_t)draw_to(&f, (int)f.weeks[1].session_count - 1);
        ask.sort = draft_sort(f.weeks[1].sessions[asked].type);
        ask.day = draw_to(&f, WEEK_DAYS - 1);
        ask.is_elsewhere = draw_to(&f, 1) == 1;
        if (f.weeks[1].sessions[asked].type != OW_SESSION_RACE) {
            feasible += agree(&f, &ask);
        }
        arena_dispose(&f.arena);
    }
    assert_true(feasible > CASES / 3 / 5);
}

/* What a placement costs is told by its items, all of it. */
static void test_items_sum_to_the_cost(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        struct fixture f;

        setup(&f, seed);
        if (days_place(&f.planner, 1, NULL)) {
            int items[ITEM_COUNT] = {0};
            int sum = 0;

            assert_int_equal(days_cost(&f.planner, 1, items),
                             f.weeks[1].placement_cost);
            for (int i = 0; i < ITEM_COUNT; i++) {
                sum += items[i];
            }
            assert_int_equal(sum, f.weeks[1].placement_cost);
        }
        arena_dispose(&f.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_search_is_exact),
        cmocka_unit_test(test_asked_search_is_exact),
        cmocka_unit_test(test_items_sum_to_the_cost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
