/* A score in words. */
#include "base/buf.h"
#include "engine/activity/score.h"

#include <math.h>
#include <string.h>

#define M_PER_KM 1000.0
/* Paces that differ by less are told as one. */
#define LEAST_S 1.0

const char *ow_score_kind_name(enum ow_score_kind kind)
{
    static const char *const names[OW_SCORE_KIND_COUNT] = {
        "order", "peak", "start", "smoothness", "ends"};

    return names[kind];
}

/* "8 s/km faster than easy"; "as fast as easy". */
static void tell_off(struct buf *text, const struct ow_score_part *part,
                     enum ow_units units, const char *than)
{
    double unit_m = units == OW_UNITS_MI ? OW_MILE_M : M_PER_KM;
    double slower_s =
        unit_m / part->speed_m_per_s - unit_m / part->wanted_m_per_s;

    if (fabs(slower_s) < LEAST_S) {
        buf_append_format(text, "as fast as %s", than);
        return;
    }
    buf_append_number(text, fabs(slower_s), 0);
    buf_append_format(text, " s/%s %s than %s",
                      units == OW_UNITS_MI ? "mi" : "km",
                      slower_s > 0 ? "slower" : "faster", than);
}

static void tell_order(struct buf *text, const struct ow_score_part *part)
{
    if (part->value >= 1) {
        buf_append_text(text, "each stage no slower than those before it");
        return;
    }
    buf_append_number(text, 100 * part->value, 0);
    buf_append_text(text, " % of the stages no slower than those before");
}

static void tell_peak(struct buf *text, const struct ow_score *score,
                      enum ow_units units)
{
    const struct ow_score_part *part = &score->parts[OW_SCORE_PEAK];

    if (ow_is_missing(part->value)) {
        buf_append_text(text, "the peak was not reached");
        return;
    }
    buf_append_text(text, "the peak was ");
    tell_off(text, part, units,
             score->is_peak_planned ? "planned" : "the fastest stretch");
}

static void tell_start(struct buf *text, const struct ow_score *score,
                       enum ow_units units)
{
    static const char *const than[] = {
        [OW_START_NEXT] = "the third after it",
        [OW_START_EASY] = "easy",
        [OW_START_PLAN] = "planned",
    };

    buf_append_text(text, "the first third was ");
    tell_off(text, &score->parts[OW_SCORE_START], units,
             than[score->start_against]);
}

static void tell_smoothness(struct buf *text, const struct ow_score *score)
{
    const struct ow_score_part *part = &score->parts[OW_SCORE_SMOOTHNESS];

    if (ow_is_missing(part->value)) {
        buf_append_text(text, "the plan names no speeds to keep to");
        return;
    }
    buf_append_number(text, 100 * part->value, 1);
    buf_append_text(text, score->is_planned
                              ? " % off the plan, minute by minute"
                              : " % off its own line, minute by minute");
}

static void tell_end(struct buf *text, double time_s, const char *name)
{
    if (time_s < 30) {
        buf_append_format(text, "no %s", name);
        return;
    }
    buf_append_number(text, time_s / 60, 0);
    buf_append_format(text, " min of %s", name);
}

void ow_score_words(const struct ow_score *score, enum ow_score_kind kind,
                    enum ow_units units, char words[OW_SCORE_WORDS_SIZE])
{
    struct buf text;

    buf_init(&text, OW_SCORE_WORDS_SIZE);
    switch (kind) {
    case OW_SCORE_ORDER:
        tell_order(&text, &score->parts[kind]);
        break;
    case OW_SCORE_PEAK:
        tell_peak(&text, score, units);
        break;
    case OW_SCORE_START:
        tell_start(&text, score, units);
        break;
    case OW_SCORE_SMOOTHNESS:
        tell_smoothness(&text, score);
        break;
    case OW_SCORE_ENDS:
        tell_end(&text, score->warm_up_s, "warm-up");
        buf_append_text(&text, ", ");
        tell_end(&text, score->cool_down_s, "cool-down");
        break;
    case OW_SCORE_KIND_COUNT:
        break;
    }
    memcpy(words, buf_text(&text), strlen(buf_text(&text)) + 1);
    buf_dispose(&text);
}
