/*
 * From the sessions of a week to its days: places them, lets one after
 * another give way where they cannot all be had, shares the easy metres out
 * by the minutes of the days, and keeps the last days before a main race
 * light.
 */
#include "base/buf.h"
#include "base/error.h"
#include "engine/plan/ask.h"
#include "engine/plan/week.h"

#define ROUND_M 100
#define LEAST_RUN_M 1000
/* The run on the eve of a race, about half an hour at most. */
#define EVE_MOST_M 5000
/* An easy run on the eve of the long one, at most. */
#define LONG_EVE_MOST_S 3600
/* What an easy run of twenty minutes may lose to rounding. */
#define ROUNDING_S 60
#define LEAST_RACE_WEEK_S (15 * MINUTE)
/* A roomy day takes over from narrow ones up to so much of an even share. */
#define MOST_OF_EVEN_PERMILLE 1400
/* A run to recover: three quarters of an hour, or three quarters of an even
 * share where that is more. */
#define RECOVERY_MOST_S 2700
#define RECOVERY_PERMILLE 750
#define LAST_DAYS 7
/* Two walks and a few turns: a run-walk cut below this is a short run. */
#define LEAST_RUN_WALK_S 720
/* Below the bound by so much, for what rounding may do. */
#define MARGIN_PERMILLE 20
#define MESSAGE_LIMIT 400

static void drop(struct draft_week *week, size_t index)
{
    for (size_t i = index + 1; i < week->session_count; i++) {
        week->sessions[i - 1] = week->sessions[i];
    }
    week->session_count--;
}

/* An easy run instead, no longer in time than what it replaces. */
static void make_easy(const struct planner *planner,
                      struct draft_session *session, int32_t distance_m)
{
    int32_t pace = planner->runner.pace.s_per_km[ZONE_EASY];
    int32_t most_m = (int32_t)(session->duration_s * 1000LL / pace);

    session->type = OW_SESSION_EASY;
    session->kind = LIBRARY_EASY;
    session->distance_m = round_down(smaller(distance_m, most_m), ROUND_M);
    session->rule_count = 0;
    session_measure(planner, session);
}

static bool is_fixed(const struct draft_session *session)
{
    return session->type == OW_SESSION_RACE || session->type == OW_SESSION_WALK;
}

static enum ow_status say_gave_way(struct planner *planner, size_t week,
                                   enum ow_rule rule, const char *what,
                                   struct ow_error *err)
{
    struct ow_date date = planner->days[week * WEEK_DAYS].date;

    if (date.days < planner->today.days) {
        date = planner->today;
    }
    return planner_find(planner, rule, OW_SHOULD, date, what, err);
}

/* The last of a type; false when the week has none. */
static bool find_last(const struct draft_week *week, enum ow_session_type type,
                      size_t *index)
{
    for (size_t i = week->session_count; i-- > 0;) {
        if (week->sessions[i].type == type) {
            *index = i;
            return true;
        }
    }
    return false;
}

/* The last second run of a day; false when the week has none. */
static bool find_second(const struct draft_week *week, size_t *index)
{
    for (size_t i = week->session_count; i-- > 0;) {
        if (week->sessions[i].is_second) {
            *index = i;
            return true;
        }
    }
    return false;
}

/*
 * Takes one wish out of a week that cannot be placed: a second run, then
 * cross-training, then strength, then a hard run becomes easy, then a run
 * goes.
 */
static enum ow_status give_way(struct planner *planner, size_t index,
                               struct ow_error *err)
{
    struct draft_week *week = &planner->weeks[index];
    size_t i = 0;

    if (find_second(week, &i)) {
        drop(week, i);
        return OW_OK;
    }
    if (find_last(week, OW_SESSION_CROSS, &i)) {
        drop(week, i);
        return OW_OK;
    }
    if (find_last(week, OW_SESSION_STRENGTH, &i)) {
        drop(week, i);
        return OW_OK;
    }
    for (i = week->session_count; i-- > 0;) {
        if (session_is_hard(&week->sessions[i]) &&
            !is_fixed(&week->sessions[i])) {
            make_easy(planner, &week->sessions[i],
                      week->sessions[i].distance_m);
            return say_gave_way(planner, index, OW_RULE_HARD_SPACING,
                                "A hard run became an easy one: no day of "
                                "the week is free for it",
                                err);
        }
    }
    for (i = week->session_count; i-- > 0;) {
        if (!is_fixed(&week->sessions[i])) {
            drop(week, i);
            return say_gave_way(planner, index, OW_RULE_DAY_MINUTES,
                                "A run was left out: the week's days have no "
                                "room for it",
                                err);
        }
    }
    return error_set(err, OW_E_CONFLICT, "week %zu cannot be placed", index);
}

