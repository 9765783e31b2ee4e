/* A run for other programs: the run as a whole; see the header. */
#include "cli/run_json.h"

#include "base/mem.h"
#include "cli/run_json_parts.h"

#define M_PER_KM 1000.0

void run_json_begin(struct cli *cli, struct json_writer *json,
                    const char *schema, const struct app_run *run)
{
    const struct ow_activity_summary *summary =
        ow_activity_summary(run->activity);
    char start[OW_TIME_TEXT_SIZE];

    ow_time_format(summary->start_time_ms, start);
    json_init(json, &cli->out);
    json_begin_object(json);
    json_text_field(json, "schema", schema);
    json_text_field(json, "id", run->id[0] != '\0' ? run->id : NULL);
    json_text_field(json, "duplicate_of",
                    run->duplicate_of[0] != '\0' ? run->duplicate_of : NULL);
    json_text_field(json, "file", run->file);
    json_text_field(json, "name", summary->name);
    json_date_field(json, "date", run->date);
    json_text_field(json, "start_time", summary->has_start_time ? start : NULL);
}

void run_json_end(struct cli *cli, struct json_writer *json)
{
    json_end_object(json);
    buf_append_char(&cli->out, '\n');
}

static void write_spread(struct json_writer *json, const char *key,
                         const struct ow_spread *spread)
{
    json_key(json, key);
    json_begin_object(json);
    json_number_field(json, "min", spread->min, 1);
    json_number_field(json, "avg", spread->avg, 1);
    json_number_field(json, "max", spread->max, 1);
    json_end_object(json);
}

static void write_summary(struct json_writer *json, const struct app_run *run)
{
    const struct ow_activity_summary *summary =
        ow_activity_summary(run->activity);

    json_text_field(json, "sport", ow_sport_name(summary->sport));
    json_text_field(json, "sub_sport", ow_sub_sport_name(summary->sub_sport));
    json_text_field(json, "manufacturer", summary->manufacturer);
    json_text_field(json, "product", summary->product);
    json_number_field(json, "distance_m",
                      run->trace != NULL ? ow_trace_distance_m(run->trace)
                                         : summary->distance_m,
                      1);
    json_number_field(json, "timer_s", summary->timer_s, 1);
    json_number_field(json, "elapsed_s", summary->elapsed_s, 1);
    json_number_field(json, "ascent_m", summary->ascent_m, 1);
    json_number_field(json, "descent_m", summary->descent_m, 1);
    write_spread(json, "hr_bpm", &summary->hr_bpm);
    write_spread(json, "cadence_spm", &summary->cadence_spm);
    write_spread(json, "power_w", &summary->power_w);
}

static void write_load(struct json_writer *json, const struct app_run *run)
{
    json_number_field(json, "load", run->has_load ? run->load.load : OW_MISSING,
                      1);
    json_text_field(json, "load_basis",
                    run->has_load ? ow_load_basis_name(run->load.basis) : NULL);
}

void run_json_splits(struct json_writer *json, const char *key,
                     const struct ow_split *splits, size_t count)
{
    json_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        const struct ow_split *split = &splits[i];

        json_begin_object(json);
        json_number_field(json, "from_m", split->from_m, 1);
        json_number_field(json, "to_m", split->to_m, 1);
        json_number_field(json, "time_s", split->time_s, 1);
        json_number_field(json, "cumulative_s", split->cumulative_s, 1);
        json_number_field(json, "moving_s", split->moving_s, 1);
        json_number_field(json, "pace_s_per_km",
                          M_PER_KM / app_split_speed(split), 1);
        json_number_field(json, "flat_pace_s_per_km",
                          M_PER_KM / app_split_flat_speed(split), 1);
        json_number_field(json, "hr_bpm", split->hr_bpm, 1);
        json_number_field(json, "cadence_spm", split->cadence_spm, 1);
        json_number_field(json, "ascent_m", split->ascent_m, 1);
        json_number_field(json, "descent_m", split->descent_m, 1);
        if (split->step_index >= 0) {
            json_integer_field(json, "step_index", split->step_index);
        } else {
            json_number_field(json, "step_index", OW_MISSING, 0);
        }
        json_end_object(json);
    }
    json_end_array(json);
}

