/*
 * The hard runs of a week: which kinds and structures, how long, how much of
 * it fast; and whether the long run ends fast.
 */
#include "engine/plan/week.h"
#include "engine/workout/progression.h"

/* Fast running: metres of the week by kind (Daniels: threshold 10 %, interval
 * 8 %, repetition 5 %), and a cap in seconds. */
#define TEMPO_PERMILLE 100
#define INTERVAL_PERMILLE 80
#define SHORT_PERMILLE 50
#define TEMPO_MOST_S 1800
#define INTERVAL_MOST_S 1440
#define SHORT_MOST_S 720
#define PEAK_MOST_S 1200
#define ADVANCED_MORE_S 900
/* A progression's hard seconds do not quite follow its peak. */
#define MOST_CUTS 8
/* Of a progression run at most a third is faster than marathon pace, in base a
 * good fifth; and no more than this, more of it for advanced runners. */
#define PROGRESSION_HARD_PERMILLE 330
#define BASE_HARD_PERMILLE 220
#define SESSION_HARD_S 1500
#define ADVANCED_HARD_S 2100
/* What is left of a budget may be too little to be worth a warm-up. */
#define LEAST_TEMPO_S 600
#define LEAST_INTERVALS_S 360
/* In the week of the race: a short run with a few minutes as fast as it. */
#define SHARPENER_S 2400
#define SHARPENER_WORK_S 600
#define HARD_MOST_M 18000
#define STRIDES_S 120
/* Races trained for like a half-marathon, and like a marathon. */
#define HALF_FROM_M 15000
#define MARATHON_FROM_M 30000
/* The last weeks before a race have their own structures. */
#define LATE_WEEKS 6
/* A race of second rank has so many weeks of its own. */
#define NEAR_WEEKS 8
/* The fast work grows through the season: each week before the last three
 * has so much less of it, down to a least share (design choice). */
#define FULL_WEEKS 3
#define USUAL_WEEKS 4 /* as many weeks early where no race is ahead */
#define GROWTH_PERMILLE 35
#define LEAST_WORK_PERMILLE 650
/* Fast end of a long run: a third of it toward a marathon, 25 minutes toward
 * a half-marathon. */
#define FINISH_PERMILLE 330
#define FINISH_MOST_S 1500

int week_turn(const struct planner *planner, size_t index)
{
    return planner->monday.days / WEEK_DAYS + (int)index;
}

static enum library_kind progression_kind(const struct planner *planner,
                                          size_t index)
{
    static const enum library_kind turns[] = {LIBRARY_PROGRESSION_SEGMENTED,
                                              LIBRARY_PROGRESSION_FINISH,
                                              LIBRARY_PROGRESSION_CONTINUOUS};
    int turn = week_turn(planner, index);

    if (planner->runner.level == OW_LEVEL_BEGINNER) {
        return LIBRARY_PROGRESSION_FINISH;
    }
    /* All three come by also where every second or third week has none. */
    return turns[(turn + turn / 3) % 3];
}

/* Why the progression runs of a week are to be gentle. */
static enum ow_soften soften_of(const struct planner *planner, size_t index)
{
    const struct ow_scenario *scenario = planner->scenario;
    const struct limits *limits = &planner->limits;
    int monday = (int)index * WEEK_DAYS;

    for (size_t i = 0; i < scenario->check_in_count; i++) {
        int day = planner_day(planner, scenario->check_ins[i].date);

        if (scenario->check_ins[i].soreness >= limits->soften_soreness &&
            day < monday + WEEK_DAYS &&
            day + limits->soften_sore_days >= monday) {
            return OW_SOFTEN_SORENESS;
        }
    }
    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];
        int days =
            (int)ow_rule_value(&scenario->rules, OW_RULE_PROGRESSION_SOFTEN,
                               race_class(race->race->distance_m));

        if (race->effort >= limits->soften_effort &&
            race->day < monday + WEEK_DAYS - 1 && race->day + days >= monday) {
            return OW_SOFTEN_AFTER_RACE;
        }
    }
    return planner->weeks[index].kind == WEEK_DOWN ? OW_SOFTEN_DOWN_WEEK
                                                   : OW_SOFTEN_NOT;
}

