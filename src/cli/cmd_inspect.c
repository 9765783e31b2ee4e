/* onward inspect: what files hold, without keeping anything. */
#include "app/inspect.h"
#include "cli/text.h"
#include "codec/json/document_json.h"

#include <stdio.h>

#define LABEL_COLUMNS 10

static const char *const usage[] = {"PATH...", NULL};
static const char *const examples[] = {
    "onward inspect race.fit", "onward inspect export.zip",
    "onward inspect --format json runs/", NULL};

/* Where a line of figures stands. */
struct figures {
    struct cli *cli;
    struct buf *out;
};

static void label(struct figures *figures, const char *name)
{
    buf_append_text(figures->out, "  ");
    text_pad(figures->out, name, LABEL_COLUMNS);
}

static void line_end(struct figures *figures)
{
    buf_append_char(figures->out, '\n');
}

static void write_when(struct figures *figures,
                       const struct ow_activity_summary *summary)
{
    char day[TEXT_DAY_SIZE];
    int64_t local_ms =
        summary->start_time_ms + (int64_t)summary->utc_offset_s * 1000;
    unsigned second = 0;
    struct ow_date date = ow_date_from_time(local_ms, 0);

    if (!summary->has_start_time) {
        return;
    }
    second = (unsigned)((local_ms - (int64_t)date.days * 86400000) / 1000);
    text_day(figures->cli, date, day);
    label(figures, "start");
    buf_append_format(figures->out, "%s, %02u:%02u%s", day, second / 3600,
                      second / 60 % 60, summary->has_utc_offset ? "" : " UTC");
    line_end(figures);
}

static void write_how_far(struct figures *figures,
                          const struct ow_activity_summary *summary)
{
    enum ow_units units = figures->cli->units;
    char text[OW_QUANTITY_TEXT_SIZE];

    label(figures, "distance");
    ow_distance_format(summary->distance_m, units, text);
    buf_append_text(figures->out, text);
    ow_duration_format(summary->timer_s, text);
    buf_append_format(figures->out, " in %s", text);
    if (summary->sport == OW_SPORT_RUNNING && summary->distance_m > 0) {
        ow_pace_format(summary->timer_s / summary->distance_m * 1000, units,
                       text);
        buf_append_format(figures->out, ", %s", text);
    }
    if (summary->elapsed_s - summary->timer_s >= 1) {
        ow_duration_format(summary->elapsed_s - summary->timer_s, text);
        buf_append_format(figures->out, ", paused %s", text);
    }
    line_end(figures);
}

static void write_spread(struct figures *figures, const char *name,
                         struct ow_spread spread, const char *unit)
{
    if (ow_is_missing(spread.avg)) {
        return;
    }
    label(figures, name);
    buf_append_number(figures->out, spread.avg, 0);
    buf_append_format(figures->out, " %s", unit);
    if (!ow_is_missing(spread.max)) {
        buf_append_text(figures->out, ", up to ");
        buf_append_number(figures->out, spread.max, 0);
    }
    line_end(figures);
}

static void write_climb(struct figures *figures,
                        const struct ow_activity_summary *summary)
{
    if (ow_is_missing(summary->ascent_m) || ow_is_missing(summary->descent_m)) {
        return;
    }
    label(figures, "climb");
    buf_append_number(figures->out, summary->ascent_m, 0);
    buf_append_text(figures->out, " m up, ");
    buf_append_number(figures->out, summary->descent_m, 0);
    buf_append_text(figures->out, " m down");
    line_end(figures);
}

static void write_recorded(struct figures *figures,
                           const struct ow_activity *activity)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    size_t laps = 0;

    (void)ow_activity_laps(activity, &laps);
    label(figures, "recorded");
    buf_append_format(figures->out, "%zu samples, %zu lap%s",
                      ow_activity_sample_count(activity), laps,
                      laps == 1 ? "" : "s");
    if (summary->manufacturer != NULL) {
        buf_append_format(figures->out, ", %s", summary->manufacturer);
    }
    if (summary->product != NULL) {
        buf_append_format(figures->out, " %s", summary->product);
    }
    line_end(figures);
}

static void write_activity(struct figures *figures,
                           const struct ow_activity *activity)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);

    write_when(figures, summary);
    write_how_far(figures, summary);
    write_spread(figures, "heart", summary->hr_bpm, "bpm");
    write_spread(figures, "cadence", summary->cadence_spm,
                 summary->sport == OW_SPORT_RUNNING ? "steps/min" : "a minute");
    write_spread(figures, "power", summary->power_w, "W");
    write_climb(figures, summary);
    write_recorded(figures, activity);
}

