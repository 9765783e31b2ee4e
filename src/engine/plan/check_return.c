/* How the volume comes back after a long race or an illness, and what keeps
 * the weeks regular and varied. */
#include "engine/plan/check.h"

#include "base/num.h"

/* Weeks of a volume are planned in whole runs: so much over a share is not
 * worth a word. */
#define SHARE_SLACK 1.1
/* Weeks before a race that tell the volume before it. */
#define VOLUME_WEEKS 8
/* Weeks before an illness that tell what was usual. */
#define USUAL_WEEKS 4
#define DAYS_PER_WEEK 7

static double volume_before_m(const struct check *check, int race_week)
{
    double best_m = 0;

    for (int i = 1; i <= VOLUME_WEEKS; i++) {
        best_m = fmax(best_m, check_week_m(check, race_week - i));
    }
    return best_m;
}

/* The parameters of a race's weeks, the first after the days off first; NULL
 * ends. */
static const char *const *volume_parameters(double distance_m)
{
    static const char *const marathon[] = {"marathon_week_2", "marathon_week_3",
                                           "marathon_week_4", "marathon_week_5",
                                           NULL};
    static const char *const half[] = {"half_week_2", "half_week_3", NULL};
    static const char *const none[] = {NULL};

    return distance_m >= 30000 ? marathon : distance_m >= 15000 ? half : none;
}

/* The week of the plan that mostly lies in the n-th seven days after a race,
 * the first being 0: the one with its Thursday among them. */
static int week_after(const struct check *check, struct ow_date race, int n)
{
    int days = ow_date_days_between(
        check_monday(check, 0), ow_date_add_days(race, DAYS_PER_WEEK * n + 4));

    return days < 0 ? -1 : days / DAYS_PER_WEEK;
}

static void check_volume_week(struct check *check, int week, enum ow_rule rule,
                              double most_m)
{
    double run_m = check_week_m(check, week);

    if (week >= 0 && week < check->week_count &&
        check_planned_m(check, week) > 0 && run_m > most_m + CHECK_SLACK) {
        char text[NUM_TEXT_SIZE];
        char most[NUM_TEXT_SIZE];

        num_format(run_m, 0, text);
        num_format(most_m, 0, most);
        findings_add(
            check->findings, rule, OW_SHOULD, check_monday(check, week),
            "a week of %s m so soon after %s, %s m would do", text,
            rule == OW_RULE_RECOVERY_VOLUME ? "a race" : "illness or injury",
            most);
    }
}

/* The steps begin with the first week that the planned days off leave most
 * days of; a recovery that is stretched has them later. */
static void check_volume(struct check *check, const struct check_race *race)
{
    const char *const *parameter = volume_parameters(race->distance_m);
    int race_week = ow_date_days_between(check_monday(check, 0),
                                         ow_date_monday(race->date)) /
                    DAYS_PER_WEEK;
    double before_m = volume_before_m(check, race_week);
    double light =
        ow_rule_value(&check->rules, OW_RULE_RECOVERY_STRETCH, "light_effort");
    int off = (int)check_class_value(check, OW_RULE_RECOVERY_OFF,
                                     race->distance_m, CHECK_PLANNED);
    double share = 0;

    for (int n = (off + DAYS_PER_WEEK / 2) / DAYS_PER_WEEK;
         *parameter != NULL && race->effort >= light; n++, parameter++) {
        share = fmax(share, ow_rule_value(&check->rules,
                                          OW_RULE_RECOVERY_VOLUME, *parameter));
        check_volume_week(check, week_after(check, race->date, n),
                          OW_RULE_RECOVERY_VOLUME,
                          SHARE_SLACK * before_m * share);
    }
}

/* Days of illness, injury or pain on which running rests; both included. */
struct rest {
    struct ow_date from;
    struct ow_date to;
};

/* Days without running that a check-in asks for; 0: it asks for none. */
static int rest_of(const struct check *check, const struct ow_check_in *said)
{
    double pain =
        ow_rule_value(&check->rules, OW_RULE_SYMPTOM_HARD, "stairs_pain");
    const char *days = said->injured               ? "injured_days"
                       : said->ill                 ? "ill_days"
                       : said->stairs_pain >= pain ? "stairs_days"
                                                   : NULL;

    return days == NULL
               ? 0
               : (int)ow_rule_value(&check->rules, OW_RULE_SYMPTOM_REST, days);
}

/* Part of a usual week that one with some of a rest in it may have. */
static double share_after(const struct check *check, const struct rest *rest,
                          struct ow_date last, struct ow_date monday)
{
    double share =
        ow_rule_value(&check->rules, OW_RULE_SYMPTOM_RETURN, "share");
    double sum = 0;

    for (int i = 0; i < DAYS_PER_WEEK; i++) {
        int32_t day = ow_date_add_days(monday, i).days;

        if (day < rest->from.days || day > last.days) {
            sum += 1;
        } else if (day > rest->to.days) {
            sum += share;
        }
    }
    return sum / DAYS_PER_WEEK;
}

/* So much in the weeks of a rest and of the way back. */
static void check_weeks_back(struct check *check, const struct rest *rest,
                             struct ow_date last)
{
    int first = ow_date_days_between(check_monday(check, 0),
                                     ow_date_monday(rest->from)) /
                DAYS_PER_WEEK;
    double usual_m = 0;

