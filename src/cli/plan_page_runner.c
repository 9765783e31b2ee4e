/* Who a plan is for, and what it was made from. */
#include "app/dip.h"
#include "cli/figure.h"
#include "cli/plan_page.h"
#include "cli/text.h"
#include "codec/text/markdown.h"
#include "onward/race.h"

#define PAST_WEEKS 12
#define DAYS_PER_WEEK 7
#define RECENT_DAYS 28
#define BEST_DAYS 730 /* what goals are judged by too */

static const char *const weekday_names[DAYS_PER_WEEK] = {
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

static void append_who(const struct plan_page *page)
{
    const struct ow_athlete *athlete = &page->scenario->athlete;
    struct buf *out = page->out;

    buf_append_format(out, "- **Who:** %s",
                      athlete->sex == 'f'   ? "a woman"
                      : athlete->sex == 'm' ? "a man"
                                            : "a runner");
    if (ow_date_is_known(athlete->birth_date)) {
        buf_append_format(out, " of %d",
                          (int)ow_date_age_years(athlete->birth_date,
                                                 ow_plan_today(page->plan)));
    }
    if (athlete->level != OW_LEVEL_UNKNOWN) {
        buf_append_format(out, ", %s", ow_level_name(athlete->level));
    }
    buf_append_char(out, '\n');
}

static void append_time(const struct plan_page *page)
{
    const struct ow_athlete *athlete = &page->scenario->athlete;
    struct buf *out = page->out;
    bool is_first = true;

    buf_append_text(out, "- **Time:** ");
    for (size_t i = 0; i < DAYS_PER_WEEK; i++) {
        if (athlete->day_minutes[i] > 0) {
            buf_append_format(out, "%s%s %d", is_first ? "" : ", ",
                              weekday_names[i], athlete->day_minutes[i]);
            is_first = false;
        }
    }
    buf_append_text(out, is_first ? "none" : " min");
    if (athlete->long_run_day >= 0 && athlete->long_run_day < DAYS_PER_WEEK) {
        buf_append_format(out, "; the long run on %s",
                          weekday_names[athlete->long_run_day]);
    }
    buf_append_char(out, '\n');
}

static const struct {
    unsigned bit;
    const char *name;
} cross_names[] = {
    {OW_CROSS_BIKE, "bike"},
    {OW_CROSS_SWIM, "swim"},
    {OW_CROSS_ROW, "row"},
    {OW_CROSS_ELLIPTICAL, "elliptical"},
    {OW_CROSS_HIKE, "hike"},
    {OW_CROSS_SKI, "ski"},
    {OW_CROSS_OTHER, "another sport"},
};

static void append_beside(const struct plan_page *page)
{
    const struct ow_athlete *athlete = &page->scenario->athlete;
    struct buf *out = page->out;
    const char *joint = "";

    if (athlete->strength_per_week == 0 && athlete->cross_training == 0) {
        return;
    }
    buf_append_text(out, "- **Beside running:** ");
    if (athlete->strength_per_week > 0) {
        buf_append_format(out, "strength %d time%s a week",
                          athlete->strength_per_week,
                          athlete->strength_per_week == 1 ? "" : "s");
        joint = "; ";
    }
    for (size_t i = 0; i < sizeof cross_names / sizeof cross_names[0]; i++) {
        if ((athlete->cross_training & cross_names[i].bit) != 0) {
            buf_append_format(out, "%s%s", joint, cross_names[i].name);
            joint = ", ";
        }
    }
    buf_append_char(out, '\n');
}

/* "; longest run of 30 days 20.0 km, Sun 4 Oct 2026" */
static void append_longest(const struct plan_page *page)
{
    const struct ow_history *history = &page->scenario->history;
    char day[TEXT_DAY_SIZE];

    if (ow_is_missing(history->longest_run_30d_m)) {
        return;
    }
    buf_append_text(page->out, "; longest run of 30 days ");
    figure_distance(page->cli, page->out, history->longest_run_30d_m);
    if (ow_date_is_known(history->longest_run_date)) {
        text_day_full(history->longest_run_date, day);
        buf_append_format(page->out, ", %s", day);
    }
}

/* The last weeks in one line: how many, how far, the longest. */
static void append_past(const struct plan_page *page)
{
    const struct ow_history *history = &page->scenario->history;
    struct ow_date monday = ow_date_monday(ow_plan_today(page->plan));
    struct buf *out = page->out;
    double sum_m = 0;
    double most_m = 0;
    int32_t weeks = 0; /* since the first of them; those between may be 0 */

    for (size_t i = 0; i < history->week_count; i++) {
        double run_m = history->weeks[i].run_m;
        int32_t ago = ow_date_days_between(history->weeks[i].monday, monday) /
                      DAYS_PER_WEEK;

        if (ago > 0 && ago <= PAST_WEEKS) {
            sum_m += run_m;
            most_m = run_m > most_m ? run_m : most_m;
            weeks = ago > weeks ? ago : weeks;
        }
    }
    if (weeks == 0) {
        return;
    }
    buf_append_format(out, "- **The last %d week%s:** ", (int)weeks,
                      weeks == 1 ? "" : "s");
    figure_distance(page->cli, out, sum_m / weeks);
    buf_append_text(out, " a week, at most ");
    figure_distance(page->cli, out, most_m);
    append_longest(page);
    buf_append_char(out, '\n');
}

/* The fastest time of two years over a distance; NULL. */
static const struct ow_best *fastest_of(const struct plan_page *page,
                                        const struct ow_race_distance *distance)
{
    const struct ow_history *history = &page->scenario->history;
    struct ow_date today = ow_plan_today(page->plan);
    const struct ow_best *fastest = NULL;

    for (size_t i = 0; i < history->best_count; i++) {
        const struct ow_best *best = &history->bests[i];

        if (ow_race_snap(best->distance_m) == distance &&
            ow_date_days_between(best->date, today) <= BEST_DAYS &&
            (fastest == NULL || best->time_s < fastest->time_s)) {
            fastest = best;
        }
    }
    return fastest;
}

static void append_bests(const struct plan_page *page)
{
    size_t count = 0;
    const struct ow_race_distance *distances = ow_race_distances(&count);
    const char *joint = "- **Bests:** ";
    char day[TEXT_DAY_SIZE];

    for (size_t i = 0; i < count; i++) {
        const struct ow_best *best = fastest_of(page, &distances[i]);

        if (best != NULL) {
            text_day_full(best->date, day);
            buf_append_format(page->out, "%s%s in ", joint, distances[i].name);
            figure_time(page->out, best->time_s);
            buf_append_format(page->out, ", %s", day);
            joint = "; ";
        }
    }
    if (joint[0] == ';') {
        buf_append_char(page->out, '\n');
    }
}

static const char *priority_words(enum ow_priority priority)
{
    static const char *const words[] = {
        [OW_PRIORITY_A] = "a main race (A)",
        [OW_PRIORITY_B] = "a race on the way (B)",
        [OW_PRIORITY_C] = "run as training (C)",
    };

    return words[priority];
}

static void append_race(const struct plan_page *page,
                        const struct ow_race *race, bool is_past)
{
    struct buf *out = page->out;
    char day[TEXT_DAY_SIZE];

    text_day_full(race->date, day);
    buf_append_format(out, "- **%s:** %s, ", is_past ? "Raced" : "To race",
                      day);
    if (race->name != NULL) {
        markdown_text(out, race->name);
        buf_append_text(out, ", ");
    }
    figure_best_name(page->cli, out, race->distance_m);
    if (is_past && !ow_is_missing(race->time_s)) {
        buf_append_text(out, " in ");
        figure_time(out, race->time_s);
    }
    if (!is_past) {
        buf_append_format(out, ", %s", priority_words(race->priority));
    }
    if (!is_past && !ow_is_missing(race->goal_s)) {
        buf_append_text(out, ", goal ");
        figure_time(out, race->goal_s);
    }
    buf_append_char(out, '\n');
}

static void append_score(struct buf *out, const char **joint, const char *what,
                         int score, int most)
{
    if (score >= 0) {
        buf_append_format(out, "%s%s %d of %d", *joint, what, score, most);
        *joint = ", ";
    }
}

/* The last check-in before the plan, where it is of these weeks. */
static void append_check_in(const struct plan_page *page)
{
    const struct ow_check_in *last = NULL;
    const char *joint = ": ";
    char day[TEXT_DAY_SIZE];

    for (size_t i = 0; i < page->scenario->check_in_count; i++) {
        const struct ow_check_in *check_in = &page->scenario->check_ins[i];
        int32_t ago =
            ow_date_days_between(check_in->date, ow_plan_today(page->plan));

        if (ago >= 0 && ago <= RECENT_DAYS) {
            last = check_in;
        }
    }
    if (last == NULL) {
        return;
    }
    text_day_full(last->date, day);
    buf_append_format(page->out, "- **How it felt:** %s", day);
    append_score(page->out, &joint, "soreness", last->soreness, 10);
    append_score(page->out, &joint, "pain on stairs", last->stairs_pain, 10);
    append_score(page->out, &joint, "sleep", last->sleep, 5);
    append_score(page->out, &joint, "motivation", last->motivation, 5);
    buf_append_format(page->out, "%s%s\n", last->ill ? ", ill" : "",
                      last->injured ? ", injured" : "");
}

static void append_blocked(const struct plan_page *page)
{
    size_t count = 0;
    const struct ow_plan_day *days = ow_plan_days(page->plan, &count);
    char day[TEXT_DAY_SIZE];

    for (size_t i = 0; i < page->scenario->blocked_count && count > 0; i++) {
        const struct ow_blocked *blocked = &page->scenario->blocked[i];

        if (blocked->to.days < days[0].date.days ||
            blocked->from.days > days[count - 1].date.days) {
            continue;
        }
        text_day_full(blocked->from, day);
        buf_append_format(page->out, "- **No training:** %s", day);
        if (blocked->to.days > blocked->from.days) {
            text_day_full(blocked->to, day);
            buf_append_format(page->out, " to %s", day);
        }
        if (blocked->reason != NULL) {
            buf_append_text(page->out, ": ");
            markdown_text(page->out, blocked->reason);
        }
        buf_append_char(page->out, '\n');
    }
}

static void append_dip(const struct plan_page *page)
{
    struct app_dip dip;
    char day[TEXT_DAY_SIZE];

    if (!app_dip_find(page->plan, &dip)) {
        return;
    }
    buf_append_text(page->out,
                    "- **Fitness will dip**, and that is fine: from ");
    buf_append_fixed(page->out, dip.fitness, 0);
    buf_append_text(page->out, " now to ");
    buf_append_fixed(page->out, dip.lowest, 0);
    text_day_full(dip.lowest_on, day);
    buf_append_format(page->out, " about %s", day);
    if (ow_date_is_known(dip.back_on)) {
        text_day_full(dip.back_on, day);
        buf_append_format(page->out, ", back about %s", day);
    }
    buf_append_char(page->out, '\n');
}

void plan_page_runner(const struct plan_page *page)
{
    const struct ow_scenario *scenario = page->scenario;
    struct ow_date today = ow_plan_today(page->plan);

    append_who(page);
    append_time(page);
    append_beside(page);
    append_past(page);
    append_bests(page);
    for (size_t i = 0; i < scenario->race_count; i++) {
        const struct ow_race *race = &scenario->races[i];
        bool is_past = race->date.days < today.days;

        if (!is_past || ow_date_days_between(race->date, today) <=
                            PAST_WEEKS * DAYS_PER_WEEK) {
            append_race(page, race, is_past);
        }
    }
    append_check_in(page);
    append_blocked(page);
    append_dip(page);
}
