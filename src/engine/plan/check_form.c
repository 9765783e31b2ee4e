/* Whether a plan agrees with itself: dates, sums, ids and kinds. */
#include "engine/plan/check.h"

#include "base/mem.h"
#include "base/num.h"

#include <string.h>

/* Slower than a walk, faster than any runner. */
#define SLOWEST_M_PER_S 0.5
#define FASTEST_M_PER_S 8.0
/* A workout's sum may be off its session's by a rounded metre or second. */
#define WORKOUT_SLACK 1.5

static void add(struct check *check, struct ow_date date, const char *message)
{
    findings_add(check->findings, OW_RULE_PLAN_STRUCTURE, OW_MUST, date, "%s",
                 message);
}

static void check_dates(struct check *check)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(check->plan, &count);

    for (size_t i = 0; i < count; i++) {
        if (days[i].date.days != check_date(check, (int)i).days) {
            add(check, days[i].date,
                "days do not follow each other from today");
            return;
        }
    }
    if (count == 0) {
        add(check, check->first, "there are no days");
    } else if (ow_date_weekday(days[count - 1].date) != OW_SUNDAY) {
        add(check, days[count - 1].date, "the last day is no Sunday");
    }
}

static void check_weeks_there(struct check *check)
{
    size_t count = 0;
    const struct ow_plan_week *weeks = ow_plan_weeks(check->plan, &count);

    if (count != (size_t)check->week_count) {
        findings_add(check->findings, OW_RULE_PLAN_STRUCTURE, OW_MUST,
                     check->first, "%zu weeks for days of %d", count,
                     check->week_count);
    }
    if (check->scenario != NULL && check->scenario->weeks != (int)count) {
        findings_add(check->findings, OW_RULE_PLAN_STRUCTURE, OW_MUST,
                     check->first, "%zu weeks where %d are asked for", count,
                     check->scenario->weeks);
    }
    for (size_t i = 0; i < count; i++) {
        if (weeks[i].monday.days != check_monday(check, (int)i).days) {
            add(check, weeks[i].monday, "weeks do not follow each other");
            return;
        }
    }
}

/* What a week's own days come to. */
static struct ow_plan_week sum_of_days(const struct check *check,
                                       struct ow_date monday)
{
    struct ow_plan_week sum;

    memset(&sum, 0, sizeof sum);
    for (int i = 0; i < 7; i++) {
        const struct check_day *day =
            check_day_of(check, ow_date_add_days(monday, i));

        if (day != NULL) {
            sum.run_m += day->run_m + day->race_m;
            sum.run_s += day->run_s;
            sum.longest_m = fmax(sum.longest_m, day->longest_m);
            sum.hard_s += day->hard_s;
            sum.strength += day->strength;
            sum.cross += day->cross;
        }
    }
    return sum;
}

static bool differ(double a, double b)
{
    return !(fabs(a - b) <= CHECK_SLACK);
}

static void check_sums(struct check *check, const struct ow_plan_week *week)
{
    struct ow_plan_week sum = sum_of_days(check, week->monday);

    if (differ(sum.run_m, week->run_m)) {
        add(check, week->monday, "run_m is not the sum of the days");
    }
    if (differ(sum.run_s, week->run_s)) {
        add(check, week->monday, "run_s is not the sum of the days");
    }
    if (differ(sum.longest_m, week->longest_m)) {
        add(check, week->monday, "longest_m is not that of the longest run");
    }
    if (differ(sum.hard_s, week->hard_s)) {
        add(check, week->monday, "hard_s is not the sum of the days");
    }
    if (sum.strength != week->strength || sum.cross != week->cross) {
        add(check, week->monday, "strength and cross do not count the days'");
    }
}

/* A week's phase is that of most of its days; where two have as many, either
 * will do. */
static void check_week_phase(struct check *check,
                             const struct ow_plan_week *week)
{
    int count[OW_PHASE_COUNT] = {0};
    int most = 0;

    for (int i = 0; i < 7; i++) {
        const struct check_day *day =
            check_day_of(check, ow_date_add_days(week->monday, i));

        if (day != NULL && day->has_phase) {
            count[day->phase]++;
            most = count[day->phase] > most ? count[day->phase] : most;
        }
    }
    if (most > count[week->phase]) {
        add(check, week->monday, "the week's phase is not that of its days");
    }
}

