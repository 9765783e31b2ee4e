/*
 * Plans made again after something happened, over seeded runners. Prints TAP.
 *
 * ONWARD_SEED sets the first seed, ONWARD_RUNS how many disruptions are drawn.
 */
#include "onward/change.h"
#include "onward/json.h"

#include "property/runner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_RUNS 200
#define MOST_PRINTED 20
/* A session that stays may need the day of another: of ten times that a plan
 * afresh moves what could stay, at least so often fewer move. */
#define FEWER_OF_TEN 7
/* Sessions of so many days, and to the Sunday of the last, are to be kept. */
#define KEPT_DAYS 14
#define MOST_LIST 12
#define WORDS_SIZE 300

enum property {
    MOVES_NO_MORE,
    MOVES_FEWER,
    BREAKS_NO_MUST,
    SAYS_WHY,
    CAP_IS_KEPT,
    CRAMS_NOTHING,
    SAME_AGAIN,
    PROPERTY_COUNT
};

static const char *const names[PROPERTY_COUNT] = {
    "a plan made again moves no more sessions than one made afresh",
    ("where one made afresh moves what could stay, one made again mostly moves "
     "fewer"),
    "a plan made again breaks no must-rule that one made afresh keeps",
    "a session that moved says why",
    "more sessions move in a week than the runner wants only with a finding",
    "what was missed this week is not added to its rest",
    "made again on the same day from itself, a plan is the same to the byte",
};

enum disruption { MISSED = 0, ILL, RACE, BLOCKED, WEEKDAY, DISRUPTION_COUNT };

static const char *const words[DISRUPTION_COUNT] = {
    "missed days", "illness", "a surprise race", "blocked days", "a day less"};

/* A runner with a published plan, and what happened since. */
struct trial {
    uint64_t seed;
    uint64_t state;
    struct runner runner;
    struct ow_plan *published;
    struct ow_date today; /* of the plan made again */
    enum disruption what;
    struct ow_history_week weeks[RUNNER_MOST_WEEKS + 2];
    struct ow_race races[MOST_LIST];
    struct ow_check_in check_ins[MOST_LIST];
    struct ow_blocked blocked[MOST_LIST];
};

struct tally {
    long failed[PROPERTY_COUNT];
    long runs;
    long runs_of[DISRUPTION_COUNT];
    size_t moved;
    size_t moved_afresh;
    long crammed; /* plans afresh that are not compared */
    long idle; /* disruptions after which a plan afresh moves what could stay */
    long fewer;  /* of these, with fewer moves by the plan made again */
    long missed; /* weeks with missed runs before their rest */
};

/* splitmix64; Steele, Lea and Flood 2014, OOPSLA. */
static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static int draw(struct trial *trial, int low, int high)
{
    return low + (int)(next(&trial->state) % (uint64_t)(high - low + 1));
}

static void fail(struct tally *tally, const struct trial *trial,
                 enum property property, const char *why)
{
    char today[OW_DATE_TEXT_SIZE];

    tally->failed[property]++;
    if (tally->failed[property] <= MOST_PRINTED) {
        ow_date_format(trial->today, today);
        printf("# seed %llu, today %s, %s: not so that %s: %s\n",
               (unsigned long long)trial->seed, today, words[trial->what],
               names[property], why);
    }
}

/* Running of a plan on the days from one to before another. */
static double run_m_between(const struct ow_plan *plan, struct ow_date from,
                            struct ow_date before, int *runs)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);
    double sum_m = 0;

    for (size_t i = 0; i < count; i++) {
        if (days[i].date.days < from.days || days[i].date.days >= before.days) {
            continue;
        }
        for (size_t j = 0; j < days[i].session_count; j++) {
            const struct ow_session *session = &days[i].sessions[j];

            if (ow_session_type_is_run(session->type)) {
                sum_m += session->distance_m;
                *runs += 1;
            }
        }
    }
    return sum_m;
}

