/* A plan's storage, its accessors, and the words of its enums. */
#include "engine/plan/plan.h"

#include "base/mem.h"

struct ow_plan *plan_new(void)
{
    return mem_calloc(1, sizeof(struct ow_plan));
}

void ow_plan_free(struct ow_plan *plan)
{
    if (plan == NULL) {
        return;
    }
    for (size_t i = 0; i < plan->workout_count; i++) {
        ow_workout_free(plan->workouts[i]);
    }
    arena_dispose(&plan->arena);
    mem_free(plan);
}

struct ow_date ow_plan_today(const struct ow_plan *plan)
{
    return plan->today;
}

const struct ow_phase_span *ow_plan_phases(const struct ow_plan *plan,
                                           size_t *count)
{
    *count = plan->phase_count;
    return plan->phases;
}

const struct ow_plan_week *ow_plan_weeks(const struct ow_plan *plan,
                                         size_t *count)
{
    *count = plan->week_count;
    return plan->weeks;
}

const struct ow_plan_day *ow_plan_days(const struct ow_plan *plan,
                                       size_t *count)
{
    *count = plan->day_count;
    return plan->days;
}

const struct ow_goal_answer *ow_plan_goals(const struct ow_plan *plan,
                                           size_t *count)
{
    *count = plan->goal_count;
    return plan->goals;
}

const struct ow_forecast_day *ow_plan_forecast(const struct ow_plan *plan,
                                               size_t *count)
{
    *count = plan->forecast_count;
    return plan->forecast;
}

const struct ow_finding *ow_plan_findings(const struct ow_plan *plan,
                                          size_t *count)
{
    *count = plan->finding_count;
    return plan->findings;
}

const char *ow_level_name(enum ow_level level)
{
    static const char *const names[] = {NULL, "beginner", "intermediate",
                                        "advanced"};

    return names[level];
}

const char *ow_priority_name(enum ow_priority priority)
{
    static const char *const names[] = {"A", "B", "C"};

    return names[priority];
}

const char *ow_horizon_name(enum ow_horizon horizon)
{
    static const char *const names[] = {"month", "season", "year", "3-years",
                                        "career"};

    return names[horizon];
}

const char *ow_goal_kind_name(enum ow_goal_kind kind)
{
    static const char *const names[] = {
        "race-time", "finish",  "standard", "sessions-per-week",
        "volume",    "balance", "focus"};

    return names[kind];
}

const char *ow_focus_name(enum ow_focus focus)
{
    static const char *const names[] = {
        NULL,       "speed", "pacing",      "durability", "form",
        "fuelling", "hills", "consistency", "strength"};

    return names[focus];
}

const char *ow_phase_name(enum ow_phase phase)
{
    static const char *const names[OW_PHASE_COUNT] = {
        "recovery-off", "recovery-easy", "base", "build",
        "peak",         "taper",         "race", "maintain"};

    return names[phase];
}

const char *ow_session_type_name(enum ow_session_type type)
{
    static const char *const names[OW_SESSION_COUNT] = {
        "rest",        "walk",  "easy",      "recovery", "long",
        "progression", "tempo", "intervals", "fartlek",  "hills",
        "strides",     "race",  "strength",  "cross"};

    return names[type];
}

bool ow_session_type_is_run(enum ow_session_type type)
{
    return type >= OW_SESSION_EASY && type <= OW_SESSION_RACE;
}

const char *ow_verdict_name(enum ow_verdict verdict)
{
    static const char *const names[] = {"likely", "ambitious", "very-unlikely",
                                        "not-enough-data"};

    return names[verdict];
}
