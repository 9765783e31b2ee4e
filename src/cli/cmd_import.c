/* onward import: files, folders and exports into the store. */
#include "app/import.h"
#include "cli/keep.h"
#include "cli/progress.h"
#include "codec/json/document_json.h"

static const char *const usage[] = {"PATH...", NULL};
static const char *const examples[] = {
    "onward import race.fit",
    "onward import export.zip",
    "onward import runs --format json",
    NULL,
};

/* An archive that is not read to its end may hold any number more. */
static void tell(void *context, const struct app_import_progress *so_far)
{
    progress_tell(context, so_far->done,
                  so_far->archives > 0 ? 0 : so_far->found);
}

static void print_json(struct buf *out, const struct app_import_report *report)
{
    struct json_writer json;

    json_init(&json, out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/import/1");
    json_integer_field(&json, "added", (int64_t)report->added);
    json_integer_field(&json, "known", (int64_t)report->known);
    json_integer_field(&json, "failed", (int64_t)report->failed);
    json_key(&json, "files");
    json_begin_array(&json);
    for (size_t i = 0; i < report->file_count; i++) {
        const struct app_import_file *file = &report->files[i];

        json_begin_object(&json);
        json_text_field(&json, "file", file->file);
        json_text_field(&json, "result", app_import_result_name(file->result));
        json_text_field(&json, "id", file->id);
        json_text_field(&json, "duplicate_of", file->duplicate_of);
        json_integer_field(&json, "assumed_runs", (int64_t)file->assumed_count);
        json_key(&json, "error");
        if (file->error == NULL) {
            json_none(&json);
        } else {
            error_json_object(&json, file->error);
        }
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_append_char(out, '\n');
}

static void print_text(struct cli *cli, const struct app_import_report *report)
{
    size_t others = 0;
    size_t duplicates = 0;
    size_t assumed = 0;

    for (size_t i = 0; i < report->file_count; i++) {
        const struct app_import_file *file = &report->files[i];

        others += file->result == APP_IMPORT_NOT_AN_ACTIVITY;
        duplicates += file->duplicate_of != NULL;
        assumed += file->assumed_count;
        if (file->error != NULL) {
            cli_note(cli, "%s: %s", file->file, file->error->message);
        }
    }
    buf_append_format(&cli->out, "%zu added, %zu known already, %zu failed\n",
                      report->added, report->known, report->failed);
    if (others > 0) {
        buf_append_format(&cli->out, "%zu held no activity\n", others);
    }
    if (duplicates > 0) {
        buf_append_format(&cli->out,
                          "%zu were recorded twice, by another device or in "
                          "another format; they count once\n",
                          duplicates);
    }
    if (assumed > 0) {
        buf_append_format(&cli->out,
                          "%zu of unknown sport count as runs: their speeds "
                          "are a runner's\n",
                          assumed);
    }
    if (report->added > 0) {
        buf_append_text(&cli->out, "\nNext: 'onward now-what' after a race, "
                                   "'onward plan' for the coming weeks.\n");
    }
}

static int import(struct cli *cli, struct store *store)
{
    struct progress progress = progress_begin(cli);
    struct app_import_options options = {.progress_context = &progress};
    struct app_import_report report = {0};
    struct ow_error err;
    enum ow_status status = OW_OK;
    int code = EXIT_DONE;

    options.progress = progress.is_terminal ? tell : NULL;
    status = app_import(store, (const char *const *)cli->args, cli->arg_count,
                        &options, &report, &err);
    progress_end(&progress);
    if (cli->format == CLI_JSON) {
        print_json(&cli->out, &report);
    } else {
        print_text(cli, &report);
    }
    code = status != OW_OK     ? cli_fail(cli, &err)
           : report.failed > 0 ? EXIT_INPUT
                               : EXIT_DONE;
    app_import_report_dispose(&report);
    return code;
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    int code = cli_count_args(cli, 1, SIZE_MAX, "a file or folder");

    if (code == EXIT_DONE) {
        code = keep_open(cli, STORE_WRITE, &store);
    }
    if (code == EXIT_DONE) {
        code = import(cli, store);
    }
    store_close(store);
    return code;
}

const struct command cmd_import = {
    .name = "import",
    .group = "Your runs",
    .summary = "Keep the runs of files, folders and exports",
    .usage = usage,
    .about = "PATH is a file, an archive or a folder. Reads FIT, TCX, GPX and "
             "CSV, also inside zip, gz and 7z, and the "
             "whole exports of other sites. The same file twice is one run. "
             "Each file is kept whole, byte for byte.",
    .takes = TAKES_STORE | TAKES_FORMAT,
    .examples = examples,
    .run = run,
};
