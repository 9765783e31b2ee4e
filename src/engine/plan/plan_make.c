/* Makes a plan: the steps in their order, and what is checked before them. */
#include "base/error.h"
#include "base/mem.h"
#include "engine/plan/draft.h"

#include <string.h>

#define MOST_WEEKS 160
#define MOST_DAY_MINUTES 1440
#define MOST_WEEK_M 1e6
#define YOUNGEST_YEARS 10

static enum ow_status check_athlete(const struct ow_athlete *athlete,
                                    struct ow_date today, struct ow_error *err)
{
    int days = 0;

    for (int i = 0; i < WEEK_DAYS; i++) {
        if (athlete->day_minutes[i] < 0 ||
            athlete->day_minutes[i] > MOST_DAY_MINUTES) {
            return error_set(err, OW_E_RANGE,
                             "day %d has %d minutes, outside 0 to %d", i + 1,
                             athlete->day_minutes[i], MOST_DAY_MINUTES);
        }
        days += athlete->day_minutes[i] > 0;
    }
    if (days == 0) {
        return error_set(err, OW_E_ARGUMENT,
                         "no day of the week has minutes for training; a plan "
                         "needs at least one");
    }
    if (athlete->strength_per_week < 0 ||
        athlete->strength_per_week > WEEK_DAYS) {
        return error_set(err, OW_E_RANGE,
                         "strength_per_week %d is outside 0 to %d",
                         athlete->strength_per_week, WEEK_DAYS);
    }
    if (athlete->sessions_per_day < 0 || athlete->sessions_per_day > 2) {
        return error_set(err, OW_E_RANGE,
                         "sessions_per_day %d is neither 1 nor 2",
                         athlete->sessions_per_day);
    }
    if (ow_date_is_known(athlete->birth_date) &&
        athlete->birth_date.days > today.days) {
        char born[OW_DATE_TEXT_SIZE];

        ow_date_format(athlete->birth_date, born);
        return error_set(err, OW_E_RANGE, "birth date %s is after today", born);
    }
    if (ow_date_is_known(athlete->birth_date) &&
        ow_date_age_years(athlete->birth_date, today) < YOUNGEST_YEARS) {
        return error_set(err, OW_E_RANGE,
                         "age %d is under %d; children should not follow a "
                         "plan made for adults",
                         (int)ow_date_age_years(athlete->birth_date, today),
                         YOUNGEST_YEARS);
    }
    return OW_OK;
}

static enum ow_status check_history(const struct ow_history *history,
                                    struct ow_error *err)
{
    for (size_t i = 0; i < history->week_count; i++) {
        if (!(history->weeks[i].run_m >= 0 &&
              history->weeks[i].run_m <= MOST_WEEK_M)) {
            return error_set(err, OW_E_RANGE,
                             "history week %zu is outside 0 to 1000 km", i + 1);
        }
    }
    if (!ow_is_missing(history->longest_run_30d_m) &&
        !(history->longest_run_30d_m >= 0 &&
          history->longest_run_30d_m <= MOST_WEEK_M)) {
        return error_set(err, OW_E_RANGE,
                         "longest run of 30 days is outside 0 to 1000 km");
    }
    return OW_OK;
}

/* Two races of a day that is past stand in nobody's way. */
static enum ow_status check_races(const struct ow_scenario *scenario,
                                  struct ow_date today, struct ow_error *err)
{
    for (size_t i = 0; i < scenario->race_count; i++) {
        const struct ow_race *race = &scenario->races[i];

        if (!(race->distance_m >= 1000 && race->distance_m <= 1e6)) {
            return error_set(err, OW_E_RANGE,
                             "race %.60s is not between 1 and 1000 km long",
                             race->id);
        }
        if (i > 0 && race->date.days >= today.days &&
            race->date.days == scenario->races[i - 1].date.days) {
            return error_set(err, OW_E_ARGUMENT,
                             "races %.60s and %.60s are on the same day",
                             scenario->races[i - 1].id, race->id);
        }
        if (i > 0 && race->date.days < scenario->races[i - 1].date.days) {
            return error_set(err, OW_E_ARGUMENT,
                             "race %.60s is not in the order of dates",
                             race->id);
        }
    }
    return OW_OK;
}

enum ow_status scenario_check(const struct ow_scenario *scenario,
                              struct ow_date today, struct ow_error *err)
{
    enum ow_status status = OW_OK;

    if (scenario->weeks < 1 || scenario->weeks > MOST_WEEKS) {
        return error_set(err, OW_E_RANGE, "weeks %d is outside 1 to %d",
                         scenario->weeks, MOST_WEEKS);
    }
    status = check_athlete(&scenario->athlete, today, err);
    if (status == OW_OK) {
        status = check_history(&scenario->history, err);
    }
    if (status == OW_OK) {
        status = check_races(scenario, today, err);
    }
    return status;
}

/* Working storage; the plan's own arena takes what lives on. */
static enum ow_status open_planner(struct planner *planner,
                                   struct arena *scratch, struct ow_error *err)
{
    size_t days = planner->week_count * WEEK_DAYS;
    enum ow_status status = OW_OK;

