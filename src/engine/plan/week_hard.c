/*
 * The hard runs of a week: which kinds, how long, and how much of it fast.
 */
#include "engine/plan/week.h"

/* Fast running: metres of the week by kind (Daniels: threshold 10 %, interval
 * 8 %, repetition 5 %), and a cap in seconds. */
#define TEMPO_PERMILLE 100
#define INTERVAL_PERMILLE 80
#define SHORT_PERMILLE 50
#define TEMPO_MOST_S 1800
#define INTERVAL_MOST_S 1440
#define SHORT_MOST_S 720
#define PEAK_MOST_S 1200
#define HARD_MOST_S 5400
/* Longer ones would need two easy days after them. */
#define PROGRESSION_MOST_S 4200
#define HARD_MOST_M 18000
#define STRIDES_S 120

/* Weeks counted for ever, so that a plan made next week turns the same. */
static int turn_of(const struct planner *planner, size_t index)
{
    return planner->monday.days / WEEK_DAYS + (int)index;
}

static enum library_kind progression_kind(const struct planner *planner,
                                          size_t index)
{
    static const enum library_kind turns[] = {LIBRARY_PROGRESSION_SEGMENTED,
                                              LIBRARY_PROGRESSION_FINISH,
                                              LIBRARY_PROGRESSION_CONTINUOUS};

    if (planner->runner.level == OW_LEVEL_BEGINNER) {
        return LIBRARY_PROGRESSION_FINISH;
    }
    return turns[turn_of(planner, index) % 3];
}

/* What a runner's own focus asks for; LIBRARY_KIND_COUNT where nothing. */
static enum library_kind wished_kind(const struct planner *planner)
{
    static const enum library_kind kinds[] = {
        [OW_FOCUS_NONE] = LIBRARY_KIND_COUNT,
        [OW_FOCUS_SPEED] = LIBRARY_INTERVALS,
        [OW_FOCUS_PACING] = LIBRARY_TEMPO,
        [OW_FOCUS_DURABILITY] = LIBRARY_TEMPO,
        [OW_FOCUS_FORM] = LIBRARY_STRIDES,
        [OW_FOCUS_FUELLING] = LIBRARY_KIND_COUNT,
        [OW_FOCUS_HILLS] = LIBRARY_HILLS,
        [OW_FOCUS_CONSISTENCY] = LIBRARY_KIND_COUNT,
        [OW_FOCUS_STRENGTH] = LIBRARY_HILLS};
    const struct ow_scenario *scenario = planner->scenario;

    for (size_t i = 0; i < scenario->goal_count; i++) {
        if (scenario->goals[i].kind == OW_GOAL_FOCUS) {
            return kinds[scenario->goals[i].focus];
        }
    }
    return LIBRARY_KIND_COUNT;
}

/* The second hard run: every second week what the runner works on, else what
 * the race asks for, in turn over four weeks. */
static enum library_kind focus_kind(const struct planner *planner, size_t index)
{
    static const enum library_kind far[] = {LIBRARY_TEMPO, LIBRARY_HILLS,
                                            LIBRARY_TEMPO, LIBRARY_FARTLEK};
    static const enum library_kind middle[] = {LIBRARY_TEMPO, LIBRARY_INTERVALS,
                                               LIBRARY_TEMPO, LIBRARY_HILLS};
    static const enum library_kind near[] = {
        LIBRARY_INTERVALS, LIBRARY_TEMPO, LIBRARY_INTERVALS, LIBRARY_FARTLEK};
    const struct draft_race *race = race_ahead(planner, (int)index * WEEK_DAYS);
    double distance_m = race == NULL ? 0 : race->race->distance_m;
    int turn = turn_of(planner, index) % 4;
    enum library_kind wished = wished_kind(planner);

    if (turn % 2 == 1 && wished != LIBRARY_KIND_COUNT) {
        return wished;
    }
    if (distance_m >= 30000) {
        return far[turn];
    }
    return distance_m >= 15000 ? middle[turn] : near[turn];
}

static enum ow_session_type type_of(enum library_kind kind)
{
    static const enum ow_session_type types[LIBRARY_KIND_COUNT] = {
        [LIBRARY_EASY] = OW_SESSION_EASY,
        [LIBRARY_RUN_WALK] = OW_SESSION_EASY,
        [LIBRARY_LONG] = OW_SESSION_LONG,
        [LIBRARY_PROGRESSION_SEGMENTED] = OW_SESSION_PROGRESSION,
        [LIBRARY_PROGRESSION_CONTINUOUS] = OW_SESSION_PROGRESSION,
        [LIBRARY_PROGRESSION_FINISH] = OW_SESSION_PROGRESSION,
        [LIBRARY_TEMPO] = OW_SESSION_TEMPO,
        [LIBRARY_INTERVALS] = OW_SESSION_INTERVALS,
        [LIBRARY_FARTLEK] = OW_SESSION_FARTLEK,
        [LIBRARY_HILLS] = OW_SESSION_HILLS,
        [LIBRARY_STRIDES] = OW_SESSION_STRIDES,
    };

    return types[kind];
}

/* Seconds of fast running that a week of so many metres bears. */
static int32_t work_of(const struct planner *planner, enum library_kind kind,
                       int32_t run_m)
{
    const int32_t *pace = planner->runner.pace.s_per_km;
    bool is_interval = kind == LIBRARY_INTERVALS;
    bool is_short = kind == LIBRARY_FARTLEK || kind == LIBRARY_HILLS;
    int32_t permille = is_interval ? INTERVAL_PERMILLE
                       : is_short  ? SHORT_PERMILLE
                                   : TEMPO_PERMILLE;
    int32_t most_s = is_interval             ? INTERVAL_MOST_S
                     : is_short              ? SHORT_MOST_S
                     : kind == LIBRARY_TEMPO ? TEMPO_MOST_S
                                             : PEAK_MOST_S;
    enum library_zone zone =
        is_interval || is_short ? ZONE_INTERVAL : ZONE_THRESHOLD;

    if (kind == LIBRARY_STRIDES) {
        return STRIDES_S;
    }
    return smaller(most_s, (int32_t)((int64_t)share_of(run_m, permille) *
                                     pace[zone] / 1000));
}

