/*
 * The distance of each week: a step up from the last, a down week, a share
 * after a race or before one. Weeks are taken in order, each from what the
 * weeks before it came to.
 */
#include "engine/plan/draft.h"

/* A week of at most this share of the one before was lighter (published
 * plans: a fall of 8 % and more, median 15 %). */
#define LIGHT_PERMILLE 880
/* What a week with less than half the level leaves of it. */
#define GAP_PERMILLE 700
/* After a gap of more weeks than the first the steps are smaller, after one of
 * more than the second so is the first week (design choices; what two months
 * off cost is at its most, V.O2's time-off rule). */
#define GAP_WEEKS 4
#define GAP_LONG_WEEKS 8
#define RETURN_LONG_PERMILLE 300
/* Weeks without running rest so well that the next down week is so many weeks
 * later at most (design choice). */
#define GAP_RESTS 2
/* How far back a level counts as held once, in weeks. */
#define HELD_ONCE_WEEKS 16
/* Steps on the way back to such a level, and the first one after a gap, as
 * shares of it (the recovery shares of science: 25, 40, 50, 60 %). */
#define RETURN_STEP_PERMILLE 150
#define RETURN_FIRST_PERMILLE 400
#define RETURN_NEAR_PERMILLE 900
/* A recovery week below this share sets the level anew; one above it does so
 * where the weeks before it were lighter. */
#define RESET_PERMILLE 700
/* The week of a race of second rank. */
#define B_RACE_PERMILLE 850
/* First week of a runner without a past: so much a run, and of one who is known
 * to run. */
#define FIRST_RUN_M 3000
#define KNOWN_RUN_M 5000
#define ROUND_M 100
/* A race within so many weeks keeps winter from trading distance. */
#define WINTER_RACE_WEEKS 12
#define THURSDAY 3

static bool is_down(const struct planner *planner, int week)
{
    return week >= 0 && planner->weeks[week].kind == WEEK_DOWN;
}

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* What week.ramp allows. */
static int32_t ramp_cap(const struct planner *planner, int week)
{
    const struct limits *limits = &planner->limits;
    int32_t best = 0;

    for (int i = 1; i <= 4; i++) {
        if (!is_down(planner, week - i)) {
            best = larger(best, ladder_run_m(planner, week - i));
        }
    }
    best = larger(share_of(best, limits->ramp_permille),
                  ladder_most_m(planner, week, 8));
    return larger(best, limits->ramp_floor_m - ROUND_M);
}

/* Where the runner stands before a week. */
struct standing {
    int32_t level_m; /* of the last week that was not lighter */
    int loads;       /* weeks in a row that were not lighter */
    int32_t high_m;  /* most that was held once */
    int gap;         /* weeks without running just before the plan */
};

/* A week far below the level costs some of it: a gap, illness, a holiday. */
static void lose_level(struct standing *s, int32_t run_m)
{
    if (run_m < s->level_m / 2) {
        s->level_m = share_of(s->level_m, GAP_PERMILLE);
    }
}

/* A fall from one week to the next is a lighter week, whatever it was for;
 * the level outlives one of them. */
static void stand_on_history(struct standing *s, int *lights, int32_t last_m,
                             int32_t run_m)
{
    bool is_light = run_m == 0 || run_m <= share_of(last_m, LIGHT_PERMILLE);

    s->gap = run_m > 0 ? 0 : s->gap + 1;
    if (!is_light) {
        *lights = 0;
        s->level_m = run_m;
        s->loads++;
        return;
    }
    s->loads = run_m > 0 ? 0 : larger(smaller(s->loads, 0) - 1, -GAP_RESTS);
    if (++*lights > 1 && run_m > 0) {
        s->level_m = run_m;
    } else {
        lose_level(s, run_m);
    }
}

static void stand_on_plan(struct standing *s, const struct draft_week *week)
{
    int32_t run_m = week->run_m + week->before_m;

    switch (week->kind) {
    case WEEK_LOAD:
    case WEEK_RETURN:
    case WEEK_HOLD:
    case WEEK_WINTER:
        /* What rounding took is not lost for the weeks to come. */
        s->level_m =
            run_m >= share_of(week->target_m, 970) ? week->target_m : run_m;
        s->loads++;
        break;
    case WEEK_RECOVERY:
        s->level_m = run_m < share_of(s->high_m, RESET_PERMILLE)
                         ? run_m
                         : larger(s->level_m, run_m);
        s->loads = 0;
        break;
    case WEEK_SHORT:
    case WEEK_BACK:
        lose_level(s, run_m);
        s->loads = 0;
        break;
    case WEEK_DOWN:
    case WEEK_TAPER:
    case WEEK_RACE:
    case WEEK_KIND_COUNT:
        s->loads = 0;
        break;
    }
}

