/* Plans, workouts, findings and rules as JSON. */
#include "onward/activity.h"
#include "onward/json.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <string.h>

#define WORKOUT                                                                \
    "{\"schema\":\"onward/workout/1\",\"name\":\"Thirds\","                    \
    "\"sport\":\"running\",\"total_s\":null,\"total_m\":null,"                 \
    "\"steps\":[{\"role\":\"warm-up\",\"end\":{\"type\":\"time\","             \
    "\"value\":600},\"target\":{\"type\":\"pace\",\"low\":400,"                \
    "\"high\":null,\"unit\":\"s_per_km\"},\"ramp\":null,\"cue\":\"easy\"},"    \
    "{\"repeat\":3,\"steps\":[{\"role\":\"work\","                             \
    "\"end\":{\"type\":\"distance\",\"value\":1000},"                          \
    "\"target\":{\"type\":\"effort\",\"low\":6,\"high\":7.5,"                  \
    "\"unit\":\"rpe\"},\"ramp\":null,\"cue\":null},{\"role\":\"recover\","     \
    "\"end\":{\"type\":\"lap\",\"value\":null},"                               \
    "\"target\":{\"type\":\"open\",\"low\":null,\"high\":null,"                \
    "\"unit\":null},\"ramp\":null,\"cue\":null}]},{\"role\":\"build\","        \
    "\"end\":{\"type\":\"hr-above\",\"value\":150},"                           \
    "\"target\":{\"type\":\"pace\",\"low\":360,\"high\":300,"                  \
    "\"unit\":\"s_per_km\"},\"ramp\":{\"from\":360,\"to\":300},"               \
    "\"cue\":null}],\"loss\":[]}"

/* As the encoder writes it, so that text can be compared. */
static const char plan_text[] =
    "{\"schema\":\"onward/plan/1\",\"today\":\"2026-11-20\","
    "\"phases\":[{\"name\":\"base\",\"from\":\"2026-11-20\","
    "\"to\":\"2026-11-22\",\"rules\":[\"hard.base\"]}],"
    "\"weeks\":[{\"monday\":\"2026-11-16\",\"phase\":\"base\","
    "\"run_m\":8000.5,\"run_s\":2700,\"longest_m\":8000.5,\"hard_s\":600,"
    "\"down\":true,\"strength\":1,\"cross\":0,"
    "\"rules\":[\"down-week.cut\",\"week.ramp\"]}],"
    "\"days\":[{\"date\":\"2026-11-20\",\"sessions\":[{\"id\":\"a\","
    "\"type\":\"rest\",\"distance_m\":null,\"duration_s\":null,\"hard_s\":0,"
    "\"load\":0,\"workout\":null,\"rules\":[],\"reason\":\"Rest\","
    "\"easier_option\":null}]},{\"date\":\"2026-11-21\",\"sessions\":["
    "{\"id\":\"b\",\"type\":\"progression\",\"distance_m\":8000.5,"
    "\"duration_s\":2700,\"hard_s\":600,\"load\":55.5,"
    "\"workout\":" WORKOUT ","
    "\"rules\":[\"progression.weekly\"],\"reason\":\"It is time\","
    "\"easier_option\":\"easy\"},{\"id\":\"c\",\"type\":\"strength\","
    "\"distance_m\":null,\"duration_s\":1800,\"hard_s\":0,\"load\":15,"
    "\"workout\":null,\"rules\":[],\"reason\":null,\"easier_option\":null}]},"
    "{\"date\":\"2026-11-22\",\"sessions\":[]}],"
    "\"goals\":[{\"id\":\"g\",\"verdict\":\"ambitious\",\"probability\":0.3,"
    "\"needed\":\"more\",\"due\":\"2027-01-01\",\"unit\":\"s\",\"now\":2700,"
    "\"target\":2600,\"low\":2550,\"high\":2710,\"progress\":0.25,"
    "\"rolled_up\":null,\"reached\":false,\"steps\":2,\"steps_reached\":1,"
    "\"milestones\":[{\"date\":\"2027-01-01\","
    "\"what\":\"10 km\",\"value\":2600,\"unit\":\"s\"}],"
    "\"conflicts\":[{\"with\":null,\"message\":\"no day\","
    "\"give_up\":\"one\"}]}],"
    "\"forecast\":[{\"date\":\"2026-11-20\",\"fitness\":40.123,"
    "\"fatigue\":50,\"form\":-9.5,\"effective_vo2max\":null}],"
    "\"findings\":[{\"rule\":\"long-run.day\",\"severity\":\"note\","
    "\"date\":\"2026-11-22\",\"message\":\"moved\"}]}";