/* Seconds of a day that other sessions than one take. */
static int32_t taken_beside(const struct draft_week *week, size_t one)
{
    int32_t sum = 0;

    for (size_t i = 0; i < week->session_count; i++) {
        if (i != one && week->sessions[i].day == week->sessions[one].day) {
            sum += week->sessions[i].duration_s;
        }
    }
    return sum;
}

/* On the eve of a race, and two days before a main one, a run only loosens the
 * legs. */
static int32_t eve_cap_m(const struct planner *planner, int day)
{
    const struct draft_race *race = race_next(planner, day + 1);
    int days = race == NULL ? INT32_MAX : race->day - day;

    if (days == 1) {
        return EVE_MOST_M;
    }
    race = race_ahead(planner, day);
    return race != NULL && race->day - day == 2 ? 2 * EVE_MOST_M : INT32_MAX;
}

static bool is_by_distance(const struct draft_session *session)
{
    return session->type == OW_SESSION_EASY && session->kind == LIBRARY_EASY;
}

static bool is_eve_of_long(const struct draft_week *week, int day)
{
    for (size_t i = 0; i < week->session_count; i++) {
        if (week->sessions[i].type == OW_SESSION_LONG &&
            week->sessions[i].day == day + 1) {
            return true;
        }
    }
    return false;
}

/* What an easy run's day has room for; a second run stays as short as it was
 * made. */
static int32_t room_of(const struct planner *planner, size_t index, size_t run)
{
    const struct draft_week *week = &planner->weeks[index];
    const struct draft_session *session = &week->sessions[run];
    int day = (int)index * WEEK_DAYS + session->day;
    int32_t pace = planner->runner.pace.s_per_km[ZONE_EASY];
    int64_t room_s = planner->days[day].minutes * 60 - taken_beside(week, run);
    int32_t room_m = round_down((int32_t)(room_s * 1000 / pace), ROUND_M);

    if (session->is_second) {
        room_m = smaller(room_m, session->distance_m);
    }
    if (is_eve_of_long(week, session->day)) {
        room_m = smaller(
            room_m, round_down(metres_in(planner, LONG_EVE_MOST_S), ROUND_M));
    }
    return smaller(room_m, eve_cap_m(planner, day));
}

/* Whether the day before a run's is a hard one of the same week. */
static bool is_after_hard(const struct draft_week *week, size_t run)
{
    for (size_t i = 0; i < week->session_count; i++) {
        if (week->sessions[i].day + 1 == week->sessions[run].day &&
            session_is_hard(&week->sessions[i])) {
            return true;
        }
    }
    return false;
}

/*
 * Shares metres among the easy runs: each gets the same as far as its day
 * goes, the day with the least room first. Runs to recover may be kept
 * shorter than the others.
 *
 * @return what no day had room for
 */
static int32_t share_out(const struct planner *planner, size_t index,
                         int32_t rest_m, bool has_short_recovery)
{
    struct draft_week *week = &planner->weeks[index];
    int32_t most_m =
        smaller(step_cap_m(planner, index), spike_cap_m(planner, index));
    bool is_done[DRAFT_MOST_SESSIONS] = {false};
    int32_t even_m = 0;
    int32_t recovery_m = INT32_MAX;
    int left = 0;

    for (size_t i = 0; i < week->session_count; i++) {
        left += is_by_distance(&week->sessions[i]);
    }
    even_m = left > 0 ? rest_m / left : 0;
    if (has_short_recovery) {
        recovery_m = larger((int32_t)(RECOVERY_MOST_S * 1000LL /
                                      planner->runner.pace.s_per_km[ZONE_EASY]),
                            share_of(even_m, RECOVERY_PERMILLE));
    }
    most_m = smaller(most_m, share_of(even_m, MOST_OF_EVEN_PERMILLE));
    most_m =
        smaller(most_m, (int32_t)(planner->limits.long_time_s * 1000LL /
                                  planner->runner.pace.s_per_km[ZONE_EASY]));
    for (; left > 0; left--) {
        int32_t least_room = INT32_MAX;
        size_t next = 0;

        for (size_t i = 0; i < week->session_count; i++) {
            int32_t room = is_by_distance(&week->sessions[i]) && !is_done[i]
                               ? room_of(planner, index, i)
                               : INT32_MAX;

            if (room != INT32_MAX && is_after_hard(week, i)) {
                room = smaller(room, recovery_m);
            }
            next = room < least_room ? i : next;
            least_room = smaller(room, least_room);
        }
        is_done[next] = true;
        week->sessions[next].distance_m = round_down(
            smaller(smaller(rest_m / left, least_room), most_m), ROUND_M);
        session_measure(planner, &week->sessions[next]);
        rest_m -= week->sessions[next].distance_m;
    }
    return rest_m;
}

