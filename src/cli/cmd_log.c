/* onward log: how the runner feels. */
#include "base/mem.h"
#include "cli/keep.h"
#include "cli/text.h"
#include <stdio.h>

#define SCORE_UNSAID (-1)

static const char *const usage[] = {
    "[--date DATE] [--soreness N] [--stairs N] [--sleep N]\n"
    "                  [--motivation N] [--ill] [--injured] [--note TEXT]",
    "",
    NULL,
};
static const char *const examples[] = {
    "onward log --soreness 4 --stairs 3 --sleep 4 --motivation 2",
    "onward log --date yesterday --ill --note 'a cold'",
    "onward log",
    NULL,
};
static const struct command_option options[] = {
    {"date", "DATE", "the day it is about; today if not said"},
    {"soreness", "N", "of the legs, 0 (none) to 10"},
    {"stairs", "N",
     "pain on stairs, 0 (none) to 10; 3 and more holds back "
     "hard running"},
    {"sleep", "N", "1 (bad) to 5"},
    {"motivation", "N", "1 (bad) to 5"},
    {"ill", NULL, "not well"},
    {"injured", NULL, "hurt"},
    {"note", "TEXT", "in your own words"},
    {"apply", NULL, "keep it; so it is without --preview too"},
    {"preview", NULL, "try it, keep nothing"},
    {NULL, NULL, NULL},
};

/* The columns of a listed check-in. */
static void print_score(struct buf *out, const char *name, const json_t *value)
{
    if (json_is_integer(value)) {
        buf_append_format(out, "  %s %lld", name,
                          (long long)json_integer_value(value));
    }
}

static void print_entry(struct cli *cli, json_t *entry)
{
    struct buf *out = &cli->out;
    const char *date = json_string_value(json_object_get(entry, "date"));
    const char *note = json_string_value(json_object_get(entry, "note"));

    buf_append_text(out, date != NULL ? date : "");
    print_score(out, "soreness", json_object_get(entry, "soreness"));
    print_score(out, "stairs", json_object_get(entry, "stairs_pain"));
    print_score(out, "sleep", json_object_get(entry, "sleep"));
    print_score(out, "motivation", json_object_get(entry, "motivation"));
    if (json_is_true(json_object_get(entry, "ill"))) {
        buf_append_text(out, "  ill");
    }
    if (json_is_true(json_object_get(entry, "injured"))) {
        buf_append_text(out, "  injured");
    }
    if (note != NULL) {
        buf_append_format(out, "  %s", note);
    }
    buf_append_char(out, '\n');
}

static enum ow_status print_json(struct cli *cli, const struct ledger *ledger)
{
    json_t *object = json_pack("{s:s, s:O}", "schema", "onward/log/1",
                               "check_ins", ledger->check_ins);
    char *text = json_dumps(object, JSON_COMPACT);

    if (text != NULL) {
        buf_append_format(&cli->out, "%s\n", text);
    }
    mem_free(text);
    json_decref(object);
    return text != NULL ? OW_OK : OW_E_NOMEM;
}

static int list(struct cli *cli, struct store *store)
{
    struct ledger ledger = {0};
    struct ow_error err;
    size_t i = 0;
    json_t *entry = NULL;

    if (ledger_read(store, &ledger, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        (void)print_json(cli, &ledger);
    } else {
        json_array_foreach(ledger.check_ins, i, entry)
        {
            print_entry(cli, entry);
        }
        if (json_array_size(ledger.check_ins) == 0) {
            buf_append_text(&cli->out, "Nothing was logged yet; 'onward log "
                                       "--help' says how.\n");
        }
    }
    ledger_dispose(&ledger);
    return EXIT_DONE;
}

static int read_scores(struct cli *cli, struct ow_check_in *check_in)
{
    const struct {
        const char *option;
        int64_t min;
        int64_t max;
        int *score;
    } scores[] = {
        {"soreness", 0, 10, &check_in->soreness},
        {"stairs", 0, 10, &check_in->stairs_pain},
        {"sleep", 1, 5, &check_in->sleep},
        {"motivation", 1, 5, &check_in->motivation},
    };
    int code = EXIT_DONE;

    for (size_t i = 0; i < sizeof scores / sizeof scores[0]; i++) {
        int64_t value = SCORE_UNSAID;

        code = cli_integer(cli, scores[i].option, scores[i].min, scores[i].max,
                           &value);
        if (code != EXIT_DONE) {
            return code;
        }
        *scores[i].score = (int)value;
    }
    return EXIT_DONE;
}

static int read_check_in(struct cli *cli, struct ow_check_in *check_in)
{
    int code = keep_date(cli, "date", &check_in->date);

    check_in->ill = cli_has(cli, "ill");
    check_in->injured = cli_has(cli, "injured");
    check_in->note = cli_value(cli, "note");
    if (code == EXIT_DONE && check_in->date.days > cli->today.days) {
        char day[OW_DATE_TEXT_SIZE];

        ow_date_format(check_in->date, day);
        return cli_misuse(cli, "--date %s is after today", day);
    }
    return code == EXIT_DONE ? read_scores(cli, check_in) : code;
}

static bool says_something(const struct ow_check_in *check_in)
{
    return check_in->soreness >= 0 || check_in->stairs_pain >= 0 ||
           check_in->sleep >= 0 || check_in->motivation >= 0 || check_in->ill ||
           check_in->injured || check_in->note != NULL;
}

static int log_check_in(struct cli *cli, struct store *store,
                        const struct ow_check_in *check_in)
{
    struct diary diary = keep_diary(cli, store);
    char day[TEXT_DAY_SIZE];
    char what[TEXT_DAY_SIZE + 16];
    struct ow_error err;

    if (app_check_in(&diary, check_in, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    text_day(cli, check_in->date, day);
    (void)snprintf(what, sizeof what, "how %s was", day);
    keep_told(cli, &diary, what);
    return EXIT_DONE;
}

static int run(struct cli *cli)
{
    struct ow_check_in check_in = {.date = cli->today};
    struct store *store = NULL;
    bool is_said = false;
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE) {
        code = read_check_in(cli, &check_in);
    }
    is_said = says_something(&check_in);
    if (code == EXIT_DONE && !is_said && cli_has(cli, "date")) {
        return cli_misuse(cli, "nothing is said of that day");
    }
    if (code == EXIT_DONE) {
        code = keep_open(cli, is_said ? STORE_WRITE : STORE_READ, &store);
    }
    if (code == EXIT_DONE) {
        code = is_said ? log_check_in(cli, store, &check_in) : list(cli, store);
    }
    store_close(store);
    return code;
}

const struct command cmd_log = {
    .name = "log",
    .group = "You",
    .summary = "Say how you feel, or see what you said",
    .usage = usage,
    .about = "Soreness, stairs, sleep and motivation gate the way back: the "
             "plan holds back hard running while they say so.",
    .takes = TAKES_STORE | TAKES_FORMAT | TAKES_TODAY,
    .options = options,
    .examples = examples,
    .run = run,
};
