/* What a run was, part by part, in sentences; and what cannot be told. */
#include "cli/figure.h"
#include "cli/show_run.h"

#include <math.h>
#include <string.h>

#define MOST_TEXT ((size_t)4096)
#define SHOWN_HILLS 3
#define SHOWN_WARNINGS 5
#define S_PER_HOUR 3600.0
/* Less of a change is none. */
#define LEAST_SHARE 0.005
#define LEAST_WANDER_M 10.0

static void end_row(struct buf *out, const char *what, struct buf *line)
{
    if (line->length > 0) {
        show_run_row(out, what, buf_text(line));
    }
    line->length = 0;
}

static void show_decoupling(const struct ow_run_decoupling *part,
                            struct buf *line)
{
    figure_percent(line, fabs(part->share), 1);
    buf_append_format(line, " %s way a heartbeat in the second half of ",
                      part->share > 0 ? "less" : "more");
    figure_time(line, part->running_s);
    buf_append_text(line, " of steady running, at ");
    figure_number(line, part->second_hr_bpm, 0, "");
    buf_append_text(line, " against ");
    figure_number(line, part->first_hr_bpm, 0, " bpm");
    buf_append_text(line, part->share < 0.05 ? "; under 5 % is well held"
                                             : "; over 5 % is a drift");
}

static void show_durability(const struct ow_run_durability *part,
                            struct buf *line)
{
    for (size_t i = 0; i < OW_DURABILITY_MARKS; i++) {
        const struct ow_durability_mark *mark = &part->marks[i];

        if (mark->why_not != NULL) {
            continue;
        }
        buf_append_text(line, line->length > 0 ? "; after " : "after ");
        figure_number(line, mark->after_s / 60, 0, " min ");
        if (fabs(mark->loss) < LEAST_SHARE) {
            buf_append_text(line, "as fast");
            continue;
        }
        figure_percent(line, fabs(mark->loss), 1);
        buf_append_text(line, mark->loss > 0 ? " slower" : " faster");
    }
    if (line->length > 0) {
        buf_append_text(line, ", at the ");
        figure_number(line, part->hr_bpm, 0, " bpm of the first hour");
    }
}

static void append_stride(struct buf *line, const char *what,
                          const struct ow_stride_figure *figure, double unit,
                          int decimals, const char *unit_name)
{
    if (ow_is_missing(figure->mean)) {
        return;
    }
    buf_append_format(line, "%s%s ", line->length > 0 ? ", " : "", what);
    figure_number(line, figure->mean * unit, decimals, unit_name);
    if (fabs(figure->change) >= LEAST_SHARE) {
        buf_append_text(line, figure->change > 0 ? " (+" : " (-");
        figure_percent(line, fabs(figure->change), 0);
        buf_append_text(line, " late)");
    }
}

static void show_stride(const struct ow_run_stride *part, struct buf *line)
{
    append_stride(line, "cadence", &part->cadence_spm, 1, 0, " spm");
    append_stride(line, "step", &part->step_length_m, 1, 2, " m");
    append_stride(line, "on the ground", &part->stance_time_ms, 1, 0, " ms");
    append_stride(line, "up and down", &part->vertical_oscillation_mm, 0.1, 1,
                  " cm");
}

static void append_count(struct buf *line, size_t count, const char *one,
                         const char *many)
{
    buf_append_format(line, "%zu%s%s", count,
                      count != 1 && many[0] == ',' ? "" : " ",
                      count == 1 ? one : many);
}

static void append_hill(const struct cli *cli, struct buf *line,
                        const struct ow_hill *hill)
{
    buf_append_format(line, "%s", hill->rise_m > 0 ? "+" : "-");
    figure_height(cli, line, fabs(hill->rise_m));
    buf_append_text(line, " over ");
    figure_distance(cli, line, hill->length_m);
    buf_append_text(line, " from ");
    figure_distance(cli, line, hill->start_m);
    if (!ow_is_missing(hill->flat_m_per_s)) {
        buf_append_text(line, ", ");
        figure_pace(cli, line, hill->flat_m_per_s);
        buf_append_text(line, " as on the flat");
    }
}

