/*
 * A plan in the making: what the steps of the planner hand to each other. All
 * of it is integers (metres, seconds, days counted from the first Monday), so
 * that a plan is the same on every platform.
 */
#ifndef ENGINE_PLAN_DRAFT_H
#define ENGINE_PLAN_DRAFT_H

#include "base/arena.h"
#include "engine/plan/plan.h"
#include "engine/workout/library.h"
#include "onward/body.h"

#define WEEK_DAYS 7
#define DRAFT_MOST_SESSIONS 32
#define DRAFT_MOST_RULES 6
/** Weeks of history that rules of growth look back on, and some more. */
#define DRAFT_HISTORY_WEEKS 26
#define PERMILLE 1000
/** Stages of the run-walk; the one after the last is easy running. */
#define RUN_WALK_STAGES 7
/** Where a day has the time an easy run is no shorter. */
#define LEAST_EASY_S 1200
/** A session off its published day costs this where too many would be: more
 * than all that is not a must. */
#define COST_MOVED_MOST 10000
/** The bit of a day's second easy run, beside those of draft_sort(). */
#define DRAFT_SORT_SECOND (1U << OW_SESSION_COUNT)
/** Weeks before a main race of which the largest is its peak. */
#define PEAK_WEEKS 8

/** What a day does not allow; bits. */
enum day_bar {
    BAR_PAST = 1,    /**< before today */
    BAR_BLOCKED = 2, /**< nothing at all */
    BAR_RUN = 4,     /**< no running */
    BAR_HARD = 8     /**< nothing hard */
};

struct draft_day {
    struct ow_date date;
    enum ow_phase phase;
    unsigned bars;
    int minutes;            /**< what the sessions of the day may take */
    enum ow_rule run_rule;  /**< why there is no running */
    enum ow_rule hard_rule; /**< why there is nothing hard */
    const struct ow_race *race;
};

/** A race behind or ahead with its clocks. */
struct draft_race {
    const struct ow_race *race;
    int day; /**< from the first Monday; negative before it */
    double effort;
    struct ow_recovery recovery;
};

/** What the runner works on, and why. */
struct draft_focus {
    enum ow_focus focus;
    enum ow_rule rule;    /**< focus.own-words or focus.evidence */
    const char *evidence; /**< NULL: a goal, or nothing more was said */
};

/** Days of illness, injury or pain on which running rests. */
struct draft_break {
    int from; /**< from the first Monday; negative before it */
    int to;
    int back; /**< the last day of the way back; `to` where there is none */
};

/** A session before it has words and a workout. */
struct draft_session {
    enum ow_session_type type;
    enum library_kind kind; /**< of a run */
    int day;                /**< of its week, 0 is Monday */
    int32_t distance_m;     /**< 0 where it has none */
    int32_t duration_s;
    int32_t hard_s;
    int32_t threshold_s;   /**< see struct library_measure */
    int32_t work_s;        /**< what the recipe of a hard run was given */
    int32_t run_s;         /**< of a run-walk */
    int32_t walk_s;        /**< of a run-walk */
    int32_t goal_m;        /**< of a progression: the race it trains for */
    enum ow_soften soften; /**< of a progression */
    const struct library_pattern *pattern; /**< of repeats; NULL: none */
    int easy_days_after; /**< that should follow without hard running */
    bool is_second;      /**< the short run beside another of its day */
    bool is_moved;       /**< from another day of its week … */
    int published_day;   /**< … which is this one, 0 is Monday … */
    enum ow_rule mover;  /**< … for this */
    const struct ow_race *race;
    const struct draft_focus *focus; /**< what it works on; NULL: nothing */
    enum ow_rule rules[DRAFT_MOST_RULES];
    size_t rule_count;
};

