/* onward now-what: a race was run; how long to rest, and what follows. */
#include "app/dip.h"
#include "app/import.h"
#include "app/now_what.h"
#include "app/plans.h"
#include "base/num.h"
#include "cli/keep.h"
#include "cli/show.h"
#include "cli/show_race.h"
#include "codec/json/json_writer.h"
#include "onward/json.h"

#include <string.h>
#include <unistd.h>

#define USUAL_WEEKS 16
#define MOST_WEEKS 160
#define SHOWN_WEEKS 16
#define MOST_JSON ((size_t)1 << 20)

static const char *const usage[] = {
    "[FILE|RACE|ACTIVITY] [--weekly DISTANCE] [--age N]\n"
    "                       [--effort SHARE] [--distance DISTANCE] [--weeks "
    "N]\n"
    "                       [--apply]",
    NULL,
};
static const char *const examples[] = {
    "onward now-what race.fit",
    "onward now-what race.fit --weekly 55km --age 43",
    "onward now-what --apply",
    "onward now-what race.fit --format json",
    NULL,
};
static const struct command_option options[] = {
    {"weekly", "DISTANCE", "run in a usual week before the race"},
    {"age", "N", "years of age, 10 to 100"},
    {"effort", "SHARE",
     "how hard it was, 0 to 1.1; 1 is all there was, below 0.9 was within "
     "yourself"},
    {"distance", "DISTANCE", "the official distance, if the file misleads"},
    {"weeks", "N", "weeks to plan; 16 if not said"},
    {"apply", NULL, "keep the run, the race and the plan"},
    {NULL, NULL, NULL},
};

static int read_distance(struct cli *cli, const char *option, double *value)
{
    const char *text = cli_value(cli, option);
    struct ow_error err;

    if (text != NULL && ow_distance_parse(text, value, &err) != OW_OK) {
        return cli_misuse(cli, "--%s: %s", option, err.message);
    }
    return EXIT_DONE;
}

static int read_options(struct cli *cli, struct app_now_what_options *asked)
{
    const char *effort = cli_value(cli, "effort");
    int64_t weeks = USUAL_WEEKS;
    int64_t age = -1;
    int code = cli_integer(cli, "weeks", 1, MOST_WEEKS, &weeks);

    if (code == EXIT_DONE) {
        code = cli_integer(cli, "age", 10, 100, &age);
    }
    if (code == EXIT_DONE) {
        code = read_distance(cli, "weekly", &asked->weekly_m);
    }
    if (code == EXIT_DONE) {
        code = read_distance(cli, "distance", &asked->distance_m);
    }
    if (code == EXIT_DONE && effort != NULL &&
        (!num_parse(str_of(effort), &asked->effort) || asked->effort < 0 ||
         asked->effort > 1.1)) {
        return cli_misuse(cli, "--effort %.40s is outside 0 to 1.1", effort);
    }
    asked->weeks = (int)weeks;
    asked->age_years = (int)age;
    return code;
}

/* What only a file tells; nothing where the race was told. */
static void write_reading(struct json_writer *json,
                          const struct app_now_what *answer)
{
    static const char *const answers[] = {NULL, "no", "yes"};
    const struct ow_race_reading *reading = &answer->reading;

    json_key(json, "reading");
    if (!answer->has_reading) {
        json_none(json);
        return;
    }
    json_begin_object(json);
    json_number_field(json, "recorded_m", reading->recorded_m, 1);
    json_number_field(json, "stopped_s", reading->stopped_s, 1);
    json_number_field(json, "after_s", reading->after_s, 1);
    json_number_field(json, "projected_s", reading->projected_s, 1);
    json_text_field(json, "collapsed", answers[reading->collapsed]);
    json_number_field(json, "wall_from_m", reading->wall_from_m, 1);
    json_number_field(json, "wall_length_m", reading->wall_length_m, 1);
    json_text_field(json, "faded", answers[reading->faded]);
    json_text_field(json, "faded_1km", answers[reading->faded_1km]);
    json_number_field(json, "hills_s", reading->hills_s, 1);
    json_number_field(json, "temperature_c", reading->temperature_c, 1);
    json_number_field(json, "heat_low_s", reading->heat_low_s, 1);
    json_number_field(json, "heat_high_s", reading->heat_high_s, 1);
    json_number_field(json, "hr_share", reading->hr_share, 3);
    json_number_field(json, "confidence", reading->confidence, 2);
    json_key(json, "reasons");
    json_begin_array(json);
    for (size_t i = 0; i < reading->reason_count; i++) {
        json_text(json, reading->reasons[i]);
    }
    json_end_array(json);
    json_end_object(json);
}

