/*
 * Time to plan a year from scratch: a runner of six days a week with a half,
 * a 10 km and a marathon ahead, strength and cross-training wished for.
 */
#include "bench.h"

#include "onward/change.h"
#include "onward/plan.h"

#include <stdlib.h>
#include <sys/resource.h>

#define ROUNDS 50
/* Twice the weeks take so much longer at most. */
#define MOST_OF_TWICE 2.4
#define HISTORY_WEEKS 12
#define TODAY_DAYS 20759 /* 2026-11-02 */

struct year {
    struct ow_scenario scenario;
    struct ow_history_week weeks[HISTORY_WEEKS];
    struct ow_best best;
    struct ow_race races[3];
    struct ow_blocked blocked; /* what comes up after the plan was published */
    struct ow_plan *published;
};

static struct ow_race race_in(const char *id, int32_t days, double distance_m,
                              enum ow_priority priority)
{
    return (struct ow_race){.id = id,
                            .date = {TODAY_DAYS + days},
                            .distance_m = distance_m,
                            .priority = priority,
                            .time_s = OW_MISSING,
                            .effort = OW_MISSING,
                            .goal_s = OW_MISSING,
                            .fade = OW_MISSING,
                            .descent_m = OW_MISSING,
                            .temperature_c = OW_MISSING};
}

static void write_year(struct year *year)
{
    static const int minutes[7] = {75, 90, 75, 90, 60, 120, 200};
    struct ow_scenario *scenario = &year->scenario;

    for (int i = 0; i < 7; i++) {
        scenario->athlete.day_minutes[i] = minutes[i];
    }
    scenario->athlete.birth_date = ow_date_none();
    scenario->athlete.level = OW_LEVEL_INTERMEDIATE;
    scenario->athlete.long_run_day = OW_SUNDAY;
    scenario->athlete.strength_per_week = 2;
    scenario->athlete.cross_training = OW_CROSS_BIKE;
    for (int i = 0; i < HISTORY_WEEKS; i++) {
        year->weeks[i] = (struct ow_history_week){
            .monday = {TODAY_DAYS - 7 * (HISTORY_WEEKS - i)},
            .run_m = 40000 + 1000 * i,
            .runs = 5,
            .strength = 1};
    }
    year->best = (struct ow_best){{TODAY_DAYS - 180}, 10000, 2700};
    year->races[0] = race_in("half", 132, 21097.5, OW_PRIORITY_A);
    year->races[1] = race_in("ten", 153, 10000, OW_PRIORITY_B);
    year->races[2] = race_in("marathon", 342, 42195, OW_PRIORITY_A);
    scenario->history.weeks = year->weeks;
    scenario->history.week_count = HISTORY_WEEKS;
    scenario->history.bests = &year->best;
    scenario->history.best_count = 1;
    scenario->history.longest_run_30d_m = 16000;
    scenario->history.longest_run_date.days = TODAY_DAYS - 1;
    scenario->history.fitness = OW_MISSING;
    scenario->history.fatigue = OW_MISSING;
    scenario->races = year->races;
    scenario->race_count = 3;
    ow_rule_values_init(&scenario->rules, OW_PRESET_CLASSIC);
}

static void run_plan(void *context)
{
    const struct year *year = context;
    struct ow_plan *plan = NULL;
    struct ow_error err;

    if (ow_plan_make(&year->scenario, (struct ow_date){TODAY_DAYS}, &plan,
                     &err) != OW_OK) {
        (void)fprintf(stderr, "bench: no plan: %s\n", err.message);
        exit(EXIT_FAILURE);
    }
    ow_plan_free(plan);
}

/* A day of next week is taken. */
static void run_again(void *context)
{
    const struct year *year = context;
    struct ow_plan *plan = NULL;
    struct ow_error err;

    if (ow_plan_adapt(&year->scenario, (struct ow_date){TODAY_DAYS},
                      year->published, &plan, &err) != OW_OK) {
        (void)fprintf(stderr, "bench: no plan again: %s\n", err.message);
        exit(EXIT_FAILURE);
    }
    ow_plan_free(plan);
}

/* Seconds of the slowest day of next week to lose. */
static double time_again_s(struct year *year)
{
    double most_s = 0;
    struct ow_error err;

    if (ow_plan_make(&year->scenario, (struct ow_date){TODAY_DAYS},
                     &year->published, &err) != OW_OK) {
        (void)fprintf(stderr, "bench: no plan: %s\n", err.message);
        exit(EXIT_FAILURE);
    }
    year->scenario.blocked = &year->blocked;
    year->scenario.blocked_count = 1;
    for (int day = 7; day < 14; day++) {
        double taken_s = 0;

        year->blocked.from.days = TODAY_DAYS + day;
        year->blocked.to.days = TODAY_DAYS + day;
        taken_s = bench_best_s(run_again, year, ROUNDS);
        most_s = taken_s > most_s ? taken_s : most_s;
    }
    year->scenario.blocked_count = 0;
    ow_plan_free(year->published);
    return most_s;
}

int main(void)
{
    static const int weeks[] = {26, 52, 104, 156};
    static struct year year;
    double taken_s[4] = {0, 0, 0, 0};
    double again_s = 0;
    struct rusage usage;

    write_year(&year);
    for (int i = 0; i < 4; i++) {
        year.scenario.weeks = weeks[i];
        taken_s[i] = bench_best_s(run_plan, &year, ROUNDS);
    }
    bench_aim("plan of 52 weeks", taken_s[1] * 1e3, "ms", 1, "<= 10 ms",
              taken_s[1] <= 0.010);
    bench_line("plan of 26 weeks", taken_s[0] * 1e3, "ms",
               taken_s[0] / taken_s[1], "linear is 0.5");
    bench_aim("plan of 104 weeks", taken_s[2] * 1e3, "ms",
              taken_s[2] / taken_s[1], "<= 2.4 of 52's",
              taken_s[2] <= MOST_OF_TWICE * taken_s[1]);
    bench_line("plan of 156 weeks", taken_s[3] * 1e3, "ms",
               taken_s[3] / taken_s[1], "linear is 3");
    year.scenario.weeks = weeks[1];
    again_s = time_again_s(&year);
    bench_aim("52 weeks again, a day blocked", again_s * 1e3, "ms",
              again_s / taken_s[1], "<= 5 ms", again_s <= 0.005);
    (void)getrusage(RUSAGE_SELF, &usage);
    bench_aim("plans, peak memory", (double)usage.ru_maxrss / 1024, "MiB", 0,
              "< 16", usage.ru_maxrss < 16 * 1024);
    return 0;
}
