/* How distance grows: weeks, the longest run, down weeks. */
#include "engine/plan/check.h"

#include "base/num.h"

/* The weeks that a ramp stands on. */
struct base {
    double best_m; /* of the last that were not down weeks */
    double held_m; /* of all that count as held */
    double last_m; /* the last that was no down week */
};

/* Weeks of the plan before `week`, and of the history where there is one. */
static struct base base_of(const struct check *check, int week)
{
    int best_of =
        (int)ow_rule_value(&check->rules, OW_RULE_WEEK_RAMP, "best_of_weeks");
    int held =
        (int)ow_rule_value(&check->rules, OW_RULE_WEEK_RAMP, "held_weeks");
    struct base base = {0, 0, 0};

    for (int i = 1; i <= held; i++) {
        base.held_m = fmax(base.held_m, check_week_m(check, week - i));
    }
    /* A plan may call any number of weeks down; those of a year are enough. */
    for (int i = 1, found = 0; found < best_of && i <= 53; i++) {
        if (!check_is_down(check, week - i)) {
            double run_m = check_week_m(check, week - i);

            base.best_m = fmax(base.best_m, run_m);
            base.last_m = found == 0 ? run_m : base.last_m;
            found++;
        }
    }
    return base;
}

double check_planned_m(const struct check *check, int week)
{
    double run_m = 0;

    for (int i = 0; i < 7; i++) {
        const struct check_day *day =
            check_day_of(check, ow_date_add_days(check_monday(check, week), i));

        run_m += day == NULL ? 0 : day->run_m;
    }
    return run_m;
}

static void add_week_finding(struct check *check, enum ow_rule rule,
                             enum ow_severity severity, int week, double run_m,
                             double limit_m)
{
    char text[NUM_TEXT_SIZE];
    char limit[NUM_TEXT_SIZE];

    num_format(run_m, 0, text);
    num_format(limit_m, 0, limit);
    findings_add(check->findings, rule, severity, check_monday(check, week),
                 "a week of %s m, at most %s m are due", text, limit);
}

static void check_ramp(struct check *check, int week)
{
    const struct ow_rule_values *rules = &check->rules;
    struct base base = base_of(check, week);
    double run_m = check_week_m(check, week);
    double floor_m = ow_rule_value(rules, OW_RULE_WEEK_RAMP, "floor_m");
    double factor = ow_rule_value(rules, OW_RULE_WEEK_RAMP, "factor");
    bool is_low =
        base.last_m < ow_rule_value(rules, OW_RULE_WEEK_RISE, "low_volume_m");
    double rise =
        ow_rule_value(rules, OW_RULE_WEEK_RISE, is_low ? "low_share" : "share");
    double most_m = fmax(floor_m, fmax(factor * base.best_m, base.held_m));
    double usual_m = fmax(floor_m, fmax((1 + rise) * base.last_m, base.held_m));

    if (check_planned_m(check, week) <= 0) {
        return;
    }
    if (run_m > most_m + CHECK_SLACK) {
        add_week_finding(check, OW_RULE_WEEK_RAMP, OW_MUST, week, run_m,
                         most_m);
    } else if (run_m > usual_m + CHECK_SLACK) {
        add_week_finding(check, OW_RULE_WEEK_RISE, OW_SHOULD, week, run_m,
                         usual_m);
    }
}

/* Metres of the longest run of the days before one, races left out. */
static double longest_before_m(const struct check *check, int index)
{
    int days = (int)ow_rule_value(&check->rules, OW_RULE_LONGEST_SPIKE, "days");
    double longest_m = 0;

    for (int i = index - days; i < index; i++) {
        longest_m = fmax(longest_m, i < 0 ? 0 : check->days[i].longest_m);
    }
    if (check->scenario != NULL) {
        const struct ow_history *history = &check->scenario->history;
        struct ow_date run_on = ow_date_is_known(history->longest_run_date)
                                    ? history->longest_run_date
                                    : check->first;
        int ago = ow_date_days_between(run_on, check_date(check, index));

        if (!ow_is_missing(history->longest_run_30d_m) && ago >= 0 &&
            ago <= days) {
            longest_m = fmax(longest_m, history->longest_run_30d_m);
        }
    }
    return longest_m;
}

