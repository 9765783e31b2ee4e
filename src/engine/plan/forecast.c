/*
 * Fitness, fatigue and form of every planned day, and how the effective
 * VO2max dips while there is no running and comes back.
 */
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/num.h"
#include "engine/plan/draft.h"
#include "onward/form.h"
#include "onward/load.h"

#define PAST_DAYS (DRAFT_HISTORY_WEEKS * WEEK_DAYS)
/* A loss below this share is not worth a word. */
#define WORTH_SAYING 0.005
#define MESSAGE_LIMIT 400

/* Load of an easily run metre. */
static double easy_load_per_m(const struct runner *runner)
{
    double easy = runner->pace.s_per_km[ZONE_EASY];
    double threshold = runner->pace.s_per_km[ZONE_THRESHOLD];

    return ow_load_of_pace(easy, 1 / easy, 1 / threshold) / 1000;
}

/* Daily loads of the past from its weeks, each spread over its days. */
static void past_loads(const struct planner *planner, double *loads,
                       size_t today)
{
    const struct runner *runner = &planner->runner;
    double per_m = easy_load_per_m(runner);

    for (size_t day = 0; day < PAST_DAYS; day++) {
        size_t weeks_back = (PAST_DAYS - 1 - day) / WEEK_DAYS;

        loads[day] = runner->past_m[weeks_back] * per_m / WEEK_DAYS;
    }
    for (size_t day = 0; day < today; day++) {
        loads[PAST_DAYS + day] = runner->this_week_m * per_m / (double)today;
    }
    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];
        int day = race->day + PAST_DAYS;

        if (day >= 0 && race->race->date.days < planner->today.days) {
            loads[day] += race->race->distance_m * per_m;
        }
    }
}

static void planned_loads(const struct ow_plan *plan, double *loads)
{
    for (size_t day = 0; day < plan->day_count; day++) {
        for (size_t i = 0; i < plan->days[day].session_count; i++) {
            double load = plan->days[day].sessions[i].load;

            loads[day] += ow_is_missing(load) ? 0 : load;
        }
    }
}

static bool has_run(const struct ow_plan_day *day)
{
    for (size_t i = 0; i < day->session_count; i++) {
        if (ow_session_type_is_run(day->sessions[i].type)) {
            return true;
        }
    }
    return false;
}

/* What was lost by days off, and how it comes back. */
struct dip {
    int off_days;
    double lost;    /* share of the effective VO2max */
    double gain;    /* share won back a day */
    double deepest; /* of the dip that is open */
    struct ow_date deepest_date;
    bool is_open;
};

/* Days without running before today that a race asked for. */
static int off_before(const struct planner *planner)
{
    int today = planner_day(planner, planner->today);
    int off = 0;

    for (size_t i = 0; i < planner->race_count; i++) {
        int since = today - 1 - planner->races[i].day;

        if (since >= 0 && since < planner->races[i].recovery.off_days) {
            off = since;
        }
    }
    return off;
}

static enum ow_status say_dip(struct planner *planner, const struct dip *dip,
                              struct ow_date back, struct ow_error *err)
{
    double vo2max = planner->runner.effective_vo2max;
    char date[OW_DATE_TEXT_SIZE];
    struct buf text;
    enum ow_status status = OW_OK;

    ow_date_format(back, date);
    buf_init(&text, MESSAGE_LIMIT);
    buf_append_text(&text, "The days off cost about ");
    buf_append_number(&text, dip->deepest * 100, 1);
    buf_append_text(&text, " % of the effective VO2max");
    if (!ow_is_missing(vo2max)) {
        buf_append_text(&text, " (");
        buf_append_number(&text, vo2max, 1);
        buf_append_text(&text, " to ");
        buf_append_number(&text, vo2max * (1 - dip->deepest), 1);
        buf_append_text(&text, ")");
    }
    buf_append_format(
        &text,
        "; that is normal, and regained about %s, sooner than fitness "
        "as load counts it",
        date);
    status = buf_status(&text, err);
    if (status == OW_OK) {
        status = planner_find(planner, OW_RULE_RECOVERY_OFF, OW_NOTE,
                              dip->deepest_date, buf_text(&text), err);
    }
    buf_dispose(&text);
    return status;
}

/* One day on: lost by the time-off rule, regained in the time it took
 * (Spiering 2021 and the seed text: a dip is normal, and passes). */
static void step(struct dip *dip, bool runs, struct ow_date date)
{
    double lost = 0;

    dip->off_days = runs ? 0 : dip->off_days + 1;
    lost = 1 - ow_time_off_factor(dip->off_days, false);
    if (lost > dip->lost) {
        dip->lost = lost;
        dip->gain = lost / dip->off_days;
    } else {
        dip->lost = dip->lost > dip->gain ? dip->lost - dip->gain : 0;
    }
    if (dip->lost > dip->deepest) {
        dip->deepest = dip->lost;
        dip->deepest_date = date;
        dip->is_open = dip->deepest >= WORTH_SAYING;
    }
}

static enum ow_status write_vo2max(struct planner *planner,
                                   struct ow_error *err)
{
    struct ow_plan *plan = planner->plan;
    struct dip dip = {.off_days = off_before(planner)};
    enum ow_status status = OW_OK;

    for (size_t day = 0; day < plan->day_count && status == OW_OK; day++) {
        struct ow_date date = plan->days[day].date;

        step(&dip, has_run(&plan->days[day]), date);
        plan->forecast[day].effective_vo2max =
            num_round(planner->runner.effective_vo2max * (1 - dip.lost), 2);
        if (dip.lost <= 0) {
            if (dip.is_open) {
                status = say_dip(planner, &dip, date, err);
            }
            dip.deepest = 0;
            dip.is_open = false;
        }
    }
    return status;
}

enum ow_status forecast_make(struct planner *planner, struct ow_error *err)
{
    const struct ow_history *history = &planner->scenario->history;
    struct ow_plan *plan = planner->plan;
    size_t today = (size_t)planner_day(planner, planner->today);
    size_t past = PAST_DAYS + today;
    size_t count = past + plan->day_count;
    bool is_known = !ow_is_missing(history->fitness);
    double *loads = mem_calloc(count, sizeof *loads);
    struct ow_form_day *days = mem_calloc(count, sizeof *days);
    size_t from = is_known ? past : 0;
    double fatigue =
        ow_is_missing(history->fatigue) ? history->fitness : history->fatigue;
    enum ow_status status = OW_OK;

    plan->forecast =
        arena_calloc(&plan->arena, plan->day_count, sizeof *plan->forecast);
    if (loads == NULL || days == NULL || plan->forecast == NULL) {
        status = error_nomem(err);
        goto out;
    }
    past_loads(planner, loads, today);
    planned_loads(plan, loads + past);
    status = ow_form_series(loads + from, count - from,
                            is_known ? history->fitness : 0,
                            is_known ? fatigue : 0, days + from, err);
    if (status != OW_OK) {
        goto out;
    }
    for (size_t i = 0; i < plan->day_count; i++) {
        plan->forecast[i] = (struct ow_forecast_day){
            .date = plan->days[i].date,
            .fitness = num_round(days[past + i].fitness, 1),
            .fatigue = num_round(days[past + i].fatigue, 1),
            .form = num_round(days[past + i].form, 1),
        };
    }
    plan->forecast_count = plan->day_count;
    status = write_vo2max(planner, err);
out:
    mem_free(loads);
    mem_free(days);
    return status;
}
