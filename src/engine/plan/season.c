/*
 * How far the weeks of a season are to grow, and by which week: from what was
 * held before it, toward its race, in waves where there is none.
 */
#include "engine/plan/draft.h"

/* A plan made again in the middle of a season measures it by what was held
 * before: weeks of the history older than these, where there are some. */
#define SEASON_WEEKS 12
#define LEAST_OLD_WEEKS 4
/* Published plans of 45 km a week and more peak at 1.33 times the week they
 * begin with, which is 1.4 of the mean with its down weeks. */
#define PEAK_OF_USUAL_PERMILLE 1400
#define BASE_OF_USUAL_PERMILLE 1300
/* A season goes this far beyond what was held. */
#define LEAST_RISE_PERMILLE 1100
/* Far from a race weeks stay below what was held, unless that is little. */
#define BASE_PERMILLE 900
#define BASE_LOW_M 45000
/* Blocks of a wave, each ends with a down week, and where it begins. */
#define WAVE_BLOCKS 3
#define WAVE_PERMILLE 850
/* The peak is held for so many weeks to the last full one. */
#define PEAK_HELD_MARATHON 2
#define PEAK_HELD 1
#define THURSDAY 3

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Mean of the weeks of the last half year in which there was running. */
static int32_t usual_m(const struct runner *runner)
{
    int64_t sum = 0;
    int count = 0;

    for (int i = 0; i < DRAFT_HISTORY_WEEKS; i++) {
        sum += runner->past_m[i];
        count += runner->past_m[i] > 0;
    }
    return count == 0 ? 0 : (int32_t)(sum / count);
}

/* Largest week of the history from `newest` weeks back on; `known` counts the
 * weeks with running among them. */
static int32_t most_of_history(const struct runner *runner, int newest,
                               int *known)
{
    int32_t most = 0;

    *known = 0;
    for (int i = newest; i < DRAFT_HISTORY_WEEKS; i++) {
        most = larger(most, runner->past_m[i]);
        *known += runner->past_m[i] > 0;
    }
    return most;
}

/* First week after the last main race before a week; without one some weeks
 * before the plan. */
static int season_start(const struct planner *planner, int week)
{
    int start = -SEASON_WEEKS;

    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];

        if (race->race->priority == OW_PRIORITY_A &&
            race->day < week * WEEK_DAYS) {
            start = race->day < 0 ? race->day / WEEK_DAYS
                                  : race->day / WEEK_DAYS + 1;
        }
    }
    return start;
}

/* What was held before the season of a week. */
static int32_t best_before(const struct planner *planner, int week)
{
    const struct runner *runner = &planner->runner;
    int start = season_start(planner, week);
    int known = 0;
    int32_t best = most_of_history(runner, start < 0 ? -start : 0, &known);

    if (known < LEAST_OLD_WEEKS) {
        best = most_of_history(runner, 0, &known);
    }
    for (int i = 0; i < start; i++) {
        best = larger(best, ladder_run_m(planner, i));
    }
    return larger(best, ladder_first_m(planner));
}

static int32_t wished_m(const struct ow_scenario *scenario)
{
    int32_t wish = 0;

    for (size_t i = 0; i < scenario->goal_count; i++) {
        if (scenario->goals[i].kind == OW_GOAL_VOLUME &&
            !ow_is_missing(scenario->goals[i].weekly_m)) {
            wish = larger(wish, (int32_t)scenario->goals[i].weekly_m);
        }
    }
    return wish;
}

/* What a race asks for where there is little. */
static const struct season_low *low_of(const struct limits *limits,
                                       const struct draft_race *race)
{
    if (race == NULL) {
        return &limits->season_low[SEASON_BASE];
    }
    if (race->race->distance_m >= 30000) {
        return &limits->season_low[SEASON_MARATHON];
    }
    return race->race->distance_m >= 15000 ? &limits->season_low[SEASON_HALF]
                                           : &limits->season_low[SEASON_SHORT];
}

/* What published plans add to their first week by their peak: toward a
 * marathon 36 km in the median, toward a half 27, shorter races 19-26. */
static int32_t added_m(const struct draft_race *race)
{
    if (race->race->distance_m >= 30000) {
        return 36000;
    }
    return race->race->distance_m >= 15000 ? 27000 : 20000;
}

/* A beginner's toward 5 or 10 km is run the race's distance by run, and a
 * little more (Higdon's for novices: 12 and 24 km with three runs). */
static int32_t first_most_m(const struct planner *planner,
                            const struct draft_race *race)
{
    bool is_first = planner->runner.level == OW_LEVEL_BEGINNER &&
                    race != NULL && race->race->distance_m < 15000;

    return is_first ? planner->runner.runs_per_week *
                          (int32_t)(race->race->distance_m * 1.1)
                    : INT32_MAX;
}