void run_json_bests(struct json_writer *json, const struct app_run *run)
{
    json_key(json, "bests");
    json_begin_array(json);
    for (size_t i = 0; i < run->best_count; i++) {
        const struct ow_trace_best *best = &run->bests[i];

        json_begin_object(json);
        json_number_field(json, "distance_m", best->distance_m, 1);
        json_number_field(json, "time_s", best->time_s, 1);
        json_number_field(json, "pace_s_per_km",
                          best->time_s / best->distance_m * M_PER_KM, 1);
        json_number_field(json, "start_s", best->start_s, 1);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_zones(struct json_writer *json, const char *key,
                        const struct ow_run_zones *part, const char *unit)
{
    json_key(json, key);
    json_begin_object(json);
    json_text_field(json, "why_not", part->why_not);
    json_text_field(json, "basis", part->zones.basis);
    json_text_field(json, "source", part->zones.source);
    json_text_field(json, "unit", unit);
    json_number_field(json, "below_s",
                      part->why_not == NULL ? part->time_s[0] : OW_MISSING, 1);
    json_key(json, "zones");
    json_begin_array(json);
    for (size_t i = 0; part->why_not == NULL && i < part->zones.count; i++) {
        json_begin_object(json);
        json_number_field(json, "from", part->zones.from[i], 3);
        json_number_field(json, "to", part->zones.to[i], 3);
        json_number_field(json, "time_s", part->time_s[i + 1], 1);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

static void write_limit(struct json_writer *json, const char *key,
                        const struct app_limit *limit)
{
    json_key(json, key);
    json_begin_object(json);
    json_number_field(json, "value", limit->value, 3);
    json_text_field(json, "from", app_limit_source_name(limit->source));
    json_end_object(json);
}

void run_json_zones(struct json_writer *json, const struct app_run *run)
{
    const struct app_run_limits *limits = &run->limits;

    write_zones(json, "hr_zones", &run->analysis.hr_zones, "bpm");
    write_zones(json, "pace_zones", &run->analysis.pace_zones, "m_per_s");
    json_key(json, "limits");
    json_begin_object(json);
    write_limit(json, "hr_max_bpm", &limits->hr_max_bpm);
    write_limit(json, "hr_rest_bpm", &limits->hr_rest_bpm);
    write_limit(json, "hr_threshold_bpm", &limits->hr_threshold_bpm);
    write_limit(json, "threshold_m_per_s", &limits->threshold_m_per_s);
    write_limit(json, "critical_m_per_s", &limits->critical_m_per_s);
    json_end_object(json);
}

static enum ow_status write_splits(struct json_writer *json,
                                   const struct app_run *run,
                                   struct ow_error *err)
{
    static const struct {
        const char *key;
        enum app_split_by by;
    } kinds[] = {{"splits", APP_SPLIT_DISTANCE}, {"laps", APP_SPLIT_LAP}};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct ow_split *splits = NULL;
        size_t count = 0;
        enum ow_status status =
            app_run_split(run, kinds[i].by, M_PER_KM, &splits, &count, err);

        if (status != OW_OK && status != OW_E_NOT_FOUND) {
            return status;
        }
        run_json_splits(json, kinds[i].key, splits, count);
        mem_free(splits);
    }
    return OW_OK;
}

int run_json(struct cli *cli, const struct app_run *run)
{
    struct json_writer json;
    struct ow_error err;

    run_json_begin(cli, &json, "onward/run/1", run);
    write_summary(&json, run);
    write_load(&json, run);
    run_json_race(&json, run);
    run_json_shape(&json, run);
    run_json_parts(&json, &run->analysis);
    run_json_zones(&json, run);
    run_json_bests(&json, run);
    if (write_splits(&json, run, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    run_json_mends(&json, run);
    run_json_end(cli, &json);
    return EXIT_DONE;
}
