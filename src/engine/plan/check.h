/*
 * The checker's own view of a plan. It reads what the plan says day by day and
 * shares the table of rules with the planner, nothing else.
 *
 * Words used here: a race's class is the nearest of 5k, 10k, half and marathon
 * at or below its distance; a day is hard when something on it is planned
 * faster than marathon pace, or when it has a progression run, tempo,
 * intervals, fartlek or hills; a race makes its day hard for the spacing of
 * hard days, but the clocks after a race forbid no other race.
 */
#ifndef ENGINE_PLAN_CHECK_H
#define ENGINE_PLAN_CHECK_H

#include "engine/plan/findings.h"

/* Rounding that is not worth a finding, in metres and in seconds. */
#define CHECK_SLACK 0.5

/** What all sessions of a day come to. */
struct check_day {
    double run_m;     /* without races */
    double race_m;    /* of races */
    double longest_m; /* longest single run, no race */
    double all_s;     /* of all sessions */
    double run_s;     /* of runs, races included */
    double hard_s;
    int runs; /* without races */
    int races;
    int walks;
    int sessions;   /* all but rests */
    unsigned kinds; /* of its sessions, a bit for each type */
    int strength;
    int cross;
    bool is_hard; /* races left out */
    bool has_long;
    double progression_s; /* of the longest progression run; 0: none */
    double progression_hard_s;
    double finish_s; /* of the longest long run that ends fast; 0: none */
    enum ow_phase phase;
    bool has_phase;
};

/** A race behind or ahead, as far as it is known. */
struct check_race {
    const char *id; /* NULL where only the plan has it */
    struct ow_date date;
    double distance_m;
    double effort;
    enum ow_priority priority;
};

struct check {
    const struct ow_plan *plan;
    const struct ow_scenario *scenario; /* may be NULL */
    struct ow_rule_values rules;
    struct ow_findings *findings;
    struct ow_date first;   /* today */
    struct check_day *days; /* from today on, gaps empty */
    int day_count;
    int week_count; /* Mondays, this week's included */
    struct check_race *races;
    size_t race_count;
};

/** The day of a date; NULL outside the plan. */
const struct check_day *check_day_of(const struct check *check,
                                     struct ow_date date);

/** The date of a day. */
struct ow_date check_date(const struct check *check, int day);

/** The Monday of a week of the plan, 0 being this week. */
struct ow_date check_monday(const struct check *check, int week);

/** Metres run in a week of the plan from its Monday on, planned races left
 * out; before this week (negative) as the history has them. */
double check_week_m(const struct check *check, int week);

/** Metres planned in a week, without what was run before today. */
double check_planned_m(const struct check *check, int week);

/** Whether the plan calls a week a down week. */
bool check_is_down(const struct check *check, int week);

/** The three numbers that a rule may have for a race's class. */
enum check_clock { CHECK_PLANNED = 0, CHECK_MUST, CHECK_LIGHT };

/** A parameter for a race's class: "half", "half_must" or "half_light". */
double check_class_value(const struct check *check, enum ow_rule rule,
                         double distance_m, enum check_clock clock);

/** The parts of the check. */
void check_form(struct check *check);
void check_days(struct check *check);
void check_progressions(struct check *check);
void check_races(struct check *check);
void check_growth(struct check *check);
void check_focus(struct check *check);
void check_habits(struct check *check);
void check_return(struct check *check);
void check_season(struct check *check);
void check_doubles(struct check *check);

#endif