    planner->days = arena_calloc(scratch, days, sizeof *planner->days);
    planner->weeks =
        arena_calloc(scratch, planner->week_count, sizeof *planner->weeks);
    planner->longest_m =
        arena_calloc(scratch, days, sizeof *planner->longest_m);
    planner->memo = days_memo_new(scratch);
    planner->breaks =
        arena_calloc(scratch, planner->scenario->check_in_count + 1,
                     sizeof *planner->breaks);
    planner->races = arena_calloc(scratch, planner->scenario->race_count + 1,
                                  sizeof *planner->races);
    if (planner->days == NULL || planner->weeks == NULL ||
        planner->longest_m == NULL || planner->races == NULL ||
        planner->breaks == NULL || planner->memo == NULL) {
        return error_nomem(err);
    }
    limits_read(&planner->scenario->rules, &planner->limits);
    focus_read(planner);
    status = runner_read(planner, err);
    return status == OW_OK ? adapt_read(planner, scratch, err) : status;
}

/* A week belongs to the phase of most of its days; the earlier one of two. */
static enum ow_phase phase_of(const struct planner *planner, size_t week)
{
    int count[OW_PHASE_COUNT] = {0};
    enum ow_phase phase = OW_PHASE_BASE;
    int most = 0;

    for (size_t i = 0; i < WEEK_DAYS; i++) {
        const struct draft_day *day = &planner->days[week * WEEK_DAYS + i];

        count[day->phase] += (day->bars & BAR_PAST) == 0;
    }
    for (size_t i = 0; i < WEEK_DAYS; i++) {
        enum ow_phase own = planner->days[week * WEEK_DAYS + i].phase;

        if (count[own] > most) {
            most = count[own];
            phase = own;
        }
    }
    return phase;
}

static enum ow_status make_weeks(struct planner *planner, struct ow_error *err)
{
    enum ow_status status = timeline_build(planner, err);

    for (size_t w = 0; w < planner->week_count && status == OW_OK; w++) {
        planner->weeks[w].phase = phase_of(planner, w);
        ladder_step(planner, w);
        status = week_fill(planner, w, err);
        if (status == OW_OK) {
            status = adapt_explain(planner, w, err);
        }
    }
    return status == OW_OK ? wishes_explain(planner, err) : status;
}

static enum ow_status write_plan(struct planner *planner, struct ow_error *err)
{
    enum ow_status status = compile_phases(planner, err);

    if (status == OW_OK) {
        status = compile_plan(planner, err);
    }
    if (status == OW_OK) {
        status = forecast_make(planner, err);
    }
    if (status == OW_OK) {
        status = goals_answer(planner, err);
    }
    return status;
}

static void sort_findings(struct ow_plan *plan)
{
    for (size_t i = 1; i < plan->finding_count; i++) {
        struct ow_finding finding = plan->findings[i];
        size_t at = i;

        while (at > 0 && plan->findings[at - 1].date.days > finding.date.days) {
            plan->findings[at] = plan->findings[at - 1];
            at--;
        }
        plan->findings[at] = finding;
    }
}

enum ow_status plan_make(const struct ow_scenario *scenario,
                         struct ow_date today, const struct ow_plan *published,
                         int moved_cost, struct planner_ask *ask,
                         struct ow_plan **plan, struct ow_error *err)
{
    struct planner planner = {.scenario = scenario,
                              .today = today,
                              .published = published,
                              .moved_cost = moved_cost,
                              .ask = ask};
    struct arena scratch = {0};
    enum ow_status status = scenario_check(scenario, today, err);

    if (status != OW_OK) {
        return status;
    }
    planner.monday = ow_date_monday(today);
    planner.week_count = (size_t)scenario->weeks;
    planner.plan = plan_new();
    if (planner.plan == NULL) {
        return error_nomem(err);
    }
    planner.plan->today = today;
    status = open_planner(&planner, &scratch, err);
    if (status == OW_OK) {
        status = make_weeks(&planner, err);
    }
    if (status == OW_OK) {
        status = write_plan(&planner, err);
    }
    arena_dispose(&scratch);
    if (status != OW_OK) {
        ow_plan_free(planner.plan);
        return status;
    }
    sort_findings(planner.plan);
    *plan = planner.plan;
    return planner.has_conflict
               ? error_set(err, OW_E_CONFLICT,
                           "the plan breaks a rule that must hold; its "
                           "findings say which")
               : OW_OK;
}

enum ow_status ow_plan_make(const struct ow_scenario *scenario,
                            struct ow_date today, struct ow_plan **plan,
                            struct ow_error *err)
{
    return plan_make(scenario, today, NULL, 0, NULL, plan, err);
}

enum ow_status ow_plan_recovery(const struct ow_scenario *scenario,
                                struct ow_date today, const char *race_id,
                                struct ow_recovery *recovery,
                                struct ow_error *err)
{
    struct planner planner = {
        .scenario = scenario, .today = today, .monday = ow_date_monday(today)};
    struct draft_race draft;
    enum ow_status status = scenario_check(scenario, today, err);
    size_t i = 0;

    while (i < scenario->race_count &&
           strcmp(scenario->races[i].id, race_id) != 0) {
        i++;
    }
    if (status == OW_OK && i == scenario->race_count) {
        status =
            error_set(err, OW_E_NOT_FOUND, "no race is called %.80s", race_id);
    }
    if (status == OW_OK) {
        limits_read(&scenario->rules, &planner.limits);
        status = runner_read(&planner, err);
    }
    if (status == OW_OK) {
        status = race_read(&planner, &scenario->races[i], &draft, err);
    }
    if (status == OW_OK) {
        *recovery = draft.recovery;
    }
    return status;
}