/* A run-walk with fewer turns; false where too few are left of it. */
static bool shorten_turns(const struct planner *planner,
                          struct draft_session *session, int32_t most_m)
{
    for (int32_t s = session->duration_s - 60;
         s >= LEAST_RUN_WALK_S && session->distance_m > most_m; s -= 60) {
        session->duration_s = s;
        session_measure(planner, session);
    }
    return session->distance_m <= most_m;
}

/* Cuts the runs of a week on days `from` to `to` by `permille` of it. */
static void cut_runs(const struct planner *planner, size_t index, int from,
                     int to, int32_t permille)
{
    struct draft_week *week = &planner->weeks[index];

    for (size_t i = 0; i < week->session_count; i++) {
        struct draft_session *session = &week->sessions[i];
        int day = (int)index * WEEK_DAYS + session->day;
        int32_t distance_m = share_of(session->distance_m, permille);

        if (day < from || day > to || session->race != NULL ||
            !ow_session_type_is_run(session->type)) {
            continue;
        }
        if (session->type == OW_SESSION_LONG) {
            session->distance_m = round_down(distance_m, ROUND_M);
            session_measure(planner, session);
        } else if (session->kind != LIBRARY_RUN_WALK ||
                   !shorten_turns(planner, session, distance_m)) {
            make_easy(planner, session, round_down(distance_m, ROUND_M));
        }
        session_add_rule(session, OW_RULE_TAPER_VOLUME);
    }
}

/* Keeps the long run within its share of what the week came to. */
static void keep_share(const struct planner *planner, size_t index)
{
    const struct limits *limits = &planner->limits;
    struct draft_week *week = &planner->weeks[index];
    struct draft_session *longest = NULL;
    int32_t other_m = 0;
    int32_t most_m = 0;
    int runs = 0;

    for (size_t i = 0; i < week->session_count; i++) {
        struct draft_session *session = &week->sessions[i];

        if (session->race != NULL || !ow_session_type_is_run(session->type)) {
            continue;
        }
        runs++;
        if (session->type == OW_SESSION_LONG) {
            longest = session;
        } else {
            other_m += session->distance_m;
            most_m = larger(most_m, session->distance_m);
        }
    }
    if (longest != NULL && runs >= 3) {
        int32_t permille = runs <= limits->long_few_runs
                               ? limits->long_few_permille
                               : limits->long_share_permille;
        int32_t share_m =
            (int32_t)((int64_t)other_m * permille / (PERMILLE - permille));

        most_m = larger(most_m, larger(share_m, limits->spike_floor_m));
        longest->distance_m =
            smaller(longest->distance_m, round_down(most_m, ROUND_M));
        session_measure(planner, longest);
    }
}

