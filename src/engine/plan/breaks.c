/*
 * The way back after illness or injury: for as many days as running rested,
 * all of it is easy and a week has about half of what its days would.
 */
#include "engine/plan/draft.h"

#include <assert.h>

/* The largest of so many weeks before a break is what was usual. */
#define USUAL_WEEKS 4

/* Days after a check-in on which running rests. */
static int rest_days(const struct planner *planner,
                     const struct ow_check_in *check_in)
{
    if (check_in->injured) {
        return planner->limits.injured_days;
    }
    return check_in->ill ? planner->limits.ill_days
                         : planner->limits.stairs_days;
}

/* Puts days of rest behind the breaks that are known, by date as they come. */
static void add_break(struct planner *planner, int from, int to)
{
    struct draft_break *breaks = planner->breaks;
    size_t count = planner->break_count;

    assert(breaks != NULL);
    if (count == 0 || from > breaks[count - 1].to + 1) {
        breaks[count] = (struct draft_break){.from = from, .to = to};
        planner->break_count++;
    } else if (to > breaks[count - 1].to) {
        breaks[count - 1].to = to;
    }
}

void breaks_read(struct planner *planner)
{
    const struct ow_scenario *scenario = planner->scenario;

    for (size_t i = 0; i < scenario->check_in_count; i++) {
        const struct ow_check_in *check_in = &scenario->check_ins[i];
        int day = planner_day(planner, check_in->date);
        int days = rest_days(planner, check_in);

        if (check_in_is_symptom(planner, check_in) && days > 0) {
            add_break(planner, day, day + days - 1);
        }
    }
    for (size_t i = 0; i < planner->break_count; i++) {
        struct draft_break *one = &planner->breaks[i];
        int days = one->to - one->from + 1;
        int most = planner->limits.return_most_days;

        one->back = one->to;
        if (days >= planner->limits.return_least_days) {
            one->back += days < most ? days : most;
        }
    }
}

static int monday_of(int day)
{
    return day - (day % WEEK_DAYS + WEEK_DAYS) % WEEK_DAYS;
}

/* What a week may have for one break, as a part of the usual one. */
static int32_t share_of_week(const struct planner *planner,
                             const struct draft_break *one, int week)
{
    int32_t sum = 0;

    for (int day = week * WEEK_DAYS; day < (week + 1) * WEEK_DAYS; day++) {
        if (day > one->to && day <= one->back) {
            sum += planner->limits.return_permille;
        } else if (day < one->from || day > one->to) {
            sum += PERMILLE;
        }
    }
    return sum / WEEK_DAYS;
}

int32_t breaks_most_m(const struct planner *planner, int week)
{
    int32_t most_m = INT32_MAX;

    for (size_t i = 0; i < planner->break_count; i++) {
        const struct draft_break *one = &planner->breaks[i];
        int first = monday_of(one->from) / WEEK_DAYS;
        int32_t usual_m = ladder_most_m(planner, first, USUAL_WEEKS);
        int32_t share_m = 0;

        if (one->back == one->to || usual_m == 0 ||
            (week + 1) * WEEK_DAYS <= one->from ||
            week * WEEK_DAYS > one->back) {
            continue;
        }
        share_m = share_of(usual_m, share_of_week(planner, one, week));
        most_m = share_m < most_m ? share_m : most_m;
    }
    return most_m;
}