/** Why a week's distance is what it is. */
enum week_kind {
    WEEK_LOAD = 0, /**< a usual step up */
    WEEK_RETURN,   /**< back towards a level that was held */
    WEEK_HOLD,     /**< the level is kept */
    WEEK_DOWN,
    WEEK_RECOVERY, /**< shares after a race */
    WEEK_TAPER,
    WEEK_RACE,
    WEEK_SHORT,  /**< days are missing: blocked, or before today */
    WEEK_BACK,   /**< after illness or injury */
    WEEK_WINTER, /**< distance traded for strength */
    WEEK_KIND_COUNT
};

struct draft_week {
    enum ow_phase phase;
    enum week_kind kind;
    int32_t target_m; /**< the whole week's running, what was run included */
    int32_t cap_m;    /**< what must-rules allow, race metres left out */
    int32_t level_m;  /**< of the last week that was not lighter */
    int loads;        /**< weeks before it without a lighter one */
    int32_t before_m; /**< run this week before today */
    int32_t run_m;    /**< planned, races left out */
    int32_t race_m;
    int stage; /**< of run-walk in this week; RUN_WALK_STAGES: none */
    int strength_missing; /**< sessions that gave way */
    int placement_cost;
    int runner_up_cost; /**< of the next best placement; -1 where none */
    struct draft_session sessions[DRAFT_MOST_SESSIONS];
    size_t session_count;
    enum ow_rule rules[DRAFT_MOST_RULES];
    size_t rule_count;
};

/** What a season may come to where there is little. */
struct season_low {
    int32_t add_m;  /**< to what was held */
    int32_t most_m; /**< and not beyond this */
};

enum season_kind {
    SEASON_MARATHON = 0,
    SEASON_HALF,
    SEASON_SHORT,
    SEASON_BASE, /**< no race */
    SEASON_KIND_COUNT
};

/** The rules' parameters as the integers that plans are made of. */
struct limits {
    int32_t ramp_permille;
    int32_t ramp_floor_m;
    int32_t rise_permille;
    int32_t rise_low_permille;
    int32_t rise_low_m;
    int32_t season_permille;
    int32_t season_base_permille; /**< without a race */
    struct season_low season_low[SEASON_KIND_COUNT];
    int32_t spike_permille;
    int32_t spike_floor_m;
    int32_t step_permille;
    int32_t after_marathon_m; /**< longest run in the days after one */
    int32_t after_marathon_days;
    int32_t long_share_permille;
    int32_t long_few_permille;
    int32_t long_few_runs;
    int32_t long_time_s;
    int32_t alternate_s; /**< runs beyond it are not in weeks in a row */
    int32_t alternate_permille;
    int32_t down_every;
    int32_t down_cut_permille;
    int32_t down_hard_permille;
    int32_t hard_permille; /**< of the running time, at most */
    int32_t base_hard_most;
    int32_t progression_every;
    int32_t progression_every_beginner;
    int32_t progression_s[OW_LEVEL_ADVANCED + 1]; /**< longest, by level */
    int32_t progression_easy_days;                /**< after one … */
    int32_t progression_long_easy_days;           /**< … of this or more: */
    int32_t progression_long_s;
    int32_t finish_half_every; /**< long runs that end fast, in weeks */
    int32_t finish_marathon_every;
    int32_t finish_advanced_every;
    int32_t finish_most_s; /**< longest of them */
    int32_t finish_days;   /**< before the race without one */
    double soften_effort;  /**< of a race that softens what follows */
    int32_t soften_soreness;
    int32_t soften_sore_days;
    int32_t taper_permille;
    /** Of the peak's mean day: seven days before a race, the seven before
     * them, and what of the taper lies before. */
    int32_t taper_week_permille[3];
    int32_t taper_hard_days;
    int32_t taper_long_hard_days; /**< before a half-marathon and more */
    int32_t build_weeks;
    int32_t peak_weeks;
    int32_t symptom_days;
    int32_t symptom_pain;
    int32_t ill_days;
    int32_t injured_days;
    int32_t stairs_days;
    int32_t return_least_days;
    int32_t return_permille;
    int32_t return_most_days;
    int32_t soreness;
    int32_t soreness_days;
    int32_t least_runs;
    int32_t strength_s;
    int32_t cross_s;
    int32_t walk_s;
    int32_t winter_permille; /**< of the distance, traded for strength */
    int32_t most_moved;
    int32_t rest_days;
    int32_t double_from_m; /**< a week of less has no two runs on a day */
    int32_t double_s;      /**< the second run, at most */
    int32_t double_most;   /**< days with two runs in a week */
    int32_t run_walk_below_m;
    int32_t run_walk_run_s;
    int32_t run_walk_walk_s;
};