static void add_run_finding(struct check *check, enum ow_rule rule,
                            enum ow_severity severity, int index,
                            double longest_m)
{
    char text[NUM_TEXT_SIZE];
    char longest[NUM_TEXT_SIZE];

    num_format(check->days[index].longest_m, 0, text);
    num_format(longest_m, 0, longest);
    findings_add(check->findings, rule, severity, check_date(check, index),
                 "a run of %s m, the longest of 30 days was %s m", text,
                 longest);
}

static void check_longest(struct check *check, int index)
{
    const struct ow_rule_values *rules = &check->rules;
    double run_m = check->days[index].longest_m;
    double longest_m = longest_before_m(check, index);
    double floor_m = ow_rule_value(rules, OW_RULE_LONGEST_SPIKE, "floor_m");
    double factor = ow_rule_value(rules, OW_RULE_LONGEST_SPIKE, "factor");
    double step = ow_rule_value(rules, OW_RULE_LONGEST_STEP, "factor");

    if (run_m <= floor_m + CHECK_SLACK) {
        return;
    }
    if (run_m > factor * longest_m + CHECK_SLACK) {
        add_run_finding(check, OW_RULE_LONGEST_SPIKE, OW_MUST, index,
                        longest_m);
    } else if (run_m > step * longest_m + CHECK_SLACK) {
        add_run_finding(check, OW_RULE_LONGEST_STEP, OW_SHOULD, index,
                        longest_m);
    }
}

/* Runs and the longest of them in a whole week of the plan. */
static void check_long_run(struct check *check, int week)
{
    const struct ow_rule_values *rules = &check->rules;
    double few = ow_rule_value(rules, OW_RULE_LONG_SHARE, "few_runs");
    double floor_m = ow_rule_value(rules, OW_RULE_LONGEST_SPIKE, "floor_m");
    double longest_m = 0;
    int runs = 0;
    double share = 0;

    for (int i = 0; i < 7; i++) {
        const struct check_day *day =
            check_day_of(check, ow_date_add_days(check_monday(check, week), i));

        runs += day == NULL ? 0 : day->runs;
        longest_m = fmax(longest_m, day == NULL ? 0 : day->longest_m);
    }
    share = ow_rule_value(rules, OW_RULE_LONG_SHARE,
                          runs <= few ? "few_runs_share" : "share");
    if (runs >= 3 && longest_m > floor_m &&
        longest_m > share * check_planned_m(check, week) + CHECK_SLACK) {
        char percent[NUM_TEXT_SIZE];

        num_format(100 * longest_m / check_planned_m(check, week), 0, percent);
        findings_add(check->findings, OW_RULE_LONG_SHARE, OW_SHOULD,
                     check_monday(check, week),
                     "the longest run is %s %% of its week", percent);
    }
}

/* Time of the longest run of a week of the plan, races left out. */
static double longest_s(const struct check *check, int week)
{
    struct ow_date monday = check_monday(check, week);
    double longest = 0;
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(check->plan, &count);

    for (size_t i = 0; i < count; i++) {
        int since = ow_date_days_between(monday, days[i].date);

        for (size_t k = 0; since >= 0 && since < 7 && k < days[i].session_count;
             k++) {
            const struct ow_session *session = &days[i].sessions[k];

            if (ow_session_type_is_run(session->type) &&
                session->type != OW_SESSION_RACE) {
                longest = fmax(longest, session->duration_s);
            }
        }
    }
    return longest;
}

/* Very long runs in two weeks in a row. */
static void check_alternate(struct check *check)
{
    double over_s = 60 * ow_rule_value(&check->rules, OW_RULE_LONG_ALTERNATE,
                                       "over_minutes");
    bool was_long = false;

    for (int week = 0; week < check->week_count; week++) {
        double run_s = longest_s(check, week);
        bool is_long = run_s > over_s + CHECK_SLACK;

        if (is_long && was_long) {
            char text[NUM_TEXT_SIZE];

            num_format(run_s / 60, 0, text);
            findings_add(check->findings, OW_RULE_LONG_ALTERNATE, OW_SHOULD,
                         check_monday(check, week),
                         "a run of %s minutes, the week before had one as long",
                         text);
        }
        was_long = is_long;
    }
}

