/* The parts of an analysis for other programs; see the header. */
#include "cli/run_json_parts.h"

/* A part on its way. Where it has a reason to have no figures, they are null.
 */
struct part {
    struct json_writer *json;
    bool is_known;
};

static struct part begin_part(struct json_writer *json, const char *key,
                              const char *why_not)
{
    json_key(json, key);
    json_begin_object(json);
    json_text_field(json, "why_not", why_not);
    return (struct part){json, why_not == NULL};
}

static void number(const struct part *part, const char *key, double value,
                   int decimals)
{
    json_number_field(part->json, key, part->is_known ? value : OW_MISSING,
                      decimals);
}

static void whole(const struct part *part, const char *key, size_t value)
{
    number(part, key, (double)value, 0);
}

static void write_means(struct json_writer *json,
                        const struct ow_run_means *part)
{
    struct part out = begin_part(json, "means", part->why_not);
    number(&out, "moving_s", part->moving_s, 1);
    number(&out, "running_s", part->running_s, 1);
    number(&out, "speed_m_per_s", part->speed_m_per_s, 3);
    number(&out, "flat_m_per_s", part->flat_m_per_s, 3);
    number(&out, "hr_bpm", part->hr_bpm, 1);
    number(&out, "variation", part->variation, 4);
    json_end_object(json);
}

static void write_decoupling(struct json_writer *json,
                             const struct ow_run_decoupling *part)
{
    struct part out = begin_part(json, "decoupling", part->why_not);
    number(&out, "start_s", part->start_s, 1);
    number(&out, "end_s", part->end_s, 1);
    number(&out, "running_s", part->running_s, 1);
    number(&out, "warm_up_s", part->warm_up_s, 1);
    number(&out, "first_hr_bpm", part->first_hr_bpm, 1);
    number(&out, "second_hr_bpm", part->second_hr_bpm, 1);
    number(&out, "first_flat_m_per_s", part->first_flat_m_per_s, 3);
    number(&out, "second_flat_m_per_s", part->second_flat_m_per_s, 3);
    number(&out, "share", part->share, 4);
    json_end_object(json);
}

