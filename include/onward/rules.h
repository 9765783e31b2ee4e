/*
 * The rules of training as data: one statement each, with parameters that a
 * runner may set within bounds, a severity, a source and its strength. The
 * planner satisfies them, the checker proves it, `why` prints their ids.
 */
#ifndef ONWARD_RULES_H
#define ONWARD_RULES_H

#include "onward/error.h"

#ifdef __cplusplus
extern "C" {
#endif

enum ow_severity { OW_MUST = 0, OW_SHOULD, OW_NOTE };

enum ow_evidence {
    OW_EVIDENCE_STRONG = 0,
    OW_EVIDENCE_MODERATE,
    OW_EVIDENCE_WEAK,
    OW_EVIDENCE_EXPERT
};

/** Every rule; its id, statement and parameters are in ow_rule_info(). */
enum ow_rule {
    /* What the runner's days allow. */
    OW_RULE_DAY_MINUTES = 0, /* day.minutes, must */
    OW_RULE_DAY_BLOCKED,     /* day.blocked, must */
    OW_RULE_LONG_RUN_DAY,    /* long-run.day, should */
    OW_RULE_DAY_SESSIONS,    /* day.sessions, should: as many as wished */
    OW_RULE_DAY_DOUBLES,     /* day.doubles, should: two runs on a day */
    /* After a race: the three clocks. */
    OW_RULE_RECOVERY_OFF,      /* recovery.off, must: days without running */
    OW_RULE_RECOVERY_EASY,     /* recovery.easy, must: nothing hard */
    OW_RULE_RECOVERY_VOLUME,   /* recovery.volume, should: weeks 2-5 shares */
    OW_RULE_RECOVERY_WALK,     /* recovery.walk, note: 20-30 min is fine */
    OW_RULE_RECOVERY_STRETCH,  /* recovery.stretch, should: modifiers */
    OW_RULE_RECOVERY_LONG_RUN, /* recovery.long-run, must: days 8-21 */
    OW_RULE_RACE_SPACING,      /* race.spacing, must: between raced races */
    /* How load grows. */
    OW_RULE_WEEK_RAMP,        /* week.ramp, must: 1.35 of best of four */
    OW_RULE_WEEK_RISE,        /* week.rise, should: the usual step */
    OW_RULE_SEASON_RISE,      /* season.rise, should: beyond what was held */
    OW_RULE_LONGEST_SPIKE,    /* longest.spike, must: 1.3 of 30 days */
    OW_RULE_LONGEST_STEP,     /* longest.step, should: 1.10 of 30 days */
    OW_RULE_LONG_SHARE,       /* long-run.share, should */
    OW_RULE_LONG_TIME,        /* long-run.time, should */
    OW_RULE_LONG_ALTERNATE,   /* long-run.alternate, should: every 2nd week */
    OW_RULE_DOWN_WEEK_EVERY,  /* down-week.every_weeks, should */
    OW_RULE_DOWN_WEEK_CUT,    /* down-week.cut, should */
    OW_RULE_DOWN_WEEK_HARD,   /* down-week.hard, should */
    OW_RULE_DOWN_WEEK_RESUME, /* down-week.resume, note */
    /* Hard work. */
    OW_RULE_HARD_SPACING,       /* hard.spacing, must */
    OW_RULE_HARD_SHARE,         /* hard.share, should: most of it easy */
    OW_RULE_HARD_BASE,          /* hard.base, should: base is easy miles */
    OW_RULE_PROGRESSION_WEEKLY, /* progression.weekly, should */
    OW_RULE_PROGRESSION_AFTER,  /* progression.after, should: easy days */
    OW_RULE_PROGRESSION_DOSE,   /* progression.dose, should: by level */
    OW_RULE_PROGRESSION_SOFTEN, /* progression.soften, should */
    OW_RULE_LONG_FINISH,        /* long-run.finish, should: ends fast */
    /* Around races. */
    OW_RULE_TAPER_VOLUME, /* taper.volume, must: last 7 days <= 75 % */
    OW_RULE_TAPER_HARD,   /* taper.hard, must: last 2 days */
    OW_RULE_TAPER_LENGTH, /* taper.length, should: by distance */
    OW_RULE_PHASE_BUILD,  /* phase.build, note: base, build, peak */
    /* Signs of the body. */
    OW_RULE_SYMPTOM_HARD,   /* symptom.hard, must: 3 days */
    OW_RULE_SYMPTOM_REST,   /* symptom.rest, should: ill or injured */
    OW_RULE_SYMPTOM_RETURN, /* symptom.return, should: half as far for a while
                             */
    OW_RULE_SORENESS_EASY,  /* soreness.easy, should */
    /* Keeping at it. */
    OW_RULE_CONSISTENCY,    /* consistency.sessions, should */
    OW_RULE_STRENGTH,       /* strength.weekly, should */
    OW_RULE_STRENGTH_PLACE, /* strength.place, should: off hard eves */
    OW_RULE_CROSS_TRAINING, /* cross-training.replace, note */
    OW_RULE_VARIETY,        /* variety.budget, should */
    OW_RULE_WINTER,         /* winter.emphasis, should */
    OW_RULE_REST_WEEKLY,    /* rest.weekly, should: a day without running */
    OW_RULE_RUN_WALK,       /* run-walk.start, should: for beginners */
    /* Working on weak spots. */
    OW_RULE_FOCUS_OWN_WORDS, /* focus.own-words, should: what was named */
    OW_RULE_FOCUS_EVIDENCE,  /* focus.evidence, note: what runs show */
    /* A plan made again. */
    OW_RULE_ADAPT, /* adapt.most_moved, should: few published days move */
    /* The plan as data. */
    OW_RULE_PLAN_STRUCTURE, /* plan.structure, must: dates, sums, ids, kinds */
    OW_RULE_COUNT
};

#define OW_RULE_MOST_PARAMETERS 12

/**
 * One number of a rule. Where min and max are the same it is part of the rule
 * and not a runner's to change. Parameters of races are named by the distance
 * class, the nearest at or below: "marathon" from 30 km, "half" from 15 km,
 * "10k" from 7.5 km, else "5k".
 */
struct ow_rule_parameter {
    const char *name;
    double default_value;
    double min;
    double max;
};

struct ow_rule_info {
    const char *id;        /**< "down-week.cut" */
    const char *statement; /**< one sentence */
    enum ow_severity severity;
    struct ow_rule_parameter parameters[OW_RULE_MOST_PARAMETERS];
    const char *source; /**< author and year, or the seed text */
    enum ow_evidence evidence;
};

/** The table's entry of a rule; lives for ever. */
OW_API const struct ow_rule_info *ow_rule_info(enum ow_rule rule);

/** How many parameters a rule has; they are the first of its array. */
OW_API size_t ow_rule_parameter_count(enum ow_rule rule);

/** The rule of an id; OW_E_NOT_FOUND. */
OW_API OW_MUST_CHECK enum ow_status
ow_rule_find(const char *id, enum ow_rule *rule, struct ow_error *err);

/** The words in JSON: "must", "strong", …; they live for ever. */
OW_API const char *ow_severity_name(enum ow_severity severity);
OW_API const char *ow_evidence_name(enum ow_evidence evidence);

/** What the rules' parameters are for one runner. */
struct ow_rule_values {
    double value[OW_RULE_COUNT][OW_RULE_MOST_PARAMETERS];
    bool overridden[OW_RULE_COUNT][OW_RULE_MOST_PARAMETERS];
};

/** Two sets of defaults for the days after a race. */
enum ow_preset { OW_PRESET_CLASSIC = 0, OW_PRESET_ACTIVE_RETURN };

/** "classic", "active-return". */
OW_API const char *ow_preset_name(enum ow_preset preset);

/**
 * The table's defaults under a preset. The active return plans the clocks of
 * recovery.off and recovery.easy shorter, and what must hold after a race is
 * then the "…_light" number whatever the effort: "…_must" is set to it.
 */
OW_API void ow_rule_values_init(struct ow_rule_values *values,
                                enum ow_preset preset);

/**
 * Overrides one parameter. The key is "<rule id>.<parameter>", or the rule's
 * id alone where it has one parameter of that name at its end
 * ("down-week.cut").
 *
 * @return OW_OK; OW_E_NOT_FOUND for an unknown key, OW_E_RANGE with value and
 *         bounds
 */
OW_API OW_MUST_CHECK enum ow_status
ow_rule_values_set(struct ow_rule_values *values, const char *key, double value,
                   struct ow_error *err);

/**
 * The value of a parameter by its name; the name must be one of the rule's
 * (a bug otherwise).
 */
OW_API double ow_rule_value(const struct ow_rule_values *values,
                            enum ow_rule rule, const char *parameter);

#ifdef __cplusplus
}
#endif

#endif