/* Writes what was run since the plan was published; days were missed or not. */
static void run_on(struct trial *trial, bool has_missed)
{
    struct ow_history *history = &trial->runner.scenario.history;
    struct ow_date monday = ow_date_monday(trial->runner.today);
    struct ow_date until = trial->today;
    size_t n = history->week_count;

    memcpy(trial->weeks, history->weeks, n * sizeof *trial->weeks);
    if (has_missed) {
        until = ow_date_add_days(until, -draw(trial, 1, 3));
    }
    for (; monday.days <= ow_date_monday(trial->today).days;
         monday = ow_date_add_days(monday, 7)) {
        struct ow_date end = ow_date_add_days(monday, 7);
        int runs = 0;
        double run_m =
            run_m_between(trial->published, monday,
                          end.days < until.days ? end : until, &runs);

        if (n > 0 && trial->weeks[n - 1].monday.days == monday.days) {
            trial->weeks[n - 1].run_m += run_m;
            trial->weeks[n - 1].runs += runs;
        } else {
            trial->weeks[n++] = (struct ow_history_week){
                .monday = monday, .run_m = run_m, .runs = runs};
        }
    }
    history->weeks = trial->weeks;
    history->week_count = n;
}

/* A race on a day that has none. */
static void add_race(struct trial *trial)
{
    struct ow_scenario *scenario = &trial->runner.scenario;
    struct ow_date date = ow_date_add_days(trial->today, draw(trial, 2, 12));
    size_t at = 0;

    memcpy(trial->races, scenario->races,
           scenario->race_count * sizeof *trial->races);
    while (at < scenario->race_count &&
           trial->races[at].date.days < date.days) {
        at++;
    }
    if (at < scenario->race_count && trial->races[at].date.days == date.days) {
        return;
    }
    memmove(&trial->races[at + 1], &trial->races[at],
            (scenario->race_count - at) * sizeof *trial->races);
    trial->races[at] = (struct ow_race){.id = "new",
                                        .date = date,
                                        .distance_m = 5000,
                                        .priority = OW_PRIORITY_C,
                                        .time_s = OW_MISSING,
                                        .effort = OW_MISSING,
                                        .goal_s = OW_MISSING,
                                        .fade = OW_MISSING,
                                        .descent_m = OW_MISSING,
                                        .temperature_c = OW_MISSING};
    scenario->races = trial->races;
    scenario->race_count++;
}

static void fall_ill(struct trial *trial)
{
    struct ow_scenario *scenario = &trial->runner.scenario;
    size_t n = scenario->check_in_count;

    memcpy(trial->check_ins, scenario->check_ins, n * sizeof *trial->check_ins);
    for (int i = draw(trial, 1, 4); i >= 0; i--) {
        trial->check_ins[n++] =
            (struct ow_check_in){.date = ow_date_add_days(trial->today, -i),
                                 .soreness = -1,
                                 .stairs_pain = -1,
                                 .sleep = -1,
                                 .motivation = -1,
                                 .ill = true};
    }
    scenario->check_ins = trial->check_ins;
    scenario->check_in_count = n;
}

static void block_days(struct trial *trial)
{
    struct ow_scenario *scenario = &trial->runner.scenario;
    struct ow_date from = ow_date_add_days(trial->today, draw(trial, 0, 9));

    memcpy(trial->blocked, scenario->blocked,
           scenario->blocked_count * sizeof *trial->blocked);
    trial->blocked[scenario->blocked_count++] = (struct ow_blocked){
        .from = from, .to = ow_date_add_days(from, draw(trial, 0, 4))};
    scenario->blocked = trial->blocked;
}

static void disrupt(struct trial *trial)
{
    trial->what = (enum disruption)draw(trial, 0, DISRUPTION_COUNT - 1);
    trial->today = ow_date_add_days(trial->runner.today, draw(trial, 1, 9));
    run_on(trial, trial->what == MISSED || trial->what == ILL);
    switch (trial->what) {
    case ILL:
        fall_ill(trial);
        break;
    case RACE:
        add_race(trial);
        break;
    case BLOCKED:
        block_days(trial);
        break;
    case WEEKDAY:
        trial->runner.scenario.athlete.day_minutes[draw(trial, 0, 6)] = 0;
        break;
    case MISSED:
    case DISRUPTION_COUNT:
        break;
    }
}

static struct ow_date last_kept(const struct trial *trial)
{
    struct ow_date last = ow_date_add_days(trial->today, KEPT_DAYS - 1);

    return ow_date_add_days(ow_date_monday(last), 6);
}

static bool is_moved(const struct trial *trial, const struct ow_change *change)
{
    return change->kind == OW_CHANGE_MOVED &&
           change->before->type != OW_SESSION_RACE &&
           change->from.days <= last_kept(trial).days;
}

