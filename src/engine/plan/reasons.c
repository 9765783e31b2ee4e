/* The words of a plan: why a session is what it is, with the numbers. */
#include "base/buf.h"
#include "engine/plan/draft.h"

#include <string.h>

#define REASON_LIMIT 900
#define MOST_EVIDENCE ((size_t)240)

static void put_distance(struct buf *text, const struct planner *planner,
                         int32_t distance_m)
{
    char distance[OW_QUANTITY_TEXT_SIZE];

    ow_distance_format(distance_m, planner->scenario->athlete.units, distance);
    buf_append_text(text, distance);
}

/* The text into the plan's arena; NULL when there is no memory. */
static const char *finish(const struct planner *planner, struct buf *text)
{
    const char *copy = NULL;

    if (buf_status(text, NULL) == OW_OK) {
        copy = arena_copy_text(&planner->plan->arena, text->data, text->length);
    }
    buf_dispose(text);
    return copy;
}

/* The race whose recovery a day lies in; NULL where none. */
static const struct draft_race *race_before(const struct planner *planner,
                                            int day)
{
    const struct draft_race *found = NULL;

    for (size_t i = 0; i < planner->race_count; i++) {
        if (planner->races[i].day < day) {
            found = &planner->races[i];
        }
    }
    return found;
}

static bool is_about(double distance_m, double race_m)
{
    return distance_m > race_m - 1 && distance_m < race_m + 1;
}

/* "the marathon of 2026-11-01", or by its name. */
static void put_race(struct buf *text, const struct planner *planner,
                     const struct draft_race *race)
{
    double distance_m = race->race->distance_m;
    char date[OW_DATE_TEXT_SIZE];

    ow_date_format(race->race->date, date);
    if (race->race->name != NULL) {
        buf_append_format(text, "%.80s", race->race->name);
    } else if (is_about(distance_m, OW_MARATHON_M)) {
        buf_append_text(text, "the marathon");
    } else if (is_about(distance_m, OW_HALF_MARATHON_M)) {
        buf_append_text(text, "the half-marathon");
    } else {
        buf_append_text(text, "the ");
        put_distance(text, planner, (int32_t)distance_m);
        buf_append_text(text, " race");
    }
    buf_append_format(text, " of %s", date);
}

static void put_after_last(struct buf *text, const struct planner *planner,
                           size_t index)
{
    int32_t last_m = ladder_run_m(planner, (int)index - 1);

    if (last_m > 0) {
        buf_append_text(text, " this week after ");
        put_distance(text, planner, last_m);
        buf_append_text(text, " in the last");
    } else {
        buf_append_text(text, " this week, to begin with");
    }
}

/* A step so small that people would not call it one. */
#define STEADY_PERMILLE 1010

/* What a week is called, by what it stands on. */
static const char *week_words(const struct planner *planner, size_t index)
{
    static const char *const words[WEEK_KIND_COUNT] = {
        [WEEK_LOAD] = "A step up",
        [WEEK_RETURN] = "On the way back",
        [WEEK_HOLD] = "A steady week",
        [WEEK_DOWN] = "Down week",
        [WEEK_RECOVERY] = "Easing back",
        [WEEK_TAPER] = "Taper",
        [WEEK_RACE] = "Race week",
        [WEEK_SHORT] = "A short week",
        [WEEK_BACK] = "Easing back after illness or injury",
        [WEEK_WINTER] = "Winter week"};
    const struct draft_week *week = &planner->weeks[index];
    int32_t last_m = ladder_run_m(planner, (int)index - 1);
    bool is_after_down =
        index > 0 && planner->weeks[index - 1].kind == WEEK_DOWN;

    if (week->kind == WEEK_LOAD && is_after_down) {
        return "On from before the down week";
    }
    if (week->kind == WEEK_LOAD && last_m > 0 &&
        ladder_run_m(planner, (int)index) <=
            share_of(last_m, STEADY_PERMILLE)) {
        return words[WEEK_HOLD];
    }
    return words[week->kind];
}

static void put_kind(struct buf *text, const struct planner *planner,
                     size_t index)
{
    const struct draft_week *week = &planner->weeks[index];
    int monday = (int)index * WEEK_DAYS;
    const struct draft_race *race =
        week->kind == WEEK_RECOVERY ? race_before(planner, monday + WEEK_DAYS)
        : week->kind == WEEK_TAPER  ? race_ahead(planner, monday)
        : week->kind == WEEK_RACE   ? race_next(planner, monday)
                                    : NULL;

    buf_append_text(text, week_words(planner, index));
    if (race != NULL) {
        buf_append_text(text,
                        week->kind == WEEK_RECOVERY ? " after " : " before ");
        put_race(text, planner, race);
    }
    buf_append_text(text, ": ");
}

