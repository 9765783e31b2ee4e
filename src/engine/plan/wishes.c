/*
 * What should hold and does not everywhere: each such place gets a finding
 * that says why, in the runner's words.
 */
#include "base/buf.h"
#include "engine/plan/draft.h"

#define MESSAGE_LIMIT 400
#define SPIKE_DAYS 30
/* A week at least a fifth below the one before rests the runner, as do those
 * around a race. */
#define RESTFUL 0.8

/* A sentence with up to two distances in it; NULL ends the words early. */
static enum ow_status say(struct planner *planner, enum ow_rule rule,
                          enum ow_severity severity, struct ow_date date,
                          const char *words, int32_t first_m,
                          const char *middle, int32_t second_m, const char *end,
                          struct ow_error *err)
{
    enum ow_units units = planner->scenario->athlete.units;
    char first[OW_QUANTITY_TEXT_SIZE];
    char second[OW_QUANTITY_TEXT_SIZE];
    struct buf text;
    enum ow_status status = OW_OK;

    ow_distance_format(first_m, units, first);
    ow_distance_format(second_m, units, second);
    buf_init(&text, MESSAGE_LIMIT);
    buf_append_format(&text, "%s %s%s %s%s", words, first, middle, second, end);
    status = buf_status(&text, err);
    if (status == OW_OK) {
        status =
            planner_find(planner, rule, severity, date, buf_text(&text), err);
    }
    buf_dispose(&text);
    return status;
}

static struct ow_date day_date(const struct planner *planner, size_t week,
                               int day)
{
    return planner->days[week * WEEK_DAYS + (size_t)day].date;
}

/* Longest run of the days before one. */
static int32_t longest_before(const struct planner *planner, int day)
{
    int32_t longest = planner->runner.longest_day >= day - SPIKE_DAYS
                          ? planner->runner.longest_m
                          : 0;

    for (int i = day - SPIKE_DAYS < 0 ? 0 : day - SPIKE_DAYS; i < day; i++) {
        if (planner->longest_m[i] > longest) {
            longest = planner->longest_m[i];
        }
    }
    return longest;
}

static enum ow_status explain_run(struct planner *planner, size_t week,
                                  const struct draft_session *session,
                                  struct ow_error *err)
{
    const struct limits *limits = &planner->limits;
    int wished = planner->scenario->athlete.long_run_day;
    struct ow_date date = day_date(planner, week, session->day);
    int32_t longest =
        longest_before(planner, (int)week * WEEK_DAYS + session->day);
    enum ow_status status = OW_OK;

    if (session->distance_m > limits->spike_floor_m &&
        session->distance_m > share_of(longest, limits->step_permille)) {
        status = say(planner, OW_RULE_LONGEST_STEP, OW_NOTE, date, "A run of",
                     session->distance_m,
                     ", more than a tenth beyond the longest of 30 days,",
                     longest, ": such runs were in the legs before", err);
    }
    if (status == OW_OK && session->kind != LIBRARY_RUN_WALK &&
        planner->weeks[week].stage < RUN_WALK_STAGES) {
        status = planner_find(planner, OW_RULE_RUN_WALK, OW_NOTE, date,
                              "This run is too short for running and walking "
                              "by turns: walk whenever it is wished for",
                              err);
    }
    if (status == OW_OK && session->type == OW_SESSION_LONG && wished >= 0 &&
        session->day != wished) {
        status = planner_find(planner, OW_RULE_LONG_RUN_DAY, OW_SHOULD, date,
                              "The long run is not on its wished day: that "
                              "day has no room for it this week",
                              err);
    }
    return status;
}

/* Whether a day of a week, or the Monday after it, is hard, long or a race. */
static bool is_taxing(const struct planner *planner, size_t week, int day)
{
    const struct draft_week *draft = NULL;

    week += day == WEEK_DAYS;
    day %= WEEK_DAYS;
    if (week == planner->week_count) {
        return false;
    }
    draft = &planner->weeks[week];
    for (size_t i = 0; i < draft->session_count; i++) {
        if (draft->sessions[i].day == day &&
            (session_is_hard(&draft->sessions[i]) ||
             draft->sessions[i].type == OW_SESSION_LONG)) {
            return true;
        }
    }
    return false;
}

