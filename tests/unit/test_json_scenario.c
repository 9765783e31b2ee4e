/* Scenarios from JSON and back. */
#include "onward/json.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <stdio.h>
#include <string.h>

#define HEAD "{\"schema\":\"onward/scenario/1\","
#define ATHLETE "\"athlete\":{\"days\":{\"mon\":60,\"sun\":120}}"

/* Every field there is, lists out of order. */
static const char full[] = HEAD
    "\"athlete\":{\"sex\":\"f\",\"birth_date\":\"1986-03-02\","
    "\"level\":\"intermediate\",\"units\":\"mi\",\"hr_max_bpm\":188,"
    "\"hr_rest_bpm\":50,\"days\":{\"mon\":60,\"tue\":61,\"wed\":0,\"thu\":62,"
    "\"fri\":0,\"sat\":90,\"sun\":180},\"long_run_day\":\"sun\","
    "\"strength_per_week\":2,\"sessions_per_day\":1,\"cross_training\":["
    "\"swim\",\"other\"],"
    "\"hemisphere\":\"south\"},"
    "\"history\":{\"weeks\":[{\"monday\":\"2026-07-13\",\"run_m\":42000.5,"
    "\"runs\":4,\"strength\":1},{\"monday\":\"2026-07-06\",\"run_m\":40000,"
    "\"runs\":4,\"strength\":1}],\"longest_run_30d_m\":32000,"
    "\"longest_run_date\":\"2026-07-12\",\"bests\":[{\"date\":\"2026-05-10\","
    "\"distance_m\":10000,\"time_s\":2700}],\"fitness\":41.5,"
    "\"fatigue\":50.25},"
    "\"races\":[{\"id\":\"r2\",\"name\":\"Town \\\"half\\\"\","
    "\"date\":\"2026-12-01\",\"distance_m\":21097.5,\"priority\":\"C\","
    "\"time_s\":null,\"effort\":0.85,\"goal_s\":6300,\"net_drop_m\":-12,"
    "\"fade\":0.05,\"descent_m\":140,\"temperature_c\":21.5},"
    "{\"id\":\"r1\",\"date\":\"2026-07-19\",\"distance_m\":42195,"
    "\"priority\":\"A\",\"time_s\":14400,\"effort\":null}],"
    "\"goals\":[{\"id\":\"g1\",\"horizon\":\"career\",\"kind\":\"standard\","
    "\"deadline\":\"2029-10-10\",\"standard\":\"boston\",\"parent\":null},"
    "{\"id\":\"g2\",\"horizon\":\"3-years\",\"kind\":\"balance\","
    "\"per_week\":3,\"focus\":\"hills\",\"parent\":\"g1\"}],"
    "\"check_ins\":[{\"date\":\"2026-07-20\",\"soreness\":4,"
    "\"stairs_pain\":2,\"sleep\":3,\"motivation\":2,\"ill\":false,"
    "\"injured\":true,\"note\":\"knee\"},{\"date\":\"2026-07-01\"}],"
    "\"blocked\":[{\"from\":\"2026-12-24\",\"to\":\"2026-12-26\","
    "\"reason\":\"travel\"},{\"from\":\"2026-08-01\"}],"
    "\"used_ids\":[\"2026-07-20-easy-1\",\"2026-07-20-rest-1\"],"
    "\"weak_spots\":[{\"focus\":\"pacing\",\"said\":true},"
    "{\"focus\":\"durability\",\"said\":false,\"evidence\":\"6 runs\"}],"
    "\"rules\":{\"down-week.cut\":0.2,\"recovery.off.marathon\":14},"
    "\"preset\":\"active-return\",\"weeks\":20,\"later\":[1,{}]}";

static struct ow_scenario *decode(const char *text)
{
    struct ow_scenario *scenario = NULL;
    struct ow_error err = {0};