    for (int i = 1; i <= USUAL_WEEKS; i++) {
        usual_m = fmax(usual_m, check_week_m(check, first - i));
    }
    for (int week = first;
         usual_m > 0 && check_monday(check, week).days <= last.days; week++) {
        check_volume_week(
            check, week, OW_RULE_SYMPTOM_RETURN,
            SHARE_SLACK * usual_m *
                share_after(check, rest, last, check_monday(check, week)));
    }
}

/* All is easy for as many days as running rested, and the weeks shorter. */
static void check_way_back(struct check *check, const struct rest *rest)
{
    const struct ow_rule_values *rules = &check->rules;
    enum ow_rule rule = OW_RULE_SYMPTOM_RETURN;
    int days = ow_date_days_between(rest->from, rest->to) + 1;
    int back = (int)fmin(days, ow_rule_value(rules, rule, "most_days"));

    if (days < ow_rule_value(rules, rule, "least_days")) {
        return;
    }
    for (int i = 1; i <= back; i++) {
        struct ow_date date = ow_date_add_days(rest->to, i);
        const struct check_day *day = check_day_of(check, date);

        if (day != NULL && day->is_hard) {
            findings_add(check->findings, rule, OW_SHOULD, date,
                         "hard running on day %d after %d days of rest for "
                         "illness, injury or pain",
                         i, days);
        }
    }
    check_weeks_back(check, rest, ow_date_add_days(rest->to, back));
}

/* Rests that follow each other day by day are one. */
static void check_ways_back(struct check *check)
{
    const struct ow_scenario *scenario = check->scenario;
    struct rest rest = {ow_date_none(), ow_date_none()};

    for (size_t i = 0; i < scenario->check_in_count; i++) {
        const struct ow_check_in *said = &scenario->check_ins[i];
        int days = rest_of(check, said);
        struct ow_date to = ow_date_add_days(said->date, days - 1);

        if (days == 0) {
            continue;
        }
        if (!ow_date_is_known(rest.from)) {
            rest = (struct rest){said->date, to};
        } else if (said->date.days > rest.to.days + 1) {
            check_way_back(check, &rest);
            rest = (struct rest){said->date, to};
        } else if (to.days > rest.to.days) {
            rest.to = to;
        }
    }
    if (ow_date_is_known(rest.from)) {
        check_way_back(check, &rest);
    }
}

/* Runs, walks and races of a whole week outside of recovery; -1 otherwise. */
static int outings_of(const struct check *check, int week)
{
    int outings = 0;

    for (int i = 0; i < 7; i++) {
        const struct check_day *day =
            check_day_of(check, ow_date_add_days(check_monday(check, week), i));

        if (day == NULL ||
            (day->has_phase && (day->phase == OW_PHASE_RECOVERY_OFF ||
                                day->phase == OW_PHASE_RECOVERY_EASY))) {
            return -1;
        }
        outings += day->runs + day->races + day->walks;
    }
    return outings;
}

/* Weeks with fewer runs or walks than a goal wants; weeks of recovery do
 * not count. */
static void check_regular(struct check *check, const struct ow_goal *goal)
{
    for (int week = 0; week < check->week_count; week++) {
        int outings = outings_of(check, week);

        if (outings >= 0 && outings < goal->per_week) {
            findings_add(check->findings, OW_RULE_CONSISTENCY, OW_SHOULD,
                         check_monday(check, week),
                         "%d runs and walks, goal %.60s wants %d", outings,
                         goal->id, goal->per_week);
        }
    }
}

/* Kinds of sessions, as bits, in the weeks up to one. */
static unsigned kinds_of(const struct check *check, int last, int weeks)
{
    unsigned kinds = 0;

    for (int i = 0; i < 7 * weeks; i++) {
        const struct check_day *day = check_day_of(
            check, ow_date_add_days(check_monday(check, last - weeks + 1), i));

        kinds |= day == NULL ? 0 : day->kinds;
    }
    return kinds;
}

static int count_bits(unsigned bits)
{
    int count = 0;

    for (; bits != 0; bits &= bits - 1) {
        count++;
    }
    return count;
}

/* Each stretch of weeks outside of recovery, one after the other. */
static void check_variety(struct check *check)
{
    int weeks = (int)ow_rule_value(&check->rules, OW_RULE_VARIETY, "weeks");
    double due = ow_rule_value(&check->rules, OW_RULE_VARIETY, "kinds");
    int in_a_row = 0;

    for (int week = 0; week < check->week_count; week++) {
        in_a_row = outings_of(check, week) > 0 ? in_a_row + 1 : 0;
        if (in_a_row == weeks) {
            int kinds = count_bits(kinds_of(check, week, weeks));

            if (kinds < due) {
                findings_add(check->findings, OW_RULE_VARIETY, OW_SHOULD,
                             check_monday(check, week),
                             "%d kinds of sessions in %d weeks", kinds, weeks);
            }
            in_a_row = 0;
        }
    }
}

void check_return(struct check *check)
{
    for (size_t i = 0; i < check->race_count; i++) {
        check_volume(check, &check->races[i]);
    }
    if (check->scenario != NULL) {
        check_ways_back(check);
    }
    for (size_t i = 0;
         check->scenario != NULL && i < check->scenario->goal_count; i++) {
        if (check->scenario->goals[i].kind == OW_GOAL_SESSIONS_PER_WEEK) {
            check_regular(check, &check->scenario->goals[i]);
        }
    }
    check_variety(check);
}