static size_t count_moved(const struct trial *trial, const struct ow_plan *plan)
{
    struct ow_plan_difference *difference = NULL;
    const struct ow_change *list = NULL;
    size_t count = 0;
    size_t moved = 0;

    if (ow_plan_difference(trial->published, plan, &difference, NULL) !=
        OW_OK) {
        return 0;
    }
    list = ow_plan_difference_changes(difference, &count);
    for (size_t i = 0; i < count; i++) {
        moved += is_moved(trial, &list[i]);
    }
    ow_plan_difference_free(difference);
    return moved;
}

/* Whether a symptom of the days before keeps a session off its day. */
static bool is_ill(const struct trial *trial, const struct ow_session *session,
                   struct ow_date day)
{
    const struct ow_scenario *scenario = &trial->runner.scenario;
    const struct ow_rule_values *rules = &scenario->rules;
    bool is_run = ow_session_type_is_run(session->type);

    for (size_t i = 0; i < scenario->check_in_count; i++) {
        const struct ow_check_in *said = &scenario->check_ins[i];
        int32_t since = ow_date_days_between(said->date, day);
        double off = ow_rule_value(rules, OW_RULE_SYMPTOM_REST,
                                   said->injured ? "injured_days"
                                   : said->ill   ? "ill_days"
                                                 : "stairs_days");
        double easy =
            fmax(ow_rule_value(rules, OW_RULE_SYMPTOM_HARD, "days"), 2 * off);
        bool is_symptom =
            said->ill || said->injured ||
            said->stairs_pain >=
                ow_rule_value(rules, OW_RULE_SYMPTOM_HARD, "stairs_pain");

        if (is_symptom && since >= 0 &&
            ((is_run && since < off) ||
             (session->hard_s > 0 && since <= easy))) {
            return true;
        }
    }
    return false;
}

/* Whether a session could not stay on its day, by what the runner said. */
static bool has_to_move(const struct trial *trial,
                        const struct ow_change *change)
{
    const struct ow_scenario *scenario = &trial->runner.scenario;
    int weekday = (int)ow_date_weekday(change->from);

    for (size_t i = 0; i < scenario->blocked_count; i++) {
        if (change->from.days >= scenario->blocked[i].from.days &&
            change->from.days <= scenario->blocked[i].to.days) {
            return true;
        }
    }
    for (size_t i = 0; i < scenario->race_count; i++) {
        if (scenario->races[i].date.days == change->from.days) {
            return true;
        }
    }
    return scenario->athlete.day_minutes[weekday] * 60 <
               change->after->duration_s ||
           is_ill(trial, change->before, change->from);
}

/* Sessions that a plan moves although they could have stayed. */
static size_t count_idle_moves(const struct trial *trial,
                               const struct ow_plan *plan)
{
    struct ow_plan_difference *difference = NULL;
    const struct ow_change *list = NULL;
    size_t count = 0;
    size_t idle = 0;

    if (ow_plan_difference(trial->published, plan, &difference, NULL) !=
        OW_OK) {
        return 0;
    }
    list = ow_plan_difference_changes(difference, &count);
    for (size_t i = 0; i < count; i++) {
        idle += is_moved(trial, &list[i]) && !has_to_move(trial, &list[i]);
    }
    ow_plan_difference_free(difference);
    return idle;
}

static bool has_rule(const struct ow_session *session, enum ow_rule rule)
{
    for (size_t i = 0; i < session->rules.count; i++) {
        if (session->rules.rules[i] == rule) {
            return true;
        }
    }
    return false;
}

static bool has_finding(const struct ow_plan *plan, struct ow_date monday)
{
    size_t count = 0;
    const struct ow_finding *list = ow_plan_findings(plan, &count);

    for (size_t i = 0; i < count; i++) {
        if (list[i].rule == OW_RULE_ADAPT &&
            ow_date_monday(list[i].date).days == monday.days) {
            return true;
        }
    }
    return false;
}

/* Each move has its cause, and no week more of them than wanted without a
 * word. */
