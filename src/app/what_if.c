/*
 * What if; see the header. The scenario is changed in its JSON and read back,
 * so that its decoder judges what is said as it judges all scenarios.
 *
 * sentence = "race" ID "dropped" | "race" ID "moved" DATE
 *          | "race" "added" DATE DISTANCE [ "A" | "B" | "C" ]
 *          | "goal" ID "dropped" | "sick" N ( "days" | "day" )
 *          | WEEKDAY "blocked" | DATE [ ".." DATE ] "blocked" [ REASON ]
 *          | RULE "=" VALUE
 */
#include "app/what_if.h"

#include "app/plans.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/num.h"
#include "onward/json.h"

#include <jansson.h>
#include <string.h>

#define MOST_WORDS 6
#define WORD_SIZE 64
#define MOST_SICK_DAYS 90
#define MESSAGE_LIMIT 180

const char *const app_what_if_forms[] = {
    "race ID dropped",
    "race ID moved DATE",
    "race added DATE DISTANCE [A|B|C]",
    "goal ID dropped",
    "sick N days",
    "WEEKDAY blocked",
    "DATE..DATE blocked [REASON]",
    "RULE=VALUE",
    NULL,
};

/* A sentence in words, and what it is said of. */
struct saying {
    json_t *scenario; /* is changed */
    struct ow_date today;
    const char *text; /* whole */
    char words[MOST_WORDS][WORD_SIZE];
    size_t count;
    const char *rest; /* of the text after two words */
    struct ow_error *err;
};

/* Cuts a sentence into its words; false where a word is too long. What is
 * beyond the last word kept is only counted. */
static bool cut_words(struct saying *saying)
{
    struct str rest = str_trim(str_of(saying->text));

    saying->rest = "";
    while (rest.length > 0) {
        struct str word = str_split(&rest, ' ');

        if (word.length == 0) {
            continue;
        }
        if (word.length >= WORD_SIZE) {
            return false;
        }
        if (saying->count < MOST_WORDS) {
            memcpy(saying->words[saying->count], word.data, word.length);
            saying->words[saying->count][word.length] = '\0';
        }
        saying->count++;
        if (saying->count == 2 && rest.length > 0) {
            saying->rest = rest.data;
        }
    }
    return true;
}

/* Puts a new value into an array; false without memory. */
static bool append(json_t *object, const char *key, json_t *value)
{
    return json_array_append_new(json_object_get(object, key), value) == 0;
}

static enum ow_status done_if(const struct saying *saying, bool is_done)
{
    return is_done ? OW_OK : error_nomem(saying->err);
}

/* The place of an id in a list; OW_E_NOT_FOUND names those that there are. */
static enum ow_status find_id(const struct saying *saying, const char *list,
                              const char *what, const char *id, size_t *index)
{
    const json_t *array = json_object_get(saying->scenario, list);
    struct buf known;
    enum ow_status status = OW_OK;

    buf_init(&known, MESSAGE_LIMIT);
    for (*index = 0; *index < json_array_size(array); (*index)++) {
        const char *its = json_string_value(
            json_object_get(json_array_get(array, *index), "id"));

        if (strcmp(its, id) == 0) {
            buf_dispose(&known);
            return OW_OK;
        }
        buf_append_format(&known, "%s%s", *index > 0 ? ", " : "", its);
    }
    status = error_set(saying->err, OW_E_NOT_FOUND,
                       "no %s is called %.40s; there %s %.90s", what, id,
                       *index == 1 ? "is" : "are",
                       *index == 0 ? "none" : buf_text(&known));
    buf_dispose(&known);
    return status;
}

/* A day from today on. */
static enum ow_status read_day(const struct saying *saying, const char *text,
                               struct ow_date *date)
{
    char today[OW_DATE_TEXT_SIZE];
    enum ow_status status = ow_date_parse_relative(
        text, saying->today, ow_date_none(), date, saying->err);

    if (status == OW_OK && date->days < saying->today.days) {
        ow_date_format(saying->today, today);
        return error_set(saying->err, OW_E_RANGE,
                         "%.40s is past; what if asks of days from %s on", text,
                         today);
    }
    return status;
}

