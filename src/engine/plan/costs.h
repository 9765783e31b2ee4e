/* What the search for the days of a week weighs, in one place. */
#ifndef ENGINE_PLAN_COSTS_H
#define ENGINE_PLAN_COSTS_H

/* What a placement costs, most weighty first (design choice). */
#define COST_LONG_DAY 100     /* the long run on another day than wished */
#define COST_MINUTE_SHORT 3   /* a minute of an easy run that does not fit */
#define COST_STRENGTH_EVE 30  /* strength before a hard day or a long run */
#define COST_STRENGTH_LONG 20 /* strength on the day of the long run */
/* 28, between them: a session off its published day (adapt.c) */
#define COST_LONG_AFTER_HARD 25
#define COST_HARD_AFTER_LONG 20
#define COST_STRENGTH_ROW 10 /* strength on two days in a row */
#define COST_RUN_ROW 8       /* runs on two days in a row, few runs */
#define COST_CROSS_HARD 6
#define COST_CROSS_RUN 3
#define COST_RACE_EVE 9
#define COST_RUN_ROW_MANY 1 /* the same where there are many */
#define COST_STRENGTH_RUN 1
/* Up to so many runs a week they can be kept apart. */
#define FEW_RUNS 4

#endif
