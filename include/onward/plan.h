/*
 * Scenarios and plans: who the runner is, what was run and what is wished for;
 * and the coming weeks with the rules behind every day.
 */
#ifndef ONWARD_PLAN_H
#define ONWARD_PLAN_H

#include "onward/date.h"
#include "onward/quantity.h"
#include "onward/recovery.h"
#include "onward/rules.h"
#include "onward/workout.h"

#ifdef __cplusplus
extern "C" {
#endif

enum ow_level {
    OW_LEVEL_UNKNOWN = 0,
    OW_LEVEL_BEGINNER,
    OW_LEVEL_INTERMEDIATE,
    OW_LEVEL_ADVANCED
};

/** Bits of ow_athlete.cross_training. */
enum ow_cross_training {
    OW_CROSS_BIKE = 1,
    OW_CROSS_SWIM = 2,
    OW_CROSS_ROW = 4,
    OW_CROSS_ELLIPTICAL = 8,
    OW_CROSS_HIKE = 16,
    OW_CROSS_SKI = 32,
    OW_CROSS_OTHER = 64
};

struct ow_athlete {
    char sex;                  /**< 'm', 'f', 'x'; 0 where unknown */
    struct ow_date birth_date; /**< may be none */
    enum ow_level level;
    enum ow_units units;
    double hr_max_bpm;       /**< may be missing */
    double hr_rest_bpm;      /**< may be missing */
    int day_minutes[7];      /**< Monday first; 0: no training that day */
    int long_run_day;        /**< enum ow_weekday, -1: any */
    int strength_per_week;   /**< sessions wished for, 0 to 7 */
    int sessions_per_day;    /**< 1: never two; 2: two runs too, where a week
                                  has volume for them; 0: a run and something
                                  else beside it */
    unsigned cross_training; /**< bits of enum ow_cross_training */
    bool is_southern;        /**< hemisphere, for the winter */
};

/** A week that was run; of this week, what was run before today. */
struct ow_history_week {
    struct ow_date monday;
    double run_m; /**< races included */
    int runs;
    int strength;
    int walks;       /**< walks that were sessions of their own */
    bool is_excused; /**< rest was planned, or illness or travel asked for it */
};

/** A best performance. */
struct ow_best {
    struct ow_date date;
    double distance_m;
    double time_s;
};

struct ow_history {
    const struct ow_history_week *weeks; /**< by date; gaps are weeks of 0 */
    size_t week_count;
    double longest_run_30d_m;        /**< races left out; may be missing */
    struct ow_date longest_run_date; /**< may be none */
    const struct ow_best *bests;
    size_t best_count;
    double fitness; /**< on the day before today; missing: from the weeks */
    double fatigue; /**< on the day before today; missing: from the weeks */
};

enum ow_priority { OW_PRIORITY_A = 0, OW_PRIORITY_B, OW_PRIORITY_C };

/** A race behind or ahead. One dated today is still to be run. */
struct ow_race {
    const char *id;
    const char *name; /**< may be NULL */
    struct ow_date date;
    double distance_m;
    enum ow_priority priority;
    double time_s; /**< run in; missing where not run or unknown */
    double effort; /**< missing: 1 for A and B, 0.8 for C */
    double goal_s; /**< may be missing */
    double net_drop_m;
    double fade;          /**< see struct ow_raced; may be missing */
    double descent_m;     /**< may be missing */
    double temperature_c; /**< may be missing */
};

enum ow_horizon {
    OW_HORIZON_MONTH = 0,
    OW_HORIZON_SEASON,
    OW_HORIZON_YEAR,
    OW_HORIZON_3_YEARS,
    OW_HORIZON_CAREER
};

enum ow_goal_kind {
    OW_GOAL_RACE_TIME = 0,
    OW_GOAL_FINISH,
    OW_GOAL_STANDARD,
    OW_GOAL_SESSIONS_PER_WEEK,
    OW_GOAL_VOLUME,
    OW_GOAL_BALANCE,
    OW_GOAL_FOCUS
};

enum ow_focus {
    OW_FOCUS_NONE = 0,
    OW_FOCUS_SPEED,
    OW_FOCUS_PACING,
    OW_FOCUS_DURABILITY,
    OW_FOCUS_FORM,
    OW_FOCUS_FUELLING,
    OW_FOCUS_HILLS,
    OW_FOCUS_CONSISTENCY,
    OW_FOCUS_STRENGTH
};

struct ow_goal {
    const char *id;
    enum ow_horizon horizon;
    enum ow_goal_kind kind;
    struct ow_date deadline; /**< may be none */
    double distance_m;       /**< may be missing, as all below */
    double time_s;
    double weekly_m;
    const char *standard; /**< "boston"; may be NULL */
    int per_week;         /**< -1 where not given */
    enum ow_focus focus;
    const char *parent;   /**< id of the goal it serves; may be NULL */
    struct ow_date since; /**< when it was set; none: today */
};

/** How the runner felt on a day. */
struct ow_check_in {
    struct ow_date date;
    int soreness;    /**< 0 (none) to 10, -1 where not said */
    int stairs_pain; /**< 0 (none) to 10, -1 where not said */
    int sleep;       /**< 1 (bad) to 5, -1 where not said */
    int motivation;  /**< 1 (bad) to 5, -1 where not said */
    bool ill;
    bool injured;
    const char *note; /**< may be NULL */
};

/** Days on which nothing can be planned, both included. */
struct ow_blocked {
    struct ow_date from;
    struct ow_date to;
    const char *reason; /**< may be NULL */
};

/** What the runner wants to work on beside goals. */
struct ow_weak_spot {
    enum ow_focus focus;  /**< never OW_FOCUS_NONE */
    bool is_said;         /**< in the runner's own words; else runs show it */
    const char *evidence; /**< one sentence without a full stop, or NULL */
};

/** All that a plan is made from. */
struct ow_scenario {
    struct ow_athlete athlete;
    struct ow_history history;
    const struct ow_race *races; /**< by date */
    size_t race_count;
    const struct ow_goal *goals;
    size_t goal_count;
    const struct ow_check_in *check_ins; /**< by date */
    size_t check_in_count;
    const struct ow_blocked *blocked; /**< by date */
    size_t blocked_count;
    /** Ids that this week's sessions before today bear: a week planned again
     * gives none of them to another session. */
    const char *const *used_ids;
    size_t used_id_count;
    const struct ow_weak_spot *weak_spots; /**< those that weigh most first */
    size_t weak_spot_count;
    struct ow_rule_values rules;
    enum ow_preset preset;
    int weeks; /**< Mondays planned, this week's included; 1 to 160 */
};

enum ow_phase {
    OW_PHASE_RECOVERY_OFF = 0,
    OW_PHASE_RECOVERY_EASY,
    OW_PHASE_BASE,
    OW_PHASE_BUILD,
    OW_PHASE_PEAK,
    OW_PHASE_TAPER,
    OW_PHASE_RACE,
    OW_PHASE_MAINTAIN,
    OW_PHASE_COUNT
};

enum ow_session_type {
    OW_SESSION_REST = 0,
    OW_SESSION_WALK,
    OW_SESSION_EASY,
    OW_SESSION_RECOVERY,
    OW_SESSION_LONG,
    OW_SESSION_PROGRESSION,
    OW_SESSION_TEMPO,
    OW_SESSION_INTERVALS,
    OW_SESSION_FARTLEK,
    OW_SESSION_HILLS,
    OW_SESSION_STRIDES,
    OW_SESSION_RACE,
    OW_SESSION_STRENGTH,
    OW_SESSION_CROSS,
    OW_SESSION_COUNT
};

/** The words in JSON: "recovery-off", "long", "A", "season", … */
OW_API const char *ow_level_name(enum ow_level level);
OW_API const char *ow_priority_name(enum ow_priority priority);
OW_API const char *ow_horizon_name(enum ow_horizon horizon);
OW_API const char *ow_goal_kind_name(enum ow_goal_kind kind);
OW_API const char *ow_focus_name(enum ow_focus focus);
OW_API const char *ow_phase_name(enum ow_phase phase);
OW_API const char *ow_session_type_name(enum ow_session_type type);

/** Whether a session of this type is run (its metres count in run_m). */
OW_API bool ow_session_type_is_run(enum ow_session_type type);

/** The rules behind something, in order of weight. */
struct ow_rule_list {
    const enum ow_rule *rules;
    size_t count;
};

struct ow_session {
    const char *id; /**< "2026-11-23-long-1": its week, type, number in it */
    enum ow_session_type type;
    double distance_m; /**< missing where it has none */
    double duration_s; /**< of a run always given; missing for a rest */
    double hard_s;     /**< faster than marathon pace or RPE >= 6; race: 0 */
    double load;
    const struct ow_workout *workout; /**< NULL where none */
    struct ow_rule_list rules;
    const char *reason;
    const char *easier_option; /**< NULL where none */
};

struct ow_plan_day {
    struct ow_date date;
    const struct ow_session *sessions; /**< one rest where nothing else is */
    size_t session_count;
};

struct ow_plan_week {
    struct ow_date monday;
    enum ow_phase phase; /**< of most of its days */
    double run_m;        /**< sum of its days' running, races included */
    double run_s;
    double longest_m; /**< races left out */
    double hard_s;
    bool is_down;
    int strength;
    int cross;
    struct ow_rule_list rules;
};

struct ow_phase_span {
    enum ow_phase phase;
    struct ow_date from;
    struct ow_date to; /**< included */
    struct ow_rule_list rules;
};

enum ow_verdict {
    OW_VERDICT_LIKELY = 0,
    OW_VERDICT_AMBITIOUS,
    OW_VERDICT_VERY_UNLIKELY,
    OW_VERDICT_NOT_ENOUGH_DATA
};

/** The word in JSON: "likely", "very-unlikely", … */
OW_API const char *ow_verdict_name(enum ow_verdict verdict);

struct ow_milestone {
    struct ow_date date;
    const char *what;
    double value;
    const char *unit; /**< "s", "m" or "count" */
};

/** What stands between a goal and another wish. */
struct ow_goal_conflict {
    const char *with; /**< id of the other goal; NULL: the runner's own days */
    const char *message;
    const char *give_up; /**< what would solve it */
};

struct ow_goal_answer {
    const char *id;
    enum ow_verdict verdict;
    double probability; /**< 0 to 1; missing without data */
    const char *needed;
    const struct ow_milestone *milestones; /**< the last is the goal itself */
    size_t milestone_count;
    struct ow_date due; /**< the deadline, else the horizon's end */
    const char *unit;   /**< of the four below: "s", "m", "count"; or NULL */
    double now;         /**< where the runner is; missing where not known */
    double target;      /**< what is asked for */
    double low;         /**< between these with 80 % by then, if all goes on; */
    double high;        /**< missing where nothing says so */
    double progress;    /**< 0 to 1 of the way from when it was set; may be
                             missing */
    double rolled_up;   /**< mean of it and of the goals that serve it */
    bool is_reached;
    int steps;         /**< goals that serve it, and those that serve them */
    int steps_reached; /**< of these */
    const struct ow_goal_conflict *conflicts;
    size_t conflict_count;
};

struct ow_forecast_day {
    struct ow_date date;
    double fitness;
    double fatigue;
    double form;
    double effective_vo2max; /**< missing without a race to stand on */
};

/** A rule and what is to be said about it on a date. */
struct ow_finding {
    enum ow_rule rule; /**< of form too: OW_RULE_PLAN_STRUCTURE */
    enum ow_severity severity;
    struct ow_date date;
    const char *message;
};

/** A plan; opaque, one owner, all arrays borrowed from it. */
struct ow_plan;

/** Gives a plan back; NULL is fine. */
OW_API void ow_plan_free(struct ow_plan *plan);

/**
 * What a plan holds, each list in order of its dates and borrowed from the
 * plan; `count` may come out as 0.
 */
OW_API struct ow_date ow_plan_today(const struct ow_plan *plan);
OW_API const struct ow_phase_span *ow_plan_phases(const struct ow_plan *plan,
                                                  size_t *count);
OW_API const struct ow_plan_week *ow_plan_weeks(const struct ow_plan *plan,
                                                size_t *count);
OW_API const struct ow_plan_day *ow_plan_days(const struct ow_plan *plan,
                                              size_t *count);
OW_API const struct ow_goal_answer *ow_plan_goals(const struct ow_plan *plan,
                                                  size_t *count);
OW_API const struct ow_forecast_day *
ow_plan_forecast(const struct ow_plan *plan, size_t *count);
OW_API const struct ow_finding *ow_plan_findings(const struct ow_plan *plan,
                                                 size_t *count);

/**
 * Makes the plan of a scenario from `today` to the Sunday of its last week.
 * The same scenario and day give the same plan on every platform.
 *
 * @param[out] plan  the caller's, ow_plan_free(); given whenever a plan could
 *                   be made, also with must-findings (OW_E_CONFLICT)
 * @return OW_OK; OW_E_RANGE or OW_E_ARGUMENT with the scenario's fault;
 *         OW_E_CONFLICT when wishes and must-rules cannot all hold, the
 *         findings saying which; OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_plan_make(const struct ow_scenario *scenario, struct ow_date today,
             struct ow_plan **plan, struct ow_error *err);

/**
 * Makes a plan again after something happened, so that few published sessions
 * move. A session of the next two weeks (to the Sunday of the second) that is
 * not on its published day costs less than what should hold and more than what
 * is merely better; where more would move in a week than adapt.most_moved, or
 * as many in all as in a plan made afresh, only what must hold stands above it.
 * What was missed this week is not crammed into its rest. The reason of a
 * session that moved says why.
 *
 * @param published  the plan in effect; NULL: as ow_plan_make()
 * @return as ow_plan_make()
 */
OW_API OW_MUST_CHECK enum ow_status
ow_plan_adapt(const struct ow_scenario *scenario, struct ow_date today,
              const struct ow_plan *published, struct ow_plan **plan,
              struct ow_error *err);

/**
 * The clocks that a plan of the scenario gives to one of its races: the race
 * and its runner judged as ow_plan_make() judges them.
 *
 * @param[out] recovery  untouched on failure
 * @return OW_OK; OW_E_NOT_FOUND for an unknown race; else as ow_plan_make()
 */
OW_API OW_MUST_CHECK enum ow_status
ow_plan_recovery(const struct ow_scenario *scenario, struct ow_date today,
                 const char *race_id, struct ow_recovery *recovery,
                 struct ow_error *err);

/** Findings of a check; the caller's, ow_findings_free(). */
struct ow_findings;

/** Gives findings back; NULL is fine. */
OW_API void ow_findings_free(struct ow_findings *findings);
/** All findings, borrowed; `count` may come out as 0. */
OW_API const struct ow_finding *
ow_findings_list(const struct ow_findings *findings, size_t *count);
/** Whether one of them is a broken must-rule. */
OW_API bool ow_findings_has_must(const struct ow_findings *findings);

/**
 * Judges a plan, whoever made it, against the rules and its own structure
 * (dates, sums, ids, kinds). Shares the table of rules with the planner and
 * nothing else.
 *
 * @param scenario  may be NULL: then only what the plan itself shows
 * @param[out] findings  the caller's
 * @return OW_OK whatever is found; OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_plan_check(const struct ow_plan *plan, const struct ow_scenario *scenario,
              struct ow_findings **findings, struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
