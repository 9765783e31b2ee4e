/* onward shape: what runs were as a whole. */
#include "app/shape.h"
#include "base/error.h"
#include "base/mem.h"
#include "cli/figure.h"
#include "cli/shape_sheet.h"
#include "cli/text.h"
#include "codec/json/document_json.h"
#include "codec/json/shape_json.h"

#define LABEL_COLUMNS 14
#define MOST_TITLE 4096

static const char *const usage[] = {"PATH...", NULL};
static const char *const examples[] = {
    "onward shape race.fit", "onward shape --format json runs/",
    "onward shape --format pdf --output sheet.pdf runs/", NULL};

/* Shapes kept for the sheet. */
struct sheet {
    struct cli *cli;
    struct shape_sheet_run *runs; /* SHAPE_SHEET_MOST of them */
    size_t count;
    size_t left_out;
};

static enum ow_status flush(struct cli *cli)
{
    return cli_flush(cli) == EXIT_DONE ? OW_OK : OW_E_IO;
}

static void warned(void *context, const char *file,
                   const struct ow_warning *warning)
{
    cli_note(context, "%s: %s", file, warning->message);
}

/* ------------------------------------------------------------------- text */

static void write_segment(const struct cli *cli, struct buf *out,
                          const struct ow_shape_segment *segment)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    buf_append_text(out, "  ");
    text_pad(out, ow_role_name(segment->role), LABEL_COLUMNS);
    ow_duration_format(segment->duration_s, text);
    text_pad(out, text, 10);
    figure_pace(cli, out, segment->speed_m_per_s);
    if (fabs(segment->flat_m_per_s / segment->speed_m_per_s - 1) > 0.01) {
        buf_append_text(out, ", as on the flat ");
        figure_pace(cli, out, segment->flat_m_per_s);
    }
    text_end_line(out);
}

static enum ow_status found_as_text(void *context, const char *file,
                                    const char *run, struct ow_shape *shape)
{
    struct cli *cli = context;
    struct buf *out = &cli->out;

    text_styled(cli, out, TEXT_BOLD, file);
    buf_append_format(out, "%s%s\n", run != NULL ? ", run " : "",
                      run != NULL ? run : "");
    buf_append_text(out, "  ");
    text_pad(out, ow_shape_verdict_name(shape->verdict), LABEL_COLUMNS);
    if (shape->rise != OW_RISE_NONE) {
        buf_append_format(out, "%s, ", ow_shape_rise_name(shape->rise));
    }
    if (!ow_is_missing(shape->confidence)) {
        buf_append_text(out, "gain ");
        buf_append_number(out, 100 * shape->gain, 1);
        buf_append_text(out, " %, noise ");
        buf_append_number(out, 100 * shape->noise, 1);
        buf_append_text(out, " %, confidence ");
        buf_append_fixed(out, shape->confidence, 2);
    }
    text_end_line(out);
    for (size_t i = 0; i < shape->segment_count; i++) {
        write_segment(cli, out, &shape->segments[i]);
    }
    buf_append_text(out, "  ");
    text_wrap(out, 2, 2, shape->reason);
    ow_shape_free(shape);
    return flush(cli);
}

static enum ow_status failed_as_text(void *context, const char *file,
                                     const struct ow_error *error)
{
    cli_note(context, "%s: %s", file, error->message);
    return OW_OK;
}

/* ------------------------------------------------------------------- json */

static enum ow_status found_as_json(void *context, const char *file,
                                    const char *run, struct ow_shape *shape)
{
    struct cli *cli = context;

    shape_json_line(&cli->out, file, run, shape);
    ow_shape_free(shape);
    return flush(cli);
}

static enum ow_status failed_as_json(void *context, const char *file,
                                     const struct ow_error *error)
{
    struct cli *cli = context;

    error_json_line(&cli->out, file, error);
    return flush(cli);
}

/* ------------------------------------------------------------------ sheet */

static char *title_of(const char *file, const char *run)
{
    struct buf text;
    char *title = NULL;

    buf_init(&text, MOST_TITLE);
    buf_append_format(&text, "%s%s%s", file, run != NULL ? " " : "",
                      run != NULL ? run : "");
    title = buf_steal(&text, NULL);
    buf_dispose(&text);
    return title;
}

