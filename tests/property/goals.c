/*
 * Properties of answers to goals over seeded runners. Prints TAP.
 *
 * ONWARD_SEED sets the first seed, ONWARD_RUNNERS how many are drawn.
 */
#include "onward/goals.h"
#include "app/synth_random.h"
#include "base/num.h"
#include "property/runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_RUNNERS 20000
#define MOST_PRINTED 10
/* A plan takes so much longer that only some are made. */
#define PLAN_EVERY 50
#define LIKELY_FROM 0.6
#define AMBITIOUS_FROM 0.2

static long failures;

static void hold(bool is_so, const char *what, uint64_t seed)
{
    if (!is_so && ++failures <= MOST_PRINTED) {
        printf("# %s: seed %llu\n", what, (unsigned long long)seed);
    }
}

static bool is_share(double value)
{
    return ow_is_missing(value) || (value >= 0 && value <= 1);
}

static enum ow_verdict verdict_of(double probability)
{
    return ow_is_missing(probability)      ? OW_VERDICT_NOT_ENOUGH_DATA
           : probability >= LIKELY_FROM    ? OW_VERDICT_LIKELY
           : probability >= AMBITIOUS_FROM ? OW_VERDICT_AMBITIOUS
                                           : OW_VERDICT_VERY_UNLIKELY;
}

static void judge_answer(const struct ow_goal_answer *answer,
                         struct ow_date today, uint64_t seed)
{
    hold(is_share(answer->probability) && is_share(answer->progress) &&
             is_share(answer->rolled_up),
         "a share outside 0 to 1", seed);
    hold(answer->verdict == verdict_of(answer->probability),
         "verdict against probability", seed);
    hold(answer->needed != NULL && answer->needed[0] != '\0', "no words", seed);
    hold(answer->steps_reached <= answer->steps, "steps", seed);
    hold(!(answer->low > answer->high), "band upside down", seed);
    for (size_t i = 0; i < answer->milestone_count; i++) {
        const struct ow_milestone *milestone = &answer->milestones[i];
        struct ow_date before = i == 0 ? today : answer->milestones[i - 1].date;

        hold(milestone->what != NULL && milestone->unit != NULL &&
                 milestone->value >= 0 && milestone->date.days > before.days,
             "milestone", seed);
    }
    hold(answer->milestone_count == 0 ||
             answer->milestones[answer->milestone_count - 1].date.days <=
                 answer->due.days,
         "a milestone after the goal's day", seed);
    for (size_t i = 0; i < answer->conflict_count; i++) {
        hold(answer->conflicts[i].message[0] != '\0' &&
                 answer->conflicts[i].give_up[0] != '\0',
             "conflict without words", seed);
    }
}

/* Two times over one distance on one day, the first the slower. */
static void add_times(struct runner *runner, struct synth_random *random)
{
    static const double distances_m[] = {5000, 10000, 21097.5, 42195};
    double distance_m = distances_m[synth_random_next(random) % 4];
    double speed_m_per_s = synth_random_even(random, 1.8, 5.5);
    struct ow_goal *goal = &runner->goals[runner->scenario.goal_count];

    for (int i = 0; i < 2; i++, goal++) {
        *goal = (struct ow_goal){
            .id = i == 0 ? "slow" : "fast",
            .kind = OW_GOAL_RACE_TIME,
            .deadline = ow_date_add_days(
                runner->today, 1 + (int32_t)(synth_random_next(random) % 2000)),
            .distance_m = distance_m,
            .time_s = distance_m / speed_m_per_s * (i == 0 ? 1 : 0.97),
            .weekly_m = OW_MISSING,
            .per_week = -1,
            .since = ow_date_none(),
        };
    }
    goal[-1].deadline = goal[-2].deadline;
    runner->scenario.goals = runner->goals;
    runner->scenario.goal_count += 2;
}

static bool is_same(const struct ow_goal_answer *one,
                    const struct ow_goal_answer *other)
{
    return strcmp(one->needed, other->needed) == 0 &&
           one->verdict == other->verdict &&
           one->milestone_count == other->milestone_count &&
           one->conflict_count == other->conflict_count;
}

/* The plan answers as ow_goals_judge() does. */
static void judge_plan(const struct runner *runner,
                       const struct ow_goal_answer *answers, size_t count,
                       uint64_t seed)
{
    struct ow_plan *plan = NULL;
    size_t planned = 0;
    const struct ow_goal_answer *by_plan = NULL;
    enum ow_status status =
        ow_plan_make(&runner->scenario, runner->today, &plan, NULL);

    if (status != OW_OK && status != OW_E_CONFLICT) {
        return;
    }
    by_plan = ow_plan_goals(plan, &planned);
    hold(planned == count, "the plan answers other goals", seed);
    for (size_t i = 0; i < count && i < planned; i++) {
        hold(is_same(&answers[i], &by_plan[i]), "the plan answers otherwise",
             seed);
    }
    ow_plan_free(plan);
}

static bool judge_runner(uint64_t seed)
{
    struct runner runner;
    struct synth_random random = synth_random_of(seed, 0);
    struct ow_goals *goals = NULL;
    const struct ow_goal_answer *answers = NULL;
    size_t count = 0;

    runner_draw(&runner, seed);
    add_times(&runner, &random);
    if (ow_goals_judge(&runner.scenario, runner.today, &goals, NULL) != OW_OK) {
        return false;
    }
    answers = ow_goals_list(goals, &count);
    for (size_t i = 0; i < count; i++) {
        judge_answer(&answers[i], runner.today, seed);
    }
    hold(!(answers[count - 1].probability > answers[count - 2].probability),
         "the faster goal is the likelier", seed);
    if (seed % PLAN_EVERY == 0) {
        judge_plan(&runner, answers, count, seed);
    }
    ow_goals_free(goals);
    return true;
}

static uint64_t number_of(const char *name, uint64_t absent)
{
    const char *text = getenv(name);
    int64_t value = 0;

    return text != NULL && num_parse_int(str_of(text), &value) && value > 0
               ? (uint64_t)value
               : absent;
}

int main(void)
{
    uint64_t first = number_of("ONWARD_SEED", 1);
    uint64_t count = number_of("ONWARD_RUNNERS", DEFAULT_RUNNERS);
    uint64_t judged = 0;

    for (uint64_t i = 0; i < count; i++) {
        judged += judge_runner(first + i);
    }
    printf("# seeds %llu to %llu, %llu runners judged\n",
           (unsigned long long)first, (unsigned long long)(first + count - 1),
           (unsigned long long)judged);
    printf("%s 1 - answers to goals\n1..1\n",
           failures == 0 && judged > count / 2 ? "ok" : "not ok");
    return failures == 0 ? 0 : 1;
}
