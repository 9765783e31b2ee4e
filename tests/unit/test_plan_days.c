/*
 * The search for the days of a week against trying every placement there is.
 */
#include "cmocka_all.h"

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

    week->sessions[week->session_count++] = (struct draft_session){
        .type = type,
        .kind = type == OW_SESSION_TEMPO ? LIBRARY_TEMPO : LIBRARY_EASY,
        .duration_s = minutes * 60};
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
    f->planner.scenario = &f->scenario;
    f->planner.weeks = f->weeks;
    f->planner.week_count = 2;
    f->planner.days = f->days;
    f->planner.memo = days_memo_new(&f->arena);
    assert_non_null(f->planner.memo);
    draw_days(f);
    f->weeks[0].sessions[0] = (struct draft_session){
        .type = types[draw_to(f, 5)], .day = WEEK_DAYS - 1};
    f->weeks[0].session_count = 1;
    count = 1 + draw_to(f, MOST_SESSIONS - 1);
    for (int i = 0; i < count; i++) {
        enum ow_session_type type = types[draw_to(f, 6)];

        /* All strength sessions of a plan are alike, as is cross-training. */
        add_session(f, type,
                    type == OW_SESSION_STRENGTH ? 30
                    : type == OW_SESSION_CROSS  ? 40
                    : type == OW_SESSION_EASY   ? 40
                                                : 30 + 15 * draw_to(f, 3));
    }
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
            week->sessions[i].day > week->sessions[last].day) {
            return true;
        }
    }
    return false;
}

static void try_all(struct fixture *f, size_t at, struct least *least)
{
    struct draft_week *week = &f->weeks[1];
    int cost = 0;

    if (at < week->session_count) {
        for (int day = 0; day < WEEK_DAYS; day++) {
            week->sessions[at].day = day;
            if (!is_swapped(week, at)) {
                try_all(f, at + 1, least);
            }
        }
        return;
    }
    cost = days_cost(&f->planner, 1);
    if (cost >= 0 && cost < least->first) {
        least->second = least->first;
        least->first = cost;
    } else if (cost >= 0 && cost < least->second) {
        least->second = cost;
    }
}

static void test_search_is_exact(void **state)
{
    int feasible = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        struct fixture f;
        struct least least = {INT_MAX, INT_MAX};
        bool found = false;

        setup(&f, seed);
        try_all(&f, 0, &least);
        found = days_place(&f.planner, 1);
        assert_int_equal(found, least.first != INT_MAX);
        if (found) {
            feasible++;
            assert_int_equal(f.weeks[1].placement_cost, least.first);
            assert_int_equal(f.weeks[1].runner_up_cost,
                             least.second == INT_MAX ? -1 : least.second);
            assert_int_equal(days_cost(&f.planner, 1), least.first);
        }
        arena_dispose(&f.arena);
    }
    assert_true(feasible > CASES / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_search_is_exact),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