/* Keeps the seven days before a main race below their share of the peak. */
static void keep_taper(const struct planner *planner, size_t index,
                       const struct draft_race *race)
{
    int monday = (int)index * WEEK_DAYS;
    int from = race->day - LAST_DAYS;
    int to = race->day - 1;
    int race_week = race->day / WEEK_DAYS;
    int32_t peak_m = ladder_most_m(planner, race_week, PEAK_WEEKS);
    int32_t budget =
        share_of(peak_m, planner->limits.taper_permille - MARGIN_PERMILLE);
    int32_t planned = 0;
    int32_t before = 0;

    if (race->race->priority != OW_PRIORITY_A || race->day < 0 ||
        from > monday + WEEK_DAYS - 1 || to < monday) {
        return;
    }
    before = run_between(planner, from, monday - 1);
    before += index == 0 && from < planner_day(planner, planner->today)
                  ? planner->runner.this_week_m
                  : 0;
    planned = run_between(planner, larger(from, monday),
                          smaller(to, monday + WEEK_DAYS - 1));
    /* What lies before the race's own week leaves for it what its days are to
     * have. */
    budget -= race_week > (int)index
                  ? share_of(peak_m, planner->limits.taper_week_permille[0]) *
                        (race->day % WEEK_DAYS) / WEEK_DAYS
                  : before;
    if (planned > budget) {
        cut_runs(planner, index, from, to,
                 budget <= 0 ? 0
                             : (int32_t)((int64_t)budget * PERMILLE / planned));
    }
}

/* Runs too short to be one go; what is left is counted. */
static void settle(struct planner *planner, size_t index)
{
    struct draft_week *week = &planner->weeks[index];

    for (size_t i = week->session_count; i-- > 0;) {
        const struct draft_session *session = &week->sessions[i];

        if (ow_session_type_is_run(session->type) && session->race == NULL &&
            session->distance_m < LEAST_RUN_M) {
            drop(week, i);
        }
    }
    for (size_t i = 0; i < week->session_count; i++) {
        const struct draft_session *session = &week->sessions[i];
        size_t day = index * WEEK_DAYS + (size_t)session->day;

        if (ow_session_type_is_run(session->type) && session->race == NULL) {
            week->run_m += session->distance_m;
            planner->longest_m[day] =
                larger(planner->longest_m[day], session->distance_m);
        }
    }
}

static bool is_taxing(const struct draft_session *session)
{
    return session_is_hard(session) || session->type == OW_SESSION_LONG;
}

/* An easy run on the day after a hard or a long one is there to recover. */
static void name_recovery(const struct planner *planner, size_t index)
{
    struct draft_week *week = &planner->weeks[index];
    const struct draft_week *before = index > 0 ? week - 1 : NULL;
    bool was_taxing[WEEK_DAYS + 1] = {false};

    for (size_t i = 0; before != NULL && i < before->session_count; i++) {
        was_taxing[0] =
            was_taxing[0] || (before->sessions[i].day == WEEK_DAYS - 1 &&
                              is_taxing(&before->sessions[i]));
    }
    for (size_t i = 0; i < week->session_count; i++) {
        if (is_taxing(&week->sessions[i])) {
            was_taxing[week->sessions[i].day + 1] = true;
        }
    }
    for (size_t i = 0; i < week->session_count; i++) {
        struct draft_session *session = &week->sessions[i];

        if (is_by_distance(session) && was_taxing[session->day]) {
            session->type = OW_SESSION_RECOVERY;
        }
    }
}

/* Runs, walks and races that a goal asks for every week; 0 without one. */
static int wished_outings(const struct planner *planner)
{
    const struct ow_scenario *scenario = planner->scenario;

    for (size_t i = 0; i < scenario->goal_count; i++) {
        if (scenario->goals[i].kind == OW_GOAL_SESSIONS_PER_WEEK) {
            return scenario->goals[i].per_week;
        }
    }
    return 0;
}

/* Whether a day has nothing on it and room for a walk. */
static bool takes_walk(const struct planner *planner, size_t index, int day)
{
    const struct draft_week *week = &planner->weeks[index];
    const struct draft_day *d = &planner->days[index * WEEK_DAYS + (size_t)day];

    for (size_t i = 0; i < week->session_count; i++) {
        if (week->sessions[i].day == day) {
            return false;
        }
    }
    return (d->bars & (BAR_PAST | BAR_BLOCKED)) == 0 && d->race == NULL &&
           d->minutes * 60 >= planner->limits.walk_s;
}

/* Where the kilometres are too few for the wished number of runs, a walk
 * keeps the habit ("running or walking three times a week", seed text). */