static json_t *date_json(struct ow_date date)
{
    char text[OW_DATE_TEXT_SIZE];

    ow_date_format(date, text);
    return json_string(text);
}

/* A day has one race, so that its day can be its id. */
static json_t *race_id(struct ow_date date)
{
    char text[OW_DATE_TEXT_SIZE];

    ow_date_format(date, text);
    return json_sprintf("what-if-%s", text);
}

static enum ow_status drop_race(struct saying *saying)
{
    size_t at = 0;
    enum ow_status status =
        find_id(saying, "races", "race", saying->words[1], &at);

    if (status == OW_OK) {
        (void)json_array_remove(json_object_get(saying->scenario, "races"), at);
    }
    return status;
}

static enum ow_status move_race(struct saying *saying)
{
    struct ow_date date = ow_date_none();
    size_t at = 0;
    enum ow_status status =
        find_id(saying, "races", "race", saying->words[1], &at);

    if (status == OW_OK) {
        status = read_day(saying, saying->words[3], &date);
    }
    if (status != OW_OK) {
        return status;
    }
    return done_if(
        saying,
        json_object_set_new(
            json_array_get(json_object_get(saying->scenario, "races"), at),
            "date", date_json(date)) == 0);
}

static enum ow_status add_race(struct saying *saying)
{
    struct ow_date date = ow_date_none();
    double distance_m = 0;
    json_t *race = NULL;
    enum ow_status status = read_day(saying, saying->words[2], &date);

    if (status == OW_OK) {
        status = ow_distance_parse(saying->words[3], &distance_m, saying->err);
    }
    if (status != OW_OK) {
        return status;
    }
    race = json_pack("{s:o, s:o, s:f}", "id", race_id(date), "date",
                     date_json(date), "distance_m", distance_m);
    if (race != NULL && saying->count == 5 &&
        json_object_set_new(race, "priority", json_string(saying->words[4])) !=
            0) {
        json_decref(race);
        race = NULL;
    }
    return done_if(saying,
                   race != NULL && append(saying->scenario, "races", race));
}

/* Goals that served it serve no other. */
static enum ow_status drop_goal(struct saying *saying)
{
    json_t *goals = json_object_get(saying->scenario, "goals");
    json_t *goal = NULL;
    size_t at = 0;
    size_t i = 0;
    enum ow_status status =
        find_id(saying, "goals", "goal", saying->words[1], &at);

    if (status != OW_OK) {
        return status;
    }
    (void)json_array_remove(goals, at);
    json_array_foreach(goals, i, goal)
    {
        const char *parent = json_string_value(json_object_get(goal, "parent"));

        if (parent != NULL && strcmp(parent, saying->words[1]) == 0) {
            (void)json_object_del(goal, "parent");
        }
    }
    return OW_OK;
}

static enum ow_status be_sick(struct saying *saying)
{
    int64_t days = 0;
    bool is_done = true;

    if (!num_parse_int(str_of(saying->words[1]), &days) || days < 1 ||
        days > MOST_SICK_DAYS) {
        return error_set(saying->err, OW_E_RANGE,
                         "sick: '%.40s' is no number of days from 1 to %d",
                         saying->words[1], MOST_SICK_DAYS);
    }
    for (int32_t i = 0; i < days && is_done; i++) {
        is_done = append(
            saying->scenario, "check_ins",
            json_pack("{s:o, s:b}", "date",
                      date_json(ow_date_add_days(saying->today, i)), "ill", 1));
    }
    return done_if(saying, is_done);
}

/* The key of a weekday in a scenario; NULL where the word is none. */
static const char *weekday_key(const char *word)
{
    static const char *const keys[] = {"mon", "tue", "wed", "thu",
                                       "fri", "sat", "sun"};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (str_equal_ignore_case(str_of(word), keys[i])) {
            return keys[i];
        }
    }
    return NULL;
}

