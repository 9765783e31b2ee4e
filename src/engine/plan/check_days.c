/* What a day allows: minutes, blocked days, symptoms, the day before. */
#include "engine/plan/check.h"

#include "base/num.h"

static bool is_blocked(const struct check *check, struct ow_date date)
{
    const struct ow_scenario *scenario = check->scenario;

    for (size_t i = 0; i < scenario->blocked_count; i++) {
        if (date.days >= scenario->blocked[i].from.days &&
            date.days <= scenario->blocked[i].to.days) {
            return true;
        }
    }
    return false;
}

static void check_availability(struct check *check, int index)
{
    const struct check_day *day = &check->days[index];
    struct ow_date date = check_date(check, index);
    int minutes = check->scenario->athlete.day_minutes[ow_date_weekday(date)];
    char text[NUM_TEXT_SIZE];

    if (day->sessions > 0 && is_blocked(check, date)) {
        findings_add(check->findings, OW_RULE_DAY_BLOCKED, OW_MUST, date,
                     "a session is planned on a blocked day");
    }
    if (day->races == 0 && day->all_s > 60.0 * minutes + CHECK_SLACK) {
        num_format(day->all_s / 60, 1, text);
        findings_add(check->findings, OW_RULE_DAY_MINUTES, OW_MUST, date,
                     "%s minutes are planned, the day has %d", text, minutes);
    }
}

/* Yesterday's race is the only hard day before today that is known. */
static bool is_hard_day(const struct check *check, struct ow_date date)
{
    const struct check_day *day = check_day_of(check, date);

    if (day != NULL) {
        return day->is_hard || day->races > 0;
    }
    for (size_t i = 0; i < check->race_count; i++) {
        if (check->races[i].date.days == date.days) {
            return true;
        }
    }
    return false;
}

static void check_spacing(struct check *check, int index)
{
    struct ow_date date = check_date(check, index);

    if (is_hard_day(check, date) &&
        is_hard_day(check, ow_date_add_days(date, -1))) {
        findings_add(check->findings, OW_RULE_HARD_SPACING, OW_MUST, date,
                     "the day before was hard too");
    }
}

static void check_symptom_day(struct check *check, struct ow_date date,
                              const char *symptom)
{
    const struct check_day *day = check_day_of(check, date);

    if (day != NULL && day->is_hard) {
        findings_add(check->findings, OW_RULE_SYMPTOM_HARD, OW_MUST, date,
                     "hard running too soon after %s", symptom);
    }
    if (day != NULL && day->races > 0) {
        findings_add(check->findings, OW_RULE_SYMPTOM_HARD, OW_SHOULD, date,
                     "a race soon after %s: start only when well", symptom);
    }
}

/* Days without running that a check-in asks for. */
static void check_symptom_rest(struct check *check,
                               const struct ow_check_in *check_in,
                               const char *parameter, const char *symptom)
{
    int days =
        (int)ow_rule_value(&check->rules, OW_RULE_SYMPTOM_REST, parameter);

    for (int i = 0; i < days; i++) {
        struct ow_date date = ow_date_add_days(check_in->date, i);
        const struct check_day *day = check_day_of(check, date);

        if (day != NULL && day->runs > 0) {
            findings_add(check->findings, OW_RULE_SYMPTOM_REST, OW_SHOULD, date,
                         "running so soon after %s", symptom);
        }
    }
}

static void check_soreness(struct check *check,
                           const struct ow_check_in *check_in)
{
    int days = (int)ow_rule_value(&check->rules, OW_RULE_SORENESS_EASY, "days");

    if (check_in->soreness <
        ow_rule_value(&check->rules, OW_RULE_SORENESS_EASY, "soreness")) {
        return;
    }
    for (int i = 0; i <= days; i++) {
        struct ow_date date = ow_date_add_days(check_in->date, i);
        const struct check_day *day = check_day_of(check, date);

        if (day != NULL && day->is_hard) {
            findings_add(check->findings, OW_RULE_SORENESS_EASY, OW_SHOULD,
                         date, "hard running while the legs are sore");
        }
    }
}

static void check_check_in(struct check *check,
                           const struct ow_check_in *check_in)
{
    bool has_pain =
        check_in->stairs_pain >=
        ow_rule_value(&check->rules, OW_RULE_SYMPTOM_HARD, "stairs_pain");
    const char *symptom = check_in->ill       ? "illness"
                          : check_in->injured ? "an injury"
                          : has_pain          ? "pain on stairs"
                                              : NULL;
    int days = (int)ow_rule_value(&check->rules, OW_RULE_SYMPTOM_HARD, "days");

    for (int i = 0; symptom != NULL && i <= days; i++) {
        check_symptom_day(check, ow_date_add_days(check_in->date, i), symptom);
    }
    if (symptom != NULL) {
        check_symptom_rest(check, check_in,
                           check_in->ill       ? "ill_days"
                           : check_in->injured ? "injured_days"
                                               : "stairs_days",
                           symptom);
    }
    check_soreness(check, check_in);
}

void check_days(struct check *check)
{
    for (int i = 0; i < check->day_count; i++) {
        if (check->scenario != NULL) {
            check_availability(check, i);
        }
        check_spacing(check, i);
    }
    for (size_t i = 0;
         check->scenario != NULL && i < check->scenario->check_in_count; i++) {
        check_check_in(check, &check->scenario->check_ins[i]);
    }
}