static void check_phases(struct check *check)
{
    size_t count = 0;
    const struct ow_phase_span *phases = ow_plan_phases(check->plan, &count);
    struct ow_date next = check->first;

    for (size_t i = 0; i < count; i++) {
        if (phases[i].from.days != next.days ||
            phases[i].to.days < phases[i].from.days) {
            add(check, phases[i].from, "phases overlap or leave a gap");
            return;
        }
        next = ow_date_add_days(phases[i].to, 1);
    }
    if (next.days != check_date(check, check->day_count).days) {
        add(check, next, "phases do not reach the last day");
    }
}

static void check_forecast(struct check *check)
{
    size_t count = 0;
    const struct ow_forecast_day *days = ow_plan_forecast(check->plan, &count);

    if (count == 0) {
        findings_add(check->findings, OW_RULE_PLAN_STRUCTURE, OW_SHOULD,
                     check->first, "there is no forecast");
        return;
    }
    if (count != (size_t)check->day_count) {
        add(check, check->first, "the forecast has not one entry a day");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (days[i].date.days != check_date(check, (int)i).days) {
            add(check, days[i].date, "the forecast does not follow the days");
            return;
        }
    }
}

static void check_run(struct check *check, struct ow_date date,
                      const struct ow_session *session)
{
    double speed = session->distance_m / session->duration_s;

    if (!(session->distance_m > 0) || !(session->duration_s > 0)) {
        add(check, date, "a run without distance or duration");
    } else if (speed < SLOWEST_M_PER_S || speed > FASTEST_M_PER_S) {
        add(check, date, "distance and duration of a run do not go together");
    }
}

static void check_workout(struct check *check, struct ow_date date,
                          const struct ow_session *session)
{
    double total_s = ow_workout_total_s(session->workout);
    double total_m = ow_workout_total_m(session->workout);

    if (!ow_is_missing(total_s) &&
        !(fabs(total_s - session->duration_s) <= WORKOUT_SLACK)) {
        add(check, date, "the workout's time is not the session's");
    }
    if (!ow_is_missing(total_m) &&
        !(fabs(total_m - session->distance_m) <= WORKOUT_SLACK)) {
        add(check, date, "the workout's distance is not the session's");
    }
}

static bool may_be_hard(enum ow_session_type type)
{
    return type == OW_SESSION_LONG || type == OW_SESSION_PROGRESSION ||
           type == OW_SESSION_TEMPO || type == OW_SESSION_INTERVALS ||
           type == OW_SESSION_FARTLEK || type == OW_SESSION_HILLS ||
           type == OW_SESSION_STRIDES || type == OW_SESSION_CROSS ||
           type == OW_SESSION_STRENGTH;
}

static void check_session(struct check *check, struct ow_date date,
                          const struct ow_session *session)
{
    if (ow_session_type_is_run(session->type)) {
        check_run(check, date, session);
    } else if (session->type != OW_SESSION_REST && !(session->duration_s > 0)) {
        add(check, date, "a session without duration");
    }
    if (session->hard_s > 0 && !may_be_hard(session->type)) {
        add(check, date, "an easy session or a race with hard seconds");
    } else if (session->hard_s > session->duration_s + CHECK_SLACK) {
        add(check, date, "more hard seconds than seconds");
    }
    if (session->workout != NULL) {
        check_workout(check, date, session);
    }
}

static void check_sessions(struct check *check, const struct ow_plan_day *day)
{
    bool has_rest = false;

    for (size_t i = 0; i < day->session_count; i++) {
        check_session(check, day->date, &day->sessions[i]);
        has_rest = has_rest || day->sessions[i].type == OW_SESSION_REST;
    }
    if (day->session_count == 0) {
        add(check, day->date, "a day without a session holds no rest");
    } else if (has_rest && day->session_count > 1) {
        add(check, day->date, "a rest beside other sessions");
    }
}

