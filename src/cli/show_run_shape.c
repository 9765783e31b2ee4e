/* What a run was as a whole, and how well a progression was run. */
#include "cli/figure.h"
#include "cli/show_run.h"

#include <math.h>

#define MOST_TEXT ((size_t)4096)
/* More of them are not told one by one. */
#define MOST_SEGMENTS_TOLD 8
#define S_PER_MINUTE 60
/* Less of a change is none. */
#define LEAST_SHARE 0.005

static void end_row(struct buf *out, const char *what, struct buf *line)
{
    show_run_row(out, what, buf_text(line));
    line->length = 0;
}

/* "warm-up 10 min 6:10/km, build 20 min 5:33/km". */
static void append_segments(const struct cli *cli, struct buf *line,
                            const struct ow_shape *shape)
{
    for (size_t i = 0; i < shape->segment_count; i++) {
        const struct ow_shape_segment *segment = &shape->segments[i];

        buf_append_text(line, i > 0 ? ", " : "");
        /* Of a run at even paces each part has the same name. */
        if (segment->role != OW_ROLE_STEADY) {
            buf_append_format(line, "%s ", ow_role_name(segment->role));
        }
        figure_number(line, segment->duration_s / S_PER_MINUTE, 0, " min at ");
        figure_pace(cli, line, segment->flat_m_per_s);
    }
}

void show_run_shape(const struct cli *cli, struct buf *out,
                    const struct app_run *run)
{
    const struct ow_shape *shape = run->shape;
    struct buf line;

    if (shape == NULL || shape->verdict == OW_SHAPE_UNSUITABLE) {
        return;
    }
    buf_init(&line, MOST_TEXT);
    buf_append_text(&line, shape->verdict == OW_SHAPE_NEGATIVE_SPLIT
                               ? "negative split"
                               : ow_shape_verdict_name(shape->verdict));
    if (shape->rise != OW_RISE_NONE) {
        buf_append_format(&line, " (%s)",
                          shape->rise == OW_RISE_FAST_FINISH
                              ? "fast finish"
                              : ow_shape_rise_name(shape->rise));
    }
    buf_append_format(&line, ": %s", shape->reason);
    end_row(out, "Shape", &line);
    if (shape->segment_count > 1 &&
        shape->segment_count <= MOST_SEGMENTS_TOLD) {
        append_segments(cli, &line, shape);
        end_row(out, "", &line);
    }
    buf_dispose(&line);
}

static void show_part(const struct cli *cli, struct buf *out,
                      const struct ow_score *score, enum ow_score_kind kind,
                      struct buf *line)
{
    static const char *const names[OW_SCORE_KIND_COUNT] = {
        "Order", "Peak", "Start", "Smoothness", "Ends"};
    const struct ow_score_part *part = &score->parts[kind];
    char words[OW_SCORE_WORDS_SIZE];

    ow_score_words(score, kind, cli->units, words);
    if (part->most > 0) {
        figure_number(line, part->points, 0, " of ");
        figure_number(line, part->most, 0, ": ");
    }
    buf_append_text(line, words);
    end_row(out, names[kind], line);
}

static void show_beside(struct buf *out, const struct ow_score *score,
                        struct buf *line)
{
    buf_append_text(line, "the second half ");
    if (fabs(score->negative_split) < LEAST_SHARE) {
        buf_append_text(line, "as fast as the first");
    } else {
        figure_percent(line, fabs(score->negative_split), 1);
        buf_append_text(line, score->negative_split > 0
                                  ? " faster than the first"
                                  : " slower than the first");
    }
    end_row(out, "Halves", line);
    if (!ow_is_missing(score->decoupling)) {
        figure_percent(line, fabs(score->decoupling), 1);
        buf_append_format(line,
                          " %s way a heartbeat in the second half of the "
                          "middle third",
                          score->decoupling > 0 ? "less" : "more");
        if (!ow_is_missing(score->peak_hr_bpm)) {
            buf_append_text(line, "; ");
            figure_number(line, score->peak_hr_bpm, 0, " bpm at the peak");
        }
        end_row(out, "Heart", line);
    }
}

void show_run_score(const struct cli *cli, struct buf *out,
                    const struct app_run *run)
{
    const struct ow_score *score = &run->score;
    struct buf line;

    if (!run->has_score) {
        return;
    }
    buf_init(&line, MOST_TEXT);
    text_heading(cli, out, "As a progression");
    if (score->why_not[0] != '\0') {
        buf_append_format(&line, "not scored: %s", score->why_not);
        end_row(out, "Score", &line);
        buf_dispose(&line);
        return;
    }
    figure_number(&line, score->points, 0, " of 100, against ");
    buf_append_text(&line, score->is_planned ? "its plan" : "its own kind");
    end_row(out, "Score", &line);
    for (int kind = 0; kind < OW_SCORE_KIND_COUNT; kind++) {
        show_part(cli, out, score, (enum ow_score_kind)kind, &line);
    }
    show_beside(out, score, &line);
    buf_dispose(&line);
}
