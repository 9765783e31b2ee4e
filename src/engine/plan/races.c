/* Races that stand in the way of each other, of a rule or of the runner. */
#include "base/buf.h"
#include "base/num.h"
#include "engine/plan/draft.h"

#define MESSAGE_LIMIT 400
/* Days without running that a race feels, and for how long after them (design
 * choices; V.O2's time-off rule begins at five). */
#define FELT_DAYS 7
#define FELT_FOR_DAYS 42

const char *race_class(double distance_m)
{
    if (distance_m >= 30000) {
        return "marathon";
    }
    if (distance_m >= 15000) {
        return "half";
    }
    return distance_m >= 7500 ? "10k" : "5k";
}

static const char *name_of(const struct draft_race *race)
{
    return race->race->name != NULL ? race->race->name : race->race->id;
}

static enum ow_status say(struct planner *planner, enum ow_rule rule,
                          const struct draft_race *race, const char *what,
                          const char *other, struct ow_error *err)
{
    bool is_symptom = rule == OW_RULE_SYMPTOM_HARD;
    bool is_soft = is_symptom || rule == OW_RULE_RECOVERY_EASY;
    struct buf text;
    enum ow_status status = OW_OK;

    buf_init(&text, MESSAGE_LIMIT);
    buf_append_format(&text, "Race %.80s %s", name_of(race), what);
    if (other != NULL) {
        buf_append_format(&text, " %.80s", other);
    }
    buf_append_text(&text, is_symptom ? "; start only when well"
                           : is_soft  ? "; run it for fun, or move it"
                                      : "; move it, or leave it out");
    status = buf_status(&text, err);
    if (status == OW_OK) {
        status = planner_find(planner, rule, is_soft ? OW_SHOULD : OW_MUST,
                              race->race->date, buf_text(&text), err);
    }
    buf_dispose(&text);
    return status;
}

/* What a race breaks by coming so soon after another. */
static enum ow_status judge_pair(struct planner *planner,
                                 const struct draft_race *before,
                                 const struct draft_race *race,
                                 struct ow_error *err)
{
    const struct ow_rule_values *rules = &planner->scenario->rules;
    double all_out =
        ow_rule_value(rules, OW_RULE_RECOVERY_STRETCH, "light_effort");
    int gap = race->day - before->day;
    bool is_off = gap <= before->recovery.off_must_days;
    bool is_ahead = before->race->date.days >= planner->today.days;
    enum ow_status status = OW_OK;

    if (is_off) {
        status = say(planner, OW_RULE_RECOVERY_OFF, race,
                     "comes too soon after", name_of(before), err);
    } else if (gap <= before->recovery.easy_must_day) {
        status = say(planner, OW_RULE_RECOVERY_EASY, race,
                     "comes while running is still easy after", name_of(before),
                     err);
    }
    if (status == OW_OK && gap == 1) {
        status = say(planner, OW_RULE_HARD_SPACING, race,
                     "comes on the day after", name_of(before), err);
    }
    if (status == OW_OK && race->effort >= all_out &&
        before->effort >= all_out &&
        gap <= ow_rule_value(rules, OW_RULE_RACE_SPACING,
                             race_class(before->race->distance_m))) {
        status = say(planner, OW_RULE_RACE_SPACING, race,
                     "is run all out too soon after", name_of(before), err);
    }
    if (status == OW_OK && race->race->priority == OW_PRIORITY_A &&
        gap <= planner->limits.taper_hard_days && is_ahead) {
        status = say(planner, OW_RULE_TAPER_HARD, race, "has in its last days",
                     name_of(before), err);
    }
    return status;
}

static enum ow_status judge_day(struct planner *planner,
                                const struct draft_race *race,
                                struct ow_error *err)
{
    const struct ow_scenario *scenario = planner->scenario;

    enum ow_status status = OW_OK;

    if ((planner->days[race->day].bars & BAR_BLOCKED) != 0) {
        status = say(planner, OW_RULE_DAY_BLOCKED, race, "is on a day with",
                     "other plans", err);
    }
    for (size_t i = 0; i < scenario->check_in_count && status == OW_OK; i++) {
        const struct ow_check_in *check_in = &scenario->check_ins[i];
        int since = race->day - planner_day(planner, check_in->date);

        if (check_in_is_symptom(planner, check_in) && since >= 0 &&
            since <= planner->limits.symptom_days) {
            return say(planner, OW_RULE_SYMPTOM_HARD, race, "comes soon after",
                       "illness, injury or pain", err);
        }
    }
    return status;
}

