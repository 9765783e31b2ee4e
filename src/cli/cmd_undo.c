/* onward undo: the last thing kept, taken back. */
#include "app/undo.h"
#include "cli/keep.h"
#include "cli/text.h"
#include "codec/json/json_writer.h"

#include "app/clock.h"

static const char *const usage[] = {"", NULL};
static const char *const examples[] = {"onward undo", NULL};

static void print(struct cli *cli, const struct app_undone *undone)
{
    static const char *const names[STORE_KIND_COUNT] = {
        [STORE_PLAN] = "The plan",       [STORE_CHECK_IN] = "The check-in",
        [STORE_RACE] = "The race entry", [STORE_GOAL] = "The goal",
        [STORE_SETTING] = "The setting", [STORE_DECISION] = "The decision",
        [STORE_UNDO] = "The undo",
    };
    char day[TEXT_DAY_SIZE];
    struct json_writer json;

    if (cli->format != CLI_JSON) {
        text_day(cli,
                 ow_date_from_time(undone->time_ms,
                                   clock_utc_offset_s(undone->time_ms)),
                 day);
        buf_append_format(&cli->out, "%s kept on %s is taken back.\n",
                          names[undone->kind], day);
        return;
    }
    json_init(&json, &cli->out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/undo/1");
    json_integer_field(&json, "entry", undone->id);
    json_text_field(&json, "kind", store_kind_name(undone->kind));
    json_end_object(&json);
    buf_append_char(&cli->out, '\n');
}

static int run(struct cli *cli)
{
    struct app_undone undone = {0};
    struct store *store = NULL;
    struct ow_error err;
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE) {
        code = keep_open(cli, STORE_WRITE, &store);
    }
    if (code == EXIT_DONE) {
        enum ow_status status = app_undo(store, cli->now_ms, &undone, &err);

        if (status == OW_OK) {
            print(cli, &undone);
        } else {
            (void)cli_fail(cli, &err);
            code = status == OW_E_NOT_FOUND ? EXIT_FINDINGS : EXIT_STORE;
        }
    }
    store_close(store);
    return code;
}

const struct command cmd_undo = {
    .name = "undo",
    .group = "The store",
    .summary = "Take back the last thing that was kept",
    .usage = usage,
    .about = "Plans, check-ins, races and settings can be taken back, the "
             "last one first. Imported runs stay.",
    .takes = TAKES_STORE | TAKES_FORMAT,
    .examples = examples,
    .run = run,
};
