/* onward athlete: what is known of the runner. */
#include "app/learn.h"
#include "base/mem.h"
#include "cli/keep.h"
#include "cli/text.h"

#include <string.h>

#define KEY_COLUMN 28
#define M_PER_KM 1000

enum verb { SHOW = 0, SET, BLOCK, FREE, LEARN };

static const char *const usage[] = {
    "show",           "set KEY=VALUE...", "block FROM [TO [REASON]]",
    "free FROM [TO]", "learn [--apply]",  NULL};
static const char *const verbs[] = {"show", "set",   "block",
                                    "free", "learn", NULL};
static const char *const examples[] = {
    "onward athlete set sex=f birth_date=1986-03-02 level=intermediate",
    "onward athlete set days.mon=0 days.sun=180 long_run_day=sun units=km",
    "onward athlete set strength_per_week=2 cross_training=bike,swim",
    "onward athlete set rules.down-week.cut=0.3 preset=active-return",
    "onward athlete block 2026-12-24 2026-12-26 travel",
    "onward athlete learn",
    "onward athlete show",
    NULL,
};
static const struct command_option options[] = {
    {"apply", NULL, "keep what was learnt; the others keep without it"},
    {"preview", NULL, "try it, keep nothing"},
    {NULL, NULL, NULL},
};

/* A line for each value; objects within by their path. */
static void show_object(struct buf *out, const char *path, json_t *object)
{
    const char *key = NULL;
    json_t *value = NULL;

    json_object_foreach(object, key, value)
    {
        struct buf name;
        char *text = NULL;

        buf_init(&name, out->limit);
        buf_append_format(&name, "%s%s%s", path, path[0] != '\0' ? "." : "",
                          key);
        if (json_is_object(value)) {
            show_object(out, buf_text(&name), value);
        } else {
            text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT |
                                         JSON_REAL_PRECISION(6));
            buf_append_text(out, "  ");
            text_pad(out, buf_text(&name), KEY_COLUMN);
            buf_append_format(out, "%s\n",
                              json_is_string(value) ? json_string_value(value)
                              : text != NULL        ? text
                                                    : "");
        }
        mem_free(text);
        buf_dispose(&name);
    }
}

static void show_text(struct cli *cli, json_t *settings)
{
    const char *key = NULL;
    json_t *value = NULL;

    if (json_object_size(settings) == 0) {
        buf_append_text(&cli->out,
                        "Nothing is known of you yet. Assumed: an hour on "
                        "weekdays, 90 minutes on\nSaturday, three hours on "
                        "Sunday. 'onward athlete --help' says how to change "
                        "it.\n");
        return;
    }
    json_object_foreach(settings, key, value)
    {
        if (json_is_object(value)) {
            show_object(&cli->out, strcmp(key, "athlete") == 0 ? "" : key,
                        value);
        }
    }
    value = json_object_get(settings, "preset");
    if (json_is_string(value)) {
        buf_append_text(&cli->out, "  ");
        text_pad(&cli->out, "preset", KEY_COLUMN);
        buf_append_format(&cli->out, "%s\n", json_string_value(value));
    }
}

static void show_blocked(struct cli *cli, json_t *settings)
{
    size_t i = 0;
    json_t *entry = NULL;

    json_array_foreach(json_object_get(settings, "blocked"), i, entry)
    {
        const char *reason =
            json_string_value(json_object_get(entry, "reason"));

        buf_append_text(&cli->out, "  ");
        text_pad(&cli->out, "blocked", KEY_COLUMN);
        buf_append_format(&cli->out, "%s to %s  %s\n",
                          json_string_value(json_object_get(entry, "from")),
                          json_string_value(json_object_get(entry, "to")),
                          reason != NULL ? reason : "");
    }
}

