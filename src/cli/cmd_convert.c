/* onward convert: a workout from one format into another. */
#include "app/convert.h"
#include "app/files.h"
#include "cli/effort.h"
#include "cli/keep.h"
#include "codec/json/workout_json.h"
#include "onward/fit.h"
#include "onward/progression.h"

#include <string.h>
#include <unistd.h>

#define MOST_STEPS 1000

static const char *const usage[] = {
    "IN --to FORMAT [--output FILE] [OPTION...]",
    NULL,
};
static const char *const examples[] = {
    "onward convert tempo.zwo --to json",
    "onward convert workout.json --to fit --output workout.fit",
    "onward convert workout.json --to icu --hr-max 188",
    "onward convert workout.json --to zwo --race 10km=45:00",
    NULL,
};
static const struct command_option options[] = {
    {"to", "FORMAT", "fit, zwo, icu (intervals.icu text), tcx, json or md"},
    {"output", "FILE", "where it goes; standard output if not said"},
    {"device", "NAME", "what the watch holds: common (50 steps) or old (20)"},
    {"steps", "N", "steps the watch holds, 4 to 1000; before --device"},
    {"race", "DISTANCE=TIME", "zwo: the race whose 10 km pace shares are of"},
    {"hr-max", "BPM", "icu: heart rates are shares of it, 100 to 230"},
    {NULL, NULL, NULL},
};

/* What the writers want to know. */
static int read_writing(struct cli *cli, struct ow_workout_writing *writing)
{
    const char *device_name = cli_value(cli, "device");
    const char *race_text = cli_value(cli, "race");
    const struct ow_device *device =
        device_name != NULL ? ow_device_find(device_name) : NULL;
    struct ow_effort race;
    struct ow_prediction prediction;
    struct ow_error err;
    int64_t steps = 0;
    int64_t hr_max = 0;
    int code = cli_integer(cli, "steps", OW_PROGRESSION_FEWEST_STEPS,
                           MOST_STEPS, &steps);

    if (code == EXIT_DONE) {
        code = cli_integer(cli, "hr-max", 100, 230, &hr_max);
    }
    if (code == EXIT_DONE && device_name != NULL && device == NULL) {
        code = cli_misuse(cli, "--device %.40s is neither common nor old",
                          device_name);
    }
    if (code == EXIT_DONE && race_text != NULL) {
        code = effort_parse(cli, "race", race_text, &race);
        if (code == EXIT_DONE &&
            ow_race_predict(race.distance_m, race.duration_s, OW_MISSING, 10000,
                            &prediction, &err) != OW_OK) {
            code = cli_misuse(cli, "--race: %s", err.message);
        }
        writing->s_per_km_of_10km =
            code == EXIT_DONE ? prediction.time_s / 10 : 0;
    }
    writing->time_ms = cli->now_ms;
    writing->hr_max_bpm = (double)hr_max;
    writing->in_miles = cli->units == OW_UNITS_MI;
    writing->most_steps = steps > 0        ? (size_t)steps
                          : device != NULL ? device->most_steps
                                           : 0;
    return code;
}

static int read_target(struct cli *cli, enum ow_workout_format *format)
{
    const char *to = cli_value(cli, "to");

    if (to == NULL) {
        return cli_misuse(cli, "--to FORMAT is missing: fit, zwo, icu, tcx, "
                               "json or md");
    }
    for (int i = 0; i < OW_WORKOUT_FORMAT_COUNT; i++) {
        *format = (enum ow_workout_format)i;
        if (strcmp(to, ow_workout_format_name(*format)) == 0) {
            return EXIT_DONE;
        }
    }
    return cli_misuse(cli, "--to %.40s is none of fit, zwo, icu, tcx, json, md",
                      to);
}

/* What is to be done, and with what. */
struct conversion {
    struct cli *cli;
    enum ow_workout_format format;
    const char *output; /* NULL: standard output */
    struct ow_workout_writing writing;
    struct app_convert_source source;
    struct ow_losses losses; /* of the writing */
};

