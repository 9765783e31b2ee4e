/* onward calc: the load of one session, by whatever is known of it. */
#include "cli/calc.h"
#include "onward/load.h"

static const char *const session_usage[] = {
    "--time TIME --pace PACE --threshold PACE",
    "--time TIME --power W --critical-power W",
    "--time TIME --hr BPM --max BPM [OPTION...]",
    "--time TIME --effort N",
    "--time TIME [--sport NAME]",
    NULL,
};
static const char *const session_examples[] = {
    "onward calc session --time 50:00 --pace 5:20 --threshold 4:40",
    "onward calc session --time 50:00 --hr 150 --max 188 --rest 50",
    "onward calc session --time 45:00 --sport training --effort 5",
    NULL,
};
static const struct command_option session_options[] = {
    {"time", "TIME", "how long"},
    {"sport", "NAME", "running where not said; training is strength"},
    {"pace", "PACE", "of a steady run, as on the flat"},
    {"threshold", "PACE", "held for about an hour"},
    {"power", "W", "of a steady run"},
    {"critical-power", "W", "of running"},
    {"hr", "BPM", "heart rate, steady"},
    {"max", "BPM", "maximum heart rate"},
    {"rest", "BPM", "resting heart rate; otherwise 60"},
    {"hr-threshold", "BPM", "at threshold; otherwise 89 % of --max"},
    {"sex", "m|f", "whose weight of heart rate; otherwise men's"},
    {"effort", "N", "rating of the whole session, 0 to 10"},
    {NULL, NULL, NULL},
};

/* Speed of a pace; missing where it was not given. */
static double read_speed(struct calc_in *in, const char *option)
{
    const char *text = calc_text(in, option, CALC_OPTIONAL);
    double pace_s_per_km = OW_MISSING;
    struct ow_error err;

    if (text != NULL &&
        ow_pace_parse(text, OW_UNITS_KM, &pace_s_per_km, &err) != OW_OK) {
        in->code = cli_misuse(in->cli, "--%s: %s", option, err.message);
    }
    return 1000 / pace_s_per_km;
}

static int read_sport(struct calc_in *in)
{
    const char *text = calc_text(in, "sport", CALC_OPTIONAL);
    int sport = text == NULL ? OW_SPORT_RUNNING : ow_sport_from_name(text);

    if (sport == OW_SPORT_UNKNOWN && in->code == EXIT_DONE) {
        in->code = cli_misuse(in->cli, "--sport %.40s is not known", text);
    }
    return sport;
}

/* A steady session, as one that was measured. */
static struct ow_exertion read_exertion(struct calc_in *in, double hr_bpm)
{
    double time_s = calc_duration(in, "time", CALC_NEEDED);
    struct ow_exertion exertion = {
        .sport = read_sport(in),
        .duration_s = time_s,
        .speed_m_per_s = read_speed(in, "pace"),
        .power_w = calc_number(in, "power", CALC_OPTIONAL),
        .effort_rpe = calc_number(in, "effort", CALC_OPTIONAL),
    };

    exertion.running_s = ow_is_missing(exertion.speed_m_per_s) ? 0 : time_s;
    exertion.power_s = ow_is_missing(exertion.power_w) ? 0 : time_s;
    if (hr_bpm >= OW_EXERTION_HR_LOWEST_BPM &&
        hr_bpm < OW_EXERTION_HR_LOWEST_BPM + OW_EXERTION_HR_COUNT) {
        exertion.hr_s[(size_t)hr_bpm - OW_EXERTION_HR_LOWEST_BPM] = time_s;
    }
    return exertion;
}

/* What is measured says nothing without the limit it is held against. */
static void check_pairs(struct calc_in *in)
{
    static const char *const pairs[][2] = {
        {"pace", "threshold"}, {"power", "critical-power"}, {"hr", "max"}};

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (cli_has(in->cli, pairs[i][0]) && !cli_has(in->cli, pairs[i][1]) &&
            in->code == EXIT_DONE) {
            in->code = cli_misuse(in->cli, "--%s needs --%s beside it",
                                  pairs[i][0], pairs[i][1]);
        }
    }
}

/* A recorded beat above the maximum counts as it; one that is told is wrong. */
static enum ow_status check_heart(double hr_bpm,
                                  const struct ow_load_limits *limits,
                                  struct ow_error *err)
{
    double impulse = 0;

    return ow_is_missing(hr_bpm)
               ? OW_OK
               : ow_trimp(0, hr_bpm,
                          ow_is_missing(limits->hr_rest_bpm)
                              ? OW_LOAD_USUAL_REST_BPM
                              : limits->hr_rest_bpm,
                          limits->hr_max_bpm, limits->sex, &impulse, err);
}

static int run_session(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    double hr_bpm = calc_number(&in, "hr", CALC_OPTIONAL);
    struct ow_exertion exertion = read_exertion(&in, hr_bpm);
    struct ow_load_limits limits = {
        .threshold_m_per_s = read_speed(&in, "threshold"),
        .critical_power_w = calc_number(&in, "critical-power", CALC_OPTIONAL),
        .hr_max_bpm = calc_number(&in, "max", CALC_OPTIONAL),
        .hr_rest_bpm = calc_number(&in, "rest", CALC_OPTIONAL),
        .hr_threshold_bpm = calc_number(&in, "hr-threshold", CALC_OPTIONAL),
        .sex = cli_has(cli, "sex") ? calc_sex(&in, "mf") : 'm',
    };
    struct ow_load load;
    struct ow_error err;
    struct json_writer json;

    check_pairs(&in);
    if (in.code != EXIT_DONE) {
        return in.code;
    }
    if (check_heart(hr_bpm, &limits, &err) != OW_OK ||
        ow_load_compute(&exertion, &limits, &load, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        calc_json_begin(cli, &json);
        json_number_field(&json, "load", load.load, 6);
        json_text_field(&json, "basis", ow_load_basis_name(load.basis));
        calc_json_end(cli, &json);
        return EXIT_DONE;
    }
    calc_row_number(cli, "load", load.load, 1, "");
    calc_row(cli, "read from", ow_load_basis_name(load.basis));
    calc_source(cli, "An hour at threshold is 100. Pace and power: intensity "
                     "squared by hours; heart rate: Banister 1991; effort: "
                     "Foster 2001, 7 being threshold; else the effort usual "
                     "for the sport.");
    return EXIT_DONE;
}

const struct command calc_session = {
    .name = "calc session",
    .summary = "Load of one session, by whatever is known of it",
    .usage = session_usage,
    .takes = TAKES_FORMAT,
    .options = session_options,
    .examples = session_examples,
    .run = run_session,
};