static int show(struct cli *cli, struct store *store)
{
    struct ledger ledger = {0};
    struct ow_error err;
    char *text = NULL;
    int code = cli_count_args(cli, 0, 0, "");

    if (code != EXIT_DONE) {
        return code;
    }
    if (ledger_read(store, &ledger, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        (void)json_object_set_new(ledger.settings, "schema",
                                  json_string("onward/athlete/1"));
        text =
            json_dumps(ledger.settings, JSON_COMPACT | JSON_REAL_PRECISION(15));
        buf_append_format(&cli->out, "%s\n", text != NULL ? text : "");
        mem_free(text);
    } else {
        show_text(cli, ledger.settings);
        show_blocked(cli, ledger.settings);
    }
    ledger_dispose(&ledger);
    return EXIT_DONE;
}

/* KEY=VALUE into its parts, the key the caller's. */
static int split(struct cli *cli, const char *pair, char **key,
                 const char **value)
{
    const char *equals = strchr(pair, '=');

    if (equals == NULL) {
        return cli_misuse(cli, "'%.60s' is not KEY=VALUE", pair);
    }
    *key = mem_copy_text(pair);
    if (*key == NULL) {
        cli_note(cli, "out of memory");
        return EXIT_INPUT;
    }
    (*key)[equals - pair] = '\0';
    *value = equals + 1;
    return EXIT_DONE;
}

/* All of the pairs, or none. */
static int set(struct cli *cli, struct store *store)
{
    struct diary diary = keep_diary(cli, store);
    struct ow_error err = {.status = OW_OK};
    int code = cli_count_args(cli, 1, SIZE_MAX, "KEY=VALUE");
    bool is_preview = diary.is_preview;

    if (code == EXIT_DONE && store_begin(store, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    /* In a preview too each pair stands on those before it. */
    diary.is_preview = false;
    for (size_t i = 0; code == EXIT_DONE && i < cli->arg_count; i++) {
        char *key = NULL;
        const char *value = NULL;

        code = split(cli, cli->args[i], &key, &value);
        if (code == EXIT_DONE &&
            app_athlete_set(&diary, key, value, &err) != OW_OK) {
            code = cli_fail(cli, &err);
        }
        mem_free(key);
    }
    if (code == EXIT_DONE && !is_preview &&
        store_commit(store, &err) != OW_OK) {
        code = cli_fail(cli, &err);
    }
    store_rollback(store);
    diary.is_preview = is_preview;
    if (code == EXIT_DONE) {
        keep_told(cli, &diary, "what you said of yourself");
    }
    return code;
}

static int block_or_free(struct cli *cli, struct store *store)
{
    struct diary diary = keep_diary(cli, store);
    struct ow_date from = ow_date_none();
    struct ow_date to = ow_date_none();
    enum ow_status status = OW_OK;
    struct ow_error err;
    bool is_block = cli->verb == BLOCK;
    int code = cli_count_args(cli, 1, is_block ? 3 : 2, "FROM");

    if (code == EXIT_DONE) {
        code = keep_date_of(cli, "FROM", cli->args[0], &from);
        to = from;
    }
    if (code == EXIT_DONE && cli->arg_count > 1) {
        code = keep_date_of(cli, "TO", cli->args[1], &to);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    status = is_block ? app_days_block(&diary, from, to,
                                       cli->arg_count > 2 ? cli->args[2] : NULL,
                                       &err)
                      : app_days_free(&diary, from, to, &err);
    if (status != OW_OK) {
        return cli_fail(cli, &err);
    }
    keep_told(cli, &diary, is_block ? "days blocked" : "days free again");
    return EXIT_DONE;
}

/* "3:45/km" of a speed, "188 bpm" of the others. */
static void append_limit(const struct cli *cli, enum learn_limit limit,
                         double value, struct buf *out)
{
    char pace[OW_QUANTITY_TEXT_SIZE];

    if (limit == LEARN_THRESHOLD_SPEED) {
        ow_pace_format(M_PER_KM / value, cli->units, pace);
        buf_append_text(out, pace);
    } else {
        buf_append_number(out, value, 0);
        buf_append_text(out, " bpm");
    }
}

static void show_evidence(struct cli *cli, const struct learn_report *report,
                          const struct ow_proposal *proposal)
{
    for (size_t i = 0; i < proposal->evidence_count; i++) {
        size_t index = report->indices[proposal->evidence[i]];
        char day[TEXT_DAY_SIZE];

        text_day(cli, report->past.activities[index].date, day);
        buf_append_text(&cli->out, i == 0 ? "    runs: " : ", ");
        buf_append_text(&cli->out, day);
    }
    if (proposal->evidence_count > 0) {
        buf_append_char(&cli->out, '\n');
    }
}

static void show_limit(struct cli *cli, const struct learn_report *report,
                       enum learn_limit limit)
{
    static const char *const names[] = {
        "Maximum heart rate", "Resting heart rate", "Threshold heart rate",
        "Threshold pace"};
    const struct ow_proposal *proposal = learn_proposal(report, limit);
    struct buf *out = &cli->out;

    text_heading(cli, out, names[limit]);
    buf_append_text(out, "  ");
    if (!ow_is_missing(proposal->value)) {
        append_limit(cli, limit, proposal->value, out);
        buf_append_format(out, ", confidence %s",
                          ow_learn_confidence_name(proposal->confidence));
        if (!ow_is_missing(report->said[limit])) {
            buf_append_text(out, "; you said ");
            append_limit(cli, limit, report->said[limit], out);
        }
        buf_append_text(out, "\n    ");
        text_wrap(out, 4, 4, proposal->reason);
    } else {
        text_wrap(out, 2, 2, proposal->reason);
    }
    show_evidence(cli, report, proposal);
}

static void show_learnt(struct cli *cli, const struct learn_report *report)
{
    buf_append_format(&cli->out, "Learnt from %zu runs\n", report->run_count);
    for (int i = 0; i < LEARN_LIMIT_COUNT; i++) {
        show_limit(cli, report, (enum learn_limit)i);
    }
    buf_append_char(&cli->out, '\n');
    if (report->is_kept[LEARN_HR_MAX]) {
        buf_append_text(&cli->out, "Kept: hr_max_bpm. 'onward undo' takes it "
                                   "back.\n");
    } else if (report->is_better[LEARN_HR_MAX]) {
        buf_append_text(&cli->out, "Not kept: 'onward athlete learn --apply' "
                                   "sets hr_max_bpm.\n");
    } else {
        buf_append_text(&cli->out, "There is nothing to keep.\n");
    }
    if (report->past.unmeasured > 0) {
        buf_append_format(&cli->out,
                          "%zu activities are not measured yet: 'onward "
                          "rebuild' does it.\n",
                          report->past.unmeasured);
    }
}

static int learn(struct cli *cli, struct store *store)
{
    struct diary diary = keep_diary(cli, store);
    struct learn_report report = {.run_count = 0};
    struct ow_error err;
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE &&
        app_learn(store, cli->today, &report, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (code == EXIT_DONE && cli_has(cli, "apply") &&
        app_learn_keep(&diary, &report, &err) != OW_OK) {
        code = cli_fail(cli, &err);
    } else if (code == EXIT_DONE && cli->format == CLI_JSON) {
        learn_report_json(&report, &cli->out);
    } else if (code == EXIT_DONE) {
        show_learnt(cli, &report);
    }
    learn_report_dispose(&report);
    return code;
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    bool is_reading =
        cli->verb == SHOW || (cli->verb == LEARN && !cli_has(cli, "apply"));
    int code = keep_open(cli, is_reading ? STORE_READ : STORE_WRITE, &store);

    if (code == EXIT_DONE) {
        code = cli->verb == SHOW    ? show(cli, store)
               : cli->verb == SET   ? set(cli, store)
               : cli->verb == LEARN ? learn(cli, store)
                                    : block_or_free(cli, store);
    }
    store_close(store);
    return code;
}

const struct command cmd_athlete = {
    .name = "athlete",
    .group = "You",
    .summary = "Say who you are, which days you have, what you prefer",
    .usage = usage,
    .about =
        "KEY is sex (m, f, x), birth_date, level (beginner, intermediate, "
        "advanced), units (km, mi), hr_max_bpm, hr_rest_bpm, days.mon to "
        "days.sun (minutes, 0 for none), long_run_day (mon to sun), "
        "strength_per_week, sessions_per_day (1: never two, 2: two runs too), "
        "cross_training (bike, swim, row, elliptical, hike, "
        "ski, other), hemisphere (north, south), preset (classic, "
        "active-return), or rules. and the id of a rule's parameter. An empty "
        "VALUE forgets. What is learnt from your runs is only shown; --apply "
        "keeps the highest heart rate where you said none or a lower one.",
    .verbs = verbs,
    .takes = TAKES_STORE | TAKES_FORMAT | TAKES_TODAY | TAKES_UNITS,
    .options = options,
    .examples = examples,
    .run = run,
};