/* Strength on the eve of a hard or long day, or on the long run's. */
static enum ow_status explain_place(struct planner *planner, size_t week,
                                    int day, struct ow_error *err)
{
    const struct draft_week *draft = &planner->weeks[week];
    bool is_long = false;

    for (size_t i = 0; i < draft->session_count; i++) {
        is_long = is_long || (draft->sessions[i].day == day &&
                              draft->sessions[i].type == OW_SESSION_LONG);
    }
    if (!is_long && !is_taxing(planner, week, day + 1)) {
        return OW_OK;
    }
    return planner_find(
        planner, OW_RULE_STRENGTH_PLACE, OW_SHOULD,
        day_date(planner, week, day),
        is_long ? "Strength is on the day of the long run: no other day of "
                  "the week has the time for it"
                : "Strength is on the eve of a hard or long day: the week has "
                  "no better place for it",
        err);
}

static enum ow_status explain_sessions(struct planner *planner, size_t week,
                                       struct ow_error *err)
{
    const struct draft_week *draft = &planner->weeks[week];
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < draft->session_count && status == OW_OK; i++) {
        const struct draft_session *session = &draft->sessions[i];

        if (ow_session_type_is_run(session->type) && session->race == NULL) {
            status = explain_run(planner, week, session, err);
        } else if (session->type == OW_SESSION_STRENGTH) {
            status = explain_place(planner, week, session->day, err);
        }
    }
    return status;
}

static enum ow_status explain_strength(struct planner *planner, size_t week,
                                       struct ow_error *err)
{
    const struct draft_week *draft = &planner->weeks[week];
    struct ow_date date = day_date(planner, week, 0);

    if (draft->strength_missing <= 0) {
        return OW_OK;
    }
    if (date.days < planner->today.days) {
        date = planner->today;
    }
    return planner_find(
        planner, OW_RULE_STRENGTH, OW_SHOULD, date,
        draft->phase == OW_PHASE_RECOVERY_OFF
            ? "Less strength training than wished: the first days after a "
              "race are free of it"
        : planner->scenario->athlete.sessions_per_day == 1
            ? "Less strength training than wished: with one session a day "
              "the runs take the days of this week"
            : "Less strength training than wished: the days have no room for "
              "more this week",
        err);
}

/* The last week before one that was no down week. */
static int32_t last_full_m(const struct planner *planner, int week)
{
    int i = week - 1;

    while (i >= 0 && planner->weeks[i].kind == WEEK_DOWN) {
        i--;
    }
    return ladder_run_m(planner, i);
}

static enum ow_status explain_rise(struct planner *planner, size_t week,
                                   struct ow_error *err)
{
    const struct limits *limits = &planner->limits;
    int32_t run_m = ladder_run_m(planner, (int)week);
    int32_t last_m = last_full_m(planner, (int)week);
    int32_t usual_m = last_m + share_of(last_m, last_m < limits->rise_low_m
                                                    ? limits->rise_low_permille
                                                    : limits->rise_permille);

    if (run_m <= usual_m || run_m <= limits->ramp_floor_m ||
        run_m <= ladder_most_m(planner, (int)week, 8)) {
        return OW_OK;
    }
    return say(planner, OW_RULE_WEEK_RISE, OW_NOTE, day_date(planner, week, 0),
               "A week of", run_m, " after", last_m,
               " is more than the usual step: it goes back to what was held "
               "before",
               err);
}

/* A long run that is much of its week, where the other days are narrow. */
static enum ow_status explain_share(struct planner *planner, size_t week,
                                    struct ow_error *err)
{
    const struct limits *limits = &planner->limits;
    const struct draft_week *draft = &planner->weeks[week];
    int32_t longest_m = 0;
    int runs = 0;

    for (size_t i = 0; i < draft->session_count; i++) {
        const struct draft_session *session = &draft->sessions[i];

        if (ow_session_type_is_run(session->type) && session->race == NULL) {
            runs++;
            longest_m = session->distance_m > longest_m ? session->distance_m
                                                        : longest_m;
        }
    }
    if (runs < 3 || longest_m <= limits->spike_floor_m ||
        longest_m <=
            share_of(draft->run_m, runs <= limits->long_few_runs
                                       ? limits->long_few_permille
                                       : limits->long_share_permille)) {
        return OW_OK;
    }
    return say(planner, OW_RULE_LONG_SHARE, OW_NOTE, day_date(planner, week, 0),
               "The longest run is", longest_m, " of", draft->run_m,
               ": the other days have room for little", err);
}

/* Running of a week; what the history has of it comes with its races. */
static double counted_m(const struct planner *planner, int week)
{
    const struct ow_history *history = &planner->scenario->history;
    struct ow_date monday = ow_date_add_days(planner->monday, week * WEEK_DAYS);
    double run_m = week < 0 ? 0 : planner->weeks[week].run_m;

    for (size_t i = 0; i < history->week_count && week <= 0; i++) {
        if (history->weeks[i].monday.days == monday.days) {
            run_m += history->weeks[i].run_m;
        }
    }
    return run_m;
}