static struct standing stand(const struct planner *planner, int week)
{
    struct standing s = {.high_m =
                             ladder_most_m(planner, week, HELD_ONCE_WEEKS)};
    int lights = 0;

    for (int i = week - DRAFT_HISTORY_WEEKS; i < week; i++) {
        /* Who begins has no rest behind. */
        if (i == 0 && ladder_most_m(planner, 0, HELD_ONCE_WEEKS) == 0) {
            s.loads = larger(s.loads, 0);
        }
        if (i >= 0) {
            stand_on_plan(&s, &planner->weeks[i]);
        } else if (planner->runner.past_known[-i - 1]) {
            stand_on_history(&s, &lights, ladder_run_m(planner, i - 1),
                             ladder_run_m(planner, i));
        }
    }
    return s;
}

/* The 7-day block after (0, 1, …) a day that a week mostly lies in; -1
 * before it. The week is where its Thursday is, as in ISO 8601. */
static int block_after(int day, int week)
{
    int thursday = week * WEEK_DAYS + THURSDAY;

    return thursday <= day ? -1 : (thursday - day - 1) / WEEK_DAYS;
}

/* Whether a race is so near behind that what was held before it is enough:
 * until twice the weeks of its recovery are over. */
static bool is_returning(const struct planner *planner, int week)
{
    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];
        int block = block_after(race->day, week);

        if (block >= 0 && block < 2 * (int)race->recovery.week_count) {
            return true;
        }
    }
    return false;
}

/* The usual step up from a level. The larger step of low levels ends where the
 * usual one begins, so that a lower level never rises beyond a higher. */
static int32_t risen(const struct planner *planner, int32_t level_m)
{
    const struct limits *limits = &planner->limits;
    int32_t least_m = level_m + share_of(level_m, limits->rise_permille);
    int32_t most_m = level_m + share_of(level_m, limits->rise_low_permille);
    int32_t border_m = limits->rise_low_m +
                       share_of(limits->rise_low_m, limits->rise_permille);

    if (level_m >= limits->rise_low_m || most_m < least_m) {
        return least_m;
    }
    return smaller(most_m, larger(least_m, border_m));
}

/* The first week of the way back. */
static int32_t return_begin_m(const struct standing *s)
{
    return share_of(s->high_m, s->gap > GAP_LONG_WEEKS ? RETURN_LONG_PERMILLE
                                                       : RETURN_FIRST_PERMILLE);
}

/* The way back to what was held once is in larger steps than new ground, until
 * it is nearly done; after a long gap in smaller ones, so that it is about as
 * long as the gap. */
static int32_t returned(const struct planner *planner, const struct standing *s)
{
    int32_t step = s->gap > GAP_WEEKS
                       ? RETURN_STEP_PERMILLE * GAP_WEEKS / s->gap
                       : RETURN_STEP_PERMILLE;
    int32_t large = smaller(s->level_m + share_of(s->high_m, step),
                            share_of(s->high_m, RETURN_NEAR_PERMILLE));

    large = larger(large, return_begin_m(s));
    return smaller(larger(large, risen(planner, s->level_m)), s->high_m);
}

int32_t ladder_first_m(const struct planner *planner)
{
    return smaller(planner->runner.runs_per_week *
                       (planner->runner.first_stage < RUN_WALK_STAGES
                            ? FIRST_RUN_M
                            : KNOWN_RUN_M),
                   planner->limits.ramp_floor_m - ROUND_M);
}

/* Weeks from one on to another that are no down weeks. */
static int steps_between(const struct planner *planner, int week, int last,
                         int loads)
{
    int count = last - week + 1;

    return larger(1, count - (loads + count) / planner->limits.down_every);
}

/* A step toward the peak: as even as the weeks left allow, and never more than
 * the usual one. A beginner's first weeks do not wait: half an hour on the feet
 * comes before all else. */
static int32_t stepped(const struct planner *planner, int week,
                       const struct standing *s, const struct season_aim *aim)
{
    int steps = steps_between(planner, week, aim->week, s->loads);
    int32_t from = smaller(larger(s->level_m, planner->limits.run_walk_below_m),
                           aim->peak_m);

    if (s->level_m >= aim->peak_m) {
        return s->level_m;
    }
    return smaller(
        risen(planner, s->level_m),
        smaller(from + (aim->peak_m - from + steps - 1) / steps, aim->peak_m));
}

