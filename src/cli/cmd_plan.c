/* onward plan: the coming weeks, with reasons; kept by --apply. */
#include "app/plans.h"
#include "app/what_if.h"
#include "cli/plan_page.h"
#include "cli/show.h"
#include "cli/show_goals.h"
#include "cli/source.h"
#include "onward/json.h"

#define MOST_WEEKS 160
#define SHOWN_DAYS 14

static const char *const usage[] = {
    "[--weeks N] [--apply] [--all-days]",
    "--scenario FILE [--weeks N] [--all-days]",
    "--what-if TEXT... [--scenario FILE] [--weeks N]",
    NULL,
};
static const char *const examples[] = {
    "onward plan",
    "onward plan --weeks 24 --apply",
    "onward plan --scenario runner.json --today 2026-11-02",
    "onward plan --scenario runner.json --today 2026-11-02 --format json",
    "onward plan --weeks 24 --format md --output plan.md",
    "onward plan --what-if 'wed blocked' --what-if 'sick 4 days'",
    NULL,
};
static const struct command_option options[] = {
    {"weeks", "N", "weeks to plan, this one included; 16 if not said"},
    {"apply", NULL, "keep the plan; without it this is a preview"},
    {"all-days", NULL,
     "with --format md: every week day by day, however many there are"},
    {"what-if", "TEXT", "show what would be otherwise; may be repeated"},
    SOURCE_OPTION,
    {NULL, NULL, NULL},
};

static void show_answers(struct cli *cli, const struct ow_plan *plan)
{
    size_t count = 0;
    const struct ow_goal_answer *goals = ow_plan_goals(plan, &count);
    struct buf *out = &cli->out;

    if (count == 0) {
        return;
    }
    text_heading(cli, out, "Goals");
    for (size_t i = 0; i < count; i++) {
        buf_append_format(out, "  %s: ", goals[i].id);
        show_goal_verdict(cli, out, &goals[i]);
        buf_append_char(out, '\n');
        if (goals[i].needed != NULL) {
            text_wrap(out, 0, 4, goals[i].needed);
        }
        show_goal_conflicts(out, &goals[i]);
    }
}

static void show_plan(struct cli *cli, const struct ow_plan *plan)
{
    struct buf *out = &cli->out;
    struct ow_date today = ow_plan_today(plan);
    size_t weeks = 0;
    size_t count = 0;
    const struct ow_finding *findings = ow_plan_findings(plan, &count);

    (void)ow_plan_weeks(plan, &weeks);
    text_styled(cli, out, TEXT_BOLD, "The coming weeks");
    buf_append_char(out, '\n');
    show_weeks(cli, out, plan, weeks);
    text_heading(cli, out, "The next 14 days");
    show_days(cli, out, plan, today, ow_date_add_days(today, SHOWN_DAYS - 1));
    show_forecast(cli, out, plan);
    show_answers(cli, plan);
    if (count > 0) {
        text_heading(cli, out, "Worth knowing");
        show_findings(cli, out, findings, count, OW_NOTE);
    }
}

/* What becomes of the sessions that were kept before; NULL: none were. */
static void show_changes(struct cli *cli, const struct ow_plan *published,
                         const struct ow_plan *plan)
{
    struct ow_plan_difference *difference = NULL;
    size_t count = 0;

    if (published == NULL ||
        ow_plan_difference(published, plan, &difference, NULL) != OW_OK) {
        return;
    }
    (void)ow_plan_difference_changes(difference, &count);
    if (ow_plan_difference_count(difference, OW_CHANGE_KEPT) < count) {
        text_heading(cli, &cli->out, "Beside the plan you kept");
        show_difference(cli, &cli->out, difference);
    }
    ow_plan_difference_free(difference);
}

static int tell(struct cli *cli, const struct ow_scenario *scenario,
                const struct ow_plan *published, const struct ow_plan *plan,
                bool is_kept)
{
    struct ow_error err;
    char *text = NULL;

    if (cli->format == CLI_JSON) {
        if (ow_plan_encode(plan, &text, NULL, &err) != OW_OK) {
            return cli_fail(cli, &err);
        }
        buf_append_format(&cli->out, "%s\n", text);
        ow_text_free(text);
        return EXIT_DONE;
    }
    if (cli->format == CLI_MD) {
        plan_page(cli, scenario, plan, cli_has(cli, "all-days"));
        return EXIT_DONE;
    }
    show_plan(cli, plan);
    show_changes(cli, published, plan);
    if (is_kept) {
        buf_append_text(&cli->out,
                        "\nKept. Next: 'onward today', 'onward export ics'; "
                        "'onward undo' takes it back.\n");
    } else if (!cli_has(cli, "scenario")) {
        buf_append_text(&cli->out, "\nA preview. 'onward plan --apply' keeps "
                                   "it; 'onward why DATE' then says why.\n");
    }
    return EXIT_DONE;
}