static bool is_restful(const struct planner *planner, int week)
{
    const struct draft_day *thursday =
        &planner->days[week * WEEK_DAYS + WEEK_DAYS / 2];
    enum ow_phase middle =
        (thursday->bars & BAR_PAST) != 0 ? OW_PHASE_BASE : thursday->phase;

    return middle == OW_PHASE_RECOVERY_OFF ||
           middle == OW_PHASE_RECOVERY_EASY || middle == OW_PHASE_TAPER ||
           middle == OW_PHASE_RACE || planner->weeks[week].kind == WEEK_DOWN ||
           counted_m(planner, week) <= RESTFUL * counted_m(planner, week - 1);
}

/* Many weeks in a row without a down week: the way back from a race, or a
 * lighter week ahead. */
static enum ow_status explain_no_down(struct planner *planner, size_t week,
                                      struct ow_error *err)
{
    return planner_find(
        planner, OW_RULE_DOWN_WEEK_EVERY, OW_NOTE, day_date(planner, week, 0),
        planner->weeks[week].level_m < ladder_most_m(planner, (int)week, 26)
            ? "No down week yet: the weeks before were "
              "lighter than what was held"
            : "No down week yet: a lighter week comes by "
              "itself",
        err);
}

/* Whether a day of a week lies in recovery or before today. */
static bool is_apart(const struct planner *planner, int week)
{
    for (int i = 0; i < WEEK_DAYS; i++) {
        const struct draft_day *day = &planner->days[week * WEEK_DAYS + i];

        if ((day->bars & BAR_PAST) != 0 ||
            day->phase == OW_PHASE_RECOVERY_OFF ||
            day->phase == OW_PHASE_RECOVERY_EASY) {
            return true;
        }
    }
    return false;
}

/* Runs, races and walks of a week, and the kinds of its sessions as bits. */
static int count_outings(const struct draft_week *week, unsigned *kinds)
{
    int outings = 0;

    for (size_t i = 0; i < week->session_count; i++) {
        enum ow_session_type type = week->sessions[i].type;

        outings += ow_session_type_is_run(type) || type == OW_SESSION_WALK;
        *kinds |= 1U << type;
    }
    return outings;
}

/* Fewer sessions than a goal asks for. */
static enum ow_status explain_outings(struct planner *planner, size_t week,
                                      int outings, struct ow_error *err)
{
    const struct ow_scenario *scenario = planner->scenario;
    enum ow_phase phase = planner->weeks[week].phase;

    for (size_t i = 0; i < scenario->goal_count; i++) {
        if (scenario->goals[i].kind == OW_GOAL_SESSIONS_PER_WEEK &&
            outings < scenario->goals[i].per_week &&
            phase != OW_PHASE_RECOVERY_OFF) {
            return planner_find(planner, OW_RULE_CONSISTENCY, OW_SHOULD,
                                day_date(planner, week, 0),
                                "Fewer runs and walks than the goal asks for: "
                                "the week has no more days for them",
                                err);
        }
    }
    return OW_OK;
}

/* Few kinds of sessions in four weeks, each stretch after the other. */
static enum ow_status explain_variety(struct planner *planner, size_t week,
                                      unsigned kinds, struct ow_error *err)
{
    const struct ow_rule_values *rules = &planner->scenario->rules;
    int count = 0;

    for (; kinds != 0; kinds &= kinds - 1) {
        count++;
    }
    if (count >= ow_rule_value(rules, OW_RULE_VARIETY, "kinds")) {
        return OW_OK;
    }
    return planner_find(planner, OW_RULE_VARIETY, OW_NOTE,
                        day_date(planner, week, 0),
                        "Few kinds of sessions in these weeks: strength or "
                        "cross-training would add variety",
                        err);
}

static enum ow_status explain_habits(struct planner *planner,
                                     struct ow_error *err)
{
    int weeks =
        (int)ow_rule_value(&planner->scenario->rules, OW_RULE_VARIETY, "weeks");
    enum ow_status status = OW_OK;
    unsigned kinds = 0;
    int in_a_row = 0;

    for (size_t w = 0; w < planner->week_count && status == OW_OK; w++) {
        int outings = count_outings(&planner->weeks[w], &kinds);

        status = explain_outings(planner, w, outings, err);
        in_a_row = outings > 0 && !is_apart(planner, (int)w) ? in_a_row + 1 : 0;
        if (status == OW_OK && in_a_row == weeks) {
            status = explain_variety(planner, w, kinds, err);
            in_a_row = 0;
        }
        kinds = in_a_row == 0 ? 0 : kinds;
    }
    return status;
}