static void judge_moves(struct tally *tally, const struct trial *trial,
                        const struct ow_plan *plan)
{
    const struct ow_rule_values *rules = &trial->runner.scenario.rules;
    double most = ow_rule_value(rules, OW_RULE_ADAPT, "most_moved");
    struct ow_plan_difference *difference = NULL;
    const struct ow_change *list = NULL;
    size_t count = 0;
    int in_week = 0;

    if (ow_plan_difference(trial->published, plan, &difference, NULL) !=
        OW_OK) {
        return;
    }
    list = ow_plan_difference_changes(difference, &count);
    for (size_t i = 0; i < count; i++) {
        struct ow_date monday;

        if (!is_moved(trial, &list[i])) {
            continue;
        }
        monday = ow_date_monday(list[i].to);
        if (strstr(list[i].after->reason, "Moved from ") == NULL ||
            !has_rule(list[i].after, OW_RULE_ADAPT)) {
            fail(tally, trial, SAYS_WHY, list[i].after->id);
        }
        in_week = 0;
        for (size_t j = 0; j < count; j++) {
            in_week += is_moved(trial, &list[j]) &&
                       ow_date_monday(list[j].to).days == monday.days;
        }
        if (in_week > most && !has_finding(plan, monday)) {
            fail(tally, trial, CAP_IS_KEPT, list[i].after->id);
        }
    }
    ow_plan_difference_free(difference);
}

/* Whether days have a run-walk: its length is that of its stage. */
static bool has_run_walk(const struct ow_plan *plan, struct ow_date from,
                         struct ow_date before)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(plan, &count);

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < days[i].session_count; j++) {
            if (days[i].date.days >= from.days &&
                days[i].date.days < before.days &&
                has_rule(&days[i].sessions[j], OW_RULE_RUN_WALK)) {
                return true;
            }
        }
    }
    return false;
}

/* After missed days the rest of the week holds no more than was published. A
 * plan published within the week says nothing of the days before it. */
static void judge_rest_of_week(struct tally *tally, const struct trial *trial,
                               const struct ow_plan *plan)
{
    const struct ow_history *history = &trial->runner.scenario.history;
    struct ow_date monday = ow_date_monday(trial->today);
    struct ow_date end = ow_date_add_days(monday, 7);
    int runs = 0;
    int runs_now = 0;
    double due_m = run_m_between(trial->published, monday, trial->today, &runs);
    double run_m = history->weeks[history->week_count - 1].run_m;
    double before_m = 0;
    double now_m = 0;

    if (run_m >= 0.9 * due_m || trial->runner.today.days > monday.days) {
        return;
    }
    tally->missed++;
    runs = 0;
    before_m = run_m_between(trial->published, trial->today, end, &runs);
    now_m = run_m_between(plan, trial->today, end, &runs_now);
    if (runs_now > runs ||
        (now_m > before_m + 1 && !has_run_walk(plan, trial->today, end))) {
        fail(tally, trial, CRAMS_NOTHING,
             runs_now > runs ? "more runs than were" : "more metres");
    }
}

/* Whether a plan adds what was missed to the rest of the week: its sessions are
 * then others, and which of them move says nothing. */
static bool crams(const struct trial *trial, const struct ow_plan *plan)
{
    struct ow_date end = ow_date_add_days(ow_date_monday(trial->today), 7);
    int runs = 0;

    return run_m_between(plan, trial->today, end, &runs) >
           run_m_between(trial->published, trial->today, end, &runs) + 1;
}

static void judge_same(struct tally *tally, const struct trial *trial)
{
    struct ow_plan *again = NULL;
    char *text = NULL;
    char *other = NULL;
    struct runner first;

    runner_draw(&first, trial->seed);
    if (ow_plan_adapt(&first.scenario, first.today, trial->published, &again,
                      NULL) != OW_OK ||
        ow_plan_encode(trial->published, &text, NULL, NULL) != OW_OK ||
        ow_plan_encode(again, &other, NULL, NULL) != OW_OK ||
        strcmp(text, other) != 0) {
        fail(tally, trial, SAME_AGAIN, "other bytes");
    }
    ow_text_free(other);
    ow_text_free(text);
    ow_plan_free(again);
}

/* Broken must-rules of a plan; *first in words, untouched where none is. */
static size_t count_must(const struct trial *trial, const struct ow_plan *plan,
                         char first[WORDS_SIZE])
{
    struct ow_findings *findings = NULL;
    const struct ow_finding *list = NULL;
    size_t count = 0;
    size_t broken = 0;

    if (ow_plan_check(plan, &trial->runner.scenario, &findings, NULL) !=
        OW_OK) {
        return 0;
    }
    list = ow_findings_list(findings, &count);
    for (size_t i = 0; i < count; i++) {
        if (list[i].severity == OW_MUST && broken++ == 0) {
            (void)snprintf(first, WORDS_SIZE, "%s", list[i].message);
        }
    }
    ow_findings_free(findings);
    return broken;
}