/* The greatest hill not above `below`; NULL. */
static const struct ow_hill *next_hill(const struct ow_run_hills *part,
                                       double below)
{
    const struct ow_hill *best = NULL;

    for (size_t i = 0; i < part->hill_count; i++) {
        const struct ow_hill *hill = &part->hills[i];

        if (fabs(hill->rise_m) < below &&
            (best == NULL || fabs(hill->rise_m) > fabs(best->rise_m))) {
            best = hill;
        }
    }
    return best;
}

static void show_hills(const struct cli *cli, struct buf *out,
                       const struct ow_run_hills *part, struct buf *line)
{
    const struct ow_hill *hill = NULL;
    double below = (double)INFINITY;

    if (part->climb_count + part->descent_count == 0) {
        buf_append_text(line, "none of 10 m and more");
        end_row(out, "Hills", line);
        return;
    }
    append_count(line, part->climb_count, "climb on ", "climbs on ");
    figure_percent(line, part->climb_share, 0);
    buf_append_text(line, " of the way, ");
    append_count(line, part->descent_count, "descent on ", "descents on ");
    figure_percent(line, part->descent_share, 0);
    if (part->climb_count > 0 && !ow_is_missing(part->climb_m_per_s)) {
        buf_append_text(line, "; up at ");
        figure_height(cli, line, part->climb_m_per_s * S_PER_HOUR);
        buf_append_text(line, " an hour");
    }
    end_row(out, "Hills", line);
    for (int i = 0; i < SHOWN_HILLS; i++) {
        hill = next_hill(part, below);
        if (hill != NULL) {
            append_hill(cli, line, hill);
            end_row(out, "", line);
            below = fabs(hill->rise_m);
        }
    }
}

static void show_walking(const struct ow_run_walking *part, struct buf *line)
{
    if (part->count == 0) {
        buf_append_text(line, "none");
        return;
    }
    append_count(line, part->count, "of ", ", mostly of ");
    figure_time(line, part->typical_s);
    if (part->count > 1) {
        buf_append_text(line, ", ");
        figure_time(line, part->total_s);
        buf_append_text(line, " in all");
    }
    buf_append_text(line, " (");
    figure_percent(line, part->share, 0);
    buf_append_text(line, part->is_run_walk ? "): run-walk by plan" : ")");
}

static void show_stops(const struct ow_run_stops *part, struct buf *line)
{
    if (part->count == 0) {
        buf_append_text(line, "none");
        return;
    }
    append_count(line, part->count, "of ", ", together ");
    figure_time(line, part->total_s);
    if (part->count > 1) {
        buf_append_text(line, ", the longest ");
        figure_time(line, part->longest_s);
    }
    buf_append_text(line, " at ");
    figure_time(line, part->longest_at_s);
}

static void show_night(const struct ow_run_night *part, struct buf *line)
{
    double share = part->night_s / part->known_s;

    if (share < LEAST_SHARE) {
        buf_append_text(line, "all in daylight");
        return;
    }
    figure_percent(line, share, 0);
    buf_append_text(line, " with the sun down, ");
    figure_percent(line, part->dark_s / part->known_s, 0);
    buf_append_text(line, " in the dark");
}

static void show_temperature(const struct ow_run_temperature *part,
                             struct buf *line)
{
    figure_number(line, part->mean_c, 0, " C");
    buf_append_text(line, ", ");
    figure_number(line, part->min_c, 0, " to ");
    figure_number(line, part->max_c, 0, "");
    buf_append_format(line, "; %s", part->caution);
}

static const char *place_name(enum ow_place place)
{
    switch (place) {
    case OW_PLACE_TREADMILL:
        return "on a treadmill";
    case OW_PLACE_INDOORS:
        return "indoors";
    case OW_PLACE_OUTDOORS:
    case OW_PLACE_UNKNOWN:
        break;
    }
    return NULL;
}

