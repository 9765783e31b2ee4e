/* What the search for the days of a week weighs, in one place. */
#ifndef ENGINE_PLAN_COSTS_H
#define ENGINE_PLAN_COSTS_H

/** What a placement costs, most weighty first (design choice). */
enum place_cost {
    COST_LONG_DAY = 100,     /**< the long run on another day than wished */
    COST_MINUTE_SHORT = 3,   /**< a minute of an easy run that does not fit */
    COST_STRENGTH_EVE = 30,  /**< strength before a hard day or a long run */
    COST_STRENGTH_LONG = 20, /**< strength on the day of the long run */
    /* 28, between them: a session off its published day (adapt.c) */
    COST_LONG_AFTER_HARD = 25,
    COST_HARD_AFTER_LONG = 20,
    COST_STRENGTH_ROW = 10, /**< strength on two days in a row */
    COST_RUN_ROW = 8,       /**< runs on two days in a row, few runs */
    COST_CROSS_HARD = 6,
    COST_CROSS_RUN = 3,
    COST_RACE_EVE = 9,
    COST_RUN_ROW_MANY = 1, /**< the same where there are many */
    COST_STRENGTH_RUN = 1
};

/** Up to so many runs a week they can be kept apart. */
enum { FEW_RUNS = 4 };

#endif
