/*
 * Properties of plans over seeded runners. Prints TAP.
 *
 * ONWARD_SEED sets the first seed, ONWARD_RUNNERS how many are drawn, and
 * ONWARD_KEEP a folder that gets scenario and plan of each runner that failed.
 */
#include "onward/json.h"

#include "property/runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_RUNNERS 2000
#define MOST_PRINTED 20

enum property {
    SCENARIO_ROUND_TRIP,
    ANSWER_IS_CLEAN,
    NO_MUST_RULE_BROKEN,
    CONFLICT_IS_REAL,
    SAME_BYTES_TWICE,
    PLAN_ROUND_TRIP,
    SAME_FINDINGS_AFTER_ROUND_TRIP,
    CLOCKS_ARE_PHASES,
    SHOULD_IS_SAID,
    FOCUS_ADDS_NOTHING_HARD,
    PROPERTY_COUNT
};

static const char *const names[PROPERTY_COUNT] = {
    "a scenario decodes to what was encoded",
    "every scenario gets a plan, a conflict or a refusal in words",
    "a plan breaks no must-rule",
    "a conflict comes with the must-rule that is broken",
    "the same scenario gives the same bytes",
    "a plan decodes to what was encoded",
    "a decoded plan is judged as the plan was",
    "the clocks told of a race are those of the plan's phases",
    "where a rule that should hold does not, the plan says so",
    "what runners work on adds no hard running in all",
};

struct tally {
    long failed[PROPERTY_COUNT];
    long shoulds[OW_RULE_COUNT]; /* rules that should hold and do not */
    long silent[OW_RULE_COUNT];  /* of these, what no plan says */
    uint64_t hash;               /* of the bytes of all plans */
    double focus_hard_s;         /* of all plans */
    double usual_hard_s;         /* of the same runners without a focus */
    long harder;                 /* plans with more of it */
    long plans;
    long conflicts;
    long refusals;
};

/* What is at hand while one runner is looked at. */
struct trial {
    uint64_t seed;
    struct runner runner;
    char *scenario_text;
    struct ow_scenario *scenario;
    char *plan_text;
    struct tally *tally;
};

/* Writes a text into the folder of failures, if one is wanted. */
static void keep(const struct trial *trial, const char *ending,
                 const char *text)
{
    const char *folder = getenv("ONWARD_KEEP");
    char path[512];
    FILE *file = NULL;

    if (folder == NULL || text == NULL) {
        return;
    }
    (void)snprintf(path, sizeof path, "%s/%llu%s", folder,
                   (unsigned long long)trial->seed, ending);
    file = fopen(path, "w");
    if (file != NULL) {
        fputs(text, file);
        fclose(file);
    }
}

static void fail(struct trial *trial, enum property property, const char *why)
{
    char today[OW_DATE_TEXT_SIZE];

    trial->tally->failed[property]++;
    keep(trial, ".json", trial->scenario_text);
    keep(trial, ".plan.json", trial->plan_text);
    if (trial->tally->failed[property] <= MOST_PRINTED) {
        ow_date_format(trial->runner.today, today);
        printf("# seed %llu, today %s: not so that %s: %s\n",
               (unsigned long long)trial->seed, today, names[property], why);
    }
}

static bool pass_through_json(struct trial *trial)
{
    struct ow_error err = {0};
    char *again = NULL;
    bool is_same = false;

    if (ow_scenario_encode(&trial->runner.scenario, &trial->scenario_text, NULL,
                           &err) != OW_OK ||
        ow_scenario_decode(trial->scenario_text, strlen(trial->scenario_text),
                           &trial->scenario, &err) != OW_OK ||
        ow_scenario_encode(trial->scenario, &again, NULL, &err) != OW_OK) {
        fail(trial, SCENARIO_ROUND_TRIP, err.message);
        return false;
    }
    is_same = strcmp(again, trial->scenario_text) == 0;
    if (!is_same) {
        fail(trial, SCENARIO_ROUND_TRIP, "other bytes");
    }
    ow_text_free(again);
    return is_same;
}

/* The first broken must-rule in words, NULL where none is broken. */
static const char *first_must(const struct ow_finding *list, size_t count)
{
    static char words[600];
    char date[OW_DATE_TEXT_SIZE];

    for (size_t i = 0; i < count; i++) {
        if (list[i].severity == OW_MUST) {
            ow_date_format(list[i].date, date);
            (void)snprintf(words, sizeof words, "%s %s %s",
                           ow_rule_info(list[i].rule)->id, date,
                           list[i].message);
            return words;
        }
    }
    return NULL;
}