static int32_t goal_of(const struct draft_race *race)
{
    return race == NULL ? 0 : (int32_t)(race->race->distance_m + 0.5);
}

/* Weeks from one to that of its race. */
static int weeks_to(const struct draft_race *race, size_t index)
{
    return race->day / WEEK_DAYS - (int)index;
}

/* The race that the fast work of a week is for: one of second rank too, once
 * it is near. */
static const struct draft_race *race_toward(const struct planner *planner,
                                            size_t index)
{
    int monday = (int)index * WEEK_DAYS;

    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];

        if (race->race->priority != OW_PRIORITY_C && race->day >= monday &&
            race->day < monday + NEAR_WEEKS * WEEK_DAYS) {
            return race;
        }
    }
    return race_ahead(planner, monday);
}

/* The structures that a week asks for. */
static enum library_when when_of(const struct draft_race *race, size_t index)
{
    bool is_late = race != NULL && weeks_to(race, index) <= LATE_WEEKS;

    if (goal_of(race) >= HALF_FROM_M) {
        return is_late ? LIBRARY_LONG_LATE : LIBRARY_LONG_EARLY;
    }
    return is_late ? LIBRARY_SHORT_LATE : LIBRARY_SHORT_EARLY;
}

/* Share of the fast work that a week has of what its metres bear. */
static int32_t work_permille(const struct planner *planner, size_t index,
                             const struct draft_race *race)
{
    const struct draft_week *week = &planner->weeks[index];
    int32_t early =
        race == NULL ? USUAL_WEEKS : weeks_to(race, index) - FULL_WEEKS;
    int32_t permille =
        larger(LEAST_WORK_PERMILLE,
               smaller(PERMILLE, PERMILLE - early * GROWTH_PERMILLE));

    return week->kind == WEEK_DOWN || week->phase == OW_PHASE_TAPER
               ? share_of(permille, planner->limits.down_hard_permille)
               : permille;
}

/* Strides do not grow through a season. */
static int32_t strides_permille(const struct planner *planner, size_t index)
{
    return planner->weeks[index].kind == WEEK_DOWN
               ? planner->limits.down_hard_permille
               : PERMILLE;
}

static int32_t hard_of(const struct draft_week *week)
{
    int32_t hard_s = 0;

    for (size_t i = 0; i < week->session_count; i++) {
        hard_s += week->sessions[i].hard_s;
    }
    return hard_s;
}

static bool has_progression(const struct draft_week *week)
{
    for (size_t i = 0; i < week->session_count; i++) {
        if (library_is_progression(week->sessions[i].kind)) {
            return true;
        }
    }
    return false;
}

/* Weeks from one progression run to the next, long runs that end fast too. */
static int progression_every(const struct planner *planner)
{
    return planner->runner.level == OW_LEVEL_BEGINNER
               ? planner->limits.progression_every_beginner
               : planner->limits.progression_every;
}

/* Whether the weeks before leave a week one. */
static bool leaves_progression(const struct planner *planner, size_t index)
{
    for (size_t i = 1; i < (size_t)progression_every(planner) && i <= index;
         i++) {
        if (has_progression(&planner->weeks[index - i])) {
            return false;
        }
    }
    return true;
}

/* Whether strides in a down week are less hard work than the week before had,
 * as its rule asks, be they but one. */
static bool are_strides_less(const struct planner *planner, size_t index)
{
    int32_t before_s = index == 0 ? 0 : hard_of(&planner->weeks[index - 1]);
    int32_t one_s =
        library_pattern_of(LIBRARY_STRIDES, LIBRARY_SHORT_EARLY, 0)->fast_s;

    return before_s >= STRIDES_S &&
           share_of(before_s, planner->limits.down_hard_permille) >= one_s;
}

