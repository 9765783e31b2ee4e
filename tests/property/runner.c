/* Seeded runners. */
#include "property/runner.h"

#include <stdio.h>
#include <string.h>

/* splitmix64; Steele, Lea and Flood 2014, OOPSLA. */
static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* A whole number from `low` to `high`, both included. */
static int draw(uint64_t *state, int low, int high)
{
    return low + (int)(next(state) % (uint64_t)(high - low + 1));
}

static bool chance(uint64_t *state, int percent)
{
    return draw(state, 1, 100) <= percent;
}

static struct ow_date day_of(int year, int month, int day)
{
    struct ow_date date = ow_date_none();

    if (ow_date_from_ymd(year, month, day, &date, NULL) != OW_OK) {
        date = ow_date_none();
    }
    return date;
}

/* Any day of some years, often about the New Year or a leap day. */
static struct ow_date draw_today(uint64_t *state)
{
    int kind = draw(state, 1, 10);
    int year = draw(state, 2023, 2029);

    if (kind <= 2) {
        return ow_date_add_days(day_of(year, 12, 15), draw(state, 0, 30));
    }
    if (kind == 3) {
        return ow_date_add_days(day_of(year < 2026 ? 2024 : 2028, 2, 20),
                                draw(state, 0, 14));
    }
    return ow_date_add_days(day_of(year, 1, 1), draw(state, 0, 364));
}

static void draw_athlete(struct ow_athlete *athlete, struct ow_date today,
                         uint64_t *state)
{
    static const char sexes[] = {'m', 'f', 'x', '\0'};
    int days = draw(state, 1, 7);

    athlete->sex = sexes[draw(state, 0, 3)];
    athlete->birth_date =
        chance(state, 20)
            ? ow_date_none()
            : ow_date_add_days(today, -draw(state, 12 * 366, 80 * 365));
    athlete->level = (enum ow_level)draw(state, 0, OW_LEVEL_ADVANCED);
    athlete->hr_max_bpm =
        chance(state, 50) ? OW_MISSING : draw(state, 150, 210);
    athlete->hr_rest_bpm = chance(state, 50) ? OW_MISSING : draw(state, 38, 80);
    for (int i = 0; i < days; i++) {
        athlete->day_minutes[draw(state, 0, 6)] = 5 * draw(state, 4, 48);
    }
    athlete->long_run_day = draw(state, -1, 6);
    athlete->strength_per_week = chance(state, 40) ? 0 : draw(state, 0, 4);
    athlete->sessions_per_day = chance(state, 50) ? 0 : draw(state, 1, 2);
    athlete->cross_training =
        chance(state, 50) ? 0 : (unsigned)draw(state, 0, 127);
    athlete->is_southern = chance(state, 20);
}

/* A level that wanders, with weeks of little and gaps. */
static void draw_weeks(struct runner *runner, uint64_t *state)
{
    struct ow_history *history = &runner->scenario.history;
    struct ow_date monday = ow_date_monday(runner->today);
    int count = chance(state, 15) ? 0 : draw(state, 1, RUNNER_MOST_WEEKS - 2);
    int level_m = 1000 * draw(state, 0, 130);
    size_t n = 0;

    for (int i = count; i >= 0; i--) {
        int run_m = level_m * draw(state, 60, 120) / 100;

        if (i == 0 ? chance(state, 50) : chance(state, 12)) {
            continue;
        }
        run_m = chance(state, 6) ? 0 : i == 0 ? run_m / 4 : run_m;
        runner->weeks[n].monday = ow_date_add_days(monday, -7 * i);
        runner->weeks[n].run_m = run_m;
        runner->weeks[n].runs = run_m == 0 ? 0 : draw(state, 1, 7);
        runner->weeks[n].strength = draw(state, 0, 3);
        n++;
    }
    history->weeks = runner->weeks;
    history->week_count = n;
    history->longest_run_30d_m =
        chance(state, 20) ? OW_MISSING
                          : floor(level_m * draw(state, 15, 60) / 100.0);
    history->longest_run_date =
        chance(state, 30)
            ? ow_date_none()
            : ow_date_add_days(runner->today, -draw(state, 1, 45));
    history->fitness = chance(state, 80) ? OW_MISSING : draw(state, 0, 120);
    history->fatigue = chance(state, 80) ? OW_MISSING : draw(state, 0, 150);
}

