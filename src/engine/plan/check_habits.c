/* What makes weeks good beyond being safe: wishes, ease, variety. */
#include "engine/plan/check.h"

#include "base/num.h"

/* A week of the plan in sums. */
struct week {
    bool is_whole; /* all its days are planned */
    int run_days;
    int hard_days;
    int strength;
    double run_s;
    double hard_s;
    int recovery_days; /* days of the phases after a race, taper and race */
};

static void add_day(struct week *sum, const struct check_day *day)
{
    bool is_apart = day->phase == OW_PHASE_RECOVERY_OFF ||
                    day->phase == OW_PHASE_RECOVERY_EASY ||
                    day->phase == OW_PHASE_TAPER || day->phase == OW_PHASE_RACE;

    sum->run_days += day->runs + day->races > 0 ? 1 : 0;
    sum->hard_days += day->is_hard ? 1 : 0;
    sum->strength += day->strength;
    sum->run_s += day->run_s;
    sum->hard_s += day->hard_s;
    sum->recovery_days += day->has_phase && is_apart ? 1 : 0;
}

static struct week sum_week(const struct check *check, int week)
{
    struct week sum = {true, 0, 0, 0, 0, 0, 0};

    for (int i = 0; i < 7; i++) {
        const struct check_day *day =
            check_day_of(check, ow_date_add_days(check_monday(check, week), i));

        if (day == NULL) {
            sum.is_whole = false;
        } else {
            add_day(&sum, day);
        }
    }
    return sum;
}

static void check_ease(struct check *check, int week, const struct week *sum)
{
    double easy = ow_rule_value(&check->rules, OW_RULE_HARD_SHARE, "easy");
    double most =
        ow_rule_value(&check->rules, OW_RULE_HARD_BASE, "max_per_week");
    const struct check_day *first =
        check_day_of(check, ow_date_add_days(check_monday(check, week), 3));

    if (sum->run_s > 0 && sum->hard_s > (1 - easy) * sum->run_s + CHECK_SLACK) {
        char percent[NUM_TEXT_SIZE];

        num_format(100 * sum->hard_s / sum->run_s, 0, percent);
        findings_add(check->findings, OW_RULE_HARD_SHARE, OW_SHOULD,
                     check_monday(check, week),
                     "%s %% of the running time are hard", percent);
    }
    if (first != NULL && first->has_phase && first->phase == OW_PHASE_BASE &&
        sum->hard_days > most) {
        findings_add(check->findings, OW_RULE_HARD_BASE, OW_SHOULD,
                     check_monday(check, week),
                     "%d hard days in a week of base building", sum->hard_days);
    }
}

static void check_wishes(struct check *check, int week, const struct week *sum)
{
    int strength = check->scenario->athlete.strength_per_week;
    double rest_days =
        ow_rule_value(&check->rules, OW_RULE_REST_WEEKLY, "days");

    if (sum->strength < strength && sum->recovery_days == 0) {
        findings_add(check->findings, OW_RULE_STRENGTH, OW_SHOULD,
                     check_monday(check, week),
                     "strength %d times, %d are wished for", sum->strength,
                     strength);
    }
    if (7 - sum->run_days < rest_days) {
        findings_add(check->findings, OW_RULE_REST_WEEKLY, OW_SHOULD,
                     check_monday(check, week),
                     "running on %d days of the week", sum->run_days);
    }
}

static void check_long_day(struct check *check, int index)
{
    int wished = check->scenario->athlete.long_run_day;
    struct ow_date date = check_date(check, index);

    if (check->days[index].has_long && wished >= 0 &&
        (int)ow_date_weekday(date) != wished) {
        findings_add(check->findings, OW_RULE_LONG_RUN_DAY, OW_SHOULD, date,
                     "the long run is on another day than wished for");
    }
}

static void check_strength_place(struct check *check, int index)
{
    const struct check_day *next =
        check_day_of(check, check_date(check, index + 1));

    if (check->days[index].strength > 0 && next != NULL &&
        (next->is_hard || next->has_long || next->races > 0)) {
        findings_add(check->findings, OW_RULE_STRENGTH_PLACE, OW_SHOULD,
                     check_date(check, index),
                     "strength on the eve of a hard or long day");
    }
    if (check->days[index].strength > 0 && check->days[index].has_long) {
        findings_add(check->findings, OW_RULE_STRENGTH_PLACE, OW_SHOULD,
                     check_date(check, index),
                     "strength on the day of the long run");
    }
}

/* The long run's time, from the sessions themselves. */
static void check_long_times(struct check *check)
{
    double most_s =
        60 * ow_rule_value(&check->rules, OW_RULE_LONG_TIME, "max_minutes");
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(check->plan, &count);

    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < days[i].session_count; k++) {
            const struct ow_session *session = &days[i].sessions[k];

            if (ow_session_type_is_run(session->type) &&
                session->type != OW_SESSION_RACE &&
                session->duration_s > most_s + CHECK_SLACK) {
                char text[NUM_TEXT_SIZE];

                num_format(session->duration_s / 60, 0, text);
                findings_add(check->findings, OW_RULE_LONG_TIME, OW_SHOULD,
                             days[i].date, "a run of %s minutes", text);
            }
        }
    }
}

void check_habits(struct check *check)
{
    for (int week = 0; week < check->week_count; week++) {
        struct week sum = sum_week(check, week);

        if (sum.is_whole) {
            check_ease(check, week, &sum);
        }
        if (sum.is_whole && check->scenario != NULL) {
            check_wishes(check, week, &sum);
        }
    }
    for (int day = 0; day < check->day_count; day++) {
        check_strength_place(check, day);
        if (check->scenario != NULL) {
            check_long_day(check, day);
        }
    }
    check_long_times(check);
}
