/*
 * The sessions of a week, without days: races and walks have theirs, then the
 * long run, the hard runs, the easy ones, strength and cross-training.
 */
#include "engine/plan/week.h"

#define ROUND_M 100
#define LEAST_RUN_M 2500
/* A run more for the sake of habit leaves no run shorter in the mean. */
#define SHORT_RUN_M 4000
/* With more metres a run than this, beside a long run of about a third of the
 * week, there is one run more. */
#define MOST_MEAN_RUN_M 12000
#define LONG_PERMILLE 350
/* Fewer days a week than this have no two runs, a second run no less. */
#define DOUBLE_LEAST_DAYS 5
#define DOUBLE_LEAST_M 4000
/* Pfitzinger and Douglas: 6 miles, then 4. */
#define DOUBLE_SHARE_PERMILLE 667
/* So many runs stand above strength where a day has one session. */
#define LEAST_RUNS 3
/* No hard run in a week of less: beside its 20 minutes two others would be too
 * short to go out for. */
#define LEAST_HARD_WEEK_M 11000
/* Strength sessions that a wish to work on it leads to; two or three a week
 * made runners more economical (Blagrove 2018). */
#define FOCUS_STRENGTH_MOST 3

struct draft_session *week_add(struct draft_week *week,
                               enum ow_session_type type,
                               enum library_kind kind)
{
    struct draft_session *session = &week->sessions[week->session_count++];

    *session = (struct draft_session){.type = type, .kind = kind};
    return session;
}

static const struct draft_day *day_of(const struct planner *planner,
                                      size_t week, int day)
{
    return &planner->days[week * WEEK_DAYS + (size_t)day];
}

static void add_races(struct planner *planner, size_t index)
{
    struct draft_week *week = &planner->weeks[index];

    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];
        struct draft_session *session = NULL;
        int day = race->day - (int)index * WEEK_DAYS;

        if (day < 0 || day >= WEEK_DAYS ||
            race->race->date.days < planner->today.days) {
            continue;
        }
        session = week_add(week, OW_SESSION_RACE, LIBRARY_EASY);
        session->race = race->race;
        session->day = day;
        session->distance_m = (int32_t)(race->race->distance_m + 0.5);
        session_measure(planner, session);
        session_add_rule(session, OW_RULE_PHASE_BUILD);
        week->race_m += session->distance_m;
    }
}

/* A walk on every second day off after a race. */
static void add_walks(struct planner *planner, size_t index)
{
    struct draft_week *week = &planner->weeks[index];

    for (int i = 0; i < WEEK_DAYS; i++) {
        const struct draft_day *day = day_of(planner, index, i);
        struct draft_session *session = NULL;

        if (day->phase != OW_PHASE_RECOVERY_OFF ||
            (day->bars & (BAR_PAST | BAR_BLOCKED)) != 0 ||
            day->minutes * MINUTE < planner->limits.walk_s ||
            day->race != NULL || day->date.days % 2 != 0) {
            continue;
        }
        session = week_add(week, OW_SESSION_WALK, LIBRARY_EASY);
        session->day = i;
        session->duration_s = planner->limits.walk_s;
        session_add_rule(session, OW_RULE_RECOVERY_WALK);
        session_add_rule(session, OW_RULE_RECOVERY_OFF);
    }
}

/* Days that can take a run and a hard one, and their time. */
struct room {
    int runs;
    int hard;
    int32_t most_s;
    int32_t middle_s;           /* half of the days have so much or more */
    int32_t seconds[WEEK_DAYS]; /* of each run day, the least first */
};

/* Time on the days for hard runs: beside the roomiest, which has the long run,
 * on one more than there are of them, where there are so many. */
static int32_t hard_day_s(const struct room *room, int hard)
{
    int others = room->runs - 1;
    int at = others - hard - (others > hard + 1);

    return room->seconds[at < 0 ? 0 : at];
}

static struct room room_of_week(const struct planner *planner, size_t index)
{
    struct room room = {.runs = 0};
    int32_t *seconds = room.seconds;

