/* onward progression: the favourite session, designed. */
#include "cli/effort.h"
#include "cli/show_workout.h"
#include "codec/json/workout_json.h"
#include "onward/progression.h"

#include <stdio.h>
#include <string.h>

#define MOST_STEPS 1000
#define WHOLE_SIZE 64

static const char *const usage[] = {
    "--time TIME --race DISTANCE=TIME [OPTION...]",
    "--distance DISTANCE --race DISTANCE=TIME [OPTION...]",
    NULL,
};
static const char *const examples[] = {
    "onward progression --time 50:00 --race 10km=45:00",
    "onward progression --kind segmented --distance 12km --race half=1:45:00",
    "onward progression --kind fast-finish --time 1:10:00 --race 10km=40:00",
    "onward progression --time 50:00 --race 10km=45:00 --format icu",
    NULL,
};
static const struct command_option options[] = {
    {"kind", "KIND",
     "continuous, segmented or fast-finish; continuous if not said"},
    {"level", "LEVEL",
     "beginner, intermediate or advanced; intermediate if not said"},
    {"time", "TIME", "the whole session, warm-up and cool-down included"},
    {"distance", "DISTANCE", "the same by distance"},
    {"race", "DISTANCE=TIME", "a race that tells the paces"},
    {"for", "DISTANCE", "the race trained for; that of --race if not said"},
    {"warm-up", "LENGTH", "a time or a distance; a fifth of it if not said"},
    {"cool-down", "LENGTH", "a time or a distance; a tenth if not said"},
    {"steps", "N", "steps at most, 4 to 1000; 50 if not said"},
    {"start", "PACE",
     "easy, steady, marathon, half, threshold, 10km, 5km, "
     "interval, or 5:40/km"},
    {"peak", "PACE", "the same; lowered to the limit of the level"},
    {"curve", "CURVE", "what rises evenly: pace, speed or effort; or late"},
    {"by", "TARGET", "pace, hr or effort; pace if not said"},
    {"hr-max", "BPM", "the maximum, for --by hr"},
    {"hr-rest", "BPM", "the rate at rest, for --by hr"},
    {"soften", "REASON", "down-week, after-race, soreness or heat"},
    {NULL, NULL, NULL},
};

/* Options being read; after the first bad one the others are passed over. */
struct reading {
    struct cli *cli;
    int code;
};

/*
 * Which of `count` words an option's is; words may be NULL.
 *
 * @return its index, or `absent` where the option was not given
 */
static int word(struct reading *reading, const char *option,
                const char *const *words, int count, int absent)
{
    const char *text = cli_value(reading->cli, option);

    if (text == NULL || reading->code != EXIT_DONE) {
        return absent;
    }
    for (int i = 0; i < count; i++) {
        if (words[i] != NULL && strcmp(words[i], text) == 0) {
            return i;
        }
    }
    reading->code = cli_misuse(reading->cli,
                               "--%s %.40s is not known; see 'onward "
                               "progression --help'",
                               option, text);
    return absent;
}

static void fail(struct reading *reading, const char *option,
                 const struct ow_error *err)
{
    reading->code = cli_misuse(reading->cli, "--%s: %s", option, err->message);
}

/* A time or a distance. */
static void length(struct reading *reading, const char *option,
                   struct ow_progression_length *value)
{
    const char *text = cli_value(reading->cli, option);

    if (text == NULL || reading->code != EXIT_DONE) {
        return;
    }
    if ((ow_duration_parse(text, &value->s, NULL) != OW_OK &&
         ow_distance_parse(text, &value->m, NULL) != OW_OK) ||
        !(value->s > 0 || value->m > 0)) {
        reading->code = cli_misuse(reading->cli,
                                   "--%s %.40s is neither a time nor a "
                                   "distance above 0",
                                   option, text);
    }
}

static void pace(struct reading *reading, const char *option,
                 struct ow_progression_pace *value)
{
    const char *text = cli_value(reading->cli, option);
    const char *names[OW_PACE_COUNT];
    struct ow_error err;

    if (text == NULL || reading->code != EXIT_DONE) {
        return;
    }
    for (int i = 0; i < OW_PACE_COUNT; i++) {
        names[i] = ow_pace_name_text((enum ow_pace_name)i);
    }
    if (text[0] >= '0' && text[0] <= '9' && strchr(text, ':') != NULL) {
        if (ow_pace_parse(text, reading->cli->units, &value->s_per_km, &err) !=
            OW_OK) {
            fail(reading, option, &err);
        }
        return;
    }
    value->name = (enum ow_pace_name)word(reading, option, names, OW_PACE_COUNT,
                                          OW_PACE_UNSAID);
}