static void judge(struct tally *tally, const struct trial *trial,
                  const struct ow_plan *plan, const struct ow_plan *afresh)
{
    size_t moved = count_moved(trial, plan);
    size_t moved_afresh = count_moved(trial, afresh);
    char words_of[WORDS_SIZE] = "";
    char ignored[WORDS_SIZE] = "";

    if (count_idle_moves(trial, afresh) > 0) {
        tally->idle++;
        tally->fewer += moved < moved_afresh;
    }
    tally->moved += moved;
    tally->moved_afresh += moved_afresh;
    if (crams(trial, afresh) && !crams(trial, plan)) {
        tally->crammed++;
    } else if (moved > moved_afresh) {
        fail(tally, trial, MOVES_NO_MORE, "more");
    }
    if (count_must(trial, plan, words_of) >
        count_must(trial, afresh, ignored)) {
        fail(tally, trial, BREAKS_NO_MUST, words_of);
    }
    judge_moves(tally, trial, plan);
    if (trial->what == MISSED) {
        judge_rest_of_week(tally, trial, plan);
    }
}

/* One disruption; false where the runner has no plan before or after it. */
static bool try_seed(struct tally *tally, uint64_t seed)
{
    static struct trial trial;
    struct ow_plan *plan = NULL;
    struct ow_plan *afresh = NULL;
    bool is_tried = false;

    memset(&trial, 0, sizeof trial);
    trial.seed = seed;
    trial.state = seed ^ UINT64_C(0xada9);
    runner_draw(&trial.runner, seed);
    if (ow_plan_make(&trial.runner.scenario, trial.runner.today,
                     &trial.published, NULL) == OW_OK) {
        judge_same(tally, &trial);
        disrupt(&trial);
        is_tried = ow_plan_adapt(&trial.runner.scenario, trial.today,
                                 trial.published, &plan, NULL) == OW_OK &&
                   ow_plan_make(&trial.runner.scenario, trial.today, &afresh,
                                NULL) == OW_OK;
    }
    if (is_tried) {
        tally->runs++;
        tally->runs_of[trial.what]++;
        judge(tally, &trial, plan, afresh);
    }
    ow_plan_free(plan);
    ow_plan_free(afresh);
    ow_plan_free(trial.published);
    return is_tried;
}

static uint64_t number_from(const char *variable, uint64_t otherwise)
{
    const char *text = getenv(variable);

    return text == NULL ? otherwise : strtoull(text, NULL, 10);
}

int main(void)
{
    uint64_t first = number_from("ONWARD_SEED", 1);
    uint64_t count = number_from("ONWARD_RUNS", DEFAULT_RUNS);
    struct tally tally = {.runs = 0};
    uint64_t seed = first;
    long failed = 0;

    /* A runner in eight or so has no plan. */
    for (; tally.runs < (long)count && seed < first + 4 * count; seed++) {
        (void)try_seed(&tally, seed);
    }
    printf("# seeds %llu to %llu: %ld disruptions, %zu sessions moved, %zu "
           "afresh\n",
           (unsigned long long)first, (unsigned long long)seed - 1, tally.runs,
           tally.moved, tally.moved_afresh);
    for (int i = 0; i < DISRUPTION_COUNT; i++) {
        printf("# %s: %ld\n", words[i], tally.runs_of[i]);
    }
    printf("# afresh moves what could stay: %ld, fewer move: %ld\n", tally.idle,
           tally.fewer);
    printf("# afresh crams what was missed, not compared: %ld\n",
           tally.crammed);
    printf("# weeks with runs missed before today: %ld\n", tally.missed);
    tally.failed[MOVES_FEWER] = 10 * tally.fewer < FEWER_OF_TEN * tally.idle;
    printf("1..%d\n", PROPERTY_COUNT);
    for (int i = 0; i < PROPERTY_COUNT; i++) {
        printf("%s %d - %s\n", tally.failed[i] == 0 ? "ok" : "not ok", i + 1,
               names[i]);
        failed += tally.failed[i];
    }
    return failed == 0 && tally.runs == (long)count ? 0 : 1;
}
