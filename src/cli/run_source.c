/* The run that a command is about; see the header. */
#include "cli/run_source.h"

#include "cli/keep.h"

#include <string.h>
#include <unistd.h>

#define M_PER_KM 1000

static int read_bpm(struct cli *cli, const char *option, int64_t min,
                    int64_t max, double *bpm)
{
    int64_t value = 0;
    int code = cli_integer(cli, option, min, max, &value);

    *bpm = value > 0 ? (double)value : OW_MISSING;
    return code;
}

static int read_critical(struct cli *cli, double *speed_m_per_s)
{
    const char *text = cli_value(cli, "critical-speed");
    double pace_s_per_km = 0;
    struct ow_error err;

    *speed_m_per_s = OW_MISSING;
    if (text == NULL) {
        return EXIT_DONE;
    }
    if (ow_pace_parse(text, cli->units, &pace_s_per_km, &err) != OW_OK) {
        return cli_misuse(cli, "--critical-speed: %s", err.message);
    }
    *speed_m_per_s = M_PER_KM / pace_s_per_km;
    return EXIT_DONE;
}

static int read_options(struct cli *cli, struct app_run_options *asked)
{
    int code = read_bpm(cli, "hr-max", 100, 240, &asked->hr_max_bpm);

    if (code == EXIT_DONE) {
        code = read_bpm(cli, "hr-rest", 25, 110, &asked->hr_rest_bpm);
    }
    if (code == EXIT_DONE) {
        code = read_bpm(cli, "threshold", 80, 230, &asked->hr_threshold_bpm);
    }
    if (code == EXIT_DONE) {
        code = read_critical(cli, &asked->critical_m_per_s);
    }
    return code;
}

int run_source(struct cli *cli, struct app_run *run)
{
    struct app_run_options asked = {.today = cli->today};
    struct store *store = NULL;
    struct ow_error err;
    int code = cli_count_args(cli, 1, 1, "RUN, an activity or a file,");

    if (code == EXIT_DONE) {
        code = read_options(cli, &asked);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    if (access(cli->args[0], F_OK) == 0 ||
        strpbrk(cli->args[0], "/.") != NULL) {
        asked.path = cli->args[0];
        code = keep_open_if_there(cli, &store);
    } else {
        asked.id = cli->args[0];
        code = keep_open(cli, STORE_READ, &store);
    }
    if (code == EXIT_DONE && app_run_read(store, &asked, run, &err) != OW_OK) {
        /* A name that fits several is no conflict of wishes. */
        code = err.status == OW_E_CONFLICT ? cli_misuse(cli, "%s", err.message)
                                           : cli_fail(cli, &err);
    }
    store_close(store);
    return code;
}
