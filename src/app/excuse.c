/* Excused weeks; see the header. */
#include "app/excuse.h"

#include "app/plans.h"
#include "base/error.h"
#include "base/mem.h"
#include "onward/recovery.h"

#define DAYS_PER_WEEK 7

static bool date_member(const json_t *object, const char *key,
                        struct ow_date *date)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL && ow_date_parse(text, date, NULL) == OW_OK;
}

static void mark_blocked(struct ow_history_rest *rest,
                         const struct ledger *ledger)
{
    size_t i = 0;
    json_t *block = NULL;

    json_array_foreach(json_object_get(ledger->settings, "blocked"), i, block)
    {
        struct ow_date from = ow_date_none();
        struct ow_date to = ow_date_none();

        if (date_member(block, "from", &from) &&
            date_member(block, "to", &to)) {
            ow_history_rest_mark(rest, from, to);
        }
    }
}

static void mark_ill(struct ow_history_rest *rest, const struct ledger *ledger)
{
    size_t i = 0;
    json_t *check_in = NULL;

    json_array_foreach(ledger->check_ins, i, check_in)
    {
        struct ow_date date = ow_date_none();

        if ((json_is_true(json_object_get(check_in, "ill")) ||
             json_is_true(json_object_get(check_in, "injured"))) &&
            date_member(check_in, "date", &date)) {
            ow_history_rest_mark_ill(rest, date);
        }
    }
}

static void mark_races(struct ow_history_rest *rest, const struct past *past)
{
    struct ow_rule_values values;

    ow_rule_values_init(&values, OW_PRESET_CLASSIC);
    for (size_t i = 0; i < past->count; i++) {
        const struct ow_history_activity *activity = &past->activities[i];
        struct ow_raced raced = {
            .distance_m = activity->race_m,
            .time_s = activity->race_s,
            .effort = 1,
            .fade = OW_MISSING,
            .net_drop_m = OW_MISSING,
            .descent_m = OW_MISSING,
            .temperature_c = OW_MISSING,
            .age_years = -1,
            .weekly_m = OW_MISSING,
        };
        struct ow_recovery recovery;

        if (!ow_is_missing(activity->race_m) &&
            ow_recovery_compute(&raced, &values, OW_PRESET_CLASSIC, &recovery,
                                NULL) == OW_OK) {
            ow_history_rest_mark_race(rest, activity->date, activity->race_m,
                                      recovery.off_days);
        }
    }
}

/* Runs that kept plans wanted in a week; -1 where no plan rules all of it. */
static int planned_runs(const struct app_plans *plans, struct ow_date monday)
{
    int runs = 0;

    for (int32_t i = 0; i < DAYS_PER_WEEK; i++) {
        const struct ow_plan_day *day =
            app_plans_day(plans, ow_date_add_days(monday, i));

        if (day == NULL) {
            return -1;
        }
        for (size_t s = 0; s < day->session_count; s++) {
            runs += ow_session_type_is_run(day->sessions[s].type);
        }
    }
    return runs;
}

static enum ow_status excuse_planned(struct store *store,
                                     const struct ow_history_sum *weeks,
                                     size_t count, int least_runs,
                                     bool *excused, struct ow_error *err)
{
    struct app_plans plans = {0};
    enum ow_status status = app_plans_read(store, &plans, err);

    for (size_t i = 0; status == OW_OK && i < count; i++) {
        int planned = planned_runs(&plans, weeks[i].from);

        excused[i] = excused[i] || (planned >= 0 && planned < least_runs &&
                                    weeks[i].runs >= planned);
    }
    app_plans_dispose(&plans);
    return status == OW_E_NOT_FOUND ? OW_OK : status;
}

enum ow_status excuse_weeks(struct store *store, const struct ledger *ledger,
                            const struct past *past,
                            const struct ow_history_sum *weeks, size_t count,
                            int least_runs, bool *excused, struct ow_error *err)
{
    struct ow_history_rest rest = {.count = count * DAYS_PER_WEEK};

    if (count == 0) {
        return OW_OK;
    }
    rest.from = weeks[0].from;
    rest.days = mem_calloc(rest.count, sizeof *rest.days);
    if (rest.days == NULL) {
        return error_nomem(err);
    }
    mark_blocked(&rest, ledger);
    mark_ill(&rest, ledger);
    mark_races(&rest, past);
    for (size_t i = 0; i < count; i++) {
        excused[i] = ow_history_rest_excuses(&rest, weeks[i].from);
    }
    mem_free(rest.days);
    return excuse_planned(store, weeks, count, least_runs, excused, err);
}

enum ow_status
excuse_keep_count(struct store *store, const struct ledger *ledger,
                  const struct past *past, const struct ow_history_sum *weeks,
                  size_t count, int least_runs,
                  struct ow_history_consistency *kept, struct ow_error *err)
{
    bool *excused = mem_calloc(count, sizeof *excused);
    enum ow_status status = excused == NULL
                                ? error_nomem(err)
                                : excuse_weeks(store, ledger, past, weeks,
                                               count, least_runs, excused, err);

    if (status == OW_OK) {
        ow_history_keep_count(weeks, excused, count, true, least_runs, kept);
    }
    mem_free(excused);
    return status;
}