    if (ow_scenario_decode(text, strlen(text), &scenario, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    return scenario;
}

static void every_field_is_read(void **state)
{
    struct ow_scenario *s = decode(full);

    (void)state;
    assert_int_equal(s->athlete.sex, 'f');
    assert_int_equal(s->athlete.level, OW_LEVEL_INTERMEDIATE);
    assert_int_equal(s->athlete.units, OW_UNITS_MI);
    assert_int_equal(s->athlete.day_minutes[OW_TUESDAY], 61);
    assert_int_equal(s->athlete.long_run_day, OW_SUNDAY);
    assert_int_equal(s->athlete.sessions_per_day, 1);
    assert_int_equal(s->athlete.cross_training, OW_CROSS_SWIM | OW_CROSS_OTHER);
    assert_true(s->athlete.is_southern);
    assert_int_equal(s->history.week_count, 2);
    assert_float_equal(s->history.weeks[0].run_m, 40000, 0.01);
    assert_float_equal(s->history.bests[0].time_s, 2700, 0.01);
    assert_int_equal(s->race_count, 2);
    assert_string_equal(s->races[0].id, "r1");
    assert_true(ow_is_missing(s->races[0].effort));
    assert_true(ow_is_missing(s->races[1].time_s));
    assert_string_equal(s->races[1].name, "Town \"half\"");
    assert_int_equal(s->races[1].priority, OW_PRIORITY_C);
    assert_int_equal(s->goals[1].horizon, OW_HORIZON_3_YEARS);
    assert_int_equal(s->goals[1].focus, OW_FOCUS_HILLS);
    assert_int_equal(s->goals[0].per_week, -1);
    assert_string_equal(s->goals[1].parent, "g1");
    assert_int_equal(s->check_ins[0].soreness, -1);
    assert_int_equal(s->check_ins[1].stairs_pain, 2);
    assert_true(s->check_ins[1].injured);
    assert_int_equal(s->blocked[0].from.days, s->blocked[0].to.days);
    assert_string_equal(s->blocked[1].reason, "travel");
    assert_int_equal(s->used_id_count, 2);
    assert_string_equal(s->used_ids[1], "2026-07-20-rest-1");
    assert_int_equal(s->weak_spot_count, 2);
    assert_int_equal(s->weak_spots[0].focus, OW_FOCUS_PACING);
    assert_true(s->weak_spots[0].is_said);
    assert_null(s->weak_spots[0].evidence);
    assert_false(s->weak_spots[1].is_said);
    assert_string_equal(s->weak_spots[1].evidence, "6 runs");
    assert_float_equal(ow_rule_value(&s->rules, OW_RULE_DOWN_WEEK_CUT, "cut"),
                       0.2, 1e-6);
    assert_float_equal(
        ow_rule_value(&s->rules, OW_RULE_RECOVERY_OFF, "marathon_must"), 2,
        1e-6);
    assert_int_equal(s->preset, OW_PRESET_ACTIVE_RETURN);
    assert_int_equal(s->weeks, 20);
    ow_scenario_free(s);
}

static void what_is_absent_has_a_default(void **state)
{
    struct ow_scenario *s = decode(HEAD ATHLETE "}");

    (void)state;
    assert_int_equal(s->athlete.sex, 0);
    assert_false(ow_date_is_known(s->athlete.birth_date));
    assert_int_equal(s->athlete.level, OW_LEVEL_UNKNOWN);
    assert_int_equal(s->athlete.long_run_day, -1);
    assert_int_equal(s->athlete.sessions_per_day, 0);
    assert_int_equal(s->athlete.day_minutes[OW_WEDNESDAY], 0);
    assert_true(ow_is_missing(s->athlete.hr_max_bpm));
    assert_true(ow_is_missing(s->history.longest_run_30d_m));
    assert_true(ow_is_missing(s->history.fitness));
    assert_int_equal(s->race_count, 0);
    assert_int_equal(s->weeks, 16);
    assert_int_equal(s->preset, OW_PRESET_CLASSIC);
    ow_scenario_free(s);
}

static void encoding_and_decoding_agree(void **state)
{
    struct ow_scenario *first = decode(full);
    struct ow_scenario *second = NULL;
    char *once = NULL;
    char *twice = NULL;
    size_t length = 0;

    (void)state;
    assert_int_equal(ow_scenario_encode(first, &once, &length, NULL), OW_OK);
    assert_int_equal(length, strlen(once));
    second = decode(once);
    assert_int_equal(ow_scenario_encode(second, &twice, NULL, NULL), OW_OK);
    assert_string_equal(once, twice);
    assert_non_null(strstr(once, "\"recovery.off.marathon\":14"));
    assert_non_null(strstr(once, "\"down-week.cut.cut\":0.2"));
    assert_non_null(strstr(once, "\"cross_training\":[\"swim\",\"other\"]"));
    ow_text_free(once);
    ow_text_free(twice);
    ow_scenario_free(first);
    ow_scenario_free(second);
}

#define RACE(fields) HEAD ATHLETE ",\"races\":[{" fields "}]}"

static const struct {
    const char *text;
    enum ow_status status;
    const char *message;
} faults[] = {
    {"", OW_E_SYNTAX, "line 1: '[' or '{' expected near end of file"},
    {"<html>", OW_E_SYNTAX, "line 1: '[' or '{' expected near '<'"},
    {"[]", OW_E_FORMAT, "schema: onward/scenario/1 is meant"},
    {"{\"schema\":\"onward/plan/1\"}", OW_E_FORMAT,
     "schema: onward/scenario/1 is meant"},
    {HEAD "\"weeks\":3}", OW_E_FORMAT, "athlete: is missing"},
    {HEAD "\"athlete\":{}}", OW_E_FORMAT, "athlete.days: is missing"},
    {HEAD "\"athlete\":{\"days\":{\"mon\":2000}}}", OW_E_RANGE,
     "athlete.days.mon: 2000 is outside 0 to 1440"},
    {HEAD "\"athlete\":{\"days\":{\"mon\":\"x\"}}}", OW_E_FORMAT,
     "athlete.days.mon: a number is meant"},
    {HEAD "\"athlete\":{\"days\":{\"mon\":1.5}}}", OW_E_FORMAT,
     "athlete.days.mon: a whole number is meant"},
    {HEAD "\"athlete\":{\"days\":{},\"sex\":\"q\"}}", OW_E_NOT_FOUND,
     "athlete.sex: \"q\" is not known here"},
    {HEAD "\"athlete\":{\"days\":{},\"birth_date\":\"1986-02-30\"}}",
     OW_E_RANGE, NULL},
    {HEAD "\"athlete\":{\"days\":{},\"cross_training\":[\"chess\"]}}",
     OW_E_NOT_FOUND,
     "athlete.cross_training[0]: \"chess\" is not known "
     "here"},
    {HEAD "\"athlete\":{\"days\":{},\"cross_training\":[7]}}", OW_E_FORMAT,
     "athlete.cross_training[0]: a text is meant"},
    {HEAD ATHLETE ",\"weeks\":0}", OW_E_RANGE, "weeks: 0 is outside 1 to 160"},
    {HEAD ATHLETE ",\"weeks\":161}", OW_E_RANGE,
     "weeks: 161 is outside 1 to 160"},
    {HEAD ATHLETE ",\"preset\":\"heroic\"}", OW_E_NOT_FOUND,
     "preset: \"heroic\" is not known here"},
    {HEAD ATHLETE ",\"rules\":{\"down-week.cut\":0.9}}", OW_E_RANGE,
     "rules: down-week.cut: 0.9 is outside 0.2 to 0.3"},
    {HEAD ATHLETE ",\"rules\":{\"down-week.depth\":0.2}}", OW_E_NOT_FOUND,
     "rules: no rule has a parameter called down-week.depth"},
    {HEAD ATHLETE ",\"rules\":{\"down-week.cut\":\"deep\"}}", OW_E_FORMAT,
     "rules: down-week.cut: a number is meant"},
    {HEAD ATHLETE ",\"rules\":7}", OW_E_FORMAT, "rules: an object is meant"},
    {HEAD ATHLETE ",\"races\":7}", OW_E_FORMAT, "races: an array is meant"},
    {HEAD ATHLETE ",\"races\":[7]}", OW_E_FORMAT,
     "races[0]: an object is meant"},
    {RACE("\"date\":\"2026-01-01\""), OW_E_FORMAT, "races[0].id: is missing"},
    {RACE("\"id\":\"a\",\"date\":\"2026-01-01\",\"distance_m\":500"),
     OW_E_RANGE, "races[0].distance_m: 500 is outside 1000 to 400000"},
    {RACE("\"id\":\"a\",\"date\":\"2026-01-01\",\"distance_m\":10000,"
          "\"time_s\":60"),
     OW_E_RANGE, "races[0].time_s: 60 is outside 1250 to 25000"},
    {RACE("\"id\":\"a\",\"date\":\"2026-13-01\",\"distance_m\":10000"),
     OW_E_RANGE, NULL},
    {RACE("\"id\":\"a\",\"date\":\"soon\",\"distance_m\":10000"), OW_E_SYNTAX,
     NULL},
    {RACE("\"id\":\"a\",\"date\":\"2026-01-01\",\"distance_m\":10000},"
          "{\"id\":\"a\",\"date\":\"2026-01-09\",\"distance_m\":10000"),
     OW_E_ARGUMENT, "races[1].id: \"a\" is there twice"},
    {RACE("\"id\":\"a\",\"id\":\"b\""), OW_E_SYNTAX, NULL},
    {HEAD ATHLETE ",\"history\":{\"weeks\":[{\"monday\":\"2026-07-07\","
                  "\"run_m\":1}]}}",
     OW_E_ARGUMENT, "history.weeks[0].monday: 2026-07-07 is no Monday"},
    {HEAD ATHLETE ",\"history\":{\"weeks\":[{\"monday\":\"2026-07-06\","
                  "\"run_m\":1},{\"monday\":\"2026-07-06\",\"run_m\":2}]}}",
     OW_E_ARGUMENT, "history.weeks: 2026-07-06 is there twice"},
    {HEAD ATHLETE ",\"blocked\":[{\"from\":\"2026-07-06\","
                  "\"to\":\"2026-07-05\"}]}",
     OW_E_RANGE, "blocked[0].to: 2026-07-05 is before \"from\", 2026-07-06"},
    {HEAD ATHLETE ",\"used_ids\":[\"a\",1]}", OW_E_FORMAT,
     "used_ids[1]: a text is meant"},
    {HEAD ATHLETE ",\"weak_spots\":[{\"said\":true}]}", OW_E_FORMAT,
     "weak_spots[0].focus: is missing"},
    {HEAD ATHLETE ",\"weak_spots\":[{\"focus\":\"luck\"}]}", OW_E_NOT_FOUND,
     NULL},
    {HEAD ATHLETE ",\"goals\":[{\"id\":\"g\",\"kind\":\"finish\","
                  "\"parent\":\"x\"}]}",
     OW_E_NOT_FOUND, "goals: no goal is called \"x\""},
    {HEAD ATHLETE ",\"goals\":[{\"id\":\"g\",\"kind\":\"finish\","
                  "\"parent\":\"h\"},{\"id\":\"h\",\"kind\":\"finish\","
                  "\"parent\":\"g\"}]}",
     OW_E_ARGUMENT,
     "goals: \"g\" serves itself, or stands more than 16 goals below the "
     "first"},
    {HEAD ATHLETE ",\"check_ins\":[{\"date\":\"2026-01-01\","
                  "\"soreness\":11}]}",
     OW_E_RANGE, "check_ins[0].soreness: 11 is outside 0 to 10"},
    {HEAD ATHLETE ",\"check_ins\":[{\"date\":\"2026-01-01\","
                  "\"ill\":\"no\"}]}",
     OW_E_FORMAT, "check_ins[0].ill: true or false is meant"},
    {HEAD ATHLETE ",\"check_ins\":[{\"date\":\"1810-01-01\"}]}", OW_E_RANGE,
     "check_ins[0].date: 1810-01-01 is outside 1900-01-01 to 2299-12-31"},
};

static void faults_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(faults); i++) {
        struct ow_scenario *scenario = NULL;
        struct ow_error err = {0};

        if (ow_scenario_decode(faults[i].text, strlen(faults[i].text),
                               &scenario, &err) != faults[i].status) {
            fail_msg("%s\n%s", faults[i].text, err.message);
        }
        assert_null(scenario);
        assert_int_equal(err.status, faults[i].status);
        if (faults[i].message != NULL) {
            assert_string_equal(err.message, faults[i].message);
        }
    }
}