static void write_race(struct json_writer *json,
                       const struct app_now_what *answer)
{
    const struct ow_race *race = answer->race;
    const struct ow_race_reading *reading = &answer->reading;

    json_key(json, "race");
    json_begin_object(json);
    json_text_field(json, "id", answer->race_id);
    json_date_field(json, "date", race->date);
    json_number_field(json, "distance_m", race->distance_m, 1);
    json_number_field(json, "time_s", race->time_s, 1);
    json_number_field(json, "effort", race->effort, 3);
    json_number_field(json, "fade", race->fade, 3);
    json_number_field(json, "net_drop_m", race->net_drop_m, 1);
    json_number_field(json, "descent_m", race->descent_m, 1);
    json_key(json, "splits");
    json_begin_array(json);
    for (size_t i = 0; answer->has_reading && i < reading->split_count; i++) {
        json_begin_object(json);
        json_number_field(json, "from_m", reading->splits[i].from_m, 1);
        json_number_field(json, "to_m", reading->splits[i].to_m, 1);
        json_number_field(json, "time_s", reading->splits[i].time_s, 1);
        json_end_object(json);
    }
    json_end_array(json);
    write_reading(json, answer);
    json_end_object(json);
}

static void write_day(struct json_writer *json, const char *key,
                      const struct app_now_what *answer, int days)
{
    json_date_field(json, key, ow_date_add_days(answer->race->date, days));
}

