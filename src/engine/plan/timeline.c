/*
 * A phase for every day, and what a day does not allow: races open recovery
 * and are preceded by taper, peak and build; between them lies base. Signs of
 * the body and blocked days soften or empty days.
 */
#include "base/error.h"
#include "engine/plan/draft.h"

/* Races further back than this have no clock left running (marathon cap 28
 * days off, easy at most 42). */
#define OLDEST_RACE_DAYS 70
/* Races that ask for an easier eve than shorter ones. */
#define LONG_RACE_M 15000
/* Weeks of base without a race ahead after which the level is kept. */
#define BASE_MOST_WEEKS 16

static int rule_days(const struct planner *planner, enum ow_rule rule,
                     const char *parameter)
{
    return (int)ow_rule_value(&planner->scenario->rules, rule, parameter);
}

/* Days of the plan from `from` to `to`, both included, cut to the plan. */
struct stretch {
    int from;
    int to;
};

static struct stretch cut(const struct planner *planner, int from, int to)
{
    int last = (int)planner->week_count * WEEK_DAYS - 1;

    return (struct stretch){from < 0 ? 0 : from, to > last ? last : to};
}

static void set_phase(struct planner *planner, int from, int to,
                      enum ow_phase phase)
{
    struct stretch s = cut(planner, from, to);

    for (int day = s.from; day <= s.to; day++) {
        planner->days[day].phase = phase;
    }
}

static void bar(struct planner *planner, int from, int to, unsigned bars,
                enum ow_rule rule)
{
    struct stretch s = cut(planner, from, to);

    for (int day = s.from; day <= s.to; day++) {
        struct draft_day *d = &planner->days[day];

        if ((bars & BAR_RUN) != 0 && (d->bars & BAR_RUN) == 0) {
            d->run_rule = rule;
        }
        if ((bars & BAR_HARD) != 0 && (d->bars & BAR_HARD) == 0) {
            d->hard_rule = rule;
        }
        d->bars |= bars;
    }
}

static void open_days(struct planner *planner)
{
    const struct ow_scenario *scenario = planner->scenario;
    int today = planner_day(planner, planner->today);
    int count = (int)planner->week_count * WEEK_DAYS;

    for (int day = 0; day < count; day++) {
        planner->days[day] = (struct draft_day){
            .date = ow_date_add_days(planner->monday, day),
            .phase = OW_PHASE_BASE,
            .bars = day < today ? (unsigned)BAR_PAST : 0,
            .minutes = day < today
                           ? 0
                           : scenario->athlete.day_minutes[day % WEEK_DAYS],
        };
    }
    for (size_t i = 0; i < scenario->blocked_count; i++) {
        struct stretch s =
            cut(planner, planner_day(planner, scenario->blocked[i].from),
                planner_day(planner, scenario->blocked[i].to));

        for (int day = s.from; day <= s.to; day++) {
            planner->days[day].bars |= BAR_BLOCKED;
            planner->days[day].minutes = 0;
        }
    }
}

/*
 * How hard a race was: as said, else by its priority; one that was run is
 * judged by its time against the best at hand, but never as less than said.
 */
static double effort_of(const struct planner *planner,
                        const struct ow_race *race)
{
    double effort = race->effort;
    double vo2max = 0;
    struct ow_error ignored;

    if (!ow_is_missing(effort)) {
        return effort;
    }
    effort = race->priority == OW_PRIORITY_C ? 0.8 : 1.0;
    if (race->date.days < planner->today.days && !ow_is_missing(race->time_s) &&
        ow_vo2max_from_race(race->distance_m, race->time_s, &vo2max,
                            &ignored) == OW_OK &&
        vo2max / planner->runner.effective_vo2max > effort) {
        effort = vo2max / planner->runner.effective_vo2max;
    }
    return effort > 1 ? 1 : effort;
}

/* A beginner without an earlier race or best of about the distance. */
static bool is_first(const struct planner *planner, const struct ow_race *race)
{
    const struct ow_scenario *scenario = planner->scenario;

    for (size_t i = 0; i < scenario->race_count; i++) {
        if (scenario->races[i].date.days < race->date.days &&
            scenario->races[i].distance_m >= 0.95 * race->distance_m) {
            return false;
        }
    }
    for (size_t i = 0; i < scenario->history.best_count; i++) {
        if (scenario->history.bests[i].date.days < race->date.days &&
            scenario->history.bests[i].distance_m >= 0.95 * race->distance_m) {
            return false;
        }
    }
    return planner->runner.level == OW_LEVEL_BEGINNER;
}