/* More than the share of a week after a race: runs have a least length. */
static enum ow_status explain_recovery(struct planner *planner, size_t week,
                                       struct ow_error *err)
{
    const struct draft_week *draft = &planner->weeks[week];
    int32_t run_m = draft->run_m + draft->before_m;

    if (draft->kind != WEEK_RECOVERY || draft->run_m == 0 ||
        run_m <= draft->target_m) {
        return OW_OK;
    }
    return say(planner, OW_RULE_RECOVERY_VOLUME, OW_NOTE,
               day_date(planner, week, 0), "A week of", run_m,
               " so soon after a race, where", draft->target_m,
               draft->stage < RUN_WALK_STAGES
                   ? " would do: running and walking by turns is no shorter"
                   : " would do: some of it was run already, or its runs are "
                     "as short as they are planned",
               err);
}

/* More than the way back after illness or injury asks for. */
static enum ow_status explain_back(struct planner *planner, size_t week,
                                   struct ow_error *err)
{
    const struct draft_week *draft = &planner->weeks[week];
    int32_t run_m = draft->run_m + draft->before_m;
    int32_t most_m = breaks_most_m(planner, (int)week);

    if (draft->run_m == 0 || run_m <= most_m) {
        return OW_OK;
    }
    return say(planner, OW_RULE_SYMPTOM_RETURN, OW_NOTE,
               day_date(planner, week, 0), "A week of", run_m,
               " so soon after illness or injury, where", most_m,
               " would do: some of it was run already, or its runs are as "
               "short as they are planned",
               err);
}

/* A winter week beyond its share: runs have a least length. */
static enum ow_status explain_winter(struct planner *planner, size_t week,
                                     struct ow_error *err)
{
    const struct draft_week *draft = &planner->weeks[week];
    int32_t run_m = draft->run_m + draft->before_m;

    if (draft->run_m == 0 || run_m <= draft->target_m ||
        !ladder_is_winter(planner, (int)week)) {
        return OW_OK;
    }
    return say(planner, OW_RULE_WINTER, OW_NOTE, day_date(planner, week, 0),
               "A winter week of", run_m, ", where", draft->target_m,
               draft->stage < RUN_WALK_STAGES
                   ? " are chosen: running and walking by turns is no shorter"
                   : " are chosen: some of it was run already, or its runs are "
                     "as short as they are planned",
               err);
}

/* Much of a week is hard where days or races took its easy runs. */
static enum ow_status explain_ease(struct planner *planner, size_t week,
                                   struct ow_error *err)
{
    const struct draft_week *draft = &planner->weeks[week];
    int64_t run_s = 0;
    int64_t hard_s = 0;

    for (size_t i = 0; i < draft->session_count; i++) {
        const struct draft_session *session = &draft->sessions[i];

        hard_s += session->hard_s;
        run_s +=
            ow_session_type_is_run(session->type) ? session->duration_s : 0;
    }
    if (hard_s * PERMILLE <= run_s * planner->limits.hard_permille) {
        return OW_OK;
    }
    return planner_find(planner, OW_RULE_HARD_SHARE, OW_NOTE,
                        day_date(planner, week, 0),
                        "Less of the week is easy than should be: its days "
                        "have no room for more easy running",
                        err);
}

static bool is_hard_day(const struct planner *planner, int day)
{
    int at = day / WEEK_DAYS;
    const struct draft_week *week = NULL;

    if (at >= (int)planner->week_count) {
        return false;
    }
    week = &planner->weeks[at];
    for (size_t i = 0; i < week->session_count; i++) {
        if (week->sessions[i].day == day % WEEK_DAYS &&
            week->sessions[i].race == NULL &&
            session_is_hard(&week->sessions[i])) {
            return true;
        }
    }
    return false;
}

/* Hard running on days that a progression run asks to be easy: days are
 * placed with one between. */
static enum ow_status explain_after(struct planner *planner, size_t week,
                                    struct ow_error *err)
{
    const struct draft_week *draft = &planner->weeks[week];
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < draft->session_count && status == OW_OK; i++) {
        const struct draft_session *session = &draft->sessions[i];
        int day = (int)week * WEEK_DAYS + session->day;

        if (!library_is_progression(session->kind)) {
            continue;
        }
        for (int n = 1; n <= session->easy_days_after && status == OW_OK; n++) {
            if (is_hard_day(planner, day + n)) {
                status = planner_find(
                    planner, OW_RULE_PROGRESSION_AFTER, OW_NOTE,
                    ow_date_add_days(planner->monday, day + n),
                    "Fewer easy days after a progression run than wished for: "
                    "the days are too few for more",
                    err);
            }
        }
    }
    return status;
}

