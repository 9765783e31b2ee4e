/* onward export: the plan on the watch and in the calendar. */
#include "app/calendar.h"
#include "app/files.h"
#include "app/watch.h"
#include "cli/keep.h"
#include "cli/text.h"
#include "codec/json/json_writer.h"

#define USUAL_DAYS 14
#define MOST_DAYS 400

enum verb { FIT = 0, ICS };

static const char *const usage[] = {
    "fit [--days N] [--output FOLDER]",
    "ics [--output FILE]",
    NULL,
};
static const char *const verbs[] = {"fit", "ics", NULL};
static const char *const examples[] = {
    "onward export fit --output workouts",
    "onward export fit --days 30 --output NewFiles",
    "onward export ics --output plan.ics",
    NULL,
};
static const struct command_option options[] = {
    {"output", "PATH",
     "fit: a folder, 'workouts' if not said; ics: a file, "
     "standard output if not said"},
    {"days", "N", "fit: days from today on; 14 if not said"},
    {NULL, NULL, NULL},
};

struct listing {
    struct cli *cli;
    struct json_writer json;
    size_t count;
};

static enum ow_status list_file(void *context,
                                const struct app_watch_file *file)
{
    struct listing *listing = context;
    struct json_writer *json = &listing->json;

    listing->count++;
    for (size_t i = 0; i < file->losses->count; i++) {
        cli_note(listing->cli, "%s: %s", file->path, file->losses->messages[i]);
    }
    if (listing->cli->format != CLI_JSON) {
        buf_append_format(&listing->cli->out, "%s\n", file->path);
        return OW_OK;
    }
    json_begin_object(json);
    json_text_field(json, "file", file->path);
    json_date_field(json, "date", file->date);
    json_text_field(json, "session", file->session);
    json_key(json, "loss");
    json_begin_array(json);
    for (size_t i = 0; i < file->losses->count; i++) {
        json_begin_object(json);
        json_text_field(json, "format", "fit");
        json_text_field(json, "message", file->losses->messages[i]);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
    return OW_OK;
}

static int export_fit(struct cli *cli, struct store *store)
{
    const char *folder = cli_value(cli, "output");
    struct listing listing = {.cli = cli};
    struct ow_error err;
    int64_t days = USUAL_DAYS;
    int code = cli_integer(cli, "days", 1, MOST_DAYS, &days);

    if (code != EXIT_DONE) {
        return code;
    }
    json_init(&listing.json, &cli->out);
    if (cli->format == CLI_JSON) {
        json_begin_object(&listing.json);
        json_text_field(&listing.json, "schema", "onward/export/1");
        json_key(&listing.json, "files");
        json_begin_array(&listing.json);
    }
    if (app_watch_write(store, cli->today, (int)days,
                        folder != NULL ? folder : "workouts", cli->now_ms,
                        list_file, &listing, &err) != OW_OK) {
        buf_dispose(&cli->out);
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        json_end_array(&listing.json);
        json_end_object(&listing.json);
        buf_append_char(&cli->out, '\n');
    } else if (listing.count == 0) {
        buf_append_format(&cli->out, "No run is planned in the next %d days.\n",
                          (int)days);
    } else {
        buf_append_text(&cli->out, "Copy them into GARMIN/NewFiles of the "
                                   "watch.\n");
    }
    return EXIT_DONE;
}

static int export_ics(struct cli *cli, struct store *store)
{
    const char *path = cli_value(cli, "output");
    struct app_calendar_counts counts;
    struct ow_error err;
    uint8_t *bytes = NULL;
    size_t length = 0;
    int code = EXIT_DONE;

    if (cli_has(cli, "days")) {
        return cli_misuse(cli, "--days is for 'onward export fit'");
    }
    if (app_calendar_encode(store, cli->today, cli->now_ms, cli->units, &bytes,
                            &length, &counts, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (path == NULL) {
        buf_append(&cli->out, bytes, length);
    } else if (files_write(path, bytes, length, &err) != OW_OK) {
        code = cli_fail(cli, &err);
    } else {
        cli_note(cli, "%zu sessions in %s, %zu cancelled", counts.events, path,
                 counts.cancelled);
    }
    ow_bytes_free(bytes);
    return code;
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE) {
        code = keep_open(cli, STORE_READ, &store);
    }
    if (code == EXIT_DONE) {
        code =
            cli->verb == FIT ? export_fit(cli, store) : export_ics(cli, store);
    }
    store_close(store);
    return code;
}

const struct command cmd_export = {
    .name = "export",
    .group = "Plan",
    .summary = "Put the kept plan on the watch and in the calendar",
    .usage = usage,
    .about = "A session keeps its name in the calendar when it moves; one that "
             "was dropped is cancelled there.",
    .verbs = verbs,
    .verb_needed = true,
    .takes = TAKES_STORE | TAKES_FORMAT | TAKES_TODAY | TAKES_UNITS,
    .options = options,
    .examples = examples,
    .run = run,
};