    for (int i = 0; i < WEEK_DAYS; i++) {
        const struct draft_day *day = day_of(planner, index, i);
        int at = room.runs;

        if (!week_takes_run(day)) {
            continue;
        }
        for (; at > 0 && seconds[at - 1] > day->minutes * MINUTE; at--) {
            seconds[at] = seconds[at - 1];
        }
        seconds[at] = day->minutes * MINUTE;
        room.runs++;
        room.hard += (day->bars & BAR_HARD) == 0;
    }
    if (room.runs > 0) {
        room.most_s = seconds[room.runs - 1];
        room.middle_s = seconds[room.runs / 2];
    }
    return room;
}

int week_keep_published(const struct planner *planner, size_t index, int runs)
{
    return index == 0 && planner->has_missed
               ? smaller(runs, planner->published_runs)
               : runs;
}

/* Strength sessions a week, as the runner or a goal asks for. */
static int strength_wish(const struct ow_scenario *scenario)
{
    int wish = scenario->athlete.strength_per_week;

    for (size_t i = 0; i < scenario->goal_count; i++) {
        if (scenario->goals[i].kind == OW_GOAL_BALANCE) {
            wish = larger(wish, scenario->goals[i].per_week);
        }
    }
    return wish;
}

/* Strength sessions that a week is to have. */
static int strength_of(const struct planner *planner,
                       const struct draft_week *week)
{
    int wish = strength_wish(planner->scenario) + (week->kind == WEEK_WINTER);

    if (focus_find(planner, OW_FOCUS_STRENGTH) != NULL &&
        wish < FOCUS_STRENGTH_MOST) {
        wish++;
    }
    if (week->kind == WEEK_TAPER || week->phase == OW_PHASE_RECOVERY_OFF) {
        wish = smaller(wish, 1);
    }
    return smaller(wish, WEEK_DAYS);
}

/* Runs that a week's days could take. With one session a day strength has days
 * of its own, as far as some are left for running. */
static int count_most(const struct planner *planner, size_t index, int days)
{
    const struct draft_week *week = &planner->weeks[index];
    int free = WEEK_DAYS - planner->limits.rest_days - (week->race_m > 0);
    int most = smaller(days, free);

    if (planner->scenario->athlete.sessions_per_day == 1) {
        most = smaller(most,
                       larger(most - strength_of(planner, week), LEAST_RUNS));
    }
    return week_keep_published(planner, index, most);
}

/* Runs that are long enough for the metres of a week. */
static int needed_runs(int32_t run_m)
{
    int32_t short_m = share_of(run_m, PERMILLE - LONG_PERMILLE);

    return 1 + (short_m + MOST_MEAN_RUN_M - 1) / MOST_MEAN_RUN_M;
}

static int count_runs(const struct planner *planner, size_t index,
                      const struct week_shape *shape)
{
    const struct draft_week *week = &planner->weeks[index];
    int most = shape->most_runs;
    int runs = planner->runner.runs_per_week - (week->race_m > 0);
    int needed = needed_runs(shape->run_m);

    /* Of a week that has begun, what is left. */
    if (index == 0) {
        runs = larger(runs - planner->runner.this_week_runs, 1);
    }
    if (shape->most_m > 0) {
        needed =
            larger(needed, (shape->run_m + shape->most_m - 1) / shape->most_m);
    }
    runs = larger(runs, needed);
    runs = smaller(runs, most);
    if (runs * LEAST_RUN_M > shape->run_m) {
        runs = shape->run_m / LEAST_RUN_M;
    }
    return runs < 1 && shape->run_m >= LEAST_RUN_M / 2 && most > 0 ? 1 : runs;
}

/* One run more of the same metres where weeks were hard to keep: short runs
 * find their place in a day more easily. */
static int add_short_run(const struct planner *planner, size_t index,
                         const struct week_shape *shape)
{
    const struct draft_week *week = &planner->weeks[index];
    bool is_usual =
        week->phase == OW_PHASE_BASE || week->phase == OW_PHASE_BUILD ||
        week->phase == OW_PHASE_PEAK || week->phase == OW_PHASE_MAINTAIN;

    return index > 0 && is_usual && week->race_m == 0 && shape->runs > 0 &&
                   shape->runs < shape->most_runs &&
                   shape->run_m >= (shape->runs + 1) * SHORT_RUN_M &&
                   focus_find(planner, OW_FOCUS_CONSISTENCY) != NULL
               ? shape->runs + 1
               : shape->runs;
}

