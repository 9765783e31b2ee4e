/* A race plan in the terminal, and its figures for other programs. */
#include "cli/figure.h"
#include "cli/plot.h"
#include "cli/race_plan.h"
#include "cli/run_csv.h"
#include "cli/text.h"
#include "codec/json/json_writer.h"

#include <string.h>

#define FACT_COLUMN 10
#define PLOT_CELLS 140
#define PLOT_ROWS 6
#define AT_WIDTH 7
#define TIME_WIDTH 9
#define GRADE_WIDTH 8
#define BAR_WIDTH 18
/* Of bars: the slowest split is so long beside the fastest. */
#define SHORTEST_BAR 0.3

static void show_profile(const struct cli *cli, struct buf *out,
                         const struct race_plan_view *view)
{
    bool is_miles = cli->units == OW_UNITS_MI;
    double x[PLOT_CELLS];
    double y[PLOT_CELLS];
    struct plot plot = {
        .title = is_miles ? "Height, m over miles" : "Height, m over km",
        .x = x,
        .y = y,
        .count = PLOT_CELLS,
        .rows = PLOT_ROWS,
        .style = TEXT_GREEN,
    };

    for (size_t i = 0; i < PLOT_CELLS; i++) {
        double at_m =
            view->plan->length_m * (double)i / (double)(PLOT_CELLS - 1);

        x[i] = figure_long(cli, at_m);
        y[i] = ow_course_elevation_m(view->course, at_m);
    }
    buf_append_char(out, '\n');
    plot_line(cli, out, &plot);
}

/* A cell against its right edge. */
static void cell(struct buf *out, const char *text, size_t width)
{
    for (size_t i = text_width(text); i < width; i++) {
        buf_append_char(out, ' ');
    }
    buf_append_text(out, text);
}

static void show_row(const struct cli *cli, const struct race_plan_view *view,
                     size_t split, struct buf *out)
{
    struct race_plan_row row;

    race_plan_row(cli, view, split, &row);
    cell(out, row.at, AT_WIDTH);
    cell(out, row.split, TIME_WIDTH);
    cell(out, row.pace, TIME_WIDTH);
    if (ow_course_facts(view->course)->has_elevation) {
        cell(out, row.flat, TIME_WIDTH);
        cell(out, row.grade, GRADE_WIDTH);
    }
    cell(out, row.clock, TIME_WIDTH + 1);
    if (view->raced != NULL) {
        cell(out, row.raced, TIME_WIDTH + 1);
        cell(out, row.behind, TIME_WIDTH);
    }
}

static void show_splits(const struct cli *cli, struct buf *out,
                        const struct race_plan_view *view)
{
    const struct ow_race_plan *plan = view->plan;
    double fastest = plan->splits[0].pace_s_per_km;
    double slowest = fastest;

    cell(out, figure_long_unit(cli), AT_WIDTH);
    cell(out, "split", TIME_WIDTH);
    cell(out, "pace", TIME_WIDTH);
    if (ow_course_facts(view->course)->has_elevation) {
        cell(out, "as flat", TIME_WIDTH);
        cell(out, "grade %", GRADE_WIDTH);
    }
    cell(out, "clock", TIME_WIDTH + 1);
    if (view->raced != NULL) {
        cell(out, "raced", TIME_WIDTH + 1);
        cell(out, "behind", TIME_WIDTH);
    }
    buf_append_char(out, '\n');
    for (size_t i = 0; i < plan->split_count; i++) {
        double pace = plan->splits[i].pace_s_per_km;

        fastest = pace < fastest ? pace : fastest;
        slowest = pace > slowest ? pace : slowest;
    }
    for (size_t i = 0; i < plan->split_count; i++) {
        double behind = plan->splits[i].pace_s_per_km - fastest;
        double span = slowest - fastest;

        show_row(cli, view, i, out);
        if (view->raced != NULL) {
            text_end_line(out);
            continue;
        }
        buf_append_text(out, "  ");
        /* Paces that differ by less than a percent are one. */
        text_bar(cli, out, TEXT_BLUE,
                 1 - (1 - SHORTEST_BAR) * behind /
                         (span > fastest / 100 ? span : fastest / 100),
                 1, BAR_WIDTH);
        text_end_line(out);
    }
}

void race_plan_text(struct cli *cli, const struct race_plan_view *view)
{
    struct race_plan_fact facts[RACE_PLAN_MOST_FACTS];
    size_t count = race_plan_facts(cli, view, facts);
    char title[RACE_PLAN_TITLE_SIZE];
    struct buf *out = &cli->out;

    race_plan_title(cli, view, title);
    text_styled(cli, out, TEXT_BOLD, title);
    buf_append_text(out, "\n\n");
    for (size_t i = 0; i < count; i++) {
        text_pad(out, facts[i].what, FACT_COLUMN);
        text_wrap(out, FACT_COLUMN, FACT_COLUMN, facts[i].words);
    }
    for (size_t i = 0; i < view->plan->warning_count; i++) {
        text_styled(cli, out, TEXT_AMBER, "Mind");
        text_pad(out, "", FACT_COLUMN - (sizeof "Mind" - 1));
        text_wrap(out, FACT_COLUMN, FACT_COLUMN,
                  view->plan->warnings[i].message);
    }
    if (ow_course_facts(view->course)->has_elevation) {
        show_profile(cli, out, view);
    }
    buf_append_char(out, '\n');
    show_splits(cli, out, view);
}