static void race(struct reading *reading, struct ow_progression *wanted)
{
    const char *text = cli_value(reading->cli, "race");
    const char *goal = cli_value(reading->cli, "for");
    struct ow_error err;

    if (reading->code != EXIT_DONE) {
        return;
    }
    if (text == NULL) {
        reading->code = cli_misuse(reading->cli, "--race DISTANCE=TIME is "
                                                 "missing: it tells the paces");
        return;
    }
    reading->code = effort_parse(reading->cli, "race", text, &wanted->race);
    if (reading->code == EXIT_DONE && goal != NULL &&
        ow_distance_parse(goal, &wanted->goal_m, &err) != OW_OK) {
        fail(reading, "for", &err);
    }
}

static void total(struct reading *reading, struct ow_progression *wanted)
{
    const char *time = cli_value(reading->cli, "time");
    const char *distance = cli_value(reading->cli, "distance");
    struct ow_error err;

    if (reading->code != EXIT_DONE) {
        return;
    }
    if ((time == NULL) == (distance == NULL)) {
        reading->code = cli_misuse(
            reading->cli, time == NULL ? "--time or --distance is missing"
                                       : "--time and --distance: give one");
    } else if (time != NULL &&
               ow_duration_parse(time, &wanted->total.s, &err) != OW_OK) {
        fail(reading, "time", &err);
    } else if (distance != NULL &&
               ow_distance_parse(distance, &wanted->total.m, &err) != OW_OK) {
        fail(reading, "distance", &err);
    }
    if (reading->code == EXIT_DONE &&
        !(wanted->total.s > 0 || wanted->total.m > 0)) {
        reading->code = cli_misuse(reading->cli, "--time %.40s is no length",
                                   time != NULL ? time : "");
    }
}

static double whole_number(struct reading *reading, const char *option,
                           int64_t min, int64_t max)
{
    int64_t value = 0;

    if (reading->code == EXIT_DONE) {
        reading->code = cli_integer(reading->cli, option, min, max, &value);
    }
    return (double)value;
}

static int read_wanted(struct cli *cli, struct ow_progression *wanted)
{
    static const char *const levels[] = {NULL, "beginner", "intermediate",
                                         "advanced"};
    static const char *const targets[OW_TARGET_COUNT] = {NULL, "pace", "hr",
                                                         "effort"};
    struct reading reading = {cli, cli_count_args(cli, 0, 0, "")};
    const char *kinds[OW_PROGRESSION_KIND_COUNT];
    const char *curves[OW_CURVE_COUNT];
    const char *softened[OW_SOFTEN_COUNT];

    for (int i = 0; i < OW_PROGRESSION_KIND_COUNT; i++) {
        kinds[i] = ow_progression_kind_name((enum ow_progression_kind)i);
    }
    for (int i = 0; i < OW_CURVE_COUNT; i++) {
        curves[i] = ow_progression_curve_name((enum ow_progression_curve)i);
    }
    for (int i = 0; i < OW_SOFTEN_COUNT; i++) {
        softened[i] = ow_soften_name((enum ow_soften)i);
    }
    wanted->kind = (enum ow_progression_kind)word(&reading, "kind", kinds,
                                                  OW_PROGRESSION_KIND_COUNT, 0);
    wanted->curve = (enum ow_progression_curve)word(&reading, "curve", curves,
                                                    OW_CURVE_COUNT, 0);
    wanted->level = (enum ow_level)word(&reading, "level", levels, 4,
                                        OW_LEVEL_INTERMEDIATE);
    wanted->target = (enum ow_target_type)word(
        &reading, "by", targets, OW_TARGET_COUNT, OW_TARGET_PACE_S_PER_KM);
    wanted->soften = (enum ow_soften)word(&reading, "soften", softened,
                                          OW_SOFTEN_COUNT, OW_SOFTEN_NOT);
    total(&reading, wanted);
    race(&reading, wanted);
    length(&reading, "warm-up", &wanted->warm_up);
    length(&reading, "cool-down", &wanted->cool_down);
    pace(&reading, "start", &wanted->start);
    pace(&reading, "peak", &wanted->peak);
    wanted->most_steps = (size_t)whole_number(&reading, "steps", 1, MOST_STEPS);
    wanted->hr_max_bpm = whole_number(&reading, "hr-max", 100, 230);
    wanted->hr_rest_bpm = whole_number(&reading, "hr-rest", 25, 110);
    if (reading.code == EXIT_DONE && wanted->target == OW_TARGET_HR_BPM &&
        !(wanted->hr_max_bpm > 0)) {
        return cli_misuse(cli, "--by hr needs --hr-max BPM");
    }
    return reading.code;
}

/* A run that was designed, on its way out. */
struct designed {
    struct cli *cli;
    const struct ow_progression *wanted;
    struct ow_workout *workout;
    struct ow_progression_notes notes;
    struct ow_workout_writing writing;
};