/* Days that take a run in a usual week. */
static int count_usual_days(const struct planner *planner)
{
    int days = 0;

    for (int i = 0; i < WEEK_DAYS; i++) {
        days += planner->scenario->athlete.day_minutes[i] * MINUTE >=
                library_shortest_s(LIBRARY_EASY);
    }
    return days;
}

/* Second runs: what the runner is used to or the distance asks for beyond one
 * run a day. Who runs on few days does not cram. */
static int count_doubles(const struct planner *planner, size_t index,
                         const struct week_shape *shape)
{
    const struct limits *limits = &planner->limits;
    const struct draft_week *week = &planner->weeks[index];
    int32_t week_m = shape->run_m + week->before_m;
    int usual = planner->runner.runs_per_week +
                planner->runner.doubles_per_week -
                (index == 0 ? planner->runner.this_week_runs : 0);
    int wish = larger(usual, needed_runs(shape->run_m)) - shape->runs;
    /* The long run's day takes none, nor a day with strength. */
    int most = smaller(limits->double_most,
                       shape->runs - 1 - strength_of(planner, week));

    if (planner->scenario->athlete.sessions_per_day != 2 ||
        count_usual_days(planner) < DOUBLE_LEAST_DAYS || week->race_m > 0 ||
        week_m < limits->double_from_m) {
        return 0;
    }
    if (index == 0 && planner->has_missed) {
        most = smaller(most, planner->published_runs - shape->runs);
    }
    return larger(0, smaller(wish, most));
}

/* Hard runs: one in base and taper, up to two toward a race. */
static int count_hard(const struct planner *planner, size_t index,
                      const struct week_shape *shape, int days)
{
    const struct draft_week *week = &planner->weeks[index];
    int most = shape->runs - 2;
    int hard = 1;

    if (week->phase == OW_PHASE_RECOVERY_OFF ||
        week->phase == OW_PHASE_RECOVERY_EASY ||
        week_is_new_to_running(planner, index) ||
        shape->run_m < LEAST_HARD_WEEK_M) {
        return 0;
    }
    if ((week->phase == OW_PHASE_BUILD || week->phase == OW_PHASE_PEAK) &&
        planner->runner.level != OW_LEVEL_BEGINNER && shape->runs >= 4 &&
        week->kind != WEEK_DOWN && week->kind != WEEK_RECOVERY &&
        focus_find(planner, OW_FOCUS_CONSISTENCY) == NULL) {
        hard = 2;
    } else if (week->phase == OW_PHASE_BASE ||
               week->phase == OW_PHASE_MAINTAIN) {
        hard = smaller(1, planner->limits.base_hard_most);
    }
    /* A race is hard work itself. */
    hard = week->race_m > 0 ? smaller(hard, 1) : hard;
    hard -= week->race_m > 0 && !shape->is_race_week;
    /* Three runs have room for a long, a hard and an easy one. */
    return larger(0, smaller(hard, smaller(most, (days + 1) / 2)));
}

static bool is_race_week(const struct planner *planner, size_t index)
{
    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];
        int day = race->day - (int)index * WEEK_DAYS;

        if (day >= 0 && day < WEEK_DAYS &&
            race->race->priority != OW_PRIORITY_C) {
            return true;
        }
    }
    return false;
}

/* Where all days have a run, the roomiest one takes the strength as well. */
static int32_t time_for_long_s(const struct planner *planner,
                               const struct week_shape *shape, int run_days)
{
    bool is_shared =
        shape->runs >= run_days && strength_wish(planner->scenario) > 0 &&
        shape->most_s - planner->limits.strength_s >= shape->hard_most_s;

    return shape->most_s - (is_shared ? planner->limits.strength_s : 0);
}

static struct week_shape shape_week(const struct planner *planner, size_t index)
{
    const struct draft_week *week = &planner->weeks[index];
    struct week_shape shape = {0};
    struct room room = room_of_week(planner, index);