static void write_recovery(struct json_writer *json,
                           const struct app_now_what *answer)
{
    const struct ow_recovery *recovery = &answer->recovery;

    json_key(json, "recovery");
    json_begin_object(json);
    json_integer_field(json, "off_days", recovery->off_days);
    json_integer_field(json, "off_must_days", recovery->off_must_days);
    write_day(json, "off_until", answer, recovery->off_days);
    json_integer_field(json, "easy_until_day", recovery->easy_until_day);
    json_integer_field(json, "easy_must_day", recovery->easy_must_day);
    write_day(json, "easy_until", answer, recovery->easy_until_day);
    json_integer_field(json, "back_day", recovery->back_day);
    write_day(json, "back_on", answer, recovery->back_day);
    json_key(json, "week_share");
    json_begin_array(json);
    for (size_t i = 0; i < recovery->week_count; i++) {
        json_number(json, recovery->week_share[i], 3);
    }
    json_end_array(json);
    json_key(json, "reasons");
    json_begin_array(json);
    for (size_t i = 0; i < recovery->reason_count; i++) {
        json_begin_object(json);
        json_number_field(json, "factor", recovery->reasons[i].factor, 3);
        json_text_field(json, "because", recovery->reasons[i].because);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

static void write_assumed(struct json_writer *json, unsigned assumed)
{
    static const struct {
        enum app_assumed bit;
        const char *word;
    } words[] = {
        {APP_ASSUMED_WEEKLY, "weekly_m"},
        {APP_ASSUMED_DAYS, "days"},
        {APP_ASSUMED_AGE, "age"},
        {APP_ASSUMED_EFFORT, "effort"},
    };

    json_key(json, "assumed");
    json_begin_array(json);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if ((assumed & words[i].bit) != 0) {
            json_text(json, words[i].word);
        }
    }
    json_end_array(json);
}

static void write_dip(struct json_writer *json, const struct ow_plan *plan)
{
    struct app_dip dip;

    json_key(json, "dip");
    if (!app_dip_find(plan, &dip)) {
        json_none(json);
        return;
    }
    json_begin_object(json);
    json_number_field(json, "fitness", dip.fitness, 2);
    json_number_field(json, "lowest", dip.lowest, 2);
    json_date_field(json, "lowest_on", dip.lowest_on);
    json_date_field(json, "back_on", dip.back_on);
    json_end_object(json);
}

/* The plan, with race, recovery, dip and what was assumed as more fields. */
static int print_json(struct cli *cli, const struct app_now_what *answer)
{
    struct json_writer json;
    struct ow_error err;
    struct buf more;
    char *plan = NULL;
    size_t length = 0;
    int code = EXIT_DONE;

    if (ow_plan_encode(answer->plan, &plan, &length, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    buf_init(&more, MOST_JSON);
    json_init(&json, &more);
    json_begin_object(&json);
    write_race(&json, answer);
    write_recovery(&json, answer);
    json_number_field(&json, "weekly_m", answer->recovery.weekly_m, 1);
    write_dip(&json, answer->plan);
    write_assumed(&json, answer->assumed);
    json_end_object(&json);
    if (buf_status(&more, &err) != OW_OK) {
        code = cli_fail(cli, &err);
    } else {
        buf_append(&cli->out, plan, length - 1);
        buf_append_format(&cli->out, ",%s\n", buf_text(&more) + 1);
    }
    buf_dispose(&more);
    ow_text_free(plan);
    return code;
}

static void print_text(struct cli *cli, const struct app_now_what *answer)
{
    struct buf *out = &cli->out;
    char day[TEXT_DAY_SIZE];

    show_race(cli, out, answer);
    show_recovery(cli, out, answer);
    text_heading(cli, out, "The coming weeks");
    show_weeks(cli, out, answer->plan, SHOWN_WEEKS);
    show_forecast(cli, out, answer->plan);
    show_assumed(cli, out, answer);
    if (answer->is_today_moved) {
        text_day(cli, answer->today, day);
        buf_append_format(out,
                          "\nThe race is not of these days: this is what was "
                          "to be done from %s on.\n--today DATE asks about "
                          "another day.\n",
                          day);
    }
}

/* The file with the run in it first, so that the race has its run. */
static int import_file(struct cli *cli, struct store *store, const char *path)
{
    struct app_import_report report = {0};
    struct ow_error err;
    int code = EXIT_DONE;

    if (app_import(store, &path, 1, NULL, &report, &err) != OW_OK) {
        code = cli_fail(cli, &err);
    }
    app_import_report_dispose(&report);
    return code;
}

static int keep(struct cli *cli, struct store *store,
                const struct app_now_what_options *asked,
                const struct app_now_what *answer)
{
    struct diary diary = {store, cli->now_ms, cli->today, false};
    struct ow_error err;
    int code =
        asked->path != NULL ? import_file(cli, store, asked->path) : EXIT_DONE;

    if (code == EXIT_DONE &&
        (store_begin(store, &err) != OW_OK ||
         app_now_what_keep(&diary, answer, &err) != OW_OK ||
         app_plan_keep(store, cli->now_ms, answer->plan, &err) != OW_OK ||
         store_commit(store, &err) != OW_OK)) {
        store_rollback(store);
        code = cli_fail(cli, &err);
    }
    return code;
}

static void say_next(struct cli *cli, const struct app_now_what_options *asked)
{
    if (cli->format == CLI_JSON) {
        return;
    }
    if (cli_has(cli, "apply")) {
        buf_append_text(&cli->out,
                        "\nKept. Next: 'onward today', 'onward week', 'onward "
                        "export ics --output plan.ics'.\n");
    } else {
        buf_append_format(&cli->out,
                          "\nA preview; this keeps it:\n  onward now-what%s%s "
                          "--apply\n",
                          asked->path != NULL ? " " : "",
                          asked->path != NULL ? asked->path : "");
    }
}

static int answer_it(struct cli *cli, struct store *store,
                     const struct app_now_what_options *asked)
{
    struct app_now_what answer;
    struct ow_error err;
    enum ow_status status = app_now_what(store, asked, &answer, &err);
    int code = EXIT_DONE;

    if (status == OW_E_CONFLICT) {
        code = show_refusal(cli, answer.scenario, answer.plan, &err);
        app_now_what_dispose(&answer);
        return code;
    }
    if (status != OW_OK) {
        return cli_fail(cli, &err);
    }
    /* Days are told as seen from the plan's first one. */
    cli->today = answer.today;
    if (cli_has(cli, "apply")) {
        code = keep(cli, store, asked, &answer);
    }
    if (code == EXIT_DONE && cli->format == CLI_JSON) {
        code = print_json(cli, &answer);
    } else if (code == EXIT_DONE) {
        print_text(cli, &answer);
    }
    if (code == EXIT_DONE) {
        say_next(cli, asked);
    }
    app_now_what_dispose(&answer);
    return code;
}

static int run(struct cli *cli)
{
    struct app_now_what_options asked = {
        .today = cli->today,
        .is_today_given = cli->has_today,
        .weekly_m = OW_MISSING,
        .distance_m = OW_MISSING,
        .effort = OW_MISSING,
    };
    struct store *store = NULL;
    int code = cli_count_args(cli, 0, 1, "");

    if (code == EXIT_DONE) {
        code = read_options(cli, &asked);
    }
    if (code == EXIT_DONE && cli->arg_count > 0) {
        bool is_file = access(cli->args[0], F_OK) == 0 ||
                       strpbrk(cli->args[0], "/.") != NULL;

        asked.path = is_file ? cli->args[0] : NULL;
        asked.race_id = is_file ? NULL : cli->args[0];
    }
    if (code == EXIT_DONE) {
        code = cli_has(cli, "apply") ? keep_open(cli, STORE_WRITE, &store)
                                     : keep_open_if_there(cli, &store);
    }
    if (code == EXIT_DONE) {
        code = answer_it(cli, store, &asked);
    }
    store_close(store);
    return code;
}

const struct command cmd_now_what = {
    .name = "now-what",
    .group = "After a race",
    .summary = "You raced: how long to rest, and the weeks that follow",
    .usage = usage,
    .about = "FILE is what the watch recorded; no store is needed for it. "
             "Without FILE it is the last race known, or the last run that "
             "looks like one. Nothing is kept without --apply.",
    .takes = TAKES_STORE | TAKES_FORMAT | TAKES_TODAY | TAKES_UNITS,
    .options = options,
    .examples = examples,
    .run = run,
};