/* "50:00, about 9.2 km": what was asked for first. */
static void append_whole(const struct designed *run, struct buf *out)
{
    char time[OW_QUANTITY_TEXT_SIZE];
    char distance[OW_QUANTITY_TEXT_SIZE];
    bool by_time = run->wanted->total.s > 0;

    ow_duration_format(run->notes.duration_s, time);
    ow_distance_format(run->notes.distance_m, run->cli->units, distance);
    buf_append_format(out, "%s, about %s", by_time ? time : distance,
                      by_time ? distance : time);
}

static void append_needs(const struct designed *run, struct buf *out)
{
    int low = run->notes.easy_days_low;
    int high = run->notes.easy_days_high;

    if (low == high) {
        buf_append_format(out, "%d easy day%s after it", low,
                          low == 1 ? "" : "s");
    } else {
        buf_append_format(out, "%d to %d easy days after it", low, high);
    }
    buf_append_format(out, "; %s is enough.", run->notes.how_often);
}

static void format_whole(const struct designed *run, char whole[WHOLE_SIZE])
{
    char text[OW_QUANTITY_TEXT_SIZE];

    if (run->wanted->total.s > 0) {
        ow_duration_format(run->notes.duration_s, text);
    } else {
        ow_distance_format(run->notes.distance_m, run->cli->units, text);
    }
    (void)snprintf(whole, WHOLE_SIZE, "%s", text);
}

static void print_text(const struct designed *run,
                       const struct app_workout_view *view)
{
    struct cli *cli = run->cli;
    struct buf *out = &cli->out;
    char whole[WHOLE_SIZE];
    struct buf needs;

    text_styled(cli, out, TEXT_BOLD, ow_workout_name(run->workout));
    buf_append_text(out, ": ");
    append_whole(run, out);
    buf_append_text(out, "\n\n");
    format_whole(run, whole);
    show_workout_picture(cli, out, view, whole);
    buf_append_char(out, '\n');
    show_workout_rows(cli, out, view);
    buf_append_char(out, '\n');
    buf_init(&needs, cli->out.limit);
    append_needs(run, &needs);
    text_wrap(out, 0, 0, buf_text(&needs));
    text_wrap(out, 0, 0,
              run->wanted->soften == OW_SOFTEN_NOT
                  ? "In a down week, soon after a race, with sore legs or in "
                    "heat: leave it out, or --soften it."
                  : "It is softened; leaving it out is no mistake either.");
    buf_dispose(&needs);
}