/* Hard seconds that a week may still have for most of it to be easy. */
static int32_t hard_left_s(const struct planner *planner, size_t index,
                           const struct week_shape *shape)
{
    const struct draft_week *week = &planner->weeks[index];
    int32_t run_s = (int32_t)((int64_t)shape->run_m *
                              planner->runner.pace.s_per_km[ZONE_EASY] / 1000);
    int32_t left_s = share_of(run_s, planner->limits.hard_permille);

    for (size_t i = 0; i < week->session_count; i++) {
        left_s -= week->sessions[i].hard_s;
    }
    return left_s;
}

/* Makes a hard run as short in its work as the week's easy share asks for;
 * false where no such run is left. */
static bool ease(const struct planner *planner, struct draft_session *session,
                 int32_t most_s)
{
    for (int i = 0; i < 2 && session->hard_s > most_s && most_s > 0; i++) {
        session->work_s =
            (int32_t)((int64_t)session->work_s * most_s / session->hard_s);
        session_measure(planner, session);
    }
    return session->hard_s <= larger(most_s, 0);
}

/* Easy days that a session asks for: one after every hard one, more after a
 * long progression run. */
static int easy_days_after(const struct planner *planner,
                           const struct draft_session *session)
{
    const struct limits *limits = &planner->limits;

    if (session->type != OW_SESSION_PROGRESSION) {
        return 1;
    }
    return session->duration_s >= limits->progression_long_s
               ? limits->progression_long_easy_days
               : limits->progression_easy_days;
}

static int32_t add_hard(struct planner *planner, size_t index,
                        const struct week_shape *shape, enum library_kind kind,
                        int32_t rest_m)
{
    static const int32_t share[WEEK_DAYS + 1] = {0,   0,   0,   300,
                                                 240, 210, 190, 180};
    const struct limits *limits = &planner->limits;
    struct draft_week *week = &planner->weeks[index];
    enum ow_session_type type = type_of(kind);
    struct draft_session *session = NULL;
    int32_t left_s = hard_left_s(planner, index, shape);
    int32_t most_s = HARD_MOST_S;
    int32_t distance_m = smaller(
        smaller(share_of(shape->run_m, share[shape->runs]), HARD_MOST_M),
        shape->most_m);
    int32_t duration_s =
        (int32_t)((int64_t)distance_m *
                  planner->runner.pace.s_per_km[ZONE_STEADY] / 1000);

    if (type == OW_SESSION_PROGRESSION) {
        most_s = smaller(PROGRESSION_MOST_S,
                         limits->progression_s[planner->runner.level]);
    }
    most_s = smaller(most_s, shape->hard_most_s);
    duration_s = round_down(smaller(duration_s, most_s), 5 * MINUTE);
    duration_s = larger(duration_s, library_shortest_s(kind));
    if (duration_s > shape->hard_most_s) {
        return 0;
    }
    session = week_add(week, type, kind);
    session->duration_s = duration_s;
    session->work_s = work_of(planner, kind, shape->run_m);
    session->is_soft =
        planner->runner.level == OW_LEVEL_BEGINNER || week->kind == WEEK_DOWN;
    if (week->kind == WEEK_DOWN || week->phase == OW_PHASE_TAPER) {
        session->work_s = share_of(session->work_s, limits->down_hard_permille);
    }
    session_measure(planner, session);
    if (!ease(planner, session, left_s) ||
        session->distance_m > smaller(rest_m, shape->most_m)) {
        week->session_count--;
        return 0;
    }
    session->easy_days_after = easy_days_after(planner, session);
    return session->distance_m;
}

/* One progression run a week (a beginner's every second, strides between),
 * and toward a race what it asks for. */
int32_t week_add_hard_runs(struct planner *planner, size_t index,
                           const struct week_shape *shape, int32_t rest_m)
{
    struct draft_week *week = &planner->weeks[index];
    const struct limits *limits = &planner->limits;
    bool is_beginner = planner->runner.level == OW_LEVEL_BEGINNER;
    int every = is_beginner ? limits->progression_every_beginner
                            : limits->progression_every;
    bool has_progression = turn_of(planner, index) % every == 0;
    int32_t sum_m = 0;

    for (int i = 0; i < shape->hard; i++) {
        enum library_kind kind = i == 0 ? has_progression
                                              ? progression_kind(planner, index)
                                              : LIBRARY_STRIDES
                                        : focus_kind(planner, index);
        size_t before = week->session_count;

        if (kind == LIBRARY_STRIDES && week->kind == WEEK_DOWN) {
            continue;
        }
        sum_m += add_hard(planner, index, shape, kind, rest_m - sum_m);
        if (week->session_count > before) {
            struct draft_session *session = &week->sessions[before];

            session_add_rule(session, i == 0 && has_progression
                                          ? OW_RULE_PROGRESSION_WEEKLY
                                          : OW_RULE_VARIETY);
            session_add_rule(session, i == 0 && has_progression
                                          ? OW_RULE_PROGRESSION_DOSE
                                          : OW_RULE_PHASE_BUILD);
            session_add_rule(session, OW_RULE_HARD_SPACING);
        }
    }
    return sum_m;
}
