/*
 * Distances that grow (a finish, a weekly distance) and habits that are kept
 * (sessions a week, balance with strength).
 */
#include "engine/plan/goals.h"

#include "base/error.h"
#include "base/num.h"
#include "onward/history.h"

#include <math.h>

/* A long run grows by so much a week, down weeks counted in (design choice). */
#define LONG_GROWTH_A_WEEK 1.06
/* What someone new begins with, run and walked. */
#define FIRST_LONG_M 2000.0
/* Longest run of plans for the longest races; beyond the marathon evidence is
 * thin. */
#define LONGEST_LONG_M 50000.0
/* A level is held for three weeks before it is raised (Daniels), each time by
 * a tenth or, where little is run, by 3 km (design choice). */
#define HOLD_WEEKS 3
#define STEP_UP 1.1
#define STEP_LEAST_M 3000.0
/* As the days are, there is no time for it. */
#define NO_TIME 0.1
#define LONG_DAY_MISSING 0.4
#define VOLUME_WEEKS 4
#define VOLUME_SHARE 0.98
/* Weeks that speak for a habit. */
#define HABIT_WEEKS 12
/* Of those who take up exercise about half have given it up after half a year
 * (Robison and Rogers 1994, Sports Med 17:39-52); a day to spare makes up for a
 * lost one. The two count as much as eight weeks that were seen (design
 * choice). */
#define HABIT_PRIOR 0.5
#define HABIT_PRIOR_SPARE 0.6
#define HABIT_PRIOR_WEEKS 8
/* A habit is kept that holds in four weeks of five. */
#define HABIT_SHARE 0.8
#define TOO_FEW_DAYS 0.02

static void put_distance(struct goal_case *one, const char *before,
                         double distance_m)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    ow_distance_format(distance_m, one->view->scenario->athlete.units, text);
    buf_append_format(&one->needed, "%s%s", before, text);
}

/* Most of a short distance, two thirds of a marathon (published beginners'
 * plans). */
double goal_long_run_m(double distance_m)
{
    double share = distance_m >= 30000 ? 0.66 : 0.75;

    return fmin(distance_m * share, LONGEST_LONG_M);
}

static const char *what_long_run(struct goal_case *one, double value)
{
    (void)one;
    (void)value;
    return "long run";
}

/* The first day since the goal was set on which so far was raced; none. */
static struct ow_date finished_on(const struct goal_case *one)
{
    const struct ow_scenario *scenario = one->view->scenario;

    for (size_t i = 0; i < scenario->race_count; i++) {
        const struct ow_race *race = &scenario->races[i];

        if (goal_counts_on(one, race->date) && !ow_is_missing(race->time_s) &&
            race->distance_m >= one->goal->distance_m) {
            return race->date; /* they stand by date */
        }
    }
    return ow_date_none();
}

/* Days until the taper before a finish: the longest run comes before it. */
static int days_to_taper(const struct goal_case *one)
{
    int taper =
        (int)ow_rule_value(&one->view->scenario->rules, OW_RULE_TAPER_LENGTH,
                           race_class(one->goal->distance_m));

    return one->days > 2 * taper ? one->days - taper : one->days;
}

enum ow_status goal_answer_finish(struct goal_case *one, struct ow_error *err)
{
    struct ow_goal_answer *out = one->out;
    double longest = one->view->runner->longest_m;
    double wanted = num_round(goal_long_run_m(one->goal->distance_m), 0);
    double from = fmax(longest, fmin(FIRST_LONG_M, wanted));
    double weeks = one->days / (double)WEEK_DAYS;
    double need =
        from < wanted ? ceil(log(wanted / from) / log(LONG_GROWTH_A_WEEK)) : 0;

    out->unit = "m";
    out->now = longest;
    out->target = wanted;
    goal_set_reached(one, finished_on(one));
    out->progress = out->is_reached ? 1 : fmin(1, longest / wanted);
    goal_set_probability(
        out,
        goal_easy_s(one->view, wanted) >
                goal_longest_day_s(&one->view->scenario->athlete)
            ? fmin(LONG_DAY_MISSING, goal_probability_in_weeks(weeks, need))
            : goal_probability_in_weeks(weeks, need));
    put_distance(one, "A long run of ", wanted);
    if (longest > 0) {
        put_distance(one, " before it; the longest of 30 days is ", longest);
    } else {
        buf_append_text(&one->needed, " before it; none in the last 30 days");
    }
    if (need > 0) {
        buf_append_format(&one->needed,
                          ". From there it takes about %d weeks; %d are left",
                          (int)need, (int)weeks);
    }
    if (one->goal->distance_m > OW_MARATHON_M * 1.01) {
        buf_append_text(&one->needed, ". Beyond the marathon little is known; "
                                      "time on feet and food count for more");
    }
    return goal_add_milestones(one, days_to_taper(one), fmin(from, wanted),
                               wanted, what_long_run, err);
}

