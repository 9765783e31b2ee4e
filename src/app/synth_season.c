/*
 * A believable amateur: thirty kilometres a week become sixty before the
 * marathon, every fourth week is lighter, winters are thinner, a week is lost
 * to a cold, and now and then a run just does not happen.
 */
#include "app/synth_season.h"

#include "app/synth_random.h"
#include "onward/quantity.h"

#include <math.h>

#define BUILD_WEEKS 17 /* of the marathon, its own week included */
#define FIRST_RACE_WEEK 6

struct week {
    int index;
    int to_go; /* weeks until the race week */
    int weeks;
    struct ow_date monday;
    struct ow_date race_day;
    struct synth_random random;
    double run_m;
    double effective_vo2max;
    bool is_down;
    bool is_winter;
    struct synth_session *sessions;
    size_t count;
};

const char *synth_session_name(const struct synth_session *session)
{
    static const char *const names[] = {"easy",  "long",      "progression",
                                        "tempo", "intervals", "strength"};

    if (session->kind != SYNTH_RACE) {
        return names[session->kind];
    }
    if (session->distance_m > 40000) {
        return "marathon";
    }
    return session->distance_m > 20000 ? "half-marathon" : "10k";
}

/* Metres of the race at the end of a week, 0 where there is none. All but the
 * marathon lie before a down week. */
static double race_of_week(int index, int to_go)
{
    static const struct {
        int to_go;
        double distance_m;
    } races[] = {{0, OW_MARATHON_M}, {6, OW_HALF_MARATHON_M},  {14, 10000},
                 {34, 10000},        {54, OW_HALF_MARATHON_M}, {62, 10000},
                 {82, 10000}};

    for (size_t i = 0; i < sizeof races / sizeof races[0]; i++) {
        if (races[i].to_go == to_go &&
            (to_go == 0 || index >= FIRST_RACE_WEEK)) {
            return races[i].distance_m;
        }
    }
    return 0;
}

/* The week lost to a cold; in few weeks there is none. */
static int ill_week(uint64_t seed, int weeks)
{
    struct synth_random random = synth_random_of(seed, UINT64_C(0xC01D));
    int week = weeks * 3 / 8 + (int)synth_random_even(&random, 0, 3);

    return week < weeks - BUILD_WEEKS ? week : weeks;
}

static bool is_winter(struct ow_date date)
{
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;

    ow_date_to_ymd(date, &year, &month, &day);
    return month == 12 || month <= 2;
}

static double volume_m(const struct week *week)
{
    double progress = (double)week->index / week->weeks;
    double run_m = 26000 + 14000 * progress;

    if (week->to_go < BUILD_WEEKS) {
        run_m *=
            1 + 0.5 * (BUILD_WEEKS - fmax(week->to_go, 3)) / (BUILD_WEEKS - 3);
    } else if (week->is_winter) {
        run_m *= 0.85;
    }
    switch (week->to_go) {
    case 0:
        return run_m * 0.3;
    case 1:
        return run_m * 0.55;
    case 2:
        return run_m * 0.75;
    default:
        break;
    }
    /* Three weeks up, the fourth down. */
    return run_m *
           (week->is_down ? 0.74 : 1.06 - 0.05 * ((week->to_go + 2) % 4));
}

static void add(struct week *week, int weekday, enum synth_kind kind,
                double distance_m)
{
    struct ow_date date = ow_date_add_days(week->monday, weekday);
    struct synth_session *session = &week->sessions[week->count];
    int32_t to_race = ow_date_days_between(date, week->race_day);
    bool is_race = kind == SYNTH_RACE;

    /* Nothing after the marathon, and two days of rest before it. */
    if (!is_race && to_race <= 2) {
        return;
    }
    if (kind == SYNTH_EASY && synth_random_even(&week->random, 0, 1) < 0.05) {
        return;
    }
    session->date = is_race && week->to_go == 0 ? week->race_day : date;
    session->kind = kind;
    session->distance_m =
        is_race || kind == SYNTH_STRENGTH
            ? distance_m
            : fmax(4000, distance_m) *
                  synth_random_even(&week->random, 0.96, 1.04);
    session->effective_vo2max = week->effective_vo2max;
    week->count++;
}

