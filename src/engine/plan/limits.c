/* The rules' parameters as the integers that plans are made of. */
#include "engine/plan/draft.h"

/* A parameter times `scale`, rounded down but for what binary fractions lose:
 * nearly all say how much there may be at most. None is negative. */
static int32_t scaled(const struct ow_rule_values *values, enum ow_rule rule,
                      const char *parameter, double scale)
{
    return (int32_t)(ow_rule_value(values, rule, parameter) * scale + 1e-6);
}

static void read_season(const struct ow_rule_values *values,
                        struct limits *limits)
{
    static const char *const add[SEASON_KIND_COUNT] = {
        [SEASON_MARATHON] = "marathon_add_m",
        [SEASON_HALF] = "half_add_m",
        [SEASON_SHORT] = "short_add_m",
        [SEASON_BASE] = "base_add_m"};
    static const char *const low[SEASON_KIND_COUNT] = {
        [SEASON_MARATHON] = "marathon_low_m",
        [SEASON_HALF] = "half_low_m",
        [SEASON_SHORT] = "short_low_m",
        [SEASON_BASE] = "base_low_m"};
    const enum ow_rule rule = OW_RULE_SEASON_RISE;

    limits->season_permille = scaled(values, rule, "share", 1000);
    limits->season_base_permille = scaled(values, rule, "base_share", 1000);
    for (int i = 0; i < SEASON_KIND_COUNT; i++) {
        limits->season_low[i] =
            (struct season_low){.add_m = scaled(values, rule, add[i], 1),
                                .most_m = scaled(values, rule, low[i], 1)};
    }
}

static void read_growth(const struct ow_rule_values *values,
                        struct limits *limits)
{
    limits->ramp_permille = scaled(values, OW_RULE_WEEK_RAMP, "factor", 1000);
    limits->ramp_floor_m = scaled(values, OW_RULE_WEEK_RAMP, "floor_m", 1);
    limits->rise_permille = scaled(values, OW_RULE_WEEK_RISE, "share", 1000);
    limits->rise_low_permille =
        scaled(values, OW_RULE_WEEK_RISE, "low_share", 1000);
    limits->rise_low_m = scaled(values, OW_RULE_WEEK_RISE, "low_volume_m", 1);
    read_season(values, limits);
    limits->spike_permille =
        scaled(values, OW_RULE_LONGEST_SPIKE, "factor", 1000);
    limits->spike_floor_m = scaled(values, OW_RULE_LONGEST_SPIKE, "floor_m", 1);
    limits->step_permille =
        scaled(values, OW_RULE_LONGEST_STEP, "factor", 1000);
    limits->after_marathon_m =
        scaled(values, OW_RULE_RECOVERY_LONG_RUN, "max_m", 1);
    limits->after_marathon_days =
        scaled(values, OW_RULE_RECOVERY_LONG_RUN, "through_day", 1);
    limits->long_share_permille =
        scaled(values, OW_RULE_LONG_SHARE, "share", 1000);
    limits->long_few_permille =
        scaled(values, OW_RULE_LONG_SHARE, "few_runs_share", 1000);
    limits->long_few_runs = scaled(values, OW_RULE_LONG_SHARE, "few_runs", 1);
    limits->long_time_s = scaled(values, OW_RULE_LONG_TIME, "max_minutes", 60);
    limits->alternate_s =
        scaled(values, OW_RULE_LONG_ALTERNATE, "over_minutes", 60);
    limits->alternate_permille =
        scaled(values, OW_RULE_LONG_ALTERNATE, "share", 1000);
    limits->down_every =
        scaled(values, OW_RULE_DOWN_WEEK_EVERY, "every_weeks", 1);
    limits->down_cut_permille =
        scaled(values, OW_RULE_DOWN_WEEK_CUT, "cut", 1000);
    limits->down_hard_permille =
        scaled(values, OW_RULE_DOWN_WEEK_HARD, "share", 1000);
}

static void read_hard(const struct ow_rule_values *values,
                      struct limits *limits)
{
    const enum ow_rule dose = OW_RULE_PROGRESSION_DOSE;
    const enum ow_rule after = OW_RULE_PROGRESSION_AFTER;

