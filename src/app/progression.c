/* A workout to look at; see the header. */
#include "app/progression.h"

#include "base/error.h"
#include "engine/workout/words.h"
#include "onward/ics.h"

#include <string.h>

#define MOST_BARS ((size_t)1000)
#define MOST_TEXT ((size_t)64 * 1024)
#define OPEN_S 300.0         /* of a step that ends by hand, for its width */
#define USUAL_S_PER_KM 360.0 /* where a pace is not known, for widths */
#define LEAST_HEIGHT 0.15
#define BELOW_CEILING 0.94 /* what is run under a ceiling, for the picture */
#define OPEN_HEIGHT 0.3    /* of a step without a target */

/* A step's intensity at both ends, growing with effort; missing: open. */
struct span {
    double from;
    double to;
};

static struct span span_of(const struct ow_step *step)
{
    const struct ow_target *target = &step->target;
    struct span span = {step->ramp_from, step->ramp_to};
    bool is_pace = target->type == OW_TARGET_PACE_S_PER_KM;

    if (target->type == OW_TARGET_OPEN) {
        return (struct span){OW_MISSING, OW_MISSING};
    }
    if (ow_is_missing(span.from) || ow_is_missing(span.to)) {
        double value = (target->low + target->high) / 2;

        if (ow_is_missing(target->low)) {
            value =
                target->high * (is_pace ? 1 / BELOW_CEILING : BELOW_CEILING);
        } else if (ow_is_missing(target->high)) {
            value = target->low;
        } else if (step->role == OW_ROLE_PEAK) {
            value = target->high;
        }
        span = (struct span){value, value};
    }
    if (is_pace) {
        span = (struct span){1000 / span.from, 1000 / span.to};
    }
    return span;
}

static double width_of(const struct ow_step *step, bool by_distance)
{
    struct span span = span_of(step);
    double m_per_s = 1000 / USUAL_S_PER_KM;

    if (step->target.type == OW_TARGET_PACE_S_PER_KM &&
        !ow_is_missing(span.from)) {
        m_per_s = (span.from + span.to) / 2;
    }
    switch (step->end_type) {
    case OW_END_TIME_S:
        return step->end_value * (by_distance ? m_per_s : 1);
    case OW_END_DISTANCE_M:
        return step->end_value / (by_distance ? 1 : m_per_s);
    case OW_END_LAP:
    case OW_END_HR_ABOVE_BPM:
    case OW_END_HR_BELOW_BPM:
    case OW_END_COUNT:
        break;
    }
    return OPEN_S * (by_distance ? m_per_s : 1);
}

/* Bars with plain widths and intensities; true while there is room. */
static bool add_bars(struct app_workout_view *view, const struct ow_step *steps,
                     size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct ow_step *step = &steps[i];
        struct span span = span_of(step);
        struct app_workout_bar *bar = NULL;

        if (step->is_repeat) {
            for (uint32_t j = 0; j < step->repeat_times; j++) {
                if (!add_bars(view, step + 1, step->block_count)) {
                    return false;
                }
            }
            i += step->block_count;
            continue;
        }
        if (view->bar_count == MOST_BARS) {
            return false;
        }
        bar = &view->bars[view->bar_count];
        bar->from = view->bar_count > 0 ? bar[-1].to : 0;
        bar->to = bar->from + width_of(step, view->by_distance);
        bar->low = span.from;
        bar->high = span.to;
        bar->role = step->role;
        view->bar_count++;
    }
    return true;
}

/* Widths and intensities as shares of the whole and of the hardest. */
static void scale_bars(struct app_workout_view *view)
{
    double whole = view->bar_count > 0 ? view->bars[view->bar_count - 1].to : 1;
    double least = OW_MISSING;
    double most = 0;

    for (size_t i = 0; i < view->bar_count; i++) {
        least = fmin(least, view->bars[i].low);
        most = fmax(most, view->bars[i].high);
    }
    for (size_t i = 0; i < view->bar_count; i++) {
        struct app_workout_bar *bar = &view->bars[i];
        double span = most - least > 0 ? most - least : 1;

        bar->from /= whole;
        bar->to /= whole;
        bar->low =
            ow_is_missing(bar->low)
                ? OPEN_HEIGHT
                : LEAST_HEIGHT + (1 - LEAST_HEIGHT) * (bar->low - least) / span;
        bar->high = ow_is_missing(bar->high)
                        ? OPEN_HEIGHT
                        : LEAST_HEIGHT +
                              (1 - LEAST_HEIGHT) * (bar->high - least) / span;
    }
}

static const char *keep(struct app_workout_view *view, struct buf *text)
{
    const char *words = buf_text(text); /* may fail for want of its zero */
    const char *kept = NULL;

    if (text->status == OW_OK) {
        kept = arena_copy_text(&view->arena, words, text->length);
    }
    buf_dispose(text);
    return kept;
}