static void write_title(struct figures *figures, const struct ow_item *item)
{
    int sport = item->activity != NULL
                    ? ow_activity_summary(item->activity)->sport
                : item->workout != NULL ? ow_workout_sport(item->workout)
                                        : OW_SPORT_UNKNOWN;
    const char *name = ow_sport_name(sport);

    buf_append_format(figures->out, "  %s%s%s", ow_item_kind_name(item->kind),
                      name == NULL ? "" : ": ", name == NULL ? "" : name);
    if (item->workout != NULL) {
        size_t count = 0;

        (void)ow_workout_steps(item->workout, &count);
        buf_append_format(figures->out, " \"%s\", %zu step%s",
                          ow_workout_name(item->workout), count,
                          count == 1 ? "" : "s");
    }
    line_end(figures);
}

static enum ow_status decoded_as_text(void *context, const char *file,
                                      const struct ow_document *document)
{
    struct cli *cli = context;
    struct figures figures = {cli, &cli->out};
    size_t count = 0;
    const struct ow_item *items = ow_document_items(document, &count);
    const struct ow_warning *warnings = NULL;

    text_styled(cli, &cli->out, TEXT_BOLD, file);
    line_end(&figures);
    for (size_t i = 0; i < count; i++) {
        write_title(&figures, &items[i]);
        if (items[i].activity != NULL) {
            write_activity(&figures, items[i].activity);
        }
    }
    warnings = ow_document_warnings(document, &count);
    for (size_t i = 0; i < count; i++) {
        label(&figures, "warning");
        text_wrap(&cli->out, LABEL_COLUMNS + 2, LABEL_COLUMNS + 2,
                  warnings[i].message);
    }
    return cli_flush(cli) == EXIT_DONE ? OW_OK : OW_E_IO;
}

static enum ow_status decoded_as_json(void *context, const char *file,
                                      const struct ow_document *document)
{
    struct cli *cli = context;

    document_json_lines(&cli->out, file, document);
    return cli_flush(cli) == EXIT_DONE ? OW_OK : OW_E_IO;
}

static enum ow_status failed_as_text(void *context, const char *file,
                                     const struct ow_error *error)
{
    const struct cli *cli = context;

    if (error->offset == OW_NO_OFFSET) {
        cli_note(cli, "%s: %s", file, error->message);
    } else {
        cli_note(cli, "%s: byte %llu: %s", file,
                 (unsigned long long)error->offset, error->message);
    }
    return OW_OK;
}

static enum ow_status failed_as_json(void *context, const char *file,
                                     const struct ow_error *error)
{
    struct cli *cli = context;

    error_json_line(&cli->out, file, error);
    return cli_flush(cli) == EXIT_DONE ? OW_OK : OW_E_IO;
}

static int run(struct cli *cli)
{
    bool is_json = cli->format == CLI_JSON;
    const struct app_inspect_visitor visitor = {
        cli, is_json ? decoded_as_json : decoded_as_text,
        is_json ? failed_as_json : failed_as_text};
    struct app_inspect_counts counts;
    struct ow_error err = {OW_OK, OW_NO_OFFSET, ""};
    enum ow_status status = OW_OK;

    if (cli->arg_count == 0) {
        return cli_misuse(cli, "needs a file or folder");
    }
    status = app_inspect((const char *const *)cli->args, cli->arg_count,
                         &visitor, &counts, &err);
    if (status == OW_E_IO && err.status == OW_OK) {
        return EXIT_INPUT; /* the reader's trouble was told by cli_flush */
    }
    if (status != OW_OK) {
        return cli_fail(cli, &err);
    }
    return counts.failed > 0 ? EXIT_INPUT : EXIT_DONE;
}

const struct command cmd_inspect = {
    .name = "inspect",
    .group = "Your runs",
    .summary = "Look into files without keeping them",
    .usage = usage,
    .about = "Reads FIT, TCX, GPX and CSV files, folders, and zip, gzip and 7z "
             "archives of them, and says what each holds. What was read before "
             "damage is shown with a warning.",
    .takes = TAKES_UNITS | TAKES_FORMAT | TAKES_TODAY,
    .examples = examples,
    .run = run,
};
