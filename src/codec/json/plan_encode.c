/* Plans to JSON, in the order of the documentation. */
#include "codec/json/encode.h"
#include "codec/json/goal_json.h"
#include "codec/json/plan_json.h"
#include "codec/json/workout_json.h"

#include "onward/json.h"

/* Metres and seconds to a millimetre and a millisecond, load and fitness to
 * what tells days apart. */
#define DECIMALS 3

static void write_rules(struct json_writer *json, struct ow_rule_list list)
{
    json_key(json, "rules");
    json_begin_array(json);
    for (size_t i = 0; i < list.count; i++) {
        json_text(json, ow_rule_info(list.rules[i])->id);
    }
    json_end_array(json);
}

static void write_phases(struct json_writer *json, const struct ow_plan *plan)
{
    size_t count = 0;
    const struct ow_phase_span *phases = ow_plan_phases(plan, &count);

    json_key(json, "phases");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_text_field(json, "name", ow_phase_name(phases[i].phase));
        json_date_field(json, "from", phases[i].from);
        json_date_field(json, "to", phases[i].to);
        write_rules(json, phases[i].rules);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_weeks(struct json_writer *json, const struct ow_plan *plan)
{
    size_t count = 0;
    const struct ow_plan_week *weeks = ow_plan_weeks(plan, &count);

    json_key(json, "weeks");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_date_field(json, "monday", weeks[i].monday);
        json_text_field(json, "phase", ow_phase_name(weeks[i].phase));
        json_number_field(json, "run_m", weeks[i].run_m, DECIMALS);
        json_number_field(json, "run_s", weeks[i].run_s, DECIMALS);
        json_number_field(json, "longest_m", weeks[i].longest_m, DECIMALS);
        json_number_field(json, "hard_s", weeks[i].hard_s, DECIMALS);
        json_bool_field(json, "down", weeks[i].is_down);
        json_integer_field(json, "strength", weeks[i].strength);
        json_integer_field(json, "cross", weeks[i].cross);
        write_rules(json, weeks[i].rules);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_session(struct json_writer *json,
                          const struct ow_session *session)
{
    json_begin_object(json);
    json_text_field(json, "id", session->id);
    json_text_field(json, "type", ow_session_type_name(session->type));
    json_number_field(json, "distance_m", session->distance_m, DECIMALS);
    json_number_field(json, "duration_s", session->duration_s, DECIMALS);
    json_number_field(json, "hard_s", session->hard_s, DECIMALS);
    json_number_field(json, "load", session->load, DECIMALS);
    json_key(json, "workout");
    if (session->workout == NULL) {
        json_none(json);
    } else {
        workout_json_object(json, session->workout);
    }
    write_rules(json, session->rules);
    json_text_field(json, "reason", session->reason);
    json_text_field(json, "easier_option", session->easier_option);
    json_end_object(json);
}

static void write_days(struct json_writer *json, const struct ow_plan *plan)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);

    json_key(json, "days");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_date_field(json, "date", days[i].date);
        json_key(json, "sessions");
        json_begin_array(json);
        for (size_t k = 0; k < days[i].session_count; k++) {
            write_session(json, &days[i].sessions[k]);
        }
        json_end_array(json);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_goals(struct json_writer *json, const struct ow_plan *plan)
{
    size_t count = 0;
    const struct ow_goal_answer *goals = ow_plan_goals(plan, &count);

    json_key(json, "goals");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_text_field(json, "id", goals[i].id);
        goal_json_write_answer(json, &goals[i]);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_forecast(struct json_writer *json, const struct ow_plan *plan)
{
    size_t count = 0;
    const struct ow_forecast_day *days = ow_plan_forecast(plan, &count);

    json_key(json, "forecast");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_date_field(json, "date", days[i].date);
        json_number_field(json, "fitness", days[i].fitness, DECIMALS);
        json_number_field(json, "fatigue", days[i].fatigue, DECIMALS);
        json_number_field(json, "form", days[i].form, DECIMALS);
        json_number_field(json, "effective_vo2max", days[i].effective_vo2max,
                          DECIMALS);
        json_end_object(json);
    }
    json_end_array(json);
}

enum ow_status ow_plan_encode(const struct ow_plan *plan, char **text,
                              size_t *length, struct ow_error *err)
{
    struct buf buf;
    struct json_writer json;
    size_t count = 0;
    const struct ow_finding *findings = ow_plan_findings(plan, &count);

    encode_begin(&json, &buf, PLAN_SCHEMA);
    json_date_field(&json, "today", ow_plan_today(plan));
    write_phases(&json, plan);
    write_weeks(&json, plan);
    write_days(&json, plan);
    write_goals(&json, plan);
    write_forecast(&json, plan);
    write_findings(&json, findings, count);
    return encode_end(&json, text, length, err);
}

enum ow_status ow_workout_encode_json(const struct ow_workout *workout,
                                      char **text, size_t *length,
                                      struct ow_error *err)
{
    struct buf buf;
    struct json_writer json;

    buf_init(&buf, ENCODE_MOST_BYTES);
    json_init(&json, &buf);
    workout_json_object(&json, workout);
    return encode_take(&buf, text, length, err);
}