static void syntax_errors_say_where(void **state)
{
    const char *text = "{\"schema\": \"onward/scenario/1\", weeks: 3}";
    struct ow_scenario *scenario = NULL;
    struct ow_error err = {0};

    (void)state;
    assert_int_equal(ow_scenario_decode(text, strlen(text), &scenario, &err),
                     OW_E_SYNTAX);
    assert_in_range(err.offset, 32, 38);
}

static void deep_and_long_inputs_are_refused(void **state)
{
    static char deep[20000];
    static char wide[40000];
    struct ow_scenario *scenario = NULL;
    size_t length = 0;

    (void)state;
    memset(deep, '[', sizeof deep);
    assert_int_not_equal(ow_scenario_decode(deep, sizeof deep, &scenario, NULL),
                         OW_OK);
    length = (size_t)snprintf(wide, sizeof wide, HEAD ATHLETE ",\"races\":[0");
    for (int i = 0; i < 6000; i++) {
        wide[length++] = ',';
        wide[length++] = '0';
    }
    wide[length++] = ']';
    wide[length++] = '}';
    assert_int_equal(ow_scenario_decode(wide, length, &scenario, NULL),
                     OW_E_LIMIT);
}

static void long_texts_are_refused(void **state)
{
    static char text[8000];
    static const char head[] =
        HEAD ATHLETE ",\"goals\":[{\"kind\":\"finish\",\"id\":\"";
    struct ow_scenario *scenario = NULL;
    struct ow_error err = {0};
    size_t length = sizeof head - 1;

    (void)state;
    memcpy(text, head, length);
    memset(text + length, 'g', 5000);
    length += 5000;
    memcpy(text + length, "\"}]}", 4);
    assert_int_equal(ow_scenario_decode(text, length + 4, &scenario, &err),
                     OW_E_LIMIT);
    assert_string_equal(err.message, "goals[0].id: 5000 bytes are over 4000");
}

static bool go_there_and_back(void *context)
{
    struct ow_scenario *scenario = NULL;
    char *text = NULL;
    bool succeeded =
        ow_scenario_decode(full, sizeof full - 1, &scenario, NULL) == OW_OK &&
        ow_scenario_encode(scenario, &text, NULL, NULL) == OW_OK;

    (void)context;
    ow_scenario_free(scenario);
    ow_text_free(text);
    return succeeded;
}

static void without_memory_nothing_leaks(void **state)
{
    (void)state;
    assert_true(fault_sweep(go_there_and_back, NULL) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_is_read),
        cmocka_unit_test(what_is_absent_has_a_default),
        cmocka_unit_test(encoding_and_decoding_agree),
        cmocka_unit_test(faults_are_named),
        cmocka_unit_test(syntax_errors_say_where),
        cmocka_unit_test(deep_and_long_inputs_are_refused),
        cmocka_unit_test(long_texts_are_refused),
        cmocka_unit_test(without_memory_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
