/* onward race: races run and races to come. */
#include "base/mem.h"
#include "base/num.h"
#include "cli/keep.h"
#include "cli/text.h"

#include <stdio.h>
#include <string.h>

#define ID_COLUMN 13
#define DAY_COLUMN 17
#define DISTANCE_COLUMN 10
#define PRIORITY_COLUMN 4
#define TIME_COLUMN 17

enum verb { LIST = 0, ADD, EDIT, DROP };

static const char *const usage[] = {
    "list",
    "add DATE DISTANCE [--name TEXT] [--priority A|B|C]\n"
    "                   [--goal TIME] [--time TIME] [--effort SHARE]",
    "edit ID [OPTION...]",
    "drop ID",
    "plan --goal-time TIME [OPTION...]",
    NULL,
};
static const struct command *const members[] = {&race_plan, NULL};
static const char *const verbs[] = {"list", "add", "edit", "drop", NULL};
static const char *const examples[] = {
    "onward race add 2027-04-18 marathon --name Spring --goal 3:59:00",
    "onward race add 2026-10-04 10km --priority B --time 45:30",
    "onward race edit 2027-04-18 --priority A",
    "onward race list",
    "onward race drop 2027-04-18",
    NULL,
};
static const struct command_option options[] = {
    {"name", "TEXT", "what it is called"},
    {"date", "DATE", "the day"},
    {"distance", "DISTANCE", "10km, 5mi, half, marathon, ..."},
    {"priority", "A|B|C", "how much it matters; B if not said"},
    {"goal", "TIME", "the time wished for, h:mm:ss"},
    {"time", "TIME", "the time it was run in"},
    {"effort", "SHARE", "how hard it was run, 0 to 1.1; 1 is all there was"},
    {"apply", NULL, "keep it; so it is without --preview too"},
    {"preview", NULL, "try it, keep nothing"},
    {NULL, NULL, NULL},
};

static double number_of(json_t *race, const char *key)
{
    json_t *value = json_object_get(race, key);

    return json_is_number(value) ? json_number_value(value) : OW_MISSING;
}

static void append_time(struct buf *out, const char *what, double time_s)
{
    char text[OW_QUANTITY_TEXT_SIZE];
    char both[OW_QUANTITY_TEXT_SIZE + 8];

    ow_duration_format(time_s, text);
    (void)snprintf(both, sizeof both, "%s %s", what, text);
    text_pad(out, both, TIME_COLUMN);
}

static void print_race(struct cli *cli, json_t *race)
{
    struct buf *out = &cli->out;
    const char *id = json_string_value(json_object_get(race, "id"));
    const char *name = json_string_value(json_object_get(race, "name"));
    const char *date = json_string_value(json_object_get(race, "date"));
    const char *priority = json_string_value(json_object_get(race, "priority"));
    struct ow_date day = cli->today;
    char text[TEXT_DAY_SIZE];
    char distance[OW_QUANTITY_TEXT_SIZE];

    text_pad(out, id, ID_COLUMN);
    if (ow_date_parse(date != NULL ? date : "", &day, NULL) == OW_OK) {
        text_day(cli, day, text);
        text_pad(out, text, DAY_COLUMN);
    }
    ow_distance_format(number_of(race, "distance_m"), cli->units, distance);
    text_pad(out, distance, DISTANCE_COLUMN);
    text_pad(out, priority != NULL ? priority : "B", PRIORITY_COLUMN);
    if (!ow_is_missing(number_of(race, "time_s"))) {
        append_time(out, "run in", number_of(race, "time_s"));
    } else if (!ow_is_missing(number_of(race, "goal_s"))) {
        append_time(out, "goal", number_of(race, "goal_s"));
    } else if (name != NULL) {
        text_pad(out, "", TIME_COLUMN);
    }
    buf_append_format(out, "%s\n", name != NULL ? name : "");
}

static int list(struct cli *cli, struct store *store)
{
    struct ledger ledger = {0};
    struct ow_error err;
    size_t i = 0;
    json_t *race = NULL;

    if (ledger_read(store, &ledger, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        json_t *object = json_pack("{s:s, s:O}", "schema", "onward/races/1",
                                   "races", ledger.races);
        char *text = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(15));

        buf_append_format(&cli->out, "%s\n", text != NULL ? text : "");
        mem_free(text);
        json_decref(object);
    } else {
        json_array_foreach(ledger.races, i, race)
        {
            print_race(cli, race);
        }
        if (json_array_size(ledger.races) == 0) {
            buf_append_text(&cli->out, "No races yet; 'onward race add DATE "
                                       "DISTANCE' adds one.\n");
        }
    }
    ledger_dispose(&ledger);
    return EXIT_DONE;
}

