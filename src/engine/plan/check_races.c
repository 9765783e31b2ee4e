/* What races ask for: days after them, days before them, room between them. */
#include "engine/plan/check.h"

#include "base/num.h"

static bool is_light(const struct check *check, const struct check_race *race)
{
    return race->effort < ow_rule_value(&check->rules, OW_RULE_RECOVERY_STRETCH,
                                        "light_effort");
}

/* A day without running after a race, `n` days after it. */
static void check_off_day(struct check *check, struct ow_date date, int n)
{
    const struct check_day *day = check_day_of(check, date);

    if (day != NULL && day->runs > 0) {
        findings_add(check->findings, OW_RULE_RECOVERY_OFF, OW_MUST, date,
                     "running on day %d after a race", n);
    }
    if (day != NULL && day->races > 0) {
        findings_add(check->findings, OW_RULE_RECOVERY_OFF, OW_MUST, date,
                     "a race on day %d after a race", n);
    }
}

/* A day of easy running only. */
static void check_easy_day(struct check *check, struct ow_date date, int n,
                           bool is_off)
{
    const struct check_day *day = check_day_of(check, date);

    if (day != NULL && day->is_hard) {
        findings_add(check->findings, OW_RULE_RECOVERY_EASY, OW_MUST, date,
                     "hard running on day %d after a race", n);
    }
    if (day != NULL && day->races > 0 && !is_off) {
        findings_add(check->findings, OW_RULE_RECOVERY_EASY, OW_SHOULD, date,
                     "a race on day %d after a race, when running is easy", n);
    }
}

/* Days beyond those that must be kept, which the runner's rules plan off. */
static void check_planned_off(struct check *check,
                              const struct check_race *race, int off)
{
    int planned = (int)check_class_value(check, OW_RULE_RECOVERY_OFF,
                                         race->distance_m, CHECK_PLANNED);

    for (int n = off + 1; n <= planned; n++) {
        struct ow_date date = ow_date_add_days(race->date, n);
        const struct check_day *day = check_day_of(check, date);

        if (day != NULL && day->runs > 0) {
            findings_add(check->findings, OW_RULE_RECOVERY_OFF, OW_SHOULD, date,
                         "running on day %d after a race, %d without are "
                         "planned",
                         n, planned);
        }
    }
}

static void check_clocks(struct check *check, const struct check_race *race)
{
    enum check_clock clock = is_light(check, race) ? CHECK_LIGHT : CHECK_MUST;
    int off = (int)check_class_value(check, OW_RULE_RECOVERY_OFF,
                                     race->distance_m, clock);
    int easy = (int)check_class_value(check, OW_RULE_RECOVERY_EASY,
                                      race->distance_m, clock);

    for (int n = 1; n <= off; n++) {
        check_off_day(check, ow_date_add_days(race->date, n), n);
    }
    for (int n = 1; n <= easy; n++) {
        check_easy_day(check, ow_date_add_days(race->date, n), n, n <= off);
    }
    if (!is_light(check, race)) {
        check_planned_off(check, race, off);
    }
}

/* Pfitzinger's schedules bring the first longer runs in the fourth week; a
 * marathon's own kilometres license none before (see longest.spike, which
 * leaves races out). */
static void check_long_after(struct check *check, const struct check_race *race)
{
    double max_m =
        ow_rule_value(&check->rules, OW_RULE_RECOVERY_LONG_RUN, "max_m");
    int days = (int)ow_rule_value(&check->rules, OW_RULE_RECOVERY_LONG_RUN,
                                  "through_day");

    for (int n = 1; race->distance_m >= 30000 && n <= days; n++) {
        struct ow_date date = ow_date_add_days(race->date, n);
        const struct check_day *day = check_day_of(check, date);

        if (day != NULL && day->longest_m > max_m + CHECK_SLACK) {
            char text[NUM_TEXT_SIZE];

            num_format(day->longest_m, 0, text);
            findings_add(check->findings, OW_RULE_RECOVERY_LONG_RUN, OW_MUST,
                         date, "a run of %s m on day %d after a marathon", text,
                         n);
        }
    }
}