/* The week's distance against what it stands on. */
static void put_week(struct buf *text, const struct planner *planner,
                     size_t index)
{
    const struct draft_week *week = &planner->weeks[index];

    put_kind(text, planner, index);
    put_distance(text, planner, week->run_m + week->before_m);
    if (week->kind == WEEK_DOWN) {
        buf_append_text(text, " instead of ");
        put_distance(text, planner, week->level_m);
        buf_append_format(text, ", after %d weeks without one", week->loads);
    } else {
        put_after_last(text, planner, index);
    }
}

static void put_minutes(struct buf *text, int32_t seconds)
{
    buf_append_format(text, "%d min", (int)((seconds + 59) / 60));
}

static struct library_measure measure_of(const struct planner *planner,
                                         const struct draft_session *session)
{
    struct library_order order = session_order(planner, session);

    return library_measure(&order, &planner->runner.pace);
}

/* How a long run ends that ends fast. */
static void put_finish(struct buf *text, const struct planner *planner,
                       const struct draft_session *session)
{
    buf_append_text(text, session->kind == LIBRARY_LONG_STAGES
                              ? ", in stages up to the last "
                              : ", easy but for the last ");
    put_minutes(text, measure_of(planner, session).peak_s);
    buf_append_text(text, session->hard_s > 0
                              ? ", which are strong: the legs learn to be "
                                "fast when tired"
                              : " at marathon effort: the legs learn it when "
                                "tired");
}

static void put_long(struct buf *text, const struct planner *planner,
                     size_t index, const struct draft_session *session)
{
    const struct draft_week *week = &planner->weeks[index];
    int32_t all = week->run_m + week->before_m;

    buf_append_text(text, "The week's long run, ");
    put_distance(text, planner, session->distance_m);
    buf_append_format(text, ", %d %% of its running",
                      all > 0 ? (int)(session->distance_m * 100LL / all) : 0);
    if (library_is_progression(session->kind)) {
        put_finish(text, planner, session);
    }
    buf_append_text(text, ". ");
    put_week(text, planner, index);
}

static void put_progression(struct buf *text, const struct planner *planner,
                            const struct draft_session *session)
{
    static const char *const kinds[] = {"in stages, each faster than the last",
                                        "a steady ramp from easy to strong",
                                        "easy with a fast finish"};
    static const char *const gentle[OW_SOFTEN_COUNT] = {
        [OW_SOFTEN_DOWN_WEEK] = "; gentle, for it is a down week",
        [OW_SOFTEN_AFTER_RACE] = "; gentle, so soon after the race",
        [OW_SOFTEN_SORENESS] = "; gentle, after the soreness"};

    buf_append_text(text, "Progression run, ");
    buf_append_text(text, kinds[session->kind - LIBRARY_PROGRESSION_SEGMENTED]);
    buf_append_text(text, ": ");
    put_minutes(text, session->duration_s);
    if (session->hard_s > 0) {
        buf_append_text(text, " of which ");
        put_minutes(text, session->hard_s);
        buf_append_text(text, " are fast");
    } else {
        buf_append_text(text, ", ending no faster than marathon effort");
    }
    if (session->soften != OW_SOFTEN_NOT) {
        buf_append_text(text, gentle[session->soften]);
    }
    buf_append_text(text, planner->runner.level == OW_LEVEL_BEGINNER
                              ? "; every second week one is enough"
                              : "; one a week practises pacing at little cost");
}

/* "3 min", "90 s". */
static void put_short(struct buf *text, int32_t seconds)
{
    if (seconds % 60 == 0) {
        put_minutes(text, seconds);
    } else {
        buf_append_format(text, "%d s", (int)seconds);
    }
}

/* "5 x 3 min ": the structure of the fast part; nothing of one block. */
static void put_repeats(struct buf *text, const struct draft_session *session,
                        int32_t times)
{
    buf_append_format(text, "%d x ", (int)times);
    if (session->pattern->fast_m > 0) {
        buf_append_format(text, "%d m", (int)session->pattern->fast_m);
    } else {
        put_short(text, session->pattern->fast_s);
    }
}

