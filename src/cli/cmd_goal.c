/* onward goal: what the runner wants, and how likely it is. */
#include "base/num.h"
#include "cli/keep.h"
#include "cli/show_goals.h"

#include <stdio.h>
#include <string.h>

#define MOST_PER_WEEK 21

enum verb { LIST = 0, ADD, SHOW, EDIT, DROP };

static const char *const usage[] = {
    "list",
    "add KIND [VALUE...] [--by DATE] [--horizon HORIZON]\n"
    "                   [--parent ID]",
    "show ID",
    "edit ID [OPTION...]",
    "drop ID",
    NULL,
};
static const char *const verbs[] = {"list", "add",  "show",
                                    "edit", "drop", NULL};
static const char *const examples[] = {
    "onward goal add standard boston --by +3y",
    "onward goal add race-time marathon 3:59:59 --by +1y --parent g1",
    "onward goal add sessions-per-week 3 --by +3m",
    "onward goal add volume 50km --horizon season",
    "onward goal list",
    "onward goal show g2 --format svg --output path.svg",
    "onward goal edit g2 --time 3:55:00",
    "onward goal drop g2",
    NULL,
};
static const struct command_option options[] = {
    {"by", "DATE", "the day it is due: 2027-10-10, +6m, +1y"},
    {"horizon", "HORIZON", "month, season, year, 3-years or career"},
    {"parent", "ID", "the goal it serves; none takes it off"},
    {"distance", "DISTANCE", "10km, half, marathon, ...; a week's of a volume"},
    {"time", "TIME", "the time wished for, h:mm:ss"},
    {"per-week", "N", "sessions a week, strength of a balance"},
    {"focus", "FOCUS", "speed, hills, pacing, durability, form, ..."},
    {"apply", NULL, "keep it; so it is without --preview too"},
    {"preview", NULL, "try it, keep nothing"},
    {NULL, NULL, NULL},
};

static bool is_picture(const struct cli *cli)
{
    return cli->format == CLI_SVG || cli->format == CLI_PDF ||
           cli->format == CLI_PNG;
}

static int list(struct cli *cli, const struct goals_report *report)
{
    if (is_picture(cli)) {
        return cli_misuse(cli, "only 'goal show ID' has a picture");
    }
    if (cli->format == CLI_JSON) {
        goals_report_json(report, &cli->out);
    } else {
        show_goals(cli, &cli->out, report);
    }
    return EXIT_DONE;
}