    limits->hard_permille =
        (int32_t)((1 - ow_rule_value(values, OW_RULE_HARD_SHARE, "easy")) *
                      PERMILLE +
                  1e-6);
    limits->base_hard_most =
        (int32_t)ow_rule_value(values, OW_RULE_HARD_BASE, "max_per_week");
    limits->progression_every =
        scaled(values, OW_RULE_PROGRESSION_WEEKLY, "every_weeks", 1);
    limits->progression_every_beginner =
        scaled(values, OW_RULE_PROGRESSION_WEEKLY, "beginner_every_weeks", 1);
    limits->progression_s[OW_LEVEL_UNKNOWN] =
        scaled(values, dose, "beginner_max_minutes", 60);
    limits->progression_s[OW_LEVEL_BEGINNER] =
        scaled(values, dose, "beginner_max_minutes", 60);
    limits->progression_s[OW_LEVEL_INTERMEDIATE] =
        scaled(values, dose, "intermediate_max_minutes", 60);
    limits->progression_s[OW_LEVEL_ADVANCED] =
        scaled(values, dose, "advanced_max_minutes", 60);
    limits->progression_easy_days = scaled(values, after, "easy_days", 1);
    limits->progression_long_easy_days =
        scaled(values, after, "long_easy_days", 1);
    limits->progression_long_s = scaled(values, after, "long_minutes", 60);
    limits->taper_permille =
        scaled(values, OW_RULE_TAPER_VOLUME, "share", 1000);
    limits->taper_week_permille[0] =
        scaled(values, OW_RULE_TAPER_VOLUME, "last_week", 1000);
    limits->taper_week_permille[1] =
        scaled(values, OW_RULE_TAPER_VOLUME, "second_last_week", 1000);
    limits->taper_week_permille[2] =
        scaled(values, OW_RULE_TAPER_VOLUME, "third_last_week", 1000);
    limits->taper_hard_days = scaled(values, OW_RULE_TAPER_HARD, "days", 1);
    limits->taper_long_hard_days =
        scaled(values, OW_RULE_TAPER_HARD, "long_race_days", 1);
    limits->build_weeks = scaled(values, OW_RULE_PHASE_BUILD, "build_weeks", 1);
    limits->peak_weeks = scaled(values, OW_RULE_PHASE_BUILD, "peak_weeks", 1);
}

static void read_long_finish(const struct ow_rule_values *values,
                             struct limits *limits)
{
    const enum ow_rule finish = OW_RULE_LONG_FINISH;
    const enum ow_rule soften = OW_RULE_PROGRESSION_SOFTEN;

    limits->finish_half_every = scaled(values, finish, "half_every", 1);
    limits->finish_marathon_every = scaled(values, finish, "marathon_every", 1);
    limits->finish_advanced_every = scaled(values, finish, "advanced_every", 1);
    limits->finish_most_s = scaled(values, finish, "max_minutes", 60);
    limits->finish_days = scaled(values, finish, "days", 1);
    limits->soften_effort = ow_rule_value(values, soften, "effort");
    limits->soften_soreness = scaled(values, soften, "soreness", 1);
    limits->soften_sore_days = scaled(values, soften, "sore_days", 1);
}

static void read_body(const struct ow_rule_values *values,
                      struct limits *limits)
{
    double winter = ow_rule_value(values, OW_RULE_WINTER, "emphasis");

    limits->symptom_days = scaled(values, OW_RULE_SYMPTOM_HARD, "days", 1);
    limits->symptom_pain =
        scaled(values, OW_RULE_SYMPTOM_HARD, "stairs_pain", 1);
    limits->ill_days = scaled(values, OW_RULE_SYMPTOM_REST, "ill_days", 1);
    limits->injured_days =
        scaled(values, OW_RULE_SYMPTOM_REST, "injured_days", 1);
    limits->stairs_days =
        scaled(values, OW_RULE_SYMPTOM_REST, "stairs_days", 1);
    limits->return_least_days =
        scaled(values, OW_RULE_SYMPTOM_RETURN, "least_days", 1);
    limits->return_permille =
        scaled(values, OW_RULE_SYMPTOM_RETURN, "share", 1000);
    limits->return_most_days =
        scaled(values, OW_RULE_SYMPTOM_RETURN, "most_days", 1);
    limits->soreness = scaled(values, OW_RULE_SORENESS_EASY, "soreness", 1);
    limits->soreness_days = scaled(values, OW_RULE_SORENESS_EASY, "days", 1);
    limits->least_runs = scaled(values, OW_RULE_CONSISTENCY, "per_week", 1);
    limits->strength_s = scaled(values, OW_RULE_STRENGTH, "minutes", 60);
    limits->cross_s = scaled(values, OW_RULE_CROSS_TRAINING, "minutes", 60);
    limits->walk_s = scaled(values, OW_RULE_RECOVERY_WALK, "min_minutes", 60);
    limits->winter_permille =
        scaled(values, OW_RULE_WINTER, "max_cut", 1000 * winter);
    limits->most_moved = scaled(values, OW_RULE_ADAPT, "most_moved", 1);
    limits->double_from_m =
        scaled(values, OW_RULE_DAY_DOUBLES, "from_weekly_m", 1);
    limits->double_s = scaled(values, OW_RULE_DAY_DOUBLES, "max_minutes", 60);
    limits->double_most = scaled(values, OW_RULE_DAY_DOUBLES, "most_days", 1);
    limits->rest_days = scaled(values, OW_RULE_REST_WEEKLY, "days", 1);
    limits->run_walk_below_m =
        scaled(values, OW_RULE_RUN_WALK, "below_weekly_m", 1);
    limits->run_walk_run_s = scaled(values, OW_RULE_RUN_WALK, "run_s", 1);
    limits->run_walk_walk_s = scaled(values, OW_RULE_RUN_WALK, "walk_s", 1);
}

void limits_read(const struct ow_rule_values *values, struct limits *limits)
{
    read_growth(values, limits);
    read_hard(values, limits);
    read_long_finish(values, limits);
    read_body(values, limits);
}
