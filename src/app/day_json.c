/* Days of kept plans as JSON; see the header. */
#include "app/day_json.h"

#include "base/error.h"
#include "base/mem.h"
#include "onward/json.h"

#include <jansson.h>
#include <string.h>

static const struct ow_plan *plan_of(const struct app_plans *plans,
                                     struct ow_date date)
{
    for (size_t i = plans->count; i > 0; i--) {
        if (ow_plan_today(plans->plans[i - 1]).days <= date.days) {
            return plans->plans[i - 1];
        }
    }
    return NULL;
}

/* The entry of an array whose member is this date, borrowed; NULL. */
static json_t *find_entry(json_t *array, const char *key, struct ow_date date)
{
    char text[OW_DATE_TEXT_SIZE];
    size_t i = 0;
    json_t *entry = NULL;

    ow_date_format(date, text);
    json_array_foreach(array, i, entry)
    {
        const char *its = json_string_value(json_object_get(entry, key));

        if (its != NULL && strcmp(its, text) == 0) {
            return entry;
        }
    }
    return NULL;
}

/* A plan as an object; NULL without memory. */
static json_t *plan_object(const struct ow_plan *plan)
{
    char *text = NULL;
    json_t *object = NULL;

    if (ow_plan_encode(plan, &text, NULL, NULL) == OW_OK) {
        object = json_loads(text, 0, NULL);
    }
    ow_text_free(text);
    return object;
}

/* The days and, last, the week the newest of them lies in. */
static bool gather(const struct app_plans *plans, struct ow_date from,
                   struct ow_date to, json_t *days, json_t **week)
{
    const struct ow_plan *known = NULL;
    json_t *object = NULL;
    bool is_whole = true;

    for (struct ow_date date = from; date.days <= to.days && is_whole;
         date = ow_date_add_days(date, 1)) {
        const struct ow_plan *plan = plan_of(plans, date);
        json_t *day = NULL;

        if (plan == NULL) {
            continue;
        }
        if (plan != known) {
            json_decref(object);
            object = plan_object(plan);
            known = plan;
            is_whole = object != NULL;
        }
        day = find_entry(json_object_get(object, "days"), "date", date);
        is_whole =
            is_whole && (day == NULL || json_array_append(days, day) == 0);
    }
    *week = json_incref(find_entry(json_object_get(object, "weeks"), "monday",
                                   ow_date_monday(to)));
    json_decref(object);
    return is_whole;
}

enum ow_status app_days_json(const struct app_plans *plans, const char *schema,
                             struct ow_date from, struct ow_date to,
                             struct buf *out, struct ow_error *err)
{
    char first[OW_DATE_TEXT_SIZE];
    char last[OW_DATE_TEXT_SIZE];
    json_t *days = json_array();
    json_t *week = NULL;
    json_t *object = NULL;
    char *text = NULL;

    ow_date_format(from, first);
    ow_date_format(to, last);
    if (days != NULL && gather(plans, from, to, days, &week)) {
        object =
            json_pack("{s:s, s:s, s:s, s:O, s:O?}", "schema", schema, "from",
                      first, "to", last, "days", days, "week", week);
    }
    if (object != NULL) {
        text = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(15));
    }
    if (text != NULL) {
        buf_append_format(out, "%s\n", text);
    }
    json_decref(days);
    json_decref(week);
    json_decref(object);
    mem_free(text);
    return text != NULL ? OW_OK : error_nomem(err);
}