static int show(struct cli *cli, const struct goals_report *report)
{
    size_t index = goals_report_find(report, cli->args[0]);
    struct goal_path path = {.measure = GOAL_NOT_DRAWN};
    struct ow_error err;
    int code = EXIT_DONE;

    if (index == report->count) {
        return cli_misuse(cli, "there is no goal '%.60s'", cli->args[0]);
    }
    if (goals_report_path(report, index, &path, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        goal_json(report, index, &path, &cli->out);
    } else if (is_picture(cli)) {
        code = goal_chart(cli, report, index, &path);
    } else {
        show_goal(cli, &cli->out, report, index, &path);
    }
    goal_path_dispose(&path);
    return code;
}

static int tell(struct cli *cli, struct store *store)
{
    struct goals_report report = {.count = 0};
    struct ow_error err;
    int code = EXIT_DONE;

    if (goals_report_read(store, cli->today, &report, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    code = cli->verb == LIST ? list(cli, &report) : show(cli, &report);
    goals_report_dispose(&report);
    return code;
}

static int take_per_week(struct cli *cli, const char *what, const char *text,
                         int *per_week)
{
    int64_t value = 0;

    if (text == NULL) {
        return EXIT_DONE;
    }
    if (!num_parse_int(str_of(text), &value) || value < 1 ||
        value > MOST_PER_WEEK) {
        return cli_misuse(cli, "%s: %.40s is outside 1 to %d", what, text,
                          MOST_PER_WEEK);
    }
    *per_week = (int)value;
    return EXIT_DONE;
}

static bool is_word(const char *word, const char *(*name_of)(int), int count)
{
    for (int i = 0; i < count; i++) {
        const char *name = name_of(i);

        if (name != NULL && strcmp(name, word) == 0) {
            return true;
        }
    }
    return false;
}

static const char *horizon_name(int i)
{
    return ow_horizon_name((enum ow_horizon)i);
}

static const char *focus_name(int i)
{
    return ow_focus_name((enum ow_focus)i);
}

static int take_words(struct cli *cli, const struct app_goal *goal)
{
    if (goal->horizon != NULL &&
        !is_word(goal->horizon, horizon_name, OW_HORIZON_CAREER + 1)) {
        return cli_misuse(cli,
                          "--horizon: '%.40s' is not month, season, year, "
                          "3-years or career",
                          goal->horizon);
    }
    if (goal->focus != NULL &&
        !is_word(goal->focus, focus_name, OW_FOCUS_STRENGTH + 1)) {
        return cli_misuse(cli,
                          "focus '%.40s' is not speed, pacing, durability, "
                          "form, fuelling, hills, consistency or strength",
                          goal->focus);
    }
    return EXIT_DONE;
}

static int read_options(struct cli *cli, struct app_goal *goal)
{
    const char *parent = cli_value(cli, "parent");
    int code = keep_date(cli, "by", &goal->deadline);

    goal->horizon = cli_value(cli, "horizon");
    goal->focus = cli_value(cli, "focus");
    goal->parent = parent != NULL && strcmp(parent, "none") == 0 ? "" : parent;
    if (code == EXIT_DONE) {
        code = cli_quantity(cli, "--distance", cli_value(cli, "distance"),
                            ow_distance_parse, &goal->distance_m);
    }
    if (code == EXIT_DONE) {
        code = cli_quantity(cli, "--time", cli_value(cli, "time"),
                            ow_duration_parse, &goal->time_s);
    }
    return code == EXIT_DONE
               ? take_per_week(cli, "--per-week", cli_value(cli, "per-week"),
                               &goal->per_week)
               : code;
}

/* The values after a kind: what it needs, in its order. */
static int read_values(struct cli *cli, enum ow_goal_kind kind,
                       struct app_goal *goal)
{
    const char *first = cli->arg_count > 1 ? cli->args[1] : NULL;
    const char *second = cli->arg_count > 2 ? cli->args[2] : NULL;
    int code = EXIT_DONE;

    switch (kind) {
    case OW_GOAL_RACE_TIME:
        code =
            cli_quantity(cli, "TIME", second, ow_duration_parse, &goal->time_s);
        return code == EXIT_DONE
                   ? cli_quantity(cli, "DISTANCE", first, ow_distance_parse,
                                  &goal->distance_m)
                   : code;
    case OW_GOAL_FINISH:
        code = cli_quantity(cli, "DISTANCE", first, ow_distance_parse,
                            &goal->distance_m);
        break;
    case OW_GOAL_VOLUME:
        code = cli_quantity(cli, "DISTANCE", first, ow_distance_parse,
                            &goal->weekly_m);
        break;
    case OW_GOAL_SESSIONS_PER_WEEK:
    case OW_GOAL_BALANCE:
        code = take_per_week(cli, "N", first, &goal->per_week);
        break;
    case OW_GOAL_STANDARD:
        goal->standard = first;
        break;
    case OW_GOAL_FOCUS:
        goal->focus = first != NULL ? first : goal->focus;
        break;
    }
    return code == EXIT_DONE && second != NULL
               ? cli_misuse(cli, "'%.40s' is one value too many", second)
               : code;
}

static int read_kind(struct cli *cli, struct app_goal *goal)
{
    for (int i = 0; i <= OW_GOAL_FOCUS; i++) {
        const char *name = ow_goal_kind_name((enum ow_goal_kind)i);

        if (strcmp(name, cli->args[0]) == 0) {
            goal->kind = name;
            return read_values(cli, (enum ow_goal_kind)i, goal);
        }
    }
    return cli_misuse(cli,
                      "KIND '%.40s' is not race-time, finish, standard, "
                      "sessions-per-week, volume, balance or focus",
                      cli->args[0]);
}

/* What was kept, with its answer and what stands in its way. */
static void answer(struct cli *cli, struct store *store, const char *id)
{
    struct goals_report report = {.count = 0};
    size_t index = 0;

    if (cli->format == CLI_JSON ||
        goals_report_read(store, cli->today, &report, NULL) != OW_OK) {
        return;
    }
    index = goals_report_find(&report, id);
    if (index < report.count) {
        buf_append_text(&cli->out, "It is ");
        show_goal_verdict(cli, &cli->out, &report.answers[index]);
        buf_append_format(&cli->out, "; 'onward goal show %s' tells why.\n",
                          id);
        show_goal_conflicts(&cli->out, &report.answers[index]);
    }
    goals_report_dispose(&report);
}

/* A volume's distance is that of its weeks. */
static void sort_distance(struct store *store, struct app_goal *goal)
{
    struct ledger ledger = {0};
    const char *kind = goal->kind;

    if (ow_is_missing(goal->distance_m) ||
        ledger_read(store, &ledger, NULL) != OW_OK) {
        return;
    }
    if (goal->id != NULL) {
        kind = json_string_value(
            json_object_get(ledger_goal(&ledger, goal->id), "kind"));
    }
    if (kind != NULL && strcmp(kind, ow_goal_kind_name(OW_GOAL_VOLUME)) == 0) {
        goal->weekly_m = goal->distance_m;
        goal->distance_m = OW_MISSING;
    }
    ledger_dispose(&ledger);
}

static int put(struct cli *cli, struct store *store)
{
    struct diary diary = keep_diary(cli, store);
    struct app_goal goal = {
        .deadline = ow_date_none(),
        .distance_m = OW_MISSING,
        .time_s = OW_MISSING,
        .weekly_m = OW_MISSING,
        .per_week = -1,
    };
    bool is_new = cli->verb == ADD;
    char id[APP_GOAL_ID_SIZE];
    char what[APP_GOAL_ID_SIZE + 8];
    struct ow_error err;
    int code = read_options(cli, &goal);

    goal.id = is_new ? NULL : cli->args[0];
    if (code == EXIT_DONE && is_new) {
        code = read_kind(cli, &goal);
    }
    if (code == EXIT_DONE) {
        code = take_words(cli, &goal);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    sort_distance(store, &goal);
    if (app_goal_put(&diary, &goal, id, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    (void)snprintf(what, sizeof what, "goal %s", id);
    keep_told(cli, &diary, what);
    if (!diary.is_preview) {
        answer(cli, store, id);
    }
    return EXIT_DONE;
}

static int drop(struct cli *cli, struct store *store)
{
    struct diary diary = keep_diary(cli, store);
    struct ow_error err;

    if (app_goal_drop(&diary, cli->args[0], &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    keep_told(cli, &diary, "the goal is dropped");
    return EXIT_DONE;
}

static int run(struct cli *cli)
{
    bool is_reading = cli->verb == LIST || cli->verb == SHOW;
    size_t fewest = cli->verb == LIST ? 0 : 1;
    size_t most = cli->verb == ADD ? 3 : fewest;
    struct store *store = NULL;
    int code =
        cli_count_args(cli, fewest, most, cli->verb == ADD ? "KIND" : "ID");

    if (code == EXIT_DONE && !is_reading && is_picture(cli)) {
        code = cli_misuse(cli, "only 'goal show ID' has a picture");
    }
    if (code == EXIT_DONE) {
        code = keep_open(cli, is_reading ? STORE_READ : STORE_WRITE, &store);
    }
    if (code == EXIT_DONE) {
        code = is_reading          ? tell(cli, store)
               : cli->verb == DROP ? drop(cli, store)
                                   : put(cli, store);
    }
    store_close(store);
    return code;
}

const struct command cmd_goal = {
    .name = "goal",
    .group = "You",
    .summary = "List, add, show, edit or drop goals, with an honest answer",
    .usage = usage,
    .verbs = verbs,
    .about =
        "KIND and VALUE: race-time DISTANCE TIME; finish DISTANCE; standard "
        "boston; sessions-per-week N (runs and walks); volume DISTANCE; "
        "balance N (strength sessions beside the running); focus WORD.",
    .takes =
        TAKES_STORE | TAKES_FORMAT | TAKES_TODAY | TAKES_UNITS | TAKES_OUTPUT,
    .formats = "text|json|svg|pdf|png",
    .options = options,
    .examples = examples,
    .run = run,
};
