/* onward today: what is planned for today, and why. */
#include "app/day_json.h"
#include "cli/keep.h"
#include "cli/show.h"

static const char *const usage[] = {"", NULL};
static const char *const examples[] = {"onward today",
                                       "onward today --format json", NULL};

/* The race that comes next in the plan, and how far it is. */
static void show_next_race(struct cli *cli, const struct ow_plan *plan)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);
    char text[TEXT_DAY_SIZE];

    for (size_t i = 0; i < count; i++) {
        if (days[i].date.days > cli->today.days &&
            days[i].sessions[0].type == OW_SESSION_RACE) {
            text_day(cli, days[i].date, text);
            buf_append_format(
                &cli->out, "\nNext race: %s, in %d days.\n", text,
                (int)ow_date_days_between(cli->today, days[i].date));
            return;
        }
    }
}

static void show_today(struct cli *cli, const struct app_plans *plans)
{
    const struct ow_plan *plan = plans->plans[plans->count - 1];
    const struct ow_plan_day *day = app_plans_day(plans, cli->today);
    const struct ow_plan_week *week = app_plan_week(plan, cli->today);
    struct buf *out = &cli->out;
    char text[TEXT_DAY_SIZE];

    text_day(cli, cli->today, text);
    text_styled(cli, out, TEXT_BOLD, text);
    if (week != NULL) {
        buf_append_format(out, "  %s%s", show_phase_name(week->phase),
                          week->is_down ? ", a down week" : "");
    }
    buf_append_char(out, '\n');
    if (day == NULL) {
        buf_append_text(out, "  The plan that is kept does not reach this day; "
                             "'onward plan --apply' makes a new one.\n");
        return;
    }
    for (size_t i = 0; i < day->session_count; i++) {
        show_session(cli, out, &day->sessions[i]);
    }
    show_next_race(cli, plan);
    buf_append_text(out, "\n'onward log' says how you feel, 'onward why today' "
                         "which rules made it so.\n");
}

static int run(struct cli *cli)
{
    struct app_plans plans = {0};
    struct store *store = NULL;
    struct ow_error err;
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE) {
        code = keep_open(cli, STORE_READ, &store);
    }
    if (code == EXIT_DONE && app_plans_read(store, &plans, &err) != OW_OK) {
        code = cli_fail(cli, &err);
    }
    if (code == EXIT_DONE && cli->format == CLI_JSON &&
        app_days_json(&plans, "onward/today/1", cli->today, cli->today,
                      &cli->out, &err) != OW_OK) {
        code = cli_fail(cli, &err);
    } else if (code == EXIT_DONE && cli->format != CLI_JSON) {
        show_today(cli, &plans);
    }
    app_plans_dispose(&plans);
    store_close(store);
    return code;
}

const struct command cmd_today = {
    .name = "today",
    .group = "Plan",
    .summary = "Show what is planned for today, and why",
    .usage = usage,
    .takes = TAKES_STORE | TAKES_FORMAT | TAKES_TODAY | TAKES_UNITS,
    .examples = examples,
    .run = run,
};
