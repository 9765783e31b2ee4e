/* onward calc: zones of heart rate and of speed. */
#include "cli/calc.h"
#include "onward/zones.h"

#include <math.h>

static const char *const zones_usage[] = {"--hr-max BPM [--hr-rest BPM]",
                                          "--threshold BPM",
                                          "--critical-speed M_PER_S", NULL};
static const char *const zones_examples[] = {
    "onward calc zones --hr-max 188 --hr-rest 50",
    "onward calc zones --threshold 170",
    "onward calc zones --critical-speed 4.2",
    NULL,
};
static const struct command_option zones_options[] = {
    {"hr-max", "BPM", "maximum heart rate"},
    {"hr-rest", "BPM", "resting heart rate: zones of the reserve too"},
    {"threshold", "BPM", "heart rate held for about an hour"},
    {"critical-speed", "M_PER_S", "as 'onward calc critical-speed' has it"},
    {NULL, NULL, NULL},
};

/* The sets that the options allow. */
struct sets {
    struct ow_zones zones[4];
    size_t count;
};

static bool is_speed(const struct ow_zones *zones)
{
    return zones->count == 3;
}

static void print_sets_json(struct cli *cli, const struct sets *sets)
{
    struct json_writer json;

    calc_json_begin(cli, &json);
    json_key(&json, "sets");
    json_begin_array(&json);
    for (size_t i = 0; i < sets->count; i++) {
        const struct ow_zones *zones = &sets->zones[i];
        const char *from = is_speed(zones) ? "from_m_per_s" : "from_bpm";
        const char *to = is_speed(zones) ? "to_m_per_s" : "to_bpm";

        json_begin_object(&json);
        json_text_field(&json, "basis", zones->basis);
        json_text_field(&json, "source", zones->source);
        json_key(&json, "zones");
        json_begin_array(&json);
        for (size_t zone = 0; zone < zones->count; zone++) {
            json_begin_object(&json);
            json_integer_field(&json, "zone", (int64_t)zone + 1);
            json_number_field(&json, from, zones->from[zone], 3);
            json_number_field(&json, to, zones->to[zone], 3);
            json_end_object(&json);
        }
        json_end_array(&json);
        json_end_object(&json);
    }
    json_end_array(&json);
    calc_json_end(cli, &json);
}

/* Whole beats: a zone begins at the first that is not below its bound. */
static void write_beats(struct buf *out, double from, double to)
{
    if (ow_is_missing(to)) {
        buf_append_format(out, "%.0f bpm and more\n", ceil(from));
    } else if (from > 0) {
        buf_append_format(out, "%.0f to %.0f bpm\n", ceil(from), ceil(to) - 1);
    } else {
        buf_append_format(out, "below %.0f bpm\n", ceil(to));
    }
}

static void write_pace(struct buf *out, double speed_m_per_s)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    ow_pace_format(1000 / speed_m_per_s, OW_UNITS_KM, text);
    buf_append_text(out, text);
}

static void write_paces(struct buf *out, double from, double to)
{
    if (ow_is_missing(to)) {
        buf_append_text(out, "faster than ");
        write_pace(out, from);
    } else if (from > 0) {
        write_pace(out, from);
        buf_append_text(out, " to ");
        write_pace(out, to);
    } else {
        buf_append_text(out, "slower than ");
        write_pace(out, to);
    }
    buf_append_char(out, '\n');
}

static void print_sets(struct cli *cli, const struct sets *sets)
{
    for (size_t i = 0; i < sets->count; i++) {
        const struct ow_zones *zones = &sets->zones[i];

        buf_append_format(&cli->out, "%sby %s (%s)\n", i > 0 ? "\n" : "",
                          zones->basis, zones->source);
        for (size_t zone = 0; zone < zones->count; zone++) {
            double to = zones->to[zone];

            /* The maximum itself is of the highest zone. */
            buf_append_format(&cli->out, "  zone %-13zu", zone + 1);
            if (is_speed(zones)) {
                write_paces(&cli->out, zones->from[zone], to);
            } else {
                write_beats(&cli->out, zones->from[zone],
                            zone + 1 == zones->count ? floor(to) + 1 : to);
            }
        }
    }
    calc_source(cli, "Bounds as those named drew them: conventions to train "
                     "by, not borders in the body.");
}

/* Adds a set where its figures are known. */
static enum ow_status add_sets(struct sets *sets,
                               const struct ow_load_limits *limits,
                               double critical_m_per_s, struct ow_error *err)
{
    enum ow_status status = OW_OK;

    if (!ow_is_missing(limits->hr_max_bpm)) {
        status = ow_zones_by_maximum(limits->hr_max_bpm,
                                     &sets->zones[sets->count++], err);
    }
    if (status == OW_OK && !ow_is_missing(limits->hr_max_bpm) &&
        !ow_is_missing(limits->hr_rest_bpm)) {
        status = ow_zones_by_reserve(limits->hr_rest_bpm, limits->hr_max_bpm,
                                     &sets->zones[sets->count++], err);
    }
    if (status == OW_OK && !ow_is_missing(limits->hr_threshold_bpm)) {
        status = ow_zones_by_threshold(limits->hr_threshold_bpm,
                                       &sets->zones[sets->count++], err);
    }
    if (status == OW_OK && !ow_is_missing(critical_m_per_s)) {
        status = ow_zones_by_critical_speed(critical_m_per_s,
                                            &sets->zones[sets->count++], err);
    }
    return status;
}

static int run_zones(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    struct ow_load_limits limits = {
        .hr_max_bpm = calc_number(&in, "hr-max", CALC_OPTIONAL),
        .hr_rest_bpm = calc_number(&in, "hr-rest", CALC_OPTIONAL),
        .hr_threshold_bpm = calc_number(&in, "threshold", CALC_OPTIONAL),
    };
    double critical_m_per_s = calc_number(&in, "critical-speed", CALC_OPTIONAL);
    struct sets sets = {.count = 0};
    struct ow_error err;

    if (in.code != EXIT_DONE) {
        return in.code;
    }
    if (add_sets(&sets, &limits, critical_m_per_s, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (sets.count == 0) {
        return cli_misuse(cli, "one of --hr-max, --threshold and "
                               "--critical-speed is needed");
    }
    if (cli->format == CLI_JSON) {
        print_sets_json(cli, &sets);
    } else {
        print_sets(cli, &sets);
    }
    return EXIT_DONE;
}

const struct command calc_zones = {
    .name = "calc zones",
    .summary = "Zones of heart rate and speed, by whoever drew them",
    .usage = zones_usage,
    .takes = TAKES_FORMAT,
    .options = zones_options,
    .examples = zones_examples,
    .run = run_zones,
};
