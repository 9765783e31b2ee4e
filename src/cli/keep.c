/* The store as the commands open it; see the header. */
#include "cli/keep.h"

#include "app/files.h"
#include "base/mem.h"
#include "codec/json/json_writer.h"

#include <string.h>

/* The runner's own units; the default stays where nothing was said. */
static void take_units(struct cli *cli, struct store *store)
{
    struct ledger ledger = {0};
    const char *units = NULL;

    if (cli->has_units || ledger_read(store, &ledger, NULL) != OW_OK) {
        return;
    }
    units = json_string_value(
        json_object_get(json_object_get(ledger.settings, "athlete"), "units"));
    if (units != NULL && strcmp(units, "mi") == 0) {
        cli->units = OW_UNITS_MI;
    }
    ledger_dispose(&ledger);
}

/* Opens the store; where there is none it is NULL, and *where its path. */
static int open_store(struct cli *cli, enum store_access access,
                      struct store **store, char **where)
{
    struct store_options options = {.access = access};
    struct ow_error err;
    enum ow_status status = files_store_path(cli->store_path, where, &err);

    *store = NULL;
    if (status == OW_OK) {
        status = store_open(*where, &options, store, &err);
    }
    if (status == OW_OK) {
        take_units(cli, *store);
    } else if (status != OW_E_NOT_FOUND) {
        cli_note(cli, "%s", err.message);
        return EXIT_STORE;
    }
    return EXIT_DONE;
}

int keep_open(struct cli *cli, enum store_access access, struct store **store)
{
    char *where = NULL;
    int code = open_store(cli, access, store, &where);

    if (code == EXIT_DONE && *store == NULL) {
        cli_note(cli, "no store at %s yet; 'onward import PATH' makes one",
                 where != NULL ? where : "a place known");
        code = EXIT_STORE;
    }
    mem_free(where);
    return code;
}

int keep_open_if_there(struct cli *cli, struct store **store)
{
    char *where = NULL;
    int code = open_store(cli, STORE_READ, store, &where);

    mem_free(where);
    return code;
}

struct diary keep_diary(const struct cli *cli, struct store *store)
{
    struct diary diary = {
        .store = store,
        .now_ms = cli->now_ms,
        .today = cli->today,
        .is_preview = cli_has(cli, "preview"),
    };

    return diary;
}

void keep_told(struct cli *cli, const struct diary *diary, const char *what)
{
    struct json_writer json;

    if (cli->format == CLI_JSON) {
        json_init(&json, &cli->out);
        json_begin_object(&json);
        json_text_field(&json, "schema", "onward/kept/1");
        json_bool_field(&json, "kept", !diary->is_preview);
        json_text_field(&json, "what", what);
        json_end_object(&json);
        buf_append_char(&cli->out, '\n');
    } else if (diary->is_preview) {
        buf_append_format(&cli->out, "Not kept: this is a preview of %s.\n",
                          what);
    } else {
        buf_append_format(&cli->out, "Kept: %s. 'onward undo' takes it back.\n",
                          what);
    }
}

int keep_date_of(struct cli *cli, const char *what, const char *text,
                 struct ow_date *date)
{
    struct ow_error err;

    if (ow_date_parse_relative(text, cli->today, ow_date_none(), date, &err) !=
        OW_OK) {
        return cli_misuse(cli, "%s: %s", what, err.message);
    }
    return EXIT_DONE;
}

int keep_date(struct cli *cli, const char *option, struct ow_date *date)
{
    const char *text = cli_value(cli, option);

    return text == NULL ? EXIT_DONE : keep_date_of(cli, option, text, date);
}