/** What is known of the runner today. */
struct runner {
    enum ow_level level;
    double effective_vo2max; /**< missing without a race */
    double best_m;           /**< the race it comes from */
    double best_s;
    struct library_paces pace;
    int age_years;        /**< -1 where unknown */
    int runs_per_week;    /**< on days of their own */
    int doubles_per_week; /**< runs beyond these, where they are wanted */
    int32_t held_m;       /**< most in a week of the history at hand */
    int32_t mean_m;       /**< mean of the last eight weeks with running */
    int first_stage;
    /** History by weeks before the first Monday: [0] is last week. */
    int32_t past_m[DRAFT_HISTORY_WEEKS]; /**< known races left out */
    bool past_known[DRAFT_HISTORY_WEEKS];
    int32_t this_week_m; /**< run this week before today */
    int this_week_runs;
    int32_t longest_m; /**< of the last 30 days, races left out */
    int longest_day;   /**< day from the first Monday */
};

struct planner_ask;

/** All that the steps share. */
struct planner {
    const struct ow_scenario *scenario;
    struct ow_date today;
    struct ow_date monday; /**< of the first week */
    struct limits limits;
    struct runner runner;
    struct draft_race *races; /**< by day */
    size_t race_count;
    struct draft_focus focuses[OW_FOCUS_STRENGTH]; /**< each focus once */
    size_t focus_count;
    struct draft_break *breaks; /**< by day */
    size_t break_count;
    struct draft_day *days; /**< WEEK_DAYS a week */
    struct draft_week *weeks;
    size_t week_count;
    int32_t *longest_m;              /**< longest non-race run of each day */
    struct days_memo *memo;          /**< of days_place() */
    struct planner_ask *ask;         /**< see ask.h; NULL: none */
    const struct ow_plan *published; /**< whose days to keep; NULL: none */
    unsigned
        *published_sorts; /**< of each day, bits of draft_sort(); or NULL */
    int moved_cost;       /**< of a session not on its published day */
    bool has_missed;      /**< less was run this week than published */
    int published_runs;   /**< from today to Sunday, races left out */
    int32_t published_m;  /**< of these */
    struct ow_plan *plan; /**< takes findings and texts */
    size_t finding_room;
    bool has_conflict;
};

/** Day of the plan's count on which a date lies; negative before it. */
int planner_day(const struct planner *planner, struct ow_date date);

/** Adds a finding; the text is copied into the plan. */
enum ow_status planner_find(struct planner *planner, enum ow_rule rule,
                            enum ow_severity severity, struct ow_date date,
                            const char *message, struct ow_error *err);

/** Rounds down to whole `step`s. */
int32_t round_down(int32_t value, int32_t step);
/** a * permille / 1000, rounded down; values of plans never overflow. */
int32_t share_of(int32_t value, int32_t permille);

/** The rules' parameters of a scenario as integers. */
void limits_read(const struct ow_rule_values *values, struct limits *limits);

/** What no plan can be made from: OW_E_RANGE or OW_E_ARGUMENT naming it. */
enum ow_status scenario_check(const struct ow_scenario *scenario,
                              struct ow_date today, struct ow_error *err);

/** Reads level, paces, habits and history into planner->runner. */
enum ow_status runner_read(struct planner *planner, struct ow_error *err);

/**
 * Fills planner->races and planner->days: a phase and the bars of every day.
 * Races that stand in each other's way become findings.
 */