/* Mean of the eight weeks before a race's own that had running in them. */
static double weekly_before(const struct planner *planner,
                            const struct ow_race *race)
{
    int32_t back =
        ow_date_days_between(ow_date_monday(race->date), planner->monday) /
        WEEK_DAYS;
    int32_t sum = 0;
    int32_t weeks = 0;

    back = back < 0 ? 0 : back;
    for (int32_t i = back; i < back + 8 && i < DRAFT_HISTORY_WEEKS; i++) {
        sum += planner->runner.past_m[i];
        weeks += planner->runner.past_m[i] > 0;
    }
    return weeks > 0 ? (double)sum / weeks : OW_MISSING;
}

enum ow_status race_read(const struct planner *planner,
                         const struct ow_race *race, struct draft_race *draft,
                         struct ow_error *err)
{
    struct ow_raced raced = {
        .distance_m = race->distance_m,
        .time_s = race->time_s,
        .fade = race->fade,
        .net_drop_m = race->net_drop_m,
        .descent_m = race->descent_m,
        .temperature_c = race->temperature_c,
        .age_years = planner->runner.age_years,
        .is_first = is_first(planner, race),
        .weekly_m = weekly_before(planner, race),
    };

    draft->race = race;
    draft->day = planner_day(planner, race->date);
    draft->effort = effort_of(planner, race);
    raced.effort = draft->effort;
    return ow_recovery_compute(&raced, &planner->scenario->rules,
                               planner->scenario->preset, &draft->recovery,
                               err);
}

static enum ow_status read_races(struct planner *planner, struct ow_error *err)
{
    const struct ow_scenario *scenario = planner->scenario;
    int today = planner_day(planner, planner->today);
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < scenario->race_count && status == OW_OK; i++) {
        if (planner_day(planner, scenario->races[i].date) >
            today - OLDEST_RACE_DAYS) {
            status = race_read(planner, &scenario->races[i],
                               &planner->races[planner->race_count], err);
            planner->race_count += status == OW_OK;
        }
    }
    return status;
}

static bool is_ahead(const struct planner *planner, const struct draft_race *r)
{
    return r->race->date.days >= planner->today.days;
}

int race_taper_days(const struct planner *planner,
                    const struct draft_race *race)
{
    if (race->race->priority == OW_PRIORITY_C) {
        return 0;
    }
    return rule_days(planner, OW_RULE_TAPER_LENGTH,
                     race->race->priority == OW_PRIORITY_B
                         ? "b_race"
                         : race_class(race->race->distance_m));
}

static int monday_of(int day)
{
    return day - (day % WEEK_DAYS + WEEK_DAYS) % WEEK_DAYS;
}

/* Build and peak before a race; whole weeks, from Mondays. */
static void phases_toward(struct planner *planner,
                          const struct draft_race *race)
{
    int taper = race->day - race_taper_days(planner, race);
    int peak = monday_of(taper - planner->limits.peak_weeks * WEEK_DAYS);
    int build = peak - planner->limits.build_weeks * WEEK_DAYS;

    set_phase(planner, build, peak - 1, OW_PHASE_BUILD);
    set_phase(planner, peak, taper - 1, OW_PHASE_PEAK);
}

/* A race of second rank with a goal of its own has a build of its own, where
 * nothing else is built. */
static void build_toward(struct planner *planner, const struct draft_race *race)
{
    int taper = race->day - race_taper_days(planner, race);
    int build =
        monday_of(taper - planner->limits.build_weeks * WEEK_DAYS + WEEK_DAYS);
    struct stretch s = cut(planner, build, taper - 1);

    for (int day = s.from; day <= s.to; day++) {
        if (planner->days[day].phase == OW_PHASE_BASE) {
            planner->days[day].phase = OW_PHASE_BUILD;
        }
    }
}

/* Whether a race has a time to reach, told with it or as a goal of its day. */
static bool has_goal(const struct planner *planner,
                     const struct draft_race *race)
{
    const struct ow_scenario *scenario = planner->scenario;

    for (size_t i = 0; i < scenario->goal_count; i++) {
        const struct ow_goal *goal = &scenario->goals[i];

        if (goal->kind == OW_GOAL_RACE_TIME &&
            goal->deadline.days == race->race->date.days) {
            return true;
        }
    }
    return !ow_is_missing(race->race->goal_s);
}

/* Days before a main race without anything hard. */
static int easy_eve_days(const struct planner *planner,
                         const struct draft_race *race)
{
    const struct limits *limits = &planner->limits;
    bool is_long = race->race->distance_m >= LONG_RACE_M;

    return is_long && limits->taper_long_hard_days > limits->taper_hard_days
               ? limits->taper_long_hard_days
               : limits->taper_hard_days;
}