/* The largest week of the season toward a race, or without one. */
static int32_t peak_m(const struct planner *planner,
                      const struct draft_race *race, int32_t best_m,
                      int32_t low_m)
{
    const struct limits *limits = &planner->limits;
    int32_t usual = usual_m(&planner->runner);
    int32_t wish = wished_m(planner->scenario);
    int32_t peak = 0;

    if (wish > 0) {
        return wish;
    }
    if (race == NULL) {
        peak = larger(share_of(best_m, BASE_PERMILLE),
                      share_of(usual, BASE_OF_USUAL_PERMILLE));
        peak = smaller(peak,
                       best_m + share_of(best_m, limits->season_base_permille));
        return larger(peak, low_m);
    }
    peak = larger(share_of(best_m, LEAST_RISE_PERMILLE),
                  share_of(usual, PEAK_OF_USUAL_PERMILLE));
    peak = smaller(peak, larger(best_m, usual + added_m(race)));
    peak = smaller(peak, best_m + share_of(best_m, limits->season_permille));
    peak = smaller(peak, larger(best_m, first_most_m(planner, race)));
    return larger(peak, low_m);
}

static enum ow_phase phase_in(const struct planner *planner, int week)
{
    return planner->days[week * WEEK_DAYS + THURSDAY].phase;
}

static bool is_base(const struct planner *planner, int week)
{
    return phase_in(planner, week) == OW_PHASE_BASE ||
           phase_in(planner, week) == OW_PHASE_MAINTAIN;
}

/* The week by which the peak toward a race is reached. */
static int reach_week(const struct planner *planner,
                      const struct draft_race *race)
{
    int week = race->day / WEEK_DAYS - 1;

    while (week > 0 && ladder_is_taper(planner, race, week)) {
        week--;
    }
    return week -
           (race->race->distance_m >= 30000 ? PEAK_HELD_MARATHON : PEAK_HELD);
}

/* What a week of a wave has of its top: it begins below it and is there when
 * two of its three blocks are over. */
static struct season_aim wave(const struct planner *planner, int week, int at,
                              int32_t top_m)
{
    int growing = (WAVE_BLOCKS - 1) * planner->limits.down_every;
    int32_t rise = (PERMILLE - WAVE_PERMILLE) * at / growing;

    return (struct season_aim){
        .peak_m = share_of(top_m, smaller(WAVE_PERMILLE + rise, PERMILLE)),
        .week = week,
        .is_lighter = true};
}

/* Base without a race comes in waves, the first of which leads to the top. */
static struct season_aim free_base(const struct planner *planner, int week,
                                   int first, int32_t top_m)
{
    int every = planner->limits.down_every;
    int at = (week - first) % (WAVE_BLOCKS * every);

    return at == week - first
               ? (struct season_aim){.peak_m = top_m,
                                     .week = first + (WAVE_BLOCKS - 1) * every}
               : wave(planner, week, at, top_m);
}

/* Long base before a race comes in waves too, the last of which ends with it;
 * where there is little it is as even a rise as all of the season. */
static struct season_aim far_base(const struct planner *planner, int week,
                                  int last, int32_t top_m,
                                  const struct draft_race *race)
{
    int length = WAVE_BLOCKS * planner->limits.down_every;
    struct season_aim aim =
        wave(planner, week, length - 1 - (last - week) % length, top_m);

    aim.week = reach_week(planner, race);
    return aim;
}

/* What the weeks long before a race come to. */
static int32_t base_m(const struct planner *planner, int32_t best_m,
                      int32_t low_m)
{
    int known = 0;
    int32_t held = most_of_history(&planner->runner, 0, &known);

    return larger(share_of(larger(best_m, held), BASE_PERMILLE),
                  smaller(low_m, BASE_LOW_M));
}

struct season_aim season_aim(const struct planner *planner, int week)
{
    const struct draft_race *race = race_ahead(planner, week * WEEK_DAYS);
    const struct season_low *low = low_of(&planner->limits, race);
    int32_t best = best_before(planner, week);
    int32_t low_m = smaller(smaller(best + low->add_m, low->most_m),
                            first_most_m(planner, race));
    int32_t top_m = peak_m(planner, race, best, low_m);
    int first = week;
    int last = week;

    while (first > 0 && is_base(planner, first - 1)) {
        first--;
    }
    while (last + 1 < (int)planner->week_count && is_base(planner, last + 1)) {
        last++;
    }
    if (race == NULL || phase_in(planner, week) == OW_PHASE_MAINTAIN) {
        return free_base(planner, week, first, top_m);
    }
    if (is_base(planner, week)) {
        top_m = smaller(top_m, base_m(planner, best, low_m));
    }
    if (is_base(planner, week) && last - first >= SEASON_WEEKS) {
        return far_base(planner, week, last, top_m, race);
    }
    return (struct season_aim){.peak_m = top_m,
                               .week = reach_week(planner, race)};
}