/* The last days without running before a race that are many. */
struct days_off {
    int count;
    int last; /* from the first Monday */
};

static struct days_off days_off_before(const struct planner *planner, int day)
{
    const struct runner *runner = &planner->runner;
    struct days_off off = {0, 0};
    int weeks = 0;

    while (weeks < DRAFT_HISTORY_WEEKS && runner->past_known[weeks] &&
           runner->past_m[weeks] == 0) {
        weeks++;
    }
    if (weeks > 0 && weeks < DRAFT_HISTORY_WEEKS && runner->this_week_m == 0) {
        off.last = planner_day(planner, planner->today) - 1;
        off.count = weeks * WEEK_DAYS + off.last + 1;
    }
    for (size_t i = 0; i < planner->break_count; i++) {
        const struct draft_break *one = &planner->breaks[i];
        int count = one->to - one->from + 1;

        if (count >= FELT_DAYS && count > off.count && one->to < day) {
            off = (struct days_off){count, one->to};
        }
    }
    return off;
}

/* A main race soon after weeks off: the goal is no longer what it was. */
static enum ow_status judge_form(struct planner *planner,
                                 const struct draft_race *race,
                                 struct ow_error *err)
{
    struct days_off off = days_off_before(planner, race->day);
    bool has_cross = planner->scenario->athlete.cross_training != 0;
    double lost = 100 * (1 - ow_time_off_factor(off.count, has_cross));
    char percent[NUM_TEXT_SIZE];
    struct buf text;
    enum ow_status status = OW_OK;

    if (race->race->priority == OW_PRIORITY_C || off.count < FELT_DAYS ||
        race->day - off.last > FELT_FOR_DAYS) {
        return OW_OK;
    }
    num_format(lost, 0, percent);
    buf_init(&text, MESSAGE_LIMIT);
    buf_append_format(&text,
                      "Race %.80s comes %d days after %d without running, "
                      "which take about %s %% of what is possible: begin "
                      "slower than you had in mind, and let the goal wait",
                      name_of(race), race->day - off.last, off.count, percent);
    status = buf_status(&text, err);
    if (status == OW_OK) {
        status = planner_find(planner, OW_RULE_CONSISTENCY, OW_NOTE,
                              race->race->date, buf_text(&text), err);
    }
    buf_dispose(&text);
    return status;
}

/* Beyond the marathon the plan does what it can, and says so once a race. */
static enum ow_status judge_length(struct planner *planner,
                                   const struct draft_race *race,
                                   struct ow_error *err)
{
    char distance[OW_QUANTITY_TEXT_SIZE];
    struct buf text;
    enum ow_status status = OW_OK;

    if (race->race->distance_m <= OW_ULTRA_M ||
        race->race->priority == OW_PRIORITY_C) {
        return OW_OK;
    }
    ow_distance_format(race->race->distance_m, planner->scenario->athlete.units,
                       distance);
    buf_init(&text, MESSAGE_LIMIT);
    buf_append_format(
        &text,
        "Race %.80s is %s long, and what is known of training ends near the "
        "marathon: long runs end after %d minutes, taper and recovery are a "
        "marathon's and a little more. Eating, walking, hills and the night "
        "are yours to practise",
        name_of(race), distance, (int)planner->limits.long_time_s / 60);
    status = buf_status(&text, err);
    if (status == OW_OK) {
        status = planner_find(planner, OW_RULE_LONG_TIME, OW_NOTE,
                              race->race->date, buf_text(&text), err);
    }
    buf_dispose(&text);
    return status;
}

enum ow_status races_judge(struct planner *planner, struct ow_error *err)
{
    int last = (int)planner->week_count * WEEK_DAYS - 1;
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < planner->race_count && status == OW_OK; i++) {
        const struct draft_race *race = &planner->races[i];

        if (race->race->date.days < planner->today.days || race->day > last) {
            continue;
        }
        for (size_t j = 0; j < i && status == OW_OK; j++) {
            status = judge_pair(planner, &planner->races[j], race, err);
        }
        if (status == OW_OK) {
            status = judge_day(planner, race, err);
        }
        if (status == OW_OK) {
            status = judge_form(planner, race, err);
        }
        if (status == OW_OK) {
            status = judge_length(planner, race, err);
        }
    }
    return status;
}
