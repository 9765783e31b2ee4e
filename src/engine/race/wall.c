/*
 * The wall, by two definitions that lie a factor of three apart: a collapse
 * that nobody overlooks, and a fade that questionnaires agree with.
 */
#include "engine/race/wall.h"

#include <math.h>

#define FULL_SPLIT_M 4999.0
#define SETTLED_M 5000.0
#define HALFWAY_M 20000.0
#define REACH_M 30000.0
#define SLOW_SHARE 0.073
#define UNEVEN_SHARE 0.0346

static bool is_full(const struct ow_split *split)
{
    return split->to_m - split->from_m >= FULL_SPLIT_M;
}

static double pace(const struct ow_split *split)
{
    return split->time_s / (split->to_m - split->from_m);
}

static bool reaches(const struct ow_split *splits, size_t count)
{
    return count > 0 && splits[count - 1].to_m >= REACH_M;
}

double wall_slump(const struct ow_split *splits, size_t count)
{
    double steady_s = 0;
    double steady_m = 0;
    double slowest = 0;

    if (!reaches(splits, count)) {
        return OW_MISSING;
    }
    for (size_t i = 0; i < count; i++) {
        if (splits[i].from_m >= SETTLED_M && splits[i].to_m <= HALFWAY_M) {
            steady_s += splits[i].time_s;
            steady_m += splits[i].to_m - splits[i].from_m;
        } else if (splits[i].from_m >= HALFWAY_M && is_full(&splits[i])) {
            slowest = fmax(slowest, pace(&splits[i]));
        }
    }
    return steady_s > 0 ? slowest / (steady_s / steady_m) - 1 : OW_MISSING;
}

enum ow_answer wall_faded(const struct ow_split *splits, size_t count)
{
    double sum = 0;
    double squares = 0;
    double slowest = 0;
    double n = 0;

    if (!reaches(splits, count)) {
        return OW_NOT_ENOUGH_DATA;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_full(&splits[i])) {
            sum += pace(&splits[i]);
            slowest = fmax(slowest, pace(&splits[i]));
            n++;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (is_full(&splits[i])) {
            double off = pace(&splits[i]) / (sum / n) - 1;

            squares += off * off;
        }
    }
    if (slowest >= (1 + SLOW_SHARE) * (sum - slowest) / (n - 1)) {
        return OW_YES;
    }
    return sqrt(squares / (n - 1)) > UNEVEN_SHARE ? OW_YES : OW_NO;
}
