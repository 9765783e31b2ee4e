/* A season looked back on; see the header. */
#include "app/review.h"

#include "base/error.h"
#include "base/mem.h"
#include "codec/json/json_writer.h"

#define DECIMALS 3
#define SHARE_DECIMALS 4

bool review_is_race(const struct review *review, size_t activity)
{
    const struct ow_history_activity *one =
        &review->goals.past.activities[activity];

    return one->kind == OW_HISTORY_RUN && one->race_m > 0 &&
           one->date.days >= review->from.days;
}

static void sum_up(struct review *review)
{
    const struct past *past = &review->goals.past;
    struct ow_history_sum weeks[WEAK_SPOTS_WEEKS + 1];

    review->weeks = ow_history_sum(past->activities, past->count,
                                   OW_HISTORY_WEEK, review->from, review->today,
                                   weeks, WEAK_SPOTS_WEEKS + 1);
    review->sum.from = review->from;
    for (size_t i = 0; i < review->weeks; i++) {
        review->sum.run_m += weeks[i].run_m;
        review->sum.run_s += weeks[i].run_s;
        review->sum.ascent_m += weeks[i].ascent_m;
        review->sum.runs += weeks[i].runs;
        review->sum.strength += weeks[i].strength;
        review->sum.cross += weeks[i].cross;
        review->weeks_run += weeks[i].runs > 0;
    }
    review->longest = ow_history_longest(past->activities, past->count,
                                         review->from, review->today, true);
}

enum ow_status review_read(struct store *store, struct ow_date today,
                           struct review *review, struct ow_error *err)
{
    struct review made = {.from = weak_spots_from(today), .today = today};
    enum ow_status status = ledger_read(store, &made.ledger, err);

    if (status == OW_OK) {
        status = goals_report_read(store, today, &made.goals, err);
    }
    if (status == OW_OK) {
        sum_up(&made);
        made.said = weak_spots_review(&made.ledger, today);
        status = weak_spots_find(store, &made.ledger, &made.goals.past, today,
                                 made.found, err);
    }
    if (status != OW_OK) {
        review_dispose(&made);
        return status;
    }
    *review = made;
    return OW_OK;
}

void review_dispose(struct review *review)
{
    goals_report_dispose(&review->goals);
    ledger_dispose(&review->ledger);
}

static void write_races(struct json_writer *json, const struct review *review)
{
    json_key(json, "races");
    json_begin_array(json);
    for (size_t i = 0; i < review->goals.past.count; i++) {
        const struct ow_history_activity *race =
            &review->goals.past.activities[i];

        if (review_is_race(review, i)) {
            json_begin_object(json);
            json_text_field(json, "activity", review->goals.past.notes[i].id);
            json_date_field(json, "date", race->date);
            json_number_field(json, "distance_m", race->race_m, DECIMALS);
            json_number_field(json, "time_s", race->race_s, DECIMALS);
            json_end_object(json);
        }
    }
    json_end_array(json);
}

static void write_longest(struct json_writer *json, const struct review *review)
{
    const struct past *past = &review->goals.past;

    json_key(json, "longest");
    if (review->longest == past->count) {
        json_none(json);
        return;
    }
    json_begin_object(json);
    json_date_field(json, "date", past->activities[review->longest].date);
    json_number_field(json, "distance_m",
                      past->activities[review->longest].distance_m, DECIMALS);
    json_end_object(json);
}

