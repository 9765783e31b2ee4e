/* onward history: weeks, months and years of what was run. */
#include "cli/keep.h"
#include "cli/show_history.h"

#include <string.h>

#define DEFAULT_WEEKS 16
#define MOST_WEEKS 2080
#define MOST_YEARS 40
#define MOST_RUNS 14
#define DAYS_PER_WEEK 7
#define FIRST_YEAR 1970

static const char *const usage[] = {
    "[--weeks N|--years N|--from DATE] [--runs N]", NULL};
static const char *const examples[] = {
    "onward history",
    "onward history --years 3",
    "onward history --from 2026-01-01 --format csv",
    "onward history --years 2 --format svg --output history.svg",
    NULL,
};
static const struct command_option options[] = {
    {"weeks", "N", "so many weeks, this one included (16)"},
    {"years", "N", "from the first of January, N - 1 years ago"},
    {"from", "DATE", "from this day on"},
    {"runs", "N",
     "runs of a week that counts as kept; else as a goal asks, or 3"},
    {NULL, NULL, NULL},
};

/* First of January, `years` - 1 years back. */
static struct ow_date first_of(struct ow_date today, int64_t years)
{
    struct ow_date date = ow_date_none();
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;
    enum ow_status status = OW_OK;

    ow_date_to_ymd(today, &year, &month, &day);
    year -= (int32_t)years - 1;
    status = ow_date_from_ymd(year < FIRST_YEAR ? FIRST_YEAR : year, 1, 1,
                              &date, NULL);
    (void)status; /* out of the calendar all that is kept is meant */
    return date;
}

static int read_span(struct cli *cli, struct history_options *asked)
{
    int64_t weeks = DEFAULT_WEEKS;
    int64_t years = 0;
    int64_t runs = 0;
    int given =
        cli_has(cli, "weeks") + cli_has(cli, "years") + cli_has(cli, "from");
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE && given > 1) {
        return cli_misuse(cli, "only one of --weeks, --years and --from");
    }
    if (code == EXIT_DONE) {
        code = cli_integer(cli, "weeks", 1, MOST_WEEKS, &weeks);
    }
    if (code == EXIT_DONE) {
        code = cli_integer(cli, "years", 1, MOST_YEARS, &years);
    }
    if (code == EXIT_DONE) {
        code = cli_integer(cli, "runs", 1, MOST_RUNS, &runs);
    }
    asked->today = cli->today;
    asked->least_runs = (int)runs;
    asked->from = years > 0
                      ? first_of(cli->today, years)
                      : ow_date_add_days(ow_date_monday(cli->today),
                                         -((int32_t)weeks - 1) * DAYS_PER_WEEK);
    if (code == EXIT_DONE) {
        code = keep_date(cli, "from", &asked->from);
    }
    if (code == EXIT_DONE && asked->from.days > cli->today.days) {
        return cli_misuse(cli, "--from: %s is after today",
                          cli_value(cli, "from"));
    }
    return code;
}

static int print(struct cli *cli, const struct history_report *report)
{
    struct ow_error err;

    if (cli_wants_picture(cli)) {
        return draw_history(cli, report, &cli->out, &err) == OW_OK
                   ? EXIT_DONE
                   : cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        history_report_json(report, &cli->out);
    } else if (cli->format == CLI_CSV) {
        history_report_csv(report, &cli->out);
    } else {
        show_history(cli, &cli->out, report);
    }
    return EXIT_DONE;
}

static int run(struct cli *cli)
{
    struct history_options asked = {.from = ow_date_none()};
    struct history_report report = {.today = cli->today};
    struct store *store = NULL;
    struct ow_error err;
    int code = read_span(cli, &asked);

    if (code == EXIT_DONE) {
        code = keep_open(cli, STORE_READ, &store);
    }
    if (code == EXIT_DONE) {
        code = history_report_read(store, &asked, &report, &err) == OW_OK
                   ? print(cli, &report)
                   : cli_fail(cli, &err);
    }
    history_report_dispose(&report);
    store_close(store);
    return code;
}

const struct command cmd_history = {
    .name = "history",
    .group = "Your runs",
    .summary = "Sum up weeks, months or years of what was run",
    .usage = usage,
    .about =
        "Distance and runs by the week, over longer times by the month or the "
        "year; the longest run; how many weeks in a row had runs enough; the "
        "fastest time over each distance, also from inside longer runs; the "
        "effective VO2max that races and runs as hard as races showed, with "
        "the band within which 80 of 100 such races lie; and fitness today. "
        "The same run twice counts once.",
    .takes =
        TAKES_STORE | TAKES_FORMAT | TAKES_TODAY | TAKES_UNITS | TAKES_OUTPUT,
    .formats = "text|json|csv|svg|pdf|png",
    .options = options,
    .examples = examples,
    .run = run,
};
