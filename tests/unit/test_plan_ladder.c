/*
 * The ladder against every other one, over a few weeks.
 *
 * All ways of running what a week gives, less of it, or nothing are tried. None
 * of them ever gets a week further than the ladder that takes all of every
 * week, which is what makes the step from week to week exact.
 *
 * Toward a race its steps are the evenest: of all ladders of usual steps that
 * are as far by the week of the peak none has a smaller largest step.
 */
#include "cmocka_all.h"

#include "engine/plan/draft.h"

#include <string.h>

#define CASES 3000
#define WEEKS 5

struct fixture {
    struct ow_scenario scenario;
    struct planner planner;
    struct draft_week weeks[WEEKS];
    struct draft_day days[WEEKS * WEEK_DAYS];
    int32_t longest_m[WEEKS * WEEK_DAYS];
    struct ow_race race;
    struct draft_race draft;
    int32_t most_m[WEEKS]; /* what the ladder gives */
    long ladders;
    uint64_t seed;
};

/* splitmix64, Steele and others 2014. */
static int draw_to(struct fixture *f, int most)
{
    uint64_t z = (f->seed += 0x9e3779b97f4a7c15U);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return (int)((z ^ (z >> 31)) % (uint64_t)(most + 1));
}

/* A main race in or beyond the weeks, with its taper; now and then a recovery
 * from one before them. */
static void draw_race(struct fixture *f)
{
    bool is_past = draw_to(f, 2) == 0;
    int day = is_past ? -1 - draw_to(f, 13)
                      : 14 + draw_to(f, (WEEKS + 4) * WEEK_DAYS);

    f->race = (struct ow_race){.id = "r",
                               .date = {20000 + day},
                               .distance_m = draw_to(f, 1) ? 42195 : 10000,
                               .priority = (enum ow_priority)draw_to(f, 1)};
    f->draft = (struct draft_race){.race = &f->race, .day = day, .effort = 1};
    if (is_past) {
        f->draft.recovery.week_count = 3;
        f->draft.recovery.week_share[0] = 0.2;
        f->draft.recovery.week_share[1] = 0.4;
        f->draft.recovery.week_share[2] = 0.7;
    }
    for (int i = day - 14; i < day; i++) {
        if (i >= 0 && i < WEEKS * WEEK_DAYS && !is_past) {
            f->days[i].phase = OW_PHASE_TAPER;
        }
    }
    f->planner.races = &f->draft;
    f->planner.race_count = (size_t)(draw_to(f, 3) > 0);
}

static void draw_history(struct fixture *f)
{
    struct runner *runner = &f->planner.runner;
    int32_t level_m = 1000 * draw_to(f, 100);

    for (int i = 0; i < DRAFT_HISTORY_WEEKS; i++) {
        bool is_gap = draw_to(f, 7) == 0;

        runner->past_m[i] = is_gap ? 0 : level_m * (60 + draw_to(f, 50)) / 100;
        runner->past_known[i] = draw_to(f, 9) > 0;
        runner->past_m[i] *= runner->past_known[i] ? 1 : 0;
    }
    runner->runs_per_week = 3 + draw_to(f, 3);
    runner->pace.s_per_km[ZONE_EASY] = 300 + draw_to(f, 180);
}

static void setup(struct fixture *f, uint64_t seed)
{
    memset(f, 0, sizeof *f);
    f->seed = seed;
    f->planner.scenario = &f->scenario;
    f->planner.weeks = f->weeks;
    f->planner.week_count = WEEKS;
    f->planner.days = f->days;
    f->planner.longest_m = f->longest_m;
    f->planner.today.days = 20000;
    f->planner.monday.days = 20000;
    ow_rule_values_init(&f->scenario.rules, OW_PRESET_CLASSIC);
    assert_int_equal(ow_rule_values_set(&f->scenario.rules,
                                        "down-week.every_weeks",
                                        3 + draw_to(f, 2), NULL),
                     OW_OK);
    limits_read(&f->scenario.rules, &f->planner.limits);
    for (int i = 0; i < WEEKS * WEEK_DAYS; i++) {
        f->days[i] = (struct draft_day){
            .date = {20000 + i},
            .phase = i < 14 ? OW_PHASE_BASE : OW_PHASE_BUILD,
            .minutes = 120,
            .bars = draw_to(f, 30) == 0 ? (unsigned)BAR_BLOCKED : 0};
    }
    draw_race(f);
    draw_history(f);
}

/* What a week gives after those before it; no runs lie on its days here. */
static int32_t step(struct fixture *f, size_t week)
{
    f->weeks[week] = (struct draft_week){.phase = f->days[week * 7 + 3].phase};
    ladder_step(&f->planner, week);
    return f->weeks[week].target_m;
}

