/* The sentences of weak spots. */
#include "engine/activity/weakness.h"

#include <math.h>

#define TENTHS_FROM 0.2

static const char *const counted[OW_WEAKNESS_AREA_COUNT] = {
    [OW_WEAKNESS_PACING] = "races and long runs",
    [OW_WEAKNESS_DURABILITY] = "long runs with heart rate",
    [OW_WEAKNESS_SPEED_ENDURANCE] = "races of different distances",
    [OW_WEAKNESS_HILLS] = "hilly runs of even effort with heart rate",
    [OW_WEAKNESS_FORM] = "runs with cadence",
    [OW_WEAKNESS_CONSISTENCY] = "weeks",
    [OW_WEAKNESS_FUELLING] = "runs",
};

/* A share as percent, a tenth told where it is small. */
static void put_percent(struct buf *text, double share)
{
    buf_append_number(text, 100 * share, fabs(share) < TENTHS_FROM ? 1 : 0);
}

/* "4.1 % (2.9 to 5.3 %)", turned so that the value is not below 0. */
static void put_share(struct buf *text, const struct ow_weakness *area)
{
    bool is_turned = area->value < 0;

    put_percent(text, fabs(area->value));
    buf_append_text(text, " % (");
    put_percent(text, is_turned ? -area->high : area->low);
    buf_append_text(text, " to ");
    put_percent(text, is_turned ? -area->low : area->high);
    buf_append_text(text, " %)");
}

static void put_exponent(struct buf *text, const struct ow_weakness *area)
{
    buf_append_fixed(text, area->value, 2);
    buf_append_text(text, " (");
    buf_append_fixed(text, area->low, 2);
    buf_append_text(text, " to ");
    buf_append_fixed(text, area->high, 2);
    buf_append_text(text, ")");
}

static void put_missing(struct buf *text, const struct ow_weakness *area)
{
    if (area->area == OW_WEAKNESS_FUELLING) {
        buf_append_text(text, "no file tells what you ate or drank; your own "
                              "words do");
        return;
    }
    if (area->count >= weakness_fewest(area->area)) {
        buf_append_format(text, "the %zu %s lie too near to each other",
                          area->count, counted[area->area]);
        return;
    }
    buf_append_format(text, "needs %zu %s, has %zu",
                      weakness_fewest(area->area), counted[area->area],
                      area->count);
}

static void put_found(struct buf *text, const struct ow_weakness *area,
                      const struct weakness_counts *counts)
{
    static const char *const more[OW_WEAKNESS_AREA_COUNT] = {
        [OW_WEAKNESS_PACING] = "slower than the first",
        [OW_WEAKNESS_DURABILITY] = "less speed",
        [OW_WEAKNESS_HILLS] = "more speed",
        [OW_WEAKNESS_FORM] = "higher",
    };
    static const char *const less[OW_WEAKNESS_AREA_COUNT] = {
        [OW_WEAKNESS_PACING] = "faster than the first",
        [OW_WEAKNESS_DURABILITY] = "more speed",
        [OW_WEAKNESS_HILLS] = "less speed",
        [OW_WEAKNESS_FORM] = "lower",
    };
    static const char *const lead[OW_WEAKNESS_AREA_COUNT] = {
        [OW_WEAKNESS_PACING] = "the second half was ",
        [OW_WEAKNESS_DURABILITY] = "late in the run the same heart rate gave ",
        [OW_WEAKNESS_SPEED_ENDURANCE] = "the exponent of time was ",
        [OW_WEAKNESS_HILLS] = "uphill the same heart rate gave ",
        [OW_WEAKNESS_FORM] = "at like speed the cadence at the end was ",
        [OW_WEAKNESS_CONSISTENCY] = "half of the usual runs or more in ",
    };

    buf_append_format(text, "in %zu %s, ", area->count, counted[area->area]);
    buf_append_text(text, lead[area->area]);
    if (area->area == OW_WEAKNESS_SPEED_ENDURANCE) {
        put_exponent(text, area);
        return;
    }
    put_share(text, area);
    if (area->area == OW_WEAKNESS_CONSISTENCY) {
        buf_append_format(text, " of them, with %zu gap%s of a week and more",
                          counts->gaps, counts->gaps == 1 ? "" : "s");
        return;
    }
    buf_append_format(text, " %s", (area->value < 0 ? less : more)[area->area]);
    if (counts->faded > 0) {
        buf_append_format(text, ", %zu faded", counts->faded);
    }
}

static void put_bars(struct buf *text, const struct ow_weakness *area)
{
    bool is_weak_above = area->weak_bar > area->strong_bar;

    if (area->area == OW_WEAKNESS_SPEED_ENDURANCE) {
        buf_append_text(text, "; usual is ");
        buf_append_fixed(text, area->strong_bar, 2);
        buf_append_text(text, " to ");
        buf_append_fixed(text, area->weak_bar, 2);
        if (area->focus != OW_FOCUS_NONE) {
            buf_append_text(text, area->focus == OW_FOCUS_SPEED
                                      ? ": speed is the weaker side"
                                      : ": endurance is the weaker side");
        }
        return;
    }
    buf_append_text(text, is_weak_above ? "; weak above " : "; weak below ");
    put_percent(text, area->weak_bar);
    buf_append_text(text,
                    is_weak_above ? " %, strong below " : " %, strong above ");
    put_percent(text, area->strong_bar);
    buf_append_text(text, " %");
}

void weakness_tell(const struct ow_weakness *area,
                   const struct weakness_counts *counts, struct buf *text)
{
    if (ow_is_missing(area->value)) {
        put_missing(text, area);
        return;
    }
    put_found(text, area, counts);
    put_bars(text, area);
}
