/* onward calc: what races and efforts say of a runner. */
#include "cli/calc.h"
#include "onward/body.h"

static const char *const time_off_usage[] = {"--days N [--cross-training]",
                                             NULL};
static const char *const time_off_examples[] = {
    "onward calc time-off --days 21",
    "onward calc time-off --days 21 --cross-training",
    NULL,
};
static const struct command_option time_off_options[] = {
    {"days", "N", "days without running"},
    {"cross-training", NULL, "other endurance training went on"},
    {NULL, NULL, NULL},
};

static int run_time_off(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    double days = calc_number(&in, "days", CALC_NEEDED);
    bool has_cross_training = cli_has(cli, "cross-training");
    double factor = 0;
    struct json_writer json;

    if (in.code == EXIT_DONE && !(days >= 0 && days <= 3650)) {
        return cli_misuse(cli, "--days %.40s is outside 0 to 3650",
                          cli_value(cli, "days"));
    }
    if (in.code != EXIT_DONE) {
        return in.code;
    }
    factor = ow_time_off_factor(days, has_cross_training);
    if (cli->format == CLI_JSON) {
        calc_json_begin(cli, &json);
        json_number_field(&json, "factor", factor, 6);
        calc_json_end(cli, &json);
        return EXIT_DONE;
    }
    calc_row_number(cli, "what is left", factor * 100, 1,
                    "% of effective VO2max");
    calc_source(cli, "V.O2 time-off rule, 2018: a straight loss after five "
                     "days, to a floor at 72 days.");
    return EXIT_DONE;
}

const struct command calc_time_off = {
    .name = "calc time-off",
    .summary = "What days without running leave of the capacity",
    .usage = time_off_usage,
    .takes = TAKES_FORMAT,
    .options = time_off_options,
    .examples = time_off_examples,
    .run = run_time_off,
};