static enum ow_status found_for_sheet(void *context, const char *file,
                                      const char *run, struct ow_shape *shape)
{
    struct sheet *sheet = context;

    if (shape->point_count < 2 || sheet->count == SHAPE_SHEET_MOST) {
        sheet->left_out++;
        ow_shape_free(shape);
        return OW_OK;
    }
    sheet->runs[sheet->count].shape = shape;
    sheet->runs[sheet->count].title = title_of(file, run);
    return sheet->runs[sheet->count++].title != NULL ? OW_OK : OW_E_NOMEM;
}

static enum ow_status failed_for_sheet(void *context, const char *file,
                                       const struct ow_error *error)
{
    const struct sheet *sheet = context;

    return failed_as_text(sheet->cli, file, error);
}

static void warned_for_sheet(void *context, const char *file,
                             const struct ow_warning *warning)
{
    const struct sheet *sheet = context;

    warned(sheet->cli, file, warning);
}

static void free_sheet(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++) {
        ow_shape_free(sheet->runs[i].shape);
        mem_free(sheet->runs[i].title);
    }
    mem_free(sheet->runs);
}

static int print_sheet(struct cli *cli)
{
    struct sheet sheet = {cli, mem_calloc(SHAPE_SHEET_MOST, sizeof *sheet.runs),
                          0, 0};
    const struct app_shape_visitor visitor = {
        &sheet, found_for_sheet, warned_for_sheet, failed_for_sheet};
    struct ow_error err = {OW_OK, OW_NO_OFFSET, ""};
    size_t failed = 0;
    enum ow_status status =
        sheet.runs == NULL
            ? error_nomem(&err)
            : app_shapes((const char *const *)cli->args, cli->arg_count,
                         &visitor, &failed, &err);

    if (status == OW_OK && sheet.count == 0) {
        free_sheet(&sheet);
        cli_note(cli, "no run that can be drawn");
        return EXIT_INPUT;
    }
    if (status == OW_OK) {
        status =
            shape_sheet_draw(cli, sheet.runs, sheet.count, &cli->out, &err);
    }
    if (status == OW_OK && sheet.left_out > 0) {
        cli_note(cli,
                 "%zu runs are not drawn: too short, no runs, or beyond %d",
                 sheet.left_out, SHAPE_SHEET_MOST);
    }
    free_sheet(&sheet);
    if (status != OW_OK) {
        return cli_fail(cli, &err);
    }
    return failed > 0 ? EXIT_INPUT : EXIT_DONE;
}

static int print_lines(struct cli *cli)
{
    bool is_json = cli->format == CLI_JSON;
    const struct app_shape_visitor visitor = {
        cli, is_json ? found_as_json : found_as_text, warned,
        is_json ? failed_as_json : failed_as_text};
    struct ow_error err = {OW_OK, OW_NO_OFFSET, ""};
    size_t failed = 0;
    enum ow_status status = app_shapes((const char *const *)cli->args,
                                       cli->arg_count, &visitor, &failed, &err);

    if (status == OW_E_IO && err.status == OW_OK) {
        return EXIT_INPUT; /* the reader's trouble was told by cli_flush */
    }
    if (status != OW_OK) {
        return cli_fail(cli, &err);
    }
    return failed > 0 ? EXIT_INPUT : EXIT_DONE;
}

static int run(struct cli *cli)
{
    if (cli->arg_count == 0) {
        return cli_misuse(cli, "needs a file or folder");
    }
    return cli->format == CLI_TEXT || cli->format == CLI_JSON
               ? print_lines(cli)
               : print_sheet(cli);
}

const struct command cmd_shape = {
    .name = "shape",
    .group = "Your runs",
    .summary = "Say what runs were: progression, fade, steady, varied",
    .usage = usage,
    .about =
        "Tells progression runs (continuous, segmented, with a fast finish) "
        "from fades, steady and varied runs and negative splits, or says why "
        "it cannot. Hills are taken out as this runner took them; stops, short "
        "walk breaks and cool-downs are left out.\n\n"
        "As a picture all runs are on one sheet, a panel each.",
    .takes = TAKES_UNITS | TAKES_FORMAT | TAKES_OUTPUT,
    .formats = "text|json|svg|pdf|png",
    .examples = examples,
    .run = run,
};
