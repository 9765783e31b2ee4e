/* Scenarios to JSON, in the order of the documentation. */
#include "codec/json/encode.h"
#include "codec/json/goal_json.h"
#include "codec/json/scenario_json.h"

#include "onward/json.h"

#include <stdio.h>

/* As many as the reader keeps. */
#define DECIMALS 6

static void write_count_or_null(struct json_writer *json, const char *key,
                                int value)
{
    json_key(json, key);
    if (value < 0) {
        json_none(json);
    } else {
        json_int(json, value);
    }
}

static void write_athlete(struct json_writer *json,
                          const struct ow_athlete *athlete)
{
    const char sex[2] = {athlete->sex, '\0'};

    json_key(json, "athlete");
    json_begin_object(json);
    json_text_field(json, "sex", athlete->sex == '\0' ? NULL : sex);
    json_date_field(json, "birth_date", athlete->birth_date);
    json_text_field(json, "level", ow_level_name(athlete->level));
    json_text_field(json, "units", scenario_units[athlete->units]);
    json_number_field(json, "hr_max_bpm", athlete->hr_max_bpm, DECIMALS);
    json_number_field(json, "hr_rest_bpm", athlete->hr_rest_bpm, DECIMALS);
    json_key(json, "days");
    json_begin_object(json);
    for (int i = 0; i < 7; i++) {
        json_integer_field(json, scenario_weekdays[i], athlete->day_minutes[i]);
    }
    json_end_object(json);
    json_text_field(json, "long_run_day",
                    athlete->long_run_day < 0
                        ? NULL
                        : scenario_weekdays[athlete->long_run_day]);
    json_integer_field(json, "strength_per_week", athlete->strength_per_week);
    write_count_or_null(
        json, "sessions_per_day",
        athlete->sessions_per_day > 0 ? athlete->sessions_per_day : -1);
    json_key(json, "cross_training");
    json_begin_array(json);
    for (unsigned i = 0; i < SCENARIO_CROSS_KINDS; i++) {
        if ((athlete->cross_training & (1U << i)) != 0) {
            json_text(json, scenario_cross_kinds[i]);
        }
    }
    json_end_array(json);
    json_text_field(json, "hemisphere",
                    athlete->is_southern ? "south" : "north");
    json_end_object(json);
}

static void write_history(struct json_writer *json,
                          const struct ow_history *history)
{
    json_key(json, "history");
    json_begin_object(json);
    json_key(json, "weeks");
    json_begin_array(json);
    for (size_t i = 0; i < history->week_count; i++) {
        json_begin_object(json);
        json_date_field(json, "monday", history->weeks[i].monday);
        json_number_field(json, "run_m", history->weeks[i].run_m, DECIMALS);
        json_integer_field(json, "runs", history->weeks[i].runs);
        json_integer_field(json, "strength", history->weeks[i].strength);
        json_integer_field(json, "walks", history->weeks[i].walks);
        json_bool_field(json, "excused", history->weeks[i].is_excused);
        json_end_object(json);
    }
    json_end_array(json);
    json_number_field(json, "longest_run_30d_m", history->longest_run_30d_m,
                      DECIMALS);
    json_date_field(json, "longest_run_date", history->longest_run_date);
    json_key(json, "bests");
    json_begin_array(json);
    for (size_t i = 0; i < history->best_count; i++) {
        json_begin_object(json);
        json_date_field(json, "date", history->bests[i].date);
        json_number_field(json, "distance_m", history->bests[i].distance_m,
                          DECIMALS);
        json_number_field(json, "time_s", history->bests[i].time_s, DECIMALS);
        json_end_object(json);
    }
    json_end_array(json);
    json_number_field(json, "fitness", history->fitness, DECIMALS);
    json_number_field(json, "fatigue", history->fatigue, DECIMALS);
    json_end_object(json);
}

static void write_race(struct json_writer *json, const struct ow_race *race)
{
    json_begin_object(json);
    json_text_field(json, "id", race->id);
    json_text_field(json, "name", race->name);
    json_date_field(json, "date", race->date);
    json_number_field(json, "distance_m", race->distance_m, DECIMALS);
    json_text_field(json, "priority", ow_priority_name(race->priority));
    json_number_field(json, "time_s", race->time_s, DECIMALS);
    json_number_field(json, "effort", race->effort, DECIMALS);
    json_number_field(json, "goal_s", race->goal_s, DECIMALS);
    json_number_field(json, "net_drop_m", race->net_drop_m, DECIMALS);
    json_number_field(json, "fade", race->fade, DECIMALS);
    json_number_field(json, "descent_m", race->descent_m, DECIMALS);
    json_number_field(json, "temperature_c", race->temperature_c, DECIMALS);
    json_end_object(json);
}

