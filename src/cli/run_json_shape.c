/* Shape and score of a run for other programs. */
#include "cli/run_json_parts.h"
#include "codec/json/shape_json.h"

static void write_part(struct json_writer *json, const struct ow_score *score,
                       enum ow_score_kind kind)
{
    const struct ow_score_part *part = &score->parts[kind];
    char words[OW_SCORE_WORDS_SIZE];

    ow_score_words(score, kind, OW_UNITS_KM, words);
    json_begin_object(json);
    json_text_field(json, "part", ow_score_kind_name(kind));
    json_number_field(json, "points", part->points, 1);
    json_number_field(json, "most", part->most, 0);
    json_number_field(json, "value", part->value, 4);
    json_number_field(json, "speed_m_per_s", part->speed_m_per_s, 3);
    json_number_field(json, "wanted_m_per_s", part->wanted_m_per_s, 3);
    json_text_field(json, "words", words);
    json_end_object(json);
}

static void write_score(struct json_writer *json, const struct ow_score *score)
{
    bool is_scored = score->why_not[0] == '\0';

    json_begin_object(json);
    json_text_field(json, "why_not", is_scored ? NULL : score->why_not);
    json_text_field(json, "against", score->is_planned ? "plan" : "own-kind");
    json_number_field(json, "points", score->points, 1);
    json_key(json, "parts");
    json_begin_array(json);
    for (int kind = 0; is_scored && kind < OW_SCORE_KIND_COUNT; kind++) {
        write_part(json, score, (enum ow_score_kind)kind);
    }
    json_end_array(json);
    json_number_field(json, "warm_up_s", score->warm_up_s, 1);
    json_number_field(json, "cool_down_s", score->cool_down_s, 1);
    json_number_field(json, "negative_split", score->negative_split, 4);
    json_number_field(json, "peak_m_per_s", score->peak_m_per_s, 3);
    json_number_field(json, "peak_hr_bpm", score->peak_hr_bpm, 1);
    json_number_field(json, "decoupling", score->decoupling, 4);
    json_end_object(json);
}

void run_json_shape(struct json_writer *json, const struct app_run *run)
{
    json_key(json, "shape");
    shape_json(json, run->shape);
    json_key(json, "score");
    if (run->has_score) {
        write_score(json, &run->score);
    } else {
        json_none(json);
    }
}