/* Hard seconds of a week of the plan. */
static double hard_s(const struct check *check, int week)
{
    double sum = 0;

    for (int i = 0; i < 7; i++) {
        const struct check_day *day =
            check_day_of(check, ow_date_add_days(check_monday(check, week), i));

        sum += day == NULL ? 0 : day->hard_s;
    }
    return sum;
}

static void check_down_week(struct check *check, int week)
{
    const struct ow_rule_values *rules = &check->rules;
    const struct ow_rule_parameter *cut =
        ow_rule_info(OW_RULE_DOWN_WEEK_CUT)->parameters;
    double before_m = check_week_m(check, week - 1);
    double most_m = (1 - cut->min) * before_m;
    double run_m = check_week_m(check, week);
    double share = ow_rule_value(rules, OW_RULE_DOWN_WEEK_HARD, "share");

    if (!check_is_down(check, week)) {
        return;
    }
    if (run_m > most_m + CHECK_SLACK) {
        add_week_finding(check, OW_RULE_DOWN_WEEK_CUT, OW_SHOULD, week, run_m,
                         most_m);
    }
    if (week > 0 &&
        hard_s(check, week) > share * hard_s(check, week - 1) + CHECK_SLACK) {
        findings_add(check->findings, OW_RULE_DOWN_WEEK_HARD, OW_SHOULD,
                     check_monday(check, week),
                     "a down week with hardly less hard work");
    }
}

/* A week that rests the runner, by whatever name: around a race, or a fifth
 * below the one before it. */
static bool is_restful(const struct check *check, int week)
{
    const struct ow_rule_parameter *cut =
        ow_rule_info(OW_RULE_DOWN_WEEK_CUT)->parameters;
    const struct check_day *middle =
        check_day_of(check, ow_date_add_days(check_monday(check, week), 3));
    bool is_apart =
        middle != NULL && middle->has_phase &&
        (middle->phase == OW_PHASE_RECOVERY_OFF ||
         middle->phase == OW_PHASE_RECOVERY_EASY ||
         middle->phase == OW_PHASE_TAPER || middle->phase == OW_PHASE_RACE);

    return is_apart || check_is_down(check, week) ||
           check_week_m(check, week) <=
               (1 - cut->min) * check_week_m(check, week - 1);
}

static void check_down_weeks(struct check *check)
{
    int every = (int)ow_rule_value(&check->rules, OW_RULE_DOWN_WEEK_EVERY,
                                   "every_weeks");
    int in_a_row = 0;

    for (int week = 0; week < check->week_count; week++) {
        check_down_week(check, week);
        in_a_row = is_restful(check, week) ? 0 : in_a_row + 1;
        if (in_a_row == every) {
            findings_add(check->findings, OW_RULE_DOWN_WEEK_EVERY, OW_SHOULD,
                         check_monday(check, week),
                         "the %dth week in a row without a down week",
                         in_a_row);
            in_a_row = 0;
        }
    }
}

/* The first week whose ramp and the first day whose longest run can be judged:
 * without a history, when the plan alone tells what was run before. */
static int first_week(const struct check *check)
{
    return check->scenario != NULL
               ? 0
               : 1 + (int)ow_rule_value(&check->rules, OW_RULE_WEEK_RAMP,
                                        "held_weeks");
}

static int first_day(const struct check *check)
{
    return check->scenario != NULL
               ? 0
               : (int)ow_rule_value(&check->rules, OW_RULE_LONGEST_SPIKE,
                                    "days");
}

void check_growth(struct check *check)
{
    for (int week = first_week(check); week < check->week_count; week++) {
        check_ramp(check, week);
    }
    for (int day = first_day(check); day < check->day_count; day++) {
        check_longest(check, day);
    }
    for (int week = 0; week < check->week_count; week++) {
        check_long_run(check, week);
    }
    check_alternate(check);
    check_down_weeks(check);
}
