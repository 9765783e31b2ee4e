/* Plans made and kept; see the header. */
#include "app/plans.h"

#include "base/error.h"
#include "base/mem.h"
#include "onward/json.h"

#include <string.h>

enum ow_status
app_plan_make(const struct ow_scenario *scenario, struct ow_date today,
              const struct ow_plan *published, struct ow_plan **plan,
              struct ow_findings **findings, struct ow_error *err)
{
    struct ow_plan *made = NULL;
    enum ow_status status =
        ow_plan_adapt(scenario, today, published, &made, err);
    enum ow_status checked = OW_OK;

    if (status != OW_OK && status != OW_E_CONFLICT) {
        return status;
    }
    checked = ow_plan_check(made, scenario, findings, err);
    if (checked != OW_OK) {
        ow_plan_free(made);
        return checked;
    }
    *plan = made;
    if (status == OW_OK && ow_findings_has_must(*findings)) {
        return error_set(err, OW_E_CONFLICT,
                         "the check finds a rule broken that must hold");
    }
    return status;
}

enum ow_status app_plan_keep(struct store *store, int64_t now_ms,
                             const struct ow_plan *plan, struct ow_error *err)
{
    char *text = NULL;
    enum ow_status status = ow_plan_encode(plan, &text, NULL, err);

    if (status == OW_OK) {
        status = store_append(store, now_ms, STORE_PLAN, text, NULL, err);
    }
    ow_text_free(text);
    return status;
}

static enum ow_status none_kept(struct ow_error *err)
{
    return error_set(err, OW_E_NOT_FOUND,
                     "no plan is kept yet; 'onward plan --apply' keeps one");
}

enum ow_status app_plan_kept(struct store *store, struct ow_plan **plan,
                             struct ow_error *err)
{
    char *text = NULL;
    enum ow_status status = store_newest(store, STORE_PLAN, &text, NULL, err);

    if (status == OW_OK) {
        status = text == NULL ? none_kept(err)
                              : ow_plan_decode(text, strlen(text), plan, err);
    }
    mem_free(text);
    return status;
}

static enum ow_status take(void *context, const struct store_entry *entry,
                           struct ow_error *err)
{
    struct app_plans *plans = context;
    enum ow_status status = OW_OK;

    if (entry->kind != STORE_PLAN || entry->undone) {
        return OW_OK;
    }
    if (plans->count == plans->capacity) {
        size_t capacity = 2 * plans->capacity + 8;
        struct ow_plan **more =
            mem_resize(plans->plans, capacity, sizeof *more);

        if (more == NULL) {
            return error_nomem(err);
        }
        plans->plans = more;
        plans->capacity = capacity;
    }
    status = ow_plan_decode(entry->payload, strlen(entry->payload),
                            &plans->plans[plans->count], err);
    plans->count += status == OW_OK;
    return status;
}

enum ow_status app_plans_read(struct store *store, struct app_plans *plans,
                              struct ow_error *err)
{
    enum ow_status status = OW_OK;

    memset(plans, 0, sizeof *plans);
    status = store_ledger_walk(store, take, plans, err);
    if (status == OW_OK && plans->count == 0) {
        status = none_kept(err);
    }
    if (status != OW_OK) {
        app_plans_dispose(plans);
    }
    return status;
}

void app_plans_dispose(struct app_plans *plans)
{
    for (size_t i = 0; i < plans->count; i++) {
        ow_plan_free(plans->plans[i]);
    }
    mem_free(plans->plans);
    memset(plans, 0, sizeof *plans);
}

const struct ow_plan_day *app_plan_day(const struct ow_plan *plan,
                                       struct ow_date date)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);

    for (size_t i = 0; i < count; i++) {
        if (days[i].date.days == date.days) {
            return &days[i];
        }
    }
    return NULL;
}

const struct ow_plan_day *app_plans_day(const struct app_plans *plans,
                                        struct ow_date date)
{
    for (size_t i = plans->count; i > 0; i--) {
        const struct ow_plan *plan = plans->plans[i - 1];

        if (ow_plan_today(plan).days <= date.days) {
            return app_plan_day(plan, date);
        }
    }
    return NULL;
}

const struct ow_plan_week *app_plan_week(const struct ow_plan *plan,
                                         struct ow_date date)
{
    size_t count = 0;
    const struct ow_plan_week *weeks = ow_plan_weeks(plan, &count);

    for (size_t i = 0; i < count; i++) {
        if (weeks[i].monday.days == ow_date_monday(date).days) {
            return &weeks[i];
        }
    }
    return NULL;
}

const struct ow_session *app_plan_session(const struct ow_plan *plan,
                                          const char *id, struct ow_date *date)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < days[i].session_count; j++) {
            const char *its = days[i].sessions[j].id;

            if (its != NULL && strcmp(its, id) == 0) {
                *date = days[i].date;
                return &days[i].sessions[j];
            }
        }
    }
    return NULL;
}