static double draw_distance_m(uint64_t *state)
{
    static const double distances_m[] = {
        1500,    3000,    5000,  5000,  8000,  10000, 10000, 15000,
        21097.5, 21097.5, 30000, 42195, 42195, 42195, 50000, 100000};

    return distances_m[draw(state, 0, 15)];
}

static void draw_bests(struct runner *runner, uint64_t *state)
{
    struct ow_history *history = &runner->scenario.history;
    int pace_s_per_km = draw(state, 180, 480);

    history->bests = runner->bests;
    history->best_count = (size_t)draw(state, 0, 3);
    for (size_t i = 0; i < history->best_count; i++) {
        struct ow_best *best = &runner->bests[i];

        best->distance_m = draw_distance_m(state);
        best->time_s = floor(best->distance_m / 1000 *
                             (pace_s_per_km + draw(state, 0, 40)));
        best->date = ow_date_add_days(runner->today, -draw(state, 1, 900));
    }
}

static void draw_race(struct ow_race *race, struct ow_date date,
                      struct ow_date today, uint64_t *state)
{
    race->date = date;
    race->distance_m = draw_distance_m(state);
    race->priority = (enum ow_priority)draw(state, 0, OW_PRIORITY_C);
    race->time_s = OW_MISSING;
    if (date.days < today.days && chance(state, 60)) {
        race->time_s = floor(race->distance_m / 1000 * draw(state, 190, 500));
    }
    race->effort =
        chance(state, 60) ? OW_MISSING : draw(state, 50, 100) / 100.0;
    race->goal_s = chance(state, 60)
                       ? OW_MISSING
                       : floor(race->distance_m / 1000 * draw(state, 200, 450));
    race->net_drop_m = chance(state, 80) ? 0 : draw(state, -200, 900);
    race->fade = chance(state, 80) ? OW_MISSING : draw(state, -5, 40) / 100.0;
    race->descent_m = chance(state, 80) ? OW_MISSING : draw(state, 0, 2000);
    race->temperature_c = chance(state, 80) ? OW_MISSING : draw(state, -5, 32);
}

/* Races behind and ahead, by date, a quarter of them hard on the heels of the
 * one before. */
static void draw_races(struct runner *runner, uint64_t *state)
{
    struct ow_scenario *scenario = &runner->scenario;
    int last = 7 * scenario->weeks + 30;
    int day = draw(state, -60, 10);

    scenario->races = runner->races;
    scenario->race_count = (size_t)draw(state, 0, RUNNER_MOST_ENTRIES);
    for (size_t i = 0; i < scenario->race_count; i++) {
        (void)snprintf(runner->race_ids[i], RUNNER_ID_SIZE, "r%zu", i + 1);
        runner->races[i].id = runner->race_ids[i];
        draw_race(&runner->races[i], ow_date_add_days(runner->today, day),
                  runner->today, state);
        day += chance(state, 25) ? draw(state, 1, 15) : draw(state, 16, last);
    }
}

static void draw_goals(struct runner *runner, uint64_t *state)
{
    struct ow_scenario *scenario = &runner->scenario;

    scenario->goals = runner->goals;
    scenario->goal_count = (size_t)draw(state, 0, 2);
    for (size_t i = 0; i < scenario->goal_count; i++) {
        struct ow_goal *goal = &runner->goals[i];

        (void)snprintf(runner->goal_ids[i], RUNNER_ID_SIZE, "g%zu", i + 1);
        goal->id = runner->goal_ids[i];
        goal->horizon = (enum ow_horizon)draw(state, 0, OW_HORIZON_CAREER);
        goal->kind = (enum ow_goal_kind)draw(state, 0, OW_GOAL_FOCUS);
        goal->deadline =
            chance(state, 30)
                ? ow_date_none()
                : ow_date_add_days(runner->today, draw(state, -30, 1500));
        goal->distance_m =
            chance(state, 30) ? OW_MISSING : draw_distance_m(state);
        goal->time_s =
            ow_is_missing(goal->distance_m) || chance(state, 30)
                ? OW_MISSING
                : floor(goal->distance_m / 1000 * draw(state, 180, 450));
        goal->weekly_m =
            chance(state, 50) ? OW_MISSING : 1000.0 * draw(state, 10, 120);
        goal->standard = goal->kind == OW_GOAL_STANDARD ? "boston" : NULL;
        goal->per_week = draw(state, -1, 6);
        goal->focus = (enum ow_focus)draw(state, 0, OW_FOCUS_STRENGTH);
        goal->since =
            i == 0 ? ow_date_none() : ow_date_add_days(runner->today, -100);
        goal->parent = i > 0 && chance(state, 50) ? runner->goals[0].id : NULL;
    }
}