/* FNV-1a, 64 bits; Fowler, Noll and Vo. */
static uint64_t hash_text(const char *text)
{
    uint64_t hash = UINT64_C(14695981039346656037);

    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    }
    return hash;
}

/* Puts an id into a table with room left; false where it is in already. */
static bool put_id(const char **table, size_t size, const char *id)
{
    size_t at = (size_t)(hash_text(id) % size);

    while (table[at] != NULL && strcmp(table[at], id) != 0) {
        at = (at + 1) % size;
    }
    if (table[at] != NULL) {
        return false;
    }
    table[at] = id;
    return true;
}

static void check_ids(struct check *check)
{
    size_t count = 0;
    size_t sessions = 0;
    const struct ow_plan_day *days = ow_plan_days(check->plan, &count);
    const char **table = NULL;
    size_t size = 0;

    for (size_t i = 0; i < count; i++) {
        sessions += days[i].session_count;
    }
    size = 2 * sessions + 1;
    table = mem_calloc(size, sizeof *table);
    if (table == NULL) {
        check->findings->is_broken = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < days[i].session_count; k++) {
            const char *id = days[i].sessions[k].id;

            if (id[0] == '\0') {
                add(check, days[i].date, "a session without an id");
            } else if (!put_id(table, size, id)) {
                findings_add(check->findings, OW_RULE_PLAN_STRUCTURE, OW_MUST,
                             days[i].date, "id %.60s is there twice", id);
            }
        }
    }
    mem_free(table);
}

/* The runner's races are in the plan, and no others. */
static void check_races_there(struct check *check)
{
    const struct ow_scenario *scenario = check->scenario;

    for (size_t i = 0; i < scenario->race_count; i++) {
        const struct ow_race *race = &scenario->races[i];
        const struct check_day *day = check_day_of(check, race->date);

        if (day != NULL && day->races == 0) {
            findings_add(check->findings, OW_RULE_PLAN_STRUCTURE, OW_MUST,
                         race->date, "race %.60s is not in the plan", race->id);
        } else if (day != NULL && day->races == 1 &&
                   fabs(day->race_m - race->distance_m) > WORKOUT_SLACK) {
            findings_add(check->findings, OW_RULE_PLAN_STRUCTURE, OW_MUST,
                         race->date, "race %.60s has another distance",
                         race->id);
        }
    }
    for (size_t i = 0; i < check->race_count; i++) {
        if (check->races[i].id == NULL) {
            findings_add(check->findings, OW_RULE_PLAN_STRUCTURE, OW_SHOULD,
                         check->races[i].date,
                         "a race that the runner did not name");
        }
    }
}

static void check_goals(struct check *check)
{
    size_t count = 0;
    const struct ow_goal_answer *goals = ow_plan_goals(check->plan, &count);

    for (size_t i = 0; i < count; i++) {
        bool is_known = false;

        for (size_t k = 0; k < check->scenario->goal_count; k++) {
            is_known = is_known ||
                       strcmp(check->scenario->goals[k].id, goals[i].id) == 0;
        }
        if (!is_known) {
            findings_add(check->findings, OW_RULE_PLAN_STRUCTURE, OW_MUST,
                         check->first, "no goal is called %.60s", goals[i].id);
        }
    }
    if (count < check->scenario->goal_count) {
        findings_add(check->findings, OW_RULE_PLAN_STRUCTURE, OW_SHOULD,
                     check->first, "%zu goals of %zu are answered", count,
                     check->scenario->goal_count);
    }
}

void check_form(struct check *check)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(check->plan, &count);
    size_t week_count = 0;
    const struct ow_plan_week *weeks = ow_plan_weeks(check->plan, &week_count);

    check_dates(check);
    check_weeks_there(check);
    for (size_t i = 0; i < week_count; i++) {
        check_sums(check, &weeks[i]);
        check_week_phase(check, &weeks[i]);
    }
    check_phases(check);
    check_forecast(check);
    for (size_t i = 0; i < count; i++) {
        check_sessions(check, &days[i]);
    }
    check_ids(check);
    if (check->scenario != NULL) {
        check_races_there(check);
        check_goals(check);
    }
}