/* That weekday from now on, or the days of a span. */
static enum ow_status block(struct saying *saying)
{
    const char *key = weekday_key(saying->words[0]);
    char *dots = strstr(saying->words[0], "..");
    struct ow_date from = ow_date_none();
    struct ow_date to = ow_date_none();
    enum ow_status status = OW_OK;

    if (key != NULL) {
        json_t *days = json_object_get(
            json_object_get(saying->scenario, "athlete"), "days");

        return done_if(saying,
                       json_object_set_new(days, key, json_integer(0)) == 0);
    }
    if (dots != NULL) {
        *dots = '\0';
    }
    status = read_day(saying, saying->words[0], &from);
    to = from;
    if (status == OW_OK && dots != NULL) {
        status = read_day(saying, dots + 2, &to);
    }
    if (status != OW_OK) {
        return status;
    }
    return done_if(
        saying,
        append(saying->scenario, "blocked",
               json_pack("{s:o, s:o, s:s}", "from", date_json(from), "to",
                         date_json(to), "reason",
                         *saying->rest != '\0' ? saying->rest : "what if")));
}

static enum ow_status set_rule(struct saying *saying)
{
    char *value = strchr(saying->words[0], '=');
    double number = 0;

    *value++ = '\0';
    if (!num_parse(str_of(value), &number)) {
        return error_set(saying->err, OW_E_SYNTAX,
                         "%.60s: '%.40s' is no number", saying->words[0],
                         value);
    }
    return done_if(
        saying, json_object_set_new(json_object_get(saying->scenario, "rules"),
                                    saying->words[0], json_real(number)) == 0);
}

/* The grammar: "*" is any word, "=" one with that sign in it, "+" any number
 * of words more. The first that fits is meant. */
static const struct {
    const char *words[MOST_WORDS];
    enum ow_status (*apply)(struct saying *saying);
} grammar[] = {
    {{"race", "added", "*", "*"}, add_race},
    {{"race", "added", "*", "*", "*"}, add_race},
    {{"race", "*", "dropped"}, drop_race},
    {{"race", "*", "moved", "*"}, move_race},
    {{"goal", "*", "dropped"}, drop_goal},
    {{"sick", "*", "days"}, be_sick},
    {{"sick", "*", "day"}, be_sick},
    {{"*", "blocked", "+"}, block},
    {{"="}, set_rule},
};

static bool fits(const struct saying *saying, const char *const *words)
{
    size_t i = 0;

    for (; i < MOST_WORDS && words[i] != NULL; i++) {
        if (strcmp(words[i], "+") == 0) {
            return true;
        }
        if (i >= saying->count) {
            return false;
        }
        if (strcmp(words[i], "=") == 0) {
            if (strchr(saying->words[i], '=') == NULL) {
                return false;
            }
        } else if (strcmp(words[i], "*") != 0 &&
                   !str_equal_ignore_case(str_of(saying->words[i]), words[i])) {
            return false;
        }
    }
    return i == saying->count;
}

/* Names what can be said: that which begins with the same word, else all. */
static enum ow_status refuse(const struct saying *saying)
{
    struct buf known;
    bool has_like = false;
    enum ow_status status = OW_OK;

    for (size_t i = 0; app_what_if_forms[i] != NULL && saying->count > 0; i++) {
        size_t length = strlen(saying->words[0]);

        has_like =
            has_like || (length > 0 && strncmp(app_what_if_forms[i],
                                               saying->words[0], length) == 0);
    }
    buf_init(&known, MESSAGE_LIMIT);
    for (size_t i = 0; app_what_if_forms[i] != NULL; i++) {
        if (!has_like || strncmp(app_what_if_forms[i], saying->words[0],
                                 strlen(saying->words[0])) == 0) {
            buf_append_format(&known, "%s%s", known.length > 0 ? ", " : "",
                              app_what_if_forms[i]);
        }
    }
    status = error_set(saying->err, OW_E_ARGUMENT, "'%.30s': say %s",
                       saying->text, buf_text(&known));
    buf_dispose(&known);
    return status;
}

