/* onward calc: what the way and the weather cost. */
#include "base/num.h"
#include "cli/calc.h"
#include "onward/conditions.h"

static const char *const grade_usage[] = {"--grade SHARE", NULL};
static const char *const grade_examples[] = {
    "onward calc grade --grade 0.05",
    "onward calc grade --grade -0.10",
    NULL,
};
static const struct command_option grade_options[] = {
    {"grade", "SHARE", "rise over run: 0.05 is 5 % up"},
    {NULL, NULL, NULL},
};

static int run_grade(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    double grade = calc_number(&in, "grade", CALC_NEEDED);
    double cost_j_per_kg_m = 0;
    struct ow_error err;
    struct json_writer json;

    if (in.code != EXIT_DONE) {
        return in.code;
    }
    if (ow_grade_cost(grade, &cost_j_per_kg_m, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        calc_json_begin(cli, &json);
        json_number_field(&json, "effort_factor", ow_grade_effort(grade), 6);
        json_number_field(&json, "energy_cost_j_per_kg_m", cost_j_per_kg_m, 6);
        calc_json_end(cli, &json);
        return EXIT_DONE;
    }
    calc_row_number(cli, "effort", ow_grade_effort(grade), 3,
                    "times that of the flat at the same speed");
    calc_row_number(cli, "energy", cost_j_per_kg_m, 2, "J/kg/m");
    calc_source(cli, "Effort: Robb 2017, runs at equal heart rate, to 32 %; "
                     "energy: Minetti et al. 2002.");
    return EXIT_DONE;
}

const struct command calc_grade = {
    .name = "calc grade",
    .summary = "What a slope costs, in effort and in energy",
    .usage = grade_usage,
    .takes = TAKES_FORMAT,
    .options = grade_options,
    .examples = grade_examples,
    .run = run_grade,
};

static const char *const heat_usage[] = {
    "--temperature DEGREES --dew-point DEGREES", NULL};
static const char *const heat_examples[] = {
    "onward calc heat --temperature 24C --dew-point 18C",
    "onward calc heat --temperature 75F --dew-point 64F",
    NULL,
};
static const struct command_option heat_options[] = {
    {"temperature", "DEGREES", "of the air: 24C or 75F"},
    {"dew-point", "DEGREES", "18C or 64F"},
    {NULL, NULL, NULL},
};

struct heat {
    struct ow_slowdown training;
    struct ow_slowdown winners; /* missing where the weather has no figure */
    double wbgt_c;
};

static void print_heat_json(struct cli *cli, const struct heat *heat,
                            const char *message)
{
    struct json_writer json;

    calc_json_begin(cli, &json);
    json_number_field(&json, "slowdown_low", heat->training.low, 6);
    json_number_field(&json, "slowdown_high", heat->training.high, 6);
    json_text_field(&json, "message", message);
    json_number_field(&json, "wbgt_c", heat->wbgt_c, 1);
    json_number_field(&json, "winners_low", heat->winners.low, 6);
    json_number_field(&json, "winners_high", heat->winners.high, 6);
    calc_json_end(cli, &json);
}

static void print_slowdown(struct cli *cli, const char *what,
                           const struct ow_slowdown *slowdown)
{
    text_pad(&cli->out, what, CALC_WHAT_COLUMN);
    buf_append_number(&cli->out, 100 * slowdown->low, 1);
    buf_append_text(&cli->out, " to ");
    buf_append_number(&cli->out, 100 * slowdown->high, 1);
    buf_append_text(&cli->out, " % slower\n");
}

static void print_heat(struct cli *cli, const struct heat *heat,
                       const char *message)
{
    if (message != NULL) {
        text_pad(&cli->out, "training", CALC_WHAT_COLUMN);
        text_wrap(&cli->out, CALC_WHAT_COLUMN, CALC_WHAT_COLUMN, message);
    } else {
        print_slowdown(cli, "training", &heat->training);
        calc_row(cli, "", "half of it for repeats");
    }
    if (!ow_is_missing(heat->winners.low)) {
        print_slowdown(cli, "race winners", &heat->winners);
    }
    calc_row_number(cli, "WBGT", heat->wbgt_c, 1, "C in moderate sun");
    calc_source(cli, "Training: Hadley 2013, temperature plus dew point, a "
                     "coach's rule; winners: Mantzios et al. 2022, 1,258 races "
                     "by wet-bulb globe temperature. The two agree in size, no "
                     "more.");
}

static int run_heat(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    double temperature_c = calc_degrees(&in, "temperature", CALC_NEEDED);
    double dew_point_c = calc_degrees(&in, "dew-point", CALC_NEEDED);
    struct heat heat = {.winners = {OW_MISSING, OW_MISSING}};
    const char *message = NULL;
    struct ow_error err;

    if (in.code != EXIT_DONE) {
        return in.code;
    }
    if (ow_heat_slowdown(temperature_c, dew_point_c, &heat.training, &err) !=
            OW_OK ||
        ow_wbgt(temperature_c, dew_point_c, &heat.wbgt_c, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    /* Where no race was run there is no figure, and none is missed. */
    (void)!ow_wbgt_slowdown(heat.wbgt_c, &heat.winners, NULL);
    if (ow_is_missing(heat.training.low)) {
        message = "no hard running: temperature and dew point sum to more "
                  "than 180 F";
    }
    if (cli->format == CLI_JSON) {
        print_heat_json(cli, &heat, message);
    } else {
        print_heat(cli, &heat, message);
    }
    return EXIT_DONE;
}

const struct command calc_heat = {
    .name = "calc heat",
    .summary = "How much slower a run is in heat and moist air",
    .usage = heat_usage,
    .takes = TAKES_FORMAT,
    .options = heat_options,
    .examples = heat_examples,
    .run = run_heat,
};

static const char *const altitude_usage[] = {
    "--altitude HEIGHT --distance DISTANCE", NULL};
static const char *const altitude_examples[] = {
    "onward calc altitude --altitude 1600m --distance 10km",
    "onward calc altitude --altitude 5280ft --distance 5km",
    NULL,
};
static const struct command_option altitude_options[] = {
    {"altitude", "HEIGHT", "above the sea: 1600m or 5280ft"},
    {"distance", "DISTANCE", "of the race, 5km to 10km"},
    {NULL, NULL, NULL},
};

static int run_altitude(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    double altitude_m = calc_height(&in, "altitude", CALC_NEEDED);
    double distance_m = calc_distance(&in, "distance", CALC_NEEDED);
    double slowdown = 0;
    struct ow_error err;
    struct json_writer json;

    if (in.code != EXIT_DONE) {
        return in.code;
    }
    if (ow_altitude_slowdown(altitude_m, distance_m, &slowdown, &err) !=
        OW_OK) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        calc_json_begin(cli, &json);
        json_number_field(&json, "slowdown", slowdown, 6);
        calc_json_end(cli, &json);
        return EXIT_DONE;
    }
    calc_row_percent(cli, "slower by", slowdown, 1);
    calc_source(cli, "Milledge, as given by Runner's World: 0.73 % for each "
                     "1,000 ft over 5 km, 0.85 % over 10 km.");
    return EXIT_DONE;
}

const struct command calc_altitude = {
    .name = "calc altitude",
    .summary = "How much slower a race is in thin air",
    .usage = altitude_usage,
    .takes = TAKES_FORMAT,
    .options = altitude_options,
    .examples = altitude_examples,
    .run = run_altitude,
};
