/* onward next, and bare onward: what to do next. */
#include "app/plans.h"
#include "cli/keep.h"
#include "cli/show.h"

#define SHOWN_DAYS 3

static const char *const usage[] = {"", NULL};
static const char *const examples[] = {"onward", "onward next", NULL};

static void say_first_steps(struct buf *out)
{
    buf_append_text(
        out, "Just finished a race? Give onward the file from your watch:\n\n"
             "  onward now-what race.fit      how long to rest, and what "
             "follows\n"
             "  onward import FOLDER          keep your runs: better answers\n"
             "  onward demo                   see it all on a made-up runner\n"
             "  onward help                   everything else\n");
}

static enum ow_status count_run(void *context,
                                const struct store_activity *activity,
                                struct ow_error *err)
{
    size_t *count = context;

    (void)err;
    *count += activity->summary.sport == OW_SPORT_RUNNING;
    return OW_OK;
}

/* Runs, and no plan that reaches this day. */
static int say_plan(struct cli *cli, struct store *store, const char *because)
{
    size_t count = 0;
    struct ow_error err;

    if (store_activity_walk(store, NULL, count_run, &count, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (count == 0) {
        say_first_steps(&cli->out);
        return EXIT_DONE;
    }
    buf_append_format(&cli->out,
                      "%zu runs are kept, and %s.\n\n"
                      "  onward now-what --apply       you raced: rest, and "
                      "the weeks after it\n"
                      "  onward plan --apply           no race behind you: the "
                      "coming weeks\n"
                      "  onward race add DATE half     a race ahead; then "
                      "'onward plan'\n",
                      count, because);
    return EXIT_DONE;
}

static int say_days(struct cli *cli, struct store *store)
{
    struct app_plans plans = {0};
    struct ow_error err;
    enum ow_status status = app_plans_read(store, &plans, &err);
    const struct ow_plan_day *day = NULL;
    int code = EXIT_DONE;

    if (status == OW_E_NOT_FOUND) {
        return say_plan(cli, store, "no plan yet");
    }
    if (status != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (app_plans_day(&plans, cli->today) == NULL) {
        code = say_plan(cli, store, "the plan does not reach this day");
    } else {
        buf_append_text(&cli->out, "These days:\n");
        for (int i = 0; i < SHOWN_DAYS; i++) {
            day = app_plans_day(&plans, ow_date_add_days(cli->today, i));
            if (day != NULL) {
                show_day(cli, &cli->out, day);
            }
        }
        buf_append_text(&cli->out,
                        "\n  onward today                  how, and why\n"
                        "  onward week                   the whole week\n"
                        "  onward log --soreness 3       how you feel\n"
                        "  onward goal                   what you want, and "
                        "how likely it is\n"
                        "  onward review                 the season, and what "
                        "was hard in it\n"
                        "  onward plan                   a new look at the "
                        "weeks to come\n");
    }
    app_plans_dispose(&plans);
    return code;
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE) {
        code = keep_open_if_there(cli, &store);
    }
    if (code == EXIT_DONE && store == NULL) {
        say_first_steps(&cli->out);
    } else if (code == EXIT_DONE) {
        code = say_days(cli, store);
    }
    store_close(store);
    return code;
}

const struct command cmd_next = {
    .name = "next",
    .group = "The program",
    .summary = "Say what to do next; the same as onward alone",
    .usage = usage,
    .takes = TAKES_STORE | TAKES_TODAY | TAKES_UNITS,
    .examples = examples,
    .run = run,
};