static void show_surroundings(struct buf *out, const struct ow_analysis *parts,
                              struct buf *line)
{
    if (place_name(parts->place) != NULL) {
        show_run_row(out, "Place", place_name(parts->place));
    }
    if (parts->night.why_not == NULL) {
        show_night(&parts->night, line);
        end_row(out, "Light", line);
    }
    if (parts->temperature.why_not == NULL) {
        show_temperature(&parts->temperature, line);
        end_row(out, "Temperature", line);
    }
}

/* The round ones of the bests. */
static void show_fastest(const struct cli *cli, struct buf *line,
                         const struct app_run *run)
{
    static const double shown_m[] = {1000, OW_MILE_M, 5000, 10000,
                                     OW_HALF_MARATHON_M};
    size_t at = 0;

    for (size_t i = 0; i < run->best_count; i++) {
        const struct ow_trace_best *best = &run->bests[i];

        while (at < sizeof shown_m / sizeof shown_m[0] &&
               shown_m[at] < best->distance_m - 1) {
            at++;
        }
        if (at < sizeof shown_m / sizeof shown_m[0] &&
            shown_m[at] < best->distance_m + 1) {
            buf_append_text(line, line->length > 0 ? ", " : "");
            figure_best_name(cli, line, best->distance_m);
            buf_append_char(line, ' ');
            figure_time(line, best->time_s);
        }
    }
}

void show_run_parts(const struct cli *cli, struct buf *out,
                    const struct app_run *run)
{
    const struct ow_analysis *parts = &run->analysis;
    size_t before = out->length;
    size_t headed = 0;
    struct buf line;

    buf_init(&line, MOST_TEXT);
    text_heading(cli, out, "How it went");
    headed = out->length;
    show_fastest(cli, &line, run);
    end_row(out, "Fastest", &line);
    if (parts->decoupling.why_not == NULL) {
        show_decoupling(&parts->decoupling, &line);
        end_row(out, "Decoupling", &line);
    }
    if (parts->durability.why_not == NULL) {
        show_durability(&parts->durability, &line);
        end_row(out, "Durability", &line);
    }
    if (parts->stride.why_not == NULL) {
        show_stride(&parts->stride, &line);
        end_row(out, "Stride", &line);
    }
    if (parts->hills.why_not == NULL) {
        show_hills(cli, out, &parts->hills, &line);
    }
    if (parts->walking.why_not == NULL) {
        show_walking(&parts->walking, &line);
        end_row(out, "Walk breaks", &line);
    }
    if (parts->stops.why_not == NULL) {
        show_stops(&parts->stops, &line);
        end_row(out, "Stops", &line);
    }
    show_surroundings(out, parts, &line);
    if (out->length == headed) {
        out->length = before; /* nothing to head */
    }
    buf_dispose(&line);
}

static void append_mend(struct buf *line, size_t count, const char *one,
                        const char *many)
{
    if (count > 0) {
        buf_append_text(line, line->length > 0 ? "; " : "");
        append_count(line, count, one, many);
    }
}

static void append_mends(const struct cli *cli, struct buf *line,
                         const struct ow_trace_mends *mends)
{
    append_mend(line, mends->without_time, "sample without a time left out",
                "samples without a time left out");
    append_mend(line, mends->repeated_times, "repeated time left out",
                "repeated times left out");
    append_mend(line, mends->without_distance,
                "point with its metres from those around it",
                "points with their metres from those around them");
    append_mend(line, mends->without_elevation,
                "point with its height from those around it",
                "points with their height from those around them");
    append_mend(line, mends->jumps, "jump that no runner makes",
                "jumps that no runner makes");
    append_mend(line, mends->elevation_steps,
                "move of the height sensor taken out",
                "moves of the height sensor taken out");
    if (mends->wander_m >= LEAST_WANDER_M) {
        buf_append_text(line, line->length > 0 ? "; " : "");
        figure_distance(cli, line, mends->wander_m);
        buf_append_text(line, " of wandering while standing left out");
    }
}

