/* What the search for the days of a week weighs, in one place. */
#ifndef ENGINE_PLAN_COSTS_H
#define ENGINE_PLAN_COSTS_H

/** What a placement costs, most weighty first (design choice). */
enum place_cost {
    COST_LONG_DAY = 200,        /**< the long run on another day than wished */
    COST_LONG_AFTER_HARD = 150, /**< a hard day on the eve of the long run */
    COST_STRENGTH_LONG = 75,    /**< strength on the day of the long run */
    COST_STRENGTH_EVE = 45,     /**< strength before a hard day, long or race */
    COST_HARD_TOO_SOON = 40,    /**< on a day that should still be easy */
    COST_HARD_AFTER_LONG = 35,
    /* 28, between them: a session off its published day (adapt.c) */
    COST_STRENGTH_ROW = 20, /**< strength on two days in a row */
    COST_LIKED_DAY = 12,    /**< no run on the day liked for the long one */
    COST_CROSS_HARD = 10,   /**< beside a hard or long run */
    COST_NO_REST = 9,       /**< a week without a day that is free of all */
    COST_RACE_EVE = 9,
    COST_RUN_ROW = 8,        /**< runs on two days in a row, few runs */
    COST_DOUBLE_EVE = 8,     /**< two runs before the long run */
    COST_MINUTE_SHORT = 6,   /**< a minute of an easy run that does not fit */
    COST_STRENGTH_TIRED = 5, /**< strength on the day after the long run */
    COST_DOUBLE_ROW = 4,     /**< two runs on two days in a row */
    COST_CROSS_RUN = 3,
    COST_DOUBLE_HARD = 2,    /**< a second run beside a hard one */
    COST_RUN_AFTER_LONG = 2, /**< the best day for rest */
    COST_RUN_ROW_MANY = 1,   /**< runs in a row where there are many */
    COST_STRENGTH_EASY = 1,  /**< strength beside an easy run, not a hard one */
    COST_LONG_NARROW = 1     /**< a quarter of an hour less than the widest */
};

/** The same costs by what they are for, to tell what a placement costs. */
enum place_item {
    ITEM_LONG_DAY = 0,
    ITEM_LONG_NARROW,
    ITEM_LIKED_DAY,
    ITEM_MINUTES,
    ITEM_HARD_TOO_SOON,
    ITEM_LONG_AFTER_HARD,
    ITEM_HARD_AFTER_LONG,
    ITEM_RUN_ROW,
    ITEM_RUN_AFTER_LONG,
    ITEM_NO_REST,
    ITEM_RACE_EVE,
    ITEM_STRENGTH_EVE,
    ITEM_STRENGTH_LONG,
    ITEM_STRENGTH_ROW,
    ITEM_STRENGTH_EASY,
    ITEM_CROSS,
    ITEM_DOUBLE,
    ITEM_MOVED,
    ITEM_COUNT
};

/** Up to so many runs a week they can be kept apart. */
enum { FEW_RUNS = 4 };

/** Minutes less than the widest day that make the long run's day narrower. */
enum { NARROW_MINUTES = 15 };

#endif
