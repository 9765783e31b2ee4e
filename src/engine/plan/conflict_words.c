/* What a wish of a conflict is, and what may be given up of it. */
#include "engine/plan/conflict.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/num.h"
#include "onward/quantity.h"

#include <string.h>

#define TEXT_LIMIT 300
/* A race is looked for another day within so many. */
#define MOST_MOVED_DAYS 60
#define KEY_LIMIT 100

/* Hands what a buffer holds to the arena. */
static enum ow_status take(struct conflict_search *search, struct buf *buf,
                           const char **text, struct ow_error *err)
{
    enum ow_status status = buf_status(buf, err);

    if (status == OW_OK) {
        *text =
            arena_copy_text(&search->found->arena, buf_text(buf), buf->length);
        status = *text == NULL ? error_nomem(err) : OW_OK;
    }
    buf_dispose(buf);
    return status;
}

static bool has_race_on(const struct ow_scenario *scenario, struct ow_date day)
{
    for (size_t i = 0; i < scenario->race_count; i++) {
        if (scenario->races[i].date.days == day.days) {
            return true;
        }
    }
    return false;
}

/* The first later day on which a race and all that is kept can be had; none
 * where there is none soon. */
static enum ow_status find_day(struct conflict_search *search, size_t race,
                               struct ow_date *day, struct ow_error *err)
{
    struct other_race other = {.index = race,
                               .date = search->scenario->races[race].date};
    enum ow_status status = OW_OK;
    bool is_possible = false;

    *day = ow_date_none();
    for (int i = 0; i < MOST_MOVED_DAYS && status == OW_OK && !is_possible;
         i++) {
        other.date = ow_date_add_days(other.date, 1);
        if (!has_race_on(search->scenario, other.date)) {
            status = conflict_try(search, &other, NULL, &is_possible, err);
        }
    }
    if (is_possible) {
        *day = other.date;
    }
    return status;
}

static enum ow_status tell_race(struct conflict_search *search,
                                const struct wish *wish, struct ow_wish *told,
                                struct ow_error *err)
{
    const struct ow_race *race = &search->scenario->races[wish->index];
    struct other_race other = {.index = wish->index, .is_easier = true};
    struct ow_date later = ow_date_none();
    bool can_ease = false;
    char date[OW_DATE_TEXT_SIZE];
    char distance[OW_QUANTITY_TEXT_SIZE];
    struct buf text;
    enum ow_status status = conflict_try(search, &other, NULL, &can_ease, err);

    if (status == OW_OK) {
        status = find_day(search, wish->index, &later, err);
    }
    told->id =
        arena_copy_text(&search->found->arena, race->id, strlen(race->id));
    if (status != OW_OK || told->id == NULL) {
        return status != OW_OK ? status : error_nomem(err);
    }
    told->from = race->date;
    told->to = race->date;
    ow_date_format(race->date, date);
    ow_distance_format(race->distance_m, search->scenario->athlete.units,
                       distance);
    buf_init(&text, TEXT_LIMIT);
    /* The store's own id of a race without a name is its day. */
    if (race->name == NULL && strncmp(race->id, date, strlen(date)) == 0) {
        buf_append_format(&text, "the race of %s on %s", distance, date);
    } else {
        buf_append_format(&text, "race %.80s, %s on %s",
                          race->name != NULL ? race->name : race->id, distance,
                          date);
    }
    status = take(search, &text, &told->words, err);
    if (status != OW_OK) {
        return status;
    }
    buf_init(&text, TEXT_LIMIT);
    if (ow_date_is_known(later)) {
        ow_date_format(later, date);
        buf_append_format(&text, "move it to %s or later, ", date);
    }
    buf_append_format(&text, "%s%sleave it out",
                      can_ease ? "run it within yourself, priority C, " : "",
                      can_ease || ow_date_is_known(later) ? "or " : "");
    return take(search, &text, &told->give_up, err);
}

static enum ow_status tell_blocked(struct conflict_search *search,
                                   const struct wish *wish,
                                   struct ow_wish *told, struct ow_error *err)
{
    const struct ow_blocked *blocked = &search->scenario->blocked[wish->index];
    bool is_one = blocked->from.days == blocked->to.days;
    char from[OW_DATE_TEXT_SIZE];
    char to[OW_DATE_TEXT_SIZE];
    struct buf text;

    told->from = blocked->from;
    told->to = blocked->to;
    ow_date_format(blocked->from, from);
    ow_date_format(blocked->to, to);
    buf_init(&text, TEXT_LIMIT);
    buf_append_format(&text, "no training %s %s", is_one ? "on" : "from", from);
    if (!is_one) {
        buf_append_format(&text, " to %s", to);
    }
    if (blocked->reason != NULL) {
        buf_append_format(&text, " (%.80s)", blocked->reason);
    }
    told->give_up = is_one ? "free that day" : "free the day of the race";
    return take(search, &text, &told->words, err);
}

static enum ow_status tell_rule(struct conflict_search *search,
                                const struct wish *wish, struct ow_wish *told,
                                struct ow_error *err)
{
    enum ow_rule rule = (enum ow_rule)wish->index;
    const struct ow_rule_info *info = ow_rule_info(rule);
    const char *name = info->parameters[wish->parameter].name;
    struct ow_rule_values usual;
    char value[NUM_TEXT_SIZE];
    struct buf text;
    enum ow_status status = OW_OK;

    ow_rule_values_init(&usual, search->scenario->preset);
    buf_init(&text, KEY_LIMIT);
    buf_append_format(&text, "%s.%s", info->id, name);
    status = take(search, &text, &told->id, err);
    if (status != OW_OK) {
        return status;
    }
    num_format(search->scenario->rules.value[rule][wish->parameter], 6, value);
    buf_init(&text, TEXT_LIMIT);
    buf_append_format(&text, "%s set to %s", told->id, value);
    status = take(search, &text, &told->words, err);
    if (status != OW_OK) {
        return status;
    }
    num_format(usual.value[rule][wish->parameter], 6, value);
    buf_init(&text, TEXT_LIMIT);
    buf_append_format(&text, "take it back to the usual %s", value);
    return take(search, &text, &told->give_up, err);
}

enum ow_status conflict_tell(struct conflict_search *search,
                             const struct wish *wish, struct ow_wish *told,
                             struct ow_error *err)
{
    told->kind = wish->kind;
    told->is_spared = wish->is_spared;
    told->from = ow_date_none();
    told->to = ow_date_none();
    switch (wish->kind) {
    case OW_WISH_RACE:
        return tell_race(search, wish, told, err);
    case OW_WISH_BLOCKED:
        return tell_blocked(search, wish, told, err);
    case OW_WISH_RULE:
        break;
    }
    return tell_rule(search, wish, told, err);
}
