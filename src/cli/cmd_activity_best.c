/* onward activity best: the fastest stretches of a run, and the most that was
 * held for each duration. */
#include "cli/activity.h"
#include "cli/figure.h"
#include "cli/run_chart.h"
#include "cli/run_csv.h"
#include "cli/run_json.h"
#include "cli/run_source.h"
#include "cli/show_run.h"
#include "engine/activity/trace.h"
#include "onward/curve.h"

#include <math.h>

#define QUANTITIES 4
#define MOST_SPANS 128
#define PICTURE_SPANS 120
#define PANEL_HEIGHT 190.0
#define NAME_WIDTH 12
#define CELL_WIDTH 12
#define MOST_TEXT ((size_t)128)
#define M_PER_KM 1000.0

static const char *const usage[] = {"RUN", NULL};
static const char *const examples[] = {
    "onward activity best race.fit",
    "onward activity best race.fit --format csv",
    "onward activity best race.fit --format svg --output held.svg",
    NULL,
};

/* The most that was held for each of several durations, by quantity. */
struct held {
    double spans_s[MOST_SPANS];
    size_t count;
    double means[QUANTITIES][MOST_SPANS];
    bool is_known[QUANTITIES];
};

/* What the run has nothing of, or is too long for, stays missing. */
static enum ow_status read_held(const struct ow_trace *trace, struct held *held,
                                struct ow_error *err)
{
    for (int q = 0; q < QUANTITIES; q++) {
        enum ow_status status = OW_E_NOT_FOUND;

        for (size_t i = 0; i < MOST_SPANS; i++) {
            held->means[q][i] = OW_MISSING;
        }
        if (trace != NULL && held->count > 0) {
            status =
                ow_curve_peaks(trace, (enum ow_curve_quantity)q, held->spans_s,
                               held->count, held->means[q], err);
        }
        if (status == OW_E_NOMEM) {
            return status;
        }
        held->is_known[q] =
            status == OW_OK && !ow_is_missing(held->means[q][0]);
    }
    return OW_OK;
}

static double longest_s(const struct app_run *run)
{
    const struct ow_trace *trace = run->trace;

    return trace != NULL ? trace->time_s[trace->count - 1] - trace->time_s[0]
                         : 0;
}

/* Durations that are spoken of, up to the length of the run. */
static void fill_usual(double most_s, struct held *held)
{
    static const double usual_s[] = {5,     10,    20,    30,    60,    120,
                                     180,   300,   600,   900,   1200,  1800,
                                     2700,  3600,  5400,  7200,  10800, 14400,
                                     21600, 43200, 86400, 172800};

    for (size_t i = 0; i < sizeof usual_s / sizeof usual_s[0]; i++) {
        if (usual_s[i] <= most_s) {
            held->spans_s[held->count++] = usual_s[i];
        }
    }
}

/* Durations by equal ratios from a second to the length of the run. */
static void fill_even(double most_s, struct held *held)
{
    for (int i = 0; i < PICTURE_SPANS; i++) {
        double span_s =
            round(pow(fmax(1, most_s), (double)i / (PICTURE_SPANS - 1)));

        if (held->count == 0 ||
            (span_s > held->spans_s[held->count - 1] && span_s <= most_s)) {
            held->spans_s[held->count++] = span_s;
        }
    }
}

static void put(struct buf *out, struct buf *text, size_t width)
{
    text_pad(out, buf_text(text), width);
    text->length = 0;
}

static void print_bests(const struct cli *cli, struct buf *out,
                        const struct app_run *run)
{
    struct buf text;

    buf_init(&text, MOST_TEXT);
    if (run->best_count > 0) {
        text_heading(cli, out, "Fastest over");
    }
    for (size_t i = 0; i < run->best_count; i++) {
        const struct ow_trace_best *best = &run->bests[i];

        buf_append_text(out, "  ");
        figure_best_name(cli, &text, best->distance_m);
        put(out, &text, NAME_WIDTH + 4);
        figure_time(&text, best->time_s);
        put(out, &text, CELL_WIDTH - 2);
        figure_pace(cli, &text, best->distance_m / best->time_s);
        put(out, &text, CELL_WIDTH);
        buf_append_text(out, "from ");
        figure_time(out, best->start_s);
        buf_append_char(out, '\n');
    }
    buf_dispose(&text);
}