/* Days from a first to a later one, so that the list comes by date. */
static void draw_check_ins(struct runner *runner, uint64_t *state)
{
    struct ow_scenario *scenario = &runner->scenario;
    int day = -20;

    scenario->check_ins = runner->check_ins;
    for (int i = 0; i < 3 && chance(state, 40); i++) {
        struct ow_check_in *check_in = &runner->check_ins[i];

        day = draw(state, day, 0);
        check_in->date = ow_date_add_days(runner->today, day);
        check_in->soreness = draw(state, -1, 10);
        check_in->stairs_pain = chance(state, 50) ? -1 : draw(state, 0, 10);
        check_in->sleep = chance(state, 50) ? -1 : draw(state, 1, 5);
        check_in->motivation = chance(state, 50) ? -1 : draw(state, 1, 5);
        check_in->ill = chance(state, 25);
        check_in->injured = chance(state, 25);
        scenario->check_in_count++;
    }
}

static void draw_blocked(struct runner *runner, uint64_t *state)
{
    struct ow_scenario *scenario = &runner->scenario;
    int day = -5;

    scenario->blocked = runner->blocked;
    for (int i = 0; i < 3 && chance(state, 35); i++) {
        int length = chance(state, 70) ? draw(state, 1, 7) : draw(state, 8, 30);

        day += draw(state, 0, 60);
        runner->blocked[i].from = ow_date_add_days(runner->today, day);
        runner->blocked[i].to =
            ow_date_add_days(runner->today, day + length - 1);
        day += length;
        scenario->blocked_count++;
    }
}

/* Named and shown, now and then the same twice. */
static void draw_weak_spots(struct runner *runner, uint64_t *state)
{
    struct ow_scenario *scenario = &runner->scenario;

    scenario->weak_spots = runner->weak_spots;
    for (int i = 0; i < RUNNER_MOST_SPOTS && chance(state, 40); i++) {
        runner->weak_spots[i] = (struct ow_weak_spot){
            .focus = (enum ow_focus)draw(state, 1, OW_FOCUS_STRENGTH),
            .is_said = chance(state, 50),
            .evidence = chance(state, 50) ? "seen in 9 runs" : NULL};
        scenario->weak_spot_count++;
    }
}

/* A preset, and now and then a parameter set somewhere within its bounds. */
static void draw_rules(struct ow_scenario *scenario, uint64_t *state)
{
    scenario->preset =
        chance(state, 25) ? OW_PRESET_ACTIVE_RETURN : OW_PRESET_CLASSIC;
    ow_rule_values_init(&scenario->rules, scenario->preset);
    for (int i = 0; i < 3 && chance(state, 30); i++) {
        enum ow_rule rule = (enum ow_rule)draw(state, 0, OW_RULE_COUNT - 1);
        size_t count = ow_rule_parameter_count(rule);
        size_t at = count == 0 ? 0 : (size_t)draw(state, 0, (int)count - 1);
        const struct ow_rule_parameter *p = &ow_rule_info(rule)->parameters[at];

        if (count > 0 && p->min < p->max) {
            double value = p->min + (p->max - p->min) * draw(state, 0, 20) / 20;

            /* Days, weeks and metres are whole. */
            value = p->max > 3 ? floor(value) : value;
            scenario->rules.value[rule][at] = fmax(value, p->min);
            scenario->rules.overridden[rule][at] = true;
        }
    }
}

void runner_draw(struct runner *runner, uint64_t seed)
{
    uint64_t state = seed;

    memset(runner, 0, sizeof *runner);
    runner->today = draw_today(&state);
    runner->scenario.weeks =
        chance(&state, 50) ? draw(&state, 1, 20) : draw(&state, 1, 60);
    draw_athlete(&runner->scenario.athlete, runner->today, &state);
    draw_weeks(runner, &state);
    draw_bests(runner, &state);
    draw_races(runner, &state);
    draw_goals(runner, &state);
    draw_check_ins(runner, &state);
    draw_blocked(runner, &state);
    draw_rules(&runner->scenario, &state);
    draw_weak_spots(runner, &state);
}