/* All ladders on from a week, against the one that takes all. */
static void try_all(struct fixture *f, size_t week)
{
    static const int32_t shares[] = {1000, 960, 600, 0};
    int32_t target_m = 0;
    struct draft_week held;

    if (week == WEEKS) {
        f->ladders++;
        return;
    }
    target_m = step(f, week);
    assert_true(target_m <= f->weeks[week].cap_m);
    assert_true(target_m <= f->most_m[week]);
    held = f->weeks[week];
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        f->weeks[week] = held;
        f->weeks[week].run_m = share_of(target_m, shares[i]);
        try_all(f, week + 1);
    }
}

static void no_ladder_gets_further(void **state)
{
    static struct fixture f;
    long ladders = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        setup(&f, seed);
        for (size_t week = 0; week < WEEKS; week++) {
            f.most_m[week] = step(&f, week);
            f.weeks[week].run_m = f.most_m[week];
        }
        try_all(&f, 0);
        ladders += f.ladders;
    }
    print_message("%d runners, %ld ladders\n", CASES, ladders);
}

/* What is tried against the ladder: steps in so many parts of the usual one. */
#define PARTS 12

struct rival {
    bool is_load[WEEKS]; /* the others are down weeks */
    int32_t goal_m;      /* where it must get to */
    int weeks;
    int32_t least_m; /* smallest of the largest steps that get there */
};

/* A flat past, a race some weeks beyond the plan, all of it building. */
static void setup_even(struct fixture *f, uint64_t seed)
{
    int32_t level_m = 0;

    setup(f, seed);
    level_m = 1000 * (30 + draw_to(f, 70));
    for (int i = 0; i < DRAFT_HISTORY_WEEKS; i++) {
        f->planner.runner.past_m[i] = level_m;
        f->planner.runner.past_known[i] = i <= draw_to(f, 3);
    }
    for (int i = 0; i < WEEKS * WEEK_DAYS; i++) {
        f->days[i].phase = OW_PHASE_BUILD;
        f->days[i].bars = 0;
        f->days[i].minutes = 240;
    }
    f->race.date.days = 20000 + WEEK_DAYS * (5 + draw_to(f, 6)) + 6;
    f->race.distance_m = 10000 + 10000 * draw_to(f, 3);
    f->race.priority = OW_PRIORITY_A;
    f->draft = (struct draft_race){
        .race = &f->race, .day = f->race.date.days - 20000, .effort = 1};
    f->planner.race_count = 1;
}

static void try_steps(struct rival *rival, int week, int32_t level_m,
                      int32_t largest_m)
{
    int32_t usual_m = level_m / 10;

    if (largest_m >= rival->least_m) {
        return;
    }
    if (week == rival->weeks) {
        rival->least_m = level_m >= rival->goal_m ? largest_m : rival->least_m;
        return;
    }
    for (int part = 0; part <= (rival->is_load[week] ? PARTS : 0); part++) {
        int32_t step_m = usual_m * part / PARTS;

        try_steps(rival, week + 1, level_m + step_m,
                  step_m > largest_m ? step_m : largest_m);
    }
}

static void no_ladder_is_more_even(void **state)
{
    static struct fixture f;
    long rising = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        struct rival rival = {.least_m = INT32_MAX};
        int32_t level_m = 0;
        int32_t largest_m = 0;

        setup_even(&f, seed);
        level_m = f.planner.runner.past_m[0];
        rival.weeks = season_aim(&f.planner, 0).week + 1;
        rival.weeks = rival.weeks < WEEKS ? rival.weeks : WEEKS;
        rival.goal_m = level_m;
        for (int week = 0; week < rival.weeks; week++) {
            int32_t target_m = step(&f, (size_t)week);

            f.weeks[week].run_m = target_m;
            rival.is_load[week] = target_m >= rival.goal_m;
            if (rival.is_load[week] && target_m - rival.goal_m > largest_m) {
                largest_m = target_m - rival.goal_m;
            }
            rival.goal_m = rival.is_load[week] ? target_m : rival.goal_m;
        }
        try_steps(&rival, 0, level_m, 0);
        /* Each week is rounded down to whole hundreds of metres. */
        assert_true(largest_m <= rival.least_m + 100 * rival.weeks);
        rising += largest_m > 0;
    }
    print_message("%d runners, %ld of them rise\n", CASES, rising);
    assert_true(rising > CASES / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_ladder_gets_further),
        cmocka_unit_test(no_ladder_is_more_even),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
