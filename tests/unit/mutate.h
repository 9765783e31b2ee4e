/*
 * Ways to spoil a good plan: each is one change at one place, and says what a
 * checker must find about it. Places where a way means nothing are passed
 * over.
 */
#ifndef TESTS_MUTATE_H
#define TESTS_MUTATE_H

#include "engine/plan/plan.h"

enum {
    MUTANT_WEEKS = 40,
    MUTANT_DAYS = 7 * MUTANT_WEEKS,
    MUTANT_SLOTS = 6,
    MUTANT_ENTRIES = 6
};

/* A plan and its scenario, copied where they can be changed. */
struct mutant {
    struct ow_plan plan;
    struct ow_plan_day days[MUTANT_DAYS];
    struct ow_session sessions[MUTANT_DAYS][MUTANT_SLOTS];
    struct ow_plan_week weeks[MUTANT_WEEKS];
    struct ow_phase_span phases[MUTANT_DAYS];
    struct ow_forecast_day forecast[MUTANT_DAYS];
    struct ow_goal_answer answers[MUTANT_ENTRIES];
    struct ow_scenario scenario;
    struct ow_race races[MUTANT_ENTRIES];
    struct ow_goal goals[MUTANT_ENTRIES];
    struct ow_check_in check_ins[1];
    struct ow_blocked blocked[1];
};

/* What must be found. */
struct expected {
    enum ow_rule rule;
    enum ow_severity severity;
    struct ow_date date; /* none: on any day */
};

/* Where a way is tried: on every day, in every week, once. */
enum scope { EVERY_DAY, EVERY_WEEK, ONCE };

struct mutation {
    const char *name;
    enum scope scope;
    bool keeps_sums; /* the weeks are made to agree with their days again */
    /* Spoils the plan at a day or week; false where that means nothing. */
    bool (*apply)(struct mutant *m, int at, struct expected *expected);
};

extern const struct mutation must_mutations[];
extern const size_t must_mutation_count;
extern const struct mutation should_mutations[];
extern const size_t should_mutation_count;
extern const struct mutation season_mutations[];
extern const size_t season_mutation_count;
extern const struct mutation form_mutations[];
extern const size_t form_mutation_count;

/** Copies a plan, which must fit, and its scenario, which must live on. */
void mutant_take(struct mutant *m, const struct ow_plan *plan,
                 const struct ow_scenario *scenario);

/** Makes the weeks say what their days hold. */
void mutant_sum_weeks(struct mutant *m);

/** A new session at an easy pace; half an hour where it is no run. */
struct ow_session mutant_session(enum ow_session_type type, double run_m,
                                 double hard_s);

/** Makes a session the only one of its day; puts it beside what is there. */
void mutant_put(struct mutant *m, int day, struct ow_session session);
void mutant_add(struct mutant *m, int day, struct ow_session session);

/** The date of a day, the Monday of a week, the first day of a week that is
 * planned. */
struct ow_date mutant_date(const struct mutant *m, int day);
struct ow_date mutant_monday(const struct mutant *m, int week);
int mutant_first_day(const struct mutant *m, int week);

/** What lies on a day; all is no, and 0, beyond the plan. */
bool mutant_has(const struct mutant *m, int day, enum ow_session_type type);
bool mutant_has_run(const struct mutant *m, int day);
bool mutant_is_hard(const struct mutant *m, int day);
double mutant_run_m(const struct mutant *m, int day);
bool mutant_in_phase(const struct mutant *m, int day, enum ow_phase phase);

/** Running of a week without races; negative weeks are the history's. */
double mutant_week_m(const struct mutant *m, int week);

/** The most of all weeks before one. */
double mutant_best_week_m(const struct mutant *m, int week);

/** The longest run of all days before one, the history's too. */
double mutant_longest_m(const struct mutant *m, int day);

/** The race of the scenario that is n days before a day, for the smallest n
 * from 1 on; NULL without one. */
const struct ow_race *mutant_race_before(const struct mutant *m, int day,
                                         int *n);

/** 0 for 5 km, 1 for 10 km, 2 for the half, 3 for the marathon and beyond. */
int mutant_race_class(const struct ow_race *race);

/** Whether a race is run all out, as far as the scenario tells. */
bool mutant_is_raced(const struct ow_race *race);

#endif
