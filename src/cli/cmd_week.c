/* onward week: a week of the kept plan. */
#include "app/day_json.h"
#include "cli/keep.h"
#include "cli/show.h"

#define SUNDAY 6

static const char *const usage[] = {"[DATE]", NULL};
static const char *const examples[] = {"onward week", "onward week +1w",
                                       "onward week --format json", NULL};

static void show_sums(struct cli *cli, const struct ow_plan_week *week)
{
    char distance[OW_QUANTITY_TEXT_SIZE];
    char time[OW_QUANTITY_TEXT_SIZE];

    ow_distance_format(week->run_m, cli->units, distance);
    ow_duration_format(week->run_s, time);
    buf_append_format(&cli->out, "  planned: %s, %s running", distance, time);
    if (week->strength > 0) {
        buf_append_format(&cli->out, ", %d x strength", week->strength);
    }
    if (week->cross > 0) {
        buf_append_format(&cli->out, ", %d x cross-training", week->cross);
    }
    buf_append_char(&cli->out, '\n');
}

static void show_kept_week(struct cli *cli, const struct app_plans *plans,
                           struct ow_date monday)
{
    const struct ow_plan *plan = plans->plans[plans->count - 1];
    const struct ow_plan_week *week = app_plan_week(plan, monday);
    struct ow_date sunday = ow_date_add_days(monday, SUNDAY);
    struct buf *out = &cli->out;
    char text[TEXT_DAY_SIZE];

    text_day(cli, monday, text);
    buf_append_text(out, "Week of ");
    text_styled(cli, out, TEXT_BOLD, text);
    if (week != NULL) {
        buf_append_format(out, "  %s%s", show_phase_name(week->phase),
                          week->is_down ? ", a down week" : "");
    }
    buf_append_char(out, '\n');
    for (struct ow_date date = monday; date.days <= sunday.days;
         date = ow_date_add_days(date, 1)) {
        const struct ow_plan_day *day = app_plans_day(plans, date);

        if (day != NULL) {
            show_day(cli, out, day);
        }
    }
    if (week != NULL) {
        show_sums(cli, week);
    }
}

static int tell(struct cli *cli, struct ow_date monday)
{
    struct app_plans plans = {0};
    struct store *store = NULL;
    struct ow_error err;
    int code = keep_open(cli, STORE_READ, &store);

    if (code == EXIT_DONE && app_plans_read(store, &plans, &err) != OW_OK) {
        code = cli_fail(cli, &err);
    }
    if (code == EXIT_DONE && cli->format == CLI_JSON &&
        app_days_json(&plans, "onward/week/1", monday,
                      ow_date_add_days(monday, SUNDAY), &cli->out,
                      &err) != OW_OK) {
        code = cli_fail(cli, &err);
    } else if (code == EXIT_DONE && cli->format != CLI_JSON) {
        show_kept_week(cli, &plans, monday);
    }
    app_plans_dispose(&plans);
    store_close(store);
    return code;
}

static int run(struct cli *cli)
{
    struct ow_date date = cli->today;
    int code = cli_count_args(cli, 0, 1, "");

    if (code == EXIT_DONE && cli->arg_count > 0) {
        code = keep_date_of(cli, "DATE", cli->args[0], &date);
    }
    return code == EXIT_DONE ? tell(cli, ow_date_monday(date)) : code;
}

const struct command cmd_week = {
    .name = "week",
    .group = "Plan",
    .summary = "Show this week of the plan, or another one",
    .usage = usage,
    .about = "DATE may be any day of the week, also as 'sun', '+2w'. Days that "
             "are past are shown as they were planned then.",
    .takes = TAKES_STORE | TAKES_FORMAT | TAKES_TODAY | TAKES_UNITS,
    .examples = examples,
    .run = run,
};
