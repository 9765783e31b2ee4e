/* onward activity splits: a run cut into pieces. */
#include "base/mem.h"
#include "cli/activity.h"
#include "cli/run_chart.h"
#include "cli/run_csv.h"
#include "cli/run_json.h"
#include "cli/run_source.h"
#include "cli/show_run.h"

#include <string.h>

#define M_PER_KM 1000.0

static const char *const usage[] = {"RUN [--by km|mile|lap|step]", NULL};
static const char *const examples[] = {
    "onward activity splits race.fit",
    "onward activity splits race.fit --by lap",
    "onward activity splits race.fit --by mile --format csv",
    NULL,
};
static const struct command_option options[] = {
    {"by", "km|mile|lap|step", "how to cut; km or mile as --units says"},
    {NULL, NULL, NULL},
};

/* What --by may say. */
struct cut {
    const char *word;
    enum app_split_by by;
    enum ow_units units;
    double every_m;
};

static const struct cut cuts[] = {
    {"km", APP_SPLIT_DISTANCE, OW_UNITS_KM, M_PER_KM},
    {"mile", APP_SPLIT_DISTANCE, OW_UNITS_MI, OW_MILE_M},
    {"lap", APP_SPLIT_LAP, OW_UNITS_KM, 0},
    {"step", APP_SPLIT_STEP, OW_UNITS_KM, 0},
};

/* The cut asked for; NULL after saying why. */
static const struct cut *read_cut(struct cli *cli)
{
    const char *text = cli_value(cli, "by");

    for (size_t i = 0; text != NULL && i < sizeof cuts / sizeof cuts[0]; i++) {
        if (strcmp(cuts[i].word, text) == 0) {
            return &cuts[i];
        }
    }
    if (text != NULL) {
        (void)cli_misuse(cli, "--by %.40s is none of km, mile, lap, step",
                         text);
        return NULL;
    }
    return &cuts[cli->units == OW_UNITS_MI ? 1 : 0];
}

static void print_csv(struct buf *out, const struct ow_split *splits,
                      size_t count)
{
    buf_append_text(out, "from_m,to_m,time_s,cumulative_s,moving_s,"
                         "pace_s_per_km,flat_pace_s_per_km,hr_bpm,cadence_spm,"
                         "ascent_m,descent_m\n");
    for (size_t i = 0; i < count; i++) {
        const struct ow_split *split = &splits[i];

        run_csv_field(out, split->from_m, 1, ',');
        run_csv_field(out, split->to_m, 1, ',');
        run_csv_field(out, split->time_s, 1, ',');
        run_csv_field(out, split->cumulative_s, 1, ',');
        run_csv_field(out, split->moving_s, 1, ',');
        run_csv_field(out, M_PER_KM / app_split_speed(split), 1, ',');
        run_csv_field(out, M_PER_KM / app_split_flat_speed(split), 1, ',');
        run_csv_field(out, split->hr_bpm, 1, ',');
        run_csv_field(out, split->cadence_spm, 1, ',');
        run_csv_field(out, split->ascent_m, 1, ',');
        run_csv_field(out, split->descent_m, 1, '\n');
    }
}

static void print_json(struct cli *cli, const struct app_run *run,
                       const char *by, const struct ow_split *splits,
                       size_t count)
{
    struct json_writer json;

    run_json_begin(cli, &json, "onward/run-splits/1", run);
    json_text_field(&json, "by", by);
    run_json_splits(&json, "splits", splits, count);
    run_json_end(cli, &json);
}

static int print(struct cli *cli, const struct app_run *run,
                 const struct cut *cut, const struct ow_split *splits,
                 size_t count)
{
    if (cli_wants_picture(cli)) {
        return run_chart_splits(cli, run, cut->word, splits, count);
    }
    if (cli->format == CLI_JSON) {
        print_json(cli, run, cut->word, splits, count);
        return EXIT_DONE;
    }
    if (cli->format == CLI_CSV) {
        print_csv(&cli->out, splits, count);
        return EXIT_DONE;
    }
    show_run_head(cli, &cli->out, run);
    buf_append_char(&cli->out, '\n');
    show_run_splits(cli, &cli->out, cut->by, splits, count);
    return EXIT_DONE;
}

/* Not having laps is no misuse. */
static int cut_it(struct cli *cli, const struct app_run *run)
{
    const struct cut *cut = read_cut(cli);
    struct ow_split *splits = NULL;
    size_t count = 0;
    struct ow_error err;
    int code = EXIT_DONE;

    if (cut == NULL) {
        return EXIT_MISUSED;
    }
    if (cut->by == APP_SPLIT_DISTANCE) {
        cli->units = cut->units;
    }
    if (app_run_split(run, cut->by, cut->every_m, &splits, &count, &err) !=
        OW_OK) {
        cli_note(cli, "%s", err.message);
        return EXIT_INPUT;
    }
    code = print(cli, run, cut, splits, count);
    mem_free(splits);
    return code;
}

static int run(struct cli *cli)
{
    struct app_run shown = {.in_file = 0};
    int code = run_source(cli, &shown);

    if (code == EXIT_DONE) {
        code = cut_it(cli, &shown);
    }
    app_run_dispose(&shown);
    return code;
}

const struct command activity_splits = {
    .name = "activity splits",
    .summary = "Cut a run by kilometre, mile, lap or workout step",
    .usage = usage,
    .about = "Time is all that passed; pace is that of moving, without stops; "
             "flat is the pace as on the flat.",
    .takes =
        TAKES_STORE | TAKES_FORMAT | TAKES_OUTPUT | TAKES_TODAY | TAKES_UNITS,
    .formats = "text|json|csv|svg|pdf|png",
    .options = options,
    .examples = examples,
    .run = run,
};