static void check_race_spacing(struct check *check,
                               const struct check_race *race)
{
    int wait = (int)check_class_value(check, OW_RULE_RACE_SPACING,
                                      race->distance_m, CHECK_PLANNED);

    for (size_t i = 0; i < check->race_count; i++) {
        const struct check_race *next = &check->races[i];
        int days = ow_date_days_between(race->date, next->date);

        if (check_day_of(check, next->date) != NULL && days > 0 &&
            days <= wait && !is_light(check, race) && !is_light(check, next)) {
            findings_add(check->findings, OW_RULE_RACE_SPACING, OW_MUST,
                         next->date,
                         "only %d days after the race before, %d are due", days,
                         wait + 1);
        }
    }
}

/* The largest of the weeks before the race's own. */
static double peak_week_m(const struct check *check, struct ow_date race)
{
    int weeks =
        (int)ow_rule_value(&check->rules, OW_RULE_TAPER_VOLUME, "peak_weeks");
    int race_week =
        ow_date_days_between(check_monday(check, 0), ow_date_monday(race)) / 7;
    double peak_m = 0;

    for (int i = 1; i <= weeks; i++) {
        peak_m = fmax(peak_m, check_week_m(check, race_week - i));
    }
    return peak_m;
}

static void check_taper_volume(struct check *check,
                               const struct check_race *race)
{
    double share = ow_rule_value(&check->rules, OW_RULE_TAPER_VOLUME, "share");
    int days = (int)ow_rule_value(&check->rules, OW_RULE_TAPER_VOLUME, "days");
    double peak_m = peak_week_m(check, race->date);
    double run_m = 0;

    for (int n = 1; n <= days; n++) {
        const struct check_day *day =
            check_day_of(check, ow_date_add_days(race->date, -n));

        run_m += day == NULL ? 0 : day->run_m;
    }
    if (run_m > share * peak_m + CHECK_SLACK) {
        char text[NUM_TEXT_SIZE];
        char peak[NUM_TEXT_SIZE];

        num_format(run_m, 0, text);
        num_format(peak_m, 0, peak);
        findings_add(check->findings, OW_RULE_TAPER_VOLUME, OW_MUST, race->date,
                     "%s m in the last %d days, the peak week had %s m", text,
                     days, peak);
    }
}

static void check_taper(struct check *check, const struct check_race *race)
{
    int days = (int)ow_rule_value(&check->rules, OW_RULE_TAPER_HARD, "days");
    int wished = race->distance_m < 15000
                     ? days
                     : (int)ow_rule_value(&check->rules, OW_RULE_TAPER_HARD,
                                          "long_race_days");

    check_taper_volume(check, race);
    for (int n = 1; n <= (wished > days ? wished : days); n++) {
        const struct check_day *day =
            check_day_of(check, ow_date_add_days(race->date, -n));

        if (day != NULL && (day->is_hard || (day->races > 0 && n <= days))) {
            findings_add(check->findings, OW_RULE_TAPER_HARD,
                         n <= days ? OW_MUST : OW_SHOULD, race->date,
                         "%s %d days before the race",
                         day->is_hard ? "hard running" : "another race", n);
        }
    }
}

/* Without a scenario the plan's own phases are all that is known of races
 * before it. */
static void check_recovery_phases(struct check *check)
{
    for (int i = 0; i < check->day_count; i++) {
        const struct check_day *day = &check->days[i];
        bool is_off = day->has_phase && day->phase == OW_PHASE_RECOVERY_OFF;
        bool is_easy =
            is_off || (day->has_phase && day->phase == OW_PHASE_RECOVERY_EASY);

        if (is_off && day->runs > 0) {
            findings_add(check->findings, OW_RULE_RECOVERY_OFF, OW_MUST,
                         check_date(check, i),
                         "running in the phase without running");
        }
        if (is_easy && day->is_hard) {
            findings_add(check->findings, OW_RULE_RECOVERY_EASY, OW_MUST,
                         check_date(check, i),
                         "hard running in the phase of easy running");
        }
    }
}

void check_races(struct check *check)
{
    for (size_t i = 0; i < check->race_count; i++) {
        const struct check_race *race = &check->races[i];

        check_clocks(check, race);
        check_long_after(check, race);
        check_race_spacing(check, race);
        if (race->priority == OW_PRIORITY_A &&
            check_day_of(check, race->date) != NULL) {
            check_taper(check, race);
        }
    }
    if (check->scenario == NULL) {
        check_recovery_phases(check);
    }
}