static const char *what_volume(struct goal_case *one, double value)
{
    (void)one;
    (void)value;
    return "weekly distance";
}

/* Weeks from one weekly distance to another. */
static double weeks_to_grow(double from, double to)
{
    double level = from;
    double weeks = 0;

    while (level < to) {
        level = fmax(level * STEP_UP, level + STEP_LEAST_M);
        weeks += HOLD_WEEKS;
    }
    return weeks;
}

/* Mean weekly distance of the weeks before a day; missing without any. */
static double volume_before(const struct goal_view *view, struct ow_date day)
{
    const struct ow_history *history = &view->scenario->history;
    struct ow_date monday = ow_date_monday(day);
    double sum = 0;

    if (history->week_count == 0 ||
        history->weeks[0].monday.days > monday.days - WEEK_DAYS) {
        return OW_MISSING;
    }
    for (size_t i = 0; i < history->week_count; i++) {
        int32_t ago = ow_date_days_between(history->weeks[i].monday, monday);

        if (ago > 0 && ago <= VOLUME_WEEKS * WEEK_DAYS) {
            sum += history->weeks[i].run_m;
        }
    }
    return sum / VOLUME_WEEKS;
}

enum ow_status goal_answer_volume(struct goal_case *one, struct ow_error *err)
{
    const struct goal_view *view = one->view;
    const struct ow_athlete *athlete = &view->scenario->athlete;
    struct ow_goal_answer *out = one->out;
    double wished = one->goal->weekly_m;
    double now = volume_before(view, view->today);
    double held = view->runner->held_m;
    double then = ow_date_is_known(one->goal->since)
                      ? volume_before(view, one->goal->since)
                      : OW_MISSING;
    double weeks = one->days / (double)WEEK_DAYS;
    double need = weeks_to_grow(fmax(held, FIRST_LONG_M), wished);

    now = ow_is_missing(now) ? view->runner->mean_m : now;
    out->unit = "m";
    out->now = num_round(now, 0);
    out->target = num_round(wished, 0);
    out->is_reached = now >= wished * VOLUME_SHARE;
    if (out->is_reached) {
        out->progress = 1;
    } else if (!ow_is_missing(then)) {
        out->progress =
            then < wished ? fmax(0, (now - then) / (wished - then)) : 0;
    }
    goal_set_probability(
        out, goal_easy_s(view, wished) > goal_seconds_a_week(athlete)
                 ? fmin(NO_TIME, goal_probability_in_weeks(weeks, need))
                 : goal_probability_in_weeks(weeks, need));
    put_distance(one, "The last four weeks had ", now);
    put_distance(one, " each, the most of eight ", held);
    put_distance(one, "; to ", wished);
    buf_append_format(&one->needed,
                      " it takes about %d weeks, each step held for three; %d "
                      "are left",
                      (int)need, (int)weeks);
    return goal_add_milestones(one, one->days, fmin(out->now, out->target),
                               out->target, what_volume, err);
}

/* Weeks that were seen and of them those in which a habit was kept. */
struct habit {
    int weeks;
    int seen; /* excused ones left out */
    int kept;
    double mean; /* sessions a week */
};

static int sessions_of(const struct ow_goal *goal,
                       const struct ow_history_week *week)
{
    return goal->kind == OW_GOAL_BALANCE ? week->strength
                                         : week->runs + week->walks;
}

static bool keeps(const struct goal_view *view, const struct ow_goal *goal,
                  const struct ow_history_week *week)
{
    return sessions_of(goal, week) >= goal->per_week &&
           (goal->kind != OW_GOAL_BALANCE ||
            week->runs + week->walks >= view->limits->least_runs);
}

/* Whether travel, illness, injury or a race asked for rest in a week. */
static bool is_excused(const struct goal_view *view, struct ow_date monday)
{
    const struct ow_scenario *scenario = view->scenario;
    bool days[WEEK_DAYS] = {false};
    struct ow_history_rest rest = {monday, days, WEEK_DAYS};

    for (size_t i = 0; i < scenario->blocked_count; i++) {
        ow_history_rest_mark(&rest, scenario->blocked[i].from,
                             scenario->blocked[i].to);
    }
    for (size_t i = 0; i < scenario->check_in_count; i++) {
        const struct ow_check_in *said = &scenario->check_ins[i];

        if (said->ill || said->injured) {
            ow_history_rest_mark_ill(&rest, said->date);
        }
    }
    for (size_t i = 0; i < scenario->race_count; i++) {
        const struct ow_race *race = &scenario->races[i];

        ow_history_rest_mark_race(&rest, race->date, race->distance_m,
                                  goal_recovery(view, race).off_days);
    }
    return ow_history_rest_excuses(&rest, monday);
}