static void show_warnings(struct buf *out, const struct app_run *run)
{
    size_t shown = run->warning_count < SHOWN_WARNINGS ? run->warning_count
                                                       : SHOWN_WARNINGS;
    struct buf line;

    for (size_t i = 0; i < shown; i++) {
        show_run_row(out, i == 0 ? "The file" : "", run->warnings[i].message);
    }
    if (shown < run->warning_count) {
        buf_init(&line, MOST_TEXT);
        buf_append_format(&line, "and %zu more", run->warning_count - shown);
        end_row(out, "", &line);
        buf_dispose(&line);
    }
}

void show_run_mends(const struct cli *cli, struct buf *out,
                    const struct app_run *run)
{
    const struct ow_trace_mends *mends =
        run->trace != NULL ? ow_trace_mends(run->trace) : NULL;
    struct buf line;

    buf_init(&line, MOST_TEXT);
    if (mends != NULL) {
        append_mends(cli, &line, mends);
    }
    if (line.length > 0 || run->warning_count > 0 ||
        (mends != NULL && mends->distance_from != OW_DISTANCE_DEVICE)) {
        text_heading(cli, out, "What was mended");
        if (mends != NULL && mends->distance_from == OW_DISTANCE_POSITIONS) {
            show_run_row(out, "Distance", "measured along the positions");
        } else if (mends != NULL && mends->distance_from == OW_DISTANCE_SPEED) {
            show_run_row(out, "Distance", "summed up from the speed");
        }
        end_row(out, "Samples", &line);
        show_warnings(out, run);
    }
    buf_dispose(&line);
}

/* A part of the report, and why there is none. */
struct gap {
    const char *name;
    const char *why_not;
};

/* Parts that lack the same are told together. */
static void show_gaps(const struct cli *cli, struct buf *out,
                      const struct gap *gaps, size_t count)
{
    bool is_first = true;

    for (size_t i = 0; i < count; i++) {
        bool is_told = gaps[i].why_not == NULL;
        struct buf line;

        for (size_t k = 0; k < i && !is_told; k++) {
            is_told = gaps[k].why_not != NULL &&
                      strcmp(gaps[k].why_not, gaps[i].why_not) == 0;
        }
        if (is_told) {
            continue;
        }
        if (is_first) {
            text_heading(cli, out, "Not told of this run");
            is_first = false;
        }
        buf_init(&line, MOST_TEXT);
        buf_append_text(&line, gaps[i].name);
        for (size_t k = i + 1; k < count; k++) {
            if (gaps[k].why_not != NULL &&
                strcmp(gaps[k].why_not, gaps[i].why_not) == 0) {
                buf_append_format(&line, ", %s", gaps[k].name);
            }
        }
        buf_append_format(&line, ": %s", gaps[i].why_not);
        line.data[0] = char_upper(line.data[0]);
        buf_append_text(out, "  ");
        text_wrap(out, 2, 4, buf_text(&line));
        buf_dispose(&line);
    }
}

void show_run_missing(const struct cli *cli, struct buf *out,
                      const struct app_run *run)
{
    const struct ow_analysis *parts = &run->analysis;
    const struct gap gaps[] = {
        {"splits", run->trace == NULL ? run->trace_why : NULL},
        {"pace", parts->means.why_not},
        {"shape",
         run->shape != NULL && run->shape->verdict == OW_SHAPE_UNSUITABLE
             ? run->shape->reason
             : NULL},
        {"heart-rate zones", parts->hr_zones.why_not},
        {"pace zones", parts->pace_zones.why_not},
        {"decoupling", parts->decoupling.why_not},
        {"durability", parts->durability.why_not},
        {"stride", parts->stride.why_not},
        {"hills", parts->hills.why_not},
        {"walk breaks", parts->walking.why_not},
        {"stops", parts->stops.why_not},
        {"light", parts->night.why_not},
        {"temperature", parts->temperature.why_not},
    };

    show_gaps(cli, out, gaps, sizeof gaps / sizeof gaps[0]);
}
