/* Progression runs, and long runs that end fast: how often, how long, how
 * gentle, and what follows them. */
#include "engine/plan/check.h"

#include "base/num.h"

#define FAR_M 30000.0 /* races that are trained for like a marathon */

static double value(const struct check *check, enum ow_rule rule,
                    const char *name)
{
    return ow_rule_value(&check->rules, rule, name);
}

static enum ow_level level_of(const struct check *check)
{
    return check->scenario == NULL ? OW_LEVEL_UNKNOWN
                                   : check->scenario->athlete.level;
}

/* Days of a week with a progression run, or with a long run that ends fast. */
static int count_days(const struct check *check, int week, bool of_long)
{
    int count = 0;

    for (int i = 0; i < 7; i++) {
        const struct check_day *day =
            check_day_of(check, ow_date_add_days(check_monday(check, week), i));

        if (day != NULL) {
            count += day->finish_s > 0 || (!of_long && day->progression_s > 0);
        }
    }
    return count;
}

/* Progression runs that come oftener than every so many weeks; a long run
 * that ends fast is its week's. */
static void check_often(struct check *check, int week)
{
    int every =
        (int)value(check, OW_RULE_PROGRESSION_WEEKLY,
                   level_of(check) == OW_LEVEL_BEGINNER ? "beginner_every_weeks"
                                                        : "every_weeks");
    int here = count_days(check, week, false);
    int near = here;

    for (int i = 1; i < every && i <= week; i++) {
        near += count_days(check, week - i, false);
    }
    if (here > 0 && near > 1) {
        findings_add(check->findings, OW_RULE_PROGRESSION_WEEKLY, OW_SHOULD,
                     check_monday(check, week),
                     "%d progression runs within %d weeks", near, every);
    }
}

static void check_after(struct check *check, int index)
{
    const struct check_day *that = &check->days[index];
    double length_s = fmax(that->progression_s, that->finish_s);
    bool is_long = length_s >=
                   60 * value(check, OW_RULE_PROGRESSION_AFTER, "long_minutes");
    int easy_days = (int)value(check, OW_RULE_PROGRESSION_AFTER,
                               is_long ? "long_easy_days" : "easy_days");

    for (int i = 1; length_s > 0 && i <= easy_days; i++) {
        struct ow_date date = check_date(check, index + i);
        const struct check_day *day = check_day_of(check, date);

        if (day != NULL && day->is_hard) {
            findings_add(check->findings, OW_RULE_PROGRESSION_AFTER, OW_SHOULD,
                         date, "hard running %d days after a progression run",
                         i);
        }
    }
}

/* Longest progression run in minutes; where the level is not known, that of
 * the level that may have most. */
static double most_minutes(const struct check *check)
{
    static const char *const names[] = {"beginner_max_minutes",
                                        "intermediate_max_minutes",
                                        "advanced_max_minutes"};
    enum ow_level level = level_of(check);
    double most = 0;

    for (int i = 0; i < 3; i++) {
        if (level == OW_LEVEL_UNKNOWN || (int)level == i + OW_LEVEL_BEGINNER) {
            most = fmax(most, value(check, OW_RULE_PROGRESSION_DOSE, names[i]));
        }
    }
    return most;
}

static void find_minutes(struct check *check, enum ow_rule rule, int index,
                         double length_s, const char *what)
{
    char text[NUM_TEXT_SIZE];

    num_format(length_s / 60, 0, text);
    findings_add(check->findings, rule, OW_SHOULD, check_date(check, index),
                 "%s of %s minutes", what, text);
}

static void check_dose(struct check *check, int index)
{
    const struct check_day *day = &check->days[index];
    double finish_s = 60 * value(check, OW_RULE_LONG_FINISH, "max_minutes");

    if (check->scenario != NULL &&
        day->progression_s > 60 * most_minutes(check) + CHECK_SLACK) {
        find_minutes(check, OW_RULE_PROGRESSION_DOSE, index, day->progression_s,
                     "a progression run");
    }
    if (day->finish_s > finish_s + CHECK_SLACK) {
        find_minutes(check, OW_RULE_LONG_FINISH, index, day->finish_s,
                     "a long run with a fast end");
    }
}

