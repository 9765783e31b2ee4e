/* Races that stand in the way of each other, of a rule or of the runner. */
#include "base/buf.h"
#include "engine/plan/draft.h"

#define MESSAGE_LIMIT 400

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
    struct buf text;
    enum ow_status status = OW_OK;

    buf_init(&text, MESSAGE_LIMIT);
    buf_append_format(&text, "Race %.80s %s", name_of(race), what);
    if (other != NULL) {
        buf_append_format(&text, " %.80s", other);
    }
    buf_append_text(&text, is_symptom ? "; start only when well"
                                      : "; move it, or leave it out");
    status = buf_status(&text, err);
    if (status == OW_OK) {
        status = planner_find(planner, rule, is_symptom ? OW_SHOULD : OW_MUST,
                              race->race->date, buf_text(&text), err);
    }
    buf_dispose(&text);
    return status;
}

/* The rule a race breaks by coming so soon after another; none: the count. */
static enum ow_rule broken_after(const struct planner *planner,
                                 const struct draft_race *before,
                                 const struct draft_race *race)
{
    int gap = race->day - before->day;
    double spacing =
        ow_rule_value(&planner->scenario->rules, OW_RULE_RACE_SPACING,
                      race_class(before->race->distance_m));

    double all_out = ow_rule_value(&planner->scenario->rules,
                                   OW_RULE_RECOVERY_STRETCH, "light_effort");

    if (gap <= before->recovery.off_must_days) {
        return OW_RULE_RECOVERY_OFF;
    }
    if (gap <= 1) {
        return OW_RULE_HARD_SPACING;
    }
    if (race->effort >= all_out && before->effort >= all_out &&
        gap <= spacing) {
        return OW_RULE_RACE_SPACING;
    }
    return OW_RULE_COUNT;
}

static enum ow_status judge_pair(struct planner *planner,
                                 const struct draft_race *before,
                                 const struct draft_race *race,
                                 struct ow_error *err)
{
    enum ow_rule rule = broken_after(planner, before, race);
    int gap = race->day - before->day;

    if (rule != OW_RULE_COUNT) {
        return say(planner, rule, race, "comes too soon after", name_of(before),
                   err);
    }
    if (race->race->priority == OW_PRIORITY_A &&
        gap <= planner->limits.taper_hard_days &&
        before->race->date.days >= planner->today.days) {
        return say(planner, OW_RULE_TAPER_HARD, before,
                   "comes in the last days before", name_of(race), err);
    }
    return OW_OK;
}

static enum ow_status judge_day(struct planner *planner,
                                const struct draft_race *race,
                                struct ow_error *err)
{
    const struct draft_day *day = &planner->days[race->day];

    if ((day->bars & BAR_BLOCKED) != 0) {
        return say(planner, OW_RULE_DAY_BLOCKED, race, "is on a day with",
                   "other plans", err);
    }
    if ((day->bars & BAR_HARD) != 0 && day->hard_rule == OW_RULE_SYMPTOM_HARD) {
        return say(planner, OW_RULE_SYMPTOM_HARD, race, "comes too soon after",
                   "illness, injury or pain", err);
    }
    return OW_OK;
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
    }
    return status;
}