/* The second hard run: what the race asks for, in turn over four weeks. */
static enum library_kind race_kind(const struct planner *planner, size_t index)
{
    static const enum library_kind far[] = {LIBRARY_TEMPO, LIBRARY_HILLS,
                                            LIBRARY_TEMPO, LIBRARY_FARTLEK};
    static const enum library_kind middle[] = {LIBRARY_TEMPO, LIBRARY_INTERVALS,
                                               LIBRARY_TEMPO, LIBRARY_HILLS};
    static const enum library_kind near[] = {
        LIBRARY_INTERVALS, LIBRARY_TEMPO, LIBRARY_INTERVALS, LIBRARY_FARTLEK};
    const struct draft_race *race = race_toward(planner, index);
    double distance_m = race == NULL ? 0 : race->race->distance_m;
    int turn = week_turn(planner, index) % 4;

    if (distance_m >= MARATHON_FROM_M) {
        return far[turn];
    }
    return distance_m >= HALF_FROM_M ? middle[turn] : near[turn];
}

static enum ow_session_type type_of(enum library_kind kind)
{
    static const enum ow_session_type types[LIBRARY_KIND_COUNT] = {
        [LIBRARY_EASY] = OW_SESSION_EASY,
        [LIBRARY_RUN_WALK] = OW_SESSION_EASY,
        [LIBRARY_LONG] = OW_SESSION_LONG,
        [LIBRARY_LONG_STAGES] = OW_SESSION_LONG,
        [LIBRARY_LONG_FINISH] = OW_SESSION_LONG,
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

    return share_of(run_s, planner->limits.hard_permille) - hard_of(week);
}

/* Makes a hard run as short in its work as the week's easy share asks for;
 * false where no such run is left. */
static bool ease(const struct planner *planner, struct draft_session *session,
                 int32_t most_s)
{
    for (int i = 0; i < MOST_CUTS && session->hard_s > most_s && most_s > 0;
         i++) {
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

    if (!library_is_progression(session->kind)) {
        return 1;
    }
    return session->duration_s >= limits->progression_long_s
               ? limits->progression_long_easy_days
               : limits->progression_easy_days;
}

/* Whole session, before its work is known: a share of the week by its number
 * of runs, within what kind, level, race and day allow. */
static int32_t duration_of(const struct planner *planner,
                           const struct week_shape *shape,
                           const struct draft_session *session)
{
    static const int32_t share[WEEK_DAYS + 1] = {0,   0,   0,   300,
                                                 240, 210, 190, 180};
    /* The easy running around a few fast minutes need not be long. */
    static const int32_t most_min[OW_SESSION_COUNT] = {
        [OW_SESSION_TEMPO] = 75,   [OW_SESSION_INTERVALS] = 70,
        [OW_SESSION_FARTLEK] = 60, [OW_SESSION_HILLS] = 60,
        [OW_SESSION_STRIDES] = 60,
    };
    enum ow_level level = planner->runner.level;
    int32_t distance_m = smaller(
        smaller(share_of(shape->run_m, share[shape->runs]), HARD_MOST_M),
        shape->most_m);
    int32_t duration_s =
        (int32_t)((int64_t)distance_m *
                  planner->runner.pace.s_per_km[ZONE_STEADY] / 1000);
    int32_t most_s = most_min[session->type] * MINUTE;

    most_s += level == OW_LEVEL_ADVANCED ? ADVANCED_MORE_S : 0;
    if (session->type == OW_SESSION_PROGRESSION) {
        most_s = smaller(progression_most_s(level, session->goal_m, duration_s),
                         planner->limits.progression_s[level]);
    }
    most_s = smaller(most_s, smaller(shape->hard_most_s, shape->hard_day_s));
    return larger(round_down(smaller(duration_s, most_s), 5 * MINUTE),
                  library_shortest_s(session->kind));
}

static struct draft_session *open_hard(struct planner *planner, size_t index,
                                       const struct week_shape *shape,
                                       enum library_kind kind)
{
    const struct draft_race *race = race_toward(planner, index);
    struct draft_session *session =
        week_add(&planner->weeks[index], type_of(kind), kind);

    session->pattern = library_pattern_of(kind, when_of(race, index),
                                          week_turn(planner, index));
    session->soften = soften_of(planner, index);
    /* A marathoner's shorter ones are those of a half-marathoner. */
    session->goal_m = smaller(goal_of(race), (int32_t)OW_HALF_MARATHON_M);
    session->duration_s = duration_of(planner, shape, session);
    session->work_s =
        share_of(work_of(planner, kind, shape->run_m),
                 kind == LIBRARY_STRIDES ? strides_permille(planner, index)
                                         : work_permille(planner, index, race));
    if (shape->is_race_week && type_of(kind) == OW_SESSION_PROGRESSION) {
        session->kind = LIBRARY_PROGRESSION_FINISH;
        session->goal_m = goal_of(race);
        session->duration_s = smaller(session->duration_s, SHARPENER_S);
        session->work_s = smaller(session->work_s, SHARPENER_WORK_S);
    }
    session_measure(planner, session);
    return session;
}

/* Most hard seconds of a progression run or a fast end, whatever the week
 * bears. */
static int32_t session_most_s(const struct planner *planner, size_t index,
                              const struct draft_session *session)
{
    const struct draft_week *week = &planner->weeks[index];
    bool is_base =
        week->phase == OW_PHASE_BASE || week->phase == OW_PHASE_MAINTAIN;
    int32_t most_s = planner->runner.level == OW_LEVEL_ADVANCED
                         ? ADVANCED_HARD_S
                         : SESSION_HARD_S;

    if (!library_is_progression(session->kind)) {
        return INT32_MAX;
    }
    if (session->type == OW_SESSION_PROGRESSION) {
        most_s = smaller(most_s, share_of(session->duration_s,
                                          is_base ? BASE_HARD_PERMILLE
                                                  : PROGRESSION_HARD_PERMILLE));
    }
    return week->phase == OW_PHASE_TAPER
               ? share_of(most_s, planner->limits.down_hard_permille)
               : most_s;
}

/* Whether what was made of a hard run is still one of its kind. */
static bool is_worth_it(const struct draft_session *session)
{
    return (session->type != OW_SESSION_TEMPO ||
            session->hard_s >= LEAST_TEMPO_S) &&
           (session->type != OW_SESSION_INTERVALS ||
            session->hard_s >= LEAST_INTERVALS_S);
}

/* A ramp does not get easier with its peak: a fast finish does. */
static bool ease_progression(const struct planner *planner,
                             struct draft_session *session, int32_t most_s)
{
    int32_t work_s = session->work_s;

    if (ease(planner, session, most_s)) {
        return is_worth_it(session);
    }
    if (session->type != OW_SESSION_PROGRESSION) {
        return false;
    }
    session->kind = LIBRARY_PROGRESSION_FINISH;
    session->work_s = work_s;
    session_measure(planner, session);
    return ease(planner, session, most_s);
}

static int32_t add_hard(struct planner *planner, size_t index,
                        const struct week_shape *shape, enum library_kind kind,
                        int32_t rest_m, int32_t most_hard_s)
{
    int32_t left_s = smaller(hard_left_s(planner, index, shape), most_hard_s);
    struct draft_session *session = open_hard(planner, index, shape, kind);

    left_s = smaller(left_s, session_most_s(planner, index, session));
    if (session->duration_s > shape->hard_most_s ||
        !ease_progression(planner, session, left_s) ||
        session->distance_m > smaller(rest_m, shape->most_m)) {
        planner->weeks[index].session_count--;
        return 0;
    }
    session->easy_days_after = easy_days_after(planner, session);
    return session->distance_m;
}

static struct draft_session *long_of(struct draft_week *week)
{
    for (size_t i = 0; i < week->session_count; i++) {
        if (week->sessions[i].type == OW_SESSION_LONG) {
            return &week->sessions[i];
        }
    }
    return NULL;
}

static bool ends_fast(const struct draft_session *session)
{
    return session != NULL && library_is_progression(session->kind);
}

/* Whether it is the turn of a long run with a fast end: so many weeks after
 * the last; in a plan's first weeks, which do not see what was before them,
 * when the weeks counted for ever say so. */
static bool is_finish_turn(const struct planner *planner, size_t index,
                           int every)
{
    for (size_t i = 1; i < (size_t)every && i <= index; i++) {
        if (ends_fast(long_of(&planner->weeks[index - i]))) {
            return false;
        }
    }
    return index + 1 >= (size_t)every || week_turn(planner, index) % every == 0;
}

/* Whether a race of first or second rank is too near for it. */
static bool is_race_near(const struct planner *planner, size_t index)
{
    int sunday = (int)index * WEEK_DAYS + WEEK_DAYS - 1;

    for (size_t i = 0; i < planner->race_count; i++) {
        const struct draft_race *race = &planner->races[i];

        if (race->race->priority != OW_PRIORITY_C &&
            race->day >= sunday - WEEK_DAYS + 1 &&
            race->day <= sunday + planner->limits.finish_days) {
            return true;
        }
    }
    return false;
}

/* Whether all days of a week lie in build or peak. */
static bool is_toward_race(const struct planner *planner, size_t index)
{
    for (size_t i = 0; i < WEEK_DAYS; i++) {
        enum ow_phase phase = planner->days[index * WEEK_DAYS + i].phase;

        if (phase != OW_PHASE_BUILD && phase != OW_PHASE_PEAK) {
            return false;
        }
    }
    return true;
}

static bool takes_finish(const struct planner *planner, size_t index,
                         const struct draft_race *race)
{
    const struct limits *limits = &planner->limits;
    const struct draft_week *week = &planner->weeks[index];
    enum ow_level level = planner->runner.level;
    int every = limits->finish_half_every;

    if (goal_of(race) >= MARATHON_FROM_M) {
        every = level == OW_LEVEL_ADVANCED ? limits->finish_advanced_every
                                           : limits->finish_marathon_every;
    }
    return goal_of(race) >= HALF_FROM_M && level != OW_LEVEL_BEGINNER &&
           is_toward_race(planner, index) &&
           (week->kind == WEEK_LOAD || week->kind == WEEK_HOLD) &&
           soften_of(planner, index) == OW_SOFTEN_NOT &&
           !is_race_near(planner, index) &&
           leaves_progression(planner, index) &&
           is_finish_turn(planner, index, every);
}

/*
 * Every second or third long run toward a half-marathon or a marathon ends
 * fast. It stays a long run: what it asks of its day, its week and the rules
 * of growth is that of one. Its end counts as hard where it is faster than
 * marathon pace, as the hard seconds of a plan are defined; at marathon pace
 * it does not, but asks for its easy days afterwards all the same.
 */
static void add_finish(struct planner *planner, size_t index,
                       const struct week_shape *shape)
{
    const struct draft_race *race = race_toward(planner, index);
    struct draft_session *session = long_of(&planner->weeks[index]);
    struct draft_session plain;
    int32_t left_s = hard_left_s(planner, index, shape);
    bool is_far = goal_of(race) >= MARATHON_FROM_M;

    if (session == NULL || !takes_finish(planner, index, race) ||
        session->duration_s < library_shortest_s(LIBRARY_LONG_FINISH)) {
        return;
    }
    plain = *session;
    /* Stages up to half-marathon pace would be too much of it. */
    session->kind = is_far && week_turn(planner, index) / 2 % 2 == 1
                        ? LIBRARY_LONG_STAGES
                        : LIBRARY_LONG_FINISH;
    session->goal_m = goal_of(race);
    session->work_s = share_of(
        is_far ? share_of(session->duration_s, FINISH_PERMILLE) : FINISH_MOST_S,
        work_permille(planner, index, race));
    session_measure(planner, session);
    left_s = smaller(left_s, session_most_s(planner, index, session));
    if (!ease(planner, session, left_s) ||
        session->duration_s > planner->limits.finish_most_s) {
        *session = plain;
        return;
    }
    session->easy_days_after = easy_days_after(planner, session);
    session_add_rule(session, OW_RULE_LONG_FINISH);
    session_add_rule(session, OW_RULE_HARD_SPACING);
}

/* Runs beside the long one that may be hard: a fast end at more than marathon
 * pace takes the place of one, and of the week's progression run anyway. */
static int hard_runs_left(const struct draft_session *long_run, int hard)
{
    if (!ends_fast(long_run)) {
        return hard;
    }
    return long_run->hard_s > 0 || hard > 1 ? hard - 1 : hard;
}

static bool is_progression(enum library_kind kind)
{
    return type_of(kind) == OW_SESSION_PROGRESSION;
}

/* What the hard runs of a week work on. A beginner's are gentle as they are,
 * those of a down week and before a race what these ask for. */
static const struct draft_focus *focus_in(const struct planner *planner,
                                          size_t index)
{
    const struct draft_week *week = &planner->weeks[index];
    bool is_free = planner->runner.level != OW_LEVEL_BEGINNER &&
                   week->kind != WEEK_DOWN && week->phase != OW_PHASE_TAPER &&
                   week->phase != OW_PHASE_RACE;

    return is_free ? focus_of_hard(planner, index) : NULL;
}

/* The kind of hard run that the focus of a week asks for; LIBRARY_KIND_COUNT
 * where it asks for none. */
static enum library_kind wanted_kind(const struct planner *planner,
                                     size_t index)
{
    static const enum library_kind kinds[] = {
        [OW_FOCUS_NONE] = LIBRARY_KIND_COUNT,
        [OW_FOCUS_SPEED] = LIBRARY_INTERVALS,
        [OW_FOCUS_PACING] = LIBRARY_PROGRESSION_SEGMENTED,
        [OW_FOCUS_DURABILITY] = LIBRARY_PROGRESSION_FINISH,
        [OW_FOCUS_FORM] = LIBRARY_STRIDES,
        [OW_FOCUS_FUELLING] = LIBRARY_KIND_COUNT,
        [OW_FOCUS_HILLS] = LIBRARY_HILLS,
        [OW_FOCUS_CONSISTENCY] = LIBRARY_KIND_COUNT,
        [OW_FOCUS_STRENGTH] = LIBRARY_HILLS};
    const struct draft_focus *focus = focus_in(planner, index);
    enum ow_phase phase = planner->weeks[index].phase;
    bool is_toward_race = phase == OW_PHASE_BUILD || phase == OW_PHASE_PEAK;

    if (focus == NULL) {
        return LIBRARY_KIND_COUNT;
    }
    return focus->focus == OW_FOCUS_SPEED && !is_toward_race
               ? LIBRARY_FARTLEK
               : kinds[focus->focus];
}

/* What is wanted in the place of the usual kind: a progression run takes
 * another form, the week's last hard run may become another sort. */
static enum library_kind choose_kind(enum library_kind wanted,
                                     enum library_kind usual, bool is_last)
{
    if (wanted == LIBRARY_KIND_COUNT) {
        return usual;
    }
    return is_progression(wanted) ? is_progression(usual) ? wanted : usual
           : is_last              ? wanted
                                  : usual;
}

/* Adds the usual hard run or, where the runner works on something, one of no
 * more fast running for that. */
static int32_t add_chosen(struct planner *planner, size_t index,
                          const struct week_shape *shape,
                          enum library_kind usual, bool is_last, int32_t rest_m)
{
    struct draft_week *week = &planner->weeks[index];
    enum library_kind kind =
        choose_kind(wanted_kind(planner, index), usual, is_last);
    size_t before = week->session_count;
    int32_t usual_m = add_hard(planner, index, shape, usual, rest_m, INT32_MAX);
    int32_t chosen_m = 0;

    if (usual_m > 0 && kind != usual) {
        struct draft_session kept = week->sessions[before];

        week->session_count = before;
        chosen_m = add_hard(planner, index, shape, kind, rest_m, kept.hard_s);
        if (chosen_m == 0) {
            week->sessions[week->session_count++] = kept;
        }
    }
    return chosen_m > 0 ? chosen_m : usual_m;
}

static void name_rules(const struct planner *planner, size_t index,
                       struct draft_session *session)
{
    bool is_weekly = session->type == OW_SESSION_PROGRESSION;

    session_add_rule(session,
                     is_weekly ? OW_RULE_PROGRESSION_WEEKLY : OW_RULE_VARIETY);
    session_add_rule(session, is_weekly ? OW_RULE_PROGRESSION_DOSE
                                        : OW_RULE_PHASE_BUILD);
    if (is_weekly && session->soften != OW_SOFTEN_NOT) {
        session_add_rule(session, OW_RULE_PROGRESSION_SOFTEN);
    }
    session_add_rule(session, OW_RULE_HARD_SPACING);
    if (session->kind == wanted_kind(planner, index)) {
        session_set_focus(session, focus_in(planner, index));
    }
}

static bool is_race_soon(const struct planner *planner, size_t index)
{
    const struct draft_race *race = race_toward(planner, index);

    return race != NULL && weeks_to(race, index) < NEAR_WEEKS;
}

/* The first hard run of a week that has no fast end: its progression run. In
 * base every third week, and every second down week, has something else in
 * its place, and before a race that has no build of its own every second week
 * what that asks for; a beginner strides where none is due. */
static enum library_kind first_kind(const struct planner *planner, size_t index)
{
    static const enum library_kind others[] = {LIBRARY_FARTLEK, LIBRARY_STRIDES,
                                               LIBRARY_HILLS};
    const struct draft_week *week = &planner->weeks[index];
    bool is_beginner = planner->runner.level == OW_LEVEL_BEGINNER;
    bool is_base =
        week->phase == OW_PHASE_BASE || week->phase == OW_PHASE_MAINTAIN;
    int turn = week_turn(planner, index);

    if (turn % progression_every(planner) != 0 ||
        !leaves_progression(planner, index)) {
        return LIBRARY_STRIDES;
    }
    if (is_beginner || soften_of(planner, index) == OW_SOFTEN_AFTER_RACE) {
        return progression_kind(planner, index);
    }
    /* Never two weeks in a row without one. */
    if (index > 0 && !has_progression(&planner->weeks[index - 1])) {
        return progression_kind(planner, index);
    }
    if (week->kind == WEEK_DOWN && turn / planner->limits.down_every % 2 == 1 &&
        are_strides_less(planner, index)) {
        return LIBRARY_STRIDES;
    }
    if (is_base && week->kind != WEEK_DOWN && turn % 2 == 0 &&
        is_race_soon(planner, index)) {
        return race_kind(planner, index);
    }
    return is_base && week->kind != WEEK_DOWN && turn % 3 == 2
               ? others[turn / 3 % 3]
               : progression_kind(planner, index);
}

/* A first plan does not open with hard work in a down week; made again in the
 * same week it is still a first one. */
static bool opens_easy(const struct planner *planner, size_t index)
{
    return index == 0 && planner->weeks[index].kind == WEEK_DOWN &&
           (planner->published == NULL ||
            ow_plan_today(planner->published).days >= planner->monday.days);
}

int32_t week_add_hard_runs(struct planner *planner, size_t index,
                           const struct week_shape *shape, int32_t rest_m)
{
    struct draft_week *week = &planner->weeks[index];
    bool has_finish = false;
    int32_t sum_m = 0;
    int hard = 0;

    add_finish(planner, index, shape);
    has_finish = ends_fast(long_of(week));
    hard = opens_easy(planner, index)
               ? 0
               : hard_runs_left(long_of(week), shape->hard);
    for (int i = 0; i < hard; i++) {
        enum library_kind kind = i > 0 || has_finish
                                     ? race_kind(planner, index)
                                     : first_kind(planner, index);
        size_t before = week->session_count;

        if (kind == LIBRARY_STRIDES && week->kind == WEEK_DOWN &&
            planner->runner.level == OW_LEVEL_BEGINNER) {
            continue;
        }
        sum_m += add_chosen(planner, index, shape, kind, i == hard - 1,
                            rest_m - sum_m);
        if (week->session_count == before && kind != LIBRARY_STRIDES &&
            week->kind != WEEK_DOWN) {
            sum_m += add_hard(planner, index, shape, LIBRARY_STRIDES,
                              rest_m - sum_m, INT32_MAX);
        }
        if (week->session_count > before) {
            name_rules(planner, index, &week->sessions[before]);
        }
    }
    return sum_m;
}