enum ow_status timeline_build(struct planner *planner, struct ow_error *err);

/** Class of a race by its distance, as the rules' parameters are named. */
const char *race_class(double distance_m);

/** A race's day, effort and clocks. */
enum ow_status race_read(const struct planner *planner,
                         const struct ow_race *race, struct draft_race *draft,
                         struct ow_error *err);

/** Days of taper before a race; none before one of third rank. */
int race_taper_days(const struct planner *planner,
                    const struct draft_race *race);

/** Whether a check-in speaks of illness, injury or pain on stairs. */
bool check_in_is_symptom(const struct planner *planner,
                         const struct ow_check_in *check_in);

/** Fills planner->breaks from the check-ins. */
void breaks_read(struct planner *planner);

/** Most metres of a week in which illness or injury lie, or the way back from
 * them; INT32_MAX in others. */
int32_t breaks_most_m(const struct planner *planner, int week);

/** Findings for races that come too soon after another, or on a bad day. */
enum ow_status races_judge(struct planner *planner, struct ow_error *err);

/**
 * Sets kind, target, cap and level of a week from those before it. Every rule
 * of growth bounds a week by a function of earlier weeks that never falls when
 * they rise, so that taking the most each week gives the most in every week.
 */
void ladder_step(struct planner *planner, size_t week);

/** Where the weeks of a season are to get. */
struct season_aim {
    int32_t peak_m;  /**< at most so much … */
    int week;        /**< … and not before this week */
    bool is_lighter; /**< even where more is run now */
};

struct season_aim season_aim(const struct planner *planner, int week);

/** First week of a runner without a past. */
int32_t ladder_first_m(const struct planner *planner);

/** Whether a main race makes a week lighter by its taper. */
bool ladder_is_taper(const struct planner *planner,
                     const struct draft_race *race, int week);

/** Distance of a week before (negative) or in the plan, races left out; 0
 * beyond it. */
int32_t ladder_run_m(const struct planner *planner, int week);

/** Whether a week is to trade distance for strength: the cold months, December
 * to February, on the other half June to August, without a race near. */
bool ladder_is_winter(const struct planner *planner, int week);

/** The first race on or after a day, whatever its rank; NULL without one. */
const struct draft_race *race_next(const struct planner *planner, int day);

/** The race that days from `day` on build toward; NULL without one. */
const struct draft_race *race_ahead(const struct planner *planner, int day);

/** Largest week of the `count` before one, races left out. */
int32_t ladder_most_m(const struct planner *planner, int week, int count);

/** Reads what the runner works on: goals first, then own words, then what runs
 * show. */
void focus_read(struct planner *planner);

/** Whether and why the runner works on something; NULL: no. */
const struct draft_focus *focus_find(const struct planner *planner,
                                     enum ow_focus focus);

/** What the hard runs of a week work on: in turn every second week; NULL:
 * nothing. */
const struct draft_focus *focus_of_hard(const struct planner *planner,
                                        size_t week);

/** What the long run of a week works on, in turn; NULL: nothing. */
const struct draft_focus *focus_of_long(const struct planner *planner,
                                        size_t week);

/** Has a session work on something; NULL is fine. */
void session_set_focus(struct draft_session *session,
                       const struct draft_focus *focus);

/** Sets the sessions of a week, without days. */
enum ow_status week_fill(struct planner *planner, size_t week,
                         struct ow_error *err);

/** Whether a session makes its day a hard one. */
bool session_is_hard(const struct draft_session *session);

/** Metres run on planned days, races left out, both days included. */
int32_t run_between(const struct planner *planner, int from, int to);

/** Adds a rule to a session's, once. */
void session_add_rule(struct draft_session *session, enum ow_rule rule);

/** Adds a rule to a week's, once. */
void week_add_rule(struct draft_week *week, enum ow_rule rule);

/** Sets what a session measures from its recipe. */
void session_measure(const struct planner *planner,
                     struct draft_session *session);

