/*
 * The long run of a week, and how long any run of it may be.
 */
#include "engine/plan/week.h"

#define ROUND_M 100
/* Longer ones are whole half kilometres; below, rounding would eat the step. */
#define LONG_ROUND_M 500
#define LONG_ROUND_FROM_M 15000
#define SPIKE_DAYS 30
/* Where runs never were long a tenth is nothing: they grow by so much (design
 * choice). */
#define SHORT_STEP_M 1000
#define LEAST_LONG_M 2500
/* Of the largest week was once run in one go, as a usual long run is. */
#define LONG_OF_WEEK_PERMILLE 350
#define B_RACE_LONG_PERMILLE 750
#define THURSDAY 3

/* Longest run from a day on to the eve of a week, the history's too. */
static int32_t longest_since(const struct planner *planner, int from,
                             size_t week)
{
    const struct runner *runner = &planner->runner;
    int32_t longest = runner->longest_day >= from ? runner->longest_m : 0;

    for (int day = larger(from, 0); day < (int)week * WEEK_DAYS; day++) {
        longest = larger(longest, planner->longest_m[day]);
    }
    return longest;
}

/* Longest run that still counts on every day of a week. */
static int32_t longest_before(const struct planner *planner, size_t week)
{
    int sunday = (int)week * WEEK_DAYS + WEEK_DAYS - 1;

    return longest_since(planner, sunday - SPIKE_DAYS, week);
}

static bool is_after_marathon(const struct planner *planner, size_t week)
{
    int monday = (int)week * WEEK_DAYS;

    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];
        int first = race->day + 1;
        int last = race->day + planner->limits.after_marathon_days;

        if (race->race->distance_m >= 30000 && first < monday + WEEK_DAYS &&
            last >= monday) {
            return true;
        }
    }
    return false;
}

int32_t spike_cap_m(const struct planner *planner, size_t week)
{
    const struct limits *limits = &planner->limits;
    int32_t cap =
        share_of(longest_before(planner, week), limits->spike_permille);

    cap = larger(cap, limits->spike_floor_m);
    if (is_after_marathon(planner, week)) {
        cap = smaller(cap, limits->after_marathon_m);
    }
    return cap;
}

/* What is a very long run; two of them are not in weeks in a row. */
static int32_t very_long_m(const struct planner *planner)
{
    return metres_in(planner, planner->limits.alternate_s);
}

static int32_t longest_last_week(const struct planner *planner, size_t week)
{
    return longest_since(planner, ((int)week - 1) * WEEK_DAYS, week);
}

/* Up to where a run is short for this runner: where runs of so much are known,
 * as far as what must hold; else a little more than the longest. */
static int32_t short_m(const struct planner *planner, int32_t longest,
                       int32_t held)
{
    int32_t floor = planner->limits.spike_floor_m;
    int32_t once = share_of(planner->runner.held_m, LONG_OF_WEEK_PERMILLE);

    return larger(held, once) >= floor
               ? floor
               : smaller(floor, larger(longest, LEAST_LONG_M) + SHORT_STEP_M);
}

int32_t step_cap_m(const struct planner *planner, size_t week)
{
    const struct limits *limits = &planner->limits;
    int32_t longest = longest_before(planner, week);
    int32_t held = planner->runner.longest_m;
    int32_t back = (limits->step_permille + limits->spike_permille) / 2;
    int32_t cap = share_of(longest, limits->step_permille);

    for (int day = 0; day < (int)week * WEEK_DAYS; day++) {
        held = larger(held, planner->longest_m[day]);
    }
    /* Back to what was run before goes half way between step and spike. */
    cap = larger(cap, smaller(share_of(longest, back), held));
    cap = larger(cap, short_m(planner, longest, held));
    return longest_last_week(planner, week) > very_long_m(planner)
               ? smaller(cap, very_long_m(planner))
               : cap;
}

/* How much of its week a long run is to be. */
enum long_kind { LONG_USUAL = 0, LONG_HALF, LONG_MARATHON, LONG_KIND_COUNT };

/* What a race asks for in this week. */
static enum long_kind kind_of(const struct draft_week *week,
                              const struct draft_race *race)
{
    bool is_near = week->phase == OW_PHASE_BUILD ||
                   week->phase == OW_PHASE_PEAK ||
                   week->phase == OW_PHASE_TAPER;

    if (race == NULL || race->race->distance_m < 15000 || !is_near ||
        week->kind == WEEK_DOWN) {
        return LONG_USUAL;
    }
    return race->race->distance_m < 30000 ? LONG_HALF : LONG_MARATHON;
}

/*
 * Share of the week by its number of runs, within what the rule allows. Toward
 * a race it is in the range of 45 published plans in the week of their longest
 * run: 62 % of three runs, 43-50 of four, 29-47 of five, 26-52 of six and
 * 20-33 of seven.
 */
static int32_t long_share(const struct limits *limits, int runs,
                          enum long_kind kind)
{
    static const int32_t shares[LONG_KIND_COUNT][WEEK_DAYS + 1] = {
        [LONG_USUAL] = {1000, 1000, 550, 450, 350, 330, 300, 280},
        [LONG_HALF] = {1000, 1000, 550, 500, 450, 420, 370, 310},
        [LONG_MARATHON] = {1000, 1000, 550, 500, 490, 450, 390, 330}};

