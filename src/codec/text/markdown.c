/* A workout as Markdown, for people to read and print. */
#include "codec/text/markdown.h"

#include "codec/workout_out.h"
#include "engine/workout/words.h"

#include <string.h>

void markdown_text(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("\\`*_~[]<>&#|", *text) != NULL) {
            buf_append_char(out, '\\');
        }
        buf_append_char(out, (unsigned char)*text < ' ' ? ' ' : *text);
    }
}

static void append_indent(struct buf *buf, size_t depth)
{
    for (size_t i = 0; i < depth; i++) {
        buf_append_text(buf, "    ");
    }
}

/* Recursion ends: repeats nest at most eight deep. */
static void append_block(struct workout_out *out, const struct ow_step *steps,
                         size_t count, size_t depth)
{
    enum ow_units units = out->writing->in_miles ? OW_UNITS_MI : OW_UNITS_KM;
    size_t number = 1;

    for (size_t i = 0; i < count; i++, number++) {
        const struct ow_step *step = &steps[i];

        append_indent(&out->buf, depth);
        buf_append_format(&out->buf, "%zu. ", number);
        if (step->is_repeat) {
            buf_append_format(&out->buf, "%lu times:\n",
                              (unsigned long)step->repeat_times);
            append_block(out, step + 1, step->block_count, depth + 1);
            i += step->block_count;
            continue;
        }
        buf_append_format(&out->buf, "**%s** ", ow_role_name(step->role));
        words_end(&out->buf, step, units);
        if (step->target.type != OW_TARGET_OPEN) {
            buf_append_text(&out->buf, ", ");
            words_target(&out->buf, step, units);
        }
        if (step->cue != NULL && step->cue[0] != '\0') {
            buf_append_text(&out->buf, ": ");
            markdown_text(&out->buf, step->cue);
        }
        buf_append_char(&out->buf, '\n');
    }
}

enum ow_status markdown_encode(struct workout_out *out)
{
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(out->workout, &count);
    const char *name = ow_workout_name(out->workout);
    double total_s = ow_workout_total_s(out->workout);
    double total_m = ow_workout_total_m(out->workout);
    char text[OW_QUANTITY_TEXT_SIZE];

    buf_append_text(&out->buf, "# ");
    markdown_text(&out->buf, name[0] != '\0' ? name : "Workout");
    buf_append_text(&out->buf, "\n\n");
    if (!ow_is_missing(total_s)) {
        ow_duration_format(total_s, text);
        buf_append_format(&out->buf, "%s in all.\n\n", text);
    } else if (!ow_is_missing(total_m)) {
        ow_distance_format(
            total_m, out->writing->in_miles ? OW_UNITS_MI : OW_UNITS_KM, text);
        buf_append_format(&out->buf, "%s in all.\n\n", text);
    }
    append_block(out, steps, count, 0);
    return OW_OK;
}