    shape.most_s = room.most_s;
    shape.hard_most_s = room.middle_s;
    shape.run_m = week->target_m - week->before_m;
    /* The share of a taper is what is run before the race. */
    shape.run_m -= week->kind == WEEK_TAPER ? 0 : week->race_m;
    shape.run_m = larger(shape.run_m, 0);
    shape.run_m = smaller(shape.run_m, week->cap_m - week->before_m);
    if (index == 0 && planner->has_missed) {
        shape.run_m = smaller(shape.run_m, planner->published_m);
    }
    shape.must_m = spike_cap_m(planner, index);
    shape.most_m = smaller(step_cap_m(planner, index), shape.must_m);
    shape.most_runs = count_most(planner, index, room.runs);
    shape.runs = count_runs(planner, index, &shape);
    shape.runs = add_short_run(planner, index, &shape);
    shape.doubles = count_doubles(planner, index, &shape);
    shape.long_most_s = time_for_long_s(planner, &shape, room.runs);
    shape.is_race_week = is_race_week(planner, index);
    shape.hard = count_hard(planner, index, &shape, room.hard);
    shape.hard_day_s = hard_day_s(&room, shape.hard);
    shape.has_long = shape.runs >= 2 && !shape.is_race_week &&
                     week->race_m == 0 && week->stage == RUN_WALK_STAGES &&
                     (week->phase != OW_PHASE_RECOVERY_OFF &&
                      week->phase != OW_PHASE_RECOVERY_EASY);
    return shape;
}

static int count_own_runs(const struct draft_week *week)
{
    int count = 0;

    for (size_t i = 0; i < week->session_count; i++) {
        count += ow_session_type_is_run(week->sessions[i].type) &&
                 week->sessions[i].race == NULL;
    }
    return count;
}

/* Easy runs beside those of a week: more than planned where a usual day has no
 * room for their share, fewer where there is little left. */
static int count_easy(const struct planner *planner, size_t index,
                      const struct week_shape *shape, int32_t rest_m)
{
    int own = count_own_runs(&planner->weeks[index]);
    int32_t each_m =
        smaller(shape->most_m, metres_in(planner, shape->hard_most_s));
    int easy = shape->runs - own;

    while (own + easy < shape->most_runs &&
           rest_m >= easy * each_m + LEAST_RUN_M) {
        easy++;
    }
    if (rest_m < easy * LEAST_RUN_M && easy > 1) {
        easy = larger(1, rest_m / LEAST_RUN_M);
    }
    return easy;
}

static void add_easy_run(struct planner *planner, size_t index,
                         int32_t distance_m, bool is_second)
{
    struct draft_week *week = &planner->weeks[index];
    struct draft_session *session =
        week_add(week, OW_SESSION_EASY, LIBRARY_EASY);

    session->is_second = is_second;
    session->distance_m = round_down(distance_m, ROUND_M);
    session_measure(planner, session);
    session_add_rule(session, is_second ? OW_RULE_DAY_DOUBLES
                              : week->kind == WEEK_RECOVERY
                                  ? OW_RULE_RECOVERY_VOLUME
                                  : OW_RULE_WEEK_RISE);
}

/* A second run is shorter than the first, and short. */
static int32_t second_run_m(const struct planner *planner, int firsts,
                            int seconds, int32_t rest_m)
{
    int64_t parts =
        firsts * (int64_t)PERMILLE + seconds * (int64_t)DOUBLE_SHARE_PERMILLE;

    return smaller((int32_t)(rest_m * (int64_t)DOUBLE_SHARE_PERMILLE / parts),
                   metres_in(planner, planner->limits.double_s));
}

/* The easy runs with what is left of a week; the second runs of days are
 * short, as many as are worth going out for. Returns the metres to share. */
static int32_t add_easy_runs(struct planner *planner, size_t index,
                             const struct week_shape *shape, int32_t rest_m)
{
    int count = count_easy(planner, index, shape, rest_m);
    int seconds = shape->doubles;
    int32_t second_m = 0;

    if (rest_m < LEAST_RUN_M / 2 || count <= 0) {
        return 0;
    }
    for (; seconds > 0; seconds--) {
        second_m = second_run_m(planner, count, seconds, rest_m);
        if (second_m >= DOUBLE_LEAST_M) {
            break;
        }
    }
    rest_m = smaller(rest_m, count * shape->most_m + seconds * second_m);
    for (int i = 0; i < count; i++) {
        add_easy_run(planner, index, (rest_m - seconds * second_m) / count,
                     false);
    }
    for (int i = 0; i < seconds; i++) {
        add_easy_run(planner, index, second_m, true);
    }
    return rest_m;
}

