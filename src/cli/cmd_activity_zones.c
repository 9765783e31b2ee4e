/* onward activity zones: time in zones of heart rate and of pace. */
#include "cli/activity.h"
#include "cli/run_csv.h"
#include "cli/run_json.h"
#include "cli/run_source.h"
#include "cli/show_run.h"

static const char *const usage[] = {"RUN", NULL};
static const char *const examples[] = {
    "onward activity zones race.fit --hr-max 188 --hr-rest 50",
    "onward activity zones race.fit --threshold 170 --format csv",
    "onward activity zones race.fit --critical-speed 4:05/km",
    NULL,
};
static const struct command_option options[] = {
    RUN_OPTIONS,
    {NULL, NULL, NULL},
};

static void print_zones_csv(struct buf *out, const char *of,
                            const struct ow_run_zones *part)
{
    if (part->why_not != NULL) {
        return;
    }
    for (size_t i = 0; i <= part->zones.count; i++) {
        double from = i == 0 ? 0 : part->zones.from[i - 1];
        double to = i == 0 ? part->zones.from[0] : part->zones.to[i - 1];

        if (i > 0 || to > 0) {
            buf_append_format(out, "%s,%s,%zu,", of, part->zones.basis, i);
            run_csv_field(out, from, 3, ',');
            run_csv_field(out, to, 3, ',');
            run_csv_field(out, part->time_s[i], 1, '\n');
        }
    }
}

static void print_json(struct cli *cli, const struct app_run *run)
{
    struct json_writer json;

    run_json_begin(cli, &json, "onward/run-zones/1", run);
    run_json_zones(&json, run);
    run_json_end(cli, &json);
}

static void print_text(struct cli *cli, const struct app_run *run)
{
    const struct ow_analysis *analysis = &run->analysis;

    show_run_head(cli, &cli->out, run);
    show_run_zones(cli, &cli->out, run);
    if (analysis->hr_zones.why_not != NULL ||
        analysis->pace_zones.why_not != NULL) {
        buf_append_char(&cli->out, '\n');
    }
    if (analysis->hr_zones.why_not != NULL) {
        show_run_row(&cli->out, "Heart rate", analysis->hr_zones.why_not);
    }
    if (analysis->pace_zones.why_not != NULL) {
        show_run_row(&cli->out, "Pace", analysis->pace_zones.why_not);
    }
}

static int run(struct cli *cli)
{
    struct app_run shown = {.in_file = 0};
    int code = run_source(cli, &shown);

    if (code == EXIT_DONE && cli->format == CLI_JSON) {
        print_json(cli, &shown);
    } else if (code == EXIT_DONE && cli->format == CLI_CSV) {
        buf_append_text(&cli->out, "of,basis,zone,from,to,time_s\n");
        print_zones_csv(&cli->out, "hr_bpm", &shown.analysis.hr_zones);
        print_zones_csv(&cli->out, "flat_m_per_s", &shown.analysis.pace_zones);
    } else if (code == EXIT_DONE) {
        print_text(cli, &shown);
    }
    app_run_dispose(&shown);
    return code;
}

const struct command activity_zones = {
    .name = "activity zones",
    .summary = "How long a run was in each zone of heart rate and of pace",
    .usage = usage,
    .about = "Heart-rate zones stand on the threshold where it is known, else "
             "on the reserve, else on the maximum; zones of pace on critical "
             "speed, against the pace as on the flat.",
    .takes =
        TAKES_STORE | TAKES_FORMAT | TAKES_OUTPUT | TAKES_TODAY | TAKES_UNITS,
    .formats = "text|json|csv",
    .options = options,
    .examples = examples,
    .run = run,
};
