/* onward rebuild: what is derived from the kept files, made anew. */
#include "app/rebuild.h"
#include "cli/keep.h"
#include "cli/progress.h"
#include "codec/json/json_writer.h"

static const char *const usage[] = {"", NULL};
static const char *const examples[] = {"onward rebuild", NULL};

static void print(struct cli *cli, const struct app_rebuild_report *report)
{
    struct json_writer json;

    if (cli->format != CLI_JSON) {
        buf_append_format(&cli->out,
                          "%zu activities made anew from %zu files\n",
                          report->activities, report->files);
        return;
    }
    json_init(&json, &cli->out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/rebuild/1");
    json_integer_field(&json, "files", (int64_t)report->files);
    json_integer_field(&json, "activities", (int64_t)report->activities);
    json_end_object(&json);
    buf_append_char(&cli->out, '\n');
}

static void tell(void *context, size_t done, size_t found)
{
    progress_tell(context, done, found);
}

static int rebuild(struct cli *cli, struct store *store)
{
    struct progress progress = progress_begin(cli);
    struct app_rebuild_options options = {.progress = tell,
                                          .progress_context = &progress};
    struct app_rebuild_report report = {0};
    struct ow_error err;
    enum ow_status status = app_rebuild(store, &options, &report, &err);

    progress_end(&progress);
    if (status != OW_OK) {
        return cli_fail(cli, &err);
    }
    print(cli, &report);
    return EXIT_DONE;
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE) {
        code = keep_open(cli, STORE_WRITE, &store);
    }
    if (code == EXIT_DONE) {
        code = rebuild(cli, store);
    }
    store_close(store);
    return code;
}

const struct command cmd_rebuild = {
    .name = "rebuild",
    .group = "The store",
    .summary = "Make all that is derived from the kept files anew",
    .usage = usage,
    .about = "Imported files and what you said stay as they are; after a "
             "failure the store is as before.",
    .takes = TAKES_STORE | TAKES_FORMAT,
    .examples = examples,
    .run = run,
};