static void write_goals(struct json_writer *json, const struct review *review)
{
    json_key(json, "goals");
    json_begin_array(json);
    for (size_t i = 0; i < review->goals.count; i++) {
        const struct ow_goal_answer *answer = &review->goals.answers[i];

        json_begin_object(json);
        json_text_field(json, "id", answer->id);
        json_text_field(json, "verdict", ow_verdict_name(answer->verdict));
        json_bool_field(json, "reached", answer->is_reached);
        json_number_field(json, "progress", answer->progress, SHARE_DECIMALS);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_areas(struct json_writer *json, const struct review *review)
{
    json_key(json, "areas");
    json_begin_array(json);
    for (size_t i = 0; i < OW_WEAKNESS_AREA_COUNT; i++) {
        const struct ow_weakness *area = &review->found[i];

        json_begin_object(json);
        json_text_field(json, "area", ow_weakness_area_name(area->area));
        json_text_field(json, "verdict",
                        ow_weakness_verdict_name(area->verdict));
        json_text_field(json, "focus", ow_focus_name(area->focus));
        json_number_field(json, "value", area->value, SHARE_DECIMALS);
        json_number_field(json, "low", area->low, SHARE_DECIMALS);
        json_number_field(json, "high", area->high, SHARE_DECIMALS);
        json_text_field(json, "unit", area->unit);
        json_integer_field(json, "count", (int64_t)area->count);
        json_number_field(json, "weak_bar", area->weak_bar, SHARE_DECIMALS);
        json_number_field(json, "strong_bar", area->strong_bar, SHARE_DECIMALS);
        json_text_field(json, "source", area->source);
        json_text_field(json, "sentence", area->sentence);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_said(struct json_writer *json, const struct review *review)
{
    size_t i = 0;
    json_t *word = NULL;

    json_key(json, "said");
    if (review->said == NULL) {
        json_none(json);
        return;
    }
    json_begin_object(json);
    json_text_field(json, "date",
                    json_string_value(json_object_get(review->said, "date")));
    json_key(json, "hard");
    json_begin_array(json);
    json_array_foreach(json_object_get(review->said, "hard"), i, word)
    {
        json_text(json, json_string_value(word));
    }
    json_end_array(json);
    json_text_field(json, "note",
                    json_string_value(json_object_get(review->said, "note")));
    json_end_object(json);
}

void review_json(const struct review *review, struct buf *out)
{
    struct json_writer json;

    json_init(&json, out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/review/1");
    json_date_field(&json, "from", review->from);
    json_date_field(&json, "to", review->today);
    json_integer_field(&json, "weeks", (int64_t)review->weeks);
    json_integer_field(&json, "weeks_run", (int64_t)review->weeks_run);
    json_number_field(&json, "run_m", review->sum.run_m, DECIMALS);
    json_number_field(&json, "run_s", review->sum.run_s, DECIMALS);
    json_number_field(&json, "ascent_m", review->sum.ascent_m, DECIMALS);
    json_integer_field(&json, "runs", review->sum.runs);
    json_integer_field(&json, "strength", review->sum.strength);
    json_integer_field(&json, "cross", review->sum.cross);
    write_longest(&json, review);
    write_races(&json, review);
    write_goals(&json, review);
    write_areas(&json, review);
    write_said(&json, review);
    json_end_object(&json);
    buf_append_char(out, '\n');
}

/* {"review":{"date":…,"hard":[…],"note":…}}; NULL without memory. */
static json_t *payload_of(const struct diary *diary, unsigned focuses,
                          const char *note)
{
    char today[OW_DATE_TEXT_SIZE];
    json_t *hard = json_array();

    ow_date_format(diary->today, today);
    for (int i = OW_FOCUS_SPEED; hard != NULL && i <= OW_FOCUS_STRENGTH; i++) {
        if ((focuses >> i & 1U) != 0 &&
            json_array_append_new(
                hard, json_string(ow_focus_name((enum ow_focus)i))) != 0) {
            json_decref(hard);
            return NULL;
        }
    }
    return json_pack("{s:{s:s, s:o, s:s?}}", "review", "date", today, "hard",
                     hard, "note", note);
}

enum ow_status review_keep(const struct diary *diary, unsigned focuses,
                           const char *note, struct ow_error *err)
{
    json_t *payload = payload_of(diary, focuses, note);
    enum ow_status status = OW_OK;

    if (payload == NULL) {
        return error_nomem(err);
    }
    if (!diary->is_preview) {
        status = ledger_append(diary->store, diary->now_ms, STORE_DECISION,
                               payload, err);
    }
    json_decref(payload);
    return status;
}
