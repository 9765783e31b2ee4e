/* onward backup: the whole store copied to another file. */
#include "cli/keep.h"
#include "codec/json/json_writer.h"

static const char *const usage[] = {"FILE [--force]", NULL};
static const char *const examples[] = {
    "onward backup onward-backup.db",
    "onward backup onward-backup.db --force",
    NULL,
};
static const struct command_option options[] = {
    {"force", NULL, "replace the file if it is there"},
    {NULL, NULL, NULL},
};

static void print(struct cli *cli, const char *path)
{
    struct json_writer json;

    if (cli->format != CLI_JSON) {
        buf_append_format(&cli->out, "The store is copied to %s\n", path);
        return;
    }
    json_init(&json, &cli->out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/backup/1");
    json_text_field(&json, "file", path);
    json_end_object(&json);
    buf_append_char(&cli->out, '\n');
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    struct ow_error err;
    int code = cli_count_args(cli, 1, 1, "a file");

    if (code == EXIT_DONE) {
        code = keep_open(cli, STORE_READ, &store);
    }
    if (code == EXIT_DONE) {
        if (store_backup(store, cli->args[0], cli_has(cli, "force"), &err) ==
            OW_OK) {
            print(cli, cli->args[0]);
        } else {
            code = cli_fail(cli, &err);
        }
    }
    store_close(store);
    return code;
}

const struct command cmd_backup = {
    .name = "backup",
    .group = "The store",
    .summary = "Copy the whole store to another file",
    .usage = usage,
    .about = "The copy is a store itself: 'onward --store COPY' works on it.",
    .takes = TAKES_STORE | TAKES_FORMAT,
    .options = options,
    .examples = examples,
    .run = run,
};