    return smaller(shares[kind][runs], runs <= limits->long_few_runs
                                           ? limits->long_few_permille
                                           : limits->long_share_permille);
}

/* Longest runs of published plans by race: 32-38 km, 22-26, and 16-24. Those
 * for novices stop near the distance of a short race; a third more than it is
 * left to a beginner (design choice). */
static int32_t long_most_m(const struct planner *planner,
                           const struct draft_race *race)
{
    if (race != NULL && race->race->distance_m < 15000 &&
        planner->runner.level == OW_LEVEL_BEGINNER) {
        return (int32_t)(race->race->distance_m * 1.33);
    }
    if (race != NULL && race->race->distance_m >= 30000) {
        return 35000;
    }
    return race != NULL && race->race->distance_m >= 20000 ? 26000 : 24000;
}

/* After a very long run the next week's is shorter. */
static int32_t after_very_long_m(const struct planner *planner, size_t index,
                                 int32_t distance_m)
{
    int32_t last_m = longest_last_week(planner, index);

    return last_m > very_long_m(planner)
               ? smaller(distance_m,
                         share_of(last_m, planner->limits.alternate_permille))
               : distance_m;
}

/* Before the week of a race of second rank the long run is no test. */
static int32_t before_b_race_m(const struct draft_race *race, size_t index,
                               int32_t distance_m)
{
    int sunday = (int)index * WEEK_DAYS + WEEK_DAYS - 1;
    bool is_near = race != NULL && race->race->priority == OW_PRIORITY_B &&
                   race->day > sunday && race->day - sunday <= WEEK_DAYS;

    return is_near ? share_of(distance_m, B_RACE_LONG_PERMILLE) : distance_m;
}

static enum ow_phase phase_in(const struct planner *planner, size_t week)
{
    return week < planner->week_count
               ? planner->days[week * WEEK_DAYS + THURSDAY].phase
               : OW_PHASE_BASE;
}

/* The last very long run is in the last full week, three weeks before the race
 * in published plans toward a marathon; the week before that one waits. */
static int32_t before_last_m(const struct planner *planner, size_t index,
                             int32_t distance_m)
{
    bool is_waiting = phase_in(planner, index + 1) == OW_PHASE_PEAK &&
                      phase_in(planner, index + 2) == OW_PHASE_TAPER;

    return is_waiting ? smaller(distance_m, very_long_m(planner)) : distance_m;
}

/* The long run of a lighter week is cut as the week is. */
static int32_t in_lighter_m(const struct planner *planner, size_t index,
                            int32_t distance_m)
{
    const struct draft_week *week = &planner->weeks[index];
    int32_t peak_m = ladder_most_m(planner, (int)index, PEAK_WEEKS);
    int32_t longest_m =
        longest_since(planner, ((int)index - PEAK_WEEKS) * WEEK_DAYS, index);

    if (week->kind == WEEK_DOWN) {
        return smaller(distance_m,
                       share_of(longest_before(planner, index),
                                PERMILLE - planner->limits.down_cut_permille));
    }
    return week->kind != WEEK_TAPER || peak_m == 0
               ? distance_m
               : smaller(distance_m, (int32_t)((int64_t)longest_m *
                                               week->target_m / peak_m));
}

int32_t week_add_long(struct planner *planner, size_t index,
                      const struct week_shape *shape)
{
    const struct limits *limits = &planner->limits;
    struct draft_week *week = &planner->weeks[index];
    struct draft_session *session = NULL;
    int monday = (int)index * WEEK_DAYS;
    const struct draft_race *race = race_ahead(planner, monday);
    int32_t distance_m = 0;

    if (!shape->has_long) {
        return 0;
    }
    distance_m = share_of(shape->run_m,
                          long_share(limits, shape->runs, kind_of(week, race)));
    distance_m = larger(distance_m, shape->run_m / shape->runs);
    distance_m = smaller(distance_m, shape->most_m);
    distance_m = smaller(distance_m, long_most_m(planner, race));
    distance_m = after_very_long_m(planner, index, distance_m);
    distance_m = before_b_race_m(race_next(planner, monday), index, distance_m);
    distance_m = before_last_m(planner, index, distance_m);
    distance_m = in_lighter_m(planner, index, distance_m);
    distance_m = smaller(
        distance_m,
        metres_in(planner, smaller(limits->long_time_s, shape->long_most_s)));
    distance_m = round_down(
        distance_m, distance_m > LONG_ROUND_FROM_M ? LONG_ROUND_M : ROUND_M);
    session = week_add(week, OW_SESSION_LONG, LIBRARY_LONG);
    session->distance_m = distance_m;
    session_measure(planner, session);
    session_add_rule(session, OW_RULE_LONG_SHARE);
    session_add_rule(session, OW_RULE_LONGEST_STEP);
    session_set_focus(session, focus_of_long(planner, index));
    return distance_m;
}