static void put_focus(struct buf *text, const struct planner *planner,
                      size_t index, const struct draft_session *session)
{
    static const char *const what[OW_SESSION_COUNT] = {
        [OW_SESSION_TEMPO] = " at threshold, the pace of an hour's race",
        [OW_SESSION_INTERVALS] = " near the most oxygen you can use",
        [OW_SESSION_FARTLEK] = " quick by feel, for variety",
        [OW_SESSION_HILLS] = " uphill: strength without hard landings",
        [OW_SESSION_STRIDES] = " fast and relaxed in an easy run"};
    const struct draft_race *race = race_ahead(planner, (int)index * WEEK_DAYS);
    int32_t times = measure_of(planner, session).times;

    if (times > 0) {
        put_repeats(text, session, times);
    } else {
        buf_append_text(text, "A block");
    }
    buf_append_text(text, what[session->type]);
    if (times > 0) {
        buf_append_text(text, ", ");
        put_short(text, session->pattern->slow_s);
        buf_append_text(text, " easy between");
    }
    buf_append_text(text, "; ");
    put_minutes(text, session->hard_s);
    buf_append_text(text, " fast in ");
    put_minutes(text, session->duration_s);
    if (race != NULL) {
        buf_append_text(text, ", toward ");
        put_race(text, planner, race);
    }
}

/* What a session works on, how where that is not seen, and why. */
static void put_work(struct buf *text, const struct draft_session *session)
{
    static const char *const works_on[] = {
        [OW_FOCUS_NONE] = "",
        [OW_FOCUS_SPEED] = "speed",
        [OW_FOCUS_PACING] = "pacing: hold back early, the second half no "
                            "slower than the first",
        [OW_FOCUS_DURABILITY] = "durability: no less than the effort of the "
                                "first hour to the end",
        [OW_FOCUS_FORM] = "form",
        [OW_FOCUS_FUELLING] = "fuelling: eat and drink as you will in the race",
        [OW_FOCUS_HILLS] = "hills: by hilly ways where you can, at even effort",
        [OW_FOCUS_CONSISTENCY] = "consistency",
        [OW_FOCUS_STRENGTH] = "strength"};
    const struct draft_focus *focus = session->focus;
    size_t length = 0;

    if (focus == NULL) {
        return;
    }
    buf_append_text(text, ". Works on ");
    buf_append_text(text, session->type == OW_SESSION_LONG
                              ? works_on[focus->focus]
                              : ow_focus_name(focus->focus));
    buf_append_text(text, focus->rule == OW_RULE_FOCUS_EVIDENCE
                              ? ", as your runs show"
                              : ", as you wished");
    if (focus->evidence != NULL) {
        length = strlen(focus->evidence);
        length = utf8_cut(focus->evidence, length, MOST_EVIDENCE);
        buf_append_text(text, ": ");
        buf_append(text, focus->evidence, length);
    }
}

static void put_race_day(struct buf *text, const struct planner *planner,
                         const struct draft_session *session)
{
    static const char *const priorities[] = {
        "The race this season is built for", "A race of second rank",
        "A race run as training"};

    buf_append_text(text, priorities[session->race->priority]);
    buf_append_text(text, ": ");
    put_distance(text, planner, session->distance_m);
}

static void put_walk(struct buf *text, const struct planner *planner, int day)
{
    const struct draft_race *race = race_before(planner, day);

    if (planner->days[day].phase != OW_PHASE_RECOVERY_OFF) {
        buf_append_text(text, "A walk keeps the habit of the week's sessions");
        return;
    }
    buf_append_text(text, "No running yet");
    if (race != NULL) {
        buf_append_format(text, ", day %d of %d after ", day - race->day,
                          race->recovery.off_days);
        put_race(text, planner, race);
    }
    buf_append_text(text, "; a short walk is welcome, if it feels good");
}

static void put_easy(struct buf *text, const struct planner *planner,
                     size_t index, const struct draft_session *session)
{
    if (session->kind == LIBRARY_RUN_WALK) {
        buf_append_format(text,
                          "Run %d s, walk %d s by turns: regular first, more "
                          "later",
                          (int)session->run_s, (int)session->walk_s);
        return;
    }
    buf_append_text(text, session->is_second
                              ? "The day's second run, short and easy. "
                          : session->type == OW_SESSION_RECOVERY
                              ? "Easy after yesterday's work. "
                              : "Easy running. ");
    put_week(text, planner, index);
}

static void put_moved(struct buf *text, const struct planner *planner,
                      size_t week, const struct draft_session *session)
{
    size_t day = week * WEEK_DAYS + (size_t)session->published_day;
    char date[OW_DATE_TEXT_SIZE];

    if (session->is_moved) {
        ow_date_format(planner->days[day].date, date);
        buf_append_format(text, ". Moved from %s: %s", date,
                          adapt_cause(session->mover));
    }
}