/** The recipe of a run. */
struct library_order session_order(const struct planner *planner,
                                   const struct draft_session *session);

/** Most metres that one run of a week may have: what must hold. */
int32_t spike_cap_m(const struct planner *planner, size_t week);

/** Most metres it should have. */
int32_t step_cap_m(const struct planner *planner, size_t week);

/**
 * Places the sessions of a week and gives its easy runs their metres. Where
 * not all can be placed, one after another gives way, with a finding.
 *
 * @param rest_m  for the easy runs
 */
enum ow_status week_place(struct planner *planner, size_t week, int32_t rest_m,
                          struct ow_error *err);

/** A session's sort as a bit: its type, recovery runs being easy ones. */
unsigned draft_sort(enum ow_session_type type);

/** The sorts of a day with a session more: of its second easy run too. */
unsigned draft_add_sort(unsigned sorts, enum ow_session_type type);

/** Reads the days to keep from planner->published. */
enum ow_status adapt_read(struct planner *planner, struct arena *scratch,
                          struct ow_error *err);

/** Names the sessions of a week that moved, and the cause of each. */
enum ow_status adapt_explain(struct planner *planner, size_t week,
                             struct ow_error *err);

/** The rule for which a session is not on a day of its week: what forbids it
 * there, else what it would stand against. */
enum ow_rule adapt_find_cause(const struct planner *planner, size_t week,
                              const struct draft_session *session, int day);

/** Why a session moved: "that day is blocked". */
const char *adapt_cause(enum ow_rule rule);

/**
 * Makes a plan; as ow_plan_make().
 *
 * @param published   may be NULL
 * @param moved_cost  of each session not on its published day
 * @param[in,out] ask  a question to a week; may be NULL
 */
enum ow_status plan_make(const struct ow_scenario *scenario,
                         struct ow_date today, const struct ow_plan *published,
                         int moved_cost, struct planner_ask *ask,
                         struct ow_plan **plan, struct ow_error *err);

/** What days_place() remembers while it searches; NULL without memory. */
struct days_memo *days_memo_new(struct arena *arena);

/** What is asked of a placement beyond the rules. */
struct days_ask {
    unsigned sort;     /**< of a session, see draft_sort() … */
    int day;           /**< … to lie on this day, 0 is Monday … */
    bool is_elsewhere; /**< … or on any other */
};

/**
 * Puts the sessions of a week on its days.
 *
 * @param ask  may be NULL
 * @return false when no placement keeps the hard rules and what is asked
 */
bool days_place(const struct planner *planner, size_t week,
                const struct days_ask *ask);

/**
 * What a week costs as its sessions lie now; -1 where a hard rule forbids.
 *
 * @param[in,out] items  each cost is added to its place_item; may be NULL
 */
int days_cost(const struct planner *planner, size_t week, int *items);

/** Why a session is what it is; the plan's own text, NULL without memory. */
const char *reason_of(const struct planner *planner, size_t week,
                      const struct draft_session *session);

/** Why a day rests, and the rule behind it. */
const char *reason_of_rest(const struct planner *planner, size_t day,
                           enum ow_rule *rule);

/** What to do instead of a hard session; the plan's own text. */
const char *easier_than(const struct planner *planner,
                        const struct draft_session *session);

/** Findings that say why a rule that should hold does not everywhere. */
enum ow_status wishes_explain(struct planner *planner, struct ow_error *err);

/** Writes weeks and days with their words and workouts into the plan. */
enum ow_status compile_plan(struct planner *planner, struct ow_error *err);

/** Writes the phases as spans into the plan. */
enum ow_status compile_phases(struct planner *planner, struct ow_error *err);

/** Writes the forecast of fitness, and the finding about the dip. */
enum ow_status forecast_make(struct planner *planner, struct ow_error *err);

/** Writes the answers to the goals. */
enum ow_status goals_answer(struct planner *planner, struct ow_error *err);

#endif