static void append_held(const struct cli *cli, struct buf *text, int quantity,
                        double value)
{
    if (quantity == OW_CURVE_HR_BPM) {
        figure_number(text, value, 0, " bpm");
    } else if (quantity == OW_CURVE_POWER_W) {
        figure_number(text, value, 0, " W");
    } else {
        figure_pace(cli, text, value);
    }
}

static void print_held(const struct cli *cli, struct buf *out,
                       const struct held *held)
{
    static const char *const names[QUANTITIES] = {"pace", "as on flat",
                                                  "heart rate", "power"};
    struct buf text;

    if (held->count == 0 || !held->is_known[OW_CURVE_SPEED_M_PER_S]) {
        return;
    }
    buf_init(&text, MOST_TEXT);
    text_heading(cli, out, "Most held for");
    text_pad(out, "", NAME_WIDTH + 2);
    for (int q = 0; q < QUANTITIES; q++) {
        text_pad(out, held->is_known[q] ? names[q] : "",
                 held->is_known[q] ? CELL_WIDTH : 0);
    }
    text_end_line(out);
    for (size_t i = 0; i < held->count; i++) {
        buf_append_text(out, "  ");
        figure_time(&text, held->spans_s[i]);
        put(out, &text, NAME_WIDTH);
        for (int q = 0; q < QUANTITIES; q++) {
            if (held->is_known[q]) {
                append_held(cli, &text, q, held->means[q][i]);
                put(out, &text, CELL_WIDTH);
            }
        }
        text_end_line(out);
    }
    buf_dispose(&text);
}

static void print_json(struct cli *cli, const struct app_run *run,
                       const struct held *held)
{
    static const char *const keys[QUANTITIES] = {
        "speed_m_per_s", "flat_m_per_s", "hr_bpm", "power_w"};
    struct json_writer json;

    run_json_begin(cli, &json, "onward/run-best/1", run);
    run_json_bests(&json, run);
    json_key(&json, "held");
    json_begin_array(&json);
    for (size_t i = 0; i < held->count; i++) {
        json_begin_object(&json);
        json_number_field(&json, "duration_s", held->spans_s[i], 0);
        for (int q = 0; q < QUANTITIES; q++) {
            json_number_field(&json, keys[q], held->means[q][i], 3);
        }
        json_end_object(&json);
    }
    json_end_array(&json);
    run_json_end(cli, &json);
}

/* Rows by distance, which know when they began, then rows by duration. */
static void print_csv(struct buf *out, const struct app_run *run,
                      const struct held *held)
{
    buf_append_text(out, "distance_m,duration_s,start_s,speed_m_per_s,"
                         "flat_m_per_s,hr_bpm,power_w\n");
    for (size_t i = 0; i < run->best_count; i++) {
        const struct ow_trace_best *best = &run->bests[i];

        run_csv_field(out, best->distance_m, 1, ',');
        run_csv_field(out, best->time_s, 1, ',');
        run_csv_field(out, best->start_s, 1, ',');
        run_csv_field(out, best->distance_m / best->time_s, 3, ',');
        buf_append_text(out, ",,\n");
    }
    for (size_t i = 0; i < held->count; i++) {
        buf_append_char(out, ',');
        run_csv_field(out, held->spans_s[i], 0, ',');
        for (int q = 0; q < QUANTITIES; q++) {
            buf_append_char(out, ',');
            if (!ow_is_missing(held->means[q][i])) {
                buf_append_number(out, held->means[q][i], 3);
            }
        }
        buf_append_char(out, '\n');
    }
}

/* The parts of a picture of what was held. */
struct sheet {
    double x[MOST_SPANS];
    double y[QUANTITIES][MOST_SPANS];
    struct chart_series series[QUANTITIES];
    struct chart_panel panels[QUANTITIES - 1];
    size_t panel_count;
};

static void fill_series(const struct cli *cli, const struct held *held,
                        struct sheet *sheet)
{
    static const char *const names[QUANTITIES] = {"pace", "as on the flat",
                                                  NULL, NULL};
    static const enum canvas_ink inks[QUANTITIES] = {CANVAS_BLUE, CANVAS_AMBER,
                                                     CANVAS_RED, CANVAS_GREEN};