static void write_durability(struct json_writer *json,
                             const struct ow_run_durability *part)
{
    struct part out = begin_part(json, "durability", part->why_not);
    number(&out, "hr_bpm", part->hr_bpm, 1);
    number(&out, "flat_m_per_s", part->flat_m_per_s, 3);
    json_key(json, "marks");
    json_begin_array(json);
    for (size_t i = 0; part->why_not == NULL && i < OW_DURABILITY_MARKS; i++) {
        const struct ow_durability_mark *mark = &part->marks[i];

        json_begin_object(json);
        json_text_field(json, "why_not", mark->why_not);
        json_number_field(json, "after_s", mark->after_s, 0);
        json_number_field(json, "hr_bpm", mark->hr_bpm, 1);
        json_number_field(json, "flat_m_per_s", mark->flat_m_per_s, 3);
        json_number_field(json, "loss", mark->loss, 4);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

static void write_figure(struct json_writer *json, const char *key,
                         const struct ow_stride_figure *figure)
{
    json_key(json, key);
    json_begin_object(json);
    json_number_field(json, "mean", figure->mean, 3);
    json_number_field(json, "change", figure->change, 4);
    json_end_object(json);
}

static void write_stride(struct json_writer *json,
                         const struct ow_run_stride *part)
{
    (void)begin_part(json, "stride", part->why_not);
    write_figure(json, "cadence_spm", &part->cadence_spm);
    write_figure(json, "step_length_m", &part->step_length_m);
    write_figure(json, "stance_time_ms", &part->stance_time_ms);
    write_figure(json, "vertical_oscillation_mm",
                 &part->vertical_oscillation_mm);
    json_end_object(json);
}

static void write_hill(struct json_writer *json, const struct ow_hill *hill)
{
    json_begin_object(json);
    json_number_field(json, "start_s", hill->start_s, 1);
    json_number_field(json, "start_m", hill->start_m, 1);
    json_number_field(json, "length_m", hill->length_m, 1);
    json_number_field(json, "rise_m", hill->rise_m, 1);
    json_number_field(json, "moving_s", hill->moving_s, 1);
    json_number_field(json, "flat_m_per_s", hill->flat_m_per_s, 3);
    json_end_object(json);
}

static void write_hills(struct json_writer *json,
                        const struct ow_run_hills *part)
{
    struct part out = begin_part(json, "hills", part->why_not);
    whole(&out, "climbs", part->climb_count);
    whole(&out, "descents", part->descent_count);
    number(&out, "climb_share", part->climb_share, 4);
    number(&out, "descent_share", part->descent_share, 4);
    number(&out, "climb_m_per_s", part->climb_m_per_s, 4);
    json_key(json, "hills");
    json_begin_array(json);
    for (size_t i = 0; i < part->hill_count; i++) {
        write_hill(json, &part->hills[i]);
    }
    json_end_array(json);
    json_end_object(json);
}

static void write_walking(struct json_writer *json,
                          const struct ow_run_walking *walking)
{
    struct part out = begin_part(json, "walking", walking->why_not);
    json_bool_field(json, "by_cadence", walking->is_by_cadence);
    whole(&out, "count", walking->count);
    number(&out, "total_s", walking->total_s, 1);
    number(&out, "typical_s", walking->typical_s, 1);
    number(&out, "share", walking->share, 4);
    json_bool_field(json, "is_run_walk", walking->is_run_walk);
    json_end_object(json);
}

static void write_stops(struct json_writer *json,
                        const struct ow_run_stops *stops)
{
    struct part out = begin_part(json, "stops", stops->why_not);
    whole(&out, "count", stops->count);
    number(&out, "total_s", stops->total_s, 1);
    number(&out, "longest_s", stops->longest_s, 1);
    number(&out, "longest_at_s", stops->longest_at_s, 1);
    json_end_object(json);
}

static const char *place_word(enum ow_place place)
{
    switch (place) {
    case OW_PLACE_OUTDOORS:
        return "outdoors";
    case OW_PLACE_TREADMILL:
        return "treadmill";
    case OW_PLACE_INDOORS:
        return "indoors";
    case OW_PLACE_UNKNOWN:
        break;
    }
    return NULL;
}

static void write_night(struct json_writer *json,
                        const struct ow_run_night *night)
{
    struct part out = begin_part(json, "night", night->why_not);
    number(&out, "known_s", night->known_s, 1);
    number(&out, "night_s", night->night_s, 1);
    number(&out, "dark_s", night->dark_s, 1);
    json_end_object(json);
}

static void write_temperature(struct json_writer *json,
                              const struct ow_run_temperature *temperature)
{
    struct part out = begin_part(json, "temperature", temperature->why_not);
    number(&out, "mean_c", temperature->mean_c, 1);
    number(&out, "min_c", temperature->min_c, 1);
    number(&out, "max_c", temperature->max_c, 1);
    json_text_field(json, "caution", temperature->caution);
    json_end_object(json);
}

void run_json_parts(struct json_writer *json,
                    const struct ow_analysis *analysis)
{
    write_means(json, &analysis->means);
    write_decoupling(json, &analysis->decoupling);
    write_durability(json, &analysis->durability);
    write_stride(json, &analysis->stride);
    write_hills(json, &analysis->hills);
    write_walking(json, &analysis->walking);
    write_stops(json, &analysis->stops);
    json_text_field(json, "place", place_word(analysis->place));
    write_night(json, &analysis->night);
    write_temperature(json, &analysis->temperature);
}

static const char *answer_word(enum ow_answer answer)
{
    switch (answer) {
    case OW_NO:
        return "no";
    case OW_YES:
        return "yes";
    case OW_NOT_ENOUGH_DATA:
        break;
    }
    return NULL;
}

static void write_pacing(struct json_writer *json,
                         const struct ow_race_reading *race)
{
    json_number_field(json, "first_half_s", race->first_half_s, 1);
    json_number_field(json, "second_half_s", race->second_half_s, 1);
    json_number_field(json, "unevenness", race->unevenness, 4);
    json_number_field(json, "fade", race->fade, 4);
    json_number_field(json, "slump", race->slump, 4);
    json_text_field(json, "collapsed", answer_word(race->collapsed));
    json_number_field(json, "wall_from_m", race->wall_from_m, 1);
    json_number_field(json, "wall_length_m", race->wall_length_m, 1);
    json_text_field(json, "faded", answer_word(race->faded));
    json_key(json, "splits");
    json_begin_array(json);
    for (size_t i = 0; i < race->split_count; i++) {
        json_begin_object(json);
        json_number_field(json, "from_m", race->splits[i].from_m, 1);
        json_number_field(json, "to_m", race->splits[i].to_m, 1);
        json_number_field(json, "time_s", race->splits[i].time_s, 1);
        json_end_object(json);
    }
    json_end_array(json);
}

void run_json_race(struct json_writer *json, const struct app_run *run)
{
    const struct ow_race_reading *race = &run->race;

    json_key(json, "race");
    if (!run->has_race) {
        json_none(json);
        return;
    }
    json_begin_object(json);
    json_bool_field(json, "is_race", run->is_race);
    json_bool_field(json, "is_confirmed", run->is_confirmed);
    json_number_field(json, "confidence", race->confidence, 3);
    json_key(json, "reasons");
    json_begin_array(json);
    for (size_t i = 0; i < race->reason_count; i++) {
        json_text(json, race->reasons[i]);
    }
    json_end_array(json);
    json_text_field(json, "distance_name", race->distance_name);
    json_number_field(json, "distance_m", race->distance_m, 1);
    json_number_field(json, "time_s", race->time_s, 1);
    json_number_field(json, "stopped_s", race->stopped_s, 1);
    write_pacing(json, race);
    json_number_field(json, "net_drop_m", race->net_drop_m, 1);
    json_number_field(json, "hills_s", race->hills_s, 1);
    json_number_field(json, "heat_low_s", race->heat_low_s, 1);
    json_number_field(json, "heat_high_s", race->heat_high_s, 1);
    json_number_field(json, "hr_share", race->hr_share, 4);
    json_number_field(json, "predicted_s", race->predicted_s, 1);
    json_number_field(json, "effort", race->effort, 4);
    json_number_field(json, "flat_effort", race->flat_effort, 4);
    json_number_field(json, "projected_s", race->projected_s, 1);
    json_end_object(json);
}

static const char *source_word(enum ow_distance_source source)
{
    switch (source) {
    case OW_DISTANCE_DEVICE:
        return "device";
    case OW_DISTANCE_POSITIONS:
        return "positions";
    case OW_DISTANCE_SPEED:
        return "speed";
    case OW_DISTANCE_NONE:
        break;
    }
    return NULL;
}

static void write_mends(struct json_writer *json, const struct app_run *run)
{
    const struct ow_trace_mends *mends = NULL;

    json_key(json, "mends");
    if (run->trace == NULL) {
        json_none(json);
        return;
    }
    mends = ow_trace_mends(run->trace);
    json_begin_object(json);
    json_text_field(json, "distance_from", source_word(mends->distance_from));
    json_integer_field(json, "without_time", (int64_t)mends->without_time);
    json_integer_field(json, "repeated_times", (int64_t)mends->repeated_times);
    json_integer_field(json, "without_distance",
                       (int64_t)mends->without_distance);
    json_integer_field(json, "without_elevation",
                       (int64_t)mends->without_elevation);
    json_integer_field(json, "jumps", (int64_t)mends->jumps);
    json_number_field(json, "wander_m", mends->wander_m, 1);
    json_integer_field(json, "elevation_steps",
                       (int64_t)mends->elevation_steps);
    json_end_object(json);
}

void run_json_mends(struct json_writer *json, const struct app_run *run)
{
    write_mends(json, run);
    json_key(json, "warnings");
    json_begin_array(json);
    for (size_t i = 0; i < run->warning_count; i++) {
        json_begin_object(json);
        json_text_field(json, "code", run->warnings[i].code);
        json_text_field(json, "message", run->warnings[i].message);
        json_end_object(json);
    }
    json_end_array(json);
}