static void add_strength(struct planner *planner, size_t index)
{
    struct draft_week *week = &planner->weeks[index];
    const struct draft_focus *focus = focus_find(planner, OW_FOCUS_STRENGTH);
    int wish = strength_of(planner, week);

    for (int i = 0; i < wish; i++) {
        struct draft_session *session =
            week_add(week, OW_SESSION_STRENGTH, LIBRARY_EASY);

        session->duration_s = planner->limits.strength_s;
        session_add_rule(session, OW_RULE_STRENGTH);
        session_add_rule(session, OW_RULE_STRENGTH_PLACE);
        session_set_focus(session, focus);
    }
}

/* One a week where the runner does other sports and days are free, more of them
 * than strength takes. */
static void add_cross(struct planner *planner, size_t index, int free_days)
{
    struct draft_week *week = &planner->weeks[index];
    struct draft_session *session = NULL;

    if (planner->scenario->athlete.cross_training == 0 || free_days < 2 ||
        free_days <= strength_of(planner, week) || week->kind == WEEK_TAPER ||
        week->race_m > 0 || week->phase == OW_PHASE_RECOVERY_OFF) {
        return;
    }
    session = week_add(week, OW_SESSION_CROSS, LIBRARY_EASY);
    session->duration_s = planner->limits.cross_s;
    session_add_rule(session, OW_RULE_CROSS_TRAINING);
}

static void set_week_rules(struct draft_week *week,
                           const struct draft_focus *focus)
{
    static const enum ow_rule rules[WEEK_KIND_COUNT] = {
        [WEEK_LOAD] = OW_RULE_WEEK_RISE,
        [WEEK_RETURN] = OW_RULE_WEEK_RAMP,
        [WEEK_HOLD] = OW_RULE_CONSISTENCY,
        [WEEK_DOWN] = OW_RULE_DOWN_WEEK_EVERY,
        [WEEK_RECOVERY] = OW_RULE_RECOVERY_VOLUME,
        [WEEK_TAPER] = OW_RULE_TAPER_VOLUME,
        [WEEK_RACE] = OW_RULE_TAPER_LENGTH,
        [WEEK_SHORT] = OW_RULE_DAY_MINUTES,
        [WEEK_BACK] = OW_RULE_SYMPTOM_RETURN,
        [WEEK_WINTER] = OW_RULE_WINTER,
    };

    week_add_rule(week, rules[week->kind]);
    if (week->kind == WEEK_DOWN) {
        week_add_rule(week, OW_RULE_DOWN_WEEK_CUT);
        week_add_rule(week, OW_RULE_DOWN_WEEK_HARD);
    }
    week_add_rule(week, OW_RULE_WEEK_RAMP);
    if (focus != NULL) {
        week_add_rule(week, focus->rule);
    }
}

enum ow_status week_fill(struct planner *planner, size_t index,
                         struct ow_error *err)
{
    struct draft_week *week = &planner->weeks[index];
    struct week_shape shape;
    int32_t rest_m = 0;
    int run_days = 0;

    week->stage = week_walk_stage(planner, index);
    add_races(planner, index);
    add_walks(planner, index);
    run_days = room_of_week(planner, index).runs;
    shape = shape_week(planner, index);
    if (week->stage < RUN_WALK_STAGES) {
        week_add_run_walks(planner, index, &shape);
    } else if (shape.runs > 0) {
        rest_m = shape.run_m - week_add_long(planner, index, &shape);
        rest_m -= week_add_hard_runs(planner, index, &shape, rest_m);
        rest_m = add_easy_runs(planner, index, &shape, rest_m);
    }
    add_strength(planner, index);
    add_cross(planner, index, run_days - count_own_runs(week));
    set_week_rules(week, focus_find(planner, OW_FOCUS_CONSISTENCY));
    for (int i = 0; i < WEEK_DAYS; i++) {
        if ((day_of(planner, index, i)->bars & BAR_BLOCKED) != 0) {
            week_add_rule(week, OW_RULE_DAY_BLOCKED);
        }
    }
    return week_place(planner, index, rest_m, err);
}