static void write_course(struct json_writer *json,
                         const struct race_plan_view *view)
{
    const struct ow_course_facts *facts = ow_course_facts(view->course);

    json_key(json, "course");
    json_begin_object(json);
    json_text_field(json, "file", view->file);
    json_number_field(json, "distance_m", facts->length_m, 3);
    json_bool_field(json, "has_elevation", facts->has_elevation);
    json_number_field(json, "flat_m", facts->flat_m, 2);
    json_number_field(json, "ascent_m", facts->ascent_m, 1);
    json_number_field(json, "descent_m", facts->descent_m, 1);
    json_number_field(json, "net_drop_m", facts->net_drop_m, 1);
    json_end_object(json);
}

static void write_splits(struct json_writer *json,
                         const struct race_plan_view *view)
{
    const struct ow_race_plan *plan = view->plan;

    json_key(json, "splits");
    json_begin_array(json);
    for (size_t i = 0; i < plan->split_count; i++) {
        const struct ow_race_split *split = &plan->splits[i];

        json_begin_object(json);
        json_number_field(json, "from_m", split->from_m, 3);
        json_number_field(json, "to_m", split->to_m, 3);
        json_number_field(json, "grade", split->grade, 5);
        json_number_field(json, "pace_s_per_km", split->pace_s_per_km, 2);
        json_number_field(json, "flat_pace_s_per_km", split->flat_pace_s_per_km,
                          2);
        json_integer_field(json, "time_s", split->time_s);
        json_integer_field(json, "cumulative_s", split->cumulative_s);
        if (view->raced != NULL) {
            json_number_field(json, "raced_s", view->raced[i].time_s, 1);
            json_number_field(json, "behind_s", view->raced[i].behind_s, 1);
        }
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_warnings(struct json_writer *json,
                           const struct ow_race_plan *plan)
{
    json_key(json, "warnings");
    json_begin_array(json);
    for (size_t i = 0; i < plan->warning_count; i++) {
        json_begin_object(json);
        json_text_field(json, "code", plan->warnings[i].code);
        json_text_field(json, "message", plan->warnings[i].message);
        json_end_object(json);
    }
    json_end_array(json);
}

void race_plan_json(struct cli *cli, const struct race_plan_view *view)
{
    const struct ow_race_plan *plan = view->plan;
    const struct ow_prediction *prediction = view->prediction;
    struct json_writer json;

    json_init(&json, &cli->out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/race-plan/1");
    json_number_field(&json, "goal_s", plan->goal_s, 0);
    json_number_field(&json, "distance_m", plan->length_m, 3);
    json_text_field(&json, "strategy", ow_pacing_name(plan->pacing));
    write_course(&json, view);
    write_splits(&json, view);
    json_number_field(&json, "first_half_s", plan->first_half_s, 2);
    json_number_field(&json, "heat_slowdown_low", plan->heat.low, 4);
    json_number_field(&json, "heat_slowdown_high", plan->heat.high, 4);
    json_number_field(&json, "altitude_slowdown", plan->altitude_slowdown, 4);
    json_number_field(&json, "worth_s", plan->worth_s, 1);
    json_number_field(&json, "second_half_worth_s", plan->second_half_worth_s,
                      1);
    json_number_field(&json, "predicted_s",
                      prediction != NULL ? prediction->time_s : OW_MISSING, 1);
    write_warnings(&json, plan);
    if (view->raced != NULL) {
        json_text_field(&json, "raced", view->raced_words);
    }
    json_end_object(&json);
    buf_append_char(&cli->out, '\n');
}

void race_plan_csv(struct cli *cli, const struct race_plan_view *view)
{
    const struct ow_race_plan *plan = view->plan;
    struct buf *out = &cli->out;

    buf_append_text(out, "from_m,to_m,grade,pace_s_per_km,flat_pace_s_per_km,"
                         "time_s,cumulative_s\n");
    for (size_t i = 0; i < plan->split_count; i++) {
        const struct ow_race_split *split = &plan->splits[i];

        run_csv_field(out, split->from_m, 3, ',');
        run_csv_field(out, split->to_m, 3, ',');
        run_csv_field(out, split->grade, 5, ',');
        run_csv_field(out, split->pace_s_per_km, 2, ',');
        run_csv_field(out, split->flat_pace_s_per_km, 2, ',');
        run_csv_field(out, (double)split->time_s, 0, ',');
        run_csv_field(out, (double)split->cumulative_s, 0, '\n');
    }
}