const char *reason_of(const struct planner *planner, size_t week,
                      const struct draft_session *session)
{
    struct buf text;

    buf_init(&text, REASON_LIMIT);
    switch (session->type) {
    case OW_SESSION_RACE:
        put_race_day(&text, planner, session);
        break;
    case OW_SESSION_WALK:
        put_walk(&text, planner, (int)week * WEEK_DAYS + session->day);
        break;
    case OW_SESSION_LONG:
        put_long(&text, planner, week, session);
        break;
    case OW_SESSION_PROGRESSION:
        put_progression(&text, planner, session);
        break;
    case OW_SESSION_TEMPO:
    case OW_SESSION_INTERVALS:
    case OW_SESSION_FARTLEK:
    case OW_SESSION_HILLS:
    case OW_SESSION_STRIDES:
        put_focus(&text, planner, week, session);
        break;
    case OW_SESSION_STRENGTH:
        buf_append_format(&text,
                          "Strength for %d min: economy, and balance "
                          "beside the running; hip, calf and trunk",
                          (int)(session->duration_s / 60));
        break;
    case OW_SESSION_CROSS:
        buf_append_format(&text,
                          "Cross-training for %d min, easy: the engine "
                          "runs while the legs rest",
                          (int)(session->duration_s / 60));
        break;
    case OW_SESSION_EASY:
    case OW_SESSION_RECOVERY:
    case OW_SESSION_REST:
    case OW_SESSION_COUNT:
        put_easy(&text, planner, week, session);
        break;
    }
    put_work(&text, session);
    put_moved(&text, planner, week, session);
    return finish(planner, &text);
}

/* What made a recovery longer or shorter than usual. */
static void put_stretch(struct buf *text, const struct draft_race *race)
{
    for (size_t i = 0; i < race->recovery.reason_count; i++) {
        buf_append_text(text, i == 0 ? "; set by " : ", ");
        buf_append_text(text, race->recovery.reasons[i].because);
    }
}

static enum ow_rule rest_rule(const struct draft_day *day)
{
    if ((day->bars & BAR_BLOCKED) != 0) {
        return OW_RULE_DAY_BLOCKED;
    }
    if ((day->bars & BAR_RUN) != 0) {
        return day->run_rule;
    }
    return day->minutes == 0 ? OW_RULE_DAY_MINUTES : OW_RULE_REST_WEEKLY;
}

const char *reason_of_rest(const struct planner *planner, size_t day,
                           enum ow_rule *rule)
{
    const struct draft_race *race = race_before(planner, (int)day);
    struct buf text;

    *rule = rest_rule(&planner->days[day]);
    buf_init(&text, REASON_LIMIT);
    if (*rule == OW_RULE_DAY_BLOCKED) {
        buf_append_text(&text, "Blocked: nothing is planned");
    } else if (*rule == OW_RULE_RECOVERY_OFF && race != NULL) {
        buf_append_format(&text, "Rest, day %d of %d without running after ",
                          (int)day - race->day, race->recovery.off_days);
        put_race(&text, planner, race);
        put_stretch(&text, race);
    } else if (*rule == OW_RULE_SYMPTOM_REST) {
        buf_append_text(&text, "Rest until illness, injury or pain is over");
    } else if (*rule == OW_RULE_DAY_MINUTES) {
        buf_append_text(&text, "No minutes for training on this day");
    } else {
        buf_append_text(&text, "Rest: what was trained is taken in today");
    }
    return finish(planner, &text);
}

const char *easier_than(const struct planner *planner,
                        const struct draft_session *session)
{
    static const char *const easier[OW_SESSION_COUNT] = {
        [OW_SESSION_LONG] = "The same way, easy to the end",
        [OW_SESSION_PROGRESSION] =
            " easy, the last few a little quicker if they come by themselves",
        [OW_SESSION_INTERVALS] = " with the same rests at threshold effort",
        [OW_SESSION_FARTLEK] =
            " easy with a few quick ones where the legs want them",
        [OW_SESSION_HILLS] = " easy over hills, no faster uphill than down",
        [OW_SESSION_STRIDES] = " easy without the strides"};
    struct library_measure measure = measure_of(planner, session);
    struct buf text;

    buf_init(&text, REASON_LIMIT);
    if (session->type == OW_SESSION_TEMPO) {
        put_minutes(&text, session->hard_s / 2);
        buf_append_text(&text, " at threshold in two parts, the rest easy");
    } else if (session->type == OW_SESSION_INTERVALS) {
        put_repeats(&text, session, (measure.times + 1) / 2);
    } else if (session->type != OW_SESSION_LONG) {
        put_minutes(&text, session->duration_s);
    }
    if (easier[session->type] != NULL) {
        buf_append_text(&text, easier[session->type]);
    }
    return finish(planner, &text);
}