static void fill_with_walks(const struct planner *planner, size_t index)
{
    struct draft_week *week = &planner->weeks[index];
    int missing = wished_outings(planner);

    for (size_t i = 0; i < week->session_count; i++) {
        missing -= ow_session_type_is_run(week->sessions[i].type) ||
                   week->sessions[i].type == OW_SESSION_WALK;
    }
    for (int day = 0; day < WEEK_DAYS && missing > 0; day++) {
        struct draft_session *walk = &week->sessions[week->session_count];

        if (!takes_walk(planner, index, day) ||
            week->session_count == DRAFT_MOST_SESSIONS) {
            continue;
        }
        *walk = (struct draft_session){.type = OW_SESSION_WALK,
                                       .day = day,
                                       .duration_s = planner->limits.walk_s};
        session_add_rule(walk, OW_RULE_CONSISTENCY);
        week->session_count++;
        missing--;
    }
}

static int count_strength(const struct draft_week *week)
{
    int count = 0;

    for (size_t i = 0; i < week->session_count; i++) {
        count += week->sessions[i].type == OW_SESSION_STRENGTH;
    }
    return count;
}

/* Takes the second runs out of a week that came to too little for them. */
static bool drop_doubles(const struct planner *planner, size_t index)
{
    struct draft_week *week = &planner->weeks[index];
    int monday = (int)index * WEEK_DAYS;
    int32_t week_m =
        week->before_m + run_between(planner, monday, monday + WEEK_DAYS - 1);
    bool has_dropped = false;
    size_t i = 0;

    while (week_m < planner->limits.double_from_m && find_second(week, &i)) {
        drop(week, i);
        has_dropped = true;
    }
    return has_dropped;
}

/* Whether an easy run is not worth going out for; a narrow day is all there
 * is, and in the week of a race short runs keep the legs awake. */
static bool is_too_short(const struct planner *planner, size_t index,
                         const struct draft_session *session)
{
    size_t day = index * WEEK_DAYS + (size_t)session->day;

    return is_by_distance(session) &&
           planner->days[day].minutes * MINUTE >= LEAST_EASY_S &&
           session->duration_s < (planner->weeks[index].race_m > 0
                                      ? LEAST_RACE_WEEK_S
                                      : LEAST_EASY_S) -
                                     ROUNDING_S;
}

/* Takes the shortest of a week's easy runs out where it is too short, for the
 * others to have its metres; not the only run. */
static bool drop_short(const struct planner *planner, size_t index)
{
    struct draft_week *week = &planner->weeks[index];
    size_t shortest = week->session_count;
    int runs = 0;

    for (size_t i = 0; i < week->session_count; i++) {
        const struct draft_session *session = &week->sessions[i];

        runs += ow_session_type_is_run(session->type);
        if (is_too_short(planner, index, session) &&
            (shortest == week->session_count ||
             session->duration_s < week->sessions[shortest].duration_s)) {
            shortest = i;
        }
    }
    if (shortest == week->session_count || runs == 1) {
        return false;
    }
    drop(week, shortest);
    return true;
}

static void share_week(const struct planner *planner, size_t index,
                       int32_t rest_m)
{
    if (share_out(planner, index, rest_m, true) >= ROUND_M) {
        (void)share_out(planner, index, rest_m, false);
    }
    keep_share(planner, index);
    for (size_t i = 0; i < planner->race_count; i++) {
        keep_taper(planner, index, &planner->races[i]);
    }
}

/* What is still asked of a week when it is placed again. */
static const struct days_ask *ask_of(const struct planner *planner,
                                     size_t index)
{
    const struct planner_ask *ask = planner->ask;

    return ask != NULL && ask->week == index && ask->is_met ? &ask->days : NULL;
}

enum ow_status week_place(struct planner *planner, size_t index, int32_t rest_m,
                          struct ow_error *err)
{
    struct draft_week *week = &planner->weeks[index];
    int strength_wish = count_strength(week);
    enum ow_status status = OW_OK;

    while (status == OW_OK && !days_place(planner, index, NULL)) {
        status = give_way(planner, index, err);
    }
    if (status != OW_OK) {
        return status;
    }
    if (planner->ask != NULL && planner->ask->week == index) {
        ask_place(planner, index);
    }
    share_week(planner, index, rest_m);
    while ((drop_doubles(planner, index) || drop_short(planner, index)) &&
           days_place(planner, index, ask_of(planner, index))) {
        share_week(planner, index, rest_m);
    }
    settle(planner, index);
    name_recovery(planner, index);
    fill_with_walks(planner, index);
    week->strength_missing = strength_wish - count_strength(week);
    return OW_OK;
}