static void write_check_in(struct json_writer *json,
                           const struct ow_check_in *check_in)
{
    json_begin_object(json);
    json_date_field(json, "date", check_in->date);
    write_count_or_null(json, "soreness", check_in->soreness);
    write_count_or_null(json, "stairs_pain", check_in->stairs_pain);
    write_count_or_null(json, "sleep", check_in->sleep);
    write_count_or_null(json, "motivation", check_in->motivation);
    json_bool_field(json, "ill", check_in->ill);
    json_bool_field(json, "injured", check_in->injured);
    json_text_field(json, "note", check_in->note);
    json_end_object(json);
}

static void write_weak_spots(struct json_writer *json,
                             const struct ow_scenario *scenario)
{
    json_key(json, "weak_spots");
    json_begin_array(json);
    for (size_t i = 0; i < scenario->weak_spot_count; i++) {
        const struct ow_weak_spot *spot = &scenario->weak_spots[i];

        json_begin_object(json);
        json_text_field(json, "focus", ow_focus_name(spot->focus));
        json_bool_field(json, "said", spot->is_said);
        json_text_field(json, "evidence", spot->evidence);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_lists(struct json_writer *json,
                        const struct ow_scenario *scenario)
{
    json_key(json, "races");
    json_begin_array(json);
    for (size_t i = 0; i < scenario->race_count; i++) {
        write_race(json, &scenario->races[i]);
    }
    json_end_array(json);
    json_key(json, "goals");
    json_begin_array(json);
    for (size_t i = 0; i < scenario->goal_count; i++) {
        json_begin_object(json);
        goal_json_write(json, &scenario->goals[i]);
        json_end_object(json);
    }
    json_end_array(json);
    json_key(json, "check_ins");
    json_begin_array(json);
    for (size_t i = 0; i < scenario->check_in_count; i++) {
        write_check_in(json, &scenario->check_ins[i]);
    }
    json_end_array(json);
    json_key(json, "blocked");
    json_begin_array(json);
    for (size_t i = 0; i < scenario->blocked_count; i++) {
        json_begin_object(json);
        json_date_field(json, "from", scenario->blocked[i].from);
        json_date_field(json, "to", scenario->blocked[i].to);
        json_text_field(json, "reason", scenario->blocked[i].reason);
        json_end_object(json);
    }
    json_end_array(json);
    json_key(json, "used_ids");
    json_begin_array(json);
    for (size_t i = 0; i < scenario->used_id_count; i++) {
        json_text(json, scenario->used_ids[i]);
    }
    json_end_array(json);
    write_weak_spots(json, scenario);
}

static void write_overrides(struct json_writer *json,
                            const struct ow_rule_values *values)
{
    json_key(json, "rules");
    json_begin_object(json);
    for (int rule = 0; rule < OW_RULE_COUNT; rule++) {
        const struct ow_rule_info *info = ow_rule_info((enum ow_rule)rule);

        for (size_t i = 0; i < OW_RULE_MOST_PARAMETERS; i++) {
            char key[80];

            if (!values->overridden[rule][i]) {
                continue;
            }
            (void)snprintf(key, sizeof key, "%s.%s", info->id,
                           info->parameters[i].name);
            json_number_field(json, key, values->value[rule][i], DECIMALS);
        }
    }
    json_end_object(json);
}

enum ow_status ow_scenario_encode(const struct ow_scenario *scenario,
                                  char **text, size_t *length,
                                  struct ow_error *err)
{
    struct buf buf;
    struct json_writer json;

    encode_begin(&json, &buf, SCENARIO_SCHEMA);
    write_athlete(&json, &scenario->athlete);
    write_history(&json, &scenario->history);
    write_lists(&json, scenario);
    write_overrides(&json, &scenario->rules);
    json_text_field(&json, "preset", ow_preset_name(scenario->preset));
    json_integer_field(&json, "weeks", scenario->weeks);
    return encode_end(&json, text, length, err);
}
