/*
 * Scenarios, plans and workouts from JSON. What decodes must come back from
 * its own encoding; a scenario is planned and a plan judged, so that odd but
 * valid input reaches the engine too.
 */
#include "onward/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A Sunday in November 2026. */
#define TODAY_DAYS 20779
/* Long plans only cost time here. */
#define MOST_WEEKS 30

static void require(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void judge(const struct ow_plan *plan,
                  const struct ow_scenario *scenario)
{
    struct ow_findings *findings = NULL;

    require(ow_plan_check(plan, scenario, &findings, NULL) == OW_OK);
    ow_findings_free(findings);
}

static void give_plan(const char *text, size_t size)
{
    struct ow_plan *plan = NULL;
    struct ow_plan *again = NULL;
    char *once = NULL;
    char *twice = NULL;

    if (ow_plan_decode(text, size, &plan, NULL) != OW_OK) {
        return;
    }
    judge(plan, NULL);
    require(ow_plan_encode(plan, &once, NULL, NULL) == OW_OK);
    require(ow_plan_decode(once, strlen(once), &again, NULL) == OW_OK);
    require(ow_plan_encode(again, &twice, NULL, NULL) == OW_OK);
    require(strcmp(once, twice) == 0);
    ow_plan_free(plan);
    ow_plan_free(again);
    ow_text_free(once);
    ow_text_free(twice);
}

static void make_plan(const struct ow_scenario *scenario)
{
    const struct ow_date today = {TODAY_DAYS};
    struct ow_plan *plan = NULL;

    if (scenario->weeks > MOST_WEEKS) {
        return;
    }
    if (ow_plan_make(scenario, today, &plan, NULL) == OW_OK) {
        judge(plan, scenario);
    }
    ow_plan_free(plan);
}

static void give_scenario(const char *text, size_t size)
{
    struct ow_scenario *scenario = NULL;
    struct ow_scenario *again = NULL;
    char *once = NULL;
    char *twice = NULL;

    if (ow_scenario_decode(text, size, &scenario, NULL) != OW_OK) {
        return;
    }
    make_plan(scenario);
    require(ow_scenario_encode(scenario, &once, NULL, NULL) == OW_OK);
    require(ow_scenario_decode(once, strlen(once), &again, NULL) == OW_OK);
    require(ow_scenario_encode(again, &twice, NULL, NULL) == OW_OK);
    require(strcmp(once, twice) == 0);
    ow_scenario_free(scenario);
    ow_scenario_free(again);
    ow_text_free(once);
    ow_text_free(twice);
}

static void give_workout(const char *text, size_t size)
{
    struct ow_workout *workout = NULL;
    struct ow_workout *again = NULL;
    char *once = NULL;
    char *twice = NULL;

    if (ow_workout_decode_json(text, size, &workout, NULL) != OW_OK) {
        return;
    }
    require(ow_workout_encode_json(workout, &once, NULL, NULL) == OW_OK);
    require(ow_workout_decode_json(once, strlen(once), &again, NULL) == OW_OK);
    require(ow_workout_encode_json(again, &twice, NULL, NULL) == OW_OK);
    require(strcmp(once, twice) == 0);
    ow_workout_free(workout);
    ow_workout_free(again);
    ow_text_free(once);
    ow_text_free(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;

    give_scenario(text, size);
    give_plan(text, size);
    give_workout(text, size);
    return 0;
}
