/* Excused weeks; see the header. */
#include "app/excuse.h"

#include "app/plans.h"
#include "base/error.h"
#include "base/mem.h"
#include "onward/recovery.h"

#define DAYS_PER_WEEK 7
/* The least race with a taper, as ow_history_down_weeks() has it. */
#define TAPERED_M 15000
/* So many days of a week excuse it (design choice). */
#define EXCUSING_DAYS 3

struct calendar {
    struct ow_date from;
    bool *excused; /* a day each */
    size_t count;
};

/* Both days included; what lies outside is passed over. */
static void mark(struct calendar *calendar, struct ow_date from,
                 struct ow_date to)
{
    struct ow_date end =
        ow_date_add_days(calendar->from, (int32_t)calendar->count - 1);
    struct ow_date day =
        from.days > calendar->from.days ? from : calendar->from;

    for (; day.days <= to.days && day.days <= end.days; day.days++) {
        calendar->excused[ow_date_days_between(calendar->from, day)] = true;
    }
}

static bool date_member(const json_t *object, const char *key,
                        struct ow_date *date)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL && ow_date_parse(text, date, NULL) == OW_OK;
}

static void mark_blocked(struct calendar *calendar, const struct ledger *ledger)
{
    size_t i = 0;
    json_t *block = NULL;

    json_array_foreach(json_object_get(ledger->settings, "blocked"), i, block)
    {
        struct ow_date from = ow_date_none();
        struct ow_date to = ow_date_none();

        if (date_member(block, "from", &from) &&
            date_member(block, "to", &to)) {
            mark(calendar, from, to);
        }
    }
}

/* A word of illness or injury stands for the days after it, too. */
static void mark_ill(struct calendar *calendar, const struct ledger *ledger)
{
    size_t i = 0;
    json_t *check_in = NULL;

    json_array_foreach(ledger->check_ins, i, check_in)
    {
        struct ow_date date = ow_date_none();

        if ((json_is_true(json_object_get(check_in, "ill")) ||
             json_is_true(json_object_get(check_in, "injured"))) &&
            date_member(check_in, "date", &date)) {
            mark(calendar, date, ow_date_add_days(date, EXCUSING_DAYS - 1));
        }
    }
}

/* The days off after a race, and the week of a long one: its taper. */
static void mark_rest(struct calendar *calendar, const struct past *past)
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

        if (activity->race_m >= TAPERED_M) {
            mark(calendar, ow_date_add_days(activity->date, 1 - DAYS_PER_WEEK),
                 activity->date);
        }
        if (!ow_is_missing(activity->race_m) &&
            ow_recovery_compute(&raced, &values, OW_PRESET_CLASSIC, &recovery,
                                NULL) == OW_OK) {
            mark(calendar, ow_date_add_days(activity->date, 1),
                 ow_date_add_days(activity->date, recovery.off_days));
        }
    }
}

static bool is_excused(const struct calendar *calendar, struct ow_date monday)
{
    size_t first = (size_t)ow_date_days_between(calendar->from, monday);
    int days = 0;

    for (size_t i = first; i < first + DAYS_PER_WEEK && i < calendar->count;
         i++) {
        days += calendar->excused[i];
    }
    return days >= EXCUSING_DAYS;
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
    struct calendar calendar = {.count = count * DAYS_PER_WEEK};

    if (count == 0) {
        return OW_OK;
    }
    calendar.from = weeks[0].from;
    calendar.excused = mem_calloc(calendar.count, sizeof *calendar.excused);
    if (calendar.excused == NULL) {
        return error_nomem(err);
    }
    mark_blocked(&calendar, ledger);
    mark_ill(&calendar, ledger);
    mark_rest(&calendar, past);
    for (size_t i = 0; i < count; i++) {
        excused[i] = is_excused(&calendar, weeks[i].from);
    }
    mem_free(calendar.excused);
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