static int make(struct cli *cli, struct store *store,
                const struct ow_scenario *scenario)
{
    struct ow_plan *published = NULL;
    struct ow_plan *plan = NULL;
    struct ow_findings *findings = NULL;
    struct ow_error err;
    bool is_kept = cli_has(cli, "apply");
    enum ow_status status =
        store == NULL ? OW_OK : app_plan_kept(store, &published, &err);
    int code = EXIT_DONE;

    if (status == OW_OK || status == OW_E_NOT_FOUND) {
        status = app_plan_make(scenario, cli->today, published, &plan,
                               &findings, &err);
    }
    if (status == OW_E_CONFLICT) {
        code = show_refusal(cli, scenario, plan, &err);
    } else if (status != OW_OK ||
               (is_kept &&
                app_plan_keep(store, cli->now_ms, plan, &err) != OW_OK)) {
        code = cli_fail(cli, &err);
    } else {
        code = tell(cli, scenario, published, plan, is_kept);
    }
    ow_findings_free(findings);
    ow_plan_free(plan);
    ow_plan_free(published);
    return code;
}

static int tell_what_if(struct cli *cli, const struct app_what_if *answer)
{
    struct buf *out = &cli->out;
    const char *text = NULL;

    if (cli->format == CLI_JSON) {
        show_difference_json(out, answer->difference);
        return EXIT_DONE;
    }
    for (size_t i = 0; (text = cli_value_at(cli, "what-if", i)) != NULL; i++) {
        text_styled(cli, out, TEXT_BOLD, i == 0 ? "What if: " : ", and ");
        text_styled(cli, out, TEXT_BOLD, text);
    }
    buf_append_format(out, "\nBeside %s. Nothing is kept.\n",
                      answer->is_kept ? "the plan you keep"
                                      : "the plan as things are");
    show_difference(cli, out, answer->difference);
    return EXIT_DONE;
}

static int ask_what_if(struct cli *cli, struct store *store,
                       const struct ow_scenario *scenario)
{
    const char *texts[CLI_MOST_GIVEN];
    struct app_what_if answer = {0};
    struct ow_error err;
    enum ow_status status = OW_OK;
    size_t count = 0;
    int code = EXIT_DONE;

    while ((texts[count] = cli_value_at(cli, "what-if", count)) != NULL) {
        count++;
    }
    status =
        app_what_if(store, scenario, cli->today, texts, count, &answer, &err);
    if (status == OW_E_CONFLICT) {
        code = show_refusal(cli, answer.scenario, answer.after, &err);
    } else {
        code =
            status == OW_OK ? tell_what_if(cli, &answer) : cli_fail(cli, &err);
    }
    app_what_if_dispose(&answer);
    return code;
}

/* Options that say nothing together. */
static int check_options(const struct cli *cli)
{
    bool is_asking = cli_has(cli, "what-if");

    if (cli_has(cli, "apply") && cli_has(cli, "scenario")) {
        return cli_misuse(cli, "--apply keeps plans of the store, and "
                               "--scenario is none of it");
    }
    if (cli_has(cli, "apply") && is_asking) {
        return cli_misuse(cli, "--apply keeps plans, and --what-if keeps "
                               "nothing");
    }
    if (cli->format == CLI_MD && is_asking) {
        return cli_misuse(cli, "--format md is a plan, and --what-if tells "
                               "what differs from one");
    }
    if (cli->format != CLI_MD && cli_has(cli, "all-days")) {
        return cli_misuse(cli, "--all-days is of --format md");
    }
    return EXIT_DONE;
}

static int run(struct cli *cli)
{
    struct ow_scenario *scenario = NULL;
    struct store *store = NULL;
    int64_t weeks = 0;
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE) {
        code = cli_integer(cli, "weeks", 1, MOST_WEEKS, &weeks);
    }
    if (code == EXIT_DONE) {
        code = check_options(cli);
    }
    if (code == EXIT_DONE) {
        code = source_scenario(cli, (int)weeks,
                               cli_has(cli, "apply") ? STORE_WRITE : STORE_READ,
                               &scenario, &store);
    }
    if (code == EXIT_DONE) {
        code = cli_has(cli, "what-if") ? ask_what_if(cli, store, scenario)
                                       : make(cli, store, scenario);
    }
    ow_scenario_free(scenario);
    store_close(store);
    return code;
}

const struct command cmd_plan = {
    .name = "plan",
    .group = "Plan",
    .summary = "Plan the coming weeks from what you ran, race and wish",
    .usage = usage,
    .about = "A plan is a preview until --apply keeps it. What is past is "
             "never changed; the days kept for the next two weeks stay where "
             "they can, and what moves says why. A plan that breaks a rule "
             "which must hold is not shown; the wishes that cannot all be had "
             "are, with what to give up, and the exit code is 1.\n"
             "--what-if says what would be otherwise, and shows how the plan "
             "would then differ from the one you keep: race ID dropped, race "
             "ID moved DATE, race added DATE DISTANCE [A|B|C], goal ID "
             "dropped, sick N days, WEEKDAY blocked, DATE..DATE blocked "
             "[REASON], RULE=VALUE. Nothing is kept.\n"
             "--format md is a document to print or to hand on: the runner, "
             "the goals with their milestones, phases, a table of all weeks, "
             "what gave way and the rules at work. Up to 16 weeks are told "
             "day by day; of longer plans the next 8 are, and the last 3 "
             "before each race of priority A, unless --all-days asks for all.",
    .takes =
        TAKES_STORE | TAKES_FORMAT | TAKES_TODAY | TAKES_UNITS | TAKES_OUTPUT,
    .formats = "text|json|md",
    .options = options,
    .examples = examples,
    .run = run,
};