static void a_plan_goes_there_and_back(void **state)
{
    struct ow_plan *plan = NULL;
    struct ow_error err = {0};
    char *text = NULL;
    size_t count = 0;

    (void)state;
    if (ow_plan_decode(plan_text, sizeof plan_text - 1, &plan, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    assert_true(ow_plan_weeks(plan, &count)[0].is_down);
    assert_int_equal(ow_plan_days(plan, &count)[1].session_count, 2);
    assert_int_equal(count, 3);
    assert_int_equal(ow_plan_encode(plan, &text, NULL, NULL), OW_OK);
    assert_string_equal(text, plan_text);
    ow_text_free(text);
    ow_plan_free(plan);
}

static void a_sparse_plan_is_read(void **state)
{
    static const char sparse[] =
        "{\"schema\":\"onward/plan/1\",\"today\":\"2026-11-20\","
        "\"days\":[{\"date\":\"2026-11-20\",\"sessions\":[{\"id\":\"x\","
        "\"type\":\"easy\",\"distance_m\":5000,\"rules\":[\"house.rule\"]}]}],"
        "\"findings\":[{\"rule\":\"house.rule\",\"severity\":\"must\"}]}";
    struct ow_plan *plan = NULL;
    size_t count = 0;

    (void)state;
    assert_int_equal(ow_plan_decode(sparse, sizeof sparse - 1, &plan, NULL),
                     OW_OK);
    assert_true(
        ow_is_missing(ow_plan_days(plan, &count)[0].sessions[0].duration_s));
    assert_int_equal(ow_plan_days(plan, &count)[0].sessions[0].rules.count, 0);
    (void)ow_plan_findings(plan, &count);
    assert_int_equal(count, 0);
    (void)ow_plan_forecast(plan, &count);
    assert_int_equal(count, 0);
    ow_plan_free(plan);
}

#define DAY(session)                                                           \
    "{\"schema\":\"onward/plan/1\",\"today\":\"2026-11-20\","                  \
    "\"days\":[{\"date\":\"2026-11-20\",\"sessions\":[" session "]}]}"

static void faults_are_named(void **state)
{
    static const struct {
        const char *text;
        enum ow_status status;
        const char *message;
    } cases[] = {
        {"{\"schema\":\"onward/plan/1\"}", OW_E_FORMAT, "today: is missing"},
        {DAY("{\"id\":\"a\",\"type\":\"sprint\"}"), OW_E_NOT_FOUND,
         "days[0].sessions[0].type: \"sprint\" is not known here"},
        {DAY("{\"type\":\"easy\"}"), OW_E_FORMAT,
         "days[0].sessions[0].id: is missing"},
        {DAY("{\"id\":\"a\",\"type\":\"easy\",\"distance_m\":-5}"), OW_E_RANGE,
         "days[0].sessions[0].distance_m: -5 is outside 0 to 1000000"},
        {DAY("{\"id\":\"a\",\"type\":\"easy\",\"workout\":{\"steps\":["
             "{\"role\":\"jump\"}]}}"),
         OW_E_NOT_FOUND,
         "days[0].sessions[0].workout.steps[0].role: \"jump\" is not known "
         "here"},
        {DAY("{\"id\":\"a\",\"type\":\"easy\",\"workout\":{\"steps\":["
             "{\"role\":\"work\",\"end\":{\"type\":\"time\",\"value\":0.5}}"
             "]}}"),
         OW_E_RANGE, NULL},
        {DAY("{\"id\":\"a\",\"type\":\"easy\",\"workout\":{\"steps\":["
             "{\"repeat\":2,\"steps\":[]}]}}"),
         OW_E_ARGUMENT, NULL},
        {DAY("{\"id\":\"a\",\"type\":\"easy\",\"workout\":{\"steps\":["
             "{\"repeat\":0,\"steps\":[]}]}}"),
         OW_E_RANGE, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_plan *plan = NULL;
        struct ow_error err = {0};

        if (ow_plan_decode(cases[i].text, strlen(cases[i].text), &plan, &err) !=
            cases[i].status) {
            fail_msg("%s\n%s", cases[i].text, err.message);
        }
        assert_null(plan);
        if (cases[i].message != NULL) {
            assert_string_equal(err.message, cases[i].message);
        }
    }
}

static void a_workout_goes_there_and_back(void **state)
{
    struct ow_workout *workout = NULL;
    char *text = NULL;
    size_t count = 0;

    (void)state;
    assert_int_equal(
        ow_workout_decode_json(WORKOUT, strlen(WORKOUT), &workout, NULL),
        OW_OK);
    assert_int_equal(ow_workout_sport(workout), OW_SPORT_RUNNING);
    assert_true(ow_workout_steps(workout, &count)[1].is_repeat);
    assert_int_equal(count, 5);
    assert_int_equal(ow_workout_encode_json(workout, &text, NULL, NULL), OW_OK);
    assert_string_equal(text, WORKOUT);
    ow_text_free(text);
    ow_workout_free(workout);
}

static void repeats_nest_no_deeper_than_eight(void **state)
{
    static const char head[] = "{\"schema\":\"onward/workout/1\",\"steps\":[";
    char text[2000] = "";
    struct ow_workout *workout = NULL;
    struct ow_error err = {0};
    size_t length = sizeof head - 1;

    (void)state;
    memcpy(text, head, length);
    for (int i = 0; i < 9; i++) {
        static const char open[] = "{\"repeat\":2,\"steps\":[";

        memcpy(text + length, open, sizeof open - 1);
        length += sizeof open - 1;
    }
    for (int i = 0; i < 9; i++) {
        text[length++] = ']';
        text[length++] = '}';
    }
    text[length++] = ']';
    text[length++] = '}';
    assert_int_equal(ow_workout_decode_json(text, length, &workout, &err),
                     OW_E_LIMIT);
    assert_null(workout);
}

static void the_table_of_rules(void **state)
{
    struct ow_rule_values values;
    char *text = NULL;

    (void)state;
    assert_int_equal(ow_rules_encode(NULL, &text, NULL, NULL), OW_OK);
    assert_non_null(strstr(text, "{\"schema\":\"onward/rules/1\",\"rules\":["));
    assert_non_null(
        strstr(text, "\"parameters\":{\"cut\":{\"default\":0.25,\"min\":0.2,"
                     "\"max\":0.3}},\"source\":"));
    ow_text_free(text);
    ow_rule_values_init(&values, OW_PRESET_CLASSIC);
    assert_int_equal(ow_rule_values_set(&values, "down-week.cut", 0.3, NULL),
                     OW_OK);
    assert_int_equal(ow_rules_encode(&values, &text, NULL, NULL), OW_OK);
    assert_non_null(strstr(text, "\"max\":0.3,\"value\":0.3,"
                                 "\"overridden\":true}"));
    ow_text_free(text);
}

static bool plan_there_and_back(void *context)
{
    struct ow_plan *plan = NULL;
    char *text = NULL;
    bool succeeded =
        ow_plan_decode(plan_text, sizeof plan_text - 1, &plan, NULL) == OW_OK &&
        ow_plan_encode(plan, &text, NULL, NULL) == OW_OK;

    (void)context;
    ow_plan_free(plan);
    ow_text_free(text);
    return succeeded;
}

static bool workout_there_and_back(void *context)
{
    struct ow_workout *workout = NULL;
    char *text = NULL;
    bool succeeded =
        ow_workout_decode_json(WORKOUT, strlen(WORKOUT), &workout, NULL) ==
            OW_OK &&
        ow_workout_encode_json(workout, &text, NULL, NULL) == OW_OK;

    (void)context;
    ow_workout_free(workout);
    ow_text_free(text);
    return succeeded;
}

static void without_memory_nothing_leaks(void **state)
{
    (void)state;
    assert_true(fault_sweep(plan_there_and_back, NULL) > 5);
    assert_true(fault_sweep(workout_there_and_back, NULL) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_goes_there_and_back),
        cmocka_unit_test(a_sparse_plan_is_read),
        cmocka_unit_test(faults_are_named),
        cmocka_unit_test(a_workout_goes_there_and_back),
        cmocka_unit_test(repeats_nest_no_deeper_than_eight),
        cmocka_unit_test(the_table_of_rules),
        cmocka_unit_test(without_memory_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