/* Weeks from a Monday on, this one left out: it is not over. A week without
 * entry is one without sessions; an excused one neither helps nor harms. */
static struct habit habit_since(const struct goal_view *view,
                                const struct ow_goal *goal, struct ow_date from)
{
    const struct ow_history *history = &view->scenario->history;
    struct ow_date end = ow_date_monday(view->today);
    struct ow_date monday = from;
    struct habit habit = {.weeks = 0};
    size_t next = 0;

    if (history->week_count == 0) {
        return habit;
    }
    if (from.days < history->weeks[0].monday.days) {
        monday = history->weeks[0].monday;
    }
    for (; monday.days < end.days; monday.days += WEEK_DAYS) {
        struct ow_history_week week = {.monday = monday};
        bool is_kept = false;

        while (next < history->week_count &&
               history->weeks[next].monday.days < monday.days) {
            next++;
        }
        if (next < history->week_count &&
            history->weeks[next].monday.days == monday.days) {
            week = history->weeks[next];
        }
        is_kept = keeps(view, goal, &week);
        habit.kept += is_kept;
        habit.seen +=
            is_kept || (!week.is_excused && !is_excused(view, monday));
        habit.mean += sessions_of(goal, &week);
        habit.weeks++;
    }
    habit.mean = habit.weeks > 0 ? habit.mean / habit.weeks : 0;
    return habit;
}

static const char *what_sessions(struct goal_case *one, double value)
{
    (void)value;
    return one->goal->kind == OW_GOAL_BALANCE
               ? "weeks with both of them, four in five; planned rest counts"
               : "weeks kept, four in five; planned rest counts";
}

/* How far: the share of its time that is over, less where fewer than four in
 * five of the weeks at hand were kept. */
static double habit_progress(const struct goal_case *one)
{
    struct ow_date since = one->goal->since;
    struct habit habit;
    int all = 0;
    double over = 0;

    if (!ow_date_is_known(since)) {
        return OW_MISSING;
    }
    all = ow_date_days_between(since, one->out->due);
    over = ow_date_days_between(since, one->view->today);
    habit = habit_since(one->view, one->goal, ow_date_monday(since));
    if (habit.seen < 1 || all < 1) {
        return 0;
    }
    return fmin(1, over / all) *
           fmin(1, habit.kept / (HABIT_SHARE * habit.seen));
}

enum ow_status goal_answer_habit(struct goal_case *one, struct ow_error *err)
{
    const struct goal_view *view = one->view;
    const struct ow_athlete *athlete = &view->scenario->athlete;
    struct ow_goal_answer *out = one->out;
    bool is_balance = one->goal->kind == OW_GOAL_BALANCE;
    int wished = one->goal->per_week;
    int days = goal_days_a_week(athlete);
    struct habit habit =
        habit_since(view, one->goal,
                    ow_date_add_days(ow_date_monday(view->today),
                                     -HABIT_WEEKS * WEEK_DAYS));
    double prior = days > wished ? HABIT_PRIOR_SPARE : HABIT_PRIOR;

    out->unit = "count";
    out->now = num_round(habit.mean, 1);
    out->target = wished;
    out->progress = habit_progress(one);
    if (out->progress >= 1) {
        goal_set_reached(one, out->due);
    }
    goal_set_probability(out, days < wished
                                  ? TOO_FEW_DAYS
                                  : (habit.kept + prior * HABIT_PRIOR_WEEKS) /
                                        (habit.seen + HABIT_PRIOR_WEEKS));
    buf_append_format(&one->needed, "%d %ssession%s in four weeks of five",
                      wished, is_balance ? "strength " : "",
                      wished == 1 ? "" : "s");
    if (is_balance) {
        buf_append_format(&one->needed, ", beside %d runs or walks",
                          (int)view->limits->least_runs);
    }
    if (habit.seen > 0) {
        buf_append_format(&one->needed, "; %d of the last %d weeks had them",
                          habit.kept, habit.seen);
    } else {
        buf_append_text(&one->needed, "; no week is there to judge by yet");
    }
    buf_append_format(&one->needed, ", %d days a week have time", days);
    if (days == wished) {
        buf_append_text(&one->needed, ", none to spare");
    }
    return goal_add_milestones(one, one->days, 0,
                               floor(HABIT_SHARE * one->days / WEEK_DAYS),
                               what_sessions, err);
}
