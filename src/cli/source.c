/* Where scenarios and plans come from; see the header. */
#include "cli/source.h"

#include "app/files.h"
#include "app/plans.h"
#include "app/scenario.h"
#include "base/mem.h"
#include "onward/json.h"

#define LARGEST_JSON ((size_t)64 << 20)
#define USUAL_WEEKS 16

int source_read(struct cli *cli, const char *path, char **text, size_t *length)
{
    struct ow_error err;
    uint8_t *bytes = NULL;

    if (files_read(path, LARGEST_JSON, &bytes, length, &err) != OW_OK) {
        (void)cli_fail(cli, &err);
        return EXIT_INPUT;
    }
    *text = (char *)bytes;
    return EXIT_DONE;
}

int source_file_scenario(struct cli *cli, const char *path,
                         struct ow_scenario **scenario)
{
    struct ow_error err;
    char *text = NULL;
    size_t length = 0;
    int code = source_read(cli, path, &text, &length);

    if (code == EXIT_DONE &&
        ow_scenario_decode(text, length, scenario, &err) != OW_OK) {
        cli_note(cli, "%s: %s", path, err.message);
        code = err.status == OW_E_NOMEM ? EXIT_INPUT : EXIT_MISUSED;
    }
    mem_free(text);
    return code;
}

int source_scenario(struct cli *cli, int weeks, enum store_access access,
                    struct ow_scenario **scenario, struct store **store)
{
    const char *path = cli_value(cli, "scenario");
    struct ow_error err;
    int code = EXIT_DONE;

    *store = NULL;
    if (path != NULL) {
        code = source_file_scenario(cli, path, scenario);
        if (code == EXIT_DONE && weeks > 0) {
            (*scenario)->weeks = weeks;
        }
        if (code == EXIT_DONE && !cli->has_units) {
            cli->units = (*scenario)->athlete.units;
        }
    } else {
        code = keep_open(cli, access, store);
        if (code == EXIT_DONE &&
            scenario_read(*store, cli->today, weeks > 0 ? weeks : USUAL_WEEKS,
                          scenario, &err) != OW_OK) {
            code = cli_fail(cli, &err);
        }
    }
    if (code == EXIT_DONE) { /* the plan's own words are in them too */
        (*scenario)->athlete.units = cli->units;
    }
    return code;
}

static int plan_of_file(struct cli *cli, const struct ow_scenario *scenario,
                        struct ow_plan **plan)
{
    struct ow_findings *findings = NULL;
    struct ow_error err;
    enum ow_status status =
        app_plan_make(scenario, cli->today, NULL, plan, &findings, &err);

    ow_findings_free(findings);
    return status == OW_OK ? EXIT_DONE : cli_fail(cli, &err);
}

int source_plan(struct cli *cli, struct ow_scenario **scenario,
                struct ow_plan **plan)
{
    struct store *store = NULL;
    struct ow_error err;
    int code = source_scenario(cli, 0, STORE_READ, scenario, &store);

    if (code == EXIT_DONE && store == NULL) {
        code = plan_of_file(cli, *scenario, plan);
    } else if (code == EXIT_DONE && app_plan_kept(store, plan, &err) != OW_OK) {
        code = cli_fail(cli, &err);
    }
    store_close(store);
    return code;
}