static void phases_before(struct planner *planner)
{
    bool has_a = false;

    for (size_t i = 0; i < planner->race_count; i++) {
        has_a = has_a || (is_ahead(planner, &planner->races[i]) &&
                          planner->races[i].race->priority == OW_PRIORITY_A);
    }
    /* Later races first, so that the nearer one has the last word. */
    for (size_t i = planner->race_count; i-- > 0;) {
        const struct draft_race *race = &planner->races[i];
        enum ow_priority wanted = has_a ? OW_PRIORITY_A : OW_PRIORITY_B;

        if (is_ahead(planner, race) && race->race->priority == wanted) {
            phases_toward(planner, race);
        }
    }
    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];

        if (is_ahead(planner, race) && has_a &&
            race->race->priority == OW_PRIORITY_B && has_goal(planner, race)) {
            build_toward(planner, race);
        }
    }
    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];

        if (is_ahead(planner, race)) {
            set_phase(planner, race->day - race_taper_days(planner, race),
                      race->day - 1, OW_PHASE_TAPER);
            bar(planner, race->day - 1, race->day - 1, BAR_HARD,
                OW_RULE_HARD_SPACING);
        }
        if (is_ahead(planner, race) && race->race->priority == OW_PRIORITY_A) {
            bar(planner, race->day - easy_eve_days(planner, race),
                race->day - 1, BAR_HARD, OW_RULE_TAPER_HARD);
        }
    }
}

/* Recovery takes days from base, build and peak; its days off from tapers. */
static void phases_after(struct planner *planner, const struct draft_race *race)
{
    int off = race->day + race->recovery.off_days;
    int easy = race->day + race->recovery.easy_until_day;
    struct stretch s = cut(planner, off + 1, easy);

    set_phase(planner, race->day + 1, off, OW_PHASE_RECOVERY_OFF);
    bar(planner, race->day + 1, off, BAR_RUN | BAR_HARD, OW_RULE_RECOVERY_OFF);
    bar(planner, off + 1, easy, BAR_HARD, OW_RULE_RECOVERY_EASY);
    for (int day = s.from; day <= s.to; day++) {
        if (planner->days[day].phase != OW_PHASE_TAPER &&
            planner->days[day].phase != OW_PHASE_RECOVERY_OFF) {
            planner->days[day].phase = OW_PHASE_RECOVERY_EASY;
        }
    }
}

/* Base that has lasted long without a race ahead keeps what it has. */
static void settle(struct planner *planner)
{
    int count = (int)planner->week_count * WEEK_DAYS;
    int base = 0;
    int last_race = -1;

    for (size_t i = 0; i < planner->race_count; i++) {
        if (planner->races[i].day > last_race) {
            last_race = planner->races[i].day;
        }
    }
    for (int day = 0; day < count; day++) {
        base = planner->days[day].phase == OW_PHASE_BASE ? base + 1 : 0;
        if (base > BASE_MOST_WEEKS * WEEK_DAYS && day > last_race) {
            planner->days[day].phase = OW_PHASE_MAINTAIN;
            base = BASE_MOST_WEEKS * WEEK_DAYS;
        }
    }
}

bool check_in_is_symptom(const struct planner *planner,
                         const struct ow_check_in *check_in)
{
    return check_in->ill || check_in->injured ||
           check_in->stairs_pain >= planner->limits.symptom_pain;
}

static void read_check_ins(struct planner *planner)
{
    for (size_t i = 0; i < planner->scenario->check_in_count; i++) {
        const struct ow_check_in *check_in = &planner->scenario->check_ins[i];
        int day = planner_day(planner, check_in->date);

        if (check_in_is_symptom(planner, check_in)) {
            bar(planner, day, day + planner->limits.symptom_days, BAR_HARD,
                OW_RULE_SYMPTOM_HARD);
        } else if (check_in->soreness >= planner->limits.soreness) {
            bar(planner, day, day + planner->limits.soreness_days, BAR_HARD,
                OW_RULE_SORENESS_EASY);
        }
    }
    for (size_t i = 0; i < planner->break_count; i++) {
        const struct draft_break *one = &planner->breaks[i];

        bar(planner, one->from, one->to, BAR_RUN, OW_RULE_SYMPTOM_REST);
        bar(planner, one->to + 1, one->back, BAR_HARD, OW_RULE_SYMPTOM_RETURN);
    }
}

enum ow_status timeline_build(struct planner *planner, struct ow_error *err)
{
    enum ow_status status = OW_OK;

    open_days(planner);
    status = read_races(planner, err);
    if (status != OW_OK) {
        return status;
    }
    phases_before(planner);
    for (size_t i = 0; i < planner->race_count; i++) {
        phases_after(planner, &planner->races[i]);
    }
    settle(planner);
    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];
        struct stretch s = cut(planner, race->day, race->day);

        if (is_ahead(planner, race) && s.from == s.to) {
            planner->days[s.from].phase = OW_PHASE_RACE;
            planner->days[s.from].race = race->race;
        }
    }
    breaks_read(planner);
    read_check_ins(planner);
    return races_judge(planner, err);
}
