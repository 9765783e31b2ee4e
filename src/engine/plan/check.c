/* Judging a plan: its facts are gathered, then each part looks at them. */
#include "engine/plan/check.h"

#include "base/error.h"
#include "base/mem.h"
#include "onward/body.h"

#include <string.h>

/* More days than any plan may have: what lies beyond is not looked at. */
#define MOST_DAYS 4000

static bool is_hard_type(enum ow_session_type type)
{
    return type == OW_SESSION_PROGRESSION || type == OW_SESSION_TEMPO ||
           type == OW_SESSION_INTERVALS || type == OW_SESSION_FARTLEK ||
           type == OW_SESSION_HILLS;
}

static double or_zero(double value)
{
    return ow_is_missing(value) ? 0 : value;
}

/* Whether a workout, where there is one, has a fast end. */
static bool ends_fast(const struct ow_session *session)
{
    size_t count = 0;
    const struct ow_step *steps =
        session->workout == NULL ? NULL
                                 : ow_workout_steps(session->workout, &count);

    for (size_t i = 0; i < count; i++) {
        if (steps[i].role == OW_ROLE_PEAK) {
            return true;
        }
    }
    return false;
}

static void add_run(struct check_day *day, const struct ow_session *session)
{
    double distance_m = or_zero(session->distance_m);

    day->run_s += or_zero(session->duration_s);
    if (session->type == OW_SESSION_RACE) {
        day->race_m += distance_m;
        day->races++;
        return;
    }
    day->run_m += distance_m;
    day->runs++;
    day->longest_m = fmax(day->longest_m, distance_m);
    day->has_long = day->has_long || session->type == OW_SESSION_LONG;
    if (session->type == OW_SESSION_PROGRESSION) {
        day->progression_s =
            fmax(day->progression_s, or_zero(session->duration_s));
        day->progression_hard_s += session->hard_s;
    } else if (session->type == OW_SESSION_LONG && ends_fast(session)) {
        day->finish_s = fmax(day->finish_s, or_zero(session->duration_s));
    }
}

static void add_session(struct check_day *day, const struct ow_session *session)
{
    if (session->type == OW_SESSION_REST) {
        return;
    }
    day->sessions++;
    day->kinds |= 1U << session->type;
    day->walks += session->type == OW_SESSION_WALK ? 1 : 0;
    day->all_s += or_zero(session->duration_s);
    day->hard_s += session->hard_s;
    day->strength += session->type == OW_SESSION_STRENGTH ? 1 : 0;
    day->cross += session->type == OW_SESSION_CROSS ? 1 : 0;
    day->is_hard = day->is_hard || is_hard_type(session->type) ||
                   (session->hard_s > 0 && session->type != OW_SESSION_RACE);
    if (ow_session_type_is_run(session->type)) {
        add_run(day, session);
    }
}

/* Index of a date, -1 outside the plan. */
static int day_index(const struct check *check, struct ow_date date)
{
    int64_t index = (int64_t)date.days - check->first.days;

    return index >= 0 && index < check->day_count ? (int)index : -1;
}

static void add_phases(struct check *check)
{
    size_t count = 0;
    const struct ow_phase_span *phases = ow_plan_phases(check->plan, &count);

    for (size_t i = 0; i < count; i++) {
        for (int day = 0; day < check->day_count; day++) {
            struct ow_date date = check_date(check, day);

            if (date.days >= phases[i].from.days &&
                date.days <= phases[i].to.days) {
                check->days[day].phase = phases[i].phase;
                check->days[day].has_phase = true;
            }
        }
    }
}

/* Days from today to the last one of the plan, in whole weeks. */
static void count_days(struct check *check, const struct ow_plan_day *days,
                       size_t count)
{
    int64_t last = check->first.days;

    for (size_t i = 0; i < count; i++) {
        last = days[i].date.days > last ? days[i].date.days : last;
    }
    last -= check->first.days;
    check->day_count = last < MOST_DAYS ? (int)last + 1 : MOST_DAYS;
    check->week_count =
        (check->day_count + (int)ow_date_weekday(check->first) + 6) / 7;
}

static enum ow_status gather_days(struct check *check, struct ow_error *err)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(check->plan, &count);

    count_days(check, days, count);
    check->days = mem_calloc((size_t)check->day_count, sizeof *check->days);
    if (check->days == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < count; i++) {
        int index = day_index(check, days[i].date);

        for (size_t k = 0; index >= 0 && k < days[i].session_count; k++) {
            add_session(&check->days[index], &days[i].sessions[k]);
        }
    }
    add_phases(check);
    return OW_OK;
}

/* Effective VO2max of a performance; 0 where there is none. */
static double vo2max_of(double distance_m, double time_s)
{
    double vo2max = 0;

    if (ow_is_missing(time_s) ||
        ow_vo2max_from_race(distance_m, time_s, &vo2max, NULL) != OW_OK) {
        return 0;
    }
    return vo2max;
}

/* The largest effective VO2max that the runner has ever shown. */
static double best_vo2max(const struct ow_scenario *scenario,
                          struct ow_date today)
{
    double best = 0;

    for (size_t i = 0; i < scenario->history.best_count; i++) {
        best = fmax(best, vo2max_of(scenario->history.bests[i].distance_m,
                                    scenario->history.bests[i].time_s));
    }
    for (size_t i = 0; i < scenario->race_count; i++) {
        if (scenario->races[i].date.days <= today.days) {
            best = fmax(best, vo2max_of(scenario->races[i].distance_m,
                                        scenario->races[i].time_s));
        }
    }
    return best;
}

/* What the runner said, or the priority says. A past race may turn out to have
 * been run harder than that: by its time against the best ever shown, so that
 * nothing is asked that a stricter judge of the form of the day would not. */
