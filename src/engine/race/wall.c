/*
 * The wall, by two definitions that lie a factor of three apart: a collapse
 * that nobody overlooks, and a fade that questionnaires agree with.
 */
#include "engine/race/wall.h"

#include <math.h>

/* Splits come from sums: what is missing to a full one is rounding. */
#define ROUNDING_M 1.0
#define FULL_SPLIT_M 5000.0
#define SETTLED_M 5000.0
#define HALFWAY_M 20000.0
#define COLLAPSE 0.25

/* What the fade is told by, for each length of split. */
struct unevenness {
    double split_m;
    double slow_share; /* slower than the mean of the others */
    double deviation;  /* of the mean */
};

static double length_m(const struct ow_split *split)
{
    return split->to_m - split->from_m;
}

static bool is_full(const struct ow_split *split, double full_m)
{
    return length_m(split) >= full_m - ROUNDING_M;
}

static double pace(const struct ow_split *split)
{
    return split->time_s / length_m(split);
}

static bool reaches(const struct ow_split *splits, size_t count)
{
    return count > 0 && splits[count - 1].to_m >= WALL_REACH_M;
}

/* Pace between 5 and 20 km; missing where no split lies there. */
static double settled_pace(const struct ow_split *splits, size_t count)
{
    double settled_s = 0;
    double settled_m = 0;

    for (size_t i = 0; i < count; i++) {
        if (splits[i].from_m >= SETTLED_M && splits[i].to_m <= HALFWAY_M) {
            settled_s += splits[i].time_s;
            settled_m += length_m(&splits[i]);
        }
    }
    return settled_s > 0 ? settled_s / settled_m : OW_MISSING;
}

struct wall wall_measure(const struct ow_split *splits, size_t count)
{
    struct wall wall = {OW_MISSING, OW_MISSING, OW_MISSING, OW_MISSING};
    double settled = settled_pace(splits, count);
    double slowest = 0;
    double slow_s = 0;
    double slow_m = 0;

    if (!reaches(splits, count) || ow_is_missing(settled)) {
        return wall;
    }
    for (size_t i = 0; i < count; i++) {
        double slower = pace(&splits[i]) / settled - 1;

        if (splits[i].from_m < HALFWAY_M) {
            continue;
        }
        if (is_full(&splits[i], FULL_SPLIT_M)) {
            slowest = fmax(slowest, pace(&splits[i]));
        }
        if (slower >= COLLAPSE) {
            wall.from_m = slow_m > 0 ? wall.from_m : splits[i].from_m;
            slow_s += splits[i].time_s;
            slow_m += length_m(&splits[i]);
        }
    }
    wall.slump = slowest / settled - 1;
    if (wall.slump >= COLLAPSE) {
        wall.length_m = slow_m;
        wall.slowdown = slow_s / slow_m / settled - 1;
    } else {
        wall.from_m = OW_MISSING;
    }
    return wall;
}

enum ow_answer wall_collapsed(const struct wall *wall)
{
    if (ow_is_missing(wall->slump)) {
        return OW_NOT_ENOUGH_DATA;
    }
    return wall->slump >= COLLAPSE ? OW_YES : OW_NO;
}

/* J Athl Train 2020, 55:494: thresholds for splits of 5 km and of 1 km. */
static struct unevenness bounds_of(const struct ow_split *first)
{
    static const struct unevenness by_5_km = {5000, 0.073, 0.0346};
    static const struct unevenness by_1_km = {1000, 0.11, 0.0532};

    return is_full(first, by_5_km.split_m) ? by_5_km : by_1_km;
}

enum ow_answer wall_faded(const struct ow_split *splits, size_t count)
{
    struct unevenness bounds;
    double sum = 0;
    double squares = 0;
    double slowest = 0;
    double n = 0;

    if (!reaches(splits, count)) {
        return OW_NOT_ENOUGH_DATA;
    }
    bounds = bounds_of(&splits[0]);
    for (size_t i = 0; i < count; i++) {
        if (is_full(&splits[i], bounds.split_m)) {
            sum += pace(&splits[i]);
            slowest = fmax(slowest, pace(&splits[i]));
            n++;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (is_full(&splits[i], bounds.split_m)) {
            double off = pace(&splits[i]) / (sum / n) - 1;

            squares += off * off;
        }
    }
    if (slowest >= (1 + bounds.slow_share) * (sum - slowest) / (n - 1)) {
        return OW_YES;
    }
    return sqrt(squares / (n - 1)) > bounds.deviation ? OW_YES : OW_NO;
}