static enum ow_status apply(json_t *scenario, struct ow_date today,
                            const char *text, struct ow_error *err)
{
    struct saying saying = {
        .scenario = scenario, .today = today, .text = text, .err = err};

    if (cut_words(&saying)) {
        for (size_t i = 0; i < sizeof grammar / sizeof grammar[0]; i++) {
            if (fits(&saying, grammar[i].words)) {
                return grammar[i].apply(&saying);
            }
        }
    }
    return refuse(&saying);
}

enum ow_status app_what_if_change(const struct ow_scenario *scenario,
                                  struct ow_date today, const char *text,
                                  struct ow_scenario **other,
                                  struct ow_error *err)
{
    json_t *object = NULL;
    char *json = NULL;
    enum ow_status status = ow_scenario_encode(scenario, &json, NULL, err);

    if (status == OW_OK) {
        object = json_loads(json, 0, NULL);
        status =
            object == NULL ? error_nomem(err) : apply(object, today, text, err);
    }
    ow_text_free(json);
    if (status == OW_OK) {
        json = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(15));
        status = json == NULL
                     ? error_nomem(err)
                     : ow_scenario_decode(json, strlen(json), other, err);
        mem_free(json);
    }
    json_decref(object);
    return status;
}

/* All that is said, one after the other. */
static enum ow_status change_all(const struct ow_scenario *scenario,
                                 struct ow_date today, const char *const *texts,
                                 size_t count, struct ow_scenario **other,
                                 struct ow_error *err)
{
    struct ow_scenario *last = NULL;
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < count && status == OW_OK; i++) {
        struct ow_scenario *next = NULL;

        status = app_what_if_change(last != NULL ? last : scenario, today,
                                    texts[i], &next, err);
        ow_scenario_free(last);
        last = next;
    }
    *other = last;
    return status;
}

static bool covers(const struct ow_plan *plan, struct ow_date today)
{
    return app_plan_day(plan, today) != NULL;
}

/* The kept plan, or the one there would be now: what it breaks itself is no
 * fault of what is asked. */
static enum ow_status find_before(struct store *store,
                                  const struct ow_scenario *scenario,
                                  struct ow_date today,
                                  struct app_what_if *answer,
                                  struct ow_error *err)
{
    enum ow_status status = store == NULL
                                ? OW_E_NOT_FOUND
                                : app_plan_kept(store, &answer->before, err);

    if (status == OW_OK && covers(answer->before, today)) {
        answer->is_kept = true;
        return OW_OK;
    }
    if (status != OW_OK && status != OW_E_NOT_FOUND) {
        return status;
    }
    ow_plan_free(answer->before);
    answer->before = NULL;
    status = ow_plan_make(scenario, today, &answer->before, err);
    return status == OW_E_CONFLICT ? OW_OK : status;
}

enum ow_status app_what_if(struct store *store,
                           const struct ow_scenario *scenario,
                           struct ow_date today, const char *const *texts,
                           size_t count, struct app_what_if *answer,
                           struct ow_error *err)
{
    struct app_what_if made = {0};
    enum ow_status made_status = OW_OK;
    enum ow_status status =
        change_all(scenario, today, texts, count, &made.scenario, err);

    if (status == OW_OK) {
        status = find_before(store, scenario, today, &made, err);
    }
    if (status == OW_OK) {
        made_status = app_plan_make(made.scenario, today, made.before,
                                    &made.after, &made.findings, err);
        status = made_status == OW_E_CONFLICT ? OW_OK : made_status;
    }
    if (status == OW_OK) {
        /* Both plans cover today: only memory can be wanting. */
        status = ow_plan_difference(made.before, made.after, &made.difference,
                                    NULL) == OW_OK
                     ? OW_OK
                     : error_nomem(err);
    }
    if (status != OW_OK) {
        app_what_if_dispose(&made);
        return status;
    }
    *answer = made;
    return made_status;
}

void app_what_if_dispose(struct app_what_if *answer)
{
    ow_plan_difference_free(answer->difference);
    ow_findings_free(answer->findings);
    ow_plan_free(answer->after);
    ow_plan_free(answer->before);
    ow_scenario_free(answer->scenario);
    memset(answer, 0, sizeof *answer);
}