static double effort_of(const struct ow_scenario *scenario,
                        const struct ow_race *race, struct ow_date today)
{
    double effort = race->priority == OW_PRIORITY_C ? 0.8 : 1;
    double shown = vo2max_of(race->distance_m, race->time_s);

    if (!ow_is_missing(race->effort)) {
        return race->effort;
    }
    if (shown > 0 && race->date.days < today.days) {
        effort = fmax(effort, shown / best_vo2max(scenario, today));
    }
    return effort;
}

static bool has_race(const struct check *check, struct ow_date date)
{
    for (size_t i = 0; i < check->race_count; i++) {
        if (check->races[i].date.days == date.days) {
            return true;
        }
    }
    return false;
}

/* Races that only the plan has: their effort is not known, so they count as
 * run lightly and only what holds after any race is asked. */
static void gather_plan_races(struct check *check)
{
    size_t known = check->race_count;

    for (int day = 0; day < check->day_count; day++) {
        struct ow_date date = check_date(check, day);

        if (check->days[day].races > 0 &&
            !(known > 0 && has_race(check, date))) {
            struct check_race race = {NULL, date, check->days[day].race_m, 0.8,
                                      OW_PRIORITY_C};

            check->races[check->race_count] = race;
            check->race_count++;
        }
    }
}

static enum ow_status gather_races(struct check *check, struct ow_error *err)
{
    const struct ow_scenario *scenario = check->scenario;
    size_t count = scenario == NULL ? 0 : scenario->race_count;

    check->races =
        mem_calloc(count + (size_t)check->day_count, sizeof *check->races);
    if (check->races == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < count; i++) {
        const struct ow_race *from = &scenario->races[i];
        struct check_race race = {from->id, from->date, from->distance_m,
                                  effort_of(scenario, from, check->first),
                                  from->priority};

        check->races[i] = race;
    }
    check->race_count = count;
    gather_plan_races(check);
    return OW_OK;
}

const struct check_day *check_day_of(const struct check *check,
                                     struct ow_date date)
{
    int index = day_index(check, date);

    return index < 0 ? NULL : &check->days[index];
}

struct ow_date check_date(const struct check *check, int day)
{
    return ow_date_add_days(check->first, day);
}

struct ow_date check_monday(const struct check *check, int week)
{
    return ow_date_add_days(ow_date_monday(check->first), 7 * week);
}

/* What the history has of a week. */
static double history_m(const struct check *check, struct ow_date monday)
{
    const struct ow_history *history =
        check->scenario == NULL ? NULL : &check->scenario->history;

    for (size_t i = 0; history != NULL && i < history->week_count; i++) {
        if (history->weeks[i].monday.days == monday.days) {
            return history->weeks[i].run_m;
        }
    }
    return 0;
}

double check_week_m(const struct check *check, int week)
{
    struct ow_date monday = check_monday(check, week);
    double run_m = week <= 0 ? history_m(check, monday) : 0;

    for (int i = 0; week >= 0 && i < 7; i++) {
        const struct check_day *day =
            check_day_of(check, ow_date_add_days(monday, i));

        run_m += day == NULL ? 0 : day->run_m;
    }
    return run_m;
}

bool check_is_down(const struct check *check, int week)
{
    size_t count = 0;
    const struct ow_plan_week *weeks = ow_plan_weeks(check->plan, &count);
    struct ow_date monday = check_monday(check, week);

    for (size_t i = 0; week >= 0 && i < count; i++) {
        if (weeks[i].monday.days == monday.days) {
            return weeks[i].is_down;
        }
    }
    return false;
}

double check_class_value(const struct check *check, enum ow_rule rule,
                         double distance_m, enum check_clock clock)
{
    /* The classes of the table of rules, each with its three clocks. */
    static const char *const names[4][3] = {
        {"5k", "5k_must", "5k_light"},
        {"10k", "10k_must", "10k_light"},
        {"half", "half_must", "half_light"},
        {"marathon", "marathon_must", "marathon_light"}};
    int class = distance_m >= 30000   ? 3
                : distance_m >= 15000 ? 2
                : distance_m >= 7500  ? 1
                                      : 0;

    return ow_rule_value(&check->rules, rule, names[class][clock]);
}

static void run_checks(struct check *check)
{
    check_form(check);
    check_days(check);
    check_races(check);
    check_growth(check);
    check_focus(check);
    check_habits(check);
    check_progressions(check);
    check_return(check);
    check_season(check);
    check_doubles(check);
    findings_sort(check->findings);
}

enum ow_status ow_plan_check(const struct ow_plan *plan,
                             const struct ow_scenario *scenario,
                             struct ow_findings **findings,
                             struct ow_error *err)
{
    struct check check;
    enum ow_status status = OW_OK;

    memset(&check, 0, sizeof check);
    check.plan = plan;
    check.scenario = scenario;
    check.first = ow_plan_today(plan);
    if (scenario != NULL) {
        check.rules = scenario->rules;
    } else {
        ow_rule_values_init(&check.rules, OW_PRESET_CLASSIC);
    }
    check.findings = findings_new();
    status =
        check.findings == NULL ? error_nomem(err) : gather_days(&check, err);
    if (status == OW_OK) {
        status = gather_races(&check, err);
    }
    if (status == OW_OK) {
        run_checks(&check);
        status = check.findings->is_broken ? error_nomem(err) : OW_OK;
    }
    mem_free(check.days);
    mem_free(check.races);
    if (status != OW_OK) {
        ow_findings_free(check.findings);
        return status;
    }
    *findings = check.findings;
    return OW_OK;
}