static void print_report(const struct conversion *conversion)
{
    struct cli *cli = conversion->cli;
    const char *to = ow_workout_format_name(conversion->format);
    struct json_writer json;

    json_init(&json, &cli->out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/convert/1");
    json_text_field(&json, "file", cli->args[0]);
    json_text_field(&json, "from", conversion->source.format);
    json_text_field(&json, "to", to);
    json_text_field(&json, "output", conversion->output);
    json_key(&json, "loss");
    json_begin_array(&json);
    workout_json_losses(&json, conversion->source.format,
                        &conversion->source.losses);
    workout_json_losses(&json, to, &conversion->losses);
    json_end_array(&json);
    json_end_object(&json);
    buf_append_char(&cli->out, '\n');
}

static void print_workout(const struct conversion *conversion, struct buf *out)
{
    struct json_writer json;

    json_init(&json, out);
    json_begin_object(&json);
    workout_json_members(&json, conversion->source.workout);
    json_key(&json, "loss");
    json_begin_array(&json);
    workout_json_losses(&json, conversion->source.format,
                        &conversion->source.losses);
    json_end_array(&json);
    json_end_object(&json);
    buf_append_char(out, '\n');
}

/* The bytes of the format, in a buffer of the caller's. */
static enum ow_status encode(struct conversion *conversion, struct buf *out,
                             struct ow_error *err)
{
    uint8_t *bytes = NULL;
    size_t length = 0;
    enum ow_status status = OW_OK;

    if (conversion->format == OW_WORKOUT_JSON) {
        print_workout(conversion, out);
        return buf_status(out, err);
    }
    status = ow_workout_encode(conversion->source.workout, conversion->format,
                               &conversion->writing, &bytes, &length,
                               &conversion->losses, err);
    if (status == OW_OK) {
        buf_append(out, bytes, length);
    }
    ow_bytes_free(bytes);
    return status == OW_OK ? buf_status(out, err) : status;
}

static void tell_losses(const struct cli *cli, const char *format,
                        const struct ow_losses *losses)
{
    for (size_t i = 0; i < losses->count; i++) {
        cli_note(cli, "%s: %s", format, losses->messages[i]);
    }
}

static int write_out(struct conversion *conversion)
{
    struct cli *cli = conversion->cli;
    struct ow_error err;
    struct buf bytes;
    enum ow_status status = OW_OK;

    buf_init(&bytes, cli->out.limit);
    status = encode(conversion, &bytes, &err);
    if (status == OW_OK && conversion->output != NULL) {
        status =
            files_write(conversion->output, bytes.data, bytes.length, &err);
    } else if (status == OW_OK) {
        buf_append(&cli->out, bytes.data, bytes.length);
    }
    buf_dispose(&bytes);
    if (status != OW_OK) {
        cli_note(cli, "%s: %s", cli->args[0], err.message);
        return EXIT_INPUT;
    }
    tell_losses(cli, conversion->source.format, &conversion->source.losses);
    tell_losses(cli, ow_workout_format_name(conversion->format),
                &conversion->losses);
    if (conversion->source.workouts > 1) {
        cli_note(cli, "%s holds %zu workouts; the first is taken", cli->args[0],
                 conversion->source.workouts);
    }
    if (cli->format == CLI_JSON && conversion->output != NULL) {
        print_report(conversion);
    }
    return EXIT_DONE;
}

static int check_output(const struct conversion *conversion)
{
    const struct cli *cli = conversion->cli;

    if (conversion->output != NULL) {
        return EXIT_DONE;
    }
    if (cli->format == CLI_JSON && conversion->format != OW_WORKOUT_JSON) {
        return cli_misuse(cli, "--format json tells of a file that was "
                               "written; give --output FILE");
    }
    if (conversion->format == OW_WORKOUT_FIT && isatty(STDOUT_FILENO) == 1) {
        return cli_misuse(cli, "FIT would only garble the terminal; give "
                               "--output FILE");
    }
    return EXIT_DONE;
}

static int run(struct cli *cli)
{
    struct conversion conversion = {.cli = cli,
                                    .output = cli_value(cli, "output")};
    struct ow_error err;
    int code = cli_count_args(cli, 1, 1, "IN");

    if (code == EXIT_DONE) {
        code = read_target(cli, &conversion.format);
    }
    if (code == EXIT_DONE) {
        code = read_writing(cli, &conversion.writing);
    }
    if (code == EXIT_DONE) {
        code = check_output(&conversion);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    if (app_convert_read(cli->args[0], &conversion.source, &err) != OW_OK) {
        /* What the system says of a file names it already. */
        if (err.status == OW_E_IO) {
            return cli_fail(cli, &err);
        }
        cli_note(cli, "%s: %s", cli->args[0], err.message);
        return EXIT_INPUT;
    }
    code = write_out(&conversion);
    app_convert_dispose(&conversion.source);
    ow_losses_dispose(&conversion.losses);
    return code;
}

const struct command cmd_convert = {
    .name = "convert",
    .group = "Plan",
    .summary = "Turn a workout of one format into another",
    .usage = usage,
    .about = "Reads a workout of FIT, ZWO, TCX, intervals.icu text or JSON. "
             "What the other format cannot hold is told on standard error, "
             "and in JSON.",
    .takes = TAKES_FORMAT | TAKES_UNITS,
    .options = options,
    .examples = examples,
    .run = run,
};
