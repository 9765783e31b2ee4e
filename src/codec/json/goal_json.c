/* Goals and their answers as JSON; see the header. */
#include "codec/json/goal_json.h"

#define DECIMALS 3

void goal_json_write(struct json_writer *json, const struct ow_goal *goal)
{
    json_text_field(json, "id", goal->id);
    json_text_field(json, "horizon", ow_horizon_name(goal->horizon));
    json_text_field(json, "kind", ow_goal_kind_name(goal->kind));
    json_date_field(json, "deadline", goal->deadline);
    json_number_field(json, "distance_m", goal->distance_m, DECIMALS);
    json_number_field(json, "time_s", goal->time_s, DECIMALS);
    json_number_field(json, "weekly_m", goal->weekly_m, DECIMALS);
    json_text_field(json, "standard", goal->standard);
    json_number_field(json, "per_week",
                      goal->per_week < 0 ? OW_MISSING : goal->per_week, 0);
    json_text_field(json, "focus", ow_focus_name(goal->focus));
    json_text_field(json, "parent", goal->parent);
    json_date_field(json, "since", goal->since);
}

static void write_milestones(struct json_writer *json,
                             const struct ow_goal_answer *answer)
{
    json_key(json, "milestones");
    json_begin_array(json);
    for (size_t i = 0; i < answer->milestone_count; i++) {
        const struct ow_milestone *milestone = &answer->milestones[i];

        json_begin_object(json);
        json_date_field(json, "date", milestone->date);
        json_text_field(json, "what", milestone->what);
        json_number_field(json, "value", milestone->value, DECIMALS);
        json_text_field(json, "unit", milestone->unit);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_conflicts(struct json_writer *json,
                            const struct ow_goal_answer *answer)
{
    json_key(json, "conflicts");
    json_begin_array(json);
    for (size_t i = 0; i < answer->conflict_count; i++) {
        const struct ow_goal_conflict *conflict = &answer->conflicts[i];

        json_begin_object(json);
        json_text_field(json, "with", conflict->with);
        json_text_field(json, "message", conflict->message);
        json_text_field(json, "give_up", conflict->give_up);
        json_end_object(json);
    }
    json_end_array(json);
}

void goal_json_write_answer(struct json_writer *json,
                            const struct ow_goal_answer *answer)
{
    json_text_field(json, "verdict", ow_verdict_name(answer->verdict));
    json_number_field(json, "probability", answer->probability, DECIMALS);
    json_text_field(json, "needed", answer->needed);
    json_date_field(json, "due", answer->due);
    json_text_field(json, "unit", answer->unit);
    json_number_field(json, "now", answer->now, DECIMALS);
    json_number_field(json, "target", answer->target, DECIMALS);
    json_number_field(json, "low", answer->low, DECIMALS);
    json_number_field(json, "high", answer->high, DECIMALS);
    json_number_field(json, "progress", answer->progress, DECIMALS);
    json_number_field(json, "rolled_up", answer->rolled_up, DECIMALS);
    json_bool_field(json, "reached", answer->is_reached);
    json_integer_field(json, "steps", answer->steps);
    json_integer_field(json, "steps_reached", answer->steps_reached);
    write_milestones(json, answer);
    write_conflicts(json, answer);
}