static int take_effort(struct cli *cli, double *effort)
{
    const char *text = cli_value(cli, "effort");

    if (text != NULL &&
        (!num_parse(str_of(text), effort) || *effort < 0 || *effort > 1.1)) {
        return cli_misuse(cli, "--effort %.40s is outside 0 to 1.1", text);
    }
    return EXIT_DONE;
}

static int read_race(struct cli *cli, struct app_race *race)
{
    int code = keep_date(cli, "date", &race->date);

    race->name = cli_value(cli, "name");
    race->priority = cli_value(cli, "priority");
    if (code == EXIT_DONE) {
        code = cli_quantity(cli, "--distance", cli_value(cli, "distance"),
                            ow_distance_parse, &race->distance_m);
    }
    if (code == EXIT_DONE) {
        code = cli_quantity(cli, "--time", cli_value(cli, "time"),
                            ow_duration_parse, &race->time_s);
    }
    if (code == EXIT_DONE) {
        code = cli_quantity(cli, "--goal", cli_value(cli, "goal"),
                            ow_duration_parse, &race->goal_s);
    }
    return code == EXIT_DONE ? take_effort(cli, &race->effort) : code;
}

static int put(struct cli *cli, struct store *store)
{
    struct diary diary = keep_diary(cli, store);
    struct app_race race = {
        .date = ow_date_none(),
        .distance_m = OW_MISSING,
        .time_s = OW_MISSING,
        .effort = OW_MISSING,
        .goal_s = OW_MISSING,
        .net_drop_m = OW_MISSING,
        .fade = OW_MISSING,
        .descent_m = OW_MISSING,
    };
    bool is_new = cli->verb == ADD;
    char id[APP_RACE_ID_SIZE];
    char what[APP_RACE_ID_SIZE + 8];
    struct ow_error err;
    int code = cli_count_args(cli, is_new ? 2 : 1, is_new ? 2 : 1,
                              is_new ? "DATE or DISTANCE" : "ID");

    if (code == EXIT_DONE) {
        code = read_race(cli, &race);
    }
    if (code == EXIT_DONE && is_new) {
        code = keep_date_of(cli, "DATE", cli->args[0], &race.date);
    }
    if (code == EXIT_DONE && is_new) {
        code = cli_quantity(cli, "DISTANCE", cli->args[1], ow_distance_parse,
                            &race.distance_m);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    race.id = is_new ? NULL : cli->args[0];
    if (app_race_put(&diary, &race, id, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    (void)snprintf(what, sizeof what, "race %s", id);
    keep_told(cli, &diary, what);
    return EXIT_DONE;
}

static int drop(struct cli *cli, struct store *store)
{
    struct diary diary = keep_diary(cli, store);
    struct ow_error err;
    int code = cli_count_args(cli, 1, 1, "ID");

    if (code != EXIT_DONE) {
        return code;
    }
    if (app_race_drop(&diary, cli->args[0], &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    keep_told(cli, &diary, "the race is dropped");
    return EXIT_DONE;
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    int code = cli->verb == LIST ? cli_count_args(cli, 0, 0, "") : EXIT_DONE;

    if (code == EXIT_DONE) {
        code = keep_open(cli, cli->verb == LIST ? STORE_READ : STORE_WRITE,
                         &store);
    }
    if (code == EXIT_DONE) {
        code = cli->verb == LIST   ? list(cli, store)
               : cli->verb == DROP ? drop(cli, store)
                                   : put(cli, store);
    }
    store_close(store);
    return code;
}

const struct command cmd_race = {
    .name = "race",
    .group = "You",
    .summary = "List, add, edit or drop races, or plan one to come",
    .usage = usage,
    .members = members,
    .verbs = verbs,
    .takes = TAKES_STORE | TAKES_FORMAT | TAKES_TODAY | TAKES_UNITS,
    .options = options,
    .examples = examples,
    .run = run,
};