/* Fewer days without running than wished for: races have their own. */
static enum ow_status explain_rest(struct planner *planner, size_t week,
                                   struct ow_error *err)
{
    const struct draft_week *draft = &planner->weeks[week];
    bool runs[WEEK_DAYS] = {false};
    int rest_days = WEEK_DAYS;

    for (size_t i = 0; i < draft->session_count; i++) {
        runs[draft->sessions[i].day] =
            runs[draft->sessions[i].day] ||
            ow_session_type_is_run(draft->sessions[i].type);
    }
    for (int i = 0; i < WEEK_DAYS; i++) {
        rest_days -= runs[i];
    }
    if (rest_days >= planner->limits.rest_days) {
        return OW_OK;
    }
    return planner_find(planner, OW_RULE_REST_WEEKLY, OW_NOTE,
                        day_date(planner, week, 0),
                        "Fewer days without running than wished for: races "
                        "take theirs",
                        err);
}

/* What a week comes to, against what such a week should have. */
static enum ow_status explain_week(struct planner *planner, size_t week,
                                   struct ow_error *err)
{
    static enum ow_status (*const parts[])(
        struct planner * planner, size_t week, struct ow_error * err) = {
        explain_sessions, explain_strength, explain_rise,   explain_share,
        explain_recovery, explain_back,     explain_winter, explain_ease,
        explain_after,    explain_rest};
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && status == OW_OK;
         i++) {
        status = parts[i](planner, week, err);
    }
    return status;
}

static bool is_worked_on(const struct planner *planner,
                         const struct draft_focus *focus)
{
    for (size_t w = 0; w < planner->week_count; w++) {
        const struct draft_week *week = &planner->weeks[w];

        for (size_t i = 0; i < week->session_count; i++) {
            if (week->sessions[i].focus == focus) {
                return true;
            }
        }
    }
    return false;
}

/* What the runner named and no session works on. */
static enum ow_status explain_focus(struct planner *planner,
                                    struct ow_error *err)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < planner->focus_count && status == OW_OK; i++) {
        const struct draft_focus *focus = &planner->focuses[i];
        struct buf text;

        if (focus->rule != OW_RULE_FOCUS_OWN_WORDS ||
            focus->focus == OW_FOCUS_CONSISTENCY ||
            is_worked_on(planner, focus)) {
            continue;
        }
        buf_init(&text, MESSAGE_LIMIT);
        buf_append_format(&text,
                          "Nothing in these weeks works on %s: their hard runs "
                          "are too few, too short or gentle on purpose",
                          ow_focus_name(focus->focus));
        status = buf_status(&text, err);
        if (status == OW_OK) {
            status = planner_find(planner, focus->rule, OW_NOTE, planner->today,
                                  buf_text(&text), err);
        }
        buf_dispose(&text);
    }
    return status;
}

/* Two runs on a day are wished for, and no week has them. */
static enum ow_status explain_doubles(struct planner *planner,
                                      struct ow_error *err)
{
    if (planner->scenario->athlete.sessions_per_day != 2) {
        return OW_OK;
    }
    for (size_t w = 0; w < planner->week_count; w++) {
        const struct draft_week *week = &planner->weeks[w];

        for (size_t i = 0; i < week->session_count; i++) {
            if (week->sessions[i].is_second) {
                return OW_OK;
            }
        }
    }
    return say(planner, OW_RULE_DAY_DOUBLES, OW_NOTE, planner->today,
               "No day has two runs: that takes weeks of",
               planner->limits.double_from_m, " and more, here at most",
               ladder_most_m(planner, (int)planner->week_count,
                             (int)planner->week_count),
               ", and days with time for them", err);
}

enum ow_status wishes_explain(struct planner *planner, struct ow_error *err)
{
    enum ow_status status = OW_OK;
    int in_a_row = 0;

    for (size_t w = 0; w < planner->week_count && status == OW_OK; w++) {
        status = explain_week(planner, w, err);
        in_a_row = is_restful(planner, (int)w) ? 0 : in_a_row + 1;
        if (status == OW_OK && in_a_row == planner->limits.down_every) {
            status = explain_no_down(planner, w, err);
            in_a_row = 0;
        }
    }
    if (status == OW_OK) {
        status = explain_focus(planner, err);
    }
    if (status == OW_OK) {
        status = explain_doubles(planner, err);
    }
    return status == OW_OK ? explain_habits(planner, err) : status;
}
