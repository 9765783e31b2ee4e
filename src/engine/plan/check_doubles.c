/* How many sessions a day has, and what its second run may be. */
#include "engine/plan/check.h"

#include "base/num.h"

/* A day's runs, races left out. */
struct runs {
    int count;
    bool has_long;
    double easy_s; /* of the shortest easy one; infinite without one */
};

static bool is_easy(const struct ow_session *session)
{
    return session->hard_s <= 0 && (session->type == OW_SESSION_EASY ||
                                    session->type == OW_SESSION_RECOVERY);
}

static struct runs read_runs(const struct ow_plan_day *day)
{
    struct runs runs = {.easy_s = HUGE_VAL};

    for (size_t i = 0; i < day->session_count; i++) {
        const struct ow_session *session = &day->sessions[i];

        if (!ow_session_type_is_run(session->type) ||
            session->type == OW_SESSION_RACE) {
            continue;
        }
        runs.count++;
        runs.has_long = runs.has_long || session->type == OW_SESSION_LONG;
        if (is_easy(session)) {
            runs.easy_s = fmin(runs.easy_s, session->duration_s);
        }
    }
    return runs;
}

/* Walks are no burden. */
static void check_count(struct check *check, const struct ow_plan_day *day,
                        const struct runs *runs)
{
    int wish = check->scenario->athlete.sessions_per_day;
    const struct check_day *sum = check_day_of(check, day->date);
    int count = sum == NULL ? 0 : sum->sessions - sum->walks;

    if (count > (wish == 1 ? 1 : 2)) {
        findings_add(check->findings, OW_RULE_DAY_SESSIONS, OW_SHOULD,
                     day->date, "%d sessions on a day, %d are wished for",
                     count, wish == 1 ? 1 : 2);
    }
    if (runs->count > 1 && wish != 2) {
        findings_add(check->findings, OW_RULE_DAY_SESSIONS, OW_SHOULD,
                     day->date, "two runs on a day are not wished for");
    }
}

static void check_second(struct check *check, const struct ow_plan_day *day,
                         const struct runs *runs)
{
    double most_s =
        60 * ow_rule_value(&check->rules, OW_RULE_DAY_DOUBLES, "max_minutes");
    char text[NUM_TEXT_SIZE];

    if (runs->has_long) {
        findings_add(check->findings, OW_RULE_DAY_DOUBLES, OW_SHOULD, day->date,
                     "a second run beside the long one");
    } else if (isinf(runs->easy_s)) {
        findings_add(check->findings, OW_RULE_DAY_DOUBLES, OW_SHOULD, day->date,
                     "neither of two runs on a day is easy");
    } else if (runs->easy_s > most_s + CHECK_SLACK) {
        num_format(runs->easy_s / 60, 0, text);
        findings_add(check->findings, OW_RULE_DAY_DOUBLES, OW_SHOULD, day->date,
                     "the second run of a day takes %s minutes", text);
    }
}

/* Weeks with days of two runs: enough distance for them, and not too many. */
static void check_volume(struct check *check, int week, int doubles)
{
    double from_m =
        ow_rule_value(&check->rules, OW_RULE_DAY_DOUBLES, "from_weekly_m");
    double most =
        ow_rule_value(&check->rules, OW_RULE_DAY_DOUBLES, "most_days");
    double week_m = check_week_m(check, week);
    char text[NUM_TEXT_SIZE];

    if (doubles > 0 && week_m < from_m - CHECK_SLACK) {
        num_format(week_m / 1000, 1, text);
        findings_add(check->findings, OW_RULE_DAY_DOUBLES, OW_SHOULD,
                     check_monday(check, week),
                     "two runs on a day in a week of %s km", text);
    }
    if (doubles > most) {
        findings_add(check->findings, OW_RULE_DAY_DOUBLES, OW_SHOULD,
                     check_monday(check, week),
                     "%d days of the week have two runs", doubles);
    }
}

void check_doubles(struct check *check)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(check->plan, &count);
    int doubles = 0;

    for (size_t i = 0; i < count; i++) {
        struct runs runs = read_runs(&days[i]);
        struct ow_date monday = ow_date_monday(days[i].date);

        if (check->scenario != NULL) {
            check_count(check, &days[i], &runs);
        }
        if (runs.count > 1) {
            check_second(check, &days[i], &runs);
            doubles++;
        }
        if (i + 1 == count ||
            ow_date_monday(days[i + 1].date).days != monday.days) {
            check_volume(
                check, ow_date_days_between(check_monday(check, 0), monday) / 7,
                doubles);
            doubles = 0;
        }
    }
}