static int32_t load_target(const struct planner *planner, int week,
                           const struct standing *s, enum week_kind *kind)
{
    struct season_aim aim = season_aim(planner, week);
    int32_t target = 0;

    if (s->high_m == 0) {
        *kind = WEEK_LOAD;
        return ladder_first_m(planner);
    }
    if (is_returning(planner, week)) {
        aim.peak_m = smaller(aim.peak_m, s->high_m);
    }
    /* To a new runner a part of a first week is no reason for less. */
    if (s->level_m == 0 && ladder_most_m(planner, 0, HELD_ONCE_WEEKS) == 0) {
        *kind = WEEK_RETURN;
        return ladder_first_m(planner);
    }
    target = larger(stepped(planner, week, s, &aim), returned(planner, s));
    *kind = s->level_m < share_of(s->high_m, 950) ? WEEK_RETURN
            : target > s->level_m                 ? WEEK_LOAD
                                                  : WEEK_HOLD;
    return smaller(target, aim.is_lighter ? aim.peak_m
                                          : larger(s->level_m, aim.peak_m));
}

static int race_week_of(const struct draft_race *race)
{
    int monday = race->day - (race->day % WEEK_DAYS + WEEK_DAYS) % WEEK_DAYS;

    return monday / WEEK_DAYS;
}

/* The smallest share after any race; false where none speaks. */
static bool recovery_target(const struct planner *planner, int week,
                            int32_t *target)
{
    bool found = false;

    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];
        int block = block_after(race->day, week);
        int32_t before = 0;
        int32_t share = 0;

        if (block < 0 || (size_t)block >= race->recovery.week_count) {
            continue;
        }
        before = ladder_most_m(planner, race_week_of(race), PEAK_WEEKS);
        share = share_of(
            before, (int32_t)(race->recovery.week_share[block] * 1000 + 0.5));
        *target = found ? smaller(*target, share) : share;
        found = true;
    }
    return found;
}

/*
 * What a week keeps of the peak before a main race. Its days are weighed one by
 * one: whole before the taper, then less by the seven days from the race back
 * that they lie in, nothing from the race on. Where in the week the race is
 * makes no difference so.
 */
static int32_t taper_permille(const struct planner *planner,
                              const struct draft_race *race, int week)
{
    int length = race_taper_days(planner, race);
    int32_t sum = 0;

    for (int i = 0; i < WEEK_DAYS; i++) {
        int before = race->day - (week * WEEK_DAYS + i);
        int block = (before - 1) / WEEK_DAYS;

        if (before > length) {
            sum += PERMILLE;
        } else if (before > 0) {
            sum += planner->limits.taper_week_permille[block < 2 ? block : 2];
        }
    }
    return sum / WEEK_DAYS;
}

bool ladder_is_taper(const struct planner *planner,
                     const struct draft_race *race, int week)
{
    return race->race->priority == OW_PRIORITY_A &&
           taper_permille(planner, race, week) <= LIGHT_PERMILLE;
}

/* Whether a race is still to come when a week is half over. */
static bool is_before(const struct planner *planner,
                      const struct draft_race *race, int week)
{
    return race->race->date.days >= planner->today.days &&
           race->day >= week * WEEK_DAYS + THURSDAY;
}

/* The share before a main race, or the week of one of second rank. */
static bool taper_target(const struct planner *planner, int week,
                         int32_t level_m, int32_t *target, enum week_kind *kind)
{
    bool found = false;

    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];
        int ahead = race_week_of(race) - week;
        int32_t share = 0;

        if (!is_before(planner, race, week)) {
            continue;
        }
        if (ladder_is_taper(planner, race, week)) {
            share = share_of(ladder_most_m(planner, week, PEAK_WEEKS - ahead),
                             taper_permille(planner, race, week));
            *kind = WEEK_TAPER;
        } else if (ahead == 0 && race->race->priority == OW_PRIORITY_B) {
            share = share_of(level_m, B_RACE_PERMILLE);
            *kind = found ? *kind : WEEK_RACE;
        } else {
            continue;
        }
        *target = found ? smaller(*target, share) : share;
        found = true;
    }
    return found;
}

/* Days of a week that can take a run. */
static int run_days(const struct planner *planner, int week)
{
    int count = 0;

    for (int i = 0; i < WEEK_DAYS; i++) {
        const struct draft_day *day = &planner->days[week * WEEK_DAYS + i];

        count += day->minutes * 60 >= library_shortest_s(LIBRARY_EASY) &&
                 (day->bars & (BAR_PAST | BAR_BLOCKED | BAR_RUN)) == 0 &&
                 day->race == NULL;
    }
    return count;
}

static int race_days(const struct planner *planner, int week)
{
    int count = 0;

    for (int i = 0; i < WEEK_DAYS; i++) {
        count += planner->days[week * WEEK_DAYS + i].race != NULL;
    }
    return count;
}