    for (int q = 0; q < QUANTITIES; q++) {
        for (size_t i = 0; i < held->count; i++) {
            sheet->x[i] = log10(held->spans_s[i]);
            sheet->y[q][i] = q <= OW_CURVE_FLAT_M_PER_S
                                 ? figure_pace_s(cli, held->means[q][i])
                                 : held->means[q][i];
        }
        sheet->series[q] = (struct chart_series){
            names[q], CHART_LINE, inks[q], sheet->x, sheet->y[q], held->count};
    }
}

static void add_panel(struct sheet *sheet, const char *title,
                      enum scale_kind kind, int first, size_t count)
{
    sheet->panels[sheet->panel_count++] = (struct chart_panel){
        .title = title,
        .y = {.kind = kind,
              .low = OW_MISSING,
              .high = OW_MISSING,
              .is_reversed = kind == SCALE_DURATION},
        .series = &sheet->series[first],
        .series_count = count,
        .height = PANEL_HEIGHT,
    };
}

static int draw(struct cli *cli, const struct app_run *run,
                const struct held *held)
{
    struct sheet sheet = {.panel_count = 0};
    char title[SHOW_RUN_NAME_SIZE];
    char subtitle[RUN_CHART_SUBTITLE_SIZE];
    struct chart chart = {
        .title = title,
        .subtitle = subtitle,
        .note = "The most that was held for each duration",
        .x = {.title = "duration",
              .kind = SCALE_LOG_DURATION,
              .low = OW_MISSING,
              .high = OW_MISSING},
        .panels = sheet.panels,
    };

    fill_series(cli, held, &sheet);
    add_panel(&sheet,
              cli->units == OW_UNITS_MI ? "Pace, min/mi" : "Pace, min/km",
              SCALE_DURATION, OW_CURVE_SPEED_M_PER_S,
              held->is_known[OW_CURVE_FLAT_M_PER_S] ? 2 : 1);
    if (held->is_known[OW_CURVE_HR_BPM]) {
        add_panel(&sheet, "Heart rate, bpm", SCALE_NUMBER, OW_CURVE_HR_BPM, 1);
    }
    if (held->is_known[OW_CURVE_POWER_W]) {
        add_panel(&sheet, "Power, W", SCALE_NUMBER, OW_CURVE_POWER_W, 1);
    }
    chart.panel_count = sheet.panel_count;
    show_run_name(run, title);
    run_chart_subtitle(cli, run, subtitle);
    return run_chart_draw(cli, &chart);
}

static int print(struct cli *cli, const struct app_run *run,
                 const struct held *held)
{
    if (run->trace == NULL) {
        cli_note(cli, "%s", run->trace_why);
        return EXIT_INPUT;
    }
    if (cli_wants_picture(cli)) {
        return draw(cli, run, held);
    }
    if (cli->format == CLI_JSON) {
        print_json(cli, run, held);
        return EXIT_DONE;
    }
    if (cli->format == CLI_CSV) {
        print_csv(&cli->out, run, held);
        return EXIT_DONE;
    }
    show_run_head(cli, &cli->out, run);
    print_bests(cli, &cli->out, run);
    print_held(cli, &cli->out, held);
    return EXIT_DONE;
}

static int run(struct cli *cli)
{
    struct app_run shown = {.in_file = 0};
    struct held held = {.count = 0};
    struct ow_error err;
    int code = run_source(cli, &shown);

    if (code == EXIT_DONE) {
        if (cli_wants_picture(cli)) {
            fill_even(longest_s(&shown), &held);
        } else {
            fill_usual(longest_s(&shown), &held);
        }
        code = read_held(shown.trace, &held, &err) == OW_OK
                   ? print(cli, &shown, &held)
                   : cli_fail(cli, &err);
    }
    app_run_dispose(&shown);
    return code;
}

const struct command activity_best = {
    .name = "activity best",
    .summary = "The fastest stretches of a run, and what was held how long",
    .usage = usage,
    .about = "Pauses count: a stretch is as long as the clock says. The "
             "picture has every duration from a second to the whole run.",
    .takes =
        TAKES_STORE | TAKES_FORMAT | TAKES_OUTPUT | TAKES_TODAY | TAKES_UNITS,
    .formats = "text|json|csv|svg|pdf|png",
    .examples = examples,
    .run = run,
};