/* Why a day's progression run is to be gentle; NULL where it need not be. */
static const char *softener(const struct check *check, int index)
{
    const struct ow_scenario *scenario = check->scenario;
    struct ow_date date = check_date(check, index);
    int week = ow_date_days_between(check_monday(check, 0), date) / 7;
    double least = value(check, OW_RULE_PROGRESSION_SOFTEN, "effort");
    double sore = value(check, OW_RULE_PROGRESSION_SOFTEN, "soreness");
    int days = (int)value(check, OW_RULE_PROGRESSION_SOFTEN, "sore_days");

    for (size_t i = 0; i < check->race_count; i++) {
        const struct check_race *race = &check->races[i];
        int after = ow_date_days_between(race->date, date);

        if (race->effort >= least && after > 0 &&
            after <= check_class_value(check, OW_RULE_PROGRESSION_SOFTEN,
                                       race->distance_m, CHECK_PLANNED)) {
            return "soon after a race";
        }
    }
    for (size_t i = 0; scenario != NULL && i < scenario->check_in_count; i++) {
        int after = ow_date_days_between(scenario->check_ins[i].date, date);

        if (scenario->check_ins[i].soreness >= sore && after >= 0 &&
            after <= days) {
            return "after soreness";
        }
    }
    return check_is_down(check, week) ? "in a down week" : NULL;
}

static void check_gentle(struct check *check, int index)
{
    double hard_s = check->days[index].progression_hard_s;
    const char *why = hard_s > 0 ? softener(check, index) : NULL;

    if (why != NULL) {
        char text[NUM_TEXT_SIZE];

        num_format(hard_s, 0, text);
        findings_add(check->findings, OW_RULE_PROGRESSION_SOFTEN, OW_SHOULD,
                     check_date(check, index),
                     "a progression run with %s s of hard running %s", text,
                     why);
    }
}

/* Weeks from one long run that ends fast to the next, at least: by the races
 * ahead and the level; of what is not known the least. */
static int finish_every(const struct check *check, struct ow_date date)
{
    double half = value(check, OW_RULE_LONG_FINISH, "half_every");
    double marathon = value(check, OW_RULE_LONG_FINISH, "marathon_every");
    double advanced = value(check, OW_RULE_LONG_FINISH, "advanced_every");
    double far = level_of(check) == OW_LEVEL_ADVANCED ? advanced
                 : level_of(check) == OW_LEVEL_UNKNOWN
                     ? fmin(marathon, advanced)
                     : marathon;
    double least = HUGE_VAL;

    for (size_t i = 0; i < check->race_count; i++) {
        const struct check_race *race = &check->races[i];

        if (race->priority != OW_PRIORITY_C && race->date.days >= date.days) {
            least = fmin(least, race->distance_m < FAR_M ? half : far);
        }
    }
    return (int)(least < HUGE_VAL ? least : fmin(half, far));
}

/* What speaks against a fast end of a day's long run; NULL: nothing. */
static const char *against_finish(const struct check *check, int index)
{
    const struct check_day *day = &check->days[index];
    struct ow_date date = check_date(check, index);
    int week = ow_date_days_between(check_monday(check, 0), date) / 7;
    int days = (int)value(check, OW_RULE_LONG_FINISH, "days");
    int every = finish_every(check, date);

    for (size_t i = 0; i < check->race_count; i++) {
        int ahead = ow_date_days_between(date, check->races[i].date);

        if (check->races[i].priority != OW_PRIORITY_C && ahead >= 0 &&
            ahead <= days) {
            return "so near a race";
        }
    }
    for (int i = 1; i < every && i <= week; i++) {
        if (count_days(check, week - i, true) > 0) {
            return "so soon after the one before";
        }
    }
    if (level_of(check) == OW_LEVEL_BEGINNER) {
        return "for a beginner";
    }
    if (day->has_phase && day->phase != OW_PHASE_BUILD &&
        day->phase != OW_PHASE_PEAK) {
        return "outside build and peak";
    }
    return check_is_down(check, week) ? "in a down week" : NULL;
}

static void check_finish(struct check *check, int index)
{
    const char *why =
        check->days[index].finish_s > 0 ? against_finish(check, index) : NULL;

    if (why != NULL) {
        findings_add(check->findings, OW_RULE_LONG_FINISH, OW_SHOULD,
                     check_date(check, index), "a long run with a fast end %s",
                     why);
    }
}

void check_progressions(struct check *check)
{
    for (int week = 0; week < check->week_count; week++) {
        check_often(check, week);
    }
    for (int day = 0; day < check->day_count; day++) {
        check_after(check, day);
        check_dose(check, day);
        check_gentle(check, day);
        check_finish(check, day);
    }
}