/* Whether a week will be lighter by itself, so that no down week is due. */
static bool is_lighter_ahead(const struct planner *planner, int week)
{
    int32_t ignored = 0;
    enum week_kind kind = WEEK_LOAD;

    if ((size_t)week >= planner->week_count) {
        return false;
    }
    return recovery_target(planner, week, &ignored) ||
           taper_target(planner, week, 1000, &ignored, &kind) ||
           run_days(planner, week) * 2 < planner->runner.runs_per_week;
}

bool ladder_is_winter(const struct planner *planner, int week)
{
    struct ow_date thursday = planner->days[week * WEEK_DAYS + THURSDAY].date;
    const struct draft_race *race = race_ahead(planner, week * WEEK_DAYS);
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;

    if (planner->limits.winter_permille == 0 ||
        (race != NULL && race->day < (week + WINTER_RACE_WEEKS) * WEEK_DAYS)) {
        return false;
    }
    ow_date_to_ymd(thursday, &year, &month, &day);
    if (planner->scenario->athlete.is_southern) {
        return month >= 6 && month <= 8;
    }
    return month == 12 || month <= 2;
}

static int32_t usual_target(const struct planner *planner, int week,
                            const struct standing *s, enum week_kind *kind)
{
    int32_t last_m =
        smaller(s->level_m, larger(ladder_run_m(planner, week - 1), 1));
    int32_t target = 0;
    int32_t share = 0;
    enum week_kind usual = WEEK_LOAD;
    int32_t winter_m =
        ladder_is_winter(planner, week)
            ? share_of(s->high_m, PERMILLE - planner->limits.winter_permille)
            : INT32_MAX;

    if (recovery_target(planner, week, &target)) {
        *kind = WEEK_RECOVERY;
        return smaller(target, winter_m);
    }
    if (taper_target(planner, week, s->level_m, &share, kind)) {
        return smaller(share, load_target(planner, week, s, &usual));
    }
    if (winter_m < INT32_MAX && s->loads < planner->limits.down_every - 1) {
        target = smaller(load_target(planner, week, s, kind), s->high_m);
        *kind = WEEK_WINTER;
        return smaller(target, winter_m);
    }
    if (s->loads >= planner->limits.down_every - 1) {
        bool can_wait = s->loads < 4 && is_lighter_ahead(planner, week + 1);

        *kind = can_wait ? WEEK_HOLD : WEEK_DOWN;
        return can_wait
                   ? smaller(s->level_m, winter_m)
                   : share_of(last_m,
                              PERMILLE - planner->limits.down_cut_permille);
    }
    return load_target(planner, week, s, kind);
}

/* What the week's days have room for. */
static int32_t room_m(const struct planner *planner, int week)
{
    int most = planner->limits.long_time_s / 60;
    int64_t seconds = 0;

    for (int i = 0; i < WEEK_DAYS; i++) {
        const struct draft_day *day = &planner->days[week * WEEK_DAYS + i];

        if ((day->bars & BAR_RUN) == 0 && day->race == NULL) {
            seconds += 60 * (day->minutes > most ? most : day->minutes);
        }
    }
    return (int32_t)(seconds * 1000 / planner->runner.pace.s_per_km[ZONE_EASY]);
}

/* The way back after illness: less, and then a week as before. */
static void ease_back(struct planner *planner, int index)
{
    struct draft_week *week = &planner->weeks[index];
    int32_t most_m = breaks_most_m(planner, index);

    if (most_m < week->target_m) {
        week->kind = WEEK_BACK;
        week->target_m = most_m;
    } else if (week->kind == WEEK_LOAD && index > 0 &&
               planner->weeks[index - 1].kind == WEEK_BACK) {
        week->kind = WEEK_HOLD;
        week->target_m = smaller(week->target_m, week->level_m);
    }
}

void ladder_step(struct planner *planner, size_t index)
{
    struct draft_week *week = &planner->weeks[index];
    int at = (int)index;
    struct standing s = stand(planner, at);
    int days = run_days(planner, at) + race_days(planner, at);
    int usual = planner->runner.runs_per_week;

    week->before_m = at == 0 ? planner->runner.this_week_m : 0;
    week->level_m = s.level_m;
    week->loads = s.loads;
    week->cap_m = ramp_cap(planner, at);
    week->target_m = usual_target(planner, at, &s, &week->kind);
    if (days < usual && week->kind != WEEK_RECOVERY &&
        week->kind != WEEK_TAPER) {
        int32_t part = (int32_t)((int64_t)week->target_m * days / usual);

        part += week->before_m;
        if (part < share_of(week->target_m, LIGHT_PERMILLE)) {
            week->kind = WEEK_SHORT;
        }
        week->target_m = smaller(week->target_m, part);
    }
    ease_back(planner, at);
    week->target_m = smaller(week->target_m, week->cap_m);
    week->target_m =
        smaller(week->target_m, room_m(planner, at) + week->before_m);
    week->target_m = round_down(week->target_m, ROUND_M);
}