/* Whether the planner may judge the effort of a past race by the form of its
 * day: then it may see a conflict that the checker, who judges by the best
 * ever shown, does not. */
static bool has_race_judged_by_time(const struct trial *trial)
{
    for (size_t i = 0; i < trial->scenario->race_count; i++) {
        const struct ow_race *race = &trial->scenario->races[i];

        if (ow_is_missing(race->effort) && !ow_is_missing(race->time_s)) {
            return true;
        }
    }
    return false;
}

static void judge_conflict(struct trial *trial, const struct ow_plan *plan,
                           const struct ow_findings *findings)
{
    size_t count = 0;
    const struct ow_finding *own = ow_plan_findings(plan, &count);

    if (first_must(own, count) == NULL) {
        fail(trial, CONFLICT_IS_REAL, "the plan names none");
    } else if (!ow_findings_has_must(findings) &&
               !has_race_judged_by_time(trial)) {
        fail(trial, CONFLICT_IS_REAL, first_must(own, count));
    }
}

static void judge(struct trial *trial, const struct ow_plan *plan,
                  const struct ow_findings *findings, enum ow_status status)
{
    size_t count = 0;
    const struct ow_finding *list = ow_findings_list(findings, &count);
    const char *must = first_must(list, count);

    if (status == OW_E_CONFLICT) {
        judge_conflict(trial, plan, findings);
        for (size_t i = 0; i < count; i++) {
            if (list[i].rule == OW_RULE_PLAN_STRUCTURE &&
                list[i].severity == OW_MUST) {
                fail(trial, NO_MUST_RULE_BROKEN, first_must(&list[i], 1));
                return;
            }
        }
    } else if (must != NULL) {
        fail(trial, NO_MUST_RULE_BROKEN, must);
    }
    list = ow_plan_findings(plan, &count);
    if (status == OW_OK && first_must(list, count) != NULL) {
        fail(trial, ANSWER_IS_CLEAN, first_must(list, count));
    }
}

/* Whether the plan itself speaks of a rule in the week of a date. */
static bool is_said(const struct ow_plan *plan, enum ow_rule rule,
                    struct ow_date date)
{
    size_t count = 0;
    const struct ow_finding *own = ow_plan_findings(plan, &count);
    struct ow_date monday = ow_date_monday(date);

    for (size_t i = 0; i < count; i++) {
        if (own[i].rule == rule &&
            ow_date_monday(own[i].date).days == monday.days) {
            return true;
        }
    }
    return false;
}

/* Every rule that should hold and does not is one that the plan speaks of. */
static void judge_shoulds(struct trial *trial, const struct ow_plan *plan,
                          const struct ow_findings *findings)
{
    size_t count = 0;
    const struct ow_finding *list = ow_findings_list(findings, &count);
    char words[600];
    char date[OW_DATE_TEXT_SIZE];

    words[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        if (list[i].severity != OW_SHOULD) {
            continue;
        }
        trial->tally->shoulds[list[i].rule]++;
        if (!is_said(plan, list[i].rule, list[i].date)) {
            trial->tally->silent[list[i].rule]++;
            ow_date_format(list[i].date, date);
            (void)snprintf(words, sizeof words, "%s %s %s",
                           ow_rule_info(list[i].rule)->id, date,
                           list[i].message);
        }
    }
    if (words[0] != '\0') {
        fail(trial, SHOULD_IS_SAID, words);
    }
}

static void compare_decoded(struct trial *trial, const char *text,
                            const struct ow_findings *findings)
{
    struct ow_error err = {0};
    struct ow_plan *plan = NULL;
    struct ow_findings *others = NULL;
    char *again = NULL;
    char *words = NULL;
    char *other_words = NULL;

    if (ow_plan_decode(text, strlen(text), &plan, &err) != OW_OK ||
        ow_plan_encode(plan, &again, NULL, &err) != OW_OK) {
        fail(trial, PLAN_ROUND_TRIP, err.message);
    } else if (strcmp(again, text) != 0) {
        fail(trial, PLAN_ROUND_TRIP, "other bytes");
    } else if (ow_plan_check(plan, trial->scenario, &others, &err) != OW_OK ||
               ow_findings_encode(findings, &words, NULL, &err) != OW_OK ||
               ow_findings_encode(others, &other_words, NULL, &err) != OW_OK) {
        fail(trial, SAME_FINDINGS_AFTER_ROUND_TRIP, err.message);
    } else if (strcmp(words, other_words) != 0) {
        fail(trial, SAME_FINDINGS_AFTER_ROUND_TRIP, "other findings");
    }
    ow_plan_free(plan);
    ow_findings_free(others);
    ow_text_free(again);
    ow_text_free(words);
    ow_text_free(other_words);
}