static int show_view(const struct designed *run)
{
    struct cli *cli = run->cli;
    struct app_workout_view view;
    struct ow_error err;
    char whole[WHOLE_SIZE];
    struct buf subtitle;
    struct buf note;
    int code = EXIT_DONE;

    if (app_workout_view_make(run->workout, cli->units, &view, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_TEXT) {
        print_text(run, &view);
    } else {
        buf_init(&subtitle, cli->out.limit);
        buf_init(&note, cli->out.limit);
        append_whole(run, &subtitle);
        append_needs(run, &note);
        format_whole(run, whole);
        code = show_workout_card(cli, &view, ow_workout_name(run->workout),
                                 buf_text(&subtitle), buf_text(&note), whole);
        buf_dispose(&subtitle);
        buf_dispose(&note);
    }
    app_workout_view_dispose(&view);
    return code;
}

/* What a watch would lose of it. */
static void print_fit_losses(const struct designed *run,
                             struct json_writer *json)
{
    struct ow_losses losses = {0};
    uint8_t *bytes = NULL;
    size_t size = 0;

    if (ow_workout_encode(run->workout, OW_WORKOUT_FIT, &run->writing, &bytes,
                          &size, &losses, NULL) == OW_OK) {
        workout_json_losses(json, ow_workout_format_name(OW_WORKOUT_FIT),
                            &losses);
    }
    ow_bytes_free(bytes);
    ow_losses_dispose(&losses);
}

static void print_json(const struct designed *run)
{
    const struct ow_progression_notes *notes = &run->notes;
    struct json_writer json;

    json_init(&json, &run->cli->out);
    json_begin_object(&json);
    workout_json_members(&json, run->workout);
    json_key(&json, "loss");
    json_begin_array(&json);
    print_fit_losses(run, &json);
    json_end_array(&json);
    json_text_field(&json, "kind", ow_progression_kind_name(run->wanted->kind));
    json_text_field(&json, "level", ow_level_name(run->wanted->level));
    json_number_field(&json, "start_s_per_km", notes->start_s_per_km, 1);
    json_number_field(&json, "peak_s_per_km", notes->peak_s_per_km, 1);
    json_number_field(&json, "limit_s_per_km", notes->limit_s_per_km, 1);
    json_number_field(&json, "about_s", notes->duration_s, 0);
    json_number_field(&json, "about_m", notes->distance_m, 0);
    json_integer_field(&json, "easy_days_low", notes->easy_days_low);
    json_integer_field(&json, "easy_days_high", notes->easy_days_high);
    json_text_field(&json, "how_often", notes->how_often);
    json_key(&json, "warnings");
    json_begin_array(&json);
    for (size_t i = 0; i < notes->warning_count; i++) {
        json_text(&json, notes->warnings[i]);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_append_char(&run->cli->out, '\n');
}

static int write_format(const struct designed *run,
                        enum ow_workout_format format)
{
    struct cli *cli = run->cli;
    struct ow_losses losses = {0};
    struct ow_error err;
    uint8_t *bytes = NULL;
    size_t size = 0;
    enum ow_status status = ow_workout_encode(
        run->workout, format, &run->writing, &bytes, &size, &losses, &err);

    if (status == OW_OK) {
        buf_append(&cli->out, bytes, size);
        for (size_t i = 0; i < losses.count; i++) {
            cli_note(cli, "%s: %s", ow_workout_format_name(format),
                     losses.messages[i]);
        }
    }
    ow_bytes_free(bytes);
    ow_losses_dispose(&losses);
    return status == OW_OK ? EXIT_DONE : cli_fail(cli, &err);
}

static int write_ics(const struct designed *run)
{
    struct cli *cli = run->cli;
    struct ow_error err;
    uint8_t *bytes = NULL;
    size_t size = 0;

    if (app_workout_ics(run->workout, cli->today, cli->now_ms, cli->units,
                        &bytes, &size, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    buf_append(&cli->out, bytes, size);
    ow_bytes_free(bytes);
    return EXIT_DONE;
}

static int give(const struct designed *run)
{
    switch (run->cli->format) {
    case CLI_JSON:
        print_json(run);
        return EXIT_DONE;
    case CLI_FIT:
        return write_format(run, OW_WORKOUT_FIT);
    case CLI_ZWO:
        return write_format(run, OW_WORKOUT_ZWO);
    case CLI_ICU:
        return write_format(run, OW_WORKOUT_ICU);
    case CLI_TCX:
        return write_format(run, OW_WORKOUT_TCX);
    case CLI_MD:
        return write_format(run, OW_WORKOUT_MD);
    case CLI_ICS:
        return write_ics(run);
    case CLI_TEXT:
    case CLI_CSV:
    case CLI_SVG:
    case CLI_PDF:
    case CLI_PNG:
    case CLI_HTML:
    case CLI_FORMAT_COUNT:
        break;
    }
    return show_view(run);
}

static double pace_of_10km(const struct ow_effort *effort)
{
    struct ow_prediction prediction;
    struct ow_error err;

    return ow_race_predict(effort->distance_m, effort->duration_s, OW_MISSING,
                           10000, &prediction, &err) == OW_OK
               ? prediction.time_s / 10
               : 0;
}

static int run(struct cli *cli)
{
    struct ow_progression wanted = {.kind = OW_PROGRESSION_CONTINUOUS};
    struct designed designed = {.cli = cli, .wanted = &wanted};
    struct ow_error err;
    int code = read_wanted(cli, &wanted);

    if (code != EXIT_DONE) {
        return code;
    }
    if (ow_progression_build(&wanted, &designed.workout, &designed.notes,
                             &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    designed.writing = (struct ow_workout_writing){
        .time_ms = cli->now_ms,
        .s_per_km_of_10km = pace_of_10km(&wanted.race),
        .hr_max_bpm = wanted.hr_max_bpm,
        .most_steps = wanted.most_steps,
        .in_miles = cli->units == OW_UNITS_MI};
    for (size_t i = 0; i < designed.notes.warning_count; i++) {
        cli_note(cli, "%s", designed.notes.warnings[i]);
    }
    code = give(&designed);
    ow_workout_free(designed.workout);
    return code;
}

const struct command cmd_progression = {
    .name = "progression",
    .group = "Plan",
    .summary = "Design a run that gets faster, for the watch",
    .usage = usage,
    .about = "Warm-up, build, peak and cool-down that sum to the whole "
             "exactly, at the paces of a race. A watch gets the build in "
             "steps whose bands overlap; what a format cannot hold is told "
             "on standard error.",
    .takes = TAKES_FORMAT | TAKES_OUTPUT | TAKES_TODAY | TAKES_UNITS,
    .formats = "text|json|fit|zwo|icu|tcx|ics|md|svg|pdf|png",
    .options = options,
    .examples = examples,
    .run = run,
};