static bool add_row(struct app_workout_view *view, const struct ow_step *step,
                    size_t depth, enum ow_units units)
{
    struct app_workout_row *row = &view->rows[view->row_count++];
    const char *cue = step->cue != NULL ? step->cue : "";
    struct buf text;

    row->depth = depth;
    row->times = step->is_repeat ? step->repeat_times : 0;
    row->role = step->is_repeat ? "" : ow_role_name(step->role);
    row->cue = arena_copy_text(&view->arena, cue, strlen(cue));
    buf_init(&text, MOST_TEXT);
    if (!step->is_repeat) {
        words_end(&text, step, units);
    }
    row->length = keep(view, &text);
    buf_init(&text, MOST_TEXT);
    if (!step->is_repeat) {
        words_target(&text, step, units);
    }
    row->target = keep(view, &text);
    return row->cue != NULL && row->length != NULL && row->target != NULL;
}

/* Recursion ends: repeats nest at most eight deep. */
static bool add_rows(struct app_workout_view *view, const struct ow_step *steps,
                     size_t count, size_t depth, enum ow_units units)
{
    for (size_t i = 0; i < count; i++) {
        if (!add_row(view, &steps[i], depth, units)) {
            return false;
        }
        if (steps[i].is_repeat) {
            if (!add_rows(view, &steps[i + 1], steps[i].block_count, depth + 1,
                          units)) {
                return false;
            }
            i += steps[i].block_count;
        }
    }
    return true;
}

enum ow_status app_workout_view_make(const struct ow_workout *workout,
                                     enum ow_units units,
                                     struct app_workout_view *view,
                                     struct ow_error *err)
{
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);
    struct app_workout_view made = {
        .by_distance = !ow_is_missing(ow_workout_total_m(workout))};

    made.bars = arena_calloc(&made.arena, MOST_BARS, sizeof *made.bars);
    made.rows = arena_calloc(&made.arena, count + 1, sizeof *made.rows);
    if (made.bars == NULL || made.rows == NULL ||
        !add_rows(&made, steps, count, 0, units)) {
        app_workout_view_dispose(&made);
        return error_nomem(err);
    }
    (void)add_bars(&made, steps, count); /* what is beyond is not drawn */
    scale_bars(&made);
    *view = made;
    return OW_OK;
}

void app_workout_view_dispose(struct app_workout_view *view)
{
    arena_dispose(&view->arena);
}

/* The steps, one a line. */
static void describe(const struct app_workout_view *view, struct buf *text)
{
    for (size_t i = 0; i < view->row_count; i++) {
        const struct app_workout_row *row = &view->rows[i];

        for (size_t j = 0; j < row->depth; j++) {
            buf_append_text(text, "  ");
        }
        if (row->times > 0) {
            buf_append_format(text, "%lu times:\n", (unsigned long)row->times);
            continue;
        }
        buf_append_format(text, "%s %s", row->length, row->role);
        if (row->target[0] != '\0') {
            buf_append_format(text, ", %s", row->target);
        }
        if (row->cue[0] != '\0') {
            buf_append_format(text, " (%s)", row->cue);
        }
        buf_append_char(text, '\n');
    }
}

/* workout-2026-11-24-progression-run@onward: one a day and name. */
static void append_uid(struct buf *uid, const char *iso, const char *name)
{
    buf_append_format(uid, "workout-%s-", iso);
    for (; *name != '\0'; name++) {
        char c = char_lower(*name);

        if (char_is_digit(c) || (c >= 'a' && c <= 'z')) {
            buf_append_char(uid, c);
        } else if (uid->length > 0 && uid->status == OW_OK &&
                   uid->data[uid->length - 1] != '-') {
            buf_append_char(uid, '-');
        }
    }
    buf_append_text(uid, "@onward");
}

enum ow_status app_workout_ics(const struct ow_workout *workout,
                               struct ow_date date, int64_t now_ms,
                               enum ow_units units, uint8_t **bytes,
                               size_t *length, struct ow_error *err)
{
    const char *name = ow_workout_name(workout);
    struct app_workout_view view = {.bar_count = 0};
    struct ow_ics_event event = {.date = date,
                                 .start_minute = -1,
                                 .summary = name[0] != '\0' ? name : "Workout"};
    struct ow_ics_calendar calendar = {"onward workout", now_ms, &event, 1};
    char iso[OW_DATE_TEXT_SIZE];
    struct buf text;
    struct buf uid;
    enum ow_status status = app_workout_view_make(workout, units, &view, err);

    if (status != OW_OK) {
        return status;
    }
    buf_init(&text, MOST_TEXT);
    buf_init(&uid, MOST_TEXT);
    describe(&view, &text);
    ow_date_format(date, iso);
    append_uid(&uid, iso, name);
    event.description = buf_text(&text);
    event.uid = buf_text(&uid);
    status = buf_status(&text, err);
    if (status == OW_OK) {
        status = buf_status(&uid, err);
    }
    if (status == OW_OK) {
        status = ow_ics_encode(&calendar, bytes, length, err);
    }
    buf_dispose(&text);
    buf_dispose(&uid);
    app_workout_view_dispose(&view);
    return status;
}
