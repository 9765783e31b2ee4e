/*
 * Running and walking by turns: how long the turns are, how long the sessions,
 * and when running takes over.
 */
#include "engine/plan/week.h"

/* Shortest and longest session, the walks before and after it counted in:
 * Couch to 5K has 30 minutes from its first day, those who have run less than
 * that begin with less. */
#define LEAST_S (15 * MINUTE)
#define MOST_S (40 * MINUTE)
/* Weeks of easy running after the last walks before anything is fast (design
 * choice). */
#define EASY_WEEKS 3

/* Seconds of running at each stage, from what the rule starts with. */
static int32_t stage_run_s(const struct limits *limits, int stage)
{
    static const int32_t tenths[RUN_WALK_STAGES] = {10, 15, 20, 30,
                                                    50, 70, 100};

    return limits->run_walk_run_s * tenths[stage] / 10;
}

/* The time of the days that can take a run, the longest first. */
static int read_days(const struct planner *planner, size_t index,
                     int32_t seconds[WEEK_DAYS])
{
    int count = 0;

    for (size_t i = 0; i < WEEK_DAYS; i++) {
        const struct draft_day *day = &planner->days[index * WEEK_DAYS + i];
        int32_t day_s = day->minutes * MINUTE;
        int at = count;

        if (!week_takes_run(day) || day_s < LEAST_S) {
            continue;
        }
        for (; at > 0 && seconds[at - 1] < day_s; at--) {
            seconds[at] = seconds[at - 1];
        }
        seconds[at] = day_s;
        count++;
    }
    return count;
}

/* Makes a session as long as a distance and a time allow, or the shortest. */
static void fit(const struct planner *planner, struct draft_session *session,
                int32_t most_m, int32_t most_s)
{
    int32_t s = round_down(smaller(most_s, MOST_S), MINUTE);

    do {
        session->duration_s = s;
        session_measure(planner, session);
        s -= MINUTE;
    } while (session->distance_m > most_m && s >= LEAST_S);
}

void week_add_run_walks(struct planner *planner, size_t index,
                        const struct week_shape *shape)
{
    struct draft_week *week = &planner->weeks[index];
    bool is_light = week->kind == WEEK_DOWN || week->kind == WEEK_BACK;
    int free = WEEK_DAYS - planner->limits.rest_days - (week->race_m > 0);
    int32_t seconds[WEEK_DAYS] = {0};
    int days = read_days(planner, index, seconds);
    int runs = smaller(planner->runner.runs_per_week, smaller(days, free));
    int32_t left_m = is_light ? shape->run_m : week->cap_m - week->before_m;
    struct draft_session each = {.run_s =
                                     stage_run_s(&planner->limits, week->stage),
                                 .walk_s = planner->limits.run_walk_walk_s,
                                 .type = OW_SESSION_EASY,
                                 .kind = LIBRARY_RUN_WALK};

    runs = week_keep_published(planner, index, runs);
    if (runs < 1) {
        return;
    }
    fit(planner, &each, shape->run_m / runs, seconds[runs - 1]);
    session_add_rule(&each, OW_RULE_RUN_WALK);
    session_add_rule(&each, OW_RULE_CONSISTENCY);
    for (int i = 0; i < runs && each.distance_m <= left_m &&
                    each.distance_m <= shape->must_m;
         i++) {
        *week_add(week, each.type, each.kind) = each;
        left_m -= each.distance_m;
    }
}

/* The next stage follows on a week that was run in full, not in a down
 * week, nor on the way back from illness. */
int week_walk_stage(const struct planner *planner, size_t index)
{
    const struct draft_week *before = NULL;

    if (index == 0) {
        return planner->runner.first_stage;
    }
    before = &planner->weeks[index - 1];
    if (planner->weeks[index].kind == WEEK_DOWN ||
        planner->weeks[index].kind == WEEK_BACK) {
        return before->stage;
    }
    if (before->stage < RUN_WALK_STAGES && before->run_m > 0 &&
        (before->kind == WEEK_LOAD || before->kind == WEEK_HOLD ||
         before->kind == WEEK_RETURN)) {
        return before->stage + 1;
    }
    return before->stage;
}

bool week_is_new_to_running(const struct planner *planner, size_t index)
{
    size_t from = index > EASY_WEEKS ? index - EASY_WEEKS : 0;

    for (size_t i = from; i <= index; i++) {
        if (planner->weeks[i].stage < RUN_WALK_STAGES) {
            return true;
        }
    }
    return false;
}