static void compare_with_second(struct trial *trial, const char *text)
{
    struct ow_plan *plan = NULL;
    char *again = NULL;
    enum ow_status status =
        ow_plan_make(trial->scenario, trial->runner.today, &plan, NULL);

    if ((status != OW_OK && status != OW_E_CONFLICT) || plan == NULL ||
        ow_plan_encode(plan, &again, NULL, NULL) != OW_OK ||
        strcmp(text, again) != 0) {
        fail(trial, SAME_BYTES_TWICE, "other bytes");
    }
    ow_text_free(again);
    ow_plan_free(plan);
}

/* What the clocks told of the races say of a day. */
struct told {
    bool off;
    bool easy;
};

static struct told told_of(struct trial *trial, struct ow_date day)
{
    struct told told = {false, false};

    for (size_t i = 0; i < trial->scenario->race_count; i++) {
        const struct ow_race *race = &trial->scenario->races[i];
        int32_t after = ow_date_days_between(race->date, day);
        struct ow_recovery recovery = {0};
        struct ow_error err = {0};

        if (after < 1) {
            continue;
        }
        if (ow_plan_recovery(trial->scenario, trial->runner.today, race->id,
                             &recovery, &err) != OW_OK) {
            fail(trial, CLOCKS_ARE_PHASES, err.message);
        }
        told.off = told.off || after <= recovery.off_days;
        told.easy = told.easy || (after > recovery.off_days &&
                                  after <= recovery.easy_until_day);
    }
    return told;
}

static void compare_clocks(struct trial *trial, const struct ow_plan *plan)
{
    size_t count = 0;
    const struct ow_phase_span *spans = ow_plan_phases(plan, &count);

    for (size_t i = 0; i < count; i++) {
        enum ow_phase phase = spans[i].phase;
        struct ow_date day = spans[i].from;

        for (; day.days <= spans[i].to.days && phase != OW_PHASE_RACE;
             day = ow_date_add_days(day, 1)) {
            struct told told = told_of(trial, day);

            if (told.off != (phase == OW_PHASE_RECOVERY_OFF) ||
                (phase == OW_PHASE_RECOVERY_EASY && !told.easy) ||
                (told.easy && !told.off && phase != OW_PHASE_RECOVERY_EASY &&
                 phase != OW_PHASE_TAPER)) {
                fail(trial, CLOCKS_ARE_PHASES, ow_phase_name(phase));
                return;
            }
        }
    }
}