static enum synth_kind quality_of(const struct week *week)
{
    if (week->is_down || week->to_go == 1) {
        return SYNTH_PROGRESSION;
    }
    return week->index % 3 == 2 ? SYNTH_TEMPO : SYNTH_PROGRESSION;
}

/* An ordinary week: Tuesday, Thursday, Saturday, the long run on Sunday. */
static void fill_usual(struct week *week, double race_m)
{
    bool few = week->is_winter || (week->is_down && week->to_go > BUILD_WEEKS);
    bool in_build = week->to_go < BUILD_WEEKS;
    double long_share = in_build ? 0.46 : 0.38;
    double long_m = fmin(31000, fmax(8000, week->run_m * long_share));
    double left_m = race_m > 0 ? week->run_m * 0.5 : week->run_m - long_m;
    bool has_intervals = !week->is_down && race_m <= 0 && week->index % 2 == 0;

    if (week->is_winter || week->index % 3 == 0) {
        add(week, OW_MONDAY, SYNTH_STRENGTH, 0);
    }
    if (few) {
        add(week, OW_TUESDAY, SYNTH_EASY, left_m * 0.45);
    } else {
        add(week, OW_TUESDAY, has_intervals ? SYNTH_INTERVALS : SYNTH_EASY,
            fmax(left_m * 0.32, has_intervals ? 8000 : 0));
        add(week, OW_SATURDAY, SYNTH_EASY, left_m * 0.3);
    }
    if (week->run_m > 48000) {
        add(week, OW_WEDNESDAY, SYNTH_EASY, 6000);
        left_m -= 6000;
    }
    add(week, OW_THURSDAY, race_m > 0 ? SYNTH_EASY : quality_of(week),
        fmax(left_m * 0.38, 7000));
    if (race_m <= 0) {
        add(week, OW_SUNDAY, SYNTH_LONG, long_m);
    }
}

/* The week after a race: none of it hard, most of it off after a half. */
static void fill_after_race(struct week *week, double raced_m)
{
    if (raced_m < 15000) {
        add(week, OW_WEDNESDAY, SYNTH_EASY, 6000);
        add(week, OW_FRIDAY, SYNTH_EASY, 8000);
    } else {
        add(week, OW_FRIDAY, SYNTH_STRENGTH, 0);
    }
    add(week, OW_SUNDAY, SYNTH_EASY, raced_m < 15000 ? 12000 : 7000);
}

static void sort_by_date(struct week *week)
{
    for (size_t i = 1; i < week->count; i++) {
        struct synth_session session = week->sessions[i];
        size_t at = i;

        for (; at > 0 && week->sessions[at - 1].date.days > session.date.days;
             at--) {
            week->sessions[at] = week->sessions[at - 1];
        }
        week->sessions[at] = session;
    }
}

size_t synth_season_week(uint64_t seed, int index, int weeks,
                         struct ow_date race_day,
                         struct synth_session *sessions)
{
    int to_go = weeks - 1 - index;
    int weeks_since_cold = index - ill_week(seed, weeks);
    double raced_m = race_of_week(index - 1, to_go + 1);
    double race_m = race_of_week(index, to_go);
    struct week week = {.index = index,
                        .to_go = to_go,
                        .weeks = weeks,
                        .race_day = race_day,
                        .sessions = sessions};

    week.monday = ow_date_add_days(ow_date_monday(race_day), -7 * to_go);
    week.random = synth_random_of(seed, (uint64_t)week.monday.days);
    week.is_down = to_go % 4 == 1;
    week.is_winter = is_winter(week.monday);
    week.run_m = volume_m(&week);
    /* Two years take a body from 38 to 45, a cold takes a point for a month. */
    week.effective_vo2max = 38 + 9 * (1 - exp(-(double)index / 70));
    if (weeks_since_cold >= 0 && weeks_since_cold < 4) {
        week.effective_vo2max -= 1;
    }
    if (weeks_since_cold == 0) {
        return 0;
    }
    if (raced_m > 0) {
        fill_after_race(&week, raced_m);
    } else {
        week.run_m *= weeks_since_cold == 1 ? 0.6 : 1;
        fill_usual(&week, race_m);
    }
    if (race_m > 0) {
        add(&week, OW_SUNDAY, SYNTH_RACE, race_m);
    }
    sort_by_date(&week);
    return week.count;
}