/* FNV-1a, 64 bits; Fowler, Noll and Vo. */
static void hash_plan(struct tally *tally, const char *text)
{
    for (; *text != '\0'; text++) {
        tally->hash =
            (tally->hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    }
}

static void examine(struct trial *trial, const struct ow_plan *plan,
                    enum ow_status status)
{
    struct ow_error err = {0};
    struct ow_findings *findings = NULL;

    if (ow_plan_check(plan, trial->scenario, &findings, &err) != OW_OK ||
        ow_plan_encode(plan, &trial->plan_text, NULL, &err) != OW_OK) {
        fail(trial, ANSWER_IS_CLEAN, err.message);
    } else {
        hash_plan(trial->tally, trial->plan_text);
        judge(trial, plan, findings, status);
        if (status == OW_OK) { /* a conflict is not shown as a plan */
            judge_shoulds(trial, plan, findings);
        }
        compare_decoded(trial, trial->plan_text, findings);
        compare_with_second(trial, trial->plan_text);
        compare_clocks(trial, plan);
    }
    ow_findings_free(findings);
}

static double hard_s_of(const struct ow_plan *plan)
{
    size_t count = 0;
    const struct ow_plan_week *weeks = ow_plan_weeks(plan, &count);
    double hard_s = 0;

    for (size_t i = 0; i < count; i++) {
        hard_s += weeks[i].hard_s;
    }
    return hard_s;
}

/* The same runner who works on nothing. */
static struct ow_scenario without_focus(const struct trial *trial,
                                        struct ow_goal *goals)
{
    struct ow_scenario scenario = *trial->scenario;

    scenario.weak_spot_count = 0;
    scenario.goal_count = 0;
    scenario.goals = goals;
    for (size_t i = 0; i < trial->scenario->goal_count; i++) {
        if (trial->scenario->goals[i].kind != OW_GOAL_FOCUS) {
            goals[scenario.goal_count] = trial->scenario->goals[i];
            goals[scenario.goal_count++].parent = NULL;
        }
    }
    return scenario;
}

/* A week's days may have room for one hard run where they have none for
 * another, and the weeks after it follow: so all plans are held together. */
static void compare_without(struct trial *trial, const struct ow_plan *plan)
{
    struct ow_goal goals[RUNNER_MOST_ENTRIES];
    struct ow_scenario scenario = without_focus(trial, goals);
    struct ow_plan *without = NULL;

    if (ow_plan_make(&scenario, trial->runner.today, &without, NULL) == OW_OK) {
        double with_s = hard_s_of(plan);
        double without_s = hard_s_of(without);

        trial->tally->focus_hard_s += with_s;
        trial->tally->usual_hard_s += without_s;
        trial->tally->harder += with_s > without_s;
    }
    ow_plan_free(without);
}

static void make_plan(struct trial *trial)
{
    struct ow_error err = {0};
    struct ow_plan *plan = NULL;
    enum ow_status status =
        ow_plan_make(trial->scenario, trial->runner.today, &plan, &err);

    if (status == OW_OK || (status == OW_E_CONFLICT && plan != NULL)) {
        trial->tally->plans += status == OW_OK ? 1 : 0;
        trial->tally->conflicts += status == OW_OK ? 0 : 1;
        examine(trial, plan, status);
        compare_without(trial, plan);
    } else if (status != OW_E_RANGE && status != OW_E_ARGUMENT &&
               status != OW_E_CONFLICT) {
        fail(trial, ANSWER_IS_CLEAN, err.message);
    } else {
        trial->tally->refusals++;
        if (err.message[0] == '\0') {
            fail(trial, ANSWER_IS_CLEAN, "no words");
        }
    }
    ow_plan_free(plan);
}

static void try_runner(struct tally *tally, uint64_t seed)
{
    static struct trial trial;

    memset(&trial, 0, sizeof trial);
    trial.seed = seed;
    trial.tally = tally;
    runner_draw(&trial.runner, seed);
    if (pass_through_json(&trial)) {
        make_plan(&trial);
    }
    ow_scenario_free(trial.scenario);
    ow_text_free(trial.scenario_text);
    ow_text_free(trial.plan_text);
}

static uint64_t number_from(const char *variable, uint64_t otherwise)
{
    const char *text = getenv(variable);

    return text == NULL ? otherwise : strtoull(text, NULL, 10);
}

int main(void)
{
    uint64_t first = number_from("ONWARD_SEED", 1);
    uint64_t count = number_from("ONWARD_RUNNERS", DEFAULT_RUNNERS);
    static struct tally tally = {.hash = UINT64_C(14695981039346656037)};
    long failed = 0;

    for (uint64_t i = 0; i < count; i++) {
        try_runner(&tally, first + i);
    }
    printf("# %llu runners from seed %llu: %ld plans, %ld conflicts, %ld "
           "refusals\n# bytes of all plans: %016llx\n1..%d\n",
           (unsigned long long)count, (unsigned long long)first, tally.plans,
           tally.conflicts, tally.refusals, (unsigned long long)tally.hash,
           PROPERTY_COUNT);
    for (int i = 0; i < OW_RULE_COUNT; i++) {
        if (tally.shoulds[i] > 0) {
            printf("# %s should hold and does not %ld times, unsaid %ld\n",
                   ow_rule_info((enum ow_rule)i)->id, tally.shoulds[i],
                   tally.silent[i]);
        }
    }
    tally.failed[FOCUS_ADDS_NOTHING_HARD] +=
        tally.focus_hard_s > tally.usual_hard_s;
    printf("# %.0f hours hard, %.0f without a focus; more in %ld plans\n",
           tally.focus_hard_s / 3600, tally.usual_hard_s / 3600, tally.harder);
    for (int i = 0; i < PROPERTY_COUNT; i++) {
        printf("%s %d - %s\n", tally.failed[i] == 0 ? "ok" : "not ok", i + 1,
               names[i]);
        if (tally.failed[i] > 0) {
            printf("# failed for %ld runners\n", tally.failed[i]);
        }
        failed += tally.failed[i];
    }
    return failed == 0 ? 0 : 1;
}
